//! What one case does to the score of somebody who holds it, and what another version of a scheme does to everybody's.

use super::{Standing, Step, standing_in_words};
use crate::bulk::hold;
use crate::change::{IdMark, apply};
use crate::facts::{Id, Month};
use crate::points::{Points, sort_short};
use crate::scheme::Scheme;
use crate::scoring::{Alike, score};
use crate::workspace::Workspace;
use std::cmp::Reverse;
use std::ops::Deref;

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

/// A case tried under a scheme on people who do not hold it, one after the other: nobody is given anything by it.
pub struct Trial<S> {
    workspace: Workspace,
    case: Id,
    month: Month,
    alike: Alike<S>,
}

impl<S: Deref<Target = Scheme>> Trial<S> {
    /// A trial of a case; nothing where it is not there.
    #[must_use]
    pub fn of(scheme: S, workspace: &Workspace, case: &Id, month: Month) -> Option<Self> {
        workspace.case(case)?;
        Some(Self { workspace: workspace.clone(), case: case.clone(), month, alike: Alike::of(scheme, month) })
    }

    /// What the case would do to a practitioner, given to them as [`hold`] gives it: as a co-worker where somebody holds
    /// it already. Nothing where they hold it, or are not there.
    #[must_use]
    pub fn effect(&mut self, practitioner: &Id) -> Option<Effect> {
        let case = self.workspace.case(&self.case)?;
        if case.allocation_of(practitioner).is_some() {
            return None;
        }
        let change = hold(&self.workspace, case, practitioner, self.month, IdMark::NONE);
        let before = Standing::of(&self.alike.score(&self.workspace, practitioner)?);
        let done = apply(&mut self.workspace, &change).ok()?;
        let after = self.alike.score(&self.workspace, practitioner).map(|own| Standing::of(&own));
        // Taking back what was just done cannot fail: it was all there a moment ago.
        let _ = apply(&mut self.workspace, &done.inverse);
        Some(Effect { before, after: after? })
    }
}

/// The order in which to look at those who could take a case: who has room, who is within what is normal, of whom
/// nothing is said, who is over; who may be one or another of these stands between. Among equals the least loaded with
/// the case. Those who are marked as managers, students or reviewers stand after all others: what they seem to have left
/// is no free capacity.
#[must_use]
pub fn order_of(own: &Effect, marked: bool) -> (bool, u8, Option<i64>, Points) {
    (marked, own.before.reading.rank(), own.after.percent(), own.after.total)
}

/// "Under Swindon: 45 before, 47 with it (47 % → 49 %)"; without the percentages where the scheme does not say
/// what is normal for this worker, and with what the points could be where that is not known. Of a scheme that counts
/// no points: "Under Plymouth: 21 before, 23 children with it (95 % → 105 %), over by 1".
#[must_use]
pub fn effect_in_words(scheme: &Scheme, effect: &Effect) -> String {
    let Effect { before, after } = effect;
    let minus = |words: String| words.replace('-', "\u{2212}");
    let figure = |own: &Standing| minus(own.total.to_string());
    let percent = before.percent().zip(after.percent()).map_or_else(String::new, |(before, after)| {
        format!(" ({before}\u{a0}% \u{2192} {after}\u{a0}%)").replace('-', "\u{2212}")
    });
    let range = |own: &Standing| {
        if own.least == own.most { figure(own) } else { minus(format!("{} to {}", own.least, own.most)) }
    };
    let open = if after.least == after.most {
        String::new()
    } else {
        format!("; until everything is known, {} before, {} with it", range(before), range(after))
    };
    let unit = match &scheme.counted_in {
        own if own.is_points() => String::new(),
        own => format!(" {}", own.word(after.total)),
    };
    let stands = if after.reading.least == Step::Over || after.among.is_some() {
        format!(", {}", standing_in_words(after))
    } else {
        String::new()
    };
    let (before, after) = (figure(before), figure(after));
    format!("Under {}: {before} before, {after}{unit} with it{percent}{stands}{open}", scheme.name)
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
        self.after.reading.is(Step::Over) && !self.before.reading.is(Step::Over)
    }

    /// Whether it comes to be one who could be over what the scheme calls normal, or surely was and now only could be.
    #[must_use]
    pub fn may_come_over(&self) -> bool {
        let open = |own: &Standing| own.reading.may_be(Step::Over) && !own.reading.is(Step::Over);
        open(&self.after) && !open(&self.before)
    }

    /// Whether it was, or could be, over what the scheme calls normal, and surely no longer is.
    #[must_use]
    pub fn comes_under(&self) -> bool {
        self.before.reading.may_be(Step::Over) && !self.after.reading.may_be(Step::Over)
    }

    /// Whether points, range, load or step differ: an end of what is normal that moves and changes none of these is
    /// no change for anybody.
    fn is_seen(&self) -> bool {
        let seen = |own: &Standing| (own.total, own.least, own.most, own.load, own.reading);
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
