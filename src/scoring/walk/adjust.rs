//! What holds points between a least and a most, and what takes them away for something else.

use super::units::{asks_of, holds};
use super::{Because, CaseState, Entry, Given, Listener, Of};
use crate::points::Points;
use crate::scheme::condition::Condition;
use crate::scheme::{Cap, Rule, Unit};
use crate::scoring::context::{About, Context};

/// The entry that brings a sum within its bounds; nothing where it lies within.
pub(super) fn held<'s>(step: usize, cap: &Cap, sum: Points) -> Option<Entry<'s>> {
    match (cap.most, cap.least) {
        (Some(most), _) if sum > most => Some(Entry::of(step, most - sum, Because::Held(most))),
        (_, Some(least)) if sum < least => Some(Entry::of(step, least - sum, Because::Raised(least))),
        _ => None,
    }
}

/// Holds what some stages gave.
pub(super) fn cap<'s>(
    step: usize,
    cap: &'s Cap,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    if matches!(cap.unit, Unit::Unit | Unit::Rule | Unit::Units) && cap.kinds & state.kinds == 0 {
        return;
    }
    let mut hold = |state: &mut CaseState<'s>, sum: Points, of: Of| {
        let entry = held(step, cap, sum);
        let reached = cap.most.is_some_and(|most| sum >= most);
        if entry.is_none() && !reached {
            return;
        }
        let unit = match of {
            Of::Unit(place) => state.units.get(place).copied(),
            Of::Case | Of::Group(_) => None,
        };
        let child = unit.filter(|unit| unit.is_child).and_then(|unit| state.members(unit).first().copied());
        if let Some(entry) = entry {
            state.given.push(Given::of(step, of, None, entry.points));
            listener.award(Entry { child, unit, ..entry });
        }
        if reached {
            listener.reached(step, child);
        }
    };
    match cap.unit {
        Unit::Group if context.holds(&cap.when) => {
            for group in 0..state.groups.len().max(1) {
                let own = |given: &&Given<'s>| given.of == Of::Group(group) && cap.of.contains(&given.step);
                let sum = state.given.iter().filter(own).map(|given| given.points).sum();
                hold(state, sum, Of::Group(group));
            }
        }
        Unit::Case if context.about(About::Case).holds(&cap.when) => {
            let own = |given: &&Given<'s>| cap.of.contains(&given.step);
            if state.given.iter().any(|given| own(&given)) {
                let sum = state.given.iter().filter(own).map(|given| given.points).sum();
                hold(state, sum, Of::Case);
            }
        }
        Unit::Unit => {
            for place in 0..state.units.len() {
                if let Some(sum) = held_unit(cap, context, state, place) {
                    hold(state, sum, Of::Unit(place));
                }
            }
        }
        Unit::Rule => {
            for place in 0..state.units.len() {
                if held_unit(cap, context, state, place).is_none() {
                    continue;
                }
                // Of tasks, each kind by itself.
                let mut rules: Vec<(&'s Rule, u32, Points)> = Vec::new();
                for given in &state.given {
                    let of_this = given.of == Of::Unit(place) && cap.of.contains(&given.step);
                    let Some(rule) = given.rule.filter(|_| of_this) else { continue };
                    match rules.iter_mut().find(|(own, kind, _)| std::ptr::eq(*own, rule) && *kind == given.kind) {
                        Some((.., sum)) => *sum += given.points,
                        None => rules.push((rule, given.kind, given.points)),
                    }
                }
                for (.., sum) in rules {
                    hold(state, sum, Of::Unit(place));
                }
            }
        }
        Unit::Units => {
            // Apart for each placement, or all together.
            let label = |place: usize| match state.units.get(place).and_then(|unit| state.members(*unit).first()) {
                Some(child) if cap.apart_by_placement => context
                    .case
                    .and_then(|case| case.case.children.get(*child))
                    .map_or("", |own| own.placement.as_str()),
                _ => "",
            };
            let mut together: Vec<(&str, Points, Of)> = Vec::new();
            for place in 0..state.units.len() {
                let Some(sum) = held_unit(cap, context, state, place) else { continue };
                let label = label(place);
                match together.iter_mut().find(|(own, ..)| *own == label) {
                    Some((_, all, of)) => {
                        *all += sum;
                        *of = Of::Case;
                    }
                    // One by itself is told as that one.
                    None => together.push((label, sum, Of::Unit(place))),
                }
            }
            for (_, sum, of) in together {
                hold(state, sum, of);
            }
        }
        _ => {}
    }
}

/// What the unit at a place was given by the stages that a cap holds; nothing where it was given nothing,
/// or the cap is not for it.
fn held_unit(cap: &Cap, context: &Context<'_>, state: &CaseState<'_>, place: usize) -> Option<Points> {
    // By reference: a copy of what was only just written waits for the writing.
    let unit = state.units.get(place).filter(|unit| unit.is_of(unit.stage, cap.kinds))?;
    let mut sum = None;
    for given in state.given.iter().filter(|own| own.of == Of::Unit(place) && cap.of.contains(&own.step)) {
        sum = Some(sum.unwrap_or_default() + given.points);
    }
    let is_held = || {
        let members = state.members(*unit);
        holds(&asks_of(*context, *unit, members), members, &cap.when, cap.of_children_only)
    };
    sum.filter(|_| matches!(cap.when, Condition::Fixed(true)) || is_held())
}

/// What a stage that replaces takes away, and when.
pub(super) struct Replaced<'s> {
    pub(super) of: &'s [usize],
    pub(super) kinds: u64,
    pub(super) when: &'s Condition,
    pub(super) of_children_only: bool,
}

/// Takes away what units have of some stages.
pub(super) fn replace<'s>(
    step: usize,
    replaced: &Replaced<'s>,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    for place in 0..state.units.len() {
        let Some(unit) = state.units.get(place).copied().filter(|unit| unit.is_of(unit.stage, replaced.kinds)) else {
            continue;
        };
        let own = |given: &&Given<'s>| given.of == Of::Unit(place) && replaced.of.contains(&given.step);
        let sum: Points = state.given.iter().filter(own).map(|given| given.points).sum();
        let members = state.members(unit);
        let at = asks_of(*context, unit, members);
        if sum == Points::ZERO || !holds(&at, members, replaced.when, replaced.of_children_only) {
            continue;
        }
        let child = if unit.is_child { members.first().copied() } else { None };
        let points = Points::ZERO - sum;
        state.given.push(Given::of(step, Of::Unit(place), None, points));
        listener.award(Entry { child, unit: Some(unit), ..Entry::of(step, points, Because::Replaced) });
    }
}

/// Takes away what the case has of some stages.
pub(super) fn replace_case<'s>(
    step: usize,
    of: &[usize],
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    let sum: Points = state.given.iter().filter(|given| of.contains(&given.step)).map(|given| given.points).sum();
    if sum == Points::ZERO {
        return;
    }
    let points = Points::ZERO - sum;
    state.given.push(Given::of(step, Of::Case, None, points));
    listener.award(Entry::of(step, points, Because::Replaced));
}
