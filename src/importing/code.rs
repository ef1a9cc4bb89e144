//! Keyed codes: a child's number in the council's system is known again next month and kept nowhere.
//!
//! The code is the first 16 hexadecimal digits of HMAC-SHA-256 over a tidied number or name, keyed with a
//! salt of 64 bits that was drawn by chance for the workspace and stands before each code. Whoever has the
//! workspace has the salt too and can try every short number: the code keeps numbers out of sight, and is no
//! secret. `docs/privacy.md` says so.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt::Write as _;

/// A code under a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coded(pub String);

/// What codes are keyed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    salt: String,
}

impl Key {
    /// The key with this salt; nothing where it is no 16 hexadecimal digits.
    #[must_use]
    pub fn of_salt(salt: &str) -> Option<Self> {
        let well = salt.len() == 16 && salt.bytes().all(|own| matches!(own, b'0'..=b'9' | b'a'..=b'f'));
        well.then(|| Self { salt: salt.to_owned() })
    }

    /// A new key, from 64 bits of chance.
    #[must_use]
    pub fn of_chance(chance: u64) -> Self {
        Self { salt: format!("{chance:016x}") }
    }

    /// The salt, 16 hexadecimal digits.
    #[must_use]
    pub fn salt(&self) -> &str {
        &self.salt
    }

    /// The code of a text. `kind` keeps numbers of children, families and names of people apart.
    #[must_use]
    pub fn code(&self, kind: &str, text: &str) -> Coded {
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.salt.as_bytes()) else { return Coded::default() };
        mac.update(kind.as_bytes());
        mac.update(b"\n");
        mac.update(text.as_bytes());
        let mut code = String::with_capacity(16);
        for byte in mac.finalize().into_bytes().iter().take(8) {
            // Writing to a text does not fail.
            let _ = write!(code, "{byte:02x}");
        }
        Coded(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_has_the_same_code_under_one_key_alone() {
        let (one, other) = (Key::of_chance(1), Key::of_chance(2));
        assert_eq!(one.code("child", "12345"), one.code("child", "12345"));
        assert_ne!(one.code("child", "12345"), one.code("child", "12346"));
        assert_ne!(one.code("child", "12345"), other.code("child", "12345"));
        assert_ne!(one.code("child", "12345"), one.code("family", "12345"));
        assert_eq!(one.code("child", "12345").0.len(), 16);
        assert_eq!(Key::of_salt(one.salt()), Some(one));
    }

    #[test]
    fn a_salt_is_sixteen_hexadecimal_digits() {
        assert_eq!(Key::of_salt("0123456789abcde"), None);
        assert_eq!(Key::of_salt("0123456789abcdeg"), None);
    }
}
