//! Text with separators, in the encodings and with the slips that programs make.

use super::support::{on, read, refusal, rows, sheet};
use fairload::importing::table::{Cell, Sheet};
use fairload::sheets;
use std::fmt::Write as _;

fn pasted(text: &str) -> Sheet {
    sheets::pasted(text, on()).unwrap().remove(0)
}

const PLAIN: [&str; 3] = ["1: 'Id' | 'Team' | 'Worker'", "2: '1' | 'North' | 'A B'", "3: '2' | 'South' | 'C D'"];

#[test]
fn commas_semicolons_tabs_and_bars_separate() {
    for separator in [',', ';', '\t', '|'] {
        let text = "Id,Team,Worker\n1,North,A B\n2,South,C D\n".replace(',', &separator.to_string());
        assert_eq!(rows(&sheet(text.as_bytes())), PLAIN);
    }
}

#[test]
fn lines_end_as_any_system_ends_them_and_the_last_one_need_not_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["Id,Team,Worker", "1,North,A B", "2,South,C D"].join(end);
        assert_eq!(rows(&sheet(text.as_bytes())), PLAIN);
        assert_eq!(rows(&sheet((text + end).as_bytes())), PLAIN);
    }
}

#[test]
fn quotes_hold_separators_line_breaks_and_quotes_and_rows_keep_the_numbers_that_excel_shows() {
    let text = "Id,\"Team,\nor unit\",Worker\r\n\r\n1,\"The \"\"North\"\" team\",\"A\r\nB\"\r\n\r\n\r\n2,,\"C;D\"\r\n";
    assert_eq!(
        rows(&sheet(text.as_bytes())),
        [
            "1: 'Id' | 'Team,\u{2028}or unit' | 'Worker'",
            "3: '1' | 'The \"North\" team' | 'A\u{2028}B'",
            "6: '2' |  | 'C;D'"
        ]
    );
}

#[test]
fn a_first_line_that_names_the_separator_is_no_row() {
    let text = "Id;Team, or unit;Worker, named\r\n1;North;A\r\n".replace(';', "^");
    let own = sheet(format!("sep=^\r\n{text}").as_bytes());
    assert_eq!(rows(&own), ["1: 'Id' | 'Team, or unit' | 'Worker, named'", "2: '1' | 'North' | 'A'"]);
    let own = sheet(b"\"sep=;\"\nId;Team\n1;N,S\n");
    assert_eq!(rows(&own), ["1: 'Id' | 'Team'", "2: '1' | 'N,S'"]);
    let own = sheet(b"SEP=\t\nId\tTeam\n");
    assert_eq!(rows(&own), ["1: 'Id' | 'Team'"]);
}

#[test]
fn the_separator_is_the_one_that_every_row_has_equally_often() {
    // Commas in most rows, but none among the headings.
    let text = "Id;Worker;Age\n1;Smith, John;7,5\n2;Jones, Ann;8,5\n3;Brown, Eve;9,5\n";
    assert_eq!(rows(&sheet(text.as_bytes()))[1], "2: '1' | 'Smith, John' | '7,5'");
    // A title above the headings, and separators in quotes.
    let text = "List 6: Children in Need;\nId,Worker\n1,\"a;b;c\"\n2,\"d;e;f\"\n";
    assert_eq!(rows(&sheet(text.as_bytes()))[1..], ["2: 'Id' | 'Worker'", "3: '1' | 'a;b;c'", "4: '2' | 'd;e;f'"]);
    // One column alone.
    assert_eq!(rows(&sheet(b"Id\n1\n2\n")), ["1: 'Id'", "2: '1'", "3: '2'"]);
}

#[test]
fn letters_are_read_in_every_encoding_that_windows_programs_save() {
    let text = "Id,Worker\n1,Zoë O’Neill\n2,José £\n";
    let expected = ["1: 'Id' | 'Worker'", "2: '1' | 'Zoë O’Neill'", "3: '2' | 'José £'"];
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let files: Vec<Vec<u8>> = vec![
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        [b"\xff\xfe", little.as_slice()].concat(),
        [b"\xfe\xff", big.as_slice()].concat(),
        little,
        big,
        encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    ];
    for (at, file) in files.iter().enumerate() {
        let own = sheet(file);
        assert_eq!(rows(&own), expected, "file {at}");
        assert!(own.notes.is_empty(), "file {at}");
    }
}

