//! The container of older Microsoft Office files, and the workbooks of Excel 95 to 2003 (`.xls`) in it.
//!
//! The library that reads these workbooks trusts them: it makes room for the dimensions that a sheet claims,
//! follows chains of sectors that bite their own tail, and reads formulas that nobody here wants. So the stream
//! of the workbook is taken out and looked at first, whatever is not the value of a cell is struck out, and the
//! library gets a new container with nothing else in it.

use super::grid::{Budget, Grid};
use super::{Refused, cell, workbook};
use crate::importing::table::{Cell, Sheet};
use calamine::{Data, DataRef, Reader, Xls, XlsError};
use std::io::Cursor;

/// The end of a chain of sectors.
const END: u32 = 0xffff_fffe;

/// Cells that the sheets of a workbook may span, from the first to the last filled row and column of each. The
/// library lays them all out.
const SPANNED: u64 = 2_000_000;

/// Reads a workbook of Excel 95 to 2003.
pub(super) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<Sheet>, Refused> {
    let container = Container::of(bytes).ok_or_else(Refused::damaged)?;
    let has = |name: &str| container.entries.iter().any(|entry| entry.is_top && entry.name.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") {
        return Err(Refused::protected());
    }
    let others = [
        ("WordDocument", "a Word document"),
        ("PowerPoint Document", "a PowerPoint presentation"),
        ("VisioDocument", "a Visio drawing"),
        ("__properties_version1.0", "a message of Outlook"),
    ];
    if !has("Workbook") && !has("Book") {
        let what = others.iter().find(|(name, _)| has(name));
        return Err(Refused::not_a_table(what.map_or("a Microsoft Office file of another kind", |(_, what)| what)));
    }
    let stream = container.stream("Workbook").or_else(|| container.stream("Book")).ok_or_else(Refused::damaged)?;
    let (stream, from_1904) = prepared(stream)?;
    let mut book = Xls::new(Cursor::new(contained(stream))).map_err(|error| match error {
        XlsError::Password => Refused::protected(),
        _ => Refused::damaged(),
    })?;
    let mut sheets = Vec::new();
    for (name, hidden) in workbook::names(book.sheets_metadata())? {
        let range = book.worksheet_range(&name).map_err(|_| Refused::damaged())?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut grid = Grid::new(&name);
        for (row, column, value) in range.used_cells() {
            let row = first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
            let column = first_column.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
            grid.put(row, column, of_data(value, from_1904), budget)?;
        }
        sheets.push(Sheet { hidden, ..grid.into_sheet() });
    }
    Ok(sheets)
}

fn of_data(data: &Data, from_1904: bool) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => cell::text(text),
        Data::Int(value) => Cell::Number(value.to_string()),
        Data::Float(value) => cell::number(*value),
        Data::Bool(yes) => Cell::Truth(*yes),
        Data::DateTime(value) => workbook::of_data(&DataRef::DateTime(*value), from_1904),
        Data::DateTimeIso(text) => cell::iso_day(text),
        Data::Error(error) => Cell::Error(workbook::error_word(error).to_owned()),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|own| u16::from_le_bytes(*own))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|own| u32::from_le_bytes(*own))
}

fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).and_then(|own| usize::try_from(own).ok())
}

/// A stream or a folder of a container.
struct Entry {
    name: String,
    start: u32,
    size: usize,
    /// True where it stands at the top, in no folder.
    is_top: bool,
}

/// A container of streams ([MS-CFB]).
struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    small_next: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

