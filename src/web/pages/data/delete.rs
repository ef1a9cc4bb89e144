//! Deleting everything on this device.

use crate::web::address::Address;
use crate::web::components::frame::size;
use crate::web::components::text::{line_of, link, paragraph, pressed, title};
use crate::web::remembered::use_remembered;
use crate::web::saving::Keeping;
use crate::web::session::Session;
use crate::web::state::Action;
use crate::web::{browser, storage};
use yew::prelude::*;

/// How long the browser may take to delete before the page says that it waits, in milliseconds.
const PATIENCE: i32 = 5_000;

/// How far deleting has come.
#[derive(PartialEq)]
enum Outcome {
    /// Nothing was asked for.
    Open,
    /// It was asked for.
    Going,
    /// The same, and the browser does not answer.
    Silent,
    /// The browser refused, in its words.
    Refused(String),
    /// Everything is deleted.
    Done,
}

/// What the page for deleting is given.
pub struct DeleteProps {
    /// What every page is given.
    pub session: Session,
}

/// Deletes everything on this device, after asking.
#[hook]
pub fn use_delete_page(props: &DeleteProps) -> Html {
    let outcome = use_remembered(|| Outcome::Open);
    let own = &props.session.state.own;
    let onclick = {
        let (outcome, session) = (outcome.clone(), props.session.clone());
        Callback::from(move |_: MouseEvent| {
            let (outcome, session) = (outcome.clone(), session.clone());
            // It goes on waiting: whoever presses again would only wait behind it.
            if matches!(*outcome.latest(), Outcome::Going | Outcome::Silent) {
                return;
            }
            outcome.set(Outcome::Going);
            let waiting = outcome.clone();
            browser::after(PATIENCE, move || {
                if *waiting.latest() == Outcome::Going {
                    waiting.set(Outcome::Silent);
                }
            });
            wasm_bindgen_futures::spawn_local(async move {
                let result = delete_everything(&session).await;
                outcome.set(result.map_or_else(Outcome::Refused, |()| Outcome::Done));
                browser::after(0, || {
                    browser::focus_heading();
                });
            });
        })
    };
    let wrong = match &*outcome {
        Outcome::Refused(why) => format!("The browser did not delete it: {why}"),
        Outcome::Silent => SILENT.to_owned(),
        _ => String::new(),
    };
    match &*outcome {
        Outcome::Done => html! {
            <>
                { title("Everything of Fairload was deleted from this browser") }
                { paragraph(remnants()) }
                { line_of(String::new(), link(&Address::Start, "Start anew")) }
            </>
        },
        _ => html! {
            <>
                { title("Delete everything on this device") }
                { paragraph(format!("In this browser: {}.", size(&own.workspace, &own.schemes))) }
                { paragraph("This deletes the workspace, your own schemes, and any unreadable text that was put aside, from this browser on this device. It cannot be undone. Files that you downloaded stay where they are: delete those yourself.") }
                { paragraph(remnants()) }
                if !wrong.is_empty() {
                    <p class="govuk-error-message" role="alert">{ wrong }</p>
                }
                <div class="govuk-button-group">
                    { pressed("govuk-button govuk-button--warning", "Delete everything".into(), onclick) }
                    { link(&Address::Data, "Download a copy first") }
                </div>
            </>
        },
    }
}

/// What is said where the browser does not answer.
const SILENT: &str = "Not deleted yet: the browser\u{2019}s database does not answer. Leave this page open: everything is deleted as soon as the database answers, and this page says so. If that takes more than a minute, close the other tabs and windows of this browser. If that does not help, close the browser, open this page again and delete once more, or clear this site\u{2019}s data in the browser\u{2019}s settings.";

/// Deletes what is stored, and what the page holds of it. Where nothing may be stored, nothing is.
async fn delete_everything(session: &Session) -> Result<(), String> {
    if let Some(saver) = &session.saver {
        saver.delete_everything().await.map_err(|refusal| refusal.to_string())?;
    }
    if !matches!(session.keeping, Keeping::Blocked(_)) {
        storage::delete_everything()?;
    }
    session.act.emit(Action::Forget);
    Ok(())
}

const fn remnants() -> &'static str {
    "Afterwards no page can read it again. But a browser may keep deleted text in its own files for a long time, where somebody with those files and the right tools could read it, and no page can prevent that. Clearing the browser\u{2019}s site data removes some of it, removing the browser\u{2019}s profile all of it. Where the computer is shared or its disk is not encrypted, ask your IT team."
}
