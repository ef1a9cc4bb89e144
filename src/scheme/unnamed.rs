//! What a scheme names nowhere: the plans, kinds, stages, tasks and duties that no condition and no
//! rule of it asks for. A file may read and yet have forgotten one.

use super::condition::{Condition, Slot};
use super::named_fact::{NamedFact, Source, task_bit};
use super::{Award, CapacityPart, Mechanism, Scheme};
use crate::facts::practitioner::DutyKind;
use crate::facts::record::Record;
use crate::facts::value::{Choice, Kind, Listed};
use crate::facts::{Case, Child, Definition, Practitioner, TaskKind};

/// A fact, and the values of it that a scheme names nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// The fact, as a scheme would name it; `task` and `duty` for these.
    pub fact: String,
    /// The codes of the values.
    pub values: Vec<&'static str>,
}

/// For every choice that a scheme reads, the values that it names nowhere; and the kinds of task and
/// duty that it names neither in a rule nor among its unread tasks. Plans and court stages come first,
/// tasks last; roles only where the capacity has no row that takes everybody, plans not where every child counts, and
/// tasks not where the scheme counts something else than points and names none. Worth a look, and no
/// fault: a scheme may mean to leave them out.
#[must_use]
pub fn unnamed(scheme: &Scheme) -> Vec<Unnamed> {
    let mut conditions: Vec<Condition> = Vec::new();
    scheme.each_condition(&mut |condition| conditions.push(condition.clone()));
    let named = |is: &dyn Fn(Slot) -> bool| {
        conditions.iter().fold(0_u64, |all, condition| match condition {
            Condition::Is { slot, choices } if is(*slot) => all | choices,
            _ => all,
        })
    };
    let mut found = Vec::new();
    let mut add = |prefix: &str, fact: &NamedFact, catalogue: &'static [Definition], named: u64| {
        let Source::Stored(place) = fact.source else { return };
        let Some(Kind::OneOf(choices) | Kind::Ordinary(choices)) = catalogue.get(place).map(|own| own.kind) else {
            return;
        };
        // What is ordinary need not be named.
        let ordinary = matches!(catalogue.get(place).map(|own| own.kind), Some(Kind::Ordinary(_)));
        let left: Vec<&'static str> = choices
            .iter()
            .enumerate()
            .skip(usize::from(ordinary))
            .filter(|(place, _)| {
                u32::try_from(*place).ok().and_then(|bit| named.checked_shr(bit)).unwrap_or(0) & 1 == 0
            })
            .map(|(_, choice): (usize, &Choice)| choice.code)
            .collect();
        if !left.is_empty() {
            found.push(Unnamed { fact: format!("{prefix}{}", fact.name), values: left });
        }
    };
    // A scheme that counts every child leaves none out, whatever its plan; plans then tell apart only what is normal.
    let whole = |step: &super::Step| match &step.mechanism {
        Mechanism::Units(units) => units
            .kinds
            .iter()
            .any(|kind| matches!(kind.of, super::UnitOf::Child) && kind.when == Condition::Fixed(true)),
        _ => false,
    };
    let counts_every_child = scheme.steps.iter().any(whole);
    for (place, fact) in scheme.reads.child.iter().enumerate() {
        if fact.name == "plan" && counts_every_child {
            continue;
        }
        let is = |slot| matches!(slot, Slot::Child(own) | Slot::Either { child: own, .. } if own == place);
        add("", fact, Child::catalogue(), named(&is));
    }
    for (place, fact) in scheme.reads.case.iter().enumerate() {
        let is = |slot| matches!(slot, Slot::Case(own) | Slot::Either { case: own, .. } if own == place);
        if !Child::catalogue().iter().any(|own| own.id == fact.name) {
            add("case.", fact, Case::catalogue(), named(&is));
        }
    }
    let everybody = |part: &CapacityPart| part.rows.iter().any(|row| row.when == Condition::Fixed(true));
    let takes_everybody = scheme.capacity.as_ref().is_some_and(|table| table.parts.iter().any(everybody));
    for (place, fact) in scheme.reads.practitioner.iter().enumerate() {
        // Whoever has no row of their own then has that of everybody else.
        if fact.name == "role" && takes_everybody {
            continue;
        }
        let is = |slot| matches!(slot, Slot::Practitioner(own) if own == place);
        add("practitioner.", fact, Practitioner::catalogue(), named(&is));
    }
    let duties = scheme.rules().fold(0, |kinds, rule| {
        let own = match &rule.award {
            Award::Nothing => 0,
            award => award.duties(),
        };
        kinds | rule.when.duties() | own
    });
    let bit = |kind: DutyKind| u32::try_from(kind.position()).ok().and_then(|place| 1_u64.checked_shl(place));
    let left = DutyKind::ALL.iter().filter(|kind| bit(**kind).unwrap_or(0) & duties == 0);
    let left: Vec<&'static str> = left.map(|kind| kind.text()).collect();
    if duties != 0 && !left.is_empty() {
        found.push(Unnamed { fact: "duty".to_owned(), values: left });
    }
    // What leaves a whole child out comes first.
    crate::points::sort_short(&mut found, |own| match own.fact.as_str() {
        "plan" => 0,
        "case.court_stage" => 1,
        _ => 2,
    });
    let tasks = scheme.rules().fold(0, |kinds, rule| kinds | rule.when.tasks() | rule.award.tasks());
    let tasks = scheme.unread_tasks.iter().fold(tasks, |kinds, (own, _)| kinds | own);
    let left = TaskKind::ALL.iter().filter(|kind| task_bit(**kind) & tasks == 0);
    let left: Vec<&'static str> = left.map(|kind| kind.text()).collect();
    // What counts children or cases gives nothing for tasks.
    if !left.is_empty() && (tasks != 0 || scheme.counted_in.is_points()) {
        found.push(Unnamed { fact: "task".to_owned(), values: left });
    }
    found
}
