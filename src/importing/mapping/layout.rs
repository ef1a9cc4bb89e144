//! How the rows of a table hang together: lines that stand alone among them, headings and totals between them, cells
//! that are written once for several rows, and tables that stand below one another.
//!
//! A row is looked at by what is filled in it, whatever its columns are taken for later.

use super::headings::{self, Place};
use super::targets::{Of, Target};
use super::{told, words};
use crate::importing::dropping::full_name;
use crate::importing::heading::{plain, tidy};
use crate::importing::people;
use crate::importing::table::{Cell, Row, Sheet};
use crate::words::counted;
use std::collections::{BTreeMap, BTreeSet};

/// Why a row with one text alone is left out.
pub const LINE: &str = "lines of text that are no children";

/// What lines are that stand above groups of rows.
const ABOVE: &str = "lines that say whose the rows below them are";

/// Why headings below the first are left out.
pub const AGAIN: &str = "headings that come again";

/// Why a row that adds up is left out.
pub const TOTAL: &str = "rows of totals";

/// How many rows tell what stands in a column.
const LOOKED_AT: usize = 400;

/// The most tables of one sheet that are taken apart.
const MOST_TABLES: usize = 30;

/// The longest line that may name somebody or something.
const LONGEST: usize = 80;

/// What begins lines that are about the list, and name nobody.
const NOTES: &str = "page|printed|report|run by|run on|run date|as at|as of|key|note|notes|official|source|applied filter|\
                     applied filters|data as|created|generated|produced|extracted|exported|end of|confidential|\
                     restricted|internal|filter|filters|parameters|refreshed|version|copyright|disclaimer|legend";

/// Words that teams have in their names, and people have not.
const OF_TEAMS: &str = "team|teams|north|south|east|west|central|service|services|duty|locality|hub|pod|unit|area|cin|cp|\
                        lac|cla|cic|assessment|safeguarding|leaving|looked|children|childrens|children's|court|\
                        fostering|adoption|support|protection|care|through|family|families|disability|cwd|mash|front";

/// What was made of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Rows under the headings that are none of data, by their place, with the reason.
    pub odd: BTreeMap<usize, &'static str>,
    /// How many empty cells could stand for the one above them.
    pub could_fill: usize,
    /// True where they do.
    pub is_filled: bool,
    /// What the reader should know of it.
    pub notes: Vec<String>,
    /// How many cells rows had before columns were added; nothing where none were.
    width: Option<usize>,
    /// The cells that were filled, by row and column.
    filled: Vec<(usize, usize)>,
}

/// What a row under the headings looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    Data,
    Again,
    Total,
    /// One text alone, which is no number like the others of its column.
    Line,
    /// One text alone, which could be like the others.
    Maybe,
}

/// What stands in a column as a rule.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    there: usize,
    with_figures: usize,
    of_words: usize,
}

/// True where something stands, also what was dropped.
fn is_there(cell: &Cell) -> bool {
    !cell.is_blank() || matches!(cell, Cell::Dropped | Cell::Error(_))
}

fn count(row: &Row) -> usize {
    row.cells.iter().filter(|cell| is_there(cell)).count()
}

/// The cells of a row in which something stands, with their places.
fn there(row: &Row) -> impl Iterator<Item = (usize, &Cell)> {
    row.cells.iter().enumerate().filter(|own| is_there(own.1))
}

fn is_one_of(words: &str, own: &str) -> bool {
    words.split('|').any(|word| word == own)
}

fn has_figure(text: &str) -> bool {
    text.bytes().any(|own| own.is_ascii_digit())
}

/// What a row that adds up begins with.
const TOTALS: [&str; 8] =
    ["total", "totals", "grand total", "sub total", "subtotal", "sub-total", "count", "overall total"];

fn first_text(row: &Row) -> String {
    row.cells.iter().find(|cell| !cell.is_blank()).map(|cell| tidy(&cell.text())).unwrap_or_default()
}

/// True for a row that adds up the rows above it: `Total`, `Total for Ann Bell`, `North Total`.
pub fn adds_up(row: &Row) -> bool {
    let first = first_text(row);
    TOTALS
        .iter()
        .any(|word| first == *word || first.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':'])))
        || [" total", " totals", " subtotal", " sub-total"].iter().any(|end| first.ends_with(end))
}

/// True for a row in which nothing but a total stands: `Total` is nobody's name.
pub fn is_bare_total(row: &Row) -> bool {
    matches!(first_text(row).as_str(), "total" | "totals" | "grand total" | "sub total" | "subtotal" | "sub-total")
}

