//! What the schemes still miss: gathered, shown, and given for many at once; families that the files suggest.
#![cfg(feature = "sheets")]
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod generated;
#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "support/imported_service.rs"]
mod imported_service;

use fairload::change::{Change, IdMark, Subject, apply, text};
use fairload::facts::record::Record;
use fairload::facts::{Case, Id, Month};
use fairload::importing::families::Families;
use fairload::importing::missing::{Fact, Gathered, Heard, Level, Missing};
use fairload::importing::screen::{Event, Field, FieldKind, Inline, Part};
use fairload::points::Points;
use fairload::questions;
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::score;
use fairload::workspace::Workspace;
use fairload::workspace::everything::Everything;
use generated::MONTH;
use proptest::prelude::*;
use std::rc::Rc;

fn month() -> Month {
    Month::read(MONTH).unwrap()
}

fn scheme(id: &str) -> Scheme {
    Scheme::read(published().iter().find(|own| own.id == id).unwrap().text).unwrap()
}

fn all_schemes() -> Vec<Scheme> {
    published().iter().map(|own| Scheme::read(own.text).unwrap()).collect()
}

fn file(workspace: &Workspace) -> Everything {
    Everything { workspace: Rc::new(workspace.clone()), ..Everything::default() }
}

fn event(id: &str, value: &str) -> Event {
    Event { id: id.to_owned(), value: value.to_owned() }
}

fn fact<'g>(gathered: &'g Gathered, level: Level, name: &str) -> Option<&'g Fact> {
    gathered.facts.iter().find(|fact| fact.level == level && fact.name == name)
}

