//! Which facts a form shows: those that the record's other facts give a meaning, and whatever was
//! given already, so that nothing that counts is ever out of sight.

use crate::facts::case::{CaseKind, CoWorking, CourtStage};
use crate::facts::practitioner::{CountedIn, Role, TeamType};
use crate::facts::record::{AnyRecord, text};
use crate::facts::value::Mark;
use crate::facts::{Case, Child, Definition, Plan, Practitioner, Task, TaskKind};

/// The plans that the short form for a case has a box for: those that a team of this type mostly works with.
#[must_use]
pub const fn first_plans(team: Option<TeamType>) -> [Plan; 4] {
    match team {
        Some(TeamType::LeavingCare) => {
            [Plan::CareLeaverEligible, Plan::CareLeaverRelevant, Plan::CareLeaverFormerRelevant, Plan::LookedAfter]
        }
        Some(TeamType::LookedAfter) => {
            [Plan::LookedAfter, Plan::ChildProtectionAndLookedAfter, Plan::CareLeaverEligible, Plan::PermanencePlaced]
        }
        Some(TeamType::Permanence | TeamType::Adoption | TeamType::AdoptionFamilyFinding) => [
            Plan::PermanencePrePlacement,
            Plan::PermanenceFamilyFinding,
            Plan::PermanenceMatchFound,
            Plan::PermanencePlaced,
        ],
        Some(TeamType::EarlyHelp | TeamType::EarlyYears) => {
            [Plan::EarlyHelp, Plan::ChildInNeed, Plan::ChildProtection, Plan::UnderAssessment]
        }
        _ => [Plan::ChildInNeed, Plan::ChildProtection, Plan::LookedAfter, Plan::UnderAssessment],
    }
}

/// Whether most cases of a team are carers and adopters, who have no children of their own here.
#[must_use]
pub const fn is_team_of_carers(team: Option<TeamType>) -> bool {
    matches!(
        team,
        Some(
            TeamType::FosteringRecruited
                | TeamType::FosteringConnected
                | TeamType::Fostering
                | TeamType::AdoptionRecruitment
        )
    )
}

/// Facts whose help would only say the label again.
const SAID_BY_LABEL: [&str; 13] = [
    "adult_of_concern",
    "allegation_against_professional",
    "asylum_since",
    "adoption_breakdown",
    "police_protection",
    "overnight_stay",
    "disability",
    "homeless",
    "permanent_placement",
    "court_kind",
    "month",
    "number",
    "team",
];

/// Whether the help of a fact says more than its label.
#[must_use]
pub fn help_says_more(definition: &Definition) -> bool {
    !SAID_BY_LABEL.contains(&definition.id)
}

/// Whether something was given for a fact.
#[must_use]
pub fn is_given(record: &dyn AnyRecord, fact: &str) -> bool {
    text(record, fact).is_some_and(|text| !text.is_empty())
}

/// Whether a child's form shows a fact.
#[must_use]
pub fn child(child: &Child, fact: &str) -> bool {
    let protected = matches!(child.plan, Some(Plan::ChildProtection | Plan::ChildProtectionAndLookedAfter));
    let leaver = matches!(
        child.plan,
        Some(Plan::CareLeaverEligible | Plan::CareLeaverRelevant | Plan::CareLeaverFormerRelevant)
    );
    let privately = child.plan == Some(Plan::PrivatelyFostered);
    let away = child.is_looked_after() || leaver || privately;
    let needed = match fact {
        "complex_child_protection" => protected,
        "complex_looked_after" | "newly_accommodated" | "permanent_placement" | "regulation_24" => {
            child.is_looked_after()
        }
        "placement" | "placed_since" | "last_move" | "moved_in" => child.is_looked_after(),
        "private_fostering_since" => privately,
        "leaver_placement" | "safety_concern" => leaver,
        "area" | "minutes_each_way" | "overnight_stay" => away,
        "asylum_since" => child.asylum_seeker != Mark::No,
        "homeless" => child.age.is_none_or(|age| age.number() >= 15),
        "imported" => return false,
        _ => true,
    };
    needed || is_given(child, fact)
}

