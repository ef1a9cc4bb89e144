//! Who leaves, is away or is back; limits and reductions; a practitioner in two teams; the teams of a service.

use super::{html, html_of, id, read_out};
use fairload::change::{Subject, apply};
use fairload::facts::Month;
use fairload::web::address::Address;
use fairload::web::storage::Stored;
use fairload::workspace::Workspace;

const PEOPLE: &str = r#"{"fairload": "workspace", "version": 5,
    "practitioners": [
        {"id": "p1", "label": "AB", "role": "social_worker", "team": "North", "personal_capacity": 15,
         "personal_capacity_counted_in": "points", "personal_capacity_scheme": "swindon", "personal_capacity_until": "2026-12",
         "reductions": [{"id": "r1", "unit": "percent", "amount": 130}, {"id": "r2", "from": "2026-10", "until": "2026-09"},
                        {"id": "r3", "unit": "hours", "amount": 7, "from": "2026-09", "until": "2026-11"}]},
        {"id": "p2", "label": "CD", "role": "social_worker", "team": "North", "away_from": "2026-10", "away_until": "2026-12", "line_manager": "p1"},
        {"id": "p3", "label": "EF", "role": "social_worker", "team": "South", "left_in": "2026-09"},
        {"id": "p4", "label": "AB", "role": "social_worker", "team": "South"}],
    "cases": [
        {"id": "f1", "label": "Family 1", "allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_protection"}]},
        {"id": "f2", "label": "Family 2", "allocations": [{"practitioner": "p2"}, {"practitioner": "p4", "part": "co_worker"}], "reviewing_officer": "p1", "children": [{"plan": "looked_after"}]},
        {"id": "f3", "label": "Family 3", "returns_to": "p2", "allocations": [{"practitioner": "p4"}], "children": [{"plan": "child_in_need"}]},
        {"id": "f4", "label": "Family 4", "children": [{"plan": "child_in_need"}]}]}"#;

fn people() -> Workspace {
    Workspace::read(PEOPLE).unwrap()
}

async fn page(address: Address) -> String {
    read_out(&html(address, Stored::Workspace(people()), false).await)
}

async fn of(who: &str) -> String {
    page(Address::Practitioner(id(who), None)).await
}

#[tokio::test]
async fn where_somebody_is_who_is_not_here_is_said_on_every_page_of_theirs() {
    let away = of("p2").await;
    assert!(away.contains("CD is away from October 2026, until the end of December 2026."), "{away}");
    assert!(away.contains("The absence ends with December 2026"), "{away}");
    assert!(of("p3").await.contains("EF left in September 2026."));
    let team = page(Address::Team(None)).await;
    assert!(team.contains("CD (away)"), "{team}");
    // Whoever is away seems to have room: beside that too.
    assert!(team.contains("room (away)") || team.contains("within (away)"), "{team}");
    assert!(!team.contains("| EF"), "who left before and holds nothing is of the months before: {team}");
    assert!(
        page(Address::Service)
            .await
            .contains("CD is away from October 2026, until the end of December 2026, and holds cases.")
    );
}

#[tokio::test]
async fn who_has_left_is_offered_no_case_and_who_is_away_comes_last_and_is_said_to_be() {
    let case = page(Address::Case(id("f4"), None)).await;
    let offered = case.split("Choose a practitioner").nth(1).unwrap();
    assert!(!offered.contains("EF, "), "{case}");
    let (last, away) =
        (offered.find("AB, social worker, South").unwrap(), offered.find("CD, social worker, North, away").unwrap());
    assert!(last < away, "{case}");
}

#[tokio::test]
async fn leaving_and_absence_stand_on_the_practitioner_s_page_and_being_back_where_somebody_went() {
    let here = of("p1").await;
    let section = here.split("> Leaving and absence").nth(1).unwrap();
    assert!(section.contains("AB leaves") && section.contains("AB is away for a time"), "{section}");
    assert!(!section.contains("AB is back"), "{section}");
    let away = of("p2").await;
    assert!(away.contains("CD is back"), "{away}");
    assert!(away.contains("> Put right a month, without moving cases"), "{away}");
}

#[tokio::test]
async fn limits_have_plain_words_and_a_scheme_is_chosen_by_its_name() {
    let page = of("p1").await;
    let limits = page.split("> Personal capacity").nth(1).unwrap();
    assert!(limits.contains("* Swindon"), "{limits}");
    assert!(limits.contains("Hampshire") || limits.contains("No number"), "{limits}");
    assert!(page.contains("Agreed reduction 1"), "{page}");
    assert!(page.contains("The personal capacity ends with December 2026"), "{page}");
    assert!(page.contains("An agreed reduction ends with this month"), "{page}");
}

#[tokio::test]
async fn what_a_file_brought_and_makes_no_sense_is_said_beside_its_field_and_stays() {
    let page = of("p1").await;
    assert!(page.contains("130 percent is more than there is"), "{page}");
    assert!(page.contains("The last month, 09/2026, is before the first, 10/2026"), "{page}");
    assert!(page.contains("[text 130]") && page.contains("[text 09/2026]"), "{page}");
}

#[tokio::test]
async fn one_person_in_two_teams_is_told_and_costs_nothing() {
    for (who, other) in [("p1", "South"), ("p4", "North")] {
        let page = of(who).await;
        assert!(page.contains(&format!("AB is in {other} already. One person stands in one team:")), "{page}");
    }
    assert!(!of("p2").await.contains("One person stands in one team"));
    let mut one = people();
    let subject = Subject::practitioner(&id("p4"));
    let change = fairload::change::Change::Set { subject, fact: "team".to_owned(), value: "North".to_owned() };
    apply(&mut one, &change).unwrap();
    let page = read_out(&html(Address::Practitioner(id("p1"), None), Stored::Workspace(one), false).await);
    assert!(!page.contains("One person stands in one team"), "two of one team are two people or one: {page}");
}

#[tokio::test]
async fn the_caseload_of_who_is_away_says_so_and_leads_to_who_takes_it() {
    let workspace = {
        let mut own = people();
        own.practitioners.swap(0, 1);
        own
    };
    let page = read_out(&html(Address::Caseload, Stored::Workspace(workspace), false).await);
    assert!(page.contains("CD is away from October 2026"), "{page}");
    assert!(page.contains("* CD (away)"), "{page}");
    assert!(page.contains("EF (left)"), "{page}");
}

#[tokio::test]
async fn the_teams_of_a_service_are_said_with_sums_spread_and_managers() {
    insta::assert_snapshot!(read_out(&html(Address::Service, Stored::Nothing, true).await));
}

#[tokio::test]
async fn a_service_of_nobody_says_what_the_page_is_for() {
    let page = read_out(&html(Address::Service, Stored::Nothing, false).await);
    assert!(
        page.contains("# Service, November 2026") && page.contains("[Add a practitioner]")
            || page.contains("Add a practitioner")
    );
    assert!(!page.contains("Averages for publication\nChildren"), "{page}");
}

#[tokio::test]
async fn a_month_before_somebody_left_shows_them_as_they_were() {
    let page = html_of(|| fairload::web::app::AppProps {
        address: Address::Team(None),
        month: Month::read("2026-08").unwrap(),
        mark: fairload::change::IdMark::NONE,
        stored: Stored::Workspace(people()),
        found: None,
        scheme: None,
        schemes: fairload::web::own_schemes::OwnSchemes::default(),
        saver: None,
        demo: false,
        demo_as_left: None,
    })
    .await;
    let page = read_out(&page);
    assert!(page.contains("EF") && !page.contains("(away)") && !page.contains("(left)"), "{page}");
}
