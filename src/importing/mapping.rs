//! Any other table than the councils' standard workbook: which column is what, and what the words in it mean.
//!
//! Each sheet has a mapping of its own, guessed from its headings and from what was said of them last time. The
//! reader changes what was guessed wrongly; nothing is read in a way that was not shown.

mod doubts;
mod guesses;
pub(super) mod headings;
mod layout;
mod memory;
mod named;
mod others;
mod reading;
mod showing;
pub mod targets;
mod values;
mod words;

use super::days;
use super::found::{At, Found};
use super::heading::plain;
use super::month_first;
use super::screen::{Event, Part};
use super::table::{Cell, Row, Sheet};
use crate::facts::Kind;
use crate::facts::value::shortened;
use guesses::{Guesses, Sure};
use headings::{Named, Place};
use layout::Layout;
use memory::Memory;
use std::collections::BTreeMap;
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
                if column.target == Target::Leave && is_open {
                    memory.forget_heading(rows, &column.named.key);
                } else {
                    memory.say_heading(rows, &column.named.key, column.target);
                }
            }
        }
        memory.write()
    }
}

/// What a heading is known to mean in a table of children, or else in one of practitioners: before anything is asked.
pub(super) fn told(heading: &str) -> Option<Target> {
    thread_local! {
        // It is asked for each heading, and takes a table of a thousand words.
        static BOTH: Both = Both::new();
    }
    BOTH.with(|both| both.children.guess(heading).or_else(|| both.practitioners.guess(heading))).map(|own| own.0)
}

/// What a heading most likely means in a table of children.
pub(super) fn told_of_children(heading: &str) -> Option<Target> {
    thread_local! {
        static CHILDREN: Guesses = Guesses::of(Rows::Children);
    }
    CHILDREN.with(|own| own.guess(heading)).filter(|own| own.1 >= Sure::Likely).map(|own| own.0)
}

/// What is said where no column means anything.
const NO_CASELOAD: &str = "This does not look like a caseload: no heading is known as that of a child\u{2019}s number, a worker or a plan. If it is one, say what its columns are below; if not, choose another file";

/// What is said where all tables are left out.
const NOTHING: &str = "Nothing would be read: say what the rows of a table are, or choose other files";

/// True where a heading means something.
fn is_known(heading: &str, memory: &Memory, both: &Both) -> bool {
    let key = same_word(heading);
    [Rows::Children, Rows::Practitioners].into_iter().any(|rows| {
        memory.heading(rows, &key).is_some_and(|target| target != Target::Leave)
            || both.of(rows).guess(heading).is_some_and(|(_, sure)| sure >= Sure::Likely)
    })
}

/// What headings mean in both kinds of table.
struct Both {
    children: Guesses,
    practitioners: Guesses,
}

impl Both {
    fn new() -> Self {
        Self { children: Guesses::of(Rows::Children), practitioners: Guesses::of(Rows::Practitioners) }
    }

    const fn of(&self, rows: Rows) -> &Guesses {
        match rows {
            Rows::Children => &self.children,
            Rows::Practitioners => &self.practitioners,
        }
    }
}

impl Mapping {
    fn of(sheet: Sheet, memory: &Memory, both: &Both, alone: bool) -> Self {
        let place = headings::find(&sheet, &|heading| is_known(heading, memory, both));
        let mut own = Self {
            sheet,
            rows: None,
            place,
            columns: Vec::new(),
            beyond: 0,
            page: 0,
            settled: false,
            why_not: "",
            sheet_is: named::Is::Nothing,
            layout: Layout::default(),
            fill: None,
        };
        own.name_columns();
        own.rows = own.guess_rows(memory, both, alone);
        own.guess_columns(memory, both);
        own
    }

