//! Giving one missing fact to many records at once.

use super::gathered::{Fact, Level, Row};
use super::{Heard, called, value};
use crate::change::{Change, Subject, name};
use crate::facts::value::Listed;
use crate::facts::{Month, Plan};
use crate::importing::screen::{Event, Field, FieldKind, Inline, Part};
use crate::points::Points;
use crate::words::counted;
use crate::workspace::Workspace;

/// How many rows are shown at once, and how many more at a press.
const ROWS: usize = 25;

/// A fact that is being given.
#[derive(Clone, Debug)]
pub struct Giving {
    level: Level,
    name: String,
    value: String,
    error: String,
    /// Whose it is given for: `=` and a team, an id of a practitioner, the code of a plan; `-` for nobody or none;
    /// empty for all.
    team: String,
    practitioner: String,
    plan: String,
    /// The rows that were ticked, by their digits.
    ticked: Vec<String>,
    shown: usize,
    /// What was done last, in words; empty for nothing.
    said: String,
}

/// What can be chosen: value, words, how many.
type Choices = Vec<(String, String, usize)>;

/// What is before a name that was chosen, so that no name is "none".
const IS: &str = "=";
/// No team, nobody, no plan.
const NONE: &str = "-";

impl Giving {
    /// Begins with a fact, for everybody who misses it.
    #[must_use]
    pub fn of(fact: &Fact) -> Self {
        Self {
            level: fact.level,
            name: fact.name.clone(),
            value: String::new(),
            error: String::new(),
            team: String::new(),
            practitioner: String::new(),
            plan: String::new(),
            ticked: Vec::new(),
            shown: ROWS,
            said: String::new(),
        }
    }

    /// Whether this is the fact.
    #[must_use]
    pub fn is_of(&self, fact: &Fact) -> bool {
        (self.level, &self.name) == (fact.level, &fact.name)
    }

    /// The same after the workspace changed, with what is to be said of that: what was ticked and is still missing stays
    /// ticked.
    #[must_use]
    pub fn after(mut self, fact: &Fact, workspace: &Workspace, said: String) -> Self {
        self.said = said;
        let here: Vec<String> = fact.rows.iter().map(|row| called::digits(&row.subject)).collect();
        self.ticked.retain(|own| here.contains(own));
        self.error.clear();
        if self.left(fact, workspace).is_empty() {
            // Those who were chosen have it now: what is left is of others.
            for chosen in [&mut self.team, &mut self.practitioner, &mut self.plan] {
                chosen.clear();
            }
        }
        self
    }

    /// What is wrong with the value; empty for nothing.
    #[must_use]
    pub fn error(&self) -> &str {
        &self.error
    }

