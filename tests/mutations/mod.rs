//! Damaged files, made from good ones by a seed: scheme files and workspace files with bytes flipped,
//! parts taken out, repeated, renamed, put for each other, made extreme or nested; and what must hold
//! of each, whether it is read or refused. Used by `script/torture` and, as a sample, by the tests.

use crate::chance::Chance;
use fairload::facts::inputs::Given;
use fairload::facts::record::Record;
use fairload::facts::value::{Kind, UNKNOWN_TEXT};
use fairload::facts::{Case, Id, Month, Practitioner};
use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::scheme::condition::Condition;
use fairload::scheme::input::{Input, InputKind, Level};
use fairload::scheme::unnamed::unnamed;
use fairload::schemes::published;
use fairload::scoring::{
    Prepared, Score, inputs_of_case, inputs_of_practitioner, percent_of_load, recompute_examples, score, total, totals,
};
use fairload::workspace::Workspace;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Files that are read, from which damaged ones are made.
pub struct Corpus {
    schemes: Vec<Good<Scheme>>,
    workspaces: Vec<Good<Workspace>>,
    /// What stands under each name, in all scheme files and in all workspace files: to put for each other.
    of_schemes: BTreeMap<String, Vec<Value>>,
    of_workspaces: BTreeMap<String, Vec<Value>>,
}

/// A good file: as JSON, and as it was read.
struct Good<T> {
    document: Value,
    read: T,
}

/// One damaged file, or two, and what was done to them.
pub struct Damaged {
    /// The text of the scheme file, where it was damaged; else the good one at this place is meant.
    scheme: Result<String, usize>,
    /// The same of the workspace file.
    workspace: Result<String, usize>,
    /// The good workspace where some of it was made not known.
    forgotten: Option<Workspace>,
    month: Month,
    seed: u64,
    number: u64,
    /// What was done, in order.
    pub what: Vec<&'static str>,
}

/// What became of a damaged file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// A damaged scheme file was given, and whether it was read.
    pub scheme: Option<bool>,
    /// A damaged workspace file was given, and whether it was read.
    pub workspace: Option<bool>,
    /// So many practitioners were scored.
    pub scored: usize,
}

/// Numbers at the ends of what anything takes, or beyond.
const EXTREMES: [&str; 30] = [
    "0",
    "-0",
    "1",
    "-1",
    "0.0001",
    "-0.0001",
    "0.00001",
    "0.25",
    "1000000",
    "-1000000",
    "1000000.0001",
    "999999.9999",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1e300",
    "-1e300",
    "1e-300",
    "5e-324",
    "1.7976931348623157e308",
    "0.1",
    "100000000000000000000",
    "12345678901234567890.123456789",
];

/// Numbers that a source might give.
const ORDINARY: [&str; 22] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "9", "10", "12", "16", "18", "25", "30", "60", "0.5", "0.25", "1.5", "7.5",
    "-1", "-2.5",
];

/// Texts that are nearly something.
const TEXTS: [&str; 24] = [
    "",
    " ",
    "yes",
    "no",
    "unknown",
    "true",
    "null",
    "2026-11",
    "2026-11-31",
    "2026-02-30",
    "9999-12",
    "0000-01",
    "2026-13",
    "-",
    ".",
    "1.",
    ".5",
    "+1",
    "1e3",
    "NaN",
    "\u{202e}",
    "\u{0}",
    "\u{1f4a3}\u{fe0f}",
    "p1",
];

