//! Columns of days that were written month first (`10/21/2026`), so that `10/05/2026` in the same column could be
//! either of two days.

use super::heading::tidy;
use super::table::{Cell, Row, Sheet};
use std::borrow::Cow;

/// What is said of such a column, once.
pub const WORDS: &str = "some days have the month first, as in 10/21/2026: those that could be either way round are not read. Save the column with the day first";

/// The two figures before the year; of a day that the file says is one, its day and month.
fn figures(cell: &Cell) -> Option<(u32, u32)> {
    let text = match cell {
        // Most cells are none, and a file may have a million.
        Cell::Text(text) if text.len() <= 40 && text.trim_start().starts_with(|own: char| own.is_ascii_digit()) => {
            tidy(text)
        }
        Cell::Day(day) => {
            let text = day.to_string();
            let mut parts = text.split('-').skip(1).map(|own| own.parse().ok());
            let month = parts.next()??;
            return Some((parts.next()??, month));
        }
        _ => return None,
    };
    let dated = text.split([' ', 't']).next()?;
    let sign = ['/', '-', '.'].into_iter().find(|sign| dated.contains(*sign))?;
    let parts: Vec<u32> = dated.split(sign).map(|own| own.parse().ok()).collect::<Option<_>>()?;
    match parts.as_slice() {
        [first, second, _] if (1..=31).contains(first) && (1..=31).contains(second) => Some((*first, *second)),
        _ => None,
    }
}

/// True where the days of a column were written month first: more of them can be read so alone than day first alone.
/// A slip in a column of days that are plainly day first makes none of them doubtful.
pub fn is_so<'a>(cells: impl Iterator<Item = &'a Cell>) -> bool {
    let (mut month, mut day) = (0_usize, 0_usize);
    for (first, second) in cells.filter_map(figures) {
        month += usize::from(first <= 12 && second > 12);
        day += usize::from(first > 12 && second <= 12);
    }
    month > day
}

/// True for a day of such a column that could be either of two.
#[must_use]
pub fn is_doubtful(cell: &Cell) -> bool {
    figures(cell).is_some_and(|(first, second)| first <= 12 && second <= 12 && first != second)
}

/// True where a column can only have been written month first: a day of it can be read so alone, and none day first
/// alone.
pub fn is_all<'a>(cells: impl Iterator<Item = &'a Cell>) -> bool {
    let mut has = false;
    for (first, second) in cells.filter_map(figures) {
        if first > 12 {
            return false;
        }
        has |= second > 12;
    }
    has
}

/// A day with its month first, turned round. A day that a program took for one day first (`12/05/2015` of an American
/// file, opened in Britain) is turned too.
#[must_use]
pub fn turned(cell: &Cell) -> Cell {
    let Some((first, second)) = figures(cell) else { return cell.clone() };
    let year = match cell {
        Cell::Day(day) => day.to_string().get(..4).map(str::to_owned),
        Cell::Text(text) => {
            let text = tidy(text);
            let dated = text.split([' ', 't']).next().unwrap_or_default();
            dated.rsplit(['/', '-', '.']).next().map(str::to_owned)
        }
        _ => None,
    };
    year.map_or_else(|| cell.clone(), |year| Cell::Text(format!("{second}/{first}/{year}")))
}

/// The sheet without the days that could be either of two, with a note where there were such.
#[must_use]
pub fn cleared(sheet: &Sheet) -> Cow<'_, Sheet> {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let is_column = |at: &usize| {
        let cells = || sheet.rows.iter().map(|row: &Row| Cell::of(row, *at));
        is_so(cells()) && cells().any(is_doubtful)
    };
    let columns: Vec<usize> = (0..width.min(200)).filter(is_column).collect();
    if columns.is_empty() {
        return Cow::Borrowed(sheet);
    }
    let mut sheet = sheet.clone();
    for row in &mut sheet.rows {
        for at in &columns {
            if let Some(cell) = row.cells.get_mut(*at).filter(|cell| is_doubtful(cell)) {
                *cell = Cell::Empty;
            }
        }
    }
    let note = format!("In {} {WORDS}", column_words(columns.len()));
    sheet.notes.push(note);
    Cow::Owned(sheet)
}

fn column_words(count: usize) -> &'static str {
    if count == 1 { "a column" } else { "several columns" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|own| Cell::Text((*own).to_owned())).collect()
    }

    #[test]
    fn a_column_is_month_first_where_more_of_it_can_only_be_read_so() {
        assert!(is_so(cells(&["10/21/2026", "10/05/2026", ""]).iter()));
        assert!(is_so(cells(&["10/21/26 00:00", "open"]).iter()));
        assert!(!is_so(cells(&["21/10/2026", "10/05/2026"]).iter()));
        assert!(!is_so(cells(&["21/10/2026", "22/10/2026", "10/23/2026"]).iter()));
        assert!(!is_so(cells(&["2026-11-21", "21 Nov 2026", "10/05/2026"]).iter()));
        let doubtful = |text: &str| is_doubtful(&Cell::Text(text.to_owned()));
        assert!(doubtful("10/05/2026") && doubtful("1/2/26"));
        assert!(!doubtful("11/11/2026") && !doubtful("10/21/2026") && !doubtful("CIN") && !doubtful("2026-10-05"));
    }
}
