//! Cells of columns that are no closed list: numbers with their units, hours, months and days, texts.

use crate::facts::value::shortened;
use crate::facts::{Kind, When};
use crate::importing::ages::{self, Years};
use crate::importing::days::{self, Reading};
use crate::importing::dropping::full_name;
use crate::importing::heading::{plain, tidy};
use crate::importing::people;
use crate::importing::table::Cell;
use crate::points::Points;

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing: it is not known.
    Nothing,
    /// This text of the fact.
    Text(String),
    /// This text, but not all that stands there, or not as it stands there: what the reader should know.
    Nearly(String, String),
    /// Nothing that can be read: why.
    Unread(String),
}

/// Words that say that there is nothing to say.
const NOTHING: &str =
    "no|none|nil|n/a|na|#n/a|null|tbc|tba|unknown|not known|n/k|nk|not recorded|open|ongoing|current|still open|blank";

/// True where the cell is empty or says that there is nothing.
#[must_use]
pub fn is_nothing(cell: &Cell) -> bool {
    let tidy = tidy(&cell.text());
    cell.is_blank() || tidy.is_empty() || NOTHING.split('|').any(|own| own == tidy)
}

/// Reads the cell of a fact that is no closed list. `today` is the day at which an age is counted from a
/// day of birth; where nothing is given, any age stands for it.
#[must_use]
pub fn read(fact: &str, kind: Kind, cell: &Cell, today: Option<When>) -> Said {
    if is_nothing(cell) {
        return Said::Nothing;
    }
    match kind {
        Kind::Whole { .. } if fact == "age" => age(cell, today),
        Kind::Whole { least, most } if fact == "minutes_each_way" => {
            bounded(minutes(cell), cell, least, most, "number of minutes")
        }
        Kind::Whole { least, most } => bounded(whole(cell), cell, least, most, "number"),
        Kind::Decimal { least, most } => match hours(cell) {
            Some(Hours::Full) if fact == "hours_per_week" => Said::Nothing,
            Some(Hours::Of(amount)) => hundredths(amount, least, most, cell),
            _ => unread(cell, "number"),
        },
        Kind::Month => match days::read(cell) {
            Reading::Day(day) => Said::Text(day.month().to_string()),
            Reading::Blank => Said::Nothing,
            Reading::No => match cell.text().trim() {
                year if year.len() == 4 && year.bytes().all(|own| own.is_ascii_digit()) => Said::Unread(format!(
                    "\u{201c}{year}\u{201d} is a year alone: write the month before it, as in 11/{year}, and choose the file again; or give the month after the import"
                )),
                _ => unread(cell, "month or day"),
            },
        },
        Kind::When => day(cell),
        Kind::Text { longest } if fact == "label" => label(&cell.text(), longest),
        Kind::Text { longest } => text(&cell.text(), longest),
        Kind::Mark | Kind::Answer | Kind::OneOf(_) | Kind::Ordinary(_) | Kind::Reference => Said::Nothing,
    }
}

/// Reads a day or a month.
#[must_use]
pub fn day(cell: &Cell) -> Said {
    match days::read(cell) {
        Reading::Day(day) => Said::Text(day.to_string()),
        Reading::Blank => Said::Nothing,
        Reading::No => unread(cell, "day"),
    }
}

/// What a cell says of a task in progress: the day on which it began, empty where it is only marked; or nothing, where
/// there is none.
///
/// # Errors
/// Where it says something else: why it is not read.
pub fn task(cell: &Cell) -> Result<Option<String>, String> {
    if is_nothing(cell) {
        return Ok(None);
    }
    match yes_or_no(cell) {
        Some(yes) if yes == "yes" => return Ok(Some(String::new())),
        Some(_) => return Ok(None),
        None => {}
    }
    match day(cell) {
        Said::Text(day) => Ok(Some(day)),
        Said::Unread(why) => Err(why),
        Said::Nothing | Said::Nearly(..) => Ok(None),
    }
}

/// What a tick or its like says.
fn yes_or_no(cell: &Cell) -> Option<String> {
    let marked = super::targets::Target::Marked(crate::facts::Plan::ChildInNeed);
    super::words::guess(marked, "", &super::words::same_word(&cell.text()))
}

