//! A service to look at: two districts and a team for care and permanence, some four hundred children, all
//! invented, the same every time.
//!
//! It is written in `demo/service.txt`, because the page carries it: what matters about a family is said
//! there, and the rest (ages, how long it is held, whether it is stable) is drawn from a generator with a
//! fixed seed. A line is
//! - `#` and a team's name;
//! - `=` and a practitioner: label, role, kind of team, hours, then words about them, parted by semicolons;
//! - else families of that practitioner, or of nobody, parted by commas: letters of [`Plan::ALL`] each with a
//!   number of children (or a capital letter of [`CaseKind::ALL`] with children placed), `~` and months held,
//!   then words about the family.
//!
//! A word is `fact=value`; `c1.` before it for the first child, `c*.` for every child, `a.` for the holder's
//! part. `!` is a task with its start and end, `&` a co-worker with a share, `+` a duty with its amount and
//! note, `-` a reduction, `s.` people supervised. `$` is an input of Northern Ireland's scheme, `@` a month
//! counted from the present one, `~` a space.

use crate::facts::case::{Allocation, CaseKind, Part};
use crate::facts::practitioner::{Reduction, Role, Supervised};
use crate::facts::record::Record;
use crate::facts::value::{Answer, Listed, Stated};
use crate::facts::{Case, Child, Duty, Id, Month, Plan, Practitioner, Task};
use crate::workspace::Workspace;

/// The demo service in a month.
#[must_use]
pub fn workspace(month: Month) -> Workspace {
    written(month).0
}

/// The same, with the words that could not be taken: a test holds that there are none.
fn written(month: Month) -> (Workspace, Vec<String>) {
    let mut service = Service { month, seed: 20, refused: Vec::new(), team: "", own: Workspace::default() };
    let mut holder = None;
    for line in include_str!("demo/service.txt").lines() {
        if let Some(team) = line.strip_prefix('#') {
            service.team = team;
        } else if let Some(words) = line.strip_prefix('=') {
            holder = service.practitioner(words);
        } else {
            for words in line.split(',') {
                service.case(holder.clone(), words);
            }
        }
    }
    (service.own, service.refused)
}

/// The service as it is read.
struct Service {
    month: Month,
    seed: u32,
    refused: Vec<String>,
    team: &'static str,
    own: Workspace,
}

impl Service {
    /// One of the numbers below this one: always the same, in the same order.
    fn dice(&mut self, sides: i32) -> i32 {
        self.seed = self.seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i32::try_from(self.seed >> 16).unwrap_or(0) % sides.max(1)
    }

    /// Gives a record a value.
    fn set(&mut self, record: &mut dyn Settable, fact: &str, value: &str) {
        let month =
            value.strip_prefix('@').and_then(|months| months.parse().ok()).map(|months| self.month.plus(months));
        let value = month.map_or_else(|| value.replace('~', " "), |month| month.to_string());
        let taken = match fact.strip_prefix('$') {
            // As a manager gives it: with initials and a date.
            Some(input) => ["", ":by", ":on"]
                .iter()
                .zip([value.as_str(), "TM", &self.month.to_string()])
                .all(|(part, value)| record.give(&format!("input:northern-ireland:{input}{part}"), value)),
            None => record.give(fact, &value),
        };
        if !taken {
            self.refused.push(format!("{fact}={value}"));
        }
    }

    /// Gives a record a value for each of these facts, from words parted by strokes.
    fn row<R: Record>(&mut self, list: &mut Vec<R>, prefix: &str, facts: &[&str], words: &str) {
        let mut record = R::empty(id(&format!("{prefix}{}", list.len() + 1)));
        for (fact, value) in facts.iter().zip(words.split('/')) {
            self.set(&mut record, fact, value);
        }
        list.push(record);
    }

    fn practitioner(&mut self, words: &str) -> Option<Id> {
        let mut parts = words.split(';');
        let mut own = Practitioner::empty(id(&format!("p{}", self.own.practitioners.len() + 1)));
        for (fact, value) in ["label", "role", "team_type", "hours_per_week"].into_iter().zip(&mut parts) {
            self.set(&mut own, fact, value);
        }
        if own.label.as_str().is_empty() {
            return None;
        }
        self.set(&mut own, "team", self.team);
        self.set(&mut own, "service", "Children~and~families");
        self.set(&mut own, "full_time_hours", "37");
        for word in parts.flat_map(str::split_whitespace) {
            if let Some(words) = word.strip_prefix('+') {
                self.row::<Duty>(&mut own.duties, "d", &["kind", "amount", "note"], words);
            } else if let Some(words) = word.strip_prefix('-') {
                let facts = ["unit", "amount", "kind", "from", "until"];
                self.row::<Reduction>(&mut own.reductions, "r", &facts, words);
            } else if let Some(words) = word.strip_prefix("s.") {
                self.row::<Supervised>(&mut own.supervises, "s", &["role", "full_time_equivalents"], words);
            } else {
                let (fact, value) = word.split_once('=').unwrap_or((word, ""));
                self.set(&mut own, fact, value);
            }
        }
        if !matches!(own.role, Some(Role::NewlyQualified | Role::StudentFinalPlacement | Role::PersonalAdviser)) {
            own.qualified_since = Some(self.month.plus(-30 - self.dice(90)));
        }
        let id = own.id.clone();
        self.own.practitioners.push(own);
        Some(id)
    }

