//! Mechanisms that no published scheme uses, each in a scheme as small as can be.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "mechanisms/capacity.rs"]
mod capacity;

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

/// A scheme whose one family counts `points`, with a range by role, and the given bands.
fn banded(points: &str, bands: &Value) -> Value {
    let mut whole = scheme(&[]);
    whole["step"] = json!("0.1");
    whole["steps"][1]["rules"][0]["points"] = json!(points);
    whole["capacity"] = json!({"place": "4", "words": "Full.", "pro_rata": "hours", "reductions": "lower", "rows": [
        {"name": "newly qualified", "when": {"fact": "practitioner.role", "is": "newly_qualified"}, "least": "15", "most": "18"},
        {"name": "all others", "least": "20", "most": "25"}]});
    whole["bands"] = bands.clone();
    whole
}

fn three(first: &Value, second: &Value) -> Value {
    let band = |id: &str, end: &Value| {
        let mut band = json!({"id": id, "name": id, "place": "5", "words": "Words."});
        band.as_object_mut().unwrap().extend(end.as_object().unwrap().clone());
        band
    };
    json!([band("green", first), band("amber", second), band("red", &json!({}))])
}

/// The band of a family in need held by a practitioner.
fn band_of(scheme: &Value, practitioner: &Value) -> String {
    let scheme = Scheme::read(&scheme.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut own = json!({"id": "p1"});
    own.as_object_mut().unwrap().extend(practitioner.as_object().unwrap().clone());
    let workspace = json!({"fairload": "workspace", "version": 2, "practitioners": [own],
        "cases": [{"allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_in_need"}]}]});
    let workspace = Workspace::read(&workspace.to_string()).unwrap();
    let month = Month::read("2026-11").unwrap();
    score(&scheme, &workspace, &Id::new("p1").unwrap(), month).unwrap().band.unwrap()
}

#[test]
fn a_band_may_end_at_a_part_of_the_top_of_the_practitioner_s_own_range() {
    let bands = three(&json!({"below": "80%"}), &json!({"up_to": "most"}));
    let newly = json!({"role": "newly_qualified"});
    // 80% of 25 is 20, of 18 it is 14.4.
    for (points, other, learner) in [
        ("14.3", "green", "green"),
        ("14.4", "green", "amber"),
        ("18", "green", "amber"),
        ("18.1", "green", "red"),
        ("19.9", "green", "red"),
        ("20", "amber", "red"),
        ("25", "amber", "red"),
        ("25.1", "red", "red"),
    ] {
        let scheme = banded(points, &bands);
        assert_eq!(
            (band_of(&scheme, &json!({})).as_str(), band_of(&scheme, &newly).as_str()),
            (other, learner),
            "{points}"
        );
    }
    // Taken in by up_to.
    assert_eq!(band_of(&banded("14.4", &three(&json!({"up_to": "80%"}), &json!({"up_to": "100%"}))), &newly), "green");
    assert_eq!(band_of(&banded("18", &three(&json!({"up_to": "80%"}), &json!({"up_to": "100%"}))), &newly), "amber");
    assert_eq!(band_of(&banded("18.1", &three(&json!({"up_to": "80%"}), &json!({"up_to": "100%"}))), &newly), "red");
}

