//! The same list several times: a sheet for each month, or two months' files that were chosen together. Read as one they
//! would mix the workers of both, and have children again who are gone: it is asked which is wanted.

use super::heading::tidy;
use super::screen::{Event, Field, FieldKind, Part};
use super::table::{Cell, Row, Sheet};
use crate::dates::MONTHS;
use std::collections::{BTreeSet, HashSet};

/// How many rows are looked through for headings.
const LOOKED_AT: usize = 25;

/// How many columns of a row are.
const MOST_COLUMNS: usize = 60;

/// The fewest rows that tell whether two lists are of the same children.
const FEWEST: usize = 3;

/// What the ids of the questions begin with.
const ID: &str = "month";

/// The button that goes on.
pub const GO_ON: &str = "months-go";

/// The answer that they are different lists.
const ALL: &str = "all";

/// One list that is there several times.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    /// The places of its sheets, and what they are called.
    sheets: Vec<(usize, String)>,
    /// The answer: a place among all sheets, or [`ALL`]; empty: not answered yet.
    answer: String,
}

/// What has to be asked of the sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months {
    groups: Vec<Group>,
}

impl Months {
    /// Looks for lists that are there several times; the newest is chosen where names tell which it is. `lists` has the
    /// number of the standard list that each sheet is: a child may be on several of these.
    #[must_use]
    pub fn of(sheets: &[Sheet], lists: &[Option<u8>]) -> Self {
        let heads: Vec<Head> = sheets.iter().map(head).collect();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        // What is hidden beside what is not starts as left out: it is no month that is wanted.
        let shown = sheets.iter().any(|sheet| !sheet.hidden && !sheet.rows.is_empty());
        for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !(shown && sheet.hidden)) {
            let is_of = |group: &Vec<usize>| {
                let first = group.first().and_then(|first| Some((sheets.get(*first)?, heads.get(*first)?)));
                let is_same_list = group.first().and_then(|first| lists.get(*first)) == lists.get(at);
                is_same_list
                    && first.zip(heads.get(at)).is_some_and(|((other, its), own)| are_alike((sheet, own), (other, its)))
            };
            match groups.iter_mut().find(|group| is_of(group)) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
        let group = |group: Vec<usize>| {
            let own: Vec<(usize, &Sheet)> = group.iter().filter_map(|at| Some((*at, sheets.get(*at)?))).collect();
            let answer = newest(&own).map(|at| at.to_string()).unwrap_or_default();
            Group { sheets: own.into_iter().map(|(at, sheet)| (at, called(sheet))).collect(), answer }
        };
        Self { groups: groups.into_iter().filter(|group| group.len() > 1).map(group).collect() }
    }

    /// True where nothing is to be asked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// What is still to be answered, each with its field.
    #[must_use]
    pub fn errors(&self) -> Vec<(String, String)> {
        let open = self.groups.iter().enumerate().filter(|(_, group)| group.answer.is_empty());
        open.map(|(at, _)| ("Say which of these lists is to be read".to_owned(), format!("{ID}-{at}"))).collect()
    }

    /// Takes an answer.
    pub fn hear(&mut self, event: &Event) {
        let at = event.id.strip_prefix(ID).and_then(|rest| rest.strip_prefix('-')?.parse::<usize>().ok());
        let Some(group) = at.and_then(|at| self.groups.get_mut(at)) else { return };
        let is_known = event.value == ALL || group.sheets.iter().any(|(at, _)| at.to_string() == event.value);
        if is_known {
            group.answer.clone_from(&event.value);
        }
    }

    /// The places of the sheets that are not to be read, and for each list what is said of it.
    #[must_use]
    pub fn left(&self) -> (Vec<usize>, Vec<(usize, String)>) {
        let (mut left, mut notes) = (Vec::new(), Vec::new());
        for group in &self.groups {
            let Ok(kept) = group.answer.parse::<usize>() else { continue };
            let others: Vec<&(usize, String)> = group.sheets.iter().filter(|own| own.0 != kept).collect();
            left.extend(others.iter().map(|own| own.0));
            let names: Vec<&str> = others.iter().map(|own| own.1.as_str()).collect();
            let of = group.sheets.iter().find(|own| own.0 == kept).map_or("", |own| own.1.as_str());
            notes.push((kept, format!("Of one list for several months {of} is read, and not {}", names.join(", "))));
        }
        (left, notes)
    }

