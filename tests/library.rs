//! A council's own schemes without a page: changes of a file's text, what differs, examples taken over,
//! what is stored.
#![cfg(feature = "host-rendering")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect should stop there"
)]

use fairload::change::{Change, Subject};
use fairload::facts::{Id, Month};
use fairload::scheme::Scheme;
use fairload::scheme::difference::{differences, tally};
use fairload::scheme::edit::{Edit, as_written, edited};
use fairload::scheme::examples::recomputed;
use fairload::scheme::sheet::{Figure, FigureKind, Sheet};
use fairload::scheme::tree::{Place, Tree};
use fairload::schemes::published;
use fairload::scoring::score;
use fairload::web::own_schemes::{Own, OwnSchemes, SchemesChange};
use fairload::web::state::{Action, Desk, Given, State};
use fairload::web::store::{Others, kept};
use fairload::workspace::Workspace;
use fairload::workspace::everything::{Everything, SchemeText};
use fairload::workspace::saved::SavedRecord;
use proptest::prelude::*;
use std::rc::Rc;

fn text(id: &str) -> &'static str {
    published().iter().find(|own| own.id == id).unwrap().text
}

/// The figure of a rule, by the names of its rule and of the figure.
fn figure(text: &str, rule: &str, label: &str) -> Figure {
    let sheet = Sheet::read(text);
    let found =
        sheet.figures().find(|(_, entry, own)| entry.is_some_and(|entry| entry.name == rule) && own.label == label);
    found.unwrap_or_else(|| panic!("no figure {rule}: {label}")).2.clone()
}

fn set(own: &Figure, value: &str) -> Edit {
    Edit { place: own.at.clone(), value: as_written(&own.text, value) }
}

fn own(id: &str, from: &str) -> Own {
    Own::new(id.to_owned(), Some(from.to_owned()), text(from).into())
}

fn put(own: Own, main: bool, words: &str, typed: Option<&str>) -> Action {
    let typed = typed.map(str::to_owned);
    Action::Schemes(SchemesChange::Put { own: Rc::new(own), main, words: words.to_owned(), typed })
}

fn remove(id: &str) -> Action {
    Action::Schemes(SchemesChange::Remove(id.to_owned()))
}

fn make_main(id: Option<&str>) -> Action {
    Action::Schemes(SchemesChange::Main(id.map(str::to_owned)))
}

/// A state with these own schemes and an empty workspace.
fn with(schemes: OwnSchemes) -> State {
    let own = Desk { schemes: Rc::new(schemes), ..Desk::default() };
    State::new(Month::read("2026-11").unwrap(), own)
}

/// A person is added to the workspace.
fn add(id: &str) -> Action {
    let id = Id::new(id).unwrap();
    Action::Do(Change::Insert { subject: Subject::practitioner(&id), at: 0, record: SavedRecord::with(&id, &[]) })
}

/// Somebody's hours a week are given.
fn hours(id: &str, value: &str) -> Action {
    let subject = Subject::practitioner(&Id::new(id).unwrap());
    let (typed, value) = (value.to_owned(), value.to_owned());
    Action::Give(Given {
        subject,
        fact: "hours_per_week".into(),
        typed,
        value,
        typing: false,
        wanted: None,
        input: None,
    })
}

/// Swindon as our own, with this weight.
fn weighing(value: &str) -> Own {
    let weight = figure(text("swindon"), "LAC or CP each child", "");
    own("swindon-2", "swindon").after(&[set(&weight, value)]).unwrap()
}

// --- Text -------------------------------------------------------------------------------------

/// Holds a tree to what `serde_json` reads.
fn same(tree: &Tree<'_>, value: &serde_json::Value) {
    assert_eq!(serde_json::from_str::<serde_json::Value>(tree.text).unwrap(), *value);
    for (name, part) in tree.entries() {
        same(part, &value[name]);
    }
    for (place, item) in tree.items().iter().enumerate() {
        same(item, &value[place]);
    }
    assert_eq!(tree.entries().len(), value.as_object().map_or(0, serde_json::Map::len));
    assert_eq!(tree.items().len(), value.as_array().map_or(0, Vec::len));
}

#[test]
fn a_tree_of_a_text_says_what_json_says_and_where() {
    for own in published() {
        let value: serde_json::Value = serde_json::from_str(own.text).unwrap();
        let tree = Tree::read(own.text).unwrap();
        same(&tree, &value);
        let step = tree.at(&Place::default().name("steps").item(0).name("id")).unwrap();
        assert_eq!(own.text[step.range()].trim_matches('"'), value["steps"][0]["id"].as_str().unwrap());
    }
}

#[test]
fn what_is_no_json_is_no_tree_and_nothing_panics() {
    for text in ["", "{", "[1,", "{\"a\"}", "{\"a\":}", "\"open", "\"\\", "[1 2]", "{} {}", "[,]", "\u{feff}", "é"] {
        assert_eq!(Tree::read(text), None, "{text}");
    }
    assert_eq!(Tree::read(&"[".repeat(100_000)), None);
    assert!(Tree::read("\u{feff}{\"a\": [1, \"\\\"}\"]}").is_some());
}

