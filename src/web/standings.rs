//! How everybody stands under every scheme. A large team takes a second to score, so it is worked out in
//! slices that leave the page usable, and kept while the workspace, the month and the schemes are the same:
//! sorting, searching or coming back to the page scores nobody again.

use super::session::{Session, Shared};
use crate::comparison::Standing;
use crate::facts::Month;
use crate::scheme::{Kind, Scheme};
use crate::scoring::Alike;
use crate::workspace::Workspace;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A practitioner under every scheme, in the order of the schemes.
pub type Row = Rc<[(String, Standing)]>;

/// What was worked out so far.
#[derive(Default)]
pub struct Standings {
    known: RefCell<Known>,
    /// Whom the team page shows, so that coming back to it shows the same. Never part of an address, which
    /// browsers keep.
    pub filter: RefCell<Filter>,
    /// Which kind of schemes stands beside the chosen one: on one page, and so on all.
    pub beside: Cell<Beside>,
    /// Whether the other schemes of a council that has a main one were opened: on one page, and so on all.
    pub others: Cell<bool>,
}

/// Which schemes stand beside the chosen one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// Those of its kind: what a reader can take in.
    #[default]
    Like,
    /// Those of a kind.
    Of(Kind),
    /// All.
    All,
}

/// Whom the team page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of a name, role or team.
    pub search: String,
    /// A team; empty for all.
    pub team: String,
    /// How they stand under the chosen scheme; empty for everybody.
    pub reading: String,
}

/// What it is of; nothing before anything was asked for.
type Of = (Shared<Workspace>, Month, Vec<Shared<Scheme>>);

#[derive(Default)]
struct Known {
    of: Option<Of>,
    /// In the order of the practitioners.
    rows: Vec<Row>,
    /// What is known of cases that look alike, for each of the schemes, until everybody is there.
    alike: Vec<Alike<Shared<Scheme>>>,
    /// The next one, as far as it is there.
    next: Vec<(String, Standing)>,
}

impl Standings {
    /// Whether what is known is of the workspace and the month of this session, and of these schemes at least.
    #[must_use]
    pub fn is_of(&self, session: &Session, schemes: &[Shared<Scheme>]) -> bool {
        self.known.borrow().of.as_ref().is_some_and(|(workspace, month, known)| {
            Rc::ptr_eq(&workspace.0, &session.desk().workspace)
                && *month == session.state.month
                && schemes.iter().all(|own| known.contains(own))
        })
    }

    /// Begins anew where the workspace or the month is another one, or a scheme is wanted that is not there: only
    /// what is looked at is worked out.
    pub fn begin(&self, session: &Session, schemes: &[Shared<Scheme>]) {
        if !self.is_of(session, schemes) {
            let of = (Shared(Rc::clone(&session.desk().workspace)), session.state.month, schemes.to_vec());
            *self.known.borrow_mut() = Known { of: Some(of), ..Known::default() };
        }
    }

    /// Goes on until there is nothing left, or it is enough for now; true where nothing is left. One score at
    /// least is worked out each time.
    pub fn go_on(&self, enough: &dyn Fn() -> bool) -> bool {
        let mut known = self.known.borrow_mut();
        let Known { of, rows, alike, next } = &mut *known;
        let Some((workspace, month, schemes)) = of else { return true };
        while let Some(own) = workspace.practitioners.get(rows.len()) {
            let at = next.len();
            let Some(scheme) = schemes.get(at) else {
                rows.push(std::mem::take(next).into());
                continue;
            };
            if alike.len() <= at {
                alike.push(Alike::of(scheme.clone(), *month));
            }
            match alike.get_mut(at).and_then(|alike| alike.score(workspace, &own.id)) {
                Some(score) => next.push((scheme.id.clone(), Standing::of(&score))),
                None => rows.push(std::mem::take(next).into()),
            }
            if enough() {
                break;
            }
        }
        let done = rows.len() >= workspace.practitioners.len();
        if done {
            alike.clear();
        }
        done
    }

    /// The practitioner at this place, once worked out.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<Row> {
        self.known.borrow().rows.get(place).cloned()
    }

    /// How many are there.
    #[must_use]
    pub fn count(&self) -> usize {
        self.known.borrow().rows.len()
    }
}
