//! The whole page: its state, its address, what is saved, and which page is shown.

use super::address::Address;
use super::browser;
use super::components::frame::{frame, newer};
use super::copies::use_copies;
use super::own_schemes::OwnSchemes;
use super::page::page;
use super::pages::help::PROOF;
use super::pages::importing;
use super::saving::Keeping;
use super::schemes::Schemes;
use super::session::{Parts, Session, Shared};
use super::standings::Standings;
use super::state::{Action, Desk, Given, State};
use super::storage::{self, DemoAsLeft, Stored};
use super::store::{NEARLY_FULL, News, Saver, ask_to_keep, kept, room, schemes};
use super::words;
use crate::change::IdMark;
use crate::facts::Month;
use crate::store::{From, Recovered, Refusal};
use crate::web::remembered::{Remembered, use_remembered};
use gloo_events::EventListener;
use std::rc::Rc;
use yew::prelude::*;

/// What the page starts with: everything that only a browser can say, so that the page itself can
/// also be rendered without one.
#[derive(Properties, Clone, PartialEq)]
pub struct AppProps {
    /// The page that is asked for.
    pub address: Address,
    /// The present month.
    pub month: Month,
    /// What ids that are made from now on have in them; nothing in tests, where they stay readable.
    #[prop_or_default]
    pub mark: IdMark,
    /// What is stored.
    pub stored: Stored,
    /// What the store found; nothing where it is not used, and in tests without a browser.
    #[prop_or_default]
    pub found: Option<Shared<Recovered>>,
    /// The id of the scheme that was chosen in this browser.
    #[prop_or_default]
    pub scheme: Option<String>,
    /// A council's own schemes, where they are not among what is stored: in tests.
    #[prop_or_default]
    pub schemes: OwnSchemes,
    /// What keeps what is entered; nothing where nothing may be stored, and in tests without a browser.
    #[prop_or_default]
    pub saver: Option<Shared<Saver>>,
    /// True where the demo is shown at once.
    #[prop_or_default]
    pub demo: bool,
    /// The demo as it was left in this tab, where it was being looked at.
    #[prop_or_default]
    pub demo_as_left: Option<DemoAsLeft>,
}

/// The state behind a pointer, which is what a page holds.
struct Store(Rc<State>);

impl Reducible for Store {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(Rc::new(self.0.after(action))))
    }
}

fn first_state(props: &AppProps) -> State {
    let (workspace, own) = match (&props.found, &props.stored) {
        (Some(found), _) => (Rc::clone(&found.kept.workspace), schemes(&found.kept)),
        (None, Stored::Workspace(workspace)) => (Rc::new(workspace.clone()), props.schemes.clone()),
        (None, Stored::Nothing | Stored::Blocked(_) | Stored::Newer(_)) => (Rc::default(), props.schemes.clone()),
    };
    let own = Desk { workspace, schemes: Rc::new(own), chosen: props.scheme.clone(), ..Desk::default() };
    let recovered = props.found.as_ref().filter(|found| is_unusual(found)).map(|found| Rc::clone(&found.0));
    let state = State { mark: props.mark, recovered, ..State::new(props.month, own) };
    let left = props.demo_as_left.as_ref();
    let demo = || props.demo.then(|| Rc::new(crate::demo::workspace(props.month)));
    let Some(demo) = left.map(|left| Rc::clone(&left.everything.workspace)).or_else(demo) else { return state };
    let mut state = state.after(Action::LookAtDemo(demo));
    if let (Some(desk), Some(left)) = (&mut state.demo, left) {
        let desk = Rc::make_mut(desk);
        desk.schemes = Rc::new(OwnSchemes::of(left.everything.our_scheme.as_deref(), &left.everything.schemes));
        desk.chosen.clone_from(&left.chosen);
    }
    state
}

/// Whether what was loaded has something to tell the reader.
fn is_unusual(found: &Recovered) -> bool {
    !(found.said.is_empty() && found.missing.is_empty() && found.damaged.is_empty())
}

