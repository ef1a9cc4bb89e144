//! The schemes, and a council’s own.

use super::{empty, html, id};
use fairload::change::IdMark;
use fairload::facts::Month;
use fairload::scheme::edit::{Edit, edited};
use fairload::scheme::tree::Place;
use fairload::schemes::published;
use fairload::web::address::Address;
use fairload::web::app::{App, AppProps};
use fairload::web::own_schemes::{Own, OwnSchemes};
use fairload::web::storage::Stored;
use std::rc::Rc;
use yew::ServerRenderer;

/// Swindon with a weight of ours, as it would be stored.
fn ours() -> OwnSchemes {
    let text = published().iter().find(|own| own.id == "swindon").unwrap().text;
    let weight = Place::default().name("steps").item(1).name("rules").item(1).name("points");
    let name = Edit::text(Place::default().name("name"), "Northport");
    let (text, _) = edited(text, &[Edit::text(weight, "20"), name]).unwrap();
    let own = vec![
        Rc::new(Own::new("swindon-2".to_owned(), Some("swindon".to_owned()), text.into())),
        Rc::new(Own::new("broken".to_owned(), None, "{\"fairload\": \"scheme\"}".into())),
    ];
    OwnSchemes { main: Some("swindon-2".to_owned()), own }
}

async fn html_with_ours(address: Address, stored: Stored, demo: bool) -> String {
    let month = Month::read("2026-11").unwrap();
    let props = move || AppProps {
        address,
        month,
        mark: IdMark::NONE,
        stored,
        scheme: None,
        found: None,
        schemes: ours(),
        saver: None,
        demo,
        demo_as_left: None,
    };
    ServerRenderer::<App>::with_props(props).hydratable(false).render().await
}

async fn with_ours(address: Address, stored: Stored, demo: bool) -> String {
    super::read_out(&html_with_ours(address, stored, demo).await)
}

#[tokio::test]
async fn the_library_lists_every_scheme_with_what_it_is_for() {
    insta::assert_snapshot!(empty(Address::Schemes).await);
}

#[tokio::test]
async fn own_schemes_stand_in_the_library_with_what_their_examples_say() {
    let page = with_ours(Address::Schemes, Stored::Nothing, false).await;
    assert!(page.contains("Our scheme is Northport"), "{page}");
    assert!(page.contains("in the file, "), "{page}");
    assert!(page.contains("## broken cannot be read"), "{page}");
    assert!(page.contains("“format” is missing"), "{page}");
    assert!(page.find("## Northport").unwrap() < page.find("## Nottinghamshire").unwrap());
}

#[tokio::test]
async fn a_scheme_is_read_rule_by_rule_with_its_readings_beside_the_clause() {
    insta::assert_snapshot!(empty(Address::Scheme("swindon".to_owned())).await);
}

#[tokio::test]
async fn every_rule_reading_and_weight_of_every_scheme_is_on_its_page() {
    for own in published() {
        let scheme = fairload::scheme::Scheme::read(own.text).unwrap();
        let page = empty(Address::Scheme(own.id.to_owned())).await;
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for rule in scheme.rules() {
            assert!(page.contains(&squeezed(&rule.words)), "{}: {}", own.id, rule.words);
        }
        for reading in &scheme.readings {
            assert_eq!(page.matches(&format!("Reading {}. ", reading.id)).count(), 1, "{}: {}", own.id, reading.id);
        }
    }
}

#[tokio::test]
async fn an_own_scheme_is_changed_by_fields_and_says_what_differs() {
    let page = with_ours(Address::SchemeChange("swindon-2".to_owned()), Stored::Nothing, false).await;
    let text = page.find("{ \"fairload\"").map_or(page.as_str(), |end| &page[..end]);
    insta::assert_snapshot!(text);
}

#[tokio::test]
async fn a_published_scheme_is_not_changed_and_a_version_is_offered() {
    let page = with_ours(Address::SchemeChange("swindon".to_owned()), Stored::Nothing, false).await;
    assert!(page.contains("A published scheme stays as it was published."), "{page}");
    assert!(page.contains("There is one: Northport"), "{page}");
}

#[tokio::test]
async fn the_main_scheme_is_scored_with_and_offered_first() {
    let page = with_ours(Address::Caseload, Stored::Nothing, true).await;
    assert!(page.contains("* Northport\nNottinghamshire"), "{page}");
    assert!(page.contains("Northport, "), "{page}");
    let score = with_ours(Address::Score(id("p1")), Stored::Nothing, true).await;
    assert!(score.contains("Northport"), "{score}");
}

