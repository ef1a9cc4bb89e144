//! Least and most where facts are not known.
//!
//! Up to [`MOST_FACTS`] open facts whose answers combine in at most [`MOST_COMBINATIONS`] ways are
//! tried in every combination, so the bounds are exact. Beyond that they are sound and may be
//! wider than need be: see `interval`. Facts whose number is only ever added or taken away (what a
//! scheme leaves to the manager, dates of tasks) need no combinations: all of them at their low ends
//! give the least, all at their high ends the most.

use super::context::Context;
use super::interval;
use super::sharing::{possible_percents, share_is_missing, sharing_is_open};
use super::view::{CaseView, PractitionerView, TaskView};
use super::walk::{
    Asked, CaseState, Entry, Listener, OpenTask, Sum, each_question, open_tasks, walk_case_with, walk_practitioner,
};
use crate::facts::case::{Bulk, CoWorking, Part};
use crate::facts::practitioner::DutyAmount;
use crate::facts::value::{Code, Listed, NO, Stated, UNKNOWN, Value, YES};
use crate::points::{Points, sort_short};
use crate::scheme::alternatives::{Alternatives, Answers};
use crate::scheme::condition::{Slot, Truth};
use crate::scheme::input::exact;
use crate::scheme::named_fact::{NamedFact, Source};
use crate::scheme::{Award, Each, Mechanism, Rule, Scheme, Step, Unit};
use std::cell::RefCell;

/// Up to so many open facts are tried in every combination.
const MOST_FACTS: usize = 8;

/// Up to so many combinations are tried; eight yes/no facts have 256.
const MOST_COMBINATIONS: usize = 4_096;

/// Up to so many combinations, the facts that need none are moved in each of them.
const MOST_WAYS_TO_MOVE: usize = 64;

/// The most children who can be entered as placed full time, and so many part time.
const MOST_PLACED_FULL_TIME: Code = 20;

/// The most hours of a duty in a month that can be entered, in hundredths.
pub(super) const MOST_HOURS: Code = 30_000;

/// A fact that is not known, and on which something turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Open {
    /// A fact of a child: its place, and that of the fact among those that the scheme reads.
    Child(usize, usize),
    /// A fact of the case.
    Family(usize),
    /// Which placement a child is in: its place, and how many placements it may be.
    Placement(usize, Code),
    /// An input of a task: its place among those in progress, and that of the input.
    Task(usize, usize),
    /// The date by which a task counts, by the place of the task.
    TaskDate(usize),
    /// A fact of the practitioner.
    Practitioner(usize),
    /// Hours of the duties of the month for which none were given.
    DutyHours,
    /// How several practitioners share the case.
    CoWorking,
    /// Who does the bulk of a case held jointly with a learner.
    Bulk,
    /// Whether the practitioner is the lead or the co-worker.
    Part,
    /// The practitioner's share of the work.
    Share,
}

/// What part of a score a range is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// What a stage gives a child, by whichever row or rule.
    Child(usize, usize),
    /// What a rule gives, by the rule's rank.
    Rule(usize, usize),
    /// What a rule gives a child.
    RuleOfChild(usize, usize, usize),
    /// What a stage gives as a whole.
    Step(usize),
}

impl Key {
    pub(super) fn of(entry: &Entry<'_>) -> Self {
        match (entry.rule, entry.child, entry.table) {
            (_, Some(child), Some(_)) | (None, Some(child), None) => Self::Child(entry.step, child),
            (Some(rule), Some(child), None) if entry.unit.is_some() => Self::RuleOfChild(entry.step, rule.rank, child),
            (Some(rule), _, _) => Self::Rule(entry.step, rule.rank),
            _ => Self::Step(entry.step),
        }
    }

    /// The stage that it is of.
    pub(super) fn step(self) -> usize {
        match self {
            Self::Child(step, _) | Self::Rule(step, _) | Self::RuleOfChild(step, ..) | Self::Step(step) => step,
        }
    }
}

/// Something for each part of a score, in the order of the parts. There are few, so that a list is quicker
/// than a tree.
#[derive(Debug)]
pub(super) struct Parts<V>(Vec<(Key, V)>);

