//! Tasks in progress: one catalogue of kinds, of which each scheme maps those that it knows.

use super::month::{Month, When};
use super::record::{listed, record};
use super::value::{Id, Listed, Mark, Text};

listed! {
    /// The kinds of task that the ten sources name.
    TaskKind {
        SingleAssessment = "single_assessment", "Single (section 17) assessment";
        InitialAssessment = "initial_assessment", "Initial assessment";
        CoreAssessment = "core_assessment", "Core assessment";
        PreBirthAssessment = "pre_birth_assessment", "Pre-birth assessment";
        StrategyDiscussion = "strategy_discussion", "Strategy discussion that leads to no section 47 enquiry";
        SectionFortySeven = "section_47", "Section 47 enquiry, no initial conference";
        SectionFortySevenWithConference = "section_47_with_conference", "Section 47 enquiry with an initial child protection conference (ICPC)";
        ParentingAssessment = "parenting_assessment", "Parenting (capacity) assessment";
        AdditionalParentingAssessment = "additional_parenting_assessment", "Additional parenting (capacity) assessment";
        ViabilityAssessment = "viability_assessment", "Viability assessment";
        AdditionalViabilityAssessment = "additional_viability_assessment", "Additional viability assessment";
        RegulationTwentyFourAssessment = "regulation_24_assessment", "Regulation 24 or 25 assessment";
        AimsAssessment = "aims_assessment", "AIMS assessment (harmful sexual behaviour)";
        AgeAssessment = "age_assessment", "Age assessment";
        SiblingAssessment = "sibling_assessment", "Sibling assessment";
        ContactAssessment = "contact_assessment", "Contact assessment";
        ProtectorAssessment = "protector_assessment", "Protector (ability to protect) assessment";
        PlacementWithParentsAssessment = "placement_with_parents_assessment", "Placement-with-parents assessment";
        CarersAssessment = "carers_assessment", "Carer\u{2019}s assessment";
        DisabilityAssessment = "disability_assessment", "Disability assessment";
        DisabilityTransitionPlan = "disability_transition_plan", "Disability transition plan";
        PrivateFosteringSuitability = "private_fostering_suitability", "Private fostering suitability assessment";
        ConnectedPersonsAssessment = "connected_persons_assessment", "Connected persons assessment";
        LeavingCareNeedsAssessment = "leaving_care_needs_assessment", "Leaving care needs assessment";
        FirstPathwayPlan = "first_pathway_plan", "First pathway plan";
        PathwayReview = "pathway_review", "Pathway review";
        ShortBreakReview = "short_break_review", "Short-break review";
        PrivateFosteringVisit = "private_fostering_visit", "Private fostering regulation 4 visit";
        ChangeOfPlacement = "change_of_placement", "Change of placement";
        DisruptionReport = "disruption_report", "Disruption report";
        LegalPlanningMeeting = "legal_planning_meeting", "Legal planning meeting, or preparing an interim care order application";
        EmergencyProtectionApplication = "emergency_protection_application", "Emergency protection order (EPO) application";
        CareProceedingsReport = "care_proceedings_report", "Report for care proceedings";
        CourtStatement = "court_statement", "Court statement";
        CarePlan = "care_plan", "Care plan";
        ChildPermanenceReport = "child_permanence_report", "Child permanence report (CPR)";
        AnnexB = "annex_b", "Annex B report";
        FormF = "form_f", "Form F assessment";
        SpecialGuardianshipReport = "special_guardianship_report", "Special guardianship (SGO) report";
        SectionSevenReport = "section_7_report", "Section 7 report";
        SectionThirtySevenReport = "section_37_report", "Section 37 report";
        OtherPrivateProceedings = "other_private_proceedings", "Other work in private proceedings";
        CourtAttendance = "court_attendance", "Attendance at court without a report, or for a report of an earlier month";
        PanelReport = "panel_report", "Panel report or attendance for services, placement or risk";
        FosterCarerAssessment = "foster_carer_assessment", "Foster carer assessment";
        CarerReviewReport = "carer_review_report", "Foster carer review: report";
        CarerReviewReportAndAttendance = "carer_review_report_and_attendance", "Foster carer review: report and attendance";
        InitialCarerVisit = "initial_carer_visit", "Initial visit to a carer";
        CarerAllegation = "carer_allegation", "Allegation or complaint about a carer";
        CarerSupportSimple = "carer_support_simple", "Carer support beyond the basic tasks, simple";
        CarerSupportComplex = "carer_support_complex", "Carer support beyond the basic tasks, complex";
        CarerWorkSimple = "carer_work_simple", "Time-limited work with carers, simple";
        CarerWorkComplex = "carer_work_complex", "Time-limited work with carers, complex";
        OtherCarerAssessment = "other_carer_assessment", "Other carer assessment or report";
        DirectWork = "direct_work", "Life story or direct work";
        Counselling = "counselling", "Counselling";
        SkillsProgramme = "skills_programme", "Skills programme";
        SupervisedContact = "supervised_contact", "Supervised contact, in person";
        FamilyFinding = "family_finding", "Family finding";
        FosteringPanel = "fostering_panel", "Fostering panel, preparation and attendance";
        GatewayMonitoring = "gateway_monitoring", "Monitoring after gateway (adoption)";
        AccessToRecords = "access_to_records", "Access to records";
        AdoptionCourtStatement = "adoption_court_statement", "Adoption: court statement on family finding";
        AdoptionActivityDay = "adoption_activity_day", "Adoption activity day, preparing child and carers";
        AdoptionInteragencyMatching = "adoption_interagency_matching", "Adoption: interagency matching and placement";
        AdoptionInteragencyRegional = "adoption_interagency_regional", "Adoption: inter-agency, regional";
        AdoptionInteragencyNational = "adoption_interagency_national", "Adoption: inter-agency, national";
    }
}