#[test]
fn a_file_of_two_encodings_is_read_and_says_so() {
    let own = sheet(b"Id,Worker\n1,Zo\xc3\xab\n2,Jos\xe9 \x96 caf\xe9\n");
    assert_eq!(rows(&own)[1..], ["2: '1' | 'Zoë'", "3: '2' | 'José – café'"]);
    assert_eq!(own.notes.len(), 1);
    assert!(own.notes[0].contains("Windows-1252"));
}

#[test]
fn a_quotation_mark_that_is_never_closed_swallows_no_rows() {
    let own = sheet(b"Id,Worker,Team\n1,\"Smith,North\n2,Jones,South\n3,Brown,East\n");
    assert_eq!(
        rows(&own)[1..],
        ["2: '1' | '\"Smith' | 'North'", "3: '2' | 'Jones' | 'South'", "4: '3' | 'Brown' | 'East'"]
    );
    assert_eq!(own.notes.len(), 1);
    // One in the middle of a text is an ordinary letter.
    let own = sheet(b"Id,Note,Team\n1,6\" tall,North\n2,,South\n");
    assert_eq!(rows(&own)[1..], ["2: '1' | '6\" tall' | 'North'", "3: '2' |  | 'South'"]);
    assert!(own.notes.is_empty());
}

#[test]
fn what_stands_in_text_stays_text_but_for_error_values_and_what_nobody_sees() {
    let own = sheet(
        "Id,Team,Worker,Note\n=\"00123\",#N/A,#REF!,\u{202e}gnp\u{2066}.x\u{0}\n00042, \u{a0} ,a\tb,1e5\n".as_bytes(),
    );
    assert_eq!(rows(&own)[1..], ["2: '00123' | !#N/A | !#REF! | 'gnp.x'", "3: '00042' |  | 'a b' | '1e5'"]);
}

#[test]
fn empty_cells_at_the_end_and_empty_rows_are_left_out() {
    let own = sheet(b"Id,Team,,,\n,,,,\n1,,x,,\n , , \n\n2\n");
    assert_eq!(rows(&own), ["1: 'Id' | 'Team'", "3: '1' |  | 'x'", "6: '2'"]);
}

#[test]
fn rows_need_not_have_the_same_number_of_cells() {
    assert_eq!(rows(&sheet(b"a,b,c\n1\n1,2,3,4,5\n"))[1..], ["2: '1'", "3: '1' | '2' | '3' | '4' | '5'"]);
}

#[test]
fn what_is_pasted_from_a_spreadsheet_is_read_with_its_tabs() {
    let own = pasted("Id\tWorker\tDate of birth\r\n1\tSmith, John\t01/02/2016\r\n2\t\"Two\r\nlines\"\t\r\n");
    assert_eq!(own.file, "");
    assert_eq!(rows(&own)[1..], ["2: '1' | 'Smith, John' | 10", "3: '2' | 'Two\u{2028}lines'"]);
    assert_eq!(rows(&pasted("Id;Team\n1;North"))[1..], ["2: '1' | 'North'"]);
    let nothing = sheets::pasted(" \n\t\n", on()).unwrap_err();
    assert!(nothing.what.contains("nothing") && nothing.todo.contains("headings"), "{nothing:?}");
}

#[test]
fn empty_files_and_files_of_blanks_are_refused() {
    assert!(refusal(b"").contains("empty"));
    assert!(refusal(b" \r\n\r\n").contains("empty"));
    assert!(refusal(b",,,\n,,\n").contains("nothing in this file"));
    assert!(refusal(b"\xef\xbb\xbf").contains("nothing in this file"));
}

#[test]
fn text_that_says_what_it_is_is_refused_by_name() {
    for (file, what) in [
        ("<html><body><table><tr><td>Id", "a web page"),
        ("\u{feff} \r\n<TABLE border=1>", "a web page"),
        ("<!DOCTYPE html><html>", "a web page"),
        ("MIME-Version: 1.0\r\nX-Document-Type: Workbook", "a web page"),
        ("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", "a web page"),
        (
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            "an XML spreadsheet of 2003",
        ),
        ("<?xml version=\"1.0\"?><children/>", "an XML file"),
        ("{\"children\": []}", "a JSON file"),
        ("{\\rtf1\\ansi Children}", "a document of a word processor"),
        ("ID;PWXL;N;E", "a SYLK spreadsheet"),
        ("%PDF-1.7\n1 0 obj", "a PDF"),
    ] {
        let refused = refusal(file.as_bytes());
        assert!(refused.contains(what), "{file}: {refused}");
    }
    let workspace = std::fs::read("tests/fixtures/workspace-4.json").unwrap();
    let refused = read("caseload.json", &workspace).unwrap_err();
    assert!(refused.what.contains("a file of Fairload itself"), "{refused:?}");
    assert!(refused.todo.contains("Save and open"), "{refused:?}");
}

