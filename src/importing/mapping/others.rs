//! Sheets of a workbook that are no caseload, beside others that are: pivot tables, totals, notes. They start as left out.

use super::targets::{Rows, Target};
use super::{Both, Column, Mapping};
use crate::importing::heading::tidy;
use crate::importing::table::Cell;

/// How many rows are looked at for the words of a pivot table.
const LOOKED_AT: usize = 8;

/// What headings of pivot tables begin with.
const PIVOT: &[&str] = &["row labels", "column labels", "count of ", "sum of ", "average of ", "min of ", "max of "];

/// Leaves out what is no caseload, with the reason.
pub fn leave_out(tables: &mut [Mapping]) {
    let has_number = |table: &Mapping| {
        table.rows == Some(Rows::Children) && table.columns.iter().any(|column| column.target == Target::Id)
    };
    let any = tables.iter().any(|table| has_number(table) && !is_pivot(table));
    for table in tables.iter_mut().filter(|table| !table.sheet.rows.is_empty()) {
        let why = if is_pivot(table) {
            "It looks like a pivot table or a page of totals"
        } else if table.rows == Some(Rows::Children) && any && !has_number(table) {
            "It has no column with the numbers of children, and another table has"
        } else if table.rows.is_none() {
            "It has no headings of a caseload"
        } else {
            continue;
        };
        table.rows = None;
        table.why_not = why;
        table.settled = false;
        for column in &mut table.columns {
            column.target = Target::Leave;
            column.words = Vec::new();
        }
    }
}

/// True for a sheet with the words of a pivot table at its top.
fn is_pivot(table: &Mapping) -> bool {
    let is_word = |cell: &Cell| {
        matches!(cell, Cell::Text(text) if {
            let text = tidy(text);
            text == "grand total" || PIVOT.iter().any(|own| text.starts_with(own))
        })
    };
    table.sheet.rows.iter().take(LOOKED_AT).any(|row| row.cells.iter().any(is_word))
}

/// What the rows of a table that was left out are most likely.
pub fn likely(columns: &[Column], both: &Both) -> Rows {
    let told = |rows: Rows| columns.iter().filter(|column| column.guess(both.of(rows)).is_some()).count();
    if told(Rows::Practitioners) > told(Rows::Children) { Rows::Practitioners } else { Rows::Children }
}
