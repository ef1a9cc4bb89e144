//! The facts that conditions may name: those of the catalogue, those that follow from them and the
//! month, and the inputs that a scheme declares for itself.

use super::input::Input;
use crate::facts::record::Record;
use crate::facts::value::{Kind, Listed, NO, YES};
use crate::facts::{Case, Child, Code, Practitioner};

/// A fact of one level, as a condition names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFact {
    /// Its name; `input:` and the id for an input of the scheme.
    pub name: String,
    /// Its words, to ask for it.
    pub label: String,
    /// Where it comes from.
    pub source: Source,
    /// What its codes mean.
    pub domain: Domain,
    /// What stands in for it while it is not known: as if it had not been marked.
    pub otherwise: Code,
    /// True where it is asked for while it is not known. What only stands in otherwise is not.
    pub open: bool,
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The catalogue, at this place.
    Stored(usize),
    /// An input of the scheme, at this place of its list.
    Input(usize),
    /// Yes where the child is marked unstable, or had an unplanned move in the last 3 months.
    Unstable,
    /// Months from the referral of a private fostering arrangement to the month scored.
    PrivateFosteringMonths,
    /// Yes where an unaccompanied asylum seeker is within the first 3 months.
    AsylumSeekerNow,
    /// Minutes of a return journey.
    ReturnJourney,
    /// Minutes each way to where the child or household lives.
    JourneyMinutes,
    /// Yes where the child or household lives outside the area.
    JourneyOutside,
    /// Yes where another looked-after child of the case shares the child's placement.
    SharesPlacement,
    /// How many looked-after children of the case share the child's placement, itself among them.
    SiblingsInPlacement,
    /// Yes where the child was placed, or moved, in the month.
    NewlyPlaced,
    /// Months from the month in which the present placement began to the month scored.
    MonthsInPlacement,
    /// Yes where the case closes or transfers in the month.
    Leaving,
    /// Yes where the case was allocated in the month.
    NewlyAllocated,
    /// Yes where the case closes in the month.
    Closing,
    /// Yes where the case transfers in the month.
    Transferring,
    /// How many children are entered.
    Children,
    /// Children placed with a household, full time and part time, where some are full time.
    Placed,
    /// Yes where a task is in progress in the month.
    WorkInProgress,
    /// Yes where the practitioner holds the case alone, or leads it.
    Leads,
    /// Yes in the first 12 months of employment.
    InFirstYear,
    /// Whole months since qualifying.
    MonthsQualified,
    /// Whole months since employment or the ASYE began.
    MonthsInPost,
    /// Yes where the practitioner supervises others.
    SupervisesOthers,
}

/// What the codes of a fact can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// No (0) or yes (1).
    YesNo,
    /// A choice; there are so many.
    Choice {
        /// How many choices there are.
        choices: usize,
    },
    /// A number.
    Number {
        /// The least that it can be.
        least: Code,
        /// The most that it can be.
        most: Code,
        /// How many parts one whole is counted in: 1, or 100 for hundredths.
        parts: i64,
    },
}

/// The code of a choice that was not made: it is none of the list.
pub const NONE: Code = -1;

/// The age that stands in for one that nobody gave, in years: neither a small child nor a young person
/// about to leave care, so that what is added for these is not added to a child of any age.
const AGE_NOT_GIVEN: Code = 10;

/// Over any limit in months that a source sets: not within the first months.
const LONG_AGO: Code = 1_000;

/// Minutes of the longest journey one way that can be entered.
const LONGEST_JOURNEY: Code = 1_440;

/// The most children who can be placed with one household, full time and part time.
const MOST_PLACED: Code = 40;

fn follows(name: &str, label: &str, source: Source, domain: Domain, otherwise: Code) -> NamedFact {
    NamedFact { name: name.to_owned(), label: label.to_owned(), source, domain, otherwise, open: true }
}

fn yes_no(name: &str, label: &str, source: Source) -> NamedFact {
    follows(name, label, source, Domain::YesNo, NO)
}

fn number(name: &str, label: &str, source: Source, most: Code, otherwise: Code) -> NamedFact {
    follows(name, label, source, Domain::Number { least: 0, most, parts: 1 }, otherwise)
}

/// The fact of a child with this name.
#[must_use]
pub fn of_child(name: &str) -> Option<NamedFact> {
    let months = "Privately fostered: month of referral";
    Some(match name {
        "unstable_or_moved" => yes_no(name, "Is the situation unstable?", Source::Unstable),
        "private_fostering_months" => number(name, months, Source::PrivateFosteringMonths, LONG_AGO, LONG_AGO),
        "shares_placement" => yes_no(name, "Placement label", Source::SharesPlacement),
        "siblings_in_placement" => number(name, "Placement label", Source::SiblingsInPlacement, 30, 1),
        "newly_placed" => yes_no(name, "Placed since", Source::NewlyPlaced),
        "months_in_placement" => number(name, "Placed since", Source::MonthsInPlacement, LONG_AGO, LONG_AGO),
        _ => return of_either(name).or_else(|| stored::<Child>(name)),
    })
}

