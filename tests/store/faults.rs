//! A fault at every call of either storage, a kill at every write, a full storage: what was called saved is
//! there after a fresh start, or something later; never a mixture.

use super::support::{Browser, Draw, Local, Trouble, edited, insert, run, run_a_while, team, times};
use fairload::change::{Change, Root, Subject, apply};
use fairload::store::{From, Kept, Old, Refusal, TO_DELETE};
use std::pin::pin;
use std::rc::Rc;

/// What the page showed since the last save that it called complete, that one first.
struct Seen {
    states: Vec<Kept>,
}

impl Seen {
    fn check(&self, loaded: &Kept, place: &str) {
        assert!(self.states.contains(loaded), "{place}: neither what was saved last nor anything later: {loaded:?}");
    }
}

/// Some sessions of some edits each, whatever goes wrong.
fn sessions(browser: &Browser, seed: u64, place: &str) -> Seen {
    let mut draw = Draw(seed);
    let mut shown = Seen { states: vec![Kept::default()] };
    for session in 0..3 {
        let tab = browser.tab();
        // A page that may store nothing says so; nothing is called saved.
        let Ok(recovered) = run(tab.load(&Old::default())) else { continue };
        shown.check(&recovered.kept, &format!("{place}, session {session}"));
        let mut page = recovered.kept;
        if page.is_empty() {
            page = team(2, 3);
        }
        for number in 0..4 {
            page = edited(&page, session * 10 + number, &mut draw);
            shown.states.push(page.clone());
            if let Ok(saved) = run(tab.save(&page, "Edited", 1, 5)) {
                assert!(
                    saved.others.is_none() && saved.conflicts.is_empty(),
                    "{place}: nobody else is here: {saved:?}"
                );
                shown.states = vec![page.clone()];
            }
        }
    }
    shown
}

#[test]
fn a_fault_at_any_call_once_or_from_then_on_loses_nothing_that_was_called_saved() {
    for seed in 0..u64::from(2 * times()) {
        let whole = Browser::new();
        sessions(&whole, seed, "without a fault");
        let calls = whole.faults.calls.get();
        assert!(calls > 60, "{calls}");
        for at in 0..calls {
            for (from_then_on, written) in [(false, false), (false, true), (true, false), (true, true)] {
                let browser = Browser::new();
                let trouble = Trouble { at, from_then_on, written };
                browser.faults.trouble.set(Some(trouble));
                let place = format!("seed {seed}, {trouble:?}");
                let seen = sessions(&browser, seed, &place);
                browser.faults.trouble.set(None);
                let loaded = browser.loads().unwrap();
                seen.check(&loaded.kept, &place);
                // And it goes on from there.
                let tab = browser.tab();
                let mut page = run(tab.load(&Old::default())).unwrap().kept;
                page = edited(&page, 99, &mut Draw(seed));
                run(tab.save(&page, "Edited", 1, 5)).unwrap();
                let again = browser.loads().unwrap();
                assert_eq!((again.kept, again.from, again.said), (page, From::Usual, vec![]), "{place}");
            }
        }
    }
}

