//! What nobody here may keep is dropped as soon as it is read: nothing after this sees it.
//!
//! Columns are known by their headings, which stay, so that the reader can be told what was dropped; and by what
//! stands in them where their headings tell nothing or there are none. A date of birth becomes an age. Names of
//! workers and teams and the numbers of children stay: the next stage makes codes of them at once.

mod values;
mod words;

use super::ages::{self, Years};
use super::days::{self, Reading};
use super::heading::plain;
use super::mapping::headings::letters;
use super::month_first;
use super::table::{Cell, Row, Sheet};
use crate::facts::{Month, When};
use values::Told;
pub use values::full_name;
pub(super) use words::is_of_workers;
use words::{Fate, fate, fate_below, is_known, is_parameter, is_plainest, is_telling};

/// Rows that stand under one row of headings, or under none.
#[derive(Default)]
struct Part {
    /// The heading of each column, as far as there are any.
    headings: Vec<String>,
    /// What becomes of each column by its heading.
    fates: Vec<Option<Fate>>,
    /// True where the rows are practitioners.
    is_of_workers: bool,
    /// Which rows of the sheet they are.
    rows: Vec<usize>,
}

/// The day at which ages are counted: the last of the month that is shown where it is over by today, else today.
#[must_use]
pub fn day_of_ages(today: When, month: Month) -> When {
    if month < today.month() { month.last() } else { today }
}

/// Drops from a sheet what nobody here may keep, and turns dates of birth into ages in whole years on a day (-1
/// for a day after it). What is no date becomes an error value. Headings stay.
///
/// Headings are looked for wherever they stand: a title may stand above them, and a second table below the first.
pub fn drop_unneeded(sheet: &mut Sheet, on: When) {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for part in parts(sheet, width) {
        let becomes = part.decide(sheet, on);
        let mut has_ages = false;
        for position in &part.rows {
            let filled = |at: usize| {
                sheet.rows.get(at).map_or(0, |row| row.cells.iter().filter(|cell| !cell.is_blank()).count())
            };
            // A team above its first worker too.
            let below = if filled(position + 1) == 1 { position + 2 } else { position + 1 };
            let is_alone = filled(*position) == 1 && filled(below) >= 3;
            let cells = sheet.rows.get_mut(*position).into_iter().flat_map(|row| &mut row.cells);
            for (cell, becomes) in cells.zip(&becomes) {
                // A name alone in its row under the numbers of children is that of a worker above the rows below.
                if is_alone && becomes.fate.is_none() && becomes.told == Told::Number {
                    continue;
                }
                becomes.take(cell, on);
                has_ages |= becomes.fate == Some(Fate::Age) && matches!(cell, Cell::Number(_));
            }
        }
        if has_ages {
            sheet.aged_on = Some(on);
        }
    }
}

/// The most headings of all parts of a sheet together. A sheet of more is one part from then on, of which is dropped
/// what any of its headings says.
const MOST_HEADINGS: usize = 200_000;

