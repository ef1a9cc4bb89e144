//! Which column is what, by its heading: exact names first, then the words of the field.

use super::targets::{Rows, Target};
use crate::importing::heading::tidy;
use std::collections::BTreeMap;

/// How sure a guess is. Where two columns could be the same, the surer has it; of equals the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// A word that often means it.
    Perhaps,
    /// A word of the field for it.
    Likely,
    /// Its own name.
    Exact,
    /// The reader said so last time.
    Said,
}

/// Words for columns of children: the target's code, then headings that mean it, tidied, with `|` between.
const CHILDREN: &[(&str, &str)] = &[
    (
        "id",
        "child number|child no|child id|child ref|child reference|child unique id|unique id|unique child id|\
         unique identifier|unique reference|child identifier|case no|case number|case id|case ref|\
         case reference|client id|client no|client number|client ref|person id|person no|person number|\
         person ref|lcs number|lcs id|lcs no|lcs|liquidlogic id|liquid logic id|liquidlogic number|ll id|\
         mosaic id|mosaic number|mosaic no|mosaic|mosaic person id|eclipse id|eclipse number|eclipse|\
         carefirst id|carefirst number|carefirst no|carefirst|careworks id|frameworki id|framework i id|\
         fwi id|fwi number|azeus id|swift id|swift number|ics number|ics id|ics no|icr number|pid|id|\
         id number|id no|record number|record id|system id|system number|system ref|service user number|\
         service user id|service user no|su id|su number|yp id|p number|protocol id|protocol number|\
         soscare number|soscare no|soscare id|soscare|paris id|rio id|unique ref|cyp id|subject id|la child id|uid|cf6|child unique ref|\
         child reference number|child mosaic id|child system id|cyp number|subject number|la id|child la id",
    ),
    (
        "family",
        "family number|family id|family no|family ref|family reference|family identifier|family code|\
         family group|family group id|family unit|household|household id|household number|household ref|\
         sibling group|sibling group id|siblings ref|sibling ref|sibling id|group id|siblings group|relationship group|siblings number",
    ),
    (
        "worker",
        "worker|allocated worker|allocated social worker|allocated sw|allocated worker name|\
         allocated sw name|social worker|social worker name|sw|sw name|asw|key worker|keyworker|lead worker|\
         lead practitioner|lead professional|lead social worker|practitioner|case worker|caseworker|\
         case holder|caseholder|case holding worker|worker name|name of worker|name of social worker|\
         allocated to|assigned to|assigned worker|allocated practitioner|responsible worker|primary worker|\
         main worker|named worker|named social worker|supervising social worker|case owner|case allocated to|\
         holder|worker primary|allocated professional|allocated officer|responsible officer|case officer|\
         responsible social worker|responsible practitioner|alloc worker|alloc sw|allocated case worker|\
         allocated caseworker|allocated key worker|case worker allocated|lead officer|allocated staff|\
         responsible professional|responsible user|responsible person|case allocated worker|\
         case allocated social worker|case allocated sw|sw1|sw 1|worker 1|worker1|social worker 1|lead sw",
    ),
    (
        "co_worker",
        "co-worker|co worker|coworker|co-allocated worker|co-allocated|co allocated|second worker|\
         secondary worker|secondary social worker|second social worker|joint worker|joint allocated worker|\
         joint allocation|other worker|additional worker|co-working with|co-worked with|personal adviser|\
         personal advisor|pa|allocated pa|allocated personal adviser|allocated personal advisor|\
         sw2|sw 2|worker 2|worker2|social worker 2|second sw|secondary sw|joint sw",
    ),
    (
        "team",
        "team|allocated team|team name|current team|responsible team|worker team|worker's team|\
         social work team|sw team|case holding team|allocated worker team|team/service|service team|pod|hub|\
         team/unit|key team|alloc team|case team|allocated to team|worker's current team",
    ),
    ("child.label", "label|initials|child initials|child's initials|yp initials|client initials"),
    (
        "child.age",
        "age|age years|age in years|current age|age of child|age of child years|child age|child's age|yp age|\
         age today|age now|date of birth|dob|d.o.b|d o b|birth date|birthday|born|edd|expected date of delivery|birthdate|date of birth dob|child dob|\
         child's date of birth|child date of birth|age yrs",
    ),
    (
        "child.plan",
        "plan|plan type|type of plan|current plan|child plan|child's plan|status|case status|current status|\
         child status|child's status|case type|type of case|cin/cp/lac|cin/cp/cla|cin/cp/cic|cp/cin/lac|\
         cp/cin|cin/cp|cin / cp / lac|lac/cp/cin|lac/cp|cp/lac|lac/cp/cin/cl|cin/cp/lac/cl|cin cp lac|\
         case category|category of case|case level|work type|type of involvement|involvement type|involvement|status of child|\
         cohort|classification|plan status|status cin/cp/lac|threshold",
    ),
    (
        "open",
        "open/closed|open or closed|open closed|active/inactive|is open|case open|record status|episode status|\
         involvement status|allocation status|referral status|case state|open status|case open/closed",
    ),
    ("child.unstable", "unstable|situation unstable|is the situation unstable"),
    (
        "child.disability",
        "disability|disabled|disabled child|has disability|child disability|child has a disability|\
         does the child have a disability|does child have a disability|disability y/n|disability status|\
         child with disability|child with a disability",
    ),
    ("child.complex_child_protection", "complex cp|cp complex|complex child protection"),
    ("child.complex_looked_after", "complex lac|lac complex|complex cla|complex looked after"),
    ("child.living_independently", "living independently|independent living|lives independently"),
    (
        "child.private_fostering_since",
        "private fostering since|private fostering start|privately fostered since|private fostering referral",
    ),
    ("child.newly_accommodated", "newly accommodated|newly looked after|new lac|new into care"),
    (
        "child.permanent_placement",
        "permanent placement|permanently placed|permanently matched|long term placement|long-term placement",
    ),
    ("child.regulation_24", "regulation 24|reg 24|reg24|regulation 24 placement|reg 24 placement"),
    ("child.short_breaks", "short breaks|short break|type of short break"),
    ("child.placement", "placement label|placement id|placement number|placement ref|urn of placement|placement urn"),
    (
        "child.placed_since",
        "placed since|placement start|placement start date|date placed|date of placement|\
         current placement start date|current placement start|in placement since|\
         start date of most recent placement|start of placement|placement began|placement date",
    ),
    ("child.last_move", "last move|move planned|planned/unplanned|planned or unplanned move"),
    ("child.moved_in", "month of last move|date of last move|last move date|last placement move|date moved"),
    ("child.leaver_placement", "leaver placement|care leaver placement"),
    ("child.safety_concern", "safety concern|active safety concern"),
    (
        "child.area",
        "placement location|location of placement|placed in/out|placement in/out of area|placed out of area|\
         placed out of borough|placed out of county|out of area placement|out of borough placement|\
         out of county placement|ooa placement",
    ),
    (
        "child.minutes_each_way",
        "travel to child|travel time to child|travel to placement|travel time to placement|\
         minutes to placement",
    ),
    (
        "child.interpreter",
        "interpreter|interpreter needed|interpreter required|interpreter used|needs interpreter|\
         interpreter y/n",
    ),
    ("child.adult_of_concern", "adult of concern|risky adult"),
    ("child.mappa_meeting", "mappa|mappa meeting|mappa case"),
    ("child.complex_communication", "complex communication|communication needs"),
    (
        "child.asylum_seeker",
        "uasc|uasc y/n|unaccompanied asylum seeker|unaccompanied asylum seeking child|unaccompanied|\
         unaccompanied asylum seeking child uasc within the last 12 months y/n|asylum seeker|uaschild",
    ),
    ("child.asylum_since", "uasc since|uasc start|uasc start date|date of arrival uasc"),
    ("child.homeless", "homeless|homeless 16/17|homeless 16-17|16/17 homeless|homeless 16 or 17"),
    ("child.adoption_breakdown", "adoption breakdown|adoption disruption"),
    ("child.police_protection", "police protection|police powers|under police protection"),
    ("marked.under_assessment", "assessment only|in assessment"),
    ("marked.early_help", "eh|early help"),
    (
        "marked.child_in_need",
        "cin|child in need|cin plan|on cin|on cin plan|on a cin plan|cin plan y/n|cin y/n|cin plan open",
    ),
    (
        "marked.child_protection",
        "cp|cpp|child protection|cp plan|child protection plan|on cp|on cp plan|on a cp plan|cp plan y/n|cp y/n|\
         subject to cp|subject to cp plan|subject to a cp plan|on child protection plan|on a child protection plan",
    ),
    ("marked.looked_after", "lac|cla|cic|looked after|looked after child|child looked after|child in care"),
    ("marked.care_leaver_former_relevant", "care leaver|cl|leaving care"),
    (
        "case.allocated_on",
        "allocated|allocated in|allocated on|allocated date|allocated since|date allocated|allocation date|\
         date of allocation|allocation start|allocation start date|case allocated|date allocated to worker|\
         date allocated to sw|worker since|worker start date|sw since|allocated to worker since|\
         date allocated to social worker|worker allocation date",
    ),
    (
        "case.closing_in",
        "closing|closing in|closing date|closed|closed on|closed date|date closed|case closed|closure date|\
         date of closure|case closure date|case end date|end date|date ended|cin closure date|\
         expected closure|planned closure|due to close|closing on|case closed date|case closed on|case closing date|\
         closed dt|date case closed|case date closed|involvement end date|involvement end|involvement ended|\
         date involvement ended|allocation end|allocation end date|allocation ended|date allocation ended|\
         relationship end date|relationship end|relationship ended|worker end date|referral end date|\
         referral closed date|referral closure date|date ceased|ceased|ceased date|closure|date of case closure",
    ),
    ("case.transferring_in", "transferring|transferring in|transfer due|due to transfer"),
    ("case.unallocated_since", "unallocated since|date unallocated|waiting since|awaiting allocation since"),
    ("case.co_working", "co-working|co working|co-worked|joint working|shared how"),
    ("case.order", "order|orders|supervision order"),
    ("case.siblings_known", "siblings known|all siblings listed"),
    ("case.seen_together", "seen together|siblings seen together|visited together"),
    ("case.locality", "locality|patch|district|neighbourhood|locality area"),
    (
        "case.area",
        "in/out of area|in or out of area|in area|out of area|ooa|out of borough|out of county|\
         out of authority|out of city|oob|ooc|family lives|home area|in borough|in county",
    ),
    (
        "case.minutes_each_way",
        "travel|travel time|travel minutes|travel mins|travel time mins|travel time minutes|\
         travel time each way|journey|journey time|journey minutes|minutes travel|mins each way|\
         minutes each way|one way travel time|time to travel|drive time",
    ),
    (
        "case.court_stage",
        "court|court stage|court status|stage of court|legal stage|stage of proceedings|court proceedings|\
         care proceedings|in proceedings|proceedings|plo|plo stage|plo status|legal proceedings|\
         plo/proceedings|plo/court|pre-proceedings|pre proceedings|in court",
    ),
    (
        "case.court_kind",
        "kind of proceedings|type of proceedings|type of application|application type|court application",
    ),
    ("case.placed_full_time", "children placed|number of children placed|no of children placed|placed full time"),
    ("case.placed_part_time", "placed part time"),
    (
        "task.single_assessment",
        "open assessment|open assessment since|assessment since|assessment start|assessment start date|\
         assessment started|date assessment started|single assessment|single assessment start|\
         single assessment start date|sa start|sa start date|c&f assessment|c&f start|c&f start date|\
         c&f assessment start|c&f assessment start date|child and family assessment|\
         child and family assessment start date|c and f assessment|c and f assessment start date|\
         continuous assessment start date|cfa start date|cfa start|assessment",
    ),
    (
        "task.section_47",
        "s47|s.47|s47 start|s47 start date|s47 date|s47 since|open s47|s47 enquiry|section 47|\
         section 47 start|section 47 start date|section 47 enquiry|section 47 enquiry start date|\
         section 47 since|strategy discussion initiating section 47 enquiry start date",
    ),
    ("task.pre_birth_assessment", "pre-birth assessment|pre birth assessment|pba|pre-birth assessment start date"),
    ("task.core_assessment", "core assessment|core assessment start date"),
    ("task.initial_assessment", "initial assessment|initial assessment start date"),
    ("task.parenting_assessment", "parenting assessment|parenting assessment start date"),
    ("task.viability_assessment", "viability assessment|viability|viability assessment start date"),
    ("task.age_assessment", "age assessment|age assessment start date"),
    ("task.special_guardianship_report", "sgo report|sgo assessment|special guardianship assessment"),
    ("task.child_permanence_report", "cpr|child permanence report"),
    ("task.section_7_report", "section 7|s7|s7 report|section 7 report"),
    ("task.section_37_report", "section 37|s37|s37 report|section 37 report"),
];

