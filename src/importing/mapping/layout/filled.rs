//! What of a row is filled, and rows that add up.

use crate::importing::heading::tidy;
use crate::importing::mapping::headings::Place;
use crate::importing::table::{Cell, Row, Sheet};

/// True where something stands, also what was dropped.
fn is_there(cell: &Cell) -> bool {
    !cell.is_blank() || matches!(cell, Cell::Dropped | Cell::Error(_))
}

pub(super) fn count(row: &Row) -> usize {
    row.cells.iter().filter(|cell| is_there(cell)).count()
}

/// The cells of a row in which something stands, with their places.
pub(super) fn there(row: &Row) -> impl Iterator<Item = (usize, &Cell)> {
    row.cells.iter().enumerate().filter(|own| is_there(own.1))
}

pub(super) fn has_figure(text: &str) -> bool {
    text.bytes().any(|own| own.is_ascii_digit())
}

/// What a row that adds up begins with.
const TOTALS: [&str; 8] =
    ["total", "totals", "grand total", "sub total", "subtotal", "sub-total", "count", "overall total"];

fn first_text(row: &Row) -> String {
    row.cells.iter().find(|cell| !cell.is_blank()).map(|cell| tidy(&cell.text())).unwrap_or_default()
}

/// True for a row that adds up the rows above it: `Total`, `Total for Ann Bell`, `North Total`.
pub fn adds_up(row: &Row) -> bool {
    let first = first_text(row);
    TOTALS
        .iter()
        .any(|word| first == *word || first.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':'])))
        || [" total", " totals", " subtotal", " sub-total"].iter().any(|end| first.ends_with(end))
}

/// True for a row in which nothing but a total stands: `Total` is nobody's name.
pub fn is_bare_total(row: &Row) -> bool {
    matches!(first_text(row).as_str(), "total" | "totals" | "grand total" | "sub total" | "subtotal" | "sub-total")
}

pub(super) fn heads_filled(sheet: &Sheet, place: Place) -> usize {
    let heads = place.below().checked_sub(1).filter(|_| place.count > 0);
    heads.and_then(|at| sheet.rows.get(at)).map_or(0, count)
}

/// True for an amount.
pub(super) fn is_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => has_figure(text) && !text.chars().any(char::is_alphabetic),
        _ => false,
    }
}

/// How many cells of a row are filled as a rule: of the rows that have at least half as many as the headings; where
/// there are none, of most.
pub(super) fn typical(sheet: &Sheet, place: Place) -> usize {
    let heads = heads_filled(sheet, place);
    let rows = || sheet.rows.iter().skip(place.below()).filter(|row| !adds_up(row));
    let counts = || rows().map(count).filter(|own| *own > 0);
    let mut all: Vec<usize> = counts().filter(|own| heads > 0 && own * 2 >= heads).collect();
    let wide = !all.is_empty();
    if !wide {
        all = counts().collect();
    }
    all.sort_unstable();
    all.get(if wide { all.len() / 2 } else { all.len() * 3 / 4 }).copied().unwrap_or_default()
}

/// True for a row that rules off: `---` in each of its cells.
pub(super) fn is_ruled(row: &Row) -> bool {
    let is_rule = |cell: &Cell| matches!(cell, Cell::Text(text) if text.trim().len() >= 2 && !text.contains(|own: char| own.is_alphanumeric()));
    count(row) > 1 && there(row).all(|own| is_rule(own.1))
}
