//! A field for any fact, drawn from its definition in the catalogue, or in a scheme.

use super::choose::Choose;
use super::inputs::InputOf;
use crate::change::Subject;
use crate::facts::record::{AnyRecord, text};
use crate::facts::value::{Choice, Listed, UNKNOWN_TEXT};
use crate::facts::{Definition, Kind, TaskKind};
use crate::web::needs::help_says_more;
use crate::web::state::{Given, Refused, field_id};
use crate::web::{browser, dates};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a reference can name: ids and names. The first has an empty id, for nobody.
pub type Options = Rc<Vec<(AttrValue, AttrValue)>>;

/// One field.
#[derive(Properties, Clone, PartialEq)]
pub struct FieldProps {
    /// The name of the fact.
    pub fact: AttrValue,
    /// Its words.
    pub label: AttrValue,
    /// What it means.
    pub help: AttrValue,
    /// What kind of value it takes.
    pub kind: Kind,
    /// What a value that was not given is called.
    #[prop_or(AttrValue::Static("Not known"))]
    pub unknown: AttrValue,
    /// The input that it is, where it is one of a scheme.
    #[prop_or_default]
    pub input: Option<InputOf>,
    /// The record.
    pub subject: Subject,
    /// The value, as stored.
    pub value: AttrValue,
    /// What was typed last and could not be taken.
    #[prop_or_default]
    pub refused: Option<Refused>,
    /// What a reference can name, or what is suggested for a text.
    #[prop_or_default]
    pub options: Options,
    /// What the reader should know of what was given, which is taken all the same.
    #[prop_or_default]
    pub told: Html,
    /// True where a mark can also be said to be not known.
    #[prop_or_default]
    pub exact: bool,
    /// True where the help is shown.
    #[prop_or(true)]
    pub helped: bool,
    /// Takes what is given.
    pub give: Callback<Given>,
}

/// The fields of a record are made from this.
#[derive(Clone)]
pub struct Drawing<'a> {
    /// The record's place.
    pub subject: &'a Subject,
    /// What could not be taken, of the whole page.
    pub refused: &'a [Refused],
    /// Takes what is given.
    pub give: &'a Callback<Given>,
}

impl Drawing<'_> {
    /// The field of a fact of a record.
    #[must_use]
    pub fn field(&self, record: &dyn AnyRecord, definition: &'static Definition) -> FieldProps {
        let value = text(record, definition.id).unwrap_or_default();
        let help = if help_says_more(definition) { definition.help } else { "" };
        self.named(definition.id.into(), definition.label.into(), help.into(), definition.kind, value)
    }

    /// The field of whatever has this name, these words and this value.
    #[must_use]
    pub fn named(&self, fact: AttrValue, label: AttrValue, help: AttrValue, kind: Kind, value: String) -> FieldProps {
        let id = field_id(self.subject, &fact);
        FieldProps {
            fact,
            label,
            help,
            kind,
            unknown: AttrValue::Static("Not known"),
            input: None,
            subject: self.subject.clone(),
            value: value.into(),
            refused: self.refused.iter().find(|refused| refused.field == id).cloned(),
            options: Options::default(),
            told: Html::default(),
            exact: false,
            helped: true,
            give: self.give.clone(),
        }
    }
}

impl FieldProps {
    /// The same field with the names that it can refer to.
    #[must_use]
    pub fn with_options(mut self, options: &Options) -> Self {
        self.options = Rc::clone(options);
        self
    }

    /// The same field without its help.
    #[must_use]
    pub const fn brief(mut self) -> Self {
        self.helped = false;
        self
    }

    /// The id of the field in the document.
    #[must_use]
    pub fn id(&self) -> String {
        field_id(&self.subject, &self.fact)
    }

    /// What the field shows: what was typed, where it could not be taken.
    fn shown(&self) -> String {
        self.refused.as_ref().map_or_else(|| dates::shown(self.kind, &self.value), |refused| refused.typed.clone())
    }

    fn given(&self, typed: String, typing: bool) {
        let value = match self.kind {
            Kind::Text { .. } => typed.clone(),
            kind @ (Kind::Month | Kind::When) => dates::stored(kind, &typed, &browser::today()),
            _ => typed.trim().to_owned(),
        };
        let wanted = dates::wanted(self.kind).map(|wanted| format!("{wanted} ({})", self.label));
        let fact = self.fact.as_str().to_owned().into();
        let input = self.input.as_ref().and_then(|input| input.given(&self.fact, &value));
        self.give.emit(Given { subject: self.subject.clone(), fact, typed, value, typing, wanted, input });
    }

