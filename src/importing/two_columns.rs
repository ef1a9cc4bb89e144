//! The name of a worker in two columns, forename and surname, becomes one.
//!
//! Names of children were dropped before this: a heading must say that it is of a worker, or the table must be one of
//! practitioners.

use super::dropping;
use super::heading::{plain, tidy};
use super::people;
use super::table::{Cell, Row, Sheet};

/// How many rows from the top are looked through for headings.
const ROWS_LOOKED_AT: usize = 60;

/// How many columns are looked through for headings.
const MOST_COLUMNS: usize = 400;

/// What the two columns become, and of whom their headings may say that they are, with `|` between.
const OF: [(&str, &str); 3] = [
    (
        "Allocated Worker",
        "worker|allocated|allocated worker|social worker|allocated social worker|sw|allocated sw|asw|lead worker|\
         lead social worker|key worker|keyworker|case worker|caseworker|practitioner|lead practitioner|\
         allocated practitioner|case holder|caseholder|case owner|current worker|responsible worker|staff|employee|\
         staff member",
    ),
    ("Co-worker", "co worker|coworker|second worker|secondary worker|joint worker"),
    ("Allocated Personal Adviser", "personal adviser|personal advisor|pa|allocated pa|adviser|advisor"),
];

/// Which part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    First,
    Last,
}

/// Joins the two columns where a sheet has such, and notes it.
pub fn join(sheet: &mut Sheet) {
    for at in 0..sheet.rows.len().min(ROWS_LOOKED_AT) {
        while let Some(found) = sheet.rows.get(at).and_then(pair) {
            sheet.notes.push(format!(
                "\u{201c}{}\u{201d} and \u{201c}{}\u{201d} are read together, as one name",
                found.headings.0, found.headings.1
            ));
            for row in sheet.rows.iter_mut().skip(at) {
                found.join(row);
            }
        }
    }
}

/// The columns of the two halves.
struct Pair {
    first: usize,
    last: usize,
    headings: (String, String),
    heading: &'static str,
}

impl Pair {
    fn join(&self, row: &mut Row) {
        let text = |at: usize| plain(&Cell::of(row, at).text());
        let halves = (text(self.first), text(self.last));
        if halves.0.is_empty() && halves.1.is_empty() {
            return;
        }
        let joined = if halves == self.headings { self.heading.to_owned() } else { whole(&halves.0, &halves.1) };
        let (at, other) = (self.first.min(self.last), self.first.max(self.last));
        if let Some(cell) = row.cells.get_mut(other) {
            *cell = Cell::Empty;
        }
        if let Some(cell) = row.cells.get_mut(at) {
            *cell = Cell::Text(joined);
        }
        while row.cells.last() == Some(&Cell::Empty) {
            row.cells.pop();
        }
    }
}

/// One name of its halves. What stands for nobody in one of them says nothing beside the other.
fn whole(first: &str, last: &str) -> String {
    if last.is_empty() || (!first.is_empty() && people::is_nobody(last)) || tidy(first) == tidy(last) {
        return first.to_owned();
    }
    if people::is_nobody(first) {
        return last.to_owned();
    }
    format!("{first} {last}")
}

/// The two columns that the headings of a row tell of; nothing where the whole name has a column of its own.
fn pair(row: &Row) -> Option<Pair> {
    let cells = || row.cells.iter().take(MOST_COLUMNS).enumerate();
    let halves: Vec<(usize, Half, String)> =
        cells().filter_map(|(at, cell)| half(cell).map(|(half, of)| (at, half, of))).collect();
    let text = |at: usize| plain(&Cell::of(row, at).text());
    for (first, _, of) in halves.iter().filter(|own| own.1 == Half::First) {
        let Some((last, _, _)) = halves.iter().find(|own| own.1 == Half::Last && own.2 == *of) else { continue };
        let heading = if of.is_empty() {
            if !dropping::is_of_workers(row) {
                continue;
            }
            "Worker"
        } else {
            let Some((heading, _)) = OF.iter().find(|own| own.1.split('|').any(|own| own == of)) else { continue };
            heading
        };
        let is_there = |cell: &Cell| {
            let of = words(&cell.text()).join(" ");
            matches!(cell, Cell::Text(_))
                && OF.iter().any(|own| own.0 == heading && own.1.split('|').any(|own| own == of))
        };
        if cells().any(|(_, cell)| is_there(cell) && half(cell).is_none()) {
            continue;
        }
        return Some(Pair { first: *first, last: *last, headings: (text(*first), text(*last)), heading });
    }
    None
}

