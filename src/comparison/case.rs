//! One case under several schemes: what each counts of its children, tasks and circumstances, and what each
//! leaves aside. Every line of a score that is about the case stands in exactly one part, so that a scheme's
//! parts come to what the case counts under it.

use crate::facts::record::{AnyRecord, Record, text};
use crate::facts::{Case, Child, Id, Month, Task};
use crate::points::Points;
use crate::scheme::condition::{Condition, Slot, TaskKinds};
use crate::scheme::named_fact::{NamedFact, Source, task_bit};
use crate::scheme::{Each, Mechanism, Rule, Scheme, Step, Unit, UnitOf};
use crate::scoring::{Line, Score};

/// What of a case something is counted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A child.
    Child(Id),
    /// A task in progress.
    Task(Id),
    /// The family or household as a whole, and its circumstances.
    Family,
    /// Court.
    Court,
    /// Travel.
    Travel,
    /// What the scheme itself adjusts: what it holds at a most or a least, shares out or takes away.
    Adjusted,
}

/// What one scheme makes of one part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell<'s> {
    /// The lines that count.
    pub counted: Vec<&'s Line>,
    /// The lines that do not, each with its reason.
    pub left_out: Vec<&'s Line>,
    /// True where it has no line of its own because it is counted with another part: a child with its family,
    /// a task in the row of a child.
    pub with_others: bool,
}

impl Cell<'_> {
    /// The points of it.
    #[must_use]
    pub fn points(&self) -> Points {
        self.counted.iter().map(|line| line.points).sum()
    }

    /// True where the scheme has nothing to say of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counted.is_empty() && self.left_out.is_empty()
    }
}

/// A case under several schemes, for one practitioner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseCompared<'s> {
    /// The parts of the case, and for each what every scheme makes of it, in the order of the schemes.
    pub parts: Vec<(Part, Vec<Cell<'s>>)>,
    /// What the case counts under each scheme: nothing where it is not scored.
    pub sums: Vec<Option<(Points, Points, Points)>>,
    /// What was entered for the case and its children, and what every scheme does with it.
    pub entered: Vec<(String, Vec<Use>)>,
}

/// What a scheme does with a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Nothing.
    Ignored,
    /// It names it, and gives no points for it.
    Named,
    /// Points turn on it.
    Counted,
}

/// Puts what several schemes make of a case side by side.
#[must_use]
pub fn compare_case<'s>(case: &Case, month: Month, scored: &[(&'s Scheme, &'s Score)]) -> CaseCompared<'s> {
    let children = case.children.iter().map(|own| Part::Child(own.id.clone()));
    let tasks = case.tasks.iter().filter(|task| task.in_progress(month)).map(|own| Part::Task(own.id.clone()));
    let rest = [Part::Court, Part::Travel, Part::Family, Part::Adjusted];
    let empty = || vec![Cell::default(); scored.len()];
    let mut parts: Vec<(Part, Vec<Cell<'s>>)> = children.chain(tasks).chain(rest).map(|part| (part, empty())).collect();
    for (place, (scheme, score)) in scored.iter().enumerate() {
        let mut used: Vec<(&str, &Id)> = Vec::new();
        let mut read: TaskKinds = 0;
        let mut family_unit = false;
        for line in score.lines.iter().filter(|line| line.case.as_ref() == Some(&case.id)) {
            let step = scheme.steps.iter().find(|step| step.id == line.stage);
            let rule = step.and_then(|step| step.rules().find(|rule| rule.id == line.rule));
            let part = part_of(line, scheme, step, rule, case, month, &mut used);
            if line.counted {
                read |= rule.map_or(0, |rule| rule.when.tasks() | rule.award.tasks());
                family_unit |= part == Part::Family && step.is_some_and(is_by_units);
            }
            let own = parts.iter_mut().find(|(own, _)| *own == part);
            let Some(cell) = own.and_then(|(_, cells)| cells.get_mut(place)) else { continue };
            if line.counted { cell.counted.push(line) } else { cell.left_out.push(line) }
        }
        for (part, cells) in &mut parts {
            let Some(cell) = cells.get_mut(place).filter(|cell| cell.is_empty()) else { continue };
            cell.with_others = match part {
                Part::Child(_) => family_unit,
                Part::Task(id) => {
                    let kind = case.tasks.iter().find(|task| task.id == *id).and_then(|task| task.kind);
                    kind.is_some_and(|kind| task_bit(kind) & read != 0)
                }
                _ => false,
            };
        }
    }
    let always = |part: &Part| matches!(part, Part::Child(_) | Part::Task(_));
    parts.retain(|(part, cells)| always(part) || cells.iter().any(|cell| !cell.is_empty()));
    let sum = |(_, score): &(&Scheme, &Score)| {
        let own = score.cases.iter().find(|own| own.case == case.id)?;
        Some((own.points, own.least, own.most))
    };
    CaseCompared { parts, sums: scored.iter().map(sum).collect(), entered: entered(case, scored) }
}

/// Whether a stage counts by units, of which a family is one.
fn is_by_units(step: &Step) -> bool {
    matches!(&step.mechanism, Mechanism::Each(each) if each.unit == Unit::Unit)
}

/// The part that a line is about.
fn part_of<'c>(
    line: &'c Line,
    scheme: &Scheme,
    step: Option<&Step>,
    rule: Option<&Rule>,
    case: &'c Case,
    month: Month,
    used: &mut Vec<(&'c str, &'c Id)>,
) -> Part {
    let of_child = || line.child.clone().map_or(Part::Family, Part::Child);
    if let Some(task) = &line.task {
        return if case.tasks.iter().any(|own| own.id == *task && own.in_progress(month)) {
            Part::Task(task.clone())
        } else {
            of_child()
        };
    }
    let Some(step) = step else { return of_child() };
    let child = line.child.as_ref().filter(|id| case.children.iter().any(|own| own.id == **id));
    let of_child = || child.cloned().map_or(Part::Family, Part::Child);
    match (&step.mechanism, rule) {
        (Mechanism::Cap(_) | Mechanism::Replace { .. } | Mechanism::Share { .. }, _) => Part::Adjusted,
        // The row of a child is the child's, whatever chose it.
        (Mechanism::SelectOne(_), _) | (_, None) => of_child(),
        (_, Some(rule)) => {
            let needed = rule.tasks_needed.unwrap_or(0) | rule.award.tasks();
            if let Some(task) = task_for(line, needed, case, month, used) {
                used.push((&line.rule, &task.id));
                return Part::Task(task.id.clone());
            }
            match topic(scheme, rule) {
                Some(part) => part,
                None => of_child(),
            }
        }
    }
}

