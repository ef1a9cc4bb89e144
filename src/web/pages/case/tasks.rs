//! The tasks in progress in a case, and one more by part of its name.

use super::{Options, doing, inputs_fold, of_record};
use crate::bulk::for_each_child;
use crate::change::{Change, Subject, free_id};
use crate::facts::record::Record;
use crate::facts::value::Listed;
use crate::facts::{Case, Definition, Id, Task, TaskKind};
use crate::scheme::input::Input;
use crate::scoring::InputsAsked;
use crate::web::components::fields::{Drawing, draw, error};
use crate::web::components::group::Group;
use crate::web::components::text::{named_heading, pressed, quiet_button};
use crate::web::remembered::use_remembered;
use crate::web::session::Session;
use crate::web::state::{Action, Refused, field_id};
use crate::web::{browser, needs, words};
use crate::workspace::saved::SavedRecord;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The facts of a task that stand in the open.
const TASK_FIRST: [&str; 4] = ["kind", "child", "start", "end"];

/// The tasks of a case.
pub fn tasks(session: &Session, case: &Case, people: &Options, asked: &InputsAsked<'_>) -> Html {
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
                id={free_id("t", session.state.mark, |id| case.tasks.iter().any(|task| task.id == *id))} />
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
            <div class="fairload-fields fairload-fields--narrow">
                { for first.into_iter().map(|own| draw(field(own).brief())) }
            </div>
            <p class="govuk-hint">{ "Days or months, such as 3/11, today or 11/2026. No start: already begun. No end: still open." }</p>
            { inputs_fold(session, &drawing, task, asked, &name) }
            <Group title="More about this task" whose={name.clone()} {given} fields={rest.into_iter().map(field).collect::<Vec<_>>()} />
            if let Some(change) = for_each_child(session.workspace(), case, &task.id, session.state.mark).filter(|_| case.children.len() > 1) {
                { quiet_button("fairload-link-button fairload-task__each", "One for each child", format!(": {name}"), doing(session, change)) }
            }
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

/// A task begins with its kind, which is found by typing part of its name: an empty one would say nothing.
#[component]
fn AddTask(props: &AddTaskProps) -> Html {
    let typed = use_remembered(String::new);
    let missed = use_remembered(|| false);
    let add = {
        let (act, case, id) = (props.act.clone(), props.case.clone(), props.id.clone());
        Callback::from(move |kind: TaskKind| {
            let subject = Subject::case(&case).list("tasks", &id);
            let field = field_id(&subject, "start");
            act.emit(Action::Do(Change::Insert {
                subject,
                at: usize::MAX,
                record: SavedRecord::with(&id, &[("kind", kind.text())]),
            }));
            browser::after(0, move || {
                browser::focus(&field);
            });
        })
    };
    let oninput = {
        let (typed, missed) = (typed.clone(), missed.clone());
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
            missed.set(false);
        })
    };
    let found: Vec<TaskKind> = if typed.trim().is_empty() { Vec::new() } else { found_by(&typed) };
    let onsubmit = {
        let (add, found, missed) = (add.clone(), found.clone(), missed.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match found.as_slice() {
                [one] => add.emit(*one),
                // One of them is a press of Tab away.
                [_, ..] => browser::focus("found-task-0"),
                [] => missed.set(true),
            }
        })
    };
    let wrong = missed.then(|| Refused {
        field: FIND.to_owned(),
        typed: (*typed).clone(),
        message: "No kind of task has these words in its name. Type another part of it, or choose from all kinds"
            .to_owned(),
    });
    let wrong = wrong.as_ref();
    let offer = |kind: TaskKind| {
        let add = add.clone();
        pressed("fairload-link-button", kind.words().into(), Callback::from(move |_: MouseEvent| add.emit(kind)))
    };
    let said = match found.len() {
        0 => String::new(),
        1 => "1 kind found: press Enter to add it".to_owned(),
        several if several > MOST_FOUND => {
            format!("{several} kinds found, {MOST_FOUND} of them shown: type more of the name")
        }
        several => format!("{several} kinds found"),
    };
    html! {
        <form class="fairload-find" {onsubmit} novalidate=true>
            <div class={classes!("govuk-form-group", "fairload-field", wrong.map(|_| "govuk-form-group--error"))}>
                <label class="govuk-label" for={FIND}>{ "Add a task" }</label>
                <div class="govuk-hint" id="new-task-hint">{ "Part of its name, such as core, s47 or panel report." }</div>
                { error(FIND, wrong) }
                <input class={classes!("govuk-input", "govuk-input--width-20", wrong.map(|_| "govuk-input--error"))} id={FIND} type="text"
                    autocomplete="off" spellcheck="false" value={(*typed).clone()} {oninput} aria-invalid={wrong.map(|_| "true")}
                    aria-describedby={if wrong.is_some() { "new-task-hint new-task-error" } else { "new-task-hint" }} />
                <span class="fairload-quiet fairload-find__said" role="status">{ said }</span>
                <ul class="govuk-list fairload-find__found">
                    { for found.iter().take(MOST_FOUND).enumerate().map(|(place, kind)| {
                        let (add, kind) = (add.clone(), *kind);
                        let onclick = Callback::from(move |_: MouseEvent| add.emit(kind));
                        html! { <li><button type="button" class="fairload-link-button" id={format!("found-task-{place}")} {onclick}>{ kind.words() }</button></li> }
                    }) }
                </ul>
            </div>
            <details class="govuk-details fairload-group">
                <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "All kinds of task" }</span></summary>
                <div class="govuk-details__text fairload-find__all">
                    { for TaskKind::groups().map(|(group, kinds)| html! {
                        <section>
                            <h3 class="govuk-heading-s">{ group }</h3>
                            <ul class="govuk-list">{ for kinds.map(|kind| html! { <li>{ offer(kind) }</li> }) }</ul>
                        </section>
                    }) }
                </div>
            </details>
        </form>
    }
}

/// The field that finds a kind of task.
const FIND: &str = "new-task";

/// So many kinds that were found are shown at most: more of the name finds fewer.
const MOST_FOUND: usize = 8;

/// The kinds that typing this finds; one alone where it is the whole of its words.
fn found_by(typed: &str) -> Vec<TaskKind> {
    let all = || TaskKind::groups().flat_map(|(_, kinds)| kinds);
    match all().find(|kind| kind.words().eq_ignore_ascii_case(typed.trim())) {
        Some(exact) => vec![exact],
        None => all().filter(|kind| kind.is_found_by(typed)).collect(),
    }
}
