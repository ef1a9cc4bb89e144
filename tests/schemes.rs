//! Every published scheme against figures that were worked by hand from its source.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect should stop there"
)]

mod support;

use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::Score;
use fairload::workspace::Workspace;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use support::{Check, checks_of, with_parameters};

/// A scheme under test.
struct Tested {
    id: &'static str,
    /// The name of its source, where the folder of sources stands beside this one.
    source: &'static str,
    /// Names that join what stands in several cells or lines of the source.
    joined: &'static [(&'static str, &'static [&'static str])],
    /// So many numbers that move points are in the file at least.
    weights: usize,
}

impl Tested {
    fn document(&self) -> Value {
        let text = published().iter().find(|scheme| scheme.id == self.id).expect("the scheme is published").text;
        serde_json::from_str(text).unwrap()
    }
}

fn read(document: &Value) -> Scheme {
    Scheme::read(&document.to_string()).unwrap_or_else(|faults| panic!("the scheme does not read: {faults:?}"))
}

/// Schemes by the readings that were put otherwise, each read once.
struct Schemes(Value, BTreeMap<BTreeMap<String, String>, Scheme>);

impl Schemes {
    fn of(&mut self, check: &Check) -> &Scheme {
        let Self(whole, known) = self;
        let document = || read(&with_parameters(whole, &check.parameters));
        known.entry(check.parameters.clone()).or_insert_with(document)
    }
}

/// Every check with its workspace and its score as the scheme stands.
fn scored(tested: &Tested) -> Vec<(Check, Workspace, Score)> {
    let mut schemes = Schemes(tested.document(), BTreeMap::new());
    let score = |check: Check| {
        let workspace = check.workspace();
        let score = check.score_of(schemes.of(&check), &workspace);
        (check, workspace, score)
    };
    checks_of(tested.id).into_iter().map(score).collect()
}

fn every_case_gives_what_was_worked_by_hand(tested: &Tested) {
    let mut schemes = Schemes(tested.document(), BTreeMap::new());
    let mut faults = Vec::new();
    let mut failed = 0;
    let checks = checks_of(tested.id);
    let count = checks.len();
    for check in checks {
        let scheme = schemes.of(&check);
        let workspace = check.workspace();
        let score = check.score_of(scheme, &workspace);
        let mut own = check.faults_of(&score);
        let sum = check.total_of(scheme, &workspace);
        if sum != score.total {
            own.push(format!("{}: summed alone it is {sum}, explained {}", check.name, score.total));
        }
        failed += usize::from(!own.is_empty());
        faults.extend(own);
    }
    assert!(faults.is_empty(), "{failed} of {count} cases differ:\n{}", faults.join("\n"));
}

/// The same workspace with every list the other way round.
fn reversed(workspace: &Workspace) -> Workspace {
    let mut workspace = workspace.clone();
    workspace.practitioners.reverse();
    workspace.cases.reverse();
    for practitioner in &mut workspace.practitioners {
        practitioner.duties.reverse();
    }
    for case in &mut workspace.cases {
        case.children.reverse();
        case.tasks.reverse();
        case.allocations.reverse();
    }
    workspace
}

