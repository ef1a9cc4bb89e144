//! What is shown for an address that leads to nothing.

use crate::web::address::Address;
use crate::web::components::text::{link, paragraph, title};
use yew::prelude::*;

/// Says that a "page", "case" or "practitioner" is not here, why that may be, and where to go.
pub fn missing_page(what: &str) -> Html {
    html! {
        <>
            { title(format!("This {what} is not here")) }
            if what == "page" {
                { paragraph("The address leads to no page of Fairload. It may have been cut off when it was copied.") }
            } else {
                { paragraph(format!("The {what} may have been removed, or belong to the demo or to another device. An address holds no data: what you enter stays in the browser that you entered it in.")) }
            }
            <p class="govuk-body">{ link(&Address::Caseload, "Go to the caseload") }</p>
        </>
    }
}
