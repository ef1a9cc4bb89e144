//! What was found in files, put beside a workspace: what is new, what changes, what a person gave and keeps, who is
//! gone, and what is asked.

mod sides;

use fairload::change::IdMark;
use fairload::facts::record::Record;
use fairload::facts::{Case, Child, Id, Month};
use fairload::importing::code::{Coded, Key};
use fairload::importing::found::{Found, FoundChild, FoundPractitioner, FoundTask, Ground, Place};
use fairload::importing::imported::Imported;
use fairload::importing::plan::{Choices, Plan, key_of, plan};
use fairload::workspace::Workspace;

const MONTH: &str = "2026-11";

fn key() -> Key {
    Key::of_chance(7)
}

fn code(kind: &str, text: &str) -> Coded {
    key().code(kind, text)
}

fn pairs(facts: &[(&str, &str)]) -> Vec<(String, String)> {
    facts.iter().map(|(fact, value)| ((*fact).to_owned(), (*value).to_owned())).collect()
}

fn person(name: &str, initials: &str, team: &str) -> FoundPractitioner {
    FoundPractitioner {
        code: code("practitioner", name),
        name: name.to_owned(),
        initials: initials.to_owned(),
        team: team.to_owned(),
        ..FoundPractitioner::default()
    }
}

fn child(number: &str, plan: &str, holder: Option<usize>) -> FoundChild {
    FoundChild {
        code: code("child", number),
        facts: pairs(&[("plan", plan), ("age", "7"), ("disability", "no")]),
        practitioner: holder,
        places: vec![Place { source: 0, row: 3 }],
        ..FoundChild::default()
    }
}

fn whole(practitioners: Vec<FoundPractitioner>, children: Vec<FoundChild>) -> Found {
    Found { practitioners, children, whole: true, ..Found::default() }
}

/// Two workers of two teams, with a child each, and one whom nobody has.
fn first() -> Found {
    whole(
        vec![person("Jane Smith", "JS", "North Assessment"), person("Ali Khan", "AK", "Leaving care")],
        vec![
            child("1", "child_in_need", Some(0)),
            child("2", "care_leaver_relevant", Some(1)),
            child("3", "child_protection", None),
        ],
    )
}

fn planned(own: &Workspace, found: &Found, choices: &Choices) -> Plan {
    let made = plan(own, found, &key(), choices, Month::read(MONTH).unwrap(), IdMark::NONE);
    // Whatever is planned can be saved and read.
    assert_eq!(Workspace::read(&made.workspace.write()).unwrap(), made.workspace);
    made
}

fn imported(own: &Workspace, found: &Found) -> Workspace {
    planned(own, found, &Choices::default()).workspace
}

fn case_of<'w>(workspace: &'w Workspace, number: &str) -> &'w Case {
    let wanted = code("child", number);
    let of = |child: &Child| Imported::read(child.imported.as_str()).is_some_and(|own| own.code == wanted);
    workspace.cases.iter().find(|case| case.children.iter().any(of)).unwrap()
}

fn child_of<'w>(workspace: &'w Workspace, number: &str) -> &'w Child {
    let wanted = code("child", number);
    let of = |child: &&Child| Imported::read(child.imported.as_str()).is_some_and(|own| own.code == wanted);
    case_of(workspace, number).children.iter().find(of).unwrap()
}

fn holder_of(workspace: &Workspace, number: &str) -> Vec<String> {
    let allocations = case_of(workspace, number).allocations.iter();
    allocations
        .map(|own| workspace.practitioner(own.practitioner.as_ref().unwrap()).unwrap().label.as_str().to_owned())
        .collect()
}

/// Gives a fact of the case or the child of a number, as a person would.
fn given(mut workspace: Workspace, number: &str, of_child: bool, fact: &str, value: &str) -> Workspace {
    let (case_id, child_id) = (case_of(&workspace, number).id.clone(), child_of(&workspace, number).id.clone());
    let case = workspace.cases.iter_mut().find(|case| case.id == case_id).unwrap();
    if of_child {
        case.children.iter_mut().find(|child| child.id == child_id).unwrap().set(fact, value).unwrap();
    } else {
        case.set(fact, value).unwrap();
    }
    workspace
}