impl<V> Default for Parts<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Parts<V> {
    /// What there is for a part.
    pub(super) fn get(&self, key: &Key) -> Option<&V> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// Changes what there is for a part, or else what stands in for it.
    pub(super) fn change(&mut self, key: Key, otherwise: V, change: impl FnOnce(&mut V)) {
        if let Some((_, value)) = self.0.iter_mut().find(|(own, _)| *own == key) {
            change(value);
            return;
        }
        let mut value = otherwise;
        change(&mut value);
        let place = self.0.iter().position(|(own, _)| *own > key).unwrap_or(self.0.len());
        self.0.insert(place, (key, value));
    }

    /// Every part with what there is for it.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, (Key, V)> {
        self.0.iter()
    }
}

/// Least and most of a case or of the practitioner's own element.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    pub(super) least: Points,
    pub(super) most: Points,
    /// Ranges of the parts that have one.
    pub(super) parts: Parts<(Points, Points)>,
    /// The open facts, and how far the answer could move the points.
    pub(super) open: Vec<(Open, Points)>,
    /// For each stage that counts full lots, the least and the most of what it counts.
    pub(super) lots: Vec<(Points, Points)>,
}

impl Bounds {
    /// Bounds of what is known.
    pub(super) fn known(scheme: &Scheme, by_step: &[Points]) -> Self {
        let total = by_step.iter().copied().sum();
        let base = |of: &[usize]| of.iter().filter_map(|step| by_step.get(*step)).copied().sum();
        let lots = counted_in_lots(scheme).map(|of| (base(of), base(of))).collect();
        Self { least: total, most: total, lots, ..Self::default() }
    }
}

/// For each stage that counts full lots, the stages that it counts.
pub(super) fn counted_in_lots(scheme: &Scheme) -> impl Iterator<Item = &[usize]> {
    scheme.steps.iter().filter_map(|step| match &step.mechanism {
        Mechanism::PerFull { of, .. } => Some(of.as_slice()),
        _ => None,
    })
}

/// Notes what each part of a score gets.
#[derive(Default)]
pub(super) struct Tally(Parts<Points>);

impl<'s> Listener<'s> for Tally {
    fn points_alone(&self) -> bool {
        true
    }

    fn award(&mut self, entry: Entry<'s>) {
        self.0.change(Key::of(&entry), Points::ZERO, |points| *points += entry.points);
    }
}

impl Tally {
    fn total(&self) -> Points {
        self.0.iter().map(|(_, points)| *points).sum()
    }

    fn of(&self, steps: &[usize]) -> Points {
        self.0.iter().filter(|(key, _)| steps.contains(&key.step())).map(|(_, points)| *points).sum()
    }
}

fn codes<L: Listed>() -> Vec<Code> {
    (0..L::ALL.len()).filter_map(|place| Code::try_from(place).ok()).collect()
}

fn stated<L: Listed>(code: Code) -> Stated<L> {
    usize::try_from(code).ok().and_then(|place| L::ALL.get(place)).map_or(Stated::Unknown, |value| Stated::As(*value))
}

/// The answers of a scheme, for the facts that are open.
impl Alternatives {
    fn answers(&self, open: Open) -> Option<&Answers> {
        match open {
            Open::Child(_, place) => self.child.get(place),
            Open::Family(place) => self.case.get(place),
            Open::Task(_, place) => self.task.get(place),
            Open::Practitioner(place) => self.practitioner.get(place),
            _ => None,
        }
    }

    pub(super) fn to(&self, open: Open) -> Vec<Code> {
        match open {
            Open::Child(..) | Open::Family(_) | Open::Task(..) | Open::Practitioner(_) => {
                self.answers(open).map(|own| own.codes.clone()).unwrap_or_default()
            }
            Open::TaskDate(_) => vec![NO, YES],
            Open::Placement(_, placements) => (0..placements).collect(),
            Open::DutyHours => vec![0, MOST_HOURS],
            Open::Bulk => codes::<Bulk>(),
            Open::Part => codes::<Part>(),
            Open::CoWorking | Open::Share => vec![0, 100],
        }
    }

