//! Which sheet is which list: told by its headings, and by its name where headings leave it open.

use crate::importing::found::Source;
use crate::importing::heading::{loose, plain, tidy};
use crate::importing::lists::{Column, LISTS, List, What};
use crate::importing::mapping::targets::{Of, Target};
use crate::importing::mapping::told_of_children;
use crate::importing::table::{Cell, Row, Sheet};

/// How many rows are looked through for headings: a title, notes and blank lines may stand above them.
const MOST_ROWS: usize = 25;

/// How many columns are looked through for headings; the widest list has 34.
const MOST_COLUMNS: usize = 400;

/// From this length on a heading of the template is nobody else's.
const TELLING: usize = 16;

/// How many columns that nothing reads are named.
const MOST_LEFT: usize = 60;

/// How many characters of a heading are shown; the longest of the template has 110.
const LONGEST_HEADING: usize = 120;

/// A heading that is cut off, or has words after it, is still known from this length on.
const LONG: usize = 24;

/// A sheet that is one of the lists.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Which list it is.
    pub list: &'static List,
    /// Where the headings stand among the sheet's rows.
    header: usize,
    /// What each column is; nothing for a column that the list does not have.
    columns: Vec<Option<&'static Column>>,
    /// The column of the child's number, with its heading, tidied.
    child: Option<(usize, String)>,
    /// True where it can be nothing else: not where a name such as "CP" alone tells it.
    pub is_sure: bool,
}

/// The headings of the lists, made comparable once for all sheets.
#[derive(Debug)]
pub struct Headings {
    /// Place of the list, place of the column, heading.
    known: Vec<(usize, usize, String)>,
    /// The headings alone, in order.
    sorted: Vec<String>,
}

impl Headings {
    /// Those of all lists.
    #[must_use]
    pub fn new() -> Self {
        let mut known = Vec::new();
        for (at, list) in LISTS.iter().enumerate() {
            for (place, column) in list.columns.iter().enumerate() {
                let all = std::iter::once(&column.heading).chain(column.others);
                known.extend(all.map(|heading| (at, place, loose(heading))));
            }
        }
        let mut sorted: Vec<String> = known.iter().map(|(_, _, heading)| heading.clone()).collect();
        sorted.sort_unstable();
        Self { known, sorted }
    }

    /// How many cells are headings of some list: rows of cases have hardly any, and are passed over quickly.
    fn known_cells(&self, cells: &[String]) -> usize {
        let is_known = |cell: &&String| {
            let heading = cell.as_str();
            let whole = self.sorted.binary_search_by(|own| own.as_str().cmp(heading)).is_ok();
            whole || (cell.len() >= LONG && self.sorted.iter().any(|own| begin_alike(own, heading)))
        };
        cells.iter().filter(|cell| !cell.is_empty()).filter(is_known).count()
    }

    /// Which columns of a list the cells of a row are the headings of.
    fn columns(&self, at: usize, cells: &[String]) -> Vec<Option<usize>> {
        let own = || self.known.iter().filter(|(list, _, _)| *list == at);
        let mut found: Vec<Option<usize>> = vec![None; cells.len()];
        // Headings that are known word for word come first, so that none is taken by one that only begins alike.
        for whole in [true, false] {
            for (place, cell) in cells.iter().enumerate() {
                if cell.is_empty() || found.get(place).copied().flatten().is_some() {
                    continue;
                }
                let fits = own().find(|(_, column, heading)| {
                    let fits = if whole { heading == cell } else { begin_alike(heading, cell) };
                    fits && !found.contains(&Some(*column))
                });
                if let (Some((_, column, _)), Some(slot)) = (fits, found.get_mut(place)) {
                    *slot = Some(*column);
                }
            }
        }
        found
    }
}

fn begin_alike(one: &str, other: &str) -> bool {
    one.len().min(other.len()) >= LONG && (one.starts_with(other) || other.starts_with(one))
}

/// What the headings of a row say: the list that they fit best.
struct Fit {
    at: usize,
    columns: Vec<Option<usize>>,
    /// How many columns that this list alone has.
    own: usize,
    /// How sure these make it: 2 for a long heading word for word as in the template, 1 for a short one and for
    /// other words.
    sure: usize,
    /// How many columns that several lists have.
    common: usize,
    /// How many of these are headed word for word as in the template.
    exact: usize,
    /// True where there is a column for the child's number.
    child: bool,
}

