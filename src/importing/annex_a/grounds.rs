//! Reasons to think that children are siblings. The lists know no families: what is here is for asking, and joins
//! nobody.

use super::Making;
use crate::importing::found::{FoundPractitioner, Ground};

/// How many children a group may have to look like a family. More who share a day are a day of many: the day on
/// which a system was replaced, or a team's cases were moved.
const FAMILY: std::ops::RangeInclusive<usize> = 2..=8;

/// A kind of ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Child protection plans that began on one day.
    PlanStart,
    /// Looked after from one day, under the same legal status.
    CareStart,
    /// Episodes of need that began on one day, for the same need.
    NeedStart,
    /// Assessments that began on one day.
    AssessmentStart,
    /// The same adoptive family.
    AdoptiveFamily,
}

impl Kind {
    /// The code that stays the same from month to month.
    const fn code(self) -> &'static str {
        match self {
            Self::PlanStart => "plan_start",
            Self::CareStart => "care_start",
            Self::NeedStart => "need_start",
            Self::AssessmentStart => "assessment_start",
            Self::AdoptiveFamily => "adoptive_family",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::PlanStart => "child protection plans that began on the same day, same worker",
            Self::CareStart => "looked after from the same day under the same legal status, same worker",
            Self::NeedStart => "children in need from the same day for the same need, same worker",
            Self::AssessmentStart => "assessments that began on the same day, same worker",
            Self::AdoptiveFamily => "the same adoptive family on List 10",
        }
    }

    /// True where the worker must be the same too.
    const fn by_worker(self) -> bool {
        !matches!(self, Self::AdoptiveFamily)
    }
}

/// Every kind.
const KINDS: [Kind; 5] =
    [Kind::PlanStart, Kind::CareStart, Kind::NeedStart, Kind::AssessmentStart, Kind::AdoptiveFamily];

/// The words of a kind of ground, from its code.
#[must_use]
pub fn in_words(code: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| kind.code() == code).map(Kind::words)
}

/// Gives the children their grounds.
pub fn give(children: &mut [Making], practitioners: &[FoundPractitioner]) {
    let mut shared: Vec<(Kind, Option<usize>, String, usize)> = Vec::new();
    for (at, child) in children.iter_mut().enumerate() {
        for (kind, what) in std::mem::take(&mut child.shared) {
            let worker = child.child.practitioner;
            if !kind.by_worker() {
                shared.push((kind, None, what, at));
            } else if worker.is_some() {
                shared.push((kind, worker, what, at));
            }
        }
    }
    shared.sort();
    for group in shared.chunk_by(|one, other| (one.0, one.1, &one.2) == (other.0, other.1, &other.2)) {
        if !FAMILY.contains(&group.len()) {
            continue;
        }
        for (kind, worker, what, at) in group {
            let Some(child) = children.get_mut(*at) else { continue };
            // By the code, which is the same next month; places in the list are not.
            let worker =
                worker.and_then(|worker| practitioners.get(worker)).map_or("", |worker| worker.code.0.as_str());
            child.child.grounds.push(Ground {
                kind: kind.code().to_owned(),
                words: kind.words().to_owned(),
                shared: format!("{what} {worker}"),
            });
        }
    }
}
