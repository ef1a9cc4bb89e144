//! The walk through a scheme's stages. Explaining and summing are the same walk with different
//! listeners, so that no total can differ from its explanation.
//!
//! `groups` walks tables with a first and other children, `units` what goes by units, `tasks` points
//! for tasks in progress, `adjust` what holds or takes away, `award` says what a rule gives.

mod adjust;
mod award;
mod groups;
mod questions;
mod tasks;
mod units;

pub(super) use award::{award, least_and_most};
pub(super) use groups::{asked_of, first_and_other, table_for};
pub(super) use questions::{
    Asked, OpenTask, Possible, child_kinds, each_question, goes_by, open_tasks, possible_units, units_of,
};

use super::context::{About, Context, UnitAsked, Whose};
use super::sharing::percent_for;
use super::view::{CaseView, PractitionerView};
use crate::facts::value::Code;
use crate::points::Points;
use crate::scheme::condition::TaskKinds;
use crate::scheme::{BandRow, Kinds, Mechanism, Rule, Scheme, Table, Unit};

/// Points that a stage gives or takes, and for what.
#[derive(Clone, Copy)]
pub(super) struct Entry<'s> {
    pub(super) step: usize,
    pub(super) rule: Option<&'s Rule>,
    pub(super) table: Option<&'s Table>,
    /// The child that it is about, by place.
    pub(super) child: Option<usize>,
    /// The unit that it is about.
    pub(super) unit: Option<UnitIn>,
    /// The task that it is for, by its place among those in progress.
    pub(super) task: Option<usize>,
    /// How many times the points count.
    pub(super) times: i64,
    pub(super) points: Points,
    pub(super) because: Because<'s>,
}

impl<'s> Entry<'s> {
    /// An entry of a stage, of no rule and about nothing yet.
    pub(super) fn of(step: usize, points: Points, because: Because<'s>) -> Self {
        Self { step, rule: None, table: None, child: None, unit: None, task: None, times: 1, points, because }
    }
}

/// What led to an entry.
#[derive(Clone, Copy)]
pub(super) enum Because<'s> {
    /// The first child of a group of so many.
    First(usize),
    /// Another child of a group of so many.
    Other(usize),
    /// The rule holds.
    Holds,
    /// A number falls in a band.
    Band {
        /// The band.
        row: &'s BandRow,
        /// The number.
        number: Code,
    },
    /// A cell of a table: row and column.
    Cell(&'s str, &'s str),
    /// An input says so many.
    Given(Points),
    /// So many hours, of which so many were entered.
    Hours { counted: Points, entered: Points },
    /// So many of what the duty is counted in.
    Count(Points),
    /// A duty of so many days.
    Days(Points),
    /// A task is in progress.
    Task,
    /// Held at a most.
    Held(Points),
    /// Held at a least.
    Raised(Points),
    /// Taken away for what takes its place.
    Replaced,
    /// A practitioner's part of a case, in percent.
    Share(i32),
    /// Over the limit of a stage.
    Limit,
    /// Another row of the table has more points.
    LesserRow,
    /// The table has no row.
    NoRow,
    /// There is no unit that the child is in.
    NoUnit(&'s str),
    /// A task falls under a figure that another one has already made.
    OneFigure,
    /// A task is past the time for which the scheme counts it.
    PastLimit(crate::scheme::Limit),
    /// The family has no work area that it could be added to.
    NoGroup,
    /// The scheme lists it and gives nothing.
    NotWeighed,
}

