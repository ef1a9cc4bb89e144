//! What is known of how a score stands: surely one step, or from one to another.

use super::{Step, is_of_total, step_of, step_of_load};
use crate::points::Points;
use crate::scoring::{Capacity, Score};

/// What is known of how a score stands to what its scheme calls normal. Nothing is said firmly that what is not
/// known could turn into something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reading {
    /// The lowest step that it could be.
    pub least: Step,
    /// The highest step that it could be.
    pub most: Step,
    /// True where what is not known could change it and nobody can say how far: both ends are then as far as is
    /// known.
    pub so_far: bool,
}

/// What decides where a reading is not sure.
pub const DEPENDS: &str = "depending on what is not known";

impl Reading {
    /// A reading that nothing can change any more.
    #[must_use]
    pub const fn sure(step: Step) -> Self {
        Self { least: step, most: step, so_far: false }
    }

    /// What is known of how a score stands, whatever is not known of its cases and of the practitioner.
    #[must_use]
    pub fn of(score: &Score) -> Self {
        let Some(capacity) = score.capacity.as_ref() else {
            return Self { so_far: !score.also.is_empty(), ..Self::default() };
        };
        if capacity.by_manager && score.parts.is_empty() {
            // Children and families are counted whatever is not known of them; points are not.
            let (least, most) =
                if capacity.of_total { (score.least, score.most) } else { (capacity.points, capacity.points) };
            return Self {
                least: super::step_under(capacity, least),
                most: super::step_under(capacity, most),
                so_far: score.questions.iter().any(|own| own.decides_capacity),
            };
        }
        if !is_of_total(score) {
            // Of several parts the ends are not known.
            let open = |own: &crate::scoring::Question| own.decides_capacity || own.could_move != Points::ZERO;
            let so_far = score.least != score.most || score.questions.iter().any(open);
            return Self { so_far, ..Self::sure(step_of_load(score)) };
        }
        let mut own = Self::sure(step_of(score, score.total));
        for capacity in capacities(score, capacity) {
            own.least = own.least.min(super::step_under(capacity, score.least));
            own.most = own.most.max(super::step_under(capacity, score.most));
        }
        own
    }

    /// Whether nothing can change it.
    #[must_use]
    pub fn is_sure(self) -> bool {
        self.least == self.most && !self.so_far
    }

    /// Whether it is this step, whatever turns out.
    #[must_use]
    pub fn is(self, step: Step) -> bool {
        self.is_sure() && self.least == step
    }

    /// Whether it is this step, or could be once everything is known.
    #[must_use]
    pub fn may_be(self, step: Step) -> bool {
        let said = self.least != Step::NotSaid && step != Step::NotSaid;
        self.is(step) || said && (self.so_far || self.least <= step && step <= self.most)
    }

    /// The order of readings, from room to over: what may be either lies between. Who is surely over comes after those
    /// of whom nothing is said, and all others before.
    #[must_use]
    pub fn rank(self) -> u8 {
        match (self.least, self.most) {
            (Step::NotSaid, _) | (_, Step::NotSaid) => 9,
            (Step::Over, Step::Over) => 10,
            (least, most) => 2 * (least as u8 + most as u8) - 4 + u8::from(self.so_far),
        }
    }

    /// In a few words: "room", "room to over", "room so far".
    #[must_use]
    pub fn words(self) -> String {
        let (least, most) = (self.least.words(), self.most.words());
        match (self.so_far, self.least == self.most) {
            (true, _) => [least, " so far"].concat(),
            (_, true) => least.to_owned(),
            _ => [least, " to ", most].concat(),
        }
    }

    /// In full: "room to over, depending on what is not known".
    #[must_use]
    pub fn in_full(self) -> String {
        if self.is_sure() { self.words() } else { [&self.words(), ", ", DEPENDS].concat() }
    }
}

/// What may be normal for the practitioner, the one that is as far as is known first.
pub(super) fn capacities<'s>(score: &'s Score, own: &'s Capacity) -> impl Iterator<Item = &'s Capacity> {
    std::iter::once(own).chain(&score.also)
}
