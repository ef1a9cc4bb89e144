//! The common reading in words: of one score, and of several schemes beside each other.

use super::{DEPENDS, Reading, Standing, Step};
use crate::facts::practitioner::Role;
use crate::points::Points;
use crate::scoring::Score;
use crate::words::{listed, over_by, shown};

/// The band of a score in the scheme's words: "sustainable", or "sustainable to high, depending on what is not known";
/// nothing where there is none.
#[must_use]
pub fn band_in_words(score: &Score) -> Option<String> {
    let range = score.band_range.as_ref().map(|(least, most)| format!("{least} to {most}, {DEPENDS}"));
    range.or_else(|| score.band.clone())
}

/// How a score stands, with how far over it is: "over by 1", "within", "no number", "between 17 and 25".
#[must_use]
pub fn standing_in_words(own: &Standing) -> String {
    match &own.among {
        Some(among) => among.clone(),
        None if own.reading.least == Step::Over && own.over > Points::ZERO => {
            let (least, most) = own.over_ends;
            let by = if least < most && least > Points::ZERO {
                format!("over by {} to {}", shown(least), shown(most))
            } else {
                over_by(own.over)
            };
            if own.reading.so_far { by + " so far" } else { by }
        }
        None if own.no_number => "no number".to_owned(),
        None => own.reading.words(),
    }
}

/// "1 case that the scheme does not allow"; nothing where there is none.
#[must_use]
pub fn not_allowed_in_words(own: &Standing) -> Option<String> {
    (own.not_allowed > 0).then(|| {
        let cases = crate::words::counted(own.not_allowed, "case", "cases");
        format!("{cases} that the scheme does not allow")
    })
}

/// What marks somebody whose room is no free capacity: a manager has a team to lead, a student is there to learn, and
/// who reviews cases or chairs their conferences is to stay apart from holding them. Schemes say room of managers and
/// students because their ranges are for those who hold cases, and of reviewers because theirs are for reviews.
#[must_use]
pub const fn mark(role: Role) -> Option<&'static str> {
    match role {
        Role::AssistantTeamManager | Role::TeamManager | Role::ServiceManager => Some("manager"),
        Role::StudentFirstPlacement | Role::StudentFinalPlacement => Some("student"),
        Role::IndependentReviewingOfficer | Role::ChildProtectionAdviser => Some("reviewer"),
        _ => None,
    }
}

/// Where several schemes agree and where they part, in one sentence: "Three of five say over; Warrington says
/// within; the rest does not say." What most schemes say comes first, and what is highest among equals. What is not
/// sure is said so: "All five schemes say room to over, depending on what is not known."
#[must_use]
pub fn agreement(readings: &[(&str, Reading)]) -> String {
    let mut said: Vec<(Reading, Vec<&str>)> = Vec::new();
    let mut silent: Vec<&str> = Vec::new();
    for (name, own) in readings {
        if own.least == Step::NotSaid {
            silent.push(name);
        } else if let Some((_, names)) = said.iter_mut().find(|(reading, _)| reading == own) {
            names.push(name);
        } else {
            said.push((*own, vec![name]));
        }
    }
    crate::points::sort_short(&mut said, |(own, names)| std::cmp::Reverse((names.len(), own.rank())));
    let all = readings.len();
    if said.is_empty() {
        return match readings {
            [] => "There is no scheme to compare.".to_owned(),
            [(only, _)] => format!("{only} does not say what is normal for this worker."),
            _ => format!("None of the {} schemes says what is normal for this worker.", number(all)),
        };
    }
    if let ([(own, names)], true, true) = (said.as_slice(), silent.is_empty(), all > 1) {
        return format!("{} {} say {}.", if names.len() == 2 { "Both" } else { "All" }, several(all), own.in_full());
    }
    let mut parts: Vec<String> = Vec::new();
    for (own, names) in &said {
        let own = own.in_full();
        parts.push(match names.as_slice() {
            [only] => format!("{only} says {own}"),
            more if parts.is_empty() => format!("{} of {} say {own}", number(more.len()), number(all)),
            more => format!("{} say {own}", listed(more)),
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
