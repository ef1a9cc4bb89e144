//! Changes of a scheme document's text: one value at a place is put in place of another, and every other
//! letter of the file stays as it was. What the change makes of the scheme, its reader says.

use super::tree::{Place, Tree};

/// One value to be put in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where.
    pub place: Place,
    /// The value, as JSON.
    pub value: String,
}

impl Edit {
    /// A text at a place.
    #[must_use]
    pub fn text(place: Place, words: &str) -> Self {
        Self { place, value: quoted(words) }
    }
}

/// A text as JSON has it.
#[must_use]
pub fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// The text with its values changed, and what changes them back; nothing where there is no such place.
#[must_use]
pub fn edited(text: &str, edits: &[Edit]) -> Option<(String, Vec<Edit>)> {
    let mut next = text.to_owned();
    let mut back = Vec::new();
    for edit in edits {
        let tree = Tree::read(&next)?;
        let old = tree.at(&edit.place)?;
        let range = old.range();
        back.push(Edit { place: edit.place.clone(), value: old.text.to_owned() });
        next.replace_range(range, &edit.value);
    }
    back.reverse();
    Some((next, back))
}

/// A figure in the way in which the file writes the old one: a number stays a number where JSON has one
/// for it, everything else is text.
#[must_use]
pub fn as_written(old: &str, figure: &str) -> String {
    let is_number = !old.starts_with('"') && serde_json::from_str::<serde_json::Number>(figure).is_ok();
    if is_number { figure.to_owned() } else { quoted(figure) }
}
