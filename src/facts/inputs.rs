//! Values of inputs that a scheme declares for itself, kept under the scheme's id.

use super::month::When;
use super::value::{Id, Text};
use std::collections::BTreeMap;

/// Values by scheme and input; the scheme says what kind each one is.
pub type Inputs = BTreeMap<Id, BTreeMap<Id, Given>>;

/// The value of an input, with who gave it and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The value as text.
    pub value: String,
    /// Who gave it: initials are enough.
    pub by: Text<60>,
    /// The day, or the month, on which it was given.
    pub on: Option<When>,
}