#[test]
fn where_the_database_does_not_open_for_a_while_both_sides_are_there_afterwards() {
    for seed in 0..u64::from(20 * times()) {
        let browser = Browser::new();
        let tab = browser.tab();
        run(tab.load(&Old::default())).unwrap();
        let mut page = team(2, 4);
        run(tab.save(&page, "Began", 1, 5)).unwrap();
        // The second copy is one save behind when the database stops to open.
        if seed % 2 == 1 {
            browser.plain.room.set(0);
            insert(Rc::make_mut(&mut page.workspace), Root::Case, "only-in-database", "");
            let saved = run(tab.save(&page, "Edited", 1, 5)).unwrap();
            assert!(matches!(saved.mirror, Some(Refusal::Full(_))));
            browser.plain.room.set(usize::MAX);
        }
        browser.durable.opens.set(false);
        let mut draw = Draw(seed);
        for session in 0..2 {
            let tab = browser.tab();
            let recovered = run(tab.load(&Old::default())).unwrap();
            assert_eq!(recovered.from, From::Mirror);
            assert!(recovered.durable.is_some());
            page = recovered.kept;
            for number in 0..=draw.below(4) {
                page = edited(&page, session * 10 + number, &mut draw);
                run(tab.save(&page, "Edited", 1, 5)).unwrap();
            }
        }
        browser.durable.opens.set(true);
        let loaded = browser.loads().unwrap();
        let mut expected = page.clone();
        if seed % 2 == 1 {
            insert(Rc::make_mut(&mut expected.workspace), Root::Case, "only-in-database", "");
        }
        assert_eq!(loaded.from, From::Mirror, "{seed}");
        let ids = |kept: &Kept| {
            let mut all: Vec<String> =
                kept.workspace.cases.iter().map(|own| format!("{}{:?}", own.id, own.label)).collect();
            all.sort();
            all
        };
        assert_eq!(ids(&loaded.kept), ids(&expected), "{seed}");
        // Saved once, it is in the usual place, and is not put together again.
        let tab = browser.tab();
        let page = run(tab.load(&Old::default())).unwrap().kept;
        run(tab.save(&page, "Put together", 1, 5)).unwrap();
        let again = browser.loads().unwrap();
        assert_eq!((again.kept, again.from), (page, From::Usual), "{seed}");
    }
}

#[test]
fn local_storage_alone_survives_a_kill_after_any_of_its_writes() {
    for seed in 0..u64::from(4 * times()) {
        let browser = Browser::new();
        let with_database = seed % 2 == 1;
        browser.durable.opens.set(with_database);
        let mut saves: Vec<(usize, Kept)> = vec![(0, Kept::default())];
        let mut draw = Draw(seed);
        let mut page = team(2, 4);
        for session in 0..4 {
            let tab = browser.tab();
            run(tab.load(&Old::default())).unwrap();
            for number in 0..6 {
                page = edited(&page, session * 10 + number, &mut draw);
                run(tab.save(&page, "Edited", 1, 5)).unwrap();
                saves.push((browser.plain.log.borrow().len(), page.clone()));
            }
            // The second half of a browser's life without its database.
            if session == 1 {
                browser.durable.opens.set(false);
            }
        }
        let log = browser.plain.log.borrow().clone();
        for end in 0..=log.len() {
            let killed = Browser::new();
            killed.durable.opens.set(false);
            killed.plain.names.replace(Local::after(&log[..end]));
            let loaded = killed.loads().unwrap();
            let last = saves.iter().rposition(|(at, _)| *at <= end).unwrap();
            let allowed = &saves[last..(last + 2).min(saves.len())];
            assert!(allowed.iter().any(|(_, own)| *own == loaded.kept), "seed {seed}, {end} of {} writes", log.len());
            assert!(loaded.missing.is_empty() && loaded.damaged.is_empty(), "seed {seed}, {end}: {loaded:?}");
            // The next saves hold too.
            let tab = killed.tab();
            let mut page = run(tab.load(&Old::default())).unwrap().kept;
            let mut goes_on = vec![(0, page.clone())];
            for number in 0..2 {
                page = edited(&page, 100 + number, &mut draw);
                run(tab.save(&page, "Edited", 1, 5)).unwrap();
                assert_eq!(killed.loads().unwrap().kept, page, "seed {seed}, {end} of {} writes", log.len());
                goes_on.push((killed.plain.log.borrow().len(), page.clone()));
            }
            // And a second kill, at any write since.
            let since = killed.plain.log.borrow().clone();
            for again in 0..=since.len() {
                let twice = Browser::new();
                twice.durable.opens.set(false);
                twice.plain.names.replace(Local::after(&[&log[..end], &since[..again]].concat()));
                let loaded = twice.loads().unwrap();
                let last = goes_on.iter().rposition(|(at, _)| *at <= again).unwrap();
                let allowed = &goes_on[last..(last + 2).min(goes_on.len())];
                assert!(
                    allowed.iter().any(|(_, own)| *own == loaded.kept),
                    "seed {seed}, {end}, then {again}: {loaded:?}"
                );
                assert!(loaded.missing.is_empty(), "seed {seed}, {end}, then {again}");
            }
        }
    }
}

