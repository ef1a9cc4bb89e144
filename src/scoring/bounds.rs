//! Least and most where facts are not known.
//!
//! Up to [`MOST_FACTS`] open facts whose answers combine in at most [`MOST_COMBINATIONS`] ways are
//! tried in every combination, so the bounds are exact. Beyond that they are sound and may be
//! wider than need be: see `interval`.

use super::context::{About, Context};
use super::interval;
use super::sharing::{share_is_missing, sharing_is_open};
use super::view::{CaseView, PractitionerView, under_assessment};
use super::walk::{Entry, Listener, Sum, each_question, walk_case, walk_practitioner};
use crate::facts::case::{Bulk, CoWorking, Part};
use crate::facts::practitioner::DutyAmount;
use crate::facts::value::{Code, Listed, NO, Stated, UNKNOWN, YES};
use crate::points::{Points, sort_short};
use crate::scheme::condition::{Condition, Slot};
use crate::scheme::named_fact::{Domain, NamedFact};
use crate::scheme::{Award, Mechanism, Scheme};
use std::collections::BTreeMap;

/// Up to so many open facts are tried in every combination.
const MOST_FACTS: usize = 8;

/// Up to so many combinations are tried; eight yes/no facts have 256.
const MOST_COMBINATIONS: usize = 4_096;

/// The most hours of a duty in a month that can be entered, in hundredths.
pub(super) const MOST_HOURS: Code = 30_000;

/// A fact that is not known, and on which something turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Open {
    /// A fact of a child: its place, and that of the fact among those that the scheme reads.
    Child(usize, usize),
    /// A fact of the case.
    Family(usize),
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
pub(super) enum Key<'s> {
    /// What a stage gives a child.
    Child(usize, usize),
    /// What a rule gives.
    Rule(usize, &'s str),
    /// What a stage gives as a whole.
    Step(usize),
}

impl<'s> Key<'s> {
    pub(super) fn of(entry: &Entry<'s>) -> Self {
        match (entry.rule, entry.child, entry.table) {
            (_, Some(child), Some(_)) => Self::Child(entry.step, child),
            (Some(rule), _, _) => Self::Rule(entry.step, &rule.id),
            _ => Self::Step(entry.step),
        }
    }
}

/// Least and most of a case or of the practitioner's own element.
#[derive(Debug, Default)]
pub(super) struct Bounds<'s> {
    pub(super) least: Points,
    pub(super) most: Points,
    /// Ranges of the parts that have one.
    pub(super) parts: BTreeMap<Key<'s>, (Points, Points)>,
    /// The open facts, and how far the answer could move the points.
    pub(super) open: Vec<(Open, Points)>,
}

/// Notes what each part of a score gets.
#[derive(Default)]
struct Tally<'s>(BTreeMap<Key<'s>, Points>);

impl<'s> Listener<'s> for Tally<'s> {
    fn award(&mut self, entry: Entry<'s>) {
        *self.0.entry(Key::of(&entry)).or_default() += entry.points;
    }
}

/// The answers that make a difference, for every fact that a scheme reads.
pub(super) struct Alternatives {
    child: Vec<Vec<Code>>,
    family: Vec<Vec<Code>>,
    practitioner: Vec<Vec<Code>>,
}

impl Alternatives {
    /// For each fact, one answer of every kind that the conditions of the scheme tell apart.
    pub(super) fn of(scheme: &Scheme) -> Self {
        let mut conditions: Vec<Condition> = Vec::new();
        scheme.each_condition(&mut |condition| conditions.push(condition.clone()));
        let list = |facts: &[NamedFact], is: fn(Slot, usize) -> bool| {
            facts.iter().enumerate().map(|(place, fact)| answers(fact, &conditions, |slot| is(slot, place))).collect()
        };
        Self {
            child: list(
                &scheme.reads.child,
                |slot, place| matches!(slot, Slot::Child(own) | Slot::Either { child: own, .. } if own == place),
            ),
            family: list(
                &scheme.reads.case,
                |slot, place| matches!(slot, Slot::Case(own) | Slot::Either { case: own, .. } if own == place),
            ),
            practitioner: list(
                &scheme.reads.practitioner,
                |slot, place| matches!(slot, Slot::Practitioner(own) if own == place),
            ),
        }
    }

