//! Who holds a case, and how they share it.

use super::{APART, of_record};
use crate::absence::missing;
use crate::bulk::{self, Bulk};
use crate::change::{Subject, apply};
use crate::comparison::{Effect, Held, effect, effect_in_words, held, mark};
use crate::facts::case::Allocation;
use crate::facts::record::{Record, definition};
use crate::facts::value::Listed;
use crate::facts::{Case, Id, Practitioner};
use crate::points::Points;
use crate::scheme::Scheme;
use crate::web::address::Address;
use crate::web::components::choose::{Choose, scheme_field, search_field};
use crate::web::components::document::draw as draw_document;
use crate::web::components::errors::Errors;
use crate::web::components::fields::{Drawing, draw};
use crate::web::components::text::{button, link, named_heading, paragraph, quiet_button, second_button};
use crate::web::document::{Block, Column, Document, Inline, Pick, Row, Table, only};
use crate::web::pages::team::{OPEN, has, stands};
use crate::web::remembered::Remembered;
use crate::web::session::Session;
use crate::web::state::{Action, Refused, sentence};
use crate::web::taking::Candidates;
use crate::web::{browser, needs, taking, words};
use yew::prelude::*;

/// Who holds the case, and how they share it.
pub fn holding(session: &Session, case: &Case, choice: &Choice<'_>) -> Html {
    let workspace = session.workspace();
    let subject = Subject::case(&case.id);
    let drawing = Drawing { subject: &subject, refused: &session.desk().refused, give: &session.give };
    let free = workspace.practitioners.iter().any(|own| case.allocation_of(&own.id).is_none());
    let shared = APART.into_iter().skip(1).filter(|fact| needs::case(case, fact)).filter_map(definition::<Case>);
    html! {
        <section aria-labelledby="holding">
            { named_heading("holding", "Who holds it") }
            if case.allocations.is_empty() {
                { paragraph("Nobody: this case is unallocated.") }
            }
            <>{ for case.allocations.iter().map(|allocation| allocation_card(session, case, allocation)) }</>
            { given_to(session, case, choice.given) }
            <>{ for shared.map(|own| draw(drawing.field(case, own))) }</>
            { taker(session, case, choice) }
            if !free && !case.allocations.is_empty() {
                <p class="govuk-body-s fairload-quiet">{ "Everybody listed here holds it. A colleague who is not listed need not be added: say above how the work is shared." }</p>
            }
        </section>
    }
}

fn allocation_card(session: &Session, case: &Case, allocation: &Allocation) -> Html {
    let workspace = session.workspace();
    let subject = Subject::case(&case.id).list("allocations", &allocation.id);
    let refused = of_record(session, &subject);
    let drawing = Drawing { subject: &subject, refused: &refused, give: &session.give };
    let several = case.allocations.len() > 1 || needs::is_given(case, "co_working");
    let holder = allocation.practitioner.as_ref().and_then(|id| workspace.practitioner(id));
    let name = holder.map_or_else(|| "Somebody who is not here".to_owned(), words::practitioner);
    let facts = Allocation::catalogue().iter().filter(|own| match own.id {
        // Another holder is chosen below: a list here would hand the case on by every key.
        "practitioner" => false,
        "part" => several || needs::is_given(allocation, "part"),
        "share" => needs::shares(case),
        _ => true,
    });
    html! {
        <fieldset class="govuk-fieldset fairload-card" key={allocation.id.as_str()}>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{ format!("Held by {name}") }</legend>
            <div class="fairload-fields">
                { for facts.map(|own| draw(drawing.field(allocation, own).brief())) }
            </div>
            { quiet_button("fairload-link-button", "Remove", format!(" {name} from this case"), remove(session, case, allocation)) }
        </fieldset>
    }
}

/// Whom the case was given to while the page is shown, and what it did to them, in words.
pub type GivenTo = Option<(Id, AttrValue)>;

/// What was chosen of those who may take it, and how they are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taking {
    /// The id of whoever is chosen; empty for nobody.
    chosen: String,
    /// Why nobody was given it.
    refused: Vec<Refused>,
    /// True while the table of what it would do to each is open.
    pub open: bool,
    /// The words that the table was searched for.
    search: String,
    /// True where all of a long table are listed.
    all: bool,
}

