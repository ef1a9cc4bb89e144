//! A limit that the manager sets for one practitioner in place of the scheme's: a personal capacity, a way in
//! which a newly qualified practitioner's caseload builds up that counts children, or no number at all.

use super::reductions::Reduced;
use super::{Asked, build_up};
use crate::facts::Month;
use crate::facts::practitioner::{Amount, CountedIn, Limits};
use crate::points::{Points, Ratio};
use crate::scoring::types::{Capacity, Note, Score};
use std::cmp::Ordering;

/// Puts the manager's limit in place of the scheme's; false where there is none for this scheme.
pub(super) fn settle(asked: &Asked<'_>, score: &mut Score) -> bool {
    let own = asked.view.practitioner;
    // A benchmark is no limit, and nothing stands in its place.
    if asked.scheme.benchmark.is_some() {
        return false;
    }
    if own.limits == Some(Limits::NoNumber) {
        score.no_number = Some("No number is set for this practitioner: the manager judges.".to_owned());
        return true;
    }
    if let Some(until) = own.personal_capacity.and(own.personal_capacity_until) {
        match until.since(asked.month) {
            -1 => note(
                score,
                format!("A personal capacity ended in {}: the scheme\u{2019}s limit holds again.", until.words()),
            ),
            0 => note(score, "The personal capacity ends with this month.".to_owned()),
            1 => note(score, format!("The personal capacity ends with {}, in a month.", until.words())),
            _ => {}
        }
    }
    let holds = own.personal_capacity_until.is_none_or(|until| until >= asked.month);
    if let Some(amount) = own.personal_capacity.filter(|_| holds).map(Amount::exact) {
        let counted_in = own.personal_capacity_counted_in.unwrap_or(CountedIn::Children);
        let of_this_scheme = own.personal_capacity_scheme.as_str() == asked.scheme.inputs_under;
        if counted_in != CountedIn::Points || of_this_scheme {
            let (points, name) = measured(counted_in, asked, score);
            let limit = Manager {
                name: format!("Personal capacity in {name}"),
                points,
                of_total: counted_in == CountedIn::Points,
                least: None,
                most: amount,
                part: Ratio::ONE,
                who: "personal capacity",
                clause: "Set by the manager",
                why: "A limit that the manager sets in place of the scheme\u{2019}s while it lasts.",
                until: own.personal_capacity_until,
            };
            limit.put(score, ["", "within the personal capacity", "over the personal capacity"]);
            return true;
        }
        note(
            score,
            "A personal capacity is set in points of another scheme: this scheme\u{2019}s own limit holds.".to_owned(),
        );
    }
    if let Some(path) = build_up::in_children(asked, score) {
        super::reductions::note(false, asked, score);
        let points = Points::whole(i32::try_from(score.children).unwrap_or(i32::MAX));
        let limit = Manager {
            name: "children in the first year".to_owned(),
            points,
            of_total: false,
            least: path.least,
            most: path.most,
            part: Reduced::of(own, asked.month).left_of(own, true),
            who: path.who,
            clause: path.clause,
            why: "Chosen by the manager for the first year, in place of the scheme\u{2019}s limit. Pro rata to the hours \
                  worked.",
            until: None,
        };
        let bands = ["below", "within", "over"].map(|place| [place, " what was chosen for the first year"].concat());
        limit.put(score, bands.each_ref().map(String::as_str));
        return true;
    }
    false
}

fn note(score: &mut Score, words: String) {
    score.notes.push(Note::of_practitioner(words));
}

/// What the practitioner has of what a personal capacity counts, and its name.
fn measured(counted_in: CountedIn, asked: &Asked<'_>, score: &Score) -> (Points, String) {
    let whole = |count: usize| Points::whole(i32::try_from(count).unwrap_or(i32::MAX));
    match counted_in {
        CountedIn::Children => (whole(score.children), "children".to_owned()),
        CountedIn::Families => (whole(score.families), "families".to_owned()),
        CountedIn::Points => (score.total, asked.scheme.counted_in.many.clone()),
    }
}

/// A limit of the manager. A personal capacity is the person's own: hours and reductions are in it already.
struct Manager {
    name: String,
    points: Points,
    /// True where the points are the score's total.
    of_total: bool,
    least: Option<Points>,
    most: Points,
    /// The part of it that is theirs.
    part: Ratio,
    who: &'static str,
    clause: &'static str,
    why: &'static str,
    until: Option<Month>,
}

impl Manager {
    /// The limit and the bands below, within and over it.
    fn put(self, score: &mut Score, bands: [&str; 3]) {
        let capacity = Capacity {
            name: self.name,
            points: self.points,
            of_total: self.of_total,
            least: self.least,
            most: self.most,
            whole_time_equivalent: self.part,
            less: Points::ZERO,
            who: self.who.to_owned(),
            clause: self.clause.to_owned(),
            why: self.why.to_owned(),
            by_manager: true,
            until: self.until,
            readings: Vec::new(),
        };
        let band = |points: Points| {
            let [below, within, over] = bands;
            if capacity.compare(points, capacity.most) == Ordering::Greater {
                over
            } else if capacity.least.is_some_and(|least| capacity.compare(points, least) == Ordering::Less) {
                below
            } else {
                within
            }
        };
        score.load = capacity.ratio(capacity.points);
        score.band = Some(band(capacity.points).to_owned());
        if capacity.of_total {
            let ends = (band(score.least).to_owned(), band(score.most).to_owned());
            score.band_range = Some(ends).filter(|(least, most)| least != most);
        }
        score.capacity = Some(capacity);
    }
}
