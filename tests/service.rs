//! A service and its teams: sums, means, medians, spread, what cases are, what managers answer for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

use fairload::facts::{Id, Month};
use fairload::points::Points;
use fairload::service::{Spread, concentration_of, has_left, is_away, joined, manager_figures, teams};
use fairload::workspace::Workspace;

fn month(text: &str) -> Month {
    Month::read(text).unwrap()
}

fn whole(points: i32) -> Points {
    Points::whole(points)
}

fn points(text: &str) -> Points {
    Points::read(text).unwrap()
}

fn service() -> Workspace {
    Workspace::read(
        r#"{"fairload": "workspace", "version": 5,
        "practitioners": [
          {"id": "sm", "label": "SM", "role": "service_manager", "service": "Children", "team": "North"},
          {"id": "tm", "label": "TM", "role": "team_manager", "service": "Children", "team": "North", "line_manager": "sm"},
          {"id": "a1", "label": "A1", "role": "assistant_team_manager", "service": "Children", "team": "North", "line_manager": "tm"},
          {"id": "a2", "label": "A2", "role": "assistant_team_manager", "service": "Children", "team": "North", "line_manager": "tm"},
          {"id": "w1", "label": "W1", "service": "Children", "team": "North", "line_manager": "a1"},
          {"id": "w2", "label": "W2", "service": "Children", "team": "North", "line_manager": "a1", "hours_per_week": 18.5},
          {"id": "w3", "label": "W3", "service": "Children", "team": "North", "line_manager": "a2", "away_from": "2026-10"},
          {"id": "w4", "label": "W4", "team": "South", "left_in": "2026-10"},
          {"id": "w5", "label": "W5"}],
        "cases": [
          {"id": "f1", "allocations": [{"practitioner": "w1"}], "children": [{"plan": "child_protection"}, {"plan": "child_in_need"}]},
          {"id": "f2", "allocations": [{"practitioner": "w1"}, {"practitioner": "w2", "part": "co_worker"}], "area": "outside",
           "children": [{"plan": "child_protection_and_looked_after"}, {"plan": "child_in_need"}, {}]},
          {"id": "f3", "allocations": [{"practitioner": "w3"}], "children": [{"plan": "looked_after", "area": "outside"}]},
          {"id": "f4", "allocations": [{"practitioner": "w3"}], "closing_in": "2026-10", "children": [{"plan": "looked_after"}]},
          {"id": "f5", "children": [{"plan": "child_in_need"}]}]}"#,
    )
    .unwrap()
}

#[test]
fn a_median_is_the_middle_one_or_half_way_between_the_two_in_the_middle() {
    let of = |amounts: &[i32]| Spread::of(&amounts.iter().map(|own| whole(*own)).collect::<Vec<_>>());
    assert_eq!(of(&[]), None);
    let odd = of(&[9, 1, 4]).unwrap();
    assert_eq!((odd.sum, odd.median, odd.least, odd.most), (whole(14), whole(4), whole(1), whole(9)));
    assert_eq!(odd.mean(), points("4.67"));
    let even = of(&[9, 1, 4, 5]).unwrap();
    assert_eq!((even.median, even.mean()), (points("4.5"), points("4.75")));
    assert_eq!(of(&[7]).unwrap().median, whole(7));
}

#[test]
fn a_team_holds_a_shared_case_once_and_each_of_its_people_holds_it() {
    let workspace = service();
    let teams = teams(&workspace, month("2026-11"));
    let names: Vec<(&str, &str)> = teams.iter().map(|own| (own.service.as_str(), own.name.as_str())).collect();
    assert_eq!(names, [("Children", "North"), ("", "")], "who left before and holds nothing is in no team");
    let north = &teams[0];
    assert_eq!((north.held.children, north.held.families), (6, 3), "what closed in October is not there");
    let children = north.children.unwrap();
    assert_eq!((children.people, children.sum, children.median), (3, whole(9), whole(3)));
    assert_eq!((children.least, children.most), (whole(1), whole(5)));
    assert_eq!(north.families.unwrap().sum, whole(4));
    assert_eq!(north.full_time, points("2.5"));
    assert_eq!(north.average(), Some(points("2.4")), "6 children by 2.5 full-time equivalents");
    assert_eq!(north.away.len(), 1, "who is away and holds a case is told");
    assert_eq!(teams[1].average(), None);
}

