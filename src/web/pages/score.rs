//! A score as a document: every line with its reasons, what did not count, what is not known.

use crate::change::Subject;
use crate::comparison::{unread, unread_of_practitioner};
use crate::facts::{Case, Id, Month, Practitioner};
use crate::points::{Points, Ratio, sort_short};
use crate::scheme::{BandEnd, Scheme};
use crate::scoring::{Capacity, Line, Note, Question, Score};
use crate::web::address::Address;
use crate::web::components::choose::scheme_field;
use crate::web::components::document::{draw, not_allowed};
use crate::web::components::errors::of_case;
use crate::web::components::lines::{lines, reading};
use crate::web::components::score_panel::score_panel;
use crate::web::components::text::{back_link, named_heading, paragraph, title};
use crate::web::components::unknown::questions as questions_of;
use crate::web::document::Document;
use crate::web::pages::missing::missing_record;
use crate::web::session::{Session, use_score};
use crate::web::state::sentence;
use crate::web::words;
use crate::web::{questions, reported};
use crate::workspace::Workspace;
use yew::prelude::*;

/// What the page is given.
pub struct ScoreProps {
    /// What every page is given.
    pub session: Session,
    /// The practitioner.
    pub id: Id,
}

/// A practitioner's score, line by line.
#[hook]
pub fn use_score_page(props: &ScoreProps) -> Html {
    let session = &props.session;
    let score = use_score(session, Some(&props.id));
    let workspace = session.workspace();
    let (Some(score), Some(scheme), Some(own)) = (score, &session.scheme, workspace.practitioner(&props.id)) else {
        return missing_record(session, &Subject::practitioner(&props.id));
    };
    let unread = unread_lines(own, workspace, scheme, score.month);
    let mut uncounted: Vec<&Line> = words::not_counted(&score, scheme).chain(&unread).collect();
    // What a scheme does not read stands with what else did not count of the same case.
    let place = |line: &&Line| line.case.as_ref().and_then(|id| workspace.cases.iter().position(|own| own.id == *id));
    sort_short(&mut uncounted, place);
    let demo = session.state.demo.is_some();
    html! {
        <>
            { back_link(&Address::Caseload, "Caseload") }
            { title(format!("Score of {}, {}", words::practitioner(own), score.month.words())) }
            <p class="govuk-body">
                { format!("{}, by {}.", scheme.title, scheme.publisher) }
                if let Some(scope) = &scheme.scope {
                    { format!(" For: {scope}") }
                }
                if demo { <strong>{ " Demo, invented." }</strong> }
            </p>
            <div class="fairload-toolbar">{ scheme_field(session, "Scheme") }</div>
            { score_panel(&score, scheme, html! { <>
                { draw(&Document::of(reported::more(&score, scheme))) }
                { parts(&score) }
                if let Some(capacity) = &score.capacity {
                    // Of several parts the bands are in loads, which no limit in points would fit, and a limit of the
                    // manager has none.
                    if score.parts.is_empty() && capacity.name.is_empty() && !scheme.bands.is_empty() && capacity.most > Points::ZERO {
                        <p class="govuk-body-s">{ edges(scheme, capacity) }</p>
                    }
                    if score.parts.is_empty() {
                        <p class="govuk-body-s">{ format!("{} ({})", capacity.why, capacity.clause) }</p>
                    }
                }
                { paragraph(format!("{} inform judgement and do not replace it: what the cases ask of this worker is for worker and manager to talk about.", if scheme.counted_in.is_points() { "Points" } else { "Counts" })) }
            </> }) }
            { errors(&score, workspace) }
            { unknown(&score, workspace, scheme) }
            { columns(&score, scheme) }
            { section("The practitioner".to_owned(), &words::own_lines(&score, scheme).collect::<Vec<_>>(), scheme) }
            { case_lines(&score, scheme, workspace) }
            { section("All cases together".to_owned(), &words::of_all_cases(&score, scheme).collect::<Vec<_>>(), scheme) }
            if !uncounted.is_empty() {
                <details class="govuk-details">
                    <summary class="govuk-details__summary">
                        <span class="govuk-details__summary-text">{ format!("What did not count ({})", uncounted.len()) }</span>
                    </summary>
                    <div class="govuk-details__text">{ for by_case(&uncounted).into_iter().map(|(case, own)| {
                        let found = case.and_then(|id| workspace.case(id));
                        html! {
                            <>
                                <h3 class="govuk-heading-s">{ found.map_or_else(|| "The practitioner and all cases".to_owned(), words::case) }</h3>
                                { lines(own.into_iter(), scheme, found) }
                            </>
                        }
                    }) }</div>
                </details>
            }
            { notes(&score.notes, workspace, scheme) }
            { readings(&score, scheme) }
        </>
    }
}

