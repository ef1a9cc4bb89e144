//! Any other table than the councils' standard workbook: which column is what, and what the words in it mean.
//!
//! Each sheet has a mapping of its own, guessed from its headings and from what was said of them last time. The
//! reader changes what was guessed wrongly; nothing is read in a way that was not shown.

mod doubts;
mod guesses;
mod guessing;
pub(super) mod headings;
mod hearing;
mod known;
mod layout;
mod memory;
mod named;
mod others;
mod reading;
mod showing;
pub mod targets;
mod values;
mod whose;
mod words;
mod wrong;

use super::days;
use super::found::{At, Found};
use super::month_first;
use super::screen::{Event, Part};
use super::table::{Cell, Row, Sheet};
use crate::facts::Kind;
use guesses::Sure;
use headings::{Named, Place};
use known::{Both, is_known};
pub(super) use known::{told, told_of_children};
use layout::Layout;
pub(super) use layout::adds_up;
use memory::Memory;
use targets::{Rows, Target};
use words::same_word;

/// How many different words of a column are asked about; what else stands there is read where it is understood.
const MOST_WORDS: usize = 60;

/// How many columns are shown at once.
const PAGE: usize = 12;

/// What the ids of all fields here begin with.
const ID: &str = "map";

/// A word of a column that is a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// As it is compared.
    same: String,
    /// As it stands in the file where it stands first.
    shown: String,
    /// In how many rows it stands.
    times: usize,
    /// What it means: a code of the list; empty: nothing that could be said.
    choice: String,
    /// True where nothing was guessed for it, so that it is in view.
    asked: bool,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    named: Named,
    target: Target,
    /// How sure the guess was; nothing where there was none.
    sure: Option<Sure>,
    /// True where all that stood in it was dropped while it was read.
    dropped: bool,
    words: Vec<Word>,
    /// True where its days were written month first.
    month_first: bool,
    /// In how many rows nothing stands.
    blanks: usize,
    /// What an empty cell means, where that is asked: `unknown` or `no`.
    blank: String,
    /// Why it is not read as its heading says; empty where it is, or where nothing was to be said.
    doubt: &'static str,
}

/// What becomes of one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mapping {
    sheet: Sheet,
    /// What its rows are; nothing: it is not read.
    rows: Option<Rows>,
    /// Where its headings are.
    place: Place,
    columns: Vec<Column>,
    /// How many columns beyond those that are offered have something in them.
    beyond: usize,
    /// The first column that is shown.
    page: usize,
    /// True where so much was guessed that nothing needs to be asked.
    settled: bool,
    /// Why it was left out before anybody said so; empty where it was not.
    why_not: &'static str,
    /// What the name of the sheet is.
    sheet_is: named::Is,
    /// How its rows hang together.
    layout: Layout,
    /// What the reader said of empty cells below a worker or a team: whether they stand for the one above.
    fill: Option<bool>,
}

/// What becomes of each sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mappings {
    tables: Vec<Mapping>,
    memory: Memory,
    /// True where the tables have all children, so that who is not in them has gone.
    whole: bool,
}

impl Mappings {
    /// Guesses what the sheets are; `memory` is what [`Mappings::remember`] gave last time.
    #[must_use]
    pub fn of(sheets: Vec<Sheet>, memory: &str) -> Self {
        let memory = Memory::read(memory);
        let both = Both::new();
        // Three rows that were pasted are hardly everybody.
        let whole = sheets.iter().any(|sheet| !sheet.file.is_empty());
        let known = |heading: &str| is_known(heading, &memory, &both);
        let sheets: Vec<Sheet> = sheets.into_iter().flat_map(|sheet| layout::apart(sheet, &known)).collect();
        let alone = sheets.iter().filter(|sheet| !sheet.rows.is_empty()).count() == 1;
        let mut tables: Vec<Mapping> =
            sheets.into_iter().map(|sheet| Mapping::of(sheet, &memory, &both, alone)).collect();
        whose::leave_counts(&mut tables);
        others::leave_out(&mut tables, alone);
        named::guess(&mut tables);
        Self { tables, memory, whole }
    }

    /// The table that a sheet is, where it is one of practitioners that needs no question.
    #[must_use]
    pub fn of_staff(sheet: &Sheet, memory: &str) -> Option<Self> {
        let own = Self::of(vec![sheet.clone()], memory);
        let [table] = own.tables.as_slice() else { return None };
        let has = |is: &dyn Fn(Target) -> bool| table.columns.iter().any(|column| is(column.target));
        let is_staff = table.rows == Some(Rows::Practitioners)
            && has(&|target| target == Target::Worker)
            && has(&|target| matches!(target, Target::Fact(..) | Target::FullTime));
        (is_staff && own.errors().is_empty()).then_some(own)
    }

