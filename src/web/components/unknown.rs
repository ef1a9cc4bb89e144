//! What is not known, in the order of use: facts first, then what the scheme leaves to the manager.

use crate::scoring::Question;
use yew::prelude::*;

/// So many questions to the manager stand in the open at most: a scheme may ask four of every case.
const MOST_OPEN: usize = 3;

/// Questions in two groups. `item` draws one.
pub fn questions<'q>(asked: impl Iterator<Item = &'q Question>, item: &dyn Fn(&Question) -> Html) -> Html {
    let (manager, facts): (Vec<&Question>, Vec<&Question>) = asked.partition(|question| question.discretion);
    groups(&facts, &manager, item)
}

#[inline(never)]
fn groups(facts: &[&Question], manager: &[&Question], item: &dyn Fn(&Question) -> Html) -> Html {
    let words = format!("Left to the manager ({})", manager.len());
    html! {
        <>
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
