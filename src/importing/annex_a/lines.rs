//! Rows of a list that are no child's: totals, lines of text under the list, and rows of words under its headings.

use super::sheets::Known;
use super::{Entry, What};
use crate::importing::days;
use crate::importing::mapping::adds_up;
use crate::importing::table::{Cell, Row};

/// Columns that have days or ages.
const OF_DAYS: [What; 7] =
    [What::Birth, What::Age, What::Start, What::End, What::Review, What::PlacementStart, What::Decision];

/// Why a row is no child's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It adds up.
    Total,
    /// It is a line of text.
    Line,
    /// It has words where days and ages should be.
    Words,
}

impl Why {
    /// In words, as the reader is told.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Total => "a total stands where the number of a child should: the row is left out",
            Self::Line => {
                "a text stands alone in the row, and is no number of a child like the others: the row is left out. Where it is a child, give the number and choose the file again"
            }
            Self::Words => {
                "words stand where the number of a child and days should: the row is left out. Where it is a child, give the number and choose the file again"
            }
        }
    }
}

/// What the rows of a list are like, so that one that is not can be told.
pub struct Lines {
    /// Most of its children's numbers have figures.
    has_figures: bool,
    /// Most of its rows have a day or an age where one should be.
    has_days: bool,
}

impl Lines {
    /// Looks at all rows of a list.
    pub fn of(known: &Known<'_>) -> Self {
        let (mut all, mut figures, mut days) = (0, 0, 0);
        for row in known.rows() {
            let entry = Entry { known, row, source: 0 };
            all += 1;
            figures += usize::from(has_figure(&entry.cell(What::Child).text()));
            days += usize::from(told(&entry).0 > 0);
        }
        Self { has_figures: figures * 2 > all, has_days: days * 2 >= all }
    }

    /// Why a row is no child's; nothing where it may be.
    pub fn why(&self, entry: &Entry<'_>) -> Option<Why> {
        let number = entry.cell(What::Child).text();
        let nobody = entry.text(What::Worker).is_empty();
        if nobody && !number.is_empty() && adds_up(entry.row) {
            return Some(Why::Total);
        }
        let has_letters = number.chars().any(char::is_alphabetic);
        let alone = count(entry.row) == 1;
        if self.has_figures && alone && has_letters && (number.contains(' ') || !has_figure(&number)) {
            return Some(Why::Line);
        }
        // `Text`, `Col 1`: a number has figures, and no blank among letters.
        let is_word = has_letters && (number.contains(' ') || !has_figure(&number));
        let (read, unread) = told(entry);
        (self.has_days && is_word && read == 0 && unread > 1).then_some(Why::Words)
    }
}

fn has_figure(text: &str) -> bool {
    text.bytes().any(|own| own.is_ascii_digit())
}

/// How many cells have something, or had.
fn count(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank() || matches!(cell, Cell::Dropped | Cell::Error(_))).count()
}

/// In how many cells that should have a day or an age one stands, and in how many something else.
fn told(entry: &Entry<'_>) -> (usize, usize) {
    let (mut read, mut unread) = (0, 0);
    for cell in OF_DAYS.iter().map(|what| entry.cell(*what)) {
        let text = cell.text();
        let is_figures = || text.contains(|own: char| own.is_ascii_digit()) && !text.contains(char::is_alphabetic);
        let is_number = matches!(cell, Cell::Number(_)) || (is_figures() && !text.contains(['/', ':']));
        if is_number || days::read(cell).day().is_some() {
            read += 1;
        } else if !cell.is_blank() || matches!(cell, Cell::Error(_)) {
            unread += 1;
        }
    }
    (read, unread)
}
