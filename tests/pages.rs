//! Every page rendered on the host, as a reader without a screen would meet it.
#![cfg(feature = "host-rendering")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect should stop there"
)]

#[path = "pages/around.rs"]
mod around;
#[path = "pages/counts.rs"]
mod counts;
#[path = "pages/entering.rs"]
mod entering;
#[path = "pages/going.rs"]
mod going;
#[path = "pages/importing.rs"]
mod importing;
#[path = "pages/library.rs"]
mod library;
#[path = "pages/side_by_side.rs"]
mod side_by_side;

use fairload::change::IdMark;
use fairload::facts::{Id, Month};
use fairload::store::{From, Missing, Recovered};
use fairload::web::address::Address;
use fairload::web::app::{App, AppProps};
use fairload::web::own_schemes::OwnSchemes;
use fairload::web::session::Shared;
use fairload::web::storage::Stored;
use fairload::workspace::Workspace;
use std::rc::Rc;
use yew::ServerRenderer;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

async fn html(address: Address, stored: Stored, demo: bool) -> String {
    html_under(None, address, stored, demo).await
}

/// A page while a scheme is chosen.
async fn html_under(scheme: Option<&str>, address: Address, stored: Stored, demo: bool) -> String {
    let month = Month::read("2026-11").unwrap();
    let scheme = scheme.map(str::to_owned);
    html_of(move || {
        let (schemes, found, saver, demo_as_left) = (OwnSchemes::default(), None, None, None);
        AppProps { address, month, mark: IdMark::NONE, stored, found, scheme, schemes, saver, demo, demo_as_left }
    })
    .await
}

/// The whole page with these properties: made where it is drawn, because they stay in one thread.
async fn html_of(props: impl FnOnce() -> AppProps + Send + 'static) -> String {
    ServerRenderer::<App>::with_props(props).hydratable(false).render().await
}

/// What the page says, in its order: text by line, controls in brackets.
fn read_out(html: &str) -> String {
    let mut lines = vec![String::new()];
    // What is said on paper alone has a test of its own.
    let (before, head) = html.split_once("<p class=\"fairload-print-head\">").unwrap_or((html, ""));
    let after = head.split_once("</p>").map_or("", |(_, after)| after);
    let html = format!("{before}{after}");
    let mut rest = html.as_str();
    while let Some((text, tag_on)) = rest.split_once('<') {
        let (tag, after) = tag_on.split_once('>').unwrap();
        let line = lines.last_mut().unwrap();
        line.push_str(text);
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let closing = tag.starts_with('/');
        let breaks = [
            "p", "div", "li", "h1", "h2", "h3", "tr", "legend", "label", "summary", "dt", "dd", "section", "option",
            "nav", "header", "footer", "main", "form", "fieldset", "caption",
        ];
        if breaks.contains(&name) && !line.trim().is_empty() {
            lines.push(String::new());
        }
        let line = lines.last_mut().unwrap();
        match (name, closing) {
            ("h1", false) => line.push_str("# "),
            ("h2", false) => line.push_str("## "),
            ("h3", false) => line.push_str("### "),
            ("td" | "th", false) => line.push_str(" | "),
            ("summary", false) => line.push_str("> "),
            ("button", false) => line.push('['),
            ("button", true) => line.push(']'),
            ("option", false) if tag.contains(" selected") => line.push_str("* "),
            ("input", false) => line.push_str(&control(tag)),
            _ => {}
        }
        rest = after;
    }
    let words: Vec<String> = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let unescaped = words.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    unescaped
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

fn control(tag: &str) -> String {
    let of =
        |name: &str| tag.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split('"').next()).unwrap_or("");
    match of("type") {
        "text" => format!("[text {}]", of("value")),
        kind if tag.contains(" checked") => format!("[{kind} x]"),
        kind => format!("[{kind}]"),
    }
}

async fn demo(address: Address) -> String {
    read_out(&html(address, Stored::Nothing, true).await)
}

async fn empty(address: Address) -> String {
    read_out(&html(address, Stored::Nothing, false).await)
}