    fn case(&mut self, holder: Option<Id>, words: &str) {
        let number = self.own.cases.len() + 1;
        let mut case = Case::empty(id(&format!("f{number}")));
        let mut words = words.split(' ');
        let (who, months) =
            words.next().and_then(|first| first.split_once('~').or(Some((first, "")))).unwrap_or_default();
        self.children(&mut case, who);
        let called = match who.bytes().next() {
            Some(b'B'..=b'G') => "Carers",
            Some(b'H'..=b'K') => "Adopters",
            Some(b'g'..=b'i' | b'M') => "Young person",
            _ => "Family",
        };
        self.set(&mut case, "label", &format!("{called} {number}"));
        let months = months.parse().unwrap_or_else(|_| 1 + self.dice(14));
        let since = Some(self.month.plus(-months));
        match holder {
            Some(holder) => {
                self.row(&mut case.allocations, "a", &["practitioner"], holder.as_str());
                case.allocated_on = since;
            }
            None => case.unallocated_since = since,
        }
        // One manager of the three has given the points that Northern Ireland's scheme leaves to managers.
        if self.team.starts_with('N') && !case.allocations.is_empty() {
            for (input, most) in [("$risk", 13), ("$complexity", 9), ("$travel", 5), ("$less", 1)] {
                let quarters = self.dice(most) * 25;
                self.set(&mut case, input, &format!("{}.{:02}", quarters / 100, quarters % 100));
            }
        }
        for word in words {
            self.word(&mut case, word);
        }
        self.own.cases.push(case);
    }

    /// Children by plan, or the kind of a case that has none.
    fn children(&mut self, case: &mut Case, who: &str) {
        case.siblings_known = Answer::Yes;
        for pair in who.as_bytes().chunks_exact(2) {
            let [letter, digit] = pair else { continue };
            let number = i32::from(digit.wrapping_sub(b'0'));
            if let Some(kind) = CaseKind::ALL.get(usize::from(letter.wrapping_sub(b'A'))) {
                case.kind = Stated::As(*kind);
                case.siblings_known = Answer::Unknown;
                if matches!(kind, CaseKind::FosterHouseholdApproved) {
                    self.set(case, "placed_full_time", &number.to_string());
                }
                continue;
            }
            let Some(plan) = Plan::ALL.get(usize::from(letter.wrapping_sub(b'a'))).copied() else { continue };
            let mut age = match plan {
                Plan::CareLeaverEligible | Plan::CareLeaverRelevant => 16 + self.dice(2),
                Plan::CareLeaverFormerRelevant => 18 + self.dice(4),
                Plan::PermanencePlaced | Plan::PermanenceFamilyFinding => self.dice(5),
                _ => self.dice(17 - 3 * number),
            };
            for _ in 0..number {
                let place = case.children.len() + 1;
                let mut child = Child::empty(id(&format!("c{place}")));
                self.set(&mut child, "label", &format!("Child {place}"));
                self.set(&mut child, "age", &age.to_string());
                child.plan = Some(plan);
                child.unstable = match (plan, self.dice(24)) {
                    (Plan::UnderAssessment, _) | (_, 0) => Answer::Unknown,
                    (Plan::ChildProtection, 1..10) | (_, 1..5) => Answer::Yes,
                    _ => Answer::No,
                };
                case.children.push(child);
                age += 1 + self.dice(3);
            }
        }
        if case.children.len() > 1 {
            case.seen_together = Answer::Yes;
        }
    }

    fn word(&mut self, case: &mut Case, word: &str) {
        if let Some(words) = word.strip_prefix('!') {
            self.row::<Task>(&mut case.tasks, "t", &["kind", "start", "end"], words);
            return;
        }
        if let Some(words) = word.strip_prefix('&') {
            self.row::<Allocation>(&mut case.allocations, "a", &["practitioner", "share"], words);
            if let Some(own) = case.allocations.last_mut() {
                own.part = Stated::As(Part::CoWorker);
            }
            return;
        }
        let (fact, value) = word.split_once('=').unwrap_or((word, ""));
        match fact.split_once('.') {
            None => self.set(case, fact, value),
            Some(("a", fact)) => {
                for own in case.allocations.iter_mut().take(1) {
                    self.set(own, fact, value);
                }
            }
            Some((which, fact)) => {
                for own in case.children.iter_mut().filter(|own| which == "c*" || own.id.as_str() == which) {
                    self.set(own, fact, value);
                }
            }
        }
    }
}

/// A record of any kind that takes values by name.
trait Settable {
    /// True when the value was taken.
    fn give(&mut self, fact: &str, value: &str) -> bool;
}

impl<R: Record> Settable for R {
    fn give(&mut self, fact: &str, value: &str) -> bool {
        self.set(fact, value).is_ok()
    }
}

/// An id that is put together here, and so is one.
fn id(name: &str) -> Id {
    Id::new(name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_service_was_taken() {
        let (service, refused) = written(Month::read("2026-11").unwrap());
        assert_eq!(refused, Vec::<String>::new());
        assert!(service.practitioners.iter().all(|own| own.id != Id::default()));
    }
}