fn fit(headings: &Headings, at: usize, list: &List, cells: &[String]) -> Fit {
    let columns = headings.columns(at, cells);
    let mut fit = Fit { at, columns: Vec::new(), own: 0, sure: 0, common: 0, exact: 0, child: false };
    for (place, cell) in columns.iter().zip(cells) {
        let Some(column) = place.and_then(|place| list.columns.get(place)) else { continue };
        if column.what.is_common() {
            fit.common += 1;
            fit.exact += usize::from(*cell == loose(column.heading));
        } else {
            fit.own += 1;
            let heading = loose(column.heading);
            let is_template = cell.len() >= TELLING && (*cell == heading || begin_alike(cell, &heading));
            fit.sure += if is_template { 2 } else { 1 };
        }
        fit.child |= column.what == What::Child;
    }
    fit.columns = columns;
    fit
}

/// Sheets that explain and are no lists, by words in their names.
const NO_LISTS: [&str; 10] =
    ["guidance", "faq", "front", "codes", "notes", "instructions", "cover", "contents", "read me", "change"];

/// What a sheet is, or in words why it is not read.
///
/// # Errors
/// When it is none of the lists: why not.
pub fn know<'a>(headings: &Headings, sheet: &'a Sheet) -> Result<Known<'a>, String> {
    let name = name_of(sheet);
    if sheet.rows.is_empty() {
        return Err("there is nothing in it".to_owned());
    }
    let named = list_named(&name);
    // A row above the headings may be the list's title.
    let mut titled: Option<usize> = None;
    let mut best: Option<(usize, Fit)> = None;
    for (at, row) in sheet.rows.iter().take(MOST_ROWS).enumerate() {
        let cells: Vec<String> = row.cells.iter().take(MOST_COLUMNS).map(as_heading).collect();
        if best.is_none()
            && let Some(title) = cells.iter().find(|cell| !cell.is_empty())
        {
            titled = titled.or_else(|| numbered(title));
        }
        if headings.known_cells(&cells) < 2 {
            continue;
        }
        for (place, list) in LISTS.iter().enumerate() {
            let fit = fit(headings, place, list, &cells);
            let value = value_of(&fit, named.or(titled));
            if fit.own + fit.common >= 2 && best.as_ref().is_none_or(|(_, own)| value > value_of(own, named.or(titled)))
            {
                best = Some((at, fit));
            }
        }
    }
    let words = tidy(&name);
    // The codes and the guidance name the columns of the lists too.
    let explains = NO_LISTS.iter().any(|word| words.contains(word));
    if explains && best.as_ref().is_none_or(|(_, fit)| !fit.child) {
        return Err("it explains, and is no list".to_owned());
    }
    let Some((header, fit)) = best else {
        return Err(if named.is_some() {
            "no headings of this list were found in its first 25 rows".to_owned()
        } else {
            "its headings are those of none of the eleven lists".to_owned()
        });
    };
    let Some(list) = LISTS.get(fit.at) else { return Err(String::new()) };
    let by_name = named.or(titled) == Some(fit.at);
    let has = |what: What| {
        fit.columns.iter().flatten().any(|place| list.columns.get(*place).is_some_and(|own| own.what == what))
    };
    // A team's own table of looked after children has a legal status and a type of placement too: read as any table,
    // more of its columns are.
    // A sheet that is called "CP" and has three plain columns is no list, but any table: its name is the plan.
    let by_number = by_name && numbered(&tidy(&name)).or(titled) == Some(fit.at);
    let is_sure = fit.sure >= 3 || by_number;
    let enough = fit.sure >= 3
        || (fit.own >= 2 && !list.is_read())
        || (by_name && (fit.own >= 1 || fit.exact >= 3))
        || (by_number && (has(What::Team) || has(What::Worker)));
    if !enough {
        return Err("its headings are those of none of the eleven lists".to_owned());
    }
    let columns = fit.columns.iter().map(|place| place.and_then(|place| list.columns.get(place))).collect();
    let mut known = Known { sheet, list, header, columns, child: None, is_sure };
    known.fill();
    if known.place(What::Child).is_none() && list.is_read() {
        return Err(format!(
            "it looks like {}, but has no column \u{201c}Child Unique ID\u{201d}: without a number the lists cannot be put together",
            list.words()
        ));
    }
    known.child = known.place(What::Child).map(|place| (place, tidy(&known.heading(place))));
    Ok(known)
}

/// Sheets on which several lists stand below one another, each list as a sheet of its own.
#[must_use]
pub fn apart(sheets: Vec<Sheet>) -> Vec<Sheet> {
    let headings = Headings::new();
    sheets.into_iter().flat_map(|sheet| apart_one(&headings, sheet)).collect()
}

/// How many cells of a row are looked at for the heading of the child's number.
const FIRST_CELLS: usize = 6;

