//! What is done to many cases at once.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod generated;

use fairload::bulk::{Bulk, change, copy, for_each_child, hold, let_go};
use fairload::change::{Change, IdMark, apply};
use fairload::comparison::waiting;
use fairload::facts::record::Record;
use fairload::facts::value::Answer;
use fairload::facts::{Case, Id, Month};
use fairload::workspace::Workspace;
use generated::MONTH;
use proptest::prelude::*;

// Ids stay readable.
const NONE: IdMark = IdMark::NONE;

const TEXT: &str = r#"{"fairload": "workspace", "version": 2,
    "practitioners": [{"id": "p1", "label": "A"}, {"id": "p2", "label": "B"}],
    "cases": [
        {"id": "f1", "label": "Family 1", "allocations": [{"id": "a1", "practitioner": "p1"}], "allocated_on": "2026-03",
         "children": [{"id": "c1", "plan": "child_in_need"}], "tasks": [{"id": "t1", "kind": "core_assessment", "child": "c1"}]},
        {"id": "f2", "label": "Family 2", "allocations": [{"id": "a1", "practitioner": "p1"}], "interpreter": "yes",
         "children": [{"id": "c1", "plan": "child_protection"}, {"id": "c2"}],
         "tasks": [{"id": "t1", "kind": "section_47", "child": "c2"}, {"id": "t2", "kind": "direct_work"}],
         "inputs": {"northern-ireland": {"risk": {"value": "2", "by": "TM"}}}},
        {"id": "f3", "label": "Family 3", "unallocated_since": "2026-09", "children": [{"id": "c1"}]},
        {"id": "f4", "label": "Family 4", "allocations": [{"id": "a1", "practitioner": "p1"}, {"id": "a2", "practitioner": "p2"}]},
        {"id": "f5", "label": "Family 5", "closing_in": "2026-01", "allocations": [{"id": "a1", "practitioner": "p2"}]}]}"#;

fn team() -> Workspace {
    Workspace::read(TEXT).unwrap()
}

fn month() -> Month {
    Month::read(MONTH).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn asked(cases: &[&str], what: &Bulk) -> Result<Change, String> {
    let cases: Vec<Id> = cases.iter().map(|own| id(own)).collect();
    change(&team(), &cases, what, month(), NONE).map_err(|fault| fault.message)
}

/// The workspace after it, and its words. Taking it back gives the old one.
fn done(cases: &[&str], what: &Bulk) -> (Workspace, String) {
    let mut workspace = team();
    let done = apply(&mut workspace, &asked(cases, what).unwrap()).unwrap();
    let after = workspace.clone();
    apply(&mut workspace, &done.inverse).unwrap();
    assert_eq!(workspace, team());
    (after, done.words)
}

fn of<'w>(workspace: &'w Workspace, case: &str) -> &'w Case {
    workspace.case(&id(case)).unwrap()
}

fn fact(workspace: &Workspace, case: &str, fact: &str) -> String {
    of(workspace, case).text(fact).unwrap()
}

fn refused(cases: &[&str], what: &Bulk, why: &str) {
    let message = asked(cases, what).unwrap_err();
    assert!(message.contains(why), "{message}");
}

#[test]
fn cases_are_allocated_from_the_month_on_and_wait_no_longer() {
    let (after, words) = done(&["f1", "f3"], &Bulk::Allocate(id("p2")));
    assert_eq!(words, "Allocated 2 cases to B");
    for case in ["f1", "f3"] {
        assert!(of(&after, case).allocation_of(&id("p2")).is_some());
        assert_eq!(of(&after, case).allocations.len(), 1);
        assert_eq!(fact(&after, case, "allocated_on"), MONTH);
    }
    assert_eq!(fact(&after, "f3", "unallocated_since"), "2026-09", "kept, and not read while somebody holds it");
    assert_eq!(waiting(&after, month()), (0, None));
}

/// What a change of one case makes of it, once it was seen that it can be taken back.
fn changed(workspace: &Workspace, case: &str, change: impl Fn(&Workspace, &Case) -> Change) -> Workspace {
    takes_back(workspace, &change(workspace, of(workspace, case))).unwrap()
}

fn given(workspace: &Workspace, case: &str, to: &str) -> Workspace {
    changed(workspace, case, |workspace, case| hold(workspace, case, &id(to), month(), NONE))
}

fn taken(workspace: &Workspace, case: &str, from: &str, month: Month) -> Workspace {
    changed(workspace, case, |workspace, case| let_go(workspace, case, case.allocation_of(&id(from)).unwrap(), month))
}