/// The task in progress that a line stands for where its rule needs one: of these kinds, about the same child
/// where both name one, and the next that no line of the rule stands for yet.
fn task_for<'c>(
    line: &Line,
    kinds: TaskKinds,
    case: &'c Case,
    month: Month,
    used: &[(&str, &'c Id)],
) -> Option<&'c Task> {
    let fits = |task: &&Task| {
        let same = task.child.is_none() || line.child.is_none() || task.child == line.child;
        task.kind.is_some_and(|kind| task_bit(kind) & kinds != 0) && task.in_progress(month) && same
    };
    let free = |task: &&Task| !used.iter().any(|(rule, id)| *rule == line.rule && **id == task.id);
    let own = |task: &&Task| task.child == line.child;
    let all = || case.tasks.iter().filter(fits);
    all().find(|task| own(task) && free(task)).or_else(|| all().find(free)).or_else(|| all().next())
}

/// Court or travel, where that is what a rule goes by.
fn topic(scheme: &Scheme, rule: &Rule) -> Option<Part> {
    let mut found = None;
    let mut see = |slot: Slot| {
        if let Some(fact) = named(scheme, slot) {
            let of = |words: &[&str]| words.iter().any(|word| fact.name.contains(word));
            if of(&["court", "exceptional_directions"]) {
                found = Some(Part::Court);
            } else if found.is_none() && of(&["journey", "travel", "minutes_each_way", "overnight_stay"]) {
                found = Some(Part::Travel);
            }
        }
    };
    rule.award.slots().into_iter().for_each(&mut see);
    asked_for(&rule.when, &mut see);
    found
}

/// What a condition asks to be so, leaving out what it asks not to be.
fn asked_for(condition: &Condition, see: &mut dyn FnMut(Slot)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| asked_for(part, see)),
        // A choice that takes in the first of a list asks for nothing to be there: "court stage: none".
        Condition::Is { slot, choices } if choices & 1 == 0 => see(*slot),
        Condition::Within { slot, .. } => see(*slot),
        _ => {}
    }
}

fn named(scheme: &Scheme, slot: Slot) -> Option<&NamedFact> {
    let reads = &scheme.reads;
    match slot {
        Slot::Child(place) | Slot::Either { child: place, .. } | Slot::OfUnit { child: place, .. } => {
            reads.child.get(place)
        }
        Slot::Case(place) => reads.case.get(place),
        Slot::Task(place) => reads.task.get(place),
        Slot::Practitioner(_) | Slot::UnitChildren => None,
    }
}

