//! Days as files have them: cells of days, serial numbers, and text in the ways people in Britain write them.
//!
//! Days are read day first. `11/21/2026` is no day then, and not turned round: where one cell of a column has
//! the month first, the others have too, and `03/04/2026` would be read wrongly without a word (`month_first`).

use super::heading::tidy;
use super::table::Cell;
use crate::dates::MONTHS;
use crate::facts::{Month, When};

/// What a cell says of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is there.
    Blank,
    /// This day, or this month where the file names no day.
    Day(When),
    /// Something that is no day.
    No,
}

impl Reading {
    /// The day, where there is one.
    #[must_use]
    pub const fn day(&self) -> Option<When> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Blank | Self::No => None,
        }
    }
}

/// Reads the cell of a day.
#[must_use]
pub fn read(cell: &Cell) -> Reading {
    let day = match cell {
        _ if cell.is_blank() => return Reading::Blank,
        // By way of its text, so that what is no day here is none anywhere.
        Cell::Day(day) => When::read(&day.to_string()).ok(),
        Cell::Number(number) => of_serial(number).or_else(|| of_eight(number)),
        Cell::Text(text) => of_text(text),
        _ => None,
    };
    day.map_or(Reading::No, Reading::Day)
}

/// The day before the first that spreadsheets number from 1, seen from the start of 1970; right from the
/// 1st of March 1900 on, and nothing earlier is taken.
const SERIAL_OF_1970: i32 = 25_569;

/// The day of a serial number of a spreadsheet (`46347`; a part of a day, `46347.75`, is left out), from 1950
/// to 2199.
#[must_use]
pub fn of_serial(number: &str) -> Option<When> {
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let plain = !whole.is_empty()
        && whole.len() <= 6
        && [whole, part].iter().all(|own| own.bytes().all(|own| own.is_ascii_digit()));
    let serial: i32 = if plain { whole.parse().ok()? } else { return None };
    // By way of its text, so that what is no day here is none anywhere.
    When::read(&When::Day(serial - SERIAL_OF_1970).to_string()).ok()
}

/// The day of eight digits, `20261121`.
fn of_eight(digits: &str) -> Option<When> {
    let plain = digits.len() == 8 && digits.bytes().all(|own| own.is_ascii_digit());
    if !plain {
        return None;
    }
    When::read(&format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?)).ok()
}

/// The day of a text: `21/11/2026`, `21.11.26`, `2026-11-21`, `21-Nov-2026`, `Saturday, 21st November 2026`,
/// `2026-11-21 00:00:00`, `2026-11-21T00:00:00Z`, a serial number; or a month, `Nov-26`, `11/2026`, `2026-11`.
#[must_use]
pub fn of_text(text: &str) -> Option<When> {
    let tidy = tidy(text);
    if let Some(day) = of_serial(&tidy).or_else(|| of_eight(&tidy)) {
        return Some(day);
    }
    let dated = without_time(&tidy);
    let mut parts =
        dated.split([' ', '/', '-', '.', ',']).filter(|part| !part.is_empty() && !is_weekday(part) && *part != "of");
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    match (first, second, third) {
        // 2026-11-21
        (year, Some(month), Some(day)) if year.len() == 4 && is_digits(year) => {
            on(number(year)?, month_of(month)?, number(ordinal(day))?)
        }
        (day, Some(month), Some(year)) if is_digits(ordinal(day)) => {
            on(year_of(year)?, month_of(month)?, number(ordinal(day))?)
        }
        // November 21, 2026: the month is named, so that nothing is mistaken.
        (month, Some(day), Some(year)) if !is_digits(month) => {
            on(year_of(year)?, month_of(month)?, number(ordinal(day))?)
        }
        (year, Some(month), None) if year.len() == 4 && is_digits(year) => in_month(number(year)?, month_of(month)?),
        // 11/2026 needs all of its year: 11/26 could be anything.
        (month, Some(year), None) if year.len() == 4 || !is_digits(month) => in_month(year_of(year)?, month_of(month)?),
        _ => None,
    }
}

/// The text before a time of day: what follows a blank or a `t` and has a colon.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let before = text.get(..colon).unwrap_or_default();
    let digits = before.trim_end_matches(|own: char| own.is_ascii_digit());
    // What is not set off from the day is no time of it: nothing reads it then.
    if digits.len() == before.len() {
        text
    } else {
        digits.strip_suffix([' ', 't']).unwrap_or(text).trim_end_matches([' ', ','])
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|own| own.is_ascii_digit())
}

fn number(text: &str) -> Option<i32> {
    if is_digits(text) && text.len() <= 4 { text.parse().ok() } else { None }
}

/// `21st` without its ending.
fn ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text)
}

