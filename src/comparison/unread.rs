//! What was entered and changes nothing under a scheme, because the scheme does not read it: derived from its rules,
//! and told as lines that did not count. A score itself does not carry them: everybody is scored under every scheme,
//! and only the one who is looked at is asked for these.

use super::case::{NOT_WEIGHED, Use, is_entered, used, weighed};
use crate::facts::practitioner::BuildUp;
use crate::facts::record::Record;
use crate::facts::{Case, Child, Month, Practitioner};
use crate::scheme::named_fact::Source;
use crate::scheme::{Measure, Normal, Scheme};
use crate::scoring::{Line, Shared, not_weighed, shared};

/// What was entered for some cases that a practitioner holds and the scheme does not read: of each case how it is
/// shared, where that takes nothing away; and in one line the facts of the cases and of their children, each named once.
#[must_use]
pub fn unread(scheme: &Scheme, practitioner: &Practitioner, cases: &[&Case], month: Month) -> Vec<Line> {
    let mut lines: Vec<Line> = cases.iter().filter_map(|case| of_sharing(scheme, practitioner, case, month)).collect();
    let weighed = weighed(scheme);
    let mut labels: Vec<&str> = Vec::new();
    let mut see = |entered: bool, fact: &str, label: &'static str, of_child: bool| {
        let counts = entered && !NOT_WEIGHED.contains(&fact) && !labels.contains(&label);
        if counts && used(scheme, &weighed, fact, of_child) == Use::Ignored {
            labels.push(label);
        }
    };
    for own in Case::catalogue() {
        see(cases.iter().any(|case| is_entered(*case, own.id)), own.id, own.label, false);
    }
    let children = || cases.iter().flat_map(|case| &case.children);
    for own in Child::catalogue() {
        see(children().any(|child| is_entered(child, own.id)), own.id, own.label, true);
    }
    let case = match cases {
        [case] => Some(case.id.clone()),
        _ => None,
    };
    let name = if case.is_some() { "Entered" } else { "Entered for some case" };
    lines.extend(told(scheme, name, &labels).map(|line| Line { case, ..line }));
    lines
}

/// Says so where a case is shared and the scheme gives this worker all of its points.
fn of_sharing(scheme: &Scheme, practitioner: &Practitioner, case: &Case, month: Month) -> Option<Line> {
    let line = |rule: &str, why: String| Line {
        case: Some(case.id.clone()),
        ..not_weighed(rule.to_owned(), "How the work is shared", why)
    };
    match shared(scheme, practitioner, case, month)? {
        Shared::Part(step, 100) => Some(Line {
            stage: step.id.clone(),
            clause: step.place.clone(),
            readings: step.readings.clone(),
            ..line(
                &step.id,
                format!("{} gives this worker the full points of a case that is shared in this way", scheme.name),
            )
        }),
        Shared::Part(..) => None,
        Shared::NoRule => {
            Some(line("unread.sharing", format!("{} has no rule for it: each worker has the full points", scheme.name)))
        }
    }
}

/// What was entered for a practitioner and the scheme does not read.
#[must_use]
pub fn unread_of_practitioner(scheme: &Scheme, own: &Practitioner) -> Vec<Line> {
    let capacity = scheme.capacity.as_ref();
    let by_hours = capacity.is_some_and(|own| {
        own.pro_rata
            || own.parts.iter().flat_map(|part| &part.rows).any(|row| matches!(row.normal, Normal::AnHourAWeek { .. }))
    });
    let reads = |fact: &str| {
        let follows = |source: Source, name: &str| match source {
            Source::InFirstYear | Source::MonthsInPost => fact == "started_on",
            // Whoever is newly qualified qualified when the first year began.
            Source::MonthsQualified => matches!(fact, "qualified_since" | "started_on"),
            Source::SupervisesOthers => fact == "supervises",
            _ => name == fact,
        };
        scheme.reads.practitioner.iter().any(|own| follows(own.source, &own.name))
    };
    let parts = || capacity.iter().flat_map(|table| &table.parts);
    // A way through the first year goes by months in post, the scheme's own and one that was chosen.
    let chosen = own.build_up.is_some_and(|chosen| chosen != BuildUp::AsTheScheme) && scheme.benchmark.is_none();
    let by_months = capacity.is_some_and(|own| own.builds_up.is_some())
        || parts().flat_map(|part| &part.rows).any(|row| matches!(row.normal, Normal::Path(_)));
    let first_year =
        |fact: &str| (by_months || chosen) && fact == "started_on" || chosen && matches!(fact, "role" | "on_programme");
    let hours = |fact: &str| (by_hours || chosen) && matches!(fact, "hours_per_week" | "full_time_hours");
    // What a practitioner is called, and who manages whom, no scheme could weigh.
    // A limit of the manager holds under every scheme, and when somebody is away is no weight.
    let weighs = |fact: &str| {
        !matches!(
            fact,
            "label"
                | "team"
                | "service"
                | "line_manager"
                | "limits"
                | "build_up"
                | "personal_capacity"
                | "personal_capacity_counted_in"
                | "personal_capacity_scheme"
                | "personal_capacity_reason"
                | "personal_capacity_until"
                | "away_from"
                | "away_until"
                | "left_in"
                | "imported"
        )
    };
    let facts = Practitioner::catalogue().iter().filter(|fact| weighs(fact.id) && is_entered(own, fact.id));
    let facts = facts.filter(|fact| !reads(fact.id) && !hours(fact.id) && !first_year(fact.id)).map(|fact| fact.label);
    let spans = parts().any(|part| matches!(part.measure, Measure::Supervised(_)));
    let conferences = parts().any(|part| part.measure == Measure::ConferencesAWeek);
    let lists = [
        ("People supervised", own.supervises.is_empty() || spans || reads("supervises")),
        ("Conferences chaired", own.conferences.is_empty() || conferences),
        ("Agreed reductions", own.reductions.is_empty() || capacity.is_some()),
    ];
    let lists = lists.into_iter().filter(|(_, none)| !none).map(|(label, _)| label);
    told(scheme, "Entered for the practitioner", &facts.chain(lists).collect::<Vec<_>>()).into_iter().collect()
}

/// One line for all of them: “Entered, and not read by Swindon: Age; Interpreter used regularly”.
fn told(scheme: &Scheme, entered: &str, labels: &[&str]) -> Option<Line> {
    let labels: Vec<&str> = labels.iter().map(|label| label.trim_end_matches('?')).collect();
    let name = format!("{entered}, and not read by {}", scheme.name);
    (!labels.is_empty()).then(|| not_weighed("unread".to_owned(), &name, labels.join("; ")))
}
