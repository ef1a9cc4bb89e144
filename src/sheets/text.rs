//! Text with separators: CSV files as programs save them, and what is pasted from a spreadsheet.

use super::grid::{Budget, Grid};
use super::{Refused, cell, kind};
use crate::importing::table::{Cell, Sheet};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The separators that are looked for, the least likely in ordinary text first.
const SEPARATORS: [u8; 4] = [b'\t', b'|', b';', b','];

/// How many rows are looked at for the separator.
const ROWS_LOOKED_AT: usize = 100;

/// Reads a file of text.
pub(super) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Vec<Sheet>, Refused> {
    let (text, mut notes) = decoded(bytes);
    kind::check_text(&text)?;
    let mut sheet = table(&text, None, budget)?;
    notes.append(&mut sheet.notes);
    sheet.notes = notes;
    Ok(vec![sheet])
}

/// Reads what was pasted: tabs separate where there are any.
pub(super) fn pasted(text: &str, budget: &mut Budget<'_>) -> Result<Vec<Sheet>, Refused> {
    let separator = text.contains('\t').then_some(b'\t');
    Ok(vec![table(text, separator, budget)?])
}

/// The text of bytes, and what the reader should know of how it was found.
fn decoded(bytes: &[u8]) -> (String, Vec<String>) {
    let utf_16 = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => Some((UTF_16BE, rest)),
        _ => by_zeros(bytes).map(|encoding| (encoding, bytes)),
    };
    if let Some((encoding, rest)) = utf_16 {
        return (encoding.decode_without_bom_handling(rest).0.into_owned(), Vec::new());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // UTF-8 as far as it is that, and Windows' own letters for the rest: files are put together from parts
    // that different programs saved.
    let mut text = String::with_capacity(bytes.len());
    let (mut in_utf_8, mut in_windows) = (false, false);
    for chunk in bytes.utf8_chunks() {
        in_utf_8 |= !chunk.valid().is_ascii();
        in_windows |= !chunk.invalid().is_empty();
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    let mut notes = Vec::new();
    if in_utf_8 && in_windows {
        notes.push(
            "Its letters are stored in two ways (UTF-8 and Windows-1252). Both were read; look at names with accents."
                .to_owned(),
        );
    }
    (text, notes)
}

/// UTF-16 without its mark: every second byte of ordinary text is zero then.
fn by_zeros(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let pairs = bytes.as_chunks::<2>().0.get(..bytes.len().min(4_096) / 2)?;
    let [first, second] = pairs.iter().fold([0_usize; 2], |[first, second], [one, other]| {
        [first + usize::from(*one == 0), second + usize::from(*other == 0)]
    });
    let (many, few) = (pairs.len() / 3, pairs.len() / 20);
    match () {
        () if second > many && first <= few => Some(UTF_16LE),
        () if first > many && second <= few => Some(UTF_16BE),
        () => None,
    }
}

/// Reads separated text; the separator is looked for where none is given.
fn table(text: &str, separator: Option<u8>, budget: &mut Budget<'_>) -> Result<Sheet, Refused> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let (said, text) = separator_said(&text);
    let is_open = leaves_quotes_open(text, separator.or(said));
    let separator = said.or(separator).unwrap_or_else(|| separator_of(text, !is_open));
    let mut notes = Vec::new();
    if is_open {
        notes.push(
            "A quotation mark opens and is never closed, so quotation marks were read as ordinary letters. Look at \
             rows that have some."
                .to_owned(),
        );
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .quoting(!is_open)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut grid = Grid::default();
    // Line breaks inside quotes do not begin a row.
    let mut breaks = 0;
    while reader.read_record(&mut record).map_err(|_| Refused::damaged())? {
        let inside = record.as_slice().bytes().filter(|own| *own == b'\n').count();
        breaks += u64::try_from(inside).unwrap_or(u64::MAX);
        // The reader stands behind the record and its line break; lines are counted from 1.
        let row = reader.position().line().saturating_sub(2).saturating_sub(breaks);
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        for (column, field) in (0..).zip(&record) {
            grid.put(row, column, field_cell(field), budget)?;
        }
    }
    Ok(Sheet { notes, ..grid.into_sheet() })
}

/// What stands between two separators is text, whatever it looks like: a number of a child may begin with 0.
fn field_cell(field: &str) -> Cell {
    // The way in which exports keep Excel from reading a number: ="00123".
    let kept = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    cell::text(kept.unwrap_or(field))
}

/// What a first line `sep=;` says, and the text after it: Excel reads it so, and does not show the line.
fn separator_said(text: &str) -> (Option<u8>, &str) {
    let Some((line, rest)) = text.split_once('\n') else { return (None, text) };
    let line = line.trim_matches('"');
    match line.get(..4).filter(|own| own.eq_ignore_ascii_case("sep=")).and_then(|_| line.as_bytes().get(4..)) {
        Some([separator]) if separator.is_ascii() && *separator != b'"' => (Some(*separator), rest),
        _ => (None, text),
    }
}

/// Walks through text as a reader of separated values would, and tells of each separator and each end of a row
/// (`\n`) outside quotes. True where a quotation mark is open at the end.
fn walk(text: &str, separators: &[u8], with_quotes: bool, tell: &mut dyn FnMut(u8) -> bool) -> bool {
    let (mut is_open, mut is_start) = (false, true);
    for byte in text.bytes() {
        if is_open {
            // Two marks inside quotes are one: they close and open again.
            is_open = byte != b'"';
            continue;
        }
        let is_end = byte == b'\n' || separators.contains(&byte);
        if byte == b'"' && with_quotes && is_start {
            is_open = true;
        } else if is_end {
            if !tell(byte) {
                return false;
            }
            is_start = true;
            continue;
        }
        // After a closing mark another one opens again: "" inside quotes.
        is_start = byte == b'"' && is_start;
    }
    is_open
}

fn leaves_quotes_open(text: &str, separator: Option<u8>) -> bool {
    let own = separator.map(|own| [own]);
    let separators: &[u8] = own.as_ref().map_or(&SEPARATORS, |own| own);
    text.contains('"') && walk(text, separators, true, &mut |_| true)
}

/// The separator that most rows have equally often.
fn separator_of(text: &str, with_quotes: bool) -> u8 {
    let mut rows: Vec<[u32; 4]> = Vec::new();
    let mut row = [0; 4];
    walk(text, &SEPARATORS, with_quotes, &mut |byte| {
        if byte == b'\n' {
            if row != [0; 4] {
                rows.push(std::mem::take(&mut row));
            }
        } else {
            let own = row.iter_mut().zip(SEPARATORS).find(|(_, separator)| *separator == byte);
            if let Some((count, _)) = own {
                *count += 1;
            }
        }
        rows.len() < ROWS_LOOKED_AT
    });
    let score = |at: usize| {
        let mut counts: Vec<u32> = rows.iter().filter_map(|row| row.get(at)).copied().filter(|own| *own > 0).collect();
        crate::points::sort_short(&mut counts, |own| *own);
        counts.chunk_by(|one, other| one == other).map(|same| (same.len(), same.first().copied())).max()
    };
    // Of equals the one that is least likely in ordinary text; of none at all the comma.
    let best = (0..SEPARATORS.len()).rev().max_by_key(|at| score(*at));
    best.filter(|at| score(*at).is_some()).and_then(|at| SEPARATORS.get(at)).copied().unwrap_or(b',')
}