#[test]
fn teams_together_hold_what_they_share_once_and_are_spread_over_all_their_people() {
    let mut workspace = service();
    // The second family is shared with the other team too.
    workspace.cases[1].allocations[1].practitioner = Some(Id::new("w5").unwrap());
    let teams = teams(&workspace, month("2026-11"));
    assert_eq!(teams.iter().map(|own| own.held.children).collect::<Vec<_>>(), [6, 3]);
    let together = joined(&teams, &workspace, month("2026-11"));
    assert_eq!((together.held.children, together.held.families), (6, 3));
    assert_eq!((together.people.len(), together.holders.len(), together.away.len()), (8, 3, 1));
    let children = together.children.unwrap();
    assert_eq!((children.people, children.sum, children.median), (3, whole(9), whole(3)));
    assert_eq!((children.least, children.most), (whole(1), whole(5)));
    assert_eq!((together.families.unwrap().sum, together.families.unwrap().median), (whole(4), whole(1)));
    assert_eq!((together.full_time, together.average()), (whole(3), Some(whole(2))));
    assert_eq!((together.concentration.children, together.concentration.child_protection), (6, 2));
    assert_eq!(joined(&[], &workspace, month("2026-11")), fairload::service::Team::default());
}

#[test]
fn what_cases_are_is_counted_child_by_child() {
    let workspace = service();
    let own = teams(&workspace, month("2026-11"))[0].concentration;
    assert_eq!((own.children, own.child_protection, own.looked_after, own.plan_not_known), (6, 2, 2, 1));
    // The child in need of the family outside, and the child placed outside; the one looked after in the area is not.
    assert_eq!(own.outside, 2);
    assert_eq!(own.percent(own.child_protection), Some(33));
    let w3 = concentration_of(&workspace, &Id::new("w3").unwrap(), month("2026-11"));
    assert_eq!((w3.children, w3.looked_after), (1, 1));
    assert_eq!(fairload::service::Concentration::default().percent(0), None);
}

#[test]
fn a_part_of_the_children_is_in_whole_percent_and_a_half_goes_up() {
    let of_eight = fairload::service::Concentration { children: 8, ..Default::default() };
    let percents: Vec<_> = [0, 1, 2, 3, 8].map(|count| of_eight.percent(count).unwrap()).into();
    assert_eq!(percents, [0, 13, 25, 38, 100]);
    let of_three = fairload::service::Concentration { children: 3, ..Default::default() };
    assert_eq!((of_three.percent(1), of_three.percent(2)), (Some(33), Some(67)));
}

#[test]
fn who_left_and_holds_cases_all_the_same_stays_in_the_team_and_is_told() {
    let mut workspace = service();
    let w4 = Id::new("w4").unwrap();
    workspace.cases[0].allocations[0].practitioner = Some(w4);
    let teams = teams(&workspace, month("2026-11"));
    let south = teams.iter().find(|own| own.name == "South").unwrap();
    assert_eq!((south.people.as_slice(), south.held.children), ([7].as_slice(), 2));
    assert_eq!(south.away, [7], "cases that nobody works on are in nobody\u{2019}s average unseen");
}

#[test]
fn teams_stand_by_service_and_name_and_those_without_one_last() {
    let workspace = Workspace::read(
        r#"{"fairload": "workspace", "version": 5, "practitioners": [
          {"id": "a"}, {"id": "b", "team": "Zebra"}, {"id": "c", "service": "Late", "team": "A"},
          {"id": "d", "service": "Early"}, {"id": "e", "service": "Early", "team": "B"}, {"id": "f", "team": "Able"},
          {"id": "g", "service": "Early", "team": "A"}, {"id": "h", "service": " Early", "team": "B "}]}"#,
    )
    .unwrap();
    let teams = teams(&workspace, month("2026-11"));
    let names: Vec<(&str, &str, usize)> =
        teams.iter().map(|own| (own.service.as_str(), own.name.as_str(), own.people.len())).collect();
    let expected =
        [("Early", "A", 1), ("Early", "B", 2), ("Early", "", 1), ("Late", "A", 1), ("", "Able", 1), ("", "Zebra", 1)];
    assert_eq!(names[..6], expected);
    assert_eq!(names[6], ("", "", 1));
}