/// All fields of some parts, those in tables and folds among them.
fn fields(parts: &[Part]) -> Vec<Field> {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Part::Field(field) => all.push(field.clone()),
            Part::Buttons(fields) => all.extend(fields.iter().cloned()),
            Part::Fold(_, _, parts) => all.extend(self::fields(parts)),
            Part::Table(_, _, rows) => {
                all.extend(rows.iter().flatten().flatten().filter_map(|own| match own {
                    Inline::Field(field) => Some(field.clone()),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    all
}

/// Everything that is said, one line each.
fn said(parts: &[Part]) -> String {
    let mut all = String::new();
    let mut line = |words: &str| {
        all.push_str(words);
        all.push('\n');
    };
    for part in parts {
        match part {
            Part::Heading(_, _, words)
            | Part::Text(words)
            | Part::Note(words)
            | Part::Inset(words)
            | Part::Progress(words, ..) => line(words),
            Part::Errors(errors) => errors.iter().for_each(|(words, _)| line(words)),
            Part::List(points) => points.iter().for_each(|words| line(words)),
            Part::Fold(_, words, parts) => {
                line(words);
                line(&said(parts));
            }
            Part::Field(field) => line(&field.label),
            Part::Buttons(fields) => fields.iter().for_each(|field| line(&field.label)),
            Part::Table(caption, _, rows) => {
                line(caption);
                for row in rows {
                    let cell = |cell: &Vec<Inline>| {
                        let words = cell.iter().map(|own| match own {
                            Inline::Text(words)
                            | Inline::Strong(words)
                            | Inline::Quiet(words)
                            | Inline::Link(_, words, _) => words.clone(),
                            Inline::Field(field) => field.label.clone(),
                        });
                        words.collect::<String>()
                    };
                    line(&row.iter().map(cell).collect::<Vec<_>>().join(" | "));
                }
            }
        }
    }
    all
}

/// Every id of a screen is there once, and is letters, digits and hyphens.
fn ids_are_sound(parts: &[Part]) {
    fn headings(parts: &[Part], to: &mut Vec<String>) {
        for part in parts {
            match part {
                Part::Heading(id, ..) => to.push(id.clone()),
                Part::Fold(id, _, parts) => {
                    to.push(id.clone());
                    headings(parts, to);
                }
                _ => {}
            }
        }
    }
    let mut ids: Vec<String> = fields(parts).into_iter().map(|field| field.id).collect();
    headings(parts, &mut ids);
    for id in &ids {
        assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') && !id.is_empty(), "{id}");
        assert_eq!(ids.iter().filter(|own| *own == id).count(), 1, "{id}");
    }
}

/// A practitioner with one family of one child, of which nothing is unknown but what is said.
fn one(facts_of_case: &[(&str, &str)], facts_of_child: &[(&str, &str)]) -> Workspace {
    let text = r#"{"fairload": "workspace", "version": 4,
        "practitioners": [{"id": "p1", "label": "AB", "role": "social_worker", "hours_per_week": "37",
            "full_time_hours": "37", "qualified_since": "2015-09", "team": "North", "team_type": "district"}],
        "cases": [{"id": "f1", "label": "Family 1", "siblings_known": "yes",
            "allocations": [{"id": "a1", "practitioner": "p1"}],
            "children": [{"id": "c1", "label": "Child 1", "age": "7", "plan": "child_in_need", "unstable": "no"}]}]}"#;
    let mut own = Workspace::read(text).unwrap();
    for (fact, value) in facts_of_case {
        own.cases[0].set(fact, value).unwrap();
    }
    for (fact, value) in facts_of_child {
        own.cases[0].children[0].set(fact, value).unwrap();
    }
    own
}

fn set(missing: &mut Missing, id: &str, value: &str) -> Change {
    assert_eq!(missing.hear(&event(&format!("give-it-{id}"), ""), IdMark::NONE), Some(Heard::Shown));
    assert_eq!(missing.hear(&event("give-value", value), IdMark::NONE), Some(Heard::Shown));
    let Some(Heard::Change(change)) = missing.hear(&event("give-set", ""), IdMark::NONE) else {
        panic!("{}", said(&missing.parts()))
    };
    change
}

// --- What is gathered ------------------------------------------------------------------------

#[test]
fn what_is_gathered_is_what_the_scores_of_everybody_ask() {
    let mut own = imported_service::workspace(9, 90);
    own.cases.retain(|case| !case.allocations.is_empty());
    for scheme in all_schemes() {
        let gathered = Gathered::of(&own, std::slice::from_ref(&scheme), month());
        let (mut asked, mut moves, mut ranges): (Vec<(Subject, String)>, Points, usize) = (Vec::new(), Points::ZERO, 0);
        for practitioner in &own.practitioners {
            let score = score(&scheme, &own, &practitioner.id, month()).unwrap();
            ranges += usize::from(score.least != score.most);
            for question in &score.questions {
                moves += question.could_move;
                let case = question.case.as_ref().and_then(|id| own.case(id));
                let subject = questions::subject(question, &practitioner.id, &scheme, case);
                asked.push((subject, questions::fact(question, &scheme)));
            }
        }
        assert_eq!(gathered.ranges, ranges, "{}", scheme.id);
        assert_eq!(gathered.scores, own.practitioners.len());
        assert_eq!(gathered.facts.iter().map(|fact| fact.could_move).sum::<Points>(), moves, "{}", scheme.id);
        for fact in &gathered.facts {
            assert_eq!(fact.by_scheme, [fact.could_move]);
            for row in &fact.rows {
                let here = asked.iter().any(|(subject, name)| (subject, name) == (&row.subject, &fact.name));
                assert!(here || fact.level == Level::Task, "{} {:?}", fact.name, row.subject);
            }
        }
        let rows: usize = gathered.facts.iter().map(|fact| fact.rows.len()).sum();
        assert!(rows >= asked.len());
    }
}

#[test]
fn under_several_schemes_each_record_counts_where_it_moves_most() {
    let own = imported_service::workspace(6, 60);
    let schemes = all_schemes();
    let together = Gathered::of(&own, &schemes, month());
    let apart: Vec<Gathered> =
        schemes.iter().map(|own_scheme| Gathered::of(&own, std::slice::from_ref(own_scheme), month())).collect();
    assert_eq!(together.scores, 6 * schemes.len());
    for fact in &together.facts {
        let most = fact.by_scheme.iter().copied().max().unwrap();
        let sum: Points = fact.by_scheme.iter().copied().sum();
        assert!(most <= fact.could_move && fact.could_move <= sum, "{}", fact.name);
        assert_eq!(fact.could_move, fact.rows.iter().map(|row| row.could_move).sum());
        for (place, alone) in apart.iter().enumerate() {
            let own = self::fact(alone, fact.level, &fact.name).map_or(Points::ZERO, |own| own.could_move);
            assert_eq!(own, fact.by_scheme[place], "{}", fact.name);
        }
    }
}

#[test]
fn what_could_move_is_said_in_what_the_scheme_counts() {
    let mut own = imported_service::workspace(6, 60);
    own.practitioners.iter_mut().for_each(|own| own.set("role", "newly_qualified").unwrap());
    own.cases.iter_mut().flat_map(|own| &mut own.children).for_each(|own| own.plan = None);
    let cells = |chosen: Option<&str>| said(&Missing::of(&file(&own), month(), chosen).parts());
    let counts = cells(Some("windsor-and-maidenhead-counts"));
    assert!(counts.contains("up to") && counts.contains(" cases") && !counts.contains(" points"), "{counts}");
    let points = cells(Some("swindon"));
    assert!(points.contains(" points"), "{points}");
    let all = cells(None);
    assert!(all.contains("cases 60 cases") && all.contains("Swindon ") && all.contains("up to 1365 points"), "{all}");
}

#[test]
fn facts_come_before_what_is_left_to_the_manager_and_the_worst_first() {
    let own = imported_service::workspace(6, 60);
    let gathered = Gathered::of(&own, &all_schemes(), month());
    let order: Vec<(bool, std::cmp::Reverse<Points>)> =
        gathered.facts.iter().map(|fact| (fact.discretion, std::cmp::Reverse(fact.could_move))).collect();
    assert!(order.is_sorted());
    assert!(gathered.facts.iter().any(|fact| fact.discretion) && gathered.facts.iter().any(|fact| !fact.discretion));
    for fact in &gathered.facts {
        assert!(fact.rows.is_sorted_by_key(|row| std::cmp::Reverse(row.could_move)));
    }
}

#[test]
fn how_far_an_answer_could_move_a_score_holds_from_both_sides() {
    // Alone, the two ends are reached by answers, and no answer goes beyond.
    let own = one(&[("court_stage", "unknown")], &[]);
    let mut reached = 0;
    for scheme in all_schemes() {
        let gathered = Gathered::of(&own, std::slice::from_ref(&scheme), month());
        let Some(missing) = fact(&gathered, Level::Case, "court_stage") else { continue };
        let totals: Vec<Points> = fairload::importing::missing::choices(missing)
            .into_iter()
            .map(|(value, _)| {
                let mut own = own.clone();
                own.cases[0].set("court_stage", &value).unwrap();
                score(&scheme, &own, &own.practitioners[0].id, month()).unwrap().total
            })
            .collect();
        let apart = *totals.iter().max().unwrap() - *totals.iter().min().unwrap();
        assert!(apart <= missing.could_move, "{}", scheme.id);
        // Beside other open facts, and where full lots of points are counted, it may go further than from here.
        reached += usize::from(missing.could_move == apart);
    }
    assert!(reached >= 2, "{reached}");
    assert!(fact(&Gathered::of(&own, &all_schemes(), month()), Level::Case, "court_stage").is_some());
}

#[test]
fn what_nobody_holds_is_asked_too_and_asks_nothing_of_nobody() {
    let mut own = one(&[("court_stage", "unknown")], &[]);
    own.cases[0].allocations.clear();
    let gathered = Gathered::of(&own, &all_schemes(), month());
    assert_eq!(gathered.unallocated, 1);
    let court = fact(&gathered, Level::Case, "court_stage").unwrap();
    assert_eq!((court.rows.len(), court.rows[0].practitioner), (1, None));
    assert!(gathered.facts.iter().all(|fact| fact.level != Level::Part));
    let missing = Missing::of(&file(&own), month(), None);
    assert!(said(&missing.parts()).contains("1 case that nobody holds is looked at as if"));
}

#[test]
fn a_role_that_is_not_known_is_asked_of_the_practitioner() {
    let mut own = imported_service::workspace(2, 10);
    own.practitioners[1].set("role", "social_worker").unwrap();
    let gathered = Gathered::of(&own, &all_schemes(), month());
    let role = fact(&gathered, Level::Practitioner, "role").unwrap();
    assert_eq!(role.rows.len(), 1);
    assert_eq!(role.rows[0].subject, Subject::practitioner(&own.practitioners[0].id));
}

#[test]
fn an_own_scheme_that_cannot_be_read_is_passed_over_and_a_chosen_one_is_alone() {
    let mut all = file(&one(&[("court_stage", "unknown")], &[]));
    let own = |id: &str, text: &str| fairload::workspace::everything::SchemeText {
        id: id.to_owned(),
        from: None,
        text: text.into(),
    };
    all.schemes = vec![own("ours", published()[0].text), own("broken", "{")];
    all.our_scheme = Some("ours".to_owned());
    let missing = Missing::of(&all, month(), None);
    assert_eq!(missing.gathered().schemes.len(), published().len() + 1);
    assert_eq!(Missing::of(&all, month(), Some("ours")).gathered().schemes.len(), 1);
    assert_eq!(Missing::of(&all, month(), Some("swindon")).gathered().schemes, ["Swindon"]);
    assert_eq!(Missing::of(&all, month(), Some("gone")).gathered().schemes.len(), published().len() + 1);
}

// --- What is shown ---------------------------------------------------------------------------

#[test]
fn an_empty_workspace_says_what_this_is_for() {
    let missing = Missing::of(&file(&Workspace::default()), month(), None);
    let words = said(&missing.parts());
    assert!(words.contains("There is no caseload here yet"), "{words}");
    assert!(fields(&missing.parts()).is_empty());
}

#[test]
fn a_workspace_without_a_missing_fact_says_so() {
    let missing = Missing::of(&file(&one(&[], &[])), month(), Some("swindon"));
    assert!(missing.gathered().facts.is_empty(), "{:?}", missing.gathered().facts);
    assert!(said(&missing.parts()).contains("Nothing is missing under Swindon."));
}

#[test]
fn the_demo_is_gathered_and_can_be_given() {
    let own = fairload::demo::workspace(month());
    let missing = Missing::of(&file(&own), month(), None);
    ids_are_sound(&missing.parts());
    let words = said(&missing.parts());
    assert!(words.contains("scores ("), "{words}");
    assert!(missing.gathered().facts.iter().any(|fact| fact.discretion));
}

#[test]
fn the_words_are_those_of_people() {
    let own = imported_service::workspace(4, 40);
    let missing = Missing::of(&file(&own), month(), Some("nottinghamshire"));
    insta::assert_snapshot!(said(&missing.parts()));
}

#[test]
fn a_form_shows_whom_it_is_given_for() {
    let own = imported_service::workspace(4, 40);
    let mut missing = Missing::of(&file(&own), month(), None);
    missing.hear(&event("give-it-case-court-stage", ""), IdMark::NONE);
    assert_eq!(missing.focus(), "give");
    ids_are_sound(&missing.parts());
    insta::assert_snapshot!(said(&missing.parts()));
}

// --- What is given ---------------------------------------------------------------------------

#[test]
fn a_fact_is_given_right_below_the_row_that_asks_for_it_and_the_rest_of_the_table_follows() {
    let mut missing = Missing::of(&file(&imported_service::workspace(3, 40)), month(), None);
    let rows = |parts: &[Part]| {
        let of = |part: &Part| match part {
            Part::Table(_, columns, rows) if columns.first().is_some_and(|own| own.0 == "What is missing") => {
                rows.len()
            }
            _ => 0,
        };
        parts.iter().map(of).sum::<usize>()
    };
    let all = rows(&missing.parts());
    let asked: Vec<Field> = fields(&missing.parts()).into_iter().filter(|own| own.id.starts_with("give-it-")).collect();
    assert!(asked.len() > 4 && asked.len() == all, "{all}");
    for own in &asked {
        assert_eq!(missing.hear(&event(&own.id, ""), IdMark::NONE), Some(Heard::Shown));
        assert_eq!(missing.focus(), "give", "the focus goes to the heading of the form");
        let parts = missing.parts();
        ids_are_sound(&parts);
        let form = parts.iter().position(|part| matches!(part, Part::Heading(id, ..) if id == "give")).unwrap();
        let above = fields(&parts[form - 1..form]);
        assert_eq!(
            above.last().map(|field| (field.id.as_str(), field.label.as_str())),
            Some((own.id.as_str(), "Close"))
        );
        assert_eq!(rows(&parts), all, "no row is lost");
        // The way back.
        assert_eq!(missing.hear(&event("give-close", ""), IdMark::NONE), Some(Heard::Shown));
        assert_eq!(missing.focus(), own.id);
    }
}

#[test]
fn one_press_sets_a_fact_for_everybody_who_misses_it_in_one_step_with_its_words() {
    let own = imported_service::workspace(4, 40);
    let mut missing = Missing::of(&file(&own), month(), None);
    let change = set(&mut missing, "case-court-stage", "none");
    let mut after = own.clone();
    let done = apply(&mut after, &change).unwrap();
    assert_eq!(done.words, "Court stage of 40 cases: none");
    assert!(after.cases.iter().all(|case| case.text("court_stage").unwrap().is_empty()));
    let mut next = Missing::of(&file(&after), month(), None).after(missing);
    assert!(fact(next.gathered(), Level::Case, "court_stage").is_none());
    assert!(said(&next.parts()).contains("\u{201c}Court stage\u{201d} is missing nowhere any more"));
    assert_eq!(next.focus(), "given");
    apply(&mut after, &done.inverse).unwrap();
    assert_eq!(after, own);
}

#[test]
fn every_answer_to_every_fact_takes_exactly_its_questions_away() {
    let own = imported_service::workspace(3, 24);
    let first = Missing::of(&file(&own), month(), None);
    let all: Vec<Fact> = first.gathered().facts.clone();
    let mut tried = 0;
    for fact in &all {
        let choices = fairload::importing::missing::choices(fact);
        let values: Vec<String> = if choices.is_empty() {
            ["1", "2026-03", "A"].map(str::to_owned).to_vec()
        } else {
            choices.into_iter().map(|(value, _)| value).collect()
        };
        for value in values.iter().take(2) {
            let mut missing = Missing::of(&file(&own), month(), None);
            let rows: Vec<Subject> = self::fact(missing.gathered(), fact.level, &fact.name)
                .unwrap()
                .rows
                .iter()
                .map(|row| row.subject.clone())
                .collect();
            missing.hear(&event(&format!("give-it-{}", fact.id), ""), IdMark::NONE);
            missing.hear(&event("give-value", value), IdMark::NONE);
            let Some(Heard::Change(change)) = missing.hear(&event("give-set", ""), IdMark::NONE) else {
                // A value of another kind.
                assert!(
                    said(&missing.parts()).contains("Enter") || missing.focus() == "errors",
                    "{} {value}",
                    fact.name
                );
                continue;
            };
            tried += 1;
            let Change::Together { changes, .. } = &change else { panic!("{change:?}") };
            assert_eq!(changes.len(), rows.len());
            let mut after = own.clone();
            apply(&mut after, &change).unwrap();
            for row in &rows {
                assert!(text(&after, row, &fact.name).is_some());
            }
            let next = Gathered::of(&after, &all_schemes(), month());
            assert!(self::fact(&next, fact.level, &fact.name).is_none(), "{} = {value}", fact.name);
        }
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn it_is_given_for_one_team_one_practitioner_one_plan_or_those_that_were_ticked() {
    let own = imported_service::workspace(12, 60);
    let open = || {
        let mut missing = Missing::of(&file(&own), month(), None);
        missing.hear(&event("give-it-child-unstable", ""), IdMark::NONE);
        missing.hear(&event("give-value", "no"), IdMark::NONE);
        missing
    };
    let words = |missing: &mut Missing| {
        let Some(Heard::Change(change)) = missing.hear(&event("give-set", ""), IdMark::NONE) else { panic!() };
        apply(&mut own.clone(), &change).unwrap().words
    };
    let choice = |missing: &Missing, id: &str, part: &str| {
        let field = fields(&missing.parts()).into_iter().find(|field| field.id == id).unwrap();
        field.choices.into_iter().find(|(_, words)| words.starts_with(part)).unwrap().0
    };
    let all = open().gathered().facts.iter().find(|fact| fact.id == "child-unstable").unwrap().rows.len();
    assert_eq!(words(&mut open()), format!("Is the situation unstable? {all} children: no"));

    let mut missing = open();
    let team = choice(&missing, "give-team", "Team 1 (");
    missing.hear(&event("give-team", &team), IdMark::NONE);
    let of_team = own.cases.iter().filter(|case| {
        let holder = case.allocations.first().and_then(|own| own.practitioner.clone());
        holder.is_some_and(|id| own.practitioner(&id).unwrap().team.as_str() == "Team 1")
    });
    let of_team = of_team.filter(|case| {
        let rows = &missing.gathered().facts.iter().find(|fact| fact.id == "child-unstable").unwrap().rows;
        rows.iter().any(|row| row.subject.id == case.id.as_str())
    });
    let of_team = of_team.count();
    assert_eq!(words(&mut missing), format!("Is the situation unstable? {of_team} children: no"));
    // Only who is of that team is offered, and one of them is fewer.
    let people = fields(&missing.parts()).into_iter().find(|field| field.id == "give-practitioner").unwrap();
    assert_eq!(people.choices.len(), 3);
    missing.hear(&event("give-practitioner", &people.choices[1].0), IdMark::NONE);
    assert_ne!(words(&mut missing), format!("Is the situation unstable? {of_team} children: no"));

    let mut missing = open();
    let plan = choice(&missing, "give-plan", "Child protection plan (");
    missing.hear(&event("give-plan", &plan), IdMark::NONE);
    let Some(Heard::Change(Change::Together { changes, .. })) = missing.hear(&event("give-set", ""), IdMark::NONE)
    else {
        panic!()
    };
    for change in &changes {
        let Change::Set { subject, .. } = change else { panic!() };
        assert_eq!(text(&own, subject, "plan").as_deref(), Some("child_protection"));
    }

    let mut missing = open();
    let ticks: Vec<Field> = fields(&missing.parts())
        .into_iter()
        .filter(|field| field.kind == FieldKind::Box && field.id.starts_with("give-row"))
        .collect();
    missing.hear(&event(&ticks[0].id, "yes"), IdMark::NONE);
    assert_eq!(words(&mut missing), format!("Is the situation unstable? {0}: no", ticks[0].label));
    missing.hear(&event(&ticks[3].id, "yes"), IdMark::NONE);
    assert_eq!(words(&mut missing), "Is the situation unstable? 2 children: no");
    let button = fields(&missing.parts()).into_iter().find(|field| field.id == "give-set").unwrap();
    assert_eq!(button.label, "Set for 2 children");
    missing.hear(&event(&ticks[3].id, "no"), IdMark::NONE);
    missing.hear(&event("give-untick", ""), IdMark::NONE);
    assert_eq!(words(&mut missing), format!("Is the situation unstable? {all} children: no"));
}

#[test]
fn what_is_open_chosen_and_ticked_stays_when_the_workspace_changes() {
    let own = imported_service::workspace(12, 60);
    let mut missing = Missing::of(&file(&own), month(), None);
    missing.hear(&event("give-it-child-unstable", ""), IdMark::NONE);
    missing.hear(&event("give-value", "no"), IdMark::NONE);
    let ticks: Vec<Field> =
        fields(&missing.parts()).into_iter().filter(|field| field.id.starts_with("give-row")).collect();
    missing.hear(&event(&ticks[0].id, "yes"), IdMark::NONE);
    missing.hear(&event(&ticks[1].id, "yes"), IdMark::NONE);
    let Some(Heard::Change(change)) = missing.hear(&event("give-set", ""), IdMark::NONE) else { panic!() };
    let mut after = own.clone();
    apply(&mut after, &change).unwrap();
    let mut next = Missing::of(&file(&after), month(), None).after(missing);
    assert_eq!(next.focus(), "give");
    assert!(said(&next.parts()).contains("was given for 2 children, and is still missing for"));
    let button = fields(&next.parts()).into_iter().find(|field| field.id == "give-set").unwrap();
    // Those that were ticked have their answer; what is left is everybody else.
    let left = fact(next.gathered(), Level::Child, "unstable").unwrap().rows.len();
    assert_eq!(button.label, format!("Set for {left} children"));
    let value = fields(&next.parts()).into_iter().find(|field| field.id == "give-value").unwrap();
    assert_eq!(value.value, "no");
    next.hear(&event("give-close", ""), IdMark::NONE);
    assert_eq!(next.focus(), "give-it-child-unstable");
}

#[test]
fn what_cannot_be_a_value_is_said_and_changes_nothing() {
    let own = one(&[("area", "outside")], &[("age", ""), ("plan", "privately_fostered")]);
    let mut missing = Missing::of(&file(&own), month(), None);
    let refused = |missing: &mut Missing, id: &str, value: &str, why: &str| {
        if !fields(&missing.parts()).iter().any(|field| field.id == "give-value" && field.label.starts_with(id)) {
            let id = missing.gathered().facts.iter().find(|fact| fact.label.starts_with(id)).unwrap().id.clone();
            missing.hear(&event(&format!("give-it-{id}"), ""), IdMark::NONE);
        }
        missing.hear(&event("give-value", value), IdMark::NONE);
        assert_eq!(missing.hear(&event("give-set", ""), IdMark::NONE), Some(Heard::Shown), "{value}");
        assert_eq!(missing.focus(), "errors");
        let words = said(&missing.parts());
        assert!(words.contains(why), "{words}");
        let field = fields(&missing.parts()).into_iter().find(|field| field.id == "give-value").unwrap();
        assert_eq!(field.value, value);
        assert!(field.error.contains(why), "{}", field.error);
    };
    refused(&mut missing, "Minutes each way", "2 hours", "must be a whole number from 0 to 1440");
    refused(&mut missing, "Minutes each way", "", "Enter a value");
    refused(&mut missing, "Minutes each way", "unknown", "Enter what it is");
    refused(&mut missing, "Privately fostered", "soon", "Enter a month from 1950 to 2199, such as 11/2026");
    let change = {
        missing.hear(&event("give-value", "Sept 2026"), IdMark::NONE);
        let Some(Heard::Change(change)) = missing.hear(&event("give-set", ""), IdMark::NONE) else { panic!() };
        change
    };
    let words = apply(&mut own.clone(), &change).unwrap().words;
    assert_eq!(words, "Privately fostered: month of referral of Child 1 in Family 1: 09/2026");
}

#[test]
fn points_that_a_manager_gives_are_kept_under_the_scheme() {
    let own = one(&[], &[]);
    let mut missing = Missing::of(&file(&own), month(), Some("northern-ireland"));
    let input = missing.gathered().facts.iter().find(|fact| fact.discretion).unwrap().clone();
    assert!(input.name.starts_with("input:northern-ireland:"));
    let change = set(&mut missing, &input.id, "1");
    let mut after = own.clone();
    apply(&mut after, &change).unwrap();
    assert_eq!(text(&after, &input.rows[0].subject, &input.name).as_deref(), Some("1"));
    let next = Gathered::of(&after, &[scheme("northern-ireland")], month());
    assert!(fact(&next, input.level, &input.name).is_none());
}

// --- Families --------------------------------------------------------------------------------

const SALT: &str = "0123456789abcdef";

/// Imported cases of one child: what each shares with others, and who holds it.
fn imported(children: &[(&str, &str)]) -> Workspace {
    let mut own = one(&[], &[]);
    let mut second = own.practitioners[0].clone();
    second.id = Id::new("p2").unwrap();
    second.set("label", "CD").unwrap();
    second.set("team", "South").unwrap();
    own.practitioners.push(second);
    own.cases.clear();
    for (number, (grounds, holder)) in children.iter().enumerate() {
        let mut case: Case = one(&[("siblings_known", "")], &[]).cases.remove(0);
        case.id = Id::new(&format!("f{number}")).unwrap();
        case.set("label", &format!("Child {number}")).unwrap();
        case.allocations[0].set("practitioner", holder).unwrap();
        case.children[0].set("label", &format!("Child {number}")).unwrap();
        let grounds = if grounds.is_empty() { String::new() } else { format!("|grounds={grounds}") };
        case.children[0].set("imported", &format!("{SALT}.{number:016x} age=7{grounds}")).unwrap();
        own.cases.push(case);
    }
    own
}

fn families(own: &Workspace) -> Families {
    Families::of(&Rc::new(own.clone()), month())
}

fn grouped(own: &Workspace) -> Vec<Vec<String>> {
    let of = |cases: &Vec<Id>| cases.iter().map(|id| id.as_str().to_owned()).collect();
    families(own).groups().iter().map(|group| of(&group.cases)).collect()
}

#[test]
fn children_of_different_cases_who_share_a_ground_are_suggested() {
    let own = imported(&[
        ("plan_start:00000001", "p1"),
        ("care_start:00000001", "p1"),
        ("plan_start:00000001,need_start:00000007", "p1"),
        ("", "p1"),
        ("need_start:00000007", "p1"),
    ]);
    // The same digits of another kind are nothing in common.
    assert_eq!(grouped(&own), [["f0", "f2", "f4"]]);
    let words = said(&families(&own).parts());
    assert!(words.contains("1 group of children may be one family each"), "{words}");
    assert!(
        words.contains("Child protection plans that began on the same day, same worker")
            || words.contains("Children in need"),
        "{words}"
    );
    assert!(words.contains("Child 0, 7 years, Child in need"), "{words}");
}

#[test]
fn what_more_than_eight_children_share_is_no_sign_of_a_family() {
    let nine = vec![("plan_start:00000001", "p1"); 9];
    assert!(grouped(&imported(&nine)).is_empty());
    assert_eq!(grouped(&imported(&nine[..8])).len(), 1);
    // A strong ground within a weak one still counts, and no case is in two groups.
    let mut own = nine.clone();
    own[0].0 = "care_start:00000002,plan_start:00000001";
    own[1].0 = "care_start:00000002,plan_start:00000001";
    assert_eq!(grouped(&imported(&own)), [["f0", "f1"]]);
    let chain: Vec<(String, &str)> =
        (0..12).map(|number| (format!("plan_start:{number:08x},care_start:{:08x}", number + 1), "p1")).collect();
    let both: Vec<(String, &str)> = chain
        .iter()
        .enumerate()
        .map(|(number, (own, holder))| {
            (format!("{own},plan_start:{:08x},care_start:{number:08x}", number + 1), *holder)
        })
        .collect();
    let both: Vec<(&str, &str)> = both.iter().map(|(own, holder)| (own.as_str(), *holder)).collect();
    let own = imported(&both);
    let groups = families(&own);
    let mut cases: Vec<&str> = groups.groups().iter().flat_map(|group| &group.cases).map(Id::as_str).collect();
    let count = cases.len();
    cases.sort_unstable();
    cases.dedup();
    assert_eq!(cases.len(), count);
    assert!(groups.groups().iter().all(|group| group.cases.len() <= 8));
}

#[test]
fn several_groups_that_were_ticked_become_families_in_one_step() {
    let own = imported(&[
        ("plan_start:00000001", "p1"),
        ("plan_start:00000002", "p1"),
        ("plan_start:00000001", "p1"),
        ("plan_start:00000002", "p1"),
        ("", "p1"),
    ]);
    let mut families = families(&own);
    assert!(matches!(families.hear(&event("family-join", ""), IdMark::NONE), Some(Heard::Shown)));
    assert!(families.error().contains("Tick the groups"));
    assert_eq!(families.hear(&event("family-all", ""), IdMark::NONE), Some(Heard::Shown));
    let Some(Heard::Change(change)) = families.hear(&event("family-join", ""), IdMark::NONE) else { panic!() };
    let mut after = own.clone();
    let done = apply(&mut after, &change).unwrap();
    assert_eq!(done.words, "Joined 4 cases to 2 families");
    let children: Vec<usize> = after.cases.iter().map(|case| case.children.len()).collect();
    assert_eq!(children, [2, 2, 1]);
    assert_eq!(after.cases[0].children[1].label.as_str(), "Child 2");
    // What an import said of each stays with each.
    assert!(after.cases[0].children[1].imported.as_str().contains(&format!("{SALT}.{:016x}", 2)));
    assert!(grouped(&after).is_empty());
    apply(&mut after, &done.inverse).unwrap();
    assert_eq!(after, own);
}

#[test]
fn what_is_not_a_family_is_remembered_and_never_suggested_again() {
    let own = imported(&[("plan_start:00000001", "p1"), ("plan_start:00000001", "p1")]);
    let mut families = families(&own);
    let tick = fields(&families.parts()).into_iter().find(|field| field.kind == FieldKind::Box).unwrap();
    families.hear(&event(&tick.id, "yes"), IdMark::NONE);
    let Some(Heard::Change(change)) = families.hear(&event("family-not", ""), IdMark::NONE) else { panic!() };
    let mut after = own.clone();
    let done = apply(&mut after, &change).unwrap();
    assert_eq!(done.words, "Not one family: Child 0, Child 1");
    assert!(after.cases.iter().all(|case| case.text("siblings_known").as_deref() == Some("yes")));
    assert!(grouped(&after).is_empty());
    apply(&mut after, &done.inverse).unwrap();
    assert_eq!(after, own);
}

#[test]
fn a_group_that_different_people_hold_says_why_it_is_not_joined() {
    let own = imported(&[("adoptive_family:00000001", "p1"), ("adoptive_family:00000001", "p2")]);
    let mut families = families(&own);
    assert!(families.groups()[0].against.contains("who holds it"));
    let words = said(&families.parts());
    assert!(words.contains("Not joined yet") && words.contains("AB; CD"), "{words}");
    let tick = fields(&families.parts()).into_iter().find(|field| field.id.starts_with("family-group")).unwrap();
    families.hear(&event(&tick.id, "yes"), IdMark::NONE);
    assert!(!fields(&families.parts()).iter().any(|field| field.id == "family-join"));
    assert!(matches!(families.hear(&event("family-not", ""), IdMark::NONE), Some(Heard::Change(_))));
}

#[test]
fn children_who_share_nothing_are_the_only_ones_of_a_team_at_one_press() {
    let own =
        imported(&[("", "p1"), ("", "p2"), ("", "p2"), ("plan_start:00000001", "p1"), ("plan_start:00000001", "p1")]);
    let mut families = families(&own);
    let words = said(&families.parts());
    assert!(words.contains("3 children share nothing with others in the files"), "{words}");
    families.hear(&event("family-team", "=South"), IdMark::NONE);
    let Some(Heard::Change(change)) = families.hear(&event("family-only", ""), IdMark::NONE) else { panic!() };
    let mut after = own.clone();
    assert_eq!(apply(&mut after, &change).unwrap().words, "Only child of the household here: 2 children");
    let known: Vec<String> = after.cases.iter().map(|case| case.text("siblings_known").unwrap()).collect();
    assert_eq!(known, ["", "yes", "yes", "", ""]);
}

// --- Laws ------------------------------------------------------------------------------------

/// A workspace with some imported children in it.
#[test]
fn a_team_of_which_nobody_is_left_to_ask_about_is_no_longer_chosen() {
    let mut own = imported(&[("", "p1"), ("", "p2")]);
    let mut before = families(&own);
    before.hear(&event("family-team", "=South"), IdMark::NONE);
    own.practitioners[1].set("team", "North").unwrap();
    let all = fields(&families(&own).after(before).parts());
    let field = all.iter().find(|field| field.id == "family-team");
    assert!(field.is_none_or(|field| field.choices.iter().any(|own| own.0 == field.value)), "{field:?}");
}

fn any_workspace() -> impl Strategy<Value = Workspace> {
    (generated::workspace(true), prop::collection::vec((0..3_u8, any::<bool>()), 0..6)).prop_map(|(mut own, shared)| {
        let texts: Vec<(String, &str)> = shared
            .iter()
            .map(|(ground, second)| (format!("plan_start:0000000{ground}"), if *second { "p2" } else { "p1" }))
            .collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(own, holder)| (own.as_str(), *holder)).collect();
        for mut case in imported(&texts).cases {
            case.id = Id::new(&format!("i{}", case.id)).unwrap();
            own.cases.push(case);
        }
        own
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_events_in_any_order_never_panic_and_every_change_applies(
        own in any_workspace(),
        steps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..10_u8), 1..24),
        chosen in 0..6_usize,
    ) {
        let chosen = published().get(chosen).map(|own| own.id);
        let mut own = own;
        let mut missing = Missing::of(&file(&own), month(), chosen);
        for (which, what, kind) in steps {
            let parts = missing.parts();
            ids_are_sound(&parts);
            let fields = fields(&parts);
            let garbage = Field { id: "give-row-zz".to_owned(), ..Field::default() };
            let field = if fields.is_empty() || kind == 0 { &garbage } else { which.get(&fields) };
            let value = match field.kind {
                FieldKind::Select if !field.choices.is_empty() => what.get(&field.choices).0.clone(),
                FieldKind::Box => if kind % 2 == 0 { "yes" } else { "no" }.to_owned(),
                FieldKind::Line => what.get(&["1", "", "2026-10", "\u{202e}", "unknown", "nov", "0.5", "9999999999"]).to_string(),
                _ => String::new(),
            };
            if let Some(Heard::Change(change)) = missing.hear(&event(&field.id, &value), IdMark::of(7)) {
                let before = own.clone();
                let done = apply(&mut own, &change).map_err(|fault| TestCaseError::fail(format!("{field:?} {fault}")))?;
                let mut back = own.clone();
                apply(&mut back, &done.inverse).unwrap();
                prop_assert_eq!(back, before);
                missing = Missing::of(&file(&own), month(), chosen).after(missing);
            }
            missing.focus();
        }
    }

    #[test]
    fn no_answer_moves_a_score_by_more_than_was_said(own in any_workspace(), place in any::<prop::sample::Index>(), of in 0..5_usize) {
        let scheme = scheme(published()[of].id);
        let gathered = Gathered::of(&own, std::slice::from_ref(&scheme), month());
        let facts: Vec<&Fact> = gathered.facts.iter().filter(|fact| !fairload::importing::missing::choices(fact).is_empty()).collect();
        prop_assume!(!facts.is_empty());
        let fact = place.get(&facts);
        let row = place.get(&fact.rows);
        let ranges = |own: &Workspace| -> Vec<(Points, Points)> {
            own.practitioners.iter().map(|one| score(&scheme, own, &one.id, month()).unwrap()).map(|own| (own.least, own.most)).collect()
        };
        let before = ranges(&own);
        for (value, _) in fairload::importing::missing::choices(fact) {
            let mut after = own.clone();
            let change = Change::Set { subject: row.subject.clone(), fact: fact.name.clone(), value };
            apply(&mut after, &change).unwrap();
            // What an answer gives was among what was possible.
            for ((least, most), (own_least, own_most)) in before.iter().zip(ranges(&after)) {
                prop_assert!(*least <= own_least && own_most <= *most, "{} of {:?}", fact.name, row.subject);
            }
        }
    }
}

#[test]
fn whoever_has_none_of_the_plan_that_is_chosen_is_chosen_no_more() {
    let mut own = imported_service::workspace(6, 60);
    let first = own.practitioners[0].id.clone();
    for case in &mut own.cases {
        let plan = if case.allocation_of(&first).is_some() { "child_in_need" } else { "child_protection" };
        case.children.iter_mut().for_each(|child| child.set("plan", plan).unwrap());
    }
    let mut missing = Missing::of(&file(&own), month(), Some("nottinghamshire"));
    missing.hear(&event("give-it-child-unstable", ""), IdMark::NONE);
    let shown = |missing: &Missing, id: &str| fields(&missing.parts()).into_iter().find(|own| own.id == id).unwrap();
    let chosen = format!("={first}");
    missing.hear(&event("give-practitioner", &chosen), IdMark::NONE);
    assert_eq!(shown(&missing, "give-practitioner").value, chosen);
    missing.hear(&event("give-plan", "=child_in_need"), IdMark::NONE);
    assert_eq!(shown(&missing, "give-practitioner").value, chosen, "who has some of it stays chosen");
    missing.hear(&event("give-plan", "=child_protection"), IdMark::NONE);
    let people = shown(&missing, "give-practitioner");
    assert_eq!(people.value, "");
    assert!(people.choices.iter().all(|(value, _)| *value != chosen));
    assert!(shown(&missing, "give-set").label.starts_with("Set for"), "those of the others are left");
}
