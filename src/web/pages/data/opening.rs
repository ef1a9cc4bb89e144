//! Files are chosen, read and shown; nothing changes until the reader says so.

use super::merging::{Joined, Planned, merging};
use super::parts::{block, buttons, fold, lines, said};
use crate::copies::written;
use crate::merging::{Answers, File, plan};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::frame::size;
use crate::web::components::text::{button, paragraph, second_button};
use crate::web::document::{Block, link as to, text};
use crate::web::own_schemes::{Own, OwnSchemes};
use crate::web::remembered::{Remembered, use_remembered};
use crate::web::session::{Session, Shared};
use crate::web::state::{Action, Shown};
use crate::workspace::Workspace;
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

/// Said after everything that one step takes back.
pub const TAKEN_BACK: &str = "Undo takes it back until the page is closed or reloaded.";

/// What was chosen, so far, and a way to change it.
pub type OpeningHandle = Remembered<Shared<Opening>>;

/// Changes what was decided.
pub fn change(opening: &OpeningHandle, change: impl FnOnce(&mut Opening)) {
    let mut next = (*opening.latest().0).clone();
    change(&mut next);
    opening.set(Shared(Rc::new(next)));
}

/// The field for files, and what came of choosing some.
#[hook]
pub fn use_opening(session: &Session) -> Html {
    let opening: OpeningHandle = use_remembered(Shared::<Opening>::default);
    let own = &session.state.own;
    let own = (Shared(Rc::clone(&own.workspace)), Shared(Rc::clone(&own.schemes)));
    let planned = use_memo((own, (*opening).clone()), |((own, schemes), opening)| {
        opening.merging.then(|| {
            let schemes = Joined::of(schemes, opening);
            let plan = plan(own, &opening.files, &opening.answers);
            Planned { plan: plan.and_then(|plan| schemes.fit(plan)), schemes }
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
    if number > 0 {
        // What was wrong with an earlier file is no matter any more.
        opening.set(Shared::default());
    }
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
        ([file], [schemes]) if number == 1 && !session.state.own.is_anything() && !is_empty(file, schemes) => {
            open(session, file, schemes, opening);
        }
        _ => {
            opening.set(Shared(Rc::new(chosen)));
            browser::after(0, || browser::focus("opened"));
        }
    }
}

/// Puts a file in place of what is here.
fn open(session: &Session, file: &File, schemes: &OwnSchemes, opening: &OpeningHandle) {
    let name = &file.name;
    let done = format!("Opened {name}: {}.{} {TAKEN_BACK}", size(&file.workspace, schemes), unread(schemes));
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
        // Only while it is still the last step, so that no earlier one is taken back by it.
        let last = session.state.own.undo.last();
        if opening.done.ends_with(TAKEN_BACK) && last.is_some_and(|step| opening.done.starts_with(step.words.as_str()))
        {
            let (session, opening) = (session.clone(), opening.clone());
            let undo = Callback::from(move |_: MouseEvent| {
                session.act.emit(Action::Undo);
                finish(&opening, "It was taken back: all is as it was before.".to_owned());
            });
            parts.push(second_button("Undo", undo));
        }
    }
    for (name, found) in &opening.faulty {
        parts.push(not_opened(name, found));
    }
    if let Some(planned) = planned {
        parts.push(merging(session, opening, planned, keep));
    } else if !opening.files.is_empty() {
        let all = opening.files.iter().zip(&opening.schemes);
        let mut inset: Vec<Html> = all.map(|(file, schemes)| paragraph(held(file, schemes))).collect();
        if opening.files.iter().zip(&opening.schemes).all(|(file, schemes)| is_empty(file, schemes)) {
            inset.push(second_button("Cancel: change nothing", keep));
        } else {
            inset.push(paragraph(choices(session, opening)));
            inset.push(offered(session, opening, keep));
        }
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
    if is_empty(file, schemes) {
        return format!("{}{written} holds nothing, so there is nothing to open.", file.name);
    }
    format!(
        "{}{written}: {}{}{names}.{main}{}",
        file.name,
        whose(&file.workspace),
        size(&file.workspace, schemes),
        unread(schemes)
    )
}

/// A file that was refused: what that means, and folded behind it what is wrong with it, and where.
fn not_opened(name: &str, found: &[String]) -> Html {
    const SHOWN: usize = 20;
    let first = found.first().map_or("", String::as_str);
    let why = if first.contains("cut off") {
        "The file is cut off: it ends in the middle."
    } else if first.contains("newer Fairload") {
        "A newer Fairload wrote this file. Open it with that one."
    } else if first.contains("file is empty") {
        "The file is empty."
    } else if first.contains("JSON") || first.contains("a workspace file is wanted") {
        "This is not a file that Fairload wrote."
    } else {
        "Something in this file is not as Fairload writes it."
    };
    let mut details: Vec<String> = found.iter().take(SHOWN).cloned().collect();
    if found.len() > SHOWN {
        details.push(format!("and {} more", found.len() - SHOWN));
    }
    html! {
        <div class="govuk-error-summary">
            <h3 class="govuk-error-summary__title">{ format!("{name} was not opened") }</h3>
            { paragraph(format!("{why} Nothing was changed.")) }
            { said(vec![fold("Details", lines(details))]) }
        </div>
    }
}

/// Nobody, no case and no scheme is in it.
fn is_empty(file: &File, schemes: &OwnSchemes) -> bool {
    file.workspace.practitioners.is_empty() && file.workspace.cases.is_empty() && schemes.own.is_empty()
}

/// "AB, CD and EF; ": whose file it is, as far as it says so.
fn whose(workspace: &Workspace) -> String {
    let labels = workspace.practitioners.iter().map(|own| own.label.as_str()).filter(|label| !label.is_empty());
    let mut all: Vec<&str> = labels.take(4).collect();
    let more = all.len() > 3;
    all.truncate(3);
    match all.as_slice() {
        [] => String::new(),
        names => format!("{}{}; ", names.join(", "), if more { " and others" } else { "" }),
    }
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
        "Here are {}. {replacing}Merging adds what is new, and shows first what would change. Undo takes either back until the page is closed or reloaded.",
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
    let is_anything = session.state.own.is_anything();
    let words = if is_anything { "Merge into what is here" } else { "Put these files together" };
    let mut all = vec![button(words, merge)];
    if is_anything && opening.files.len() == 1 {
        let (session, opening) = (session.clone(), opening.clone());
        let replace = Callback::from(move |_: MouseEvent| {
            if let (Some(file), Some(schemes)) = (opening.files.first(), opening.schemes.first()) {
                open(&session, file, schemes, &opening);
            }
        });
        all.push(second_button("Replace what is here", replace));
    }
    all.push(second_button("Cancel: change nothing", keep));
    buttons(all)
}