#[test]
fn a_full_storage_costs_nothing_that_was_saved_and_the_next_save_with_room_holds() {
    for left in [0, 1, 100, 10_000] {
        for (database, local) in [(true, false), (false, true), (true, true)] {
            for opens in [true, false] {
                let browser = Browser::new();
                browser.durable.opens.set(opens);
                let tab = browser.tab();
                run(tab.load(&Old::default())).unwrap();
                let mut page = team(2, 10);
                run(tab.save(&page, "Began", 1, 5)).unwrap();
                let used = |own: &Browser| {
                    let local: usize =
                        own.plain.names.borrow().iter().map(|(name, text)| name.len() + text.len()).sum();
                    let disk = own.durable.disk.borrow();
                    let durable: usize = disk.records.iter().map(|(name, text)| name.len() + text.len()).sum();
                    (durable + disk.journal.values().map(String::len).sum::<usize>(), local)
                };
                let (durable_used, local_used) = used(&browser);
                if database {
                    browser.durable.room.set(durable_used + left);
                }
                if local {
                    browser.plain.room.set(local_used + left);
                }
                let mut saved = page.clone();
                let mut refused = false;
                for number in 0..70 {
                    insert(Rc::make_mut(&mut page.workspace), Root::Case, &format!("n{number}"), "p1");
                    match run(tab.save(&page, "Added", 1, 5)) {
                        Ok(_) => saved = page.clone(),
                        Err(refusal) => {
                            refused = true;
                            assert!(matches!(refusal, Refusal::Full(_)), "{refusal:?}");
                        }
                    }
                    assert_eq!(browser.loads().unwrap().kept, saved, "{left} {database} {local} {opens}");
                }
                // The store is the storage that opens; only when that is full is a save refused.
                assert_eq!(refused, if opens { database } else { local }, "{left} {database} {local} {opens}");
                browser.durable.room.set(usize::MAX);
                browser.plain.room.set(usize::MAX);
                run(tab.save(&page, "With room", 1, 5)).unwrap();
                let loaded = browser.loads().unwrap();
                assert_eq!((loaded.kept, loaded.missing), (page, vec![]));
            }
        }
    }
}

#[test]
fn deleting_everything_leaves_nothing_and_a_fault_in_it_leaves_the_whole_or_nothing() {
    let make = || {
        let browser = Browser::new();
        let tab = browser.tab();
        run(tab.load(&Old::default())).unwrap();
        run(tab.save(&team(2, 4), "Began", 1, 5)).unwrap();
        (browser, tab)
    };
    let (browser, tab) = make();
    let before = browser.faults.calls.get();
    run(tab.delete_everything()).unwrap();
    let calls = browser.faults.calls.get() - before;
    assert!(browser.plain.all().is_empty());
    // What is left says which store it was that was deleted, and nothing of what was in it.
    let left = browser.durable.disk.borrow().clone();
    assert_eq!(left.records.into_iter().collect::<Vec<_>>(), [("deleted".to_owned(), format!("{:016x}", 7))]);
    assert!(left.journal.is_empty());
    assert_eq!(browser.loads().unwrap().from, From::Nothing);
    run(tab.save(&team(1, 1), "Anew", 1, 5)).unwrap();
    assert_eq!(browser.loads().unwrap().kept, team(1, 1));
    for at in 0..calls {
        for from_then_on in [false, true] {
            let (browser, tab) = make();
            let at = browser.faults.calls.get() + at;
            browser.faults.trouble.set(Some(Trouble { at, from_then_on, written: false }));
            let result = run(tab.delete_everything());
            browser.faults.trouble.set(None);
            let loaded = browser.loads().unwrap();
            assert!(loaded.kept == team(2, 4) || loaded.kept.is_empty(), "{at}");
            assert!(loaded.missing.is_empty(), "{at}: {loaded:?}");
            assert!(result.is_err() || loaded.kept.is_empty(), "{at} is said");
        }
    }
    // A kill on the way: what the disk has of the writes leads to the whole, or to nothing.
    let (browser, tab) = make();
    let before = browser.plain.log.borrow().len();
    run(tab.delete_everything()).unwrap();
    let log = browser.plain.log.borrow().clone();
    for end in before..=log.len() {
        let killed = Browser::new();
        killed.plain.names.replace(Local::after(&log[..end]));
        let loaded = killed.loads().unwrap();
        assert!(end == before || loaded.kept.is_empty(), "{end}");
        assert!(loaded.missing.is_empty(), "{end}: {loaded:?}");
    }
}

