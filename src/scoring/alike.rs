//! Cases that look alike to a scheme need their bounds once.
//!
//! Most of the time of a score goes to trying what is not known, and what was read from a council's files leaves
//! the same facts open in every case: of four thousand children a scheme sees some hundreds that differ. What is
//! kept here are bounds alone, under all that they are worked out from, so that every score is what
//! [`super::score`] gives.

use super::types::Score;
use super::view::{CaseView, DoneBy, PractitionerView};
use super::{Bounded, score_with};
use crate::facts::value::UNKNOWN;
use crate::facts::{Code, Id, Month, Value, When};
use crate::points::Points;
use crate::scheme::Scheme;
use crate::scheme::condition::{Condition, Range, Slot};
use crate::scheme::named_fact::{Domain, Source};
use crate::workspace::Workspace;
use std::ops::Deref;
use std::rc::Rc;

/// How many shelves there are to keep bounds on.
const SHELVES: usize = 1_024;

/// The scores of many practitioners under one scheme in one month, with bounds that are worked out once for all
/// cases that look alike to the scheme.
pub struct Alike<S> {
    scheme: S,
    month: Month,
    read: Read,
    shelves: Vec<Vec<(Likeness, Rc<Bounded>)>>,
}

/// What of the codes the cases of a scheme turn on.
struct Read {
    /// The facts of a practitioner that cases are scored by.
    practitioner: Vec<usize>,
    /// For each fact of a child: where it is a number that only ranges are asked of, these.
    ranges: Vec<Option<Vec<Range>>>,
    /// True where a date of a task can matter.
    dated: bool,
}

impl Read {
    fn of(scheme: &Scheme) -> Self {
        let measured = scheme.measured();
        let is = |slot: &Slot, fact: usize| matches!(slot, Slot::Child(child) | Slot::Either { child, .. } | Slot::OfUnit { child, .. } if *child == fact);
        let ranges = scheme.reads.child.iter().enumerate().map(|(place, fact)| {
            let plain = matches!(fact.domain, Domain::Number { .. })
                && matches!(
                    fact.source,
                    Source::Stored(_) | Source::MonthsInPlacement | Source::PrivateFosteringMonths
                );
            if !plain || measured.iter().any(|slot| is(slot, place)) {
                return None;
            }
            let mut ranges = Vec::new();
            scheme.each_condition(&mut |condition| {
                if let Condition::Within { slot, range } = condition
                    && is(slot, place)
                {
                    ranges.push(*range);
                }
            });
            Some(ranges)
        });
        let ranges = ranges.collect();
        Self { practitioner: super::read_by_cases(scheme), ranges, dated: scheme.alternatives.dated }
    }

    /// The code of a fact of an only child: for a number that only ranges are asked of, in which of them it lies.
    fn code(&self, place: usize, code: Code) -> i64 {
        match self.ranges.get(place) {
            Some(Some(ranges)) if code != UNKNOWN && ranges.len() < 60 => {
                ranges.iter().fold(1_i64, |all, range| (all << 1) | i64::from(range.holds(code)))
            }
            _ => i64::from(code),
        }
    }
}

/// All that the bounds of a case are worked out from.
#[derive(PartialEq, Eq)]
struct Likeness {
    codes: Vec<i64>,
    dates: Vec<Option<When>>,
}

impl<S: Deref<Target = Scheme>> Alike<S> {
    /// For a scheme and a month, with nothing known yet.
    #[must_use]
    pub fn of(scheme: S, month: Month) -> Self {
        Self {
            month,
            read: Read::of(&scheme),
            scheme,
            shelves: std::iter::repeat_with(Vec::new).take(SHELVES).collect(),
        }
    }

