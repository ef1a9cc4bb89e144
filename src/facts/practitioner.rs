//! A practitioner: role, team, hours, duties and what else capacities read.

use super::month::{Month, When};
use super::record::{listed, record};
use super::value::{Answer, Hundredths, Id, Stated, Text, Whole};
use crate::points::Ratio;

/// Hours in a week.
pub type WeekHours = Hundredths<25, 6_000>;
/// Full-time equivalents of one role.
pub type FullTimeEquivalents = Hundredths<0, 10_000>;
/// Hours or a count of a duty in one month.
pub type DutyAmount = Hundredths<0, 30_000>;
/// Points, percent or hours of a reduction, or a personal capacity.
pub type Amount = Hundredths<0, 100_000>;
/// A number of conferences in one month.
pub type Conferences = Whole<0, 200>;

listed! {
    /// What a practitioner is employed as.
    Role {
        SocialWorker = "social_worker", "Social worker";
        SeniorPractitioner = "senior_practitioner", "Senior or advanced practitioner";
        HigherSpecialist = "higher_specialist", "Higher specialist";
        NewlyQualified = "newly_qualified", "Newly qualified (ASYE)";
        Trainee = "trainee", "Trainee social worker";
        StudentFirstPlacement = "student_first_placement", "Student, first placement";
        StudentFinalPlacement = "student_final_placement", "Student, final placement";
        SocialCareWorker = "social_care_worker", "Social care worker (assistant)";
        SupportWorker = "support_worker", "Support worker";
        PersonalAdviser = "personal_adviser", "Personal adviser";
        SupervisingSocialWorker = "supervising_social_worker", "Supervising social worker (fostering)";
        IndependentReviewingOfficer = "independent_reviewing_officer", "Independent reviewing officer (IRO)";
        ChildProtectionAdviser = "child_protection_adviser", "Child protection adviser or chair";
        AssistantTeamManager = "assistant_team_manager", "Assistant team manager";
        TeamManager = "team_manager", "Team or practice manager";
        ServiceManager = "service_manager", "Group or service manager";
        PrincipalSocialWorker = "principal_social_worker", "Principal social worker";
    }
}

listed! {
    /// What a practitioner's team does.
    TeamType {
        DutyAndAssessment = "duty_and_assessment", "Duty and assessment";
        FirstResponse = "first_response", "First response and child in need";
        ChildProtectionAndProceedings = "child_protection_and_proceedings", "Child protection and proceedings";
        District = "district", "District (child in need and child protection together)";
        Gateway = "gateway", "Gateway";
        FamilyIntervention = "family_intervention", "Family intervention";
        Disability = "disability", "Disabled children";
        LookedAfter = "looked_after", "Looked after (through-care, cared-for children)";
        Permanence = "permanence", "Permanence";
        Court = "court", "Court";
        LeavingCare = "leaving_care", "Leaving care";
        FosteringRecruited = "fostering_recruited", "Fostering: recruited carers";
        FosteringConnected = "fostering_connected", "Fostering: connected persons";
        Fostering = "fostering", "Fostering: both";
        AdoptionRecruitment = "adoption_recruitment", "Adoption: recruitment and assessment";
        AdoptionFamilyFinding = "adoption_family_finding", "Adoption: family finding and post-adoption";
        Adoption = "adoption", "Adoption: both";
        YouthOffending = "youth_offending", "Youth offending";
        Exploitation = "exploitation", "Child sexual exploitation (CSE)";
        Screening = "screening", "Screening";
        EarlyHelp = "early_help", "Early help";
        EarlyYears = "early_years", "Early years";
        Reviewing = "reviewing", "Reviewing and conferences";
        Other = "other", "Other";
    }
}

