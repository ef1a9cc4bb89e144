//! What these pages are made of. Functions, because each `html!` of its own becomes some hundred bytes of
//! code at every place where it stands.

use crate::web::components::document::draw;
use crate::web::document::{Block, Document, Text, only};
use yew::prelude::*;

/// Parts in a box of a class.
#[inline(never)]
pub fn block(class: &'static str, parts: Vec<Html>) -> Html {
    html! { <div {class}>{ for parts }</div> }
}

/// Buttons beside each other.
pub fn buttons(parts: Vec<Html>) -> Html {
    block("govuk-button-group", parts)
}

/// A heading of the third level.
#[inline(never)]
pub fn subheading(words: String) -> Html {
    html! { <h3 class="govuk-heading-s">{ words }</h3> }
}

/// Lines of a list.
pub fn lines(lines: Vec<String>) -> Block {
    let mut items = Vec::with_capacity(lines.len());
    for line in lines {
        items.push(only(line));
    }
    Block::List(items)
}

/// Blocks that say something and take nothing in.
pub fn said(blocks: Vec<Block>) -> Html {
    draw(&Document::of(blocks))
}

/// What is folded under a line of its own.
pub fn fold(summary: &'static str, block: Block) -> Block {
    Block::Fold { summary: only(Text::Borrowed(summary)), blocks: vec![block] }
}

/// One radio or checkbox with its label.
#[derive(Clone)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it says.
    pub label: String,
    /// Whether it is chosen.
    pub on: bool,
    /// Called when it is chosen, or is no longer.
    pub onchange: Callback<Event>,
}

/// A group of radios, or of checkboxes where they have no common name.
#[inline(never)]
pub fn choices(legend: String, name: Option<&str>, all: Vec<Choice>) -> Html {
    let (group, item, input, label, kind) = if name.is_some() {
        (
            "govuk-radios govuk-radios--small",
            "govuk-radios__item",
            "govuk-radios__input",
            "govuk-label govuk-radios__label",
            "radio",
        )
    } else {
        (
            "govuk-checkboxes govuk-checkboxes--small",
            "govuk-checkboxes__item",
            "govuk-checkboxes__input",
            "govuk-label govuk-checkboxes__label",
            "checkbox",
        )
    };
    html! {
        <fieldset class="govuk-fieldset fairload-choice">
            <legend class="govuk-fieldset__legend">{ legend }</legend>
            <div class={group}>
                { for all.into_iter().map(|own| html! {
                    <div class={item} key={own.id.clone()}>
                        <input class={input} type={kind} id={own.id.clone()} name={name.map(str::to_owned)} checked={own.on} onchange={own.onchange} />
                        <label class={label} for={own.id}>{ own.label }</label>
                    </div>
                }) }
            </div>
        </fieldset>
    }
}