#[test]
fn files_of_other_kinds_are_refused_by_name_whatever_they_are_called() {
    for (file, what) in [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"GIF89a\x01\0\x01\0", "a picture"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", "a picture"),
        (b"\0\0\0\x18ftypmp42", "a picture or a film"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "gzip"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7-Zip"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"MZ\x90\0\x03\0\0\0", "a program"),
        (b"SQLite format 3\0\x10\0", "a database"),
        (b"\0\x01\0\0Standard Jet DB\0", "an Access database"),
        (b"\x09\x08\x08\0\0\x05\x10\0", "a very old Excel"),
        (
            b"\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d",
            "some other kind",
        ),
    ] {
        let refused = refusal(file);
        assert!(refused.contains(what), "{refused}");
    }
    // Headings may begin with the same letters.
    assert_eq!(rows(&sheet(b"BMI,Id\n1,2\n"))[0], "1: 'BMI' | 'Id'");
    assert_eq!(rows(&sheet(b"MZ,Id\n1,2\n"))[0], "1: 'MZ' | 'Id'");
}

#[test]
fn ten_megabytes_are_read_and_one_byte_more_is_not() {
    let mut text = b"Id,Note\n".to_vec();
    while text.len() < 9_990_000 {
        text.extend_from_slice(b"1,");
        text.extend(std::iter::repeat_n(b'x', 9_000));
        text.push(b'\n');
    }
    text.resize(10_000_000, b'y');
    assert!(read("a.csv", &text).is_ok());
    text.push(b'y');
    assert!(refusal(&text).contains("10 MB"));
    assert!(sheets::pasted(&String::from_utf8(text).unwrap(), on()).is_err());
}

#[test]
fn a_million_cells_are_read_and_one_more_is_not() {
    let mut text = String::from("a,b,c,d,e,f,g,h,i,j\n");
    for _ in 1..100_000 {
        text.push_str("1,2,3,4,5,6,7,8,,9\n");
    }
    let own = sheet(text.as_bytes());
    assert_eq!(own.rows.iter().map(|row| row.cells.len()).sum::<usize>(), 1_000_000);
    text.push('1');
    assert!(refusal(text.as_bytes()).contains("million cells"));
}

#[test]
fn as_many_columns_as_excel_has_are_read_and_one_more_is_not() {
    let mut text = (0..16_384).map(|at| format!("c{at}")).collect::<Vec<_>>().join(",");
    text.push('\n');
    let own = sheet(text.as_bytes());
    assert_eq!(own.rows[0].cells.len(), 16_384);
    assert_eq!(own.rows[0].cells[16_383], Cell::Text("c16383".to_owned()));
    assert!(refusal(format!("{},x\n", text.trim()).as_bytes()).contains("beyond the last row or column"));
    // Separators alone are no cells.
    assert_eq!(sheet(format!("Id,Team\n1,2{}\n", ",".repeat(20_000)).as_bytes()).rows[1].cells.len(), 2);
}

#[test]
fn as_many_rows_as_excel_has_are_read_and_one_more_is_not() {
    let lines = |count: usize| "Id\n".to_owned() + &"\n".repeat(count - 2) + "last\n";
    assert_eq!(sheet(lines(1_048_576).as_bytes()).rows[1].number, 1_048_576);
    assert!(refusal(lines(1_048_577).as_bytes()).contains("beyond the last row or column"));
}

#[test]
fn progress_is_told_every_few_thousand_cells() {
    let mut text = String::new();
    for at in 0..2_000 {
        let _ = writeln!(text, "{at},b,c,d,e");
    }
    let mut told = Vec::new();
    sheets::read("a.csv", text.as_bytes(), on(), &mut |cells| told.push(cells)).unwrap();
    assert_eq!(told, [4_096, 8_192]);
}
