//! Workbooks of Excel 97 to 2003, made by hand record by record.

use super::generator::{Raw, Table};
use super::support::{read, refusal, rows, sheet, sheets};
use std::collections::BTreeMap;

/// One record: its kind and its bytes.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

/// Where a cell stands, and in which style.
fn at(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].iter().flat_map(|own| own.to_le_bytes()).collect()
}

fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[at(row, column, style), value.to_le_bytes().to_vec()].concat())
}

fn shared(row: u16, column: u16, text: u32) -> Vec<u8> {
    record(0x00fd, &[at(row, column, 0), text.to_le_bytes().to_vec()].concat())
}

fn text(text: &str) -> Vec<u8> {
    let letters: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u16::try_from(letters.len()).unwrap().to_le_bytes().to_vec();
    bytes.push(1);
    bytes.extend(letters.iter().flat_map(|own| own.to_le_bytes()));
    bytes
}

const BEGIN_BOOK: [u8; 16] = [0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const BEGIN_SHEET: [u8; 16] = [0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// The stream of a workbook: further records of the workbook, its texts, its sheets with their records.
fn stream(book: &[Vec<u8>], texts: &[&str], sheets: &[(&str, Vec<Vec<u8>>)]) -> Vec<u8> {
    let mut list = u32::try_from(texts.len()).unwrap().to_le_bytes().repeat(2);
    list.extend(texts.iter().flat_map(|own| text(own)));
    let mut before = record(0x0809, &BEGIN_BOOK);
    before.extend(record(0x0042, &1200_u16.to_le_bytes()));
    before.extend(record(0x041e, &[164_u16.to_le_bytes().to_vec(), text("dd/mm/yyyy")].concat()));
    for format in [0_u16, 14, 164] {
        before.extend(record(
            0x00e0,
            &[
                0_u16.to_le_bytes(),
                format.to_le_bytes(),
                [0; 2],
                [0; 2],
                [0; 2],
                [0; 2],
                [0; 2],
                [0; 2],
                [0; 2],
                [0; 2],
            ]
            .concat(),
        ));
    }
    before.extend(book.concat());
    // A record has 8,224 bytes at most: the texts go on in the next, each of which begins with the kind of letters. No
    // letter is cut in two.
    let mut after = record(0x00fc, &list[..list.len().min(8_223)]);
    for piece in list.get(8_223..).unwrap_or_default().chunks(8_222) {
        after.extend(record(0x003c, &[&[1], piece].concat()));
    }
    after.extend(record(0x000a, &[]));
    let bodies: Vec<Vec<u8>> = sheets
        .iter()
        .map(|(_, own)| [record(0x0809, &BEGIN_SHEET), own.concat(), record(0x000a, &[])].concat())
        .collect();
    let names: usize = sheets.iter().map(|(name, _)| 4 + 8 + name.len()).sum();
    let mut position = before.len() + names + after.len();
    for ((name, _), body) in sheets.iter().zip(&bodies) {
        let name = [&[u8::try_from(name.len()).unwrap(), 0], name.as_bytes()].concat();
        before.extend(record(
            0x0085,
            &[u32::try_from(position).unwrap().to_le_bytes().to_vec(), vec![0, 0], name].concat(),
        ));
        position += body.len();
    }
    [before, after, bodies.concat()].concat()
}

/// A container of these streams, in sectors of 512 bytes; those of less than 4,096 bytes among the small ones.
fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    let mut small: Vec<u8> = Vec::new();
    let mut small_next: Vec<u32> = Vec::new();
    let mut sectors: Vec<u8> = Vec::new();
    let mut next: Vec<u32> = Vec::new();
    let chain = |data: &[u8], size: usize, bytes: &mut Vec<u8>, next: &mut Vec<u32>| {
        let start = u32::try_from(next.len()).unwrap();
        bytes.extend_from_slice(data);
        bytes.resize(bytes.len().next_multiple_of(size), 0);
        let count = u32::try_from(data.len().div_ceil(size)).unwrap();
        next.extend((1..=count).map(|own| if own == count { END } else { start + own }));
        if count == 0 { END } else { start }
    };
    let mut entries: Vec<(String, u8, u32, usize)> = Vec::new();
    for (name, data) in streams {
        let start = if data.len() < 4096 {
            chain(data, 64, &mut small, &mut small_next)
        } else {
            chain(data, 512, &mut sectors, &mut next)
        };
        entries.push(((*name).to_owned(), 2, start, data.len()));
    }
    let small_size = small.len();
    let small_start = chain(&small, 512, &mut sectors, &mut next);
    entries.insert(0, ("Root Entry".to_owned(), 5, small_start, small_size));
    let table: Vec<u8> = small_next.iter().flat_map(|own| own.to_le_bytes()).collect();
    let table_start = chain(&table, 512, &mut sectors, &mut next);
    let mut folder = Vec::new();
    for (position, (name, kind, start, size)) in entries.iter().enumerate() {
        let mut entry = vec![0; 128];
        for (at, letter) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&letter.to_le_bytes());
        }
        entry[64..66].copy_from_slice(&u16::try_from(name.len() * 2 + 2).unwrap().to_le_bytes());
        entry[66] = *kind;
        let follower =
            if position > 0 && position + 1 < entries.len() { u32::try_from(position).unwrap() + 1 } else { u32::MAX };
        entry[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
        entry[72..76].copy_from_slice(&follower.to_le_bytes());
        entry[76..80].copy_from_slice(&if position == 0 { 1_u32 } else { u32::MAX }.to_le_bytes());
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(*size).unwrap().to_le_bytes());
        folder.extend(entry);
    }
    let folder_start = chain(&folder, 512, &mut sectors, &mut next);
    // 109 tables are named in the header, 127 more in each sector of names.
    let (mut tables, mut names) = (1, 0);
    while tables * 128 < next.len() + tables + names {
        tables += 1;
        names = usize::saturating_sub(tables, 109).div_ceil(127);
    }
    let first_table = next.len();
    next.extend(std::iter::repeat_n(0xffff_fffd, tables));
    let first_names = next.len();
    next.extend(std::iter::repeat_n(0xffff_fffc, names));
    next.resize(tables * 128, u32::MAX);
    let table_at = |at: usize| if at < tables { u32::try_from(first_table + at).unwrap() } else { u32::MAX };
    let mut header = vec![0; 512];
    let mut put = |at: usize, own: &[u8]| header[at..at + own.len()].copy_from_slice(own);
    put(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(44, &u32::try_from(tables).unwrap().to_le_bytes());
    put(48, &folder_start.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &table_start.to_le_bytes());
    put(64, &u32::try_from(table.len().div_ceil(512)).unwrap().to_le_bytes());
    put(68, &if names == 0 { END } else { u32::try_from(first_names).unwrap() }.to_le_bytes());
    put(72, &u32::try_from(names).unwrap().to_le_bytes());
    for at in 0..109 {
        put(76 + at * 4, &table_at(at).to_le_bytes());
    }
    let mut sectors_of_names: Vec<u8> = Vec::new();
    for own in 0..names {
        sectors_of_names.extend((0..127).flat_map(|at| table_at(109 + own * 127 + at).to_le_bytes()));
        let follower = if own + 1 < names { u32::try_from(first_names + own + 1).unwrap() } else { END };
        sectors_of_names.extend(follower.to_le_bytes());
    }
    let table: Vec<u8> = next.iter().flat_map(|own| own.to_le_bytes()).collect();
    [header, sectors, table, sectors_of_names].concat()
}

