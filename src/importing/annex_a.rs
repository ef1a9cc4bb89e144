//! The councils' standard workbook (Ofsted's Annex A, child-level data) becomes children and practitioners.
//!
//! A caseload is the union of Lists 6 to 9, with open assessments of List 4 and open section 47 enquiries of
//! List 5; List 10 tells how far adoption has come. What each fact is read from, and what stays unknown, is in
//! `docs/importing.md`.

mod broken;
mod codes;
mod grounds;
mod lines;
mod one_child;
mod sheets;
mod workers;

pub use grounds::in_words as ground_in_words;

use super::ages::{self, Years};
use super::code::{Coded, Key};
use super::days;
use super::found::{At, Found, FoundChild, Place, Problem, Source};
use super::imported::HOLDER;
pub use super::lists::What;
use super::lists::{LISTS, List};
use super::numbers::{self, Numbers, Ways};
use super::table::{Cell, Row, Sheet};
use super::{month_first, people};
use crate::facts::value::shortened;
use crate::facts::{Month, When};
use crate::words::counted;
use broken::{Broken, is_no_value};
use lines::Lines;
pub use sheets::apart;
use sheets::{Headings, Known};
use std::collections::{BTreeMap, HashSet};

/// True where some sheet is a list that a caseload can be made of.
#[must_use]
pub fn recognised(sheets: &[Sheet]) -> bool {
    let headings = Headings::new();
    // What is hidden tells what a file is only where nothing else is in it.
    let shown = sheets.iter().any(|sheet| !sheet.hidden && !sheet.rows.is_empty());
    let sheets: Vec<&Sheet> = sheets.iter().filter(|sheet| !(shown && sheet.hidden)).collect();
    let known: Vec<_> = sheets.iter().map(|sheet| sheets::know(&headings, sheet)).collect();
    let lists = || known.iter().flatten().filter(|own| matches!(own.list.number, 4..=9));
    // Where names of sheets such as "CIN" and "CLA" tell it, all of them must be lists: else they are any tables.
    let is_other = |(known, sheet): (&Result<Known<'_>, String>, &&Sheet)| known.is_err() && sheet.rows.len() > 1;
    lists().any(|own| own.is_sure) || (lists().next().is_some() && !known.iter().zip(&sheets).any(is_other))
}

/// Which column of a sheet is for something that a list needs, as the reader said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which of the sheets.
    pub sheet: usize,
    /// What it is for.
    pub what: What,
    /// Which of its columns; nothing: none.
    pub column: Option<usize>,
}

/// A column that a list needs and that was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which of the sheets.
    pub sheet: usize,
    /// What it is for.
    pub what: What,
    /// The list, in words.
    pub list: String,
    /// Its heading in the template.
    pub heading: &'static str,
    /// What is done without it.
    pub done: &'static str,
    /// The columns that nothing is read from: where they stand, and their headings.
    pub columns: Vec<(usize, String)>,
}

/// The columns that the lists need and that were not found, where some column could be it.
#[must_use]
pub fn wanted(sheets: &[Sheet]) -> Vec<Wanted> {
    const TEAM: (What, &str, &str) = (What::Team, "Allocated Team", "no child on this list has a team by it");
    let headings = Headings::new();
    let mut wanted = Vec::new();
    for (place, sheet) in sheets.iter().enumerate() {
        if sheet.hidden {
            continue;
        }
        let Ok(known) = sheets::know(&headings, sheet) else { continue };
        let columns = known.open_columns();
        if columns.is_empty() || known.rows().next().is_none() || !matches!(known.list.number, 4..=9) {
            continue;
        }
        for (what, heading, done) in needed(known.list.number).iter().chain([&TEAM]) {
            if is_missing(&known, *what) {
                let (what, list, columns) = (*what, known.list.words(), columns.clone());
                wanted.push(Wanted { sheet: place, what, list, heading, done, columns });
            }
        }
    }
    wanted
}

fn is_missing(known: &Known<'_>, what: What) -> bool {
    known.place(what).is_none() && !(what == What::Worker && known.place(What::Adviser).is_some())
}

/// Why a list is not read that the workbook hides, beside others: often a copy of another month.
pub const HIDDEN: &str = "it is hidden in the file";

