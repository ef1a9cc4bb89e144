//! Who holds a case, and how they share it.

use super::{APART, Options, doing, of_record};
use crate::change::{Change, Subject, free_id};
use crate::facts::Case;
use crate::facts::case::{Allocation, CoWorking, Part};
use crate::facts::record::{Record, definition};
use crate::facts::value::{Listed, Stated};
use crate::web::components::fields::{Drawing, draw};
use crate::web::components::text::{named_heading, paragraph, quiet_button, second_button};
use crate::web::session::Session;
use crate::web::state::{Action, field_id};
use crate::web::{browser, needs, words};
use crate::workspace::saved::SavedRecord;
use std::rc::Rc;
use yew::prelude::*;

/// Who holds the case, and how they share it.
pub fn holding(session: &Session, case: &Case) -> Html {
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
            <>{ for shared.map(|own| draw(drawing.field(case, own))) }</>
            if free {
                { second_button(if case.allocations.is_empty() { "Say who holds it" } else { "Add a co-worker" }, add_holder(session, case)) }
            } else if !case.allocations.is_empty() {
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
            { quiet_button("fairload-link-button", "Remove", format!(" {name} from this case"), doing(session, remove_holder(case, allocation, &name))) }
        </fieldset>
    }
}

/// A first holder leads; a second co-works, in most tasks unless said otherwise.
fn add_holder(session: &Session, case: &Case) -> Callback<MouseEvent> {
    let workspace = session.workspace();
    let preferred = session.desk().shown_practitioner().filter(|id| case.allocation_of(id).is_none());
    let any = || workspace.practitioners.iter().map(|own| &own.id).find(|id| case.allocation_of(id).is_none());
    let Some(practitioner) = preferred.or_else(any) else { return Callback::noop() };
    let name = workspace.practitioner(practitioner).map_or_else(String::new, words::practitioner);
    let id = free_id("a", |id| case.allocations.iter().any(|own| own.id == *id));
    let mut allocation = Allocation::empty(id.clone());
    allocation.practitioner = Some(practitioner.clone());
    let subject = Subject::case(&case.id);
    let set = |fact: &str, value: &str| Change::Set {
        subject: subject.clone(),
        fact: fact.to_owned(),
        value: value.to_owned(),
    };
    let mut also = Vec::new();
    if case.allocations.is_empty() {
        also.push(set("unallocated_since", ""));
    } else {
        allocation.part = Stated::As(Part::CoWorker);
        if case.allocations.len() == 1 && !needs::is_given(case, "co_working") {
            also.push(set("co_working", CoWorking::BothInMostTasks.text()));
        }
    }
    let field = field_id(&subject.clone().list("allocations", &id), "practitioner");
    let mut changes = vec![Change::Insert {
        subject: subject.clone().list("allocations", &id),
        at: case.allocations.len(),
        record: SavedRecord::of(&allocation),
    }];
    changes.extend(also);
    let change = Change::Together { words: format!("{} is held by {name}", words::case(case)), changes };
    let act = session.act.clone();
    Callback::from(move |_: MouseEvent| {
        act.emit(Action::Do(change.clone()));
        let field = field.clone();
        browser::after(0, move || {
            browser::focus(&field);
        });
    })
}

/// Who is left alone with a case no longer shares it.
fn remove_holder(case: &Case, allocation: &Allocation, name: &str) -> Change {
    let subject = Subject::case(&case.id);
    let mut changes = vec![Change::Remove { subject: subject.clone().list("allocations", &allocation.id) }];
    if case.allocations.len() == 2 {
        for fact in ["co_working", "bulk"] {
            changes.push(Change::Set { subject: subject.clone(), fact: fact.to_owned(), value: String::new() });
        }
        for left in case.allocations.iter().filter(|own| own.id != allocation.id) {
            let left = subject.clone().list("allocations", &left.id);
            for fact in ["part", "share"] {
                changes.push(Change::Set { subject: left.clone(), fact: fact.to_owned(), value: String::new() });
            }
        }
    }
    Change::Together { words: format!("{name} no longer holds {}", words::case(case)), changes }
}
