//! What a column is by what stands in it, where its heading does not tell.

use super::words::{Fate, has_any, is_of_child, is_of_worker};
use crate::facts::When;
use crate::importing::days;
use crate::importing::heading::{plain, tidy};
use crate::importing::lists::LISTS;
use crate::importing::mapping::{self, targets::Target};
use crate::importing::people;
use crate::importing::table::Cell;
use std::collections::BTreeSet;

/// How many cells of a column are looked at.
const LOOKED_AT: usize = 400;

/// What the heading of a column tells of what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// There is none.
    NoHeading,
    /// Nothing that is known here.
    Nothing,
    /// A day or a month of something.
    Days,
    /// The child: a name may stand there.
    Child,
    /// The number of the child or the family.
    Number,
    /// What the child is called here.
    Label,
    /// Something else that is known.
    Other,
    /// Who works with the child, a team; or anything in a table of practitioners.
    Worker,
}

/// Words of headings of days.
const DAYS: &[&str] = &[
    "date",
    "dates",
    "day",
    "days",
    "month",
    "time",
    "start",
    "started",
    "since",
    "end",
    "ended",
    "began",
    "from",
    "to",
    "until",
    "due",
    "last",
    "next",
    "first",
    "review",
    "visit",
    "visits",
    "seen",
    "meeting",
    "conference",
    "icpc",
    "rcpc",
    "on",
    "allocated",
    "opened",
    "closed",
    "closing",
    "referral",
    "referred",
    "received",
    "completed",
    "updated",
    "recorded",
    "expires",
    "expiry",
    "deadline",
    "target",
    "assessment",
    "plan",
    "supervision",
    "hearing",
    "placed",
    "became",
    "ceased",
];

impl Told {
    pub fn of(heading: &str, is_of_workers: bool) -> Self {
        let same = tidy(heading);
        if is_of_workers || is_of_worker(&same) {
            return Self::Worker;
        }
        match mapping::told(heading) {
            _ if same.is_empty() => Self::NoHeading,
            Some(Target::Worker | Target::CoWorker | Target::Team) => Self::Worker,
            Some(Target::Id | Target::Family) => Self::Number,
            Some(Target::Fact(_, "label")) => Self::Label,
            Some(_) => Self::Other,
            None if has_any(&same, DAYS) => Self::Days,
            None if is_of_list(&same) => Self::Other,
            None if is_of_child(&same) => Self::Child,
            None => Self::Nothing,
        }
    }

    /// Empties a cell of what stands alone there and is known by itself: an address, or a name where a child stands.
    /// Of a name beside a number the number stays, of a name as a label its initials.
    pub fn clear(self, cell: &mut Cell) {
        let Cell::Text(text) = &*cell else { return };
        if self == Self::Worker || text.len() > 120 {
            return;
        }
        let number = || number_beside(text).map_or(Cell::Dropped, |own| Cell::Text(own.to_owned()));
        let new = match self {
            _ if is_place(text) => Cell::Dropped,
            Self::Child | Self::Number if full_name(text) => number(),
            Self::Label if full_name(text) => Cell::Text(people::initials(text)),
            _ => return,
        };
        *cell = new;
    }
}

/// True for a heading of the councils' lists.
fn is_of_list(heading: &str) -> bool {
    LISTS
        .iter()
        .flat_map(|list| list.columns)
        .any(|column| tidy(column.heading) == heading || column.others.iter().any(|own| tidy(own) == heading))
}

/// What becomes of a column by its values, and what they look like; nothing where it stays.
pub fn fate(told: Told, cells: &[&Cell], on: When) -> Option<(Fate, &'static str)> {
    let cells = cells.get(..LOOKED_AT).unwrap_or(cells);
    // No heading makes a postcode anything else.
    let of_place = |cell: &&&Cell| matches!(cell, Cell::Text(text) if is_post_code(text));
    if told != Told::Number && !cells.is_empty() && cells.iter().filter(of_place).count() * 2 > cells.len() {
        return Some((Fate::Dropped, "postcodes"));
    }
    if matches!(told, Told::Worker | Told::Label | Told::Other | Told::Number) {
        return None;
    }
    let all = cells.len();
    let count = |is: &dyn Fn(&str) -> bool| {
        cells.iter().filter(|cell| matches!(cell, Cell::Text(text) | Cell::Number(text) if is(text))).count()
    };
    // A heading that was not known for one may stand among them.
    let nearly_all = |is: &dyn Fn(&str) -> bool| all > 1 && count(is) > 1 && count(is) * 4 >= all * 3;
    let most = |is: &dyn Fn(&str) -> bool| all > 0 && count(is) * 2 > all;
    if told != Told::Days && are_births(cells, on) {
        return Some((Fate::Age, "dates of birth"));
    }
    if nearly_all(&is_nhs_number) {
        return Some((Fate::Dropped, "NHS numbers"));
    }
    if most(&is_post_code) || most(&is_pupil_number) {
        return Some((Fate::Dropped, "postcodes or pupil numbers"));
    }
    if most(&is_ethnicity) {
        return Some((Fate::Dropped, "ethnicity"));
    }
    if nearly_all(&is_gender) {
        return Some((Fate::Dropped, "gender"));
    }
    if told != Told::Days && (told == Told::NoHeading || all > 2) && most(&is_name_in_capitals) {
        // Workers and teams come again and again; a child stands once.
        let different: BTreeSet<String> = cells.iter().map(|cell| tidy(&cell.text())).collect();
        if different.len() * 5 >= all * 4 {
            return Some((Fate::Dropped, "names of children"));
        }
    }
    None
}

