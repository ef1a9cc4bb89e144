//! Laws of differences and of putting two sides together.

use super::generated;
use super::support::times;
use fairload::change::apply;
use fairload::facts::record::Record;
use fairload::facts::{Case, Child, Id, Practitioner};
use fairload::store::{Kept, Text, difference, rebase};
use fairload::workspace::Workspace;
use fairload::workspace::saved::{SavedRecord, SavedValue};
use proptest::prelude::*;
use std::rc::Rc;

/// A workspace that has something to do with another: some of its records as the other has them, some gone,
/// some new, in another order.
fn like(base: Workspace) -> BoxedStrategy<Workspace> {
    (generated::workspace(true), prop::collection::vec(0..12_u8, 40), any::<u8>(), any::<u64>())
        .prop_map(move |(other, drawn, order, seed)| mixed(&base, &other, &drawn, order, seed))
        .boxed()
}

fn mixed(base: &Workspace, other: &Workspace, drawn: &[u8], order: u8, seed: u64) -> Workspace {
    let mut draw = drawn.iter().copied().cycle();
    let mut draw = || draw.next().unwrap();
    let mut all = base.clone();
    for (place, own) in all.practitioners.iter_mut().enumerate() {
        if draw() == 0 {
            *own = Practitioner { id: own.id.clone(), ..other.practitioners[place % 2].clone() };
        }
        if draw() < 3 {
            own.set("hours_per_week", &format!("{}", 10 + draw())).unwrap();
        }
    }
    let mut new = other.practitioners[0].clone();
    new.id = Id::new(&format!("q{}", draw() % 3)).unwrap();
    if draw() < 4 && all.practitioner(&new.id).is_none() {
        new.line_manager = Some(Id::new("p1").unwrap());
        all.practitioners.push(new.clone());
        all.practitioners[0].line_manager = Some(new.id.clone());
    }
    let mut cases: Vec<Case> = Vec::new();
    for mut own in all.cases.drain(..) {
        match draw() {
            0 => continue,
            1 => own = other.cases.iter().find(|case| case.id == own.id).cloned().unwrap_or(own),
            _ => {}
        }
        if draw() < 4 {
            own.set("label", &format!("Family {}", draw())).unwrap();
        }
        if draw() < 3 {
            own.set("input:northern-ireland:risk", ["", "1", "2.5"][usize::from(draw() % 3)]).unwrap();
            let _ = own.set("input:northern-ireland:risk:by", ["", "AB", "CD"][usize::from(draw() % 3)]);
        }
        if draw() < 3 && !own.children.is_empty() {
            let gone = own.children.remove(usize::from(draw()) % own.children.len()).id;
            own.tasks.retain(|task| task.child.as_ref() != Some(&gone));
        }
        if draw() < 3 {
            let mut child = Child::empty(Id::new(&format!("n{}", draw() % 2)).unwrap());
            child.set("label", &format!("{}", draw())).unwrap();
            if own.children.iter().all(|other| other.id != child.id) {
                if let Some(task) = own.tasks.first_mut() {
                    task.child = Some(child.id.clone());
                }
                own.children.insert(usize::from(draw()) % (own.children.len() + 1), child);
            }
        }
        if draw() < 2 && own.allocations.len() == 2 {
            own.allocations.reverse();
            let (one, two) = own.allocations.split_at_mut(1);
            std::mem::swap(&mut one[0].practitioner, &mut two[0].practitioner);
        }
        if draw() < 2 {
            own.tasks.reverse();
        }
        if draw() < 2 && own.allocations.len() == 1 && own.allocations[0].practitioner != Id::new("p2").ok() {
            let mut more = fairload::facts::Allocation::empty(Id::new(&format!("b{}", draw() % 2)).unwrap());
            more.practitioner = Some(Id::new("p2").unwrap());
            more.set("share", &format!("{}", draw())).unwrap();
            own.allocations.push(more);
        }
        cases.push(own);
    }
    for mut own in other.cases.iter().cloned() {
        own.id = Id::new(&format!("n{}", draw() % 4)).unwrap();
        if draw() < 4 && cases.iter().all(|case| case.id != own.id) {
            cases.insert(usize::from(draw()) % (cases.len() + 1), own);
        }
    }
    if order.is_multiple_of(4) && cases.len() > 1 {
        let places = cases.len();
        cases.swap(usize::try_from(seed % 7).unwrap() % places, 0);
    }
    if order.is_multiple_of(5) {
        all.practitioners.reverse();
    }
    if order % 6 == 1 {
        all.practitioners.remove(usize::from(order) % all.practitioners.len());
    }
    // Whoever is not there is named nowhere.
    let known: Vec<Id> = all.practitioners.iter().map(|own| own.id.clone()).collect();
    let gone = |own: &mut Id| !known.contains(own);
    for own in &mut all.practitioners {
        own.line_manager.take_if(gone);
    }
    for case in &mut cases {
        case.allocations.retain(|own| own.practitioner.as_ref().is_some_and(|own| known.contains(own)));
        case.tasks.iter_mut().for_each(|own| drop(own.done_by.take_if(gone)));
    }
    all.cases = cases;
    Workspace::read(&all.write()).unwrap()
}