/// The number of the list that each sheet is; nothing for a sheet that is none.
#[must_use]
pub fn lists_of(sheets: &[Sheet]) -> Vec<Option<u8>> {
    let headings = Headings::new();
    sheets.iter().map(|sheet| sheets::know(&headings, sheet).ok().map(|known| known.list.number)).collect()
}

/// A row of one of the lists.
#[derive(Clone, Copy, Debug)]
struct Entry<'a> {
    known: &'a Known<'a>,
    row: &'a Row,
    /// Which of the sources.
    source: usize,
}

impl<'a> Entry<'a> {
    fn list(&self) -> u8 {
        self.known.list.number
    }

    fn cell(&self, what: What) -> &'a Cell {
        self.known.place(what).map_or(&Cell::Empty, |place| Cell::of(self.row, place))
    }

    /// True where the list has a column for it here.
    fn has(&self, what: What) -> bool {
        self.known.place(what).is_some()
    }

    fn text(&self, what: What) -> String {
        let cell = self.cell(what);
        if cell.is_blank() || is_no_value(cell) { String::new() } else { cell.text() }
    }

    fn heading(&self, what: What) -> String {
        self.known.place(what).map(|place| self.known.heading(place)).unwrap_or_default()
    }

    fn place(&self) -> Place {
        Place { source: self.source, row: self.row.number }
    }
}

/// What is noted while reading.
#[derive(Debug, Default)]
struct Notes {
    problems: Vec<Problem>,
    left_out: Vec<(String, usize)>,
}

impl Notes {
    fn say(&mut self, place: Place, column: String, words: String) {
        self.problems.push(Problem { place, column, words, left_out: false });
    }

    /// Notes what a cell has that could not be read, and what was done.
    fn unread(&mut self, entry: &Entry<'_>, what: What, done: &str) {
        let shown = shortened(&entry.cell(what).text());
        self.say(entry.place(), entry.heading(what), format!("\u{201c}{shown}\u{201d} {done}"));
    }

    fn leave_out(&mut self, words: String) {
        match self.left_out.iter_mut().find(|(own, _)| *own == words) {
            Some((_, count)) => *count += 1,
            None => self.left_out.push((words, 1)),
        }
    }
}

/// What is over and what lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// It ended before the month.
    Over,
    /// It ended in the month: still a case in it, which closes.
    Ending,
    /// It lasts.
    Open,
}

/// Whether a day has come; a month has come with its first day.
fn has_come(when: When, today: When) -> bool {
    match (when, today) {
        (When::Day(day), When::Day(today)) => day <= today,
        (when, today) => when.month() <= today.month(),
    }
}

/// Reads a day that has come; one that lies ahead, and what is no day, is noted and not used.
fn past_day(entry: &Entry<'_>, what: What, at: &At, notes: &mut Notes) -> Option<When> {
    if is_no_value(entry.cell(what)) {
        return None;
    }
    match days::read(entry.cell(what)) {
        days::Reading::Blank => None,
        days::Reading::Day(day) if has_come(day, at.today) => Some(day),
        days::Reading::Day(_) => {
            notes.unread(entry, what, "lies ahead: it is not used");
            None
        }
        days::Reading::No => {
            notes.unread(entry, what, "is no day that can be read (day first, as in 21/11/2026): it is not used");
            None
        }
    }
}

/// How what a row tells of stands in the month, by its end.
fn standing(entry: &Entry<'_>, at: &At) -> Standing {
    match days::read(entry.cell(What::End)) {
        days::Reading::Day(end) if end.month() < at.month => Standing::Over,
        days::Reading::Day(end) if end.month() == at.month && has_come(end, at.today) => Standing::Ending,
        _ => Standing::Open,
    }
}

/// Notes an end that was read as none.
fn note_end(entry: &Entry<'_>, at: &At, notes: &mut Notes) {
    if is_no_value(entry.cell(What::End)) {
        return;
    }
    match days::read(entry.cell(What::End)) {
        days::Reading::Day(end) if !has_come(end, at.today) && end.month() >= at.month => {
            notes.unread(entry, What::End, "lies ahead: it is read as open");
        }
        days::Reading::No => notes.unread(
            entry,
            What::End,
            "is no day that can be read (day first, as in 21/11/2026): it is read as open",
        ),
        _ => {}
    }
}

/// Reads the lists that the sheets are.
#[must_use]
pub fn read(sheets: &[Sheet], at: &At) -> Found {
    read_as_told(sheets, &[], at)
}