/// Whether a case's form shows a fact.
#[must_use]
pub fn case(case: &Case, fact: &str) -> bool {
    let family = case.kind.is(CaseKind::Family);
    let in_court = !case.court_stage.is(CourtStage::None);
    let needed = match fact {
        // How it is shared also for one holder: the other may be a worker who is not listed here.
        "allocated_on" | "co_working" => !case.allocations.is_empty(),
        // Kept while somebody holds it, and shown only while nobody does.
        "unallocated_since" => return case.allocations.is_empty(),
        "bulk" => case.co_working.is(CoWorking::JointWithLearner),
        "court_kind" | "court_complex" | "exceptional_directions" => in_court,
        "asylum_since" => case.asylum_seeker != Mark::No,
        "connected_person" | "placed_full_time" | "placed_part_time" | "household_complex" => !family,
        "seen_together" => case.children.len() > 1,
        // Nobody types it: it is there while somebody is away.
        "returns_to" => return is_given(case, fact),
        "reviewing_officer" => case.children.iter().any(|own| own.plan.is_none_or(Plan::is_looked_after)),
        "conference_adviser" => case
            .children
            .iter()
            .any(|own| matches!(own.plan, None | Some(Plan::ChildProtection | Plan::ChildProtectionAndLookedAfter))),
        _ => true,
    };
    needed || is_given(case, fact)
}

/// Whether a task's form shows a fact.
#[must_use]
pub fn task(task: &Task, of: &Case, fact: &str) -> bool {
    let reviewed = matches!(task.kind, Some(TaskKind::PathwayReview | TaskKind::ShortBreakReview));
    let needed = match fact {
        "child" => !of.children.is_empty(),
        "review" => reviewed,
        _ => true,
    };
    needed || is_given(task, fact)
}

/// Whether a share of the work is asked for.
#[must_use]
pub fn shares(case: &Case) -> bool {
    case.co_working.is(CoWorking::DividedByShares)
        || case.co_working.is(CoWorking::LeadAndReduced)
        || case.allocations.iter().any(|allocation| allocation.share.is_some())
}

/// Whether a practitioner's form shows a fact.
#[must_use]
pub fn practitioner(own: &Practitioner, fact: &str) -> bool {
    let needed = match fact {
        "started_on" => matches!(own.role, None | Some(Role::NewlyQualified | Role::Trainee)),
        "on_programme" | "build_up" => own.role == Some(Role::NewlyQualified),
        "attending_university" => own.role == Some(Role::Trainee),
        "personal_capacity_reason" | "personal_capacity_until" | "personal_capacity_counted_in" => {
            own.personal_capacity.is_some()
        }
        "personal_capacity_scheme" => own.personal_capacity_counted_in == Some(CountedIn::Points),
        "away_until" => own.away_from.is_some(),
        "imported" => return false,
        _ => true,
    };
    needed || is_given(own, fact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Id;
    use crate::facts::record::Record;

    fn one(plan: Plan) -> Child {
        let mut child = Child::empty(Id::new("c1").unwrap());
        child.plan = Some(plan);
        child
    }

    #[test]
    fn facts_of_leaving_care_are_asked_of_care_leavers_alone() {
        assert!(child(&one(Plan::CareLeaverRelevant), "leaver_placement"));
        assert!(!child(&one(Plan::ChildInNeed), "leaver_placement"));
    }

    #[test]
    fn a_fact_that_was_given_is_shown_even_when_the_plan_no_longer_asks_for_it() {
        let mut own = one(Plan::ChildInNeed);
        own.permanent_placement = Mark::Yes;
        assert!(child(&own, "permanent_placement"));
        assert!(!child(&own, "regulation_24"));
    }

    #[test]
    fn details_of_proceedings_are_asked_once_there_is_a_stage() {
        let mut own = Case::empty(Id::new("f1").unwrap());
        assert!(!case(&own, "court_complex"));
        own.set("court_stage", "initial").unwrap();
        assert!(case(&own, "court_complex"));
    }

    #[test]
    fn every_fact_of_the_catalogue_can_be_reached_by_some_record() {
        let mut carers = Case::empty(Id::new("f1").unwrap());
        for (fact, value) in
            [("kind", "foster_household_approved"), ("court_stage", "initial"), ("asylum_seeker", "yes")]
        {
            carers.set(fact, value).unwrap();
        }
        for definition in Case::catalogue() {
            // Shared facts want two holders, sibling facts two children.
            let apart = [
                "allocated_on",
                "co_working",
                "bulk",
                "seen_together",
                "reviewing_officer",
                "conference_adviser",
                "returns_to",
            ];
            assert!(case(&carers, definition.id) || apart.contains(&definition.id), "{}", definition.id);
        }
    }
}
