//! The JSON Schema that editors read: every scheme validates, slips that a schema can see are refused,
//! and its lists of names are those of the catalogue.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod slips;

use fairload::facts::practitioner::DutyKind;
use fairload::facts::{Listed, TaskKind};
use fairload::scheme::named_fact::{Domain, NamedFact, choices, names, of_case, of_child, of_practitioner};
use fairload::schemes::published;
use jsonschema::Validator;
use serde_json::{Value, json};
use slips::{counts, good, slipped, slips, slips_of_counts, wider_slips};
use std::collections::BTreeSet;

fn schema() -> Value {
    serde_json::from_str(include_str!("../docs/scheme.schema.json")).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).expect("the schema is one")
}

fn faults(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_published_and_every_invented_scheme_validates() {
    let validator = validator();
    let invented = [
        include_str!("fixtures/schemes/weights.json"),
        include_str!("fixtures/schemes/ceilings.json"),
        include_str!("fixtures/schemes/every_mechanism.json"),
        include_str!("fixtures/schemes/counts.json"),
    ];
    for text in published().iter().map(|own| own.text).chain(invented) {
        let document: Value = serde_json::from_str(text).unwrap();
        assert_eq!(faults(&validator, &document), Vec::<String>::new(), "{}", document["id"]);
    }
}

#[test]
fn the_schemes_that_the_guide_shows_validate() {
    let guide = include_str!("../docs/schemes.md");
    let shown: Vec<&str> = guide.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(!shown.is_empty());
    for text in shown {
        assert_eq!(faults(&validator(), &serde_json::from_str(text).unwrap()), Vec::<String>::new());
    }
}

/// Words of faults that no schema can see: they turn on names that the document gives itself, on its
/// step, on figures beside each other, or on whom rules are asked of.
#[rustfmt::skip]
const BEYOND: [&str; 42] = [
    // Names.
    "not in the file", "no parameter", "no option", "none of the options", "not defined above", "no input", "no value of input",
    "no kind of unit", "no earlier stage", "circle", "twice", "must differ", "a, b", "claims", "work.direct",
    // Steps and bounds.
    "0.25", "quarters", "between 0 and 3", "number of steps", "least must not be over most", "below least", "under least",
    "below zero", "no number lies between", "before it claims", "leaves out", "same number", "same value", "same days", "2 weights", "2 lists",
    "must end before", "no end", "below it",
    // Whom it is asked of.
    "cannot answer", "goes by units", "not of a child", "asks a child", "practitioner alone", "times_input", "see unit", "gives no points",
];

/// Other slips that no schema can see.
#[rustfmt::skip]
const BESIDES: [(&str, &str); 10] = [
    ("steps[0].tables[0].rows[0].other.weights.other", "the options of a parameter are its own"),
    ("steps[0].tables[0].rows[0].other.weights.one", "the options of a parameter are its own"),
    ("steps[8].of", "which stage makes units"),
    ("steps[18].place", "a rule has a place, or its stage has"),
    ("steps[6].place", "a rule has a place, or its stage has"),
    ("steps[8].rules[3].award.input", "what type an input has"),
    ("steps[9].rules[0].award.tasks.limited[0]", "limited is among kinds"),
    ("steps[9].rules[0].award.tasks.times_input", "what type an input has"),
    ("steps[4].rules[0].award.per_count.most", "1 or more, also under a parameter"),
    ("examples[0].workspace", "what a workspace file is"),
];

#[test]
fn the_slips_that_a_schema_can_see_are_refused() {
    let validator = validator();
    let (mut refused, mut missed) = (0, Vec::new());
    for (path, change, _, says) in slips().into_iter().chain(wider_slips()) {
        let mut document = good();
        slipped(&mut document, path, change.clone());
        let beyond = says.iter().any(|word| BEYOND.iter().any(|own| word.contains(own)))
            || BESIDES.iter().any(|(own, _)| path.starts_with(own));
        if !validator.is_valid(&document) {
            refused += 1;
        } else if !beyond {
            missed.push(format!("{path} {change:?} {says:?}"));
        }
    }
    assert!(missed.is_empty(), "{} slips validate:\n{}", missed.len(), missed.join("\n"));
    assert!(refused >= 200, "only {refused} slips are refused");
}

/// Slips in a count policy that no schema can see: they turn on names, or on figures beside each other.
const BEYOND_COUNTS: [&str; 7] =
    ["not in the file", "no earlier stage", "stands twice", "must rise", "below it", "no area", "order"];

#[test]
fn the_slips_in_a_count_policy_that_a_schema_can_see_are_refused() {
    let validator = validator();
    let mut missed = Vec::new();
    for (path, change, _, says) in slips_of_counts() {
        let mut document = counts();
        slipped(&mut document, path, change.clone());
        // The options of a parameter are its own.
        let beyond =
            path.contains(".weights.") || says.iter().any(|word| BEYOND_COUNTS.iter().any(|own| word.contains(own)));
        if validator.is_valid(&document) && !beyond {
            missed.push(format!("{path} {change:?} {says:?}"));
        }
    }
    assert!(missed.is_empty(), "{} slips validate:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn a_band_ends_at_points_or_at_a_percentage() {
    let validator = validator();
    let by = |one: &str, other: &str| json!({"parameter": "way", "weights": {"one": one, "other": other}});
    for (end, right) in [
        (json!("40"), true),
        (json!("most"), true),
        (json!("80%"), true),
        (json!("112.5%"), true),
        (by("80%", "40"), true),
        (by("most", "90%"), true),
        (json!("0%"), false),
        (json!("0.0%"), false),
        (json!("-5%"), false),
        (json!("%"), false),
        (json!("80 %"), false),
        (json!("0.00001%"), false),
        (json!("least"), false),
        (by("least", "80%"), false),
    ] {
        let mut document = good();
        document["examples"] = json!([]);
        // The row's own end comes after it, and nothing else does.
        document["bands"] = json!([{"id": "a", "name": "a", "place": "p", "words": "w", "up_to": end},
                                   {"id": "b", "name": "b", "place": "p", "words": "w"}]);
        assert_eq!(validator.is_valid(&document), right, "{end}");
        let read = fairload::scheme::Scheme::read(&document.to_string());
        assert_eq!(read.is_ok(), right, "{end}: {:?}", read.err());
    }
}

/// Every fact that a condition may name, with what it is.
fn facts() -> Vec<(String, NamedFact)> {
    let read = |name: String| {
        let fact = match name.split_once('.') {
            Some(("case", own)) => of_case(own),
            Some(("practitioner", own)) => of_practitioner(own),
            Some(_) => None,
            None => of_child(&name),
        }?;
        Some((name, fact))
    };
    names().into_iter().filter_map(read).collect()
}

/// The names of a list of the schema.
fn listed(schema: &Value, name: &str) -> BTreeSet<String> {
    let list = schema["$defs"][name]["enum"].as_array().unwrap_or_else(|| panic!("there is no list {name}"));
    let names: BTreeSet<String> = list.iter().map(|own| own.as_str().unwrap().to_owned()).collect();
    assert_eq!(names.len(), list.len(), "a name stands twice in {name}");
    names
}

#[track_caller]
fn same(schema: &Value, list: &str, catalogue: impl IntoIterator<Item = String>) {
    let (own, catalogue) = (listed(schema, list), catalogue.into_iter().collect::<BTreeSet<String>>());
    let missing: Vec<_> = catalogue.difference(&own).collect();
    let surplus: Vec<_> = own.difference(&catalogue).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "$defs.{list}: put in {missing:?}, take out {surplus:?}");
}

#[test]
fn the_lists_of_names_are_those_of_the_catalogue() {
    let schema = schema();
    let codes = |list: &[fairload::facts::value::Choice]| -> Vec<String> {
        list.iter().map(|own| own.code.to_owned()).collect()
    };
    same(&schema, "task", codes(TaskKind::CHOICES));
    same(&schema, "duty", codes(DutyKind::CHOICES));
    let facts = facts();
    let named = |is: &dyn Fn(&str, Domain) -> bool| -> Vec<String> {
        facts.iter().filter(|(name, fact)| is(name, fact.domain)).map(|(name, _)| name.clone()).collect()
    };
    let whole = |domain| matches!(domain, Domain::Number { parts: 1, .. });
    same(&schema, "yes_no_fact", named(&|_, domain| domain == Domain::YesNo));
    same(&schema, "choice_fact", named(&|_, domain| matches!(domain, Domain::Choice { .. })));
    same(&schema, "decimal_fact", named(&|_, domain| matches!(domain, Domain::Number { parts: 100, .. })));
    let and_children = |mut names: Vec<String>| {
        names.push("unit.children".to_owned());
        names
    };
    same(&schema, "whole_fact", and_children(named(&|_, domain| whole(domain))));
    same(&schema, "practitioner_fact", named(&|name, _| name.starts_with("practitioner.")));
    same(&schema, "case_number", named(&|name, domain| name.starts_with("case.") && whole(domain)));
    let of_number = |name: &str, domain| name.contains('.') && matches!(domain, Domain::Number { .. });
    same(&schema, "number_of_unit", and_children(named(&|name, domain| of_number(name, domain))));
    // Every list of values is one of the catalogue; the test below holds each fact to its own.
    for (name, fact) in &facts {
        if matches!(fact.domain, Domain::Choice { .. }) {
            same(&schema, name.rsplit('.').next().unwrap(), choices(fact, &[]));
        }
    }
}

#[test]
fn each_fact_takes_its_own_values_and_no_others() {
    let validator = validator();
    let valid = |condition: Value| {
        let mut document = good();
        document["steps"][18]["rules"][0]["when"] = condition;
        validator.is_valid(&document)
    };
    for (name, fact) in facts() {
        let own = choices(&fact, &[]);
        for value in &own {
            assert!(
                valid(json!({"fact": name, "is": value})) && valid(json!({"fact": name, "is": [value]})),
                "{name} {value}"
            );
        }
        let number = matches!(fact.domain, Domain::Number { .. });
        assert_eq!(own.is_empty(), number, "{name}");
        assert!(!valid(json!({"fact": name, "is": "never"})) && !valid(json!({"fact": name, "is": []})), "{name}");
        assert_eq!(valid(json!({"fact": name, "from": 1})), number, "{name}");
        assert!(!valid(json!({"fact": name})), "{name}");
        let decimal = matches!(fact.domain, Domain::Number { parts: 100, .. });
        assert_eq!(valid(json!({"fact": name, "above": "1.5"})), decimal, "{name}");
    }
}

#[test]
fn each_kind_of_task_and_duty_is_taken_and_no_other() {
    let validator = validator();
    let valid = |condition: Value| {
        let mut document = good();
        document["steps"][18]["rules"][0]["when"] = condition;
        validator.is_valid(&document)
    };
    for choice in TaskKind::CHOICES {
        assert!(valid(json!({"task": [choice.code]})), "{}", choice.code);
    }
    for choice in DutyKind::CHOICES {
        assert!(valid(json!({"duty": [choice.code]})), "{}", choice.code);
    }
    assert!(!valid(json!({"task": ["tea"]})) && !valid(json!({"duty": ["tea"]})) && !valid(json!({"task": []})));
}

#[test]
fn every_mechanism_of_the_schema_is_used_by_the_scheme_of_everything() {
    let stages = schema()["$defs"]["stage"]["oneOf"].as_array().unwrap().clone();
    let of_schema: BTreeSet<String> =
        stages.iter().map(|own| own["properties"]["mechanism"]["const"].as_str().unwrap().to_owned()).collect();
    let document = good();
    let used: BTreeSet<String> = document["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| stage["mechanism"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(of_schema, used);
    // The reader lists its mechanisms where one is not known.
    let told =
        fairload::scheme::Scheme::read(&document.to_string().replace("\"per_full\"", "\"per_fool\"")).unwrap_err();
    for mechanism in &of_schema {
        assert!(told[0].message.contains(mechanism.as_str()), "{mechanism}: {}", told[0]);
    }
}