/// The sheet in parts, each under its headings.
fn parts(sheet: &mut Sheet, width: usize) -> Vec<Part> {
    let empty = || Part { headings: vec![String::new(); width], fates: vec![None; width], ..Part::default() };
    let mut parts = vec![empty()];
    let mut current = 0;
    let mut state = State::default();
    for position in 0..sheet.rows.len() {
        let (before, from) = sheet.rows.split_at_mut(position);
        let Some((row, below)) = from.split_first_mut() else { break };
        let upper = before.last().filter(|upper| state.may_be_upper && is_upper(upper, row));
        let is_again = || parts.get(current).is_some_and(|part| is_again(part, row));
        if !is_heading(row, upper, below, width, &state) && !is_again() {
            state.see(row);
            if let Some(part) = parts.get_mut(current) {
                part.rows.push(position);
            }
            continue;
        }
        let filled = row.cells.iter().filter(|cell| **cell != Cell::Empty).count();
        state.has_headings |= filled > 2 || width <= 2;
        state.has_data = false;
        state.may_be_upper = true;
        let mut next = empty();
        next.is_of_workers = is_of_workers(row);
        if let Some(last) = parts.get(current) {
            // What has no heading here goes on as under the heading above.
            next.headings.clone_from(&last.headings);
            next.fates.clone_from(&last.fates);
        }
        let groups = upper.map(|upper| groups(upper, row)).unwrap_or_default();
        for (at, cell) in row.cells.iter().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let (group, spans) = groups.get(at).map_or(("", false), |own| (own.0.as_str(), own.1));
            let own = if spans { fate_below(group, text) } else { fate(text) };
            if let (Some(heading), Some(fate)) = (next.headings.get_mut(at), next.fates.get_mut(at)) {
                *heading = if spans { format!("{group}: {}", plain(text)) } else { plain(text) };
                *fate = own.filter(|own| !(next.is_of_workers && *own == Fate::DroppedOfChildren));
            }
        }
        drop_form(row, filled);
        let same = parts.iter().position(|part| part.headings == next.headings && part.fates == next.fates);
        if same.is_none() && parts.len().saturating_mul(width) > MOST_HEADINGS {
            for (old, own) in parts.get_mut(current).into_iter().flat_map(|part| &mut part.fates).zip(&next.fates) {
                *old = old.or(*own);
            }
            continue;
        }
        current = same.unwrap_or(parts.len());
        if same.is_none() {
            parts.push(next);
        }
    }
    parts
}

/// What was seen so far.
struct State {
    /// Whether a row was seen that is wide enough to be the headings of a table: words in the rows of cases ("by
    /// email") take nothing back from then on.
    has_headings: bool,
    /// Whether a row of data was seen since the last headings.
    has_data: bool,
    /// Whether the row above may have groups of headings.
    may_be_upper: bool,
}

impl Default for State {
    fn default() -> Self {
        Self { has_headings: false, has_data: false, may_be_upper: true }
    }
}

impl State {
    /// Sees a row that has no headings.
    fn see(&mut self, row: &Row) {
        let filled = row.cells.iter().filter(|cell| **cell != Cell::Empty).count();
        let others = row.cells.iter().filter(|cell| **cell != Cell::Empty && !is_wordy(cell)).count();
        self.has_data |= filled > 2 && others > 0;
        self.may_be_upper = !self.has_data && others == 0;
    }
}

/// True for a text without figures.
fn is_wordy(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if !text.contains(|own: char| own.is_ascii_digit()))
}

/// True where the row above may have the groups of a row of headings: several texts, right above it.
fn is_upper(upper: &Row, row: &Row) -> bool {
    let filled = || upper.cells.iter().filter(|cell| **cell != Cell::Empty);
    let short = |cell: &Cell| matches!(cell, Cell::Text(text) if text.len() <= 60 && !is_parameter(text));
    row.number == upper.number + 1 && filled().count() > 1 && filled().all(|cell| is_wordy(cell) && short(cell))
}

/// The group above each column, and whether it spans others. A cell that is merged with others has its text in the
/// first of them; one that is merged with the cell below it has nothing there, and spans no other.
fn groups(upper: &Row, lower: &Row) -> Vec<(String, bool)> {
    let (mut group, mut spans) = (String::new(), false);
    let group_of = |at: usize| {
        if let Cell::Text(text) = Cell::of(upper, at) {
            let is_empty = |cell: &Cell| *cell == Cell::Empty;
            group = if is_empty(Cell::of(lower, at)) { String::new() } else { plain(text) };
            spans = is_empty(Cell::of(upper, at + 1)) && !is_empty(Cell::of(lower, at + 1));
        }
        (group.clone(), spans)
    };
    (0..lower.cells.len()).map(group_of).collect()
}