/// The groups of kinds of task, in the field's words and in the order of forms.
const GROUPS: [&str; 7] = [
    "Assessments and enquiries",
    "Plans, meetings and reviews",
    "Court",
    "Direct work and contact",
    "Placements",
    "Permanence and adoption",
    "Carers",
];

impl TaskKind {
    /// The groups of kinds with their kinds, in the order of forms.
    pub fn groups() -> impl Iterator<Item = (&'static str, impl Iterator<Item = Self>)> {
        GROUPS
            .into_iter()
            .enumerate()
            .map(|(place, group)| (group, Self::ALL.iter().copied().filter(move |kind| kind.group_place() == place)))
    }

    const fn group_place(self) -> usize {
        match self {
            Self::SingleAssessment
            | Self::InitialAssessment
            | Self::CoreAssessment
            | Self::PreBirthAssessment
            | Self::StrategyDiscussion
            | Self::SectionFortySeven
            | Self::SectionFortySevenWithConference
            | Self::ParentingAssessment
            | Self::AdditionalParentingAssessment
            | Self::ViabilityAssessment
            | Self::AdditionalViabilityAssessment
            | Self::RegulationTwentyFourAssessment
            | Self::AimsAssessment
            | Self::AgeAssessment
            | Self::SiblingAssessment
            | Self::ContactAssessment
            | Self::ProtectorAssessment
            | Self::PlacementWithParentsAssessment
            | Self::CarersAssessment
            | Self::DisabilityAssessment
            | Self::PrivateFosteringSuitability
            | Self::LeavingCareNeedsAssessment => 0,
            Self::DisabilityTransitionPlan
            | Self::FirstPathwayPlan
            | Self::PathwayReview
            | Self::ShortBreakReview
            | Self::CarePlan
            | Self::PanelReport => 1,
            Self::LegalPlanningMeeting
            | Self::EmergencyProtectionApplication
            | Self::CareProceedingsReport
            | Self::CourtStatement
            | Self::SpecialGuardianshipReport
            | Self::SectionSevenReport
            | Self::SectionThirtySevenReport
            | Self::OtherPrivateProceedings
            | Self::CourtAttendance => 2,
            Self::DirectWork | Self::Counselling | Self::SkillsProgramme | Self::SupervisedContact => 3,
            Self::PrivateFosteringVisit | Self::ChangeOfPlacement | Self::DisruptionReport => 4,
            Self::ChildPermanenceReport
            | Self::AnnexB
            | Self::FamilyFinding
            | Self::GatewayMonitoring
            | Self::AccessToRecords
            | Self::AdoptionCourtStatement
            | Self::AdoptionActivityDay
            | Self::AdoptionInteragencyMatching
            | Self::AdoptionInteragencyRegional
            | Self::AdoptionInteragencyNational => 5,
            Self::ConnectedPersonsAssessment
            | Self::FormF
            | Self::FosterCarerAssessment
            | Self::CarerReviewReport
            | Self::CarerReviewReportAndAttendance
            | Self::InitialCarerVisit
            | Self::CarerAllegation
            | Self::CarerSupportSimple
            | Self::CarerSupportComplex
            | Self::CarerWorkSimple
            | Self::CarerWorkComplex
            | Self::OtherCarerAssessment
            | Self::FosteringPanel => 6,
        }
    }

