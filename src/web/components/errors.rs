//! The summary of what could not be taken, at the top of a page.

use crate::web::browser;
use crate::web::state::Refused;
use yew::prelude::*;

/// A list of what could not be taken, each leading to its field; nothing where all was.
pub fn errors(refused: &[Refused]) -> Html {
    if refused.is_empty() {
        return Html::default();
    }
    html! {
        <div class="govuk-error-summary" role="alert" id="errors" tabindex="-1">
            <h2 class="govuk-error-summary__title">{ "There is a problem" }</h2>
            <div class="govuk-error-summary__body">
                <ul class="govuk-list govuk-error-summary__list">
                    { for refused.iter().map(|refused| {
                        if refused.field.is_empty() {
                            return html! { <li>{ &refused.message }</li> };
                        }
                        let field = refused.field.clone();
                        // The address must not change: what is after its `#` is the page.
                        let onclick = Callback::from(move |event: MouseEvent| {
                            event.prevent_default();
                            browser::focus(&field);
                        });
                        html! { <li><a href={format!("#{}", refused.field)} {onclick}>{ &refused.message }</a></li> }
                    }) }
                </ul>
            </div>
        </div>
    }
}
