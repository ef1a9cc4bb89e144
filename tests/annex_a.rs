//! The councils' standard workbook (Annex A): every layout that was seen, each oddity by itself and all together,
//! read back as exactly the caseload that went in.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "sheets")]

#[path = "annex_a/cases.rs"]
mod cases;
#[path = "support/chance.rs"]
mod chance;
#[path = "annex_a/generator.rs"]
mod generator;
#[path = "annex_a/lines.rs"]
mod lines;
#[path = "annex_a/renamed.rs"]
mod renamed;
#[path = "annex_a/template.rs"]
mod template;

use fairload::facts::record::Record;
use fairload::facts::{Case, Child, Id, Task};
use fairload::importing::annex_a;
use fairload::importing::found::{Found, FoundChild};
use fairload::importing::table::Sheet;
use fairload::sheets;
use generator::{Codes, Days, Expected, Layout, Made, Oddities, at, make};
use std::collections::BTreeMap;

fn as_expected(found: &Found, child: &FoundChild) -> Expected {
    Expected {
        facts: child.facts.iter().cloned().collect(),
        closing_in: child.case_facts.iter().find(|(name, _)| name == "closing_in").map(|(_, month)| month.clone()),
        tasks: child
            .tasks
            .iter()
            .map(|task| (task.kind.clone(), task.facts.iter().find(|(name, _)| name == "start").unwrap().1.clone()))
            .collect(),
        worker: child
            .practitioner
            .map(|place| fairload::importing::people::same_name(&found.practitioners[place].name)),
        team: child.team.clone(),
        lists: child.places.len(),
    }
}

/// What was found is what went in: no child more, none less, nothing else said of any.
fn assert_same(made: &Made, found: &Found, what: &str) {
    let children: BTreeMap<String, Expected> =
        found.children.iter().map(|child| (child.code.0.clone(), as_expected(found, child))).collect();
    assert_eq!(children.len(), found.children.len(), "{what}: a child twice");
    for (code, expected) in &made.children {
        assert_eq!(children.get(code), Some(expected), "{what}");
    }
    assert_eq!(children.len(), made.children.len(), "{what}: children who are not there");
    let practitioners: BTreeMap<String, String> =
        found.practitioners.iter().map(|own| (own.code.0.clone(), own.team.clone())).collect();
    assert_eq!(practitioners, made.practitioners, "{what}");
    let left_out: usize = found.left_out.iter().map(|(_, count)| count).sum();
    assert_eq!(left_out, made.left_out, "{what}: {:?}", found.left_out);
    let mut initials: Vec<&str> = found.practitioners.iter().map(|own| own.initials.as_str()).collect();
    initials.sort_unstable();
    initials.dedup();
    assert_eq!(initials.len(), found.practitioners.len(), "{what}: initials twice");
    assert!(found.whole, "{what}");
}

/// Nothing that the page could show has a number of a child or a date of birth in it.
fn assert_says_nothing_secret(made: &Made, found: &Found) {
    let mut said: Vec<&str> = found.problems.iter().flat_map(|own| [own.words.as_str(), own.column.as_str()]).collect();
    said.extend(found.left_out.iter().map(|(words, _)| words.as_str()));
    said.extend(found.children.iter().flat_map(|child| child.grounds.iter().map(|ground| ground.words.as_str())));
    let said = said.join("\n");
    for secret in &made.secrets {
        assert!(!said.contains(secret.as_str()), "{secret}");
    }
}

fn from_files(made: &Made) -> Vec<Sheet> {
    let read = |(name, bytes): (String, Vec<u8>)| {
        sheets::read(&name, &bytes, at().today, &mut |_| {})
            .unwrap_or_else(|refused| panic!("{name}: {}", refused.what))
    };
    made.files().into_iter().flat_map(read).collect()
}

#[test]
fn every_layout_is_read_as_the_caseload_that_went_in() {
    for layout in Layout::ALL {
        let made = make(1, 340, layout, &Oddities::default());
        let sheets = made.sheets();
        assert!(annex_a::recognised(&sheets), "{layout:?}");
        assert_same(&made, &annex_a::read(&sheets, &at()), &format!("{layout:?}"));
    }
}