/// A line about the list itself.
fn is_note(text: &str) -> bool {
    let own = tidy(text);
    let begins =
        |word: &str| own.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()));
    own.chars().count() > LONGEST || text.contains(['\n', '\u{2028}']) || NOTES.split('|').any(begins)
}

/// What a line says before its colon, and the rest: `Worker: Ann Bell`.
fn prefixed(row: &Row) -> Option<(Target, String)> {
    let mut cells = there(row).map(|own| plain(&own.1.text()));
    let (first, second) = (cells.next()?, cells.next());
    let (heading, rest) = match second {
        None => {
            let (heading, rest) = first.split_once(':')?;
            (heading.to_owned(), plain(rest))
        }
        Some(second) => (first.trim_end().strip_suffix(':')?.to_owned(), second),
    };
    let target = told(&heading)?;
    let is_for_groups = matches!(target, Target::Worker | Target::Team | Target::Fact(Of::Child, "plan"));
    (is_for_groups && !rest.is_empty()).then_some((target, rest))
}

/// The name that a line has, without what is said of it: `Ann Bell (0.8 FTE)`, `Ann Bell - 12`.
fn name_of(text: &str) -> String {
    let text = plain(text);
    let bare = text.split(['(', '[']).next().unwrap_or_default();
    let bare = bare.trim_end_matches(|own: char| own.is_ascii_digit() || " -:,\u{2013}\u{2014}.".contains(own));
    if bare.is_empty() { text } else { bare.to_owned() }
}

/// What a line says before its colon, and the name that it has.
type Said = (Option<Target>, String);

/// A group of rows below a line.
struct Run {
    /// The lines above it, the nearest last.
    lines: Vec<usize>,
    /// The first row of it.
    from: usize,
}

impl Layout {
    /// Looks at a sheet whose headings stand there, and takes from its lines what belongs to the rows: in columns of
    /// its own at the right end, and in empty cells of the columns `fillable`. `fill` says whether empty cells stand
    /// for those above; nothing: where that is plain.
    pub fn of(sheet: &mut Sheet, place: Place, fillable: &[usize], fill: Option<bool>) -> Self {
        let mut own = Self::default();
        let looks = own.look(sheet, place);
        own.groups(sheet, place, &looks);
        own.fill_down(sheet, place, fillable, fill);
        own
    }

    /// Takes back what was added to the sheet.
    pub fn undo(&self, sheet: &mut Sheet) {
        for (row, at) in &self.filled {
            if let Some(cell) = sheet.rows.get_mut(*row).and_then(|row| row.cells.get_mut(*at)) {
                *cell = Cell::Empty;
            }
        }
        if let Some(width) = self.width {
            for row in &mut sheet.rows {
                row.cells.truncate(width);
            }
        }
    }

    /// What each row under the headings looks like.
    fn look(&mut self, sheet: &Sheet, place: Place) -> Vec<Looks> {
        let below = || sheet.rows.iter().enumerate().skip(place.below());
        let (typical, heads_filled) = (typical(sheet, place), heads_filled(sheet, place));
        let heads: Vec<Vec<String>> = sheet
            .rows
            .iter()
            .skip(place.first)
            .take(place.count)
            .map(|row| row.cells.iter().map(|cell| tidy(&cell.text())).collect())
            .collect();
        let is_again = |row: &Row| {
            let is_head = |at: usize, cell: &Cell| {
                let text = tidy(&cell.text());
                !text.is_empty() && heads.iter().any(|own| own.get(at) == Some(&text))
            };
            there(row).any(|own| *own.1 != Cell::Dropped)
                && there(row).all(|(at, cell)| *cell == Cell::Dropped || is_head(at, cell))
        };
        let mut shapes: BTreeMap<usize, Shape> = BTreeMap::new();
        let mut looks = Vec::new();
        let last_full = below().rfind(|own| count(own.1) * 2 > typical).map_or(0, |own| own.0);
        let mut before = sheet.rows.get(place.below().saturating_sub(1)).map_or(0, |row| row.number);
        for (nth, row) in below() {
            let filled = count(row);
            let is_apart = row.number > before + 1;
            before = row.number;
            let look = if is_again(row) {
                Looks::Again
            } else if adds_up(row)
                && (is_bare_total(row)
                    || (typical >= 3 && filled * 2 <= typical.max(heads_filled))
                    || (filled > 1 && there(row).skip(1).all(|own| is_number(own.1))))
            {
                Looks::Total
            } else if typical < 3 || filled > 2 || (filled == 2 && typical < 4) {
                Looks::Data
            } else if filled == 2 {
                // `Printed by: | Jo Bell` under a table, `Worker: | Ann Bell` above rows.
                let text = there(row).next().map(|own| (own.0, plain(&own.1.text()))).unwrap_or_default();
                let shape = *shapes.entry(text.0).or_insert_with(|| shape(sheet, place, typical, text.0));
                let is_line = prefixed(row).is_some()
                    || (nth > last_full && is_apart && shape.with_figures * 2 > shape.there && !has_figure(&text.1))
                    || (text.1.ends_with(':') && !has_figure(&text.1));
                if is_line { Looks::Line } else { Looks::Data }
            } else {
                match there(row).next() {
                    Some((at, Cell::Text(text))) => {
                        let shape = *shapes.entry(at).or_insert_with(|| shape(sheet, place, typical, at));
                        looks_like(text, shape)
                    }
                    _ => Looks::Data,
                }
            };
            match look {
                Looks::Again => {
                    self.odd.insert(nth, AGAIN);
                }
                Looks::Total => {
                    self.odd.insert(nth, TOTAL);
                }
                _ => {}
            }
            looks.push(look);
        }
        looks
    }