/// What was entered for a practitioner and the cases held, and the scheme does not read.
fn unread_lines(own: &Practitioner, workspace: &Workspace, scheme: &Scheme, month: Month) -> Vec<Line> {
    let held = workspace.cases.iter().filter(|case| case.is_open(month) && case.allocation_of(&own.id).is_some());
    let mut lines = unread_of_practitioner(scheme, own);
    lines.extend(unread(scheme, own, &held.collect::<Vec<_>>(), month));
    lines
}

/// Where the bands end for this practitioner's hours: "Sustainable: up to 77; demanding: up to 89.2; high: above."
fn edges(scheme: &Scheme, capacity: &Capacity) -> String {
    let Ratio { numerator, denominator } = capacity.whole_time_equivalent;
    let bands = scheme.bands.iter().filter_map(|band| {
        let own = |end: Points| {
            let whole = Points::whole(100).in_ten_thousandths();
            let full_time = || end.share(numerator, denominator) - capacity.less;
            words::rounded(if band.percent {
                capacity.limit().share(end.in_ten_thousandths(), whole)
            } else {
                full_time()
            })
        };
        Some(match band.end {
            BandEnd::UpTo(end) => format!("{}: up to {}", band.name, own(end)),
            BandEnd::Below(end) => format!("{}: under {}", band.name, own(end)),
            BandEnd::UpToMost => format!("{}: up to {}", band.name, words::rounded(capacity.limit())),
            BandEnd::BelowLeast => format!("{}: under {}", band.name, words::rounded(capacity.floor()?)),
            BandEnd::Open => format!("{}: above", band.name),
        })
    });
    let bands = sentence(&bands.collect::<Vec<_>>().join("; "));
    let days = words::rounded(Points::whole(5).share(numerator, denominator));
    let days = (numerator != denominator).then(|| format!("for {days} days a week"));
    let who = Some(capacity.who.clone()).filter(|who| !who.is_empty());
    let of: Vec<String> = who.into_iter().chain(days).collect();
    if of.is_empty() { format!("{bands}.") } else { format!("{}. {bands}.", sentence(&of.join(", "))) }
}

/// What the scheme does not allow, each with the case that it is about.
fn errors(score: &Score, workspace: &Workspace) -> Html {
    let found: Vec<&Note> = score.notes.iter().filter(|note| note.error).collect();
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="not-allowed">
            { named_heading("not-allowed", "What the scheme does not allow") }
            <ul class="govuk-list">{ for found.into_iter().map(|note| html! {
                <li>
                    if let Some(case) = note.case.as_ref().and_then(|id| workspace.case(id)) {
                        <a class="govuk-link" href={Address::Case(case.id.clone(), None).link()}>{ about(case, note.child.as_ref()) }</a>
                    }
                    { not_allowed(note.words.clone().into()) }
                </li>
            }) }</ul>
        </section>
    }
}

/// What each part rests on, where the scheme measures several.
fn parts(score: &Score) -> Html {
    if score.parts.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="govuk-list govuk-list--bullet govuk-body-s">
            { for score.parts.iter().map(|part| {
                let percent = part.load_percent(part.points).map_or_else(String::new, |own| format!(" {own}\u{a0}%."));
                let who = if part.who.is_empty() { String::new() } else { format!(" ({})", part.who) };
                html! { <li>{ format!("{}{who}:{percent} {} ({})", sentence(&part.name), part.why, part.clause) }</li> }
            }) }
        </ul>
    }
}

