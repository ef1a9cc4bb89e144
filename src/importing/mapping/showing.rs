//! The screen: what each column becomes, the first rows as they will be read, what words mean, what cannot be read.

use super::headings::{LOOKED_AT, MOST_COLUMNS};
use super::named::Is;
use super::reading::{self, name_of, team_of};
use super::targets::{Rows, Target};
use super::values::{self, Said};
use super::{Column, ID, MOST_WORDS, Mapping, Mappings, PAGE, is_marked_by_day, same_word, words};
use crate::change::in_words;
use crate::facts::value::shortened;
use crate::importing::found::Problem;
use crate::importing::heading::plain;
use crate::importing::people;
use crate::importing::screen::{Field, FieldKind, Inline, Part};
use crate::importing::table::{Cell, Row};
use crate::words::counted;

/// How many rows are shown as they will be read.
const PREVIEW: usize = 5;

/// How many problems are listed.
const MOST_PROBLEMS: usize = 50;

pub fn parts(all: &Mappings) -> Vec<Part> {
    let errors = all.errors();
    let mut parts = Vec::new();
    let several = all.tables.len() > 1;
    for (place, table) in all.tables.iter().enumerate() {
        let others = all.tables.iter().filter(|own| own.rows.is_some()).count() > 1;
        let showing = Showing { place, table, errors: &errors, several, others };
        if several {
            parts.push(Part::Heading(showing.id("table"), 3, showing.name()));
        }
        showing.table(&mut parts);
    }
    if all.tables.iter().any(|table| table.rows == Some(Rows::Children) && table.has(Target::Id)) {
        parts.push(Part::Field(Field {
            id: format!("{ID}-whole"),
            kind: FieldKind::Box,
            label: "These are all the children".to_owned(),
            hint: "Tick where a child who was imported before and is not in the table any more has gone. Leave it open where the table has new children alone.".to_owned(),
            value: if all.whole { "yes" } else { "no" }.to_owned(),
            ..Field::default()
        }));
    }
    problems(all, &mut parts);
    parts
}

/// What cannot be read as it stands, row by row.
fn problems(all: &Mappings, parts: &mut Vec<Part>) {
    let found = reading::found(all, None);
    if found.problems.is_empty() {
        return;
    }
    let several = all.tables.len() > 1;
    let row = |problem: &Problem| {
        let mut cells = Vec::new();
        if several {
            cells
                .push(vec![Inline::Text(all.tables.get(problem.place.source).map_or_else(String::new, Mapping::name))]);
        }
        let number = if problem.place.row == 0 { String::new() } else { problem.place.row.to_string() };
        cells.extend([number, problem.column.clone(), problem.words.clone()].map(|text| vec![Inline::Text(text)]));
        cells
    };
    let mut columns =
        vec![("Row".to_owned(), false), ("Column".to_owned(), false), ("What was found".to_owned(), false)];
    if several {
        columns.insert(0, ("Table".to_owned(), false));
    }
    let rows: Vec<_> = found.problems.iter().take(MOST_PROBLEMS).map(row).collect();
    let shown = rows.len();
    let count = found.problems.len();
    let mut inner = vec![Part::Table("Cells that are not read as they stand".to_owned(), columns, rows)];
    if count > shown {
        inner.push(Part::Note(format!("and {} more", count - shown)));
    }
    let words = counted(count, "thing to know of rows that were read", "things to know of rows that were read");
    parts.push(Part::Fold(format!("{ID}-problems"), words, inner));
}

/// One table on the screen.
struct Showing<'a> {
    place: usize,
    table: &'a Mapping,
    errors: &'a [(String, String)],
    /// True where there are other tables beside it.
    several: bool,
    /// True where another of them is read too.
    others: bool,
}