/// What hears of every entry of a walk.
pub(super) trait Listener<'s> {
    /// True where the points that count are all that it hears of: then what gives none is not asked for.
    fn points_alone(&self) -> bool {
        false
    }
    /// Points that count.
    fn award(&mut self, entry: Entry<'s>);
    /// Points that do not count, with the reason.
    fn leave_out(&mut self, _entry: Entry<'s>) {}
    /// The most of a stage is reached.
    fn reached(&mut self, _step: usize, _child: Option<usize>) {}
    /// A note of the scheme holds.
    fn note(&mut self, _rule: &'s Rule, _child: Option<usize>) {}
    /// A task counts that the manager is not said to have agreed to, where the scheme wants it agreed.
    fn not_agreed(&mut self, _rule: &'s Rule, _words: &'s str, _child: Option<usize>) {}
    /// A unit was made, of these children.
    fn unit(&mut self, _unit: UnitIn, _members: &[usize]) {}
}

/// Sums what counts; by stage too, where something goes by that.
#[derive(Clone)]
pub(super) struct Sum {
    pub(super) total: Points,
    /// Empty where nobody asks for it.
    pub(super) by_step: Vec<Points>,
}

impl Sum {
    /// Sums from nought; by stage where the scheme counts full lots of some stages.
    pub(super) fn of(scheme: &Scheme) -> Self {
        let folds = scheme.steps.iter().any(|step| matches!(step.mechanism, Mechanism::PerFull { .. }));
        Self { total: Points::ZERO, by_step: vec![Points::ZERO; if folds { scheme.steps.len() } else { 0 }] }
    }

    /// Begins again from another sum of the same scheme.
    pub(super) fn begin_from(&mut self, other: &Self) {
        self.total = other.total;
        self.by_step.clone_from(&other.by_step);
    }

    /// Sums from nought, by stage.
    pub(super) fn by_step(scheme: &Scheme) -> Self {
        Self { total: Points::ZERO, by_step: vec![Points::ZERO; scheme.steps.len()] }
    }
}

impl Listener<'_> for Sum {
    fn points_alone(&self) -> bool {
        true
    }

    fn award(&mut self, entry: Entry<'_>) {
        self.total += entry.points;
        if let Some(own) = self.by_step.get_mut(entry.step) {
            *own += entry.points;
        }
    }
}

/// Children of a case as a set, by place; a case has 30 at most.
#[derive(Clone, Copy, Default)]
struct Children(u64);

impl Children {
    fn bit(child: usize) -> u64 {
        u32::try_from(child).ok().and_then(|child| 1_u64.checked_shl(child)).unwrap_or(0)
    }

    fn has(self, child: usize) -> bool {
        self.0 & Self::bit(child) != 0
    }

    fn add(&mut self, child: usize) {
        self.0 |= Self::bit(child);
    }

    /// How many there are.
    fn count(self) -> usize {
        usize::try_from(self.0.count_ones()).unwrap_or_default()
    }
}

/// A group of children with one first child.
pub(super) struct Group {
    children: Children,
    /// The child that is first, by place.
    first_child: usize,
    /// The points of its first child, by which groups stand in order.
    first: Points,
    step: usize,
}

/// A unit of a case: a child, a family, a household, or one of several alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitIn {
    /// The stage that made it.
    pub(super) stage: usize,
    /// Its kind, by place.
    pub(super) kind: usize,
    /// Its kind as a set.
    bit: Kinds,
    /// True for a unit that is one child by itself.
    pub(super) is_child: bool,
    /// Where its children begin among the members of all units.
    first: usize,
    /// How many children are in it.
    pub(super) children: usize,
    /// Which of several alike it is, from 1; nought where it is not one of several.
    pub(super) number: usize,
}

impl UnitIn {
    /// A unit of a kind, without children.
    fn of(stage: usize, kind: usize) -> Self {
        let bit = u32::try_from(kind).ok().and_then(|kind| 1_u64.checked_shl(kind)).unwrap_or(0);
        Self { stage, kind, bit, is_child: false, first: 0, children: 0, number: 0 }
    }

    /// What a condition can ask of it.
    fn asked(self) -> UnitAsked {
        UnitAsked { is_child: self.is_child, children: Code::try_from(self.children).unwrap_or(Code::MAX) }
    }

    /// True where it is of one of these kinds.
    fn is_of(self, stage: usize, kinds: u64) -> bool {
        self.stage == stage && kinds & self.bit != 0
    }

    /// Its children, of those of all units.
    fn members(self, all: &[usize]) -> &[usize] {
        all.get(self.first..self.first + self.children).unwrap_or_default()
    }
}