    /// Names the columns anew, after the place of the headings has changed.
    fn name_columns(&mut self) {
        let heads = self.place.below().checked_sub(1).filter(|_| self.place.count > 0);
        let heads = heads.and_then(|at| self.sheet.rows.get(at)).map_or(&[][..], |row| &row.cells);
        let is_of_groups = |cell: &Cell| matches!(told(&cell.text()), Some(Target::Worker | Target::Team));
        let fillable: Vec<usize> =
            heads.iter().enumerate().filter(|own| is_of_groups(own.1)).map(|own| own.0).collect();
        self.lay_out(&fillable);
        let (named, beyond) = headings::columns(&self.sheet, self.place);
        self.beyond = beyond;
        self.page = 0;
        let data = || self.under().filter(|own| !self.layout.odd.contains_key(&own.0)).map(|own| own.1);
        let column = |named: Named| {
            let (mut blanks, mut dropped, mut rows) = (0, 0, 0);
            for row in data() {
                let cell = Cell::of(row, named.at);
                rows += 1;
                blanks += usize::from(cell.is_blank());
                dropped += usize::from(*cell == Cell::Dropped);
            }
            let dropped = dropped > 0 && blanks == rows;
            let month_first = month_first::is_so(data().map(|row| Cell::of(row, named.at)));
            Column {
                month_first,
                named,
                target: Target::Leave,
                sure: None,
                dropped,
                words: Vec::new(),
                blanks,
                blank: String::new(),
                doubt: "",
            }
        };
        self.columns = named.into_iter().map(column).collect();
    }

    /// Looks anew at how the rows hang together; the columns with these places name workers and teams.
    fn lay_out(&mut self, fillable: &[usize]) {
        std::mem::take(&mut self.layout).undo(&mut self.sheet);
        self.layout = Layout::of(&mut self.sheet, self.place, fillable, self.fill);
    }

    /// The same, for the columns that are workers and teams now.
    fn lay_out_again(&mut self) {
        let is_of_groups = |column: &&Column| matches!(column.target, Target::Worker | Target::Team);
        let fillable: Vec<usize> = self.columns.iter().filter(is_of_groups).map(|own| own.named.at).collect();
        self.lay_out(&fillable);
    }

    /// What the rows are, by which kind of table has more of the headings.
    fn guess_rows(&self, memory: &Memory, both: &Both, alone: bool) -> Option<Rows> {
        if self.sheet.rows.len() <= self.place.below() {
            return None;
        }
        let told = |rows: Rows| {
            let by_heading = |column: &&Column| {
                let target = memory
                    .heading(rows, &column.named.key)
                    .or_else(|| column.guess(both.of(rows)).filter(|own| own.1 >= Sure::Likely).map(|own| own.0));
                target.is_some_and(|target| !matches!(target, Target::Leave | Target::Worker | Target::Team))
            };
            self.columns.iter().filter(by_heading).count()
        };
        let (children, practitioners) = (told(Rows::Children), told(Rows::Practitioners));
        let names_somebody = || {
            let worker =
                |column: &Column| matches!(column.guess(&both.practitioners), Some((Target::Worker | Target::Team, _)));
            self.columns.iter().any(worker)
        };
        match (children, practitioners) {
            (0, 0) if self.place.count > 0 && names_somebody() => Some(Rows::Practitioners),
            (0, 0) => alone.then_some(Rows::Children),
            _ if practitioners > children => Some(Rows::Practitioners),
            _ => Some(Rows::Children),
        }
    }

