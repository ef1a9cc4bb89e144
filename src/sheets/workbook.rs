//! Workbooks of Excel (`.xlsx`, `.xlsm`), cell by cell.

use super::grid::{Budget, Grid};
use super::zipped::Rationed;
use super::{Refused, cell, limits};
use crate::importing::table::{Cell, Sheet};
use crate::words::counted;
use calamine::{CellErrorType, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::HashSet;

/// How many cells of a sheet without a value are looked at for formulas.
const MOST_EMPTY: usize = 20_000;

/// What stands for the value of a formula that has none.
const NO_VALUE: &str = "no value";

/// Reads all sheets of a workbook that has been looked at (`zipped`).
pub(super) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<Sheet>, Refused> {
    let mut book = Xlsx::new(Rationed::new(bytes)).map_err(|error| refusal(&error))?;
    let from_1904 = book.has_1904_epoch();
    let mut sheets = Vec::new();
    for (name, hidden) in names(book.sheets_metadata())? {
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A chart, or a dialog of an old Excel.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(refusal(&error)),
        };
        let mut grid = Grid::new(&name);
        let mut empty: HashSet<(u32, u32)> = HashSet::new();
        loop {
            match cells.next_cell() {
                Ok(None) => break,
                Ok(Some(own)) => {
                    let (row, column) = own.get_position();
                    if matches!(own.get_value(), DataRef::Empty) && empty.len() < MOST_EMPTY {
                        empty.insert((row, column));
                    }
                    grid.put(row, column, of_data(own.get_value(), from_1904), budget)?;
                }
                // An error value of a newer Excel than the library knows: nothing is read from it either way.
                Err(XlsxError::CellError(_)) => {}
                Err(error) => return Err(refusal(&error)),
            }
        }
        drop(cells);
        let bare = if empty.is_empty() { 0 } else { bare_formulas(&mut book, &name, &mut empty, &mut grid, budget)? };
        let mut sheet = grid.into_sheet();
        if bare > 0 {
            sheet.notes.push(format!(
                "{} without a value{}: open the file in Excel or LibreOffice, save it there, and choose it again",
                counted(bare, "cell has a formula", "cells have formulas"),
                if name.is_empty() { String::new() } else { format!(" on the sheet {}", sheet.name) },
            ));
        }
        sheets.push(Sheet { hidden, ..sheet });
    }
    Ok(sheets)
}

/// Formulas whose values were never worked out, as programs write them that are no spreadsheets: what they would say is
/// not known, which is another thing than nothing. How many there are.
fn bare_formulas(
    book: &mut Xlsx<Rationed<'_>>,
    name: &str,
    empty: &mut HashSet<(u32, u32)>,
    grid: &mut Grid,
    budget: &mut Budget<'_>,
) -> Result<usize, Refused> {
    let mut found = Vec::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| refusal(&error))?;
    // What cannot be read as a formula is none of these; the values were read before.
    while let Ok(Some(own)) = cells.next_formula() {
        budget.saw();
        let place = own.get_position();
        if empty.remove(&place) && !own.get_value().is_empty() {
            found.push(place);
        }
        if empty.is_empty() {
            break;
        }
    }
    let count = found.len();
    for (row, column) in found {
        grid.put(row, column, Cell::Error(NO_VALUE.to_owned()), budget)?;
    }
    Ok(count)
}

/// The names of the sheets that have cells, each once, and whether the program hides them.
pub(super) fn names(sheets: &[calamine::Sheet]) -> Result<Vec<(String, bool)>, Refused> {
    if sheets.len() > limits::SHEETS {
        return Err(Refused::too_much("This workbook has more than 255 sheets, which is the most that is read here."));
    }
    let mut names: Vec<(String, bool)> = Vec::new();
    for sheet in sheets {
        if sheet.typ == SheetType::WorkSheet && !names.iter().any(|own| own.0 == sheet.name) {
            names.push((sheet.name.clone(), sheet.visible != SheetVisible::Visible));
        }
    }
    Ok(names)
}

fn refusal(error: &XlsxError) -> Refused {
    match error {
        XlsxError::Password => Refused::protected(),
        XlsxError::FileNotFound(_) => Refused::no_workbook(),
        _ => Refused::damaged(),
    }
}

impl Refused {
    pub(super) fn no_workbook() -> Self {
        Self::new(
            "This looks like a workbook, but a part of it is missing.",
            "Open it in the program that made it, save it again as an Excel workbook (.xlsx) and choose that.",
        )
    }
}

/// A cell of ours from one of the library's.
pub(super) fn of_data(data: &DataRef<'_>, from_1904: bool) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        // Whole numbers of a workbook have 30 bits.
        DataRef::Int(value) => Cell::Number(value.to_string()),
        DataRef::Float(value) => cell::number(*value),
        DataRef::String(text) | DataRef::DurationIso(text) => cell::text(text),
        DataRef::SharedString(text) => cell::text(text),
        DataRef::Bool(yes) => Cell::Truth(*yes),
        DataRef::DateTime(value) if value.is_datetime() => cell::day_or_number(value.as_f64(), from_1904),
        DataRef::DateTime(value) => cell::number(value.as_f64()),
        DataRef::DateTimeIso(text) => cell::iso_day(text),
        DataRef::Error(error) => Cell::Error(error_word(error).to_owned()),
    }
}

/// As Excel shows it.
pub(super) fn error_word(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}
