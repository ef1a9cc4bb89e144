//! Single children, written by hand: what the lists say together.

use super::generator::at;
use fairload::facts::record::Record;
use fairload::facts::{Month, When};
use fairload::importing::annex_a::{read, recognised};
use fairload::importing::dropping;
use fairload::importing::found::{At, Found, FoundChild};
use fairload::importing::people;
use fairload::importing::table::{Cell, Row, Sheet};
use proptest::prelude::*;

/// A sheet of lines, with bars between the cells; figures are numbers.
pub fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let cell = |text: &str| match text.trim() {
        "" => Cell::Empty,
        own if own.len() < 5 && own.parse::<i32>().is_ok() => Cell::Number(own.to_owned()),
        own @ ("#N/A" | "#REF!" | "#VALUE!") => Cell::Error(own.to_owned()),
        _ => Cell::Text(text.to_owned()),
    };
    let rows = lines
        .iter()
        .enumerate()
        .map(|(at, line)| Row { number: u32::try_from(at + 1).unwrap(), cells: line.split('|').map(cell).collect() });
    let mut sheet = Sheet { file: "annex-a.xlsx".into(), name: name.into(), rows: rows.collect(), ..Sheet::default() };
    dropping::drop_unneeded(&mut sheet, at().today);
    sheet
}

const SIX: &str =
    "Child Unique ID|Age|CIN Start Date|Primary Need Code|CIN Closure Date|Case status|Allocated Team|Allocated Worker";
const SEVEN: &str =
    "Child Unique ID|Child Protection Plan Start Date|Child Protection Plan End Date|Allocated Team|Allocated Worker";
const EIGHT: &str = "Child Unique ID|Age|Does the Child have a Disability|Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)|Date Started to be Looked After|Child's Legal Status|Date of Latest Statutory Review|Date Ceased to be Looked After|Placement Type|Allocated Team|Allocated Worker";
const NINE: &str = "Child Unique ID|Age|Allocated Team|Allocated Worker|Eligibility Category|Type of Accommodation|Allocated Personal Adviser";
const FOUR: &str = "Child Unique ID|Does the Child have a Disability|Continuous Assessment Start Date|Continuous Assessment Date of Authorisation|Allocated Team|Allocated Worker";
const FIVE: &str = "Child Unique ID|Strategy discussion initiating Section 47 Enquiry Start Date|Was an Initial Child Protection Conference deemed unnecessary?|Date of Initial Child Protection Conference|Allocated Team|Allocated Worker";
const TEN: &str = "Child Unique ID|Family identifier|Date of Decision that Child Should be Placed for Adoption|Date of Placement Order|Date of Matching Child and Prospective Adopters|Date Placed for Adoption|Date of Adoption Order|Date of Decision that Child Should No Longer be Placed for Adoption";

fn six(lines: &[&str]) -> Sheet {
    sheet("List_6", &[&[SIX], lines].concat())
}
fn seven(lines: &[&str]) -> Sheet {
    sheet("List_7", &[&[SEVEN], lines].concat())
}
fn eight(lines: &[&str]) -> Sheet {
    sheet("List_8", &[&[EIGHT], lines].concat())
}
fn nine(lines: &[&str]) -> Sheet {
    sheet("List_9", &[&[NINE], lines].concat())
}
fn four(lines: &[&str]) -> Sheet {
    sheet("List_4", &[&[FOUR], lines].concat())
}
fn five(lines: &[&str]) -> Sheet {
    sheet("List_5", &[&[FIVE], lines].concat())
}
fn ten(lines: &[&str]) -> Sheet {
    sheet("List_10", &[&[TEN], lines].concat())
}

pub fn fact<'f>(child: &'f FoundChild, name: &str) -> Option<&'f str> {
    child.facts.iter().chain(&child.case_facts).find(|(own, _)| own == name).map(|(_, text)| text.as_str())
}

pub fn of<'f>(found: &'f Found, number: &str) -> Option<&'f FoundChild> {
    let code = people::child_code(&at().key, number);
    found.children.iter().find(|child| Some(&child.code) == code.as_ref())
}

/// Plan and month of closing of child 1, or nothing where it is left out.
fn plan(sheets: &[Sheet]) -> Option<(String, Option<String>)> {
    let found = read(sheets, &at());
    let child = of(&found, "1")?;
    Some((fact(child, "plan").unwrap().to_owned(), fact(child, "closing_in").map(str::to_owned)))
}

#[allow(clippy::unnecessary_wraps)]
fn open(plan: &str) -> Option<(String, Option<String>)> {
    Some((plan.to_owned(), None))
}

#[allow(clippy::unnecessary_wraps)]
fn closing(plan: &str) -> Option<(String, Option<String>)> {
    Some((plan.to_owned(), Some("2026-11".to_owned())))
}

fn problems(found: &Found) -> String {
    let lines: Vec<String> =
        found.problems.iter().map(|own| format!("{} {}: {}", own.place.row, own.column, own.words)).collect();
    lines.join("\n")
}

#[test]
fn a_list_that_the_workbook_hides_is_not_read_beside_others_and_that_is_said() {
    let old = Sheet { hidden: true, name: "List_6 (2)".into(), ..six(&["2|4|01/06/2026|N1||b) CIN|North|Ann Old"]) };
    let sheets = [six(&["1|4|01/06/2026|N1||b) CIN|North|Ann Bell"]), old.clone()];
    let found = read(&sheets, &at());
    assert_eq!((found.children.len(), found.practitioners.len()), (1, 1));
    assert_eq!(found.sources[1].why_not, "it is hidden in the file");
    // Alone it is all that there is.
    assert!(recognised(std::slice::from_ref(&old)));
    assert_eq!(read(std::slice::from_ref(&old), &at()).children.len(), 1);
    // Beside a table of another kind it does not tell what the file is.
    assert!(!recognised(&[sheet("Team", &["Case No|Worker|Age", "1|Ann Bell|4"]), old]));
}

#[test]
fn a_case_is_open_with_a_blank_end_or_one_ahead_closes_in_the_month_of_its_end_and_is_over_after_it() {
    let ended =
        |end: &str, status: &str| plan(&[six(&[&format!("1|7|01/03/2026|N1|{end}|{status}|North|Jane Smith")])]);
    assert_eq!(ended("", "c"), open("child_in_need"));
    assert_eq!(ended("#N/A", "c"), open("child_in_need"));
    assert_eq!(ended("01/03/2027", "c"), open("child_in_need"));
    assert_eq!(ended("28/11/2026", "c"), open("child_in_need"));
    assert_eq!(ended("21/11/2026", "c"), closing("child_in_need"));
    assert_eq!(ended("01/11/2026", "e"), closing("child_in_need"));
    assert_eq!(ended("31/10/2026", "e"), None);
    assert_eq!(ended("31/10/2026", "c"), None);
    assert_eq!(ended("Oct-26", "e"), None);
    assert_eq!(ended("36/13/2026", "c"), open("child_in_need"));
    assert_eq!(ended("", "e"), None);
    let found = read(&[six(&["1|7|01/03/2026|N1||e|North|JS", "2|7|01/03/2026|N1|01/02/2026|e|North|JS"])], &at());
    assert_eq!(
        found.left_out,
        // By code, which is by chance.
        {
            let mut both =
                vec![("closed, with no closing date".to_owned(), 1), ("closed before November 2026".to_owned(), 1)];
            both.sort_by_key(|(words, _)| found.left_out.iter().position(|(own, _)| own == words));
            both
        }
    );
}