#[test]
fn each_oddity_by_itself_changes_nothing_that_is_read() {
    for layout in [Layout::Template, Layout::TextInOrder] {
        for (name, odd) in Oddities::each() {
            let made = make(2, 340, layout, &odd);
            let found = annex_a::read(&made.sheets(), &at());
            assert_same(&made, &found, &format!("{layout:?}, {name}"));
            assert_says_nothing_secret(&made, &found);
        }
    }
}

#[test]
fn all_oddities_together_change_nothing_that_is_read_in_any_layout() {
    for (seed, layout) in (3..).zip(Layout::ALL) {
        for codes in [Codes::Brackets, Codes::Dash, Codes::WordsAlone] {
            for days in [Days::Cells, Days::British] {
                let made = make(seed, 136, layout, &Oddities::all(codes, days));
                let found = annex_a::read(&made.sheets(), &at());
                assert_same(&made, &found, &format!("{layout:?}, {codes:?}, {days:?}"));
                assert_says_nothing_secret(&made, &found);
            }
        }
    }
}

#[test]
fn files_of_every_layout_are_read_as_the_caseload_that_went_in() {
    for (seed, layout) in (20..).zip(Layout::ALL) {
        for odd in [Oddities::default(), Oddities::all(Codes::Dash, Days::Stamps)] {
            let made = make(seed, 170, layout, &odd);
            assert_same(&made, &annex_a::read(&from_files(&made), &at()), &format!("{layout:?}"));
        }
    }
}

#[test]
fn four_thousand_children_are_read_from_a_workbook() {
    let made = make(40, 4_000, Layout::Template, &Oddities { closed: true, ..Oddities::default() });
    let files = made.files();
    let begun = std::time::Instant::now();
    let sheets = sheets::read(&files[0].0, &files[0].1, at().today, &mut |_| {}).ok().unwrap();
    let read = begun.elapsed();
    let found = annex_a::read(&sheets, &at());
    println!("{} bytes; cells in {read:?}, all in {:?}", files[0].1.len(), begun.elapsed());
    assert_same(&made, &found, "4,000 children");
}

#[test]
fn every_fact_that_is_found_is_one_of_the_catalogue_with_a_text_that_it_takes() {
    let made = make(5, 680, Layout::Template, &Oddities::all(Codes::Brackets, Days::Cells));
    let found = annex_a::read(&made.sheets(), &at());
    for child in &found.children {
        let mut own = Child::empty(Id::new("c1").unwrap());
        for (fact, text) in &child.facts {
            own.set(fact, text).unwrap_or_else(|fault| panic!("{fact}: {}", fault.message));
        }
        let mut case = Case::empty(Id::new("f1").unwrap());
        for (fact, text) in &child.case_facts {
            case.set(fact, text).unwrap();
        }
        for found in &child.tasks {
            let mut task = Task::empty(Id::new("t1").unwrap());
            task.set("kind", &found.kind).unwrap();
            for (fact, text) in &found.facts {
                task.set(fact, text).unwrap();
            }
        }
    }
}

/// `FAIRLOAD_WORKBOOKS=DIR cargo test --features sheets --test annex_a -- --ignored` writes files to try by hand or in
/// the browser: a service of 400 and one of 4,000 children, plain and with every oddity.
#[test]
#[ignore = "writes files where the environment says"]
fn files_to_try_are_written() {
    let Some(directory) = std::env::var_os("FAIRLOAD_WORKBOOKS").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(&directory).unwrap();
    for (name, size, odd) in [
        ("plain-400", 400, Oddities { closed: true, ..Oddities::default() }),
        ("odd-400", 400, Oddities::all(Codes::Dash, Days::British)),
        ("plain-4000", 4_000, Oddities { closed: true, ..Oddities::default() }),
    ] {
        for layout in [Layout::Template, Layout::TextNamed] {
            for (file, bytes) in make(50, size, layout, &odd).files() {
                std::fs::write(directory.join(format!("{name}-{file}")), bytes).unwrap();
            }
        }
    }
}
