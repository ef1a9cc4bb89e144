//! Who is here and not in the files any more, who comes back, and who may be here twice.

use super::settle::{Conflict, Settled};
use super::{Gone, NO_TEAM, Planning, label_of};
use crate::facts::record::Record;
use crate::facts::value::Id;
use crate::facts::{Case, Month};
use crate::importing::imported::{Imported, TEAM};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What an import notes of a child whom the files no longer had, and whose case it closed: the month.
const GONE: &str = "gone";

/// What an import notes of a child whose case somebody closed and left closed, although the files had it as open: the
/// month in which it closed.
const CLOSED: &str = "closed";

impl Planning<'_> {
    /// Children who are here from an earlier import and not in the files any more.
    pub(super) fn gone(&mut self) {
        if !self.found.whole {
            return;
        }
        let there: HashSet<&str> = self.found.children.iter().map(|own| own.code.0.as_str()).collect();
        let close = self.choices.close_gone == Some(true);
        let mut emptied: Vec<usize> = Vec::new();
        let people: HashMap<Id, String> =
            self.to.practitioners.iter().map(|own| (own.id.clone(), label_of(own).to_owned())).collect();
        for (at, case) in self.to.cases.iter_mut().enumerate().filter(|(_, case)| case.is_open(self.month)) {
            let leaving = case.is_leaving(self.month);
            let mut out: Vec<Id> = Vec::new();
            for child in &case.children {
                let Some(imported) = Imported::read(child.imported.as_str()) else { continue };
                let team = imported.said(TEAM).filter(|team| !team.is_empty()).unwrap_or(NO_TEAM);
                let counts = imported.salt == self.key.salt()
                    && !there.contains(imported.code.0.as_str())
                    && !self.choices.left_teams.contains(team)
                    && !leaving;
                if counts {
                    let label = child.label.as_str();
                    let label = if label.is_empty() { "A child" } else { label };
                    let holders: Vec<&str> = case
                        .allocations
                        .iter()
                        .filter_map(|own| people.get(own.practitioner.as_ref()?).map(String::as_str))
                        .collect();
                    self.plan.gone.push(Gone {
                        called: label.to_owned(),
                        case: case.id.clone(),
                        plan: child.plan.map_or("not known", crate::facts::Listed::words).to_owned(),
                        holder: if holders.is_empty() { "nobody".to_owned() } else { holders.join(" and ") },
                    });
                    out.push(child.id.clone());
                }
            }
            if !close || out.is_empty() {
                continue;
            }
            if out.len() == case.children.len() {
                emptied.push(at);
            } else {
                case.tasks.retain(|task| task.child.as_ref().is_none_or(|child| !out.contains(child)));
                case.children.retain(|child| !out.contains(&child.id));
            }
        }
        for at in emptied {
            let Some(case) = self.to.cases.get_mut(at) else { continue };
            case.closing_in = Some(self.month);
            for child in &mut case.children {
                if let Some(mut imported) = Imported::read(child.imported.as_str()) {
                    imported.say(GONE, &self.month.to_string());
                    let _ = child.set("imported", &imported.write());
                }
            }
        }
    }

    /// Families that somebody entered by hand for people whom the files name too: they may be the same children.
    pub(super) fn by_hand(&mut self) {
        if self.again {
            return;
        }
        let named = &self.named;
        let held = |case: &Case| {
            case.allocations.iter().any(|own| own.practitioner.as_ref().is_some_and(|id| named.contains(id)))
        };
        let is_by_hand = |case: &Case| {
            !case.children.is_empty() && case.children.iter().all(|child| child.imported.as_str().is_empty())
        };
        let month = self.month;
        let double = |case: &Case| case.is_open(month) && is_by_hand(case) && held(case);
        for case in self.to.cases.iter().filter(|case| double(case)) {
            let label = case.label.as_str();
            let label = if label.is_empty() { "A case without a label" } else { label };
            self.plan.by_hand.push((label.to_owned(), case.id.clone()));
        }
        if self.choices.replace_by_hand == Some(true) {
            self.to.cases.retain(|case| !double(case));
        }
    }
}

/// A case that is closed here and that the file has as open.
pub(super) fn reopen(
    case: &mut Case,
    imported: &mut Imported,
    called: &str,
    month: Month,
    answers: &BTreeMap<String, bool>,
    into: &mut Settled,
) {
    let was_gone = imported.said.iter().position(|(name, _)| name == GONE);
    let by_import = was_gone.map(|at| imported.said.remove(at)).is_some();
    if by_import && case.closing_in.is_some() {
        case.closing_in = None;
        into.changed.push("Open again: the files have the child again".to_owned());
        return;
    }
    // A case that begins only later is not closed.
    let Some(last) = case.closing_in.or(case.transferring_in).filter(|_| !case.is_open(month)) else { return };
    let last = last.to_string();
    if imported.said(CLOSED) == Some(&last) {
        into.kept.push("Open or closed: closed here".to_owned());
        return;
    }
    let key = format!("{}/open", imported.code.0);
    let takes_file = answers.get(&key).copied();
    if takes_file == Some(false) {
        // It is asked once for each time that somebody closes it.
        imported.say(CLOSED, &last);
    }
    if takes_file == Some(true) {
        case.closing_in = None;
        case.transferring_in = None;
        into.changed.push("Open again".to_owned());
    }
    let closed =
        case.closing_in.or(case.transferring_in).map_or_else(String::new, |month| format!("in {}", month.words()));
    into.conflicts.push(Conflict {
        key,
        about: called.to_owned(),
        fact: "Open or closed".to_owned(),
        here: format!("closed or transferred {closed}").trim_end().to_owned(),
        file: "open".to_owned(),
        takes_file,
    });
}