fn workbook(book: &[Vec<u8>], texts: &[&str], sheets: &[(&str, Vec<Vec<u8>>)]) -> Vec<u8> {
    container(&[("Workbook", &stream(book, texts, sheets))])
}

/// A workbook of these tables.
pub fn of_tables(tables: &[&Table]) -> Vec<u8> {
    let place = |own: usize| u16::try_from(own).unwrap();
    let cells = |table: &Table| {
        let mut cells = Vec::new();
        for (row, own) in table.rows.iter().enumerate() {
            for (column, raw) in own.iter().enumerate() {
                let (row, column) = (place(row), place(column));
                match raw {
                    Raw::Empty => {}
                    Raw::Number(value) => cells.push(number(row, column, 0, *value)),
                    Raw::Day(day) => cells.push(number(row, column, 1, f64::from(day + 25_569))),
                    Raw::Text(own) => cells.push(record(0x0204, &[at(row, column, 0), text(own)].concat())),
                }
            }
        }
        cells
    };
    // Names stand in one byte for each letter.
    let name = |own: &str| own.chars().filter(char::is_ascii).take(31).collect::<String>();
    let sheets: Vec<(String, Vec<Vec<u8>>)> = tables.iter().map(|own| (name(&own.sheet), cells(own))).collect();
    let sheets: Vec<(&str, Vec<Vec<u8>>)> = sheets.iter().map(|(name, own)| (name.as_str(), own.clone())).collect();
    workbook(&[], &[], &sheets)
}