#[test]
fn each_child_becomes_a_case_of_its_own_with_its_worker_and_what_the_files_say() {
    let made = planned(&Workspace::default(), &first(), &Choices::default());
    assert_eq!((made.new_children, made.new_practitioners, made.unanswered(&Choices::default())), (3, 2, 0));
    assert_eq!(made.words, "Imported 3 children");
    let own = &made.workspace;
    let labels: Vec<&str> = own.cases.iter().map(|case| case.label.as_str()).collect();
    assert_eq!(labels, ["Child 1", "Child 2", "Child 3"]);
    assert_eq!(holder_of(own, "1"), ["JS"]);
    assert_eq!(holder_of(own, "2"), ["AK"]);
    assert!(holder_of(own, "3").is_empty());
    assert_eq!(child_of(own, "3").text("plan").as_deref(), Some("child_protection"));
    assert_eq!(child_of(own, "3").text("age").as_deref(), Some("7"));
    let kinds: Vec<Option<String>> = own.practitioners.iter().map(|own| own.text("team_type")).collect();
    assert_eq!(kinds, [Some("duty_and_assessment".to_owned()), Some("leaving_care".to_owned())]);
}

#[test]
fn what_no_file_says_is_not_known_and_never_taken_as_no() {
    let own = imported(&Workspace::default(), &first());
    for fact in ["court_stage", "area", "co_working", "interpreter"] {
        assert_eq!(case_of(&own, "3").text(fact).as_deref(), Some("unknown"), "{fact}");
    }
    assert_eq!(child_of(&own, "3").text("complex_child_protection").as_deref(), Some("unknown"));
    assert_eq!(case_of(&own, "3").text("siblings_known").as_deref(), Some(""));
    // What the file does say is not open.
    assert_eq!(child_of(&own, "3").text("disability").as_deref(), Some(""));
    let plain = Choices { plain_circumstances: true, ..Choices::default() };
    let own = planned(&Workspace::default(), &first(), &plain).workspace;
    assert_eq!(case_of(&own, "3").text("interpreter").as_deref(), Some(""));
    assert_eq!(case_of(&own, "3").text("court_stage").as_deref(), Some("unknown"));
    let alone = Choices { held_alone: true, ..Choices::default() };
    let own = planned(&Workspace::default(), &first(), &alone).workspace;
    assert_eq!(case_of(&own, "3").text("co_working").as_deref(), Some(""));
    assert_eq!(case_of(&own, "3").text("interpreter").as_deref(), Some("unknown"));
}

#[test]
fn names_are_kept_only_where_the_reader_wants_them_and_no_number_of_a_child_is() {
    let text = imported(&Workspace::default(), &first()).write();
    assert!(!text.contains("Jane") && !text.contains("Khan"), "{text}");
    let kept = Choices { keep_names: true, ..Choices::default() };
    let own = planned(&Workspace::default(), &first(), &kept).workspace;
    assert_eq!(holder_of(&own, "1"), ["Jane Smith"]);
    // And not any more once they are not wanted.
    let again = planned(&own, &first(), &Choices::default()).workspace;
    assert_eq!(holder_of(&again, "1"), ["JS"]);
    assert!(!again.write().contains("Jane"));
}

#[test]
fn the_same_files_again_change_nothing() {
    let own = imported(&Workspace::default(), &first());
    assert_eq!(key_of(&own, 99), key());
    let again = planned(&own, &first(), &Choices::default());
    assert_eq!((again.new_children, again.same_children, again.changed.len(), again.gone.len()), (0, 3, 0, 0));
    assert_eq!((again.new_practitioners, again.known_practitioners), (0, 2));
    assert_eq!(again.workspace, own);
}