    /// The answers to a fact of a case: of how it is shared, the parts that the scheme knows.
    fn of_case(
        &self,
        scheme: &Scheme,
        practitioner: &PractitionerView<'_>,
        view: &CaseView<'_>,
        open: Open,
    ) -> Vec<Code> {
        match open {
            Open::CoWorking => {
                let shares = scheme.steps.iter().find_map(|step| match &step.mechanism {
                    Mechanism::Share { shares, .. } => Some(shares),
                    _ => None,
                });
                shares.map_or_else(|| vec![100], |shares| possible_percents(shares, practitioner, view))
            }
            // Nobody, or at least one child full time beside those part time, and no more than can be entered.
            Open::Family(place) if scheme.follows.placed == Some(place) => {
                let part_time = view.case.placed_part_time.code();
                let fewest = part_time.max(0) + 1;
                let most = MOST_PLACED_FULL_TIME + if part_time == UNKNOWN { MOST_PLACED_FULL_TIME } else { part_time };
                let mut codes = self.to(open);
                codes.retain(|code| *code == 0 || (fewest..=most).contains(code));
                for end in [fewest, most] {
                    if !codes.contains(&end) {
                        codes.push(end);
                    }
                }
                codes
            }
            _ => self.to(open),
        }
    }

    /// For a fact that needs no combinations: the answers that give least and most.
    fn ends(&self, open: Open) -> Option<(Code, Code)> {
        match open {
            Open::TaskDate(_) if self.dates_add => Some((NO, YES)),
            _ => self.answers(open).and_then(|own| own.ends),
        }
    }
}

/// Whether the question of an input arises where it is asked.
fn arises(scheme: &Scheme, at: &Context<'_>, fact: &NamedFact) -> bool {
    match fact.source {
        Source::Input(place) => scheme.inputs.get(place).is_none_or(|input| at.truth(&input.when) != Truth::No),
        _ => true,
    }
}

/// The open facts that the value of a fact turns on, where it is asked: itself, or those that it follows from.
fn open_behind(scheme: &Scheme, case: &CaseView<'_>, at: &Context<'_>, slot: Slot, add: &mut dyn FnMut(Open)) {
    let (follows, child) = (scheme.follows, at.child());
    if let (Slot::Child(place) | Slot::Either { child: place, .. }, Some(child)) = (slot, child) {
        if [follows.shares, follows.siblings].contains(&Some(place)) {
            for (rank, unlabelled) in case.without_label().into_iter().enumerate() {
                add(Open::Placement(unlabelled, Code::try_from(case.labels + rank + 1).unwrap_or(1)));
            }
            return;
        }
        let mut journey = [follows.minutes, follows.outside].into_iter().flatten();
        let of_family = journey.find(|(own, _)| *own == place).map(|(_, family)| family);
        let own = case.children.get(child).is_none_or(|child| child.own_journey);
        if let Some(family) = of_family.filter(|_| !own) {
            if case.family.get(family) == Some(&UNKNOWN) {
                add(Open::Family(family));
            }
            if let Some(plan) = follows.plan.filter(|_| case.looked_after(child).is_none()) {
                add(Open::Child(child, plan));
            }
            return;
        }
    }
    let of_child = at.unit.is_some_and(|unit| unit.is_child);
    let (fact, named) = match (slot, child) {
        (Slot::Child(place) | Slot::Either { child: place, .. }, Some(child)) => {
            (Open::Child(child, place), scheme.reads.child.get(place))
        }
        (Slot::OfUnit { child: place, .. }, Some(child)) if of_child => {
            (Open::Child(child, place), scheme.reads.child.get(place))
        }
        (Slot::Case(place) | Slot::Either { case: place, .. } | Slot::OfUnit { case: place, .. }, _) => {
            (Open::Family(place), scheme.reads.case.get(place))
        }
        _ => return,
    };
    if named.is_some_and(|fact| arises(scheme, at, fact)) {
        add(fact);
    }
}

