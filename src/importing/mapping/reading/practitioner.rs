//! The row of a practitioner, and the person whom a name stands for.

use super::cells::{in_words, is_open, name_of, open, team_of};
use super::{FULL_TIME, LONGEST, Reading};
use crate::importing::found::{FoundPractitioner, Place};
use crate::importing::heading::plain;
use crate::importing::mapping::Mapping;
use crate::importing::mapping::targets::{Of, Target};
use crate::importing::mapping::values;
use crate::importing::people;
use crate::importing::table::{Cell, Row};
use std::collections::BTreeMap;

impl Reading<'_> {
    /// Reads the row of a practitioner. False where it was left out.
    pub(super) fn practitioner(&mut self, place: &Place, table: &Mapping, row: &Row) -> bool {
        let (mut name, mut is_vacant) = (None, false);
        let mut team = String::new();
        let mut facts: Vec<(String, String)> = Vec::new();
        let mut part: Option<(&str, &Cell)> = None;
        for column in &table.columns {
            let cell = column.as_read(Cell::of(row, column.named.at));
            match column.target {
                Target::Worker => {
                    name = name_of(cell);
                    is_vacant = name.is_none() && !cell.is_blank();
                }
                Target::Team => team = team_of(cell),
                Target::FullTime => part = Some((&column.named.shown, cell)),
                Target::Fact(Of::Practitioner, fact) => {
                    let said = self.fact(column, cell);
                    facts.push((fact.to_owned(), said.text));
                    if !said.problem.is_empty() {
                        self.problem(place, &column.named.shown, said.problem, false);
                    }
                }
                _ => {}
            }
        }
        let Some(name) = name else {
            let words = if is_vacant {
                "a post that nobody has: the row is left out"
            } else {
                "no name or initials: the row is left out"
            };
            self.problem(place, "", words.to_owned(), true);
            return false;
        };
        if let Some((heading, cell)) = part {
            let of = |fact: &str| facts.iter().find(|own| own.0 == fact).map(|own| own.1.as_str()).unwrap_or_default();
            let full = crate::points::Points::read(of("full_time_hours")).ok();
            let full = full.and_then(|full| i32::try_from(full.in_ten_thousandths() / 100).ok()).unwrap_or(FULL_TIME);
            // Hours that are said are surer than a part of full time.
            if of("hours_per_week").is_empty() {
                let said = open(values::part_of_full_time(cell, full));
                facts.retain(|own| own.0 != "hours_per_week");
                facts.push(("hours_per_week".to_owned(), said.text));
                if !said.problem.is_empty() {
                    self.problem(place, heading, said.problem, false);
                }
            }
        }
        let own = self.person(&name, place, &team, 1_000_000);
        let mut odds: Vec<(String, String, String)> = Vec::new();
        if let Some(own) = self.found.practitioners.get_mut(own) {
            for (fact, text) in facts {
                match own.facts.iter_mut().find(|old| old.0 == fact) {
                    None => own.facts.push((fact, text)),
                    Some((_, old)) if is_open(old) => *old = text,
                    Some((_, old)) if is_open(&text) || *old == text => {}
                    Some((_, old)) => {
                        if let Some(definition) = Of::Practitioner.definition(&fact) {
                            odds.push((
                                definition.label.to_owned(),
                                in_words(definition.kind, &text),
                                in_words(definition.kind, old),
                            ));
                        }
                    }
                }
            }
        }
        for (what, here, there) in odds {
            let words = format!(
                "a practitioner who stands further up, with another \u{201c}{what}\u{201d}: {here} here, {there} there, which is kept"
            );
            self.problem(place, "", words, false);
        }
        true
    }

    /// The practitioner of this name, who is new where nobody has it; the team counts so many times.
    pub(super) fn person(&mut self, name: &str, place: &Place, team: &str, times: usize) -> usize {
        let next = self.found.practitioners.len();
        // As much of it as is kept: who has one code is one.
        let name: String = plain(name).chars().take(LONGEST).collect();
        let own = *self.people.entry(people::same_name(&name)).or_insert(next);
        if own == next {
            let code = self.key().map(|key| people::practitioner_code(key, &name)).unwrap_or_default();
            let initials = people::initials(&name);
            self.found.practitioners.push(FoundPractitioner {
                code,
                name,
                initials,
                place: place.clone(),
                ..FoundPractitioner::default()
            });
            self.teams.push(BTreeMap::new());
        }
        if let Some(teams) = self.teams.get_mut(own).filter(|_| !team.is_empty()) {
            *teams.entry(team.to_owned()).or_default() += times;
        }
        own
    }
}
