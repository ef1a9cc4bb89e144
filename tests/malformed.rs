//! Malformed files: a message with the place, nothing kept of the file, and no panic.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/chance.rs"]
mod chance;
mod mutations;

use fairload::facts::Fault;
use fairload::facts::value::{Answer, Mark};
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::workspace::{MOST_BYTES, Workspace};
use proptest::prelude::*;

const GOOD: &str = r#"{"fairload": "workspace", "version": 1,
    "practitioners": [{"id": "p1", "label": "A", "hours_per_week": 22.2}],
    "cases": [{"id": "f1", "label": "Family 1", "allocations": [{"practitioner": "p1"}],
               "children": [{"id": "c1", "age": 7, "plan": "child_in_need"}],
               "tasks": [{"id": "t1", "kind": "section_47", "child": "c1"}]}]}"#;

/// The faults of the good file with one part of it replaced.
#[track_caller]
fn check(part: &str, by: &str, place: &str, says: &[&str]) {
    assert!(GOOD.contains(part), "the good file has no {part}");
    refused(&GOOD.replacen(part, by, 1), place, says);
}

#[track_caller]
fn refused(text: &str, place: &str, says: &[&str]) {
    let Err(faults) = Workspace::read(text) else { panic!("the file was read") };
    let told = faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n");
    assert!(faults.iter().any(|fault| fault.place == place), "no fault at \u{201c}{place}\u{201d}: {told}");
    for word in says {
        assert!(told.contains(word), "does not say \u{201c}{word}\u{201d}: {told}");
    }
}

#[test]
fn the_good_file_is_read() {
    let workspace = Workspace::read(GOOD).unwrap();
    assert_eq!(workspace.cases[0].children[0].age.unwrap().number(), 7);
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert!(Workspace::read(&format!("\u{feff}{GOOD}")).is_ok());
}

#[test]
fn an_empty_file_is_named_as_one() {
    refused("", "", &["empty"]);
    refused(" \n", "", &["empty"]);
}

#[test]
fn a_truncated_file_is_named_as_one_wherever_it_ends() {
    for end in (1..GOOD.len()).filter(|end| GOOD.is_char_boundary(*end)) {
        let faults = Workspace::read(&GOOD[..end]).unwrap_err();
        assert!(faults[0].message.contains("ends too early"), "cut at {end}: {}", faults[0]);
        assert!(faults[0].message.contains("line"), "cut at {end}: {}", faults[0]);
    }
}

#[test]
fn a_file_that_is_not_json_says_where_it_breaks() {
    refused("<html>", "", &["not JSON", "line 1 column 1"]);
    check("\"age\": 7", "\"age\": 07", "", &["not JSON", "line 4"]);
}

#[test]
fn a_wrong_type_says_what_is_wanted() {
    check("\"age\": 7", "\"age\": {\"years\": {}}", "cases[0].children[0].age", &["must be text"]);
    check("\"age\": 7", "\"age\": [1]", "", &["line 4"]);
    check("\"age\": 7", "\"age\": \"seven\"", "cases[0].children[0].age", &["Age", "0", "25"]);
    check("[{\"id\": \"p1\"", "[7, {\"id\": \"p1\"", "", &["record"]);
    refused("[]", "", &["workspace"]);
    refused("7", "", &["workspace"]);
    refused("\"text\"", "", &["workspace"]);
}

#[test]
fn a_number_out_of_bounds_names_its_fact_and_both_bounds() {
    check("\"age\": 7", "\"age\": -1", "cases[0].children[0].age", &["Age", "0", "25"]);
    check("\"age\": 7", "\"age\": 26", "cases[0].children[0].age", &["Age", "0", "25"]);
    check("\"age\": 7", "\"age\": 1e300", "cases[0].children[0].age", &["Age"]);
    check("\"age\": 7", "\"age\": 7.5", "cases[0].children[0].age", &["whole number"]);
    check("22.2", "0", "practitioners[0].hours_per_week", &["Hours a week", "0.25", "60"]);
    check("22.2", "60.01", "practitioners[0].hours_per_week", &["Hours a week", "0.25", "60"]);
    check("22.2", "22.222", "practitioners[0].hours_per_week", &["two decimal places"]);
}

#[test]
fn the_bounds_themselves_are_taken() {
    for age in ["0", "25", "\"0\"", "\"25\""] {
        assert!(Workspace::read(&GOOD.replace("\"age\": 7", &format!("\"age\": {age}"))).is_ok(), "{age}");
    }
    for hours in ["0.25", "60", "\"37\"", "37.00"] {
        assert!(Workspace::read(&GOOD.replace("22.2", hours)).is_ok(), "{hours}");
    }
}