/// What a case has been given so far: for adjustments, which read earlier stages.
struct Given<'s> {
    step: usize,
    rule: Option<&'s Rule>,
    of: Of,
    /// The place of the kind of task that they are for; [`NO_TASK`] where they are for none.
    kind: u32,
    points: Points,
    /// False where the points are this practitioner's own, whoever shares the case.
    shared: bool,
}

/// What of a case points are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Case,
    /// A group of children, by its place.
    Group(usize),
    /// A unit, by its place.
    Unit(usize),
}

/// In place of the kind of a task: for none.
const NO_TASK: u32 = TaskKinds::MIN.trailing_zeros();

impl<'s> Given<'s> {
    /// Points that are shared with whoever shares the case, for no task.
    fn of(step: usize, of: Of, rule: Option<&'s Rule>, points: Points) -> Self {
        Self { step, rule, of, kind: NO_TASK, points, shared: true }
    }
}

/// What a walk of a case knows so far.
#[derive(Default)]
pub(super) struct CaseState<'s> {
    groups: Vec<Group>,
    /// The row of each child in the table that was read last, by place.
    rows: Vec<Option<usize>>,
    /// What the rules of a limited stage give, until it is known what counts.
    placed: Vec<groups::Placed<'s>>,
    units: Vec<UnitIn>,
    /// The kinds of which there is a unit, of whichever stage: what is for none of them is passed over.
    kinds: u64,
    /// The children of the units, by place, unit after unit.
    members: Vec<usize>,
    given: Vec<Given<'s>>,
}

impl CaseState<'_> {
    fn members(&self, unit: UnitIn) -> &[usize] {
        unit.members(&self.members)
    }

    fn clear(&mut self) {
        self.groups.clear();
        self.units.clear();
        self.kinds = 0;
        self.members.clear();
        self.given.clear();
    }
}

/// Walks the stages of the practitioner alone.
pub(super) fn walk_practitioner<'s>(
    scheme: &'s Scheme,
    practitioner: &PractitionerView<'_>,
    listener: &mut dyn Listener<'s>,
) {
    let context = Context::of_practitioner(practitioner);
    let mut given: Vec<(usize, Points)> = Vec::new();
    for (step, own) in scheme.steps.iter().enumerate() {
        let (rules, most) = match &own.mechanism {
            Mechanism::SelectAtMost(select) if select.unit == Unit::Practitioner => (&select.rules, select.most),
            Mechanism::Each(each) if each.unit == Unit::Practitioner => (&each.rules, usize::MAX),
            Mechanism::Cap(cap) if cap.unit == Unit::Practitioner && context.holds(&cap.when) => {
                let sum: Points = given.iter().filter(|(own, _)| cap.of.contains(own)).map(|(_, points)| *points).sum();
                if let Some(entry) = adjust::held(step, cap, sum) {
                    given.push((step, entry.points));
                    listener.award(entry);
                }
                if cap.most.is_some_and(|most| sum >= most) {
                    listener.reached(step, None);
                }
                continue;
            }
            _ => continue,
        };
        let mut held: Vec<Entry<'s>> = Vec::new();
        for rule in rules.iter().filter(|rule| context.holds(&rule.when)) {
            award::of_practitioner(rule, &context, |points, because| {
                held.push(Entry { rule: Some(rule), ..Entry::of(step, points, because) });
            });
        }
        for (place, entry) in held.iter().enumerate() {
            let kept = groups::ahead(held.iter().map(|other| other.points), place, entry.points) < most;
            if kept {
                given.push((step, entry.points));
            }
            groups::hear(listener, *entry, kept);
        }
    }
}

/// Walks the stages of a case that the practitioner does not hold.
pub(super) fn walk_case_of_others<'s>(
    scheme: &'s Scheme,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    listener: &mut dyn Listener<'s>,
) {
    let own = Context::of_practitioner(practitioner);
    let context = Context { case: Some(case), whose: Whose::Own, ..own };
    for (step, own) in scheme.steps.iter().enumerate() {
        let Mechanism::Each(each) = &own.mechanism else { continue };
        if each.unit != Unit::CaseOfOthers {
            continue;
        }
        for rule in each.rules.iter().filter(|rule| context.holds(&rule.when)) {
            let (points, because) = award(rule, &context);
            listener.award(Entry { rule: Some(rule), ..Entry::of(step, points, because) });
        }
    }
}

