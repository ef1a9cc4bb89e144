//! Closed cases that are kept longer than the council keeps them.

use super::parts::{Choice, choices, said};
use crate::copies::{KeptMonths, delete, kept_too_long, undated};
use crate::facts::value::Value;
use crate::facts::{Case, Id, Month};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::fields::error;
use crate::web::components::text::{paragraph, pressed, second_button};
use crate::web::copies::Noted;
use crate::web::document::{Block, link as to, paragraph as block};
use crate::web::remembered::{Remembered, use_remembered};
use crate::web::session::Session;
use crate::web::state::{Action, Refused, sentence};
use crate::web::words::{self, count};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The field for the period.
const PERIOD: &str = "kept-months";

/// The period, and the cases that are kept longer, to be ticked and deleted.
#[hook]
pub fn use_closed_cases(session: &Session) -> Html {
    let ticked = use_remembered(Vec::<Id>::new);
    let refused = use_remembered(|| None::<Refused>);
    let done = use_remembered(String::new);
    let onchange = {
        let (copies, refused) = (session.copies.clone(), refused.clone());
        Callback::from(move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            match Option::<KeptMonths>::read(typed.trim()) {
                Ok(period) => {
                    refused.set(None);
                    copies.note(Noted::Period(period));
                }
                Err(fault) => {
                    refused.set(Some(Refused { field: PERIOD.to_owned(), typed, message: sentence(&fault.message) }));
                }
            }
        })
    };
    let wrong = refused.as_ref();
    let period = session.copies.period();
    let value = wrong.map_or_else(|| period.write(), |wrong| wrong.typed.clone());
    html! {
        <>
            { paragraph("How long closed cases are kept is for your council to say. Give its period, and those that closed longer ago are listed here to be deleted. Nothing is deleted by itself.") }
            <div class={classes!("govuk-form-group", wrong.map(|_| "govuk-form-group--error"))}>
                <label class="govuk-label" for={PERIOD}>{ "Months that closed cases are kept" }</label>
                <div id="kept-months-hint" class="govuk-hint">{ "Such as 24. Empty: no period." }</div>
                { error(PERIOD, wrong) }
                <input class={classes!("govuk-input", "govuk-input--width-4", wrong.map(|_| "govuk-input--error"))} id={PERIOD} type="text"
                    inputmode="numeric" autocomplete="off" {value} {onchange} aria-invalid={wrong.map(|_| "true")}
                    aria-describedby={if wrong.is_some() { "kept-months-hint kept-months-error" } else { "kept-months-hint" }} />
            </div>
            <div id="closed" tabindex="-1">
                if !done.is_empty() {
                    <p class="govuk-inset-text">{ (*done).clone() }</p>
                }
                if let (Some(period), Some(now)) = (period, session.copies.this_month()) {
                    { for list(session, period, now, &ticked, &done) }
                }
            </div>
        </>
    }
}

fn list(
    session: &Session,
    period: KeptMonths,
    now: Month,
    ticked: &Remembered<Vec<Id>>,
    done: &Remembered<String>,
) -> Vec<Html> {
    let own = &session.state.own.workspace;
    let (offered, apart) = (kept_too_long(own, period, now), undated(own, period, now));
    let all: Vec<Id> = offered.iter().map(|(case, _)| case.id.clone()).collect();
    // What was deleted meanwhile is ticked no longer.
    let chosen: Vec<Id> = all.iter().filter(|id| ticked.contains(id)).cloned().collect();
    let number = chosen.len();
    let remove = {
        let (session, done, change) = (session.clone(), done.clone(), delete(own, &chosen));
        Callback::from(move |_: MouseEvent| {
            let Some(change) = change.clone() else { return };
            session.act.emit(Action::LeaveDemo);
            session.act.emit(Action::Do(change));
            done.set(format!(
                "Deleted {}. \u{201c}Undo\u{201d} brings them back until you close the page.",
                count(number, "closed case", "closed cases")
            ));
            browser::after(0, || browser::focus("closed"));
        })
    };
    let tick_all = {
        let (ticked, all) = (ticked.clone(), all.clone());
        let next = if number == all.len() { Vec::new() } else { all };
        Callback::from(move |_: MouseEvent| ticked.set(next.clone()))
    };
    let months = count(usize::try_from(period.number()).unwrap_or_default(), "month", "months");
    let mut parts = Vec::new();
    if offered.is_empty() {
        parts.push(paragraph(format!("No case here closed more than {months} ago.")));
    } else {
        let legend = format!("Closed more than {months} ago: {}", count(all.len(), "case", "cases"));
        let boxes = offered.iter().map(|(case, closed)| tick(case, *closed, ticked)).collect();
        // Above the list, while the button that deletes is below it: nothing comes up under the pointer.
        let all_ticked = number == all.len();
        let words = if all_ticked { "Untick all".to_owned() } else { format!("Tick all {}", all.len()) };
        parts.push(second_button(words, tick_all));
        parts.push(choices(legend, None, boxes));
        parts.push(paragraph("Undo brings back what you delete until you close the page; after that it is gone from here. Copies that were downloaded keep what they hold."));
        if number > 0 {
            let words = format!("Delete {}", count(number, "closed case", "closed cases"));
            parts.push(pressed("govuk-button govuk-button--warning", words.into(), remove));
        }
    }
    if !apart.is_empty() {
        let links = apart.iter().map(|case| vec![to(Address::Case(case.id.clone(), None), words::headed(case))]);
        parts.push(said(vec![
            block("Nobody holds these, and it is not known whether or when they closed. They are not offered: open them, and give the month in which they closed."),
            Block::List(links.collect()),
        ]));
    }
    parts
}

fn tick(case: &Case, closed: Month, ticked: &Remembered<Vec<Id>>) -> Choice {
    let on = ticked.contains(&case.id);
    let onchange = {
        let (ticked, own) = (ticked.clone(), case.id.clone());
        Callback::from(move |_: Event| {
            let mut next: Vec<Id> = ticked.latest().iter().filter(|id| **id != own).cloned().collect();
            if !on {
                next.push(own.clone());
            }
            ticked.set(next);
        })
    };
    let label = format!("{}, last open in {}", words::headed(case), closed.words());
    Choice { id: format!("closed-{}", case.id), label, on, onchange }
}