/// A small team whose cases have something in them for every scheme.
fn team() -> Stored {
    let text = r#"{"fairload": "workspace", "version": 2,
        "practitioners": [{"id": "p1", "label": "AB", "role": "social_worker", "team_type": "district"}],
        "cases": [
            {"id": "f1", "label": "Family 1", "allocations": [{"practitioner": "p1"}], "court_stage": "initial",
             "children": [{"label": "First", "plan": "looked_after", "unstable": "no"},
                          {"label": "Second", "plan": "child_protection", "unstable": "yes"}],
             "tasks": [{"kind": "single_assessment", "child": "c1"}, {"kind": "direct_work"}],
             "inputs": {"northern-ireland": {"court_risk": {"value": "2.5", "by": "TM", "on": "2026-11-03"},
                                             "court_travel": "0.3", "hours": "14"}}},
            {"id": "f2", "label": "Family 2", "allocations": [{"practitioner": "p1"}],
             "children": [{"plan": "child_in_need"}, {"plan": "child_in_need"},
                          {"plan": "child_in_need"}, {"plan": "child_in_need"}]}]}"#;
    Stored::Workspace(Workspace::read(text).unwrap())
}

async fn of_team(scheme: &str, address: Address) -> String {
    read_out(&html_under(Some(scheme), address, team(), false).await)
}

/// Every address that there is.
fn addresses() -> Vec<Address> {
    vec![
        Address::Start,
        Address::NewPractitioner,
        Address::Caseload,
        Address::Practitioner(id("p4"), None),
        Address::Case(id("f2"), None),
        Address::Score(id("p1")),
        Address::Team(None),
        Address::Service,
        Address::SideBySide(id("p1")),
        Address::CaseSideBySide(id("f2")),
        Address::Schemes,
        Address::Scheme("nottinghamshire".to_owned()),
        Address::SchemeChange("nottinghamshire".to_owned()),
        Address::Changes,
        Address::Help,
        Address::Proof,
        Address::Glossary,
        Address::Import,
        Address::StillMissing,
        Address::Data,
        Address::Delete,
        Address::About,
        Address::Unknown("nowhere".to_owned()),
    ]
}

#[tokio::test]
async fn the_first_page_offers_a_demo_and_ones_own_caseload() {
    insta::assert_snapshot!(empty(Address::Start).await);
}

#[tokio::test]
async fn an_empty_caseload_says_what_to_do() {
    insta::assert_snapshot!(empty(Address::Caseload).await);
}

#[tokio::test]
async fn a_caseload_lists_cases_with_their_points_and_totals() {
    insta::assert_snapshot!(demo(Address::Caseload).await);
}

#[tokio::test]
async fn a_case_shows_its_children_first_and_its_points_beside_them() {
    insta::assert_snapshot!(demo(Address::Case(id("f2"), None)).await);
}

#[tokio::test]
async fn a_score_is_read_line_by_line_with_place_rule_and_reading() {
    insta::assert_snapshot!(demo(Address::Score(id("p3"))).await);
}

#[tokio::test]
async fn a_practitioner_has_facts_and_lists() {
    insta::assert_snapshot!(demo(Address::Practitioner(id("p4"), None)).await);
}

#[tokio::test]
async fn a_case_is_asked_what_its_scheme_asks_for_itself() {
    insta::assert_snapshot!(of_team("northern-ireland", Address::Case(id("f1"), None)).await);
}

#[tokio::test]
async fn a_practitioner_is_asked_what_the_scheme_asks_for_itself() {
    let page = of_team("swindon", Address::Practitioner(id("p1"), None)).await;
    assert!(page.contains("> Swindon: for the manager"), "{page}");
    assert!(page.contains("Points for supervising a student"), "{page}");
    assert!(!of_team("warrington", Address::Practitioner(id("p1"), None)).await.contains("for the manager"));
}

#[tokio::test]
async fn a_score_leaves_to_the_manager_what_the_scheme_leaves_to_the_manager() {
    insta::assert_snapshot!(of_team("northern-ireland", Address::Score(id("p1"))).await);
}

#[tokio::test]
async fn a_score_says_how_it_is_made_up() {
    insta::assert_snapshot!(of_team("swindon", Address::Score(id("p1"))).await);
}

#[tokio::test]
async fn points_for_all_cases_together_are_no_single_case_s() {
    let caseload = of_team("warrington", Address::Caseload).await;
    assert!(caseload.contains("| Workload weight | 1"), "{caseload}");
    assert!(caseload.contains("own points | 15"), "{caseload}");
    let score = of_team("warrington", Address::Score(id("p1"))).await;
    assert!(score.contains("## All cases together 1 point"), "{score}");
}

