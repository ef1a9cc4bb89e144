//! Who works with whom, and in which team.

use super::{Entry, Making, Notes};
use crate::importing::code::{Coded, Key};
use crate::importing::found::{FoundPractitioner, Place};
use crate::importing::heading::{plain, tidy};
use crate::importing::lists::What;
use crate::importing::people;

/// The longest name of a team or a person that is kept.
const LONGEST: usize = 60;

/// The worker whom a row names, as it stands there; empty for nobody.
#[must_use]
pub fn name(entry: &Entry<'_>, team: &str) -> String {
    let worker = who(&entry.text(What::Worker), team);
    if worker.is_empty() { who(&entry.text(What::Adviser), team) } else { worker }
}

fn who(text: &str, team: &str) -> String {
    let name = cut(&plain(text));
    let nobody = people::is_no_worker(&name) || (!team.is_empty() && tidy(&name) == tidy(team));
    if nobody { String::new() } else { name }
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
    let mut named: Vec<(String, usize)> = Vec::new();
    for (at, child) in children.iter().enumerate().filter(|(_, child)| !child.worker.is_empty()) {
        named.push((people::same_name(&child.worker), at));
    }
    named.sort();
    let mut found: Vec<(Place, FoundPractitioner)> = Vec::new();
    let mut holders: Vec<(usize, Coded)> = Vec::new();
    for group in named.chunk_by(|one, other| one.0 == other.0) {
        let own: Vec<&Making> = group.iter().filter_map(|(_, at)| children.get(*at)).collect();
        let Some(first) = own.iter().min_by_key(|child| &child.worker_place) else { continue };
        let code = people::practitioner_code(key, &first.worker);
        let teams = teams_of(&own);
        if let [most, other, ..] = teams.as_slice() {
            let words = format!(
                "{} is named in {} and in {}{}: read as one person, in the first",
                people::initials(&first.worker),
                most.0,
                other.0,
                if teams.len() > 2 { " and more" } else { "" },
            );
            notes.say(first.worker_place.clone(), "Allocated Team".to_owned(), words);
        }
        holders.extend(group.iter().map(|(_, at)| (*at, code.clone())));
        let practitioner = FoundPractitioner {
            code,
            name: first.worker.clone(),
            initials: String::new(),
            team: teams.into_iter().next().map(|(team, _)| team).unwrap_or_default(),
            facts: Vec::new(),
            place: first.worker_place.clone(),
        };
        found.push((first.worker_place.clone(), practitioner));
    }
    // Numbers after the same initials go by the alphabet: so they are the same next month, in whatever order rows come.
    let mut taken: Vec<String> = Vec::new();
    for (_, practitioner) in &mut found {
        practitioner.initials = people::own_initials(&practitioner.name, |own| taken.iter().any(|other| other == own));
        taken.push(practitioner.initials.clone());
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let practitioners: Vec<FoundPractitioner> = found.into_iter().map(|(_, own)| own).collect();
    let mut places: Vec<(&Coded, usize)> = practitioners.iter().enumerate().map(|(at, own)| (&own.code, at)).collect();
    places.sort();
    for (child, code) in holders {
        let at = places.binary_search_by(|(own, _)| (*own).cmp(&code)).ok().and_then(|found| places.get(found));
        if let (Some((_, at)), Some(child)) = (at, children.get_mut(child)) {
            child.child.practitioner = Some(*at);
        }
    }
    practitioners
}

/// The teams of a worker's children, the most named first; of two alike the first in the files.
fn teams_of(children: &[&Making]) -> Vec<(String, usize)> {
    let mut teams: Vec<(String, usize)> = Vec::new();
    let mut placed: Vec<&&Making> = children.iter().filter(|child| !child.child.team.is_empty()).collect();
    placed.sort_by_key(|child| &child.worker_place);
    for child in placed {
        match teams.iter_mut().find(|(own, _)| tidy(own) == tidy(&child.child.team)) {
            Some((_, count)) => *count += 1,
            None => teams.push((child.child.team.clone(), 1)),
        }
    }
    teams.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    teams
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
            assert_eq!(worker, "", "{text}");
        }
        for text in ["Jane Duty", "Jane Pool", "J. Service-Smith", "1042", "JS"] {
            assert_eq!(who(text, "North"), text);
        }
        assert_eq!(team(" North\u{a0}Team "), "North Team");
        assert_eq!(team("#N/A"), "");
    }
}
