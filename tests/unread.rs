//! What was entered and is not read by a scheme: said of every such fact, and of no fact that moves a point.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use fairload::comparison::{unread, unread_of_practitioner};
use fairload::facts::record::Record;
use fairload::facts::{Case, Child, Definition, Id, Kind, Month, Practitioner};
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::{Line, score};
use fairload::workspace::Workspace;

fn month() -> Month {
    Month::read("2026-11").unwrap()
}

fn scheme(id: &str) -> Scheme {
    Scheme::read(published().iter().find(|own| own.id == id).unwrap().text).unwrap()
}

/// Two practitioners and one case, shared in some way, of one child.
fn shared(how: &str) -> Workspace {
    let text = format!(
        r#"{{"fairload": "workspace", "version": 2,
            "practitioners": [{{"id": "p1", "team_type": "district", "role": "social_worker"}}, {{"id": "p2"}}],
            "cases": [{{"id": "f1", {how} "children": [{{"plan": "looked_after", "unstable": "no", "age": 9}}]}}]}}"#
    );
    Workspace::read(&text).unwrap()
}

fn lines(scheme: &Scheme, workspace: &Workspace) -> Vec<Line> {
    unread(scheme, &workspace.practitioners[0], &[&workspace.cases[0]], month())
}

fn of_sharing(lines: &[Line]) -> Option<&Line> {
    lines.iter().find(|line| line.name == "How the work is shared")
}

const BOTH: &str =
    r#""allocations": [{"practitioner": "p1", "part": "lead"}, {"practitioner": "p2", "part": "co_worker"}],"#;