    fn hint(&self) -> Option<String> {
        let words = [self.help.as_str(), dates::hint(self.kind).unwrap_or_default()];
        let words = words.into_iter().filter(|words| self.helped && !words.is_empty());
        let hint = words.collect::<Vec<_>>().join(" ");
        (!hint.is_empty()).then_some(hint)
    }

    fn described_by(&self) -> Option<AttrValue> {
        let id = self.id();
        let hint = self.hint().map(|_| format!("{id}-hint"));
        let error = self.refused.as_ref().map(|_| format!("{id}-error"));
        let told = self.is_told().then(|| format!("{id}-told"));
        let both: Vec<String> = hint.into_iter().chain(error).chain(told).collect();
        (!both.is_empty()).then(|| both.join(" ").into())
    }

    fn hint_and_error(&self) -> Html {
        let id = self.id();
        html! {
            <>
                if let Some(hint) = self.hint() {
                    <div id={format!("{id}-hint")} class="govuk-hint">{ hint }</div>
                }
                { error(&id, self.refused.as_ref()) }
                if self.is_told() {
                    <p id={format!("{id}-told")} class="govuk-body-s fairload-told" role="status">{ self.told.clone() }</p>
                }
            </>
        }
    }

    fn is_told(&self) -> bool {
        self.told != Html::default()
    }

    fn group(&self) -> Classes {
        classes!("govuk-form-group", self.refused.is_some().then_some("govuk-form-group--error"))
    }
}

/// What is wrong with the field that has this id; nothing where all is well.
pub fn error(id: &str, wrong: Option<&Refused>) -> Html {
    let Some(refused) = wrong else { return Html::default() };
    html! {
        <p id={format!("{id}-error")} class="govuk-error-message">
            <span class="govuk-visually-hidden">{ "Error: " }</span>{ refused.message.clone() }
        </p>
    }
}

/// A field in a row of fields.
pub fn draw(own: FieldProps) -> Html {
    let key = own.fact.as_str().to_owned();
    html! { <Field {key} ..own /> }
}

/// The field of a fact.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    match props.kind {
        Kind::Mark if props.exact || props.value == UNKNOWN_TEXT => select(props),
        Kind::Mark => checkbox(props),
        Kind::Answer => radios(props),
        Kind::OneOf(_) | Kind::Ordinary(_) | Kind::Reference => select(props),
        Kind::Whole { .. } | Kind::Decimal { .. } | Kind::Month | Kind::When | Kind::Text { .. } => input(props),
    }
}

fn checkbox(props: &FieldProps) -> Html {
    let id = props.id();
    let helped = props.helped && !props.help.is_empty();
    let onchange = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
            props.given(if checked { "yes" } else { "" }.to_owned(), false);
        })
    };
    html! {
        <div class={classes!("govuk-checkboxes", "govuk-checkboxes--small", "fairload-field")} data-module="govuk-checkboxes">
            <div class="govuk-checkboxes__item">
                <input class="govuk-checkboxes__input" type="checkbox" id={id.clone()} checked={props.value == "yes"}
                    aria-describedby={helped.then(|| format!("{id}-hint"))} {onchange} />
                <label class="govuk-label govuk-checkboxes__label" for={id.clone()}>{ props.label.clone() }</label>
                if helped {
                    <div id={format!("{id}-hint")} class="govuk-hint govuk-checkboxes__hint">{ props.help.clone() }</div>
                }
            </div>
        </div>
    }
}

