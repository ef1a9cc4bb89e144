//! What a word of a closed list most likely means: its code, its words, or what the field says for it.

use super::targets::{LEAVE_ROW, Of, Target};
use crate::facts::{Kind, Listed, Plan};
use crate::importing::heading::{plain, tidy};

/// Codes, each with its words, with `|` between.
type Words = &'static [(&'static str, &'static str)];

/// Words for yes, no and not known, with `|` between.
const YES_NO: [(&str, &str); 3] = [
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

/// Words for plans.
const PLAN: Words = &[
    (
        "under_assessment",
        "assessment|under assessment|in assessment|open assessment|single assessment|assessment only|\
         assessments|c&f assessment|c&f|c and f assessment|child and family assessment|child & family assessment|\
         cfa|sa|s47|section 47|s47 enquiry|initial assessment|core assessment|being assessed|\
         undergoing assessment|pre-birth assessment|pre birth assessment",
    ),
    (
        "early_help",
        "eh|early help|early help plan|early help assessment|targeted early help|tac|taf|\
         team around the family|team around the child|family support",
    ),
    (
        "child_in_need",
        "cin|cinp|child in need|child in need plan|children in need|cin plan|s17|section 17|s.17|\
         cin s17|in need",
    ),
    (
        "child_protection",
        "cp|cpp|child protection|child protection plan|cp plan|subject to cp|subject to cp plan|\
         subject to a child protection plan|subject to a cp plan|on a cp plan|on cp plan|\
         on a child protection plan|cp plan cpp|child protection plan cp",
    ),
    (
        "looked_after",
        "lac|cla|cic|la|looked after|looked-after|looked after child|looked-after child|\
         looked after children|child looked after|children looked after|child in care|children in care|\
         in care|cared for|cared-for|cared for child|cared for children|children we care for|\
         child we care for|our child|accommodated|looked after child lac|looked after lac|section 20|\
         s20|s.20|section 31|s31|s.31|section 38|s38|ico|fco|care order|interim care order|\
         full care order|placement order|c1|c2|d1|e1|v2|l1|l2|l3|j1|j2|j3|c1 ico|c2 fco|v2 s20",
    ),
    (
        "child_protection_and_looked_after",
        "dual|dual status|cp and lac|lac and cp|looked after and child protection|\
         looked after and on a child protection plan",
    ),
    ("care_leaver_eligible", "eligible|eligible child|eligible care leaver|care leaver eligible"),
    ("care_leaver_relevant", "relevant|relevant child|relevant care leaver|care leaver relevant"),
    (
        "care_leaver_former_relevant",
        "care leaver|care leavers|care-leaver|cl|leaving care|former relevant|former relevant child|fr|\
         frc|care experienced|care leaver former relevant|aftercare|after care|18+|18 plus|\
         care leaver 18+",
    ),
    ("privately_fostered", "pf|private fostering|privately fostered|private foster|private fostering arrangement"),
    ("permanence_family_finding", "family finding"),
    ("permanence_placed", "placed for adoption|a3|a4|a5|a6"),
    ("adoption_support", "adoption support|post adoption|post-adoption|post adoption support|asf"),
    ("care_managed", "care managed|care-managed|care management|short breaks only|review only"),
    (
        LEAVE_ROW,
        "closed|closed case|closed episode|case closed|ended|nfa|no further action|not open|inactive|\
         ceased",
    ),
];

/// Words for whether a case is open.
const OPEN: Words = &[
    (
        "yes",
        "open|opened|open case|case open|active|active case|allocated|current|live|ongoing|on going|on-going|in progress|\
         started|re-opened|reopened|re opened|unallocated|awaiting allocation|pending allocation|pending closure|\
         closing|closure pending|awaiting closure|pending|waiting|new|y",
    ),
    (
        LEAVE_ROW,
        "closed|closed case|case closed|closed episode|inactive|ended|ceased|completed|complete|nfa|\
         no further action|referral nfa|closed nfa|not open|not active|archived|archive|historic|historical|finished|\
         discharged|withdrawn|cancelled|n|closed to service|closed to team|no longer open",
    ),
];

/// Words for other facts: the fact, then code and words.
const OTHERS: &[(Of, &str, Words)] = &[
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

/// Words for what the worker of a row is to the child.
const ROLES: Words = &[
    (
        "holder",
        "allocated worker|allocated social worker|allocated sw|allocated|allocated case worker|allocated practitioner|\
         social worker|sw|key worker|keyworker|lead worker|lead|lead social worker|lead practitioner|lead professional|\
         case holder|caseholder|case worker|caseworker|case owner|primary|primary worker|primary social worker|\
         main worker|main|holder|responsible worker|responsible social worker|child's social worker|\
         senior social worker|advanced practitioner|case responsibility|case holding worker|current worker",
    ),
    (
        "co_worker",
        "co-worker|co worker|coworker|co-allocated|co-allocated worker|co-working|joint worker|joint allocated|\
         secondary|secondary worker|secondary social worker|second worker|second social worker|joint",
    ),
    (
        "instead",
        "family support worker|fsw|support worker|social work assistant|social care worker|personal adviser|\
         personal advisor|pa|leaving care worker|leaving care personal adviser|allocated personal adviser|\
         allocated personal advisor|student|student social worker|family practitioner|early help worker|\
         assessment worker|assessing worker|assessing social worker",
    ),
    (
        "other",
        "iro|independent reviewing officer|reviewing officer|cp chair|chair|conference chair|\
         child protection chair|cp conference chair|independent chair|team manager|manager|tm|assistant team manager|\
         deputy team manager|atm|practice manager|service manager|supervisor|supervising social worker|ssw|\
         fostering social worker|fostering worker|health visitor|hv|school nurse|teacher|designated teacher|gp|\
         guardian|children's guardian|cafcass guardian|cafcass|advocate|independent visitor|virtual school|police|\
         duty worker|edt|business support|admin|adoption worker|adoption social worker|family finder|\
         previous worker|previous social worker|former worker|youth worker|mentor|other professional|professional",
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

/// A word as it is compared.
#[must_use]
pub fn same_word(text: &str) -> String {
    let tidy = tidy(text);
    if tidy.is_empty() { plain(text).to_lowercase() } else { tidy }
}

fn look_up(table: &[(&str, &str)], word: &str) -> Option<String> {
    let (code, _) = table.iter().find(|(_, words)| words.split('|').any(|own| own == word))?;
    Some((*code).to_owned())
}

/// The code that a word most likely means where the column with this heading becomes the target; the word is one
/// of [`same_word`].
#[must_use]
pub fn guess(target: Target, heading: &str, word: &str) -> Option<String> {
    let closed = target.closed()?;
    let forms = forms(word);
    let own = |form: &String| {
        closed.iter().find(|(code, words)| tidy(code) == *form || tidy(words) == *form).map(|own| own.0.to_owned())
    };
    if let Some(code) = forms.iter().find_map(own) {
        return Some(code);
    }
    let unknown = |form: &String| look_up(&YES_NO[2..], form);
    match (target, target.definition().map(|own| own.kind)) {
        (Target::Role, _) => look_up(ROLES, word),
        (Target::Open, _) => {
            look_up(OPEN, word).or_else(|| forms.iter().find_map(|form| look_up(OPEN, form).or_else(|| unknown(form))))
        }
        (Target::Marked(plan), _) => {
            forms.iter().find_map(|form| look_up(&YES_NO[..2], form)).or_else(|| of_marked(plan, &forms, word))
        }
        (Target::Fact(_, fact), Some(Kind::Mark | Kind::Answer)) => {
            forms.iter().find_map(|form| look_up(&YES_NO, form)).or_else(|| match fact {
                "disability" => look_up(&[("no", "no disability|no known disability|not disabled|none known")], word),
                _ => of_heading(heading, word),
            })
        }
        (Target::Fact(Of::Child, "plan"), _) => forms
            .iter()
            .find_map(|form| look_up(PLAN, form))
            .or_else(|| of_several(word))
            .or_else(|| forms.iter().find_map(|form| of_first_part(form)))
            .or_else(|| forms.iter().find_map(unknown)),
        (Target::Fact(of, fact), _) => {
            let table = OTHERS.iter().find(|own| own.0 == of && own.1 == fact).map_or(&[][..], |own| own.2);
            forms
                .iter()
                .find_map(|form| look_up(table, form))
                .or_else(|| if fact == "area" { of_area(heading, word) } else { None })
                .or_else(|| forms.iter().find_map(unknown))
        }
        _ => None,
    }
}

/// The ways in which a word is looked up: as it is, without the letter or number of a list before it (`a) Looked
/// after child`), without what follows a code (`C1 - Interim care order`). What says that something is not so, or
/// is over (`No CP plan`, `Ex-LAC`, `CP ended`), is looked up as it stands alone.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let listed = word.split_once([' ', '-', ':', '.']).filter(|own| is_list_letter(own.0) || is_code(own.0));
    let rest = listed.map(|own| own.1.trim_start_matches([' ', '-', ':', '.'])).filter(|rest| !rest.is_empty());
    // What follows a code is about the code: `C2 - ended` is no closed case.
    let is_of_list = |first: &str| is_list_letter(first) || first.bytes().all(|own| own.is_ascii_digit());
    let denied = is_denied(word);
    if let Some(rest) = rest.filter(|_| !denied || listed.is_some_and(|own| is_of_list(own.0))) {
        forms.push(rest.to_owned());
    }
    if denied || rest.is_some_and(is_denied) {
        return forms;
    }
    if let Some((first, _)) = listed.filter(|own| own.0.len() == 2) {
        forms.push(first.to_owned());
    }
    let spaced = word.split([' ', '-', '/']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if !spaced.is_empty() && spaced != word {
        forms.push(spaced);
    }
    forms
}

/// The letter of a list: the sign after it may have been tidied away. `N` and `Y` are no and yes.
fn is_list_letter(first: &str) -> bool {
    matches!(first.as_bytes(), [b'a'..=b'l'])
}

/// A number of a list, or a code of the statutory return such as `c2`.
fn is_code(first: &str) -> bool {
    first.len() <= 2
        && first != "0"
        && first.bytes().all(|own| own.is_ascii_alphanumeric())
        && first.bytes().any(|own| own.is_ascii_digit())
}

/// First words of what is not so, or is over.
const DENIES: [&str; 13] = [
    "no",
    "not",
    "non",
    "never",
    "ex",
    "un",
    "former",
    "formerly",
    "previous",
    "previously",
    "ended",
    "closed",
    "ceased",
];

/// True for words that say that something is not so, or is over.
fn is_denied(word: &str) -> bool {
    let mut parts = word.split(|own: char| !own.is_alphanumeric()).filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return false };
    let rest: Vec<&str> = parts.collect();
    let Some(last) = rest.last() else { return false };
    let over = matches!(*last, "ended" | "closed" | "ceased");
    let relevant = first == "former" && rest.first() == Some(&"relevant");
    over || (DENIES.contains(&first) && !relevant)
}

/// True for words that say that something is not so, or is over.
#[must_use]
pub fn denies(text: &str) -> bool {
    is_denied(&same_word(text))
}

/// Words between a word that denies and what it denies: `not currently on a CP plan`.
const BETWEEN: [&str; 9] = ["currently", "longer", "now", "known", "on", "a", "an", "subject", "to"];

/// What a word denies: `looked after` of `not looked after`, `cp` of `cp ended`. `over`: also what was so once.
fn denied(word: &str, over: bool) -> Option<String> {
    let mut parts: Vec<&str> = word.split(|own: char| !own.is_alphanumeric()).filter(|own| !own.is_empty()).collect();
    let first = *parts.first()?;
    if DENIES.iter().take(if over { DENIES.len() } else { 4 }).any(|own| *own == first) {
        parts.remove(0);
        while parts.first().is_some_and(|own| BETWEEN.contains(own)) {
            parts.remove(0);
        }
    } else if over && matches!(parts.last(), Some(&("ended" | "closed" | "ceased"))) {
        parts.pop();
    } else {
        return None;
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The words of a plan in the column that marks it: `LAC` is yes there, `Not LAC` and `Ex-LAC` are no.
fn of_marked(plan: Plan, forms: &[String], word: &str) -> Option<String> {
    let is_it = |form: &String| {
        let own = look_up(PLAN, form).and_then(|code| Plan::with_code(&code));
        own.is_some_and(|own| own == plan)
    };
    if forms.iter().any(is_it) {
        return Some("yes".to_owned());
    }
    denied(word, true).filter(is_it).map(|_| "no".to_owned())
}

/// The words of the heading in its own column: `UASC` is yes under `UASC`, `Not UASC` is no.
fn of_heading(heading: &str, word: &str) -> Option<String> {
    let same = |text: &str| {
        let parts = text.split(|own: char| !own.is_alphanumeric()).filter(|own| !own.is_empty());
        parts.collect::<Vec<&str>>().join(" ")
    };
    let bare = heading.split(['(', '[']).next().unwrap_or_default();
    let heading = same(&tidy(bare));
    if heading.is_empty() {
        return None;
    }
    if heading == same(word) {
        return Some("yes".to_owned());
    }
    (denied(word, false)? == heading).then(|| "no".to_owned())
}

/// Several plans in one cell, such as `CP/LAC`: both where a child is looked after and on a child protection
/// plan, else the one that stands above the others.
fn of_several(word: &str) -> Option<String> {
    let parts = word.replace(" and ", "/");
    let mut plans: Vec<Plan> = Vec::new();
    for part in parts.split(['/', '+', '&', ',', ';']).map(tidy).filter(|part| !part.is_empty()) {
        let code = look_up(PLAN, &part)?;
        plans.push(Plan::with_code(&code)?);
    }
    let (first, rest) = plans.split_first()?;
    let mut both = *first;
    for plan in rest {
        both = together(both, *plan)?;
    }
    (!rest.is_empty()).then(|| both.text().to_owned())
}

/// Words after a plan that say only how or why it is that plan.
const QUALIFIERS: &str = "neglect|emotional|physical|sexual|abuse|harm|multiple|exploitation|cwd|disability|disabled|plan|\
     case|open|active|current|child|children|and|&|or|voluntary";

/// Words after a plan that say that it is over, was, is to come, or may be.
const CHANGES: &str = "ended|ending|end|ends|closed|closing|close|closure|ceased|ceasing|cease|pending|awaiting|await|\
     step|stepped|stepping|down|discharge|discharged|discharging|removed|transfer|transferred|transferring|from|to|until|\
     was|previous|previously|former|formerly|ex|not|no|never|non|refused|withdrawn|declined|considered|considering|\
     possible|potential|proposed|requested|request|referral|referred|conference|icpc|enquiry|enquiries|investigation|\
     strategy|initial|pre|post|edge|historic|historical|history|past|old|discontinued|rescinded|revoked|expired|suspended|\
     lapsed|complete|completed|finished|inactive|nfa|archive|archived|out|off|left|gone|review|due|planned";

/// A plan with what qualifies it after a dash, in brackets (which are blanks by now) or as words that say only why:
/// `CP - Neglect`, `Child in Need (S17)`, `CP Neglect`. Nothing where what follows says that it is over or to come, or
/// names another plan.
fn of_first_part(word: &str) -> Option<String> {
    let is_one_of = |table: &str, part: &str| table.split('|').any(|own| own == part);
    let parts = || word.split(|own: char| !own.is_alphanumeric() && own != '&').filter(|part| !part.is_empty());
    if is_denied(word) || parts().any(|part| is_one_of(CHANGES, part)) {
        return None;
    }
    let plan_of = |text: &str| look_up(PLAN, tidy(text).as_str()).filter(|code| code != LEAVE_ROW);
    // Nothing in the rest may be another plan.
    let agrees = |code: &str, rest: &str| {
        let of_rest = plan_of(rest);
        of_rest.as_deref() == Some(code)
            || (of_rest.is_none()
                && rest.split(|own: char| !own.is_alphanumeric()).filter_map(plan_of).all(|own| own == code))
    };
    if let Some((first, rest)) = word.split_once(" - ").or_else(|| word.split_once(": ")) {
        return plan_of(first).filter(|code| agrees(code, rest));
    }
    let parts: Vec<&str> = word.split(' ').collect();
    (1..parts.len()).rev().find_map(|first| {
        let (first, rest) = parts.split_at(first);
        let code = plan_of(&first.join(" "))?;
        let rest_words = rest.join(" ");
        let is_sure = plan_of(&rest_words).as_deref() == Some(code.as_str())
            || rest.iter().all(|own| is_one_of(QUALIFIERS, own) || plan_of(own).as_deref() == Some(code.as_str()));
        is_sure.then_some(code)
    })
}

/// True for words of what is over (`CIN closed`): such a child is hardly an open case, and it is asked before anything
/// is read.
#[must_use]
pub fn is_over(word: &str) -> bool {
    let mut parts = word.split(|own: char| !own.is_alphanumeric());
    parts.any(|own| matches!(own, "ended" | "closed" | "ceased"))
}

/// What two plans of one child come to: looked after and on a child protection plan are both; either of them takes
/// in a child in need; any plan takes in an assessment. Nothing where they are at odds.
#[must_use]
pub fn together(one: Plan, other: Plan) -> Option<Plan> {
    use Plan::{ChildInNeed, ChildProtection, ChildProtectionAndLookedAfter as Both, LookedAfter, UnderAssessment};
    match (one, other) {
        _ if one == other => Some(one),
        (ChildProtection, LookedAfter | Both)
        | (LookedAfter, ChildProtection | Both)
        | (Both, ChildProtection | LookedAfter) => Some(Both),
        (ChildInNeed, plan @ (ChildProtection | LookedAfter | Both))
        | (plan @ (ChildProtection | LookedAfter | Both), ChildInNeed)
        | (UnderAssessment, plan)
        | (plan, UnderAssessment) => Some(plan),
        _ => None,
    }
}

/// Yes and no under a heading that says which way it is asked: `Out of area?`.
fn of_area(heading: &str, word: &str) -> Option<String> {
    let yes = look_up(&YES_NO[..2], word)? == "yes";
    let heading = tidy(heading);
    let asks = |words: &[&str]| words.iter().any(|word| heading.split([' ', '/', '-']).any(|own| own == *word));
    let (out, within) = (asks(&["out", "outside", "ooa", "oob", "ooc"]), asks(&["in", "inside", "within"]));
    match (out, within) {
        (true, false) => Some(if yes { "outside" } else { "in_area" }.to_owned()),
        (false, true) => Some(if yes { "in_area" } else { "outside" }.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN_OF_CHILD: Target = Target::Fact(Of::Child, "plan");

    fn plan(word: &str) -> Option<String> {
        guess(PLAN_OF_CHILD, "Status", &same_word(word))
    }

    #[test]
    fn every_code_of_a_table_is_one_of_its_fact() {
        let mut tables: Vec<(Target, &[(&str, &str)])> = vec![(PLAN_OF_CHILD, PLAN)];
        tables.extend(OTHERS.iter().map(|own| (Target::Fact(own.0, own.1), own.2)));
        for (target, table) in tables {
            let closed = target.closed().unwrap();
            for (code, words) in table {
                assert!(closed.iter().any(|own| own.0 == *code), "{code}");
                for word in words.split('|') {
                    assert_eq!(same_word(word), word);
                    let codes: Vec<_> = table.iter().filter(|own| own.1.split('|').any(|own| own == word)).collect();
                    assert_eq!(codes.len(), 1, "{word}");
                    // A word is never taken for another choice's own words.
                    assert_eq!(guess(target, "", word).as_deref(), Some(*code), "{word}");
                }
            }
        }
        for (code, words) in YES_NO {
            for word in words.split('|') {
                assert_eq!(
                    guess(Target::Fact(Of::Child, "interpreter"), "", &same_word(word)).as_deref(),
                    Some(code),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn plans_are_understood_in_the_words_of_the_field() {
        for (word, code) in [
            ("LAC", "looked_after"),
            ("CLA", "looked_after"),
            ("CIC", "looked_after"),
            ("Looked After", "looked_after"),
            ("a) Looked after child", "looked_after"),
            ("a - Looked after child", "looked_after"),
            ("C2 - Full care order", "looked_after"),
            ("CP", "child_protection"),
            ("CPP", "child_protection"),
            ("b) Child Protection plan", "child_protection"),
            ("CIN", "child_in_need"),
            ("Care leaver", "care_leaver_former_relevant"),
            ("CP/LAC", "child_protection_and_looked_after"),
            ("LAC & CP", "child_protection_and_looked_after"),
            ("CLA and CPP", "child_protection_and_looked_after"),
            ("CIN / CP", "child_protection"),
            ("e) Closed episode", LEAVE_ROW),
            ("child_in_need", "child_in_need"),
        ] {
            assert_eq!(plan(word).as_deref(), Some(code), "{word}");
        }
        for word in ["", "Amber", "CP/Amber", "/", "a)"] {
            assert_eq!(plan(word), None, "{word}");
        }
    }

    #[test]
    fn what_is_not_so_or_is_over_is_never_taken_for_the_thing() {
        for word in [
            "No CP plan",
            "Ex-LAC",
            "EX LAC",
            "No LAC",
            "EX-CP",
            "No care order",
            "Not CP",
            "No s17",
            "N LAC",
            "Previously LAC",
            "Former LAC",
            "CP ended",
            "CP - closed",
            "C2 - ended",
            "a) CP ended",
            "EH closed",
            "CP (ended)",
            "No NFA",
            "Non-LAC",
            "CP/LAC ended",
        ] {
            assert_eq!(plan(word), None, "{word}");
        }
        let case = |fact, word: &str| guess(Target::Fact(Of::Case, fact), "", &same_word(word));
        assert_eq!(case("court_stage", "No PLO"), None);
        assert_eq!(case("order", "No SO"), None);
        assert_eq!(guess(Target::Fact(Of::Child, "disability"), "", &same_word("No yes")), None);
        assert_eq!(guess(Target::Fact(Of::Child, "disability"), "", &same_word("b) No")).as_deref(), Some("no"));
        assert_eq!(case("order", "No order").as_deref(), Some("none"));
        assert_eq!(plan("Former relevant child").as_deref(), Some("care_leaver_former_relevant"));
        assert_eq!(plan("Case closed").as_deref(), Some(LEAVE_ROW));
        assert_eq!(plan("1. Closed").as_deref(), Some(LEAVE_ROW));
    }

    #[test]
    fn in_a_column_of_its_own_a_plan_is_yes_and_what_is_not_so_or_over_is_no() {
        let marked = |plan, word: &str| guess(Target::Marked(plan), "", &same_word(word));
        for word in ["Looked after", "LAC", "CLA", "Child in care", "yes"] {
            assert_eq!(marked(Plan::LookedAfter, word).as_deref(), Some("yes"), "{word}");
        }
        for word in [
            "Not looked after",
            "Not LAC",
            "Non-LAC",
            "Ex-LAC",
            "Not currently looked after",
            "No longer LAC",
            "LAC ended",
            "No",
        ] {
            assert_eq!(marked(Plan::LookedAfter, word).as_deref(), Some("no"), "{word}");
        }
        for word in ["No CP", "No CP plan", "Not on a CP plan", "Not subject to a child protection plan", "CP (ended)"]
        {
            assert_eq!(marked(Plan::ChildProtection, word).as_deref(), Some("no"), "{word}");
        }
        // Of something else nothing is said here.
        for word in ["No CP", "CIN", "Not in school", "Former relevant child"] {
            assert_eq!(marked(Plan::LookedAfter, word), None, "{word}");
        }
        let fact =
            |heading: &str, word: &str| guess(Target::Fact(Of::Child, "asylum_seeker"), heading, &same_word(word));
        assert_eq!(fact("UASC", "UASC").as_deref(), Some("yes"));
        assert_eq!(fact("UASC (Y/N)?", "Not UASC").as_deref(), Some("no"));
        assert_eq!(fact("UASC", "Non-UASC").as_deref(), Some("no"));
        assert_eq!(fact("UASC", "Former UASC"), None);
        assert_eq!(fact("", "Not UASC"), None);
    }

    #[test]
    fn yes_means_what_the_heading_asks() {
        let area = |heading: &str, word: &str| guess(Target::Fact(Of::Case, "area"), heading, &same_word(word));
        assert_eq!(area("Out of area?", "Y").as_deref(), Some("outside"));
        assert_eq!(area("Out of area?", "N").as_deref(), Some("in_area"));
        assert_eq!(area("In borough", "yes").as_deref(), Some("in_area"));
        assert_eq!(area("In/out of area", "yes"), None);
        assert_eq!(area("In/out of area", "Out").as_deref(), Some("outside"));
    }
}
