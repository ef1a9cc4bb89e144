//! A council's whole workbook, invented by a seed, becomes exactly the caseload that it was made of: in every layout,
//! with every oddity, and the same again next month.

#[path = "../annex_a/generator.rs"]
mod generator;

use super::session::{imported, press, words};
use fairload::change::IdMark;
use fairload::facts::record::Record;
use fairload::facts::{Child, Practitioner};
use fairload::importing::imported::Imported;
use fairload::importing::session::{Session, Setting};
use fairload::sheets::read;
use fairload::workspace::everything::Everything;
use generator::{Codes, Days, Layout, Made, Oddities, at, make};
use std::collections::{BTreeMap, HashSet};
use std::time::Instant;

fn chance() -> u64 {
    u64::from_str_radix(at().key.salt(), 16).unwrap()
}

fn session(own: Everything) -> Session {
    let setting = Setting {
        today: at().today,
        month: at().month,
        mark: IdMark::of(5),
        chance: chance(),
        memory: String::new(),
        chosen: None,
    };
    Session::new(setting, own)
}

fn take(session: &mut Session, made: &Made) {
    let files = made.files().into_iter();
    let all = files.flat_map(|(name, bytes)| read(&name, &bytes, at().today, &mut |_| {}).unwrap()).collect();
    session.take(all, Vec::new());
}

fn code(imported: &str) -> String {
    Imported::read(imported).map(|own| own.code.0).unwrap_or_default()
}

/// The workspace has what went into the files, child by child, and nothing that it should not have.
fn check(made: &Made, own: &Everything, what: &str) {
    let workspace = &own.workspace;
    let people: BTreeMap<&str, (String, &Practitioner)> =
        workspace.practitioners.iter().map(|own| (own.id.as_str(), (code(own.imported.as_str()), own))).collect();
    let mut seen = 0;
    for case in &workspace.cases {
        let [child] = case.children.as_slice() else { panic!("{what}: one child in each case") };
        let expected =
            made.children.get(&code(child.imported.as_str())).unwrap_or_else(|| panic!("{what}: an unknown child"));
        seen += 1;
        for (fact, value) in &expected.facts {
            let mut as_read = Child::empty(child.id.clone());
            as_read.set(fact, value).unwrap();
            assert_eq!(child.text(fact), as_read.text(fact), "{what}: {fact}");
        }
        assert_eq!(case.text("closing_in").unwrap(), expected.closing_in.clone().unwrap_or_default(), "{what}");
        let tasks: Vec<(String, String)> =
            case.tasks.iter().map(|task| (task.text("kind").unwrap(), task.text("start").unwrap())).collect();
        assert_eq!(tasks, expected.tasks, "{what}");
        assert_eq!(case.allocations.len(), usize::from(expected.worker.is_some()), "{what}");
        if let Some(allocation) = case.allocations.first() {
            let (code, own) = &people[allocation.practitioner.as_ref().unwrap().as_str()];
            assert_eq!(own.team.as_str(), made.practitioners[code], "{what}");
        }
    }
    assert_eq!(seen, made.children.len(), "{what}: every child is here");
    // A day on which a task began is kept, and may be the day on which another child was born.
    let starts: HashSet<&str> =
        made.children.values().flat_map(|own| &own.tasks).map(|(_, start)| start.as_str()).collect();
    let text = own.write();
    let words: HashSet<&str> =
        text.split(|own: char| !own.is_ascii_alphanumeric() && own != '-' && own != '/').collect();
    for secret in made.secrets.iter().filter(|own| !starts.contains(own.as_str())) {
        assert!(!words.contains(secret.as_str()), "{what}: {secret}");
    }
}

fn there_and_again(seed: u64, size: usize, layout: Layout, odd: &Oddities, what: &str) {
    let made = make(seed, size, layout, odd);
    let mut first = session(Everything::default());
    take(&mut first, &made);
    press(&mut first, "import");
    let (own, memory) = imported(&mut first);
    check(&made, &own, what);
    // The same files another day, by another load of the page: everybody is known, and nothing changes.
    let again = Setting { today: at().today, month: at().month, mark: IdMark::of(6), chance: 99, memory, chosen: None };
    let mut again = Session::new(again, own.clone());
    take(&mut again, &made);
    let screen = again.screen();
    assert!(!words(&screen).contains("new here"), "{what}: {}", words(&screen));
    assert!(!words(&screen).contains("not quite as in the files"), "{what}: {}", words(&screen));
    press(&mut again, "import");
    assert_eq!(imported(&mut again).0, own, "{what}");
}

#[test]
fn every_layout_becomes_the_caseload_that_went_in_and_nothing_changes_when_it_comes_again() {
    for (place, layout) in Layout::ALL.into_iter().enumerate() {
        there_and_again(place as u64, 160, layout, &Oddities::default(), &format!("{layout:?}"));
    }
}

#[test]
fn every_oddity_together_becomes_the_caseload_that_went_in() {
    for (seed, layout) in Layout::ALL.into_iter().enumerate() {
        let codes = [Codes::Dash, Codes::Colon, Codes::LetterAlone, Codes::WordsAlone][seed % 4];
        let odd =
            Oddities::all(codes, [Days::Serials, Days::British, Days::Stamps, Days::Named, Days::Cells][seed % 5]);
        there_and_again(seed as u64, 160, layout, &odd, &format!("{layout:?} {odd:?}"));
    }
}

/// Printed, and never failed: machines differ. `docs/performance.md` has what was measured.
#[test]
fn a_council_of_four_thousand_children_is_imported() {
    let made = make(4, 4_000, Layout::ALL[0], &Oddities::default());
    let files = made.files();
    let started = Instant::now();
    let mut sheets = Vec::new();
    for (name, bytes) in &files {
        sheets.extend(read(name, bytes, at().today, &mut |_| {}).unwrap());
    }
    let read_in = started.elapsed();
    let mut session = session(Everything::default());
    let started = Instant::now();
    session.take(sheets, Vec::new());
    let _ = session.screen();
    let planned_in = started.elapsed();
    let started = Instant::now();
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    println!("read in {read_in:?}, planned in {planned_in:?}, imported in {:?}", started.elapsed());
    check(&made, &own, "4,000");
}
