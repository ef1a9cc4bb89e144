//! `fairload team FILE`: everybody side by side under every scheme, as text, as a table and as JSON, and what is said
//! of a file that cannot be read.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

use fairload::command_line::{Command, Format, TeamFormat, run};
use fairload::schemes::published;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The middle of November 2026.
const NOW: i64 = 1_794_744_000;

fn team(text: &str, schemes: &[&str], format: TeamFormat) -> Result<String, String> {
    let schemes = schemes.iter().map(|own| (*own).to_owned()).collect();
    run(&Command::Team { file: PathBuf::from("-"), month: None, schemes, format }, NOW, &mut text.as_bytes())
}

fn in_json(text: &str, schemes: &[&str]) -> Value {
    serde_json::from_str(&team(text, schemes, TeamFormat::Json).unwrap()).unwrap()
}

fn scores(text: &str, scheme: &str) -> Value {
    let command = Command::Score {
        file: PathBuf::from("-"),
        month: None,
        schemes: vec![scheme.to_owned()],
        format: Format::Json,
    };
    serde_json::from_str(&run(&command, NOW, &mut text.as_bytes()).unwrap()).unwrap()
}

/// A team of six: two who share a case, one of whom nothing is said, a student who holds a case, a manager who holds
/// one, a reviewing officer.
fn file() -> String {
    json!({"fairload": "workspace", "version": 5,
        "practitioners": [
            {"id": "p1", "label": "A, \"senior\"", "team": "North", "team_type": "district", "role": "social_worker", "qualified_since": "2020-01", "hours_per_week": 37, "full_time_hours": 37},
            {"id": "p2", "label": "=B", "team": "North", "team_type": "district", "role": "social_worker", "qualified_since": "2020-01", "hours_per_week": 18.5, "full_time_hours": 37},
            {"id": "p3"},
            {"id": "p4", "label": "Student", "team": "South", "role": "student_first_placement"},
            {"id": "p5", "label": "Manager", "team": "South", "role": "team_manager"},
            {"id": "p6", "label": "Officer", "role": "independent_reviewing_officer"}
        ],
        "cases": [
            {"id": "f1", "co_working": "both_in_most_tasks", "allocations": [{"practitioner": "p1"}, {"practitioner": "p2", "part": "co_worker"}],
             "reviewing_officer": "p6", "children": vec![json!({"plan": "looked_after", "age": 9, "unstable": "no"}); 12]},
            {"id": "f2", "allocations": [{"practitioner": "p1"}], "children": vec![json!({"plan": "child_protection", "age": 3, "unstable": "no"}); 12]},
            {"id": "f3", "allocations": [{"practitioner": "p4"}], "children": [{"plan": "child_in_need", "age": 3, "unstable": "no"}]},
            {"id": "f4", "allocations": [{"practitioner": "p5"}], "children": [{"plan": "child_in_need", "age": 3, "unstable": "no"}]},
            {"id": "f5", "children": [{"plan": "child_in_need", "age": 3, "unstable": "no"}]}
        ]})
    .to_string()
}

fn standing<'t>(team: &'t Value, person: usize, scheme: &str) -> &'t Value {
    let all = team["practitioners"][person]["schemes"].as_array().unwrap();
    all.iter().find(|own| own["scheme"] == scheme).unwrap()
}

#[test]
fn everybody_stands_under_every_published_scheme_with_the_figures_of_their_score() {
    let team = in_json(&file(), &[]);
    assert_eq!((&team["month"], &team["children"], &team["families"]), (&json!("2026-11"), &json!(26), &json!(4)));
    let people = team["practitioners"].as_array().unwrap();
    assert_eq!(people.len(), 6);
    for scheme in published() {
        let scores = scores(&file(), scheme.id);
        for (person, own) in people.iter().zip(scores["scores"].as_array().unwrap()) {
            let place = people.iter().position(|other| other == person).unwrap();
            let standing = standing(&team, place, scheme.id);
            assert_eq!(person["practitioner"], own["practitioner"]);
            assert_eq!(person["children"], own["children"], "{}", scheme.id);
            for figure in ["total", "least", "most", "counted_in", "scheme_version"] {
                assert_eq!(standing[figure], own[figure], "{} {figure}", scheme.id);
            }
            assert_eq!(standing["no_number"], own["no_number"].is_string(), "{}", scheme.id);
        }
    }
}

#[test]
fn counts_say_over_and_by_how_much_and_part_time_and_who_holds_what_is_not_allowed() {
    let team = in_json(&file(), &["PLY", "west-sussex"]);
    let says = |person, scheme: &str| {
        let own = standing(&team, person, scheme);
        (own["total"].as_str().unwrap(), own["standing"].as_str().unwrap(), own["over_by"].as_str())
    };
    assert_eq!(says(0, "plymouth"), ("24", "over", Some("2")), "24 of 22");
    assert_eq!(says(1, "plymouth"), ("12", "over", Some("1")), "12 of 11 at half time");
    assert_eq!(says(4, "plymouth"), ("1", "over", Some("1")), "a manager holds none");
    assert_eq!(says(2, "plymouth").1, "not said", "nobody said what the role is");
    assert_eq!(says(0, "west-sussex"), ("24", "over", Some("4")));
    assert_eq!(standing(&team, 3, "west-sussex")["not_allowed"], 1, "a student holds a case");
    assert_eq!(standing(&team, 3, "plymouth")["no_number"], true);
    assert_eq!(says(5, "west-sussex").0, "0", "whom an officer reviews is no child of theirs");
    assert!(standing(&team, 5, "west-sussex")["parts"].to_string().contains("12 of 50 to 70, below by 38"));
}

