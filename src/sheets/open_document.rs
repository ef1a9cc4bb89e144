//! Spreadsheets of `LibreOffice` and others (`.ods`).
//!
//! Read here and not by the library that reads workbooks: that one waits for ever for the end of a table that
//! has none, and lays out every cell that a file says is repeated.

use super::grid::{Budget, Grid};
use super::zipped::Rationed;
use super::{Refused, cell, limits};
use crate::importing::table::{Cell, Sheet};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader};
use zip::ZipArchive;

/// Reads all sheets of a spreadsheet whose parts have been counted (`zipped`).
pub(super) fn read(archive: &mut ZipArchive<Rationed<'_>>, budget: &mut Budget<'_>) -> Result<Vec<Sheet>, Refused> {
    if is_protected(archive)? {
        return Err(Refused::protected());
    }
    let part = archive.by_name("content.xml").map_err(|_| Refused::no_workbook())?;
    let mut reader = Walk::new(BufReader::new(part));
    let mut sheets: Vec<Sheet> = Vec::new();
    // A table is hidden by its style.
    let (mut style, mut hiding) = (String::new(), Vec::new());
    let mut is_spreadsheet = false;
    while let Some(step) = reader.next()? {
        match step {
            // Tables of tracked changes and of linked data stand inside other elements.
            Step::Start(start, depth) if start.name == "table:table" && depth == 4 => {
                if sheets.len() == limits::SHEETS {
                    return Err(Refused::too_much(
                        "This workbook has more than 255 sheets, which is the most that is read here.",
                    ));
                }
                let name = start.value("table:name").unwrap_or_default().to_owned();
                let hidden = start.value("table:style-name").is_some_and(|own| hiding.iter().any(|style| style == own));
                sheets.push(Sheet { hidden, ..table(&mut reader, &name, depth, budget)? });
            }
            Step::Start(start, 3) if start.name == "style:style" => {
                start.value("style:name").unwrap_or_default().clone_into(&mut style);
            }
            Step::Start(start, 4)
                if start.name == "style:table-properties" && start.value("table:display") == Some("false") =>
            {
                hiding.push(style.clone());
            }
            Step::Start(start, 3) if start.name == "office:spreadsheet" => is_spreadsheet = true,
            _ => {}
        }
    }
    if is_spreadsheet { Ok(sheets) } else { Err(Refused::not_a_table("an OpenDocument file of another kind")) }
}

/// True where the manifest says that a part is encrypted.
fn is_protected(archive: &mut ZipArchive<Rationed<'_>>) -> Result<bool, Refused> {
    let Ok(part) = archive.by_name("META-INF/manifest.xml") else { return Ok(false) };
    let mut reader = Walk::new(BufReader::new(part));
    while let Some(step) = reader.next()? {
        if matches!(step, Step::Start(start, _) if start.name.ends_with("encryption-data")) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An element as it begins.
struct Start {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Start {
    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().flatten().map(|own| {
            // What has a reference in it that is none stays as it is.
            let value = quick_xml::escape::unescape(&own.value).map_or_else(|_| own.value.to_string(), Into::into);
            (own.key.as_ref().to_owned(), value)
        });
        Self { name: start.name().as_ref().to_owned(), attributes: attributes.collect() }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// How often something is repeated, once where nothing is said.
    fn times(&self, name: &str) -> u32 {
        self.value(name).and_then(|times| times.parse().ok()).unwrap_or(1)
    }
}

/// One step through a document; with the depth of the element, the first of all at 1.
enum Step {
    Start(Start, u32),
    End(u32),
    Text(String),
}

/// A walk through a document that always comes to an end.
struct Walk<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: u32,
}

impl<R: BufRead> Walk<R> {
    fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::with_capacity(1024), depth: 0 }
    }

    fn next(&mut self) -> Result<Option<Step>, Refused> {
        loop {
            self.buffer.clear();
            let step = match self.reader.read_event_into(&mut self.buffer).map_err(|_| Refused::damaged())? {
                Event::Start(start) => {
                    self.depth += 1;
                    Step::Start(Start::of(&start), self.depth)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::End(self.depth + 1)
                }
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                // A sign by its name or number. What a document defines for itself is not looked up: it is left out.
                Event::GeneralRef(own) => {
                    let sign = own.resolve_char_ref().ok().flatten().map(String::from);
                    let named = || quick_xml::escape::resolve_predefined_entity(&own).map(str::to_owned);
                    Step::Text(sign.or_else(named).unwrap_or_default())
                }
                Event::Eof if self.depth > 0 => return Err(Refused::damaged()),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(step));
        }
    }

    /// The next step, where the document must not end yet.
    fn inside(&mut self) -> Result<Step, Refused> {
        self.next()?.ok_or_else(Refused::damaged)
    }

    /// Goes on behind the end of the element at a depth.
    fn leave(&mut self, depth: u32) -> Result<(), Refused> {
        loop {
            if matches!(self.inside()?, Step::End(own) if own == depth) {
                return Ok(());
            }
        }
    }
}

