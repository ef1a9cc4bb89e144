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

/// What was typed, as it is stored. What is no month or day stays as it was typed, so that the
/// fact itself refuses it.
#[must_use]
pub fn stored(kind: Kind, typed: &str) -> String {
    let typed = typed.trim();
    let parts: Vec<&str> = typed.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let read = match (kind, parts.as_slice()) {
        (Kind::Month | Kind::When, [first, second]) => month_and_year(first, second),
        (Kind::When, [first, second, third]) => day(first, second, third),
        _ => None,
    };
    read.unwrap_or_else(|| typed.to_owned())
}

/// What to write in such a field, for those that need saying.
#[must_use]
pub fn hint(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Month => Some("A month, such as 11/2026."),
        Kind::When => Some("A day or a month, such as 21/11/2026 or 11/2026."),
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
    const NAMES: [&str; 12] = [
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
    let lower = text.to_ascii_lowercase();
    let named = NAMES.iter().position(|name| lower.len() >= 3 && name.starts_with(&lower));
    named.and_then(|place| u8::try_from(place + 1).ok()).or_else(|| number(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_may_be_typed_in_any_usual_way() {
        for typed in ["11/2026", "2026-11", "Nov 2026", "november 2026", " 11 2026 ", "2026/11", "11.2026"] {
            assert_eq!(stored(Kind::Month, typed), "2026-11", "{typed}");
        }
        assert_eq!(stored(Kind::Month, "3/2026"), "2026-03");
    }

    #[test]
    fn a_day_may_be_typed_in_any_usual_way() {
        for typed in ["21/11/2026", "2026-11-21", "21 Nov 2026", "21.11.2026"] {
            assert_eq!(stored(Kind::When, typed), "2026-11-21", "{typed}");
        }
        assert_eq!(stored(Kind::When, "1/2/2026"), "2026-02-01");
    }

    #[test]
    fn what_is_no_date_stays_as_it_was_typed() {
        for typed in ["soon", "11/26", "1/2/3/4", "next month", "ma 2026"] {
            assert_eq!(stored(Kind::When, typed), typed);
        }
        assert_eq!(stored(Kind::Month, "21/11/2026"), "21/11/2026");
        assert_eq!(stored(Kind::Text { longest: 9 }, " Nov 2026"), "Nov 2026");
    }

    #[test]
    fn what_is_stored_is_shown_as_it_would_be_typed() {
        for text in ["2026-11", "2026-11-21"] {
            assert_eq!(stored(Kind::When, &shown(Kind::When, text)), text);
        }
        assert_eq!(shown(Kind::Month, ""), "");
        assert_eq!(shown(Kind::Text { longest: 9 }, "a-b"), "a-b");
    }
}
