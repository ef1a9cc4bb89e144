//! What the reader said of a table: what its rows are, where its headings stand, what a column or a word means.

use super::headings::Place;
use super::known::Both;
use super::memory::Memory;
use super::targets::{Rows, Target};
use super::words::same_word;
use super::{MOST_WORDS, Mapping, PAGE, Word, headings, is_marked_by_day, named, others, words};
use crate::importing::table::Cell;
use std::collections::BTreeMap;

impl Mapping {
    /// Gives a column a target, and its words what they most likely mean.
    pub(super) fn set_target(&mut self, place: usize, target: Target, memory: &Memory) {
        let Some(column) = self.columns.get(place) else { return };
        let at = column.named.at;
        let mut words: Vec<Word> = Vec::new();
        if target.closed().is_some() {
            let mut counted: BTreeMap<String, (String, usize, usize)> = BTreeMap::new();
            for (row, own) in self.data().enumerate() {
                let cell = Cell::of(own, at);
                if cell.is_blank() || is_marked_by_day(target, cell) {
                    continue;
                }
                let text = cell.text();
                let word = counted.entry(same_word(&text)).or_insert_with(|| (text, 0, row));
                word.1 += 1;
            }
            let mut all: Vec<(String, (String, usize, usize))> = counted.into_iter().collect();
            // The most frequent; of equals the first in the file.
            all.sort_by_key(|(_, (_, times, row))| (usize::MAX - times, *row));
            words = all
                .into_iter()
                .take(MOST_WORDS)
                .map(|(same, (shown, times, _))| {
                    let said = memory.word(target, &same).map(str::to_owned);
                    let choice = said.clone().or_else(|| words::guess(target, &column.named.shown, &same));
                    Word { asked: choice.is_none(), choice: choice.unwrap_or_default(), same, shown, times }
                })
                .collect();
        }
        // A column of ticks and nothing else says no where it is empty. One of yes alone could leave the others open.
        let ticks =
            |word: &Word| word.choice == "yes" && !word.same.chars().any(char::is_alphanumeric) || word.same == "x";
        let ticked = target.asks_for_blanks() && !words.is_empty() && words.iter().all(ticks);
        if let Some(column) = self.columns.get_mut(place) {
            column.blank = String::from(if ticked { "no" } else { "unknown" });
            column.target = target;
            column.words = words;
        }
    }

    pub(super) fn hear(&mut self, path: &[&str], value: &str, memory: &Memory) {
        let number = |text: &&str| text.parse::<usize>().ok();
        let both = Both::new;
        match path {
            ["take"] if self.rows.is_none() => {
                let likely = others::likely(&self.columns, &both());
                self.hear(&["rows"], likely.code(), memory);
            }
            ["rows"] => {
                self.why_not = "";
                let rows = [Rows::Children, Rows::Practitioners].into_iter().find(|own| own.code() == value);
                if rows != self.rows {
                    self.rows = rows;
                    self.guess_columns(memory, &both());
                    self.settled = false;
                }
            }
            ["headings"] => {
                let Some(place) = self.place_of(value) else { return };
                if place != self.place {
                    self.place = place;
                    self.name_columns();
                    self.guess_columns(memory, &both());
                    self.settled = false;
                }
            }
            ["column", at] => {
                let Some(place) = number(at).and_then(|at| self.columns.iter().position(|own| own.named.at == at))
                else {
                    return;
                };
                let Some(target) = self.rows.and_then(|rows| rows.target(value)) else { return };
                if self.columns.get(place).is_some_and(|own| own.target != target) {
                    self.set_target(place, target, memory);
                    self.lay_out_again();
                }
            }
            ["word", at, place] => {
                let column = number(at).and_then(|at| self.columns.iter_mut().find(|own| own.named.at == at));
                let Some(column) = column else { return };
                let known = value.is_empty()
                    || column.target.closed().is_some_and(|all| all.iter().any(|(code, _)| *code == value));
                let word = number(place).and_then(|place| column.words.get_mut(place));
                if let Some(word) = word.filter(|_| known) {
                    value.clone_into(&mut word.choice);
                }
            }
            ["blank", at] => {
                let column = number(at).and_then(|at| self.columns.iter_mut().find(|own| own.named.at == at));
                if let Some(column) = column.filter(|_| matches!(value, "no" | "unknown")) {
                    value.clone_into(&mut column.blank);
                }
            }
            ["name"] => self.sheet_is = named::Is::read(value).unwrap_or(self.sheet_is),
            ["fill"] => {
                self.fill = Some(value == "yes");
                self.lay_out_again();
            }
            ["page"] => {
                let page =
                    value.parse().ok().filter(|page: &usize| page.is_multiple_of(PAGE) && *page < self.columns.len());
                self.page = page.unwrap_or(self.page);
            }
            _ => {}
        }
    }

    /// The place of headings that a choice stands for: `none`, `3` or `3+4`, counted in the rows that have something.
    fn place_of(&self, value: &str) -> Option<Place> {
        if value == "none" {
            return Some(Place::default());
        }
        let (first, count) = match value.split_once('+') {
            Some((first, _)) => (first, 2),
            None => (value, 1),
        };
        let first: usize = first.parse().ok()?;
        (first + count <= self.sheet.rows.len() && first < headings::LOOKED_AT).then_some(Place { first, count })
    }

    /// The choice that the present place of the headings is.
    pub(super) fn place_value(&self) -> String {
        match self.place {
            Place { count: 0, .. } => "none".to_owned(),
            Place { first, count: 1 } => first.to_string(),
            Place { first, .. } => format!("{first}+{}", first + 1),
        }
    }
}
