//! Who works with a child, and what has to be done for it.

use super::{Chosen, ORDER, Picture, Reader};
use crate::facts::When;
use crate::importing::annex_a::codes::{self, YesNo};
use crate::importing::annex_a::grounds::Kind;
use crate::importing::annex_a::{Entry, Making, Notes, Standing, note_end, past_day, workers};
use crate::importing::days;
use crate::importing::found::FoundTask;
use crate::importing::lists::What;
use crate::importing::people::{self, Workers};

impl Reader<'_> {
    /// Assessments and enquiries in progress.
    pub(super) fn tasks(&mut self, picture: &Picture<'_>, making: &mut Making) {
        let mut task = |kind: &str, own: &Chosen<'_>, notes: &mut Notes| {
            let start =
                past_day(&own.entry, What::Start, self.at, notes).map(|start| ("start".to_owned(), start.to_string()));
            making.child.tasks.push(FoundTask { kind: kind.to_owned(), facts: start.into_iter().collect() });
        };
        if let Some(own) = picture.assessment.filter(|own| own.standing == Standing::Open) {
            note_end(&own.entry, self.at, &mut self.notes);
            task("single_assessment", &own, &mut self.notes);
        }
        if let Some(own) = picture.enquiry.filter(|own| own.standing == Standing::Open) {
            let unnecessary = codes::chosen(&codes::YES_OR_NO, &own.entry.text(What::Unnecessary));
            let on_plan = picture.plan.is_some_and(|plan| plan.standing == Standing::Open);
            let conference =
                days::read(own.entry.cell(What::End)).day().is_some() || (unnecessary == Some(YesNo::No) && !on_plan);
            task(if conference { "section_47_with_conference" } else { "section_47" }, &own, &mut self.notes);
        }
    }

    /// Who works with the child, and in which team: as the first list says that names somebody.
    pub(super) fn worker(&mut self, picture: &Picture<'_>, level: Standing, making: &mut Making) {
        let rows: Vec<Chosen<'_>> =
            ORDER.iter().take(6).filter_map(|list| picture.of(*list)).filter(|own| own.standing == level).collect();
        let mut first: Option<Entry<'_>> = None;
        for own in &rows {
            let team = team_of(&own.entry);
            let workers = workers::named(&own.entry, &team);
            if making.child.team.is_empty() && !team.is_empty() && first.is_none() {
                making.child.team.clone_from(&team);
            }
            let is_same = |one: &str, other: &str| people::same_name(one) == people::same_name(other);
            let Some(name) = workers.names.first() else { continue };
            let Some(entry) = first else {
                if !team.is_empty() {
                    making.child.team.clone_from(&team);
                }
                making.worker.clone_from(name);
                making.co_worker = workers.names.get(1).cloned().unwrap_or_default();
                making.worker_place = own.entry.place();
                first = Some(own.entry);
                self.several(&own.entry, &workers);
                continue;
            };
            // Another list may name the second beside the same worker, or the second alone.
            if is_same(name, &making.worker) {
                if let Some(second) = workers.names.get(1).filter(|_| making.co_worker.is_empty()) {
                    making.co_worker.clone_from(second);
                    self.several(&own.entry, &workers);
                }
            } else if !is_same(name, &making.co_worker) {
                let words = format!(
                    "List {} names another worker ({}) than List {} ({}): List {} is followed",
                    own.entry.list(),
                    people::initials(name),
                    entry.list(),
                    people::initials(&making.worker),
                    entry.list(),
                );
                self.notes.say(own.entry.place(), own.entry.heading(What::Worker), words);
            }
        }
    }

    /// Notes a cell that names several workers, or may.
    fn several(&mut self, entry: &Entry<'_>, workers: &Workers) {
        let words = match workers.names.as_slice() {
            [first, second, more @ ..] => format!(
                "{} workers in one cell: {} is read as the worker, {} as the co-worker{}",
                if more.is_empty() { "Two" } else { "More than two" },
                people::initials(first),
                people::initials(second),
                if more.is_empty() { "" } else { ", the others are not read" },
            ),
            _ if workers.is_doubtful => format!("The cell {}", people::MAY_BE_TWO),
            _ => return,
        };
        self.notes.say(entry.place(), entry.heading(What::Worker), words);
    }

    /// What may be shared with siblings.
    pub(super) fn shared(&mut self, picture: &Picture<'_>, level: Standing, making: &mut Making) {
        let begun = |own: Option<Chosen<'_>>| begun_on(at_level(own, level)?);
        if let Some(day) = begun(picture.plan) {
            making.shared.push((Kind::PlanStart, day));
        }
        if let Some(care) = picture.care
            && let Some(day) = begun(picture.care)
            && let Some(legal) = codes::statutory(&codes::LEGAL_STATUSES, &care.entry.text(What::LegalStatus))
        {
            making.shared.push((Kind::CareStart, format!("{day} {legal}")));
        }
        if let Some(need) = picture.need
            && let Some(day) = begun(picture.need)
        {
            let code = codes::need(&need.entry.text(What::Need));
            if !code.is_empty() {
                making.shared.push((Kind::NeedStart, format!("{day} {code}")));
            }
        }
        if let Some(day) = begun(picture.assessment) {
            making.shared.push((Kind::AssessmentStart, day));
        }
        if let Some(adoption) = picture.adoption
            && let Some(family) = people::family_code(&self.at.key, &adoption.entry.text(What::AdoptiveFamily))
        {
            making.shared.push((Kind::AdoptiveFamily, family.0));
        }
    }
}

/// The row, where what it tells of stands so.
pub(super) fn at_level(own: Option<Chosen<'_>>, level: Standing) -> Option<Chosen<'_>> {
    own.filter(|own| own.standing == level)
}

/// The day on which what a row tells of began; nothing where no day is known.
fn begun_on(own: Chosen<'_>) -> Option<String> {
    match days::read(own.entry.cell(What::Start)) {
        days::Reading::Day(day @ When::Day(_)) => Some(day.to_string()),
        _ => None,
    }
}

/// The team of a row; empty where none is named.
fn team_of(entry: &Entry<'_>) -> String {
    workers::team(&entry.text(What::Team))
}
