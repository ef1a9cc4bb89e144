//! Reading the inputs that a scheme document declares.

use super::condition::Condition;
use super::document::Reader;
use super::input::{Input, InputKind, Level, NumberUnit};
use super::node::Node;
use crate::facts::{Code, Id};
use crate::points::Points;
use serde_json::Value;

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
        if Id::new(&id).is_err() {
            node.fault("id must be 1 to 40 letters, digits, hyphens, underscores or full stops");
        }
        let levels = levels(node);
        let kind = match node.text_of("type").as_str() {
            "yes_no" => InputKind::YesNo,
            "one_of" => InputKind::OneOf,
            "number" => number_input(node, NumberUnit::Plain)?,
            "hours" => number_input(node, NumberUnit::Hours)?,
            "count" => number_input(node, NumberUnit::Count)?,
            _ => {
                node.fault("type must be one of: yes_no, one_of, number, hours, count");
                return None;
            }
        };
        let choices: Vec<(String, String)> =
            node.items("choices").iter().map(|own| (own.text_of("id"), own.text_of("words"))).collect();
        if (kind == InputKind::OneOf) != (choices.len() > 1) {
            node.fault("one_of, and nothing else, needs two choices or more");
        }
        if choices.len() > 64 {
            node.fault("choices may be 64 at most");
        }
        let mut input = Input {
            id,
            label: node.text_of("label"),
            help: node.text_of("help"),
            place: node.text_of("place"),
            readings: self.readings_of(node),
            levels,
            kind,
            choices,
            otherwise: 0,
            open: node.must("open").and_then(|part| part.value.as_bool()).unwrap_or_else(|| {
                node.fault("open must be true or false");
                false
            }),
            when: Condition::Fixed(true),
        };
        let otherwise = self.chosen(node.must("otherwise")?)?;
        let text = match otherwise.value {
            Value::Number(number) => number.to_string(),
            _ => otherwise.text()?.to_owned(),
        };
        match input.read(&text) {
            Ok(code) => input.otherwise = code,
            Err(fault) => otherwise.fault(fault.message),
        }
        Some(input)
    }
}

/// What an input may be given for: one level, or a case and its children.
fn levels(node: &Node<'_>) -> Vec<Level> {
    let Some(part) = node.must("level") else { return Vec::new() };
    let names = if part.value.is_array() { part.all() } else { node.must("level").into_iter().collect() };
    let mut levels = Vec::new();
    for name in names {
        let Some(text) = name.text() else { continue };
        match Level::ALL.into_iter().find(|(_, own)| *own == text) {
            Some((level, _)) => levels.push(level),
            None => name.fault("must be one of: practitioner, case, child, task"),
        }
    }
    let both = levels.len() == 2 && levels.contains(&Level::Case) && levels.contains(&Level::Child);
    if levels.len() != 1 && !both {
        part.fault("must be one level, or case and child");
    }
    levels
}

/// A number input: its bounds and its step, in hundredths.
fn number_input(node: &Node<'_>, unit: NumberUnit) -> Option<InputKind> {
    let hundredths = |name: &str| {
        let part = node.must(name)?;
        let amount = part.points()?;
        if !amount.is_multiple_of(Points::ten_thousandths(100)) {
            part.fault("must have at most two decimal places");
        }
        Code::try_from(amount.in_ten_thousandths() / 100).ok()
    };
    let (least, most, step) = (hundredths("least")?, hundredths("most")?, hundredths("step")?);
    if least > most || step < 1 {
        node.fault("least must not be over most, and step must be above zero");
        return None;
    }
    Some(InputKind::Number { least, most, step, unit })
}