#[test]
fn seen_from_an_earlier_month_a_case_that_closed_later_is_open() {
    let october = At { month: Month::read("2026-10").unwrap(), ..at() };
    let found = read(
        &[six(&["1|7|01/03/2026|N1|05/11/2026|e) Closed episode|North|JS", "2|7|01/03/2026|N1|05/10/2026|e|North|JS"])],
        &october,
    );
    assert_eq!(fact(of(&found, "2").unwrap(), "closing_in"), Some("2026-10"));
    // The status is that of the day of the file and says nothing of October.
    let later = of(&found, "1").unwrap();
    assert_eq!((fact(later, "plan"), fact(later, "closing_in")), (Some(""), None));
}

#[test]
fn the_plan_is_what_the_lists_say_together() {
    let in_need = |status: &str| six(&[&format!("1|7|01/03/2026|N1||{status}|North|JS")]);
    let on_plan = seven(&["1|01/04/2026||North|JS"]);
    let plan_over = seven(&["1|01/04/2026|01/09/2026|North|JS"]);
    let in_care = eight(&["1|7|b|b|01/05/2026|C2: FCO|01/08/2026||U4|Care|JS"]);
    let care_over = eight(&["1|7|b|b|01/05/2026|C2: FCO|01/08/2026|01/09/2026|U4|Care|JS"]);
    let others = seven(&["2|01/04/2026||North|JS"]);
    for (sheets, expected) in [
        (vec![in_need("a"), on_plan.clone(), in_care.clone()], open("child_protection_and_looked_after")),
        (vec![in_need("a"), in_care.clone()], open("looked_after")),
        (vec![in_need("b"), on_plan.clone()], open("child_protection")),
        (vec![in_need("c"), plan_over.clone()], open("child_in_need")),
        (vec![in_need("b"), plan_over.clone()], open("child_in_need")),
        (vec![in_need("a"), care_over.clone()], open("child_in_need")),
        (vec![in_need("d")], open("under_assessment")),
        (vec![in_need("")], open("")),
        (vec![in_need("Something else")], open("")),
        // The lists that would say more are not there, or do not have the child.
        (vec![in_need("a")], open("looked_after")),
        (vec![in_need("b"), others], open("child_protection")),
        // On one list and not on the other.
        (vec![in_care.clone()], open("looked_after")),
        (vec![on_plan.clone()], open("child_protection")),
        (vec![care_over.clone()], None),
        // Care ended in the month, the plan lasts.
        (vec![on_plan, eight(&["1|7|b|b|01/05/2026|C2|01/08/2026|05/11/2026|U4|Care|JS"])], open("child_protection")),
        (vec![eight(&["1|7|b|b|01/05/2026|C2|01/08/2026|05/11/2026|U4|Care|JS"])], closing("looked_after")),
        // List 6 says closed, List 8 open.
        (vec![six(&["1|7|01/03/2026|N1|01/09/2026|e|North|JS"]), in_care], open("looked_after")),
    ] {
        assert_eq!(plan(&sheets), expected, "{:?}", sheets.iter().map(|own| &own.name).collect::<Vec<_>>());
    }
}

#[test]
fn care_leavers_are_by_category_and_eligible_while_they_are_looked_after() {
    let leaver = |age: &str, category: &str| nine(&[&format!("1|{age}|Leaving Care|JS|{category}|U|")]);
    let in_care = |age: &str| eight(&[&format!("1|{age}|b|b|01/05/2020|C2: FCO|01/08/2026||U4|Care|JS")]);
    assert_eq!(plan(&[leaver("17", "a) Relevant child")]), open("care_leaver_relevant"));
    assert_eq!(plan(&[leaver("19", "b")]), open("care_leaver_former_relevant"));
    assert_eq!(plan(&[leaver("19", "c) Qualifying care leaver")]), open(""));
    assert_eq!(plan(&[leaver("19", "")]), open(""));
    assert_eq!(plan(&[leaver("17", "a"), in_care("17")]), open("care_leaver_eligible"));
    assert_eq!(
        plan(&[leaver("17", "a"), in_care("17"), seven(&["1|01/04/2026||N|JS"])]),
        open("child_protection_and_looked_after")
    );
    // Nobody is looked after at 18.
    assert_eq!(plan(&[leaver("18", "b"), in_care("18")]), open("care_leaver_former_relevant"));
    // A leaver with an open episode of need is a leaver (reading X-2).
    assert_eq!(plan(&[leaver("17", "a"), six(&["1|17|01/03/2026|N1||c|North|JS"])]), open("care_leaver_relevant"));
    let found = read(
        &[nine(&["1|17|Leaving Care||a|S: No fixed abode / homeless|Kim Lee", "2|19|Leaving Care|#N/A|b|S|"])],
        &at(),
    );
    let first = of(&found, "1").unwrap();
    assert_eq!(found.practitioners[first.practitioner.unwrap()].initials, "KL");
    assert_eq!(fact(first, "homeless"), Some("yes"));
    assert_eq!(fact(of(&found, "2").unwrap(), "homeless"), None);
    assert_eq!((of(&found, "2").unwrap().practitioner, of(&found, "2").unwrap().team.as_str()), (None, "Leaving Care"));
}

#[test]
fn how_far_adoption_has_come_is_a_plan_of_permanence() {
    let care =
        |legal: &str, placement: &str| eight(&[&format!("1|2|b|b|01/05/2025|{legal}|01/08/2026||{placement}|Care|JS")]);
    let (decision, order, matched, placed) = ("01/06/2026", "01/07/2026", "01/09/2026", "01/11/2026");
    let adoption = |rest: &str| ten(&[&format!("1||{rest}")]);
    for (legal, placement, rest, expected) in [
        ("C2", "U6", format!("{decision}|||||"), "permanence_pre_placement_order"),
        ("E1", "U6", format!("{decision}|{order}||||"), "permanence_family_finding"),
        ("E1", "U6", format!("{decision}|{order}|{matched}|||"), "permanence_match_found"),
        ("E1", "A6", format!("{decision}|{order}|{matched}|{placed}||"), "permanence_placed"),
        ("E1", "A6", "|||||".to_owned(), "permanence_placed"),
        ("C2", "U6", format!("{decision}|||||01/10/2026"), "looked_after"),
        // A day that lies ahead has not come.
        ("E1", "U6", format!("{decision}|{order}|01/02/2027|||"), "permanence_family_finding"),
    ] {
        assert_eq!(plan(&[care(legal, placement), adoption(&rest)]), open(expected), "{legal} {placement} {rest}");
    }
    assert_eq!(plan(&[care("E1", "A5")]), open("permanence_placed"));
    assert_eq!(plan(&[care("E1", "U6")]), open("looked_after"));
    assert_eq!(plan(&[adoption(&format!("{decision}|{order}||||"))]), None);
}

