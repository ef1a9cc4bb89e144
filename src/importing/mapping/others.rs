//! Sheets of a workbook that are no caseload, beside others that are: pivot tables, totals, notes. They start as left out.

use super::targets::{Of, Rows, Target};
use super::words::{self, same_word};
use super::{Both, Column, Mapping};
use crate::importing::heading::tidy;
use crate::importing::table::Cell;

/// How many rows are looked at for the words of a pivot table.
const LOOKED_AT: usize = 8;

/// What headings of pivot tables begin with.
const PIVOT: &[&str] = &["count of ", "sum of ", "average of ", "min of ", "max of "];

/// Why a pivot table is left out.
pub const PIVOT_TABLE: &str = "It looks like a pivot table or a page of totals";

/// Why a table of numbers of children is left out.
pub const COUNTS: &str = "It counts children, and has no row for each child";

/// Words in the names of sheets of what is over.
const OVER: &str = "|archive|archived|archives|closed|closures|historic|historical|ended|inactive|ceased|superseded|previous|nfa|discharged|";

/// The same, of several words.
const OVER_TOGETHER: [&str; 6] =
    ["transferred out", "transfers out", "transfer out", "stepped down", "moved out", "no further action"];

/// Leaves out what is no caseload, with the reason; of a table that is there alone only what counts.
pub fn leave_out(tables: &mut [Mapping], alone: bool) {
    let has_number = |table: &Mapping| {
        table.rows == Some(Rows::Children) && table.columns.iter().any(|column| column.target == Target::Id)
    };
    let any = tables.iter().any(|table| has_number(table) && !is_pivot(table));
    let shown = tables.iter().any(|table| !table.sheet.hidden && table.rows.is_some());
    let any_current = tables
        .iter()
        .any(|table| !table.sheet.hidden && table.rows == Some(Rows::Children) && !is_over(&table.sheet.name));
    for table in tables.iter_mut().filter(|table| !table.sheet.rows.is_empty()) {
        let why = if is_pivot(table) {
            PIVOT_TABLE
        } else if is_counts(table) {
            COUNTS
        } else if alone {
            continue;
        } else if table.sheet.hidden && shown {
            "It is hidden in the file"
        } else if table.rows.is_some() && is_over(&table.sheet.name) && any_current {
            "Its name says that what is in it is over"
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

/// True for a sheet that is called `Archive` or `Closed cases`.
fn is_over(name: &str) -> bool {
    let name = tidy(name);
    let mut words = name.split(|own: char| !own.is_alphanumeric());
    let is_open = name.split(|own: char| !own.is_alphanumeric()).any(|own| matches!(own, "open" | "current" | "not"));
    !is_open
        && (words.any(|own| !own.is_empty() && OVER.contains(&format!("|{own}|")))
            || OVER_TOGETHER.iter().any(|own| name.contains(own)))
}

/// A whole number below a thousand.
fn small(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Number(text) | Cell::Text(text) => text.trim().parse().ok().filter(|own| *own < 1_000),
        _ => None,
    }
}

/// True for a table of numbers of children: under or beside the names of plans stand numbers, some of them above 1,
/// and no column has the numbers of children.
fn is_counts(table: &Mapping) -> bool {
    if table.rows != Some(Rows::Children) || table.columns.iter().any(|column| column.target == Target::Id) {
        return false;
    }
    let plan = |text: &str| {
        words::guess(Target::Fact(Of::Child, "plan"), "", &same_word(text)).is_some_and(|own| own != "unknown")
    };
    let cells = |column: &Column| -> Vec<Option<u32>> {
        let at = column.named.at;
        table.data().map(|row| Cell::of(row, at)).filter(|cell| !cell.is_blank()).map(small).collect()
    };
    let (mut counting, mut of_plans, mut beside) = (0, false, false);
    for (nth, column) in table.columns.iter().enumerate() {
        let own = cells(column);
        if !own.is_empty() && own.iter().all(Option::is_some) {
            let several = own.iter().flatten().any(|own| *own > 1);
            counting += usize::from(several);
            of_plans |= several && column.named.forms.iter().any(|form| plan(form));
        } else if nth == 0 {
            let texts = || table.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank());
            let plans = texts().filter(|cell| plan(&cell.text()) || tidy(&cell.text()) == "total").count();
            beside = plans > 0 && plans * 2 > texts().count();
        }
    }
    let others = table.columns.len().saturating_sub(1);
    (of_plans && counting >= 2) || (beside && counting >= 2 && counting * 3 >= others * 2)
}

/// True for a sheet with the words of a pivot table at its top. A list of children has sums too, beside their numbers.
fn is_pivot(table: &Mapping) -> bool {
    let has_number = table.columns.iter().any(|column| column.target == Target::Id);
    let is_word = |cell: &Cell| {
        matches!(cell, Cell::Text(text) if {
            let text = tidy(text);
            matches!(text.as_str(), "row labels" | "column labels")
                || (!has_number && (text == "grand total" || PIVOT.iter().any(|own| text.starts_with(own))))
        })
    };
    table.sheet.rows.iter().take(LOOKED_AT).any(|row| row.cells.iter().any(is_word))
}

/// What the rows of a table that was left out are most likely.
pub fn likely(columns: &[Column], both: &Both) -> Rows {
    let told = |rows: Rows| columns.iter().filter(|column| column.guess(both.of(rows)).is_some()).count();
    if told(Rows::Practitioners) > told(Rows::Children) { Rows::Practitioners } else { Rows::Children }
}
