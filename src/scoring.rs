//! Scoring: a scheme, a caseload and a month give an explanation; the total is the sum of its lines.
//!
//! `walk` goes through a scheme's stages and tells a listener of every entry: one listener sums,
//! one explains, one tallies parts for the bounds. `view` is what the walk sees of the facts,
//! `context` whether a condition holds, `sharing` what part of a case is whose, `bounds` and
//! `interval` the least and the most where facts are not known, `capacity` what the scheme calls normal,
//! `prepared` cases looked at once to be summed many times, `alike` cases that need their bounds once.

mod alike;
mod asked;
mod benchmark;
mod bounds;
mod capacity;
mod children;
mod context;
mod explain;
mod interval;
mod prepared;
mod sharing;
mod types;
mod view;
mod walk;

pub use alike::Alike;
pub use asked::{InputsAsked, inputs_of_case, inputs_of_practitioner};
pub(crate) use explain::not_weighed;
pub use prepared::Prepared;
pub use sharing::{Shared, shared};
pub use types::{Capacity, CasePart, Column, Line, Note, Question, Score, Standing, percent_of_load};

use crate::facts::case::{Bulk, CaseKind, CoWorking, Part, Percent};
use crate::facts::fault::Fault;
use crate::facts::value::{Answer, Code, Stated, UNKNOWN};
use crate::facts::{Case, Id, Listed, Month};
use crate::points::{Points, sort_short};
use crate::scheme::condition::{Condition, Slot};
use crate::scheme::{Award, Each, Joint, Mechanism, Scheme, Unit};
use crate::workspace::Workspace;
use bounds::{Bounds, Open};
use context::Context;
use explain::{Explanation, not_open};
use std::rc::Rc;
use view::{CaseView, PractitionerView};

/// So many combinations of what is not known of the practitioner are tried at most.
const MOST_COMBINATIONS: usize = 512;

/// Scores a practitioner under a scheme for a month; nothing where there is no such practitioner.
#[must_use]
pub fn score(scheme: &Scheme, workspace: &Workspace, practitioner: &Id, month: Month) -> Option<Score> {
    let mut bounds_of = |practitioner: &PractitionerView<'_>, case: &CaseView<'_>, by_step: Option<&[Points]>| {
        Rc::new(Bounded::of(scheme, practitioner, case, by_step))
    };
    score_with(scheme, workspace, practitioner, month, &mut bounds_of)
}

/// What gives the bounds of a case: from the practitioner with nothing open, the case, and, where that was worked
/// out already, what each stage gives as far as is known.
type BoundsOf<'b> = dyn FnMut(&PractitionerView<'_>, &CaseView<'_>, Option<&[Points]>) -> Rc<Bounded> + 'b;

/// What a case may come to.
struct Bounded {
    bounds: Bounds,
    /// What it comes to as far as is known.
    total: Points,
}

impl<'s> Bounded {
    fn of(
        scheme: &'s Scheme,
        practitioner: &PractitionerView<'_>,
        case: &CaseView<'_>,
        by_step: Option<&[Points]>,
    ) -> Self {
        let mut own = walk::Sum::by_step(scheme);
        let by_step = by_step.unwrap_or_else(|| {
            walk::walk_case(scheme, practitioner, &bounds::as_not_marked(scheme, case), &mut own);
            &own.by_step
        });
        let total = by_step.iter().copied().sum();
        Self { bounds: bounds::of_case(scheme, practitioner, case, by_step), total }
    }
}

