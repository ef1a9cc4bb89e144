//! A short form for a new case, quick enough for a whole caseload in a row, by keyboard alone.

use super::draft::{AGES, BOXES, Draft};
use crate::change::{Change, Subject};
use crate::facts::practitioner::TeamType;
use crate::facts::record::definition;
use crate::facts::value::Listed;
use crate::facts::{Case, Child, Definition, Id, Plan};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::choose::Choose;
use crate::web::components::errors::Errors;
use crate::web::components::fields::{Drawing, FieldProps, draw, error};
use crate::web::components::text::{add_buttons, named_heading, ways_to_add};
use crate::web::remembered::use_remembered;
use crate::web::session::Session;
use crate::web::state::{Action, Given, sentence};
use crate::web::{needs, words};
use crate::workspace::saved::SavedRecord;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the form for a new case is given.
#[derive(Properties, PartialEq)]
pub struct AddCaseProps {
    /// What every page is given.
    pub session: Session,
    /// Who will hold it; nobody where the cases that nobody holds are shown.
    pub practitioner: Option<Id>,
}

/// Changes the draft, and shows it.
type Edit = Callback<Box<dyn FnOnce(&mut Draft)>>;

/// A short form for a new case. A number beside a plan and Enter make a family; everything else is folded.
#[component]
pub fn AddCase(props: &AddCaseProps) -> Html {
    let session = &props.session;
    let team = props.practitioner.as_ref().and_then(|id| session.workspace().practitioner(id)?.team_type);
    let draft = use_mut_ref(|| Draft::new(team));
    let added = use_remembered(String::new);
    let update = use_force_update();
    let edit: Edit = {
        let (draft, update) = (draft.clone(), update.clone());
        Callback::from(move |edit: Box<dyn FnOnce(&mut Draft)>| {
            edit(&mut draft.borrow_mut());
            update.force_update();
        })
    };
    let give = {
        let (draft, update) = (draft.clone(), update.clone());
        use_callback((), move |given: Given, ()| {
            draft.borrow_mut().take(given);
            update.force_update();
        })
    };
    let add = {
        let (draft, update, added) = (draft.clone(), update, added.clone());
        let (session, practitioner) = (session.clone(), props.practitioner.clone());
        move |open: bool| {
            let case = draft.borrow_mut().finish(
                session.workspace(),
                practitioner.as_ref(),
                session.state.month,
                session.state.mark,
            );
            update.force_update();
            let Some(case) = case else {
                browser::after(0, || browser::focus("new-errors"));
                return;
            };
            let id = case.id.clone();
            added.set(format!("Added {}.", words::headed(&case)));
            session.act.emit(Action::Do(Change::Insert {
                subject: Subject::case(&id),
                at: usize::MAX,
                record: SavedRecord::of(&case),
            }));
            draft.replace(Draft::new(team));
            if open {
                browser::go(&Address::Case(id, None));
            } else {
                browser::focus(FIRST);
            }
        }
    };
    let (onsubmit, and_open) = ways_to_add(Rc::new(add));
    let now = draft.borrow().clone();
    html! {
        <form class="fairload-card fairload-add" {onsubmit} novalidate=true aria-labelledby="add-title">
            { named_heading("add-title", "Add a case") }
            <Errors id="new-errors" refused={now.refused.clone()} />
            <fieldset class="govuk-fieldset" aria-describedby={NUMBERS}>
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{ "How many children on each plan?" }</legend>
                <div class="fairload-add__plans">
                    <>{ for now.plans().iter().zip(0..).map(|(plan, place)| number(&now, place, &sentence(words::short_plan(*plan)), &edit)) }</>
                </div>
                <p class="govuk-hint" id={NUMBERS}>{ "A number and Enter are enough. Quicker still: 2s for two who are stable, 1u for one who is not." }</p>
            </fieldset>
            { of_children(&now, &give) }
            { rest(&now, &give, &edit, team) }
            { add_buttons("Add case", "Add and open", and_open, &added) }
        </form>
    }
}

