//! The score in short: total, range, band, load.

use crate::comparison::{Standing, band_in_words};
use crate::points::Points;
use crate::scheme::Scheme;
use crate::scoring::{Capacity, Score};
use crate::web::{questions, words};
use yew::prelude::*;

/// The total with what it means, in words first; the bar only repeats it. `below` stands at its end.
pub fn score_panel(score: &Score, scheme: &Scheme, below: Html) -> Html {
    html! {
        <div class="fairload-score">
            <h2 class="fairload-score__label">{ format!("{}, {}", scheme.name, score.month.words()) }</h2>
            <p class="fairload-score__total">
                { words::figure(score.total) }<span class="fairload-score__unit">{ if score.total == Points::whole(1) { " point" } else { " points" } }</span>
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
                { load(score, capacity) }
            }
            <p class="fairload-score__meaning">
                { format!("{} in {}", words::count(score.children, "child", "children"), words::count(score.families, "family", "families")) }
            </p>
            { below }
        </div>
    }
}

fn sentence(words: &str) -> String {
    crate::web::state::sentence(words)
}

/// The load: percent, ratio and a bar.
fn load(score: &Score, capacity: &Capacity) -> Html {
    let standing = Standing::of(score);
    let percent = |own: i64| format!(" {own}\u{a0}%");
    let so_far = standing.ends.filter(|(least, most)| least != most).and_then(|_| standing.percent());
    let so_far = so_far.map_or_else(String::new, |own| format!("; so far{}", percent(own)));
    let load = standing.load_in_words().map_or_else(String::new, |own| format!(" {own}{so_far}"));
    let of = if capacity.name.is_empty() { String::new() } else { format!(" of {}", capacity.name) };
    html! {
        <>
            <p class="fairload-score__meaning">
                if score.parts.is_empty() {
                    { format!("Load{load}: {} of {} points{of}, the top of the normal range", words::figure(capacity.points),
                        words::rounded(capacity.limit())) }
                } else {
                    // The parts themselves are said where the score is explained.
                    { format!("Load{load}, over {}", words::count(score.parts.len(), "part", "parts")) }
                }
            </p>
            { bar(score, capacity) }
        </>
    }
}

/// The total against the limit. What it shows is said above it, so readers who hear the page skip it.
fn bar(score: &Score, capacity: &Capacity) -> Html {
    // In ten-thousandths, which are too fine for a screen: whole points are enough here.
    let whole = |points: Points| points.in_ten_thousandths() / 10_000;
    let limit = whole(capacity.limit()).max(1);
    let widest = whole(score.most).max(whole(score.total)).max(limit * 5 / 4);
    let percent = |points: i64| (points.max(0) * 100 / widest).to_string();
    html! {
        <svg class="fairload-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="fairload-bar__track" x="0" y="0" width="100" height="8" />
            <rect class="fairload-bar__range" x="0" y="0" width={percent(whole(score.most))} height="8" />
            <rect class="fairload-bar__fill" x="0" y="0" width={percent(whole(score.total))} height="8" />
            <line class="fairload-bar__limit" x1={percent(limit)} x2={percent(limit)} y1="0" y2="8" />
        </svg>
    }
}
