//! A select that always shows what the state says.

use crate::points::sort_short;
use crate::scheme::{Kind, Scheme};
use crate::schemes::published;
use crate::web::address::Address;
use crate::web::browser;
use crate::web::session::{Session, Shared};
use crate::web::standings::Beside;
use web_sys::{HtmlInputElement, HtmlSelectElement};
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

/// The field that chooses the scheme to score with. Of a council that has a main scheme the others stand in groups
/// of their own.
pub fn scheme_field(session: &Session, label: &'static str) -> Html {
    let mut schemes = session.schemes.offered();
    let is_published = |id: &String| published().iter().any(|own| own.id == *id);
    let mut heads: Vec<(usize, AttrValue)> = Vec::new();
    if session.schemes.has_main() {
        let others = || schemes.iter().enumerate().skip(1);
        let own = others().find(|(_, (id, _))| !is_published(id));
        let theirs = others().find(|(_, (id, _))| is_published(id));
        heads.extend(own.map(|(place, _)| (place, AttrValue::Static("Our other schemes"))));
        heads.extend(theirs.map(|(place, _)| (place, AttrValue::Static("Other published schemes"))));
    } else {
        let kind = |id: &str| Kind::ALL.iter().position(|own| *own == session.schemes.kind(id));
        sort_short(&mut schemes, |(id, _)| kind(id));
        for own in Kind::ALL {
            let first = schemes.iter().position(|(id, _)| session.schemes.kind(id) == own);
            heads.extend(first.map(|place| (place, AttrValue::Static(own.words()))));
        }
    }
    let offered: Vec<(AttrValue, AttrValue)> = schemes.into_iter().map(|(id, name)| (id.into(), name.into())).collect();
    let value = session.scheme.as_ref().map_or_else(AttrValue::default, |own| own.id.clone().into());
    html! {
        <div class="govuk-form-group">
            <label class="govuk-label" for="scheme">{ label }</label>
            <Choose id="scheme" {value} {offered} {heads} choose={session.choose.clone()} />
        </div>
    }
}

/// What opens and folds the other schemes of a council that has a main one; nothing for any other. `sorted` says
/// that the page is sorted by one of them, which has to be in view then.
pub fn other_schemes(session: &Session, update: &UseForceUpdateHandle, sorted: bool) -> Html {
    let (_, folded) = session.in_view(false, Beside::All);
    if folded == 0 {
        return Html::default();
    }
    let opened = sorted || session.standings.others.get();
    let onclick = {
        let (standings, update) = (session.standings.clone(), update.clone());
        Callback::from(move |_: MouseEvent| {
            standings.others.set(!opened);
            if opened && sorted {
                browser::go(&Address::Team(None));
            }
            update.force_update();
        })
    };
    html! {
        <button type="button" class="fairload-link-button fairload-others" aria-expanded={if opened { "true" } else { "false" }} {onclick}>
            { format!("Other schemes ({folded})") }
        </button>
    }
}

/// The field that says which schemes stand beside the chosen one: those of its kind at first. Nothing where a
/// council's main scheme stands alone.
pub fn beside_field(session: &Session, update: &UseForceUpdateHandle, label: &'static str) -> Html {
    let all = session.schemes.offered();
    let kinds = Kind::ALL.map(|own| all.iter().filter(|(id, _)| session.schemes.kind(id) == own).count());
    if session.schemes.has_main() && !session.standings.others.get() {
        return Html::default();
    }
    let of = |own: Beside, words: &str, count: usize| (value_of(own).into(), format!("{words} ({count})").into());
    let mut offered: Vec<(AttrValue, AttrValue)> = Vec::new();
    for (own, count) in Kind::ALL.into_iter().zip(kinds).filter(|(_, count)| *count > 0) {
        offered.push(of(Beside::Of(own), own.words(), count));
    }
    offered.push(of(Beside::All, "All", all.len()));
    let chosen = session.scheme.as_ref().map_or(Kind::Points, |own| own.kind());
    let value = value_of(match session.standings.beside.get() {
        Beside::Like => Beside::Of(chosen),
        own => own,
    });
    let choose = {
        let (standings, update) = (session.standings.clone(), update.clone());
        Callback::from(move |value: String| {
            let every = Kind::ALL.map(Beside::Of).into_iter().chain([Beside::All]);
            if let Some(own) = every.into_iter().find(|own| value_of(*own) == value) {
                standings.beside.set(own);
                update.force_update();
            }
        })
    };
    html! {
        <div class="govuk-form-group">
            <label class="govuk-label" for="beside">{ label }</label>
            <Choose id="beside" {value} {offered} {choose} />
        </div>
    }
}

const fn value_of(own: Beside) -> &'static str {
    match own {
        Beside::Like => "",
        Beside::Of(Kind::Points) => "points",
        Beside::Of(Kind::Counts) => "counts",
        Beside::Of(Kind::Reported) => "reported",
        Beside::All => "all",
    }
}

/// Which schemes stand beside the chosen one, for paper.
pub fn beside_on_paper(schemes: &[Shared<Scheme>]) -> Html {
    let others: Vec<String> =
        schemes.iter().skip(1).map(|own| format!("{} (scheme file {})", own.name, own.version)).collect();
    if others.is_empty() {
        return Html::default();
    }
    html! { <p class="fairload-print-head">{ format!("Beside it: {}.", others.join(", ")) }</p> }
}

/// The field that searches people by name, role or team.
pub fn search_field(id: &'static str, value: &str, search: &Callback<String>) -> Html {
    let oninput = search.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <div class="govuk-form-group">
            <label class="govuk-label" for={id}>{ "Search by name, role or team" }</label>
            <input class="govuk-input govuk-input--width-10" {id} type="text" autocomplete="off" spellcheck="false"
                value={value.to_owned()} {oninput} />
        </div>
    }
}
