//! What nobody here may keep is dropped as soon as it is read: nothing after this sees it.
//!
//! Columns are known by their headings, which stay, so that the reader can be told what was dropped. A date of
//! birth becomes an age. Names of workers and teams and the numbers of children stay: the next stage makes codes
//! of them at once.

use super::ages::{self, Years};
use super::days::{self, Reading};
use super::heading::tidy;
use super::table::{Cell, Row, Sheet};
use crate::facts::{Month, When};

/// How many rows from the top are looked at closely for headings. Further down, headings of a second table are
/// known by the plainest of them alone.
const ROWS_LOOKED_AT: usize = 30;

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Its cells are dropped.
    Dropped,
    /// Its cells are dropped, but in a table of practitioners they stay: a name, a form of address.
    DroppedOfChildren,
    /// Its days become ages.
    Age,
}

/// Headings of columns that are dropped, tidied, whole.
const DROPPED: &[&str] = &[
    "sex",
    "m/f",
    "assigned sex",
    "sexuality",
    "pronouns",
    "race",
    "citizenship",
    "country of birth",
    "country of origin",
    "place of birth",
    "faith",
    "street",
    "house number",
    "uprn",
    "latitude",
    "longitude",
];

/// Headings with a name in them that may be of a child or of a practitioner, tidied, whole.
const NAMES: &[&str] = &[
    "name",
    "names",
    "full name",
    "first names",
    "given names",
    "middle name",
    "middle names",
    "known as",
    "preferred name",
    "preferred names",
    "alias",
    "aliases",
    "previous name",
    "previous names",
    "mother",
    "father",
    "parent",
    "parents",
    "next of kin",
];

/// Words of a heading that mark a column as dropped wherever they stand in it.
const DROPPED_WORDS: &[&str] = &[
    "gender",
    "sex at birth",
    "sexual orientation",
    "ethnicity",
    "ethnic",
    "religion",
    "religious",
    "nationality",
    "nationalities",
    "postcode",
    "postcodes",
    "post code",
    "nhs",
    "nhs number",
    "upn",
    "unique pupil number",
    "uln",
    "national insurance",
    "ni number",
    "passport",
    "home office number",
    "telephone",
    "phone",
    "mobile",
    "mobile number",
    "email",
    "emails",
    "e-mail",
    "address",
    "addresses",
    "sex of child",
    "child's sex",
    "child sex",
];

/// Words for names, which may be of a child or of a practitioner.
const NAME_WORDS: &[&str] =
    &["surname", "surnames", "forename", "forenames", "first name", "last name", "family name", "given name"];

/// Words that say that a column is of somebody who works with the child, or of a team: it stays.
const OF_WORKERS: &[&str] = &[
    "worker",
    "workers",
    "worker's",
    "practitioner",
    "practitioner's",
    "allocated",
    "manager",
    "manager's",
    "supervisor",
    "team",
    "teams",
    "staff",
    "officer",
    "owner",
    "keyworker",
    "lead",
    "iro",
    "adviser",
    "advisor",
    "pa",
    "employee",
    "assessor",
    "caseholder",
    "holder",
    "professional",
    "sw",
    "reviewing",
    "co-worker",
];

/// Words that say that a column with a name in it is of the child or the family all the same.
const OF_CHILDREN: &[&str] = &[
    "child",
    "child's",
    "childs",
    "children",
    "children's",
    "young person",
    "young person's",
    "yp",
    "client",
    "client's",
    "person",
    "person's",
    "service user",
    "subject",
    "mother",
    "mother's",
    "father",
    "father's",
    "parent",
    "parent's",
    "parents",
    "carer",
    "carer's",
    "sibling",
    "siblings",
    "sibling's",
];

/// Words of a date of birth. The day on which a child is expected is read as one too: it becomes -1.
const BIRTH: &[&str] = &[
    "date of birth",
    "birth date",
    "birthdate",
    "birthday",
    "dob",
    "d.o.b",
    "d o b",
    "born",
    "expected date of delivery",
    "edd",
];

/// Words of headings that tables of practitioners have: without a word of those of children, names stay in them.
const TABLE_OF_WORKERS: &[&str] = &[
    "hours",
    "fte",
    "full time",
    "part time",
    "grade",
    "job title",
    "role",
    "post",
    "contract",
    "contracted",
    "qualified",
    "qualification",
    "registration",
    "asye",
    "working days",
    "capacity",
    "manager",
    "supervisor",
    "team",
    "team type",
    "pod",
    "hub",
];

/// Words of headings that tables of children have and those of practitioners have not: what is said of a child,
/// and who works with it.
const TABLE_OF_CHILDREN: &[&str] = &[
    "child",
    "child's",
    "young person",
    "yp",
    "client",
    "service user",
    "date of birth",
    "dob",
    "age",
    "gender",
    "sex",
    "ethnicity",
    "ethnic",
    "postcode",
    "religion",
    "family",
    "plan",
    "legal",
    "placement",
    "status",
    "referral",
    "disability",
    "upn",
    "nhs",
    "sibling",
    "siblings",
    "case number",
    "case no",
    "case id",
    "case ref",
    "case reference",
    "worker",
    "allocated",
    "practitioner",
    "case holder",
    "caseholder",
    "keyworker",
];

/// Words of other headings, by which the row of headings is known where nothing in it is dropped.
const HEADING_WORDS: &[&str] =
    &["id", "no", "number", "ref", "team", "worker", "status", "plan", "age", "date", "name", "case", "child"];