#[test]
fn a_changed_weight_leaves_every_other_letter_of_the_file() {
    let before = text("swindon");
    let weight = figure(before, "A family of children in need", "");
    assert_eq!((weight.value.as_str(), weight.kind), ("10", FigureKind::Points));
    let (after, back) = edited(before, &[set(&weight, "12")]).unwrap();
    assert_eq!(before.lines().count(), after.lines().count());
    let lines: Vec<(&str, &str)> = before.lines().zip(after.lines()).filter(|(one, other)| one != other).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].0.replace("\"points\": \"10\"", "\"points\": \"12\""), lines[0].1);
    assert_eq!(edited(&after, &back).unwrap().0, before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn edits_and_their_inverse_give_the_same_file(
        scheme in 0..published().len(),
        picks in prop::collection::vec((any::<prop::sample::Index>(), "[0-9]{1,3}|.{0,12}"), 1..6),
    ) {
        let before = published()[scheme].text;
        let sheet = Sheet::read(before);
        let all: Vec<Figure> = sheet.figures().map(|(_, _, own)| own.clone()).collect();
        let edits: Vec<Edit> = picks.iter().map(|(pick, value)| set(pick.get(&all), value)).collect();
        let (after, back) = edited(before, &edits).unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&after).is_ok());
        prop_assert_eq!(edited(&after, &back).unwrap().0, before);
    }

    #[test]
    fn any_text_is_a_tree_or_none(text in "[\\[\\]{}:,\"\\\\a1 é]{0,40}") {
        let tree = Tree::read(&text);
        let json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        // The reader of trees is not the judge of what JSON is; it takes at least what is.
        prop_assert!(!json || tree.is_some());
    }
}

// --- Figures ----------------------------------------------------------------------------------

