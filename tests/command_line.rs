//! The command line, run as a user runs it.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "cli")]

use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn fairload(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fairload"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments ends without reading.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn printed(arguments: &[&str], input: &str) -> String {
    let output = fairload(arguments, input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn complaint(arguments: &[&str], input: &str) -> String {
    let output = fairload(arguments, input);
    assert!(!output.status.success());
    assert!(output.stdout.is_empty(), "half a result was printed");
    String::from_utf8(output.stderr).unwrap()
}

const FAMILY: &str = r#"{"fairload": "workspace", "version": 1,
    "practitioners": [{"id": "p1", "label": "A", "team_type": "district", "role": "social_worker", "hours_per_week": 22.2, "full_time_hours": 37}],
    "cases": [{"id": "f1", "label": "Family 1", "interpreter": "yes", "adult_of_concern": "yes",
               "allocations": [{"practitioner": "p1"}],
               "children": [{"id": "c1", "plan": "child_in_need"}],
               "tasks": [{"kind": "emergency_protection_application"}]}]}"#;

fn points(text: &Value) -> fairload::points::Points {
    fairload::points::Points::read(text.as_str().expect("points are decimal text")).unwrap()
}

#[test]
fn the_json_has_the_promised_shape_and_its_lines_sum_to_the_total() {
    let text = printed(&["score", "-", "--month", "2026-11", "--format", "json"], FAMILY);
    let output: Value = serde_json::from_str(&text).unwrap();
    let score = &output["scores"][0];
    for name in ["scheme", "practitioner", "total", "least", "most", "capacity", "band", "load", "lines"] {
        assert!(!score[name].is_null(), "{name} is missing: {text}");
    }
    let lines = score["lines"].as_array().unwrap();
    for line in lines {
        for name in ["rule", "points", "least", "most", "case", "child", "why", "clause", "counted"] {
            assert!(line.get(name).is_some(), "{name} is missing: {line}");
        }
    }
    let sum: fairload::points::Points =
        lines.iter().filter(|line| line["counted"] == true).map(|line| points(&line["points"])).sum();
    assert_eq!(sum, points(&score["total"]));
    // 2 (stable, as not said) + 2 (EPO) + 2 (adult of concern); the interpreter's 1 is third of two.
    assert_eq!(score["total"], "6");
    // 3 of 5 days: 3 × 19 = 57.
    assert_eq!(score["capacity"], "57");
    assert_eq!(score["load"], "6/57");
    // Unstable would be 4 in place of 2.
    assert_eq!((&score["least"], &score["most"]), (&Value::from("6"), &Value::from("8")));
    let interpreter = lines.iter().find(|line| line["rule"] == "additional.interpreter").unwrap();
    assert_eq!(
        (&interpreter["counted"], &interpreter["points"], &interpreter["forgone"]),
        (&Value::from(false), &Value::from("0"), &Value::from("1"))
    );
}

#[test]
fn the_text_is_for_people() {
    let text = printed(&["score", "-", "--month", "2026-11"], FAMILY);
    assert!(text.contains("A \u{b7} Nottinghamshire \u{b7} November 2026"), "{text}");
    assert!(text.contains("6 points, could be 6 to 8"), "{text}");
    assert!(text.contains("Not counted:"), "{text}");
}

#[test]
fn a_scheme_is_chosen_by_id_or_short_name_or_file() {
    for scheme in
        ["nottinghamshire", "NOTTS", "notts", concat!(env!("CARGO_MANIFEST_DIR"), "/src/schemes/nottinghamshire.json")]
    {
        let text = printed(&["score", "-", "--scheme", scheme, "--scheme", "NOTTS", "--format", "json"], FAMILY);
        let output: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(output["scores"].as_array().unwrap().len(), 1, "{scheme}");
    }
    assert!(complaint(&["score", "-", "--scheme", "atlantis"], FAMILY).contains("nottinghamshire"));
}

#[test]
fn the_demo_is_a_workspace_that_can_be_scored() {
    let demo = printed(&["demo"], "");
    let text = printed(&["score", "-", "--format", "json"], &demo);
    let output: Value = serde_json::from_str(&text).unwrap();
    assert!(output["scores"].as_array().unwrap().len() > 1);
}

#[test]
fn the_published_schemes_are_listed_and_each_file_checks() {
    assert!(printed(&["schemes"], "").starts_with("nottinghamshire"));
    for own in fairload::schemes::published() {
        let document: Value = serde_json::from_str(own.text).unwrap();
        let count = document["examples"].as_array().unwrap().len();
        assert!(count >= 2, "{} proves itself by {count} examples", own.id);
        let told = printed(&["check-scheme", "-"], own.text);
        assert!(told.contains(&format!("{count} of {count} examples recompute")), "{told}");
    }
}

#[test]
fn a_faulty_file_is_refused_with_every_fault_and_its_place() {
    let faulty = FAMILY.replace("22.2", "99").replace("child_in_need", "castle");
    let told = complaint(&["score", "-"], &faulty);
    assert!(told.contains("practitioners[0].hours_per_week") && told.contains("cases[0].children[0]"), "{told}");
    assert!(complaint(&["score", "no-such-file.json"], "").contains("no-such-file.json: cannot be read"));
    assert!(complaint(&["score", "-", "--month", "2026-13"], FAMILY).contains("--month"));
    let text = fairload::schemes::published()[0].text.replace("\"first\": \"6\"", "\"first\": \"six\"");
    assert!(complaint(&["check-scheme", "-"], &text).contains("steps[3].tables[0].rows[0].first"));
}

#[test]
fn the_list_of_facts_in_the_documents_is_what_the_program_prints() {
    let printed = printed(&["facts"], "");
    assert_eq!(printed, include_str!("../docs/facts.md"), "run: fairload facts > docs/facts.md");
}

#[test]
fn a_scheme_that_is_sound_is_told_what_it_names_nowhere() {
    let text = include_str!("../src/schemes/warrington.json");
    let told = printed(&["check-scheme", "-"], text);
    assert!(told.contains("examples recompute"), "{told}");
    assert!(told.contains("\n  plan: early_help\n"), "{told}");
    assert!(told.contains("\n  case.kind: youth_offending_order\n"), "{told}");
}

/// The smallest scheme of the guide, which names one plan, with some parts of its own.
fn smallest(more: &[(&str, Value)]) -> Value {
    let guide = include_str!("../docs/schemes.md");
    let text = guide.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let mut scheme: Value = serde_json::from_str(text).unwrap();
    for (name, part) in more {
        scheme[name] = part.clone();
    }
    scheme
}

#[test]
fn what_is_named_nowhere_begins_with_plans_and_stages_and_ends_with_the_tasks() {
    let when = json!({"any": [{"fact": "case.order", "is": "supervision_order"}, {"fact": "case.court_stage", "is": "issued"},
        {"fact": "plan", "is": "child_in_need"}]});
    let mut scheme = smallest(&[]);
    scheme["steps"][0]["kinds"][0]["when"] = when;
    let told = printed(&["check-scheme", "-"], &scheme.to_string());
    let named: Vec<&str> = told.lines().skip(2).filter(|line| !line.starts_with("    ")).collect();
    let heads: Vec<&str> = named.iter().map(|line| line.split(':').next().unwrap().trim()).collect();
    assert_eq!(heads, ["plan", "case.court_stage", "case.order", "task, 67 kinds"], "{told}");
    // The tasks stand in lines that a screen shows whole.
    assert!(told.lines().all(|line| line.len() <= 100 || line.starts_with("  plan")), "{told}");
    assert!(told.contains("single_assessment, ") && told.contains("adoption_interagency_national\n"), "{told}");
}

#[test]
fn roles_are_told_only_where_the_capacity_leaves_some_without_a_row() {
    let learner = json!({"name": "a", "when": {"fact": "practitioner.role", "is": "newly_qualified"}, "most": "10"});
    let capacity = |rows: &[Value]| [("capacity", json!({"place": "1", "words": "Full.", "rows": rows}))];
    let told = printed(&["check-scheme", "-"], &smallest(&capacity(std::slice::from_ref(&learner))).to_string());
    assert!(told.contains("practitioner.role: social_worker, "), "{told}");
    let everybody = json!({"name": "b", "most": "20"});
    let told = printed(&["check-scheme", "-"], &smallest(&capacity(&[learner, everybody])).to_string());
    assert!(!told.contains("practitioner.role"), "{told}");
}

#[test]
fn a_capacity_that_no_example_proves_is_told() {
    let words = "no example checks band or limit: an example without them proves nothing about capacity";
    let check = |scheme: &Value| printed(&["check-scheme", "-"], &scheme.to_string());
    assert!(!check(&smallest(&[])).contains(words), "there is no capacity");
    let capacity = ("capacity", json!({"place": "1", "words": "Full.", "rows": [{"most": "20"}]}));
    let mut scheme = smallest(std::slice::from_ref(&capacity));
    assert!(check(&scheme).contains(words));
    scheme["examples"][0]["limit"] = json!("20");
    assert!(!check(&scheme).contains(words));
    assert!(check(&smallest(&[capacity, ("examples", json!([]))])).contains(words));
}

#[test]
fn a_slip_in_a_name_is_answered_with_the_names_that_may_be_meant() {
    let text = include_str!("../src/schemes/swindon.json");
    let told = complaint(&["check-scheme", "-"], &text.replacen("\"journey_minutes\"", "\"journey_minuets\"", 1));
    assert!(told.contains("did you mean journey_minutes?"), "{told}");
    let told = complaint(&["check-scheme", "-"], &text.replacen("\"higher_specialist\"", "\"specialist\"", 1));
    assert!(told.contains("its values are: social_worker, senior_practitioner, higher_specialist"), "{told}");
}

#[test]
fn a_file_with_own_schemes_is_scored_under_the_published_ones_as_one_without() {
    let of = |text| printed(&["score", "-", "--month", "2026-11"], text);
    let with = include_str!("fixtures/workspace-3.json");
    assert_eq!(of(with), of(include_str!("fixtures/workspace-2.json")));
}

const SERVICE: &str = r#"{"fairload": "workspace", "version": 5,
    "practitioners": [
        {"id": "tm", "label": "TM", "role": "team_manager", "team": "North", "service": "Children"},
        {"id": "w1", "label": "W1", "role": "social_worker", "team": "North", "service": "Children", "line_manager": "tm"},
        {"id": "w2", "label": "W2", "role": "social_worker", "team": "North", "service": "Children", "line_manager": "tm", "hours_per_week": 18.5, "away_from": "2026-11"}],
    "cases": [
        {"id": "f1", "allocations": [{"practitioner": "w1"}], "children": [{"plan": "child_protection"}, {"plan": "child_in_need"}]},
        {"id": "f2", "allocations": [{"practitioner": "w2"}], "children": [{"plan": "looked_after"}]},
        {"id": "f3", "unallocated_since": "2026-09", "children": [{"plan": "child_in_need"}]}]}"#;