#[test]
fn next_month_what_the_file_changed_is_taken_and_what_a_person_added_stays() {
    let own = imported(&Workspace::default(), &first());
    let own = given(own, "1", false, "minutes_each_way", "45");
    let own = given(own, "1", true, "unstable", "yes");
    let own = given(own, "3", true, "complex_child_protection", "yes");
    let mut next = first();
    next.children[0].facts = pairs(&[("plan", "child_protection"), ("age", "8"), ("disability", "no")]);
    let made = planned(&own, &next, &Choices::default());
    assert_eq!((made.same_children, made.changed.len()), (2, 1));
    assert_eq!(made.changed[0].what, ["Plan: Child in need \u{2192} Child protection plan", "Age: 7 \u{2192} 8"]);
    let own = &made.workspace;
    assert_eq!(case_of(own, "1").text("minutes_each_way").as_deref(), Some("45"));
    assert_eq!(child_of(own, "1").text("unstable").as_deref(), Some("yes"));
    assert_eq!(child_of(own, "3").text("complex_child_protection").as_deref(), Some("yes"));
}

#[test]
fn what_a_person_and_the_file_both_changed_is_asked_and_stays_until_answered() {
    let own = imported(&Workspace::default(), &first());
    let own = given(own, "1", true, "plan", "looked_after");
    let mut next = first();
    next.children[0].facts[0].1 = "child_protection".to_owned();
    let made = planned(&own, &next, &Choices::default());
    assert_eq!((made.conflicts.len(), made.unanswered(&Choices::default())), (1, 1));
    let conflict = &made.conflicts[0];
    assert_eq!((conflict.about.as_str(), conflict.fact.as_str()), ("Child 1", "Plan"));
    assert_eq!((conflict.here.as_str(), conflict.file.as_str()), ("Looked after", "Child protection plan"));
    for (takes_file, plan) in [(true, "child_protection"), (false, "looked_after")] {
        let mut choices = Choices::default();
        choices.answers.insert(conflict.key.clone(), takes_file);
        let made = planned(&own, &next, &choices);
        assert_eq!(made.unanswered(&choices), 0);
        assert_eq!(child_of(&made.workspace, "1").text("plan").as_deref(), Some(plan));
        // Once it was answered it is not asked next month.
        assert_eq!(planned(&made.workspace, &next, &Choices::default()).conflicts.len(), 0);
    }
}

#[test]
fn children_who_were_joined_to_a_family_are_known_again_in_it() {
    let own = imported(&Workspace::default(), &first());
    let ids: Vec<Id> = ["1", "3"].iter().map(|number| case_of(&own, number).id.clone()).collect();
    // As the page joins them: the second child moves into the first one's case.
    let mut joined = own.clone();
    let second = joined.cases.iter().find(|case| case.id == ids[1]).unwrap().children[0].clone();
    joined.cases.retain(|case| case.id != ids[1]);
    let family = joined.cases.iter_mut().find(|case| case.id == ids[0]).unwrap();
    family.children.push(Child { id: Id::new("c2").unwrap(), ..second });
    let mut next = first();
    next.children[2].facts[0].1 = "looked_after".to_owned();
    let made = planned(&joined, &next, &Choices::default());
    assert_eq!((made.new_children, made.changed.len()), (0, 1));
    assert_eq!(case_of(&made.workspace, "1").id, case_of(&made.workspace, "3").id);
    assert_eq!(child_of(&made.workspace, "3").text("plan").as_deref(), Some("looked_after"));
    // The file has the second child with nobody, as before: the family keeps its worker.
    assert_eq!(holder_of(&made.workspace, "3"), ["JS"]);
}

