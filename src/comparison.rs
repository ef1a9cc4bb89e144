//! Several schemes or people side by side: a common reading of very different scales.
//!
//! Points of two schemes cannot be compared; what each scheme itself calls normal for this practitioner
//! can. That is read in three steps, and where a scheme does not say, so does this.

use crate::points::Points;
use crate::scoring::Score;
use std::cmp::Ordering;

/// How a score stands to what its scheme calls normal for the practitioner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The scheme says nothing of it.
    #[default]
    NotSaid,
    /// Under the normal range: only schemes with a lower end know this.
    Room,
    /// In the normal range, its top included.
    Within,
    /// Over the top of it.
    Over,
}

impl Step {
    /// The step in a word or two.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotSaid => "not said",
            Self::Room => "room",
            Self::Within => "within",
            Self::Over => "over",
        }
    }
}

/// How points would stand to what the scheme calls normal. Where the capacity has several parts the score's
/// own total alone can be asked for, and any other points have no step.
#[must_use]
pub fn step_of(score: &Score, points: Points) -> Step {
    let Some(capacity) = &score.capacity else { return Step::NotSaid };
    if !score.parts.is_empty() {
        return if points == score.total { step_of_load(score) } else { Step::NotSaid };
    }
    let under = capacity.least.is_some_and(|least| capacity.compare(points, least) == Ordering::Less);
    if under {
        Step::Room
    } else if capacity.compare(points, capacity.most) == Ordering::Greater {
        Step::Over
    } else {
        Step::Within
    }
}

/// The step of a load over several parts: over where it is more than the whole.
fn step_of_load(score: &Score) -> Step {
    match score.load {
        Some(load) if load.numerator > load.denominator => Step::Over,
        Some(_) => {
            let under = |part: &crate::scoring::Capacity| {
                part.least.is_some_and(|least| part.compare(part.points, least) == Ordering::Less)
            };
            if score.parts.iter().all(under) { Step::Room } else { Step::Within }
        }
        None => Step::NotSaid,
    }
}

/// The step of a score, and those of its least and its most where they differ from it.
#[must_use]
pub fn step(score: &Score) -> (Step, Option<(Step, Step)>) {
    let own = step_of(score, score.total);
    let ends = (step_of(score, score.least), step_of(score, score.most));
    let known = ends.0 != Step::NotSaid && ends.1 != Step::NotSaid;
    (own, (known && (ends.0 != own || ends.1 != own)).then_some(ends))
}
