//! From a walk to lines that a person can read: what, which rule, why, and where the source says so.

use super::bounds::{Bounds, Key};
use super::types::Line;
use super::view::{CaseView, DutyView, PractitionerView};
use super::walk::{Because, Entry, Listener};
use crate::facts::case::CaseKind;
use crate::facts::value::{Listed, Stated};
use crate::facts::{Month, TaskKind};
use crate::points::Points;
use crate::scheme::condition::{DutyKinds, Slot, TaskKinds};
use crate::scheme::named_fact::{NamedFact, task_bit};
use crate::scheme::{Award, Mechanism, Rule, Scheme, Step, Table};
use std::collections::BTreeMap;

/// Makes a line of every entry.
pub(super) struct Explanation<'s, 'v> {
    pub(super) scheme: &'s Scheme,
    pub(super) case: Option<&'v CaseView<'v>>,
    /// Lines with the part of the score that they are.
    pub(super) lines: Vec<(Key<'s>, Line)>,
    /// The kinds of task that some rule took.
    tasks: TaskKinds,
    /// The kinds of duty that some rule took.
    duties: DutyKinds,
}

impl<'s> Listener<'s> for Explanation<'s, '_> {
    fn award(&mut self, entry: Entry<'s>) {
        self.add(entry, true);
    }
    fn leave_out(&mut self, entry: Entry<'s>) {
        self.add(entry, false);
    }
}

impl<'s, 'v> Explanation<'s, 'v> {
    pub(super) fn of(scheme: &'s Scheme, case: Option<&'v CaseView<'v>>) -> Self {
        Self { scheme, case, lines: Vec::new(), tasks: 0, duties: 0 }
    }

    fn add(&mut self, entry: Entry<'s>, counted: bool) {
        let Some(step) = self.scheme.steps.get(entry.step) else { return };
        if let Some(rule) = entry.rule {
            self.tasks |= rule.when.tasks();
            self.duties |= rule.when.duties();
        }
        let child = entry.child.and_then(|place| self.case?.case.children.get(place));
        let forgone = (!counted && entry.points != Points::ZERO).then_some(entry.points);
        let points = if counted { entry.points } else { Points::ZERO };
        let mut readings = entry.rule.map_or_else(Vec::new, |rule| rule.readings.clone());
        readings.extend(step.readings.iter().filter(|id| !readings.contains(id)).cloned().collect::<Vec<_>>());
        let line = Line {
            rule: entry.rule.map_or_else(|| step.id.clone(), |rule| rule.id.clone()),
            name: name(step, &entry),
            points,
            least: points,
            most: points,
            case: self.case.map(|case| case.case.id.clone()),
            child: child.map(|child| child.id.clone()),
            why: self.why(step, &entry, forgone),
            clause: clause(step, entry.table, entry.rule, &entry),
            counted,
            forgone,
            rule_in_words: rule_in_words(step, entry.rule),
            readings,
        };
        self.lines.push((Key::of(&entry), line));
    }

    fn why(&self, step: &Step, entry: &Entry<'_>, forgone: Option<Points>) -> String {
        let would = |reason: &str| match forgone {
            Some(points) => format!("{reason}; it would have been {points}"),
            None => reason.to_owned(),
        };
        match entry.because {
            Because::First(1) => {
                "the only child of the family with this work area, so a first child of its own".to_owned()
            }
            Because::First(count) => format!("the first of {count} children with this work area"),
            Because::Other(count) => format!("another of {count} children with this work area"),
            Because::Holds => match entry.child {
                Some(_) => "for this child".to_owned(),
                None if self.case.is_some() => "for the family".to_owned(),
                None => "for the worker".to_owned(),
            },
            Because::Band { number, .. } => match entry.rule.and_then(|rule| self.measured(rule)) {
                Some(fact) => format!("{} {number}", fact.label),
                None => number.to_string(),
            },
            Because::Hours { counted, entered } if counted == entered => format!("{} this month", hours(entered)),
            Because::Hours { counted, entered } => format!("{counted} of {} this month", hours(entered)),
            Because::Held(most) => format!("the group is held at {most}"),
            Because::Share(percent) => format!("this worker\u{2019}s part is {percent} %"),
            Because::Limit | Because::LesserRow => would(limit(step)),
            Because::NoGroup => would("no child of the family has a work area that it could be added to"),
            Because::NotWeighed => entry.rule.map_or_else(String::new, |rule| rule.words.clone()),
            Because::NoRow => {
                let plan =
                    entry.child.and_then(|place| self.case?.case.children.get(place)).and_then(|child| child.plan);
                let plan = plan.map_or("the plan is not known", Listed::words);
                let none = match &step.mechanism {
                    Mechanism::SelectOne(select) if entry.table.is_some() => select.none.as_str(),
                    _ => "the scheme is not for this team",
                };
                format!("{none}: {plan}")
            }
        }
    }