#[test]
fn an_enquiry_is_open_until_its_conference_the_decision_against_one_or_too_long_a_time() {
    let task = |line: &str, others: &[Sheet]| -> Option<String> {
        let mut sheets = vec![five(&[&format!("1|{line}|North|JS")])];
        sheets.extend_from_slice(others);
        let found = read(&sheets, &at());
        of(&found, "1").and_then(|child| child.tasks.first()).map(|task| task.kind.clone())
    };
    let plain = Some("section_47".to_owned());
    let conference = Some("section_47_with_conference".to_owned());
    assert_eq!(task("10/11/2026||", &[]), plain);
    assert_eq!(task("10/11/2026|b) No|", &[]), conference);
    assert_eq!(task("10/11/2026|b) No|25/11/2026", &[]), conference);
    assert_eq!(task("10/11/2026|b) No|20/11/2026", &[]), None);
    assert_eq!(task("10/11/2026|a) Yes|", &[]), None);
    assert_eq!(task("22/08/2026||", &[]), plain);
    assert_eq!(task("21/08/2026||", &[]), None);
    assert_eq!(task("10/12/2026||", &[]), None);
    assert_eq!(task("||", &[]), None);
    // Already on a plan: no initial conference comes, and after three weeks nothing would say that it is over.
    let on_plan = [seven(&["1|01/04/2026||North|JS"])];
    assert_eq!(task("10/11/2026|b) No|", &on_plan), plain);
    assert_eq!(task("10/10/2026|b) No|", &on_plan), None);
    // A plan that began since came of the conference.
    assert_eq!(task("10/11/2026|b) No|", &[seven(&["1|18/11/2026||North|JS"])]), None);
    assert_eq!(plan(&[five(&["1|10/11/2026|||North|JS"])]), open("under_assessment"));
}

#[test]
fn the_assessment_in_progress_is_the_one_that_began_last() {
    let lines = ["1|b|01/02/2026|01/04/2026|North|JS", "1|b|01/09/2026||North|JS", "1|b|01/11/2026||North|JS"];
    let found = read(&[four(&lines)], &at());
    let child = of(&found, "1").unwrap();
    assert_eq!(child.tasks.len(), 1);
    assert_eq!(child.tasks[0].facts, [("start".to_owned(), "2026-11-01".to_owned())]);
    let over = read(&[four(&lines[..1])], &at());
    assert!(over.children.is_empty());
    assert_eq!(over.left_out, [("assessment or enquiry finished, and on no list of open cases".to_owned(), 1)]);
}

#[test]
fn newly_looked_after_is_until_the_first_review() {
    let newly = |start: &str, review: &str| {
        let found = read(&[eight(&[&format!("1|7|b|b|{start}|C1: ICO|{review}||U6|Care|JS")])], &at());
        fact(of(&found, "1").unwrap(), "newly_accommodated").unwrap().to_owned()
    };
    assert_eq!(newly("01/11/2026", ""), "yes");
    assert_eq!(newly("01/11/2026", "15/11/2026"), "no");
    assert_eq!(newly("01/11/2026", "15/03/2026"), "yes");
    assert_eq!(newly("01/03/2024", ""), "unknown");
    assert_eq!(newly("", ""), "unknown");
    assert_eq!(newly("", "01/03/2026"), "no");
}

#[test]
fn an_unaccompanied_asylum_seeker_counts_for_three_months() {
    let asylum = |flag: &str, start: &str| {
        let found = read(&[eight(&[&format!("1|16|b|{flag}|{start}|V2|||U6|Care|JS")])], &at());
        let child = of(&found, "1").unwrap();
        (fact(child, "asylum_seeker").unwrap().to_owned(), fact(child, "asylum_since").map(str::to_owned))
    };
    assert_eq!(asylum("a) Yes", "01/09/2026"), ("yes".to_owned(), Some("2026-09".to_owned())));
    assert_eq!(asylum("a) Yes", "01/02/2026"), ("no".to_owned(), None));
    assert_eq!(asylum("b) No", "01/09/2026"), ("no".to_owned(), None));
    assert_eq!(asylum("", "01/09/2026"), ("unknown".to_owned(), None));
    assert_eq!(asylum("a) Yes", ""), ("unknown".to_owned(), None));
}

#[test]
fn ages_are_read_in_their_ways() {
    let age = |text: &str| {
        let found = read(&[six(&[&format!("1|{text}|01/03/2026|N1||c|North|JS")])], &at());
        fact(of(&found, "1").unwrap(), "age").unwrap().to_owned()
    };
    for (text, expected) in [
        ("7", "7"),
        ("7.9", "7"),
        ("-1", "0"),
        ("-0.4", "0"),
        ("0", "0"),
        ("7 years", "7"),
        ("7y 3m", "7"),
        ("8 months", "0"),
        ("unborn", "0"),
        ("UB", "0"),
        ("EDD 01/02/2027", "0"),
        ("4,5", "4"),
        ("4.5", "4"),
        ("4y 5m", "4"),
        ("4 yrs", "4"),
        ("7 (est)", "7"),
        ("<1", "0"),
        ("0.3", "0"),
        ("-40", ""),
        ("126", ""),
        ("seven", ""),
        ("", ""),
    ] {
        assert_eq!(age(text), expected, "{text}");
    }
}

#[test]
fn a_child_who_is_expected_is_not_born_yet_under_a_date_of_birth_too() {
    let age = |text: &str| {
        let heading = "Child Unique ID|Date of Birth|CIN Start Date|Primary Need Code|CIN Closure Date|Case status|Allocated Team|Allocated Worker";
        let found = read(&[sheet("List_6", &[heading, &format!("1|{text}|01/03/2026|N1||c|North|JS")])], &at());
        (fact(of(&found, "1").unwrap(), "age").unwrap().to_owned(), problems(&found))
    };
    for text in ["Unborn", "UB", "EDD 01/02/2027", "EDD: 01/02/27", "01/02/2027"] {
        let (years, said) = age(text);
        assert_eq!(years, "0", "{text}");
        assert!(said.contains("The child is not born yet"), "{said}");
    }
    assert_eq!(age("see file").0, "");
    // A day of birth under another heading goes nowhere, not into a message either.
    let found = read(&[six(&["1|03/05/2016|01/03/2026|N1||c|North|JS"])], &at());
    assert!(problems(&found).contains("A day stands where an age should") && !problems(&found).contains("2016"));
}

#[test]
fn what_the_lists_differ_in_is_not_known() {
    let found = read(
        &[eight(&["1|7|a) Yes|b|01/05/2026|C2|01/08/2026||U4|Care|JS"]), four(&["1|b) No|01/11/2026||North|JS"])],
        &at(),
    );
    assert_eq!(fact(of(&found, "1").unwrap(), "disability"), Some("unknown"));
    assert!(problems(&found).contains("differ in whether the child has a disability"));
}

