//! A council's own schemes: which there are, which scheme is the main one, what can be done to them, and how they
//! stand in a file. Nothing here touches the browser.

use super::session::Shared;
use crate::facts::{Fault, Id, Month};
use crate::json::Json;
use crate::scheme::Scheme;
use crate::scheme::edit::{Edit, edited};
use crate::scheme::examples::{Recomputed, recomputed};
use crate::schemes::published;
use crate::workspace::everything::SchemeText;
use std::cell::OnceCell;
use std::rc::Rc;

/// The version of the text that earlier versions of the page stored.
const VERSION: u64 = 1;

/// The most letters of an id of ours, so that a number still fits behind it.
const LONGEST_ID: usize = 32;

/// The most letters of a scheme's name in the name of its file.
const LONGEST_FILE_NAME: usize = 60;

/// A council's own scheme. Its file keeps the id that it has, under which workspaces keep what was given
/// for its inputs, so that a version of a published scheme finds what was entered for that one; the page
/// tells schemes apart by an id of its own.
#[derive(Debug)]
pub struct Own {
    /// The page's id for it.
    pub id: String,
    /// The published scheme that it is a version of.
    pub from: Option<String>,
    /// The text of its file.
    pub text: Rc<str>,
    read: OnceCell<Result<Shared<Scheme>, Vec<Fault>>>,
    examples: OnceCell<Vec<Recomputed>>,
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.from == other.from && self.text == other.text
    }
}

impl Own {
    /// A scheme with this text. It is read when it is first wanted.
    #[must_use]
    pub fn new(id: String, from: Option<String>, text: Rc<str>) -> Self {
        Self { id, from, text, read: OnceCell::new(), examples: OnceCell::new() }
    }

    /// The same scheme with another text.
    #[must_use]
    pub fn with(&self, text: String) -> Self {
        Self::new(self.id.clone(), self.from.clone(), text.into())
    }

    /// The same scheme after some edits.
    ///
    /// # Errors
    /// What is wrong with what they make of it; there is nothing to take over then.
    pub fn after(&self, edits: &[Edit]) -> Result<Self, Vec<Fault>> {
        let (text, _) = edited(&self.text, edits).ok_or_else(|| vec![Fault::new("there is no such place")])?;
        let next = self.with(text);
        match next.read() {
            Ok(_) => Ok(next),
            Err(faults) => Err(faults.clone()),
        }
    }

    /// The scheme, or every fault of its text. Its examples need not recompute.
    pub fn read(&self) -> &Result<Shared<Scheme>, Vec<Fault>> {
        self.read.get_or_init(|| {
            let mut scheme = Scheme::read_only(&self.text)?;
            scheme.id.clone_from(&self.id);
            Ok(Shared(Rc::new(scheme)))
        })
    }

    /// The scheme, where its text can be read.
    #[must_use]
    pub fn scheme(&self) -> Option<&Shared<Scheme>> {
        self.read().as_ref().ok()
    }

    /// What it is called; its id where its text cannot be read.
    #[must_use]
    pub fn name(&self) -> String {
        self.scheme().map_or_else(|| self.id.clone(), |own| own.name.clone())
    }

    /// The name of its file: what it is called, and the month.
    #[must_use]
    pub fn file_name(&self, month: Month) -> String {
        let name = self.name().to_ascii_lowercase();
        let words: Vec<&str> =
            name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let words: String = words.join("-").chars().take(LONGEST_FILE_NAME).collect();
        let words = words.trim_end_matches('-');
        format!("{}-{month}.json", if words.is_empty() { &self.id } else { words })
    }

    /// Its worked examples, recomputed.
    pub fn examples(&self) -> &[Recomputed] {
        self.examples.get_or_init(|| self.scheme().map_or_else(Vec::new, |own| recomputed(own)))
    }
}

/// A scheme that a file adds, and the other one that has the id here that it had there, where one has.
pub type New = (Rc<Own>, Option<Rc<Own>>);

/// A council's own schemes, and which scheme is its main one: what is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnSchemes {
    /// The id of the main scheme, published or own.
    pub main: Option<String>,
    /// The own schemes, in the order in which they came.
    pub own: Vec<Rc<Own>>,
}

