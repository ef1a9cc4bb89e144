//! What stands around every page: header, messages, what was done last, footer.

use crate::store::{From, Recovered};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::errors::errors;
use crate::web::components::text::{button, line_of, link, paragraph, pressed, second_button, title};
use crate::web::copies::{Whose, download};
use crate::web::own_schemes::OwnSchemes;
use crate::web::saving::Keeping;
use crate::web::session::Session;
use crate::web::state::{Action, Step, other_value};
use crate::workspace::Workspace;
use crate::workspace::saved::{SavedRecord, SavedValue};
use std::rc::Rc;
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
                { recovered(session) }
                { nearly_full(session) }
                { conflicts(session) }
                <main class="govuk-main-wrapper" id="main-content" tabindex="-1">
                    { print_button(session, here) }
                    { last_step(session) }
                    // In an element of its own: what comes and goes beside a page must not be what a page stands before.
                    <div>{ errors(&session.desk().refused) }</div>
                    { page }
                </main>
            </div>
            <footer class="fairload-footer">
                <div class="govuk-width-container">
                    <ul class="fairload-footer__items">
                        <li>{ status(session) }</li>
                        <li>{ link(&Address::Data, "Download or open a copy") }</li>
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
        || matches!(
            (here, address),
            (Address::Team(_) | Address::Service, Address::Team(_)) | (Address::Proof, Address::Help)
        );
    html! { <li><a href={address.link()} aria-current={same.then_some("page")}>{ words }</a></li> }
}

/// On the pages that people take along: a button, because few look for the browser's menu.
fn print_button(session: &Session, here: &Address) -> Html {
    let taken_along = matches!(
        here,
        Address::Score(_)
            | Address::Caseload
            | Address::Team(_)
            | Address::Service
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
        Keeping::Kept | Keeping::Once(_) => "Saved in this browser only.",
        Keeping::Plainly(_) => "Saved in this browser only, in its simpler storage.",
        Keeping::Blocked(_) | Keeping::Failed(_) | Keeping::Newer(_) => "Nothing is being saved.",
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
    use crate::store::Refusal;
    let (heading, what, todo, why) = match &session.keeping {
        Keeping::Kept | Keeping::Once(_) | Keeping::Plainly(_) | Keeping::Newer(_) => return Html::default(),
        Keeping::Blocked(why) => (
            "Nothing is being saved",
            "This browser does not let this page store anything.",
            "You can go on working, but download a copy before you close this page.",
            why.clone(),
        ),
        Keeping::Failed(Refusal::Emptied) => (
            "What was stored here is gone",
            "The browser, or another tab, has deleted what this page had stored. What you see is all that is left of it.",
            "Store it again, or download a copy. If you deleted it on purpose, close this page.",
            String::new(),
        ),
        Keeping::Failed(Refusal::Full(why)) => (
            "The last change is not saved",
            "There is no room left in this browser\u{2019}s storage. What was saved before is still there.",
            "Download a copy now. Then free some room: clear the data of other websites in the browser\u{2019}s settings, or delete old cases here. Saving is tried again by itself.",
            why.clone(),
        ),
        Keeping::Failed(Refusal::Silent) => (
            "The last change is not saved",
            "The browser\u{2019}s storage does not answer. What was saved before is still there.",
            "Download a copy before you close this page. It is saved as soon as the storage answers; if that takes long, close the other windows of this browser.",
            String::new(),
        ),
        Keeping::Failed(refusal) => (
            "The last change is not saved",
            "The browser refused. What was saved before is still there.",
            "Download a copy before you close this page. Saving is tried again by itself.",
            refusal.to_string(),
        ),
    };
    let emptied = matches!(&session.keeping, Keeping::Failed(Refusal::Emptied));
    let again =
        session.saver.clone().filter(|_| emptied).map(|saver| {
            second_button("Store it here again", Callback::from(move |_: MouseEvent| saver.0.begin_again()))
        });
    let why = if why.is_empty() { why } else { format!(" (The browser says: {why})") };
    html! {
        <div class="govuk-notification-banner fairload-trouble" role="region" aria-labelledby="trouble-title">
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id="trouble-title">{ "Important" }</h2>
            </div>
            <div class="govuk-notification-banner__content">
                <p class="govuk-notification-banner__heading">{ heading }</p>
                { paragraph(format!("{what} {todo}{why}")) }
                <div class="govuk-button-group">
                    { download_button(session, "govuk-button govuk-button--secondary") }
                    { again.unwrap_or_default() }
                </div>
            </div>
        </div>
    }
}

/// What was unusual when the store was read: said once, until the reader has seen it.
fn recovered(session: &Session) -> Html {
    // That there was nothing is no news any more once there is something again.
    let over = |found: &Recovered| found.from == From::Nothing && session.state.own.is_anything();
    let found = session.state.recovered.as_ref().filter(|found| !session.state.seen && !over(found));
    let Some(found) = found.filter(|found| !(found.said.is_empty() && found.missing.is_empty())) else {
        return Html::default();
    };
    let act = session.act.clone();
    let seen = Callback::from(move |_: MouseEvent| act.emit(Action::Seen));
    let missing: Vec<String> = found.missing.iter().map(|own| format!("{}: {}", own.key, own.why)).collect();
    html! {
        <div class="govuk-inset-text" role="region" aria-label="What was found in the storage">
            <>{ for found.said.iter().map(|said| paragraph(format!("{}.", said.trim_end_matches('.')))) }</>
            if !missing.is_empty() {
                { paragraph("Missing:") }
                { faults(&missing) }
            }
            <div class="govuk-button-group">
                { damaged_button(session) }
                { second_button("I have seen this", seen) }
            </div>
        </div>
    }
}

/// A warning while there is still room to act.
fn nearly_full(session: &Session) -> Html {
    let Some(full) = session.full.filter(|_| session.keeping.is_kept()) else { return Html::default() };
    html! {
        <div class="govuk-inset-text" role="region" aria-label="Room in the browser">
            { paragraph(format!("The browser\u{2019}s storage is {full} % full. Before it is full, download a copy, and delete closed cases that you need no more.")) }
            { line_of(String::new(), link(&Address::Data, "Download, and see what takes room")) }
        </div>
    }
}

/// A button that hands over the texts that could not be read, where there are some.
pub fn damaged_button(session: &Session) -> Html {
    let Some(found) = session.state.recovered.clone().filter(|found| !found.damaged.is_empty()) else {
        return Html::default();
    };
    let download = Callback::from(move |_: MouseEvent| {
        // A record writes itself already, so this brings no writer of its own into the page.
        let mut texts = SavedRecord::default();
        for (name, text) in &found.damaged {
            texts.values.retain(|(own, _)| own != name);
            texts.values.push((name.clone(), SavedValue::Text(text.clone())));
        }
        crate::points::sort_short(&mut texts.values, |(name, _)| name.clone());
        browser::download("fairload-unreadable.json", &serde_json::to_string_pretty(&texts).unwrap_or_default());
    });
    second_button("Download what cannot be read", download)
}

/// Where two tabs gave different values: what stands, and the other.
fn conflicts(session: &Session) -> Html {
    if session.state.conflicts.is_empty() {
        return Html::default();
    }
    let settle = |at: usize, theirs: bool| {
        let act = session.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Settle(at, theirs)))
    };
    let value = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("\u{201c}{text}\u{201d}") };
    let one = |(at, own): (usize, &crate::store::Conflict)| {
        html! {
            <li>
                { paragraph(format!("{}: {} was saved last and stands; another tab had {}.", own.what, value(&own.ours), value(&own.theirs))) }
                <div class="govuk-button-group">
                    { second_button(format!("Keep {}", value(&own.ours)), settle(at, false)) }
                    if other_value(own).is_some() {
                        { second_button(format!("Use {}", value(&own.theirs)), settle(at, true)) }
                    }
                </div>
            </li>
        }
    };
    html! {
        <div class="govuk-inset-text" role="region" aria-label="Different values from two tabs">
            { paragraph("Two tabs of this browser gave different values:") }
            <ul class="govuk-list">{ for session.state.conflicts.iter().enumerate().map(one) }</ul>
        </div>
    }
}

