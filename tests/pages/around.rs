//! What stands around the pages, help, and the demo.

use super::{addresses, demo, empty, html};
use fairload::web::address::Address;
use fairload::web::pages::help::glossary;
use fairload::web::storage::Stored;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

#[tokio::test]
async fn the_first_page_has_a_next_step_for_whoever_comes_and_one_that_leads_somewhere() {
    let first = empty(Address::Start).await;
    assert!(first.contains("Supervision soon\nEnter your cases"), "{first}");
    assert!(first.contains("[Look at a demo team]"), "{first}");
    let again = demo(Address::Start).await;
    assert!(again.contains("A case to allocate\nSee the team"), "{again}");
    assert!(again.contains("[Go on with the demo]"), "{again}");
}

#[tokio::test]
async fn help_says_how_to_do_what_people_come_for() {
    insta::assert_snapshot!("help", empty(Address::Help).await);
}

#[tokio::test]
async fn what_was_done_says_what_it_is_for_while_nothing_was_done() {
    insta::assert_snapshot!("nothing_done", empty(Address::Changes).await);
}

#[tokio::test]
async fn every_page_on_paper_names_scheme_version_month_and_the_demo() {
    for address in addresses() {
        let head = "NOTTS, Children\u{2019}s Social Care Case Workload Management Tool, Nottinghamshire County Council (scheme file 1). November 2026.";
        let own = html(address.clone(), Stored::Nothing, false).await;
        assert!(own.contains(head) && !own.contains("Demo: invented."), "{address}: {own}");
        let shown = html(address.clone(), Stored::Nothing, true).await;
        assert!(shown.contains(&format!("{head} Demo: invented. Printed on")), "{address}: {shown}");
    }
}

/// Words that the sources print in capitals and that mean nothing else: and numbers.
const PLAIN: [&str; 14] =
    ["AND", "BE", "CLOSED", "DUTIES", "FIT", "III", "IV", "ONLY", "OR", "OTHER", "SYSTEM", "TO", "VII", "WEIGHTING"];

/// The words of a text that have two capitals or more, numbers of acts (S47) among them.
fn short_forms(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| {
        let capitals = word.chars().filter(char::is_ascii_uppercase).count();
        let act = word.strip_prefix('S').is_some_and(|number| !number.is_empty() && number.parse::<u8>().is_ok());
        // Two words that a source, or what is read out here, runs together.
        let run_together = word.contains(|letter: char| letter.is_ascii_lowercase()) && !["CiC", "SWs"].contains(word);
        (capitals >= 2 && !run_together) || act
    })
}

/// The texts of a scheme's document, without its ids and its examples.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|one| texts(one, into)),
        Value::Object(all) => {
            all.iter().filter(|(name, _)| *name != "id" && *name != "examples").for_each(|(_, one)| texts(one, into));
        }
        _ => {}
    }
}