/// Every figure under "points", "first" or "other" of a rule or row.
fn count(value: &serde_json::Value, weights: &mut usize) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| count(item, weights)),
        serde_json::Value::Object(parts) => {
            for (name, part) in parts {
                match (name.as_str(), part) {
                    ("points" | "first" | "other", serde_json::Value::String(_)) if parts.contains_key("mechanism") => {
                    }
                    ("points" | "first" | "other", serde_json::Value::String(_)) => *weights += 1,
                    _ => count(part, weights),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_weight_of_every_scheme_is_a_figure_that_can_be_changed() {
    for own in published() {
        let sheet = Sheet::read(own.text);
        let value: serde_json::Value = serde_json::from_str(own.text).unwrap();
        let mut weights = 0;
        count(&value["steps"], &mut weights);
        let points =
            sheet.figures().filter(|(_, entry, own)| entry.is_some() && own.kind == FigureKind::Points).count();
        assert!(points >= weights, "{}: {points} figures of {weights} weights", own.id);
        for (_, _, figure) in sheet.figures() {
            assert_eq!(
                figure.kind.read(&figure.value, &sheet.step).as_ref(),
                Ok(&figure.value),
                "{} {}",
                own.id,
                figure.at
            );
        }
    }
}

/// Every figure of what is normal or was reported, under options of parameters too.
fn figures_of(value: &serde_json::Value, is_figure: bool) -> usize {
    match value {
        serde_json::Value::Array(items) => items.iter().map(|item| figures_of(item, is_figure)).sum(),
        serde_json::Value::Object(parts) => {
            let of_part = |(name, part): (&String, &serde_json::Value)| match name.as_str() {
                "least"
                | "most"
                | "hours_a_week"
                | "percent_of_team_mean"
                | "otherwise"
                | "lowest"
                | "highest"
                | "unmanageable" => figures_of(part, true),
                "percent" => figures_of(part, !part.is_array()),
                "weights" => parts["weights"].as_object().unwrap().values().map(|own| figures_of(own, is_figure)).sum(),
                "when" | "any_child" | "measure" => 0,
                _ => figures_of(part, false),
            };
            parts.iter().map(of_part).sum()
        }
        _ => usize::from(is_figure),
    }
}

#[test]
fn every_figure_of_what_is_normal_and_of_what_was_reported_can_be_changed() {
    let invented = include_str!("fixtures/schemes/counts.json");
    for text in published().iter().map(|own| own.text).chain([invented]) {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let sheet = Sheet::read(text);
        for part in ["capacity", "benchmark"] {
            let shown = sheet.figures().filter(|(_, _, own)| own.at.to_string().starts_with(part)).count();
            assert_eq!(shown, figures_of(&value[part], false), "{}: {part}", value["id"]);
        }
    }
}

#[test]
fn a_count_policy_is_shown_with_its_path_its_build_up_its_measures_and_what_has_no_number() {
    let value = |id: &str, rule: &str, label: &str| figure(text(id), rule, label).value;
    let newly_qualified = "children: newly qualified social worker";
    assert_eq!(value("plymouth", newly_qualified, "month 10 in post"), "14");
    assert_eq!(
        value(
            "plymouth",
            newly_qualified,
            "month 12 in post; The end figure of the first year 22, the guide\u{2019}s figure"
        ),
        "22"
    );
    assert_eq!(value("plymouth", newly_qualified, "percent of the team\u{2019}s mean"), "80");
    assert_eq!(value("plymouth", newly_qualified, "where nobody else holds cases, up to"), "17.6");
    assert_eq!(value("west-sussex", "conferences a week: child protection adviser", "up to"), "6");
    assert_eq!(value("rochdale", "The first year, in percent of the figures above", "month 12 in post"), "90");
    assert_eq!(value("rochdale", "personal advisers supervised: practice manager", "up to"), "4");
    let area = "social worker: children in need and child protection";
    assert_eq!(value("adcs-survey", area, "lowest reported"), "17");
    assert_eq!(value("adcs-survey", area, "reported as unmanageable"), "17");
    let words = |id: &str, name: &str| {
        let sheet = Sheet::read(text(id));
        let mut entries = sheet.stages.iter().flat_map(|stage| &stage.entries);
        entries.find(|entry| entry.name == name).unwrap_or_else(|| panic!("no {name}")).words.clone()
    };
    assert!(words("hampshire", "everybody").contains("sets no number"));
    assert!(words("rochdale", "children: with looked-after children").contains("Only with such a child"));
    assert!(words("adcs-survey", "social worker: early help").contains("Ten: none held."));
}

#[test]
fn what_differs_in_a_count_policy_is_told_by_its_part_and_month() {
    let told = |id: &str, own: &Figure, to: &str| {
        let (after, _) = edited(text(id), &[set(own, to)]).unwrap();
        differences(text(id), &after).into_iter().map(|own| (own.words, own.was, own.is)).collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_owned());
    let month = figure(text("plymouth"), "children: newly qualified social worker", "month 10 in post");
    assert_eq!(
        told("plymouth", &month, "12"),
        [(
            "What is normal, children, newly qualified social worker, by months in post, most".to_owned(),
            some("14"),
            some("12")
        )]
    );
    let lowest = figure(text("adcs-survey"), "social worker: children in care", "lowest reported");
    assert_eq!(
        told("adcs-survey", &lowest, "4"),
        [("What others reported, social worker, lowest".to_owned(), some("3.7"), some("4"))]
    );
}

#[test]
fn a_figure_off_its_step_or_out_of_its_bounds_says_what_to_enter() {
    let read = |kind: FigureKind, typed: &str| kind.read(typed, "0.25").unwrap_err();
    assert_eq!(read(FigureKind::Points, "0.3"), "Enter points in steps of 0.25, such as 0.5");
    assert_eq!(read(FigureKind::Points, "many"), "Enter points in steps of 0.25, such as 0.5");
    assert_eq!(read(FigureKind::Percent, "101"), "Enter a whole number from 0 to 100");
    assert_eq!(read(FigureKind::Whole(1, 1_000), "0"), "Enter a whole number from 1 to 1000");
    assert_eq!(read(FigureKind::Amount, ""), "Enter a number, such as 7.5");
    assert_eq!(FigureKind::End.read("80 %", "1"), Ok("80%".to_owned()));
    assert_eq!(FigureKind::Points.read(" 7.5 ", "0.25"), Ok("7.5".to_owned()));
}

// --- What differs -----------------------------------------------------------------------------

#[test]
fn a_scheme_does_not_differ_from_itself_however_it_is_laid_out() {
    for own in published() {
        let value: serde_json::Value = serde_json::from_str(own.text).unwrap();
        assert_eq!(differences(own.text, &value.to_string()), []);
    }
}

#[test]
fn what_differs_is_told_by_stage_rule_and_part_with_what_was_and_what_is() {
    let before = text("swindon");
    let weight = figure(before, "A family of children in need", "");
    let place =
        Tree::read(before).unwrap().list("readings").iter().position(|own| own.words_of("id") == "SWIN-2").unwrap();
    let chosen = Place::default().name("readings").item(place).name("parameter").name("chosen");
    let edits =
        [set(&weight, "12"), Edit::text(chosen, "each_kind"), Edit::text(Place::default().name("name"), "Ours")];
    let (after, _) = edited(before, &edits).unwrap();
    let told: Vec<(String, Option<String>, Option<String>)> =
        differences(before, &after).into_iter().map(|own| (own.words, own.was, own.is)).collect();
    let some = |words: &str| Some(words.to_owned());
    assert_eq!(
        told,
        [
            ("name".to_owned(), some("Swindon"), some("Ours")),
            (
                "Reading SWIN-2".to_owned(),
                some("A single assessment and a section 47 enquiry at once are 10 in all"),
                some("A single assessment and a section 47 enquiry at once are 10 each"),
            ),
            ("Basic weight, A family of children in need, points".to_owned(), some("10"), some("12")),
        ]
    );
    // Each can be put back where it stands.
    let back: Vec<Edit> = differences(before, &after)
        .into_iter()
        .map(|own| Edit { place: own.place, value: own.back.unwrap() })
        .collect();
    assert_eq!(edited(&after, &back).unwrap().0, before);
}

#[test]
fn rules_that_came_or_went_are_told_as_such_and_others_are_not_mistaken_for_them() {
    let was = r#"{"steps": [{"id": "a", "name": "Stage", "rules": [{"id": "x", "name": "X", "points": "1"}, {"id": "y", "name": "Y", "points": "2"}]}]}"#;
    let is = r#"{"steps": [{"id": "a", "name": "Stage", "rules": [{"id": "n", "name": "New", "words": "Something."}, {"id": "y", "name": "Y", "points": 2}]}]}"#;
    let told: Vec<String> =
        differences(was, is).iter().map(|own| format!("{}: {:?} {:?}", own.words, own.was, own.is)).collect();
    assert_eq!(told, ["Stage, New: None Some(\"New: Something.\")", "Stage, X: Some(\"X\") None"]);
}

// --- Examples ---------------------------------------------------------------------------------

#[test]
fn a_changed_weight_leaves_the_scheme_usable_and_its_examples_can_take_the_new_figures_over() {
    let own = own("ours", "swindon");
    assert!(own.examples().iter().all(fairload::scheme::examples::Recomputed::agrees));
    let weight = figure(&own.text, "LAC or CP each child", "");
    let next = own.after(&[set(&weight, "11")]).unwrap();
    assert!(Scheme::read(&next.text).is_err(), "its examples no longer recompute");
    let scheme = next.scheme().unwrap();
    let parted: Vec<_> = recomputed(scheme).into_iter().filter(|own| !own.agrees()).collect();
    assert!(!parted.is_empty());
    let edits: Vec<Edit> = parted.into_iter().flat_map(|own| own.edits).collect();
    let updated = next.after(&edits).unwrap();
    assert!(Scheme::read(&updated.text).is_ok());
    assert!(updated.examples().iter().all(fairload::scheme::examples::Recomputed::agrees));
}

// --- Own schemes ------------------------------------------------------------------------------

#[test]
fn a_version_finds_what_was_entered_for_the_published_scheme() {
    let workspace = Workspace::read(
        r#"{"fairload": "workspace", "version": 2, "practitioners": [{"id": "p1", "role": "social_worker"}],
            "cases": [{"allocations": [{"practitioner": "p1"}], "children": [{"plan": "looked_after"}],
                       "inputs": {"northern-ireland": {"hours": "14", "court_risk": "2.5"}}}]}"#,
    )
    .unwrap();
    let (id, month) = (workspace.practitioners[0].id.clone(), Month::read("2026-11").unwrap());
    let published = Scheme::read(text("northern-ireland")).unwrap();
    let version = own("northern-ireland-2", "northern-ireland");
    let version = version.scheme().unwrap();
    assert_eq!((version.id.as_str(), version.inputs_under.as_str()), ("northern-ireland-2", "northern-ireland"));
    let total = |scheme: &Scheme| score(scheme, &workspace, &id, month).unwrap();
    assert_eq!(total(version).total, total(&published).total);
    assert_eq!(total(version).scheme, "northern-ireland-2");
}

#[test]
fn a_faulty_change_is_refused_with_its_places_and_the_scheme_stays() {
    let own = own("ours", "swindon");
    let weight = figure(&own.text, "LAC or CP each child", "");
    let faults = own.after(&[set(&weight, "10.5")]).unwrap_err();
    assert!(faults[0].to_string().contains("no whole number of steps of 1"), "{}", faults[0]);
    assert!(faults[0].place.starts_with("steps["));
    assert_eq!(&*own.text, text("swindon"));
}

#[test]
fn what_earlier_versions_stored_reads_and_what_cannot_be_read_is_known() {
    let kept = OwnSchemes { main: Some("swindon-2".to_owned()), own: vec![Rc::new(own("swindon-2", "swindon"))] };
    let stored = serde_json::json!({"fairload": "schemes", "version": 1, "main": "swindon-2",
        "own": [{"id": "swindon-2", "from": "swindon", "text": text("swindon")}]});
    assert_eq!(OwnSchemes::read(&stored.to_string()), Some(kept));
    for text in [
        "",
        "{}",
        "[]",
        "{\"fairload\": \"schemes\", \"version\": 2, \"own\": []}",
        "{\"fairload\": \"schemes\", \"version\": 1}",
    ] {
        assert_eq!(OwnSchemes::read(text), None, "{text}");
    }
    // A text that is no scheme is kept as it is; an id that is taken or none is another's.
    let odd = r#"{"fairload": "schemes", "version": 1, "main": null, "own": [
        {"id": "swindon", "from": null, "text": "?"}, {"id": "a b", "from": null, "text": "{}"}]}"#;
    let read = OwnSchemes::read(odd).unwrap();
    let ids: Vec<&str> = read.own.iter().map(|own| own.id.as_str()).collect();
    assert_eq!(ids, ["swindon-2", "own"]);
    assert!(read.own.iter().all(|own| own.scheme().is_none()));
    assert_eq!(&*read.own[0].text, "?");
}

