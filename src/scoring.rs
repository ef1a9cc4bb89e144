//! Scoring: a scheme, a caseload and a month give an explanation; the total is the sum of its lines.
//!
//! `walk` goes through a scheme's stages and tells a listener of every entry: one listener sums,
//! one explains, one tallies parts for the bounds. `view` is what the walk sees of the facts,
//! `context` whether a condition holds, `sharing` what part of a case is whose, `bounds` and `interval` the least and the most where facts
//! are not known.

mod bounds;
mod context;
mod explain;
mod interval;
mod sharing;
mod types;
mod view;
mod walk;

pub use types::{Capacity, CasePart, Line, Note, Question, Score};

use crate::facts::case::{Bulk, CaseKind, CoWorking, Part, Percent};
use crate::facts::fault::Fault;
use crate::facts::value::{Answer, Stated};
use crate::facts::{Case, Id, Listed, Month};
use crate::points::{Points, Ratio, sort_short};
use crate::scheme::condition::Truth;
use crate::scheme::{Award, Band, BandEnd, Mechanism, Scheme};
use crate::workspace::Workspace;
use bounds::{Alternatives, Bounds, Open};
use context::Context;
use explain::{Explanation, not_open};
use view::{CaseView, PractitionerView};

/// Scores a practitioner under a scheme for a month; nothing where there is no such practitioner.
#[must_use]
pub fn score(scheme: &Scheme, workspace: &Workspace, practitioner: &Id, month: Month) -> Option<Score> {
    let own = workspace.practitioner(practitioner)?;
    let open_view = PractitionerView::of(scheme, own, month);
    let view = bounds::practitioner_as_not_marked(scheme, &open_view);
    let alternatives = Alternatives::of(scheme);
    let mut score = Score {
        scheme: scheme.id.clone(),
        practitioner: practitioner.clone(),
        month,
        lines: Vec::new(),
        cases: Vec::new(),
        total: Points::ZERO,
        least: Points::ZERO,
        most: Points::ZERO,
        capacity: None,
        band: None,
        band_range: None,
        questions: Vec::new(),
        notes: Vec::new(),
        children: 0,
        families: 0,
    };
    own_element(scheme, &alternatives, &open_view, &view, &mut score);
    table_notes(scheme, &view, &mut score);
    for case in &workspace.cases {
        if case.allocation_of(practitioner).is_some() {
            if case.is_open(month) {
                held_case(scheme, &alternatives, &view, case, month, &mut score);
            } else {
                score.lines.push(not_open(case, month));
            }
        } else if case.is_open(month) {
            case_of_others(scheme, &view, case, month, &mut score);
        }
    }
    score.total = score.lines.iter().filter(|line| line.counted).map(|line| line.points).sum();
    sort_short(&mut score.questions, |question| std::cmp::Reverse(question.could_move));
    capacity_and_band(scheme, &view, &mut score);
    Some(score)
}

/// The total alone, by the same walk with a listener that only sums: for lists of many people.
#[must_use]
pub fn total(scheme: &Scheme, workspace: &Workspace, practitioner: &Id, month: Month) -> Option<Points> {
    let own = workspace.practitioner(practitioner)?;
    let view = bounds::practitioner_as_not_marked(scheme, &PractitionerView::of(scheme, own, month));
    let mut sum = walk::Sum::default();
    walk::walk_practitioner(scheme, &view, &mut sum);
    for case in workspace.cases.iter().filter(|case| case.is_open(month)) {
        if case.allocation_of(practitioner).is_some() {
            let case = bounds::as_not_marked(scheme, &CaseView::of(scheme, case, practitioner, month));
            walk::walk_case(scheme, &view, &case, &mut sum);
        } else if names_for_a_task(case, practitioner) {
            walk::walk_case_of_others(scheme, &view, &CaseView::of(scheme, case, practitioner, month), &mut sum);
        }
    }
    Some(sum.0)
}

/// Recomputes the worked examples that a scheme file carries.
#[must_use]
pub fn recompute_examples(scheme: &Scheme) -> Vec<Fault> {
    let mut faults = Vec::new();
    for example in &scheme.examples {
        let message = match score(scheme, &example.workspace, &example.practitioner, example.month) {
            Some(score) if score.total == example.total => continue,
            Some(score) => format!(
                "the example \u{201c}{}\u{201d} gives {} in the source and {} by the rules of this file",
                example.name, example.total, score.total
            ),
            None => {
                format!("the example \u{201c}{}\u{201d} names a practitioner whom it does not describe", example.name)
            }
        };
        faults.push(Fault { place: example.at.clone(), message });
    }
    faults
}

fn names_for_a_task(case: &Case, practitioner: &Id) -> bool {
    case.tasks.iter().any(|task| task.done_by.as_ref() == Some(practitioner))
}

