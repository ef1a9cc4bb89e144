//! Words that say that something is not so, or is over: they are never taken for the thing.

use super::plans::PLAN;
use super::{look_up, same_word};
use crate::facts::{Listed, Plan};
use crate::importing::heading::tidy;

/// First words of what is not so, or is over.
const DENIES: [&str; 13] = [
    "no",
    "not",
    "non",
    "never",
    "ex",
    "un",
    "former",
    "formerly",
    "previous",
    "previously",
    "ended",
    "closed",
    "ceased",
];

/// True for words that say that something is not so, or is over.
pub(super) fn is_denied(word: &str) -> bool {
    let mut parts = word.split(|own: char| !own.is_alphanumeric()).filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return false };
    let rest: Vec<&str> = parts.collect();
    let Some(last) = rest.last() else { return false };
    let over = matches!(*last, "ended" | "closed" | "ceased");
    let relevant = first == "former" && rest.first() == Some(&"relevant");
    over || (DENIES.contains(&first) && !relevant)
}

/// True for words that say that something is not so, or is over.
#[must_use]
pub fn denies(text: &str) -> bool {
    is_denied(&same_word(text))
}

/// Words between a word that denies and what it denies: `not currently on a CP plan`.
const BETWEEN: [&str; 9] = ["currently", "longer", "now", "known", "on", "a", "an", "subject", "to"];

/// What a word denies: `looked after` of `not looked after`, `cp` of `cp ended`. `over`: also what was so once.
pub(super) fn denied(word: &str, over: bool) -> Option<String> {
    let mut parts: Vec<&str> = word.split(|own: char| !own.is_alphanumeric()).filter(|own| !own.is_empty()).collect();
    let first = *parts.first()?;
    if DENIES.iter().take(if over { DENIES.len() } else { 4 }).any(|own| *own == first) {
        parts.remove(0);
        while parts.first().is_some_and(|own| BETWEEN.contains(own)) {
            parts.remove(0);
        }
    } else if over && matches!(parts.last(), Some(&("ended" | "closed" | "ceased"))) {
        parts.pop();
    } else {
        return None;
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The words of a plan in the column that marks it: `LAC` is yes there, `Not LAC` and `Ex-LAC` are no.
pub(super) fn of_marked(plan: Plan, forms: &[String], word: &str) -> Option<String> {
    let is_it = |form: &String| {
        let own = look_up(PLAN, form).and_then(|code| Plan::with_code(&code));
        own.is_some_and(|own| own == plan)
    };
    if forms.iter().any(is_it) {
        return Some("yes".to_owned());
    }
    denied(word, true).filter(is_it).map(|_| "no".to_owned())
}

/// The words of the heading in its own column: `UASC` is yes under `UASC`, `Not UASC` is no.
pub(super) fn of_heading(heading: &str, word: &str) -> Option<String> {
    let same = |text: &str| {
        let parts = text.split(|own: char| !own.is_alphanumeric()).filter(|own| !own.is_empty());
        parts.collect::<Vec<&str>>().join(" ")
    };
    let bare = heading.split(['(', '[']).next().unwrap_or_default();
    let heading = same(&tidy(bare));
    if heading.is_empty() {
        return None;
    }
    if heading == same(word) {
        return Some("yes".to_owned());
    }
    (denied(word, false)? == heading).then(|| "no".to_owned())
}

/// True for words of what is over (`CIN closed`): such a child is hardly an open case, and it is asked before anything
/// is read.
#[must_use]
pub fn is_over(word: &str) -> bool {
    let mut parts = word.split(|own: char| !own.is_alphanumeric());
    parts.any(|own| matches!(own, "ended" | "closed" | "ceased"))
}
