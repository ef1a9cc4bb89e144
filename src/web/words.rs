//! Words that several pages say.

use super::dates;
use crate::change::{child_name, in_words};
use crate::copies::is_private;
use crate::facts::record::{AnyRecord, text};
use crate::facts::value::{Id, Listed};
use crate::facts::{Case, Child, Definition, Plan, Practitioner};
use crate::points::Points;
use crate::scheme::{Award, Mechanism, Rule, Scheme, Step};
use crate::scoring::{CasePart, Line, Score};

pub use crate::words::counted as count;

/// An amount in what a scheme counts: "1 point", "21 points", "14 children", with a true minus sign.
#[must_use]
pub fn total(scheme: &Scheme, amount: Points) -> String {
    format!("{} {}", figure(amount), scheme.counted_in.word(amount))
}

/// The figure alone.
#[must_use]
pub fn figure(points: Points) -> String {
    points.to_string().replace('-', "\u{2212}")
}

/// What a practitioner is called.
#[must_use]
pub fn practitioner(own: &Practitioner) -> String {
    called(own.label.as_str(), || own.role.map_or("A practitioner", Listed::words).to_owned())
}

/// What a case is called.
#[must_use]
pub fn case(own: &Case) -> String {
    called(own.label.as_str(), || "A case without a label".to_owned())
}

/// What a child is called, by its place in the case where it has no label.
#[must_use]
pub fn child(own: &Child, place: usize) -> String {
    child_name(own.label.as_str(), place)
}

fn called(label: &str, otherwise: impl FnOnce() -> String) -> String {
    let label = label.trim();
    if label.is_empty() { otherwise() } else { label.to_owned() }
}

/// A child's name by its id.
#[must_use]
pub fn child_of(case: &Case, id: &Id) -> String {
    let found = case.children.iter().enumerate().find(|(_, child)| child.id == *id);
    found.map_or_else(|| "a child".to_owned(), |(place, own)| child(own, place))
}

/// The plans of a case's children: "child protection", or "(1 child protection, 2 looked after)".
#[must_use]
pub fn plans(case: &Case) -> String {
    let mut counted: Vec<(Option<Plan>, usize)> = Vec::new();
    for child in &case.children {
        match counted.iter_mut().find(|(plan, _)| *plan == child.plan) {
            Some((_, number)) => *number += 1,
            None => counted.push((child.plan, 1)),
        }
    }
    let name = |plan: Option<Plan>| plan.map_or("plan not known", short_plan).to_owned();
    match counted.as_slice() {
        [] => case.kind.or_ordinary().map_or_else(String::new, |kind| kind.words().to_owned()),
        [(plan, _)] => name(*plan),
        several => {
            let each: Vec<String> = several.iter().map(|(plan, number)| format!("{number} {}", name(*plan))).collect();
            format!("({})", each.join(", "))
        }
    }
}

/// A case with its children: "Family 7: 2 child protection".
#[must_use]
pub fn headed(own: &Case) -> String {
    let number = own.children.len();
    let number = if number == 0 { String::new() } else { format!("{number} ") };
    format!("{}: {number}{}", case(own), plans(own))
}

/// A plan in a few words, for lists.
#[must_use]
pub const fn short_plan(plan: Plan) -> &'static str {
    match plan {
        Plan::UnderAssessment => "under assessment",
        Plan::EarlyHelp => "early help",
        Plan::ChildInNeed => "child in need",
        Plan::ChildProtection => "child protection",
        Plan::LookedAfter => "looked after",
        Plan::ChildProtectionAndLookedAfter => "child protection and looked after",
        Plan::CareLeaverEligible => "care leaver, eligible",
        Plan::CareLeaverRelevant => "care leaver, relevant",
        Plan::CareLeaverFormerRelevant => "care leaver, former relevant",
        Plan::PrivatelyFostered => "privately fostered",
        Plan::PermanencePrePlacement => "before placement order",
        Plan::PermanenceFamilyFinding => "family finding",
        Plan::PermanenceMatchFound => "match found",
        Plan::PermanenceMatchNotFound => "match not found",
        Plan::PermanencePlaced => "placed, before order",
        Plan::AdoptionSupport => "adoption support",
        Plan::CareManaged => "care-managed",
    }
}

