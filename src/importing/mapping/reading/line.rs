//! What the cells of a row of a child say, taken one after the other.

use super::cells::{Cellful, error, name_of, open, team_of};
use super::{LONGEST, Reading};
use crate::facts::value::shortened;
use crate::facts::{Listed, Plan};
use crate::importing::dropping::full_name;
use crate::importing::found::{FoundChild, FoundTask};
use crate::importing::heading::{plain, tidy};
use crate::importing::imported::{CASE, HOLDER};
use crate::importing::mapping::named::Is;
use crate::importing::mapping::targets::{LEAVE_ROW, Of, Target};
use crate::importing::mapping::values;
use crate::importing::mapping::words::together;
use crate::importing::mapping::{Column, Mapping, doubts};
use crate::importing::people;
use crate::importing::table::Cell;

/// The row of a child as far as it is read.
#[derive(Default)]
pub(super) struct Line {
    pub(super) child: FoundChild,
    pub(super) id: Option<String>,
    pub(super) worker: Option<String>,
    pub(super) co_worker: Option<String>,
    /// The second worker of one cell.
    pub(super) second: Option<String>,
    pub(super) plan: Option<Plan>,
    /// True where some column tells of plans.
    pub(super) plans: bool,
    /// What the worker of the row is to the child, where a column says it.
    pub(super) role: Option<String>,
    /// True where the family is called by words.
    pub(super) worded: bool,
    /// Why the row is left out, where it is.
    pub(super) left_out: Option<String>,
    pub(super) problems: Vec<(String, String)>,
}

impl Line {
    /// Takes what a cell says; what the reader should know of it, or nothing.
    pub(super) fn take(&mut self, reading: &Reading<'_>, column: &Column, cell: &Cell) -> String {
        match column.target {
            Target::Leave | Target::FullTime | Target::Fact(Of::Practitioner, _) => {}
            Target::Open if cell.is_blank() => {}
            Target::Open => {
                let said = column.closed(cell);
                if said.text == LEAVE_ROW {
                    let word = shortened(&plain(&cell.text()));
                    self.left_out =
                        Some(format!("\u{201c}{word}\u{201d} under \u{201c}{}\u{201d}", column.named.shown));
                }
                return said.problem;
            }
            Target::Id => {
                let text = cell.text();
                if full_name(&text) {
                    return "a name is no number of a child, and is not kept: read as a child of its own".to_owned();
                }
                self.id = reading.number(&text);
                if people::is_shortened(&text) {
                    return people::SHORTENED.to_owned();
                }
            }
            Target::Family => {
                self.child.family = reading.key().and_then(|key| people::family_code(key, &cell.text()));
                self.worded = doubts::is_word(&cell.text());
            }
            Target::Worker => {
                if let Cell::Error(shown) = cell {
                    self.holds_error(cell);
                    return error(shown);
                }
                let workers = people::workers(&cell.text());
                let is_doubtful = workers.is_doubtful;
                let mut names = workers.names.into_iter();
                self.worker = names.next();
                if let Some(second) = names.next() {
                    let more = if names.next().is_some() { "more than two workers" } else { "two workers" };
                    self.second = Some(second);
                    return format!(
                        "{more} in one cell: the first is read as the worker, the second as the co-worker where no other is named"
                    );
                }
                if people::has_left(&cell.text()) {
                    return "the cell says that the worker has left: nobody is read as the worker".to_owned();
                }
                if is_doubtful {
                    return format!("the cell {}", people::MAY_BE_TWO);
                }
            }
            Target::CoWorker => {
                self.co_worker = name_of(cell);
                self.holds_error(cell);
            }
            Target::Role => {
                let said = column.closed(cell);
                self.role = Some(said.text).filter(|_| !cell.is_blank());
                return said.problem;
            }
            Target::Team => self.child.team = team_of(cell),
            Target::Fact(Of::Child, "label") => {
                let said = open(values::label(&cell.text(), LONGEST));
                self.child.label = said.text;
                return said.problem;
            }
            Target::Marked(plan) => {
                let said = column.closed(cell);
                if matches!(cell, Cell::Error(_)) {
                    self.child.untold.push("plan".to_owned());
                }
                let problem = if said.text == "yes" { self.planned(plan) } else { String::new() };
                self.plans = true;
                return if problem.is_empty() { said.problem } else { problem };
            }
            Target::Task(kind) => match values::task(cell) {
                Ok(None) => {}
                Ok(Some(start)) if reading.is_long_ago(&start) => {
                    let shown = shortened(&plain(&cell.text()));
                    return format!("\u{201c}{shown}\u{201d} began long ago: is it still open? It is not taken");
                }
                Ok(Some(start)) => {
                    let facts = if start.is_empty() { Vec::new() } else { vec![("start".to_owned(), start)] };
                    self.child.tasks.push(FoundTask { kind: kind.text().to_owned(), facts });
                }
                Err(why) => return why,
            },
            Target::Fact(of, fact) => {
                if matches!(cell, Cell::Error(_)) {
                    let of_case = if of == Of::Case { CASE } else { "" };
                    self.child.untold.push(format!("{of_case}{fact}"));
                }
                return self.fact(of, fact, reading.fact(column, cell), column, cell);
            }
        }
        String::new()
    }