/// The same, where a heading is less sure.
const CHILDREN_PERHAPS: &[(&str, &str)] = &[
    ("id", "#|number|no|ref|ref no|reference|reference number|identifier|client|case"),
    ("worker", "owner|lead|name of allocated worker|ssw|staff|staff name|worker/pa|sw/pa|employee|officer"),
    ("team", "unit|service|service area|organisation|org unit|organisation unit|section|office|business unit"),
    ("family", "family|siblings"),
    (
        "child.plan",
        "legal status|child's legal status|category|type|level|level of need|stage|tier|service type|classification group",
    ),
    ("case.locality", "area"),
    ("case.allocated_on", "start date|date started|start|opened|date opened"),
    ("child.placement", "placement|carers|carer"),
    (
        "case.closing_in",
        "plan end date|plan ended|plan end|date plan ended|plan closure date|episode end date|episode end|episode ended|\
         class end date|classification end date|category end date|status end date|service end date|completed on|\
         date completed|completed|completion date|end|ended|ended on|ended date|finish date|date finished|to date",
    ),
];

/// Words for columns of practitioners.
const PRACTITIONERS: &[(&str, &str)] = &[
    (
        "worker",
        "worker|worker name|name|full name|social worker|social worker name|sw|sw name|practitioner|\
         practitioner name|staff|staff name|staff member|member of staff|employee|employee name|team member|\
         initials|worker initials|name of worker|allocated worker|case holder|label",
    ),
    ("team", "team|team name|current team|pod|hub|allocated team|social work team"),
    (
        "full_time",
        "fte|wte|full time equivalent|full-time equivalent|full-time equivalent fte|full time equivalent fte|\
         whole time equivalent|whole-time equivalent|contracted fte|fte/wte|current fte|ft/pt|\
         full time/part time|full or part time",
    ),
    ("practitioner.team_type", "team type|type of team|service area|kind of team|function|team function"),
    (
        "practitioner.role",
        "role|job title|job|job role|post|post title|position|grade|designation|worker role|worker type",
    ),
    (
        "practitioner.hours_per_week",
        "hours|hrs|hours a week|hours per week|hrs per week|hours/week|hrs/week|hrs pw|hours pw|hpw|\
         weekly hours|contracted hours|contract hours|contracted hrs|contracted hours per week|working hours|\
         hours worked|hours contracted",
    ),
    (
        "practitioner.full_time_hours",
        "full time hours|full-time hours|ft hours|full time week|full-time hours a week|standard hours",
    ),
    (
        "practitioner.qualified_since",
        "qualified|qualified since|qualified in|date qualified|qualification date|date of qualification|\
         date of qualifying",
    ),
    (
        "practitioner.started_on",
        "asye start|asye start date|asye started|asye began|start of asye|start date|started|date started|\
         employment start|employment start date|date joined|joined|in post since|date commenced|commenced|\
         start|date started in post",
    ),
    (
        "practitioner.on_programme",
        "asye|asye y/n|on asye|asye programme|on asye programme|still on the asye programme|on programme",
    ),
    ("practitioner.attending_university", "attending university|in term|university|at university"),
    (
        "practitioner.personal_capacity",
        "maximum points|max points|points limit|points capacity|capacity in points|capacity points",
    ),
];

