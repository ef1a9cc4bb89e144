//! Cells that are written once for several rows: the empty ones below stand for the one above.

use super::Layout;
use crate::importing::heading::tidy;
use crate::importing::mapping::headings::Place;
use crate::importing::table::{Cell, Sheet};

impl Layout {
    /// Empty cells under a worker or a team that is written once for several rows stand for the one above.
    pub(super) fn fill_down(&mut self, sheet: &mut Sheet, place: Place, fillable: &[usize], fill: Option<bool>) {
        let data: Vec<usize> = (place.below()..sheet.rows.len()).filter(|nth| !self.odd.contains_key(nth)).collect();
        let mut can: Vec<(usize, usize)> = Vec::new();
        let mut is_plain = false;
        for at in fillable {
            let (mut groups, mut blanks, mut last, mut fits) = (0_usize, 0_usize, String::new(), true);
            for row in data.iter().filter_map(|nth| sheet.rows.get(*nth)) {
                let cell = Cell::of(row, *at);
                let text = tidy(&cell.text());
                if matches!(cell, Cell::Error(_) | Cell::Dropped)
                    || (text.is_empty() && last.is_empty())
                    || text == last
                {
                    fits = false;
                    break;
                }
                if text.is_empty() {
                    blanks += 1;
                } else {
                    groups += 1;
                    last = text;
                }
            }
            if fits && blanks > 0 && blanks >= groups {
                can.push((*at, blanks));
                is_plain = is_plain || groups >= 2;
            }
        }
        self.could_fill = can.iter().map(|own| own.1).sum();
        self.is_filled = self.could_fill > 0 && fill.unwrap_or(is_plain);
        if !self.is_filled {
            return;
        }
        let mut above: Vec<Cell> = vec![Cell::Empty; can.len()];
        for nth in data {
            let Some(row) = sheet.rows.get_mut(nth) else { continue };
            let mut begins = false;
            for ((at, _), above) in can.iter().zip(&mut above) {
                let cell = Cell::of(row, *at).clone();
                if !cell.is_blank() {
                    begins = true;
                    *above = cell;
                } else if begins {
                    // A new team without a worker is nobody's of the team before.
                    *above = Cell::Empty;
                } else if *above != Cell::Empty {
                    if row.cells.len() <= *at {
                        row.cells.resize(at + 1, Cell::Empty);
                    }
                    if let Some(cell) = row.cells.get_mut(*at) {
                        cell.clone_from(above);
                        self.filled.push((nth, *at));
                    }
                }
            }
        }
    }
}
