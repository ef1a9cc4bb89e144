//! What changes within a month, by a clock that is given: the open month is scored whole by what stands, a copy of
//! before says what it said, and what was agreed until a month holds to its last second.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops where it fails")]

use fairload::change::{Change, Subject, apply};
use fairload::command_line::{Command, Format, run};
use fairload::facts::Id;
use fairload::workspace::Workspace;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Seconds since the start of 1970, in Greenwich.
const MARCH_2026_ENDS: i64 = 1_775_001_599;
const CLOCKS_GO_FORWARD: i64 = 1_774_746_000;
const CLOCKS_GO_BACK: i64 = 1_792_890_000;
const OCTOBER_2026_ENDS: i64 = 1_793_491_199;
const MID_NOVEMBER: i64 = 1_794_744_000;
const NOVEMBER_2026_ENDS: i64 = 1_796_083_199;
const YEAR_2026_ENDS: i64 = 1_798_761_599;
const JANUARY_2028_ENDS: i64 = 1_832_975_999;
const FEBRUARY_28_OF_2028_ENDS: i64 = 1_835_395_199;
const FEBRUARY_2028_ENDS: i64 = 1_835_481_599;
const FEBRUARY_28_OF_2029: i64 = 1_866_974_400;

/// Everybody's scores under a scheme at a moment, as the program prints them; in the month that the clock says
/// where none is given.
fn scores(workspace: &str, scheme: &str, now: i64, month: Option<&str>) -> Vec<Value> {
    let command = Command::Score {
        file: PathBuf::from("-"),
        month: month.map(str::to_owned),
        schemes: vec![scheme.to_owned()],
        format: Format::Json,
    };
    let printed = run(&command, now, &mut workspace.as_bytes()).unwrap();
    let read: Value = serde_json::from_str(&printed).unwrap();
    read["scores"].as_array().unwrap().clone()
}

/// A workspace of so many children in need of a practitioner who works full time.
fn file(practitioner: &Value, children: usize) -> String {
    let mut own = json!({"id": "p1", "hours_per_week": 37, "full_time_hours": 37});
    own.as_object_mut().unwrap().extend(practitioner.as_object().unwrap().clone());
    let child = json!({"plan": "child_in_need", "age": 6});
    let case = json!({"id": "f1", "allocations": [{"practitioner": "p1"}], "children": vec![child; children]});
    json!({"fairload": "workspace", "version": 5, "practitioners": [own, {"id": "p2", "role": "social_worker"}], "cases": [case]})
        .to_string()
}

