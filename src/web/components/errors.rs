//! The summary of what could not be taken, at the top of a page.

use super::document::not_allowed;
use crate::facts::Id;
use crate::scoring::Score;
use crate::web::browser;
use crate::web::state::Refused;
use yew::prelude::*;

/// What could not be taken, and the id of its summary.
#[derive(Properties, PartialEq)]
pub struct ErrorsProps {
    /// The id of the summary, which a form that was sent moves the focus to.
    pub id: AttrValue,
    /// What could not be taken.
    pub refused: Vec<Refused>,
}

/// What could not be taken on the whole page.
pub fn errors(refused: &[Refused]) -> Html {
    html! { <Errors id="errors" refused={refused.to_vec()} /> }
}

/// A list of what could not be taken, each leading to its field; nothing where all was. The title of the
/// document says so too, which is what readers who hear the page meet first.
#[component]
pub fn Errors(props: &ErrorsProps) -> Html {
    use_effect_with(props.refused.is_empty(), |empty| {
        let wrong = !empty;
        if wrong {
            browser::mark_title(true);
        }
        move || {
            if wrong {
                browser::mark_title(false);
            }
        }
    });
    if props.refused.is_empty() {
        return Html::default();
    }
    html! {
        <div class="govuk-error-summary" id={props.id.clone()} tabindex="-1">
            <div role="alert">
                <h2 class="govuk-error-summary__title">{ "There is a problem" }</h2>
                <div class="govuk-error-summary__body">
                    <ul class="govuk-list govuk-error-summary__list">
                        { for props.refused.iter().map(item) }
                    </ul>
                </div>
            </div>
        </div>
    }
}

fn item(refused: &Refused) -> Html {
    if refused.field.is_empty() {
        return html! { <li>{ &refused.message }</li> };
    }
    let field = refused.field.clone();
    // The address must not change: what is after its `#` is the page.
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        browser::focus(&field);
    });
    html! { <li><a href={format!("#{}", refused.field)} {onclick}>{ &refused.message }</a></li> }
}

/// What a score says that its scheme does not allow of a case, each as an error in words.
pub fn of_case(score: &Score, case: &Id) -> Html {
    let own = score.notes.iter().filter(|note| note.error && note.case.as_ref() == Some(case));
    own.map(|note| not_allowed(note.words.clone().into())).collect()
}
