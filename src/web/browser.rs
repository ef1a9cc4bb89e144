//! What the page asks of the browser beside its storage: the month, the address, the title, the
//! focus, files. Every function does nothing where there is no browser.

use super::address::Address;
use super::dates;
use crate::change::IdMark;
use crate::facts::{Kind, Month};
use crate::workspace::MOST_BYTES;
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, CustomEvent, Document, Element, Event, File, FileReader, HtmlAnchorElement, HtmlElement,
    KeyboardEvent, Url,
};

/// The start script waits for this, then marks the document as ready.
const READY: &str = "fairload-ready";
/// The start script answers this with a message and a download of what is stored.
const STOPPED: &str = "fairload-stopped";

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// The present month by the device's clock and time zone.
#[must_use]
pub fn this_month() -> Option<Month> {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).ok()?;
    let month = i32::try_from(now.get_month()).ok()?;
    Month::of(year, month + 1)
}

/// A mark for the ids that are made from now on, by chance.
#[must_use]
pub fn chance() -> IdMark {
    // Not for secrecy, only so that no two loads of the page have the same: one of two thousand million.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to below the count")]
    let drawn = (js_sys::Math::random() * f64::from(IdMark::COUNT)) as u32;
    IdMark::of(drawn)
}

/// A number by chance, for what has no meaning: which tab this is, which store.
#[must_use]
pub fn draw() -> u64 {
    let half = || {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to below 2^32")]
        let drawn = (js_sys::Math::random() * 4_294_967_296.0) as u32;
        u64::from(drawn)
    };
    half() << 32 | half()
}

/// Now, in milliseconds since 1970, by the clock of the device.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a date of this century")]
pub fn date() -> u64 {
    js_sys::Date::now() as u64
}

/// Has the document say whether what was entered is stored: the generation, or nothing while it is not. It is set
/// past Yew, because a save must not draw the page again.
pub fn mark_saved(generation: Option<u64>) {
    let Some(document) = document() else { return };
    if let Some(root) = document.document_element() {
        let text = generation.map_or_else(String::new, |generation| generation.to_string());
        let _ = root.set_attribute("data-saved", &text);
    }
}

/// Today by the device's clock and time zone, as it is stored: `2026-11-21`.
#[must_use]
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// The address of the page that is asked for; nothing where it only points into a page.
#[must_use]
pub fn address() -> Option<Address> {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok())?;
    Address::read(&hash)
}

/// Goes to a page.
pub fn go(address: &Address) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(&address.to_string());
    }
}

/// What the title begins with while something on the page could not be taken.
const ERROR: &str = "Error: ";

/// Sets the title of the document, which also says whether something could not be taken.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        let wrong = document.query_selector(".govuk-error-summary").ok().flatten().is_some();
        document.set_title(&format!("{}{title}", if wrong { ERROR } else { "" }));
    }
}

/// Has the title say that something could not be taken, or no longer.
pub fn mark_title(wrong: bool) {
    if let Some(document) = document() {
        let title = document.title();
        let plain = title.strip_prefix(ERROR).unwrap_or(&title);
        document.set_title(&format!("{}{plain}", if wrong { ERROR } else { "" }));
    }
}

/// The element with an id, of this kind.
#[must_use]
pub fn element<E: JsCast>(id: &str) -> Option<E> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Loads the page anew.
pub fn load_again() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Has the start script hand over everything that is stored, as it is.
pub fn hand_over_everything() {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new("fairload-hand-over")) {
        let _ = window.dispatch_event(&event);
    }
}

/// Opens the browser's window for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Moves the focus to an element by its id, opening what is folded around it.
pub fn focus(id: &str) {
    let _ = focus_if_there(id);
}

/// The same; true when the element is there.
#[must_use]
pub fn focus_if_there(id: &str) -> bool {
    focus_element(document().and_then(|document| document.get_element_by_id(id)))
}