/// True where the cell says yes.
#[must_use]
pub fn is_yes(cell: &Cell) -> bool {
    yes_or_no(cell).is_some_and(|own| own == "yes")
}

/// A label. Of a full name its initials are kept.
#[must_use]
pub fn label(label: &str, longest: usize) -> Said {
    if full_name(label) {
        return Said::Nearly(people::initials(label), "a full name: only its initials are kept".to_owned());
    }
    text(label, longest)
}

/// Text on one line, cut where it is too long.
#[must_use]
pub fn text(text: &str, longest: usize) -> Said {
    let plain = plain(text);
    if plain.is_empty() {
        return Said::Nothing;
    }
    if plain.chars().count() <= longest {
        return Said::Text(plain);
    }
    let cut: String = plain.chars().take(longest).collect();
    Said::Nearly(cut.trim_end().to_owned(), format!("longer than {longest} characters: only its beginning is read"))
}

fn quoted(cell: &Cell) -> String {
    format!("\u{201c}{}\u{201d}", shortened(&plain(&cell.text())))
}

fn unread(cell: &Cell, what: &str) -> Said {
    Said::Unread(format!("{} is no {what}: not read", quoted(cell)))
}

fn bounded(number: Option<Points>, cell: &Cell, least: i32, most: i32, what: &str) -> Said {
    let Some(number) = number else { return unread(cell, what) };
    if !number.is_multiple_of(Points::whole(1)) {
        return Said::Unread(format!("{} is no whole {what}: not read", quoted(cell)));
    }
    if number < Points::whole(least) || number > Points::whole(most) {
        return Said::Unread(format!("{} is no {what} from {least} to {most}: not read", quoted(cell)));
    }
    Said::Text(number.to_string())
}

/// An amount in hundredths within its bounds; what is finer is rounded.
fn hundredths(amount: Points, least: i32, most: i32, cell: &Cell) -> Said {
    let bound = |own: i32| Points::ten_thousandths(i64::from(own) * 100);
    let rounded = Points::ten_thousandths((amount.in_ten_thousandths() + 50).div_euclid(100) * 100);
    if rounded < bound(least) || rounded > bound(most) {
        return Said::Unread(format!(
            "{} does not lie between {} and {}: not read",
            quoted(cell),
            bound(least),
            bound(most)
        ));
    }
    Said::Text(rounded.to_string())
}

/// A decimal; places beyond the fourth are cut.
fn decimal(text: &str) -> Option<Points> {
    let short = match text.split_once('.') {
        Some((whole, part)) if part.len() > 4 && part.bytes().all(|own| own.is_ascii_digit()) => {
            format!("{whole}.{}", part.get(..4)?)
        }
        Some((whole, "")) => whole.to_owned(),
        Some(("", part)) => format!("0.{part}"),
        _ => text.to_owned(),
    };
    Points::read(&short).ok()
}

/// Numbers with what stands after each, as `1h30` is `1 h` and `30`. Nothing where it is no such text.
fn quantities(text: &str) -> Option<Vec<(Points, String)>> {
    let tidy = tidy(text);
    let bare = ["approximately", "approx.", "approx", "about", "around", "circa", "c."]
        .iter()
        .find_map(|word| tidy.strip_prefix(word))
        .unwrap_or(&tidy);
    let mut rest = bare.trim_start();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|own: char| !own.is_ascii_digit() && own != '.').unwrap_or(rest.len());
        let number = decimal(rest.get(..end)?)?;
        rest = rest.get(end..)?.trim_start();
        let end = rest.find(|own: char| own.is_ascii_digit()).unwrap_or(rest.len());
        let unit = rest.get(..end)?.trim().to_owned();
        // A range, a sum or a sign is no single number.
        if !unit.chars().all(|own| own.is_alphabetic() || matches!(own, ' ' | '%' | '/' | '.' | '\'')) {
            return None;
        }
        rest = rest.get(end..)?;
        found.push((number, unit));
    }
    (!found.is_empty()).then_some(found)
}

/// `1:30` and `01:30:00` as hours and minutes.
fn clock(text: &str) -> Option<(i64, i64)> {
    let mut parts = text.trim().split(':').map(|part| {
        let plain = !part.is_empty() && part.len() <= 3 && part.bytes().all(|own| own.is_ascii_digit());
        if plain { part.parse::<i64>().ok() } else { None }
    });
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    (parts.next().is_none() && minutes < 60 && seconds == 0).then_some((hours, minutes))
}

