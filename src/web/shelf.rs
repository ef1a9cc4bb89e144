//! Keeps a council's own schemes: what the page does to them is stored at once, and what other tabs do is
//! taken over.

use super::own_schemes::{OwnSchemes, Shelf, ShelfAction, Shelves};
use super::session::Shared;
use super::storage::{self, Settings, StoredSchemes};
use gloo_events::EventListener;
use std::rc::Rc;
use yew::prelude::*;

/// A council's own schemes, as every page is given them.
#[derive(Clone, PartialEq)]
pub struct ShelfHandle {
    /// What there is, and what was done: of the demo while it is looked at, else one's own.
    pub shelf: Shared<Shelf>,
    /// Does something to them.
    pub act: Callback<ShelfAction>,
    /// Why the last change is not stored, where it is not.
    pub unsaved: Option<String>,
    /// Texts that could not be read and were put aside.
    pub aside: Shared<Vec<String>>,
}

/// The own schemes behind pointers, which is what a page holds.
struct Held(Shelves);

impl Reducible for Held {
    type Action = ShelfAction;
    fn reduce(self: Rc<Self>, action: ShelfAction) -> Rc<Self> {
        Rc::new(Self(self.0.after(action)))
    }
}

/// The own schemes that were stored when the page started, and the scheme that was chosen, kept from then on.
/// While the demo is looked at it has a shelf of its own: as it was left, or a copy of one's own. Nothing of
/// that one is stored as one's own.
#[hook]
pub fn use_shelf(stored: &StoredSchemes, chosen: Option<&String>, looking: bool, left: Option<&Shelf>) -> ShelfHandle {
    let held = use_reducer(|| {
        let own = stored.text.as_ref().and_then(|text| OwnSchemes::read(text)).unwrap_or_default();
        let own = Shelf { chosen: chosen.cloned(), ..Shelf::of(own) };
        let demo = looking.then(|| Rc::new(left.cloned().unwrap_or_else(|| own.copy())));
        Held(Shelves { own: Rc::new(own), demo })
    });
    let shelf = Shared(Rc::clone(held.0.shown()));
    let own = Rc::clone(&held.0.own);
    use_choice(own.chosen.clone());
    let unsaved = use_state(|| stored.held.clone());
    let aside = use_memo((), |()| Shared(Rc::new(stored.aside.clone())));
    let act = {
        let dispatcher = held.dispatcher();
        use_callback((), move |action: ShelfAction, ()| dispatcher.dispatch(action))
    };
    // What is stored already: what was there when the page started, and what other tabs saved.
    let known = use_mut_ref(|| Rc::clone(&own.kept));
    {
        let (known, unsaved, act, held) = (Rc::clone(&known), unsaved.setter(), act.clone(), stored.held.is_some());
        use_effect_with(Shared(Rc::clone(&own.kept)), move |kept| {
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
                        act.emit(ShelfAction::Elsewhere(stored));
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
                    act.emit(ShelfAction::Elsewhere(theirs));
                })
            });
            move || drop(listener)
        });
    }
    // What is not saved is one's own: of the demo nothing ever is.
    let unsaved = (*unsaved).clone().filter(|_| held.0.demo.is_none());
    ShelfHandle { shelf, act, unsaved, aside: (*aside).clone() }
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
