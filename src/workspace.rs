//! A workspace: everything that one person keeps in Fairload, and how it is written and read.

pub mod saved;

use crate::facts::fault::Fault;
use crate::facts::record::Record;
use crate::facts::value::{Id, shortened};
use crate::facts::{Case, Practitioner};
use crate::json::{Broken, Value};
use saved::SavedRecord;
use std::collections::BTreeSet;

/// The version of the saved format that this program writes.
pub const FORMAT_VERSION: i32 = 1;

/// The largest workspace file that is read, in bytes: about ten services of 4,000 children.
pub const MOST_BYTES: usize = 20_000_000;

/// Everything that one person keeps in Fairload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    /// Who holds cases.
    pub practitioners: Vec<Practitioner>,
    /// The cases, held or unallocated.
    pub cases: Vec<Case>,
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

    /// The text of a workspace file: readable JSON, in the current version of the format.
    #[must_use]
    pub fn write(&self) -> String {
        let practitioners = self.practitioners.iter().map(|own| SavedRecord::of(own)).collect();
        let cases = self.cases.iter().map(|own| SavedRecord::of(own)).collect();
        let parts = [
            ("fairload", Value::Text("workspace".to_owned())),
            ("version", Value::Number(FORMAT_VERSION.to_string())),
            ("practitioners", saved::list(practitioners)),
            ("cases", saved::list(cases)),
        ];
        Value::Object(parts.map(|(name, value)| (name.to_owned(), value)).into()).write()
    }

    /// Reads a workspace file.
    ///
    /// # Errors
    /// Every fault of the file with its place; nothing of a faulty file is kept.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        if text.len() > MOST_BYTES {
            return Err(vec![Fault::new(format!(
                "the file has {} MB; a workspace file has at most {}",
                text.len() / 1_000_000,
                MOST_BYTES / 1_000_000
            ))]);
        }
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err(vec![Fault::new("the file is empty")]);
        }
        match Value::read(text) {
            Ok(value) => Self::from_json(value),
            Err(broken) => Err(vec![unreadable(&broken)]),
        }
    }

    /// The workspace that a JSON value is.
    ///
    /// # Errors
    /// Every fault with its place; nothing of a faulty one is kept.
    pub(crate) fn from_json(value: Value) -> Result<Self, Vec<Fault>> {
        let (mut practitioners, mut cases) = (Vec::new(), Vec::new());
        if let Some(fault) = wrong_heading(&value) {
            return Err(vec![fault]);
        }
        if let Value::Object(parts) = value {
            for (name, part) in parts {
                let list = match name.as_str() {
                    "fairload" | "version" => continue,
                    "practitioners" => &mut practitioners,
                    "cases" => &mut cases,
                    other => {
                        let message = format!("a workspace file has no \u{201c}{}\u{201d}", shortened(other));
                        return Err(vec![Fault::new(message)]);
                    }
                };
                *list = saved::records(part).map_err(|fault| vec![fault.within(&name)])?;
            }
        }
        let mut faults = Vec::new();
        let workspace = Self {
            practitioners: read_records(&practitioners, "practitioners", &mut faults),
            cases: read_records(&cases, "cases", &mut faults),
        };
        if faults.is_empty() {
            workspace.check(&mut faults);
        }
        if faults.is_empty() { Ok(workspace) } else { Err(faults) }
    }

    /// Notes every reference to something that is not there, and whoever holds a case twice.
    pub(crate) fn check(&self, faults: &mut Vec<Fault>) {
        let known: BTreeSet<&Id> = self.practitioners.iter().map(|practitioner| &practitioner.id).collect();
        for (position, practitioner) in self.practitioners.iter().enumerate() {
            if practitioner.line_manager.as_ref().is_some_and(|manager| !known.contains(manager)) {
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

/// What of a case refers to something that is not there.
pub(crate) fn check_case(case: &Case, practitioners: &BTreeSet<&Id>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut holders = BTreeSet::new();
    for (position, allocation) in case.allocations.iter().enumerate() {
        let message = match &allocation.practitioner {
            None => "must name a practitioner",
            Some(id) if !practitioners.contains(id) => "names a practitioner who is not in the file",
            Some(id) if !holders.insert(id) => "names a practitioner who holds this case already",
            Some(_) => continue,
        };
        faults.push(Fault::new(message).within("practitioner").within(&format!("allocations[{position}]")));
    }
    for (position, task) in case.tasks.iter().enumerate() {
        let place = format!("tasks[{position}]");
        if task.child.as_ref().is_some_and(|id| case.children.iter().all(|child| child.id != *id)) {
            faults.push(Fault::new("names a child who is not in the case").within("child").within(&place));
        }
        if task.done_by.as_ref().is_some_and(|id| !practitioners.contains(id)) {
            faults.push(Fault::new("names a practitioner who is not in the file").within("done_by").within(&place));
        }
    }
    faults
}

fn read_records<R: Record>(saved: &[SavedRecord], list: &str, faults: &mut Vec<Fault>) -> Vec<R> {
    let mut ids = BTreeSet::new();
    let mut records: Vec<R> = Vec::with_capacity(saved.len());
    for (position, item) in saved.iter().enumerate() {
        let place = format!("{list}[{position}]");
        let mut own = Vec::new();
        let record: R = item.read_all(&mut own, &format!("{}{}", saved::initial(list), position + 1));
        if !ids.insert(record.id().clone()) {
            own.push(Fault::new(format!("the id \u{201c}{}\u{201d} is used twice", record.id())).within("id"));
        }
        faults.extend(own.into_iter().map(|fault| fault.within(&place)));
        records.push(record);
    }
    records
}

/// What to say of a value whose heading is not that of a workspace file of this version.
fn wrong_heading(value: &Value) -> Option<Fault> {
    let kind = value.get("fairload").and_then(Value::as_text);
    let version = value.get("version").and_then(Value::as_whole);
    let fault = match (kind, version) {
        (Some("workspace"), Some(FORMAT_VERSION)) => return None,
        (Some("workspace"), Some(version)) if version > FORMAT_VERSION => format!(
            "the file was written by a newer Fairload (format {version}); this one reads format {FORMAT_VERSION}. \
             Open it with the newer one"
        ),
        (Some("workspace"), version) => format!(
            "the file says format {}; this Fairload reads format {FORMAT_VERSION}",
            version.map_or_else(|| "nothing".to_owned(), |version| version.to_string())
        ),
        (Some(kind), _) => format!(
            "the file says that it is a Fairload \u{201c}{}\u{201d}; a workspace file is wanted",
            shortened(kind)
        ),
        (None, _) => {
            "the file is JSON, but not a Fairload workspace: it does not say \"fairload\": \"workspace\"".to_owned()
        }
    };
    Some(Fault::new(fault))
}

fn unreadable(broken: &Broken) -> Fault {
    let what = if broken.ended { "the file ends too early; it may have been cut off" } else { "the file is not JSON" };
    Fault::new(format!("{what}: {broken}"))
}
