//! What one cell says: a fact, a word of a closed list, a name, with what the reader should know of it.

use super::{LONGEST, Reading};
use crate::facts::Kind;
use crate::facts::value::shortened;
use crate::importing::found::At;
use crate::importing::heading::{plain, tidy};
use crate::importing::mapping::targets::Target;
use crate::importing::mapping::values::{self, Said};
use crate::importing::mapping::words::{self, same_word};
use crate::importing::mapping::{Column, doubts, is_marked_by_day};
use crate::importing::people;
use crate::importing::table::Cell;

/// What a cell says, with what the reader should know of it.
#[derive(Default)]
pub(super) struct Cellful {
    pub(super) text: String,
    pub(super) problem: String,
}

impl Reading<'_> {
    /// The text of a fact.
    pub(super) fn fact(&self, column: &Column, cell: &Cell) -> Cellful {
        let (Target::Fact(_, fact), Some(definition)) = (column.target, column.target.definition()) else {
            return Cellful::default();
        };
        if column.target.closed().is_some() {
            return column.closed(cell);
        }
        if let Cell::Error(shown) = cell {
            return Cellful { text: String::new(), problem: error(shown) };
        }
        let mut said = open(values::read(fact, definition.kind, cell, self.at.map(At::day_of_ages)));
        if fact == "placement" && doubts::is_kind_of_placement(&said.text) {
            let shown = shortened(&plain(&cell.text()));
            let problem = format!("\u{201c}{shown}\u{201d} is a kind of placement: no placement is shared by it");
            return Cellful { text: String::new(), problem };
        }
        if fact == "placement" && !said.text.is_empty() {
            said.text = self.placement(&said.text);
        }
        said
    }

    /// A label for a placement that says nothing of it: the file may have a carer's name or an address there.
    fn placement(&self, text: &str) -> String {
        let code = self.key().map(|key| key.code("placement", &tidy(text)).0).unwrap_or_default();
        format!("Placement {}", code.get(..8).unwrap_or("with a code"))
    }
}

impl Column {
    /// The code of a closed list that a cell says.
    pub(super) fn closed(&self, cell: &Cell) -> Cellful {
        let open = || self.open_text().to_owned();
        if let Cell::Error(shown) = cell {
            return Cellful { text: open(), problem: error(shown) };
        }
        if cell.is_blank() {
            let text = if self.target.asks_for_blanks() { self.blank.clone() } else { open() };
            return Cellful { text, problem: String::new() };
        }
        if is_marked_by_day(self.target, cell) {
            return Cellful { text: "yes".to_owned(), problem: String::new() };
        }
        let text = cell.text();
        let same = same_word(&text);
        let choice = match self.words.iter().find(|word| word.same == same) {
            Some(word) => word.choice.clone(),
            None => words::guess(self.target, &self.named.shown, &same).unwrap_or_default(),
        };
        match choice.as_str() {
            "" => {
                let problem = format!("\u{201c}{}\u{201d} was given no meaning: left open", shortened(&plain(&text)));
                Cellful { text: open(), problem }
            }
            "unknown" => Cellful { text: open(), problem: String::new() },
            _ => Cellful { text: choice, problem: String::new() },
        }
    }

    /// What stands for "not known": the word, where the kind of fact has it.
    pub(in crate::importing::mapping) fn open_text(&self) -> &'static str {
        match self.target.definition().map(|own| own.kind) {
            Some(Kind::Mark | Kind::Ordinary(_)) => "unknown",
            _ => "",
        }
    }
}

/// What is said of an error value. What stood where a day should is none of the program's own, and goes nowhere.
pub(super) fn error(shown: &str) -> String {
    match shown {
        "#DATE" => "no date that can be read: left open".to_owned(),
        _ if shown.starts_with('#') => {
            format!(
                "{} is an error in the file: left open; of a child who is here already it stays as it is",
                shortened(shown)
            )
        }
        _ => "an error in the file: left open".to_owned(),
    }
}

pub(super) fn open(said: Said) -> Cellful {
    match said {
        Said::Nothing => Cellful::default(),
        Said::Text(text) => Cellful { text, problem: String::new() },
        Said::Nearly(text, problem) => Cellful { text, problem },
        Said::Unread(problem) => Cellful { text: String::new(), problem },
    }
}

pub(super) fn is_open(text: &str) -> bool {
    matches!(text, "" | "unknown")
}

/// A value as people read it.
pub(super) fn in_words(kind: Kind, text: &str) -> String {
    crate::change::in_words(kind, text)
}

/// The name of a worker; nothing where there is nobody.
pub(in crate::importing::mapping) fn name_of(cell: &Cell) -> Option<String> {
    people::workers(&cell.text()).names.into_iter().next()
}

/// The name of a team; empty where there is none.
pub(in crate::importing::mapping) fn team_of(cell: &Cell) -> String {
    // Lists of a shared site have the number of a team behind its name.
    let name = plain(cell.text().split(";#").next().unwrap_or_default());
    if people::is_nobody(&name) { String::new() } else { name.chars().take(LONGEST).collect() }
}