/// True where most cells are days within a childhood, and half of these are further back than work with a child
/// mostly goes.
fn are_births(cells: &[&Cell], on: When) -> bool {
    let months: Vec<i32> = cells
        .iter()
        .filter_map(|cell| match cell {
            Cell::Day(day) => Some(*day),
            Cell::Text(text) if text.len() >= 6 && text.contains(['/', '-', '.', ' ']) => days::of_text(text),
            _ => None,
        })
        .map(|day| on.month().since(day.month()))
        .collect();
    let childhood = months.iter().filter(|own| (-10..=26 * 12).contains(*own)).count();
    let far = months.iter().filter(|own| **own > 36).count();
    childhood * 4 >= cells.len() * 3 && far * 2 >= months.len() && childhood == months.len()
}

/// True where a text is a place to write to.
pub fn is_place(text: &str) -> bool {
    is_post_code(text) || is_email(text)
}

/// A whole postcode with its blank, `SW1A 1AA`, and nothing else.
fn is_post_code(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 8 || !text.is_ascii() {
        return false;
    }
    let mut parts = text.split_ascii_whitespace();
    let (Some(outward), Some(inward), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let form = |text: &str| -> String {
        text.bytes()
            .map(|own| match own {
                own if own.is_ascii_digit() => '9',
                own if own.is_ascii_alphabetic() => 'A',
                _ => '?',
            })
            .collect()
    };
    form(inward) == "9AA" && ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].contains(&form(outward).as_str())
}

/// An e-mail address and nothing else.
fn is_email(text: &str) -> bool {
    let text = text.trim();
    let Some((before, after)) = text.split_once('@') else { return false };
    !before.is_empty() && after.contains('.') && !text.contains(char::is_whitespace) && !after.contains('@')
}

/// Ten figures of which the last is right for the others (modulus 11, as the NHS has it).
fn is_nhs_number(text: &str) -> bool {
    let figures: Vec<u32> = text.chars().filter_map(|own| own.to_digit(10)).collect();
    let [rest @ .., last] = figures.as_slice() else { return false };
    if figures.len() != 10 || !text.chars().all(|own| own.is_ascii_digit() || own == ' ' || own == '-') {
        return false;
    }
    let sum: u32 = rest.iter().zip((2..=10).rev()).map(|(own, times)| own * times).sum();
    (11 - sum % 11) % 11 == *last
}

/// A letter and twelve figures, the last of which may be a letter.
fn is_pupil_number(text: &str) -> bool {
    let text = text.trim().as_bytes();
    let [first, middle @ .., last] = text else { return false };
    middle.len() == 11
        && first.is_ascii_alphabetic()
        && middle.iter().all(u8::is_ascii_digit)
        && last.is_ascii_alphanumeric()
}

/// Words and codes of the census and of schools for ethnicity, tidied.
fn is_ethnicity(text: &str) -> bool {
    const BEGIN: &[&str] = &[
        "white british",
        "white - ",
        "white: ",
        "white irish",
        "white other",
        "white and ",
        "white/",
        "any other white",
        "any other mixed",
        "any other asian",
        "any other black",
        "any other ethnic",
        "black african",
        "black caribbean",
        "black british",
        "black - ",
        "black: ",
        "black or ",
        "black other",
        "asian",
        "mixed",
        "pakistani",
        "bangladeshi",
        "indian",
        "chinese",
        "arab",
        "gypsy",
        "roma",
        "traveller",
        "other ethnic",
        "irish",
        "african",
        "caribbean",
        "information not yet obtained",
        "refused",
    ];
    const CODES: &[&str] = &[
        "wbri", "wiri", "wirt", "wrom", "woth", "mwbc", "mwba", "mwas", "moth", "aind", "apkn", "aban", "aoth", "bcrb",
        "bafr", "both", "chne", "ooth", "refu", "nobt",
    ];
    let text = tidy(text);
    CODES.contains(&text.as_str())
        || matches!(text.as_str(), "white" | "black")
        || BEGIN.iter().any(|own| text.starts_with(own))
}