impl Taking {
    /// Who may take a case that nobody holds is what the reader comes for; of any other it is asked for.
    pub fn of(case: Option<&Case>) -> Self {
        Self { open: case.is_some_and(|own| own.allocations.is_empty()), ..Self::default() }
    }
}

/// What is needed to choose who takes a case.
pub struct Choice<'c> {
    /// Whom it was given to.
    pub given: &'c Remembered<GivenTo>,
    /// What is chosen.
    pub taking: &'c Remembered<Taking>,
    /// What it would do to each.
    pub candidates: &'c Candidates,
    /// Draws the page again.
    pub update: &'c UseForceUpdateHandle,
}

/// The id of the list of those who may take it.
const TAKER: &str = "taker";
/// The id of what says that nobody was chosen.
const ERRORS: &str = "taker-errors";
/// The id of what says to whom it was given.
const GIVEN: &str = "given";
/// So many are listed at first; from more on, the table can be searched.
const ROWS: usize = 12;

/// Changes what is chosen.
fn edit(taking: &Remembered<Taking>, put: impl Fn(&mut Taking, String) + 'static) -> Callback<String> {
    let taking = taking.clone();
    Callback::from(move |value: String| {
        let mut next = (*taking.latest()).clone();
        put(&mut next, value);
        taking.set(next);
    })
}

/// Who is chosen, and the button that gives it to them: a list goes from one to the next by every key.
fn taker(session: &Session, case: &Case, choice: &Choice<'_>) -> Html {
    let mut offered = taking::offered(session, &|own| case.allocation_of(&own.id).is_none());
    if offered.is_empty() {
        return Html::default();
    }
    offered.insert(0, (AttrValue::Static(""), AttrValue::Static("Choose a practitioner")));
    let (label, press) = match case.allocations.as_slice() {
        [] => ("Who takes it", "Allocate"),
        [_] => ("Add a co-worker, or hand it over", "Add as co-worker"),
        _ => ("Add a co-worker", "Add as co-worker"),
    };
    let taking = choice.taking;
    // Who was chosen may hold it by now, or be gone, in another tab.
    let chosen = Some(&taking.chosen).filter(|own| offered.iter().any(|(id, _)| id.as_str() == own.as_str()));
    let chosen = chosen.cloned().unwrap_or_default();
    let choose = edit(taking, |taking, value| {
        taking.chosen = value;
        taking.refused.clear();
    });
    html! {
        <div class="fairload-taking" onfocusin={taking::scoring(session, choice.update)}>
            <Errors id={ERRORS} refused={taking.refused.clone()} />
            <div class="govuk-form-group fairload-field">
                <label class="govuk-label" for={TAKER}>{ label }</label>
                <div class="govuk-hint" id="taker-hint">{ "Nothing is done before you press the button." }</div>
                <Choose id={TAKER} value={chosen.clone()} {offered} invalid={!taking.refused.is_empty()} described_by="taker-hint" choose={choose.clone()} />
            </div>
            <div class="govuk-button-group">
                { button(press, give(session, case, choice, &chosen, false)) }
                if case.allocations.len() == 1 {
                    { second_button("Hand it over", give(session, case, choice, &chosen, true)) }
                }
            </div>
            { compared(session, case, choice, &chosen, &choose) }
        </div>
    }
}

fn give(session: &Session, case: &Case, choice: &Choice<'_>, chosen: &str, over: bool) -> Callback<MouseEvent> {
    let (session, id, chosen) = (session.clone(), case.id.clone(), chosen.to_owned());
    let (given, taking) = (choice.given.clone(), choice.taking.clone());
    Callback::from(move |_: MouseEvent| {
        let (workspace, month) = (session.workspace(), session.state.month);
        let Some(case) = workspace.case(&id) else { return };
        let change = Id::new(&chosen).map_err(|_| "Choose who takes it".to_owned()).and_then(|to| {
            if !over {
                return Ok((bulk::hold(workspace, case, &to, month, session.state.mark), to));
            }
            let what = Bulk::Allocate(to.clone());
            let all = bulk::change(workspace, std::slice::from_ref(&id), &what, month, session.state.mark);
            all.map(|change| (change, to)).map_err(|fault| sentence(&fault.message))
        });
        let (change, to) = match change {
            Ok(change) => change,
            Err(message) => {
                let refused = vec![Refused { field: TAKER.to_owned(), typed: String::new(), message }];
                taking.set(Taking { refused, ..(*taking.latest()).clone() });
                browser::after(0, || browser::focus(ERRORS));
                return;
            }
        };
        let mut after = workspace.clone();
        let done = apply(&mut after, &change).map_or_else(|_| String::new(), |done| done.words);
        let effect = session
            .scheme
            .as_ref()
            .and_then(|own| Some(format!(" {}", effect_in_words(own, &effect(own, &after, &to, &id, month)?))));
        given.set(Some((to, format!("{done}.{}", effect.unwrap_or_default()).into())));
        taking.set(Taking { chosen: String::new(), refused: Vec::new(), open: false, ..(*taking.latest()).clone() });
        session.act.emit(Action::Do(change));
        browser::after(0, || browser::focus(GIVEN));
    })
}

