//! What goes by units: what a case is counted by, and what rules give each of them.

use super::award::award;
use super::tasks;
use super::{Because, CaseState, Children, Entry, Given, Listener, Of, UnitIn};
use crate::points::Points;
use crate::scheme::condition::{Condition, Slot, Truth};
use crate::scheme::{Award, Each, Per, Rule, Times, UnitOf, Units};
use crate::scoring::context::{About, Context};
use crate::scoring::view::{CaseView, PractitionerView, TaskView};
use std::cmp::Ordering;

/// Makes the units of a case. The first kind that fits a child takes it, and the first that fits the
/// case takes that.
pub(super) fn make<'s>(
    step: usize,
    units: &'s Units,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    // Made anew wherever it is asked: that is cheaper than a copy, which waits for the writing of what it copies.
    let family = || Context::of_family(practitioner, case);
    let count = case.children.len();
    let before = state.units.len();
    let mut taken = Children::default();
    let mut case_taken = false;
    for (kind, own) in units.kinds.iter().enumerate() {
        let first = state.members.len();
        let unit = UnitIn { first, ..UnitIn::of(step, kind) };
        match own.of {
            UnitOf::Child | UnitOf::Children => {
                for child in 0..count {
                    let at = family().about(About::ChildWithFamily(child));
                    if taken.has(child) || at.truth_here(&own.when) != Truth::Yes {
                        continue;
                    }
                    taken.add(child);
                    if own.of == UnitOf::Child {
                        let first = state.members.len();
                        state.units.push(UnitIn { is_child: true, first, children: 1, ..unit });
                    }
                    state.members.push(child);
                }
                let children = state.members.len() - first;
                if own.of == UnitOf::Children && children > 0 {
                    state.units.push(UnitIn { children, ..unit });
                }
            }
            UnitOf::Case => {
                if !case_taken && family().holds(&own.when) {
                    case_taken = true;
                    let left = (0..count).filter(|child| !taken.has(*child));
                    state.members.extend(left);
                    (0..count).for_each(|child| taken.add(child));
                    state.units.push(UnitIn { children: state.members.len() - first, ..unit });
                }
            }
            UnitOf::Each(slot) => {
                if !case_taken && family().holds(&own.when) {
                    case_taken = true;
                    let number = family().code(slot).and_then(|code| usize::try_from(code).ok()).unwrap_or(0);
                    state.units.extend((1..=number).map(|number| UnitIn { number, ..unit }));
                }
            }
        }
    }
    for unit in state.units.iter().skip(before) {
        state.kinds |= unit.bit;
        listener.unit(*unit, state.members(*unit));
    }
    if listener.points_alone() {
        return;
    }
    for child in (0..count).filter(|child| !taken.has(*child)) {
        let entry = Entry::of(step, Points::ZERO, Because::NoUnit(&units.none));
        listener.leave_out(Entry { child: Some(child), ..entry });
    }
}

/// Asks of a unit: of its child, or of the family.
#[inline]
pub(super) fn asks_of<'v>(context: Context<'v>, unit: UnitIn, members: &[usize]) -> Context<'v> {
    let own = context.of_unit(unit.asked());
    match members.first().filter(|_| unit.is_child) {
        Some(child) => own.about(About::ChildWithFamily(*child)),
        None => own.about(About::Family),
    }
}

/// Which of two units comes first where something counts on one of several alone: by kind, then by what is
/// known of the child and of its tasks. Never by the order of entry, on which no figure may turn; of two
/// that are alike, it does not matter which.
pub(super) fn in_order(case: &CaseView<'_>, own: (UnitIn, &[usize]), other: (UnitIn, &[usize])) -> Ordering {
    let child = |(unit, members): (UnitIn, &[usize])| members.first().copied().filter(|_| unit.is_child);
    let kinds = own.0.kind.cmp(&other.0.kind);
    let (Some(own), Some(other)) = (child(own), child(other)) else { return kinds };
    let view = |child: usize| case.children.get(child).map(|own| (own.plan, &own.codes));
    let placement = |child: usize| case.case.children.get(child).map(|own| own.placement.as_str());
    let tasks = |child: usize| {
        let own = case.tasks.iter().filter(|task| task.child == Some(child));
        let mut tasks: Vec<_> = own.map(TaskView::in_order).collect();
        crate::points::sort_short(&mut tasks, |own| *own);
        tasks
    };
    kinds
        .then_with(|| view(own).cmp(&view(other)))
        .then_with(|| placement(own).cmp(&placement(other)))
        .then_with(|| tasks(own).cmp(&tasks(other)))
}