/// The same, where a heading is less sure.
const PRACTITIONERS_PERHAPS: &[(&str, &str)] =
    &[("practitioner.role", "title|level|type"), ("practitioner.team_type", "service"), ("team", "unit|area|locality")];

/// Words that say nothing of what a heading means.
const NOISE: [&str; 17] = [
    "current",
    "latest",
    "child",
    "childs",
    "child's",
    "children's",
    "the",
    "of",
    "for",
    "yp",
    "client",
    "client's",
    "please",
    "most",
    "recent",
    "young",
    "person's",
];

/// Everything that headings of one kind of table mean, made ready to be looked up.
pub struct Guesses {
    names: BTreeMap<String, (Target, Sure)>,
}

impl Guesses {
    /// What headings of such a table mean.
    #[must_use]
    pub fn of(rows: Rows) -> Self {
        let targets: Vec<(Target, String)> = rows.targets().into_iter().map(|own| (own, own.code())).skip(1).collect();
        let mut names = BTreeMap::new();
        let mut add = |name: String, target: Target, sure: Sure| {
            if !name.is_empty() {
                names.entry(name).or_insert((target, sure));
            }
        };
        let forms: [fn(&Target) -> String; 4] = [
            |own| tidy(&own.heading()),
            |own| tidy(&own.code()),
            |own| tidy(&own.words()),
            // A bare name of one word, such as `area`, is a word like any other.
            |own| own.definition().map(|own| tidy(own.id)).filter(|id| id.contains(' ')).unwrap_or_default(),
        ];
        for form in forms {
            for (target, _) in &targets {
                add(form(target), *target, Sure::Exact);
            }
        }
        let (likely, perhaps) = match rows {
            Rows::Children => (CHILDREN, CHILDREN_PERHAPS),
            Rows::Practitioners => (PRACTITIONERS, PRACTITIONERS_PERHAPS),
        };
        for (table, sure) in [(likely, Sure::Likely), (perhaps, Sure::Perhaps)] {
            for (code, words) in table {
                if let Some((target, _)) = targets.iter().find(|(_, own)| own == code) {
                    for word in words.split('|') {
                        add(word.to_owned(), *target, sure);
                    }
                }
            }
        }
        // A report of a database has no blanks: `PersonID`, `ALLOCATEDTEAM`.
        let squeezed: Vec<_> = names.iter().map(|(name, own)| (squeezed(name), *own)).collect();
        for (name, (target, sure)) in squeezed {
            if name.len() >= SQUEEZED {
                names.entry(name).or_insert((target, sure.min(Sure::Likely)));
            }
        }
        Self { names }
    }

