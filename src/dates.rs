//! Months and days as people here write them: `11/2026` and `21/11/2026` in fields, where files
//! have `2026-11` and `2026-11-21`.

use crate::facts::Kind;

/// The stored text of a value, as a field shows it.
#[must_use]
pub fn shown(kind: Kind, stored: &str) -> String {
    if !matches!(kind, Kind::Month | Kind::When) {
        return stored.to_owned();
    }
    let parts: Vec<&str> = stored.split('-').collect();
    match parts.as_slice() {
        [year, month] => format!("{month}/{year}"),
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => stored.to_owned(),
    }
}

/// What was typed, as it is stored. `today` is as it is stored too: a day or a month without a year is of
/// its year. What is no month or day stays as it was typed, so that the fact itself refuses it.
#[must_use]
pub fn stored(kind: Kind, typed: &str, today: &str) -> String {
    let typed = typed.trim();
    let this_year = today.get(..4).unwrap_or_default();
    let parts: Vec<&str> = typed.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let read = match (kind, parts.as_slice()) {
        (Kind::When, [word]) if word.eq_ignore_ascii_case("today") => Some(today.to_owned()),
        (Kind::Month, [word]) if word.eq_ignore_ascii_case("today") => today.get(..7).map(str::to_owned),
        (Kind::Month | Kind::When, [name]) => month_name(name).map(|month| format!("{this_year}-{month:02}")),
        (Kind::Month | Kind::When, [first, second]) => month_and_year(first, second)
            .or_else(|| day(first, second, this_year).filter(|_| kind == Kind::When && month(second) <= Some(12))),
        (Kind::When, [first, second, third]) => day(first, second, third),
        _ => None,
    };
    read.unwrap_or_else(|| typed.to_owned())
}

/// What to write in such a field, for those that need saying.
#[must_use]
pub fn hint(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Month => Some("A month, such as 11/2026 or Nov."),
        Kind::When => Some("A day or a month, such as 3/11, 21/11/2026 or 11/2026."),
        _ => None,
    }
}

/// What to say where something else was written.
#[must_use]
pub fn wanted(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Month => Some("Enter a month from 1950 to 2199, such as 11/2026"),
        Kind::When => Some("Enter a day or a month, such as 21/11/2026 or 11/2026"),
        _ => None,
    }
}

fn month_and_year(first: &str, second: &str) -> Option<String> {
    if let Some(year) = year(first) {
        return month(second).map(|month| format!("{year}-{month:02}"));
    }
    Some(format!("{}-{:02}", year(second)?, month(first)?))
}

fn day(first: &str, second: &str, third: &str) -> Option<String> {
    let (year, day) = match year(first) {
        Some(year) => (year, third),
        None => (year(third)?, first),
    };
    Some(format!("{year}-{:02}-{:02}", month(second)?, number(day)?))
}

fn year(text: &str) -> Option<&str> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// One or two digits.
fn number(text: &str) -> Option<u8> {
    if text.len() > 2 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn month(text: &str) -> Option<u8> {
    month_name(text).or_else(|| number(text))
}

/// The months by their names, in small letters.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_name(text: &str) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let named = MONTHS.iter().position(|name| lower.len() >= 3 && name.starts_with(&lower));
    named.and_then(|place| u8::try_from(place + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: &str = "2026-11-22";

    #[test]
    fn a_month_may_be_typed_in_any_usual_way() {
        for typed in ["11/2026", "2026-11", "Nov 2026", "november 2026", " 11 2026 ", "2026/11", "11.2026"] {
            assert_eq!(stored(Kind::Month, typed, TODAY), "2026-11", "{typed}");
        }
        assert_eq!(stored(Kind::Month, "3/2026", TODAY), "2026-03");
    }

    #[test]
    fn a_day_may_be_typed_in_any_usual_way() {
        for typed in ["21/11/2026", "2026-11-21", "21 Nov 2026", "21.11.2026"] {
            assert_eq!(stored(Kind::When, typed, TODAY), "2026-11-21", "{typed}");
        }
        assert_eq!(stored(Kind::When, "1/2/2026", TODAY), "2026-02-01");
    }

    #[test]
    fn what_is_no_date_stays_as_it_was_typed() {
        for typed in ["soon", "11/26", "1/2/3/4", "next month", "ma 2026"] {
            assert_eq!(stored(Kind::When, typed, TODAY), typed);
        }
        assert_eq!(stored(Kind::Month, "21/11/2026", TODAY), "21/11/2026");
        assert_eq!(stored(Kind::Text { longest: 9 }, " Nov 2026", TODAY), "Nov 2026");
    }

    #[test]
    fn what_is_stored_is_shown_as_it_would_be_typed() {
        for text in ["2026-11", "2026-11-21"] {
            assert_eq!(stored(Kind::When, &shown(Kind::When, text), TODAY), text);
        }
        assert_eq!(shown(Kind::Month, ""), "");
        assert_eq!(shown(Kind::Text { longest: 9 }, "a-b"), "a-b");
    }

    #[test]
    fn without_a_year_it_is_of_this_year() {
        for (typed, read) in [("3/11", "2026-11-03"), ("3 Nov", "2026-11-03"), ("Nov", "2026-11"), ("Today", TODAY)] {
            assert_eq!(stored(Kind::When, typed, TODAY), read, "{typed}");
        }
        assert_eq!(stored(Kind::Month, "march", TODAY), "2026-03");
        assert_eq!(stored(Kind::Month, "today", TODAY), "2026-11");
        // A month alone has no day.
        assert_eq!(stored(Kind::Month, "3/11", TODAY), "3/11");
        assert_eq!(stored(Kind::When, "11", TODAY), "11");
    }
}
