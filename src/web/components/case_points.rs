//! The points of one case, beside its form, as they are now.

use super::lines::lines;
use crate::comparison::unread;
use crate::facts::{Case, Id};
use crate::points::Points;
use crate::scheme::Scheme;
use crate::scoring::Question;
use crate::scoring::Score;
use crate::web::address::Address;
use crate::web::components::errors::of_case as of_case_errors;
use crate::web::components::text::link;
use crate::web::components::unknown;
use crate::web::session::{Session, use_score};
use crate::web::words;
use crate::web::{browser, questions};
use crate::workspace::Workspace;
use yew::prelude::*;

/// The points that a case gives one practitioner.
#[derive(Properties, PartialEq)]
pub struct CasePointsProps {
    /// What every page is given.
    pub session: Session,
    /// Whose points.
    pub practitioner: Id,
    /// Of which case.
    pub case: Id,
    /// True where several hold the case, so that each is named.
    pub named: bool,
}

/// What a case is called beside its points.
fn noun(case: &Case) -> &'static str {
    if case.kind.is(crate::facts::case::CaseKind::Family) { "This family" } else { "This case" }
}

/// The whole score in a sentence, so that a case is never taken for all of it.
fn whole(score: &Score, scheme: &Scheme) -> String {
    let range = words::range(score.least, score.most).map_or_else(String::new, |range| format!(", {range}"));
    let own = words::own_points(score, scheme);
    let own = (own != Points::ZERO).then(|| format!("{} for the practitioner", words::figure(own)));
    let lots = words::of_all_cases(score, scheme).map(|line| format!("{} {}", words::figure(line.points), line.name));
    let rest: Vec<String> = own.into_iter().chain(lots).collect();
    if rest.is_empty() {
        return format!("Whole score: {}{range}.", words::total(scheme, score.total));
    }
    let cases: Points = score.cases.iter().map(|own| own.points).sum();
    format!(
        "Whole score: {}{range} ({} for cases, {}).",
        words::total(scheme, score.total),
        words::figure(cases),
        rest.join(", ")
    )
}

/// The points of a case, its lines and what is not known of it. The figure is announced when it
/// changes, and nothing else.
#[component]
pub fn CasePointsPanel(props: &CasePointsProps) -> Html {
    let session = &props.session;
    let score = use_score(session, Some(&props.practitioner));
    let workspace = session.workspace();
    let (Some(score), Some(scheme), Some(case)) = (score, &session.scheme, workspace.case(&props.case)) else {
        return Html::default();
    };
    let own = words::case_part(&score, &props.case);
    let points = own.map_or(Points::ZERO, |own| own.points);
    let of_case = || score.lines.iter().filter(|line| line.case.as_ref() == Some(&props.case));
    let open = case.is_open(session.state.month);
    let holder = workspace.practitioner(&props.practitioner).filter(|_| open);
    let unread = holder.map_or_else(Vec::new, |own| unread(scheme, own, &[case], session.state.month));
    let of_score = || words::not_counted(&score, scheme).filter(|line| line.case.as_ref() == Some(&props.case));
    let left_out = || of_score().chain(&unread);
    let questions: Vec<&Question> =
        score.questions.iter().filter(|question| question.case.as_ref() == Some(&props.case)).collect();
    html! {
        <section class="fairload-score" aria-labelledby={format!("points-{}", props.practitioner)}>
            <h2 class="fairload-score__label" id={format!("points-{}", props.practitioner)}>
                { format!("{}, {}", scheme.name, session.state.month.words()) }
                if props.named {
                    { format!(", for {}", workspace.practitioner(&props.practitioner).map_or_else(String::new, words::practitioner)) }
                }
            </h2>
            <div role="status" class="fairload-score__live">
                <p class="fairload-score__case">{ format!("{}: {}", noun(case), words::total(scheme, points).replace(' ', "\u{a0}")) }</p>
                if let Some(range) = own.and_then(|own| words::range(own.least, own.most)) {
                    <p class="fairload-score__range">{ crate::web::state::sentence(&range) }</p>
                }
            </div>
            { of_case_errors(&score, &props.case) }
            if !open {
                <p class="fairload-score__meaning">{ format!("It is not open in {}.", session.state.month.words()) }</p>
            }
            { lines(of_case().filter(|line| line.counted), scheme, Some(case)) }
            if left_out().next().is_some() {
                <details class="govuk-details">
                    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "What did not count" }</span></summary>
                    <div class="govuk-details__text">{ lines(left_out(), scheme, Some(case)) }</div>
                </details>
            }
            if !questions.is_empty() {
                <h3 class="govuk-heading-s">{ "Not known yet" }</h3>
                { unknown::questions(questions.into_iter(), &|question| to_field(question, workspace, &score, scheme)) }
            }
            <p class="govuk-body-s fairload-score__total-of">
                { whole(&score, scheme) }
                { " " }{ link(&Address::Score(props.practitioner.clone()), "The whole score") }
                { ", " }{ link(&Address::CaseSideBySide(props.case.clone()), "this case under every scheme") }
            </p>
        </section>
    }
}

/// A question that leads to its field, which is on this page.
fn to_field(question: &Question, workspace: &Workspace, score: &Score, scheme: &Scheme) -> Html {
    let field = questions::field(question, score, scheme, workspace);
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        browser::focus(&field);
    });
    html! {
        <>
            <a class="govuk-link" href={questions::place(question, score, scheme, workspace).link()} {onclick}>{ questions::asked(question, workspace, false) }</a>
            { format!(" ({})", questions::effect(question, scheme, "up to")) }
        </>
    }
}
