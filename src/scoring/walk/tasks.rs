//! Points for tasks in progress: whose they are, how often they count, and until when.

use super::units::{asked, asks_of, in_order, times};
use super::{Because, CaseState, Entry, Given, Listener, Of, UnitIn};
use crate::facts::TaskKind;
use crate::points::Points;
use crate::scheme::condition::Truth;
use crate::scheme::input::exact;
use crate::scheme::named_fact::task_bit;
use crate::scheme::{Count, Each, Limit, Rule, TaskAward};
use crate::scoring::context::Context;
use crate::scoring::view::{CaseView, TaskView};

/// A task that an award may count.
#[derive(Clone, Copy)]
struct Found {
    /// Its place among the tasks in progress; nothing for the assessment that reading X-3 takes as read.
    task: Option<usize>,
    kind: u128,
    /// The child that it is about; nothing for the family.
    child: Option<usize>,
    points: Points,
}

/// How a task stands to a limit in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scoring) enum Dated {
    /// Within it.
    Within,
    /// Past it, or not yet in it.
    Past,
    /// The date that it goes by is not known.
    NotKnown,
}

/// How a task stands to the limit of an award.
pub(in crate::scoring) fn dated(award: &TaskAward, task: &TaskView, case: &CaseView<'_>) -> Dated {
    let Some(limit) = award.limit.filter(|_| award.limited & task.kind != 0) else { return Dated::Within };
    let month = case.month;
    let within = match limit {
        Limit::Days(days) => task.start.map(|start| start.first_days_reach(days, month)),
        Limit::Months(months) => task.start.map(|start| (0..months).contains(&month.since(start.month()))),
        Limit::WeeksBeforeReview(weeks) => task.review.map(|review| review.last_days_reach(weeks * 7, month)),
    };
    match within {
        Some(true) => Dated::Within,
        Some(false) => Dated::Past,
        None => Dated::NotKnown,
    }
}

/// Gives units what their tasks give.
pub(super) fn of_units<'s>(
    step: usize,
    each: &'s Each,
    rule: &'s Rule,
    award: &'s TaskAward,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    let Some(case) = context.case else { return };
    let any_assumed = award.kinds & task_bit(TaskKind::SingleAssessment) != 0
        && case.children.iter().any(|child| child.assessment_if_under_assessment);
    let held = |unit: UnitIn, members: &[usize]| {
        let mut some = false;
        asked(&asks_of(*context, unit, members), members, rule.of_children_only, |at| {
            some = at.holds(&rule.when);
            some
        });
        some
    };
    let takes = |place: &usize| {
        let unit = state.units.get(*place).copied().filter(|unit| unit.is_of(each.of, rule.kinds));
        unit.is_some_and(|unit| held(unit, state.members(unit)))
    };
    let places: Vec<usize> = (0..state.units.len()).filter(takes).collect();
    // A task of the family is counted on one unit: the first that has none of its own, so that the
    // one does not swallow the other where so many count once.
    let has_own = |place: &usize| {
        let members = state.units.get(*place).map_or(&[][..], |unit| state.members(*unit));
        let own =
            |task: &TaskView| task.kind & award.kinds != 0 && task.child.is_some_and(|child| members.contains(&child));
        let assumed = |child: &usize| any_assumed && context.assumed_assessment_of(*child) == Truth::Yes;
        case.tasks.iter().any(own) || members.iter().any(assumed)
    };
    let of_family = case.tasks.iter().any(|task| task.child.is_none() && task.kind & award.kinds != 0);
    let with_family = places.iter().copied().filter(|_| of_family && !award.family_on_each).min_by(|own, other| {
        let own_task = |place: &usize| award.count == Count::Once && has_own(place);
        let unit = |place: &usize| state.units.get(*place).map(|unit| (*unit, state.members(*unit)));
        own_task(own).cmp(&own_task(other)).then_with(|| match (unit(own), unit(other)) {
            (Some(own), Some(other)) => in_order(case, own, other),
            _ => own.cmp(other),
        })
    });
    for place in places {
        let Some(unit) = state.units.get(place).copied() else { continue };
        let members = state.members(unit);
        let family = award.family_on_each || with_family == Some(place);
        let child = if unit.is_child { members.first().copied() } else { None };
        let entry = Entry { rule: Some(rule), child, unit: Some(unit), ..Entry::of(step, Points::ZERO, Because::Task) };
        let found = find(award, context, case, entry, listener, |about| match about {
            Some(child) => members.contains(&child),
            None => family,
        });
        let times = each.times.as_ref().map_or(1, |own| times(own, &asks_of(*context, unit, members), unit));
        for own in counted(found, award.count, unit, |task| listener.leave_out(beside(entry, task))) {
            let points = own.points.times(times);
            let given = Given::of(step, Of::Unit(place), Some(rule), points);
            state.given.push(Given { kind: own.kind.trailing_zeros(), ..given });
            let child = child.or(own.child);
            listener.award(Entry { child, task: own.task, times, points, ..entry });
        }
    }
}

