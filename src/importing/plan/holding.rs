//! Who holds the cases of the children of the files.

use super::settle::{Conflict, Settled};
use super::{Planning, coded_id, people};
use crate::facts::case::Allocation;
use crate::facts::record::Record;
use crate::facts::value::Id;
use crate::importing::found::FoundChild;
use crate::importing::imported::HOLDER;

impl Planning<'_> {
    /// Who worked with a child, as said under another key, by codes of this one.
    pub(super) fn translated(&self, salt: &str, before: &str) -> String {
        let codes =
            before.split('+').map(|code| self.aliases.0.get(&format!("{salt}.{code}")).map_or(code, String::as_str));
        codes.collect::<Vec<&str>>().join("+")
    }

    /// The same by the codes that practitioners have now.
    pub(super) fn as_now(&self, before: &str) -> String {
        let codes = before.split('+').map(|code| self.renamed.get(code).map_or(code, String::as_str));
        codes.collect::<Vec<&str>>().join("+")
    }

    /// Who works with a child, as what an import said keeps it: `code`, or `code+code`.
    pub(super) fn holder_text(&self, child: &FoundChild) -> String {
        let codes = workers(child).filter_map(|at| self.found.practitioners.get(at)).map(|own| own.code.0.as_str());
        codes.collect::<Vec<&str>>().join("+")
    }

    /// A known child's case that the file gives to somebody else than last time.
    pub(super) fn moved(&mut self, at: usize, before: &str, found: &FoundChild, called: &str, into: &mut Settled) {
        let to: Vec<Id> = workers(found).filter_map(|own| self.people.get(own).cloned().flatten()).collect();
        let Some(case) = self.to.cases.get(at) else { return };
        let here: Vec<Id> = case.allocations.iter().filter_map(|own| own.practitioner.clone()).collect();
        if here == to {
            return;
        }
        let (was, is) = (people::called(&self.to, &here), people::called(&self.to, &to));
        let codes = here.iter().map(|id| self.codes.get(id).map_or("", String::as_str));
        let as_before = codes.collect::<Vec<&str>>().join("+") == before;
        let line = format!("Held by: {was} \u{2192} {is}");
        if as_before {
            into.changed.push(line);
        } else {
            let key = format!("{}/{HOLDER}", case.id);
            let takes_file = self.choices.answers.get(&key).copied();
            if !into.conflicts.iter().chain(&self.plan.conflicts).any(|own| own.key == key) {
                into.conflicts.push(Conflict {
                    key,
                    about: called.to_owned(),
                    fact: "Who holds the case".to_owned(),
                    here: was,
                    file: is,
                    takes_file,
                });
            }
            if takes_file != Some(true) {
                return;
            }
            into.changed.push(line);
        }
        self.holders.entry(at).or_default().extend(workers(found));
    }

    /// Gives a case to whom the files name. Where children of one case have different workers, the first is the lead
    /// and the others co-work, and it is said.
    pub(super) fn hold(&mut self, at: usize, holders: &[usize]) {
        let is_new = self.new_cases.binary_search(&at).is_ok();
        let mut ids: Vec<Id> = Vec::new();
        for holder in holders {
            if let Some(id) = self.people.get(*holder).cloned().flatten()
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        let month = self.month;
        let Some(case) = self.to.cases.get_mut(at) else { return };
        case.allocations.clear();
        for (place, id) in ids.iter().enumerate() {
            let taken = |own: &Id| case.allocations.iter().any(|other| other.id == *own);
            let code = self.codes.get(id).map_or("", String::as_str);
            let own = coded_id("a", code).filter(|own| !taken(own));
            let mut allocation =
                Allocation::empty(own.unwrap_or_else(|| crate::change::free_id("a", self.mark, taken)));
            allocation.practitioner = Some(id.clone());
            if place > 0 {
                let _ = allocation.set("part", "co_worker");
            }
            case.allocations.push(allocation);
        }
        if !is_new {
            // It went to somebody else since the last import.
            let (allocated, since) = if ids.is_empty() { (None, Some(month)) } else { (Some(month), None) };
            case.allocated_on = allocated;
            case.unallocated_since = since;
            let _ = case.set("co_working", if ids.len() > 1 { "not_said" } else { "unknown" });
            let _ = case.set("bulk", "");
        }
        if ids.len() > 1 {
            let who = people::called(&self.to, &ids);
            let label = self.to.cases.get(at).map(|case| case.label.as_str().to_owned()).unwrap_or_default();
            self.plan.notes.push(format!(
                "The files name {who} for {label}: the first is the lead, and how they share the work is asked."
            ));
        }
    }
}

/// Who works with a child of the files, the first of them before the other.
pub(super) fn workers(child: &FoundChild) -> impl Iterator<Item = usize> {
    child.practitioner.into_iter().chain(child.co_worker)
}
