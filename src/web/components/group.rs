//! A group of facts, folded, with what was given in it said on the outside.

use super::fields::{FieldProps, draw};
use crate::facts::Kind;
use crate::facts::value::UNKNOWN_TEXT;
use crate::web::components::text::pressed;
use crate::web::remembered::use_remembered;
use yew::prelude::*;

/// A group of facts.
#[derive(Properties, PartialEq)]
pub struct GroupProps {
    /// What the group is.
    pub title: AttrValue,
    /// Whose facts they are, for readers who hear one field at a time.
    pub whose: AttrValue,
    /// What was given, in a few words.
    pub given: AttrValue,
    /// The fields.
    pub fields: Vec<FieldProps>,
    /// Further content, below the fields.
    #[prop_or_default]
    pub children: Html,
}

/// A group of facts, folded. Marks are boxes to tick; a button turns them into lists with "not
/// known" among the answers, which is rare and would be in the way.
#[component]
pub fn Group(props: &GroupProps) -> Html {
    let asked = use_remembered(|| false);
    let marks = props.fields.iter().any(|field| field.kind == Kind::Mark);
    let exact = *asked || props.fields.iter().any(|field| field.kind == Kind::Mark && field.value == UNKNOWN_TEXT);
    let onclick = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(true))
    };
    html! {
        <details class="govuk-details fairload-group">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{ props.title.clone() }</span>
                if !props.given.is_empty() {
                    <span class="fairload-group__given">{ props.given.clone() }</span>
                }
            </summary>
            <div class="govuk-details__text">
                <fieldset class="govuk-fieldset">
                    <legend class="govuk-visually-hidden">{ format!("{}: {}", props.whose, props.title) }</legend>
                    <div class="fairload-fields">
                        { for props.fields.iter().map(|field| draw(FieldProps { exact, ..field.clone() })) }
                    </div>
                    if marks && !exact {
                        { pressed("fairload-link-button", "Some of these are not known".into(), onclick) }
                    }
                </fieldset>
                { props.children.clone() }
            </div>
        </details>
    }
}