#[test]
fn the_list_of_the_highest_status_says_who_works_with_the_child() {
    let found = read(
        &[
            six(&[
                "1|7|01/03/2026|N1||a|North|Jane Smith",
                "2|7|01/03/2026|N1||b|North|Unallocated",
                "3|7|01/03/2026|N1||c|#N/A|TBC",
            ]),
            seven(&["2|01/04/2026||South|SMITH, Jane (ASYE)"]),
            eight(&["1|7|b|b|01/05/2026|C2|01/08/2026||U4|Care|Ali Khan"]),
        ],
        &at(),
    );
    let (first, second, third) = (of(&found, "1").unwrap(), of(&found, "2").unwrap(), of(&found, "3").unwrap());
    assert_eq!(found.practitioners[first.practitioner.unwrap()].name, "Ali Khan");
    assert_eq!(first.team, "Care");
    assert_eq!(found.practitioners[second.practitioner.unwrap()].initials, "JS");
    assert_eq!(second.team, "South");
    assert_eq!((third.practitioner, third.team.as_str()), (None, ""));
    assert!(
        problems(&found).contains("List 6 names another worker (JS) than List 8 (AK): List 8 is followed"),
        "{}",
        problems(&found)
    );
}

/// Each list with a row of child 1 in which every column that is read has something.
const FULL: [(&str, &str, &str); 7] = [
    ("List_4", FOUR, "1|b) No|01/11/2026||North|Jane Smith"),
    ("List_5", FIVE, "1|10/11/2026|b) No||North|Jane Smith"),
    ("List_6", SIX, "1|7|01/03/2026|N1||c) CIN|North|Jane Smith"),
    ("List_7", SEVEN, "1|01/04/2026||South|Jane Smith"),
    ("List_8", EIGHT, "1|7|a) Yes|b) No|01/05/2026|C2|01/08/2026||U4|Care|Jane Smith"),
    ("List_9", NINE, "1|17|Leaving Care|Jane Smith|a) Relevant|B|Kim Lee"),
    ("List_10", TEN, "1|F9|01/06/2026|01/07/2026|01/08/2026|01/09/2026||"),
];

#[test]
fn an_error_in_any_column_of_any_list_is_read_as_an_empty_cell_and_said() {
    for (name, heads, row) in FULL {
        let columns: Vec<&str> = heads.split('|').collect();
        let with = |at: usize, text: &str| {
            let cells = row.split('|').enumerate().map(|(own, cell)| if own == at { text } else { cell });
            let line = cells.collect::<Vec<_>>().join("|");
            // Beside a child of List 6, so that a list that makes no children by itself is read too.
            let six = six(&["2|9|01/03/2026|N1||c|North|Ali Khan", "1|7|01/03/2026|N1||c|North|Jane Smith"]);
            let own = sheet(name, &[heads, &line]);
            read(&if name == "List_6" { vec![own] } else { vec![six, own] }, &super::generator::at())
        };
        for (at, heading) in columns.iter().enumerate() {
            let nothing = with(at, "");
            for error in ["#N/A", "#REF!", "#VALUE!", "#DIV/0! ", "#Name?"] {
                let broken = with(at, error);
                let bare = |found: &Found| -> Vec<FoundChild> {
                    let own = found.children.iter().cloned();
                    own.map(|own| FoundChild { untold: Vec::new(), ..own }).collect()
                };
                let what = format!("{name}, {heading}: {error}");
                assert_eq!(bare(&broken), bare(&nothing), "{what}");
                assert_eq!(broken.practitioners, nothing.practitioners, "{what}");
                assert_eq!(broken.left_out, nothing.left_out, "{what}");
                let said =
                    |found: &Found| found.problems.iter().filter(|own| own.words.contains("error in the file")).count();
                assert_eq!((said(&nothing), said(&broken)), (0, 1), "{what}: {}", problems(&broken));
                let own = broken.problems.iter().find(|own| own.words.contains("error in the file")).unwrap();
                assert_eq!((own.column.as_str(), own.place.row), (*heading, 2), "{what}");
                assert!(own.words.starts_with(error.trim()), "{what}: {}", own.words);
                assert_eq!(own.left_out, at == 0, "{what}");
            }
        }
    }
}

#[test]
fn errors_of_one_column_are_said_once_and_how_many_rows_have_one() {
    let rows: Vec<String> = (1..=300).map(|row| format!("{row}|#N/A|01/03/2026|N1|#REF!|c|North|#N/A")).collect();
    let found = read(&[six(&rows.iter().map(String::as_str).collect::<Vec<_>>())], &at());
    assert_eq!(found.children.len(), 300);
    let said: Vec<_> = found.problems.iter().filter(|own| own.words.contains("error in the file")).collect();
    assert_eq!(said.len(), 3, "{}", problems(&found));
    let of = |column: &str| said.iter().find(|own| own.column == column).unwrap().words.as_str();
    assert_eq!(of("Age"), "#N/A is an error in the file, here and in 299 rows more: read as nothing");
    assert_eq!(
        of("CIN Closure Date"),
        "#REF! is an error in the file, here and in 299 rows more: read as no end, so as open"
    );
}

#[test]
fn what_an_error_hides_of_a_child_is_not_told_and_what_is_not_hidden_is() {
    let untold = |lines: &[&str]| {
        let found = read(&[six(lines)], &at());
        let mut own = of(&found, "1").unwrap().untold.clone();
        own.retain(|own| !own.contains("assessment") && !own.contains("section"));
        own
    };
    assert_eq!(untold(&["1|#N/A|01/03/2026|N1||c|North|Jane Smith"]), ["age"]);
    assert_eq!(untold(&["1|7|01/03/2026|N1||#REF!|North|Jane Smith"]), ["plan"]);
    assert_eq!(untold(&["1|7|01/03/2026|N1||c|#N/A|#N/A"]), ["holder"]);
    assert_eq!(untold(&["1|7|#N/A|N1||c|North|Jane Smith"]), Vec::<String>::new());
    // Another list says it.
    let found = read(
        &[six(&["1|#N/A|01/03/2026|N1||c|N|#N/A"]), eight(&["1|7|b|b|01/05/2026|C2|01/08/2026||U4|Care|JS"])],
        &at(),
    );
    let own = of(&found, "1").unwrap();
    assert_eq!((fact(own, "age"), own.practitioner.is_some()), (Some("7"), true));
    assert!(!own.untold.contains(&"age".to_owned()) && !own.untold.contains(&"holder".to_owned()));
}

