//! What a scheme calls normal for a practitioner, the load, and the band that the total falls in.

use super::bounds::Open;
use super::context::Context;
use super::types::{Capacity, Note, Question, Score, sum_of_ratios};
use super::view::PractitionerView;
use super::{base, question_of_practitioner};
use crate::facts::Month;
use crate::facts::practitioner::{Amount, ReductionUnit};
use crate::points::{Points, Ratio};
use crate::scheme::condition::{Slot, Truth};
use crate::scheme::{Band, BandEnd, CapacityPart, CapacityRow, CapacityTable, LoadOf, Scheme};
use std::cmp::Ordering;

/// Gives a score its capacity, load and band.
pub(super) fn settle(
    scheme: &Scheme,
    open_view: &PractitionerView<'_>,
    view: &PractitionerView<'_>,
    by_step: &[Points],
    score: &mut Score,
) {
    let Some(table) = &scheme.capacity else { return };
    let mut parts: Vec<Capacity> = Vec::new();
    for part in &table.parts {
        let possible = ask(scheme, part, open_view, score);
        let context = Context::of_practitioner(view);
        let row = part.rows.iter().position(|row| context.truth(&row.when) == Truth::Yes);
        let points = part.of.as_ref().map_or(score.total, |of| base(by_step, of));
        if table.parts.len() == 1 && part.of.is_none() {
            let others = possible.iter().filter(|place| Some(**place) != row).filter_map(|place| part.rows.get(*place));
            score.also = others.map(|row| of_row(table, part, row, points, view, score.month)).collect();
        }
        let Some(row) = row.and_then(|row| part.rows.get(row)) else { continue };
        parts.push(of_row(table, part, row, points, view, score.month));
    }
    if table.reductions {
        note_reductions(view, score);
    }
    let loads: Vec<Option<Ratio>> = parts.iter().map(|part| part.ratio(part.points)).collect();
    let fullest = (0..parts.len()).reduce(|best, next| {
        let load = |place: usize| loads.get(place).copied().flatten();
        match (load(best), load(next)) {
            (Some(one), Some(other)) if compare(other, one) == Ordering::Greater => next,
            (Some(_), None) => next,
            _ => best,
        }
    });
    score.load = match table.load {
        LoadOf::Fullest => fullest.and_then(|place| loads.get(place).copied().flatten()),
        LoadOf::Sum => loads.iter().copied().reduce(|sum, own| sum_of_ratios(sum?, own?)).flatten(),
    };
    score.capacity = fullest.and_then(|place| parts.get(place)).cloned();
    band(scheme, table, score);
    if parts.len() > 1 {
        score.parts = parts;
    }
}

fn compare(one: Ratio, other: Ratio) -> Ordering {
    let wide = i128::from;
    (wide(one.numerator) * wide(other.denominator)).cmp(&(wide(other.numerator) * wide(one.denominator)))
}

/// Asks for what decides which row applies, down to the first that applies for certain; the places of those that
/// may apply, that one among them.
fn ask(scheme: &Scheme, part: &CapacityPart, open_view: &PractitionerView<'_>, score: &mut Score) -> Vec<usize> {
    let context = Context::of_practitioner(open_view);
    let mut possible = Vec::new();
    for (place, row) in part.rows.iter().enumerate() {
        let mut open: Vec<usize> = Vec::new();
        context.open_facts(&row.when, &mut |slot| {
            if let Slot::Practitioner(place) = slot {
                open.push(place);
            }
        });
        for place in open {
            let Some(question) = question_of_practitioner(scheme, Open::Practitioner(place)) else { continue };
            match score.questions.iter_mut().find(|own| own.case.is_none() && own.fact == question.fact) {
                Some(own) => own.decides_capacity = true,
                None => score.questions.push(Question { decides_capacity: true, ..question }),
            }
        }
        let truth = context.truth(&row.when);
        if truth != Truth::No {
            possible.push(place);
        }
        if truth == Truth::Yes {
            break;
        }
    }
    possible
}

fn of_row(
    table: &CapacityTable,
    part: &CapacityPart,
    row: &CapacityRow,
    points: Points,
    view: &PractitionerView<'_>,
    month: Month,
) -> Capacity {
    let practitioner = view.practitioner;
    let by_hours = table.pro_rata || row.for_an_hour_a_week;
    let mut whole_time_equivalent = if by_hours { practitioner.whole_time_equivalent() } else { Ratio::ONE };
    let mut less = Points::ZERO;
    if table.reductions {
        let off = Reduced::of(view, month);
        whole_time_equivalent = off.applied_to(whole_time_equivalent, i64::from(practitioner.full_time_week()));
        less = off.points;
    }
    let week = i64::from(practitioner.full_time_week());
    let full = |points: Points| if row.for_an_hour_a_week { points.share(week, 100) } else { points };
    Capacity {
        name: part.name.clone(),
        points,
        least: row.least.map(full),
        most: full(row.most),
        whole_time_equivalent,
        less,
        who: row.name.clone(),
        clause: row.place.clone().unwrap_or_else(|| table.place.clone()),
        why: table.words.clone(),
    }
}

