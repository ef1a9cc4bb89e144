//! What holds of every policy that counts, whatever the caseload: a case more never makes a load lighter, the total is
//! the sum of the lines shown, the part that is named is the fullest, and a band goes from the lowest that the answers
//! to what is not known could give to the highest. Caseloads are drawn by a seed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

#[path = "support/chance.rs"]
mod chance;

use chance::Chance;
use fairload::comparison::Reading;
use fairload::facts::{Id, Month};
use fairload::points::{Points, Ratio};
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::{Capacity, Score, score};
use fairload::workspace::Workspace;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;

const ROLES: [&str; 11] = [
    "social_worker",
    "newly_qualified",
    "senior_practitioner",
    "higher_specialist",
    "supervising_social_worker",
    "personal_adviser",
    "social_care_worker",
    "support_worker",
    "student_first_placement",
    "team_manager",
    "independent_reviewing_officer",
];
const TEAMS: [&str; 9] = [
    "first_response",
    "child_protection_and_proceedings",
    "disability",
    "looked_after",
    "fostering_recruited",
    "fostering_connected",
    "adoption_recruitment",
    "adoption_family_finding",
    "youth_offending",
];
const BY_PLANS: [&str; 3] = ["district", "family_intervention", "permanence"];
const PLANS: [&str; 8] = [
    "child_in_need",
    "under_assessment",
    "early_help",
    "child_protection",
    "looked_after",
    "child_protection_and_looked_after",
    "care_leaver_eligible",
    "care_leaver_former_relevant",
];
const KINDS: [&str; 8] = [
    "foster_household_approved",
    "carer_assessment_connected_person",
    "adopter_household_approved",
    "adopter_stage_1",
    "adopter_stage_2",
    "adopter_step_parent",
    "family_finding",
    "youth_offending_order",
];
const STARTS: [&str; 5] = ["2026-11", "2026-08-31", "2026-02", "2025-11-30", "2024-02-29"];
const BUILD_UPS: [&str; 4] = ["as_the_scheme", "straight_line", "ten_percent_less", "eight_then_twelve"];

fn month() -> Month {
    Month::read("2026-11").unwrap()
}