#[test]
fn a_worker_in_two_teams_is_one_person_and_two_of_the_same_initials_are_two() {
    let lines = [
        "1|7|01/03/2026|N1||c|North|Jane Smith",
        "2|7|02/03/2026|N1||c|South|Jane Smith",
        "3|7|03/03/2026|N1||c|South|Jane\u{a0}Smith",
        "4|7|04/03/2026|N1||c|South|John Shaw\u{202e}",
        "5|7|05/03/2026|N1||c|South|Jo Sharp",
    ];
    let found = read(&[six(&lines)], &at());
    let named: Vec<(&str, &str, &str)> =
        found.practitioners.iter().map(|own| (own.name.as_str(), own.initials.as_str(), own.team.as_str())).collect();
    // Numbers go by the alphabet: Jane Smith, Jo Sharp, John Shaw.
    assert_eq!(named, [("Jane Smith", "JS", "South"), ("John Shaw", "JS 3", "South"), ("Jo Sharp", "JS 2", "South")]);
    assert!(
        problems(&found).contains("JS is named in South and in North: read as one person, in the first"),
        "{}",
        problems(&found)
    );
}

#[test]
fn two_workers_in_one_cell_are_worker_and_co_worker_and_that_is_said() {
    let line = |cell: &str| format!("1|7|01/03/2026|N1||c|North|{cell}");
    let of_cell = |cell: &str| {
        let mut sheet = six(&[&line("X"), "2|7|01/03/2026|N1||c|South|Tom Brown"]);
        sheet.rows[1].cells[7] = Cell::Text(cell.to_owned());
        let found = read(&[sheet], &at());
        let child = of(&found, "1").unwrap().clone();
        let name = |own: Option<usize>| own.map_or(String::new(), |own| found.practitioners[own].name.clone());
        (name(child.practitioner), name(child.co_worker), found.practitioners.len(), problems(&found))
    };
    for cell in [
        "Jane Smith / Tom Brown",
        "Jane Smith; Tom Brown",
        "Jane Smith & Tom Brown",
        "Jane Smith\nTom Brown",
        "Jane Smith\r\nTom Brown (ASYE)",
    ] {
        let (worker, other, count, said) = of_cell(cell);
        assert_eq!(worker, "Jane Smith", "{cell}");
        assert!(other.starts_with("Tom Brown"), "{cell}: {other}");
        assert_eq!(count, 2, "{cell}");
        let words = "Two workers in one cell: JS is read as the worker, TB as the co-worker";
        assert!(said.contains(&format!("2 Allocated Worker: {words}")), "{said}");
    }
    for cell in ["Smith, Jane", "Jane Smith - Agency", "Jane O\u{2019}Brien", "Jane Smith-Jones", "Jane Smith (ASYE)"] {
        let (worker, other, _, said) = of_cell(cell);
        assert_eq!((worker.as_str(), other.as_str(), said.as_str()), (cell, "", ""), "{cell}");
    }
    for cell in ["Smith/Jones", "Jane Smith, Tom Brown"] {
        let (worker, other, _, said) = of_cell(cell);
        assert_eq!((worker.as_str(), other.as_str()), (cell, ""), "{cell}");
        assert!(said.contains("may name two workers: read as one"), "{said}");
    }
    let (_, _, count, said) = of_cell("Jane Smith / Tom Brown / Al Bo");
    assert!(count == 2 && said.contains("More than two workers"), "{said}");
}

#[test]
fn a_worker_whose_name_stands_in_two_columns_is_one_name() {
    let heading = SIX.replace("Allocated Worker", "Allocated Worker Forename|Allocated Worker Surname");
    let text = [
        heading.as_str(),
        "1|7|01/03/2026|N1||c|North|Jane|Smith",
        "2|7|01/03/2026|N1||c|North|Unallocated|",
        "3|7|01/03/2026|N1||c|North|JANE|SMITH",
    ];
    let csv = text.join("\n").replace('|', ",");
    let sheets = fairload::sheets::read("List_6.csv", csv.as_bytes(), at().today, &mut |_| {}).unwrap_or_default();
    assert!(recognised(&sheets));
    let found = read(&sheets, &at());
    let names: Vec<&str> = found.practitioners.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["Jane Smith"]);
    assert_eq!(of(&found, "3").unwrap().practitioner, Some(0));
    assert_eq!(of(&found, "2").unwrap().practitioner, None);
    assert!(problems(&found).contains("are read together, as one name"), "{}", problems(&found));
}

#[test]
fn a_name_that_stands_the_other_way_round_too_is_one_person_of_one_team_and_two_of_two() {
    let of_lines = |lines: &[(&str, &str)]| {
        let lines: Vec<String> = lines
            .iter()
            .zip(1..)
            .map(|((team, name), number): (_, u32)| format!("{number}|7|01/03/2026|N1||c|{team}|{name}"))
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let found = read(&[six(&lines)], &at());
        let held: Vec<String> = (1..=lines.len())
            .map(|own| found.practitioners[of(&found, &own.to_string()).unwrap().practitioner.unwrap()].name.clone())
            .collect();
        let said = problems(&found);
        (held, found.practitioners.clone(), said)
    };
    let (held, people, said) =
        of_lines(&[("North", "Smith Jane"), ("North", "Jane Smith"), ("North", "Jane Smith"), ("South", "Al Bo")]);
    assert_eq!(held, ["Jane Smith", "Jane Smith", "Jane Smith", "Al Bo"]);
    assert_eq!((people.len(), people[0].initials.as_str()), (2, "JS"));
    // The code is the same whichever way more names are written.
    let turned = of_lines(&[("North", "Smith Jane"), ("North", "Smith Jane"), ("North", "Jane Smith")]);
    assert_eq!((turned.0[0].as_str(), &turned.1[0].code), ("Smith Jane", &people[0].code));
    assert_eq!(people[0].code, people::practitioner_code(&at().key, "Jane Smith"));
    assert!(
        said.contains("2 : SJ has the same two names as JS in row 3, the other way round, in the same team: read as one person, JS"),
        "{said}"
    );
    for other in ["South", ""] {
        let (held, people, said) = of_lines(&[("North", "Smith Jane"), (other, "Jane Smith")]);
        assert_eq!((held.len(), people.len()), (2, 2), "{other}");
        assert!(said.contains("read as two people. If they are one, write the name one way"), "{said}");
    }
    let (_, people, said) = of_lines(&[("North", "Jane Smith"), ("North", "Smith J"), ("North", "Jane Anne Smith")]);
    assert_eq!((people.len(), said.as_str()), (3, ""));
}

#[test]
fn a_line_break_between_two_workers_is_read_from_a_file_of_text_and_from_a_workbook() {
    let cells = ["1", "7", "01/03/2026", "N1", "", "c", "North", "Jane Smith\nTom Brown"];
    let quoted: Vec<String> = cells.iter().map(|own| format!("\"{own}\"")).collect();
    let csv = format!("{}\r\n{}\r\n", SIX.replace('|', ","), quoted.join(","));
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    page.set_name("List_6").unwrap();
    for (row, texts) in (0..).zip([SIX.split('|').collect::<Vec<_>>(), cells.to_vec()]) {
        for (column, text) in (0..).zip(texts) {
            page.write_string(row, column, text).unwrap();
        }
    }
    for (name, bytes) in [("List_6.csv", csv.into_bytes()), ("annex-a.xlsx", book.save_to_buffer().unwrap())] {
        let sheets = fairload::sheets::read(name, &bytes, at().today, &mut |_| {}).unwrap_or_default();
        let found = read(&sheets, &at());
        let names: Vec<&str> = found.practitioners.iter().map(|own| own.name.as_str()).collect();
        assert_eq!(names, ["Jane Smith", "Tom Brown"], "{name}");
        assert_eq!((found.children[0].practitioner, found.children[0].co_worker), (Some(0), Some(1)), "{name}");
    }
}

