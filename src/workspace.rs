//! A workspace: who holds which cases, and how it is written and read.

pub mod everything;
pub mod saved;
mod versions;

use crate::facts::fault::Fault;
use crate::facts::record::Record;
use crate::facts::value::{Id, shortened};
use crate::facts::{Case, Practitioner};
use crate::index::Index;
use crate::json::Json;
use everything::Everything;
use saved::SavedRecord;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
pub(crate) use versions::bring_up;

/// The version of the saved format that this program writes.
pub const FORMAT_VERSION: u32 = 5;

/// The largest workspace file that is read, in bytes: about ten services of 4,000 children.
pub const MOST_BYTES: usize = 20_000_000;

/// The most children that a case may have.
pub const MOST_CHILDREN: usize = 30;

/// The most tasks that a case may have.
pub const MOST_TASKS: usize = 200;

/// The most practitioners who may hold a case.
pub const MOST_HOLDERS: usize = 20;

/// The practitioners and cases that one person keeps in Fairload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    /// Who holds cases.
    pub practitioners: Vec<Practitioner>,
    /// The cases, held or unallocated.
    pub cases: Vec<Case>,
}

/// The saved format, as every version so far has it; `versions` knows what differs within records.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedWorkspace {
    /// Says what the file is: always `workspace`.
    fairload: String,
    /// The version of the format.
    version: u32,
    #[serde(default, deserialize_with = "saved::records")]
    practitioners: Vec<SavedRecord>,
    #[serde(default, deserialize_with = "saved::records")]
    cases: Vec<SavedRecord>,
    /// Empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    our_scheme: String,
    #[serde(default, deserialize_with = "saved::records", skip_serializing_if = "Vec::is_empty")]
    schemes: Vec<SavedRecord>,
}

impl Workspace {
    /// True when nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.practitioners.is_empty() && self.cases.is_empty()
    }

    /// The practitioner with this id.
    #[must_use]
    pub fn practitioner(&self, id: &Id) -> Option<&Practitioner> {
        self.practitioners.iter().find(|practitioner| practitioner.id == *id)
    }

    /// The case with this id.
    #[must_use]
    pub fn case(&self, id: &Id) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == *id)
    }

    /// The text of a workspace file of it alone.
    #[must_use]
    pub fn write(&self) -> String {
        everything::written(self, None, &[])
    }

    /// The workspace of a workspace file.
    ///
    /// # Errors
    /// Every fault of the file with its place; nothing of a faulty file is kept.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        Everything::read(text).map(|own| Rc::unwrap_or_clone(own.workspace))
    }

    /// Notes every reference to something that is not there, and whoever holds a case twice.
    pub(crate) fn check(&self, faults: &mut Vec<Fault>) {
        let known = ids(&self.practitioners);
        for (position, practitioner) in self.practitioners.iter().enumerate() {
            if practitioner.line_manager.as_ref().is_some_and(|manager| !known.has(manager.as_str())) {
                let fault = Fault::new("names a practitioner who is not in the file").within("line_manager");
                faults.push(fault.within(&format!("practitioners[{position}]")));
            }
        }
        for (position, case) in self.cases.iter().enumerate() {
            let place = format!("cases[{position}]");
            faults.extend(check_case(case, &known).into_iter().map(|fault| fault.within(&place)));
        }
    }
}

/// Where each of these records stands, by id.
pub(crate) fn ids<R: Record>(records: &[R]) -> Index<'_> {
    Index::of(records.iter().map(|record| record.id().as_str()).collect())
}