/// What the case does to whoever was just given it: until the page is left, or they no longer hold it. It takes
/// the focus, and so is read out once.
fn given_to(session: &Session, case: &Case, given: &GivenTo) -> Html {
    let Some((id, words)) = given.as_ref().filter(|(id, _)| case.allocation_of(id).is_some()) else {
        return Html::default();
    };
    let act = session.act.clone();
    let undo = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Undo);
        browser::after(0, || browser::focus(TAKER));
    });
    // Undo takes back what was done last, which is this only until something else is done.
    let last = session.desk().undo.last().is_some_and(|own| words.starts_with(&format!("{}.", own.words)));
    html! {
        <p class="govuk-inset-text" id={GIVEN} tabindex="-1">
            { words.clone() }{ ", " }{ link(&Address::SideBySide(id.clone()), "under every scheme") }{ ". " }
            if last { { quiet_button("fairload-link-button", "Undo", " this".to_owned(), undo) } }
        </p>
    }
}

// --- What it would do to each ---------------------------------------------------------------

/// What the case would do to each who does not hold it, before anybody is given anything.
fn compared(session: &Session, case: &Case, choice: &Choice<'_>, chosen: &str, choose: &Callback<String>) -> Html {
    let taking = choice.taking;
    let open = taking.open;
    let onclick = {
        let taking = taking.clone();
        Callback::from(move |event: MouseEvent| {
            // The page opens it: what is in it is worked out only while it is open.
            event.prevent_default();
            taking.set(Taking { open: !taking.latest().open, ..(*taking.latest()).clone() });
        })
    };
    html! {
        <details class="govuk-details" {open}>
            <summary class="govuk-details__summary" {onclick}>
                <span class="govuk-details__summary-text">{ "What it would do to each of them" }</span>
            </summary>
            <div class="govuk-details__text">
                if open { { candidates(session, case, choice, chosen, choose) } }
            </div>
        </details>
    }
}

