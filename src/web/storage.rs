//! The browser's local storage: whether it may be used, and what is in it beside the store: what the reader chose
//! for this browser, the demo of a tab, and what earlier versions of the page stored.
//!
//! gloo-storage panics where storage is not allowed, so everything here probes first. Every key
//! begins with the place of the page, because other pages may share the origin: for the same
//! reason nothing here clears or lists the whole storage.

use super::own_schemes::OwnSchemes;
use super::state::Desk;
use super::store::kept;
use crate::json::{Json, Object};
use crate::store::{Old, TO_DELETE};
use crate::workspace::Workspace;
use crate::workspace::everything::Everything;
use gloo_storage::{LocalStorage, SessionStorage, Storage};

/// What was found when the page started.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// The browser does not let the page store anything; why, in its words.
    Blocked(String),
    /// Nothing was stored yet.
    Nothing,
    /// A workspace.
    Workspace(Workspace),
    /// What a newer version of this page has stored, in this format.
    Newer(u32),
}

/// What the reader chose for this browser, apart from the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The id of the scheme that is scored with.
    pub scheme: Option<String>,
    /// The first day on which something of one's own was kept here: `2026-11-21`.
    pub begun: Option<String>,
    /// The day of the last copy.
    pub copied: Option<String>,
    /// Something was edited since the last copy.
    pub edited: bool,
    /// The day on which the reader wanted to be reminded of a copy a week later.
    pub put_off: Option<String>,
    /// For how many months the council keeps closed cases.
    pub kept_months: Option<i32>,
    /// The browser was asked to keep what is stored also when it runs short of room.
    pub asked_to_keep: bool,
}

impl Settings {
    fn write(&self) -> String {
        let mut to = Object::new();
        for (name, text) in [("scheme", &self.scheme), ("begun", &self.begun), ("copied", &self.copied)] {
            if let Some(text) = text {
                to.text(name, text);
            }
        }
        for (name, mark) in [("edited", self.edited), ("asked_to_keep", self.asked_to_keep)] {
            if mark {
                to.json(name, "true");
            }
        }
        if let Some(text) = &self.put_off {
            to.text("put_off", text);
        }
        if let Some(months) = self.kept_months {
            to.json("kept_months", &months.to_string());
        }
        to.end()
    }

    fn read(text: &str) -> Option<Self> {
        let mut own = Json::read(text)?;
        let mark = |part| matches!(part, Json::Yes(true));
        Some(Self {
            scheme: own.text("scheme"),
            begun: own.text("begun"),
            copied: own.text("copied"),
            edited: mark(own.part("edited")),
            asked_to_keep: mark(own.part("asked_to_keep")),
            put_off: own.text("put_off"),
            kept_months: own.number("kept_months").and_then(|months| i32::try_from(months).ok()),
        })
    }
}

/// The demo as it was left in this tab.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoAsLeft {
    /// Its workspace, and the schemes that were made in it.
    pub everything: Everything,
    /// The id of the chosen scheme.
    pub chosen: Option<String>,
}

/// The names of our keys, after the place of the page: what the reader chose.
const SETTINGS: &str = "settings";
/// The workspace, as earlier versions of the page stored it.
const WORKSPACE: &str = "workspace";
/// A council's own schemes, as earlier versions stored them.
const SCHEMES: &str = "schemes";
/// Texts that earlier versions could not read and put aside, but for a number behind the second.
const ASIDE: [&str; 2] = ["unreadable", "schemes-unreadable-"];
/// There where the browser's database did not answer when it was last asked.
const SILENT: &str = "silent";
/// The demo, in the storage that a tab has for itself.
const DEMO: &str = "demo";
/// The id of the scheme that was chosen in the demo, beside it.
const DEMO_SCHEME: &str = "demo-scheme";

/// What the reader chose in this browser. What cannot be read was not chosen: a choice is soon made again.
#[must_use]
pub fn settings() -> Settings {
    get(SETTINGS).and_then(|text| Settings::read(&text)).unwrap_or_default()
}

/// Changes what is kept of the reader's choices. What is there is read anew: another tab may have written.
///
/// # Errors
/// When the browser refuses, in its words.
pub fn choose(change: impl FnOnce(&mut Settings)) -> Result<(), String> {
    let mut settings = settings();
    change(&mut settings);
    put(SETTINGS, &settings.write())
}

/// Whether the browser's database did not answer when it was last asked.
pub(super) fn is_silent() -> bool {
    get(SILENT).is_some()
}

/// Notes for the next start whether the browser's database answers. Where this cannot be noted, every start is patient.
pub(super) fn note_silent(silent: bool) {
    let _ = if silent { put(SILENT, "1") } else { remove(SILENT) };
}

/// What earlier versions of the page stored.
#[must_use]
pub fn old() -> Old {
    let schemes = get(SCHEMES).and_then(|text| OwnSchemes::read(&text));
    let texts = schemes.map(|own| kept(&std::rc::Rc::default(), &own).texts);
    Old { workspace: get(WORKSPACE), texts: texts.unwrap_or_default() }
}

