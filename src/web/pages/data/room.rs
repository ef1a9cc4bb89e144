//! How much room there is in the browser's storage, and how safe what is there is.

use crate::web::components::text::{paragraph, second_button};
use crate::web::remembered::use_remembered;
use crate::web::saving::Keeping;
use crate::web::session::Session;
use crate::web::store::{NEARLY_FULL, Room, ask_to_keep, room};
use yew::prelude::*;

/// How full the storage is, whether there is a second copy, and what the browser has promised.
#[hook]
pub fn use_room(session: &Session) -> Html {
    let found = use_remembered(|| None::<Room>);
    let refused = use_remembered(|| false);
    let look = {
        let (found, refused) = (found.clone(), refused.clone());
        use_callback((), move |ask: bool, ()| {
            let (found, refused) = (found.clone(), refused.clone());
            wasm_bindgen_futures::spawn_local(async move {
                if ask {
                    refused.set_other(!ask_to_keep().await);
                }
                found.set_other(Some(room().await));
            });
        })
    };
    {
        let look = look.clone();
        use_effect_with((), move |()| look.emit(false));
    }
    let Some(now) = *found else { return Html::default() };
    let ask = {
        let look = look.clone();
        Callback::from(move |_: MouseEvent| look.emit(true))
    };
    html! {
        <>
            if !session.state.own.workspace.is_empty() {
                <>{ for places(&session.keeping).into_iter().map(paragraph) }</>
            }
            { meter(&now) }
            { match now.promised {
                Some(true) => paragraph("The browser has promised not to tidy this away when it runs short of room. You can still clear it."),
                Some(false) => html! {
                    <>
                        { paragraph("The browser may tidy this away when the device runs short of room, or when you have not been here for some weeks. You can ask it not to; it may ask you, or decide by itself.") }
                        <div role="status">
                            if *refused {
                                { paragraph("The browser does not promise it now. Many do so for pages that are used often: ask again in some days, and download copies.") }
                            }
                        </div>
                        { second_button("Ask the browser to keep it", ask) }
                    </>
                },
                None => Html::default(),
            } }
            { paragraph("In a private window, and where the browser clears its data when it closes, everything here goes with the window. No page can tell whether that is so: download a copy.") }
        </>
    }
}

/// Where what is entered is kept, and whether there is a second copy.
fn places(keeping: &Keeping) -> Option<String> {
    match keeping {
        Keeping::Kept => {
            Some("It is kept twice in this browser: in its database, and as a second copy beside that.".to_owned())
        }
        Keeping::Once(why) => Some(format!(
            "It is kept in the browser\u{2019}s database. There is no second copy of the last change beside it: {why}."
        )),
        Keeping::Plainly(why) => Some(format!(
            "The browser\u{2019}s database does not open ({why}), so it is kept in the simpler storage beside it. There, the last seconds are lost if the browser crashes."
        )),
        Keeping::Blocked(_) | Keeping::Failed(_) | Keeping::Newer(_) => None,
    }
}

/// How full it is, as a bar and in words.
fn meter(now: &Room) -> Html {
    if now.database.is_none() && now.local.is_none() {
        return Html::default();
    }
    let full = now.full().min(100);
    let words = if full >= NEARLY_FULL {
        "nearly full: download a copy, and delete closed cases that you need no more"
    } else {
        "there is enough"
    };
    let local =
        now.local.map_or_else(String::new, |local| format!(" The second copy\u{2019}s place is {local} % full."));
    let database = now.database.map_or_else(String::new, |(used, most)| {
        format!(
            " The database uses {} MB of the {} MB that the browser lends this address.",
            megabytes(used),
            most / 1000
        )
    });
    html! {
        <p class="govuk-body">
            <label for="room">{ "Room: " }</label>
            <meter id="room" min="0" max="100" high={NEARLY_FULL.to_string()} value={full.to_string()}>{ format!("{full} %") }</meter>
            { format!(" {words}.{database}{local}") }
        </p>
    }
}

/// Kilobytes as megabytes with one decimal place.
fn megabytes(kilobytes: u32) -> String {
    format!("{}.{}", kilobytes / 1000, kilobytes % 1000 / 100)
}
