//! What stands in lists and is no child: notes below them, totals, rows of words under the headings.

use super::cases::sheet;
use super::generator::at;
use fairload::importing::annex_a::{apart, read};
use fairload::importing::found::Found;

const SIX: &str =
    "Child Unique ID|Date of Birth|CIN Start Date|CIN Closure Date|Case status|Allocated Team|Allocated Worker";

fn six(above: &[&str], below: &[&str]) -> Found {
    let rows = [
        "701001|04/03/2015|01/04/2026||c) Child in need plan|North|Ann Bell",
        "701002|19/07/2017|01/05/2026||c) Child in need plan|North|Ann Bell",
        "701003|02/11/2012|01/06/2026||c) Child in need plan|South|Jo Reed",
    ];
    read(&[sheet("List_6", &[&[SIX], above, &rows, below].concat())], &at())
}

/// How many rows were left out, each of them said.
fn left_out(found: &Found) -> usize {
    found.problems.iter().filter(|own| own.left_out && !own.words.is_empty()).count()
}

#[test]
fn notes_and_totals_below_a_list_are_no_children() {
    let below = [
        "Source: LCS report 1123",
        "* excludes children placed by other authorities",
        "OFFICIAL",
        "North Total||||2",
        "Grand Total||||3",
        "Total 3",
    ];
    for nth in 0..below.len() {
        let found = six(&[], &below[nth..=nth]);
        assert_eq!((found.children.len(), left_out(&found)), (3, 1), "{}", below[nth]);
    }
    let found = six(&[], &below);
    assert_eq!((found.children.len(), left_out(&found)), (3, below.len()));
    assert_eq!((found.sources[0].used, found.practitioners.len()), (3, 2));
}

#[test]
fn rows_of_words_under_the_headings_are_no_children_and_name_no_workers() {
    let found = six(
        &[
            "Col 1|Col 2|Col 3|Col 4|Col 5|Col 6|Col 7",
            "Text|Date|Date|Date|List|Text|Mandatory",
            "unique|dd/mm/yyyy|date|date|code|team|worker",
        ],
        &[],
    );
    assert_eq!((found.children.len(), found.practitioners.len(), left_out(&found)), (3, 2, 3), "{:?}", found.problems);
}

#[test]
fn a_child_of_whom_little_can_be_read_is_one() {
    // A number alone, letters in a number, a number that is a word beside days, days that are none.
    for row in [
        "701004",
        "AB-701004",
        "Unborn|||||North|Ann Bell",
        "Baby A|EDD 01/02/2027|01/10/2026||d) Open assessment|North|Ann Bell",
        "701004|?|unknown||c) Child in need plan|North|Ann Bell",
    ] {
        let found = six(&[], &[row]);
        assert_eq!(found.children.len(), 4, "{row}: {:?}", found.problems);
    }
}

#[test]
fn a_worker_by_name_on_one_list_and_by_address_on_another_is_one() {
    let other = "Child Unique ID|Child Protection Plan Start Date|Child Protection Plan End Date|Allocated Team|Allocated Worker";
    let sheets = [
        sheet("List_6", &[SIX, "701001|04/03/2015|01/04/2026||c) Child in need plan|North|Ann Bell"]),
        sheet("List_7", &[other, "701002|01/04/2026||North|ann.bell@north.gov.uk"]),
    ];
    let found = read(&sheets, &at());
    assert_eq!((found.children.len(), found.practitioners.len()), (2, 1), "{:?}", found.practitioners);
    assert_eq!(found.practitioners[0].initials, "AB");
}

#[test]
fn lists_that_stand_below_one_another_on_one_sheet_are_all_read() {
    let plans = "Child Unique ID|Gender|Date of Birth|Child Protection Plan Start Date|Child Protection Plan End Date|Allocated Team|Allocated Worker";
    let care = "Child Unique ID|Gender|Date of Birth|Date Started to be Looked After|Child's Legal Status|Date Ceased to be Looked After|Placement Type|Allocated Team|Allocated Worker";
    let one = sheet(
        "Annex A",
        &[
            "List 6: Children in Need",
            SIX,
            "701001|04/03/2015|01/04/2026||c) Child in need plan|North|Ann Bell",
            "701002|04/03/2015|01/04/2026||b) Child Protection plan|North|Ann Bell",
            SIX,
            "701003|04/03/2015|01/04/2026||a) Looked after child|South|Jo Reed",
            "List 7: Child protection",
            plans,
            "701002|F|04/03/2015|01/04/2026||North|Ann Bell",
            "List 8: Children in care",
            care,
            "701003|M|04/03/2015|01/04/2026|C2||U4|South|Jo Reed",
        ],
    );
    let parts = apart(vec![one]);
    assert_eq!(parts.len(), 3);
    let found = read(&parts, &at());
    let plans: Vec<&str> = found
        .children
        .iter()
        .filter_map(|own| own.facts.iter().find(|fact| fact.0 == "plan").map(|fact| fact.1.as_str()))
        .collect();
    assert_eq!(plans, ["child_in_need", "child_protection", "looked_after"]);
    assert_eq!(found.problems, []);
    let again = apart(parts.clone());
    assert_eq!(again, parts);
}
