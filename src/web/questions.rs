//! Facts that are missing: in words, and where the answer is entered.

use super::address::Address;
use super::state::field_id;
use super::words;
use crate::points::Points;
use crate::questions::{fact, subject};
use crate::scheme::Scheme;
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
    let case = question.case.as_ref().and_then(|id| workspace.case(id));
    field_id(&subject(question, &score.practitioner, scheme, case), &fact(question, scheme))
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
pub fn effect(question: &Question, scheme: &Scheme, up_to: &str) -> String {
    let moves = format!("{up_to} {}", words::total(scheme, question.could_move));
    match (question.could_move == Points::ZERO, question.decides_capacity) {
        (true, _) => "decides which range is normal".to_owned(),
        (false, true) => format!("{moves}, and decides which range is normal"),
        (false, false) => moves,
    }
}
