//! Several people's workspace files put together.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod generated;

use fairload::change::{Change, Root, apply};
use fairload::copies;
use fairload::facts::record::{AnyRecord, Record};
use fairload::facts::{Id, Month};
use fairload::merging::{Answers, File, Plan, What, plan};
use fairload::workspace::Workspace;
use proptest::prelude::*;

fn read(text: &str) -> Workspace {
    Workspace::read(text).unwrap()
}

/// A workspace of practitioners and cases, in JSON.
fn of(practitioners: &str, cases: &str) -> Workspace {
    read(&format!(
        r#"{{"fairload": "workspace", "version": 2, "practitioners": [{practitioners}], "cases": [{cases}]}}"#
    ))
}

fn file(name: &str, workspace: &Workspace) -> File {
    File::read(name, &workspace.write()).unwrap()
}

fn after(own: &Workspace, plan: &Plan) -> Workspace {
    let mut result = own.clone();
    if let Some(change) = &plan.change {
        apply(&mut result, change).unwrap();
    }
    result
}

fn merged(own: &Workspace, files: &[File], answers: &Answers) -> Workspace {
    after(own, &plan(own, files, answers).unwrap())
}

fn words(plan: &Plan) -> &str {
    match plan.change.as_ref().unwrap() {
        Change::Together { words, .. } => words,
        other => panic!("{other:?}"),
    }
}

fn answered(own: &Workspace, files: &[File], same: bool) -> Answers {
    let mut answers = Answers::default();
    // An answer may bring up other questions: a case is held by whoever its holder is.
    for _ in 0..3 {
        for question in plan(own, files, &answers).unwrap().questions {
            answers.give(question.key, same);
        }
    }
    answers
}

fn ids(workspace: &Workspace) -> (Vec<&str>, Vec<&str>) {
    (
        workspace.practitioners.iter().map(|own| own.id.as_str()).collect(),
        workspace.cases.iter().map(|own| own.id.as_str()).collect(),
    )
}

const A: &str = r#"{"id": "p1-aaaaaa", "label": "AB", "role": "social_worker"}"#;
const FAMILY: &str = r#"{"id": "f1-aaaaaa", "label": "Family 1", "interpreter": "yes",
    "allocations": [{"id": "a1", "practitioner": "p1-aaaaaa"}],
    "children": [{"id": "c1", "plan": "child_in_need", "age": 4}, {"id": "c2", "plan": "child_in_need"}],
    "tasks": [{"id": "t1", "kind": "core_assessment", "child": "c2"}]}"#;

fn mine() -> Workspace {
    of(A, FAMILY)
}

#[test]
fn an_equal_record_is_the_same_and_nothing_is_asked() {
    let plan = plan(&mine(), &[file("team.json", &mine())], &Answers::default()).unwrap();
    assert_eq!(plan.change, None);
    assert!(plan.questions.is_empty() && plan.differences.is_empty());
    assert_eq!(plan.count(Root::Case, &[What::Same]), 1);
}

#[test]
fn what_only_a_file_has_is_added_as_one_step_with_its_words() {
    let theirs = of(
        r#"{"id": "p1-bbbbbb", "label": "CD", "line_manager": "p2-bbbbbb"}, {"id": "p2-bbbbbb", "label": "TM"}"#,
        r#"{"id": "f1-bbbbbb", "label": "Family 1", "allocations": [{"id": "a1", "practitioner": "p1-bbbbbb"}],
            "children": [{"id": "c1", "plan": "looked_after"}], "tasks": [{"id": "t1", "done_by": "p2-bbbbbb"}]}"#,
    );
    let own = mine();
    let plan = plan(&own, &[file("CD.json", &theirs)], &Answers::default()).unwrap();
    // Everybody has a first family: the number that the page gives says nothing alone.
    assert!(plan.questions.is_empty());
    assert_eq!(words(&plan), "Merged CD.json: 2 practitioners and 1 case added");
    let mut result = own.clone();
    let done = apply(&mut result, plan.change.as_ref().unwrap()).unwrap();
    assert_eq!(ids(&result), (vec!["p1-aaaaaa", "p1-bbbbbb", "p2-bbbbbb"], vec!["f1-aaaaaa", "f1-bbbbbb"]));
    assert_eq!(result.practitioners[1], theirs.practitioners[0]);
    assert_eq!(result.cases[1], theirs.cases[0]);
    apply(&mut result, &done.inverse).unwrap();
    assert_eq!(result, own);
}

#[test]
fn what_one_side_knows_is_taken_and_where_both_know_ones_own_stays_until_the_other_is_chosen() {
    let mut theirs = mine();
    for (fact, value) in [("locality", "North"), ("minutes_each_way", "40"), ("interpreter", "unknown")] {
        theirs.cases[0].set(fact, value).unwrap();
    }
    theirs.cases[0].children[0].set("age", "5").unwrap();
    let mut own = mine();
    own.cases[0].set("minutes_each_way", "20").unwrap();
    let files = [file("team.json", &theirs)];
    let first = plan(&own, &files, &Answers::default()).unwrap();
    let said: Vec<(&str, &str, &str, bool)> = first
        .differences
        .iter()
        .map(|own| (own.fact.as_str(), own.ours.as_str(), own.theirs.as_str(), own.take))
        .collect();
    // That the file does not know whether an interpreter is needed is no difference.
    assert_eq!(
        said,
        [("Locality", "not given", "North", true), ("Minutes each way", "20", "40", false), ("Age", "4", "5", false)]
    );
    assert_eq!(words(&first), "Merged team.json: 1 changed");
    let result = after(&own, &first);
    assert_eq!(result.cases[0].text("minutes_each_way").as_deref(), Some("20"));
    assert_eq!(result.cases[0].text("locality").as_deref(), Some("North"));
    assert_eq!(result.cases[0].text("interpreter").as_deref(), Some("yes"));

    let mut answers = Answers::default();
    answers.give(first.differences[0].key.clone(), false);
    answers.give(first.differences[2].key.clone(), true);
    let result = merged(&own, &files, &answers);
    assert_eq!(result.cases[0].text("locality").as_deref(), Some(""));
    assert_eq!(result.cases[0].children[0].text("age").as_deref(), Some("5"));
}