/// The open facts of a case on which something in the scheme turns.
fn open_facts_of_case(scheme: &Scheme, practitioner: &PractitionerView<'_>, case: &CaseView<'_>) -> Vec<Open> {
    let context = Context::of_family(practitioner, case);
    let mut open: Vec<Open> = Vec::new();
    let plan = scheme.follows.plan;
    each_question(scheme, &context, &mut |at, asked| {
        let mut add = |fact: Open| {
            if !open.contains(&fact) {
                open.push(fact);
            }
        };
        match asked {
            Asked::Condition(condition) => {
                at.open_facts(condition, &mut |slot| open_behind(scheme, case, at, slot, &mut add));
            }
            Asked::Fact(slot) if at.code(slot) == Some(UNKNOWN) => open_behind(scheme, case, at, slot, &mut add),
            Asked::Fact(_) => {}
            Asked::Tasks(award) => open_tasks(award, at, &mut |what| match (what, plan) {
                (OpenTask::Date(task), _) => add(Open::TaskDate(task)),
                (OpenTask::Input(task, own), _) => add(Open::Task(task, own)),
                (OpenTask::Plan(child), Some(plan)) => add(Open::Child(child, plan)),
                (OpenTask::Plan(_), None) => {}
            }),
        }
    });
    add_sharing(scheme, practitioner, case, &mut open);
    sort_short(&mut open, |fact| *fact);
    open
}

/// Adds what is not known of how a case is shared.
fn add_sharing(scheme: &Scheme, practitioner: &PractitionerView<'_>, case: &CaseView<'_>, open: &mut Vec<Open>) {
    let shares = scheme.steps.iter().filter_map(|step| match &step.mechanism {
        Mechanism::Share { shares, .. } => Some(shares),
        _ => None,
    });
    for shares in shares {
        let learner = case.co_working == Stated::As(CoWorking::JointWithLearner);
        let alone = case.case.allocations.len() < 2 && case.co_working == Stated::As(CoWorking::NotSaid);
        // Where the way of sharing is not known, nothing else about it needs to be asked yet.
        let asked = if sharing_is_open(case) {
            [(Open::CoWorking, true), (Open::Bulk, false), (Open::Part, false)]
        } else {
            [
                (Open::CoWorking, false),
                (Open::Bulk, learner && case.bulk == Stated::Unknown),
                (Open::Part, !alone && case.part == Stated::Unknown),
            ]
        };
        for (fact, is_open) in asked {
            if is_open && !open.contains(&fact) {
                open.push(fact);
            }
        }
        if share_is_missing(shares, practitioner, case) && !open.contains(&Open::Share) {
            open.push(Open::Share);
        }
    }
}

/// The case with every open fact as if it had not been marked.
pub(super) fn as_not_marked<'f>(scheme: &Scheme, case: &CaseView<'f>) -> CaseView<'f> {
    let mut settled = case.clone();
    settle_case(scheme, &mut settled);
    settled
}

/// Gives every open fact of a case what stands in for it.
pub(super) fn settle_case(scheme: &Scheme, case: &mut CaseView<'_>) {
    settle(&mut case.family, &scheme.reads.case);
    for child in &mut case.children {
        settle(&mut child.codes, &scheme.reads.child);
    }
    for task in &mut case.tasks {
        settle(&mut task.codes, &scheme.reads.task);
    }
    case.settled = true;
    // Children whose placement is not known live apart, as far as is known.
    let without = case.children.iter_mut().filter(|child| child.label == UNKNOWN);
    for (child, label) in without.zip(case.labels..) {
        child.label = Code::try_from(label).unwrap_or(Code::MAX);
    }
    case.follow();
}

/// The practitioner with every open fact as if it had not been marked.
pub(super) fn practitioner_as_not_marked<'f>(
    scheme: &Scheme,
    practitioner: &PractitionerView<'f>,
) -> PractitionerView<'f> {
    let mut settled = practitioner.clone();
    settle_practitioner(scheme, &mut settled);
    settled
}

/// Gives every open fact of a practitioner what stands in for it.
pub(super) fn settle_practitioner(scheme: &Scheme, practitioner: &mut PractitionerView<'_>) {
    settle(&mut practitioner.codes, &scheme.reads.practitioner);
}

fn settle(codes: &mut [Code], facts: &[NamedFact]) {
    for (code, fact) in codes.iter_mut().zip(facts) {
        if *code == UNKNOWN {
            *code = fact.otherwise;
        }
    }
}

