//! Values of inputs that a scheme declares for itself, kept under the scheme's id.

use super::fault::Fault;
use super::month::When;
use super::value::{Id, Text, Value};

/// What the name of an input begins with where it stands for a fact of a record.
const PREFIX: &str = "input:";

/// Values by scheme and input; the scheme says what kind each one is.
pub type Inputs = ById<ById<Given>>;

/// Few things by their ids, in the order of these: a list, because a map of the library is eight times the
/// code, and every record has two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ById<T>(Vec<(Id, T)>);

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> ById<T> {
    /// Nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// What has this id.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<&T> {
        self.0.iter().find(|(own, _)| own == id).map(|(_, value)| value)
    }

    /// What has this id, to be changed.
    #[must_use]
    pub fn get_mut(&mut self, id: &Id) -> Option<&mut T> {
        self.0.iter_mut().find(|(own, _)| own == id).map(|(_, value)| value)
    }

    /// Puts something in, in place of what had the id.
    pub fn insert(&mut self, id: Id, value: T) {
        self.remove(&id);
        let at = self.0.iter().position(|(own, _)| *own > id).unwrap_or(self.0.len());
        self.0.insert(at, (id, value));
    }

    /// Takes out what has this id.
    pub fn remove(&mut self, id: &Id) -> Option<T> {
        let at = self.0.iter().position(|(own, _)| own == id)?;
        Some(self.0.remove(at).1)
    }

    /// Takes out everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// True where something has this id.
    #[must_use]
    pub fn contains_key(&self, id: &Id) -> bool {
        self.get(id).is_some()
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// True where there is nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids and what has them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, (Id, T)> {
        self.0.iter()
    }
}

impl Inputs {
    /// Puts in what was given for an input of a scheme.
    pub fn give(&mut self, scheme: Id, input: Id, given: Given) {
        let mut own = self.remove(&scheme).unwrap_or_default();
        own.insert(input, given);
        self.insert(scheme, own);
    }
}

impl<'i, T> IntoIterator for &'i ById<T> {
    type Item = &'i (Id, T);
    type IntoIter = std::slice::Iter<'i, (Id, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

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
            let given = inputs.get(&self.scheme).and_then(|own| own.get(&self.input)).cloned().unwrap_or_default();
            inputs.give(self.scheme.clone(), self.input.clone(), Given { value, ..given });
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