fn apart_one(headings: &Headings, mut sheet: Sheet) -> Vec<Sheet> {
    let child = |cell: &&Cell| {
        let text = as_heading(cell);
        let is_child = |own: &Column| own.what == What::Child && loose(own.heading) == text;
        !text.is_empty() && LISTS.iter().any(|list| list.columns.iter().any(is_child))
    };
    // Where headings stand, with the list that they fit best.
    let mut heads: Vec<(usize, usize)> = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        if !row.cells.iter().take(FIRST_CELLS).any(|cell| child(&cell)) {
            continue;
        }
        let cells: Vec<String> = row.cells.iter().take(MOST_COLUMNS).map(as_heading).collect();
        let fits = LISTS.iter().enumerate().map(|(place, list)| fit(headings, place, list, &cells));
        let best = fits.filter(|fit| fit.own >= 2).max_by_key(|fit| (value_of(fit, None), LISTS.len() - fit.at));
        if let Some(best) = best.filter(|best| heads.last().is_none_or(|last| last.1 != best.at)) {
            heads.push((at, best.at));
        }
    }
    let alone = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count() == 1;
    let mut parts = Vec::new();
    while heads.len() > 1 {
        let Some((mut start, _)) = heads.pop() else { break };
        // Its title stands right above it.
        if start.checked_sub(1).and_then(|above| sheet.rows.get(above)).is_some_and(alone) {
            start -= 1;
        }
        let rows = sheet.rows.split_off(start);
        let number = rows.first().map_or(0, |row| row.number);
        let name = if sheet.name.is_empty() { String::new() } else { format!("{}, ", sheet.name) };
        parts.push(Sheet {
            file: sheet.file.clone(),
            name: format!("{name}from row {number}"),
            rows,
            notes: Vec::new(),
            aged_on: sheet.aged_on,
            hidden: sheet.hidden,
        });
    }
    parts.push(sheet);
    parts.reverse();
    parts
}

/// How well headings fit: columns that the list alone has count most, then its name, then the child's number.
fn value_of(fit: &Fit, named: Option<usize>) -> usize {
    let named = usize::from(named == Some(fit.at));
    fit.own * 100 + named * 50 + usize::from(fit.child) * 20 + fit.common
}

/// The text of a cell as a heading; nothing for figures and days.
fn as_heading(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text.len() <= 400 => loose(text),
        _ => String::new(),
    }
}

/// The name of a sheet, or of its file where the sheet has none.
fn name_of(sheet: &Sheet) -> String {
    let name = if sheet.name.is_empty() { sheet.file.as_str() } else { sheet.name.as_str() };
    let stem =
        name.rsplit_once('.').filter(|(_, end)| sheet.name.is_empty() && end.len() <= 4).map_or(name, |(stem, _)| stem);
    stem.to_owned()
}

/// The place of the list that a name is for: by number, else by the words of it.
fn list_named(name: &str) -> Option<usize> {
    let tidy = tidy(name);
    numbered(&tidy).or_else(|| {
        let spaced = format!(" {} ", tidy.replace(['-', '.', ',', '&'], " "));
        // The longest name wins: "Child Protection" is no "CP"; of two alike, the first.
        let mut best: Option<(usize, usize)> = None;
        for (at, list) in LISTS.iter().enumerate() {
            let fits = list.names.iter().filter(|name| spaced.contains(&format!(" {name} ")));
            if let Some(length) = fits.map(|name| name.len()).max()
                && best.is_none_or(|(own, _)| length > own)
            {
                best = Some((length, at));
            }
        }
        best.map(|(_, at)| at)
    })
}

/// The place of the list that a tidied text names by number: "list 6", "annexa list 6 cin", "list6".
fn numbered(tidy: &str) -> Option<usize> {
    let (_, after) = tidy.split_once("list")?;
    let after = after.trim_start_matches([' ', '-', '.', '#', ':']);
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let number: usize = after.get(..digits)?.parse().ok()?;
    (1..=LISTS.len()).contains(&number).then(|| number - 1)
}

/// Words that the heading of an end may have from its list: `CIN Plan Closure Date`.
const OF_LISTS: &str = "cin|chin|cp|cpp|plan|child|protection|in|need|episode|cla|lac|cic|looked|after|care|assessment|\
     period|continuous|single|c|f|sa|case|status|dt|on|was|to|be|of|the";

/// What is left of the heading of an end without them.
const ENDS: &str = "end|ended|ended date|date ended|end date|closed|closed date|date closed|closure|closure date|date closure|\
     ceased|date ceased|ceased date|cease date|completed|date completed|completed date|completion date|\
     authorised|date authorised|authorised date|authorisation date|date authorisation|finish date|date finished";

/// True where a heading that is none of the template's most likely means this in such a list.
fn means(list: &List, what: What, heading: &str) -> bool {
    let told = || told_of_children(heading);
    let plan = Target::Fact(Of::Child, "plan");
    match what {
        What::Child => told() == Some(Target::Id),
        What::Worker => told() == Some(Target::Worker),
        What::Team => told() == Some(Target::Team),
        What::Status => list.number == 6 && told() == Some(plan),
        What::End if matches!(list.number, 4 | 6 | 7 | 8) => {
            let loose = loose(heading);
            let rest: Vec<&str> =
                loose.split(' ').filter(|own| !OF_LISTS.split('|').any(|word| word == *own)).collect();
            let rest = rest.join(" ");
            ENDS.split('|').any(|own| own == rest)
        }
        _ => false,
    }
}

