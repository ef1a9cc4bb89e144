//! Sheets are put together cell by cell, within the limits.

use super::{Refused, limits};
use crate::importing::table::{Cell, Row, Sheet};

/// How often progress is told, in cells.
const STEP: u64 = 4_096;

/// What all sheets of one file share: what they have used of the limits, and who hears of progress.
pub(super) struct Budget<'a> {
    cells: u64,
    text: usize,
    seen: u64,
    progress: &'a mut dyn FnMut(u64),
}

impl<'a> Budget<'a> {
    pub(super) fn new(progress: &'a mut dyn FnMut(u64)) -> Self {
        Self { cells: 0, text: 0, seen: 0, progress }
    }

    /// One more cell was looked at.
    pub(super) fn saw(&mut self) {
        self.seen += 1;
        if self.seen.is_multiple_of(STEP) {
            (self.progress)(self.seen);
        }
    }

    fn take(&mut self, cells: usize, text: usize) -> Result<(), Refused> {
        self.cells = self.cells.saturating_add(u64::try_from(cells).unwrap_or(u64::MAX));
        self.text = self.text.saturating_add(text);
        if self.cells > limits::CELLS {
            return Err(Refused::too_much(
                "This file has more than a million cells, which is the most that is read here.",
            ));
        }
        if self.text > limits::TEXT_BYTES {
            return Err(Refused::too_much("The cells of this file hold more text than is read here."));
        }
        Ok(())
    }
}

/// A sheet that is being read.
#[derive(Default)]
pub(super) struct Grid {
    name: String,
    rows: Vec<Row>,
    is_out_of_order: bool,
}

impl Grid {
    pub(super) fn new(name: &str) -> Self {
        Self { name: super::cell::text(name).text(), ..Self::default() }
    }

    /// Puts a cell at a row and column, both counted from 0. Cells come in any order; where two come for one
    /// place, the later one stays.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell, budget: &mut Budget<'_>) -> Result<(), Refused> {
        budget.saw();
        if cell == Cell::Empty {
            return Ok(());
        }
        if row >= limits::ROWS || column >= limits::COLUMNS {
            return Err(Refused::too_far());
        }
        let number = row + 1;
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let last = self.rows.last().map_or(0, |row| row.number);
        if last != number {
            self.is_out_of_order |= number < last;
            self.rows.push(Row { number, cells: Vec::new() });
        }
        let Some(row) = self.rows.last_mut() else { return Ok(()) };
        let text = match &cell {
            Cell::Text(text) | Cell::Number(text) | Cell::Error(text) => text.len(),
            _ => 0,
        };
        budget.take((column + 1).saturating_sub(row.cells.len()), text)?;
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = row.cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    /// The sheet, its rows in order.
    pub(super) fn into_sheet(mut self) -> Sheet {
        if self.is_out_of_order {
            self.rows.sort_by_key(|row| row.number);
            let mut rows: Vec<Row> = Vec::with_capacity(self.rows.len());
            for row in self.rows {
                match rows.last_mut() {
                    Some(last) if last.number == row.number => merge(last, row),
                    _ => rows.push(row),
                }
            }
            self.rows = rows;
        }
        Sheet { name: self.name, rows: self.rows, ..Sheet::default() }
    }
}

/// Two pieces of one row; where both have a cell, the later one stays.
fn merge(row: &mut Row, later: Row) {
    if row.cells.len() < later.cells.len() {
        row.cells.resize(later.cells.len(), Cell::Empty);
    }
    for (place, cell) in row.cells.iter_mut().zip(later.cells) {
        if cell != Cell::Empty {
            *place = cell;
        }
    }
}