fn first_keeping(props: &AppProps) -> Keeping {
    match (&props.found, &props.stored) {
        (Some(found), _) => kept_where(found, found.mirror.clone()),
        (None, Stored::Nothing | Stored::Workspace(_)) => Keeping::Kept,
        (None, Stored::Blocked(why)) => Keeping::Blocked(why.clone()),
        (None, Stored::Newer(format)) => Keeping::Newer(*format),
    }
}

/// Where it is kept once it was loaded, or saved; why there is no second copy.
fn kept_where(found: &Recovered, mirror: Option<Refusal>) -> Keeping {
    match (&found.durable, mirror) {
        (Some(why), _) => Keeping::Plainly(why.clone()),
        (None, Some(why)) => Keeping::Once(why),
        (None, None) => Keeping::Kept,
    }
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = {
        let props = props.clone();
        use_reducer(move || Store(Rc::new(first_state(&props))))
    };
    let keeping = use_remembered(|| first_keeping(props));
    let address = use_remembered(|| props.address.clone());
    let act = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    let desk = store.0.desk();
    let read = use_memo((), |()| Schemes::default());
    let schemes = use_memo(Shared(Rc::clone(&desk.schemes)), |kept| Shared(Rc::new(read.with(Rc::clone(&kept.0)))));
    let standings = use_memo((), |()| Shared::<Standings>::default());

    // The one place where the clock comes in: what a scheme asks for is dated when it is given.
    let give = use_callback(act.clone(), |mut given: Given, act| {
        if let Some(input) = &mut given.input {
            input.today = browser::today();
        }
        act.emit(Action::Give(given));
    });
    let choose = use_callback(act.clone(), |id: String, act| act.emit(Action::Choose(id)));
    let copies = use_copies(&store.0.own);
    let full = use_remembered(|| None::<u32>);
    let session = Session::of(Parts {
        state: Shared(Rc::clone(&store.0)),
        scheme: schemes.chosen(desk.chosen.as_deref()),
        schemes: (*schemes).clone(),
        standings: (*standings).clone(),
        choose,
        keeping: (*keeping).clone(),
        saver: props.saver.clone(),
        full: *full,
        copies,
        meeting: Shared(use_mut_ref(importing::Meeting::default)),
        act: act.clone(),
        give,
    });

    use_effect_with((), |()| browser::announce_ready());
    use_address(&address, &act);
    use_title_and_focus(&session, &address);
    use_store(&session, props.found.as_ref(), &keeping);
    use_room(&session, &full);
    use_choice(session.state.own.chosen.clone());
    use_demo(&session);
    use_window(&act);
    importing::use_meeting(&session);

    let page = match (&*keeping, &*address) {
        (Keeping::Newer(format), at) if !matches!(at, Address::About | Address::Delete) => newer(*format),
        (_, at) => page(at, &session),
    };
    frame(&session, &address, page)
}

/// Follows the address, so that links, back and forward work.
#[hook]
fn use_address(address: &Remembered<Address>, act: &Callback<Action>) {
    let (set, act) = (address.clone(), act.clone());
    use_effect_with((), move |()| {
        let first = set.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                if let Some(next) = browser::address() {
                    act.emit(Action::Moved);
                    set.set(next);
                }
            })
        });
        // It may have changed while what is stored was read.
        if let Some(next) = browser::address() {
            first.set_other(next);
        }
        move || drop(listener)
    });
}

