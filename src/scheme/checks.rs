//! What is wrong with a document as a whole: lists too long to be a scheme's, names that lead in a
//! circle, two rules that claim what only one may have, weights off the scheme's step.

use super::condition::{Condition, TaskKinds};
use super::node::Node;
use super::{Mechanism, Rule, Step, Unit};
use crate::facts::TaskKind;
use crate::facts::value::{Listed, shortened};
use crate::points::Points;
use serde_json::Value;

/// The most entries that lists of a document may have. Far more than a source has; what is compared
/// each with each must not take minutes.
const LONGEST: [(&str, usize); 6] =
    [("readings", 1_000), ("inputs", 200), ("definitions", 1_000), ("steps", 200), ("bands", 100), ("examples", 200)];

/// The most rules and rows that a document may have.
const MOST_RULES: usize = 2_000;

/// The most options that one parameter may have.
const MOST_OPTIONS: usize = 100;

/// The most clashes between rules that are told: each is looked up in the whole document.
const MOST_CLASHES: usize = 20;

/// Notes lists that are too long to be a scheme's.
pub(super) fn lengths(root: &Node<'_>) {
    let length = |value: Option<&Value>| value.and_then(Value::as_array).map_or(0, Vec::len);
    for (name, most) in LONGEST {
        if length(root.value.get(name)) > most {
            root.faults.note(name, format!("may have {most} entries at most"));
        }
    }
    let list = |name: &str| root.value.get(name).and_then(Value::as_array).into_iter().flatten();
    let of_stage = |stage: &Value| {
        let tables = stage.get("tables").and_then(Value::as_array).into_iter().flatten();
        length(stage.get("rules")) + tables.map(|table| length(table.get("rows"))).sum::<usize>()
    };
    if list("steps").map(of_stage).sum::<usize>() > MOST_RULES {
        root.faults.note("steps", format!("may have {MOST_RULES} rules at most"));
    }
    for (place, reading) in list("readings").enumerate() {
        if length(reading.pointer("/parameter/options")) > MOST_OPTIONS {
            let place = format!("readings[{place}].parameter.options");
            root.faults.note(&place, format!("may have {MOST_OPTIONS} entries at most"));
        }
    }
}

/// Notes stages that take from each other in a circle: neither could be reckoned before the other.
pub(super) fn loops(root: &Node<'_>) {
    let named = |stage: &Value| match stage.get("of") {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    circles(root, "steps", "of", " takes from ", named);
}

/// Notes definitions that name each other in a circle: neither could be read before the other.
pub(super) fn circles_of_definitions(root: &Node<'_>) {
    let named = |definition: &Value| {
        let mut names = Vec::new();
        definition.get("when").into_iter().for_each(|when| defined(when, &mut names));
        names
    };
    circles(root, "definitions", "when", " is defined by ", named);
}

/// The definitions that a condition names.
fn defined(condition: &Value, names: &mut Vec<String>) {
    match condition {
        Value::Array(parts) => parts.iter().for_each(|part| defined(part, names)),
        Value::Object(parts) => {
            names.extend(parts.get("defined").and_then(Value::as_str).map(str::to_owned));
            parts.values().for_each(|part| defined(part, names));
        }
        _ => {}
    }
}

/// Notes entries of a list that name each other in a circle.
fn circles(root: &Node<'_>, list: &str, part: &str, words: &str, names_of: impl Fn(&Value) -> Vec<String>) {
    let entries: Vec<&Value> = root.value.get(list).and_then(Value::as_array).into_iter().flatten().collect();
    let ids: Vec<&str> = entries.iter().map(|own| own.get("id").and_then(Value::as_str).unwrap_or_default()).collect();
    let places = |own: &&Value| -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for name in names_of(own) {
            let place = ids.iter().position(|id| *id == name);
            places.extend(place.filter(|place| !places.contains(place)));
        }
        places
    };
    let names: Vec<Vec<usize>> = entries.iter().map(places).collect();
    for (start, first) in ids.iter().enumerate() {
        // From each entry along what it names; a circle is told once, from its first entry.
        let mut way = vec![start];
        let mut seen = vec![false; names.len()];
        if circle(&names, start, &mut way, &mut seen) {
            let told: Vec<String> = way
                .iter()
                .filter_map(|place| ids.get(*place))
                .map(|id| format!("\u{201c}{}\u{201d}", shortened(id)))
                .collect();
            let message = format!("a circle: {}{words}\u{201c}{}\u{201d}", told.join(words), shortened(first));
            root.faults.note(&format!("{list}[{start}].{part}"), message);
        }
    }
}

/// Finds a way from an entry back to itself over entries that do not come before it.
fn circle(names: &[Vec<usize>], start: usize, way: &mut Vec<usize>, seen: &mut [bool]) -> bool {
    for next in way.last().and_then(|last| names.get(*last)).into_iter().flatten() {
        if *next == start {
            return true;
        }
        let Some(seen_before) = seen.get_mut(*next).filter(|seen| *next > start && !**seen) else { continue };
        *seen_before = true;
        way.push(*next);
        if circle(names, start, way, seen) {
            return true;
        }
        way.pop();
    }
    false
}

/// The rules and rows of a stage as they stand, each with whether its stage or table gives it a place.
fn rules_in<'d>(stage: &Node<'d>) -> Vec<(Node<'d>, bool)> {
    let listed = |of: &Node<'d>, list: &str, has_place: bool| {
        let all = of.part(list).filter(|part| part.value.is_array()).map(|part| part.all()).unwrap_or_default();
        all.into_iter().map(|rule| (rule, has_place)).collect::<Vec<_>>()
    };
    let tables = stage.part("tables").filter(|part| part.value.is_array()).map(|part| part.all()).unwrap_or_default();
    let rows = tables.iter().flat_map(|table| listed(table, "rows", true));
    rows.chain(listed(stage, "rules", stage.part("place").is_some())).collect()
}

