//! Whether two changes are of the same thing: one that was done elsewhere since may not be lost by taking another
//! back.

use super::{Change, Subject};

/// True where the two changes are of the same fact of one record, or where one of them puts in or takes out a
/// record that the other is of, or one that stands in it.
#[must_use]
pub fn at_odds(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (Change::Together { changes, .. }, _) => changes.iter().any(|change| at_odds(change, other)),
        (_, Change::Together { changes, .. }) => changes.iter().any(|change| at_odds(one, change)),
        (Change::Set { subject, fact, .. }, Change::Set { subject: other, fact: other_fact, .. }) => {
            subject == other && of_one_input(fact, other_fact)
        }
        // Where a record stands in its list is of no matter to what is set in it.
        (Change::Move { .. }, Change::Set { .. }) | (Change::Set { .. }, Change::Move { .. }) => false,
        (
            Change::Set { subject, .. } | Change::Move { subject, .. },
            Change::Insert { subject: whole, .. }
            | Change::Remove { subject: whole }
            | Change::Move { subject: whole, .. },
        )
        | (
            Change::Insert { subject: whole, .. } | Change::Remove { subject: whole },
            Change::Set { subject, .. } | Change::Move { subject, .. },
        ) => stands_in(subject, whole),
        (
            Change::Insert { subject: one, .. } | Change::Remove { subject: one },
            Change::Insert { subject: other, .. } | Change::Remove { subject: other },
        ) => stands_in(one, other) || stands_in(other, one),
    }
}

/// The same fact; the value of an input, who gave it and when go together.
fn of_one_input(one: &str, other: &str) -> bool {
    use crate::facts::inputs::InputName;
    match (InputName::read(one), InputName::read(other)) {
        (Some(one), Some(other)) => one.scheme == other.scheme && one.input == other.input,
        _ => one == other,
    }
}

/// True where a subject is the record `whole`, or stands in it.
fn stands_in(subject: &Subject, whole: &Subject) -> bool {
    let same = subject.root == whole.root && subject.id == whole.id;
    same && (whole.within.is_none() || subject.within == whole.within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Id;
    use crate::workspace::saved::SavedRecord;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn set(subject: &Subject, fact: &str) -> Change {
        Change::Set { subject: subject.clone(), fact: fact.to_owned(), value: "1".to_owned() }
    }

    fn insert(subject: &Subject) -> Change {
        Change::Insert { subject: subject.clone(), at: 0, record: SavedRecord::default() }
    }

    #[test]
    fn changes_of_two_facts_or_two_records_are_not_at_odds() {
        let (one, other) = (Subject::case(&id("f1")), Subject::case(&id("f2")));
        assert!(at_odds(&set(&one, "label"), &set(&one, "label")));
        assert!(!at_odds(&set(&one, "label"), &set(&one, "interpreter")));
        assert!(!at_odds(&set(&one, "label"), &set(&other, "label")));
        assert!(!at_odds(&set(&one, "label"), &set(&Subject::practitioner(&id("f1")), "label")));
        assert!(!at_odds(&insert(&one), &set(&other, "label")));
    }

    #[test]
    fn a_record_that_was_put_in_or_taken_out_is_at_odds_with_all_that_is_done_to_it_and_in_it() {
        let case = Subject::case(&id("f1"));
        let child = case.clone().list("children", &id("c1"));
        let other = case.clone().list("children", &id("c2"));
        for whole in [insert(&case), Change::Remove { subject: case.clone() }] {
            for within in [set(&case, "label"), set(&child, "age"), insert(&child)] {
                assert!(at_odds(&whole, &within) && at_odds(&within, &whole));
            }
        }
        assert!(at_odds(&insert(&child), &set(&child, "age")));
        assert!(!at_odds(&insert(&child), &set(&other, "age")));
        assert!(!at_odds(&insert(&child), &set(&case, "label")));
    }

    #[test]
    fn several_changes_are_at_odds_where_one_of_them_is() {
        let (one, other) = (Subject::case(&id("f1")), Subject::case(&id("f2")));
        let both = Change::Together { words: String::new(), changes: vec![set(&one, "label"), set(&other, "label")] };
        assert!(at_odds(&both, &set(&other, "label")) && at_odds(&set(&other, "label"), &both));
        assert!(!at_odds(&both, &set(&other, "interpreter")));
    }

    #[test]
    fn the_value_of_an_input_and_who_gave_it_go_together() {
        let one = Subject::case(&id("f1"));
        let fact = "input:northern-ireland:risk";
        assert!(at_odds(&set(&one, fact), &set(&one, &format!("{fact}:by"))));
        assert!(!at_odds(&set(&one, fact), &set(&one, "input:northern-ireland:travel")));
    }
}
