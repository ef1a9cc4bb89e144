//! What merging would do, with a choice at everything that is not plain.

use super::opening::{Opening, OpeningHandle, TAKEN_BACK, change, finish};
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

    /// The plan for practitioners and cases, where one file can hold these beside what comes of it.
    pub fn fit(&self, plan: Plan) -> Result<Plan, Fault> {
        plan.with_schemes(self.all.own.iter().map(|own| &*own.text))
    }
}

/// What merging would do, and the buttons.
pub fn merging(session: &Session, opening: &OpeningHandle, planned: &Planned, keep: Callback<MouseEvent>) -> Html {
    let keep = second_button("Cancel: change nothing", keep);
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
    let both = || plan.differences.iter().enumerate().filter(|(_, own)| own.both);
    for (place, difference) in both().filter(|(_, own)| !own.answered) {
        let message = format!("Say which is right: {}, {}", difference.fact, difference.of);
        refused.push(Refused { field: format!("differs-{place}-yes"), typed: String::new(), message });
    }
    let missed = !refused.is_empty();
    let mut parts = Vec::new();
    if opening.missed && missed {
        parts.push(html! { <Errors id="merging-errors" {refused} /> });
    }
    let anew = !session.state.own.is_anything();
    parts.push(subheading(if anew { "What comes of it" } else { "What merging does" }.to_owned()));
    parts.push(said(summary(session, opening, plan, &planned.schemes)));
    let notes = opening.files.iter().map(|file| private_notes(&file.workspace)).sum();
    if notes > 0 {
        parts.push(with_notes(opening, notes));
    }
    if !plan.questions.is_empty() {
        parts.push(subheading(format!("Are these the same? {}", plan.questions.len())));
        for (place, own) in plan.questions.iter().enumerate() {
            parts.push(question(opening, place, own));
        }
    }
    if left > 1 {
        parts.push(second_button(format!("Not the same: keep these {left} apart"), answer_all(opening, open, false)));
    }
    if !plan.differences.is_empty() {
        parts.push(subheading(format!("Said differently: {}", plan.differences.len())));
        parts.push(paragraph("Where only one side knows something, that is taken. Where both do, say which is right."));
        let keys: Vec<Key> = both().map(|(_, own)| own.key.clone()).collect();
        if !keys.is_empty() {
            let (file, here) = match opening.files.len() {
                1 => ("Take the file\u{2019}s for all", "Keep what is here for all"),
                _ => ("Take the first for all", "Take the second for all"),
            };
            parts.push(buttons(vec![
                second_button(file, answer_all(opening, keys.clone(), true)),
                second_button(here, answer_all(opening, keys, false)),
            ]));
        }
        // Those that wait for the reader come first.
        let rest = plan.differences.iter().enumerate().filter(|(_, own)| !own.both);
        let all = both().chain(rest).map(|(place, own)| difference(opening, place, own));
        parts.push(block("fairload-differences", all.collect()));
    }
    let words = if anew { "Put together" } else { "Merge" };
    let merge = button(words, merge(session, opening, plan, &planned.schemes, missed));
    parts.push(buttons(vec![merge, keep]));
    block("fairload-merging", parts)
}

/// Gives all of these one answer.
fn answer_all(opening: &OpeningHandle, keys: Vec<Key>, answer: bool) -> Callback<MouseEvent> {
    let opening = opening.clone();
    Callback::from(move |_: MouseEvent| {
        change(&opening, |own| {
            for key in &keys {
                own.answers.give(key.clone(), answer);
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
            (None, None) => {
                return finish(
                    &opening,
                    "Nothing had to be changed: what is in these files is here already.".to_owned(),
                );
            }
        }
        finish(&opening, format!("{words}. {TAKEN_BACK}"));
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
    let is_anything = session.state.own.is_anything();
    let added = [What::Added, What::Apart];
    let of = |what: &[What]| counted(plan.count(Root::Practitioner, what), plan.count(Root::Case, what));
    let left = |id: &Id| plan.outcomes.iter().all(|own| own.id != *id);
    let left = counted(
        own.practitioners.iter().filter(|own| left(&own.id)).count(),
        own.cases.iter().filter(|own| left(&own.id)).count(),
    );
    let mut all = Vec::new();
    let sides = if opening.files.len() == 1 && is_anything { "here and in the file" } else { "on each side" };
    for (root, one, several) in [(Root::Practitioner, "practitioner", "practitioners"), (Root::Case, "case", "cases")] {
        let (records, _) = plan.unanswered(root);
        if records > 0 {
            let say = if records == 1 { "says" } else { "say" };
            all.push(format!("{} {say} something else {sides}: which is right?", count(records, one, several)));
        }
    }
    let or = |here: &'static str, anew: &'static str| if is_anything { here } else { anew };
    let nothing = plan.change.is_none() && schemes.short.is_none();
    if nothing && plan.questions.is_empty() && plan.differences.is_empty() {
        all.push("Nothing would change: what is in these files is here already.".to_owned());
    }
    for (what, counted) in [
        ("Added", of(&added)),
        ("Of these under a new id, because another record has theirs", of(&[What::Apart])),
        (or("Changed", "In several files, and put together"), of(&[What::Changed])),
        ("Said differently, and as it was until you choose", of(&[What::Differs])),
        (or("The same already", "In several files, and the same"), of(&[What::Same])),
        ("Only here, and staying as they are", left),
    ] {
        if let Some(counted) = counted {
            all.push(format!("{what}: {counted}"));
        }
    }
    all.extend(plan.shared.iter().map(|held| format!("Now held by several: {held}")));
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

/// "here", or the file that what is compared with came from.
fn side(opening: &Opening, side: Option<usize>) -> String {
    side.map_or_else(|| "here".to_owned(), |place| format!("in {}", file_name(opening, place)))
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
        "{} in these files: why a load is reduced, or a personal capacity set",
        count(notes, "private note is", "private notes are")
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
    let file = file_name(opening, own.key.file);
    let other = side(opening, own.side);
    let legend = if own.theirs == own.ours {
        format!("In {file} and {other}: {}. They look alike.", own.theirs)
    } else {
        format!("In {file}: {}. {}: {}.", own.theirs, sentence(&other), own.ours)
    };
    let words = ["The same: joined into one".to_owned(), "Not the same: both are kept".to_owned()];
    radios(opening, &format!("same-{place}"), &own.key, legend, words, own.answer)
}

fn difference(opening: &OpeningHandle, place: usize, own: &Difference) -> Html {
    let shown = |value: &str| dates::shown(own.kind, value);
    let theirs = format!("{} ({})", shown(&own.theirs), file_name(opening, own.key.file));
    let words =
        [theirs, format!("{} ({})", shown(&own.ours), own.side.map_or("here", |side| file_name(opening, side)))];
    radios(
        opening,
        &format!("differs-{place}"),
        &own.key,
        format!("{}: {}", sentence(&own.of), own.fact),
        words,
        own.answered.then_some(own.take),
    )
}
