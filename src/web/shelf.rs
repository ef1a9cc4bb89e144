//! Where a council's own schemes are stored: what the page does to them is written at once, and what other tabs do
//! is taken over. What was done, and taking it back, is the state's.

use super::own_schemes::OwnSchemes;
use super::session::Shared;
use super::state::{Action, State};
use super::storage::{self, Settings, StoredSchemes};
use gloo_events::EventListener;
use std::rc::Rc;
use yew::prelude::*;

/// What the pages about schemes say of storing them.
#[derive(Clone, PartialEq)]
pub struct Shelf {
    /// Why the last change of one's own schemes is not stored, where it is not.
    pub unsaved: Option<String>,
    /// Texts that could not be read and were put aside.
    pub aside: Shared<Vec<String>>,
}

/// Stores one's own schemes, and which scheme is scored with, whenever they change. Nothing of the demo's is stored
/// here.
#[hook]
pub fn use_shelf(state: &State, stored: &StoredSchemes, act: &Callback<Action>) -> Shelf {
    let own = Rc::clone(&state.own.schemes);
    use_choice(state.own.chosen.clone());
    let unsaved = use_state(|| stored.held.clone());
    let aside = use_memo((), |()| Shared(Rc::new(stored.aside.clone())));
    // What is stored already: what was there when the page started, and what other tabs saved.
    let known = use_mut_ref(|| Rc::clone(&own));
    {
        let (known, unsaved, act, held) = (Rc::clone(&known), unsaved.setter(), act.clone(), stored.held.is_some());
        use_effect_with(Shared(own), move |kept| {
            let kept = &kept.0;
            let before = Rc::clone(&known.borrow());
            // The same pointer first: comparing texts takes longer.
            if held || Rc::ptr_eq(&before, kept) || before == *kept {
                return;
            }
            match storage::keep_schemes(kept, &before) {
                Ok(stored) => {
                    unsaved.set(None);
                    let stored = Rc::new(stored);
                    known.replace(Rc::clone(&stored));
                    if stored != *kept {
                        act.emit(Action::SchemesElsewhere(stored));
                    }
                }
                Err(why) => unsaved.set(Some(why)),
            }
        });
    }
    {
        let act = act.clone();
        use_effect_with((), move |()| {
            let listener = web_sys::window().map(|window| {
                EventListener::new(&window, "storage", move |event| {
                    let Some(theirs) = storage::schemes_elsewhere(event) else { return };
                    let theirs: Rc<OwnSchemes> = Rc::new(theirs);
                    // It is stored: writing it back could only undo what that tab saves next.
                    known.replace(Rc::clone(&theirs));
                    act.emit(Action::SchemesElsewhere(theirs));
                })
            });
            move || drop(listener)
        });
    }
    // What is not saved is one's own: of the demo nothing ever is.
    let unsaved = (*unsaved).clone().filter(|_| state.demo.is_none());
    Shelf { unsaved, aside: (*aside).clone() }
}

/// Keeps the scheme that the reader chose for their own caseload. Where the browser refuses, the choice holds
/// until the page is left: what is said of the workspace then goes for it too.
#[hook]
fn use_choice(chosen: Option<String>) {
    let first = use_mut_ref(|| true);
    use_effect_with(chosen, move |scheme| {
        // What was read a moment ago need not be written, nor what was deleted.
        if !first.replace(false) && scheme.is_some() {
            let _ = storage::keep(&Settings { scheme: scheme.clone() });
        }
    });
}
