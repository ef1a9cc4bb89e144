//! A quiet line that asks for a copy, where the last one is old.

use super::text::pressed;
use crate::facts::Kind;
use crate::web::copies::{Noted, Whose, download, is_reminded};
use crate::web::dates;
use crate::web::session::Session;
use yew::prelude::*;

/// Asks for a copy, where it is time for one; nothing else.
pub fn reminder(session: &Session) -> Html {
    if !is_reminded(session) {
        return Html::default();
    }
    let later = {
        let copies = session.copies.clone();
        Callback::from(move |_: MouseEvent| copies.note(Noted::PutOff))
    };
    let last = session.copies.last().map_or_else(
        || "There is no copy yet.".to_owned(),
        |day| format!("Your last copy is of {}.", dates::shown(Kind::When, day)),
    );
    html! {
        <div class="fairload-reminder">
            <p>{ format!("{last} What is in this browser alone can be lost.") }</p>
            { pressed("fairload-link-button", "Download a copy now".into(), download(session, Whose::OnesOwn)) }
            { pressed("fairload-link-button", "Remind me in a week".into(), later) }
        </div>
    }
}
