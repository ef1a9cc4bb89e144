//! Several tabs on one store: every edit is there, and what was set twice is told.

use super::support::{Browser, Database, Draw, Local, edited, insert, run, team, text, times};
use fairload::change::{Change, Root, Subject, apply};
use fairload::facts::{Case, Id};
use fairload::store::{Caught, Keeper, Kept, Old, Saved, difference, rebase};
use fairload::workspace::Workspace;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};

/// How many cases the tabs begin with.
const CASES: usize = 60;

type Tab = Keeper<Database, Local>;

fn open(browser: &Browser) -> (Rc<Tab>, Kept) {
    let tab = Rc::new(browser.tab());
    let kept = run(tab.load(&Old::default())).unwrap().kept;
    (tab, kept)
}

fn set(kept: &mut Kept, root: Root, id: &str, fact: &str, value: &str) {
    let subject = Subject { root, id: id.to_owned(), within: None };
    let change = Change::Set { subject, fact: fact.to_owned(), value: value.to_owned() };
    apply(Rc::make_mut(&mut kept.workspace), &change).unwrap();
}

fn label(kept: &Kept, id: &str) -> String {
    let own = kept.workspace.cases.iter().find(|own| own.id.as_str() == id);
    own.map_or_else(|| "none".to_owned(), |own| own.label.as_str().to_owned())
}

/// What a tab is in the middle of.
enum Doing {
    Save(Kept, Pin<Box<dyn Future<Output = Saved>>>),
    CatchUp(Pin<Box<dyn Future<Output = Option<Caught>>>>),
}

/// Tabs that edit and save in turns drawn at random, each call of the storage a turn of its own.
fn interleaved(tabs: usize, edits: usize, seed: u64, opens: bool) {
    let browser = Browser::new();
    browser.durable.opens.set(opens);
    let (first, _) = open(&browser);
    run(first.save(&team(2, CASES), "Began", 0, 0)).unwrap();
    let mut draw = Draw(seed);
    let mut pages: Vec<(Rc<Tab>, Kept, Option<Doing>, usize)> =
        (0..tabs).map(|_| open(&browser)).map(|(tab, kept)| (tab, kept, None, 0)).collect();
    let mut context = Context::from_waker(Waker::noop());
    while pages.iter().any(|(_, _, doing, done)| doing.is_some() || *done < edits) {
        let number = draw.below(tabs);
        let (tab, page, doing, done) = &mut pages[number];
        // The page is edited whether or not it is being saved.
        if *done < edits && draw.below(3) == 0 {
            let mine = format!("t{number}e{done}");
            match draw.below(12) {
                0 => {
                    insert(Rc::make_mut(&mut page.workspace), Root::Case, &mine, "p1");
                    let at = draw.below(page.workspace.cases.len());
                    let id = page.workspace.cases[at].id.clone();
                    set(page, Root::Case, id.as_str(), "label", &mine);
                }
                1 => insert(Rc::make_mut(&mut page.workspace), Root::Practitioner, &mine, ""),
                2 => page.texts.push(text(&mine, &mine)),
                _ => {
                    let id = format!("f{}", draw.below(CASES) + 1);
                    set(page, Root::Case, &id, &format!("input:tabs:{mine}"), &mine);
                }
            }
            *done += 1;
        }
        match doing {
            None => {
                let tab = Rc::clone(tab);
                *doing = Some(if draw.below(3) == 0 {
                    Doing::CatchUp(Box::pin(async move { tab.catch_up().await.unwrap() }))
                } else {
                    let kept = page.clone();
                    let given = kept.clone();
                    Doing::Save(given, Box::pin(async move { tab.save(&kept, "Edited", 1, 5).await.unwrap() }))
                });
            }
            Some(Doing::Save(given, future)) => {
                if let std::task::Poll::Ready(saved) = future.as_mut().poll(&mut context) {
                    if let Some(others) = saved.others {
                        *page = rebase(given, page, &others.kept).kept;
                    }
                    *doing = None;
                }
            }
            Some(Doing::CatchUp(future)) => {
                if let std::task::Poll::Ready(caught) = future.as_mut().poll(&mut context) {
                    if let Some(caught) = caught {
                        *page = rebase(&caught.before, page, &caught.kept).kept;
                    }
                    *doing = None;
                }
            }
        }
    }
    // Whatever was not saved yet is saved now; then everybody sees the same, and so does a new page.
    for (tab, page, ..) in &pages {
        run(tab.save(page, "Last", 1, 5)).unwrap();
    }
    let loaded = browser.loads().unwrap();
    assert!(loaded.missing.is_empty() && loaded.damaged.is_empty());
    for (number, (tab, ..)) in pages.iter().enumerate() {
        for done in 0..edits {
            let mine = format!("t{number}e{done}");
            let kept = &loaded.kept;
            let given = Id::new(&mine).unwrap();
            let has =
                |own: &Case| own.inputs.get(&Id::new("tabs").unwrap()).is_some_and(|own| own.contains_key(&given));
            let there = kept.workspace.cases.iter().any(|own| own.id == given || has(own))
                || kept.workspace.practitioners.iter().any(|own| own.id.as_str() == mine)
                || kept.text(&mine).is_some();
            assert!(there, "seed {seed}: edit {done} of tab {number} is lost");
        }
        let caught = run(tab.catch_up()).unwrap();
        assert!(caught.is_none_or(|caught| caught.kept == loaded.kept));
    }
    if opens {
        // And the second copy follows: the next save makes it whole, whatever the turns left of it.
        let (tab, mut page) = open(&browser);
        set(&mut page, Root::Case, "f1", "label", "At the end");
        assert_eq!(run(tab.save(&page, "Edited", 1, 5)).unwrap().mirror, None);
        browser.durable.opens.set(false);
        let mirror = browser.loads().unwrap();
        assert_eq!((mirror.kept, mirror.missing), (page, vec![]));
    }
}

