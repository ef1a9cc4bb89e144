//! What merging would do, with a choice at everything that is not plain.

use super::opening::{Opening, OpeningHandle, change, finish};
use super::parts::{Choice, block, buttons, choices, fold, lines, said, subheading};
use crate::change::{Root, apply};
use crate::copies::private_notes;
use crate::facts::{Fault, Id};
use crate::merging::{Difference, Key, Plan, Question, What, in_order, words};
use crate::web::components::errors::Errors;
use crate::web::components::text::{button, paragraph, second_button};
use crate::web::own_schemes::OwnSchemes;
use crate::web::session::Session;
use crate::web::state::{Action, Refused, sentence};
use crate::web::words::count;
use crate::web::{browser, dates};
use std::rc::Rc;
use yew::prelude::*;

/// So many names are shown of what is added.
const SHOWN: usize = 200;

/// What merging would do.
pub struct Planned {
    /// To practitioners and cases.
    pub plan: Result<Plan, Fault>,
    /// To the own schemes.
    pub schemes: Joined,
}

/// One's own schemes with those of the files.
pub struct Joined {
    /// All of them.
    all: OwnSchemes,
    /// What that does, in lines; nothing where nothing changes.
    lines: Vec<String>,
    /// The same in short; nothing where nothing changes.
    short: Option<String>,
}

impl Joined {
    /// What comes of these with those of the files.
    pub fn of(own: &OwnSchemes, opening: &Opening) -> Self {
        let (mut all, mut lines, mut added) = (own.clone(), Vec::new(), 0);
        for place in in_order(&opening.files) {
            let Some(theirs) = opening.schemes.get(place) else { continue };
            let (next, new) = all.with(theirs);
            let file = file_name(opening, place);
            added += new.len();
            for (one, beside) in new {
                let beside = beside.map_or_else(String::new, |other| {
                    format!(", beside {}, which has its id here and stays as it is", other.name())
                });
                lines.push(format!("Added: the scheme {} ({file}){beside}", one.name()));
            }
            let main = theirs.main.as_ref().map(|main| theirs.called(main)).filter(|name| !name.is_empty());
            let ours = all.main.as_ref().map(|ours| all.called(ours));
            // A main scheme that is gone has no name.
            if let Some(name) = main.filter(|name| ours.as_ref().is_none_or(|ours| !ours.is_empty() && ours != name)) {
                lines.push(match ours {
                    None => format!("Our scheme, which is not chosen here, becomes {name} ({file})"),
                    Some(ours) => format!("Our scheme stays {ours}; {file} has {name}"),
                });
            }
            all = next;
        }
        let short = if added > 0 { Some(count(added, "scheme added", "schemes added")) } else { None };
        let short = short.or_else(|| (all != *own).then(|| "our scheme chosen".to_owned()));
        Self { all, lines, short }
    }
}

/// What merging would do, and the buttons.
pub fn merging(session: &Session, opening: &OpeningHandle, planned: &Planned, keep: Callback<MouseEvent>) -> Html {
    let keep = second_button("Keep what is here", keep);
    let plan = match &planned.plan {
        Ok(plan) => plan,
        Err(fault) => {
            let why = format!("These files cannot be merged: {}. Nothing was changed.", fault.message);
            return block("govuk-inset-text", vec![paragraph(why), keep]);
        }
    };
    let mut refused = Vec::new();
    let mut open = Vec::new();
    for (place, question) in plan.questions.iter().enumerate().filter(|(_, own)| own.answer.is_none()) {
        open.push(question.key.clone());
        refused.push(missing(place, question));
    }
    let left = open.len();
    let mut parts = Vec::new();
    if opening.missed && left > 0 {
        parts.push(html! { <Errors id="merging-errors" {refused} /> });
    }
    parts.push(subheading("What merging does".to_owned()));
    parts.push(said(summary(session, opening, plan, &planned.schemes)));
    let notes = opening.files.iter().map(|file| private_notes(&file.workspace)).sum();
    if notes > 0 {
        parts.push(with_notes(opening, notes));
    }
    if !plan.questions.is_empty() {
        parts.push(subheading(format!("Perhaps one and the same: {}", plan.questions.len())));
        for (place, own) in plan.questions.iter().enumerate() {
            parts.push(question(opening, place, own));
        }
    }
    if left > 1 {
        parts.push(second_button(format!("Keep the {left} apart that are not answered"), keep_apart(opening, open)));
    }
    if !plan.differences.is_empty() {
        parts.push(subheading(format!("Said differently: {}", plan.differences.len())));
        parts.push(paragraph(
            "What only one side knows is taken already. Choose where that is not right, or where both know.",
        ));
        let all = plan.differences.iter().enumerate().map(|(place, own)| difference(opening, place, own));
        parts.push(block("fairload-differences", all.collect()));
    }
    let mut offered = Vec::with_capacity(2);
    if plan.change.is_some() || planned.schemes.short.is_some() {
        offered.push(button("Merge", merge(session, opening, plan, &planned.schemes, left > 0)));
    }
    offered.push(keep);
    parts.push(buttons(offered));
    block("fairload-merging", parts)
}

fn keep_apart(opening: &OpeningHandle, keys: Vec<Key>) -> Callback<MouseEvent> {
    let opening = opening.clone();
    Callback::from(move |_: MouseEvent| {
        change(&opening, |own| {
            for key in &keys {
                own.answers.give(key.clone(), false);
            }
        });
    })
}

