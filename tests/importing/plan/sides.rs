//! Each decision of a plan from both of its sides.

use super::{
    MONTH, case_of, child, child_of, family, first, given, holder_of, imported, key, pairs, person, planned, whole,
};
use fairload::facts::record::Record;
use fairload::facts::{Id, Month};
use fairload::importing::found::{Found, FoundTask};
use fairload::importing::imported::Imported;
use fairload::importing::plan::{Choices, plan};
use fairload::workspace::Workspace;

fn month(text: &str) -> Month {
    Month::read(text).unwrap()
}

/// The workspace with who holds the case of a child, by labels.
fn held_by(mut own: Workspace, number: &str, labels: &[&str]) -> Workspace {
    let id = case_of(&own, number).id.clone();
    let ids: Vec<Id> = labels
        .iter()
        .map(|label| own.practitioners.iter().find(|own| own.label.as_str() == *label).unwrap().id.clone())
        .collect();
    let case = own.cases.iter_mut().find(|case| case.id == id).unwrap();
    case.allocations.truncate(1);
    case.allocations[0].practitioner = Some(ids[0].clone());
    own
}

#[test]
fn a_family_that_closes_child_by_child_closes_with_the_last_of_them() {
    let mut both = family();
    both.children[0].case_facts = pairs(&[("closing_in", "2026-12")]);
    both.children[1].case_facts = pairs(&[("closing_in", MONTH)]);
    let made = planned(&Workspace::default(), &both, &Choices::default());
    assert_eq!(case_of(&made.workspace, "1").closing_in, Some(month("2026-12")));
}

#[test]
fn a_case_that_a_person_gave_to_whom_the_file_now_names_is_no_change_and_no_question() {
    let own = held_by(imported(&Workspace::default(), &first()), "1", &["AK"]);
    let mut next = first();
    next.children[0].practitioner = Some(1);
    let made = planned(&own, &next, &Choices::default());
    assert_eq!((made.conflicts.len(), made.changed.len()), (0, 0), "{:?}", made.changed);
    assert_eq!(case_of(&made.workspace, "1").allocated_on, case_of(&own, "1").allocated_on);
}

#[test]
fn of_a_family_who_holds_the_case_is_asked_once_though_each_child_has_moved() {
    let mut people = family();
    people.practitioners.push(person("Kim Lee", "KL", "North Assessment"));
    people.children[2].practitioner = Some(2);
    let own = held_by(imported(&Workspace::default(), &people), "1", &["KL"]);
    let mut next = people;
    for child in &mut next.children[..2] {
        child.practitioner = Some(1);
    }
    let made = planned(&own, &next, &Choices::default());
    assert_eq!(made.conflicts.len(), 1, "{:?}", made.conflicts);
    assert_eq!((made.conflicts[0].here.as_str(), made.conflicts[0].file.as_str()), ("KL", "AK"));
    assert_eq!(holder_of(&made.workspace, "1"), ["KL"]);
}

#[test]
fn a_case_whose_worker_the_files_take_away_is_unallocated_from_the_month_and_one_given_has_its_day() {
    let own = given(imported(&Workspace::default(), &first()), "1", false, "bulk", "lead");
    let mut next = first();
    next.children[0].practitioner = None;
    next.children[2].practitioner = Some(0);
    let made = planned(&own, &next, &Choices::default());
    let (gone, given) = (case_of(&made.workspace, "1"), case_of(&made.workspace, "3"));
    assert_eq!((gone.unallocated_since, gone.allocated_on, gone.allocations.len()), (Some(month(MONTH)), None, 0));
    assert_eq!((given.unallocated_since, given.allocated_on), (None, Some(month(MONTH))));
    assert_eq!(gone.text("bulk").as_deref(), Some(""), "who did the bulk of it did so with the worker before");
}

#[test]
fn how_two_share_who_are_new_on_a_case_is_not_said_and_whether_one_shares_is_not_known() {
    let own = imported(&Workspace::default(), &first());
    let mut next = first();
    next.children[0].co_worker = Some(1);
    let made = planned(&own, &next, &Choices::default());
    assert_eq!(holder_of(&made.workspace, "1"), ["JS", "AK"]);
    assert_eq!(case_of(&made.workspace, "1").text("co_working").as_deref(), Some(""), "it is asked");
    let back = planned(&made.workspace, &first(), &Choices::default());
    assert_eq!(holder_of(&back.workspace, "1"), ["JS"]);
    assert_eq!(case_of(&back.workspace, "1").text("co_working").as_deref(), Some("unknown"));
}

