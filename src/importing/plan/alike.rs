//! Workers whom the files write in a shorter way too: `S Whitfield` or `Whitfield` beside `Sarah Whitfield`.
//!
//! Where one person of the files alone fits, it is asked whether they are one, and nobody is joined without an answer.
//! The answer is remembered by codes beside the practitioner's own ([`ALSO`], [`APART`]), so that no name is kept for it
//! and the question does not come again.

use super::namesakes::ALSO;
use super::people::is_bare;
use super::{NO_TEAM, Planning, Twin, coded_id};
use crate::importing::code::Coded;
use crate::importing::found::{Found, FoundPractitioner};
use crate::importing::imported::Imported;
use crate::importing::people::same_name;
use crate::importing::turned;
use std::collections::HashMap;

/// What was said under this name is the code of somebody whom the practitioner was said not to be.
pub const APART: &str = "apart";

/// The most codes that are kept of one practitioner beside their own.
const MOST: usize = 8;

/// What is known of workers who may be one.
#[derive(Debug, Default)]
pub(super) struct Alike {
    /// Two codes of one person each, first the one that stands for them.
    pub also: Vec<(String, String)>,
    /// The code of somebody, and that of another person.
    pub apart: Vec<(String, String)>,
    /// The codes of those about whom it is asked.
    pub asked: Vec<String>,
}

/// A name as it is compared, in words.
struct Name<'n> {
    words: Vec<&'n str>,
    /// How many initials stand before the surname.
    initials: usize,
}

impl<'n> Name<'n> {
    fn of(same: &'n str) -> Self {
        let words: Vec<&str> = same.split(' ').collect();
        let is_initial = |word: &&&str| word.chars().count() == 1;
        let initials = words.iter().take_while(is_initial).count();
        Self { words, initials }
    }

    /// What stands behind the initials.
    fn surname(&self) -> &[&'n str] {
        self.words.get(self.initials..).unwrap_or_default()
    }

    /// `S Whitfield`.
    fn is_shortened(&self) -> bool {
        self.initials > 0 && !self.surname().is_empty()
    }

    /// `Whitfield`; initials that stand alone are no surname.
    fn is_surname(&self, written: &str) -> bool {
        self.initials == 0
            && matches!(self.words.as_slice(), [one] if one.chars().count() > 2 && one.chars().all(|own| !own.is_numeric()))
            && !is_bare(written)
    }

    /// `Sarah Whitfield`.
    fn is_full(&self) -> bool {
        self.initials == 0 && self.words.len() > 1
    }

    /// Whether this whole name can be that shorter one: it ends in the same surname, and begins with the initials, as
    /// far as it has as many names.
    fn fits(&self, shorter: &Self) -> bool {
        let given = self.words.strip_suffix(shorter.surname()).unwrap_or_default();
        let mut pairs = shorter.words.iter().take(shorter.initials).zip(given);
        !given.is_empty() && pairs.all(|(initial, given)| given.starts_with(initial))
    }
}