/// The same, with columns as the reader said them.
#[must_use]
pub fn read_as_told(sheets: &[Sheet], told: &[Told], at: &At) -> Found {
    let headings = Headings::new();
    let cleared: Vec<_> = sheets.iter().map(month_first::cleared).collect();
    let sheets: Vec<&Sheet> = cleared.iter().map(AsRef::as_ref).collect();
    let mut known: Vec<Result<Known<'_>, String>> = sheets.iter().map(|sheet| sheets::know(&headings, sheet)).collect();
    for own in told {
        if let Some(Ok(known)) = known.get_mut(own.sheet) {
            known.tell(own.what, own.column);
        }
    }
    if known.iter().zip(&sheets).any(|(known, sheet)| known.is_ok() && !sheet.hidden) {
        for (known, _) in known.iter_mut().zip(&sheets).filter(|(known, sheet)| known.is_ok() && sheet.hidden) {
            *known = Err(HIDDEN.to_owned());
        }
    }
    let mut notes = Notes::default();
    let mut sources: Vec<Source> = sheets.iter().zip(&known).map(|(sheet, known)| source(sheet, known)).collect();
    let mut entries: Vec<(Coded, Entry<'_>)> = Vec::new();
    let (noughts, mut plainly) = ways_of(&known);
    let settled = numbers::settle(&known.iter().map(|own| numbers_of(own, at)).collect::<Vec<Numbers>>());
    for ((source, known), settled) in known.iter().enumerate().zip(settled) {
        let Ok(known) = known else { continue };
        if known.list.is_read() {
            if !settled.words.is_empty() {
                let column = known.place(What::Child).map(|place| known.heading(place)).unwrap_or_default();
                notes.say(Place { source, row: known.header_number() }, column, settled.words);
            }
            for note in &known.sheet.notes {
                notes.say(Place { source, row: known.header_number() }, String::new(), note.clone());
            }
            note_columns(known, source, &mut notes);
            broken::note(known, source, &mut notes);
            let key = |number: &str| child_code(&at.key, number, settled.is_bare, &noughts);
            collect(known, source, &key, &mut entries, &mut notes);
        }
    }
    note_twice(&known, &mut notes);
    let whole = [6, 9].iter().all(|number| {
        known
            .iter()
            .zip(&sources)
            .any(|(known, source)| source.rows > 0 && known.as_ref().is_ok_and(|known| known.list.number == *number))
    });
    // Stable: the rows of a child stay in the order of the files.
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    let mut reader = one_child::Reader::new(at, &known, notes);
    let mut broken = Broken::default();
    // Rows without a number are children of their own.
    for group in entries.chunk_by(|one, other| one.0 == other.0 && one.0 != Coded::default()) {
        let Some((code, _)) = group.first() else { continue };
        let rows: Vec<Entry<'_>> = group.iter().map(|(_, entry)| *entry).collect();
        broken.see(code, &rows);
        reader.child(code, &rows);
    }
    let one_child::Read { mut children, mut notes, used } = reader.done();
    for place in used {
        if let Some(source) = sources.get_mut(place.source) {
            source.used += 1;
        }
    }
    children.sort_by(|one, other| one.child.places.iter().min().cmp(&other.child.places.iter().min()));
    note_without_number(&children, &known, &mut notes);
    let practitioners = workers::practitioners(&mut children, &at.key, &mut notes);
    grounds::give(&mut children, &practitioners);
    let untold = untold(&known);
    for own in &mut children {
        own.child.untold.clone_from(&untold);
        own.child.untold.extend(broken.untold(own));
    }
    notes.problems.sort_by(|one, other| one.place.cmp(&other.place));
    plainly.extend(missing_lists(&known));
    Found {
        sources,
        practitioners,
        children: children.into_iter().map(|own| own.child).collect(),
        problems: notes.problems,
        left_out: notes.left_out,
        plainly,
        whole,
    }
}

/// Lists of children that are not among the files: who is on them alone is not there, and nothing else would say so.
fn missing_lists(known: &[Result<Known<'_>, String>]) -> Vec<String> {
    let has = |number: u8| known.iter().flatten().any(|own| own.list.number == number && own.rows().next().is_some());
    let missing = LISTS.iter().filter(|list| matches!(list.number, 4..=9) && !has(list.number));
    let missing: Vec<String> = missing.map(List::words).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "Not among the files, or without a row: {}. What these lists alone have is not read",
        missing.join("; ")
    )]
}

