//! The whole page: its state, its address, what is saved, and which page is shown.

use super::address::Address;
use super::browser;
use super::components::frame::{Unreadable, frame};
use super::own_schemes::OwnSchemes;
use super::page::page;
use super::pages::help::PROOF;
use super::saving::{Keeping, Saver};
use super::schemes::Schemes;
use super::session::{Parts, Session, Shared};
use super::shelf::use_shelf;
use super::standings::Standings;
use super::state::{Action, Desk, Given, State};
use super::storage::{self, DemoAsLeft, Stored, StoredSchemes};
use super::words;
use crate::change::IdMark;
use crate::facts::Month;
use crate::workspace::Workspace;
use gloo_events::EventListener;
use std::cell::RefCell;
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
    /// The id of the scheme that was chosen in this browser.
    #[prop_or_default]
    pub scheme: Option<String>,
    /// A council's own schemes.
    #[prop_or_default]
    pub schemes: StoredSchemes,
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
    let workspace = match &props.stored {
        Stored::Workspace(workspace) => workspace.clone(),
        Stored::Blocked(_) | Stored::Nothing | Stored::Unreadable { .. } => Workspace::default(),
    };
    let schemes = props.schemes.text.as_ref().and_then(|text| OwnSchemes::read(text)).unwrap_or_default();
    let own = Desk {
        workspace: Rc::new(workspace),
        schemes: Rc::new(schemes),
        chosen: props.scheme.clone(),
        ..Desk::default()
    };
    let state = State { mark: props.mark, ..State::new(props.month, own) };
    let left = props.demo_as_left.as_ref();
    let demo = || props.demo.then(|| crate::demo::workspace(props.month));
    let Some(demo) = left.map(|left| left.workspace.clone()).or_else(demo) else { return state };
    let mut state = state.after(Action::LookAtDemo(Rc::new(demo)));
    if let (Some(desk), Some((schemes, chosen))) = (&mut state.demo, left.and_then(|left| left.schemes.as_ref())) {
        let desk = Rc::make_mut(desk);
        desk.schemes = Rc::new(schemes.clone());
        desk.chosen.clone_from(chosen);
    }
    state
}

fn first_keeping(stored: &Stored) -> Keeping {
    match stored {
        Stored::Nothing | Stored::Workspace(_) => Keeping::Kept,
        Stored::Blocked(why) => Keeping::Blocked(why.clone()),
        Stored::Unreadable { text, faults } => {
            Keeping::Unreadable { text: text.clone(), faults: faults.iter().map(ToString::to_string).collect() }
        }
    }
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = {
        let props = props.clone();
        use_reducer(move || Store(Rc::new(first_state(&props))))
    };
    let keeping = use_state(|| first_keeping(&props.stored));
    let address = use_state(|| props.address.clone());
    let act = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    let desk = store.0.desk();
    let read = use_memo((), |()| Schemes::default());
    let schemes = use_memo(Shared(Rc::clone(&desk.schemes)), |kept| Shared(Rc::new(read.with(Rc::clone(&kept.0)))));
    let standings = use_memo((), |()| Shared::<Standings>::default());
    let saver = use_memo((), |()| Saver::default());

    // The one place where the clock comes in: what a scheme asks for is dated when it is given.
    let give = use_callback(act.clone(), |mut given: Given, act| {
        if let Some(input) = &mut given.input {
            input.today = browser::today();
        }
        act.emit(Action::Give(given));
    });
    let choose = use_callback(act.clone(), |id: String, act| act.emit(Action::Choose(id)));
    let shelf = use_shelf(&store.0, &props.schemes, &act);
    let session = Session::of(Parts {
        state: Shared(Rc::clone(&store.0)),
        scheme: schemes.chosen(desk.chosen.as_deref()),
        schemes: (*schemes).clone(),
        shelf,
        standings: (*standings).clone(),
        choose,
        keeping: (*keeping).clone(),
        act: act.clone(),
        give,
    });

    use_effect_with((), |()| browser::announce_ready());
    use_address(&address, &act);
    use_title_and_focus(&session, &address);
    // What is stored already: what was there when the page started, and what other tabs saved.
    let known = use_mut_ref(|| Shared(Rc::clone(&session.state.own.workspace)));
    use_saving(&session, &saver, &keeping, &known);
    use_other_tabs(&session, &saver, &keeping, &known);
    use_demo(&session);
    use_window(&act);

    let anew = {
        let keeping = keeping.clone();
        Callback::from(move |()| keeping.set(Keeping::Kept))
    };
    let deleted = {
        let (keeping, saver, act) = (keeping.clone(), Rc::clone(&saver), act.clone());
        Callback::from(move |()| {
            saver.forget();
            act.emit(Action::Forget);
            if !matches!(*keeping, Keeping::Blocked(_)) {
                keeping.set(Keeping::Kept);
            }
        })
    };
    let page = match (&*keeping, &*address) {
        (Keeping::Unreadable { text, faults }, at) if !matches!(at, Address::About | Address::Delete) => {
            html! { <Unreadable text={text.clone()} faults={faults.clone()} {anew} /> }
        }
        (_, at) => page(at, &session, deleted),
    };
    frame(&session, &address, page)
}

