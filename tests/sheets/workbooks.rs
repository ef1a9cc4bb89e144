//! Workbooks of Excel.

use super::support::{Book, book, packed, read, refusal, rows, sheet, sheets};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/><numFmt numFmtId="166" formatCode="&quot;day&quot;0"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>"#;

fn styled(properties: &str, data: &str) -> Vec<u8> {
    let data = format!("<sheetData>{data}</sheetData>");
    Book { properties, sheets: vec![("Sheet1", &data)], formats: STYLES, ..Book::default() }.file()
}

#[test]
fn a_workbook_is_read_as_excel_shows_it() {
    let mut book = Workbook::new();
    let own = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let bold = Format::new().set_bold().set_font_color(Color::Red);
    own.set_name("List 6").unwrap();
    own.write_string(1, 0, "Child Unique ID").unwrap();
    own.write_rich_string(1, 1, &[(&bold, "CIN "), (&Format::new(), "Start Date")]).unwrap();
    own.write_number(2, 0, 12345.0).unwrap();
    own.write_datetime_with_format(2, 1, ExcelDateTime::from_ymd(2026, 11, 21).unwrap(), &day).unwrap();
    own.write_boolean(2, 2, true).unwrap();
    own.write_number(2, 4, 7.5).unwrap();
    own.write_formula(4, 0, Formula::new("=A3+1").set_result("12346")).unwrap();
    own.write_formula(4, 1, Formula::new("=\"a\"&\"b\"").set_result("ab")).unwrap();
    own.write_formula(4, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    own.write_blank(5, 9, &bold).unwrap();
    own.set_row_hidden(2).unwrap();
    let other = book.add_worksheet();
    other.set_name("Hidden").unwrap().set_hidden(true);
    other.merge_range(0, 0, 0, 2, "Merged over three", &bold).unwrap();
    other.write_string(1, 2, "below").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let own = sheets(&bytes);
    assert_eq!(own.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["List 6", "Hidden"]);
    assert_eq!(own.iter().map(|own| own.hidden).collect::<Vec<_>>(), [false, true]);
    assert_eq!(own[0].file, "a file");
    assert_eq!(
        rows(&own[0]),
        [
            "2: 'Child Unique ID' | 'CIN Start Date'",
            "3: 12345 | [2026-11-21] | true |  | 7.5",
            "5: 12346 | 'ab' | !#DIV/0!"
        ]
    );
    assert_eq!(rows(&own[1]), ["1: 'Merged over three'", "2:  |  | 'below'"]);
}

#[test]
fn numbers_are_their_shortest_decimals() {
    let data: String = [
        "12345.0",
        "-1",
        "0.30000000000000004",
        "7.5",
        "1E5",
        "123456789012345",
        "9007199254740991",
        "1.5E-3",
        "-0",
        "1E300",
        "0.1",
        "2.675",
        "99999999999999990000",
    ]
    .iter()
    .map(|value| format!("<c><v>{value}</v></c>"))
    .collect();
    assert_eq!(
        rows(&sheet(&book(&format!("<row>{data}</row>")))),
        [
            "1: 12345 | -1 | 0.3 | 7.5 | 100000 | 123456789012345 | 9007199254740991 | 0.0015 | 0 | 1e300 | 0.1 | 2.675 | 100000000000000000000"
        ]
    );
}

#[test]
fn days_are_days_where_the_file_says_so() {
    // A built-in format, one of its own, a length of time, and one that only looks like a day.
    let data = r#"<row r="1"><c s="1"><v>46347</v></c><c s="2"><v>46347.75</v></c><c s="3"><v>1.5</v></c><c s="4"><v>46347</v></c><c><v>46347</v></c></row>
        <row r="2"><c s="1"><v>0.5</v></c><c s="1"><v>-3</v></c><c s="1"><v>99999999</v></c><c s="1"><v>60</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c><c s="1"><v>2958465</v></c><c s="1"><v>2958466</v></c><c s="1"><v>1</v></c></row>
        <row r="3"><c t="d"><v>2026-11-21T00:00:00</v></c><c t="d"><v>2026-11-21</v></c><c t="d"><v>2026-13-21</v></c></row>"#;
    assert_eq!(
        rows(&sheet(&styled("", data))),
        [
            "1: [2026-11-21] | [2026-11-21] | 1.5 | 46347 | 46347",
            "2: 0.5 | -3 | 99999999 | 60 | [1900-02-28] | [1900-03-01] | [9999-12-31] | 2958466 | [1900-01-01]",
            "3: [2026-11-21] | [2026-11-21] | '2026-13-21'"
        ]
    );
}

#[test]
fn days_counted_from_1904_are_the_same_days() {
    let data = r#"<row r="1"><c s="1"><v>44885</v></c><c s="2"><v>1</v></c><c s="1"><v>2957003</v></c><c s="1"><v>2957004</v></c></row>"#;
    for property in [r#"date1904="1""#, r#"date1904="true""#] {
        assert_eq!(rows(&sheet(&styled(property, data))), ["1: [2026-11-21] | [1904-01-02] | [9999-12-31] | 2957004"]);
    }
}

#[test]
fn texts_stand_in_the_cell_or_are_shared_or_come_in_pieces() {
    let strings = r#"<sst uniqueCount="3"><si><t>Shared &amp; plain</t></si><si><r><t xml:space="preserve">In </t></r><r><rPr><b/></rPr><t>pieces</t></r></si><si><t>Two&#10;lines_x000D_</t></si></sst>"#;
    let data = r#"<sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="inlineStr"><is><t>Inline</t></is></c><c t="str"><f>A1&amp;"x"</f><v>From a formula</v></c></row></sheetData>"#;
    let file = Book { sheets: vec![("S", data)], strings, ..Book::default() }.file();
    let own = sheet(&file);
    assert_eq!(
        rows(&own),
        ["1: 'Shared & plain' | 'In pieces' | 'Two\u{2028}lines\u{2028}' | 'Inline' | 'From a formula'"]
    );
}

#[test]
fn error_values_stay_errors_and_those_of_a_newer_excel_spoil_nothing() {
    let data = r#"<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="e"><v>#SPILL!</v></c><c r="D1"><v>4</v></c><c r="E1" t="inlineStr"><is><t> #N/A </t></is></c></row><row r="2"><c r="A2"><v>5</v></c></row>"#;
    assert_eq!(rows(&sheet(&book(data))), ["1: !#N/A | !#REF! |  | 4 | !#N/A", "2: 5"]);
}

#[test]
fn overrides_of_direction_and_controls_are_left_out_of_texts_and_names() {
    let data = "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>\u{202e}cod.exe\u{202c}\u{2067}x</t></is></c><c t=\"inlineStr\"><is><t>\u{200f}\u{200e}</t></is></c></row></sheetData>";
    let own = sheet(&Book { sheets: vec![("List\u{202e} 6", data)], ..Book::default() }.file());
    assert_eq!(own.name, "List 6");
    assert_eq!(rows(&own), ["1: 'cod.exex'"]);
}

#[test]
fn cells_and_rows_may_come_in_any_order_and_without_their_places() {
    let data = r#"<row r="3"><c r="B3"><v>32</v></c><c r="A3"><v>31</v></c></row><row r="1"><c r="A1"><v>11</v></c></row><row><c><v>21</v></c><c r="D2"><v>24</v></c><c><v>25</v></c></row><row r="3"><c r="C3"><v>33</v></c></row>"#;
    assert_eq!(rows(&sheet(&book(data))), ["1: 11", "2: 21 |  |  | 24 | 25", "3: 31 | 32 | 33"]);
}

#[test]
fn a_workbook_with_macros_is_read_and_its_macros_are_not() {
    let data = r#"<sheetData><row r="1"><c><v>1</v></c></row></sheetData>"#;
    let further: Vec<(&str, &[u8])> = vec![("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 nothing that could be read")];
    let file = Book { sheets: vec![("S", data)], further, ..Book::default() }.file();
    assert_eq!(rows(&sheet(&file)), ["1: 1"]);
}

#[test]
fn sheets_of_charts_are_passed_over() {
    let chart = "<chartsheet><drawing/></chartsheet>";
    let data = r#"<sheetData><row r="1"><c><v>1</v></c></row></sheetData>"#;
    let own = sheets(&Book { sheets: vec![("Chart", chart), ("S", data)], ..Book::default() }.file());
    assert_eq!(own.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["S"]);
}

#[test]
fn no_heading_and_two_headings_are_read_as_they_stand() {
    let mut book = Workbook::new();
    let own = book.add_worksheet();
    for (row, texts) in [["Child", "", "Worker"], ["Id", "Legal status", "Name"], ["1", "C2", "A B"]].iter().enumerate()
    {
        for (column, text) in texts.iter().enumerate() {
            own.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *text).unwrap();
        }
    }
    book.add_worksheet().write_number(0, 0, 1).unwrap();
    let own = sheets(&book.save_to_buffer().unwrap());
    assert_eq!(rows(&own[0])[0], "1: 'Child' |  | 'Worker'");
    assert_eq!(rows(&own[1]), ["1: 1"]);
}