    pub(super) fn to(&self, open: Open) -> Vec<Code> {
        let of = |list: &[Vec<Code>], place: usize| list.get(place).cloned().unwrap_or_default();
        match open {
            Open::Child(_, place) => of(&self.child, place),
            Open::Family(place) => of(&self.family, place),
            Open::Practitioner(place) => of(&self.practitioner, place),
            Open::DutyHours => vec![0, MOST_HOURS],
            Open::Bulk => codes::<Bulk>(),
            Open::Part => codes::<Part>(),
            // Some way of sharing gives all of the points, and some way none.
            Open::CoWorking | Open::Share => vec![0, 100],
        }
    }
}

fn codes<L: Listed>() -> Vec<Code> {
    (0..L::ALL.len()).filter_map(|place| Code::try_from(place).ok()).collect()
}

fn stated<L: Listed>(code: Code) -> Stated<L> {
    usize::try_from(code).ok().and_then(|place| L::ALL.get(place)).map_or(Stated::Unknown, |value| Stated::As(*value))
}

/// One answer of every kind that the conditions tell apart.
fn answers(fact: &NamedFact, conditions: &[Condition], is: impl Fn(Slot) -> bool) -> Vec<Code> {
    let candidates: Vec<Code> = match fact.domain {
        Domain::YesNo => vec![NO, YES],
        Domain::Choice { choices, .. } => (0..choices).filter_map(|place| Code::try_from(place).ok()).collect(),
        Domain::Number { otherwise, most, .. } => {
            let mut numbers = vec![0, otherwise, most];
            for condition in conditions {
                if let Condition::Within { slot, range } = condition
                    && is(*slot)
                {
                    let ends = [range.least, range.most, range.most.saturating_add(1), range.least.saturating_sub(1)];
                    numbers.extend(ends.into_iter().flat_map(|end| [end, end.saturating_add(1)]));
                }
            }
            numbers.retain(|number| (0..=most).contains(number));
            numbers
        }
    };
    let mut seen: Vec<(Vec<bool>, Code)> = Vec::new();
    for code in candidates {
        let mut told: Vec<bool> = conditions
            .iter()
            .filter_map(|condition| match condition {
                Condition::Is { slot, choices } if is(*slot) => {
                    let bit = u32::try_from(code).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0);
                    Some(choices & bit != 0)
                }
                Condition::Within { slot, range } if is(*slot) => Some(range.holds(code)),
                _ => None,
            })
            .collect();
        // Reading X-3 tells this plan apart, whatever the conditions of the scheme do.
        told.push(fact.name == "plan" && code == under_assessment());
        if seen.iter().all(|(other, _)| *other != told) {
            seen.push((told, code));
        }
    }
    seen.into_iter().map(|(_, code)| code).collect()
}

/// The open facts of a case on which a condition of the scheme turns.
fn open_facts_of_case(scheme: &Scheme, practitioner: &PractitionerView<'_>, case: &CaseView<'_>) -> Vec<Open> {
    let context = Context::of_family(scheme, practitioner, case);
    let mut open = Vec::new();
    each_question(scheme, &context, &mut |at, condition, _, _| {
        let child = match at.about {
            About::Child(child) | About::ChildWithFamily(child) => Some(child),
            About::Family | About::Practitioner => None,
        };
        at.open_facts(condition, &mut |slot| {
            let fact = match (slot, child) {
                (Slot::Child(place) | Slot::Either { child: place, .. }, Some(child)) => Open::Child(child, place),
                (Slot::Case(place) | Slot::Either { case: place, .. }, _) => Open::Family(place),
                (Slot::Child(_) | Slot::Practitioner(_), _) => return,
            };
            if !open.contains(&fact) {
                open.push(fact);
            }
        });
    });
    let shares = scheme.steps.iter().filter_map(|step| match &step.mechanism {
        Mechanism::Share { shares, .. } => Some(shares),
        _ => None,
    });
    for shares in shares {
        let learner = case.co_working == Stated::As(CoWorking::JointWithLearner);
        let alone = case.case.allocations.len() < 2
            && matches!(case.co_working, Stated::As(CoWorking::NotSaid | CoWorking::LeadAlone));
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
    sort_short(&mut open, |fact| *fact);
    open
}

/// The case with every open fact as if it had not been marked.
pub(super) fn as_not_marked<'f>(scheme: &Scheme, case: &CaseView<'f>) -> CaseView<'f> {
    let mut settled = case.clone();
    let settle = |codes: &mut [Code], facts: &[NamedFact]| {
        for (code, fact) in codes.iter_mut().zip(facts) {
            if *code == UNKNOWN {
                *code = fact.domain.otherwise();
            }
        }
    };
    settle(&mut settled.family, &scheme.reads.case);
    for child in &mut settled.children {
        settle(&mut child.codes, &scheme.reads.child);
    }
    settled
}