fn two() -> BoxedStrategy<(Workspace, Workspace)> {
    generated::workspace(true).prop_flat_map(|base| (Just(base.clone()), like(base))).boxed()
}

fn three() -> BoxedStrategy<(Workspace, Workspace, Workspace)> {
    generated::workspace(true)
        .prop_flat_map(|base| {
            like(base.clone()).prop_flat_map(move |base| (Just(base.clone()), like(base.clone()), like(base)))
        })
        .boxed()
}

fn kept(workspace: &Workspace) -> Kept {
    Kept { workspace: Rc::new(workspace.clone()), texts: Vec::new() }
}

/// Every fact of a workspace: the record, the fact and the text.
fn every_fact(workspace: &Workspace) -> Vec<(String, String)> {
    fn of(record: &SavedRecord, place: &str, all: &mut Vec<(String, String)>) {
        let place = format!("{place}/{}", record.text("id").unwrap());
        for (name, value) in &record.values {
            match value {
                SavedValue::Text(text) | SavedValue::Number(text) => {
                    all.push((format!("{place}.{name}"), text.clone()));
                }
                SavedValue::List(list) => list.iter().for_each(|own| of(own, &format!("{place}/{name}"), all)),
                SavedValue::Inputs(inputs) => all.push((format!("{place}.{name}"), format!("{inputs:?}"))),
            }
        }
    }
    let mut all = Vec::new();
    workspace.practitioners.iter().for_each(|own| of(&SavedRecord::of(own), "practitioner", &mut all));
    workspace.cases.iter().for_each(|own| of(&SavedRecord::of(own), "case", &mut all));
    all
}

