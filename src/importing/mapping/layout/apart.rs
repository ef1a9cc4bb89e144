//! Tables that stand below one another on one sheet.

use super::filled::{count, has_figure, there};
use crate::importing::heading::tidy;
use crate::importing::mapping::headings;
use crate::importing::table::{Cell, Row, Sheet};
use std::collections::BTreeSet;

/// The most tables of one sheet that are taken apart.
const MOST_TABLES: usize = 30;

/// Takes a sheet apart where headings stand in it again in another order, or other headings after room.
pub fn apart(sheet: Sheet, known: &dyn Fn(&str) -> bool) -> Vec<Sheet> {
    let place = headings::find(&sheet, known);
    if place.count == 0 {
        return vec![sheet];
    }
    let texts = |row: &Row| -> Vec<String> { row.cells.iter().map(|cell| tidy(&cell.text())).collect() };
    let of = |nth: usize| sheet.rows.get(nth).map(texts).unwrap_or_default();
    let mut heads = of(place.below() - 1);
    let mut starts: Vec<usize> = Vec::new();
    let mut before = 0;
    for (nth, row) in sheet.rows.iter().enumerate().skip(place.below()) {
        let is_apart = row.number > before + 1;
        let alone = nth.checked_sub(1).and_then(|at| sheet.rows.get(at)).is_some_and(|row| count(row) == 1);
        before = row.number;
        let is_text = |cell: &Cell| matches!(cell, Cell::Text(text) if !has_figure(text) && text.len() <= 160);
        let filled = count(row);
        if filled < 2 || !there(row).all(|(_, cell)| is_text(cell)) || starts.len() + 1 >= MOST_TABLES {
            continue;
        }
        let own = texts(row);
        let is_same = |at: usize, text: &String| heads.get(at) == Some(text);
        let filled_texts = || own.iter().enumerate().filter(|own| !own.1.is_empty());
        if filled_texts().all(|(at, text)| is_same(at, text)) {
            continue;
        }
        let again = filled_texts().filter(|(_, text)| heads.contains(text)).count();
        let different: BTreeSet<&String> = filled_texts().map(|own| own.1).collect();
        let is_other = |least: usize| {
            filled >= least
                && different.len() == filled
                && there(row).all(|(_, cell)| matches!(cell, Cell::Text(text) if known(text)))
        };
        if (again >= 2 && again * 2 > filled) || ((is_apart || alone) && is_other(3)) {
            // The lines right above it are its title.
            let mut start = nth;
            while start > place.below()
                && sheet.rows.get(start - 1).is_some_and(|row| count(row) == 1)
                && nth - start < 3
                && sheet
                    .rows
                    .get(start)
                    .zip(sheet.rows.get(start - 1))
                    .is_some_and(|own| own.0.number == own.1.number + 1)
            {
                start -= 1;
            }
            starts.push(start);
            heads = own;
        }
    }
    if starts.is_empty() {
        return vec![sheet];
    }
    let mut rows = sheet.rows;
    let mut parts: Vec<Sheet> = Vec::new();
    while let Some(start) = starts.pop() {
        let own = rows.split_off(start);
        let first = own.first().map_or(0, |row| row.number);
        let name = if sheet.name.is_empty() { "from row".to_owned() } else { format!("{}, from row", sheet.name) };
        parts.push(Sheet {
            file: sheet.file.clone(),
            name: format!("{name} {first}"),
            rows: own,
            notes: vec![
                "Headings stand here again, and other columns under them: read as a table of its own".to_owned(),
            ],
            aged_on: sheet.aged_on,
            hidden: sheet.hidden,
        });
    }
    parts.push(Sheet {
        file: sheet.file,
        name: sheet.name,
        rows,
        notes: sheet.notes,
        aged_on: sheet.aged_on,
        hidden: sheet.hidden,
    });
    parts.reverse();
    parts
}