#[test]
fn the_second_worker_of_a_cell_is_no_other_worker_on_the_next_list() {
    let lists = |seventh: &str, sixth: &str| {
        let found = read(
            &[
                seven(&[&format!("1|01/04/2026||South|{seventh}")]),
                six(&[&format!("1|7|01/03/2026|N1||b|South|{sixth}")]),
            ],
            &at(),
        );
        let child = of(&found, "1").unwrap().clone();
        let name = |own: Option<usize>| own.map_or(String::new(), |own| found.practitioners[own].name.clone());
        (name(child.practitioner), name(child.co_worker), problems(&found).contains("names another worker"))
    };
    let both = |differ: bool| ("Jane Smith".to_owned(), "Tom Brown".to_owned(), differ);
    assert_eq!(lists("Jane Smith / Tom Brown", "Tom Brown"), both(false));
    assert_eq!(lists("Jane Smith", "Jane Smith / Tom Brown"), both(false));
    assert_eq!(lists("Jane Smith / Tom Brown", "Al Bo"), both(true));
    assert_eq!(lists("Jane Smith", "Tom Brown / Jane Smith").1, "");
}

#[test]
fn siblings_are_suggested_where_two_to_eight_share_a_day_and_a_worker() {
    let plan = |number: usize, worker: &str| format!("{number}|01/04/2026||North|{worker}");
    let lines: Vec<String> = (1..=3).map(|number| plan(number, "Jane Smith")).chain([plan(4, "Ali Khan")]).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let found = read(&[seven(&lines)], &at());
    let grounds = |number: &str| of(&found, number).unwrap().grounds.clone();
    assert_eq!(grounds("1").len(), 1);
    assert_eq!(grounds("1"), grounds("2"));
    assert_eq!(grounds("1")[0].kind, "plan_start");
    assert!(grounds("4").is_empty());
    // What is shared stays the same when there are more workers before this one.
    let more = read(&[seven(&[&["9|05/05/2026||North|Aaron Able"], lines.as_slice()].concat())], &at());
    assert_eq!(of(&more, "1").unwrap().grounds, grounds("1"));
    let many: Vec<String> = (1..=9).map(|number| plan(number, "Jane Smith")).collect();
    let many = read(&[seven(&many.iter().map(String::as_str).collect::<Vec<_>>())], &at());
    assert!(many.children.iter().all(|child| child.grounds.is_empty()));
    let care = |number: usize, legal: &str| format!("{number}|7|b|b|01/05/2026|{legal}|01/08/2026||U4|Care|JS");
    let lines = [care(1, "C1: ICO"), care(2, "C1"), care(3, "V2")];
    let found = read(
        &[eight(&lines.iter().map(String::as_str).collect::<Vec<_>>()), ten(&["1|F9||||||", "3|F9||||||"])],
        &at(),
    );
    let kinds = |number: &str| -> Vec<String> {
        of(&found, number).unwrap().grounds.iter().map(|own| own.kind.clone()).collect()
    };
    assert_eq!(kinds("1"), ["care_start", "adoptive_family"]);
    assert_eq!(kinds("2"), ["care_start"]);
    assert_eq!(kinds("3"), ["adoptive_family"]);
}