#[test]
fn two_tabs_and_five_lose_no_edit_however_their_saves_fall_together() {
    let edits = usize::try_from(times()).unwrap().min(100) * 20;
    for (tabs, seed) in [(2, 1), (5, 2)] {
        interleaved(tabs, edits, seed, true);
    }
}

#[test]
fn tabs_on_local_storage_alone_lose_no_edit_where_each_sees_the_others_writes() {
    for (tabs, seed) in [(2, 1), (3, 2)] {
        interleaved(tabs, 20, seed, false);
    }
}

#[test]
fn what_two_tabs_set_otherwise_is_told_to_both_and_the_later_stands() {
    let browser = Browser::new();
    let (one, _) = open(&browser);
    run(one.save(&team(2, 3), "Began", 1, 5)).unwrap();
    let (other, kept) = open(&browser);
    let (mut first, mut second) = (kept.clone(), kept);
    set(&mut first, Root::Case, "f1", "label", "First");
    set(&mut first, Root::Case, "f2", "label", "Only first");
    run(one.save(&first, "Set f1", 1, 6)).unwrap();
    set(&mut second, Root::Case, "f1", "label", "Second");
    let saved = run(other.save(&second, "Set f1 again", 2, 7)).unwrap();
    assert_eq!(saved.conflicts.len(), 1);
    let conflict = &saved.conflicts[0];
    assert_eq!(
        (conflict.what.as_str(), conflict.ours.as_str(), conflict.theirs.as_str()),
        ("Label of Second", "Second", "First")
    );
    assert_eq!(conflict.subject, Some(Subject { root: Root::Case, id: "f1".to_owned(), within: None }));
    let others = saved.others.unwrap();
    assert_eq!(label(&others.kept, "f1"), "Second");
    assert_eq!(label(&others.kept, "f2"), "Only first");
    assert_eq!(others.entries.iter().map(|own| (own.words.as_str(), own.tab)).collect::<Vec<_>>(), [("Set f1", 1)]);
    // The first tab hears of it, with the value that it had set itself.
    let caught = run(one.catch_up()).unwrap().unwrap();
    assert_eq!(caught.before, first);
    assert_eq!(caught.kept, others.kept);
    assert_eq!(caught.entries.len(), 1);
    assert_eq!(caught.entries[0].conflicts, saved.conflicts);
    assert_eq!(
        (caught.entries[0].words.as_str(), caught.entries[0].tab, caught.entries[0].time),
        ("Set f1 again", 2, 7)
    );
    assert_eq!(run(one.catch_up()).unwrap(), None);
    // The offered value is one change away.
    let subject = conflict.subject.clone().unwrap();
    let mut back = caught.kept;
    let change = Change::Set { subject, fact: conflict.fact.clone(), value: conflict.theirs.clone() };
    apply(Rc::make_mut(&mut back.workspace), &change).unwrap();
    assert_eq!(label(&back, "f1"), "First");
}

