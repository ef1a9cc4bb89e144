//! What stands in plain sight before an import: what the files leave out of most children, what they had last time and
//! have no more, and who cannot be known again.

use super::{NO_TEAM, Planning, people};
use crate::change::free_id;
use crate::facts::case::Allocation;
use crate::facts::record::Record;
use crate::facts::value::Id;
use crate::facts::{Case, Practitioner};
use crate::importing::found::FoundChild;
use crate::importing::imported::{HOLDER, Imported};
use crate::words::counted;
use std::collections::HashSet;

/// The fact of a plan.
const PLAN: &str = "plan";

/// The choice of children without a worker whom nobody holds yet.
pub const NOBODY: &str = "nobody";

/// The choice of children without a worker who are all one person's, who is not here yet.
pub const NEW: &str = "new";

/// What the files do not say of the children who would be put in or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// How many children there are.
    pub children: usize,
    /// How many of them are new here.
    pub new: usize,
    /// How many have no worker, and how many of these are new.
    pub worker: (usize, usize),
    /// How many have no plan, and how many of these are new.
    pub plan: (usize, usize),
    /// How many have no team.
    pub team: usize,
    /// How many have no number.
    pub unnumbered: usize,
    /// How many children are here whom the files do not name by their numbers.
    pub others_here: usize,
    /// How many are here from an earlier import, where the files name none of them.
    pub none_known: usize,
}

impl Gaps {
    /// Whether most of those who are new have no worker, so that it is asked whose they are.
    #[must_use]
    pub const fn asks_whose(&self) -> bool {
        self.worker.1 * 2 > self.new
    }

    /// Whether so much is missing that it is asked before anything is imported.
    #[must_use]
    pub const fn asks(&self) -> bool {
        self.plan.1 * 2 > self.new || self.may_double()
    }

    /// Whether children without a number may be here already.
    #[must_use]
    pub const fn may_double(&self) -> bool {
        self.unnumbered * 2 > self.children && self.others_here > 0
    }

    /// What is missing, in words.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let of = |count: usize| {
            let all = counted(self.children, "child", "children");
            if count == self.children && count > 1 {
                format!("All {all} have")
            } else {
                format!("{count} of {all} {}", if count == 1 { "has" } else { "have" })
            }
        };
        let mut lines = Vec::new();
        let mut say = |count: usize, words: String| {
            if count > 0 {
                lines.push(words);
            }
        };
        say(self.worker.0, format!("{} no worker: nobody would hold their cases", of(self.worker.0)));
        say(self.plan.0, format!("{} no plan", of(self.plan.0)));
        say(self.team, format!("{} no team", of(self.team)));
        if self.others_here > 0 {
            let others = counted(self.others_here, "child", "children");
            say(
                self.unnumbered,
                format!(
                    "{} no number, so that none of them can be known again. {others} are here whom the files do not name by number: who is among them would count twice",
                    of(self.unnumbered)
                ),
            );
        }
        say(
            self.none_known,
            format!(
                "None of the children of the files is known here, and {} came from an earlier import: if they are the same, their numbers are written in another way now, and they would count twice",
                counted(self.none_known, "child", "children")
            ),
        );
        lines
    }
}

/// What children had when files were imported last, and have no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// `holder` or `plan`.
    pub what: &'static str,
    /// How many have it no more.
    pub lost: usize,
    /// How many of the children of the files had it.
    pub had: usize,
    /// What the reader chose: true keeps it as it was. Nothing: not answered yet.
    pub keeps: Option<bool>,
}

