//! The schemes that there are: published and own, what each is for, which is ours, and opening another.

pub mod doing;
mod effect;
pub mod scheme;

use crate::scheme::{Kind, Mechanism, Scheme};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::document::draw;
use crate::web::components::frame::{faults, not_opened};
use crate::web::components::text::{heading, link, paragraph, pressed, title};
use crate::web::document::{Block, Document, Inline, only, paragraph as paragraph_of, text};
use crate::web::own_schemes::{Own, SchemesChange};
use crate::web::remembered::{Remembered, use_remembered};
use crate::web::session::Session;
use crate::web::words::count;
use doing::{change, download_button, make_ours, notices, put, told};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The largest scheme file that is read, in bytes: what the reader of schemes says too.
const MOST_BYTES: f64 = 2_000_000.0;

/// What the page is given.
pub struct SchemesProps {
    /// What every page is given.
    pub session: Session,
}

/// What came of choosing a file.
#[derive(Clone, PartialEq)]
enum Chosen {
    Nothing,
    /// Its name, and what is wrong with it.
    Faulty(String, Vec<String>),
    /// Its name, and the id that it has here.
    Opened(String, String),
}

/// The schemes that there are.
#[hook]
pub fn use_schemes_page(props: &SchemesProps) -> Html {
    let session = &props.session;
    let chosen = use_remembered(|| Chosen::Nothing);
    let leaving = use_remembered(|| None::<String>);
    let onchange = {
        let (chosen, session) = (chosen.clone(), session.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (chosen, session, name) = (chosen.clone(), session.clone(), file.name());
            if file.size() > MOST_BYTES {
                let why = "The file is larger than 2 MB, so it is no scheme file.".to_owned();
                chosen.set(Chosen::Faulty(name, vec![why]));
            } else {
                browser::read_file(&file, move |answer| chosen.set(opened(&session, &name, answer)));
            }
            // The same file can be chosen again after it was mended.
            input.set_value("");
        })
    };
    // Another tab may have removed it.
    let ids = session.schemes.ids();
    let main = session.schemes.own.main.as_deref().filter(|id| ids.contains(id)).map(|id| session.schemes.name(id));
    html! {
        <>
            { notices(session) }
            { title("Schemes") }
            { paragraph(match &main {
                Some(name) => format!("Our scheme is {name}. The page scores with it until another one is chosen, and it stands first wherever a scheme is chosen."),
                None => "Each scheme says in its own way what a caseload comes to. Make one of them ours, and it stands first wherever a scheme is chosen.".to_owned(),
            }) }
            <>{ for ids.iter().map(|id| card(session, id, &leaving)) }</>
            { heading("Open a scheme file") }
            <div class="govuk-form-group">
                <label class="govuk-label" for="scheme-file">{ "A scheme that your council wrote, or downloaded here, ending in .json" }</label>
                <input class="govuk-file-upload" id="scheme-file" type="file" accept=".json,application/json" {onchange} />
            </div>
            <div id="scheme-opened" tabindex="-1" role="status">{ result(session, &chosen) }</div>
        </>
    }
}

/// Takes a file in, or says what is wrong with it. Nothing that is here is touched where something is.
fn opened(session: &Session, name: &str, answer: Result<String, String>) -> Chosen {
    let text = match answer {
        Ok(text) => text,
        Err(why) => return Chosen::Faulty(name.to_owned(), vec![why]),
    };
    let kept = &session.schemes.own;
    if let Some(known) = kept.own.iter().find(|own| *own.text == *text) {
        return Chosen::Opened(name.to_owned(), known.id.clone());
    }
    match Scheme::read_only(&text) {
        Err(found) => Chosen::Faulty(name.to_owned(), told(&found)),
        Ok(scheme) => {
            let own = kept.newcomer(&scheme, &text);
            let id = own.id.clone();
            put(session, own, false, format!("Opened the scheme {}", scheme.name), None);
            Chosen::Opened(name.to_owned(), id)
        }
    }
}

