//! Files made by hand, and what is read of them in short.

use fairload::facts::When;
use fairload::importing::table::{Cell, Sheet};
use fairload::sheets::{self, Refused};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// The day on which ages are counted.
pub fn on() -> When {
    When::read("2026-11-21").unwrap()
}

/// Reads a file.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Refused> {
    sheets::read(name, bytes, on(), &mut |_| {})
}

/// Reads a file that can be read.
pub fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    read("a file", bytes).unwrap_or_else(|refused| panic!("{} {}", refused.what, refused.todo))
}

/// Reads a file of one sheet.
pub fn sheet(bytes: &[u8]) -> Sheet {
    let mut sheets = sheets(bytes);
    assert_eq!(sheets.len(), 1);
    sheets.remove(0)
}

/// Why a file is refused; in full sentences, both what and what to do.
pub fn refusal(bytes: &[u8]) -> String {
    let refused = read("a file", bytes).expect_err("the file is refused");
    assert!(refused.what.ends_with('.') && refused.todo.ends_with('.'), "{refused:?}");
    assert!(refused.todo.len() > 20, "{refused:?}");
    refused.what
}

/// A cell on one line: its kind is seen by its quotes and brackets.
pub fn short(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => format!("'{text}'"),
        Cell::Number(number) => number.clone(),
        Cell::Day(day) => format!("[{day}]"),
        Cell::Truth(yes) => format!("{yes}"),
        Cell::Error(error) => format!("!{error}"),
        Cell::Dropped => "~".to_owned(),
    }
}

/// The rows of a sheet, each on one line with its number.
pub fn rows(sheet: &Sheet) -> Vec<String> {
    let row = |cells: &[Cell]| cells.iter().map(short).collect::<Vec<_>>().join(" | ");
    sheet.rows.iter().map(|own| format!("{}: {}", own.number, row(&own.cells))).collect()
}

/// A packed file of these parts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A workbook by hand: its properties, its sheets with their data, its shared texts, its formats.
#[derive(Default)]
pub struct Book<'a> {
    pub properties: &'a str,
    pub sheets: Vec<(&'a str, &'a str)>,
    pub strings: &'a str,
    pub formats: &'a str,
    pub further: Vec<(&'a str, &'a [u8])>,
}

impl Book<'_> {
    /// The parts of the file.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let mut list = String::new();
        let mut relations = String::new();
        let mut parts: Vec<(String, Vec<u8>)> =
            vec![("[Content_Types].xml".into(), TYPES.into()), ("_rels/.rels".into(), RELATIONS.into())];
        for (at, (name, data)) in self.sheets.iter().enumerate() {
            let at = at + 1;
            list += &format!(r#"<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>"#);
            relations += &format!(
                r#"<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{at}.xml"/>"#
            );
            let text = format!(
                r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{data}</worksheet>"#
            );
            parts.push((format!("xl/worksheets/sheet{at}.xml"), text.into_bytes()));
        }
        let workbook = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr {}/><sheets>{list}</sheets></workbook>"#,
            self.properties
        );
        parts.push(("xl/workbook.xml".into(), workbook.into_bytes()));
        let relations = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
        );
        parts.push(("xl/_rels/workbook.xml.rels".into(), relations.into_bytes()));
        if !self.strings.is_empty() {
            parts.push(("xl/sharedStrings.xml".into(), self.strings.as_bytes().to_vec()));
        }
        if !self.formats.is_empty() {
            parts.push(("xl/styles.xml".into(), self.formats.as_bytes().to_vec()));
        }
        parts.extend(self.further.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())));
        parts
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let parts = self.parts();
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        packed(&parts)
    }
}

/// A workbook of one sheet with this data between `<sheetData>` and its end.
pub fn book(data: &str) -> Vec<u8> {
    Book { sheets: vec![("Sheet1", &format!("<sheetData>{data}</sheetData>"))], ..Book::default() }.file()
}
