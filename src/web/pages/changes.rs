//! What was done since the page was opened, each step to be taken back.

use crate::web::browser;
use crate::web::components::text::{paragraph, quiet_button, title};
use crate::web::session::Session;
use crate::web::state::{Action, Step};
use yew::prelude::*;

/// What was done, the last first; above it what was taken back and can be done again.
pub fn changes_page(session: &Session) -> Html {
    let desk = session.desk();
    let done = desk.undo.len();
    // A step leads to so many steps that are done.
    let line = |step: &Step, words: &'static str, to: usize| {
        let act = session.act.clone();
        let after = if to < done { "taken-back" } else { "done" };
        let go = Callback::from(move |_: MouseEvent| {
            act.emit(Action::To(to));
            // The button is gone then; the list that the step went to is there once it is drawn.
            browser::after(0, move || browser::focus(after));
        });
        html! {
            <li>
                <span>{ &step.words }</span>
                { quiet_button("fairload-link-button", words, step.words.clone(), go) }
            </li>
        }
    };
    // The next to be done again is the last of them, and stands next to what is done.
    let again = desk.redo.iter().enumerate().map(|(place, step)| {
        let words = if place + 1 == desk.redo.len() { "Do again" } else { "Do again up to here" };
        line(step, words, done + desk.redo.len() - place)
    });
    let back = desk
        .undo
        .iter()
        .enumerate()
        .rev()
        .map(|(place, step)| line(step, if place + 1 == done { "Take back" } else { "Take back to here" }, place));
    html! {
        <>
            { title("What was done") }
            if desk.undo.is_empty() && desk.redo.is_empty() {
                { paragraph("Nothing yet, since this page was opened. Every change you make to cases, people and schemes is listed here, and can be taken back.") }
            } else {
                { paragraph("The last first, up to a hundred, since this page was opened. \u{201c}Take back to here\u{201d} takes back that step and all after it.") }
            }
            if !desk.redo.is_empty() {
                <h2 class="govuk-heading-m" id="taken-back" tabindex="-1">{ "Taken back" }</h2>
                <ul class="fairload-changes fairload-changes--back">{ for again }</ul>
            }
            if !desk.undo.is_empty() {
                <h2 class="govuk-heading-m" id="done" tabindex="-1">{ "Done" }</h2>
                <ul class="fairload-changes">{ for back }</ul>
            }
        </>
    }
}