#[test]
fn a_case_that_was_given_and_taken_away_in_a_month_waits_since_it_did_before() {
    let after = given(&team(), "f3", "p2");
    assert_eq!((fact(&after, "f3", "allocated_on").as_str(), waiting(&after, month()).0), (MONTH, 0));
    assert_eq!(taken(&after, "f3", "p2", month()), team());
    // The same after many were allocated at once, and in a month before that of the allocation.
    let (after, _) = done(&["f1", "f3"], &Bulk::Allocate(id("p2")));
    assert_eq!(of(&taken(&after, "f3", "p2", month()), "f3"), of(&team(), "f3"));
    assert_eq!(of(&taken(&after, "f3", "p2", month().plus(-1)), "f3"), of(&team(), "f3"));
    // Since when is not known stays not known.
    let mut unknown = team();
    unknown.cases[2].unallocated_since = None;
    assert_eq!(taken(&given(&unknown, "f3", "p2"), "f3", "p2", month()), unknown);
}

#[test]
fn a_case_that_was_held_for_longer_waits_since_the_month_in_which_it_was_taken_away() {
    let next = month().plus(1);
    let after = taken(&given(&team(), "f3", "p2"), "f3", "p2", next);
    assert_eq!(fact(&after, "f3", "unallocated_since"), next.to_string());
    assert_eq!(fact(&after, "f3", "allocated_on"), "");
    let after = taken(&team(), "f2", "p1", month());
    assert_eq!(fact(&after, "f2", "unallocated_since"), MONTH, "since when it was held is not known");
    assert_eq!(waiting(&after, month()), (2, Some(Month::read("2026-09").unwrap())));
    // Moved to somebody else in this month: it was held until then.
    let mut moved = team();
    moved.cases[0].unallocated_since = Some(Month::read("2026-01").unwrap());
    let change = change(&moved, &[id("f1")], &Bulk::Allocate(id("p2")), month(), NONE).unwrap();
    let after = takes_back(&moved, &change).unwrap();
    assert_eq!(fact(&after, "f1", "unallocated_since"), "");
}

#[test]
fn a_second_holder_co_works_and_whoever_is_left_alone_no_longer_shares() {
    let after = given(&team(), "f1", "p2");
    let case = of(&after, "f1");
    assert_eq!(
        (case.text("co_working").unwrap().as_str(), case.allocations.len()),
        ("", 2),
        "how is not said for them"
    );
    assert_eq!(case.allocation_of(&id("p2")).unwrap().text("part").unwrap(), "co_worker");
    assert_eq!(fact(&after, "f1", "allocated_on"), "2026-03", "the first has it as long as before");
    let after = taken(&after, "f1", "p1", month());
    let case = of(&after, "f1");
    assert_eq!((case.text("co_working").unwrap().as_str(), case.text("unallocated_since").unwrap().as_str()), ("", ""));
    assert_eq!(case.allocations[0].text("part").unwrap(), "");
    let words = |change: &Change| apply(&mut team(), change).unwrap().words;
    let (team, month) = (team(), month());
    assert_eq!(words(&hold(&team, of(&team, "f3"), &id("p2"), month, NONE)), "Family 3 is held by B");
    let own = of(&team, "f1");
    assert_eq!(words(&let_go(&team, own, &own.allocations[0], month)), "A no longer holds Family 1");
}

#[test]
fn since_when_a_case_waited_is_nothing_against_joining_and_is_not_copied_once_somebody_holds_it() {
    let mut workspace = team();
    workspace.cases[0].unallocated_since = Some(month());
    workspace.cases[1].unallocated_since = Some(month().plus(-3));
    assert!(change(&workspace, &[id("f1"), id("f2")], &Bulk::OneFamily, month(), NONE).is_ok());
    let (new, change) = copy(&workspace, &workspace.cases[0], NONE).unwrap();
    assert_eq!(takes_back(&workspace, &change).unwrap().case(&new).unwrap().unallocated_since, None);
    let (new, change) = copy(&workspace, &workspace.cases[2], NONE).unwrap();
    assert!(takes_back(&workspace, &change).unwrap().case(&new).unwrap().unallocated_since.is_some());
}

#[test]
fn a_case_that_somebody_holds_already_is_left_as_it_is() {
    let (after, words) = done(&["f1", "f3"], &Bulk::Allocate(id("p1")));
    assert_eq!(words, "Allocated Family 3 to A");
    assert_eq!(fact(&after, "f1", "allocated_on"), "2026-03");
    refused(&["f1"], &Bulk::Allocate(id("p1")), "A holds Family 1 already");
}