/// The practitioner's own element, its range, questions and notes.
fn own_element(
    scheme: &Scheme,
    alternatives: &Alternatives,
    open_view: &PractitionerView<'_>,
    view: &PractitionerView<'_>,
    score: &mut Score,
) {
    let mut explanation = Explanation::of(scheme, None);
    walk::walk_practitioner(scheme, view, &mut explanation);
    explanation.list_unread_duties(view);
    let bounds = bounds::of_practitioner(scheme, alternatives, open_view);
    for rule in scheme.rules() {
        let Award::PerHour { duties, table_ends_at, .. } = &rule.award else { continue };
        let told = explanation.lines.iter().any(|(_, line)| line.rule == rule.id);
        let held: Vec<_> = view.duties.iter().filter(|duty| told && duty.kind & duties != 0).collect();
        let hours: Points = held.iter().filter_map(|duty| duty.amount).sum();
        if let Some(end) = table_ends_at.filter(|end| hours > *end) {
            let words = format!("{hours} hours of extra duties: the source\u{2019}s table ends at {end}.");
            score.notes.push(Note { case: None, words, readings: rule.readings.clone() });
        }
        let without_note = held
            .iter()
            .any(|duty| view.practitioner.duties.get(duty.place).is_some_and(|own| own.note.as_str().is_empty()));
        if let Some(words) = rule.note_wanted.as_ref().filter(|_| without_note) {
            score.notes.push(Note { case: None, words: words.clone(), readings: Vec::new() });
        }
    }
    if view.practitioner.hours_per_week.is_none() {
        let words = "Hours a week are not given: read as full time.".to_owned();
        score.notes.push(Note { case: None, words, readings: Vec::new() });
    }
    add(score, explanation, &bounds, &|open| question_of_practitioner(scheme, open));
}

/// Notes of the tables that the practitioner reads.
fn table_notes(scheme: &Scheme, view: &PractitionerView<'_>, score: &mut Score) {
    let context = Context::of_practitioner(view);
    for step in &scheme.steps {
        let Mechanism::SelectOne(select) = &step.mechanism else { continue };
        let note = walk::table_for(select, &context).and_then(|table| table.note.as_ref());
        if let Some(note) = note.filter(|note| context.holds(&note.when)) {
            score.notes.push(Note { case: None, words: note.words.clone(), readings: note.readings.clone() });
        }
    }
}

/// A case that the practitioner holds.
fn held_case(
    scheme: &Scheme,
    alternatives: &Alternatives,
    practitioner: &PractitionerView<'_>,
    case: &Case,
    month: Month,
    score: &mut Score,
) {
    score.children += case.children.len();
    score.families += 1;
    let open_view = CaseView::of(scheme, case, &practitioner.practitioner.id, month);
    let view = bounds::as_not_marked(scheme, &open_view);
    let mut explanation = Explanation::of(scheme, Some(&view));
    walk::walk_case(scheme, practitioner, &view, &mut explanation);
    explanation.list_unread_tasks();
    explanation.list_case_without_children();
    let bounds = bounds::of_case(scheme, alternatives, practitioner, &open_view);
    case_notes(&view, score);
    let before = score.lines.len();
    add(score, explanation, &bounds, &|open| question_of_case(scheme, case, open));
    let points = score.lines.iter().skip(before).filter(|line| line.counted).map(|line| line.points).sum();
    score.cases.push(CasePart { case: case.id.clone(), points, least: bounds.least, most: bounds.most });
}

/// What there is to say of a case beside its points.
fn case_notes(view: &CaseView<'_>, score: &mut Score) {
    let mut say = |words: &str| {
        score.notes.push(Note { case: Some(view.case.id.clone()), words: words.to_owned(), readings: Vec::new() });
    };
    if sharing::sharing_not_said(view) {
        say(
            "Several people hold this case and nobody said how they share it: each is given an equal part until that is known.",
        );
    }
    if view.co_working == Stated::As(CoWorking::JointWithLearner) && view.bulk == Stated::As(Bulk::NotSaid) {
        say("Nobody said who does the bulk of the tasks of this case: the scheme\u{2019}s reading decides.");
    }
    let leads = view.case.allocations.iter().filter(|own| own.part.is(Part::Lead)).count();
    if view.case.allocations.len() > 1 && leads != 1 {
        say("It is not said of one person alone that they lead this case: one is taken to, the others to co-work.");
    }
    let holders = view.case.allocations.len();
    if holders > 2 && view.co_working == Stated::As(CoWorking::BothInMostTasks) {
        say(&format!(
            "{holders} people hold this case, each for half of its points: sources speak of two workers. Enter shares to divide it otherwise."
        ));
    }
    if view.case.tasks.iter().any(|task| task.kind.is_none()) {
        say("A task of this case does not say what it is, so no scheme can read it.");
    }
    let shares: Vec<i32> = view.case.allocations.iter().filter_map(|own| own.share.map(Percent::number)).collect();
    let sum: i32 = shares.iter().sum();
    if sum > 100
        || (!shares.is_empty() && shares.len() == view.case.allocations.len() && shares.len() > 1 && sum != 100)
    {
        say(&format!("The shares of this case add up to {sum} %, not to 100 %."));
    }
    if view.case.siblings_known == Answer::No && view.case.kind == Stated::As(CaseKind::Family) {
        say("Brothers or sisters may be listed apart: the children here are scored as they are grouped here.");
    }
}

