//! What a reader makes of a file, whatever kind of file it was: sheets of cells.

use crate::facts::When;

/// One sheet of a workbook, a CSV file, or what was pasted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the file; empty for what was pasted.
    pub file: String,
    /// The name of the sheet; empty where the file has no names for its sheets.
    pub name: String,
    /// The rows that have something in them, in order.
    pub rows: Vec<Row>,
    /// What the reader should know of how it was read, in sentences ("Its letters are stored in two ways …").
    pub notes: Vec<String>,
    /// True where the program hides it.
    pub hidden: bool,
    /// The day at which ages in it were counted from dates of birth; nothing where it has none of these.
    pub aged_on: Option<When>,
}

/// One row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The number that the reader's own program shows beside it; the first is 1.
    pub number: u32,
    /// Its cells from the first column on; empty ones at the end are left out.
    pub cells: Vec<Cell>,
}

/// One cell. Binary numbers end here: a number is its shortest decimal text (`12345`, `7.5`, `-1`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or blanks alone.
    #[default]
    Empty,
    /// Text, as it stands there.
    Text(String),
    /// A number. Whole ones have no point: an id that the file has as 12345.0 is `12345`.
    Number(String),
    /// A day, from a cell that the file says is one.
    Day(When),
    /// True or false.
    Truth(bool),
    /// An error value such as `#N/A`, as the program shows it.
    Error(String),
    /// Something that was dropped while reading, because nothing here may keep it (ethnicity, a postcode).
    Dropped,
}

impl Cell {
    /// The cell of a row, empty beyond its end.
    #[must_use]
    pub fn of(row: &Row, column: usize) -> &Self {
        row.cells.get(column).unwrap_or(&Self::Empty)
    }

    /// The text that the cell shows; empty for nothing, errors and what was dropped.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty | Self::Error(_) | Self::Dropped => String::new(),
            Self::Text(text) | Self::Number(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Truth(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        }
    }

    /// True where there is nothing to read: nothing, blanks, an error value, or what was dropped.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty | Self::Error(_) | Self::Dropped => true,
            Self::Text(text) => text.chars().all(|own| own.is_whitespace() || own == '\u{a0}' || own == '\u{200b}'),
            Self::Number(_) | Self::Day(_) | Self::Truth(_) => false,
        }
    }
}