#[test]
fn every_change_is_a_step_and_typing_in_one_field_is_one() {
    let start = with(OwnSchemes::default());
    let one = start.after(put(own("swindon-2", "swindon"), true, "Made Swindon (ours)", None));
    assert_eq!(one.own.schemes.main.as_deref(), Some("swindon-2"));
    assert_eq!(one.own.announced(), "Made Swindon (ours)");
    let two = one.after(put(weighing("1"), false, "Weight: 1", Some("weight")));
    let three = two.after(put(weighing("12"), false, "Weight: 12", Some("weight")));
    assert_eq!((three.own.undo.len(), three.own.announced()), (2, ""));
    let back = three.after(Action::Undo);
    assert_eq!((&back.own.schemes, back.own.announced()), (&one.own.schemes, "Undone: Weight: 12"));
    assert_eq!(back.after(Action::Redo).own.schemes, three.own.schemes);
    let gone = three.after(remove("swindon-2"));
    assert!(gone.own.schemes.is_empty());
    assert_eq!(gone.after(Action::Undo).own.schemes, three.own.schemes);
    assert_eq!(three.after(Action::Forget), start);
    // What changes nothing is no step, nor is choosing what is scored with.
    let same = three.after(put(weighing("12"), false, "Again", None)).after(remove("atlantis"));
    assert_eq!(same, three);
    let chosen = three.after(Action::Choose("warrington".to_owned()));
    assert_eq!((chosen.own.undo.len(), chosen.own.chosen.as_deref()), (2, Some("warrington")));
    assert_eq!(chosen.after(Action::Undo).own.chosen.as_deref(), Some("warrington"));
}

