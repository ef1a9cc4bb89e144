//! The words of the field for every other closed list: yes and no, areas, court stages, orders and the rest.

use super::Words;
use crate::importing::mapping::targets::Of;

/// Words for yes, no and not known, with `|` between.
pub(super) const YES_NO: [(&str, &str); 3] = [
    (
        "yes",
        "yes|y|true|t|1|x|xx|\u{2713}|\u{2714}|\u{2714}\u{fe0f}|\u{2705}|\u{2611}|\u{221a}|*|\u{2022}|\
         \u{25cf}|tick|ticked|ok|yep|positive",
    ),
    ("no", "no|n|false|f|0|nil|none|\u{2717}|\u{2718}|\u{274c}|\u{2610}|nope|negative"),
    (
        "unknown",
        "unknown|not known|n/k|nk|?|??|tbc|tba|not recorded|not stated|not obtained|don't know|dk|\
         unsure|awaiting information|n/a|na",
    ),
];

/// Words for other facts: the fact, then code and words.
pub(super) const OTHERS: &[(Of, &str, Words)] = &[
    (
        Of::Child,
        "short_breaks",
        &[
            ("none", "no|n|0|nil|not applicable|n/a"),
            ("section_17", "s17|section 17|s.17"),
            ("section_20_4", "s20 4|s20|section 20|section 20 4|v4"),
            ("regulation_48", "reg 48|regulation 48|v3"),
        ],
    ),
    (
        Of::Child,
        "last_move",
        &[("planned", "yes|y|planned move"), ("unplanned", "no|n|unplanned move|emergency|not planned")],
    ),
    (
        Of::Child,
        "leaver_placement",
        &[
            (
                "community",
                "community|own tenancy|independent|living independently|with parents|with family|\
             semi-independent",
            ),
            ("statutory", "statutory|statutory placement|staying put"),
        ],
    ),
    (Of::Child, "area", AREA),
    (Of::Case, "area", AREA),
    (
        Of::Case,
        "kind",
        &[
            ("family", "child|children|family case|household"),
            (
                "foster_household_approved",
                "foster carer|foster carers|approved foster carer|approved foster carers|fostering household",
            ),
            ("carer_assessment_recruitment", "form f|fostering assessment|recruitment"),
            ("carer_assessment_connected_person", "connected person|connected persons assessment|kinship assessment"),
            ("adopter_household_approved", "adopter|adopters|approved adopter|approved adopters"),
            ("adopter_stage_1", "stage 1|adopter stage 1|adoption stage 1"),
            ("adopter_stage_2", "stage 2|adopter stage 2|adoption stage 2"),
            ("youth_offending_order", "yot|yjs|yos"),
        ],
    ),
    (
        Of::Case,
        "co_working",
        &[
            ("lead_alone", "lead alone|no|n|not shared|sole"),
            ("both_in_most_tasks", "equally|equal|50/50|joint"),
            ("joint_with_learner", "with student|with asye|with nqsw|with learner"),
        ],
    ),
    (
        Of::Case,
        "order",
        &[
            ("none", "no|n|0|nil|no order|n/a"),
            ("supervision_order", "so|supervision|supervision orders|yes so"),
            ("family_assistance_order", "fao|family assistance"),
        ],
    ),
    (
        Of::Case,
        "court_stage",
        &[
            ("none", "no|n|0|nil|not in court|not in proceedings|n/a|no proceedings|no court"),
            (
                "pre_proceedings",
                "plo|pre-proceedings|pre proceedings|in plo|plo pre-proceedings|letter before proceedings|lbp|\
             pre-proceedings plo",
            ),
            ("issued", "issued|proceedings issued|before cmh|application issued|application made"),
            ("initial", "after cmh|post cmh|cmh held"),
            ("assessments_complete", "assessments complete|towards irh|before irh|pre irh"),
            ("settled", "settled|after irh|post irh"),
            ("final_hearing", "final hearing|fh|final"),
        ],
    ),
    (
        Of::Case,
        "court_kind",
        &[
            ("care", "care proceedings|care order|s31|section 31|public law"),
            ("special_guardianship", "sgo|special guardianship order"),
            ("revocation", "discharge|discharge of care order|revocation of care order"),
        ],
    ),
    (
        Of::Practitioner,
        "role",
        &[
            (
                "social_worker",
                "sw|qualified social worker|qsw|social worker level 2|social worker level 3|\
             experienced social worker|children's social worker|childrens social worker|\
             agency social worker|social worker agency|locum social worker",
            ),
            (
                "senior_practitioner",
                "senior practitioner|advanced practitioner|senior social worker|advanced social worker|snr sw|\
             senior sw|ssw|sp|ap|snr prac|senior prac|principal practitioner|consultant social worker|\
             senior advanced practitioner",
            ),
            (
                "newly_qualified",
                "nqsw|asye|newly qualified|newly qualified social worker|asye social worker|social worker asye|\
             asye sw|nq|sw asye",
            ),
            ("trainee", "trainee|apprentice|social work apprentice|apprentice social worker|step up"),
            (
                "social_care_worker",
                "scw|swa|social work assistant|assistant social worker|social worker assistant|\
             social care worker|social work support officer",
            ),
            (
                "support_worker",
                "fsw|family support worker|support worker|family practitioner|family support practitioner|\
             family worker",
            ),
            (
                "personal_adviser",
                "pa|personal adviser|personal advisor|leaving care pa|leaving care personal adviser|\
             leaving care worker",
            ),
            ("supervising_social_worker", "supervising social worker|fostering social worker"),
            ("independent_reviewing_officer", "iro|independent reviewing officer"),
            ("child_protection_adviser", "cp chair|child protection chair|conference chair|cpc"),
            (
                "assistant_team_manager",
                "atm|assistant team manager|deputy team manager|dtm|assistant manager|deputy manager",
            ),
            ("team_manager", "tm|team manager|manager|practice manager|team leader"),
            ("service_manager", "sm|gm|service manager|group manager|head of service"),
            ("principal_social_worker", "psw"),
        ],
    ),
    (
        Of::Practitioner,
        "team_type",
        &[
            (
                "duty_and_assessment",
                "assessment|duty|assessment team|duty and assessment team|referral and assessment|r&a|\
             duty & assessment",
            ),
            ("first_response", "first response|cin|child in need"),
            ("child_protection_and_proceedings", "cp and proceedings|child protection and court|child protection"),
            (
                "district",
                "locality|safeguarding|family safeguarding|long term|fieldwork|cin and cp|cin/cp|\
             children and families",
            ),
            (
                "disability",
                "disability|cwd|dct|disabled children|children with disabilities|disabled children's team|0-25",
            ),
            (
                "looked_after",
                "lac|cla|cic|looked after|looked after children|children in care|children looked after|\
             through care|through-care|cared for children|corporate parenting",
            ),
            ("court", "court team|proceedings"),
            ("leaving_care", "care leavers|16+|18+|after care|aftercare|leaving care team|care experienced"),
            ("fostering", "fostering|fostering team"),
            ("adoption", "adoption|adoption team"),
            ("youth_offending", "yot|yjs|yos|youth justice"),
            ("exploitation", "cse|exploitation|ce|contextual safeguarding"),
            ("screening", "mash|front door|contact|triage"),
            ("early_help", "eh|family support|targeted early help"),
            ("reviewing", "iro|reviewing|conferencing|quality assurance"),
        ],
    ),
];

/// Words for in and out of the area.
const AREA: Words = &[
    (
        "in_area",
        "in|inside|in area|in borough|in county|in city|in authority|in la|within|in the borough|\
         in the county|local|within la|inside la",
    ),
    (
        "outside",
        "out|outside|out of area|ooa|out of borough|out of county|out of city|out of authority|oob|ooc|\
         outside la|outside the borough|outside the county|out of la|external",
    ),
];
