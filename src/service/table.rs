//! The averages by team as a table for a spreadsheet.

use super::{Spread, Team};
use crate::comparison::Fields;
use crate::facts::Month;
use crate::points::Points;

/// The averages by team as they are published: a row for each team, with no name of a person in it.
#[must_use]
pub fn averages(month: Month, demo: bool, teams: &[Team]) -> String {
    let mut file = Fields::begun();
    for head in [
        "Service",
        "Team",
        "Month",
        "People who hold cases",
        "Full-time equivalents",
        "Children",
        "Families",
        "Children for each full-time equivalent",
        "Children: mean by person",
        "Children: median",
        "Children: lowest",
        "Children: highest",
        "Families: mean by person",
        "Families: median",
        "On protection plans",
        "Looked after",
        "Outside the area",
        "Plan not known",
    ] {
        file.words(head);
    }
    file.end_row();
    for team in teams {
        file.words(if demo { "Demo, invented" } else { &team.service });
        file.words(if team.name.is_empty() { "No team" } else { &team.name });
        file.figure(&month.to_string());
        file.figure(&team.holders.len().to_string());
        file.figure(&team.full_time.to_string());
        file.figure(&team.held.children.to_string());
        file.figure(&team.held.families.to_string());
        file.figure(&team.average().map_or_else(String::new, |own| own.to_string()));
        let of = |spread: Option<Spread>, what: fn(&Spread) -> Points| {
            spread.map_or_else(String::new, |own| what(&own).to_string())
        };
        for what in [Spread::mean as fn(&Spread) -> Points, |own| own.median, |own| own.least, |own| own.most] {
            file.figure(&of(team.children, what));
        }
        for what in [Spread::mean as fn(&Spread) -> Points, |own| own.median] {
            file.figure(&of(team.families, what));
        }
        let own = &team.concentration;
        for count in [own.child_protection, own.looked_after, own.outside, own.plan_not_known] {
            file.figure(&count.to_string());
        }
        file.end_row();
    }
    file.into_text()
}
