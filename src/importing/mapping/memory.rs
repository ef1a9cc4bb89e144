//! What headings and words were taken as last time. No data of a case: headings, and words of closed lists.

use super::targets::{Rows, Target};
use std::fmt::Write as _;

/// The most entries that are remembered.
pub const MOST: usize = 500;

/// The longest heading that is remembered.
pub const LONGEST: usize = 80;

/// The longest word that is remembered.
pub const LONGEST_WORD: usize = 30;

/// The first line of what is remembered. Anything else is somebody else's text.
const FIRST: &str = "fairload-columns 1";

/// One thing that is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    /// In such a table a heading (its key) stands for this.
    Heading(Rows, String, Target),
    /// In a column of this target a word means this code; empty: nothing that could be said.
    Word(Target, String, String),
}

/// What is remembered, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    entries: Vec<Entry>,
}

impl Memory {
    /// Reads what was written. What is damaged is left out; a text that is none of ours is nothing.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut lines = text.lines();
        if lines.next() != Some(FIRST) {
            return Self::default();
        }
        Self { entries: lines.take(MOST).filter_map(read_line).collect() }
    }

    /// The text that reads back.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = FIRST.to_owned();
        for entry in &self.entries {
            let (kind, first, second, third) = match entry {
                Entry::Heading(rows, key, target) => ("heading", rows.code().to_owned(), key, target.code()),
                Entry::Word(target, word, code) => ("word", target.code(), word, code.clone()),
            };
            // Writing to a text does not fail.
            let _ = write!(text, "\n{kind}\t{first}\t{second}\t{third}");
        }
        text
    }

    /// What a heading stood for last time.
    #[must_use]
    pub fn heading(&self, rows: Rows, key: &str) -> Option<Target> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Heading(own, heading, target) if *own == rows && heading == key => Some(*target),
            _ => None,
        })
    }

    /// What a word meant last time; empty for nothing.
    #[must_use]
    pub fn word(&self, target: Target, word: &str) -> Option<&str> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Word(own, text, code) if *own == target && text == word => Some(code.as_str()),
            _ => None,
        })
    }

    /// Notes what a heading stands for. What is longer than can be remembered is not.
    pub fn say_heading(&mut self, rows: Rows, key: &str, target: Target) {
        self.forget_heading(rows, key);
        if is_kept(key) {
            self.entries.insert(0, Entry::Heading(rows, key.to_owned(), target));
        }
        self.entries.truncate(MOST);
    }

    /// Forgets what a heading stood for.
    pub fn forget_heading(&mut self, rows: Rows, key: &str) {
        self.entries
            .retain(|entry| !matches!(entry, Entry::Heading(own, heading, _) if *own == rows && heading == key));
    }

    /// Notes what a word means in a column of this target.
    pub fn say_word(&mut self, target: Target, word: &str, code: &str) {
        self.forget_word(target, word);
        if is_word(word) {
            self.entries.insert(0, Entry::Word(target, word.to_owned(), code.to_owned()));
        }
        self.entries.truncate(MOST);
    }

    /// Forgets what a word means: it is what is guessed anyway.
    pub fn forget_word(&mut self, target: Target, word: &str) {
        self.entries.retain(|entry| !matches!(entry, Entry::Word(own, text, _) if *own == target && text == word));
    }
}

fn is_kept(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(['\t', '\n', '\r'])
}

/// True for a word that may be remembered: short and without figures, so that no name with a day or a number is.
fn is_word(text: &str) -> bool {
    is_kept(text) && text.chars().count() <= LONGEST_WORD && !text.chars().any(char::is_numeric)
}

fn read_line(line: &str) -> Option<Entry> {
    let mut parts = line.split('\t');
    let (kind, first, second, third) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !is_kept(second) {
        return None;
    }
    let rows = [Rows::Children, Rows::Practitioners];
    match kind {
        "heading" => {
            let rows = rows.into_iter().find(|own| own.code() == first)?;
            Some(Entry::Heading(rows, second.to_owned(), rows.target(third)?))
        }
        "word" => {
            let target = rows.into_iter().find_map(|own| own.target(first))?;
            let known = third.is_empty() || target.closed()?.iter().any(|(code, _)| *code == third);
            (known && is_word(second)).then(|| Entry::Word(target, second.to_owned(), third.to_owned()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::targets::Of;
    use super::*;
    use proptest::prelude::*;

    const PLAN: Target = Target::Fact(Of::Child, "plan");

    #[test]
    fn what_is_remembered_reads_back() {
        let mut memory = Memory::default();
        memory.say_heading(Rows::Children, "case no", Target::Id);
        memory.say_heading(Rows::Children, "notes", Target::Leave);
        memory.say_word(PLAN, "amber", "child_in_need");
        memory.say_word(PLAN, "grey", "");
        let again = Memory::read(&memory.write());
        assert_eq!(again, memory);
        assert_eq!(again.heading(Rows::Children, "case no"), Some(Target::Id));
        assert_eq!(again.heading(Rows::Practitioners, "case no"), None);
        assert_eq!(again.heading(Rows::Children, "notes"), Some(Target::Leave));
        assert_eq!(again.word(PLAN, "amber"), Some("child_in_need"));
        assert_eq!(again.word(PLAN, "grey"), Some(""));
        assert_eq!(again.word(PLAN, "red"), None);
        memory.say_heading(Rows::Children, "case no", Target::Family);
        assert_eq!(memory.heading(Rows::Children, "case no"), Some(Target::Family));
        memory.forget_word(PLAN, "amber");
        assert_eq!(memory.word(PLAN, "amber"), None);
    }

    #[test]
    fn at_most_500_entries_are_kept_the_latest_first_and_no_long_words() {
        let mut memory = Memory::default();
        for number in 0..501 {
            memory.say_heading(Rows::Children, &format!("heading {number}"), Target::Leave);
        }
        assert_eq!(memory.heading(Rows::Children, "heading 0"), None);
        assert_eq!(memory.heading(Rows::Children, "heading 1"), Some(Target::Leave));
        assert_eq!(memory.write().lines().count(), 501);
        memory.say_word(PLAN, &"x".repeat(30), "child_in_need");
        memory.say_word(PLAN, &"y".repeat(31), "child_in_need");
        memory.say_word(PLAN, "cin 3/4/15", "child_in_need");
        assert!(memory.word(PLAN, "cin 3/4/15").is_none());
        assert!(memory.word(PLAN, &"x".repeat(30)).is_some());
        assert!(memory.word(PLAN, &"y".repeat(31)).is_none());
    }

    #[test]
    fn what_is_damaged_or_of_somebody_else_is_left_out() {
        assert_eq!(Memory::read("{\"a\": 1}"), Memory::default());
        let text = format!(
            "{FIRST}\nheading\tchildren\tcase no\tid\nheading\tchildren\tx\tno_such\nword\tid\tx\ty\nword\tchild.plan\tx\tno_such\nheading\tchildren\nrubbish\n\n"
        );
        assert_eq!(Memory::read(&text).entries, [Entry::Heading(Rows::Children, "case no".to_owned(), Target::Id)]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_left(text in "\\PC*|fairload-columns 1\n(heading|word)?\t(children|child.plan)?\t\\PC*\t?(id|yes)?") {
            let memory = Memory::read(&text);
            prop_assert_eq!(Memory::read(&memory.write()), memory);
        }
    }
}