/// The title follows the page, and after the first page the focus goes to its heading, or to the
/// field that the reader was sent to.
#[hook]
fn use_title_and_focus(session: &Session, address: &Remembered<Address>) {
    let title = title(session, address);
    // What the page is about may go, or come back, while it is shown: a step was taken back.
    let gone = title.starts_with(NOT_HERE);
    use_effect_with(title, |title| browser::set_title(title));
    let before = use_mut_ref(|| None::<Address>);
    use_effect_with(((**address).clone(), gone), move |(address, _)| {
        let before = before.replace(Some(address.clone()));
        // A table that is sorted another way is still the same page: the focus stays in its head.
        if matches!((&before, address), (Some(Address::Team(_)), Address::Team(_))) {
            return;
        }
        let field = match address {
            Address::Case(_, field) | Address::Practitioner(_, field) => field.as_deref(),
            Address::Proof => Some(PROOF),
            _ => None,
        };
        let sent = field.is_some_and(browser::focus_if_there);
        if before.is_some() && !sent {
            browser::focus_heading();
        }
    });
}

/// Saves the user's own workspace and schemes whenever they have changed, and takes over what other tabs save.
#[hook]
fn use_store(session: &Session, found: Option<&Shared<Recovered>>, keeping: &Remembered<Keeping>) {
    let found = found.map(|found| Rc::clone(&found.0)).unwrap_or_default();
    let state = &session.state;
    let own = (Shared(Rc::clone(&state.own.workspace)), Shared(Rc::clone(&state.own.schemes)), state.told);
    let (words, at_odds) = (state.own.said.clone(), Shared(Rc::clone(&state.0)));
    {
        let saver = session.saver.clone();
        // Also what was just loaded: what is stored already is not written again, and what had to be put together
        // from what was left is put in order.
        use_effect_with(own, move |(workspace, schemes, told)| {
            if let Some(saver) = saver {
                saver.0.save(kept(&workspace.0, schemes), words, *told, &at_odds.found);
            }
        });
    }
    let (act, keeping) = (session.act.clone(), keeping.clone());
    use_effect_with(session.saver.clone(), move |saver| {
        let listeners = saver.clone().zip(web_sys::window()).map(|(saver, window)| {
            saver.0.tell(move |news| hear(news, &found, &act, &keeping));
            let (shown, leaving) = (saver.clone(), saver);
            // A tab that was asleep may have missed what others told it.
            let look = move |_: &web_sys::Event| shown.0.look();
            let showing = window.document().map(|document| EventListener::new(&document, "visibilitychange", look));
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            let stay = move |event: &web_sys::Event| {
                if leaving.0.is_waiting() {
                    event.prevent_default();
                }
            };
            (showing, EventListener::new_with_options(&window, "beforeunload", options, stay))
        });
        move || drop(listeners)
    });
}

/// Looks now and then how full the storage is, and asks the browser once to keep what is in it: when the first case
/// is there, which is what would be missed.
#[hook]
fn use_room(session: &Session, full: &Remembered<Option<u32>>) {
    const STEPS: usize = 20;
    let own = &session.state.own;
    let kept = session.saver.is_some() && session.keeping.is_kept();
    let full = full.clone();
    use_effect_with((kept, !own.workspace.cases.is_empty(), own.undo.len() / STEPS), move |(kept, worth, _)| {
        let worth = *worth;
        if !kept {
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            if worth && !storage::settings().asked_to_keep {
                let _ = storage::choose(|settings| settings.asked_to_keep = true);
                ask_to_keep().await;
            }
            full.set_other(Some(room().await.full()).filter(|full| *full >= NEARLY_FULL));
        });
    });
}

/// What the page does about news of the store.
fn hear(news: News, found: &Recovered, act: &Callback<Action>, keeping: &Remembered<Keeping>) {
    let next = match news {
        News::Saved(mirror) => {
            if found.from == From::OldFormat {
                storage::drop_old();
            }
            kept_where(found, mirror)
        }
        News::Refused(Refusal::Newer(format)) => Keeping::Newer(format),
        News::Refused(refusal) => Keeping::Failed(refusal),
        News::Others(others) => return act.emit(Action::Elsewhere(Rc::from(others))),
        News::Deleted => return act.emit(Action::Forget),
    };
    // Setting it draws the page again.
    keeping.set_other(next);
}

