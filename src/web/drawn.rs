//! Elements that come as JSON: what the worker of the import draws (`importing::drawing` has how they are
//! written). The page knows none of what they are about, and gives them no callbacks: whoever sends them hears
//! what the reader does by their ids (`importing.js`).

use super::components::choose::Choose;
use crate::json::Json;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VTag};

/// The attributes that there are. Others are not taken: nothing that runs, and nothing that loads.
const NAMES: &[&str] = &[
    "id",
    "class",
    "for",
    "href",
    "tabindex",
    "role",
    "scope",
    "type",
    "name",
    "rows",
    "accept",
    "multiple",
    "max",
    "spellcheck",
    "autocomplete",
    "data-label",
    "aria-label",
    "aria-describedby",
    "aria-invalid",
    "value",
];

/// A list of such texts and elements, as JSON; nothing of what is none.
pub fn draw_text(text: &str) -> Html {
    draw_all(Json::read(text).unwrap_or_default())
}

/// The same of what was read.
pub(super) fn draw_all(own: Json) -> Html {
    if let Json::List(parts) = own { parts.into_iter().map(draw).collect() } else { Html::default() }
}

/// A text, or an element with what is in it. What is neither is nothing.
fn draw(own: Json) -> Html {
    let parts = match own {
        Json::List(parts) => parts,
        Json::Text(words) => return words.into(),
        _ => return Html::default(),
    };
    let mut parts = parts.into_iter();
    let (Some(Json::Text(tag)), Some(mut own)) = (parts.next(), parts.next()) else { return Html::default() };
    let value = own.text("value");
    if tag == "select" {
        return choice(own, value.unwrap_or_default(), parts);
    }
    let mut element = VTag::new(tag);
    element.key = own.text("key").map(Key::from);
    if let Some(checked) = own.text("checked") {
        element.set_checked(checked == "yes");
    }
    let is_bar = element.tag() == "progress";
    let attribute = |name: &&str| own.text(name).map(|text| AttributeOrProperty::Attribute(text.into()));
    let mut values: Box<[_]> = NAMES.iter().map(attribute).collect();
    // What a bar shows is an attribute, the last one; what is in a field is none.
    if is_bar {
        if let Some(last) = values.last_mut() {
            *last = value.map(|text| AttributeOrProperty::Attribute(text.into()));
        }
    } else {
        element.set_value(value.map(AttrValue::from));
    }
    element.set_attributes(Attributes::Dynamic { keys: NAMES, values });
    element.add_children(parts.map(draw));
    element.into()
}

/// A list to choose from: it always shows what it was given last, also where a choice changed nothing.
fn choice(mut own: Json, value: String, choices: impl Iterator<Item = Json>) -> Html {
    let mut text = |name| own.text(name).map(AttrValue::from);
    let id = text("id").unwrap_or_default();
    let (described_by, invalid) = (text("aria-describedby"), text("aria-invalid").is_some());
    let offered: Vec<_> = choices
        .filter_map(|own| {
            let Json::List(both) = own else { return None };
            let mut both = both.into_iter().filter_map(Json::into_text).map(AttrValue::from);
            both.next().zip(both.next())
        })
        .collect();
    html! { <Choose {id} {value} {offered} {described_by} {invalid} choose={Callback::noop()} /> }
}
