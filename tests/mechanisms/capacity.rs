//! What is normal for a practitioner: rows that may be theirs, ways to it by months in post, and what is asked.

use super::{closing, faults_of, scheme, three};
use fairload::facts::{Id, Month};
use fairload::scheme::Scheme;
use fairload::scoring::{Score, score};
use fairload::workspace::Workspace;
use serde_json::{Value, json};

/// A scheme whose one family counts eleven points, with these rows of what is normal and a band up to the most.
fn with_rows(rows: &Value) -> Value {
    let mut whole = scheme(&[]);
    whole["steps"][1]["rules"][0]["points"] = json!("11");
    whole["capacity"] = json!({"place": "4", "words": "Full.", "rows": rows});
    whole["bands"] = three(&json!({"up_to": "most"}), &json!({"up_to": "200%"}));
    whole
}

/// The score of a practitioner in November 2026 who holds a family in need of one child, beside some others.
fn score_of(whole: &Value, practitioner: &Value, others: &Value) -> Score {
    let scheme = Scheme::read(&whole.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut own = json!({"id": "p1", "label": "One", "team": "North", "hours_per_week": 37});
    own.as_object_mut().unwrap().extend(practitioner.as_object().unwrap().clone());
    let mut people = vec![own];
    let mut cases = vec![json!({"allocations": [{"practitioner": "p1"}], "children": [{"plan": "child_in_need"}]})];
    for (place, other) in others.as_array().unwrap().iter().enumerate() {
        let id = format!("o{place}");
        let held =
            vec![json!({"plan": "child_in_need"}); usize::try_from(other["children"].as_u64().unwrap()).unwrap()];
        cases.push(json!({"allocations": [{"practitioner": id}], "children": held}));
        people.push(json!({"id": id, "label": id, "team": "North", "role": other["role"]}));
    }
    let workspace = json!({"fairload": "workspace", "version": 5, "practitioners": people, "cases": cases});
    let workspace = Workspace::read(&workspace.to_string()).unwrap();
    score(&scheme, &workspace, &Id::new("p1").unwrap(), Month::read("2026-11").unwrap()).unwrap()
}

/// The limit in text, for nobody else in the team.
fn limit(whole: &Value, practitioner: &Value) -> String {
    score_of(whole, practitioner, &json!([])).capacity.unwrap().limit().to_string()
}

/// What is asked that decides the capacity.
fn asked(score: &Score) -> Vec<&str> {
    score.questions.iter().filter(|own| own.decides_capacity).map(|own| own.fact.as_str()).collect()
}

fn role(code: &str) -> Value {
    json!({"fact": "practitioner.role", "is": code})
}

#[test]
fn rows_that_may_apply_once_all_is_known_ask_and_note_nothing_by_themselves() {
    let rows = json!([
        {"name": "newly qualified", "when": role("newly_qualified"), "path": [{"month": 0, "most": "5"}, {"month": 12, "most": "10"}]},
        {"name": "senior", "when": role("senior_practitioner"), "percent_of_team_mean": 90, "otherwise": "12"},
        {"name": "manager", "when": role("team_manager"), "no_number": "The manager judges."},
        {"name": "all others", "most": "20"}]);
    let own = score_of(&with_rows(&rows), &json!({}), &json!([]));
    let capacity = own.capacity.as_ref().unwrap();
    assert_eq!((capacity.who.as_str(), capacity.limit().to_string()), ("all others", "20".to_owned()));
    let also: Vec<String> = own.also.iter().map(|own| own.limit().to_string()).collect();
    assert_eq!(
        also,
        ["10", "12", "5"],
        "who may be newly qualified, at the end of the year or at its start, and who may be senior with nobody else in the team"
    );
    assert_eq!(asked(&own), ["role"], "when it began is asked once it matters");
    assert_eq!((own.notes.len(), own.no_number.as_deref()), (0, None), "{:?}", own.notes);
    // Eleven points are within twenty, over ten, and more than twice five.
    assert_eq!(own.band.as_deref(), Some("green"));
    assert_eq!(own.band_range, Some(("green".to_owned(), "red".to_owned())));
    let known = score_of(&with_rows(&rows), &json!({"role": "social_worker"}), &json!([]));
    assert_eq!((known.also.len(), asked(&known).len(), known.band_range), (0, 0, None));
}

#[test]
fn what_moves_points_and_decides_the_range_too_is_one_question_that_says_both() {
    let mut whole = with_rows(&json!([
        {"name": "newly qualified", "when": role("newly_qualified"), "most": "10"}, {"name": "all others", "most": "20"}]));
    whole["steps"].as_array_mut().unwrap().push(
        json!({"id": "more", "mechanism": "each", "unit": "unit", "of": "rows",
        "name": "More", "place": "2",
        "rules": [{"id": "more", "name": "More", "when": role("newly_qualified"), "points": "3", "words": "Three."}]}),
    );
    let own = score_of(&whole, &json!({}), &json!([]));
    let questions: Vec<_> = own.questions.iter().filter(|own| own.fact == "role").collect();
    let [question] = questions.as_slice() else { panic!("{questions:?}") };
    assert_eq!((question.could_move.to_string(), question.decides_capacity), ("3".to_owned(), true));
}

#[test]
fn a_row_that_turns_on_a_child_lets_the_rows_below_it_be_asked_for() {
    let rows = json!([
        {"name": "with a plan", "any_child": {"fact": "plan", "is": "child_protection"}, "most": "5"},
        {"name": "newly qualified", "when": role("newly_qualified"), "most": "8"},
        {"name": "all others", "most": "20"}]);
    let own = score_of(&with_rows(&rows), &json!({}), &json!([]));
    assert_eq!((own.capacity.as_ref().unwrap().who.as_str(), asked(&own)), ("all others", vec!["role"]));
}

#[test]
fn figures_for_an_hour_a_week_are_by_the_hours_worked_though_the_table_is_not() {
    let whole = with_rows(&json!([{"name": "an hour", "hours_a_week": "1"}]));
    assert_eq!(limit(&whole, &json!({})), "37");
    assert_eq!(limit(&whole, &json!({"hours_per_week": 18.5})), "18.5");
    assert_eq!(limit(&whole, &json!({"hours_per_week": 18, "full_time_hours": 36})), "18");
    // A plain figure of a table that says nothing of hours is whole.
    assert_eq!(limit(&with_rows(&json!([{"name": "all", "most": "20"}])), &json!({"hours_per_week": 18.5})), "20");
}

#[test]
fn a_row_has_its_own_place_in_the_source_or_that_of_the_table() {
    let rows = json!([
        {"name": "newly qualified", "place": "7.3", "when": role("newly_qualified"), "most": "10"}, {"name": "all others", "most": "20"}]);
    for (code, place) in [("newly_qualified", "7.3"), ("social_worker", "4")] {
        let own = score_of(&with_rows(&rows), &json!({"role": code}), &json!([]));
        assert_eq!(own.capacity.unwrap().clause, place, "{code}");
    }
}

/// A newly qualified practitioner with a way chosen, from a day on.
fn newly(started_on: &str, build_up: &str, rest: &Value) -> Value {
    let mut own = json!({"role": "newly_qualified", "started_on": started_on, "build_up": build_up});
    own.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    own
}

#[test]
fn ten_and_twenty_percent_less_are_of_what_holds_after_the_first_year_however_a_scheme_tells_it() {
    let first_year = json!({"fact": "practitioner.in_first_year", "is": "yes"});
    for when in
        [role("newly_qualified"), first_year, json!({"not": {"fact": "practitioner.months_in_post", "above": 11}})]
    {
        let whole =
            with_rows(&json!([{"name": "first", "when": when, "most": "5"}, {"name": "all others", "most": "20"}]));
        assert_eq!(limit(&whole, &newly("2026-06-01", "as_the_scheme", &json!({}))), "5", "{when}");
        assert_eq!(limit(&whole, &newly("2026-06-01", "ten_percent_less", &json!({}))), "18", "{when}");
        assert_eq!(limit(&whole, &newly("2026-06-01", "twenty_percent_less", &json!({}))), "16", "{when}");
    }
}

#[test]
fn a_straight_line_begins_at_none_and_ends_with_the_year_also_for_who_is_on_the_programme_still() {
    let whole = with_rows(&json!([{"name": "all", "most": "24"}]));
    for (start, most) in [("2027-03-01", "0"), ("2026-11-01", "0"), ("2026-08-01", "6"), ("2025-12-01", "22")] {
        assert_eq!(limit(&whole, &newly(start, "straight_line", &json!({}))), most, "{start}");
    }
    let on = json!({"on_programme": "yes"});
    assert_eq!(limit(&whole, &newly("2025-05-01", "straight_line", &on)), "24", "no further than month 12");
}

#[test]
fn a_path_is_at_its_first_figure_before_the_first_day_and_at_its_last_after_the_last_month() {
    let whole = with_rows(&json!([{"name": "path", "path": [{"month": 0, "most": "6"}, {"month": 6, "most": "12"}]}]));
    for (start, most) in
        [("2027-03-01", "6"), ("2026-11-01", "6"), ("2026-08-01", "9"), ("2026-05-01", "12"), ("2024-01-01", "12")]
    {
        assert_eq!(limit(&whole, &json!({"started_on": start})), most, "{start}");
    }
    let own = score_of(&whole, &json!({"started_on": "2027-03-01"}), &json!([]));
    assert_eq!(own.capacity.unwrap().who, "path, month 0 in post");
}

#[test]
fn after_the_first_year_a_way_that_was_chosen_holds_on_the_programme_alone_and_that_is_asked() {
    let whole = with_rows(&json!([{"name": "all", "most": "20"}]));
    for (rest, most, questions) in [
        (json!({"on_programme": "yes"}), "18", vec![]),
        (json!({"on_programme": "no"}), "20", vec![]),
        (json!({}), "20", vec!["on_programme"]),
    ] {
        let own = score_of(&whole, &newly("2025-05-01", "ten_percent_less", &rest), &json!([]));
        assert_eq!(
            (own.capacity.as_ref().unwrap().limit().to_string().as_str(), asked(&own)),
            (most, questions),
            "{rest}"
        );
    }
}

#[test]
fn the_mean_of_a_team_is_of_the_others_alone() {
    let whole = with_rows(&json!([{"name": "all", "percent_of_team_mean": 50, "otherwise": "7"}]));
    let most = |others: Value| score_of(&whole, &json!({}), &others).capacity.unwrap().limit().to_string();
    let worker = |children: u32| json!({"role": "social_worker", "children": children});
    assert_eq!(most(json!([worker(10), worker(20)])), "7.5", "half of fifteen, and not of (1 + 10 + 20) / 3");
    assert_eq!(most(json!([worker(10), {"role": "newly_qualified", "children": 20}])), "5");
    assert_eq!(most(json!([{"role": "team_manager", "children": 20}])), "7", "there is no mean");
}

#[test]
fn more_hours_taken_off_than_are_worked_leave_nothing_and_not_less() {
    let mut whole = with_rows(&json!([{"name": "all", "least": "10", "most": "20"}]));
    whole["capacity"]["pro_rata"] = json!("hours");
    let off = |unit: &str, amount: &str| json!({"hours_per_week": 20, "full_time_hours": 40, "reductions": [{"unit": unit, "amount": amount}]});
    assert_eq!(limit(&whole, &off("hours", "10")), "5");
    for reductions in [off("hours", "20"), off("hours", "30"), off("percent", "100")] {
        let own = score_of(&whole, &reductions, &json!([]));
        let capacity = own.capacity.unwrap();
        assert_eq!(
            (capacity.limit().to_string(), capacity.whole_time_equivalent.numerator),
            ("0".to_owned(), 0),
            "{reductions}"
        );
        assert_eq!((own.load, own.band.as_deref()), (None, Some("red")), "{reductions}");
    }
}

#[test]
fn reductions_that_come_to_more_than_there_is_leave_nothing_and_not_less() {
    let mut whole = with_rows(&json!([{"name": "all", "most": "20"}]));
    for pro_rata in [json!("hours"), Value::Null] {
        whole["capacity"]["pro_rata"] = pro_rata.clone();
        if pro_rata.is_null() {
            whole["capacity"].as_object_mut().unwrap().remove("pro_rata");
        }
        for unit in ["percent", "hours"] {
            let twice = json!({"reductions": [{"unit": unit, "amount": 30}, {"unit": unit, "amount": 30}]});
            let own = score_of(&whole, &twice, &json!([]));
            let capacity = own.capacity.unwrap();
            let left = if unit == "percent" { "8" } else { "0" };
            assert_eq!(capacity.limit().to_string(), left, "{unit}");
            assert!(capacity.whole_time_equivalent.numerator >= 0, "{unit}");
        }
        let over = json!({"reductions": [{"unit": "percent", "amount": 60}, {"unit": "percent", "amount": 60}]});
        let capacity = score_of(&whole, &over, &json!([])).capacity.unwrap();
        assert_eq!((capacity.limit().to_string(), capacity.whole_time_equivalent.numerator), ("0".to_owned(), 0));
    }
}

#[test]
fn a_part_of_the_first_year_rests_on_its_own_place_and_readings() {
    let mut whole = with_rows(&json!([{"name": "all", "least": "10", "most": "20"}]));
    whole["readings"] = json!([{"id": "R-1", "place": "5", "words": "Half at first."}]);
    whole["capacity"]["builds_up"] = json!({"when": role("newly_qualified"), "place": "5", "words": "Half, then all.",
        "readings": ["R-1"], "percent": [{"month": 0, "percent": 50}, {"month": 12, "percent": 100}]});
    let own = score_of(&whole, &newly("2026-11-01", "as_the_scheme", &json!({})), &json!([])).capacity.unwrap();
    assert_eq!(
        (own.limit().to_string(), own.clause.as_str(), own.readings.as_slice()),
        ("10".to_owned(), "5", ["R-1".to_owned()].as_slice())
    );
    let other = score_of(&whole, &json!({"role": "social_worker"}), &json!([])).capacity.unwrap();
    assert_eq!((other.limit().to_string(), other.clause.as_str(), other.readings.len()), ("20".to_owned(), "4", 0));
}

#[test]
fn what_decides_which_part_something_fills_is_asked_of_open_cases_alone() {
    let stage = |id: &str, when: &Value| {
        json!({"id": id, "mechanism": "each", "unit": "unit", "of": "rows", "name": id, "place": "2",
            "rules": [{"id": id, "name": id, "per": "child", "when": when, "points": "1", "words": "One."}]})
    };
    let disabled = json!({"fact": "disability", "is": "yes"});
    let mut whole = scheme(&[stage("with", &disabled), stage("without", &json!({"not": disabled}))]);
    let part = |id: &str| json!({"id": id, "name": id, "of": [id], "rows": [{"most": "10"}]});
    whole["capacity"] = json!({"place": "4", "words": "Full.", "parts": [part("with"), part("without")]});
    let scheme = Scheme::read(&whole.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    for (closing, questions) in [("2026-12", vec!["disability"]), ("2026-10", vec![])] {
        let workspace = json!({"fairload": "workspace", "version": 5, "practitioners": [{"id": "p1", "hours_per_week": 37}],
            "cases": [{"allocations": [{"practitioner": "p1"}], "closing_in": closing,
                       "children": [{"plan": "child_in_need", "disability": "unknown"}]}]});
        let workspace = Workspace::read(&workspace.to_string()).unwrap();
        let own = score(&scheme, &workspace, &Id::new("p1").unwrap(), Month::read("2026-11").unwrap()).unwrap();
        assert_eq!((asked(&own), own.least == own.most), (questions, true), "closes in {closing}");
    }
}

#[test]
fn none_may_be_said_as_the_most_alone() {
    let faults = |row: Value| faults_of(&with_rows(&json!([row])));
    assert_eq!(faults(json!({"name": "none", "most": "0"})), []);
    for row in [
        json!({"name": "none", "least": "0", "most": "0"}),
        json!({"name": "none", "hours_a_week": "0"}),
        json!({"name": "none", "most": "-1"}),
        json!({"name": "none", "least": "3", "most": "2"}),
    ] {
        let faults = faults(row.clone());
        let [(place, words)] = faults.as_slice() else { panic!("{row}: {faults:?}") };
        assert!(place == "capacity.rows[0]" && words.contains("above zero"), "{row}: {place}: {words}");
    }
}

#[test]
fn a_part_that_leaves_out_what_takes_from_its_stages_is_refused() {
    let part = |of: &Value| {
        let mut whole = scheme(&closing());
        let other = json!({"id": "other", "name": "other", "of": ["closing"], "rows": [{"most": "5"}]});
        let part = json!({"id": "work", "name": "work", "of": of, "rows": [{"most": "10"}]});
        whole["capacity"] = json!({"place": "4", "words": "Full.", "parts": [part, other]});
        faults_of(&whole)
    };
    assert_eq!(part(&json!(["basic", "court", "replaced"])), []);
    let faults = part(&json!(["basic", "court"]));
    let [(place, words)] = faults.as_slice() else { panic!("{faults:?}") };
    assert!(
        place == "capacity.parts[0].of" && words.contains("leaves out \u{201c}replaced\u{201d}"),
        "{place}: {words}"
    );
}
