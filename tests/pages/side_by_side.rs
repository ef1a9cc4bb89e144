//! Several schemes and people side by side.

use super::*;
use fairload::web::address::Sort;

fn sorted(by: &str, down: bool) -> Address {
    Address::Team(Some(Sort { by: by.to_owned(), down }))
}

/// The first six of the demo, whom the page scores at once, with the cases that they or nobody hold.
fn six() -> Stored {
    let mut workspace = fairload::demo::workspace(Month::read("2026-11").unwrap());
    workspace.practitioners.truncate(6);
    let ids: Vec<Id> = workspace.practitioners.iter().map(|own| own.id.clone()).collect();
    workspace.cases.retain(|case| {
        let holders: Vec<&Id> = case.allocations.iter().filter_map(|own| own.practitioner.as_ref()).collect();
        holders.iter().all(|id| ids.contains(id))
    });
    Stored::Workspace(workspace)
}

/// Names in the order of the table.
async fn order(address: Address) -> Vec<String> {
    let page = html(address, six(), false).await;
    let body = page.split("<tbody").nth(1).unwrap().split("</tbody").next().unwrap().to_owned();
    let heads = body.split("href=\"#/side-by-side/").skip(1);
    heads.map(|rest| rest.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_team_stands_under_every_scheme() {
    insta::assert_snapshot!(read_out(&html(Address::Team(None), six(), false).await));
}

#[tokio::test]
async fn a_practitioner_stands_under_every_scheme() {
    insta::assert_snapshot!(demo(Address::SideBySide(id("p3"))).await);
}

#[tokio::test]
async fn a_case_is_counted_under_every_scheme() {
    insta::assert_snapshot!(demo(Address::CaseSideBySide(id("f2"))).await);
}

#[tokio::test]
async fn a_case_of_something_for_every_scheme_is_told_part_by_part() {
    insta::assert_snapshot!(of_team("northern-ireland", Address::CaseSideBySide(id("f1"))).await);
}

#[tokio::test]
async fn a_large_team_is_there_before_it_is_scored() {
    let page = demo(Address::Team(None)).await;
    assert!(page.contains("\u{2026}") && page.contains("Working it out: 0 of"), "{page}");
    assert!(page.contains("Add a practitioner"), "{page}");
}

#[tokio::test]
async fn an_empty_team_says_what_the_page_is_for() {
    let page = empty(Address::Team(None)).await;
    assert!(page.contains("everybody stands beside each other under every scheme"), "{page}");
    assert!(page.contains("Add a practitioner"), "{page}");
}

#[tokio::test]
async fn a_case_that_nobody_holds_says_what_to_do() {
    let text = r#"{"fairload": "workspace", "version": 2, "practitioners": [],
        "cases": [{"id": "f1", "label": "Family 1", "unallocated_since": "2026-10", "children": [{"plan": "child_in_need"}]}]}"#;
    let stored = Stored::Workspace(Workspace::read(text).unwrap());
    let page = read_out(&html(Address::CaseSideBySide(id("f1")), stored, false).await);
    assert!(page.contains("Nobody holds this case"), "{page}");
    assert!(page.contains("Say who holds it"), "{page}");
}

#[tokio::test]
async fn a_team_is_sorted_by_every_column_both_ways_and_says_by_which() {
    let entered = order(Address::Team(None)).await;
    assert_eq!(entered.len(), 6);
    let schemes = fairload::schemes::published().iter().map(|own| own.id);
    for by in ["name", "role", "team", "hours", "children", "families"].into_iter().chain(schemes) {
        for (down, said) in [(false, "ascending"), (true, "descending")] {
            let names = order(sorted(by, down)).await;
            let mut same = names.clone();
            same.sort();
            let mut all = entered.clone();
            all.sort();
            assert_eq!(same, all, "{by}: nobody is lost");
            let page = html(sorted(by, down), six(), false).await;
            assert_eq!(page.matches(&format!("aria-sort=\"{said}\"")).count(), 1, "{by}");
        }
    }
    let up = order(sorted("name", false)).await;
    let mut down = order(sorted("name", true)).await;
    down.reverse();
    assert_eq!(up, down);
    // A column that there is none of leaves the order of entry.
    assert_eq!(order(sorted("atlantis", true)).await, entered);
}

#[tokio::test]
async fn the_chosen_scheme_stands_first() {
    let page = html_under(Some("swindon"), Address::Team(None), six(), false).await;
    let heads: Vec<&str> =
        page.split("href=\"#/team/by/").skip(1).filter_map(|rest| rest.split(['"', '/']).next()).collect();
    assert_eq!(heads[6..8], ["swindon", "nottinghamshire"]);
}

#[tokio::test]
async fn every_table_row_has_a_cell_for_every_column() {
    for address in [Address::Team(None), Address::SideBySide(id("p1")), Address::CaseSideBySide(id("f2"))] {
        let page = html(address.clone(), Stored::Nothing, true).await;
        for table in page.split("<table").skip(1) {
            let table = table.split("</table").next().unwrap();
            let mut rows =
                table.split("<tr").skip(1).map(|row| row.matches("<td").count() + row.matches("<th ").count());
            let head = rows.next().unwrap();
            assert!(rows.all(|cells| cells == head), "{address}");
        }
    }
}

#[tokio::test]
async fn what_stands_side_by_side_names_every_scheme_on_paper() {
    for address in [Address::Team(None), Address::SideBySide(id("p1")), Address::CaseSideBySide(id("f2"))] {
        let page = html(address.clone(), Stored::Nothing, true).await;
        assert!(page.contains("Beside it: Northern Ireland (scheme file 1), Swindon"), "{address}: {page}");
    }
    assert!(!html(Address::Score(id("p1")), Stored::Nothing, true).await.contains("Beside it"));
}

#[tokio::test]
async fn a_case_that_two_hold_is_told_for_each() {
    let text = r#"{"fairload": "workspace", "version": 2,
        "practitioners": [{"id": "p1", "label": "AB", "role": "social_worker"}, {"id": "p2", "label": "CD", "role": "newly_qualified"}],
        "cases": [{"id": "f1", "label": "Family 1", "allocations": [{"practitioner": "p1"}, {"practitioner": "p2"}],
                   "children": [{"plan": "child_in_need", "unstable": "no"}]},
                  {"id": "f2", "label": "Family 2", "allocations": [{"practitioner": "p1"}], "closing_in": "2026-01"}]}"#;
    let stored = Stored::Workspace(Workspace::read(text).unwrap());
    let page = read_out(&html(Address::CaseSideBySide(id("f1")), stored.clone(), false).await);
    assert!(page.contains("## As held by AB") && page.contains("## As held by CD"), "{page}");
    assert_eq!(page.matches("Held at a limit, shared or taken away").count(), 2, "{page}");
    let closed = read_out(&html(Address::CaseSideBySide(id("f2")), stored, false).await);
    assert!(closed.contains("It is not open in November 2026, so no scheme counts it."), "{closed}");
}
