//! JSON, read and written: what files need of it, and no more.
//!
//! Our own, because a library computes numbers in binary. Nothing here wants that: a number stays
//! the text that the file has, which is exact. The tables that binary numbers need would be a tenth
//! of the page (docs/decisions/size-of-the-first-load.md). Two things are stricter than JSON: a name
//! stands once in an object, and everything has a bound.

use crate::facts::value::shortened;
use std::fmt;

/// How deep lists and objects may stand in each other.
const DEEPEST: usize = 100;

/// The most records that one list may hold. A service has some thousand cases.
const LONGEST_LIST: usize = 20_000;

/// The most names that one object may hold: each is compared with those before it.
const MOST_NAMES: usize = 1_000;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as the file has it.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Names and values, in the order of the file.
    Object(Vec<(String, Value)>),
}

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    what: String,
    line: usize,
    column: usize,
    /// True where the text ends before the value does.
    pub ended: bool,
}

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at line {} column {}", self.what, self.line, self.column)
    }
}

impl Value {
    /// Reads a text.
    ///
    /// # Errors
    /// When the text is not JSON, says a name twice in one object, or goes over a bound.
    pub fn read(text: &str) -> Result<Self, Broken> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEEPEST)?;
        reader.skip_space();
        if reader.at < text.len() { Err(reader.broken("there is more after the end")) } else { Ok(value) }
    }

    /// The value as readable text, with a line for each part.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::new();
        self.write_to(&mut text, 0);
        text
    }

    fn write_to(&self, text: &mut String, depth: usize) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(yes) => text.push_str(if *yes { "true" } else { "false" }),
            Self::Number(number) => text.push_str(number),
            Self::Text(own) => write_text(text, own),
            Self::List(items) => {
                text.push('[');
                for (place, item) in items.iter().enumerate() {
                    new_line(text, place, depth + 1);
                    item.write_to(text, depth + 1);
                }
                end(text, items.len(), depth, ']');
            }
            Self::Object(entries) => {
                text.push('{');
                for (place, (name, value)) in entries.iter().enumerate() {
                    new_line(text, place, depth + 1);
                    write_text(text, name);
                    text.push_str(": ");
                    value.write_to(text, depth + 1);
                }
                end(text, entries.len(), depth, '}');
            }
        }
    }

    /// The value of a name, where this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// The names and values, where this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        if let Self::Object(entries) = self { Some(entries) } else { None }
    }

    /// The items, where this is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The text, where this is text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number, where this is a whole one that is not too large.
    #[must_use]
    pub fn as_whole(&self) -> Option<i32> {
        if let Self::Number(number) = self { number.parse().ok() } else { None }
    }
}

fn new_line(text: &mut String, place: usize, depth: usize) {
    if place > 0 {
        text.push(',');
    }
    text.push('\n');
    for _ in 0..depth {
        text.push_str("  ");
    }
}

fn end(text: &mut String, count: usize, depth: usize, bracket: char) {
    if count > 0 {
        new_line(text, 0, depth);
    }
    text.push(bracket);
}