#[test]
fn a_team_is_summed_up_as_the_page_does_and_the_sum_is_that_of_the_scores() {
    let arguments = ["--month", "2026-11", "--scheme", "swindon", "--format", "json"];
    let output: Value = serde_json::from_str(&printed(&[&["service", "-"], &arguments[..]].concat(), SERVICE)).unwrap();
    let team = &output["teams"][0];
    assert_eq!((&team["team"], &team["service"]), (&json!("North"), &json!("Children")));
    assert_eq!((&team["children"], &team["families"], &team["hold_cases"]), (&json!(3), &json!(2), &json!(2)));
    assert_eq!(team["children_for_each_full_time_equivalent"], "2");
    assert_eq!(team["children_by_person"]["median"], "1.5");
    assert_eq!((&team["child_protection"], &team["looked_after"]), (&json!(1), &json!(1)));
    assert_eq!(team["away_and_hold_cases"], json!(["w2"]));
    assert_eq!(output["unallocated"], json!({"cases": 1, "since": "2026-09"}));
    let scores: Value = serde_json::from_str(&printed(&[&["score", "-"], &arguments[..]].concat(), SERVICE)).unwrap();
    let sum: fairload::points::Points =
        scores["scores"].as_array().unwrap().iter().map(|own| points(&own["total"])).sum();
    assert_eq!(points(&team["under"][0]["by_person"]["sum"]), sum);
    assert_eq!((&output["managers"][0]["manager"], points(&output["managers"][0]["sum"])), (&json!("tm"), sum));
}

#[test]
fn a_team_in_text_says_its_spread_its_concentration_and_who_is_away() {
    let text = printed(&["service", "-", "--month", "2026-11", "--scheme", "swindon"], SERVICE);
    for words in [
        "North \u{b7} Children \u{b7} November 2026",
        "3 children in 2 cases \u{b7} 2 of 3 hold cases, 1.5 full-time equivalents, 2 children for each",
        "Children by person: mean 1.5, median 1.5, 1 to 2",
        "On protection plans 1 (33 %), looked after 1 (33 %)",
        "W2 is away from November 2026, no end is set, and holds cases",
        "Unallocated: 1 case, the longest waiting since September 2026",
        "What managers answer for under Swindon",
        "  TM: ",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let none = r#"{"fairload": "workspace", "version": 5, "practitioners": [], "cases": []}"#;
    assert!(printed(&["service", "-", "--month", "2026-11"], none).starts_with("There is no practitioner"));
}