/// Walks the stages of a case that the practitioner holds.
pub(super) fn walk_case<'s>(
    scheme: &'s Scheme,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    listener: &mut dyn Listener<'s>,
) {
    walk_case_with(scheme, practitioner, case, &mut CaseState::default(), listener);
}

/// The same with a state that is used again, so that many cases need no more memory than one.
pub(super) fn walk_case_with<'s>(
    scheme: &'s Scheme,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    state: &mut CaseState<'s>,
    listener: &mut dyn Listener<'s>,
) {
    walk_case_for(scheme, practitioner, case, state, listener);
}

/// The same, compiled for one kind of listener: for what is summed again and again. The page needs none
/// of its own, each costs some 6 kB of its first load.
pub(super) fn walk_case_for<'s>(
    scheme: &'s Scheme,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    state.clear();
    let context = Context::of_family(practitioner, case);
    for (step, own) in scheme.steps.iter().enumerate() {
        match &own.mechanism {
            Mechanism::SelectOne(select) => groups::select_one(step, select, &context, state, listener),
            Mechanism::SelectAtMost(select) if select.unit == Unit::Group => {
                groups::select_at_most(step, select, &context, state, listener);
            }
            Mechanism::Units(own) => units::make(step, own, practitioner, case, state, listener),
            Mechanism::Each(each) => match each.unit {
                Unit::Unit => units::each(step, each, practitioner, case, state, listener),
                Unit::Case => units::each_of_case(step, each, &context.about(About::Case), state, listener),
                _ => {}
            },
            Mechanism::Cap(cap) => adjust::cap(step, cap, &context, state, listener),
            Mechanism::Replace { unit: Unit::Case, of, when, .. } => {
                if context.about(About::Case).holds(when) {
                    adjust::replace_case(step, of, state, listener);
                }
            }
            Mechanism::Replace { of, kinds, when, of_children_only, .. } => {
                let replaced = adjust::Replaced { of, kinds: *kinds, when, of_children_only: *of_children_only };
                adjust::replace(step, &replaced, &context, state, listener);
            }
            Mechanism::Share { of, shares, .. } => {
                let percent = percent_for(shares, practitioner, case);
                if percent != 100 {
                    let given = state.given.iter().filter(|own| own.shared && of.contains(&own.step));
                    let sum: Points = given.map(|own| own.points).sum();
                    let points = sum.share(i64::from(percent), 100) - sum;
                    listener.award(Entry::of(step, points, Because::Share(percent)));
                }
            }
            Mechanism::Unweighted { rules } => unweighted(step, rules, &context, listener),
            Mechanism::Notes { rules } => notes(rules, &context, listener),
            Mechanism::SelectAtMost(_) | Mechanism::PerFull { .. } => {}
        }
    }
}

fn unweighted<'s>(step: usize, rules: &'s [Rule], context: &Context<'_>, listener: &mut (impl Listener<'s> + ?Sized)) {
    if listener.points_alone() {
        return;
    }
    each_listed(rules, context, About::Family, |rule, child| {
        let entry = Entry::of(step, Points::ZERO, Because::NotWeighed);
        listener.leave_out(Entry { rule: Some(rule), child, ..entry });
    });
}

fn notes<'s>(rules: &'s [Rule], context: &Context<'_>, listener: &mut (impl Listener<'s> + ?Sized)) {
    if listener.points_alone() {
        return;
    }
    each_listed(rules, context, About::Case, |rule, child| listener.note(rule, child));
}

/// Every rule that holds of the family, else each of its children of whom it holds.
fn each_listed<'s>(
    rules: &'s [Rule],
    context: &Context<'_>,
    family: About,
    mut tell: impl FnMut(&'s Rule, Option<usize>),
) {
    let count = context.case.map_or(0, |case| case.children.len());
    for rule in rules {
        if !rule.of_children_only && context.about(family).holds(&rule.when) {
            tell(rule, None);
        } else {
            for child in (0..count).filter(|child| context.about(About::Child(*child)).holds(&rule.when)) {
                tell(rule, Some(child));
            }
        }
    }
}
