//! Keeps a council's own schemes: what the page does to them is stored at once, and what other tabs do is
//! taken over.

use super::own_schemes::{OwnSchemes, Shelf, ShelfAction};
use super::session::Shared;
use super::storage::{self, StoredSchemes};
use gloo_events::EventListener;
use std::rc::Rc;
use yew::prelude::*;

/// A council's own schemes, as every page is given them.
#[derive(Clone, PartialEq)]
pub struct ShelfHandle {
    /// What there is, and what was done.
    pub shelf: Shared<Shelf>,
    /// Does something to them.
    pub act: Callback<ShelfAction>,
    /// Why the last change is not stored, where it is not.
    pub unsaved: Option<String>,
    /// Texts that could not be read and were put aside.
    pub aside: Shared<Vec<String>>,
}

/// The own schemes behind a pointer, which is what a page holds.
struct Held(Shared<Shelf>);

impl Reducible for Held {
    type Action = ShelfAction;
    fn reduce(self: Rc<Self>, action: ShelfAction) -> Rc<Self> {
        Rc::new(Self(Shared(Rc::new(self.0.after(action)))))
    }
}

/// The own schemes that were stored when the page started, kept from then on.
#[hook]
pub fn use_shelf(stored: &StoredSchemes) -> ShelfHandle {
    let held = {
        let text = stored.text.clone();
        let own = move || text.and_then(|text| OwnSchemes::read(&text)).unwrap_or_default();
        use_reducer(move || Held(Shared(Rc::new(Shelf::of(own())))))
    };
    let shelf = held.0.clone();
    let unsaved = use_state(|| stored.held.clone());
    let aside = use_memo((), |()| Shared(Rc::new(stored.aside.clone())));
    let act = {
        let dispatcher = held.dispatcher();
        use_callback((), move |action: ShelfAction, ()| dispatcher.dispatch(action))
    };
    // What is stored already: what was there when the page started, and what other tabs saved.
    let known = use_mut_ref(|| Rc::clone(&shelf.kept));
    {
        let (known, unsaved, act, held) = (Rc::clone(&known), unsaved.setter(), act.clone(), stored.held.is_some());
        use_effect_with(Shared(Rc::clone(&shelf.kept)), move |kept| {
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
    ShelfHandle { shelf, act, unsaved: (*unsaved).clone(), aside: (*aside).clone() }
}
