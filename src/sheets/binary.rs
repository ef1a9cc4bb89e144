//! Binary workbooks of Excel (`.xlsb`), record by record (Microsoft's MS-XLSB).
//!
//! Read here and not by the library that reads the other workbooks: that one takes what a record says of lengths and
//! places as it stands, and panics where it is not so; it passes over formulas whose value is an error and over texts
//! with formats in them.

use super::grid::{Budget, Grid};
use super::zipped::Rationed;
use super::{Refused, cell, limits};
use crate::importing::table::{Cell, Sheet};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufRead, BufReader, Read};
use zip::ZipArchive;

/// The part that says which sheets there are.
const WORKBOOK: &str = "xl/workbook.bin";

// Records, by their numbers in MS-XLSB 2.3.
const ROW: u32 = 0x00;
const CELL_RK: u32 = 0x02;
const CELL_ERROR: u32 = 0x03;
const CELL_BOOL: u32 = 0x04;
const CELL_REAL: u32 = 0x05;
const CELL_TEXT: u32 = 0x06;
const CELL_SHARED: u32 = 0x07;
const FORMULA_TEXT: u32 = 0x08;
const FORMULA_NUMBER: u32 = 0x09;
const FORMULA_BOOL: u32 = 0x0a;
const FORMULA_ERROR: u32 = 0x0b;
const SHARED_TEXT: u32 = 0x13;
const BEGIN_FUTURE: u32 = 0x23;
const END_FUTURE: u32 = 0x24;
const FORMAT: u32 = 0x2c;
const STYLE: u32 = 0x2f;
const CELL_RICH: u32 = 0x3e;
const END_SHARED: u32 = 0xa0;
const BEGIN_CELLS: u32 = 0x91;
const END_CELLS: u32 = 0x92;
const PROPERTIES: u32 = 0x99;
const SHEET: u32 = 0x9c;
const END_SHEETS: u32 = 0x90;
const BEGIN_STYLES: u32 = 0x269;
const END_STYLES: u32 = 0x26a;

/// What stands in a cell for an error, by its number (MS-XLSB 2.5.97.2). What is newer is not known here.
const ERRORS: [(u8, &str); 8] = [
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0f, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1d, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2a, "#N/A"),
    (0x2b, "#GETTING_DATA"),
];

/// Records of a part, one after the other.
struct Records<R> {
    reader: R,
    data: Vec<u8>,
    /// True between the marks of what only a later Excel knows.
    in_future: bool,
}

impl<R: BufRead> Records<R> {
    const fn of(reader: R) -> Self {
        Self { reader, data: Vec::new(), in_future: false }
    }

    fn byte(&mut self) -> Result<Option<u8>, Refused> {
        let first = self.reader.fill_buf().map_err(|_| Refused::damaged())?.first().copied();
        self.reader.consume(usize::from(first.is_some()));
        Ok(first)
    }

    /// A number in at most so many bytes of seven bits; nothing where the part has ended.
    fn number(&mut self, most: u32) -> Result<Option<u32>, Refused> {
        let mut number = 0;
        for place in 0..most {
            let Some(byte) = self.byte()? else {
                return if place == 0 { Ok(None) } else { Err(Refused::damaged()) };
            };
            number |= u32::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                break;
            }
        }
        Ok(Some(number))
    }

    /// The kind of the next record, whose bytes are then in `data`; nothing at the end of the part.
    fn next(&mut self) -> Result<Option<u32>, Refused> {
        loop {
            let Some(kind) = self.number(2)? else { return Ok(None) };
            let length = self.number(4)?.ok_or_else(Refused::damaged)?;
            self.data.clear();
            // It grows by what is there, and not by what is said to be there.
            let read = (&mut self.reader).take(length.into()).read_to_end(&mut self.data);
            if read.map_err(|_| Refused::damaged())? < usize::try_from(length).unwrap_or(usize::MAX) {
                return Err(Refused::damaged());
            }
            match kind {
                BEGIN_FUTURE => self.in_future = true,
                END_FUTURE => self.in_future = false,
                _ if self.in_future => {}
                _ => return Ok(Some(kind)),
            }
        }
    }

    /// Bytes at a place of the record.
    fn bytes<const COUNT: usize>(&self, at: usize) -> Result<[u8; COUNT], Refused> {
        let bytes = self.data.get(at..).and_then(|rest| rest.first_chunk());
        bytes.copied().ok_or_else(Refused::damaged)
    }

    fn long(&self, at: usize) -> Result<u32, Refused> {
        self.bytes(at).map(u32::from_le_bytes)
    }

    fn short(&self, at: usize) -> Result<u16, Refused> {
        self.bytes(at).map(u16::from_le_bytes)
    }

    /// A text at a place of the record, and the place behind it.
    fn text(&self, at: usize) -> Result<(String, usize), Refused> {
        let letters = self.long(at)?;
        let from = at + 4;
        // A text that is not there.
        if letters == u32::MAX {
            return Ok((String::new(), from));
        }
        let length = usize::try_from(letters).ok().and_then(|own| own.checked_mul(2)).ok_or_else(Refused::damaged)?;
        let to = from.checked_add(length).ok_or_else(Refused::damaged)?;
        let (pairs, _) = self.data.get(from..to).ok_or_else(Refused::damaged)?.as_chunks();
        let letters = char::decode_utf16(pairs.iter().map(|own| u16::from_le_bytes(*own)));
        Ok((letters.map(|own| own.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(), to))
    }
}

