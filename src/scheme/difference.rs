//! What differs between two scheme documents, by place, in words. How a file is laid out is no
//! difference, nor is the order of names in an object.

use super::sheet::{Sheet, option_words};
use super::tree::{Place, Tree};

/// The most differences that are told: more than that is another scheme.
const MOST_TOLD: usize = 300;

/// The longest value that is told whole, in letters.
const LONGEST: usize = 160;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands in the later document; where something was taken out, the list that it stood in.
    pub place: Place,
    /// What it is about: the stage, the rule, the part of it.
    pub words: String,
    /// What the earlier document has, where it has something.
    pub was: Option<String>,
    /// What the later one has, where it has something.
    pub is: Option<String>,
    /// What puts the earlier value back, as JSON, where a value stands in both.
    pub back: Option<String>,
}

/// What the second document has otherwise than the first. Nothing where one of them is not JSON.
#[must_use]
pub fn differences(was: &str, is: &str) -> Vec<Difference> {
    let mut told = Vec::new();
    if let (Some(was), Some(is)) = (Tree::read(was), Tree::read(is)) {
        let mut telling = Telling { told: &mut told, parameters: &is, names: Vec::new() };
        telling.compare(&was, &is, &Place::default());
    }
    told
}

/// How many of the differences are figures, how many are other options of readings, and how many are anything
/// else but what the scheme is called and its worked examples, which follow from the rest. The sheet is the later
/// document's.
#[must_use]
pub fn tally(told: &[Difference], sheet: &Sheet) -> [usize; 3] {
    let mut counted = [0; 3];
    let [figures, readings, others] = &mut counted;
    for own in told {
        let place = own.place.to_string();
        if sheet.figures().any(|(_, _, figure)| figure.at == own.place) {
            *figures += 1;
        } else if place.starts_with("readings[") && place.ends_with(".parameter.chosen") {
            *readings += 1;
        } else if !place.starts_with("examples") && !["name", "abbreviation", "version"].contains(&place.as_str()) {
            *others += 1;
        }
    }
    counted
}

struct Telling<'a, 't> {
    told: &'a mut Vec<Difference>,
    parameters: &'a Tree<'t>,
    /// What is on the way to where we are.
    names: Vec<String>,
}

impl Telling<'_, '_> {
    fn compare(&mut self, was: &Tree<'_>, is: &Tree<'_>, place: &Place) {
        if self.told.len() >= MOST_TOLD {
            return;
        }
        if !was.items().is_empty() || !is.items().is_empty() {
            self.compare_lists(was, is, place);
        } else if !was.entries().is_empty() && !is.entries().is_empty() {
            self.compare_objects(was, is, place);
        } else if was.words() != is.words() {
            let (before, after) = (shown(was), shown(is));
            self.tell(place, Some(before), Some(after), Some(was.text.to_owned()));
        }
    }

    fn compare_objects(&mut self, was: &Tree<'_>, is: &Tree<'_>, place: &Place) {
        let of_parameter = is.part("options").is_some() && is.part("chosen").is_some();
        for (name, own) in is.entries() {
            let place = place.name(name);
            let words = self.part_words(name, is);
            self.names.push(words);
            match was.part(name) {
                Some(before) if of_parameter && name == "chosen" => {
                    if before.words() != own.words() {
                        let words = |tree: &Tree<'_>, of: &Tree<'_>| option_words(of, &tree.words());
                        let (before_words, after) = (words(before, was), words(own, is));
                        self.tell(&place, Some(before_words), Some(after), Some(before.text.to_owned()));
                    }
                }
                Some(before) => self.compare(before, own, &place),
                None => self.tell(&place, None, Some(shown(own)), None),
            }
            self.names.pop();
        }
        for (name, before) in was.entries().iter().filter(|(name, _)| is.part(name).is_none()) {
            let words = self.part_words(name, was);
            self.names.push(words);
            self.tell(place, Some(shown(before)), None, None);
            self.names.pop();
        }
    }

