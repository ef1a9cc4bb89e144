//! The first page: the demo, or one's own caseload, and for each kind of reader where to go next.

use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::document::draw;
use crate::web::components::frame::size;
use crate::web::components::reminder::reminder;
use crate::web::components::text::{IMPORT, heading, link, paragraph, second_button, title};
use crate::web::document::{Block, Document, link as to, text};
use crate::web::session::Session;
use crate::web::state::Action;
use std::rc::Rc;
use yew::prelude::*;

/// The first page.
pub fn start_page(session: &Session) -> Html {
    let looking = session.state.demo.is_some();
    let demo = {
        let (act, month) = (session.act.clone(), session.state.month);
        Callback::from(move |_: MouseEvent| {
            // What was changed in it stays, until it is left.
            if !looking {
                act.emit(Action::LookAtDemo(Rc::new(crate::demo::workspace(month))));
            }
            browser::go(&Address::Caseload);
        })
    };
    // While the demo is looked at, one's own caseload is a way out of it.
    let own = {
        let act = session.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::LeaveDemo))
    };
    let desk = &session.state.own;
    let workspace = &desk.workspace;
    let to_own = if workspace.practitioners.is_empty() { Address::NewPractitioner } else { Address::Caseload };
    html! {
        <>
            { title("How heavy is this caseload, and why?") }
            <p class="govuk-body-l">{ "Describe a caseload once. See what a published weighting scheme says about it, point by point, with the place in the source beside each point." }</p>
            { paragraph("Nothing you enter leaves this device: there is no account and no server behind this page. No names, dates of birth or case numbers are needed.") }
            if desk.is_anything() {
                { paragraph(format!("In this browser: {}.", size(workspace, &desk.schemes))) }
                { reminder(session) }
            } else {
                <p class="govuk-body">
                    { "Used Fairload here before? " }{ link(&Address::Data, "Open your last copy") }
                    { ": a browser that clears its data forgets what was entered. Or " }
                    { link(&Address::Import, IMPORT) }{ ": Annex A, or a table of your own." }
                </p>
            }
            <div class="govuk-button-group">
                <a class="govuk-button" href={to_own.link()} onclick={own}>
                    { if workspace.is_empty() { "Enter my caseload" } else { "Go to my caseload" } }
                </a>
                { second_button(if looking { "Go on with the demo" } else { "Look at a demo team" }, demo) }
            </div>
            { heading("What do you come for?") }
            { draw(&next_steps(session.workspace().practitioners.is_empty())) }
            <p class="govuk-body">
                { "Points inform judgement and do not replace it. A worker sees the same page as the manager. " }
                { link(&Address::About, "What this is, and what it keeps") }
            </p>
        </>
    }
}

/// The next step of each kind of reader: where nothing was entered yet, one that leads somewhere.
fn next_steps(empty: bool) -> Document {
    let step = |who: &'static str, address: Address, words: &'static str, after: &'static str| {
        (who.into(), vec![to(address, words), text(after)])
    };
    let (first, second) = if empty {
        (
            step(
                "Supervision soon",
                Address::NewPractitioner,
                "Enter your cases",
                ": a family takes a line, and the score is there at once.",
            ),
            step(
                "A case to allocate",
                Address::Data,
                "Open your team\u{2019}s file",
                ", or enter people one by one; the demo shows what you get.",
            ),
        )
    } else {
        (
            step(
                "Supervision soon",
                Address::Caseload,
                "See the caseload",
                ": what it counts, why, and what is still to be asked.",
            ),
            step(
                "A case to allocate",
                Address::Team(None),
                "See the team",
                ": everybody under every scheme, and who has room.",
            ),
        )
    };
    let mut steps = vec![
        first,
        second,
        step(
            "A scheme to choose",
            Address::Schemes,
            "Read the schemes",
            ": rules, weights, and where their sources are unclear.",
        ),
        step("Data protection to check", Address::Proof, "Prove that nothing leaves the device", ", in a minute."),
    ];
    if !empty {
        steps.insert(
            2,
            step(
                "A new month",
                Address::Import,
                "Import from a spreadsheet",
                ": you see who is new, gone or changed first.",
            ),
        );
        steps.insert(
            3,
            step(
                "A service to report on",
                Address::Service,
                "See the teams",
                ": what each holds, how it is spread, and the averages for publication.",
            ),
        );
    }
    Document::of(vec![Block::Terms(steps)])
}