#[test]
fn a_case_that_differs_in_one_fact_is_no_case_that_is_the_same_and_waits_for_an_answer() {
    let (mut own, mut theirs) = (mine(), mine());
    own.cases[0].set("minutes_each_way", "20").unwrap();
    theirs.cases[0].set("minutes_each_way", "40").unwrap();
    let files = [file("team.json", &theirs)];
    let first = plan(&own, &files, &Answers::default()).unwrap();
    let [difference] = first.differences.as_slice() else { panic!("{:?}", first.differences) };
    assert!(difference.both && !difference.answered && !difference.take);
    assert_eq!(difference.of, "Family 1, held by AB");
    assert_eq!((first.unanswered(Root::Practitioner), first.unanswered(Root::Case)), ((0, 0), (1, 1)));
    let count = |what| first.count(Root::Case, &[what]);
    assert_eq!((count(What::Same), count(What::Differs), first.change.is_none()), (0, 1, true));
    for take in [false, true] {
        let mut answers = Answers::default();
        answers.give(difference.key.clone(), take);
        let answered = plan(&own, &files, &answers).unwrap();
        assert!(answered.differences[0].answered);
        assert_eq!((answered.unanswered(Root::Case), answered.change.is_some()), ((0, 0), take));
    }
}

#[test]
fn where_two_files_differ_or_look_alike_each_is_named_as_the_side_that_says_it() {
    let with = |minutes: &str| {
        let mut own = mine();
        own.cases[0].set("minutes_each_way", minutes).unwrap();
        own
    };
    let files = [file("a.json", &with("20")), file("b.json", &with("40"))];
    let empty = of("", "");
    let first = plan(&empty, &files, &Answers::default()).unwrap();
    let [difference] = first.differences.as_slice() else { panic!("{:?}", first.differences) };
    assert_eq!(difference.side, Some(1 - difference.key.file));
    let twin = of(&A.replace("aaaaaa", "bbbbbb"), "");
    let first = plan(&empty, &[file("a.json", &mine()), file("b.json", &twin)], &Answers::default()).unwrap();
    assert_eq!(first.questions[0].side, Some(1 - first.questions[0].key.file));
    let first = plan(&mine(), &[file("b.json", &twin)], &Answers::default()).unwrap();
    assert_eq!(first.questions[0].side, None);
}

#[test]
fn an_input_of_a_scheme_comes_with_who_gave_it_and_when() {
    let given = |value: &str, by: &str| {
        let mut workspace = mine();
        for (part, text) in [("", value), (":by", by), (":on", "2026-11-20")] {
            workspace.cases[0].set(&format!("input:northern-ireland:risk{part}"), text).unwrap();
        }
        workspace
    };
    let (own, theirs) = (given("1", "AB"), given("2.5", "TM"));
    let taken = merged(&mine(), &[file("a.json", &theirs)], &Answers::default());
    assert_eq!(taken, theirs);
    let first = plan(&own, &[file("a.json", &theirs)], &Answers::default()).unwrap();
    assert_eq!((first.differences.len(), first.change.as_ref()), (1, None));
    let mut answers = Answers::default();
    answers.give(first.differences[0].key.clone(), true);
    assert_eq!(merged(&own, &[file("a.json", &theirs)], &answers), theirs);
}

#[test]
fn children_and_tasks_that_were_added_on_both_sides_are_all_there() {
    let (mut own, mut theirs) = (mine(), mine());
    let child = |workspace: &mut Workspace, id: &str, label: &str| {
        let mut child = workspace.cases[0].children[1].clone();
        child.id = Id::new(id).unwrap();
        child.set("label", label).unwrap();
        workspace.cases[0].children.push(child);
    };
    child(&mut own, "c3-111111", "E");
    child(&mut theirs, "c3-222222", "F");
    let mut task = theirs.cases[0].tasks[0].clone();
    task.id = Id::new("t2-222222").unwrap();
    task.child = Some(Id::new("c3-222222").unwrap());
    theirs.cases[0].tasks.push(task);
    let result = merged(&own, &[file("a.json", &theirs)], &Answers::default());
    let children: Vec<&str> = result.cases[0].children.iter().map(|child| child.id.as_str()).collect();
    assert_eq!(children, ["c1", "c2", "c3-111111", "c3-222222"]);
    assert_eq!(result.cases[0].tasks[1].child.as_ref().unwrap().as_str(), "c3-222222");
}