    /// The sheets that these are of.
    pub fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.tables.iter().map(|table| &table.sheet)
    }

    /// The sheets, given back.
    #[must_use]
    pub fn into_sheets(self) -> Vec<Sheet> {
        self.tables.into_iter().map(|table| table.sheet).collect()
    }

    /// The screen: what each column becomes, what words mean, the first rows as they will be read, problems.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        showing::parts(self)
    }

    /// Takes what the reader did. True where it was for this.
    pub fn hear(&mut self, event: &Event) -> bool {
        let mut path = event.id.split('-');
        if path.next() != Some(ID) {
            return false;
        }
        let Some(first) = path.next() else { return true };
        if first == "whole" {
            self.whole = event.value == "yes";
            return true;
        }
        let Some(table) = first.parse().ok().and_then(|place: usize| self.tables.get_mut(place)) else { return true };
        let rest: Vec<&str> = path.collect();
        if rest == ["only"] {
            for (_, table) in self.tables.iter_mut().enumerate().filter(|own| first.parse() != Ok(own.0)) {
                table.hear(&["rows"], "none", &self.memory);
            }
            return true;
        }
        table.hear(&rest, &event.value, &self.memory);
        true
    }

    /// Why it cannot go on, each with the id of the field that it is about; empty: it can.
    #[must_use]
    pub fn errors(&self) -> Vec<(String, String)> {
        let mut errors = Vec::new();
        for (place, table) in self.tables.iter().enumerate() {
            let named = |words: String| {
                if self.tables.len() > 1 { format!("{}: {words}", table.name()) } else { words }
            };
            errors.extend(
                table.errors().into_iter().map(|(field, words)| (named(words), format!("{ID}-{place}-{field}"))),
            );
        }
        if errors.is_empty() && self.tables.iter().all(|table| table.rows.is_none()) {
            let first = self.tables.iter().enumerate().find(|own| !own.1.sheet.rows.is_empty());
            let words = first.map_or("", |own| own.1.why_nothing());
            let words = if self.tables.len() > 1 || words.is_empty() { NOTHING } else { words };
            let field = |table: &Mapping| if table.why_not.is_empty() { "rows" } else { "take" };
            let id = first.map_or_else(String::new, |(place, table)| format!("{ID}-{place}-{}", field(table)));
            errors.push((words.to_owned(), id));
        }
        errors
    }

    /// What the tables say.
    #[must_use]
    pub fn found(&self, at: &At) -> Found {
        reading::found(self, Some(at))
    }

    /// What to remember: headings and what they stand for, words and what they mean, with what was remembered
    /// before. No data of a case: of words only those of closed lists.
    #[must_use]
    pub fn remember(&self) -> String {
        let mut memory = self.memory.clone();
        for table in self.tables.iter().rev() {
            let Some(rows) = table.rows else { continue };
            for column in table.columns.iter().rev() {
                for word in column.words.iter().rev() {
                    let guess = words::guess(column.target, &column.named.shown, &word.same).unwrap_or_default();
                    // What stands in one row only may be about somebody.
                    if guess == word.choice || word.times < 2 {
                        memory.forget_word(column.target, &word.same);
                    } else {
                        memory.say_word(column.target, &word.same, &word.choice);
                    }
                }
            }
            let both = Both::new();
            for column in table.columns.iter().rev() {
                // A heading that nothing is guessed for and that is left out is left out without being remembered: it may
                // be no heading at all, but what stands in the first row of cases.
                let is_open = !column.doubt.is_empty() || column.guess(both.of(rows)).is_none();
                if (column.target == Target::Leave && is_open) || column.is_of_family() {
                    memory.forget_heading(rows, &column.named.key);
                } else {
                    memory.say_heading(rows, &column.named.key, column.target);
                }
            }
        }
        memory.write()
    }
}

/// What is said where all tables are left out.
const NOTHING: &str = "Nothing would be read: say what the rows of a table are, or choose other files";

impl Mapping {
    /// The rows under the headings with something in them, each with its place.
    fn under(&self) -> impl Iterator<Item = (usize, &Row)> {
        let rows = self.sheet.rows.iter().enumerate().skip(self.place.below());
        rows.filter(|(_, row)| row.cells.iter().any(|cell| !cell.is_blank()))
    }

    /// Those of them that are no headings again, no totals and no lines of text.
    fn data(&self) -> impl Iterator<Item = &Row> {
        self.under().filter(|own| !self.layout.odd.contains_key(&own.0)).map(|own| own.1)
    }
}

impl Column {
    /// The cell as it is read: of days that were written month first, those that could be either of two are none.
    fn as_read<'c>(&self, cell: &'c Cell) -> &'c Cell {
        if !self.month_first || !month_first::is_doubtful(cell) {
            return cell;
        }
        match (self.target, self.target.definition().map(|own| own.kind)) {
            (Target::Task(_), _) => &Cell::Truth(true),
            (Target::Fact(..), Some(Kind::Month | Kind::When)) => &Cell::Empty,
            _ => cell,
        }
    }
}

/// True where a cell of a column that marks children with a plan has a day, such as the one on which the plan began.
fn is_marked_by_day(target: Target, cell: &Cell) -> bool {
    matches!(target, Target::Marked(_)) && days::read(cell).day().is_some()
}
