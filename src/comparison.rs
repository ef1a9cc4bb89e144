//! Several schemes or people side by side: a common reading of very different scales.
//!
//! Points of two schemes cannot be compared; what each scheme itself calls normal for this practitioner
//! can. That is read in three steps, and where a scheme does not say, so does this.

mod case;
mod effect;
mod reading;
mod table;
mod unread;
mod words;

pub use case::{CaseCompared, Cell, Part, Use, compare_case};
pub use effect::{Effect, Shift, Trial, effect, effect_in_words, order_of, shifts};
pub use reading::{DEPENDS, Reading};
pub(crate) use table::Fields;
pub use table::{TeamRow, TeamTable};
pub use unread::{unread, unread_of_practitioner};
pub use words::{agreement, band_in_words, mark};

use crate::facts::{Case, Id, Month};
use crate::index::Index;
use crate::points::{Points, Ratio};
use crate::scoring::{Score, percent_of_load};
use crate::workspace::{Workspace, ids};
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

/// How points would stand to what the scheme calls normal. Where nothing is left of the range, as by an agreed
/// reduction, any points are over it, and none are within. Where the capacity has several parts the score's
/// own total alone can be asked for, and any other points have no step.
#[must_use]
pub fn step_of(score: &Score, points: Points) -> Step {
    let Some(capacity) = &score.capacity else { return Step::NotSaid };
    if !is_of_total(score) {
        return if points == score.total { step_of_load(score) } else { Step::NotSaid };
    }
    step_under(capacity, points)
}

/// How points stand to a range.
fn step_under(capacity: &crate::scoring::Capacity, points: Points) -> Step {
    let under = capacity.least.is_some_and(|least| capacity.compare(points, least) == Ordering::Less);
    if under {
        Step::Room
    } else if points > Points::ZERO && capacity.compare(points, capacity.most) == Ordering::Greater {
        Step::Over
    } else {
        Step::Within
    }
}

/// Whether what is normal is said of the total, and not of several parts or of one part of it.
fn is_of_total(score: &Score) -> bool {
    score.parts.is_empty() && score.capacity.as_ref().is_some_and(|own| own.name.is_empty())
}

/// The step of a load over parts: over where it is more than the whole.
fn step_of_load(score: &Score) -> Step {
    match score.load {
        Some(load) if load.numerator > load.denominator => Step::Over,
        Some(_) => {
            let under = |part: &crate::scoring::Capacity| {
                part.least.is_some_and(|least| part.compare(part.points, least) == Ordering::Less)
            };
            let parts = if score.parts.is_empty() { score.capacity.as_slice() } else { score.parts.as_slice() };
            if parts.iter().all(under) { Step::Room } else { Step::Within }
        }
        None => Step::NotSaid,
    }
}

/// Points in whole percent of the top of what the scheme calls normal for the practitioner; nothing where it
/// gives no range, or several parts.
#[must_use]
pub fn share_of_normal(score: &Score, points: Points) -> Option<i64> {
    score.capacity.as_ref().filter(|_| score.parts.is_empty()).and_then(|own| own.load_percent(points))
}

/// A case over which schemes part: what it takes of what is normal, where that is most and where least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The case.
    pub case: Id,
    /// The scheme under which it takes most, with the percentage.
    pub most: (String, i64),
    /// The scheme under which it takes least.
    pub least: (String, i64),
}

/// The cases over which schemes part by a twentieth of what is normal and more, the furthest first. Schemes
/// that give no range have no say.
#[must_use]
pub fn parted_over(scores: &[(&str, &Score)]) -> Vec<Parted> {
    let mut parted: Vec<Parted> = Vec::new();
    for part in scores.iter().flat_map(|(_, score)| &score.cases) {
        if parted.iter().any(|own| own.case == part.case) {
            continue;
        }
        let share = |(name, score): &(&str, &Score)| {
            let own = score.cases.iter().find(|own| own.case == part.case)?;
            Some(((*name).to_owned(), share_of_normal(score, own.points)?))
        };
        let mut ends: Option<Parted> = None;
        for own in scores.iter().filter_map(share) {
            match &mut ends {
                None => ends = Some(Parted { case: part.case.clone(), most: own.clone(), least: own }),
                Some(ends) if own.1 > ends.most.1 => ends.most = own,
                Some(ends) if own.1 < ends.least.1 => ends.least = own,
                Some(_) => {}
            }
        }
        parted.extend(ends);
    }
    parted.retain(|own| own.most.1 - own.least.1 >= 5);
    crate::points::sort_short(&mut parted, |own| std::cmp::Reverse(own.most.1 - own.least.1));
    parted
}

