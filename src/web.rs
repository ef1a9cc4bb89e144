//! The only place that may name the browser: what is shown, and what is kept in the browser's storage.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, Event};
use yew::prelude::*;

/// The start script waits for this, then marks the document as ready.
const READY: &str = "fairload-ready";
/// The start script answers this with a message and a download of what is stored.
const STOPPED: &str = "fairload-stopped";

/// Shows the page in the element that the document has for it.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| announce_stop(&panic.to_string())));
    let place = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("page"));
    match place {
        Some(place) => {
            yew::Renderer::<App>::with_root(place).render();
        }
        None => announce_stop("The document has no element with the id \"page\"."),
    }
}

/// Tells the start script that the program cannot go on. Nothing here may itself panic.
fn announce_stop(why: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new(STOPPED)) {
        event.init_custom_event_with_can_bubble_and_cancelable_and_detail(
            STOPPED,
            false,
            false,
            &JsValue::from_str(why),
        );
        let _ = window.dispatch_event(&event);
    }
}

#[component]
fn App() -> Html {
    use_effect_with((), |()| {
        if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(READY)) {
            let _ = window.dispatch_event(&event);
        }
    });
    html! {
        <>
            <a href="#main-content" class="govuk-skip-link">{ "Skip to main content" }</a>
            <header class="fairload-header">
                <div class="fairload-header__container govuk-width-container">
                    <a href="#" class="fairload-header__name">{ "Fairload" }</a>
                </div>
            </header>
            <div class="govuk-width-container">
                <main class="govuk-main-wrapper" id="main-content">
                    <h1 class="govuk-heading-l">{ "What is this caseload?" }</h1>
                </main>
            </div>
        </>
    }
}
