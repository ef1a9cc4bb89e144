//! The only place that may name the browser: what is shown, and what is kept in the browser's storage.

pub mod address;
pub mod app;
pub mod browser;
pub mod components;
pub mod copies;
pub use crate::dates;
pub mod document;
pub mod drawn;
pub mod needs;
pub mod own_schemes;
mod page;
pub mod pages;
pub mod questions;
mod remembered;
mod reported;
pub mod saving;
pub mod schemes;
pub mod session;
pub mod standings;
pub mod state;
pub mod storage;
pub mod store;
pub mod taking;
pub mod words;

use crate::store::{From, Keeper, Recovered, Refusal};
use address::Address;
use app::{App, AppProps};
use session::Shared;
use std::rc::Rc;
use storage::Stored;
use store::{Indexed, Local, Saver};

/// Shows the page in the element that the document has for it, once what is stored was read.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::announce_stop(&panic.to_string())));
    wasm_bindgen_futures::spawn_local(async {
        let place = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id("page"));
        match (place, browser::this_month()) {
            (Some(place), Some(month)) => {
                let address = browser::address().unwrap_or(Address::Start);
                let (stored, found, saver) = load().await;
                let props = AppProps {
                    address,
                    month,
                    mark: browser::chance(),
                    stored,
                    found,
                    scheme: storage::settings().scheme,
                    schemes: own_schemes::OwnSchemes::default(),
                    saver,
                    demo: false,
                    demo_as_left: storage::demo(),
                };
                yew::Renderer::<App>::with_root_and_props(place, props).render();
            }
            (None, _) => browser::announce_stop("The document has no element with the id \"page\"."),
            (_, None) => browser::announce_stop("The clock of this device says a year before 1950 or after 2199."),
        }
    });
}

/// Reads what is stored, and what keeps it from then on.
async fn load() -> (Stored, Option<Shared<Recovered>>, Option<Shared<Saver>>) {
    let name = storage::key("store");
    let keeper = Keeper::new(Indexed::open(name.clone()).await, Local, browser::draw());
    match keeper.load(&storage::old()).await {
        Ok(mut found) => {
            found.damaged.extend(storage::old_unreadable());
            // The settings are stored apart, and go with everything when a person deletes it.
            if let (From::Nothing, Some(begun)) = (found.from, storage::settings().begun) {
                let begun = dates::shown(crate::facts::Kind::When, &begun);
                found.said.push(format!(
                    "You have used Fairload in this browser before (since {begun}), and now there is nothing: the browser has \
                     cleared its data, or somebody has cleared them. Open your last copy under Save and open"
                ));
            }
            let saver = Saver::new(keeper, found.kept.clone(), &name, browser::draw());
            (Stored::Nothing, Some(Shared(Rc::new(found))), Some(Shared(saver)))
        }
        Err(Refusal::Newer(format)) => (Stored::Newer(format), None, None),
        Err(refusal) => (Stored::Blocked(refusal.to_string()), None, None),
    }
}
