//! What goes by units: what a case is counted by, and what rules give each of them.

use super::award::award;
use super::tasks;
use super::{Because, CaseState, Children, Entry, Given, Listener, UnitIn};
use crate::points::Points;
use crate::scheme::condition::{Condition, Slot};
use crate::scheme::{Award, Each, Per, Rule, Times, UnitOf, Units};
use crate::scoring::context::{About, Context};

/// Makes the units of a case. The first kind that fits a child takes it, and the first that fits the
/// case takes that.
pub(super) fn make<'s>(
    step: usize,
    units: &'s Units,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut impl Listener<'s>,
) {
    let count = context.case.map_or(0, |case| case.children.len());
    let mut taken = Children::default();
    let mut case_taken = false;
    for (kind, own) in units.kinds.iter().enumerate() {
        let first = state.members.len();
        let unit = UnitIn { stage: step, kind, is_child: false, first, children: 0, number: 0 };
        match own.of {
            UnitOf::Child | UnitOf::Children => {
                for child in 0..count {
                    if taken.has(child) || !context.about(About::ChildWithFamily(child)).holds(&own.when) {
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
                if !case_taken && context.holds(&own.when) {
                    case_taken = true;
                    let left = (0..count).filter(|child| !taken.has(*child));
                    state.members.extend(left);
                    (0..count).for_each(|child| taken.add(child));
                    state.units.push(UnitIn { children: state.members.len() - first, ..unit });
                }
            }
            UnitOf::Each(slot) => {
                if !case_taken && context.holds(&own.when) {
                    case_taken = true;
                    let number = context.code(slot).and_then(|code| usize::try_from(code).ok()).unwrap_or(0);
                    state.units.extend((1..=number).map(|number| UnitIn { number, ..unit }));
                }
            }
        }
    }
    for unit in state.units.iter().filter(|unit| unit.stage == step) {
        state.kinds |= u32::try_from(unit.kind).ok().and_then(|kind| 1_u64.checked_shl(kind)).unwrap_or(0);
        listener.unit(*unit, state.members(*unit));
    }
    for child in (0..count).filter(|child| !taken.has(*child)) {
        let entry = Entry::of(step, Points::ZERO, Because::NoUnit(&units.none));
        listener.leave_out(Entry { child: Some(child), ..entry });
    }
}

/// Shows what a rule is asked about where it is asked of a unit: its child; else the family, unless
/// only a child can answer, and each of its children.
pub(super) fn asked<'v>(
    context: &Context<'v>,
    unit: UnitIn,
    members: &[usize],
    of_children_only: bool,
    mut see: impl FnMut(Context<'v>) -> bool,
) {
    let context = context.of_unit(unit.asked());
    if !unit.is_child && !of_children_only && see(context.about(About::Family)) {
        return;
    }
    for child in members {
        if see(context.about(About::ChildWithFamily(*child))) {
            return;
        }
    }
}

/// True where a condition holds of a unit.
pub(super) fn holds(
    context: &Context<'_>,
    unit: UnitIn,
    members: &[usize],
    when: &Condition,
    of_children_only: bool,
) -> bool {
    if *when == Condition::Fixed(true) {
        return true;
    }
    let mut found = false;
    asked(context, unit, members, of_children_only, |at| {
        found = at.holds(when);
        found
    });
    found
}

/// Gives each unit what the rules that hold for it give.
pub(super) fn each<'s>(
    step: usize,
    each: &'s Each,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut impl Listener<'s>,
) {
    let kinds = state.kinds;
    for rule in each.rules.iter().filter(|rule| rule.kinds & kinds != 0 && context.may_hold(rule)) {
        // What a manager entered for the case is one entry, however many families and households it has.
        let mut entered = false;
        let is_entry = matches!(rule.award, Award::Input { slot: Slot::OfUnit { .. }, .. });
        if let Award::Tasks(own) = &rule.award {
            tasks::of_units(step, each, rule, own, context, state, listener);
            continue;
        }
        for place in 0..state.units.len() {
            let Some(unit) = state.units.get(place).copied().filter(|unit| unit.is_of(each.of, rule.kinds)) else {
                continue;
            };
            if is_entry && !unit.is_child && std::mem::replace(&mut entered, true) {
                continue;
            }
            if rule.per == Some(Per::Child) {
                for_each_child(step, each, rule, (place, unit), context, state, listener);
                continue;
            }
            let members = state.members(unit);
            let Some((points, because)) = best(context, unit, members, rule) else { continue };
            let times = times(each.times.as_ref(), context, unit);
            let points = points.times(times);
            if points != Points::ZERO || tells_of_nothing(rule, because) {
                let child = if unit.is_child { members.first().copied() } else { None };
                state.given.push(Given {
                    step,
                    rule: Some(rule),
                    group: None,
                    unit: Some(place),
                    kind: 0,
                    points,
                    shared: true,
                });
                let entry = Entry::of(step, points, because);
                listener.award(Entry { rule: Some(rule), child, unit: Some(unit), times, ..entry });
            }
            if rule.per == Some(Per::Case) {
                break;
            }
        }
    }
}

/// Gives a unit what a rule gives for each of its children of whom it holds.
fn for_each_child<'s>(
    step: usize,
    each: &'s Each,
    rule: &'s Rule,
    (place, unit): (usize, UnitIn),
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut impl Listener<'s>,
) {
    let times = times(each.times.as_ref(), context, unit);
    for member in 0..unit.children {
        let Some(child) = state.members(unit).get(member).copied() else { continue };
        let at = context.of_unit(unit.asked()).about(About::ChildWithFamily(child));
        if !at.holds(&rule.when) {
            continue;
        }
        let (points, because) = award(rule, &at);
        let points = points.times(times);
        if points == Points::ZERO && !tells_of_nothing(rule, because) {
            continue;
        }
        state.given.push(Given {
            step,
            rule: Some(rule),
            group: None,
            unit: Some(place),
            kind: 0,
            points,
            shared: true,
        });
        let entry = Entry::of(step, points, because);
        listener.award(Entry { rule: Some(rule), child: Some(child), unit: Some(unit), times, ..entry });
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
fn best<'s>(context: &Context<'_>, unit: UnitIn, members: &[usize], rule: &'s Rule) -> Option<(Points, Because<'s>)> {
    let mut best: Option<(Points, Because<'s>)> = None;
    asked(context, unit, members, rule.of_children_only, |at| {
        if at.holds(&rule.when) {
            let own = award(rule, &at);
            if best.as_ref().is_none_or(|best| own.0 > best.0) {
                best = Some(own);
            }
        }
        // One who is asked is enough where all would get the same.
        best.is_some() && matches!(rule.award, Award::Points(_))
    });
    best
}

/// How many times the points of a unit count.
pub(super) fn times(times: Option<&Times>, context: &Context<'_>, unit: UnitIn) -> i64 {
    let Some(times) = times.filter(|times| unit.is_of(unit.stage, times.kinds)) else { return 1 };
    let number = context.of_unit(unit.asked()).code(times.slot).unwrap_or_default();
    times.rows.iter().find(|(range, _)| range.holds(number)).map_or(1, |(_, times)| *times)
}

/// Gives the case what the rules that hold for it give.
pub(super) fn each_of_case<'s>(
    step: usize,
    each: &'s Each,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut impl Listener<'s>,
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
        state.given.push(Given { step, rule: Some(rule), group: None, unit: None, kind: 0, points, shared: true });
        listener.award(Entry { rule: Some(rule), ..Entry::of(step, points, because) });
    }
}