fn result(session: &Session, chosen: &Chosen) -> Html {
    match chosen {
        Chosen::Nothing => Html::default(),
        Chosen::Faulty(name, found) => not_opened(name, found),
        // It may have been taken back since.
        Chosen::Opened(name, id) => session.schemes.own.by_id(id).map_or_else(Html::default, |own| {
            html! {
                <div class="govuk-inset-text">
                    <p class="govuk-body">{ format!("Opened {name}: ") }{ link(&Address::Scheme(id.clone()), own.name()) }</p>
                    { paragraph(examples_of(own)) }
                </div>
            }
        }),
    }
}

/// One scheme among the others.
fn card(session: &Session, id: &str, leaving: &Remembered<Option<String>>) -> Html {
    let own = session.schemes.own.by_id(id);
    let is_main = session.schemes.own.main.as_deref() == Some(id);
    let Some(scheme) = session.schemes.by_id(id) else {
        return own.map_or_else(Html::default, |own| unreadable(session, own, leaving));
    };
    let ours = {
        let (session, id) = (session.clone(), id.to_owned());
        Callback::from(move |_: MouseEvent| {
            if is_main {
                change(&session, SchemesChange::Main(None));
            } else {
                make_ours(&session, &id);
            }
        })
    };
    html! {
        <section class="fairload-card" key={id.to_owned()} aria-labelledby={format!("scheme-{id}")}>
            <h2 class="govuk-heading-m" id={format!("scheme-{id}")}>
                { link(&Address::Scheme(id.to_owned()), scheme.name.clone()) }
                if is_main {
                    { " " }<strong class="govuk-tag">{ "Our scheme" }</strong>
                }
            </h2>
            { draw(&Document::of(about(session, id, &scheme))) }
            <div class="govuk-button-group">
                { named_button(if is_main { "No longer our scheme" } else { "Make it our scheme" }, &scheme.name, ours) }
                if let Some(own) = own {
                    { link(&Address::SchemeChange(own.id.clone()), format!("Change {}", scheme.name)) }
                    { download_button(session, own) }
                    { remove(session, own, leaving) }
                }
            </div>
        </section>
    }
}

/// A button whose name says which scheme it is for.
fn named_button(words: &str, scheme: &str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="govuk-button govuk-button--secondary" {onclick}>
            { words }<span class="govuk-visually-hidden">{ format!(" {scheme}") }</span>
        </button>
    }
}

/// What a scheme is, for the list.
fn about(session: &Session, id: &str, scheme: &Scheme) -> Vec<Block> {
    let own = session.schemes.own.by_id(id);
    let published = session.schemes.published_of(id);
    let Scheme { title, publisher, version, .. } = scheme;
    let what = match (own, published) {
        (None, _) => format!("Published by {publisher}: {title}. Version {version} of this file."),
        (Some(_), None) => format!("A file of our own. {publisher}: {title}. Version {version}."),
        (Some(_), Some(from)) => {
            format!("Our own version of {}, of {publisher}: {title}. Version {version}.", from.name)
        }
    };
    let all = scheme.examples.len();
    let examples = own.map_or_else(|| examples_words(0, all), |own| examples_of(own));
    let kind = match scheme.kind() {
        Kind::Points => "A points scheme".to_owned(),
        Kind::Counts => format!("A count of {}", scheme.counted_in.many),
        Kind::Reported => "Reported figures, never a limit".to_owned(),
    };
    let mut blocks = vec![Block::Paragraph(vec![Inline::Strong(format!("{kind}. ").into()), text(what)])];
    // What points schemes are is known by now; these are told apart by what they say.
    if scheme.kind() != Kind::Points {
        blocks.push(paragraph_of(scheme.about.clone()));
    }
    blocks.extend(scheme.scope.as_ref().map(|scope| paragraph_of(format!("For: {scope}"))));
    blocks.push(Block::Note(only(format!("{}. {examples}.", size(scheme)))));
    blocks
}