/// Minutes: `45`, `45 mins`, `1h30`, `1 hr 30 mins each way`, `1.5 hours`, `1:30`.
fn minutes(cell: &Cell) -> Option<Points> {
    let text = cell.text();
    if let Some((hours, minutes)) = clock(&text) {
        return Some(Points::ten_thousandths((hours * 60 + minutes) * 10_000));
    }
    let mut sum = Points::ZERO;
    for (number, unit) in quantities(&text)? {
        let times = match unit.as_str() {
            "" => 1,
            unit if unit.starts_with('h') => 60,
            unit if unit.starts_with('m') && !unit.starts_with("mi") => minute_or_none(unit)?,
            unit if unit.starts_with("min") || unit.starts_with('\'') => 1,
            unit if unit.starts_with("each") || unit.starts_with("one way") => 1,
            _ => return None,
        };
        sum += number.times(times);
    }
    Some(sum)
}

/// `m` is a minute; months and miles are not.
fn minute_or_none(unit: &str) -> Option<i64> {
    (unit == "m" || unit.starts_with("m ")).then_some(1)
}

fn whole(cell: &Cell) -> Option<Points> {
    match cell {
        Cell::Number(number) => decimal(number),
        Cell::Text(text) => match quantities(text)?.as_slice() {
            [(number, unit)] if unit.is_empty() || unit.starts_with("child") => Some(*number),
            _ => None,
        },
        _ => None,
    }
}

/// Hours of a week, or that it is a full one.
enum Hours {
    Full,
    Of(Points),
}

/// Words for working full time.
const FULL: &str = "ft|f/t|full|full time|full-time|fulltime|f t";

fn is_full(cell: &Cell) -> bool {
    let tidy = tidy(&cell.text());
    FULL.split('|').any(|own| own == tidy)
}

/// Hours: `37`, `37.5 hrs pw`, `18h30`, `18:30`, `FT`.
fn hours(cell: &Cell) -> Option<Hours> {
    if is_full(cell) {
        return Some(Hours::Full);
    }
    let text = cell.text();
    if let Some((hours, minutes)) = clock(&text) {
        return Some(Hours::Of(Points::ten_thousandths(hours * 10_000 + minutes * 10_000 / 60)));
    }
    if let Cell::Number(number) = cell {
        return decimal(number).map(Hours::Of);
    }
    let mut sum = Points::ZERO;
    let mut after_hours = false;
    for (number, unit) in quantities(&text)? {
        let minutes = unit.starts_with("min") || unit == "m" || (unit.is_empty() && after_hours);
        let known = ["", "h", "pw", "per", "a week", "point", "pts", "p/w", "/w", "week"];
        if !minutes && !known.iter().any(|own| if own.is_empty() { unit.is_empty() } else { unit.starts_with(own) }) {
            return None;
        }
        sum += if minutes { number.share(1, 60) } else { number };
        after_hours = unit.starts_with('h');
    }
    Some(Hours::Of(sum))
}

/// The most full-time equivalents of one person that are read.
const MOST_FULL_TIME: Points = Points::ten_thousandths(15_000);

/// Hours a week of a part of full time: `0.8`, `0.8 FTE`, `80%`, `FT`. `full` is full time, in hundredths of an hour.
#[must_use]
pub fn part_of_full_time(cell: &Cell, full: i32) -> Said {
    if is_nothing(cell) {
        return Said::Nothing;
    }
    let part = if is_full(cell) {
        Some(Points::whole(1))
    } else {
        let text = cell.text();
        match quantities(&text).unwrap_or_default().as_slice() {
            [(number, unit)] => match unit.as_str() {
                "" | "fte" | "wte" | "ft" => Some(*number),
                unit if unit.starts_with('%') => Some(number.share(1, 100)),
                _ => None,
            },
            _ => None,
        }
    };
    match part {
        Some(part) if part > Points::ZERO && part <= MOST_FULL_TIME => {
            let amount = part.share(i64::from(full), 100);
            hundredths(amount, 25, 6_000, cell)
        }
        _ => Said::Unread(format!("{} is no part of full time such as 0.8: not read", quoted(cell))),
    }
}

