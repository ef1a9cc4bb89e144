//! Ages as files have them.

use super::days;
use super::heading::tidy;
use crate::facts::When;

/// An age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    /// The child is not born yet.
    Unborn,
    /// Whole years.
    Whole(i64),
}

/// Words after or before an age that say that it is no exact one.
const NEARLY: &str =
    "est|estimate|estimated|approx|approximate|approximately|about|around|circa|c|ca|aged|age|~|at|now";

/// Words of an age under one year.
const UNDER_ONE: &str =
    "under 1|under one|less than 1|less than one|newborn|new born|baby|infant|u1|<1 year|<1 yr|<1yr";

/// Words before the day on which a child is expected.
const EXPECTED: [&str; 4] = ["edd", "expected date of delivery", "due date", "due"];

/// Reads an age: `7`, `7.9`, `4,5`, `-1`, `7 years`, `4y 5m`, `8 months`, `7 (est)`, `<1`, `unborn`, `EDD 01/02/2027`.
/// A child who is expected on a day that has come is in the first year of life, for a year; nothing is said of one later.
/// Nothing where it is no age.
#[must_use]
pub fn years(text: &str, today: Option<When>) -> Option<Years> {
    let mut tidy = tidy(text);
    // The point of `.5` is no punctuation at its beginning.
    if text.trim_start().starts_with('.') && tidy.starts_with(|own: char| own.is_ascii_digit()) {
        tidy.insert(0, '.');
    }
    if is_unborn(&tidy) {
        return Some(Years::Unborn);
    }
    if let Some(expected) = EXPECTED.iter().find_map(|word| tidy.strip_prefix(word)) {
        return due(expected, today);
    }
    if let Some(below) = tidy.strip_prefix('-') {
        let nought = below.bytes().all(|own| own == b'0' || own == b'.');
        let few = below.bytes().all(|own| own.is_ascii_digit() || own == b'.');
        // A pregnancy lasts less than a year: -1 is unborn, -40 a slip.
        let unborn = few && matches!(below.split('.').next(), Some("0" | "1" | ""));
        return if nought { Some(Years::Whole(0)) } else { unborn.then_some(Years::Unborn) };
    }
    if UNDER_ONE.split('|').any(|own| own == tidy) {
        return Some(Years::Whole(0));
    }
    let spaced = tidy.replace(['~', '+'], " ");
    let words: Vec<&str> = spaced.split(' ').filter(|own| !own.is_empty() && !is_nearly(own)).collect();
    let bare = words.join(" ");
    // Under so many years: only of the first is anything known.
    if let Some(under) = bare.strip_prefix('<') {
        return (under.trim() == "1").then_some(Years::Whole(0));
    }
    counted(&bare)
}

/// True for an unborn child.
fn is_unborn(tidy: &str) -> bool {
    tidy.contains("unborn")
        || tidy.contains("un-born")
        || tidy.starts_with("not born")
        || tidy.contains("yet born")
        || tidy == "ub"
}

fn is_nearly(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ':']);
    word.is_empty() || NEARLY.split('|').any(|own| own == word)
}

/// The age of a child who is expected on a day.
fn due(text: &str, today: Option<When>) -> Option<Years> {
    let text = text.trim_start_matches([' ', ':', '-', '=', '.']);
    if text.is_empty() {
        return Some(Years::Unborn);
    }
    let day = days::of_text(text.strip_prefix("on ").unwrap_or(text))?;
    let Some(today) = today else { return Some(Years::Unborn) };
    let ahead = day.month().since(today.month());
    let has_come = match (day, today) {
        (When::Day(day), When::Day(today)) => day <= today,
        _ => ahead < 0,
    };
    match ahead {
        // Nobody expects a child in two years.
        10.. => None,
        _ if !has_come => Some(Years::Unborn),
        -11.. => Some(Years::Whole(0)),
        _ => None,
    }
}