    /// An error in the column of who works with a child takes nobody away.
    fn holds_error(&mut self, cell: &Cell) {
        if matches!(cell, Cell::Error(_)) {
            self.child.untold.push(HOLDER.to_owned());
        }
    }

    fn fact(&mut self, of: Of, fact: &str, said: Cellful, column: &Column, cell: &Cell) -> String {
        match (of, fact) {
            _ if said.text == LEAVE_ROW => {
                let word = shortened(&plain(&cell.text()));
                self.left_out = Some(format!("\u{201c}{word}\u{201d} under \u{201c}{}\u{201d}", column.named.shown));
            }
            // A closing column whose words are yes and no tells no month.
            (Of::Case, "closing_in") if values::is_yes(cell) && is_of_the_past(&column.named.shown) => {
                self.left_out = Some(format!("closed, as \u{201c}{}\u{201d} says", column.named.shown));
            }
            (Of::Child, "plan") => {
                self.plans = true;
                if let Some(problem) =
                    Plan::with_code(&said.text).map(|own| self.planned(own)).filter(|own| !own.is_empty())
                {
                    return problem;
                }
            }
            // A case without a label gets one.
            (Of::Case, "label") if said.text.is_empty() => {}
            (Of::Case, _) => self.child.case_facts.push((fact.to_owned(), said.text)),
            _ => self.child.facts.push((fact.to_owned(), said.text)),
        }
        said.problem
    }

    /// Takes what the name of the sheet says, where the row says nothing of it.
    pub(super) fn by_name(&mut self, table: &Mapping) {
        match table.sheet_is {
            Is::Worker => self.worker = self.worker.take().or_else(|| table.worker_of_name()),
            Is::Team if self.child.team.is_empty() => {
                self.child.team = team_of(&Cell::Text(table.sheet_name().to_owned()));
            }
            Is::Nothing | Is::Team => {}
            Is::Plan => {
                self.plans = true;
                self.plan = self.plan.or_else(|| Plan::with_code(&table.plan_of_name()?));
            }
        }
    }

    /// What becomes of the worker of a row by what a column says that they are to the child; who holds the case only
    /// where nobody else does, with the team. Days of the row are those of that worker.
    pub(super) fn by_role(&mut self) -> Option<(String, String)> {
        let role = self.role.take().filter(|own| own != "holder")?;
        let team = std::mem::take(&mut self.child.team);
        self.child
            .case_facts
            .retain(|(fact, _)| !matches!(fact.as_str(), "allocated_on" | "closing_in" | "transferring_in"));
        self.second = None;
        let worker = self.worker.take();
        match role.as_str() {
            "other" => None,
            "co_worker" => {
                self.co_worker = self.co_worker.take().or(worker);
                None
            }
            _ => worker.map(|name| (name, team)),
        }
    }

    /// Takes a plan beside what other columns say; what is wrong, where they are at odds.
    fn planned(&mut self, plan: Plan) -> String {
        let Some(both) = self.plan.map_or(Some(plan), |own| together(own, plan)) else {
            let first = self.plan.map_or("", Listed::words);
            return format!("{} here, and {first} in a column before it, which is kept", plan.words());
        };
        self.plan = Some(both);
        String::new()
    }
}

/// True for headings of what has happened: `Closed`, not `Closing`.
fn is_of_the_past(heading: &str) -> bool {
    tidy(heading).split([' ', '/', '-']).any(|own| matches!(own, "closed" | "ended"))
}