impl Corpus {
    /// The published schemes and the fixtures; the demo, the fixtures and the workspaces of all examples.
    pub fn new() -> Self {
        let texts = published().iter().map(|own| own.text).chain([
            include_str!("../fixtures/schemes/weights.json"),
            include_str!("../fixtures/schemes/ceilings.json"),
            include_str!("../fixtures/schemes/every_mechanism.json"),
        ]);
        let schemes: Vec<Good<Scheme>> = texts
            .map(|text| Good { document: serde_json::from_str(text).unwrap(), read: Scheme::read(text).unwrap() })
            .collect();
        let good = |workspace: &Workspace| {
            let document: Value = serde_json::from_str(&workspace.write()).unwrap();
            // As it would be read from that file.
            Good { read: Workspace::read(&document.to_string()).unwrap(), document }
        };
        let mut workspaces: Vec<Good<Workspace>> = Vec::new();
        for text in [include_str!("../fixtures/workspace-1.json"), include_str!("../fixtures/workspace-2.json")] {
            workspaces.push(good(&Workspace::read(text).unwrap()));
        }
        let text = include_str!("../fixtures/workspace-3.json");
        let document = serde_json::from_str(text).unwrap();
        workspaces.push(Good { read: Workspace::read(text).unwrap(), document });
        let demo = fairload::demo::workspace(Month::read("2026-11").unwrap());
        for cases in demo.cases.chunks(4) {
            let own = Workspace { practitioners: demo.practitioners.clone(), cases: cases.to_vec() };
            workspaces.push(good(&own));
        }
        for scheme in &schemes {
            workspaces.extend(scheme.read.examples.iter().map(|example| good(&example.workspace)));
        }
        let mut own = Self { schemes, workspaces, of_schemes: BTreeMap::new(), of_workspaces: BTreeMap::new() };
        for good in &own.schemes {
            gather("", &good.document, &mut own.of_schemes);
        }
        for good in &own.workspaces {
            gather("", &good.document, &mut own.of_workspaces);
        }
        own
    }

    /// The damaged file of a seed and a number: always the same.
    pub fn damaged(&self, seed: u64, number: u64) -> Damaged {
        let mut numbers = Chance::of_file(seed, number);
        let mut what = Vec::new();
        let (of_scheme, of_workspace) = match numbers.below(10) {
            0..5 => (true, false),
            5..9 => (false, true),
            _ => (true, true),
        };
        let places = (numbers.below(self.schemes.len()), numbers.below(self.workspaces.len()));
        // One in ten damaged schemes goes through damage after damage that it survives.
        let grown = (of_scheme && numbers.one_in(10))
            .then(|| grown_text(&mut numbers, &self.schemes[places.0].document, &self.of_schemes, &mut what));
        let mut damage = |document: &Value, values: &BTreeMap<String, Vec<Value>>, damaged: bool, place: usize| {
            if damaged { Ok(damaged_text(&mut numbers, document, values, &mut what)) } else { Err(place) }
        };
        let scheme = match grown {
            Some(text) => Ok(text),
            None => damage(&self.schemes[places.0].document, &self.of_schemes, of_scheme, places.0),
        };
        let workspace = damage(&self.workspaces[places.1].document, &self.of_workspaces, of_workspace, places.1);
        let forgotten = (workspace.is_err() && numbers.one_in(2)).then(|| {
            let mut own = self.workspaces[places.1].read.clone();
            own.practitioners.iter_mut().for_each(|own| forget(&mut numbers, own));
            own.cases.iter_mut().for_each(|case| forget_of_case(&mut numbers, case));
            own
        });
        let months = ["2026-11", "2026-11", "2026-11", "2026-10", "2026-12", "2027-06", "1999-01", "2199-12"];
        let month = months[numbers.below(months.len())];
        Damaged {
            scheme,
            workspace,
            forgotten,
            month: Month::read(month).unwrap_or_else(|_| Month::read("2026-11").unwrap()),
            seed,
            number,
            what,
        }
    }

    /// Holds a damaged file to what must be so of every file.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn judge(&self, damaged: &Damaged) -> Result<Outcome, String> {
        let mut outcome = Outcome::default();
        let mut numbers = Chance::of_file(damaged.seed, !damaged.number);
        let scheme = match &damaged.scheme {
            Err(place) => Some(self.schemes[*place].read.clone()),
            Ok(text) => {
                let read = Scheme::read(text);
                outcome.scheme = Some(read.is_ok());
                whole(read)?.map(|scheme| scheme_holds(&scheme).map(|()| scheme)).transpose()?
            }
        };
        let workspace = match &damaged.workspace {
            Err(place) => Some(damaged.forgotten.clone().unwrap_or_else(|| self.workspaces[*place].read.clone())),
            Ok(text) => {
                let read = Workspace::read(text);
                outcome.workspace = Some(read.is_ok());
                whole(read)?.map(|workspace| workspace_holds(&workspace).map(|()| workspace)).transpose()?
            }
        };
        if let (Some(scheme), Some(workspace)) = (scheme, workspace) {
            let all = totals(&scheme, &workspace, damaged.month);
            if Prepared::of(&scheme, &workspace, damaged.month).totals() != all {
                return Err("the totals of prepared caseloads are others".to_owned());
            }
            for (practitioner, total) in workspace.practitioners.iter().zip(all) {
                let own = score_holds(&scheme, &workspace, &practitioner.id, damaged.month)?;
                if own.total != total {
                    return Err(format!("{} alone and {total} among all", own.total));
                }
                if own.least != own.most {
                    answers_hold(&mut numbers, &scheme, &workspace, &own)?;
                }
                let _ = inputs_of_practitioner(&scheme, practitioner, damaged.month);
                outcome.scored += 1;
            }
            let everybody: Vec<&Practitioner> = workspace.practitioners.iter().collect();
            for case in &workspace.cases {
                let _ = inputs_of_case(&scheme, &everybody, case, damaged.month);
            }
        }
        Ok(outcome)
    }
}

