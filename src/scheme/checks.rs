//! What is wrong with a document as a whole: stages that name each other in a circle, and two rules
//! that claim what only one may have.

use super::condition::Condition;
use super::node::Node;
use super::{Award, Mechanism, Rule, Step, Unit};
use crate::facts::TaskKind;
use crate::facts::value::{Listed, shortened};

/// Notes stages that take from each other in a circle: neither could be reckoned before the other.
pub(super) fn loops(root: &Node<'_>) {
    let stages: Vec<(String, Vec<String>)> = root
        .items("steps")
        .iter()
        .map(|stage| {
            let of = stage.value.get("of");
            let named: Vec<String> = match of {
                Some(serde_json::Value::Array(items)) => {
                    items.iter().filter_map(|item| item.as_str()).map(str::to_owned).collect()
                }
                Some(serde_json::Value::String(text)) => vec![text.clone()],
                _ => Vec::new(),
            };
            (stage.value.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_owned(), named)
        })
        .collect();
    for (start, (id, _)) in stages.iter().enumerate() {
        // From each stage along what it names; a circle is told once, from its first stage.
        let mut way = vec![start];
        let mut seen = vec![start];
        if let Some(circle) = circle(&stages, start, &mut way, &mut seen) {
            let names: Vec<String> = circle
                .iter()
                .filter_map(|place| stages.get(*place))
                .map(|(id, _)| format!("\u{201c}{}\u{201d}", shortened(id)))
                .collect();
            root.faults.note(
                &format!("steps[{start}].of"),
                format!("a loop: {} and back to \u{201c}{}\u{201d}", names.join(" takes from "), shortened(id)),
            );
        }
    }
}

/// A way from a stage back to itself over stages that do not come before it.
fn circle(
    stages: &[(String, Vec<String>)],
    start: usize,
    way: &mut Vec<usize>,
    seen: &mut Vec<usize>,
) -> Option<Vec<usize>> {
    let (_, named) = stages.get(*way.last()?)?;
    for name in named {
        let Some(next) = stages.iter().position(|(id, _)| id == name) else { continue };
        if next == start {
            return Some(way.clone());
        }
        if next < start || seen.contains(&next) {
            continue;
        }
        seen.push(next);
        way.push(next);
        if let Some(found) = circle(stages, start, way, seen) {
            return Some(found);
        }
        way.pop();
    }
    None
}

/// Notes kinds of task that two rules count for the same kind of unit.
pub(super) fn claims(root: &Node<'_>, steps: &[Step]) {
    let mut claimed: Vec<(&Rule, Unit, usize)> = Vec::new();
    for step in steps {
        let Mechanism::Each(each) = &step.mechanism else { continue };
        for rule in &each.rules {
            let Award::Tasks(award) = &rule.award else { continue };
            for (other, unit, of) in &claimed {
                let Award::Tasks(theirs) = &other.award else { continue };
                let both = award.kinds & theirs.kinds;
                let same_unit = *unit == each.unit && *of == each.of && other.kinds & rule.kinds != 0;
                if both == 0 || !same_unit || apart(&rule.when, &other.when) {
                    continue;
                }
                let kind = TaskKind::ALL.iter().find(|kind| super::named_fact::task_bit(**kind) & both != 0);
                let kind = kind.map_or("", |kind| kind.text());
                root.faults.note(
                    "steps",
                    format!(
                        "\u{201c}{}\u{201d} and \u{201c}{}\u{201d} both claim the task {kind}",
                        shortened(&other.id),
                        shortened(&rule.id)
                    ),
                );
            }
            claimed.push((rule, each.unit, each.of));
        }
    }
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
