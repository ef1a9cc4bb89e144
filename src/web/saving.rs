//! Whether what the reader enters is kept.

use crate::store::Refusal;

/// Whether what the reader enters is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// In this browser: in its database, and a second time in its local storage.
    Kept,
    /// In the database alone; why there is no second copy.
    Once(Refusal),
    /// In local storage alone, which a crash of the browser can cost the last seconds; why the database is not used.
    Plainly(Refusal),
    /// Not at all: the browser does not let the page store anything; in its words.
    Blocked(String),
    /// The last save failed.
    Failed(Refusal),
    /// Not at all: what is stored here was written by a newer version of this page, in this format.
    Newer(u32),
}

impl Keeping {
    /// True where what is entered is stored.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        matches!(self, Self::Kept | Self::Once(_) | Self::Plainly(_))
    }
}
