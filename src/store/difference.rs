//! What changed from one workspace to another, as changes.

use crate::change::Change;
use crate::workspace::Workspace;

/// The changes that make `after` of `before`, in the order in which they can be done.
#[must_use]
pub fn difference(before: &Workspace, after: &Workspace) -> Vec<Change> {
    let _ = (before, after);
    Vec::new()
}
