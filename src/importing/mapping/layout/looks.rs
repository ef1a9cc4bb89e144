//! What each row under the headings looks like: data, headings again, a total, a line of text.

use super::filled::{adds_up, count, has_figure, heads_filled, is_bare_total, is_number, is_ruled, there, typical};
use super::lines::prefixed;
use super::{AGAIN, GONE, LINE, LOOKED_AT, Layout, TOTAL};
use crate::importing::heading::{plain, tidy};
use crate::importing::mapping::headings::Place;
use crate::importing::table::{Cell, Row, Sheet};
use std::collections::BTreeMap;

/// What a row under the headings looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    Data,
    Again,
    Total,
    /// Where the number should be stood a name, which was dropped, and nothing else but a sum; or a rule.
    Gone,
    /// One text alone, which is no number like the others of its column.
    Line,
    /// One text alone, which could be like the others.
    Maybe,
}

/// What stands in a column as a rule.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    there: usize,
    with_figures: usize,
    of_words: usize,
}

impl Layout {
    /// What each row under the headings looks like.
    pub(super) fn look(&mut self, sheet: &Sheet, place: Place) -> Vec<Looks> {
        let below = || sheet.rows.iter().enumerate().skip(place.below());
        let (typical, heads_filled) = (typical(sheet, place), heads_filled(sheet, place));
        let heads: Vec<Vec<String>> = sheet
            .rows
            .iter()
            .skip(place.first)
            .take(place.count)
            .map(|row| row.cells.iter().map(|cell| tidy(&cell.text())).collect())
            .collect();
        let is_again = |row: &Row| {
            let is_head = |at: usize, cell: &Cell| {
                let text = tidy(&cell.text());
                !text.is_empty() && heads.iter().any(|own| own.get(at) == Some(&text))
            };
            there(row).any(|own| *own.1 != Cell::Dropped)
                && there(row).all(|(at, cell)| *cell == Cell::Dropped || is_head(at, cell))
        };
        let mut shapes: BTreeMap<usize, Shape> = BTreeMap::new();
        let mut looks = Vec::new();
        let last_full = below().rfind(|own| count(own.1) * 2 > typical).map_or(0, |own| own.0);
        let mut before = sheet.rows.get(place.below().saturating_sub(1)).map_or(0, |row| row.number);
        let mut is_below = false;
        for (nth, row) in below() {
            let filled = count(row);
            // Below room under the last row of the table.
            is_below |= nth > last_full && row.number > before + 1;
            before = row.number;
            let look = if is_again(row) {
                Looks::Again
            } else if adds_up(row)
                && (is_bare_total(row)
                    || (typical >= 3 && filled * 2 <= typical.max(heads_filled))
                    || (filled > 1 && there(row).skip(1).all(|own| is_number(own.1))))
            {
                Looks::Total
            } else if is_ruled(row) {
                self.odd.insert(nth, LINE);
                Looks::Gone
            } else if typical < 3 || filled > 2 || (filled == 2 && typical < 4 && !is_below) {
                Looks::Data
            } else if filled == 2 {
                // `Printed by: | Jo Bell` under a table, `Worker: | Ann Bell` above rows.
                let text = there(row).next().map(|own| (own.0, plain(&own.1.text()))).unwrap_or_default();
                let shape = *shapes.entry(text.0).or_insert_with(|| shape(sheet, place, typical, text.0));
                let is_line = prefixed(row).is_some()
                    || (is_below && !text.1.is_empty() && shape.with_figures * 2 > shape.there && !has_figure(&text.1))
                    || (text.1.ends_with(':') && !has_figure(&text.1));
                let is_sum = there(row).last().is_some_and(|own| is_number(own.1));
                match there(row).next() {
                    Some((_, Cell::Dropped)) if is_sum && shape.with_figures * 2 > shape.there => Looks::Gone,
                    _ if is_line => Looks::Line,
                    _ => Looks::Data,
                }
            } else {
                match there(row).next() {
                    Some((at, Cell::Text(text))) => {
                        let shape = *shapes.entry(at).or_insert_with(|| shape(sheet, place, typical, at));
                        let is_count = is_below && text.contains([':', '=']) && text.chars().any(char::is_alphabetic);
                        if is_count { Looks::Line } else { looks_like(text, shape) }
                    }
                    Some((at, Cell::Dropped)) => {
                        let shape = *shapes.entry(at).or_insert_with(|| shape(sheet, place, typical, at));
                        if shape.with_figures * 2 > shape.there { Looks::Gone } else { Looks::Data }
                    }
                    _ => Looks::Data,
                }
            };
            match look {
                Looks::Again => {
                    self.odd.insert(nth, AGAIN);
                }
                Looks::Total => {
                    self.odd.insert(nth, TOTAL);
                }
                Looks::Gone => {
                    self.odd.entry(nth).or_insert(GONE);
                }
                _ => {}
            }
            looks.push(look);
        }
        looks
    }
}

/// What stands in a column in rows that are filled like most.
fn shape(sheet: &Sheet, place: Place, typical: usize, at: usize) -> Shape {
    let mut shape = Shape::default();
    for row in sheet.rows.iter().skip(place.below()).filter(|row| count(row) * 2 > typical).take(LOOKED_AT) {
        let text = plain(&Cell::of(row, at).text());
        if !text.is_empty() {
            shape.there += 1;
            shape.with_figures += usize::from(has_figure(&text));
            shape.of_words += usize::from(text.contains(' '));
        }
    }
    shape
}

/// Whether a text that stands alone in its row could be what stands in its column as a rule.
fn looks_like(text: &str, shape: Shape) -> Looks {
    let text = plain(text);
    let has_letters = text.chars().any(char::is_alphabetic);
    let (of_words, figures) = (text.contains(' '), has_figure(&text));
    let usual = |own: usize| own * 2 > shape.there;
    if shape.there == 0 {
        return Looks::Line;
    }
    let is_odd = (!figures && (!has_letters || usual(shape.with_figures)))
        || (has_letters && of_words && !usual(shape.of_words));
    match (is_odd, figures) {
        (true, _) => Looks::Line,
        // A number alone is a child of whom nothing else is known.
        (false, true) => Looks::Data,
        (false, false) => Looks::Maybe,
    }
}
