//! One case: its children first, the rest folded, and its points beside it.

mod children;
mod holding;
mod tasks;

use crate::bulk::{self, Bulk};
use crate::change::{Change, Subject};
use crate::facts::practitioner::Role;
use crate::facts::record::{AnyRecord, Record, definition, text};
use crate::facts::{Case, Definition, Id, Kind, Practitioner};
use crate::scheme::input::Input;
use crate::scoring::{InputsAsked, inputs_of_case};
use crate::web::address::Address;
use crate::web::components::case_points::CasePointsPanel;
use crate::web::components::fields::{Drawing, FieldProps, Options, draw};
use crate::web::components::group::Group;
use crate::web::components::inputs::{self, InputFields};
use crate::web::components::text::{back_link, heading, second_button, title};
use crate::web::pages::missing::missing_record;
use crate::web::remembered::use_remembered;
use crate::web::session::Session;
use crate::web::state::{Action, Refused, field_id};
use crate::web::taking::use_candidates;
use crate::web::{browser, needs, words};
use children::children;
use holding::{Choice, GivenTo, Taking, holding};
use std::rc::Rc;
use tasks::tasks;
use yew::prelude::*;

/// The facts of a case that do not stand folded: its label, and how it is shared, which stands with
/// who holds it.
const APART: [&str; 3] = ["label", "co_working", "bulk"];

/// What the page is given.
pub struct CaseProps {
    /// What every page is given.
    pub session: Session,
    /// The case.
    pub id: Id,
}

/// One case.
#[hook]
pub fn use_case_page(props: &CaseProps) -> Html {
    let session = &props.session;
    let workspace = session.workspace();
    let given = use_remembered(GivenTo::default);
    let taking = use_remembered(|| Taking::of(workspace.case(&props.id)));
    let update = use_force_update();
    let candidates = use_candidates(session, &props.id, taking.open);
    let Some(case) = workspace.case(&props.id) else {
        return missing_record(session, &Subject::case(&props.id));
    };
    let desk = session.desk();
    let subject = Subject::case(&case.id);
    let drawing = Drawing { subject: &subject, refused: &desk.refused, give: &session.give };
    let holders: Vec<Id> = case.allocations.iter().filter_map(|own| own.practitioner.clone()).collect();
    let label = definition::<Case>("label").map(|own| drawing.field(case, own).brief());
    let people = people(&workspace.practitioners.iter().collect::<Vec<_>>(), "The lead practitioner");
    let asked = asked(session, case);
    let name = words::case(case);
    html! {
        <>
            { back_link(&Address::Caseload, "Caseload") }
            { title(words::case(case)) }
            <div class="fairload-columns">
                <div class="fairload-columns__main">
                    <>{ for label.map(draw) }</>
                    { children(session, case, &asked) }
                    { tasks(session, case, &people, &asked) }
                    { heading("More about this case") }
                    { inputs_fold(session, &drawing, case, &asked.case, &name) }
                    <>{ for groups(session, case, &drawing) }</>
                    { holding(session, case, &Choice { given: &given, taking: &taking, candidates: &candidates.borrow(), update: &update }) }
                    <div class="govuk-button-group fairload-remove">
                        if case.closing_in.is_none() {
                            { second_button(format!("Close this case in {}", session.state.month.words()), close_case(session, case)) }
                        }
                        { second_button("Copy this case", copy_case(session, case)) }
                        { second_button("Remove this case", remove_case(session, case)) }
                    </div>
                </div>
                <div class="fairload-columns__side fairload-beside">
                    <>{ for holders.iter().map(|holder| html! {
                        <CasePointsPanel key={holder.as_str()} session={session.clone()} practitioner={holder.clone()} case={case.id.clone()} named={holders.len() > 1} />
                    }) }</>
                    if holders.is_empty() {
                        <p class="govuk-inset-text">{ "Nobody holds this case, so it counts for nobody. Say below who holds it to see its points." }</p>
                    }
                </div>
            </div>
        </>
    }
}

/// What the scheme asks for itself in this case, of those who hold it; where nobody does, of a worker of
/// whom nothing is known.
fn asked<'s>(session: &'s Session, case: &Case) -> InputsAsked<'s> {
    let Some(scheme) = &session.scheme else { return InputsAsked::default() };
    let nobody = Practitioner::empty(Id::default());
    let holders =
        case.allocations.iter().filter_map(|own| session.workspace().practitioner(own.practitioner.as_ref()?));
    let mut holders: Vec<&Practitioner> = holders.collect();
    if holders.is_empty() {
        holders.push(&nobody);
    }
    inputs_of_case(scheme, &holders, case, session.state.month)
}

/// What the scheme asks for itself of one record.
fn inputs_of(session: &Session, drawing: &Drawing<'_>, record: &dyn AnyRecord, asked: &[&Input]) -> Vec<InputFields> {
    session.scheme.as_ref().map_or_else(Vec::new, |scheme| inputs::fields_of(drawing, scheme, record, asked))
}