/// The files without one child.
fn without(number: usize) -> Found {
    let mut found = first();
    found.children.remove(number - 1);
    found
}

#[test]
fn only_a_child_of_this_council_whose_team_is_among_the_files_can_have_gone() {
    let own = imported(&Workspace::default(), &first());
    assert_eq!(planned(&own, &without(3), &Choices::default()).gone.len(), 1);
    // Nobody asks for a team that is not imported.
    let named = imported(&own, &{
        let mut found = first();
        found.children[2].team = "Leaving care".to_owned();
        found
    });
    let mut choices = Choices::default();
    choices.left_teams.insert("Leaving care".to_owned());
    assert_eq!(planned(&named, &without(3), &choices).gone.len(), 0);
    assert_eq!(planned(&named, &without(3), &Choices::default()).gone.len(), 1);
    // A child whose code is under a key that is not here may stand in the files under another.
    let mut other = own;
    let id = case_of(&other, "3").id.clone();
    let case = other.cases.iter_mut().find(|case| case.id == id).unwrap();
    let mut said = Imported::read(case.children[0].imported.as_str()).unwrap();
    assert_eq!(said.salt, key().salt());
    said.salt = "0123456789abcdef".to_owned();
    case.children[0].set("imported", &said.write()).unwrap();
    assert_eq!(planned(&other, &without(3), &Choices::default()).gone.len(), 0);
}