#[test]
fn a_shared_case_is_not_taken_from_both() {
    refused(&["f1", "f4"], &Bulk::Allocate(id("p2")), "several practitioners share Family 4");
}

#[test]
fn cases_close_transfer_and_stay() {
    let (after, words) = done(&["f1", "f2"], &Bulk::Close);
    assert_eq!(words, "Closed 2 cases in November 2026");
    assert_eq!(fact(&after, "f2", "closing_in"), MONTH);
    let (after, words) = done(&["f1"], &Bulk::Transfer);
    assert_eq!(words, "Transferred Family 1 in November 2026");
    assert_eq!(fact(&after, "f1", "transferring_in"), MONTH);
    let (after, words) = done(&["f5"], &Bulk::KeepOpen);
    assert_eq!((words.as_str(), fact(&after, "f5", "closing_in").as_str()), ("Kept Family 5 open", ""));
    refused(&["f5"], &Bulk::Close, "Family 5 is not open in November 2026");
    refused(&["f1"], &Bulk::KeepOpen, "none of these cases");
}

#[test]
fn the_children_of_several_cases_are_stable_or_not() {
    let (after, words) = done(&["f1", "f2"], &Bulk::Stable(Answer::Yes));
    assert_eq!(words, "Children of 2 cases: unstable");
    assert!(
        ["f1", "f2"].iter().all(|case| of(&after, case).children.iter().all(|child| child.unstable == Answer::Yes))
    );
    refused(&["f4"], &Bulk::Stable(Answer::No), "no child");
}

#[test]
fn several_cases_become_one_family_with_all_that_they_had() {
    let (after, words) = done(&["f1", "f2"], &Bulk::OneFamily);
    assert_eq!(words, "Joined Family 2 to Family 1");
    assert!(after.case(&id("f2")).is_none());
    let joined = of(&after, "f1");
    assert_eq!(joined.children.len(), 3);
    assert_eq!(
        (fact(&after, "f1", "interpreter").as_str(), fact(&after, "f1", "allocated_on").as_str()),
        ("yes", "2026-03")
    );
    // The task stays with its own child, whose id is another now.
    let of_child = joined.tasks.iter().find(|task| task.text("kind").unwrap() == "section_47").unwrap();
    assert_eq!(of_child.child, Some(joined.children[2].id.clone()));
    assert_eq!(joined.tasks.iter().filter(|task| task.child.is_none()).count(), 1);
    assert_eq!(joined.inputs.get(&id("northern-ireland")).unwrap().get(&id("risk")).unwrap().value, "2");
    assert_eq!(after.cases[0].id, id("f1"), "it stays where it was");
}

#[test]
fn cases_that_say_different_things_are_not_joined() {
    refused(&["f1", "f3"], &Bulk::OneFamily, "who holds it: A, and nobody");
    refused(&["f1"], &Bulk::OneFamily, "select the other cases");
    let mut workspace = team();
    workspace.cases[1].set("allocated_on", "2026-05").unwrap();
    let fault = change(&workspace, &[id("f1"), id("f2")], &Bulk::OneFamily, month(), NONE).unwrap_err();
    assert!(
        fault.message.contains("Allocated in: 2026-03, and 2026-05. Make them the same first"),
        "{}",
        fault.message
    );
    let mut workspace = team();
    workspace.cases[1].set("kind", "foster_household_approved").unwrap();
    let fault = change(&workspace, &[id("f1"), id("f2")], &Bulk::OneFamily, month(), NONE).unwrap_err();
    assert!(fault.message.contains("what kind of case it is"), "{}", fault.message);
}

/// Two children as an import leaves them: each a case of its own, called after the child.
const IMPORTED: &str = r#"{"fairload": "workspace", "version": 4,
    "practitioners": [{"id": "p1", "label": "A"}],
    "cases": [
        {"id": "f1", "label": "Child 1", "allocations": [{"id": "a1", "practitioner": "p1"}], "court_stage": "unknown",
         "interpreter": "unknown", "co_working": "unknown", "order": "unknown", "area": "outside",
         "children": [{"id": "c1", "label": "Child 1", "plan": "child_protection",
            "imported": "0123456789abcdef.0000000000000001 plan=child_protection"}],
         "tasks": [{"id": "t1", "kind": "single_assessment", "child": "c1"}]},
        {"id": "f2", "label": "Child 2", "allocations": [{"id": "a1", "practitioner": "p1"}], "court_stage": "initial",
         "interpreter": "yes", "co_working": "unknown", "area": "unknown", "siblings_known": "no",
         "children": [{"id": "c1", "label": "Child 2", "plan": "child_in_need",
            "imported": "0123456789abcdef.0000000000000002 plan=child_in_need"}],
         "tasks": [{"id": "t1", "kind": "section_47", "child": "c1"}]},
        {"id": "f3", "label": "Family 12", "children": []}]}"#;

