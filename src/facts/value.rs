//! One value of a fact: how it is written, read, offered on a form and seen by the engine.

use super::fault::Fault;
use crate::points::Points;

/// What the engine sees of a value: the position of a choice, a number, or [`UNKNOWN`].
pub type Code = i32;

/// Nobody gave the value, or it was marked as not known.
pub const UNKNOWN: Code = Code::MIN;

/// Code of a yes/no fact that is so.
pub const YES: Code = 1;

/// Code of a yes/no fact that is not so.
pub const NO: Code = 0;

/// The word that stands for "not known" in a file, for facts that are ordinary when not marked.
pub const UNKNOWN_TEXT: &str = "unknown";

/// One choice of a list: its code in files, its words on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As files write it.
    pub code: &'static str,
    /// As people read it.
    pub words: &'static str,
}

/// What kind of value a fact takes: enough to draw its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Marked or not; not marked means that it is not so.
    Mark,
    /// Yes or no; not answered means that it is not known.
    Answer,
    /// One of a list; not chosen means that it is not known.
    OneOf(&'static [Choice]),
    /// One of a list; not chosen means the first of the list.
    Ordinary(&'static [Choice]),
    /// A whole number.
    Whole {
        /// The least that is taken.
        least: i32,
        /// The most that is taken.
        most: i32,
    },
    /// A decimal number in hundredths.
    Decimal {
        /// The least that is taken, in hundredths.
        least: i32,
        /// The most that is taken, in hundredths.
        most: i32,
    },
    /// A month, `2026-11`.
    Month,
    /// A day or a month, `2026-11-21` or `2026-11`.
    When,
    /// Free text on one line.
    Text {
        /// The most characters that are taken.
        longest: usize,
    },
    /// The id of a practitioner or a child of this workspace.
    Reference,
}

/// A value of a fact.
pub trait Value: Clone + PartialEq + Default {
    /// What the value looks like.
    const KIND: Kind;

    /// Reads the text of a file or a field; empty text is "not given".
    ///
    /// # Errors
    /// When the text is not a value of this kind; the message says what would be.
    fn read(text: &str) -> Result<Self, Fault>;

    /// The text that reads back as this value; empty where nothing was given.
    fn write(&self) -> String;

    /// What the engine sees.
    fn code(&self) -> Code {
        UNKNOWN
    }
}

/// A fact that is ordinarily not so, and marked where it is (an interpreter is needed).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Not marked: not so.
    #[default]
    No,
    /// Marked: so.
    Yes,
    /// Said to be not known (an import that could not tell).
    Unknown,
}

/// A fact that has no ordinary state: not answered means not known (stable or unstable).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Not answered.
    #[default]
    Unknown,
    /// It is so.
    Yes,
    /// It is not so.
    No,
}

fn yes_or_no(text: &str) -> Result<bool, Fault> {
    match text {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err(Fault::new(format!("\u{201c}{}\u{201d} must be yes, no or unknown", shortened(text)))),
    }
}

/// Text for a message: at most forty characters, controls and direction marks left out.
#[must_use]
pub fn shortened(text: &str) -> String {
    let mut clean: String = text.chars().filter(|c| !is_unsafe(*c)).take(41).collect();
    if clean.chars().count() > 40 {
        clean = clean.chars().take(39).collect();
        clean.push('…');
    }
    clean
}

/// Characters that could make a text look like another: controls and direction overrides.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Value for Mark {
    const KIND: Kind = Kind::Mark;
    fn read(text: &str) -> Result<Self, Fault> {
        match text {
            "" => Ok(Self::No),
            UNKNOWN_TEXT => Ok(Self::Unknown),
            _ => yes_or_no(text).map(|yes| if yes { Self::Yes } else { Self::No }),
        }
    }
    fn write(&self) -> String {
        match self {
            Self::No => "",
            Self::Yes => "yes",
            Self::Unknown => UNKNOWN_TEXT,
        }
        .to_owned()
    }
    fn code(&self) -> Code {
        match self {
            Self::No => NO,
            Self::Yes => YES,
            Self::Unknown => UNKNOWN,
        }
    }
}

