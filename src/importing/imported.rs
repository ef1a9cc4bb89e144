//! What an import said last of a child or a practitioner: the text of the fact `imported`.
//!
//! `0123456789abcdef.00112233445566aa plan=child_in_need|age=7|grounds=plan:1a2b3c4d` is the salt of the key, the
//! code, and what the file said. Beside what is there now it tells what the file changed from what a person
//! changed, so that a person's edit is kept and only what both changed is asked.

use super::code::{Coded, Key};
use crate::facts::value::is_unsafe;
use std::fmt::Write as _;

/// The most characters that the fact takes.
const MOST: usize = 2_000;

/// What was said under this name is who holds the case: the code of a practitioner, or nothing.
pub const HOLDER: &str = "holder";
/// What was said under this name is the team.
pub const TEAM: &str = "team";
/// What was said under this name are the tasks in progress: `kind@start+kind@start`.
pub const TASKS: &str = "tasks";
/// What was said under this name are reasons to think of siblings: `kind:hash,kind:hash`.
const GROUNDS: &str = "grounds";
/// What begins so is a fact of the case, not of the child.
pub const CASE: &str = "case.";

/// What an import said last of a child or a practitioner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The salt of the key that the code is under.
    pub salt: String,
    /// By what the record is known again.
    pub code: Coded,
    /// What the file said: names and texts, in the order of reading.
    pub said: Vec<(String, String)>,
    /// Reasons to think that the child has siblings in other cases: the kind and eight hexadecimal digits of what is
    /// shared.
    pub grounds: Vec<(String, String)>,
}

impl Imported {
    /// Reads the fact; nothing where it is empty or not of this form.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
        let (salt, code) = head.split_once('.')?;
        Key::of_salt(salt)?;
        Key::of_salt(code)?;
        let mut own = Self { salt: salt.to_owned(), code: Coded(code.to_owned()), ..Self::default() };
        for (name, value) in rest.split('|').filter_map(|part| part.split_once('=')) {
            if name == GROUNDS {
                let grounds = value.split(',').filter_map(|ground| ground.split_once(':'));
                own.grounds = grounds.map(|(kind, hash)| (kind.to_owned(), hash.to_owned())).collect();
            } else {
                own.said.push((name.to_owned(), value.to_owned()));
            }
        }
        Some(own)
    }

    /// The text of the fact. What would make it too long is left out from the end: then the next import asks where it
    /// might have known.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("{}.{}", self.salt, self.code.0);
        let mut length = text.chars().count();
        let grounds: Vec<String> = self.grounds.iter().map(|(kind, hash)| format!("{kind}:{hash}")).collect();
        let grounds = (!grounds.is_empty()).then(|| (GROUNDS.to_owned(), grounds.join(",")));
        let mut first = true;
        for (name, value) in self.said.iter().chain(&grounds) {
            let part = format!("{}{name}={}", if first { ' ' } else { '|' }, clean(value));
            let more = part.chars().count();
            if length + more > MOST {
                break;
            }
            // Writing to a text does not fail.
            let _ = text.write_str(&part);
            length += more;
            first = false;
        }
        text
    }

    /// What the file said under a name; nothing where it said nothing of it.
    #[must_use]
    pub fn said(&self, name: &str) -> Option<&str> {
        self.said.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Notes what the file says under a name, in place of what it said before.
    pub fn say(&mut self, name: &str, value: &str) {
        let value = clean(value);
        match self.said.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => *own = value,
            None => self.said.push((name.to_owned(), value)),
        }
    }
}

/// Without what would end a part, and without what no text may have.
fn clean(value: &str) -> String {
    value.chars().map(|own| if own == '|' || is_unsafe(own) { ' ' } else { own }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "0123456789abcdef.00112233445566aa plan=child_in_need|age=7|grounds=plan:1a2b3c4d,care:99aa00bb";

    #[test]
    fn what_is_written_reads_back() {
        let own = Imported::read(TEXT).unwrap();
        assert_eq!(own.said("plan"), Some("child_in_need"));
        assert_eq!(own.said("disability"), None);
        assert_eq!(own.grounds.len(), 2);
        assert_eq!(own.write(), TEXT);
        let bare = "0123456789abcdef.00112233445566aa";
        assert_eq!(Imported::read(bare).unwrap().write(), bare);
    }

    #[test]
    fn what_is_no_such_text_is_nothing() {
        for text in ["", "p1", "0123.45", "0123456789abcdef 00112233445566aa", "0123456789abcdef.0011223344556 a=b"] {
            assert_eq!(Imported::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_said_cannot_end_a_part_and_never_grows_too_long() {
        let mut own = Imported::read(TEXT).unwrap();
        own.say("team", "Duty|plan=looked_after\u{202e}");
        let again = Imported::read(&own.write()).unwrap();
        assert_eq!(again.said("plan"), Some("child_in_need"));
        assert_eq!(again.said("team"), Some("Duty plan=looked_after "));
        for number in 0..150 {
            own.say(&format!("fact_{number}"), "a value of some length");
        }
        assert!(own.write().chars().count() <= MOST);
        assert_eq!(Imported::read(&own.write()).unwrap().said("fact_3"), Some("a value of some length"));
    }
}
