//! Lines that stand above groups of rows, and say whose these are: they become columns.

use super::filled::{count, there};
use super::lines::{is_note, name_of, of_team, plan_of, prefixed, surely_of_team};
use super::looks::Looks;
use super::{LINE, LOOKED_AT, Layout};
use crate::importing::dropping::full_name;
use crate::importing::heading::{plain, tidy};
use crate::importing::mapping::headings::Place;
use crate::importing::mapping::targets::{Of, Target};
use crate::importing::mapping::told;
use crate::importing::people;
use crate::importing::table::{Cell, Row, Sheet};
use crate::words::counted;
use std::collections::BTreeSet;

/// What lines are that stand above groups of rows.
const ABOVE: &str = "lines that say whose the rows below them are";

/// What a line says before its colon, and the name that it has.
type Said = (Option<Target>, String);

/// A group of rows below a line.
struct Run {
    /// The lines above it, the nearest last.
    lines: Vec<usize>,
    /// The first row of it.
    from: usize,
}

impl Layout {
    /// Sorts lines into those that say whose the rows below them are, and those that say nothing of them.
    pub(super) fn groups(&mut self, sheet: &mut Sheet, place: Place, looks: &[Looks]) {
        let mut runs: Vec<Run> = Vec::new();
        let mut lines: Vec<usize> = Vec::new();
        for (look, nth) in looks.iter().zip(place.below()..) {
            match look {
                Looks::Line | Looks::Maybe => lines.push(nth),
                Looks::Data if !lines.is_empty() => runs.push(Run { lines: std::mem::take(&mut lines), from: nth }),
                _ => {}
            }
        }
        let is_line = |nth: &usize| nth.checked_sub(place.below()).and_then(|nth| looks.get(nth)) == Some(&Looks::Line);
        // Below the last row of data stand no groups: a single word is a child's there where nothing else tells.
        let ends = lines.iter().any(is_line);
        self.odd.extend(lines.iter().filter(|nth| ends || is_line(nth)).map(|nth| (*nth, LINE)));
        let text = |nth: usize| {
            sheet.rows.get(nth).and_then(|row| there(row).next()).map(|own| plain(&own.1.text())).unwrap_or_default()
        };
        for run in &mut runs {
            run.lines.retain(|nth| {
                let is_note = is_note(&text(*nth));
                if is_note {
                    self.odd.insert(*nth, LINE);
                }
                !is_note
            });
        }
        runs.retain(|run| !run.lines.is_empty());
        let begins = title(sheet, place, &runs);
        let is_prefixed =
            |run: &Run| run.lines.iter().any(|nth| sheet.rows.get(*nth).is_some_and(|row| prefixed(row).is_some()));
        if runs.len() + usize::from(begins.is_some()) < 2 && !runs.iter().any(is_prefixed) {
            self.odd.extend(runs.iter().flat_map(|run| &run.lines).filter(|nth| is_line(nth)).map(|nth| (*nth, LINE)));
            runs.clear();
        }
        runs.extend(title(sheet, place, &runs));
        crate::points::sort_short(&mut runs, |run| run.from);
        if runs.is_empty() {
            return;
        }
        let last =
            |run: &Run, back: usize| run.lines.len().checked_sub(back + 1).and_then(|at| run.lines.get(at)).copied();
        let said: Vec<[Option<Said>; 2]> = runs
            .iter()
            .map(|run| {
                [0, 1].map(|back| {
                    let nth = last(run, back)?;
                    match sheet.rows.get(nth).and_then(prefixed) {
                        Some((target, rest)) => Some((Some(target), name_of(&rest))),
                        None => Some((None, name_of(&text(nth)))),
                    }
                })
            })
            .collect();
        for (level, which) in ["line above the rows", "second line above the rows"].iter().enumerate() {
            let mut own: Vec<(usize, Option<Target>, &str)> = Vec::new();
            for (run, said) in runs.iter().zip(&said) {
                if let Some(Some((target, name))) = said.get(level) {
                    own.push((run.from, *target, name));
                }
            }
            if own.is_empty() {
                continue;
            }
            let heading = match kind(sheet, place, &own, level == 1) {
                "" => format!(
                    "{}{}",
                    which.get(..1).unwrap_or_default().to_ascii_uppercase(),
                    which.get(1..).unwrap_or_default()
                ),
                kind => format!("{kind} ({which})"),
            };
            let marks: Vec<(usize, String)> = own.iter().map(|own| (own.0, own.2.to_owned())).collect();
            self.add_column(sheet, place, &heading, &marks, looks);
            let lines = counted(marks.len(), "line that stands", "lines that stand");
            self.notes.push(format!(
                "{lines} alone above other rows: read as a column \u{201c}{heading}\u{201d} of the rows below. Say below what that column is, where it is taken for something else"
            ));
        }
        for nth in runs.iter().flat_map(|run| &run.lines).filter(|nth| **nth >= place.below()) {
            self.odd.insert(*nth, ABOVE);
        }
    }

