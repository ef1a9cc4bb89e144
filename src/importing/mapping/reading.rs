//! Tables and their mappings become what was found.

mod cells;
mod child;
mod ending;
mod joining;
mod line;
mod practitioner;
mod rows;

use super::targets::{Rows, Target};
use super::{Column, Mapping, Mappings, layout, whose};
use crate::facts::When;
use crate::importing::code::{Coded, Key};
use crate::importing::found::{At, Found, Place, Problem, Source};
use crate::importing::month_first;
use crate::importing::numbers::{self, Numbers};
use crate::importing::table::{Cell, Row};
pub(super) use cells::{name_of, team_of};
use rows::numbers_of;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The most problems that are listed one by one.
const MOST_PROBLEMS: usize = 5_000;

/// How many rows with lines of text are named.
const MOST_LINES: usize = 20;

/// The longest label, team or name that is kept.
const LONGEST: usize = 60;

/// The most children of one family number that are joined.
pub(super) const MOST_OF_FAMILY: usize = 8;

/// How many months a task may last before it is asked about.
const LONG_AGO: i32 = 6;

/// The national full-time week in hundredths of an hour, where the table has no other.
const FULL_TIME: i32 = 3_700;

/// What the tables say. Without `at` codes are left out and nothing is left out for being closed: enough to
/// show what cannot be read.
pub fn found(mappings: &Mappings, at: Option<&At>) -> Found {
    let mut reading = Reading::new(at);
    let numbers: Vec<Numbers> = mappings.tables.iter().map(numbers_of).collect();
    for ((source, table), settled) in mappings.tables.iter().enumerate().zip(numbers::settle(&numbers)) {
        reading.is_bare = settled.is_bare;
        reading.table(source, table);
        if !settled.words.is_empty() {
            let row = table.sheet.rows.get(table.place.first).map_or(1, |row| row.number);
            reading.problem(&Place { source, row }, "", settled.words, false);
        }
    }
    reading.end(mappings.whole)
}

/// Reading as far as it has come.
struct Reading<'a> {
    at: Option<&'a At>,
    today: Option<When>,
    found: Found,
    /// Children by their number, which is held here alone and goes with this.
    children: HashMap<String, usize>,
    /// Practitioners by their name.
    people: HashMap<String, usize>,
    /// For each practitioner the teams of their rows, with how many.
    teams: Vec<BTreeMap<String, usize>>,
    left_out: BTreeMap<String, usize>,
    problems: usize,
    /// True where the letters before the numbers of this table are left out.
    is_bare: bool,
    /// Who holds the case of a child (by place) only where nobody else does, with the team of that row.
    stand_ins: Vec<(usize, String, String, Place)>,
    /// Families that are called by words, as by a surname.
    worded: BTreeMap<Coded, Vec<usize>>,
    /// Numbers of this table of which some are written with noughts before them and some without.
    doubtful: HashSet<String>,
    /// What rows of one child have otherwise, with the children.
    odds: BTreeMap<String, BTreeSet<usize>>,
}

impl<'a> Reading<'a> {
    fn new(at: Option<&'a At>) -> Self {
        Self {
            at,
            today: at.map(|at| at.today),
            found: Found::default(),
            children: HashMap::new(),
            people: HashMap::new(),
            teams: Vec::new(),
            left_out: BTreeMap::new(),
            problems: 0,
            is_bare: false,
            stand_ins: Vec::new(),
            worded: BTreeMap::new(),
            doubtful: HashSet::new(),
            odds: BTreeMap::new(),
        }
    }

