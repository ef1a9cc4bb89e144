//! Packed files: what is inside is counted before anything is made of it.

use super::grid::Budget;
use super::{Refused, limits, open_document, workbook};
use crate::importing::table::Sheet;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use zip::ZipArchive;
use zip::result::ZipError;

/// The bytes of a file, of which only so many are handed out: whoever reads one part again and again comes to
/// an end.
pub(super) struct Rationed<'a> {
    bytes: Cursor<&'a [u8]>,
    left: usize,
}

impl<'a> Rationed<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        // Its directory, each part once, and small parts that are asked for twice.
        Self { bytes: Cursor::new(bytes), left: bytes.len().saturating_mul(3).saturating_add(1_000_000) }
    }
}

impl Read for Rationed<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.bytes.read(into)?;
        self.left = self.left.checked_sub(read).ok_or(std::io::ErrorKind::QuotaExceeded)?;
        Ok(read)
    }
}

impl Seek for Rationed<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// Reads a packed file.
pub(super) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<Sheet>, Refused> {
    // The library tries every place that could be the end of the directory; a hostile file has many.
    if bytes.windows(4).filter(|own| *own == b"PK\x05\x06").take(17).count() > 16 {
        return Err(Refused::damaged());
    }
    let mut archive = ZipArchive::new(Rationed::new(bytes)).map_err(|_| Refused::damaged())?;
    if archive.len() > limits::PARTS {
        return Err(Refused::too_much(
            "This file is packed from more than 200 parts, which is the most that is read here.",
        ));
    }
    if archive.has_duplicate_names() {
        return Err(Refused::damaged());
    }
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.replace('\\', "/"))).collect();
    let has =
        |start: &str| names.iter().any(|own| own.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start)));
    let what = Packed::of(&has, &mut archive)?;
    count(&mut archive, bytes.len())?;
    match what {
        Packed::Workbook => {
            check_parts(&mut archive)?;
            workbook::read(bytes, budget)
        }
        Packed::Binary => super::binary::read(&mut archive, budget),
        Packed::OpenDocument => open_document::read(&mut archive, budget),
    }
}

/// What is packed.
enum Packed {
    Workbook,
    Binary,
    OpenDocument,
}

impl Packed {
    fn of(has: &dyn Fn(&str) -> bool, archive: &mut ZipArchive<Rationed<'_>>) -> Result<Self, Refused> {
        let mut kind = String::new();
        if let Ok(part) = archive.by_name("mimetype") {
            // What is no text is no kind either.
            let _ = part.take(100).read_to_string(&mut kind);
        }
        match kind.trim() {
            "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.spreadsheet-template" => return Ok(Self::OpenDocument),
            "application/vnd.oasis.opendocument.text" => {
                return Err(Refused::not_a_table("a document of a word processor"));
            }
            other if other.starts_with("application/vnd.oasis.opendocument") => {
                return Err(Refused::not_a_table("an OpenDocument file of another kind"));
            }
            _ => {}
        }
        if has("xl/workbook.bin") {
            Ok(Self::Binary)
        } else if has("xl/") {
            Ok(Self::Workbook)
        } else if has("word/") {
            Err(Refused::not_a_table("a Word document"))
        } else if has("ppt/") {
            Err(Refused::not_a_table("a PowerPoint presentation"))
        } else if has("Index/") || has("index.apxl") {
            Err(Refused::new(
                "This is a document of Apple's Numbers or Pages.",
                "Open it there, choose File, Export To, Excel, and choose the file that comes of it.",
            ))
        } else if has("[Content_Types].xml") {
            // Workbooks may have their parts elsewhere; what is none has no workbook for the reader to find.
            Ok(Self::Workbook)
        } else if has("content.xml") {
            Ok(Self::OpenDocument)
        } else {
            Err(Refused::new(
                "This is a packed folder (.zip), not a spreadsheet.",
                "Open it, take out the spreadsheet or the CSV files that are in it, and choose those.",
            ))
        }
    }
}