    /// A column at the right end: from each row on that is marked, its text.
    fn add_column(
        &mut self,
        sheet: &mut Sheet,
        place: Place,
        heading: &str,
        marks: &[(usize, String)],
        looks: &[Looks],
    ) {
        let widest = sheet.rows.iter().skip(place.first).map(|row| row.cells.len()).max().unwrap_or_default();
        self.width = Some(self.width.unwrap_or(widest));
        let put = |row: &mut Row, text: &str| {
            row.cells.resize(widest, Cell::Empty);
            row.cells.push(Cell::Text(text.to_owned()));
        };
        if let Some(row) =
            place.below().checked_sub(1).filter(|_| place.count > 0).and_then(|at| sheet.rows.get_mut(at))
        {
            put(row, heading);
        }
        let mut marks = marks.iter().peekable();
        let mut own = "";
        for ((nth, row), look) in sheet.rows.iter_mut().enumerate().skip(place.below()).zip(looks) {
            while let Some((_, text)) = marks.next_if(|mark| mark.0 <= nth) {
                own = text;
            }
            if *look == Looks::Data && !own.is_empty() {
                put(row, own);
            }
        }
    }
}

/// The line right above the headings, where it says what the rows are: a plan, `Worker: Ann Bell`, or the first of
/// the lines that stand above rows.
fn title(sheet: &Sheet, place: Place, runs: &[Run]) -> Option<Run> {
    let above = place.first.checked_sub(1).filter(|_| place.count > 0)?;
    let (row, next) = (sheet.rows.get(above)?, sheet.rows.get(place.first)?);
    if next.number != row.number + 1 || count(row) > 2 {
        return None;
    }
    let text = plain(&there(row).next()?.1.text());
    let heads: Vec<Option<Target>> = next.cells.iter().map(|cell| told(&cell.text())).collect();
    let has = |target: Target| heads.contains(&Some(target));
    let is_taken = match prefixed(row) {
        Some((target, _)) => !has(target),
        None if count(row) > 1 || is_note(&text) => false,
        None if runs.is_empty() => {
            let is_plan = |own: &Target| matches!(own, Target::Marked(_) | Target::Fact(Of::Child, "plan"));
            plan_of(&text).is_some() && !heads.iter().flatten().any(is_plan)
        }
        // Headings stand between the first line and its rows, and again below the others.
        None => {
            let first = runs.iter().map(|run| run.from).min().unwrap_or_default();
            first > place.below() + 1 && full_name(&name_of(&text)) && !of_team(&text)
        }
    };
    is_taken.then(|| Run { lines: vec![above], from: place.below() })
}

/// How many rows a family has at most, where lines above rows may name families.
const OF_A_FAMILY: usize = 8;

/// True where most groups below lines are more than a family: of several workers, or of many rows.
fn are_many(sheet: &Sheet, worker: Option<usize>, lines: &[(usize, Option<Target>, &str)]) -> bool {
    let ends = lines.iter().skip(1).map(|own| own.0).chain([sheet.rows.len()]);
    let is_more = |(from, end): (usize, usize)| {
        let rows = || sheet.rows.iter().skip(from).take(end.saturating_sub(from)).filter(|row| count(row) > 2);
        let workers = |at: usize| {
            let names = rows().map(|row| tidy(&Cell::of(row, at).text())).filter(|own| !own.is_empty());
            names.collect::<BTreeSet<String>>().len()
        };
        rows().count() > OF_A_FAMILY || worker.is_some_and(|at| workers(at) > 1)
    };
    lines.iter().map(|own| own.0).zip(ends).filter(|own| is_more(*own)).count() * 2 >= lines.len()
}

/// What lines name: a heading for them, or nothing where that must be asked. `above` says that they stand above other
/// lines.
fn kind(sheet: &Sheet, place: Place, lines: &[(usize, Option<Target>, &str)], above: bool) -> &'static str {
    if let Some(target) = lines.iter().find_map(|own| own.1) {
        return match target {
            Target::Worker => "Worker",
            Target::Team => "Team",
            _ => "Plan",
        };
    }
    let most = |is: &dyn Fn(&str) -> bool| lines.iter().filter(|own| is(own.2)).count() * 3 >= lines.len() * 2;
    if most(&|own| plan_of(own).is_some()) {
        return "Plan";
    }
    let worker = place.below().checked_sub(1).and_then(|at| sheet.rows.get(at)).and_then(|row| {
        row.cells.iter().enumerate().position(|(at, cell)| {
            told(&cell.text()) == Some(Target::Worker)
                && sheet
                    .rows
                    .iter()
                    .skip(place.below())
                    .take(LOOKED_AT)
                    .any(|row| count(row) > 2 && !Cell::of(row, at).is_blank())
        })
    });
    // `Smith CIN` may be a family: nobody's surname is kept as a team.
    if most(&of_team) && (above || most(&surely_of_team) || are_many(sheet, worker, lines)) {
        return "Team";
    }
    if worker.is_none() && most(&|own| full_name(own) || people::is_nobody(own)) { "Worker" } else { "" }
}