fn text(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

impl Showing<'_> {
    fn id(&self, rest: &str) -> String {
        format!("{ID}-{}-{rest}", self.place)
    }

    fn name(&self) -> String {
        self.table.name()
    }

    /// The field with what is wrong with it.
    fn field(
        &self,
        rest: &str,
        kind: FieldKind,
        label: String,
        value: String,
        choices: Vec<(String, String)>,
    ) -> Field {
        let id = self.id(rest);
        let error = self.errors.iter().find(|(_, own)| *own == id).map(|own| own.0.clone()).unwrap_or_default();
        Field { id, kind, label, error, value, choices, ..Field::default() }
    }

    fn table(&self, parts: &mut Vec<Part>) {
        let table = self.table;
        if table.sheet.rows.is_empty() {
            parts.push(Part::Text("There is nothing in it.".to_owned()));
            return;
        }
        parts.extend(table.sheet.notes.iter().cloned().map(Part::Note));
        let rows = [
            ("children", "A child or young person"),
            ("practitioners", "A practitioner"),
            ("none", "Nothing that is read: leave the table out"),
        ];
        let rows = rows.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
        let value = table.rows.map_or("none", Rows::code).to_owned();
        if !table.why_not.is_empty() {
            parts.push(Part::Text(format!("{}: it is left out.", table.why_not)));
            let label = format!("Read {}", self.name());
            let take = self.field("take", FieldKind::Secondary, label, String::new(), Vec::new());
            parts.push(Part::Buttons(vec![take]));
            return;
        }
        parts.push(Part::Field(self.field("rows", FieldKind::Select, self.titled("What is each row?"), value, rows)));
        if table.rows.is_none() {
            return;
        }
        if self.others {
            let label = format!("Leave out all but {}", self.name());
            let only = self.field("only", FieldKind::Secondary, label, String::new(), Vec::new());
            parts.push(Part::Buttons(vec![only]));
        }
        parts.push(Part::Field(self.field(
            "headings",
            FieldKind::Select,
            self.titled("Which row has the headings?"),
            table.place_value(),
            self.places(),
        )));
        self.name_of_sheet(parts);
        parts.extend(table.layout.notes.iter().cloned().map(Part::Note));
        if table.layout.could_fill > 0 {
            let cells = counted(table.layout.could_fill, "empty cell stands", "empty cells stand");
            let label = self.titled("Empty cells under a worker or a team stand for the one above");
            let field = self.field("fill", FieldKind::Box, label, String::new(), Vec::new());
            parts.push(Part::Field(Field {
                hint: format!("{cells} below one that is filled, as where the name is written once for several rows. Leave it open where nobody works with these children."),
                value: if table.layout.is_filled { "yes" } else { "no" }.to_owned(),
                ..field
            }));
        }
        self.overview(parts);
        let page: Vec<&Column> = table.columns.iter().skip(table.page).take(PAGE).collect();
        self.preview(&page, parts);
        let mut change = Vec::new();
        if table.columns.len() > PAGE {
            change.push(Part::Field(self.pager()));
        }
        change.push(self.choices("What each column is", &page));
        let wrong = |column: &&Column| {
            let id = self.id(&format!("column-{}", column.named.at));
            self.errors.iter().any(|(_, own)| *own == id)
        };
        let on_page = |column: &&Column| page.iter().any(|own| own.named.at == column.named.at);
        let elsewhere: Vec<&Column> = table.columns.iter().filter(|own| wrong(own) && !on_page(own)).collect();
        if !elsewhere.is_empty() {
            change.push(Part::Text("Columns on another page that need another answer:".to_owned()));
            change.push(self.choices("Columns on another page that need another answer", &elsewhere));
        }
        // Whether it is folded is settled when the table is first shown: what is in use does not move away.
        if table.settled {
            parts.push(Part::Fold(self.id("change"), self.titled("Change what a column is"), change));
        } else {
            parts.push(self.section("columns", "What each column is"));
            parts.extend(change);
        }
        self.words(parts);
    }

    /// A heading of a part of the table; it names the table where there are several.
    fn section(&self, id: &str, words: &str) -> Part {
        Part::Heading(self.id(id), 3, self.titled(words))
    }

    fn titled(&self, words: &str) -> String {
        if self.several {
            format!(
                "{}: {}{}",
                self.name(),
                words.get(..1).unwrap_or_default().to_ascii_lowercase(),
                words.get(1..).unwrap_or_default()
            )
        } else {
            words.to_owned()
        }
    }

    /// The rows that could have the headings. What stands in a row is shown where it looks like headings: below them
    /// stand children.
    fn places(&self) -> Vec<(String, String)> {
        let table = self.table;
        let mut places = vec![("none".to_owned(), "No row: the columns are called A, B, C".to_owned())];
        // A heading has more letters than figures; a number of a child has not.
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let letters = |text: &str| text.chars().filter(|own| own.is_alphabetic()).count();
        let like = |row: &Row| {
            let mut filled = row.cells.iter().filter(|cell| !cell.is_blank());
            filled.all(|cell| matches!(cell, Cell::Text(text) if letters(text) > figures(text)))
        };
        for (place, row) in table.sheet.rows.iter().take(LOOKED_AT).enumerate() {
            let shown = (table.place.first..table.place.below()).contains(&place) && like(row);
            let texts: Vec<String> = row
                .cells
                .iter()
                .filter(|cell| !cell.is_blank())
                .take(3)
                .map(|cell| shortened(&plain(&cell.text())))
                .collect();
            let words = if shown { format!(": {} \u{2026}", texts.join(", ")) } else { String::new() };
            places.push((place.to_string(), format!("Row {}{words}", row.number)));
        }
        for (place, pair) in table.sheet.rows.windows(2).take(LOOKED_AT).enumerate() {
            if let [upper, lower] = pair
                && like(upper)
                && (like(lower) || table.place.first == place)
            {
                places.push((
                    format!("{place}+{}", place + 1),
                    format!("Rows {} and {} together", upper.number, lower.number),
                ));
            }
        }
        // What is chosen can always be chosen.
        let own = table.place_value();
        if !places.iter().any(|(value, _)| *value == own) {
            places.push((own, "The two rows that are read now".to_owned()));
        }
        places
    }

    /// What the name of the sheet is, where it may say what no column does.
    fn name_of_sheet(&self, parts: &mut Vec<Part>) {
        let table = self.table;
        let name = table.sheet_name();
        let is_open = [Is::Worker, Is::Plan].into_iter().any(|own| !table.has_column(own));
        let is_offered = self.several && is_open || table.sheet_is != Is::Nothing;
        if table.rows != Some(Rows::Children) || name.is_empty() || !is_offered {
            return;
        }
        let choices = Is::ALL.iter().filter(|own| own.0 != Is::Plan || table.plan_of_name().is_some());
        let choices = choices.map(|own| (own.1.to_owned(), own.2.to_owned())).collect();
        let label = format!("The sheet is called \u{201c}{}\u{201d}. That is", shortened(&plain(name)));
        let value = table.sheet_is.code().to_owned();
        parts.push(Part::Field(self.field("name", FieldKind::Select, label, value, choices)));
    }

    /// How many columns are read, and what each becomes.
    fn overview(&self, parts: &mut Vec<Part>) {
        let table = self.table;
        let all = table.columns.len();
        let read = table.columns.iter().filter(|column| column.target != Target::Leave).count();
        let dropped = table.columns.iter().filter(|column| column.dropped).count();
        let mut words = format!("{read} of {} read.", counted(all, "column is", "columns are"));
        if dropped > 0 {
            words.push(' ');
            words.push_str(&counted(dropped, "was", "were"));
            words.push_str(" dropped while the file was read, because nothing here may keep what stood there.");
        }
        if table.beyond > 0 {
            let beyond = counted(table.beyond, "more is", "more are");
            words.extend([" The first ", &MOST_COLUMNS.to_string(), " with something in them are offered; "]);
            words.extend([beyond.as_str(), " left out."]);
        }
        if table.rows == Some(Rows::Children) && !table.has(Target::Id) {
            words.push_str(" No column has the number of the child: then nobody can be known again next month.");
        }
        parts.push(Part::Text(words));
        let doubts = table.columns.iter().filter(|own| !own.doubt.is_empty() && own.target == Target::Leave);
        let doubts: Vec<String> =
            doubts.map(|own| format!("\u{201c}{}\u{201d} {}", own.named.shown, own.doubt)).collect();
        if !doubts.is_empty() {
            parts.push(Part::List(doubts));
        }
        let rows =
            table.columns.iter().map(|column| vec![text(&column.named.shown), vec![self.becomes(column)]]).collect();
        let columns = vec![("Column".to_owned(), false), ("Becomes".to_owned(), false)];
        let overview = Part::Table("What each column becomes".to_owned(), columns, rows);
        parts.push(Part::Fold(self.id("overview"), self.titled("What each column becomes"), vec![overview]));
    }

    fn becomes(&self, column: &Column) -> Inline {
        match column.target {
            Target::Leave if column.dropped => Inline::Quiet("dropped".to_owned()),
            Target::Leave => Inline::Quiet("not read".to_owned()),
            target if self.table.rows == Some(Rows::Children) && target == Target::Id => {
                Inline::Strong("Child number, kept as a code".to_owned())
            }
            target => Inline::Strong(target.short()),
        }
    }

    fn preview(&self, page: &[&Column], parts: &mut Vec<Part>) {
        let rows: Vec<&Row> =
            self.table.data().filter(|row| self.table.is_no_data(row).is_none()).take(PREVIEW).collect();
        if page.is_empty() || rows.is_empty() {
            return;
        }
        let mut columns = vec![("Row".to_owned(), false)];
        columns.extend(page.iter().map(|column| (column.named.shown.clone(), false)));
        let mut first = vec![vec![Inline::Quiet("becomes".to_owned())]];
        first.extend(page.iter().map(|column| vec![self.becomes(column)]));
        let mut lines = vec![first];
        for row in &rows {
            let mut line = vec![text(row.number.to_string())];
            line.extend(page.iter().map(|column| vec![column.shown(Cell::of(row, column.named.at))]));
            lines.push(line);
        }
        let all = self.table.columns.len();
        let which = if all > PAGE {
            format!(", columns {} to {} of {all}", self.table.page + 1, self.table.page + page.len())
        } else {
            String::new()
        };
        let first = if rows.len() == 1 {
            "The first row as it".to_owned()
        } else {
            format!("The first {} rows as they", rows.len())
        };
        let words = format!("{first} will be read{which}");
        parts.push(self.section("preview", &words));
        parts.push(Part::Table(words, columns, lines));
    }

    /// Which columns are shown, where they are many. A list, so that it stays under the finger.
    fn pager(&self) -> Field {
        let all = self.table.columns.len();
        let choices = (0..all)
            .step_by(PAGE)
            .map(|from| (from.to_string(), format!("{} to {} of {all}", from + 1, (from + PAGE).min(all))));
        let value = self.table.page.to_string();
        self.field("page", FieldKind::Select, self.titled("Columns shown, here and above"), value, choices.collect())
    }

    /// What some columns are, to be changed.
    fn choices(&self, words: &str, columns: &[&Column]) -> Part {
        let targets = self.table.rows.map(Rows::targets).unwrap_or_default();
        let choices: Vec<(String, String)> = targets.into_iter().map(|own| (own.code(), own.words())).collect();
        let row = |column: &&Column| {
            let second = if column.dropped {
                Inline::Quiet("dropped while the file was read".to_owned())
            } else {
                let label = format!("What \u{201c}{}\u{201d} is", column.named.shown);
                let rest = format!("column-{}", column.named.at);
                let field = self.field(&rest, FieldKind::Select, label, column.target.code(), choices.clone());
                Inline::Field(Field { hidden_label: true, ..field })
            };
            vec![text(&column.named.shown), vec![second]]
        };
        let heads = vec![("Column".to_owned(), false), ("Is".to_owned(), false)];
        Part::Table(words.to_owned(), heads, columns.iter().map(row).collect())
    }

    /// What words of closed lists mean: those that were not understood in view, the others folded.
    fn words(&self, parts: &mut Vec<Part>) {
        let (mut asked, mut understood) = (Vec::new(), Vec::new());
        for column in &self.table.columns {
            let Some(closed) = column.target.closed() else { continue };
            for (place, word) in column.words.iter().enumerate() {
                let lines = if word.asked { &mut asked } else { &mut understood };
                let shown = shortened(&plain(&word.shown));
                let means = format!("What \u{201c}{shown}\u{201d} under \u{201c}{}\u{201d} means", column.named.shown);
                let choices = [("", "Not said: left open")].iter().chain(&closed);
                let choices = choices.map(|(code, words)| ((*code).to_owned(), (*words).to_owned())).collect();
                let rest = format!("word-{}-{place}", column.named.at);
                let field = self.field(&rest, FieldKind::Select, means, word.choice.clone(), choices);
                lines.push(line(column, Inline::Text(shown), word.times, field));
            }
            if column.target.asks_for_blanks() && column.blanks > 0 {
                let means = format!("What an empty cell under \u{201c}{}\u{201d} means", column.named.shown);
                let choices = [("unknown", "Not known"), ("no", "No")];
                let choices = choices.map(|(code, words)| (code.to_owned(), words.to_owned())).to_vec();
                let rest = format!("blank-{}", column.named.at);
                let field = self.field(&rest, FieldKind::Select, means, column.blank.clone(), choices);
                understood.push(line(column, Inline::Quiet("(empty)".to_owned()), column.blanks, field));
            }
        }
        let heads = || {
            [("Word", false), ("Column", false), ("Rows", true), ("Means", false)]
                .map(|(words, number)| (words.to_owned(), number))
                .to_vec()
        };
        if !asked.is_empty() {
            parts.push(self.section("asked", "Words that were not understood"));
            parts.push(Part::Text(
                "Say what each means. What is left open is not known, and can be given after the import.".to_owned(),
            ));
            parts.push(Part::Table("Words that were not understood".to_owned(), heads(), asked));
            if self.table.columns.iter().any(|column| column.words.len() == MOST_WORDS) {
                parts.push(Part::Note(format!(
                    "The {MOST_WORDS} most frequent words of a column are asked about. Others are read where they are understood, and else listed below."
                )));
            }
        }
        if !understood.is_empty() {
            let words = counted(understood.len(), "word was", "words were");
            let words = self.titled(&format!("{words} understood: see what they are taken for"));
            let table = Part::Table("Words that were understood".to_owned(), heads(), understood);
            parts.push(Part::Fold(self.id("words"), words, vec![table]));
        }
    }
}

