//! What stands around every page: header, messages, what was done last, footer.

use crate::web::address::Address;
use crate::web::components::text::{button, link, paragraph, pressed, second_button, title};
use crate::web::saving::Keeping;
use crate::web::session::Session;
use crate::web::state::Action;
use crate::web::{browser, storage};
use crate::workspace::Workspace;
use yew::prelude::*;

/// A page with what stands around it.
pub fn frame(session: &Session, here: &Address, page: Html) -> Html {
    let skip = Callback::from(|event: MouseEvent| {
        // The address must not change: what is after its `#` is the page.
        event.prevent_default();
        browser::focus("main-content");
    });
    html! {
        <>
            <a href="#main-content" class="govuk-skip-link" onclick={skip}>{ "Skip to main content" }</a>
            <header class="fairload-header">
                <div class="fairload-header__container govuk-width-container">
                    <a href={Address::Start.link()} class="fairload-header__name">{ "Fairload" }</a>
                    <nav aria-label="Pages">
                        <ul class="fairload-header__navigation">
                            { item(here, &Address::Caseload, "Caseload") }
                            { item(here, &Address::Team(None), "Team") }
                            { item(here, &Address::Schemes, "Schemes") }
                            { item(here, &Address::Data, "Save and open") }
                            { item(here, &Address::Help, "Help") }
                        </ul>
                    </nav>
                </div>
            </header>
            <div class="govuk-width-container">
                { print_head(session, here) }
                { demo_banner(session) }
                { trouble(session) }
                <main class="govuk-main-wrapper" id="main-content" tabindex="-1">
                    { print_button(session, here) }
                    { last_step(session) }
                    { page }
                </main>
            </div>
            <footer class="fairload-footer">
                <div class="govuk-width-container">
                    <ul class="fairload-footer__items">
                        <li>{ status(session) }</li>
                        <li>{ link(&Address::Data, "Download a copy") }</li>
                        <li>{ link(&Address::Delete, "Delete everything on this device") }</li>
                        <li>{ link(&Address::About, "About and privacy") }</li>
                    </ul>
                </div>
            </footer>
        </>
    }
}

fn item(here: &Address, address: &Address, words: &'static str) -> Html {
    // However the team is sorted, and wherever in the help one is, it is the same page.
    let same = here == address
        || matches!((here, address), (Address::Team(_), Address::Team(_)) | (Address::Proof, Address::Help));
    html! { <li><a href={address.link()} aria-current={same.then_some("page")}>{ words }</a></li> }
}

/// On the pages that people take along: a button, because few look for the browser's menu.
fn print_button(session: &Session, here: &Address) -> Html {
    let taken_along = matches!(
        here,
        Address::Score(_)
            | Address::Caseload
            | Address::Team(_)
            | Address::SideBySide(_)
            | Address::CaseSideBySide(_)
            | Address::Scheme(_)
    );
    if !taken_along || session.workspace().is_empty() && !matches!(here, Address::Scheme(_)) {
        return Html::default();
    }
    html! {
        <p class="fairload-tools">
            { pressed("fairload-link-button", "Print this page".into(), Callback::from(|_: MouseEvent| browser::print())) }
        </p>
    }
}

/// Where what is entered is kept, honestly.
fn status(session: &Session) -> &'static str {
    match &session.keeping {
        _ if session.state.demo.is_some() => "Demo: kept in this tab only.",
        Keeping::Kept => "Saved in this browser only.",
        Keeping::Blocked(_) | Keeping::Failed(_) | Keeping::Unreadable { .. } => "Nothing is being saved.",
    }
}

/// What a page on paper says of itself: seen in print alone.
fn print_head(session: &Session, here: &Address) -> Html {
    // A page about a scheme is about that one, whichever is scored with.
    let of_page = match here {
        Address::Scheme(id) | Address::SchemeChange(id) => session.schemes.by_id(id),
        _ => session.scheme.clone(),
    };
    let scheme = of_page.map_or_else(String::new, |own| {
        // Versions of one document are told apart by the name that the council gave them.
        let ours = session.schemes.own.by_id(&own.id).map_or_else(String::new, |_| format!("{}: ", own.name));
        format!("{ours}{}, {}, {} (scheme file {})", own.abbreviation, own.title, own.publisher, own.version)
    });
    let demo = if session.state.demo.is_some() { " Demo: invented." } else { "" };
    html! {
        <p class="fairload-print-head">
            { format!("{scheme}. {}.{demo} Printed on ", session.state.month.words()) }<span id="printed-on"></span>
        </p>
    }
}

fn demo_banner(session: &Session) -> Html {
    if session.state.demo.is_none() {
        return Html::default();
    }
    let act = session.act.clone();
    let leave = Callback::from(move |_: MouseEvent| {
        act.emit(Action::LeaveDemo);
        browser::go(&Address::Start);
    });
    html! {
        <div class="fairload-demo" role="region" aria-label="Demo">
            <p>{ "Demo team, invented. Kept in this tab only, until you leave it." }</p>
            { pressed("fairload-link-button", "Leave the demo".into(), leave) }
        </div>
    }
}