/// How large a scheme is.
#[must_use]
pub fn size(scheme: &Scheme) -> String {
    let weighing =
        |step: &&crate::scheme::Step| !matches!(step.mechanism, Mechanism::Unweighted { .. } | Mechanism::Notes { .. });
    let rules = scheme.steps.iter().filter(weighing).map(|step| step.rules().count()).sum();
    let choices = scheme.readings.iter().filter(|own| own.parameter.is_some()).count();
    format!(
        "{} in {}; {}, {choices} of them with a choice",
        count(rules, "rule", "rules"),
        count(scheme.steps.len(), "stage", "stages"),
        count(scheme.readings.len(), "reading", "readings"),
    )
}

/// How the worked examples of a file do: so many come out otherwise than it says.
#[must_use]
pub fn examples_words(parted: usize, all: usize) -> String {
    match (parted, all) {
        (_, 0) => "The file has no worked example: nothing shows that it means what its source does".to_owned(),
        (0, 1) => "The file\u{2019}s worked example comes out right".to_owned(),
        (0, _) => format!("The file\u{2019}s {all} worked examples come out right"),
        (1, 1) => "The file\u{2019}s worked example comes out at another figure".to_owned(),
        (1, _) => format!("1 of the file\u{2019}s {all} worked examples comes out at another figure"),
        _ => format!("{parted} of the file\u{2019}s {all} worked examples come out at other figures"),
    }
}

/// How the examples of an own scheme do.
pub fn examples_of(own: &Own) -> String {
    let parted = own.examples().iter().filter(|example| !example.agrees());
    let each: Vec<String> = parted
        .map(|example| {
            format!(
                "\u{201c}{}\u{201d}: {} in the file, {} by its rules",
                example.name, example.total.0, example.total.1
            )
        })
        .collect();
    let words = examples_words(each.len(), own.examples().len());
    if each.is_empty() { words } else { format!("{words}: {}", each.join("; ")) }
}

/// An own scheme whose text this version cannot read.
fn unreadable(session: &Session, own: &Rc<Own>, leaving: &Remembered<Option<String>>) -> Html {
    let found = own.read().as_ref().err().map_or_else(Vec::new, |found| told(found));
    html! {
        <section class="fairload-card" key={own.id.clone()}>
            <h2 class="govuk-heading-m">{ format!("{} cannot be read", own.id) }</h2>
            { paragraph("It is kept as it is and not scored with. What is wrong with it, and where:") }
            { faults(&found) }
            <div class="govuk-button-group">{ download_button(session, own) }{ remove(session, own, leaving) }</div>
        </section>
    }
}

/// Removing an own scheme, after asking.
pub fn remove(session: &Session, own: &Rc<Own>, leaving: &Remembered<Option<String>>) -> Html {
    let asked = leaving.as_ref() == Some(&own.id);
    let ask = |to: Option<String>| {
        let leaving = leaving.clone();
        Callback::from(move |_: MouseEvent| leaving.set(to.clone()))
    };
    if !asked {
        return named_button("Remove", &own.name(), ask(Some(own.id.clone())));
    }
    let go = {
        let (session, id, leaving) = (session.clone(), own.id.clone(), leaving.clone());
        Callback::from(move |_: MouseEvent| {
            leaving.set(None);
            change(&session, SchemesChange::Remove(id.clone()));
            browser::go(&Address::Schemes);
            browser::focus_heading();
        })
    };
    html! {
        <div class="fairload-asked" role="group" aria-label={format!("Remove {}", own.name())}>
            { paragraph(format!("Remove {}? You can take that back until you leave or reload Fairload.", own.name())) }
            { pressed("govuk-button govuk-button--warning", "Yes, remove it".into(), go) }
            { pressed("govuk-button govuk-button--secondary", "Keep it".into(), ask(None)) }
        </div>
    }
}