fn candidates(session: &Session, case: &Case, choice: &Choice<'_>, chosen: &str, choose: &Callback<String>) -> Html {
    let (month, taking) = (session.state.month, choice.taking);
    if !case.is_open(month) {
        return paragraph(format!("It is not open in {}, so it would do nothing to anybody.", month.words()));
    }
    let workspace = session.workspace();
    let who = |id: &Id| {
        let place = workspace.practitioners.iter().position(|own| own.id == *id)?;
        workspace.practitioners.get(place).map(|own| (place, own))
    };
    let wanted = taking.search.trim();
    let is_found = |id: &Id| {
        who(id).is_some_and(|(_, own)| {
            let role = own.role.map_or("", Listed::words);
            [&words::practitioner(own), role, own.team.as_str()].into_iter().any(|words| has(words, wanted))
        })
    };
    let all: Vec<&(Id, Effect)> =
        choice.candidates.rows.iter().filter(|(id, _)| who(id).is_some() && case.allocation_of(id).is_none()).collect();
    let found: Vec<&(Id, Effect)> = all.iter().copied().filter(|(id, _)| wanted.is_empty() || is_found(id)).collect();
    let rows = if taking.all { found.len() } else { found.len().min(ROWS) };
    let held = held(workspace, month);
    let current = choice.candidates.is_of(session);
    let said = match (current, all.is_empty()) {
        (false, true) => "Working it out.".to_owned(),
        (false, false) => "Working it out anew.".to_owned(),
        (true, _) if rows < found.len() => format!("The first {rows} of {}.", found.len()),
        (true, _) => words::count(found.len(), "person", "people") + ".",
    };
    let scheme = session.scheme.as_ref().map_or("", |own| own.name.as_str());
    let as_co_worker = if case.allocations.is_empty() { "" } else { ", as a co-worker" };
    let row = |(id, effect): &(Id, Effect)| {
        let (place, own) = who(id)?;
        let held = held.get(place).copied().unwrap_or_default();
        let mut row = candidate(own, held, effect, session.scheme.as_ref()?, (chosen == id.as_str(), choose));
        if let Some(away) = missing(own, month) {
            // After the name, before role and team.
            row.head.insert(1, Inline::Quiet(format!(" ({away})").into()));
        }
        Some(row)
    };
    let column = |words: &'static str| Column { words: words.into(), ..Column::default() };
    let table = Table {
        caption: format!("What it would do to each under {scheme}{as_co_worker}").into(),
        columns: ["Practitioner", "Holds", "Now", "With it"].map(column).to_vec(),
        rows: found.iter().copied().take(rows).filter_map(row).collect(),
        sums: None,
    };
    let list_all = {
        let all = edit(taking, |taking, _| taking.all = true);
        Callback::from(move |_: MouseEvent| all.emit(String::new()))
    };
    html! {
        <>
            <p class="govuk-body-s">{ format!("How they stand under {scheme} now, and with this case{as_co_worker}: those with room first; managers, students and reviewers last, whose room is no free capacity. {OPEN} Points do not say who is right for a family: talk first.") }</p>
            <div class="fairload-toolbar">
                { scheme_field(session, "Scheme") }
                if all.len() > ROWS {
                    { search_field("find-taker", &taking.search, &edit(taking, |taking, value| taking.search = value)) }
                }
            </div>
            <p class="govuk-body-s" role="status">{ said }</p>
            if rows > 0 { { draw_document(&Document::of(vec![Block::Stacked(table)])) } }
            // A long table leads away from the button above it.
            if let Some((_, own)) = Id::new(chosen).ok().and_then(|id| who(&id)) {
                { button(format!("{} {}", if as_co_worker.is_empty() { "Allocate to" } else { "Add as co-worker:" }, words::practitioner(own)), give(session, case, choice, chosen, false)) }
                { " " }
            }
            if rows < found.len() {
                { second_button(format!("List all {}", found.len()), list_all) }
            }
        </>
    }
}

/// One who could take it, to be chosen here as well.
fn candidate(
    own: &Practitioner,
    held: Held,
    effect: &Effect,
    scheme: &Scheme,
    (checked, choose): (bool, &Callback<String>),
) -> Row {
    let mark = own.role.and_then(mark);
    let team = own.team.as_str().trim();
    let role = own.role.map_or("role not said", Listed::words);
    let about = if team.is_empty() { role.to_owned() } else { format!("{role}, {team}") };
    let children = words::count(held.children, "child", "children");
    let holds = format!("{children} in {}", words::count(held.families, "family", "families"));
    let more = effect.after.total - effect.before.total;
    let sign = if more > Points::ZERO { "+" } else { "" };
    let mut with = stands(&effect.after, scheme, None);
    with.push(Inline::Below(format!("{sign}{}", words::total(scheme, more)).into()));
    let pick =
        Pick { value: own.id.as_str().to_owned(), words: words::practitioner(own), checked, choose: choose.clone() };
    let mark = mark.map(|mark| Inline::Quiet(format!(" ({mark})").into()));
    Row {
        key: own.id.as_str().to_owned(),
        head: std::iter::once(Inline::Pick(pick)).chain(mark).chain([Inline::Below(about.into())]).collect(),
        cells: vec![only(holds), stands(&effect.before, scheme, None), with],
    }
}

fn remove(session: &Session, case: &Case, allocation: &Allocation) -> Callback<MouseEvent> {
    let change = bulk::let_go(session.workspace(), case, allocation, session.state.month);
    let act = session.act.clone();
    Callback::from(move |_: MouseEvent| {
        act.emit(Action::Do(change.clone()));
        browser::after(0, || browser::focus(TAKER));
    })
}