/// How the points are made up: each column of the scheme's sheet with its part of the total.
fn columns(score: &Score, scheme: &Scheme) -> Html {
    if score.columns.len() < 2 {
        return Html::default();
    }
    html! {
        <table class="govuk-table fairload-table--dense fairload-columns-of">
            <caption class="govuk-table__caption govuk-table__caption--m">{ format!("How the {} are made up", scheme.counted_in.many) }</caption>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">{ "Column" }</th>
                    <th scope="col" class="govuk-table__header govuk-table__header--numeric">{ sentence(&scheme.counted_in.many) }</th>
                    <th scope="col" class="govuk-table__header govuk-table__header--numeric">{ "Share" }</th>
                </tr>
            </thead>
            <tbody class="govuk-table__body">
                { for score.columns.iter().map(|column| html! {
                    <tr class="govuk-table__row">
                        <th scope="row" class="govuk-table__header">{ column.name.clone() }</th>
                        <td class="govuk-table__cell govuk-table__cell--numeric">{ words::figure(column.points) }</td>
                        <td class="govuk-table__cell govuk-table__cell--numeric">{ share(column.points, score.total) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

/// The part that points are of a total, in whole percent; nothing of a total that is none.
fn share(points: Points, total: Points) -> String {
    if total <= Points::ZERO {
        return String::new();
    }
    let percent = points.share(100, total.in_ten_thousandths()).in_ten_thousandths();
    format!("{}\u{a0}%", percent.to_string().replace('-', "\u{2212}"))
}

/// The readings that touch some line, each once: beside the lines a print only names them.
fn readings(score: &Score, scheme: &Scheme) -> Html {
    let used = |id: &String| score.lines.iter().any(|line| line.readings.contains(id));
    let used: Vec<_> = scheme.readings.iter().filter(|reading| used(&reading.id)).collect();
    if used.is_empty() {
        return Html::default();
    }
    html! {
        <details class="govuk-details">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{ format!("How the source was read here ({})", used.len()) }</span>
            </summary>
            <div class="govuk-details__text">
                { paragraph("Where the source is silent or contradicts itself, this is what Fairload does.") }
                <ul class="govuk-list govuk-list--spaced">{ for used.into_iter().map(|reading| html! {
                    <li><strong>{ reading.id.clone() }</strong>{ format!(" ({}): {}", reading.place, reading.words) }</li>
                }) }</ul>
            </div>
        </details>
    }
}

/// Lines of no single case.
fn section(name: String, own: &[&Line], scheme: &Scheme) -> Html {
    if own.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            { heading(name, words::total(scheme, own.iter().map(|line| line.points).sum()), None) }
            { lines(own.iter().copied(), scheme, None) }
        </section>
    }
}

fn heading(name: String, points: String, link: Option<String>) -> Html {
    html! {
        <h2 class="govuk-heading-m fairload-heading">
            <span>
                if let Some(link) = link { <a class="govuk-link" href={link}>{ name }</a> } else { { name } }
            </span>
            // A word of its own for readers who hear the page.
            { " " }
            <span class="fairload-heading__points">{ points }</span>
        </h2>
    }
}

/// The lines that count, case by case, in the order of the score.
fn case_lines(score: &Score, scheme: &Scheme, workspace: &Workspace) -> Html {
    let counted: Vec<&Line> = score.lines.iter().filter(|line| line.counted && line.case.is_some()).collect();
    html! {
        <>{ for by_case(&counted).into_iter().filter_map(|(case, own)| {
            let case = workspace.case(case?)?;
            let name = words::headed(case);
            let points = words::total(scheme, own.iter().map(|line| line.points).sum());
            let range = words::case_part(score, &case.id).and_then(|part| words::range(part.least, part.most));
            Some(html! {
                <section key={case.id.as_str()}>
                    { heading(name, points, Some(Address::Case(case.id.clone(), None).link())) }
                    if let Some(range) = range {
                        { paragraph(sentence(&range)) }
                    }
                    { of_case(score, &case.id) }
                    { lines(own.into_iter(), scheme, Some(case)) }
                </section>
            })
        }) }</>
    }
}

/// Lines in runs that are about the same case.
fn by_case<'l>(lines: &[&'l Line]) -> Vec<(Option<&'l Id>, Vec<&'l Line>)> {
    lines
        .chunk_by(|one, next| one.case == next.case)
        .filter_map(|run| run.first().map(|first| (first.case.as_ref(), run.to_vec())))
        .collect()
}

/// What is not known, the one that could move most first, each leading to its field.
fn unknown(score: &Score, workspace: &Workspace, scheme: &Scheme) -> Html {
    let asked: &[Question] = &score.questions;
    if asked.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="unknown">
            { named_heading("unknown", "What is not known") }
            { questions_of(asked.iter(), &|question| html! {
                <>
                    <a class="govuk-link" href={questions::place(question, score, scheme, workspace).link()}>{ questions::asked(question, workspace, true) }</a>
                    { format!(" {}.", sentence(&questions::effect(question, scheme, "could move the total by"))) }
                </>
            }) }
        </section>
    }
}

/// A case, with the child of it that something is about.
fn about(case: &Case, child: Option<&Id>) -> String {
    let child = child.map(|id| format!(", {}", words::child_of(case, id)));
    format!("{}{}", words::case(case), child.unwrap_or_default())
}

fn notes(notes: &[Note], workspace: &Workspace, scheme: &Scheme) -> Html {
    // What is not allowed stands further up.
    let notes: Vec<&Note> = notes.iter().filter(|note| !note.error).collect();
    if notes.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="notes">
            { named_heading("notes", "Notes") }
            <>{ for notes.into_iter().map(|note| html! {
                <div class="govuk-inset-text">
                    if let Some(case) = note.case.as_ref().and_then(|id| workspace.case(id)) {
                        <strong>{ about(case, note.child.as_ref()) }</strong>{ ": " }
                    }
                    { note.words.clone() }
                    if !note.readings.is_empty() {
                        <dl class="fairload-entry__reasons">
                            <dt>{ "Our reading, where the source is unclear" }</dt>
                            { for note.readings.iter().map(|id| reading(id, scheme)) }
                        </dl>
                    }
                </div>
            }) }</>
        </section>
    }
}
