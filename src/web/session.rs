//! What every page is given: the state, the scheme, and how to act.

use super::copies::CopiesHandle;
use super::pages::importing::Meeting;
use super::saving::Keeping;
use super::schemes::Schemes;
use super::standings::{Beside, Standings};
use super::state::{Action, Desk, Given, State};
use super::store::Saver;
use crate::facts::Id;
use crate::scheme::Scheme;
use crate::scoring::{Score, score};
use crate::workspace::Workspace;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

/// A shared value that is the same only when it is the same one: comparing it costs nothing, however
/// large it is.
#[derive(Debug, Default)]
pub struct Shared<T>(pub Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// What every page is given. Shared, because it is copied into nearly everything that a page does.
#[derive(Clone, PartialEq)]
pub struct Session(Rc<Parts>);

/// What a session is made of.
#[derive(PartialEq)]
pub struct Parts {
    /// The state.
    pub state: Shared<State>,
    /// The scheme that is scored with; nothing where it could not be read, which tests rule out.
    pub scheme: Option<Shared<Scheme>>,
    /// Every scheme that there is.
    pub schemes: Shared<Schemes>,
    /// How everybody stands under every scheme, as far as it was worked out.
    pub standings: Shared<Standings>,
    /// Scores with the scheme that has this id.
    pub choose: Callback<String>,
    /// Whether what is entered is kept.
    pub keeping: Keeping,
    /// How full the browser's storage is, in percent, where it is nearly full.
    pub full: Option<u32>,
    /// What keeps it; nothing where nothing may be stored, and in tests without a browser.
    pub saver: Option<Shared<Saver>>,
    /// When copies were made.
    pub copies: CopiesHandle,
    /// What is between the page and the worker of the import.
    pub meeting: Shared<RefCell<Meeting>>,
    /// Does something.
    pub act: Callback<Action>,
    /// Takes a value given in a field.
    pub give: Callback<Given>,
}

impl Deref for Session {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Session {
    /// A session of these parts.
    #[must_use]
    pub fn of(parts: Parts) -> Self {
        Self(Rc::new(parts))
    }

    /// What the reader works on.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        self.state.desk()
    }

    /// The workspace that the reader works on.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.desk().workspace
    }

    /// The schemes that a page shows beside each other, the chosen one first, and how many others are folded away:
    /// a council that has said which scheme is its own sees that one and the chosen one, until it opens the others.
    /// Of these, and for everybody else, only schemes of the kind that is looked at are in view.
    #[must_use]
    pub fn in_view(&self, opened: bool, beside: Beside) -> (Vec<Shared<Scheme>>, usize) {
        let chosen = self.scheme.as_ref().map_or("", |own| own.id.as_str());
        let wanted = match beside {
            Beside::Like => Some(self.schemes.kind(chosen)),
            Beside::Of(kind) => Some(kind),
            Beside::All => None,
        };
        let ids = self.schemes.ids();
        let main = self.schemes.own.main.as_deref().filter(|_| !opened);
        let is_shown = |id: &&&str| match main {
            Some(main) => **id == main,
            None => wanted.is_none_or(|kind| self.schemes.kind(id) == kind),
        };
        let others = ids.iter().filter(|id| **id != chosen).filter(is_shown);
        let shown: Vec<_> = std::iter::once(&chosen).chain(others).filter_map(|id| self.schemes.by_id(id)).collect();
        // What cannot be read is not there to be opened.
        let all = self.schemes.offered().len();
        let folded = if main.is_some() { all.saturating_sub(shown.len()) } else { 0 };
        (shown, folded)
    }

    /// The schemes in view, as the reader chose on one page for all.
    #[must_use]
    pub fn beside(&self) -> Vec<Shared<Scheme>> {
        self.in_view(self.standings.others.get(), self.standings.beside.get()).0
    }

    /// The score of a practitioner in the month shown.
    #[must_use]
    pub fn score(&self, practitioner: &Id) -> Option<Score> {
        score(self.scheme.as_ref()?, self.workspace(), practitioner, self.state.month)
    }
}

/// The score of a practitioner in the month shown, worked out again only when something changed.
#[hook]
pub fn use_score(session: &Session, practitioner: Option<&Id>) -> Option<Shared<Score>> {
    let workspace = Shared(Rc::clone(&session.desk().workspace));
    let on = (workspace, session.state.month, practitioner.cloned(), session.scheme.clone());
    let found = use_memo(on, |(workspace, month, practitioner, scheme)| {
        let found = score(scheme.as_ref()?, workspace, practitioner.as_ref()?, *month)?;
        Some(Shared(Rc::new(found)))
    });
    (*found).clone()
}
