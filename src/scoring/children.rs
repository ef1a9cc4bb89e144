//! The children of a caseload, one by one: what is measured of them goes by no stage.

use super::bounds::{self, Open};
use super::capacity::Asked;
use super::context::{About, Context};
use super::question_of_case;
use super::types::Question;
use super::view::CaseView;
use crate::facts::Case;
use crate::scheme::Scheme;
use crate::scheme::condition::{Condition, Slot, Truth};

/// A child of a case, of whom conditions can be asked.
pub(super) struct Child<'v> {
    open: Context<'v>,
    settled: Context<'v>,
    view: &'v CaseView<'v>,
    place: usize,
}

impl Child<'_> {
    /// Whether a condition holds, as what is not known is read.
    pub(super) fn holds(&self, when: &Condition) -> bool {
        self.settled.holds(when)
    }

    /// Whether a condition holds, as far as is known.
    pub(super) fn truth(&self, when: &Condition) -> Truth {
        self.open.truth(when)
    }

    /// True where it turns on what is not known, for which the score then asks.
    pub(super) fn is_open(&self, scheme: &Scheme, when: &Condition, questions: &mut Vec<Question>) -> bool {
        self.open.open_facts(when, &mut |slot| {
            let open = match slot {
                Slot::Child(fact) | Slot::Either { child: fact, .. } | Slot::OfUnit { child: fact, .. } => {
                    Open::Child(self.place, fact)
                }
                Slot::Case(fact) => Open::Family(fact),
                _ => return,
            };
            questions.extend(question_of_case(scheme, self.view, open));
        });
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
                view: &settled,
                place: child,
                open: Context::of_family(asked.view, &view).about(About::Child(child)),
                settled: Context::of_family(asked.view, &settled).about(About::Child(child)),
            });
        }
    }
}
