//! The elements that pages are mostly made of. Functions, because each `html!` of its own becomes some
//! hundred bytes of code at every place where it stands.

use crate::web::address::Address;
use std::rc::Rc;
use yew::prelude::*;

/// What a link to the import says within a sentence.
pub const IMPORT: &str = "import a spreadsheet";

/// The heading of a page, which takes the focus.
pub fn title(words: impl Into<AttrValue>) -> Html {
    let words: AttrValue = words.into();
    html! { <h1 class="govuk-heading-l" tabindex="-1">{ words }</h1> }
}

/// A heading of the second level.
pub fn heading(words: impl Into<AttrValue>) -> Html {
    let words: AttrValue = words.into();
    html! { <h2 class="govuk-heading-m">{ words }</h2> }
}

/// A heading of the second level that something is labelled by.
pub fn named_heading(id: &'static str, words: &'static str) -> Html {
    html! { <h2 class="govuk-heading-m" {id}>{ words }</h2> }
}

/// A paragraph.
pub fn paragraph(words: impl Into<AttrValue>) -> Html {
    paragraph_of(words.into())
}

#[inline(never)]
fn paragraph_of(words: AttrValue) -> Html {
    html! { <p class="govuk-body">{ words }</p> }
}

/// A paragraph in smaller type, for what most readers need not read.
pub fn note(words: &'static str) -> Html {
    html! { <p class="govuk-body-s fairload-quiet">{ words }</p> }
}

/// A link to a page.
pub fn link(address: &Address, words: impl Into<AttrValue>) -> Html {
    link_of_class("govuk-link", address, words.into())
}

/// A line that ends with a link.
#[inline(never)]
pub fn line_of(words: String, link: Html) -> Html {
    html! { <p class="govuk-body">{ words }{ link }</p> }
}

/// The link above a page to the one that it belongs to.
pub fn back_link(address: &Address, words: &'static str) -> Html {
    link_of_class("govuk-back-link", address, words.into())
}

#[inline(never)]
fn link_of_class(class: &'static str, address: &Address, words: AttrValue) -> Html {
    html! { <a {class} href={address.link()}>{ words }</a> }
}

/// The button of what a page is for.
pub fn button(words: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    pressed("govuk-button", words.into(), onclick)
}

/// A button beside it.
pub fn second_button(words: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    pressed("govuk-button govuk-button--secondary", words.into(), onclick)
}

/// A button of some class.
#[inline(never)]
pub fn pressed(class: &'static str, words: AttrValue, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} {onclick}>{ words }</button> }
}

/// The ways to add what a form has: sending it, and its second button, which adds and goes on in another way.
pub fn ways_to_add(add: Rc<dyn Fn(bool)>) -> (Callback<SubmitEvent>, Callback<MouseEvent>) {
    let and_on = Rc::clone(&add);
    let sent = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        add(false);
    });
    (sent, Callback::from(move |_: MouseEvent| and_on(true)))
}

/// The end of such a form: its two buttons, and what was added last.
pub fn add_buttons(words: &'static str, second: &'static str, and_on: Callback<MouseEvent>, added: &str) -> Html {
    html! {
        <>
            <div class="govuk-button-group">
                <button type="submit" class="govuk-button">{ words }</button>
                { second_button(second, and_on) }
            </div>
            <p class="govuk-body-s" role="status">{ added }</p>
        </>
    }
}

/// A button that looks like a link, with words after it for readers who hear the page.
#[inline(never)]
pub fn quiet_button(class: &'static str, words: &'static str, of_what: String, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" {class} {onclick}>
            { words }<span class="govuk-visually-hidden">{ of_what }</span>
        </button>
    }
}
