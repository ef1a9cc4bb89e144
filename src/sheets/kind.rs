//! What a file is, by what it begins with. Its name may say anything.

use super::Refused;

/// The kinds of file that are opened further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A packed file: a workbook of Excel or `LibreOffice`, or something else.
    Zip,
    /// The older container of Microsoft Office: an `.xls`, or a workbook under a password.
    Compound,
    /// Text: separated values, if it is not something that says what it is.
    Text,
}

/// What files of other kinds begin with, with what they are called.
const OTHERS: [(&[u8], &str); 21] = [
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a document of a word processor"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"\0\0\0\x18ftyp", "a picture or a film"),
    (b"\0\0\0\x1cftyp", "a picture or a film"),
    (b"\0\0\0\x20ftyp", "a picture or a film"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "a packed file (7-Zip)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\0\x01\0\0Standard", "an Access database"),
    (b"ID;P", "a SYLK spreadsheet"),
    (b"PAR1", "a Parquet table"),
];

/// How the oldest workbooks begin, before Excel 5.
const OLDEST: [&[u8]; 4] = [b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08\x08\0"];

/// How pages and documents of tags begin; in capitals as well.
const TAGS: [&str; 9] =
    ["<html", "<!doctype html", "<table", "<head", "<meta", "<style", "<body", "<div", "mime-version:"];

impl Kind {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Refused::new(
                "This file is empty.",
                "Check that it is the file you meant, and that it was saved after it was filled in.",
            ));
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Ok(Self::Zip);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Ok(Self::Compound);
        }
        let other = OTHERS.iter().find(|(start, _)| bytes.starts_with(start) && !is_plain_text(start, bytes));
        if let Some((_, what)) = other {
            return Err(Refused::not_a_table(what));
        }
        if OLDEST.iter().any(|start| bytes.starts_with(start)) {
            return Err(Refused::new(
                "This is a workbook of a very old Excel (before 1997).",
                "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) and choose that.",
            ));
        }
        Ok(Self::Text)
    }
}

/// Two letters alone can begin a heading too ("BMI", "MZ number"): text where nothing but text follows.
fn is_plain_text(start: &[u8], bytes: &[u8]) -> bool {
    start.len() == 2 && start.is_ascii() && !bytes.iter().take(512).any(|own| *own < b'\t')
}

impl Refused {
    pub(super) fn not_a_table(what: &str) -> Self {
        Self {
            what: format!("This is {what}, not a spreadsheet."),
            todo: "Choose the Excel workbook (.xlsx, .xls), OpenDocument spreadsheet (.ods) or CSV file that the \
                   figures are in."
                .to_owned(),
        }
    }
}

/// Looks at text that says what it is, and refuses what is no separated text.
pub(super) fn check_text(text: &str) -> Result<(), Refused> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let begins = |with: &str| start.get(..with.len()).is_some_and(|own| own.eq_ignore_ascii_case(with));
    if begins("<?xml") || begins("<!--") || begins("<workbook") {
        return Err(if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            Refused::saved_as("an XML spreadsheet of 2003")
        } else if start.contains("<html") || start.contains("<table") {
            Refused::saved_as("a web page")
        } else {
            Refused::saved_as("an XML file")
        });
    }
    if TAGS.iter().any(|tag| begins(tag)) {
        return Err(Refused::saved_as("a web page"));
    }
    if begins("{") || begins("[{") || begins("[\"") || begins("[[") {
        return Err(if start.contains("\"fairload\"") {
            Refused::new(
                "This is a file of Fairload itself, not a spreadsheet.",
                "Open it on the page \u{201c}Save and open\u{201d}, where copies are opened and put together.",
            )
        } else {
            Refused::not_a_table("a JSON file")
        });
    }
    // A few controls are dropped; where they are many it is no text at all.
    let controls = text.chars().filter(|own| own.is_control() && !own.is_whitespace()).take(4_000).count();
    if controls > 16 && controls * 50 > text.len().min(200_000) {
        return Err(Refused::not_a_table("a file of some other kind"));
    }
    Ok(())
}

impl Refused {
    fn saved_as(what: &str) -> Self {
        Self {
            what: format!("This is {what}, whatever its name says: some systems export one under the name .xls."),
            todo:
                "Open it in Excel or LibreOffice, choose \u{201c}Save as\u{201d}, save it as an Excel workbook (.xlsx) \
                   and choose that."
                    .to_owned(),
        }
    }
}