/// The score, with bounds of cases from somewhere.
fn score_with(
    scheme: &Scheme,
    workspace: &Workspace,
    practitioner: &Id,
    month: Month,
    bounds_of: &mut BoundsOf<'_>,
) -> Option<Score> {
    let own = workspace.practitioner(practitioner)?;
    let open_view = PractitionerView::of(scheme, own, month);
    let view = bounds::practitioner_as_not_marked(scheme, &open_view);
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
        also: Vec::new(),
        parts: Vec::new(),
        no_number: None,
        benchmark: None,
        load: None,
        columns: Vec::new(),
        band: None,
        band_range: None,
        questions: Vec::new(),
        notes: Vec::new(),
        children: 0,
        families: 0,
    };
    let mut tally = Totals { by_step: vec![Points::ZERO; scheme.steps.len()], ..Totals::default() };
    scope_notes(scheme, &view, &mut score);
    refused_inputs(scheme, &own.inputs, None, None, &mut score);
    own_element(scheme, &open_view, &view, &mut score, &mut tally);
    table_notes(scheme, &view, &mut score);
    for case in &workspace.cases {
        if case.allocation_of(practitioner).is_some() {
            if case.is_open(month) {
                held_case(scheme, &view, case, month, (&mut score, &mut tally), bounds_of);
            } else {
                score.lines.push(not_open(case, month));
            }
        } else if case.is_open(month) {
            case_of_others(scheme, &view, case, month, &mut score, &mut tally);
        }
    }
    let workload = Workload { scheme, workspace, month, open_view: &open_view };
    workload.of_open_practitioner(&mut score, &mut tally, bounds_of);
    full_lots(scheme, &mut score, &mut tally);
    score.total = score.lines.iter().filter(|line| line.counted).map(|line| line.points).sum();
    let asked =
        capacity::Asked { scheme, workspace, month, open_view: &open_view, view: &view, by_step: &tally.by_step };
    capacity::settle(&asked, &mut score);
    score.benchmark = benchmark::standing(&asked, &mut score);
    sort_short(&mut score.questions, |question| std::cmp::Reverse(question.could_move));
    score.columns = columns(scheme, &tally.by_step);
    Some(score)
}

/// The total alone, by the same walk with a listener that only sums.
#[must_use]
pub fn total(scheme: &Scheme, workspace: &Workspace, practitioner: &Id, month: Month) -> Option<Points> {
    let own = workspace.practitioner(practitioner)?;
    let mut adding = Adding::of(scheme, own, month);
    let mut desk = Desk::default();
    let named = |case: &&Case| case.allocation_of(practitioner).is_some() || names_for_a_task(case, practitioner);
    for case in workspace.cases.iter().filter(|case| case.is_open(month)).filter(named) {
        adding.add(case, &mut desk);
    }
    Some(adding.total())
}

/// Everybody's total alone, in the order of the practitioners: each case is looked at once.
#[must_use]
pub fn totals(scheme: &Scheme, workspace: &Workspace, month: Month) -> Vec<Points> {
    let mut adding: Vec<Adding<'_, '_>> =
        workspace.practitioners.iter().map(|own| Adding::of(scheme, own, month)).collect();
    let mut desk = Desk::default();
    each_named(workspace, month, |place, case| {
        if let Some(own) = adding.get_mut(place) {
            own.add(case, &mut desk);
        }
    });
    adding.iter().map(Adding::total).collect()
}

/// Shows every open case with the place of each practitioner whom it names: who holds it, or does a task in it.
fn each_named<'f>(workspace: &'f Workspace, month: Month, mut see: impl FnMut(usize, &'f Case)) {
    let places = crate::workspace::ids(&workspace.practitioners);
    let mut named: Vec<usize> = Vec::new();
    for case in workspace.cases.iter().filter(|case| case.is_open(month)) {
        let holders = case.allocations.iter().filter_map(|own| own.practitioner.as_ref());
        let others = case.tasks.iter().filter_map(|task| task.done_by.as_ref());
        named.clear();
        for id in holders.chain(others) {
            if let Some(place) = places.position(id.as_str()).filter(|place| !named.contains(place)) {
                named.push(place);
            }
        }
        for place in &named {
            see(*place, case);
        }
    }
}

/// What is used again from case to case.
#[derive(Default)]
struct Desk<'s, 'c> {
    case: Option<CaseView<'c>>,
    state: walk::CaseState<'s>,
}

/// A practitioner's total while it is added up.
struct Adding<'s, 'f> {
    scheme: &'s Scheme,
    month: Month,
    view: PractitionerView<'f>,
    sum: walk::Sum,
}

