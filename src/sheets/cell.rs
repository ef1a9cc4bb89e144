//! Cells from what the readers find in files.

use crate::facts::When;
use crate::facts::value::is_unsafe;
use crate::importing::table::Cell;

/// What programs show where a formula has no value.
const ERRORS: [&str; 14] = [
    "#N/A",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
];

/// A line break within a cell. It is a blank like any other and no control, so that nothing that keeps a line for each
/// thing is broken by it; only where two names stand one below the other is it more than a blank.
const LINE_BREAK: char = '\u{2028}';

/// The cell of a text: nothing for blanks alone, an error value for its word. Tabs become blanks and line breaks
/// [`LINE_BREAK`]s; other controls and overrides of direction are left out.
pub(super) fn text(text: &str) -> Cell {
    let wants_cleaning = text.chars().any(is_unsafe);
    let clean = if wants_cleaning {
        let kept = text.chars().filter(|own| !is_unsafe(*own) || matches!(own, '\t' | '\n' | '\r' | '\u{85}'));
        let blank = |own: char| match own {
            '\n' | '\r' | '\u{85}' => LINE_BREAK,
            own if own.is_control() => ' ',
            own => own,
        };
        kept.map(blank).collect()
    } else {
        text.to_owned()
    };
    if ERRORS.contains(&clean.trim()) {
        return Cell::Error(clean.trim().to_owned());
    }
    let cell = Cell::Text(clean);
    if cell.is_blank() { Cell::Empty } else { cell }
}

/// The cell of a number: as the program shows it with all its digits, of which there are fifteen at most where
/// it is no whole number.
pub(super) fn number(value: f64) -> Cell {
    /// Whole numbers below it are exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if !value.is_finite() {
        return Cell::Error("#NUM!".to_owned());
    }
    if value == 0.0 {
        return Cell::Number("0".to_owned());
    }
    let whole = value.fract() == 0.0 && value.abs() < EXACT;
    let value = if whole { value } else { format!("{value:.14e}").parse().unwrap_or(value) };
    let ordinary = (1e-9..1e21).contains(&value.abs());
    Cell::Number(if ordinary { format!("{value}") } else { format!("{value:e}") })
}

/// The cell of a number that the file shows as a day or a time: the day, or the number where it is a time alone
/// or on no day that there is. Days are counted from the first of 1900 (with a 29 February in that year, which
/// never was: Excel's own slip) or of 1904.
pub(super) fn day_or_number(value: f64, from_1904: bool) -> Cell {
    /// The last day of 9999, counted from 1900.
    const LAST: f64 = 2_958_466.0;
    let days = value.floor();
    let from_1900 = if from_1904 { days + 1462.0 } else { days };
    if !(from_1900 < LAST && value >= 1.0) || from_1900.total_cmp(&60.0).is_eq() {
        return number(value);
    }
    // Within the range that was just looked at.
    #[allow(clippy::cast_possible_truncation)]
    let days = from_1900 as i32;
    // 25,569 days lie between the first day that the count would have without its slip and 1970.
    Cell::Day(When::Day(days - if days > 60 { 25_569 } else { 25_568 }))
}

/// The cell of a day as files write it in full: `2026-11-21` or `2026-11-21T00:00:00`.
pub(super) fn iso_day(value: &str) -> Cell {
    let day = value.get(..10).and_then(|day| When::read(day).ok());
    let is_whole = value.len() == 10 || value.as_bytes().get(10).is_some_and(|own| matches!(own, b'T' | b' '));
    match day {
        Some(When::Day(day)) if is_whole => Cell::Day(When::Day(day)),
        _ => text(value),
    }
}
