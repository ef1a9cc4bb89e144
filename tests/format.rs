//! The saved format: a file of every version that ever landed is read for ever.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fairload::facts::record::Record;
use fairload::facts::value::Kind;
use fairload::facts::{Case, Child, Practitioner, Task};
use fairload::workspace::Workspace;
use fairload::workspace::everything::Everything;
use serde_json::{Value, json};

const VERSION_1: &str = include_str!("fixtures/workspace-1.json");
const VERSION_2: &str = include_str!("fixtures/workspace-2.json");
const VERSION_3: &str = include_str!("fixtures/workspace-3.json");
const VERSION_4: &str = include_str!("fixtures/workspace-4.json");
const VERSION_5: &str = include_str!("fixtures/workspace-5.json");

fn written(workspace: &Workspace) -> Value {
    serde_json::from_str(&workspace.write()).unwrap()
}

/// A file of version 1 with one case that has these values.
fn first_version(case: &str) -> String {
    format!(r#"{{"fairload": "workspace", "version": 1, "cases": [{{"id": "f1", {case}}}]}}"#)
}

#[test]
fn a_file_of_version_1_is_read_and_its_hours_become_an_input_of_northern_ireland() {
    let workspace = Workspace::read(VERSION_1).unwrap();
    let mut expected: Value = serde_json::from_str(VERSION_1).unwrap();
    expected["version"] = json!(5);
    let case = expected["cases"][0].as_object_mut().unwrap();
    assert_eq!(case.remove("assessment_hours"), Some(json!(100.5)));
    case["inputs"]["northern-ireland"]["hours"] = json!("100.5");
    assert_eq!(written(&workspace), expected);
    // And what is written is read as the same.
    assert_eq!(Workspace::read(&workspace.write()), Ok(workspace));
}

#[test]
fn hours_of_version_1_are_moved_however_they_were_written_and_refused_where_they_were() {
    for hours in ["14", "14.0", "\"14\""] {
        let read = Workspace::read(&first_version(&format!("\"assessment_hours\": {hours}"))).unwrap();
        let expected = json!({"id": "f1", "inputs": {"northern-ireland": {"hours": "14"}}});
        assert_eq!(written(&read)["cases"][0], expected, "{hours}");
    }
    for hours in ["301", "-1", "0.125", "\"many\"", "[]"] {
        let faults = Workspace::read(&first_version(&format!("\"assessment_hours\": {hours}"))).unwrap_err();
        assert_eq!(faults[0].place, "cases[0].assessment_hours", "{hours}");
    }
    let none = Workspace::read(&first_version("\"assessment_hours\": null")).unwrap();
    assert_eq!(written(&none)["cases"][0], json!({"id": "f1"}));
}

#[test]
fn an_input_that_was_given_stays_beside_hours_of_version_1() {
    let case = r#""inputs": {"northern-ireland": {"hours": "20", "risk": "1"}}, "assessment_hours": 14"#;
    let read = Workspace::read(&first_version(case)).unwrap();
    assert_eq!(written(&read)["cases"][0]["inputs"], json!({"northern-ireland": {"hours": "20", "risk": "1"}}));
}

#[test]
fn hours_are_no_fact_of_a_case_any_more() {
    let text = first_version("\"assessment_hours\": 14").replace("\"version\": 1", "\"version\": 2");
    let faults = Workspace::read(&text).unwrap_err();
    assert!(faults[0].message.contains("there is no fact"), "{}", faults[0]);
}

#[test]
fn a_file_of_version_2_is_read_and_written_as_it_was_but_for_its_version() {
    let read = Everything::read(VERSION_2).unwrap();
    assert_eq!((&read.our_scheme, &read.schemes), (&None, &vec![]));
    assert_eq!(read.write().trim_end(), VERSION_2.trim_end().replace("\"version\": 2", "\"version\": 5"));
    assert_eq!(read.write(), Workspace::read(VERSION_2).unwrap().write());
}

#[test]
fn a_file_of_version_3_is_read_and_written_as_it_was_with_its_schemes_to_the_letter() {
    let read = Everything::read(VERSION_3).unwrap();
    assert_eq!(read.write().trim_end(), VERSION_3.trim_end().replace("\"version\": 3", "\"version\": 5"));
    assert_eq!(read.our_scheme.as_deref(), Some("smallest-2"));
    let [one, other] = read.schemes.as_slice() else { panic!("two schemes") };
    assert_eq!((one.id.as_str(), one.from.as_deref()), ("smallest-2", Some("swindon")));
    assert!(one.text.starts_with("{\n  \"fairload\": \"scheme\",\n") && one.text.ends_with("}\n"), "{}", one.text);
    assert_eq!((other.id.as_str(), other.from.as_deref()), ("own", None));
    assert_eq!(&*other.text, "\u{feff}no JSON,\r\n\twith \"quotes\" \\ and Zoë  ");
    // Whoever wants the workspace alone has it.
    assert_eq!(Workspace::read(VERSION_3), Workspace::read(VERSION_2));
}

#[test]
fn a_file_of_version_4_is_read_and_written_as_it_was_with_what_an_import_said() {
    let read = Everything::read(VERSION_4).unwrap();
    assert_eq!(read.write().trim_end(), VERSION_4.trim_end().replace("\"version\": 4", "\"version\": 5"));
    let imported = &read.workspace.cases[0].children[0].imported;
    assert!(imported.as_str().starts_with("0123456789abcdef.aabbccddeeff0011 plan=child_in_need|"), "{imported:?}");
}

#[test]
fn a_file_of_version_5_has_services_absence_and_how_a_load_is_limited() {
    let read = Everything::read(VERSION_5).unwrap();
    assert_eq!(read.write().trim_end(), VERSION_5.trim_end());
}

#[test]
fn what_is_no_scheme_of_a_file_is_refused_with_its_place() {
    let of = |scheme: &str| {
        Everything::read(&format!("{{\"fairload\": \"workspace\", \"version\": 3, \"schemes\": [{scheme}]}}"))
    };
    for (scheme, place) in [
        (r#"{"id": "a"}"#, "schemes[0].file"),
        (r#"{"id": "a", "file": {"northern-ireland": {"risk": 1}}}"#, "schemes[0].file"),
        (r#"{"id": "a", "file": []}"#, "schemes[0].file"),
        (r#"{"id": "a", "file": "{}"}, {"file": "{}", "text": ""}"#, "schemes[1].text"),
    ] {
        assert_eq!(of(scheme).unwrap_err()[0].place, place, "{scheme}");
    }
    assert!(of("1").is_err() && of("{\"id\": \"a\", \"id\": \"b\", \"file\": \"\"}").is_err());
    // The page gives an id where there is none, and says what is wrong with a text.
    assert_eq!(of(r#"{"file": ""}"#).unwrap().schemes[0].text.len(), 0);
}

/// Every fact that a record of the fixture should have and has not.
fn missing<R: Record>(saved: &Value) -> Vec<&'static str> {
    let given = R::catalogue().iter().filter(|definition| definition.kind != Kind::Reference);
    given.map(|definition| definition.id).filter(|fact| saved.get(fact).is_none()).collect()
}

#[test]
fn the_newest_file_gives_every_fact_that_there_is() {
    let saved: Value = serde_json::from_str(VERSION_5).unwrap();
    let (practitioner, case) = (&saved["practitioners"][0], &saved["cases"][0]);
    assert_eq!(missing::<Practitioner>(practitioner), Vec::<&str>::new());
    assert_eq!(missing::<Case>(case), Vec::<&str>::new());
    assert_eq!(missing::<Child>(&case["children"][0]), Vec::<&str>::new());
    assert_eq!(missing::<Task>(&case["tasks"][0]), Vec::<&str>::new());
    for list in Practitioner::lists() {
        assert_eq!(practitioner[list].as_array().map(Vec::len), Some(1), "{list}");
    }
    for list in Case::lists() {
        assert_eq!(case[list].as_array().map(Vec::len), Some(1), "{list}");
    }
    for record in [practitioner, case, &case["children"][0], &case["tasks"][0]] {
        assert!(record["inputs"].is_object(), "{record}");
    }
}

#[test]
fn an_input_is_a_value_alone_or_with_who_gave_it_and_when_and_nothing_else() {
    let of = |input: &str| {
        let case = format!(r#""inputs": {{"northern-ireland": {{"risk": {input}}}}}"#);
        Workspace::read(&first_version(&case))
    };
    for same in ["2.5", "\"2.5\"", r#"{"value": "2.5"}"#, r#"{"value": 2.5}"#] {
        assert_eq!(
            written(&of(same).unwrap())["cases"][0]["inputs"]["northern-ireland"]["risk"],
            json!("2.5"),
            "{same}"
        );
    }
    // What is empty was not given.
    assert_eq!(written(&of("\"\"").unwrap())["cases"][0], json!({"id": "f1"}));
    for refused in [
        r#"{"by": "AB"}"#,
        r#"{"value": "1", "on": "soon"}"#,
        r#"{"value": "1", "why": "x"}"#,
        "null",
        "[]",
        "\"two\\nlines\"",
    ] {
        assert!(of(refused).is_err(), "{refused}");
    }
    assert!(of(&format!("\"{}\"", "9".repeat(61))).is_err());
    // Inputs stand in a place of their own, not among the facts.
    assert!(Workspace::read(&first_version(r#""input:northern-ireland:risk": "1""#)).is_err());
}

#[test]
fn a_record_without_an_id_is_given_one() {
    let workspace = Workspace::read(
        r#"{"fairload": "workspace", "version": 1, "practitioners": [{}, {}],
            "cases": [{"children": [{}, {}], "tasks": [{}], "allocations": [{"practitioner": "p2"}]}]}"#,
    )
    .unwrap();
    let ids: Vec<&str> = workspace.practitioners.iter().map(|own| own.id.as_str()).collect();
    assert_eq!(ids, ["p1", "p2"]);
    assert_eq!(workspace.cases[0].id.as_str(), "c1");
    assert_eq!(workspace.cases[0].children[1].id.as_str(), "c2");
}
