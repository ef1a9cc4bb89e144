//! Small turns of phrase that every shell uses.

use crate::points::Points;
use crate::scoring::{Capacity, Score, Standing};
use std::cmp::Ordering;

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

/// An amount as it is shown beside others: as it is down to hundredths, else to the nearest tenth, so that what is
/// shown adds up.
#[must_use]
pub fn shown(amount: Points) -> String {
    let exact = amount.in_ten_thousandths();
    if exact % 100 == 0 {
        return amount.to_string();
    }
    Points::ten_thousandths((exact + 500).div_euclid(1_000) * 1_000).to_string()
}

/// The order of two names as a reader expects it: letters whether they are capitals or not, and numbers by how large
/// they are, so that Team 2 stands before Team 10. Two names that differ are never equal.
#[must_use]
pub fn by_name(one: &str, other: &str) -> Ordering {
    let (mut rest, mut others) = (one.as_bytes(), other.as_bytes());
    while let (Some((first, after)), Some((second, beyond))) = (rest.split_first(), others.split_first()) {
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let (number, left) = number(rest);
            let (against, beyond) = self::number(others);
            (rest, others) = (left, beyond);
            number.len().cmp(&against.len()).then_with(|| number.cmp(against))
        } else {
            (rest, others) = (after, beyond);
            first.to_ascii_lowercase().cmp(&second.to_ascii_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    rest.len().cmp(&others.len()).then_with(|| one.cmp(other))
}

/// The digits at the start of some text, without leading noughts, and what is after them.
fn number(text: &[u8]) -> (&[u8], &[u8]) {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let noughts = text.iter().take(digits).take_while(|byte| **byte == b'0').count();
    (text.get(noughts..digits).unwrap_or_default(), text.get(digits..).unwrap_or_default())
}

/// "over by 1", "over by less than 0.1".
#[must_use]
pub fn over_by(amount: Points) -> String {
    format!("over by {}", by(amount))
}

fn by(amount: Points) -> String {
    if amount < Points::ten_thousandths(1_000) { "less than 0.1".to_owned() } else { shown(amount) }
}

/// How what is measured stands to what is normal: "over by 1", "within", "below by 3.6".
#[must_use]
pub fn reach(own: &Capacity) -> String {
    let over = own.points > Points::ZERO && own.compare(own.points, own.most) == Ordering::Greater;
    if over {
        return over_by(own.points - own.limit());
    }
    match own.floor().filter(|_| own.least.is_some_and(|least| own.compare(own.points, least) == Ordering::Less)) {
        Some(floor) => format!("below by {}", by(floor - own.points)),
        None => "within".to_owned(),
    }
}

/// What is normal: "4 to 5", "9".
#[must_use]
pub fn normal(own: &Capacity) -> String {
    let limit = shown(own.limit());
    own.floor().map_or_else(|| limit.clone(), |floor| format!("{} to {limit}", shown(floor)))
}

/// What is measured beside what is normal of it: "10 of 9, over by 1", "5 of 4 to 5, within", "3, where none are to
/// be held: over by 3".
#[must_use]
pub fn measured(own: &Capacity) -> String {
    if own.most == Points::ZERO {
        return if own.points == Points::ZERO {
            "none, and none are to be held".to_owned()
        } else {
            format!("{}, where none are to be held: {}", shown(own.points), reach(own))
        };
    }
    format!("{} of {}, {}", shown(own.points), normal(own), reach(own))
}

/// A part of a capacity: "fostering households: 10 of 9, over by 1".
#[must_use]
pub fn part(own: &Capacity) -> String {
    format!("{}: {}", own.name, measured(own))
}

/// Where a caseload stands among reported figures, in short: "between 17 and 25", "below the lowest, 17".
#[must_use]
pub fn among(own: &Standing) -> String {
    let Some((lowest, highest)) = own.range else { return "no lowest and highest reported".to_owned() };
    match (own.count.cmp(&lowest), own.count.cmp(&highest)) {
        (Ordering::Less, _) => format!("below the lowest, {lowest}"),
        (_, Ordering::Greater) => format!("above the highest, {highest}"),
        (Ordering::Equal, _) => format!("at the lowest, {lowest}"),
        (_, Ordering::Equal) => format!("at the highest, {highest}"),
        _ => format!("between {lowest} and {highest}"),
    }
}

/// The same in a sentence: "24 children: between 17, the lowest figure reported, and 25, the highest (social worker,
/// children in need and child protection)."
#[must_use]
pub fn among_in_full(own: &Standing) -> String {
    let children = if own.count == Points::whole(1) { "child" } else { "children" };
    let where_it_is = match own.range {
        None => "no lowest and highest figure was reported".to_owned(),
        Some((lowest, highest)) if lowest < own.count && own.count < highest => {
            format!("between {lowest}, the lowest figure reported, and {highest}, the highest")
        }
        Some((lowest, _)) if own.count <= lowest => {
            format!("{} figure reported, {lowest}", edge(own.count < lowest, ["below the lowest", "at the lowest"]))
        }
        Some((_, highest)) => {
            format!("{} figure reported, {highest}", edge(own.count > highest, ["above the highest", "at the highest"]))
        }
    };
    format!("{} {children}: {where_it_is} ({}, {})", own.count, own.who, own.area)
}

fn edge(beyond: bool, [beyond_it, at_it]: [&'static str; 2]) -> &'static str {
    if beyond { beyond_it } else { at_it }
}

/// The figures that were reported as unmanageable, those that a caseload has reached and those that it has not.
#[must_use]
pub fn unmanageable(own: &Standing) -> Option<String> {
    let named = |reached: bool| {
        let mut figures: Vec<String> = Vec::new();
        for figure in own.unmanageable.iter().filter(|(_, own)| *own == reached).map(|(figure, _)| figure.to_string()) {
            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
        figures
    };
    let were = |figures: &[String]| if figures.len() == 1 { "was" } else { "were" };
    let (reached, others) = (named(true), named(false));
    match (reached.as_slice(), others.as_slice()) {
        ([], []) => None,
        ([], all) => Some(format!("{} {} reported as unmanageable: not reached.", listed(all), were(all))),
        (all, []) => Some(format!("It has reached {}, which {} reported as unmanageable.", listed(all), were(all))),
        (all, rest) => Some(format!(
            "It has reached {}, which {} reported as unmanageable; {}, reported so too, is not reached.",
            listed(all),
            were(all),
            listed(rest)
        )),
    }
}

/// "A, B and C".
#[must_use]
pub fn listed<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}
