//! What a scheme calls normal for a practitioner, the load, and the band that the total falls in.
//!
//! `reductions` takes off what was agreed, `personal` puts a limit of the manager in place of the scheme's,
//! `build_up` is how a newly qualified practitioner comes to it, `measures` what else than points is measured.

mod build_up;
mod measures;
mod parts;
mod personal;
mod reductions;

use super::bounds::Open;
use super::context::Context;
use super::types::{Capacity, Note, Question, Score, sum_of_ratios};
use super::view::PractitionerView;
use super::{base, question_of_practitioner};
use crate::facts::{Month, Practitioner, When};
use crate::points::{Points, Ratio};
use crate::scheme::condition::{Condition, Slot, Truth};
use crate::scheme::{Band, BandEnd, CapacityPart, CapacityRow, CapacityTable, LoadOf, Measure, Normal, Scheme};
use crate::workspace::Workspace;
use measures::Measured;
use reductions::Reduced;
use std::cmp::Ordering;

/// Months of the first year.
const FIRST_YEAR: i32 = 12;

/// What a capacity is worked out from, beside the score.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) workspace: &'a Workspace,
    pub(super) month: Month,
    /// The practitioner with what is not known left open.
    pub(super) open_view: &'a PractitionerView<'a>,
    /// The practitioner as what is not known is read.
    pub(super) view: &'a PractitionerView<'a>,
    /// What each stage gave.
    pub(super) by_step: &'a [Points],
}

/// Gives a score its capacity, load and band.
pub(super) fn settle(asked: &Asked<'_>, score: &mut Score) {
    let table = asked.scheme.capacity.as_ref();
    if personal::settle(asked, score) {
        return;
    }
    let Some(table) = table else { return };
    reductions::note(table.reductions, asked, score);
    let mut parts: Vec<Capacity> = Vec::new();
    let mut used: Vec<&CapacityPart> = Vec::new();
    let mut numbered = false;
    let mut may_have: Vec<(&CapacityPart, Vec<&CapacityRow>)> = Vec::new();
    for part in &table.parts {
        let possible = possible_rows(asked, part, score);
        let may_have_one = possible.iter().any(|row| !matches!(row.normal, Normal::NoNumber(_)));
        let own = of_part(asked, table, part, score, &mut numbered);
        if may_have_one || own.is_some() {
            may_have.push((part, possible));
        }
        if let Some(own) = own {
            parts.push(own);
            used.push(part);
        }
    }
    // Some part has a number, or may have one, though it is not known yet: then it is no word that another has none.
    if numbered || !may_have.is_empty() {
        score.no_number = None;
    }
    if let [(part, possible)] = may_have.as_slice() {
        also(asked, table, part, possible, parts.first(), score);
    }
    reductions::note_beyond(&parts, score);
    parts::ask(asked, &used, score);
    parts::note_beside(asked, table, &used, score);
    settle_parts(asked.scheme, table, parts, score);
}

/// Makes a load of the parts, and finds the band.
fn settle_parts(scheme: &Scheme, table: &CapacityTable, parts: Vec<Capacity>, score: &mut Score) {
    let loads: Vec<Option<Ratio>> = parts.iter().map(|part| part.ratio(part.points)).collect();
    // Something of what none is to be held is fuller than any load.
    let beyond =
        |place: usize| parts.get(place).is_some_and(|own| own.limit() == Points::ZERO && own.points > Points::ZERO);
    let fullest = (0..parts.len()).reduce(|best, next| {
        let load = |place: usize| loads.get(place).copied().flatten();
        match (load(best), load(next)) {
            _ if beyond(best) => best,
            _ if beyond(next) => next,
            (Some(one), Some(other)) if compare(other, one) == Ordering::Greater => next,
            (None, Some(_)) => next,
            _ => best,
        }
    });
    score.load = match table.load {
        LoadOf::Fullest => fullest.and_then(|place| loads.get(place).copied().flatten()),
        LoadOf::Sum => {
            // Where none is to be held and none is, nothing is added.
            let held = |own: &Capacity| own.points > Points::ZERO || own.limit() > Points::ZERO;
            let loads = loads.iter().zip(&parts).filter(|(_, own)| held(own)).map(|(load, _)| *load);
            loads.reduce(|sum, own| sum_of_ratios(sum?, own?)).flatten()
        }
    };
    score.capacity = fullest.and_then(|place| parts.get(place)).cloned();
    if parts.len() > 1 {
        score.parts = parts;
    }
    band(scheme, table, score);
}