#[tokio::test]
async fn every_short_form_of_the_schemes_and_the_pages_is_in_the_glossary() {
    let mut said = Vec::new();
    for own in fairload::schemes::published() {
        texts(&serde_json::from_str(own.text).unwrap(), &mut said);
    }
    for address in addresses() {
        said.push(demo(address.clone()).await);
        said.push(empty(address).await);
    }
    // Letters for people of the demo, keys, and what the page's own parts are called.
    let known: BTreeSet<&str> = glossary()
        .flat_map(|(term, _)| term.split(", "))
        .chain(PLAIN)
        .chain(["AB", "F12", "JSON", "MIT", "MB", "PDF", "TM", "GOV", "UK", "BSL", "GOVUK", "MPL", "CC", "CSV"])
        .collect();
    let missing: BTreeSet<&str> =
        said.iter().flat_map(|text| short_forms(text)).filter(|word| !known.contains(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn the_glossary_has_a_field_to_search_and_every_term() {
    let page = html(Address::Glossary, Stored::Nothing, false).await;
    assert!(page.contains(r#"type="search""#));
    assert_eq!(page.matches("<dt").count(), glossary().count());
}

/// A licence as it is written once: crates write the same choice in several ways.
fn licence(text: &str) -> String {
    let mut parts: Vec<&str> = text.split(" OR ").flat_map(|part| part.split('/')).map(str::trim).collect();
    parts.sort_unstable();
    let text = parts.join(" OR ");
    if text == "Apache-2.0 OR MIT" { "MIT OR Apache-2.0".to_owned() } else { text }
}

/// What is compiled into a program of the page, as cargo would resolve it: crates for wasm32 with its features,
/// without what only runs while it is built.
fn crates(root: &Path, features: &str) -> Vec<(String, String)> {
    let arguments = ["metadata", "--offline", "--locked", "--format-version", "1", "--no-default-features"];
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--features", features, "--filter-platform", "wasm32-unknown-unknown"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (packages, nodes) = (list(&found["packages"]), list(&found["resolve"]["nodes"]));
    let by_id = |all: &[Value], id: &Value| all.iter().find(|one| one["id"] == *id).cloned().unwrap();
    let own = found["resolve"]["root"].clone();
    let (mut seen, mut waiting) = (vec![own.clone()], vec![own]);
    while let Some(id) = waiting.pop() {
        for dependency in list(&by_id(&nodes, &id)["deps"]) {
            let package = by_id(&packages, &dependency["pkg"]);
            let normal = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            let runs_while_building =
                list(&package["targets"]).iter().any(|target| list(&target["kind"]).contains(&"proc-macro".into()));
            if normal && !runs_while_building && !seen.contains(&dependency["pkg"]) {
                seen.push(dependency["pkg"].clone());
                waiting.push(dependency["pkg"].clone());
            }
        }
    }
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of = |id: &Value| {
        let package = by_id(&packages, id);
        (licence(&text(&package["license"])), format!("{} {}", text(&package["name"]), text(&package["version"])))
    };
    seen.iter().skip(1).map(of).collect()
}

#[test]
fn the_components_and_licences_that_about_leads_to_are_those_of_the_lock_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = crates(root, "page");
    let lock: Value = serde_json::from_str(&std::fs::read_to_string(root.join("package-lock.json")).unwrap()).unwrap();
    let frontend = &lock["packages"]["node_modules/govuk-frontend"];
    let text = |name: &str| frontend[name].as_str().unwrap().to_owned();
    all.push((licence(&text("license")), format!("govuk-frontend {}", text("version"))));
    let listed = |mut all: Vec<(String, String)>| {
        // It comes with the compiler, whose version each build has for itself.
        all.push((licence("MIT OR Apache-2.0"), "Rust standard library".to_owned()));
        all.sort();
        let licences: BTreeSet<&String> = all.iter().map(|(licence, _)| licence).collect();
        let line = |licence: &&String| {
            let names: Vec<&str> =
                all.iter().filter(|(own, _)| own == *licence).map(|(_, name)| name.as_str()).collect();
            format!("{licence}: {}\n", names.join(", "))
        };
        licences.iter().map(line).collect::<String>()
    };
    let expected = format!(
        "What others made and Fairload carries, by licence.\n\nThe page\n\n{}\nThe import, which comes when it is first wanted\n\n{}",
        listed(all),
        listed(crates(root, "sheets-worker"))
    );
    let file = root.join("src/web/pages/components.txt");
    if std::env::var_os("FAIRLOAD_WRITE_COMPONENTS").is_some() {
        std::fs::write(&file, &expected).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(written, expected, "script/components writes the list anew");
    assert!(include_str!("../../index.html").contains(r#"rel="copy-file" href="src/web/pages/components.txt""#));
}

#[tokio::test]
async fn the_address_of_the_proof_is_a_place_in_the_help_that_can_take_the_focus() {
    let start = html(Address::Start, Stored::Nothing, false).await;
    assert!(start.contains("href=\"#/help/proof\""), "{start}");
    let help = html(Address::Proof, Stored::Nothing, false).await;
    assert!(help.contains("id=\"proof\" tabindex=\"-1\""), "{help}");
}
