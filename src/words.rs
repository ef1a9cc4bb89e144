//! Small turns of phrase that every shell uses.

use crate::scoring::Score;

/// A number with its noun: "1 child", "3 children".
#[must_use]
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// A message that begins as a sentence does. Every one of them begins with a plain letter: the tables
/// for all others would be a twentieth of the page.
#[must_use]
pub fn sentence(message: &str) -> String {
    first_letter(message, |letter| letter.to_ascii_uppercase())
}

fn first_letter(words: &str, as_wanted: fn(char) -> char) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| std::iter::once(as_wanted(first)).chain(letters).collect())
}

/// What was said of something, as one reads it: "Hours a week of AB: 30", "Family 7: interpreter used regularly,
/// yes", "Child 1 in Family 7: is the situation unstable? Not known".
#[must_use]
pub fn said_of(label: &str, name: &str, said: &str) -> String {
    let asked = label.ends_with('?');
    if !asked && !matches!(said, "yes" | "no") {
        return format!("{label} of {name}: {said}");
    }
    // An abbreviation stays as it is.
    let plain = label.as_bytes().get(1).is_none_or(|second| !second.is_ascii_uppercase());
    let label = if plain { first_letter(label, |letter| letter.to_ascii_lowercase()) } else { label.to_owned() };
    // What somebody called it stays as they wrote it.
    let name = if name.starts_with("a ") { sentence(name) } else { name.to_owned() };
    if asked { format!("{name}: {label} {}", sentence(said)) } else { format!("{name}: {label}, {said}") }
}

/// The range of a score where it has one: ", could be 24 to 41".
#[must_use]
pub fn range(score: &Score) -> String {
    if score.least == score.most { String::new() } else { format!(", could be {} to {}", score.least, score.most) }
}
