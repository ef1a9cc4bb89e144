//! Damage of every kind is noticed, the newest good state loads, and what is missing is named.

use super::support::{Browser, Draw, edited, insert, run, team, times};
use fairload::change::Root;
use fairload::store::{From, HEAD, Kept, Old, Raw, Recovered, Refusal, recover};
use fairload::workspace::Workspace;
use std::rc::Rc;

/// A browser with some saves in it; the second copy holds the last of them.
fn filled(cases: usize) -> (Browser, Kept) {
    let browser = Browser::new();
    let tab = browser.tab();
    run(tab.load(&Old::default())).unwrap();
    let mut page = team(3, cases);
    run(tab.save(&page, "Began", 1, 5)).unwrap();
    let mut draw = Draw(11);
    for number in 0..8 {
        page = edited(&page, number, &mut draw);
        run(tab.save(&page, &format!("Edit {number}"), 1, 5)).unwrap();
    }
    (browser, page)
}

fn flipped(text: &str, at: usize, bit: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] ^= 1 << bit;
    String::from_utf8_lossy(&bytes).into_owned()
}

fn loaded(raw: &Raw, plain: &[(String, String)]) -> Recovered {
    recover(Ok(raw.clone()), Ok(plain.to_vec()), &Old::default()).unwrap()
}

#[test]
fn a_flipped_bit_in_any_byte_of_either_copy_is_noticed_and_nothing_is_lost() {
    let (browser, page) = filled(110);
    let (raw, plain) = (browser.durable.disk.borrow().raw(), browser.plain.all());
    let size: usize = raw.records.iter().map(|(_, text)| text.len()).sum();
    assert!(size > 25_000, "{size}");
    // Every byte at STORE_TIMES=61 and above.
    let step = (61 / usize::try_from(times()).unwrap()).max(1);
    let mut count = 0;
    let mut places: Vec<(bool, usize, usize)> = Vec::new();
    for (own, (_, text)) in raw.records.iter().enumerate() {
        places.extend((0..text.len()).map(|at| (true, own, at)));
    }
    for (own, (_, text)) in plain.iter().enumerate() {
        places.extend((0..text.len()).map(|at| (false, own, at)));
    }
    for (durable, own, at) in places.into_iter().step_by(step) {
        let (mut raw, mut plain) = (raw.clone(), plain.clone());
        let (key, text) = if durable { &mut raw.records[own] } else { &mut plain[own] };
        *text = flipped(text, at, (at + own) % 8);
        let key = key.clone();
        let found = loaded(&raw, &plain);
        assert_eq!(found.kept, page, "{key} {at}");
        assert!(!found.said.is_empty(), "{key} {at} is not noticed");
        assert!(found.missing.is_empty(), "{key} {at}");
        assert_eq!(found.from, if durable { From::Mirror } else { From::Usual }, "{key} {at}");
        count += 1;
    }
    assert!(count > 500, "{count}");
    // Entries of the journal are history: the state is whole without them.
    for own in 0..raw.journal.len() {
        for at in 0..raw.journal[own].1.len() {
            if at % step != own % step {
                continue;
            }
            let mut raw = raw.clone();
            raw.journal[own].1 = flipped(&raw.journal[own].1, at, at % 8);
            let found = loaded(&raw, &plain);
            assert_eq!((&found.kept, found.from), (&page, From::Usual));
            assert!(!found.said.is_empty() && !found.damaged.is_empty(), "{own} {at}");
        }
    }
}

