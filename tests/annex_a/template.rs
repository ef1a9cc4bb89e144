//! The public template of August 2019, read in place: it is not ours to copy.

use super::generator::at;
use fairload::importing::annex_a;
use fairload::importing::heading::tidy;
use fairload::importing::lists::{LISTS, What};
use fairload::importing::table::Cell;
use fairload::sheets;
use std::path::PathBuf;

/// Where the template stands: beside this repository, or where the environment says.
fn template() -> PathBuf {
    let shared = std::env::var_os("FAIRLOAD_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    shared.join("annex-a/template-2019.xlsx")
}

#[test]
fn every_list_and_every_column_of_the_template_is_known() {
    let path = template();
    let Ok(bytes) = std::fs::read(&path) else {
        println!("The template is not here ({}): nothing was tried. FAIRLOAD_SHARED says where it is.", path.display());
        return;
    };
    let sheets = sheets::read("template-2019.xlsx", &bytes, at().today, &mut |_| {})
        .unwrap_or_else(|own| panic!("{}", own.what));
    assert!(annex_a::recognised(&sheets));
    for list in LISTS {
        let name = format!("List_{}", list.number);
        let sheet = sheets.iter().find(|own| own.name == name).unwrap();
        let header = sheet.rows.iter().find(|row| row.number == 2).unwrap();
        let headings: Vec<String> =
            header.cells.iter().map(|cell| tidy(&cell.text())).filter(|own| !own.is_empty()).collect();
        // In the order of the template; only newer versions have an adviser.
        let known: Vec<String> =
            list.columns.iter().filter(|own| own.what != What::Adviser).map(|own| tidy(own.heading)).collect();
        assert_eq!(headings, known, "{name}");
    }
    let found = annex_a::read(&sheets, &at());
    for source in &found.sources {
        match source.sheet.strip_prefix("List_") {
            Some(number) => {
                let words = format!("List {number}: ");
                assert!(source.read_as.starts_with(&words) || source.why_not.starts_with(&words), "{source:?}");
            }
            None => assert_eq!(source.why_not, "it explains, and is no list", "{source:?}"),
        }
        // What nobody may keep is gone: nothing is read of these columns.
        for dropped in ["Gender", "Ethnicity", "Placement postcode"] {
            assert!(!source.columns_read.iter().any(|own| own == dropped), "{source:?}");
        }
    }
    assert!(
        sheets
            .iter()
            .flat_map(|own| &own.rows)
            .flat_map(|row| &row.cells)
            .all(|cell| !matches!(cell, Cell::Text(text) if text == "WBRI"))
    );
    // It has no child on a list of cases.
    assert!(found.children.is_empty());
}
