//! From a walk to lines that a person can read: what, which rule, why, and where the source says so.

use super::bounds::{Bounds, Key, Parts};
use super::types::Line;
use super::types::Note;
use super::view::{CaseView, DutyView, PractitionerView};
use super::walk::{Because, Entry, Listener, UnitIn};
use crate::facts::case::CaseKind;
use crate::facts::value::{Listed, Stated};
use crate::facts::{Id, Month, TaskKind};
use crate::points::Points;
use crate::scheme::condition::{DutyKinds, Slot};
use crate::scheme::named_fact::{NamedFact, task_bit};
use crate::scheme::{Award, Limit, Mechanism, Per, Rule, Scheme, Step, Table, Unit, UnitKind};

/// Makes a line of every entry.
pub(super) struct Explanation<'s, 'v> {
    pub(super) scheme: &'s Scheme,
    pub(super) case: Option<&'v CaseView<'v>>,
    /// Lines with the part of the score that they are.
    pub(super) lines: Vec<(Key, Line)>,
    /// What each stage gave.
    pub(super) by_step: Vec<Points>,
    /// What there is to say beside the points.
    pub(super) notes: Vec<Note>,
    /// The tasks in progress that some rule took, by place.
    taken: Vec<bool>,
    /// The kinds of duty that some rule took.
    duties: DutyKinds,
    /// The children of each unit.
    units: Vec<(UnitIn, Vec<usize>)>,
}

impl<'s> Listener<'s> for Explanation<'s, '_> {
    fn award(&mut self, entry: Entry<'s>) {
        self.add(entry, true);
    }
    fn leave_out(&mut self, entry: Entry<'s>) {
        self.add(entry, false);
    }
    fn reached(&mut self, step: usize, child: Option<usize>) {
        let Some(own) = self.scheme.steps.get(step) else { return };
        let Mechanism::Cap(cap) = &own.mechanism else { return };
        if let Some(words) = cap.reached.clone() {
            self.say(words, child, own.readings.clone());
        }
    }
    fn note(&mut self, rule: &'s Rule, child: Option<usize>) {
        self.say_so(rule.words.clone(), child, rule.readings.clone(), rule.error);
    }
    fn not_agreed(&mut self, rule: &'s Rule, words: &'s str, child: Option<usize>) {
        self.say(words.to_owned(), child, rule.readings.clone());
    }
    fn unit(&mut self, unit: UnitIn, members: &[usize]) {
        self.units.push((unit, members.to_vec()));
    }
}

impl<'s, 'v> Explanation<'s, 'v> {
    pub(super) fn of(scheme: &'s Scheme, case: Option<&'v CaseView<'v>>) -> Self {
        Self {
            scheme,
            case,
            lines: Vec::new(),
            by_step: vec![Points::ZERO; scheme.steps.len()],
            notes: Vec::new(),
            taken: vec![false; case.map_or(0, |case| case.tasks.len())],
            duties: 0,
            units: Vec::new(),
        }
    }

