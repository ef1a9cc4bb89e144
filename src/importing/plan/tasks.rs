//! Tasks in progress of a child, beside what the files had of them last time.

use super::coded_id;
use super::settle::Settled;
use crate::change::IdMark;
use crate::facts::record::{Record, set};
use crate::facts::value::{Id, Value};
use crate::facts::{Case, Month, Task};
use crate::importing::found::FoundTask;
use crate::workspace::MOST_TASKS;
use xxhash_rust::xxh64::xxh64;

/// Tasks as what an import said keeps them: `single_assessment@2026-10-03`.
pub(super) fn tasks_text(tasks: &[FoundTask]) -> String {
    let texts = tasks.iter().map(|task| format!("{}@{}", task.kind, start_of(task)));
    texts.collect::<Vec<String>>().join("+")
}

fn start_of(task: &FoundTask) -> &str {
    task.facts.iter().find(|(fact, _)| fact == "start").map_or("", |(_, value)| value.as_str())
}

pub(super) fn add_task(case: &mut Case, found: &FoundTask, child: &Id, mark: IdMark) {
    if case.tasks.len() >= MOST_TASKS {
        return;
    }
    let taken = |id: &Id| case.tasks.iter().any(|own| own.id == *id);
    let hash = xxh64(format!("{child} {} {}", found.kind, start_of(found)).as_bytes(), 0);
    let id = coded_id("t", &format!("{hash:016x}"))
        .filter(|id| !taken(id))
        .unwrap_or_else(|| crate::change::free_id("t", mark, taken));
    let mut task = Task::empty(id);
    let _ = set(&mut task, "kind", &found.kind);
    for (fact, value) in &found.facts {
        let _ = set(&mut task, fact, value);
    }
    task.child = Some(child.clone());
    case.tasks.push(task);
}

/// Tasks of a known child: those that the file has for the first time are added, those that it no longer has as in
/// progress end in the month. Others are a person's own.
pub(super) fn tasks(
    case: &mut Case,
    child: &Id,
    before: &str,
    found: &[FoundTask],
    month: Month,
    mark: IdMark,
    into: &mut Settled,
) {
    let before: Vec<(&str, &str)> = before.split('+').filter_map(|own| own.split_once('@')).collect();
    for task in found.iter().filter(|task| !before.contains(&(&task.kind, start_of(task)))) {
        let is_there = case
            .tasks
            .iter()
            .any(|own| own.kind.write() == task.kind && own.child.as_ref() == Some(child) && own.end.is_none());
        if !is_there {
            add_task(case, task, child, mark);
            into.changed.push(format!("In progress: {}", kind_in_words(&task.kind)));
        }
    }
    for (kind, start) in before {
        if found.iter().any(|task| task.kind == kind && start_of(task) == start) {
            continue;
        }
        let over = case.tasks.iter_mut().find(|own| {
            own.kind.write() == kind
                && own.start.write() == start
                && own.child.as_ref() == Some(child)
                && own.end.is_none()
        });
        if let Some(task) = over {
            let _ = set(task, "end", &month.to_string());
            into.changed.push(format!("No longer in progress: {}", kind_in_words(kind)));
        }
    }
}

/// A kind of task in words.
fn kind_in_words(kind: &str) -> String {
    let known = Option::<crate::facts::TaskKind>::read(kind).ok().flatten();
    known.map_or_else(|| kind.to_owned(), |kind| crate::facts::Listed::words(kind).to_owned())
}
