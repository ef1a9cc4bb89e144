//! What is not known, in the order of use: facts first, then what the scheme leaves to the manager.

use crate::points::Points;
use crate::scoring::Question;
use crate::web::components::text::note;
use crate::web::questions::rests_on_manager;
use yew::prelude::*;

/// So many questions to the manager stand in the open at most: a scheme may ask four of every case.
const MOST_OPEN: usize = 3;

/// Said beside the figures of several questions.
const NOT_ADDED: &str = "Each figure is the most that its answer alone could move; they do not add up to the range, because answers bear on each other: one may count only with another, or several be held at one most.";

/// Questions in two groups. `item` draws one.
pub fn questions<'q>(asked: impl Iterator<Item = &'q Question>, item: &dyn Fn(&Question) -> Html) -> Html {
    let (manager, facts): (Vec<&Question>, Vec<&Question>) = asked.partition(|question| question.discretion);
    groups(&facts, &manager, item)
}

#[inline(never)]
fn groups(facts: &[&Question], manager: &[&Question], item: &dyn Fn(&Question) -> Html) -> Html {
    let both = || facts.iter().chain(manager).copied();
    let rests = if rests_on_manager(&mut both()) { ": most of the range rests on these" } else { "" };
    let words = format!("Left to the manager ({}){rests}", manager.len());
    html! {
        <>
            if both().filter(|own| own.could_move > Points::ZERO).count() > 1 {
                { note(NOT_ADDED) }
            }
            if !facts.is_empty() {
                { list(facts, item) }
            }
            if manager.len() > MOST_OPEN {
                <details class="govuk-details fairload-questions__manager">
                    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ words }</span></summary>
                    <div class="govuk-details__text">{ list(manager, item) }</div>
                </details>
            } else if !manager.is_empty() {
                <h3 class="govuk-heading-s">{ "Left to the manager" }</h3>
                { list(manager, item) }
            }
        </>
    }
}

fn list(questions: &[&Question], item: &dyn Fn(&Question) -> Html) -> Html {
    html! {
        <ul class="govuk-list govuk-list--bullet fairload-questions">
            { for questions.iter().map(|question| html! { <li>{ item(question) }</li> }) }
        </ul>
    }
}