#[test]
fn where_local_storage_is_the_store_it_still_is_after_everything_was_deleted() {
    let browser = Browser::new();
    browser.durable.opens.set(false);
    let tab = browser.tab();
    run(tab.load(&Old::default())).unwrap();
    run(tab.save(&team(2, 3), "Began", 1, 5)).unwrap();
    for cases in 1..3 {
        run(tab.delete_everything()).unwrap();
        assert_eq!(browser.loads().unwrap().from, From::Nothing);
        run(tab.save(&team(1, cases), "Anew", 1, 6)).unwrap();
        run(tab.save(&team(2, cases), "Went on", 1, 7)).unwrap();
        assert_eq!(browser.loads().unwrap().kept, team(2, cases));
    }
    // Once the database opens it has all of it, and nothing that was deleted.
    browser.durable.opens.set(true);
    let tab = browser.tab();
    assert_eq!(run(tab.load(&Old::default())).unwrap().kept, team(2, 2));
    run(tab.save(&team(2, 4), "In the database", 1, 8)).unwrap();
    browser.plain.names.borrow_mut().clear();
    assert_eq!(browser.loads().unwrap().kept, team(2, 4));
}

#[test]
fn what_was_deleted_while_the_database_did_not_open_is_deleted_there_when_it_does() {
    for (again, changed) in [(false, false), (true, false), (false, true)] {
        let browser = Browser::new();
        let other = browser.tab();
        run(other.load(&Old::default())).unwrap();
        run(other.save(&team(2, 3), "Began", 1, 5)).unwrap();
        browser.durable.opens.set(false);
        let tab = browser.tab();
        run(tab.load(&Old::default())).unwrap();
        run(tab.save(&team(2, 4), "Went on", 1, 5)).unwrap();
        run(tab.delete_everything()).unwrap();
        assert_eq!(browser.plain.all().len(), 1, "which one it was stays behind, and no word of what was in it");
        assert_eq!(browser.loads().unwrap().from, From::Nothing);
        if again {
            run(tab.save(&team(1, 1), "Anew", 1, 6)).unwrap();
        }
        browser.durable.opens.set(true);
        if changed {
            // Somebody for whom the database opened goes on after that.
            run(other.save(&team(2, 6), "After it", 1, 6)).unwrap();
        }
        let loaded = browser.loads().unwrap();
        assert_eq!((loaded.missing, loaded.damaged), (vec![], vec![]));
        match (again, changed) {
            (true, _) => assert_eq!(loaded.kept, team(1, 1)),
            (_, true) => assert_eq!(loaded.kept, team(2, 6)),
            _ => assert_eq!((loaded.from, browser.plain.all()), (From::Nothing, vec![])),
        }
        assert!(browser.plain.all().iter().all(|(name, _)| name != TO_DELETE), "that is over");
    }
}