/// Unpacks every part to nowhere and counts. What the file says of its sizes counts for nothing. Damage shows
/// here too: every part has a check sum.
fn count(archive: &mut ZipArchive<Rationed<'_>>, file: usize) -> Result<(), Refused> {
    let file = u64::try_from(file).unwrap_or(u64::MAX);
    let mut in_all: u64 = 0;
    let mut piece = vec![0; 65_536];
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|error| refusal(&error))?;
        let packed = part.compressed_size().min(file);
        let mut own: u64 = 0;
        loop {
            let read = part.read(&mut piece).map_err(|_| Refused::damaged())?;
            if read == 0 {
                break;
            }
            let read = u64::try_from(read).unwrap_or(u64::MAX);
            own = own.saturating_add(read);
            in_all = in_all.saturating_add(read);
            let is_bomb =
                |size: u64, packed: u64| size > limits::RATIO_FROM_BYTES && size / limits::RATIO >= packed.max(1);
            if in_all > limits::UNPACKED_BYTES || is_bomb(own, packed) || is_bomb(in_all, file) {
                return Err(Refused::too_much(
                    "Unpacked, this file is far larger than it looks: more than 100 MB, or more than 100 times its size.",
                ));
            }
        }
    }
    Ok(())
}

fn refusal(error: &ZipError) -> Refused {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => Refused::protected(),
        _ => Refused::damaged(),
    }
}

impl Refused {
    pub(super) fn protected() -> Self {
        Self::new(
            "This file is protected by a password.",
            "Open it in the program that made it, save a copy without a password and choose that. Delete the copy \
             when you are done.",
        )
    }
}

/// Looks at what the library would trust: it makes room for as many texts as the workbook says that it has before
/// it has seen one, and counts on with the place of a cell beyond the last number that there is.
fn check_parts(archive: &mut ZipArchive<Rationed<'_>>) -> Result<(), Refused> {
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| refusal(&error))?;
        // Whatever it is called: a workbook may name any part as its sheet.
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            // Where the library comes as far, it refuses what is no XML with its own words.
            let Ok(event) = reader.read_event_into(&mut buffer) else { break };
            match event {
                Event::Start(start) | Event::Empty(start) => check_tag(&start)?,
                Event::Eof => break,
                _ => {}
            }
        }
    }
    Ok(())
}

fn check_tag(tag: &BytesStart<'_>) -> Result<(), Refused> {
    let name = tag.local_name();
    let wanted: &[&str] = match name.as_ref() {
        "c" | "row" => &["r"],
        "dimension" => &["ref"],
        "sst" => &["uniqueCount"],
        _ => return Ok(()),
    };
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refused::damaged())?;
        if !wanted.contains(&attribute.key.as_ref()) {
            continue;
        }
        // What is no number here, the library does not take for one.
        if name.as_ref() == "sst" && attribute.value.parse::<u64>().is_ok_and(|said| said > limits::CELLS) {
            return Err(Refused::damaged());
        }
        if name.as_ref() == "sst" {
            continue;
        }
        let mut before = (0, 0);
        for place in attribute.value.split(':') {
            let own = place_of(place).ok_or_else(Refused::too_far)?;
            if own.0 < before.0 || own.1 < before.1 {
                return Err(Refused::damaged());
            }
            before = own;
        }
    }
    Ok(())
}

/// Row and column of a place such as `AB12`, as the library reads them; nothing where they are beyond the last.
fn place_of(place: &str) -> Option<(u32, u32)> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = place.get(..letters)?.bytes().try_fold(0_u32, |column, own| {
        column.checked_mul(26)?.checked_add(u32::from(own.to_ascii_uppercase() - b'A') + 1)
    })?;
    // What is no number is refused further on.
    let mut digits = place.get(letters..)?.bytes().take_while(u8::is_ascii_digit);
    let row = digits.try_fold(0_u32, |row, own| row.checked_mul(10)?.checked_add(u32::from(own - b'0')))?;
    (row <= limits::ROWS && column <= limits::COLUMNS).then_some((row, column))
}