fn set(workspace: &mut Workspace, subject: Subject, fact: &str, value: &str) {
    apply(workspace, &Change::Set { subject, fact: fact.to_owned(), value: value.to_owned() }).unwrap();
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

#[test]
fn a_month_goes_from_its_first_second_to_its_last_and_the_days_that_clocks_change_are_days_of_it() {
    let file = file(&json!({"role": "social_worker"}), 1);
    let month = |now: i64| scores(&file, "plymouth", now, None)[0]["month"].as_str().unwrap().to_owned();
    for (ends, this, next) in [
        (MARCH_2026_ENDS, "2026-03", "2026-04"),
        (OCTOBER_2026_ENDS, "2026-10", "2026-11"),
        (NOVEMBER_2026_ENDS, "2026-11", "2026-12"),
        (YEAR_2026_ENDS, "2026-12", "2027-01"),
        (FEBRUARY_2028_ENDS, "2028-02", "2028-03"),
    ] {
        assert_eq!((month(ends).as_str(), month(ends + 1).as_str()), (this, next));
    }
    for (moment, this) in [(CLOCKS_GO_FORWARD, "2026-03"), (CLOCKS_GO_BACK, "2026-10")] {
        assert!((-7_200..=7_200).step_by(1_800).all(|off| month(moment + off) == this));
    }
    assert_eq!(month(FEBRUARY_28_OF_2028_ENDS + 1), "2028-02", "29 February is a day of February");
}

#[test]
fn who_changes_team_in_mid_month_is_scored_by_the_new_team_for_whatever_month_is_looked_at() {
    // Rochdale: first response 18, cared-for children 20.
    let before = file(&json!({"role": "social_worker", "team_type": "first_response"}), 19);
    let stands = |file: &str, now, month| {
        let own = scores(file, "rochdale", now, month)[0].clone();
        (own["capacity"].as_str().unwrap().to_owned(), own["band"].as_str().unwrap().to_owned())
    };
    let over = ("18".to_owned(), "over the figure".to_owned());
    let within = ("20".to_owned(), "within the figure".to_owned());
    assert_eq!(stands(&before, MID_NOVEMBER, None), over);

    let mut workspace = Workspace::read(&before).unwrap();
    set(&mut workspace, Subject::practitioner(&id("p1")), "team_type", "looked_after");
    let after = workspace.write();
    for now in [MID_NOVEMBER, NOVEMBER_2026_ENDS, NOVEMBER_2026_ENDS + 1] {
        assert_eq!(stands(&after, now, None), within, "no part of the month goes by the old team");
    }
    assert_eq!(stands(&after, MID_NOVEMBER, Some("2026-10")), within, "a month gone by is scored by what stands now");
    assert_eq!(stands(&before, MID_NOVEMBER, Some("2026-10")), over, "a copy of before says what it said");
}

#[test]
fn a_case_that_changes_holder_in_mid_month_is_wholly_who_holds_it_and_of_nobody_in_the_months_before() {
    let before = file(&json!({"role": "social_worker"}), 3);
    let mut workspace = Workspace::read(&before).unwrap();
    let f1 = Subject::case(&id("f1"));
    let allocation = workspace.cases[0].allocations[0].id.clone();
    set(&mut workspace, f1.clone().list("allocations", &allocation), "practitioner", "p2");
    set(&mut workspace, f1, "allocated_on", "2026-11");
    let after = workspace.write();
    let totals = |file: &str, month: &str| -> Vec<String> {
        let own = scores(file, "plymouth", MID_NOVEMBER, Some(month));
        own.iter().map(|own| own["total"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(totals(&after, "2026-11"), ["0", "3"], "who held it until the middle of the month has none of it");
    // An allocation has one month, of the present holder: nobody is said to have held it before.
    assert_eq!(totals(&after, "2026-10"), ["0", "0"]);
    assert_eq!(totals(&before, "2026-10"), ["3", "0"], "a copy of before says who did");
    let october = scores(&after, "plymouth", MID_NOVEMBER, Some("2026-10"));
    let why = october[1]["lines"][0]["why"].as_str().unwrap();
    assert!(why.contains("November 2026"), "the case is listed with the month from which it counts: {why}");
}

#[test]
fn what_was_agreed_until_a_month_holds_to_its_last_second_and_not_in_the_next() {
    let reduced = json!({"role": "social_worker", "reductions": [{"unit": "percent", "amount": 50, "from": "2028-02", "until": "2028-02"}]});
    let personal = json!({"role": "social_worker", "personal_capacity": 9, "personal_capacity_until": "2028-02"});
    let capacity = |practitioner: &Value, now| {
        let own = scores(&file(practitioner, 12), "plymouth", now, None)[0].clone();
        own["capacity"].as_str().unwrap().to_owned()
    };
    for (now, reduction, limit) in [
        (JANUARY_2028_ENDS, "22", "9"),
        (JANUARY_2028_ENDS + 1, "11", "9"),
        (FEBRUARY_28_OF_2028_ENDS, "11", "9"),
        (FEBRUARY_28_OF_2028_ENDS + 1, "11", "9"),
        (FEBRUARY_2028_ENDS, "11", "9"),
        (FEBRUARY_2028_ENDS + 1, "22", "22"),
    ] {
        assert_eq!((capacity(&reduced, now).as_str(), capacity(&personal, now).as_str()), (reduction, limit), "{now}");
    }
    let ended = scores(&file(&reduced, 12), "plymouth", FEBRUARY_2028_ENDS + 1, None)[0]["notes"].to_string();
    assert!(ended.contains("ended in February 2028"), "{ended}");
}

#[test]
fn overlapping_reductions_each_end_by_themselves_and_come_to_nothing_less_than_nothing() {
    let reductions = json!([
        {"unit": "percent", "amount": 60, "until": "2028-02"},
        {"unit": "percent", "amount": 50, "from": "2028-02", "until": "2028-03"},
        {"unit": "hours", "amount": 18.5, "from": "2028-03"}
    ]);
    let file = file(&json!({"role": "social_worker", "reductions": reductions}), 1);
    let capacity = |month| scores(&file, "plymouth", MID_NOVEMBER, Some(month))[0]["capacity"].clone();
    // 40 % of 22; 60 + 50 % leave nothing; half the hours, and half of those; half the hours.
    assert_eq!(["2028-01", "2028-02", "2028-03", "2028-04"].map(capacity), ["8.8", "0", "5.5", "11"]);
}

#[test]
fn who_began_on_29_february_has_had_twelve_months_in_the_next_february() {
    let file = file(&json!({"role": "newly_qualified", "started_on": "2028-02-29"}), 1);
    let capacity = |now| scores(&file, "plymouth", now, None)[0]["capacity"].clone();
    assert_eq!(capacity(FEBRUARY_2028_ENDS), "0", "month 0");
    assert_eq!(capacity(FEBRUARY_2028_ENDS + 1), "1.4", "month 1, a day later");
    assert_eq!(capacity(FEBRUARY_28_OF_2029), "17.6", "month 12");
}

#[test]
fn who_is_away_or_has_left_keeps_what_stands_on_them_in_the_month_until_it_is_moved() {
    let away = json!({"role": "social_worker", "away_from": "2026-11", "left_in": "2026-11"});
    let file = file(&away, 4);
    for now in [OCTOBER_2026_ENDS, MID_NOVEMBER, NOVEMBER_2026_ENDS + 1] {
        assert_eq!(scores(&file, "plymouth", now, None)[0]["total"], "4", "nothing goes by itself");
    }
}