impl<'s, 'f> Adding<'s, 'f> {
    /// The practitioner's own element.
    fn of(scheme: &'s Scheme, own: &'f crate::facts::Practitioner, month: Month) -> Self {
        let mut view = PractitionerView::of(scheme, own, month);
        bounds::settle_practitioner(scheme, &mut view);
        let mut sum = walk::Sum::of(scheme);
        walk::walk_practitioner(scheme, &view, &mut sum);
        Self { scheme, month, view, sum }
    }

    /// Adds an open case that the practitioner holds, or is named for a task in.
    fn add<'c>(&mut self, case: &'c Case, desk: &mut Desk<'s, 'c>) {
        let id = &self.view.practitioner.id;
        let view = match &mut desk.case {
            Some(view) => {
                view.see(self.scheme, case, id, self.month);
                view
            }
            none => none.insert(CaseView::of(self.scheme, case, id, self.month)),
        };
        if view.held {
            bounds::settle_case(self.scheme, view);
            walk::walk_case_with(self.scheme, &self.view, view, &mut desk.state, &mut self.sum);
        } else {
            view.follow();
            walk::walk_case_of_others(self.scheme, &self.view, view, &mut self.sum);
        }
    }

    fn total(&self) -> Points {
        let lots = self.scheme.steps.iter().filter_map(|step| match &step.mechanism {
            Mechanism::PerFull { of, full, points, .. } => Some(lots_of(base(&self.sum.by_step, of), *full, *points)),
            _ => None,
        });
        self.sum.total + lots.sum()
    }
}

/// What was reckoned so far, beside the score.
#[derive(Default)]
struct Totals {
    /// What each stage gave.
    by_step: Vec<Points>,
    /// For each stage that counts full lots: the least and the most of what it counts.
    lots: Vec<(Points, Points)>,
}

impl Totals {
    fn add(&mut self, by_step: &[Points], lots: &[(Points, Points)]) {
        for (own, more) in self.by_step.iter_mut().zip(by_step) {
            *own += *more;
        }
        self.lots.resize(self.lots.len().max(lots.len()), (Points::ZERO, Points::ZERO));
        for (own, more) in self.lots.iter_mut().zip(lots) {
            *own = (own.0 + more.0, own.1 + more.1);
        }
    }
}

fn base(by_step: &[Points], of: &[usize]) -> Points {
    of.iter().filter_map(|step| by_step.get(*step)).copied().sum()
}

/// What full lots of some points give.
fn lots_of(base: Points, full: Points, points: Points) -> Points {
    points.times((base.in_ten_thousandths() / full.in_ten_thousandths().max(1)).max(0))
}

/// Points for every full so many of the caseload's points.
fn full_lots(scheme: &Scheme, score: &mut Score, tally: &mut Totals) {
    let mut place = 0;
    for (position, step) in scheme.steps.iter().enumerate() {
        let Mechanism::PerFull { of, full, points, words } = &step.mechanism else { continue };
        let counted = base(&tally.by_step, of);
        let own = lots_of(counted, *full, *points);
        let (low, high) = tally.lots.get(place).copied().unwrap_or((counted, counted));
        place += 1;
        let ends = [lots_of(low, *full, *points), lots_of(high, *full, *points), own];
        let (least, most) = (ends.into_iter().min().unwrap_or(own), ends.into_iter().max().unwrap_or(own));
        score.least += least;
        score.most += most;
        if let Some(of_step) = tally.by_step.get_mut(position) {
            *of_step += own;
        }
        for question in score.questions.iter_mut().filter(|question| question.case.is_some()) {
            let lot = full.in_ten_thousandths().max(1);
            let lots = (question.could_move.in_ten_thousandths() + lot - 1) / lot;
            question.could_move += points.times(lots);
        }
        let line = Line {
            stage: step.id.clone(),
            points: own,
            least,
            most,
            counted: true,
            clause: step.place.clone(),
            rule_in_words: words.clone(),
            readings: step.readings.clone(),
            ..explain::not_weighed(step.id.clone(), &step.name, format!("{counted} points, in full lots of {full}"))
        };
        score.lines.push(Line { counted: own != Points::ZERO || least != most || counted != Points::ZERO, ..line });
    }
}

