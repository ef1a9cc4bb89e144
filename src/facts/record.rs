//! Records of facts, and the one catalogue that files, forms and changes read.
//!
//! A record is declared once, with [`record!`]: the typed field, the name it has in files, its
//! words, its help. From that come the struct, its list of [`Definition`]s, and reading and
//! writing any fact by name. So a fact is added in one place, and forms, the saved format, edits
//! and imports follow.

use super::fault::Fault;
use super::inputs::Inputs;
use super::value::{Code, Id, Kind};
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

/// A record made of named facts.
pub trait Record: Clone + PartialEq {
    /// A record with this id and nothing given.
    fn empty(id: Id) -> Self;
    /// The record's id, unique among its like.
    fn id(&self) -> &Id;
    /// Every fact of this kind of record, in the order of forms and files.
    fn catalogue() -> &'static [Definition];
    /// The text of a fact, or nothing where the record has no such fact.
    fn text(&self, fact: &str) -> Option<String>;
    /// Gives a fact a value, from its text.
    ///
    /// # Errors
    /// When the record has no such fact, or the text is not a value of it; nothing is changed then.
    fn set(&mut self, fact: &str, text: &str) -> Result<(), Fault>;
    /// What the engine sees of the fact at this place of the catalogue.
    fn code(&self, position: usize) -> Code;
    /// Values of inputs that a scheme declares for itself.
    fn inputs(&self) -> &Inputs;
    /// The same, to be changed.
    fn inputs_mut(&mut self) -> &mut Inputs;
    /// The names of the lists of records that it holds.
    fn lists() -> &'static [&'static str];
    /// A list of records that it holds, by name.
    fn list(&self, list: &str) -> Option<&dyn Items>;
    /// The same, to be changed.
    fn list_mut(&mut self, list: &str) -> Option<&mut dyn Items>;
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
        self.iter().map(SavedRecord::of).collect()
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
            return Err(Fault::new(format!("the id \u{201c}{}\u{201d} is used twice", record.id())));
        }
        Vec::insert(self, position.min(self.len()), record);
        Ok(())
    }
    fn remove(&mut self, position: usize) -> Option<SavedRecord> {
        (position < self.len()).then(|| SavedRecord::of(&Vec::remove(self, position)))
    }
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
            fn id(&self) -> &$crate::facts::value::Id { &self.id }
            fn catalogue() -> &'static [$crate::facts::record::Definition] {
                use $crate::facts::value::Value;
                static CATALOGUE: std::sync::OnceLock<Vec<$crate::facts::record::Definition>> =
                    std::sync::OnceLock::new();
                CATALOGUE.get_or_init(|| vec![$($(
                    $crate::facts::record::Definition {
                        id: stringify!($field), label: $label, help: $help, group: $group,
                        kind: <$kind>::kind(),
                    },
                )+)+])
            }
            fn text(&self, fact: &str) -> Option<String> {
                use $crate::facts::value::Value;
                match fact {
                    $($( stringify!($field) => Some(self.$field.write()), )+)+
                    _ => None,
                }
            }
            fn set(&mut self, fact: &str, text: &str) -> Result<(), $crate::facts::fault::Fault> {
                use $crate::facts::value::Value;
                match fact {
                    $($( stringify!($field) => {
                        self.$field = <$kind>::read(text).map_err(|fault| {
                            $crate::facts::fault::Fault::new(format!("{} ({})", fault.message, $label))
                        })?;
                    } )+)+
                    _ => return Err($crate::facts::fault::Fault::new(format!(
                        "there is no fact \u{201c}{}\u{201d} here", $crate::facts::value::shortened(fact)))),
                }
                Ok(())
            }
            fn code(&self, position: usize) -> $crate::facts::value::Code {
                use $crate::facts::value::Value;
                let codes: &[fn(&Self) -> $crate::facts::value::Code] =
                    &[$($( |own| own.$field.code(), )+)+];
                codes.get(position).map_or($crate::facts::value::UNKNOWN, |code| code(self))
            }
            fn inputs(&self) -> &$crate::facts::inputs::Inputs { &self.inputs }
            fn inputs_mut(&mut self) -> &mut $crate::facts::inputs::Inputs { &mut self.inputs }
            fn lists() -> &'static [&'static str] { &[$( stringify!($list), )*] }
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
