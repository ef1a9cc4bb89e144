//! A practitioner leaves, is away, or is back: what happens to each open case is said first, and done in one step.

use super::PractitionerProps;
use crate::absence::{Named, Why, goes, named, open_cases, presence, returning, returns};
use crate::change::{Change, Subject};
use crate::dates::shown;
use crate::facts::{Case, Id, Kind, Month, Practitioner};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::choose::Choose;
use crate::web::components::errors::Errors;
use crate::web::components::fields::{Drawing, draw};
use crate::web::components::text::{button, link, paragraph, quiet_button, second_button};
use crate::web::remembered::Remembered;
use crate::web::session::Session;
use crate::web::state::{Action, Given, Refused, field_id, sentence};
use crate::web::{taking, words};
use yew::prelude::*;

/// The id of the first choice, which other pages lead to.
pub const GOING: &str = "going";
/// The id of what says that something could not be taken.
const ERRORS: &str = "going-errors";
/// The id of what says what was done.
const DONE: &str = "going-done";
/// What all cases are given to where they are not all given to the same.
const EACH: &str = "-";

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Leaves,
    Away,
    Back,
}

/// What is about to be said, and nothing of it is done yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Going {
    what: Option<What>,
    /// The first month away, as it would be stored; nothing before anything was typed.
    first: Option<String>,
    /// The last month, away or here, in the same way.
    last: Option<String>,
    /// Who takes which case; the others go to nobody.
    to: Vec<(Id, Id)>,
    /// The cases that stay where they are when somebody is back.
    left: Vec<Id>,
    refused: Vec<Refused>,
    /// What was done, in words.
    done: String,
}

type Edit = Callback<Box<dyn FnOnce(&mut Going)>>;

/// Leaving and absence. `months` are the fields of the months alone.
pub fn going(
    props: &PractitionerProps,
    own: &Practitioner,
    going: &Remembered<Going>,
    update: &UseForceUpdateHandle,
    months: Html,
) -> Html {
    let session = &props.session;
    let edit: Edit = {
        let going = going.clone();
        Callback::from(move |edit: Box<dyn FnOnce(&mut Going)>| {
            let mut next = (*going.latest()).clone();
            edit(&mut next);
            going.set(next);
        })
    };
    let month = session.state.month;
    let name = words::practitioner(own);
    let back = returning(session.workspace(), &own.id, month);
    let gone = own.away_from.is_some() || own.left_in.is_some() || !back.is_empty();
    let choices = [
        (What::Leaves, GOING, format!("{name} leaves")),
        (What::Away, "going-away", format!("{name} is away for a time")),
        (What::Back, "going-back", format!("{name} is back")),
    ];
    let form = match going.what {
        Some(What::Back) => is_back(session, own, &back, going, &edit),
        Some(what) => goes_away(session, own, what, going, &edit, update),
        None => Html::default(),
    };
    html! {
        <details class="govuk-details fairload-group">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{ "Leaving and absence" }</span>
                if let Some(words) = presence(own, month) {
                    <span class="fairload-group__given">{ sentence(&words) }</span>
                }
            </summary>
            <div class="govuk-details__text fairload-no-paper">
                { done(session, going) }
                <div class="govuk-form-group">
                    <fieldset class="govuk-fieldset">
                        <legend class="govuk-fieldset__legend">{ "What happens" }</legend>
                        <div class="govuk-radios govuk-radios--small">
                            { for choices.into_iter().filter(|(what, ..)| gone || *what != What::Back).map(|(what, id, label)| {
                                let edit = edit.clone();
                                let onchange = Callback::from(move |_: Event| edit.emit(Box::new(move |going| {
                                    *going = Going { what: Some(what), ..Going::default() };
                                })));
                                html! {
                                    <div class="govuk-radios__item">
                                        <input class="govuk-radios__input" type="radio" {id} name="going" checked={going.what == Some(what)} {onchange} />
                                        <label class="govuk-label govuk-radios__label" for={id}>{ label }</label>
                                    </div>
                                }
                            }) }
                        </div>
                    </fieldset>
                </div>
                { form }
                <details class="govuk-details">
                    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "Put right a month, without moving cases" }</span></summary>
                    <div class="govuk-details__text"><div class="fairload-fields">{ months }</div></div>
                </details>
            </div>
        </details>
    }
}

/// What was done, until something else is. It takes the focus, and so is read out once.
fn done(session: &Session, going: &Going) -> Html {
    if going.done.is_empty() || session.desk().undo.last().is_none_or(|last| last.words != going.done) {
        return Html::default();
    }
    let act = session.act.clone();
    let undo = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Undo);
        browser::after(0, || browser::focus(GOING));
    });
    html! {
        <p class="govuk-inset-text" id={DONE} tabindex="-1">
            { format!("{}. ", going.done) }{ quiet_button("fairload-link-button", "Undo", " this".to_owned(), undo) }
        </p>
    }
}

