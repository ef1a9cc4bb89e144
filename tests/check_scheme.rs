//! `fairload check-scheme` names every fault of a scheme file with its place.
//!
//! Each fault is made by one slip in a good file, and must be told alone, where it stands: a fault that
//! made others elsewhere would send its reader to the wrong place. Two slips must both be told.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "cli")]

mod slips;

use fairload::command_line::{Command, run};
use fairload::scheme::Scheme;
use serde_json::{Value, json};
use slips::{COUNTS, Change, GOOD, Put, Slip, counts, find, good, slipped, slips, slips_of_counts, steps, wider_slips};

/// What `fairload check-scheme -` tells of a text: a line for each fault, as place and message.
fn told(text: &str) -> Vec<(String, String)> {
    let command = Command::CheckScheme { file: "-".into() };
    let Err(told) = run(&command, 0, &mut text.as_bytes()) else { return Vec::new() };
    assert!(Scheme::read(text).is_err(), "half a scheme was read");
    let lines: Vec<&str> = told.lines().collect();
    let (last, faults) = lines.split_last().unwrap();
    assert!(last.ends_with("nothing was read"), "{told}");
    let parted = |line: &&str| {
        let line = line.strip_prefix("-: ").unwrap_or_else(|| panic!("no file is named: {line}"));
        match line.split_once(": ") {
            Some((place, message)) if !place.contains(' ') => (place.to_owned(), message.to_owned()),
            _ => (String::new(), line.to_owned()),
        }
    };
    faults.iter().map(parted).collect()
}

/// True where a fault is told at the place, with the words.
fn names(faults: &[(String, String)], place: &str, says: &[&str]) -> bool {
    faults.iter().any(|(own, message)| own == place && says.iter().all(|word| message.contains(word)))
}

#[test]
fn the_good_file_has_no_fault() {
    assert_eq!(told(GOOD), []);
    let printed = run(&Command::CheckScheme { file: "-".into() }, 0, &mut GOOD.as_bytes()).unwrap();
    assert!(printed.contains("1 of 1 examples recompute"), "{printed}");
}

