//! The first page: a demo team, or one's own caseload.

use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::frame::size;
use crate::web::components::text::{link, paragraph, second_button, title};
use crate::web::session::Session;
use crate::web::state::Action;
use std::rc::Rc;
use yew::prelude::*;

/// The first page.
pub fn start_page(session: &Session) -> Html {
    let demo = {
        let (act, month) = (session.act.clone(), session.state.month);
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::LookAtDemo(Rc::new(crate::demo::workspace(month))));
            browser::go(&Address::Caseload);
        })
    };
    // While the demo is looked at, one's own caseload is a way out of it.
    let own = {
        let act = session.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::LeaveDemo))
    };
    let workspace = &session.state.own.workspace;
    let to_own = if workspace.practitioners.is_empty() { Address::NewPractitioner } else { Address::Caseload };
    html! {
        <>
            { title("How heavy is this caseload, and why?") }
            <p class="govuk-body-l">{ "Describe a caseload once. See what a published weighting scheme says about it, point by point, with the place in the source beside each point." }</p>
            { paragraph("Nothing you enter leaves this device: there is no account and no server behind this page. No names, dates of birth or case numbers are needed.") }
            if !workspace.is_empty() {
                { paragraph(format!("In this browser: {}.", size(workspace))) }
            }
            <div class="govuk-button-group">
                <a class="govuk-button" href={to_own.link()} onclick={own}>
                    { if workspace.is_empty() { "Enter my caseload" } else { "Go to my caseload" } }
                </a>
                { second_button("Look at a demo team", demo) }
            </div>
            <p class="govuk-body">
                { "Points inform judgement and do not replace it. A worker sees the same page as the manager. " }
                { link(&Address::About, "What this is, and what it keeps") }
            </p>
        </>
    }
}
