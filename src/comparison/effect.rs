//! What one case does to the score of somebody who holds it, and what another version of a scheme does to everybody's.

use super::{Standing, Step};
use crate::bulk::hold;
use crate::change::{IdMark, apply};
use crate::facts::{Id, Month};
use crate::points::{Points, sort_short};
use crate::scheme::Scheme;
use crate::scoring::score;
use crate::workspace::Workspace;
use std::cmp::Reverse;

/// How a practitioner stands without a case and with it, under one scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Without the case.
    pub before: Standing,
    /// With it.
    pub after: Standing,
}

/// What a case does to a practitioner who holds it, in a month: the scores without it and with it. Nothing
/// where they do not hold it, or are not there.
#[must_use]
pub fn effect(scheme: &Scheme, workspace: &Workspace, practitioner: &Id, case: &Id, month: Month) -> Option<Effect> {
    workspace.case(case)?.allocation_of(practitioner)?;
    let mut without = workspace.clone();
    let own = without.cases.iter_mut().find(|own| own.id == *case)?;
    own.allocations.retain(|own| own.practitioner.as_ref() != Some(practitioner));
    let standing = |workspace| score(scheme, workspace, practitioner, month).map(|score| Standing::of(&score));
    Some(Effect { before: standing(&without)?, after: standing(workspace)? })
}

/// A case tried on people who do not hold it, one after the other: nobody is given anything by it.
#[derive(Clone, Debug)]
pub struct Trial {
    workspace: Workspace,
    case: Id,
    month: Month,
}

impl Trial {
    /// A trial of a case; nothing where it is not there.
    #[must_use]
    pub fn of(workspace: &Workspace, case: &Id, month: Month) -> Option<Self> {
        workspace.case(case)?;
        Some(Self { workspace: workspace.clone(), case: case.clone(), month })
    }

    /// What the case would do to a practitioner under a scheme, given to them as [`hold`] gives it: as a
    /// co-worker where somebody holds it already. Nothing where they hold it, or are not there.
    #[must_use]
    pub fn effect(&mut self, scheme: &Scheme, practitioner: &Id) -> Option<Effect> {
        let case = self.workspace.case(&self.case)?;
        if case.allocation_of(practitioner).is_some() {
            return None;
        }
        let change = hold(&self.workspace, case, practitioner, self.month, IdMark::NONE);
        let standing = |own: &Workspace| score(scheme, own, practitioner, self.month).map(|own| Standing::of(&own));
        let before = standing(&self.workspace)?;
        let done = apply(&mut self.workspace, &change).ok()?;
        let after = standing(&self.workspace);
        // Taking back what was just done cannot fail: it was all there a moment ago.
        let _ = apply(&mut self.workspace, &done.inverse);
        Some(Effect { before, after: after? })
    }
}

/// The order in which to look at those who could take a case: who has room, who is within what is normal, of whom
/// nothing is said, who is over; among equals the least loaded with the case. Those who are marked as managers or
/// students stand after all others: what they seem to have left is no free capacity.
#[must_use]
pub fn order_of(own: &Effect, marked: bool) -> (bool, u8, Option<i64>, Points) {
    let rank = match own.before.step {
        Step::Room => 0,
        Step::Within => 1,
        Step::NotSaid => 2,
        Step::Over => 3,
    };
    (marked, rank, own.after.percent(), own.after.total)
}

/// "Under Swindon: 45 before, 47 with it (47 % → 49 %)"; without the percentages where the scheme does not say
/// what is normal for this worker.
#[must_use]
pub fn effect_in_words(scheme: &str, effect: &Effect) -> String {
    let Effect { before, after } = effect;
    let figure = |own: &Standing| own.total.to_string().replace('-', "\u{2212}");
    let percent = before.percent().zip(after.percent()).map_or_else(String::new, |(before, after)| {
        format!(" ({before}\u{a0}% \u{2192} {after}\u{a0}%)").replace('-', "\u{2212}")
    });
    format!("Under {scheme}: {} before, {} with it{percent}", figure(before), figure(after))
}

/// What another version of a scheme changes for one practitioner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The place of the practitioner in the workspace.
    pub place: usize,
    /// Under the scheme as it was.
    pub before: Standing,
    /// Under the other version.
    pub after: Standing,
}

impl Shift {
    /// Whether it comes to be over what the scheme calls normal, and was not.
    #[must_use]
    pub fn comes_over(&self) -> bool {
        self.after.step == Step::Over && self.before.step != Step::Over
    }

    /// Whether it was over what the scheme calls normal, and no longer is.
    #[must_use]
    pub fn comes_under(&self) -> bool {
        self.before.step == Step::Over && self.after.step != Step::Over
    }

    /// Whether points, range, load or step differ: an end of what is normal that moves and changes none of these is
    /// no change for anybody.
    fn is_seen(&self) -> bool {
        let seen = |own: &Standing| (own.total, own.least, own.most, own.load, own.step, own.steps);
        seen(&self.before) != seen(&self.after)
    }

    /// How far it raises the load, in percent of what is normal, and the points.
    fn raised(&self) -> (i64, Points) {
        let percent = self.after.percent().zip(self.before.percent()).map_or(0, |(after, before)| after - before);
        (percent, self.after.total - self.before.total)
    }
}

/// Those for whom another version of a scheme changes the points, their range or how they stand, each as they were
/// and as they are: who comes to be over first, then whom it raises most.
#[must_use]
pub fn shifts(all: impl Iterator<Item = (Standing, Standing)>) -> Vec<Shift> {
    let all = all.enumerate().map(|(place, (before, after))| Shift { place, before, after });
    let mut changed: Vec<Shift> = all.filter(Shift::is_seen).collect();
    sort_short(&mut changed, |own| (Reverse(own.comes_over()), Reverse(own.raised())));
    changed
}