/// The policies that count, Rochdale's also with the lowest figure of a mixed caseload.
fn counts() -> Vec<(Scheme, bool)> {
    let mut found = Vec::new();
    for own in published().iter().filter(|own| {
        ["plymouth", "west-sussex", "rochdale", "windsor-and-maidenhead-counts", "adcs-survey", "hampshire"]
            .contains(&own.id)
    }) {
        let goes_by_plans = own.id == "rochdale";
        found.push((Scheme::read(own.text).unwrap(), !goes_by_plans));
        if goes_by_plans {
            let lowest = own.text.replace(r#""chosen": "highest""#, r#""chosen": "lowest""#);
            assert_ne!(lowest, own.text);
            found.push((Scheme::read(&lowest).unwrap(), true));
        }
    }
    assert_eq!(found.len(), 7);
    found
}

fn practitioner(chance: &mut Chance, by_plans: bool) -> Map<String, Value> {
    let team = if by_plans && chance.one_in(3) { *chance.pick(&BY_PLANS) } else { *chance.pick(&TEAMS) };
    let mut own = json!({"id": "p1", "role": chance.pick(&ROLES), "team_type": team, "full_time_hours": 37,
        "hours_per_week": chance.pick(&["37", "18.5", "22.2", "0.25"]), "started_on": chance.pick(&STARTS),
        "qualified_since": chance.pick(&["2026-01", "2025-11", "2024-11", "2024-10", "2019-05"])});
    let facts = own.as_object_mut().unwrap();
    if chance.one_in(3) {
        facts.insert("build_up".to_owned(), json!(chance.pick(&BUILD_UPS)));
    }
    if chance.one_in(4) {
        let amount = chance.pick(&["0", "25", "50", "100"]);
        facts.insert("reductions".to_owned(), json!([{"unit": "percent", "amount": amount}]));
    }
    if chance.one_in(5) {
        facts.insert("personal_capacity".to_owned(), json!(chance.pick(&["0", "4", "12.5"])));
        facts.insert("personal_capacity_counted_in".to_owned(), json!(chance.pick(&["children", "families"])));
    }
    own.as_object().unwrap().clone()
}

fn case(chance: &mut Chance) -> Value {
    let mut own = json!({"allocations": [{"practitioner": "p1"}], "reviewing_officer": "p1"});
    if chance.one_in(3) {
        own["kind"] = json!(chance.pick(&KINDS));
        own["placed_full_time"] = json!(chance.below(3));
        own["placed_part_time"] = json!(0);
    } else {
        let child =
            |chance: &mut Chance| json!({"plan": chance.pick(&PLANS), "age": chance.pick(&[3, 15, 16, 17, 18, 21])});
        own["children"] = (0..=chance.below(3)).map(|_| child(chance)).collect();
    }
    own
}

fn scored(scheme: &Scheme, practitioner: &Map<String, Value>, cases: &[Value]) -> Score {
    let file = json!({"fairload": "workspace", "version": 5, "practitioners": [practitioner], "cases": cases});
    let workspace = Workspace::read(&file.to_string()).unwrap();
    score(scheme, &workspace, &Id::new("p1").unwrap(), month()).unwrap()
}

fn compare(one: Ratio, other: Ratio) -> Ordering {
    let wide = i128::from;
    (wide(one.numerator) * wide(other.denominator)).cmp(&(wide(other.numerator) * wide(one.denominator)))
}

/// A load that can be compared: of what none is to be held, anything is more than any other load.
fn heaviness(score: &Score) -> Option<(bool, Ratio)> {
    let own = score.capacity.as_ref()?;
    let beyond = own.limit() == Points::ZERO && own.points > Points::ZERO;
    Some((beyond, score.load.unwrap_or(Ratio { numerator: 0, denominator: 1 })))
}

#[test]
fn a_case_more_never_makes_a_load_lighter() {
    let schemes = counts();
    for seed in 0..400 {
        let mut chance = Chance::of(seed);
        for (scheme, by_plans) in &schemes {
            let own = practitioner(&mut chance, *by_plans);
            let mut cases: Vec<Value> = Vec::new();
            let mut before = scored(scheme, &own, &cases);
            for _ in 0..chance.below(14) {
                cases.push(case(&mut chance));
                let after = scored(scheme, &own, &cases);
                let place = || format!("seed {seed}, {}: {own:?} {cases:?}", scheme.id);
                assert!(after.total >= before.total && after.children >= before.children, "{}", place());
                if let Some(((was_beyond, was), (beyond, is))) = heaviness(&before).zip(heaviness(&after)) {
                    let lighter = was_beyond && !beyond || was_beyond == beyond && compare(is, was).is_lt();
                    assert!(!lighter, "{was:?} to {is:?}, {}", place());
                }
                before = after;
            }
        }
    }
}

#[test]
fn the_total_is_the_sum_of_the_lines_and_the_part_that_is_named_is_the_fullest() {
    let schemes = counts();
    let mut several = 0;
    for seed in 0..600 {
        let mut chance = Chance::of(seed);
        for (scheme, _) in &schemes {
            let own = practitioner(&mut chance, true);
            let cases: Vec<Value> = (0..chance.below(14)).map(|_| case(&mut chance)).collect();
            let score = scored(scheme, &own, &cases);
            let place = || format!("seed {seed}, {}: {own:?} {cases:?}", scheme.id);
            let sum: Points = score.lines.iter().filter(|line| line.counted).map(|line| line.points).sum();
            assert_eq!(sum, score.total, "{}", place());
            if score.parts.is_empty() {
                continue;
            }
            several += 1;
            let named = score.capacity.as_ref().unwrap();
            assert!(score.parts.contains(named), "{}", place());
            let beyond = |part: &Capacity| part.limit() == Points::ZERO && part.points > Points::ZERO;
            for part in score.parts.iter().filter(|_| !beyond(named)) {
                assert!(!beyond(part), "{}", place());
                if let Some((own, other)) = named.ratio(named.points).zip(part.ratio(part.points)) {
                    assert!(compare(other, own).is_le(), "{}", place());
                }
            }
        }
    }
    assert!(several > 150, "{several} with several parts");
}

#[test]
fn a_band_goes_from_the_lowest_to_the_highest_that_the_answers_could_give() {
    let rank = |band: &str| if band.starts_with("below") { 0 } else { 2 * u8::from(band.starts_with("over")) + 1 };
    let schemes = counts();
    let mut wide = 0;
    for seed in 0..150 {
        let mut chance = Chance::of(seed);
        for (scheme, _) in &schemes {
            let mut own = practitioner(&mut chance, true);
            if chance.one_in(2) {
                own.insert("role".to_owned(), json!("newly_qualified"));
            }
            let cases: Vec<Value> = (0..chance.below(12)).map(|_| case(&mut chance)).collect();
            let (fact, answers) = match chance.below(3) {
                0 => ("role", ROLES.as_slice()),
                1 => ("started_on", STARTS.as_slice()),
                _ => ("qualified_since", ["2026-01", "2025-11", "2024-11", "2024-10", "2019-05"].as_slice()),
            };
            let mut without = own.clone();
            without.remove(fact);
            let open = scored(scheme, &without, &cases);
            let Some(band) = open.band.clone() else { continue };
            if Reading::of(&open).so_far {
                // Of several parts, and of one that is not the total, it is said that it is so far.
                continue;
            }
            let (least, most) = open.band_range.clone().unwrap_or((band.clone(), band));
            wide += usize::from(least != most);
            for answer in answers {
                let mut with = own.clone();
                with.insert(fact.to_owned(), json!(answer));
                let known = scored(scheme, &with, &cases);
                let place = || format!("seed {seed}, {}, {fact} {answer}: {own:?} {cases:?}", scheme.id);
                assert!(open.least <= known.total && known.total <= open.most, "{}", place());
                if let Some(band) = &known.band {
                    assert!(
                        (rank(&least)..=rank(&most)).contains(&rank(band)),
                        "{least} to {most}: {band}, {}",
                        place()
                    );
                }
            }
        }
    }
    assert!(wide > 20, "{wide} bands had two ends");
}
