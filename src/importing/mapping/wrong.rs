//! What is wrong with what a table is taken for, each with the field that it is about.

use super::targets::{Rows, Target};
use super::{Column, Mapping, NOTHING, others, targets, words};
use crate::facts::value::shortened;
use crate::importing::heading::plain;
use std::collections::BTreeMap;

/// What is said where no column means anything.
const NO_CASELOAD: &str = "This does not look like a caseload: no heading is known as that of a child\u{2019}s number, a worker or a plan. If it is one, say what its columns are below; if not, choose another file";

impl Mapping {
    /// Why nothing is read of it, where it was left out before anybody said so.
    pub(super) fn why_nothing(&self) -> &'static str {
        if self.sheet.rows.len() <= self.place.below() {
            "There are no rows under the headings: choose a file that has the children in it"
        } else if self.why_not == others::COUNTS {
            "This table counts: it has numbers of children, and no row for each child. Choose a list with one row for each child"
        } else if self.why_not == others::PIVOT_TABLE {
            "This looks like a pivot table or a page of totals. Choose the list that it was made from, with one row for each child"
        } else {
            NOTHING
        }
    }

    /// What is wrong, each with the rest of the id of its field.
    pub(super) fn errors(&self) -> Vec<(String, String)> {
        let Some(rows) = self.rows else { return Vec::new() };
        let mut errors = Vec::new();
        let mut taken: BTreeMap<String, &Column> = BTreeMap::new();
        for column in self.columns.iter().filter(|column| column.target != Target::Leave) {
            match taken.get(&column.target.code()) {
                None => {
                    taken.insert(column.target.code(), column);
                }
                Some(first) => {
                    let words = format!(
                        "\u{201c}{}\u{201d} and \u{201c}{}\u{201d} cannot both be \u{201c}{}\u{201d}: choose another meaning for one, or leave it out",
                        first.named.shown,
                        column.named.shown,
                        column.target.short()
                    );
                    errors.push((format!("column-{}", column.named.at), words));
                }
            }
        }
        for column in self.columns.iter().filter(|own| own.target == Target::Fact(targets::Of::Child, "plan")) {
            let open =
                column.words.iter().enumerate().filter(|own| own.1.choice.is_empty() && words::is_over(&own.1.same));
            errors.extend(open.map(|(place, word)| {
                let shown = shortened(&plain(&word.shown));
                let words = format!(
                    "Say what \u{201c}{shown}\u{201d} means: leave these children out, or what they are worked with under now"
                );
                (format!("word-{}-{place}", column.named.at), words)
            }));
        }
        let has = |target: Target| self.columns.iter().any(|column| column.target == target);
        if rows == Rows::Practitioners && !has(Target::Worker) {
            let dropped = self.columns.iter().any(|column| column.dropped);
            let why = if dropped {
                ". A column that is headed as a child\u{2019}s name would be is dropped while the file is read: head it Worker, and choose the file again"
            } else {
                ", or say that the table is of children"
            };
            errors.push((
                "rows".to_owned(),
                format!("Say which column has the names or initials of the practitioners{why}"),
            ));
        } else if taken.is_empty() {
            errors.push(("rows".to_owned(), NO_CASELOAD.to_owned()));
        } else if rows == Rows::Children && self.columns.len() == 1 {
            let words = "There is one column alone, so that nothing says what belongs to which child. Where it was copied from an e-mail, each cell may have come on a line of its own: copy the table in the program where it was made, or choose its file";
            errors.push(("rows".to_owned(), words.to_owned()));
        } else if self.data().next().is_none() {
            errors.push((
                "headings".to_owned(),
                "There is no row under the headings: choose the row that has them".to_owned(),
            ));
        }
        errors
    }
}