/// Shows what a rule is asked about where it is asked of a unit: its child; else the family, unless
/// only a child can answer, and each of its children. `at` asks of the unit.
pub(super) fn asked<'v>(
    at: &Context<'v>,
    members: &[usize],
    of_children_only: bool,
    mut see: impl FnMut(&Context<'v>) -> bool,
) {
    if at.unit.is_some_and(|unit| unit.is_child) {
        see(at);
        return;
    }
    if !of_children_only && see(at) {
        return;
    }
    for child in members {
        if see(&at.about(About::ChildWithFamily(*child))) {
            return;
        }
    }
}

/// True where a condition holds of a unit. A unit of one child is asked where this is called.
#[inline]
pub(super) fn holds(at: &Context<'_>, members: &[usize], when: &Condition, of_children_only: bool) -> bool {
    if at.unit.is_some_and(|unit| unit.is_child) {
        return at.truth_here(when) == Truth::Yes;
    }
    holds_of_several(at, members, when, of_children_only)
}

/// The same of a unit that is more than one child.
#[inline(never)]
fn holds_of_several(at: &Context<'_>, members: &[usize], when: &Condition, of_children_only: bool) -> bool {
    if matches!(when, Condition::Fixed(true)) {
        return true;
    }
    let mut found = false;
    asked(at, members, of_children_only, |at| {
        found = at.holds(when);
        found
    });
    found
}

/// Gives each unit what the rules that hold for it give.
#[inline(never)]
pub(super) fn each<'s>(
    step: usize,
    each: &'s Each,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    // Made anew wherever it is asked, as in `make`.
    let family = || Context::of_family(practitioner, case);
    let kinds = state.kinds;
    // Most cases have one unit, of which every rule is asked.
    let alone = match state.units.as_slice() {
        [unit] if unit.stage == each.of => Some(asks_of(family(), *unit, state.members(*unit))),
        _ => None,
    };
    for rule in &each.rules {
        if rule.kinds & kinds == 0 || !family().may_hold(rule) {
            continue;
        }
        let CaseState { units, members, given, .. } = &mut *state;
        // Most rules give the same to whomever they hold of, and count as often as they hold.
        let (Some(at), Some(unit), Award::Points(points), None) = (&alone, units.first(), &rule.award, rule.per) else {
            each_by_rule(step, each, rule, &family(), state, listener);
            continue;
        };
        let members = unit.members(members);
        if holds(at, members, &rule.when, rule.of_children_only) {
            let child = members.first().copied().filter(|_| unit.is_child);
            Gift { step, each, rule, at, place: 0, unit, child }.give((*points, Because::Holds), given, listener);
        }
    }
}

/// What a rule gives to a unit, or to one child of it.
struct Gift<'g, 's> {
    step: usize,
    each: &'g Each,
    rule: &'s Rule,
    /// Asks of the unit.
    at: &'g Context<'g>,
    /// The place of the unit.
    place: usize,
    unit: &'g UnitIn,
    child: Option<usize>,
}

impl<'s> Gift<'_, 's> {
    /// Gives it, so many times as the stage says.
    #[inline]
    fn give(
        &self,
        (points, because): (Points, Because<'s>),
        given: &mut Vec<Given<'s>>,
        listener: &mut (impl Listener<'s> + ?Sized),
    ) {
        let Self { step, rule, unit, child, .. } = *self;
        let times = self.each.times.as_ref().map_or(1, |own| times(own, self.at, *unit));
        let points = points.times(times);
        if points == Points::ZERO && !tells_of_nothing(rule, because) {
            return;
        }
        given.push(Given::of(step, Of::Unit(self.place), Some(rule), points));
        let entry = Entry::of(step, points, because);
        listener.award(Entry { rule: Some(rule), child, unit: Some(*unit), times, ..entry });
    }
}

/// The same for one rule, whatever it gives, however often, and to however many units.
#[inline(never)]
fn each_by_rule<'s>(
    step: usize,
    each: &'s Each,
    rule: &'s Rule,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    if let Award::Tasks(own) = &rule.award {
        tasks::of_units(step, each, rule, own, context, state, listener);
        return;
    }
    // What a manager entered for the case is one entry, however many families and households it has.
    let mut entered = false;
    let is_entry = matches!(rule.award, Award::Input { slot: Slot::OfUnit { .. }, .. });
    let CaseState { units, members, given, .. } = state;
    let once = (rule.per == Some(Per::Case)).then(|| once_in_case(each, rule, context, units, members));
    for (place, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_of(each.of, rule.kinds)) {
        let members = unit.members(members);
        if once.is_some_and(|once| once != Some(place)) {
            continue;
        }
        if is_entry && !unit.is_child && std::mem::replace(&mut entered, true) {
            continue;
        }
        let at = &asks_of(*context, *unit, members);
        let child = members.first().copied().filter(|_| unit.is_child);
        let gift = Gift { step, each, rule, at, place, unit, child };
        if rule.per == Some(Per::Child) {
            for child in members {
                let at = at.about(About::ChildWithFamily(*child));
                if at.holds(&rule.when) {
                    Gift { child: Some(*child), ..gift }.give(award(rule, &at), given, listener);
                }
            }
        } else if let Some(gives) = gives(at, members, rule) {
            gift.give(gives, given, listener);
        }
    }
}