#[test]
fn a_child_who_went_to_another_worker_moves_unless_a_person_moved_the_case_too() {
    let own = imported(&Workspace::default(), &first());
    let mut next = first();
    next.children[0].practitioner = Some(1);
    let made = planned(&own, &next, &Choices::default());
    assert_eq!(holder_of(&made.workspace, "1"), ["AK"]);
    assert_eq!(made.changed[0].what, ["Held by: JS \u{2192} AK"]);
    assert_eq!(case_of(&made.workspace, "1").allocated_on.map(|on| on.to_string()).as_deref(), Some(MONTH));
    // Somebody has taken it away here meanwhile.
    let mut taken = own.clone();
    let id = case_of(&own, "1").id.clone();
    taken.cases.iter_mut().find(|case| case.id == id).unwrap().allocations.clear();
    assert!(
        holder_of(&planned(&taken, &first(), &Choices::default()).workspace, "1").is_empty(),
        "the file is as before"
    );
    let made = planned(&taken, &next, &Choices::default());
    assert_eq!((made.conflicts.len(), made.conflicts[0].here.as_str()), (1, "nobody"));
    assert!(holder_of(&made.workspace, "1").is_empty());
    let mut choices = Choices::default();
    choices.answers.insert(made.conflicts[0].key.clone(), true);
    assert_eq!(holder_of(&planned(&taken, &next, &choices).workspace, "1"), ["AK"]);
}

#[test]
fn who_is_not_in_the_files_any_more_is_asked_about_closed_or_left_and_opens_again() {
    let own = imported(&Workspace::default(), &first());
    let mut next = first();
    next.children.remove(0);
    let made = planned(&own, &next, &Choices::default());
    assert_eq!((made.gone.len(), made.unanswered(&Choices::default())), (1, 1));
    assert_eq!(
        (made.gone[0].called.as_str(), made.gone[0].plan.as_str(), made.gone[0].holder.as_str()),
        ("Child 1", "Child in need", "JS")
    );
    let leave = Choices { close_gone: Some(false), ..Choices::default() };
    assert_eq!(planned(&own, &next, &leave).workspace, own);
    let close = Choices { close_gone: Some(true), ..Choices::default() };
    let closed = planned(&own, &next, &close).workspace;
    assert_eq!(case_of(&closed, "1").text("closing_in").as_deref(), Some(MONTH));
    assert_eq!(planned(&closed, &next, &Choices::default()).gone.len(), 0, "who closes is not asked about again");
    // Back in the files.
    let back = planned(&closed, &first(), &Choices::default());
    assert_eq!(case_of(&back.workspace, "1").text("closing_in").as_deref(), Some(""));
    // Files that are a part of the cases say nothing of the others.
    let part = Found { whole: false, ..next };
    assert_eq!(planned(&own, &part, &Choices::default()).gone.len(), 0);
}

#[test]
fn one_of_a_family_who_is_gone_leaves_it_with_the_tasks_about_that_child_and_the_others_stay() {
    let mut found = first();
    for child in &mut found.children[..2] {
        child.family = Some(code("family", "F"));
        child.practitioner = Some(0);
        child.tasks =
            vec![FoundTask { kind: "single_assessment".to_owned(), facts: pairs(&[("start", "2026-10-20")]) }];
    }
    let own = imported(&Workspace::default(), &found);
    assert_eq!(case_of(&own, "1").children.len(), 2);
    assert_eq!(case_of(&own, "1").label.as_str(), "Family 1");
    assert_eq!(case_of(&own, "1").text("siblings_known").as_deref(), Some("yes"));
    assert_eq!(case_of(&own, "1").tasks.len(), 2);
    let mut next = found.clone();
    next.children.remove(0);
    let close = Choices { close_gone: Some(true), ..Choices::default() };
    let made = planned(&own, &next, &close).workspace;
    assert_eq!((case_of(&made, "2").children.len(), case_of(&made, "2").tasks.len()), (1, 1));
    assert_eq!(case_of(&made, "2").text("closing_in").as_deref(), Some(""));
}

