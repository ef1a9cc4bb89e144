//! The lines of a score, each of which opens to its place in the source, the rule and its readings.

use crate::facts::Case;
use crate::scheme::Scheme;
use crate::scoring::Line;
use crate::web::words;
use yew::prelude::*;

/// Lines of a score, in a list.
pub fn lines<'l>(lines: impl Iterator<Item = &'l Line>, scheme: &Scheme, case: Option<&Case>) -> Html {
    html! {
        <ul class="fairload-lines">
            { for lines.map(|own| line(own, scheme, case)) }
        </ul>
    }
}

/// One line. The case is the one that it is about, for the names of children.
fn line(own: &Line, scheme: &Scheme, case: Option<&Case>) -> Html {
    let child = own.child.as_ref().and_then(|id| case.map(|case| words::child_of(case, id)));
    let range = words::range(own.least, own.most);
    html! {
        <li class={classes!("fairload-entry", (!own.counted).then_some("fairload-entry--not-counted"))}>
            <details class="fairload-entry__details">
                <summary class="fairload-entry__summary">
                    <span class="fairload-entry__what">
                        <span class="fairload-entry__name">{ own.name.clone() }</span>
                        if let Some(child) = child {
                            <span class="fairload-entry__whose">{ child }</span>
                        }
                        if !own.counted {
                            <span class="fairload-entry__whose">{ own.why.clone() }</span>
                        }
                    </span>
                    <span class="fairload-entry__points">
                        { points(own) }
                        if let Some(range) = range {
                            <span class="fairload-entry__range">{ range }</span>
                        }
                    </span>
                </summary>
                <dl class="fairload-entry__reasons">
                    // Of what did not count it stands in the line itself.
                    if own.counted {
                        <div><dt>{ "Why" }</dt><dd>{ own.why.clone() }</dd></div>
                    }
                    if !own.clause.is_empty() {
                        <div><dt>{ "Where in the source" }</dt><dd>{ own.clause.clone() }</dd></div>
                    }
                    if !own.rule_in_words.is_empty() && own.rule_in_words != own.why {
                        <div class="fairload-entry__rule"><dt>{ "The rule" }</dt><dd>{ own.rule_in_words.clone() }</dd></div>
                    }
                    if !own.readings.is_empty() {
                        <div>
                            <dt>{ "Our reading, where the source is unclear" }</dt>
                            <>{ for own.readings.iter().map(|id| reading(id, scheme)) }</>
                        </div>
                    }
                </dl>
            </details>
        </li>
    }
}

/// The points of a line: those that count, else those that it would have been.
fn points(own: &Line) -> Html {
    match own.forgone {
        Some(forgone) if !own.counted => html! {
            <><span class="govuk-visually-hidden">{ "not counted: " }</span><s>{ words::figure(forgone) }</s></>
        },
        _ => html! { words::figure(own.points) },
    }
}

/// A reading with its place and its words.
pub fn reading(id: &str, scheme: &Scheme) -> Html {
    match scheme.reading(id) {
        Some(found) => html! {
            <dd>
                <strong>{ id }</strong>
                <span class="fairload-entry__reading">{ format!(" ({}): {}", found.place, found.words) }</span>
            </dd>
        },
        None => html! { <dd>{ id }</dd> },
    }
}