/// Whether a fact names a child or a practitioner who is new on our side, under the id that they have now because
/// theirs has somebody else under the one that ours had.
fn is_named_anew(place: &str, [mine, is]: [&Option<String>; 2], [base, ours, made]: [&Workspace; 3]) -> bool {
    let (record, fact) = place.rsplit_once('.').unwrap();
    let id = |text: &Option<String>| text.as_deref().and_then(|text| Id::new(text).ok());
    let (Some(mine), Some(is)) = (id(mine), id(is)) else { return false };
    let child = |all: &Workspace, id: &Id| {
        let case = all.case(&Id::new(record.split('/').nth(1).unwrap()).unwrap())?;
        case.children.iter().find(|own| own.id == *id).cloned()
    };
    match fact {
        "child" => {
            let renamed = child(ours, &mine).map(|own| Child { id: is.clone(), ..own });
            child(base, &mine).is_none() && renamed.is_some() && renamed == child(made, &is)
        }
        "practitioner" | "done_by" | "line_manager" => {
            // Their manager may have another id too.
            let alike = |own: &Practitioner| Practitioner { id: is.clone(), line_manager: None, ..own.clone() };
            let renamed = ours.practitioner(&mine).map(alike);
            base.practitioner(&mine).is_none() && renamed.is_some() && renamed == made.practitioner(&is).map(alike)
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400 * times(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_difference_done_to_what_was_before_is_what_came_after((before, after) in two()) {
        let mut done = before.clone();
        for change in difference(&before, &after) {
            if let Err(fault) = apply(&mut done, &change) {
                prop_assert!(false, "{fault}: {change:?}");
            }
        }
        prop_assert_eq!(done, after);
    }

    #[test]
    fn nothing_is_the_difference_where_nothing_changed(workspace in generated::workspace(true)) {
        prop_assert_eq!(difference(&workspace, &workspace), Vec::new());
    }

    #[test]
    fn workspaces_that_have_little_in_common_differ_and_come_together(
        before in generated::workspace(true), after in generated::workspace(true),
    ) {
        let mut done = before.clone();
        for change in difference(&before, &after) {
            apply(&mut done, &change).unwrap();
        }
        prop_assert_eq!(done, after);
    }

    #[test]
    fn what_two_sides_made_is_always_sound((base, ours, theirs) in three()) {
        let made = rebase(&kept(&base), &kept(&ours), &kept(&theirs)).kept.workspace;
        prop_assert_eq!(Workspace::read(&made.write()), Ok((*made).clone()));
    }

    #[test]
    fn where_one_side_changed_nothing_the_other_stands((base, ours) in two()) {
        prop_assert_eq!(&*rebase(&kept(&base), &kept(&ours), &kept(&base)).kept.workspace, &ours);
        prop_assert_eq!(&*rebase(&kept(&base), &kept(&base), &kept(&ours)).kept.workspace, &ours);
        prop_assert_eq!(&*rebase(&kept(&base), &kept(&ours), &kept(&ours)).kept.workspace, &ours);
    }

    #[test]
    fn no_change_of_either_side_is_lost((base, ours, theirs) in three()) {
        let made = rebase(&kept(&base), &kept(&ours), &kept(&theirs));
        let (b, o, t, m) = (every_fact(&base), every_fact(&ours), every_fact(&theirs), every_fact(&made.kept.workspace));
        let at = |all: &[(String, String)], place: &str| all.iter().find(|(own, _)| own == place).map(|(_, text)| text.clone());
        for (place, own) in o.iter().chain(&t) {
            let (before, mine, other, is) = (at(&b, place), at(&o, place), at(&t, place), at(&m, place));
            // Facts of records that both sides have; inputs, as a whole, are told apart below.
            if mine.is_none() || other.is_none() || before.is_none() || mine == other {
                continue;
            }
            if mine == before {
                prop_assert_eq!(is, other, "{} (theirs)", place);
                continue;
            }
            let anew = is_named_anew(place, [&mine, &is], [&base, &ours, &made.kept.workspace]);
            if other == before {
                prop_assert!(is == mine || anew, "{} (ours): {:?} became {:?}", place, mine, is);
            } else if !place.ends_with(".inputs") {
                prop_assert!(is == mine || anew, "{} (both): {:?} became {:?}", place, mine, is);
                let told = made.conflicts.iter().any(|own| Some(&own.ours) == is.as_ref() && Some(&own.theirs) == other.as_ref());
                prop_assert!(told, "{} was {:?}; {:?}", place, own, made.conflicts);
            }
        }
        // What either side added is there, under its id or another.
        let words = |all: &[(String, String)], place: &str| all.iter().filter(|(own, _)| own.starts_with(place)).count();
        for case in ours.cases.iter().filter(|own| base.case(&own.id).is_none()) {
            let there = made.kept.workspace.cases.iter().any(|own| Case { id: case.id.clone(), ..own.clone() } == *case);
            let renamed = ours.practitioners.iter().any(|own| base.practitioner(&own.id).is_none());
            prop_assert!(there || renamed, "{} of ours: {}", case.id, words(&m, "case/"));
        }
        for case in &made.kept.workspace.cases {
            let (Some(before), Some(mine), Some(other)) = (base.case(&case.id), ours.case(&case.id), theirs.case(&case.id)) else {
                continue;
            };
            for child in mine.children.iter().chain(&other.children) {
                let new = before.children.iter().all(|own| own.id != child.id);
                let there = case.children.iter().any(|own| own.label == child.label);
                prop_assert!(!new || there, "a new child {:?} of {} is gone", child.label, case.id);
            }
        }
        for case in theirs.cases.iter().filter(|own| base.case(&own.id).is_none()) {
            prop_assert_eq!(made.kept.workspace.case(&case.id), Some(case));
        }
    }
}

#[test]
fn texts_of_two_sides_come_together_and_a_removed_one_yields_to_a_changed_one() {
    let text = |name: &str, text: &str| Text { name: name.to_owned(), text: Rc::from(text) };
    let of = |texts: &[(&str, &str)]| Kept {
        texts: texts.iter().map(|(name, own)| text(name, own)).collect(),
        ..Kept::default()
    };
    let base = of(&[("main", "a"), ("scheme/a", "1"), ("scheme/b", "1"), ("scheme/c", "1")]);
    let ours = of(&[("main", "b"), ("scheme/a", "2"), ("scheme/c", "1"), ("scheme/e", "5")]);
    let theirs = of(&[("main", "a"), ("scheme/a", "3"), ("scheme/b", "4"), ("scheme/d", "4")]);
    let made = rebase(&base, &ours, &theirs);
    let expected = of(&[("main", "b"), ("scheme/a", "2"), ("scheme/e", "5"), ("scheme/b", "4"), ("scheme/d", "4")]);
    assert_eq!(made.kept, expected);
    let told: Vec<_> =
        made.conflicts.iter().map(|own| (own.fact.as_str(), own.ours.as_str(), own.theirs.as_str())).collect();
    assert_eq!(told, [("scheme/a", "2", "3"), ("scheme/b", "removed", "4")]);
}

#[test]
fn a_case_that_both_sides_gave_to_one_practitioner_is_held_once_with_what_either_says() {
    let of = |allocations: &str| {
        let text = format!(
            r#"{{"fairload": "workspace", "version": 2, "practitioners": [{{"id": "p1"}}, {{"id": "p2"}}],
                "cases": [{{"id": "f1", "allocations": [{allocations}]}}]}}"#
        );
        kept(&Workspace::read(&text).unwrap())
    };
    let base = of(r#"{"id": "a1", "practitioner": "p1"}"#);
    let ours = of(r#"{"id": "a1", "practitioner": "p1"}, {"id": "x", "practitioner": "p2", "share": 30}"#);
    let theirs = of(
        r#"{"id": "a1", "practitioner": "p1"}, {"id": "y", "practitioner": "p2", "share": 40, "part": "co_worker"}"#,
    );
    let made = rebase(&base, &ours, &theirs);
    assert_eq!(made.kept.workspace.cases.len(), 1);
    let held: Vec<_> = made.kept.workspace.cases[0]
        .allocations
        .iter()
        .map(|own| (own.text("practitioner"), own.text("share"), own.text("part")))
        .collect();
    let text = |own: &str| Some(own.to_owned());
    assert_eq!(held, [(text("p1"), text(""), text("")), (text("p2"), text("30"), text("co_worker"))]);
    assert_eq!(made.conflicts.len(), 1);
    assert_eq!((made.conflicts[0].fact.as_str(), made.conflicts[0].theirs.as_str()), ("share", "40"));
}

#[test]
fn what_one_case_cannot_hold_stands_beside_it() {
    let of = |from: usize, to: usize| {
        let children: Vec<String> =
            (1..=20).chain(from..to).map(|own| format!(r#"{{"id": "c{own}", "label": "{own}"}}"#)).collect();
        let text = format!(
            r#"{{"fairload": "workspace", "version": 2, "cases": [{{"id": "f1", "children": [{}]}}]}}"#,
            children.join(", ")
        );
        kept(&Workspace::read(&text).unwrap())
    };
    let (base, ours, theirs) = (of(0, 0), of(30, 38), of(40, 48));
    let made = rebase(&base, &ours, &theirs);
    let cases = &made.kept.workspace.cases;
    assert_eq!(cases.len(), 2);
    assert_eq!((&cases[0], &cases[1].children), (&theirs.workspace.cases[0], &ours.workspace.cases[0].children));
    assert_eq!(made.conflicts.len(), 1);
    assert!(Workspace::read(&made.kept.workspace.write()).is_ok());
}
