//! The teams of a service, as the page shows them: as text and as JSON.

use super::Format;
use crate::absence::presence;
use crate::comparison::waiting;
use crate::facts::Month;
use crate::points::Points;
use crate::scheme::Scheme;
use crate::scoring::score;
use crate::service::{ManagerFigure, Spread, Team, manager_figures, teams};
use crate::words::counted;
use crate::workspace::Workspace;
use serde::Serialize;
use std::fmt::Write;

/// The names and shapes here are a promise to programs that read them.
#[derive(Serialize)]
struct Service {
    month: String,
    teams: Vec<OneTeam>,
    unallocated: Unallocated,
    managers: Vec<OneManager>,
}

#[derive(Serialize)]
struct OneTeam {
    service: String,
    team: String,
    people: usize,
    hold_cases: usize,
    full_time_equivalents: String,
    children: usize,
    families: usize,
    children_for_each_full_time_equivalent: Option<String>,
    children_by_person: Option<OneSpread>,
    families_by_person: Option<OneSpread>,
    child_protection: usize,
    looked_after: usize,
    outside: usize,
    plan_not_known: usize,
    away_and_hold_cases: Vec<String>,
    under: Vec<Under>,
}

#[derive(Serialize)]
struct OneSpread {
    sum: String,
    mean: String,
    median: String,
    lowest: String,
    highest: String,
}

/// What a team has under a scheme.
#[derive(Serialize)]
struct Under {
    scheme: String,
    by_person: Option<OneSpread>,
}

#[derive(Serialize)]
struct Unallocated {
    cases: usize,
    since: Option<String>,
}

/// What a manager answers for under a scheme.
#[derive(Serialize)]
struct OneManager {
    scheme: String,
    manager: String,
    workers: Vec<String>,
    assistants: Vec<String>,
    sum: String,
    mean_for_each_worker: Option<String>,
    mean_for_each_assistant: Option<String>,
}

/// The teams of a workspace in a month, with their points under some schemes.
pub(super) fn render(schemes: &[Scheme], workspace: &Workspace, month: Month, format: Format) -> String {
    let all = teams(workspace, month);
    // Everybody once under every scheme.
    let totals: Vec<Vec<Option<Points>>> = schemes
        .iter()
        .map(|scheme| {
            let of = |own: &crate::facts::Practitioner| Some(score(scheme, workspace, &own.id, month)?.total);
            workspace.practitioners.iter().map(of).collect()
        })
        .collect();
    let under: Vec<(&Scheme, &[Option<Points>])> =
        schemes.iter().zip(&totals).map(|(scheme, totals)| (scheme, totals.as_slice())).collect();
    match format {
        Format::Json => json(&all, &under, workspace, month),
        Format::Text => text(&all, &under, workspace, month),
    }
}

/// The points of somebody at a place.
fn at(totals: &[Option<Points>], place: usize) -> Option<Points> {
    totals.get(place).copied().flatten()
}

fn name(workspace: &Workspace, place: usize) -> String {
    let own = workspace.practitioners.get(place);
    let label = own.map_or("", |own| own.label.as_str());
    let id = own.map_or("", |own| own.id.as_str());
    if label.is_empty() { id } else { label }.to_owned()
}

fn spread(own: Spread) -> OneSpread {
    OneSpread {
        sum: own.sum.to_string(),
        mean: own.mean().to_string(),
        median: own.median.to_string(),
        lowest: own.least.to_string(),
        highest: own.most.to_string(),
    }
}

fn json(all: &[Team], under: &[(&Scheme, &[Option<Points>])], workspace: &Workspace, month: Month) -> String {
    let ids = |places: &[usize]| -> Vec<String> {
        places.iter().filter_map(|place| workspace.practitioners.get(*place)).map(|own| own.id.to_string()).collect()
    };
    let team = |own: &Team| OneTeam {
        service: own.service.clone(),
        team: own.name.clone(),
        people: own.people.len(),
        hold_cases: own.holders.len(),
        full_time_equivalents: own.full_time.to_string(),
        children: own.held.children,
        families: own.held.families,
        children_for_each_full_time_equivalent: own.average().map(|own| own.to_string()),
        children_by_person: own.children.map(spread),
        families_by_person: own.families.map(spread),
        child_protection: own.concentration.child_protection,
        looked_after: own.concentration.looked_after,
        outside: own.concentration.outside,
        plan_not_known: own.concentration.plan_not_known,
        away_and_hold_cases: ids(&own.away),
        under: under
            .iter()
            .map(|(scheme, totals)| Under {
                scheme: scheme.id.clone(),
                by_person: own.spread(&|place| at(totals, place)).map(spread),
            })
            .collect(),
    };
    let manager = |scheme: &Scheme, own: ManagerFigure| OneManager {
        scheme: scheme.id.clone(),
        manager: ids(&[own.manager]).concat(),
        workers: ids(&own.workers),
        assistants: ids(&own.assistants),
        sum: own.sum.to_string(),
        mean_for_each_worker: own.mean_per_worker().map(|own| own.to_string()),
        mean_for_each_assistant: own.mean_per_assistant().map(|own| own.to_string()),
    };
    let managers = under.iter().flat_map(|(scheme, totals)| {
        manager_figures(workspace, month, &|place| at(totals, place)).into_iter().map(move |own| (*scheme, own))
    });
    let (cases, since) = waiting(workspace, month);
    let service = Service {
        month: month.to_string(),
        teams: all.iter().map(team).collect(),
        unallocated: Unallocated { cases, since: since.map(|since| since.to_string()) },
        managers: managers.map(|(scheme, own)| manager(scheme, own)).collect(),
    };
    // Text, numbers and lists always have a JSON text.
    serde_json::to_string_pretty(&service).unwrap_or_default() + "\n"
}