#[test]
fn numbers_that_are_none_are_refused() {
    check("22.2", "NaN", "", &["not JSON"]);
    check("22.2", "\"NaN\"", "practitioners[0].hours_per_week", &["Hours a week"]);
    check("22.2", "Infinity", "", &["not JSON"]);
    check("22.2", "1e999", "", &["out of range"]);
    check("22.2", "\"1e999\"", "practitioners[0].hours_per_week", &["Hours a week"]);
}

#[test]
fn a_depth_of_a_hundred_thousand_is_refused_without_a_crash() {
    let deep = "[".repeat(100_000);
    refused(&deep, "", &[]);
    check("\"age\": 7", &format!("\"age\": {deep}"), "", &[]);
    let objects = "{\"cases\":[".repeat(100_000);
    refused(&objects, "", &[]);
    let faults = Scheme::read(&deep).unwrap_err();
    assert!(faults[0].message.contains("recursion"), "{}", faults[0]);
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    refused(&" ".repeat(MOST_BYTES + 1), "", &["20 MB", "at most 20"]);
}

#[test]
fn a_list_without_end_is_refused() {
    let many = format!("{{\"fairload\":\"workspace\",\"version\":1,\"cases\":[{}{{}}]}}", "{},".repeat(20_001));
    refused(&many, "", &["20000 records at most"]);
}

#[test]
fn a_duplicate_id_is_refused_with_its_place() {
    check("[{\"id\": \"p1\",", "[{\"id\": \"p1\"}, {\"id\": \"p1\",", "practitioners[1].id", &["p1", "twice"]);
    check("[{\"id\": \"c1\",", "[{\"id\": \"c1\"}, {\"id\": \"c1\",", "cases[0].children[1]", &["c1", "twice"]);
    check("\"age\": 7", "\"age\": 7, \"age\": 8", "", &["age", "twice", "line 4"]);
    check("\"version\": 1", "\"version\": 1, \"version\": 1", "", &["duplicate field"]);
}

#[test]
fn an_id_with_anything_odd_in_it_is_refused() {
    for id in ["", "a b", "\u{202e}x", "é", &"x".repeat(41)] {
        let faults = Workspace::read(&GOOD.replacen("\"id\": \"c1\"", &format!("\"id\": \"{id}\""), 1)).unwrap_err();
        assert!(faults[0].message.contains("1 to 40 letters"), "{}", faults[0]);
    }
}

#[test]
fn text_that_could_look_like_another_is_refused() {
    check("Family 1", "Fam\\u202eily", "cases[0].label", &["plain text"]);
    check("Family 1", "a\\nb", "cases[0].label", &["plain text"]);
    check("Family 1", &"x".repeat(61), "cases[0].label", &["60 characters"]);
}

#[test]
fn a_reference_to_nothing_is_refused() {
    check(
        "\"practitioner\": \"p1\"",
        "\"practitioner\": \"p9\"",
        "cases[0].allocations[0].practitioner",
        &["not in the file"],
    );
    check("\"child\": \"c1\"", "\"child\": \"c9\"", "cases[0].tasks[0].child", &["not in the case"]);
    check("[{\"practitioner\": \"p1\"}]", "[{}]", "cases[0].allocations[0].practitioner", &["must name"]);
    check(
        "[{\"practitioner\": \"p1\"}]",
        "[{\"practitioner\": \"p1\"}, {\"practitioner\": \"p1\"}]",
        "cases[0].allocations[1].practitioner",
        &["already"],
    );
}

#[test]
fn an_unknown_fact_is_named_and_never_dropped() {
    check("\"age\": 7", "\"agee\": 7", "cases[0].children[0].agee", &["no fact"]);
    check("\"age\": 7", "\"toys\": []", "cases[0].children[0].toys", &["no such list"]);
    check("\"version\": 1,", "\"version\": 1, \"notes\": \"x\",", "", &["notes"]);
}

#[test]
fn an_unknown_choice_names_the_choices() {
    check("child_in_need", "cin", "cases[0].children[0].plan", &["cin", "child_in_need", "looked_after"]);
}