#[test]
fn sharing_that_takes_nothing_away_is_said_with_its_place_and_its_reading() {
    let workspace = shared(&format!(r#""co_working": "both_in_most_tasks", {BOTH}"#));
    for id in ["swindon", "windsor-and-maidenhead", "northern-ireland"] {
        let scheme = scheme(id);
        let lines = lines(&scheme, &workspace);
        let line = of_sharing(&lines).unwrap_or_else(|| panic!("{id} says nothing"));
        assert!(!line.counted && line.points == fairload::points::Points::ZERO, "{id}");
        assert!(line.why.contains("full points"), "{id}: {}", line.why);
        assert!(line.readings.contains(&"X-5".to_owned()) && !line.clause.contains("nowhere"), "{id}: {line:?}");
    }
    for id in ["nottinghamshire", "warrington"] {
        assert_eq!(of_sharing(&lines(&scheme(id), &workspace)), None, "{id} halves the points, and says so in a line");
    }
}

#[test]
fn a_case_that_is_not_shared_has_nothing_said_of_sharing() {
    let alone = shared(r#""allocations": [{"practitioner": "p1"}],"#);
    let lead = shared(&format!(r#""co_working": "lead_alone", {BOTH}"#));
    let open = shared(&format!(r#""co_working": "unknown", {BOTH}"#));
    for own in published() {
        for workspace in [&alone, &lead, &open] {
            assert_eq!(of_sharing(&lines(&scheme(own.id), workspace)), None, "{}", own.id);
        }
    }
}

#[test]
fn a_worker_of_another_team_who_is_not_listed_counts_as_sharing_too() {
    let workspace = shared(r#""co_working": "both_in_most_tasks", "allocations": [{"practitioner": "p1"}],"#);
    assert!(of_sharing(&lines(&scheme("swindon"), &workspace)).is_some());
}

/// Every value that a fact can be given, as far as there are few.
fn values(definition: &Definition) -> Vec<String> {
    match definition.kind {
        Kind::Mark | Kind::Answer => vec!["yes".to_owned()],
        Kind::OneOf(choices) | Kind::Ordinary(choices) => choices.iter().map(|own| own.code.to_owned()).collect(),
        Kind::Whole { least, most } => [least, 1, 3, 130, most].map(|own| own.clamp(least, most).to_string()).to_vec(),
        Kind::Decimal { least, most } => {
            [least, 1_850, most].map(|own| (own.clamp(least, most) / 100).to_string()).to_vec()
        }
        Kind::Month | Kind::When => vec!["2026-11".to_owned(), "2026-09".to_owned(), "2020-01".to_owned()],
        Kind::Text { .. } => vec!["A".to_owned()],
        Kind::Reference => Vec::new(),
    }
}

/// Whether a fact is named as not read in some line.
fn is_named(lines: &[Line], label: &str) -> bool {
    let label = label.trim_end_matches('?');
    lines.iter().filter(|line| line.rule == "unread").any(|line| line.why.split("; ").any(|own| own == label))
}

/// Workspaces of one case on each of some plans, for teams whose tables differ.
fn bases() -> Vec<Workspace> {
    let mut all = Vec::new();
    for team in ["district", "court", "looked_after", "fostering_recruited"] {
        for plan in ["looked_after", "child_protection", "child_in_need", "care_leaver_relevant", "privately_fostered"]
        {
            let text = format!(
                r#"{{"fairload": "workspace", "version": 2,
                    "practitioners": [{{"id": "p1", "team_type": "{team}", "role": "newly_qualified"}}],
                    "cases": [{{"id": "f1", "allocations": [{{"practitioner": "p1"}}], "court_stage": "initial",
                        "asylum_seeker": "yes", "area": "outside",
                        "children": [{{"plan": "{plan}", "unstable": "yes"}}, {{"plan": "{plan}", "unstable": "no"}}]}}]}}"#
            );
            all.push(Workspace::read(&text).unwrap());
        }
    }
    all
}

/// What a score comes to and what it is measured by.
fn weighed(scheme: &Scheme, workspace: &Workspace) -> impl PartialEq + std::fmt::Debug + use<> {
    let score = score(scheme, workspace, &Id::new("p1").unwrap(), month()).unwrap();
    (score.total, score.least, score.most, score.load)
}

#[test]
fn a_fact_that_is_said_not_to_be_read_moves_no_score_and_no_load() {
    let mut named = 0;
    for own in published() {
        let scheme = scheme(own.id);
        for base in bases() {
            let before = weighed(&scheme, &base);
            let mut see = |definition: &Definition, change: &dyn Fn(&mut Workspace, &str) -> bool| {
                for value in values(definition) {
                    let mut workspace = base.clone();
                    if !change(&mut workspace, &value) {
                        continue;
                    }
                    let own_lines = unread_of_practitioner(&scheme, &workspace.practitioners[0]);
                    if is_named(&[lines(&scheme, &workspace), own_lines].concat(), definition.label) {
                        named += 1;
                        assert_eq!(weighed(&scheme, &workspace), before, "{}: {} {value}", own.id, definition.id);
                    }
                }
            };
            for own in Case::catalogue() {
                see(own, &|workspace, value| workspace.cases[0].set(own.id, value).is_ok());
            }
            for own in Child::catalogue() {
                see(own, &|workspace, value| workspace.cases[0].children[0].set(own.id, value).is_ok());
            }
            for own in Practitioner::catalogue() {
                see(own, &|workspace, value| workspace.practitioners[0].set(own.id, value).is_ok());
            }
        }
    }
    assert!(named > 500, "only {named} were named");
}

#[test]
fn what_is_not_read_is_named_once_and_what_is_read_is_not() {
    let mut workspace = shared(r#""allocations": [{"practitioner": "p1"}], "interpreter": "yes", "locality": "A","#);
    let second = workspace.cases[0].children[0].clone();
    workspace.cases[0].children.push(second);
    let swindon = scheme("swindon");
    let lines = lines(&swindon, &workspace);
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(line.name, "Entered, and not read by Swindon");
    assert_eq!(line.why.matches("Age").count(), 1, "{}", line.why);
    assert!(!line.why.contains("Plan") && !line.why.contains("plan"), "{}", line.why);
    assert_eq!(line.case, Some(workspace.cases[0].id.clone()));
    let own = &mut workspace.practitioners[0];
    own.set("attending_university", "yes").unwrap();
    // A limit of the manager holds under every scheme.
    own.set("personal_capacity", "40").unwrap();
    let [line] = &unread_of_practitioner(&swindon, own)[..] else { panic!() };
    assert!(line.why.contains("attending university") && !line.why.contains("Personal capacity"), "{}", line.why);
}