impl Planning<'_> {
    /// Codes that were said under a name, as they are under the key of this import.
    pub(super) fn codes_said(&self, imported: &Imported, name: &str) -> Vec<String> {
        let codes = imported.said(name).unwrap_or_default().split('+').filter(|code| !code.is_empty());
        let now = |code: &str| {
            let other = Imported { code: Coded(code.to_owned()), salt: imported.salt.clone(), ..Imported::default() };
            self.aliases.code(&other, self.key)
        };
        codes.filter_map(now).collect()
    }

    /// Who is here by each code. What was said of two goes before the code that one of them had until then.
    pub(super) fn by_code(&self) -> HashMap<String, usize> {
        let people = || {
            let all = self.to.practitioners.iter().enumerate();
            all.filter_map(|(at, own)| Some((at, Imported::read(own.imported.as_str())?)))
        };
        let mut here: HashMap<String, usize> = HashMap::new();
        for (at, imported) in people() {
            for code in self.codes_said(&imported, ALSO) {
                here.entry(code).or_insert(at);
            }
        }
        for (at, imported) in people() {
            if let Some(code) = self.aliases.code(&imported, self.key) {
                here.entry(code).or_insert(at);
            }
        }
        here
    }

    /// Notes by which other codes a practitioner is known, and who is somebody else.
    pub(super) fn note_alike(&self, imported: &mut Imported, also: Vec<String>, apart: Vec<String>) {
        let code = imported.code.0.clone();
        let said = |pairs: &[(String, String)]| -> Vec<String> {
            pairs.iter().filter(|own| own.0 == code).map(|own| own.1.clone()).collect()
        };
        let mut once: Vec<String> = Vec::new();
        for own in also.into_iter().chain(said(&self.alike.also)) {
            if own != code && !once.contains(&own) {
                once.push(own);
            }
        }
        once.truncate(MOST);
        let apart = said(&self.alike.apart).into_iter().chain(apart).next();
        for (name, said) in [(ALSO, once.join("+")), (APART, apart.unwrap_or_default())] {
            if !said.is_empty() || imported.said(name).is_some() {
                imported.say(name, &said);
            }
        }
    }

    /// Looks for workers of the files who are one person, or may be: notes what is asked, and gives the files with those
    /// joined who are one; nothing where nobody is.
    pub(super) fn look_for_alike(&mut self) -> Option<Found> {
        let people = &self.found.practitioners;
        let mut apart: Vec<(String, String)> = Vec::new();
        for own in &self.to.practitioners {
            let Some(imported) = Imported::read(own.imported.as_str()) else { continue };
            let Some(code) = self.aliases.code(&imported, self.key) else { continue };
            apart.extend(self.codes_said(&imported, APART).into_iter().map(|other| (code.clone(), other)));
        }
        let here = self.by_code();
        let same: Vec<String> = people.iter().map(|own| same_name(&own.name)).collect();
        let names: Vec<Name<'_>> = same.iter().map(|own| Name::of(own)).collect();
        let mut into: Vec<usize> = (0..people.len()).collect();
        // Those who are one here already: the longest name stands for them.
        let mut of_here: Vec<Option<usize>> = vec![None; self.to.practitioners.len()];
        for (place, own) in people.iter().enumerate() {
            let Some(at) = turned::codes(own).find_map(|code| here.get(&code.0)) else { continue };
            let Some(first) = of_here.get_mut(*at) else { continue };
            let Some(other) = first.replace(place) else { continue };
            let length = |at: usize| same.get(at).map_or(0, String::len);
            let (kept, left) = if length(place) > length(other) { (place, other) } else { (other, place) };
            *first = Some(kept);
            if let Some(to) = into.get_mut(left) {
                *to = kept;
            }
        }
        let working = self.working();
        let is_there = |place: usize, own: &FoundPractitioner| {
            let team = if own.team.is_empty() { NO_TEAM } else { &own.team };
            self.is_wanted(place, own, &working) && self.is_included(team)
        };
        // The last person with each last word of a name, and for each the one before with the same.
        let mut by_surname: HashMap<String, usize> = HashMap::new();
        let mut before: Vec<Option<usize>> = vec![None; people.len()];
        for (place, (name, own)) in names.iter().zip(people).enumerate() {
            if let Some(last) = name.words.last().filter(|_| root(&into, place) == place && is_there(place, own))
                && let Some(slot) = before.get_mut(place)
            {
                *slot = by_surname.insert((*last).to_owned(), place);
            }
        }
        let mut twins = Vec::new();
        for (place, (shorter, own)) in names.iter().zip(people).enumerate() {
            let is_surname = shorter.is_surname(&own.name);
            let Some(last) = shorter.words.last().filter(|_| shorter.is_shortened() || is_surname) else { continue };
            let mut others: Vec<usize> = Vec::new();
            let mut next = by_surname.get(*last).copied();
            while let Some(at) = next {
                others.push(at);
                next = before.get(at).copied().flatten();
            }
            if !others.contains(&place) {
                continue;
            }
            let name_at = |at: &usize| names.get(*at);
            let is_full = |at: &&usize| name_at(at).is_some_and(|name| name.is_full() && name.fits(shorter));
            let full: Vec<usize> = others.iter().filter(is_full).copied().collect();
            // Beside a surname alone, initials count that are of none of the whole names.
            let is_other = |at: &&usize| {
                let of_one = |name: &Name<'_>| full.iter().filter_map(name_at).any(|whole| whole.fits(name));
                name_at(at).is_some_and(|name| {
                    is_surname && name.is_shortened() && name.surname() == shorter.surname() && !of_one(name)
                })
            };
            let mut candidates = full.clone();
            candidates.extend(others.iter().filter(is_other));
            let [candidate] = candidates.as_slice() else { continue };
            let Some(other) = people.get(*candidate) else { continue };
            let was_apart = apart.iter().any(|(one, another)| {
                turned::codes(own).any(|code| code.0 == *one) && turned::codes(other).any(|code| code.0 == *another)
            });
            let Some(id) = coded_id("p", &other.code.0).filter(|_| !was_apart) else { continue };
            let with_team = |own: &FoundPractitioner| {
                if own.team.is_empty() { own.name.clone() } else { format!("{}, {}", own.name, own.team) }
            };
            let answer = self.choices.same.get(&own.code.0).cloned();
            match &answer {
                Some(Some(_)) => {
                    if let Some(to) = into.get_mut(place) {
                        *to = *candidate;
                    }
                }
                Some(None) => {
                    self.alike.apart.push((own.code.0.clone(), other.code.0.clone()));
                }
                None => {}
            }
            self.alike.asked.push(own.code.0.clone());
            twins.push(Twin {
                code: own.code.0.clone(),
                called: with_team(own),
                candidates: vec![(id, format!("{}, whom the files name too", with_team(other)))],
                why: if is_surname {
                    "The files have one other person with this surname.".to_owned()
                } else {
                    "The files have one person with this surname whose first name fits.".to_owned()
                },
                answer,
            });
        }
        self.plan.twins = twins;
        self.joined(&into, &here)
    }

    /// The files with workers joined: each with the one that stands for them. `here`: who is known by each code.
    fn joined(&mut self, into: &[usize], here: &HashMap<String, usize>) -> Option<Found> {
        if into.iter().enumerate().all(|(at, own)| at == *own) {
            return None;
        }
        // A plan reads nothing else of them.
        let mut found = Found {
            practitioners: self.found.practitioners.clone(),
            children: self.found.children.clone(),
            whole: self.found.whole,
            ..Found::default()
        };
        for (at, own) in self.found.practitioners.iter().enumerate() {
            let to = root(into, at);
            let Some(kept) = found.practitioners.get_mut(to).filter(|_| to != at) else { continue };
            for code in turned::codes(own) {
                self.alike.also.push((kept.code.0.clone(), code.0.clone()));
                kept.also.push(code.clone());
                // Somebody else here gives their cases to the other.
                let is_other = here.get(&code.0).is_some_and(|at| {
                    turned::codes(kept).find_map(|own| here.get(&own.0)).is_some_and(|kept| kept != at)
                });
                if !is_other {
                    self.renamed.insert(code.0.clone(), kept.code.0.clone());
                }
            }
            kept.place = kept.place.clone().min(own.place.clone());
            if kept.team.is_empty() {
                kept.team.clone_from(&own.team);
            }
            // Of those with one set of initials, the first has them without a number.
            if own.initials.len() < kept.initials.len() && kept.initials.starts_with(&own.initials) {
                kept.initials.clone_from(&own.initials);
            }
            for (fact, text) in &own.facts {
                match kept.facts.iter_mut().find(|one| one.0 == *fact) {
                    Some(one) if one.1.is_empty() => one.1.clone_from(text),
                    Some(_) => {}
                    None => kept.facts.push((fact.clone(), text.clone())),
                }
            }
        }
        // Where each stands when those are left out who are somebody else.
        let mut kept = 0;
        let places: Vec<usize> = into
            .iter()
            .enumerate()
            .map(|(at, own)| {
                kept += usize::from(at == *own);
                kept.saturating_sub(1)
            })
            .collect();
        let mut at = 0;
        found.practitioners.retain(|_| {
            at += 1;
            into.get(at - 1) == Some(&(at - 1))
        });
        for child in &mut found.children {
            for own in [&mut child.practitioner, &mut child.co_worker] {
                *own = own.and_then(|own| places.get(root(into, own)).copied());
            }
            if child.co_worker == child.practitioner {
                child.co_worker = None;
            }
        }
        Some(found)
    }
}