/// One part of a capacity for the practitioner; nothing where no row is for them, or the row has no number, or what
/// is measured is not known. `numbered` becomes true where there is a number.
fn of_part(
    asked: &Asked<'_>,
    table: &CapacityTable,
    part: &CapacityPart,
    score: &mut Score,
    numbered: &mut bool,
) -> Option<Capacity> {
    let row = row_for(asked, part, asked.view, score);
    let row = row?;
    *numbered |= !matches!(row.normal, Normal::NoNumber(_));
    let Measured { points, note } = match &part.measure {
        Measure::Total => Measured::of(score.total),
        Measure::Stages(of) => Measured::of(base(asked.by_step, of)),
        Measure::ConferencesAWeek => measures::conferences_a_week(asked.view.practitioner, asked.month, score)?,
        Measure::Reviewed(of, reviewer) => measures::reviewed(asked, (of, *reviewer), score),
        Measure::Supervised(roles) => measures::supervised(asked.view.practitioner, roles, score)?,
    };
    if let Some(words) = note {
        score.notes.push(Note::of_practitioner(words));
    }
    let of_total = match &part.measure {
        Measure::Total => true,
        // Nothing of the total is, or may be, from a stage that is not measured here.
        Measure::Stages(of) => score.lines.iter().all(|line| {
            line.least == Points::ZERO && line.most == Points::ZERO
                || asked.scheme.steps.iter().position(|step| step.id == line.stage).is_some_and(|own| of.contains(&own))
        }),
        _ => false,
    };
    let own = of_row(asked, table, part, row, (points, of_total), score)?;
    *numbered = true;
    Some(own)
}

/// The rows of a part that may be the practitioner's once everything is known, down to the first that is for certain.
/// Asks for what decides.
fn possible_rows<'s>(asked: &Asked<'_>, part: &'s CapacityPart, score: &mut Score) -> Vec<&'s CapacityRow> {
    let mut rows = part.rows.iter().map(|row| (&row.when, row.any_child.is_none()));
    let possible = ask(asked, &mut rows, score);
    let context = Context::of_practitioner(asked.open_view);
    let mut found = Vec::new();
    for row in possible.into_iter().filter_map(|place| part.rows.get(place)) {
        let of_children = row.any_child.as_ref().map_or(Truth::Yes, |own| measures::of_any_child(asked, own));
        if of_children != Truth::No {
            found.push(row);
        }
        if of_children == Truth::Yes && context.truth(&row.when) == Truth::Yes {
            break;
        }
    }
    found
}

/// What else could be normal where the total is measured: by other rows, and by other months in post where nobody said
/// when the practitioner began. What they would ask and note is not said.
fn also(
    asked: &Asked<'_>,
    table: &CapacityTable,
    part: &CapacityPart,
    possible: &[&CapacityRow],
    own: Option<&Capacity>,
    score: &mut Score,
) {
    let of_total = own.map_or(part.measure == Measure::Total, |own| own.of_total);
    if !of_total {
        return;
    }
    let (questions, notes, no_number) = (score.questions.len(), score.notes.len(), score.no_number.clone());
    let mut others: Vec<Capacity> = Vec::new();
    let total = score.total;
    let mut add = |asked: &Asked<'_>| {
        for row in possible {
            let other = of_row(asked, table, part, row, (total, true), score);
            let same = |own: &Capacity| other.as_ref().is_some_and(|other| own.is_the_same_range(other));
            if !own.is_some_and(same) && !others.iter().any(same) {
                others.extend(other);
            }
        }
    };
    add(asked);
    let by_month = possible.iter().any(|row| matches!(row.normal, Normal::Path(_)))
        || table.builds_up.is_some()
        || asked.view.practitioner.build_up.is_some();
    if by_month && asked.view.practitioner.started_on.is_none() {
        // Figures rise month by month, so the first and the last are the ends.
        for months in [0, FIRST_YEAR + 1] {
            let started = Some(When::Month(asked.month.plus(-months)));
            let practitioner = Practitioner { started_on: started, ..asked.view.practitioner.clone() };
            let view = PractitionerView { practitioner: &practitioner, ..asked.view.clone() };
            add(&Asked { view: &view, ..*asked });
        }
    }
    score.also = others;
    score.questions.truncate(questions);
    score.notes.truncate(notes);
    score.no_number = no_number;
}

