//! How the rows of a table hang together: lines that stand alone among them, headings and totals between them, cells
//! that are written once for several rows, and tables that stand below one another.
//!
//! A row is looked at by what is filled in it, whatever its columns are taken for later.

mod apart;
mod filled;
mod filling;
mod groups;
mod lines;
mod looks;

use super::headings::Place;
use crate::importing::table::{Cell, Sheet};
pub use apart::apart;
pub use filled::{adds_up, is_bare_total};
use std::collections::BTreeMap;

/// Why a row with one text alone is left out.
pub const LINE: &str = "lines of text that are no children";

/// Why headings below the first are left out.
pub const AGAIN: &str = "headings that come again";

/// Why a row that adds up is left out.
pub const TOTAL: &str = "rows of totals";

/// Why a row of which nothing is left is no child.
const GONE: &str = "lines of which nothing is left but what was dropped while the file was read";

/// How many rows tell what stands in a column.
const LOOKED_AT: usize = 400;

/// What was made of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Rows under the headings that are none of data, by their place, with the reason.
    pub odd: BTreeMap<usize, &'static str>,
    /// How many empty cells could stand for the one above them.
    pub could_fill: usize,
    /// True where they do.
    pub is_filled: bool,
    /// What the reader should know of it.
    pub notes: Vec<String>,
    /// How many cells rows had before columns were added; nothing where none were.
    width: Option<usize>,
    /// The cells that were filled, by row and column.
    filled: Vec<(usize, usize)>,
}

impl Layout {
    /// Looks at a sheet whose headings stand there, and takes from its lines what belongs to the rows: in columns of
    /// its own at the right end, and in empty cells of the columns `fillable`. `fill` says whether empty cells stand
    /// for those above; nothing: where that is plain.
    pub fn of(sheet: &mut Sheet, place: Place, fillable: &[usize], fill: Option<bool>) -> Self {
        let mut own = Self::default();
        let looks = own.look(sheet, place);
        own.groups(sheet, place, &looks);
        own.fill_down(sheet, place, fillable, fill);
        own
    }

    /// Takes back what was added to the sheet.
    pub fn undo(&self, sheet: &mut Sheet) {
        for (row, at) in &self.filled {
            if let Some(cell) = sheet.rows.get_mut(*row).and_then(|row| row.cells.get_mut(*at)) {
                *cell = Cell::Empty;
            }
        }
        if let Some(width) = self.width {
            for row in &mut sheet.rows {
                row.cells.truncate(width);
            }
        }
    }
}
