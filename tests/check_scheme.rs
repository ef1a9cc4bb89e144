//! `fairload check-scheme` names every fault of a scheme file with its place.
//!
//! Each fault is made by one slip in a good file, and must be told alone, where it stands: a fault that
//! made others elsewhere would send its reader to the wrong place. Two slips must both be told.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "cli")]

use fairload::command_line::{Command, run};
use fairload::scheme::Scheme;
use serde_json::{Value, json};

/// One of everything that a scheme file can say.
const GOOD: &str = include_str!("fixtures/schemes/every_mechanism.json");

/// What a slip does at its path.
#[derive(Clone, Debug)]
enum Change {
    /// Puts a value there, in place of another or beside them.
    Put(Value),
    /// Takes it out.
    Gone,
    /// Puts another item at the end of the list there.
    Added(Value),
    /// Calls it so.
    Renamed(&'static str),
}
use Change::{Added, Gone, Put, Renamed};

/// One slip: where, what, the place that must be named, and words that must be told.
type Slip = (&'static str, Change, &'static str, &'static [&'static str]);

/// The steps of a path such as `steps[0].tables[1]`.
fn steps(path: &str) -> Vec<String> {
    path.replace('[', ".").replace(']', "").split('.').filter(|step| !step.is_empty()).map(str::to_owned).collect()
}

fn find<'v>(document: &'v mut Value, steps: &[String]) -> &'v mut Value {
    steps.iter().fold(document, |value, step| match value {
        Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
        own => own.get_mut(step).unwrap_or_else(|| panic!("the good file has no {step} of {}", steps.join("."))),
    })
}

fn slipped(document: &mut Value, path: &str, change: Change) {
    let steps = steps(path);
    let (last, before) = steps.split_last().unwrap();
    if let Added(value) = change {
        find(document, &steps).as_array_mut().unwrap().push(value);
        return;
    }
    match (find(document, before), change) {
        (Value::Array(list), Put(value)) => list[last.parse::<usize>().unwrap()] = value,
        (Value::Array(list), Gone) => drop(list.remove(last.parse().unwrap())),
        (own, Put(value)) => own[last] = value,
        (own, Gone) => drop(own.as_object_mut().unwrap().remove(last).unwrap()),
        (own, Renamed(name)) => {
            let own = own.as_object_mut().unwrap();
            let value = own.remove(last).unwrap();
            own.insert(name.to_owned(), value);
        }
        (own, change) => panic!("{change:?} of {own}"),
    }
}

fn good() -> Value {
    serde_json::from_str(GOOD).unwrap()
}

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

