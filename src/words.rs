//! Small turns of phrase that every shell uses.

use crate::scoring::Score;

/// A number with its noun: "1 child", "3 children".
#[must_use]
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The range of a score where it has one: ", could be 24 to 41".
#[must_use]
pub fn range(score: &Score) -> String {
    if score.least == score.most { String::new() } else { format!(", could be {} to {}", score.least, score.most) }
}