#[test]
fn the_part_is_of_what_hours_and_reductions_leave_of_the_range_exactly() {
    let bands = three(&json!({"below": "80%"}), &json!({"up_to": "most"}));
    let band = |points: &str, practitioner: &Value| band_of(&banded(points, &bands), practitioner);
    // 25 by 12 of 36 hours is 8 1/3; 80% of it is 6 2/3, which no decimal says.
    let part_time = json!({"hours_per_week": 12, "full_time_hours": 36});
    assert_eq!((band("6.6", &part_time), band("6.7", &part_time)), ("green".into(), "amber".into()));
    assert_eq!((band("8.3", &part_time), band("8.4", &part_time)), ("amber".into(), "red".into()));
    // 25 less 5 is 20; 80% of it is 16.
    let reduced = json!({"reductions": [{"unit": "points", "amount": 5}]});
    assert_eq!((band("15.9", &reduced), band("16", &reduced)), ("green".into(), "amber".into()));
    assert_eq!((band("20", &reduced), band("20.1", &reduced)), ("amber".into(), "red".into()));
    // Nothing is left: whatever there is, is above the most and above each part of it.
    let nothing = json!({"reductions": [{"unit": "points", "amount": 30}]});
    assert_eq!(band("0", &nothing), "red");
    assert_eq!(band_of(&banded("0", &three(&json!({"up_to": "80%"}), &json!({"up_to": "100%"}))), &nothing), "red");
}

#[test]
fn of_several_parts_the_percentage_is_of_the_load() {
    let mut whole = banded("12", &three(&json!({"below": "80%"}), &json!({"up_to": "120%"})));
    let part = |id: &str, most: &str| json!({"id": id, "name": id, "of": ["basic"], "rows": [{"most": most}]});
    for (fullest, band) in [("15.1", "green"), ("15", "amber"), ("10", "amber"), ("9.9", "red")] {
        whole["capacity"] =
            json!({"place": "4", "words": "Full.", "parts": [part("one", fullest), part("two", "100")]});
        assert_eq!(band_of(&whole, &json!({})), band, "12 of {fullest}");
    }
    // 12 of 100 and 12 of 20 are 72% together.
    whole["capacity"] =
        json!({"place": "4", "words": "Full.", "load": "sum", "parts": [part("one", "20"), part("two", "100")]});
    assert_eq!(band_of(&whole, &json!({})), "green");
    whole["bands"] = three(&json!({"below": "72%"}), &json!({"up_to": "most"}));
    assert_eq!(band_of(&whole, &json!({})), "amber");
}

#[test]
fn something_of_what_none_is_to_be_held_is_fuller_than_any_part_and_beyond_every_band() {
    let stage = json!({"id": "other", "mechanism": "each", "unit": "unit", "of": "rows", "name": "Other", "place": "1",
        "rules": [{"id": "other", "name": "Other", "when": {"fact": "unit.children", "above": 9}, "points": "1", "words": "One."}]});
    let with = |load: &str, parts: &[(&str, &str, &str)]| {
        let parts: Vec<Value> = parts
            .iter()
            .map(|(id, of, most)| json!({"id": id, "name": id, "of": [of], "rows": [{"most": most}]}))
            .collect();
        let mut whole = scheme(std::slice::from_ref(&stage));
        whole["capacity"] = json!({"place": "4", "words": "Full.", "load": load, "parts": parts});
        // As loads: 1.2 is a fifth over. As points one family of two would lie within 2.2.
        whole["bands"] = three(&json!({"up_to": "1"}), &json!({"up_to": "2.2"}));
        let own = scored(&whole, json!({"children": [{"plan": "child_in_need"}]}));
        (own.capacity.unwrap().name, own.load.map(|load| (load.numerator, load.denominator)), own.band.unwrap())
    };
    for load in ["fullest", "sum"] {
        // Two of none, whichever comes first.
        let none_held = ("none", "basic", "0");
        for parts in [[none_held, ("ten", "basic", "10")], [("ten", "basic", "10"), none_held]] {
            assert_eq!(with(load, &parts), ("none".to_owned(), None, "red".to_owned()), "{load}");
        }
        // None of none takes nothing away from the other, and adds nothing to it.
        for parts in
            [[("none", "other", "0"), ("ten", "basic", "10")], [("ten", "basic", "10"), ("none", "other", "0")]]
        {
            assert_eq!(with(load, &parts), ("ten".to_owned(), Some((1, 5)), "green".to_owned()), "{load}");
        }
    }
}