    /// Sorts lines into those that say whose the rows below them are, and those that say nothing of them.
    fn groups(&mut self, sheet: &mut Sheet, place: Place, looks: &[Looks]) {
        let mut runs: Vec<Run> = Vec::new();
        let mut lines: Vec<usize> = Vec::new();
        for (look, nth) in looks.iter().zip(place.below()..) {
            match look {
                Looks::Line | Looks::Maybe => lines.push(nth),
                Looks::Data if !lines.is_empty() => runs.push(Run { lines: std::mem::take(&mut lines), from: nth }),
                _ => {}
            }
        }
        let is_line = |nth: &usize| nth.checked_sub(place.below()).and_then(|nth| looks.get(nth)) == Some(&Looks::Line);
        // Below the last row of data stand no groups: a single word is a child's there where nothing else tells.
        let ends = lines.iter().any(is_line);
        self.odd.extend(lines.iter().filter(|nth| ends || is_line(nth)).map(|nth| (*nth, LINE)));
        let text = |nth: usize| {
            sheet.rows.get(nth).and_then(|row| there(row).next()).map(|own| plain(&own.1.text())).unwrap_or_default()
        };
        for run in &mut runs {
            run.lines.retain(|nth| {
                let is_note = is_note(&text(*nth));
                if is_note {
                    self.odd.insert(*nth, LINE);
                }
                !is_note
            });
        }
        runs.retain(|run| !run.lines.is_empty());
        let begins = title(sheet, place, &runs);
        let is_prefixed =
            |run: &Run| run.lines.iter().any(|nth| sheet.rows.get(*nth).is_some_and(|row| prefixed(row).is_some()));
        if runs.len() + usize::from(begins.is_some()) < 2 && !runs.iter().any(is_prefixed) {
            self.odd.extend(runs.iter().flat_map(|run| &run.lines).filter(|nth| is_line(nth)).map(|nth| (*nth, LINE)));
            runs.clear();
        }
        runs.extend(title(sheet, place, &runs));
        runs.sort_by_key(|run| run.from);
        if runs.is_empty() {
            return;
        }
        let last =
            |run: &Run, back: usize| run.lines.len().checked_sub(back + 1).and_then(|at| run.lines.get(at)).copied();
        let said: Vec<[Option<Said>; 2]> = runs
            .iter()
            .map(|run| {
                [0, 1].map(|back| {
                    let nth = last(run, back)?;
                    match sheet.rows.get(nth).and_then(prefixed) {
                        Some((target, rest)) => Some((Some(target), name_of(&rest))),
                        None => Some((None, name_of(&text(nth)))),
                    }
                })
            })
            .collect();
        for (level, which) in ["line above the rows", "second line above the rows"].iter().enumerate() {
            let mut own: Vec<(usize, Option<Target>, &str)> = Vec::new();
            for (run, said) in runs.iter().zip(&said) {
                if let Some(Some((target, name))) = said.get(level) {
                    own.push((run.from, *target, name));
                }
            }
            if own.is_empty() {
                continue;
            }
            let heading = match kind(sheet, place, &own) {
                "" => format!(
                    "{}{}",
                    which.get(..1).unwrap_or_default().to_ascii_uppercase(),
                    which.get(1..).unwrap_or_default()
                ),
                kind => format!("{kind} ({which})"),
            };
            let marks: Vec<(usize, String)> = own.iter().map(|own| (own.0, own.2.to_owned())).collect();
            self.add_column(sheet, place, &heading, &marks, looks);
            let lines = counted(marks.len(), "line that stands", "lines that stand");
            self.notes.push(format!(
                "{lines} alone above other rows: read as a column \u{201c}{heading}\u{201d} of the rows below. Say below what that column is, where it is taken for something else"
            ));
        }
        for nth in runs.iter().flat_map(|run| &run.lines).filter(|nth| **nth >= place.below()) {
            self.odd.insert(*nth, ABOVE);
        }
    }

