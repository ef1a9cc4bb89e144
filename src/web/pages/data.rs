//! Downloading copies, opening and merging them, closed cases that are kept too long, and deleting everything.

mod closed;
mod delete;
mod merging;
mod opening;
mod parts;
mod room;

pub use delete::{DeleteProps, use_delete_page};

use crate::copies::{file_name, private_notes};
use crate::facts::Kind;
use crate::web::address::Address;
use crate::web::components::frame::{damaged_button, download_button, size};
use crate::web::components::text::{button, heading, line_of, link, paragraph, second_button, title};
use crate::web::copies::{Whose, download};
use crate::web::dates;
use crate::web::pages::importing::title_of;
use crate::web::saving::Keeping;
use crate::web::session::Session;
use crate::web::words::count;
use closed::use_closed_cases;
use opening::use_opening;
use room::use_room;
use yew::prelude::*;

/// What these pages are given.
pub struct DataProps {
    /// What every page is given.
    pub session: Session,
}

/// Downloading, opening and merging.
#[hook]
pub fn use_data_page(props: &DataProps) -> Html {
    let session = &props.session;
    let opening = use_opening(session);
    let closed = use_closed_cases(session);
    let room = use_room(session);
    html! {
        <>
            { title("Save and open") }
            { heading("Download a copy") }
            { copies(session) }
            { heading("Open copies") }
            { opening }
            { damaged_button(session) }
            { heading(title_of(&Address::Import)) }
            <p class="govuk-body">
                { link(&Address::Import, "Choose files") }
                { ": the lists of Annex A, or any table of children or of practitioners. Then see " }
                { link(&Address::StillMissing, "what the schemes still miss") }{ "." }
            </p>
            { heading("Closed cases") }
            { closed }
            { heading("How safe it is here") }
            { room }
            { heading("Delete everything on this device") }
            { line_of(String::new(), link(&Address::Delete, "What is deleted, and what a browser may keep")) }
        </>
    }
}

/// Where what is entered is kept, honestly.
fn kept(session: &Session) -> &'static str {
    match session.keeping {
        Keeping::Kept | Keeping::Once(_) | Keeping::Plainly(_) => {
            "What you enter is saved in this browser only. It is gone when the browser\u{2019}s data are cleared, and nobody can bring it back. Download a copy from time to time, and keep it where your council keeps such files."
        }
        _ => "Nothing is being saved. Download a copy before you close this page.",
    }
}

/// What a copy holds, and the buttons for one.
fn copies(session: &Session) -> Html {
    let desk = &session.state.own;
    let own = &desk.workspace;
    if !desk.is_anything() {
        return html! { <>{ paragraph(kept(session)) }{ paragraph("There is nothing of yours to download yet.") }</> };
    }
    let last = session
        .copies
        .last()
        .map_or_else(String::new, |day| format!(" Last copy from this browser: {}.", dates::shown(Kind::When, day)));
    let notes = private_notes(own);
    let overseen = if own.practitioners.iter().any(|own| !own.oversight.is_empty()) {
        ", with the record of oversight and its reasons, in every copy"
    } else {
        ""
    };
    html! {
        <>
            { paragraph(kept(session)) }
            { paragraph(format!("In it: {}{overseen}. File name: {}.{last}", size(own, &desk.schemes), file_name(session.state.month))) }
            if notes == 0 {
                { download_button(session, "govuk-button") }
            } else {
                { paragraph(format!(
                    "{} in it: why a load is reduced, or a personal capacity set. A copy for yourself has that. A copy for somebody else, such as your manager, says \u{201c}agreed reduction\u{201d} alone: it does not bring everything back, so keep one for yourself as well.",
                    count(notes, "private note is", "private notes are")
                )) }
                <div class="govuk-button-group">
                    { button("Download a copy for myself", download(session, Whose::OnesOwn)) }
                    { second_button("Download a copy for somebody else", download(session, Whose::SomebodyElses)) }
                </div>
            }
        </>
    }
}
