//! Copies of a workspace: what one for somebody else leaves out, when it is time for the next one, and which
//! closed cases a council keeps no longer.

use crate::change::{Change, Subject};
use crate::facts::month::When;
use crate::facts::practitioner::{Reduction, ReductionKind};
use crate::facts::value::{Id, Stated, Text, Whole};
use crate::facts::{Case, Month, Practitioner};
use crate::words::counted;
use crate::workspace::Workspace;

/// Whether a fact is private, of an entry in a list or of the practitioner (no list): why a load is reduced or a
/// personal capacity is set, which may be health data. The record of oversight is not: it is what was decided.
#[must_use]
pub fn is_private(list: &str, fact: &str) -> bool {
    match list {
        "reductions" => matches!(fact, "kind" | "note"),
        _ => fact == "personal_capacity_reason",
    }
}

/// How many agreed reductions and personal capacities have a private note or say why.
#[must_use]
pub fn private_notes(workspace: &Workspace) -> usize {
    let of = |own: &Practitioner| {
        let said = |own: &&Reduction| own.kind != Stated::default() || !own.note.as_str().is_empty();
        own.reductions.iter().filter(said).count() + usize::from(!own.personal_capacity_reason.as_str().is_empty())
    };
    workspace.practitioners.iter().map(of).sum()
}

/// The same workspace without private notes: every reduction is an agreed one, and no personal capacity says why.
#[must_use]
pub fn without_private_notes(workspace: &Workspace) -> Workspace {
    let mut copy = workspace.clone();
    for own in &mut copy.practitioners {
        own.personal_capacity_reason = Text::default();
        for reduction in &mut own.reductions {
            reduction.kind = Stated::<ReductionKind>::default();
            reduction.note = Text::default();
        }
    }
    copy
}

/// What the names of workspace files begin with; the month follows.
const FILE: &str = "fairload-workspace-";

/// The name of a workspace file of a month.
#[must_use]
pub fn file_name(month: Month) -> String {
    format!("{FILE}{month}.json")
}

/// The month in which a file was written, where its name says so.
#[must_use]
pub fn written(name: &str) -> Option<Month> {
    Month::read(name.split_once(FILE)?.1.get(..7)?).ok()
}

/// What is known of the copies that were made in this browser. Days are as stored: `2026-11-21`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Copied<'s> {
    /// The first day on which something of one's own was kept here.
    pub begun: Option<&'s str>,
    /// The day of the last copy.
    pub last: Option<&'s str>,
    /// Something was edited since then.
    pub edited: bool,
    /// The day on which the reader wanted to be reminded a week later.
    pub put_off: Option<&'s str>,
}

/// How many days after a copy, or after the first use, a reminder comes; and for how long it can be put off.
const REMINDED_AFTER: i32 = 7;

/// Whether today is the day to remind of a copy: something was edited since the last one, and that is over a
/// week old; or there never was one, and the first use is over a week ago. A day that cannot be read is none.
#[must_use]
pub fn is_due(copied: Copied<'_>, today: &str) -> bool {
    let day = |text: Option<&str>| match When::read(text?) {
        Ok(When::Day(day)) => Some(day),
        _ => None,
    };
    let Some(today) = day(Some(today)) else { return false };
    let over_a_week = |from: Option<i32>| from.is_some_and(|from| today - from > REMINDED_AFTER);
    let put_off = day(copied.put_off).is_some_and(|from| today - from < REMINDED_AFTER && from <= today);
    (copied.edited || copied.last.is_none()) && over_a_week(day(copied.last).or_else(|| day(copied.begun))) && !put_off
}

/// For how many months closed cases are kept.
pub type KeptMonths = Whole<1, 1_200>;

/// The last month in which a case was open, where it is known.
#[must_use]
pub fn closed_in(case: &Case) -> Option<Month> {
    match (case.closing_in, case.transferring_in) {
        (Some(closing), Some(transferring)) => Some(closing.min(transferring)),
        (one, other) => one.or(other),
    }
}

