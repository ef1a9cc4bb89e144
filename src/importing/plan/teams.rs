//! The teams of the files.

use super::{NO_TEAM, Planning, Team, people};
use crate::importing::found::{Found, FoundChild};
use std::collections::BTreeMap;

impl<'a> Planning<'a> {
    pub(super) fn teams(&mut self) {
        let mut teams: BTreeMap<&str, Team> = BTreeMap::new();
        let name = |team: &'a str| if team.is_empty() { NO_TEAM } else { team };
        let working = self.working();
        for (place, own) in self.found.practitioners.iter().enumerate() {
            if !self.is_wanted(place, own, &working) {
                continue;
            }
            teams.entry(name(&own.team)).or_default().practitioners += 1;
        }
        for own in &self.found.children {
            teams.entry(team_of(self.found, own)).or_default().children += 1;
        }
        for (name, mut team) in teams {
            team.included = self.is_included(name);
            team.kind = self.choices.team_types.get(name).cloned().unwrap_or_else(|| people::guess(name).to_owned());
            name.clone_into(&mut team.name);
            self.plan.teams.push(team);
        }
    }
}

/// The team that a child of the files is counted under: the practitioner's, else its own.
pub(super) fn team_of<'f>(found: &'f Found, child: &'f FoundChild) -> &'f str {
    let practitioner = child.practitioner.and_then(|at| found.practitioners.get(at));
    let teams = [practitioner.map_or("", |own| own.team.as_str()), child.team.as_str()];
    teams.into_iter().find(|team| !team.is_empty()).unwrap_or(NO_TEAM)
}
