//! What is shown for an address that leads to nothing.

use crate::change::{Root, Subject};
use crate::web::address::Address;
use crate::web::components::text::{line_of, link, paragraph, title};
use crate::web::session::Session;
use yew::prelude::*;

/// Says that nothing is at this address.
pub fn missing_page() -> Html {
    let why = "The address leads to no page of Fairload. It may have been cut off when it was copied.";
    not_here("page", paragraph(why), &Address::Caseload, "Go to the caseload")
}

/// Says that a case or practitioner is not here, why that is or may be, and where to go.
pub fn missing_record(session: &Session, subject: &Subject) -> Html {
    let went = session.desk().record_went_with(subject);
    match subject.root {
        Root::Case => gone("case", went, &Address::Caseload, "Go to the caseload"),
        Root::Practitioner => gone("practitioner", went, &Address::Team(None), "Go to the team"),
    }
}

/// Says with which step something went, or that it went when the step was taken back, and the way to bring it back;
/// where no step is known, why it may not be here.
pub fn gone(what: &str, went: Option<(&str, bool)>, to: &Address, words: &'static str) -> Html {
    let why = match went {
        Some((step, taken_back)) => {
            let went = if taken_back {
                format!("It went when \u{201c}{step}\u{201d} was taken back. To do that again: ")
            } else {
                format!("It went with \u{201c}{step}\u{201d}. To take that back: ")
            };
            line_of(went, link(&Address::Changes, "What was done"))
        }
        None => paragraph(format!(
            "The {what} may have been removed, or belong to the demo or to another device. An address holds no data: what you enter stays in the browser that you entered it in."
        )),
    };
    not_here(what, why, to, words)
}

fn not_here(what: &str, why: Html, to: &Address, words: &'static str) -> Html {
    html! {
        <>
            { title(format!("This {what} is not here")) }
            { why }
            { line_of(String::new(), link(to, words)) }
        </>
    }
}
