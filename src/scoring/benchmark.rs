//! Where a caseload stands among figures that others reported. It never says that a caseload is over.

use super::capacity::{Asked, ask, ask_for};
use super::children;
use super::context::Context;
use super::types::{Note, Question, Score, Standing};
use crate::points::Points;
use crate::scheme::condition::Truth;
use crate::words::counted;

/// Where the caseload stands; nothing where the scheme has no such figures, or nobody reported any for a caseload
/// such as this, which is said.
pub(super) fn standing(asked: &Asked<'_>, score: &mut Score) -> Option<Standing> {
    let benchmark = asked.scheme.benchmark.as_ref()?;
    let mut questions: Vec<Question> = Vec::new();
    let own = Areas::of(asked, benchmark.areas.len(), &mut questions);
    for question in questions {
        ask_for(question, score);
    }
    let mut say = |words: String| score.notes.push(Note::of_practitioner(words));
    if own.unclear > 0 {
        say(format!(
            "{} no plan that is known: they are counted, and the area does not go by them.",
            counted(own.unclear, "child has", "children have")
        ));
    }
    let possible = ask(asked, &mut benchmark.rows.iter().map(|row| (&row.when, true)), score);
    let context = Context::of_practitioner(asked.view);
    let of_role: Vec<_> = benchmark.rows.iter().filter(|row| context.truth(&row.when) == Truth::Yes).collect();
    if of_role.is_empty() {
        let words = if possible.is_empty() {
            "The survey has no figures for this role."
        } else {
            "Which figures to stand beside turns on what is asked."
        };
        score.no_number = Some(words.to_owned());
        return None;
    }
    // Areas that stand alone are left out of a mix.
    let has = |place: &usize| own.of_each.get(*place).is_some_and(|count| *count > 0);
    let alone = |place: &usize| benchmark.areas.get(*place).is_some_and(|area| area.alone);
    let mut areas: Vec<usize> = (0..benchmark.areas.len()).filter(has).collect();
    let mixed: Vec<usize> = areas.iter().copied().filter(|place| !alone(place)).collect();
    let mut left_out = own.of_none;
    if !mixed.is_empty() && mixed.len() < areas.len() {
        left_out += own.only_alone;
        areas = mixed;
    }
    if areas.is_empty() {
        score.no_number = Some("No child here belongs to an area of the survey.".to_owned());
        return None;
    }
    let names: Vec<&str> = areas.iter().filter_map(|place| Some(benchmark.areas.get(*place)?.name.as_str())).collect();
    let area = names.join(" and ");
    let Some(row) = of_role.into_iter().find(|row| row.areas == areas) else {
        score.no_number = Some(format!("Nobody reported figures for a caseload of {area} together in this role."));
        return None;
    };
    let count = own.children - left_out;
    let count = Points::whole(i32::try_from(count).unwrap_or(i32::MAX));
    Some(Standing {
        count,
        who: row.name.clone(),
        area,
        clause: row.place.clone(),
        range: row.lowest.zip(row.highest),
        unmanageable: row.unmanageable.iter().map(|figure| (*figure, count >= *figure)).collect(),
        notes: row.notes.clone(),
        left_out,
    })
}

/// How many children of a caseload are in each area.
#[derive(Default)]
struct Areas {
    children: usize,
    of_each: Vec<usize>,
    /// Those of whom it is not known.
    unclear: usize,
    /// Those of no area.
    of_none: usize,
    /// Those who are in areas alone that are left out of a mix.
    only_alone: usize,
}

impl Areas {
    fn of(asked: &Asked<'_>, count: usize, questions: &mut Vec<Question>) -> Self {
        let mut own = Self { of_each: vec![0; count], ..Self::default() };
        let id = &asked.view.practitioner.id;
        let areas = asked.scheme.benchmark.as_ref().map_or(&[][..], |benchmark| &benchmark.areas);
        children::each(asked, |case| case.allocation_of(id).is_some(), &mut |child| {
            own.children += 1;
            let holds = |place: &usize| areas.get(*place).is_some_and(|area| child.holds(&area.when));
            let of_child: Vec<usize> = (0..count).filter(holds).collect();
            if of_child.is_empty() {
                let unknown =
                    areas.iter().filter(|area| child.is_open(asked.scheme, &area.when, questions)).count() > 0;
                *(if unknown { &mut own.unclear } else { &mut own.of_none }) += 1;
                return;
            }
            let alone = |place: &usize| areas.get(*place).is_some_and(|area| area.alone);
            own.only_alone += usize::from(of_child.iter().all(alone));
            for place in of_child {
                if let Some(count) = own.of_each.get_mut(place) {
                    *count += 1;
                }
            }
        });
        own
    }
}