    /// Guesses every column and its words, and whether anything is left to ask.
    fn guess_columns(&mut self, memory: &Memory, both: &Both) {
        let Some(rows) = self.rows else {
            self.settled = false;
            return;
        };
        let guesses = both.of(rows);
        // A column that is empty yields to another of the same meaning, such as lines above the rows.
        let all = self.data().count();
        let mut taken: BTreeMap<String, ((bool, Sure), usize)> = BTreeMap::new();
        let mut targets: Vec<(Target, Option<Sure>)> = Vec::new();
        let mut doubts: Vec<&'static str> = Vec::new();
        for (place, column) in self.columns.iter().enumerate() {
            let said = memory.heading(rows, &column.named.key).map(|target| (target, Sure::Said));
            let role = || self.is_of_roles(rows, column).then_some((Target::Role, Sure::Likely));
            let guess = if column.dropped { None } else { said.or_else(role).or_else(|| column.guess(guesses)) };
            let guess = guess.map(|(target, sure)| (self.open_or_closed(column, target, sure), sure));
            let first = guess;
            let guess = guess.filter(|(target, sure)| self.fits(column, *target, *sure, guesses));
            doubts.push(if guess.is_none() { doubts::of(column, rows, first) } else { "" });
            targets.push(guess.map_or((Target::Leave, None), |(target, sure)| (target, Some(sure))));
            if let Some((target, sure)) = guess.filter(|own| own.0 != Target::Leave) {
                let rank = (column.blanks < all, sure);
                let first = taken.entry(target.code()).or_insert((rank, place));
                if first.0 < rank {
                    *first = (rank, place);
                }
            }
        }
        for (place, (target, sure)) in targets.iter_mut().enumerate() {
            if *target != Target::Leave && taken.get(&target.code()).is_some_and(|own| own.1 != place) {
                (*target, *sure) = (Target::Leave, None);
            }
        }
        // Who works with a care leaver is the personal adviser, where nobody else is named.
        let worker = targets.iter().any(|own| own.0 == Target::Worker);
        for own in targets.iter_mut().filter(|own| own.0 == Target::CoWorker && own.1 == Some(Sure::Likely)) {
            if !worker {
                own.0 = Target::Worker;
            }
        }
        for ((place, (target, sure)), doubt) in targets.into_iter().enumerate().zip(doubts) {
            if let Some(column) = self.columns.get_mut(place) {
                column.sure = sure;
                column.doubt = doubt;
            }
            self.set_target(place, target, memory);
        }
        let key = match rows {
            Rows::Children => Target::Id,
            Rows::Practitioners => Target::Worker,
        };
        let has = |target: Target| self.columns.iter().any(|column| column.target == target);
        let plan = Target::Fact(targets::Of::Child, "plan");
        let planned = rows == Rows::Practitioners
            || has(plan)
            || self.columns.iter().any(|column| matches!(column.target, Target::Marked(_)));
        let understood =
            self.columns.iter().all(|column| column.words.iter().all(|word| !word.asked) && column.doubt.is_empty());
        self.settled = has(key) && has(Target::Worker) && planned && understood;
    }

