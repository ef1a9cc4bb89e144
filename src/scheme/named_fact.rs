//! The facts that conditions may name: those of the catalogue, and those that follow from them
//! and the month.

use crate::facts::record::Record;
use crate::facts::value::{Kind, Listed, NO, YES};
use crate::facts::{Case, Child, Code, Practitioner};

/// A fact of one level, as a condition names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedFact {
    /// Its name.
    pub name: &'static str,
    /// Its words, to ask for it.
    pub label: &'static str,
    /// Where it comes from.
    pub source: Source,
    /// What its codes mean.
    pub domain: Domain,
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The catalogue, at this place.
    Stored(usize),
    /// Yes where the child is marked unstable, or had an unplanned move in the last 3 months.
    Unstable,
    /// Months from the referral of a private fostering arrangement to the month scored.
    PrivateFosteringMonths,
    /// Yes where an unaccompanied asylum seeker is within the first 3 months.
    AsylumSeekerNow,
    /// Minutes of a return journey.
    ReturnJourney,
    /// Yes where the case closes or transfers in the month.
    Leaving,
    /// Yes where a task is in progress in the month.
    WorkInProgress,
    /// Yes in the first 12 months of employment.
    InFirstYear,
}

/// What the codes of a fact can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// No (0) or yes (1).
    YesNo,
    /// A choice; there are so many, and where none is given the fact has no ordinary state.
    Choice {
        /// How many choices there are.
        choices: usize,
        /// True where the first choice is the ordinary state.
        ordinary: bool,
    },
    /// A number; where it is not given it is taken to be this one.
    Number {
        /// What stands in for it while it is not known.
        otherwise: Code,
        /// The most that it can be.
        most: Code,
        /// How many parts one whole is counted in: 1, or 100 for hundredths.
        parts: i64,
    },
}

impl Domain {
    /// The code that stands in for a fact that is not known: as if it had not been marked.
    #[must_use]
    pub const fn otherwise(self) -> Code {
        match self {
            Self::YesNo => NO,
            Self::Choice { ordinary: true, .. } => 0,
            Self::Choice { ordinary: false, .. } => NONE,
            Self::Number { otherwise, .. } => otherwise,
        }
    }
}

/// The code of a choice that was not made: it is none of the list.
pub const NONE: Code = -1;

/// Over any limit in months that a source sets: not within the first months.
const LONG_AGO: Code = 1_000;

/// Minutes of the longest return journey that can be entered.
const LONGEST_RETURN: Code = 2_880;

const UNSTABLE: NamedFact = NamedFact {
    name: "unstable_or_moved",
    label: "Is the situation unstable?",
    source: Source::Unstable,
    domain: Domain::YesNo,
};
const PRIVATE_FOSTERING_MONTHS: NamedFact = NamedFact {
    name: "private_fostering_months",
    label: "Privately fostered: month of referral",
    source: Source::PrivateFosteringMonths,
    domain: Domain::Number { otherwise: LONG_AGO, most: LONG_AGO, parts: 1 },
};
const ASYLUM_SEEKER_NOW: NamedFact = NamedFact {
    name: "asylum_seeker_now",
    label: "Unaccompanied asylum seeker",
    source: Source::AsylumSeekerNow,
    domain: Domain::YesNo,
};
const RETURN_JOURNEY: NamedFact = NamedFact {
    name: "return_journey_minutes",
    label: "Return journey in minutes:",
    source: Source::ReturnJourney,
    domain: Domain::Number { otherwise: 0, most: LONGEST_RETURN, parts: 1 },
};
const LEAVING: NamedFact =
    NamedFact { name: "leaving", label: "Closing or transferring", source: Source::Leaving, domain: Domain::YesNo };
const WORK_IN_PROGRESS: NamedFact = NamedFact {
    name: "work_in_progress",
    label: "Tasks in progress",
    source: Source::WorkInProgress,
    domain: Domain::YesNo,
};
const IN_FIRST_YEAR: NamedFact = NamedFact {
    name: "in_first_year",
    label: "Employment or ASYE began",
    source: Source::InFirstYear,
    domain: Domain::YesNo,
};

/// The fact of a child with this name.
#[must_use]
pub fn of_child(name: &str) -> Option<NamedFact> {
    [UNSTABLE, PRIVATE_FOSTERING_MONTHS, ASYLUM_SEEKER_NOW, RETURN_JOURNEY]
        .into_iter()
        .find(|fact| fact.name == name)
        .or_else(|| stored::<Child>(name))
}

/// The fact of a case with this name.
#[must_use]
pub fn of_case(name: &str) -> Option<NamedFact> {
    [LEAVING, WORK_IN_PROGRESS, ASYLUM_SEEKER_NOW, RETURN_JOURNEY]
        .into_iter()
        .find(|fact| fact.name == name)
        .or_else(|| stored::<Case>(name))
}

/// The fact of a practitioner with this name.
#[must_use]
pub fn of_practitioner(name: &str) -> Option<NamedFact> {
    [IN_FIRST_YEAR].into_iter().find(|fact| fact.name == name).or_else(|| stored::<Practitioner>(name))
}

fn stored<R: Record>(name: &str) -> Option<NamedFact> {
    let position = R::catalogue().iter().position(|definition| definition.id == name)?;
    let definition = R::catalogue().get(position)?;
    let domain = match definition.kind {
        Kind::Mark | Kind::Answer => Domain::YesNo,
        Kind::OneOf(choices) => Domain::Choice { choices: choices.len(), ordinary: false },
        Kind::Ordinary(choices) => Domain::Choice { choices: choices.len(), ordinary: true },
        Kind::Whole { most, .. } => Domain::Number { otherwise: 0, most, parts: 1 },
        Kind::Decimal { most, .. } => Domain::Number { otherwise: 0, most, parts: 100 },
        Kind::Month | Kind::When | Kind::Text { .. } | Kind::Reference => return None,
    };
    Some(NamedFact { name: definition.id, label: definition.label, source: Source::Stored(position), domain })
}

/// The code of a choice of this fact, from its text.
#[must_use]
pub fn choice_code(name: &str, domain: Domain, text: &str) -> Option<u32> {
    if domain == Domain::YesNo {
        return match text {
            "yes" => Some(YES.unsigned_abs()),
            "no" => Some(NO.unsigned_abs()),
            _ => None,
        };
    }
    let kinds = [
        Child::catalogue().iter().find(|definition| definition.id == name),
        Case::catalogue().iter().find(|definition| definition.id == name),
        Practitioner::catalogue().iter().find(|definition| definition.id == name),
    ];
    kinds.into_iter().flatten().find_map(|definition| match definition.kind {
        Kind::OneOf(choices) | Kind::Ordinary(choices) => {
            choices.iter().position(|choice| choice.code == text).and_then(|position| u32::try_from(position).ok())
        }
        _ => None,
    })
}

/// The set that holds one listed value.
#[must_use]
pub fn task_bit<L: Listed>(value: L) -> u128 {
    1_u128.checked_shl(u32::try_from(value.position()).unwrap_or(u32::MAX)).unwrap_or(0)
}
