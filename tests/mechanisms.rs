//! Mechanisms that no published scheme uses, each in a scheme as small as can be.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fairload::facts::{Id, Month};
use fairload::scheme::Scheme;
use fairload::scoring::{Score, score};
use fairload::workspace::Workspace;
use serde_json::{Value, json};

/// A scheme of families in need: two points each, and the given stages after that.
fn scheme(stages: &[Value]) -> Value {
    let mut steps = vec![
        json!({"id": "rows", "mechanism": "units", "name": "Rows", "place": "1", "none": "none",
            "kinds": [{"id": "family", "name": "Family", "for": "children", "when": {"fact": "plan", "is": "child_in_need"}}]}),
        json!({"id": "basic", "mechanism": "each", "unit": "unit", "of": "rows", "name": "Basic", "place": "1",
            "rules": [{"id": "family", "name": "Family", "when": {"all": []}, "points": "2", "words": "Two."}]}),
    ];
    steps.extend_from_slice(stages);
    json!({"fairload": "scheme", "format": 1, "id": "tried", "abbreviation": "T", "name": "Tried", "version": "1",
        "title": "Tried", "publisher": "Nobody", "about": "For a test.", "step": "0.5", "steps": steps})
}

fn scored(scheme: &Value, case: Value) -> Score {
    let scheme = Scheme::read(&scheme.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut case = case;
    case["allocations"] = json!([{"practitioner": "p1"}]);
    let workspace = json!({"fairload": "workspace", "version": 1, "practitioners": [{"id": "p1"}], "cases": [case]});
    let workspace = Workspace::read(&workspace.to_string()).unwrap();
    score(&scheme, &workspace, &Id::new("p1").unwrap(), Month::read("2026-11").unwrap()).unwrap()
}

fn figures(score: &Score) -> (String, String, String) {
    (score.least.to_string(), score.total.to_string(), score.most.to_string())
}

fn journeys() -> Value {
    json!({"id": "travel", "mechanism": "each", "unit": "unit", "of": "rows", "name": "Travel", "place": "2",
        "rules": [{"id": "travel", "name": "Travel", "per": "child", "when": {"fact": "journey_minutes", "above": 45},
                   "points": "0.5", "words": "Half a point for each child over 45 minutes away."}]})
}

#[test]
fn a_rule_counts_for_each_child_of_a_family_for_whom_it_holds() {
    let child = |minutes: u32| json!({"plan": "child_in_need", "minutes_each_way": minutes});
    let own = scored(&scheme(&[journeys()]), json!({"children": [child(46), child(45), child(60)]}));
    assert_eq!(figures(&own), ("3".into(), "3".into(), "3".into()), "2 + 0.5 + 0.5");
    let children: Vec<_> =
        own.lines.iter().filter(|line| line.rule == "travel").map(|line| line.child.clone()).collect();
    assert_eq!(children, [Id::new("c1").ok(), Id::new("c3").ok()]);
}

#[test]
fn what_is_not_known_of_each_child_makes_a_range() {
    let away = json!({"plan": "child_in_need", "area": "outside"});
    let own = scored(&scheme(&[journeys()]), json!({"children": [away, away]}));
    assert_eq!(figures(&own), ("2".into(), "2".into(), "3".into()), "2, and 0.5 for each of two");
}

fn closing() -> [Value; 3] {
    [
        json!({"id": "court", "mechanism": "each", "unit": "case", "name": "Court", "place": "2",
            "rules": [{"id": "court", "name": "Court", "when": {"not": {"fact": "case.court_stage", "is": "none"}},
                       "points": "4", "words": "Four in court."}]}),
        json!({"id": "replaced", "mechanism": "replace", "unit": "case", "of": ["basic", "court"], "name": "Closing", "place": "3",
            "when": {"fact": "case.closing", "is": "yes"}, "words": "A closing case counts one and nothing else."}),
        json!({"id": "closing", "mechanism": "each", "unit": "case", "name": "Closing", "place": "3",
            "rules": [{"id": "closing", "name": "Closing", "when": {"fact": "case.closing", "is": "yes"},
                       "points": "1", "words": "One."}]}),
    ]
}

#[test]
fn a_closing_case_counts_one_and_nothing_else() {
    let children = json!([{"plan": "child_in_need"}]);
    let open = scored(&scheme(&closing()), json!({"court_stage": "initial", "children": children}));
    assert_eq!(figures(&open), ("6".into(), "6".into(), "6".into()), "2 + 4");
    let closed =
        scored(&scheme(&closing()), json!({"court_stage": "initial", "closing_in": "2026-11", "children": children}));
    assert_eq!(figures(&closed), ("1".into(), "1".into(), "1".into()), "2 + 4 - 6 + 1");
    let taken = closed.lines.iter().find(|line| line.rule == "replaced").unwrap();
    assert_eq!(taken.points.to_string(), "-6");
    let unknown =
        scored(&scheme(&closing()), json!({"court_stage": "unknown", "closing_in": "2026-11", "children": children}));
    assert_eq!(figures(&unknown), ("1".into(), "1".into(), "1".into()), "whatever the stage is, it is replaced");
}

#[test]
fn an_example_may_prove_a_band_and_a_limit_and_says_both_figures_where_it_does_not() {
    let mut whole = scheme(&[]);
    whole["capacity"] = json!({"place": "4", "words": "Full.", "rows": [{"most": "10"}]});
    whole["bands"] = json!([{"id": "full", "name": "full", "place": "4", "words": "Up to ten.", "up_to": "most"},
                            {"id": "over", "name": "over", "place": "4", "words": "More."}]);
    let example = |total: &str, band: &str, limit: &str| {
        json!([{"name": "One", "place": "5", "month": "2026-11", "practitioner": "p1", "total": total, "band": band, "limit": limit,
            "workspace": {"fairload": "workspace", "version": 1, "practitioners": [{"id": "p1"}],
                "cases": [{"allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_in_need"}]}]}}])
    };
    whole["examples"] = example("2", "full", "10");
    assert!(Scheme::read(&whole.to_string()).is_ok());
    whole["examples"] = example("3", "over", "12");
    let faults = Scheme::read(&whole.to_string()).unwrap_err();
    let told: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("gives 3 in the source and 2 by the rules of this file: 2 family"), "{told:?}");
    assert!(told[1].contains("“over” in the source and in “full”"), "{told:?}");
    assert!(told[2].contains("limit 12 in the source and 10"), "{told:?}");
}

#[test]
fn a_number_in_no_range_makes_no_line() {
    let bands = json!({"id": "more", "mechanism": "each", "unit": "unit", "of": "rows", "name": "More", "place": "2",
        "rules": [{"id": "more", "name": "More", "words": "From three on.",
                   "award": {"bands": {"fact": "unit.children", "rows": [{"name": "three or more", "from": 3, "points": "1"}]}}}]});
    let family = |count: usize| json!({"children": vec![json!({"plan": "child_in_need"}); count]});
    let two = scored(&scheme(std::slice::from_ref(&bands)), family(2));
    assert!(two.lines.iter().all(|line| line.rule != "more"));
    let three = scored(&scheme(&[bands]), family(3));
    assert_eq!(three.total.to_string(), "3");
}
