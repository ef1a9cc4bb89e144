//! Errors that stand where a lookup or a formula should have brought something: they are read as nothing, which is
//! said, and take nothing away from a child who is here.

use super::sheets::Known;
use super::{Entry, Making, Notes};
use crate::facts::value::{UNKNOWN_TEXT, shortened};
use crate::importing::code::Coded;
use crate::importing::found::Place;
use crate::importing::heading::tidy;
use crate::importing::imported::HOLDER;
use crate::importing::lists::What;
use crate::importing::table::Cell;
use crate::words::counted;

/// Words for nothing: an error value that was saved as text.
pub(super) fn is_no_value(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if matches!(tidy(text).as_str(), "" | "#n/a" | "#ref" | "#value" | "#name" | "null" | "nan" | "#null" | "#div/0"))
}

/// True for an error value, also where it was saved as text.
fn is_broken(cell: &Cell) -> bool {
    matches!(cell, Cell::Error(_)) || (is_no_value(cell) && cell.text().starts_with('#'))
}

/// What is said of an error value. What stood where a day should is none of the program's own, and goes nowhere.
fn named(cell: &Cell) -> String {
    match cell {
        Cell::Error(text) if text == "#DATE" => "No date that can be read".to_owned(),
        Cell::Error(text) | Cell::Text(text) if text.starts_with('#') => {
            format!("{} is an error in the file", shortened(text))
        }
        _ => "An error in the file".to_owned(),
    }
}

/// Says in which columns errors stand, once for each column.
pub(super) fn note(known: &Known<'_>, source: usize, notes: &mut Notes) {
    for column in known.list.columns {
        // A row without a number is left out, each with its reason.
        if matches!(column.what, What::Left | What::Dropped | What::Child) {
            continue;
        }
        let Some(at) = known.place(column.what) else { continue };
        let mut broken = known.rows().filter(|row| is_broken(Cell::of(row, at)));
        let Some(first) = broken.next() else { continue };
        let more = match broken.count() {
            0 => String::new(),
            more => format!(", here and in {}", counted(more, "row more", "rows more")),
        };
        let done = match column.what {
            What::End => "read as no end, so as open",
            _ => "read as nothing",
        };
        let words = format!("{}{more}: {done}", named(Cell::of(first, at)));
        notes.say(Place { source, row: first.number }, known.heading(at), words);
    }
}

/// Why a row without a number is left out whose number is an error; nothing where it is none.
pub(super) fn instead_of_number(entry: &Entry<'_>) -> Option<String> {
    let cell = entry.cell(What::Child);
    is_broken(cell).then(|| {
        format!(
            "{} where the number of a child should be: the row is left out. Where it is a child, give the number and choose the file again",
            named(cell)
        )
    })
}

/// What is read from where an error may stand, as what an import says keeps it.
const READ: [(What, &str); 5] = [
    (What::Worker, HOLDER),
    (What::Status, "plan"),
    (What::Birth, "age"),
    (What::Age, "age"),
    (What::Disability, "disability"),
];

/// What the rows of children have errors for, by their codes, in the order in which these are seen.
#[derive(Default)]
pub(super) struct Broken<'c>(Vec<(&'c Coded, Vec<&'static str>)>);

impl<'c> Broken<'c> {
    /// Sees the rows of a child. Children come in the order of their codes.
    pub(super) fn see(&mut self, code: &'c Coded, rows: &[Entry<'_>]) {
        let is_one = |what: What| rows.iter().any(|entry| is_broken(entry.cell(what)));
        let own: Vec<&str> = READ.into_iter().filter(|(what, _)| is_one(*what)).map(|own| own.1).collect();
        if !own.is_empty() {
            self.0.push((code, own));
        }
    }

    /// What a child's rows do not tell for their errors: it stays as it is.
    pub(super) fn untold(&self, own: &Making) -> Vec<String> {
        let at = self.0.binary_search_by(|(code, _)| (*code).cmp(&own.child.code)).ok();
        let broken = at.and_then(|at| self.0.get(at)).map_or(&[][..], |own| &own.1);
        let is_open = |what: &str| match what {
            HOLDER => own.worker.is_empty(),
            _ => own.child.facts.iter().any(|(fact, text)| fact == what && matches!(text.as_str(), "" | UNKNOWN_TEXT)),
        };
        broken.iter().filter(|what| is_open(what)).map(|what| (*what).to_owned()).collect()
    }
}