/// The oldest that an age is read.
const OLDEST: i32 = 25;

/// The age of a child who is not born yet.
fn not_born() -> Said {
    Said::Nearly("0".to_owned(), "the child is not born yet: the age is read as 0".to_owned())
}

/// Age in whole years; a day is a day of birth.
fn age(cell: &Cell, today: Option<When>) -> Said {
    if let Cell::Day(born) = cell {
        return years_at(*born, today);
    }
    let text = cell.text();
    match ages::years(&text, today) {
        Some(Years::Unborn) => not_born(),
        Some(Years::Whole(years)) => whole_years(years, cell),
        None => days::of_text(&text).map_or_else(|| unread(cell, "age"), |born| years_at(born, today)),
    }
}

fn whole_years(years: i64, cell: &Cell) -> Said {
    if (0..=i64::from(OLDEST)).contains(&years) {
        Said::Text(years.to_string())
    } else {
        Said::Unread(format!("{} is no age from 0 to {OLDEST}: not read", quoted(cell)))
    }
}

/// The age on a day, from the day of birth. Only the age is said: the day of birth goes nowhere.
fn years_at(born: When, today: Option<When>) -> Said {
    // Nothing is counted yet: it is some age.
    let Some(today) = today else { return Said::Text("0".to_owned()) };
    let parts = |day: When| {
        let text = day.to_string();
        (day.month().year(), text.get(5..).unwrap_or_default().to_owned())
    };
    let ((year, rest), (year_now, rest_now)) = (parts(born), parts(today));
    let years = year_now - year - i32::from(rest_now < rest);
    match years {
        _ if years < 0 => not_born(),
        0..=OLDEST => Said::Text(years.to_string()),
        _ => Said::Unread(format!("the day of birth of somebody older than {OLDEST}: not read")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Record;
    use crate::importing::mapping::targets::Of;
    use proptest::prelude::*;

    fn today() -> When {
        When::read("2026-11-21").unwrap()
    }

    fn said(of: Of, fact: &str, cell: &Cell) -> String {
        match read(fact, of.definition(fact).unwrap().kind, cell, Some(today())) {
            Said::Nothing => String::new(),
            Said::Text(text) => text,
            Said::Nearly(text, why) => format!("{text} ({why})"),
            Said::Unread(why) => format!("! {why}"),
        }
    }

    fn text(of: Of, fact: &str, text: &str) -> String {
        said(of, fact, &Cell::Text(text.to_owned()))
    }

    #[test]
    fn minutes_are_read_with_their_units() {
        for (typed, minutes) in [
            ("45", "45"),
            ("45 mins", "45"),
            ("45mins each way", "45"),
            ("45m", "45"),
            ("approx 45 minutes", "45"),
            ("1h30", "90"),
            ("1h 30m", "90"),
            ("1 hr 30 mins", "90"),
            ("1.5 hours", "90"),
            ("1:30", "90"),
            ("0:45", "45"),
            ("01:30:00", "90"),
            ("1 hour", "60"),
            ("0", "0"),
            ("1440", "1440"),
            ("n/a", ""),
            ("-", ""),
        ] {
            assert_eq!(text(Of::Case, "minutes_each_way", typed), minutes, "{typed}");
        }
        for typed in ["1441", "30-45", "20 miles", "45.5", "1:75", "half an hour", "3 months", "45 + 10", "1.2.3"] {
            assert!(text(Of::Case, "minutes_each_way", typed).starts_with('!'), "{typed}");
        }
    }

    #[test]
    fn ages_are_whole_years_and_a_day_is_a_day_of_birth() {
        for (typed, age) in [
            ("7", "7"),
            ("7.9", "7"),
            ("7 years", "7"),
            ("7y 11m", "7"),
            ("5 months", "0"),
            ("18 months", "1"),
            ("6 weeks", "0"),
            ("Unborn", "0 (the child is not born yet: the age is read as 0)"),
            ("-1", "0 (the child is not born yet: the age is read as 0)"),
            ("-0.4", "0 (the child is not born yet: the age is read as 0)"),
            ("0", "0"),
            ("25", "25"),
            ("4,5", "4"),
            ("4y 5m", "4"),
            ("4 yrs", "4"),
            ("7 (est)", "7"),
            ("<1", "0"),
            ("0.3", "0"),
            ("UB", "0 (the child is not born yet: the age is read as 0)"),
            ("EDD 01/02/2027", "0 (the child is not born yet: the age is read as 0)"),
            ("21/11/2016", "10"),
            ("22/11/2016", "9"),
        ] {
            assert_eq!(text(Of::Child, "age", typed), age, "{typed}");
        }
        for typed in ["26", "old", "7-8", "01/01/1980", "-40"] {
            let said = text(Of::Child, "age", typed);
            assert!(said.starts_with('!'), "{typed}");
        }
        assert!(!text(Of::Child, "age", "01/01/1980").contains("1980"));
        assert_eq!(said(Of::Child, "age", &Cell::Day(When::read("2009-11-22").unwrap())), "16");
    }

    #[test]
    fn hours_and_parts_of_full_time_are_hours_a_week() {
        for (typed, hours) in [
            ("37", "37"),
            ("18.5", "18.5"),
            ("37.5 hrs pw", "37.5"),
            ("18h30", "18.5"),
            ("18:30", "18.5"),
            ("FT", ""),
            ("0.25", "0.25"),
            ("60", "60"),
            ("24.6666666", "24.67"),
        ] {
            assert_eq!(text(Of::Practitioner, "hours_per_week", typed), hours, "{typed}");
        }
        for typed in ["0.24", "60.01", "PT", "0.8 FTE"] {
            assert!(text(Of::Practitioner, "hours_per_week", typed).starts_with('!'), "{typed}");
        }
        let part = |typed: &str, full| match part_of_full_time(&Cell::Text(typed.to_owned()), full) {
            Said::Text(text) => text,
            _ => "!".to_owned(),
        };
        assert_eq!(part("0.8", 3_700), "29.6");
        assert_eq!(part("0.8 FTE", 3_500), "28");
        assert_eq!(part("80%", 3_700), "29.6");
        assert_eq!(part("1", 3_700), "37");
        assert_eq!(part("Full time", 3_600), "36");
        assert_eq!(part("1.5", 3_700), "55.5");
        for typed in ["0", "1.51", "37", "PT"] {
            assert_eq!(part(typed, 3_700), "!", "{typed}");
        }
    }

    #[test]
    fn months_days_and_texts() {
        assert_eq!(text(Of::Case, "allocated_on", "03/11/2026"), "2026-11");
        assert_eq!(text(Of::Case, "allocated_on", "Nov-26"), "2026-11");
        assert!(text(Of::Case, "allocated_on", "31/02/2026").starts_with('!'));
        assert_eq!(text(Of::Practitioner, "started_on", "3 Nov 2026"), "2026-11-03");
        assert_eq!(text(Of::Case, "locality", " North\u{a0} \u{202e}East "), "North East");
        assert_eq!(text(Of::Case, "locality", &"x".repeat(20)), "x".repeat(20));
        assert!(text(Of::Case, "locality", &"x".repeat(21)).starts_with(&format!("{} (", "x".repeat(20))));
    }

    proptest! {
        #[test]
        fn whatever_stands_there_what_is_read_is_a_value_of_its_fact(typed in "\\PC{0,24}|[0-9hms:./% -]{0,12}", place in 0_usize..80) {
            for of in [Of::Child, Of::Case, Of::Practitioner] {
                let Some(own) = of.catalogue().get(place) else { continue };
                for cell in [Cell::Text(typed.clone()), Cell::Number(typed.clone()), Cell::Error(typed.clone())] {
                    if let Said::Text(text) | Said::Nearly(text, _) = read(own.id, own.kind, &cell, Some(today())) {
                        let id = crate::facts::Id::new("x").unwrap();
                        let mut child = crate::facts::Child::empty(id.clone());
                        let mut case = crate::facts::Case::empty(id.clone());
                        let mut practitioner = crate::facts::Practitioner::empty(id);
                        let set = match of {
                            Of::Child => child.set(own.id, &text),
                            Of::Case => case.set(own.id, &text),
                            Of::Practitioner => practitioner.set(own.id, &text),
                        };
                        prop_assert!(set.is_ok(), "{} {text}", own.id);
                    }
                }
            }
        }
    }
}