impl Damaged {
    /// The texts, to be looked at: those that were damaged, and the good ones beside them.
    pub fn texts(&self, corpus: &Corpus) -> [String; 2] {
        let good = |place: usize| corpus.workspaces[place].read.clone();
        [
            self.scheme.clone().unwrap_or_else(|place| corpus.schemes[place].document.to_string()),
            self.workspace
                .clone()
                .unwrap_or_else(|place| self.forgotten.clone().unwrap_or_else(|| good(place)).write()),
        ]
    }
}

/// A file that is refused has faults, each of which says something.
fn whole<T>(read: Result<T, Vec<fairload::facts::Fault>>) -> Result<Option<T>, String> {
    match read {
        Ok(own) => Ok(Some(own)),
        Err(faults) if faults.is_empty() => Err("refused without a fault".to_owned()),
        Err(faults) if faults.iter().any(|fault| fault.message.trim().is_empty()) => {
            Err(format!("a fault says nothing: {faults:?}"))
        }
        Err(_) => Ok(None),
    }
}

/// A scheme that was read recomputes its examples, and names what it does not name.
fn scheme_holds(scheme: &Scheme) -> Result<(), String> {
    let faults = recompute_examples(scheme);
    let _ = unnamed(scheme);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(format!("a scheme was read whose examples do not recompute: {faults:?}"))
    }
}

/// A workspace that was read is itself when it is written and read again.
fn workspace_holds(workspace: &Workspace) -> Result<(), String> {
    match Workspace::read(&workspace.write()) {
        Ok(again) if again == *workspace => Ok(()),
        Ok(_) => Err("a workspace is another when it is written and read again".to_owned()),
        Err(faults) => Err(format!("a workspace is refused when it is written and read again: {faults:?}")),
    }
}

/// A total is the sum of its lines, is what summing alone gives, and lies within its range.
fn score_holds(scheme: &Scheme, workspace: &Workspace, practitioner: &Id, month: Month) -> Result<Score, String> {
    let own = score(scheme, workspace, practitioner, month).ok_or("nobody to score")?;
    let summed = total(scheme, workspace, practitioner, month).ok_or("nobody to sum for")?;
    let of_lines: Points = own.lines.iter().filter(|line| line.counted).map(|line| line.points).sum();
    let told = |what: &str| Err(format!("{}, {practitioner}, {month}: {what}", scheme.id));
    if own.total != of_lines {
        return told(&format!("the total is {} and its lines add up to {of_lines}", own.total));
    }
    if own.total != summed {
        return told(&format!("explained {} and summed {summed}", own.total));
    }
    if own.least > own.total || own.total > own.most {
        return told(&format!("the total {} is not from {} to {}", own.total, own.least, own.most));
    }
    // What is shown of it can be worked out.
    for capacity in own.capacity.iter().chain(&own.parts) {
        let _ = (capacity.limit(), capacity.floor(), capacity.load(own.total), capacity.load_percent(own.total));
    }
    let _ = own.load.and_then(percent_of_load);
    Ok(own)
}

/// Facts of a child, a case or a practitioner that are not known when they are left out, and nothing else follows from that.
const NOT_KNOWN: [&str; 9] = [
    "age",
    "plan",
    "unstable",
    "leaver_placement",
    "siblings_known",
    "seen_together",
    "placed_full_time",
    "on_programme",
    "attending_university",
];

/// Makes some of what is known of a case and its children not known.
fn forget_of_case(numbers: &mut Chance, case: &mut Case) {
    forget(numbers, case);
    for child in &mut case.children {
        forget(numbers, child);
    }
}