#[test]
fn a_record_that_is_truncated_missing_or_swapped_comes_from_the_second_copy() {
    let (browser, page) = filled(12);
    let (raw, plain) = (browser.durable.disk.borrow().raw(), browser.plain.all());
    let check = |raw: &Raw, place: &str| {
        let found = loaded(raw, &plain);
        assert_eq!((&found.kept, found.from), (&page, From::Mirror), "{place}");
        assert!(!found.said.is_empty() && found.missing.is_empty(), "{place}");
        // Without the second copy it is missing, and named.
        let alone = loaded(raw, &[]);
        assert_ne!(alone.from, From::Usual, "{place}");
        assert!(place == HEAD || !alone.missing.is_empty() || alone.kept == page, "{place}");
        assert!(Workspace::read(&alone.kept.workspace.write()).is_ok(), "{place}");
    };
    for own in 0..raw.records.len() {
        let key = raw.records[own].0.clone();
        let length = raw.records[own].1.len();
        for end in [0, 1, 16, 17, 20, length / 2, length - 1] {
            let mut cut = raw.clone();
            cut.records[own].1.truncate(end);
            check(&cut, &key);
        }
        let mut gone = raw.clone();
        gone.records.remove(own);
        check(&gone, &key);
        let mut swapped = raw.clone();
        let other = (own + 1) % raw.records.len();
        let text = swapped.records[own].1.clone();
        swapped.records[own].1 = std::mem::replace(&mut swapped.records[other].1, text);
        check(&swapped, &key);
    }
    // A record more than the head speaks of.
    let mut more = raw.clone();
    let copy = more.records.iter().find(|(key, _)| key.starts_with("case/")).unwrap().1.clone();
    more.records.push(("case/extra".to_owned(), copy));
    assert_eq!(loaded(&more, &plain).kept, page);
    // An older version of a record, whole in itself.
    let before = browser.durable.disk.borrow().clone();
    let tab = browser.tab();
    let mut next = run(tab.load(&Old::default())).unwrap().kept;
    next = edited(&next, 77, &mut Draw(5));
    next = edited(&next, 78, &mut Draw(8));
    run(tab.save(&next, "Edited", 1, 5)).unwrap();
    let (after, plain) = (browser.durable.disk.borrow().raw(), browser.plain.all());
    let changed: Vec<&String> = before
        .records
        .keys()
        .filter(|key| *key != HEAD && after.records.iter().all(|own| own.0 != **key || own.1 != before.records[*key]))
        .collect();
    assert!(!changed.is_empty());
    for key in changed {
        let mut mixed = after.clone();
        mixed.records.retain(|(own, _)| own != key);
        mixed.records.push((key.clone(), before.records[key].clone()));
        let found = loaded(&mixed, &plain);
        assert_eq!((&found.kept, found.from), (&next, From::Mirror), "{key}");
    }
}

#[test]
fn an_older_second_copy_and_the_journal_make_the_newest_state_again() {
    for seed in 0..u64::from(10 * times()) {
        let (browser, mut page) = filled(12);
        let plain = browser.plain.all();
        let tab = browser.tab();
        run(tab.load(&Old::default())).unwrap();
        let mut draw = Draw(seed);
        for number in 0..6 {
            page = edited(&page, 20 + number, &mut draw);
            run(tab.save(&page, &format!("Later {number}"), 1, 5)).unwrap();
        }
        let raw = browser.durable.disk.borrow().raw();
        for own in 0..raw.records.len() {
            let mut raw = raw.clone();
            let key = raw.records[own].0.clone();
            raw.records[own].1 = flipped(&raw.records[own].1, 30, 2);
            let found = loaded(&raw, &plain);
            if key.starts_with("text/") && found.from != From::Mirror {
                // Texts are not in the journal; an older one is used and named, or it is named as missing.
                assert_eq!(found.from, From::Journal);
                assert_eq!(found.kept.workspace, page.workspace, "{key}");
                assert_eq!(found.missing.iter().map(|own| &own.key).collect::<Vec<_>>(), [&key]);
                continue;
            }
            // What had not changed since comes from the copy as it is.
            assert!(matches!(found.from, From::Journal | From::Mirror), "{seed} {key}");
            assert!(found.missing.is_empty(), "{seed} {key}: {:?}", found.missing);
            assert_eq!(found.kept.workspace, page.workspace, "{seed} {key}");
            for own in &page.texts {
                assert_eq!(found.kept.text(&own.name), Some(&own.text), "{seed} {key}");
            }
        }
        // With a hole in the journal the second copy stands, and what is later is named and can be downloaded.
        let mut hole = raw.clone();
        hole.journal.retain(|(generation, _)| *generation != 12);
        let case = hole
            .records
            .iter()
            .position(|(key, text)| key.starts_with("case/") && !plain.iter().any(|own| own.1 == *text));
        let Some(case) = case else { continue };
        hole.records[case].1 = flipped(&hole.records[case].1, 30, 2);
        let found = loaded(&hole, &plain);
        assert_eq!(found.from, From::Mirror);
        assert!(!found.missing.is_empty() && !found.damaged.is_empty(), "{found:?}");
        assert_eq!(found.kept, loaded(&Raw::default(), &plain).kept);
    }
}

