//! How much room there is in the browser's storage, and whether the browser has promised to keep what is in it.

use crate::web::storage;
use gloo_storage::{LocalStorage, Storage};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How much local storage a browser gives a page, in UTF-16 units: Chromium's limit, and about that of others.
const LOCAL_MOST: usize = 5 * 1024 * 1024;

/// From what share of a storage, in percent, the reader is warned.
pub const NEARLY_FULL: u32 = 80;

/// How much room there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// What every page of this address has stored, and the most that it may, in kilobytes; nothing where the browser
    /// does not say.
    pub database: Option<(u32, u32)>,
    /// How full local storage is, which holds the second copy, in percent of what browsers usually give; nothing
    /// where it is blocked.
    pub local: Option<u32>,
    /// Whether the browser has promised not to tidy this away when it runs short; nothing where it does not say.
    pub promised: Option<bool>,
}

impl Room {
    /// How full the fuller of the two storages is, in percent.
    #[must_use]
    pub fn full(&self) -> u32 {
        let database = self.database.map_or(0, |(used, most)| used / (most / 100).max(1));
        database.max(self.local.unwrap_or(0))
    }
}

/// How much room there is now.
pub async fn room() -> Room {
    let estimate = ask("estimate").await;
    let kilobytes = |name: &str| {
        let bytes = Reflect::get(estimate.as_ref()?, &name.into()).ok()?.as_f64()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size; larger ones end at 4 TB")]
        Some((bytes / 1000.0) as u32)
    };
    Room {
        database: kilobytes("usage").zip(kilobytes("quota")),
        local: local_used().map(|units| u32::try_from(units * 100 / LOCAL_MOST).unwrap_or(u32::MAX)),
        promised: ask("persisted").await.and_then(|answer| answer.as_bool()),
    }
}

/// Asks the browser to keep what is stored also when it runs short of room. Some ask the reader. Gives back
/// whether it will.
pub async fn ask_to_keep() -> bool {
    ask("persist").await.and_then(|answer| answer.as_bool()).unwrap_or(false)
}

/// What the browser's storage answers; nothing where it has no such thing, as on an address that is not secure.
async fn ask(what: &str) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok().filter(JsValue::is_object)?;
    answer(&storage, what, &JsValue::UNDEFINED).await
}

/// What a function of an object of the browser promises; nothing where there is no such function, or it refuses.
pub(super) async fn answer(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = function.call1(object, argument).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// What local storage holds for every page of this address, names and texts, in UTF-16 units: all of them share it.
fn local_used() -> Option<usize> {
    storage::allowed().ok()?;
    let storage = LocalStorage::raw();
    let names = (0..storage.length().ok()?).filter_map(|place| storage.key(place).ok().flatten());
    let units = |text: &str| text.encode_utf16().count();
    Some(names.map(|name| units(&name) + storage.get_item(&name).ok().flatten().map_or(0, |text| units(&text))).sum())
}
