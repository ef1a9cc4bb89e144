//! Numbers of children that one list has with letters before them and another without: `P00123`, `LCS-123`, `123`.
//!
//! Lists are joined by the codes of numbers, so that this is settled before codes are made. Letters are left out only
//! where it is certain by rule: all numbers of a list have the same ones before them, without them most are on the lists
//! that have others or none, no two numbers of a list fall together, and the ages of those that meet agree.

use super::heading::plain;
use super::people;
use crate::words::counted;
use std::collections::{HashMap, HashSet};

/// How many numbers must meet before anything is done or said.
const FEWEST: usize = 3;

/// The numbers of one list, as they are compared ([`super::people::same_number`]), with the ages beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers(pub Vec<(String, Option<i64>)>);

/// What becomes of the numbers of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The letters before each of them are left out.
    pub is_bare: bool,
    /// What the reader should know.
    pub words: String,
}

/// Decides for each list.
#[must_use]
pub fn settle(lists: &[Numbers]) -> Vec<Settled> {
    let mut settled = vec![Settled::default(); lists.len()];
    let lists: Vec<Own<'_>> = lists.iter().map(Own::of).collect();
    if lists.iter().all(|own| own.prefix == Some("")) {
        return settled;
    }
    let mut prefixes: Vec<&str> = lists.iter().filter_map(|own| own.prefix).collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    let groups: Vec<(&str, Vec<Number<'_>>)> = prefixes
        .iter()
        .map(|prefix| (*prefix, together(lists.iter().filter(|own| own.prefix == Some(prefix)))))
        .collect();
    let mut certain: Vec<&str> = Vec::new();
    for (at, (prefix, own)) in groups.iter().enumerate() {
        for (other_prefix, other) in groups.iter().skip(at + 1) {
            if meet(own, other) {
                certain.extend([*prefix, *other_prefix]);
            }
        }
    }
    for (at, (list, settled)) in lists.iter().zip(&mut settled).enumerate() {
        let others = || lists.iter().enumerate().filter(move |own| own.0 != at).map(|own| own.1);
        settled.is_bare = list.prefix.is_some_and(|prefix| !prefix.is_empty() && certain.contains(&prefix));
        let numbers = list.numbers.len();
        // On another list but for the letters, and on none as it stands.
        let apart = |own: &&Number<'_>| {
            !others().any(|list| list.has(own.same)) && others().any(|list| list.has_bare(own.bare))
        };
        if settled.is_bare {
            let met = list.numbers.iter().filter(apart).count();
            let prefix = list.prefix.unwrap_or_default().to_uppercase();
            settled.words = format!(
                "All {numbers} numbers of children here begin with \u{201c}{prefix}\u{201d}: it is left out, as {met} of them are on other lists without it"
            );
        } else if !list.prefix.is_some_and(|prefix| certain.contains(&prefix)) {
            let count = list.numbers.iter().filter(apart).count();
            if count >= FEWEST && count * 10 >= numbers {
                settled.words = format!(
                    "{count} of the {numbers} numbers of children here are on no other list as they stand, and would be without the letters before them: these children may be read twice. Write the numbers one way on all lists and choose the files again"
                );
            }
        }
    }
    settled
}

/// A number without the letters before it and the noughts that begin it; the number itself where it has another form.
#[must_use]
pub fn bare(same: &str) -> &str {
    parts(same).map_or(same, |own| own.1)
}

/// The letters before a number, and its figures without the noughts that begin them.
fn parts(same: &str) -> Option<(&str, &str)> {
    let at = same.find(|own: char| own.is_ascii_digit())?;
    let (prefix, figures) = same.split_at_checked(at)?;
    let bare = figures.trim_start_matches('0');
    (!bare.is_empty() && bare.bytes().all(|own| own.is_ascii_digit())).then_some((prefix, bare))
}

#[derive(Clone, Copy, Debug)]
struct Number<'a> {
    bare: &'a str,
    same: &'a str,
    age: Option<i64>,
}

/// The numbers of a list, each once and in order.
struct Own<'a> {
    /// The letters before all of them.
    prefix: Option<&'a str>,
    /// By their figures.
    numbers: Vec<Number<'a>>,
    /// As they stand.
    same: Vec<&'a str>,
}