impl OwnSchemes {
    /// True where there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.main.is_none() && self.own.is_empty()
    }

    /// The own scheme with an id of the page.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Rc<Own>> {
        self.own.iter().find(|own| own.id == id)
    }

    /// The first version of a published scheme: the main one, where that is one.
    #[must_use]
    pub fn version_of(&self, published: &str) -> Option<&Rc<Own>> {
        let mut versions = self.own.iter().filter(|own| own.from.as_deref() == Some(published));
        let is_main = |own: &&Rc<Own>| Some(&own.id) == self.main.as_ref();
        versions.clone().find(is_main).or_else(|| versions.next())
    }

    /// An id that no scheme has, like the one that is wanted.
    #[must_use]
    pub fn free_id(&self, wanted: &str) -> String {
        let taken = |id: &str| published().iter().any(|own| own.id == id) || self.by_id(id).is_some();
        let wanted: String = wanted.chars().take(LONGEST_ID).collect();
        let wanted = if Id::new(&wanted).is_ok() { wanted } else { "own".to_owned() };
        let mut id = wanted.clone();
        let mut number = 1;
        while taken(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }

    /// A new scheme with a text that came from somewhere: with an id of its own, and known for a version of
    /// the published scheme whose id it has.
    #[must_use]
    pub fn newcomer(&self, scheme: &Scheme, text: &str) -> Own {
        let from = published().iter().find(|own| own.id == scheme.inputs_under);
        Own::new(self.free_id(&scheme.inputs_under), from.map(|own| own.id.to_owned()), text.into())
    }

    /// What earlier versions of the page stored; nothing where it cannot be read, so that it is put aside and not lost. A scheme whose
    /// own text cannot be read stays where it is: the page says what is wrong with it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut value = Json::read(text)?;
        if value.text("fairload")? != "schemes" || value.number("version")? != VERSION {
            return None;
        }
        let main = value.text("main");
        let Json::List(entries) = value.part("own") else { return None };
        let mut own = Vec::with_capacity(entries.len());
        for mut entry in entries {
            let (id, text) = (entry.text("id")?, entry.text("text")?.into());
            own.push(SchemeText { id, from: entry.text("from"), text });
        }
        Some(Self::of(main.as_deref(), &own))
    }

    /// The schemes of a file. A scheme whose text cannot be read stays as it is.
    #[must_use]
    pub fn of(main: Option<&str>, schemes: &[SchemeText]) -> Self {
        let mut kept = Self::default();
        let mut ours = main.map(str::to_owned);
        for one in schemes {
            // An address leads to each of them, so each needs an id that no other has.
            let id = kept.free_id(&one.id);
            if main == Some(&one.id) && kept.by_id(&one.id).is_none() {
                ours = Some(id.clone());
            }
            kept.own.push(Rc::new(Own::new(id, one.from.clone(), Rc::clone(&one.text))));
        }
        kept.main = ours;
        kept
    }

    /// The schemes as a file holds them.
    #[must_use]
    pub fn texts(&self) -> Vec<SchemeText> {
        let text =
            |own: &Rc<Own>| SchemeText { id: own.id.clone(), from: own.from.clone(), text: Rc::clone(&own.text) };
        self.own.iter().map(text).collect()
    }

    /// These with those of a file, and those of them that are new here, each with the other one that has its id
    /// here, where one has. What is here stays. What has the text of one here is that one. The file's main scheme is
    /// the main one where none is here.
    #[must_use]
    pub fn with(&self, theirs: &Self) -> (Self, Vec<New>) {
        let (mut next, mut new) = (self.clone(), Vec::new());
        let mut main = theirs.main.clone();
        for own in &theirs.own {
            // What the file itself has twice stays twice.
            let mut same = self.own.iter().filter(|other| other.text == own.text);
            let here = same.clone().find(|other| other.id == own.id).or_else(|| same.next());
            let id = here.map_or_else(|| next.free_id(&own.id), |here| here.id.clone());
            if theirs.main.as_ref() == Some(&own.id) {
                main = Some(id.clone());
            }
            if here.is_none() {
                let beside = next.by_id(&own.id).cloned();
                let own = Rc::new(Own::new(id, own.from.clone(), Rc::clone(&own.text)));
                new.push((Rc::clone(&own), beside));
                next.own.push(own);
            }
        }
        let main = main.filter(|id| !next.called(id).is_empty());
        next.main = next.main.or(main);
        (next, new)
    }

    /// Those of a file in place of these. A file without any leaves these where they are: it may be older than
    /// files with schemes.
    #[must_use]
    pub fn replaced(&self, theirs: &Self) -> Self {
        let own = if theirs.own.is_empty() { self.own.clone() } else { theirs.own.clone() };
        let mut next = Self { main: theirs.main.clone(), own };
        let ours = self.main.clone().filter(|id| !next.called(id).is_empty());
        next.main = next.main.or(ours);
        next
    }

    /// What this tab and another made of what both knew: each scheme as whoever changed it has it. Where
    /// both changed one, this tab's stands.
    #[must_use]
    pub fn merged(&self, known: &Self, theirs: &Self) -> Self {
        let of = |kept: &Self, id: &str| kept.by_id(id).cloned();
        let mut own: Vec<Rc<Own>> = Vec::new();
        for candidate in self.own.iter().chain(&theirs.own) {
            let id = &candidate.id;
            let (ours, before) = (of(self, id), of(known, id));
            let chosen = if ours == before { of(theirs, id) } else { ours };
            own.extend(chosen.filter(|chosen| own.iter().all(|other| other.id != chosen.id)));
        }
        let main = if self.main == known.main { &theirs.main } else { &self.main };
        Self { main: main.clone(), own }
    }

    /// What the scheme with an id is called; nothing where there is none.
    #[must_use]
    pub fn called(&self, id: &str) -> String {
        let of_published = published().iter().find(|own| own.id == id).map(|own| own.name.to_owned());
        of_published.or_else(|| self.by_id(id).map(|own| own.name())).unwrap_or_default()
    }

    /// What to say where a version of a published scheme is the main one and was not before; and the id of the
    /// scheme that was: where none was, or it is gone, of the published one.
    #[must_use]
    pub fn became_main(&self, before: &Self) -> Option<(String, String)> {
        let own = self.by_id(self.main.as_deref()?)?;
        let from = own.from.clone().filter(|_| before.main != self.main)?;
        let words = format!("{} is now our scheme. Published {} is unchanged.", own.name(), self.called(&from));
        let there = before.main.clone().filter(|id| !self.called(id).is_empty());
        Some((words, there.unwrap_or(from)))
    }

    /// The own schemes after a change, what it did in words, and the field that was typed in.
    #[must_use]
    pub fn after(&self, change: SchemesChange) -> (Self, String, Option<String>) {
        let mut next = self.clone();
        let (words, typed) = match change {
            SchemesChange::Put { own, main, words, typed } => {
                if main {
                    next.main = Some(own.id.clone());
                }
                match next.own.iter_mut().find(|other| other.id == own.id) {
                    Some(place) => *place = own,
                    None => next.own.push(own),
                }
                (words, typed)
            }
            SchemesChange::Remove(id) => {
                next.own.retain(|other| other.id != id);
                if next.main.as_ref() == Some(&id) && self.by_id(&id).is_some() {
                    next.main = None;
                }
                (format!("Removed the scheme {}", self.called(&id)), None)
            }
            SchemesChange::Main(id) => {
                let words = match id.as_deref() {
                    Some(id) => format!("Made {} our scheme", self.called(id)),
                    None => "Made no scheme ours".to_owned(),
                };
                next.main = id;
                (words, None)
            }
        };
        (next, words, typed)
    }
}

/// A change of the own schemes.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemesChange {
    /// A scheme is there, or has changed.
    Put {
        /// It.
        own: Rc<Own>,
        /// True where it becomes the main one.
        main: bool,
        /// What was done, in words.
        words: String,
        /// The field that was typed in, so that further typing there is the same step.
        typed: Option<String>,
    },
    /// The scheme with this id goes.
    Remove(String),
    /// The scheme with this id is the main one, or none is.
    Main(Option<String>),
}
