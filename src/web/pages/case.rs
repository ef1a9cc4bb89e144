//! One case: its children first, the rest folded, and its points beside it.

use crate::change::{Change, Subject, free_id, remove_child};
use crate::facts::case::{Allocation, CoWorking, Part};
use crate::facts::record::{AnyRecord, Record, definition};
use crate::facts::task::TaskKind;
use crate::facts::value::{Listed, Stated};
use crate::facts::{Case, Child, Definition, Id, Practitioner, Task};
use crate::scheme::input::Input;
use crate::scoring::{InputsAsked, inputs_of_case};
use crate::web::address::Address;
use crate::web::components::case_points::CasePointsPanel;
use crate::web::components::errors::errors;
use crate::web::components::fields::{Drawing, FieldProps, Options, draw};
use crate::web::components::group::Group;
use crate::web::components::inputs::{self, InputFields};
use crate::web::components::text::{
    back_link, heading, named_heading, paragraph, pressed, quiet_button, second_button, title,
};
use crate::web::pages::missing::missing_page;
use crate::web::session::Session;
use crate::web::state::{Action, Given, Refused, field_id};
use crate::web::{browser, needs, words};
use crate::workspace::saved::SavedRecord;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The facts of a child that stand in the open.
/// The last one only for looked-after children: it moves the points so far that it must not be overlooked.
const CHILD_FIRST: [&str; 5] = ["label", "age", "plan", "unstable", "newly_accommodated"];
/// The facts of a task that stand in the open.
const TASK_FIRST: [&str; 4] = ["kind", "child", "start", "end"];

/// The facts of a case that do not stand folded: its label, and how it is shared, which stands with
/// who holds it.
const APART: [&str; 3] = ["label", "co_working", "bulk"];

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct CaseProps {
    /// What every page is given.
    pub session: Session,
    /// The case.
    pub id: Id,
}

