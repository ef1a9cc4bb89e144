//! Facts that are missing: in words, and where the answer is entered.

use super::address::Address;
use super::state::field_id;
use super::words;
use crate::change::Subject;
use crate::facts::inputs::{InputName, InputPart};
use crate::facts::{Case, Listed, Task};
use crate::points::Points;
use crate::scheme::Scheme;
use crate::scheme::input::Level;
use crate::scoring::{Question, Score};
use crate::workspace::Workspace;

/// The question, with the child whom it is about, and where that is not plain also the case.
#[must_use]
pub fn asked(question: &Question, workspace: &Workspace, with_case: bool) -> String {
    let Some(case) = question.case.as_ref().and_then(|id| workspace.case(id)) else {
        return question.words.clone();
    };
    let child = question.child.as_ref().map(|id| words::child_of(case, id));
    let about: Vec<String> = with_case.then(|| words::case(case)).into_iter().chain(child).collect();
    if about.is_empty() { question.words.clone() } else { format!("{}: {}", about.join(", "), question.words) }
}

/// The id of the field that takes the answer.
#[must_use]
pub fn field(question: &Question, score: &Score, scheme: &Scheme, workspace: &Workspace) -> String {
    let Some(id) = &question.case else {
        let subject = Subject::practitioner(&score.practitioner);
        return field_id(&subject, &fact(question, scheme));
    };
    let case = Subject::case(id);
    let own = workspace.case(id);
    let of_task = own.filter(|_| is_of_task(question, scheme)).and_then(|case| task(case, question));
    let of_allocation = own.filter(|_| matches!(question.fact.as_str(), "part" | "share"));
    let subject = if let Some(task) = of_task {
        case.list("tasks", &task.id)
    } else if let Some(own) = of_allocation.and_then(|case| case.allocation_of(&score.practitioner)) {
        case.list("allocations", &own.id)
    } else if let Some(child) = &question.child {
        case.list("children", child)
    } else {
        case
    };
    field_id(&subject, &fact(question, scheme))
}

/// The fact by the name that its record knows.
fn fact(question: &Question, scheme: &Scheme) -> String {
    let name = question.fact.as_str();
    match (name.strip_prefix("input:"), name.strip_prefix("task:")) {
        (Some(input), _) => InputName::written(&scheme.inputs_under, input, InputPart::Value),
        (None, Some(of_task)) => of_task.to_owned(),
        (None, None) => name.to_owned(),
    }
}

/// Whether the answer is one of a task.
fn is_of_task(question: &Question, scheme: &Scheme) -> bool {
    let input = question.fact.strip_prefix("input:").and_then(|id| scheme.input(id));
    question.fact.starts_with("task:") || input.is_some_and(|input| input.levels.contains(&Level::Task))
}

/// The task that a question is about: one of this kind, which its words begin with, and about this child,
/// whose answer is missing.
fn task<'c>(case: &'c Case, question: &Question) -> Option<&'c Task> {
    let named = |task: &&Task| task.kind.is_some_and(|kind| question.words.starts_with(kind.words()));
    let missing = |task: &&Task| match question.fact.as_str() {
        "task:start" => task.start.is_none(),
        "task:review" => task.review.is_none(),
        _ => true,
    };
    let of_child = |task: &&Task| task.child == question.child;
    case.tasks.iter().find(|task| named(task) && of_child(task) && missing(task))
}

/// The page with that field.
#[must_use]
pub fn place(question: &Question, score: &Score, scheme: &Scheme, workspace: &Workspace) -> Address {
    let field = Some(field(question, score, scheme, workspace));
    match &question.case {
        None => Address::Practitioner(score.practitioner.clone(), field),
        Some(case) => Address::Case(case.clone(), field),
    }
}

/// Whether a range rests more on what a scheme leaves to the manager than on facts that are not known.
#[must_use]
pub fn rests_on_manager(asked: &mut dyn Iterator<Item = &Question>) -> bool {
    let (mut manager, mut facts) = (Points::ZERO, Points::ZERO);
    for own in asked {
        *(if own.discretion { &mut manager } else { &mut facts }) += own.could_move;
    }
    manager > facts
}

/// What the answer does: how far it moves the total (said with these words before it), and whether it says
/// what is normal.
#[must_use]
pub fn effect(question: &Question, up_to: &str) -> String {
    let moves = format!("{up_to} {}", words::points(question.could_move));
    match (question.could_move == Points::ZERO, question.decides_capacity) {
        (true, _) => "decides which range is normal".to_owned(),
        (false, true) => format!("{moves}, and decides which range is normal"),
        (false, false) => moves,
    }
}