/// The answer that an open fact of a case has.
fn code_of_case(view: &CaseView<'_>, fact: Open) -> Code {
    let code = match fact {
        Open::Child(child, own) => view.children.get(child).and_then(|child| child.codes.get(own)).copied(),
        Open::Family(own) => view.family.get(own).copied(),
        Open::Task(task, own) => view.tasks.get(task).and_then(|task| task.codes.get(own)).copied(),
        Open::TaskDate(task) => view.tasks.get(task).map(|task| if task.within { YES } else { NO }),
        _ => None,
    };
    code.unwrap_or(UNKNOWN)
}

/// Gives an open fact of a case an answer.
fn assign_to_case(view: &mut CaseView<'_>, fact: Open, code: Code) {
    let place = |codes: Option<&mut Vec<Code>>, place: usize| {
        if let Some(own) = codes.and_then(|codes| codes.get_mut(place)) {
            *own = code;
        }
    };
    match fact {
        Open::Child(child, own) => place(view.children.get_mut(child).map(|child| &mut child.codes), own),
        Open::Placement(child, _) => {
            if let Some(child) = view.children.get_mut(child) {
                child.label = code;
            }
        }
        Open::Family(own) => place(Some(&mut view.family), own),
        Open::Task(task, own) => place(view.tasks.get_mut(task).map(|task| &mut task.codes), own),
        Open::TaskDate(task) => {
            if let Some(task) = view.tasks.get_mut(task) {
                task.within = code == YES;
            }
        }
        Open::Bulk => view.bulk = stated(code),
        Open::Part => view.part = stated(code),
        Open::CoWorking | Open::Share => view.assumed_share = Some(code),
        Open::Practitioner(_) | Open::DutyHours => {}
    }
    view.follow();
}

/// True where nothing of a case can be open: then there is nothing to ask.
fn all_is_known(scheme: &Scheme, case: &CaseView<'_>) -> bool {
    let known = |codes: &[Code]| !codes.contains(&UNKNOWN);
    let dated = |task: &TaskView| !scheme.alternatives.dated || (task.start.is_some() && task.review.is_some());
    let alone = case.case.allocations.len() < 2
        && matches!(case.co_working, Stated::As(CoWorking::NotSaid | CoWorking::LeadAlone))
        && case.part != Stated::Unknown;
    alone
        && known(&case.family)
        && case.children.iter().all(|child| known(&child.codes) && child.plan != UNKNOWN)
        && case.tasks.iter().all(|task| known(&task.codes) && dated(task))
}

/// Least and most of a case. `practitioner` has nothing open; `by_step` is what each stage gives as far
/// as is known.
pub(super) fn of_case(
    scheme: &Scheme,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    by_step: &[Points],
) -> Bounds {
    if all_is_known(scheme, case) {
        return Bounds::known(scheme, by_step);
    }
    let open = open_facts_of_case(scheme, practitioner, case);
    if open.is_empty() {
        return Bounds::known(scheme, by_step);
    }
    let settled = as_not_marked(scheme, case);
    let state = RefCell::new(CaseState::default());
    let run = |view: &CaseView<'_>, tally: &mut Tally| {
        walk_case_with(scheme, practitioner, view, &mut state.borrow_mut(), tally);
    };
    let total = |view: &CaseView<'_>| {
        let mut sum = Sum::of(scheme);
        walk_case_with(scheme, practitioner, view, &mut state.borrow_mut(), &mut sum);
        sum.total
    };
    let answers = |fact: Open| scheme.alternatives.of_case(scheme, practitioner, &settled, fact);
    let trial =
        Trial { scheme, answers: &answers, code: &code_of_case, assign: &assign_to_case, run: &run, total: &total };
    if let Some(bounds) = trial.try_all(&settled, &open) {
        return bounds;
    }
    let mut bounds = interval::of_case(scheme, practitioner, case);
    let own = total(&settled);
    bounds.least = bounds.least.min(own);
    bounds.most = bounds.most.max(own);
    bounds.open = open
        .iter()
        .map(|fact| {
            let totals: Vec<Points> = answers(*fact)
                .into_iter()
                .map(|code| {
                    let mut view = settled.clone();
                    assign_to_case(&mut view, *fact, code);
                    total(&view)
                })
                .chain([own])
                .collect();
            let (least, most) = ends(&totals);
            (*fact, most - least)
        })
        .collect();
    bounds
}

