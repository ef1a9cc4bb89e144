//! Inputs that a scheme declares for itself: what only a manager can say, for this scheme alone.

use super::condition::Condition;
use super::named_fact::Domain;
use crate::facts::Code;
use crate::facts::fault::Fault;
use crate::facts::value::{NO, YES, shortened};
use crate::points::Points;

/// An input of a scheme: the page draws its field, the workspace keeps its value under the scheme's id.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its id in the scheme and in workspaces.
    pub id: String,
    /// Its words on the page.
    pub label: String,
    /// What it means, in a sentence; units where it has any.
    pub help: String,
    /// Its place in the source.
    pub place: String,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
    /// What it may be given for.
    pub levels: Vec<Level>,
    /// What kind of value it takes.
    pub kind: InputKind,
    /// The choices, id and words, of one of a list.
    pub choices: Vec<(String, String)>,
    /// What is read while nobody has given it.
    pub otherwise: Code,
    /// True where it makes a range and a question while nobody has given it.
    pub open: bool,
    /// Where the question arises; always, where there is no condition.
    pub when: Condition,
}

/// What an input may be given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The practitioner.
    Practitioner,
    /// The case.
    Case,
    /// A child of the case.
    Child,
    /// A task of the case.
    Task,
}

impl Level {
    /// Every level, with its name in files.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Practitioner, "practitioner"), (Self::Case, "case"), (Self::Child, "child"), (Self::Task, "task")];
}

/// What kind of value an input takes. Numbers are in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// Yes or no.
    YesNo,
    /// One of a list.
    OneOf,
    /// A number.
    Number {
        /// The least that is taken.
        least: Code,
        /// The most that is taken.
        most: Code,
        /// What it goes up by, from nought.
        step: Code,
        /// What it is counted in.
        unit: NumberUnit,
    },
}

/// What a number is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberUnit {
    /// Points, or a plain number.
    Plain,
    /// Hours.
    Hours,
    /// A count of something.
    Count,
}

/// Hundredths as text.
fn decimal(hundredths: Code) -> String {
    exact(hundredths).to_string()
}

/// The exact points of a number in hundredths.
#[must_use]
pub fn exact(hundredths: Code) -> Points {
    Points::ten_thousandths(i64::from(hundredths) * 100)
}

impl Input {
    /// What its codes mean.
    #[must_use]
    pub fn domain(&self) -> Domain {
        match self.kind {
            InputKind::YesNo => Domain::YesNo,
            InputKind::OneOf => Domain::Choice { choices: self.choices.len() },
            InputKind::Number { least, most, .. } => Domain::Number { least, most, parts: 100 },
        }
    }

    /// Reads a value as it was given.
    ///
    /// # Errors
    /// When it is no value of this input; the message says what would be.
    pub fn read(&self, text: &str) -> Result<Code, Fault> {
        let refused = |why: String| Fault::new(format!("\u{201c}{}\u{201d} {why} ({})", shortened(text), self.label));
        match self.kind {
            InputKind::YesNo => match text {
                "yes" | "true" => Ok(YES),
                "no" | "false" => Ok(NO),
                _ => Err(refused("must be yes or no".to_owned())),
            },
            InputKind::OneOf => {
                let place = self.choices.iter().position(|(id, _)| id == text);
                let known = || self.choices.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", ");
                place
                    .and_then(|place| Code::try_from(place).ok())
                    .ok_or_else(|| refused(format!("must be one of: {}", known())))
            }
            InputKind::Number { least, most, step, .. } => {
                let amount = Points::read(text).map_err(|error| refused(error.to_string()))?;
                if !amount.is_multiple_of(exact(step)) {
                    return Err(refused(finer(step)));
                }
                let code = Code::try_from(amount.in_ten_thousandths() / 100).unwrap_or(Code::MAX);
                if (least..=most).contains(&code) {
                    Ok(code)
                } else {
                    Err(refused(format!("must lie between {} and {}", decimal(least), decimal(most))))
                }
            }
        }
    }
}

/// Why a number off its step is refused.
fn finer(step: Code) -> String {
    match step {
        100 => "must be a whole number".to_owned(),
        50 => "is refused: the scheme counts in halves".to_owned(),
        25 => "is refused: the scheme counts in quarters, nothing finer".to_owned(),
        _ => format!("must go in steps of {}", decimal(step)),
    }
}
