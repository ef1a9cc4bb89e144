//! What headings say is believed only where the values can be that; what sheets are called; rows of several workers.

use super::*;

fn held(found: &Found) -> Vec<String> {
    let name = |own: Option<usize>| own.map_or("-".to_owned(), |own| found.practitioners[own].name.clone());
    found.children.iter().map(|own| name(own.practitioner)).collect()
}

fn families(found: &Found) -> usize {
    let all: Vec<_> = found.children.iter().filter_map(|own| own.family.clone()).collect();
    all.len() - all.iter().collect::<BTreeSet<_>>().len()
}

fn plans(words: &[&str]) -> Vec<Option<String>> {
    let mut text = "Case No|Worker|Age|Status".to_owned();
    for (number, word) in words.iter().enumerate() {
        write!(text, "\n{}|Ann Bell|4|{word}", number + 70).unwrap();
    }
    let found = of(&text).found(&at());
    found.children.iter().map(|own| fact(own, "plan").map(str::to_owned)).collect()
}

#[test]
fn surnames_under_family_join_nobody_and_that_is_said() {
    let text = "Child ID|Family|Worker|Team|Status
71|Jones|Ann Bell|North|CIN
72|Khan|Ann Bell|North|CIN
73|Khan|Joe Marsh|South|CP
74|Jones|Joe Marsh|South|CP
75|Reid|Joe Marsh|South|CP";
    let mappings = of(text);
    let found = mappings.found(&at());
    assert_eq!(families(&found), 0);
    assert!(words(&mappings.parts()).contains("which strangers share"), "{}", words(&mappings.parts()));
    assert!(problems(&found).iter().any(|own| own.contains("which strangers share")), "{:?}", problems(&found));
    // Where the reader says that it is the family, strangers are not joined all the same.
    let mut mappings = of(text);
    hear(&mut mappings, "map-0-column-1", "family");
    let found = mappings.found(&at());
    assert_eq!(families(&found), 0);
    assert!(problems(&found).iter().any(|own| own.contains("a name is shared by strangers")), "{:?}", problems(&found));
}

#[test]
fn numbers_under_family_join_and_so_do_names_that_one_worker_has() {
    let numbers = "Child ID|Family|Worker|Team\n71|F1|Ann Bell|North\n72|F1|Joe Marsh|South\n73|F2|Ann Bell|North";
    assert_eq!(families(&read(numbers)), 1);
    let names =
        "Child ID|Siblings|Worker|Team\n71|Jones|Ann Bell|North\n72|Jones|Ann Bell|North\n73|Khan|Joe Marsh|South";
    assert_eq!(families(&read(names)), 1);
}

#[test]
fn the_number_of_a_brother_or_sister_is_no_number_of_a_family() {
    let found = read("Child ID|Sibling ID|Worker\n71|72|Ann Bell\n72|71|Ann Bell\n73|71|Ann Bell\n74||Ann Bell");
    assert!(found.children.iter().all(|own| own.family.is_none()));
    assert!(problems(&found).iter().any(|own| own.contains("numbers of other children")), "{:?}", problems(&found));
}

#[test]
fn a_kind_of_placement_is_shared_by_nobody() {
    for heading in ["Placement", "Current Placement"] {
        let found = read(&format!(
            "Child ID|Worker|Status|{heading}\n71|Ann Bell|LAC|IFA foster\n72|Ann Bell|LAC|IFA foster\n73|Ann Bell|LAC|Residential"
        ));
        assert!(found.children.iter().all(|own| fact(own, "placement").is_none()), "{heading}");
        assert!(problems(&found).iter().any(|own| own.contains("kinds of placement")), "{:?}", problems(&found));
    }
    let found =
        read("Child ID|Worker|Status|Placement label\n71|Ann Bell|LAC|Foster care\n72|Ann Bell|LAC|Rowan House");
    assert_eq!(fact(&found.children[0], "placement"), Some(""));
    assert!(fact(&found.children[1], "placement").unwrap().starts_with("Placement "));
}

#[test]
fn a_limit_of_cases_is_no_capacity_in_points() {
    for heading in ["Max caseload", "Capacity", "Caseload limit"] {
        let found = read(&format!("Worker|Team|FTE|{heading}\nAnn Bell|North|1|18\nJoe Marsh|North|0.5|9"));
        for own in &found.practitioners {
            assert!(own.facts.iter().all(|own| own.0 != "personal_capacity"), "{heading}");
        }
        assert!(problems(&found).iter().any(|own| own.contains("points of a scheme")), "{:?}", problems(&found));
    }
    let found = read("Worker|Team|FTE|Max points\nAnn Bell|North|1|18\nJoe Marsh|North|0.5|9");
    assert!(found.practitioners[0].facts.contains(&("personal_capacity".to_owned(), "18".to_owned())));
}