#[test]
fn imported_children_become_a_family_that_knows_what_was_known_of_either() {
    let own = Workspace::read(IMPORTED).unwrap();
    for order in [["f1", "f2"], ["f2", "f1"]] {
        let mut after = own.clone();
        let change = change(&own, &order.map(id), &Bulk::OneFamily, month(), NONE).unwrap();
        let done = apply(&mut after, &change).unwrap();
        assert_eq!(done.words, "Joined Child 2 to Child 1, now Family 13");
        let joined = of(&after, "f1");
        // What was given of one is known of the family; what nobody has said of it stays not known.
        for (fact, value) in [
            ("label", "Family 13"),
            ("court_stage", "initial"),
            ("interpreter", "yes"),
            ("area", "outside"),
            ("co_working", "unknown"),
            ("order", "unknown"),
            ("siblings_known", "no"),
        ] {
            assert_eq!(joined.text(fact).unwrap(), value, "{fact}");
        }
        let children: Vec<(&str, &str)> =
            joined.children.iter().map(|child| (child.label.as_str(), &child.imported.as_str()[17..33])).collect();
        assert_eq!(children, [("Child 1", "0000000000000001"), ("Child 2", "0000000000000002")]);
        // Each task stays with its own child.
        let tasks: Vec<_> = joined.tasks.iter().map(|task| (task.text("kind").unwrap(), task.child.clone())).collect();
        assert_eq!(tasks[0], ("single_assessment".to_owned(), Some(joined.children[0].id.clone())));
        assert_eq!(tasks[1], ("section_47".to_owned(), Some(joined.children[1].id.clone())));
        apply(&mut after, &done.inverse).unwrap();
        assert_eq!(after, own);
    }
}

#[test]
fn a_family_with_a_name_of_its_own_keeps_it_when_a_child_joins_it() {
    let mut own = Workspace::read(IMPORTED).unwrap();
    own.cases[0].set("label", "The Rowan family").unwrap();
    let change = change(&own, &[id("f1"), id("f2")], &Bulk::OneFamily, month(), NONE).unwrap();
    assert_eq!(apply(&mut own, &change).unwrap().words, "Joined Child 2 to The Rowan family");
    assert_eq!(fact(&own, "f1", "label"), "The Rowan family");
}

#[test]
fn two_values_that_were_both_given_still_stand_against_joining() {
    let mut own = Workspace::read(IMPORTED).unwrap();
    own.cases[0].set("court_stage", "issued").unwrap();
    let fault = change(&own, &[id("f1"), id("f2")], &Bulk::OneFamily, month(), NONE).unwrap_err();
    assert!(fault.message.contains("Court stage: Issued"), "{}", fault.message);
}

#[test]
fn a_family_that_would_be_too_large_is_not_joined() {
    let mut workspace = team();
    for case in workspace.cases.iter_mut().take(2) {
        let child = case.children[0].clone();
        case.children =
            (0..20).map(|place| fairload::facts::Child { id: id(&format!("c{place}")), ..child.clone() }).collect();
        case.tasks.clear();
    }
    let fault = change(&workspace, &[id("f1"), id("f2")], &Bulk::OneFamily, month(), NONE).unwrap_err();
    assert!(fault.message.contains("40 children"), "{}", fault.message);
}

#[test]
fn nothing_that_was_selected_is_nothing_to_do() {
    refused(&[], &Bulk::Close, "select at least one case");
    refused(&["f99"], &Bulk::Remove, "select at least one case");
    let (after, words) = done(&["f1", "f4"], &Bulk::Remove);
    assert_eq!((after.cases.len(), words.as_str()), (3, "Removed 2 cases"));
}

#[test]
fn a_copy_has_the_children_and_tasks_but_nobodys_labels_and_no_managers_points() {
    let mut workspace = team();
    workspace.cases[1].children[0].set("label", "ZK").unwrap();
    let before = workspace.clone();
    let (new, change) = copy(&workspace, &workspace.cases[1], NONE).unwrap();
    let done = apply(&mut workspace, &change).unwrap();
    assert_eq!(done.words, "Copied Family 2");
    let copied = workspace.case(&new).unwrap();
    assert_eq!((copied.children.len(), copied.tasks.len(), copied.label.as_str()), (2, 2, "Family 6"));
    assert_eq!(copied.children[0].label.as_str(), "");
    assert!(copied.inputs.is_empty());
    assert_eq!(workspace.cases[2].id, new, "beside the other");
    apply(&mut workspace, &done.inverse).unwrap();
    assert_eq!(workspace, before);
}

