//! What no file of children says, and what would be taken as "no" if nothing were said of it: it is not known.

use crate::facts::record::{AnyRecord, set, text};
use crate::facts::value::UNKNOWN_TEXT;
use crate::facts::{Case, Child, Plan};
use crate::importing::found::FoundChild;

/// Facts of a family that a council's lists have no column for: how it is shared, court, travel.
const OF_CASE: [&str; 5] = ["co_working", "order", "area", "court_stage", "overnight_stay"];

/// Circumstances, of the family: those that an ordinary case has not.
pub const CIRCUMSTANCES: [&str; 9] = [
    "interpreter",
    "adult_of_concern",
    "allegation_against_professional",
    "mappa_meeting",
    "complex_communication",
    "asylum_seeker",
    "complex_family",
    "homeless",
    "adoption_breakdown",
];

/// Gives a new case what nobody has said yet. What the file said is not open, also where it said "no". `found` is what
/// the files say of its children, in their order.
pub fn leave_open(case: &mut Case, found: &[&FoundChild], circumstances: bool, sharing: bool) {
    let is_among = |facts: &[(String, String)], fact: &str| facts.iter().any(|own| own.0 == fact);
    let of_case = |fact: &str| found.iter().any(|child| is_among(&child.case_facts, fact));
    let young = case.children.iter().all(|child| child.age.is_some_and(|age| age.number() < 16));
    for fact in OF_CASE.into_iter().filter(|fact| !of_case(fact)) {
        if sharing || fact != "co_working" {
            open(case, fact);
        }
    }
    if circumstances {
        for fact in CIRCUMSTANCES.into_iter().filter(|fact| !of_case(fact)) {
            // Nobody under 16 is homeless at 16 or 17.
            if !(fact == "homeless" && young) {
                open(case, fact);
            }
        }
    }
    for (place, child) in case.children.iter_mut().enumerate() {
        let said = |fact: &&str| found.get(place).is_some_and(|own| is_among(&own.facts, fact));
        for fact in of_child(child).into_iter().filter(|fact| !said(fact)) {
            open(child, fact);
        }
    }
}

/// What is asked of a child with this plan, where a file has not said it.
fn of_child(child: &Child) -> Vec<&'static str> {
    let mut facts = vec!["disability"];
    if matches!(child.plan, Some(Plan::ChildProtection | Plan::ChildProtectionAndLookedAfter)) {
        facts.push("complex_child_protection");
    }
    if child.is_looked_after() {
        facts.extend(["complex_looked_after", "permanent_placement", "regulation_24", "newly_accommodated", "area"]);
    }
    if matches!(child.plan, Some(Plan::CareLeaverRelevant | Plan::CareLeaverFormerRelevant)) {
        facts.extend(["safety_concern", "area"]);
    }
    facts
}

/// Marks a fact as not known, unless something was said of it.
fn open(record: &mut dyn AnyRecord, fact: &str) {
    if text(record, fact).is_some_and(|text| text.is_empty()) {
        // Each of these has the word for it; a test says so.
        let _ = set(record, fact, UNKNOWN_TEXT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Id;
    use crate::facts::record::Record;

    #[test]
    fn what_is_left_open_is_not_known_and_what_was_said_stays() {
        let mut case = Case::empty(Id::new("f1").unwrap());
        case.set("court_stage", "issued").unwrap();
        let mut child = Child::empty(Id::new("c1").unwrap());
        child.set("plan", "child_protection_and_looked_after").unwrap();
        child.set("regulation_24", "yes").unwrap();
        case.children.push(child);
        leave_open(&mut case, &[], true, true);
        for fact in OF_CASE.into_iter().chain(CIRCUMSTANCES).filter(|fact| *fact != "court_stage") {
            assert_eq!(case.text(fact).as_deref(), Some(UNKNOWN_TEXT), "{fact}");
        }
        assert_eq!(case.text("court_stage").as_deref(), Some("issued"));
        for fact in of_child(&case.children[0]).into_iter().filter(|fact| *fact != "regulation_24") {
            assert_eq!(case.children[0].text(fact).as_deref(), Some(UNKNOWN_TEXT), "{fact}");
        }
        assert_eq!(case.children[0].text("regulation_24").as_deref(), Some("yes"));
    }

    #[test]
    fn homelessness_is_asked_from_sixteen_on_and_where_the_age_is_not_known() {
        for (age, asked) in [("15", false), ("16", true), ("", true)] {
            let mut case = Case::empty(Id::new("f1").unwrap());
            let mut child = Child::empty(Id::new("c1").unwrap());
            child.set("age", age).unwrap();
            case.children.push(child);
            leave_open(&mut case, &[], true, true);
            assert_eq!(case.text("homeless").as_deref() == Some(UNKNOWN_TEXT), asked, "{age}");
        }
    }
}