/// Gives the case what its tasks give.
pub(super) fn of_case<'s>(
    step: usize,
    rule: &'s Rule,
    award: &'s TaskAward,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    let Some(case) = context.case.filter(|_| context.holds(&rule.when)) else { return };
    let entry = Entry { rule: Some(rule), ..Entry::of(step, Points::ZERO, Because::Task) };
    let found = find(award, context, case, entry, listener, |_| true);
    let whole = UnitIn::of(0, 0);
    for own in counted(found, award.count, whole, |task| listener.leave_out(beside(entry, task))) {
        let given = Given::of(step, Of::Case, Some(rule), own.points);
        state.given.push(Given { kind: own.kind.trailing_zeros(), ..given });
        listener.award(Entry { child: own.child, task: own.task, points: own.points, ..entry });
    }
}

/// The tasks of an award that are about what is asked of; those past their limit are told as left out.
fn find<'s>(
    award: &'s TaskAward,
    context: &Context<'_>,
    case: &CaseView<'_>,
    entry: Entry<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
    is_about: impl Fn(Option<usize>) -> bool,
) -> Vec<Found> {
    let mut found = Vec::new();
    for (place, task) in case.tasks.iter().enumerate() {
        if task.kind & award.kinds == 0 || !is_about(task.child) {
            continue;
        }
        let points = match award.times {
            Some(slot) => {
                let given = context.of_task(place).code(slot).filter(|code| *code != crate::facts::value::UNKNOWN);
                award.points.share(exact(given.unwrap_or_default()).in_ten_thousandths(), 10_000)
            }
            None => award.points,
        };
        let past = match dated(award, task, case) {
            Dated::Within => false,
            Dated::Past => true,
            Dated::NotKnown => !task.within,
        };
        if let Some(limit) = award.limit.filter(|_| past) {
            let child = entry.child.or(task.child);
            listener.leave_out(Entry { task: Some(place), child, points, because: Because::PastLimit(limit), ..entry });
            continue;
        }
        if let Some((rule, words)) = entry.rule.zip(award.agreement.as_deref()).filter(|_| !task.agreed) {
            listener.not_agreed(rule, words, entry.child.or(task.child));
        }
        found.push(Found { task: Some(place), kind: kind_of(task.kind), child: task.child, points });
    }
    let single = task_bit(TaskKind::SingleAssessment);
    if award.kinds & single != 0 {
        for child in (0..case.children.len()).filter(|child| is_about(Some(*child))) {
            if context.assumed_assessment_of(child) == Truth::Yes {
                found.push(Found { task: None, kind: single, child: Some(child), points: award.points });
            }
        }
    }
    found
}

/// The kind that a task counts as: an additional assessment is a second one of its kind.
fn kind_of(kind: u128) -> u128 {
    let second = [
        (TaskKind::AdditionalParentingAssessment, TaskKind::ParentingAssessment),
        (TaskKind::AdditionalViabilityAssessment, TaskKind::ViabilityAssessment),
    ];
    let first = second.into_iter().find(|(additional, _)| task_bit(*additional) == kind);
    first.map_or(kind, |(_, first)| task_bit(first))
}

/// The entry of a task that falls under a figure that another one makes.
fn beside(entry: Entry<'_>, task: Found) -> Entry<'_> {
    let child = entry.child.or(task.child);
    Entry { task: task.task, child, points: task.points, because: Because::OneFigure, ..entry }
}

/// Those of the tasks that count, one for each figure; the others are told.
fn counted(found: Vec<Found>, count: Count, unit: UnitIn, mut left: impl FnMut(Found)) -> Vec<Found> {
    if count == Count::Each {
        return found;
    }
    let mut kept: Vec<Found> = Vec::new();
    for own in found {
        let same = |other: &&mut Found| match count {
            Count::Once => true,
            Count::Subject if !unit.is_child => true,
            Count::Subject => own.child == other.child,
            Count::Kind if !unit.is_child => own.kind == other.kind,
            _ => own.kind == other.kind && own.child == other.child,
        };
        match kept.iter_mut().find(same) {
            Some(other) if own.points > other.points => left(std::mem::replace(other, own)),
            Some(_) => left(own),
            None => kept.push(own),
        }
    }
    kept
}