/// The plainest headings, by which a second table further down is known.
const PLAINEST: &[&str] = &["gender", "sex", "ethnicity", "date of birth", "dob", "postcode"];

/// True where the words stand in the heading as words of their own.
fn has_words(heading: &str, words: &str) -> bool {
    let is_letter = |own: Option<char>| own.is_some_and(char::is_alphanumeric);
    heading.match_indices(words).any(|(at, _)| {
        let before = heading.get(..at).and_then(|own| own.chars().next_back());
        let after = heading.get(at + words.len()..).and_then(|own| own.chars().next());
        !is_letter(before) && !is_letter(after)
    })
}

fn has_any(heading: &str, words: &[&str]) -> bool {
    words.iter().any(|words| has_words(heading, words))
}

/// What becomes of a column with this heading; nothing for a column that stays.
fn fate(heading: &str) -> Option<Fate> {
    let heading = tidy(heading);
    // What is longer is a sentence and no heading.
    if heading.is_empty() || heading.len() > 120 {
        return None;
    }
    if has_any(&heading, BIRTH) {
        return Some(Fate::Age);
    }
    if DROPPED.contains(&heading.as_str()) {
        return Some(Fate::Dropped);
    }
    if NAMES.contains(&heading.as_str()) {
        return Some(Fate::DroppedOfChildren);
    }
    if has_any(&heading, OF_WORKERS) {
        return None;
    }
    if has_any(&heading, DROPPED_WORDS) {
        return Some(Fate::Dropped);
    }
    // "Child name", "Name of child".
    let is_name = has_any(&heading, &["name", "names"]) && has_any(&heading, OF_CHILDREN);
    (is_name || has_any(&heading, NAME_WORDS)).then_some(Fate::DroppedOfChildren)
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
    let mut fates: Vec<Option<Fate>> = vec![None; width];
    // Whether a row was seen that is wide enough to be the headings of a table: words in the rows of cases
    // ("by email") take nothing back from then on.
    let mut has_headings = false;
    for (position, row) in sheet.rows.iter_mut().enumerate() {
        if is_row_of_headings(row, width, !has_headings && position < ROWS_LOOKED_AT) {
            let is_of_workers = is_of_workers(row);
            has_headings |= row.cells.iter().filter(|cell| **cell != Cell::Empty).count() > 2 || width <= 2;
            for (cell, fate_of_column) in row.cells.iter().zip(&mut fates) {
                // What has no heading here goes on as under the heading above.
                if let Cell::Text(text) = cell {
                    *fate_of_column = fate(text).filter(|own| !(is_of_workers && *own == Fate::DroppedOfChildren));
                }
            }
            continue;
        }
        for (cell, fate_of_column) in row.cells.iter_mut().zip(&fates) {
            match fate_of_column {
                Some(Fate::Dropped | Fate::DroppedOfChildren) if *cell != Cell::Empty => *cell = Cell::Dropped,
                Some(Fate::Age) => {
                    *cell = age(cell, on);
                    if matches!(cell, Cell::Number(_)) {
                        sheet.aged_on = Some(on);
                    }
                }
                _ => {}
            }
        }
    }
}

/// True where a row can hold headings: most of what it has is text, it is more than a title, and one of them is
/// dropped here or most are words that headings have. `is_first`: no headings were seen yet; later on one of the
/// plainest must be among them, or half of them known.
fn is_row_of_headings(row: &Row, width: usize, is_first: bool) -> bool {
    let count = |is: &dyn Fn(&str) -> bool| {
        row.cells.iter().filter(|cell| matches!(cell, Cell::Text(text) if is(text))).count()
    };
    let filled = row.cells.iter().filter(|cell| **cell != Cell::Empty).count();
    if count(&|_| true) * 2 <= filled || (filled <= 1 && width != 1) {
        return false;
    }
    let has_dropped = count(&|text| !is_parameter(text) && fate(text).is_some()) > 0;
    let is_half_known = count(&is_known) * 2 >= filled;
    let is_plain = count(&|text| !is_parameter(text) && !text.contains(|own: char| own.is_ascii_digit())) == filled;
    if is_first {
        return has_dropped || (filled > 2 && is_plain && is_half_known);
    }
    has_dropped && (has_plainest(row) || is_half_known)
}

/// True for what a report says of itself above its table: "Gender: All".
fn is_parameter(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, value)| !value.trim().is_empty())
}

/// True for a text that headings have.
fn is_known(text: &str) -> bool {
    !is_parameter(text) && text.len() <= 60 && (fate(text).is_some() || has_any(&tidy(text), HEADING_WORDS))
}

/// True where a row has one of the plainest headings, as it is.
fn has_plainest(row: &Row) -> bool {
    let is_plainest = |text: &str| PLAINEST.iter().any(|own| own.eq_ignore_ascii_case(text.trim()));
    row.cells.iter().any(|cell| matches!(cell, Cell::Text(text) if text.len() < 20 && is_plainest(text)))
}

/// True where a row of headings is that of a table of practitioners.
pub(super) fn is_of_workers(row: &Row) -> bool {
    let has =
        |words: &[&str]| row.cells.iter().any(|cell| matches!(cell, Cell::Text(text) if has_any(&tidy(text), words)));
    has(TABLE_OF_WORKERS) && !has(TABLE_OF_CHILDREN)
}

/// The age in whole years on a day of somebody who was born on the day of a cell.
fn age(cell: &Cell, on: When) -> Cell {
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
