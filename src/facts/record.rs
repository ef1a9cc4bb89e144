//! Records of facts, and the one catalogue that files, forms and changes read.
//!
//! A record is declared once, with `record!`: the typed field, the name it has in files, its
//! words, its help. From that come the struct, its list of [`Definition`]s, and reading and
//! writing any fact by name. So a fact is added in one place, and forms, the saved format, edits
//! and imports follow.

use super::fault::Fault;
use super::inputs::{InputName, Inputs};
use super::value::{Code, Id, Kind, UNKNOWN, Value, shortened};
use crate::workspace::saved::SavedRecord;

/// What a fact is called and how it is given.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// Its name in files and in scheme documents.
    pub id: &'static str,
    /// Its words on the page.
    pub label: &'static str,
    /// What it means, in a sentence; units where it has any.
    pub help: &'static str,
    /// The part of the form that it belongs to.
    pub group: &'static str,
    /// What kind of value it takes.
    pub kind: Kind,
}

/// A value of any kind, seen without naming the kind.
pub trait AnyValue {
    /// The text that reads back as this value.
    fn text(&self) -> String;
    /// Takes the value that a text is.
    ///
    /// # Errors
    /// When the text is not a value of this kind; nothing is changed then.
    fn take(&mut self, text: &str) -> Result<(), Fault>;
    /// What the engine sees.
    fn seen(&self) -> Code;
}

impl<V: Value> AnyValue for V {
    fn text(&self) -> String {
        self.write()
    }
    fn take(&mut self, text: &str) -> Result<(), Fault> {
        *self = V::read(text)?;
        Ok(())
    }
    fn seen(&self) -> Code {
        self.code()
    }
}

/// A record of any kind, seen without naming the kind: so that reading and writing is compiled
/// once, and not for every kind of record.
pub trait AnyRecord {
    /// The record's id, unique among its like.
    fn id(&self) -> &Id;
    /// Every fact of this kind of record, in the order of forms and files.
    fn definitions(&self) -> &'static [Definition];
    /// The names of the lists of records that it holds.
    fn list_names(&self) -> &'static [&'static str];
    /// The value of the fact at a place of the catalogue.
    fn value(&self, place: usize) -> Option<&dyn AnyValue>;
    /// The same, to be changed.
    fn value_mut(&mut self, place: usize) -> Option<&mut dyn AnyValue>;
    /// Values of inputs that a scheme declares for itself.
    fn inputs(&self) -> &Inputs;
    /// The same, to be changed.
    fn inputs_mut(&mut self) -> &mut Inputs;
    /// A list of records that it holds, by name.
    fn list(&self, list: &str) -> Option<&dyn Items>;
    /// The same, to be changed.
    fn list_mut(&mut self, list: &str) -> Option<&mut dyn Items>;
}

/// A record made of named facts.
pub trait Record: AnyRecord + Clone + PartialEq {
    /// A record with this id and nothing given.
    fn empty(id: Id) -> Self;
    /// Every fact of this kind of record, in the order of forms and files.
    fn catalogue() -> &'static [Definition];
    /// The names of the lists of records that it holds.
    fn lists() -> &'static [&'static str];

    /// The text of a fact or of an input, or nothing where the record has no such fact.
    fn text(&self, fact: &str) -> Option<String> {
        text(self, fact)
    }

    /// Gives a fact or an input a value, from its text.
    ///
    /// # Errors
    /// When the record has no such fact, or the text is not a value of it; nothing is changed then.
    fn set(&mut self, fact: &str, text: &str) -> Result<(), Fault> {
        match InputName::read(fact) {
            Some(input) => input.set(self.inputs_mut(), text),
            None => set(self, fact, text),
        }
    }

    /// What the engine sees of the fact at this place of the catalogue.
    fn code(&self, place: usize) -> Code {
        self.value(place).map_or(UNKNOWN, AnyValue::seen)
    }
}

fn place(definitions: &[Definition], fact: &str) -> Option<usize> {
    definitions.iter().position(|definition| definition.id == fact)
}

/// The text of a fact or an input of a record, or nothing where it has no such fact.
#[must_use]
pub fn text(record: &dyn AnyRecord, fact: &str) -> Option<String> {
    match InputName::read(fact) {
        Some(input) => Some(input.text(record.inputs())),
        None => record.value(place(record.definitions(), fact)?).map(AnyValue::text),
    }
}

/// Gives a fact of a record a value, from its text. Inputs are no facts of a file: it has a place of its
/// own for them.
///
/// # Errors
/// When the record has no such fact, or the text is not a value of it; nothing is changed then.
pub(crate) fn set(record: &mut dyn AnyRecord, fact: &str, text: &str) -> Result<(), Fault> {
    let definitions = record.definitions();
    let found = place(definitions, fact).and_then(|place| definitions.get(place).zip(record.value_mut(place)));
    let Some((definition, value)) = found else {
        return Err(Fault::new(format!("there is no fact \u{201c}{}\u{201d} here", shortened(fact))));
    };
    value.take(text).map_err(|fault| Fault::new(format!("{} ({})", fault.message, definition.label)))
}

/// A list of records of one kind, seen without naming the kind: what changes and files work on.
pub trait Items {
    /// The records as they would be saved, in order.
    fn saved(&self) -> Vec<SavedRecord>;
    /// Where the record with this id stands.
    fn position(&self, id: &Id) -> Option<usize>;
    /// How many there are.
    fn count(&self) -> usize;
    /// The text of a fact of the record with this id.
    fn text(&self, id: &Id, fact: &str) -> Option<String>;
    /// The definition of a fact of these records.
    fn definition(&self, fact: &str) -> Option<&'static Definition>;
    /// Gives a fact of the record at a position a value.
    ///
    /// # Errors
    /// When there is no such record or fact, or the text is not a value of it.
    fn set(&mut self, position: usize, fact: &str, text: &str) -> Result<(), Fault>;
    /// Puts a record in at a position (at the end where it is beyond).
    ///
    /// # Errors
    /// When the record cannot be read or its id is taken.
    fn insert(&mut self, position: usize, record: &SavedRecord) -> Result<(), Fault>;
    /// Takes the record at a position out.
    fn remove(&mut self, position: usize) -> Option<SavedRecord>;
}