/// One case.
#[component]
pub fn CasePage(props: &CaseProps) -> Html {
    let session = &props.session;
    let workspace = session.workspace();
    let Some(case) = workspace.case(&props.id) else {
        return missing_page("case");
    };
    let desk = session.desk();
    let subject = Subject::case(&case.id);
    let drawing = Drawing { subject: &subject, refused: &desk.refused, give: &session.give };
    let holders: Vec<Id> = case.allocations.iter().filter_map(|own| own.practitioner.clone()).collect();
    let label = definition::<Case>("label").map(|own| drawing.field(case, own).brief());
    let people = people(&workspace.practitioners, "The lead practitioner");
    let asked = asked(session, case);
    let name = words::case(case);
    html! {
        <>
            { back_link(&Address::Caseload, "Caseload") }
            { errors(&desk.refused) }
            { title(words::case(case)) }
            <div class="fairload-columns">
                <div class="fairload-columns__main">
                    <>{ for label.map(draw) }</>
                    { children(session, case, &asked) }
                    { tasks(session, case, &people, &asked) }
                    { heading("More about this case") }
                    { inputs_fold(session, &drawing, case, &asked.case, &name) }
                    <>{ for groups(case, &drawing) }</>
                    { holding(session, case) }
                    <p class="fairload-remove">
                        { second_button("Remove this case", remove_case(session, case)) }
                    </p>
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

fn remove_case(session: &Session, case: &Case) -> Callback<MouseEvent> {
    let (act, subject) = (session.act.clone(), Subject::case(&case.id));
    Callback::from(move |_: MouseEvent| {
        browser::go(&Address::Caseload);
        act.emit(Action::Do(Change::Remove { subject: subject.clone() }));
    })
}

/// Practitioners to choose from, after a choice that names none of them.
fn people(practitioners: &[Practitioner], nobody: &'static str) -> Options {
    let none = (AttrValue::Static(""), AttrValue::Static(nobody));
    let all = practitioners
        .iter()
        .map(|own| (AttrValue::from(own.id.as_str().to_owned()), AttrValue::from(words::practitioner(own))));
    Rc::new(std::iter::once(none).chain(all).collect())
}

// --- Children --------------------------------------------------------------------------------

fn children(session: &Session, case: &Case, asked: &InputsAsked<'_>) -> Html {
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

/// What could not be taken of one record.
fn of_record(session: &Session, subject: &Subject) -> Vec<Refused> {
    let prefix = field_id(subject, "");
    session.desk().refused.iter().filter(|refused| refused.field.starts_with(&prefix)).cloned().collect()
}

/// A new child has the plan of the one before: brothers and sisters mostly share it.
fn add_child(session: &Session, case: &Case) -> Callback<MouseEvent> {
    let id = free_id("c", |id| case.children.iter().any(|child| child.id == *id));
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

// --- Tasks -----------------------------------------------------------------------------------

fn tasks(session: &Session, case: &Case, people: &Options, asked: &InputsAsked<'_>) -> Html {
    let whole = (AttrValue::Static(""), AttrValue::Static("The family"));
    let children = case.children.iter().enumerate();
    let children = children
        .map(|(place, own)| (AttrValue::from(own.id.as_str().to_owned()), AttrValue::from(words::child(own, place))));
    let about: Options = Rc::new(std::iter::once(whole).chain(children).collect());
    html! {
        <section aria-labelledby="tasks">
            { named_heading("tasks", "Tasks in progress") }
            <>{ for case.tasks.iter().enumerate().map(|(place, task)| {
                let asked = asked.tasks.get(place).map_or(&[][..], Vec::as_slice);
                task_card(session, case, task, place, &Offered { about: &about, people }, asked)
            }) }</>
            <AddTask key={case.tasks.len()} act={session.act.clone()} case={case.id.clone()}
                id={free_id("t", |id| case.tasks.iter().any(|task| task.id == *id))} />
        </section>
    }
}

/// Whom a task can be about, and who can do it.
struct Offered<'o> {
    about: &'o Options,
    people: &'o Options,
}

fn task_card(
    session: &Session,
    case: &Case,
    task: &Task,
    place: usize,
    offered: &Offered<'_>,
    asked: &[&Input],
) -> Html {
    let subject = Subject::case(&case.id).list("tasks", &task.id);
    let refused = of_record(session, &subject);
    let drawing = Drawing { subject: &subject, refused: &refused, give: &session.give };
    let name = task.kind.map_or_else(|| format!("Task {}", place + 1), |kind| kind.words().to_owned());
    let field = |own: &'static Definition| {
        let props = drawing.field(task, own);
        match own.id {
            "child" => props.with_options(offered.about),
            "done_by" => props.with_options(offered.people),
            _ => props,
        }
    };
    let shown = |own: &&'static Definition| needs::task(task, case, own.id);
    let (first, rest): (Vec<_>, Vec<_>) =
        Task::catalogue().iter().filter(shown).partition(|own| TASK_FIRST.contains(&own.id) || own.id == "review");
    let given = words::given(task, &rest);
    html! {
        <fieldset class="govuk-fieldset fairload-card" key={task.id.as_str()}>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{ &name }</legend>
            <div class="fairload-fields">
                { for first.into_iter().map(|own| draw(field(own).brief())) }
            </div>
            <p class="govuk-hint">{ "Days or months, such as 21/11/2026 or 11/2026. No start: already begun. No end: still open." }</p>
            { inputs_fold(session, &drawing, task, asked, &name) }
            <Group title="More about this task" whose={name.clone()} {given} fields={rest.into_iter().map(field).collect::<Vec<_>>()} />
            { quiet_button("fairload-link-button", "Remove", format!(" {name}"), doing(session, Change::Remove { subject: subject.clone() })) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct AddTaskProps {
    act: Callback<Action>,
    case: Id,
    id: Id,
}

/// A task begins with its kind: an empty one would say nothing.
#[component]
fn AddTask(props: &AddTaskProps) -> Html {
    let node = use_node_ref();
    let onclick = {
        let (act, case, id, node) = (props.act.clone(), props.case.clone(), props.id.clone(), node.clone());
        Callback::from(move |_: MouseEvent| {
            let kind = node.cast::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            if kind.is_empty() {
                browser::focus("new-task");
                return;
            }
            let subject = Subject::case(&case).list("tasks", &id);
            let field = field_id(&subject, "start");
            act.emit(Action::Do(Change::Insert {
                subject,
                at: usize::MAX,
                record: SavedRecord::with(&id, &[("kind", &kind)]),
            }));
            browser::after(0, move || {
                browser::focus(&field);
            });
        })
    };
    html! {
        <div class="fairload-toolbar">
            <div class="govuk-form-group">
                <label class="govuk-label" for="new-task">{ "Add a task" }</label>
                <select class="govuk-select" id="new-task" ref={node}>
                    // Said, because the options are put in from the last to the first.
                    <option value="" selected=true>{ "Choose a task" }</option>
                    <>{ for TaskKind::CHOICES.iter().map(|choice| html! { <option value={choice.code}>{ choice.words }</option> }) }</>
                </select>
            </div>
            { pressed("govuk-button govuk-button--secondary fairload-toolbar__low", "Add task".into(), onclick) }
        </div>
    }
}

// --- The rest --------------------------------------------------------------------------------

fn groups(case: &Case, drawing: &Drawing<'_>) -> Vec<Html> {
    let name = words::case(case);
    let groups = Case::catalogue().chunk_by(|one, next| one.group == next.group);
    groups
        .filter_map(|group| {
            let title =
                group.first().map(|own| if own.group == "Case" { "Kind of case and dates" } else { own.group })?;
            let facts: Vec<_> =
                group.iter().filter(|own| !APART.contains(&own.id) && needs::case(case, own.id)).collect();
            (!facts.is_empty()).then(|| fold(case, &facts, drawing, title, &name))
        })
        .collect()
}

/// Who holds the case, and how they share it.
fn holding(session: &Session, case: &Case) -> Html {
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
