//! Sound bounds for cases with more open facts than can be tried in every combination.
//!
//! Each condition is certain, impossible or open. A child's points lie between those of the rows
//! that it might get; of additional items the certain ones are the least, the possible ones the
//! most. The true bounds lie within these.

use super::bounds::{Bounds, Key, MOST_HOURS};
use super::context::{About, Context, Whose};
use super::sharing::{percent_for, share_is_missing, sharing_is_open};
use super::view::{CaseView, DoneBy, PractitionerView};
use super::walk::{asked_of, first_and_other, table_for};
use crate::facts::value::Stated;
use crate::points::{Points, sort_short};
use crate::scheme::condition::Truth;
use crate::scheme::percent_of;
use crate::scheme::{Award, Mechanism, Per, Rule, Scheme, SelectAtMost, SelectOne, Unit};
use std::collections::BTreeMap;

type Range = (Points, Points);

/// Sound least and most of the practitioner's own element: every rule that may hold, at its ends.
pub(super) fn of_practitioner(scheme: &Scheme, practitioner: &PractitionerView<'_>) -> Range {
    let context = Context::of_practitioner(practitioner);
    let mut sum = (Points::ZERO, Points::ZERO);
    for step in &scheme.steps {
        let rules = match &step.mechanism {
            Mechanism::SelectAtMost(select) if select.unit == Unit::Practitioner => &select.rules,
            Mechanism::Each { unit: Unit::Practitioner, rules } => rules,
            _ => continue,
        };
        for rule in rules.iter().filter(|rule| context.truth(&rule.when) != Truth::No) {
            let (low, high) = match &rule.award {
                Award::PerHour { points, duties, .. } => {
                    let duties = practitioner.duties.iter().filter(|duty| duty.kind & duties != 0).count();
                    let most = points.times(i64::from(MOST_HOURS) / 100).times(i64::try_from(duties).unwrap_or(1));
                    (most.min(Points::ZERO), most)
                }
                _ => award_range(rule),
            };
            sum = (sum.0 + low.min(Points::ZERO), sum.1 + high.max(Points::ZERO));
        }
    }
    sum
}

/// Sound least and most of a case.
pub(super) fn of_case<'s>(scheme: &'s Scheme, practitioner: &PractitionerView<'_>, case: &CaseView<'_>) -> Bounds<'s> {
    let context = Context::of_family(scheme, practitioner, case);
    let mut parts = BTreeMap::new();
    let mut steps: Vec<Range> = Vec::with_capacity(scheme.steps.len());
    let mut has_group = false;
    for (step, own) in scheme.steps.iter().enumerate() {
        let range = match &own.mechanism {
            Mechanism::SelectOne(select) => {
                let (range, certain) = select_one(step, select, &context, &mut parts);
                has_group |= certain;
                range
            }
            Mechanism::SelectAtMost(select) if select.unit == Unit::Group => {
                select_at_most(step, select, &context, has_group || select.without_group, &mut parts)
            }
            Mechanism::Cap { of, when, most, .. } if context.truth(when) != Truth::No => {
                // Holding a group at a most takes away, and never below that most.
                let least: Points = steps_of(&steps, of).0;
                (*most.min(&least) - least, Points::ZERO)
            }
            Mechanism::Share { of, shares, .. } => {
                let (least, most) = steps_of(&steps, of);
                let not_said = sharing_is_open(case) || case.bulk == Stated::Unknown || case.part == Stated::Unknown;
                if not_said || share_is_missing(shares, practitioner, case) {
                    (-least.max(Points::ZERO), -most.min(Points::ZERO))
                } else {
                    let percent = percent_for(shares, practitioner, case);
                    let own_task = case.tasks.iter().any(|task| task.by == DoneBy::This);
                    // A task of one's own is not shared, so the most may keep all of it.
                    let high = if own_task { Points::ZERO } else { percent_of(most, percent) - most };
                    (percent_of(least, percent) - least, high)
                }
            }
            _ => (Points::ZERO, Points::ZERO),
        };
        steps.push(range);
    }
    let least = steps.iter().map(|range| range.0).sum();
    let most = steps.iter().map(|range| range.1).sum();
    Bounds { least, most, parts, open: Vec::new() }
}

fn steps_of(steps: &[Range], of: &[usize]) -> Range {
    let of = || of.iter().filter_map(|place| steps.get(*place));
    (of().map(|range| range.0).sum(), of().map(|range| range.1).sum())
}