#[test]
fn a_version_that_is_not_ours_is_named() {
    check("\"version\": 1", "\"version\": 6", "", &["newer Fairload", "format 6"]);
    check("\"version\": 1", "\"version\": 0", "", &["format 0"]);
    check("\"version\": 1", "\"version\": 6, \"months\": []", "", &["newer Fairload", "format 6"]);
    check("\"version\": 1", "\"version\": 4294967296", "", &[]);
    check("\"fairload\": \"workspace\", ", "", "", &["does not say"]);
    check("\"fairload\": \"workspace\"", "\"fairload\": \"scheme\"", "", &["scheme"]);
}

#[test]
fn every_fault_of_a_file_is_told_at_once() {
    let text = GOOD.replace("\"age\": 7", "\"age\": 99").replace("22.2", "0");
    let faults = Workspace::read(&text).unwrap_err();
    assert_eq!(faults.len(), 2, "{faults:?}");
}

#[test]
fn unknown_stays_unknown_and_yes_and_no_are_read_in_three_ways() {
    let with = |value: &str| {
        let text = GOOD.replacen("\"age\": 7", &format!("\"unstable\": {value}, \"disability\": {value}"), 1);
        let workspace = Workspace::read(&text).unwrap();
        (workspace.cases[0].children[0].unstable, workspace.cases[0].children[0].disability)
    };
    assert_eq!(with("true"), (Answer::Yes, Mark::Yes));
    assert_eq!(with("\"no\""), (Answer::No, Mark::No));
    assert_eq!(with("\"unknown\""), (Answer::Unknown, Mark::Unknown));
    // Not given at all: a question where there is no ordinary state, else the ordinary state.
    assert_eq!(with("null"), (Answer::Unknown, Mark::No));
}

/// The faults of Nottinghamshire's file with one part of it replaced.
#[track_caller]
fn scheme_refused(part: &str, by: &str, place: &str, says: &[&str]) {
    let good = published()[0].text;
    assert!(good.contains(part), "the scheme has no {part}");
    let faults = Scheme::read(&good.replacen(part, by, 1)).unwrap_err();
    let told = faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n");
    assert!(faults.iter().any(|fault| fault.place.starts_with(place)), "no fault at {place}: {told}");
    for word in says {
        assert!(told.contains(word), "does not say \u{201c}{word}\u{201d}: {told}");
    }
}

#[test]
fn a_scheme_file_with_a_fault_is_refused_with_the_place() {
    scheme_refused("\"mechanism\": \"select_one\"", "\"mechanism\": \"guess\"", "steps[3]", &["guess", "select_one"]);
    scheme_refused(
        "{\"fact\": \"unstable\", \"is\": \"no\"}",
        "{\"fact\": \"mood\", \"is\": \"no\"}",
        "steps[3]",
        &["mood"],
    );
    scheme_refused(
        "{\"fact\": \"unstable\", \"is\": \"no\"}",
        "{\"fact\": \"unstable\", \"is\": \"low\"}",
        "steps[3]",
        &["low"],
    );
    scheme_refused("\"first\": \"6\"", "\"first\": \"6.1\"", "steps[3].tables[0].rows[0].first", &["6.1", "0.25"]);
    scheme_refused("\"first\": \"6\"", "\"first\": \"NaN\"", "steps[3].tables[0].rows[0].first", &["NaN"]);
    scheme_refused("\"first\": \"6\"", "\"first\": {}", "steps[3].tables[0].rows[0].first", &["number of points"]);
    scheme_refused("\"without_group\"", "\"without_groups\"", "steps[4]", &["without_groups", "without_group"]);
    scheme_refused("\"total\": \"21\"", "\"total\": \"20\"", "examples[0]", &["20", "21"]);
    scheme_refused("\"format\": 1", "\"format\": 9", "format", &["format 1"]);
    scheme_refused("\"id\": \"district.section_47\"", "\"id\": \"district.section_17\"", "steps[3]", &["twice"]);
    scheme_refused(
        "\"of\": [\"additional_points\"]",
        "\"of\": [\"co_working\"]",
        "steps[5].of[0]",
        &["no earlier stage"],
    );
    scheme_refused("\"readings\": [\"X-3\"]", "\"readings\": [\"X-33\"]", "definitions", &["X-33"]);
    scheme_refused("\"task\": [\"single_assessment\"", "\"task\": [\"tea\"", "definitions", &["tea"]);
    scheme_refused("\"chosen\": \"items\"", "\"chosen\": \"all\"", "readings", &["all"]);
}