#[test]
fn steps_of_the_workspace_and_of_schemes_are_one_list_in_the_order_in_which_they_were_done() {
    let one = with(OwnSchemes::default()).after(add("p1"));
    let two = one.after(put(own("swindon-2", "swindon"), false, "Made Northport", None));
    let three = two.after(hours("p1", "30"));
    let four = three.after(put(weighing("12"), false, "Northport, weight: 12", Some("weight")));
    let words: Vec<&str> = four.own.undo.iter().map(|step| step.words.as_str()).collect();
    assert_eq!(
        words,
        ["Added a practitioner", "Made Northport", "Hours a week of a practitioner: 30", "Northport, weight: 12"]
    );
    let holds = |state: &State, like: &State| {
        assert_eq!((&state.own.workspace, &state.own.schemes), (&like.own.workspace, &like.own.schemes));
    };
    let back = four.after(Action::Undo);
    holds(&back, &three);
    let back = back.after(Action::Undo);
    holds(&back, &two);
    assert_eq!(back.own.said, "Undone: Hours a week of a practitioner: 30");
    holds(&back.after(Action::Redo).after(Action::Redo), &four);
    // To a point of the list, over steps of both kinds.
    let first = four.after(Action::To(1));
    holds(&first, &one);
    assert_eq!((first.own.said.as_str(), first.own.redo.len()), ("Undone: 3 steps", 3));
    holds(&first.after(Action::To(4)), &four);
}

#[test]
fn a_new_step_of_either_kind_drops_what_could_be_done_again_of_both() {
    let start = with(OwnSchemes::default()).after(add("p1"));
    let both = start.after(hours("p1", "30")).after(make_main(Some("swindon")));
    let back = both.after(Action::Undo).after(Action::Undo);
    assert_eq!(back.own.redo.len(), 2);
    for action in [hours("p1", "20"), make_main(Some("warrington"))] {
        let next = back.after(action);
        assert_eq!((next.own.redo.len(), next.own.undo.len()), (0, 2));
        assert_eq!(next.after(Action::Redo), next);
    }
}

#[test]
fn a_hundred_steps_are_kept_of_both_kinds_together() {
    let mut state = with(OwnSchemes::default()).after(add("p1"));
    for number in 0..75 {
        let main = if number % 2 == 0 { "swindon" } else { "warrington" };
        state = state.after(hours("p1", &(number % 50 + 1).to_string())).after(make_main(Some(main)));
    }
    assert_eq!(state.own.undo.len(), 100);
    let first = state.after(Action::To(0));
    // Fifty of each were taken back: the twenty-fifth of each still stands.
    assert_eq!((first.own.undo.len(), first.own.redo.len()), (0, 100));
    assert_eq!(first.own.schemes.main.as_deref(), Some("swindon"));
    assert_eq!(first.after(hours("p1", "25")).own.undo.len(), 0, "it was 25 then");
    let last = first.after(Action::To(100));
    assert_eq!((&last.own.workspace, &last.own.schemes), (&state.own.workspace, &state.own.schemes));
}

