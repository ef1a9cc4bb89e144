//! The children of a caseload, one by one: what is measured of them goes by no stage.

use super::bounds;
use super::capacity::Asked;
use super::context::{About, Context};
use super::view::CaseView;
use crate::facts::Case;
use crate::scheme::condition::{Condition, Truth};

/// A child of a case, of whom conditions can be asked.
pub(super) struct Child<'v> {
    open: Context<'v>,
    settled: Context<'v>,
}

impl Child<'_> {
    /// Whether a condition holds, as what is not known is read.
    pub(super) fn holds(&self, when: &Condition) -> bool {
        self.settled.holds(when)
    }

    /// True where it turns on what is not known.
    pub(super) fn is_open(&self, when: &Condition) -> bool {
        self.open.truth(when) == Truth::Unknown
    }
}

/// Shows every child of the open cases that a practitioner has to do with in some way.
pub(super) fn each(asked: &Asked<'_>, of: impl Fn(&Case) -> bool, see: &mut dyn FnMut(&Child<'_>)) {
    let id = &asked.view.practitioner.id;
    for case in asked.workspace.cases.iter().filter(|case| of(case) && case.is_open(asked.month)) {
        let view = CaseView::of(asked.scheme, case, id, asked.month);
        let settled = bounds::as_not_marked(asked.scheme, &view);
        for child in 0..view.children.len() {
            see(&Child {
                open: Context::of_family(asked.view, &view).about(About::Child(child)),
                settled: Context::of_family(asked.view, &settled).about(About::Child(child)),
            });
        }
    }
}