    fn compare_lists(&mut self, was: &Tree<'_>, is: &Tree<'_>, place: &Place) {
        let olds = was.items();
        let mut left: Vec<bool> = vec![true; olds.len()];
        let mut last = None;
        let mut turned = false;
        for (number, own) in is.items().iter().enumerate() {
            let place = place.item(number);
            let key = key(own);
            // What stands at the same place and is called the same, else the first that is.
            let same = |before: &Tree<'_>| self::key(before) == key;
            let here = olds.get(number).is_some_and(|before| left.get(number) == Some(&true) && same(before));
            let found = if here {
                Some(number)
            } else {
                olds.iter().zip(&left).position(|(before, left)| *left && same(before))
            };
            // Lists of what has no name, such as conditions or weights, go by place.
            let found = found.or_else(|| (key.is_none() && left.get(number) == Some(&true)).then_some(number));
            let name = called(own);
            let named = !name.is_empty();
            if named {
                self.names.push(name);
            }
            match found.and_then(|old| Some((old, olds.get(old)?))) {
                Some((old, before)) => {
                    if let Some(free) = left.get_mut(old) {
                        *free = false;
                    }
                    turned |= last.is_some_and(|last| old < last);
                    last = Some(old);
                    self.compare(before, own, &place);
                }
                None => self.tell(&place, None, Some(shown(own)), None),
            }
            if named {
                self.names.pop();
            }
        }
        for (before, _) in olds.iter().zip(&left).filter(|(_, left)| **left) {
            let name = called(before);
            let named = !name.is_empty();
            if named {
                self.names.push(name);
            }
            self.tell(place, Some(shown(before)), None, None);
            if named {
                self.names.pop();
            }
        }
        if turned {
            self.tell(place, Some("another order".to_owned()), Some("the order of this file".to_owned()), None);
        }
    }

    fn tell(&mut self, place: &Place, was: Option<String>, is: Option<String>, back: Option<String>) {
        if self.told.len() < MOST_TOLD {
            let names: Vec<&str> = self.names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            let words = names.join(", ");
            self.told.push(Difference { place: place.clone(), words, was, is, back });
        }
    }

    /// What a part of an object is called on the way; nothing for those that only hold others.
    fn part_words(&self, name: &str, of: &Tree<'_>) -> String {
        if of.part(name).is_some() && self.names.last().is_some_and(|last| last == "weights") {
            return self.option(name);
        }
        match name {
            "readings" if self.names.is_empty() => String::new(),
            "steps" | "rules" | "award" | "tables" | "rows" | "parameter" | "options" | "tasks" | "bands" | "table"
            | "parts" | "areas" | "chosen" => String::new(),
            "path" | "builds_up" => "by months in post".to_owned(),
            "benchmark" => "What others reported".to_owned(),
            "points" => "points".to_owned(),
            "first" => "first child".to_owned(),
            "other" => "each other child".to_owned(),
            "when" => "when it holds".to_owned(),
            "capacity" => "What is normal".to_owned(),
            "least" => "least".to_owned(),
            name => name.replace('_', " "),
        }
    }

    /// An option in words, whichever parameter it is of.
    fn option(&self, name: &str) -> String {
        let parameters = self.parameters.list("readings").iter().filter_map(|own| own.part("parameter"));
        let mut found = parameters.filter(|own| own.list("options").iter().any(|option| option.words_of("id") == name));
        found.next().map_or_else(|| name.to_owned(), |own| option_words(own, name))
    }
}

/// What tells an item of a list from others: its id, else its name.
fn key(own: &Tree<'_>) -> Option<String> {
    if own.is_leaf() {
        return Some(own.words());
    }
    let named = ["id", "name"].iter().find_map(|name| own.part(name));
    named.filter(|part| part.is_leaf()).map(Tree::words)
}

/// What an item is called: its name, else its label, else its id.
fn called(own: &Tree<'_>) -> String {
    if own.part("place").is_some() && own.part("name").is_none() && own.part("label").is_none() {
        return format!("Reading {}", own.words_of("id"));
    }
    let found = ["name", "title", "label", "id"].iter().find_map(|name| own.part(name));
    found.map_or_else(String::new, Tree::words)
}

/// A value in short.
fn shown(own: &Tree<'_>) -> String {
    let words = if own.is_leaf() {
        own.words()
    } else {
        let parts = [called(own), own.words_of("words")];
        let words = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(": ");
        // Without a name the value itself, laid out in one line.
        if words.is_empty() { own.text.split_whitespace().collect::<Vec<_>>().join(" ") } else { words }
    };
    if words.is_empty() {
        return "nothing".to_owned();
    }
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('\u{2026}');
    }
    short
}