    fn child(&self, place: Option<usize>) -> Option<&'v Id> {
        place.and_then(|place| self.case?.case.children.get(place)).map(|child| &child.id)
    }

    fn task(&self, place: Option<usize>) -> Option<Id> {
        let case = self.case?;
        let stored = case.tasks.get(place?)?.place;
        case.case.tasks.get(stored).map(|task| task.id.clone())
    }

    fn say(&mut self, words: String, child: Option<usize>, readings: Vec<String>) {
        self.say_so(words, child, readings, false);
    }

    fn say_so(&mut self, words: String, child: Option<usize>, readings: Vec<String>, error: bool) {
        let case = self.case.map(|case| case.case.id.clone());
        let note = Note { case, child: self.child(child).cloned(), words, readings, error };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Notes the tasks that a rule takes: those of its unit, or of its kinds wherever it goes by none.
    fn take(&mut self, entry: &Entry<'s>, rule: &Rule) {
        self.duties |= rule.when.duties() | rule.award.duties();
        let kinds = rule.when.tasks() | rule.award.tasks();
        let Some(case) = self.case.filter(|_| kinds != 0) else { return };
        let same = |own: &UnitIn, unit: &UnitIn| {
            (own.stage, own.kind, own.number, own.children) == (unit.stage, unit.kind, unit.number, unit.children)
        };
        for (place, task) in case.tasks.iter().enumerate().filter(|(_, task)| task.kind & kinds != 0) {
            let about = match (&entry.unit, task.child) {
                // What counts once in the case takes all of its tasks.
                _ if rule.per == Some(Per::Case) => true,
                (None, _) | (Some(_), None) => true,
                (Some(unit), Some(child)) if unit.is_child => entry.child == Some(child),
                (Some(unit), Some(child)) => {
                    self.units.iter().any(|(own, members)| same(own, unit) && members.contains(&child))
                }
            };
            if about && let Some(own) = self.taken.get_mut(place) {
                *own = true;
            }
        }
    }

    fn add(&mut self, entry: Entry<'s>, counted: bool) {
        let Some(step) = self.scheme.steps.get(entry.step) else { return };
        if let Some(rule) = entry.rule {
            self.take(&entry, rule);
        }
        if let Some(own) = self.by_step.get_mut(entry.step).filter(|_| counted) {
            *own += entry.points;
        }
        let child = entry.child.and_then(|place| self.case?.case.children.get(place));
        let forgone = (!counted && entry.points != Points::ZERO).then_some(entry.points);
        let points = if counted { entry.points } else { Points::ZERO };
        let mut readings = entry.rule.map_or_else(Vec::new, |rule| rule.readings.clone());
        readings.extend(step.readings.iter().filter(|id| !readings.contains(id)).cloned().collect::<Vec<_>>());
        readings.extend(self.kind_of(&entry).map_or(&[][..], |kind| kind.readings.as_slice()).iter().cloned());
        each_once(&mut readings);
        let line = Line {
            stage: step.id.clone(),
            rule: entry.rule.map_or_else(|| step.id.clone(), |rule| rule.id.clone()),
            name: name(step, &entry),
            points,
            least: points,
            most: points,
            case: self.case.map(|case| case.case.id.clone()),
            child: child.map(|child| child.id.clone()),
            task: self.task(entry.task),
            why: self.why(step, &entry, forgone),
            clause: clause(step, entry.table, entry.rule, &entry),
            counted,
            forgone,
            rule_in_words: rule_in_words(step, entry.rule),
            readings,
        };
        self.lines.push((Key::of(&entry), line));
    }

    fn why(&self, step: &Step, entry: &Entry<'_>, forgone: Option<Points>) -> String {
        let would = |reason: &str| match forgone {
            Some(points) => format!("{reason}; it would have been {points}"),
            None => reason.to_owned(),
        };
        let why = match entry.because {
            Because::First(1) => {
                "the only child of the family with this work area, so a first child of its own".to_owned()
            }
            Because::First(count) => format!("the first of {count} children with this work area"),
            Because::Other(count) => format!("another of {count} children with this work area"),
            Because::Holds => self.about(entry),
            Because::Band { number, .. }
                if matches!(
                    entry.rule.map(|rule| &rule.award),
                    Some(Award::Bands { slot: Slot::UnitChildren, .. })
                ) =>
            {
                if number == 1 {
                    "1 child".to_owned()
                } else {
                    format!("{number} children")
                }
            }
            Because::Band { number, .. } => match entry.rule.and_then(|rule| self.measured(rule)) {
                Some(fact) => format!("{} {number}", fact.label),
                None => number.to_string(),
            },
            Because::Cell(row, column) => format!("{row}, {column}"),
            Because::Given(given) => format!("entered: {given}"),
            Because::Hours { counted, entered } if counted == entered => format!("{} this month", hours(entered)),
            Because::Hours { counted, entered } => format!("{counted} of {} this month", hours(entered)),
            Because::Count(count) => format!("{count} this month"),
            Because::Days(days) => format!("{days} full-time days this month"),
            Because::Task => self.task_words(entry),
            Because::Held(most) if matches!(&step.mechanism, Mechanism::Cap(cap) if cap.unit == Unit::Group) => {
                format!("the group is held at {most}")
            }
            Because::Held(most) => format!("held at {most}"),
            Because::Raised(least) => format!("not under {least}"),
            Because::Replaced => "what takes its place stands in a line of its own".to_owned(),
            Because::Share(percent) => format!("this worker\u{2019}s part is {percent} %"),
            Because::Limit | Because::LesserRow => would(limit(step)),
            Because::NoGroup => would("no child of the family has a work area that it could be added to"),
            Because::OneFigure => format!("{}: one figure, counted already", self.task_words(entry)),
            Because::PastLimit(Limit::Days(days)) => would(&format!("it counts for the first {days} days")),
            Because::PastLimit(Limit::Months(1)) => would("it counts in its first month"),
            Because::PastLimit(Limit::Months(months)) => would(&format!("it counts for {months} months running")),
            Because::PastLimit(Limit::WeeksBeforeReview(weeks)) => {
                would(&format!("it counts in the {weeks} weeks before the review"))
            }
            Because::NoUnit(none) => format!("{none}: {}", self.plan_of(entry)),
            Because::NotWeighed => entry.rule.map_or_else(String::new, |rule| rule.words.clone()),
            Because::NoRow => {
                let none = match &step.mechanism {
                    Mechanism::SelectOne(select) if entry.table.is_some() => select.none.as_str(),
                    _ => "the scheme is not for this team",
                };
                format!("{none}: {}", self.plan_of(entry))
            }
        };
        if entry.times == 1 { why } else { format!("{why}, {} times", entry.times) }
    }

    fn plan_of(&self, entry: &Entry<'_>) -> &'static str {
        let plan = entry.child.and_then(|place| self.case?.case.children.get(place)).and_then(|child| child.plan);
        plan.map_or("the plan is not known", Listed::words)
    }

    /// The kind of the unit that an entry is about.
    fn kind_of(&self, entry: &Entry<'_>) -> Option<&'s UnitKind> {
        let unit = entry.unit?;
        match &self.scheme.steps.get(unit.stage)?.mechanism {
            Mechanism::Units(units) => units.kinds.get(unit.kind),
            _ => None,
        }
    }

    /// What an entry is about, in words.
    fn about(&self, entry: &Entry<'_>) -> String {
        match (self.kind_of(entry), entry.unit) {
            (Some(kind), Some(unit)) if unit.number > 0 => format!("{} {}", kind.name, unit.number),
            (Some(kind), Some(unit)) if !unit.is_child && unit.children == 1 => format!("{}, 1 child", kind.name),
            (Some(kind), Some(unit)) if !unit.is_child && unit.children > 1 => {
                format!("{}, {} children", kind.name, unit.children)
            }
            (Some(kind), _) => kind.name.clone(),
            _ if entry.child.is_some() => "for this child".to_owned(),
            _ if self.case.is_some() => "for the family".to_owned(),
            _ => "for the worker".to_owned(),
        }
    }

    /// The task that an entry is for, in words.
    fn task_words(&self, entry: &Entry<'_>) -> String {
        let Some((case, task)) = self.case.and_then(|case| Some((case, case.tasks.get(entry.task?)?))) else {
            return "under assessment, with no assessment entered".to_owned();
        };
        let own = case.case.tasks.get(task.place);
        let kind = own.and_then(|own| own.kind).map_or("", Listed::words);
        let whose = if task.child.is_some() { "for the child" } else { "for the family" };
        match own.and_then(|own| own.start) {
            Some(start) => format!("{kind}, {whose}, from {start}"),
            None => format!("{kind}, {whose}"),
        }
    }

    /// The fact whose bands a rule goes by.
    fn measured(&self, rule: &Rule) -> Option<&NamedFact> {
        let Award::Bands { slot, .. } = &rule.award else { return None };
        match slot {
            Slot::Child(place) | Slot::Either { child: place, .. } | Slot::OfUnit { child: place, .. } => {
                self.scheme.reads.child.get(*place)
            }
            Slot::Case(place) => self.scheme.reads.case.get(*place),
            Slot::Practitioner(place) => self.scheme.reads.practitioner.get(*place),
            Slot::Task(place) => self.scheme.reads.task.get(*place),
            Slot::UnitChildren => None,
        }
    }

    /// Lists the tasks in progress that no rule took.
    pub(super) fn list_unread_tasks(&mut self) {
        let Some(case) = self.case else { return };
        let unread = case.tasks.iter().zip(&self.taken).filter(|(_, taken)| !**taken);
        let lines: Vec<_> = unread
            .map(|(task, _)| {
                let kind = TaskKind::ALL.iter().find(|kind| task_bit(**kind) == task.kind);
                let words = kind.map_or("", |kind| kind.words());
                let reason = self.scheme.unread_tasks.iter().find(|(kinds, _)| kinds & task.kind != 0);
                let why =
                    reason.map_or_else(|| format!("{} gives nothing for it", self.scheme.name), |(_, why)| why.clone());
                let child = task.child.and_then(|place| case.case.children.get(place)).map(|child| child.id.clone());
                let line = Line {
                    case: Some(case.case.id.clone()),
                    child,
                    task: case.case.tasks.get(task.place).map(|task| task.id.clone()),
                    ..not_weighed(format!("task.{}", kind.map_or("", |kind| kind.text())), words, why)
                };
                (Key::Step(usize::MAX), line)
            })
            .collect();
        self.lines.extend(lines);
    }

    /// Lists the duties of the month that no rule took.
    pub(super) fn list_unread_duties(&mut self, practitioner: &PractitionerView<'_>) {
        let kind_of = |duty: &DutyView| practitioner.practitioner.duties.get(duty.place).and_then(|own| own.kind);
        for duty in practitioner.duties.iter().filter(|duty| duty.kind & self.duties == 0) {
            let Some(kind) = kind_of(duty) else { continue };
            let why = format!("{} gives nothing for it", self.scheme.name);
            self.lines.push((Key::Step(usize::MAX), not_weighed(format!("duty.{}", kind.text()), kind.words(), why)));
        }
    }

    /// Says so where a case has no child to score.
    pub(super) fn list_case_without_children(&mut self) {
        if !self.units.is_empty() {
            return;
        }
        let Some(case) = self.case.filter(|case| case.children.is_empty()) else { return };
        let (name, why) = match case.case.kind {
            Stated::As(CaseKind::Family) => {
                ("Family".to_owned(), "no child has been entered for this family".to_owned())
            }
            Stated::As(kind) => (kind.words().to_owned(), format!("{} has no row for it", self.scheme.name)),
            Stated::Unknown => ("Case".to_owned(), "what kind of case it is, is not known".to_owned()),
        };
        let line = Line { case: Some(case.case.id.clone()), ..not_weighed("no_children".to_owned(), &name, why) };
        self.lines.push((Key::Step(usize::MAX), line));
    }

    /// The lines with their ranges, and a line for what might count and does not as things are known.
    pub(super) fn into_lines(mut self, bounds: &Bounds) -> Vec<Line> {
        let mut settled: Parts<Points> = Parts::default();
        for (key, line) in &self.lines {
            settled.change(*key, Points::ZERO, |points| *points += line.points);
        }
        let mut told: Vec<Key> = Vec::new();
        for (key, line) in &mut self.lines {
            let Some((least, most)) = bounds.parts.get(key) else { continue };
            if told.contains(key) {
                continue;
            }
            told.push(*key);
            // Several lines of one part share its range: it stands on the first, less the others.
            let others = settled.get(key).copied().unwrap_or_default() - line.points;
            line.least = (*least - others).min(line.points);
            line.most = (*most - others).max(line.points);
        }
        let mut lines: Vec<Line> = self.lines.into_iter().map(|(_, line)| line).collect();
        for (key, (least, most)) in bounds.parts.iter() {
            let (place, rule, child) = match key {
                Key::Rule(place, rule) => (place, rule, None),
                Key::RuleOfChild(place, rule, child) => (place, rule, Some(*child)),
                Key::Child(..) | Key::Step(_) => continue,
            };
            let open = !told.contains(key) && (*least != Points::ZERO || *most != Points::ZERO);
            let step = self.scheme.steps.get(*place).filter(|_| open);
            let Some((step, rule)) = step.zip(self.scheme.rules().find(|own| own.rank == *rule)) else { continue };
            let why = match rule.award {
                Award::Input { .. } => "left to the manager; nothing is entered yet",
                _ => "it is not known whether this applies",
            };
            lines.push(Line {
                stage: step.id.clone(),
                least: *least,
                most: *most,
                case: self.case.map(|case| case.case.id.clone()),
                child: child.and_then(|place| self.case?.case.children.get(place)).map(|child| child.id.clone()),
                clause: placed(step, rule),
                rule_in_words: rule.words.clone(),
                readings: rule.readings.clone(),
                ..not_weighed(rule.id.clone(), &rule.name, why.to_owned())
            });
        }
        lines
    }
}

/// A line that counts nothing.
pub(crate) fn not_weighed(rule: String, name: &str, why: String) -> Line {
    Line {
        stage: String::new(),
        rule,
        name: name.to_owned(),
        points: Points::ZERO,
        least: Points::ZERO,
        most: Points::ZERO,
        case: None,
        child: None,
        task: None,
        why,
        clause: "nowhere in the source".to_owned(),
        counted: false,
        forgone: None,
        rule_in_words: String::new(),
        readings: Vec::new(),
    }
}

/// The line for a case that is not open in the month.
pub(super) fn not_open(case: &crate::facts::Case, month: Month) -> Line {
    let why = match (case.closing_in, case.transferring_in, case.allocated_on) {
        (Some(last), _, _) if last < month => format!("closed in {}", last.words()),
        (_, Some(last), _) if last < month => format!("transferred in {}", last.words()),
        (_, _, Some(from)) => format!("allocated from {} on", from.words()),
        _ => "not open in this month".to_owned(),
    };
    Line {
        case: Some(case.id.clone()),
        clause: "only open work is scored".to_owned(),
        ..not_weighed("not_open".to_owned(), "Not open in this month", why)
    }
}

fn hours(entered: Points) -> String {
    if entered == Points::whole(1) { "1 hour".to_owned() } else { format!("{entered} hours") }
}

fn limit(step: &Step) -> &str {
    match &step.mechanism {
        Mechanism::SelectOne(select) => &select.limit,
        Mechanism::SelectAtMost(select) => &select.limit,
        _ => "",
    }
}

fn name(step: &Step, entry: &Entry<'_>) -> String {
    match (entry.because, entry.rule) {
        (Because::Band { row, .. }, _) => row.name.clone(),
        (_, Some(rule)) => rule.name.clone(),
        (Because::NoRow, None) => "No work area".to_owned(),
        (Because::NoUnit(_), None) => "Not in the scheme\u{2019}s rows".to_owned(),
        (_, None) => step.name.clone(),
    }
}

fn rule_in_words(step: &Step, rule: Option<&Rule>) -> String {
    match (rule, &step.mechanism) {
        (Some(rule), _) => rule.words.clone(),
        (None, Mechanism::Cap(cap)) => cap.words.clone(),
        (
            None,
            Mechanism::Share { words, .. } | Mechanism::Replace { words, .. } | Mechanism::PerFull { words, .. },
        ) => words.clone(),
        (None, _) => String::new(),
    }
}

/// Where a rule of a stage without tables stands.
fn placed(step: &Step, rule: &Rule) -> String {
    at_row(step, rule, &rule.name)
}

/// The place of a stage or rule, and what is printed there: in a row, or under the heading of a column.
fn at_row(step: &Step, rule: &Rule, name: &str) -> String {
    let place = rule.place.as_deref().unwrap_or(&step.place);
    let by_units = matches!(&step.mechanism, Mechanism::Each(each) if matches!(each.unit, Unit::Unit | Unit::Case));
    if by_units { format!("{place}: \u{201c}{name}\u{201d}") } else { format!("{place}, row \u{201c}{name}\u{201d}") }
}

/// The place in the source: heading, row, and column where there are several.
fn clause(step: &Step, table: Option<&Table>, rule: Option<&Rule>, entry: &Entry<'_>) -> String {
    match (table, rule, entry.because) {
        (Some(table), Some(rule), because) => {
            let column = if matches!(because, Because::Other(_)) { &table.other_column } else { &table.first_column };
            format!(
                "{}, row \u{201c}{}\u{201d}, column {column}",
                rule.place.as_deref().unwrap_or(&table.place),
                rule.name
            )
        }
        (Some(table), None, _) => table.place.clone(),
        (None, Some(rule), Because::NotWeighed) => rule.place.clone().unwrap_or_default(),
        (None, Some(rule), Because::Band { row, .. }) => at_row(step, rule, &row.name),
        (None, Some(rule), _) => placed(step, rule),
        (None, None, _) => step.place.clone(),
    }
}

/// Each reading once, in the order in which they were named.
fn each_once(readings: &mut Vec<String>) {
    let mut seen: Vec<String> = Vec::with_capacity(readings.len());
    for reading in readings.drain(..) {
        if !seen.contains(&reading) {
            seen.push(reading);
        }
    }
    *readings = seen;
}