    /// A column at the right end: from each row on that is marked, its text.
    fn add_column(
        &mut self,
        sheet: &mut Sheet,
        place: Place,
        heading: &str,
        marks: &[(usize, String)],
        looks: &[Looks],
    ) {
        let widest = sheet.rows.iter().skip(place.first).map(|row| row.cells.len()).max().unwrap_or_default();
        self.width = Some(self.width.unwrap_or(widest));
        let put = |row: &mut Row, text: &str| {
            row.cells.resize(widest, Cell::Empty);
            row.cells.push(Cell::Text(text.to_owned()));
        };
        if let Some(row) =
            place.below().checked_sub(1).filter(|_| place.count > 0).and_then(|at| sheet.rows.get_mut(at))
        {
            put(row, heading);
        }
        let mut marks = marks.iter().peekable();
        let mut own = "";
        for ((nth, row), look) in sheet.rows.iter_mut().enumerate().skip(place.below()).zip(looks) {
            while let Some((_, text)) = marks.next_if(|mark| mark.0 <= nth) {
                own = text;
            }
            if *look == Looks::Data && !own.is_empty() {
                put(row, own);
            }
        }
    }

    /// Empty cells under a worker or a team that is written once for several rows stand for the one above.
    fn fill_down(&mut self, sheet: &mut Sheet, place: Place, fillable: &[usize], fill: Option<bool>) {
        let data: Vec<usize> = (place.below()..sheet.rows.len()).filter(|nth| !self.odd.contains_key(nth)).collect();
        let mut can: Vec<(usize, usize)> = Vec::new();
        let mut is_plain = false;
        for at in fillable {
            let (mut groups, mut blanks, mut last, mut fits) = (0_usize, 0_usize, String::new(), true);
            for row in data.iter().filter_map(|nth| sheet.rows.get(*nth)) {
                let cell = Cell::of(row, *at);
                let text = tidy(&cell.text());
                if matches!(cell, Cell::Error(_) | Cell::Dropped)
                    || (text.is_empty() && last.is_empty())
                    || text == last
                {
                    fits = false;
                    break;
                }
                if text.is_empty() {
                    blanks += 1;
                } else {
                    groups += 1;
                    last = text;
                }
            }
            if fits && blanks > 0 && blanks >= groups {
                can.push((*at, blanks));
                is_plain = is_plain || groups >= 2;
            }
        }
        self.could_fill = can.iter().map(|own| own.1).sum();
        self.is_filled = self.could_fill > 0 && fill.unwrap_or(is_plain);
        if !self.is_filled {
            return;
        }
        let mut above: Vec<Cell> = vec![Cell::Empty; can.len()];
        for nth in data {
            let Some(row) = sheet.rows.get_mut(nth) else { continue };
            let mut begins = false;
            for ((at, _), above) in can.iter().zip(&mut above) {
                let cell = Cell::of(row, *at).clone();
                if !cell.is_blank() {
                    begins = true;
                    *above = cell;
                } else if begins {
                    // A new team without a worker is nobody's of the team before.
                    *above = Cell::Empty;
                } else if *above != Cell::Empty {
                    if row.cells.len() <= *at {
                        row.cells.resize(at + 1, Cell::Empty);
                    }
                    if let Some(cell) = row.cells.get_mut(*at) {
                        cell.clone_from(above);
                        self.filled.push((nth, *at));
                    }
                }
            }
        }
    }
}

fn heads_filled(sheet: &Sheet, place: Place) -> usize {
    let heads = place.below().checked_sub(1).filter(|_| place.count > 0);
    heads.and_then(|at| sheet.rows.get(at)).map_or(0, count)
}

