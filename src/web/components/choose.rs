//! A select that always shows what the state says.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A select.
#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    /// Its id in the document.
    pub id: AttrValue,
    /// What is chosen.
    pub value: AttrValue,
    /// Values and words.
    pub offered: Vec<(AttrValue, AttrValue)>,
    /// Heads of groups, each with the place of the option that its group begins with; options before the
    /// first stand in none.
    #[prop_or_default]
    pub heads: Vec<(usize, AttrValue)>,
    /// True while what was chosen last could not be taken.
    #[prop_or_default]
    pub invalid: bool,
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
    let option = |(value, words): &(AttrValue, AttrValue)| html! { <option selected={*value == props.value} value={value.clone()}>{ words.clone() }</option> };
    let first = props.heads.first().map_or(props.offered.len(), |(place, _)| *place);
    let ends = props.heads.iter().skip(1).map(|(place, _)| *place).chain(std::iter::once(props.offered.len()));
    let groups = props.heads.iter().zip(ends).map(|((start, head), end)| {
        let own = props.offered.get(*start..end).unwrap_or_default();
        html! { <optgroup label={head.clone()}>{ for own.iter().map(option) }</optgroup> }
    });
    html! {
        <select ref={node} id={props.id.clone()} class={classes!("govuk-select", props.invalid.then_some("govuk-select--error"))}
            aria-describedby={props.described_by.clone()} aria-invalid={props.invalid.then_some("true")} {onchange}>
            <>{ for props.offered.iter().take(first).map(option) }</>
            <>{ for groups }</>
        </select>
    }
}