impl Planning<'_> {
    /// Counts what known children had and have no more. A few who lose their worker may be so; many may be a lookup that
    /// broke.
    pub(super) fn losses(&mut self) {
        let mut counts = [(HOLDER, 0, 0), (PLAN, 0, 0)];
        for found in &self.found.children {
            let Some(imported) = self.imported_of(found) else { continue };
            for (what, lost, had) in &mut counts {
                if imported.said(what).is_some_and(|before| !before.is_empty()) {
                    *had += 1;
                    *lost += usize::from(self.loses(found, what));
                }
            }
        }
        for (what, lost, had) in counts {
            if lost >= 2 && lost * 10 > had {
                self.plan.lost.push(Lost { what, lost, had, keeps: self.choices.keeps.get(what).copied() });
            }
        }
    }

    /// What an import said last of a child of the files.
    fn imported_of(&self, found: &FoundChild) -> Option<Imported> {
        let (case, child) = self.known.get(&found.code.0).copied().filter(|_| !found.code.0.is_empty())?;
        Imported::read(self.to.cases.get(case)?.children.get(child)?.imported.as_str())
    }

    fn loses(&self, found: &FoundChild, what: &str) -> bool {
        let is_told = !found.untold.iter().any(|own| own == what);
        is_told
            && if what == HOLDER {
                self.holder_text(found).is_empty()
            } else {
                found.facts.iter().any(|(fact, text)| fact == what && text.is_empty())
            }
    }

    /// What the files do not tell of a known child: what they have no column for or an error in, and what many have lost
    /// and keep.
    pub(super) fn untold(&self, found: &FoundChild) -> Vec<String> {
        let mut untold = found.untold.clone();
        for own in self.plan.lost.iter().filter(|own| own.keeps != Some(false)) {
            if self.loses(found, own.what) {
                untold.push(own.what.to_owned());
            }
        }
        untold
    }

    /// Counts what is missing, and gives cases without a worker to whom the reader said.
    pub(super) fn gaps(&mut self) {
        let mut gaps = Gaps::default();
        let mut known: HashSet<(usize, usize)> = HashSet::new();
        let mut whose: Vec<usize> = Vec::new();
        for (found, at, child, is_new) in &self.stands {
            let (Some(found), Some(case)) = (self.found.children.get(*found), self.to.cases.get(*at)) else { continue };
            let count = |own: &mut (usize, usize), is_missing: bool| {
                own.0 += usize::from(is_missing);
                own.1 += usize::from(is_missing && *is_new);
            };
            gaps.children += 1;
            gaps.new += usize::from(*is_new);
            let is_held = case.allocations.iter().any(|own| own.practitioner.is_some());
            count(&mut gaps.worker, !is_held);
            count(&mut gaps.plan, case.children.get(*child).is_some_and(|own| own.plan.is_none()));
            let has_team = is_held && case.allocations.iter().any(|own| self.has_team(own));
            gaps.team += usize::from(!has_team && found.team.is_empty());
            gaps.unnumbered += usize::from(found.code.0.is_empty());
            if !is_new {
                known.insert((*at, *child));
            } else if !is_held && whose.last() != Some(at) {
                whose.push(*at);
            }
        }
        let is_other = |case: &Case| case.is_open(self.month);
        // They are put in one after the other.
        let new = |at: usize| self.new_cases.binary_search(&at).is_ok();
        let others = self.to.cases.iter().enumerate().filter(|(at, case)| !new(*at) && is_other(case));
        for (at, case) in others {
            let all = (0..case.children.len()).filter(|child| !known.contains(&(at, *child)));
            gaps.others_here += all.count();
            if known.is_empty() && gaps.new > gaps.unnumbered {
                gaps.none_known += case.children.iter().filter(|own| !own.imported.as_str().is_empty()).count();
            }
        }
        if gaps.asks_whose() {
            self.give(&whose);
        }
        self.plan.gaps = gaps;
    }

    fn has_team(&self, allocation: &Allocation) -> bool {
        let own = allocation.practitioner.as_ref().and_then(|id| self.to.practitioner(id));
        own.is_some_and(|own| !own.team.as_str().is_empty() && own.team.as_str() != NO_TEAM)
    }

    /// Gives cases to whom the reader chose.
    fn give(&mut self, cases: &[usize]) {
        let id = match self.choices.whose.as_str() {
            "" | NOBODY => return,
            NEW => {
                let id = self.free_id("p");
                let mut own = Practitioner::empty(id.clone());
                let taken = |label: &str| self.to.practitioners.iter().any(|own| own.label.as_str() == label);
                let names = (1..=self.to.practitioners.len() + 1).map(|number| format!("Practitioner {number}"));
                let label = names.into_iter().find(|label| !taken(label)).unwrap_or_default();
                let _ = own.set("label", &label);
                self.to.practitioners.push(own);
                self.plan.new_practitioners += 1;
                id
            }
            id => match Id::new(id).ok().filter(|id| self.to.practitioner(id).is_some()) {
                Some(id) => id,
                None => return,
            },
        };
        for at in cases {
            if let Some(case) = self.to.cases.get_mut(*at).filter(|case| case.allocations.is_empty()) {
                let mut allocation = Allocation::empty(free_id("a", self.mark, |_| false));
                allocation.practitioner = Some(id.clone());
                case.allocations = vec![allocation];
            }
        }
    }
}

/// Who can be chosen for children without a worker.
#[must_use]
pub fn choices(plan: &super::Plan, chosen: &str) -> Vec<(String, String)> {
    let mut all = vec![
        (String::new(), "Choose".to_owned()),
        (NOBODY.to_owned(), "Nobody\u{2019}s yet: they are unallocated".to_owned()),
        (NEW.to_owned(), "One practitioner\u{2019}s, who is not here yet".to_owned()),
    ];
    // The last is the one who was made for it.
    let count =
        plan.workspace.practitioners.len() - usize::from(chosen == NEW && !plan.workspace.practitioners.is_empty());
    all.extend(plan.workspace.practitioners.iter().take(count).map(|own| {
        let team = own.team.as_str();
        let called = people::called(&plan.workspace, std::slice::from_ref(&own.id));
        (own.id.as_str().to_owned(), if team.is_empty() { called } else { format!("{called}, {team}") })
    }));
    all
}