/// Follows the address, so that links, back and forward work.
#[hook]
fn use_address(address: &UseStateHandle<Address>, act: &Callback<Action>) {
    let (set, act) = (address.setter(), act.clone());
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                if let Some(next) = browser::address() {
                    act.emit(Action::Moved);
                    set.set(next);
                }
            })
        });
        move || drop(listener)
    });
}

/// The title follows the page, and after the first page the focus goes to its heading, or to the
/// field that the reader was sent to.
#[hook]
fn use_title_and_focus(session: &Session, address: &UseStateHandle<Address>) {
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

/// Saves the user's own workspace whenever it has changed, and at once when the page is left.
#[hook]
fn use_saving(session: &Session, saver: &Rc<Saver>, keeping: &UseStateHandle<Keeping>, known: &Known) {
    let own = Shared(Rc::clone(&session.state.own.workspace));
    let never_used = session.state.own.is_workspace_untouched();
    let held = matches!(**keeping, Keeping::Blocked(_) | Keeping::Unreadable { .. });
    {
        let (saver, keeping, known) = (Rc::clone(saver), keeping.clone(), Rc::clone(known));
        use_effect_with((own, held), move |(own, held)| {
            // Nothing was ever entered, or all of it was deleted: there is nothing to keep.
            let nothing = own.is_empty() && never_used;
            if *held || known.replace(own.clone()) == *own || nothing {
                return;
            }
            saver.note(Rc::clone(&own.0), move |result| tell(&keeping, result));
        });
    }
    let saver = Rc::clone(saver);
    use_effect_with(keeping.clone(), move |keeping| {
        let keeping = keeping.clone();
        let listeners = web_sys::window().map(|window| {
            let leaving = Rc::clone(&saver);
            let hide = move |_: &web_sys::Event| {
                if let Some(result) = saver.save_now() {
                    tell(&keeping, result);
                }
            };
            let hiding = window.document().map(|document| EventListener::new(&document, "visibilitychange", hide));
            (hiding, EventListener::new(&window, "pagehide", move |_| drop(leaving.save_now())))
        });
        move || drop(listeners)
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

/// What is stored already, and so is not written again.
type Known = Rc<RefCell<Shared<Workspace>>>;

/// Says how a save went, where that is news.
fn tell(keeping: &UseStateHandle<Keeping>, result: Result<(), String>) {
    match result {
        Ok(()) if matches!(**keeping, Keeping::Failed(_)) => keeping.set(Keeping::Kept),
        Ok(()) => {}
        Err(why) => keeping.set(Keeping::Failed(why)),
    }
}

/// Takes over what another tab of this browser saves, so that neither overwrites the other. What this
/// tab has and could not save is never given up for it: that stays on the page, with its message, and
/// what is about to be saved is saved first.
#[hook]
fn use_other_tabs(session: &Session, saver: &Rc<Saver>, keeping: &UseStateHandle<Keeping>, known: &Known) {
    let (act, saver, known) = (session.act.clone(), Rc::clone(saver), Rc::clone(known));
    use_effect_with(keeping.clone(), move |keeping| {
        let keeping = keeping.clone();
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "storage", move |event| match storage::saved_elsewhere(event) {
                Some(Stored::Workspace(_) | Stored::Nothing) if saver.is_waiting() => {
                    if let Some(result) = saver.save_now() {
                        tell(&keeping, result);
                    }
                }
                Some(Stored::Workspace(workspace)) => {
                    let workspace = Rc::new(workspace);
                    // It is stored: writing it back could only undo what that tab saves next.
                    known.replace(Shared(Rc::clone(&workspace)));
                    if matches!(*keeping, Keeping::Unreadable { .. }) {
                        keeping.set(Keeping::Kept);
                    }
                    act.emit(Action::Elsewhere(workspace));
                }
                Some(Stored::Nothing) => {
                    if matches!(*keeping, Keeping::Unreadable { .. }) {
                        keeping.set(Keeping::Kept);
                    }
                    act.emit(Action::Gone);
                }
                // Saved by a newer version, perhaps: nothing of this tab may be written over it.
                Some(unreadable @ Stored::Unreadable { .. }) => {
                    saver.forget();
                    keeping.set(first_keeping(&unreadable));
                }
                Some(Stored::Blocked(_)) | None => {}
            })
        });
        move || drop(listener)
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
        _ if matches!(session.keeping, Keeping::Unreadable { .. }) => "What is stored cannot be read".to_owned(),
        Address::NewPractitioner => "New practitioner".to_owned(),
        Address::Caseload => "Caseload".to_owned(),
        Address::Practitioner(id, _) => practitioner(id),
        Address::Case(id, _) => workspace.case(id).map_or_else(|| NOT_HERE.to_owned(), words::case),
        Address::Score(id) => format!("Score of {}, {}", practitioner(id), session.state.month.words()),
        Address::Team(_) => "Team".to_owned(),
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
        Address::Data => "Save and open".to_owned(),
        Address::Delete => "Delete everything on this device".to_owned(),
        Address::About => "About and privacy".to_owned(),
        Address::Unknown(_) => "Page not found".to_owned(),
    };
    format!("{page} - Fairload")
}
