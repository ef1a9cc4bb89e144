//! Saving: the newest workspace, a moment after the last edit, and at once when the page is left.

use super::{browser, storage};
use crate::workspace::Workspace;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How long a save waits for further edits, in milliseconds.
const DELAY: i32 = 200;

/// Whether what the reader enters is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Keeping {
    /// In this browser.
    Kept,
    /// Not at all: the browser does not let the page store anything.
    Blocked(String),
    /// The last save failed.
    Failed(String),
    /// Not until the reader has decided about a stored text that cannot be read.
    Unreadable {
        /// The text, as it is.
        text: String,
        /// What is wrong with it, with places.
        faults: Vec<String>,
    },
}

/// What is to be saved.
#[derive(Default)]
pub struct Saver {
    waiting: RefCell<Option<Rc<Workspace>>>,
    scheduled: Cell<bool>,
}

impl Saver {
    /// Saves the workspace in a moment, and says how it went.
    pub fn note(self: &Rc<Self>, workspace: Rc<Workspace>, went: impl Fn(Result<(), String>) + 'static) {
        self.waiting.replace(Some(workspace));
        if !self.scheduled.replace(true) {
            let saver = Rc::clone(self);
            browser::after(DELAY, move || {
                saver.scheduled.set(false);
                if let Some(result) = saver.save_now() {
                    went(result);
                }
            });
        }
    }

    /// Saves what still waits; nothing where nothing does.
    pub fn save_now(&self) -> Option<Result<(), String>> {
        let workspace = self.waiting.borrow_mut().take()?;
        let result = storage::write(&workspace);
        if result.is_err() {
            // It is still not saved: the next moment, or leaving the page, tries again.
            self.waiting.replace(Some(workspace));
        }
        Some(result)
    }

    /// True where something is not saved yet, or could not be.
    pub fn is_waiting(&self) -> bool {
        self.waiting.borrow().is_some()
    }

    /// Drops what waits, because everything is being deleted.
    pub fn forget(&self) {
        self.waiting.replace(None);
    }
}
