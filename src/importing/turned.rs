//! "Smith Jane" beside "Jane Smith": one worker whose name somebody wrote the other way round, most probably.

use super::code::Coded;
use super::found::{FoundPractitioner, Problem};
use super::heading::tidy;
use super::people::{initials, same_name};
use std::collections::HashMap;

/// What became of practitioners.
#[derive(Debug, Default)]
pub struct Turned {
    /// Where each of those before is now.
    pub now: Vec<usize>,
    /// What was done, or left to the reader.
    pub problems: Vec<Problem>,
}

/// Joins those whose names are the same two words in the other order, in the same team, and says so. In another team, or
/// where no team is named, they may be two people: they stay two, and that is said too. `cases` says how many cases each
/// holds: the name that more have is kept.
///
/// The code that is kept is that of the name which is first in the alphabet, so that it is the same next month whichever
/// way more of the names are written then.
pub fn join(practitioners: &mut Vec<FoundPractitioner>, cases: &[usize]) -> Turned {
    let mut turned = Turned { now: (0..practitioners.len()).collect(), problems: Vec::new() };
    let names: Vec<String> = practitioners.iter().map(|own| same_name(&own.name)).collect();
    let places: HashMap<&str, usize> = names.iter().enumerate().map(|(at, own)| (own.as_str(), at)).collect();
    let mut gone: Vec<usize> = Vec::new();
    for (one, name) in names.iter().enumerate() {
        let Some((first, last)) = name.split_once(' ') else { continue };
        if last.contains(' ') || first.chars().count() < 2 || last.chars().count() < 2 || first >= last {
            continue;
        }
        let Some(other) = places.get(format!("{last} {first}").as_str()).copied() else { continue };
        let held = |at: usize| cases.get(at).copied().unwrap_or_default();
        let (Some(own), Some(its)) = (practitioners.get(one), practitioners.get(other)) else { continue };
        let first_stands = own.place <= its.place;
        let keeps_one = held(one) > held(other) || (held(one) == held(other) && first_stands);
        let (kept, left) = if keeps_one { (own, its) } else { (its, own) };
        let same_team = !own.team.is_empty() && tidy(&own.team) == tidy(&its.team);
        let done = if same_team {
            format!("in the same team: read as one person, {}", initials(&kept.name))
        } else {
            let team =
                if own.team.is_empty() || its.team.is_empty() { "of which no team" } else { "of which another team" };
            format!(
                "{team} is named: read as two people. If they are one, write the name one way and choose the file again"
            )
        };
        let row =
            if kept.place.source == left.place.source { format!(" in row {}", kept.place.row) } else { String::new() };
        let words = format!(
            "{} has the same two names as {}{row}, the other way round, {done}",
            initials(&left.name),
            initials(&kept.name)
        );
        turned.problems.push(Problem { place: left.place.clone(), words, ..Problem::default() });
        if !same_team {
            continue;
        }
        let code = (own.code.clone(), its.code.clone());
        let (kept, left) = if keeps_one { (one, other) } else { (other, one) };
        let Some(left_own) = practitioners.get(left).cloned() else { continue };
        if let Some(own) = practitioners.get_mut(kept) {
            // The first of the alphabet is the first of the two.
            own.code = code.0;
            own.also = vec![code.1];
            own.place = own.place.clone().min(left_own.place);
            for fact in left_own.facts {
                match own.facts.iter_mut().find(|one| one.0 == fact.0) {
                    Some(one) if one.1.is_empty() => *one = fact,
                    Some(_) => {}
                    None => own.facts.push(fact),
                }
            }
        }
        if let Some(now) = turned.now.get_mut(left) {
            *now = kept;
        }
        gone.push(left);
    }
    if gone.is_empty() {
        return turned;
    }
    let before = |at: usize| at - gone.iter().filter(|own| **own < at).count();
    for now in &mut turned.now {
        *now = before(*now);
    }
    let mut at = 0;
    practitioners.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
    turned
}

/// The codes of a practitioner, the one that is kept first.
pub fn codes(own: &FoundPractitioner) -> impl Iterator<Item = &Coded> {
    std::iter::once(&own.code).chain(&own.also)
}