fn radios(props: &FieldProps) -> Html {
    let id = props.id();
    let choices: [(&'static str, AttrValue); 3] =
        [("yes", AttrValue::Static("Yes")), ("no", AttrValue::Static("No")), ("", props.unknown.clone())];
    html! {
        <div class={classes!(props.group(), "fairload-field")}>
            <fieldset class="govuk-fieldset" aria-describedby={props.described_by()}>
                <legend class="govuk-fieldset__legend">{ props.label.clone() }</legend>
                { props.hint_and_error() }
                <div class="govuk-radios govuk-radios--small govuk-radios--inline">
                    { for choices.into_iter().map(|(value, words)| {
                        // The first has the field's own id: messages and questions lead to it.
                        let own = if value == "yes" { id.clone() } else { format!("{id}-{}", if value.is_empty() { "unknown" } else { value }) };
                        let onchange = {
                            let props = props.clone();
                            Callback::from(move |_: Event| props.given(value.to_owned(), false))
                        };
                        html! {
                            <div class="govuk-radios__item">
                                <input class="govuk-radios__input" type="radio" id={own.clone()} name={id.clone()}
                                    {value} checked={props.value == value} {onchange} />
                                <label class="govuk-label govuk-radios__label" for={own}>{ words }</label>
                            </div>
                        }
                    }) }
                </div>
            </fieldset>
        </div>
    }
}

/// What a select offers: values and words.
fn offered(props: &FieldProps) -> Vec<(AttrValue, AttrValue)> {
    let listed = |choices: &'static [Choice]| {
        choices.iter().map(|choice| (AttrValue::Static(choice.code), AttrValue::Static(choice.words)))
    };
    let fixed = |value, words| (AttrValue::Static(value), AttrValue::Static(words));
    match props.kind {
        Kind::Mark => vec![fixed("", "No"), fixed("yes", "Yes"), fixed(UNKNOWN_TEXT, "Not known")],
        Kind::OneOf(choices) if choices == TaskKind::CHOICES => {
            let kinds = TaskKind::groups().flat_map(|(_, kinds)| kinds);
            std::iter::once(fixed("", "Not known")).chain(kinds.map(|kind| fixed(kind.text(), kind.words()))).collect()
        }
        Kind::OneOf(choices) => {
            std::iter::once((AttrValue::Static(""), props.unknown.clone())).chain(listed(choices)).collect()
        }
        // The first is what nothing stands for.
        Kind::Ordinary(choices) => listed(choices)
            .enumerate()
            .map(|(place, (code, words))| if place == 0 { (AttrValue::Static(""), words) } else { (code, words) })
            .chain(std::iter::once(fixed(UNKNOWN_TEXT, "Not known")))
            .collect(),
        _ => props.options.to_vec(),
    }
}

/// The heads of the groups that a long list is offered in, with the places where they begin.
fn heads(kind: Kind) -> Vec<(usize, AttrValue)> {
    let mut place = 1;
    let head = |(group, kinds): (&'static str, _)| {
        let start = place;
        place += Iterator::count(kinds);
        (start, AttrValue::Static(group))
    };
    if kind == Kind::OneOf(TaskKind::CHOICES) { TaskKind::groups().map(head).collect() } else { Vec::new() }
}

/// A list with choices of more letters takes the whole width: cut off, they could not be told apart.
const WIDE: usize = 40;

fn select(props: &FieldProps) -> Html {
    let id = props.id();
    let choose = {
        let props = props.clone();
        Callback::from(move |value: String| props.given(value, false))
    };
    let offered = offered(props);
    let wide = offered.iter().any(|(_, words)| words.len() > WIDE).then_some("fairload-field--wide");
    html! {
        <div class={classes!(props.group(), "fairload-field", "fairload-field--choice", wide)}>
            <label class="govuk-label" for={id.clone()}>{ props.label.clone() }</label>
            { props.hint_and_error() }
            <Choose {id} invalid={props.refused.is_some()} value={props.value.clone()} heads={heads(props.kind)}
                {offered} described_by={props.described_by()} {choose} />
        </div>
    }
}

fn input(props: &FieldProps) -> Html {
    let id = props.id();
    let kind = props.kind;
    let (mode, width) = match kind {
        Kind::Whole { .. } => (Some("numeric"), "govuk-input--width-3"),
        Kind::Decimal { .. } => (Some("decimal"), "govuk-input--width-5"),
        Kind::Month | Kind::When => (None, "govuk-input--width-10"),
        Kind::Text { longest } if longest > 60 => (None, ""),
        _ => (None, "govuk-input--width-20"),
    };
    let text = matches!(kind, Kind::Text { .. });
    let oninput = {
        let props = props.clone();
        Callback::from(move |event: InputEvent| {
            props.given(event.target_unchecked_into::<HtmlInputElement>().value(), true);
        })
    };
    let onchange = {
        let props = props.clone();
        Callback::from(move |event: Event| {
            props.given(event.target_unchecked_into::<HtmlInputElement>().value(), false);
        })
    };
    let invalid = props.refused.is_some();
    // The empty placeholder tells the style sheet of paper which fields hold nothing.
    let list = (!props.options.is_empty()).then(|| format!("{id}-list"));
    html! {
        <div class={classes!(props.group(), "fairload-field")}>
            <label class="govuk-label" for={id.clone()}>{ props.label.clone() }</label>
            { props.hint_and_error() }
            if let Some(list) = list.clone() {
                <datalist id={list}>{ for props.options.iter().map(|(value, _)| html! { <option value={value.clone()} /> }) }</datalist>
            }
            <input {id} {list} class={classes!("govuk-input", width, invalid.then_some("govuk-input--error"))} type="text"
                inputmode={mode} autocomplete="off" spellcheck="false" placeholder=" " value={props.shown()}
                aria-describedby={props.described_by()} aria-invalid={invalid.then_some("true")}
                oninput={text.then_some(oninput)} onchange={(!text).then_some(onchange)} />
        </div>
    }
}