#[test]
fn a_percentage_may_go_by_a_parameter_and_has_decimals() {
    let end = json!({"parameter": "green", "weights": {"eighty": "80%", "sixteen": "16"}});
    let mut whole = banded("16.1", &three(&json!({"up_to": end}), &json!({"up_to": "most"})));
    whole["readings"] = json!([{"id": "R-1", "place": "5", "words": "Either.", "parameter": {"id": "green", "label": "Green",
        "chosen": "eighty", "options": [{"id": "eighty", "words": "80%"}, {"id": "sixteen", "words": "16"}]}}]);
    assert_eq!(band_of(&whole, &json!({})), "green");
    whole["readings"][0]["parameter"]["chosen"] = json!("sixteen");
    assert_eq!(band_of(&whole, &json!({})), "amber");
    // 64.4% of 25 is 16.1.
    whole["bands"] = three(&json!({"below": "64.4%"}), &json!({"up_to": "most"}));
    assert_eq!(band_of(&whole, &json!({})), "amber");
    whole["bands"] = three(&json!({"below": "64.4001%"}), &json!({"up_to": "most"}));
    assert_eq!(band_of(&whole, &json!({})), "green");
}

/// The faults of a scheme, each as its place and message.
fn faults_of(scheme: &Value) -> Vec<(String, String)> {
    let faults = Scheme::read(&scheme.to_string()).err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.place, fault.message)).collect()
}

#[test]
fn an_end_that_is_no_number_says_what_may_stand_there() {
    for (name, end, says) in [
        ("below", "most", "\"least\""),
        ("up_to", "least", "\"most\""),
        ("up_to", "80 %", "\"80%\""),
        ("up_to", "%", "\"80%\""),
        ("up_to", "0%", "above zero"),
        ("below", "-5%", "above zero"),
        ("below", "0.00001%", "four decimal places"),
    ] {
        let faults = faults_of(&banded("2", &three(&json!({name: end}), &json!({"up_to": "most"}))));
        let [(place, message)] = faults.as_slice() else { panic!("{end}: {faults:?}") };
        assert!(place == &format!("bands[0].{name}") && message.contains(says), "{end}: {place}: {message}");
    }
}

#[test]
fn percentages_rise_and_end_before_the_most_does() {
    for (first, second, right) in [
        (json!({"up_to": "80%"}), json!({"up_to": "100%"}), true),
        (json!({"up_to": "most"}), json!({"up_to": "120%"}), true),
        (json!({"below": "least"}), json!({"up_to": "90%"}), true),
        (json!({"up_to": "80%"}), json!({"up_to": "80%"}), false),
        (json!({"up_to": "90%"}), json!({"below": "80%"}), false),
        (json!({"up_to": "most"}), json!({"below": "100%"}), false),
        (json!({"up_to": "120%"}), json!({"up_to": "most"}), false),
        (json!({"up_to": "most"}), json!({"below": "least"}), false),
    ] {
        let faults = faults_of(&banded("2", &three(&first, &second)));
        assert_eq!(faults.is_empty(), right, "{first} {second}: {faults:?}");
        assert!(faults.iter().all(|(_, message)| message.contains("must end before")), "{faults:?}");
    }
}

