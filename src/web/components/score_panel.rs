//! The score in short: total, range, band, load.

use super::document::{draw, not_allowed};
use crate::comparison::{Standing, band_in_words, not_allowed_in_words, standing_in_words};
use crate::points::Points;
use crate::scheme::{LoadOf, Scheme};
use crate::scoring::{Capacity, Score};
use crate::web::document::Document;
use crate::web::{questions, reported, words};
use crate::words::{measured, part, reach};
use yew::prelude::*;

/// The total with what it means, in words first; the bar only repeats it. `below` stands at its end.
pub fn score_panel(score: &Score, scheme: &Scheme, below: Html) -> Html {
    html! {
        <div class="fairload-score">
            <h2 class="fairload-score__label">{ format!("{}, {}", scheme.name, score.month.words()) }</h2>
            <p class="fairload-score__total">
                { words::figure(score.total) }<span class="fairload-score__unit">{ format!(" {}", scheme.counted_in.word(score.total)) }</span>
            </p>
            if score.least != score.most {
                <p class="fairload-score__range">
                    { format!("Could be {} to {}, until everything is known", words::figure(score.least), words::figure(score.most)) }
                    if questions::rests_on_manager(&mut score.questions.iter()) {
                        { ": most of that is points left to the manager" }
                    }
                </p>
            }
            if let Some(band) = band_in_words(score) {
                <p class="fairload-score__band"><strong>{ sentence(&band) }</strong></p>
            }
            if let Some(capacity) = &score.capacity {
                { load(score, scheme, capacity) }
            } else if let Some(why) = &score.no_number {
                <p class="fairload-score__meaning">{ why.clone() }</p>
            }
            if let Some(own) = &score.benchmark {
                { draw(&Document::of(reported::in_short(own))) }
            }
            <p class="fairload-score__meaning">{ words::children_in_families(score) }</p>
            if let Some(words) = not_allowed_in_words(&Standing::of(score)) {
                <p class="fairload-score__meaning">{ not_allowed(words.into()) }</p>
            }
            { below }
        </div>
    }
}

fn sentence(words: &str) -> String {
    crate::web::state::sentence(words)
}

/// The load: percent, how far over or within, and a bar. Of several parts each, and which makes the load.
fn load(score: &Score, scheme: &Scheme, capacity: &Capacity) -> Html {
    let standing = Standing::of(score);
    let so_far = standing.ends.filter(|(least, most)| least != most).and_then(|_| standing.percent());
    let so_far = so_far.map_or_else(String::new, |own| format!("; so far {own}\u{a0}%"));
    let percent = standing.load_in_words().map_or_else(String::new, |own| format!(" {own}{so_far}"));
    let until = capacity.until.map_or_else(String::new, |until| format!(", until {}", until.words()));
    let said = if !score.parts.is_empty() {
        let adds_up = scheme.capacity.as_ref().is_some_and(|own| own.load == LoadOf::Sum);
        let of = match (adds_up, capacity.name.as_str()) {
            (true, _) => "the parts together".to_owned(),
            (false, "") => "the fullest part".to_owned(),
            (false, name) => format!("the fullest part, {name}"),
        };
        format!("Load{percent}, of {of}:")
    } else if !capacity.name.is_empty() || capacity.most == Points::ZERO {
        let name = if capacity.name.is_empty() { &scheme.counted_in.many } else { &capacity.name };
        format!(
            "{}: {}{until}",
            if percent.is_empty() { sentence(name) } else { format!("Load{percent}: {name}") },
            measured(capacity)
        )
    } else {
        format!(
            "Load{percent}: {} of {}, the top of the normal range: {}",
            words::figure(capacity.points),
            format_args!("{} {}", words::rounded(capacity.limit()), scheme.counted_in.word(capacity.limit())),
            if standing.reading.is_sure() && score.least == score.most {
                reach(capacity)
            } else {
                standing_in_words(&standing)
            }
        )
    };
    html! {
        <>
            <p class="fairload-score__meaning">{ said }</p>
            if !score.parts.is_empty() {
                <ul class="govuk-list govuk-list--bullet">
                    { for score.parts.iter().map(|own| {
                        let words = sentence(&part(own));
                        if own == capacity { html! { <li><strong>{ words }</strong></li> } } else { html! { <li>{ words }</li> } }
                    }) }
                </ul>
            }
            if capacity.limit() > Points::ZERO {
                { bar(score, capacity) }
            }
        </>
    }
}

/// What is measured against the limit. What it shows is said above it, so readers who hear the page skip it.
fn bar(score: &Score, capacity: &Capacity) -> Html {
    // In ten-thousandths, which are too fine for a screen: whole points are enough here.
    let whole = |points: Points| points.in_ten_thousandths() / 10_000;
    let limit = whole(capacity.limit()).max(1);
    // A range is known of the total alone.
    let of_total = score.parts.is_empty() && capacity.name.is_empty();
    let most = if of_total { score.most } else { capacity.points };
    let widest = whole(most).max(whole(capacity.points)).max(limit * 5 / 4);
    let percent = |points: i64| (points.max(0) * 100 / widest).to_string();
    html! {
        <svg class="fairload-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="fairload-bar__track" x="0" y="0" width="100" height="8" />
            <rect class="fairload-bar__range" x="0" y="0" width={percent(whole(most))} height="8" />
            <rect class="fairload-bar__fill" x="0" y="0" width={percent(whole(capacity.points))} height="8" />
            <line class="fairload-bar__limit" x1={percent(limit)} x2={percent(limit)} y1="0" y2="8" />
        </svg>
    }
}
