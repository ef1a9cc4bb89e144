//! Reading the inputs that a scheme document declares.

use super::condition::Condition;
use super::document::Reader;
use super::input::{Input, InputKind, Level, NumberUnit};
use super::node::Node;
use crate::facts::{Code, Id};
use crate::points::Points;
use serde_json::Value;

/// The most choices of one input: each is a bit of a set.
const MOST_CHOICES: usize = 64;

impl Reader {
    /// An input; where its question arises is read later, since it may name definitions.
    pub(super) fn input(&self, node: &Node<'_>) -> Option<Input> {
        node.only(&[
            "id",
            "label",
            "help",
            "place",
            "readings",
            "level",
            "type",
            "choices",
            "least",
            "most",
            "step",
            "otherwise",
            "open",
            "when",
        ]);
        let id = node.text_of("id");
        if !id.is_empty() && Id::new(&id).is_err() {
            node.fault("id must be 1 to 40 letters, digits, hyphens, underscores or full stops");
        }
        let levels = levels(node);
        let kind = kind(node);
        let (choices, fit) = choices(node, kind);
        let (label, help, place) = (node.text_of("label"), node.text_of("help"), node.text_of("place"));
        let readings = self.readings_of(node);
        let open = node.must("open").is_some_and(|part| part.truth());
        let otherwise = node.must("otherwise");
        let when = Condition::Fixed(true);
        let kind = kind.filter(|_| fit);
        let mut input =
            Input { id, label, help, place, readings, levels, kind: kind?, choices, otherwise: 0, open, when };
        let code = self.under(&otherwise?, |own| {
            let text = match own.value {
                Value::Number(number) => number.to_string(),
                _ => own.text()?.to_owned(),
            };
            input.read(&text).map_err(|fault| own.fault(fault.message)).ok()
        });
        input.otherwise = code.unwrap_or(0);
        Some(input)
    }
}

/// What kind of value an input takes; its bounds, where it is a number.
fn kind(node: &Node<'_>) -> Option<InputKind> {
    let unit = match node.word("type", &["yes_no", "one_of", "number", "hours", "count"])? {
        "number" => NumberUnit::Plain,
        "hours" => NumberUnit::Hours,
        "count" => NumberUnit::Count,
        other => {
            for part in ["least", "most", "step"].iter().filter_map(|name| node.part(name)) {
                part.fault("is for a number, hours or a count");
            }
            return Some(if other == "yes_no" { InputKind::YesNo } else { InputKind::OneOf });
        }
    };
    let [least, most, step] = ["least", "most", "step"].map(|name| hundredths(node, name));
    let (least, most, step) = (least?, most?, step?);
    if least > most || step < 1 {
        node.fault("least must not be over most, and step must be above zero");
        return None;
    }
    for (name, bound) in [("least", least), ("most", most)] {
        if bound % step != 0 {
            node.fault(format!("{name} must be a whole number of steps"));
        }
    }
    if unit == NumberUnit::Count && step % 100 != 0 {
        node.fault("step of a count must be a whole number");
    }
    Some(InputKind::Number { least, most, step, unit })
}

/// A number in hundredths.
fn hundredths(node: &Node<'_>, name: &str) -> Option<Code> {
    let part = node.must(name)?;
    let amount = part.points()?;
    if !amount.is_multiple_of(Points::ten_thousandths(100)) {
        part.fault("must have at most two decimal places");
        return None;
    }
    Code::try_from(amount.in_ten_thousandths() / 100).ok()
}

/// The choices of one of a list, id and words; and whether the kind of value has so many.
fn choices(node: &Node<'_>, kind: Option<InputKind>) -> (Vec<(String, String)>, bool) {
    let mut choices: Vec<(String, String)> = Vec::new();
    let listed = node.items("choices");
    if listed.len() > MOST_CHOICES {
        node.fault(format!("choices may be {MOST_CHOICES} at most"));
        return (choices, false);
    }
    for own in listed {
        own.only(&["id", "words"]);
        let choice = (own.text_of("id"), own.text_of("words"));
        if choices.iter().any(|(id, _)| *id == choice.0) {
            own.fault("the ids of choices must differ");
        }
        choices.push(choice);
    }
    let fit = kind.is_none_or(|kind| (kind == InputKind::OneOf) == (choices.len() > 1));
    if !fit {
        node.fault("one_of, and nothing else, needs two choices or more");
    }
    (choices, fit)
}

/// What an input may be given for: one level, or a case and its children.
fn levels(node: &Node<'_>) -> Vec<Level> {
    let Some(part) = node.must("level") else { return Vec::new() };
    let names = if part.value.is_array() { part.all() } else { node.must("level").into_iter().collect() };
    let many = names.len();
    let mut levels = Vec::new();
    for name in names {
        let Some(text) = name.one_of(&Level::ALL.map(|(_, own)| own)) else { continue };
        levels.extend(Level::ALL.into_iter().filter(|(_, own)| *own == text).map(|(level, _)| level));
    }
    let both = levels.len() == 2 && levels.contains(&Level::Case) && levels.contains(&Level::Child);
    if many == levels.len() && many != 1 && !both {
        part.fault("must be one level, or case and child");
    }
    levels
}
