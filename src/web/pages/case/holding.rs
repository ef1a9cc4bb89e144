//! Who holds a case, and how they share it.

use super::{APART, Options, of_record};
use crate::bulk;
use crate::change::{Subject, apply};
use crate::comparison::{effect, effect_in_words};
use crate::facts::case::Allocation;
use crate::facts::record::{Record, definition};
use crate::facts::{Case, Id};
use crate::web::address::Address;
use crate::web::components::choose::Choose;
use crate::web::components::fields::{Drawing, draw};
use crate::web::components::text::{link, named_heading, paragraph, quiet_button};
use crate::web::session::Session;
use crate::web::state::{Action, field_id};
use crate::web::{browser, needs, taking, words};
use std::rc::Rc;
use yew::prelude::*;

/// Who holds the case, and how they share it.
pub fn holding(session: &Session, case: &Case, given: &UseStateHandle<GivenTo>, update: &UseForceUpdateHandle) -> Html {
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
            { given_to(case, given) }
            <>{ for shared.map(|own| draw(drawing.field(case, own))) }</>
            { taker(session, case, given, update) }
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
    // Who holds the case already cannot be chosen twice.
    let choices: Options = Rc::new(
        workspace
            .practitioners
            .iter()
            .filter(|own| allocation.practitioner.as_ref() == Some(&own.id) || case.allocation_of(&own.id).is_none())
            .map(|own| (AttrValue::from(own.id.as_str().to_owned()), AttrValue::from(words::practitioner(own))))
            .collect(),
    );
    let several = case.allocations.len() > 1 || needs::is_given(case, "co_working");
    let name = allocation
        .practitioner
        .as_ref()
        .and_then(|id| workspace.practitioner(id))
        .map_or_else(String::new, words::practitioner);
    let facts = Allocation::catalogue().iter().filter(|own| match own.id {
        "part" => several || needs::is_given(allocation, "part"),
        "share" => needs::shares(case),
        _ => true,
    });
    html! {
        <fieldset class="govuk-fieldset fairload-card" key={allocation.id.as_str()}>
            <legend class="govuk-visually-hidden">{ format!("Held by {name}") }</legend>
            <div class="fairload-fields">
                { for facts.map(|own| draw(drawing.field(allocation, own).brief().with_options(&choices))) }
            </div>
            { quiet_button("fairload-link-button", "Remove", format!(" {name} from this case"), remove(session, case, allocation)) }
        </fieldset>
    }
}

/// Whom the case was given to while the page is shown, and what it did to them, in words.
pub type GivenTo = Option<(Id, AttrValue)>;

/// The id of the list of those who may take it.
const TAKER: &str = "taker";

/// Whoever is chosen holds it at once.
fn taker(session: &Session, case: &Case, given: &UseStateHandle<GivenTo>, update: &UseForceUpdateHandle) -> Html {
    let mut offered = taking::offered(session, &|own| case.allocation_of(&own.id).is_none());
    if offered.is_empty() {
        return Html::default();
    }
    offered.insert(0, (AttrValue::Static(""), AttrValue::Static("Choose a practitioner")));
    let label = if case.allocations.is_empty() { "Who takes it" } else { "Add a co-worker" };
    html! {
        <div class="govuk-form-group fairload-field" onfocusin={taking::scoring(session, update)}>
            <label class="govuk-label" for={TAKER}>{ label }</label>
            <div class="govuk-hint" id="taker-hint">{ "Whoever you choose has it at once. Undo takes it back." }</div>
            <Choose id={TAKER} value="" {offered} described_by="taker-hint" choose={give(session, case, given)} />
        </div>
    }
}

fn give(session: &Session, case: &Case, given: &UseStateHandle<GivenTo>) -> Callback<String> {
    let (session, id, given) = (session.clone(), case.id.clone(), given.clone());
    Callback::from(move |chosen: String| {
        let (workspace, month) = (session.workspace(), session.state.month);
        let (Ok(to), Some(case)) = (Id::new(&chosen), workspace.case(&id)) else { return };
        let change = bulk::hold(workspace, case, &to, month, session.state.mark);
        let mut after = workspace.clone();
        if apply(&mut after, &change).is_ok() {
            let scheme = session.scheme.as_ref();
            let words = scheme.and_then(|own| Some(effect_in_words(&own.name, &effect(own, &after, &to, &id, month)?)));
            given.set(words.map(|words| (to.clone(), words.into())));
        }
        session.act.emit(Action::Do(change));
        let own = after.case(&id).and_then(|case| case.allocation_of(&to));
        let field = own.map(|own| field_id(&Subject::case(&id).list("allocations", &own.id), "practitioner"));
        browser::after(0, move || browser::focus(&field.unwrap_or_default()));
    })
}

/// What the case does to whoever was just given it: until the page is left, or they no longer hold it.
fn given_to(case: &Case, given: &GivenTo) -> Html {
    let shown = given.as_ref().filter(|(id, _)| case.allocation_of(id).is_some());
    html! {
        <div role="status">
            if let Some((id, words)) = shown {
                <p class="govuk-inset-text">{ words.clone() }{ ", " }{ link(&Address::SideBySide(id.clone()), "under every scheme") }</p>
            }
        </div>
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
