//! Values of inputs that a scheme declares for itself, kept under the scheme's id.

use super::fault::Fault;
use super::month::When;
use super::value::{Id, Text, Value};
use std::collections::BTreeMap;

/// What the name of an input begins with where it stands for a fact of a record.
const PREFIX: &str = "input:";

/// Values by scheme and input; the scheme says what kind each one is.
pub type Inputs = BTreeMap<Id, BTreeMap<Id, Given>>;

/// The value of an input, with who gave it and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The value as text.
    pub value: String,
    /// Who gave it: initials are enough.
    pub by: Text<60>,
    /// The day, or the month, on which it was given.
    pub on: Option<When>,
}

/// The text of a value, and the most characters that it may have.
type ValueText = Text<60>;

impl Given {
    /// A value as text, of which nobody said who gave it.
    ///
    /// # Errors
    /// When the text is too long, or not plain text on one line.
    pub fn of(value: &str) -> Result<Self, Fault> {
        ValueText::read(value)?;
        Ok(Self { value: value.to_owned(), ..Self::default() })
    }
}

/// An input of a scheme as a fact of a record: `input:northern-ireland:risk`, with `:by` for who gave the
/// value and `:on` for when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputName {
    /// The scheme that declares it.
    pub scheme: Id,
    /// The input.
    pub input: Id,
    /// What of it is named.
    pub part: InputPart,
}

/// What of an input is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputPart {
    /// The value.
    Value,
    /// Who gave it.
    By,
    /// When it was given.
    On,
}

impl InputName {
    /// The name of an input of a scheme.
    #[must_use]
    pub fn written(scheme: &str, input: &str, part: InputPart) -> String {
        let end = match part {
            InputPart::Value => "",
            InputPart::By => ":by",
            InputPart::On => ":on",
        };
        format!("{PREFIX}{scheme}:{input}{end}")
    }

    /// The input that a fact's name is; nothing where it is the name of something else.
    #[must_use]
    pub fn read(fact: &str) -> Option<Self> {
        let mut parts = fact.strip_prefix(PREFIX)?.split(':');
        let (scheme, input, part) = (parts.next()?, parts.next()?, parts.next());
        let part = match part {
            None => InputPart::Value,
            Some("by") => InputPart::By,
            Some("on") => InputPart::On,
            Some(_) => return None,
        };
        let name = Self { scheme: Id::new(scheme).ok()?, input: Id::new(input).ok()?, part };
        parts.next().is_none().then_some(name)
    }

    /// The same input, another part of it.
    #[must_use]
    pub fn part(&self, part: InputPart) -> String {
        Self::written(self.scheme.as_str(), self.input.as_str(), part)
    }

    /// What a record has of it; empty where nothing was given.
    #[must_use]
    pub fn text(&self, inputs: &Inputs) -> String {
        let Some(given) = inputs.get(&self.scheme).and_then(|own| own.get(&self.input)) else {
            return String::new();
        };
        match self.part {
            InputPart::Value => given.value.clone(),
            InputPart::By => given.by.write(),
            InputPart::On => given.on.write(),
        }
    }

    /// Gives it to a record. An empty value takes it away, with who gave it and when: those say nothing
    /// without it.
    ///
    /// # Errors
    /// When the text is none, or says who gave a value that is not there. Nothing is changed then.
    pub fn set(&self, inputs: &mut Inputs, text: &str) -> Result<(), Fault> {
        if self.part == InputPart::Value && text.is_empty() {
            if let Some(own) = inputs.get_mut(&self.scheme) {
                own.remove(&self.input);
                if own.is_empty() {
                    inputs.remove(&self.scheme);
                }
            }
            return Ok(());
        }
        if self.part == InputPart::Value {
            let Given { value, .. } = Given::of(text)?;
            inputs.entry(self.scheme.clone()).or_default().entry(self.input.clone()).or_default().value = value;
            return Ok(());
        }
        match inputs.get_mut(&self.scheme).and_then(|own| own.get_mut(&self.input)) {
            None if text.is_empty() => {}
            None => return Err(Fault::new("there is no value that somebody could have given")),
            Some(given) if self.part == InputPart::By => given.by = Value::read(text)?,
            Some(given) => given.on = Value::read(text)?,
        }
        Ok(())
    }
}