#[test]
fn a_scheme_that_is_gone_is_known_by_the_step_with_which_it_went() {
    let made = with(OwnSchemes::default()).after(put(own("swindon-2", "swindon"), false, "Made Northport", None));
    assert_eq!(made.after(Action::Undo).own.went_with("swindon-2"), Some(("Made Northport", true)));
    let removed = made.after(remove("swindon-2")).after(add("p1"));
    assert_eq!(removed.own.went_with("swindon-2"), Some(("Removed the scheme Swindon", false)));
    assert_eq!(removed.own.went_with("warrington-2"), None);
}

#[test]
fn two_tabs_that_change_different_schemes_lose_nothing_of_either() {
    let of = |own: Vec<Own>, main: Option<&str>| OwnSchemes {
        main: main.map(str::to_owned),
        own: own.into_iter().map(Rc::new).collect(),
    };
    let weight = figure(text("swindon"), "LAC or CP each child", "");
    let changed = || own("a", "swindon").after(&[set(&weight, "12")]).unwrap();
    let known = of(vec![own("a", "swindon"), own("b", "warrington")], None);
    let ours = of(vec![changed(), own("b", "warrington")], None);
    let theirs = of(vec![own("a", "swindon"), own("c", "warrington")], Some("c"));
    let merged = ours.merged(&known, &theirs);
    assert_eq!(merged, of(vec![changed(), own("c", "warrington")], Some("c")));
    // What both changed is this tab's.
    let both = of(vec![own("a", "warrington")], None);
    assert_eq!(ours.merged(&known, &both).by_id("a"), ours.by_id("a"));
}

#[test]
fn a_file_from_elsewhere_has_an_id_of_its_own_here_and_is_known_for_a_version() {
    let kept = OwnSchemes::default();
    let scheme = Scheme::read(text("swindon")).unwrap();
    let own = kept.newcomer(&scheme, text("swindon"));
    assert_eq!((own.id.as_str(), own.from.as_deref()), ("swindon-2", Some("swindon")));
    assert_eq!(kept.free_id("northport"), "northport");
    assert_eq!(kept.free_id("not an id"), "own");
    assert!(kept.free_id(&"x".repeat(40)).len() <= 40);
}

#[test]
fn a_file_is_named_after_the_scheme_and_the_month() {
    let month = Month::read("2026-11").unwrap();
    let called = |name: &str| {
        let named = own("swindon-2", "swindon").after(&[Edit::text(Place::default().name("name"), name)]).unwrap();
        named.file_name(month)
    };
    assert_eq!(called("Swindon (ours)"), "swindon-ours-2026-11.json");
    assert_eq!(called("North/port: 2nd try"), "north-port-2nd-try-2026-11.json");
    assert_eq!(called("\u{0141}\u{f3}d\u{17a}"), "d-2026-11.json");
    assert_eq!(called("\u{2026}"), "swindon-2-2026-11.json");
    assert!(called(&"long ".repeat(20)).len() < 80);
}

#[test]
fn what_differs_is_counted_as_figures_readings_and_other_parts() {
    let before = text("swindon");
    let counted = |edits: &[Edit]| {
        let (after, _) = edited(before, edits).unwrap();
        tally(&differences(before, &after), &Sheet::read(&after))
    };
    let named = Edit::text(Place::default().name("name"), "Ours");
    assert_eq!(counted(std::slice::from_ref(&named)), [0, 0, 0]);
    let weight = set(&figure(before, "A family of children in need", ""), "12");
    assert_eq!(counted(&[named, weight.clone()]), [1, 0, 0]);
    let place =
        Tree::read(before).unwrap().list("readings").iter().position(|own| own.words_of("id") == "SWIN-2").unwrap();
    let reading = Place::default().name("readings").item(place);
    let chosen = Edit::text(reading.name("parameter").name("chosen"), "each_kind");
    let words = Edit::text(reading.name("words"), "Otherwise.");
    let example = Place::default().name("examples").item(0).name("name");
    assert_eq!(counted(&[weight, chosen, words, Edit::text(example, "Ours")]), [1, 1, 1]);
}