/// A workbook with one of everything, for the tests of damage too.
pub fn one_of_everything() -> Vec<u8> {
    let formula = |value: [u8; 8]| {
        // A formula that says 1+2: its own bytes are struck out before the library sees them.
        let rest = [0, 0, 0, 0, 0, 0, 7, 0, 0x1e, 1, 0, 0x1e, 2, 0, 3];
        record(0x0006, &[at(3, 0, 0), value.to_vec(), rest.to_vec()].concat())
    };
    let cells = vec![
        // The dimensions are a lie.
        record(0x0200, &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0, 0, 0]),
        shared(0, 0, 0),
        shared(0, 1, 1),
        number(1, 0, 0, 12345.0),
        number(1, 1, 1, 46347.0),
        number(1, 2, 2, 46347.5),
        // Whole numbers in short, several at once: 7, 8 and 250/100.
        record(0x027e, &[at(2, 0, 0), (7_i32 << 2 | 2).to_le_bytes().to_vec()].concat()),
        record(
            0x00bd,
            &[
                [2_u16.to_le_bytes(), 1_u16.to_le_bytes(), 0_u16.to_le_bytes()].concat(),
                (8_i32 << 2 | 2).to_le_bytes().to_vec(),
                0_u16.to_le_bytes().to_vec(),
                (250_i32 << 2 | 3).to_le_bytes().to_vec(),
                2_u16.to_le_bytes().to_vec(),
            ]
            .concat(),
        ),
        formula(3.0_f64.to_le_bytes()),
        record(0x0205, &[at(3, 1, 0), vec![1, 0]].concat()),
        record(0x0205, &[at(3, 2, 0), vec![0x2a, 1]].concat()),
        record(0x0204, &[at(3, 3, 0), text("A label")].concat()),
        record(0x0201, &at(9, 9, 0)),
        record(0x00e5, &[1, 0, 0, 0, 1, 0, 0, 0, 1, 0]),
    ];
    workbook(&[], &["Child Unique ID", "Zoë \u{202e}O’Neill"], &[("List 6", cells), ("Empty", Vec::new())])
}

#[test]
fn an_old_workbook_is_read_as_excel_shows_it() {
    let own = sheets(&one_of_everything());
    assert_eq!(own.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["List 6", "Empty"]);
    assert_eq!(
        rows(&own[0]),
        [
            "1: 'Child Unique ID' | 'Zoë O’Neill'",
            "2: 12345 | [2026-11-21] | [2026-11-21]",
            "3: 7 | 8 | 2.5",
            "4: 3 | true | !#N/A | 'A label'"
        ]
    );
    assert!(own[1].rows.is_empty());
}

#[test]
fn an_old_workbook_may_be_larger_than_its_small_sectors() {
    let cells: Vec<Vec<u8>> = (0..20_000).map(|at| number(at, 0, 0, f64::from(at))).collect();
    let file = workbook(&[], &[], &[("S", cells)]);
    assert!(file.len() > 300_000);
    let own = sheet(&file);
    assert_eq!(own.rows.len(), 20_000);
    assert_eq!(rows(&own)[19_999], "20000: 19999");
}

#[test]
fn days_of_an_old_workbook_may_be_counted_from_1904() {
    let own = sheet(&workbook(&[record(0x0022, &[1, 0])], &[], &[("S", vec![number(0, 0, 1, 44885.0)])]));
    assert_eq!(rows(&own), ["1: [2026-11-21]"]);
}

#[test]
fn old_and_new_workbooks_under_a_password_are_refused_with_what_to_do() {
    for file in [
        workbook(&[record(0x002f, &[1, 0, 1, 0, 1, 0])], &[], &[("S", vec![number(0, 0, 0, 1.0)])]),
        workbook(&[record(0x002f, &[0, 0, 1, 2, 3, 4])], &[], &[("S", vec![number(0, 0, 0, 1.0)])]),
        container(&[("EncryptionInfo", &[0; 200]), ("EncryptedPackage", &[7; 5000])]),
    ] {
        let refused = read("protected", &file).unwrap_err();
        assert_eq!(refused.what, "This file is protected by a password.");
        assert!(refused.todo.contains("without a password"), "{refused:?}");
    }
}

#[test]
fn other_files_of_microsoft_office_are_refused_by_name() {
    for (stream, what) in [
        ("WordDocument", "a Word document"),
        ("PowerPoint Document", "a PowerPoint presentation"),
        ("__properties_version1.0", "a message of Outlook"),
        ("Contents", "a Microsoft Office file of another kind"),
    ] {
        let refused = refusal(&container(&[(stream, &[1; 5000])]));
        assert!(refused.contains(what), "{refused}");
    }
}