fn the_order_in_which_things_were_entered_changes_no_figure(tested: &Tested) {
    let mut schemes = Schemes(tested.document(), BTreeMap::new());
    let mut faults = Vec::new();
    for (check, workspace, score) in scored(tested) {
        let other = check.score_of(schemes.of(&check), &reversed(&workspace));
        let figures = |score: &Score| (score.total, score.least, score.most, score.band.clone());
        if figures(&score) != figures(&other) {
            faults.push(format!("{}: {:?}, reversed {:?}", check.name, figures(&score), figures(&other)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn no_two_cases_have_the_same_name(tested: &Tested) {
    let mut names = BTreeSet::new();
    for check in checks_of(tested.id) {
        assert!(names.insert(check.name.clone()), "two cases are named {}", check.name);
    }
}

/// Ids of the rules that give points: by table for the rows of tables, else under the step's id.
/// The rules of what is noted beside a score are told apart by their words.
fn rules(document: &Value) -> Vec<(String, String)> {
    let mut rules = Vec::new();
    for step in document["steps"].as_array().unwrap() {
        let step_id = step["id"].as_str().unwrap().to_owned();
        if matches!(step["mechanism"].as_str(), Some("cap" | "share" | "replace" | "per_full")) {
            rules.push((step_id.clone(), step_id.clone()));
        }
        for table in step["tables"].as_array().into_iter().flatten() {
            let id = format!("{step_id}.{}", table["id"].as_str().unwrap());
            rules.extend(
                table["rows"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|row| (id.clone(), row["id"].as_str().unwrap().to_owned())),
            );
        }
        let own = step["rules"].as_array().into_iter().flatten();
        rules.extend(own.map(|rule| (step_id.clone(), rule["id"].as_str().unwrap().to_owned())));
    }
    rules
}

fn every_rule_counts_in_some_case_and_is_absent_from_another_that_reads_its_table(tested: &Tested) {
    let cases = scored(tested);
    let document = tested.document();
    let mut faults = Vec::new();
    let rules = rules(&document);
    for (group, rule) in &rules {
        let step = document["steps"].as_array().unwrap().iter().find(|step| step["id"] == group.as_str());
        let mechanism = step.and_then(|step| step["mechanism"].as_str()).unwrap_or("select_one");
        let own = step.and_then(|step| step["rules"].as_array()?.iter().find(|own| own["id"] == rule.as_str()));
        let words = own.and_then(|own| own["words"].as_str()).unwrap_or_default();
        let tells = |score: &Score, rule: &str| match mechanism {
            "notes" => score.notes.iter().any(|note| note.words == words),
            "unweighted" => score.lines.iter().any(|line| line.rule == rule),
            _ => score.lines.iter().any(|line| line.rule == rule && line.counted),
        };
        if !cases.iter().any(|(_, _, score)| tells(score, rule)) {
            faults.push(format!("{rule} counts in no case"));
        }
        // What a scheme gives everybody is in every case.
        if own.is_some_and(|own| own["when"] == json!({"all": []})) && mechanism == "each" {
            continue;
        }
        let of_table = matches!(mechanism, "select_one" | "select_at_most");
        let in_group =
            |score: &Score| !of_table || rules.iter().any(|(own, other)| own == group && tells(score, other));
        let alone = rules.iter().filter(|(own, _)| own == group).count() == 1;
        if !cases.iter().any(|(_, _, score)| !tells(score, rule) && (alone || in_group(score))) {
            faults.push(format!("{rule} is in every case that reads its table"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn every_position_of_every_reading_is_in_some_case(tested: &Tested) {
    let checks = checks_of(tested.id);
    let mut faults = Vec::new();
    for reading in tested.document()["readings"].as_array().unwrap() {
        let Some(parameter) = reading["parameter"]["id"].as_str() else { continue };
        for option in reading["parameter"]["options"].as_array().unwrap() {
            let option = option["id"].as_str().unwrap();
            if !checks.iter().any(|check| check.parameters.get(parameter).is_some_and(|chosen| chosen == option)) {
                faults.push(format!("no case has {parameter} = {option}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Names of the numbers that are weights, thresholds and limits of a scheme.
const WEIGHTS: &[&str] = &[
    "first",
    "other",
    "points",
    "most",
    "least",
    "percent",
    "entered_or",
    "entered_or_asked",
    "below",
    "above",
    "from",
    "to",
    "up_to",
    "at_least",
    "most_hours",
    "table_ends_at",
    "times",
    "divided_by",
    "nearest",
    "hours",
    "full",
    "within_days",
    "within_months",
    "weeks_before_review",
    "less_days",
    "under",
    "otherwise",
    "month",
    "percent_of_team_mean",
    "lowest",
    "highest",
    "unmanageable",
];

/// Every number of a document that moves points: its place, as a JSON pointer, and the rule it belongs to.
fn weights(value: &Value, at: &str, rule: &str, weighs: bool, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            let rule = members.get("id").and_then(Value::as_str).unwrap_or(rule);
            for (name, member) in members {
                let weighs =
                    (name == "weights" || WEIGHTS.contains(&name.as_str())) || (weighs && at.ends_with("/weights"));
                weights(member, &format!("{at}/{name}"), rule, weighs, found);
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                weights(item, &format!("{at}/{place}"), rule, weighs && at.ends_with("/unmanageable"), found);
            }
        }
        Value::Number(_) if weighs => found.push((at.to_owned(), rule.to_owned())),
        Value::String(text) if weighs && Points::read(text).is_ok() => found.push((at.to_owned(), rule.to_owned())),
        _ => {}
    }
}

/// The weight one step on: half points for half points, minutes by two (there and back), else one.
/// The end of a range goes down, so that it does not run into the next.
fn moved(value: &Value, at: &str) -> Value {
    // Under a parameter, the name is that of the option: the weight's own stands before it.
    let own = at.split("/weights/").next().unwrap_or(at);
    let name = own.rsplit('/').next().unwrap_or_default();
    let whole_percent = value.as_i64() == Some(100) && matches!(name, "percent" | "entered_or" | "entered_or_asked");
    let down = matches!(name, "to" | "up_to") || (name == "below" && at.contains("/bands/")) || whole_percent;
    let minutes = own.contains("/award/bands/") && !own.contains("/points")
        || (own.ends_with("/when/from") && !at.contains("/kinds/"));
    let sign = if down { -1 } else { 1 };
    match value {
        Value::Number(number) => json!(number.as_i64().unwrap() + sign * if minutes { 2 } else { 1 }),
        Value::String(text) => {
            let step = if text.contains('.') { Points::ten_thousandths(5_000) } else { Points::whole(1) };
            let own = Points::read(text).unwrap();
            json!(if down { own - step } else { own + step }.to_string())
        }
        _ => value.clone(),
    }
}

/// What a weight can move: points of lines, figures of the capacity, the band, and the notes.
fn moves(before: &Score, after: &Score) -> bool {
    let lines = |score: &Score| {
        let line = |line: &fairload::scoring::Line| {
            (line.rule.clone(), line.child.clone(), line.counted, line.points, line.least, line.most, line.forgone)
        };
        score.lines.iter().map(line).collect::<Vec<_>>()
    };
    let limits = |score: &Score| {
        let parts: Vec<_> = score.parts.iter().map(|own| (own.floor(), own.limit(), own.points)).collect();
        (
            parts,
            score.benchmark.clone(),
            score.capacity.as_ref().map(|own| (own.floor(), own.limit(), own.load(own.points))),
        )
    };
    before.total != after.total
        || before.band != after.band
        || limits(before) != limits(after)
        || lines(before) != lines(after)
        || before.notes.len() != after.notes.len()
}

fn every_weight_moves_some_score(tested: &Tested) {
    let cases = scored(tested);
    let whole = tested.document();
    let mut found = Vec::new();
    for part in ["steps", "capacity", "bands", "benchmark", "definitions", "inputs"] {
        weights(&whole[part], &format!("/{part}"), part, false, &mut found);
    }
    // Of an input only what is read without it and how far it may go can move a score that was given.
    let of_input = |at: &str| at.ends_with("/otherwise") || at.contains("/otherwise/") || at.ends_with("/most");
    found.retain(|(at, _)| !at.starts_with("/inputs") || of_input(at));
    assert!(found.len() >= tested.weights, "only {} weights were found", found.len());
    let mut dead = Vec::new();
    for (at, rule) in &found {
        // First the cases that have the rule: one of them should do.
        let (own, others): (Vec<_>, Vec<_>) =
            cases.iter().partition(|(_, _, score)| score.lines.iter().any(|line| line.rule == *rule));
        let mut schemes: BTreeMap<&BTreeMap<String, String>, Result<Scheme, String>> = BTreeMap::new();
        let alive = own.into_iter().chain(others).any(|(check, workspace, before)| {
            let scheme = schemes.entry(&check.parameters).or_insert_with(|| {
                let mut document = with_parameters(&whole, &check.parameters);
                let weight = document.pointer_mut(at).unwrap();
                *weight = moved(weight, at);
                Scheme::read(&document.to_string()).map_err(|faults| format!("{faults:?}"))
            });
            match scheme {
                Ok(scheme) => moves(before, &check.score_of(scheme, workspace)),
                Err(faults) => panic!("{at} cannot be changed by a step: {faults}"),
            }
        });
        if !alive {
            dead.push(format!("{at} ({rule}) = {}", whole.pointer(at).unwrap()));
        }
    }
    assert!(dead.is_empty(), "{} of {} weights move no score:\n{}", dead.len(), found.len(), dead.join("\n"));
}

/// The source's text, where the folder of sources stands beside this one.
fn source(tested: &Tested) -> Option<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources").join(tested.source);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        println!("Skipped: the source is not here (../shared/sources/{}).", tested.source);
    }
    text
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of rows, items and tables that the source prints.
fn printed_names(document: &Value) -> Vec<String> {
    let mut names = Vec::new();
    let mut add = |name: &Value| names.push(name.as_str().unwrap().to_owned());
    for step in document["steps"].as_array().unwrap() {
        if matches!(step["mechanism"].as_str(), Some("unweighted" | "notes" | "units")) {
            continue;
        }
        for table in step["tables"].as_array().into_iter().flatten() {
            add(&table["title"]);
            table["columns"].as_object().unwrap().values().for_each(&mut add);
            table["rows"].as_array().unwrap().iter().for_each(|row| add(&row["name"]));
        }
        for rule in step["rules"].as_array().into_iter().flatten() {
            add(&rule["name"]);
            rule["award"]["bands"]["rows"].as_array().into_iter().flatten().for_each(|row| add(&row["name"]));
        }
    }
    names
}

fn every_name_of_a_table_row_or_item_stands_in_the_source(tested: &Tested) {
    let Some(source) = source(tested) else { return };
    let source = folded(&source);
    let stands = |name: &str| source.contains(&folded(name));
    let found = |name: &String| {
        let joined = tested.joined.iter().find(|(whole, _)| whole == name);
        joined.map_or_else(|| stands(name), |(_, parts)| parts.iter().all(|part| stands(part)))
    };
    let missing: Vec<String> = printed_names(&tested.document()).into_iter().filter(|name| !found(name)).collect();
    assert!(missing.is_empty(), "not in the source:\n{}", missing.join("\n"));
}

/// Words of a text in small letters, without its punctuation.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.to_lowercase().chars().map(|own| if own.is_alphanumeric() { own } else { ' ' }).collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

/// Every text under a `words` of the document, with its place.
fn our_words(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let place = format!("{at}/{name}");
                match member {
                    Value::String(text)
                        if matches!(name.as_str(), "words" | "about" | "limit" | "none" | "note_wanted" | "label") =>
                    {
                        found.push((place, text.clone()));
                    }
                    _ => our_words(member, &place, found),
                }
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                our_words(item, &format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
}

fn no_words_of_ours_share_eight_words_in_a_row_with_the_source(tested: &Tested) {
    let Some(source) = source(tested) else { return };
    let source = words(&source);
    let runs: BTreeSet<&[String]> = source.windows(8).collect();
    let mut texts = Vec::new();
    our_words(&tested.document(), "", &mut texts);
    let mut copied = Vec::new();
    for (at, text) in texts {
        let own = words(&text);
        copied.extend(own.windows(8).find(|run| runs.contains(run)).map(|run| format!("{at}: {}", run.join(" "))));
    }
    assert!(copied.is_empty(), "copied from the source:\n{}", copied.join("\n"));
}

/// The tests of a scheme.
macro_rules! held {
    ($module:ident, $tested:expr, $($test:ident)+) => {
        mod $module {
            use super::Tested;
            const TESTED: Tested = $tested;
            $(
                #[test]
                fn $test() {
                    super::$test(&TESTED);
                }
            )+
        }
    };
    ($module:ident, $tested:expr) => {
        held!($module, $tested,
            every_case_gives_what_was_worked_by_hand
            the_order_in_which_things_were_entered_changes_no_figure
            no_two_cases_have_the_same_name
            every_rule_counts_in_some_case_and_is_absent_from_another_that_reads_its_table
            every_position_of_every_reading_is_in_some_case
            every_weight_moves_some_score
            every_name_of_a_table_row_or_item_stands_in_the_source
            no_words_of_ours_share_eight_words_in_a_row_with_the_source
        );
    };
}

held!(
    nottinghamshire,
    Tested {
        id: "nottinghamshire",
        source: "nottinghamshire.txt",
        joined: &[
            (
                "Trainee Social Worker (during term time when attending university)",
                &["Trainee Social Worker", "(during term time when attending university)"],
            ),
            (
                "Trainee Social Worker (when not attending university)",
                &["Trainee Social Worker", "(when not attending university)"],
            ),
            (
                "Child subject to a strategy discussion leading to a S47 assessment (S47 no ICPC)",
                &["Child subject to a strategy discussion leading to a S47 assessment", "(S47 no ICPC)"],
            ),
            (
                "Child subject to a strategy discussion leading to a S47 assessment and ICPC (S47 with an ICPC)",
                &["Child subject to a strategy discussion leading to a S47 assessment and ICPC", "(S47 with an ICPC)"],
            ),
        ],
        weights: 150,
    }
);
held!(northern_ireland, Tested { id: "northern-ireland", source: "northern-ireland.txt", joined: &[], weights: 60 });
held!(swindon, Tested { id: "swindon", source: "swindon.txt", joined: &[], weights: 60 });
held!(
    windsor_and_maidenhead,
    Tested { id: "windsor-and-maidenhead", source: "windsor-maidenhead.txt", joined: &[], weights: 40 }
);
held!(warrington, Tested { id: "warrington", source: "warrington.txt", joined: &[], weights: 60 });
held!(
    plymouth,
    Tested {
        id: "plymouth",
        source: "plymouth.txt",
        joined: &[("Child or young person", &["A case will be defined as one child", "children or young people"])],
        weights: 14,
    }
);
held!(
    west_sussex,
    Tested {
        id: "west-sussex",
        source: "west-sussex.txt",
        joined: &[("Child or young person", &["children or young people", "caseload of 5-8 children"])],
        weights: 13,
    }
);
held!(rochdale, Tested { id: "rochdale", source: "rochdale.txt", joined: super::ROCHDALE, weights: 60 });
held!(
    windsor_and_maidenhead_counts,
    Tested { id: "windsor-and-maidenhead-counts", source: "windsor-maidenhead.txt", joined: &[], weights: 9 }
);
held!(
    adcs_survey,
    Tested {
        id: "adcs-survey",
        source: "adcs-survey.txt",
        joined: &[("Child or young person", &["children and families", "vulnerable young people"])],
        weights: 60,
    }
);
held!(
    hampshire,
    Tested {
        id: "hampshire",
        source: "hampshire.txt",
        joined: &[("Child or young person", &["children"])],
        weights: 0
    }
);

#[test]
fn every_worked_case_of_a_practitioner_stands_here_by_its_id() {
    let folders = std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap();
    let folders = folders.map(|own| own.unwrap().file_name().to_string_lossy().into_owned());
    let names: Vec<String> = folders.flat_map(|own| checks_of(&own)).map(|own| own.name).collect();
    let stands = |id: &String| {
        let begins = |name: &String| {
            let own = name.split_once(": ").map_or("", |(_, own)| own);
            own.strip_prefix(id.as_str()).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
        };
        names.iter().any(begins)
    };
    let missing: Vec<String> = (1..=28).map(|number| format!("P{number}")).filter(|id| !stands(id)).collect();
    assert!(missing.is_empty(), "no case is called {missing:?}");
}

/// What the lines of Rochdale are called: the policy prints sentences and no table.
const ROCHDALE: &[(&str, &[&str])] = &[
    ("Fostering households", &["fostering households"]),
    ("Assessments of carers", &["foster carer recruitment assessments", "circa 4/5 assessments"]),
    ("Adoption assessments, stage 1 and 2", &["Stage 1 and Stage 2 assessments"]),
    ("Step-parent assessments", &["step-parenting assessment"]),
    ("Family with children placed", &["families with children placed"]),
    ("Adopter household without a child placed", &["Family Finding and Post-Adoption / Post-SGO Support"]),
    ("Family finding", &["family finding cases"]),
    ("Youth offending orders", &["Youth Offending Team", "orders made by the courts"]),
    ("Young people aged 18 or over", &["aged over 18"]),
    ("Young people aged 16 or 17", &["aged 16 \u{2013} 18"]),
    ("Children", &["Children"]),
];