/// Numbers with their units: years first, then months; weeks and days alone.
fn counted(text: &str) -> Option<Years> {
    let mut rest = text;
    let mut years: Option<i64> = None;
    let mut last = "";
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (whole, after) = rest.split_at_checked(digits)?;
        // Nothing finer than years is asked for: what stands after the point, or the comma of a decimal, is passed over.
        let mut after = after;
        if let Some(part) = after.strip_prefix(['.', ','])
            && (part.is_empty() || part.starts_with(|own: char| own.is_ascii_digit()))
        {
            after = part.trim_start_matches(|own: char| own.is_ascii_digit());
        }
        if whole.is_empty() && after.len() == rest.len() {
            return None;
        }
        let number: i64 = if whole.is_empty() { 0 } else { whole.parse().ok().filter(|own| *own < 100_000)? };
        let after = after.trim_start();
        let end = after.find(|own: char| own.is_ascii_digit()).unwrap_or(after.len());
        let (unit, more) = after.split_at_checked(end)?;
        let unit =
            unit.trim_end_matches([' ', ',', '&', '.']).trim_end_matches(" and").trim_end_matches(" old").trim_end();
        let kind = UNITS.iter().find(|(_, words)| words.split('|').any(|own| own == unit))?.0;
        let per_year = match (kind, last) {
            ("y", "") => 1,
            ("", "") if more.is_empty() => 1,
            // `4y 5`, `4y 5m`.
            ("m" | "", "y") | ("m", "") => 12,
            ("w", "" | "y" | "m") => 52,
            ("d", "" | "y" | "m" | "w") => 365,
            _ => return None,
        };
        years = Some(years.unwrap_or(0) + number / per_year);
        last = if kind.is_empty() { "m" } else { kind };
        rest = more;
    }
    years.map(Years::Whole)
}

/// Units of an age.
const UNITS: [(&str, &str); 5] = [
    ("", ""),
    ("y", "y|yr|yrs|year|years|years of age|y/o|yo|yrs."),
    ("m", "m|mo|mos|mth|mths|mnth|mnths|month|months"),
    ("w", "w|wk|wks|week|weeks"),
    ("d", "d|day|days"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_in_the_ways_in_which_files_have_them() {
        let today = When::read("2026-11-21").ok();
        for (text, age) in [
            ("7", 7),
            ("7.9", 7),
            ("4,5", 4),
            ("4.5", 4),
            (".5", 0),
            ("0.3", 0),
            ("17.", 17),
            ("4y 5m", 4),
            ("4y5m", 4),
            ("4 yrs", 4),
            ("4yrs 11 mths", 4),
            ("4 years, 5 months", 4),
            ("4 years and 5 months", 4),
            ("4 years old", 4),
            ("4 y/o", 4),
            ("7 (est)", 7),
            ("7 est.", 7),
            ("est. 7", 7),
            ("approx 7", 7),
            ("~7", 7),
            ("c. 7", 7),
            ("aged 7", 7),
            ("<1", 0),
            ("< 1", 0),
            ("<1 year", 0),
            ("under 1", 0),
            ("8 months", 0),
            ("18 months", 1),
            ("18m", 1),
            ("6 weeks", 0),
            ("3 wks 2 days", 0),
            ("10 days", 0),
            ("-0", 0),
            ("EDD 01/08/2026", 0),
            ("EDD: 21/11/2026", 0),
        ] {
            assert_eq!(years(text, today), Some(Years::Whole(age)), "{text}");
        }
        for text in [
            "-1",
            "-0.4",
            "Unborn",
            "UB",
            "unborn (EDD 01/02/2027)",
            "EDD 01/02/2027",
            "EDD",
            "Due Feb 2027",
            "due: 22/11/2026",
            "not born yet",
        ] {
            assert_eq!(years(text, today), Some(Years::Unborn), "{text}");
        }
        for text in [
            "",
            "seven",
            "-40",
            "7-8",
            "7/8",
            "<5",
            "EDD 01/02/2024",
            "EDD 01/02/2030",
            "EDD soon",
            "01/02/2020",
            "m 4",
            "4m 5y",
            "4 5",
            "1.2.3",
            "4 boys",
            "99999999999999999999",
        ] {
            assert_eq!(years(text, today), None, "{text}");
        }
    }
}