impl<'a> Container<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut own =
            Self { bytes, sector, next: Vec::new(), small_next: Vec::new(), small: Vec::new(), entries: Vec::new() };
        // Which sectors hold the table of chains: 109 in the header, the others in a chain of their own.
        let numbers =
            |bytes: &[u8]| bytes.as_chunks::<4>().0.iter().map(|own| u32::from_le_bytes(*own)).collect::<Vec<u32>>();
        let mut tables = numbers(bytes.get(76..512)?);
        let mut further = u32_at(bytes, 68)?;
        for _ in 0..=bytes.len() / sector {
            let Some(mut more) = own.sector(further).map(numbers) else { break };
            further = more.pop()?;
            tables.append(&mut more);
        }
        for table in tables.into_iter().filter(|own| *own < 0xffff_fffa) {
            if own.next.len() > bytes.len() {
                return None;
            }
            let more = numbers(own.sector(table)?);
            own.next.extend(more);
        }
        let folder = own.chain(u32_at(bytes, 48)?, usize::MAX)?;
        own.read_folder(&folder)?;
        if size_at(bytes, 64)? > 0 {
            let (start, size) = own.entries.first().map(|root| (root.start, root.size))?;
            own.small = own.chain(start, size)?;
            own.small_next = numbers(&own.chain(u32_at(bytes, 60)?, usize::MAX)?);
        }
        Some(own)
    }

    /// Reads the entries, and finds those at the top by way of the tree in which they hang.
    fn read_folder(&mut self, folder: &[u8]) -> Option<()> {
        let records: Vec<&[u8; 128]> = folder.as_chunks().0.iter().collect();
        for record in &records {
            let letters = usize::from(u16_at(*record, 64)?).min(64) / 2;
            let letters: Vec<u16> = record
                .as_chunks::<2>()
                .0
                .iter()
                .take(letters)
                .map(|own| u16::from_le_bytes(*own))
                .take_while(|own| *own != 0)
                .collect();
            self.entries.push(Entry {
                name: String::from_utf16_lossy(&letters),
                start: u32_at(*record, 116)?,
                size: size_at(*record, 120)?,
                is_top: false,
            });
        }
        let mut open = vec![u32_at(*records.first()?, 76)?];
        while let Some(at) = open.pop() {
            let at = usize::try_from(at).ok()?;
            let (Some(entry), Some(record)) = (self.entries.get_mut(at), records.get(at)) else { continue };
            if !entry.is_top {
                entry.is_top = true;
                open.extend([u32_at(*record, 68)?, u32_at(*record, 72)?]);
            }
        }
        Some(())
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        // The last one may be cut short.
        (!rest.is_empty()).then(|| rest.get(..self.sector).unwrap_or(rest))
    }

    /// The bytes of a chain of sectors, at most so many; nothing where it leads out of the file or in a circle.
    fn chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = start;
        while at != END && bytes.len() < size {
            if bytes.len() > self.bytes.len() {
                return None;
            }
            bytes.extend_from_slice(self.sector(at)?);
            at = *self.next.get(usize::try_from(at).ok()?)?;
        }
        bytes.truncate(size);
        Some(bytes)
    }

    fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.is_top && entry.name.eq_ignore_ascii_case(name))?;
        if entry.size >= 4096 {
            return self.chain(entry.start, entry.size);
        }
        let mut bytes = Vec::new();
        let mut at = entry.start;
        while at != END && bytes.len() < entry.size {
            let number = usize::try_from(at).ok()?;
            let from = number.checked_mul(64)?;
            bytes.extend_from_slice(self.small.get(from..from.checked_add(64)?.min(self.small.len()))?);
            at = *self.small_next.get(number)?;
        }
        bytes.truncate(entry.size);
        Some(bytes)
    }
}

/// The kinds of record that are read, each with the fewest bytes that it has: the beginning and end of a part,
/// the code page, the way of counting days, sheets, formats, styles, texts, their continuation, and cells.
const KEPT: [(u16, usize); 19] = [
    (0x0809, 4),
    (0x000a, 0),
    (0x0042, 2),
    (0x0022, 2),
    (0x0085, 8),
    (0x041e, 3),
    (0x00e0, 4),
    (0x00fc, 8),
    (0x003c, 0),
    (0x0203, 14),
    (0x0204, 8),
    (0x00d6, 8),
    (0x0205, 8),
    (0x0207, 3),
    (0x027e, 10),
    (0x00fd, 10),
    (0x00bd, 12),
    (0x0006, 22),
    (0x002f, 0),
];

/// Of these, those that are cells: they begin with their row and column.
const CELLS: [u16; 8] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x00bd, 0x0006];