#[test]
fn where_nothing_is_whole_everything_readable_is_kept_and_the_rest_is_named_and_put_aside() {
    let (browser, page) = filled(12);
    let key = "practitioner/p2";
    let damage = |text: &str| flipped(text, 40, 0);
    {
        let mut disk = browser.durable.disk.borrow_mut();
        let text = damage(&disk.records[key]);
        disk.records.insert(key.to_owned(), text);
    }
    {
        let mut names = browser.plain.names.borrow_mut();
        let name = names.keys().find(|name| name.starts_with("r/practitioner/p2@")).unwrap().clone();
        let text = damage(&names[&name]);
        names.insert(name, text);
    }
    let tab = browser.tab();
    let found = run(tab.load(&Old::default())).unwrap();
    assert_eq!(found.from, From::Salvaged);
    assert_eq!(found.missing.iter().map(|own| own.key.as_str()).collect::<Vec<_>>(), [key]);
    assert_eq!(found.kept.workspace.practitioners.len(), page.workspace.practitioners.len() - 1);
    assert_eq!(found.kept.workspace.cases.len(), page.workspace.cases.len());
    assert_eq!(found.kept.texts, page.texts);
    assert!(Workspace::read(&found.kept.workspace.write()).is_ok());
    assert!(found.said.iter().any(|own| own.contains("has been taken out")), "{:?}", found.said);
    assert!(found.damaged.iter().any(|(name, _)| name.starts_with("aside/practitioner/p2@")));
    // The next save writes it so, keeps the damaged text, and it stays there.
    run(tab.save(&found.kept, "Went on", 1, 5)).unwrap();
    let again = browser.loads().unwrap();
    assert_eq!((&again.kept, again.from, &again.said), (&found.kept, From::Usual, &vec![]));
    assert_eq!(again.damaged, found.damaged);
    let mut page = again.kept;
    insert(Rc::make_mut(&mut page.workspace), Root::Practitioner, "p2", "");
    run(tab.save(&page, "Entered again", 1, 5)).unwrap();
    assert_eq!(browser.loads().unwrap().damaged, found.damaged);
}

#[test]
fn random_damage_to_both_copies_never_ends_in_a_mixture_or_a_panic() {
    let (browser, page) = filled(10);
    let (raw, plain) = (browser.durable.disk.borrow().raw(), browser.plain.all());
    for seed in 0..u64::from(400 * times()) {
        let (mut raw, mut plain) = (raw.clone(), plain.clone());
        let mut draw = Draw(seed);
        for _ in 0..=draw.below(6) {
            let list = if draw.below(2) == 0 { &mut raw.records } else { &mut plain };
            let (own, other) = (draw.below(list.len()), draw.below(list.len()));
            match draw.below(5) {
                0 => drop(list.remove(own)),
                1 => {
                    let text = list[own].1.clone();
                    list[other].1 = text;
                }
                2 => {
                    let end = draw.below(list[own].1.len());
                    let end = (0..=end).rev().find(|end| list[own].1.is_char_boundary(*end)).unwrap_or(0);
                    list[own].1.truncate(end);
                }
                3 if !raw.journal.is_empty() => drop(raw.journal.remove(own % raw.journal.len())),
                _ if list[own].1.is_empty() => {}
                _ => list[own].1 = flipped(&list[own].1, draw.below(list[own].1.len()), draw.below(8)),
            }
            if raw.records.is_empty() || plain.is_empty() {
                break;
            }
        }
        let found = loaded(&raw, &plain);
        assert!(Workspace::read(&found.kept.workspace.write()).is_ok(), "{seed}");
        if found.kept != page {
            assert!(!found.said.is_empty(), "{seed}");
            assert!(
                !found.missing.is_empty() || found.from == From::Salvaged,
                "{seed}: {:?} {:?}",
                found.from,
                found.said
            );
        }
        for own in &found.kept.workspace.cases {
            // Each record is as it was saved once, but for names of those who are missing.
            let same = page
                .workspace
                .case(&own.id)
                .is_some_and(|other| other.children == own.children && other.label == own.label);
            assert!(same || found.from != From::Usual, "{seed}: {}", own.id);
        }
    }
}

#[test]
fn what_a_newer_program_wrote_is_refused_by_name_and_left_alone() {
    use xxhash_rust::xxh64::xxh64;
    let seal = |key: &str, rest: &str| format!("{:016x} {rest}", xxh64(rest.as_bytes(), xxh64(key.as_bytes(), 0)));
    let (browser, _) = filled(3);
    let newer_head = seal(HEAD, "2 whatever comes then");
    let newer_record = seal("case/f1", "9 4294967296 99\n{\"id\": \"f1\", \"new\": [[]]}");
    for place in 0..4 {
        let browser = browser.copy();
        let expected = match place {
            0 => {
                browser.durable.disk.borrow_mut().records.insert(HEAD.to_owned(), newer_head.clone());
                2
            }
            1 => {
                browser.plain.names.borrow_mut().insert(HEAD.to_owned(), newer_head.clone());
                2
            }
            2 => {
                browser.durable.disk.borrow_mut().records.insert("case/f1".to_owned(), newer_record.clone());
                99
            }
            _ => {
                browser.durable.opens.set(false);
                browser.plain.names.borrow_mut().insert(HEAD.to_owned(), newer_head.clone());
                2
            }
        };
        let (disk, local) = (browser.durable.disk.borrow().clone(), browser.plain.all());
        let tab = browser.tab();
        assert_eq!(run(tab.load(&Old::default())).unwrap_err(), Refusal::Newer(expected), "{place}");
        assert!(run(tab.save(&team(1, 1), "Tried", 1, 5)).is_err());
        assert_eq!((&*browser.durable.disk.borrow(), browser.plain.all()), (&disk, local));
    }
    // A tab that was open while a newer program came.
    let tab = browser.tab();
    let mut page = run(tab.load(&Old::default())).unwrap().kept;
    browser.durable.disk.borrow_mut().records.insert(HEAD.to_owned(), newer_head);
    let disk = browser.durable.disk.borrow().clone();
    page = edited(&page, 50, &mut Draw(1));
    assert_eq!(run(tab.save(&page, "Edited", 1, 5)).unwrap_err(), Refusal::Newer(2));
    assert_eq!(*browser.durable.disk.borrow(), disk);
}