impl Value for Answer {
    const KIND: Kind = Kind::Answer;
    fn read(text: &str) -> Result<Self, Fault> {
        match text {
            "" | UNKNOWN_TEXT => Ok(Self::Unknown),
            _ => yes_or_no(text).map(|yes| if yes { Self::Yes } else { Self::No }),
        }
    }
    fn write(&self) -> String {
        match self {
            Self::Unknown => "",
            Self::Yes => "yes",
            Self::No => "no",
        }
        .to_owned()
    }
    fn code(&self) -> Code {
        match self {
            Self::No => NO,
            Self::Yes => YES,
            Self::Unknown => UNKNOWN,
        }
    }
}

/// A closed list of values with a code and words for each.
pub trait Listed: Copy + PartialEq + 'static {
    /// Every value, in the order of the list.
    const ALL: &'static [Self];
    /// Code and words of every value, in the same order.
    const CHOICES: &'static [Choice];

    /// The place of this value in the list.
    fn position(self) -> usize {
        Self::ALL.iter().position(|value| *value == self).unwrap_or(0)
    }

    /// The code of this value in files.
    fn text(self) -> &'static str {
        Self::CHOICES.get(self.position()).map_or("", |choice| choice.code)
    }

    /// This value in words.
    fn words(self) -> &'static str {
        Self::CHOICES.get(self.position()).map_or("", |choice| choice.words)
    }

    /// The value with this code.
    #[must_use]
    fn with_code(text: &str) -> Option<Self> {
        let position = Self::CHOICES.iter().position(|choice| choice.code == text)?;
        Self::ALL.get(position).copied()
    }
}

fn listed<L: Listed>(text: &str) -> Result<L, Fault> {
    L::with_code(text).ok_or_else(|| {
        let codes: Vec<_> = L::CHOICES.iter().map(|choice| choice.code).collect();
        Fault::new(format!("\u{201c}{}\u{201d} is not one of: {}", shortened(text), codes.join(", ")))
    })
}

fn position_code<L: Listed>(value: L) -> Code {
    Code::try_from(value.position()).unwrap_or(UNKNOWN)
}

impl<L: Listed> Value for Option<L> {
    const KIND: Kind = Kind::OneOf(L::CHOICES);
    fn read(text: &str) -> Result<Self, Fault> {
        if text.is_empty() || text == UNKNOWN_TEXT { Ok(None) } else { listed(text).map(Some) }
    }
    fn write(&self) -> String {
        self.map(Listed::text).unwrap_or_default().to_owned()
    }
    fn code(&self) -> Code {
        self.map_or(UNKNOWN, position_code)
    }
}

/// A choice with an ordinary state, the first of its list, that may be said to be not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated<L> {
    /// It is this one.
    As(L),
    /// Said to be not known.
    Unknown,
}

impl<L: Listed> Stated<L> {
    /// The value, the ordinary one where it is not known.
    #[must_use]
    pub fn or_ordinary(self) -> Option<L> {
        match self {
            Self::As(value) => Some(value),
            Self::Unknown => L::ALL.first().copied(),
        }
    }

    /// True when it is known to be this value.
    #[must_use]
    pub fn is(self, value: L) -> bool {
        matches!(self, Self::As(own) if own == value)
    }
}

impl<L: Listed> Default for Stated<L> {
    fn default() -> Self {
        L::ALL.first().copied().map_or(Self::Unknown, Self::As)
    }
}

impl<L: Listed> Value for Stated<L> {
    const KIND: Kind = Kind::Ordinary(L::CHOICES);
    fn read(text: &str) -> Result<Self, Fault> {
        match text {
            "" => Ok(Self::default()),
            UNKNOWN_TEXT => Ok(Self::Unknown),
            _ => listed(text).map(Self::As),
        }
    }
    fn write(&self) -> String {
        match self {
            own if *own == Self::default() => "",
            Self::As(value) => value.text(),
            Self::Unknown => UNKNOWN_TEXT,
        }
        .to_owned()
    }
    fn code(&self) -> Code {
        match self {
            Self::As(value) => position_code(*value),
            Self::Unknown => UNKNOWN,
        }
    }
}

/// A whole number between two bounds that its type names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole<const LEAST: i32, const MOST: i32>(i32);

impl<const LEAST: i32, const MOST: i32> Whole<LEAST, MOST> {
    /// The number, where it lies within the bounds.
    #[must_use]
    pub const fn of(number: i32) -> Option<Self> {
        if number >= LEAST && number <= MOST { Some(Self(number)) } else { None }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }
}