#[test]
fn the_text_names_who_has_no_label_by_their_id_and_says_what_is_not_said() {
    let told = team(&file(), &["RCH", "ADCS"], TeamFormat::Text).unwrap();
    assert!(told.starts_with("November 2026 \u{b7} 6 people \u{b7} 26 children in 4 families\n"), "{told}");
    assert!(told.contains("\np3 \u{b7} role not said \u{b7} 0 children in 0 families\n"), "{told}");
    assert!(told.contains("Rochdale: 24 cases, over by 2, load 109 %; children: 24 of 20 to 22, over by 2"), "{told}");
    let survey: Vec<&str> = told.lines().filter(|line| line.contains("Survey of 2016")).collect();
    assert!(survey.len() == 6 && survey.iter().all(|line| !line.contains("over")), "{survey:?}");
}

#[test]
fn the_table_has_a_row_for_each_and_no_cell_that_a_spreadsheet_would_run() {
    let table = team(&file(), &[], TeamFormat::Csv).unwrap();
    let rows: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert!(rows.iter().filter(|row| row.contains("North") || row.contains("South")).count() >= 4, "{table}");
    assert!(table.contains("\"A, \"\"senior\"\"\""), "{table}");
    assert!(!table.lines().any(|row| row.starts_with('=')), "{table}");
}

#[test]
fn a_team_of_nobody_is_no_fault() {
    let empty = r#"{"fairload": "workspace", "version": 5}"#;
    assert!(team(empty, &[], TeamFormat::Text).unwrap().contains("0 people"));
    assert_eq!(in_json(empty, &[])["practitioners"], json!([]));
    assert!(team(empty, &[], TeamFormat::Csv).is_ok());
}

#[test]
fn what_is_wrong_with_a_file_a_scheme_or_a_month_is_said_with_its_place() {
    let unknown_team = file().replace("\"district\"", "\"castle\"");
    let faults = team(&unknown_team, &[], TeamFormat::Text).unwrap_err();
    assert!(faults.contains("practitioners[0].team_type") && faults.contains("practitioners[1].team_type"), "{faults}");
    assert!(faults.contains("castle") && faults.contains("nothing was read"), "{faults}");
    for (text, says) in [
        ("", "the file is empty"),
        ("{", "it may have been cut off"),
        ("[1]", "-:"),
        (r#"{"fairload": "scheme"}"#, "-:"),
        (r#"{"fairload": "workspace", "version": 999}"#, "999"),
        (
            r#"{"fairload": "workspace", "version": 5, "cases": [{"allocations": [{"practitioner": "px"}]}]}"#,
            "cases[0].allocations[0]",
        ),
        (
            r#"{"fairload": "workspace", "version": 5, "practitioners": [{"hours_per_week": 0}]}"#,
            "practitioners[0].hours_per_week",
        ),
        (
            r#"{"fairload": "workspace", "version": 5, "practitioners": [{"started_on": "9999-12"}]}"#,
            "practitioners[0].started_on",
        ),
        (r#"{"fairload": "workspace", "version": 5, "practitioners": [{"id": "a"}, {"id": "a"}]}"#, "a"),
    ] {
        for format in [TeamFormat::Text, TeamFormat::Csv, TeamFormat::Json] {
            let faults = team(text, &[], format).unwrap_err();
            assert!(faults.contains(says), "{text}: {faults}");
        }
    }
    let told = team(&file(), &["no-such-scheme"], TeamFormat::Text).unwrap_err();
    assert!(told.contains("no-such-scheme"), "{told}");
    let command = |month: &str, file: &str| Command::Team {
        file: PathBuf::from(file),
        month: Some(month.to_owned()),
        schemes: Vec::new(),
        format: TeamFormat::Text,
    };
    for month in ["0001-01", "9999-12", "2026-13", "2026-11-22", ""] {
        let told = run(&command(month, "-"), NOW, &mut file().as_bytes()).unwrap_err();
        assert!(told.contains("--month"), "{told}");
    }
    let told = run(&command("2026-11", "no-such-file.json"), NOW, &mut std::io::empty()).unwrap_err();
    assert!(told.contains("no-such-file.json: cannot be read"), "{told}");
}

#[test]
fn a_colleague_with_any_full_time_week_leaves_a_mean_that_is_exact() {
    // Each of eight has a full-time week of their own; together they are 6.57807 full-time workers with 160 children.
    let weeks = ["36.99", "36.97", "36.91", "36.89", "36.83", "35.93", "35.81", "35.71"];
    let mut people = vec![
        json!({"id": "n", "role": "newly_qualified", "team": "T", "started_on": "2026-08", "build_up": "ten_percent_less_than_team"}),
    ];
    let mut cases = vec![json!({"allocations": [{"practitioner": "n"}], "children": [{"plan": "child_in_need"}]})];
    for (place, week) in weeks.iter().enumerate() {
        let own = format!("s{place}");
        people.push(json!({"id": own, "role": "social_worker", "team": "T", "hours_per_week": "30.01", "full_time_hours": week}));
        cases.push(
            json!({"allocations": [{"practitioner": own}], "children": vec![json!({"plan": "child_in_need"}); 20]}),
        );
    }
    let file = json!({"fairload": "workspace", "version": 5, "practitioners": people, "cases": cases}).to_string();
    let own = &scores(&file, "plymouth")["scores"][0];
    assert_eq!(own["capacity"], "21.8909");
    assert!(in_json(&file, &["plymouth"])["practitioners"][0].is_object());
}