fn is_gender(text: &str) -> bool {
    matches!(tidy(text).as_str(), "m" | "f" | "male" | "female" | "boy" | "girl" | "indeterminate" | "u")
}

/// The only number beside a name, of three figures or more: `Brown, Emma (10234)`.
fn number_beside(text: &str) -> Option<&str> {
    let mut numbers = text.split(|own: char| !own.is_ascii_digit()).filter(|own| !own.is_empty());
    numbers.next().filter(|own| own.len() >= 3 && numbers.next().is_none())
}

/// Words that names of people have not, and that stand where names stand.
const NO_NAMES: &[&str] = &[
    "family",
    "families",
    "child",
    "children",
    "sibling",
    "siblings",
    "case",
    "cases",
    "team",
    "plan",
    "care",
    "order",
    "orders",
    "status",
    "need",
    "protection",
    "looked",
    "after",
    "not",
    "known",
    "unknown",
    "none",
    "no",
    "yes",
    "to",
    "be",
    "confirmed",
    "the",
    "of",
    "in",
    "at",
    "for",
    "north",
    "south",
    "east",
    "west",
    "central",
    "school",
    "primary",
    "secondary",
    "academy",
    "college",
    "nursery",
    "hospital",
    "placement",
    "foster",
    "fostering",
    "carer",
    "carers",
    "social",
    "worker",
    "service",
    "services",
    "unit",
    "hub",
    "house",
    "home",
    "centre",
    "court",
    "assessment",
    "section",
    "support",
    "council",
    "group",
    "report",
    "total",
    "number",
    "leaver",
    "leavers",
    "leaving",
    "early",
    "help",
    "duty",
    "safeguarding",
    "district",
    "locality",
    "area",
    "adoption",
    "disabled",
    "disability",
    "independent",
    "living",
    "short",
    "breaks",
    "full",
    "part",
    "time",
    "level",
    "high",
    "low",
    "medium",
    "open",
    "closed",
    "on",
    "off",
    "hold",
    "out",
    "borough",
    "county",
    "city",
    "and",
    "with",
    "a",
    "an",
    "is",
    "review",
    "visit",
    "contact",
    "referral",
    "domestic",
    "abuse",
    "neglect",
    "emotional",
    "physical",
    "sexual",
    "health",
    "mental",
    "private",
    "remand",
    "special",
    "guardianship",
    "relevant",
    "one",
    "two",
    "three",
    "first",
    "second",
    "third",
    "eldest",
    "oldest",
    "youngest",
    "older",
    "younger",
    "middle",
    "brother",
    "sister",
    "boy",
    "girl",
    "baby",
    "twin",
    "twins",
    "unborn",
    "former",
    "eligible",
    "person",
    "people",
    "young",
    "client",
    "vacant",
    "post",
    "row",
    "column",
    "test",
    "street",
    "road",
    "avenue",
    "lane",
    "close",
];

/// True for two names or more of somebody, however they are written: `Emma Brown`, `BROWN, Emma`, `Brown, Emma
/// (10234)`, `emma brown`. "Family 7" and "North team" are none.
#[must_use]
pub fn full_name(text: &str) -> bool {
    is_full_name(text, false)
}

/// The same, where each name has its capital: so are they where nothing else says that they are names.
pub fn is_name_in_capitals(text: &str) -> bool {
    is_full_name(text, true)
}

fn is_full_name(text: &str, with_capitals: bool) -> bool {
    if text.len() > 100 || !text.contains([' ', ',', '\u{a0}', '\n']) {
        return false;
    }
    let text = plain(text);
    let bare = text.trim_matches(|own: char| own.is_ascii_digit() || " ()[]#-/:.,".contains(own));
    let (mut long, mut words, mut odd) = (0, 0, 0);
    for word in bare.split([' ', ',', '.']).filter(|own| !own.is_empty() && *own != "&") {
        let letters = word.chars().filter(|own| own.is_alphabetic()).count();
        let is_word = word.chars().all(|own| own.is_alphabetic() || "-'\u{2019}`".contains(own));
        let begins = word.chars().next().is_some_and(char::is_uppercase);
        if !is_word || (with_capitals && !begins && letters > 3) {
            return false;
        }
        words += 1;
        if letters > 1 {
            long += 1;
            odd += usize::from(NO_NAMES.contains(&tidy(word).as_str()));
        }
    }
    // Some surnames are words like any other: West, Young, Close.
    let is_somebody = if with_capitals { odd == 0 } else { odd < long };
    is_somebody && (2..=5).contains(&long) && words <= 6
}