#[test]
fn the_cells_of_an_old_workbook_may_span_two_million_and_no_more() {
    let corners =
        |row: u16, column: u16| workbook(&[], &[], &[("S", vec![number(0, 0, 0, 1.0), number(row, column, 0, 2.0)])]);
    assert_eq!(sheet(&corners(7_811, 255)).rows.len(), 2);
    assert!(refusal(&corners(7_812, 255)).contains("too far apart"));
    assert!(refusal(&corners(65_535, 255)).contains("too far apart"));
}

#[test]
fn sheets_that_begin_nowhere_or_twice_are_refused() {
    let good = stream(&[], &[], &[("S", vec![number(0, 0, 0, 1.0)])]);
    let place = good.windows(2).position(|own| own == [0x85, 0]).unwrap() + 4;
    for position in [0xffff_ffff_u32, 3, u32::try_from(good.len()).unwrap()] {
        let mut bad = good.clone();
        bad[place..place + 4].copy_from_slice(&position.to_le_bytes());
        assert!(refusal(&container(&[("Workbook", &bad)])).contains("damaged"));
    }
}

#[test]
fn chains_in_circles_and_cut_containers_are_refused() {
    let good = one_of_everything();
    for at in (8..good.len()).step_by(61) {
        let _ = read("cut.xls", &good[..at]);
    }
    let large = workbook(&[], &[], &[("S", (0..2_000).map(|at| number(at, 0, 0, 1.0)).collect())]);
    let table = large.len() - 512;
    for sector in 0..100 {
        let mut circle = large.clone();
        circle[table + sector * 4..table + sector * 4 + 4].copy_from_slice(&0_u32.to_le_bytes());
        let _ = read("circle.xls", &circle);
    }
    assert!(refusal(&large[..2_000]).contains("damaged"));
}

#[test]
fn damage_in_any_byte_of_an_old_workbook_ends_with_rows_or_a_refusal() {
    let good = one_of_everything();
    let mut outcomes: BTreeMap<bool, usize> = BTreeMap::new();
    for at in 0..good.len() {
        for damage in [0x01, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] ^= damage;
            *outcomes.entry(read("bad.xls", &bad).is_ok()).or_default() += 1;
        }
    }
    assert!(outcomes[&true] > 100 && outcomes[&false] > 100, "{outcomes:?}");
}

#[test]
fn a_text_may_go_on_in_the_next_record() {
    // Two bytes a letter, and the cut falls between two letters of the first text.
    let long = "Zo\u{eb} ".repeat(3_000);
    let own = sheet(&workbook(&[], &[&long, "short"], &[("S", vec![shared(0, 0, 0), shared(0, 1, 1)])]));
    assert_eq!(rows(&own), [format!("1: '{long}' | 'short'")]);
}

#[test]
fn a_formula_may_have_a_text_for_its_value() {
    let formula = [at(0, 0, 0), vec![0, 0, 0, 0, 0, 0, 0xff, 0xff], vec![0; 6], vec![0, 0]].concat();
    let cells = vec![record(0x0006, &formula), record(0x0207, &text("From a formula")), number(0, 1, 0, 1.0)];
    assert_eq!(rows(&sheet(&workbook(&[], &[], &[("S", cells)]))), ["1: 'From a formula' | 1"]);
}

#[test]
fn an_old_workbook_of_nine_megabytes_is_read() {
    let cells: Vec<Vec<u8>> =
        (0..60_000_u16).flat_map(|row| (0..8).map(move |column| number(row, column, 0, f64::from(row)))).collect();
    let file = workbook(&[], &[], &[("S", cells)]);
    assert!(file.len() > 8_500_000 && file.len() < 10_000_000, "{}", file.len());
    let own = sheet(&file);
    assert_eq!((own.rows.len(), own.rows[59_999].cells.len()), (60_000, 8));
}

#[test]
fn a_workbook_of_excel_95_is_read() {
    let begin = |kind: u8| record(0x0809, &[0, 5, kind, 0, 0, 0, 0, 0]);
    let label = record(0x0204, &[at(0, 0, 0), vec![4, 0], b"Zo\xeb!".to_vec()].concat());
    let before = [begin(5), record(0x0042, &1252_u16.to_le_bytes())].concat();
    let position = u32::try_from(before.len() + 4 + 7 + 4 + 4).unwrap();
    let name = record(0x0085, &[&position.to_le_bytes()[..], &[0, 0, 4], b"List"].concat());
    let all =
        [before, name, record(0x000a, &[]), begin(0x10), label, number(0, 1, 0, 7.0), record(0x000a, &[])].concat();
    let own = sheet(&container(&[("Book", &all)]));
    assert_eq!((own.name.as_str(), rows(&own)), ("List", vec!["1: 'Zo\u{eb}!' | 7".to_owned()]));
}