/// What each stage has of the total.
fn columns(scheme: &Scheme, by_step: &[Points]) -> Vec<Column> {
    let given = scheme.steps.iter().zip(by_step).filter(|(_, points)| **points != Points::ZERO);
    given.map(|(step, points)| Column { stage: step.id.clone(), name: step.name.clone(), points: *points }).collect()
}

/// What a scheme says to whom it leaves out.
fn scope_notes(scheme: &Scheme, view: &PractitionerView<'_>, score: &mut Score) {
    let context = Context::of_practitioner(view);
    for note in scheme.scope_notes.iter().filter(|note| context.holds(&note.when)) {
        let (words, readings) = (note.words.clone(), note.readings.clone());
        score.notes.push(Note { case: None, child: None, words, readings, error: false });
    }
}

/// Says of every input of the scheme whose value cannot be read that it is not counted, and why.
fn refused_inputs(
    scheme: &Scheme,
    inputs: &crate::facts::inputs::Inputs,
    case: Option<&Id>,
    child: Option<&Id>,
    score: &mut Score,
) {
    let own = inputs.iter().filter(|(id, _)| id.as_str() == scheme.inputs_under).flat_map(|(_, own)| own);
    for (id, given) in own {
        let refused = match scheme.input(id.as_str()) {
            Some(input) => input.read(&given.value).err().map(|fault| fault.message),
            None => Some(format!("the scheme has no input \u{201c}{id}\u{201d}")),
        };
        if let Some(why) = refused {
            let words = format!("Not counted: {why}.");
            score.notes.push(Note {
                case: case.cloned(),
                child: child.cloned(),
                words,
                readings: Vec::new(),
                error: false,
            });
        }
    }
}

/// Facts of the practitioner that cases are scored by, by place.
fn read_by_cases(scheme: &Scheme) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut read = |slot: Slot| {
        if let Slot::Practitioner(place) = slot
            && !found.contains(&place)
        {
            found.push(place);
        }
    };
    for step in &scheme.steps {
        let own = match &step.mechanism {
            Mechanism::SelectAtMost(select) => select.unit == Unit::Practitioner,
            Mechanism::Each(each) => each.unit == Unit::Practitioner,
            Mechanism::Cap(cap) => cap.unit == Unit::Practitioner,
            _ => false,
        };
        if own {
            continue;
        }
        step.rules().flat_map(|rule| rule.award.slots()).for_each(&mut read);
        if let Mechanism::Each(Each { times: Some(times), .. }) = &step.mechanism {
            read(times.slot);
        }
        let mut see = |condition: &Condition| {
            if let Condition::Is { slot, .. } | Condition::Within { slot, .. } = condition {
                read(*slot);
            }
        };
        step.rules().for_each(|rule| rule.when.each(&mut see));
        match &step.mechanism {
            Mechanism::SelectOne(select) => select.tables.iter().for_each(|table| table.when.each(&mut see)),
            Mechanism::Units(units) => units.kinds.iter().for_each(|kind| kind.when.each(&mut see)),
            Mechanism::Cap(cap) => cap.when.each(&mut see),
            Mechanism::Replace { when, .. } => when.each(&mut see),
            _ => {}
        }
    }
    found
}

/// What is needed to score the whole caseload again with other answers of the practitioner.
struct Workload<'w, 's> {
    scheme: &'s Scheme,
    workspace: &'w Workspace,
    month: Month,
    open_view: &'w PractitionerView<'w>,
}

impl Workload<'_, '_> {
    /// Facts of the practitioner that are not known and that cases are scored by.
    fn open_facts(&self) -> Vec<usize> {
        let open = |place: &usize| self.open_view.codes.get(*place) == Some(&UNKNOWN);
        read_by_cases(self.scheme).into_iter().filter(open).collect()
    }

