//! What a rule gives where it holds.

use super::Because;
use crate::facts::practitioner::DutyKind;
use crate::facts::value::{Code, UNKNOWN};
use crate::points::Points;
use crate::scheme::condition::{DutyKinds, Slot};
use crate::scheme::input::exact;
use crate::scheme::{Award, Axis, DayRow, Rule};
use crate::scoring::context::Context;
use crate::scoring::view::{DutyView, PractitionerView};

/// One whole in ten-thousandths.
const ONE: i64 = Points::whole(1).in_ten_thousandths();

/// Working days of a full-time week.
const DAYS_A_WEEK: i64 = 5;

/// What a rule gives where it holds. Tasks and duties that give several figures are told one by one
/// elsewhere.
pub(in crate::scoring) fn award<'s>(rule: &'s Rule, context: &Context<'_>) -> (Points, Because<'s>) {
    match &rule.award {
        Award::Points(points) => (*points, Because::Holds),
        Award::FirstAndOther { first, .. } => (*first, Because::Holds),
        Award::Bands { slot, rows } => {
            let number = context.code(*slot).unwrap_or_default();
            rows.iter()
                .find(|row| row.range.holds(number))
                .map_or((Points::ZERO, Because::Holds), |row| (row.points, Because::Band { row, number }))
        }
        Award::Table(table) => {
            let cell = |axis: &'s Axis| axis.cells.iter().position(|(_, when)| context.holds(when));
            let name = |axis: &'s Axis, place: usize| axis.cells.get(place).map_or("", |(name, _)| name.as_str());
            let found = cell(&table.rows).zip(cell(&table.columns));
            found.map_or((Points::ZERO, Because::Holds), |(row, column)| {
                let points = table.points.get(row).and_then(|line| line.get(column)).copied();
                (points.unwrap_or_default(), Because::Cell(name(&table.rows, row), name(&table.columns, column)))
            })
        }
        Award::Input { slot, times, divided_by, nearest } => {
            let given = exact(known(context.code(*slot)));
            let points = given.share(times.in_ten_thousandths(), ONE * divided_by);
            (rounded(points, *nearest), Because::Given(given))
        }
        Award::PerHour { points, hours, nearest, duties, whole_hours, most_hours, .. } => {
            let entered: Points = held(context.practitioner, *duties).filter_map(|duty| duty.amount).sum();
            let whole = Points::ten_thousandths(entered.in_ten_thousandths().div_euclid(ONE) * ONE);
            let counted = if *whole_hours { whole } else { entered };
            let counted = most_hours.map_or(counted, |most| counted.min(most));
            let given = points.share(counted.in_ten_thousandths(), ONE * hours);
            (rounded(given, *nearest), Because::Hours { counted, entered })
        }
        Award::PerCount { points, duties, most } => {
            let one = |duty: &DutyView| duty.amount.unwrap_or(Points::whole(1)).min(*most);
            let count: Points = held(context.practitioner, *duties).map(one).sum();
            (points.share(count.in_ten_thousandths(), ONE), Because::Count(count))
        }
        Award::Tasks(_) | Award::PerDuty { .. } => (Points::ZERO, Because::Holds),
        Award::Nothing => (Points::ZERO, Because::NotWeighed),
    }
}

/// A code that is known, else nought.
fn known(code: Option<Code>) -> Code {
    code.filter(|code| *code != UNKNOWN).unwrap_or_default()
}

/// The nearest whole number of steps, half a step upwards.
fn rounded(points: Points, nearest: Option<Points>) -> Points {
    let Some(step) = nearest.map(Points::in_ten_thousandths).filter(|step| *step > 0) else { return points };
    Points::ten_thousandths((points.in_ten_thousandths() * 2 + step).div_euclid(step * 2) * step)
}

/// The duties of some kinds that are held in the month.
fn held<'v>(practitioner: &'v PractitionerView<'_>, kinds: DutyKinds) -> impl Iterator<Item = &'v DutyView> {
    practitioner.duties.iter().filter(move |duty| duty.kind & kinds != 0)
}

/// What a rule gives a practitioner of whom it holds, one figure after the other.
pub(super) fn of_practitioner<'s>(rule: &'s Rule, context: &Context<'_>, mut tell: impl FnMut(Points, Because<'s>)) {
    match &rule.award {
        Award::PerDuty { duties, rows, less_days } => {
            for duty in held(context.practitioner, *duties) {
                let days = days_of(context.practitioner, duty);
                let left = days.map(|days| days - *less_days);
                if left.is_some_and(|left| left <= Points::ZERO) && *less_days > Points::ZERO {
                    continue;
                }
                if let Some(row) = row_for(rows, left.unwrap_or_default()) {
                    tell(row.points, days.map_or(Because::Holds, Because::Days));
                }
            }
        }
        Award::PerHour { duties, .. } | Award::PerCount { duties, .. }
            if rule.when.duties() == 0 && held(context.practitioner, *duties).next().is_none() => {}
        Award::Input { .. } => {
            let (points, because) = award(rule, context);
            if points != Points::ZERO {
                tell(points, because);
            }
        }
        _ => {
            let (points, because) = award(rule, context);
            tell(points, because);
        }
    }
}

/// The row that a duty of so many days falls in.
fn row_for(rows: &[DayRow], days: Points) -> Option<&DayRow> {
    rows.iter().find(|row| row.above.is_none_or(|above| days > above) && row.up_to.is_none_or(|end| days <= end))
}

/// Full-time days of a duty in the month: its hours over a fifth of the full-time week. A preparation
/// group is counted in days already, and an information session is half of one.
fn days_of(practitioner: &PractitionerView<'_>, duty: &DutyView) -> Option<Points> {
    let amount = duty.amount?;
    let kind = practitioner.practitioner.duties.get(duty.place).and_then(|own| own.kind);
    Some(match kind {
        Some(DutyKind::PreparationGroup) => amount,
        Some(DutyKind::InformationSession) => amount.share(1, 2),
        _ => {
            let week = i64::from(practitioner.practitioner.full_time_week());
            amount.share(DAYS_A_WEEK * 100, week)
        }
    })
}

/// The least and the most that a rule can give where it holds, whatever is not known.
pub(in crate::scoring) fn least_and_most(
    rule: &Rule,
    context: &Context<'_>,
    of: &dyn Fn(Slot) -> (Code, Code),
) -> (Points, Points) {
    let with_nought = |points: &mut dyn Iterator<Item = Points>| {
        points.fold((Points::ZERO, Points::ZERO), |(least, most), own| (least.min(own), most.max(own)))
    };
    match &rule.award {
        Award::Points(points) => (*points, *points),
        Award::FirstAndOther { first, other } => (*first.min(other), *first.max(other)),
        Award::Bands { slot, rows } => match context.code(*slot) {
            Some(code) if code != UNKNOWN => {
                let points = award(rule, context).0;
                (points, points)
            }
            _ => with_nought(&mut rows.iter().map(|row| row.points)),
        },
        Award::Table(table) => with_nought(&mut table.points.iter().flatten().copied()),
        Award::Input { slot, times, divided_by, nearest } => {
            let (least, most) = match context.code(*slot) {
                Some(code) if code != UNKNOWN => (code, code),
                _ => of(*slot),
            };
            let give = |code| rounded(exact(code).share(times.in_ten_thousandths(), ONE * divided_by), *nearest);
            let (one, other) = (give(least), give(most));
            (one.min(other), one.max(other))
        }
        _ => (Points::ZERO, Points::ZERO),
    }
}
