//! A sample of what `script/torture` tries, the same every time.

use super::journeys::Journeys;
use super::mutations::Corpus;
use super::tables::Kind;

/// Damages so many files, and tells how many were read and how many refused.
fn tried(kind: Kind, count: u64) -> (usize, usize) {
    let corpus = Corpus::new(kind);
    let (mut read, mut refused) = (0, 0);
    for number in 0..count {
        let (bytes, what) = corpus.damaged(20_261_121, number);
        match corpus.judge(&bytes) {
            Ok(true) => read += 1,
            Ok(false) => refused += 1,
            Err(fault) => panic!("number {number}: {fault} ({})", what.join(", ")),
        }
    }
    (read, refused)
}

#[test]
fn damaged_text_is_read_or_refused() {
    let (read, refused) = tried(Kind::Csv, 3_000);
    assert!(read > 2_000 && refused > 5, "{read} read, {refused} refused");
}

#[test]
fn damaged_workbooks_are_read_or_refused() {
    let (read, refused) = tried(Kind::Xlsx, 600);
    assert!(read > 150 && refused > 150, "{read} read, {refused} refused");
}

#[test]
fn damaged_spreadsheets_of_libre_office_are_read_or_refused() {
    let (read, refused) = tried(Kind::Ods, 600);
    assert!(read > 75 && refused > 150, "{read} read, {refused} refused");
}

#[test]
fn damaged_old_workbooks_are_read_or_refused() {
    let (read, refused) = tried(Kind::Xls, 1_000);
    assert!(read > 100 && refused > 100, "{read} read, {refused} refused");
}

#[test]
fn damaged_binary_workbooks_are_read_or_refused() {
    let (read, refused) = tried(Kind::Xlsb, 600);
    assert!(read > 75 && refused > 150, "{read} read, {refused} refused");
}

/// Takes so many sets of damaged files their whole way, and tells how many were imported.
fn imported(kind: Kind, count: u64) -> usize {
    let journeys = Journeys::new(kind);
    let mut imported = 0;
    for number in 0..count {
        let damaged = journeys.damaged(20_261_122, number);
        match journeys.judge(&damaged) {
            Ok(reached) => imported += usize::from(reached.word().starts_with("imported")),
            Err(fault) => panic!("number {number}: {fault} ({})", damaged.what.join(", ")),
        }
    }
    imported
}

#[test]
fn damaged_text_is_imported_without_anything_being_lost_and_again_without_a_change() {
    let imported = imported(Kind::Csv, 60);
    assert!(imported > 30, "{imported}");
}

#[test]
fn damaged_workbooks_are_imported_without_anything_being_lost_and_again_without_a_change() {
    let imported = imported(Kind::Xlsx, 30);
    assert!(imported > 12, "{imported}");
}

#[test]
fn damaged_binary_workbooks_are_imported_without_anything_being_lost_and_again_without_a_change() {
    let imported = imported(Kind::Xlsb, 30);
    assert!(imported > 12, "{imported}");
}

#[test]
fn damaged_old_workbooks_are_imported_without_anything_being_lost_and_again_without_a_change() {
    let imported = imported(Kind::Xls, 20);
    assert!(imported > 8, "{imported}");
}

#[test]
fn damaged_spreadsheets_of_libre_office_are_imported_without_anything_being_lost_and_again_without_a_change() {
    let imported = imported(Kind::Ods, 20);
    assert!(imported > 8, "{imported}");
}