fn merge(
    session: &Session,
    opening: &OpeningHandle,
    plan: &Plan,
    schemes: &Joined,
    missed: bool,
) -> Callback<MouseEvent> {
    let (session, opening, act) = (session.clone(), opening.clone(), plan.change.clone());
    let words = words(&opening.files, plan, schemes.short.clone());
    let schemes = schemes.short.is_some().then(|| schemes.all.clone());
    Callback::from(move |_: MouseEvent| {
        if missed {
            change(&opening, |own| own.missed = true);
            browser::after(0, || browser::focus("merging-errors"));
            return;
        }
        session.act.emit(Action::LeaveDemo);
        match (&schemes, &act) {
            (Some(schemes), act) => {
                let mut all = Rc::clone(&session.state.own.workspace);
                if let Some(act) = act {
                    // The same change was made when it was planned.
                    let _ = apply(Rc::make_mut(&mut all), act);
                }
                session.act.emit(Action::Open(all, Rc::new(schemes.clone()), words.clone()));
            }
            (None, Some(act)) => session.act.emit(Action::Do(act.clone())),
            (None, None) => {}
        }
        finish(&opening, format!("{words}. You can undo that until you close the page."));
    })
}

fn missing(place: usize, question: &Question) -> Refused {
    let message = format!("Say whether {} is the same", question.theirs.split(',').next().unwrap_or_default());
    Refused { field: format!("same-{place}-yes"), typed: String::new(), message }
}

/// "1 practitioner, 3 cases"; nothing where there is none of either.
fn counted(practitioners: usize, cases: usize) -> Option<String> {
    let words =
        || format!("{}, {}", count(practitioners, "practitioner", "practitioners"), count(cases, "case", "cases"));
    (practitioners + cases > 0).then(words)
}

/// How much is added, changed and left alone, with the names of what is added.
fn summary(session: &Session, opening: &Opening, plan: &Plan, schemes: &Joined) -> Vec<crate::web::document::Block> {
    let own = &session.state.own.workspace;
    let added = [What::Added, What::Apart];
    let of = |what: &[What]| counted(plan.count(Root::Practitioner, what), plan.count(Root::Case, what));
    let left = |id: &Id| plan.outcomes.iter().all(|own| own.id != *id);
    let left = counted(
        own.practitioners.iter().filter(|own| left(&own.id)).count(),
        own.cases.iter().filter(|own| left(&own.id)).count(),
    );
    let mut all = Vec::new();
    if plan.change.is_none() && plan.questions.is_empty() && schemes.short.is_none() {
        all.push("Nothing would change: what is in these files is here already.".to_owned());
    }
    for (what, counted) in [
        ("Added", of(&added)),
        ("Of these under a new id, because another record here has theirs", of(&[What::Apart])),
        ("Changed", of(&[What::Changed])),
        ("The same already", of(&[What::Same])),
        ("Only here, and staying as they are", left),
    ] {
        if let Some(counted) = counted {
            all.push(format!("{what}: {counted}"));
        }
    }
    all.extend(plan.shared.iter().map(|held| format!("Held by more people than before: {held}")));
    all.extend(schemes.lines.iter().cloned());
    let mut blocks = vec![lines(all)];
    let names = plan.outcomes.iter().filter(|own| added.contains(&own.what));
    let mut names: Vec<String> =
        names.map(|own| format!("{} ({})", own.called, file_name(opening, own.file))).collect();
    if names.len() > SHOWN {
        let more = names.len() - SHOWN;
        names.truncate(SHOWN);
        names.push(format!("and {more} more"));
    }
    if !names.is_empty() {
        blocks.push(fold("What is added", lines(names)));
    }
    blocks
}

fn file_name(opening: &Opening, place: usize) -> &str {
    opening.files.get(place).map_or("", |file| &file.name)
}

/// Whether private notes are taken over.
fn with_notes(opening: &OpeningHandle, notes: usize) -> Html {
    let on = opening.answers.private_notes;
    let handle = opening.clone();
    let onchange = Callback::from(move |_: Event| change(&handle, |own| own.answers.private_notes = !on));
    let legend = format!(
        "{} a private note, or says why",
        count(notes, "agreed reduction in these files has", "agreed reductions in these files have")
    );
    let label = "Take private notes over as well: only where these files are your own".to_owned();
    choices(legend, None, vec![Choice { id: "private-notes".to_owned(), label, on, onchange }])
}

/// Two radios: what an answer is about, its two answers in words, and which is chosen.
fn radios(
    opening: &OpeningHandle,
    name: &str,
    key: &Key,
    legend: String,
    words: [String; 2],
    chosen: Option<bool>,
) -> Html {
    let mut all = Vec::with_capacity(2);
    for (answer, label) in [true, false].into_iter().zip(words) {
        let (opening, key) = (opening.clone(), key.clone());
        let onchange = Callback::from(move |_: Event| change(&opening, |own| own.answers.give(key.clone(), answer)));
        let id = format!("{name}-{}", if answer { "yes" } else { "no" });
        all.push(Choice { id, label, on: chosen == Some(answer), onchange });
    }
    choices(legend, Some(name), all)
}

fn question(opening: &OpeningHandle, place: usize, own: &Question) -> Html {
    let legend = format!("In {}: {}. Here: {}.", file_name(opening, own.key.file), own.theirs, own.ours);
    let words = ["The same: joined into one".to_owned(), "Not the same: both are kept".to_owned()];
    radios(opening, &format!("same-{place}"), &own.key, legend, words, own.answer)
}

fn difference(opening: &OpeningHandle, place: usize, own: &Difference) -> Html {
    let shown = |value: &str| dates::shown(own.kind, value);
    let theirs = format!("{} ({})", shown(&own.theirs), file_name(opening, own.key.file));
    let words = [theirs, format!("{} (yours)", shown(&own.ours))];
    radios(
        opening,
        &format!("differs-{place}"),
        &own.key,
        format!("{}: {}", sentence(&own.of), own.fact),
        words,
        Some(own.take),
    )
}