/// Texts of earlier versions of the page that cannot be read, under names that say what they were.
#[must_use]
pub fn old_unreadable() -> Vec<(String, String)> {
    let schemes = get(SCHEMES).filter(|text| OwnSchemes::read(text).is_none());
    let mut found: Vec<(String, String)> = schemes.map(|text| (SCHEMES.to_owned(), text)).into_iter().collect();
    let [workspace, schemes] = ASIDE;
    let names = std::iter::once(workspace.to_owned()).chain((1..100).map(|number| format!("{schemes}{number}")));
    found.extend(names.filter_map(|name| get(&name).map(|text| (name, text))));
    found
}

/// Drops what earlier versions stored, once it is in the store. What nobody could read stays.
pub fn drop_old() {
    let _ = remove(WORKSPACE);
    if get(SCHEMES).is_some_and(|text| OwnSchemes::read(&text).is_some()) {
        let _ = remove(SCHEMES);
    }
}

/// The demo as it was left in this tab, a moment before the page was reloaded. It is no one's own, so what
/// cannot be read is no loss.
#[must_use]
pub fn demo() -> Option<DemoAsLeft> {
    if !tab_allowed() {
        return None;
    }
    let storage = SessionStorage::raw();
    let get = |name: &str| storage.get_item(&key(name)).ok().flatten();
    let everything = Everything::read(&get(DEMO)?).ok()?;
    Some(DemoAsLeft { everything, chosen: get(DEMO_SCHEME) })
}

/// Keeps the demo with its schemes for this tab alone, apart from one's own, or puts it away. A browser that
/// refuses makes a demo that begins anew.
pub fn keep_demo(demo: Option<&Desk>) {
    if !tab_allowed() {
        return;
    }
    let storage = SessionStorage::raw();
    let texts =
        [(DEMO, demo.map(|desk| desk.everything().write())), (DEMO_SCHEME, demo.and_then(|desk| desk.chosen.clone()))];
    for (name, text) in texts {
        let _ = match text {
            Some(text) => storage.set_item(&key(name), &text),
            None => storage.remove_item(&key(name)),
        };
    }
}

/// Whether the storage of this tab can be asked for at all.
fn tab_allowed() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))))
}

/// Deletes what this page has stored, and nobody else's. What the store has left behind itself stays.
///
/// # Errors
/// When the browser refuses.
pub fn delete_everything() -> Result<(), String> {
    keep_demo(None);
    let storage = LocalStorage::raw();
    let names = names()?;
    let mut deleted = names.iter().filter(|name| !name.ends_with(TO_DELETE));
    deleted.try_for_each(|name| storage.remove_item(name).map_err(|error| words(&error)))
}

/// The whole names of everything that this page has in local storage.
///
/// # Errors
/// When the browser refuses.
pub(super) fn names() -> Result<Vec<String>, String> {
    allowed()?;
    let storage = LocalStorage::raw();
    let prefix = key("");
    let length = storage.length().map_err(|error| words(&error))?;
    let all = (0..length).filter_map(|place| storage.key(place).ok().flatten());
    Ok(all.filter(|name| name.starts_with(&prefix)).collect())
}

fn get(name: &str) -> Option<String> {
    allowed().ok().and_then(|()| LocalStorage::raw().get_item(&key(name)).ok().flatten())
}

fn remove(name: &str) -> Result<(), String> {
    allowed()?;
    LocalStorage::raw().remove_item(&key(name)).map_err(|error| words(&error))
}

fn put(name: &str, text: &str) -> Result<(), String> {
    allowed()?;
    LocalStorage::raw().set_item(&key(name), text).map_err(|error| words(&error))
}

/// Whether the storage can be asked for at all: only then may gloo-storage be used.
pub(super) fn allowed() -> Result<(), String> {
    let window = web_sys::window().ok_or_else(|| "there is no window".to_owned())?;
    match window.local_storage() {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err("there is no storage".to_owned()),
        Err(error) => Err(words(&error)),
    }
}

/// The whole name of a key: the start script (boot.js) makes the same.
pub(super) fn key(name: &str) -> String {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    format!("fairload:{}:{name}", directory(&path))
}

/// The directory of a path: `/tools/fairload/` of `/tools/fairload/index.html`.
fn directory(path: &str) -> &str {
    path.rfind('/').and_then(|end| path.get(..=end)).unwrap_or("")
}

/// What the browser says of a refusal.
pub(super) fn words(error: &wasm_bindgen::JsValue) -> String {
    use wasm_bindgen::JsCast;
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(
            || js_sys::Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string()),
            |error| Some(String::from(error.message())),
        )
        .filter(|message| !message.is_empty())
        .unwrap_or_else(|| "the browser refused".to_owned())
}

#[cfg(test)]
mod tests {
    use super::directory;

    #[test]
    fn the_directory_of_an_address_is_what_the_files_lie_in() {
        assert_eq!(directory("/tools/fairload/index.html"), "/tools/fairload/");
        assert_eq!(directory("/tools/fairload/"), "/tools/fairload/");
        assert_eq!(directory("/"), "/");
        assert_eq!(directory(""), "");
    }
}