/// The practitioner with every open fact as if it had not been marked.
pub(super) fn practitioner_as_not_marked<'f>(
    scheme: &Scheme,
    practitioner: &PractitionerView<'f>,
) -> PractitionerView<'f> {
    let mut settled = practitioner.clone();
    for (code, fact) in settled.codes.iter_mut().zip(&scheme.reads.practitioner) {
        if *code == UNKNOWN {
            *code = fact.domain.otherwise();
        }
    }
    settled
}

/// Least and most of a case. `practitioner` has nothing open.
pub(super) fn of_case<'s>(
    scheme: &'s Scheme,
    alternatives: &Alternatives,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
) -> Bounds<'s> {
    let open = open_facts_of_case(scheme, practitioner, case);
    let settled = as_not_marked(scheme, case);
    let assign = |view: &mut CaseView<'_>, fact: Open, code: Code| match fact {
        Open::Child(child, place) => {
            if let Some(own) = view.children.get_mut(child).and_then(|child| child.codes.get_mut(place)) {
                *own = code;
            }
        }
        Open::Family(place) => {
            if let Some(own) = view.family.get_mut(place) {
                *own = code;
            }
        }
        Open::Bulk => view.bulk = stated(code),
        Open::Part => view.part = stated(code),
        Open::CoWorking | Open::Share => view.assumed_share = Some(code),
        Open::Practitioner(_) | Open::DutyHours => {}
    };
    let run = |view: &CaseView<'_>, tally: &mut Tally<'s>| walk_case(scheme, practitioner, view, tally);
    let total = |view: &CaseView<'_>| {
        let mut sum = Sum::default();
        walk_case(scheme, practitioner, view, &mut sum);
        sum.0
    };
    if let Some(bounds) = try_all(&settled, &open, alternatives, assign, run) {
        return bounds;
    }
    let mut bounds = interval::of_case(scheme, practitioner, case);
    let own = total(&settled);
    bounds.least = bounds.least.min(own);
    bounds.most = bounds.most.max(own);
    bounds.open = open
        .iter()
        .map(|fact| {
            let totals: Vec<Points> = alternatives
                .to(*fact)
                .into_iter()
                .map(|code| {
                    let mut view = settled.clone();
                    assign(&mut view, *fact, code);
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
pub(super) fn of_practitioner<'s>(
    scheme: &'s Scheme,
    alternatives: &Alternatives,
    practitioner: &PractitionerView<'_>,
) -> Bounds<'s> {
    let context = Context::of_practitioner(practitioner);
    let mut open: Vec<Open> = Vec::new();
    for step in &scheme.steps {
        let rules = match &step.mechanism {
            Mechanism::SelectAtMost(select) if select.unit == crate::scheme::Unit::Practitioner => &select.rules,
            Mechanism::Each { unit: crate::scheme::Unit::Practitioner, rules } => rules,
            _ => continue,
        };
        for rule in rules {
            context.open_facts(&rule.when, &mut |slot| {
                if let Slot::Practitioner(place) = slot
                    && !open.contains(&Open::Practitioner(place))
                {
                    open.push(Open::Practitioner(place));
                }
            });
            let Award::PerHour { duties, .. } = &rule.award else { continue };
            let asked = practitioner.duties.iter().any(|duty| duty.kind & duties != 0 && duty.amount.is_none());
            if asked && context.holds(&rule.when) && !open.contains(&Open::DutyHours) {
                open.push(Open::DutyHours);
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
            // Hours only add, so all of them together reach both ends.
            let unknown = practitioner.duties.iter().zip(&mut view.duties).filter(|(own, _)| own.amount.is_none());
            unknown.for_each(|(_, duty)| duty.amount = DutyAmount::of(code).map(DutyAmount::exact));
        }
        Open::Child(..) | Open::Family(_) | Open::CoWorking | Open::Bulk | Open::Part | Open::Share => {}
    };
    let run = |view: &PractitionerView<'_>, tally: &mut Tally<'s>| walk_practitioner(scheme, view, tally);
    try_all(&settled, &open, alternatives, assign, run).unwrap_or_else(|| {
        let mut sum = Sum::default();
        walk_practitioner(scheme, &settled, &mut sum);
        let (least, most) = interval::of_practitioner(scheme, practitioner);
        let open = open.iter().map(|fact| (*fact, most - least)).collect();
        Bounds { least: least.min(sum.0), most: most.max(sum.0), open, ..Bounds::default() }
    })
}

fn ends(totals: &[Points]) -> (Points, Points) {
    let least = totals.iter().copied().min().unwrap_or_default();
    let most = totals.iter().copied().max().unwrap_or_default();
    (least, most)
}

/// Tries every combination of answers, where they are not too many.
fn try_all<'s, V: Clone>(
    settled: &V,
    open: &[Open],
    alternatives: &Alternatives,
    assign: impl Fn(&mut V, Open, Code),
    run: impl Fn(&V, &mut Tally<'s>),
) -> Option<Bounds<'s>> {
    let answers: Vec<Vec<Code>> = open.iter().map(|fact| alternatives.to(*fact)).collect();
    let combinations = answers.iter().try_fold(1_usize, |product, own| product.checked_mul(own.len().max(1)))?;
    if combinations > MOST_COMBINATIONS || (open.len() > MOST_FACTS && combinations > 512) {
        return None;
    }
    let mut totals = Vec::with_capacity(combinations);
    let mut parts: BTreeMap<Key<'s>, (Points, Points)> = BTreeMap::new();
    let mut view = settled.clone();
    for combination in 0..combinations {
        let mut rest = combination;
        for (fact, own) in open.iter().zip(&answers) {
            if let Some(code) = own.get(rest % own.len().max(1)) {
                assign(&mut view, *fact, *code);
            }
            rest /= own.len().max(1);
        }
        let mut tally = Tally::default();
        run(&view, &mut tally);
        totals.push(tally.0.values().copied().sum());
        widen(&mut parts, &tally.0, combination == 0);
    }
    // The settled answers are among the possible ones but for numbers and shares that stand in.
    let mut tally = Tally::default();
    run(settled, &mut tally);
    widen(&mut parts, &tally.0, false);
    let own: Points = tally.0.values().copied().sum();
    let (least, most) = ends(&totals);
    let mut stride = 1;
    let mut moves = Vec::with_capacity(open.len());
    for (fact, own) in open.iter().zip(&answers) {
        moves.push((*fact, could_move(&totals, stride, own.len().max(1))));
        stride *= own.len().max(1);
    }
    Some(Bounds { least: least.min(own), most: most.max(own), parts, open: moves })
}

/// Widens the range of each part by what it got; a part that got nothing got zero.
fn widen<'s>(parts: &mut BTreeMap<Key<'s>, (Points, Points)>, tally: &BTreeMap<Key<'s>, Points>, first: bool) {
    for (key, points) in tally {
        let start = if first { *points } else { Points::ZERO };
        let range = parts.entry(*key).or_insert((start.min(*points), start.max(*points)));
        *range = (range.0.min(*points), range.1.max(*points));
    }
    for (key, range) in parts.iter_mut() {
        if !tally.contains_key(key) {
            *range = (range.0.min(Points::ZERO), range.1.max(Points::ZERO));
        }
    }
}

/// How far the totals lie apart at most where only one fact's answer differs.
fn could_move(totals: &[Points], stride: usize, answers: usize) -> Points {
    let mut furthest = Points::ZERO;
    for start in (0..totals.len()).filter(|place| (place / stride).is_multiple_of(answers)) {
        let own: Vec<Points> = (0..answers).filter_map(|answer| totals.get(start + answer * stride).copied()).collect();
        let (least, most) = ends(&own);
        furthest = furthest.max(most - least);
    }
    furthest
}