/// A line of the table of words.
fn line(column: &Column, word: Inline, times: usize, field: Field) -> Vec<Vec<Inline>> {
    let field = Field { hidden_label: true, ..field };
    vec![vec![word], text(&column.named.shown), text(times.to_string()), vec![Inline::Field(field)]]
}

impl Mapping {
    /// What the table is called.
    pub(super) fn name(&self) -> String {
        match (self.sheet.name.is_empty(), self.sheet.file.is_empty()) {
            (false, false) => format!("{}, {}", self.sheet.name, self.sheet.file),
            (false, true) => self.sheet.name.clone(),
            (true, false) => self.sheet.file.clone(),
            (true, true) => "What was pasted".to_owned(),
        }
    }

    fn has(&self, target: Target) -> bool {
        self.columns.iter().any(|column| column.target == target)
    }
}

impl Column {
    /// A cell as it will be read. What is not read is not shown, and a number of a child or a family never is.
    fn shown(&self, cell: &Cell) -> Inline {
        let cell = self.as_read(cell);
        let quiet = |words: &str| Inline::Quiet(words.to_owned());
        let or_empty = |words: String| if words.is_empty() { quiet("\u{2013}") } else { Inline::Text(words) };
        if self.target == Target::Leave {
            return quiet(if self.dropped { "dropped" } else { "not read" });
        }
        if cell.is_blank() && !self.target.asks_for_blanks() {
            return quiet("\u{2013}");
        }
        if let Some(closed) = self.target.closed() {
            return self.shown_word(&closed, cell);
        }
        match (self.target, self.target.definition()) {
            (Target::Id | Target::Family, _) => quiet("(number, kept as a code)"),
            (Target::Worker | Target::CoWorker, _) => {
                or_empty(name_of(cell).map(|name| people::initials(&name)).unwrap_or_default())
            }
            (Target::Team, _) => or_empty(team_of(cell)),
            (Target::Task(_), _) => match values::task(cell) {
                Ok(Some(start)) if start.is_empty() => Inline::Text("in progress".to_owned()),
                Ok(Some(start)) => Inline::Text(start),
                Ok(None) => quiet("none"),
                Err(_) => quiet("not read"),
            },
            (Target::FullTime, _) => match values::part_of_full_time(cell, 3_700) {
                Said::Text(_) | Said::Nearly(..) => Inline::Text(shortened(&plain(&cell.text()))),
                _ => quiet("not read"),
            },
            (Target::Fact(_, "age"), _) if matches!(cell, Cell::Day(_)) => quiet("(age in the month shown)"),
            (Target::Fact(_, "placement"), _) => quiet("(kept as a code)"),
            (Target::Fact(_, fact), Some(definition)) => match values::read(fact, definition.kind, cell, None) {
                Said::Nothing => quiet("\u{2013}"),
                Said::Text(text) | Said::Nearly(text, _) => Inline::Text(in_words(definition.kind, &text)),
                Said::Unread(_) => quiet("not read"),
            },
            _ => quiet("\u{2013}"),
        }
    }

    fn shown_word(&self, closed: &[(&'static str, &'static str)], cell: &Cell) -> Inline {
        let quiet = |words: &str| Inline::Quiet(words.to_owned());
        if cell.is_blank() {
            return quiet(if self.blank == "no" { "No" } else { "Not known" });
        }
        if is_marked_by_day(self.target, cell) {
            return Inline::Text("Yes".to_owned());
        }
        let same = same_word(&cell.text());
        let choice = match self.words.iter().find(|word| word.same == same) {
            Some(word) => word.choice.clone(),
            None => words::guess(self.target, &self.named.shown, &same).unwrap_or_default(),
        };
        match closed.iter().find(|(code, _)| *code == choice) {
            Some((_, words)) => Inline::Text((*words).to_owned()),
            None => quiet("left open"),
        }
    }
}