impl<'a> Own<'a> {
    fn of(list: &'a Numbers) -> Self {
        let first = list.0.first().and_then(|own| parts(&own.0)).map(|own| own.0);
        let is_same = |own: &(String, Option<i64>)| parts(&own.0).map(|own| own.0) == first;
        let prefix = first.filter(|_| list.0.iter().all(is_same));
        let mut numbers: Vec<Number<'a>> =
            list.0.iter().map(|own| Number { bare: bare(&own.0), same: &own.0, age: own.1 }).collect();
        once(&mut numbers);
        let mut same: Vec<&str> = numbers.iter().map(|own| own.same).collect();
        same.sort_unstable();
        Self { prefix, numbers, same }
    }

    fn has(&self, same: &str) -> bool {
        self.same.binary_search(&same).is_ok()
    }

    fn has_bare(&self, bare: &str) -> bool {
        self.numbers.binary_search_by(|own| own.bare.cmp(bare)).is_ok()
    }
}

/// The numbers of several lists, each once.
fn together<'a, 'b: 'a>(lists: impl Iterator<Item = &'a Own<'b>>) -> Vec<Number<'b>> {
    let mut all: Vec<Number<'b>> = lists.flat_map(|own| own.numbers.iter().copied()).collect();
    once(&mut all);
    all
}

/// Each number once, by figures, with its age where some list has it.
fn once(numbers: &mut Vec<Number<'_>>) {
    numbers.sort_unstable_by(|one, other| (one.bare, one.same, other.age).cmp(&(other.bare, other.same, one.age)));
    numbers.dedup_by_key(|own| own.same);
}

/// True where most of the shorter of two groups are in the other, no two of one fall together, and those that meet are of
/// one age: a year may lie between two days of counting.
fn meet(one: &[Number<'_>], other: &[Number<'_>]) -> bool {
    let fall_together = |own: &[Number<'_>]| own.windows(2).any(|two| matches!(two, [a, b] if a.bare == b.bare));
    if fall_together(one) || fall_together(other) {
        return false;
    }
    let (mut met, mut of_ages, mut apart) = (0, 0, 0);
    for own in one {
        let Some(its) = other.binary_search_by(|its| its.bare.cmp(own.bare)).ok().and_then(|at| other.get(at)) else {
            continue;
        };
        met += 1;
        if let (Some(age), Some(its)) = (own.age, its.age) {
            of_ages += 1;
            apart += usize::from((age - its).abs() > 1);
        }
    }
    met >= FEWEST && met * 2 > one.len().min(other.len()) && apart * 10 <= of_ages
}

/// The ways in which the numbers of one list are written.
///
/// A list comes of one system, which writes its numbers one way: `00012` and `12` beside one another are two numbers,
/// while of two lists one may have been through a program that takes noughts away.
#[derive(Debug, Default)]
pub struct Ways {
    forms: HashMap<String, [String; 2]>,
    /// Numbers, as they are compared, of which some stand there with noughts before them and some without.
    pub noughts: HashSet<String>,
    letters: HashSet<String>,
}

impl Ways {
    /// Notes a number as it stands in the list.
    pub fn note(&mut self, text: &str) {
        let Some(same) = people::same_number(text) else { return };
        let own = [people::with_noughts(text), plain(text)];
        match self.forms.get(&same) {
            None => {
                self.forms.insert(same, own);
            }
            Some([with_noughts, _]) if *with_noughts != own[0] => {
                self.noughts.insert(same);
            }
            Some([_, written]) if *written != own[1] && written.to_lowercase() == own[1].to_lowercase() => {
                self.letters.insert(same);
            }
            Some(_) => {}
        }
    }

    /// What has to be seen before anything is imported.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if !self.noughts.is_empty() {
            words.push(format!(
                "{} of one list with noughts before them and without: each way of writing is read as a child of its own. Where they are one, write them one way and choose the file again",
                counted(self.noughts.len(), "number stands in rows", "numbers stand in rows")
            ));
        }
        if !self.letters.is_empty() {
            words.push(format!(
                "{} both in capitals and in small letters: they are read as one child",
                counted(self.letters.len(), "number is written", "numbers are written")
            ));
        }
        words
    }
}