/// True for an amount.
fn is_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => has_figure(text) && !text.chars().any(char::is_alphabetic),
        _ => false,
    }
}

/// How many cells of a row are filled as a rule: of the rows that have at least half as many as the headings; where
/// there are none, of most.
fn typical(sheet: &Sheet, place: Place) -> usize {
    let heads = heads_filled(sheet, place);
    let rows = || sheet.rows.iter().skip(place.below()).filter(|row| !adds_up(row));
    let counts = || rows().map(count).filter(|own| *own > 0);
    let mut all: Vec<usize> = counts().filter(|own| heads > 0 && own * 2 >= heads).collect();
    let wide = !all.is_empty();
    if !wide {
        all = counts().collect();
    }
    all.sort_unstable();
    all.get(if wide { all.len() / 2 } else { all.len() * 3 / 4 }).copied().unwrap_or_default()
}

/// What stands in a column in rows that are filled like most.
fn shape(sheet: &Sheet, place: Place, typical: usize, at: usize) -> Shape {
    let mut shape = Shape::default();
    for row in sheet.rows.iter().skip(place.below()).filter(|row| count(row) * 2 > typical).take(LOOKED_AT) {
        let text = plain(&Cell::of(row, at).text());
        if !text.is_empty() {
            shape.there += 1;
            shape.with_figures += usize::from(has_figure(&text));
            shape.of_words += usize::from(text.contains(' '));
        }
    }
    shape
}

/// Whether a text that stands alone in its row could be what stands in its column as a rule.
fn looks_like(text: &str, shape: Shape) -> Looks {
    let text = plain(text);
    let has_letters = text.chars().any(char::is_alphabetic);
    let (of_words, figures) = (text.contains(' '), has_figure(&text));
    let usual = |own: usize| own * 2 > shape.there;
    if shape.there == 0 {
        return Looks::Line;
    }
    let is_odd = (!figures && (!has_letters || usual(shape.with_figures)))
        || (has_letters && of_words && !usual(shape.of_words));
    match (is_odd, figures) {
        (true, _) => Looks::Line,
        // A number alone is a child of whom nothing else is known.
        (false, true) => Looks::Data,
        (false, false) => Looks::Maybe,
    }
}

/// The line right above the headings, where it says what the rows are: a plan, `Worker: Ann Bell`, or the first of
/// the lines that stand above rows.
fn title(sheet: &Sheet, place: Place, runs: &[Run]) -> Option<Run> {
    let above = place.first.checked_sub(1).filter(|_| place.count > 0)?;
    let (row, next) = (sheet.rows.get(above)?, sheet.rows.get(place.first)?);
    if next.number != row.number + 1 || count(row) > 2 {
        return None;
    }
    let text = plain(&there(row).next()?.1.text());
    let heads: Vec<Option<Target>> = next.cells.iter().map(|cell| told(&cell.text())).collect();
    let has = |target: Target| heads.contains(&Some(target));
    let is_taken = match prefixed(row) {
        Some((target, _)) => !has(target),
        None if count(row) > 1 || is_note(&text) => false,
        None if runs.is_empty() => {
            let is_plan = |own: &Target| matches!(own, Target::Marked(_) | Target::Fact(Of::Child, "plan"));
            plan_of(&text).is_some() && !heads.iter().flatten().any(is_plan)
        }
        // Headings stand between the first line and its rows, and again below the others.
        None => {
            let first = runs.iter().map(|run| run.from).min().unwrap_or_default();
            first > place.below() + 1 && full_name(&name_of(&text)) && !of_team(&text)
        }
    };
    is_taken.then(|| Run { lines: vec![above], from: place.below() })
}

/// The plan that a text is a word for.
fn plan_of(text: &str) -> Option<String> {
    words::guess(Target::Fact(Of::Child, "plan"), "", &words::same_word(text))
        .filter(|own| own != "unknown" && own != super::targets::LEAVE_ROW)
}

fn of_team(name: &str) -> bool {
    tidy(name).split([' ', '-', '/', '&']).any(|own| is_one_of(OF_TEAMS, own) || has_figure(own))
}

