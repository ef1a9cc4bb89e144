//! Damaged spreadsheets and their import, from the tests.

// The tests use more of them.
#[allow(dead_code, unused_imports)]
#[path = "../../tests/sheets/binary_workbooks.rs"]
mod binary_workbooks;
#[allow(clippy::enum_glob_use)]
#[path = "../../tests/annex_a/generator.rs"]
mod generator;
#[path = "../../tests/sheets/journeys.rs"]
pub mod journeys;
#[allow(dead_code)]
#[path = "../../tests/sheets/mutations.rs"]
mod mutations;
#[allow(dead_code, unused_imports)]
#[path = "../../tests/sheets/old_workbooks.rs"]
mod old_workbooks;
#[allow(dead_code, unused_imports)]
#[path = "../../tests/sheets/open_documents.rs"]
mod open_documents;
#[allow(dead_code)]
#[path = "../../tests/sheets/support.rs"]
mod support;
#[path = "../../tests/sheets/tables.rs"]
mod tables;

use journeys::Journeys;
use tables::Kind;

/// Journeys of files with this ending.
pub fn journeys(ending: &str) -> Journeys {
    Journeys::new(match ending {
        "csv" => Kind::Csv,
        "xlsx" => Kind::Xlsx,
        "xlsb" => Kind::Xlsb,
        "xls" => Kind::Xls,
        _ => Kind::Ods,
    })
}