#[test]
fn numbers_in_the_names_of_teams_stand_in_their_order() {
    let names = ["Team 10", "team 9", "Team 2", "Team", "Team 2b", "Team 02", "Team 2", "Ämter", "Duty"];
    let practitioners: Vec<_> =
        names.iter().enumerate().map(|(at, team)| format!(r#"{{"id": "p{at}", "team": "{team}"}}"#)).collect();
    let text = format!(r#"{{"fairload": "workspace", "version": 5, "practitioners": [{}]}}"#, practitioners.join(","));
    let workspace = Workspace::read(&text).unwrap();
    let found: Vec<_> = teams(&workspace, month("2026-11")).into_iter().map(|team| team.name).collect();
    assert_eq!(found, ["Duty", "Team", "Team 02", "Team 2", "Team 2b", "team 9", "Team 10", "Ämter"]);
}

#[test]
fn a_manager_answers_for_the_sum_of_everybody_below_and_an_assistant_for_the_staff() {
    let workspace = service();
    let score = |place: usize| Some(whole(i32::try_from(place).unwrap()));
    let figures = manager_figures(&workspace, month("2026-11"), &score);
    let of = |id: &str| {
        let place = workspace.practitioners.iter().position(|own| own.id.as_str() == id).unwrap();
        figures.iter().find(|own| own.manager == place).unwrap()
    };
    // The workers stand at 4, 5 and 6.
    assert_eq!((of("a1").sum, of("a1").mean_per_worker()), (whole(9), Some(points("4.5"))));
    assert_eq!((of("a2").sum, of("a2").mean_per_worker()), (whole(6), Some(whole(6))));
    assert_eq!((of("tm").sum, of("tm").mean_per_assistant()), (whole(15), Some(points("7.5"))));
    assert_eq!(of("tm").mean_per_worker(), Some(whole(5)));
    assert_eq!((of("sm").sum, of("sm").mean_per_assistant()), (whole(15), None));
    assert_eq!(figures.len(), 4);
}

#[test]
fn who_left_and_managers_of_nobody_are_no_workers_below() {
    let mut workspace = service();
    let workers = |workspace: &Workspace| {
        let figures = manager_figures(workspace, month("2026-11"), &|_| Some(whole(10)));
        figures.iter().find(|own| own.manager == 1).map(|own| (own.workers.clone(), own.sum)).unwrap()
    };
    assert_eq!(workers(&workspace), (vec![4, 5, 6], whole(30)));
    workspace.practitioners[5].left_in = Some(month("2026-10"));
    assert_eq!(workers(&workspace), (vec![4, 6], whole(20)));
    workspace.practitioners[5].left_in = Some(month("2026-11"));
    assert_eq!(workers(&workspace), (vec![4, 5, 6], whole(30)), "the last month counts");
    // An assistant manager whose staff all went is a manager still, and adds no score of a worker.
    workspace.practitioners[6].line_manager = None;
    assert_eq!(workers(&workspace), (vec![4, 5], whole(20)));
}

#[test]
fn managers_in_a_circle_are_counted_once_each() {
    let workspace = Workspace::read(
        r#"{"fairload": "workspace", "version": 5, "practitioners": [
          {"id": "a", "line_manager": "b"}, {"id": "b", "line_manager": "a"}, {"id": "c", "line_manager": "a"}]}"#,
    )
    .unwrap();
    let figures = manager_figures(&workspace, month("2026-11"), &|_| Some(whole(1)));
    assert_eq!(figures.iter().map(|own| own.workers.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn absence_and_leaving_begin_and_end_with_their_months() {
    let mut own = service().practitioners[6].clone();
    for (now, away) in [("2026-09", false), ("2026-10", true), ("2030-01", true)] {
        assert_eq!(is_away(&own, month(now)), away, "{now}");
    }
    own.away_until = Some(month("2026-12"));
    assert!(is_away(&own, month("2026-12")) && !is_away(&own, month("2027-01")));
    own.left_in = Some(month("2026-12"));
    assert!(!has_left(&own, month("2026-12")) && has_left(&own, month("2027-01")));
}
