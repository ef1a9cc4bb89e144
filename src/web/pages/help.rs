//! How to use the page, and what its words mean.

use crate::web::address::Address;
use crate::web::components::document::draw;
use crate::web::components::text::{back_link, title};
use crate::web::document::{Block, Document, link};
use yew::prelude::*;

/// How to use the page.
pub fn help_page() -> Html {
    let links =
        vec![vec![link(Address::Glossary, "What the words mean")], vec![link(Address::About, "About and privacy")]];
    html! { <>{ title("Help") }{ draw(&Document::of(vec![Block::List(links)])) }</> }
}

/// What the words mean.
pub fn glossary_page() -> Html {
    html! { <>{ back_link(&Address::Help, "Help") }{ title("What the words mean") }</> }
}
