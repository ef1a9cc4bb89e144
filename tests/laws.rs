//! Laws that hold for every caseload, tried on generated ones.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod generated;

use fairload::change::{Change, Root, Subject, apply, remove_child};
use fairload::facts::record::Record;
use fairload::facts::{Id, Month};
use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::{Capacity, Prepared, Question, Score, score, total, totals as everybodys};
use fairload::workspace::Workspace;
use generated::MONTH;
use generated::known::{self, Missing};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Every published scheme, and the invented ones that use what no published scheme does.
static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
    let invented = ["ceilings", "weights"].map(|name| {
        let path = format!("{}/tests/fixtures/schemes/{name}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    });
    let published = published().iter().map(|own| own.text.to_owned());
    published.chain(invented).map(|text| Scheme::read(&text).unwrap()).collect()
});

fn month() -> Month {
    Month::read(MONTH).unwrap()
}

fn every_score(workspace: &Workspace) -> Vec<Score> {
    let of =
        |scheme| workspace.practitioners.iter().map(move |own| score(scheme, workspace, &own.id, month()).unwrap());
    SCHEMES.iter().flat_map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_total_is_the_sum_of_the_lines_that_count(workspace in generated::workspace(true)) {
        for score in every_score(&workspace) {
            let sum: Points = score.lines.iter().filter(|line| line.counted).map(|line| line.points).sum();
            prop_assert_eq!(sum, score.total);
            for line in score.lines.iter().filter(|line| !line.counted) {
                prop_assert_eq!(line.points, Points::ZERO);
            }
        }
    }

    #[test]
    fn prepared_caseloads_have_the_totals_that_they_had_unprepared(
        workspace in generated::workspace(true), other in generated::workspace(true),
    ) {
        for scheme in SCHEMES.iter() {
            let mut prepared = Prepared::of(scheme, &workspace, month());
            prop_assert_eq!(prepared.totals(), everybodys(scheme, &workspace, month()));
            // Summed again, and with each case as it is in another workspace in its place.
            prop_assert_eq!(prepared.totals(), everybodys(scheme, &workspace, month()));
            let mut replaced = workspace.clone();
            for case in &other.cases {
                prepared.replace(case);
                match replaced.cases.iter_mut().find(|own| own.id == case.id) {
                    Some(own) => *own = case.clone(),
                    None => replaced.cases.push(case.clone()),
                }
            }
            prop_assert_eq!(prepared.totals(), everybodys(scheme, &replaced, month()));
            prop_assert_eq!(prepared.total(0), everybodys(scheme, &replaced, month()).first().copied());
            prop_assert_eq!(prepared.total(workspace.practitioners.len()), None);
        }
    }

    #[test]
    fn the_walk_that_only_sums_gives_the_total_of_the_walk_that_explains(workspace in generated::workspace(true)) {
        for scheme in SCHEMES.iter() {
            for own in &workspace.practitioners {
                let explained = score(scheme, &workspace, &own.id, month()).unwrap();
                prop_assert_eq!(total(scheme, &workspace, &own.id, month()), Some(explained.total));
            }
        }
    }

    #[test]
    fn every_line_says_why_and_where_and_lies_within_its_range(workspace in generated::workspace(true)) {
        for line in every_score(&workspace).iter().flat_map(|score| &score.lines) {
            // What a scheme gives nothing for may stand nowhere in its source.
            prop_assert!(!line.why.is_empty() && !line.name.is_empty(), "{:?}", line);
            prop_assert!(!line.counted || !line.clause.is_empty(), "{:?}", line);
            prop_assert!(line.least <= line.points && line.points <= line.most, "{:?}", line);
        }
    }

    #[test]
    fn the_order_in_which_things_were_entered_does_not_matter(workspace in generated::workspace(true)) {
        let mut turned = workspace.clone();
        turned.practitioners.reverse();
        turned.cases.reverse();
        for own in &mut turned.practitioners {
            own.duties.reverse();
        }
        for case in &mut turned.cases {
            case.children.reverse();
            case.tasks.reverse();
            case.allocations.reverse();
        }
        let mut turned = every_score(&turned);
        turned.sort_by_key(|score| (score.scheme.clone(), score.practitioner.clone()));
        let mut scores = every_score(&workspace);
        scores.sort_by_key(|score| (score.scheme.clone(), score.practitioner.clone()));
        let figures = |score: &Score| (score.total, score.least, score.most, score.band.clone());
        for (one, other) in scores.iter().zip(&turned) {
            prop_assert_eq!(figures(one), figures(other), "{}", &one.scheme);
        }
    }

    #[test]
    fn what_has_nothing_to_do_with_a_practitioner_changes_nothing(
        workspace in generated::workspace(true), others in generated::workspace(true),
    ) {
        // Somebody else with cases of their own, a case that nobody holds, and lists with nothing in them.
        let mut more = workspace.clone();
        let mut other = others.practitioners[0].clone();
        other.id = Id::new("other").unwrap();
        more.practitioners.push(other);
        for (place, mut case) in others.cases.into_iter().enumerate() {
            case.id = Id::new(&format!("other{place}")).unwrap();
            case.allocations.truncate(place % 2);
            for own in &mut case.allocations {
                own.set("practitioner", "other").unwrap();
            }
            for task in &mut case.tasks {
                task.done_by = None;
            }
            more.cases.push(case);
        }
        let more = Workspace::read(&more.write()).unwrap();
        for scheme in SCHEMES.iter() {
            for own in &workspace.practitioners {
                let before = score(scheme, &workspace, &own.id, month()).unwrap();
                prop_assert_eq!(score(scheme, &more, &own.id, month()).unwrap(), before);
            }
        }
    }

    #[test]
    fn the_total_lies_between_least_and_most(workspace in generated::workspace(true)) {
        for score in every_score(&workspace) {
            prop_assert!(score.least <= score.total && score.total <= score.most);
        }
    }

    #[test]
    fn a_caseload_with_nothing_unknown_has_no_range(workspace in generated::workspace(false)) {
        for score in every_score(&workspace) {
            if score.least == score.most {
                prop_assert_eq!(score.total, score.least);
            } else {
                // What is left open then is only what the generator cannot know to be needed.
                prop_assert!(!score.questions.is_empty(), "a range without a question: {} to {}", score.least, score.most);
            }
        }
    }

    #[test]
    fn saving_and_loading_is_the_identity(workspace in generated::workspace(true)) {
        prop_assert_eq!(Workspace::read(&workspace.write()), Ok(workspace));
    }

    #[test]
    fn a_change_and_its_inverse_cancel(workspace in generated::workspace(true), at in any::<prop::sample::Index>()) {
        let mut changes: Vec<Change> = Vec::new();
        for case in &workspace.cases {
            changes.push(Change::Remove { subject: Subject::case(&case.id) });
            for child in &case.children {
                changes.push(remove_child(case, &child.id));
            }
            for task in &case.tasks {
                changes.push(Change::Remove { subject: Subject::case(&case.id).list("tasks", &task.id) });
            }
            for (fact, value) in [("label", "New"), ("order", "supervision_order"), ("minutes_each_way", "45"), ("interpreter", "unknown")] {
                changes.push(Change::Set { subject: Subject::case(&case.id), fact: fact.to_owned(), value: value.to_owned() });
            }
        }
        changes.push(Change::Set { subject: Subject::practitioner(&Id::new("p1").unwrap()), fact: "role".to_owned(), value: "trainee".to_owned() });
        changes.push(Change::Together { words: "All".to_owned(), changes: changes.clone().into_iter().take(1).collect() });
        let change = at.get(&changes);
        let mut changed = workspace.clone();
        let done = apply(&mut changed, change).unwrap();
        prop_assert!(!done.words.is_empty());
        let again = apply(&mut changed, &done.inverse).unwrap();
        prop_assert_eq!(&changed, &workspace);
        // And the inverse of the inverse does it again.
        apply(&mut changed, &again.inverse).unwrap();
        let mut once = workspace.clone();
        apply(&mut once, change).unwrap();
        prop_assert_eq!(changed, once);
    }

    #[test]
    fn a_change_that_is_refused_leaves_the_workspace_as_it_was(workspace in generated::workspace(true), age in "[^\\d]{1,5}") {
        let subject = |root| Subject { root, id: "nobody".to_owned(), within: None };
        let set = |subject: &Subject, fact: &str, value: &str| Change::Set {
            subject: subject.clone(), fact: fact.to_owned(), value: value.to_owned(),
        };
        let mut refused = vec![
            Change::Remove { subject: subject(Root::Case) },
            set(&subject(Root::Practitioner), "label", "X"),
            set(&Subject::practitioner(&Id::new("p1").unwrap()), "line_manager", "nobody"),
            set(&Subject::practitioner(&Id::new("p1").unwrap()), "no_such_fact", "1"),
        ];
        for case in &workspace.cases {
            for child in &case.children {
                refused.push(set(&Subject::case(&case.id).list("children", &child.id), "age", &format!("x{age}")));
            }
            refused.push(Change::Together { words: "Half".to_owned(), changes: vec![
                set(&Subject::case(&case.id), "label", "Changed"),
                set(&Subject::case(&case.id), "kind", "castle"),
            ]});
        }
        for change in refused {
            let mut tried = workspace.clone();
            prop_assert!(apply(&mut tried, &change).is_err(), "{:?}", change);
            prop_assert_eq!(&tried, &workspace);
        }
    }
}

/// A practitioner with one case of up to three children, where every fact is known that is asked for.
fn known_case() -> impl Strategy<Value = Workspace> {
    let case = (0..=3_usize).prop_flat_map(|children| generated::case("f1".to_owned(), children, false));
    let drawn = prop::collection::vec(0..6_usize, 40);
    (generated::workspace(false), case, drawn).prop_map(|(mut workspace, case, drawn)| {
        workspace.cases = vec![case];
        known::settle(&mut workspace, &SCHEMES, &drawn);
        workspace
    })
}

/// Every combination of answers to the missing facts, written into the facts.
fn answered(workspace: &Workspace, missing: &[Missing]) -> Vec<Workspace> {
    let Some((first, rest)) = missing.split_first() else { return vec![workspace.clone()] };
    let mut all = Vec::new();
    for answer in &first.answers {
        let mut own = workspace.clone();
        if known::set(&mut own, &first.subject, &first.fact, answer) {
            all.extend(answered(&own, rest));
        }
    }
    all
}

/// Takes some facts away, no more than have `most` combinations of answers.
fn without(workspace: &Workspace, taken: &[prop::sample::Index], most: usize) -> (Workspace, Vec<Missing>) {
    without_those(workspace, taken, most, |_| true)
}

/// Takes some of the facts away that may be taken.
fn without_those(
    workspace: &Workspace,
    taken: &[prop::sample::Index],
    most: usize,
    may: impl Fn(&Missing) -> bool,
) -> (Workspace, Vec<Missing>) {
    let (mut workspace, mut missing) = (workspace.clone(), Vec::<Missing>::new());
    let mut combinations = 1;
    for at in taken {
        let mut all = known::may_be_missing(&workspace, &SCHEMES);
        all.retain(&may);
        if all.is_empty() {
            break;
        }
        let own = at.get(&all);
        let again = missing.iter().any(|other| other.subject == own.subject && other.fact == own.fact);
        if !again && combinations * own.answers.len() <= most && known::take_away(&mut workspace, own) {
            combinations *= own.answers.len();
            missing.push(own.clone());
        }
    }
    (workspace, missing)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn where_every_fact_is_known_there_is_no_range_and_no_question(workspace in known_case()) {
        for scheme in SCHEMES.iter() {
            let score = score(scheme, &workspace, &Id::new("p1").unwrap(), month()).unwrap();
            prop_assert!(score.questions.is_empty(), "{} asks {:?}", scheme.id, score.questions);
            prop_assert_eq!((score.least, score.most), (score.total, score.total), "{}", &scheme.id);
        }
    }

    #[test]
    fn least_and_most_are_those_of_every_answer_written_into_the_facts(
        workspace in known_case(),
        taken in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let (workspace, missing) = without(&workspace, &taken, 120);
        let every = answered(&workspace, &missing);
        let own = Id::new("p1").unwrap();
        for scheme in SCHEMES.iter() {
            let told = score(scheme, &workspace, &own, month()).unwrap();
            // An answer may raise a question of its own: outside the area, how far?
            let each: Vec<Score> = every.iter().map(|one| score(scheme, one, &own, month()).unwrap()).collect();
            let least = each.iter().map(|own| own.least).min().unwrap();
            let most = each.iter().map(|own| own.most).max().unwrap();
            let names: Vec<_> = missing.iter().map(|own| (&own.subject, &own.fact)).collect();
            prop_assert_eq!((told.least, told.most), (least, most), "{}: {:?}", &scheme.id, names);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn up_to_eight_facts_of_few_answers_have_the_ends_of_every_answer_too(
        workspace in known_case(),
        taken in prop::collection::vec(any::<prop::sample::Index>(), 8..9),
    ) {
        // Facts of two or three answers: eight of them are no more combinations than the engine tries.
        let (workspace, missing) = without_those(&workspace, &taken, 512, |own| own.answers.len() <= 3);
        let every = answered(&workspace, &missing);
        let own = Id::new("p1").unwrap();
        for scheme in SCHEMES.iter() {
            let told = score(scheme, &workspace, &own, month()).unwrap();
            let ends = every.iter().map(|one| {
                let one = score(scheme, one, &own, month()).unwrap();
                (one.least, one.most)
            });
            let both = ends.reduce(|all, own| (all.0.min(own.0), all.1.max(own.1))).unwrap();
            let names: Vec<_> = missing.iter().map(|own| (&own.subject, &own.fact)).collect();
            prop_assert_eq!((told.least, told.most), both, "{}: {:?}", &scheme.id, names);
        }
    }
}

/// The question about a fact, where the score asks it. Of duties it asks together, of tasks by child.
fn asked<'s>(score: &'s Score, missing: &Missing) -> Option<&'s Question> {
    let child = missing.subject.within.as_ref().filter(|within| within.list == "children");
    let of_case = missing.subject.root == Root::Case;
    let fact = match missing.fact.as_str() {
        "amount" => "duties",
        fact => fact.split(':').next_back().unwrap(),
    };
    score.questions.iter().find(|question| {
        let of_child = child.is_none_or(|child| question.child.as_ref().is_some_and(|own| own.as_str() == child.id));
        // What is asked of a task is asked with the child that it is of.
        let of_task = missing.subject.within.as_ref().is_some_and(|within| within.list == "tasks");
        let in_case = child.is_some() || of_task || question.child.is_none() || question.fact.starts_with("task:");
        question.case.is_some() == of_case && of_child && in_case && question.fact.split(':').next_back() == Some(fact)
    })
}

/// What is asked before a fact is, or in its place: how a case is shared before by whom and how much,
/// and how far it is where a scheme does not read whether it is outside.
fn asked_first(missing: &Missing) -> Option<Missing> {
    let (fact, subject) = (missing.fact.as_str(), missing.subject.clone());
    match fact {
        "part" | "bulk" | "share" => {
            let subject = Subject { within: None, ..subject };
            Some(Missing { subject, fact: "co_working".to_owned(), answers: Vec::new() })
        }
        "area" => Some(Missing { subject, fact: "minutes_each_way".to_owned(), answers: Vec::new() }),
        // That a worker is newly qualified says since when, where nobody else says it.
        "role" => Some(Missing { subject, fact: "qualified_since".to_owned(), answers: Vec::new() }),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_fact_that_is_not_asked_moves_nothing_and_one_that_is_moves_no_further_than_it_says(
        workspace in known_case(),
        taken in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let (workspace, missing) = without(&workspace, &taken, 600);
        let own = Id::new("p1").unwrap();
        for scheme in SCHEMES.iter() {
            let told = score(scheme, &workspace, &own, month()).unwrap();
            for fact in &missing {
                let each: Vec<Score> = answered(&workspace, std::slice::from_ref(fact))
                    .iter()
                    .map(|one| score(scheme, one, &own, month()).unwrap())
                    .collect();
                let question = asked(&told, fact).or_else(|| asked_first(fact).and_then(|own| asked(&told, &own)));
                for one in &each {
                    prop_assert!(told.least <= one.least && one.most <= told.most, "{}: {fact:?}", &scheme.id);
                    if question.is_none() {
                        let figures = |own: &Score| (own.total, own.least, own.most, own.band.clone(), own.capacity.as_ref().map(Capacity::limit));
                        prop_assert_eq!(figures(one), figures(&told), "{} does not ask {:?} but {:?}", &scheme.id, fact, told.questions);
                    }
                }
                let totals = || each.iter().map(|one| one.total).chain([told.total]);
                let moved = totals().max().unwrap() - totals().min().unwrap();
                if let Some(question) = question {
                    prop_assert!(moved <= question.could_move, "{}: {moved} by {question:?}", &scheme.id);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn bounds_hold_for_any_answers_where_there_are_too_many_to_try(
        workspace in known_case(),
        taken in prop::collection::vec(any::<prop::sample::Index>(), 20..40),
        answers in prop::collection::vec(any::<prop::sample::Index>(), 40..41),
    ) {
        let (workspace, missing) = without(&workspace, &taken, usize::MAX);
        let mut answered = workspace.clone();
        for (fact, answer) in missing.iter().zip(&answers) {
            known::set(&mut answered, &fact.subject, &fact.fact, answer.get(&fact.answers[..]).as_str());
        }
        let own = Id::new("p1").unwrap();
        for scheme in SCHEMES.iter() {
            let told = score(scheme, &workspace, &own, month()).unwrap();
            let one = score(scheme, &answered, &own, month()).unwrap();
            prop_assert!(
                told.least <= one.least && one.most <= told.most,
                "{}: {} to {} is not within {} to {}", scheme.id, one.least, one.most, told.least, told.most
            );
        }
    }

    #[test]
    fn where_the_work_is_divided_by_shares_the_parts_are_the_whole(workspace in known_case(), first in 0..=100_u8) {
        let mut workspace = workspace;
        let case = Subject::case(&workspace.cases[0].id);
        // Each reads the tables of a team: here both are of one.
        let (one, other) = (workspace.practitioners[0].clone(), workspace.practitioners[1].id.clone());
        workspace.practitioners[1] = fairload::facts::Practitioner { id: other, ..one };
        for task in &mut workspace.cases[0].tasks {
            task.done_by = None;
        }
        workspace.cases[0].allocations.truncate(1);
        known::set(&mut workspace, &case, "co_working", "lead_alone");
        let whole: Vec<Points> = case_points(&workspace, "p1");
        let mut second = fairload::facts::Allocation::empty(Id::new("a2").unwrap());
        second.set("practitioner", "p2").unwrap();
        second.set("part", "co_worker").unwrap();
        workspace.cases[0].allocations.push(second);
        known::set(&mut workspace, &case, "co_working", "divided_by_shares");
        known::set(&mut workspace, &case.list("allocations", &Id::new("a1").unwrap()), "share", &first.to_string());
        let parts = case_points(&workspace, "p1").into_iter().zip(case_points(&workspace, "p2"));
        for ((scheme, whole), (one, other)) in SCHEMES.iter().zip(whole).zip(parts) {
            // Others know a full and a reduced worker, or say nothing of it.
            if ["nottinghamshire", "northern-ireland", "warrington"].contains(&scheme.id.as_str()) {
                prop_assert_eq!(one + other, whole, "{}", &scheme.id);
            }
        }
    }
}

/// What the one case adds to a practitioner's score, scheme by scheme.
fn case_points(workspace: &Workspace, practitioner: &str) -> Vec<Points> {
    let own = Id::new(practitioner).unwrap();
    let of = |scheme| {
        let score = score(scheme, workspace, &own, month()).unwrap();
        score.cases.iter().map(|case| case.points).sum()
    };
    SCHEMES.iter().map(of).collect()
}