    /// The fact whose bands a rule goes by.
    fn measured(&self, rule: &Rule) -> Option<&NamedFact> {
        let Award::Bands { slot, .. } = &rule.award else { return None };
        match slot {
            Slot::Child(place) | Slot::Either { child: place, .. } => self.scheme.reads.child.get(*place),
            Slot::Case(place) => self.scheme.reads.case.get(*place),
            Slot::Practitioner(place) => self.scheme.reads.practitioner.get(*place),
        }
    }

    /// Lists the tasks in progress that no rule took.
    pub(super) fn list_unread_tasks(&mut self) {
        let Some(case) = self.case else { return };
        let unread = case.tasks.iter().filter(|task| task.kind & self.tasks == 0);
        let lines: Vec<_> = unread
            .map(|task| {
                let kind = TaskKind::ALL.iter().find(|kind| task_bit(**kind) == task.kind);
                let words = kind.map_or("", |kind| kind.words());
                let reason = self.scheme.unread_tasks.iter().find(|(kinds, _)| kinds & task.kind != 0);
                let why =
                    reason.map_or_else(|| format!("{} gives nothing for it", self.scheme.name), |(_, why)| why.clone());
                let child = task.child.and_then(|place| case.case.children.get(place)).map(|child| child.id.clone());
                let line = Line {
                    case: Some(case.case.id.clone()),
                    child,
                    ..not_weighed(format!("task.{}", kind.map_or("", |kind| kind.text())), words, why)
                };
                (Key::Step(usize::MAX), line)
            })
            .collect();
        self.lines.extend(lines);
    }

    /// Lists the duties of the month that no rule took.
    pub(super) fn list_unread_duties(&mut self, practitioner: &PractitionerView<'_>) {
        let kind_of = |duty: &DutyView| practitioner.practitioner.duties.get(duty.place).and_then(|own| own.kind);
        for duty in practitioner.duties.iter().filter(|duty| duty.kind & self.duties == 0) {
            let Some(kind) = kind_of(duty) else { continue };
            let why = format!("{} gives nothing for it", self.scheme.name);
            self.lines.push((Key::Step(usize::MAX), not_weighed(format!("duty.{}", kind.text()), kind.words(), why)));
        }
    }

    /// Says so where a case has no child to score.
    pub(super) fn list_case_without_children(&mut self) {
        let Some(case) = self.case.filter(|case| case.children.is_empty()) else { return };
        let (name, why) = match case.case.kind {
            Stated::As(CaseKind::Family) => {
                ("Family".to_owned(), "no child has been entered for this family".to_owned())
            }
            Stated::As(kind) => (kind.words().to_owned(), format!("{} has no row for it", self.scheme.name)),
            Stated::Unknown => ("Case".to_owned(), "what kind of case it is, is not known".to_owned()),
        };
        let line = Line { case: Some(case.case.id.clone()), ..not_weighed("no_children".to_owned(), &name, why) };
        self.lines.push((Key::Step(usize::MAX), line));
    }