fn forget<R: Record>(numbers: &mut Chance, record: &mut R) {
    let inputs = record.inputs().clone();
    for (scheme, given) in &inputs {
        for (input, _) in given {
            if numbers.one_in(3)
                && let Some(own) = record.inputs_mut().get_mut(scheme)
            {
                own.remove(input);
            }
        }
    }
    for definition in R::catalogue() {
        let not_known = match definition.kind {
            _ if NOT_KNOWN.contains(&definition.id) && numbers.one_in(4) => "",
            Kind::Mark | Kind::Ordinary(_) if numbers.one_in(16) => UNKNOWN_TEXT,
            _ => continue,
        };
        record.set(definition.id, not_known).unwrap();
    }
}

/// Whatever is answered to what is not known, the total lies within the range that there was before.
fn answers_hold(numbers: &mut Chance, scheme: &Scheme, workspace: &Workspace, before: &Score) -> Result<(), String> {
    for _ in 0..3 {
        let mut workspace = workspace.clone();
        let mut given = Vec::new();
        for own in workspace.practitioners.iter_mut().filter(|own| own.id == before.practitioner) {
            given.extend(answered(numbers, own));
            given.extend(answered_inputs(numbers, scheme, Level::Practitioner, own));
        }
        for case in workspace.cases.iter_mut().filter(|case| case.allocation_of(&before.practitioner).is_some()) {
            given.extend(answered(numbers, case));
            given.extend(answered_inputs(numbers, scheme, Level::Case, case));
            for child in &mut case.children {
                given.extend(answered(numbers, child));
                given.extend(answered_inputs(numbers, scheme, Level::Child, child));
            }
            for task in &mut case.tasks {
                given.extend(answered_inputs(numbers, scheme, Level::Task, task));
            }
        }
        let after = total(scheme, &workspace, &before.practitioner, before.month).ok_or("nobody to sum for")?;
        if after < before.least || after > before.most {
            return Err(format!(
                "{}, {}, {}: answered {}, the total is {after}, and it was {} to {}",
                scheme.id,
                before.practitioner,
                before.month,
                given.join(", "),
                before.least,
                before.most
            ));
        }
    }
    Ok(())
}

/// Answers some of what a scheme asks for itself and nobody gave, wherever it is asked.
fn answered_inputs<R: Record>(numbers: &mut Chance, scheme: &Scheme, level: Level, record: &mut R) -> Vec<String> {
    let mut given = Vec::new();
    let Ok(id) = Id::new(&scheme.id) else { return given };
    let always = |input: &&Input| input.open && input.when == Condition::Fixed(true) && input.levels.contains(&level);
    for input in scheme.inputs.iter().filter(always) {
        let Ok(name) = Id::new(&input.id) else { continue };
        if numbers.one_in(3) || record.inputs().get(&id).is_some_and(|own| own.contains_key(&name)) {
            continue;
        }
        let value = match input.kind {
            InputKind::YesNo => (*numbers.pick(&["yes", "no"])).to_owned(),
            InputKind::OneOf => numbers.pick(&input.choices).0.clone(),
            InputKind::Number { least, most, step, .. } => {
                let steps = usize::try_from((most - least) / step).unwrap() + 1;
                let hundredths = i64::from(least) + i64::try_from(numbers.below(steps)).unwrap() * i64::from(step);
                Points::ten_thousandths(hundredths * 100).to_string()
            }
        };
        given.push(format!("{} {name} {value}", record.id()));
        record.inputs_mut().give(id.clone(), name, Given { value, ..Given::default() });
    }
    given
}

/// Answers some of what is not known of a record, and says what.
fn answered<R: Record>(numbers: &mut Chance, record: &mut R) -> Vec<String> {
    let mut given = Vec::new();
    for definition in R::catalogue() {
        let text = record.text(definition.id).unwrap_or_default();
        let open = text == UNKNOWN_TEXT || (text.is_empty() && NOT_KNOWN.contains(&definition.id));
        if !open || numbers.one_in(3) {
            continue;
        }
        let answer = match definition.kind {
            Kind::Mark | Kind::Answer => (*numbers.pick(&["yes", "no"])).to_owned(),
            Kind::OneOf(choices) | Kind::Ordinary(choices) => numbers.pick(choices).code.to_owned(),
            Kind::Whole { least, most } => {
                (least + i32::try_from(numbers.below(usize::try_from(most - least).unwrap() + 1)).unwrap()).to_string()
            }
            _ => continue,
        };
        record.set(definition.id, &answer).unwrap();
        given.push(format!("{} {} {answer}", record.id(), definition.id));
    }
    given
}