/// Does it, and says so.
fn settle(session: &Session, edit: &Edit, change: Change) {
    let said = if let Change::Together { words, .. } = &change { words.clone() } else { String::new() };
    session.act.emit(Action::Do(change));
    edit.emit(Box::new(move |going| *going = Going { done: said, ..Going::default() }));
    browser::after(0, || browser::focus(DONE));
}

// --- Leaves, or is away ----------------------------------------------------------------------

/// The months as they are given, and those that are not one.
struct Months {
    first: String,
    last: String,
}

impl Months {
    /// What was typed, else what is recorded, else the month that is shown.
    fn of(own: &Practitioner, what: What, going: &Going, month: Month) -> Self {
        let text = |month: Option<Month>| month.map(|month| month.to_string());
        let now = text(own.away_from).unwrap_or_else(|| month.to_string());
        let last = if what == What::Leaves {
            text(own.left_in).unwrap_or_else(|| month.to_string())
        } else {
            text(own.away_until).unwrap_or_default()
        };
        Self { first: going.first.clone().unwrap_or(now), last: going.last.clone().unwrap_or(last) }
    }
}

/// The names of the two fields.
const FIRST: &str = "going_from";
const LAST: &str = "going_until";

fn goes_away(
    session: &Session,
    own: &Practitioner,
    what: What,
    going: &Going,
    edit: &Edit,
    update: &UseForceUpdateHandle,
) -> Html {
    let (workspace, month) = (session.workspace(), session.state.month);
    let subject = Subject::practitioner(&own.id);
    let give = {
        let edit = edit.clone();
        Callback::from(move |given: Given| edit.emit(Box::new(move |going| month_given(going, given))))
    };
    let drawing = Drawing { subject: &subject, refused: &going.refused, give: &give };
    let months = Months::of(own, what, going, month);
    let field = |name: &'static str, label: &'static str, help: &'static str, value: &str| {
        draw(drawing.named(name.into(), label.into(), help.into(), Kind::Month, value.to_owned()))
    };
    let cases = open_cases(workspace, &own.id, month);
    let name = words::practitioner(own);
    let (label, help) = if what == What::Leaves {
        ("Last month", "What was scored until then stays.")
    } else {
        ("Last month away", "Empty: not known yet.")
    };
    let moves = match cases.len() {
        0 => String::new(),
        all => format!(", and {} go as above", words::count(all, "case", "cases")),
    };
    let press = {
        let (session, id, edit, now) = (session.clone(), own.id.clone(), edit.clone(), going.clone());
        Callback::from(move |_: MouseEvent| match asked(&session, &id, what, &now) {
            Ok(change) => settle(&session, &edit, change),
            Err(refused) => {
                edit.emit(Box::new(move |going| {
                    going.refused.retain(|own| refused.iter().all(|new| new.field != own.field));
                    going.refused.extend(refused);
                }));
                browser::after(0, || browser::focus(ERRORS));
            }
        })
    };
    html! {
        <div onfocusin={taking::scoring(session, update)}>
            <Errors id={ERRORS} refused={going.refused.clone()} />
            if what == What::Away {
                { field(FIRST, "First month away", "", &months.first) }
            }
            { field(LAST, label, help, &months.last) }
            { takers(session, own, &cases, going, edit) }
            { also(session, own) }
            if what == What::Away && !cases.is_empty() {
                { paragraph("When they are back you choose which of these cases they take again.") }
            }
            { button(format!("{name} {}{moves}", if what == What::Leaves { "leaves" } else { "is away" }), press) }
        </div>
    }
}

/// A month was typed. What is none stays as it was typed, with what is wanted.
fn month_given(going: &mut Going, given: Given) {
    let field = field_id(&given.subject, &given.fact);
    going.refused.retain(|own| own.field != field);
    if !given.value.is_empty() && Month::read(&given.value).is_err() {
        let message = given.wanted.unwrap_or_default();
        going.refused.push(Refused { field, typed: given.typed, message });
    } else if given.fact == FIRST {
        going.first = Some(given.value);
    } else {
        going.last = Some(given.value);
    }
}

