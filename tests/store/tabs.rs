//! Several tabs on one store: every edit is there, and what was set twice is told.

use super::support::{Browser, Database, Draw, Local, Write, edited, insert, run, team, text, times};
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

#[test]
fn a_tab_whose_database_opens_leaves_alone_what_one_without_it_saved_in_local_storage() {
    let browser = Browser::new();
    let (one, mut first) = open(&browser);
    first = Kept { texts: first.texts, ..team(2, 3) };
    run(one.save(&first, "Began", 1, 5)).unwrap();
    // For the second tab the database did not answer in time.
    browser.durable.opens.set(false);
    let (other, mut second) = open(&browser);
    browser.durable.opens.set(true);
    set(&mut second, Root::Case, "f1", "label", "In local storage alone");
    run(other.save(&second, "Set f1", 2, 6)).unwrap();
    for (number, case) in ["f2", "f3"].into_iter().enumerate() {
        set(&mut first, Root::Case, case, "label", "In the database");
        let saved = run(one.save(&first, "Set another", 1, 7)).unwrap();
        assert!(saved.mirror.is_some(), "{number}: there is no second copy of it, and that is said");
    }
    // Put together at the next start, and then there is a second copy again, also for the tab that was there before.
    let (next, page) = open(&browser);
    for (case, wanted) in [("f1", "In local storage alone"), ("f2", "In the database"), ("f3", "In the database")] {
        assert_eq!(label(&page, case), wanted);
    }
    assert_eq!(run(next.save(&page, "Put together", 3, 8)).unwrap().mirror, None);
    let mut caught = run(one.catch_up()).unwrap().unwrap().kept;
    assert_eq!(caught, page);
    set(&mut caught, Root::Case, "f2", "label", "Last");
    assert_eq!(run(one.save(&caught, "Set f2", 1, 9)).unwrap().mirror, None);
    // The tab without the database is still there, and goes on from what was put together.
    let mut last = run(other.catch_up()).unwrap().unwrap().kept;
    assert_eq!(last, caught);
    set(&mut last, Root::Case, "f3", "label", "Without it again");
    run(other.save(&last, "Set f3", 2, 10)).unwrap();
    let loaded = browser.loads().unwrap();
    assert_eq!((loaded.kept, loaded.damaged), (last.clone(), vec![]));
    browser.durable.opens.set(false);
    assert_eq!(browser.loads().unwrap().kept, last);
}

/// What a new page has where only the second copy is left.
fn second_copy(browser: &Browser) -> Kept {
    let alone = browser.copy();
    alone.durable.opens.set(false);
    let loaded = alone.loads().unwrap();
    assert_eq!((loaded.missing, loaded.damaged), (vec![], vec![]));
    loaded.kept
}

#[test]
fn what_a_refused_save_left_in_local_storage_does_not_count_with_the_next_save_of_another_tab() {
    let browser = Browser::new();
    browser.durable.opens.set(false);
    let (one, _) = open(&browser);
    run(one.save(&team(2, 3), "Began", 1, 5)).unwrap();
    let (other, mut theirs) = open(&browser);
    for name in ["First", "Second"] {
        set(&mut theirs, Root::Case, "f3", "label", name);
        run(other.save(&theirs, "Set f3", 2, 6)).unwrap();
    }
    let mut ours = run(one.catch_up()).unwrap().unwrap().kept;
    // Room for the first of two records.
    let used: usize = browser.plain.all().iter().map(|(name, text)| name.len() + text.len()).sum();
    browser.plain.room.set(used + 600);
    set(&mut ours, Root::Case, "f1", "label", "Refused");
    set(&mut ours, Root::Case, "f2", "label", &"x".repeat(60));
    let more: String = "y".repeat(600);
    ours.texts.push(text("more", &more));
    assert!(run(one.save(&ours, "Set both", 1, 7)).is_err());
    browser.plain.room.set(usize::MAX);
    set(&mut theirs, Root::Case, "f3", "label", "Third");
    run(other.save(&theirs, "Set f3", 2, 8)).unwrap();
    assert_eq!(second_copy(&browser), theirs);
    // Nothing of it was lost: the tab that was refused has it, and saves it.
    let both = run(one.save(&ours, "Set both", 1, 9)).unwrap().others.unwrap().kept;
    assert_eq!((label(&both, "f1"), label(&both, "f3")), ("Refused".to_owned(), "Third".to_owned()));
    assert_eq!(second_copy(&browser), both);
}

#[test]
fn an_older_version_that_was_not_removed_does_not_come_back_when_its_record_is_taken_out() {
    let remove = |kept: &mut Kept, id: &str| {
        let subject = Subject { root: Root::Case, id: id.to_owned(), within: None };
        apply(Rc::make_mut(&mut kept.workspace), &Change::Remove { subject }).unwrap();
    };
    let versions = |browser: &Browser| -> Vec<(String, String)> {
        browser.plain.all().into_iter().filter(|(name, _)| name.starts_with("r/case/f2@")).collect()
    };
    for opens in [true, false] {
        let browser = Browser::new();
        browser.durable.opens.set(opens);
        let (one, mut page) = open(&browser);
        page = Kept { texts: page.texts, ..team(2, 3) };
        run(one.save(&page, "Began", 1, 5)).unwrap();
        set(&mut page, Root::Case, "f1", "label", "First");
        run(one.save(&page, "Set f1", 1, 5)).unwrap();
        // Another tab writes a newer version, and is refused the removal of the older one.
        let old = versions(&browser);
        let (other, mut theirs) = open(&browser);
        set(&mut theirs, Root::Case, "f2", "label", "Newer");
        run(other.save(&theirs, "Set f2", 2, 6)).unwrap();
        browser.plain.names.borrow_mut().extend(old);
        assert_eq!(versions(&browser).len(), 2);
        // A tab that starts now, or one that was there and has the other's save beside its own.
        let (tab, mut page) = if opens { open(&browser) } else { (one, page) };
        set(&mut page, Root::Case, "f3", "label", "Third");
        if let Some(others) = (!opens).then(|| run(tab.save(&page, "Set f3", 1, 7)).unwrap().others.unwrap()) {
            page = others.kept;
        }
        remove(&mut page, "f2");
        run(tab.save(&page, "Took f2 out", 1, 8)).unwrap();
        assert_eq!(second_copy(&browser), page, "{opens}");
    }
}