/// A button that hands the user's own workspace over as a file.
pub fn download_button(session: &Session, class: &'static str) -> Html {
    pressed(class, "Download a copy".into(), download(session, Whose::OnesOwn))
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
            { step(desk.undo.last(), "Undo", act(Action::Undo)) }
            { link(&Address::Changes, "All steps") }
            { step(desk.redo.last(), "Redo", act(Action::Redo)) }
            <span class="govuk-visually-hidden" role="status">{ desk.announced() }</span>
        </div>
    }
}

/// A button for a step; Undo keeps its place where there is none, and Redo is on a line of its own, so that
/// pressing twice never meets another button.
fn step(step: Option<&Rc<Step>>, words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <span class="fairload-steps__step">
            if let Some(step) = step {
                <button type="button" class="fairload-link-button" {onclick}>
                    { words }<span class="fairload-steps__words">{ format!(" {}", step.words) }</span>
                </button>
            }
        </span>
    }
}

/// The page in place of every other, where a newer version has stored what is here.
pub fn newer(format: u32) -> Html {
    let everything = Callback::from(|_: MouseEvent| browser::hand_over_everything());
    html! {
        <>
            { title("A newer Fairload has stored what is here") }
            { paragraph(format!("It is in format {format}, which this version cannot read. Nothing was changed, and nothing is saved while this page is open.")) }
            { paragraph("Close every other tab of Fairload and load this page again. If this stays, tell whoever looks after the page that an older version of it is being handed out.") }
            <div class="govuk-button-group">
                { button("Load the page again", Callback::from(|_: MouseEvent| browser::load_again())) }
                { second_button("Download everything as it is stored", everything) }
            </div>
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

/// How much there is of one's own, in words: "3 practitioners, 12 cases, 31 children, 1 own scheme".
#[must_use]
pub fn size(workspace: &Workspace, schemes: &OwnSchemes) -> String {
    use crate::web::words::count;
    let children = workspace.cases.iter().map(|case| case.children.len()).sum();
    let mut all = format!(
        "{}, {}, {}",
        count(workspace.practitioners.len(), "practitioner", "practitioners"),
        count(workspace.cases.len(), "case", "cases"),
        count(children, "child", "children")
    );
    if !schemes.own.is_empty() {
        all += ", ";
        all += &count(schemes.own.len(), "own scheme", "own schemes");
    }
    all
}