#[test]
fn cells_as_far_out_as_excel_goes_are_read_and_further_out_refused() {
    let own =
        sheet(&book(r#"<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>"#));
    assert_eq!((own.rows[0].cells.len(), own.rows[1].number), (16_384, 1_048_576));
    for place in ["XFE1", "A1048577", "ZZZZ9", "A4294967296", "A0"] {
        let refused = refusal(&book(&format!(r#"<row r="1"><c r="{place}"><v>1</v></c></row>"#)));
        assert!(refused.contains("beyond the last") || refused.contains("damaged"), "{place}: {refused}");
    }
    // A row of headings in all columns, and children under it.
    let headings: String = (0..16_384).map(|_| "<c t=\"inlineStr\"><is><t>h</t></is></c>").collect();
    let cells: String = (2..50).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    assert_eq!(sheet(&book(&format!("<row r=\"1\">{headings}</row>{cells}"))).rows.len(), 49);
}

#[test]
fn cells_that_lie_far_apart_count_with_the_gaps_between_them() {
    let rows = |count: u32| {
        (1..=count).map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#)).collect::<String>()
    };
    assert_eq!(sheet(&book(&rows(61))).rows.len(), 61);
    assert!(refusal(&book(&rows(62))).contains("million cells"));
}

#[test]
fn a_million_cells_of_all_sheets_together_are_the_most() {
    let cells = |count: u64| {
        let cell = |row: u64, column: u64| format!("<c><v>{}</v></c>", (row * 1_000 + column) * 7_919 % 10_007);
        let rows: String = (0..count / 1_000)
            .map(|row| format!("<row>{}</row>", (0..1_000).map(|own| cell(row, own)).collect::<String>()))
            .collect();
        format!("<sheetData>{rows}</sheetData>")
    };
    let (one, other, more) = (cells(600_000), cells(400_000), cells(401_000));
    let file = |second: &str| stored(&Book { sheets: vec![("A", &one), ("B", second)], ..Book::default() }.parts());
    let own = sheets(&file(&other));
    assert_eq!(own.iter().flat_map(|own| &own.rows).map(|row| row.cells.len()).sum::<usize>(), 1_000_000);
    assert!(read("a.xlsx", &file(&more)).unwrap_err().what.contains("million cells"));
}

fn stored(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // Between stored and packed well.
        let method =
            if bytes.len() > 1_000 { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    // What makes a file that packs well big enough for what is in it.
    zip.start_file("xl/media/image1.png", SimpleFileOptions::default()).unwrap();
    zip.write_all(&noise(400_000)).unwrap();
    zip.finish().unwrap().into_inner()
}

fn noise(length: usize) -> Vec<u8> {
    let mut seed: u64 = 7;
    std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(seed >> 56).unwrap()
    })
    .take(length)
    .collect()
}

#[test]
fn one_long_text_in_very_many_cells_is_refused() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "long ".repeat(6_000));
    let rows = |count: usize| format!("<sheetData><row>{}</row></sheetData>", "<c t=\"s\"><v>0</v></c>".repeat(count));
    let (few, many) = (rows(2_000), rows(2_200));
    let file = |data: &str| Book { sheets: vec![("S", data)], strings: &strings, ..Book::default() }.file();
    assert_eq!(sheet(&file(&few)).rows[0].cells.len(), 2_000);
    assert!(refusal(&file(&many)).contains("more text"));
}

#[test]
fn two_hundred_parts_are_read_and_one_more_is_not() {
    let names: Vec<String> = (0..195).map(|at| format!("xl/media/image{at}.png")).collect();
    let further: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    let data = r#"<sheetData><row r="1"><c><v>1</v></c></row></sheetData>"#;
    let book = Book { sheets: vec![("S", data)], further, ..Book::default() };
    assert_eq!(book.parts().len(), 200);
    assert_eq!(rows(&sheet(&book.file())), ["1: 1"]);
    let (count, too_many) = file_of_parts(201);
    assert_eq!(count, 201);
    assert!(refusal(&too_many).contains("200 parts"));
}

fn file_of_parts(count: usize) -> (usize, Vec<u8>) {
    let names: Vec<String> = (0..count - 1).map(|at| format!("xl/media/image{at}.png")).collect();
    let mut parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    parts.push(("xl/workbook.xml", b"<workbook/>"));
    (parts.len(), packed(&parts))
}

#[test]
fn a_bomb_is_refused_whatever_it_says_of_its_size() {
    let zeros = vec![0; 30_000_000];
    let bomb =
        packed(&[("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    assert!(refusal(&bomb).contains("far larger than it looks"));
    // The same with its sizes struck out of the directory and of the parts.
    let mut lying = bomb.clone();
    for at in 0..lying.len() - 4 {
        let size = match &lying[at..at + 4] {
            b"PK\x01\x02" => 24,
            b"PK\x03\x04" => 22,
            _ => continue,
        };
        lying[at + size..at + size + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    assert_ne!(lying, bomb);
    refusal(&lying);
}

#[test]
fn a_hundred_megabytes_unpacked_are_the_most() {
    // Each a little over a hundredth of what it unpacks to: only the sum is too much.
    let mut piece = vec![b' '; 1_000_000];
    piece[..12_000].copy_from_slice(&noise(12_000));
    let piece = piece.repeat(33);
    let mut rest = vec![b' '; 999_000];
    rest[..12_000].copy_from_slice(&noise(12_000));
    let data = format!("<sheetData>{}</sheetData>", "<row/>");
    let file = |more: bool| {
        let mut further: Vec<(&str, &[u8])> = vec![("a", &piece), ("b", &piece), ("c", &piece), ("d", &rest)];
        if more {
            further.push(("e", &rest[..900]));
        }
        Book { sheets: vec![("S", &data)], further, ..Book::default() }.file()
    };
    let small =
        Book { sheets: vec![("S", &data)], ..Book::default() }.parts().iter().map(|(_, own)| own.len()).sum::<usize>();
    assert!(small > 1_000 && small < 2_000, "{small}");
    // Just too much: the parts of the workbook itself come on top.
    assert!(refusal(&file(false)).contains("100 MB"));
    assert!(refusal(&file(true)).contains("100 MB"));
    rest.truncate(997_000);
    let further: Vec<(&str, &[u8])> = vec![("a", &piece), ("b", &piece), ("c", &piece), ("d", &rest)];
    let fits = Book { sheets: vec![("S", &data)], further, ..Book::default() }.file();
    assert!(refusal(&fits).contains("nothing in this file"));
}

#[test]
fn a_hundred_times_its_size_is_the_most_above_a_megabyte() {
    let part = |noisy: usize, length: usize| {
        let mut part = vec![b' '; length];
        part[..noisy].copy_from_slice(&noise(noisy));
        part
    };
    let is_bomb = |own: &[u8]| {
        let further: Vec<(&str, &[u8])> = vec![("xl/media/a", own)];
        let data = "<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>";
        read("a", &Book { sheets: vec![("S", data)], further, ..Book::default() }.file()).is_err()
    };
    // Just under a megabyte of blanks packs into a thousandth, and may.
    assert!(!is_bomb(&part(0, 997_000)));
    assert!(is_bomb(&part(0, 1_100_000)));
    assert!(!is_bomb(&part(18_000, 2_000_000)));
    assert!(is_bomb(&part(14_000, 2_000_000)));
}

#[test]
fn a_file_that_is_cut_short_is_refused_wherever_it_ends() {
    let mut book = Workbook::new();
    let own = book.add_worksheet();
    for row in 0..200 {
        own.write_number(row, 0, row).unwrap();
        own.write_string(row, 1, format!("worker {row}")).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    for at in (4..bytes.len()).step_by(37) {
        assert!(read("cut.xlsx", &bytes[..at]).is_err(), "cut at {at} of {}", bytes.len());
    }
}

#[test]
fn damage_in_any_part_is_seen() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "a text").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut refused = 0;
    for at in (0..bytes.len()).step_by(11) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x41;
        // Damage in what says when a part was saved changes nothing that is read.
        match read("damaged.xlsx", &damaged) {
            Ok(own) => assert_eq!(rows(&own[0]), ["1: 'a text'"], "byte {at}"),
            Err(_) => refused += 1,
        }
    }
    assert!(refused * 2 > bytes.len() / 11, "{refused}");
}

#[test]
fn missing_parts_and_parts_of_nonsense_are_refused() {
    let data = "<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>";
    let parts = Book { sheets: vec![("S", data)], formats: STYLES, strings: "<sst/>", ..Book::default() }.parts();
    let mut kinds = 0;
    for left_out in 0..parts.len() {
        let some: Vec<(&str, &[u8])> = parts
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != left_out)
            .map(|(_, (name, bytes))| (name.as_str(), bytes.as_slice()))
            .collect();
        match read("a.xlsx", &packed(&some)) {
            Ok(own) => assert_eq!(rows(&own[0]), ["1: 1"], "without {}", parts[left_out].0),
            Err(_) => kinds += 1,
        }
        let nonsense: Vec<(&str, &[u8])> = parts
            .iter()
            .enumerate()
            .map(|(at, (name, bytes))| {
                (name.as_str(), if at == left_out { b"<<<&".as_slice() } else { bytes.as_slice() })
            })
            .collect();
        let _ = read("a.xlsx", &packed(&nonsense));
    }
    assert!(kinds >= 3, "{kinds}");
}

#[test]
fn two_parts_of_one_name_and_names_that_lead_elsewhere_do_no_harm() {
    let data = "<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>";
    let further: Vec<(&str, &[u8])> = vec![("../../outside.xml", b"x"), ("/etc/passwd", b"x"), ("C:\\x.xml", b"x")];
    let file = Book { sheets: vec![("S", data)], further, ..Book::default() }.file();
    assert_eq!(rows(&sheet(&file)), ["1: 1"]);
    // A second part is given the name of the first, in the directory and before the part.
    let further: Vec<(&str, &[u8])> = vec![("xl/workbook.xmm", b"x")];
    let mut twice = Book { sheets: vec![("S", data)], further, ..Book::default() }.file();
    for at in 0..twice.len() - 15 {
        if &twice[at..at + 15] == b"xl/workbook.xmm" {
            twice[at + 14] = b'l';
        }
    }
    assert!(refusal(&twice).contains("damaged"));
}

#[test]
fn a_workbook_of_the_larger_packed_format_is_read() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let data = "<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>";
    let book = Book { sheets: vec![("S", data)], ..Book::default() };
    for (name, bytes) in book.parts() {
        zip.start_file(name, SimpleFileOptions::default().large_file(true)).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    assert_eq!(rows(&sheet(&zip.finish().unwrap().into_inner())), ["1: 1"]);
}

#[test]
fn a_workbook_that_claims_very_many_texts_gets_no_room_for_them() {
    let strings = |count: &str| {
        format!(r#"<!-- {} --><sst count="1" uniqueCount="{count}"><si><t>a</t></si></sst>"#, "x".repeat(70_000))
    };
    let data = "<sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c></row></sheetData>";
    let file = |count: &str| Book { sheets: vec![("S", data)], strings: &strings(count), ..Book::default() }.file();
    assert_eq!(rows(&sheet(&file("1000000"))), ["1: 'a'"]);
    for count in ["1000001", "99999999999999", "18446744073709551615"] {
        assert!(refusal(&file(count)).contains("damaged"), "{count}");
    }
    // What is no number is passed over.
    assert_eq!(rows(&sheet(&file("99999999999999999999999"))), ["1: 'a'"]);
}

#[test]
fn one_part_that_is_many_sheets_comes_to_an_end() {
    // The workbook names its one sheet two hundred times over.
    let rows: String = (0..40_000).map(|at| format!("<row><c><v>{}</v></c></row>", at * 7_919 % 10_007)).collect();
    let data = format!("<sheetData>{rows}</sheetData>");
    let mut parts = Book { sheets: vec![("S", &data)], ..Book::default() }.parts();
    let list: String = (0..200).map(|at| format!(r#"<sheet name="S{at}" sheetId="{at}" r:id="rId1"/>"#)).collect();
    for (name, bytes) in &mut parts {
        if name == "xl/workbook.xml" {
            *bytes = format!(r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{list}</sheets></workbook>"#).into_bytes();
        }
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let start = std::time::Instant::now();
    refusal(&packed(&parts));
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn very_many_sheets_are_read_up_to_a_limit() {
    let data = "<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>";
    let names: Vec<String> = (0..194).map(|at| format!("Team {at}")).collect();
    let file = Book { sheets: names.iter().map(|name| (name.as_str(), data)).collect(), ..Book::default() }.file();
    assert_eq!(sheets(&file).len(), 194);
}

#[test]
fn entities_that_multiply_are_not_followed() {
    let mut text = String::from("<!DOCTYPE sst [<!ENTITY a0 \"ha\">");
    for at in 1..30 {
        text.push_str(&format!("<!ENTITY a{at} \"&a{};&a{};\">", at - 1, at - 1));
    }
    let strings = format!("{text}]><sst><si><t>&a29;</t></si></sst>");
    let data = "<sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c><c><v>1</v></c></row></sheetData>";
    match read("a.xlsx", &Book { sheets: vec![("S", data)], strings: &strings, ..Book::default() }.file()) {
        Ok(own) => assert!(rows(&own[0])[0].len() < 100),
        Err(refused) => assert!(refused.what.contains("damaged"), "{refused:?}"),
    }
}

#[test]
fn elements_inside_elements_without_end_are_walked_through() {
    let names: Vec<String> = (0..200_000_u64).map(|at| format!("x{}", at * 7_919 % 100_003)).collect();
    let deep: String = names
        .iter()
        .map(|name| format!("<{name}>"))
        .chain(names.iter().rev().map(|name| format!("</{name}>")))
        .collect();
    let data = format!("{deep}<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>");
    let parts = Book { sheets: vec![("S", &data)], ..Book::default() }.parts();
    assert_eq!(rows(&sheets(&stored(&parts))[0]), ["1: 1"]);
}

#[test]
fn packed_files_of_other_kinds_are_refused_by_name() {
    for (part, what) in [
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a PowerPoint presentation"),
        ("Index/Document.iwa", "Apple's Numbers"),
        ("list-6.csv", "a packed folder"),
        ("inner.xlsx", "a packed folder"),
    ] {
        let refused = refusal(&packed(&[(part, b"x")]));
        assert!(refused.contains(what), "{part}: {refused}");
    }
    // An end of a directory and nothing else.
    assert!(refusal(&packed(&[])).contains("a packed folder"));
    assert!(refusal(b"PK\x03\x04 and then nothing").contains("damaged"));
}

#[test]
fn a_workbook_in_a_packed_folder_is_not_looked_for() {
    let data = "<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>";
    let inner = Book { sheets: vec![("S", data)], ..Book::default() }.file();
    let refused = read("set.zip", &packed(&[("Annex A.xlsx", &inner)])).unwrap_err();
    assert!(refused.todo.contains("take out"), "{refused:?}");
}

#[test]
fn many_ends_of_directories_are_refused_before_they_are_tried() {
    let mut file = b"PK\x03\x04".to_vec();
    file.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0\0\0".repeat(200_000));
    let start = std::time::Instant::now();
    assert!(refusal(&file).contains("damaged"));
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn what_is_read_of_a_workbook_depends_on_nothing_but_the_file() {
    let data = "<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>";
    let file = Book { sheets: vec![("S", data)], ..Book::default() }.file();
    let named = |name: &str| read(name, &file).unwrap().remove(0).rows;
    assert_eq!(named("a.csv"), named("b.xlsx"));
}

#[test]
fn workbooks_of_other_programs_are_read_however_they_write_names_and_places() {
    let data = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row></sheetData>"#;
    let parts = Book { sheets: vec![("S", data)], strings: "<sst><si><t>a</t></si></sst>", ..Book::default() }.parts();
    let changed = |change: &dyn Fn(&str, &str) -> (String, String)| {
        let parts: Vec<(String, String)> =
            parts.iter().map(|(name, bytes)| change(name, std::str::from_utf8(bytes).unwrap())).collect();
        packed(&parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
    };
    for (what, file) in [
        ("backslashes in the names of parts", changed(&|name, text| (name.replace('/', "\\"), text.to_owned()))),
        ("small letters in the names of parts", changed(&|name, text| (name.to_ascii_lowercase(), text.to_owned()))),
        (
            "a prefix before every element",
            changed(&|name, text| {
                let prefixed = name.contains("sheet") || name.contains("Strings");
                let own = if prefixed {
                    text.replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?")
                } else {
                    text.to_owned()
                };
                (name.to_owned(), own)
            }),
        ),
        (
            "the strict kind",
            changed(&|name, text| {
                let strict = text
                    .replace(
                        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                        "http://purl.oclc.org/ooxml/spreadsheetml/main",
                    )
                    .replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006/",
                        "http://purl.oclc.org/ooxml/officeDocument/",
                    );
                (name.to_owned(), strict)
            }),
        ),
        ("single quotes", changed(&|name, text| (name.to_owned(), text.replace('"', "'")))),
        (
            "places from the top",
            changed(&|name, text| {
                (
                    name.to_owned(),
                    text.replace("Target=\"xl/", "Target=\"/xl/")
                        .replace("Target=\"worksheets", "Target=\"/xl/worksheets"),
                )
            }),
        ),
    ] {
        match read("a.xlsx", &file) {
            Ok(own) => assert_eq!(rows(&own[0]), ["1: 'a' | 2"], "{what}"),
            Err(refused) => panic!("{what}: {refused:?}"),
        }
    }
}

#[test]
fn parts_under_a_password_are_refused_with_what_to_do() {
    let data = "<sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData>";
    let mut file = Book { sheets: vec![("S", data)], ..Book::default() }.file();
    // The mark of encryption in the directory and before each part.
    for at in 0..file.len() - 8 {
        match &file[at..at + 4] {
            b"PK\x01\x02" => file[at + 8] |= 1,
            b"PK\x03\x04" => file[at + 6] |= 1,
            _ => {}
        }
    }
    assert_eq!(refusal(&file), "This file is protected by a password.");
}

#[test]
fn formulas_whose_values_were_never_worked_out_are_no_blanks_and_are_said() {
    let data = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Child ID</t></is></c><c r="B1" t="inlineStr"><is><t>Worker</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>VLOOKUP(A2,C:D,2,0)</f></c></row><row r="3"><c r="A3"><v>2</v></c><c r="B3" t="str"><f>IF(A3=2,"","x")</f><v></v></c></row><row r="4"><c r="A4"><v>3</v></c><c r="B4" s="0"/></row></sheetData>"#;
    let own = sheet(&book(data));
    assert!(own.notes.iter().any(|note| note.starts_with("1 cell has a formula without a value")), "{:?}", own.notes);
    assert_eq!(rows(&own), ["1: 'Child ID' | 'Worker'", "2: 1 | !no value", "3: 2", "4: 3"]);
}