/// True where a row can hold headings: most of what it has is text, it is more than a title, and one of them is
/// dropped here or most are words that headings have. Below rows of data one of the plainest must be among them, or
/// half of them known, or it has nothing but words.
fn is_heading(row: &Row, upper: Option<&Row>, below: &[Row], width: usize, state: &State) -> bool {
    let texts = || row.cells.iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None });
    let filled = row.cells.iter().filter(|cell| **cell != Cell::Empty).count();
    if texts().count() * 2 <= filled || (filled <= 1 && width != 1) {
        return false;
    }
    let short = || texts().filter(|text| text.len() <= 120 && !is_parameter(text));
    let dropped = short().filter(|text| fate(text).is_some()).count();
    let is_plain = || short().filter(|text| !text.contains(|own: char| own.is_ascii_digit())).count() == filled;
    let is_half_known = || texts().filter(|text| is_known(text)).count() * 2 >= filled;
    // "Date stage 1 ended" is a heading, "E10234" is none.
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let letters = |text: &str| text.chars().filter(|own| own.is_alphabetic()).count();
    let is_like = || short().filter(|text| figures(text) * 3 <= letters(text)).count() == filled;
    // Words that come again below are those of cases.
    let is_new = || !row.cells.iter().enumerate().any(|(at, cell)| comes_again(below, at, cell));
    if !state.has_data && !state.has_headings {
        return dropped > 0
            || ((filled > 2 || (filled == 2 && width == 2))
                && is_like()
                && is_new()
                && (is_half_known() || (filled * 2 >= width && is_above_data(row, below))));
    }
    if let Some(upper) = upper.filter(|_| filled > 1 && is_plain()) {
        let groups = groups(upper, row);
        let below = |own: (&Cell, &(String, bool))| matches!(own, (Cell::Text(text), (group, true)) if fate_below(group, text).is_some());
        let is_below = row.cells.iter().zip(&groups).any(below);
        if (dropped > 0 || is_below) && is_new() {
            return true;
        }
    }
    dropped > 0
        && (texts().any(|text| is_plainest(text))
            || is_half_known()
            || (filled > 2 && is_plain() && (dropped > 1 || !state.has_headings)))
}

/// True where a row without a name in it stands right above one that has figures.
fn is_above_data(row: &Row, below: &[Row]) -> bool {
    let is_name = |cell: &Cell| {
        let text = cell.text();
        values::is_name_in_capitals(&text) && !is_known(&text) && !is_telling(&text)
    };
    let has_figures = |row: &Row| row.cells.iter().any(|cell| *cell != Cell::Empty && !is_wordy(cell));
    below.first().is_some_and(has_figures) && !row.cells.iter().any(is_name)
}

/// True where a text stands again in one of the next rows, in the same column.
fn comes_again(below: &[Row], at: usize, cell: &Cell) -> bool {
    *cell != Cell::Empty && below.iter().take(50).filter(|row| Cell::of(row, at) == cell).count() > 1
}

/// True where a row is one of the rows of headings that were seen, again.
fn is_again(part: &Part, row: &Row) -> bool {
    let mut filled = row.cells.iter().zip(&part.headings).filter(|own| *own.0 != Cell::Empty).peekable();
    filled.peek().is_some()
        && filled.all(|(cell, heading)| {
            matches!(cell, Cell::Text(text) if !heading.is_empty() && (plain(text) == *heading || heading.ends_with(&format!(": {}", plain(text)))))
        })
}

/// A form has its headings in the first column, with what is said beside them: "Name", "Emma Brown".
fn drop_form(row: &mut Row, filled: usize) {
    let has_first = matches!(row.cells.first(), Some(Cell::Text(text)) if fate(text).is_some());
    if filled != 2 || !has_first {
        return;
    }
    for cell in row.cells.iter_mut().skip(1) {
        if matches!(cell, Cell::Text(text) if full_name(text) || days::of_text(text).is_some() || values::is_place(text))
        {
            *cell = Cell::Dropped;
        }
    }
}

/// What becomes of the cells of a column.
struct Becomes {
    told: Told,
    fate: Option<Fate>,
    /// True where its days were written month first.
    turned: bool,
}

impl Becomes {
    fn take(&self, cell: &mut Cell, on: When) {
        match self.fate {
            Some(Fate::Dropped | Fate::DroppedOfChildren) => {
                if *cell != Cell::Empty {
                    *cell = Cell::Dropped;
                }
            }
            Some(Fate::Age) if self.turned => *cell = age(&month_first::turned(cell), on),
            Some(Fate::Age) => *cell = age(cell, on),
            None => self.told.clear(cell),
        }
    }
}