/// What cells refer to.
#[derive(Default)]
struct Shared {
    texts: Vec<String>,
    /// For each style of a cell whether it shows a number as a day.
    days: Vec<bool>,
    from_1904: bool,
}

/// Reads all sheets of a binary workbook whose parts have been counted (`zipped`).
pub(super) fn read(archive: &mut ZipArchive<Rationed<'_>>, budget: &mut Budget<'_>) -> Result<Vec<Sheet>, Refused> {
    let mut shared = Shared::default();
    let sheets = workbook(archive, &mut shared)?;
    texts(archive, &mut shared)?;
    styles(archive, &mut shared)?;
    let mut all = Vec::new();
    for (name, path, hidden) in sheets {
        let mut part = part(archive, &path)?.ok_or_else(Refused::no_workbook)?;
        all.push(Sheet { hidden, ..cells(&mut part, &name, &shared, budget)? });
    }
    Ok(all)
}

/// A part of the file, whatever letters and strokes its name is written with.
fn part<'a, 'b>(
    archive: &'a mut ZipArchive<Rationed<'b>>,
    path: &str,
) -> Result<Option<Records<impl BufRead + use<'a, 'b>>>, Refused> {
    let same = |own: &str| own.replace('\\', "/").eq_ignore_ascii_case(path);
    let found =
        (0..archive.len()).find(|at| archive.name_for_index(*at).is_some_and(|own| own.is_ok_and(|own| same(&own))));
    let Some(at) = found else { return Ok(None) };
    let part = archive.by_index(at).map_err(|_| Refused::damaged())?;
    Ok(Some(Records::of(BufReader::new(part))))
}

/// The sheets that have cells: their names and paths.
fn workbook(
    archive: &mut ZipArchive<Rationed<'_>>,
    shared: &mut Shared,
) -> Result<Vec<(String, String, bool)>, Refused> {
    let relations = relations(archive)?;
    let mut records = part(archive, WORKBOOK)?.ok_or_else(Refused::no_workbook)?;
    let mut sheets: Vec<(String, String, bool)> = Vec::new();
    let mut count = 0;
    loop {
        match records.next()? {
            Some(PROPERTIES) => shared.from_1904 = records.bytes::<1>(0)?[0] & 1 == 1,
            Some(SHEET) => {
                count += 1;
                if count > limits::SHEETS {
                    return Err(Refused::too_much(
                        "This workbook has more than 255 sheets, which is the most that is read here.",
                    ));
                }
                let hidden = records.long(0)? != 0;
                let (id, at) = records.text(8)?;
                let (name, _) = records.text(at)?;
                let target = relations.iter().find(|own| own.0 == id).map(|own| own.1.as_str());
                let target = target.ok_or_else(Refused::no_workbook)?;
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                // Charts and forms are sheets too, and have no cells.
                if path.split('/').nth(1).is_some_and(|own| own.eq_ignore_ascii_case("worksheets")) {
                    // 0 is shown, 1 hidden, 2 hidden so that only a program shows it (MS-XLSB 2.5.113).
                    sheets.push((name, path, hidden));
                }
            }
            Some(END_SHEETS) => return Ok(sheets),
            Some(_) => {}
            None => return Err(Refused::no_workbook()),
        }
    }
}

/// Which part each id of the workbook means.
fn relations(archive: &mut ZipArchive<Rationed<'_>>) -> Result<Vec<(String, String)>, Refused> {
    let Some(part) = part(archive, "xl/_rels/workbook.bin.rels")? else { return Ok(Vec::new()) };
    let mut reader = Reader::from_reader(part.reader);
    reader.config_mut().check_end_names = false;
    let mut all = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Refused::damaged())? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (mut id, mut target) = (None, None);
                for own in tag.attributes().with_checks(false).flatten() {
                    let value = quick_xml::escape::unescape(&own.value).map_err(|_| Refused::damaged())?;
                    match own.key.as_ref() {
                        "Id" => id = Some(value.into_owned()),
                        "Target" => target = Some(value.into_owned()),
                        _ => {}
                    }
                }
                all.extend(id.zip(target));
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

/// The texts that cells share.
fn texts(archive: &mut ZipArchive<Rationed<'_>>, shared: &mut Shared) -> Result<(), Refused> {
    let Some(mut records) = part(archive, "xl/sharedStrings.bin")? else { return Ok(()) };
    let mut length = 0;
    loop {
        match records.next()? {
            Some(SHARED_TEXT) => {
                let (text, _) = records.text(1)?;
                length += text.len();
                if length > limits::TEXT_BYTES {
                    return Err(Refused::too_much("The cells of this file hold more text than is read here."));
                }
                shared.texts.push(text);
            }
            Some(END_SHARED) | None => return Ok(()),
            Some(_) => {}
        }
    }
}