#[test]
fn a_slip_in_a_scheme_file_that_would_silence_a_rule_is_refused() {
    scheme_refused("\"reach\": \"child_or_family\"", "\"reach\": \"childorfamily\"", "steps[4]", &["child_or_family"]);
    scheme_refused("\"instead\": true", "\"instead\": \"yes\"", "steps[3]", &["true or false"]);
    scheme_refused("\"at_least\": 2", "\"at_least\": 0", "steps[4]", &["from 1 to"]);
    scheme_refused("{\"task\": [\"aims_assessment\"]}", "{\"task\": []}", "steps", &["must not be empty"]);
    scheme_refused("\"is\": \"newly_qualified\"", "\"is\": []", "steps[0]", &["name a value"]);
    scheme_refused(
        "{\"duty\": [\"asye_mentor\"]}",
        "{\"fact\": \"plan\", \"is\": \"looked_after\"}",
        "steps[0]",
        &["practitioner alone"],
    );
    scheme_refused("\"unit\": \"case_of_others\"", "\"unit\": \"group\"", "steps[2]", &["case_of_others"]);
    scheme_refused("\"up_to\": \"110\"", "\"up_to\": \"90\"", "bands", &["must end before"]);
    scheme_refused("\"id\": \"third_month\"", "\"id\": \"two_additional\"", "readings", &["must differ"]);
}

#[test]
fn definitions_of_definitions_cannot_fill_the_memory() {
    let first = r#"{"id": "d0", "words": "w", "when": {"fact": "interpreter", "is": "yes"}}"#.to_owned();
    let twice = |place: i32| {
        let before = format!(r#"{{"defined": "d{}"}}"#, place - 1);
        format!(r#"{{"id": "d{place}", "words": "w", "when": {{"any": [{before}, {{"not": {before}}}]}}}}"#)
    };
    let definitions = std::iter::once(first).chain((1..60).map(twice)).collect::<Vec<_>>().join(", ");
    scheme_refused(
        "\"definitions\": [",
        &format!("\"definitions\": [{definitions}, "),
        "definitions",
        &["come to more than"],
    );
}

#[test]
fn a_case_of_hundreds_of_children_is_refused() {
    let children = "{}, ".repeat(31);
    check("[{\"id\": \"c1\"", &format!("[{children}{{\"id\": \"x\""), "cases[0].children", &["at most"]);
}

#[test]
fn a_truncated_scheme_file_is_refused_wherever_it_ends() {
    let good = published()[0].text.trim_end();
    for end in (0..good.len()).step_by(97).filter(|end| good.is_char_boundary(*end)) {
        assert!(Scheme::read(&good[..end]).is_err(), "cut at {end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_workspace_file_with_damaged_characters_is_read_whole_or_refused(
        places in prop::collection::vec((any::<prop::sample::Index>(), prop::char::any()), 1..4),
    ) {
        let mut text: Vec<char> = GOOD.chars().collect();
        for (place, by) in places {
            let at = place.index(text.len());
            text[at] = by;
        }
        let text: String = text.into_iter().collect();
        match Workspace::read(&text) {
            Ok(workspace) => prop_assert_eq!(Workspace::read(&workspace.write()), Ok(workspace)),
            Err(faults) => prop_assert!(!faults.is_empty() && faults.iter().all(|fault| !fault.message.is_empty())),
        }
    }
}

/// Says which number it was, where the program itself stops at it.
struct At(u64);

impl Drop for At {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("to see it: script/torture --seed 1 --show {}", self.0);
        }
    }
}

/// A sample of what `script/torture` tries a million of.
#[test]
fn damaged_files_are_read_whole_or_refused_and_what_is_read_is_scored() {
    let corpus = mutations::Corpus::new();
    let (mut schemes, mut workspaces, mut scored) = (0, 0, 0);
    for number in 0..2_000 {
        let at = At(number);
        let damaged = corpus.damaged(1, number);
        let outcome = corpus.judge(&damaged).unwrap_or_else(|what| panic!("{what} ({})", damaged.what.join(", ")));
        schemes += usize::from(outcome.scheme == Some(true));
        workspaces += usize::from(outcome.workspace == Some(true));
        scored += outcome.scored;
        drop(at);
    }
    // Damage that nothing survives would prove nothing.
    assert!(schemes > 200 && workspaces > 200 && scored > 1_000, "{schemes} {workspaces} {scored}");
}

#[test]
fn the_damage_of_a_seed_is_always_the_same() {
    let (one, other) = (mutations::Corpus::new(), mutations::Corpus::new());
    for number in 0..40 {
        assert_eq!(one.damaged(7, number).texts(&one), other.damaged(7, number).texts(&other), "{number}");
    }
    assert_ne!(one.damaged(7, 1).texts(&one), one.damaged(8, 1).texts(&one));
}