#[test]
fn an_assessment_that_is_over_ends_in_the_month_and_a_new_one_is_added_once() {
    let mut found = first();
    found.children[0].tasks =
        vec![FoundTask { kind: "single_assessment".to_owned(), facts: pairs(&[("start", "2026-10-20")]) }];
    let own = imported(&Workspace::default(), &found);
    let task = &case_of(&own, "1").tasks[0];
    assert_eq!(
        (task.text("kind").as_deref(), task.text("start").as_deref()),
        (Some("single_assessment"), Some("2026-10-20"))
    );
    assert_eq!(imported(&own, &found), own);
    let mut next = first();
    next.children[0].tasks =
        vec![FoundTask { kind: "section_47".to_owned(), facts: pairs(&[("start", "2026-11-03")]) }];
    let made = planned(&own, &next, &Choices::default());
    let tasks = &case_of(&made.workspace, "1").tasks;
    assert_eq!(tasks.len(), 2);
    assert_eq!(tasks[0].text("end").as_deref(), Some(MONTH));
    assert_eq!(tasks[1].text("end").as_deref(), Some(""));
    assert_eq!(made.changed[0].what.len(), 2);
}

#[test]
fn a_team_that_is_left_out_brings_neither_its_people_nor_its_children() {
    let mut choices = Choices::default();
    choices.left_teams.insert("Leaving care".to_owned());
    let made = planned(&Workspace::default(), &first(), &choices);
    assert_eq!((made.new_children, made.new_practitioners, made.left_children), (2, 1, 1));
    let names: Vec<(&str, bool)> = made.teams.iter().map(|team| (team.name.as_str(), team.included)).collect();
    assert_eq!(names, [("Leaving care", false), ("No team named", true), ("North Assessment", true)]);
    // And next month its children who were never here are not gone.
    assert_eq!(planned(&made.workspace, &first(), &choices).gone.len(), 0);
}

#[test]
fn a_worker_whose_name_stood_the_other_way_round_last_month_is_known_again() {
    let turned = person("Smith Jane", "SJ", "North");
    let own = imported(&Workspace::default(), &whole(vec![turned.clone()], vec![child("1", "child_in_need", Some(0))]));
    let both = FoundPractitioner { also: vec![turned.code], ..person("Jane Smith", "JS", "North") };
    let made = planned(&own, &whole(vec![both], vec![child("1", "child_in_need", Some(0))]), &Choices::default());
    assert_eq!((made.known_practitioners, made.new_practitioners, made.same_children), (1, 0, 1));
    assert_eq!(made.workspace.practitioners.len(), 1);
    assert_eq!(made.workspace.cases[0].allocations.len(), 1);
}

#[test]
fn somebody_who_was_entered_by_hand_is_asked_about_and_then_known() {
    let by_hand = r#"{"fairload": "workspace", "version": 4, "practitioners": [{"id": "p1", "label": "js", "role": "social_worker"}],
        "cases": [{"id": "f1", "label": "Family 1", "children": [{"id": "c1", "plan": "child_in_need"}],
        "allocations": [{"id": "a1", "practitioner": "p1"}]}]}"#;
    let own = Workspace::read(by_hand).unwrap();
    let made = planned(&own, &first(), &Choices::default());
    assert_eq!((made.twins.len(), made.twins[0].called.as_str()), (1, "JS, North Assessment"));
    assert_eq!(made.unanswered(&Choices::default()), 1);
    let mut choices = Choices::default();
    choices.same.insert(made.twins[0].code.clone(), Some(Id::new("p1").unwrap()));
    let made = planned(&own, &first(), &choices);
    assert_eq!((made.new_practitioners, made.known_practitioners), (1, 1));
    // The children who were entered by hand may be those of the files.
    assert_eq!((made.by_hand.len(), made.unanswered(&choices)), (1, 1));
    choices.replace_by_hand = Some(true);
    let replaced = planned(&own, &first(), &choices).workspace;
    assert_eq!((replaced.cases.len(), replaced.practitioners.len()), (3, 2));
    assert_eq!(replaced.practitioners[0].text("role").as_deref(), Some("social_worker"));
    assert_eq!(holder_of(&replaced, "1"), ["js"]);
    choices.replace_by_hand = Some(false);
    assert_eq!(planned(&own, &first(), &choices).workspace.cases.len(), 4);
    // Next month nothing of this is asked.
    let again = planned(&replaced, &first(), &Choices::default());
    assert_eq!((again.twins.len(), again.by_hand.len(), again.workspace == replaced), (0, 0, true));
}

