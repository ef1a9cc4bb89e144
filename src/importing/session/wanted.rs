//! Columns of the standard workbook that were not found: the reader can say which they are.

use crate::importing::annex_a::{self, Told};
use crate::importing::screen::{Event, Field, FieldKind, Part};
use crate::importing::table::Sheet;

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
        Part::Text("Where a column of the file is one of these, say which. What follows is read anew.".to_owned()),
    ];
    for (place, own) in wanted.iter().enumerate() {
        let chosen =
            told.iter().find(|told| (told.sheet, told.what) == (own.sheet, own.what)).and_then(|told| told.column);
        let name = sheets.get(own.sheet).map(|sheet| if sheet.name.is_empty() { &sheet.file } else { &sheet.name });
        let mut choices = vec![("none".to_owned(), format!("No column: {}", own.done))];
        choices.extend(own.columns.iter().map(|(at, heading)| (at.to_string(), heading.clone())));
        parts.push(Part::Field(Field {
            id: format!("{ID}{place}"),
            kind: FieldKind::Select,
            label: format!("{}: which column is \u{201c}{}\u{201d}?", own.list, own.heading),
            hint: name.map(|name| format!("In {name}")).unwrap_or_default(),
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
    told.retain(|told| (told.sheet, told.what) != (own.sheet, own.what));
    let column = event.value.parse().ok().filter(|at| own.columns.iter().any(|column| column.0 == *at));
    if column.is_some() {
        told.push(Told { sheet: own.sheet, what: own.what, column });
    }
    true
}
