//! A field for any fact, drawn from its definition in the catalogue.

use super::choose::Choose;
use crate::change::Subject;
use crate::facts::record::Record;
use crate::facts::value::{Choice, UNKNOWN_TEXT};
use crate::facts::{Definition, Kind};
use crate::web::dates;
use crate::web::state::{Given, Refused, field_id};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a reference can name: ids and names. The first has an empty id, for nobody.
pub type Options = Rc<Vec<(AttrValue, AttrValue)>>;

/// One field.
#[derive(Properties, Clone)]
pub struct FieldProps {
    /// The fact.
    pub definition: &'static Definition,
    /// The record.
    pub subject: Subject,
    /// The value, as stored.
    pub value: AttrValue,
    /// What was typed last and could not be taken.
    #[prop_or_default]
    pub refused: Option<Refused>,
    /// What a reference can name.
    #[prop_or_default]
    pub options: Options,
    /// True where a mark can also be said to be not known.
    #[prop_or_default]
    pub exact: bool,
    /// True where the help is shown.
    #[prop_or(true)]
    pub helped: bool,
    /// Takes what is given.
    pub give: Callback<Given>,
}

impl PartialEq for FieldProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.definition, other.definition)
            && self.subject == other.subject
            && self.value == other.value
            && self.refused == other.refused
            && self.options == other.options
            && self.exact == other.exact
            && self.helped == other.helped
            && self.give == other.give
    }
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
    pub fn field<R: Record>(&self, record: &R, definition: &'static Definition) -> FieldProps {
        self.of_value(definition, record.text(definition.id).unwrap_or_default())
    }

    /// The field of a fact that has this value.
    #[must_use]
    pub fn of_value(&self, definition: &'static Definition, value: String) -> FieldProps {
        let id = field_id(self.subject, definition.id);
        FieldProps {
            definition,
            subject: self.subject.clone(),
            value: value.into(),
            refused: self.refused.iter().find(|refused| refused.field == id).cloned(),
            options: Options::default(),
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

    fn id(&self) -> String {
        field_id(&self.subject, self.definition.id)
    }

    /// What the field shows: what was typed, where it could not be taken.
    fn shown(&self) -> String {
        self.refused
            .as_ref()
            .map_or_else(|| dates::shown(self.definition.kind, &self.value), |refused| refused.typed.clone())
    }

    fn given(&self, typed: String, typing: bool) {
        let value = match self.definition.kind {
            Kind::Text { .. } => typed.clone(),
            kind => dates::stored(kind, &typed),
        };
        let wanted = dates::wanted(self.definition.kind).map(|wanted| format!("{wanted} ({})", self.definition.label));
        self.give.emit(Given { subject: self.subject.clone(), fact: self.definition.id, typed, value, typing, wanted });
    }

    fn hint(&self) -> Option<String> {
        let form = dates::hint(self.definition.kind);
        match (self.helped, form) {
            (true, Some(form)) => Some(format!("{} {form}", self.definition.help)),
            (true, None) => Some(self.definition.help.to_owned()),
            (false, _) => None,
        }
    }

    fn described_by(&self) -> Option<AttrValue> {
        let id = self.id();
        let hint = self.hint().map(|_| format!("{id}-hint"));
        let error = self.refused.as_ref().map(|_| format!("{id}-error"));
        let both: Vec<String> = hint.into_iter().chain(error).collect();
        (!both.is_empty()).then(|| both.join(" ").into())
    }

    fn hint_and_error(&self) -> Html {
        let id = self.id();
        html! {
            <>
                if let Some(hint) = self.hint() {
                    <div id={format!("{id}-hint")} class="govuk-hint">{ hint }</div>
                }
                if let Some(refused) = &self.refused {
                    <p id={format!("{id}-error")} class="govuk-error-message">
                        <span class="govuk-visually-hidden">{ "Error: " }</span>{ refused.message.clone() }
                    </p>
                }
            </>
        }
    }

    fn group(&self) -> Classes {
        classes!("govuk-form-group", self.refused.is_some().then_some("govuk-form-group--error"))
    }
}

/// A field in a row of fields.
pub fn draw(own: FieldProps) -> Html {
    let key = own.definition.id;
    html! { <Field {key} ..own /> }
}

/// The field of a fact.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    match props.definition.kind {
        Kind::Mark if props.exact || props.value == UNKNOWN_TEXT => select(props),
        Kind::Mark => checkbox(props),
        Kind::Answer => radios(props),
        Kind::OneOf(_) | Kind::Ordinary(_) | Kind::Reference => select(props),
        Kind::Whole { .. } | Kind::Decimal { .. } | Kind::Month | Kind::When | Kind::Text { .. } => input(props),
    }
}

fn checkbox(props: &FieldProps) -> Html {
    let id = props.id();
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
                    aria-describedby={props.helped.then(|| format!("{id}-hint"))} {onchange} />
                <label class="govuk-label govuk-checkboxes__label" for={id.clone()}>{ props.definition.label }</label>
                if props.helped {
                    <div id={format!("{id}-hint")} class="govuk-hint govuk-checkboxes__hint">{ props.definition.help }</div>
                }
            </div>
        </div>
    }
}

fn radios(props: &FieldProps) -> Html {
    let id = props.id();
    let choices: [(&'static str, &'static str); 3] = [("yes", "Yes"), ("no", "No"), ("", "Not known")];
    html! {
        <div class={classes!(props.group(), "fairload-field")}>
            <fieldset class="govuk-fieldset" aria-describedby={props.described_by()}>
                <legend class="govuk-fieldset__legend">{ props.definition.label }</legend>
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
    match props.definition.kind {
        Kind::Mark => vec![fixed("", "No"), fixed("yes", "Yes"), fixed(UNKNOWN_TEXT, "Not known")],
        Kind::OneOf(choices) => std::iter::once(fixed("", "Not known")).chain(listed(choices)).collect(),
        // The first is what nothing stands for.
        Kind::Ordinary(choices) => listed(choices)
            .enumerate()
            .map(|(place, (code, words))| if place == 0 { (AttrValue::Static(""), words) } else { (code, words) })
            .chain(std::iter::once(fixed(UNKNOWN_TEXT, "Not known")))
            .collect(),
        _ => props.options.to_vec(),
    }
}

fn select(props: &FieldProps) -> Html {
    let id = props.id();
    let choose = {
        let props = props.clone();
        Callback::from(move |value: String| props.given(value, false))
    };
    let invalid = props.refused.is_some();
    html! {
        <div class={classes!(props.group(), "fairload-field", "fairload-field--choice")}>
            <label class="govuk-label" for={id.clone()}>{ props.definition.label }</label>
            { props.hint_and_error() }
            <Choose {id} class={classes!(invalid.then_some("govuk-select--error"))} value={props.value.clone()}
                offered={offered(props)} described_by={props.described_by()} {choose} />
        </div>
    }
}

fn input(props: &FieldProps) -> Html {
    let id = props.id();
    let kind = props.definition.kind;
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
    html! {
        <div class={classes!(props.group(), "fairload-field")}>
            <label class="govuk-label" for={id.clone()}>{ props.definition.label }</label>
            { props.hint_and_error() }
            <input {id} class={classes!("govuk-input", width, invalid.then_some("govuk-input--error"))} type="text"
                inputmode={mode} autocomplete="off" spellcheck="false" value={props.shown()}
                aria-describedby={props.described_by()} aria-invalid={invalid.then_some("true")}
                oninput={text.then_some(oninput)} onchange={(!text).then_some(onchange)} />
        </div>
    }
}
