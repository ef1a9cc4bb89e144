//! Entering cases: the short form, bulk actions, practitioners.

use super::*;

/// A team with a case that somebody holds, one that two share, and two that wait.
fn waiting_workspace() -> Workspace {
    let text = r#"{"fairload": "workspace", "version": 2,
        "practitioners": [{"id": "p1", "label": "AB", "team_type": "district", "team": "North", "full_time_hours": 36},
                          {"id": "p2", "label": "CD", "team": "North"}],
        "cases": [
            {"id": "f1", "label": "Family 1", "allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_in_need"}]},
            {"id": "f2", "label": "Family 2", "unallocated_since": "2026-10", "children": [{"plan": "child_protection"}]},
            {"id": "f3", "label": "Family 3", "unallocated_since": "2026-08"}, {"id": "f4", "label": "Family 4"}]}"#;
    Workspace::read(text).unwrap()
}

fn waiting() -> Stored {
    Stored::Workspace(waiting_workspace())
}

#[tokio::test]
async fn the_short_form_has_a_box_for_the_plans_that_the_team_works_with() {
    let page = read_out(&html(Address::Caseload, waiting(), false).await);
    let form = page.split("## Add a case").nth(1).unwrap();
    insta::assert_snapshot!(form.split("Saved in this browser").next().unwrap());
    let mut workspace = waiting_workspace();
    workspace.practitioners[0].team_type = Some(fairload::facts::practitioner::TeamType::LeavingCare);
    let page = read_out(&html(Address::Caseload, Stored::Workspace(workspace), false).await);
    assert!(page.contains("Care leaver, former relevant\n"), "{page}");
}

#[tokio::test]
async fn teams_of_carers_are_asked_for_the_kind_of_case_at_once() {
    let mut workspace = waiting_workspace();
    workspace.practitioners[0].team_type = Some(fairload::facts::practitioner::TeamType::Fostering);
    let page = html(Address::Caseload, Stored::Workspace(workspace), false).await;
    let form = page.split("id=\"add-title\"").nth(1).unwrap();
    assert!(form.split("<details").nth(1).unwrap().split('>').next().unwrap().contains("open"), "{form}");
}

#[tokio::test]
async fn every_case_can_be_selected_and_the_list_sorted() {
    let page = html(Address::Caseload, waiting(), false).await;
    assert!(page.contains("id=\"select-f1\"") && page.contains("Select Family 1"), "{page}");
    assert!(page.contains("Select all cases shown"), "{page}");
    assert!(!page.contains("id=\"find-case\""), "one case needs no search");
    assert!(html(Address::Caseload, Stored::Nothing, true).await.contains("id=\"select-all\""));
}

#[tokio::test]
async fn cases_that_nobody_holds_wait_with_the_longest_first() {
    let mut workspace = waiting_workspace();
    workspace.practitioners.clear();
    workspace.cases.retain(|case| case.allocations.is_empty());
    let page = read_out(&html(Address::Caseload, Stored::Workspace(workspace), false).await);
    let list = page.split("# Cases that nobody holds").nth(1).unwrap();
    insta::assert_snapshot!(list.split("## Add a case").next().unwrap());
}

#[tokio::test]
async fn a_case_is_copied_and_compared_from_its_own_page() {
    let page = read_out(&html(Address::Case(id("f1"), None), waiting(), false).await);
    assert!(page.contains("[Copy this case]") && page.contains("this case under every scheme"), "{page}");
}

#[tokio::test]
async fn kinds_of_task_stand_in_groups_of_the_field() {
    let page = read_out(&html(Address::Case(id("f1"), None), waiting(), false).await);
    let all = page.split("> All kinds of task").nth(1).unwrap();
    insta::assert_snapshot!(all.split("## More about this case").next().unwrap());
    let card = html(Address::Case(id("f1"), None), team(), false).await;
    assert!(card.contains("<optgroup label=\"Direct work and contact\">"), "the list of a task has them too");
}

#[tokio::test]
async fn a_task_can_be_given_to_each_child() {
    let page = read_out(&html(Address::Case(id("f1"), None), team(), false).await);
    assert!(page.contains("[One for each child: Life story or direct work]"), "{page}");
    let alone = read_out(&html(Address::Case(id("f1"), None), waiting(), false).await);
    assert!(!alone.contains("One for each child"), "{alone}");
}

#[tokio::test]
async fn colleagues_share_their_team_and_full_time_hours() {
    insta::assert_snapshot!(read_out(&html(Address::NewPractitioner, waiting(), false).await));
    let page = html(Address::NewPractitioner, waiting(), false).await;
    let list = page.split("<datalist").nth(1).unwrap().split("</datalist>").next().unwrap();
    assert_eq!(list.matches("value=\"North\"").count(), 1, "{list}");
}

#[tokio::test]
async fn whoever_holds_cases_is_not_removed_but_told_how() {
    let page = read_out(&html(Address::Practitioner(id("p1"), None), waiting(), false).await);
    assert!(page.contains("AB holds 1 case. To remove AB, go to the caseload of AB, select all cases"), "{page}");
    let page = read_out(&html(Address::Practitioner(id("p2"), None), waiting(), false).await);
    assert!(page.contains("[Remove this practitioner]"), "{page}");
}

#[tokio::test]
async fn help_that_only_says_the_label_again_is_left_out() {
    let page = read_out(&html(Address::Case(id("f1"), None), team(), false).await);
    assert!(page.contains("Adult of concern"), "{page}");
    assert!(!page.contains("There is an adult of concern"), "{page}");
}

#[tokio::test]
async fn who_gave_the_points_of_a_manager_stands_once_below_them() {
    let page = read_out(&html_under(Some("northern-ireland"), Address::Case(id("f1"), None), team(), false).await);
    assert_eq!(page.matches("> Given on 03/11/2026 by TM").count(), 1, "{page}");
    let below = page.split("> Given on 03/11/2026 by TM").nth(1).unwrap();
    assert!(below.contains("Court: points for risk\nGiven by\n"), "{below}");
}