#[test]
fn somebody_of_the_same_name_and_team_is_taken_for_the_same_and_can_be_told_apart() {
    let own = Workspace::read(
        r#"{"fairload": "workspace", "version": 4, "practitioners": [{"id": "p1", "label": "jane smith", "team": "north  assessment"}]}"#,
    )
    .unwrap();
    let made = planned(&own, &first(), &Choices::default());
    assert_eq!(made.twins[0].answer, Some(Some(Id::new("p1").unwrap())));
    assert_eq!(made.workspace.practitioners.len(), 2);
    let mut choices = Choices::default();
    choices.same.insert(made.twins[0].code.clone(), None);
    let made = planned(&own, &first(), &choices);
    assert_eq!(made.workspace.practitioners.len(), 3);
    assert_eq!(holder_of(&made.workspace, "1"), ["JS"]);
}

#[test]
fn somebody_of_the_same_initials_alone_is_asked_about() {
    let own = Workspace::read(
        r#"{"fairload": "workspace", "version": 4, "practitioners": [{"id": "p1", "label": "JS", "team": "north  assessment"}]}"#,
    )
    .unwrap();
    let made = planned(&own, &first(), &Choices::default());
    assert_eq!((made.twins[0].answer.clone(), made.unanswered(&Choices::default())), (None, 1));
    let mut choices = Choices::default();
    choices.same.insert(made.twins[0].code.clone(), None);
    let made = planned(&own, &first(), &choices);
    assert_eq!(holder_of(&made.workspace, "1"), ["JS 2"], "two people have two labels");
}

#[test]
fn children_without_a_number_are_new_each_time_and_two_of_them_are_two() {
    let mut found = first();
    for child in &mut found.children[..2] {
        child.code = Coded::default();
    }
    let own = imported(&Workspace::default(), &found);
    assert_eq!(own.cases.len(), 3);
    let again = planned(&own, &found, &Choices::default());
    assert_eq!((again.new_children, again.same_children), (2, 1));
}

#[test]
fn reasons_to_think_of_siblings_are_kept_as_codes_that_are_the_same_for_both() {
    let mut found = first();
    let ground =
        Ground { kind: "plan_start".to_owned(), words: "words".to_owned(), shared: "2026-03-01/JS".to_owned() };
    found.children[0].grounds = vec![ground.clone()];
    found.children[2].grounds = vec![ground];
    let own = imported(&Workspace::default(), &found);
    let of = |number| Imported::read(child_of(&own, number).imported.as_str()).unwrap().grounds;
    assert_eq!(of("1"), of("3"));
    assert_eq!(of("1")[0].1.len(), 8);
    assert!(!own.write().contains("2026-03-01"));
    assert_eq!(own.cases.len(), 3, "nobody is joined");
}

#[test]
fn a_case_that_a_person_closed_and_the_file_has_as_open_is_asked_about() {
    let own = given(imported(&Workspace::default(), &first()), "1", false, "closing_in", "2026-10");
    let made = planned(&own, &first(), &Choices::default());
    assert_eq!((made.conflicts.len(), made.conflicts[0].fact.as_str()), (1, "Open or closed"));
    let mut choices = Choices::default();
    choices.answers.insert(made.conflicts[0].key.clone(), true);
    assert_eq!(case_of(&planned(&own, &first(), &choices).workspace, "1").text("closing_in").as_deref(), Some(""));
    choices.answers.insert(made.conflicts[0].key.clone(), false);
    let stays = planned(&own, &first(), &choices).workspace;
    assert_eq!(case_of(&stays, "1").text("closing_in").as_deref(), Some("2026-10"));
}

#[test]
fn a_case_that_begins_only_later_is_not_taken_for_a_closed_one() {
    let own = given(imported(&Workspace::default(), &first()), "1", false, "allocated_on", "2027-01");
    let made = planned(&own, &first(), &Choices::default());
    assert_eq!(made.conflicts.len(), 0);
    assert_eq!(case_of(&made.workspace, "1").text("allocated_on").as_deref(), Some("2027-01"));
}

