//! A document's text as a tree of values in the order of the file, each with where it stands in the
//! text, so that one value can be changed and every other letter of the file stays as it was.
//!
//! The text was read by the document's reader before, so what is no JSON is simply no tree here.

use std::fmt;
use std::ops::Range;

/// The deepest nesting that is followed: what the document's reader follows too.
const DEEPEST: usize = 128;

/// One step into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The part of an object with this name.
    Name(String),
    /// The item of a list at this place; counting begins at 0.
    Item(usize),
}

/// Where a value stands in a document, from the outside in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(pub Vec<Step>);

impl Place {
    /// The place of a part of what stands here.
    #[must_use]
    pub fn name(&self, name: &str) -> Self {
        self.with(Step::Name(name.to_owned()))
    }

    /// The place of an item of what stands here.
    #[must_use]
    pub fn item(&self, place: usize) -> Self {
        self.with(Step::Item(place))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// As faults name places: `steps[3].rules[0].points`.
impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Name(name) if position == 0 => formatter.write_str(name)?,
                Step::Name(name) => write!(formatter, ".{name}")?,
                Step::Item(place) => write!(formatter, "[{place}]")?,
            }
        }
        Ok(())
    }
}

/// A value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree<'t> {
    /// The value as it stands in the text.
    pub text: &'t str,
    /// From which byte of the whole text on.
    start: usize,
    /// What it is made of.
    parts: Parts<'t>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Parts<'t> {
    Object(Vec<(String, Tree<'t>)>),
    List(Vec<Tree<'t>>),
    Leaf,
}

impl<'t> Tree<'t> {
    /// The tree of a text; nothing where it is not JSON.
    #[must_use]
    pub fn read(text: &'t str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        // A mark that some editors put first is no part of the document.
        if text.starts_with('\u{feff}') {
            reader.at = '\u{feff}'.len_utf8();
        }
        reader.space();
        let tree = reader.value(0)?;
        reader.space();
        (reader.at == text.len()).then_some(tree)
    }

    /// The bytes of the whole text that it takes up.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The part of an object with a name.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&Self> {
        self.entries().iter().find(|(own, _)| own == name).map(|(_, tree)| tree)
    }

    /// Names and values of an object, in the order of the file; none where it is no object.
    #[must_use]
    pub fn entries(&self) -> &[(String, Self)] {
        if let Parts::Object(entries) = &self.parts { entries } else { &[] }
    }

    /// The items of a list; none where it is no list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Parts::List(items) = &self.parts { items } else { &[] }
    }

    /// The items of a part that is a list.
    #[must_use]
    pub fn list(&self, name: &str) -> &[Self] {
        self.part(name).map_or(&[], Self::items)
    }

    /// True for text, numbers, true, false and null.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        self.parts == Parts::Leaf
    }

    /// What a leaf says: text without its marks, anything else as it stands.
    #[must_use]
    pub fn words(&self) -> String {
        if self.text.starts_with('"') {
            serde_json::from_str(self.text).unwrap_or_default()
        } else {
            self.text.to_owned()
        }
    }

    /// What a part that is a leaf says; nothing where there is none.
    #[must_use]
    pub fn words_of(&self, name: &str) -> String {
        self.part(name).filter(|part| part.is_leaf()).map_or_else(String::new, Self::words)
    }

    /// The texts of a list.
    #[must_use]
    pub fn texts_of(&self, name: &str) -> Vec<String> {
        self.list(name).iter().map(Self::words).collect()
    }

    /// What stands at a place.
    #[must_use]
    pub fn at(&self, place: &Place) -> Option<&Self> {
        place.0.iter().try_fold(self, |tree, step| match step {
            Step::Name(name) => tree.part(name),
            Step::Item(place) => tree.items().get(*place),
        })
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.next(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// Goes past a letter that must stand here, and the space after it.
    fn past(&mut self, letter: u8) -> Option<()> {
        (self.next()? == letter).then(|| {
            self.at += 1;
            self.space();
        })
    }

    fn value(&mut self, depth: usize) -> Option<Tree<'t>> {
        let start = self.at;
        let parts = match self.next()? {
            _ if depth > DEEPEST => return None,
            b'{' => {
                let mut entries = Vec::new();
                self.several(b'}', &mut |reader| {
                    let name = reader.leaf()?;
                    let name = serde_json::from_str(name).ok()?;
                    reader.space();
                    reader.past(b':')?;
                    entries.push((name, reader.value(depth + 1)?));
                    Some(())
                })?;
                Parts::Object(entries)
            }
            b'[' => {
                let mut items = Vec::new();
                self.several(b']', &mut |reader| {
                    items.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Parts::List(items)
            }
            _ => {
                self.leaf()?;
                Parts::Leaf
            }
        };
        Some(Tree { text: self.text.get(start..self.at)?, start, parts })
    }

    /// What stands between two brackets, with commas between.
    fn several(&mut self, end: u8, one: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.space();
        if self.next()? != end {
            loop {
                one(self)?;
                self.space();
                if self.next()? == end {
                    break;
                }
                self.past(b',')?;
            }
        }
        self.at += 1;
        Some(())
    }

    /// A text with its marks, or a word or number.
    fn leaf(&mut self) -> Option<&'t str> {
        let start = self.at;
        if self.next()? == b'"' {
            loop {
                self.at += 1;
                match self.next()? {
                    b'\\' => self.at += 1,
                    b'"' => break,
                    _ => {}
                }
            }
            self.at += 1;
        } else {
            while self.next().is_some_and(|letter| letter.is_ascii_alphanumeric() || b"+-.".contains(&letter)) {
                self.at += 1;
            }
        }
        self.text.get(start..self.at).filter(|text| !text.is_empty())
    }
}
