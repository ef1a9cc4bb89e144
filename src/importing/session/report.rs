//! What was read from where, what was left out and why: before an import and after it.

use crate::importing::found::{Found, Problem, Source};
use crate::importing::plan::{Choices, Found1, Plan};
use crate::importing::screen::{Field, FieldKind, Inline, Order, Part};
use crate::words::counted;

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
        let found = Found { practitioners: Vec::new(), children: Vec::new(), ..found.clone() };
        Self { words: plan.words.clone(), lines, found, children: plan.children.clone() }
    }

    /// What is said of it.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = vec![
            Part::Heading("done".to_owned(), 2, format!("{}.", self.words)),
            Part::List(self.lines.clone()),
            Part::Note("Undo takes all of it back until the page is closed or reloaded.".to_owned()),
        ];
        if !self.children.is_empty() {
            parts.push(Part::Buttons(vec![Field {
                id: "where".to_owned(),
                kind: FieldKind::Secondary,
                label: "Download where each child stands in your files".to_owned(),
                ..Field::default()
            }]));
            parts.push(Part::Note(
                "A list of labels and row numbers, without names or numbers of children. It is not kept here: download it now if you need it to tell who Child 12 is."
                    .to_owned(),
            ));
        }
        parts.extend(reading(&self.found));
        parts.push(Part::Buttons(vec![Field {
            id: "again".to_owned(),
            kind: FieldKind::Secondary,
            label: "Import other files".to_owned(),
            ..Field::default()
        }]));
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
    if !found.left_out.is_empty() {
        parts.push(Part::Heading("left-out".to_owned(), 3, "Left out".to_owned()));
        parts.push(Part::List(found.left_out.iter().map(|(words, count)| format!("{count}: {words}")).collect()));
    }
    parts.extend(problems(found));
    parts.extend(columns_of(found));
    parts
}

fn problems(found: &Found) -> Option<Part> {
    let row = |own: &Problem| {
        let source = found.sources.get(own.place.source).map(called).unwrap_or_default();
        vec![
            vec![Inline::Text(if own.place.row == 0 { source } else { format!("{source}, row {}", own.place.row) })],
            vec![Inline::Text(own.column.clone())],
            vec![Inline::Text(own.words.clone())],
        ]
    };
    let columns = [("Where", false), ("Column", false), ("What", false)];
    let count = found.problems.len();
    let mut inner = vec![Part::Table(
        "What could not be read as it stands".to_owned(),
        columns.map(|(words, figures)| (words.to_owned(), figures)).to_vec(),
        found.problems.iter().take(MOST_PROBLEMS).map(row).collect(),
    )];
    if count > MOST_PROBLEMS {
        inner.push(Part::Note(format!("The first {MOST_PROBLEMS} of {count} are shown.")));
    }
    (count > 0).then(|| {
        Part::Fold(
            "problems".to_owned(),
            counted(count, "entry that could not be read as it stands", "entries that could not be read as they stand"),
            inner,
        )
    })
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