/// What lines name: a heading for them, or nothing where that must be asked.
fn kind(sheet: &Sheet, place: Place, lines: &[(usize, Option<Target>, &str)]) -> &'static str {
    if let Some(target) = lines.iter().find_map(|own| own.1) {
        return match target {
            Target::Worker => "Worker",
            Target::Team => "Team",
            _ => "Plan",
        };
    }
    let most = |is: &dyn Fn(&str) -> bool| lines.iter().filter(|own| is(own.2)).count() * 3 >= lines.len() * 2;
    if most(&|own| plan_of(own).is_some()) {
        return "Plan";
    }
    if most(&of_team) {
        return "Team";
    }
    let names_worker = place.below().checked_sub(1).and_then(|at| sheet.rows.get(at)).is_some_and(|row| {
        row.cells.iter().enumerate().any(|(at, cell)| {
            told(&cell.text()) == Some(Target::Worker)
                && sheet
                    .rows
                    .iter()
                    .skip(place.below())
                    .take(LOOKED_AT)
                    .any(|row| count(row) > 2 && !Cell::of(row, at).is_blank())
        })
    });
    if !names_worker && most(&|own| full_name(own) || people::is_nobody(own)) { "Worker" } else { "" }
}

/// Takes a sheet apart where headings stand in it again in another order, or other headings after room.
pub fn apart(sheet: Sheet, known: &dyn Fn(&str) -> bool) -> Vec<Sheet> {
    let place = headings::find(&sheet, known);
    if place.count == 0 {
        return vec![sheet];
    }
    let texts = |row: &Row| -> Vec<String> { row.cells.iter().map(|cell| tidy(&cell.text())).collect() };
    let of = |nth: usize| sheet.rows.get(nth).map(texts).unwrap_or_default();
    let mut heads = of(place.below() - 1);
    let mut starts: Vec<usize> = Vec::new();
    let mut before = 0;
    for (nth, row) in sheet.rows.iter().enumerate().skip(place.below()) {
        let is_apart = row.number > before + 1;
        let alone = nth.checked_sub(1).and_then(|at| sheet.rows.get(at)).is_some_and(|row| count(row) == 1);
        before = row.number;
        let is_text = |cell: &Cell| matches!(cell, Cell::Text(text) if !has_figure(text) && text.len() <= 160);
        let filled = count(row);
        if filled < 2 || !there(row).all(|(_, cell)| is_text(cell)) || starts.len() + 1 >= MOST_TABLES {
            continue;
        }
        let own = texts(row);
        let is_same = |at: usize, text: &String| heads.get(at) == Some(text);
        let filled_texts = || own.iter().enumerate().filter(|own| !own.1.is_empty());
        if filled_texts().all(|(at, text)| is_same(at, text)) {
            continue;
        }
        let again = filled_texts().filter(|(_, text)| heads.contains(text)).count();
        let different: BTreeSet<&String> = filled_texts().map(|own| own.1).collect();
        let is_other = |least: usize| {
            filled >= least
                && different.len() == filled
                && there(row).all(|(_, cell)| matches!(cell, Cell::Text(text) if known(text)))
        };
        if (again >= 2 && again * 2 > filled) || ((is_apart || alone) && is_other(3)) {
            // The lines right above it are its title.
            let mut start = nth;
            while start > place.below()
                && sheet.rows.get(start - 1).is_some_and(|row| count(row) == 1)
                && nth - start < 3
                && sheet
                    .rows
                    .get(start)
                    .zip(sheet.rows.get(start - 1))
                    .is_some_and(|own| own.0.number == own.1.number + 1)
            {
                start -= 1;
            }
            starts.push(start);
            heads = own;
        }
    }
    if starts.is_empty() {
        return vec![sheet];
    }
    let mut rows = sheet.rows;
    let mut parts: Vec<Sheet> = Vec::new();
    while let Some(start) = starts.pop() {
        let own = rows.split_off(start);
        let first = own.first().map_or(0, |row| row.number);
        let name = if sheet.name.is_empty() { "from row".to_owned() } else { format!("{}, from row", sheet.name) };
        parts.push(Sheet {
            file: sheet.file.clone(),
            name: format!("{name} {first}"),
            rows: own,
            notes: vec![
                "Headings stand here again, and other columns under them: read as a table of its own".to_owned(),
            ],
            aged_on: sheet.aged_on,
            hidden: sheet.hidden,
        });
    }
    parts.push(Sheet {
        file: sheet.file,
        name: sheet.name,
        rows,
        notes: sheet.notes,
        aged_on: sheet.aged_on,
        hidden: sheet.hidden,
    });
    parts.reverse();
    parts
}