#[test]
fn of_several_workers_of_a_child_the_allocated_one_holds_the_case_whichever_row_comes_first() {
    for heading in ["Involvement Type", "Role"] {
        let found = read(&format!(
            "Client ID|{heading}|Worker Name|Worker Team|Start Date|Status
71|IRO|Gill Iro|Reviewing|01/01/2020|LAC
71|Allocated Worker|Ann Bell|North|01/02/2026|LAC
71|Family Support Worker|Fay Hill|Early Help|01/03/2026|LAC
72|Personal Adviser|Pam Dale|Leaving Care|01/04/2026|Care leaver
73|Social Worker|Ann Bell|North|01/02/2026|CIN
73|Co-worker|Joe Marsh|South|01/03/2026|CIN
74|CP Chair|Gill Iro|Reviewing|01/03/2026|CP"
        ));
        assert_eq!(held(&found), ["Ann Bell", "Pam Dale", "Ann Bell", "-"], "{heading}");
        assert_eq!(found.children[0].team, "North");
        assert_eq!(fact(&found.children[0], "allocated_on"), Some("2026-02"));
        assert_eq!(found.children[0].co_worker, None);
        let beside = found.children[2].co_worker.map(|own| found.practitioners[own].name.clone());
        assert_eq!(beside.as_deref(), Some("Joe Marsh"));
        assert_eq!(found.practitioners.len(), 3);
    }
    // The same heading over plans is the plan.
    let found = read("Client ID|Type of Involvement|Worker\n71|CIN|Ann Bell\n72|CP|Ann Bell");
    assert_eq!(fact(&found.children[1], "plan"), Some("child_protection"));
}

#[test]
fn what_stands_for_no_worker_is_nobody() {
    for cell in [
        "LEFT - Ann Bell",
        "Ann Bell (left 30/10)",
        "Agency",
        "Locum",
        "New SW",
        "Allocated to manager",
        "x",
        "CIN North Duty",
        "Team Manager",
    ] {
        let found = of(&format!("Child ID|Worker|Status\n71|{cell}|CIN\n72|Joe Marsh|CIN")).found(&at());
        assert_eq!(held(&found), ["-", "Joe Marsh"], "{cell}");
    }
    for cell in ["Jane Duty", "Ann Leftwich", "SW", "Ann Bell (maternity leave)"] {
        let found = of(&format!("Child ID|Worker|Status\n71|{cell}|CIN\n72|Joe Marsh|CIN")).found(&at());
        assert!(found.children[0].practitioner.is_some(), "{cell}");
    }
}

#[test]
fn headings_of_systems_are_known_with_and_without_blanks() {
    let is = |heading: &str, target: &str| {
        let values = if target == "id" { ["E710", "E720"] } else { ["Ann Bell", "Joe Marsh"] };
        let text = format!("{heading}|Age|Status\n{}|4|CIN\n{}|5|CP", values[0], values[1]);
        let mappings = of(&text);
        assert_eq!(field(&mappings, "map-0-column-0").value, target, "{heading}");
    };
    for heading in "Case Holder Name,Worker Full Name,Key Worker Name,Employee,Allocated Case Worker Name,Worker - Primary,\
        Allocated professional,ALLOC_WORKER,workerFullName,AllocatedWorkerName,Officer,Allocated officer,Responsible Officer"
        .split(',')
    {
        is(heading, "worker");
    }
    for heading in
        "Service Area,Organisation,Organisation Name,Team/Unit,Org Unit,Key Team,Allocated Team Name,Section,\
        Office,TeamName,ALLOC_TEAM,Case Team,Team Description,Business unit"
            .split(',')
    {
        is(heading, "team");
    }
    for heading in "Unique Ref,CYP ID,Subject ID,LA Child ID,LACHILDID,PersonID,UID,CF6,#,Child Mosaic ID".split(',') {
        is(heading, "id");
    }
}

#[test]
fn a_count_of_rows_is_no_number_of_a_child() {
    let found = of("#|Worker|Status\n1|Ann Bell|CIN\n2|Ann Bell|CP\n3|Ann Bell|CP").found(&at());
    assert!(problems(&found).iter().any(|own| own.contains("no column has the number of the child")));
}

