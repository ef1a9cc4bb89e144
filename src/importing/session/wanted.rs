//! Columns of the standard workbook that were not found: the reader can say which they are.

use crate::importing::annex_a::{self, Told, Wanted};
use crate::importing::heading::tidy;
use crate::importing::screen::{Event, Field, FieldKind, Part};
use crate::importing::table::Sheet;
use std::collections::BTreeMap;
use xxhash_rust::xxh64::xxh64;

/// What the ids of the fields begin with.
const ID: &str = "wanted-";

/// The fields, under a heading of their own; nothing where all columns were found.
pub fn parts(sheets: &[Sheet], told: &[Told]) -> Vec<Part> {
    let wanted = annex_a::wanted(sheets);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![
        Part::Heading("wanted".to_owned(), 3, "Columns that were not found".to_owned()),
        Part::Text(
            "Where a column of the file is one of these, say which. What follows is read anew, and this browser \
             remembers it for the next file."
                .to_owned(),
        ),
    ];
    for (place, own) in wanted.iter().enumerate() {
        let chosen =
            told.iter().find(|told| (told.sheet, told.what) == (own.sheet, own.what)).and_then(|told| told.column);
        let name = sheets.get(own.sheet).map(|sheet| if sheet.name.is_empty() { &sheet.file } else { &sheet.name });
        // What is done without it stands in the hint: a choice is cut off on a narrow screen.
        let mut choices = vec![("none".to_owned(), "No column".to_owned())];
        choices.extend(own.columns.iter().map(|(at, heading)| (at.to_string(), heading.clone())));
        parts.push(Part::Field(Field {
            id: format!("{ID}{place}"),
            kind: FieldKind::Select,
            label: format!("{}: which column is \u{201c}{}\u{201d}?", own.list, own.heading),
            hint: name
                .map(|name| format!("In {name}. As long as no column is chosen, {}", own.done))
                .unwrap_or_default(),
            value: chosen.map_or_else(|| "none".to_owned(), |at| at.to_string()),
            choices,
            ..Field::default()
        }));
    }
    parts
}

/// Takes what the reader said of a column. True where it was for this.
pub fn hear(event: &Event, sheets: &[Sheet], told: &mut Vec<Told>) -> bool {
    let Some(place) = event.id.strip_prefix(ID) else { return false };
    let wanted = annex_a::wanted(sheets);
    let Some(own) = place.parse().ok().and_then(|place: usize| wanted.get(place)) else { return true };
    let column = event.value.parse().ok().filter(|at| own.columns.iter().any(|column| column.0 == *at));
    // A column is one thing alone: the one that was said last.
    told.retain(|told| told.sheet != own.sheet || (told.what != own.what && told.column != column));
    if column.is_some() {
        told.push(Told { sheet: own.sheet, what: own.what, column });
    }
    true
}

/// What is wanted, each with what it is called in what is remembered: the list, the heading of the template, and which
/// of the sheets that want it.
fn named(sheets: &[Sheet]) -> Vec<(String, usize, Wanted)> {
    let mut named: Vec<(String, usize, Wanted)> = Vec::new();
    for own in annex_a::wanted(sheets) {
        let what = format!("{}|{}|", own.list, own.heading);
        let before = named.iter().filter(|other| other.0 == what).count();
        named.push((what, before, own));
    }
    named
}

/// The columns that could be it, each with what it is called in what is remembered: 16 figures that its heading leads
/// to, and which of those of this heading it is. The heading itself is kept nowhere.
fn columns(own: &Wanted) -> Vec<(usize, String)> {
    let hash = |heading: &str| xxh64(tidy(heading).as_bytes(), 0);
    let hashes: Vec<u64> = own.columns.iter().map(|column| hash(&column.1)).collect();
    let names = own.columns.iter().zip(&hashes).enumerate().map(|(at, (column, hash))| {
        let before = hashes.iter().take(at).filter(|own| *own == hash).count();
        (column.0, format!("{hash:016x}.{before}"))
    });
    names.collect()
}

/// Notes what was said, for the files of next time; also that it is no column, where another sheet has it.
pub fn remember(sheets: &[Sheet], told: &[Told], memory: &mut BTreeMap<String, String>) {
    let wanted = named(sheets);
    let chosen = |own: &Wanted| {
        told.iter().find(|told| (told.sheet, told.what) == (own.sheet, own.what)).and_then(|told| told.column)
    };
    for (what, place, own) in &wanted {
        let is_said = wanted.iter().any(|other| other.0 == *what && chosen(&other.2).is_some());
        if !is_said && !memory.keys().any(|key| key.starts_with(what.as_str())) {
            continue;
        }
        let at = chosen(own);
        let name = columns(own).into_iter().find(|column| Some(column.0) == at).map(|column| column.1);
        memory.insert(format!("{what}{place}"), name.unwrap_or_default());
    }
}

/// What was said last time of the columns that are wanted in these sheets, where nothing has been said yet.
pub fn recall(sheets: &[Sheet], memory: &BTreeMap<String, String>, told: &mut Vec<Told>) {
    if memory.is_empty() {
        return;
    }
    for (what, place, own) in named(sheets) {
        if told.iter().any(|told| (told.sheet, told.what) == (own.sheet, own.what)) {
            continue;
        }
        let columns = columns(&own);
        let at = |name: &String| columns.iter().find(|column| column.1 == *name).map(|column| column.0);
        let column = match memory.get(&format!("{what}{place}")) {
            Some(none) if none.is_empty() => None,
            // Sheets may come in another order, and more of them.
            same => {
                let others = memory.iter().filter(|(key, _)| key.starts_with(what.as_str())).map(|own| own.1);
                same.into_iter().chain(others).find_map(at)
            }
        };
        if column.is_some() && !told.iter().any(|told| told.sheet == own.sheet && told.column == column) {
            told.push(Told { sheet: own.sheet, what: own.what, column });
        }
    }
}