listed! {
    /// Duties beside the cases.
    DutyKind {
        AsyeMentor = "asye_mentor", "ASYE mentor";
        PracticeEducator = "practice_educator", "Practice educator";
        OnSiteSupervisor = "on_site_supervisor", "On-site supervisor";
        PostQualifyingModule = "post_qualifying_module", "Post-qualifying (PQ) module";
        FosterPanelMember = "foster_panel_member", "Foster panel member (hours)";
        MentoringOrSupervision = "mentoring_or_supervision", "Mentoring or supervision (hours)";
        GroupWork = "group_work", "Group work or approved project (hours)";
        PracticeTeaching = "practice_teaching", "Practice teaching";
        LongArmSupervision = "long_arm_supervision", "Long-arm supervision";
        InformationSession = "information_session", "Information session (count)";
        PreparationGroup = "preparation_group", "Preparation group (days)";
        RecordedInterview = "recorded_interview", "ABE interview for another team (cases)";
        PanelOrWorkingGroup = "panel_or_working_group", "Panel or working group (hours)";
        TrainingGiven = "training_given", "Training given to other staff (hours)";
        SupportGroup = "support_group", "Support group led (hours)";
        TimeInCourt = "time_in_court", "Time in court (hours)";
        TrainingReceived = "training_received", "Training received (hours)";
        TeamMeetings = "team_meetings", "Team meetings (hours)";
        OwnSupervision = "own_supervision", "Own supervision (hours)";
        CarerGroup = "carer_group_or_working_party", "Carer group or working party (hours)";
        DutyDays = "duty_days", "Duty days (hours)";
        PrincipalSocialWorkerTasks = "principal_social_worker_tasks", "Principal social worker tasks";
        Other = "other", "Other formally assigned duty (hours)";
    }
}

listed! {
    /// Why a practitioner's load is reduced. Private: views say "agreed reduction".
    ReductionKind {
        Agreed = "agreed", "Agreed reduction";
        PersonalIssues = "personal_issues", "Personal issues";
        PhasedReturn = "phased_return", "Phased return";
        Capability = "capability", "Capability";
        Other = "other", "Other";
    }
}

listed! {
    /// What a reduction is counted in.
    ReductionUnit {
        Points = "points", "Points";
        Percent = "percent", "Percent";
        Hours = "hours", "Hours a week";
    }
}

listed! {
    /// What a personal capacity is counted in.
    CountedIn {
        Children = "children", "Children";
        Families = "families", "Families or households";
        Points = "points", "Points of one scheme";
    }
}

listed! {
    /// How a practitioner\u{2019}s load is limited.
    Limits {
        ByScheme = "by_scheme", "By the scheme";
        NoNumber = "no_number", "No number: as the manager judges";
    }
}

listed! {
    /// How the caseload of a newly qualified practitioner builds up over the first twelve months.
    BuildUp {
        AsTheScheme = "as_the_scheme", "As each scheme says";
        StraightLine = "straight_line", "A straight line, from none at the start to the scheme\u{2019}s figure at month 12";
        TenPercentLess = "ten_percent_less", "10 % less than after the first year (survey of 2016)";
        TenPercentLessThanTeam = "ten_percent_less_than_team", "10 % less than the team\u{2019}s mean (survey of 2016)";
        TwentyPercentLess = "twenty_percent_less", "20 % less than after the first year (survey of 2016)";
        EightThenTwelve = "eight_then_twelve", "8 to 10 children under six months, then 10 to 12 (survey of 2016)";
        SixThenTen = "six_then_ten", "6 children by week six, rising to 10 by month six (survey of 2016)";
    }
}

record! {
    /// A duty beside the cases in some months.
    Duty {
        "Duty" {
            kind: Option<DutyKind> = "Duty", "What the duty is.";
            amount: Option<DutyAmount> = "Hours or count this month", "Hours in the month, or a count where the duty says so.";
            from: Option<Month> = "From", "First month. Empty: already begun.";
            until: Option<Month> = "Until", "Last month. Empty: goes on.";
            note: Text<200> = "Note", "What the duty is, where a scheme asks that it be explained.";
        }
    }
    lists {}
}

record! {
    /// People whom a practitioner supervises, of one role.
    Supervised {
        "Supervised" {
            role: Option<Role> = "Role", "The role supervised.";
            full_time_equivalents: Option<FullTimeEquivalents> = "Full-time equivalents", "How many of them, in full-time equivalents.";
        }
    }
    lists {}
}

record! {
    /// Conferences chaired in one month.
    ConferencesChaired {
        "Conferences" {
            month: Option<Month> = "Month", "The month.";
            number: Option<Conferences> = "Conferences chaired", "How many were chaired in it.";
        }
    }
    lists {}
}

record! {
    /// A dated reduction of a practitioner's load.
    Reduction {
        "Reduction" {
            kind: Stated<ReductionKind> = "Why it was agreed", "Shown to nobody but on this practitioner\u{2019}s own page.";
            unit: Option<ReductionUnit> = "Counted in", "Points, percent or hours a week.";
            amount: Option<Amount> = "How much", "A number, such as 30 or 7.5.";
            from: Option<Month> = "First month", "Empty: already begun.";
            until: Option<Month> = "Last month", "It ends by itself then. Empty: goes on.";
            note: Text<200> = "Private note", "Stays out of team views, prints and exports.";
        }
    }
    lists {}
}

