//! A team side by side: everybody under every scheme, as text, as a table or as JSON.

use crate::comparison::{
    DEPENDS, Held, Standing, TeamRow, TeamTable, held, held_together, mark, not_allowed_in_words, standing_in_words,
};
use crate::facts::record::text as fact;
use crate::facts::value::Listed;
use crate::facts::{Id, Month, Practitioner};
use crate::scheme::{Kind, Scheme};
use crate::scoring::score;
use crate::words::counted;
use crate::workspace::Workspace;
use serde::Serialize;
use std::fmt::Write;

/// Everybody under some schemes in a month.
pub(super) struct Team<'t> {
    pub(super) schemes: &'t [Scheme],
    pub(super) workspace: &'t Workspace,
    pub(super) month: Month,
}

/// A practitioner, what they hold, and how they stand under each scheme.
struct Person<'t> {
    own: &'t Practitioner,
    held: Held,
    standings: Vec<Option<Standing>>,
}

impl Person<'_> {
    fn name(&self) -> &str {
        let label = self.own.label.as_str();
        if label.is_empty() { self.own.id.as_str() } else { label }
    }

    fn role(&self) -> &'static str {
        self.own.role.map_or("role not said", Listed::words)
    }

    fn hours(&self) -> String {
        fact(self.own, "hours_per_week").unwrap_or_default()
    }
}

impl Team<'_> {
    fn people(&self) -> Vec<Person<'_>> {
        let held = held(self.workspace, self.month);
        let person = |(place, own)| {
            let own: &Practitioner = own;
            let of = |scheme: &Scheme| score(scheme, self.workspace, &own.id, self.month).map(|own| Standing::of(&own));
            Person {
                own,
                held: held.get(place).copied().unwrap_or_default(),
                standings: self.schemes.iter().map(of).collect(),
            }
        };
        self.workspace.practitioners.iter().enumerate().map(person).collect()
    }

    fn held_together(&self) -> Held {
        let who: Vec<&Id> = self.workspace.practitioners.iter().map(|own| &own.id).collect();
        held_together(self.workspace, self.month, &who)
    }

    /// The text for people.
    pub(super) fn text(&self) -> String {
        let people = self.people();
        let mut text = String::new();
        let _ = writeln!(
            text,
            "{} \u{b7} {} \u{b7} {}",
            self.month.words(),
            counted(people.len(), "person", "people"),
            children_in_families(self.held_together())
        );
        for own in &people {
            let mut about = vec![own.name().to_owned(), own.role().to_owned()];
            about.extend(Some(own.own.team.as_str().to_owned()).filter(|team| !team.is_empty()));
            about.extend(Some(own.hours()).filter(|hours| !hours.is_empty()).map(|hours| format!("{hours} hours")));
            about.push(children_in_families(own.held));
            let _ = writeln!(text, "\n{}", about.join(" \u{b7} "));
            for kind in Kind::ALL {
                let both = || self.schemes.iter().zip(&own.standings).filter(|(scheme, _)| scheme.kind() == kind);
                if both().next().is_some() {
                    let _ = writeln!(text, "  {}", kind.words());
                }
                for (scheme, standing) in both() {
                    if let Some(standing) = standing {
                        let _ = writeln!(text, "    {}", line(scheme, standing));
                    }
                }
            }
        }
        text
    }

    /// The table for a spreadsheet, as the page hands it over.
    pub(super) fn comma_separated(&self) -> String {
        let people = self.people();
        let row = |own| -> TeamRow<'_> {
            let own: &Person<'_> = own;
            TeamRow {
                name: own.name(),
                role: own.role(),
                mark: own.own.role.and_then(mark).unwrap_or_default(),
                team: own.own.team.as_str(),
                hours: own.hours(),
                held: own.held,
                standings: own.standings.iter().map(Option::as_ref).collect(),
            }
        };
        let schemes = self.schemes.iter().collect();
        let rows = people.iter().map(row).collect();
        TeamTable { month: self.month, demo: false, schemes, rows }.comma_separated()
    }

    /// The same for programs.
    pub(super) fn json(&self) -> String {
        let people = self.people();
        let together = self.held_together();
        let team = OneTeam {
            month: self.month.to_string(),
            children: together.children,
            families: together.families,
            practitioners: people.iter().map(|own| person(own, self.schemes)).collect(),
        };
        // Text, numbers and lists always have a JSON text.
        serde_json::to_string_pretty(&team).unwrap_or_default() + "\n"
    }
}

fn children_in_families(held: Held) -> String {
    format!("{} in {}", counted(held.children, "child", "children"), counted(held.families, "family", "families"))
}

/// "Plymouth: 23 children, over by 1, load 105 %".
fn line(scheme: &Scheme, own: &Standing) -> String {
    let mut line = format!("{}: {}", scheme.name, scheme.counted_in.with(own.total));
    if own.least != own.most {
        let _ = write!(line, " (could be {} to {})", own.least, own.most);
    }
    let _ = write!(line, ", {}", standing_in_words(own));
    if let Some(load) = own.load_in_words() {
        let _ = write!(line, ", load {}", load.replace('\u{a0}', " "));
    }
    if !own.reading.is_sure() {
        let _ = write!(line, ", {DEPENDS}");
    }
    for part in own.parts.iter().cloned().chain(not_allowed_in_words(own)) {
        let _ = write!(line, "; {part}");
    }
    line
}

#[derive(Serialize)]
struct OneTeam<'t> {
    month: String,
    children: usize,
    families: usize,
    practitioners: Vec<OnePerson<'t>>,
}

#[derive(Serialize)]
struct OnePerson<'t> {
    practitioner: &'t str,
    label: &'t str,
    role: Option<String>,
    mark: Option<&'static str>,
    team: &'t str,
    hours_per_week: Option<String>,
    children: usize,
    families: usize,
    schemes: Vec<OneStanding<'t>>,
}

#[derive(Serialize)]
struct OneStanding<'t> {
    scheme: &'t str,
    scheme_version: &'t str,
    counted_in: &'t str,
    total: String,
    least: String,
    most: String,
    load_percent: Option<i64>,
    standing: String,
    over_by: Option<String>,
    parts: &'t [String],
    no_number: bool,
    not_allowed: usize,
}

fn person<'t>(own: &'t Person<'_>, schemes: &'t [Scheme]) -> OnePerson<'t> {
    let standing = |(scheme, own): (&'t Scheme, &'t Option<Standing>)| {
        let own = own.as_ref()?;
        Some(OneStanding {
            scheme: &scheme.id,
            scheme_version: &scheme.version,
            counted_in: &scheme.counted_in.many,
            total: own.total.to_string(),
            least: own.least.to_string(),
            most: own.most.to_string(),
            load_percent: own.percent(),
            standing: own.among.clone().unwrap_or_else(|| own.reading.in_full()),
            over_by: own.has_limit().then(|| own.over.to_string()),
            parts: &own.parts,
            no_number: own.no_number,
            not_allowed: own.not_allowed,
        })
    };
    OnePerson {
        practitioner: own.own.id.as_str(),
        label: own.own.label.as_str(),
        role: fact(own.own, "role"),
        mark: own.own.role.and_then(mark),
        team: own.own.team.as_str(),
        hours_per_week: Some(own.hours()).filter(|hours| !hours.is_empty()),
        children: own.held.children,
        families: own.held.families,
        schemes: schemes.iter().zip(&own.standings).filter_map(standing).collect(),
    }
}