/// What was agreed to be taken off a practitioner's load in a month. What overlaps adds up.
#[derive(Default)]
struct Reduced {
    points: Points,
    /// Hours a week, in hundredths.
    hours: i64,
    /// Hundredths of a percent.
    percent: i64,
    /// How many hold in the month.
    held: usize,
    /// How many of them do not say how much.
    without_amount: usize,
}

impl Reduced {
    fn of(view: &PractitionerView<'_>, month: Month) -> Self {
        let mut off = Self::default();
        let held =
            view.practitioner.reductions.iter().filter(|own| {
                own.from.is_none_or(|from| from <= month) && own.until.is_none_or(|until| until >= month)
            });
        for own in held {
            off.held += 1;
            match own.unit.zip(own.amount.map(Amount::hundredths)) {
                Some((ReductionUnit::Points, amount)) => off.points += Points::ten_thousandths(i64::from(amount) * 100),
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
}

/// Says that an agreed reduction is taken off, and nothing of why.
fn note_reductions(view: &PractitionerView<'_>, score: &mut Score) {
    let off = Reduced::of(view, score.month);
    let mut say = |words: &str| {
        score.notes.push(Note { case: None, child: None, words: words.to_owned(), readings: Vec::new() });
    };
    if off.held > off.without_amount {
        say(match off.held {
            1 => "An agreed reduction is taken off the limit.",
            _ => "Agreed reductions overlap this month: together they are taken off the limit.",
        });
    }
    if off.without_amount > 0 {
        say("An agreed reduction does not say how much it is, so it is not taken off.");
    }
}

/// The band of the total, and those of its least and most.
fn band(scheme: &Scheme, table: &CapacityTable, score: &mut Score) {
    let Some(capacity) = score.capacity.clone() else { return };
    if let (true, Some(load)) = (table.parts.len() > 1, score.load) {
        // Parts count unlike things, so figures of bands are loads here; only the least is a part's own.
        let fits = |band: &&Band| match band.end {
            BandEnd::BelowLeast if table.load == LoadOf::Fullest => within(band, capacity.points, &capacity),
            _ => load_within(band, load),
        };
        score.band = scheme.bands.iter().find(fits).map(|band| band.name.clone());
        return;
    }
    let own = scheme.bands.iter().find(|band| within(band, capacity.points, &capacity));
    score.band = own.map(|band| band.name.clone());
    if table.parts.len() == 1 && table.parts.first().is_some_and(|part| part.of.is_none()) {
        // The first band that fits is the lowest. What is not known may also decide which range is normal.
        let mut ends: Option<(usize, usize)> = None;
        for own in std::iter::once(&capacity).chain(&score.also) {
            let place = |points: Points| scheme.bands.iter().position(|band| within(band, points, own));
            if let Some((low, high)) = place(score.least).zip(place(score.most)) {
                ends = Some(ends.map_or((low, high), |(least, most)| (least.min(low), most.max(high))));
            }
        }
        let name = |place: usize| scheme.bands.get(place).map(|band| band.name.clone());
        let ends = ends.and_then(|(least, most)| name(least).zip(name(most)));
        score.band_range = ends.filter(|(least, most)| least != most);
    }
}

/// True where the points are not beyond the band's end.
fn within(band: &Band, points: Points, capacity: &Capacity) -> bool {
    let compare = |end: Points| {
        if band.percent { capacity.compare_part(points, end) } else { capacity.compare(points, end) }
    };
    match band.end {
        BandEnd::UpTo(end) => compare(end).is_le(),
        BandEnd::Below(end) => compare(end).is_lt(),
        BandEnd::UpToMost => capacity.compare(points, capacity.most).is_le(),
        BandEnd::BelowLeast => capacity.least.is_some_and(|least| capacity.compare(points, least).is_lt()),
        BandEnd::Open => true,
    }
}

/// True where a load is not beyond the band's end, which is in loads: 1 is full.
fn load_within(band: &Band, load: Ratio) -> bool {
    let full = if band.percent { Points::whole(100) } else { Points::whole(1) };
    let compare = |end: Points| {
        let above = i128::from(load.numerator) * i128::from(full.in_ten_thousandths());
        above.cmp(&(i128::from(end.in_ten_thousandths()) * i128::from(load.denominator)))
    };
    match band.end {
        BandEnd::UpTo(end) => compare(end).is_le(),
        BandEnd::Below(end) => compare(end).is_lt(),
        BandEnd::UpToMost => compare(full).is_le(),
        BandEnd::BelowLeast => false,
        BandEnd::Open => true,
    }
}
