//! A council's own schemes: which there are, which scheme is the main one, what is done to them and taken
//! back, and the text that is stored. Nothing here touches the browser.

use super::session::Shared;
use crate::facts::{Fault, Id, Month};
use crate::scheme::Scheme;
use crate::scheme::edit::{Edit, edited};
use crate::scheme::examples::{Recomputed, recomputed};
use crate::schemes::published;
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::rc::Rc;

/// How many steps can be taken back.
const MOST_STEPS: usize = 100;

/// The version of the stored text.
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

    /// What is stored.
    #[must_use]
    pub fn write(&self) -> String {
        let own: Vec<Value> =
            self.own.iter().map(|own| json!({ "id": own.id, "from": own.from, "text": &*own.text })).collect();
        json!({ "fairload": "schemes", "version": VERSION, "main": self.main, "own": own }).to_string()
    }

    /// What was stored; nothing where it cannot be read, so that it is put aside and not lost. A scheme whose
    /// own text cannot be read stays where it is: the page says what is wrong with it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let word = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).map(str::to_owned);
        if word(&value, "fairload")? != "schemes" || value.get("version")?.as_u64()? != VERSION {
            return None;
        }
        let mut kept = Self { main: word(&value, "main"), own: Vec::new() };
        for entry in value.get("own")?.as_array()? {
            let (id, text) = (word(entry, "id")?, word(entry, "text")?);
            // An address leads to each of them, so each needs an id that no other has.
            let id = if Id::new(&id).is_ok() { kept.free_id(&id) } else { kept.free_id("own") };
            kept.own.push(Rc::new(Own::new(id, word(entry, "from"), text.into())));
        }
        Some(kept)
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

    /// Puts a scheme in place of the one with its id, or behind the others.
    fn put(&mut self, own: Rc<Own>) {
        match self.own.iter_mut().find(|other| other.id == own.id) {
            Some(place) => *place = own,
            None => self.own.push(own),
        }
    }
}

/// A council's own schemes with what was done to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// What is stored.
    pub kept: Rc<OwnSchemes>,
    /// What can be taken back, the last of it at the end.
    pub undo: Vec<ShelfStep>,
    /// What was taken back and can be done again, the next of it at the end.
    pub redo: Vec<ShelfStep>,
    /// What was done last, in words.
    pub said: String,
    /// The id of the scheme that was chosen to score with. Choosing is no step.
    pub chosen: Option<String>,
}

/// The reader's own shelf, which alone is stored, and the demo's while it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelves {
    /// One's own.
    pub own: Rc<Shelf>,
    /// The demo's: it begins from a copy of one's own, and goes when the demo is left.
    pub demo: Option<Rc<Shelf>>,
}

impl Shelves {
    /// What the reader works on.
    #[must_use]
    pub fn shown(&self) -> &Rc<Shelf> {
        self.demo.as_ref().unwrap_or(&self.own)
    }

    /// The shelves after an action.
    #[must_use]
    pub fn after(&self, action: ShelfAction) -> Self {
        let mut next = self.clone();
        match action {
            ShelfAction::LookAtDemo => next.demo = Some(Rc::new(self.own.copy())),
            ShelfAction::LeaveDemo => next.demo = None,
            ShelfAction::Forget => next = Self { own: Rc::default(), demo: None },
            // One's own, whatever this tab shows.
            ShelfAction::Elsewhere(_) => next.own = Rc::new(self.own.after(action)),
            action => {
                let shown = next.demo.as_mut().unwrap_or(&mut next.own);
                *shown = Rc::new(shown.after(action));
            }
        }
        next
    }
}

/// One step: what was there before it, or after it.
#[derive(Clone, Debug, PartialEq)]
pub struct ShelfStep {
    /// What it did.
    pub words: String,
    kept: Rc<OwnSchemes>,
    /// The field that was typed in, so that further typing there is the same step.
    typed: Option<String>,
}

/// Something to be done to the own schemes.
#[derive(Clone, Debug, PartialEq)]
pub enum ShelfAction {
    /// A scheme is there, or has changed.
    Put {
        /// It.
        own: Rc<Own>,
        /// True where it becomes the main one.
        main: bool,
        /// What was done, in words.
        words: String,
        /// The field that was typed in.
        typed: Option<String>,
    },
    /// The scheme with this id goes.
    Remove(String),
    /// The scheme with this id is the main one, or none is.
    Main(Option<String>),
    /// The scheme with this id is scored with.
    Choose(String),
    /// The demo is looked at.
    LookAtDemo,
    /// The demo is left.
    LeaveDemo,
    /// Take the last step back.
    Undo,
    /// Do what was taken back.
    Redo,
    /// Another tab has saved this.
    Elsewhere(Rc<OwnSchemes>),
    /// Everything on this device was deleted.
    Forget,
}

