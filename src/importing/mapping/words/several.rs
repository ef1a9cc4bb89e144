//! Plans that are written with more than one word: two plans in a cell, and a plan with what qualifies it.

use super::denied::is_denied;
use super::look_up;
use super::plans::PLAN;
use crate::facts::{Listed, Plan};
use crate::importing::heading::tidy;
use crate::importing::mapping::targets::LEAVE_ROW;

/// Several plans in one cell, such as `CP/LAC`: both where a child is looked after and on a child protection
/// plan, else the one that stands above the others.
pub(super) fn of_several(word: &str) -> Option<String> {
    let parts = word.replace(" and ", "/");
    let mut plans: Vec<Plan> = Vec::new();
    for part in parts.split(['/', '+', '&', ',', ';']).map(tidy).filter(|part| !part.is_empty()) {
        let code = look_up(PLAN, &part)?;
        plans.push(Plan::with_code(&code)?);
    }
    let (first, rest) = plans.split_first()?;
    let mut both = *first;
    for plan in rest {
        both = together(both, *plan)?;
    }
    (!rest.is_empty()).then(|| both.text().to_owned())
}

/// Words after a plan that say only how or why it is that plan.
const QUALIFIERS: &str = "neglect|emotional|physical|sexual|abuse|harm|multiple|exploitation|cwd|disability|disabled|plan|\
     case|open|active|current|child|children|and|&|or|voluntary";

/// Words after a plan that say that it is over, was, is to come, or may be.
const CHANGES: &str = "ended|ending|end|ends|closed|closing|close|closure|ceased|ceasing|cease|pending|awaiting|await|\
     step|stepped|stepping|down|discharge|discharged|discharging|removed|transfer|transferred|transferring|from|to|until|\
     was|previous|previously|former|formerly|ex|not|no|never|non|refused|withdrawn|declined|considered|considering|\
     possible|potential|proposed|requested|request|referral|referred|conference|icpc|enquiry|enquiries|investigation|\
     strategy|initial|pre|post|edge|historic|historical|history|past|old|discontinued|rescinded|revoked|expired|suspended|\
     lapsed|complete|completed|finished|inactive|nfa|archive|archived|out|off|left|gone|review|due|planned";

/// A plan with what qualifies it after a dash, in brackets (which are blanks by now) or as words that say only why:
/// `CP - Neglect`, `Child in Need (S17)`, `CP Neglect`. Nothing where what follows says that it is over or to come, or
/// names another plan.
pub(super) fn of_first_part(word: &str) -> Option<String> {
    let is_one_of = |table: &str, part: &str| table.split('|').any(|own| own == part);
    let parts = || word.split(|own: char| !own.is_alphanumeric() && own != '&').filter(|part| !part.is_empty());
    if is_denied(word) || parts().any(|part| is_one_of(CHANGES, part)) {
        return None;
    }
    let plan_of = |text: &str| look_up(PLAN, tidy(text).as_str()).filter(|code| code != LEAVE_ROW);
    // Nothing in the rest may be another plan.
    let agrees = |code: &str, rest: &str| {
        let of_rest = plan_of(rest);
        of_rest.as_deref() == Some(code)
            || (of_rest.is_none()
                && rest.split(|own: char| !own.is_alphanumeric()).filter_map(plan_of).all(|own| own == code))
    };
    if let Some((first, rest)) = word.split_once(" - ").or_else(|| word.split_once(": ")) {
        return plan_of(first).filter(|code| agrees(code, rest));
    }
    let parts: Vec<&str> = word.split(' ').collect();
    (1..parts.len()).rev().find_map(|first| {
        let (first, rest) = parts.split_at(first);
        let code = plan_of(&first.join(" "))?;
        let rest_words = rest.join(" ");
        let is_sure = plan_of(&rest_words).as_deref() == Some(code.as_str())
            || rest.iter().all(|own| is_one_of(QUALIFIERS, own) || plan_of(own).as_deref() == Some(code.as_str()));
        is_sure.then_some(code)
    })
}

/// What two plans of one child come to: looked after and on a child protection plan are both; either of them takes
/// in a child in need; any plan takes in an assessment. Nothing where they are at odds.
#[must_use]
pub fn together(one: Plan, other: Plan) -> Option<Plan> {
    use Plan::{ChildInNeed, ChildProtection, ChildProtectionAndLookedAfter as Both, LookedAfter, UnderAssessment};
    match (one, other) {
        _ if one == other => Some(one),
        (ChildProtection, LookedAfter | Both)
        | (LookedAfter, ChildProtection | Both)
        | (Both, ChildProtection | LookedAfter) => Some(Both),
        (ChildInNeed, plan @ (ChildProtection | LookedAfter | Both))
        | (plan @ (ChildProtection | LookedAfter | Both), ChildInNeed)
        | (UnderAssessment, plan)
        | (plan, UnderAssessment) => Some(plan),
        _ => None,
    }
}