/// What the lists that are there say nothing of: assessments without List 4, enquiries without List 5, and who works
/// with a child where no list has the column.
fn untold(known: &[Result<Known<'_>, String>]) -> Vec<String> {
    let read = || known.iter().flatten().filter(|own| own.list.is_read());
    let has = |number: u8| read().any(|own| own.list.number == number);
    let mut untold = Vec::new();
    if read().all(|own| own.place(What::Worker).is_none()) {
        untold.push(HOLDER.to_owned());
    }
    if !has(4) {
        untold.push("single_assessment".to_owned());
    }
    if !has(5) {
        untold.extend(["section_47", "section_47_with_conference"].map(str::to_owned));
    }
    untold
}

/// A child with what is needed until all are read.
#[derive(Debug, Default)]
struct Making {
    child: FoundChild,
    /// The worker's name as the list has it; empty for nobody.
    worker: String,
    /// The name of who works with the child beside that one; empty for nobody.
    co_worker: String,
    /// Where the worker is named.
    worker_place: Place,
    /// What may be shared with siblings: a kind of ground, and what is shared but for the worker.
    shared: Vec<(grounds::Kind, String)>,
}

fn source(sheet: &Sheet, known: &Result<Known<'_>, String>) -> Source {
    match known {
        Ok(known) => {
            let mut source = known.source();
            if !known.list.is_read() {
                let why = match known.list.number {
                    3 => "a referral is no case yet, and children who have one are on the other lists",
                    11 => "who works with a household of adopters is not there",
                    _ => "it names neither team nor worker",
                };
                source.why_not = format!("{}: {why}", known.list.words());
            }
            source
        }
        Err(why) => Source {
            file: sheet.file.clone(),
            sheet: sheet.name.clone(),
            why_not: why.clone(),
            rows: sheet.rows.len(),
            ..Source::default()
        },
    }
}

/// What a list must have a column for, and what is done where it has none.
fn needed(list: u8) -> &'static [(What, &'static str, &'static str)] {
    const WORKER: (What, &str, &str) = (What::Worker, "Allocated Worker", "nobody on this list is allocated");
    const OPEN: &str = "every row is read as open";
    match list {
        4 => &[(What::End, "Continuous Assessment Date of Authorisation", OPEN), WORKER],
        5 => &[
            (What::End, "Date of Initial Child Protection Conference", "every enquiry is read as without a conference"),
            WORKER,
        ],
        6 => &[
            (What::Status, "Case status", "what a child is worked with under is told by the other lists alone"),
            (What::End, "CIN Closure Date", OPEN),
            WORKER,
        ],
        7 => &[(What::End, "Child Protection Plan End Date", OPEN), WORKER],
        8 => &[(What::End, "Date Ceased to be Looked After", OPEN), WORKER],
        9 => &[(What::Category, "Eligibility Category", "the category of care leavers is not known"), WORKER],
        _ => &[],
    }
}

fn note_columns(known: &Known<'_>, source: usize, notes: &mut Notes) {
    for (what, heading, done) in needed(known.list.number) {
        if is_missing(known, *what) {
            let place = Place { source, row: known.header_number() };
            notes.say(place, (*heading).to_owned(), format!("{} has no such column: {done}", known.list.words()));
        }
    }
}

