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
use crate::web::components::text::{paragraph, title};
use crate::web::drawn::draw_all;
use crate::web::own_schemes::OwnSchemes;
use crate::web::session::{Session, Shared};
use crate::web::state::{Action, State};
use crate::workspace::everything::Everything;
use gloo_events::EventListener;
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

/// What is between the page and the worker. In one piece, drawn anew by hand: each hook of its own would be some
/// hundred bytes of code. It lives as long as the whole page, so that an import is finished from which the reader has
/// gone on to another one.
#[derive(Default)]
pub struct Meeting {
    /// What hears the worker.
    listener: Option<EventListener>,
    /// Draws the page anew, while it is open.
    update: Option<UseForceUpdateHandle>,
    /// What is shown; nothing before the worker has said anything.
    screen: Option<Html>,
    /// Whether something is wrong there, once it was said last and until the document says so too.
    wrong: Option<bool>,
    /// What is to have the focus once it is drawn.
    focus: Option<String>,
    /// The number of what the worker was told of.
    number: u64,
    /// What the page works on.
    now: Option<Shared<State>>,
    /// Does something to it.
    act: Callback<Action>,
    /// What the worker was told of.
    told: Option<Shared<State>>,
    /// Which of the two pages it was told of; empty where that is not open any more.
    open: &'static str,
}

impl Meeting {
    /// Whether the page still works on what the worker was told of.
    fn is_still(&self) -> bool {
        let Some((now, told)) = self.now.as_ref().zip(self.told.as_ref()) else { return false };
        let (one, two) = (now.desk(), told.desk());
        Rc::ptr_eq(&one.workspace, &two.workspace)
            && Rc::ptr_eq(&one.schemes, &two.schemes)
            && one.chosen == two.chosen
            && now.month == told.month
    }
}

/// Which page it is, as its address has it.
fn name(address: &Address) -> &'static str {
    if *address == Address::Import { "import" } else { "missing" }
}

/// On every page: knows what is worked on, and hears the worker.
#[hook]
pub fn use_meeting(session: &Session) {
    let (meeting, state, act) = (session.meeting.clone(), session.state.clone(), session.act.clone());
    use_effect(move || {
        let mut own = meeting.borrow_mut();
        (own.now, own.act) = (Some(state), act);
        if own.listener.is_none() {
            let place = Rc::downgrade(&meeting.0);
            own.listener = browser::hear_import(move |said| {
                if let Some(place) = place.upgrade() {
                    hear(&said, &place);
                }
            });
        }
    });
}

/// Either page.
#[hook]
pub fn use_importing_page(props: &ImportingProps) -> Html {
    let session = &props.session;
    let update = use_force_update();
    let meeting = session.meeting.clone();
    let screen = meeting.borrow().screen.clone();
    {
        let meeting = meeting.clone();
        use_effect_with((), move |()| {
            move || {
                let mut own = meeting.borrow_mut();
                (own.update, own.screen, own.open) = (None, None, "");
            }
        });
    }
    // After every drawing; what there is to do is mostly nothing.
    let (state, page) = (session.state.clone(), name(&props.address));
    use_effect(move || drawn(&meeting, state, page, update));
    html! {
        <>
            { errors(&session.desk().refused) }
            { title(title_of(&props.address)) }
            if session.state.demo.is_some() {
                { paragraph("You are looking at the demo: what is imported now goes with it. Leave it first.") }
            }
            <div id="importing">
                if let Some(screen) = screen {
                    { screen }
                } else {
                    <p class="govuk-body" role="status">{ "This part is loading. It comes with the first use, and from the same place as the page." }</p>
                }
            </div>
        </>
    }
}

/// Once it is drawn: what was said is said in the title and has the focus, and the worker is told what has changed.
fn drawn(meeting: &RefCell<Meeting>, state: Shared<State>, page: &'static str, update: UseForceUpdateHandle) {
    let mut own = meeting.borrow_mut();
    (own.now, own.update) = (Some(state), Some(update));
    let (wrong, focus) = (own.wrong.take(), own.focus.take());
    let same = own.is_still();
    // The same work has the same number, so that what is on its way to it arrives. Never one that an earlier load of
    // the page has used.
    if !same {
        own.number = browser::date().max(own.number + 1);
    }
    let text = (!same || own.open != page).then(|| {
        own.open = page;
        let now = own.now.clone();
        own.told = now;
        about(&own)
    });
    // What hears it may answer at once.
    drop(own);
    if let Some(wrong) = wrong {
        browser::mark_title(wrong);
    }
    if let Some(id) = focus {
        browser::focus(&id);
    }
    if let Some(text) = text.flatten() {
        browser::tell_import(&text);
    }
}

/// What the page works on, as the worker is told of it.
fn about(own: &Meeting) -> Option<String> {
    let state = own.now.as_ref()?;
    let desk = state.desk();
    let mut text = Object::new();
    text.number("protocol", PROTOCOL)
        .number("of", own.number)
        .text("open", own.open)
        .text("today", &browser::today())
        .text("month", &state.month.to_string())
        .text("chosen", desk.chosen.as_deref().unwrap_or_default())
        .text("own", &desk.everything().write());
    Some(text.end())
}

/// What the worker says. Its orders are carried out, whichever page is open.
fn hear(said: &str, meeting: &RefCell<Meeting>) -> Option<()> {
    let mut said = Json::read(said)?;
    let mut own = meeting.borrow_mut();
    let on = said.text("on").unwrap_or_default();
    // What was still on its way when the page was left is not of another one.
    let update = own.update.clone().filter(|_| on.is_empty() || own.open == on);
    if update.is_some() {
        own.screen = Some(draw_all(said.part("screen")));
        own.focus = said.text("focus").filter(|id| !id.is_empty());
        own.wrong = Some(matches!(said.part("wrong"), Json::Yes(true)));
    }
    // Not where it was made from what is no longer there, as where another tab has saved meanwhile.
    let fresh = own.is_still() && said.number("of") == Some(own.number);
    let (act, schemes) = (own.act.clone(), own.now.as_ref().map(|now| Rc::clone(&now.desk().schemes))?);
    drop(own);
    for order in said.list("orders", |own| Some(Order::read(own)))?.into_iter().flatten() {
        match action(order, &schemes).filter(|_| fresh) {
            Some(action) => act.emit(action),
            None => browser::tell_import(""),
        }
    }
    if let Some(update) = update {
        update.force_update();
    }
    Some(())
}

fn action(order: Order, schemes: &Rc<OwnSchemes>) -> Option<Action> {
    Some(match order {
        Order::Workspace { words, text } => {
            let everything = Everything::read(&text).ok()?;
            Action::Open(everything.workspace, Rc::clone(schemes), words)
        }
        Order::Change(text) => Action::Do(change_of(&text)?),
        Order::Remember(_) | Order::Download(..) | Order::Go(_) => return None,
    })
}