#[test]
fn the_same_files_change_nothing_once_brothers_and_sisters_have_left_a_family() {
    let with_family = |number: &str| {
        let mut own = child(number, "child_in_need", Some(0));
        own.case_facts = pairs(&[("closing_in", ""), ("transferring_in", "")]);
        own
    };
    let people = || vec![person("Jane Smith", "JS", "North Assessment")];
    let mut both = whole(people(), vec![with_family("1"), with_family("2")]);
    both.children.iter_mut().for_each(|own| own.family = Some(code("family", "7")));
    let own = imported(&Workspace::default(), &both);
    assert_eq!(own.cases.len(), 1);
    let left = whole(people(), vec![with_family("1")]);
    let choices = Choices { close_gone: Some(true), ..Choices::default() };
    let once = planned(&own, &left, &choices).workspace;
    assert_eq!(once.cases[0].children.len(), 1);
    assert_eq!(planned(&once, &left, &choices).workspace, once);
}

#[test]
fn a_score_of_what_nobody_has_said_yet_is_a_range_that_does_not_reach_below_nought() {
    let mut found = first();
    // A plan that was not read leaves the most open.
    found.children.push(child("4", "", Some(0)));
    found.children.push(child("5", "child_protection_and_looked_after", Some(0)));
    let own = imported(&Workspace::default(), &found);
    for published in fairload::schemes::published() {
        let scheme = fairload::scheme::Scheme::read(published.text).unwrap();
        for practitioner in &own.practitioners {
            let score = fairload::scoring::score(&scheme, &own, &practitioner.id, Month::read(MONTH).unwrap()).unwrap();
            // A count of children is not in doubt for what is not known of them.
            let open = !scheme.counted_in.is_points();
            assert!(open || score.least < score.most, "{}: nothing is open", scheme.id);
            assert!(score.least >= fairload::points::Points::ZERO, "{}: {} to {}", scheme.id, score.least, score.most);
        }
    }
}

#[test]
fn what_the_files_have_no_column_for_stays_as_it_is_and_as_it_was_said() {
    let mut found = first();
    found.children[0].tasks =
        vec![FoundTask { kind: "single_assessment".to_owned(), facts: pairs(&[("start", "2026-10-20")]) }];
    let own = imported(&Workspace::default(), &found);
    let mut next = found.clone();
    for child in &mut next.children {
        child.tasks.clear();
        child.practitioner = None;
        child.untold = vec!["holder".to_owned(), "single_assessment".to_owned()];
    }
    next.practitioners.clear();
    next.children[0].facts[1].1 = "8".to_owned();
    let made = planned(&own, &next, &Choices::default());
    assert_eq!(made.changed[0].what, ["Age: 7 \u{2192} 8"]);
    assert_eq!(holder_of(&made.workspace, "1"), ["JS"]);
    assert_eq!(case_of(&made.workspace, "1").tasks[0].text("end").as_deref(), Some(""));
    // And the first files again change nothing but the age.
    let again = planned(&made.workspace, &found, &Choices::default());
    assert_eq!(again.changed.len(), 1, "{:?}", again.changed);
}

/// Two children of one family, both with the first worker.
fn family() -> Found {
    let mut found = first();
    for child in &mut found.children[..2] {
        child.family = Some(code("family", "F"));
        child.practitioner = Some(0);
    }
    found
}

#[test]
fn one_of_a_family_who_closes_does_not_close_the_others_and_all_who_close_do() {
    let mut one = family();
    one.children[0].case_facts = pairs(&[("closing_in", MONTH)]);
    for own in [Workspace::default(), imported(&Workspace::default(), &family())] {
        let made = planned(&own, &one, &Choices::default());
        assert_eq!(case_of(&made.workspace, "2").text("closing_in").as_deref(), Some(""));
        assert!(made.notes.iter().any(|note| note.contains("stays open for the others")), "{:?}", made.notes);
        let mut both = one.clone();
        both.children[1].case_facts = pairs(&[("closing_in", MONTH)]);
        let made = planned(&own, &both, &Choices::default());
        assert_eq!(case_of(&made.workspace, "2").text("closing_in").as_deref(), Some(MONTH));
    }
}

