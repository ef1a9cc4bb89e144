//! A council's own scheme, to be changed.

use crate::web::components::text::title;
use crate::web::pages::missing::missing_page;
use crate::web::session::Session;
use yew::prelude::*;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct SchemeChangeProps {
    /// What every page is given.
    pub session: Session,
    /// The scheme's id.
    pub id: String,
}

/// A council's own scheme, to be changed.
#[component]
pub fn SchemeChangePage(props: &SchemeChangeProps) -> Html {
    match props.session.schemes.by_id(&props.id) {
        Some(scheme) => title(format!("Change {}", scheme.name)),
        None => missing_page("scheme"),
    }
}
