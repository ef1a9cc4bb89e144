//! Whose number a column of numbers has: a child's, a family's, or that of a row in its list.
//!
//! `Case ID` and `Ref` may be either. A number that several rows have is a child's where the rows can be one child's; where
//! their ages are years apart it is a family's; and numbers that begin at 1 again and again count the rows.

use super::guesses::{Guesses, Sure};
use super::targets::{Of, Rows, Target};
use super::{Column, Mapping};
use crate::importing::ages::{self, Years};
use crate::importing::heading::tidy;
use crate::importing::people;
use crate::importing::table::{Cell, Row};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// What is said of a column that was headed as the number of a child and is that of a family.
const OF_FAMILY: &str = "stands in several rows of children whose ages are years apart: it is read as the number of a \
     family, which brothers and sisters share, and not as that of a child";

/// What is said of a column that counts rows.
const OF_ROWS: &str = "begins at 1 again and again: it counts rows, and is no number by which a child is known. It is not read. \
     If it is the number of the child, choose so for it";

/// What is said of a column whose numbers strangers share.
const OF_STRANGERS: &str = "stands in several rows of children whose ages are years apart and who have different workers: it is \
     no number by which a child is known. It is not read. If it is the number of the child, choose so for it";

/// Words of headings that say of no one whose number it is.
const BARE: &str =
    "case|id|no|number|num|ref|reference|record|identifier|unique|system|uid|serial|sn|s|n|row|item|of|the|open";

/// True for a heading that names neither a person nor a system in which each person has a number: `Case ID`, `Ref`.
pub fn is_bare(heading: &str) -> bool {
    let tidy = tidy(heading);
    let mut words = tidy.split(|own: char| !own.is_alphanumeric()).filter(|own| !own.is_empty());
    words.all(|word| BARE.split('|').any(|own| own == word))
}

/// The number of a cell, where it is one of a list that begins at 1.
fn counted(cell: &Cell) -> Option<usize> {
    cell.text().trim().trim_end_matches('.').parse().ok()
}

/// The runs of a column that counts from 1 on, each with its length; nothing where it does anything else.
fn runs<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Vec<usize>> {
    let mut runs: Vec<usize> = Vec::new();
    for cell in cells {
        match (counted(cell)?, runs.last_mut()) {
            (1, _) => runs.push(1),
            (number, Some(last)) if number == *last + 1 => *last = number,
            _ => return None,
        }
    }
    (!runs.is_empty()).then_some(runs)
}

impl Column {
    /// True where it was headed as the number of a child, and is read as that of a family.
    pub(super) fn is_of_family(&self) -> bool {
        self.target == Target::Family && self.doubt == OF_FAMILY
    }
}

impl Mapping {
    fn numbers(&self, at: usize) -> impl Iterator<Item = (&Row, &Cell)> {
        let all = self.data().map(move |row| (row, Cell::of(row, at)));
        all.filter(|own| people::same_number(&own.1.text()).is_some())
    }

    /// True where the numbers of its children are those of the rows, from 1 on without a gap.
    fn counts_once(&self) -> Option<usize> {
        let place = self.columns.iter().position(|own| own.target == Target::Id)?;
        let column = self.columns.get(place).filter(|own| own.sure < Some(Sure::Exact))?;
        let runs = runs(self.numbers(column.named.at).map(|own| own.1))?;
        (self.rows == Some(Rows::Children) && runs.len() == 1).then_some(place)
    }
}

/// What a column is that was guessed to have the numbers of children: that, or another, with what is said of it.
pub fn of(table: &Mapping, column: &Column, guesses: &Guesses) -> (Target, &'static str) {
    let at = column.named.at;
    // Rows that begin at 1 again after others that count.
    let counts =
        runs(table.numbers(at).map(|own| own.1)).is_some_and(|own| own.iter().filter(|run| **run > 1).count() > 1);
    let as_it_counts = if counts { (Target::Leave, OF_ROWS) } else { (Target::Id, "") };
    let place = |wanted: Target| {
        let mut all = table.columns.iter().filter(|own| own.guess(guesses).is_some_and(|guess| guess.0 == wanted));
        all.find(|own| !own.dropped).map(|own| own.named.at)
    };
    let Some(age) = place(Target::Fact(Of::Child, "age")) else { return as_it_counts };
    let worker = place(Target::Worker);
    let mut groups: BTreeMap<String, (Vec<u8>, BTreeSet<String>, usize)> = BTreeMap::new();
    for (row, cell) in table.numbers(at) {
        let Some(number) = people::same_number(&cell.text()) else { continue };
        let own = groups.entry(number).or_default();
        own.0.extend(match ages::years(&Cell::of(row, age).text(), None) {
            Some(Years::Whole(years)) => u8::try_from(years).ok(),
            Some(Years::Unborn) => Some(0),
            None => None,
        });
        own.1.extend(worker.map(|worker| people::same_name(&Cell::of(row, worker).text())));
        own.2 += 1;
    }
    let told = || groups.values().filter(|own| own.0.len() > 1);
    let is_apart = |ages: &Vec<u8>| {
        ages.iter().max().zip(ages.iter().min()).is_some_and(|(most, least)| most.saturating_sub(*least) > 1)
    };
    let apart: Vec<_> = told().filter(|own| is_apart(&own.0)).collect();
    if counts {
        return if told().count() > 0 && apart.is_empty() { (Target::Id, "") } else { as_it_counts };
    }
    // One that is at odds may be a slip.
    if apart.len() < 2 || apart.len() * 2 <= told().count() {
        return (Target::Id, "");
    }
    let of_one = apart.iter().filter(|own| own.1.len() < 2 && own.2 <= super::reading::MOST_OF_FAMILY).count();
    if of_one * 3 >= apart.len() * 2 { (Target::Family, OF_FAMILY) } else { (Target::Leave, OF_STRANGERS) }
}

