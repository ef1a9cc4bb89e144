//! The stored texts: of a record, of the head, of a journal entry.

use super::Conflict;
use crate::change::Change;
use serde::{Deserialize, Serialize};

/// The format of the store that this program writes.
pub const STORE_FORMAT: u32 = 1;

/// One save in the journal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its generation: one more than that of the save before it.
    pub generation: u64,
    /// What was done, in words.
    pub words: String,
    /// The tab that saved.
    pub tab: u64,
    /// When, in milliseconds since 1970.
    pub time: u64,
    /// What changed in the workspace since the generation before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The names of the texts that changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// What another tab had set otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// The keys of the records that were written or removed. Nothing where all were written, and the
    /// changes do not lead here from the generation before.
    #[serde(default)]
    pub keys: Option<Vec<String>>,
}

/// The keys of the records that were touched above the generation `known`, from the head and the journal
/// entries above it. Nothing where all records must be read, because the entries do not reach back so far or
/// cannot be read.
#[must_use]
pub fn touched(head: Option<&str>, journal: &[(u64, String)], known: u64) -> Option<Vec<String>> {
    let _ = (head, journal, known);
    None
}
