//! What can be done to schemes from several pages: making one ours, a version of a published one, another
//! option of a reading, taking back.

use crate::scheme::edit::{Edit, edited};
use crate::scheme::tree::Place;
use crate::schemes::{Published, published};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::text::{paragraph, quiet_button, second_button};
use crate::web::own_schemes::{Own, SchemesChange};
use crate::web::pages::missing;
use crate::web::session::Session;
use crate::web::state::{Action, sentence};
use std::rc::Rc;
use yew::prelude::*;

/// How long the next page needs to be there, in milliseconds.
pub const NEXT_PAGE: i32 = 50;

/// Puts a scheme among the own ones: it is new, or has changed. The words name it, because they stand in a list
/// with everything else that was done.
pub fn put(session: &Session, own: Own, main: bool, words: String, typed: Option<String>) {
    change(session, SchemesChange::Put { own: Rc::new(own), main, words, typed });
}

/// Does something to the own schemes.
pub fn change(session: &Session, change: SchemesChange) {
    session.act.emit(Action::Schemes(change));
}

/// Makes a scheme the main one, and scores with it.
pub fn make_ours(session: &Session, id: &str) {
    change(session, SchemesChange::Main(Some(id.to_owned())));
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
    let own = Own::new(session.schemes.own.free_id(id), from.map(|own| own.id.to_owned()), text.into());
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
    /// What it does to a scheme, in words.
    fn done_to(&self, own: &Own) -> String {
        switched(&own.name(), self.words)
    }

    /// The scheme with the option; nothing where it has no such reading, or no such option.
    fn of(&self, own: &Own) -> Option<Own> {
        let place = own.scheme()?.readings.iter().position(|reading| reading.id == self.reading)?;
        let chosen = Place::default().name("readings").item(place).name("parameter").name("chosen");
        own.after(&[Edit::text(chosen, self.option)]).ok()
    }
}

/// What another option of a reading does to the scheme of this name, in words.
fn switched(name: &str, words: &str) -> String {
    format!("{name}: {words}")
}

/// Chooses another option of a reading. A published scheme is never changed: the council's version of it
/// is, or one is made, which becomes the main one and is gone to.
pub fn switch(session: &Session, id: &str, to: &Switch<'_>) {
    let kept = &session.schemes.own;
    if let Some(own) = kept.by_id(id) {
        if let Some(next) = to.of(own) {
            let words = to.done_to(&next);
            put(session, next, false, words, None);
        }
        return;
    }
    let known = kept.version_of(id);
    let version = match known {
        Some(own) => to.of(own),
        None => version_of(session, id, &usual_name(session, id)).and_then(|own| to.of(&own)),
    };
    let Some(version) = version else { return };
    let (next, words) = (version.id.clone(), to.done_to(&version));
    let words = if known.is_none() { format!("Made {words}") } else { words };
    put(session, version, true, words, None);
    session.choose.emit(next.clone());
    browser::go(&Address::Scheme(next));
    let field = to.field.to_owned();
    browser::after(NEXT_PAGE, move || browser::focus(&field));
}

/// What another option of a reading has made of the main scheme, beside that reading of the scheme of this name:
/// what was done to schemes last is in these words. The scheme that was the main one before can be had again there.
pub fn news(session: &Session, name: &str, words: &str, field: &str) -> Html {
    let became = session.desk().became_main().filter(|(done, ..)| done.ends_with(&switched(name, words)));
    let Some((_, told, other)) = became else { return Html::default() };
    let name = session.schemes.name(&other);
    let (session, field) = (session.clone(), field.to_owned());
    let back = Callback::from(move |_: MouseEvent| {
        make_ours(&session, &other);
        // The button goes: the reading keeps the focus.
        browser::focus(&field);
    });
    html! {
        <div class="govuk-inset-text">
            { paragraph(told) }
            { second_button(format!("Make {name} our scheme instead"), back) }
        </div>
    }
}

/// What stands above every page about schemes: what is in the way of keeping them, and that the demo's go. It is also
/// said aloud that another one has become the main scheme.
pub fn notices(session: &Session) -> Html {
    html! {
        <>
            if session.state.demo.is_none() && !session.keeping.is_kept() && !session.schemes.own.own.is_empty() {
                <div class="govuk-error-summary" role="alert">
                    <h2 class="govuk-error-summary__title">{ "Your schemes are not being saved" }</h2>
                    <p class="govuk-body">
                        { "What you see is here until the page is closed. Download your own schemes before that." }
                    </p>
                </div>
            }
            if session.state.demo.is_some() {
                <p class="govuk-hint">
                    { "You are looking at the demo. A scheme made, changed or chosen here goes when you leave it; your own are not touched. Download one to keep it." }
                </p>
            }
            <span class="govuk-visually-hidden" role="status">
                { session.desk().became_main().map(|(done, told, _)| format!("{done}. {told}")) }
            </span>
        </>
    }
}

/// What a page says of the scheme with this id, which is not there, or not any more.
pub fn gone(session: &Session, id: &str) -> Html {
    missing::gone("scheme", session.desk().went_with(id), &Address::Schemes, "Go to the schemes")
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