    /// What a heading most likely means, and how sure that is.
    #[must_use]
    pub fn guess(&self, heading: &str) -> Option<(Target, Sure)> {
        let whole = tidy(heading);
        let mut best: Option<(Target, Sure)> = None;
        for form in forms(heading, &whole) {
            if let Some((target, sure)) = self.names.get(&form) {
                // Only the whole heading is somebody's own name.
                let sure = if form == whole { *sure } else { (*sure).min(Sure::Likely) };
                if best.is_none_or(|(_, own)| own < sure) {
                    best = Some((*target, sure));
                }
            }
        }
        best.or_else(|| self.names.get(&squeezed(&whole)).copied()).or_else(|| self.guess_named(&whole))
    }

    /// The same for a worker or a team whose heading says that it is a name: `Case holder full name`.
    fn guess_named(&self, whole: &str) -> Option<(Target, Sure)> {
        let squeezed_whole = squeezed(whole);
        let of_squeezed = |end: &str| self.names.get(squeezed_whole.strip_suffix(end)?);
        let spaced: Vec<&str> = whole.split(|own: char| !own.is_alphanumeric()).filter(|own| !own.is_empty()).collect();
        let is_ending = |own: &&str| matches!(*own, "name" | "names" | "full" | "description" | "desc");
        let named = spaced.iter().rposition(|own| !is_ending(own))? + 1;
        let bare = spaced.get(..named)?.join(" ");
        let own = self.names.get(&bare).or_else(|| self.names.get(&squeezed(&bare)));
        let own = own.or_else(|| of_squeezed("fullname")).or_else(|| of_squeezed("name"));
        own.copied().filter(|own| matches!(own.0, Target::Worker | Target::CoWorker | Target::Team))
    }
}