/// Least and most of the practitioner's own element.
pub(super) fn of_practitioner(scheme: &Scheme, practitioner: &PractitionerView<'_>) -> Bounds {
    let context = Context::of_practitioner(practitioner);
    let mut open: Vec<Open> = Vec::new();
    let add = |open: &mut Vec<Open>, fact: Open| {
        if !open.contains(&fact) {
            open.push(fact);
        }
    };
    for step in &scheme.steps {
        let of_practitioner = match &step.mechanism {
            Mechanism::SelectAtMost(select) => select.unit == Unit::Practitioner,
            Mechanism::Each(each) => each.unit == Unit::Practitioner,
            _ => false,
        };
        for rule in step.rules().filter(|_| of_practitioner) {
            let mut slots: Vec<Slot> = Vec::new();
            context.open_facts(&rule.when, &mut |slot| slots.push(slot));
            if context.truth(&rule.when) != Truth::No {
                match &rule.award {
                    Award::Input { slot, .. } | Award::Bands { slot, .. } => slots.push(*slot),
                    Award::Table(table) => slots.extend([table.rows.slot, table.columns.slot]),
                    _ => {}
                }
            }
            for slot in slots.into_iter().filter(|slot| context.code(*slot) == Some(UNKNOWN)) {
                if let Slot::Practitioner(place) = slot
                    && scheme.reads.practitioner.get(place).is_some_and(|fact| arises(scheme, &context, fact))
                {
                    add(&mut open, Open::Practitioner(place));
                }
            }
            let counted = rule.award.duties();
            let asked = practitioner.duties.iter().any(|duty| duty.kind & counted != 0 && duty.amount.is_none());
            if asked && context.holds(&rule.when) {
                add(&mut open, Open::DutyHours);
            }
        }
    }
    let settled = practitioner_as_not_marked(scheme, practitioner);
    let assign = |view: &mut PractitionerView<'_>, fact: Open, code: Code| match fact {
        Open::Practitioner(place) => {
            if let Some(own) = view.codes.get_mut(place) {
                *own = code;
            }
        }
        Open::DutyHours => {
            // Hours only add, so all of them together reach both ends. Of what is counted there is one.
            let unknown = practitioner.duties.iter().zip(&mut view.duties).filter(|(own, _)| own.amount.is_none());
            unknown.for_each(|(_, duty)| {
                let one = duty.kind & scheme.alternatives.counted_duties != 0;
                duty.amount = DutyAmount::of(if one { code.max(100) } else { code }).map(DutyAmount::exact);
            });
        }
        _ => {}
    };
    let run = |view: &PractitionerView<'_>, tally: &mut Tally| walk_practitioner(scheme, view, tally);
    let total = |view: &PractitionerView<'_>| {
        let mut sum = Sum::of(scheme);
        walk_practitioner(scheme, view, &mut sum);
        sum.total
    };
    let answers = |fact: Open| scheme.alternatives.to(fact);
    let code = |view: &PractitionerView<'_>, fact: Open| match fact {
        Open::Practitioner(place) => view.codes.get(place).copied().unwrap_or(UNKNOWN),
        _ => UNKNOWN,
    };
    let trial = Trial { scheme, answers: &answers, code: &code, assign: &assign, run: &run, total: &total };
    trial.try_all(&settled, &open).unwrap_or_else(|| {
        let own = total(&settled);
        let (least, most) = interval::of_practitioner(scheme, practitioner);
        let open = open.iter().map(|fact| (*fact, most - least)).collect();
        let lots = counted_in_lots(scheme).map(|_| (least.min(Points::ZERO), most.max(Points::ZERO))).collect();
        Bounds { least: least.min(own), most: most.max(own), open, lots, ..Bounds::default() }
    })
}

fn ends(totals: &[Points]) -> (Points, Points) {
    let least = totals.iter().copied().min().unwrap_or_default();
    let most = totals.iter().copied().max().unwrap_or_default();
    (least, most)
}

