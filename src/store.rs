//! The store: what one person keeps, record by record, with a checksum on each and a journal of every save.
//!
//! Pure: the browser's two storages come in as [`Durable`] and [`Plain`], the time, the tab and the id of a
//! new store as arguments. docs/format.md has the stored texts in words, docs/decisions/the-store.md why they
//! are so.

mod difference;
mod keeper;
mod mirror;
mod rebase;
mod record;
mod recover;
mod written;

pub use difference::difference;
pub use keeper::{Caught, Keeper, Saved};
pub use mirror::TO_DELETE;
pub use rebase::{Conflict, Rebased, rebase};
pub use record::{Entry, STORE_FORMAT, touched};
pub use recover::{From, Missing, Old, Recovered, recover};
pub use written::{change_of, change_text};

use crate::workspace::Workspace;
use std::fmt;
use std::rc::Rc;

/// How many journal entries are kept: older ones are dropped by later saves.
pub const MOST_ENTRIES: u64 = 1_000;

/// Everything of one person that is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Practitioners and cases.
    pub workspace: Rc<Workspace>,
    /// Named documents that the store does not interpret, such as own schemes.
    pub texts: Vec<Text>,
}

/// A named document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its name, such as `scheme/our-scheme`; unique.
    pub name: String,
    /// What it says.
    pub text: Rc<str>,
}

impl Kept {
    /// The text with this name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&Rc<str>> {
        self.texts.iter().find(|own| own.name == name).map(|own| &own.text)
    }

    /// True when nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.workspace.is_empty() && self.texts.is_empty()
    }
}

/// Why a storage, or the store, does not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser does not let the page store anything; in its words.
    Blocked(String),
    /// There is no room.
    Full(String),
    /// What is stored was written by a newer program, in this format. Nothing is written over it.
    Newer(u32),
    /// It failed, in the words of the browser.
    Failed(String),
    /// The connection was closed by the browser, or by another tab that needs a newer database.
    Closed(String),
    /// The store was there when this tab read it and is empty now: another tab deleted everything, or the
    /// browser did. [`Keeper::begin_again`] lets the next save write everything.
    Emptied,
    /// Nothing comes of it: the browser neither does it nor refuses. It may still be done.
    Silent,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocked(why) | Self::Full(why) | Self::Failed(why) | Self::Closed(why) => formatter.write_str(why),
            Self::Newer(format) => {
                write!(formatter, "what is stored here was written by a newer Fairload (format {format})")
            }
            Self::Silent => formatter.write_str("the browser\u{2019}s database does not answer"),
            Self::Emptied => formatter.write_str("what was stored here has been deleted"),
        }
    }
}

impl std::error::Error for Refusal {}

/// Everything that a durable storage holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// Keys and texts, in any order.
    pub records: Vec<(String, String)>,
    /// Generations and journal entries, in any order.
    pub journal: Vec<(u64, String)>,
}

/// What one transaction reads before it is decided what to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The text of the record [`HEAD`].
    pub head: Option<String>,
    /// The journal entries with generations above the known one, in any order.
    pub journal: Vec<(u64, String)>,
    /// Of the keys that [`touched`] names: those that are there, with their texts. All records of the
    /// storage where `touched` gave nothing.
    pub records: Vec<(String, String)>,
}

/// What one transaction writes: all of it or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Keys and texts to be put, in place of what has the key.
    pub put: Vec<(String, String)>,
    /// Keys to be removed.
    pub remove: Vec<String>,
    /// The journal entry of this save.
    pub journal: Option<(u64, String)>,
    /// Entries with generations below this one are dropped.
    pub drop_journal_before: u64,
}

/// The key of the record that speaks for all the others.
pub const HEAD: &str = "head";

/// A storage in which one commit is whole or not at all: `IndexedDB` in the browser.
#[allow(async_fn_in_trait, reason = "a page has one thread: nothing asks for Send")]
pub trait Durable {
    /// All records and all journal entries.
    ///
    /// # Errors
    /// When the storage cannot be read.
    async fn load(&self) -> Result<Raw, Refusal>;

    /// One transaction: reads the head, the journal entries above the generation `known`, and the records
    /// that [`touched`] names for these, hands them to `decide`, and writes what it gives. A batch that is
    /// [`Batch::default`] writes nothing. Resolves when the transaction is complete.
    ///
    /// # Errors
    /// When the storage refuses, or `decide` does; nothing was written then, as far as the storage can tell.
    async fn commit(&self, known: u64, decide: &mut dyn FnMut(Seen) -> Result<Batch, Refusal>) -> Result<(), Refusal>;

    /// What other tabs saved above the generation `known`: the reading half of a commit.
    ///
    /// # Errors
    /// When the storage cannot be read.
    async fn newer(&self, known: u64) -> Result<Seen, Refusal>;

    /// Removes all records and all journal entries, and puts this key and text in place of them: one transaction.
    ///
    /// # Errors
    /// When the storage refuses; everything is there still.
    async fn clear(&self, leave: Option<(String, String)>) -> Result<(), Refusal>;
}

/// A storage of one name at a time, whose writes reach the disk later, in order: local storage.
pub trait Plain {
    /// The names of all entries of ours.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn names(&self) -> Result<Vec<String>, Refusal>;

    /// The text under a name.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn read(&self, name: &str) -> Result<Option<String>, Refusal>;

    /// Writes a text under a name.
    ///
    /// # Errors
    /// When the storage refuses; what was under the name stays.
    fn write(&self, name: &str, text: &str) -> Result<(), Refusal>;

    /// Removes what is under a name.
    ///
    /// # Errors
    /// When the storage refuses.
    fn remove(&self, name: &str) -> Result<(), Refusal>;
}
