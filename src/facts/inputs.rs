//! Values of inputs that a scheme declares for itself, kept under the scheme's id.

use super::value::Id;
use std::collections::BTreeMap;

/// Values by scheme and input, as text; the scheme says what kind each one is.
pub type Inputs = BTreeMap<Id, BTreeMap<Id, String>>;