    /// Where cases are scored by what is not known of the practitioner: widens the range to what every
    /// answer could make of it, and asks.
    fn of_open_practitioner(&self, score: &mut Score, tally: &mut Totals, bounds_of: &mut BoundsOf<'_>) {
        let mut open = self.open_facts();
        if open.is_empty() || score.cases.is_empty() {
            return;
        }
        let answers = |place: &usize| self.scheme.alternatives.to(Open::Practitioner(*place));
        while open.iter().map(|place| answers(place).len().max(1)).product::<usize>() > MOST_COMBINATIONS {
            open.pop();
        }
        let answers: Vec<Vec<Code>> = open.iter().map(answers).collect();
        let combinations: usize = answers.iter().map(|own| own.len().max(1)).product();
        let id = &self.open_view.practitioner.id;
        let held = self.workspace.cases.iter().filter(|case| case.allocation_of(id).is_some());
        let held = held.filter(|case| case.is_open(self.month));
        let cases: Vec<CaseView<'_>> = held.map(|case| CaseView::of(self.scheme, case, id, self.month)).collect();
        let mut tried: Vec<Tried> = Vec::with_capacity(combinations);
        for combination in 0..combinations {
            let mut view = self.open_view.clone();
            let mut rest = combination;
            for (place, own) in open.iter().zip(&answers) {
                let code = own.get(rest % own.len().max(1));
                if let Some((code, own)) = code.zip(view.codes.get_mut(*place)) {
                    *own = *code;
                }
                rest /= own.len().max(1);
            }
            tried.push(self.tried(&view, &cases, bounds_of));
        }
        let widen = |range: &mut (Points, Points), (least, most): (Points, Points)| {
            *range = (range.0.min(least), range.1.max(most));
        };
        let mut whole = (score.least, score.most);
        for own in &tried {
            widen(&mut whole, own.whole);
            tally.lots.iter_mut().zip(&own.lots).for_each(|(range, lots)| widen(range, *lots));
            for (part, range) in score.cases.iter_mut().zip(&own.cases) {
                let mut own = (part.least, part.most);
                widen(&mut own, *range);
                (part.least, part.most) = own;
            }
        }
        (score.least, score.most) = whole;
        let totals: Vec<Points> = tried.iter().map(|own| own.total).collect();
        let mut stride = 1;
        for (place, own) in open.iter().zip(&answers) {
            let count = own.len().max(1);
            let could_move = bounds::could_move(&totals, stride, count);
            stride *= count;
            let Some(fact) = self.scheme.reads.practitioner.get(*place).filter(|_| could_move > Points::ZERO) else {
                continue;
            };
            let (name, words) = stored(&fact.name, &fact.label);
            match score.questions.iter_mut().find(|own| own.case.is_none() && own.fact == name) {
                Some(asked) => asked.could_move = asked.could_move.max(could_move),
                None => score.questions.push(Question { could_move, ..Question::of(name, words) }),
            }
        }
    }

    /// The whole caseload with some answers of the practitioner.
    fn tried(&self, view: &PractitionerView<'_>, cases: &[CaseView<'_>], bounds_of: &mut BoundsOf<'_>) -> Tried {
        let own = bounds::of_practitioner(self.scheme, view);
        let settled = bounds::practitioner_as_not_marked(self.scheme, view);
        let mut sum = walk::Sum::of(self.scheme);
        walk::walk_practitioner(self.scheme, &settled, &mut sum);
        let mut tried = Tried { whole: (own.least, own.most), lots: own.lots, total: sum.total, ..Tried::default() };
        for case in cases {
            let Bounded { bounds, total } = &*bounds_of(&settled, case, None);
            tried.total += *total;
            tried.whole = (tried.whole.0 + bounds.least, tried.whole.1 + bounds.most);
            for (own, more) in tried.lots.iter_mut().zip(&bounds.lots) {
                *own = (own.0 + more.0, own.1 + more.1);
            }
            tried.cases.push((bounds.least, bounds.most));
        }
        tried
    }
}

/// What a caseload comes to with some answers of the practitioner.
#[derive(Default)]
struct Tried {
    whole: (Points, Points),
    lots: Vec<(Points, Points)>,
    cases: Vec<(Points, Points)>,
    total: Points,
}