#[test]
fn the_same_task_entered_on_both_sides_is_one() {
    let (mut own, mut theirs) = (mine(), mine());
    for (workspace, id) in [(&mut own, "t2-111111"), (&mut theirs, "t2-222222")] {
        let mut task = workspace.cases[0].tasks[0].clone();
        task.id = Id::new(id).unwrap();
        task.set("kind", "section_47").unwrap();
        workspace.cases[0].tasks.push(task);
    }
    assert_eq!(merged(&own, &[file("a.json", &theirs)], &Answers::default()), own);
}

#[test]
fn a_family_that_two_entered_apart_is_held_by_both_and_how_it_is_shared_stays_as_it_was_said() {
    let rose = |mark: &str, who: &str, more: &str| {
        of(
            &format!(r#"{{"id": "p1-{mark}", "label": "{who}", "role": "social_worker"}}"#),
            &format!(
                r#"{{"id": "f1-{mark}", "label": "Rose", "allocations": [{{"id": "a1", "practitioner": "p1-{mark}"{more}}}],
                    "children": [{{"id": "c1", "plan": "child_in_need"}}]}}"#
            ),
        )
    };
    let holders = |result: &Workspace| -> Vec<(String, String)> {
        let of = |own: &fairload::facts::Allocation| {
            let share = own.text("share").unwrap_or_default();
            (own.practitioner.as_ref().unwrap().as_str().to_owned(), share)
        };
        result.cases[0].allocations.iter().map(of).collect()
    };
    let own = rose("aaaaaa", "AB", "");
    for (more, share) in [("", ""), (r#", "share": 40"#, "40")] {
        let files = [file("CD.json", &rose("bbbbbb", "CD", more))];
        let answers = answered(&own, &files, true);
        let plan = plan(&own, &files, &answers).unwrap();
        assert!(plan.differences.is_empty(), "{:?}", plan.differences);
        assert_eq!(plan.shared, ["Rose: AB and CD"]);
        let result = after(&own, &plan);
        let said = [("p1-aaaaaa", ""), ("p1-bbbbbb", share)].map(|(id, share)| (id.to_owned(), share.to_owned()));
        assert_eq!(holders(&result), said);
        assert_eq!(result.cases[0].text("co_working"), own.cases[0].text("co_working"));
    }
}

#[test]
fn a_case_that_was_joined_to_one_here_is_the_same_the_next_time_without_a_question() {
    let rose = |mark: &str, who: &str| {
        of(
            &format!(r#"{{"id": "p1-{mark}", "label": "{who}", "role": "social_worker"}}"#),
            &format!(
                r#"{{"id": "f1-{mark}", "label": "Rose", "allocations": [{{"id": "a1", "practitioner": "p1-{mark}"}}],
                    "children": [{{"id": "c1", "plan": "child_in_need"}}]}}"#
            ),
        )
    };
    let (own, mut theirs) = (rose("aaaaaa", "AB"), rose("bbbbbb", "CD"));
    let files = [file("CD.json", &theirs)];
    assert_eq!(plan(&own, &files, &Answers::default()).unwrap().questions.len(), 1);
    let joined = merged(&own, &files, &answered(&own, &files, true));
    let again = plan(&joined, &files, &Answers::default()).unwrap();
    assert!(again.questions.is_empty() && again.change.is_none(), "{again:?}");
    // What has changed there since is a difference as ever.
    theirs.cases[0].set("locality", "North").unwrap();
    let again = plan(&joined, &[file("CD.json", &theirs)], &Answers::default()).unwrap();
    assert_eq!((again.questions.len(), again.differences.len(), again.outcomes.len()), (0, 1, 2));
}