    /// True where the value was refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        !self.error.is_empty()
    }

    /// Does what the reader did; nothing where it was for something else.
    pub fn hear(&mut self, event: &Event, fact: &Fact, workspace: &Workspace, month: Month) -> Option<Heard> {
        let value = &event.value;
        self.said.clear();
        match event.id.as_str() {
            "give-value" => self.value.clone_from(value),
            "give-team" => {
                self.team.clone_from(value);
                // Who is of another team is not offered any more.
                self.practitioner.clear();
                self.shown = ROWS;
            }
            "give-practitioner" => {
                self.practitioner.clone_from(value);
                self.shown = ROWS;
            }
            "give-plan" => {
                self.plan.clone_from(value);
                // Nor is whoever has none of a plan.
                if self.left(fact, workspace).is_empty() {
                    self.practitioner.clear();
                }
                self.shown = ROWS;
            }
            "give-more" => self.shown = self.shown.saturating_add(ROWS),
            "give-untick" => self.ticked.clear(),
            "give-set" => {
                return Some(match self.change(fact, workspace, month) {
                    Ok(change) => {
                        self.error.clear();
                        Heard::Change(change)
                    }
                    Err(error) => {
                        self.error = error;
                        Heard::Shown
                    }
                });
            }
            id => {
                let digits = id.strip_prefix("give-row-")?;
                self.ticked.retain(|own| own != digits);
                if value == "yes" {
                    self.ticked.push(digits.to_owned());
                }
            }
        }
        self.error.clear();
        Some(Heard::Shown)
    }

    fn change(&self, fact: &Fact, workspace: &Workspace, month: Month) -> Result<Change, String> {
        let text = value::stored(fact, &self.value, month)?;
        let rows = self.chosen(fact, workspace);
        let set =
            |row: &&Row| Change::Set { subject: row.subject.clone(), fact: fact.name.clone(), value: text.clone() };
        let changes: Vec<Change> = rows.iter().map(set).collect();
        let whom = match rows.as_slice() {
            [] => return Err("Nobody is left with these choices: choose another team, practitioner or plan".to_owned()),
            [one] => name(workspace, &one.subject),
            several => {
                let (one, more) = fact.level.words();
                counted(several.len(), one, more)
            }
        };
        let said = value::said(fact, &text);
        let words = if fact.label.ends_with('?') {
            format!("{} {}: {said}", fact.label, first_upper(&whom))
        } else {
            format!("{} of {whom}: {said}", fact.label)
        };
        Ok(Change::Together { words, changes })
    }

    /// The rows that what was chosen leaves.
    fn left<'f>(&self, fact: &'f Fact, workspace: &Workspace) -> Vec<&'f Row> {
        fact.rows.iter().filter(|row| self.keeps(row, workspace, true)).collect()
    }

    fn keeps(&self, row: &Row, workspace: &Workspace, by_practitioner: bool) -> bool {
        let is = |chosen: &str, own: &str| match chosen.strip_prefix(IS) {
            Some(chosen) => chosen == own,
            None => chosen.is_empty() || own.is_empty(),
        };
        let holder = row.practitioner.and_then(|at| workspace.practitioners.get(at));
        let team = holder.map_or("", |own| own.team.as_str().trim());
        let plans = || plans(row, workspace);
        is(&self.team, team)
            && (!by_practitioner || is(&self.practitioner, holder.map_or("", |own| own.id.as_str())))
            && (self.plan.is_empty() || {
                let own = plans();
                own.iter().any(|own| is(&self.plan, own)) || (own.is_empty() && self.plan == NONE)
            })
    }

    /// The rows that the value is set for: those that were ticked, else all that are left.
    fn chosen<'f>(&self, fact: &'f Fact, workspace: &Workspace) -> Vec<&'f Row> {
        let left = self.left(fact, workspace);
        if self.ticked.is_empty() {
            return left;
        }
        let ticked: Vec<&Row> = left.iter().copied().filter(|row| self.is_ticked(row)).collect();
        if ticked.is_empty() { left } else { ticked }
    }

    fn is_ticked(&self, row: &Row) -> bool {
        let digits = called::digits(&row.subject);
        self.ticked.contains(&digits)
    }

    /// The part of the screen.
    #[must_use]
    pub fn parts(&self, fact: &Fact, workspace: &Workspace) -> Vec<Part> {
        let mut parts = vec![Part::Heading("give".to_owned(), 3, format!("Give: {}", fact.title))];
        if !self.said.is_empty() {
            parts.push(Part::Inset(self.said.clone()));
        }
        let left = self.left(fact, workspace);
        let chosen = self.chosen(fact, workspace).len();
        let (one, several) = fact.level.words();
        let field = value::field(fact, "give-value", &self.value, &self.error);
        let gives = field.is_some();
        if let Some(field) = field {
            parts.push(Part::Field(field));
        } else {
            parts.push(Part::Text(format!("{} Follow a link to give it there.", sentence(&fact.help))));
        }
        parts.extend(self.filters(fact, workspace).into_iter().map(Part::Field));
        let mut buttons = Vec::new();
        if gives && chosen > 0 {
            buttons.push(Field {
                id: "give-set".to_owned(),
                label: format!("Set for {}", counted(chosen, one, several)),
                ..Field::default()
            });
        }
        buttons.push(secondary("give-close", "Close"));
        if gives && chosen > 0 && !self.ticked.is_empty() {
            buttons.push(secondary("give-untick", "Untick all"));
        }
        if left.is_empty() {
            parts.push(Part::Text("Nobody is left with these choices.".to_owned()));
        }
        parts.push(Part::Buttons(buttons));
        if left.is_empty() {
            return parts;
        }
        if gives {
            parts.push(Part::Note(format!(
                "For some of them alone, tick these. Nothing ticked: it is set for all {}.",
                counted(left.len(), one, several)
            )));
        }
        parts.push(self.rows(fact, workspace, &left, gives));
        if left.len() > self.shown {
            let more = (left.len() - self.shown).min(ROWS);
            parts.push(Part::Buttons(vec![secondary("give-more", &format!("Show {more} more"))]));
        }
        parts
    }

    fn rows(&self, fact: &Fact, workspace: &Workspace, left: &[&Row], gives: bool) -> Part {
        let (one, _) = fact.level.words();
        let mut columns = vec![(first_upper(one), false)];
        if gives {
            columns.push(("Open".to_owned(), false));
        }
        if fact.level != Level::Practitioner {
            columns.push(("Practitioner".to_owned(), false));
        }
        columns.push(("Could move".to_owned(), true));
        let rows = left.iter().take(self.shown).map(|row| {
            let record = called::record(workspace, &row.subject, fact.level, row.case, &fact.name);
            let mut cells = Vec::with_capacity(4);
            if gives {
                cells.push(vec![Inline::Field(Field {
                    id: format!("give-row-{}", called::digits(&row.subject)),
                    kind: FieldKind::Box,
                    label: called::in_words(&record),
                    value: if self.is_ticked(row) { "yes" } else { "no" }.to_owned(),
                    ..Field::default()
                })]);
                cells.push(called::opened(record));
            } else {
                cells.push(record);
            }
            if fact.level != Level::Practitioner {
                let holder = row.practitioner.and_then(|at| workspace.practitioners.get(at));
                let holder = holder.map_or_else(|| "nobody".to_owned(), called::practitioner);
                cells.push(vec![Inline::Text(holder)]);
            }
            let moves = if row.could_move == Points::ZERO { "none".to_owned() } else { row.could_move.to_string() };
            cells.push(vec![Inline::Text(moves)]);
            cells
        });
        let left = counted(left.len(), fact.level.words().0, fact.level.words().1);
        let shown = rows.len();
        let caption = format!("{}: {left} without it, {shown} shown", fact.label.trim_end_matches('?'));
        Part::Table(caption, columns, rows.collect())
    }

    /// The choices of whom it is given for, where there are several.
    fn filters(&self, fact: &Fact, workspace: &Workspace) -> Vec<Field> {
        let mut teams: Choices = Vec::new();
        let mut people: Choices = Vec::new();
        let mut under: Choices = Vec::new();
        for row in &fact.rows {
            let holder = row.practitioner.and_then(|at| workspace.practitioners.get(at));
            let team = holder.map_or("", |own| own.team.as_str().trim());
            note(&mut teams, team, || if team.is_empty() { "No team".to_owned() } else { team.to_owned() });
            if self.keeps(row, workspace, false) {
                let id = holder.map_or("", |own| own.id.as_str());
                note(&mut people, id, || holder.map_or_else(|| "Nobody".to_owned(), called::practitioner));
            }
            if fact.level != Level::Practitioner {
                let own = plans(row, workspace);
                if own.is_empty() {
                    note(&mut under, "", || "No plan".to_owned());
                }
                for plan in own {
                    note(&mut under, plan, || Plan::with_code(plan).map_or("", Listed::words).to_owned());
                }
            }
        }
        teams.sort_by(|one, other| one.1.cmp(&other.1));
        people.sort_by(|one, other| one.1.cmp(&other.1));
        let mut fields = Vec::new();
        let mut add = |id: &str, label: &str, all: &str, own: Choices, chosen: &str| {
            if own.len() < 2 && chosen.is_empty() {
                return;
            }
            let mut choices = vec![(String::new(), all.to_owned())];
            choices.extend(own.into_iter().map(|(value, words, count)| (value, format!("{words} ({count})"))));
            fields.push(Field {
                id: id.to_owned(),
                kind: FieldKind::Select,
                label: label.to_owned(),
                value: chosen.to_owned(),
                choices,
                ..Field::default()
            });
        };
        add("give-team", "Team", "Every team", teams, &self.team);
        if fact.level != Level::Practitioner {
            add("give-practitioner", "Practitioner", "Everybody", people, &self.practitioner);
            add("give-plan", "Plan", "Every plan", under, &self.plan);
        }
        fields
    }
}

