//! A case: a family household, a carer or adopter household, or one of the other kinds.

use super::child::Child;
use super::month::Month;
use super::record::{listed, record};
use super::task::Task;
use super::value::{Answer, Id, Mark, Stated, Text, Whole};

/// Minutes of travel, one way.
pub type Minutes = Whole<0, 1440>;
/// A share of the work, in whole percent.
pub type Percent = Whole<0, 100>;
/// A number of children placed with a carer.
pub type Placed = Whole<0, 20>;

listed! {
    /// What a case is.
    CaseKind {
        Family = "family", "Family";
        FosterHouseholdApproved = "foster_household_approved", "Foster carer household, approved";
        FosterHouseholdNotApproved = "foster_household_not_approved", "Foster carer household, not yet approved";
        CarerAssessmentRecruitment = "carer_assessment_recruitment", "Carer assessment: recruitment";
        CarerAssessmentConnected = "carer_assessment_connected_person", "Carer assessment: connected person";
        CarerAssessmentSpecialist = "carer_assessment_specialist", "Carer assessment: specialist";
        CarerAssessmentBail = "carer_assessment_bail", "Carer assessment: bail";
        AdopterHouseholdApproved = "adopter_household_approved", "Adopter household, approved";
        AdopterStageOne = "adopter_stage_1", "Adopter household, in assessment stage 1";
        AdopterStageTwo = "adopter_stage_2", "Adopter household, in assessment stage 2";
        AdopterStepParent = "adopter_step_parent", "Adopter household, step-parent assessment";
        FamilyFinding = "family_finding", "Child in family finding, held by a fostering or adoption worker";
        YouthOffendingOrder = "youth_offending_order", "Youth offending order";
    }
}

listed! {
    /// Where a family or child lives, seen from the office.
    Area {
        InArea = "in_area", "In the area";
        Outside = "outside", "Outside the area";
    }
}

listed! {
    /// How several practitioners share a case (reading X-5).
    CoWorking {
        NotSaid = "not_said", "Not said";
        LeadAlone = "lead_alone", "The lead alone";
        BothInMostTasks = "both_in_most_tasks", "Equally: both are in most tasks";
        LeadAndReduced = "lead_and_reduced", "A lead and a much reduced second";
        DividedByShares = "divided_by_shares", "Tasks are divided by shares";
        JointWithLearner = "joint_with_learner", "Jointly with a trainee, newly qualified worker or student";
    }
}

listed! {
    /// Who does the bulk of a case held jointly with a trainee, newly qualified worker or student.
    Bulk {
        NotSaid = "not_said", "Not said";
        Lead = "lead", "The lead";
        CoWorker = "co_worker", "The co-worker";
    }
}

listed! {
    /// A practitioner's part in a case.
    Part {
        Lead = "lead", "Lead";
        CoWorker = "co_worker", "Co-worker";
    }
}

listed! {
    /// The stage that court work on a case has reached.
    CourtStage {
        None = "none", "None";
        PreProceedings = "pre_proceedings", "Pre-proceedings (public law outline, PLO)";
        Issued = "issued", "Issued: before the case management hearing (CMH)";
        Initial = "initial", "After the CMH: statements and assessments not complete";
        AssessmentsComplete = "assessments_complete", "Assessments complete: towards the issues resolution hearing (IRH)";
        Settled = "settled", "Settled: main issues resolved, as after the IRH; still open";
        FinalHearing = "final_hearing", "Final hearing in the month";
    }
}

listed! {
    /// What the proceedings are for.
    CourtKind {
        Care = "care", "Care";
        SpecialGuardianship = "special_guardianship", "Special guardianship";
        Revocation = "revocation", "Revocation of a care order";
    }
}

listed! {
    /// An order on a family that is neither a care nor a placement order.
    Order {
        None = "none", "None";
        Supervision = "supervision_order", "Supervision order";
        FamilyAssistance = "family_assistance_order", "Family assistance order";
    }
}

record! {
    /// One practitioner's part in a case.
    Allocation {
        "Allocation" {
            practitioner: Option<Id> = "Practitioner", "Who holds the case.";
            part: Stated<Part> = "Part", "Lead or co-worker.";
            share: Option<Percent> = "Share of the work, percent", "Only where the work is divided by shares. Shares add up to 100.";
        }
    }
    lists {}
}

