//! Files are chosen, read and shown; nothing changes until the reader says so.

use super::merging::{Joined, Planned, merging};
use super::parts::{block, buttons, said};
use crate::copies::written;
use crate::merging::{Answers, File, plan};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::frame::{not_opened, size};
use crate::web::components::text::{button, paragraph, second_button};
use crate::web::document::{Block, link as to, text};
use crate::web::own_schemes::{Own, OwnSchemes};
use crate::web::session::{Session, Shared};
use crate::web::state::{Action, Shown};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What came of choosing files, and what was decided about them so far.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// Those that can be read.
    pub files: Vec<File>,
    /// The own schemes in each of these.
    pub schemes: Vec<OwnSchemes>,
    /// Those that cannot: their names, and what is wrong with them.
    faulty: Vec<(String, Vec<String>)>,
    /// True once the reader wants to merge them.
    merging: bool,
    /// What the reader answered.
    pub answers: Answers,
    /// True where the reader wanted to merge before everything was answered.
    pub missed: bool,
    /// What was done with the files before these.
    done: String,
}

/// What was chosen, so far, and a way to change it.
pub type OpeningHandle = UseStateHandle<Shared<Opening>>;

/// Changes what was decided.
pub fn change(opening: &OpeningHandle, change: impl FnOnce(&mut Opening)) {
    let mut next = (*opening.0).clone();
    change(&mut next);
    opening.set(Shared(Rc::new(next)));
}

/// The field for files, and what came of choosing some.
#[hook]
pub fn use_opening(session: &Session) -> Html {
    let opening: OpeningHandle = use_state(Shared::<Opening>::default);
    let own = &session.state.own;
    let own = (Shared(Rc::clone(&own.workspace)), Shared(Rc::clone(&own.schemes)));
    let planned = use_memo((own, (*opening).clone()), |((own, schemes), opening)| {
        opening.merging.then(|| Planned {
            plan: plan(own, &opening.files, &opening.answers),
            schemes: Joined::of(schemes, opening),
        })
    });
    let onchange = {
        let (opening, session) = (opening.clone(), session.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            read(&input, &session, &opening);
            // The same file can be chosen again after it was mended.
            input.set_value("");
        })
    };
    html! {
        <>
            <div class="govuk-form-group">
                <label class="govuk-label" for="file">{ "A file that Fairload downloaded, ending in .json, or several" }</label>
                <div id="file-hint" class="govuk-hint">{ "Several people\u{2019}s files, such as those of a team, are put together. You see what changes before anything does." }</div>
                <input class="govuk-file-upload" id="file" type="file" multiple=true accept=".json,application/json"
                    aria-describedby="file-hint" {onchange} />
            </div>
            <div id="opened" tabindex="-1">{ for result(session, &opening, planned.as_ref().as_ref()) }</div>
        </>
    }
}

/// Reads every file that was chosen, each by itself: a faulty one stops none of the others.
fn read(input: &HtmlInputElement, session: &Session, opening: &OpeningHandle) {
    let Some(list) = input.files() else { return };
    let chosen: Vec<web_sys::File> = (0..list.length()).filter_map(|place| list.get(place)).collect();
    let number = chosen.len();
    let all: Rc<RefCell<(usize, Opening)>> = Rc::default();
    for file in chosen {
        let (all, session, opening, name) = (Rc::clone(&all), session.clone(), opening.clone(), file.name());
        browser::read_file(&file, move |answer| {
            let read = answer.map_err(|why| vec![why]).and_then(|text| {
                File::read(&name, &text).map_err(|faults| faults.iter().map(ToString::to_string).collect())
            });
            let mut all = all.borrow_mut();
            all.0 += 1;
            match read {
                Ok(file) => {
                    all.1.schemes.push(OwnSchemes::of(file.our_scheme.as_deref(), &file.schemes));
                    all.1.files.push(file);
                }
                Err(faults) => all.1.faulty.push((name.clone(), faults)),
            }
            if all.0 == number {
                show(std::mem::take(&mut all.1), number, &session, &opening);
            }
        });
    }
}

/// Shows what was chosen. One file, and nothing of one's own here: there is nothing to ask.
fn show(chosen: Opening, number: usize, session: &Session, opening: &OpeningHandle) {
    match (chosen.files.as_slice(), chosen.schemes.as_slice()) {
        ([file], [schemes]) if number == 1 && !session.state.own.is_anything() => open(session, file, schemes, opening),
        _ => {
            opening.set(Shared(Rc::new(chosen)));
            browser::after(0, || browser::focus("opened"));
        }
    }
}

