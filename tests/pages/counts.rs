//! Count policies and reported figures, on every page that shows a total.

use super::*;

/// A practitioner with these facts and these cases, each with its facts and children.
fn worker(facts: &str, cases: &[&str]) -> Stored {
    let cases: Vec<String> = cases
        .iter()
        .enumerate()
        .map(|(place, own)| {
            format!(
                r#"{{"id": "f{place}", "label": "Family {place}", "allocations": [{{"practitioner": "p1"}}], {own}}}"#
            )
        })
        .collect();
    let text = format!(
        r#"{{"fairload": "workspace", "version": 5, "practitioners": [{{"id": "p1", "label": "AB", {facts}}}], "cases": [{}]}}"#,
        cases.join(",")
    );
    Stored::Workspace(Workspace::read(&text).unwrap())
}

/// A case with so many children on a plan.
fn children(count: usize, plan: &str) -> String {
    let child = format!(r#"{{"plan": "{plan}"}}"#);
    format!(r#""children": [{}]"#, vec![child; count].join(","))
}

const SOCIAL_WORKER: &str = r#""role": "social_worker", "team_type": "district""#;

async fn under(scheme: &str, address: Address, stored: Stored) -> String {
    read_out(&html_under(Some(scheme), address, stored, false).await)
}

fn fourteen(facts: &str) -> Stored {
    let (one, two) = (children(9, "child_in_need"), children(5, "child_protection"));
    worker(facts, &[&one, &two])
}

/// Connected persons: ten households and five assessments, with the limits of its team.
fn connected() -> Stored {
    let household = r#""kind": "foster_household_not_approved""#;
    let assessment = r#""kind": "carer_assessment_connected_person""#;
    let cases: Vec<&str> = std::iter::repeat_n(household, 10).chain(std::iter::repeat_n(assessment, 5)).collect();
    worker(r#""role": "supervising_social_worker", "team_type": "fostering_connected""#, &cases)
}

#[tokio::test]
async fn a_policy_that_counts_children_says_children_wherever_a_total_stands() {
    let facts = format!(r#"{SOCIAL_WORKER}, "hours_per_week": 22.2, "full_time_hours": 37"#);
    for address in [Address::Score(id("p1")), Address::Caseload, Address::SideBySide(id("p1")), Address::Team(None)] {
        let page = under("plymouth", address.clone(), fourteen(&facts)).await;
        assert!(page.contains("14 children"), "{address}: {page}");
        assert!(page.contains("over by 0.8"), "{address}: {page}");
        assert!(!page.contains("14 points"), "{address}: {page}");
    }
    let score = under("plymouth", Address::Score(id("p1")), fourteen(&facts)).await;
    assert!(score.contains("children: 14 of 8.4 to 13.2, over by 0.8"), "{score}");
    assert!(score.contains("14 children in 2 families"), "{score}");
    assert!(score.contains("Family 0: 9 child in need 9 children"), "{score}");
}

#[tokio::test]
async fn each_part_of_a_capacity_has_its_own_count_range_and_how_far_over_or_within() {
    for address in [Address::Score(id("p1")), Address::Caseload, Address::SideBySide(id("p1")), Address::Team(None)] {
        let page = under("rochdale", address.clone(), connected()).await;
        assert!(page.contains("Fostering households: 10 of 9, over by 1"), "{address}: {page}");
        assert!(page.contains("Assessments of carers: 5 of 4 to 5, within"), "{address}: {page}");
    }
    let page = under("rochdale", Address::Score(id("p1")), connected()).await;
    assert!(page.contains("Load 111 %, of the fullest part, fostering households:"), "{page}");
}

#[tokio::test]
async fn where_a_caseload_sits_among_reported_figures_is_said_without_a_verdict() {
    let of = |count| {
        let (one, two) = (children(12, "child_in_need"), children(count, "child_protection"));
        worker(SOCIAL_WORKER, &[&one, &two])
    };
    for (count, words) in [
        (12, "24 children: between 17, the lowest figure reported, and 25, the highest"),
        (4, "16 children: below the lowest figure reported, 17"),
        (5, "17 children: at the lowest figure reported, 17"),
        (13, "25 children: at the highest figure reported, 25"),
        (14, "26 children: above the highest figure reported, 25"),
    ] {
        let page = under("adcs-survey", Address::Score(id("p1")), of(count)).await;
        assert!(page.contains(words), "{page}");
        let main = page.split("# Score of").nth(1).unwrap();
        let verdict = main.split(|letter: char| !letter.is_alphabetic()).any(|word| word.eq_ignore_ascii_case("over"));
        assert!(!verdict, "{page}");
    }
    let page = under("adcs-survey", Address::Score(id("p1")), of(12)).await;
    let reached = "It has reached 17 and 24, which were reported as unmanageable; 25, reported so too, is not reached.";
    assert!(page.contains(reached), "{page}");
    assert!(page.contains("| Reported as unmanageable | 24 | reached"), "{page}");
    let team = under("adcs-survey", Address::Team(None), of(12)).await;
    assert!(team.contains("between 17 and 25"), "{team}");
    assert!(!team.contains("How they stand under"), "nobody stands anywhere under a benchmark: {team}");
    let team = under("hampshire", Address::Team(None), of(12)).await;
    assert!(team.contains("How they stand under Hampshire"), "{team}");
}

#[tokio::test]
async fn a_team_without_a_number_says_why_in_place_of_a_load() {
    let page = under("hampshire", Address::Score(id("p1")), fourteen(SOCIAL_WORKER)).await;
    assert!(page.contains("Hampshire sets no number"), "{page}");
    assert!(!page.contains("Load"), "{page}");
    let team = under("hampshire", Address::Team(None), fourteen(SOCIAL_WORKER)).await;
    assert!(team.contains("no number"), "{team}");
}

#[tokio::test]
async fn a_personal_capacity_has_its_amount_and_end_and_never_its_reason() {
    let facts = format!(
        r#"{SOCIAL_WORKER}, "personal_capacity": 10, "personal_capacity_until": "2027-03", "personal_capacity_reason": "Phased return""#
    );
    for scheme in ["nottinghamshire", "plymouth", "hampshire"] {
        let page = under(scheme, Address::Score(id("p1")), fourteen(&facts)).await;
        assert!(
            page.contains("Personal capacity in children: 14 of 10, over by 4, until March 2027"),
            "{scheme}: {page}"
        );
        assert!(!page.contains("Phased"), "{page}");
    }
    let side = under("plymouth", Address::SideBySide(id("p1")), fourteen(&facts)).await;
    assert!(side.contains("until March 2027") && !side.contains("Phased"), "{side}");
}

#[tokio::test]
async fn a_case_that_the_scheme_does_not_allow_is_an_error_beside_it_and_counted_on_the_team_page() {
    let student =
        || worker(r#""role": "student_first_placement", "team_type": "district""#, &[&children(1, "child_in_need")]);
    for address in [Address::Score(id("p1")), Address::Caseload, Address::Case(id("f0"), None)] {
        let page = html_under(Some("west-sussex"), address.clone(), student(), false).await;
        assert!(page.contains("govuk-error-message"), "{address}: {page}");
        assert!(read_out(&page).contains("Error: "), "{address}");
    }
    for address in [Address::Team(None), Address::SideBySide(id("p1"))] {
        let page = under("west-sussex", address, student()).await;
        assert!(page.contains("1 case that the scheme does not allow"), "{page}");
    }
}

#[tokio::test]
async fn schemes_stand_in_groups_and_those_like_the_chosen_one_at_first() {
    let page = under("nottinghamshire", Address::SideBySide(id("p1")), fourteen(SOCIAL_WORKER)).await;
    for head in ["### Points schemes", "### Counts of children and cases", "### Reported figures"] {
        assert!(page.contains(head), "{page}");
    }
    assert!(page.contains("* Points schemes (5)") && page.contains("All (11)"), "{page}");
    let detail = page.split("## Scheme by scheme").nth(1).unwrap();
    assert!(detail.contains("### Swindon") && !detail.contains("### Plymouth"), "{page}");
    let counts = under("plymouth", Address::SideBySide(id("p1")), fourteen(SOCIAL_WORKER)).await;
    let detail = counts.split("## Scheme by scheme").nth(1).unwrap();
    assert!(detail.contains("### Rochdale") && !detail.contains("### Swindon"), "{counts}");
    let team = html_under(Some("plymouth"), Address::Team(None), fourteen(SOCIAL_WORKER), false).await;
    assert!(team.contains("#/team/by/rochdale") && !team.contains("#/team/by/swindon"), "{team}");
}

#[tokio::test]
async fn who_is_over_is_agreed_on_by_points_and_counts_and_not_by_reported_figures() {
    // One child is within every limit, so that all who have one agree, and the survey has no say.
    let page = under("nottinghamshire", Address::SideBySide(id("p1")), fourteen(SOCIAL_WORKER)).await;
    let first = page.lines().find(|line| line.contains(" say ") || line.contains(" says ")).unwrap();
    assert!(!first.contains("Survey"), "{first}");
    assert!(first.contains("Plymouth") || first.contains("of ten say") || first.contains("ten schemes say"), "{first}");
}
