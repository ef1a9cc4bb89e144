//! A council's own scheme, to be changed: its name, every weight as a field, the options of its readings, its
//! capacity, or the whole file as text; and what differs from the published scheme that it came from.

use super::library::doing::{download_button, gone, notices, put, told};
use super::library::scheme::{CopyForm, choices};
use super::library::{examples_of, remove};
use crate::scheme::Scheme;
use crate::scheme::difference::{Difference, differences};
use crate::scheme::edit::{Edit, as_written, quoted};
use crate::scheme::examples::Recomputed;
use crate::scheme::sheet::{Entry, Figure, FigureKind, Sheet, Stage};
use crate::scheme::tree::Place;
use crate::web::address::Address;
use crate::web::components::frame::faults;
use crate::web::components::text::{back_link, button, heading, link, paragraph, pressed, title};
use crate::web::own_schemes::Own;
use crate::web::remembered::{Remembered, use_remembered};
use crate::web::session::{Session, Shared};
use crate::web::state::sentence;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What the page is given.
pub struct SchemeChangeProps {
    /// What every page is given.
    pub session: Session,
    /// The scheme's id.
    pub id: String,
}

/// The id of the heading of what differs, which other pages lead to.
pub const WHAT_DIFFERS: &str = "what-differs";

/// What was typed in a field and could not be taken, and why.
#[derive(Clone, PartialEq)]
struct Refusal {
    field: String,
    typed: String,
    message: String,
    /// What counted then. Once something else does, as when a step was taken back, the field shows that.
    value: String,
}

/// The whole file as text, while it is being changed.
#[derive(Clone, Default, PartialEq)]
struct Whole {
    /// What stands in the box, where that is not the file.
    typed: Option<String>,
    /// What is wrong with it.
    found: Vec<String>,
    /// What came of checking it.
    said: &'static str,
}

/// A council's own scheme, to be changed.
#[hook]
pub fn use_scheme_change_page(props: &SchemeChangeProps) -> Html {
    let session = &props.session;
    let refused = use_remembered(Vec::<Refusal>::new);
    let whole = use_remembered(Whole::default);
    let leaving = use_remembered(|| None::<String>);
    let own = session.schemes.own.by_id(&props.id).cloned();
    let read =
        use_memo(own.clone().map(Shared), |own| own.as_ref().map_or_else(Sheet::default, |own| Sheet::read(&own.text)));
    let published = session.schemes.published_of(&props.id);
    let parted = use_memo(own.clone().map(Shared), move |own| match (own, published) {
        (Some(own), Some(from)) => differences(from.text, &own.text),
        _ => Vec::new(),
    });
    let Some(own) = own else { return of_published(session, &props.id) };
    let Some(scheme) = own.scheme() else { return gone(session, &props.id) };
    let page = Page { session, own: &own, sheet: &read, refused: &refused };
    html! {
        <>
            { back_link(&Address::Scheme(own.id.clone()), "The scheme, rule by rule") }
            { notices(session) }
            { title(format!("Change {}", scheme.name)) }
            { paragraph("What you change counts at once, in this browser. A copy under Save and open holds it too; download the file to hand it on.") }
            <div class="govuk-button-group">{ download_button(session, &own) }{ remove(session, &own, &leaving) }</div>
            { page.names(scheme) }
            { page.examples() }
            { page.differing(&parted) }
            { heading("Weights and limits") }
            { paragraph(format!("Points are in steps of {}. The place in the source is beside each on the scheme\u{2019}s own page.", read.step)) }
            <>{ for read.stages.iter().filter_map(|stage| page.stage(stage)) }</>
            { heading("Readings") }
            <details class="govuk-details">
                <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "Options of every reading" }</span></summary>
                <div class="govuk-details__text">{ choices(session, &own.id, scheme) }</div>
            </details>
            { page.whole(&whole) }
        </>
    }
}

/// A published scheme is not changed; a version of it is.
fn of_published(session: &Session, id: &str) -> Html {
    let Some(scheme) = session.schemes.by_id(id) else { return gone(session, id) };
    let versions = session.schemes.own.own.iter().filter(|own| own.from.as_deref() == Some(id));
    html! {
        <>
            { back_link(&Address::Scheme(id.to_owned()), "The scheme, rule by rule") }
            { title(format!("Change {}", scheme.name)) }
            { paragraph("A published scheme stays as it was published. Make a version of our own and change that: it is kept beside it, and what differs is listed.") }
            <>{ for versions.map(|own| html! {
                <p class="govuk-body">{ "There is one: " }{ link(&Address::SchemeChange(own.id.clone()), own.name()) }</p>
            }) }</>
            <CopyForm session={session.clone()} id={id.to_owned()} />
        </>
    }
}

