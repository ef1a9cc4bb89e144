//! A short form for a new practitioner: what every scheme reads, the rest later.

use crate::change::{Change, IdMark, Subject, free_id};
use crate::facts::record::Record;
use crate::facts::{Definition, Practitioner};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::errors::errors;
use crate::web::components::fields::{Drawing, FieldProps, draw};
use crate::web::components::text::{add_buttons, paragraph, title, ways_to_add};
use crate::web::pages::practitioner::{elsewhere, teams};
use crate::web::remembered::use_remembered;
use crate::web::session::Session;
use crate::web::state::{Action, Given, Refused, Shown, field_id, sentence};
use crate::web::{needs, words};
use crate::workspace::ids;
use crate::workspace::saved::SavedRecord;
use std::rc::Rc;
use yew::prelude::*;

/// The facts that the short form asks for. The last one is asked where the role turns on it: schemes protect the
/// first year of the newly qualified, and without its beginning the score is a range. It stands at the end, so that
/// nothing moves under the field that brings it up.
const ASKED: [&str; 7] = ["label", "role", "team", "team_type", "hours_per_week", "full_time_hours", "started_on"];

/// Whether the short form asks for a fact.
fn is_asked(own: &Practitioner, fact: &str) -> bool {
    fact != "started_on" || own.role.is_some() && needs::practitioner(own, fact)
}

/// The facts that colleagues mostly share: the next one has them from the one before.
const SHARED: [&str; 3] = ["team", "team_type", "full_time_hours"];

/// What the page is given.
pub struct NewPractitionerProps {
    /// What every page is given.
    pub session: Session,
}

/// What was entered so far: a practitioner who is not in the workspace yet, and what could not be taken.
#[derive(Clone, PartialEq)]
struct Entered {
    practitioner: Practitioner,
    refused: Vec<Refused>,
}

impl Entered {
    /// Somebody new, like colleagues in what they mostly share: the one who was entered last, else whoever has
    /// something there.
    fn after(practitioners: &[Practitioner], before: Option<&Practitioner>, mark: IdMark) -> Self {
        let taken = ids(practitioners);
        let id = free_id("p", mark, |id| taken.has(id.as_str()) || before.is_some_and(|own| own.id == *id));
        let mut practitioner = Practitioner::empty(id);
        for fact in SHARED {
            let given = |own: &Practitioner| own.text(fact).filter(|value| !value.is_empty());
            let value = match before {
                Some(before) => given(before),
                None => practitioners.iter().rev().find_map(given),
            };
            let _ = practitioner.set(fact, &value.unwrap_or_default());
        }
        Self { practitioner, refused: Vec::new() }
    }

    fn with(&self, given: Given) -> Self {
        let mut next = self.clone();
        let field = field_id(&given.subject, &given.fact);
        next.refused.retain(|refused| refused.field != field);
        if let Err(fault) = next.practitioner.set(&given.fact, &given.value) {
            next.refused.push(Refused { field, typed: given.typed, message: sentence(&fault.message) });
        }
        next
    }
}

/// A short form for a new practitioner.
#[hook]
pub fn use_new_practitioner_page(props: &NewPractitionerProps) -> Html {
    let session = &props.session;
    let entered = use_mut_ref(|| {
        let practitioners = &session.workspace().practitioners;
        Entered::after(practitioners, None, session.state.mark)
    });
    let added = use_remembered(String::new);
    let update = use_force_update();
    let give = {
        let (entered, update) = (entered.clone(), update.clone());
        use_callback((), move |given: Given, ()| {
            let next = entered.borrow().with(given);
            entered.replace(next);
            update.force_update();
        })
    };
    let add = {
        let (entered, session) = (entered.clone(), session.clone());
        let (added, update) = (added.clone(), update);
        move |another: bool| {
            let now = entered.borrow().clone();
            if !now.refused.is_empty() {
                browser::focus("errors");
                return;
            }
            let own = now.practitioner;
            let subject = Subject::practitioner(&own.id);
            session.act.emit(Action::Do(Change::Insert { subject, at: usize::MAX, record: SavedRecord::of(&own) }));
            session.act.emit(Action::Show(Shown::Practitioner(own.id.clone())));
            if another {
                added.set(format!("Added {}.", words::practitioner(&own)));
                let next = Entered::after(&session.workspace().practitioners, Some(&own), session.state.mark);
                let label = field_id(&Subject::practitioner(&next.practitioner.id), "label");
                entered.replace(next);
                update.force_update();
                browser::after(0, move || browser::focus(&label));
            } else {
                browser::go(&Address::Caseload);
            }
        }
    };
    let (onsubmit, and_another) = ways_to_add(Rc::new(add));
    let now = entered.borrow().clone();
    let subject = Subject::practitioner(&now.practitioner.id);
    let drawing = Drawing { subject: &subject, refused: &now.refused, give: &give };
    let asked: Vec<&'static Definition> = ASKED
        .iter()
        .filter(|fact| is_asked(&now.practitioner, fact))
        .filter_map(|fact| Practitioner::catalogue().iter().find(|definition| definition.id == *fact))
        .collect();
    let first = session.workspace().practitioners.is_empty();
    let teams = teams(&session.workspace().practitioners);
    let field = |definition: &'static Definition| {
        let field = drawing.field(&now.practitioner, definition);
        draw(match definition.id {
            "label" => FieldProps { told: elsewhere(&session.workspace().practitioners, &now.practitioner), ..field },
            "team" => field.with_options(&teams),
            _ => field,
        })
    };
    html! {
        <>
            { errors(&now.refused) }
            { title(if first { "Whose caseload is it?" } else { "Add a practitioner" }) }
            { paragraph("Leave anything empty that you do not know. You can change all of it later.") }
            <form {onsubmit} novalidate=true>
                // Another person is another row of fields: nothing of the last one stays in them.
                <div key={now.practitioner.id.as_str()}>{ for asked.iter().map(|definition| field(definition)) }</div>
                { add_buttons("Continue", "Add another", and_another, &added) }
            </form>
        </>
    }
}
