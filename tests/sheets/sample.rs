//! A sample of what `script/torture` tries, the same every time.

use super::mutations::{Corpus, Kind};

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