/// Recomputes the worked examples that a scheme file carries.
#[must_use]
pub fn recompute_examples(scheme: &Scheme) -> Vec<Fault> {
    let mut faults = Vec::new();
    for example in &scheme.examples {
        let mut tell = |message: String| {
            let message = format!("the example \u{201c}{}\u{201d} {message}", example.name);
            faults.push(Fault { place: example.at.clone(), message });
        };
        let Some(score) = score(scheme, &example.workspace, &example.practitioner, example.month) else {
            tell("names a practitioner whom it does not describe".to_owned());
            continue;
        };
        if score.total != example.total {
            tell(format!(
                "gives {} in the source and {} by the rules of this file: {}",
                example.total,
                score.total,
                in_short(&score)
            ));
        }
        if let Some(band) = example.band.as_ref().filter(|band| score.band.as_ref() != Some(band)) {
            let own = score.band.as_deref().unwrap_or("none");
            tell(format!(
                "falls in the band \u{201c}{band}\u{201d} in the source and in \u{201c}{own}\u{201d} by this file"
            ));
        }
        let limit = score.capacity.as_ref().map(Capacity::limit);
        if let Some(wanted) = example.limit.filter(|wanted| limit != Some(*wanted)) {
            let own = limit.map_or_else(|| "none".to_owned(), |own| own.to_string());
            tell(format!("has the limit {wanted} in the source and {own} by this file"));
        }
    }
    faults
}

/// The lines of a score that count, each by its rule: `3 basic.in_need, 2 work.assessment`.
fn in_short(score: &Score) -> String {
    let counted = score.lines.iter().filter(|line| line.counted);
    let lines: Vec<String> = counted.map(|line| format!("{} {}", line.points, line.rule)).collect();
    if lines.is_empty() { "no line counts".to_owned() } else { lines.join(", ") }
}

fn names_for_a_task(case: &Case, practitioner: &Id) -> bool {
    case.tasks.iter().any(|task| task.done_by.as_ref() == Some(practitioner))
}

/// The practitioner's own element, its range, questions and notes.
fn own_element(
    scheme: &Scheme,
    open_view: &PractitionerView<'_>,
    view: &PractitionerView<'_>,
    score: &mut Score,
    tally: &mut Totals,
) {
    let mut explanation = Explanation::of(scheme, None);
    walk::walk_practitioner(scheme, view, &mut explanation);
    explanation.list_unread_duties(view);
    let bounds = bounds::of_practitioner(scheme, open_view);
    let mut say = |words: String, readings: Vec<String>| {
        score.notes.push(Note { case: None, child: None, words, readings, error: false });
    };
    for rule in scheme.rules() {
        let told = explanation.lines.iter().any(|(_, line)| line.rule == rule.id);
        let duties = rule.award.duties();
        let held: Vec<_> = view.duties.iter().filter(|duty| told && duty.kind & duties != 0).collect();
        if let Award::PerHour { table_ends_at: Some(end), .. } = &rule.award {
            let hours: Points = held.iter().filter_map(|duty| duty.amount).sum();
            if hours > *end {
                let words = format!("{hours} hours of extra duties: the source\u{2019}s table ends at {end}.");
                say(words, rule.readings.clone());
            }
        }
        let without_note = held
            .iter()
            .any(|duty| view.practitioner.duties.get(duty.place).is_some_and(|own| own.note.as_str().is_empty()));
        if let Some(words) = rule.note_wanted.as_ref().filter(|_| without_note) {
            say(words.clone(), Vec::new());
        }
    }
    if view.practitioner.hours_per_week.is_none() {
        say("Hours a week are not given: read as full time.".to_owned(), Vec::new());
    }
    add(score, tally, explanation, &bounds, &|open| question_of_practitioner(scheme, open));
}

/// Notes of the tables that the practitioner reads.
fn table_notes(scheme: &Scheme, view: &PractitionerView<'_>, score: &mut Score) {
    let context = Context::of_practitioner(view);
    for step in &scheme.steps {
        let Mechanism::SelectOne(select) = &step.mechanism else { continue };
        let note = walk::table_for(select, &context).and_then(|table| table.note.as_ref());
        if let Some(note) = note.filter(|note| context.holds(&note.when)) {
            let (words, readings) = (note.words.clone(), note.readings.clone());
            score.notes.push(Note { case: None, child: None, words, readings, error: false });
        }
    }
}