/// Of several tables that each count their rows from 1 on, none has numbers of children.
pub fn leave_counts(tables: &mut [Mapping]) {
    let counting: Vec<Option<usize>> = tables.iter().map(Mapping::counts_once).collect();
    if counting.iter().flatten().count() < 2 {
        return;
    }
    for (table, place) in tables.iter_mut().zip(counting) {
        if let Some(column) = place.and_then(|place| table.columns.get_mut(place)) {
            column.target = Target::Leave;
            column.sure = None;
            column.doubt = OF_ROWS;
            table.settled = false;
        }
    }
}

/// What has to be seen of numbers that stand in several rows, under a heading that says of no one whose they are.
pub fn of_several_rows(table: &Mapping, column: &Column) -> Option<String> {
    if !is_bare(&column.named.shown) {
        return None;
    }
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (_, cell) in table.numbers(column.named.at) {
        *times.entry(people::same_number(&cell.text())?).or_default() += 1;
    }
    let again = times.values().filter(|own| **own > 1).count();
    let numbers = words::counted(again, "number", "numbers");
    let stands = if again == 1 { "stands" } else { "stand" };
    (again > 0).then(|| {
        format!(
            "{numbers} under \u{201c}{}\u{201d} {stands} in several rows: each is read as one child. Where brothers and sisters share it, choose \u{201c}Number of the family\u{201d} for the column",
            column.named.shown
        )
    })
}

/// Headings of how many children a row is about.
const COUNTS: &str = "children|no of children|number of children|num of children|no. of children|# children|children count|\
     child count|count of children|how many children|no children|no of kids|number of siblings|no of siblings|siblings count|\
     children in family|number of children in family|no of children in family|total children|no of yp|number of yp";

/// What has to be seen of a table whose rows seem to be families: their other children are in no row.
pub fn of_families(table: &Mapping) -> Option<String> {
    if table.rows != Some(Rows::Children) {
        return None;
    }
    let rows = table.data().filter(|row| table.is_no_data(row).is_none()).count();
    let is_read = "and each row is read as one child. Choose a list with one row for each child, or add the others after the import";
    let heading = |column: &Column| column.named.shown.clone();
    for column in table.columns.iter().filter(|own| !own.dropped && own.target == Target::Leave) {
        let name = tidy(&heading(column));
        if !COUNTS.split('|').any(|own| own == name) {
            continue;
        }
        let numbers =
            || table.data().filter_map(|row| Cell::of(row, column.named.at).text().trim().parse::<usize>().ok());
        let sum: usize = numbers().filter(|own| *own < 30).sum();
        if sum > rows && numbers().count() * 2 > rows {
            return Some(format!("\u{201c}{}\u{201d} adds up to {sum} children, {is_read}", heading(column)));
        }
    }
    // `701001, 701002` in one cell: numbers that are alike.
    for column in &table.columns {
        let several = table.data().filter(|row| is_several(&Cell::of(row, column.named.at).text())).count();
        let is_of_child = column.target == Target::Id || column.named.forms.iter().any(|own| is_plural_number(own));
        if several > 0 && is_of_child {
            return Some(format!(
                "\u{201c}{}\u{201d} has the numbers of several children in one cell, {is_read}",
                heading(column)
            ));
        }
    }
    // `Child 1 DOB`, `Child 2 DOB`.
    let numbered = |number: &str| {
        table.columns.iter().find(|column| {
            let name = tidy(&column.named.shown);
            let mut words = name.split(|own: char| !own.is_alphanumeric());
            words.next().is_some_and(|own| matches!(own, "child" | "sibling" | "yp")) && words.next() == Some(number)
        })
    };
    if let (Some(_), Some(second)) = (numbered("1"), numbered("2")) {
        let filled =
            |row: &&Row| !Cell::of(row, second.named.at).is_blank() || *Cell::of(row, second.named.at) == Cell::Dropped;
        if table.data().any(|row| filled(&row)) {
            return Some(format!(
                "There are columns for several children in a row (\u{201c}{}\u{201d}), {is_read}",
                heading(second)
            ));
        }
    }
    let marked = table.columns.iter().find(|column| {
        let above_one = |row: &Row| {
            Cell::of(row, column.named.at).text().trim().parse::<u32>().is_ok_and(|own| (2..30).contains(&own))
        };
        matches!(column.target, Target::Marked(_)) && table.data().any(above_one)
    });
    marked.map(|column| format!("\u{201c}{}\u{201d} has numbers of children and no marks, {is_read}", heading(column)))
}

/// True for several numbers in a cell, each as long as the first.
fn is_several(text: &str) -> bool {
    let mut parts = text.split([',', ';', '&', '/', '\n', '\u{2028}']).map(str::trim).filter(|own| !own.is_empty());
    let is_number =
        |own: &str| own.len() >= 4 && own.bytes().filter(u8::is_ascii_digit).count() >= 3 && !own.contains(' ');
    let Some(first) = parts.next().filter(|own| is_number(own)) else { return false };
    let mut others = parts.peekable();
    others.peek().is_some() && others.all(|own| is_number(own) && own.len() == first.len())
}

/// True for `Child IDs`, `Children's numbers`.
fn is_plural_number(heading: &str) -> bool {
    let name = tidy(heading);
    let has = |words: &[&str]| name.split(|own: char| !own.is_alphanumeric()).any(|own| words.contains(&own));
    has(&["ids", "numbers", "nos", "refs"])
        && has(&["child", "children", "children's", "childrens", "person", "sibling", "siblings"])
}