/// What of a case refers to something that is not there.
pub(crate) fn check_case(case: &Case, practitioners: &Index) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (list, count, most) in [
        ("children", case.children.len(), MOST_CHILDREN),
        ("tasks", case.tasks.len(), MOST_TASKS),
        ("allocations", case.allocations.len(), MOST_HOLDERS),
    ] {
        if count > most {
            faults.push(Fault::new(format!("has {count} entries; a case has {most} at most")).within(list));
        }
    }
    for (position, allocation) in case.allocations.iter().enumerate() {
        let twice = |id| case.allocations.iter().take(position).any(|own| own.practitioner.as_ref() == Some(id));
        let message = match &allocation.practitioner {
            None => "must name a practitioner",
            Some(id) if !practitioners.has(id.as_str()) => "names a practitioner who is not in the file",
            Some(id) if twice(id) => "names a practitioner who holds this case already",
            Some(_) => continue,
        };
        faults.push(Fault::new(message).within("practitioner").within(&format!("allocations[{position}]")));
    }
    for (fact, _) in case.named().filter(|(_, id)| !practitioners.has(id.as_str())) {
        faults.push(Fault::new("names a practitioner who is not in the file").within(fact));
    }
    for (position, task) in case.tasks.iter().enumerate() {
        let place = format!("tasks[{position}]");
        if task.child.as_ref().is_some_and(|id| case.children.iter().all(|child| child.id != *id)) {
            faults.push(Fault::new("names a child who is not in the case").within("child").within(&place));
        }
        if task.done_by.as_ref().is_some_and(|id| !practitioners.has(id.as_str())) {
            faults.push(Fault::new("names a practitioner who is not in the file").within("done_by").within(&place));
        }
    }
    faults
}

fn read_records<R: Record>(saved: &[SavedRecord], list: &str, faults: &mut Vec<Fault>) -> Vec<R> {
    let mut records: Vec<R> = Vec::with_capacity(saved.len());
    let mut found: Vec<Vec<Fault>> = Vec::with_capacity(saved.len());
    for (position, item) in saved.iter().enumerate() {
        let mut own = Vec::new();
        records.push(item.read_all(&mut own, &format!("{}{}", saved::initial(list), position + 1)));
        found.push(own);
    }
    let ids = ids(&records);
    for (position, (record, mut own)) in records.iter().zip(found).enumerate() {
        if ids.position(record.id().as_str()) != Some(position) {
            own.push(Fault::new(format!("the id \u{201c}{}\u{201d} is used twice", record.id())).within("id"));
        }
        let place = format!("{list}[{position}]");
        faults.extend(own.into_iter().map(|fault| fault.within(&place)));
    }
    records
}

fn wrong_heading(kind: Option<&str>, version: Option<u32>) -> Option<Fault> {
    match (kind, version) {
        (Some("workspace"), Some(1..=FORMAT_VERSION)) => None,
        (Some("workspace"), Some(version)) if version > FORMAT_VERSION => Some(Fault::new(format!(
            "the file was written by a newer Fairload (format {version}); this one reads formats up to {FORMAT_VERSION}. \
             Open it with the newer one"
        ))),
        (Some("workspace"), version) => Some(Fault::new(format!(
            "the file says format {}; this Fairload reads formats 1 to {FORMAT_VERSION}",
            version.map_or_else(|| "nothing".to_owned(), |version| version.to_string())
        ))),
        (Some(kind), _) => Some(Fault::new(format!(
            "the file says that it is a Fairload \u{201c}{}\u{201d}; a workspace file is wanted",
            shortened(kind)
        ))),
        (None, _) => Some(Fault::new(
            "the file is JSON, but not a Fairload workspace: it does not say \"fairload\": \"workspace\"",
        )),
    }
}

/// What a JSON text says that it is, and of which version; nothing where it has something else there.
fn heading(text: &str) -> Option<(Option<String>, Option<u32>)> {
    let mut found = Json::read(text)?;
    let kind = match found.part("fairload") {
        Json::Nothing => None,
        kind => Some(kind.into_text()?),
    };
    let version = match found.part("version") {
        Json::Nothing => None,
        Json::Number(version) => Some(u32::try_from(version).ok()?),
        _ => return None,
    };
    matches!(found, Json::Object(_)).then_some((kind, version))
}

/// What to say of a text that is no saved workspace: its heading first, else where the JSON breaks.
fn unreadable(text: &str, error: &serde_json::Error) -> Fault {
    if error.is_data()
        && let Some((kind, version)) = heading(text)
        && let Some(fault) = wrong_heading(kind.as_deref(), version)
    {
        return fault;
    }
    let what = if error.is_eof() {
        "the file ends too early; it may have been cut off"
    } else if error.is_data() {
        "the file is JSON, but not as a workspace has it"
    } else {
        "the file is not JSON"
    };
    Fault::new(format!("{what}: {}", shortened_message(&error.to_string())))
}

/// A message of the JSON reader, without more of the file in it than is needed.
fn shortened_message(message: &str) -> String {
    message.chars().filter(|character| !character.is_control()).take(160).collect()
}
