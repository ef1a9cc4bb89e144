//! What a scheme asks for itself: its fields, drawn from its declarations, each with who gave the value
//! and when.

use super::fields::{Drawing, FieldProps, draw};
use crate::facts::inputs::{InputName, InputPart};
use crate::facts::record::AnyRecord;
use crate::facts::{Kind, Value};
use crate::points::Points;
use crate::scheme::Scheme;
use crate::scheme::input::{Input, InputKind, NumberUnit, exact};
use crate::web::dates;
use crate::web::session::Shared;
use crate::web::state::{GivenInput, Refused};
use crate::web::words;
use std::rc::Rc;
use yew::prelude::*;

/// An input of a scheme.
#[derive(Clone, PartialEq)]
pub struct InputOf {
    scheme: Shared<Scheme>,
    place: usize,
}

impl InputOf {
    fn input(&self) -> Option<&Input> {
        self.scheme.inputs.get(self.place)
    }

    /// What the scheme says of a value for it, or of who gave it and when.
    #[must_use]
    pub fn given(&self, fact: &str, value: &str) -> Option<GivenInput> {
        let (input, name) = (self.input()?, InputName::read(fact)?);
        let is_value = name.part == InputPart::Value && !value.is_empty();
        let label = match name.part {
            InputPart::Value => input.label.clone(),
            InputPart::By => format!("{}, given by,", input.label),
            InputPart::On => format!("{}, given on,", input.label),
        };
        let said = if is_value { in_words(input, value) } else { value.to_owned() };
        Some(GivenInput {
            label,
            said: if said.is_empty() { "not given".to_owned() } else { said },
            fault: if is_value { input.read(value).err().map(|fault| fault.message) } else { None },
            dated: is_value.then(|| [name.part(InputPart::On), name.part(InputPart::By)]),
            today: String::new(),
        })
    }
}

/// The fields of one input.
#[derive(Clone, PartialEq)]
pub struct InputFields {
    value: FieldProps,
    /// Who gave it and when; nothing where nobody did.
    given: Option<(FieldProps, FieldProps)>,
    /// The value in words; empty where there is none.
    said: String,
}

/// The fields of the inputs that a record is asked for, and of those that it has: what was given is never
/// out of sight.
#[must_use]
pub fn fields_of(
    drawing: &Drawing<'_>,
    scheme: &Shared<Scheme>,
    record: &dyn AnyRecord,
    asked: &[&Input],
) -> Vec<InputFields> {
    let inputs = scheme.inputs.iter().enumerate();
    let fields = inputs.filter_map(|(place, input)| {
        let is_asked = asked.iter().any(|own| own.id == input.id);
        let of = InputOf { scheme: scheme.clone(), place };
        let value = text(record, &scheme.inputs_under, input, InputPart::Value);
        (is_asked || !value.is_empty()).then(|| field_of(drawing, &of, input, record, value, is_asked))
    });
    fields.collect()
}

fn text(record: &dyn AnyRecord, scheme: &str, input: &Input, part: InputPart) -> String {
    let name = InputName::read(&InputName::written(scheme, &input.id, part));
    name.map_or_else(String::new, |name| name.text(record.inputs()))
}

fn field_of(
    drawing: &Drawing<'_>,
    of: &InputOf,
    input: &Input,
    record: &dyn AnyRecord,
    value: String,
    is_asked: bool,
) -> InputFields {
    let scheme = of.scheme.inputs_under.clone();
    let field = |part, label: String, help: String, kind, value| {
        let fact = InputName::written(&scheme, &input.id, part);
        let field = drawing.named(fact.into(), label.into(), help.into(), kind, value);
        FieldProps { input: Some(of.clone()), unknown: unknown(input).into(), ..field }
    };
    let given = (!value.is_empty()).then(|| {
        let part = |part| text(record, &scheme, input, part);
        let by = field(
            InputPart::By,
            "Given by".to_owned(),
            "Initials or a role are enough.".to_owned(),
            Kind::Text { longest: 60 },
            part(InputPart::By),
        );
        let on = field(
            InputPart::On,
            "Given on".to_owned(),
            String::new(),
            <Option<crate::facts::When> as Value>::KIND,
            part(InputPart::On),
        );
        (by, on)
    });
    let said = if value.is_empty() { String::new() } else { in_words(input, &value) };
    let mut own = field(InputPart::Value, input.label.clone(), help(input, is_asked), kind(input), value);
    if input.kind == InputKind::OneOf {
        let none = (AttrValue::Static(""), own.unknown.clone());
        let choices = input.choices.iter().map(|(id, words)| (id.clone().into(), words.clone().into()));
        own.options = Rc::new(std::iter::once(none).chain(choices).collect());
    }
    // A file may bring what the scheme does not take: it stays, and is said to be wrong.
    if own.refused.is_none() && !own.value.is_empty() {
        own.refused = input.read(&own.value).err().map(|fault| Refused {
            field: own.id(),
            typed: own.value.to_string(),
            message: fault.message,
        });
    }
    InputFields { value: own, given, said }
}

