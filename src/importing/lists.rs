//! The eleven lists of Annex A (Ofsted's child-level data, template of August 2019) and their columns, in the order
//! of the template, with the other headings that files have for them.
//!
//! A caseload is made of Lists 4 to 10. The others name no child's worker (1, 2), children who may have no case (3:
//! referrals), or adopters who are nobody's case here (11).

/// One list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// Its number, 1 to 11.
    pub number: u8,
    /// Its title in the template.
    pub title: &'static str,
    /// Names of sheets and files for it, tidied: a name that holds one of these as whole words.
    pub names: &'static [&'static str],
    /// Its columns, in the order of the template.
    pub columns: &'static [Column],
}

/// One column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading in the template.
    pub heading: &'static str,
    /// Other headings for it, tidied or not.
    pub others: &'static [&'static str],
    /// What it is for.
    pub what: What,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing here reads it.
    Left,
    /// Nothing here may keep it: it is dropped while the file is read.
    Dropped,
    /// The child's number in the council's system; coded at once.
    Child,
    /// The date of birth, which is an age by the time the list is read.
    Birth,
    /// The age in years.
    Age,
    /// Whether the child has a disability.
    Disability,
    /// The team.
    Team,
    /// The worker.
    Worker,
    /// A personal adviser, who counts where no worker is named (newer versions of List 9).
    Adviser,
    /// When what the list tells of began: assessment, enquiry, episode of need, plan, care.
    Start,
    /// When it ended; blank while it lasts.
    End,
    /// Whether a conference was deemed unnecessary (List 5).
    Unnecessary,
    /// The primary need (List 6): only to see who may be siblings.
    Need,
    /// The case status (List 6).
    Status,
    /// Unaccompanied asylum seeking (List 8).
    Asylum,
    /// The legal status (List 8).
    LegalStatus,
    /// The latest statutory review (List 8).
    Review,
    /// When the most recent placement began (List 8).
    PlacementStart,
    /// The type of placement (List 8).
    PlacementType,
    /// Inside or outside the council's area (List 8).
    Location,
    /// The category of a care leaver (List 9).
    Category,
    /// Whether the council is in touch with a care leaver (List 9): only to know who has died.
    Touch,
    /// Where a care leaver lives (List 9).
    Accommodation,
    /// The adoptive family (List 10); coded at once.
    AdoptiveFamily,
    /// The decision that the child should be placed for adoption (List 10).
    Decision,
    /// The placement order (List 10).
    PlacementOrder,
    /// The match (List 10).
    Match,
    /// The placement for adoption (List 10).
    Placed,
    /// The adoption order (List 10).
    AdoptionOrder,
    /// The decision that the child should no longer be placed (List 10).
    Reversed,
}

impl What {
    /// True for a column that several lists have: it does not tell which list a sheet is.
    #[must_use]
    pub const fn is_common(self) -> bool {
        matches!(
            self,
            Self::Dropped
                | Self::Child
                | Self::Birth
                | Self::Age
                | Self::Disability
                | Self::Team
                | Self::Worker
                | Self::Adviser
        )
    }
}