/// The change that is asked for, or what is wrong with it.
fn asked(session: &Session, id: &Id, what: What, going: &Going) -> Result<Change, Vec<Refused>> {
    let (workspace, month) = (session.workspace(), session.state.month);
    let Some(own) = workspace.practitioner(id) else { return Err(Vec::new()) };
    if !going.refused.is_empty() {
        return Err(going.refused.clone());
    }
    let months = Months::of(own, what, going, month);
    let wrong = |fact: &str, typed: &str, message: String| {
        let field = field_id(&Subject::practitioner(id), fact);
        vec![Refused { field, typed: shown(Kind::Month, typed), message }]
    };
    let read = |fact: &str, text: &str, label: &str| {
        Month::read(text).map_err(|_| wrong(fact, text, format!("Enter the {label}, such as 11/2026")))
    };
    let why = if what == What::Leaves {
        Why::Leaves(read(LAST, &months.last, "last month")?)
    } else {
        let until = if months.last.is_empty() { None } else { Some(read(LAST, &months.last, "last month away")?) };
        Why::Away(read(FIRST, &months.first, "first month away")?, until)
    };
    goes(workspace, own, why, month, &going.to).map_err(|fault| {
        if fault.place == "away_until" {
            let first = shown(Kind::Month, &months.first);
            let message =
                format!("The last month away is before the first, {first}. Give a later one, or change the first");
            return wrong(LAST, &months.last, message);
        }
        vec![Refused { field: String::new(), typed: String::new(), message: sentence(&fault.message) }]
    })
}

/// Each open case with who takes it.
fn takers(session: &Session, own: &Practitioner, cases: &[&Case], going: &Going, edit: &Edit) -> Html {
    let name = words::practitioner(own);
    let month = session.state.month.words();
    if cases.is_empty() {
        return paragraph(format!("{name} holds no open case in {month}."));
    }
    let workspace = session.workspace();
    let people = taking::offered(session, &|other| other.id != own.id);
    let chosen = |case: &Case| going.to.iter().find(|(id, _)| *id == case.id).map_or("", |(_, to)| to.as_str());
    let first = cases.first().map_or("", |case| chosen(case));
    let same = cases.iter().all(|case| chosen(case) == first);
    let mut to_all: Vec<(AttrValue, AttrValue)> = vec![("".into(), "Nobody".into())];
    to_all.extend(people.iter().cloned());
    if !same {
        to_all.insert(0, (EACH.into(), "As chosen for each".into()));
    }
    let give_all = {
        let all: Vec<Id> = cases.iter().map(|case| case.id.clone()).collect();
        let edit = edit.clone();
        Callback::from(move |value: String| {
            let all = all.clone();
            edit.emit(Box::new(move |going| {
                if value != EACH {
                    let to = Id::new(&value).ok();
                    going.to =
                        to.map(|to| all.into_iter().map(|case| (case, to.clone())).collect()).unwrap_or_default();
                }
            }));
        })
    };
    html! {
        <fieldset class="govuk-fieldset fairload-going">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{ format!("Who takes the {} of {name} in {month}", words::count(cases.len(), "case", "cases")) }</legend>
            <div class="govuk-form-group">
                <label class="govuk-label" for="going-all">{ "All to" }</label>
                <Choose id="going-all" value={if same { first.to_owned() } else { EACH.to_owned() }} offered={to_all} choose={give_all} />
            </div>
            <div class="fairload-going__cases">
                { for cases.iter().map(|case| {
                    let id = format!("going-to-{}", case.id);
                    let others: Vec<String> = case.allocations.iter().filter_map(|own| own.practitioner.as_ref())
                        .filter(|holder| **holder != own.id).filter_map(|holder| workspace.practitioner(holder)).map(words::practitioner).collect();
                    let nobody = if others.is_empty() { "Nobody".to_owned() } else { format!("Nobody more: {} keeps it", others.join(" and ")) };
                    let offered: Vec<(AttrValue, AttrValue)> = std::iter::once((AttrValue::Static(""), AttrValue::from(nobody))).chain(people.iter().cloned()).collect();
                    let choose = {
                        let (edit, case) = (edit.clone(), case.id.clone());
                        Callback::from(move |value: String| {
                            let case = case.clone();
                            edit.emit(Box::new(move |going| {
                                going.to.retain(|(own, _)| *own != case);
                                going.to.extend(Id::new(&value).ok().map(|to| (case, to)));
                            }));
                        })
                    };
                    html! {
                        <div class="govuk-form-group" key={case.id.as_str()}>
                            <label class="govuk-label" for={id.clone()}>{ words::headed(case) }</label>
                            <Choose {id} value={chosen(case).to_owned()} {offered} {choose} />
                        </div>
                    }
                }) }
            </div>
        </fieldset>
    }
}

