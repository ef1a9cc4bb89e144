//! Journal entries as JSON, and back.

use super::{Conflict, Entry};
use crate::change::{Change, Root, Subject, Within};
use crate::json::{Json, Object, list, quoted};

/// What an entry says, as JSON.
pub(super) fn write(entry: &Entry) -> String {
    let mut own = Object::new();
    own.number("generation", entry.generation).text("words", &entry.words);
    own.number("tab", entry.tab).number("time", entry.time);
    let texts = |all: &[String]| list(&all.iter().map(|own| quoted(own)).collect::<Vec<_>>());
    if !entry.changes.is_empty() {
        own.json("changes", &changes(&entry.changes));
    }
    if !entry.texts.is_empty() {
        own.json("texts", &texts(&entry.texts));
    }
    if !entry.conflicts.is_empty() {
        own.json("conflicts", &list(&entry.conflicts.iter().map(conflict).collect::<Vec<_>>()));
    }
    own.json("keys", &entry.keys.as_deref().map_or_else(|| "null".to_owned(), texts)).end()
}

fn conflict(own: &Conflict) -> String {
    let mut to = Object::new();
    to.text("what", &own.what).text("ours", &own.ours).text("theirs", &own.theirs);
    if let Some(own) = &own.subject {
        to.json("subject", &subject(own));
    }
    to.text("fact", &own.fact).end()
}

/// A change as JSON, as the journal has it.
#[must_use]
pub fn change_text(own: &Change) -> String {
    change(own)
}

/// A change from its JSON; nothing where it is none.
#[must_use]
pub fn change_of(text: &str) -> Option<Change> {
    read_change(Json::read(text)?)
}

fn subject(own: &Subject) -> String {
    let mut to = Object::new();
    to.text("root", if own.root == Root::Case { "case" } else { "practitioner" }).text("id", &own.id);
    if let Some(within) = &own.within {
        to.json("within", &Object::new().text("list", &within.list).text("id", &within.id).end());
    }
    to.end()
}

fn changes(all: &[Change]) -> String {
    list(&all.iter().map(change).collect::<Vec<_>>())
}

fn change(own: &Change) -> String {
    let mut to = Object::new();
    let kind = match own {
        Change::Set { subject: own, fact, value } => {
            to.json("subject", &subject(own)).text("fact", fact).text("value", value);
            "set"
        }
        Change::Insert { subject: own, at, record } => {
            to.json("subject", &subject(own)).number("at", *at as u64);
            // A saved record always has a JSON text.
            to.json("record", &serde_json::to_string(record).unwrap_or_default());
            "insert"
        }
        Change::Remove { subject: own } => {
            to.json("subject", &subject(own));
            "remove"
        }
        Change::Move { subject: own, at } => {
            to.json("subject", &subject(own)).number("at", *at as u64);
            "move"
        }
        Change::Together { words, changes: own } => {
            to.text("words", words).json("changes", &changes(own));
            "together"
        }
    };
    Object::new().json(kind, &to.end()).end()
}

/// An entry from its JSON; nothing where it is none.
pub(super) fn read(text: &str) -> Option<Entry> {
    let mut own = Json::read(text)?;
    let keys = match own.part("keys") {
        Json::Nothing => None,
        Json::List(keys) => Some(keys.into_iter().map(Json::into_text).collect::<Option<Vec<_>>>()?),
        _ => return None,
    };
    Some(Entry {
        generation: own.number("generation")?,
        words: own.text("words")?,
        tab: own.number("tab")?,
        time: own.number("time")?,
        changes: own.list("changes", read_change)?,
        texts: own.list("texts", Json::into_text)?,
        conflicts: own.list("conflicts", read_conflict)?,
        keys,
    })
}

fn read_conflict(mut own: Json) -> Option<Conflict> {
    let subject = match own.part("subject") {
        Json::Nothing => None,
        subject => Some(read_subject(subject)?),
    };
    let mut text = |name| own.text(name);
    Some(Conflict { what: text("what")?, ours: text("ours")?, theirs: text("theirs")?, subject, fact: text("fact")? })
}

fn read_subject(mut own: Json) -> Option<Subject> {
    let within = match own.part("within") {
        Json::Nothing => None,
        mut within => Some(Within { list: within.text("list")?, id: within.text("id")? }),
    };
    let root = match own.text("root")?.as_str() {
        "practitioner" => Root::Practitioner,
        "case" => Root::Case,
        _ => return None,
    };
    Some(Subject { root, id: own.text("id")?, within })
}

fn read_change(own: Json) -> Option<Change> {
    let Json::Object(parts) = own else { return None };
    let (kind, mut own) = parts.into_iter().next()?;
    if kind == "together" {
        let words = own.text("words")?;
        return Some(Change::Together { words, changes: own.list("changes", read_change)? });
    }
    let subject = read_subject(own.part("subject"))?;
    let mut at = || usize::try_from(own.number("at")?).ok();
    Some(match kind.as_str() {
        "set" => Change::Set { subject, fact: own.text("fact")?, value: own.text("value")? },
        "insert" => {
            let at = at()?;
            let Json::Record(record) = own.part("record") else { return None };
            Change::Insert { subject, at, record }
        }
        "remove" => Change::Remove { subject },
        "move" => Change::Move { subject, at: at()? },
        _ => return None,
    })
}