/// Who stands for somebody in the end.
fn root(into: &[usize], at: usize) -> usize {
    let mut at = at;
    // Each leads to one who is none of those before: no more steps than there are people.
    for _ in into {
        match into.get(at) {
            Some(next) if *next != at => at = *next,
            _ => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(whole: &str, shorter: &str) -> bool {
        let (whole, shorter) = (same_name(whole), same_name(shorter));
        let (whole, shorter) = (Name::of(&whole), Name::of(&shorter));
        whole.is_full() && whole.fits(&shorter)
    }

    #[test]
    fn a_whole_name_fits_a_shorter_one_by_its_surname_and_initials() {
        for shorter in ["S Whitfield", "Whitfield, S", "WHITFIELD S", "S. Whitfield", "Whitfield", "S J Whitfield"] {
            assert!(fits("Sarah Whitfield", shorter), "{shorter}");
        }
        assert!(fits("Sarah Jane van der Berg", "S J van der Berg"));
        for shorter in ["T Whitfield", "S Whitfield-Jones", "S Field", "Sarah", "S van Whitfield"] {
            assert!(!fits("Sarah Whitfield", shorter), "{shorter}");
        }
        assert!(!fits("S Whitfield", "Whitfield"));
    }

    #[test]
    fn initials_and_numbers_are_no_surname() {
        for (name, is_surname) in [("Whitfield", true), ("SW", false), ("SWH", false), ("Li", false), ("Sw12", false)] {
            let same = same_name(name);
            assert_eq!(Name::of(&same).is_surname(name), is_surname, "{name}");
        }
    }
}