/// A case that the practitioner holds.
fn held_case(
    scheme: &Scheme,
    practitioner: &PractitionerView<'_>,
    case: &Case,
    month: Month,
    (score, tally): (&mut Score, &mut Totals),
    bounds_of: &mut BoundsOf<'_>,
) {
    score.children += case.children.len();
    score.families += 1;
    refused_inputs(scheme, &case.inputs, Some(&case.id), None, score);
    for child in &case.children {
        refused_inputs(scheme, &child.inputs, Some(&case.id), Some(&child.id), score);
    }
    for task in &case.tasks {
        refused_inputs(scheme, &task.inputs, Some(&case.id), task.child.as_ref(), score);
    }
    let open_view = CaseView::of(scheme, case, &practitioner.practitioner.id, month);
    let view = bounds::as_not_marked(scheme, &open_view);
    let mut explanation = Explanation::of(scheme, Some(&view));
    walk::walk_case(scheme, practitioner, &view, &mut explanation);
    explanation.list_unread_tasks();
    explanation.list_case_without_children();
    let bounded = bounds_of(practitioner, &open_view, Some(&explanation.by_step));
    let bounds = &bounded.bounds;
    case_notes(scheme, &view, score);
    let before = score.lines.len();
    add(score, tally, explanation, bounds, &|open| question_of_case(scheme, &view, open));
    let points = score.lines.iter().skip(before).filter(|line| line.counted).map(|line| line.points).sum();
    score.cases.push(CasePart { case: case.id.clone(), points, least: bounds.least, most: bounds.most });
}