/// The fact with this name that a child or a case may have.
fn of_either(name: &str) -> Option<NamedFact> {
    let minutes = "Minutes each way";
    Some(match name {
        "asylum_seeker_now" => yes_no(name, "Unaccompanied asylum seeker", Source::AsylumSeekerNow),
        "return_journey_minutes" => {
            number(name, "Return journey in minutes:", Source::ReturnJourney, LONGEST_JOURNEY * 2, 0)
        }
        "journey_minutes" => number(name, minutes, Source::JourneyMinutes, LONGEST_JOURNEY, 0),
        "journey_outside" => yes_no(name, "Is the journey to a place outside the area?", Source::JourneyOutside),
        _ => return None,
    })
}

/// The fact of a case with this name.
#[must_use]
pub fn of_case(name: &str) -> Option<NamedFact> {
    Some(match name {
        "leaving" => yes_no(name, "Closing or transferring", Source::Leaving),
        "newly_allocated" => yes_no(name, "Allocated in", Source::NewlyAllocated),
        "closing" => yes_no(name, "Closing in", Source::Closing),
        "transferring" => yes_no(name, "Transferring in", Source::Transferring),
        "children" => NamedFact { open: false, ..number(name, "Children", Source::Children, 30, 0) },
        "placed" => number(name, "Children placed full time", Source::Placed, MOST_PLACED, 0),
        "work_in_progress" => yes_no(name, "Tasks in progress", Source::WorkInProgress),
        "leads" => NamedFact { open: false, ..yes_no(name, "Part", Source::Leads) },
        _ => return of_either(name).or_else(|| stored::<Case>(name)),
    })
}

/// The fact of a practitioner with this name.
#[must_use]
pub fn of_practitioner(name: &str) -> Option<NamedFact> {
    let began = "Employment or ASYE began";
    Some(match name {
        "in_first_year" => yes_no(name, began, Source::InFirstYear),
        "months_qualified" => number(name, "Qualified since", Source::MonthsQualified, LONG_AGO, LONG_AGO),
        "months_in_post" => number(name, began, Source::MonthsInPost, LONG_AGO, LONG_AGO),
        "supervises_others" => NamedFact { open: false, ..yes_no(name, "People supervised", Source::SupervisesOthers) },
        _ => return stored::<Practitioner>(name),
    })
}

/// The fact that an input of the scheme is.
#[must_use]
pub fn of_input(place: usize, input: &Input) -> NamedFact {
    NamedFact {
        name: format!("input:{}", input.id),
        label: input.label.clone(),
        source: Source::Input(place),
        domain: input.domain(),
        otherwise: input.otherwise,
        open: input.open,
    }
}

fn stored<R: Record>(name: &str) -> Option<NamedFact> {
    let position = R::catalogue().iter().position(|definition| definition.id == name)?;
    let definition = R::catalogue().get(position)?;
    let (domain, otherwise) = match definition.kind {
        Kind::Mark | Kind::Answer => (Domain::YesNo, NO),
        Kind::OneOf(choices) => (Domain::Choice { choices: choices.len() }, NONE),
        Kind::Ordinary(choices) => (Domain::Choice { choices: choices.len() }, 0),
        Kind::Whole { least, most } => (Domain::Number { least, most, parts: 1 }, 0),
        Kind::Decimal { least, most } => (Domain::Number { least, most, parts: 100 }, 0),
        Kind::Month | Kind::When | Kind::Text { .. } | Kind::Reference => return None,
    };
    let otherwise = if definition.id == "age" { AGE_NOT_GIVEN } else { otherwise };
    Some(NamedFact {
        name: definition.id.to_owned(),
        label: definition.label.to_owned(),
        source: Source::Stored(position),
        domain,
        otherwise,
        open: true,
    })
}

/// The code of a choice of this fact, from its text.
#[must_use]
pub fn choice_code(fact: &NamedFact, inputs: &[Input], text: &str) -> Option<u32> {
    if fact.domain == Domain::YesNo {
        return match text {
            "yes" => Some(YES.unsigned_abs()),
            "no" => Some(NO.unsigned_abs()),
            _ => None,
        };
    }
    let place = |position: Option<usize>| position.and_then(|position| u32::try_from(position).ok());
    if let Source::Input(input) = fact.source {
        return place(inputs.get(input)?.choices.iter().position(|choice| choice.0 == text));
    }
    let of = |definitions: &'static [crate::facts::Definition]| {
        definitions.iter().find(|definition| definition.id == fact.name)
    };
    let kinds = [of(Child::catalogue()), of(Case::catalogue()), of(Practitioner::catalogue())];
    kinds.into_iter().flatten().find_map(|definition| match definition.kind {
        Kind::OneOf(choices) | Kind::Ordinary(choices) => place(choices.iter().position(|choice| choice.code == text)),
        _ => None,
    })
}