/// What a case adds to a score; nothing for a case that is not open.
#[must_use]
pub fn case_part<'s>(score: &'s Score, case: &Id) -> Option<&'s CasePart> {
    score.cases.iter().find(|part| part.case == *case)
}

/// Whether a line is of all cases together: for every full so many of their points.
fn is_of_all_cases(line: &Line, scheme: &Scheme) -> bool {
    let of = |step: &&Step| step.id == line.stage && matches!(step.mechanism, Mechanism::PerFull { .. });
    line.case.is_none() && scheme.steps.iter().any(|step| of(&step))
}

/// What a practitioner has beside the cases.
#[must_use]
pub fn own_points(score: &Score, scheme: &Scheme) -> Points {
    own_lines(score, scheme).map(|line| line.points).sum()
}

/// The lines of a practitioner that count, beside the cases.
pub fn own_lines<'s>(score: &'s Score, scheme: &'s Scheme) -> impl Iterator<Item = &'s Line> {
    score.lines.iter().filter(|line| line.counted && line.case.is_none() && !is_of_all_cases(line, scheme))
}

/// The lines that count for all cases together.
pub fn of_all_cases<'s>(score: &'s Score, scheme: &'s Scheme) -> impl Iterator<Item = &'s Line> {
    score.lines.iter().filter(|line| line.counted && is_of_all_cases(line, scheme))
}

/// The lines that did not count. Points that a manager may still give are among what is not known, and
/// would be said a second time here.
pub fn not_counted<'s>(score: &'s Score, scheme: &'s Scheme) -> impl Iterator<Item = &'s Line> {
    let asked = |line: &Line| {
        let given_by_manager = |rule: &Rule| rule.id == line.rule && matches!(rule.award, Award::Input { .. });
        line.least != line.most && scheme.rules().any(given_by_manager)
    };
    score.lines.iter().filter(move |line| !line.counted && !asked(line))
}

/// "Could be 4 to 9", where the two differ.
#[must_use]
pub fn range(least: Points, most: Points) -> Option<String> {
    (least != most).then(|| format!("could be {} to {}", figure(least), figure(most)))
}

/// An amount of a limit, which may fall between: as it is down to hundredths, else to the nearest tenth.
#[must_use]
pub fn rounded(points: Points) -> String {
    crate::words::shown(points).replace('-', "\u{2212}")
}

/// Children and families, which stand together wherever either does: "14 children in 6 families".
#[must_use]
pub fn children_in_families(score: &Score) -> String {
    format!("{} in {}", count(score.children, "child", "children"), count(score.families, "family", "families"))
}

/// What was given in a group of facts, in a few words: "Outside the area, 130 minutes each way".
#[must_use]
pub fn given(record: &dyn AnyRecord, facts: &[&'static Definition]) -> String {
    use crate::facts::Kind;
    // A line that is seen while its fold is closed, and on paper, says nothing private.
    let words = facts.iter().filter(|definition| !is_private("", definition.id)).filter_map(|definition| {
        let text = text(record, definition.id).filter(|text| !text.is_empty())?;
        Some(match (definition.kind, text.as_str()) {
            (Kind::Mark, "yes") => definition.label.to_owned(),
            (Kind::OneOf(_) | Kind::Ordinary(_), value) if value != crate::facts::value::UNKNOWN_TEXT => {
                in_words(definition.kind, value)
            }
            (Kind::Reference, _) => return None,
            (kind, value) => {
                let label = definition.label.trim_end_matches('?');
                format!("{label}: {}", dates::shown(kind, &in_words(kind, value)))
            }
        })
    });
    words.collect::<Vec<_>>().join("; ")
}