    /// True where what stands in the column could be this. A heading alone tells little where nothing in the column
    /// can be read as what it says.
    fn fits(&self, column: &Column, target: Target, sure: Sure, guesses: &Guesses) -> bool {
        let is_looked_at = sure < Sure::Exact || (sure == Sure::Exact && target == Target::Family);
        if is_looked_at && !doubts::can_be(self, column, target, sure, guesses) {
            return false;
        }
        let filled_all = || self.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank());
        // Initials that are names: not taken without a word of the reader, whatever was said of another file.
        if target == Target::Fact(targets::Of::Child, "label")
            && same_word(&column.named.shown).split(' ').any(|own| own == "initials")
            && filled_all().any(|cell| is_name(&cell.text()))
        {
            return false;
        }
        // What was said of another file is believed where this one has such values; words of closed lists can be new.
        let is_said = sure == Sure::Said && target.closed().is_none();
        if (sure >= Sure::Exact && !is_said) || target == Target::Leave {
            return true;
        }
        let filled = || self.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank()).take(100);
        let all = filled().count();
        let readable = match target {
            Target::Id if sure == Sure::Perhaps => {
                let different: std::collections::BTreeSet<String> = filled().map(Cell::text).collect();
                different.len()
            }
            Target::Fact(_, fact) => match target.definition().map(|own| own.kind) {
                Some(_) if target.closed().is_some() => {
                    // What is not so is about the thing: `No CP` under `Status` is asked, and not left out.
                    filled().filter(|cell| understands(column, target, cell) || words::denies(&cell.text())).count()
                }
                Some(_)
                    if fact == "closing_in"
                        && filled().all(|cell| values::is_yes(cell) || values::is_nothing(cell)) =>
                {
                    all
                }
                Some(kind) => filled()
                    .filter(|cell| !matches!(values::read(fact, kind, cell, None), values::Said::Unread(_)))
                    .count(),
                None => 0,
            },
            Target::Marked(_) => filled().filter(|cell| understands(column, target, cell)).count(),
            Target::Task(_) => filled().filter(|cell| values::task(cell).is_ok()).count(),
            Target::FullTime => filled()
                .filter(|cell| !matches!(values::part_of_full_time(cell, 3_700), values::Said::Unread(_)))
                .count(),
            _ => all,
        };
        let enough = if sure == Sure::Perhaps || is_said { readable * 2 >= all } else { readable > 0 };
        all == 0 || enough
    }

    /// True where the column says what the worker of each row is to the child, by its heading and its words.
    fn is_of_roles(&self, rows: Rows, column: &Column) -> bool {
        rows == Rows::Children && column.named.forms.iter().any(|form| guesses::is_of_role(form)) && {
            let filled = || self.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank());
            let known = filled().take(100).filter(|cell| understands(column, Target::Role, cell)).count();
            known > 0 && known * 2 >= filled().take(100).count()
        }
    }

    /// What a column of the plan is: where it says open and closed and names no plan, it tells which cases are open.
    fn open_or_closed(&self, column: &Column, target: Target, sure: Sure) -> Target {
        let plan = Target::Fact(targets::Of::Child, "plan");
        if target != plan {
            return target;
        }
        let (mut open, mut understood, mut all) = (0, 0, 0);
        for cell in self.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank()) {
            let word = same_word(&cell.text());
            let own = words::guess(Target::Open, "", &word);
            let is_open = own.as_deref() == Some("yes");
            if !is_open
                && words::guess(plan, "", &word).is_some_and(|own| own != targets::LEAVE_ROW && own != "unknown")
            {
                return target;
            }
            open += usize::from(is_open);
            understood += usize::from(own.is_some());
            all += 1;
        }
        let least = if sure == Sure::Said { all } else { all / 2 };
        if open > 0 && understood >= least.max(1) { Target::Open } else { target }
    }

    /// The rows under the headings with something in them, each with its place.
    fn under(&self) -> impl Iterator<Item = (usize, &Row)> {
        let rows = self.sheet.rows.iter().enumerate().skip(self.place.below());
        rows.filter(|(_, row)| row.cells.iter().any(|cell| !cell.is_blank()))
    }

    /// Those of them that are no headings again, no totals and no lines of text.
    fn data(&self) -> impl Iterator<Item = &Row> {
        self.under().filter(|own| !self.layout.odd.contains_key(&own.0)).map(|own| own.1)
    }

    /// Gives a column a target, and its words what they most likely mean.
    fn set_target(&mut self, place: usize, target: Target, memory: &Memory) {
        let Some(column) = self.columns.get(place) else { return };
        let at = column.named.at;
        let mut words: Vec<Word> = Vec::new();
        if target.closed().is_some() {
            let mut counted: BTreeMap<String, (String, usize, usize)> = BTreeMap::new();
            for (row, own) in self.data().enumerate() {
                let cell = Cell::of(own, at);
                if cell.is_blank() || is_marked_by_day(target, cell) {
                    continue;
                }
                let text = cell.text();
                let word = counted.entry(same_word(&text)).or_insert_with(|| (text, 0, row));
                word.1 += 1;
            }
            let mut all: Vec<(String, (String, usize, usize))> = counted.into_iter().collect();
            // The most frequent; of equals the first in the file.
            all.sort_by_key(|(_, (_, times, row))| (usize::MAX - times, *row));
            words = all
                .into_iter()
                .take(MOST_WORDS)
                .map(|(same, (shown, times, _))| {
                    let said = memory.word(target, &same).map(str::to_owned);
                    let choice = said.clone().or_else(|| words::guess(target, &column.named.shown, &same));
                    Word { asked: choice.is_none(), choice: choice.unwrap_or_default(), same, shown, times }
                })
                .collect();
        }
        // A column of ticks and nothing else says no where it is empty. One of yes alone could leave the others open.
        let ticks =
            |word: &Word| word.choice == "yes" && !word.same.chars().any(char::is_alphanumeric) || word.same == "x";
        let ticked = target.asks_for_blanks() && !words.is_empty() && words.iter().all(ticks);
        if let Some(column) = self.columns.get_mut(place) {
            column.blank = String::from(if ticked { "no" } else { "unknown" });
            column.target = target;
            column.words = words;
        }
    }

    fn hear(&mut self, path: &[&str], value: &str, memory: &Memory) {
        let number = |text: &&str| text.parse::<usize>().ok();
        let both = Both::new;
        match path {
            ["take"] if self.rows.is_none() => {
                let likely = others::likely(&self.columns, &both());
                self.hear(&["rows"], likely.code(), memory);
            }
            ["rows"] => {
                self.why_not = "";
                let rows = [Rows::Children, Rows::Practitioners].into_iter().find(|own| own.code() == value);
                if rows != self.rows {
                    self.rows = rows;
                    self.guess_columns(memory, &both());
                    self.settled = false;
                }
            }
            ["headings"] => {
                let Some(place) = self.place_of(value) else { return };
                if place != self.place {
                    self.place = place;
                    self.name_columns();
                    self.guess_columns(memory, &both());
                    self.settled = false;
                }
            }
            ["column", at] => {
                let Some(place) = number(at).and_then(|at| self.columns.iter().position(|own| own.named.at == at))
                else {
                    return;
                };
                let Some(target) = self.rows.and_then(|rows| rows.target(value)) else { return };
                if self.columns.get(place).is_some_and(|own| own.target != target) {
                    self.set_target(place, target, memory);
                    self.lay_out_again();
                }
            }
            ["word", at, place] => {
                let column = number(at).and_then(|at| self.columns.iter_mut().find(|own| own.named.at == at));
                let Some(column) = column else { return };
                let known = value.is_empty()
                    || column.target.closed().is_some_and(|all| all.iter().any(|(code, _)| *code == value));
                let word = number(place).and_then(|place| column.words.get_mut(place));
                if let Some(word) = word.filter(|_| known) {
                    value.clone_into(&mut word.choice);
                }
            }
            ["blank", at] => {
                let column = number(at).and_then(|at| self.columns.iter_mut().find(|own| own.named.at == at));
                if let Some(column) = column.filter(|_| matches!(value, "no" | "unknown")) {
                    value.clone_into(&mut column.blank);
                }
            }
            ["name"] => self.sheet_is = named::Is::read(value).unwrap_or(self.sheet_is),
            ["fill"] => {
                self.fill = Some(value == "yes");
                self.lay_out_again();
            }
            ["page"] => {
                let page =
                    value.parse().ok().filter(|page: &usize| page.is_multiple_of(PAGE) && *page < self.columns.len());
                self.page = page.unwrap_or(self.page);
            }
            _ => {}
        }
    }

    /// The place of headings that a choice stands for: `none`, `3` or `3+4`, counted in the rows that have something.
    fn place_of(&self, value: &str) -> Option<Place> {
        if value == "none" {
            return Some(Place::default());
        }
        let (first, count) = match value.split_once('+') {
            Some((first, _)) => (first, 2),
            None => (value, 1),
        };
        let first: usize = first.parse().ok()?;
        (first + count <= self.sheet.rows.len() && first < headings::LOOKED_AT).then_some(Place { first, count })
    }

    /// The choice that the present place of the headings is.
    fn place_value(&self) -> String {
        match self.place {
            Place { count: 0, .. } => "none".to_owned(),
            Place { first, count: 1 } => first.to_string(),
            Place { first, .. } => format!("{first}+{}", first + 1),
        }
    }

    /// Why nothing is read of it, where it was left out before anybody said so.
    fn why_nothing(&self) -> &'static str {
        if self.sheet.rows.len() <= self.place.below() {
            "There are no rows under the headings: choose a file that has the children in it"
        } else if self.why_not == others::COUNTS {
            "This table counts: it has numbers of children, and no row for each child. Choose a list with one row for each child"
        } else if self.why_not == others::PIVOT_TABLE {
            "This looks like a pivot table or a page of totals. Choose the list that it was made from, with one row for each child"
        } else {
            NOTHING
        }
    }

    /// What is wrong, each with the rest of the id of its field.
    fn errors(&self) -> Vec<(String, String)> {
        let Some(rows) = self.rows else { return Vec::new() };
        let mut errors = Vec::new();
        let mut taken: BTreeMap<String, &Column> = BTreeMap::new();
        for column in self.columns.iter().filter(|column| column.target != Target::Leave) {
            match taken.get(&column.target.code()) {
                None => {
                    taken.insert(column.target.code(), column);
                }
                Some(first) => {
                    let words = format!(
                        "\u{201c}{}\u{201d} and \u{201c}{}\u{201d} cannot both be \u{201c}{}\u{201d}: choose another meaning for one, or leave it out",
                        first.named.shown,
                        column.named.shown,
                        column.target.short()
                    );
                    errors.push((format!("column-{}", column.named.at), words));
                }
            }
        }
        for column in self.columns.iter().filter(|own| own.target == Target::Fact(targets::Of::Child, "plan")) {
            let open =
                column.words.iter().enumerate().filter(|own| own.1.choice.is_empty() && words::is_over(&own.1.same));
            errors.extend(open.map(|(place, word)| {
                let shown = shortened(&plain(&word.shown));
                let words = format!(
                    "Say what \u{201c}{shown}\u{201d} means: leave these children out, or what they are worked with under now"
                );
                (format!("word-{}-{place}", column.named.at), words)
            }));
        }
        let has = |target: Target| self.columns.iter().any(|column| column.target == target);
        if rows == Rows::Practitioners && !has(Target::Worker) {
            let dropped = self.columns.iter().any(|column| column.dropped);
            let why = if dropped {
                ". A column that is headed as a child\u{2019}s name would be is dropped while the file is read: head it Worker, and choose the file again"
            } else {
                ", or say that the table is of children"
            };
            errors.push((
                "rows".to_owned(),
                format!("Say which column has the names or initials of the practitioners{why}"),
            ));
        } else if taken.is_empty() {
            errors.push(("rows".to_owned(), NO_CASELOAD.to_owned()));
        } else if rows == Rows::Children && self.columns.len() == 1 {
            let words = "There is one column alone, so that nothing says what belongs to which child. Where it was copied from an e-mail, each cell may have come on a line of its own: copy the table in the program where it was made, or choose its file";
            errors.push(("rows".to_owned(), words.to_owned()));
        } else if self.data().next().is_none() {
            errors.push((
                "headings".to_owned(),
                "There is no row under the headings: choose the row that has them".to_owned(),
            ));
        }
        errors
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

    /// What its heading most likely means.
    fn guess(&self, guesses: &Guesses) -> Option<(Target, Sure)> {
        self.named.forms.iter().find_map(|form| guesses.guess(form))
    }
}

/// True where a cell of a column that marks children with a plan has a day, such as the one on which the plan began.
fn is_marked_by_day(target: Target, cell: &Cell) -> bool {
    matches!(target, Target::Marked(_)) && days::read(cell).day().is_some()
}

/// True for what is longer than initials: a word of more than five letters, or two of more than one.
fn is_name(text: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|own| own.is_alphabetic()).count();
    let words = || text.split(|own: char| !own.is_alphabetic()).map(letters);
    words().any(|own| own > 5) || words().filter(|own| *own > 1).count() > 1
}

/// True where a cell is a word that is understood where its column becomes the target.
fn understands(column: &Column, target: Target, cell: &Cell) -> bool {
    is_marked_by_day(target, cell) || words::guess(target, &column.named.shown, &same_word(&cell.text())).is_some()
}
