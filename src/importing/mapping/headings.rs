//! Which row of a table has the headings, and what its columns are called.

use super::words::same_word;
use crate::importing::heading::{plain, tidy};
use crate::importing::table::{Cell, Row, Sheet};
use std::collections::BTreeSet;

/// How many rows are looked at for headings.
pub const LOOKED_AT: usize = 60;

/// How many columns are offered: the first that have something in them.
pub const MOST_COLUMNS: usize = 200;

/// How many rows below are compared with a row that may have the headings.
const COMPARED: usize = 200;

/// The longest that a heading is.
const LONGEST: usize = 160;

/// Where the headings are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The first row of them, counted in the rows that have something in them.
    pub first: usize,
    /// How many rows they take: none, one or two.
    pub count: usize,
}

impl Place {
    /// The first row under the headings.
    #[must_use]
    pub const fn below(self) -> usize {
        self.first + self.count
    }
}

/// What a column is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Which cell of a row it is.
    pub at: usize,
    /// As it is shown; never empty, and no other column has it.
    pub shown: String,
    /// What its heading may mean, the likeliest first.
    pub forms: Vec<String>,
    /// What it is remembered by; empty where it has no heading.
    pub key: String,
}

/// The letters of a column, `A` to `XFD` and on.
#[must_use]
pub fn letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().collect()
}

fn text_of(row: &Row, at: usize) -> String {
    plain(&Cell::of(row, at).text()).chars().take(LONGEST).collect()
}

/// The row that most likely has the headings, and whether the row above belongs to them. `known` says whether a
/// heading means something.
#[must_use]
pub fn find(sheet: &Sheet, known: &dyn Fn(&str) -> bool) -> Place {
    let rows = || sheet.rows.iter().take(LOOKED_AT).enumerate();
    let mut best: Option<(i64, usize)> = None;
    for (place, row) in rows() {
        let Some(score) = score(row, known) else { continue };
        if best.is_none_or(|(own, _)| own < score) {
            best = Some((score, place));
        }
    }
    if let Some((_, place)) = best {
        let above = place.checked_sub(1).filter(|above| is_upper(sheet, *above, place));
        return above.map_or(Place { first: place, count: 1 }, |first| Place { first, count: 2 });
    }
    // Titles have one text alone; the first row with more of them has the headings, or nothing has.
    let several = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).take(2).count() == 2;
    rows()
        .find(|(_, row)| several(row))
        .filter(|(place, row)| could_be(sheet, *place, row))
        .map_or(Place::default(), |(place, _)| Place { first: place, count: 1 })
}

/// How much a row looks like headings that are known; nothing where it does not.
fn score(row: &Row, known: &dyn Fn(&str) -> bool) -> Option<i64> {
    let (mut texts, mut others, mut recognised) = (0_i64, 0_i64, 0_i64);
    for cell in row.cells.iter().take(MOST_COLUMNS * 4) {
        match cell {
            Cell::Text(text) if !cell.is_blank() => {
                texts += 1;
                recognised += i64::from(text.chars().count() <= LONGEST && known(text));
            }
            Cell::Empty | Cell::Text(_) => {}
            _ => others += 1,
        }
    }
    let enough = recognised >= 2 || (recognised == 1 && texts <= 3 && others == 0);
    (enough && recognised * 2 > others).then(|| recognised * 5 + texts.min(200) - others * 4)
}

/// True where the row above the headings has groups of them: several texts with room between them, or one that
/// stands where the row of headings itself is empty. A line such as "As at: 1 November" has neither.
fn is_upper(sheet: &Sheet, above: usize, below: usize) -> bool {
    let (Some(upper), Some(lower)) = (sheet.rows.get(above), sheet.rows.get(below)) else { return false };
    let texts: Vec<usize> = (0..upper.cells.len().min(MOST_COLUMNS * 4))
        .filter(|at| matches!(Cell::of(upper, *at), Cell::Text(_)) && !Cell::of(upper, *at).is_blank())
        .collect();
    let filled = upper.cells.iter().filter(|cell| !cell.is_blank()).count();
    let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return false };
    let between = last - first + 1 > texts.len();
    let alone = texts.iter().any(|at| {
        Cell::of(lower, *at).is_blank()
            && sheet.rows.iter().skip(below + 1).take(LOOKED_AT).any(|row| !Cell::of(row, *at).is_blank())
    });
    // Rows that stand apart are a title and a table.
    let next_to_it = lower.number.checked_sub(upper.number) == Some(1);
    texts.len() >= 2 && texts.len() == filled && (between || alone) && next_to_it
}

