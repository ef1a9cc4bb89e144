//! Two invented schemes that are files alone: what no published scheme has, worked by hand.
//!
//! `weights` reads weights off tables over two facts and asks for inputs at every level; `ceilings`
//! holds kinds of case and hours against a limit each. The arithmetic stands beside each figure.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fairload::facts::{Id, Month};
use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::scoring::{self, Score};
use fairload::workspace::Workspace;
use serde_json::{Value, json};
use std::sync::LazyLock;

const WEIGHTS_TEXT: &str = include_str!("fixtures/schemes/weights.json");
const CEILINGS_TEXT: &str = include_str!("fixtures/schemes/ceilings.json");

static WEIGHTS: LazyLock<Scheme> = LazyLock::new(|| read(WEIGHTS_TEXT));
static CEILINGS: LazyLock<Scheme> = LazyLock::new(|| read(CEILINGS_TEXT));

fn read(text: &str) -> Scheme {
    Scheme::read(text).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// A scheme with one of its readings put otherwise, and without its examples.
fn otherwise(text: &str, parameter: &str, chosen: &str) -> Scheme {
    let mut document: Value = serde_json::from_str(text).unwrap();
    document["examples"] = json!([]);
    let readings = document["readings"].as_array_mut().unwrap();
    let reading = readings.iter_mut().find(|reading| reading["parameter"]["id"] == parameter).unwrap();
    reading["parameter"]["chosen"] = json!(chosen);
    read(&document.to_string())
}

/// The score of p1, in November 2026 where no other month is said.
fn score_in(scheme: &Scheme, practitioner: &Value, cases: &[Value], month: &str) -> Score {
    let mut own = json!({"id": "p1", "role": "social_worker", "hours_per_week": 37});
    own.as_object_mut().unwrap().extend(practitioner.as_object().unwrap().clone());
    let mut cases = cases.to_vec();
    for case in &mut cases {
        let case = case.as_object_mut().unwrap();
        case.entry("allocations").or_insert_with(|| json!([{"practitioner": "p1"}]));
    }
    let workspace = json!({
        "fairload": "workspace", "version": 2, "practitioners": [own, {"id": "p2"}], "cases": cases,
    });
    let workspace = Workspace::read(&workspace.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let (id, month) = (Id::new("p1").unwrap(), Month::read(month).unwrap());
    let score = scoring::score(scheme, &workspace, &id, month).unwrap();
    let summed = scoring::total(scheme, &workspace, &id, month).unwrap();
    assert_eq!(summed, score.total, "summed alone and explained");
    score
}

/// The total, with its range where it has one.
fn figures(score: &Score) -> String {
    if (score.least, score.most) == (score.total, score.total) {
        score.total.to_string()
    } else {
        format!("{} ({} to {})", score.total, score.least, score.most)
    }
}

/// The points of the lines of a stage or rule that count.
fn points_of(score: &Score, rule: &str) -> Points {
    score.lines.iter().filter(|line| line.counted && line.rule == rule).map(|line| line.points).sum()
}

fn questions(score: &Score) -> Vec<(String, String)> {
    score.questions.iter().map(|own| (own.fact.clone(), own.could_move.to_string())).collect()
}

fn notes(score: &Score) -> Vec<&str> {
    score.notes.iter().map(|note| note.words.as_str()).collect()
}

mod weights {
    use super::*;

    /// A worker who gave what the scheme asks of workers: no training.
    fn worker(inputs: &Value) -> Value {
        let mut own = json!({"training_hours": 0});
        own.as_object_mut().unwrap().extend(inputs.as_object().unwrap().clone());
        json!({"inputs": {"weights": own}})
    }

    fn score(cases: &[Value]) -> Score {
        score_in(&WEIGHTS, &worker(&json!({})), cases, "2026-11")
    }

    /// A family of which the manager said everything: no visits, ordinary intensity.
    fn family(children: &Value) -> Value {
        json!({"inputs": {"weights": {"visits": 0, "intensity": "ordinary"}}, "children": children})
    }

    /// A child of whom the manager said that nothing is taken off.
    fn child(plan: &str, age: i32) -> Value {
        json!({"id": "c1", "plan": plan, "age": age, "inputs": {"weights": {"less": 0}}})
    }

    fn child_with(plan: &str, age: i32, inputs: &Value) -> Value {
        let mut own = child(plan, age);
        own["inputs"]["weights"].as_object_mut().unwrap().extend(inputs.as_object().unwrap().clone());
        own
    }

    #[test]
    fn each_cell_of_the_first_table_is_read_on_both_sides_of_its_ages() {
        // Under 5, 5 to 15, 16 and over: each row at 4 | 5 and 15 | 16.
        for (plan, figures_at) in [
            ("child_protection", ["3", "2.5", "2.5", "2"]),
            ("child_protection_and_looked_after", ["3", "2.5", "2.5", "2"]),
            ("looked_after", ["2", "1.5", "1.5", "1"]),
            ("permanence_match_found", ["2", "1.5", "1.5", "1"]),
            ("permanence_placed", ["0.5", "0", "0", "-0.5"]),
            ("care_leaver_former_relevant", ["0", "0", "0", "0.75"]),
        ] {
            let at = [4, 5, 15, 16].map(|age| figures(&score(&[family(&json!([child(plan, age)]))])));
            assert_eq!(at, figures_at, "{plan}");
        }
    }

    #[test]
    fn a_bound_of_the_table_moves_with_its_reading() {
        let scheme = otherwise(WEIGHTS_TEXT, "under_five", "with");
        let at = [4, 5, 6].map(|age| {
            figures(&score_in(
                &scheme,
                &worker(&json!({})),
                &[family(&json!([child("child_protection", age)]))],
                "2026-11",
            ))
        });
        // “Under 5” takes the year after the fifth birthday in: 3 up to 5, 2.5 from 6.
        assert_eq!(at, ["3", "3", "2.5"]);
    }

    #[test]
    fn each_cell_of_the_second_table_is_read_by_an_input_and_the_size_of_the_unit() {
        for (intensity, figures_at) in [
            ("ordinary", ["0", "0", "1", "1", "2"]),
            ("raised", ["1", "1", "2", "2", "3"]),
            ("high", ["2", "2", "3.5", "3.5", "5"]),
        ] {
            // 1 or 2 children, 3 to 5, 6 and more: at 1, 2 | 3, 5 | 6.
            let at = [1, 2, 3, 5, 6].map(|children| {
                let children = vec![json!({"plan": "child_in_need"}); children];
                let mut family = family(&json!(children));
                family["inputs"]["weights"]["intensity"] = json!(intensity);
                figures(&score(&[family]))
            });
            assert_eq!(at, figures_at, "{intensity}");
        }
    }

    #[test]
    fn a_weight_of_nought_has_a_line_and_names_its_cell() {
        let own = score(&[family(&json!([child("permanence_placed", 5)]))]);
        let line = own.lines.iter().find(|line| line.rule == "table_1.weight").unwrap();
        assert!(line.counted && line.points == Points::ZERO, "{line:?}");
        assert!(line.why.contains("placed") && line.why.contains("5 to 15"), "{}", line.why);
    }

    #[test]
    fn a_weight_below_nought_takes_away_unless_the_council_holds_it() {
        // Placed at 16: −0.5; a sister of 4 in care: 2; together 1.5.
        let children = json!([child("permanence_placed", 16), {"plan": "looked_after", "age": 4, "inputs": {"weights": {"less": 0}}}]);
        assert_eq!(figures(&score(&[family(&children)])), "1.5");
        // Held at nought, the row of the young person has +0.5: 2.
        let held = otherwise(WEIGHTS_TEXT, "floor", "held");
        let own = score_in(&held, &worker(&json!({})), &[family(&children)], "2026-11");
        assert_eq!((figures(&own).as_str(), points_of(&own, "row_least").to_string().as_str()), ("2", "0.5"));
    }

    #[test]
    fn points_that_a_manager_takes_off_may_go_below_nought_too() {
        // −0.5 for the placed young person of 16, 3 taken off: −3.5.
        let taken = family(&json!([child_with("permanence_placed", 16, &json!({"less": 3}))]));
        assert_eq!(figures(&score(std::slice::from_ref(&taken))), "-3.5");
        let held = otherwise(WEIGHTS_TEXT, "floor", "held");
        assert_eq!(figures(&score_in(&held, &worker(&json!({})), &[taken], "2026-11")), "0");
        // Half a point off 0.5 for a placed child of 4: nought either way.
        let even = family(&json!([child_with("permanence_placed", 4, &json!({"less": "0.5"}))]));
        assert_eq!(figures(&score(&[even])), "0");
    }

    #[test]
    fn events_are_a_count_times_their_points() {
        // 3 visits: 1.5. At its most, 20: 10.
        for (visits, total) in [(0, "0"), (1, "0.5"), (3, "1.5"), (20, "10")] {
            let mut own = family(&json!([]));
            own["inputs"]["weights"]["visits"] = json!(visits);
            assert_eq!(figures(&score(&[own])), total, "{visits} visits");
        }
        // A child of 10 on a protection plan, 2.5, missing 3 times at 0.75: 2.5 + 2.25.
        let missing = child_with("child_protection", 10, &json!({"missing": 3}));
        assert_eq!(figures(&score(&[family(&json!([missing]))])), "4.75");
    }

    #[test]
    fn a_task_is_multiplied_by_its_own_input() {
        // Protection plan at 10: 2.5. Direct work with 3 sessions and with 2, counselling with 1: 6 × 0.5.
        let task = |kind: &str, sessions: i32| json!({"kind": kind, "child": "c1", "inputs": {"weights": {"sessions": sessions}}});
        let mut own = family(&json!([child("child_protection", 10)]));
        own["tasks"] = json!([task("direct_work", 3), task("direct_work", 2), task("counselling", 1)]);
        assert_eq!(figures(&score(&[own.clone()])), "5.5");
        // A quarter each, as another council reads it: 2.5 + 6 × 0.25.
        let quarter = otherwise(WEIGHTS_TEXT, "session_points", "quarter");
        assert_eq!(figures(&score_in(&quarter, &worker(&json!({})), &[own.clone()], "2026-11")), "4");
        // No session held: nothing.
        own["tasks"] = json!([task("direct_work", 0)]);
        assert_eq!(figures(&score(&[own])), "2.5");
    }

    #[test]
    fn a_task_of_the_family_counts_once_on_its_first_row() {
        // Two children on protection plans of 4 and 10, 3 + 2.5; the family’s 4 sessions once: 2.
        let mut own = family(&json!([child("child_protection", 4), {"plan": "child_protection", "age": 10}]));
        own["tasks"] = json!([{"kind": "direct_work", "inputs": {"weights": {"sessions": 4}}}]);
        assert_eq!(figures(&score(&[own])), "7.5");
    }

    #[test]
    fn which_row_the_family_s_task_is_on_does_not_turn_on_the_order_of_entry() {
        // 4 and protected, 3 (with the six points of twelve sessions held at 8); 16 and eligible, 1.
        let children = [child("child_protection", 4), json!({"id": "c2", "plan": "care_leaver_eligible", "age": 16})];
        let with = |children: &Value| {
            let mut own = family(children);
            own["tasks"] = json!([{"kind": "direct_work", "inputs": {"weights": {"sessions": 12}}}]);
            figures(&score(&[own]))
        };
        let [first, second] = children;
        assert_eq!(with(&json!([first, second])), "9");
        assert_eq!(with(&json!([second, first])), "9");
    }

    #[test]
    fn what_counts_once_in_the_case_is_the_most_that_it_gives_one_of_its_rows() {
        let scheme = changed("table_1", |stage| stage["rules"][0]["per"] = json!("case"));
        let [young, old] = [child("child_protection", 4), json!({"id": "c2", "plan": "child_protection", "age": 16})];
        for children in [json!([young, old]), json!([old, young])] {
            let score = score_in(&scheme, &worker(&json!({})), &[family(&children)], "2026-11");
            assert_eq!(figures(&score), "3");
        }
    }

    #[test]
    fn an_input_of_a_child_or_case_is_the_child_s_for_its_row_and_the_case_s_for_the_family_s() {
        let mut own = family(&json!([
            child_with("child_protection", 10, &json!({"travel": "0.25"})),
            {"plan": "child_in_need", "inputs": {"weights": {"travel": 2}}}
        ]));
        own["inputs"]["weights"]["travel"] = json!("1.5");
        // 2.5 and 0.25 for the child; nought and 1.5 for the family: the 2 of a child within it is not read.
        assert_eq!(figures(&score(&[own])), "4.25");
    }

    #[test]
    fn own_work_goes_by_the_worker_s_inputs() {
        let own = |inputs: Value| figures(&score_in(&WEIGHTS, &worker(&inputs), &[], "2026-11"));
        assert_eq!(own(json!({"student_sessions": 3})), "1.5");
        // Hours over 3, to the nearest quarter, half up: 4 h 1.33 → 1.25; 4.5 h 1.5; 5 h 1.67 → 1.75.
        assert_eq!(own(json!({"training_hours": 4})), "1.25");
        assert_eq!(own(json!({"training_hours": "4.5"})), "1.5");
        assert_eq!(own(json!({"training_hours": 5})), "1.75");
        // Nothing but the protection: −2.
        assert_eq!(own(json!({"protected": "yes"})), "-2");
        assert_eq!(own(json!({"protected": "yes", "student_sessions": 4})), "0");
    }

    #[test]
    fn a_row_has_eight_at_most_and_says_so_when_it_does() {
        // 3 (under 5) + 2 (travel) + 1 (no advocate) + 2 × 0.75 (missing) = 7.5; sessions at 0.5.
        let full = child_with("child_protection", 4, &json!({"travel": 2, "advocate": "yes", "missing": 2}));
        let with = |sessions: i32| {
            let mut own = family(&json!([full]));
            own["tasks"] =
                json!([{"kind": "direct_work", "child": "c1", "inputs": {"weights": {"sessions": sessions}}}]);
            score(&[own])
        };
        let says = |own: &Score| notes(own).iter().any(|note| note.contains("the most that it can have"));
        let (none, one, two) = (with(0), with(1), with(2));
        assert_eq!((figures(&none).as_str(), says(&none)), ("7.5", false));
        assert_eq!((figures(&one).as_str(), says(&one)), ("8", true));
        assert_eq!((figures(&two).as_str(), says(&two)), ("8", true));
        assert_eq!(points_of(&one, "row_most").to_string(), "0");
        assert_eq!(points_of(&two, "row_most").to_string(), "-0.5");
    }

    #[test]
    fn an_age_that_is_not_known_has_the_range_of_its_row() {
        // On a protection plan: 3, 2.5 or 2; one that nobody gave is read as 10 years.
        let own = score(&[family(&json!([{"plan": "child_protection"}]))]);
        assert_eq!(figures(&own), "2.5 (2 to 3)");
        assert_eq!(questions(&own), [("age".to_owned(), "1".to_owned())]);
        // Leaving care: 0, 0 or 0.75; placed: 0.5, 0 or −0.5.
        assert_eq!(figures(&score(&[family(&json!([{"plan": "care_leaver_relevant"}]))])), "0 (0 to 0.75)");
        let placed = json!([{"plan": "permanence_placed", "inputs": {"weights": {"less": 0}}}]);
        assert_eq!(figures(&score(&[family(&placed)])), "0 (-0.5 to 0.5)");
    }

    #[test]
    fn a_plan_that_is_not_known_has_the_range_of_its_column() {
        // At 4: 3, 2, 0.5 or 0 by the table; in need, alone at ordinary intensity, 0; not marked: no row.
        let own = |age: Value| figures(&score(&[family(&json!([{"age": age, "inputs": {"weights": {"less": 0}}}]))]));
        assert_eq!(own(json!(4)), "0 (0 to 3)");
        // At 16: 2, 1, −0.5 or 0.75.
        assert_eq!(own(json!(16)), "0 (-0.5 to 2)");
        // Neither known: every cell.
        assert_eq!(own(json!("")), "0 (-0.5 to 3)");
    }

    #[test]
    fn an_input_that_is_not_given_makes_a_range_where_the_scheme_asks_for_it() {
        // Intensity of a family of three: 1, 2 or 3.5; read as ordinary.
        let mut own = family(&json!([{"plan": "child_in_need"}, {"plan": "child_in_need"}, {"plan": "child_in_need"}]));
        own["inputs"]["weights"].as_object_mut().unwrap().remove("intensity");
        assert_eq!(figures(&score(&[own])), "1 (1 to 3.5)");
        // Visits: 0 to 20 at 0.5.
        let mut own = family(&json!([]));
        own["inputs"]["weights"].as_object_mut().unwrap().remove("visits");
        assert_eq!(figures(&score(&[own])), "0 (0 to 10)");
        // What is taken off a child of 10 in care: 1.5, down to 1.5 − 3.
        assert_eq!(figures(&score(&[family(&json!([{"plan": "looked_after", "age": 10}]))])), "1.5 (-1.5 to 1.5)");
        // It is not asked for on a protection plan; and whether there is an advocate is never asked for.
        assert_eq!(figures(&score(&[family(&json!([{"plan": "child_protection", "age": 10}]))])), "2.5");
        // Sessions: read as one, 0 to 12 at 0.5.
        let mut own = family(&json!([child("child_protection", 10)]));
        own["tasks"] = json!([{"kind": "direct_work", "child": "c1"}]);
        assert_eq!(figures(&score(&[own])), "3 (2.5 to 8)");
        // Training: 0 to 60 hours over 3.
        assert_eq!(figures(&score_in(&WEIGHTS, &json!({}), &[], "2026-11")), "0 (0 to 20)");
    }

    #[test]
    fn a_value_that_is_none_of_its_input_is_told_and_not_counted() {
        for (visits, why) in [("2.5", "whole number"), ("21", "between 0 and 20"), ("some", "number")] {
            let mut own = family(&json!([]));
            own["inputs"]["weights"]["visits"] = json!(visits);
            let own = score(&[own]);
            // Not known, then: 0 to 20 visits.
            assert_eq!(figures(&own), "0 (0 to 10)", "{visits}");
            assert!(
                notes(&own).iter().any(|note| note.contains("Not counted") && note.contains(why)),
                "{:?}",
                own.notes
            );
        }
    }

    #[test]
    fn shares_are_of_the_rows_and_not_of_ones_own_work() {
        let shared = |co_working: &str, own: Value, other: Value| {
            // A child of 4 on a protection plan, 3, and a visit, 0.5; a session with a student, 0.5, stays whole.
            let mut case = family(&json!([child("child_protection", 4)]));
            case["inputs"]["weights"]["visits"] = json!(1);
            case["co_working"] = json!(co_working);
            case["allocations"] = json!([own, other]);
            figures(&score_in(&WEIGHTS, &worker(&json!({"student_sessions": 1})), &[case], "2026-11"))
        };
        let lead = || json!({"practitioner": "p1", "part": "lead"});
        let second = || json!({"practitioner": "p2", "part": "co_worker"});
        // 0.5 + 3.5 / 2.
        assert_eq!(shared("both_in_most_tasks", lead(), second()), "2.25");
        // 0.5 + 75 % of 3.5, or 60 % where that was entered.
        assert_eq!(shared("lead_and_reduced", lead(), second()), "3.125");
        assert_eq!(
            shared("lead_and_reduced", json!({"practitioner": "p1", "part": "lead", "share": 60}), second()),
            "2.6"
        );
        // Shares that nobody entered are asked for: half stands in, from nothing to all.
        assert_eq!(shared("divided_by_shares", lead(), second()), "2.25 (0.5 to 4)");
        assert_eq!(shared("joint_with_learner", lead(), second()), "4");
        // Not known how, and 60 % entered: divided, 0.5 + 2.1. It may be half, all to the lead, all with a learner.
        let with = |part: &str, share: i32| json!({"practitioner": "p1", "part": part, "share": share});
        assert_eq!(shared("unknown", with("lead", 60), second()), "2.6 (2.25 to 4)");
        // As the second with 40 %: 0.5 + 1.4; nothing where the lead is alone, or half.
        assert_eq!(
            shared("unknown", with("co_worker", 40), json!({"practitioner": "p2", "part": "lead"})),
            "1.9 (0.5 to 2.25)"
        );
    }

    #[test]
    fn the_range_goes_by_role_and_first_year_and_hours() {
        let range = |practitioner: &Value| {
            let score = score_in(&WEIGHTS, practitioner, &[], "2026-11");
            let own = score.capacity.unwrap();
            (own.who.clone(), own.floor().unwrap().to_string(), own.limit().to_string())
        };
        let is = |who: &str, least: &str, most: &str| (who.to_owned(), least.to_owned(), most.to_owned());
        assert_eq!(range(&json!({})), is("all others", "14", "20"));
        // The first 12 months of who began on 2 November 2025 end on 1 November 2026: one day of the month.
        let newly = |start: &str| json!({"role": "newly_qualified", "started_on": start});
        assert_eq!(range(&newly("2025-11-02")), is("in the first year", "10", "16"));
        assert_eq!(range(&newly("2025-11-01")), is("all others", "14", "20"));
        // 22.2 of 37 hours are three fifths: 8.4 to 12. 18.5 are half, in the first year: 5 to 8.
        assert_eq!(range(&json!({"hours_per_week": 22.2})), is("all others", "8.4", "12"));
        assert_eq!(
            range(&json!({"role": "newly_qualified", "started_on": "2026-01", "hours_per_week": 18.5})),
            is("in the first year", "5", "8")
        );
    }

    #[test]
    fn bands_end_at_the_worker_s_own_figures() {
        let band = |hours: f64, sessions: i32, training: i32, visits: i32| {
            let mut own = worker(&json!({"student_sessions": sessions, "training_hours": training}));
            own["hours_per_week"] = json!(hours);
            let mut case = family(&json!([]));
            case["inputs"]["weights"]["visits"] = json!(visits);
            let score = score_in(&WEIGHTS, &own, &[case], "2026-11");
            (score.total.to_string(), score.band.unwrap())
        };
        let is = |total: &str, band: &str| (total.to_owned(), band.to_owned());
        // Full time 14 to 20. 27 × 0.5 + 1 h (0.33 → 0.25) = 13.75; 28 × 0.5 = 14.
        assert_eq!(band(37.0, 27, 1, 0), is("13.75", "room for more"));
        assert_eq!(band(37.0, 28, 0, 0), is("14", "within the range"));
        // 20 × 0.5 + 20 × 0.5 = 20; with an hour of training 20.25.
        assert_eq!(band(37.0, 20, 0, 20), is("20", "within the range"));
        assert_eq!(band(37.0, 20, 1, 20), is("20.25", "over the range"));
        // Three fifths of full time, 8.4 to 12.
        assert_eq!(band(22.2, 16, 1, 0), is("8.25", "room for more"));
        assert_eq!(band(22.2, 17, 0, 0), is("8.5", "within the range"));
        assert_eq!(band(22.2, 24, 0, 0), is("12", "within the range"));
        assert_eq!(band(22.2, 24, 1, 0), is("12.25", "over the range"));
    }

    #[test]
    fn what_is_not_known_may_reach_from_one_band_into_another() {
        // 13 (26 sessions) and visits from 0 to 10: 13 to 23, from room for more to over.
        let mut case = family(&json!([]));
        case["inputs"]["weights"].as_object_mut().unwrap().remove("visits");
        let own = score_in(&WEIGHTS, &worker(&json!({"student_sessions": 26})), &[case], "2026-11");
        assert_eq!(figures(&own), "13 (13 to 23)");
        assert_eq!(own.band_range, Some(("room for more".to_owned(), "over the range".to_owned())));
    }

    /// The scheme with one of its stages changed, and without its examples and training.
    fn changed(stage: &str, change: impl Fn(&mut Value)) -> Scheme {
        let mut document: Value = serde_json::from_str(WEIGHTS_TEXT).unwrap();
        document["examples"] = json!([]);
        for own in document["steps"].as_array_mut().unwrap() {
            if own["id"] == "own" {
                own["rules"].as_array_mut().unwrap().retain(|rule| rule["id"] != "own.training");
            }
            if own["id"] == stage {
                change(own);
            }
        }
        read(&document.to_string())
    }

    #[test]
    fn what_is_not_known_of_the_worker_is_in_the_range_of_the_cases_that_go_by_it() {
        // Three children in need at high intensity: 3.5. Hours of training are not given, 0 to 60.
        let mut own = family(&json!([{"plan": "child_in_need"}, {"plan": "child_in_need"}, {"plan": "child_in_need"}]));
        own["inputs"]["weights"]["intensity"] = json!("high");
        let of = |scheme: &Scheme| figures(&score_in(scheme, &json!({}), std::slice::from_ref(&own), "2026-11"));
        // As points of a row, which has 8 at most: 3.5 + 0 to 3.5 + 60.
        let rule = |award: Value| json!({"id": "new", "name": "New", "words": "New.", "award": award});
        let award = |award: Value| changed("judgement", move |stage| stage["rules"] = json!([rule(award.clone())]));
        assert_eq!(of(&award(json!({"input": "training_hours"}))), "3.5 (3.5 to 8)");
        // By bands: 1 up to 10 hours, 4 beyond.
        let rows = json!([{"name": "few", "to": "10", "points": "1"}, {"name": "many", "above": "10", "points": "4"}]);
        assert_eq!(of(&award(json!({"bands": {"input": "training_hours", "rows": rows}}))), "4.5 (4.5 to 7.5)");
        // Times 2 up to 5 hours and times 3 beyond; none at no hour: 3.5, 7 or 10.5, held at 8.
        let times = json!({"input": "training_hours", "rows": [{"above": 0, "to": "5", "times": 2}, {"above": "5", "times": 3}]});
        assert_eq!(of(&changed("table_2", move |stage| stage["times"] = times.clone())), "3.5 (3.5 to 8)");
        // Along the top of a table: 6 off the programme, 5 on it.
        let columns = json!({"fact": "practitioner.on_programme", "cells": [{"name": "on it", "is": "yes"}, {"name": "off it", "is": "no"}]});
        let by_programme = changed("table_2", move |stage| {
            let table = &mut stage["rules"][0]["award"]["table"];
            table["columns"] = columns.clone();
            table["points"] = json!([["1", "2"], ["3", "4"], ["5", "6"]]);
        });
        assert_eq!(of(&by_programme), "6 (5 to 6)");
    }

    #[test]
    fn what_multiplies_points_and_is_not_known_is_in_the_range() {
        // Placed with the household, not known how many: 3.5 up to 2, twice as much beyond.
        let times = json!({"fact": "case.placed", "rows": [{"to": 2, "times": 1}, {"from": 3, "times": 2}]});
        let scheme = changed("table_2", move |stage| stage["times"] = times.clone());
        let mut own = family(&json!([{"plan": "child_in_need"}, {"plan": "child_in_need"}, {"plan": "child_in_need"}]));
        own["inputs"]["weights"]["intensity"] = json!("high");
        let of = |own: &Value| figures(&score_in(&scheme, &json!({}), std::slice::from_ref(own), "2026-11"));
        assert_eq!(of(&own), "3.5 (3.5 to 7)");
        own["placed_full_time"] = json!(3);
        assert_eq!(of(&own), "7");
    }

    #[test]
    fn what_has_no_row_is_listed_and_what_there_is_to_say_is_said() {
        let mut own = family(&json!([{"id": "c1", "plan": "early_help"}]));
        own["tasks"] = json!([{"kind": "court_statement"}]);
        own["inputs"]["weights"]["visits"] = json!(9);
        let nine = score(&[own.clone()]);
        assert_eq!(figures(&nine), "4.5");
        let listed: Vec<&str> = nine.lines.iter().filter(|line| !line.counted).map(|line| line.why.as_str()).collect();
        assert!(listed.iter().any(|why| why.contains("no row for this child")), "{listed:?}");
        assert!(listed.iter().any(|why| why.contains("Court work is in the plan")), "{listed:?}");
        assert!(nine.lines.iter().any(|line| !line.counted && line.rule == "not_weighed.early_help"));
        assert!(!notes(&nine).iter().any(|note| note.starts_with("Ten visits")));
        own["inputs"]["weights"]["visits"] = json!(10);
        assert!(notes(&score(&[own])).iter().any(|note| note.starts_with("Ten visits")));
        let manager = score_in(&WEIGHTS, &json!({"role": "team_manager"}), &[], "2026-11");
        assert!(notes(&manager).contains(&"The weights were not written for managers."));
    }
}

mod ceilings {
    use super::*;

    /// A case of so many children of a plan, long in their placements where they have one, of which the
    /// manager said that it takes no more hours.
    fn case(plan: &str, children: usize) -> Value {
        let child = json!({"plan": plan, "placed_since": "2025-06"});
        json!({"inputs": {"ceilings": {"more_hours": 0}}, "children": vec![child; children]})
    }

    fn families(count: usize) -> Vec<Value> {
        vec![case("child_in_need", 1); count]
    }

    fn score(practitioner: &Value, cases: &[Value]) -> Score {
        score_in(&CEILINGS, practitioner, cases, "2026-11")
    }

    /// The load as a fraction in lowest terms, and the band.
    fn load(score: &Score) -> (String, String) {
        let load = score.load.map_or_else(String::new, |load| format!("{}/{}", load.numerator, load.denominator));
        (load, score.band.clone().unwrap_or_default())
    }

    /// What each part has, over what it may have.
    fn parts(score: &Score) -> Vec<String> {
        score.parts.iter().map(|own| format!("{} of {}", own.points, own.limit())).collect()
    }

    fn is(load: &str, band: &str) -> (String, String) {
        (load.to_owned(), band.to_owned())
    }

    #[test]
    fn every_part_has_its_own_figure_and_ceiling() {
        // 2 on protection plans, 1 in care, a family of 3. Hours 2 × 9 + 6.5 + 6 = 30.5 of 37 × 3.5 = 129.5.
        let mut first = case("child_protection", 2);
        first["children"].as_array_mut().unwrap().push(json!({"plan": "looked_after", "placed_since": "2025-06"}));
        let own = score(&json!({}), &[first, case("child_in_need", 3)]);
        assert_eq!(parts(&own), ["2 of 8", "1 of 12", "1 of 15", "30.5 of 129.5"]);
        // 2 / 8 is more than 30.5 / 129.5 = 0.2355.
        assert_eq!(load(&own), is("1/4", "room for more"));
        assert_eq!(own.capacity.unwrap().name, "children on protection plans");
        // The first year: 5, 8, 15, and 2.8 × 37 = 103.6.
        let own = score(&json!({"role": "newly_qualified", "started_on": "2026-09"}), &[]);
        assert_eq!(parts(&own), ["0 of 5", "0 of 8", "0 of 15", "0 of 103.6"]);
    }

    #[test]
    fn a_ceiling_is_reached_and_passed_on_its_own() {
        let of = |count: usize| load(&score(&json!({}), &[case("child_protection", count)]));
        // 6 / 8 = 0.75, 7 / 8 = 0.875, 8 / 8, 9 / 8; the hours, 9 each of 129.5, stay under.
        assert_eq!(of(6), is("3/4", "room for more"));
        assert_eq!(of(7), is("7/8", "full"));
        assert_eq!(of(8), is("1/1", "full"));
        assert_eq!(of(9), is("9/8", "over"));
        let of = |count: usize| load(&score(&json!({}), &[case("looked_after", count)]));
        // Of 12: 9 is 0.75, 10 is 0.83; 12 is full, 13 over.
        assert_eq!(of(9), is("3/4", "room for more"));
        assert_eq!(of(10), is("5/6", "full"));
        assert_eq!(of(12), is("1/1", "full"));
        assert_eq!(of(13), is("13/12", "over"));
    }

    #[test]
    fn cases_over_a_standard_are_a_ratio() {
        let of = |count: usize| load(&score(&json!({}), &families(count)));
        // Of a standard of 15: four fifths are 12, 15 the standard; 4 hours each of 129.5 stay under.
        assert_eq!(of(12), is("4/5", "room for more"));
        assert_eq!(of(13), is("13/15", "full"));
        assert_eq!(of(15), is("1/1", "full"));
        assert_eq!(of(16), is("16/15", "over"));
    }

    #[test]
    fn the_first_year_has_four_fifths_at_four() {
        // Of 5: 4 is 0.8 and leaves room, 5 is full, 6 over.
        let newly = json!({"role": "newly_qualified", "started_on": "2026-09"});
        let of = |count: usize| load(&score(&newly, &[case("child_protection", count)]));
        assert_eq!([of(4), of(5), of(6)], [is("4/5", "room for more"), is("1/1", "full"), is("6/5", "over")]);
    }

    #[test]
    fn hours_are_held_against_the_hours_of_the_week() {
        // 11 in care, 71.5, with 40 hours more, and a duty: 18 hours make 129.5 of 129.5.
        let of = |duty: f64| {
            let mut own = case("looked_after", 11);
            own["inputs"]["ceilings"]["more_hours"] = json!(40);
            score(&json!({"duties": [{"kind": "duty_days", "amount": duty}]}), &[own])
        };
        assert_eq!(parts(&of(18.0))[3], "129.5 of 129.5");
        assert_eq!(load(&of(18.0)), is("1/1", "full"));
        // A quarter of an hour more: 129.75 / 129.5 = 519 / 518.
        assert_eq!(load(&of(18.25)), is("519/518", "over"));
        assert_eq!(of(18.25).capacity.unwrap().name, "hours");
    }

    #[test]
    fn bands_of_hours_go_by_the_size_of_the_family() {
        // 4 hours for one child, 6 for two or three, 8 for more.
        let hours = |children: usize| parts(&score(&json!({}), &[case("child_in_need", children)]))[3].clone();
        assert_eq!(
            [1, 2, 3, 4].map(hours),
            ["4 of 129.5", "6 of 129.5", "6 of 129.5", "8 of 129.5"].map(str::to_owned)
        );
    }

    #[test]
    fn the_parts_add_up_where_the_council_reads_it_so() {
        let sum = otherwise(CEILINGS_TEXT, "load", "sum");
        let of = |count: usize| {
            let mut cases = families(count);
            cases.push(case("child_protection", 3));
            load(&score_in(&sum, &json!({}), &cases, "2026-11"))
        };
        // 3 / 8 + 0 / 12 + 5 / 15 + (27 + 20) / 129.5 = 0.375 + 0.3333 + 94 / 259: over 6,216,
        // 2,331 + 2,072 + 2,256 = 6,659.
        assert_eq!(of(5), is("6659/6216", "over"));
        // 2 families: 3 / 8 + 2 / 15 + 35 / 129.5 = 0.375 + 0.1333 + 10 / 37: over 4,440, 1,665 + 592 + 1,200.
        assert_eq!(of(2), is("3457/4440", "room for more"));
        // 3 families: 0.375 + 0.2 + 39 / 129.5, over 10,360: 3,885 + 2,072 + 3,120 = 9,077, 0.876.
        assert_eq!(of(3), is("9077/10360", "full"));
    }

    #[test]
    fn part_time_lowers_every_ceiling() {
        // 22.2 of 37 hours: 4.8, 7.2, 9 and 22.2 × 3.5 = 77.7.
        let own = json!({"hours_per_week": 22.2});
        let of = |count: usize| score(&own, &[case("child_protection", count)]);
        assert_eq!(parts(&of(4)), ["4 of 4.8", "0 of 7.2", "0 of 9", "36 of 77.7"]);
        // 3 / 4.8 = 0.625, 4 / 4.8 = 0.83, 5 / 4.8.
        assert_eq!(
            [of(3), of(4), of(5)].map(|own| load(&own)),
            [is("5/8", "room for more"), is("5/6", "full"), is("25/24", "over")]
        );
        // Half of a full time of 35 hours: the hours are those worked, 17.5 × 3.5 = 61.25.
        let own = score(&json!({"hours_per_week": 17.5, "full_time_hours": 35}), &[]);
        assert_eq!(parts(&own), ["0 of 4", "0 of 6", "0 of 7.5", "0 of 61.25"]);
    }

    fn reduced(reductions: &Value) -> Value {
        json!({"reductions": reductions})
    }

    #[test]
    fn a_reduction_holds_from_its_first_month_to_its_last() {
        let own = reduced(&json!([{"unit": "percent", "amount": 50, "from": "2026-09", "until": "2026-11"}]));
        let at = |month: &str| {
            let score = score_in(&CEILINGS, &own, &[case("child_protection", 4)], month);
            (load(&score), notes(&score).iter().any(|note| note.contains("taken off the limit")))
        };
        // 4 / 8 outside, 4 / 4 within.
        assert_eq!(at("2026-08"), (is("1/2", "room for more"), false));
        assert_eq!(at("2026-09"), (is("1/1", "full"), true));
        assert_eq!(at("2026-11"), (is("1/1", "full"), true));
        assert_eq!(at("2026-12"), (is("1/2", "room for more"), false));
    }

    #[test]
    fn a_reduction_without_a_first_or_last_month_has_no_such_edge() {
        let at = |reduction: Value, month: &str| {
            parts(&score_in(&CEILINGS, &reduced(&json!([reduction])), &[], month))[0].clone()
        };
        let until = || json!({"unit": "percent", "amount": 25, "until": "2026-10"});
        assert_eq!((at(until(), "2020-01"), at(until(), "2026-10")), ("0 of 6".to_owned(), "0 of 6".to_owned()));
        assert_eq!(at(until(), "2026-11"), "0 of 8");
        let from = || json!({"unit": "percent", "amount": 25, "from": "2026-11"});
        assert_eq!((at(from(), "2026-11"), at(from(), "2030-01")), ("0 of 6".to_owned(), "0 of 6".to_owned()));
        assert_eq!(at(from(), "2026-10"), "0 of 8");
        assert_eq!(at(json!({"unit": "percent", "amount": 25}), "2026-11"), "0 of 6");
    }

    #[test]
    fn reductions_are_in_percent_in_hours_or_in_points() {
        let of = |reductions: Value| parts(&score(&reduced(&reductions), &[]));
        // A quarter off: 6, 9, 11.25 and 97.125.
        assert_eq!(of(json!([{"unit": "percent", "amount": 25}])), ["0 of 6", "0 of 9", "0 of 11.25", "0 of 97.125"]);
        // 18.5 of 37 hours off: half of everything, 18.5 × 3.5 = 64.75.
        assert_eq!(of(json!([{"unit": "hours", "amount": 18.5}])), ["0 of 4", "0 of 6", "0 of 7.5", "0 of 64.75"]);
        // 2 points off each.
        assert_eq!(of(json!([{"unit": "points", "amount": 2}])), ["0 of 6", "0 of 10", "0 of 13", "0 of 127.5"]);
        // Hours off part time: 22.2 − 3.7 = 18.5 of 37.
        let mut own = reduced(&json!([{"unit": "hours", "amount": 3.7}]));
        own["hours_per_week"] = json!(22.2);
        assert_eq!(parts(&score(&own, &[])), ["0 of 4", "0 of 6", "0 of 7.5", "0 of 64.75"]);
    }

    #[test]
    fn reductions_that_overlap_add_up() {
        // 7.4 hours off leave four fifths of the week, half of that is two fifths: 8 × 0.4 − 1 = 2.2,
        // 12 × 0.4 − 1 = 3.8, 15 × 0.4 − 1 = 5, 129.5 × 0.4 − 1 = 50.8.
        let own = reduced(&json!([
            {"unit": "hours", "amount": 7.4, "until": "2026-11"},
            {"unit": "percent", "amount": 50, "from": "2026-11"},
            {"unit": "points", "amount": 1, "from": "2026-11", "until": "2026-11"}
        ]));
        let at = |month: &str| parts(&score_in(&CEILINGS, &own, &[], month));
        assert_eq!(at("2026-11"), ["0 of 2.2", "0 of 3.8", "0 of 5", "0 of 50.8"]);
        // The month before only the hours: 6.4, 9.6, 12 and 103.6; the month after only the percent.
        assert_eq!(at("2026-10"), ["0 of 6.4", "0 of 9.6", "0 of 12", "0 of 103.6"]);
        assert_eq!(at("2026-12"), ["0 of 4", "0 of 6", "0 of 7.5", "0 of 64.75"]);
        // Two of a quarter are a half, not 1 − 0.75².
        let twice = reduced(&json!([{"unit": "percent", "amount": 25}, {"unit": "percent", "amount": 25}]));
        assert_eq!(parts(&score(&twice, &[]))[0], "0 of 4");
    }

    #[test]
    fn nothing_is_left_where_all_is_taken_off() {
        let all = reduced(&json!([{"unit": "percent", "amount": 100}]));
        let some = score(&all, &[case("child_protection", 1)]);
        assert_eq!(parts(&some), ["1 of 0", "0 of 0", "0 of 0", "9 of 0"]);
        // There is no load where there is no limit; whatever is held is over it.
        assert_eq!(load(&some), is("", "over"));
        assert_eq!(load(&score(&all, &[])), is("", "room for more"));
        // More than there is comes to the same: 40 of 37 hours.
        let more = reduced(&json!([{"unit": "hours", "amount": 40}]));
        assert_eq!(parts(&score(&more, &[])), ["0 of 0"; 4]);
        // 10 points off 8 leave none of the first and 2 of the second.
        let points = reduced(&json!([{"unit": "points", "amount": 10}]));
        assert_eq!(parts(&score(&points, &[])), ["0 of 0", "0 of 2", "0 of 5", "0 of 119.5"]);
    }

    #[test]
    fn a_reduction_that_does_not_say_how_much_is_told_and_not_taken_off() {
        let own = score(&reduced(&json!([{"from": "2026-11"}])), &[]);
        assert_eq!(parts(&own)[0], "0 of 8");
        assert!(notes(&own).iter().any(|note| note.contains("does not say how much")), "{:?}", own.notes);
    }

    #[test]
    fn proceedings_count_once_for_the_family_and_are_shared() {
        // Two children on protection plans, 2 + 18, and proceedings, 12: 32.
        let mut own = case("child_protection", 2);
        own["court_stage"] = json!("initial");
        assert_eq!(figures(&score(&json!({}), &[own.clone()])), "32");
        // Shared equally: the cases stay whole, the hours are halved: 2 + 15.
        own["co_working"] = json!("both_in_most_tasks");
        own["allocations"] = json!([{"practitioner": "p1"}, {"practitioner": "p2", "part": "co_worker"}]);
        assert_eq!(figures(&score(&json!({}), &[own])), "17");
    }

    #[test]
    fn the_first_three_months_of_a_placement_are_the_month_of_placing_and_the_two_after_it() {
        let placed = |since: &str| {
            let mut own = case("looked_after", 1);
            own["children"][0]["placed_since"] = json!(since);
            score(&json!({}), &[own])
        };
        // 1 + 6.5, and 2 more in September, October and November for what began in September.
        for (since, total) in
            [("2026-12", "9.5"), ("2026-11", "9.5"), ("2026-09", "9.5"), ("2026-08", "7.5"), ("2020-01", "7.5")]
        {
            let own = placed(since);
            assert_eq!((figures(&own), questions(&own)), (total.to_owned(), Vec::new()), "{since}");
        }
        let own = placed("");
        assert_eq!(figures(&own), "7.5 (7.5 to 9.5)");
        assert_eq!(questions(&own), [("placed_since".to_owned(), "2".to_owned())]);
        // Nobody asks how long a child has been placed that the rule is not for.
        let mut own = case("child_in_need", 1);
        own["children"][0]["placed_since"] = json!("");
        assert_eq!(questions(&score(&json!({}), &[own])), []);
    }

    #[test]
    fn what_is_not_known_makes_a_range() {
        // A plan that is not known: a child on a protection plan, 1 + 9; in care, 1 + 6.5 and 2 where the
        // placement is new; in need, 1 + 4.
        let own = json!({"inputs": {"ceilings": {"more_hours": 0}}, "children": [{}]});
        assert_eq!(figures(&score(&json!({}), &[own])), "0 (0 to 10)");
        // Two of them: in need they are one family with 6 hours; on protection plans 20.
        let own = json!({"inputs": {"ceilings": {"more_hours": 0}}, "children": [{}, {}]});
        assert_eq!(figures(&score(&json!({}), &[own])), "0 (0 to 20)");
        // More hours that nobody gave: 0 to 40 beyond 1 + 9.
        let own = json!({"children": [{"plan": "child_protection"}]});
        let own = score(&json!({}), &[own]);
        assert_eq!(figures(&own), "10 (10 to 50)");
        assert_eq!(own.questions.len(), 1, "{:?}", own.questions);
        // Hours of a duty that nobody gave: up to the 300 that can be entered.
        let own = score(&json!({"duties": [{"kind": "duty_days"}]}), &[]);
        assert_eq!(figures(&own), "0 (0 to 300)");
    }
}