/// Gathers what stands under each name, a few of each.
fn gather(name: &str, value: &Value, values: &mut BTreeMap<String, Vec<Value>>) {
    if value.to_string().len() < 2_000 {
        let known = values.entry(name.to_owned()).or_default();
        if known.len() < 60 && !known.contains(value) {
            known.push(value.clone());
        }
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(name, item, values)),
        Value::Object(parts) => parts.iter().for_each(|(name, part)| gather(name, part, values)),
        _ => {}
    }
}

/// How many values a document has, itself among them.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(parts) => parts.values().map(size).sum(),
        _ => 0,
    }
}

/// The value at a place, counted from the outside in, with the name that it stands under.
fn nth<'v>(value: &'v mut Value, name: &str, place: &mut usize) -> Option<(String, &'v mut Value)> {
    if *place == 0 {
        return Some((name.to_owned(), value));
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, name, place)),
        Value::Object(parts) => parts.iter_mut().find_map(|(name, part)| nth(part, name, place)),
        _ => None,
    }
}

/// Some value that fits, tried for a while.
fn some<'v>(
    numbers: &mut Chance,
    document: &'v mut Value,
    fits: impl Fn(&Value) -> bool,
) -> Option<(String, &'v mut Value)> {
    let many = size(document);
    let place = (0..40).find_map(|_| {
        let place = 1 + numbers.below(many.saturating_sub(1));
        let (_, value) = nth(document, "", &mut place.clone())?;
        fits(value).then_some(place)
    })?;
    nth(document, "", &mut place.clone())
}

fn is_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::String(text) => text.parse::<f64>().is_ok(),
        _ => false,
    }
}

/// A number written as its neighbour was: in quotation marks, or without.
fn number_like(old: &Value, text: &str) -> Value {
    match old {
        Value::Number(_) => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
        _ => json!(text),
    }
}

/// What stands for a value to be nested when the document is text.
const NESTED: &str = "\u{1}nested";

/// A scheme that was damaged again and again, each time so that it still is one: what no source would say
/// and the format can. Its examples are left out, since they would refuse almost every other figure.
fn grown_text(
    numbers: &mut Chance,
    document: &Value,
    values: &BTreeMap<String, Vec<Value>>,
    what: &mut Vec<&'static str>,
) -> String {
    let trees: [Tree; 6] = [put_for_each_other, another_number, another_text, taken_out, moved, copied_elsewhere];
    let mut document = document.clone();
    document["examples"] = json!([]);
    for _ in 0..12 {
        let mut next = document.clone();
        let done = numbers.pick(&trees)(numbers, &mut next, values);
        if Scheme::read(&next.to_string()).is_ok() {
            document = next;
            what.extend(done);
        }
    }
    what.push("grown");
    document.to_string()
}

type Tree = fn(&mut Chance, &mut Value, &BTreeMap<String, Vec<Value>>) -> Option<&'static str>;

fn damaged_text(
    numbers: &mut Chance,
    document: &Value,
    values: &BTreeMap<String, Vec<Value>>,
    what: &mut Vec<&'static str>,
) -> String {
    let trees: [(usize, Tree); 12] = [
        (8, put_for_each_other),
        (6, another_number),
        (4, another_text),
        (3, taken_out),
        (3, moved),
        (2, extreme),
        (2, another_type),
        (2, repeated_item),
        (2, renamed),
        (1, emptied_or_repeated),
        (1, copied_elsewhere),
        (1, nested),
    ];
    let whole: usize = trees.iter().map(|(weight, _)| weight).sum();
    let mut document = document.clone();
    let many = [1, 1, 1, 1, 1, 2, 2, 2, 3, 5][numbers.below(10)];
    let mut in_text = 0;
    for _ in 0..many {
        if numbers.one_in(10) {
            in_text += 1;
            continue;
        }
        let mut drawn = numbers.below(whole);
        let tree = trees.iter().find(|(weight, _)| {
            let found = drawn < *weight;
            drawn = drawn.saturating_sub(*weight);
            found
        });
        if let Some(done) = tree.and_then(|(_, tree)| tree(numbers, &mut document, values)) {
            what.push(done);
        }
    }
    let mut text =
        if numbers.one_in(4) { serde_json::to_string_pretty(&document).unwrap() } else { document.to_string() };
    let mark = json!(NESTED).to_string();
    while text.contains(&mark) {
        text = text.replacen(&mark, &deep(numbers), 1);
    }
    for _ in 0..in_text {
        text = damaged_bytes(numbers, text, what);
    }
    text
}