/// A case of others in which the practitioner is named for a task.
fn case_of_others(scheme: &Scheme, practitioner: &PractitionerView<'_>, case: &Case, month: Month, score: &mut Score) {
    if !names_for_a_task(case, &practitioner.practitioner.id) {
        return;
    }
    let view = CaseView::of(scheme, case, &practitioner.practitioner.id, month);
    let mut explanation = Explanation::of(scheme, Some(&view));
    walk::walk_case_of_others(scheme, practitioner, &view, &mut explanation);
    let total = explanation.lines.iter().map(|(_, line)| line.points).sum();
    let bounds = Bounds { least: total, most: total, ..Bounds::default() };
    add(score, explanation, &bounds, &|_| None);
}

/// Adds the lines, bounds and questions of a part to a score.
fn add<'s>(
    score: &mut Score,
    explanation: Explanation<'s, '_>,
    bounds: &Bounds<'s>,
    question: &dyn Fn(Open) -> Option<Question>,
) {
    score.least += bounds.least;
    score.most += bounds.most;
    for (open, could_move) in &bounds.open {
        let asked = question(*open).filter(|_| *could_move > Points::ZERO);
        score.questions.extend(asked.map(|question| Question { could_move: *could_move, ..question }));
    }
    score.lines.extend(explanation.into_lines(bounds));
}

fn question_of_practitioner(scheme: &Scheme, open: Open) -> Option<Question> {
    let (fact, words) = match open {
        Open::Practitioner(place) => {
            let fact = scheme.reads.practitioner.get(place)?;
            (fact.name, fact.label)
        }
        Open::DutyHours => ("duties", "How many hours do the duties take this month?"),
        Open::Child(..) | Open::Family(_) | Open::CoWorking | Open::Bulk | Open::Part | Open::Share => {
            return None;
        }
    };
    Some(Question { case: None, child: None, fact: fact.to_owned(), words: words.to_owned(), could_move: Points::ZERO })
}

fn question_of_case(scheme: &Scheme, case: &Case, open: Open) -> Option<Question> {
    let (child, fact, words) = match open {
        Open::Child(child, place) => {
            let fact = scheme.reads.child.get(place)?;
            (Some(case.children.get(child)?.id.clone()), fact.name, fact.label)
        }
        Open::Family(place) => {
            let fact = scheme.reads.case.get(place)?;
            (None, fact.name, fact.label)
        }
        Open::CoWorking => (None, "co_working", "How is the work shared?"),
        Open::Bulk => (None, "bulk", "Who does the bulk of the tasks?"),
        Open::Part => (None, "part", "Is this practitioner the lead or the co-worker?"),
        Open::Share => (None, "share", "What share of the work is this practitioner\u{2019}s?"),
        Open::Practitioner(_) | Open::DutyHours => return None,
    };
    let (fact, words) = stored(fact, words);
    Some(Question {
        case: Some(case.id.clone()),
        child,
        fact: fact.to_owned(),
        words: words.to_owned(),
        could_move: Points::ZERO,
    })
}

/// The fact that is entered and its words, where a condition reads one that follows from it.
fn stored<'f>(fact: &'f str, words: &'f str) -> (&'f str, &'f str) {
    match fact {
        "unstable_or_moved" => ("unstable", words),
        "return_journey_minutes" => ("minutes_each_way", "Minutes each way"),
        "private_fostering_months" => ("private_fostering_since", words),
        "asylum_seeker_now" => ("asylum_seeker", words),
        other => (other, words),
    }
}

fn capacity_and_band(scheme: &Scheme, view: &PractitionerView<'_>, score: &mut Score) {
    let Some(table) = &scheme.capacity else { return };
    let context = Context::of_practitioner(view);
    let Some(row) = table.rows.iter().find(|row| context.truth(&row.when) == Truth::Yes) else { return };
    let whole_time_equivalent = if table.pro_rata { view.practitioner.whole_time_equivalent() } else { Ratio::ONE };
    let band = |points: Points| {
        scheme.bands.iter().find(|band| within(band, points, whole_time_equivalent)).map(|band| band.name.clone())
    };
    score.band = band(score.total);
    let ends = band(score.least).zip(band(score.most));
    score.band_range = ends.filter(|(least, most)| least != most);
    score.capacity = Some(Capacity {
        least: row.least,
        most: row.most,
        whole_time_equivalent,
        clause: table.place.clone(),
        why: table.words.clone(),
    });
}

/// True where the points are not beyond the band's end, pro rata.
fn within(band: &Band, points: Points, whole_time_equivalent: Ratio) -> bool {
    match band.end {
        BandEnd::UpTo(end) => whole_time_equivalent.compare(points, end).is_le(),
        BandEnd::Below(end) => whole_time_equivalent.compare(points, end).is_lt(),
        BandEnd::Open => true,
    }
}

/// What a kind of case is called.
#[must_use]
pub fn kind_in_words(case: &Case) -> &'static str {
    case.kind.or_ordinary().map_or("", Listed::words)
}
