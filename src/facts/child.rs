//! A child or young person in a case.

use super::case::{Area, Minutes};
use super::month::Month;
use super::record::{listed, record};
use super::value::{Answer, Mark, Stated, Text, Whole};

/// Age in whole years.
pub type Age = Whole<0, 25>;

listed! {
    /// The plan that a child is worked with under.
    Plan {
        UnderAssessment = "under_assessment", "Under assessment only";
        EarlyHelp = "early_help", "Early help";
        ChildInNeed = "child_in_need", "Child in need";
        ChildProtection = "child_protection", "Child protection plan";
        LookedAfter = "looked_after", "Looked after";
        ChildProtectionAndLookedAfter = "child_protection_and_looked_after", "Child protection plan and looked after";
        CareLeaverEligible = "care_leaver_eligible", "Care leaver: eligible (16 or 17, still looked after)";
        CareLeaverRelevant = "care_leaver_relevant", "Care leaver: relevant";
        CareLeaverFormerRelevant = "care_leaver_former_relevant", "Care leaver: former relevant";
        PrivatelyFostered = "privately_fostered", "Privately fostered";
        PermanencePrePlacement = "permanence_pre_placement_order", "Permanence: before the placement order";
        PermanenceFamilyFinding = "permanence_family_finding", "Permanence: awaiting placement, family finding";
        PermanenceMatchFound = "permanence_match_found", "Permanence: awaiting placement, match found";
        PermanenceMatchNotFound = "permanence_match_not_found", "Permanence: match not found";
        PermanencePlaced = "permanence_placed", "Permanence: placed, order not yet made";
        AdoptionSupport = "adoption_support", "Adoption support";
        CareManaged = "care_managed", "Care-managed (disability, review only)";
    }
}

listed! {
    /// Where a care leaver lives.
    LeaverPlacement {
        Community = "community", "In the community";
        Statutory = "statutory", "In a statutory placement";
    }
}

listed! {
    /// Short breaks that a child has, by the law they are given under.
    ShortBreaks {
        None = "none", "None";
        SectionSeventeen = "section_17", "Under section 17";
        SectionTwentyFour = "section_20_4", "Under section 20(4)";
        RegulationFortyEight = "regulation_48", "Under section 20, regulation 48";
    }
}

listed! {
    /// How a move between placements came about.
    PlacementMove {
        Planned = "planned", "Planned";
        Unplanned = "unplanned", "Unplanned";
    }
}

record! {
    /// A child or young person in a case. No name or date of birth is needed, and none is asked for.
    Child {
        "Child" {
            label: Text<60> = "Label", "What you call the child here, such as initials. No full name is needed.";
            age: Option<Age> = "Age", "Whole years. Leave empty if not known.";
            plan: Option<Plan> = "Plan", "The plan that the child is worked with under this month.";
            unstable: Answer = "Is the situation unstable?", "An unplanned move in the last 3 months, regularly missing from home, or risk-taking.";
            disability: Mark = "Disabled child", "The child has a disability.";
            complex_child_protection: Mark = "Complex for child protection", "A large network, hostile non-co-operation, exceptional risk, or two or more visits a week.";
            complex_looked_after: Mark = "Complex for being looked after", "Weekly contact, high support, a new placement or move, or an emergency.";
            living_independently: Mark = "Gets a service in their own right", "Living independently, or listed singly.";
        }
        "Private fostering" {
            private_fostering_since: Option<Month> = "Privately fostered: month of referral", "The month in which the arrangement was referred.";
        }
        "Looked after" {
            newly_accommodated: Mark = "Newly accommodated", "Until the first looked-after review.";
            permanent_placement: Mark = "Permanent placement", "The placement is the permanent one.";
            regulation_24: Mark = "Regulation 24 placement", "With a connected person, until approved by the fostering panel.";
            short_breaks: Stated<ShortBreaks> = "Short breaks", "The law that short breaks are given under.";
            placement: Text<40> = "Placement label", "Children with the same label share a placement.";
            placed_since: Option<Month> = "Placed since", "Month in which the present placement began.";
            last_move: Option<PlacementMove> = "Last move", "Whether the last move between placements was planned.";
            moved_in: Option<Month> = "Month of the last move", "An unplanned move counts as unstable for 3 months.";
        }
        "Leaving care" {
            leaver_placement: Option<LeaverPlacement> = "Where the care leaver lives", "In the community or in a statutory placement.";
            safety_concern: Mark = "Active safety concern", "An active safety or child protection concern about a care leaver.";
        }
        "Journey to the child" {
            area: Stated<Area> = "Where the child is placed", "Only where the child lives apart from the family.";
            minutes_each_way: Option<Minutes> = "Minutes each way to the child", "From the office, where the child lives apart from the family. Some schemes count it only outside the area: say above which it is.";
            overnight_stay: Mark = "Visits need an overnight stay", "Visits to this child need an overnight stay.";
        }
        "Circumstances of this child" {
            interpreter: Mark = "Interpreter used regularly", "A regular interpreter is needed.";
            adult_of_concern: Mark = "Adult of concern", "There is an adult of concern.";
            allegation_against_professional: Mark = "Allegation against a professional", "There is an allegation against a professional.";
            mappa_meeting: Mark = "MAPPA meeting", "Attendance at a multi-agency public protection (MAPPA) meeting.";
            complex_communication: Mark = "Complex communication needs", "Extra preparation time is needed to communicate.";
            asylum_seeker: Mark = "Unaccompanied asylum seeker", "In the first 3 months of assessment.";
            asylum_since: Option<Month> = "Unaccompanied asylum seeker: since", "Month in which the 3 months began.";
            complex_family: Mark = "Large complex family", "More than 4 siblings with different parents.";
            homeless: Mark = "Homeless at 16 or 17", "A young person of 16 or 17 who is homeless.";
            adoption_breakdown: Mark = "Adoption breakdown", "An adoption has broken down.";
            police_protection: Mark = "Police protection", "Under police protection.";
        }
        "Imported" {
            imported: Text<2000> = "What an import said last", "A keyed code by which a file\u{2019}s child is known again, and what that file said. No form shows it.";
        }
    }
    lists {}
}

impl Child {
    /// Looked after, by any plan that means so: reading X-1 takes in permanence and eligible care leavers.
    #[must_use]
    pub fn is_looked_after(&self) -> bool {
        self.plan.is_some_and(Plan::is_looked_after)
    }
}

impl Plan {
    /// True for a plan that means looked after: reading X-1 takes in permanence and eligible care leavers.
    #[must_use]
    pub const fn is_looked_after(self) -> bool {
        matches!(
            self,
            Self::LookedAfter
                | Self::ChildProtectionAndLookedAfter
                | Self::CareLeaverEligible
                | Self::PermanencePrePlacement
                | Self::PermanenceFamilyFinding
                | Self::PermanenceMatchFound
                | Self::PermanenceMatchNotFound
                | Self::PermanencePlaced
        )
    }
}
