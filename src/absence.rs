//! A practitioner leaves, is away, or returns: what they hold moves in one step, to people or to nobody.
//!
//! The record of the practitioner stays, with the months that were closed and what was agreed; so does every case
//! that is not open any more. What moves for an absence remembers whom it returns to.

use crate::bulk::{held_by, set, together, without};
use crate::change::{Change, IdMark, Subject, name};
use crate::facts::case::Part;
use crate::facts::fault::Fault;
use crate::facts::value::{Id, Stated};
use crate::facts::{Case, Month, Practitioner};
use crate::words::counted;
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// Why the cases of a practitioner move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// They leave for good, with this month as their last.
    Leaves(Month),
    /// They are away from this month on, until that one where it is known.
    Away(Month, Option<Month>),
}

/// The open cases that a practitioner holds in a month.
#[must_use]
pub fn open_cases<'w>(workspace: &'w Workspace, who: &Id, month: Month) -> Vec<&'w Case> {
    workspace.cases.iter().filter(|case| case.is_open(month) && case.allocation_of(who).is_some()).collect()
}

/// The open cases that return to a practitioner.
#[must_use]
pub fn returning<'w>(workspace: &'w Workspace, who: &Id, month: Month) -> Vec<&'w Case> {
    workspace.cases.iter().filter(|case| case.is_open(month) && case.returns_to.as_ref() == Some(who)).collect()
}

/// What else names a practitioner: tasks that they do in cases of others, cases that they review, people whom they
/// manage. It is theirs until somebody says otherwise, and is told beside the cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlsoNamed {
    /// Tasks in cases that others hold.
    pub tasks: usize,
    /// Cases that they review or chair.
    pub reviews: usize,
    /// People whom they manage.
    pub managed: usize,
}

/// What else names a practitioner in a month.
#[must_use]
pub fn also_named(workspace: &Workspace, who: &Id, month: Month) -> AlsoNamed {
    let mut also = AlsoNamed::default();
    for case in workspace.cases.iter().filter(|case| case.is_open(month)) {
        also.reviews += usize::from(case.reviewers().any(|own| own == who));
        if case.allocation_of(who).is_none() {
            let theirs = |task: &&crate::facts::Task| task.done_by.as_ref() == Some(who) && task.in_progress(month);
            also.tasks += case.tasks.iter().filter(theirs).count();
        }
    }
    also.managed = workspace.practitioners.iter().filter(|own| own.line_manager.as_ref() == Some(who)).count();
    also
}

/// Moves every open case of a practitioner in one step: each to whom it is given, by the case's id, else to nobody.
/// Somebody who shares a case keeps it and, where they are left alone, no longer shares it.
///
/// # Errors
/// Where an absence ends before it begins, or a case is given to who is not there or is leaving too.
pub fn goes(
    workspace: &Workspace,
    who: &Practitioner,
    why: Why,
    month: Month,
    to: &BTreeMap<Id, Id>,
) -> Result<Change, Fault> {
    let subject = Subject::practitioner(&who.id);
    let called = name(workspace, &subject);
    let mut changes = match why {
        Why::Leaves(last) => vec![set(&subject, "left_in", last.to_string())],
        Why::Away(from, until) => {
            if until.is_some_and(|until| until < from) {
                return Err(Fault::new("must not be before the first month").within("away_until"));
            }
            let until = until.map(|until| until.to_string()).unwrap_or_default();
            vec![set(&subject, "away_from", from.to_string()), set(&subject, "away_until", until)]
        }
    };
    let cases = open_cases(workspace, &who.id, month);
    for case in &cases {
        let next = to.get(&case.id);
        if next.is_some_and(|next| *next == who.id || workspace.practitioner(next).is_none()) {
            let case = name(workspace, &Subject::case(&case.id));
            return Err(Fault::new(format!("{case} must be given to somebody else who is here, or to nobody")));
        }
        changes.extend(moved(case, &who.id, next, month));
        if matches!(why, Why::Away(..)) {
            changes.push(set(&Subject::case(&case.id), "returns_to", who.id.as_str()));
        }
    }
    // What was to return to somebody who leaves for good returns to nobody.
    if matches!(why, Why::Leaves(_)) {
        let returns = |case: &&Case| case.returns_to.as_ref() == Some(&who.id);
        let returns = workspace.cases.iter().filter(returns);
        changes.extend(returns.map(|case| set(&Subject::case(&case.id), "returns_to", "")));
    }
    let what = match why {
        Why::Leaves(_) => "leaves",
        Why::Away(..) => "is away",
    };
    let given = cases.iter().filter(|case| to.contains_key(&case.id)).count();
    let words = match cases.len() {
        0 => format!("{called} {what}"),
        all => {
            format!("{called} {what}: {} given to others, {} to nobody", counted(given, "case", "cases"), all - given)
        }
    };
    Ok(together(words, changes))
}

/// A practitioner is back: those of the open cases that returned to them and are chosen are theirs again, in one step.
/// The others stay where they are, and return to nobody any more.
#[must_use]
pub fn returns(workspace: &Workspace, who: &Practitioner, month: Month, taken: &[Id], mark: IdMark) -> Change {
    let subject = Subject::practitioner(&who.id);
    let called = name(workspace, &subject);
    let mut changes: Vec<Change> =
        ["away_from", "away_until", "left_in"].map(|fact| set(&subject, fact, "")).into_iter().collect();
    let mut number = 0;
    for case in workspace.cases.iter().filter(|case| case.returns_to.as_ref() == Some(&who.id)) {
        let subject = Subject::case(&case.id);
        changes.push(set(&subject, "returns_to", ""));
        if !taken.contains(&case.id) || !case.is_open(month) || case.allocation_of(&who.id).is_some() {
            continue;
        }
        number += 1;
        match case.allocations.as_slice() {
            [] => {
                changes.push(held_by(case, &who.id, Stated::default(), mark));
                changes.push(set(&subject, "allocated_on", month.to_string()));
                changes.push(set(&subject, "unallocated_since", ""));
            }
            // Who was given it for the absence gives it back; who shared it before goes on.
            [own] if case.allocated_on.zip(who.away_from).is_some_and(|(on, from)| on >= from) => {
                let own = subject.clone().list("allocations", &own.id);
                changes.push(set(&own, "practitioner", who.id.as_str()));
                changes.push(set(&subject, "allocated_on", month.to_string()));
            }
            // Who is back joins them.
            _ => changes.push(held_by(case, &who.id, Stated::As(Part::CoWorker), mark)),
        }
    }
    let words = if number == 0 {
        format!("{called} is back")
    } else {
        format!("{called} is back and holds {} again", counted(number, "case", "cases"))
    };
    together(words, changes)
}

/// A case without one of its holders, or with another in their place.
fn moved(case: &Case, who: &Id, next: Option<&Id>, month: Month) -> Vec<Change> {
    let subject = Subject::case(&case.id);
    let Some(own) = case.allocation_of(who) else { return Vec::new() };
    let allocation = subject.clone().list("allocations", &own.id);
    let mut changes = Vec::new();
    match next {
        // Who shares it already keeps it, as their own.
        Some(next) if case.allocation_of(next).is_none() => {
            changes.push(set(&allocation, "practitioner", next.as_str()));
            if case.allocations.len() == 1 {
                changes.push(set(&subject, "allocated_on", month.to_string()));
            }
        }
        _ => changes.extend(without(case, own, month)),
    }
    for task in case.tasks.iter().filter(|task| task.done_by.as_ref() == Some(who) && task.in_progress(month)) {
        changes.push(set(&subject.clone().list("tasks", &task.id), "done_by", ""));
    }
    changes
}
