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
use crate::web::session::Session;
use crate::web::state::Action;
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
/// hundred bytes of code.
#[derive(Default)]
struct Meeting {
    /// What hears the worker, as long as the page is open.
    listener: Option<EventListener>,
    /// What is shown; nothing before the worker has said anything.
    screen: Option<Html>,
    /// Whether something is wrong there, once it was said last and until the document says so too.
    wrong: Option<bool>,
    /// What is to have the focus once it is drawn.
    focus: Option<String>,
    /// The number of the last time that the worker was told what the page works on.
    number: u64,
    /// What the page works on.
    now: Option<About>,
    /// What the worker was told of.
    told: Option<About>,
}

/// What the worker is told of.
#[derive(Clone, PartialEq)]
struct About(Session, Address);

impl About {
    /// Which page it is, as its address has it.
    fn page(&self) -> &'static str {
        if self.1 == Address::Import { "import" } else { "missing" }
    }

    /// Whether it is the same for the worker.
    fn is_still(&self, other: &Self) -> bool {
        let (one, two) = (self.0.desk(), other.0.desk());
        Rc::ptr_eq(&one.workspace, &two.workspace)
            && Rc::ptr_eq(&one.schemes, &two.schemes)
            && one.chosen == two.chosen
            && self.0.state.month == other.0.state.month
            && self.1 == other.1
    }
}

/// Either page.
#[hook]
pub fn use_importing_page(props: &ImportingProps) -> Html {
    let session = &props.session;
    let update = use_force_update();
    let meeting = use_mut_ref(Meeting::default);
    let screen = {
        let mut meeting = meeting.borrow_mut();
        meeting.now = Some(About(session.clone(), props.address.clone()));
        meeting.screen.clone()
    };
    // After every drawing; what there is to do is mostly nothing.
    use_effect(move || drawn(&meeting, &update));
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
fn drawn(meeting: &Rc<RefCell<Meeting>>, update: &UseForceUpdateHandle) {
    let mut own = meeting.borrow_mut();
    if own.listener.is_none() {
        // It goes with the page, which holds all of this.
        let (place, update) = (Rc::downgrade(meeting), update.clone());
        own.listener = browser::hear_import(move |said| {
            if let Some(place) = place.upgrade()
                && hear(&said, &place).is_some()
            {
                update.force_update();
            }
        });
    }
    let (wrong, focus) = (own.wrong.take(), own.focus.take());
    let same = own.now.as_ref().zip(own.told.as_ref()).is_some_and(|(now, told)| now.is_still(told));
    // What hears it may answer at once.
    drop(own);
    if let Some(wrong) = wrong {
        browser::mark_title(wrong);
    }
    if let Some(id) = focus {
        browser::focus(&id);
    }
    if !same {
        tell(meeting);
    }
}

/// Tells the worker what the page works on.
fn tell(meeting: &RefCell<Meeting>) {
    let mut own = meeting.borrow_mut();
    // Never one that an earlier visit of the page has used.
    own.number = browser::date().max(own.number + 1);
    let Some(now) = own.now.clone() else { return };
    own.told = Some(now.clone());
    let session = &now.0;
    let desk = session.desk();
    let mut text = Object::new();
    text.number("protocol", PROTOCOL)
        .number("of", own.number)
        .text("open", now.page())
        .text("today", &browser::today())
        .text("month", &session.state.month.to_string())
        .text("chosen", desk.chosen.as_deref().unwrap_or_default())
        .text("own", &desk.everything().write());
    drop(own);
    browser::tell_import(&text.end());
}

/// What the worker says. Its orders are carried out.
fn hear(said: &str, meeting: &RefCell<Meeting>) -> Option<()> {
    let mut said = Json::read(said)?;
    let mut own = meeting.borrow_mut();
    let on = said.text("on").unwrap_or_default();
    // What was still on its way when the other page was left is not of this one.
    if on.is_empty() || own.now.as_ref().is_some_and(|now| now.page() == on) {
        own.screen = Some(draw_all(said.part("screen")));
        own.focus = said.text("focus").filter(|id| !id.is_empty());
        own.wrong = Some(matches!(said.part("wrong"), Json::Yes(true)));
    }
    // Not where it was made from what is no longer there, as where another tab has saved meanwhile.
    let same = own.now.as_ref().zip(own.told.as_ref()).is_some_and(|(now, told)| now.is_still(told));
    let fresh = same && said.number("of") == Some(own.number);
    let About(session, _) = own.now.clone()?;
    drop(own);
    for order in said.list("orders", |own| Some(Order::read(own)))?.into_iter().flatten() {
        match action(order, &session).filter(|_| fresh) {
            Some(action) => session.act.emit(action),
            None => browser::tell_import(""),
        }
    }
    Some(())
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