/// Every slip that leaves the rest of the file readable, so that others are told beside it.
#[allow(clippy::too_many_lines, reason = "a table")]
#[rustfmt::skip]
fn slips() -> Vec<Slip> {
    vec![
        // The heading.
        ("fairload", Put(json!("workspace")), "", &["\"fairload\": \"scheme\""]),
        ("fairload", Gone, "", &["\"fairload\": \"scheme\""]),
        ("format", Put(json!(2)), "format", &["format 1"]),
        ("format", Put(json!("1")), "format", &["format 1"]),
        ("format", Gone, "", &["format", "missing"]),
        ("id", Put(json!("a b")), "id", &["1 to 40 letters"]),
        ("name", Put(json!("")), "name", &["must not be empty"]),
        ("title", Put(json!(7)), "title", &["must be text"]),
        ("publisher", Gone, "", &["publisher", "missing"]),
        ("step", Put(json!("0")), "step", &["above zero"]),
        ("step", Put(json!("a quarter")), "step", &["a quarter", "number"]),
        ("scope.notes[0].when", Put(json!({"fact": "plan", "is": "looked_after"})), "scope.notes[0].when", &["practitioner alone"]),
        ("scope.note", Put(json!("x")), "scope", &["note", "notes"]),
        // Readings and parameters.
        ("readings[1].parameter.chosen", Put(json!("third")), "readings[1].parameter", &["third", "none of the options"]),
        ("readings[0].place", Gone, "readings[0]", &["place", "missing"]),
        ("scope.notes[0].readings[0]", Put(json!("E-9")), "scope.notes[0]", &["E-9", "not in the file"]),
        ("inputs[1].readings[0]", Put(json!("E-9")), "inputs[1]", &["E-9", "not in the file"]),
        ("definitions[0].readings[0]", Put(json!("E-9")), "definitions[0]", &["E-9", "not in the file"]),
        ("steps[0].tables[0].note.readings[0]", Put(json!("E-9")), "steps[0].tables[0].note", &["E-9", "not in the file"]),
        ("steps[0].tables[0].rows[1].readings[0]", Put(json!("E-9")), "steps[0].tables[0].rows[1]", &["E-9", "not in the file"]),
        ("steps[7].kinds[0].readings[0]", Put(json!("E-9")), "steps[7].kinds[0]", &["E-9", "not in the file"]),
        ("steps[16].readings[0]", Put(json!("E-9")), "steps[16]", &["E-9", "not in the file"]),
        ("capacity.readings[0]", Put(json!("E-9")), "capacity", &["E-9", "not in the file"]),
        ("capacity.readings", Put(json!("E-1")), "capacity.readings", &["list in brackets"]),
        ("steps[0].tables[0].rows[1].when.all[1].parameter", Put(json!("weg")), "steps[0].tables[0].rows[1].when.all[1]", &["weg", "no parameter"]),
        ("steps[0].tables[0].rows[1].when.all[1].is", Put(json!("none")), "steps[0].tables[0].rows[1].when.all[1]", &["none", "no option of way"]),
        ("bands[2].when.is", Put(json!("none")), "bands[2].when", &["none", "no option of way"]),
        ("steps[0].tables[0].rows[0].other.parameter", Put(json!("weg")), "steps[0].tables[0].rows[0].other", &["weg", "no parameter"]),
        ("steps[0].tables[0].rows[0].other.weights.other", Gone, "steps[0].tables[0].rows[0].other.weights", &["other", "missing"]),
        ("steps[0].tables[0].rows[0].other.weights.one", Gone, "steps[0].tables[0].rows[0].other.weights", &["one", "missing"]),
        ("steps[0].tables[0].rows[0].other.weights.third", Put(json!("1")), "steps[0].tables[0].rows[0].other.weights.third", &["third", "no option of way"]),
        // Of the option that is not in force too.
        ("steps[0].tables[0].rows[0].other.weights.other", Put(json!("half")), "steps[0].tables[0].rows[0].other.weights.other", &["half", "number"]),
        ("steps[0].tables[0].rows[0].other.weights.other", Put(json!("0.1")), "steps[0].tables[0].rows[0].other.weights.other", &["0.1", "0.25"]),
        ("steps[9].rules[2].award.tasks.within_days.weights.other", Put(json!(0)), "steps[9].rules[2].award.tasks.within_days.weights.other", &["from 1 to 1000"]),
        ("steps[16].shares.joint_with_learner.bulk.weights.other", Put(json!("both")), "steps[16].shares.joint_with_learner.bulk.weights.other", &["both", "co_worker"]),
        // Inputs.
        ("inputs", Added(json!({"id": "kind", "label": "l", "help": "h", "place": "p", "level": "case", "type": "yes_no", "otherwise": "no", "open": true})), "inputs[5]", &["kind", "twice"]),
        ("inputs[0].level", Put(json!("family")), "inputs[0].level", &["family", "practitioner, case, child, task"]),
        ("inputs[1].level", Put(json!(["case", "task"])), "inputs[1].level", &["one level, or case and child"]),
        ("inputs[0].level", Gone, "inputs[0]", &["level", "missing"]),
        ("inputs[1].type", Put(json!("points")), "inputs[1].type", &["points", "yes_no, one_of, number, hours, count"]),
        ("inputs[0].choices", Gone, "inputs[0]", &["two choices"]),
        ("inputs[0].choices[1]", Gone, "inputs[0]", &["two choices"]),
        ("inputs[3].choices", Put(json!([{"id": "a", "words": "A"}, {"id": "b", "words": "B"}])), "inputs[3]", &["one_of, and nothing else"]),
        ("inputs[0].least", Put(json!("0")), "inputs[0].least", &["is for a number"]),
        ("inputs[0].otherwise", Put(json!("c")), "inputs[0].otherwise", &["c", "a, b"]),
        ("inputs[1].otherwise", Put(json!("0.1")), "inputs[1].otherwise", &["0.1", "quarters"]),
        ("inputs[1].otherwise", Put(json!("4")), "inputs[1].otherwise", &["4", "between 0 and 3"]),
        ("inputs[1].otherwise", Put(json!("none")), "inputs[1].otherwise", &["none", "number"]),
        ("inputs[3].otherwise", Put(json!("perhaps")), "inputs[3].otherwise", &["perhaps", "yes or no"]),
        ("inputs[4].otherwise", Put(json!("0.5")), "inputs[4].otherwise", &["0.5", "whole number"]),
        ("inputs[1].otherwise", Gone, "inputs[1]", &["otherwise", "missing"]),
        ("inputs[1].most", Put(json!("-1")), "inputs[1]", &["least must not be over most"]),
        ("inputs[1].most", Put(json!("3.1")), "inputs[1]", &["most", "number of steps"]),
        ("inputs[1].most", Put(json!("many")), "inputs[1].most", &["many", "number"]),
        ("inputs[1].step", Put(json!("0")), "inputs[1]", &["step must be above zero"]),
        ("inputs[1].step", Put(json!("0.001")), "inputs[1].step", &["two decimal places"]),
        ("inputs[4].step", Put(json!("0.5")), "inputs[4]", &["count", "whole number"]),
        ("inputs[3].open", Put(json!("yes")), "inputs[3].open", &["true or false"]),
        ("inputs[3].open", Gone, "inputs[3]", &["open", "missing"]),
        ("inputs[2].when", Put(json!({"fact": "unstable", "is": "yes"})), "inputs[2].when", &["cannot answer"]),
        ("inputs[3].when", Put(json!({"fact": "case.order", "is": "none"})), "inputs[3].when", &["cannot answer"]),
        ("inputs[2].kind", Put(json!("x")), "inputs[2]", &["kind", "not known here"]),
        // Definitions.
        ("definitions[1].when.all[0].defined", Put(json!("in_car")), "definitions[1].when.all[0]", &["in_car", "not defined above"]),
        ("definitions[0].words", Gone, "definitions[0]", &["words", "missing"]),
        // Conditions.
        ("definitions[1].when.all[1].fact", Put(json!("mood")), "definitions[1].when.all[1]", &["mood", "no fact"]),
        ("definitions[1].when.all[1].is", Put(json!("low")), "definitions[1].when.all[1].is", &["low", "no value of unstable"]),
        ("definitions[1].when.all[1].is", Put(json!([])), "definitions[1].when.all[1].is", &["must name a value"]),
        ("definitions[1].when.all[1].from", Put(json!(3)), "definitions[1].when.all[1]", &["from", "not known here"]),
        ("definitions[0].when.is[1]", Put(json!("placed")), "definitions[0].when.is[1]", &["placed", "no value of plan"]),
        ("definitions[0].when.is[1]", Put(json!(3)), "definitions[0].when.is[1]", &["must be text"]),
        ("definitions[0].when.fact", Put(json!("label")), "definitions[0].when", &["label", "no fact"]),
        ("definitions[0].when.fact", Put(json!("placed_since")), "definitions[0].when", &["placed_since", "no fact"]),
        ("definitions[0].when", Put(json!("always")), "definitions[0].when", &["must be one of: all, any"]),
        ("definitions[0].when", Put(json!({"some": []})), "definitions[0].when", &["must be one of: all, any"]),
        ("definitions[0].when", Gone, "definitions[0]", &["when", "missing"]),
        ("steps[8].rules[2].when.any", Put(json!([])), "steps[8].rules[2].when", &["must name a condition"]),
        ("steps[8].rules[2].when.any[1].input", Put(json!("sort")), "steps[8].rules[2].when.any[1]", &["sort", "no input"]),
        ("steps[8].rules[2].when.any[1].is[0]", Put(json!("c")), "steps[8].rules[2].when.any[1].is[0]", &["c", "no value of input:kind"]),
        ("steps[8].rules[2].when.any[1].fact", Put(json!("plan")), "steps[8].rules[2].when.any[1]", &["both fact and input"]),
        ("steps[8].rules[1].when.from", Put(json!("one")), "steps[8].rules[1].when.from", &["whole number"]),
        ("steps[8].rules[1].when.from", Gone, "steps[8].rules[1].when", &["must give a bound"]),
        ("steps[8].rules[1].when.above", Put(json!(1)), "steps[8].rules[1].when", &["both from and above"]),
        ("steps[8].rules[1].when.to", Put(json!(0)), "steps[8].rules[1].when", &["no number lies between"]),
        ("steps[19].rules[0].when.from", Put(json!("18.555")), "steps[19].rules[0].when.from", &["two decimal places"]),
        ("steps[1].rules[1].when.task[0]", Put(json!("tea")), "steps[1].rules[1].when.task[0]", &["tea", "no kind of task"]),
        ("steps[1].rules[1].when.task", Put(json!([])), "steps[1].rules[1].when.task", &["must not be empty"]),
        ("steps[1].rules[1].when.task", Put(json!("care_plan")), "steps[1].rules[1].when.task", &["list in brackets"]),
        ("steps[1].rules[1].when.at_least", Put(json!(0)), "steps[1].rules[1].when.at_least", &["from 1 to"]),
        ("steps[3].rules[0].when.duty[0]", Put(json!("tea_making")), "steps[3].rules[0].when.duty[0]", &["tea_making", "no kind of duty"]),
        ("steps[3].rules[0].when.duty", Put(json!([])), "steps[3].rules[0].when.duty", &["must not be empty"]),
        ("steps[8].rules[0].when", Put(json!({"input": "times", "from": 1})), "steps[8].rules[0].when", &["times_input"]),
        ("steps[14].rules[0].when", Put(json!({"fact": "unit.children", "from": 1})), "steps[14].rules[0].when", &["goes by units"]),
        ("steps[19].rules[0].when", Put(json!({"fact": "unit.children", "from": 1})), "steps[19].rules[0].when", &["goes by units"]),
        // Stages.
        ("steps[1].mechanism", Put(json!("guess")), "steps[1].mechanism", &["guess", "select_at_most"]),
        ("steps[7].mechanism", Put(json!("unit")), "steps[7].mechanism", &["unit", "units, select_one"]),
        ("steps[8].mechanism", Gone, "steps[8]", &["mechanism", "missing"]),
        ("steps[18].id", Put(json!("lots")), "steps[18]", &["lots", "twice"]),
        ("steps[18].names", Put(json!("x")), "steps[18]", &["names", "not known here"]),
        ("steps[8].unit", Put(json!("household")), "steps[8].unit", &["household", "practitioner, unit, case, case_of_others"]),
        ("steps[8].unit", Put(json!("group")), "steps[8].unit", &["group", "practitioner, unit, case, case_of_others"]),
        ("steps[8].unit", Gone, "steps[8]", &["unit", "missing"]),
        ("steps[0].unit", Put(json!("case")), "steps[0].unit", &["case", "child"]),
        ("steps[0].unit", Gone, "steps[0]", &["unit", "missing"]),
        ("steps[0].group", Put(json!("family")), "steps[0].group", &["family", "rule, household"]),
        ("steps[0].tables", Put(json!([])), "steps[0].tables", &["must not be empty"]),
        ("steps[0].tables[0].rows", Put(json!([])), "steps[0].tables[0].rows", &["must not be empty"]),
        ("steps[0].tables[0].rows", Gone, "steps[0].tables[0]", &["rows", "missing"]),
        ("steps[0].tables[0].place", Gone, "steps[0].tables[0]", &["place", "missing"]),
        ("steps[0].tables[0].when", Put(json!({"fact": "case.order", "is": "none"})), "steps[0].tables[0].when", &["practitioner alone"]),
        ("steps[1].of", Put(json!("areal")), "steps[1].of", &["areal", "no earlier stage"]),
        ("steps[1].of", Gone, "steps[1]", &["of", "missing"]),
        ("steps[1].of", Put(json!(["areas"])), "steps[1].of", &["must be text"]),
        ("steps[3].of", Put(json!("areas")), "steps[3].of", &["items of groups"]),
        ("steps[3].per", Put(json!("household")), "steps[3].per", &["items of groups"]),
        ("steps[1].most", Put(json!(0)), "steps[1].most", &["from 1 to"]),
        ("steps[1].most", Put(json!("two")), "steps[1].most", &["whole number"]),
        ("steps[1].per", Put(json!("child")), "steps[1].per", &["child", "each_group"]),
        ("steps[1].without_group", Put(json!("yes")), "steps[1].without_group", &["yes", "not_counted"]),
        ("steps[8].of", Put(json!("work")), "steps[8].of", &["work", "no earlier stage"]),
        ("steps[8].of", Put(json!("areas")), "steps[8]", &["makes units"]),
        ("steps[14].of", Put(json!("rows")), "steps[14].of", &["go by units"]),
        ("steps[14].kinds", Put(json!(["care"])), "steps[14].kinds", &["go by units"]),
        ("steps[14].times", Put(json!({"fact": "case.children", "rows": [{"from": 1, "times": 2}]})), "steps[14].times", &["go by units"]),
        ("steps[9].kinds[0]", Put(json!("cares")), "steps[9].kinds[0]", &["cares", "no kind of unit"]),
        ("steps[9].kinds", Put(json!([])), "steps[9].kinds", &["must not be empty"]),
        ("steps[8].rules[1].kinds[0]", Put(json!("needs")), "steps[8].rules[1].kinds[0]", &["needs", "no kind of unit"]),
        ("steps[8].times.kinds[0]", Put(json!("needs")), "steps[8].times.kinds[0]", &["needs", "no kind of unit"]),
        ("steps[8].times.fact", Put(json!("case.order")), "steps[8].times", &["must name a number", "order"]),
        ("steps[8].times.fact", Put(json!("age")), "steps[8].times", &["number of the unit"]),
        ("steps[8].times.rows[1].times", Put(json!(-1)), "steps[8].times.rows[1].times", &["from 0 to 100"]),
        ("steps[8].times.rows[1].from", Put(json!(2)), "steps[8].times", &["row 2", "before it claims"]),
        ("steps[8].times.rows", Put(json!([])), "steps[8].times.rows", &["must not be empty"]),
        // Kinds of unit.
        ("steps[7].kinds[3].for", Put(json!("family")), "steps[7].kinds[3].for", &["family", "child, children, case, each"]),
        ("steps[7].kinds[1].when", Put(json!({"defined": "in_care"})), "steps[7].kinds[1].when", &["not of a child"]),
        ("steps[7].kinds[2].when", Put(json!({"fact": "unit.children", "from": 1})), "steps[7].kinds[2].when", &["goes by units"]),
        ("steps[7].kinds[0].number", Put(json!("case.placements")), "steps[7].kinds[0].number", &["case.placements", "no fact"]),
        ("steps[7].kinds[0].number", Put(json!("age")), "steps[7].kinds[0].number", &["whole number of the case"]),
        ("steps[7].kinds[0].number", Gone, "steps[7].kinds[0]", &["number", "missing"]),
        ("steps[7].kinds[1].number", Put(json!("case.placed")), "steps[7].kinds[1].number", &["each of a number"]),
        ("steps[7].none", Gone, "steps[7]", &["none", "missing"]),
        // Rules.
        ("steps[1].rules[0].id", Put(json!("own.mentor")), "steps[3].rules[0]", &["own.mentor", "twice", "steps[1].rules[0]"]),
        ("steps[0].tables[0].rows[0].id", Put(json!("court.hours")), "steps[14].rules[1]", &["court.hours", "twice", "steps[0].tables[0].rows[0]"]),
        ("steps[18].place", Gone, "steps[18].rules[0]", &["listed.early", "no place in the source"]),
        ("steps[6].place", Gone, "steps[6].rules[0]", &["others.aims", "no place in the source"]),
        ("steps[1].rules[0].words", Gone, "steps[1].rules[0]", &["words", "missing"]),
        ("steps[1].rules[0].when", Gone, "steps[1].rules[0]", &["when", "missing"]),
        ("steps[1].rules[0].points", Gone, "steps[1].rules[0]", &["points", "missing"]),
        ("steps[1].rules[0].points", Put(json!("1.1")), "steps[1].rules[0].points", &["1.1", "0.25"]),
        ("steps[1].rules[0].points", Put(json!(1.1)), "steps[1].rules[0].points", &["1.1", "0.25"]),
        ("steps[1].rules[0].points", Put(json!("1,5")), "steps[1].rules[0].points", &["1,5", "number"]),
        ("steps[1].rules[0].points", Put(json!(true)), "steps[1].rules[0].points", &["number of points"]),
        ("steps[1].rules[0].points", Put(json!([1])), "steps[1].rules[0].points", &["number of points"]),
        ("steps[1].rules[0].points", Put(json!("0.00001")), "steps[1].rules[0].points", &["four decimal places"]),
        ("steps[1].rules[0].points", Put(json!("9999999")), "steps[1].rules[0].points", &["1000000"]),
        ("steps[0].tables[0].rows[0].first", Put(json!("2.2")), "steps[0].tables[0].rows[0].first", &["2.2", "0.25"]),
        ("steps[0].tables[0].rows[0].first", Gone, "steps[0].tables[0].rows[0]", &["first", "missing"]),
        ("steps[0].tables[0].rows[1].instead", Put(json!("yes")), "steps[0].tables[0].rows[1].instead", &["true or false"]),
        ("steps[0].tables[0].rows[0].points", Put(json!("1")), "steps[0].tables[0].rows[0]", &["points", "not known here"]),
        ("steps[1].rules[1].reach", Put(json!("childorfamily")), "steps[1].rules[1].reach", &["childorfamily", "child_or_family"]),
        ("steps[1].rules[1].per", Put(json!("child")), "steps[1].rules[1].per", &["child", "each_group"]),
        ("steps[1].rules[1].for_completer.is", Put(json!("none")), "steps[1].rules[1].for_completer", &["none", "no option"]),
        ("steps[8].rules[2].per", Put(json!("group")), "steps[8].rules[2].per", &["group", "unit, case"]),
        ("steps[8].rules[2].reach", Put(json!("own")), "steps[8].rules[2]", &["reach", "not known here"]),
        ("steps[4].rules[2].kinds", Put(json!(["care"])), "steps[4].rules[2]", &["kinds", "not known here"]),
        ("steps[4].rules[2].when", Put(json!({"fact": "plan", "is": "looked_after"})), "steps[4].rules[2].when", &["practitioner alone"]),
        ("steps[3].rules[0].when", Put(json!({"task": ["care_plan"]})), "steps[3].rules[0].when", &["practitioner alone"]),
        ("steps[6].rules[0].when", Put(json!({"fact": "unstable", "is": "yes"})), "steps[6].rules[0].when", &["asks a child"]),
        ("steps[18].rules[0].points", Put(json!("1")), "steps[18].rules[0]", &["points", "not known here"]),
        ("steps[18].rules", Put(json!([])), "steps[18].rules", &["must not be empty"]),
        ("steps[18].rules", Put(json!({})), "steps[18].rules", &["list in brackets"]),
        ("steps[18].rules[0]", Put(json!("x")), "steps[18].rules[0]", &["must be an object"]),
        // Awards.
        ("steps[1].rules[2].award", Put(json!({})), "steps[1].rules[2].award", &["must give one of: bands, table"]),
        ("steps[1].rules[2].award.per_visit", Put(json!({})), "steps[1].rules[2].award", &["per_visit", "not known here"]),
        ("steps[1].rules[2].points", Put(json!("1")), "steps[1].rules[2]", &["both points and award"]),
        ("steps[1].rules[2].award.bands.rows[1].from", Put(json!(119)), "steps[1].rules[2].award.bands", &["1 to 2 h", "over", "same number"]),
        ("steps[1].rules[2].award.bands.rows[1].points", Put(json!("2.2")), "steps[1].rules[2].award.bands.rows[1].points", &["2.2", "0.25"]),
        ("steps[1].rules[2].award.bands.rows[1].name", Gone, "steps[1].rules[2].award.bands.rows[1]", &["name", "missing"]),
        ("steps[1].rules[2].award.bands.rows", Put(json!([])), "steps[1].rules[2].award.bands.rows", &["must not be empty"]),
        ("steps[1].rules[2].award.bands.fact", Put(json!("journey")), "steps[1].rules[2].award.bands", &["journey", "no fact"]),
        ("steps[1].rules[2].award.bands.fact", Put(json!("plan")), "steps[1].rules[2].award.bands", &["must name a number", "plan"]),
        ("steps[1].rules[2].award.bands.fact", Gone, "steps[1].rules[2].award.bands", &["fact", "missing"]),
        ("steps[8].rules[0].award.table.rows.cells[1].is", Put(json!("in_care")), "steps[8].rules[0].award.table.rows.cells[1].is", &["in_care", "no value of plan"]),
        ("steps[8].rules[0].award.table.rows.cells[1].is", Put(json!("permanence_placed")), "steps[8].rules[0].award.table.rows", &["placed", "in care", "same value"]),
        ("steps[8].rules[0].award.table.columns.cells[1].from", Put(json!(4)), "steps[8].rules[0].award.table.columns", &["under 5", "5 and over", "same value"]),
        ("steps[8].rules[0].award.table.columns.cells", Put(json!([])), "steps[8].rules[0].award.table.columns.cells", &["must not be empty"]),
        ("steps[8].rules[0].award.table.columns.fact", Put(json!("years")), "steps[8].rules[0].award.table.columns", &["years", "no fact"]),
        ("steps[8].rules[0].award.table.points[1]", Put(json!(["2"])), "steps[8].rules[0].award.table.points[1]", &["2 weights"]),
        ("steps[8].rules[0].award.table.points[1]", Gone, "steps[8].rules[0].award.table.points", &["2 lists"]),
        ("steps[8].rules[0].award.table.points[1][0]", Put(json!("2.2")), "steps[8].rules[0].award.table.points[1][0]", &["2.2", "0.25"]),
        ("steps[8].rules[0].award.table.points[1][0]", Put(json!("x")), "steps[8].rules[0].award.table.points[1][0]", &["x", "number"]),
        ("steps[8].rules[3].award.input", Put(json!("risks")), "steps[8].rules[3].award", &["risks", "no input"]),
        ("steps[8].rules[3].award.input", Put(json!("kind")), "steps[8].rules[3].award", &["must name a number", "kind"]),
        ("steps[8].rules[3].award.input", Put(json!("times")), "steps[8].rules[3].award", &["times_input"]),
        ("steps[8].rules[3].award.times", Put(json!("twice")), "steps[8].rules[3].award.times", &["twice", "number"]),
        ("steps[8].rules[3].award.divide_by", Put(json!("2")), "steps[8].rules[3].award", &["divide_by", "divided_by"]),
        ("steps[14].rules[1].award.divided_by", Put(json!("0")), "steps[14].rules[1].award.divided_by", &["1 or more"]),
        ("steps[14].rules[1].award.divided_by", Put(json!("1.5")), "steps[14].rules[1].award.divided_by", &["whole number"]),
        ("steps[14].rules[1].award.nearest", Put(json!("0")), "steps[14].rules[1].award.nearest", &["above zero"]),
        ("steps[9].rules[0].award.tasks.kinds[0]", Put(json!("tea")), "steps[9].rules[0].award.tasks.kinds[0]", &["tea", "no kind of task"]),
        ("steps[9].rules[1].award.tasks.kinds", Put(json!([])), "steps[9].rules[1].award.tasks.kinds", &["must not be empty"]),
        ("steps[9].rules[1].award.tasks.kinds", Gone, "steps[9].rules[1].award.tasks", &["kinds", "missing"]),
        ("steps[9].rules[1].award.tasks.count", Put(json!("all")), "steps[9].rules[1].award.tasks.count", &["all", "each_kind"]),
        ("steps[9].rules[0].award.tasks.family", Put(json!("last")), "steps[9].rules[0].award.tasks.family", &["last", "first, each"]),
        ("steps[9].rules[0].award.tasks.within_months", Put(json!("three")), "steps[9].rules[0].award.tasks.within_months", &["whole number"]),
        ("steps[9].rules[0].award.tasks.within_days", Put(json!(40)), "steps[9].rules[0].award.tasks", &["must give one of: within_days"]),
        ("steps[9].rules[0].award.tasks.within_months", Gone, "steps[9].rules[0].award.tasks.limited", &["needs a limit"]),
        ("steps[9].rules[0].award.tasks.limited[0]", Put(json!("care_plan")), "steps[9].rules[0].award.tasks", &["limited", "not among kinds"]),
        ("steps[9].rules[0].award.tasks.times_input", Put(json!("time")), "steps[9].rules[0].award.tasks", &["time", "no input"]),
        ("steps[9].rules[0].award.tasks.times_input", Put(json!("hours")), "steps[9].rules[0].award.tasks", &["number input of a task"]),
        ("steps[9].rules[0].per", Put(json!("case")), "steps[9].rules[0].per", &["not for tasks"]),
        ("steps[9].rules[1].per", Put(json!("child")), "steps[9].rules[1].per", &["not for tasks"]),
        ("steps[9].rules[1].award.tasks.agreement", Put(json!(true)), "steps[9].rules[1].award.tasks.agreement", &["must be text"]),
        ("steps[9].rules[1].award.tasks.kinds", Put(json!(["counselling"])), "steps[9].rules[1].award", &["work.direct", "work.reviews", "counselling", "steps[9].rules[0].award"]),
        ("steps[3].rules[1].award.per_hour.hours", Put(json!("0")), "steps[3].rules[1].award.per_hour.hours", &["1 or more"]),
        ("steps[3].rules[1].award.per_hour.duties[0]", Put(json!("court")), "steps[3].rules[1].award.per_hour.duties[0]", &["court", "no kind of duty"]),
        ("steps[3].rules[1].award.per_hour.duties", Gone, "steps[3].rules[1].award.per_hour", &["duties", "missing"]),
        ("steps[3].rules[1].award.per_hour.duties", Put(json!([])), "steps[3].rules[1].award.per_hour.duties", &["must not be empty"]),
        ("steps[3].rules[1].award.per_hour.whole_hours", Put(json!(true)), "steps[3].rules[1].award.per_hour.whole_hours", &["must be an object"]),
        ("steps[3].rules[1].award.per_hour.most_hours.weights.one", Put(json!("all")), "steps[3].rules[1].award.per_hour.most_hours.weights.one", &["all", "number"]),
        ("steps[3].rules[1].award.per_hour.most_hours.weights.other", Put(json!("all")), "steps[3].rules[1].award.per_hour.most_hours.weights.other", &["all", "number"]),
        ("steps[3].rules[1].award.per_hour.table_ends_at", Put(json!([])), "steps[3].rules[1].award.per_hour.table_ends_at", &["number of points"]),
        ("steps[4].rules[0].award.per_count.most", Put(json!("0")), "steps[4].rules[0].award.per_count", &["1 or more"]),
        ("steps[4].rules[0].award.per_count.most", Gone, "steps[4].rules[0].award.per_count", &["most", "missing"]),
        ("steps[4].rules[0].award.per_count.duties[0]", Put(json!("x")), "steps[4].rules[0].award.per_count.duties[0]", &["x", "no kind of duty"]),
        ("steps[4].rules[1].award.per_duty.rows[1].above", Put(json!("0.25")), "steps[4].rules[1].award.per_duty", &["half a day", "more", "same days"]),
        ("steps[4].rules[1].award.per_duty.less_days", Put(json!("one")), "steps[4].rules[1].award.per_duty.less_days", &["one", "number"]),
        ("steps[4].rules[1].award.per_duty.points", Put(json!("1")), "steps[4].rules[1].award.per_duty", &["both points and rows"]),
        // An award that the unit does not fit.
        ("steps[4].rules[2]", Put(json!({"id": "new", "name": "n", "words": "w", "award": {"tasks": {"kinds": ["care_plan"], "points": "1"}}})), "steps[4].rules[2].award", &["new", "not for this unit"]),
        ("steps[8].rules[1]", Put(json!({"id": "new", "name": "n", "words": "w", "award": {"per_hour": {"points": "1", "duties": ["time_in_court"]}}})), "steps[8].rules[1].award", &["new", "not for this unit"]),
        ("steps[14].rules[0]", Put(json!({"id": "new", "name": "n", "words": "w", "award": {"per_count": {"points": "1", "duties": ["time_in_court"], "most": "3"}}})), "steps[14].rules[0].award", &["new", "not for this unit"]),
        ("steps[1].rules[0]", Put(json!({"id": "new", "name": "n", "words": "w", "award": {"per_duty": {"points": "1", "duties": ["time_in_court"]}}})), "steps[1].rules[0].award", &["new", "not for this unit"]),
        ("steps[6].rules[0]", Put(json!({"id": "new", "name": "n", "words": "w", "award": {"tasks": {"kinds": ["aims_assessment"], "points": "1"}}})), "steps[6].rules[0].award", &["new", "not for this unit"]),
        ("steps[4].rules[2]", Put(json!({"id": "new", "name": "n", "words": "w", "award": {"input": "risk"}})), "steps[4].rules[2].award", &["practitioner alone"]),
        ("steps[14].rules[0]", Put(json!({"id": "new", "name": "n", "words": "w", "award": {"bands": {"fact": "age", "rows": [{"name": "all", "from": 0, "points": "1"}]}}})), "steps[14].rules[0].award", &["asks a child"]),
        ("steps[14].rules[0]", Put(json!({"id": "new", "name": "n", "words": "w", "when": {"fact": "unstable", "is": "yes"}, "award": {"tasks": {"kinds": ["care_plan"], "points": "1"}}})), "steps[14].rules[0].when", &["asks a child"]),
        // Caps, replacements, shares, lots.
        ("steps[10].most", Put(json!("7.1")), "steps[10].most", &["7.1", "0.25"]),
        ("steps[10].least", Put(json!("-0.1")), "steps[10].least", &["-0.1", "0.25"]),
        ("steps[10].most", Put(json!("-1")), "steps[10]", &["below zero, nor below least"]),
        ("steps[10].least", Put(json!("8")), "steps[10]", &["below least"]),
        ("steps[15].most", Gone, "steps[15]", &["most, least or both"]),
        ("steps[10].unit", Put(json!("child")), "steps[10].unit", &["child", "group, unit, rule, units, case, practitioner"]),
        ("steps[10].of[1]", Put(json!("works")), "steps[10].of[1]", &["works", "no earlier stage"]),
        ("steps[10].of[1]", Put(json!("lots")), "steps[10].of[1]", &["lots", "no earlier stage"]),
        ("steps[10].of[1]", Put(json!("court_most")), "steps[10].of[1]", &["court_most", "no earlier stage"]),
        ("steps[10].of[1]", Put(json!("basic")), "steps[10].of[1]", &["twice"]),
        ("steps[10].of[1]", Put(json!("rows")), "steps[10].of[1]", &["gives no points"]),
        ("steps[10].of[1]", Put(json!("own")), "steps[10].of[1]", &["see unit"]),
        ("steps[10].of", Put(json!([])), "steps[10].of", &["must not be empty"]),
        ("steps[10].of", Gone, "steps[10]", &["of", "missing"]),
        ("steps[10].kinds[0]", Put(json!("cares")), "steps[10].kinds[0]", &["cares", "no kind of unit"]),
        ("steps[15].kinds", Put(json!(["care"])), "steps[15].kinds", &["goes by units"]),
        ("steps[15].when", Put(json!({"fact": "unstable", "is": "yes"})), "steps[15].when", &["not of a child"]),
        ("steps[5].when", Put(json!({"fact": "case.order", "is": "none"})), "steps[5].when", &["practitioner alone"]),
        ("steps[5].of[0]", Put(json!("areas")), "steps[5].of[0]", &["see unit"]),
        ("steps[2].of[0]", Put(json!("areal")), "steps[2].of[0]", &["areal", "no earlier stage"]),
        ("steps[12].apart", Put(json!("school")), "steps[12].apart", &["school", "placement"]),
        ("steps[10].apart", Put(json!("placement")), "steps[10].apart", &["units together"]),
        ("steps[10].reached", Put(json!(true)), "steps[10].reached", &["must be text"]),
        ("steps[13].unit", Put(json!("group")), "steps[13].unit", &["group", "unit, case"]),
        ("steps[13].when", Gone, "steps[13]", &["when", "missing"]),
        ("steps[13].of[1]", Put(json!("court")), "steps[13].of[1]", &["court", "no earlier stage"]),
        ("steps[13].kinds[0]", Put(json!("x")), "steps[13].kinds[0]", &["x", "no kind of unit"]),
        ("steps[20].kinds", Put(json!(["care"])), "steps[20].kinds", &["goes by units"]),
        ("steps[20].when", Put(json!({"fact": "unstable", "is": "yes"})), "steps[20].when", &["not of a child"]),
        ("steps[20].of[0]", Put(json!("own")), "steps[20].of[0]", &["see unit"]),
        ("steps[16].shares.lead_and_reduced", Gone, "steps[16].shares", &["lead_and_reduced", "missing"]),
        ("steps[16].shares.lead_and_reduced.lead", Put(json!({"part": 50})), "steps[16].shares.lead_and_reduced.lead", &["must be one of: percent"]),
        ("steps[16].shares.lead_and_reduced.lead.entered_or", Put(json!(101)), "steps[16].shares.lead_and_reduced.lead.entered_or", &["from 0 to 100"]),
        ("steps[16].shares.lead_and_reduced.second", Put(json!({"percent": 1})), "steps[16].shares.lead_and_reduced", &["second", "co_worker"]),
        ("steps[16].of[0]", Put(json!("own")), "steps[16].of[0]", &["see unit"]),
        ("steps[16].of[0]", Put(json!("area")), "steps[16].of[0]", &["area", "no earlier stage"]),
        ("steps[17].full", Put(json!("0")), "steps[17]", &["full must be above zero"]),
        ("steps[17].points", Put(json!("0.1")), "steps[17].points", &["0.1", "0.25"]),
        ("steps[17].of[0]", Put(json!("rows")), "steps[17].of[0]", &["gives no points"]),
        // Unread tasks, capacity, bands, examples.
        ("unread_tasks.form_f", Renamed("form_g"), "unread_tasks.form_g", &["form_g", "no kind of task"]),
        ("unread_tasks.form_f", Put(json!(1)), "unread_tasks.form_f", &["must be text"]),
        ("capacity.words", Gone, "capacity", &["words", "missing"]),
        ("capacity.pro_rata", Put(json!("days")), "capacity.pro_rata", &["days", "hours"]),
        ("capacity.reductions", Put(json!("raise")), "capacity.reductions", &["raise", "lower"]),
        ("capacity.load", Put(json!("sum")), "capacity.load", &["several parts"]),
        ("capacity.rows", Gone, "capacity", &["rows", "missing"]),
        ("capacity.rows", Put(json!([])), "capacity.rows", &["must not be empty"]),
        ("capacity.rows[0].least", Put(json!("21")), "capacity.rows[0]", &["not under least"]),
        ("capacity.rows[0].most", Put(json!("0")), "capacity.rows[0]", &["above zero"]),
        ("capacity.rows[0].most", Gone, "capacity.rows[0]", &["most", "missing"]),
        ("capacity.rows[0].hours_a_week", Put(json!("4")), "capacity.rows[0]", &["both most and hours_a_week"]),
        ("capacity.rows[0].when", Put(json!({"fact": "plan", "is": "early_help"})), "capacity.rows[0].when", &["practitioner alone"]),
        ("capacity.rows[0].when", Gone, "capacity.rows[0]", &["no when", "below it"]),
        ("capacity.parts", Put(json!([{"id": "a", "name": "a", "of": ["areas"], "rows": [{"most": "1"}]}])), "capacity", &["both rows and parts"]),
        ("bands[1].up_to", Put(json!("much")), "bands[1].up_to", &["much", "number"]),
        ("bands[1].below", Put(json!("40")), "bands[1]", &["both up_to and below"]),
        ("bands[2].up_to", Put(json!("most")), "bands[1]", &["within", "must end before", "above"]),
        ("bands[1].up_to", Put(json!("50")), "bands[1]", &["within", "must end before", "above"]),
        ("bands[1].up_to", Gone, "bands[1]", &["within", "must end before", "above"]),
        ("bands[3].up_to", Put(json!("60")), "bands[3]", &["over", "no end"]),
        ("bands[3].id", Put(json!("room")), "bands[3]", &["room", "twice"]),
        ("examples[0].month", Put(json!("2026-13")), "examples[0].month", &["2026-13"]),
        ("examples[0].practitioner", Put(json!("p 1")), "examples[0].practitioner", &["1 to 40 letters"]),
        ("examples[0].total", Put(json!("three")), "examples[0].total", &["three", "number"]),
        ("examples[0].workspace.practitioners[0].role", Put(json!("baker")), "examples[0].workspace.practitioners[0].role", &["baker", "social_worker"]),
        ("examples[0].workspace.cases[0].children[0].plan", Put(json!("x")), "examples[0].workspace.cases[0].children[0].plan", &["x", "child_in_need"]),
        ("examples[0].workspace", Put(json!({"fairload": "scheme"})), "examples[0].workspace", &["workspace"]),
        ("examples[0].workspace", Put(json!("the same")), "examples[0].workspace", &["workspace"]),
        ("examples[0].limit", Put(json!("all")), "examples[0].limit", &["all", "number"]),
        ("examples[0].band", Put(json!(1)), "examples[0].band", &["must be text"]),
        ("examples[0].place", Gone, "examples[0]", &["place", "missing"]),
    ]
}

