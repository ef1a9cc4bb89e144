//! The children of a case: what every scheme reads in the open, the rest folded.

use super::{fold, inputs_of, of_record, scheme_name};
use crate::change::{Change, Subject, free_id, remove_child};
use crate::facts::record::{Record, definition};
use crate::facts::{Case, Child, Definition, Id};
use crate::scoring::InputsAsked;
use crate::web::browser;
use crate::web::components::fields::{Drawing, draw};
use crate::web::components::inputs::{self, InputFields};
use crate::web::components::text::{named_heading, quiet_button, second_button};
use crate::web::needs;
use crate::web::session::Session;
use crate::web::state::{Action, Given, Refused, field_id};
use crate::web::words;
use crate::workspace::saved::SavedRecord;
use yew::prelude::*;

/// The facts of a child that stand in the open.
/// The last one only for looked-after children: it moves the points so far that it must not be overlooked.
const CHILD_FIRST: [&str; 5] = ["label", "age", "plan", "unstable", "newly_accommodated"];

/// The children of a case.
pub fn children(session: &Session, case: &Case, asked: &InputsAsked<'_>) -> Html {
    let family = case.kind.is(crate::facts::case::CaseKind::Family);
    html! {
        <section aria-labelledby="children">
            { named_heading("children", "Children") }
            if case.children.is_empty() {
                <p class="govuk-body">{ if family { "No child is entered yet." } else { "No child is entered. Children who are placed are counted under \u{201c}Carer household\u{201d}." } }</p>
            } else {
                <p class="govuk-hint">{ "Unstable: an unplanned move in the last 3 months, regularly missing from home, or risk-taking." }</p>
            }
            <>{ for case.children.iter().enumerate().map(|(place, child)| {
                let subject = Subject::case(&case.id).list("children", &child.id);
                let refused = of_record(session, &subject);
                let drawing = Drawing { subject: &subject, refused: &refused, give: &session.give };
                let asked = asked.children.get(place).map_or(&[][..], Vec::as_slice);
                let inputs = inputs_of(session, &drawing, child, asked);
                html! {
                <ChildCard key={child.id.as_str()} case={case.id.clone()} child={child.clone()} {place} {inputs}
                    scheme={scheme_name(session).to_owned()} {refused}
                    remove={session.act.reform({
                        let change = remove_child(case, &child.id);
                        move |()| Action::Do(change.clone())
                    })}
                    removal={words::child(child, place)}
                    give={session.give.clone()} />
                }
            }) }</>
            { second_button(if case.children.is_empty() { "Add a child" } else { "Add another child" }, add_child(session, case)) }
        </section>
    }
}

/// A new child has the plan of the one before: brothers and sisters mostly share it.
fn add_child(session: &Session, case: &Case) -> Callback<MouseEvent> {
    let id = free_id("c", session.state.mark, |id| case.children.iter().any(|child| child.id == *id));
    let mut child = Child::empty(id.clone());
    if let Some(before) = case.children.last() {
        child.plan = before.plan;
        child.unstable = before.unstable;
    }
    let subject = Subject::case(&case.id).list("children", &id);
    let first_field = field_id(&subject, "label");
    let change = Change::Insert { subject, at: case.children.len(), record: SavedRecord::of(&child) };
    let act = session.act.clone();
    Callback::from(move |_: MouseEvent| {
        act.emit(Action::Do(change.clone()));
        let field = first_field.clone();
        // Once the card is there.
        browser::after(0, move || {
            browser::focus(&field);
        });
    })
}

#[derive(Properties, PartialEq)]
struct ChildCardProps {
    case: Id,
    child: Child,
    place: usize,
    refused: Vec<Refused>,
    remove: Callback<()>,
    removal: String,
    give: Callback<Given>,
    /// What the scheme asks for itself.
    inputs: Vec<InputFields>,
    scheme: String,
}

#[component]
fn ChildCard(props: &ChildCardProps) -> Html {
    let child = &props.child;
    let subject = Subject::case(&props.case).list("children", &child.id);
    let drawing = Drawing { subject: &subject, refused: &props.refused, give: &props.give };
    let name = words::child(child, props.place);
    let first =
        CHILD_FIRST.iter().filter(|fact| needs::child(child, fact)).filter_map(|fact| definition::<Child>(fact));
    let first = first.map(|own| drawing.field(child, own).brief());
    let remove = props.remove.reform(|_: MouseEvent| ());
    let hidden = format!(" {}", props.removal);
    html! {
        <fieldset class="govuk-fieldset fairload-card fairload-child">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{ &name }</legend>
            <div class="fairload-child__first">
                { for first.map(draw) }
            </div>
            { inputs::fold(&props.scheme, &name, &props.inputs) }
            <>{ for child_folds(child).into_iter().map(|(title, facts)| fold(child, &facts, &drawing, title, &name)) }</>
            { quiet_button("fairload-link-button fairload-child__remove", "Remove", hidden, remove) }
        </fieldset>
    }
}

/// What stands folded below a child: a fold of its own for what the plan makes important, and one
/// for all the rest.
fn child_folds(child: &Child) -> Vec<(&'static str, Vec<&'static Definition>)> {
    const REST: &str = "More about this child";
    let own_fold = |group: &'static str| match group {
        "Looked after" => child.is_looked_after(),
        group => !matches!(group, "Child" | "Circumstances of this child"),
    };
    let mut folds: Vec<(&'static str, Vec<&'static Definition>)> = Vec::new();
    let mut rest = Vec::new();
    let shown = Child::catalogue().iter().filter(|own| !CHILD_FIRST.contains(&own.id) && needs::child(child, own.id));
    for own in shown {
        if !own_fold(own.group) {
            rest.push(own);
            continue;
        }
        match folds.iter_mut().find(|(known, _)| *known == own.group) {
            Some((_, facts)) => facts.push(own),
            None => folds.push((own.group, vec![own])),
        }
    }
    if !rest.is_empty() {
        folds.push((REST, rest));
    }
    folds
}
