//! What was read from where, what was left out and why: before an import and after it.

use crate::importing::found::{Found, Problem, Source};
use crate::importing::plan::{Choices, Found1, Plan};
use crate::importing::screen::{Field, FieldKind, Inline, Order, Part};
use crate::words::counted;
use std::collections::HashMap;

/// The most problems that are shown; the download has all of them.
const MOST_PROBLEMS: usize = 100;

/// What was done.
#[derive(Debug)]
pub struct Report {
    words: String,
    lines: Vec<String>,
    found: Found,
    children: Vec<Found1>,
}

impl Report {
    /// The report of a plan that is about to be done.
    pub fn of(found: &Found, plan: &Plan, choices: &Choices) -> Self {
        let mut lines = Vec::new();
        let mut say = |count: usize, one: &str, several: &str| {
            if count > 0 {
                lines.push(counted(count, one, several));
            }
        };
        say(plan.new_children, "new child", "new children");
        say(plan.changed.len(), "child changed or kept as you have it", "children changed or kept as you have them");
        say(plan.same_children, "child as before", "children as before");
        say(plan.new_practitioners, "new practitioner", "new practitioners");
        say(plan.changed_practitioners.len(), "practitioner changed", "practitioners changed");
        if choices.close_gone == Some(true) {
            say(
                plan.gone.len(),
                "child not in the files any more: the case was closed",
                "children not in the files any more: their cases were closed",
            );
        }
        if choices.replace_by_hand == Some(true) {
            say(plan.by_hand.len(), "case entered by hand taken out", "cases entered by hand taken out");
        }
        say(plan.left_children, "child of a team that you left out", "children of teams that you left out");
        // Without what only the plan needed: codes and names.
        let found = Found {
            sources: found.sources.clone(),
            problems: found.problems.clone(),
            left_out: found.left_out.clone(),
            plainly: found.plainly.clone(),
            ..Found::default()
        };
        Self { words: plan.words.clone(), lines, found, children: plan.children.clone() }
    }

    /// What is said of it.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = vec![
            Part::Heading("done".to_owned(), 2, format!("{}.", self.words)),
            Part::List(self.lines.clone()),
            Part::Note("Undo takes all of it back until the page is closed or reloaded.".to_owned()),
        ];
        let mut buttons = vec![Field {
            id: "again".to_owned(),
            kind: FieldKind::Secondary,
            label: "Import other files".to_owned(),
            ..Field::default()
        }];
        if !self.children.is_empty() {
            buttons.push(Field {
                id: "where".to_owned(),
                kind: FieldKind::Secondary,
                label: "Download where each child stands in your files".to_owned(),
                ..Field::default()
            });
        }
        parts.push(Part::Buttons(buttons));
        if !self.children.is_empty() {
            parts.push(Part::Note(
                "A list of labels and row numbers, without names or numbers of children. It is not kept here: download it now if you need it to tell who Child 12 is."
                    .to_owned(),
            ));
        }
        parts.extend(reading(&self.found));
        parts
    }

    /// The list of labels and rows, as a file.
    pub fn places(&self) -> Order {
        let mut text = "\u{feff}Child,Case,Practitioner,Where\r\n".to_owned();
        for own in &self.children {
            let places = own.places.iter().filter_map(|place| {
                let source = self.found.sources.get(place.source)?;
                Some(format!("{} row {}", called(source), place.row))
            });
            let places = places.collect::<Vec<String>>().join("; ");
            let cells = [&own.child, &own.case, &own.holder, &places].map(|cell| quoted(cell));
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
        Order::Download("fairload-where-each-child-stands.csv".to_owned(), text)
    }
}

/// A cell of a CSV file. What a spreadsheet would take for a formula begins with an apostrophe.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// What a source is called: file and sheet.
fn called(source: &Source) -> String {
    match (source.file.as_str(), source.sheet.as_str()) {
        ("", "") => "what was pasted".to_owned(),
        (file, "") => file.to_owned(),
        ("", sheet) => sheet.to_owned(),
        (file, sheet) => format!("{file}, {sheet}"),
    }
}

