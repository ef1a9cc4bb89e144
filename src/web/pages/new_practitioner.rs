//! A short form for a new practitioner: what every scheme reads, the rest later.

use crate::change::{Change, Subject, free_id};
use crate::facts::record::Record;
use crate::facts::{Definition, Practitioner};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::errors::errors;
use crate::web::components::fields::{Drawing, draw};
use crate::web::components::text::{paragraph, title};
use crate::web::session::Session;
use crate::web::state::{Action, Given, Refused, Shown, field_id, sentence};
use crate::workspace::ids;
use crate::workspace::saved::SavedRecord;
use yew::prelude::*;

/// The facts that the short form asks for.
const ASKED: [&str; 4] = ["label", "role", "team_type", "hours_per_week"];

/// What the page is given.
#[derive(Properties, PartialEq)]
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
#[component]
pub fn NewPractitionerPage(props: &NewPractitionerProps) -> Html {
    let session = &props.session;
    let entered = use_mut_ref(|| {
        let taken = ids(&session.workspace().practitioners);
        let practitioner = Practitioner::empty(free_id("p", |id| taken.contains(id)));
        Entered { practitioner, refused: Vec::new() }
    });
    let update = use_force_update();
    let give = {
        let (entered, update) = (entered.clone(), update.clone());
        use_callback((), move |given: Given, ()| {
            let next = entered.borrow().with(given);
            entered.replace(next);
            update.force_update();
        })
    };
    let onsubmit = {
        let (entered, act) = (entered.clone(), session.act.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let now = entered.borrow().clone();
            if !now.refused.is_empty() {
                browser::focus("errors");
                return;
            }
            let subject = Subject::practitioner(&now.practitioner.id);
            act.emit(Action::Do(Change::Insert {
                subject,
                at: usize::MAX,
                record: SavedRecord::of(&now.practitioner),
            }));
            act.emit(Action::Show(Shown::Practitioner(now.practitioner.id)));
            browser::go(&Address::Caseload);
        })
    };
    let now = entered.borrow().clone();
    let subject = Subject::practitioner(&now.practitioner.id);
    let drawing = Drawing { subject: &subject, refused: &now.refused, give: &give };
    let asked: Vec<&'static Definition> = ASKED
        .iter()
        .filter_map(|fact| Practitioner::catalogue().iter().find(|definition| definition.id == *fact))
        .collect();
    let first = session.workspace().practitioners.is_empty();
    html! {
        <>
            { errors(&now.refused) }
            { title(if first { "Whose caseload is it?" } else { "Add a practitioner" }) }
            { paragraph("Leave anything empty that you do not know. You can change all of it later.") }
            <form {onsubmit} novalidate=true>
                <>{ for asked.iter().map(|definition| draw(drawing.field(&now.practitioner, definition))) }</>
                <button type="submit" class="govuk-button">{ "Continue" }</button>
            </form>
        </>
    }
}