/// The first field.
pub const FIRST: &str = "new-children";
/// The id of the hint about numbers.
const NUMBERS: &str = "new-numbers";

/// A box for a number of children.
fn number(draft: &Draft, place: usize, label: &str, edit: &Edit) -> Html {
    let id = BOXES.get(place).copied().unwrap_or_default();
    let value = draft.typed.get(place).cloned().unwrap_or_default();
    let take = move |draft: &mut Draft, typed: String| {
        if let Some(own) = draft.typed.get_mut(place) {
            *own = typed;
        }
    };
    typed(draft, id, label, "govuk-input--width-3", value, edit, take)
}

/// A field of what is typed and read later.
fn typed(
    draft: &Draft,
    id: &'static str,
    label: &str,
    width: &'static str,
    value: String,
    edit: &Edit,
    take: impl Fn(&mut Draft, String) + Copy + 'static,
) -> Html {
    let oninput = {
        let edit = edit.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            edit.emit(Box::new(move |draft| take(draft, typed)));
        })
    };
    let wrong = draft.refused(id);
    html! {
        <div class={classes!("govuk-form-group", "fairload-field", wrong.map(|_| "govuk-form-group--error"))}>
            <label class="govuk-label" for={id}>{ label }</label>
            { error(id, wrong) }
            <input class={classes!("govuk-input", width, wrong.map(|_| "govuk-input--error"))} {id} type="text"
                autocomplete="off" spellcheck="false" {value} {oninput}
                aria-invalid={wrong.map(|_| "true")} aria-describedby={wrong.map(|_| format!("{id}-error"))} />
        </div>
    }
}

/// What is so of all the children: whether they are unstable, where their number does not say, and whether those who
/// are looked after are newly accommodated. Both stand there from the start: what came up while a number was typed
/// would push away what the pointer is on its way to.
fn of_children(draft: &Draft, give: &Callback<Given>) -> Html {
    let subject = draft.child_subject();
    let drawing = Drawing { subject: &subject, refused: &draft.refused, give };
    let field = |own: &'static Definition| {
        let field = drawing.field(&draft.child, own);
        if own.id == "unstable" {
            return draw(field.brief());
        }
        let help = format!("Looked-after children alone. {}", own.help);
        draw(FieldProps { help: help.into(), ..field })
    };
    html! { <>{ for ["unstable", "newly_accommodated"].into_iter().filter_map(definition::<Child>).map(field) }</> }
}

/// What few cases need. It stands open for teams whose cases are mostly carers.
fn rest(draft: &Draft, give: &Callback<Given>, edit: &Edit, team: Option<TeamType>) -> Html {
    let subject = Subject::case(&draft.case.id);
    let drawing = Drawing { subject: &subject, refused: &draft.refused, give };
    let of_case = ["kind", "label"].into_iter().filter_map(definition::<Case>);
    let of_case = of_case.map(|own| draw(drawing.field(&draft.case, own).brief()));
    let offered = std::iter::once((AttrValue::Static(""), AttrValue::Static("Not known")));
    let others = Plan::CHOICES.iter().map(|choice| (choice.code.into(), choice.words.into()));
    let choose = {
        let edit = edit.clone();
        Callback::from(move |code: String| edit.emit(Box::new(move |draft| draft.other = Plan::with_code(&code))))
    };
    html! {
        <details class="govuk-details fairload-group" open={needs::is_team_of_carers(team)}>
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{ "Another plan, a label, ages, carers" }</span>
            </summary>
            <div class="govuk-details__text fairload-fields">
                <div class="govuk-form-group fairload-field fairload-field--choice">
                    <label class="govuk-label" for="new-plan">{ "Another plan" }</label>
                    <Choose id="new-plan" value={draft.other.map_or("", Listed::text)} offered={offered.chain(others).collect::<Vec<_>>()} {choose} />
                </div>
                { number(draft, 4, "How many children on it", edit) }
                { typed(draft, AGES, "Ages, such as 4, 7", "govuk-input--width-10", draft.ages.clone(), edit, |draft, ages| draft.ages = ages) }
                <>{ for of_case }</>
            </div>
        </details>
    }
}
