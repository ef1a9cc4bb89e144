//! The only place that may name the browser: what is shown, and what is kept in the browser's storage.

pub mod address;
pub mod app;
pub mod browser;
pub mod components;
pub mod dates;
pub mod document;
pub mod needs;
pub mod own_schemes;
mod page;
pub mod pages;
pub mod questions;
pub mod saving;
pub mod schemes;
pub mod session;
pub mod shelf;
pub mod standings;
pub mod state;
pub mod storage;
pub mod taking;
pub mod words;

use address::Address;
use app::{App, AppProps};

/// Shows the page in the element that the document has for it.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::announce_stop(&panic.to_string())));
    let place =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("page"));
    match (place, browser::this_month()) {
        (Some(place), Some(month)) => {
            let address = browser::address().unwrap_or(Address::Start);
            let stored = storage::read();
            let (scheme, schemes) = (storage::settings().scheme, storage::schemes());
            let demo_as_left = storage::demo();
            let props = AppProps {
                address,
                month,
                mark: browser::chance(),
                stored,
                scheme,
                schemes,
                demo: false,
                demo_as_left,
            };
            yew::Renderer::<App>::with_root_and_props(place, props).render();
        }
        (None, _) => browser::announce_stop("The document has no element with the id \"page\"."),
        (_, None) => browser::announce_stop("The clock of this device says a year before 1950 or after 2199."),
    }
}