#[test]
fn families_by_hand_are_asked_about_at_the_first_import_alone_and_only_while_they_are_open() {
    let by_hand = |closing: &str| {
        Workspace::read(&format!(
            r#"{{"fairload": "workspace", "version": 5, "practitioners": [{{"id": "p1", "label": "Jane Smith", "team": "North Assessment"}}],
            "cases": [{{"id": "f1", "label": "Family 1", {closing} "children": [{{"id": "c1", "plan": "child_in_need"}}],
            "allocations": [{{"id": "a1", "practitioner": "p1"}}]}}]}}"#
        ))
        .unwrap()
    };
    let asked = |own: &Workspace| planned(own, &first(), &Choices::default()).by_hand.len();
    assert_eq!(asked(&by_hand("")), 1);
    assert_eq!(asked(&by_hand(r#""closing_in": "2026-10","#)), 0, "it closed before");
    let mut choices = Choices { replace_by_hand: Some(false), ..Choices::default() };
    let kept = planned(&by_hand(""), &first(), &choices).workspace;
    assert_eq!((kept.cases.len(), asked(&kept)), (4, 0), "it was answered");
    // One that nobody of the files holds is nobody\u{2019}s double.
    choices.replace_by_hand = Some(true);
    let mut others = by_hand("");
    others.cases[0].allocations.clear();
    assert_eq!(asked(&others), 0);
    assert_eq!(planned(&others, &first(), &choices).workspace.cases.len(), 4);
}

#[test]
fn a_case_that_went_to_another_team_and_is_opened_again_is_there_in_the_months_to_come() {
    let own = given(imported(&Workspace::default(), &first()), "1", false, "transferring_in", "2026-10");
    let made = planned(&own, &first(), &Choices::default());
    assert_eq!(made.conflicts.len(), 1);
    let mut choices = Choices::default();
    choices.answers.insert(made.conflicts[0].key.clone(), true);
    let case = case_of(&planned(&own, &first(), &choices).workspace, "1").clone();
    assert!(case.is_open(month(MONTH)) && case.is_open(month("2027-06")), "{case:?}");
}

/// So many children of the first worker, by number.
fn many(count: usize) -> Found {
    let children = (1..=count).map(|number| child(&number.to_string(), "child_in_need", Some(0))).collect();
    whole(vec![person("Jane Smith", "JS", "North Assessment")], children)
}

#[test]
fn two_and_more_than_a_tenth_who_lose_their_worker_are_asked_about_and_fewer_are_not() {
    for (count, lose, asked) in [(5, 1, false), (5, 2, true), (19, 2, true), (20, 2, false), (20, 3, true)] {
        let own = imported(&Workspace::default(), &many(count));
        let mut next = many(count);
        for child in &mut next.children[..lose] {
            child.practitioner = None;
        }
        let made = planned(&own, &next, &Choices::default());
        assert_eq!(!made.lost.is_empty(), asked, "{lose} of {count}");
        let held = (1..=count).filter(|number| !holder_of(&made.workspace, &number.to_string()).is_empty()).count();
        assert_eq!(held, if asked { count } else { count - lose }, "{lose} of {count}: kept until it is answered");
        let mut choices = Choices::default();
        choices.keeps.insert("holder".to_owned(), false);
        let made = planned(&own, &next, &choices);
        assert!(
            (1..=lose).all(|number| holder_of(&made.workspace, &number.to_string()).is_empty()),
            "{lose} of {count}"
        );
    }
}

#[test]
fn whose_the_new_children_are_is_asked_where_more_than_half_have_no_worker() {
    for (count, without, asks) in [(4, 2, false), (4, 3, true), (3, 1, false), (3, 2, true)] {
        let mut found = many(count);
        for child in &mut found.children[..without] {
            child.practitioner = None;
        }
        let made = planned(&Workspace::default(), &found, &Choices::default());
        assert_eq!(made.gaps.asks_whose(), asks, "{without} of {count}");
    }
}

#[test]
fn a_closed_case_is_nobody_whom_a_child_without_a_number_could_double() {
    let unnumbered = || {
        let mut found = first();
        found.children.iter_mut().for_each(|child| child.code = fairload::importing::code::Coded::default());
        found
    };
    let own = imported(&Workspace::default(), &first());
    assert!(planned(&own, &unnumbered(), &Choices::default()).gaps.may_double());
    let closed = ["1", "2", "3"].iter().fold(own, |own, number| given(own, number, false, "closing_in", "2026-10"));
    assert!(!planned(&closed, &unnumbered(), &Choices::default()).gaps.may_double());
}

#[test]
fn what_a_team_does_stays_as_a_person_said_it() {
    let mut own = imported(&Workspace::default(), &first());
    own.practitioners[0].set("team_type", "court").unwrap();
    own.practitioners[1].set("team_type", "").unwrap();
    let made = imported(&own, &first());
    let kinds: Vec<_> = made.practitioners.iter().map(|own| own.text("team_type").unwrap()).collect();
    assert_eq!(kinds, ["court", "leaving_care"]);
}

#[test]
fn somebody_of_the_same_name_in_another_team_is_asked_about() {
    let own = Workspace::read(
        r#"{"fairload": "workspace", "version": 5, "practitioners": [{"id": "p1", "label": "Jane Smith", "team": "South"}]}"#,
    )
    .unwrap();
    let made = planned(&own, &first(), &Choices::default());
    assert_eq!((made.twins[0].answer.clone(), made.unanswered(&Choices::default())), (None, 1));
}

#[test]
fn names_that_are_kept_are_not_lost_to_a_file_of_initials() {
    let named = Choices { keep_names: true, ..Choices::default() };
    let own = planned(&Workspace::default(), &first(), &named).workspace;
    assert_eq!(holder_of(&own, "1"), ["Jane Smith"]);
    let mut next = first();
    next.practitioners[0] = person("JS", "JS", "North Assessment");
    let made = planned(&own, &next, &named);
    assert_eq!(made.twins.len(), 1, "initials and a name may be one");
    let mut same = named;
    same.same.insert(made.twins[0].code.clone(), Some(made.twins[0].candidates[0].0.clone()));
    let made = planned(&own, &next, &same).workspace;
    assert_eq!((holder_of(&made, "1"), made.practitioners.len()), (vec!["Jane Smith".to_owned()], 2));
    // By either name nothing is asked from then on, and nobody comes twice.
    for found in [first(), next] {
        let again = planned(&made, &found, &same);
        assert_eq!((again.twins.len(), again.workspace.practitioners.len()), (0, 2));
    }
}

#[test]
fn one_child_in_common_or_half_of_them_makes_nobody_the_heir_of_another() {
    let before = |moved: usize, stays: usize| {
        let mut found = many(moved + stays);
        found.practitioners.push(person("Bo Chan", "BC", "North Assessment"));
        imported(&Workspace::default(), &found)
    };
    for (moved, stays, asked) in [(1, 0, false), (2, 0, true), (2, 2, false), (3, 2, true)] {
        let own = before(moved, stays);
        // Jane Smith is named no more: some of hers are with somebody new, the others with Bo Chan.
        let mut next = many(moved + stays);
        next.practitioners =
            vec![person("Jo Bloom", "JB", "North Assessment"), person("Bo Chan", "BC", "North Assessment")];
        for (place, child) in next.children.iter_mut().enumerate() {
            child.practitioner = Some(usize::from(place >= moved));
        }
        let made = planned(&own, &next, &Choices::default());
        assert_eq!(made.twins.len(), usize::from(asked), "{moved} moved, {stays} elsewhere");
    }
}

fn task(kind: &str, start: &str) -> FoundTask {
    FoundTask { kind: kind.to_owned(), facts: pairs(&[("start", start)]) }
}

#[test]
fn an_assessment_of_one_child_of_a_family_is_none_of_the_other() {
    let mut found = family();
    found.children[0].tasks = vec![task("single_assessment", "2026-10-03")];
    let own = imported(&Workspace::default(), &found);
    found.children[1].tasks = vec![task("single_assessment", "2026-11-05")];
    let made = imported(&own, &found);
    let case = case_of(&made, "1");
    let of = |number: &str| {
        let child = child_of(&made, number).id.clone();
        case.tasks.iter().filter(|own| own.child.as_ref() == Some(&child) && own.end.is_none()).count()
    };
    assert_eq!((of("1"), of("2")), (1, 1), "{:?}", case.tasks);
}

#[test]
fn of_two_of_a_kind_the_one_that_is_over_ends() {
    let mut found = first();
    found.children[0].tasks = vec![task("section_47", "2026-09-01"), task("section_47", "2026-11-01")];
    let own = imported(&Workspace::default(), &found);
    assert_eq!(case_of(&own, "1").tasks.len(), 2);
    found.children[0].tasks.remove(1);
    let made = imported(&own, &found);
    let open: Vec<_> = case_of(&made, "1").tasks.iter().filter(|own| own.end.is_none()).collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].text("start").as_deref(), Some("2026-09-01"));
}