#[test]
fn what_is_off_the_list_is_named_and_not_known() {
    let found = read(&[eight(&["1|7|perhaps|b|31/02/2026|X9: Something|01/08/2026||Q1|Care|JS"])], &at());
    let child = of(&found, "1").unwrap();
    for (name, expected) in [
        ("short_breaks", "unknown"),
        ("police_protection", "unknown"),
        ("permanent_placement", "unknown"),
        ("disability", "unknown"),
    ] {
        assert_eq!(fact(child, name), Some(expected), "{name}");
    }
    let said = problems(&found);
    for part in [
        "2 Child's Legal Status: \u{201c}X9: Something\u{201d} is none of the codes",
        "2 Placement Type: \u{201c}Q1\u{201d} is none of the codes",
        "2 Date Started to be Looked After: \u{201c}31/02/2026\u{201d} is no day",
        "2 Does the Child have a Disability: \u{201c}perhaps\u{201d} is neither yes nor no",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn rows_without_a_number_and_children_with_two_rows_are_said() {
    let found = read(
        &[seven(&[
            "|01/04/2026||North|JS",
            "1|01/04/2025|01/01/2026|North|JS",
            "1|01/04/2026||South|JS",
            "Child Unique ID||||",
        ])],
        &at(),
    );
    assert_eq!(found.children.len(), 1);
    assert_eq!(of(&found, "1").unwrap().team, "South");
    assert_eq!(found.problems.iter().filter(|own| own.left_out).count(), 1);
    let said = problems(&found);
    assert!(said.contains("2 Child Unique ID: There is no number of a child"), "{said}");
    assert!(
        said.contains("4 : The child has 2 rows on List 7: Child protection: the open one (the first such) is used"),
        "{said}"
    );
    assert_eq!((found.sources[0].rows, found.sources[0].used), (3, 1));
    // Of two that are open, the one that began last; of two that began on one day, the first.
    for (rows, team) in [
        (["1|01/04/2026||North|JS", "1|01/05/2026||South|JS"], "South"),
        (["1|01/05/2026||South|JS", "1|01/04/2026||North|JS"], "South"),
        (["1|01/04/2026||North|JS", "1|01/04/2026||South|JS"], "North"),
    ] {
        let found = read(&[seven(&rows)], &at());
        assert_eq!(of(&found, "1").unwrap().team, team);
    }
}

#[test]
fn a_child_without_a_number_on_several_lists_counts_twice_and_that_is_said() {
    let on_six = |number: &str| six(&[&format!("{number}|-1|01/03/2026|N1||d|North|JS")]);
    let on_four = |number: &str| four(&[&format!("{number}|b|01/11/2026||North|JS")]);
    let found = read(&[on_six("Unborn"), on_four("TBC")], &at());
    assert_eq!(found.children.len(), 2);
    assert!(found.children.iter().all(|own| own.code.0.is_empty()));
    let said = problems(&found);
    assert!(
        said.contains("Children without a number stand on several lists (1 on List 4, 1 on List 6): each row is read as a child of its own, so that a child who is on two of these lists counts twice"),
        "{said}"
    );
    assert!(!found.problems.iter().any(|own| own.left_out));
    // On one list alone nobody counts twice; without any word the row is left out, and that is said with what to do.
    let found = read(&[on_six("Unborn"), on_four("7")], &at());
    assert!(!problems(&found).contains("several lists"));
    let found = read(&[on_six(""), on_four("")], &at());
    assert_eq!((found.children.len(), found.problems.iter().filter(|own| own.left_out).count()), (0, 2));
    assert!(problems(&found).contains("Where it is a child, give the number and choose the file again"));
}

#[test]
fn letters_before_the_numbers_of_one_list_alone_are_left_out_where_that_is_certain_and_said() {
    let sixth: Vec<String> = (101..=108).map(|own| format!("{own}|7|01/03/2026|N1||a|North|JS")).collect();
    let sixth = six(&sixth.iter().map(String::as_str).collect::<Vec<_>>());
    let in_care = |numbers: &[&str], age: &str| {
        let rows = numbers.iter().map(|own| format!("{own}|{age}|b|b|01/05/2020|C2: FCO|01/08/2026||U4|Care|JS"));
        let rows: Vec<String> = rows.collect();
        let found = read(&[sixth.clone(), eight(&rows.iter().map(String::as_str).collect::<Vec<_>>())], &at());
        let both = found.children.iter().filter(|own| own.places.len() == 2).count();
        (found.children.len(), both, problems(&found))
    };
    for numbers in [["P00101", "P00102", "P00103", "P00777"], ["LCS-101", "LCS-102", "LCS-103", "LCS-777"]] {
        let (children, both, said) = in_care(&numbers, "7");
        assert_eq!((children, both), (9, 3), "{said}");
        assert!(said.contains("1 Child Unique ID: All 4 numbers of children here begin with"), "{said}");
    }
    let (children, both, said) = in_care(&["00101", "102.0", "0103"], "7");
    assert_eq!((children, both), (8, 3), "{said}");
    assert!(!said.contains("numbers of children"), "{said}");
    // Other ages: these are other children's numbers. Nor is anything joined of a list that has both.
    for (numbers, age) in [(["P00101", "P00102", "P00103", "P00777"], "15"), (["P101", "P102", "P103", "104"], "7")] {
        let (_, _, said) = in_care(&numbers, age);
        assert!(said.contains("3 of the 4 numbers of children here are on no other list as they stand"), "{said}");
    }
}

#[test]
fn numbers_with_noughts_and_without_on_one_list_are_two_children_on_every_list_and_that_is_said() {
    let lists = [
        six(&[
            "00012|5|01/09/2026|N1||c)|North|Jane",
            "12|9|01/09/2026|N1||c)|North|Tom",
            "77|9|01/09/2026|N1||c)|North|Tom",
        ]),
        seven(&["00012|20/08/2026||North|Jane", "12.0|20/08/2026|01/10/2026|North|Tom", "0077|20/08/2026||North|Tom"]),
    ];
    let found = read(&lists, &at());
    let plans: Vec<_> = found.children.iter().map(|own| (fact(own, "age"), fact(own, "plan"))).collect();
    let plan = |age, plan| (Some(age), Some(plan));
    // A float is the number without noughts; noughts on one list alone say nothing.
    assert_eq!(plans, [plan("5", "child_protection"), plan("9", "child_in_need"), plan("9", "child_protection")]);
    assert_eq!(of(&found, "12").and_then(|own| fact(own, "age")), Some("9"));
    let said = "List 6: Children in Need: 1 number stands in rows of one list with noughts before them and without";
    assert!(found.plainly[0].starts_with(said), "{:?}", found.plainly);
    // On two lists they are one.
    let lists = [six(&["00012|5|01/09/2026|N1||c)|North|Jane"]), seven(&["12.0|20/08/2026||North|Jane"])];
    let found = read(&lists, &at());
    assert_eq!(found.children.len(), 1);
    assert!(!found.plainly.concat().contains("noughts"));
}

#[test]
fn a_column_that_is_missing_and_a_list_that_is_there_twice_are_said() {
    let bare = sheet(
        "Children in Need",
        &[
            "Child Unique ID|CIN Start Date|Primary Need Code|Allocated Team|Allocated Worker",
            "1|01/03/2026|N1|North|JS",
        ],
    );
    let found = read(&[bare, six(&["2|7|01/03/2026|N1||c|North|JS"])], &at());
    assert_eq!(found.children.len(), 2);
    assert_eq!(fact(of(&found, "1").unwrap(), "plan"), Some(""));
    let said = problems(&found);
    assert!(
        said.contains("1 CIN Closure Date: List 6: Children in Need has no such column: every row is read as open"),
        "{said}"
    );
    assert!(said.contains("Another sheet is List 6: Children in Need too: both are read"), "{said}");
}

#[test]
fn every_sheet_is_accounted_for() {
    let guidance = sheet("Guidance", &["List Number/Title|Field Heading", "List 6|Child Unique ID"]);
    let contacts = sheet(
        "List_1",
        &["List 1: Contacts", "Child Unique ID|Gender|Date of Contact|Contact Source", "1|M|01/02/2026|School"],
    );
    let broken = sheet("List_7", &["1|01/04/2026||North|JS"]);
    let other = sheet("Sheet9", &["Name|Hours", "JS|37"]);
    let found = read(&[guidance, contacts, broken, other, nine(&[]), sheet("Notes", &[])], &at());
    let whys: Vec<&str> = found.sources.iter().map(|own| own.why_not.as_str()).collect();
    assert_eq!(
        whys,
        [
            "it explains, and is no list",
            "List 1: Contacts: it names neither team nor worker",
            "no headings of this list were found in its first 25 rows",
            "its headings are those of none of the eleven lists",
            "",
            "there is nothing in it",
        ]
    );
    assert_eq!((found.sources[1].read_as.as_str(), found.sources[4].read_as.as_str()), ("", "List 9: Care leavers"));
    assert_eq!(found.sources[1].columns_dropped, ["Gender"]);
    assert_eq!(found.sources[1].columns_left, ["Child Unique ID", "Date of Contact", "Contact Source"]);
    assert!(!found.whole);
}

#[test]
fn a_list_is_told_by_its_headings_whatever_its_name() {
    let lines: Vec<&str> = vec!["A report of the council", "", "run on 20/11/2026", SEVEN, "1|01/04/2026||North|JS"];
    let mut own = sheet("Sheet1", &lines);
    own.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_blank()));
    assert!(recognised(std::slice::from_ref(&own)));
    let found = read(&[own], &at());
    assert_eq!(found.sources[0].read_as, "List 7: Child protection");
    assert_eq!(found.children[0].places[0].row, 5);
    // Headings that were cut off, or go on, are known.
    let cut = sheet(
        "Sheet1",
        &[
            "Child Unique ID|Strategy discussion initiating Section 47 Enq|Date of Initial Child Protection Conference (dd/mm/yyyy)|Allocated Worker",
            "1|10/11/2026||JS",
        ],
    );
    let found = read(&[cut], &at());
    assert_eq!(found.sources[0].columns_read.len(), 4);
    assert_eq!(found.children[0].tasks[0].facts, [("start".to_owned(), "2026-11-10".to_owned())]);
    // Where the headings fit several lists, the name says which.
    let common = "Child Unique ID|Age|Does the Child have a Disability|Allocated Team|Allocated Worker";
    for (name, read_as) in [
        ("List_9", "List 9: Care leavers"),
        ("Children in Care", "List 8: Children in care"),
        ("annexa_list_7_cp", "List 7: Child protection"),
    ] {
        let found = read(&[sheet(name, &[common, "1|17|b) No|Care|JS"])], &at());
        assert_eq!((found.sources[0].read_as.as_str(), found.children.len()), (read_as, 1), "{name}");
    }
    assert!(!recognised(&[sheet("Sheet1", &[common, "1|17|b) No|Care|JS"])]));
    // A list under another's name is what its headings say.
    let found = read(&[sheet("List_6", &[SEVEN, "1|01/04/2026||North|JS"])], &at());
    assert_eq!(found.sources[0].read_as, "List 7: Child protection");
}

