//! Damaged spreadsheets, from the tests.

// The tests use more of them.
#[allow(dead_code)]
#[path = "../../tests/sheets/mutations.rs"]
pub mod mutations;
#[allow(dead_code, unused_imports)]
#[path = "../../tests/sheets/old_workbooks.rs"]
mod old_workbooks;
#[allow(dead_code, unused_imports)]
#[path = "../../tests/sheets/open_documents.rs"]
mod open_documents;
#[allow(dead_code)]
#[path = "../../tests/sheets/support.rs"]
mod support;

use crate::mutations::numbers;
use mutations::{Corpus, Kind};

/// Good files of the kind with this ending.
pub fn corpus(ending: &str) -> Corpus {
    Corpus::new(match ending {
        "csv" => Kind::Csv,
        "xlsx" => Kind::Xlsx,
        "xls" => Kind::Xls,
        _ => Kind::Ods,
    })
}
