//! The children of the files: those who are new here, and those who are known.

use super::families::without_leaving;
use super::gone::reopen;
use super::holding::workers;
use super::settle::{About, Settled, settle};
use super::tasks::{add_task, tasks, tasks_text};
use super::teams::team_of;
use super::{Changed, Found1, NO_TEAM, Planning, coded_id, people, unsaid};
use crate::facts::record::Record;
use crate::facts::value::Id;
use crate::facts::{Case, Child};
use crate::importing::found::{FoundChild, Ground};
use crate::importing::imported::{CASE, HOLDER, Imported, TASKS, TEAM};
use crate::workspace::MOST_CHILDREN;
use xxhash_rust::xxh64::xxh64;

impl Planning<'_> {
    pub(super) fn children(&mut self) {
        self.losses();
        for (place, child) in self.found.children.iter().enumerate() {
            let team = team_of(self.found, child);
            if !self.is_included(team) {
                self.plan.left_children += 1;
                continue;
            }
            // Without a number nobody is known again, not even within one file.
            let known = self.known.get(&child.code.0).copied().filter(|_| !child.code.0.is_empty());
            let (case, at) = if let Some((case, at)) = known {
                self.known_child(child, case, at, team);
                (case, at)
            } else {
                let case = self.new_child(child, team);
                (case, self.to.cases.get(case).map_or(0, |case| case.children.len()).saturating_sub(1))
            };
            self.stands.push((place, case, at, known.is_none()));
            self.found_in.entry(case).or_default().push(place);
        }
        for (case, moved) in std::mem::take(&mut self.holders) {
            // Whoever works with a child of the case, also with one who did not move.
            let of_case = self.found_in.get(&case).into_iter().flatten();
            let all = of_case.filter_map(|place| self.found.children.get(*place)).flat_map(workers);
            let holders: Vec<usize> = all.chain(moved).collect();
            self.hold(case, &holders);
        }
        self.leaving();
        self.gaps();
        let (circumstances, sharing) = (!self.choices.plain_circumstances, !self.choices.held_alone);
        for at in &self.new_cases {
            // In the order of the children of the case.
            let places = self.found_in.get(at).into_iter().flatten();
            let found: Vec<&FoundChild> = places.filter_map(|place| self.found.children.get(*place)).collect();
            if let Some(case) = self.to.cases.get_mut(*at) {
                unsaid::leave_open(case, &found, circumstances, sharing);
            }
        }
    }

    /// Notes in what the import said what it says now beside facts: who holds, the team, tasks, grounds. What the files
    /// have no column for stays as it was said last.
    fn said(&self, imported: &mut Imported, child: &FoundChild, untold: &[String], team: &str) {
        let tells = |what: &str| !untold.iter().any(|own| own == what);
        if tells(HOLDER) || imported.said(HOLDER).is_none() {
            imported.say(HOLDER, &self.holder_text(child));
        }
        if tells(HOLDER) || team != NO_TEAM {
            imported.say(TEAM, if team == NO_TEAM { "" } else { team });
        }
        let before = imported.said(TASKS).unwrap_or_default().to_owned();
        let stay = before.split('+').filter(|own| own.split_once('@').is_some_and(|(kind, _)| !tells(kind)));
        let tasks = tasks_text(&child.tasks);
        let all: Vec<&str> = stay.chain(Some(tasks.as_str()).filter(|own| !own.is_empty())).collect();
        imported.say(TASKS, &all.join("+"));
        if !child.grounds.is_empty() {
            let digits = |own: &Ground| format!("{:08x}", xxh64(own.shared.as_bytes(), 0) >> 32);
            imported.grounds = child.grounds.iter().map(|own| (own.kind.clone(), digits(own))).collect();
        }
    }

    fn new_child(&mut self, found: &FoundChild, team: &str) -> usize {
        self.plan.new_children += 1;
        let at = match found.family.as_ref().and_then(|family| self.families.get(&family.0).copied()) {
            Some(at) if self.to.cases.get(at).is_some_and(|case| case.children.len() < MOST_CHILDREN) => at,
            _ => {
                let id = self.id_of("f", found.family.as_ref().unwrap_or(&found.code));
                let mut case = Case::empty(id);
                if found.family.is_some() {
                    // The file says which children are one family.
                    let _ = case.set("siblings_known", "yes");
                }
                self.to.cases.push(case);
                self.new_cases.push(self.to.cases.len() - 1);
                self.to.cases.len() - 1
            }
        };
        if let Some(family) = &found.family {
            self.families.insert(family.0.clone(), at);
        }
        let number = self.next_child;
        let label = if found.label.is_empty() {
            self.next_child += 1;
            format!("Child {number}")
        } else {
            found.label.clone()
        };
        let mut imported =
            Imported { salt: self.key.salt().to_owned(), code: found.code.clone(), ..Imported::default() };
        let answers = &self.choices.answers;
        let mark = self.mark;
        let mut into = Settled::default();
        if let Some(case) = self.to.cases.get_mut(at) {
            let taken = |id: &Id| case.children.iter().any(|own| own.id == *id);
            let id = coded_id("c", &found.code.0)
                .filter(|id| !taken(id))
                .unwrap_or_else(|| crate::change::free_id("c", mark, taken));
            let mut child = Child::empty(id.clone());
            let _ = child.set("label", &label);
            let mut about = About { imported: &mut imported, prefix: "", called: &label, new: true, answers };
            settle(&mut child, &found.facts, &mut about, &mut into);
            about.prefix = CASE;
            about.new = case.children.is_empty();
            let case_facts = without_leaving(&found.case_facts, found.family.is_some() || !case.children.is_empty());
            settle(case, &case_facts, &mut about, &mut into);
            for odd in std::mem::take(&mut into.conflicts) {
                self.plan.notes.push(format!(
                    "{} of one family are not alike: {} for one child, {} for {label}. The first is kept.",
                    odd.fact, odd.here, odd.file
                ));
            }
            if case.label.as_str().is_empty() {
                let _ = case.set("label", &label);
            } else if let [first] = case.children.as_slice()
                && first.label == case.label
            {
                // It was called after its only child.
                let _ = case.set("label", &format!("Family {}", self.next_family));
                self.next_family += 1;
            }
            case.children.push(child);
            for task in &found.tasks {
                add_task(case, task, &id, mark);
            }
        }
        self.said(&mut imported, found, &found.untold, team);
        if let Some(case) = self.to.cases.get_mut(at)
            && let Some(child) = case.children.last_mut()
            && !found.code.0.is_empty()
        {
            let _ = child.set("imported", &imported.write());
        }
        self.holders.entry(at).or_default().extend(workers(found));
        self.note(at, found, &label);
        at
    }

    fn known_child(&mut self, found: &FoundChild, at: usize, place: usize, team: &str) {
        if let Some(family) = &found.family {
            self.families.entry(family.0.clone()).or_insert(at);
        }
        let month = self.month;
        let mark = self.mark;
        let untold = self.untold(found);
        let tells = |what: &str| !untold.iter().any(|own| own == what);
        let told = |facts: &[(String, String)], prefix: &str| -> Vec<(String, String)> {
            facts.iter().filter(|(fact, _)| tells(&format!("{prefix}{fact}"))).cloned().collect()
        };
        let Some(case) = self.to.cases.get_mut(at) else { return };
        let Some(child) = case.children.get_mut(place) else { return };
        let Some(mut imported) = Imported::read(child.imported.as_str()) else { return };
        let of_another_key = imported.salt != self.key.salt();
        let before_salt = imported.salt.clone();
        self.key.salt().clone_into(&mut imported.salt);
        imported.code.clone_from(&found.code);
        let called =
            if child.label.as_str().is_empty() { "A child".to_owned() } else { child.label.as_str().to_owned() };
        let case_called = case.label.as_str();
        let about_words = if case_called.is_empty() || case_called == called {
            called.clone()
        } else {
            format!("{called} in {case_called}")
        };
        let mut into = Settled::default();
        let answers = &self.choices.answers;
        let before_holder = imported.said(HOLDER).map(str::to_owned);
        let tasks_before = imported.said(TASKS).unwrap_or_default().to_owned();
        let mut about = About { imported: &mut imported, prefix: "", called: &about_words, new: false, answers };
        settle(child, &told(&found.facts, ""), &mut about, &mut into);
        let id = child.id.clone();
        about.prefix = CASE;
        let case_facts = told(&found.case_facts, CASE);
        let case_facts = without_leaving(&case_facts, found.family.is_some() || case.children.len() > 1);
        settle(case, &case_facts, &mut about, &mut into);
        let tasks_told: Vec<&str> =
            tasks_before.split('+').filter(|own| own.split_once('@').is_some_and(|(kind, _)| tells(kind))).collect();
        tasks(case, &id, &tasks_told.join("+"), &found.tasks, month, mark, &mut into);
        reopen(case, &mut imported, &about_words, month, answers, &mut into);
        self.said(&mut imported, found, &untold, team);
        let case_id = self.to.cases.get_mut(at).map(|case| {
            if let Some(child) = case.children.get_mut(place) {
                let _ = child.set("imported", &imported.write());
            }
            case.id.clone()
        });
        // Only what the file says otherwise than last time is a reason to move a case.
        let before = before_holder.unwrap_or_default();
        let before = if of_another_key { self.translated(&before_salt, &before) } else { before };
        let before = self.as_now(&before);
        if tells(HOLDER) && before != self.holder_text(found) {
            self.moved(at, &before, found, &about_words, &mut into);
        }
        let case = case_id.unwrap_or_default();
        self.plan.conflicts.append(&mut into.conflicts);
        if into.changed.is_empty() && into.kept.is_empty() {
            self.plan.same_children += 1;
        } else {
            self.plan.changed.push(Changed { called: about_words, case, what: into.changed, kept: into.kept });
        }
        self.note(at, found, &called);
    }

    fn note(&mut self, at: usize, found: &FoundChild, child: &str) {
        let case = self.to.cases.get(at).map(|case| case.label.as_str().to_owned()).unwrap_or_default();
        let holder = found.practitioner.and_then(|own| self.people.get(own).cloned().flatten());
        let holder = holder.map(|id| people::called(&self.to, &[id])).unwrap_or_default();
        self.plan.children.push(Found1 { child: child.to_owned(), case, holder, places: found.places.clone() });
    }
}