record! {
    /// A case. It needs no name or case number, and none is asked for.
    Case {
        "Case" {
            label: Text<60> = "Label", "What you call the case here, such as Family 7. No name is needed.";
            kind: Stated<CaseKind> = "What kind of case is it?", "A family, a carer household, or another kind.";
            allocated_on: Option<Month> = "Allocated in", "Month in which it was allocated to the present practitioner.";
            closing_in: Option<Month> = "Closing in", "Month in which it closes. It is scored in that month, and not after it.";
            transferring_in: Option<Month> = "Transferring in", "Month in which it goes to another team. It is scored in that month, and not after it.";
            unallocated_since: Option<Month> = "Unallocated since", "Month since which nobody holds it.";
        }
        "How it is shared" {
            co_working: Stated<CoWorking> = "How is the work shared?", "With a colleague here, or with a worker of another team who is not listed here.";
            bulk: Stated<Bulk> = "Who does the bulk of the tasks?", "Only for work with a trainee, newly qualified worker or student.";
        }
        "The family" {
            order: Stated<Order> = "Order", "A supervision order or family assistance order.";
            siblings_known: Answer = "Are all children of the household in this case?", "Answer no where brothers or sisters may be listed apart.";
            seen_together: Answer = "Do the children live together and are they seen in one visit?", "Read where a scheme caps a group of siblings.";
            locality: Text<20> = "Locality", "As your council divides its area.";
        }
        "Reviews and conferences" {
            reviewing_officer: Option<Id> = "Independent reviewing officer", "Who reviews the care of the looked-after children. This is no allocation: the case stays with whoever holds it.";
            conference_adviser: Option<Id> = "Child protection adviser or chair", "Who chairs the child protection conferences. This is no allocation either.";
            returns_to: Option<Id> = "Returns to", "Who held it before an absence and takes it back. Empty: nobody.";
        }
        "Journey" {
            area: Stated<Area> = "Where does the family live?", "Inside or outside the council\u{2019}s area.";
            minutes_each_way: Option<Minutes> = "Minutes each way", "Travel from the office to the family, one way. Some schemes count it only outside the area: say above which it is. Empty and in the area: a short journey.";
            overnight_stay: Mark = "Visits need an overnight stay", "Visits to the family need an overnight stay.";
        }
        "Court" {
            court_stage: Stated<CourtStage> = "Court stage", "How far public law proceedings have come, by the hearings of the family court.";
            court_kind: Stated<CourtKind> = "Kind of proceedings", "What the proceedings are for.";
            court_complex: Mark = "Particularly complex", "Particularly complex, with a number of children and care plans.";
            exceptional_directions: Mark = "Exceptional directions appointment", "An exceptionally demanding directions appointment this month.";
        }
        "Circumstances of the family" {
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
        "Carer household" {
            connected_person: Mark = "Connected person", "The carer is a connected person, not recruited.";
            placed_full_time: Option<Placed> = "Children placed full time", "How many children are placed with this household full time.";
            placed_part_time: Option<Placed> = "Children placed part time", "How many children are placed with this household, but not full time.";
            household_complex: Mark = "Complex household", "The carer household needs unusually high support.";
        }
    }
    lists {
        /// The children and young people of the case.
        children: Child,
        /// The tasks in progress, for the family or for one child.
        tasks: Task,
        /// Who holds it; nobody: unallocated.
        allocations: Allocation,
    }
}

impl Case {
    /// The practitioner's allocation to this case, where there is one.
    #[must_use]
    pub fn allocation_of(&self, practitioner: &Id) -> Option<&Allocation> {
        self.allocations.iter().find(|allocation| allocation.practitioner.as_ref() == Some(practitioner))
    }

    /// Who reviews or chairs, beside those who hold the case.
    pub fn reviewers(&self) -> impl Iterator<Item = &Id> {
        [&self.reviewing_officer, &self.conference_adviser].into_iter().flatten()
    }

    /// Everybody whom the case itself names beside those who hold it, with the fact that does.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &Id)> {
        let facts = [
            ("reviewing_officer", &self.reviewing_officer),
            ("conference_adviser", &self.conference_adviser),
            ("returns_to", &self.returns_to),
        ];
        facts.into_iter().filter_map(|(fact, own)| Some((fact, own.as_ref()?)))
    }

    /// The same, to be changed.
    pub(crate) fn named_mut(&mut self) -> [&mut Option<Id>; 3] {
        [&mut self.reviewing_officer, &mut self.conference_adviser, &mut self.returns_to]
    }

    /// True when the case is being closed or transferred in the month.
    #[must_use]
    pub fn is_leaving(&self, month: Month) -> bool {
        self.closing_in == Some(month) || self.transferring_in == Some(month)
    }

    /// True when the case is open in the month: allocated by then, and not closed or gone before it.
    #[must_use]
    pub fn is_open(&self, month: Month) -> bool {
        self.allocated_on.is_none_or(|from| from <= month)
            && self.closing_in.is_none_or(|last| last >= month)
            && self.transferring_in.is_none_or(|last| last >= month)
    }

    /// True when some task of the case is in progress in the month.
    #[must_use]
    pub fn has_work_in_progress(&self, month: Month) -> bool {
        self.tasks.iter().any(|task| task.in_progress(month))
    }

    /// The share of the work that was entered for an allocation, or what the others' shares leave.
    #[must_use]
    pub fn entered_share(&self, allocation: &Allocation) -> Option<i32> {
        if let Some(own) = allocation.share {
            return Some(own.number());
        }
        let others = || self.allocations.iter().filter(|other| other.id != allocation.id);
        let sum: Option<i32> = others().map(|other| other.share.map(Percent::number)).sum();
        sum.filter(|sum| others().next().is_some() && *sum <= 100).map(|sum| 100 - sum)
    }
}