/// True where a row could have headings that nobody here knows: several different texts, none of which comes again
/// in its column.
fn could_be(sheet: &Sheet, place: usize, row: &Row) -> bool {
    let mut seen = BTreeSet::new();
    for (at, cell) in row.cells.iter().take(MOST_COLUMNS * 4).enumerate() {
        match cell {
            // What is dropped stood below headings, or where there are none.
            Cell::Dropped | Cell::Error(_) => return false,
            _ if cell.is_blank() => {}
            Cell::Text(text) if text.chars().count() <= 80 => {
                let own = tidy(text);
                let again = sheet.rows.iter().skip(place + 1).take(COMPARED).any(|row| tidy(&text_of(row, at)) == own);
                if again || !seen.insert(own) {
                    return false;
                }
            }
            _ => return false,
        }
    }
    seen.len() >= 2 && sheet.rows.len() > place + 1
}

/// The columns that have something in them, at most [`MOST_COLUMNS`], and how many more there are.
#[must_use]
pub fn columns(sheet: &Sheet, place: Place) -> (Vec<Named>, usize) {
    let mut filled: Vec<bool> = Vec::new();
    for row in sheet.rows.iter().skip(place.first) {
        if filled.len() < row.cells.len() {
            filled.resize(row.cells.len(), false);
        }
        for (own, cell) in filled.iter_mut().zip(&row.cells) {
            *own = *own || !cell.is_blank() || matches!(cell, Cell::Dropped | Cell::Error(_));
        }
    }
    let filled: Vec<usize> = filled.iter().enumerate().filter(|own| *own.1).map(|own| own.0).collect();
    let beyond = filled.len().saturating_sub(MOST_COLUMNS);
    let empty = Row::default();
    let row = |nth: usize| {
        if nth < place.count { sheet.rows.get(place.first + nth).unwrap_or(&empty) } else { &empty }
    };
    let (upper, lower) = (row(0), row(1));
    let mut group = String::new();
    let mut groups = Vec::new();
    // Merged cells have their text in the first of them.
    for at in 0..filled.iter().take(MOST_COLUMNS).next_back().map_or(0, |last| last + 1) {
        let own = text_of(upper, at);
        if !own.is_empty() {
            group = own;
        }
        groups.push(group.clone());
    }
    let mut named: Vec<Named> = Vec::new();
    let mut times = std::collections::BTreeMap::<String, usize>::new();
    for at in filled.into_iter().take(MOST_COLUMNS) {
        let (above, below) = (text_of(upper, at), text_of(lower, at));
        let group = groups.get(at).cloned().unwrap_or_default();
        let (heading, forms) = match (place.count, below.is_empty()) {
            (2, false) if !group.is_empty() => {
                (format!("{group}: {below}"), vec![format!("{group} {below}"), below.clone(), above])
            }
            (2, false) => (below.clone(), vec![below]),
            _ => (above.clone(), vec![above]),
        };
        let tidied = same_word(&heading);
        let nth = times.entry(tidied.clone()).or_default();
        *nth += 1;
        let shown = match (heading.is_empty(), *nth) {
            (true, _) => format!("Column {}", letters(at)),
            (false, 1) => heading,
            (false, _) => format!("{heading} (column {})", letters(at)),
        };
        let key = match (tidied.is_empty(), *nth) {
            (true, _) => String::new(),
            (false, 1) => tidied,
            (false, nth) => format!("{tidied} #{nth}"),
        };
        let forms = if *nth == 1 { forms } else { Vec::new() };
        named.push(Named { at, shown, forms, key });
    }
    (named, beyond)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| match *text {
            "" => Cell::Empty,
            text if text.bytes().all(|own| own.is_ascii_digit()) => Cell::Number(text.to_owned()),
            text => Cell::Text(text.to_owned()),
        };
        let rows = rows.iter().zip(1..);
        let rows = rows.map(|(cells, number)| Row { number, cells: cells.iter().map(cell).collect() });
        Sheet { rows: rows.collect(), ..Sheet::default() }
    }

    fn known(text: &str) -> bool {
        ["case no", "age", "team", "status", "worker name"].contains(&tidy(text).as_str())
    }

    fn names(sheet: &Sheet) -> Vec<String> {
        columns(sheet, find(sheet, &known)).0.into_iter().map(|own| own.shown).collect()
    }

    #[test]
    fn the_row_with_known_headings_is_found_below_a_title() {
        let table = sheet(&[
            &["Caseload of the North team"],
            &["As at", "1 November"],
            &["Case no", "Age", "Notes"],
            &["1", "4", "x"],
        ]);
        assert_eq!(find(&table, &known), Place { first: 2, count: 1 });
        assert_eq!(names(&table), ["Case no", "Age", "Notes"]);
    }

    #[test]
    fn a_table_without_headings_has_none_and_columns_are_called_by_letters() {
        let table = sheet(&[&["1", "4", "CIN"], &["2", "5", "CIN"]]);
        assert_eq!(find(&table, &known), Place::default());
        assert_eq!(names(&table), ["Column A", "Column B", "Column C"]);
        let texts = sheet(&[&["AB", "CIN"], &["CD", "CIN"], &["EF", "CP"]]);
        assert_eq!(find(&texts, &known).count, 0);
    }

    #[test]
    fn headings_that_nobody_knows_are_headings_where_they_are_all_different_and_never_come_again() {
        let table = sheet(&[&["One", "Two"], &["x", "y"], &["x", "z"]]);
        assert_eq!(find(&table, &known), Place { first: 0, count: 1 });
    }

    #[test]
    fn two_rows_of_headings_are_read_together() {
        let table = sheet(&[
            &["Child", "", "Worker", "", "Team"],
            &["Case no", "Age", "Name", "Status"],
            &["1", "4", "Jo", "x", "N"],
        ]);
        assert_eq!(find(&table, &known), Place { first: 0, count: 2 });
        assert_eq!(names(&table), ["Child: Case no", "Child: Age", "Worker: Name", "Worker: Status", "Team"]);
    }

    #[test]
    fn equal_and_empty_headings_are_told_apart() {
        let table = sheet(&[&["Case no", "Age", "", "Age"], &["1", "4", "x", "5"]]);
        assert_eq!(names(&table), ["Case no", "Age", "Column C", "Age (column D)"]);
        let keys: Vec<_> = columns(&table, find(&table, &known)).0.into_iter().map(|own| own.key).collect();
        assert_eq!(keys, ["case no", "age", "", "age #2"]);
    }

    #[test]
    fn of_very_many_columns_the_first_200_with_something_in_them_are_offered() {
        let mut row = vec![""; 16_384];
        for at in (0..16_384).step_by(64) {
            row[at] = "x";
        }
        let table = sheet(&[&row, &row]);
        let (named, beyond) = columns(&table, Place::default());
        assert_eq!((named.len(), beyond), (200, 56));
        assert_eq!(named.last().map(|own| own.at), Some(199 * 64));
        let table = sheet(&[&["x"; 200]]);
        assert_eq!(columns(&table, Place::default()).1, 0);
        let table = sheet(&[&["x"; 201]]);
        assert_eq!(columns(&table, Place::default()).1, 1);
    }

    #[test]
    fn letters_are_those_of_spreadsheets() {
        for (at, text) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(at), text);
        }
    }
}