/// From so many letters on a heading is looked up without its blanks.
const SQUEEZED: usize = 5;

/// A heading without what stands between its words.
fn squeezed(text: &str) -> String {
    text.chars().filter(|own| own.is_alphanumeric()).collect()
}

/// Headings of what the worker of a row is to the child: believed where the words below them say so.
const OF_ROLE: &str = "involvement type|type of involvement|involvement|involvement role|involvement reason|role|worker role|\
     role of worker|role type|worker type|type of worker|relationship|relationship type|relationship to child|\
     professional role|professional relationship|allocation type|allocation role|type of allocation|assignment type|\
     assignment role|professional type|worker relationship|role of professional|worker involvement type|job title";

/// True for a heading of what the worker of a row is to the child.
#[must_use]
pub fn is_of_role(heading: &str) -> bool {
    let whole = tidy(heading);
    OF_ROLE.split('|').any(|own| own == whole || squeezed(own) == squeezed(&whole))
}

/// Headings of how many cases somebody may have: they are no points of a scheme.
const OF_LIMITS: &str = "capacity|case capacity|caseload capacity|maximum caseload|max caseload|maximum cases|max cases|\
     caseload limit|case limit|target caseload|caseload target|caseload max|max number of cases|maximum number of cases";

/// True for a heading of how many cases somebody may have.
#[must_use]
pub fn is_of_limit(heading: &str) -> bool {
    let whole = tidy(heading);
    OF_LIMITS.split('|').any(|own| own == whole)
}