#[test]
fn headings_and_codes_that_were_damaged_on_the_way_are_read() {
    let heading = EIGHT.replace("Child's Legal", "Child\u{e2}\u{20ac}\u{2122}s Legal");
    let own = sheet(
        "Sheet1",
        &[&heading, "1|7|a \u{e2}\u{20ac}\u{201c} Yes|b|01/05/2026|C2 \u{fffd} FCO|01/08/2026||U4|Care|JS"],
    );
    let found = read(&[own], &at());
    let child = of(&found, "1").unwrap();
    assert_eq!((fact(child, "disability"), fact(child, "short_breaks")), (Some("yes"), Some("none")));
}

#[test]
fn a_table_of_very_many_columns_names_some_of_them() {
    let many: Vec<String> = (0..16_379).map(|at| format!("Extra {at}")).collect();
    let heading = format!("{SEVEN}|{}", many.join("|"));
    let found = read(&[sheet("List_7", &[&heading, "1|01/04/2026||North|JS"])], &at());
    assert_eq!(found.children.len(), 1);
    assert_eq!(found.sources[0].columns_left.len(), 61);
    assert_eq!(found.sources[0].columns_left[60], "and 16319 more");
}

#[test]
fn any_other_table_is_not_taken_for_a_list() {
    for lines in [
        ["Child ID|Worker|Team|Plan|Age", "1|JS|North|CIN|7"],
        ["Name|Role|Hours|Team", "JS|Social worker|37|North"],
        ["Child|Legal status|Start date|Worker", "1|C2|01/02/2026|JS"],
        ["Child ID|Legal status|Placement type|Worker|Complexity", "1|C2|U4|JS|high"],
    ] {
        assert!(!recognised(&[sheet("Sheet1", &lines)]), "{lines:?}");
    }
    assert!(!recognised(&[]));
}

#[test]
fn what_reading_says_of_a_sheet_is_handed_on() {
    let mut own = seven(&["1|01/04/2026||North|JS"]);
    own.notes.push("Its letters are stored in two ways.".to_owned());
    let found = read(&[own], &at());
    assert!(problems(&found).contains("Its letters are stored in two ways."));
}

#[test]
fn a_month_alone_is_read_where_a_day_is_missing() {
    let today = At { today: When::read("2026-11").unwrap(), ..at() };
    let found = read(&[six(&["1|7|01/03/2026|N1|Nov-26|c|North|JS", "2|7|01/03/2026|N1|Dec-26|c|North|JS"])], &today);
    assert_eq!(fact(of(&found, "1").unwrap(), "closing_in"), Some("2026-11"));
    assert_eq!(fact(of(&found, "2").unwrap(), "closing_in"), None);
}

/// A cell of any kind with anything in it.
fn anything() -> impl Strategy<Value = Cell> {
    prop_oneof![
        2 => Just(Cell::Empty),
        3 => ".{0,12}".prop_map(Cell::Text),
        3 => prop::sample::select(vec!["a) Yes", "b", "Looked after child", "e) Closed episode", "C1: ICO", "U4", "01/02/2026", "31/02/2026", "21/11/2026", "-1", "Jane Smith", "#N/A", "Unallocated", "Child Unique ID"])
            .prop_map(|own| Cell::Text(own.to_owned())),
        2 => "-?[0-9]{1,9}(\\.[0-9]{1,4})?".prop_map(Cell::Number),
        2 => (-10_000_i32..90_000).prop_map(|day| Cell::Day(When::Day(day))),
        1 => Just(Cell::Error("#REF!".to_owned())),
        1 => any::<bool>().prop_map(Cell::Truth),
        1 => Just(Cell::Dropped),
    ]
}

#[test]
fn days_of_a_month_first_column_that_could_be_either_way_round_are_not_read() {
    let row = |number: u8, end: &str| format!("{number}|4|03/03/2026||{end}|c) Child in need plan|North|Ann Bell");
    let rows = [row(1, "10/21/2026"), row(2, "10/05/2026"), row(3, "")];
    let found = read(&[six(&rows.each_ref().map(String::as_str))], &at());
    assert_eq!(found.children.len(), 3, "{:?}", found.left_out);
    assert_eq!(found.problems.iter().filter(|own| own.words.contains("month first")).count(), 1);
}

#[test]
fn two_unborn_children_without_a_number_are_two() {
    let row = |number: &str| format!("{number}|0|03/03/2026|||c) Child in need plan|North|Carl Dunn");
    let rows = ["Unborn", "Unborn", "TBC", "1.00001E+11", "1.00001E+11"].map(row);
    let found = read(&[six(&rows.each_ref().map(String::as_str))], &at());
    assert_eq!(found.children.len(), 5);
    assert!(found.children.iter().all(|own| own.code.0.is_empty()));
    assert_eq!(found.problems.iter().filter(|own| own.words.contains("no number")).count(), 3);
    assert_eq!(found.problems.iter().filter(|own| own.words.contains("Excel has shortened")).count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_stands_under_the_headings_is_read_without_falling(
        rows in prop::collection::vec((0_usize..7, 1_u32..6, prop::collection::vec(anything(), 0..14)), 0..30),
    ) {
        let headings = [FOUR, FIVE, SIX, SEVEN, EIGHT, NINE, TEN];
        let mut sheets: Vec<Sheet> = headings.iter().map(|heading| sheet("Sheet", &[heading])).collect();
        for (at, (list, number, cells)) in rows.into_iter().enumerate() {
            let mut all = vec![Cell::Number(number.to_string())];
            all.extend(cells);
            sheets[list].rows.push(Row { number: u32::try_from(at + 2).unwrap(), cells: all });
        }
        let found = read(&sheets, &at());
        prop_assert!(found.children.len() <= 5);
        for child in &found.children {
            prop_assert!(child.practitioner.is_none_or(|place| place < found.practitioners.len()));
            let mut own = fairload::facts::Child::empty(fairload::facts::Id::new("c1").unwrap());
            for (name, text) in &child.facts {
                prop_assert!(own.set(name, text).is_ok(), "{} {}", name, text);
            }
        }
        for source in &found.sources {
            prop_assert!(source.used <= source.rows);
        }
    }
}
