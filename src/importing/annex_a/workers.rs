//! Who works with whom, and in which team.

use super::{Entry, Making, Notes};
use crate::importing::code::{Coded, Key};
use crate::importing::found::{FoundPractitioner, Place};
use crate::importing::heading::{plain, tidy};
use crate::importing::lists::What;
use crate::importing::people::{self, Workers};
use crate::importing::turned;
use crate::points::sort_short;

/// The longest name of a team or a person that is kept.
const LONGEST: usize = 60;

/// The workers whom a row names, as they stand there; nobody where the adviser's column names nobody either.
#[must_use]
pub fn named(entry: &Entry<'_>, team: &str) -> Workers {
    let workers = who(&entry.text(What::Worker), team);
    if workers.names.is_empty() { who(&entry.text(What::Adviser), team) } else { workers }
}

fn who(text: &str, team: &str) -> Workers {
    // The team itself may have a sign in its name.
    if !team.is_empty() && tidy(text) == tidy(team) {
        return Workers::default();
    }
    let mut workers = people::workers(text);
    for own in &mut workers.names {
        *own = cut(own);
    }
    workers
}

/// The name of a team; empty where none is named.
#[must_use]
pub fn team(text: &str) -> String {
    let team = cut(&plain(text));
    let has_letters = team.chars().any(char::is_alphanumeric);
    if people::is_nobody(&team) || !has_letters { String::new() } else { team }
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// The practitioners of the children, in the order of their first row; the children are told which is theirs.
pub fn practitioners(children: &mut [Making], key: &Key, notes: &mut Notes) -> Vec<FoundPractitioner> {
    // Names that are the same person's, with where they stand: sorted, so that each is found by halving.
    let mut named: Vec<(String, usize, bool)> = Vec::new();
    for (at, child) in children.iter().enumerate() {
        for (beside, name) in [(false, &child.worker), (true, &child.co_worker)] {
            if !name.is_empty() {
                named.push((people::same_name(name), at, beside));
            }
        }
    }
    named.sort();
    let mut found: Vec<FoundPractitioner> = Vec::new();
    let mut cases: Vec<usize> = Vec::new();
    let mut holders: Vec<(usize, bool, Coded)> = Vec::new();
    for group in named.chunk_by(|one, other| one.0 == other.0) {
        let of = |beside: bool| group.iter().filter(move |own| own.2 == beside).filter_map(|own| children.get(own.1));
        let held: Vec<&Making> = of(false).collect();
        let holding = held.iter().map(|own| (&own.worker_place, &own.worker));
        let beside = of(true).map(|own| (&own.worker_place, &own.co_worker));
        let Some((place, name)) = holding.chain(beside).min() else { continue };
        let code = people::practitioner_code(key, name);
        // Whom a case is only shared with may be of another team.
        let teams = teams_of(&held);
        if let [most, other, ..] = teams.as_slice() {
            let words = format!(
                "{} is named in {} and in {}{}: read as one person, in the first",
                people::initials(name),
                most.0,
                other.0,
                if teams.len() > 2 { " and more" } else { "" },
            );
            notes.say(place.clone(), "Allocated Team".to_owned(), words);
        }
        holders.extend(group.iter().map(|(_, at, beside)| (*at, *beside, code.clone())));
        let practitioner = FoundPractitioner {
            code,
            also: Vec::new(),
            name: name.clone(),
            initials: String::new(),
            team: teams.into_iter().next().map(|(team, _)| team).unwrap_or_default(),
            facts: Vec::new(),
            place: place.clone(),
        };
        found.push(practitioner);
        cases.push(held.len());
    }
    let turned = turned::join(&mut found, &cases);
    notes.problems.extend(turned.problems);
    // Numbers after the same initials go by the alphabet: so they are the same next month, in whatever order rows come.
    let mut taken: Vec<String> = Vec::new();
    for practitioner in &mut found {
        practitioner.initials = people::own_initials(&practitioner.name, |own| taken.iter().any(|other| other == own));
        taken.push(practitioner.initials.clone());
    }
    found.sort_by(|one, other| one.place.cmp(&other.place));
    let practitioners = found;
    let mut places: Vec<(&Coded, usize)> =
        practitioners.iter().enumerate().flat_map(|(at, own)| turned::codes(own).map(move |code| (code, at))).collect();
    places.sort();
    for (child, beside, code) in holders {
        let at = places.binary_search_by(|(own, _)| (*own).cmp(&code)).ok().and_then(|found| places.get(found));
        if let (Some((_, at)), Some(child)) = (at, children.get_mut(child)) {
            let own = if beside { &mut child.child.co_worker } else { &mut child.child.practitioner };
            *own = Some(*at);
            if child.child.co_worker == child.child.practitioner {
                child.child.co_worker = None;
            }
        }
    }
    practitioners
}

/// The teams of a worker's children, the most named first; of two alike the first in the files.
fn teams_of(children: &[&Making]) -> Vec<(String, usize)> {
    let mut teams: Vec<(String, usize, &Place)> = Vec::new();
    for child in children.iter().filter(|child| !child.child.team.is_empty()) {
        let (team, place) = (&child.child.team, &child.worker_place);
        match teams.iter_mut().find(|own| tidy(&own.0) == tidy(team)) {
            Some(own) => {
                own.1 += 1;
                if *place < *own.2 {
                    (own.0, own.2) = (team.clone(), place);
                }
            }
            None => teams.push((team.clone(), 1, place)),
        }
    }
    sort_short(&mut teams, |own| (std::cmp::Reverse(own.1), own.2));
    teams.into_iter().map(|own| (own.0, own.1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_is_nobody_and_a_person_who_is_called_like_one_is_somebody() {
        for text in [
            "Unallocated",
            "Duty",
            "Duty Worker",
            "DUTY SW",
            "TBC",
            "No worker",
            "#N/A",
            "",
            "-",
            "North Team",
            "Allocation tray",
            "0",
            "\u{202e}",
            "n/a",
            "Assessment Team 1",
            "Vacant post",
            "Awaiting SW",
            "ZZZ Do Not Use",
            "Unallocated - North",
            "Left LA",
        ] {
            let worker = who(text, "Assessment Team 1");
            assert_eq!(worker, Workers::default(), "{text}");
        }
        for text in ["Jane Duty", "Jane Pool", "J. Service-Smith", "1042", "JS"] {
            assert_eq!(who(text, "North").names, [text]);
        }
        assert_eq!(who("Protection\u{a0}and Court", "Protection and Court"), Workers::default());
        assert_eq!(team(" North\u{a0}Team "), "North Team");
        assert_eq!(team("#N/A"), "");
    }
}