/// The capacity of a row; nothing where it has no number.
fn of_row(
    asked: &Asked<'_>,
    table: &CapacityTable,
    part: &CapacityPart,
    row: &CapacityRow,
    (points, of_total): (Points, bool),
    score: &mut Score,
) -> Option<Capacity> {
    let normal = build_up::normal(asked, table, part, row, score)?;
    let practitioner = asked.view.practitioner;
    let off = Reduced::of(practitioner, asked.month);
    let whole_time_equivalent = off.left_of(practitioner, table.pro_rata || normal.by_hours);
    let less = if table.reductions { off.points } else { Points::ZERO };
    let whole_time_equivalent = normal.part.map_or(whole_time_equivalent, |part| {
        Ratio::of(
            whole_time_equivalent.numerator * part.numerator,
            whole_time_equivalent.denominator * part.denominator,
        )
        .unwrap_or(whole_time_equivalent)
    });
    Some(Capacity {
        name: part.name.clone(),
        points,
        of_total,
        least: normal.least,
        most: normal.most,
        whole_time_equivalent,
        less,
        who: normal.who.unwrap_or_else(|| row.name.clone()),
        clause: normal.clause.or_else(|| row.place.clone()).unwrap_or_else(|| table.place.clone()),
        why: normal.why.unwrap_or_else(|| table.words.clone()),
        by_manager: false,
        until: None,
        readings: table.readings.iter().chain(&row.readings).chain(&normal.readings).cloned().collect(),
    })
}

/// The first row that is for a practitioner.
fn row_for<'s>(
    asked: &Asked<'_>,
    part: &'s CapacityPart,
    view: &PractitionerView<'_>,
    score: &mut Score,
) -> Option<&'s CapacityRow> {
    let context = Context::of_practitioner(view);
    part.rows.iter().find(|row| {
        context.truth(&row.when) == Truth::Yes
            && row.any_child.as_ref().is_none_or(|own| measures::any_child(asked, own, score))
    })
}

fn compare(one: Ratio, other: Ratio) -> Ordering {
    let wide = i128::from;
    (wide(one.numerator) * wide(other.denominator)).cmp(&(wide(other.numerator) * wide(one.denominator)))
}

/// Asks for what decides which row applies, down to the first that applies for certain; the places of those that
/// may apply, that one among them. A row comes as what must be so of the practitioner, with true where that is all.
pub(super) fn ask(
    asked: &Asked<'_>,
    rows: &mut dyn Iterator<Item = (&Condition, bool)>,
    score: &mut Score,
) -> Vec<usize> {
    let context = Context::of_practitioner(asked.open_view);
    let mut possible = Vec::new();
    for (place, (when, that_is_all)) in rows.enumerate() {
        let mut open: Vec<usize> = Vec::new();
        context.open_facts(when, &mut |slot| {
            if let Slot::Practitioner(place) = slot {
                open.push(place);
            }
        });
        for place in open {
            let Some(question) = question_of_practitioner(asked.scheme, Open::Practitioner(place)) else { continue };
            ask_for(question, score);
        }
        let truth = context.truth(when);
        if truth != Truth::No {
            possible.push(place);
        }
        if truth == Truth::Yes && that_is_all {
            break;
        }
    }
    possible
}

/// Asks what decides a capacity, once.
pub(super) fn ask_for(question: Question, score: &mut Score) {
    let same =
        |own: &&mut Question| (&own.case, &own.child, &own.fact) == (&question.case, &question.child, &question.fact);
    match score.questions.iter_mut().find(same) {
        Some(own) => own.decides_capacity = true,
        None => score.questions.push(Question { decides_capacity: true, ..question }),
    }
}

/// The band of the total, and those of its least and most.
fn band(scheme: &Scheme, table: &CapacityTable, score: &mut Score) {
    let Some(capacity) = score.capacity.clone() else { return };
    let of = |points: Points, own: &Capacity, load: Option<Ratio>| {
        scheme.bands.iter().position(|band| fits(table, band, (points, load), own))
    };
    let name = |place: usize| scheme.bands.get(place).map(|band| band.name.clone());
    score.band = of(capacity.points, &capacity, score.load).and_then(name);
    if capacity.of_total && score.parts.is_empty() {
        // The first band that fits is the lowest. What is not known may also decide which range is normal.
        let mut ends: Option<(usize, usize)> = None;
        for own in std::iter::once(&capacity).chain(&score.also) {
            let place = |points: Points| of(points, own, own.ratio(points));
            if let Some((low, high)) = place(score.least).zip(place(score.most)) {
                ends = Some(ends.map_or((low, high), |(least, most)| (least.min(low), most.max(high))));
            }
        }
        let ends = ends.and_then(|(least, most)| name(least).zip(name(most)));
        score.band_range = ends.filter(|(least, most)| least != most);
    }
}

/// True where points, and their load, are not beyond a band's end. Parts count unlike things, so figures of bands are
/// loads there; only the least is a part's own. Something of what none is to be held has no load, and is beyond every
/// end.
fn fits(table: &CapacityTable, band: &Band, (points, load): (Points, Option<Ratio>), own: &Capacity) -> bool {
    if table.parts.len() < 2 || load.is_none() && points <= Points::ZERO {
        return within(band, points, own);
    }
    match (band.end, load) {
        (BandEnd::BelowLeast, Some(_)) if table.load == LoadOf::Fullest => within(band, points, own),
        (_, Some(load)) => load_within(band, load),
        (end, None) => end == BandEnd::Open,
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