impl Shelf {
    /// The own schemes that were stored.
    #[must_use]
    pub fn of(kept: OwnSchemes) -> Self {
        Self { kept: Rc::new(kept), ..Self::default() }
    }

    /// The same schemes and the same choice, of which nothing was done yet.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self { kept: Rc::clone(&self.kept), chosen: self.chosen.clone(), ..Self::default() }
    }

    /// What the last step made of the main scheme, where it made a version of a published scheme the main one: in
    /// words, and the scheme that was the main one before; where none was, the published one.
    #[must_use]
    pub fn became_main(&self) -> Option<(String, String)> {
        let before = &self.undo.last()?.kept.main;
        let own = self.kept.by_id(self.kept.main.as_deref()?)?;
        let from = own.from.clone().filter(|_| *before != self.kept.main)?;
        let words = format!("{} is now your main scheme. Published {} is unchanged.", own.name(), self.called(&from));
        let there = before.clone().filter(|id| !self.called(id).is_empty());
        Some((words, there.unwrap_or(from)))
    }

    /// The own schemes after an action.
    #[must_use]
    pub fn after(&self, action: ShelfAction) -> Self {
        let mut next = self.clone();
        match action {
            ShelfAction::Put { own, main, words, typed } => next.step(words, typed, |kept| {
                if main {
                    kept.main = Some(own.id.clone());
                }
                kept.put(own);
            }),
            ShelfAction::Remove(id) => {
                let Some(own) = self.kept.by_id(&id) else { return next };
                next.step(format!("Removed {}", own.name()), None, |kept| {
                    kept.own.retain(|other| other.id != id);
                    if kept.main.as_ref() == Some(&id) {
                        kept.main = None;
                    }
                });
            }
            ShelfAction::Main(id) => {
                let words = match id.as_deref() {
                    Some(id) => format!("Made {} our scheme", self.called(id)),
                    None => "Made no scheme ours".to_owned(),
                };
                next.step(words, None, |kept| kept.main = id);
            }
            ShelfAction::Choose(id) => next.chosen = Some(id),
            ShelfAction::Undo => next.turn(true),
            ShelfAction::Redo => next.turn(false),
            ShelfAction::Elsewhere(theirs) => {
                if theirs != self.kept {
                    next.step("the changes from another tab".to_owned(), Some("elsewhere".to_owned()), |kept| {
                        *kept = (*theirs).clone();
                    });
                }
            }
            ShelfAction::Forget => next = Self::default(),
            // These are of both shelves, and were seen to there.
            ShelfAction::LookAtDemo | ShelfAction::LeaveDemo => {}
        }
        next
    }

    /// What the scheme with an id is called; nothing where there is none.
    #[must_use]
    pub fn called(&self, id: &str) -> String {
        let of_published = published().iter().find(|own| own.id == id).map(|own| own.name.to_owned());
        of_published.or_else(|| self.kept.by_id(id).map(|own| own.name())).unwrap_or_default()
    }

    fn step(&mut self, words: String, typed: Option<String>, change: impl FnOnce(&mut OwnSchemes)) {
        let before = Rc::clone(&self.kept);
        let mut kept = (*before).clone();
        change(&mut kept);
        if kept == *before {
            return;
        }
        self.kept = Rc::new(kept);
        self.said.clone_from(&words);
        self.redo.clear();
        match self.undo.last_mut().filter(|last| typed.is_some() && last.typed == typed) {
            // Further typing: the older way back leads to before the first letter.
            Some(last) => last.words = words,
            None => self.undo.push(ShelfStep { words, kept: before, typed }),
        }
        if self.undo.len() > MOST_STEPS {
            self.undo.remove(0);
        }
    }

    fn turn(&mut self, undo: bool) {
        let Some(step) = (if undo { self.undo.pop() } else { self.redo.pop() }) else { return };
        let now = std::mem::replace(&mut self.kept, step.kept);
        self.said = format!("{}: {}", if undo { "Undone" } else { "Done again" }, step.words);
        let turned = ShelfStep { words: step.words, kept: now, typed: None };
        if undo { self.redo.push(turned) } else { self.undo.push(turned) }
    }
}
