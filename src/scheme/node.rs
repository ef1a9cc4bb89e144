//! Reading a scheme document: a JSON value with its place, and every fault noted where it stands.

use crate::facts::fault::Fault;
use crate::facts::value::shortened;
use crate::points::Points;
use serde_json::{Map, Value};
use std::cell::RefCell;

/// Names longer than this, in bytes, are looked for nowhere.
const LONGEST_NAME: usize = 80;

/// The most faults that are told of one document: the rest is seen when these are mended.
const MOST_FAULTS: usize = 500;

/// What is known while a document is read: its faults so far.
#[derive(Default)]
pub(crate) struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    /// Notes a fault at a place, once, however often the place is read.
    pub(crate) fn note(&self, place: &str, message: impl Into<String>) {
        let fault = Fault { place: place.to_owned(), message: message.into() };
        let mut all = self.0.borrow_mut();
        if all.len() < MOST_FAULTS && !all.contains(&fault) {
            all.push(fault);
        }
    }

    /// True once no more are told.
    fn is_full(&self) -> bool {
        self.0.borrow().len() >= MOST_FAULTS
    }

    /// True while there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Every fault, in the order of the document.
    pub(crate) fn into_all(self) -> Vec<Fault> {
        self.0.into_inner()
    }
}

/// A value of the document and its place in it.
pub(crate) struct Node<'d> {
    pub(crate) value: &'d Value,
    pub(crate) place: String,
    pub(crate) faults: &'d Faults,
}

impl<'d> Node<'d> {
    /// Notes a fault of this value.
    pub(crate) fn fault(&self, message: impl Into<String>) {
        self.faults.note(&self.place, message);
    }

    fn at(&self, value: &'d Value, step: &str) -> Node<'d> {
        let place = if self.place.is_empty() { step.to_owned() } else { format!("{}.{step}", self.place) };
        Node { value, place, faults: self.faults }
    }

    fn object(&self) -> Option<&'d Map<String, Value>> {
        let object = self.value.as_object();
        if object.is_none() {
            self.fault("must be an object in braces { }");
        }
        object
    }

    /// Notes every name of this object that is not among the given ones.
    pub(crate) fn only(&self, names: &[&str]) {
        for name in self.value.as_object().into_iter().flat_map(Map::keys) {
            if !names.contains(&name.as_str()) {
                self.fault(format!(
                    "\u{201c}{}\u{201d} is not known here; known are: {}",
                    shortened(name),
                    names.join(", ")
                ));
            }
        }
    }