#[test]
fn what_the_page_itself_found_at_odds_is_told_to_the_other_tab_once() {
    let browser = Browser::new();
    let (one, _) = open(&browser);
    run(one.save(&team(2, 3), "Began", 1, 5)).unwrap();
    let (other, kept) = open(&browser);
    let (mut first, mut second) = (kept.clone(), kept);
    // The second tab has an edit that is not saved when it hears of the first one's.
    set(&mut second, Root::Case, "f1", "label", "Second");
    set(&mut first, Root::Case, "f1", "label", "First");
    run(one.save(&first, "Set f1", 1, 6)).unwrap();
    let caught = run(other.catch_up()).unwrap().unwrap();
    let rebased = rebase(&caught.before, &second, &caught.kept);
    assert_eq!(label(&rebased.kept, "f1"), "Second");
    other.note_conflicts(&rebased.conflicts);
    assert_eq!(run(other.save(&rebased.kept, "Set f1 again", 2, 7)).unwrap().conflicts, vec![]);
    let told = run(one.catch_up()).unwrap().unwrap();
    assert_eq!(told.entries[0].conflicts, rebased.conflicts);
    assert_eq!((rebased.conflicts[0].ours.as_str(), rebased.conflicts[0].theirs.as_str()), ("Second", "First"));
    let mut next = rebased.kept;
    set(&mut next, Root::Case, "f2", "label", "Another");
    run(other.save(&next, "Set f2", 2, 8)).unwrap();
    assert_eq!(run(one.catch_up()).unwrap().unwrap().entries[0].conflicts, vec![]);
}

#[test]
fn an_edit_writes_its_record_the_head_and_one_entry_and_an_unchanged_state_nothing() {
    let browser = Browser::new();
    let (tab, _) = open(&browser);
    let mut kept = team(20, 400);
    run(tab.save(&kept, "Began", 1, 5)).unwrap();
    for number in 0..20 {
        set(&mut kept, Root::Case, &format!("f{}", number + 1), "label", &format!("Family {number}"));
        let (written, log) = (browser.durable.written.get(), browser.plain.log.borrow().len());
        let saved = run(tab.save(&kept, "Edited", 1, 5)).unwrap();
        assert_eq!(browser.durable.written.get() - written, 3);
        // The new version, the head, and the old version goes.
        assert_eq!(browser.plain.log.borrow().len() - log, 3);
        assert_eq!((saved.others, saved.mirror), (None, None));
        let (written, log) = (browser.durable.written.get(), browser.plain.log.borrow().len());
        run(tab.save(&kept, "Nothing", 1, 5)).unwrap();
        assert_eq!((browser.durable.written.get(), browser.plain.log.borrow().len()), (written, log));
    }
    // In a tab that starts later too.
    let (tab, mut kept) = open(&browser);
    set(&mut kept, Root::Case, "f400", "label", "Later");
    let (written, log) = (browser.durable.written.get(), browser.plain.log.borrow().len());
    run(tab.save(&kept, "Edited", 1, 5)).unwrap();
    assert_eq!(browser.durable.written.get() - written, 3);
    assert_eq!(browser.plain.log.borrow().len() - log, 3);
}

