//! What can be done to schemes from several pages: making one ours, a version of a published one, another
//! option of a reading, taking back.

use crate::scheme::edit::{Edit, edited};
use crate::scheme::tree::Place;
use crate::schemes::{Published, published};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::text::{paragraph, quiet_button, second_button};
use crate::web::own_schemes::{Own, ShelfAction};
use crate::web::session::Session;
use crate::web::state::sentence;
use std::rc::Rc;
use yew::prelude::*;

/// How long the next page needs to be there, in milliseconds.
pub const NEXT_PAGE: i32 = 50;

/// Puts a scheme on the shelf.
pub fn put(session: &Session, own: Own, main: bool, words: String, typed: Option<String>) {
    session.own.act.emit(ShelfAction::Put { own: Rc::new(own), main, words, typed });
}

/// Makes a scheme the main one, and scores with it.
pub fn make_ours(session: &Session, id: &str) {
    session.own.act.emit(ShelfAction::Main(Some(id.to_owned())));
    session.choose.emit(id.to_owned());
}

/// A version of a scheme, under a name of its own, with an id of the page's own. The file keeps its id.
#[must_use]
pub fn version_of(session: &Session, id: &str, name: &str) -> Option<Own> {
    let text = session.schemes.text(id)?;
    let version = format!("{} (ours)", session.schemes.by_id(id)?.version);
    let place = |part: &str| Place::default().name(part);
    let edits = [Edit::text(place("name"), name), Edit::text(place("version"), &version)];
    let (text, _) = edited(text, &edits)?;
    let from = session.schemes.published_of(id).or_else(|| published().iter().find(|own| own.id == id));
    let own = Own::new(session.own.shelf.kept.free_id(id), from.map(|own| own.id.to_owned()), text.into());
    own.scheme().is_some().then_some(own)
}

/// The published scheme with an id.
#[must_use]
pub fn published_with(id: &str) -> Option<&'static Published> {
    published().iter().find(|own| own.id == id)
}

/// What a version that is made by the way is called.
#[must_use]
pub fn usual_name(session: &Session, id: &str) -> String {
    format!("{} (ours)", session.schemes.name(id))
}

/// Another option of a reading.
pub struct Switch<'s> {
    /// The reading's id.
    pub reading: &'s str,
    /// The option's id.
    pub option: &'s str,
    /// What that comes to, in words.
    pub words: &'s str,
    /// The field that keeps the focus.
    pub field: &'s str,
}

impl Switch<'_> {
    /// The scheme with the option; nothing where it has no such reading, or no such option.
    fn of(&self, own: &Own) -> Option<Own> {
        let place = own.scheme()?.readings.iter().position(|reading| reading.id == self.reading)?;
        let chosen = Place::default().name("readings").item(place).name("parameter").name("chosen");
        own.after(&[Edit::text(chosen, self.option)]).ok()
    }
}

/// Chooses another option of a reading. A published scheme is never changed: the council's version of it
/// is, or one is made, which becomes the main one and is gone to.
pub fn switch(session: &Session, id: &str, to: &Switch<'_>) {
    let kept = &session.own.shelf.kept;
    if let Some(own) = kept.by_id(id) {
        if let Some(next) = to.of(own) {
            put(session, next, false, to.words.to_owned(), None);
        }
        return;
    }
    let version = match kept.version_of(id) {
        Some(own) => to.of(own),
        None => version_of(session, id, &usual_name(session, id)).and_then(|own| to.of(&own)),
    };
    let Some(version) = version else { return };
    let next = version.id.clone();
    put(session, version, true, to.words.to_owned(), None);
    session.choose.emit(next.clone());
    browser::go(&Address::Scheme(next));
    let field = to.field.to_owned();
    browser::after(NEXT_PAGE, move || browser::focus(&field));
}

/// What another option of a reading has made of the main scheme, beside that reading: what was done last is in
/// these words. The scheme that was the main one before can be had again there.
pub fn news(session: &Session, words: &str, field: &str) -> Html {
    let shelf = &session.own.shelf;
    let Some((told, other)) = shelf.became_main().filter(|_| shelf.undo.last().is_some_and(|last| last.words == words))
    else {
        return Html::default();
    };
    let name = shelf.called(&other);
    let (session, field) = (session.clone(), field.to_owned());
    let back = Callback::from(move |_: MouseEvent| {
        make_ours(&session, &other);
        // The button goes: the reading keeps the focus.
        browser::focus(&field);
    });
    html! {
        <div class="govuk-inset-text">
            { paragraph(told) }
            { second_button(format!("Make {name} your main scheme instead"), back) }
        </div>
    }
}

/// What was done to the own schemes last, and taking it back; and what stands in the way of keeping them.
pub fn steps(session: &Session) -> Html {
    let shelf = &session.own.shelf;
    let act = |action: ShelfAction| {
        let act = session.own.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(action.clone()))
    };
    let news = shelf.became_main();
    let step = |words: &'static str, what: &str, action: ShelfAction| {
        html! {
            <button type="button" class="fairload-link-button" onclick={act(action)}>
                { words }<span class="fairload-steps__words">{ format!(" {what}") }</span>
            </button>
        }
    };
    html! {
        <>
            if let Some(why) = &session.own.unsaved {
                <div class="govuk-error-summary" role="alert">
                    <h2 class="govuk-error-summary__title">{ "Your schemes are not being saved" }</h2>
                    <p class="govuk-body">
                        { format!("What you see is here until the page is closed. Download your own schemes before that. (The browser says: {why})") }
                    </p>
                </div>
            }
            if session.state.demo.is_some() {
                <p class="govuk-hint">
                    { "You are looking at the demo. A scheme made, changed or chosen here goes when you leave it; your own are not touched. Download one to keep it." }
                </p>
            }
            if !shelf.undo.is_empty() || !shelf.redo.is_empty() {
                <div class="fairload-steps" role="group" aria-label="Changes of schemes">
                    if let Some(last) = shelf.undo.last() {
                        { step("Undo", &last.words, ShelfAction::Undo) }
                    }
                    if let Some(next) = shelf.redo.last() {
                        { step("Redo", &next.words, ShelfAction::Redo) }
                    }
                    <span class="govuk-visually-hidden" role="status">
                        { &shelf.said }{ news.as_ref().map(|(words, _)| format!(". {words}")) }
                    </span>
                </div>
            }
        </>
    }
}

/// A button that hands the file of an own scheme over.
pub fn download_button(session: &Session, own: &Rc<Own>) -> Html {
    let (name, month) = (format!(" {}", own.name()), session.state.month);
    let own = Rc::clone(own);
    let onclick = Callback::from(move |_: MouseEvent| {
        browser::download(&own.file_name(month), &own.text);
    });
    quiet_button("govuk-button govuk-button--secondary", "Download", name, onclick)
}

/// A fault in words that begin as a sentence does, with its place.
#[must_use]
pub fn told(faults: &[crate::facts::Fault]) -> Vec<String> {
    let one = |fault: &crate::facts::Fault| {
        if fault.place.is_empty() { sentence(&fault.message) } else { fault.to_string() }
    };
    faults.iter().map(one).collect()
}