#[tokio::test]
async fn every_field_of_the_change_page_has_a_label() {
    let month = Month::read("2026-11").unwrap();
    let address = Address::SchemeChange("swindon-2".to_owned());
    let props = move || AppProps {
        address,
        month,
        mark: IdMark::NONE,
        stored: Stored::Nothing,
        scheme: None,
        found: None,
        schemes: ours(),
        saver: None,
        demo: false,
        demo_as_left: None,
    };
    let page = ServerRenderer::<App>::with_props(props).hydratable(false).render().await;
    let ids: Vec<&str> =
        page.split("<input").skip(1).filter_map(|tag| tag.split("id=\"").nth(1)?.split('"').next()).collect();
    assert!(ids.len() > 50, "{}", ids.len());
    for (place, id) in ids.iter().enumerate() {
        assert!(page.contains(&format!("for=\"{id}\"")), "{id}");
        assert!(!ids[..place].contains(id), "{id} stands twice");
    }
    assert!(!html(Address::Schemes, Stored::Nothing, false).await.contains("style="));
}

#[tokio::test]
async fn the_page_of_a_version_has_a_place_for_what_it_changes_for_the_team_and_no_other_page_does() {
    let what = "> What this changes for your team";
    assert!(with_ours(Address::Scheme("swindon-2".to_owned()), Stored::Nothing, true).await.contains(what));
    assert!(!with_ours(Address::Scheme("swindon".to_owned()), Stored::Nothing, true).await.contains(what));
}

/// A page of a team like that of the demo, of a council whose own scheme is the main one.
async fn team_with_ours(address: Address) -> String {
    let mut workspace = fairload::demo::workspace(Month::read("2026-11").unwrap());
    // Few enough to be worked out at once.
    workspace.cases.truncate(20);
    html_with_ours(address, Stored::Workspace(workspace), false).await
}

#[tokio::test]
async fn a_council_with_a_main_scheme_sees_that_one_and_the_others_stand_folded() {
    for address in [Address::Team(None), Address::SideBySide(id("p1")), Address::CaseSideBySide(id("f2"))] {
        let page = team_with_ours(address.clone()).await;
        let read = super::read_out(&page);
        let others = format!("Other schemes ({})", fairload::schemes::published().len());
        assert!(read.contains(&others), "{address}: {read}");
        assert!(page.contains("aria-expanded=\"false\""), "{address}");
        // The chooser offers all of them; everything else is about the main one.
        let main = page
            .replace("<option", "\u{0}")
            .split("</option>")
            .map(|part| part.split('\u{0}').next().unwrap())
            .collect::<String>();
        assert!(main.contains("Northport"), "{address}");
        assert!(!main.contains("Warrington") && !main.contains("Beside it"), "{address}: {main}");
        let without = html(address.clone(), Stored::Nothing, true).await;
        assert!(!without.contains("Other schemes"), "{address}: nothing is folded without a main scheme");
    }
    // A table that is sorted by one of the others shows it.
    let sorted = fairload::web::address::Sort { by: "warrington".to_owned(), down: true };
    let page = team_with_ours(Address::Team(Some(sorted))).await;
    assert!(page.contains("aria-expanded=\"true\"") && page.contains("data-label=\"Warrington\""), "{page}");
}

#[tokio::test]
async fn choosers_of_a_scheme_offer_the_main_one_first_and_the_published_ones_in_a_group() {
    for address in [Address::Caseload, Address::Score(id("p1")), Address::Team(None), Address::Case(id("f2"), None)] {
        let page = team_with_ours(address.clone()).await;
        let Some(select) = page.split("<select").find(|part| part.contains(" id=\"scheme\"")) else {
            assert!(matches!(address, Address::Case(..)), "{address}: only a table that is open has one");
            continue;
        };
        let (first, group) = select.split_once("<optgroup label=\"Other published schemes\"").unwrap();
        assert!(first.contains("Northport") && !first.contains("Warrington"), "{address}: {first}");
        assert!(group.contains("Warrington"), "{address}");
    }
    let without = html(Address::Caseload, Stored::Nothing, true).await;
    assert!(!without.contains("<optgroup label=\"Other published"), "{without}");
}