#[test]
fn order_survives_and_a_record_put_in_between_writes_only_itself() {
    let browser = Browser::new();
    let (tab, _) = open(&browser);
    let mut kept = team(2, 50);
    run(tab.save(&kept, "Began", 1, 5)).unwrap();
    for number in 0..80 {
        let workspace = Rc::make_mut(&mut kept.workspace);
        insert(workspace, Root::Case, &format!("n{number}"), "");
        let subject = Subject { root: Root::Case, id: format!("n{number}"), within: None };
        apply(workspace, &Change::Move { subject, at: 25 }).unwrap();
        let written = browser.durable.written.get();
        run(tab.save(&kept, "Put in", 1, 5)).unwrap();
        let written = browser.durable.written.get() - written;
        // Only once in a while is there no room between two places.
        assert!(written == 3 || number % 32 > 29 || written > 50, "{number}: {written}");
        assert_eq!(browser.loads().unwrap().kept, kept);
    }
}

#[test]
fn the_journal_keeps_the_newest_thousand_saves() {
    let browser = Browser::new();
    let (tab, _) = open(&browser);
    let mut kept = team(1, 1);
    for number in 0..1_030 {
        set(&mut kept, Root::Case, "f1", "label", &format!("Family {number}"));
        run(tab.save(&kept, &format!("Edit {number}"), 1, number)).unwrap();
    }
    let entries = run(tab.journal()).unwrap();
    assert_eq!(entries.len(), 1_000);
    assert_eq!((entries[0].words.as_str(), entries[999].words.as_str()), ("Edit 30", "Edit 1029"));
    // A tab that slept for so long reads everything, and has everything.
    let (old, page) = {
        let fresh = Browser::new();
        let (tab, _) = open(&fresh);
        run(tab.save(&team(1, 1), "Began", 1, 5)).unwrap();
        let (slept, page) = open(&fresh);
        let mut kept = page.clone();
        for number in 0..1_005 {
            set(&mut kept, Root::Case, "f1", "label", &format!("Family {number}"));
            run(tab.save(&kept, "Edited", 1, number)).unwrap();
        }
        (slept, page)
    };
    let mut edited = page;
    insert(Rc::make_mut(&mut edited.workspace), Root::Case, "mine", "");
    let saved = run(old.save(&edited, "Woke up", 2, 5)).unwrap().others.unwrap();
    assert_eq!(label(&saved.kept, "f1"), "Family 1004");
    assert_eq!(label(&saved.kept, "mine"), "mine");
}

#[test]
fn the_journal_leads_from_any_generation_to_the_next() {
    let browser = Browser::new();
    let (tab, _) = open(&browser);
    let mut draw = Draw(3);
    let mut states: Vec<Workspace> = Vec::new();
    let mut page = team(2, 6);
    for number in 0..60 {
        page = edited(&page, number, &mut draw);
        run(tab.save(&page, "Edited", 1, 5)).unwrap();
        states.push((*page.workspace).clone());
    }
    let entries = run(tab.journal()).unwrap();
    let mut workspace = Workspace::default();
    for (entry, state) in entries.iter().zip(&states) {
        entry.changes.iter().for_each(|change| drop(apply(&mut workspace, change).unwrap()));
        assert_eq!(workspace, *state);
    }
    assert_eq!(difference(&workspace, &page.workspace), vec![]);
}

#[test]
fn a_store_that_was_emptied_elsewhere_is_not_written_over_unasked() {
    let browser = Browser::new();
    let (one, _) = open(&browser);
    run(one.save(&team(2, 3), "Began", 1, 5)).unwrap();
    let (other, mut page) = open(&browser);
    run(one.delete_everything()).unwrap();
    set(&mut page, Root::Case, "f1", "label", "Edited");
    assert_eq!(run(other.save(&page, "Edited", 2, 6)), Err(fairload::store::Refusal::Emptied));
    assert_eq!(run(other.catch_up()), Err(fairload::store::Refusal::Emptied));
    assert!(browser.loads().unwrap().kept.is_empty());
    other.begin_again();
    run(other.save(&page, "Kept all the same", 2, 6)).unwrap();
    assert_eq!(browser.loads().unwrap().kept, page);
}