/// Counts one more of a choice.
fn note(choices: &mut Choices, own: &str, words: impl FnOnce() -> String) {
    let value = if own.is_empty() { NONE.to_owned() } else { format!("{IS}{own}") };
    match choices.iter_mut().find(|(known, ..)| *known == value) {
        Some((.., count)) => *count += 1,
        None => choices.push((value, words(), 1)),
    }
}

/// The codes of the plans of a record: of the child, or of the children of its case.
fn plans(row: &Row, workspace: &Workspace) -> Vec<&'static str> {
    let Some(case) = row.case.and_then(|at| workspace.cases.get(at)) else { return Vec::new() };
    let child = child_of(&row.subject);
    let mut plans: Vec<&'static str> = Vec::new();
    for own in case.children.iter().filter(|own| child.is_none_or(|child| own.id.as_str() == child)) {
        if let Some(plan) = own.plan.map(Listed::text).filter(|plan| !plans.contains(plan)) {
            plans.push(plan);
        }
    }
    plans
}

/// The id of the child that a record is.
fn child_of(subject: &Subject) -> Option<&str> {
    subject.within.as_ref().filter(|within| within.list == "children").map(|within| within.id.as_str())
}

fn secondary(id: &str, label: &str) -> Field {
    Field { id: id.to_owned(), kind: FieldKind::Secondary, label: label.to_owned(), ..Field::default() }
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

fn sentence(help: &str) -> String {
    if help.is_empty() { "This is not the same for several at once.".to_owned() } else { help.to_owned() }
}
