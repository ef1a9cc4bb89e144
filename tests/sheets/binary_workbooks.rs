//! Binary workbooks of Excel (`.xlsb`), made by hand record by record.

use super::generator::{Chance, Raw, Table};
use super::support::{packed, refusal, rows, sheet, sheets};

/// One record: its kind in one byte or two, how long it is in seven bits a byte, and its bytes.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 128 {
        vec![u8::try_from(kind).unwrap()]
    } else {
        vec![u8::try_from(kind & 0x7f).unwrap() | 0x80, u8::try_from(kind >> 7).unwrap()]
    };
    let mut length = data.len();
    while length > 127 {
        bytes.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
        length >>= 7;
    }
    bytes.push(u8::try_from(length).unwrap());
    bytes.extend_from_slice(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let letters: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(letters.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(letters.iter().flat_map(|own| own.to_le_bytes()));
    bytes
}

fn cell(column: u32, value: &[u8]) -> Vec<u8> {
    [column.to_le_bytes().as_slice(), &[0; 4], value].concat()
}

/// A cell in the second of the two styles: a day.
fn styled(column: u32, style: u8, value: &[u8]) -> Vec<u8> {
    [column.to_le_bytes().as_slice(), &[style, 0, 0, 0], value].concat()
}

fn count(own: usize) -> [u8; 4] {
    u32::try_from(own).unwrap().to_le_bytes()
}

/// One cell of a table, in one of the ways in which Excel writes it.
fn of_raw(column: u32, raw: &Raw, strings: &mut Vec<String>, chance: &mut Chance) -> Vec<u8> {
    match raw {
        Raw::Empty => record(0x0001, &cell(column, &[])),
        Raw::Day(day) if chance.one_in(2) => record(0x0005, &styled(column, 1, &f64::from(day + 25_569).to_le_bytes())),
        // A whole number of 30 bits.
        Raw::Day(day) => record(0x0002, &styled(column, 2, &((day + 25_569) << 2 | 2).to_le_bytes())),
        Raw::Number(value) if value.fract() == 0.0 && value.abs() < 1e6 && chance.one_in(2) => {
            #[allow(clippy::cast_possible_truncation)]
            let whole = *value as i32;
            record(0x0002, &cell(column, &(whole << 2 | 2).to_le_bytes()))
        }
        Raw::Number(value) if chance.one_in(4) => {
            // What a formula came to, and the formula, of which nothing is read: here 1.
            record(0x0009, &cell(column, &[&value.to_le_bytes()[..], &[0, 0, 3, 0, 0, 0, 0x1e, 1, 0]].concat()))
        }
        Raw::Number(value) => record(0x0005, &cell(column, &value.to_le_bytes())),
        Raw::Text(text) if text == "#N/A" => {
            record(if chance.one_in(2) { 0x0003 } else { 0x000b }, &cell(column, &[0x2a]))
        }
        Raw::Text(text) => match chance.below(4) {
            0 => record(0x0006, &cell(column, &wide(text))),
            1 => record(0x0008, &cell(column, &[wide(text), vec![0, 0, 0, 0, 0, 0]].concat())),
            _ => {
                strings.push(text.clone());
                record(0x0007, &cell(column, &count(strings.len() - 1)))
            }
        },
    }
}

/// The parts of a binary workbook of these tables.
pub fn parts(tables: &[&Table], chance: &mut Chance) -> Vec<(String, Vec<u8>)> {
    let mut parts: Vec<(String, Vec<u8>)> = vec![("[Content_Types].xml".into(), b"<Types/>".to_vec())];
    let mut book = [record(0x0083, &[]), record(0x0099, &[0; 8]), record(0x008f, &[])].concat();
    let mut relations = String::new();
    let mut strings: Vec<String> = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        let number = place + 1;
        let named = [[0; 4], count(number)].concat();
        book.extend(record(0x009c, &[named, wide(&format!("rId{number}")), wide(&table.sheet)].concat()));
        relations += &format!(
            r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.bin"/>"#
        );
        let widest = table.rows.iter().map(Vec::len).max().unwrap_or_default();
        let dimension = [[0; 4], count(table.rows.len()), [0; 4], count(widest)].concat();
        // What stands before the cells: how it is shown, and how wide columns are.
        let view = [record(0x0085, &[]), record(0x0089, &[0; 30]), record(0x008a, &[]), record(0x0086, &[])].concat();
        let mut own = [record(0x0081, &[]), record(0x0093, &[0; 23]), record(0x0094, &dimension), view].concat();
        own.extend(record(0x0091, &[]));
        for (row, cells) in table.rows.iter().enumerate() {
            own.extend(record(0x0000, &[count(row).as_slice(), &[0; 20]].concat()));
            for (column, raw) in cells.iter().enumerate() {
                own.extend(of_raw(u32::try_from(column).unwrap(), raw, &mut strings, chance));
            }
        }
        own.extend([record(0x0092, &[]), record(0x0082, &[])].concat());
        parts.push((format!("xl/worksheets/sheet{number}.bin"), own));
    }
    book.extend([record(0x0090, &[]), record(0x009d, &[0; 26]), record(0x0084, &[])].concat());
    parts.push(("xl/workbook.bin".into(), book));
    parts.push((
        "xl/_rels/workbook.bin.rels".into(),
        format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#)
            .into_bytes(),
    ));
    let mut texts = record(0x009f, &[count(strings.len()), count(strings.len())].concat());
    texts.extend(strings.iter().flat_map(|text| record(0x0013, &[vec![0], wide(text)].concat())));
    texts.extend(record(0x00a0, &[]));
    parts.push(("xl/sharedStrings.bin".into(), texts));
    // Three styles: as it is, the day that every Excel has, one of this workbook's own.
    let style = |format: u16| record(0x002f, &[&[0xff, 0xff], &format.to_le_bytes()[..], &[0; 12]].concat());
    let styles = [
        record(0x0116, &[]),
        record(0x0267, &count(1)),
        record(0x002c, &[164_u16.to_le_bytes().to_vec(), wide("dd/mm/yyyy;@")].concat()),
        record(0x0268, &[]),
        // Styles that others are made from come before those of cells.
        record(0x0272, &count(1)),
        style(14),
        record(0x0273, &[]),
        record(0x0269, &count(3)),
        style(0),
        style(14),
        style(164),
        record(0x026a, &[]),
        record(0x0117, &[]),
    ];
    parts.push(("xl/styles.bin".into(), styles.concat()));
    parts
}