/// What there is to say of a case beside its points.
fn case_notes(scheme: &Scheme, view: &CaseView<'_>, score: &mut Score) {
    let mut say = |words: &str| {
        let case = Some(view.case.id.clone());
        score.notes.push(Note { case, child: None, words: words.to_owned(), readings: Vec::new(), error: false });
    };
    if sharing::sharing_not_said(view) {
        say(
            "Several people hold this case and nobody said how they share it: each is given an equal part until that is known.",
        );
    }
    let by_bulk = scheme.steps.iter().any(|step| match &step.mechanism {
        Mechanism::Share { shares, .. } => matches!(shares.joint_with_learner, Joint::ByBulk { .. }),
        _ => false,
    });
    let with_learner = view.co_working == Stated::As(CoWorking::JointWithLearner);
    if by_bulk && with_learner && view.bulk == Stated::As(Bulk::NotSaid) {
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
fn case_of_others(
    scheme: &Scheme,
    practitioner: &PractitionerView<'_>,
    case: &Case,
    month: Month,
    score: &mut Score,
    tally: &mut Totals,
) {
    if !names_for_a_task(case, &practitioner.practitioner.id) {
        return;
    }
    let view = CaseView::of(scheme, case, &practitioner.practitioner.id, month);
    let mut explanation = Explanation::of(scheme, Some(&view));
    walk::walk_case_of_others(scheme, practitioner, &view, &mut explanation);
    let bounds = Bounds::known(scheme, &explanation.by_step);
    add(score, tally, explanation, &bounds, &|_| None);
}

/// Adds the lines, bounds and questions of a part to a score.
fn add(
    score: &mut Score,
    tally: &mut Totals,
    mut explanation: Explanation<'_, '_>,
    bounds: &Bounds,
    question: &dyn Fn(Open) -> Option<Question>,
) {
    score.least += bounds.least;
    score.most += bounds.most;
    tally.add(&explanation.by_step, &bounds.lots);
    for (open, could_move) in &bounds.open {
        let asked = question(*open).filter(|_| *could_move > Points::ZERO);
        let Some(question) = asked.map(|question| Question { could_move: *could_move, ..question }) else { continue };
        let same = |own: &&mut Question| {
            (&own.case, &own.child, &own.fact) == (&question.case, &question.child, &question.fact)
        };
        match score.questions.iter_mut().find(same) {
            // Several facts may follow from one that is entered: it is asked for once.
            Some(own) => own.could_move = own.could_move.max(question.could_move),
            None => score.questions.push(question),
        }
    }
    score.notes.append(&mut explanation.notes);
    score.lines.extend(explanation.into_lines(bounds));
}

impl Question {
    /// A question of the practitioner.
    fn of(fact: &str, words: &str) -> Self {
        Self {
            case: None,
            child: None,
            fact: fact.to_owned(),
            words: words.to_owned(),
            could_move: Points::ZERO,
            decides_capacity: false,
            discretion: false,
        }
    }
}

/// True where a fact is an input of the scheme, which a manager gives.
fn is_input(fact: &str) -> bool {
    fact.starts_with("input:")
}

fn question_of_practitioner(scheme: &Scheme, open: Open) -> Option<Question> {
    let (fact, words) = match open {
        Open::Practitioner(place) => {
            let fact = scheme.reads.practitioner.get(place)?;
            stored(&fact.name, &fact.label)
        }
        Open::DutyHours => ("duties", "How many hours do the duties take this month?"),
        _ => return None,
    };
    Some(Question { discretion: is_input(fact), ..Question::of(fact, words) })
}

fn question_of_case(scheme: &Scheme, view: &CaseView<'_>, open: Open) -> Option<Question> {
    let case = view.case;
    let of_task = |place: usize| case.tasks.get(view.tasks.get(place)?.place);
    let (child, fact, words) = match open {
        Open::Child(child, place) => {
            let fact = scheme.reads.child.get(place)?;
            (Some(case.children.get(child)?.id.clone()), fact.name.as_str(), fact.label.clone())
        }
        Open::Family(place) => {
            let fact = scheme.reads.case.get(place)?;
            (None, fact.name.as_str(), fact.label.clone())
        }
        Open::Placement(child, _) => {
            let label = "Which placement is the child in?".to_owned();
            (Some(case.children.get(child)?.id.clone()), "placement", label)
        }
        Open::Task(task, place) => {
            let fact = scheme.reads.task.get(place)?;
            let kind = of_task(task)?.kind.map_or("", Listed::words);
            (of_task(task)?.child.clone(), fact.name.as_str(), format!("{kind}: {}", fact.label))
        }
        Open::TaskDate(task) => {
            let own = of_task(task)?;
            let kind = own.kind.map_or("", Listed::words);
            let bit = view.tasks.get(task)?.kind;
            let reviewed = scheme.rules().any(|rule| match &rule.award {
                Award::Tasks(award) => {
                    award.limited & bit != 0 && matches!(award.limit, Some(crate::scheme::Limit::WeeksBeforeReview(_)))
                }
                _ => false,
            });
            let (fact, asked) =
                if reviewed { ("task:review", "when is the review?") } else { ("task:start", "when did it start?") };
            (own.child.clone(), fact, format!("{kind}: {asked}"))
        }
        Open::CoWorking => (None, "co_working", "How is the work shared?".to_owned()),
        Open::Bulk => (None, "bulk", "Who does the bulk of the tasks?".to_owned()),
        Open::Part => (None, "part", "Is this practitioner the lead or the co-worker?".to_owned()),
        Open::Share => (None, "share", "What share of the work is this practitioner\u{2019}s?".to_owned()),
        Open::Practitioner(_) | Open::DutyHours => return None,
    };
    let (fact, words) = stored(fact, &words);
    Some(Question { case: Some(case.id.clone()), child, discretion: is_input(fact), ..Question::of(fact, words) })
}

/// The fact that is entered and its words, where a condition reads one that follows from it.
fn stored<'f>(fact: &'f str, words: &'f str) -> (&'f str, &'f str) {
    match fact {
        "unstable_or_moved" => ("unstable", words),
        "return_journey_minutes" | "journey_minutes" => ("minutes_each_way", "Minutes each way"),
        "journey_outside" => ("area", words),
        "shares_placement" | "siblings_in_placement" => ("placement", words),
        "placed" => ("placed_full_time", words),
        "private_fostering_months" => ("private_fostering_since", words),
        "months_in_placement" => ("placed_since", words),
        "asylum_seeker_now" => ("asylum_seeker", words),
        "months_qualified" => ("qualified_since", words),
        "months_in_post" | "in_first_year" => ("started_on", words),
        other => (other, words),
    }
}

/// What a kind of case is called.
#[must_use]
pub fn kind_in_words(case: &Case) -> &'static str {
    case.kind.or_ordinary().map_or("", Listed::words)
}
