//! The readers of spreadsheets, in a worker that the page starts when it first wants them: a thin shell around
//! `fairload::importing::worker`. The message loop that calls it is in `src/web/importing.js`.

use fairload::importing::worker::{MOST_BYTES, Worker};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsValue, throw_str};

thread_local! {
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
}

fn main() {
    // Whoever looks into it is told more than that there was a trap.
    std::panic::set_hook(Box::new(|panic| throw_str(&panic.to_string())));
}

/// Starts with the first message; what it says to the page.
#[wasm_bindgen]
#[must_use]
pub fn start(message: &str) -> String {
    match Worker::start(message) {
        Ok((worker, answer)) => {
            WORKER.with_borrow_mut(|own| *own = Some(worker));
            answer
        }
        Err(answer) => answer,
    }
}

/// A further message, and what is said to it.
#[wasm_bindgen]
#[must_use]
pub fn hear(message: &str) -> String {
    with(|worker| worker.hear(message))
}

/// The most bytes of a file that is read at all.
#[wasm_bindgen]
#[must_use]
pub fn most_bytes() -> f64 {
    u32::try_from(MOST_BYTES).map_or(0.0, f64::from)
}

/// What is shown while a file is read.
#[wasm_bindgen]
#[must_use]
pub fn reading(name: &str, place: u32, count: u32) -> String {
    with(|worker| worker.reading(name, (place.into(), count.into())))
}

/// Reads a file. `say` is called with what is to be shown meanwhile.
#[wasm_bindgen]
pub fn read(name: &str, bytes: &[u8], place: u32, count: u32, say: &js_sys::Function) {
    let mut say = |answer: &str| {
        let _ = say.call1(&JsValue::NULL, &JsValue::from_str(answer));
    };
    with(|worker| worker.read(name, bytes, (place.into(), count.into()), &mut say));
}

/// Refuses a file for its size.
#[wasm_bindgen]
pub fn refuse(name: &str) {
    with(|worker| worker.refuse(name));
}

/// Every file was read or refused: what came of it.
#[wasm_bindgen]
#[must_use]
pub fn taken() -> String {
    with(Worker::taken)
}

/// Before it was started there is nothing to do: what is not shown is a nothing that the page leaves alone.
fn with<T: Default>(run: impl FnOnce(&mut Worker) -> T) -> T {
    WORKER.with_borrow_mut(|own| own.as_mut().map(run).unwrap_or_default())
}