/// The range of the rows that children get, and whether some child gets one for certain.
fn select_one<'s>(
    step: usize,
    select: &'s SelectOne,
    context: &Context<'_>,
    parts: &mut BTreeMap<Key<'s>, Range>,
) -> (Range, bool) {
    let Some(table) = table_for(select, context) else { return ((Points::ZERO, Points::ZERO), false) };
    let mut sum = (Points::ZERO, Points::ZERO);
    let mut least_step_up: Option<Points> = None;
    let mut some_certain = false;
    for child in 0..context.case.map_or(0, |case| case.children.len()) {
        let at = context.about(About::ChildWithFamily(child));
        let rows: Vec<(&Rule, Truth)> = table
            .rows
            .iter()
            .map(|rule| (rule, at.truth(&rule.when)))
            .filter(|(_, truth)| *truth != Truth::No)
            .collect();
        let certain = rows.iter().filter(|(_, truth)| *truth == Truth::Yes);
        let instead = certain.clone().any(|(rule, _)| rule.instead);
        let bar = certain.clone().map(|(rule, _)| first_and_other(rule).0).max();
        let candidates: Vec<(Points, Points)> = rows
            .iter()
            .filter(|(rule, _)| {
                if instead {
                    rule.instead
                } else {
                    rule.instead || bar.is_none_or(|bar| first_and_other(rule).0 >= bar)
                }
            })
            .map(|(rule, _)| first_and_other(rule))
            .collect();
        let sure = bar.is_some();
        let lows = candidates.iter().map(|(first, other)| *first.min(other));
        let highs = candidates.iter().map(|(first, other)| *first.max(other));
        let none = if sure { None } else { Some(Points::ZERO) };
        let low = lows.chain(none).min().unwrap_or_default();
        let high = highs.chain(none).max().unwrap_or_default();
        if sure {
            some_certain = true;
            let step_up = candidates.iter().map(|(first, other)| *first - *first.min(other)).min();
            // One child at least is a first child, of the row with the least difference at worst.
            least_step_up = match (least_step_up, step_up) {
                (Some(own), Some(other)) => Some(own.min(other)),
                (own, other) => own.or(other),
            };
        } else {
            for (first, other) in &candidates {
                let step_up = *first - *first.min(other);
                least_step_up = Some(least_step_up.map_or(step_up, |own| own.min(step_up)));
            }
        }
        sum = (sum.0 + low, sum.1 + high);
        parts.insert(Key::Child(step, child), (low, high));
    }
    if some_certain {
        sum.0 += least_step_up.unwrap_or_default();
    }
    (sum, some_certain)
}

/// The range of what the rules of a limited stage give.
fn select_at_most<'s>(
    step: usize,
    select: &'s SelectAtMost,
    context: &Context<'_>,
    has_group: bool,
    parts: &mut BTreeMap<Key<'s>, Range>,
) -> Range {
    let children = context.case.map_or(0, |case| case.children.len());
    let mut certain: Vec<Points> = Vec::new();
    let mut possible: Vec<Points> = Vec::new();
    for rule in &select.rules {
        let context = if rule.for_completer { context.whose(Whose::NotOthers) } else { *context };
        let truths: Vec<Truth> = (0..children)
            .map(|child| context.about(asked_of(rule, child)).truth(&rule.when))
            .chain((!rule.of_children_only).then(|| context.about(About::Family).truth(&rule.when)))
            .collect();
        if truths.iter().all(|truth| *truth == Truth::No) {
            continue;
        }
        let (low, high) = award_range(rule);
        let times = if rule.per.unwrap_or(select.per) == Per::Household { 1 } else { children.max(1) };
        possible.extend(std::iter::repeat_n(high, times));
        let sure = has_group && truths.contains(&Truth::Yes);
        if sure {
            certain.push(low);
        }
        parts.insert(Key::Rule(step, &rule.id), (Points::ZERO, high.times(i64::try_from(times).unwrap_or(1))));
    }
    let least = highest(certain, select.most);
    let most = highest(possible, select.most * children.max(1));
    (least, most)
}

/// The sum of the `count` highest.
fn highest(mut points: Vec<Points>, count: usize) -> Points {
    sort_short(&mut points, |own| *own);
    points.into_iter().rev().take(count).sum()
}

/// The least and the most that a rule gives where it holds.
fn award_range(rule: &Rule) -> Range {
    if let Award::Bands { rows, .. } = &rule.award {
        let points = || rows.iter().map(|row| row.points);
        (points().min().unwrap_or_default().min(Points::ZERO), points().max().unwrap_or_default())
    } else {
        let (first, other) = first_and_other(rule);
        (first.min(other), first.max(other))
    }
}