/// The name of a column without that of its table, as databases export it: `DimChild[ChildID]`, `tblChild_ChildRef`; and
/// what a column of yes and no is about: `IsCIN`.
fn of_database(heading: &str) -> Option<String> {
    let heading = heading.trim();
    let is_name = |own: &str| !own.contains(' ');
    if let Some((_, own)) = heading.strip_suffix(']').and_then(|own| own.rsplit_once('[')).filter(|own| is_name(own.0))
    {
        return Some(own.to_owned());
    }
    if let Some((table, own)) = heading.split_once('_') {
        let is_table = ["tbl", "dim", "fact", "vw", "qry", "dbo"]
            .iter()
            .any(|begin| table.get(..begin.len()).is_some_and(|own| own.eq_ignore_ascii_case(begin)));
        return is_table.then(|| own.to_owned());
    }
    let rest = heading.strip_prefix("Is")?;
    rest.starts_with(char::is_uppercase).then(|| rest.to_owned())
}

/// The ways in which a heading is looked up: as it is, without what stands in brackets, without noise.
fn forms(heading: &str, whole: &str) -> Vec<String> {
    let spaced = whole.replace([' ', '/', '.', '-'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = tidy(heading.split(['(', '[']).next().unwrap_or_default());
    let plain = |text: &str| -> String {
        text.split_whitespace().filter(|word| !NOISE.contains(word)).collect::<Vec<_>>().join(" ")
    };
    let mut forms = vec![whole.to_owned(), spaced.clone()];
    forms.extend(of_database(heading).map(|own| tidy(&own)));
    for form in [bare.clone(), plain(whole), plain(&bare), plain(&spaced)] {
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_to_a_target_of_its_table_and_stands_for_one_alone() {
        for (rows, tables) in [
            (Rows::Children, [CHILDREN, CHILDREN_PERHAPS]),
            (Rows::Practitioners, [PRACTITIONERS, PRACTITIONERS_PERHAPS]),
        ] {
            let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
            for (code, words) in tables.into_iter().flatten() {
                assert!(rows.target(code).is_some(), "{code}");
                for word in words.split('|') {
                    assert_eq!(tidy(word), word, "{word} is not tidy");
                    if let Some(other) = seen.insert(word, code) {
                        assert_eq!(other, *code, "{word}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_target_has_a_heading_of_its_own_that_is_recognised_as_it() {
        for rows in [Rows::Children, Rows::Practitioners] {
            let guesses = Guesses::of(rows);
            let mut seen = BTreeMap::new();
            for target in rows.targets().into_iter().filter(|own| *own != Target::Leave) {
                let heading = target.heading();
                assert_eq!(seen.insert(tidy(&heading), target.code()), None, "{heading}");
                assert_eq!(guesses.guess(&heading), Some((target, Sure::Exact)), "{heading}");
                assert_eq!(guesses.guess(&target.code()), Some((target, Sure::Exact)), "{heading}");
                assert_eq!(rows.target(&target.code()), Some(target));
            }
        }
    }

    #[test]
    fn headings_of_the_field_are_understood() {
        for (heading, code) in [
            ("Case No.", "id"),
            ("Client ID", "id"),
            ("LCS number", "id"),
            ("Mosaic ID", "id"),
            ("SW", "worker"),
            ("Key worker", "worker"),
            ("Allocated Worker ", "worker"),
            ("CIN/CP/LAC", "child.plan"),
            ("Status (as at 31/03/2026)", "child.plan"),
            ("Legal Status", "child.plan"),
            ("Child\u{2019}s DOB", "child.age"),
            ("Current Age", "child.age"),
            ("LAC", "marked.looked_after"),
            ("Travel time (mins)", "case.minutes_each_way"),
            ("Open assessment since", "task.single_assessment"),
            ("interpreter", "child.interpreter"),
            ("case.interpreter", "case.interpreter"),
        ] {
            assert_eq!(
                Guesses::of(Rows::Children).guess(heading).map(|own| own.0.code()).as_deref(),
                Some(code),
                "{heading}"
            );
        }
        for (heading, code) in [
            ("Name", "worker"),
            ("Hrs", "practitioner.hours_per_week"),
            ("FTE", "full_time"),
            ("ASYE start", "practitioner.started_on"),
            ("Job Title", "practitioner.role"),
        ] {
            assert_eq!(
                Guesses::of(Rows::Practitioners).guess(heading).map(|own| own.0.code()).as_deref(),
                Some(code),
                "{heading}"
            );
        }
        for heading in ["", "?", "Notes", "Comments", "School", "Manager's decision"] {
            assert_eq!(Guesses::of(Rows::Children).guess(heading), None, "{heading}");
        }
    }
}