/// "mean 4.67, median 4, 1 to 9"
fn in_words(own: Option<Spread>) -> String {
    own.map_or_else(
        || "nobody holds a case".to_owned(),
        |own| format!("mean {}, median {}, {} to {}", own.mean(), own.median, own.least, own.most),
    )
}

fn text(all: &[Team], under: &[(&Scheme, &[Option<Points>])], workspace: &Workspace, month: Month) -> String {
    let mut text = String::new();
    if all.is_empty() {
        text.push_str("There is no practitioner in this file.\n");
    }
    for own in all {
        let service = if own.service.is_empty() { String::new() } else { format!(" \u{b7} {}", own.service) };
        let team = if own.name.is_empty() { "No team" } else { &own.name };
        let _ = writeln!(text, "{team}{service} \u{b7} {}", month.words());
        let average = own.average().map_or_else(String::new, |own| format!(", {own} children for each"));
        let held = format!(
            "{} in {}",
            counted(own.held.children, "child", "children"),
            counted(own.held.families, "case", "cases")
        );
        let _ = writeln!(
            text,
            "  {held} \u{b7} {} of {} hold cases, {} full-time equivalents{average}",
            own.holders.len(),
            own.people.len(),
            own.full_time
        );
        let _ = writeln!(text, "  Children by person: {}", in_words(own.children));
        let _ = writeln!(text, "  Families by person: {}", in_words(own.families));
        let part = |count: usize| {
            let percent = own.concentration.percent(count).map_or_else(String::new, |own| format!(" ({own} %)"));
            format!("{count}{percent}")
        };
        let made_of = &own.concentration;
        let _ = writeln!(
            text,
            "  On protection plans {}, looked after {}, outside the area {}, plan not known {}",
            part(made_of.child_protection),
            part(made_of.looked_after),
            part(made_of.outside),
            part(made_of.plan_not_known)
        );
        for (scheme, totals) in under {
            let by_person = own.spread(&|place| at(totals, place));
            let sum = by_person.map_or_else(|| "none".to_owned(), |own| scheme.counted_in.with(own.sum));
            let _ = writeln!(text, "  {}: {sum} \u{b7} by person {}", scheme.name, in_words(by_person));
        }
        for place in &own.away {
            let where_else =
                workspace.practitioners.get(*place).and_then(|own| presence(own, month)).unwrap_or_default();
            let _ = writeln!(text, "  {} {where_else}, and holds cases", name(workspace, *place));
        }
        text.push('\n');
    }
    let (cases, since) = waiting(workspace, month);
    if cases > 0 {
        let since = since.map_or_else(String::new, |since| format!(", the longest waiting since {}", since.words()));
        let _ = writeln!(text, "Unallocated: {}{since}\n", counted(cases, "case", "cases"));
    }
    for (scheme, totals) in under {
        let figures = manager_figures(workspace, month, &|place| at(totals, place));
        if !figures.is_empty() {
            let _ = writeln!(text, "What managers answer for under {}", scheme.name);
        }
        for own in &figures {
            let mean = |what: &str, mean: Option<Points>| {
                mean.map_or_else(String::new, |mean| format!(", {mean} for each {what}"))
            };
            let _ = writeln!(
                text,
                "  {}: {} from {}{}{}",
                name(workspace, own.manager),
                scheme.counted_in.with(own.sum),
                counted(own.workers.len(), "worker", "workers"),
                mean("worker", own.mean_per_worker()),
                mean("assistant manager", own.mean_per_assistant())
            );
        }
    }
    text
}