/// What else names them, which stays as it is: with links, to name somebody else there.
fn also(session: &Session, own: &Practitioner) -> Html {
    let workspace = session.workspace();
    let all = named(workspace, &own.id, session.state.month);
    let of = |how: Named, words: &'static str| {
        let mut seen: Vec<&Id> = Vec::new();
        for (own, id) in &all {
            if *own == how && !seen.contains(&id) {
                seen.push(id);
            }
        }
        let links = seen.into_iter().enumerate().filter_map(|(place, id)| {
            let to = if how == Named::Manager {
                let own = workspace.practitioner(id)?;
                link(
                    &Address::Practitioner(id.clone(), Some(field_id(&Subject::practitioner(id), "line_manager"))),
                    words::practitioner(own),
                )
            } else {
                link(&Address::Case(id.clone(), None), words::case(workspace.case(id)?))
            };
            Some(html! { <>{ if place == 0 { "" } else { ", " } }{ to }</> })
        });
        let links: Vec<Html> = links.collect();
        (!links.is_empty()).then(|| html! { <li>{ words }{ links }</li> })
    };
    let said: Vec<Html> = [
        of(Named::Review, "Reviews or chairs: "),
        of(Named::Task, "Does a task in a case that others hold: "),
        of(Named::Manager, "Is the line manager of: "),
    ]
    .into_iter()
    .flatten()
    .collect();
    if said.is_empty() {
        return Html::default();
    }
    html! {
        <div class="govuk-inset-text">
            { paragraph("This does not move with the cases. Name somebody else there, where it goes on:") }
            <ul class="govuk-list govuk-list--bullet">{ said }</ul>
        </div>
    }
}

// --- Is back ---------------------------------------------------------------------------------

fn is_back(session: &Session, own: &Practitioner, back: &[&Case], going: &Going, edit: &Edit) -> Html {
    let workspace = session.workspace();
    let name = words::practitioner(own);
    let taken: Vec<Id> = back.iter().map(|case| case.id.clone()).filter(|id| !going.left.contains(id)).collect();
    let number = taken.len();
    let all: Vec<Id> = back.iter().map(|case| case.id.clone()).collect();
    let set_all = |left: Vec<Id>| {
        let edit = edit.clone();
        Callback::from(move |_: MouseEvent| {
            let left = left.clone();
            edit.emit(Box::new(move |going| going.left = left));
        })
    };
    let press = {
        let (session, id, edit) = (session.clone(), own.id.clone(), edit.clone());
        Callback::from(move |_: MouseEvent| {
            let (workspace, state) = (session.workspace(), &session.state);
            if let Some(own) = workspace.practitioner(&id) {
                settle(&session, &edit, returns(workspace, own, state.month, &taken, state.mark));
            }
        })
    };
    html! {
        <>
            if back.is_empty() {
                { paragraph(format!("No open case was to return to {name}.")) }
            } else {
                <fieldset class="govuk-fieldset fairload-going">
                    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{ format!("Cases that {name} takes back") }</legend>
                    <div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
                        { for back.iter().map(|case| {
                            let id = format!("back-{}", case.id);
                            let holders: Vec<String> = case.allocations.iter().filter_map(|own| workspace.practitioner(own.practitioner.as_ref()?)).map(words::practitioner).collect();
                            let now = if holders.is_empty() { "nobody holds it".to_owned() } else { format!("held by {}", holders.join(" and ")) };
                            let onchange = {
                                let (edit, case) = (edit.clone(), case.id.clone());
                                Callback::from(move |_: Event| {
                                    let case = case.clone();
                                    edit.emit(Box::new(move |going| {
                                        if going.left.contains(&case) { going.left.retain(|own| *own != case) } else { going.left.push(case) }
                                    }));
                                })
                            };
                            html! {
                                <div class="govuk-checkboxes__item" key={case.id.as_str()}>
                                    <input class="govuk-checkboxes__input" type="checkbox" id={id.clone()} checked={!going.left.contains(&case.id)} {onchange} />
                                    <label class="govuk-label govuk-checkboxes__label" for={id}>{ words::headed(case) }<span class="fairload-quiet">{ format!(", {now}") }</span></label>
                                </div>
                            }
                        }) }
                    </div>
                    if back.len() > 1 {
                        { second_button("All of them", set_all(Vec::new())) }{ " " }
                        { second_button("None of them", set_all(all)) }
                    }
                </fieldset>
                { paragraph("What is not ticked stays where it is, and is not asked for again. Where others shared a case before, they go on sharing it.") }
            }
            { button(match number { 0 => format!("{name} is back"), _ => format!("{name} is back and takes {}", words::count(number, "case", "cases")) }, press) }
        </>
    }
}