/// Facts that say what a record is called, how it hangs together or when it began: every scheme reads those.
pub(super) const NOT_WEIGHED: [&str; 9] = [
    "label",
    "kind",
    "allocated_on",
    "closing_in",
    "transferring_in",
    "unallocated_since",
    "co_working",
    "bulk",
    "siblings_known",
];

/// Whether something was entered for a fact that could weigh.
pub(super) fn is_entered(record: &dyn AnyRecord, fact: &str) -> bool {
    text(record, fact).is_some_and(|text| !matches!(text.as_str(), "" | "no" | "none"))
}

/// What was entered for a case and its children, each fact once, with the schemes that read it.
fn entered(case: &Case, scored: &[(&Scheme, &Score)]) -> Vec<(String, Vec<Use>)> {
    let mut all: Vec<(String, Vec<Use>)> = Vec::new();
    let weighed: Vec<Vec<Slot>> = scored.iter().map(|(scheme, _)| weighed(scheme)).collect();
    let mut tell = |record: &dyn AnyRecord, of_child: bool| {
        let catalogue = if of_child { Child::catalogue() } else { Case::catalogue() };
        for own in catalogue.iter().filter(|own| !NOT_WEIGHED.contains(&own.id)) {
            if !is_entered(record, own.id) || all.iter().any(|(label, _)| label == own.label) {
                continue;
            }
            let used =
                scored.iter().zip(&weighed).map(|((scheme, _), weighed)| used(scheme, weighed, own.id, of_child));
            all.push((own.label.to_owned(), used.collect()));
        }
    };
    case.children.iter().for_each(|child| tell(child, true));
    tell(case, false);
    all
}

/// The facts that points turn on: those of every stage that does not only list or say something.
pub(super) fn weighed(scheme: &Scheme) -> Vec<Slot> {
    let mut all: Vec<Slot> = Vec::new();
    for step in &scheme.steps {
        let mut see = |condition: &Condition| {
            if let Condition::Is { slot, .. } | Condition::Within { slot, .. } = condition {
                all.push(*slot);
            }
        };
        match &step.mechanism {
            Mechanism::Unweighted { .. } | Mechanism::Notes { .. } => continue,
            Mechanism::SelectOne(select) => select.tables.iter().for_each(|table| table.when.each(&mut see)),
            Mechanism::Units(units) => units.kinds.iter().for_each(|kind| kind.when.each(&mut see)),
            Mechanism::Cap(cap) => cap.when.each(&mut see),
            Mechanism::Replace { when, .. } => when.each(&mut see),
            _ => {}
        }
        step.rules().for_each(|rule| rule.when.each(&mut see));
        all.extend(step.rules().flat_map(|rule| rule.award.slots()));
        if let Mechanism::Each(Each { times: Some(times), .. }) = &step.mechanism {
            all.push(times.slot);
        }
        if let Mechanism::Units(units) = &step.mechanism {
            all.extend(units.kinds.iter().filter_map(|kind| match kind.of {
                UnitOf::Each(slot) => Some(slot),
                _ => None,
            }));
        }
    }
    all
}

/// What a scheme does with a fact of a child or of a case, itself or by what follows from it.
pub(super) fn used(scheme: &Scheme, weighed: &[Slot], fact: &str, of_child: bool) -> Use {
    let follows = |own: &NamedFact| match own.source {
        Source::Unstable => matches!(fact, "unstable" | "last_move" | "moved_in"),
        Source::PrivateFosteringMonths => fact == "private_fostering_since",
        Source::AsylumSeekerNow => matches!(fact, "asylum_seeker" | "asylum_since"),
        Source::ReturnJourney | Source::JourneyMinutes => matches!(fact, "minutes_each_way" | "area"),
        Source::JourneyOutside => fact == "area",
        Source::SharesPlacement | Source::SiblingsInPlacement => fact == "placement",
        Source::NewlyPlaced => matches!(fact, "placed_since" | "moved_in"),
        Source::Placed => matches!(fact, "placed_full_time" | "placed_part_time"),
        _ => own.name == fact,
    };
    let counts = |place: usize| {
        weighed.iter().any(|slot| match slot {
            Slot::Child(child) => of_child && *child == place,
            Slot::Case(case) => !of_child && *case == place,
            Slot::Either { child, case } | Slot::OfUnit { child, case } => {
                place == if of_child { *child } else { *case }
            }
            _ => false,
        })
    };
    let of = if of_child { &scheme.reads.child } else { &scheme.reads.case };
    let read = of.iter().enumerate().filter(|(_, own)| follows(own));
    read.map(|(place, _)| if counts(place) { Use::Counted } else { Use::Named }).max().unwrap_or(Use::Ignored)
}
