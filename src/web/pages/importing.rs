//! What the worker of the import shows: a council's own files become a caseload, and what the schemes still miss.
//!
//! The worker (`importing::worker`) thinks and draws. The page tells it what it works on whenever that changes,
//! shows its screens, and does what it orders: each order is one step that can be taken back.

use crate::importing::screen::{Order, PROTOCOL};
use crate::json::{Json, Object};
use crate::store::change_of;
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::errors::errors;
use crate::web::components::text::title;
use crate::web::drawn::draw_all;
use crate::web::session::{Session, Shared};
use crate::web::state::Action;
use crate::workspace::everything::Everything;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// What the page is given.
pub struct ImportingProps {
    /// What every page is given.
    pub session: Session,
    /// Which of the two it is.
    pub address: Address,
}

/// What the page is called.
#[must_use]
pub fn title_of(address: &Address) -> &'static str {
    if *address == Address::Import { "Import from a spreadsheet" } else { "What the schemes still miss" }
}

/// What the worker said last.
struct Heard {
    screen: Html,
    focus: Option<String>,
    wrong: bool,
}

/// What the page has told the worker.
struct Told {
    /// The number of the last time.
    number: u64,
    /// What the page works on now.
    session: Session,
    /// What it was told of.
    of: Option<Session>,
}

/// Either page.
#[hook]
pub fn use_importing_page(props: &ImportingProps) -> Html {
    let session = &props.session;
    let name = title_of(&props.address);
    let heard = use_state(|| None::<Rc<Heard>>);
    let told = use_mut_ref(|| Told { number: 0, session: session.clone(), of: None });
    told.borrow_mut().session = session.clone();
    {
        let (heard, told) = (heard.setter(), Rc::clone(&told));
        use_effect_with((), move |()| {
            let listener = browser::hear_import(move |said| {
                if let Some(said) = hear(&said, &told) {
                    heard.set(Some(Rc::new(said)));
                }
            });
            move || drop(listener)
        });
    }
    let desk = session.desk();
    let about = (
        Shared(Rc::clone(&desk.workspace)),
        Shared(Rc::clone(&desk.schemes)),
        desk.chosen.clone(),
        session.state.month,
        props.address.clone(),
    );
    use_effect_with(about, move |(.., address)| tell(&told, address));
    use_effect_with((*heard).clone().map(Shared), |heard| {
        if let Some(heard) = heard {
            browser::mark_title(heard.wrong);
            if let Some(id) = &heard.focus {
                browser::focus(id);
            }
        }
        || browser::mark_title(false)
    });
    html! {
        <>
            { errors(&desk.refused) }
            { title(name) }
            <div id="importing">
                if let Some(heard) = &*heard {
                    { heard.screen.clone() }
                } else {
                    <p class="govuk-body" role="status">{ "This part is loading. It comes with the first use, and from the same place as the page." }</p>
                }
            </div>
        </>
    }
}

/// Tells the worker what the page works on.
fn tell(told: &RefCell<Told>, address: &Address) {
    let mut told = told.borrow_mut();
    told.number += 1;
    let session = told.session.clone();
    let desk = session.desk();
    let mut text = Object::new();
    text.number("protocol", PROTOCOL)
        .number("of", told.number)
        .text("open", address.to_string().trim_start_matches('/'))
        .text("today", &browser::today())
        .text("month", &session.state.month.to_string())
        .text("chosen", desk.chosen.as_deref().unwrap_or_default())
        .text("own", &desk.everything().write());
    told.of = Some(session);
    // What hears it may answer at once.
    drop(told);
    browser::tell_import(&text.end());
}

/// What the worker says. Its orders are carried out.
fn hear(said: &str, told: &RefCell<Told>) -> Option<Heard> {
    let mut said = Json::read(said)?;
    let of = said.number("of");
    for order in said.list("orders", |own| Some(Order::read(own))).unwrap_or_default().into_iter().flatten() {
        let (session, fresh) = {
            let told = told.borrow();
            let now = &told.session.desk().workspace;
            let same = |then: &Session| Rc::ptr_eq(&then.desk().workspace, now);
            (told.session.clone(), of == Some(told.number) && told.of.as_ref().is_some_and(same))
        };
        let action = fresh.then(|| action(order, &session)).flatten();
        match action {
            Some(action) => session.act.emit(action),
            // Made from what is no longer there, as where another tab has saved: it is to be made anew.
            None => browser::tell_import(""),
        }
    }
    Some(Heard {
        screen: draw_all(said.part("screen")),
        focus: said.text("focus").filter(|id| !id.is_empty()),
        wrong: matches!(said.part("wrong"), Json::Yes(true)),
    })
}

fn action(order: Order, session: &Session) -> Option<Action> {
    Some(match order {
        Order::Workspace { words, text } => {
            let everything = Everything::read(&text).ok()?;
            Action::Open(everything.workspace, Rc::clone(&session.desk().schemes), words)
        }
        Order::Change(text) => Action::Do(change_of(&text)?),
        Order::Remember(_) | Order::Download(..) | Order::Go(_) => return None,
    })
}