#[test]
fn a_task_is_copied_to_each_child_that_has_none_like_it() {
    let mut workspace = team();
    let family = of(&workspace, "f2").clone();
    let change = for_each_child(&workspace, &family, &id("t2"), NONE).unwrap();
    let done = apply(&mut workspace, &change).unwrap();
    assert_eq!(done.words, "Life story or direct work for each child of Family 2");
    let after = of(&workspace, "f2");
    let about: Vec<_> = after
        .tasks
        .iter()
        .filter(|task| task.text("kind").unwrap() == "direct_work")
        .map(|task| task.child.clone())
        .collect();
    assert_eq!(about, [Some(id("c1")), Some(id("c2"))]);
    assert!(for_each_child(&workspace, after, &id("t2"), NONE).is_none(), "each has one now");
    apply(&mut workspace, &done.inverse).unwrap();
    assert_eq!(workspace, team());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn taking_back_what_was_done_to_many_cases_gives_the_workspace_as_it_was(
        workspace in generated::workspace(true),
        selected in prop::collection::vec(0..4_usize, 1..4),
        what in prop::sample::select(vec![
            Bulk::Allocate(id("p1")), Bulk::Allocate(id("p2")), Bulk::Close, Bulk::Transfer, Bulk::KeepOpen,
            Bulk::Stable(Answer::No), Bulk::Stable(Answer::Unknown), Bulk::OneFamily, Bulk::Remove,
        ]),
    ) {
        let cases: Vec<Id> = selected.iter().map(|place| id(&format!("f{place}"))).collect();
        // A reason why not is an answer too.
        if let Ok(change) = change(&workspace, &cases, &what, month(), NONE) {
            takes_back(&workspace, &change)?;
        }
    }

    #[test]
    fn joining_loses_no_child_and_no_task_and_can_be_taken_back(workspace in generated::workspace(true)) {
        // Alike in all but their children and tasks, so that nothing stands against it.
        let mut workspace = workspace;
        if let Some(first) = workspace.cases.first().cloned() {
            for case in &mut workspace.cases {
                let (children, tasks) = (case.children.clone(), case.tasks.clone());
                *case = Case { id: case.id.clone(), children, tasks, ..first.clone() };
            }
        }
        let all: Vec<Id> = workspace.cases.iter().map(|case| case.id.clone()).collect();
        prop_assume!(all.len() > 1);
        let change = change(&workspace, &all, &Bulk::OneFamily, month(), NONE).unwrap();
        let after = takes_back(&workspace, &change)?;
        let count = |of: fn(&Case) -> usize, workspace: &Workspace| workspace.cases.iter().map(of).sum::<usize>();
        prop_assert_eq!(after.cases.len(), 1);
        prop_assert_eq!(count(|case| case.children.len(), &after), count(|case| case.children.len(), &workspace));
        prop_assert_eq!(count(|case| case.tasks.len(), &after), count(|case| case.tasks.len(), &workspace));
        prop_assert_eq!(
            count(|case| case.tasks.iter().filter(|task| task.child.is_some()).count(), &after),
            count(|case| case.tasks.iter().filter(|task| task.child.is_some()).count(), &workspace)
        );
    }

    #[test]
    fn copies_can_be_taken_back(workspace in generated::workspace(true)) {
        for case in &workspace.cases {
            let (_, change) = copy(&workspace, case, NONE).unwrap();
            takes_back(&workspace, &change)?;
            for task in &case.tasks {
                if let Some(change) = for_each_child(&workspace, case, &task.id, NONE) {
                    takes_back(&workspace, &change)?;
                }
            }
        }
    }
}

/// Does a change, sees that it is sound when saved and read, takes it back, and gives what it made.
fn takes_back(before: &Workspace, change: &Change) -> Result<Workspace, TestCaseError> {
    let mut workspace = before.clone();
    let done = apply(&mut workspace, change).map_err(|fault| TestCaseError::fail(fault.message))?;
    let after = workspace.clone();
    let read = Workspace::read(&after.write()).ok();
    prop_assert_eq!(read.as_ref(), Some(&after));
    let again = apply(&mut workspace, &done.inverse).map_err(|fault| TestCaseError::fail(fault.message))?;
    prop_assert_eq!(&workspace, before);
    apply(&mut workspace, &again.inverse).map_err(|fault| TestCaseError::fail(fault.message))?;
    prop_assert_eq!(&workspace, &after);
    Ok(after)
}