#[test]
fn one_of_a_family_who_goes_to_another_worker_does_not_take_the_others_worker_away() {
    let own = imported(&Workspace::default(), &family());
    let mut next = family();
    next.children[0].practitioner = Some(1);
    let made = planned(&own, &next, &Choices::default());
    assert_eq!(holder_of(&made.workspace, "1"), ["AK", "JS"]);
    assert_eq!(made.notes.len(), 1, "{:?}", made.notes);
}

#[test]
fn two_loads_of_the_page_that_import_the_same_files_make_the_same_records() {
    let mut found = family();
    found.children[0].tasks =
        vec![FoundTask { kind: "single_assessment".to_owned(), facts: pairs(&[("start", "2026-10-20")]) }];
    let month = Month::read(MONTH).unwrap();
    let of = |mark| plan(&Workspace::default(), &found, &key(), &Choices::default(), month, IdMark::of(mark)).workspace;
    assert_eq!(of(1), of(2));
}

#[test]
fn what_a_file_says_is_not_there_is_no_longer_open_also_where_the_child_has_no_number_or_very_much_is_said() {
    let no = ["interpreter", "adult_of_concern", "mappa_meeting", "complex_communication", "asylum_seeker"];
    let says_no = |mut own: FoundChild| {
        own.case_facts = pairs(&no.map(|fact| (fact, "no")));
        own
    };
    let nobody_knows = FoundChild { code: Coded::default(), ..says_no(child("1", "child_protection", None)) };
    let mut much = says_no(child("2", "looked_after", None));
    // Everything that the template for children has a column for.
    for target in fairload::importing::templates::children() {
        use fairload::importing::mapping::targets::{Of, Target};
        match target {
            Target::Fact(Of::Child, fact) if !["plan", "age", "disability", "label"].contains(&fact) => {
                much.facts.push((fact.to_owned(), "no".to_owned()));
            }
            Target::Fact(Of::Case, fact) => much.case_facts.push((fact.to_owned(), "no".to_owned())),
            _ => {}
        }
    }
    let own = imported(&Workspace::default(), &whole(Vec::new(), vec![nobody_knows, much]));
    for case in &own.cases {
        for fact in no {
            assert_eq!(case.text(fact).as_deref(), Some(""), "{fact}");
        }
        assert_eq!(case.children[0].text("disability").as_deref(), Some(""));
    }
    assert_eq!(own.cases[1].children[0].text("regulation_24").as_deref(), Some(""));
    assert_eq!(own.cases[1].text("overnight_stay").as_deref(), Some(""));
}

#[test]
fn a_case_that_stays_closed_by_what_a_person_answered_is_not_asked_about_again() {
    let own = given(imported(&Workspace::default(), &first()), "1", false, "closing_in", "2026-05");
    let asked = planned(&own, &first(), &Choices::default());
    let key = asked.conflicts[0].key.clone();
    let choices = Choices { answers: [(key, false)].into(), ..Choices::default() };
    let stays = planned(&own, &first(), &choices).workspace;
    assert_eq!(case_of(&stays, "1").text("closing_in").as_deref(), Some("2026-05"));
    let again = planned(&stays, &first(), &Choices::default());
    assert_eq!(again.conflicts, []);
    assert_eq!(again.workspace, stays);
    // Closed anew, it is another question.
    let open = given(stays, "1", false, "closing_in", "");
    let open = planned(&open, &first(), &Choices::default());
    assert_eq!(open.conflicts, []);
    let closed = given(open.workspace, "1", false, "closing_in", "2026-10");
    assert_eq!(planned(&closed, &first(), &Choices::default()).conflicts.len(), 1);
}