    /// Whether typing this finds the kind: every word of it stands somewhere in its words. "s47" is read as
    /// "section 47".
    #[must_use]
    pub fn is_found_by(self, typed: &str) -> bool {
        let words = self.words().to_ascii_lowercase();
        typed.to_ascii_lowercase().split_whitespace().all(|part| {
            let number = part.strip_prefix('s').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
            match number.filter(|number| !number.is_empty()) {
                Some(number) => words.contains("section") && words.contains(number),
                None => words.contains(part),
            }
        })
    }
}

record! {
    /// A task in progress, for the family or for one child.
    Task {
        "Task" {
            kind: Option<TaskKind> = "Task", "What is being done.";
            child: Option<Id> = "About", "The child that it is about; nobody named: the family.";
            start: Option<When> = "Started", "Day or month in which it began. Empty: already begun.";
            end: Option<When> = "Ends", "Day or month in which it ends. Empty: still open.";
            review: Option<When> = "Date of the review", "Day or month of the review that it prepares.";
            done_by: Option<Id> = "Done by", "Who does it, where that is not the lead practitioner.";
            agreed: Mark = "Agreed with the manager", "The manager agreed to it.";
            note: Text<200> = "Note", "A short note, without names.";
        }
    }
    lists {}
}

impl Task {
    /// True when the month holds a day of the task: begun by its end, and not over before it.
    #[must_use]
    pub fn in_progress(&self, month: Month) -> bool {
        self.start.is_none_or(|start| start.begun_by(month)) && self.end.is_none_or(|end| end.not_over_before(month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_task_stands_in_one_group() {
        let grouped: Vec<TaskKind> = TaskKind::groups().flat_map(|(_, kinds)| kinds).collect();
        assert_eq!(grouped.len(), TaskKind::ALL.len());
        assert!(TaskKind::groups().all(|(_, mut kinds)| kinds.next().is_some()));
    }

    #[test]
    fn a_kind_is_found_by_part_of_its_name_in_any_order() {
        let found = |typed: &str| TaskKind::ALL.iter().filter(|kind| kind.is_found_by(typed)).count();
        for typed in ["icpc 47", "s47 icpc", "SECTION 47 child prot"] {
            assert!(TaskKind::SectionFortySevenWithConference.is_found_by(typed), "{typed}");
            assert_eq!(found(typed), 1, "{typed}");
        }
        assert_eq!(found(""), TaskKind::ALL.len());
        assert_eq!(found("no such thing"), 0);
    }
}