#[test]
fn a_plan_with_what_qualifies_it_is_that_plan() {
    for (code, all) in [
        ("child_in_need", "Child in Need (S17),CIN - CWD,CIN - Neglect,CIN Disability"),
        (
            "looked_after",
            "Child Looked After (S20),CLA - S20,Section 31 - Full Care Order,Looked After \u{2013} plan,LAC - Amber",
        ),
        (
            "child_protection",
            "CP Plan - Emotional Abuse,CP - Neglect,CP Neglect,Child Protection Plan - Neglect,CP (physical abuse)",
        ),
        ("under_assessment", "Pre birth assessment"),
    ] {
        let all: Vec<&str> = all.split(',').collect();
        assert_eq!(plans(&all), vec![Some(code.to_owned()); all.len()], "{all:?}");
    }
    let open = [
        "CIN pending closure",
        "CP - ended",
        "CIN - step up to CP",
        "CP - CIN",
        "LAC & Care Leaver",
        "Eligible/CLA",
        "CP - ICPC",
        "CP Smith",
        "CIN - was CP",
    ];
    assert_eq!(plans(&open), vec![Some(String::new()); open.len()]);
}

#[test]
fn what_is_over_under_the_plan_has_to_be_answered_before_it_goes_on() {
    let text = "Child ID|Worker|Status\n71|Ann Bell|CIN\n72|Ann Bell|CIN Closed\n73|Ann Bell|CP plan ended 01/10/2026";
    let mut mappings = of(text);
    assert_eq!(mappings.errors().len(), 2, "{:?}", mappings.errors());
    hear(&mut mappings, "map-0-word-2-1", "leave-out");
    hear(&mut mappings, "map-0-word-2-2", "unknown");
    assert_eq!(mappings.errors(), []);
    let found = mappings.found(&at());
    assert_eq!(found.children.len(), 2);
    assert_eq!(found.left_out, [("\u{201c}CIN Closed\u{201d} under \u{201c}Status\u{201d}".to_owned(), 1)]);
}

fn book(sheets: &[(&str, &str)]) -> Vec<Sheet> {
    let all = sheets.iter().map(|(name, text)| Sheet { name: (*name).to_owned(), ..sheet(text) });
    all.collect()
}

#[test]
fn a_sheet_for_each_plan_says_the_plan() {
    let sheets = book(&[
        ("CIN", "Child ID|Worker|Team\n71|Ann Bell|North\n72|Joe Marsh|North"),
        ("CP", "Child ID|Worker|Team\n73|Ann Bell|North"),
        ("Care leavers", "Child ID|Worker|Team\n74|Ann Bell|North"),
    ]);
    assert!(!fairload::importing::annex_a::recognised(&sheets));
    let found = Mappings::of(sheets, "").found(&at());
    let plans: Vec<_> = found.children.iter().map(|own| fact(own, "plan").unwrap()).collect();
    assert_eq!(plans, ["child_in_need", "child_in_need", "child_protection", "care_leaver_former_relevant"]);
}

#[test]
fn a_sheet_for_each_worker_says_the_worker_and_the_reader_can_say_otherwise() {
    let sheets = book(&[
        ("Ann B", "Child ID|Age|Status\n71|4|CIN\n72|5|CP"),
        ("Joe", "Child ID|Age|Status\n73|6|CIN"),
        ("Old cases", "Child ID|Age|Status\n74|6|CIN"),
    ]);
    let mut mappings = Mappings::of(sheets, "");
    assert_eq!(field(&mappings, "map-0-name").value, "worker");
    assert_eq!(held(&mappings.found(&at())), ["Ann B", "Ann B", "Joe", "-"]);
    hear(&mut mappings, "map-1-name", "team");
    let found = mappings.found(&at());
    assert_eq!(held(&found), ["Ann B", "Ann B", "-", "-"]);
    assert_eq!(found.children[2].team, "Joe");
}

#[test]
fn names_of_sheets_are_not_taken_for_workers_where_a_column_has_them() {
    let text = "Child ID|Worker|Status\n71|Ann Bell|CIN";
    let mappings = Mappings::of(book(&[("Rowan", text), ("Maple", text)]), "");
    assert!(fields(&mappings.parts()).iter().all(|own| own.id != "map-0-name"));
}

#[test]
fn a_name_below_worker_in_two_rows_of_headings_is_the_workers() {
    let text = "Child,,,Worker,,Plan,\nID,Name,DOB,Name,Team,Type,Start\n71,Ada Reed,01/02/2015,Ann Bell,North,Child in Need,11/05/2026\n72,Max Reed,01/02/2013,Joe Marsh,South,Child Protection,12/05/2026\n";
    let found = of_bytes("two.csv", text.as_bytes()).found(&at());
    assert_eq!(held(&found), ["Ann Bell", "Joe Marsh"]);
}
