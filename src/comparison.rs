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
pub use words::{agreement, band_in_words, mark, not_allowed_in_words, standing_in_words};

use crate::facts::{Case, Id, Month};
use crate::index::Index;
use crate::points::{Points, Ratio};
use crate::scoring::{Capacity, Score, percent_of_load};
use crate::words::{among, part};
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

/// Whether what is normal is said of the total, and not of several parts, of something else than the total, or of a
/// part that is not all of it.
fn is_of_total(score: &Score) -> bool {
    let whole = |own: &Capacity| own.of_total && !own.by_manager;
    score.parts.is_empty() && score.capacity.as_ref().is_some_and(whole)
}

/// The step of a load over parts: over where it is more than the whole, or where something is held of which none
/// is to be.
fn step_of_load(score: &Score) -> Step {
    let parts = if score.parts.is_empty() { score.capacity.as_slice() } else { score.parts.as_slice() };
    let none_left = |part: &Capacity| part.limit() == Points::ZERO;
    if parts.iter().any(|part| none_left(part) && part.points > Points::ZERO) {
        return Step::Over;
    }
    match score.load {
        Some(load) if load.numerator > load.denominator => Step::Over,
        Some(_) => {
            let under =
                |part: &Capacity| part.least.is_some_and(|least| part.compare(part.points, least) == Ordering::Less);
            if parts.iter().all(under) { Step::Room } else { Step::Within }
        }
        // Nothing is held of which none is to be held.
        None if parts.iter().any(none_left) => Step::Within,
        None => Step::NotSaid,
    }
}

/// Points in whole percent of the top of what the scheme calls normal for the practitioner; nothing where it
/// gives no range, several parts, or one of something else than the total.
#[must_use]
pub fn share_of_normal(score: &Score, points: Points) -> Option<i64> {
    score.capacity.as_ref().filter(|_| is_of_total(score)).and_then(|own| own.load_percent(points))
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
    /// How far what is measured is over the top of its range: of several parts the fullest. Nought where it is not.
    pub over: Points,
    /// The least and the most that it could be over.
    pub over_ends: (Points, Points),
    /// What is measured in words, where that is not the total alone: "fostering households: 10 of 9, over by 1".
    pub parts: Vec<String>,
    /// Where the caseload stands among figures that others reported, in words.
    pub among: Option<String>,
    /// True where the source, or the manager, has no number to stand beside.
    pub no_number: bool,
    /// How many cases there are that the scheme does not allow.
    pub not_allowed: usize,
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
        // Where nothing may be left of the range, no percentage is the most.
        let bounded = capacity
            .into_iter()
            .flat_map(|own| reading::capacities(score, own))
            .all(|own| own.load_percent(score.most).is_some());
        let over = |own: &Capacity, points: Points| (points - own.limit()).max(Points::ZERO);
        let so_far = score.capacity.as_ref().map_or(Points::ZERO, |own| over(own, own.points));
        let ends = |points: Points| {
            capacity.into_iter().flat_map(|own| reading::capacities(score, own)).map(move |own| over(own, points))
        };
        let over_ends = ends(score.least).min().zip(ends(score.most).max()).unwrap_or((so_far, so_far));
        let all = if score.parts.is_empty() { score.capacity.as_slice() } else { score.parts.as_slice() };
        // What has no name is the total.
        let measured = all.iter().filter(|own| !own.name.is_empty());
        Self {
            total: score.total,
            least: score.least,
            most: score.most,
            load: score.load,
            ends: loads(score.least).min().zip(loads(score.most).max()).filter(|_| bounded),
            floor: capacity.and_then(Capacity::floor).and_then(of),
            reading: Reading::of(score),
            over: so_far,
            over_ends,
            parts: measured.map(part).collect(),
            among: score.benchmark.as_ref().map(among),
            no_number: score.no_number.is_some(),
            not_allowed: not_allowed(score).len(),
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
        let open = self.reading.so_far || self.ends.is_none() && !self.reading.is_sure();
        let so_far = if open { " so far" } else { "" };
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

    /// True where there is a limit to be over.
    #[must_use]
    pub fn has_limit(&self) -> bool {
        self.load.is_some() || self.reading.least != Step::NotSaid
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

/// What a score holds that the scheme does not allow: each case once, nothing for the practitioner.
#[must_use]
pub fn not_allowed(score: &Score) -> Vec<Option<&Id>> {
    let mut cases: Vec<Option<&Id>> = Vec::new();
    for case in score.notes.iter().filter(|note| note.error).map(|note| note.case.as_ref()) {
        if !cases.contains(&case) {
            cases.push(case);
        }
    }
    cases
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