/// The same, folded.
fn inputs_fold(
    session: &Session,
    drawing: &Drawing<'_>,
    record: &dyn AnyRecord,
    asked: &[&Input],
    whose: &str,
) -> Html {
    inputs::fold(scheme_name(session), whose, &inputs_of(session, drawing, record, asked))
}

fn scheme_name(session: &Session) -> &str {
    session.scheme.as_ref().map_or("", |scheme| &scheme.name)
}

/// A button's work that is one change.
fn doing(session: &Session, change: Change) -> Callback<MouseEvent> {
    let act = session.act.clone();
    Callback::from(move |_: MouseEvent| act.emit(Action::Do(change.clone())))
}

/// A copy for a family like this one, which opens at once.
fn copy_case(session: &Session, case: &Case) -> Callback<MouseEvent> {
    let (session, id) = (session.clone(), case.id.clone());
    Callback::from(move |_: MouseEvent| {
        let workspace = session.workspace();
        let Some(Ok((id, change))) = workspace.case(&id).map(|case| bulk::copy(workspace, case, session.state.mark))
        else {
            return;
        };
        session.act.emit(Action::Do(change));
        browser::go(&Address::Case(id, None));
    })
}

fn close_case(session: &Session, case: &Case) -> Callback<MouseEvent> {
    let (session, id) = (session.clone(), case.id.clone());
    Callback::from(move |_: MouseEvent| {
        let (month, mark) = (session.state.month, session.state.mark);
        // It is here, so it can close.
        if let Ok(change) = bulk::change(session.workspace(), std::slice::from_ref(&id), &Bulk::Close, month, mark) {
            session.act.emit(Action::Do(change));
        }
    })
}

fn remove_case(session: &Session, case: &Case) -> Callback<MouseEvent> {
    let (act, subject) = (session.act.clone(), Subject::case(&case.id));
    Callback::from(move |_: MouseEvent| {
        browser::go(&Address::Caseload);
        act.emit(Action::Do(Change::Remove { subject: subject.clone() }));
    })
}

/// Practitioners to choose from, after a choice that names none of them.
fn people(practitioners: &[&Practitioner], nobody: &'static str) -> Options {
    let none = (AttrValue::Static(""), AttrValue::Static(nobody));
    let all = practitioners
        .iter()
        .map(|own| (AttrValue::from(own.id.as_str().to_owned()), AttrValue::from(words::practitioner(own))));
    Rc::new(std::iter::once(none).chain(all).collect())
}

/// What could not be taken of one record.
fn of_record(session: &Session, subject: &Subject) -> Vec<Refused> {
    let prefix = field_id(subject, "");
    session.desk().refused.iter().filter(|refused| refused.field.starts_with(&prefix)).cloned().collect()
}

/// Who reviews or chairs, folded: people to choose from, those whose role it is first.
fn reviewers(
    practitioners: &[Practitioner],
    case: &Case,
    facts: &[&'static Definition],
    drawing: &Drawing<'_>,
    (title, whose): (&'static str, &str),
) -> Html {
    let reviews = |own: &&Practitioner| {
        matches!(own.role, Some(Role::IndependentReviewingOfficer | Role::ChildProtectionAdviser))
    };
    let (mut first, others): (Vec<&Practitioner>, Vec<_>) = practitioners.iter().partition(reviews);
    first.extend(others);
    let offered = people(&first, "Nobody named");
    let fields: Vec<FieldProps> = facts.iter().map(|own| drawing.field(case, own).with_options(&offered)).collect();
    let named = facts.iter().filter_map(|own| {
        let id = text(case, own.id)?;
        let who = practitioners.iter().find(|other| other.id.as_str() == id)?;
        Some(format!("{}: {}", own.label, words::practitioner(who)))
    });
    let given = named.collect::<Vec<_>>().join("; ");
    html! { <Group key={title} {title} whose={whose.to_owned()} {given} {fields} /> }
}

/// Facts, folded under a title.
fn fold(
    record: &dyn AnyRecord,
    facts: &[&'static Definition],
    drawing: &Drawing<'_>,
    title: &'static str,
    whose: &str,
) -> Html {
    let fields: Vec<FieldProps> = facts.iter().map(|own| drawing.field(record, own)).collect();
    let given = words::given(record, facts);
    html! { <Group key={title} {title} whose={whose.to_owned()} {given} {fields} /> }
}

fn groups(session: &Session, case: &Case, drawing: &Drawing<'_>) -> Vec<Html> {
    let name = words::case(case);
    let practitioners = &session.workspace().practitioners;
    let groups = Case::catalogue().chunk_by(|one, next| one.group == next.group);
    groups
        .filter_map(|group| {
            let title =
                group.first().map(|own| if own.group == "Case" { "Kind of case and dates" } else { own.group })?;
            let facts: Vec<_> =
                group.iter().filter(|own| !APART.contains(&own.id) && needs::case(case, own.id)).collect();
            if facts.iter().any(|own| own.kind == Kind::Reference) {
                return Some(reviewers(practitioners, case, &facts, drawing, (title, &name)));
            }
            (!facts.is_empty()).then(|| fold(case, &facts, drawing, title, &name))
        })
        .collect()
}