/// Puts a file in place of what is here.
fn open(session: &Session, file: &File, schemes: &OwnSchemes, opening: &OpeningHandle) {
    let name = &file.name;
    let done = format!("Opened {name}: {}.{}", size(&file.workspace, schemes), unread(schemes));
    let before = &session.state.own.schemes;
    let next = before.replaced(schemes);
    let ours = next.main.clone().filter(|_| next.main != before.main);
    for action in [
        Action::LeaveDemo,
        Action::Open(Rc::clone(&file.workspace), Rc::new(next), format!("Opened {name}")),
        Action::Show(Shown::First),
    ] {
        session.act.emit(action);
    }
    // As where a scheme is made ours by hand.
    if let Some(ours) = ours {
        session.choose.emit(ours);
    }
    finish(opening, done);
}

/// Says what was done, and puts the files away.
pub fn finish(opening: &OpeningHandle, done: String) {
    opening.set(Shared(Rc::new(Opening { done, ..Opening::default() })));
    browser::after(0, || browser::focus("opened"));
}

/// What came of choosing files, and the questions before anything changes.
fn result(session: &Session, opening: &OpeningHandle, planned: Option<&Planned>) -> Vec<Html> {
    let keep = {
        let opening = opening.clone();
        Callback::from(move |_: MouseEvent| finish(&opening, "Nothing was changed.".to_owned()))
    };
    let mut parts = Vec::new();
    if !opening.done.is_empty() {
        let words = vec![text(format!("{} ", opening.done)), to(Address::Caseload, "Go to the caseload")];
        parts.push(said(vec![Block::Inset(vec![Block::Paragraph(words)])]));
    }
    for (name, found) in &opening.faulty {
        parts.push(not_opened(name, found));
    }
    if let Some(planned) = planned {
        parts.push(merging(session, opening, planned, keep));
    } else if !opening.files.is_empty() {
        let all = opening.files.iter().zip(&opening.schemes);
        let mut inset: Vec<Html> = all.map(|(file, schemes)| paragraph(held(file, schemes))).collect();
        inset.push(paragraph(choices(session, opening)));
        inset.push(offered(session, opening, keep));
        parts.push(block("govuk-inset-text", inset));
    }
    parts
}

/// "team.json (of November 2026) holds 3 practitioners, 12 cases, 31 children, 1 own scheme: Swindon (ours)."
fn held(file: &File, schemes: &OwnSchemes) -> String {
    let written = written(&file.name).map_or_else(String::new, |month| format!(" (of {})", month.words()));
    let mut names = String::new();
    for (place, own) in schemes.own.iter().enumerate() {
        names += if place == 0 { ": " } else { "; " };
        names += &own.name();
    }
    let main = schemes.main.as_ref().map(|main| schemes.called(main)).filter(|main| !main.is_empty());
    let main = main.map_or_else(String::new, |main| format!(" Our scheme in it: {main}."));
    format!("{}{written} holds {}{names}.{main}{}", file.name, size(&file.workspace, schemes), unread(schemes))
}

/// What to say of those that cannot be read as schemes.
fn unread(schemes: &OwnSchemes) -> String {
    let faulty = schemes.own.iter().filter(|own| own.scheme().is_none());
    let said = |own: &Rc<Own>| {
        format!(" The scheme {} cannot be read: it is kept as it is, and Schemes says what is wrong.", own.id)
    };
    let all: Vec<String> = faulty.map(said).collect();
    all.concat()
}

fn choices(session: &Session, opening: &Opening) -> String {
    let own = &session.state.own;
    if !own.is_anything() {
        return "There is nothing of yours here yet. Merging puts these files together, and shows first what comes of it.".to_owned();
    }
    let replacing = match opening.schemes.as_slice() {
        [one] if one.own.is_empty() && !own.schemes.own.is_empty() => {
            "Replacing puts the file in place of it; your own schemes stay, because the file has none. "
        }
        [_] => "Replacing puts the file in place of all of it. ",
        _ => "",
    };
    format!(
        "Here are {}. {replacing}Merging adds what is new, and shows first what would change. You can undo either until you close the page.",
        size(&own.workspace, &own.schemes)
    )
}

fn offered(session: &Session, opening: &OpeningHandle, keep: Callback<MouseEvent>) -> Html {
    let merge = {
        let opening = opening.clone();
        Callback::from(move |_: MouseEvent| {
            change(&opening, |own| own.merging = true);
            browser::after(0, || browser::focus("opened"));
        })
    };
    let mut all = vec![button("Merge into what is here", merge)];
    if opening.files.len() == 1 {
        let (session, opening) = (session.clone(), opening.clone());
        let replace = Callback::from(move |_: MouseEvent| {
            if let (Some(file), Some(schemes)) = (opening.files.first(), opening.schemes.first()) {
                open(&session, file, schemes, &opening);
            }
        });
        all.push(second_button("Replace what is here", replace));
    }
    all.push(second_button("Keep what is here", keep));
    buttons(all)
}
