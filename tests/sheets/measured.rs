//! How long the workbook of a whole council takes, and how well it packs.
//!
//!     cargo test --release --features sheets --test sheets measured -- --nocapture

use super::generator::{Layout, Oddities, make};
use super::support::{on, read};
use fairload::sheets::limits;
use std::io::Cursor;
use std::time::{Duration, Instant};

#[test]
fn four_thousand_children_on_all_lists_are_read_well_within_the_limits() {
    let made = make(1, 4_000, Layout::Template, &Oddities::default());
    for (name, bytes) in made.files() {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut ratio = 0;
        let mut unpacked = 0;
        for at in 0..archive.len() {
            let part = archive.by_index(at).unwrap();
            unpacked += part.size();
            if part.size() > limits::RATIO_FROM_BYTES {
                ratio = ratio.max(part.size() / part.compressed_size());
            }
        }
        let start = Instant::now();
        let mut seen = 0;
        let own = fairload::sheets::read(&name, &bytes, on(), &mut |cells| seen = cells).unwrap();
        let taken = start.elapsed();
        let rows: usize = own.iter().map(|sheet| sheet.rows.len()).sum();
        println!(
            "{name}: {} kB, {} kB unpacked, at most {ratio} to 1, {} sheets, {rows} rows, {seen} cells: {} ms",
            bytes.len() / 1_000,
            unpacked / 1_000,
            own.len(),
            taken.as_millis()
        );
        assert!(rows > 7_000 && ratio < limits::RATIO / 2, "{rows} rows, {ratio} to 1");
        // Also as the tests are compiled, beside others.
        assert!(taken < Duration::from_secs(30), "{taken:?}");
    }
}

#[test]
fn the_same_rows_over_and_over_still_pack_less_well_than_a_bomb() {
    // What exports with a default for every child look like: the number of the child is all that differs.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..20_000 {
        sheet.write_number(row, 0, 100_000 + row).unwrap();
        for column in 1..20 {
            sheet.write_string(row, column, "c) Unknown").unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read("defaults.xlsx", &bytes).unwrap()[0].rows.len(), 20_000);
}
