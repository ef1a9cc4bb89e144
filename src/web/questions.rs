//! Facts that are missing: in words, and where the answer is entered.

use super::address::Address;
use super::state::field_id;
use super::words;
use crate::change::Subject;
use crate::facts::Id;
use crate::scoring::Question;
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
pub fn field(question: &Question, practitioner: &Id) -> String {
    let subject = match (&question.case, &question.child) {
        (None, _) => Subject::practitioner(practitioner),
        (Some(case), None) => Subject::case(case),
        (Some(case), Some(child)) => Subject::case(case).list("children", child),
    };
    field_id(&subject, &question.fact)
}

/// The page with that field.
#[must_use]
pub fn place(question: &Question, practitioner: &Id) -> Address {
    let field = Some(field(question, practitioner));
    match &question.case {
        None => Address::Practitioner(practitioner.clone(), field),
        Some(case) => Address::Case(case.clone(), field),
    }
}
