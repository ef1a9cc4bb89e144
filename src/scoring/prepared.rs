//! Cases prepared once and summed again and again.
//!
//! Most of the time of a total goes to looking at the facts: which task is in progress in the month,
//! who leads, what follows from what. Where the same facts are summed many times (what a case would do
//! to each of a team, one workspace beside another) that is done once here. What is summed is what
//! `super::totals` sums, by the same walk, and summing needs no memory.

use super::view::{CaseView, PractitionerView};
use super::{Adding, bounds, each_named, walk};
use crate::facts::{Case, Month};
use crate::points::Points;
use crate::scheme::Scheme;
use crate::workspace::Workspace;

/// The caseloads of a workspace in one month, ready to be summed under a scheme.
///
/// ```
/// # use fairload::{facts::{Month, Id}, scheme::Scheme, schemes::published, scoring::Prepared, workspace::Workspace};
/// # let scheme = Scheme::read(published()[0].text).unwrap();
/// # let workspace = Workspace::read(r#"{"fairload": "workspace", "version": 1,
/// #     "practitioners": [{"id": "p1"}, {"id": "p2"}], "cases": [{"id": "f1",
/// #     "allocations": [{"id": "a1", "practitioner": "p1"}], "children": [{"plan": "child_in_need"}]}]}"#).unwrap();
/// # let month = Month::read("2026-11").unwrap();
/// // What would the first case do to the second practitioner?
/// let mut given = workspace.cases[0].clone();
/// given.allocations[0].practitioner = Some(workspace.practitioners[1].id.clone());
/// let mut prepared = Prepared::of(&scheme, &workspace, month);
/// let before = prepared.totals().to_vec();
/// prepared.replace(&given);
/// assert_eq!(prepared.totals(), [before[1], before[0]]);
/// ```
pub struct Prepared<'s, 'f> {
    scheme: &'s Scheme,
    month: Month,
    people: Vec<Person<'s, 'f>>,
    state: walk::CaseState<'s>,
    totals: Vec<Points>,
}

/// A practitioner with everything that counts for them.
struct Person<'s, 'f> {
    adding: Adding<'s, 'f>,
    /// The practitioner's own element, from which every sum begins.
    own: walk::Sum,
    cases: Vec<CaseView<'f>>,
}

impl<'s, 'f> Prepared<'s, 'f> {
    /// Looks at every case that is open in the month, for everybody whom it names.
    #[must_use]
    pub fn of(scheme: &'s Scheme, workspace: &'f Workspace, month: Month) -> Self {
        let person = |own| {
            let adding = Adding::of(scheme, own, month);
            Person { own: adding.sum.clone(), adding, cases: Vec::new() }
        };
        let people: Vec<Person<'s, 'f>> = workspace.practitioners.iter().map(person).collect();
        let totals = vec![Points::ZERO; people.len()];
        let mut prepared = Self { scheme, month, people, state: walk::CaseState::default(), totals };
        each_named(workspace, month, |place, case| prepared.add(place, case));
        prepared
    }

    /// Everybody's total, in the order of the practitioners.
    pub fn totals(&mut self) -> &[Points] {
        for (person, total) in self.people.iter_mut().zip(&mut self.totals) {
            *total = person.total(&mut self.state);
        }
        &self.totals
    }

    /// The total of the practitioner at a place; nothing where there is none.
    pub fn total(&mut self, place: usize) -> Option<Points> {
        Some(self.people.get_mut(place)?.total(&mut self.state))
    }

    /// Looks at one case anew, as it is now: in place of the one with its id, or beside the others.
    pub fn replace(&mut self, case: &'f Case) {
        for person in &mut self.people {
            person.cases.retain(|own| own.case.id != case.id);
        }
        for place in 0..self.people.len() {
            let id = self.people.get(place).map(|person| &person.adding.view.practitioner.id);
            if case.is_open(self.month)
                && id.is_some_and(|id| case.allocation_of(id).is_some() || super::names_for_a_task(case, id))
            {
                self.add(place, case);
            }
        }
    }

    fn add(&mut self, place: usize, case: &'f Case) {
        let Some(person) = self.people.get_mut(place) else { return };
        let PractitionerView { practitioner, .. } = &person.adding.view;
        let mut view = CaseView::of(self.scheme, case, &practitioner.id, self.month);
        if view.held {
            bounds::settle_case(self.scheme, &mut view);
        }
        person.cases.push(view);
    }
}

impl<'s> Person<'s, '_> {
    fn total(&mut self, state: &mut walk::CaseState<'s>) -> Points {
        self.adding.sum.begin_from(&self.own);
        let Adding { scheme, view, sum, .. } = &mut self.adding;
        for case in &self.cases {
            if case.held {
                walk::walk_case_for(scheme, view, case, state, sum);
            } else {
                walk::walk_case_of_others(scheme, view, case, sum);
            }
        }
        self.adding.total()
    }
}
