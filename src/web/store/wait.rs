//! Waiting for the browser.

use super::room::answer;
use crate::web::browser;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::BroadcastChannel;

/// What a piece of work comes to, or nothing where it takes longer than so many milliseconds. The work goes on,
/// and nobody hears of it.
pub async fn within<T: 'static>(patience: i32, work: impl Future<Output = T> + 'static) -> Option<T> {
    let result = Rc::new(RefCell::new(None));
    let answer = Rc::clone(&result);
    let mut work = Some(work);
    let either = Promise::new(&mut |done, _| {
        let (answer, finished) = (Rc::clone(&answer), done.clone());
        if let Some(work) = work.take() {
            spawn_local(async move {
                let value = work.await;
                answer.replace(Some(value));
                let _ = finished.call0(&JsValue::NULL);
            });
        }
        browser::after(patience, move || {
            let _ = done.call0(&JsValue::NULL);
        });
    });
    let _ = JsFuture::from(either).await;
    result.take()
}

/// Waits for so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let over = Promise::new(&mut |done, _| {
        browser::after(milliseconds, move || {
            let _ = done.call0(&JsValue::NULL);
        });
    });
    let _ = JsFuture::from(over).await;
}

/// While this lives, and a moment longer, no other tab writes to local storage as its store.
pub struct Turn(Function);

impl Drop for Turn {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Waits until no other tab writes; nothing where the browser has no locks. The start script has
/// this in a few lines. What is written is told to the others on the channel, once they are sure to see it.
pub async fn turn(channel: Option<&BroadcastChannel>) -> Option<Turn> {
    let turn = answer(web_sys::window()?.as_ref(), "fairloadTurn", channel?).await?;
    turn.dyn_into().ok().map(Turn)
}