/// The number to make a code of: as it is compared, but with the noughts before it where these tell it from another.
#[must_use]
pub fn as_written(text: &str, same: String, noughts_tell: bool) -> String {
    if !noughts_tell {
        return same;
    }
    let written = people::with_noughts(text);
    if written == same { same } else { format!("{same} as {written}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(numbers: &[&str]) -> Numbers {
        Numbers(numbers.iter().map(|own| ((*own).to_owned(), None)).collect())
    }

    fn bares(lists: &[Numbers]) -> Vec<bool> {
        settle(lists).iter().map(|own| own.is_bare).collect()
    }

    #[test]
    fn letters_before_all_numbers_of_a_list_are_left_out_where_most_meet_without() {
        let plain = list(&["123", "124", "125", "126", "900"]);
        for numbers in [["p00123", "p00124", "p00125", "p00777"], ["lcs-123", "lcs-124", "lcs-125", "lcs-777"]] {
            let lists = [plain.clone(), list(&numbers)];
            assert_eq!(bares(&lists), [false, true]);
            let words = &settle(&lists)[1].words;
            assert!(words.starts_with("All 4 numbers of children here begin with \u{201c}"), "{words}");
            assert!(words.ends_with("as 3 of them are on other lists without it"), "{words}");
            assert!(!words.contains("123"));
        }
        // Letters on either, and two lists with them of which one hardly meets the others.
        let (p, l) = (list(&["p123", "p124", "p125"]), list(&["lcs-0123", "lcs-0124", "lcs-0125", "lcs-0126"]));
        assert_eq!(bares(&[p.clone(), l]), [true, true]);
        assert_eq!(bares(&[plain, p, list(&["p801", "p802", "p803", "p804"])]), [false, true, true]);
        assert_eq!(bare("p00123"), "123");
        assert_eq!(bare("ab"), "ab");
    }

    #[test]
    fn what_is_not_certain_stays_and_is_said_where_it_is_much() {
        let plain = list(&["123", "124", "125", "126", "127", "128", "129"]);
        let said = |lists: &[Numbers]| settle(lists).into_iter().map(|own| own.words).collect::<Vec<_>>();
        // Not all of a list have the letters.
        let mixed = [plain.clone(), list(&["p123", "p124", "p125", "126"])];
        assert_eq!(bares(&mixed), [false, false]);
        assert!(
            said(&mixed)[1].starts_with("3 of the 4 numbers of children here are on no other list as they stand"),
            "{:?}",
            said(&mixed)
        );
        // Two would fall together.
        let twins = [plain.clone(), list(&["p123", "p0123", "p124", "p125"])];
        assert_eq!(bares(&twins), [false, false]);
        assert!(said(&twins)[1].contains("may be read twice"));
        // Few of them meet, or too few to tell.
        let few = [plain.clone(), list(&["p123", "p801", "p802", "p803"])];
        assert_eq!((bares(&few), said(&few).concat()), (vec![false, false], String::new()));
        let short = [list(&["123", "124"]), list(&["p123", "p124"])];
        assert_eq!((bares(&short), said(&short).concat()), (vec![false, false], String::new()));
        // Of one number, children of other ages.
        let aged =
            |numbers: &[(&str, i64)]| Numbers(numbers.iter().map(|own| (own.0.to_owned(), Some(own.1))).collect());
        let one = aged(&[("123", 4), ("124", 5), ("125", 6), ("126", 7)]);
        assert_eq!(bares(&[one.clone(), aged(&[("p123", 4), ("p124", 6), ("p125", 6)])]), [false, true]);
        let other = [one, aged(&[("p123", 14), ("p124", 5), ("p125", 16)])];
        assert_eq!(bares(&other), [false, false]);
        assert!(!said(&other)[1].is_empty());
        // Nothing to say of lists without letters, and of names that are numbers.
        assert_eq!(said(&[plain.clone(), list(&["123", "800", "801"])]).concat(), "");
        assert_eq!(bares(&[plain, list(&["ab", "cd", "ef"])]), [false, false]);
    }
}
