//! Dated reductions of a practitioner's load: what overlaps adds up, and each ends by itself.

use super::Asked;
use crate::facts::practitioner::{Amount, Reduction, ReductionUnit};
use crate::facts::{Month, Practitioner};
use crate::points::{Points, Ratio};
use crate::scoring::types::{Capacity, Note, Score};

/// What was agreed to be taken off a practitioner's load in a month.
#[derive(Default)]
pub(super) struct Reduced {
    /// Points, for schemes whose limit is lowered by points.
    pub(super) points: Points,
    /// Hours a week, in hundredths.
    hours: i64,
    /// Hundredths of a percent.
    percent: i64,
    /// How many hold in the month.
    held: usize,
    /// How many of them are counted in points.
    in_points: usize,
    /// How many of them do not say how much.
    without_amount: usize,
}

/// True where a reduction holds in a month.
fn holds(own: &Reduction, month: Month) -> bool {
    own.from.is_none_or(|from| from <= month) && own.until.is_none_or(|until| until >= month)
}

impl Reduced {
    pub(super) fn of(practitioner: &Practitioner, month: Month) -> Self {
        let mut off = Self::default();
        for own in practitioner.reductions.iter().filter(|own| holds(own, month)) {
            off.held += 1;
            match own.unit.zip(own.amount.map(Amount::hundredths)) {
                Some((ReductionUnit::Points, amount)) => {
                    off.in_points += 1;
                    off.points += Points::ten_thousandths(i64::from(amount) * 100);
                }
                Some((ReductionUnit::Hours, amount)) => off.hours += i64::from(amount),
                Some((ReductionUnit::Percent, amount)) => off.percent += i64::from(amount),
                None => off.without_amount += 1,
            }
        }
        off
    }

    /// The part of full time that is left: hours come off the week, then percents off what is left.
    fn applied_to(&self, whole: Ratio, week: i64) -> Ratio {
        let Ratio { numerator, denominator } = whole;
        let hours = if self.hours == 0 {
            (numerator, denominator)
        } else {
            ((numerator * week - self.hours * denominator).max(0), denominator * week)
        };
        let left = (10_000 - self.percent).clamp(0, 10_000);
        let (numerator, denominator) = if left == 10_000 { hours } else { (hours.0 * left, hours.1 * 10_000) };
        Ratio::of(numerator, denominator).unwrap_or(whole)
    }

    /// The part of full time that a practitioner works, or all of it, less what was agreed.
    pub(super) fn left_of(&self, practitioner: &Practitioner, pro_rata: bool) -> Ratio {
        let whole = if pro_rata { practitioner.whole_time_equivalent() } else { Ratio::ONE };
        self.applied_to(whole, i64::from(practitioner.full_time_week()))
    }

    /// How much is taken off, in the order in which it is. `by_points`: the scheme's limit is lowered by points.
    fn amounts(&self, by_points: bool) -> String {
        let amount = |hundredths: i64| Points::ten_thousandths(hundredths * 100).to_string();
        let mut said: Vec<String> = Vec::new();
        if self.hours > 0 {
            said.push(amount(self.hours) + if self.hours == 100 { " hour a week" } else { " hours a week" });
        }
        if self.percent > 0 {
            let left = if said.is_empty() { "" } else { " of what is left" };
            said.push(amount(self.percent) + " percent" + left);
        }
        if by_points && self.points > Points::ZERO {
            let points = if self.points == Points::whole(1) { " point" } else { " points" };
            said.push(crate::words::shown(self.points) + points);
        }
        if said.is_empty() { "nothing".to_owned() } else { said.join(", then ") }
    }

    /// True where more was agreed than there is: then nothing is left, and not less than nothing.
    fn beyond(&self, practitioner: &Practitioner) -> bool {
        self.percent > 10_000 || self.hours > i64::from(practitioner.contracted_week())
    }
}

/// What is said where nothing is left.
const BEYOND: &str = "The agreed reductions of this month come to more than there is: nothing is left of the limit.";

/// Says where more points are taken off than the limit has, which only a limit can tell.
pub(super) fn note_beyond(parts: &[Capacity], score: &mut Score) {
    let beyond = parts.iter().any(|own| own.less > Points::ZERO && own.compare(Points::ZERO, own.most).is_gt());
    if beyond && !score.notes.iter().any(|note| note.words == BEYOND) {
        score.notes.push(Note::of_practitioner(BEYOND.to_owned()));
    }
}

/// Says what is taken off, when it ends, and nothing of why. `by_points`: the scheme's limit is lowered by points.
pub(super) fn note(by_points: bool, asked: &Asked<'_>, score: &mut Score) {
    let practitioner = asked.view.practitioner;
    let off = Reduced::of(practitioner, asked.month);
    let mut say = |words: String| score.notes.push(Note::of_practitioner(words));
    let counted = off.held - off.without_amount - if by_points { 0 } else { off.in_points };
    match counted {
        0 => {}
        1 => say(format!("An agreed reduction is taken off the limit: {}.", off.amounts(by_points))),
        _ => say(format!(
            "Agreed reductions overlap this month: together they take off the limit {}.",
            off.amounts(by_points)
        )),
    }
    if off.beyond(practitioner) {
        say(BEYOND.to_owned());
    }
    if off.in_points > 0 && !by_points {
        say("An agreed reduction is counted in points, and this scheme\u{2019}s limit is not lowered by points. \
             In percent or hours a week it would hold under every scheme."
            .to_owned());
    }
    if off.without_amount > 0 {
        say("An agreed reduction does not say how much it is, so it is not taken off.".to_owned());
    }
    for own in &practitioner.reductions {
        let Some(until) = own.until else { continue };
        if own.from.is_some_and(|from| from > until) {
            say("An agreed reduction ends before it starts, so it is not taken off.".to_owned());
            continue;
        }
        match until.since(asked.month) {
            // One of a month that lies ahead has not begun.
            0.. if !holds(own, asked.month) => {}
            -1 => say(format!("An agreed reduction ended in {} and is no longer taken off.", until.words())),
            0 => say("An agreed reduction ends with this month.".to_owned()),
            1 => say(format!("An agreed reduction ends with {}, in a month.", until.words())),
            _ => {}
        }
    }
}
