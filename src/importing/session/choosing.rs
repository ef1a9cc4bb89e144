//! Files are chosen, or a table is pasted; and columns of a table are given a meaning.

use crate::importing::mapping::Mappings;
use crate::importing::screen::{Field, FieldKind, Part};
use crate::importing::templates::templates;
use crate::sheets::Refused;

/// The endings of files that can be chosen. What a file is is told by what is in it.
const ENDINGS: &str = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt";

fn text(words: &str) -> Part {
    Part::Text(words.to_owned())
}

/// The first screen. `there` is true where the workspace has something in it.
pub fn parts(pasted: &str, there: bool) -> Vec<Part> {
    let mut parts = vec![
        Part::Heading("choosing".to_owned(), 2, "Choose files".to_owned()),
        text(
            "Your council\u{2019}s Annex A workbook (or its lists as CSV files), or any other table of children or of practitioners. Nothing is changed here before you have seen what would be.",
        ),
        Part::Field(Field {
            id: "files".to_owned(),
            kind: FieldKind::Files,
            label: "Spreadsheets: Excel, OpenDocument or CSV".to_owned(),
            hint: "Choose all files of one set together. Each up to 10 MB.".to_owned(),
            value: ENDINGS.to_owned(),
            ..Field::default()
        }),
        Part::Fold(
            "pasting".to_owned(),
            "Paste from Excel instead".to_owned(),
            vec![
                Part::Field(Field {
                    id: "paste".to_owned(),
                    kind: FieldKind::Area,
                    label: "The cells, with the row of headings".to_owned(),
                    hint: "Mark the cells in Excel, copy them, and paste them here.".to_owned(),
                    value: pasted.to_owned(),
                    ..Field::default()
                }),
                Part::Buttons(vec![Field {
                    id: "read-paste".to_owned(),
                    kind: FieldKind::Secondary,
                    label: "Read what was pasted".to_owned(),
                    ..Field::default()
                }]),
            ],
        ),
        Part::Fold(
            "kept".to_owned(),
            "What is kept, and what is not".to_owned(),
            vec![Part::List(
                [
                    "The files are read on this device. Nothing is sent anywhere.",
                    "Names, ethnicity, gender, addresses and postcodes of children are dropped while the file is read. Dates of birth become ages in years.",
                    "A child\u{2019}s number is kept only as a code with which the same child is known again next month. Whoever has a copy of your work and tries every number could find out a short one from its code.",
                    "Practitioners are shown by their initials, unless you keep their names.",
                    "Children are called Child 1, Child 2 and so on. After the import you can download a list that says in which row of your file each one stands.",
                ]
                .map(str::to_owned)
                .to_vec(),
            )],
        ),
        Part::Fold("templates".to_owned(), "Templates to fill in".to_owned(), template_parts()),
    ];
    if there {
        parts.push(Part::Note(
            "Children who were imported before are known again. What you added to them here (complexity, travel, families) stays."
                .to_owned(),
        ));
    }
    parts
}

fn template_parts() -> Vec<Part> {
    let button = |(place, (name, _)): (usize, (String, String))| Field {
        id: format!("template-{place}"),
        kind: FieldKind::Secondary,
        label: format!("Download {name}"),
        ..Field::default()
    };
    vec![
        text(
            "Tables with the headings that Fairload knows. Fill in one row for each child or practitioner in Excel, save, and choose the file above. Every column may stay empty.",
        ),
        Part::Buttons(templates().into_iter().enumerate().map(button).collect()),
    ]
}

/// The screen where columns get a meaning.
pub fn mapping(mappings: &Mappings, errors: Vec<(String, String)>) -> Vec<Part> {
    let mut parts = Vec::new();
    if !errors.is_empty() {
        parts.push(Part::Errors(errors));
    }
    parts.push(Part::Heading("opened".to_owned(), 2, "What the columns are".to_owned()));
    parts.extend(mappings.parts());
    parts.push(Part::Buttons(vec![
        Field { id: "mapped".to_owned(), label: "Go on: see what would change".to_owned(), ..Field::default() },
        again(),
    ]));
    parts
}

/// The buttons under a question that comes before reading.
pub fn go_on(id: &str) -> Part {
    Part::Buttons(vec![Field { id: id.to_owned(), label: "Go on".to_owned(), ..Field::default() }, again()])
}

/// The button that begins anew.
pub fn again() -> Field {
    Field {
        id: "again".to_owned(),
        kind: FieldKind::Secondary,
        label: "Choose other files".to_owned(),
        ..Field::default()
    }
}

/// Files that could not be read: what is wrong with each, and what to do.
pub fn refused(refused: &[(String, Refused)], has_others: bool) -> Vec<Part> {
    if refused.is_empty() {
        return Vec::new();
    }
    let all = refused.iter().map(|(name, why)| {
        let name = if name.is_empty() { "A file" } else { name };
        (format!("{name}: {} {}", why.what, why.todo), String::new())
    });
    let mut parts = vec![Part::Errors(all.collect())];
    if has_others {
        parts.push(Part::Inset("What follows is of the other files alone.".to_owned()));
    }
    parts
}

/// Everything that is wrong in one place, the first: a screen has one.
pub fn together(parts: &mut Vec<Part>) {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut first = None;
    let mut place = 0;
    parts.retain_mut(|part| {
        let stays = match part {
            Part::Errors(own) => {
                all.append(own);
                first.replace(first.unwrap_or(place)).is_none()
            }
            _ => true,
        };
        place += 1;
        stays
    });
    if let Some(Part::Errors(own)) = first.and_then(|first: usize| parts.get_mut(first)) {
        *own = all;
    }
}