fn workbook() -> Vec<u8> {
    let book = [
        record(0x0083, &[]),
        record(0x0099, &[0; 8]),
        record(0x008f, &[]),
        record(0x009c, &[[0; 4].to_vec(), 1_u32.to_le_bytes().to_vec(), wide("rId1"), wide("List 6")].concat()),
        record(0x0090, &[]),
        record(0x0084, &[]),
    ]
    .concat();
    let own = [
        record(0x0081, &[]),
        record(0x0093, &[0; 23]),
        record(0x0094, &[0; 16]),
        record(0x0091, &[]),
        record(0x0000, &[[1, 0, 0, 0].as_slice(), &[0; 20]].concat()),
        record(0x0006, &cell(0, &wide("Child Unique ID"))),
        record(0x0005, &cell(1, &12345.0_f64.to_le_bytes())),
        record(0x0004, &cell(2, &[1])),
        record(0x0003, &cell(3, &[0x2a])),
        record(0x0092, &[]),
        record(0x0082, &[]),
    ]
    .concat();
    let relations = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/worksheets/sheet1.bin", &own),
    ])
}

#[test]
fn a_binary_workbook_is_read_as_excel_shows_it() {
    let own = sheet(&workbook());
    assert_eq!(own.name, "List 6");
    assert_eq!(rows(&own), ["2: 'Child Unique ID' | 12345 | true | !#N/A"]);
}

/// The parts of a workbook with one of everything, for the tests of damage.
pub fn one_of_everything() -> Vec<(String, Vec<u8>)> {
    let text = |own: &str| Raw::Text(own.to_owned());
    let rows = vec![
        ["Child Unique ID", "Date", "Zo\u{eb} \u{1f642}", "#N/A", "a", "b", "c"].map(text).to_vec(),
        (0..9).map(|at| Raw::Number(f64::from(at) * 10.5)).collect(),
        (0..9).map(|at| Raw::Day(20_000 + at * 100)).collect(),
        vec![Raw::Empty, text("#N/A"), text("x"), text("y"), text("z")],
    ];
    let table = Table { file: String::new(), sheet: "List 6".to_owned(), rows };
    parts(&[&table, &table], &mut Chance::of(1))
}

#[test]
fn the_cells_of_a_binary_workbook_are_read_in_whatever_way_they_are_written() {
    let text = |own: &str| Raw::Text(own.to_owned());
    let head = vec![text("Child Unique ID"), text("Date"), text("Zo\u{eb} \u{1f642}"), text("#N/A")];
    let row = vec![Raw::Number(12345.0), Raw::Day(20_778), Raw::Number(2.5), Raw::Empty, Raw::Number(-7.0)];
    let first = Table { file: String::new(), sheet: "List 6".to_owned(), rows: vec![head, Vec::new(), row] };
    let second = Table { file: String::new(), sheet: "\u{c4}".to_owned(), rows: vec![vec![text("x")]] };
    for seed in 0..40 {
        let parts = parts(&[&first, &second], &mut Chance::of(seed));
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, own)| (name.as_str(), own.as_slice())).collect();
        let own = sheets(&packed(&parts));
        assert_eq!(own.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["List 6", "\u{c4}"]);
        let said =
            ["1: 'Child Unique ID' | 'Date' | 'Zo\u{eb} \u{1f642}' | !#N/A", "3: 12345 | [2026-11-21] | 2.5 |  | -7"];
        assert_eq!(rows(&own[0]), said, "{seed}");
        assert_eq!(rows(&own[1]), ["1: 'x'"]);
    }
}

#[test]
fn a_binary_workbook_without_its_parts_is_refused() {
    let refused = refusal(&packed(&[("xl/workbook.bin", &[])]));
    assert!(refused.contains("missing") || refused.contains("damaged"), "{refused}");
}
