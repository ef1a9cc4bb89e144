//! A practitioner leaves, is away, returns: one step for all cases, and one step back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

use fairload::absence::{Why, also_named, ending, goes, may_take, missing, open_cases, presence, returning, returns};
use fairload::change::{Change, IdMark, apply};
use fairload::facts::{Id, Month};
use fairload::workspace::Workspace;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn now() -> Month {
    Month::read("2026-11").unwrap()
}

fn later() -> Month {
    Month::read("2027-02").unwrap()
}

fn workspace() -> Workspace {
    Workspace::read(
        r#"{"fairload": "workspace", "version": 5,
        "practitioners": [{"id": "p1", "label": "AB"}, {"id": "p2", "label": "CD"}, {"id": "p3", "label": "EF", "line_manager": "p1"}],
        "cases": [
          {"id": "f1", "allocated_on": "2026-05", "allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_in_need"}],
           "tasks": [{"kind": "direct_work", "done_by": "p1"}]},
          {"id": "f2", "allocated_on": "2026-06", "allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_protection"}]},
          {"id": "f3", "co_working": "lead_and_reduced", "allocations": [{"practitioner": "p1"}, {"practitioner": "p2", "part": "co_worker", "share": 30}],
           "children": [{"plan": "looked_after"}]},
          {"id": "f4", "closing_in": "2026-09", "allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_in_need"}]},
          {"id": "f5", "reviewing_officer": "p1", "allocations": [{"practitioner": "p2"}], "children": [{"plan": "looked_after"}],
           "tasks": [{"kind": "direct_work", "done_by": "p1"}]}]}"#,
    )
    .unwrap()
}

fn applied(workspace: &mut Workspace, change: &Change) -> Change {
    apply(workspace, change).unwrap().inverse
}

fn holders(workspace: &Workspace, case: &str) -> Vec<String> {
    let case = workspace.case(&id(case)).unwrap();
    case.allocations.iter().map(|own| own.practitioner.as_ref().unwrap().as_str().to_owned()).collect()
}

#[test]
fn who_leaves_hands_every_open_case_on_in_one_step_and_undo_takes_it_back() {
    let mut own = workspace();
    let before = own.clone();
    assert_eq!(open_cases(&own, &id("p1"), now()).len(), 3);
    let to = [(id("f1"), id("p3")), (id("f3"), id("p2"))];
    let change = goes(&own, &own.practitioners[0], Why::Leaves(now()), now(), &to).unwrap();
    let back = applied(&mut own, &change);
    assert_eq!(holders(&own, "f1"), ["p3"]);
    assert_eq!(holders(&own, "f2"), Vec::<String>::new());
    assert_eq!(own.case(&id("f2")).unwrap().unallocated_since, Some(now()));
    assert_eq!(holders(&own, "f3"), ["p2"], "who shared it has it alone");
    assert_eq!(own.case(&id("f3")).unwrap().allocations[0].share, None);
    assert_eq!(holders(&own, "f4"), ["p1"], "what closed before stays where it was");
    assert_eq!(own.case(&id("f1")).unwrap().allocated_on, Some(now()));
    assert_eq!(own.case(&id("f1")).unwrap().tasks[0].done_by, None, "whoever holds the case does its tasks");
    assert_eq!(own.practitioners[0].left_in, Some(now()));
    assert!(own.cases.iter().all(|case| case.returns_to.is_none()));
    applied(&mut own, &back);
    assert_eq!(own, before);
}

#[test]
fn what_moved_for_an_absence_returns_in_one_step() {
    let mut own = workspace();
    let to = [(id("f1"), id("p3"))];
    let change = goes(&own, &own.practitioners[0], Why::Away(now(), Some(later())), now(), &to).unwrap();
    applied(&mut own, &change);
    assert_eq!(returning(&own, &id("p1"), later()).len(), 3);
    assert_eq!((own.practitioners[0].away_from, own.practitioners[0].away_until), (Some(now()), Some(later())));
    let taken = [id("f1"), id("f2"), id("f3")];
    let change = returns(&own, &own.practitioners[0], later(), &taken, IdMark::default());
    let before = own.clone();
    let back = applied(&mut own, &change);
    assert_eq!((holders(&own, "f1"), holders(&own, "f2")), (vec!["p1".to_owned()], vec!["p1".to_owned()]));
    assert_eq!(own.case(&id("f2")).unwrap().unallocated_since, None);
    assert_eq!(own.case(&id("f2")).unwrap().allocated_on, Some(later()));
    assert_eq!(holders(&own, "f3"), ["p2", "p1"], "who shared it before goes on, and who is back joins");
    assert_eq!(own.practitioners[0].away_from, None);
    assert!(own.cases.iter().all(|case| case.returns_to.is_none()));
    applied(&mut own, &back);
    assert_eq!(own, before);
}

