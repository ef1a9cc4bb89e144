//! The schemes that there are, and each of them rule by rule.

use crate::web::address::Address;
use crate::web::components::document::draw;
use crate::web::components::text::{back_link, title};
use crate::web::document::{Block, Document, link};
use crate::web::pages::missing::missing_page;
use crate::web::session::Session;
use yew::prelude::*;

/// The schemes that there are.
pub fn schemes_page(session: &Session) -> Html {
    let schemes = session.schemes.all();
    let list = schemes.iter().map(|own| vec![link(Address::Scheme(own.id.clone()), own.name.clone())]).collect();
    html! { <>{ title("Schemes") }{ draw(&Document::of(vec![Block::List(list)])) }</> }
}

/// One scheme.
pub fn scheme_page(session: &Session, id: &str) -> Html {
    let Some(scheme) = session.schemes.by_id(id) else { return missing_page("scheme") };
    html! { <>{ back_link(&Address::Schemes, "Schemes") }{ title(scheme.name.clone()) }</> }
}