    /// A part of this object that may be absent.
    pub(crate) fn part(&self, name: &str) -> Option<Node<'d>> {
        let value = self.value.as_object()?.get(name)?;
        Some(self.at(value, name))
    }

    /// A part of this object that must be there.
    pub(crate) fn must(&self, name: &str) -> Option<Node<'d>> {
        let part = self.object()?.get(name).map(|value| self.at(value, name));
        if part.is_none() {
            self.fault(format!("\u{201c}{name}\u{201d} is missing"));
        }
        part
    }

    /// The items of a list that may be absent.
    pub(crate) fn items(&self, name: &str) -> Vec<Node<'d>> {
        let Some(part) = self.part(name) else { return Vec::new() };
        part.all()
    }

    /// The items of this list.
    pub(crate) fn all(&self) -> Vec<Node<'d>> {
        let Some(list) = self.value.as_array() else {
            self.fault("must be a list in brackets [ ]");
            return Vec::new();
        };
        list.iter()
            .enumerate()
            .map(|(position, value)| Node { value, place: format!("{}[{position}]", self.place), faults: self.faults })
            .collect()
    }

    /// The names and values of this object.
    pub(crate) fn entries(&self) -> Vec<(&'d str, Node<'d>)> {
        self.object().into_iter().flatten().map(|(name, value)| (name.as_str(), self.at(value, name))).collect()
    }

    /// The items of a list that must be there and name something: an empty one would silently do nothing.
    pub(crate) fn some_items(&self, name: &str) -> Vec<Node<'d>> {
        let Some(part) = self.must(name) else { return Vec::new() };
        let items = part.all();
        if items.is_empty() && part.value.is_array() {
            part.fault("must not be empty");
        }
        items
    }

    /// A part that must be one of some words.
    pub(crate) fn word(&self, name: &str, allowed: &[&str]) -> Option<&'d str> {
        let part = self.must(name)?;
        part.one_of(allowed)
    }

    /// This text, which must be one of some words.
    pub(crate) fn one_of(&self, allowed: &[&str]) -> Option<&'d str> {
        let text = self.text()?;
        if !allowed.contains(&text) {
            self.fault(format!(
                "\u{201c}{}\u{201d} is none of those that can stand here: {}",
                shortened(text),
                allowed.join(", ")
            ));
            return None;
        }
        Some(text)
    }

    /// True or false; false where the part is absent.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.part(name).is_some_and(|part| part.truth())
    }

    /// This true or false.
    pub(crate) fn truth(&self) -> bool {
        self.value.as_bool().unwrap_or_else(|| {
            self.fault("must be true or false");
            false
        })
    }

    /// This text.
    pub(crate) fn text(&self) -> Option<&'d str> {
        let text = self.value.as_str();
        if text.is_none() {
            self.fault("must be text in quotation marks");
        }
        text
    }

    /// The text of a part that must be there and not be empty.
    pub(crate) fn text_of(&self, name: &str) -> String {
        let Some(part) = self.must(name) else { return String::new() };
        let text = part.text().unwrap_or_default();
        if part.value.is_string() && text.trim().is_empty() {
            part.fault("must not be empty");
        }
        text.to_owned()
    }

    /// The text of a part that may be absent.
    pub(crate) fn optional_text(&self, name: &str) -> Option<String> {
        self.part(name).and_then(|part| part.text().map(str::to_owned))
    }

    /// The id that this part gives itself, where it gives one.
    pub(crate) fn name(&self) -> String {
        self.value.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The texts of a list that may be absent.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        self.items(name).iter().filter_map(|item| item.text().map(str::to_owned)).collect()
    }

    /// This value as exact points: decimal text, or a number read by its shortest text.
    pub(crate) fn points(&self) -> Option<Points> {
        let text = match self.value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => {
                self.fault("must be a number of points, such as \"7.5\"");
                return None;
            }
        };
        Points::read(&text).map_err(|error| self.fault(format!("\u{201c}{}\u{201d} {error}", shortened(&text)))).ok()
    }

    /// "; did you mean a, b?": the known names that are nearest to one that is not. Looking takes a while,
    /// so nobody looks for what is no name at all, or where no more faults are told.
    pub(crate) fn near<'n>(&self, text: &str, known: impl Iterator<Item = &'n str>) -> String {
        if text.len() > LONGEST_NAME || self.faults.is_full() { String::new() } else { nearest(text, known) }
    }

    /// This whole number.
    pub(crate) fn whole(&self) -> Option<i32> {
        self.whole_from(-1_000_000, 1_000_000)
    }

    /// This whole number, which lies between two bounds or is one of them.
    pub(crate) fn whole_from(&self, least: i32, most: i32) -> Option<i32> {
        let number = self.value.as_i64().and_then(|number| i32::try_from(number).ok());
        let whole = number.filter(|number| (least..=most).contains(number));
        if whole.is_none() {
            self.fault(format!("must be a whole number from {least} to {most}"));
        }
        whole
    }
}

/// The exact points of a value, for what reads values of any kind.
pub(crate) fn as_points(node: &Node<'_>) -> Option<Points> {
    node.points()
}

/// "; did you mean a, b?": the known names that are nearest to one that is not, or nothing.
fn nearest<'n>(text: &str, known: impl Iterator<Item = &'n str>) -> String {
    let limit = (text.chars().count() / 3).max(2);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for name in known {
        let within = name.contains(text) || text.contains(name);
        let apart = if within && text.len() > 3 { 1 } else { edits(text, name) };
        if apart <= limit && near.iter().all(|(_, other)| *other != name) {
            near.push((apart, name));
        }
    }
    crate::points::sort_short(&mut near, |(apart, _)| *apart);
    let names: Vec<&str> = near.into_iter().take(3).map(|(_, name)| name).collect();
    if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(", ")) }
}

/// How many letters must be changed, put in or taken out to make one text the other (Levenshtein).
fn edits(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (place, own) in one.chars().enumerate() {
        let mut before = place;
        if let Some(first) = row.first_mut() {
            *first = place + 1;
        }
        for (at, theirs) in other.chars().enumerate() {
            let above = row.get(at + 1).copied().unwrap_or(0);
            let left = row.get(at).copied().unwrap_or(0);
            let changed = before + usize::from(own != theirs);
            before = above;
            if let Some(cell) = row.get_mut(at + 1) {
                *cell = changed.min(above + 1).min(left + 1);
            }
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_answered_with_the_name_that_was_meant() {
        let names = ["journey_minutes", "journey_outside", "plan"];
        assert_eq!(nearest("journey_minute", names.into_iter()), "; did you mean journey_minutes?");
        assert_eq!(nearest("zebra_crossing", names.into_iter()), "");
        assert_eq!(edits("kitten", "sitting"), 3);
    }
}
