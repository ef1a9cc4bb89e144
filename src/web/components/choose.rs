//! A select that always shows what the state says.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A select.
#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    /// Its id in the document.
    pub id: AttrValue,
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
    /// What is chosen.
    pub value: AttrValue,
    /// Values and words.
    pub offered: Vec<(AttrValue, AttrValue)>,
    /// The ids of what describes it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Takes what the reader chose.
    pub choose: Callback<String>,
}

/// A select. What a reader chose stays in the element whatever its options say, so its value is set
/// as well: undoing must show.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        // After every rendering: a choice that was refused changes nothing of what is given here.
        use_effect_with((props.value.clone(), props.offered.clone(), props.choose.clone()), move |(value, ..)| {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(value);
            }
        });
    }
    let onchange = props.choose.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <select ref={node} id={props.id.clone()} class={classes!("govuk-select", props.class.clone())}
            aria-describedby={props.described_by.clone()} {onchange}>
            { for props.offered.iter().map(|(value, words)| html! {
                <option selected={*value == props.value} value={value.clone()}>{ words.clone() }</option>
            }) }
        </select>
    }
}