/// The year of two or four digits: up to 49 it is this century's.
fn year_of(text: &str) -> Option<i32> {
    let year = number(text)?;
    match text.len() {
        4 => Some(year),
        2 if year < 50 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// Days of the week, which nobody needs.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// True for the word, or the beginning of it from three letters on.
fn is_short_for(text: &str, word: &str) -> bool {
    text.len() >= 3 && word.starts_with(text)
}

fn is_weekday(text: &str) -> bool {
    WEEKDAYS.iter().any(|day| is_short_for(text, day))
}

fn month_of(text: &str) -> Option<i32> {
    if is_digits(text) {
        return if text.len() <= 2 { number(text) } else { None };
    }
    let place =
        MONTHS.iter().position(|month| is_short_for(text, month) || (text == "sept" && *month == "september"))?;
    i32::try_from(place + 1).ok()
}

fn on(year: i32, month: i32, day: i32) -> Option<When> {
    When::read(&format!("{year:04}-{month:02}-{day:02}")).ok()
}

fn in_month(year: i32, month: i32) -> Option<When> {
    Month::of(year, month).map(When::Month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Option<String> {
        of_text(text).map(|day| day.to_string())
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for text in [
            "21/11/2026",
            " 21/11/2026 ",
            "21/11/26",
            "21-11-2026",
            "21.11.2026",
            "21 11 2026",
            "2026-11-21",
            "2026/11/21",
            "21-Nov-2026",
            "21-Nov-26",
            "21 November 2026",
            "21st November 2026",
            "21st of November, 2026",
            "Saturday, 21 November 2026",
            "Sat 21 Nov 2026",
            "November 21, 2026",
            "2026-11-21 00:00:00",
            "2026-11-21T00:00:00Z",
            "2026-11-21 09:30",
            "21/11/2026 00:00",
            "21/11/2026 9:30:00 AM",
            "21\u{2013}11\u{2013}2026",
            "21/11/\u{200b}2026",
            "46347",
            "46347.75",
            "20261121",
        ] {
            assert_eq!(day(text).as_deref(), Some("2026-11-21"), "{text}");
        }
        assert_eq!(day("1/2/26").as_deref(), Some("2026-02-01"));
        assert_eq!(day("1/2/98").as_deref(), Some("1998-02-01"));
    }

    #[test]
    fn what_could_be_the_american_order_is_read_day_first_and_never_turned_round() {
        assert_eq!(day("03/04/2026").as_deref(), Some("2026-04-03"));
        assert_eq!(day("11/21/2026"), None);
    }

    #[test]
    fn a_month_without_a_day_is_a_month() {
        for text in ["Nov-26", "November 2026", "11/2026", "2026-11", "2026/11"] {
            assert_eq!(day(text).as_deref(), Some("2026-11"), "{text}");
        }
        assert_eq!(day("11/26"), None);
    }

    #[test]
    fn a_day_that_does_not_exist_is_none() {
        for text in [
            "",
            "36/13/2024",
            "29/02/2026",
            "31/04/2026",
            "00/01/2026",
            "01/01/1900",
            "31/12/9999",
            "1/2/3",
            "1/2",
            "21/11/202",
            "2026",
            "12345678",
            "yes",
            "TBC",
            "1",
            "999999",
            "21/11/2026/4",
            "9:30",
            ":",
            "21/11/2026x",
            "21 No 2026",
            "46347.x",
            "-46347",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_of_a_day_a_number_or_a_text_is_read_and_a_blank_is_blank() {
        let on = When::read("2026-11-21").unwrap();
        assert_eq!(read(&Cell::Day(on)), Reading::Day(on));
        assert_eq!(read(&Cell::Number("46347".to_owned())), Reading::Day(on));
        assert_eq!(read(&Cell::Number("20261121".to_owned())), Reading::Day(on));
        assert_eq!(read(&Cell::Text("21/11/2026".to_owned())), Reading::Day(on));
        assert_eq!(read(&Cell::Error("#N/A".to_owned())), Reading::Blank);
        assert_eq!(read(&Cell::Text("\u{a0}".to_owned())), Reading::Blank);
        assert_eq!(read(&Cell::Number("7".to_owned())), Reading::No);
        assert_eq!(read(&Cell::Truth(true)), Reading::No);
        assert_eq!(Reading::No.day(), None);
    }

    proptest! {
        #[test]
        fn every_day_written_in_any_way_reads_back(serial in 18_264_i32..109_574) {
            let day = When::Day(serial - SERIAL_OF_1970);
            let text = day.to_string();
            let (year, month, of_month) = (&text[..4], &text[5..7], &text[8..]);
            for written in [
                text.clone(),
                format!("{of_month}/{month}/{year}"),
                format!("{}/{}/{year}", of_month.trim_start_matches('0'), month.trim_start_matches('0')),
                format!("{text} 00:00:00"),
                format!("{year}{month}{of_month}"),
                serial.to_string(),
            ] {
                prop_assert_eq!(of_text(&written), Some(day), "{}", written);
            }
        }

        #[test]
        fn nothing_that_is_typed_makes_it_fall(text in ".{0,30}", digits in "[0-9/. :tT-]{0,24}") {
            let _ = of_text(&text);
            let _ = of_text(&digits);
        }
    }
}