#[test]
fn what_earlier_versions_of_the_page_stored_is_taken_over_and_what_cannot_be_read_is_kept() {
    let old_text = |version| {
        std::fs::read_to_string(format!("{}/tests/fixtures/workspace-{version}.json", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
    };
    for version in [1, 2] {
        let workspace = Workspace::read(&old_text(version)).unwrap();
        let old = Old { workspace: Some(old_text(version)), texts: vec![super::support::text("main", "a")] };
        let browser = Browser::new();
        let tab = browser.tab();
        let found = run(tab.load(&old)).unwrap();
        assert_eq!(found.from, From::OldFormat);
        assert_eq!((&*found.kept.workspace, &found.kept.texts), (&workspace, &old.texts));
        // A save, even of what was found, writes it; then the old text says nothing any more.
        run(tab.save(&found.kept, "Took over", 1, 5)).unwrap();
        let again =
            run(browser.tab().load(&Old { workspace: Some(team(1, 1).workspace.write()), texts: vec![] })).unwrap();
        assert_eq!((again.kept, again.from), (found.kept, From::Usual));
    }
    let browser = Browser::new();
    let tab = browser.tab();
    let broken = "{\"fairload\": \"workspace\", \"version\": 2, \"cases\": [{}".to_owned();
    let found = run(tab.load(&Old { workspace: Some(broken.clone()), texts: vec![] })).unwrap();
    assert!(found.kept.is_empty() && !found.said.is_empty());
    assert_eq!(found.damaged.len(), 1);
    assert_eq!(found.damaged[0].1, broken);
    run(tab.save(&team(1, 1), "Began", 1, 5)).unwrap();
    let again = browser.loads().unwrap();
    assert_eq!((again.kept, again.damaged), (team(1, 1), found.damaged));
}

/// The stored texts of a store, as a file of tests.
#[derive(serde::Serialize, serde::Deserialize)]
struct Fixture {
    records: Vec<(String, String)>,
    journal: Vec<(u64, String)>,
    plain: Vec<(String, String)>,
}

#[test]
fn stores_of_every_format_are_read_for_ever() {
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    let path = format!("{folder}/store-1.json");
    if std::env::var("STORE_FIXTURE").is_ok() {
        let browser = Browser::new();
        let tab = browser.tab();
        let text = std::fs::read_to_string(format!("{folder}/workspace-2.json")).unwrap();
        let found = run(tab.load(&Old { workspace: Some(text), texts: team(1, 1).texts })).unwrap();
        run(tab.save(&found.kept, "Took over", 1, 1_700_000_000_000)).unwrap();
        let page = edited(&found.kept, 1, &mut Draw(1));
        run(tab.save(&page, "Edited", 1, 1_700_000_060_000)).unwrap();
        let raw = browser.durable.disk.borrow().raw();
        let fixture = Fixture { records: raw.records, journal: raw.journal, plain: browser.plain.all() };
        std::fs::write(&path, serde_json::to_string_pretty(&fixture).unwrap()).unwrap();
    }
    let fixture: Fixture = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let raw = Raw { records: fixture.records, journal: fixture.journal };
    let text = std::fs::read_to_string(format!("{folder}/workspace-2.json")).unwrap();
    let before = Kept { workspace: Rc::new(Workspace::read(&text).unwrap()), texts: team(1, 1).texts };
    let page = edited(&before, 1, &mut Draw(1));
    let found = loaded(&raw, &fixture.plain);
    assert_eq!((&found.kept, found.from, found.generation, &found.said), (&page, From::Usual, 2, &vec![]));
    // Each copy alone, and the journal.
    let mirror = recover(Err(Refusal::Blocked("closed".to_owned())), Ok(fixture.plain), &Old::default()).unwrap();
    assert_eq!((&mirror.kept, mirror.from), (&page, From::Mirror));
    let entries: Vec<&str> = raw.journal.iter().map(|(_, text)| text.as_str()).collect();
    assert!(entries[1].contains("\"words\":\"Edited\",\"tab\":1,\"time\":1700000060000"), "{}", entries[1]);
}