/// Reads a table, whose first tag has been read.
fn table<R: BufRead>(reader: &mut Walk<R>, name: &str, depth: u32, budget: &mut Budget<'_>) -> Result<Sheet, Refused> {
    let mut grid = Grid::new(name);
    let mut row: u32 = 0;
    loop {
        match reader.inside()? {
            Step::End(own) if own == depth => return Ok(grid.into_sheet()),
            Step::Start(start, own) if start.name == "table:table-row" => {
                let cells = cells(reader, own, budget)?;
                let times = start.times("table:number-rows-repeated");
                for row in row..row.saturating_add(times) {
                    if cells.is_empty() {
                        break;
                    }
                    for (column, times, cell) in &cells {
                        for column in *column..column.saturating_add(*times) {
                            grid.put(row, column, cell.clone(), budget)?;
                        }
                    }
                }
                row = row.saturating_add(times);
            }
            // Rows stand in groups, of headings among others; what else is here (shapes, forms) has no cells.
            Step::Start(start, own) if !start.name.starts_with("table:table-") => reader.leave(own)?,
            _ => {}
        }
    }
}

/// The cells of a row that have something in them, with their column and how often they are repeated.
fn cells<R: BufRead>(
    reader: &mut Walk<R>,
    depth: u32,
    budget: &mut Budget<'_>,
) -> Result<Vec<(u32, u32, Cell)>, Refused> {
    let mut cells = Vec::new();
    let mut column: u32 = 0;
    loop {
        match reader.inside()? {
            Step::End(own) if own == depth => return Ok(cells),
            Step::Start(start, own) if start.name == "table:table-cell" || start.name == "table:covered-table-cell" => {
                let cell = value(reader, &start, own)?;
                budget.saw();
                let times = start.times("table:number-columns-repeated");
                // What a merged cell covers is not shown.
                if cell != Cell::Empty && start.name == "table:table-cell" {
                    cells.push((column, times, cell));
                }
                column = column.saturating_add(times);
            }
            Step::Start(_, own) => reader.leave(own)?,
            Step::End(_) | Step::Text(_) => {}
        }
    }
}

/// The value of a cell, whose first tag has been read.
fn value<R: BufRead>(reader: &mut Walk<R>, start: &Start, depth: u32) -> Result<Cell, Refused> {
    let shown = shown(reader, depth)?;
    let kind = start.value("office:value-type").or_else(|| start.value("calcext:value-type")).unwrap_or_default();
    let is_error = start.value("calcext:value-type") == Some("error");
    let number = || start.value("office:value").and_then(|value| value.parse::<f64>().ok());
    Ok(match kind {
        _ if is_error => match cell::text(&shown) {
            Cell::Text(words) => Cell::Error(words),
            Cell::Empty => Cell::Error("#VALUE!".to_owned()),
            cell => cell,
        },
        "float" | "percentage" | "currency" => number().map_or_else(|| cell::text(&shown), cell::number),
        "date" => cell::iso_day(start.value("office:date-value").unwrap_or(&shown)),
        "boolean" => match start.value("office:boolean-value") {
            Some("true") => Cell::Truth(true),
            Some("false") => Cell::Truth(false),
            _ => cell::text(&shown),
        },
        "string" => cell::text(start.value("office:string-value").filter(|_| shown.is_empty()).unwrap_or(&shown)),
        // A time of day or a length of time, as it is shown; nothing where a cell has nothing but a look.
        _ => cell::text(&shown),
    })
}

/// The text that a cell shows: its paragraphs, without notes and shapes.
fn shown<R: BufRead>(reader: &mut Walk<R>, depth: u32) -> Result<String, Refused> {
    let mut shown = String::new();
    // How many paragraphs are open: text between them is only there to make the file readable.
    let mut paragraph = None;
    loop {
        match reader.inside()? {
            Step::End(own) if own == depth => return Ok(shown),
            Step::End(own) if paragraph == Some(own) => paragraph = None,
            Step::Start(start, own) => match start.name.as_str() {
                "text:p" | "text:h" if paragraph.is_none() => {
                    if !shown.is_empty() {
                        shown.push('\n');
                    }
                    paragraph = Some(own);
                }
                "text:s" => {
                    let blanks = usize::try_from(start.times("text:c")).unwrap_or(1).min(100);
                    shown.extend(std::iter::repeat_n(' ', blanks));
                }
                "text:tab" | "text:line-break" => shown.push('\n'),
                name if name.starts_with("text:") => {}
                _ => reader.leave(own)?,
            },
            Step::Text(text) if paragraph.is_some() => shown.push_str(&text),
            Step::End(_) | Step::Text(_) => {}
        }
    }
}
