//! What can be settled only after the last row: who stands in, families that are none, one person under two names, initials.

use super::{MOST_OF_FAMILY, MOST_PROBLEMS, Reading};
use crate::importing::code::Coded;
use crate::importing::found::{Found, FoundChild, FoundPractitioner, Problem};
use crate::importing::{people, turned};
use crate::words::counted;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Reading<'_> {
    /// Who stands in holds the case of a child whom nobody else holds.
    fn hold_by_stand_ins(&mut self) {
        for (at, name, team, place) in std::mem::take(&mut self.stand_ins) {
            let is_free = |child: &FoundChild| child.practitioner.is_none();
            if !self.found.children.get(at).is_some_and(is_free) {
                continue;
            }
            let own = self.person(&name, &place, &team, 1);
            if let Some(child) = self.found.children.get_mut(at) {
                child.practitioner = Some(own);
                child.co_worker = child.co_worker.filter(|other| *other != own);
                if child.team.is_empty() {
                    child.team = team;
                }
            }
        }
    }

    /// Strangers have the same surname: children whose family is called by words are joined only where one worker and
    /// one team have all of them.
    fn part_strangers(&mut self) {
        for own in std::mem::take(&mut self.worded).into_values() {
            let of = |at: &usize| self.found.children.get(*at);
            let mut told = own.iter().filter_map(of).map(|child| (child.practitioner, &child.team));
            let first = told.next();
            if told.all(|other| Some(other) == first && other.0.is_some()) {
                continue;
            }
            let place = own.first().and_then(of).and_then(|child| child.places.first().cloned()).unwrap_or_default();
            for at in &own {
                if let Some(child) = self.found.children.get_mut(*at) {
                    child.family = None;
                }
            }
            let words = "the same family here and in rows of other workers or teams: a name is shared by strangers, so they are not joined. Join brothers and sisters after the import";
            self.problem(&place, "", words.to_owned(), false);
        }
    }

    /// A family number of more rows than a family has children is none: it joins nobody.
    fn part_crowds(&mut self) {
        let mut families: BTreeMap<Coded, Vec<usize>> = BTreeMap::new();
        for (at, child) in self.found.children.iter().enumerate() {
            if let Some(family) = &child.family {
                families.entry(family.clone()).or_default().push(at);
            }
        }
        for own in families.into_values().filter(|own| own.len() > MOST_OF_FAMILY) {
            let mut first = None;
            for at in &own {
                let Some(child) = self.found.children.get_mut(*at) else { continue };
                child.family = None;
                first = first.or_else(|| child.places.first().cloned());
            }
            let words = format!(
                "the same family number stands in {} rows, which is more than a family: they are not joined",
                own.len()
            );
            self.problem(&first.unwrap_or_default(), "", words, false);
        }
    }

    /// Names that stand the other way round too are one person's.
    fn join_turned(&mut self) {
        let mut cases = vec![0_usize; self.found.practitioners.len()];
        for own in self.found.children.iter().filter_map(|own| own.practitioner) {
            if let Some(count) = cases.get_mut(own) {
                *count += 1;
            }
        }
        let turned = turned::join(&mut self.found.practitioners, &cases);
        for child in &mut self.found.children {
            let now = |own: Option<usize>| own.and_then(|at| turned.now.get(at).copied());
            child.practitioner = now(child.practitioner);
            child.co_worker = now(child.co_worker).filter(|own| Some(*own) != child.practitioner);
        }
        for own in turned.problems {
            self.problem(&own.place, "", own.words, false);
        }
    }

    /// Says of how many children several rows are at odds: what was kept is only one of two.
    fn say_odds(&mut self) {
        if self.odds.is_empty() {
            return;
        }
        let of = |(what, children): (&String, &BTreeSet<usize>)| {
            format!("{what} of {}", counted(children.len(), "child", "children"))
        };
        let all: Vec<String> = self.odds.iter().map(of).collect();
        let is_doubtful = ["Age", "Label"].iter().any(|what| self.odds.contains_key(*what));
        let strangers = if is_doubtful { ". One number may be on two children" } else { "" };
        self.found.plainly.push(format!(
            "Rows with the same number differ: {}. What was kept is said below, row by row{strangers}",
            all.join(", ")
        ));
    }

    pub(super) fn end(mut self, whole: bool) -> Found {
        self.hold_by_stand_ins();
        self.part_strangers();
        self.part_crowds();
        self.say_odds();
        if let Some(more) = self.problems.checked_sub(MOST_PROBLEMS).filter(|more| *more > 0) {
            let words = format!("and {more} more like these, which are not listed");
            self.found.problems.push(Problem { words, ..Problem::default() });
        }
        let mut problems = Vec::new();
        for (own, teams) in self.found.practitioners.iter_mut().zip(&self.teams) {
            let mut best: Option<(&String, usize)> = None;
            for (team, times) in teams {
                if best.is_none_or(|(_, most)| most < *times) {
                    best = Some((team, *times));
                }
            }
            if let Some((team, _)) = best {
                own.team.clone_from(team);
            }
            if let Some((other, _)) = teams.iter().find(|(team, _)| **team != own.team) {
                let words = format!(
                    "{} is named in {} and in {other}{}: read as one person, in the first",
                    people::initials(&own.name),
                    own.team,
                    if teams.len() > 2 { " and more" } else { "" },
                );
                problems.push(Problem { place: own.place.clone(), words, ..Problem::default() });
            }
        }
        self.found.problems.append(&mut problems);
        self.join_turned();
        let mut initials = people::Initials::default();
        let mut held: HashMap<String, usize> = HashMap::new();
        for own in self.found.children.iter().filter_map(|own| self.found.practitioners.get(own.practitioner?)) {
            *held.entry(own.code.0.clone()).or_default() += 1;
        }
        // Who has most cases has the initials without a number; of as many, by the alphabet, in whatever order rows come.
        let mut by_name: Vec<&mut FoundPractitioner> = self.found.practitioners.iter_mut().collect();
        by_name.sort_by_cached_key(|own| {
            let cases = held.get(&own.code.0).copied().unwrap_or_default();
            (usize::MAX - cases, people::same_name(&own.name))
        });
        for own in by_name {
            own.initials = initials.free(&own.name);
        }
        self.found.left_out = self.left_out.into_iter().collect();
        self.found.whole = whole && !self.children.is_empty();
        self.found
    }
}
