//! What a capacity measures beside what the stages of a scheme give.

use super::{Asked, ask_for};
use crate::facts::practitioner::{ConferencesChaired, FullTimeEquivalents, Role};
use crate::facts::{Case, Month, Practitioner};
use crate::points::Points;
use crate::scheme::Reviewer;
use crate::scheme::condition::{Condition, Truth};
use crate::scoring::children;
use crate::scoring::types::{Question, Score};
use crate::words::counted;

/// Weeks of a year, as conferences a week are averaged over one.
const WEEKS: i64 = 52;

/// Months of a year.
const MONTHS: i32 = 12;

/// What is asked of a span.
const WHOM: &str = "Whom does the manager supervise, and how many of each role?";

/// An amount, and what there is to say of it.
pub(super) struct Measured {
    pub(super) points: Points,
    pub(super) note: Option<String>,
}

impl Measured {
    pub(super) const fn of(points: Points) -> Self {
        Self { points, note: None }
    }
}

/// Conferences chaired a week, on average over the twelve months that end with this one; over those that were
/// entered where some were not. To four decimal places: no limit lies nearer to another average than that. Asks
/// where none were entered.
pub(super) fn conferences_a_week(practitioner: &Practitioner, month: Month, score: &mut Score) -> Option<Measured> {
    let of_year = |own: &&ConferencesChaired| own.month.is_some_and(|own| (0..MONTHS).contains(&month.since(own)));
    let mut months: Vec<Month> = Vec::new();
    let mut chaired = 0_i64;
    for own in practitioner.conferences.iter().filter(of_year) {
        let Some((month, number)) = own.month.zip(own.number) else { continue };
        chaired += i64::from(number.number());
        if !months.contains(&month) {
            months.push(month);
        }
    }
    let entered = i64::try_from(months.len()).unwrap_or(0);
    if entered == 0 {
        ask_for(
            Question::of("conferences", "How many conferences were chaired in each month of the last year?"),
            score,
        );
        return None;
    }
    // So many in the months entered are twelve over that in a year of 52 weeks.
    let points = Points::whole(1).share(chaired * i64::from(MONTHS), entered * WEEKS);
    let missing = i64::from(MONTHS) - entered;
    let note = (missing > 0)
        .then(|| format!("Conferences are entered for {entered} of the last 12 months: the average is of these."));
    Some(Measured { points, note })
}

/// The children for whom something is so, in open cases that name the practitioner as what the measure goes by; and in
/// those that they are allocated to, as some lists have it.
pub(super) fn reviewed(asked: &Asked<'_>, (of, reviewer): (&Condition, Reviewer), score: &mut Score) -> Measured {
    let id = &asked.view.practitioner.id;
    let mut questions: Vec<Question> = Vec::new();
    let (mut count, mut open) = (0, 0);
    let named = |case: &Case| match reviewer {
        Reviewer::Either => case.reviewers().any(|own| own == id),
        Reviewer::Officer => case.reviewing_officer.as_ref() == Some(id),
        Reviewer::Adviser => case.conference_adviser.as_ref() == Some(id),
    };
    let reviews = |case: &Case| named(case) || case.allocation_of(id).is_some();
    children::each(asked, reviews, &mut |child| {
        count += i32::from(child.holds(of));
        open += usize::from(child.is_open(asked.scheme, of, &mut questions));
    });
    for question in questions {
        ask_for(question, score);
    }
    let note = (open > 0).then(|| {
        let more = counted(open, "child more may belong", "children more may belong");
        format!("{more} to those reviewed here: what decides it is not known, so that they are not counted.")
    });
    Measured { points: Points::whole(count), note }
}

/// True where something is so of some child in a case that the practitioner holds. Asks what it turns on.
pub(super) fn any_child(asked: &Asked<'_>, of: &Condition, score: &mut Score) -> bool {
    let id = &asked.view.practitioner.id;
    let mut questions: Vec<Question> = Vec::new();
    let mut found = false;
    children::each(asked, |case| case.allocation_of(id).is_some(), &mut |child| {
        found |= child.holds(of);
        child.is_open(asked.scheme, of, &mut questions);
    });
    if !found {
        for question in questions {
            ask_for(question, score);
        }
    }
    found
}

/// Whether something is so of some child in a case that the practitioner holds, as far as is known.
pub(super) fn of_any_child(asked: &Asked<'_>, of: &Condition) -> Truth {
    let id = &asked.view.practitioner.id;
    let mut found = Truth::No;
    children::each(asked, |case| case.allocation_of(id).is_some(), &mut |child| {
        found = match (child.truth(of), found) {
            (Truth::Yes, _) | (_, Truth::Yes) => Truth::Yes,
            (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
            _ => Truth::No,
        };
    });
    found
}

/// Full-time equivalents of those supervised in some roles. Asks where nobody is entered at all.
pub(super) fn supervised(practitioner: &Practitioner, roles: &[Role], score: &mut Score) -> Option<Measured> {
    if practitioner.supervises.is_empty() {
        ask_for(Question::of("supervises", WHOM), score);
        return None;
    }
    let own = practitioner.supervises.iter().filter(|own| own.role.is_some_and(|role| roles.contains(&role)));
    let mut open = false;
    let points = own
        .map(|own| {
            own.full_time_equivalents.map_or_else(
                || {
                    open = true;
                    Points::ZERO
                },
                FullTimeEquivalents::exact,
            )
        })
        .sum();
    if open {
        ask_for(Question::of("supervises", WHOM), score);
    }
    let note = open.then(|| "It is not said how many of some role are supervised: those are not counted.".to_owned());
    Some(Measured { points, note })
}