#[test]
fn ends_that_are_meant_as_parts_of_the_range_and_would_be_read_as_points_are_refused() {
    let ends = |first: &str, second: &str| {
        faults_of(&banded("2", &three(&json!({"below": first}), &json!({"up_to": second}))))
    };
    let faults = ends("0.8", "1");
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].0 == "bands[0]" && faults[0].1.contains("write \"80%\""), "{faults:?}");
    assert!(faults[1].0 == "bands[1]" && faults[1].1.contains("write \"100%\""), "{faults:?}");
    assert_eq!(ends("1", "1.2").len(), 2);
    assert_eq!(ends("0.8", "most").len(), 1);
    assert_eq!(ends("0.8", "25").len(), 1);
    // One or two points may be meant where more follows, and where the range itself is as small.
    assert_eq!(ends("1.5", "most"), []);
    assert_eq!(ends("0", "most"), []);
    assert_eq!(ends("2", "25"), []);
    let mut small = banded("2", &three(&json!({"up_to": "0.8"}), &json!({"up_to": "1"})));
    small["capacity"]["rows"] = json!([{"most": "1"}]);
    assert_eq!(faults_of(&small), []);
    // A row of none says nothing of what is meant.
    let mut none = banded("2", &three(&json!({"below": "0.8"}), &json!({"up_to": "1"})));
    none["capacity"]["rows"][0] =
        json!({"name": "newly qualified", "when": {"fact": "practitioner.role", "is": "newly_qualified"}, "most": "0"});
    assert_eq!(faults_of(&none).len(), 2);
}

/// A case of two children in need: both are assessed, the first is under a section 47 enquiry too, and
/// two parenting assessments are of the family.
fn assessed(tasks: usize) -> Value {
    let all = json!([
        {"kind": "single_assessment", "child": "c1"}, {"kind": "single_assessment", "child": "c2"},
        {"kind": "section_47", "child": "c1"}, {"kind": "parenting_assessment"}, {"kind": "parenting_assessment"}]);
    json!({"children": [{"plan": "child_in_need"}, {"plan": "child_in_need"}], "tasks": all.as_array().unwrap()[..tasks]})
}

#[test]
fn the_guide_s_figures_of_how_often_tasks_count_are_so() {
    let guide = include_str!("../docs/schemes.md");
    let total = |count: &str, family_unit: bool, tasks: usize| {
        let work = json!({"id": "work", "mechanism": "each", "unit": "unit", "of": "rows", "name": "Work", "place": "2",
            "rules": [{"id": "work", "name": "Work", "words": "Two.", "award": {"tasks": {"points": "2", "count": count,
                "kinds": ["single_assessment", "section_47", "parenting_assessment"]}}}]});
        let mut whole = scheme(&[work]);
        whole["steps"][1]["rules"][0]["points"] = json!("0");
        if !family_unit {
            whole["steps"][0]["kinds"][0]["for"] = json!("child");
        }
        scored(&whole, assessed(tasks)).total.to_string()
    };
    for count in ["once", "subject", "kind", "each_kind", "each"] {
        let rows = guide.lines().filter(|line| line.starts_with(&format!("| `\"{count}\"`")));
        let mut rows = rows.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
        let cells = rows.find(|cells| cells.len() == 6).expect("the guide has a row");
        assert_eq!([total(count, true, 5).as_str(), total(count, false, 5).as_str()], [cells[3], cells[4]], "{count}");
        let alone = if count.starts_with("each") { "4" } else { "2" };
        assert_eq!([total(count, true, 2).as_str(), total(count, false, 2).as_str()], [alone, "4"], "{count}");
    }
}

#[test]
fn a_rule_counts_for_each_child_for_whom_a_task_is_in_progress() {
    let work = json!({"id": "work", "mechanism": "each", "unit": "unit", "of": "rows", "name": "Work", "place": "2",
        "rules": [{"id": "work", "name": "Work", "words": "One.", "per": "child", "points": "1",
                   "when": {"task": ["single_assessment", "section_47"]}}]});
    assert_eq!(scored(&scheme(std::slice::from_ref(&work)), assessed(1)).total.to_string(), "3", "2 + 1");
    assert_eq!(scored(&scheme(std::slice::from_ref(&work)), assessed(5)).total.to_string(), "4", "2 + 1 + 1");
    let of_family =
        json!({"children": [{"plan": "child_in_need"}, {"plan": "child_in_need"}], "tasks": [{"kind": "section_47"}]});
    assert_eq!(scored(&scheme(&[work]), of_family).total.to_string(), "4", "of the family: for each child");
}
