//! The record of oversight: what was looked at, agreed, told and answered.

use super::month::{Month, When};
use super::record::{listed, record};
use super::value::{Id, Mark, Text};
use crate::points::Points;

listed! {
    /// What an entry in the record of oversight is about.
    OversightKind {
        ReviewBeforeAllocation = "review_before_allocation", "Review before an allocation";
        DeviationAgreed = "deviation_agreed", "Deviation agreed";
        AllocationOverMaximum = "allocation_over_maximum", "Allocation over the maximum";
        CaseloadAnalysis = "caseload_analysis", "Caseload analysis";
        OverMaximum = "over_maximum", "Over the maximum";
        TeamOverAverage = "team_over_average", "Team over the average";
        Concern = "concern", "Concern";
        HighWorkload = "high_workload", "Demanding or high workload";
    }
}

listed! {
    /// Which way a deviation goes.
    Direction {
        Up = "up", "Up";
        Down = "down", "Down";
    }
}

record! {
    /// One entry in the record of oversight.
    Oversight {
        "Oversight" {
            kind: Option<OversightKind> = "Entry", "What the entry is about.";
            on: Option<When> = "On", "Day or month of the entry.";
            by: Text<60> = "By", "By whom.";
            case: Option<Id> = "Case", "The case that it is about, where there is one.";
            direction: Option<Direction> = "Up or down", "For a deviation agreed.";
            reason: Text<500> = "Reason", "Why, or what hinders direct work.";
            looked_at: Text<500> = "What was looked at", "For a review before an allocation.";
            explained_on: Option<When> = "Explained to the worker on", "For an allocation over the maximum.";
            reprioritised: Text<500> = "What was re-prioritised", "For an allocation over the maximum.";
            ends_on: Option<When> = "Ends on", "When it stops being agreed.";
            reviews_on: Option<When> = "Review on", "When it is looked at again.";
            expected_to_go_on: Mark = "Expected to go on", "Manager and worker expect it to go on.";
            told_to: Text<60> = "Told to", "Who was told.";
            told_on: Option<When> = "Told on", "When they were told.";
            answer: Text<500> = "Answer", "What was answered, or the action taken.";
            answered_on: Option<When> = "Answered on", "When it was answered.";
            taken_further_to: Text<60> = "Taken further to", "Who it was taken further to.";
            taken_further_on: Option<When> = "Taken further on", "When it was taken further.";
            since: Option<Month> = "Since", "Month since which it holds.";
        }
    }
    lists {}
}

/// A month that was closed: what was scored in it, under which schemes, as they were then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedMonth {
    /// The month.
    pub month: Month,
    /// Everybody's score under every scheme that was in use.
    pub scores: Vec<ClosedScore>,
}

/// One score of a closed month. It stays as it was, whatever becomes of the scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedScore {
    /// Whose score it is.
    pub practitioner: Id,
    /// The scheme's id.
    pub scheme: Id,
    /// The version of the scheme file.
    pub scheme_version: String,
    /// The total, in points.
    pub total: Points,
    /// The least that it could have been, in points.
    pub least: Points,
    /// The most, in points.
    pub most: Points,
    /// The band, in the scheme's words.
    pub band: Option<String>,
}
