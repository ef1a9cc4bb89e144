//! Where the answer to a question of a score is entered: the record, and the fact by the name that it has there.

use crate::change::{Root, Subject};
use crate::facts::inputs::{InputName, InputPart};
use crate::facts::value::Listed;
use crate::facts::{Case, Id, Task};
use crate::scheme::Scheme;
use crate::scheme::input::Level;
use crate::scoring::Question;

/// The record that takes the answer to a question that the score of a practitioner asks. `case` is the case that the
/// question is about, where it is about one that is here.
#[must_use]
pub fn subject(question: &Question, practitioner: &Id, scheme: &Scheme, case: Option<&Case>) -> Subject {
    let Some(id) = &question.case else { return Subject::practitioner(practitioner) };
    let subject = Subject::case(id);
    let of_task = case.filter(|_| is_of_task(question, scheme)).and_then(|case| task(case, question));
    let of_allocation = case.filter(|_| matches!(question.fact.as_str(), "part" | "share"));
    if let Some(task) = of_task {
        subject.list("tasks", &task.id)
    } else if let Some(own) = of_allocation.and_then(|case| case.allocation_of(practitioner)) {
        subject.list("allocations", &own.id)
    } else if let Some(child) = &question.child {
        subject.list("children", child)
    } else {
        subject
    }
}

/// The fact by the name that its record knows.
#[must_use]
pub fn fact(question: &Question, scheme: &Scheme) -> String {
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

/// The id that the field of a fact has in the document.
#[must_use]
pub fn field_id(subject: &Subject, fact: &str) -> String {
    let root = match subject.root {
        Root::Practitioner => "practitioner",
        Root::Case => "case",
    };
    match &subject.within {
        None => format!("{root}-{}-{fact}", subject.id),
        Some(within) => format!("{root}-{}-{}-{}-{fact}", subject.id, within.list, within.id),
    }
}
