//! What a heading is known to mean, before anything is asked.

use super::guesses::{Guesses, Sure};
use super::memory::Memory;
use super::targets::{Rows, Target};
use super::words::same_word;

/// What a heading is known to mean in a table of children, or else in one of practitioners: before anything is asked.
pub(in crate::importing) fn told(heading: &str) -> Option<Target> {
    thread_local! {
        // It is asked for each heading, and takes a table of a thousand words.
        static BOTH: Both = Both::new();
    }
    BOTH.with(|both| both.children.guess(heading).or_else(|| both.practitioners.guess(heading))).map(|own| own.0)
}

/// What a heading most likely means in a table of children.
pub(in crate::importing) fn told_of_children(heading: &str) -> Option<Target> {
    thread_local! {
        static CHILDREN: Guesses = Guesses::of(Rows::Children);
    }
    CHILDREN.with(|own| own.guess(heading)).filter(|own| own.1 >= Sure::Likely).map(|own| own.0)
}

/// True where a heading means something.
pub(super) fn is_known(heading: &str, memory: &Memory, both: &Both) -> bool {
    let key = same_word(heading);
    [Rows::Children, Rows::Practitioners].into_iter().any(|rows| {
        memory.heading(rows, &key).is_some_and(|target| target != Target::Leave)
            || both.of(rows).guess(heading).is_some_and(|(_, sure)| sure >= Sure::Likely)
    })
}

/// What headings mean in both kinds of table.
pub(super) struct Both {
    pub(super) children: Guesses,
    pub(super) practitioners: Guesses,
}

impl Both {
    pub(super) fn new() -> Self {
        Self { children: Guesses::of(Rows::Children), practitioners: Guesses::of(Rows::Practitioners) }
    }

    pub(super) const fn of(&self, rows: Rows) -> &Guesses {
        match rows {
            Rows::Children => &self.children,
            Rows::Practitioners => &self.practitioners,
        }
    }
}