#[test]
fn a_version_that_becomes_the_main_scheme_says_so_and_what_was_it_before() {
    let start = with(OwnSchemes { main: Some("nottinghamshire".to_owned()), own: Vec::new() });
    let became = |state: &State| {
        let (step, told, other) = state.own.became_main()?;
        Some((step.to_owned(), told, other))
    };
    assert_eq!(became(&start), None);
    let made = start.after(put(own("swindon-2", "swindon"), true, "Made it", None));
    let told = |other: &str| {
        let words = "Swindon is now our scheme. Published Swindon is unchanged.".to_owned();
        Some(("Made it".to_owned(), words, other.to_owned()))
    };
    assert_eq!(became(&made), told("nottinghamshire"));
    // It is said until something else is done to schemes, whatever is done to the workspace.
    assert_eq!(became(&made.after(add("p1"))), told("nottinghamshire"));
    assert_eq!(became(&made.after(Action::Undo)), None);
    let back = made.after(make_main(Some("nottinghamshire")));
    assert_eq!((became(&back), back.own.schemes.main.as_deref()), (None, Some("nottinghamshire")));
    // Where none was the main one, the published scheme is what one goes back to.
    let first = with(OwnSchemes::default()).after(put(own("swindon-2", "swindon"), true, "Made it", None));
    assert_eq!(became(&first), told("swindon"));
    // A version under a name does not become it.
    let copied = start.after(put(own("swindon-2", "swindon"), false, "Made it", None));
    assert_eq!((became(&copied), copied.own.schemes.main.as_deref()), (None, Some("nottinghamshire")));
}

// --- The demo ---------------------------------------------------------------------------------

fn with_one_of_ours() -> State {
    let kept = OwnSchemes { main: Some("a".to_owned()), own: vec![Rc::new(own("a", "swindon"))] };
    with(kept).after(Action::Choose("a".to_owned()))
}

fn look() -> Action {
    Action::LookAtDemo(Rc::default())
}

#[test]
fn what_is_done_to_schemes_in_the_demo_is_the_demos_and_goes_with_it() {
    let start = with_one_of_ours();
    let demo = start.after(look());
    assert_eq!((&demo.desk().schemes, &demo.desk().chosen), (&start.own.schemes, &start.own.chosen));
    let changed = demo
        .after(put(own("b", "warrington"), true, "Made Warrington (ours)", None))
        .after(Action::Choose("b".to_owned()))
        .after(remove("a"));
    let desk = changed.desk();
    assert_eq!((desk.schemes.main.as_deref(), desk.chosen.as_deref()), (Some("b"), Some("b")));
    assert_eq!(changed.own, start.own);
    assert_eq!(changed.after(Action::LeaveDemo), start);
    // A fresh demo does not begin with what an earlier one made.
    let fresh = changed.after(Action::LeaveDemo).after(look());
    assert_eq!((&fresh.desk().schemes, fresh.desk().undo.len()), (&start.own.schemes, 0));
    // Undo in the demo stops at where the demo began, however much was done before; one's own steps wait for one.
    let before = start.after(make_main(None)).after(add("p1")).after(look());
    assert_eq!(before.after(Action::Undo), before);
    let left = before.after(add("p2")).after(Action::LeaveDemo).after(Action::Undo).after(Action::Undo);
    assert_eq!((&left.own.schemes, left.own.redo.len()), (&start.own.schemes, 2));
}

#[test]
fn what_another_tab_saves_while_the_demo_is_looked_at_is_ones_own() {
    let demo = with_one_of_ours().after(look()).after(make_main(Some("warrington")));
    let theirs = OwnSchemes { main: None, own: vec![Rc::new(own("c", "warrington"))] };
    let of = |schemes: &OwnSchemes| kept(&demo.own.workspace, schemes);
    let (base, words) = (of(&demo.own.schemes), "Opened a scheme".to_owned());
    let others = Others { base, theirs: of(&theirs), generation: 2, words, conflicts: Vec::new() };
    let after = demo.after(Action::Elsewhere(Rc::new(others)));
    assert_eq!(*after.own.schemes, theirs);
    assert_eq!(after.demo, demo.demo);
    // A step of one's own that was taken before is not taken back over it.
    assert_eq!(*after.after(Action::LeaveDemo).after(Action::Undo).own.schemes, theirs);
    let gone = after.after(Action::Forget);
    assert_eq!((gone.own.schemes.is_empty(), gone.demo), (true, None));
}

fn kept_of(main: Option<&str>, own: Vec<Own>) -> OwnSchemes {
    OwnSchemes { main: main.map(str::to_owned), own: own.into_iter().map(Rc::new).collect() }
}

fn unread(id: &str, text: &str) -> Own {
    Own::new(id.to_owned(), None, text.into())
}

fn ids(kept: &OwnSchemes) -> Vec<&str> {
    kept.own.iter().map(|own| own.id.as_str()).collect()
}

#[test]
fn a_copy_holds_the_own_schemes_to_the_letter_and_brings_them_back() {
    let kept = kept_of(Some("swindon-2"), vec![own("swindon-2", "swindon"), unread("own", "no JSON,\r\n\u{feff} \"")]);
    let state = with(kept.clone()).after(add("p1"));
    let copy = Everything::read(&state.own.everything().write()).unwrap();
    assert_eq!(copy, state.own.everything());
    let theirs = OwnSchemes::of(copy.our_scheme.as_deref(), &copy.schemes);
    assert_eq!(theirs, kept);
    // Where nothing is, it is all there again, in one step.
    let words = "Opened a file".to_owned();
    let next = Rc::new(OwnSchemes::default().replaced(&theirs));
    let opened = with(OwnSchemes::default()).after(Action::Open(copy.workspace, next, words));
    assert_eq!((&opened.own.workspace, &opened.own.schemes), (&state.own.workspace, &state.own.schemes));
    let back = opened.after(Action::Undo);
    assert!(!back.own.is_anything() && back.own.undo.is_empty());
    assert_eq!(back.after(Action::Redo).own.schemes, opened.own.schemes);
}