/// Strikes out of the stream of a workbook whatever is no value of a cell, and tells whether its days are
/// counted from 1904.
fn prepared(mut stream: Vec<u8>) -> Result<(Vec<u8>, bool), Refused> {
    let mut from_1904 = false;
    let mut positions: Vec<usize> = Vec::new();
    let mut beginnings: Vec<usize> = Vec::new();
    let mut span = Span::default();
    let mut spanned: u64 = 0;
    let mut at = 0;
    while let (Some(kind), Some(size)) = (u16_at(&stream, at), u16_at(&stream, at + 2)) {
        let body = at + 4;
        let end = body + usize::from(size);
        let Some(data) = stream.get_mut(body..end) else { break };
        match KEPT.iter().find(|(own, _)| *own == kind) {
            Some((_, least)) if data.len() < *least => return Err(Refused::damaged()),
            Some(_) => {}
            // Nothing is of this kind.
            None => {
                if let Some(place) = stream.get_mut(at..at + 2) {
                    place.copy_from_slice(&0x00fe_u16.to_le_bytes());
                }
                at = end;
                continue;
            }
        }
        match kind {
            0x002f => return Err(Refused::protected()),
            0x0022 => from_1904 = u16_at(data, 0) == Some(1),
            0x0085 => {
                let position = size_at(data, 0).ok_or_else(Refused::damaged)?;
                if positions.contains(&position) || positions.len() == super::limits::SHEETS {
                    return Err(Refused::damaged());
                }
                positions.push(position);
            }
            0x0809 => {
                spanned += span.cells();
                span = Span::default();
                beginnings.push(at);
            }
            _ if CELLS.contains(&kind) => {
                span.take(u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0));
                if kind == 0x00bd {
                    // Several cells of one row: the last column stands at the end.
                    let last = u16_at(data, data.len() - 2).unwrap_or(0);
                    if last < u16_at(data, 2).unwrap_or(0) || last > 255 {
                        return Err(Refused::damaged());
                    }
                    span.take(u16_at(data, 0).unwrap_or(0), last);
                }
                if kind == 0x0006 {
                    // The formula itself has no length any more.
                    if let Some(length) = data.get_mut(20..22) {
                        length.fill(0);
                    }
                }
            }
            _ => {}
        }
        at = end;
    }
    spanned += span.cells();
    if spanned > SPANNED {
        return Err(Refused::too_much(
            "The filled cells of this workbook lie too far apart: together its sheets span more than two million cells.",
        ));
    }
    // Each sheet begins where the workbook says so, and nothing is left that was not looked at.
    stream.truncate(at);
    if beginnings.first() != Some(&0) || !positions.iter().all(|position| beginnings.binary_search(position).is_ok()) {
        return Err(Refused::damaged());
    }
    Ok((stream, from_1904))
}

/// From which to which row and column cells lie.
#[derive(Default)]
struct Span(Option<[u16; 4]>);

impl Span {
    fn take(&mut self, row: u16, column: u16) {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, bottom, left, right]| (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1))
    }
}

/// A new container with one stream, "Workbook", in sectors of 4,096 bytes: the folder, the stream, the table of
/// chains.
fn contained(mut stream: Vec<u8>) -> Vec<u8> {
    const SECTOR: usize = 4096;
    stream.resize(stream.len().next_multiple_of(SECTOR).max(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    // Each table tells of 1,024 sectors, the tables themselves among them.
    let mut tables = 1;
    while tables * 1024 < 1 + sectors + tables {
        tables += 1;
    }
    let number = |own: usize| u32::try_from(own).unwrap_or(END).to_le_bytes();
    let mut bytes = vec![0; SECTOR];
    let mut write = |at: usize, own: &[u8]| {
        if let Some(place) = bytes.get_mut(at..at + own.len()) {
            place.copy_from_slice(own);
        }
    };
    write(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    write(24, &[0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0]);
    write(40, &number(1));
    write(44, &number(tables));
    write(56, &number(4096));
    write(60, &END.to_le_bytes());
    write(68, &END.to_le_bytes());
    for at in 0..109 {
        write(76 + at * 4, &if at < tables { number(1 + sectors + at) } else { u32::MAX.to_le_bytes() });
    }
    let mut folder = vec![0; SECTOR];
    for (at, name, kind, child, start, size) in
        [(0, "Root Entry", 5, number(1), 0, 0), (128, "Workbook", 2, u32::MAX.to_le_bytes(), 1, stream.len())]
    {
        let mut write = |by: usize, own: &[u8]| {
            if let Some(place) = folder.get_mut(at + by..at + by + own.len()) {
                place.copy_from_slice(own);
            }
        };
        for (at, letter) in name.bytes().enumerate() {
            write(at * 2, &[letter]);
        }
        write(64, &[u8::try_from(name.len() * 2 + 2).unwrap_or(0), 0, kind, 1]);
        write(68, &[0xff; 8]);
        write(76, &child);
        write(116, &number(start));
        write(120, &number(size));
    }
    bytes.append(&mut folder);
    bytes.append(&mut stream);
    let follows = |at: usize| match at {
        0 => END.to_le_bytes(),
        at if at < sectors => number(at + 1),
        at if at == sectors => END.to_le_bytes(),
        at if at <= sectors + tables => 0xffff_fffd_u32.to_le_bytes(),
        _ => u32::MAX.to_le_bytes(),
    };
    for at in 0..tables * 1024 {
        bytes.extend_from_slice(&follows(at));
    }
    bytes
}