/// Moves the focus to the heading of the page.
pub fn focus_heading() {
    let heading = document().and_then(|document| document.query_selector("h1").ok().flatten());
    if focus_element(heading)
        && let Some(window) = web_sys::window()
    {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn focus_element(found: Option<Element>) -> bool {
    let Some(element) = found else { return false };
    let mut outer = element.parent_element();
    while let Some(around) = outer {
        if around.tag_name().eq_ignore_ascii_case("details") {
            let _ = around.set_attribute("open", "");
        }
        outer = around.parent_element();
    }
    element.dyn_into::<HtmlElement>().is_ok_and(|element| element.focus().is_ok())
}

/// Whether a key that was pressed takes a step back (true) or does it again (false); nothing for any other
/// key, and nothing in a field for text, which has its own.
#[must_use]
pub fn is_undo(event: &Event) -> Option<bool> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let typed = |field: &Element| field.matches("textarea, input:not([type=radio], [type=checkbox])").unwrap_or(false);
    if !(key.ctrl_key() || key.meta_key()) || key.alt_key() || field.is_some_and(|field| typed(&field)) {
        return None;
    }
    match key.key().as_str() {
        "z" => Some(true),
        "Z" | "y" => Some(false),
        _ => None,
    }
}

/// Writes today's date into the document, where a page that is printed says when. The element is the
/// program's, and has nothing in it that the program draws.
pub fn stamp() {
    if let Some(place) = document().and_then(|document| document.get_element_by_id("printed-on")) {
        place.set_text_content(Some(&dates::shown(Kind::When, &today())));
    }
}

/// Tells the start script that the page is there.
pub fn announce_ready() {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(READY)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Tells the start script that the program cannot go on. Nothing here may itself panic.
pub fn announce_stop(why: &str) {
    announce(STOPPED, why);
}

/// Dispatches an event with a text at the window.
fn announce(kind: &str, text: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new(kind)) {
        event.init_custom_event_with_can_bubble_and_cancelable_and_detail(kind, false, false, &JsValue::from_str(text));
        let _ = window.dispatch_event(&event);
    }
}

/// What the program of the import is told.
const TELL: &str = "fairload-import";
/// What it says.
const HEARD: &str = "fairload-imported";

/// Tells the program of the import something; the start script loads it when it is told something for the first
/// time.
pub fn tell_import(text: &str) {
    announce(TELL, text);
}

/// Hears what the program of the import says, as long as what this gives back is kept.
#[must_use]
pub fn hear_import(hear: impl Fn(String) + 'static) -> Option<EventListener> {
    let hear = move |event: &Event| {
        let said = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string());
        hear(said.unwrap_or_default());
    };
    web_sys::window().map(|window| EventListener::new(&window, HEARD, hear))
}

/// Hands a text to the reader as a file of JSON.
pub fn download(name: &str, text: &str) {
    download_as(name, "application/json", text);
}

/// Hands a text to the reader as a file of a kind.
pub fn download_as(name: &str, of_kind: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let kind = BlobPropertyBag::new();
    kind.set_type(of_kind);
    let address =
        Blob::new_with_str_sequence_and_options(&parts, &kind).and_then(|blob| Url::create_object_url_with_blob(&blob));
    let Ok(address) = address else { return };
    let link = document()
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = &link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser may still be reading from the address when this returns.
    after(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    });
}

/// Milliseconds by the device's clock, to tell how long something takes.
#[must_use]
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Runs something after some milliseconds.
pub fn after(milliseconds: i32, run: impl FnOnce() + 'static) {
    let run = wasm_bindgen::closure::Closure::once_into_js(run);
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), milliseconds);
    }
}

/// Reads a file that the reader chose, and hands over its text, or why it could not be read.
pub fn read_file(file: &File, answer: impl Fn(Result<String, String>) + 'static) {
    let limit = u32::try_from(MOST_BYTES).map_or(f64::MAX, f64::from);
    if file.size() > limit {
        // Checked before reading: a wrong file of some gigabytes must not stop the page.
        answer(Err(format!("The file is larger than {} MB, so it is no workspace file.", MOST_BYTES / 1_000_000)));
        return;
    }
    let Ok(reader) = FileReader::new() else {
        answer(Err("This browser cannot read files here.".to_owned()));
        return;
    };
    let done = reader.clone();
    // Either way it ends once; the listener lives until then.
    EventListener::once(&reader, "loadend", move |_| {
        let text = done.result().ok().and_then(|text| text.as_string());
        answer(text.ok_or_else(|| "The browser could not read the file.".to_owned()));
    })
    .forget();
    if reader.read_as_text(file).is_err() {
        reader.abort();
    }
}