#[test]
fn deleting_waits_for_a_database_that_does_not_answer_and_ends_at_the_next_start_where_it_never_did() {
    for (answers, changed) in [(true, false), (false, false), (false, true)] {
        let browser = Browser::new();
        let (tab, other) = (browser.tab(), browser.tab());
        run(tab.load(&Old::default())).unwrap();
        run(tab.save(&team(2, 4), "Began", 1, 5)).unwrap();
        run(other.load(&Old::default())).unwrap();
        browser.durable.hangs.set(true);
        {
            let mut deleting = pin!(tab.delete_everything());
            assert_eq!(run_a_while(deleting.as_mut()), None, "it is waited for");
            if answers {
                browser.durable.hangs.set(false);
                assert_eq!(run_a_while(deleting), Some(Ok(())));
                assert_eq!(browser.plain.all(), vec![]);
            }
            // Else the page is closed.
        }
        browser.durable.hangs.set(false);
        if changed {
            run(other.save(&team(2, 6), "After it", 2, 6)).unwrap();
        }
        let loaded = browser.loads().unwrap();
        assert_eq!((loaded.missing, loaded.damaged), (vec![], vec![]));
        assert_eq!(loaded.kept, if changed { team(2, 6) } else { Kept::default() });
        assert!(browser.plain.all().iter().all(|(name, _)| name != TO_DELETE), "that is over");
    }
}

#[test]
fn what_was_deleted_does_not_come_back_where_local_storage_has_forgotten_that_it_was() {
    let browser = Browser::new();
    let tab = browser.tab();
    run(tab.load(&Old::default())).unwrap();
    let mut logs = Vec::new();
    // Twice, so that an older second copy comes back as well.
    for round in 1..=2 {
        let from = browser.plain.log.borrow().len();
        run(tab.save(&team(2, 3 + round), "Began", 1, 5)).unwrap();
        run(tab.save(&team(2, 4 + round), "Went on", 1, 5)).unwrap();
        let to = browser.plain.log.borrow().len();
        logs.push((from, to));
        run(tab.delete_everything()).unwrap();
        let log = browser.plain.log.borrow().clone();
        for (from, to) in &logs {
            for end in *from..=*to {
                // The browser was killed: of what was written to local storage, the last is not there.
                let killed = browser.copy();
                killed.plain.names.replace(Local::after(&log[*from..end]));
                let page = killed.tab();
                let loaded = run(page.load(&Old::default())).unwrap();
                assert!(loaded.kept.is_empty(), "{end}: {loaded:?}");
                assert_eq!((loaded.said, loaded.missing, loaded.damaged), (vec![], vec![], vec![]), "{end}");
                assert_eq!(killed.plain.all(), vec![], "{end}: it is deleted there too");
                // What is entered then has a second copy of its own.
                run(page.save(&team(1, 1), "Anew", 1, 5)).unwrap();
                killed.plain.names.replace(Local::after(&log[*from..end]));
                let loaded = killed.loads().unwrap();
                assert_eq!((loaded.kept, loaded.said, loaded.damaged), (team(1, 1), vec![], vec![]), "{end}");
                let page = killed.tab();
                run(page.load(&Old::default())).unwrap();
                run(page.save(&team(1, 2), "Went on", 1, 5)).unwrap();
                killed.durable.opens.set(false);
                assert_eq!(killed.loads().unwrap().kept, team(1, 2), "{end}");
            }
        }
    }
}

#[test]
fn a_tab_that_stores_again_what_another_one_deleted_has_a_second_copy_that_counts() {
    let browser = Browser::new();
    let (one, other) = (browser.tab(), browser.tab());
    run(one.load(&Old::default())).unwrap();
    run(one.save(&team(2, 3), "Began", 1, 5)).unwrap();
    let page = run(other.load(&Old::default())).unwrap().kept;
    run(one.delete_everything()).unwrap();
    assert_eq!(run(other.save(&team(2, 4), "Edited", 2, 6)), Err(Refusal::Emptied));
    other.begin_again();
    run(other.save(&page, "Kept all the same", 2, 6)).unwrap();
    browser.durable.disk.borrow_mut().records.retain(|key, _| key == "deleted");
    browser.durable.disk.borrow_mut().journal.clear();
    assert_eq!(browser.loads().unwrap().kept, page);
}

