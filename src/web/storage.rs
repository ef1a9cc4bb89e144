//! The browser's storage: whether it may be used, what is in it, and writing to it.
//!
//! gloo-storage panics where storage is not allowed, so everything here probes first. Every key
//! begins with the place of the page, because other pages may share the origin: for the same
//! reason nothing here clears or lists the whole storage.

use super::own_schemes::OwnSchemes;
use super::state::Desk;
use crate::facts::Fault;
use crate::workspace::Workspace;
use gloo_storage::{LocalStorage, SessionStorage, Storage};
use serde::{Deserialize, Serialize};

/// What was found in the storage when the page started.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// The browser does not let the page store anything; why, in its words.
    Blocked(String),
    /// Nothing was stored yet.
    Nothing,
    /// A workspace.
    Workspace(Workspace),
    /// A text that cannot be read. It must not be lost.
    Unreadable {
        /// The text, as it is.
        text: String,
        /// What is wrong with it.
        faults: Vec<Fault>,
    },
}

/// What the reader chose for this browser, apart from the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The id of the scheme that is scored with.
    #[serde(default)]
    pub scheme: Option<String>,
}

/// A council's own schemes as they were found when the page started.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredSchemes {
    /// The stored text, where there is one that can be read.
    pub text: Option<String>,
    /// Texts that could not be read and were put aside. They must not be lost.
    pub aside: Vec<String>,
    /// Why a text that cannot be read could not be put aside: nothing may be written over it then.
    pub held: Option<String>,
}

/// The demo as it was left in this tab.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoAsLeft {
    /// Its workspace.
    pub workspace: Workspace,
    /// The schemes that were made in it, with the id of the chosen one; nothing where they cannot be read.
    pub schemes: Option<(OwnSchemes, Option<String>)>,
}

/// The names of our keys, after the place of the page.
const WORKSPACE: &str = "workspace";
/// What the reader chose.
const SETTINGS: &str = "settings";
/// A text that could not be read, put aside.
const UNREADABLE: &str = "unreadable";
/// A council's own schemes.
const SCHEMES: &str = "schemes";
/// Texts of own schemes that could not be read, put aside; each with a number behind it.
const SCHEMES_ASIDE: &str = "schemes-unreadable-";
/// The demo, in the storage that a tab has for itself.
const DEMO: &str = "demo";
/// The schemes of the demo, beside it.
const DEMO_SCHEMES: &str = "demo-schemes";
/// What was chosen in the demo, beside it.
const DEMO_SETTINGS: &str = "demo-settings";
/// A key that is written and removed, to see whether that works.
const PROBE: &str = "probe";

/// What is stored for this page.
#[must_use]
pub fn read() -> Stored {
    if let Err(why) = probe() {
        return Stored::Blocked(why);
    }
    match LocalStorage::raw().get_item(&key(WORKSPACE)) {
        Err(error) => Stored::Blocked(words(&error)),
        Ok(None) => Stored::Nothing,
        Ok(Some(text)) => stored(text),
    }
}