/// The kind of field that an input is drawn as.
fn kind(input: &Input) -> Kind {
    match input.kind {
        InputKind::YesNo => Kind::Answer,
        InputKind::OneOf => Kind::Reference,
        InputKind::Number { least, most, unit: NumberUnit::Count, .. } => {
            Kind::Whole { least: least / 100, most: most / 100 }
        }
        InputKind::Number { least, most, .. } => Kind::Decimal { least, most },
    }
}

/// A value as people say it.
fn in_words(input: &Input, value: &str) -> String {
    match input.kind {
        InputKind::YesNo => value.to_owned(),
        InputKind::OneOf => {
            let choice = input.choices.iter().find(|(id, _)| id == value);
            choice.map_or(value, |(_, words)| words).to_owned()
        }
        InputKind::Number { .. } => Points::read(value).map_or_else(|_| value.to_owned(), words::figure),
    }
}

/// What it is called that nobody gave a value, with what is read then where the scheme does not ask.
fn unknown(input: &Input) -> String {
    let read = match input.kind {
        _ if input.open => return "Not given".to_owned(),
        InputKind::YesNo => if input.otherwise == crate::facts::value::YES { "As yes" } else { "As no" }.to_owned(),
        InputKind::OneOf => {
            let choice = usize::try_from(input.otherwise).ok().and_then(|place| input.choices.get(place));
            choice.map_or_else(String::new, |(_, words)| words.clone())
        }
        InputKind::Number { .. } => return "Not given".to_owned(),
    };
    format!("{read} (not given)")
}

/// What an input means, what values it takes and where the source has it.
fn help(input: &Input, is_asked: bool) -> String {
    let mut words = Vec::new();
    if !is_asked {
        words.push("Not asked for here as things are, so it is not counted.".to_owned());
    }
    words.push(input.help.clone());
    if let InputKind::Number { least, most, step, unit } = input.kind {
        let of = if unit == NumberUnit::Hours { " hours" } else { "" };
        let by = match step {
            100 => "whole numbers".to_owned(),
            50 => "in halves".to_owned(),
            25 => "in quarters".to_owned(),
            step => format!("in steps of {}", words::figure(exact(step))),
        };
        words.push(format!("{} to {}{of}, {by}.", words::figure(exact(least)), words::figure(exact(most))));
    }
    words.push(format!("Source: {}.", input.place.trim_end_matches('.')));
    words.retain(|part| !part.is_empty());
    words.join(" ")
}

/// The inputs of one record, in a fold of their own.
pub fn fold(scheme: &str, whose: &str, inputs: &[InputFields]) -> Html {
    if inputs.is_empty() {
        return Html::default();
    }
    let title = format!("{scheme}: for the manager");
    let given = inputs.iter().filter(|own| !own.said.is_empty());
    let given = given.map(|own| format!("{}: {}", own.value.label.trim_end_matches('?'), own.said));
    let given = given.collect::<Vec<_>>().join("; ");
    html! {
        <details class="govuk-details fairload-group" key="inputs">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{ title.clone() }</span>
                if !given.is_empty() {
                    <span class="fairload-group__given">{ given }</span>
                }
            </summary>
            <div class="govuk-details__text">
                <fieldset class="govuk-fieldset">
                    <legend class="govuk-visually-hidden">{ format!("{whose}: {title}") }</legend>
                    <div class="fairload-fields">
                        { for inputs.iter().map(|own| draw(own.value.clone())) }
                    </div>
                    { who_gave(whose, inputs) }
                </fieldset>
            </div>
        </details>
    }
}

/// Who gave what and when, in one fold below all: most readers only want the values.
fn who_gave(whose: &str, inputs: &[InputFields]) -> Html {
    let given = || inputs.iter().filter_map(|own| own.given.as_ref().map(|(by, on)| (&own.value, by, on)));
    if given().next().is_none() {
        return Html::default();
    }
    let mut said: Vec<String> = Vec::new();
    for (_, by, on) in given() {
        let words = given_by(by, on);
        if !words.is_empty() && !said.contains(&words) {
            said.push(words);
        }
    }
    let said = if said.is_empty() { "Who gave it".to_owned() } else { said.join("; ") };
    html! {
        <details class="govuk-details fairload-input__given" key="given">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">
                    { said }<span class="govuk-visually-hidden">{ format!(": {whose}") }</span>
                </span>
            </summary>
            <div class="govuk-details__text">
                { for given().map(|(value, by, on)| html! {
                    <fieldset class="govuk-fieldset" key={value.fact.as_str()}>
                        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{ value.label.clone() }</legend>
                        <div class="fairload-fields">
                            { draw(by.clone()) }
                            { draw(on.clone()) }
                        </div>
                    </fieldset>
                }) }
            </div>
        </details>
    }
}

/// "Given on 20/11/2026 by AB", where anything of it is known.
fn given_by(by: &FieldProps, on: &FieldProps) -> String {
    let on = dates::shown(on.kind, &on.value);
    match (on.as_str(), by.value.as_str()) {
        ("", "") => String::new(),
        (on, "") => format!("Given on {on}"),
        ("", by) => format!("Given by {by}"),
        (on, by) => format!("Given on {on} by {by}"),
    }
}