#[test]
fn who_is_back_may_leave_cases_where_they_are() {
    let mut own = workspace();
    let to = [(id("f1"), id("p3"))];
    let change = goes(&own, &own.practitioners[0], Why::Away(now(), None), now(), &to).unwrap();
    applied(&mut own, &change);
    let change = returns(&own, &own.practitioners[0], later(), &[id("f2")], IdMark::default());
    applied(&mut own, &change);
    assert_eq!((holders(&own, "f1"), holders(&own, "f2")), (vec!["p3".to_owned()], vec!["p1".to_owned()]));
    assert!(own.cases.iter().all(|case| case.returns_to.is_none()));
}

#[test]
fn an_absence_that_ends_before_it_begins_is_refused_beside_its_field_and_changes_nothing() {
    let own = workspace();
    let fault = goes(&own, &own.practitioners[0], Why::Away(later(), Some(now())), now(), &[]).unwrap_err();
    assert_eq!(fault.place, "away_until");
    for to in ["p1", "nobody-here"] {
        let to = [(id("f1"), id(to))];
        assert!(goes(&own, &own.practitioners[0], Why::Leaves(now()), now(), &to).is_err());
    }
}

#[test]
fn a_case_is_given_to_nobody_who_has_left_or_leaves_with_the_month_too() {
    let mut own = workspace();
    let to = [(id("f1"), id("p3"))];
    for (left, may) in [("2026-10", false), ("2026-11", false), ("2026-12", true)] {
        own.practitioners[2].left_in = Some(month(left));
        let change = goes(&own, &own.practitioners[0], Why::Leaves(now()), now(), &to);
        assert_eq!(change.is_ok(), may, "{left}");
    }
    let fault = {
        own.practitioners[2].left_in = Some(now());
        goes(&own, &own.practitioners[0], Why::Leaves(now()), now(), &to).unwrap_err()
    };
    assert!(fault.message.contains("somebody else who is here"), "{}", fault.message);
}

#[test]
fn an_absence_of_one_month_is_one() {
    let own = workspace();
    let change = goes(&own, &own.practitioners[0], Why::Away(later(), Some(later())), now(), &[]);
    assert!(change.is_ok());
}

#[test]
fn a_shared_case_has_its_day_from_who_is_left_alone_and_keeps_it_where_it_is_shared_still() {
    let mut own = workspace();
    own.cases[2].allocated_on = Some(month("2026-03"));
    let to = [(id("f1"), id("p3")), (id("f3"), id("p3"))];
    applied(&mut own, &goes(&workspace(), &workspace().practitioners[0], Why::Leaves(now()), now(), &to).unwrap());
    assert_eq!(holders(&own, "f3"), ["p3", "p2"]);
    assert_eq!(own.case(&id("f3")).unwrap().allocated_on, Some(month("2026-03")), "p2 has had it since March");
}

#[test]
fn tasks_that_are_over_keep_who_did_them() {
    let mut own = workspace();
    own.cases[0].tasks[0].end = Some(fairload::facts::When::read("2026-09").unwrap());
    let change = goes(&own, &own.practitioners[0], Why::Leaves(now()), now(), &[(id("f1"), id("p3"))]).unwrap();
    applied(&mut own, &change);
    assert_eq!(own.case(&id("f1")).unwrap().tasks[0].done_by, Some(id("p1")));
}

#[test]
fn what_was_to_return_to_who_leaves_for_good_returns_to_nobody() {
    let mut own = workspace();
    let change = goes(&own, &own.practitioners[0], Why::Away(now(), None), now(), &[(id("f1"), id("p3"))]).unwrap();
    applied(&mut own, &change);
    assert_eq!(returning(&own, &id("p1"), now()).len(), 3);
    let change = goes(&own, &own.practitioners[0], Why::Leaves(later()), later(), &[]).unwrap();
    applied(&mut own, &change);
    assert_eq!(returning(&own, &id("p1"), later()).len(), 0);
    assert_eq!(holders(&own, "f1"), ["p3"]);
}

#[test]
fn a_case_of_who_is_away_returns_to_them_though_who_covers_is_away_too() {
    let mut own = workspace();
    let change = goes(&own, &own.practitioners[0], Why::Away(now(), None), now(), &[(id("f1"), id("p3"))]).unwrap();
    applied(&mut own, &change);
    let change = goes(&own, &own.practitioners[2], Why::Away(now(), None), now(), &[(id("f1"), id("p2"))]).unwrap();
    applied(&mut own, &change);
    assert_eq!(holders(&own, "f1"), ["p2"]);
    let change = returns(&own, &own.practitioners[0], later(), &[id("f1")], IdMark::default());
    applied(&mut own, &change);
    assert_eq!(holders(&own, "f1"), ["p1"]);
}

