//! The value of a fact as it is chosen or typed, for many records at once.

use super::gathered::{Fact, Level};
use crate::change::in_words;
use crate::dates;
use crate::facts::case::Allocation;
use crate::facts::inputs::Given;
use crate::facts::record::{AnyRecord, Record, set};
use crate::facts::value::{Kind, UNKNOWN_TEXT};
use crate::facts::{Case, Child, Id, Month, Practitioner, Task};
use crate::importing::screen::{Field, FieldKind};
use crate::scheme::input::{InputKind, exact};

/// How a value is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One of a list: texts and words.
    OneOf(Vec<(String, String)>),
    /// A line, of this kind of value.
    Line(Kind),
    /// A number for an input of a scheme.
    Number,
    /// It cannot be given for several at once.
    Nothing,
}

const YES_NO: [(&str, &str); 2] = [("yes", "Yes"), ("no", "No")];

/// How the value of a fact is given.
#[must_use]
pub fn takes(fact: &Fact) -> Takes {
    let yes_no = || YES_NO.map(|(code, words)| (code.to_owned(), words.to_owned())).to_vec();
    if let Some(input) = &fact.input {
        return match input.kind {
            InputKind::YesNo => Takes::OneOf(yes_no()),
            InputKind::OneOf => Takes::OneOf(input.choices.clone()),
            InputKind::Number { .. } => Takes::Number,
        };
    }
    match fact.definition.map(|definition| definition.kind) {
        Some(Kind::Mark | Kind::Answer) => Takes::OneOf(yes_no()),
        Some(Kind::OneOf(choices) | Kind::Ordinary(choices)) => {
            // "Not said" is no answer to how work is shared.
            let answers = choices.iter().filter(|choice| choice.code != "not_said");
            Takes::OneOf(answers.map(|choice| (choice.code.to_owned(), choice.words.to_owned())).collect())
        }
        Some(Kind::Reference) | None => Takes::Nothing,
        Some(kind) => Takes::Line(kind),
    }
}

/// The field that takes a value; nothing where it cannot be given for several at once.
#[must_use]
pub fn field(fact: &Fact, id: &str, value: &str, error: &str) -> Option<Field> {
    let (kind, choices) = match takes(fact) {
        Takes::OneOf(choices) => {
            let none = (String::new(), "Choose".to_owned());
            (FieldKind::Select, std::iter::once(none).chain(choices).collect())
        }
        Takes::Line(_) | Takes::Number => (FieldKind::Line, Vec::new()),
        Takes::Nothing => return None,
    };
    Some(Field {
        id: id.to_owned(),
        kind,
        label: fact.label.clone(),
        hint: hint(fact),
        error: error.to_owned(),
        value: value.to_owned(),
        choices,
        hidden_label: false,
    })
}

/// What the fact means, and how it is written where that needs saying.
fn hint(fact: &Fact) -> String {
    let number = match fact.input.as_ref().map(|input| input.kind) {
        Some(InputKind::Number { least, most, .. }) => format!("A number from {} to {}.", exact(least), exact(most)),
        _ => String::new(),
    };
    let written = match takes(fact) {
        Takes::Line(Kind::Whole { least, most }) => format!("A whole number from {least} to {most}."),
        Takes::Line(kind) => dates::hint(kind).unwrap_or_default().to_owned(),
        _ => number,
    };
    let parts: Vec<&str> = [fact.help.trim(), &written].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// What was chosen or typed, as it is stored.
///
/// # Errors
/// What is wrong with it, as a sentence without its full stop.
pub fn stored(fact: &Fact, typed: &str, month: Month) -> Result<String, String> {
    let typed = typed.trim();
    let takes = takes(fact);
    if typed.is_empty() {
        return Err(match takes {
            Takes::OneOf(_) => "Choose an answer".to_owned(),
            Takes::Line(kind) => dates::wanted(kind).unwrap_or("Enter a value").to_owned(),
            Takes::Number | Takes::Nothing => "Enter a number".to_owned(),
        });
    }
    match takes {
        Takes::OneOf(choices) => {
            let known = choices.iter().any(|(code, _)| code == typed);
            if known { Ok(typed.to_owned()) } else { Err("Choose an answer from the list".to_owned()) }
        }
        Takes::Number => {
            let read = fact.input.as_ref().map(|input| input.read(typed).and_then(|_| Given::of(typed)));
            match read {
                Some(Ok(given)) => Ok(given.value),
                Some(Err(fault)) => Err(sentence(&fault.message)),
                None => Err("This cannot be given here".to_owned()),
            }
        }
        Takes::Line(kind) => {
            let text = dates::stored(kind, typed, &month.to_string());
            let wanted = |otherwise: &str| dates::wanted(kind).map_or_else(|| sentence(otherwise), str::to_owned);
            if text == UNKNOWN_TEXT {
                return Err(wanted("enter what it is"));
            }
            let mut record = empty(fact.level);
            set(record.as_mut(), &fact.name, &text).map_err(|fault| wanted(&fault.message))?;
            Ok(text)
        }
        Takes::Nothing => Err("This cannot be given here".to_owned()),
    }
}

/// A record of a level with nothing in it, to try a value on.
fn empty(level: Level) -> Box<dyn AnyRecord> {
    let id = Id::default();
    match level {
        Level::Case => Box::new(Case::empty(id)),
        Level::Child => Box::new(Child::empty(id)),
        Level::Task => Box::new(Task::empty(id)),
        Level::Part => Box::new(Allocation::empty(id)),
        Level::Practitioner => Box::new(Practitioner::empty(id)),
    }
}

/// A value as people say it, in the middle of a sentence.
#[must_use]
pub fn said(fact: &Fact, value: &str) -> String {
    let words = match takes(fact) {
        Takes::OneOf(choices) => {
            choices.into_iter().find(|(code, _)| code == value).map_or_else(|| value.to_owned(), |(_, words)| words)
        }
        Takes::Line(kind) => dates::shown(kind, &in_words(kind, value)),
        Takes::Number | Takes::Nothing => value.to_owned(),
    };
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        // "AIMS" and "PLO" stay as they are.
        (Some(first), second) if second.is_none_or(|second| !second.is_uppercase()) => {
            format!("{}{}", first.to_ascii_lowercase(), letters.as_str())
        }
        _ => words,
    }
}

fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
}