/// What was read from where, what was left out, and what could not be read as it stands.
pub fn reading(found: &Found) -> Vec<Part> {
    let mut parts = vec![Part::Heading("read".to_owned(), 2, "What was read".to_owned())];
    let rows = found.sources.iter().map(|source| {
        let as_what = if source.read_as.is_empty() {
            Inline::Quiet(format!("Not read: {}", source.why_not))
        } else {
            Inline::Text(source.read_as.clone())
        };
        let figure = |count: usize| {
            if source.read_as.is_empty() { Vec::new() } else { vec![Inline::Text(count.to_string())] }
        };
        vec![vec![Inline::Text(called(source))], vec![as_what], figure(source.rows), figure(source.used)]
    });
    let columns = [("File and sheet", false), ("Read as", false), ("Rows", true), ("Used", true)];
    parts.push(Part::Table(
        "Files and sheets".to_owned(),
        columns.map(|(words, figures)| (words.to_owned(), figures)).to_vec(),
        rows.collect(),
    ));
    if found.sources.iter().any(|source| source.used < source.rows) {
        parts.push(Part::Note(
            "A row is used where it says something of a case that is open. Others are of assessments and enquiries that are over, plans that have ended, closed cases, or children of no open case."
                .to_owned(),
        ));
    }
    if !found.left_out.is_empty() {
        parts.push(Part::Heading("left-out".to_owned(), 3, "Left out".to_owned()));
        parts.push(Part::List(found.left_out.iter().map(|(words, count)| format!("{count}: {words}")).collect()));
    }
    parts.extend(problems(found));
    parts.extend(columns_of(found));
    parts
}

/// Doubts, those alike in one row, those of most rows first.
fn problems(found: &Found) -> Option<Part> {
    let mut alike: Vec<(&Problem, Vec<u32>)> = Vec::new();
    let mut place_of: HashMap<(usize, &str, &str), usize> = HashMap::new();
    for own in &found.problems {
        let key = (own.place.source, own.column.as_str(), own.words.as_str());
        let place = *place_of.entry(key).or_insert_with(|| {
            alike.push((own, Vec::new()));
            alike.len() - 1
        });
        if let Some((_, rows)) = alike.get_mut(place) {
            rows.push(own.place.row);
        }
    }
    alike.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    let row = |(own, rows): &(&Problem, Vec<u32>)| {
        let source = found.sources.get(own.place.source).map(called).unwrap_or_default();
        vec![
            vec![Inline::Text(format!("{source}{}", rows_in_words(rows)))],
            vec![Inline::Text(own.column.clone())],
            vec![Inline::Text(own.words.clone())],
        ]
    };
    let columns = [("Where", false), ("Column", false), ("What", false)];
    let mut inner = vec![Part::Table(
        "What was read with a doubt, or not at all".to_owned(),
        columns.map(|(words, figures)| (words.to_owned(), figures)).to_vec(),
        alike.iter().take(MOST_PROBLEMS).map(row).collect(),
    )];
    if alike.len() > MOST_PROBLEMS {
        inner.push(Part::Note(format!("The first {MOST_PROBLEMS} of {} are shown.", alike.len())));
    }
    let count = found.problems.len();
    (count > 0).then(|| {
        let words = "What was read with a doubt, or not at all";
        Part::Fold("problems".to_owned(), format!("{words}: {}", counted(count, "entry", "entries")), inner)
    })
}

/// ", row 7", ", rows 7, 9 and 12", ", rows 7, 9, 12, 15, 18 and 200 more"; nothing where no row is meant.
fn rows_in_words(rows: &[u32]) -> String {
    const MOST: usize = 5;
    let named: Vec<String> = rows.iter().filter(|row| **row > 0).take(MOST).map(u32::to_string).collect();
    let more = rows.len().saturating_sub(MOST);
    match (named.as_slice(), more) {
        ([], _) => String::new(),
        ([one], 0) => format!(", row {one}"),
        ([first @ .., last], 0) => format!(", rows {} and {last}", first.join(", ")),
        (all, more) => format!(", rows {} and {more} more", all.join(", ")),
    }
}

/// Which columns were read, dropped and left.
fn columns_of(found: &Found) -> Option<Part> {
    let mut inner = Vec::new();
    for source in found.sources.iter().filter(|own| !own.read_as.is_empty()) {
        inner.push(Part::Heading(String::new(), 3, called(source)));
        let mut lines = Vec::new();
        for (words, columns) in [
            ("Read", &source.columns_read),
            ("Dropped while reading", &source.columns_dropped),
            ("Not needed", &source.columns_left),
        ] {
            if !columns.is_empty() {
                lines.push(format!("{words}: {}", columns.join(", ")));
            }
        }
        inner.push(Part::List(lines));
    }
    (!inner.is_empty())
        .then(|| Part::Fold("columns".to_owned(), "Which columns were read, and which were not".to_owned(), inner))
}