record! {
    /// A practitioner.
    Practitioner {
        "Practitioner" {
            label: Text<60> = "Label", "What you call the practitioner here, such as initials.";
            team: Text<60> = "Team", "The team\u{2019}s name.";
            service: Text<60> = "Service", "The service that the team belongs to.";
            team_type: Option<TeamType> = "What does the team do?", "Not chosen: read as a district team (reading T-1).";
            role: Option<Role> = "Role", "What the practitioner is employed as.";
            hours_per_week: Option<WeekHours> = "Hours a week", "Contracted hours. Empty: read as full time.";
            full_time_hours: Option<WeekHours> = "Full-time hours a week", "What full time means here. Empty: 37.";
        }
        "Qualification" {
            qualified_since: Option<Month> = "Qualified since", "Month of qualifying.";
            started_on: Option<When> = "Employment or ASYE began", "Day or month in which it began.";
            on_programme: Answer = "Still on the ASYE programme?", "Read after the first 12 months.";
            attending_university: Answer = "In term, attending university?", "For a trainee social worker.";
            build_up: Option<BuildUp> = "Build-up in the first year", "How the caseload of a newly qualified worker grows. A scheme\u{2019}s own figure counts unless another way is chosen.";
        }
        "Management" {
            line_manager: Option<Id> = "Line manager", "Who manages this practitioner.";
        }
        "Personal capacity" {
            limits: Option<Limits> = "How the load is limited", "No number is a choice too: the manager\u{2019}s own judgement, as in Hampshire.";
            personal_capacity: Option<Amount> = "Personal capacity", "A limit that the manager sets in place of the scheme\u{2019}s.";
            personal_capacity_counted_in: Option<CountedIn> = "Counted in", "What the personal capacity counts. Not chosen: children. Children and families hold under every scheme.";
            personal_capacity_scheme: Text<40> = "Points of which scheme", "For points: the scheme whose points they are.";
            personal_capacity_reason: Text<200> = "Reason", "Why the limit was set. Private: stays off paper, and out of copies for others.";
            personal_capacity_until: Option<Month> = "Last month of it", "Last month in which the limit holds. Empty: no end.";
        }
        "Absence" {
            away_from: Option<Month> = "Away from", "First month of an absence.";
            away_until: Option<Month> = "Away until", "Last month of it. Empty: not known.";
            left_in: Option<Month> = "Left in", "The month in which the practitioner left. What was scored before stays.";
        }
        "Imported" {
            imported: Text<2000> = "What an import said last", "A keyed code by which a file\u{2019}s practitioner is known again, and what that file said. No form shows it.";
        }
    }
    lists {
        /// Duties beside the cases.
        duties: Duty,
        /// People supervised, by role.
        supervises: Supervised,
        /// Conferences chaired, by month.
        conferences: ConferencesChaired,
        /// Dated reductions.
        reductions: Reduction,
        /// The record of oversight.
        oversight: super::oversight::Oversight,
    }
}

/// Full-time hours a week where none are given, in hundredths: 37, the national (NJC) agreement's.
const FULL_TIME: i32 = 3_700;

impl Practitioner {
    /// Full-time hours a week, in hundredths; the national agreement's where none are given.
    #[must_use]
    pub fn full_time_week(&self) -> i32 {
        self.full_time_hours.map_or(FULL_TIME, WeekHours::hundredths)
    }

    /// Contracted hours a week, in hundredths; full time where none are given.
    #[must_use]
    pub fn contracted_week(&self) -> i32 {
        self.hours_per_week.map_or_else(|| self.full_time_week(), WeekHours::hundredths)
    }

    /// Contracted over full-time hours (WTE); one whole where hours are not given.
    #[must_use]
    pub fn whole_time_equivalent(&self) -> Ratio {
        let full = self.full_time_week();
        let own = self.hours_per_week.map_or(full, WeekHours::hundredths);
        Ratio::of(i64::from(own), i64::from(full)).unwrap_or(Ratio::ONE)
    }
}

impl Duty {
    /// True when the duty is held in the month.
    #[must_use]
    pub fn holds_in(&self, month: Month) -> bool {
        self.from.is_none_or(|from| from <= month) && self.until.is_none_or(|until| until >= month)
    }
}