    /// The score of a practitioner, as [`super::score`] gives it; nothing where there is no such practitioner.
    pub fn score(&mut self, workspace: &Workspace, practitioner: &Id) -> Option<Score> {
        let (scheme, read, shelves) = (&*self.scheme, &self.read, &mut self.shelves);
        let mut bounds_of = |practitioner: &PractitionerView<'_>, case: &CaseView<'_>, by_step: Option<&[Points]>| {
            let bounds = || Rc::new(Bounded::of(scheme, practitioner, case, by_step));
            let Some(likeness) = Likeness::of(read, practitioner, case) else { return bounds() };
            let Some(row) = shelves.get_mut(likeness.shelf()) else { return bounds() };
            if let Some((_, known)) = row.iter().find(|(own, _)| *own == likeness) {
                return Rc::clone(known);
            }
            let own = bounds();
            row.push((likeness, Rc::clone(&own)));
            own
        };
        score_with(scheme, workspace, practitioner, self.month, &mut bounds_of)
    }
}

impl Likeness {
    /// Nothing for the few cases where more matters than the codes: who shares the work, and which children share a
    /// placement.
    fn of(read: &Read, practitioner: &PractitionerView<'_>, view: &CaseView<'_>) -> Option<Self> {
        let own = view.case;
        let placed = own.children.iter().any(|child| !child.placement.as_str().is_empty());
        if placed || own.allocations.len() != 1 || own.allocations.iter().any(|own| own.share.is_some()) {
            return None;
        }
        let (mut codes, mut dates): (Vec<i64>, Vec<Option<When>>) = (Vec::with_capacity(64), Vec::new());
        // Each list stands after its length, so that two that differ are never written the same.
        let list = |to: &mut Vec<i64>, own: &[Code]| {
            to.push(i64::try_from(own.len()).unwrap_or(i64::MAX));
            to.extend(own.iter().copied().map(i64::from));
        };
        codes.extend(
            read.practitioner.iter().filter_map(|place| practitioner.codes.get(*place)).copied().map(i64::from),
        );
        codes.push(i64::from(practitioner.practitioner.full_time_week()));
        codes.push(i64::try_from(practitioner.duties.len()).unwrap_or(i64::MAX));
        for duty in &practitioner.duties {
            codes.push(duty.kind.cast_signed());
            codes.push(duty.amount.map_or(i64::MIN, Points::in_ten_thousandths));
        }
        list(&mut codes, &view.family);
        let whole = [
            view.co_working.code(),
            view.bulk.code(),
            view.part.code(),
            own.placed_part_time.code(),
            Code::from(view.held),
        ];
        list(&mut codes, &whole);
        codes.push(i64::try_from(view.children.len()).unwrap_or(i64::MAX));
        for child in &view.children {
            // Of several, the code also says which comes first.
            let alone = view.children.len() == 1;
            let own = child.codes.iter().enumerate();
            codes.extend(own.map(|(place, code)| if alone { read.code(place, *code) } else { i64::from(*code) }));
            let own = [
                Code::from(child.assessment_if_under_assessment),
                child.plan,
                Code::from(child.own_journey),
                child.label,
            ];
            list(&mut codes, &own);
        }
        for task in &view.tasks {
            // A kind is one bit.
            codes.extend([i64::from(task.kind.trailing_zeros()), i64::from(task.kind.count_ones())]);
            codes.push(match task.by {
                DoneBy::Holder => 0,
                DoneBy::This => 1,
                DoneBy::Other => 2,
            });
            codes.push(task.child.and_then(|child| i64::try_from(child).ok()).unwrap_or(-1));
            codes.extend([i64::from(task.within), i64::from(task.agreed)]);
            list(&mut codes, &task.codes);
            if read.dated {
                dates.extend([task.start, task.review]);
            }
        }
        Some(Self { codes, dates })
    }

    /// The shelf that it is kept on: a hash of the codes (FNV-1a, by words).
    fn shelf(&self) -> usize {
        let hash = self.codes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, code| {
            (hash ^ code.cast_unsigned()).wrapping_mul(0x0000_0100_0000_01b3)
        });
        usize::try_from((hash ^ (hash >> 32)) & 0xffff_ffff).unwrap_or(0) % SHELVES
    }
}