#[test]
fn a_case_that_went_to_somebody_else_on_one_side_is_asked_about_and_not_shared() {
    let both = r#"{"id": "p1-aaaaaa", "label": "AB"}, {"id": "p2-aaaaaa", "label": "CD"}"#;
    let own = of(both, FAMILY);
    for id in ["a1", "a1-cccccc"] {
        let there = format!(r#""{id}", "practitioner": "p2-aaaaaa""#);
        let theirs = of(both, &FAMILY.replace(r#""a1", "practitioner": "p1-aaaaaa""#, &there));
        let files = [file("a.json", &theirs)];
        let first = plan(&own, &files, &Answers::default()).unwrap();
        let [difference] = first.differences.as_slice() else { panic!("{:?}", first.differences) };
        assert_eq!((difference.ours.as_str(), difference.theirs.as_str()), ("AB", "CD"));
        for (take, holder) in [(true, "p2-aaaaaa"), (false, "p1-aaaaaa")] {
            let mut answers = Answers::default();
            answers.give(difference.key.clone(), take);
            let result = merged(&own, &files, &answers);
            assert_eq!(result.cases[0].allocations.len(), 1);
            assert_eq!(result.cases[0].allocations[0].practitioner.as_ref().unwrap().as_str(), holder);
        }
    }
}

#[test]
fn one_id_and_plainly_another_family_stays_apart_under_a_new_id_that_is_found_again() {
    let own = of("", r#"{"id": "f1", "label": "Alpha", "children": [{"id": "c1", "age": 3}]}"#);
    let theirs = of("", r#"{"id": "f1", "label": "Beta", "children": [{"id": "c1", "age": 9}]}"#);
    let files = [file("a.json", &theirs)];
    let first = plan(&own, &files, &Answers::default()).unwrap();
    assert!(first.questions.is_empty());
    assert_eq!(first.count(Root::Case, &[What::Apart]), 1);
    let mut result = after(&own, &first);
    assert_eq!(result.cases[0], own.cases[0]);
    assert_eq!(result.cases[1].label.as_str(), "Beta");
    assert_ne!(result.cases[1].id, result.cases[0].id);
    assert_eq!(plan(&result, &files, &Answers::default()).unwrap().change, None);
    // Also once it was edited here.
    result.cases[1].set("interpreter", "yes").unwrap();
    assert_eq!(plan(&result, &files, &Answers::default()).unwrap().change, None);
}

#[test]
fn one_practitioner_s_id_and_another_label_without_a_mark_are_two_people_each_with_their_cases() {
    let own = of(
        r#"{"id": "p1", "label": "AB"}"#,
        r#"{"id": "f1", "label": "Alpha", "allocations": [{"practitioner": "p1"}]}"#,
    );
    let theirs = of(
        r#"{"id": "p1", "label": "CD"}"#,
        r#"{"id": "f2", "label": "Beta", "allocations": [{"practitioner": "p1"}]}"#,
    );
    let result = merged(&own, &[file("a.json", &theirs)], &Answers::default());
    let holder = |place: usize| {
        let id = result.cases[place].allocations[0].practitioner.as_ref().unwrap();
        result.practitioner(id).unwrap().label.as_str()
    };
    assert_eq!((holder(0), holder(1)), ("AB", "CD"));
}

#[test]
fn a_marked_id_is_the_same_record_whatever_it_is_called_now() {
    let mut theirs = mine();
    theirs.practitioners[0].set("label", "A. Brown").unwrap();
    theirs.cases[0].set("label", "Family 1b").unwrap();
    let plan = plan(&mine(), &[file("a.json", &theirs)], &Answers::default()).unwrap();
    assert!(plan.questions.is_empty());
    assert_eq!(plan.differences.len(), 2);
    assert_eq!(plan.change, None, "one's own labels stay until the others are chosen");
}

#[test]
fn people_who_are_called_the_same_in_the_same_role_are_asked_about_and_never_joined_silently() {
    let theirs = of(
        r#"{"id": "p9-bbbbbb", "label": " a B ", "role": "social_worker", "hours_per_week": 30}, {"id": "p8-bbbbbb", "label": "AB", "role": "team_manager"}"#,
        r#"{"id": "f9-bbbbbb", "label": "Oak", "allocations": [{"id": "a1", "practitioner": "p9-bbbbbb"}]}"#,
    );
    let theirs = read(&theirs.write().replace(" a B ", " ab "));
    let own = mine();
    let files = [file("a.json", &theirs)];
    let first = plan(&own, &files, &Answers::default()).unwrap();
    let [question] = first.questions.as_slice() else { panic!("{:?}", first.questions) };
    assert_eq!(question.ours, "AB, Social worker, 1 case");
    assert_eq!(after(&own, &first).practitioners.len(), 3);

    let joined = merged(&own, &files, &answered(&own, &files, true));
    assert_eq!(ids(&joined).0, ["p1-aaaaaa", "p8-bbbbbb"]);
    assert_eq!(joined.practitioners[0].text("hours_per_week").as_deref(), Some("30"));
    let oak = joined.case(&Id::new("f9-bbbbbb").unwrap()).unwrap();
    assert_eq!(oak.allocations[0].practitioner.as_ref().unwrap().as_str(), "p1-aaaaaa");
}

#[test]
fn cases_with_one_label_of_their_own_or_with_the_same_children_and_holder_are_asked_about() {
    let asks = |theirs: &str| {
        let theirs = of(r#"{"id": "p1-bbbbbb", "label": "AB", "role": "trainee"}"#, theirs);
        let own = of(A, &FAMILY.replace("Family 1", "Oak"));
        plan(&own, &[file("a.json", &theirs)], &Answers::default()).unwrap().questions.len()
    };
    let held = r#""allocations": [{"id": "a1", "practitioner": "p1-bbbbbb"}]"#;
    let children =
        r#""children": [{"id": "c1", "plan": "child_in_need"}, {"id": "c2", "plan": "child_in_need", "age": 4}]"#;
    assert_eq!(asks(r#"{"id": "f1-bbbbbb", "label": "OAK"}"#), 1);
    assert_eq!(asks(r#"{"id": "f1-bbbbbb", "label": "Elm"}"#), 0);
    assert_eq!(asks(&format!(r#"{{"id": "f1-bbbbbb", "label": "Elm", {held}, {children}}}"#)), 1);
    assert_eq!(asks(&format!(r#"{{"id": "f1-bbbbbb", "label": "Elm", {children}}}"#)), 0);
}

#[test]
fn a_case_that_was_entered_twice_is_joined_child_by_child_when_the_reader_says_so() {
    let own = mine();
    let theirs = of(
        &A.replace("aaaaaa", "bbbbbb"),
        r#"{"id": "f4-bbbbbb", "label": "family  1", "locality": "North",
            "allocations": [{"id": "a7", "practitioner": "p1-bbbbbb"}],
            "children": [{"id": "c1", "plan": "child_in_need"}, {"id": "c2", "plan": "child_in_need", "age": 4}],
            "tasks": [{"id": "t1", "kind": "core_assessment", "child": "c1"}, {"id": "t2", "kind": "section_47"}]}"#,
    );
    let files = [file("a.json", &theirs)];
    let result = merged(&own, &files, &answered(&own, &files, true));
    assert_eq!(ids(&result), (vec!["p1-aaaaaa"], vec!["f1-aaaaaa"]));
    let case = &result.cases[0];
    assert_eq!((case.children.len(), case.tasks.len(), case.allocations.len()), (2, 2, 1));
    assert_eq!(case.text("locality").as_deref(), Some("North"));
    let apart = merged(&own, &files, &answered(&own, &files, false));
    assert_eq!(ids(&apart), (vec!["p1-aaaaaa", "p1-bbbbbb"], vec!["f1-aaaaaa", "f4-bbbbbb"]));
}

#[test]
fn cases_that_two_files_bring_at_once_are_asked_about_and_never_joined_silently() {
    let with = |mark: &str, plan: &str| {
        let case = format!(
            r#"{{"id": "f1-{mark}", "label": "Oak", "allocations": [{{"id": "a1", "practitioner": "p1-aaaaaa"}}],
                "children": [{{"id": "c1", "plan": "{plan}"}}]}}"#
        );
        of(A, &case)
    };
    let (one, other) = (with("bbbbbb", "looked_after"), with("cccccc", "early_help"));
    let files = [file("a.json", &one), file("b.json", &other)];
    let own = of(A, "");
    let plan = plan(&own, &files, &Answers::default()).unwrap();
    assert_eq!(plan.questions.len(), 1);
    let result = after(&own, &plan);
    assert_eq!(result.cases.len(), 2);
    assert_eq!(merged(&result, &files, &Answers::default()), result);
    // Once the reader has said that they are one, merging them again asks nothing.
    let joined = merged(&own, &files, &answered(&own, &files, true));
    assert_eq!(joined.cases.len(), 1);
    let again = self::plan(&joined, &files, &Answers::default()).unwrap();
    assert_eq!((again.change, again.questions), (None, Vec::new()));
}

#[test]
fn a_case_under_another_label_is_the_same_still_when_children_were_added_here_since() {
    let with = |label: &str, children: &str| {
        of("", &format!(r#"{{"id": "f1-aaaaaa", "label": "{label}", "children": [{children}]}}"#))
    };
    let files = [file("a.json", &with("Elm", ""))];
    for children in ["", r#"{"id": "c1", "plan": "looked_after"}"#] {
        let own = with("Oak", children);
        assert_eq!(merged(&own, &files, &Answers::default()), own, "{children}");
    }
}

#[test]
fn a_case_that_was_joined_is_asked_about_again_where_more_hold_it_since() {
    let own = of(A, r#"{"id": "f1-aaaaaa", "label": "Family 7", "allocations": [{"practitioner": "p1-aaaaaa"}]}"#);
    // Another person who is called the same.
    let theirs = of(
        r#"{"id": "p1-bbbbbb", "label": "AB", "role": "team_manager"}"#,
        r#"{"id": "f1-bbbbbb", "label": "Family 7", "allocations": [{"practitioner": "p1-bbbbbb"}]}"#,
    );
    let files = [file("a.json", &theirs)];
    let joined = merged(&own, &files, &answered(&own, &files, true));
    assert_eq!((joined.cases.len(), joined.cases[0].allocations.len()), (1, 2));
    assert_eq!(plan(&joined, &files, &Answers::default()).unwrap().questions.len(), 1);
    assert_eq!(merged(&joined, &files, &answered(&joined, &files, true)), joined);
}

#[test]
fn more_children_than_a_case_may_have_are_kept_in_two_cases() {
    let with = |mark: &str| {
        let children: Vec<String> =
            (0..20).map(|number| format!(r#"{{"id": "c{number}-{mark}", "label": "{mark} {number}"}}"#)).collect();
        let children = children.join(", ");
        of("", &format!(r#"{{"id": "f1-aaaaaa", "label": "Oak", "children": [{children}]}}"#))
    };
    let (own, files) = (with("111111"), [file("a.json", &with("222222"))]);
    let result = merged(&own, &files, &Answers::default());
    assert_eq!(result.cases.iter().map(|case| case.children.len()).collect::<Vec<_>>(), [20, 20]);
    assert_eq!(merged(&result, &files, &Answers::default()), result);
}

#[test]
fn private_notes_of_others_stay_out_unless_the_files_are_ones_own() {
    let noted = A.replace('}', r#", "reductions": [{"id": "r1", "kind": "phased_return", "unit": "percent", "amount": 20, "note": "After an operation"}]}"#);
    let theirs = of(&noted, "");
    let own = of(A, "");
    let files = [file("a.json", &theirs)];
    let result = merged(&own, &files, &Answers::default());
    assert_eq!(result.practitioners[0].reductions[0].text("amount").as_deref(), Some("20"));
    assert!(!result.write().contains("operation") && !result.write().contains("phased"));
    // One's own stay, and are no difference.
    assert_eq!(plan(&theirs, &[file("a.json", &result)], &Answers::default()).unwrap().change, None);
    let mut with = Answers::default();
    with.private_notes = true;
    assert_eq!(merged(&own, &files, &with), theirs);
    assert_eq!(copies::private_notes(&theirs), 1);
    assert_eq!(copies::without_private_notes(&theirs), result);
    assert_eq!(copies::private_notes(&result), 0);
}

#[test]
fn capitals_and_spaces_alone_are_no_difference_and_ones_own_stays() {
    let mut own = mine();
    own.cases[0].set("label", "Oak Street").unwrap();
    let theirs = read(&own.write().replace("Oak Street", "oak  street").replace("\"AB\"", "\"ab\""));
    let plan = plan(&own, &[file("a.json", &theirs)], &Answers::default()).unwrap();
    assert!(plan.change.is_none() && plan.questions.is_empty() && plan.differences.is_empty(), "{plan:?}");
    assert_eq!(plan.count(Root::Case, &[What::Same]), 1);
}

#[test]
fn a_practitioner_who_was_joined_under_another_id_is_asked_about_again_only_where_something_differs() {
    let theirs = |more: &str| {
        of(
            &format!(r#"{{"id": "p1-bbbbbb", "label": "ab", "role": "social_worker"{more}}}"#),
            r#"{"id": "f9-bbbbbb", "label": "Oak", "allocations": [{"id": "a1", "practitioner": "p1-bbbbbb"}]}"#,
        )
    };
    let files = [file("a.json", &theirs(r#", "hours_per_week": 30"#))];
    let own = mine();
    assert_eq!(plan(&own, &files, &Answers::default()).unwrap().questions.len(), 1);
    let joined = merged(&own, &files, &answered(&own, &files, true));
    let again = plan(&joined, &files, &Answers::default()).unwrap();
    assert!(again.questions.is_empty() && again.change.is_none(), "{again:?}");
    let later = [file("b.json", &theirs(r#", "hours_per_week": 22"#))];
    assert_eq!(plan(&joined, &later, &Answers::default()).unwrap().questions.len(), 1);
    // Who was kept apart is not joined later.
    let apart = merged(&own, &files, &answered(&own, &files, false));
    let again = plan(&apart, &files, &Answers::default()).unwrap();
    assert!(again.questions.is_empty() && again.change.is_none(), "{again:?}");
}

#[test]
fn everything_counts_towards_the_size_of_a_file_schemes_too() {
    let reason = "R".repeat(500);
    let entries: Vec<String> = (0..190).map(|number| format!(r#"{{"id": "o{number}", "kind": "concern", "reason": "{reason}", "looked_at": "{reason}", "answer": "{reason}"}}"#)).collect();
    let with = |mark: &str| {
        let of_one = |number: usize| {
            format!(
                r#"{{"id": "p{number}-{mark}", "label": "{mark} {number}", "oversight": [{}]}}"#,
                entries.join(", ")
            )
        };
        of(&(0..40).map(of_one).collect::<Vec<_>>().join(", "), "")
    };
    let (own, files) = (with("aaaaaa"), [file("b.json", &with("bbbbbb"))]);
    let fault = plan(&own, &files, &Answers::default()).unwrap_err();
    assert!(fault.message.contains("larger than a workspace file may be"), "{}", fault.message);
    let small = plan(&mine(), &[file("c.json", &of(r#"{"id": "p1-cccccc"}"#, ""))], &Answers::default()).unwrap();
    let text = "\"\n".repeat(2_000_000);
    assert!(small.clone().with_schemes([text.as_str(); 2].into_iter()).is_ok());
    assert!(small.with_schemes([text.as_str(); 3].into_iter()).is_err());
}

#[test]
fn a_copy_for_somebody_else_says_nothing_of_why_and_keeps_the_record_of_oversight() {
    let noted = A.replace('}', r#", "personal_capacity": 12, "personal_capacity_reason": "Treatment", "oversight": [{"id": "o1", "kind": "deviation_agreed", "reason": "Agreed in supervision"}]}"#);
    let theirs = of(&noted, "");
    assert_eq!(copies::private_notes(&theirs), 1);
    let copy = copies::without_private_notes(&theirs);
    assert!(!copy.write().contains("Treatment") && copy.write().contains("Agreed in supervision"));
    assert_eq!(copy.practitioners[0].text("personal_capacity").as_deref(), Some("12"));
    let files = [file("a.json", &theirs)];
    let first = merged(&of(A, ""), &files, &Answers::default());
    assert_eq!(first, copy);
    // One's own reason stays, and is no difference.
    assert_eq!(plan(&theirs, &[file("a.json", &copy)], &Answers::default()).unwrap().change, None);
    assert_eq!(plan(&first, &files, &Answers::default()).unwrap().change, None);
}

#[test]
fn one_without_a_mark_whose_private_notes_were_left_out_is_the_same_the_next_time() {
    let theirs =
        of(r#"{"id": "p1", "reductions": [{"id": "r1", "kind": "phased_return", "unit": "points", "amount": 2}]}"#, "");
    let files = [file("a.json", &theirs)];
    let once = merged(&Workspace::default(), &files, &Answers::default());
    let again = plan(&once, &files, &Answers::default()).unwrap();
    assert!(again.questions.is_empty() && again.change.is_none(), "{again:?}");
}

#[test]
fn a_case_that_was_joined_is_known_again_when_another_file_brought_its_number_meanwhile() {
    let holder = r#"{"id": "p1", "label": "AB", "role": "social_worker"}"#;
    let held = r#""allocations": [{"practitioner": "p1"}]"#;
    let mine = of(
        holder,
        &format!(
            r#"{{"id": "f0-aaaaaa", "label": "Oak", {held}, "children": [{{"id": "c1", "plan": "child_in_need"}}]}}"#
        ),
    );
    let (mut orders, mut joined) = ([0, 0], 0);
    for number in 0..16 {
        // Files are merged in an order of their own: both are tried.
        let first = of(
            holder,
            &format!(
                r#"{{"id": "f1", "label": "Oak", "locality": "{number}", {held}, "children": [{{"id": "c1", "plan": "child_in_need"}}]}}"#
            ),
        );
        let other = of("", &format!(r#"{{"id": "f1", "children": [{{"id": "c1", "age": {number}}}]}}"#));
        let files = [file("a.json", &first), file("b.json", &other)];
        orders[fairload::merging::in_order(&files)[0]] += 1;
        let answers = answered(&mine, &files, false);
        let once = merged(&mine, &files, &answers);
        joined += usize::from(once.cases.len() == 2);
        let again = plan(&once, &files, &answered(&once, &files, false)).unwrap();
        assert_eq!(after(&once, &again), once, "number {number}: {:?}", again.change);
    }
    assert!(orders.iter().all(|count| *count > 0) && joined > 0, "{orders:?} {joined}");
}

#[test]
fn a_case_that_was_kept_apart_stays_so_when_another_file_made_ones_own_like_it_meanwhile() {
    let children = |ids: &[u8]| {
        let all: Vec<String> = ids.iter().map(|id| format!(r#"{{"id": "c{id}", "age": {id}}}"#)).collect();
        all.join(",")
    };
    let mine = of("", &format!(r#"{{"id": "f1", "label": "Oak", "children": [{}]}}"#, children(&[1])));
    let (mut orders, mut apart) = ([0, 0], 0);
    for number in 0..16 {
        // Files are merged in an order of their own: both are tried.
        let first = of(
            "",
            &format!(r#"{{"id": "f1", "label": "Oak", "locality": "{number}", "children": [{}]}}"#, children(&[2])),
        );
        let other = of("", &format!(r#"{{"id": "f1", "label": "Oak", "children": [{}]}}"#, children(&[1, 2])));
        let files = [file("a.json", &first), file("b.json", &other)];
        orders[fairload::merging::in_order(&files)[0]] += 1;
        let once = merged(&mine, &files, &Answers::default());
        apart += usize::from(once.cases.len() == 2);
        let again = plan(&once, &files, &Answers::default()).unwrap();
        assert_eq!(after(&once, &again), once, "number {number}: {:?}", again.change);
    }
    assert!(orders.iter().all(|count| *count > 0) && apart > 0, "{orders:?} {apart}");
}

#[test]
fn several_files_are_counted_in_the_words() {
    let one = of("", r#"{"id": "f1-bbbbbb", "label": "Oak"}"#);
    let mut two = mine();
    two.cases[0].set("locality", "North").unwrap();
    let files = [file("a.json", &one), file("b.json", &two), file("c.json", &mine())];
    let plan = plan(&mine(), &files, &Answers::default()).unwrap();
    assert_eq!(words(&plan), "Merged 3 files: 1 case added, 1 changed");
}

#[test]
fn a_faulty_file_is_refused_with_the_place() {
    let text = r#"{"fairload": "workspace", "version": 2, "cases": [{"children": [{"age": 200}]}]}"#;
    let faults = File::read("a.json", text).unwrap_err();
    assert!(faults[0].to_string().starts_with("cases[0].children[0].age"), "{}", faults[0]);
}

#[test]
fn closed_cases_are_offered_once_the_period_is_over_and_unknown_dates_stand_apart() {
    let workspace = of(
        A,
        r#"{"id": "f1", "closing_in": "2025-11"}, {"id": "f2", "closing_in": "2025-10"},
           {"id": "f3", "transferring_in": "2024-01", "closing_in": "2026-10"}, {"id": "f4", "closing_in": "2027-01"},
           {"id": "f5", "allocations": [{"practitioner": "p1-aaaaaa"}]}, {"id": "f6"},
           {"id": "f7", "unallocated_since": "2026-09"}, {"id": "f8", "unallocated_since": "2025-01"}"#,
    );
    let (now, period) = (Month::read("2026-11").unwrap(), copies::KeptMonths::of(12).unwrap());
    let offered: Vec<&str> =
        copies::kept_too_long(&workspace, period, now).iter().map(|(own, _)| own.id.as_str()).collect();
    assert_eq!(offered, ["f2", "f3"]);
    let undated: Vec<&str> = copies::undated(&workspace, period, now).iter().map(|own| own.id.as_str()).collect();
    assert_eq!(undated, ["f6", "f8"]);
    let change = copies::delete(&workspace, &[Id::new("f2").unwrap(), Id::new("f9").unwrap()]).unwrap();
    let mut result = workspace.clone();
    let done = apply(&mut result, &change).unwrap();
    assert_eq!(done.words, "Deleted 1 closed case kept too long");
    assert_eq!(result.cases.len(), 7);
    apply(&mut result, &done.inverse).unwrap();
    assert_eq!(result, workspace);
    assert_eq!(copies::delete(&workspace, &[]), None);
}

// --- Laws --------------------------------------------------------------------------------------

/// How many are tried of each law.
const CASES: u32 = 256;

/// The same workspace with marks on some of its ids: 0 on none, 1 on those of cases, 2 on all.
fn marked(workspace: &Workspace, mark: &str, level: usize) -> Workspace {
    let mut text = workspace.write();
    for prefix in ["f", "p"].iter().take(level) {
        for number in 0..9 {
            text = text.replace(&format!("\"{prefix}{number}\""), &format!("\"{prefix}{number}-{mark}\""));
        }
    }
    read(&text)
}

/// Some workspace; a later form of another one in half of all cases, so that records have a common origin.
fn files() -> impl Strategy<Value = (Workspace, Vec<File>)> {
    let one = || (generated::workspace(true), 0..3_usize, any::<bool>());
    (generated::workspace(true), 0..3_usize, prop::collection::vec(one(), 1..4)).prop_map(|(own, level, others)| {
        let own = marked(&own, "aaaaaa", level);
        let files = others.iter().enumerate().map(|(place, (other, level, related))| {
            let mark = if *related { "aaaaaa".to_owned() } else { format!("bbbbb{place}") };
            file(&format!("{place}.json"), &marked(other, &mark, *level))
        });
        let files = files.collect();
        (own, files)
    })
}

fn answers_of(own: &Workspace, files: &[File], choice: u8) -> Answers {
    match choice {
        0 => Answers::default(),
        1 => answered(own, files, true),
        _ => answered(own, files, false),
    }
}

/// Every fact of one's own that was given is there afterwards, unless the plan says that the other was taken.
fn nothing_of_ones_own_is_lost(
    plan: &Plan,
    own: &dyn AnyRecord,
    after: &dyn AnyRecord,
    root: &str,
    within: Option<&str>,
) {
    for (place, definition) in own.definitions().iter().enumerate() {
        let (before, now) = (own.value(place).unwrap().text(), after.value(place).unwrap().text());
        let said = plan.differences.iter().any(|difference| {
            let key = &difference.key;
            let same = key.subject.within.as_ref().map(|within| within.id.as_str()) == within;
            difference.take && key.subject.id == root && same && key.fact == definition.id
        });
        assert!(before == now || said, "{} of {root} {within:?}: {before} became {now}", definition.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, ..ProptestConfig::default() })]

    #[test]
    fn merging_a_file_with_itself_changes_nothing(own in generated::workspace(true), level in 0..3_usize) {
        let own = marked(&own, "aaaaaa", level);
        let plan = plan(&own, &[file("a.json", &own), file("b.json", &own)], &Answers::default()).unwrap();
        prop_assert_eq!(plan.change, None);
        prop_assert!(plan.questions.is_empty() && plan.differences.is_empty());
    }

    #[test]
    fn merging_twice_is_merging_once((own, mut files) in files(), choice in 0..3_u8) {
        // What was joined is found again by its looks alone, which another file may have changed.
        files.truncate(if choice == 1 { 1 } else { 3 });
        let answers = answers_of(&own, &files, choice);
        let once = merged(&own, &files, &answers);
        let again = answers_of(&once, &files, choice);
        let twice = plan(&once, &files, &again).unwrap();
        prop_assert_eq!(&after(&once, &twice), &once, "{:?}", twice.change);
    }

    #[test]
    fn nothing_that_only_one_side_has_is_lost((own, files) in files(), choice in 0..3_u8) {
        let plan = plan(&own, &files, &answers_of(&own, &files, choice)).unwrap();
        let result = after(&own, &plan);
        for before in &own.practitioners {
            let now = result.practitioner(&before.id).unwrap();
            nothing_of_ones_own_is_lost(&plan, before, now, before.id.as_str(), None);
            for duty in &before.duties {
                let now = now.duties.iter().find(|own| own.id == duty.id).unwrap();
                nothing_of_ones_own_is_lost(&plan, duty, now, before.id.as_str(), Some(duty.id.as_str()));
            }
        }
        for before in &own.cases {
            let now = result.case(&before.id).unwrap();
            nothing_of_ones_own_is_lost(&plan, before, now, before.id.as_str(), None);
            for child in &before.children {
                let now = now.children.iter().find(|own| own.id == child.id).unwrap();
                nothing_of_ones_own_is_lost(&plan, child, now, before.id.as_str(), Some(child.id.as_str()));
            }
            for task in &before.tasks {
                prop_assert!(now.tasks.iter().any(|own| own.id == task.id));
            }
        }
        // And every record of every file has a place, with as many entries at least.
        let all: usize = files.iter().map(|file| file.workspace.practitioners.len() + file.workspace.cases.len()).sum();
        prop_assert_eq!(plan.outcomes.len(), all);
        for outcome in &plan.outcomes {
            let theirs = &files[outcome.file].workspace;
            match outcome.root {
                Root::Practitioner => {
                    let now = result.practitioner(&outcome.id).unwrap();
                    prop_assert!(now.duties.len() >= theirs.practitioner(&outcome.theirs).unwrap().duties.len());
                }
                Root::Case => {
                    let (now, theirs) = (result.case(&outcome.id).unwrap(), theirs.case(&outcome.theirs).unwrap());
                    prop_assert!(now.children.len() >= theirs.children.len());
                    prop_assert!(now.tasks.len() >= theirs.tasks.len());
                    prop_assert!(!now.allocations.is_empty() || theirs.allocations.is_empty());
                }
            }
        }
    }

    #[test]
    fn the_result_is_valid_and_one_step_takes_it_back((own, files) in files(), choice in 0..3_u8) {
        let plan = plan(&own, &files, &answers_of(&own, &files, choice)).unwrap();
        let mut result = after(&own, &plan);
        prop_assert_eq!(&read(&result.write()), &result);
        if let Some(change) = &plan.change {
            let mut again = own.clone();
            let done = apply(&mut again, change).unwrap();
            apply(&mut result, &done.inverse).unwrap();
            prop_assert_eq!(result, own);
        }
    }

    #[test]
    fn the_order_of_files_does_not_change_what_is_there((own, files) in files()) {
        let turned: Vec<File> = files.iter().rev().cloned().collect();
        prop_assert_eq!(merged(&own, &files, &Answers::default()), merged(&own, &turned, &Answers::default()));
    }
}