#[test]
fn who_is_back_takes_no_case_that_closed_and_none_twice_and_joins_as_a_co_worker() {
    let mut own = workspace();
    let change = goes(&own, &own.practitioners[0], Why::Away(now(), None), now(), &[(id("f1"), id("p3"))]).unwrap();
    applied(&mut own, &change);
    own.cases[0].closing_in = Some(month("2026-12"));
    own.cases[1].allocations = workspace().cases[1].allocations.clone();
    let change = returns(&own, &own.practitioners[0], later(), &[id("f1"), id("f2"), id("f3")], IdMark::default());
    applied(&mut own, &change);
    assert_eq!(holders(&own, "f1"), ["p3"], "it closed meanwhile");
    assert_eq!(holders(&own, "f2"), ["p1"], "somebody gave it back before");
    let shared = own.case(&id("f3")).unwrap();
    assert_eq!(holders(&own, "f3"), ["p2", "p1"]);
    assert!(shared.allocations[1].part.is(fairload::facts::case::Part::CoWorker), "{shared:?}");
}

#[test]
fn what_else_names_who_goes_is_told() {
    let also = also_named(&workspace(), &id("p1"), now());
    assert_eq!((also.tasks, also.reviews, also.managed), (1, 1, 1));
}

#[test]
fn who_holds_nothing_leaves_all_the_same() {
    let mut own = workspace();
    let change = goes(&own, &own.practitioners[2], Why::Leaves(now()), now(), &[]).unwrap();
    applied(&mut own, &change);
    assert_eq!(own.practitioners[2].left_in, Some(now()));
}

fn with(facts: &[(&str, &str)]) -> fairload::facts::Practitioner {
    use fairload::facts::record::Record;
    let mut own = fairload::facts::Practitioner::empty(id("p1"));
    for (fact, value) in facts {
        own.set(fact, value).unwrap();
    }
    own
}

fn month(text: &str) -> Month {
    Month::read(text).unwrap()
}

#[test]
fn who_leaves_takes_no_case_from_the_last_month_on_and_who_is_away_may() {
    let leaver = with(&[("left_in", "2026-11")]);
    for (now, may, said) in
        [("2026-10", true, None), ("2026-11", false, Some("leaves this month")), ("2026-12", false, Some("left"))]
    {
        assert_eq!((may_take(&leaver, month(now)), missing(&leaver, month(now))), (may, said), "{now}");
    }
    let away = with(&[("away_from", "2026-11"), ("away_until", "2026-12")]);
    for (now, said) in [("2026-10", None), ("2026-11", Some("away")), ("2026-12", Some("away")), ("2027-01", None)] {
        assert_eq!((may_take(&away, month(now)), missing(&away, month(now))), (true, said), "{now}");
    }
}

#[test]
fn presence_is_said_before_while_and_after() {
    let said = |facts: &[(&str, &str)]| presence(&with(facts), now()).unwrap_or_default();
    assert_eq!(said(&[("left_in", "2026-10")]), "left in October 2026");
    assert_eq!(said(&[("left_in", "2026-11")]), "leaves at the end of November 2026");
    assert_eq!(said(&[("away_from", "2026-11")]), "is away from November 2026, no end is set");
    assert_eq!(
        said(&[("away_from", "2026-12"), ("away_until", "2027-01")]),
        "will be away from December 2026, until the end of January 2027"
    );
    assert_eq!(said(&[("away_from", "2026-09"), ("away_until", "2026-10")]), "", "an absence that is over is over");
}

#[test]
fn what_ends_is_said_a_month_ahead_and_not_before() {
    let first_year = with(&[("role", "newly_qualified"), ("started_on", "2026-01-15"), ("build_up", "straight_line")]);
    for (now, said) in [("2026-11", 0), ("2026-12", 1), ("2027-01", 1), ("2027-02", 0)] {
        assert_eq!(ending(&first_year, month(now)).len(), said, "{now}");
    }
    let capacity = with(&[("personal_capacity", "15"), ("personal_capacity_until", "2027-01")]);
    for (now, said) in [("2026-11", 0), ("2026-12", 1), ("2027-01", 1), ("2027-02", 0)] {
        assert_eq!(ending(&capacity, month(now)).len(), said, "{now}");
    }
    assert_eq!(ending(&with(&[("personal_capacity_until", "2027-01")]), month("2027-01")).len(), 0);
    // Where the scheme's own figure holds nothing that was chosen ends.
    let facts = [("role", "newly_qualified"), ("started_on", "2026-01-15"), ("build_up", "as_the_scheme")];
    assert_eq!(ending(&with(&facts), month("2027-01")), Vec::<String>::new());
    // An absence that has not begun ends nothing yet.
    let away = with(&[("away_from", "2026-12"), ("away_until", "2026-12")]);
    assert_eq!([10, 11, 12].map(|now| ending(&away, month(&format!("2026-{now}"))).len()), [0, 0, 1]);
}