fn words(text: &str) -> Vec<String> {
    let tidy = tidy(text).replace(['-', '/', '.', ':', '\''], " ");
    let says = |own: &&str| !matches!(*own, "" | "name" | "names" | "of" | "the" | "s");
    tidy.split(' ').filter(says).map(str::to_owned).collect()
}

/// Which half of a name a heading is of, and of whom.
fn half(cell: &Cell) -> Option<(Half, String)> {
    let Cell::Text(text) = cell else { return None };
    if text.len() > 80 {
        return None;
    }
    let named = tidy(text).split([' ', '-']).any(|own| own == "name" || own == "names");
    let of_word = |word: &String| match word.as_str() {
        "forename" | "forenames" | "firstname" => Some(Half::First),
        "surname" | "surnames" | "lastname" => Some(Half::Last),
        "first" | "given" if named => Some(Half::First),
        "last" | "family" if named => Some(Half::Last),
        _ => None,
    };
    let words = words(text);
    let mut halves = words.iter().filter_map(of_word);
    let half = halves.next()?;
    if halves.next().is_some() {
        return None;
    }
    let of: Vec<String> = words.iter().filter(|own| of_word(own).is_none()).cloned().collect();
    Some((half, of.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(lines: &[&str]) -> Sheet {
        let cell = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
        let rows = lines.iter().zip(1..);
        let rows = rows.map(|(line, number)| Row { number, cells: line.split('|').map(cell).collect() });
        Sheet { rows: rows.collect(), ..Sheet::default() }
    }

    fn joined(lines: &[&str]) -> Vec<String> {
        let mut sheet = sheet(lines);
        join(&mut sheet);
        sheet.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn forename_and_surname_of_a_worker_are_one_name() {
        for (first, last) in [
            ("Worker Forename", "Worker Surname"),
            ("Allocated Worker First Name", "Allocated Worker Last Name"),
            ("First name of allocated worker", "Last name of allocated worker"),
            ("SW first-name", "SW last-name"),
            ("Social Worker's Given Name", "Social Worker's Family Name"),
            ("Allocated_Worker_Forename", "Allocated_Worker_Surname"),
        ] {
            let rows = joined(&[
                "A report",
                &format!("ID|{first}|{last}"),
                "1|Jane|Smith",
                "2||",
                "3|Unallocated|Unallocated",
                "4|N/A|Khan",
                "5|JS|",
                "6||N/A",
            ]);
            assert_eq!(rows[1], "ID|Allocated Worker", "{first}");
            let names = ["1|Jane Smith", "2||", "3|Unallocated", "4|Khan", "5|JS", "6|N/A"];
            assert_eq!(rows[2..], names, "{first}");
        }
        let turned =
            ["ID|Worker surname|Team|Worker forename", "1|Smith|North|Jane", "ID|Worker surname|Team|Worker forename"];
        assert_eq!(joined(&turned), ["ID|Allocated Worker|Team", "1|Jane Smith|North", "ID|Allocated Worker|Team"]);
        let staff = ["Forename|Surname|Job title|Hours", "Jane|Smith|Social Worker|37"];
        assert_eq!(joined(&staff), ["Worker||Job title|Hours", "Jane Smith||Social Worker|37"]);
    }

    #[test]
    fn names_of_children_and_halves_alone_stay_as_they_are() {
        for lines in [
            ["Case No|First name|Surname|Worker|Status", "1|X|Y|Jane Smith|CIN"],
            ["Case No|Child forename|Child surname|Status|Age", "1|X|Y|CIN|4"],
            ["ID|Worker surname|Team|Manager forename", "1|Smith|North|Al"],
            ["ID|Worker forename|Worker surname|Allocated Worker", "1|Jane|Smith|Smith, Jane"],
            ["ID|Last visit|First visit|Worker", "1|2|3|4"],
        ] {
            assert_eq!(joined(&lines), lines);
        }
    }
}