/// The unit on which a rule that counts once in the case counts: of the first kind, the one that it gives
/// most; and of several such the first in order.
#[inline(never)]
fn once_in_case(each: &Each, rule: &Rule, context: &Context<'_>, units: &[UnitIn], all: &[usize]) -> Option<usize> {
    let case = context.case?;
    let of_unit = |(place, unit): (usize, &UnitIn)| {
        let members = unit.members(all);
        let at = asks_of(*context, *unit, members);
        let (points, _) = gives(&at, members, rule)?;
        Some((place, (*unit, members), points))
    };
    let found = units.iter().enumerate().filter(|(_, unit)| unit.is_of(each.of, rule.kinds)).filter_map(of_unit);
    let first = found.min_by(|own, other| {
        let kinds = own.1.0.kind.cmp(&other.1.0.kind);
        kinds.then_with(|| other.2.cmp(&own.2)).then_with(|| in_order(case, own.1, other.1))
    });
    first.map(|(place, ..)| place)
}

/// What a rule gives a unit, where it holds.
fn gives<'s>(at: &Context<'_>, members: &[usize], rule: &'s Rule) -> Option<(Points, Because<'s>)> {
    match rule.award {
        // All who are asked would get the same.
        Award::Points(points) => {
            holds(at, members, &rule.when, rule.of_children_only).then_some((points, Because::Holds))
        }
        _ => best(at, members, rule),
    }
}

/// True where a rule has a line though it gives nothing: all but points that a manager may add, which
/// mostly are none, and numbers outside every range.
fn tells_of_nothing(rule: &Rule, because: Because<'_>) -> bool {
    match rule.award {
        Award::Input { divided_by, .. } => divided_by != 1,
        // A number in none of the ranges.
        Award::Bands { .. } => matches!(because, Because::Band { .. }),
        _ => true,
    }
}

/// What a rule gives a unit: the most that it gives one of those who are asked.
#[inline(never)]
fn best<'s>(at: &Context<'_>, members: &[usize], rule: &'s Rule) -> Option<(Points, Because<'s>)> {
    let mut best: Option<(Points, Because<'s>)> = None;
    asked(at, members, rule.of_children_only, |at| {
        if at.holds(&rule.when) {
            let own = award(rule, at);
            if best.as_ref().is_none_or(|best| own.0 > best.0) {
                best = Some(own);
            }
        }
        false
    });
    best
}

/// How many times the points of a unit count. `at` asks of the unit.
pub(super) fn times(times: &Times, at: &Context<'_>, unit: UnitIn) -> i64 {
    if !unit.is_of(unit.stage, times.kinds) {
        return 1;
    }
    let number = at.about(About::Family).code(times.slot).unwrap_or_default();
    times.rows.iter().find(|(range, _)| range.holds(number)).map_or(1, |(_, times)| *times)
}

/// Gives the case what the rules that hold for it give.
pub(super) fn each_of_case<'s>(
    step: usize,
    each: &'s Each,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    for rule in each.rules.iter().filter(|rule| context.may_hold(rule)) {
        if let Award::Tasks(own) = &rule.award {
            tasks::of_case(step, rule, own, context, state, listener);
            continue;
        }
        let children = context.case.map_or(0, |case| case.children.len());
        let of_children = (0..children).map(|child| context.about(About::ChildWithFamily(child)));
        let whole = (!rule.of_children_only).then_some(*context);
        let found = whole.into_iter().chain(of_children).find(|at| at.holds(&rule.when));
        let Some((points, because)) = found.map(|at| award(rule, &at)) else { continue };
        if points == Points::ZERO && !tells_of_nothing(rule, because) {
            continue;
        }
        state.given.push(Given::of(step, Of::Case, Some(rule), points));
        listener.award(Entry { rule: Some(rule), ..Entry::of(step, points, because) });
    }
}
