//! The saved format: a file of every version that ever landed is read for ever.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fairload::facts::record::Record;
use fairload::facts::value::Kind;
use fairload::facts::{Case, Child, Practitioner};
use fairload::workspace::Workspace;
use serde_json::Value;

const VERSION_1: &str = include_str!("fixtures/workspace-1.json");

#[test]
fn a_file_of_version_1_is_read_and_written_as_it_was() {
    let workspace = Workspace::read(VERSION_1).unwrap();
    assert_eq!(workspace.write().trim_end(), VERSION_1.trim_end());
}

/// Every fact that a record of the fixture should have and has not.
fn missing<R: Record>(saved: &Value) -> Vec<&'static str> {
    let given = R::catalogue().iter().filter(|definition| definition.kind != Kind::Reference);
    given.map(|definition| definition.id).filter(|fact| saved.get(fact).is_none()).collect()
}

#[test]
fn the_file_of_version_1_gives_every_fact_that_the_version_has() {
    let saved: Value = serde_json::from_str(VERSION_1).unwrap();
    let (practitioner, case) = (&saved["practitioners"][0], &saved["cases"][0]);
    assert_eq!(missing::<Practitioner>(practitioner), Vec::<&str>::new());
    assert_eq!(missing::<Case>(case), Vec::<&str>::new());
    assert_eq!(missing::<Child>(&case["children"][0]), Vec::<&str>::new());
    for list in Practitioner::lists() {
        assert_eq!(practitioner[list].as_array().map(Vec::len), Some(1), "{list}");
    }
    for list in Case::lists() {
        assert_eq!(case[list].as_array().map(Vec::len), Some(1), "{list}");
    }
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