    /// The screen.
    #[must_use]
    pub fn parts(&self, missed: bool) -> Vec<Part> {
        let errors = if missed { self.errors() } else { Vec::new() };
        let mut parts = Vec::new();
        if !errors.is_empty() {
            parts.push(Part::Errors(errors.clone()));
        }
        parts.push(Part::Heading("opened".to_owned(), 2, "Which month?".to_owned()));
        parts.push(Part::Text(
            "The same list is here more than once: most of its children are the same. Read together, children would have \
             the workers of both, and those who are gone would be there again."
                .to_owned(),
        ));
        for (at, group) in self.groups.iter().enumerate() {
            let id = format!("{ID}-{at}");
            let error = if errors.iter().any(|own| own.1 == id) { "Choose one" } else { "" };
            let mut choices: Vec<(String, String)> =
                group.sheets.iter().map(|(at, called)| (at.to_string(), called.clone())).collect();
            choices.push((ALL.to_owned(), "All of them: they are different lists".to_owned()));
            parts.push(Part::Field(Field {
                id,
                kind: FieldKind::Radios,
                label: "The list to read".to_owned(),
                error: error.to_owned(),
                value: group.answer.clone(),
                choices,
                ..Field::default()
            }));
        }
        parts
    }
}

fn called(sheet: &Sheet) -> String {
    match (sheet.file.as_str(), sheet.name.as_str()) {
        ("", "") => "what was pasted".to_owned(),
        (file, "") => file.to_owned(),
        ("", name) => name.to_owned(),
        (file, name) => format!("{file}, {name}"),
    }
}

/// A row that may be one of headings: its place, and each with its column.
type Head = (usize, Vec<(String, usize)>);

/// The first row that is not much shorter than the others: the headings, where a sheet has some.
fn head(sheet: &Sheet) -> Head {
    let texts = |row: &Row| -> Vec<(String, usize)> {
        let cells = row.cells.iter().take(MOST_COLUMNS).enumerate();
        let texts = cells.filter(|(_, cell)| matches!(cell, Cell::Text(_)) && !cell.is_blank());
        texts.map(|(at, cell)| (tidy(&cell.text()), at)).collect()
    };
    let rows: Vec<_> = sheet.rows.iter().take(LOOKED_AT).map(texts).collect();
    let widest = rows.iter().map(Vec::len).max().unwrap_or_default();
    let head = rows.into_iter().enumerate().find(|(_, row)| row.len() >= 2 && row.len() * 2 >= widest);
    head.unwrap_or_default()
}

/// True where two sheets have the same headings and mostly the same children under them.
fn are_alike((one, a): (&Sheet, &Head), (other, b): (&Sheet, &Head)) -> bool {
    let names: BTreeSet<&str> = b.1.iter().map(|own| own.0.as_str()).collect();
    let met = a.1.iter().filter(|own| names.contains(own.0.as_str())).count();
    if met < 2 || met * 5 < a.1.len().max(b.1.len()) * 4 {
        return false;
    }
    let below = |sheet: &Sheet, head: &Head, at: usize| values(sheet.rows.iter().skip(head.0 + 1), at);
    for (name, at) in &a.1 {
        let Some((_, its)) = b.1.iter().find(|own| own.0 == *name) else { continue };
        let (Some(mine), Some(theirs)) = (below(one, a, *at), below(other, b, *its)) else { continue };
        let met = mine.intersection(&theirs).count();
        return met >= FEWEST && met * 2 >= mine.len().min(theirs.len());
    }
    false
}

/// What stands in a column that tells rows apart; nothing where it does not: blanks, the same again, rows that are counted.
fn values<'a>(rows: impl Iterator<Item = &'a Row>, at: usize) -> Option<HashSet<String>> {
    let (mut values, mut filled, mut blanks, mut counted) = (HashSet::new(), 0_usize, 0_usize, true);
    for row in rows {
        let text = tidy(&Cell::of(row, at).text());
        if text.is_empty() {
            blanks += 1;
            continue;
        }
        filled += 1;
        counted &= text.parse::<usize>().ok() == Some(filled);
        values.insert(text);
    }
    let tells = filled >= FEWEST && blanks * 4 <= filled && values.len() * 10 >= filled * 9 && !counted;
    tells.then_some(values)
}

