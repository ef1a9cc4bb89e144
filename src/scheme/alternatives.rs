//! For every fact that a scheme reads: the answers that make a difference.

use super::condition::{Condition, DutyKinds, Slot};
use super::named_fact::{Domain, NamedFact, Source};
use super::{Award, Scheme};
use crate::facts::Plan;
use crate::facts::value::{Code, Listed, NO, YES};
use crate::points::Points;

/// The answers that make a difference, for every fact that a scheme reads.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alternatives {
    /// Of a child.
    pub(crate) child: Vec<Answers>,
    /// Of the case.
    pub(crate) case: Vec<Answers>,
    /// Of the practitioner.
    pub(crate) practitioner: Vec<Answers>,
    /// Of a task.
    pub(crate) task: Vec<Answers>,
    /// True where the date of a task only ever adds points.
    pub(crate) dates_add: bool,
    /// True where some task counts only for a time.
    pub(crate) dated: bool,
    /// Duties that are counted, of which one at least is held.
    pub(crate) counted_duties: DutyKinds,
}

/// The answers to one fact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    /// One answer of every kind that the conditions of the scheme tell apart.
    pub(crate) codes: Vec<Code>,
    /// For a number that is only ever added or taken away: the answers that give least and most.
    pub(crate) ends: Option<(Code, Code)>,
}

impl Alternatives {
    /// For each fact, one answer of every kind that the conditions of the scheme tell apart.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        let mut conditions: Vec<Condition> = Vec::new();
        scheme.each_condition(&mut |condition| conditions.push(condition.clone()));
        let measured = scheme.measured();
        let list = |facts: &[NamedFact], is: fn(Slot, usize) -> bool| {
            let of = |(place, fact): (usize, &NamedFact)| {
                let is = |slot| is(slot, place);
                let measured = measured.iter().any(|slot| is(*slot));
                Answers {
                    codes: answers(fact, &conditions, measured, is),
                    ends: ends_of(scheme, fact, &conditions, is),
                }
            };
            facts.iter().enumerate().map(of).collect()
        };
        Self {
            child: list(
                &scheme.reads.child,
                |slot, place| matches!(slot, Slot::Child(own) | Slot::Either { child: own, .. } | Slot::OfUnit { child: own, .. } if own == place),
            ),
            case: list(
                &scheme.reads.case,
                |slot, place| matches!(slot, Slot::Case(own) | Slot::Either { case: own, .. } | Slot::OfUnit { case: own, .. } if own == place),
            ),
            practitioner: list(
                &scheme.reads.practitioner,
                |slot, place| matches!(slot, Slot::Practitioner(own) if own == place),
            ),
            task: list(&scheme.reads.task, |slot, place| matches!(slot, Slot::Task(own) if own == place)),
            dates_add: scheme.rules().all(|rule| match &rule.award {
                Award::Tasks(award) => award.limit.is_none() || award.points >= Points::ZERO,
                _ => true,
            }),
            dated: scheme.rules().any(|rule| matches!(&rule.award, Award::Tasks(award) if award.limit.is_some())),
            counted_duties: scheme.rules().fold(0, |duties, rule| match &rule.award {
                Award::PerCount { duties: own, .. } => duties | own,
                _ => duties,
            }),
        }
    }
}

/// The answers that give least and most, for a number that no condition reads and that is always
/// added, or always taken away.
fn ends_of(
    scheme: &Scheme,
    fact: &NamedFact,
    conditions: &[Condition],
    is: impl Fn(Slot) -> bool,
) -> Option<(Code, Code)> {
    let Domain::Number { least, most, .. } = fact.domain else { return None };
    let read = conditions.iter().any(|condition| match condition {
        Condition::Is { slot, .. } | Condition::Within { slot, .. } => is(*slot),
        _ => false,
    });
    let signs: Vec<bool> = scheme
        .rules()
        .filter_map(|rule| match &rule.award {
            Award::Input { slot, times, .. } if is(*slot) => Some(*times >= Points::ZERO),
            Award::Tasks(award) if award.times.is_some_and(&is) => Some(award.points >= Points::ZERO),
            _ => None,
        })
        .collect();
    let adds = *signs.first()?;
    if read || !matches!(fact.source, Source::Input(_)) || signs.iter().any(|sign| *sign != adds) {
        return None;
    }
    Some(if adds { (least, most) } else { (most, least) })
}

/// One answer of every kind that the conditions tell apart; the ends too, where the number itself counts.
fn answers(fact: &NamedFact, conditions: &[Condition], measured: bool, is: impl Fn(Slot) -> bool) -> Vec<Code> {
    let candidates: Vec<Code> = match fact.domain {
        Domain::YesNo => vec![NO, YES],
        Domain::Choice { choices } => (0..choices).filter_map(|place| Code::try_from(place).ok()).collect(),
        Domain::Number { least, most, .. } => {
            let mut numbers = vec![least, fact.otherwise, most];
            for condition in conditions {
                if let Condition::Within { slot, range } = condition
                    && is(*slot)
                {
                    let ends = [range.least, range.most, range.most.saturating_add(1), range.least.saturating_sub(1)];
                    numbers.extend(ends.into_iter().flat_map(|end| [end, end.saturating_add(1)]));
                }
            }
            numbers.retain(|number| (least..=most).contains(number));
            numbers
        }
    };
    let under_assessment = Code::try_from(Plan::UnderAssessment.position()).ok();
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
        told.push(fact.name == "plan" && Some(code) == under_assessment);
        if seen.iter().all(|(other, own)| *other != told || (measured && *own != code)) {
            seen.push((told, code));
        }
    }
    seen.into_iter().map(|(_, code)| code).collect()
}