/// The values that a fact may have, as files write them.
#[must_use]
pub fn choices(fact: &NamedFact, inputs: &[Input]) -> Vec<String> {
    let own = |choices: &[crate::facts::value::Choice]| choices.iter().map(|choice| choice.code.to_owned()).collect();
    if fact.domain == Domain::YesNo {
        return vec!["yes".to_owned(), "no".to_owned()];
    }
    if let Source::Input(input) = fact.source {
        return inputs
            .get(input)
            .map_or_else(Vec::new, |input| input.choices.iter().map(|own| own.0.clone()).collect());
    }
    let of = |definitions: &'static [crate::facts::Definition]| {
        definitions.iter().find(|definition| definition.id == fact.name)
    };
    let found = [of(Child::catalogue()), of(Case::catalogue()), of(Practitioner::catalogue())];
    found
        .into_iter()
        .flatten()
        .find_map(|definition| match definition.kind {
            Kind::OneOf(choices) | Kind::Ordinary(choices) => Some(own(choices)),
            _ => None,
        })
        .unwrap_or_default()
}

/// Every name that a condition may give, to find the one that was meant.
#[must_use]
pub fn names() -> Vec<String> {
    let of_child = [
        "unstable_or_moved",
        "private_fostering_months",
        "shares_placement",
        "siblings_in_placement",
        "newly_placed",
        "months_in_placement",
    ];
    let of_either = ["asylum_seeker_now", "return_journey_minutes", "journey_minutes", "journey_outside"];
    let of_case =
        ["leaving", "newly_allocated", "closing", "transferring", "children", "placed", "work_in_progress", "leads"];
    let of_practitioner = ["supervises_others", "in_first_year", "months_qualified", "months_in_post"];
    let stored = |definitions: &'static [crate::facts::Definition], prefix: &str| -> Vec<String> {
        definitions.iter().map(|definition| format!("{prefix}{}", definition.id)).collect()
    };
    let mut names = stored(Child::catalogue(), "");
    names.extend(stored(Case::catalogue(), "case."));
    names.extend(stored(Practitioner::catalogue(), "practitioner."));
    names.extend(of_child.iter().chain(&of_either).map(|name| (*name).to_owned()));
    names.extend(of_case.iter().chain(&of_either).map(|name| format!("case.{name}")));
    names.extend(of_practitioner.iter().map(|name| format!("practitioner.{name}")));
    names.push("unit.children".to_owned());
    names
}

/// Why no condition can ask for a fact that there is, and which facts follow from it that can be asked
/// for; nothing where there is no such fact.
#[must_use]
pub fn not_asked(name: &str) -> Option<String> {
    let (level, own) = match name.split_once('.') {
        Some(("case", own)) => ("case.", own),
        Some(("practitioner", own)) => ("practitioner.", own),
        Some(_) => return None,
        None => ("", name),
    };
    let catalogue = match level {
        "" => Child::catalogue(),
        "case." => Case::catalogue(),
        _ => Practitioner::catalogue(),
    };
    let what = match catalogue.iter().find(|definition| definition.id == own)?.kind {
        Kind::Month => "a month",
        Kind::When => "a day or month",
        Kind::Text { .. } => "a text",
        Kind::Reference => "an id",
        _ => return None,
    };
    let follow: &[&str] = match own {
        "placed_since" => &["newly_placed", "months_in_placement"],
        "moved_in" => &["newly_placed", "unstable_or_moved"],
        "placement" => &["shares_placement", "siblings_in_placement"],
        "private_fostering_since" => &["private_fostering_months"],
        "asylum_since" => &["asylum_seeker_now"],
        "allocated_on" => &["newly_allocated"],
        "closing_in" => &["closing", "leaving"],
        "transferring_in" => &["transferring", "leaving"],
        "qualified_since" => &["months_qualified"],
        "started_on" => &["in_first_year", "months_in_post"],
        _ => &[],
    };
    let follow: Vec<String> = follow.iter().map(|fact| format!("{level}{fact}")).collect();
    let instead = if follow.is_empty() { String::new() } else { format!("; ask for {}", follow.join(", ")) };
    Some(format!("{name} is {what}, which no condition can ask for{instead}"))
}

/// The set that holds one listed value.
#[must_use]
pub fn task_bit<L: Listed>(value: L) -> u128 {
    1_u128.checked_shl(u32::try_from(value.position()).unwrap_or(u32::MAX)).unwrap_or(0)
}
