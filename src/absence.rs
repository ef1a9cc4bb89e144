//! A practitioner leaves, is away, or returns: what they hold moves in one step, to people or to nobody.
//!
//! The record of the practitioner stays, with the months that were closed and what was agreed; so does every case
//! that is not open any more. What moves for an absence remembers whom it returns to.

use crate::bulk::{held_by, set, together, without};
use crate::change::{Change, IdMark, Subject, name};
use crate::facts::case::Part;
use crate::facts::fault::Fault;
use crate::facts::practitioner::{BuildUp, Role};
use crate::facts::value::{Id, Stated};
use crate::facts::{Case, Month, Practitioner};
use crate::service::{has_left, is_away};
use crate::words::counted;
use crate::workspace::Workspace;

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

/// How something names a practitioner who does not hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// As who does a task in a case of somebody else.
    Task,
    /// As who reviews a case, or chairs its conferences.
    Review,
    /// As the manager of another practitioner.
    Manager,
}

/// What else names a practitioner in a month, with the case or the practitioner that does: one entry for each task.
#[must_use]
pub fn named(workspace: &Workspace, who: &Id, month: Month) -> Vec<(Named, Id)> {
    let mut all = Vec::new();
    for case in workspace.cases.iter().filter(|case| case.is_open(month)) {
        if case.reviewers().any(|own| own == who) {
            all.push((Named::Review, case.id.clone()));
        }
        if case.allocation_of(who).is_none() {
            let theirs = |task: &&crate::facts::Task| task.done_by.as_ref() == Some(who) && task.in_progress(month);
            all.extend(case.tasks.iter().filter(theirs).map(|_| (Named::Task, case.id.clone())));
        }
    }
    let managed = workspace.practitioners.iter().filter(|own| own.line_manager.as_ref() == Some(who));
    all.extend(managed.map(|own| (Named::Manager, own.id.clone())));
    all
}

/// How much else names a practitioner in a month.
#[must_use]
pub fn also_named(workspace: &Workspace, who: &Id, month: Month) -> AlsoNamed {
    let mut also = AlsoNamed::default();
    for (how, _) in named(workspace, who, month) {
        match how {
            Named::Task => also.tasks += 1,
            Named::Review => also.reviews += 1,
            Named::Manager => also.managed += 1,
        }
    }
    also
}

/// Whether a practitioner can be given a case in a month: who leaves with it hands theirs on.
#[must_use]
pub fn may_take(own: &Practitioner, month: Month) -> bool {
    own.left_in.is_none_or(|left| left > month)
}

/// Where a practitioner is who is not at work in a month, in a word or two.
#[must_use]
pub fn missing(own: &Practitioner, month: Month) -> Option<&'static str> {
    if has_left(own, month) {
        Some("left")
    } else if !may_take(own, month) {
        Some("leaves this month")
    } else if is_away(own, month) {
        Some("away")
    } else {
        None
    }
}

/// Since when and until when a practitioner is not there, or will not be, in words; nothing of who is there.
#[must_use]
pub fn presence(own: &Practitioner, month: Month) -> Option<String> {
    let away = own.away_from.filter(|_| own.away_until.is_none_or(|until| until >= month));
    match (own.left_in, away) {
        (Some(left), _) if left < month => Some(format!("left in {}", left.words())),
        (Some(left), _) => Some(format!("leaves at the end of {}", left.words())),
        (None, Some(from)) => {
            let until = own
                .away_until
                .map_or_else(|| "no end is set".to_owned(), |until| format!("until the end of {}", until.words()));
            let is = if from > month { "will be" } else { "is" };
            Some(format!("{is} away from {}, {until}", from.words()))
        }
        (None, None) => None,
    }
}

/// What ends for a practitioner with a month or the one after, in words: an agreed reduction, a personal capacity, the
/// first year with its build-up, an absence.
#[must_use]
pub fn ending(own: &Practitioner, month: Month) -> Vec<String> {
    let with = |until: Month| match until.since(month) {
        0 => Some("this month".to_owned()),
        1 => Some(until.words()),
        _ => None,
    };
    let mut said = Vec::new();
    for until in own.reductions.iter().filter_map(|own| own.until).filter_map(with) {
        said.push(format!("An agreed reduction ends with {until}: then it is no longer taken off the limit."));
    }
    if let Some(until) = own.personal_capacity.and(own.personal_capacity_until).and_then(with) {
        said.push(format!("The personal capacity ends with {until}: then the scheme\u{2019}s limit holds again."));
    }
    let builds_up =
        own.role == Some(Role::NewlyQualified) && own.build_up.is_some_and(|chosen| chosen != BuildUp::AsTheScheme);
    if let Some(start) = own.started_on.filter(|_| builds_up) {
        let reaches = |months: i32| start.first_months_reach(YEAR, month.plus(months));
        let last = (0..2).find(|months| reaches(*months) && !reaches(months + 1));
        if let Some(until) = last.and_then(|months| with(month.plus(months))) {
            said.push(format!(
                "The first year ends with {until}, and the build-up with it unless the programme goes on."
            ));
        }
    }
    if let Some(until) = own.away_until.filter(|_| is_away(own, month)).and_then(with) {
        said.push(format!("The absence ends with {until}: say below when they are back, and which cases they take."));
    }
    said
}

/// Months of the first year.
const YEAR: i32 = 12;

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
    to: &[(Id, Id)],
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
    let given_to = |case: &Id| to.iter().find(|own| own.0 == *case).map(|own| &own.1);
    for case in &cases {
        let next = given_to(&case.id);
        let takes =
            |next: &Id| *next != who.id && workspace.practitioner(next).is_some_and(|next| may_take(next, month));
        if next.is_some_and(|next| !takes(next)) {
            let case = name(workspace, &Subject::case(&case.id));
            return Err(Fault::new(format!("{case} must be given to somebody else who is here, or to nobody")));
        }
        changes.extend(moved(case, &who.id, next, month));
        // Who covers for somebody and is away too has it from them: it returns to whose it was.
        if matches!(why, Why::Away(..)) && case.returns_to.is_none() {
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
    let given = cases.iter().filter(|case| given_to(&case.id).is_some()).count();
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