/// The cases that closed, or went to another team, longer ago than so many whole months, with the month. A
/// case that closed in a month is offered once the whole of that month is so long ago.
#[must_use]
pub fn kept_too_long(workspace: &Workspace, period: KeptMonths, now: Month) -> Vec<(&Case, Month)> {
    let all = workspace.cases.iter().filter_map(|case| Some((case, closed_in(case)?)));
    all.filter(|(_, closed)| now.since(*closed) > period.number()).collect()
}

/// The cases that nobody holds and of which it is not known when they closed: they may be over, and nobody
/// can tell from what is entered.
#[must_use]
pub fn undated(workspace: &Workspace, period: KeptMonths, now: Month) -> Vec<&Case> {
    let waits_long = |case: &&Case| case.unallocated_since.is_none_or(|since| now.since(since) > period.number());
    let all = workspace.cases.iter().filter(|case| case.allocations.is_empty() && closed_in(case).is_none());
    all.filter(waits_long).collect()
}

/// The change that takes these cases out.
#[must_use]
pub fn delete(workspace: &Workspace, cases: &[Id]) -> Option<Change> {
    let there = workspace.cases.iter().filter(|case| cases.contains(&case.id));
    let changes: Vec<Change> = there.map(|case| Change::Remove { subject: Subject::case(&case.id) }).collect();
    let words = format!("Deleted {} kept too long", counted(changes.len(), "closed case", "closed cases"));
    (!changes.is_empty()).then_some(Change::Together { words, changes })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEKS: Copied<'_> =
        Copied { begun: Some("2026-11-01"), last: Some("2026-11-10"), edited: true, put_off: None };

    #[test]
    fn a_reminder_comes_once_the_last_copy_is_over_a_week_old() {
        assert!(!is_due(WEEKS, "2026-11-17"));
        assert!(is_due(WEEKS, "2026-11-18"));
        assert!(is_due(WEEKS, "2027-03-01"));
    }

    #[test]
    fn without_any_copy_it_comes_over_a_week_after_the_first_use() {
        let never = Copied { last: None, ..WEEKS };
        assert!(!is_due(never, "2026-11-08"));
        assert!(is_due(never, "2026-11-09"));
        assert!(!is_due(Copied { begun: None, ..never }, "2026-11-09"));
    }

    #[test]
    fn it_does_not_come_where_nothing_was_edited_since() {
        assert!(!is_due(Copied { edited: false, ..WEEKS }, "2027-03-01"));
    }

    #[test]
    fn it_is_put_off_for_a_week() {
        let put_off = Copied { put_off: Some("2026-11-18"), ..WEEKS };
        assert!(!is_due(put_off, "2026-11-18"));
        assert!(!is_due(put_off, "2026-11-24"));
        assert!(is_due(put_off, "2026-11-25"));
        // A clock that was wrong does not put it off for ever.
        assert!(is_due(Copied { put_off: Some("2030-01-01"), ..WEEKS }, "2026-11-18"));
    }

    #[test]
    fn a_day_that_cannot_be_read_reminds_of_nothing() {
        for wrong in ["", "soon", "2026-11", "2026-13-01"] {
            assert!(!is_due(WEEKS, wrong), "{wrong}");
            assert!(!is_due(Copied { last: Some(wrong), begun: None, ..WEEKS }, "2027-01-01"), "{wrong}");
        }
    }

    #[test]
    fn the_month_of_a_file_is_in_its_name() {
        let month = Month::read("2026-11").unwrap();
        assert_eq!(written(&file_name(month)), Some(month));
        assert_eq!(written("fairload-workspace-2026-11 (1).json"), Some(month));
        assert_eq!(written("AB fairload-workspace-2026-11.json"), Some(month));
        for other in ["team.json", "fairload-workspace-.json", "fairload-workspace-2026-1é.json"] {
            assert_eq!(written(other), None, "{other}");
        }
    }
}