/// Makes each slip alone in a good document: it is the one fault that is told, at its place and with its words.
fn each_is_told_alone(slips: Vec<Slip>, good: &Value) {
    let mut wrong = Vec::new();
    for (path, change, place, says) in slips {
        let mut document = good.clone();
        slipped(&mut document, path, change.clone());
        let faults = told(&document.to_string());
        if faults.len() != 1 || !names(&faults, place, says) {
            wrong.push(format!("{path} {change:?}\n   wants {place:?} {says:?}\n   told {faults:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} slips:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_slip_is_told_alone_with_its_place() {
    each_is_told_alone(slips(), &good());
}

#[test]
fn each_slip_in_a_count_policy_is_told_with_its_place() {
    assert_eq!(Scheme::read(COUNTS).err(), None);
    each_is_told_alone(slips_of_counts(), &counts());
}

#[test]
fn a_scheme_that_counts_every_child_need_name_no_plan_and_no_task() {
    for own in fairload::schemes::published() {
        let scheme = Scheme::read(own.text).unwrap();
        let told = run(&Command::CheckScheme { file: "-".into() }, 0, &mut own.text.as_bytes()).unwrap();
        if !scheme.counted_in.is_points() {
            assert!(!told.contains("\n  task"), "{}: {told}", own.id);
            // Windsor and Maidenhead counts rows, and early help is none of them.
            assert_eq!(told.contains("\n  plan: early_help\n"), own.id == "windsor-and-maidenhead-counts", "{told}");
            assert!(!told.contains("\n  plan: ") || own.id == "windsor-and-maidenhead-counts", "{told}");
        }
    }
}

#[test]
fn a_slip_that_takes_a_name_away_is_told_with_those_who_miss_it() {
    for (path, change, place, says) in wider_slips() {
        let mut document = good();
        slipped(&mut document, path, change);
        let faults = told(&document.to_string());
        assert!(names(&faults, place, says), "{path}: {faults:?}");
    }
}

#[test]
fn two_slips_are_both_told() {
    let slips = slips();
    let mut tried = 0;
    for (one, (path, change, place, says)) in slips.iter().enumerate() {
        // Each with some of the others, at strides that meet every part of the file.
        for (other, change_too, place_too, says_too) in slips.iter().skip(one + 1).step_by(23) {
            // What is within the other, or beside it in one list, is another slip then.
            let within = |outer: &str, inner: &str| inner.starts_with(outer.trim_end_matches(|own| own != '.'));
            // A stage or input that cannot be read may be named by anyone.
            let unread = |path: &str, change: &Change| {
                let input = path.starts_with("inputs[").then(|| path.split('.').next()).flatten();
                let owner = path.strip_suffix(".mechanism").or(input);
                let id = owner.map(|own| find(&mut good(), &steps(own))["id"].clone());
                id.is_some_and(|id| format!("{change:?}").contains(id.as_str().unwrap()))
            };
            if unread(path, change_too) || unread(other, change) {
                continue;
            }
            let both_bands = path.starts_with("bands") && other.starts_with("bands");
            if within(path, other) || within(other, path) || both_bands {
                continue;
            }
            let mut document = good();
            slipped(&mut document, path, change.clone());
            slipped(&mut document, other, change_too.clone());
            let faults = told(&document.to_string());
            assert!(names(&faults, place, says), "{path} beside {other}: {faults:?}");
            assert!(names(&faults, place_too, says_too), "{other} beside {path}: {faults:?}");
            tried += 1;
        }
    }
    assert!(tried > 1_000, "{tried}");
}

/// The faults of the good file with one part of it another.
fn with(path: &str, value: Value) -> Vec<(String, String)> {
    let mut document = good();
    slipped(&mut document, path, Put(value));
    told(&document.to_string())
}

#[test]
fn stages_in_a_circle_are_told_with_the_whole_way_round() {
    // Court takes from its cap, which takes from the sharing, which takes from court.
    let mut document = good();
    slipped(&mut document, "steps[10].of", Put(json!(["basic", "rule_most"])));
    slipped(&mut document, "steps[11].of", Put(json!(["work", "rows_most"])));
    slipped(&mut document, "steps[12].of", Put(json!(["basic", "row_most"])));
    let faults = told(&document.to_string());
    let way = "“row_most” takes from “rule_most” takes from “rows_most” takes from “row_most”";
    assert!(names(&faults, "steps[10].of", &["circle", way]), "{faults:?}");
    // It is told once, from its first stage; each that names a later one is told too.
    assert_eq!(faults.iter().filter(|(_, message)| message.contains("circle")).count(), 1, "{faults:?}");
    assert!(names(&faults, "steps[11].of[1]", &["rows_most", "no earlier stage"]), "{faults:?}");
}

#[test]
fn definitions_in_a_circle_are_told_with_the_whole_way_round() {
    let faults = with("definitions[0].when", json!({"any": [{"not": {"defined": "settled"}}]}));
    let way = "“in_care” is defined by “settled” is defined by “in_care”";
    assert!(names(&faults, "definitions[0].when", &["circle", way]), "{faults:?}");
    assert!(names(&faults, "definitions[0].when.any[0].not", &["settled", "not defined above"]), "{faults:?}");
    // By itself.
    let faults = with("definitions[0].when", json!({"defined": "in_care"}));
    assert!(names(&faults, "definitions[0].when", &["circle", "“in_care” is defined by “in_care”"]), "{faults:?}");
}

#[test]
fn an_example_that_does_not_recompute_is_told_with_both_figures() {
    let faults = with("examples[0].total", json!("3.5"));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(names(&faults, "examples[0]", &["One child in need", "3.5 in the source", "3 by the rules"]), "{faults:?}");
    let faults = with("examples[0].practitioner", json!("p2"));
    assert!(names(&faults, "examples[0]", &["names a practitioner whom it does not describe"]), "{faults:?}");
    // Its band and its limit are held to the file too.
    let faults = with("examples[0].band", json!("over"));
    assert!(names(&faults, "examples[0]", &["“over” in the source", "“room” by this file"]), "{faults:?}");
    let faults = with("examples[0].limit", json!("20"));
    assert!(names(&faults, "examples[0]", &["limit 20 in the source", "30 by this file"]), "{faults:?}");
    // A rule whose weight has changed shows in the example too.
    let faults = with("steps[0].tables[0].rows[0].first", json!("2.25"));
    assert!(names(&faults, "examples[0]", &["3 in the source", "3.25 by the rules"]), "{faults:?}");
}

#[test]
fn what_is_no_json_says_where_it_breaks() {
    for (text, says) in [
        ("", "EOF"),
        ("{", "line 1 column 1"),
        ("<html>", "line 1 column 1"),
        ("{\"fairload\": \"scheme\",}", "trailing comma"),
        ("{\"step\": NaN}", "line 1"),
        ("{\"step\": 1e999}", "out of range"),
        ("{} {}", "trailing"),
        ("{\"a\": \"\\ud800\"}", "line 1"),
    ] {
        let faults = told(text);
        assert!(names(&faults, "", &["not JSON", says]) && faults.len() == 1, "{text}: {faults:?}");
    }
    assert!(
        !told("[]").is_empty() && !told("7").is_empty() && !told("null").is_empty() && !told("\"scheme\"").is_empty()
    );
}

#[test]
fn a_name_that_stands_twice_is_refused_with_its_line() {
    // The second would take the place of the first, and its rules would be gone.
    let text = GOOD.replacen("\"unread_tasks\":", "\"steps\": [],\n  \"unread_tasks\":", 1);
    let line = text.lines().position(|line| line.contains("\"steps\": []")).unwrap() + 1;
    assert!(names(&told(&text), "", &["“steps” stands twice", &format!("line {line}")]), "{:?}", told(&text));
    let text =
        GOOD.replacen("\"plan\": \"child_in_need\"}", "\"plan\": \"child_in_need\", \"plan\": \"looked_after\"}", 1);
    assert!(names(&told(&text), "", &["“plan” stands twice"]), "{:?}", told(&text));
}

#[test]
fn a_file_too_large_is_refused_before_it_is_read() {
    let text = format!("{}{GOOD}", " ".repeat(2_000_000));
    assert!(names(&told(&text), "", &["over 2 MB"]), "{:?}", told(&text));
    // As large as may be, it is read.
    let text = format!("{}{GOOD}", " ".repeat(2_000_000 - GOOD.len()));
    assert_eq!(told(&text), []);
}

#[test]
fn text_nested_a_hundred_thousand_deep_is_refused_without_a_crash() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for text in [deep("[", "]"), deep("{\"all\":[", "]}"), deep("{\"not\":", "}"), "[".repeat(100_000)] {
        assert!(names(&told(&text), "", &["recursion"]), "{:?}", told(&text));
        let inside = GOOD.replacen("{\"defined\": \"in_care\"}", &text, 1);
        assert!(names(&told(&inside), "", &["recursion"]), "{:?}", told(&inside));
    }
    // As deep as JSON is read, a condition is read too: an odd number of times not always is never.
    let deep = format!("{}{{\"all\": []}}{}", "{\"not\":".repeat(101), "}".repeat(101));
    assert_eq!(with("definitions[0].when", serde_json::from_str(&deep).unwrap()), []);
}

#[test]
fn lists_too_long_to_be_a_scheme_s_are_refused_before_they_are_read() {
    let started = std::time::Instant::now();
    for (list, most) in [
        ("readings", 1_000),
        ("inputs", 200),
        ("definitions", 1_000),
        ("steps", 200),
        ("bands", 100),
        ("examples", 200),
    ] {
        let faults = with(list, json!(vec![json!({}); most + 1]));
        assert!(names(&faults, list, &[&most.to_string(), "at most"]) && faults.len() == 1, "{faults:?}");
    }
    let faults = with("steps[18].rules", json!(vec![json!({}); 2_001]));
    assert!(names(&faults, "steps", &["2000 rules"]) && faults.len() == 1, "{faults:?}");
    let options = json!(vec![json!({"id": "a", "words": "w"}); 101]);
    let faults = with("readings[1].parameter.options", options);
    assert!(names(&faults, "readings[1].parameter.options", &["100"]), "{faults:?}");
    // As long as may be, with every entry at fault, it is told in good time.
    let faults = with("steps[18].rules", json!(vec![json!({}); 1_900]));
    assert_eq!(faults.len(), 500, "so many faults are told at most");
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn a_file_that_is_not_text_or_not_there_is_named() {
    let command = |file: &str| Command::CheckScheme { file: file.into() };
    let told = run(&command("-"), 0, &mut [0xff, 0xfe, 0x00].as_slice()).unwrap_err();
    assert!(told.contains("not text in UTF-8"), "{told}");
    let told = run(&command("no-such-scheme.json"), 0, &mut std::io::empty()).unwrap_err();
    assert!(told.contains("no-such-scheme.json: cannot be read"), "{told}");
}

#[test]
fn each_published_and_each_invented_scheme_has_no_fault() {
    for own in fairload::schemes::published() {
        assert_eq!(told(own.text), [], "{}", own.id);
    }
    for text in [include_str!("fixtures/schemes/weights.json"), include_str!("fixtures/schemes/ceilings.json")] {
        assert_eq!(told(text), []);
    }
}

#[test]
fn a_large_file_that_is_wrong_throughout_is_told_in_good_time() {
    let started = std::time::Instant::now();
    let facts: Vec<Value> = (0..15_000).map(|n| json!({"fact": format!("plan_of_{n}"), "is": "yes"})).collect();
    assert_eq!(with("steps[18].rules[0].when", json!({"any": facts})).len(), 500);
    let tasks: Vec<String> = (0..60_000).map(|n| format!("work_{n}")).collect();
    assert_eq!(with("steps[18].rules[0].when", json!({"task": tasks})).len(), 500);
    let long = "a_long_name".repeat(100_000);
    let faults = with("steps[18].rules[0].when", json!({"task": [long]}));
    assert!(faults[0].1.len() < 200, "{}", faults[0].1);
    let choices: Vec<Value> = (0..20_000).map(|n| json!({"id": format!("c{n}"), "words": "w"})).collect();
    assert!(names(&with("inputs[0].choices", json!(choices)), "inputs[0]", &["64 at most"]));
    let kind = good()["steps"][7]["kinds"][2].clone();
    assert!(names(&with("steps[7].kinds", json!(vec![kind; 5_000])), "steps[7]", &["64 at most"]));
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
