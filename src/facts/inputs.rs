//! Values of inputs that a scheme declares for itself, kept under the scheme's id.

use super::value::Id;

/// Values by scheme and input, as text, in the order of the file; the scheme says what kind each is.
pub type Inputs = Vec<(Id, Vec<(Id, String)>)>;
