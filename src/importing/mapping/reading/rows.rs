//! Which rows of a table are of one child: its number as it is compared, and which of several rows holds.

use super::Reading;
use crate::importing::heading::tidy;
use crate::importing::mapping::targets::{LEAVE_ROW, Of, Rows, Target};
use crate::importing::mapping::values;
use crate::importing::mapping::{Column, Mapping, layout, whose};
use crate::importing::numbers::{self, Numbers, Ways};
use crate::importing::table::{Cell, Row};
use crate::importing::{days, people};
use std::collections::{BTreeMap, HashMap};

/// The numbers of the children of a table.
pub(super) fn numbers_of(table: &Mapping) -> Numbers {
    let column = table.columns.iter().find(|column| column.target == Target::Id);
    let Some(column) = column.filter(|_| table.rows == Some(Rows::Children)) else { return Numbers::default() };
    let rows = table.data().filter(|row| table.is_no_data(row).is_none());
    let number = |row: &Row| people::same_number(&Cell::of(row, column.named.at).text()).map(|same| (same, None));
    Numbers(rows.filter_map(number).collect())
}

impl Reading<'_> {
    /// Of children of whom several rows tell, and some of these have ended: for each row whether it is the one that
    /// holds, or one of those. A worker who has handed over has a row that ended, beside the open one of the next.
    pub(super) fn open_rows(&self, table: &Mapping) -> BTreeMap<usize, bool> {
        let column = |target: Target| table.columns.iter().find(|column| column.target == target);
        let (Some(id), Some(end)) = (column(Target::Id), column(Target::Fact(Of::Case, "closing_in"))) else {
            return BTreeMap::new();
        };
        let is_over = |row: &Row| {
            column(Target::Open).is_some_and(|own| own.closed(Cell::of(row, own.named.at)).text == LEAVE_ROW)
        };
        // An open row is later than any day; what is no day tells nothing.
        let mut rows: Vec<(usize, String, String)> = Vec::new();
        for (nth, row) in table.under().filter(|own| !table.layout.odd.contains_key(&own.0) && !is_over(own.1)) {
            let Some(number) = self.number(&Cell::of(row, id.named.at).text()) else { continue };
            let cell = end.as_read(Cell::of(row, end.named.at));
            let until = match days::read(cell) {
                _ if values::is_nothing(cell) => "open".to_owned(),
                days::Reading::Day(day) => day.to_string(),
                _ => continue,
            };
            rows.push((nth, number, until));
        }
        let mut last: HashMap<&str, &str> = HashMap::new();
        for (_, number, until) in &rows {
            let own = last.entry(number).or_insert(until);
            if *own < until.as_str() {
                *own = until;
            }
        }
        rows.iter().map(|(nth, number, until)| (*nth, last.get(number.as_str()) == Some(&until.as_str()))).collect()
    }

    /// The number of a child as it is compared within this table; nothing where there is none.
    pub(super) fn number(&self, text: &str) -> Option<String> {
        let same = people::same_number(text)?;
        if self.is_bare {
            return Some(numbers::bare(&same).to_owned());
        }
        let noughts_tell = self.doubtful.contains(&same);
        Some(numbers::as_written(text, same, noughts_tell))
    }

    /// Looks for numbers that differ only by noughts before them: they stay apart, as nothing tells that they are one.
    pub(super) fn look_at_numbers(&mut self, table: &Mapping) {
        self.doubtful.clear();
        let column = table.columns.iter().find(|column| column.target == Target::Id);
        let Some(column) = column.filter(|_| table.rows == Some(Rows::Children) && !self.is_bare) else { return };
        let mut ways = Ways::default();
        for row in table.data() {
            ways.note(&Cell::of(row, column.named.at).text());
        }
        self.found.plainly.extend(ways.words());
        self.found.plainly.extend(whose::of_several_rows(table, column));
        self.doubtful = ways.noughts;
    }
}

impl Mapping {
    /// Why a row is no row of data: it repeats the headings, or adds up.
    pub(in crate::importing::mapping) fn is_no_data(&self, row: &Row) -> Option<&'static str> {
        let read = || self.columns.iter().filter(|column| column.target != Target::Leave);
        let filled = || read().filter(|column| !Cell::of(row, column.named.at).is_blank());
        if filled().next().is_none() {
            return Some("rows in which nothing stands that is read");
        }
        let is_heading = |column: &Column| {
            column.named.forms.iter().any(|form| tidy(form) == tidy(&Cell::of(row, column.named.at).text()))
        };
        if self.place.count > 0 && filled().all(is_heading) {
            return Some(layout::AGAIN);
        }
        let is_total = layout::adds_up(row) && filled().take(4).count() < 4 && read().count() > 1;
        (is_total || layout::is_bare_total(row)).then_some(layout::TOTAL)
    }
}
