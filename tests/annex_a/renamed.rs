//! Lists whose headings are not quite the template's, sheets that are called like lists, and lists of staff beside them.

use super::cases::{fact, of, sheet};
use super::generator::at;
use fairload::importing::annex_a::{Told, What, read, read_as_told, recognised, wanted};

const SIX: &str =
    "Child Unique ID|Age|CIN Start Date|Primary Need Code|CIN Closure Date|Case status|Allocated Team|Allocated Worker";
const CASES: [&str; 2] = [
    "1|4|01/09/2026|N1||c) Child in need plan|North|Ann Bell",
    "2|5|01/03/2026|N1|02/08/2026|e) Closed episode|North|Ann Bell",
];

#[test]
fn headings_that_are_not_quite_the_templates_are_read() {
    for (own, other) in [
        ("Allocated Worker", "Social Worker Name"),
        ("Allocated Worker", "Case Holder Full Name"),
        ("Allocated Team", "SW Team"),
        ("Case status", "Status"),
        ("Case status", "Case Status (drop down)"),
        ("CIN Closure Date", "CIN Closed Date"),
        ("CIN Closure Date", "Closure Date"),
        ("CIN Closure Date", "CiN Plan Closure Date"),
        ("CIN Closure Date", "Date Ended"),
    ] {
        let heads = SIX.replace(own, other);
        let sheets = [sheet("List_6", &[&[heads.as_str()], &CASES[..]].concat())];
        let found = read(&sheets, &at());
        assert_eq!(found.problems, [], "{other}");
        assert_eq!(found.children.len(), 1, "{other}");
        let child = of(&found, "1").unwrap();
        assert_eq!(fact(child, "plan"), Some("child_in_need"), "{other}");
        assert!(child.practitioner.is_some(), "{other}");
        assert_eq!(child.team, "North", "{other}");
        assert_eq!(wanted(&sheets), [], "{other}");
    }
}

#[test]
fn a_column_that_was_not_found_is_asked_for_and_read_as_told() {
    let heads = SIX.replace("Allocated Worker", "Zuständig");
    let sheets = [sheet("List_6", &[&[heads.as_str()], &CASES[..]].concat())];
    assert!(recognised(&sheets));
    assert!(of(&read(&sheets, &at()), "1").unwrap().practitioner.is_none());
    let asked = wanted(&sheets);
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].what, asked[0].columns.as_slice()), (What::Worker, &[(7, "Zuständig".to_owned())][..]));
    let told = [Told { sheet: 0, what: What::Worker, column: Some(7) }];
    let found = read_as_told(&sheets, &told, &at());
    assert_eq!(found.practitioners[0].name, "Ann Bell");
    assert_eq!(found.problems, []);
}

#[test]
fn plain_sheets_that_are_called_like_lists_are_any_tables() {
    let plain = |name| sheet(name, &["Child ID|Worker|Team", "1|Ann Bell|North"]);
    assert!(!recognised(&[plain("CIN"), plain("CP"), plain("Assessments")]));
    // One of them has a column of a list, and the others have not.
    let looked_after = sheet("CLA", &["Child ID|Legal Status|Worker|Team", "2|C2|Ann Bell|North"]);
    assert!(!recognised(&[plain("CIN"), looked_after]));
    // By its number it is the list.
    assert!(recognised(&[plain("List 9")]));
}