#[test]
fn no_case_has_more_tasks_than_can_be_saved() {
    let mut found = first();
    let most = fairload::workspace::MOST_TASKS;
    let start = |day: usize| format!("20{:02}-{:02}-{:02}", 10 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    found.children[0].tasks = (0..most + 5).map(|day| task("single_assessment", &start(day))).collect();
    let made =
        plan(&Workspace::default(), &found, &key(), &Choices::default(), month(MONTH), fairload::change::IdMark::NONE);
    assert_eq!(case_of(&made.workspace, "1").tasks.len(), most);
    assert_eq!(Workspace::read(&made.workspace.write()).unwrap(), made.workspace);
}

#[test]
fn two_names_of_the_same_initials_are_two_people_and_nothing_is_asked() {
    let named = Choices { keep_names: true, ..Choices::default() };
    let own = planned(&Workspace::default(), &many(1), &named).workspace;
    let mut next = many(2);
    next.practitioners = vec![person("John Shaw", "JS", "South")];
    next.children.remove(0);
    let made = planned(&own, &next, &named);
    assert_eq!((made.twins.len(), made.new_practitioners), (0, 1));
}

#[test]
fn initials_with_a_number_stay_where_the_new_name_has_the_same() {
    let mut found = many(2);
    found.practitioners.push(person("Jo Sharp", "JS 2", "North Assessment"));
    found.children.extend((3..6).map(|number| child(&number.to_string(), "child_in_need", Some(1))));
    let own = imported(&Workspace::default(), &found);
    assert_eq!(holder_of(&own, "3"), ["JS 2"]);
    // Jo Sharp is Jo Stone now, and has the same children.
    found.practitioners[1] = person("Jo Stone", "JS", "North Assessment");
    let made = planned(&own, &found, &Choices::default());
    let mut same = Choices::default();
    same.same.insert(made.twins[0].code.clone(), Some(made.twins[0].candidates[0].0.clone()));
    assert_eq!(holder_of(&planned(&own, &found, &same).workspace, "3"), ["JS 2"]);
}