/// Notes lists that several sheets are.
fn note_twice(known: &[Result<Known<'_>, String>], notes: &mut Notes) {
    for (source, own) in known.iter().enumerate() {
        let Ok(own) = own else { continue };
        let same =
            |other: &&Result<Known<'_>, String>| other.as_ref().is_ok_and(|other| other.list.number == own.list.number);
        if own.list.is_read() && known.iter().take(source).any(|other| same(&other)) {
            let place = Place { source, row: own.header_number() };
            notes.say(place, String::new(), format!("Another sheet is {} too: both are read", own.list.words()));
        }
    }
}

/// Notes children without a number on several lists: nothing says whether two of them are one child.
fn note_without_number(children: &[Making], known: &[Result<Known<'_>, String>], notes: &mut Notes) {
    let mut lists: BTreeMap<u8, usize> = BTreeMap::new();
    let mut first: Option<&Place> = None;
    for place in children.iter().filter(|own| own.child.code == Coded::default()).flat_map(|own| &own.child.places) {
        if let Some(Ok(own)) = known.get(place.source) {
            *lists.entry(own.list.number).or_default() += 1;
            first = first.or(Some(place));
        }
    }
    let Some(place) = first.filter(|_| lists.len() > 1) else { return };
    let counts: Vec<String> = lists.iter().map(|(list, count)| format!("{count} on List {list}")).collect();
    let words = format!(
        "Children without a number stand on several lists ({}): each row is read as a child of its own, so that a child who is on two of these lists counts twice. Give them their numbers and choose the files again",
        counts.join(", ")
    );
    notes.say(place.clone(), String::new(), words);
}

/// The numbers of a list that is read, with the ages beside them.
fn numbers_of(known: &Result<Known<'_>, String>, at: &At) -> Numbers {
    let Some(known) = known.as_ref().ok().filter(|own| own.list.is_read()) else { return Numbers::default() };
    let age = |entry: &Entry<'_>| {
        [What::Birth, What::Age].into_iter().find_map(|what| ages::years(&entry.text(what), Some(at.today))).map(
            |age| match age {
                Years::Unborn => 0,
                Years::Whole(age) => age,
            },
        )
    };
    let number = |row| {
        let entry = Entry { known, row, source: 0 };
        people::same_number(&entry.text(What::Child)).map(|same| (same, age(&entry)))
    };
    Numbers(known.rows().filter_map(number).collect())
}

/// The numbers that some list has with noughts before them and without, which are two children on every list; and what
/// is said of them.
fn ways_of(known: &[Result<Known<'_>, String>]) -> (HashSet<String>, Vec<String>) {
    let (mut noughts, mut words) = (HashSet::new(), Vec::new());
    for known in known.iter().flatten().filter(|own| own.list.is_read()) {
        let mut ways = Ways::default();
        for row in known.rows() {
            ways.note(&Entry { known, row, source: 0 }.text(What::Child));
        }
        words.extend(ways.words().into_iter().map(|own| format!("{}: {own}", known.list.words())));
        noughts.extend(ways.noughts);
    }
    (noughts, words)
}

/// The code of a child's number, without the letters before it where these are left out.
fn child_code(key: &Key, number: &str, is_bare: bool, noughts: &HashSet<String>) -> Option<Coded> {
    let same = people::same_number(number)?;
    if is_bare {
        return people::child_code(key, numbers::bare(&same));
    }
    let noughts_tell = noughts.contains(&same);
    people::child_code(key, &numbers::as_written(number, same, noughts_tell))
}

/// The rows of a list with the codes of their children.
fn collect<'a>(
    known: &'a Known<'a>,
    source: usize,
    code_of: &dyn Fn(&str) -> Option<Coded>,
    entries: &mut Vec<(Coded, Entry<'a>)>,
    notes: &mut Notes,
) {
    let lines = Lines::of(known);
    for row in known.rows() {
        let entry = Entry { known, row, source };
        if let Some(why) = lines.why(&entry) {
            notes.problems.push(Problem {
                place: entry.place(),
                column: entry.heading(What::Child),
                words: why.words().to_owned(),
                left_out: true,
            });
            continue;
        }
        match code_of(&entry.text(What::Child)) {
            Some(code) => entries.push((code, entry)),
            None if !entry.text(What::Child).is_empty() => {
                let words = if people::is_shortened(&entry.text(What::Child)) {
                    people::SHORTENED
                } else {
                    "no number: read as a child of its own, who cannot be known again next time"
                };
                notes.say(entry.place(), entry.heading(What::Child), words.to_owned());
                entries.push((Coded::default(), entry));
            }
            None => notes.problems.push(Problem {
                place: entry.place(),
                column: entry.heading(What::Child),
                words: broken::instead_of_number(&entry).unwrap_or_else(|| {
                    "There is no number of a child: the row is left out. Where it is a child, give the number and choose the file again"
                        .to_owned()
                }),
                left_out: true,
            }),
        }
    }
}

/// "November 2026" of the month, for reasons.
fn before(month: Month) -> String {
    format!("closed before {}", month.words())
}

/// "3 rows".
fn rows(count: usize) -> String {
    counted(count, "row", "rows")
}