/// Keeps the scheme that the reader chose for their own caseload. Where the browser refuses, the choice holds
/// until the page is left.
#[hook]
fn use_choice(chosen: Option<String>) {
    let first = use_mut_ref(|| true);
    use_effect_with(chosen, move |scheme| {
        // What was read a moment ago need not be written, nor what was deleted.
        if !first.replace(false) && scheme.is_some() {
            let _ = storage::choose(|settings| settings.scheme.clone_from(scheme));
        }
    });
}

/// Keeps the demo for this tab when the page is left, so that a reload comes back to it as it was, and
/// puts it away once the reader has left it.
#[hook]
fn use_demo(session: &Session) {
    let looking = session.state.demo.is_some();
    let latest = use_mut_ref(|| None::<Rc<Desk>>);
    latest.replace(session.state.demo.clone());
    use_effect_with(looking, move |looking| {
        if !looking {
            storage::keep_demo(None);
        }
        let window = web_sys::window().filter(|_| *looking);
        let listener = window.map(|window| {
            EventListener::new(&window, "pagehide", move |_| {
                storage::keep_demo(latest.borrow().as_deref());
            })
        });
        move || drop(listener)
    });
}

/// What the whole window is asked for: Ctrl and Z takes the last step back, Ctrl and Y (or Shift, Ctrl and Z) does it again, on every page.
/// In a text field both are the field's own.
#[hook]
fn use_window(act: &Callback<Action>) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                if let Some(undo) = browser::is_undo(event) {
                    event.prevent_default();
                    act.emit(if undo { Action::Undo } else { Action::Redo });
                }
            })
        });
        // What is printed says when; nothing is drawn anew for it, so that it is there in time.
        let printing = web_sys::window().map(|window| EventListener::new(&window, "beforeprint", |_| browser::stamp()));
        move || drop((listener, printing))
    });
}

/// The title of a page about something that is not here; `Schemes::name` says the same.
const NOT_HERE: &str = "Not here";

/// The title of the document: the page, and what it is about.
fn title(session: &Session, address: &Address) -> String {
    let workspace = session.workspace();
    let practitioner = |id| workspace.practitioner(id).map_or_else(|| NOT_HERE.to_owned(), words::practitioner);
    let page = match address {
        Address::Start => return "Fairload".to_owned(),
        _ if matches!(session.keeping, Keeping::Newer(_)) => "Stored by a newer Fairload".to_owned(),
        Address::NewPractitioner => "New practitioner".to_owned(),
        Address::Caseload => "Caseload".to_owned(),
        Address::Practitioner(id, _) => practitioner(id),
        Address::Case(id, _) => workspace.case(id).map_or_else(|| NOT_HERE.to_owned(), words::case),
        Address::Score(id) => format!("Score of {}, {}", practitioner(id), session.state.month.words()),
        Address::Team(_) => "Team".to_owned(),
        Address::Service => "Service".to_owned(),
        Address::SideBySide(id) => format!("{} under every scheme", practitioner(id)),
        Address::CaseSideBySide(id) => workspace
            .case(id)
            .map_or_else(|| NOT_HERE.to_owned(), |own| format!("{} under every scheme", words::case(own))),
        Address::Schemes => "Schemes".to_owned(),
        Address::Scheme(id) => session.schemes.name(id),
        Address::SchemeChange(id) if session.schemes.ids().contains(&id.as_str()) => {
            format!("Change {}", session.schemes.name(id))
        }
        Address::SchemeChange(_) => NOT_HERE.to_owned(),
        Address::Changes => "What was done".to_owned(),
        Address::Help | Address::Proof => "Help".to_owned(),
        Address::Glossary => "What the words mean".to_owned(),
        Address::Import | Address::StillMissing => importing::title_of(address).to_owned(),
        Address::Data => "Save and open".to_owned(),
        Address::Delete => "Delete everything on this device".to_owned(),
        Address::About => "About and privacy".to_owned(),
        Address::Unknown(_) => "Page not found".to_owned(),
    };
    format!("{page} - Fairload")
}
