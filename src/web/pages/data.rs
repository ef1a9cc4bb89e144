//! Downloading and opening a workspace, and deleting everything on this device.

use crate::web::address::Address;
use crate::web::components::errors::errors;
use crate::web::components::frame::{damaged_button, download_button, file_name, not_opened, size};
use crate::web::components::text::{button, heading, link, paragraph, pressed, second_button, title};
use crate::web::saving::Keeping;
use crate::web::session::Session;
use crate::web::state::Action;
use crate::web::{browser, storage};
use crate::workspace::Workspace;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What these pages are given.
pub struct DataProps {
    /// What every page is given.
    pub session: Session,
}

/// What came of choosing a file.
#[derive(Clone, PartialEq)]
enum Chosen {
    Nothing,
    /// Its name, and what is wrong with it.
    Faulty(String, Vec<String>),
    /// Its name and what is in it, not opened yet.
    Read(String, Rc<Workspace>),
    /// It was opened.
    Opened(String),
}

/// Downloading and opening.
#[hook]
pub fn use_data_page(props: &DataProps) -> Html {
    let session = &props.session;
    let chosen = use_state(|| Chosen::Nothing);
    let own = &session.state.own.workspace;
    let onchange = {
        let (chosen, session) = (chosen.clone(), session.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (chosen, session, name) = (chosen.clone(), session.clone(), file.name());
            browser::read_file(&file, move |answer| {
                let read = answer.map_err(|why| vec![why]).and_then(|text| {
                    Workspace::read(&text).map_err(|faults| faults.iter().map(ToString::to_string).collect())
                });
                match read {
                    Err(faults) => chosen.set(Chosen::Faulty(name.clone(), faults)),
                    Ok(workspace) if session.state.own.workspace.is_empty() => {
                        open(&session, &name, Rc::new(workspace));
                        chosen.set(Chosen::Opened(name.clone()));
                    }
                    Ok(workspace) => chosen.set(Chosen::Read(name.clone(), Rc::new(workspace))),
                }
            });
            // The same file can be chosen again after it was mended.
            input.set_value("");
        })
    };
    html! {
        <>
            { errors(&session.desk().refused) }
            { title("Save and open") }
            { heading("Download a copy") }
            { paragraph(kept(session)) }
            if own.is_empty() {
                { paragraph("There is nothing of yours to download yet.") }
            } else {
                { paragraph(format!("In it: {}. File name: {}.", size(own), file_name(session))) }
                { download_button(session, "") }
            }
            { heading("Open a workspace file") }
            <div class="govuk-form-group">
                <label class="govuk-label" for="file">{ "A file that Fairload downloaded, ending in .json" }</label>
                <input class="govuk-file-upload" id="file" type="file" accept=".json,application/json" {onchange} />
            </div>
            <div id="opened" tabindex="-1" role="status">{ result(session, &chosen) }</div>
            { damaged_button(session) }
            { heading("Delete everything on this device") }
            <p class="govuk-body">{ link(&Address::Delete, "What is deleted, and what a browser may keep") }</p>
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

fn open(session: &Session, name: &str, workspace: Rc<Workspace>) {
    session.act.emit(Action::LeaveDemo);
    session.act.emit(Action::Open(workspace, format!("Opened {name}")));
}

/// What came of choosing a file, and the question before anything is replaced.
fn result(session: &Session, chosen: &UseStateHandle<Chosen>) -> Html {
    match &**chosen {
        Chosen::Nothing => Html::default(),
        Chosen::Faulty(name, found) => not_opened(name, found),
        Chosen::Read(name, workspace) => {
            let replace = {
                let (session, chosen, name, workspace) =
                    (session.clone(), chosen.clone(), name.clone(), Rc::clone(workspace));
                Callback::from(move |_: MouseEvent| {
                    open(&session, &name, Rc::clone(&workspace));
                    chosen.set(Chosen::Opened(name.clone()));
                })
            };
            let keep = {
                let chosen = chosen.clone();
                Callback::from(move |_: MouseEvent| chosen.set(Chosen::Nothing))
            };
            html! {
                <div class="govuk-inset-text">
                    { paragraph(format!("{name} holds {}.", size(workspace))) }
                    { paragraph(format!("Opening it replaces what is here: {}. You can undo that until you close the page.", size(&session.state.own.workspace))) }
                    <div class="govuk-button-group">
                        { button("Replace what is here", replace) }
                        { second_button("Keep what is here", keep) }
                    </div>
                </div>
            }
        }
        Chosen::Opened(name) => html! {
            <p class="govuk-inset-text">
                { format!("Opened {name}: {}. ", size(&session.state.own.workspace)) }
                { link(&Address::Caseload, "Go to the caseload") }
            </p>
        },
    }
}

/// What the page for deleting is given.
pub struct DeleteProps {
    /// What every page is given.
    pub session: Session,
}

/// Deletes everything on this device, after asking.
#[hook]
pub fn use_delete_page(props: &DeleteProps) -> Html {
    let outcome = use_state(|| None::<Result<(), String>>);
    let onclick = {
        let (outcome, session) = (outcome.clone(), props.session.clone());
        Callback::from(move |_: MouseEvent| {
            let (outcome, session) = (outcome.clone(), session.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let result = delete_everything(&session).await;
                outcome.set(Some(result));
                browser::after(0, || {
                    browser::focus_heading();
                });
            });
        })
    };
    match &*outcome {
        Some(Ok(())) => html! {
            <>
                { title("Everything of Fairload was deleted from this browser") }
                { paragraph(remnants()) }
                <p class="govuk-body">{ link(&Address::Start, "Start anew") }</p>
            </>
        },
        failed => html! {
            <>
                { title("Delete everything on this device") }
                if let Some(Err(why)) = failed {
                    <p class="govuk-error-message" role="alert">{ format!("The browser did not delete it: {why}") }</p>
                }
                { paragraph(format!("In this browser: {}.", size(&props.session.state.own.workspace))) }
                { paragraph("This deletes the workspace, your own schemes, and any unreadable text that was put aside, from this browser on this device. It cannot be undone. Files that you downloaded stay where they are: delete those yourself.") }
                { paragraph(remnants()) }
                <div class="govuk-button-group">
                    { pressed("govuk-button govuk-button--warning", "Delete everything".into(), onclick) }
                    { link(&Address::Data, "Download a copy first") }
                </div>
            </>
        },
    }
}

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
    "A browser may keep remnants of deleted text in its files until it tidies them, which no page can hasten. On a shared computer, clear the browser\u{2019}s site data as well."
}