/// Which styles show days.
fn styles(archive: &mut ZipArchive<Rationed<'_>>, shared: &mut Shared) -> Result<(), Refused> {
    let Some(mut records) = part(archive, "xl/styles.bin")? else { return Ok(()) };
    let mut own: Vec<(u16, bool)> = Vec::new();
    let mut of_cells = false;
    loop {
        match records.next()? {
            Some(FORMAT) => own.push((records.short(0)?, shows_days(&records.text(2)?.0))),
            Some(BEGIN_STYLES) => of_cells = true,
            Some(STYLE) if of_cells => {
                let format = records.short(2)?;
                let given = own.iter().find(|(number, _)| *number == format).map(|(_, days)| *days);
                // Those that every Excel has (ECMA-376, 18.8.30).
                let built_in = matches!(format, 14..=22 | 27..=36 | 45 | 47 | 50..=58);
                shared.days.push(given.unwrap_or(built_in));
            }
            Some(END_STYLES) | None => return Ok(()),
            Some(_) => {}
        }
    }
}

/// Whether a format of a workbook's own shows a number as a day or a time: it has a letter of one outside of quotes
/// and brackets. Hours in brackets are a length of time.
fn shows_days(format: &str) -> bool {
    let mut letters = format.chars();
    while let Some(own) = letters.next() {
        match own {
            // What follows stands for itself.
            '\\' | '_' | '*' => drop(letters.next()),
            '"' => drop(letters.find(|own| *own == '"')),
            '[' => {
                let inside: String = letters.by_ref().take_while(|own| *own != ']').collect();
                let is_length = |of: char| inside.chars().all(|own| own.eq_ignore_ascii_case(&of));
                if !inside.is_empty() && ['h', 'm', 's'].into_iter().any(is_length) {
                    return false;
                }
            }
            // Of the first of several formats.
            ';' => return false,
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return true,
            _ => {}
        }
    }
    false
}

/// The cells of a sheet.
fn cells(
    records: &mut Records<impl BufRead>,
    name: &str,
    shared: &Shared,
    budget: &mut Budget<'_>,
) -> Result<Sheet, Refused> {
    let mut grid = Grid::new(name);
    let mut row = 0;
    let mut has_begun = false;
    loop {
        let kind = records.next()?.ok_or_else(Refused::damaged)?;
        match kind {
            BEGIN_CELLS => has_begun = true,
            END_CELLS if has_begun => return Ok(grid.into_sheet()),
            _ if !has_begun => {}
            ROW => row = records.long(0)?,
            _ => {
                if let Some(cell) = value(kind, records, shared)? {
                    grid.put(row, records.long(0)?, cell, budget)?;
                }
            }
        }
    }
}

/// What stands in a cell; nothing for a record of something else. The column and the style stand before it.
fn value(kind: u32, records: &Records<impl BufRead>, shared: &Shared) -> Result<Option<Cell>, Refused> {
    const AT: usize = 8;
    let byte = || records.bytes::<1>(AT).map(|own| own[0]);
    let number = |value: f64| -> Result<Cell, Refused> {
        let style = usize::try_from(records.long(4)? & 0x00ff_ffff).unwrap_or(usize::MAX);
        let is_day = shared.days.get(style).copied().unwrap_or_default();
        Ok(if is_day { cell::day_or_number(value, shared.from_1904) } else { cell::number(value) })
    };
    Ok(Some(match kind {
        CELL_RK => number(short_number(records.long(AT)?))?,
        CELL_REAL | FORMULA_NUMBER => number(f64::from_le_bytes(records.bytes(AT)?))?,
        CELL_BOOL | FORMULA_BOOL => Cell::Truth(byte()? != 0),
        CELL_ERROR | FORMULA_ERROR => {
            let code = byte()?;
            let word = ERRORS.iter().find(|own| own.0 == code);
            word.map_or(Cell::Empty, |(_, word)| Cell::Error((*word).to_owned()))
        }
        CELL_TEXT | FORMULA_TEXT => cell::text(&records.text(AT)?.0),
        CELL_RICH => cell::text(&records.text(AT + 1)?.0),
        CELL_SHARED => {
            let place = usize::try_from(records.long(AT)?).unwrap_or(usize::MAX);
            cell::text(shared.texts.get(place).ok_or_else(Refused::damaged)?)
        }
        // Cells without a column, which no program is known to write.
        0x0c..=0x12 => return Err(Refused::damaged()),
        _ => return Ok(None),
    }))
}

/// A number in four bytes (MS-XLSB 2.5.122): whole or the upper half of a longer one, and hundredths or not.
fn short_number(own: u32) -> f64 {
    let value =
        if own & 2 == 2 { f64::from(own.cast_signed() >> 2) } else { f64::from_bits(u64::from(own & !3) << 32) };
    if own & 1 == 1 { value / 100.0 } else { value }
}
