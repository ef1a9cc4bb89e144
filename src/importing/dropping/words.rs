//! Which headings are of what nobody here may keep.

use crate::importing::heading::tidy;
use crate::importing::mapping;
use crate::importing::table::{Cell, Row};
use std::borrow::Cow;

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
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
    "dobs",
    "born",
    "d/o/b",
    "birth-date",
    "dateofbirth",
    "birth dt",
    "date birth",
    "birthdays",
    "child's birth",
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

/// Words of headings that no table of children has.
const OF_STAFF: &[&str] = &["fte", "wte", "job title", "grade", "contracted", "contract", "hours", "asye"];

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

/// The plainest headings, by which a row of headings is known wherever it stands.
const PLAINEST: &[&str] = &[
    "gender",
    "sex",
    "ethnicity",
    "ethnic origin",
    "ethnic group",
    "religion",
    "nationality",
    "date of birth",
    "birth date",
    "dob",
    "d.o.b",
    "date of birth dd/mm/yyyy",
    "child's date of birth",
    "child's dob",
    "child dob",
    "postcode",
    "home postcode",
    "nhs number",
    "nhs no",
    "upn",
    "surname",
    "forename",
    "first name",
    "last name",
    "child name",
    "child's name",
    "name of child",
];

/// True where the words stand in the heading as words of their own.
fn has_words(heading: &str, words: &str) -> bool {
    let is_letter = |own: Option<char>| own.is_some_and(char::is_alphanumeric);
    let mut before = None;
    heading.char_indices().any(|(at, own)| {
        let begins = !is_letter(before.replace(own));
        let rest = if begins { heading.get(at..).and_then(|rest| rest.strip_prefix(words)) } else { None };
        rest.is_some_and(|rest| !is_letter(rest.chars().next()))
    })
}

/// True where any of these words stand in the heading as words of their own.
pub fn has_any(heading: &str, words: &[&str]) -> bool {
    words.iter().any(|words| has_words(heading, words))
}

/// `DateOfBirth` and `NHSNumber` with a blank before each word.
fn parted(text: &str) -> Cow<'_, str> {
    let is_new = |before: char, own: char, after: Option<char>| {
        own.is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                || (before.is_ascii_uppercase() && after.is_some_and(|own| own.is_ascii_lowercase())))
    };
    let mut parted = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    let mut all = text.chars().peekable();
    while let Some(own) = all.next() {
        if is_new(before, own, all.peek().copied()) {
            parted.push(' ');
        }
        parted.push(own);
        before = own;
    }
    if parted.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(parted) }
}

/// The longest that a heading is; what is longer is a sentence.
const LONGEST: usize = 300;

/// What becomes of a column with this heading; nothing for a column that stays.
pub fn fate(heading: &str) -> Option<Fate> {
    if heading.len() > LONGEST {
        return None;
    }
    let parted = parted(heading);
    fate_of(&tidy(heading)).or_else(|| if parted.len() == heading.len() { None } else { fate_of(&tidy(&parted)) })
}

/// What becomes of a column with this heading, which is tidied.
fn fate_of(heading: &str) -> Option<Fate> {
    if heading.is_empty() {
        return None;
    }
    if has_any(heading, BIRTH) || heading == "birth" {
        return Some(Fate::Age);
    }
    if DROPPED.contains(&heading) {
        return Some(Fate::Dropped);
    }
    if NAMES.contains(&heading) {
        return Some(Fate::DroppedOfChildren);
    }
    if is_of_worker(heading) {
        return None;
    }
    if has_any(heading, DROPPED_WORDS) {
        return Some(Fate::Dropped);
    }
    // "Child name", "Name of child"; "Child" above "First" and "Last".
    let of_child = has_any(heading, OF_CHILDREN);
    let is_name = has_any(heading, &["name", "names"]) || heading.ends_with(" first") || heading.ends_with(" last");
    ((is_name && of_child) || has_any(heading, NAME_WORDS)).then_some(Fate::DroppedOfChildren)
}

/// What becomes of a column whose heading stands below another that spans it and others: "First" below "Child name"
/// is dropped, "Name" below "Social worker" stays.
pub fn fate_below(group: &str, own: &str) -> Option<Fate> {
    match fate(own) {
        Some(Fate::DroppedOfChildren) if is_of_worker(&tidy(group)) => None,
        None if !is_telling(own) => fate(&format!("{group} {own}")).or_else(|| fate(group)),
        own => own,
    }
}

/// True where a tidied heading is of somebody who works with the child, or of a team.
pub fn is_of_worker(heading: &str) -> bool {
    has_any(heading, OF_WORKERS)
}

/// True where a tidied heading speaks of the child, the family or whoever cares for it.
pub fn is_of_child(heading: &str) -> bool {
    has_any(heading, OF_CHILDREN)
}

/// True where something else is known of a heading than that it is of a child.
pub fn is_telling(heading: &str) -> bool {
    is_of_worker(&tidy(heading)) || mapping::told(heading).is_some()
}

/// True for what a report says of itself above its table: "Gender: All".
pub fn is_parameter(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, value)| !value.trim().is_empty())
}

/// True for a text that headings have.
pub fn is_known(text: &str) -> bool {
    !is_parameter(text) && text.len() <= 60 && (fate(text).is_some() || has_any(&tidy(text), HEADING_WORDS))
}

/// True for one of the plainest headings, as it is.
pub fn is_plainest(text: &str) -> bool {
    text.len() < 40 && {
        let text = tidy(text);
        PLAINEST.iter().any(|own| *own == text)
    }
}

/// True where a row of headings is that of a table of practitioners.
pub fn is_of_workers(row: &Row) -> bool {
    let has =
        |words: &[&str]| row.cells.iter().any(|cell| matches!(cell, Cell::Text(text) if has_any(&tidy(text), words)));
    // Staff have a status too: in post, on leave. With two headings that only they have it is theirs.
    let of_staff = |cell: &&Cell| matches!(cell, Cell::Text(text) if has_any(&tidy(text), OF_STAFF));
    let is_other = |own: &&str| *own != "status";
    if row.cells.iter().filter(of_staff).count() > 1 {
        let of_children: Vec<&str> = TABLE_OF_CHILDREN.iter().copied().filter(is_other).collect();
        return !has(&of_children);
    }
    has(TABLE_OF_WORKERS) && !has(TABLE_OF_CHILDREN)
}