/// How answers are tried.
struct Trial<'t, 's, V> {
    scheme: &'s Scheme,
    /// The answers that an open fact may have.
    answers: &'t dyn Fn(Open) -> Vec<Code>,
    /// The answer that it has.
    code: &'t dyn Fn(&V, Open) -> Code,
    /// Gives an open fact an answer.
    assign: &'t dyn Fn(&mut V, Open, Code),
    /// Walks, and notes what each part gets.
    run: &'t dyn Fn(&V, &mut Tally),
    /// Walks, and sums.
    total: &'t dyn Fn(&V) -> Points,
}

/// A fact that needs no combinations, with the answers that give least and most.
#[derive(Clone, Copy)]
struct Ends {
    fact: Open,
    low: Code,
    high: Code,
    /// The answer that stands in for it.
    settled: Code,
}

impl Scheme {
    /// How far points may lie apart between two answers to a fact that needs no combinations.
    fn span(&self, fact: Open, low: Code, high: Code) -> Points {
        let is = |slot: Slot| match (fact, slot) {
            (
                Open::Child(_, own),
                Slot::Child(place) | Slot::Either { child: place, .. } | Slot::OfUnit { child: place, .. },
            )
            | (
                Open::Family(own),
                Slot::Case(place) | Slot::Either { case: place, .. } | Slot::OfUnit { case: place, .. },
            )
            | (Open::Practitioner(own), Slot::Practitioner(place))
            | (Open::Task(_, own), Slot::Task(place)) => own == place,
            _ => false,
        };
        let apart = exact(high) - exact(low);
        let one = Points::whole(1).in_ten_thousandths();
        let of = |rule: &Rule| match &rule.award {
            Award::Input { slot, times, divided_by, nearest } if is(*slot) => {
                apart.share(times.in_ten_thousandths(), one * divided_by) + nearest.unwrap_or_default()
            }
            Award::Tasks(award) if award.times.is_some_and(is) => apart.share(award.points.in_ten_thousandths(), one),
            Award::Tasks(_) if matches!(fact, Open::TaskDate(_)) => Points::whole(i32::MAX),
            _ => Points::ZERO,
        };
        let of_step = |step: &Step| {
            let oftenest = match &step.mechanism {
                Mechanism::Each(Each { times: Some(times), .. }) => {
                    times.rows.iter().map(|(_, times)| times.abs()).max()
                }
                _ => None,
            };
            let sum: Points = step.rules().map(of).map(|own| own.max(Points::ZERO - own)).sum();
            sum.times(oftenest.unwrap_or(1).max(1))
        };
        self.steps.iter().map(of_step).sum()
    }
}

