//! One practitioner, or one case, under every scheme.

use crate::facts::Id;
use crate::web::components::text::title;
use crate::web::pages::missing::missing_page;
use crate::web::session::Session;
use crate::web::words;
use yew::prelude::*;

/// A practitioner under every scheme.
pub fn practitioner_page(session: &Session, id: &Id) -> Html {
    let Some(own) = session.workspace().practitioner(id) else { return missing_page("practitioner") };
    title(format!("{} under every scheme", words::practitioner(own)))
}

/// A case under every scheme.
pub fn case_page(session: &Session, id: &Id) -> Html {
    let Some(own) = session.workspace().case(id) else { return missing_page("case") };
    title(format!("{} under every scheme", words::case(own)))
}