/// How a practitioner stands under one scheme: a score without its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The total.
    pub total: Points,
    /// The least that it could be.
    pub least: Points,
    /// The most that it could be.
    pub most: Points,
    /// The load, exactly, where the scheme says what is normal.
    pub load: Option<Ratio>,
    /// The least and the most that the load could be in whole percent, where those can be said.
    pub ends: Option<(i64, i64)>,
    /// Where what is normal begins, in percent of its top, where the scheme says so.
    pub floor: Option<i64>,
    /// The common reading, as far as it is known.
    pub reading: Reading,
}

impl Standing {
    /// How the score of a practitioner stands.
    #[must_use]
    pub fn of(score: &Score) -> Self {
        // Of several parts only the load of the whole is known.
        let capacity = score.capacity.as_ref().filter(|_| is_of_total(score));
        let of = |points: Points| capacity.and_then(|own| own.load_percent(points));
        let loads = |points: Points| {
            capacity
                .into_iter()
                .flat_map(|own| reading::capacities(score, own))
                .filter_map(move |own| own.load_percent(points))
        };
        Self {
            total: score.total,
            least: score.least,
            most: score.most,
            load: score.load,
            ends: loads(score.least).min().zip(loads(score.most).max()),
            floor: capacity.and_then(crate::scoring::Capacity::floor).and_then(of),
            reading: Reading::of(score),
        }
    }

    /// The load in whole percent.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        self.load.and_then(percent_of_load)
    }

    /// The load in words: "75 %", "40 to 120 %", "75 % so far"; nothing where there is none.
    #[must_use]
    pub fn load_in_words(&self) -> Option<String> {
        let percent = self.percent()?;
        let so_far = if self.reading.so_far { " so far" } else { "" };
        let words = match self.ends {
            Some((least, most)) if least != most => format!("{least} to {most}\u{a0}%"),
            _ => format!("{percent}\u{a0}%{so_far}"),
        };
        Some(words.replace('-', "\u{2212}"))
    }

    /// The order of two by how they stand, as far as that is known, then by the most that their loads could be, and then
    /// by their loads, exactly.
    #[must_use]
    pub fn by_reading(&self, other: &Self) -> Ordering {
        let key = |own: &Self| (own.reading.rank(), own.ends.map(|(_, most)| most).or_else(|| own.percent()));
        key(self).cmp(&key(other)).then_with(|| self.by_load(other))
    }

    /// The order of two by their loads, exactly; who has none stands by points before all who have.
    #[must_use]
    pub fn by_load(&self, other: &Self) -> Ordering {
        match (self.load, other.load) {
            (Some(own), Some(others)) => {
                let across = |one: Ratio, two: Ratio| i128::from(one.numerator) * i128::from(two.denominator);
                across(own, others).cmp(&across(others, own))
            }
            (own, others) => own.is_some().cmp(&others.is_some()).then(self.total.cmp(&other.total)),
        }
    }
}

/// What a practitioner holds in a month: open cases and the children in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Families and carer households.
    pub families: usize,
    /// Children and young people.
    pub children: usize,
}

impl Held {
    fn add(&mut self, case: &Case) {
        self.families += 1;
        self.children += case.children.len();
    }
}

/// What everybody holds in a month, in the order of the practitioners.
#[must_use]
pub fn held(workspace: &Workspace, month: Month) -> Vec<Held> {
    let mut all = vec![Held::default(); workspace.practitioners.len()];
    let places = ids(&workspace.practitioners);
    for case in workspace.cases.iter().filter(|case| case.is_open(month)) {
        let mut seen: Vec<&Id> = Vec::new();
        for id in case.allocations.iter().filter_map(|own| own.practitioner.as_ref()) {
            if !seen.contains(&id)
                && let Some(own) = places.position(id.as_str()).and_then(|place| all.get_mut(place))
            {
                own.add(case);
            }
            seen.push(id);
        }
    }
    all
}

/// What some practitioners hold together: a case that two of them share counts once.
#[must_use]
pub fn held_together(workspace: &Workspace, month: Month, who: &[&Id]) -> Held {
    let who = Index::of(who.iter().map(|own| own.as_str()).collect());
    let theirs = |case: &&Case| {
        let holders = case.allocations.iter().filter_map(|own| own.practitioner.as_ref());
        case.is_open(month) && holders.into_iter().any(|id| who.has(id.as_str()))
    };
    let mut all = Held::default();
    workspace.cases.iter().filter(theirs).for_each(|case| all.add(case));
    all
}

/// The open cases that nobody holds: how many, and since when the one waits that has waited longest.
#[must_use]
pub fn waiting(workspace: &Workspace, month: Month) -> (usize, Option<Month>) {
    let open = || workspace.cases.iter().filter(|case| case.allocations.is_empty() && case.is_open(month));
    (open().count(), open().filter_map(|case| case.unallocated_since).min())
}