/// The newest by the names of sheets or files, where all of them say it.
fn newest(sheets: &[(usize, &Sheet)]) -> Option<usize> {
    let by = |name: fn(&Sheet) -> &str| -> Option<usize> {
        let days: Vec<(Day, usize)> =
            sheets.iter().map(|(at, sheet)| Some((day_of(name(sheet))?, *at))).collect::<Option<_>>()?;
        let different: BTreeSet<Day> = days.iter().map(|own| own.0).collect();
        let years = days.iter().filter(|own| own.0.0 > 0).count();
        let months = days.iter().map(|own| own.0.1);
        // December and January without a year are not told apart.
        let near = months.clone().max()? - months.min()? <= 6;
        let is_told = different.len() == days.len() && (years == days.len() || (years == 0 && near));
        days.into_iter().max().filter(|_| is_told).map(|own| own.1)
    };
    by(|sheet| sheet.name.as_str()).or_else(|| by(|sheet| sheet.file.as_str()))
}

/// Year (0: not said), month, day (0: not said).
type Day = (u32, u32, u32);

/// The month or day that a name says.
fn day_of(name: &str) -> Option<Day> {
    let name = tidy(name);
    let mut words: Vec<String> = Vec::new();
    let mut kind = ' ';
    for own in name.chars() {
        let next = if own.is_ascii_digit() {
            '0'
        } else if own.is_alphabetic() {
            'a'
        } else {
            ' '
        };
        if next != ' ' {
            if next != kind {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.push(own);
            }
        }
        kind = next;
    }
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<u32>().ok());
    let year = |at: usize| {
        let length = words.get(at).map_or(0, String::len);
        number(at).and_then(|year| match length {
            4 if (2000..2100).contains(&year) => Some(year),
            2 => Some(2000 + year),
            _ => None,
        })
    };
    let named = words.iter().enumerate().find_map(|(at, word)| {
        let month = MONTHS.iter().position(|own| {
            word.len() >= 3 && own.starts_with(word.as_str()) || *word == "sept" && *own == "september"
        })?;
        Some((at, u32::try_from(month).ok()? + 1))
    });
    if let Some((at, month)) = named {
        let before = at.checked_sub(1);
        let day = before.and_then(number).filter(|day| (1..=31).contains(day)).unwrap_or_default();
        let year = year(at + 1).or_else(|| before.and_then(year).filter(|_| day == 0)).unwrap_or_default();
        // `List 6 Oct`: a number before a month without a year is hardly a day.
        return Some((year, month, if year == 0 { 0 } else { day }));
    }
    let is_day = |month: u32, day: u32| (1..=12).contains(&month) && day <= 31;
    (0..words.len()).find_map(|at| {
        let length = words.get(at)?.len();
        let own = number(at)?;
        let parts = match length {
            8 if own / 1_000_000 == 20 => Some((own / 10_000, own / 100 % 100, own % 100)),
            8 if own % 10_000 / 100 == 20 => Some((own % 10_000, own / 10_000 % 100, own / 1_000_000)),
            6 if own / 10_000 == 20 => Some((own / 100, own % 100, 0)),
            4 if own / 100 == 20 => {
                Some((own, number(at + 1)?, number(at + 2).filter(|day| *day <= 31).unwrap_or_default()))
            }
            1 | 2 => {
                let (second, third) = (number(at + 1)?, at + 2);
                match year(third) {
                    Some(year) => Some((year, second, own)),
                    None if second / 100 == 20 => Some((second, own, 0)),
                    None => None,
                }
            }
            _ => None,
        };
        parts.filter(|own| is_day(own.1, own.2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_month() {
        for (name, day) in [
            ("Sep", Some((0, 9, 0))),
            ("List 6 Oct", Some((0, 10, 0))),
            ("Caseload November 2026.xlsx", Some((2026, 11, 0))),
            ("Nov26", Some((2026, 11, 0))),
            ("3 Nov 2026", Some((2026, 11, 3))),
            ("caseload 2026-10.csv", Some((2026, 10, 0))),
            ("export_20261031.csv", Some((2026, 10, 31))),
            ("export 31.10.2026", Some((2026, 10, 31))),
            ("31102026", Some((2026, 10, 31))),
            ("10-2026", Some((2026, 10, 0))),
            ("List 6", None),
            ("Team 3", None),
            ("Sheet1", None),
        ] {
            assert_eq!(day_of(name), day, "{name}");
        }
    }
}
