//! What was done since the page was opened, each step to be taken back.

use crate::web::components::text::{paragraph, title};
use crate::web::session::Session;
use yew::prelude::*;

/// What was done, the last first.
pub fn changes_page(session: &Session) -> Html {
    let desk = session.desk();
    html! {
        <>
            { title("What was done") }
            if desk.undo.is_empty() && desk.redo.is_empty() {
                { paragraph("Nothing yet, since this page was opened.") }
            }
            <ol class="govuk-list govuk-list--number" reversed=true>
                { for desk.undo.iter().rev().map(|step| html! { <li>{ &step.words }</li> }) }
            </ol>
        </>
    }
}