impl<V: Clone> Trial<'_, '_, V> {
    /// Tries every combination of answers, where they are not too many.
    fn try_all(&self, settled: &V, open: &[Open]) -> Option<Bounds> {
        let mut with_ends: Vec<Ends> = Vec::new();
        let mut crossing: Vec<Open> = Vec::new();
        for fact in open {
            match self.scheme.alternatives.ends(*fact) {
                Some((low, high)) => {
                    with_ends.push(Ends { fact: *fact, low, high, settled: (self.code)(settled, *fact) });
                }
                None => crossing.push(*fact),
            }
        }
        let answers: Vec<Vec<Code>> = crossing.iter().map(|fact| (self.answers)(*fact)).collect();
        // With the facts that need no combinations at their low ends, their high ends, and as they stand.
        let of_ends = if with_ends.is_empty() { 1 } else { 3 };
        let ways = answers.iter().try_fold(1, |product: usize, own| product.checked_mul(own.len().max(1)))?;
        if ways > MOST_COMBINATIONS || (crossing.len() > MOST_FACTS && ways > 512) {
            return None;
        }
        let mut totals = Vec::with_capacity(ways * of_ends);
        let mut parts: Parts<(Points, Points)> = Parts::default();
        let mut tally = Tally::default();
        let mut lots: Vec<(Points, Points)> = Vec::new();
        let mut view = settled.clone();
        // How far each of them moves what is known: a case's input may be read by several of its units.
        let mut furthest = Vec::with_capacity(with_ends.len());
        let mut as_settled = Tally::default();
        (self.run)(settled, &mut as_settled);
        for own in &with_ends {
            let [low, high] = [own.low, own.high].map(|code| {
                if code == own.settled {
                    return as_settled.total();
                }
                (self.assign)(&mut view, own.fact, code);
                (self.total)(&view)
            });
            (self.assign)(&mut view, own.fact, own.settled);
            let (least, most) = ends(&[low, high, as_settled.total()]);
            furthest.push(most - least);
        }
        let mut moves: Vec<bool> = furthest.iter().map(|own| *own > Points::ZERO).collect();
        for way in 0..ways {
            let mut rest = way;
            for (fact, own) in crossing.iter().zip(&answers) {
                if let Some(code) = own.get(rest % own.len().max(1)) {
                    (self.assign)(&mut view, *fact, *code);
                }
                rest /= own.len().max(1);
            }
            for end in 0..of_ends {
                let at = |own: &Ends| [own.low, own.high, own.settled].get(end).copied().unwrap_or(own.settled);
                for own in &with_ends {
                    (self.assign)(&mut view, own.fact, at(own));
                }
                tally.0.0.clear();
                (self.run)(&view, &mut tally);
                let total = tally.total();
                totals.push(total);
                widen(&mut parts, &tally.0, totals.len() == 1);
                self.widen_lots(&mut lots, &tally);
                // Whether each of them moves the points from there, until one such place is found.
                if ways > MOST_WAYS_TO_MOVE && way > 0 {
                    continue;
                }
                for (own, moves) in with_ends.iter().zip(&mut moves).filter(|(_, moves)| !**moves) {
                    *moves = [own.low, own.high].into_iter().filter(|code| *code != at(own)).any(|code| {
                        (self.assign)(&mut view, own.fact, code);
                        (self.total)(&view) != total
                    });
                    (self.assign)(&mut view, own.fact, at(own));
                }
            }
        }
        // The settled answers are among the possible ones but for numbers and shares that stand in.
        widen(&mut parts, &as_settled.0, false);
        self.widen_lots(&mut lots, &as_settled);
        let own = as_settled.total();
        let (least, most) = ends(&totals);
        let (least, most) = (least.min(own), most.max(own));
        let mut stride = of_ends;
        let mut open = Vec::with_capacity(open.len());
        for (fact, own) in crossing.iter().zip(&answers) {
            open.push((*fact, could_move(&totals, stride, own.len().max(1))));
            stride *= own.len().max(1);
        }
        for ((own, moves), furthest) in with_ends.iter().zip(moves).zip(furthest) {
            // No further than the fact itself goes, nor than the whole range.
            let span = self.scheme.span(own.fact, own.low, own.high).min(most - least);
            open.push((own.fact, if moves { span.max(furthest) } else { Points::ZERO }));
        }
        Some(Bounds { least, most, parts, open, lots })
    }

    fn widen_lots(&self, lots: &mut Vec<(Points, Points)>, tally: &Tally) {
        for (place, of) in counted_in_lots(self.scheme).enumerate() {
            let own = tally.of(of);
            match lots.get_mut(place) {
                Some(range) => *range = (range.0.min(own), range.1.max(own)),
                None => lots.push((own, own)),
            }
        }
    }
}

/// Widens the range of each part by what it got; a part that got nothing got zero.
fn widen(parts: &mut Parts<(Points, Points)>, tally: &Parts<Points>, first: bool) {
    for (key, points) in tally.iter() {
        let start = if first { *points } else { Points::ZERO };
        parts.change(*key, (start, start), |range| *range = (range.0.min(*points), range.1.max(*points)));
    }
    for (key, range) in &mut parts.0 {
        if tally.get(key).is_none() {
            *range = (range.0.min(Points::ZERO), range.1.max(Points::ZERO));
        }
    }
}

/// How far the totals lie apart at most where only one fact's answer differs.
pub(super) fn could_move(totals: &[Points], stride: usize, answers: usize) -> Points {
    let mut furthest = Points::ZERO;
    for start in (0..totals.len()).filter(|place| (place / stride).is_multiple_of(answers)) {
        let own: Vec<Points> = (0..answers).filter_map(|answer| totals.get(start + answer * stride).copied()).collect();
        let (least, most) = ends(&own);
        furthest = furthest.max(most - least);
    }
    furthest
}