#[tokio::test]
async fn every_page_is_sound_under_every_scheme() {
    for own in fairload::schemes::published() {
        for address in addresses() {
            let page = html_under(Some(own.id), address.clone(), Stored::Nothing, true).await;
            assert_eq!(page.matches("<h1").count(), 1, "{} {address}", own.id);
            assert!(!page.contains(" style="), "{} {address}", own.id);
            labelled(&page, &format!("{} {address}", own.id));
        }
        for address in [Address::Case(id("f1"), None), Address::Case(id("f2"), None), Address::Score(id("p1"))] {
            let page = html_under(Some(own.id), address.clone(), team(), false).await;
            labelled(&page, &format!("{} {address}", own.id));
        }
    }
}

#[tokio::test]
async fn every_question_leads_to_a_field_that_is_there() {
    for own in fairload::schemes::published() {
        let score = html_under(Some(own.id), Address::Score(id("p1")), team(), false).await;
        let links = score.split("href=\"#/").skip(1).filter_map(|rest| rest.split('"').next());
        let mut asked = 0;
        for link in links {
            let Some(address) = Address::read(&format!("#/{link}")) else { continue };
            let (Address::Case(_, Some(field)) | Address::Practitioner(_, Some(field))) = address.clone() else {
                continue;
            };
            asked += 1;
            let page = html_under(Some(own.id), address, team(), false).await;
            assert!(page.contains(&format!("id=\"{field}\"")), "{}: {field}", own.id);
        }
        // What counts children asks nothing of a caseload whose plans are known.
        let counts = !fairload::scheme::Scheme::read(own.text).unwrap().counted_in.is_points();
        assert!(asked > 0 || counts || own.id == "warrington", "{} asks nothing", own.id);
    }
}

#[tokio::test]
async fn saving_opening_and_deleting_are_explained() {
    insta::assert_snapshot!(format!("{}\n\n{}", empty(Address::Data).await, empty(Address::Delete).await));
}

#[tokio::test]
async fn about_says_what_it_is_and_what_it_keeps() {
    insta::assert_snapshot!(empty(Address::About).await);
}

#[tokio::test]
async fn every_page_has_one_heading_and_no_markup_that_the_policy_refuses() {
    for demo in [false, true] {
        for address in addresses() {
            let page = html(address.clone(), Stored::Nothing, demo).await;
            assert_eq!(page.matches("<h1").count(), 1, "{address}");
            assert!(!page.contains(" style=") && !page.contains(" onclick="), "{address}");
            assert!(page.contains("Delete everything on this device"), "{address}");
        }
    }
}

#[tokio::test]
async fn every_field_of_every_page_has_a_label_and_an_id_of_its_own() {
    for address in addresses() {
        labelled(&html(address.clone(), Stored::Nothing, true).await, &address.to_string());
    }
}

/// Every field has a label, and no id is used twice.
fn labelled(page: &str, which: &str) {
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "{which}: an id is used twice");
    for tag in page.split('<').filter(|tag| tag.starts_with("input") || tag.starts_with("select")) {
        let own = tag.split_once(" id=\"").and_then(|(_, rest)| rest.split('"').next()).expect("a field has an id");
        assert!(page.contains(&format!("for=\"{own}\"")), "{which}: {own} has no label");
    }
}

#[tokio::test]
async fn every_fact_of_a_child_has_a_field_once_something_is_given_for_it() {
    use fairload::facts::record::Record;
    let given = |kind| {
        use fairload::facts::Kind;
        match kind {
            Kind::Mark | Kind::Answer => "yes".to_owned(),
            Kind::OneOf(choices) | Kind::Ordinary(choices) => choices.last().unwrap().code.to_owned(),
            Kind::Whole { .. } | Kind::Decimal { .. } => "1".to_owned(),
            Kind::Month | Kind::When => "2026-11".to_owned(),
            Kind::Text { .. } => "A".to_owned(),
            Kind::Reference => "p1".to_owned(),
        }
    };
    let mut child = fairload::facts::Child::empty(id("c1"));
    for definition in fairload::facts::Child::catalogue() {
        child.set(definition.id, &given(definition.kind)).unwrap();
    }
    let mut case = fairload::facts::Case::empty(id("f1"));
    for definition in fairload::facts::Case::catalogue() {
        case.set(definition.id, &given(definition.kind)).unwrap();
    }
    case.children.push(child);
    let somebody = fairload::facts::Practitioner::empty(id("p1"));
    let stored = Stored::Workspace(Workspace { practitioners: vec![somebody], cases: vec![case] });
    let page = html(Address::Case(id("f1"), None), stored, false).await;
    // What an import said has no field: nobody types a code.
    for definition in fairload::facts::Child::catalogue().iter().filter(|own| own.id != "imported") {
        assert!(page.contains(&format!("id=\"case-f1-children-c1-{}\"", definition.id)), "{}", definition.id);
    }
    for definition in fairload::facts::Case::catalogue() {
        assert!(page.contains(&format!("id=\"case-f1-{}\"", definition.id)), "{}", definition.id);
    }
}