fn write_text(text: &mut String, own: &str) {
    text.push('"');
    for character in own.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            control if control < ' ' => {
                text.push_str("\\u00");
                text.extend(char::from_digit(u32::from(control) / 16, 16));
                text.extend(char::from_digit(u32::from(control) % 16, 16));
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

/// A text and how far it is read.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn broken(&self, what: &str) -> Broken {
        let before = self.text.bytes().take(self.at);
        let line = before.clone().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rev().take_while(|byte| *byte != b'\n').count() + 1;
        Broken { what: what.to_owned(), line, column, ended: self.at >= self.text.len() }
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, which: fn(u8) -> bool) {
        while self.next().is_some_and(which) {
            self.at += 1;
        }
    }

    fn skip_space(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    /// Goes past a sign, and space before it, where it comes next.
    fn takes(&mut self, sign: u8) -> bool {
        self.skip_space();
        let comes = self.next() == Some(sign);
        self.at += usize::from(comes);
        comes
    }

    fn value(&mut self, depth: usize) -> Result<Value, Broken> {
        self.skip_space();
        match self.next() {
            Some(b'{') => self.object(depth).map(Value::Object),
            Some(b'[') => self.list(depth).map(Value::List),
            Some(b'"') => self.quoted().map(Value::Text),
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.broken("a value is wanted")),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Broken> {
        for letter in word.bytes() {
            if self.next() != Some(letter) {
                return Err(self.broken("a value is wanted"));
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn deeper(&self, depth: usize) -> Result<usize, Broken> {
        depth.checked_sub(1).ok_or_else(|| self.broken("too many brackets stand in each other"))
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Value>, Broken> {
        let depth = self.deeper(depth)?;
        self.at += 1;
        let mut items = Vec::new();
        if self.takes(b']') {
            return Ok(items);
        }
        loop {
            if items.len() == LONGEST_LIST {
                return Err(self.broken(&format!("a list may hold {LONGEST_LIST} records at most")));
            }
            items.push(self.value(depth)?);
            if self.takes(b']') {
                return Ok(items);
            }
            if !self.takes(b',') {
                return Err(self.broken("a comma or ] is wanted"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Vec<(String, Value)>, Broken> {
        let depth = self.deeper(depth)?;
        self.at += 1;
        let mut entries: Vec<(String, Value)> = Vec::new();
        if self.takes(b'}') {
            return Ok(entries);
        }
        loop {
            self.skip_space();
            if self.next() != Some(b'"') {
                return Err(self.broken("a name in quotation marks is wanted"));
            }
            let name = self.quoted()?;
            if entries.iter().any(|(own, _)| *own == name) {
                return Err(self.broken(&format!("\u{201c}{}\u{201d} stands twice", shortened(&name))));
            }
            if entries.len() == MOST_NAMES {
                return Err(self.broken(&format!("an object may hold {MOST_NAMES} names at most")));
            }
            if !self.takes(b':') {
                return Err(self.broken("a colon is wanted"));
            }
            entries.push((name, self.value(depth)?));
            if self.takes(b'}') {
                return Ok(entries);
            }
            if !self.takes(b',') {
                return Err(self.broken("a comma or } is wanted"));
            }
        }
    }

    fn number(&mut self) -> Result<String, Broken> {
        let from = self.at;
        self.at += usize::from(self.next() == Some(b'-'));
        if self.next() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.next() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.next(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.next(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(self.since(from).to_owned())
    }

    fn digits(&mut self) -> Result<(), Broken> {
        let from = self.at;
        self.skip(|byte| byte.is_ascii_digit());
        if self.at == from { Err(self.broken("a digit is wanted")) } else { Ok(()) }
    }

    fn since(&self, from: usize) -> &str {
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// The text in quotation marks that begins here.
    fn quoted(&mut self) -> Result<String, Broken> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let from = self.at;
            self.skip(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f));
            text.push_str(self.since(from));
            match self.next() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escaped()?);
                }
                _ => return Err(self.broken("a quotation mark is wanted before the line ends")),
            }
        }
    }

    /// The character that stands after a backslash.
    fn escaped(&mut self) -> Result<char, Broken> {
        let found = match self.next() {
            Some(own @ (b'"' | b'\\' | b'/')) => char::from(own),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.by_number(),
            _ => return Err(self.broken("no such character can stand after a backslash")),
        };
        self.at += 1;
        Ok(found)
    }

    /// The character that is written as `\u` and four digits, or as two of those.
    fn by_number(&mut self) -> Result<char, Broken> {
        let first = self.four_digits()?;
        let code = if (0xd800..0xdc00).contains(&first) && self.next() == Some(b'\\') {
            self.at += 1;
            let second = self.four_digits()?;
            // What is no second half makes a code that no character has.
            second
                .checked_sub(0xdc00)
                .filter(|low| *low < 0x400)
                .map_or(first, |low| 0x1_0000 + (first - 0xd800) * 0x400 + low)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.broken("there is no such character"))
    }

    fn four_digits(&mut self) -> Result<u32, Broken> {
        if self.next() != Some(b'u') {
            return Err(self.broken("the other half of a character is wanted"));
        }
        let mut code = 0;
        for _ in 0..4 {
            self.at += 1;
            let digit = self.next().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or_else(|| self.broken("four digits are wanted after \\u"))?;
        }
        self.at += 1;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn says(text: &str) -> String {
        Value::read(text).unwrap_err().to_string()
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        for number in ["0", "-0", "7", "22.20", "1e999", "-1.5E+3", "123456789012345678901234567890"] {
            assert_eq!(Value::read(number), Ok(Value::Number(number.to_owned())));
        }
    }

    #[test]
    fn what_breaks_is_told_with_its_place() {
        assert_eq!(says("{\n  \"a\": 07\n}"), "a comma or } is wanted at line 2 column 9");
        assert_eq!(says("[1 2]"), "a comma or ] is wanted at line 1 column 4");
        assert_eq!(says("{\"a\" 1}"), "a colon is wanted at line 1 column 6");
        assert_eq!(says("{a: 1}"), "a name in quotation marks is wanted at line 1 column 2");
        assert_eq!(says("1 1"), "there is more after the end at line 1 column 3");
        assert_eq!(says("{\"a\": 1, \"a\": 2}"), "\u{201c}a\u{201d} stands twice at line 1 column 13");
        assert_eq!(says("\"\\ud800\\ud800\""), "there is no such character at line 1 column 14");
    }

    #[test]
    fn an_object_of_endless_names_is_refused() {
        let many = (0..=MOST_NAMES).map(|place| format!("\"n{place}\": 0")).collect::<Vec<_>>().join(",");
        assert!(says(&format!("{{{many}}}")).contains("1000 names at most"));
    }

    /// The same value as another reader of JSON has it.
    fn plain(value: &Value) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(yes) => (*yes).into(),
            Value::Number(number) => serde_json::from_str(number).unwrap(),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(plain).collect(),
            Value::Object(entries) => entries.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(|number| Value::Number(number.to_string())),
            ".*".prop_map(Value::Text),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
                prop::collection::btree_map(".*", inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_here_and_elsewhere(value in any_value()) {
            let text = value.write();
            prop_assert_eq!(Value::read(&text), Ok(value.clone()));
            let elsewhere: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&elsewhere, &plain(&value));
            prop_assert_eq!(serde_json::to_string_pretty(&elsewhere).unwrap().len(), text.len());
        }

        #[test]
        fn what_others_write_reads_here_as_the_same(value in any_value()) {
            let elsewhere = plain(&value);
            let text = serde_json::to_string(&elsewhere).unwrap();
            prop_assert_eq!(plain(&Value::read(&text).unwrap()), elsewhere);
        }

        #[test]
        fn a_text_is_json_here_exactly_when_it_is_elsewhere(
            parts in prop::collection::vec(prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\"", "\\", "\\u", "d83d", "\\ude00", "\\n", " ", "\n",
                "\u{1}", "\u{e9}", "-", "0", "7", ".", "e", "+", "true", "null", "tru", "1.5", "[]", "{}", "\"a\":1",
            ]), 0..12),
        ) {
            let text = parts.concat();
            let elsewhere = serde_json::from_str::<serde_json::Value>(&text);
            match Value::read(&text) {
                Ok(value) => match elsewhere {
                    Ok(elsewhere) => prop_assert_eq!(plain(&value), elsewhere),
                    Err(error) => prop_assert!(error.to_string().contains("out of range"), "{}: {}", text, error),
                },
                Err(broken) => prop_assert!(elsewhere.is_err() || broken.what.contains("twice"), "{}: {}", text, broken),
            }
        }
    }
}