impl Part {
    /// What becomes of each column, with notes of what the reader would not expect.
    fn decide(&self, sheet: &mut Sheet, on: When) -> Vec<Becomes> {
        let mut columns: Vec<Vec<&Cell>> = vec![Vec::new(); self.headings.len()];
        for row in self.rows.iter().filter_map(|position| sheet.rows.get(*position)) {
            for (cell, column) in row.cells.iter().zip(&mut columns) {
                if !cell.is_blank() {
                    column.push(cell);
                }
            }
        }
        let mut notes = Vec::new();
        let all = columns.iter().zip(&self.headings).zip(&self.fates).enumerate();
        let becomes = all
            .map(|(at, ((cells, heading), fate))| {
                let own = self.decide_column(heading, *fate, cells, on);
                if let Some(words) = own.1 {
                    let column = format!("Column {}", letters(at));
                    let name = if heading.is_empty() { column } else { format!("\u{201c}{heading}\u{201d}") };
                    notes.push(format!("{name} {words}"));
                }
                own.0
            })
            .collect();
        sheet.notes.extend(notes);
        becomes
    }

    fn decide_column(&self, heading: &str, fate: Option<Fate>, cells: &[&Cell], on: When) -> (Becomes, Option<String>) {
        let mut own = Becomes { told: Told::Other, fate, turned: false };
        if cells.is_empty() {
            return (own, None);
        }
        let mut words = None;
        if fate.is_none() {
            own.told = Told::of(heading, self.is_of_workers);
            if let Some((fate, what)) = values::fate(own.told, cells, on) {
                own.fate = Some(fate);
                let done = if fate == Fate::Age { "read as ages" } else { "dropped" };
                words = Some(format!(
                    "looks like {what} and was {done}. If it is something else, give it a heading that says what, and choose the file again."
                ));
            } else if own.told == Told::Label && cells.iter().any(|cell| full_name(&cell.text())) {
                words = Some("has full names, which became initials: a child\u{2019}s name is not kept.".to_owned());
            }
        }
        own.turned = own.fate == Some(Fate::Age) && month_first::is_all(cells.iter().copied());
        if own.turned {
            words = Some(
                "has the month first, as in 12/31/2015: its days were read so. Compare some of the ages with your own."
                    .to_owned(),
            );
        }
        (own, words)
    }
}

/// The age in whole years on a day of somebody who was born on the day of a cell.
fn age(cell: &Cell, on: When) -> Cell {
    match cell {
        // An age that stands among them is one.
        Cell::Text(text) | Cell::Number(text) if text.len() <= 2 => {
            if let Ok(years @ 0..=25) = text.trim().parse::<i32>() {
                return Cell::Number(years.to_string());
            }
        }
        _ => {}
    }
    match days::read(cell) {
        Reading::Blank => match cell {
            Cell::Error(error) => Cell::Error(error.clone()),
            _ => Cell::Empty,
        },
        Reading::Day(day) => years(day, on).map_or_else(no_date, |years| Cell::Number(years.to_string())),
        // "Unborn", "EDD 01/02/2027", "7 years".
        Reading::No => match cell {
            Cell::Text(text) if text.contains(char::is_alphabetic) => match ages::years(text, Some(on)) {
                Some(Years::Unborn) => Cell::Number("-1".to_owned()),
                Some(Years::Whole(years)) => Cell::Number(years.to_string()),
                None => no_date(),
            },
            _ => no_date(),
        },
    }
}

/// What stands in place of a date of birth that is none: the text itself is dropped.
fn no_date() -> Cell {
    Cell::Error("#DATE".to_owned())
}

/// Whole years from a day to another; -1 where the second is before the first. Somebody born on 29 February is a
/// year older on 1 March of other years. Where only a month is known, its first day is taken.
fn years(birth: When, on: When) -> Option<i32> {
    let parts = |when: When| -> Option<(i32, i32)> {
        let text = when.to_string();
        let of_year = format!("{}{}", text.get(5..7)?, text.get(8..10).unwrap_or("01"));
        Some((text.get(..4)?.parse().ok()?, of_year.parse().ok()?))
    };
    let ((year, day), (year_on, day_on)) = (parts(birth)?, parts(on)?);
    let years = year_on - year - i32::from(day_on < day);
    // Nobody whom the files are about is older; a slip in the century is.
    (years <= 130).then_some(years.max(-1))
}