/// What the reader chose in this browser. What cannot be read was not chosen: a choice is soon made again.
#[must_use]
pub fn settings() -> Settings {
    get(SETTINGS).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps what the reader chose.
///
/// # Errors
/// When the browser refuses, in its words.
pub fn keep(settings: &Settings) -> Result<(), String> {
    put(SETTINGS, &serde_json::to_string(settings).unwrap_or_default())
}

/// A council's own schemes. A text that cannot be read is put aside under a name of its own.
#[must_use]
pub fn schemes() -> StoredSchemes {
    let mut found = StoredSchemes { aside: put_aside_schemes(), ..StoredSchemes::default() };
    let Some(text) = get(SCHEMES) else { return found };
    if OwnSchemes::read(&text).is_some() {
        found.text = Some(text);
    } else {
        let name = format!("{SCHEMES_ASIDE}{}", found.aside.len() + 1);
        let moved = put(&name, &text).and_then(|()| remove(SCHEMES));
        found.held = moved.err();
        found.aside.push(text);
    }
    found
}

/// The texts that were put aside.
fn put_aside_schemes() -> Vec<String> {
    (1..100).map_while(|number| get(&format!("{SCHEMES_ASIDE}{number}"))).collect()
}

/// Keeps a council's own schemes, where `known` is what this page knows to be stored. What another tab has
/// stored since is not written over: the two are put together, and that is what is kept and given back.
///
/// # Errors
/// When the browser refuses, in its words: storage is blocked or full.
pub fn keep_schemes(own: &OwnSchemes, known: &OwnSchemes) -> Result<OwnSchemes, String> {
    let theirs = get(SCHEMES).map_or_else(|| Some(OwnSchemes::default()), |text| OwnSchemes::read(&text));
    let theirs = theirs.ok_or_else(|| "another version of this page has stored its own schemes".to_owned())?;
    let kept = if theirs == *known { own.clone() } else { own.merged(known, &theirs) };
    // Nothing is no text: after everything was deleted nothing of ours is there.
    if kept.is_empty() {
        remove(SCHEMES)?;
    } else {
        put(SCHEMES, &kept.write())?;
    }
    Ok(kept)
}

/// What another tab made of the own schemes, from the event that tells of it: nothing where it is about
/// another key, or where this version cannot read it.
#[must_use]
pub fn schemes_elsewhere(event: &web_sys::Event) -> Option<OwnSchemes> {
    let of = |name: &str| js_sys::Reflect::get(event, &name.into()).ok().and_then(|value| value.as_string());
    if of("key")? != key(SCHEMES) {
        return None;
    }
    of("newValue").map_or_else(|| Some(OwnSchemes::default()), |text| OwnSchemes::read(&text))
}

/// What another tab's save means for this page, from the event that tells of it: nothing where it is
/// about another key.
#[must_use]
pub fn saved_elsewhere(event: &web_sys::Event) -> Option<Stored> {
    let of = |name: &str| js_sys::Reflect::get(event, &name.into()).ok().and_then(|value| value.as_string());
    if of("key")? != key(WORKSPACE) {
        return None;
    }
    Some(of("newValue").map_or(Stored::Nothing, stored))
}

fn stored(text: String) -> Stored {
    match Workspace::read(&text) {
        Ok(workspace) => Stored::Workspace(workspace),
        Err(faults) => Stored::Unreadable { text, faults },
    }
}

/// Writes the workspace: exactly the text of a workspace file, which the start script can hand over.
///
/// # Errors
/// When the browser refuses, in its words: storage is blocked or full.
pub fn write(workspace: &Workspace) -> Result<(), String> {
    put(WORKSPACE, &workspace.write())
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
    let workspace = Workspace::read(&get(DEMO)?).ok()?;
    let settings: Settings = get(DEMO_SETTINGS).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let kept = get(DEMO_SCHEMES).and_then(|text| OwnSchemes::read(&text));
    Some(DemoAsLeft { workspace, schemes: kept.map(|kept| (kept, settings.scheme)) })
}

/// Keeps the demo with its schemes for this tab alone, apart from one's own, or puts it away. A browser that
/// refuses makes a demo that begins anew.
pub fn keep_demo(demo: Option<&Desk>) {
    if !tab_allowed() {
        return;
    }
    let storage = SessionStorage::raw();
    let texts = demo.map(|desk| {
        let settings = Settings { scheme: desk.chosen.clone() };
        [desk.workspace.write(), desk.schemes.write(), serde_json::to_string(&settings).unwrap_or_default()]
    });
    for (place, name) in [DEMO, DEMO_SCHEMES, DEMO_SETTINGS].into_iter().enumerate() {
        let _ = match texts.as_ref().and_then(|texts| texts.get(place)) {
            Some(text) => storage.set_item(&key(name), text),
            None => storage.remove_item(&key(name)),
        };
    }
}

/// Whether the storage of this tab can be asked for at all.
fn tab_allowed() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.session_storage(), Ok(Some(_))))
}

/// Puts a text that could not be read aside, so that the workspace's own key is free.
///
/// # Errors
/// When the browser refuses; nothing was moved then.
pub fn put_aside(text: &str) -> Result<(), String> {
    put(UNREADABLE, text)?;
    LocalStorage::raw().remove_item(&key(WORKSPACE)).map_err(|error| words(&error))
}

/// Deletes what this page has stored, and nobody else's.
///
/// # Errors
/// When the browser refuses.
pub fn delete_everything() -> Result<(), String> {
    allowed()?;
    let storage = LocalStorage::raw();
    let prefix = key("");
    let length = storage.length().map_err(|error| words(&error))?;
    let ours: Vec<String> = (0..length)
        .filter_map(|place| storage.key(place).ok().flatten())
        .filter(|name| name.starts_with(&prefix))
        .collect();
    ours.iter().try_for_each(|name| storage.remove_item(name).map_err(|error| words(&error)))
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
fn allowed() -> Result<(), String> {
    let window = web_sys::window().ok_or_else(|| "there is no window".to_owned())?;
    match window.local_storage() {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err("there is no storage".to_owned()),
        Err(error) => Err(words(&error)),
    }
}

/// Whether something that is written stays. A full storage is not blocked: what is there can be read.
fn probe() -> Result<(), String> {
    allowed()?;
    let storage = LocalStorage::raw();
    let name = key(PROBE);
    match storage.set_item(&name, "1") {
        Ok(()) => storage.remove_item(&name).map_err(|error| words(&error)),
        Err(error) if storage.length().unwrap_or(0) == 0 => Err(words(&error)),
        Err(_) => Ok(()),
    }
}

/// The whole name of a key: the start script (boot.js) makes the same.
fn key(name: &str) -> String {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    format!("fairload:{}:{name}", directory(&path))
}

/// The directory of a path: `/tools/fairload/` of `/tools/fairload/index.html`.
fn directory(path: &str) -> &str {
    path.rfind('/').and_then(|end| path.get(..=end)).unwrap_or("")
}

/// What the browser says of a refusal.
fn words(error: &wasm_bindgen::JsValue) -> String {
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