fn put_for_each_other(
    numbers: &mut Chance,
    document: &mut Value,
    values: &BTreeMap<String, Vec<Value>>,
) -> Option<&'static str> {
    let (name, value) = some(numbers, document, |_| true)?;
    *value = numbers.pick(values.get(&name)?).clone();
    Some("another value of its name")
}

fn another_number(
    numbers: &mut Chance,
    document: &mut Value,
    _: &BTreeMap<String, Vec<Value>>,
) -> Option<&'static str> {
    let (_, value) = some(numbers, document, is_number)?;
    *value = number_like(value, numbers.pick::<&str>(&ORDINARY));
    Some("another number")
}

fn extreme(numbers: &mut Chance, document: &mut Value, _: &BTreeMap<String, Vec<Value>>) -> Option<&'static str> {
    let (_, value) = some(numbers, document, is_number)?;
    *value = number_like(value, numbers.pick::<&str>(&EXTREMES));
    Some("an extreme number")
}

fn another_text(
    numbers: &mut Chance,
    document: &mut Value,
    values: &BTreeMap<String, Vec<Value>>,
) -> Option<&'static str> {
    let other = if numbers.one_in(4) {
        json!(numbers.pick(&TEXTS))
    } else {
        let places: Vec<&Vec<Value>> = values.values().collect();
        let list = *numbers.pick(&places);
        numbers.pick(list).clone()
    };
    let (_, value) = some(numbers, document, Value::is_string)?;
    if other.is_string() {
        *value = other;
    }
    Some("another text")
}

fn taken_out(numbers: &mut Chance, document: &mut Value, _: &BTreeMap<String, Vec<Value>>) -> Option<&'static str> {
    match some(numbers, document, |own| own.as_array().is_some_and(|own| !own.is_empty()) || own.is_object())?.1 {
        Value::Array(items) => drop(items.remove(numbers.below(items.len()))),
        Value::Object(parts) => {
            let names: Vec<String> = parts.keys().cloned().collect();
            if !names.is_empty() {
                parts.remove(numbers.pick(&names));
            }
        }
        _ => {}
    }
    Some("taken out")
}

fn moved(numbers: &mut Chance, document: &mut Value, _: &BTreeMap<String, Vec<Value>>) -> Option<&'static str> {
    let (_, value) = some(numbers, document, |own| own.as_array().is_some_and(|own| own.len() > 1))?;
    let items = value.as_array_mut()?;
    let (one, other) = (numbers.below(items.len()), numbers.below(items.len()));
    items.swap(one, other);
    Some("moved")
}

fn another_type(numbers: &mut Chance, document: &mut Value, _: &BTreeMap<String, Vec<Value>>) -> Option<&'static str> {
    let (_, value) = some(numbers, document, |_| true)?;
    let old = value.take();
    *value = match numbers.below(9) {
        0 => Value::Null,
        1 => json!(numbers.one_in(2)),
        2 => json!(numbers.below(9)),
        3 => json!(old.as_str().map_or_else(|| old.to_string(), str::to_owned)),
        4 => old.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(json!(7)),
        5 => json!([old]),
        6 => json!({ "value": old }),
        7 => json!([]),
        _ => json!({}),
    };
    Some("another type")
}

fn repeated_item(numbers: &mut Chance, document: &mut Value, _: &BTreeMap<String, Vec<Value>>) -> Option<&'static str> {
    let (_, value) = some(numbers, document, |own| own.as_array().is_some_and(|own| !own.is_empty()))?;
    let items = value.as_array_mut()?;
    let mut again = items[numbers.below(items.len())].clone();
    // Half of them with an id of their own, so that they are no doubles.
    if let Some(id) = again.get_mut("id").filter(|_| numbers.one_in(2)) {
        *id = json!(format!("again{}", numbers.below(1_000)));
    }
    items.push(again);
    Some("repeated")
}

