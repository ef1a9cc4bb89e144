//! The common reading in words: of one score, and of several schemes beside each other.

use super::{Standing, Step};
use crate::facts::practitioner::Role;

/// The reading of a standing: "within", "within, could be over", "within, could be room or over".
#[must_use]
pub fn step_in_words(own: &Standing) -> String {
    let Some((low, high)) = own.steps else { return own.step.words().to_owned() };
    let others: Vec<&str> = [low, high].iter().filter(|end| **end != own.step).map(|end| end.words()).collect();
    let others = if low == high { others.first().map_or("", |one| one).to_owned() } else { others.join(" or ") };
    format!("{}, could be {others}", own.step.words())
}

/// What marks somebody whose room is no free capacity: a manager has a team to lead, and a student is there to
/// learn. Schemes say room of both, because their ranges are for those who hold cases.
#[must_use]
pub const fn mark(role: Role) -> Option<&'static str> {
    match role {
        Role::AssistantTeamManager | Role::TeamManager | Role::ServiceManager => Some("manager"),
        Role::StudentFirstPlacement | Role::StudentFinalPlacement => Some("student"),
        _ => None,
    }
}

/// Where several schemes agree and where they part, in one sentence: "Three of five say over; Warrington says
/// within; the rest does not say." The one that most schemes say comes first.
#[must_use]
pub fn agreement(readings: &[(&str, Step)]) -> String {
    let of =
        |step: Step| -> Vec<&str> { readings.iter().filter(|(_, own)| *own == step).map(|(name, _)| *name).collect() };
    let mut said: Vec<(Step, Vec<&str>)> =
        [Step::Over, Step::Within, Step::Room].into_iter().map(|step| (step, of(step))).collect();
    said.retain(|(_, names)| !names.is_empty());
    crate::points::sort_short(&mut said, |(_, names)| std::cmp::Reverse(names.len()));
    let silent = of(Step::NotSaid);
    let all = readings.len();
    if said.is_empty() {
        return match readings {
            [] => "There is no scheme to compare.".to_owned(),
            [(only, _)] => format!("{only} does not say what is normal for this worker."),
            _ => format!("None of the {} schemes says what is normal for this worker.", number(all)),
        };
    }
    if let ([(step, names)], true, true) = (said.as_slice(), silent.is_empty(), all > 1) {
        return format!("{} {} say {}.", if names.len() == 2 { "Both" } else { "All" }, several(all), step.words());
    }
    let mut parts: Vec<String> = Vec::new();
    for (step, names) in &said {
        parts.push(match names.as_slice() {
            [only] => format!("{only} says {}", step.words()),
            more if parts.is_empty() => format!("{} of {} say {}", number(more.len()), number(all), step.words()),
            more => format!("{} say {}", listed(more), step.words()),
        });
    }
    match silent.as_slice() {
        [] => {}
        [only] => parts.push(format!("{only} does not say")),
        _ => parts.push("the rest does not say".to_owned()),
    }
    format!("{}.", capital(&parts.join("; ")))
}

/// "five schemes"; two need no number after "both".
fn several(count: usize) -> String {
    if count == 2 { "schemes".to_owned() } else { format!("{} schemes", number(count)) }
}

/// "A, B and C".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

/// A number in words, up to ten.
fn number(count: usize) -> String {
    const WORDS: [&str; 11] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
