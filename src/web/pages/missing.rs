//! What is shown for an address that leads to nothing.

use crate::web::address::Address;
use yew::prelude::*;

/// What is missing.
#[derive(Properties, PartialEq)]
pub struct MissingProps {
    /// "page", "case" or "practitioner".
    pub what: &'static str,
}

/// Says that it is not here, why that may be, and where to go.
#[component]
pub fn MissingPage(props: &MissingProps) -> Html {
    html! {
        <>
            <h1 class="govuk-heading-l" tabindex="-1">{ format!("This {} is not here", props.what) }</h1>
            if props.what == "page" {
                <p class="govuk-body">{ "The address leads to no page of Fairload. It may have been cut off when it was copied." }</p>
            } else {
                <p class="govuk-body">{ format!("The {} may have been removed, or belong to the demo or to another device. An address holds no data: what you enter stays in the browser that you entered it in.", props.what) }</p>
            }
            <p class="govuk-body"><a class="govuk-link" href={Address::Caseload.link()}>{ "Go to the caseload" }</a></p>
        </>
    }
}