impl<const LEAST: i32, const MOST: i32> Value for Option<Whole<LEAST, MOST>> {
    const KIND: Kind = Kind::Whole { least: LEAST, most: MOST };
    fn read(text: &str) -> Result<Self, Fault> {
        if text.is_empty() || text == UNKNOWN_TEXT {
            return Ok(None);
        }
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let number = if plain { text.parse().ok().and_then(Whole::of) } else { None };
        number.map(Some).ok_or_else(|| {
            Fault::new(format!("\u{201c}{}\u{201d} must be a whole number from {LEAST} to {MOST}", shortened(text)))
        })
    }
    fn write(&self) -> String {
        self.map(|whole| whole.0.to_string()).unwrap_or_default()
    }
    fn code(&self) -> Code {
        self.map_or(UNKNOWN, |whole| whole.0)
    }
}

/// A decimal number in hundredths between two bounds that its type names (in hundredths).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hundredths<const LEAST: i32, const MOST: i32>(i32);

impl<const LEAST: i32, const MOST: i32> Hundredths<LEAST, MOST> {
    /// The number of hundredths, where it lies within the bounds.
    #[must_use]
    pub const fn of(hundredths: i32) -> Option<Self> {
        if hundredths >= LEAST && hundredths <= MOST { Some(Self(hundredths)) } else { None }
    }

    /// The number of hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i32 {
        self.0
    }

    /// The number as points would be written, for arithmetic that must stay exact.
    #[must_use]
    pub const fn exact(self) -> Points {
        Points::ten_thousandths(self.0 as i64 * 100)
    }
}

impl<const LEAST: i32, const MOST: i32> Value for Option<Hundredths<LEAST, MOST>> {
    const KIND: Kind = Kind::Decimal { least: LEAST, most: MOST };
    fn read(text: &str) -> Result<Self, Fault> {
        if text.is_empty() || text == UNKNOWN_TEXT {
            return Ok(None);
        }
        let exact = Points::read(text).ok().filter(|amount| amount.is_multiple_of(Points::ten_thousandths(100)));
        exact
            .and_then(|amount| i32::try_from(amount.in_ten_thousandths() / 100).ok())
            .and_then(Hundredths::of)
            .map(Some)
            .ok_or_else(|| {
                let bound = |hundredths: i32| Points::ten_thousandths(i64::from(hundredths) * 100);
                Fault::new(format!(
                    "\u{201c}{}\u{201d} must be a number from {} to {} with at most two decimal places",
                    shortened(text),
                    bound(LEAST),
                    bound(MOST)
                ))
            })
    }
    fn write(&self) -> String {
        self.map(|value| value.exact().to_string()).unwrap_or_default()
    }
    fn code(&self) -> Code {
        self.map_or(UNKNOWN, |value| value.0)
    }
}

/// Text on one line of at most so many characters; controls and direction overrides are refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<const LONGEST: usize>(String);

impl<const LONGEST: usize> Text<LONGEST> {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const LONGEST: usize> Value for Text<LONGEST> {
    const KIND: Kind = Kind::Text { longest: LONGEST };
    fn read(text: &str) -> Result<Self, Fault> {
        if text.chars().count() > LONGEST {
            return Err(Fault::new(format!("must have at most {LONGEST} characters")));
        }
        if text.chars().any(is_unsafe) {
            return Err(Fault::new("must be one line of plain text, without control or direction characters"));
        }
        Ok(Self(text.to_owned()))
    }
    fn write(&self) -> String {
        self.0.clone()
    }
}

/// The id of a record: one to forty letters, digits, `-`, `_` or `.`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// An id from its text.
    ///
    /// # Errors
    /// When the text is empty, longer than forty characters, or has any other character.
    pub fn new(text: &str) -> Result<Self, Fault> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if text.is_empty() || text.len() > 40 || !text.bytes().all(allowed) {
            return Err(Fault::new(format!(
                "the id \u{201c}{}\u{201d} must be 1 to 40 letters, digits, hyphens, underscores or full stops",
                shortened(text)
            )));
        }
        Ok(Self(text.to_owned()))
    }

    /// The id's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A reference to a record of this workspace, or to none.
impl Value for Option<Id> {
    const KIND: Kind = Kind::Reference;
    fn read(text: &str) -> Result<Self, Fault> {
        if text.is_empty() { Ok(None) } else { Id::new(text).map(Some) }
    }
    fn write(&self) -> String {
        self.as_ref().map(|id| id.0.clone()).unwrap_or_default()
    }
}