#[test]
fn a_save_on_an_older_database_is_newer_than_everything_in_the_second_copy() {
    let browser = Browser::new();
    let (one, _) = open(&browser);
    let mut page = team(2, 3);
    run(one.save(&page, "Began", 1, 5)).unwrap();
    let older = browser.durable.disk.borrow().clone();
    for name in ["First", "Second", "Third"] {
        set(&mut page, Root::Case, "f1", "label", name);
        run(one.save(&page, "Set f1", 1, 5)).unwrap();
    }
    // As from a copy of the profile in which the database is not of the same moment.
    browser.durable.disk.replace(older);
    let (tab, mut page) = open(&browser);
    assert_eq!(label(&page, "f1"), "Third");
    set(&mut page, Root::Case, "f2", "label", "Since");
    let saved = run(tab.save(&page, "Set f2", 1, 6)).unwrap();
    assert_eq!((saved.generation, saved.mirror), (5, None));
    assert_eq!(second_copy(&browser), page);
}

#[test]
fn a_tab_that_is_late_with_the_second_copy_does_not_put_it_behind_anothers_save() {
    let browser = Browser::new();
    let (one, _) = open(&browser);
    run(one.save(&team(2, 3), "Began", 1, 5)).unwrap();
    let (other, _) = open(&browser);
    let mut ours = team(2, 3);
    set(&mut ours, Root::Case, "f1", "label", "First");
    let mut context = Context::from_waker(Waker::noop());
    let mut late = Box::pin(one.save(&ours, "Set f1", 1, 6));
    // Until the database has it, and no further.
    while !browser.durable.disk.borrow().journal.contains_key(&2) {
        assert!(late.as_mut().poll(&mut context).is_pending());
    }
    let mut theirs = team(2, 3);
    set(&mut theirs, Root::Case, "f2", "label", "Second");
    let both = run(other.save(&theirs, "Set f2", 2, 7)).unwrap().others.unwrap().kept;
    run(late).unwrap();
    assert_eq!(second_copy(&browser), both);
}

#[test]
fn a_save_after_one_that_the_second_copy_lacks_brings_both_there() {
    let browser = Browser::new();
    let (one, _) = open(&browser);
    run(one.save(&team(2, 3), "Began", 1, 5)).unwrap();
    let (other, mut theirs) = open(&browser);
    browser.plain.room.set(0);
    set(&mut theirs, Root::Case, "f2", "label", "Second");
    assert!(run(other.save(&theirs, "Set f2", 2, 6)).unwrap().mirror.is_some());
    browser.plain.room.set(usize::MAX);
    let mut ours = team(2, 3);
    set(&mut ours, Root::Case, "f1", "label", "First");
    let saved = run(one.save(&ours, "Set f1", 1, 7)).unwrap();
    assert_eq!(saved.mirror, None);
    assert_eq!(second_copy(&browser), saved.others.unwrap().kept);
}

#[test]
fn what_two_tabs_of_local_storage_wrote_into_each_other_has_the_changes_of_both() {
    for saves in [true, false] {
        let browser = Browser::new();
        browser.durable.opens.set(false);
        let (one, _) = open(&browser);
        let mut ours = team(2, 3);
        for name in ["Began", "Went on"] {
            set(&mut ours, Root::Case, "f1", "label", name);
            set(&mut ours, Root::Case, "f2", "label", name);
            set(&mut ours, Root::Case, "f3", "label", name);
            run(one.save(&ours, name, 1, 5)).unwrap();
        }
        // Another process, whose writes are not seen yet, and fall in between.
        let away = browser.copy();
        let (other, mut theirs) = open(&away);
        set(&mut ours, Root::Case, "f1", "label", "Ours");
        set(&mut ours, Root::Case, "f3", "label", "Ours");
        run(one.save(&ours, "Ours", 1, 6)).unwrap();
        set(&mut theirs, Root::Case, "f2", "label", "Theirs");
        set(&mut theirs, Root::Case, "f3", "minutes_each_way", "45");
        run(other.save(&theirs, "Theirs", 2, 6)).unwrap();
        for own in away.plain.log.borrow().iter() {
            match own.clone() {
                Write::Put(name, text) => drop(browser.plain.names.borrow_mut().insert(name, text)),
                Write::Remove(name) => drop(browser.plain.names.borrow_mut().remove(&name)),
            }
        }
        let mut both = ours.clone();
        set(&mut both, Root::Case, "f2", "label", "Theirs");
        set(&mut both, Root::Case, "f3", "minutes_each_way", "45");
        if saves {
            set(&mut ours, Root::Case, "f1", "minutes_each_way", "10");
            set(&mut both, Root::Case, "f1", "minutes_each_way", "10");
            assert_eq!(run(one.save(&ours, "Went on", 1, 7)).unwrap().others.unwrap().kept, both);
        } else {
            let caught = run(one.catch_up()).unwrap().unwrap();
            assert_eq!(caught.kept, both);
            run(one.save(&caught.kept, "Both", 1, 7)).unwrap();
        }
        assert_eq!(second_copy(&browser), both, "{saves}");
    }
}