    fn key(&self) -> Option<&'a Key> {
        self.at.map(|at| &at.key)
    }

    fn problem(&mut self, place: &Place, column: &str, words: String, left_out: bool) {
        self.problems += 1;
        if self.problems <= MOST_PROBLEMS {
            self.found.problems.push(Problem { place: place.clone(), column: column.to_owned(), words, left_out });
        }
    }

    fn leave_out(&mut self, why: String) {
        *self.left_out.entry(why).or_default() += 1;
    }

    /// True for a day more than half a year ago.
    fn is_long_ago(&self, start: &str) -> bool {
        let (Ok(start), Some(today)) = (When::read(start), self.today) else { return false };
        today.month().since(start.month()) > LONG_AGO
    }

    fn table(&mut self, source: usize, table: &Mapping) {
        let named = |keep: &dyn Fn(&Column) -> bool| -> Vec<String> {
            table.columns.iter().filter(|column| keep(column)).map(|column| column.named.shown.clone()).collect()
        };
        let rows = table.under().count();
        let mut own = Source {
            file: table.sheet.file.clone(),
            sheet: table.sheet.name.clone(),
            rows,
            columns_dropped: named(&|column| column.dropped),
            ..Source::default()
        };
        let Some(kind) = table.rows else {
            let why = if rows == 0 { "it has no rows" } else { "it was left out" };
            let why = if table.why_not.is_empty() { why.to_owned() } else { lower(table.why_not) };
            own.why_not = why;
            own.columns_left = named(&|column| !column.dropped);
            self.found.sources.push(own);
            return;
        };
        let read_as = match kind {
            Rows::Children => "a table of children",
            Rows::Practitioners => "a table of practitioners",
        };
        read_as.clone_into(&mut own.read_as);
        own.columns_read = named(&|column| column.target != Target::Leave);
        own.columns_left = named(&|column| column.target == Target::Leave && !column.dropped);
        if table.beyond > 0 {
            own.columns_left.push(format!("{} more beyond the first {}", table.beyond, super::headings::MOST_COLUMNS));
        }
        self.found.sources.push(own);
        let numbered = table.columns.iter().any(|column| column.target == Target::Id);
        if kind == Rows::Children && !numbered && rows > 0 {
            let row = table.sheet.rows.get(table.place.first).map_or(1, |row| row.number);
            let words = "no column has the number of the child: each row is a child of its own, and none of them can be known again next time";
            self.problem(&Place { source, row }, "", words.to_owned(), false);
        }
        for column in table
            .columns
            .iter()
            .filter(|own| (!own.doubt.is_empty() && own.target == Target::Leave) || own.is_of_family())
        {
            let row = table.sheet.rows.get(table.place.first).map_or(1, |row| row.number);
            self.problem(&Place { source, row }, &column.named.shown, column.doubt.to_owned(), false);
        }
        for column in table.columns.iter().filter(|column| column.month_first) {
            let changes = |row: &&Row| {
                let cell = Cell::of(row, column.named.at);
                column.as_read(cell) != cell
            };
            if let Some(row) = table.data().find(changes) {
                let place = Place { source, row: row.number };
                self.problem(&place, &column.named.shown, month_first::WORDS.to_owned(), false);
            }
        }
        self.look_at_numbers(table);
        self.found.plainly.extend(whose::of_families(table));
        let lines = table.under().filter(|own| table.layout.odd.get(&own.0) == Some(&layout::LINE));
        let lines: Vec<u32> = lines.map(|own| own.1.number).collect();
        if let Some(row) = lines.first() {
            let rows: Vec<String> = lines.iter().take(MOST_LINES).map(u32::to_string).collect();
            let more = if lines.len() > MOST_LINES { " and more" } else { "" };
            let words = format!(
                "a text stands alone in the row, and is no number of a child like the others: taken for a line about the list, and left out (rows {}{more})",
                rows.join(", ")
            );
            self.problem(&Place { source, row: *row }, "", words, false);
        }
        let open = self.open_rows(table);
        for (nth, row) in table.under() {
            let place = Place { source, row: row.number };
            if let Some(why) = table.layout.odd.get(&nth).copied().or_else(|| table.is_no_data(row)) {
                self.leave_out(why.to_owned());
                continue;
            }
            if open.get(&nth) == Some(&false) {
                self.leave_out(
                    "rows that ended, of children of whom another row did not end or ended later".to_owned(),
                );
                continue;
            }
            let used = match kind {
                Rows::Children => self.child(&place, table, row, numbered),
                Rows::Practitioners => self.practitioner(&place, table, row),
            };
            if used && let Some(own) = self.found.sources.get_mut(source) {
                own.used += 1;
            }
        }
    }
}

/// A sentence as it stands within another.
fn lower(words: &str) -> String {
    let (first, rest) = words.split_at_checked(1).unwrap_or(("", words));
    format!("{}{rest}", first.to_ascii_lowercase())
}