#[test]
fn what_was_put_together_once_is_not_put_together_again_although_the_second_copy_could_not_follow() {
    let browser = Browser::new();
    let label = |page: &mut Kept, label: &str| {
        let subject = Subject { root: Root::Case, id: "f1".to_owned(), within: None };
        let change = Change::Set { subject, fact: "label".to_owned(), value: label.to_owned() };
        apply(Rc::make_mut(&mut page.workspace), &change).unwrap();
    };
    let step = |browser: &Browser, label_to: &str| {
        let tab = browser.tab();
        let mut page = run(tab.load(&Old::default())).unwrap().kept;
        if page.is_empty() {
            page = team(2, 3);
        }
        label(&mut page, label_to);
        run(tab.save(&page, "Edited", 1, 5)).unwrap();
        page
    };
    step(&browser, "First");
    browser.plain.room.set(0);
    step(&browser, "In the database alone");
    browser.plain.room.set(usize::MAX);
    browser.durable.opens.set(false);
    step(&browser, "In the second copy");
    browser.durable.opens.set(true);
    // Put together; but the second copy is full from now on.
    browser.plain.room.set(0);
    step(&browser, "Put together");
    let last = step(&browser, "Last");
    let loaded = browser.loads().unwrap();
    assert_eq!((loaded.kept, loaded.from), (last, From::Usual));
}

#[test]
fn a_second_copy_that_lacks_a_record_is_made_whole_by_the_next_save() {
    let browser = Browser::new();
    let tab = browser.tab();
    run(tab.load(&Old::default())).unwrap();
    let mut page = team(2, 6);
    run(tab.save(&page, "Began", 1, 5)).unwrap();
    browser.plain.names.borrow_mut().retain(|name, _| !name.starts_with("r/case/f2@"));
    let tab = browser.tab();
    assert_eq!(run(tab.load(&Old::default())).unwrap().from, From::Usual);
    insert(Rc::make_mut(&mut page.workspace), Root::Case, "more", "");
    assert_eq!(run(tab.save(&page, "Edited", 1, 5)).unwrap().mirror, None);
    browser.durable.opens.set(false);
    assert_eq!(browser.loads().unwrap().kept, page);
}

#[test]
fn two_tabs_of_local_storage_that_did_not_see_each_other_are_put_together() {
    let browser = Browser::new();
    browser.durable.opens.set(false);
    let one = browser.tab();
    run(one.load(&Old::default())).unwrap();
    run(one.save(&team(2, 3), "Began", 1, 5)).unwrap();
    // Another process, whose writes are not seen yet.
    let away = browser.copy();
    let other = away.tab();
    let mut theirs = run(other.load(&Old::default())).unwrap().kept;
    let mut ours = theirs.clone();
    let set = |page: &mut Kept, fact: &str, value: &str| {
        let subject = Subject { root: Root::Case, id: "f1".to_owned(), within: None };
        let change = Change::Set { subject, fact: fact.to_owned(), value: value.to_owned() };
        apply(Rc::make_mut(&mut page.workspace), &change).unwrap();
    };
    set(&mut ours, "label", "Ours");
    run(one.save(&ours, "Ours", 1, 5)).unwrap();
    set(&mut theirs, "minutes_each_way", "45");
    run(other.save(&theirs, "Theirs", 2, 5)).unwrap();
    // Now they reach this one.
    let log = away.plain.log.borrow().clone();
    for own in log {
        match own {
            super::support::Write::Put(name, text) => drop(browser.plain.names.borrow_mut().insert(name, text)),
            super::support::Write::Remove(name) => drop(browser.plain.names.borrow_mut().remove(&name)),
        }
    }
    let mut both = ours.clone();
    set(&mut both, "minutes_each_way", "45");
    let caught = run(one.catch_up()).unwrap().unwrap();
    assert_eq!(caught.kept, both);
    run(one.save(&caught.kept, "Both", 1, 5)).unwrap();
    assert_eq!(browser.loads().unwrap().kept, both);
}