#[test]
fn a_copy_of_schemes_alone_is_something_of_ones_own() {
    assert!(!with(OwnSchemes::default()).own.is_anything());
    assert!(with(kept_of(None, vec![unread("own", "")])).own.is_anything());
}

#[test]
fn a_file_takes_the_place_of_own_schemes_where_it_has_some() {
    let here = kept_of(Some("warrington"), vec![unread("one", "1")]);
    let theirs = kept_of(Some("two"), vec![unread("two", "2")]);
    assert_eq!(here.replaced(&theirs), theirs);
    // One without, which may be older than schemes in files, leaves them; and the main scheme, unless it has one.
    assert_eq!(here.replaced(&OwnSchemes::default()), here);
    assert_eq!(here.replaced(&kept_of(Some("swindon"), vec![])), kept_of(Some("swindon"), vec![unread("one", "1")]));
    // A main scheme that goes is none any more.
    let gone = kept_of(Some("one"), vec![unread("one", "1")]).replaced(&kept_of(None, vec![unread("two", "2")]));
    assert_eq!(gone.main, None);
}

#[test]
fn ids_of_a_file_that_are_taken_or_none_become_others_and_the_main_scheme_goes_along() {
    let text = |id: &str, text: &str| SchemeText { id: id.to_owned(), from: None, text: text.into() };
    let read = OwnSchemes::of(Some("swindon"), &[text("swindon", "1"), text("", "2"), text("own", "3")]);
    assert_eq!(ids(&read), ["swindon-2", "own", "own-2"]);
    assert_eq!(read.main.as_deref(), Some("swindon-2"));
}

#[test]
fn merging_adds_own_schemes_that_are_not_here_and_keeps_others_of_the_same_id_beside() {
    let here = kept_of(None, vec![unread("same", "1"), unread("other", "ours")]);
    let theirs = kept_of(
        Some("other"),
        vec![unread("same", "1"), unread("other", "theirs"), unread("elsewhere", "1"), unread("new", "2")],
    );
    let (both, new) = here.with(&theirs);
    assert_eq!(ids(&both), ["same", "other", "other-2", "new"]);
    let texts: Vec<&str> = both.own.iter().map(|own| &*own.text).collect();
    assert_eq!(texts, ["1", "ours", "theirs", "2"]);
    let new: Vec<(&str, Option<&str>)> =
        new.iter().map(|(own, beside)| (own.id.as_str(), beside.as_ref().map(|other| &*other.text))).collect();
    assert_eq!(new, [("other-2", Some("ours")), ("new", None)]);
    // Theirs is the main one, under the id that it has here, because none was.
    assert_eq!(both.main.as_deref(), Some("other-2"));
    // Once more changes nothing, and one's own choice stays.
    assert_eq!(both.with(&theirs), (both.clone(), vec![]));
    let chosen = OwnSchemes { main: Some("same".to_owned()), ..here };
    assert_eq!(chosen.with(&theirs).0.main.as_deref(), Some("same"));
    // A main scheme that is nowhere is not taken.
    assert_eq!(OwnSchemes::default().with(&kept_of(Some("atlantis"), vec![])).0, OwnSchemes::default());
}

proptest! {
    #[test]
    fn merging_schemes_loses_nothing_and_twice_is_once(
        ours in proptest::collection::vec((0_u8..4, 0_u8..4), 0..5),
        theirs in proptest::collection::vec((0_u8..4, 0_u8..4), 0..5),
        main in proptest::option::of(0_u8..4),
    ) {
        let of = |all: &[(u8, u8)], main: Option<u8>| {
            let text = |(id, text): &(u8, u8)| SchemeText { id: format!("s{id}"), from: None, text: format!("{text}").into() };
            let main = main.map(|id| format!("s{id}"));
            OwnSchemes::of(main.as_deref(), &all.iter().map(text).collect::<Vec<_>>())
        };
        let (here, file) = (of(&ours, None), of(&theirs, main));
        let (both, new) = here.with(&file);
        prop_assert_eq!(&both.own[..here.own.len()], &here.own[..]);
        prop_assert_eq!(both.own.len(), here.own.len() + new.len());
        prop_assert!(file.own.iter().all(|own| both.own.iter().any(|other| other.text == own.text)));
        let mut all = ids(&both);
        all.sort_unstable();
        all.dedup();
        prop_assert_eq!(all.len(), both.own.len());
        prop_assert_eq!(here.with(&here).0, here);
        let (again, more) = both.with(&file);
        prop_assert_eq!((again, more.len()), (both, 0));
    }
}
