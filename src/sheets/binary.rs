//! Binary workbooks of Excel (`.xlsb`), cell by cell.

use super::grid::{Budget, Grid};
use super::zipped::Rationed;
use super::{Refused, workbook};
use crate::importing::table::Sheet;
use calamine::{Reader, Xlsb, XlsbError};

/// Reads all sheets of a binary workbook whose parts have been counted (`zipped`).
pub(super) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<Sheet>, Refused> {
    let mut book = Xlsb::new(Rationed::new(bytes)).map_err(|error| refusal(&error))?;
    let from_1904 = book.has_1904_epoch();
    let mut sheets = Vec::new();
    for name in workbook::names(book.sheets_metadata())? {
        let mut cells = book.worksheet_cells_reader(&name).map_err(|error| refusal(&error))?;
        let mut grid = Grid::new(&name);
        while let Some(own) = cells.next_cell().map_err(|error| refusal(&error))? {
            let (row, column) = own.get_position();
            grid.put(row, column, workbook::of_data(own.get_value(), from_1904), budget)?;
        }
        sheets.push(grid.into_sheet());
    }
    Ok(sheets)
}

fn refusal(error: &XlsbError) -> Refused {
    match error {
        XlsbError::Password => Refused::protected(),
        XlsbError::FileNotFound(_) => Refused::no_workbook(),
        _ => Refused::damaged(),
    }
}
