//! What a component or page remembers by itself.
//!
//! In place of Yew's `use_state`, whose handles keep every value that was ever read from them: with a history, a
//! dispatcher and a reducer for each type they are some hundred bytes of the first load each.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

/// A value as it was when this was drawn, and the way to put another one in its place.
pub struct Remembered<T> {
    drawn: Rc<T>,
    place: Rc<RefCell<Rc<T>>>,
    update: UseForceUpdateHandle,
}

impl<T> Remembered<T> {
    /// Puts a value in place of what is there, and draws anew.
    pub fn set(&self, value: T) {
        self.place.replace(Rc::new(value));
        self.update.force_update();
    }

    /// What is there now, which may be newer than what was drawn: to be changed, it is read so.
    #[must_use]
    pub fn latest(&self) -> Rc<T> {
        Rc::clone(&self.place.borrow())
    }
}

impl<T: PartialEq> Remembered<T> {
    /// The same as setting it, where it is another one.
    pub fn set_other(&self, value: T) {
        if *self.latest() != value {
            self.set(value);
        }
    }
}

impl<T> Deref for Remembered<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.drawn
    }
}

impl<T> Clone for Remembered<T> {
    fn clone(&self) -> Self {
        Self { drawn: Rc::clone(&self.drawn), place: Rc::clone(&self.place), update: self.update.clone() }
    }
}

/// Remembers a value as long as the component or page is there.
#[hook]
pub fn use_remembered<T: 'static>(first: impl FnOnce() -> T) -> Remembered<T> {
    let place = use_mut_ref(|| Rc::new(first()));
    let drawn = Rc::clone(&place.borrow());
    Remembered { drawn, place, update: use_force_update() }
}
