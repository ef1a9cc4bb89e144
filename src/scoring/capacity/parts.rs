//! Facts of cases that decide which part of a capacity something belongs to, though the total stays the same: a young
//! person's age is no point more or less, and fills one of two limits.

use super::{Asked, ask_for};
use crate::facts::value::{Code, UNKNOWN};
use crate::points::Points;
use crate::scheme::{CapacityPart, CapacityTable, Measure};
use crate::scoring::bounds::{self, Open};
use crate::scoring::types::{Line, Note, Score};
use crate::scoring::view::CaseView;
use crate::scoring::{base, question_of_case, walk};

/// Asks for every fact of a case by which what is measured for these parts would be otherwise.
pub(super) fn ask(asked: &Asked<'_>, parts: &[&CapacityPart], score: &mut Score) {
    let measured: Vec<&[usize]> = parts
        .iter()
        .filter_map(|part| match &part.measure {
            Measure::Stages(of) => Some(of.as_slice()),
            _ => None,
        })
        .collect();
    if measured.is_empty() {
        return;
    }
    let (scheme, id) = (asked.scheme, &asked.view.practitioner.id);
    let held = asked.workspace.cases.iter().filter(|case| case.allocation_of(id).is_some());
    for case in held.filter(|case| case.is_open(asked.month)) {
        let open_view = CaseView::of(scheme, case, id, asked.month);
        let settled = bounds::as_not_marked(scheme, &open_view);
        let given = |place: usize, fact: Open| {
            let mut found: Option<Vec<Points>> = None;
            scheme.alternatives.to(fact).into_iter().any(|code| {
                let mut view = settled.clone();
                let codes = match fact {
                    Open::Child(child, _) => view.children.get_mut(child).map(|child| &mut child.codes),
                    _ => Some(&mut view.family),
                };
                if let Some(own) = codes.and_then(|codes| codes.get_mut(place)) {
                    *own = code;
                }
                view.follow();
                let mut sum = walk::Sum::by_step(scheme);
                walk::walk_case(scheme, asked.view, &view, &mut sum);
                let amounts: Vec<Points> = measured.iter().map(|of| base(&sum.by_step, of)).collect();
                found.replace(amounts.clone()).is_some_and(|before| before != amounts)
            })
        };
        let unknown = |codes: &[Code]| -> Vec<usize> {
            codes.iter().enumerate().filter(|(_, code)| **code == UNKNOWN).map(|(place, _)| place).collect()
        };
        let of_children = open_view.children.iter().enumerate().flat_map(|(child, own)| {
            unknown(&own.codes).into_iter().map(move |place| (place, Open::Child(child, place)))
        });
        let of_case = unknown(&open_view.family).into_iter().map(|place| (place, Open::Family(place)));
        for (place, fact) in of_children.chain(of_case).collect::<Vec<_>>() {
            if given(place, fact)
                && let Some(question) = question_of_case(scheme, &settled, fact)
            {
                ask_for(question, score);
            }
        }
    }
}

/// Says beside each case what of it counts in the total and in no figure that is for this practitioner: a figure for
/// fostering households says nothing of a child who is held beside them.
pub(super) fn note_beside(asked: &Asked<'_>, table: &CapacityTable, parts: &[&CapacityPart], score: &mut Score) {
    let mut measured: Vec<usize> = Vec::new();
    for part in parts {
        match &part.measure {
            Measure::Stages(of) => measured.extend(of),
            // The children of their cases are what they review.
            Measure::Total | Measure::Reviewed(..) | Measure::ConferencesAWeek => return,
            Measure::Supervised(_) => {}
        }
    }
    if parts.is_empty() || table.parts.len() < 2 {
        return;
    }
    let stages: Vec<&str> =
        measured.iter().filter_map(|place| Some(asked.scheme.steps.get(*place)?.id.as_str())).collect();
    // What may yet belong to a figure is asked for.
    let beside = |line: &&Line| line.counted && line.case.is_some() && line.least != Points::ZERO;
    let lines = score.lines.iter().filter(beside).filter(|line| !stages.contains(&line.stage.as_str()));
    let note = |line: &Line| Note {
        case: line.case.clone(),
        child: line.child.clone(),
        words: format!(
            "{}: counted in the total alone, as {} has no figure for it in this role and team.",
            line.name, asked.scheme.name
        ),
        readings: Vec::new(),
        error: false,
    };
    let notes: Vec<Note> = lines.map(note).collect();
    score.notes.extend(notes);
}