#[tokio::test]
async fn blocked_storage_is_a_message_and_not_a_blank_page() {
    let page = read_out(&html(Address::Caseload, Stored::Blocked("SecurityError".to_owned()), false).await);
    assert!(page.contains("Nothing is being saved"), "{page}");
    assert!(page.contains("[Download a copy]"), "{page}");
    assert!(page.contains("# Caseload"), "{page}");
}

#[tokio::test]
async fn what_a_newer_version_has_stored_is_not_opened_on_any_page_but_about_and_delete() {
    for address in addresses() {
        let page = read_out(&html(address.clone(), Stored::Newer(9), false).await);
        let apart = matches!(address, Address::About | Address::Delete);
        assert_eq!(page.contains("It is in format 9, which this version cannot read"), !apart, "{address}");
        assert!(page.contains("Nothing is being saved."), "{address}");
    }
}

#[tokio::test]
async fn what_was_unusual_when_the_store_was_read_is_said_with_what_is_missing() {
    let start = async |usual: bool| {
        html_of(move || {
            let why = "its text is damaged; last: Age of First: 4".to_owned();
            let unusual = Recovered {
                from: From::Salvaged,
                missing: vec![Missing { key: "case/f7".to_owned(), why }],
                damaged: vec![("case/f7".to_owned(), "half".to_owned())],
                said: vec!["Part of what was stored could not be read.".to_owned()],
                ..Recovered::default()
            };
            let found = if usual { Recovered { from: From::Usual, ..Recovered::default() } } else { unusual };
            AppProps {
                address: Address::Start,
                month: Month::read("2026-11").unwrap(),
                mark: IdMark::NONE,
                stored: Stored::Nothing,
                found: Some(Shared(Rc::new(found))),
                scheme: None,
                schemes: OwnSchemes::default(),
                saver: None,
                demo: false,
                demo_as_left: None,
            }
        })
        .await
    };
    let page = read_out(&start(false).await);
    let said = ["Part of what was stored could", "case/f7: its text is damaged"];
    for words in said.into_iter().chain(["[Download what cannot be read]", "[I have seen this]"]) {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!start(true).await.contains("I have seen this"));
}

#[tokio::test]
async fn what_people_type_is_shown_as_text_and_never_as_markup() {
    let mut workspace = fairload::demo::workspace(Month::read("2026-11").unwrap());
    let label = fairload::facts::value::Value::read("<img src=x onerror=alert(1)>").unwrap();
    workspace.practitioners[0].label = label;
    for address in addresses() {
        let page = html(address.clone(), Stored::Workspace(workspace.clone()), false).await;
        assert!(!page.contains("<img"), "{address}");
    }
}

#[tokio::test]
async fn what_the_scheme_does_not_read_stands_with_what_did_not_count() {
    let text = r#"{"fairload": "workspace", "version": 2, "practitioners": [{"id": "p1"}, {"id": "p2"}],
        "cases": [{"id": "f1", "label": "Family 1", "co_working": "both_in_most_tasks", "interpreter": "yes",
            "allocations": [{"practitioner": "p1", "part": "lead"}, {"practitioner": "p2", "part": "co_worker"}],
            "children": [{"plan": "child_protection", "age": 7}]}]}"#;
    let stored = || Stored::Workspace(Workspace::read(text).unwrap());
    for address in [Address::Score(id("p1")), Address::Case(id("f1"), None)] {
        let swindon = read_out(&html_under(Some("swindon"), address.clone(), stored(), false).await);
        let left_out = swindon.split("> What did not count").nth(1).unwrap();
        assert!(left_out.contains("> How the work is shared"), "{swindon}");
        assert!(left_out.contains("> Entered, and not read by SwindonAge"), "{swindon}");
        let notts = read_out(&html_under(Some("nottinghamshire"), address, stored(), false).await);
        assert!(!notts.contains("> How the work is shared"), "{notts}");
    }
}
