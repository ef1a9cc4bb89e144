//! Families of whom one child leaves.

use super::Planning;
use crate::facts::record::Record;
use crate::importing::found::FoundChild;
use crate::words::counted;

impl Planning<'_> {
    /// Families of which a child leaves in the month: the case closes where all of them do; else it is said, and the
    /// child is taken out next time, when the files have no more of it.
    pub(super) fn leaving(&mut self) {
        for (case, places) in &self.found_in {
            let children: Vec<&FoundChild> =
                places.iter().filter_map(|place| self.found.children.get(*place)).collect();
            let Some(case) = self.to.cases.get_mut(*case) else { continue };
            if case.children.len() < 2 {
                continue;
            }
            for fact in ["closing_in", "transferring_in"] {
                let of = |child: &&FoundChild| {
                    child
                        .case_facts
                        .iter()
                        .find(|(own, value)| own == fact && !value.is_empty())
                        .map(|own| own.1.clone())
                };
                let months: Vec<String> = children.iter().filter_map(of).collect();
                let Some(last) = months.iter().max() else { continue };
                let leaves = if fact == "closing_in" { "closes" } else { "goes to another team" };
                if months.len() == case.children.len() {
                    let _ = case.set(fact, last);
                } else {
                    let count = counted(months.len(), "child", "children");
                    self.plan.notes.push(format!(
                        "Of {} the files say for {count} of {} that the case {leaves}: it stays open for the others.",
                        case.label.as_str(),
                        case.children.len()
                    ));
                }
            }
        }
    }
}

/// Facts of the case without when it closes or goes, where it is not one child's alone: one child who leaves does not
/// close the others' case.
pub(super) fn without_leaving(facts: &[(String, String)], shared: bool) -> Vec<(String, String)> {
    let stays = |fact: &str| !(shared && matches!(fact, "closing_in" | "transferring_in"));
    facts.iter().filter(|(fact, _)| stays(fact)).cloned().collect()
}
