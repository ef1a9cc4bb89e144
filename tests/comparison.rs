//! Several schemes beside each other: the common reading, from both sides of every edge, and what each scheme
//! counts of a case.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[allow(dead_code, reason = "what is known of what is missing is for the laws")]
mod generated;

use fairload::comparison::{
    CaseCompared, Effect, Held, Part, Reading, Standing, Step, TeamRow, TeamTable, Trial, Use, agreement,
    band_in_words, compare_case, effect, effect_in_words, held, held_together, mark, order_of, parted_over,
    share_of_normal, step_of, waiting,
};
use fairload::facts::{Id, Month};
use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::{Score, score};
use fairload::workspace::Workspace;
use generated::MONTH;
use proptest::prelude::*;
use std::sync::LazyLock;

static SCHEMES: LazyLock<Vec<Scheme>> =
    LazyLock::new(|| published().iter().map(|own| Scheme::read(own.text).unwrap()).collect());

fn scheme(id: &str) -> &'static Scheme {
    SCHEMES.iter().find(|own| own.id == id).unwrap()
}

fn month() -> Month {
    Month::read(MONTH).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A practitioner with these facts and no cases.
fn worker(facts: &str) -> Workspace {
    let text = format!(r#"{{"fairload": "workspace", "version": 2, "practitioners": [{{"id": "p1", {facts}}}]}}"#);
    Workspace::read(&text).unwrap()
}

fn own_score(scheme: &Scheme, workspace: &Workspace) -> Score {
    score(scheme, workspace, &id("p1"), month()).unwrap()
}

const SOCIAL_WORKER: &str =
    r#""role": "social_worker", "team_type": "district", "hours_per_week": 37, "full_time_hours": 37"#;

/// The readings just under, at and just over an amount.
fn around(score: &Score, amount: Points) -> [Step; 3] {
    let quantum = Points::ten_thousandths(1);
    [amount - quantum, amount, amount + quantum].map(|points| step_of(score, points))
}

#[test]
fn the_top_is_within_and_a_ten_thousandth_above_it_is_over_under_every_scheme() {
    let mut compared = 0;
    for own in SCHEMES.iter() {
        let score = own_score(own, &worker(SOCIAL_WORKER));
        let Some(capacity) = score.capacity.clone().filter(|own| score.parts.is_empty() && own.name.is_empty()) else {
            continue;
        };
        compared += 1;
        assert_eq!(around(&score, capacity.limit())[1..], [Step::Within, Step::Over], "{}", own.id);
        match capacity.floor().filter(|floor| *floor > Points::ZERO) {
            Some(floor) => {
                assert_eq!(around(&score, floor)[..2], [Step::Room, Step::Within], "{}", own.id);
                assert_eq!(step_of(&score, Points::ZERO), Step::Room, "{}", own.id);
            }
            None => assert_eq!(step_of(&score, Points::ZERO), Step::Within, "{}", own.id),
        }
    }
    assert!(compared >= 4, "only {compared} schemes say what is normal for a social worker");
}

#[test]
fn a_scheme_with_a_top_alone_never_says_room() {
    let of = |id: &str, facts: &str| own_score(scheme(id), &worker(facts));
    let newly = r#""role": "newly_qualified", "team_type": "district", "started_on": "2026-10", "hours_per_week": 37, "full_time_hours": 37"#;
    for score in [of("warrington", SOCIAL_WORKER), of("warrington", newly), of("swindon", newly)] {
        let capacity = score.capacity.clone().unwrap();
        assert_eq!(capacity.least, None, "{}", score.scheme);
        for points in [Points::ZERO, Points::whole(1), capacity.limit()] {
            assert_eq!(step_of(&score, points), Step::Within, "{}: {points}", score.scheme);
        }
    }
}

#[test]
fn hours_lower_both_ends() {
    let part = SOCIAL_WORKER.replace(r#""hours_per_week": 37"#, r#""hours_per_week": 18.5"#);
    let full = own_score(scheme("nottinghamshire"), &worker(SOCIAL_WORKER));
    let half = own_score(scheme("nottinghamshire"), &worker(&part));
    let top = full.capacity.clone().unwrap().limit();
    assert_eq!(around(&half, top.share(1, 2))[1..], [Step::Within, Step::Over]);
    assert_ne!(step_of(&full, top.share(1, 2)), Step::Over);
}

#[test]
fn where_nothing_is_left_of_the_range_any_point_is_over() {
    let mut score = own_score(scheme("nottinghamshire"), &worker(SOCIAL_WORKER));
    if let Some(capacity) = &mut score.capacity {
        capacity.less = capacity.most + Points::whole(1);
    }
    assert_eq!(around(&score, Points::ZERO), [Step::Within, Step::Within, Step::Over]);
    score.load = None;
    assert_eq!(Standing::of(&score).percent(), None, "and there is no percentage of nothing");
}

#[test]
fn what_no_scheme_says_anything_of_is_not_said() {
    let mut score = own_score(scheme("nottinghamshire"), &worker(SOCIAL_WORKER));
    score.capacity = None;
    score.load = None;
    let standing = Standing::of(&score);
    assert_eq!(standing.reading, Reading::sure(Step::NotSaid));
    assert_eq!((standing.percent(), standing.floor, standing.reading.in_full().as_str()), (None, None, "not said"));
    assert_eq!(standing.load_in_words(), None);
}

#[test]
fn over_parts_the_whole_load_decides_and_room_needs_every_part() {
    use fairload::points::Ratio;
    let mut score = own_score(scheme("warrington"), &worker(SOCIAL_WORKER));
    let mut part = score.capacity.clone().unwrap();
    part.name = "cases".to_owned();
    (part.least, part.points, part.of_total) = (Some(Points::whole(10)), Points::whole(5), false);
    score.parts = vec![part.clone(), part];
    for (load, expected) in [((1, 2), Step::Room), ((100, 100), Step::Room), ((101, 100), Step::Over)] {
        score.load = Ratio::of(load.0, load.1);
        assert_eq!(Reading::of(&score), Reading::sure(expected), "{load:?}");
    }
    score.load = Ratio::of(1, 2);
    score.parts[1].points = Points::whole(10);
    assert_eq!(Reading::of(&score), Reading::sure(Step::Within), "one part is in its range");
    // Nothing but the score itself can be asked for.
    assert_eq!(step_of(&score, score.total + Points::whole(1)), Step::NotSaid);
    // Where the points could be others, nobody can say how the parts stand then, and nothing is said firmly.
    score.most += Points::whole(1);
    let standing = Standing::of(&score);
    assert_eq!(standing.reading.in_full(), "within so far, depending on what is not known");
    assert_eq!(standing.load_in_words().as_deref(), Some("50\u{a0}% so far"));
    assert!([Step::Room, Step::Within, Step::Over].iter().all(|own| standing.reading.may_be(*own)));
    assert!(!standing.reading.is(Step::Within) && !standing.reading.may_be(Step::NotSaid));
    score.most = score.least;
    score.load = None;
    assert_eq!(Reading::of(&score), Reading::sure(Step::NotSaid));
    // One part alone that is not the total is read by its own load as well.
    let only = score.parts.remove(0);
    (score.parts, score.capacity) = (Vec::new(), Some(only));
    score.load = Ratio::of(3, 2);
    assert_eq!(Reading::of(&score), Reading::sure(Step::Over));
}

#[test]
fn a_range_that_crosses_an_edge_is_said_from_end_to_end_and_no_end_of_it_firmly() {
    let mut score = own_score(scheme("nottinghamshire"), &worker(SOCIAL_WORKER));
    let capacity = score.capacity.clone().unwrap();
    let (floor, top) = (capacity.floor().unwrap(), capacity.limit());
    let one = Points::whole(1);
    let mut reads = |least, total, most| {
        (score.least, score.total, score.most) = (least, total, most);
        let own = Reading::of(&score);
        (own.words(), own.is_sure())
    };
    let sure = |words: &str| (words.to_owned(), true);
    let open = |words: &str| (words.to_owned(), false);
    assert_eq!(reads(floor, floor, top), sure("within"));
    assert_eq!(reads(top + one, top + one, top + one + one), sure("over"));
    assert_eq!(reads(floor, floor, top + one), open("within to over"));
    assert_eq!(reads(floor - one, floor, top), open("room to within"));
    assert_eq!(reads(floor - one, floor, top + one), open("room to over"));
    assert_eq!(reads(floor, top + one, top + one), open("within to over"));
    assert_eq!(reads(Points::ZERO, Points::ZERO, floor), open("room to within"));
    (score.least, score.total, score.most) = (Points::ZERO, Points::ZERO, top + one);
    let standing = Standing::of(&score);
    assert_eq!(standing.reading.in_full(), "room to over, depending on what is not known");
    assert_eq!(standing.load_in_words().as_deref(), Some("0 to 101\u{a0}%"));
    let all = [Step::Room, Step::Within, Step::Over];
    assert!(all.iter().all(|own| standing.reading.may_be(*own) && !standing.reading.is(*own)));
}

#[test]
fn what_is_not_known_of_a_worker_opens_the_reading_where_it_decides_what_is_normal() {
    // Points that are within 50 to 60, and over 40 to 50 in the first year since qualifying.
    let reads = |scheme_id: &str, facts: &str, points: i32| {
        let mut score = own_score(scheme(scheme_id), &worker(facts));
        let points = Points::whole(points);
        (score.least, score.total, score.most) = (points, points, points);
        score.load = score.capacity.as_ref().and_then(|own| own.ratio(points));
        let standing = Standing::of(&score);
        (standing.reading.words(), standing.load_in_words().unwrap_or_default())
    };
    let qualified = |month: &str| SOCIAL_WORKER.replace("37,", &format!(r#"37, "qualified_since": "{month}","#));
    let known = qualified("2010-01");
    assert_eq!(reads("northern-ireland", &known, 55), ("within".to_owned(), "92\u{a0}%".to_owned()));
    assert_eq!(
        reads("northern-ireland", SOCIAL_WORKER, 55),
        ("within to over".to_owned(), "92 to 110\u{a0}%".to_owned())
    );
    assert_eq!(reads("northern-ireland", SOCIAL_WORKER, 30).0, "room");
    // A role that is not known leaves nothing normal to say, for now.
    let nobody = SOCIAL_WORKER.replace(r#""role": "social_worker", "#, "");
    assert_eq!(reads("swindon", &nobody, 30), ("not said so far".to_owned(), String::new()));
    assert_eq!(reads("warrington", &nobody, 70).0, "within to over", "a student may have 60");
}

#[test]
fn a_band_that_could_be_another_is_said_from_end_to_end() {
    let mut score = own_score(scheme("nottinghamshire"), &worker(SOCIAL_WORKER));
    score.band = Some("sustainable".to_owned());
    assert_eq!(band_in_words(&score).as_deref(), Some("sustainable"));
    score.band_range = Some(("sustainable".to_owned(), "high".to_owned()));
    assert_eq!(band_in_words(&score).as_deref(), Some("sustainable to high, depending on what is not known"));
    score.band_range = None;
    score.band = None;
    assert_eq!(band_in_words(&score), None);
}

#[test]
fn readings_are_ordered_from_room_to_over_with_what_may_be_either_between() {
    use Step::{NotSaid, Over, Room, Within};
    let between = |least, most| Reading { least, most, so_far: false };
    let all = [
        Reading::sure(Room),
        between(Room, Within),
        Reading::sure(Within),
        between(Within, Over),
        Reading::sure(NotSaid),
        Reading::sure(Over),
    ];
    assert!(all.windows(2).all(|pair| pair[0].rank() < pair[1].rank()));
    assert!(all[1].rank() < between(Room, Over).rank() + 1 && between(Room, Over).rank() < all[3].rank());
    assert!(Reading { so_far: true, ..Reading::sure(Room) }.rank() > Reading::sure(Room).rank());
}

#[test]
fn where_schemes_agree_and_where_they_part_is_one_sentence() {
    use Step::{NotSaid, Over, Room, Within};
    let names = ["A", "B", "C", "D", "E"];
    let of = |own: &[Reading]| agreement(&names.into_iter().zip(own.iter().copied()).collect::<Vec<_>>());
    let say = |steps: &[Step]| of(&steps.iter().copied().map(Reading::sure).collect::<Vec<_>>());
    assert_eq!(say(&[Over, Over, Within, Over, NotSaid]), "Three of five say over; C says within; E does not say.");
    assert_eq!(say(&[Over, Within, NotSaid, NotSaid, NotSaid]), "A says over; B says within; the rest does not say.");
    assert_eq!(say(&[Within; 5]), "All five schemes say within.");
    assert_eq!(say(&[Room, Room]), "Both schemes say room.");
    assert_eq!(say(&[Room, Room, Within, Within, Over]), "Two of five say within; A and B say room; E says over.");
    assert_eq!(say(&[NotSaid; 5]), "None of the five schemes says what is normal for this worker.");
    assert_eq!(say(&[NotSaid]), "A does not say what is normal for this worker.");
    assert_eq!(say(&[Over]), "A says over.");
    // What is not sure is no vote for an end of it.
    let open = Reading { least: Room, most: Over, so_far: false };
    assert_eq!(of(&[open; 5]), "All five schemes say room to over, depending on what is not known.");
    assert_eq!(
        of(&[Reading::sure(Over), open, Reading::sure(Over)]),
        "Two of three say over; B says room to over, depending on what is not known."
    );
    assert_eq!(say(&[]), "There is no scheme to compare.");
}

#[test]
fn loads_are_ordered_exactly_and_who_has_none_comes_first() {
    use fairload::points::Ratio;
    let mut one = Standing::of(&own_score(scheme("nottinghamshire"), &worker(SOCIAL_WORKER)));
    let mut other = one.clone();
    (one.load, other.load) = (Ratio::of(1_000, 999), Ratio::of(1_001, 1_000));
    assert_eq!((one.percent(), other.percent()), (Some(100), Some(100)));
    assert!(one.by_load(&other).is_gt() && other.by_load(&one).is_lt());
    other.load = None;
    assert!(other.by_load(&one).is_lt());
}

#[test]
fn people_stand_by_their_reading_then_by_the_most_that_their_load_could_be() {
    use fairload::points::Ratio;
    let one = Standing::of(&own_score(scheme("nottinghamshire"), &worker(SOCIAL_WORKER)));
    let of = |least, most, ends: (i64, i64), load| Standing {
        reading: Reading { least, most, so_far: false },
        ends: Some(ends),
        load: Ratio::of(load, 100),
        ..one.clone()
    };
    let all = [
        of(Step::Room, Step::Room, (60, 75), 60),
        of(Step::Room, Step::Over, (0, 140), 70),
        of(Step::Room, Step::Over, (0, 260), 10),
        of(Step::Within, Step::Over, (90, 110), 95),
        of(Step::Over, Step::Over, (101, 101), 101),
    ];
    assert!(all.windows(2).all(|pair| pair[0].by_reading(&pair[1]).is_lt()));
}

/// Two who share a family, one with a case of their own, and two cases that nobody holds.
fn shared() -> Workspace {
    Workspace::read(
        r#"{"fairload": "workspace", "version": 2,
            "practitioners": [{"id": "p1", "role": "social_worker", "team_type": "district"},
                              {"id": "p2", "role": "social_worker", "team_type": "district"}],
            "cases": [
                {"id": "f1", "allocations": [{"practitioner": "p1"}, {"practitioner": "p2"}], "co_working": "both_in_most_tasks",
                 "court_stage": "initial", "minutes_each_way": "100", "area": "outside", "interpreter": "yes", "locality": "North",
                 "children": [{"id": "c1", "plan": "looked_after", "unstable": "no"}, {"id": "c2", "plan": "child_protection", "unstable": "yes"}],
                 "tasks": [{"id": "t1", "kind": "single_assessment", "child": "c1"}, {"id": "t2", "kind": "direct_work"},
                           {"id": "t3", "kind": "single_assessment", "end": "2026-01"}]},
                {"id": "f2", "allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_in_need"}]},
                {"id": "f3", "unallocated_since": "2026-10", "children": [{"plan": "child_in_need"}]},
                {"id": "f4", "unallocated_since": "2026-09", "children": []},
                {"id": "f5", "closing_in": "2026-01", "unallocated_since": "2025-01"}]}"#,
    )
    .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())
    .unwrap()
}

#[test]
fn what_is_held_counts_open_cases_and_a_shared_one_once_together() {
    let workspace = shared();
    let two = |families, children| Held { families, children };
    assert_eq!(held(&workspace, month()), [two(2, 3), two(1, 2)]);
    assert_eq!(held_together(&workspace, month(), &[&id("p2"), &id("p1")]), two(2, 3));
    assert_eq!(held_together(&workspace, month(), &[]), two(0, 0));
    assert_eq!(waiting(&workspace, month()), (2, Some(Month::read("2026-09").unwrap())));
}

#[test]
fn what_a_case_does_to_whoever_holds_it_is_said_under_a_scheme() {
    let workspace = shared();
    let said = |id_of: &str, holder: &str, case: &str| {
        effect(scheme(id_of), &workspace, &id(holder), &id(case), month())
            .map(|own| effect_in_words(scheme(id_of), &own))
    };
    let one = |own: &str| said(own, "p1", "f2");
    assert_eq!(
        one("nottinghamshire").as_deref(),
        Some(
            "Under Nottinghamshire: 9.5 before, 11.5 with it (10\u{a0}% \u{2192} 12\u{a0}%); \
             until everything is known, 9.5 before, 11.5 to 13.5 with it"
        )
    );
    let swindon = one("swindon").unwrap();
    assert!(swindon.starts_with("Under Swindon: 63 before, 73 with it (18\u{a0}% \u{2192} 21\u{a0}%)"), "{swindon}");
    assert_eq!(said("swindon", "p2", "f2"), None, "who does not hold it");
    assert_eq!(said("swindon", "p1", "f9"), None);
    // Whatever the scheme, both are what scoring says of the workspaces without the case and with it.
    let mut without = workspace.clone();
    without.cases[1].allocations.clear();
    for own in SCHEMES.iter() {
        let found = effect(own, &workspace, &id("p1"), &id("f2"), month()).unwrap();
        let total = |workspace| score(own, workspace, &id("p1"), month()).unwrap().total;
        assert_eq!((found.before.total, found.after.total), (total(&without), total(&workspace)), "{}", own.id);
    }
}

#[test]
fn a_case_that_is_tried_on_somebody_does_what_it_does_once_they_are_given_it_and_is_given_to_nobody() {
    use fairload::bulk::hold;
    use fairload::change::{IdMark, apply};
    let workspace = fairload::demo::workspace(month());
    let mut tried = 0;
    // One that nobody holds, and one that somebody does: there the next is a co-worker.
    for case in [
        workspace.cases.iter().find(|own| own.allocations.is_empty() && own.is_open(month())).unwrap(),
        workspace.cases.iter().find(|own| own.allocations.len() == 1 && own.is_open(month())).unwrap(),
    ] {
        for own in &SCHEMES[..2] {
            let mut trial = Trial::of(own, &workspace, &case.id, month()).unwrap();
            for worker in &workspace.practitioners {
                let found = trial.effect(&worker.id);
                if case.allocation_of(&worker.id).is_some() {
                    assert_eq!(found, None, "who holds it already");
                    continue;
                }
                let mut given = workspace.clone();
                apply(&mut given, &hold(&workspace, case, &worker.id, month(), IdMark::NONE)).unwrap();
                let standing = |own: &Scheme, of| Standing::of(&score(own, of, &worker.id, month()).unwrap());
                let expected = Effect { before: standing(own, &workspace), after: standing(own, &given) };
                assert_eq!(found, Some(expected), "{} {}", own.id, worker.id);
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "{tried}");
    let mut trial = Trial::of(&SCHEMES[0], &workspace, &workspace.cases[0].id, month()).unwrap();
    assert_eq!(trial.effect(&id("nobody")), None);
    assert!(Trial::of(&SCHEMES[0], &workspace, &id("no-case"), month()).is_none());
}

#[test]
fn those_with_room_come_first_and_managers_students_and_reviewers_last() {
    use fairload::facts::practitioner::Role;
    assert_eq!(mark(Role::TeamManager), Some("manager"));
    assert_eq!(mark(Role::AssistantTeamManager), Some("manager"));
    assert_eq!(mark(Role::ServiceManager), Some("manager"));
    assert_eq!(mark(Role::StudentFirstPlacement), Some("student"));
    assert_eq!(mark(Role::StudentFinalPlacement), Some("student"));
    assert_eq!(mark(Role::IndependentReviewingOfficer), Some("reviewer"));
    assert_eq!(mark(Role::ChildProtectionAdviser), Some("reviewer"));
    for role in [Role::SocialWorker, Role::NewlyQualified, Role::Trainee, Role::SeniorPractitioner] {
        assert_eq!(mark(role), None, "{role:?}");
    }
    let one = Standing::of(&own_score(scheme("swindon"), &worker(SOCIAL_WORKER)));
    let of = |step, points| Effect {
        before: Standing { reading: Reading::sure(step), ..one.clone() },
        after: Standing { load: None, total: Points::whole(points), ..one.clone() },
    };
    let mut all = [
        ("manager with room", order_of(&of(Step::Room, 1), true)),
        ("over", order_of(&of(Step::Over, 1), false)),
        ("not said", order_of(&of(Step::NotSaid, 1), false)),
        ("within", order_of(&of(Step::Within, 1), false)),
        ("room, more", order_of(&of(Step::Room, 5), false)),
        ("room", order_of(&of(Step::Room, 2), false)),
    ];
    all.sort_by_key(|(_, order)| *order);
    let names = all.map(|(name, _)| name);
    assert_eq!(names, ["room", "room, more", "within", "not said", "over", "manager with room"]);
}

#[test]
fn a_team_becomes_a_file_for_a_spreadsheet() {
    let workspace = shared();
    let schemes = vec![scheme("swindon"), scheme("warrington")];
    let standings: Vec<Standing> =
        schemes.iter().map(|own| Standing::of(&score(own, &workspace, &id("p1"), month()).unwrap())).collect();
    let row = |name, standings| TeamRow {
        name,
        role: "Social worker",
        mark: "",
        team: "North, \"upper\"",
        hours: "18.5".to_owned(),
        held: Held { families: 2, children: 3 },
        standings,
    };
    let known = vec![Some(&standings[0]), Some(&standings[1])];
    let rows = vec![row("=1+1", known), row("B", vec![None, None])];
    let table = TeamTable { month: month(), demo: false, schemes, rows };
    let file = table.comma_separated();
    let lines: Vec<&str> = file.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert_eq!(lines.len(), 4, "heads, two rows, and the end of the last");
    assert!(lines[0].starts_with("Practitioner,Role,Manager or student,Team,Hours a week,Month,Children,Families,"));
    assert!(lines[0].ends_with(
        "Warrington: points,Warrington: least,Warrington: most,Warrington: % of normal,Warrington: standing,Warrington: over by,Warrington: measured,Warrington: not allowed,Warrington: scheme file"
    ));
    let own = &standings[0];
    let swindon = format!("{},{},{},{}", own.total, own.least, own.most, own.percent().unwrap());
    let first = format!("'=1+1,Social worker,,\"North, \"\"upper\"\"\",18.5,{},3,2,{swindon},", month());
    assert!(lines[1].starts_with(&first), "{}\n{first}", lines[1]);
    assert_eq!(lines[2].matches(',').count(), lines[0].matches(',').count() + 1, "a comma in a name is quoted");
    assert!(lines[2].ends_with(",,,,,,,,,,,,,,,,,,"), "what is not worked out is empty: {}", lines[2]);
    assert!(!file.contains("Demo"));
    // The demo says so in every row, and a row may be copied by itself.
    let demo = TeamTable { demo: true, ..table }.comma_separated();
    let lines: Vec<&str> = demo.trim_start_matches('\u{feff}').trim_end().split("\r\n").collect();
    assert!(lines[0].starts_with("Demo,Practitioner,"));
    assert!(lines[1..].iter().all(|line| line.starts_with("\"Demo, invented\",")), "{lines:?}");
}

#[test]
fn where_a_scheme_does_not_say_what_is_normal_the_effect_has_points_alone() {
    let own = Standing::of(&score(scheme("swindon"), &shared(), &id("p1"), month()).unwrap());
    let both = fairload::comparison::Effect { before: Standing { load: None, ..own.clone() }, after: own };
    let words = effect_in_words(scheme("swindon"), &both);
    assert!(words.starts_with("Under Swindon: ") && words.ends_with(" with it"), "{words}");
}

fn compared<R>(workspace: &Workspace, holder: &str, case: &str, see: impl FnOnce(&CaseCompared<'_>) -> R) -> R {
    let scores: Vec<Score> = SCHEMES.iter().map(|own| score(own, workspace, &id(holder), month()).unwrap()).collect();
    let pairs: Vec<(&Scheme, &Score)> = SCHEMES.iter().zip(&scores).collect();
    see(&compare_case(workspace.case(&id(case)).unwrap(), month(), &pairs))
}

#[test]
fn a_case_is_told_apart_by_children_tasks_court_travel_and_what_a_scheme_adjusts() {
    let workspace = shared();
    compared(&workspace, "p1", "f1", |own| {
        let parts: Vec<&Part> = own.parts.iter().map(|(part, _)| part).collect();
        let first = [Part::Child(id("c1")), Part::Child(id("c2")), Part::Task(id("t1")), Part::Task(id("t2"))];
        assert_eq!(parts[..4], first.iter().collect::<Vec<_>>(), "a task that is over is none");
        assert!(parts.contains(&&Part::Court) && parts.contains(&&Part::Travel), "{parts:?}");
        assert!(parts.contains(&&Part::Adjusted), "two hold it: every scheme shares it out");
        let of = |part: &Part, scheme: &str| {
            let place = SCHEMES.iter().position(|own| own.id == scheme).unwrap();
            let (_, cells) = own.parts.iter().find(|(own, _)| own == part).unwrap();
            (cells[place].points(), cells[place].is_empty(), cells[place].with_others)
        };
        assert!(of(&Part::Court, "swindon").0 > Points::ZERO);
        assert!(of(&Part::Court, "windsor-and-maidenhead").0 > Points::ZERO);
        assert!(of(&Part::Adjusted, "nottinghamshire").0 < Points::ZERO);
        let reads = |label: &str| own.entered.iter().find(|(own, _)| own == label).map(|(_, by)| by.clone());
        assert_eq!(reads("Locality"), Some(vec![Use::Ignored; SCHEMES.len()]), "no scheme reads it");
        for (scheme, own) in SCHEMES.iter().zip(reads("Plan").unwrap()) {
            // What counts every child does not ask what its plan is.
            assert!(own == Use::Counted || !scheme.counted_in.is_points(), "{}: {own:?}", scheme.id);
        }
        let interpreter = reads("Interpreter used regularly").unwrap();
        assert_eq!((interpreter[0], interpreter[1]), (Use::Counted, Use::Named), "Nottinghamshire alone counts it");
        assert_eq!(reads("Label"), None);
    });
}

#[test]
fn a_case_that_is_not_held_or_not_open_has_no_sum() {
    let workspace = shared();
    compared(&workspace, "p1", "f3", |own| {
        assert!(own.sums.iter().all(Option::is_none));
        assert!(own.parts.iter().all(|(_, cells)| cells.iter().all(|cell| cell.counted.is_empty())));
    });
    compared(&workspace, "p1", "f5", |own| assert!(own.sums.iter().all(Option::is_none)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_of_a_case_come_to_what_it_counts_and_no_line_is_lost(workspace in generated::workspace(true)) {
        for own in &workspace.practitioners {
            let scores: Vec<Score> =
                SCHEMES.iter().map(|scheme| score(scheme, &workspace, &own.id, month()).unwrap()).collect();
            let pairs: Vec<(&Scheme, &Score)> = SCHEMES.iter().zip(&scores).collect();
            for case in &workspace.cases {
                let compared = compare_case(case, month(), &pairs);
                for (place, score) in scores.iter().enumerate() {
                    let cells = || compared.parts.iter().map(|(_, cells)| &cells[place]);
                    let sum: Points = cells().map(fairload::comparison::Cell::points).sum();
                    let lines = || score.lines.iter().filter(|line| line.case.as_ref() == Some(&case.id));
                    let counted: Points = lines().map(|line| line.points).sum();
                    prop_assert_eq!(sum, counted, "{} {}", &score.scheme, case.id.as_str());
                    if let Some((points, least, most)) = compared.sums[place] {
                        prop_assert_eq!(sum, points);
                        prop_assert!(least <= points && points <= most);
                    }
                    let told: usize = cells().map(|cell| cell.counted.len() + cell.left_out.len()).sum();
                    prop_assert_eq!(told, lines().count());
                }
            }
        }
    }

    #[test]
    fn a_line_names_a_task_of_its_case_only(workspace in generated::workspace(true)) {
        for scheme in SCHEMES.iter() {
            for own in &workspace.practitioners {
                for line in score(scheme, &workspace, &own.id, month()).unwrap().lines {
                    let Some(task) = line.task else { continue };
                    let case = line.case.as_ref().and_then(|id| workspace.case(id)).unwrap();
                    prop_assert!(case.tasks.iter().any(|own| own.id == task));
                }
            }
        }
    }

    #[test]
    fn the_reading_lies_between_its_ends(workspace in generated::workspace(true)) {
        for scheme in SCHEMES.iter() {
            for own in &workspace.practitioners {
                let score = score(scheme, &workspace, &own.id, month()).unwrap();
                let standing = Standing::of(&score);
                let (own, reading) = (step_of(&score, score.total), standing.reading);
                prop_assert!(reading.least <= own && own <= reading.most);
                if own != Step::NotSaid {
                    let ends = [step_of(&score, score.least), step_of(&score, score.most)];
                    // Of what is not the total no other amount has a step.
                    let fits = |end: &Step| *end == Step::NotSaid || reading.may_be(*end);
                    prop_assert!(reading.so_far || ends.iter().all(fits));
                }
                prop_assert_eq!(standing.load.is_some_and(|load| load.numerator > load.denominator) && own != Step::NotSaid, own == Step::Over && standing.load.is_some());
            }
        }
    }
}

#[test]
fn schemes_part_over_the_case_that_takes_most_of_what_is_normal_under_one_and_least_under_another() {
    // Four siblings on protection plans, one of them unstable, and a child in need.
    let text = r#"{"fairload": "workspace", "version": 2,
        "practitioners": [{"id": "p1", "role": "social_worker", "team_type": "district", "qualified_since": "2020-01"}],
        "cases": [
            {"id": "f1", "allocations": [{"practitioner": "p1"}], "children": [
                {"plan": "child_protection", "unstable": "yes"}, {"plan": "child_protection", "unstable": "no"},
                {"plan": "child_protection", "unstable": "no"}, {"plan": "child_protection", "unstable": "no"}]},
            {"id": "f2", "allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_in_need", "unstable": "no"}]}]}"#;
    let workspace = Workspace::read(text).unwrap();
    let schemes: Vec<Scheme> = published().iter().map(|own| Scheme::read(own.text).unwrap()).collect();
    let month = Month::read("2026-11").unwrap();
    let scores: Vec<_> =
        schemes.iter().map(|own| (own.name.as_str(), score(own, &workspace, &id("p1"), month).unwrap())).collect();
    let scores: Vec<(&str, &Score)> = scores.iter().map(|(name, score)| (*name, score)).collect();
    let parted = parted_over(&scores);
    assert_eq!(parted[0].case, id("f1"));
    for own in &parted {
        let share = |name: &str| {
            let (_, score) = scores.iter().find(|(own, _)| *own == name).unwrap();
            share_of_normal(score, score.cases.iter().find(|part| part.case == own.case).unwrap().points)
        };
        assert_eq!((share(&own.most.0), share(&own.least.0)), (Some(own.most.1), Some(own.least.1)));
        assert!(own.most.1 - own.least.1 >= 5);
    }
    // One scheme alone parts with nobody.
    assert_eq!(parted_over(&scores[..1]), Vec::new());
}