/// Notes rules that share an id, and rules without a place in the source.
pub(super) fn rules(root: &Node<'_>) {
    let stages = root.items("steps");
    let rules: Vec<(Node<'_>, bool)> = stages.iter().flat_map(rules_in).collect();
    let names: Vec<String> = rules.iter().map(|(rule, _)| rule.name()).collect();
    for (position, ((rule, has_place), name)) in rules.iter().zip(&names).enumerate() {
        if !name.is_empty()
            && let Some(first) = names.iter().take(position).position(|other| other == name)
        {
            let first = rules.get(first).map_or("", |(rule, _)| rule.place.as_str());
            rule.fault(format!("the rule \u{201c}{}\u{201d} stands twice: see {first}", shortened(name)));
        }
        if !has_place && rule.value.is_object() && rule.part("place").is_none() {
            rule.fault(format!("the rule \u{201c}{}\u{201d} has no place in the source", shortened(name)));
        }
    }
}

/// Notes kinds of task that two rules count for the same kind of unit, with the places of both.
pub(super) fn claims(root: &Node<'_>, steps: &[Step]) {
    let mut claimed: Vec<(&Rule, TaskKinds, Unit, usize)> = Vec::new();
    let mut told = 0;
    for step in steps {
        let Mechanism::Each(each) = &step.mechanism else { continue };
        for rule in &each.rules {
            let kinds = rule.award.tasks();
            let clash = claimed.iter().find(|(other, theirs, unit, of)| {
                let same_unit = *unit == each.unit && *of == each.of && other.kinds & rule.kinds != 0;
                kinds & theirs != 0 && same_unit && !apart(&rule.when, &other.when)
            });
            if let Some((other, theirs, ..)) = clash.filter(|_| told < MOST_CLASHES) {
                told += 1;
                let is_both = |kind: &&TaskKind| super::named_fact::task_bit(**kind) & kinds & theirs != 0;
                let kind = TaskKind::ALL.iter().find(is_both).map_or("", |kind| kind.text());
                root.faults.note(
                    &place_of(root, &rule.id),
                    format!(
                        "\u{201c}{}\u{201d} claims the task {kind}, which \u{201c}{}\u{201d} claims too ({})",
                        shortened(&rule.id),
                        shortened(&other.id),
                        place_of(root, &other.id)
                    ),
                );
            }
            claimed.push((rule, kinds, each.unit, each.of));
        }
    }
}

/// Where the award of the rule with an id stands.
fn place_of(root: &Node<'_>, id: &str) -> String {
    let found = root.items("steps").iter().flat_map(rules_in).find(|(rule, _)| rule.name() == id);
    found.map_or_else(|| "steps".to_owned(), |(rule, _)| format!("{}.award", rule.place))
}

/// True where two conditions plainly cannot hold together: one asks of a fact what the other denies.
fn apart(one: &Condition, other: &Condition) -> bool {
    let parts = |condition: &Condition| match condition {
        Condition::All(parts) => parts.clone(),
        own => vec![own.clone()],
    };
    let (one, other) = (parts(one), parts(other));
    one.iter().any(|own| other.iter().any(|theirs| denies(own, theirs)))
}

fn denies(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        (Condition::Fixed(false), _) | (_, Condition::Fixed(false)) => true,
        (Condition::Not(inner), own) | (own, Condition::Not(inner)) if **inner == *own => true,
        (Condition::Is { slot, choices }, Condition::Is { slot: other, choices: theirs }) => {
            slot == other && choices & theirs == 0
        }
        (Condition::Within { slot, range }, Condition::Within { slot: other, range: theirs }) => {
            slot == other && (range.most < theirs.least || theirs.most < range.least)
        }
        _ => false,
    }
}

/// Notes every weight that is no whole number of the scheme's steps.
pub(super) fn off_step(root: &Node<'_>, step: Points) {
    if step <= Points::ZERO {
        root.faults.note("step", "must be above zero");
        return;
    }
    let mut see = |weight: &Node<'_>| {
        if let Some(points) = weight.points().filter(|points| !points.is_multiple_of(step)) {
            weight.fault(format!("{points} is no whole number of steps of {step}"));
        }
    };
    for stage in root.items("steps") {
        weights(&stage, &mut see);
        // Of other stages these say how many count.
        if stage.value.get("mechanism").and_then(Value::as_str) == Some("cap") {
            ["most", "least"].iter().filter_map(|name| stage.part(name)).for_each(|part| leaves(&part, &mut see));
        }
    }
}

/// Shows every weight below a part: what stands under `points`, `first` or `other`.
fn weights(node: &Node<'_>, see: &mut dyn FnMut(&Node<'_>)) {
    if node.value.is_array() {
        for item in node.all() {
            weights(&item, see);
        }
    } else if node.value.is_object() {
        for (name, part) in node.entries() {
            match name {
                "points" | "first" | "other" => leaves(&part, see),
                // What stands by option here is no weight, whatever an option is called.
                "weights" => {}
                _ => weights(&part, see),
            }
        }
    }
}

/// Shows a weight, each weight of a table of them, or its weight under each option of a parameter.
fn leaves(node: &Node<'_>, see: &mut dyn FnMut(&Node<'_>)) {
    if node.value.is_array() {
        node.all().iter().for_each(|item| leaves(item, see));
    } else if let Some(options) = node.part("weights") {
        options.entries().iter().for_each(|(_, option)| see(option));
    } else {
        see(node);
    }
}