/// Slips that leave a name without its owner, so that whoever names it is at fault too.
#[rustfmt::skip]
fn wider_slips() -> Vec<Slip> {
    vec![
        ("about", Renamed("abuot"), "", &["abuot", "not known here"]),
        ("readings[0].id", Put(json!("E-2")), "readings[1].id", &["E-2", "twice"]),
        ("readings[1].parameter.options[1].id", Put(json!("one")), "readings[1].parameter", &["must differ"]),
        ("inputs[1].id", Put(json!("a risk")), "inputs[1]", &["1 to 40 letters"]),
        ("inputs[0].choices[1].id", Put(json!("a")), "inputs[0].choices[1]", &["must differ"]),
        ("definitions[0].id", Put(json!("settled")), "definitions[1]", &["settled", "twice"]),
        ("steps[0].tables[0].columns.other_children", Renamed("others"), "steps[0].tables[0].columns", &["others"]),
        ("steps[7].kinds[3].id", Put(json!("care")), "steps[7]", &["care", "twice"]),
        ("steps[1].rules[0].points", Renamed("point"), "steps[1].rules[0]", &["point"]),
        ("steps[10].of[1]", Put(json!("row_most")), "steps[10].of", &["row_most", "circle"]),
    ]
}

#[test]
fn the_good_file_has_no_fault() {
    assert_eq!(told(GOOD), []);
    let printed = run(&Command::CheckScheme { file: "-".into() }, 0, &mut GOOD.as_bytes()).unwrap();
    assert!(printed.contains("1 of 1 examples recompute"), "{printed}");
}

#[test]
fn each_slip_is_told_alone_with_its_place() {
    let mut wrong = Vec::new();
    for (path, change, place, says) in slips() {
        let mut document = good();
        slipped(&mut document, path, change.clone());
        let faults = told(&document.to_string());
        if faults.len() != 1 || !names(&faults, place, says) {
            wrong.push(format!("{path} {change:?}\n   wants {place:?} {says:?}\n   told {faults:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} slips:\n{}", wrong.len(), wrong.join("\n"));
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
    let faults = with("steps[18].rules", json!(vec![json!({}); 5_001]));
    assert!(names(&faults, "steps", &["5000 rules"]) && faults.len() == 1, "{faults:?}");
    let options = json!(vec![json!({"id": "a", "words": "w"}); 101]);
    let faults = with("readings[1].parameter.options", options);
    assert!(names(&faults, "readings[1].parameter.options", &["100"]), "{faults:?}");
    // As long as may be, with every entry at fault, it is told in good time.
    let faults = with("steps[18].rules", json!(vec![json!({}); 4_900]));
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