impl Known<'_> {
    /// Columns that were not found under a heading of the template are looked for under others: taken where one column
    /// alone could be it.
    fn fill(&mut self) {
        if !self.list.is_read() {
            return;
        }
        for what in [What::Child, What::Worker, What::Team, What::Status, What::End] {
            if self.place(what).is_some() {
                continue;
            }
            let open = self.open_columns();
            let mut fits = open.iter().filter(|(_, heading)| means(self.list, what, heading));
            if let (Some((place, _)), None) = (fits.next(), fits.next()) {
                self.tell(what, Some(*place));
            }
        }
    }

    /// The columns that nothing is read from, with their headings.
    #[must_use]
    pub fn open_columns(&self) -> Vec<(usize, String)> {
        let width = self.sheet.rows.get(self.header).map_or(0, |row| row.cells.len());
        let is_open = |place: &usize| {
            let is_none = self.columns.get(*place).copied().flatten().is_none();
            is_none && !self.rows().take(50).any(|row| matches!(Cell::of(row, *place), Cell::Dropped))
        };
        let all = (0..width.min(MOST_COLUMNS)).filter(is_open).map(|place| (place, self.heading(place)));
        all.filter(|own| !own.1.is_empty()).take(MOST_LEFT).collect()
    }

    /// Says which column is for something: none, or another one than before.
    pub fn tell(&mut self, what: What, place: Option<usize>) {
        for own in &mut self.columns {
            if own.is_some_and(|own| own.what == what) {
                *own = None;
            }
        }
        let column = self.list.columns.iter().find(|own| own.what == what);
        if let Some(slot) = place.and_then(|place| self.columns.get_mut(place)) {
            *slot = column;
        }
    }

    /// The rows under the headings that have something in them; headings that stand there again are left out.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.sheet.rows.iter().skip(self.header + 1).filter(|row| {
            row.cells.iter().any(|cell| !matches!(cell, Cell::Dropped) && !cell.is_blank())
                && !self.is_header_again(row)
        })
    }

    fn is_header_again(&self, row: &Row) -> bool {
        self.child.as_ref().is_some_and(|(place, heading)| {
            // Numbers seldom begin with a letter: few cells are looked at.
            matches!(Cell::of(row, *place), Cell::Text(text) if text.len() >= heading.len() && tidy(text) == *heading)
        })
    }

    /// The number of the row of the headings.
    #[must_use]
    pub fn header_number(&self) -> u32 {
        self.sheet.rows.get(self.header).map_or(0, |row| row.number)
    }

    /// Where the column for something stands.
    #[must_use]
    pub fn place(&self, what: What) -> Option<usize> {
        self.columns.iter().position(|column| column.is_some_and(|own| own.what == what))
    }

    /// The heading of a column as the file has it, on one line.
    #[must_use]
    pub fn heading(&self, place: usize) -> String {
        self.sheet.rows.get(self.header).map(|row| plain(&Cell::of(row, place).text())).unwrap_or_default()
    }

    /// What the reader is told of the sheet; how many rows were used comes later.
    #[must_use]
    pub fn source(&self) -> Source {
        let mut source = Source {
            file: self.sheet.file.clone(),
            sheet: self.sheet.name.clone(),
            read_as: if self.list.is_read() { self.list.words() } else { String::new() },
            rows: self.rows().count(),
            ..Source::default()
        };
        let width = self.sheet.rows.get(self.header).map_or(0, |row| row.cells.len());
        let mut more = 0;
        for place in 0..width {
            let heading: String = self.heading(place).chars().take(LONGEST_HEADING).collect();
            if heading.is_empty() {
                continue;
            }
            let what = self.columns.get(place).copied().flatten().map_or(What::Left, |column| column.what);
            // Of a list that is not read no column is.
            let what = if self.list.is_read() || what == What::Dropped { what } else { What::Left };
            // What was dropped is nowhere in the column any more, whatever its heading.
            let dropped =
                what == What::Dropped || self.rows().take(50).any(|row| matches!(Cell::of(row, place), Cell::Dropped));
            match what {
                _ if dropped => source.columns_dropped.push(heading),
                What::Left if source.columns_left.len() < MOST_LEFT => source.columns_left.push(heading),
                What::Left => more += 1,
                _ => source.columns_read.push(heading),
            }
        }
        if more > 0 {
            source.columns_left.push(format!("and {more} more"));
        }
        source
    }
}