/// A message that stays as long as what is entered is not kept.
fn trouble(session: &Session) -> Html {
    let (title, why) = match &session.keeping {
        Keeping::Blocked(why) => ("This browser does not let this page store anything.", why),
        Keeping::Failed(why) => ("The browser refused to save the last change. It may be out of room.", why),
        Keeping::Kept | Keeping::Unreadable { .. } => return Html::default(),
    };
    html! {
        <div class="govuk-notification-banner fairload-trouble" role="region" aria-labelledby="trouble-title">
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id="trouble-title">{ "Important" }</h2>
            </div>
            <div class="govuk-notification-banner__content">
                <p class="govuk-notification-banner__heading">{ "Nothing is being saved" }</p>
                <p class="govuk-body">
                    { format!("{title} You can go on working, but download a copy before you close this page. (The browser says: {why})") }
                </p>
                { download_button(session, "govuk-button--secondary") }
            </div>
        </div>
    }
}

/// A button that hands the user's own workspace over as a file.
pub fn download_button(session: &Session, style: &'static str) -> Html {
    let workspace = std::rc::Rc::clone(&session.state.own.workspace);
    let name = file_name(session);
    let onclick = Callback::from(move |_: MouseEvent| {
        browser::download(&name, &workspace.write());
    });
    html! { <button type="button" class={classes!("govuk-button", style)} {onclick}>{ "Download a copy" }</button> }
}

/// The name of a workspace file of the month.
#[must_use]
pub fn file_name(session: &Session) -> String {
    format!("fairload-workspace-{}.json", session.state.month)
}

/// What was done last, of the workspace and of schemes, and taking it back: the same on every page.
fn last_step(session: &Session) -> Html {
    let desk = session.desk();
    if desk.undo.is_empty() && desk.redo.is_empty() {
        return Html::default();
    }
    let act = |action: Action| {
        let act = session.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(action.clone()))
    };
    html! {
        <div class="fairload-steps">
            if let Some(step) = desk.undo.last() {
                <button type="button" class="fairload-link-button" onclick={act(Action::Undo)}>
                    { "Undo" }<span class="fairload-steps__words">{ format!(" {}", step.words) }</span>
                </button>
            }
            if let Some(step) = desk.redo.last() {
                <button type="button" class="fairload-link-button" onclick={act(Action::Redo)}>
                    { "Redo" }<span class="fairload-steps__words">{ format!(" {}", step.words) }</span>
                </button>
            }
            { link(&Address::Changes, "All steps") }
            <span class="govuk-visually-hidden" role="status">{ desk.announced() }</span>
        </div>
    }
}

/// The page in place of every other, while a stored text cannot be read.
#[derive(Properties, PartialEq)]
pub struct UnreadableProps {
    /// The text, as it is.
    pub text: AttrValue,
    /// What is wrong with it.
    pub faults: Vec<String>,
    /// Called once the text is safe under another key.
    pub anew: Callback<()>,
}

/// What is stored cannot be read: it is kept, handed over, and only then put aside.
#[component]
pub fn Unreadable(props: &UnreadableProps) -> Html {
    let failed = use_state(|| None::<String>);
    let download = {
        let text = props.text.clone();
        Callback::from(move |_: MouseEvent| {
            browser::download("fairload-stored.json", &text);
        })
    };
    let anew = {
        let (text, anew, failed) = (props.text.clone(), props.anew.clone(), failed.clone());
        Callback::from(move |_: MouseEvent| match storage::put_aside(&text) {
            Ok(()) => anew.emit(()),
            Err(why) => failed.set(Some(why)),
        })
    };
    html! {
        <>
            { title("What is stored here cannot be read") }
            { paragraph("Nothing was changed or deleted. What this browser has stored for Fairload is not a workspace that this version can read:") }
            { faults(&props.faults) }
            { paragraph("Download it first, as it is. If you have an earlier copy, start anew and open that.") }
            <div class="govuk-button-group">
                { button("Download what is stored", download) }
                { second_button("Start anew", anew) }
            </div>
            { paragraph("Starting anew puts the unreadable text aside in this browser. It stays there until you delete everything.") }
            if let Some(why) = &*failed {
                <p class="govuk-error-message" role="alert">{ format!("The browser refused to put it aside, so nothing was changed. ({why})") }</p>
            }
        </>
    }
}

/// A file that was refused: nothing was changed, and what is wrong with it, and where.
pub fn not_opened(name: &str, found: &[String]) -> Html {
    html! {
        <div class="govuk-error-summary">
            <h3 class="govuk-error-summary__title">{ format!("{name} was not opened") }</h3>
            { paragraph("Nothing was changed. What is wrong with the file, and where (counting begins at 0):") }
            { faults(found) }
        </div>
    }
}

/// A list of faults, cut where it is long.
pub fn faults(faults: &[String]) -> Html {
    const SHOWN: usize = 20;
    html! {
        <ul class="govuk-list govuk-list--bullet fairload-faults">
            <>{ for faults.iter().take(SHOWN).map(|fault| html! { <li>{ fault }</li> }) }</>
            if faults.len() > SHOWN {
                <li>{ format!("and {} more", faults.len() - SHOWN) }</li>
            }
        </ul>
    }
}

/// How large a workspace is, in words: "3 practitioners, 12 cases, 31 children".
#[must_use]
pub fn size(workspace: &Workspace) -> String {
    use crate::web::words::count;
    let children = workspace.cases.iter().map(|case| case.children.len()).sum();
    format!(
        "{}, {}, {}",
        count(workspace.practitioners.len(), "practitioner", "practitioners"),
        count(workspace.cases.len(), "case", "cases"),
        count(children, "child", "children")
    )
}