const fn column(heading: &'static str, others: &'static [&'static str], what: What) -> Column {
    Column { heading, others, what }
}

const fn left(heading: &'static str) -> Column {
    column(heading, &[], What::Left)
}

const CHILD: Column = column(
    "Child Unique ID",
    &[
        "Child ID",
        "ChildID",
        "Unique Child ID",
        "Child\u{2019}s Unique ID",
        "Unique ID",
        "Child Unique Identifier",
        "ChildUniqueID",
        "Child Number",
        "Person ID",
        "Client ID",
        "Mosaic ID",
        "Liquidlogic ID",
        "LCS ID",
        "ICS ID",
    ],
    What::Child,
);
const GENDER: Column = column("Gender", &["Sex"], What::Dropped);
const ETHNICITY: Column = column("Ethnicity", &["Ethnic origin"], What::Dropped);
const BIRTH: Column =
    column("Date of Birth", &["DOB", "Birth date", "Date of birth or expected date of birth"], What::Birth);
const AGE: Column = column("Age of Child (Years)", &["Age", "Age (Years)", "Age of Child"], What::Age);
const DISABILITY: Column = column("Does the Child have a Disability", &["Disability", "Disabled"], What::Disability);
const TEAM: Column =
    column("Allocated Team", &["Team", "Team Name", "Allocated Team Name", "Current Team"], What::Team);
const WORKER: Column = column(
    "Allocated Worker",
    &[
        "Worker",
        "Allocated Social Worker",
        "Allocated Worker Name",
        "Allocated SW",
        "Social Worker",
        "Lead Social Worker",
        "Key Worker",
        "Case Worker",
        "Lead Worker",
    ],
    What::Worker,
);

/// The lists, in order.
pub const LISTS: [List; 11] = [
    List {
        number: 1,
        title: "Contacts",
        names: &["contact", "contacts"],
        columns: &[CHILD, GENDER, ETHNICITY, BIRTH, AGE, left("Date of Contact"), left("Contact Source")],
    },
    List {
        number: 2,
        title: "Early Help",
        names: &["early help", "eh"],
        columns: &[
            CHILD,
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            left("Assessment start date"),
            left("Assessment completion date"),
            left("Organisation completing assessment"),
        ],
    },
    List {
        number: 3,
        title: "Referral",
        names: &["referral", "referrals"],
        columns: &[
            CHILD,
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            left("Date of referral"),
            left("Referral Source"),
            left("Referral NFA?"),
            left("Number of Referrals in Last 12 Months"),
            TEAM,
            WORKER,
        ],
    },
    List {
        number: 4,
        title: "Assessments",
        names: &["assessment", "assessments", "continuous assessments", "single assessments"],
        columns: &[
            CHILD,
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            DISABILITY,
            column("Continuous Assessment Start Date", &["Assessment Start Date"], What::Start),
            column("Child Seen During Continuous Assessment", &["Child Seen During Assessment"], What::Left),
            column(
                "Continuous Assessment Date of Authorisation",
                &["Assessment Date of Authorisation", "Assessment Authorisation Date", "Date of Authorisation"],
                What::End,
            ),
            column(
                "Was the child assessed as requiring LA children\u{2019}s social care support",
                &["Was the child assessed as being in need at assessment?"],
                What::Left,
            ),
            TEAM,
            WORKER,
        ],
    },
    List {
        number: 5,
        title: "Section 47 enquiries and Initial Child Protection Conferences",
        names: &["sec47", "s47", "section 47", "sec 47", "s47 and icpc", "sec47 and icpc", "icpc"],
        columns: &[
            CHILD,
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            DISABILITY,
            column(
                "Strategy discussion initiating Section 47 Enquiry Start Date",
                &["Section 47 Enquiry Start Date", "S47 Start Date", "Strategy discussion date"],
                What::Start,
            ),
            column(
                "Was an Initial Child Protection Conference deemed unnecessary?",
                &["ICPC deemed unnecessary"],
                What::Unnecessary,
            ),
            column("Date of Initial Child Protection Conference", &["Date of ICPC", "ICPC Date"], What::End),
            left("Did the Initial Child Protection Conference Result in a Child Protection Plan"),
            left("Number of Section 47 Enquiries in the last 12 months"),
            left("Number of ICPCs in the last 12 months"),
            TEAM,
            WORKER,
        ],
    },
    List {
        number: 6,
        title: "Children in Need",
        names: &["children in need", "child in need", "cin", "chin"],
        columns: &[
            CHILD,
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            DISABILITY,
            column("CIN Start Date", &["Child in Need Start Date", "CIN Episode Start Date"], What::Start),
            column("Primary Need Code", &["Primary Need"], What::Need),
            left("Date Child Was Last Seen"),
            column(
                "CIN Closure Date",
                &["CIN End Date", "Child in Need Closure Date", "CIN Episode End Date"],
                What::End,
            ),
            left("Reason for Closure"),
            column("Case status", &[], What::Status),
            TEAM,
            WORKER,
        ],
    },
    List {
        number: 7,
        title: "Child protection",
        names: &["child protection", "cp", "child protection plans", "cpp"],
        columns: &[
            CHILD,
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            DISABILITY,
            column("Child Protection Plan Start Date", &["CP Plan Start Date", "CPP Start Date"], What::Start),
            left("Initial Category of Abuse"),
            left("Latest Category of Abuse"),
            left("Date of the Last Statutory Visit"),
            left("Was the Child Seen Alone?"),
            left("Date of latest review conference"),
            column("Child Protection Plan End Date", &["CP Plan End Date", "CPP End Date"], What::End),
            // In the last six months: it does not say whether the child is under protection now.
            left("Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)"),
            left("Number of Previous Child Protection Plans"),
            TEAM,
            WORKER,
        ],
    },
    List {
        number: 8,
        title: "Children in care",
        names: &[
            "children in care",
            "looked after",
            "looked after children",
            "children looked after",
            "cla",
            "lac",
            "cic",
        ],
        columns: &[
            CHILD,
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            column(
                "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
                &["UASC"],
                What::Asylum,
            ),
            DISABILITY,
            column("Date Started to be Looked After", &["Start of period of care"], What::Start),
            left("Child's Category of Need"),
            column(
                "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
                &[
                    "Is this a second or subsequent episode of being a Looked After Child within the last 12 months (Y/N)",
                ],
                What::Left,
            ),
            left("Start date of current legal status"),
            column("Child's Legal Status", &["Legal Status"], What::LegalStatus),
            column("Date of Latest Statutory Review", &["Latest Statutory Review"], What::Review),
            left("Date of Last Social Work Visit"),
            left("What is the permanence plan for this child?"),
            left("Date of Last IRO Visit / Contact to the Child"),
            left("Date of Last Health Assessment"),
            left("Date of Last Dental Check"),
            left("Number of Placements in the Last 12 months"),
            column("Date Ceased to be Looked After ", &[], What::End),
            left("Reason Ceased to be Looked After"),
            column("Start Date of Most Recent Placement", &["Placement Start Date"], What::PlacementStart),
            column("Placement Type", &[], What::PlacementType),
            left("Placement Provider"),
            column("Placement postcode", &[], What::Dropped),
            left("URN of Placement"),
            column("Placement Location", &[], What::Location),
            left("LA of Placement"),
            left(
                "Number of Episodes the Child has been \u{2018}Missing\u{2019} from their Placement in the last 12 months",
            ),
            left(
                "Number of Episodes the Child has been \u{2018}Absent\u{2019} from their Placement in the last 12 months",
            ),
            left("Was the child offered a Return Interview after their last missing episode (Y/N)?"),
            left("Did the child accept a Return Interview after their last missing episode (Y/N)?"),
            TEAM,
            WORKER,
        ],
    },
    List {
        number: 9,
        title: "Care leavers",
        names: &["care leavers", "care leaver", "leaving care"],
        columns: &[
            CHILD,
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            DISABILITY,
            TEAM,
            WORKER,
            column(
                "Allocated Personal Advisor",
                &["Allocated Personal Adviser", "Personal Adviser", "Personal Advisor"],
                What::Adviser,
            ),
            column("Eligibility Category", &["Eligibility"], What::Category),
            column("LA In Touch ", &[], What::Touch),
            column("Type of Accommodation", &["Accommodation Type"], What::Accommodation),
            left("Suitability of Accommodation"),
            left("Activity Status"),
        ],
    },
    List {
        number: 10,
        title: "Adoption",
        names: &["adoption", "adoptions"],
        columns: &[
            CHILD,
            column("Family identifier", &[], What::AdoptiveFamily),
            GENDER,
            ETHNICITY,
            BIRTH,
            AGE,
            DISABILITY,
            left("Date the Child Entered Care"),
            column("Date of Decision that Child Should be Placed for Adoption", &[], What::Decision),
            column("Date of Placement Order", &[], What::PlacementOrder),
            column("Date of Matching Child and Prospective Adopters", &[], What::Match),
            column("Date Placed for Adoption", &[], What::Placed),
            column("Date of Adoption Order ", &[], What::AdoptionOrder),
            column("Date of Decision that Child Should No Longer be Placed for Adoption", &[], What::Reversed),
            left("Reason Why Child No Longer Placed for Adoption"),
            left("Date the child was placed for fostering in FFA or concurrent planning placement"),
        ],
    },
    List {
        number: 11,
        title: "Adopters",
        names: &["adopters", "prospective adopters"],
        columns: &[
            left("Individual adopter identifier"),
            column("Family identifier", &[], What::Left),
            GENDER,
            ETHNICITY,
            column("Disability", &[], What::Dropped),
            left("Is the (prospective) adopter fostering for adoption?"),
            left("Date enquiry received"),
            left("Date Stage 1 started"),
            left("Date Stage 1 ended"),
            left("Date Stage 2 started"),
            left("Date Stage 2 ended"),
            left("Date application submitted"),
            left("Date application approved"),
            left("Date adopter matched with child(ren)"),
            left("Date child/children placed with adopter(s)"),
            left("No. of children placed"),
            left("Date of Adoption Order"),
            left("Date of leaving adoption process"),
            left("Reason for leaving adoption process"),
        ],
    },
];

impl List {
    /// "List 7: Child protection".
    #[must_use]
    pub fn words(&self) -> String {
        format!("List {}: {}", self.number, self.title)
    }

    /// True where a caseload is made of it.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        matches!(self.number, 4..=10)
    }
}