impl<R: Record> Items for Vec<R> {
    fn saved(&self) -> Vec<SavedRecord> {
        self.iter().map(|record| SavedRecord::of(record)).collect()
    }
    fn position(&self, id: &Id) -> Option<usize> {
        self.iter().position(|record| record.id() == id)
    }
    fn count(&self) -> usize {
        self.len()
    }
    fn text(&self, id: &Id, fact: &str) -> Option<String> {
        self.iter().find(|record| record.id() == id).and_then(|record| record.text(fact))
    }
    fn definition(&self, fact: &str) -> Option<&'static Definition> {
        definition::<R>(fact)
    }
    fn set(&mut self, position: usize, fact: &str, text: &str) -> Result<(), Fault> {
        let record = self.get_mut(position).ok_or_else(|| Fault::new("there is no such record"))?;
        record.set(fact, text)
    }
    fn insert(&mut self, position: usize, record: &SavedRecord) -> Result<(), Fault> {
        let record: R = record.read()?;
        if self.iter().any(|other| other.id() == record.id()) {
            return Err(taken(record.id()));
        }
        Vec::insert(self, position.min(self.len()), record);
        Ok(())
    }
    fn remove(&mut self, position: usize) -> Option<SavedRecord> {
        (position < self.len()).then(|| SavedRecord::of(&Vec::remove(self, position)))
    }
}

#[inline(never)]
fn taken(id: &Id) -> Fault {
    Fault::new(format!("the id \u{201c}{id}\u{201d} is used twice"))
}

/// The definition of a fact of a kind of record.
#[must_use]
pub fn definition<R: Record>(fact: &str) -> Option<&'static Definition> {
    R::catalogue().iter().find(|definition| definition.id == fact)
}

/// Declares a closed list of values: the enum, its codes in files and its words.
macro_rules! listed {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal, $words:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $words] $variant,)+ }
        impl $crate::facts::value::Listed for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const CHOICES: &'static [$crate::facts::value::Choice] =
                &[$($crate::facts::value::Choice { code: $code, words: $words },)+];
            fn position(self) -> usize { self as usize }
        }
    };
}

/// Declares a record: its struct, catalogue, and access to every fact by name.
macro_rules! record {
    (
        $(#[$meta:meta])* $name:ident {
            $( $group:literal { $( $field:ident : $kind:ty = $label:literal, $help:literal; )+ } )+
        }
        lists { $( $(#[$list_meta:meta])* $list:ident : $item:ty, )* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            /// The record's id, unique among its like.
            pub id: $crate::facts::value::Id,
            $($( #[doc = $help] pub $field: $kind, )+)+
            $( $(#[$list_meta])* pub $list: Vec<$item>, )*
            /// Values of inputs that a scheme declares for itself.
            pub inputs: $crate::facts::inputs::Inputs,
        }
        impl $crate::facts::record::Record for $name {
            fn empty(id: $crate::facts::value::Id) -> Self {
                Self { id, $($( $field: Default::default(), )+)+ $( $list: Vec::new(), )*
                    inputs: Default::default() }
            }
            fn catalogue() -> &'static [$crate::facts::record::Definition] {
                static CATALOGUE: &[$crate::facts::record::Definition] = &[$($(
                    $crate::facts::record::Definition {
                        id: stringify!($field), label: $label, help: $help, group: $group,
                        kind: <$kind as $crate::facts::value::Value>::KIND,
                    },
                )+)+];
                CATALOGUE
            }
            fn lists() -> &'static [&'static str] { &[$( stringify!($list), )*] }
        }
        impl $crate::facts::record::AnyRecord for $name {
            fn id(&self) -> &$crate::facts::value::Id { &self.id }
            fn definitions(&self) -> &'static [$crate::facts::record::Definition] {
                <Self as $crate::facts::record::Record>::catalogue()
            }
            fn list_names(&self) -> &'static [&'static str] {
                <Self as $crate::facts::record::Record>::lists()
            }
            fn value(&self, place: usize) -> Option<&dyn $crate::facts::record::AnyValue> {
                static VALUES: &[fn(&$name) -> &dyn $crate::facts::record::AnyValue] =
                    &[$($( |own| &own.$field, )+)+];
                VALUES.get(place).map(|value| value(self))
            }
            fn value_mut(&mut self, place: usize) -> Option<&mut dyn $crate::facts::record::AnyValue> {
                static VALUES: &[fn(&mut $name) -> &mut dyn $crate::facts::record::AnyValue] =
                    &[$($( |own| &mut own.$field, )+)+];
                VALUES.get(place).map(|value| value(self))
            }
            fn inputs(&self) -> &$crate::facts::inputs::Inputs { &self.inputs }
            fn inputs_mut(&mut self) -> &mut $crate::facts::inputs::Inputs { &mut self.inputs }
            fn list(&self, list: &str) -> Option<&dyn $crate::facts::record::Items> {
                match list {
                    $( stringify!($list) => Some(&self.$list), )*
                    _ => None,
                }
            }
            fn list_mut(&mut self, list: &str) -> Option<&mut dyn $crate::facts::record::Items> {
                match list {
                    $( stringify!($list) => Some(&mut self.$list), )*
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use {listed, record};