    /// The lines with their ranges, and a line for what might count and does not as things are known.
    pub(super) fn into_lines(mut self, bounds: &Bounds<'s>) -> Vec<Line> {
        let mut settled: BTreeMap<Key<'s>, Points> = BTreeMap::new();
        for (key, line) in &self.lines {
            *settled.entry(*key).or_default() += line.points;
        }
        let mut told: Vec<Key<'s>> = Vec::new();
        for (key, line) in &mut self.lines {
            let Some((least, most)) = bounds.parts.get(key) else { continue };
            if told.contains(key) {
                continue;
            }
            told.push(*key);
            // Several lines of one part share its range: it stands on the first, less the others.
            let others = settled.get(key).copied().unwrap_or_default() - line.points;
            line.least = (*least - others).min(line.points);
            line.most = (*most - others).max(line.points);
        }
        let mut lines: Vec<Line> = self.lines.into_iter().map(|(_, line)| line).collect();
        for (key, (least, most)) in &bounds.parts {
            let Key::Rule(place, rule) = key else { continue };
            let open = !told.contains(key) && (*least != Points::ZERO || *most != Points::ZERO);
            let step = self.scheme.steps.get(*place).filter(|_| open);
            let Some((step, rule)) = step.zip(self.scheme.rules().find(|own| own.id == *rule)) else { continue };
            lines.push(Line {
                least: *least,
                most: *most,
                case: self.case.map(|case| case.case.id.clone()),
                clause: placed(step, rule),
                rule_in_words: rule.words.clone(),
                readings: rule.readings.clone(),
                ..not_weighed(rule.id.clone(), &rule.name, "it is not known whether this applies".to_owned())
            });
        }
        lines
    }
}

/// A line that counts nothing.
pub(super) fn not_weighed(rule: String, name: &str, why: String) -> Line {
    Line {
        rule,
        name: name.to_owned(),
        points: Points::ZERO,
        least: Points::ZERO,
        most: Points::ZERO,
        case: None,
        child: None,
        why,
        clause: "nowhere in the source".to_owned(),
        counted: false,
        forgone: None,
        rule_in_words: String::new(),
        readings: Vec::new(),
    }
}

/// The line for a case that is not open in the month.
pub(super) fn not_open(case: &crate::facts::Case, month: Month) -> Line {
    let why = match (case.closing_in, case.transferring_in, case.allocated_on) {
        (Some(last), _, _) if last < month => format!("closed in {}", last.words()),
        (_, Some(last), _) if last < month => format!("transferred in {}", last.words()),
        (_, _, Some(from)) => format!("allocated from {} on", from.words()),
        _ => "not open in this month".to_owned(),
    };
    Line {
        case: Some(case.id.clone()),
        clause: "only open work is scored".to_owned(),
        ..not_weighed("not_open".to_owned(), "Not open in this month", why)
    }
}

fn hours(entered: Points) -> String {
    if entered == Points::whole(1) { "1 hour".to_owned() } else { format!("{entered} hours") }
}

fn limit(step: &Step) -> &str {
    match &step.mechanism {
        Mechanism::SelectOne(select) => &select.limit,
        Mechanism::SelectAtMost(select) => &select.limit,
        _ => "",
    }
}

fn name(step: &Step, entry: &Entry<'_>) -> String {
    match (entry.because, entry.rule) {
        (Because::Band { row, .. }, _) => row.name.clone(),
        (_, Some(rule)) => rule.name.clone(),
        (Because::NoRow, None) => "No work area".to_owned(),
        (_, None) => step.name.clone(),
    }
}

fn rule_in_words(step: &Step, rule: Option<&Rule>) -> String {
    match (rule, &step.mechanism) {
        (Some(rule), _) => rule.words.clone(),
        (None, Mechanism::Cap { words, .. } | Mechanism::Share { words, .. }) => words.clone(),
        (None, _) => String::new(),
    }
}

/// Where a rule of a stage without tables stands.
fn placed(step: &Step, rule: &Rule) -> String {
    format!("{}, row \u{201c}{}\u{201d}", rule.place.as_deref().unwrap_or(&step.place), rule.name)
}

/// The place in the source: heading, row, and column where there are several.
fn clause(step: &Step, table: Option<&Table>, rule: Option<&Rule>, entry: &Entry<'_>) -> String {
    match (table, rule, entry.because) {
        (Some(table), Some(rule), because) => {
            let column = if matches!(because, Because::Other(_)) { &table.other_column } else { &table.first_column };
            format!(
                "{}, row \u{201c}{}\u{201d}, column {column}",
                rule.place.as_deref().unwrap_or(&table.place),
                rule.name
            )
        }
        (Some(table), None, _) => table.place.clone(),
        (None, Some(rule), Because::NotWeighed) => rule.place.clone().unwrap_or_default(),
        (None, Some(rule), Because::Band { row, .. }) => {
            format!("{}, row \u{201c}{}\u{201d}", rule.place.as_deref().unwrap_or(&step.place), row.name)
        }
        (None, Some(rule), _) => placed(step, rule),
        (None, None, _) => step.place.clone(),
    }
}
