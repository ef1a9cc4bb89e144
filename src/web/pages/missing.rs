//! What is shown for an address that leads to nothing.

use crate::web::address::Address;
use yew::prelude::*;

/// Says that a "page", "case" or "practitioner" is not here, why that may be, and where to go.
pub fn missing_page(what: &str) -> Html {
    html! {
        <>
            <h1 class="govuk-heading-l" tabindex="-1">{ format!("This {} is not here", what) }</h1>
            if what == "page" {
                <p class="govuk-body">{ "The address leads to no page of Fairload. It may have been cut off when it was copied." }</p>
            } else {
                <p class="govuk-body">{ format!("The {} may have been removed, or belong to the demo or to another device. An address holds no data: what you enter stays in the browser that you entered it in.", what) }</p>
            }
            <p class="govuk-body"><a class="govuk-link" href={Address::Caseload.link()}>{ "Go to the caseload" }</a></p>
        </>
    }
}
