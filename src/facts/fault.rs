//! What is wrong with an input, said so that its owner can mend it.

use std::fmt;

/// One fault in something that was given: where it is and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as a path such as `cases[3].children[1].age`; empty for the whole.
    pub place: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Fault {
    /// A fault of the whole input.
    pub fn new(message: impl Into<String>) -> Self {
        Self { place: String::new(), message: message.into() }
    }

    /// The same fault, one step further out.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        self.place = match self.place.as_str() {
            "" => outer.to_owned(),
            inner if inner.starts_with('[') => format!("{outer}{inner}"),
            inner => format!("{outer}.{inner}"),
        };
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            formatter.write_str(&self.message)
        } else {
            write!(formatter, "{}: {}", self.place, self.message)
        }
    }
}

impl std::error::Error for Fault {}