/// What is drawn of an own scheme.
struct Page<'p> {
    session: &'p Session,
    own: &'p Rc<Own>,
    sheet: &'p Sheet,
    refused: &'p Remembered<Vec<Refusal>>,
}

/// Makes an edit of what was typed, or says what is wrong with it.
type Read = Box<dyn Fn(&str) -> Result<Edit, String>>;

/// A field of the page.
struct Field {
    id: String,
    label: String,
    value: String,
    /// True for figures, which are short.
    short: bool,
    /// The edit that a typed value is, or what is wrong with it.
    read: Read,
    /// What was changed, in words.
    words: String,
}

impl Page<'_> {
    /// Name, short name and version.
    fn names(&self, scheme: &Scheme) -> Html {
        let field = |name: &'static str, label: &str, value: &str| {
            let missing = format!("Enter the {}", label.to_ascii_lowercase());
            self.field(Field {
                id: format!("scheme-{name}"),
                label: label.to_owned(),
                value: value.to_owned(),
                short: false,
                read: Box::new(move |typed| {
                    if typed.trim().is_empty() {
                        Err(missing.clone())
                    } else {
                        Ok(Edit::text(Place::default().name(name), typed))
                    }
                }),
                words: label.to_owned(),
            })
        };
        html! {
            <>
                { heading("What it is called") }
                <div class="fairload-fields">
                    { field("name", "Name", &scheme.name) }
                    { field("abbreviation", "Short name", &scheme.abbreviation) }
                    { field("version", "Version", &scheme.version) }
                </div>
            </>
        }
    }

    /// How its worked examples do, and taking their new figures over.
    fn examples(&self) -> Html {
        let edits: Vec<Edit> = self.own.examples().iter().flat_map(|own| own.edits.clone()).collect();
        let all_agree = self.own.examples().iter().all(Recomputed::agrees);
        let update = {
            let (session, own) = (self.session.clone(), Rc::clone(self.own));
            let edits = edits.clone();
            Callback::from(move |_: MouseEvent| {
                if let Ok(next) = own.after(&edits) {
                    let words = format!("Took the new figures of the examples of {} over", own.name());
                    put(&session, next, false, words, None);
                }
            })
        };
        html! {
            <>
                { heading("Worked examples") }
                { paragraph(format!("{}.", examples_of(self.own))) }
                if !all_agree {
                    { paragraph("That is because a weight or a reading was changed. Where the new figures are what you want, take them over: then the examples come out right wherever the file is opened.") }
                    if !edits.is_empty() {
                        { pressed("govuk-button govuk-button--secondary", "Take the new figures over".into(), update) }
                    }
                }
            </>
        }
    }

    /// What differs from the published scheme.
    fn differing(&self, parted: &[Difference]) -> Html {
        let Some(from) = self.session.schemes.published_of(&self.own.id) else { return Html::default() };
        let all_back = {
            let (session, own, refused) = (self.session.clone(), Rc::clone(self.own), self.refused.clone());
            Callback::from(move |_: MouseEvent| {
                let Some(name) = own.scheme().map(|own| own.name.clone()) else { return };
                let edits = [Edit { place: Place::default().name("name"), value: quoted(&name) }];
                if let Ok(next) = own.with(from.text.to_owned()).after(&edits) {
                    refused.set(Vec::new());
                    put(&session, next, false, format!("Put {name} back to the published {}", from.name), None);
                }
            })
        };
        html! {
            <>
                <h2 class="govuk-heading-m" id={WHAT_DIFFERS} tabindex="-1">{ format!("What differs from the published {}", from.name) }</h2>
                if parted.is_empty() {
                    { paragraph("Nothing.") }
                } else {
                    <ul class="govuk-list fairload-differences">
                        { for parted.iter().map(|own| self.difference(own)) }
                    </ul>
                    { pressed("govuk-button govuk-button--secondary", "Put everything back but the name".into(), all_back) }
                }
            </>
        }
    }

    fn difference(&self, own: &Difference) -> Html {
        let place = own.place.to_string();
        let back = own.back.as_ref().map(|value| {
            let edit = Edit { place: own.place.clone(), value: value.clone() };
            let (session, scheme, words) = (self.session.clone(), Rc::clone(self.own), own.words.clone());
            Callback::from(move |_: MouseEvent| {
                if let Ok(next) = scheme.after(std::slice::from_ref(&edit)) {
                    put(&session, next, false, format!("Put back {words} of {}", scheme.name()), None);
                }
            })
        });
        html! {
            <li key={format!("{place} {}", own.words)}>
                <strong>{ sentence(&own.words) }</strong>
                if let Some(was) = &own.was {
                    <span class="fairload-differences__side">{ "Published: " }{ was }</span>
                }
                <span class="fairload-differences__side">
                    { match &own.is { Some(is) => format!("Ours: {is}"), None => "Ours: taken out".to_owned() } }
                    if own.was.is_none() {
                        { " (new)" }
                    }
                </span>
                if let Some(back) = back {
                    <button type="button" class="fairload-link-button" onclick={back}>
                        { "Put back" }<span class="govuk-visually-hidden">{ format!(" {}", own.words) }</span>
                    </button>
                }
            </li>
        }
    }

    /// The figures of a stage; nothing where it has none.
    fn stage(&self, stage: &Stage) -> Option<Html> {
        let own = stage.figures.iter().map(|figure| (None, figure));
        let of_entries = stage.entries.iter().flat_map(|entry| entry.figures.iter().map(move |own| (Some(entry), own)));
        let all: Vec<(Option<&Entry>, &Figure)> = own.chain(of_entries).collect();
        if all.is_empty() {
            return None;
        }
        let wrong = all.iter().filter(|(_, own)| self.refusal(&field_id(own), &own.value).is_some()).count();
        Some(html! {
            <details class="govuk-details fairload-group" key={stage.name.clone() + &stage.place}>
                <summary class="govuk-details__summary">
                    <span class="govuk-details__summary-text">{ &stage.name }</span>
                    <span class="fairload-group__given">{ crate::web::words::count(all.len(), "figure", "figures") }</span>
                    if wrong > 0 {
                        <strong class="fairload-group__wrong">{ "Something here could not be taken" }</strong>
                    }
                </summary>
                <div class="govuk-details__text fairload-fields">
                    { for all.into_iter().map(|(entry, own)| self.figure(stage, entry, own)) }
                </div>
            </details>
        })
    }

    fn figure(&self, stage: &Stage, entry: Option<&Entry>, own: &Figure) -> Html {
        let of = entry.map_or(stage.name.as_str(), |entry| entry.name.as_str());
        let unit = if own.kind == FigureKind::Percent { "percent" } else { "" };
        let parts: Vec<&str> = [of, own.label.as_str(), unit].into_iter().filter(|part| !part.is_empty()).collect();
        let label = parts.join(": ");
        let (at, text, kind, step) = (own.at.clone(), own.text.clone(), own.kind, self.sheet.step.clone());
        self.field(Field {
            id: field_id(own),
            words: format!("{}, {label}", stage.name),
            label,
            value: own.value.clone(),
            short: true,
            read: Box::new(move |typed| {
                let figure = kind.read(typed, &step)?;
                Ok(Edit { place: at.clone(), value: as_written(&text, &figure) })
            }),
        })
    }

    fn refusal(&self, field: &str, value: &str) -> Option<&Refusal> {
        self.refused.iter().find(|own| own.field == field && own.value == value)
    }

    /// A field whose value is taken as it is typed, where the file with it is a scheme still.
    fn field(&self, field: Field) -> Html {
        let Field { id, label, value, short, read, words } = field;
        let refusal = self.refusal(&id, &value);
        let shown = refusal.map_or_else(|| value.clone(), |own| own.typed.clone());
        let oninput = {
            let (session, own, refused, id) =
                (self.session.clone(), Rc::clone(self.own), self.refused.clone(), id.clone());
            let value = value.clone();
            Callback::from(move |event: InputEvent| {
                let typed = event.target_unchecked_into::<HtmlInputElement>().value();
                let mut left: Vec<Refusal> = refused.latest().iter().filter(|own| own.field != id).cloned().collect();
                let next = read(&typed).and_then(|edit| {
                    own.after(&[edit])
                        .map_err(|faults| faults.first().map_or_else(String::new, |own| sentence(&own.message)))
                });
                match next {
                    Ok(next) => {
                        let name = next.name();
                        let words = if name == own.name() {
                            format!("{name}, {words}: {}", typed.trim())
                        } else {
                            format!("Called a scheme {name}")
                        };
                        // Another scheme has the same field.
                        put(&session, next, false, words, Some(format!("{} {id}", own.id)));
                    }
                    Err(message) => left.push(Refusal { field: id.clone(), typed, message, value: value.clone() }),
                }
                refused.set(left);
            })
        };
        let error = format!("{id}-error");
        html! {
            <div class={classes!("govuk-form-group", "fairload-field", refusal.map(|_| "govuk-form-group--error"))} key={id.clone()}>
                <label class="govuk-label" for={id.clone()}>{ label }</label>
                if let Some(own) = refusal {
                    <p class="govuk-error-message" id={error.clone()} role="status">
                        <span class="govuk-visually-hidden">{ "Error: " }</span>{ format!("{}. {value} still counts.", own.message.trim_end_matches('.')) }
                    </p>
                }
                <input class={classes!("govuk-input", short.then_some("govuk-input--width-5"), refusal.map(|_| "govuk-input--error"))}
                    {id} type="text" autocomplete="off" value={shown} {oninput}
                    aria-invalid={refusal.map(|_| "true")} aria-describedby={refusal.map(|_| error)} />
            </div>
        }
    }

    /// The whole file as text.
    fn whole(&self, whole: &Remembered<Whole>) -> Html {
        let value = whole.typed.clone().unwrap_or_else(|| self.own.text.to_string());
        let oninput = {
            let whole = whole.clone();
            Callback::from(move |event: InputEvent| {
                let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
                whole.set(Whole { typed: Some(typed), ..Whole::default() });
            })
        };
        let check = {
            let (session, own, whole, refused) =
                (self.session.clone(), Rc::clone(self.own), whole.clone(), self.refused.clone());
            Callback::from(move |_: MouseEvent| {
                let Some(typed) = whole.latest().typed.clone() else {
                    whole.set(Whole { said: "Nothing was changed in the text.", ..Whole::default() });
                    return;
                };
                let next = own.with(typed.clone());
                if let Err(found) = next.read() {
                    whole.set(Whole { typed: Some(typed), found: told(found), said: "" });
                    return;
                }
                refused.set(Vec::new());
                let words = format!("Changed the file of {} as text", next.name());
                put(&session, next, false, words, None);
                whole.set(Whole { said: "No fault. The text was taken over.", ..Whole::default() });
            })
        };
        let drop_it = {
            let whole = whole.clone();
            Callback::from(move |_: MouseEvent| whole.set(Whole::default()))
        };
        let wrong = !whole.found.is_empty();
        html! {
            <>
                { heading("The whole file") }
                <details class="govuk-details">
                    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "Change the file as text" }</span></summary>
                    <div class="govuk-details__text">
                        <div class={classes!("govuk-form-group", wrong.then_some("govuk-form-group--error"))}>
                            <label class="govuk-label" for="scheme-text">{ "The file, as JSON" }</label>
                            <p class="govuk-hint" id="scheme-text-hint">{ "Nothing counts before it was checked and taken over." }</p>
                            <div id="scheme-text-found" role="status">
                                if wrong {
                                    <p class="govuk-error-message">{ "The text was not taken over. What is wrong with it, and where (counting begins at 0):" }</p>
                                    { faults(&whole.found) }
                                } else if !whole.said.is_empty() {
                                    { paragraph(whole.said) }
                                }
                            </div>
                            <textarea class="govuk-textarea fairload-text" id="scheme-text" rows="16" spellcheck="false" autocomplete="off"
                                aria-describedby="scheme-text-hint scheme-text-found" {value} {oninput} />
                        </div>
                        <div class="govuk-button-group">
                            { button("Check and take over", check) }
                            if whole.typed.is_some() {
                                { pressed("govuk-button govuk-button--secondary", "Back to the file as it counts".into(), drop_it) }
                            }
                        </div>
                    </div>
                </details>
            </>
        }
    }
}

/// The id of a figure's field in the document: its place, in letters that an id may have.
fn field_id(own: &Figure) -> String {
    let place = own.at.to_string();
    let plain = place.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' });
    plain.collect()
}