fn renamed(numbers: &mut Chance, document: &mut Value, values: &BTreeMap<String, Vec<Value>>) -> Option<&'static str> {
    let names: Vec<&String> = values.keys().collect();
    let other = (*numbers.pick(&names)).clone();
    let (_, value) = some(numbers, document, |own| own.as_object().is_some_and(|own| !own.is_empty()))?;
    let parts = value.as_object_mut()?;
    let name = parts.keys().nth(numbers.below(parts.len()))?.clone();
    let new = match numbers.below(4) {
        0 => other,
        1 => format!("{name}s"),
        2 => name.chars().rev().collect(),
        _ => parts.keys().nth(numbers.below(parts.len()))?.clone(),
    };
    let part = parts.remove(&name)?;
    parts.insert(new, part);
    Some("renamed")
}

fn emptied_or_repeated(
    numbers: &mut Chance,
    document: &mut Value,
    _: &BTreeMap<String, Vec<Value>>,
) -> Option<&'static str> {
    let (_, value) = some(numbers, document, |own| own.as_array().is_some_and(|own| !own.is_empty()))?;
    let items = value.as_array_mut()?;
    if numbers.one_in(2) {
        items.clear();
        return Some("emptied");
    }
    let own = items.clone();
    let times = *numbers.pick(&[2, 3, 8, 40, 300]);
    while items.len() < own.len() * times && items.len() < 3_000 {
        let before = items.len();
        items.extend(own.iter().cloned().map(|mut item| {
            if let Some(id) = item.get_mut("id") {
                *id = json!(format!("again{before}.{}", numbers.below(1_000_000)));
            }
            item
        }));
    }
    Some("repeated many times")
}

fn copied_elsewhere(
    numbers: &mut Chance,
    document: &mut Value,
    values: &BTreeMap<String, Vec<Value>>,
) -> Option<&'static str> {
    let places: Vec<(&String, &Vec<Value>)> = values.iter().collect();
    let (name, list) = places[numbers.below(places.len())];
    let part = numbers.pick(list).clone();
    match some(numbers, document, |own| own.is_array() || own.is_object())?.1 {
        Value::Array(items) => items.push(part),
        Value::Object(parts) => drop(parts.insert(name.clone(), part)),
        _ => {}
    }
    Some("copied elsewhere")
}

fn nested(numbers: &mut Chance, document: &mut Value, _: &BTreeMap<String, Vec<Value>>) -> Option<&'static str> {
    let (_, value) = some(numbers, document, |_| true)?;
    // A document itself cannot be nested so deep: dropping it would take as deep a stack.
    *value = json!(NESTED);
    Some("nested")
}

/// Text nested deep.
fn deep(numbers: &mut Chance) -> String {
    let depth = *numbers.pick(&[2, 10, 60, 100, 118, 124, 126, 127, 128, 129, 1_000, 100_000]);
    let (open, close) =
        *numbers.pick(&[("[", "]"), ("{\"not\":", "}"), ("{\"all\":[", "]}"), ("{\"children\":[", "]}")]);
    let inner = *numbers.pick(&["1", "{\"all\":[]}", "{\"fact\":\"plan\",\"is\":\"child_in_need\"}", "[]"]);
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
}

/// Damage of the text alone: what is no JSON any more, for the most part.
fn damaged_bytes(numbers: &mut Chance, text: String, what: &mut Vec<&'static str>) -> String {
    let mut bytes = text.into_bytes();
    let at = numbers.below(bytes.len());
    let longest = *numbers.pick(&[1, 4, 40, 4_000]);
    let some = 1 + numbers.below(longest);
    let end = (at + some).min(bytes.len());
    let done = match numbers.below(7) {
        0 | 1 if !bytes.is_empty() => {
            bytes[at] ^= 1 << numbers.below(8);
            "a bit flipped"
        }
        2 => {
            bytes.drain(at..end);
            "bytes taken out"
        }
        3 => {
            let again: Vec<u8> = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
            "bytes repeated"
        }
        4 => {
            let put = *numbers.pick(&[
                "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", "e9", "\u{feff}", "\u{202e}", "\\ud800", "\n",
                "//", "null",
            ]);
            bytes.splice(at..at, put.bytes());
            "bytes put in"
        }
        5 => {
            bytes.truncate(at);
            "cut off"
        }
        _ => {
            for own in &mut bytes[at..end] {
                *own = u8::try_from(numbers.below(256)).unwrap();
            }
            "bytes at random"
        }
    };
    what.push(done);
    String::from_utf8_lossy(&bytes).into_owned()
}
