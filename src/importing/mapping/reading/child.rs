//! The row of a child: it begins a child, or is joined to the one of the same number.

use super::Reading;
use super::line::Line;
use crate::facts::{Listed, Month, TaskKind};
use crate::importing::found::{FoundChild, Place};
use crate::importing::imported::HOLDER;
use crate::importing::mapping::Mapping;
use crate::importing::mapping::named::Is;
use crate::importing::mapping::targets::Target;
use crate::importing::people;
use crate::importing::table::{Cell, Row};

impl Reading<'_> {
    /// Reads the row of a child. False where it was left out.
    pub(super) fn child(&mut self, place: &Place, table: &Mapping, row: &Row, numbered: bool) -> bool {
        let mut line = Line::default();
        for column in &table.columns {
            let problem = line.take(self, column, column.as_read(Cell::of(row, column.named.at)));
            if !problem.is_empty() {
                line.problems.push((column.named.shown.clone(), problem));
            }
        }
        line.by_name(table);
        let stand_in = line.by_role();
        if line.plans {
            line.child.facts.push(("plan".to_owned(), line.plan.map_or("", Listed::text).to_owned()));
        }
        if let Some(why) = line.left_out.or_else(|| self.gone(&line.child)) {
            self.leave_out(why);
            return false;
        }
        let is_said = line.problems.iter().any(|own| own.1 == people::SHORTENED);
        if numbered && line.id.is_none() && !is_said {
            let words = "no number: read as a child of its own, who cannot be known again next time";
            self.problem(place, "", words.to_owned(), false);
        }
        for (column, words) in line.problems {
            self.problem(place, &column, words, false);
        }
        let mut child = line.child;
        child.practitioner = line.worker.map(|name| self.person(&name, place, &child.team, 1));
        let other = line.co_worker.or(line.second).map(|name| self.person(&name, place, "", 0));
        child.co_worker = other.filter(|own| Some(*own) != child.practitioner);
        child.places.push(place.clone());
        child.untold.extend(untold(table));
        let place_of = line.id.as_ref().and_then(|id| self.children.get(id)).copied();
        let place_of = place_of.unwrap_or(self.found.children.len());
        if let Some((name, team)) = stand_in {
            self.stand_ins.push((place_of, name, team, place.clone()));
        }
        if let Some(family) = child.family.as_ref().filter(|_| line.worded) {
            self.worded.entry(family.clone()).or_default().push(place_of);
        }
        match line.id {
            Some(id) => {
                if let Some(first) = self.children.get(&id) {
                    self.join(*first, child);
                } else {
                    child.code = self.key().and_then(|key| people::child_code(key, &id)).unwrap_or_default();
                    self.children.insert(id, self.found.children.len());
                    self.found.children.push(child);
                }
            }
            None => self.found.children.push(child),
        }
        true
    }

    /// Why a child is not there any more in the month; nothing where it is.
    fn gone(&self, child: &FoundChild) -> Option<String> {
        let month = self.at?.month;
        [("closing_in", "closed"), ("transferring_in", "transferred")].into_iter().find_map(|(fact, words)| {
            let (_, text) = child.case_facts.iter().find(|own| own.0 == fact)?;
            let last = Month::read(text).ok()?;
            (last < month).then(|| format!("{words} before {}", month.words()))
        })
    }
}

/// What a table has no column for: who works with the child, and kinds of task.
fn untold(table: &Mapping) -> Vec<String> {
    let has = |of: &dyn Fn(&Target) -> bool| table.columns.iter().any(|column| of(&column.target));
    let mut untold = Vec::new();
    if !has(&|target| matches!(target, Target::Worker)) && table.sheet_is != Is::Worker {
        untold.push(HOLDER.to_owned());
    }
    let kinds = TaskKind::ALL.iter().filter(|kind| !has(&|target| matches!(target, Target::Task(own) if own == *kind)));
    untold.extend(kinds.map(|kind| kind.text().to_owned()));
    untold
}
