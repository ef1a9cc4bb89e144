//! Files become sheets of cells: workbooks of Excel and of `LibreOffice`, and text with separators.
//!
//! What a file is, its contents say and not its name. Everything a hostile or broken file could ask for is
//! counted while it is read ([`limits`]), and never taken from what the file says of itself. What cannot be read
//! is [`Refused`] with the reason and what to do; a sheet is read whole or not at all. Rows that the program hides are
//! read like the others: what is hidden is often only filtered. Of a sheet it is noted.
//!
//! What nobody here may keep is dropped before anything else sees it (`importing::dropping`).

mod binary;
mod cell;
mod compound;
mod grid;
mod kind;
pub mod limits;
mod open_document;
mod text;
mod workbook;
mod zipped;

use crate::facts::When;
use crate::importing::table::Sheet;
use crate::importing::{dropping, two_columns};
use kind::Kind;

/// Why a file was not read, and what the person can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is the matter, in a sentence.
    pub what: String,
    /// What to do about it, in a sentence or two.
    pub todo: String,
}

impl Refused {
    fn new(what: &str, todo: &str) -> Self {
        Self { what: what.to_owned(), todo: todo.to_owned() }
    }

    fn damaged() -> Self {
        Self::new(
            "This file is damaged or not whole: a part of it cannot be read.",
            "Open it in the program that made it, save it again and choose the new file. If it does not open there \
             either, ask for a new copy.",
        )
    }

    fn too_far() -> Self {
        Self::too_much("This file has a cell beyond the last row or column that a spreadsheet can have (XFD1048576).")
    }

    fn too_much(what: &str) -> Self {
        Self::new(
            what,
            "Save only the sheets, rows and columns that are needed as a new file and choose that. A file that holds \
             much empty formatting becomes smaller in the same way.",
        )
    }
}

/// Reads the sheets of a file. `on` is the day on which ages are counted; `progress` hears every few thousand
/// cells how many there were so far.
///
/// # Errors
/// When the file is of no kind that is read here, is protected, is damaged, or goes over a limit.
pub fn read(name: &str, bytes: &[u8], on: When, progress: &mut dyn FnMut(u64)) -> Result<Vec<Sheet>, Refused> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Refused::too_much("This file is larger than 10 MB, which is the most that is read here."));
    }
    let mut grid = grid::Budget::new(progress);
    let mut sheets = match Kind::of(bytes)? {
        Kind::Zip => zipped::read(bytes, &mut grid)?,
        Kind::Compound => compound::read(bytes, &mut grid)?,
        Kind::Text => text::read(bytes, &mut grid)?,
    };
    finish(&mut sheets, name, on)?;
    Ok(sheets)
}

/// Reads what was pasted from a spreadsheet or typed: one sheet.
///
/// # Errors
/// When there is nothing, or more than the limits allow.
pub fn pasted(text: &str, on: When) -> Result<Vec<Sheet>, Refused> {
    if text.len() > limits::FILE_BYTES {
        return Err(Refused::too_much("What was pasted is more than 10 MB, which is the most that is read here."));
    }
    let mut ignored = |_: u64| {};
    let mut sheets = text::pasted(text, &mut grid::Budget::new(&mut ignored))?;
    finish(&mut sheets, "", on)?;
    Ok(sheets)
}

/// What holds for every sheet, however it was read.
fn finish(sheets: &mut [Sheet], name: &str, on: When) -> Result<(), Refused> {
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(Refused::new(
            if name.is_empty() { "There is nothing in what was pasted." } else { "There is nothing in this file." },
            if name.is_empty() {
                "Copy the rows in the spreadsheet, with their headings, and paste them again."
            } else {
                "Check that it is the file you meant, and that it was saved after it was filled in."
            },
        ));
    }
    for sheet in sheets {
        name.clone_into(&mut sheet.file);
        dropping::drop_unneeded(sheet, on);
        two_columns::join(sheet);
    }
    Ok(())
}
