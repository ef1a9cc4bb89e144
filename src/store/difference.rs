//! What changed from one workspace to another, as changes.

use super::Kept;
use crate::change::{Change, Subject, apply};
use crate::facts::Practitioner;
use crate::facts::inputs::{Given, InputName, InputPart, Inputs};
use crate::facts::record::Record;
use crate::facts::value::{Id, Value};
use crate::index::Index;
use crate::workspace::saved::{SavedRecord, SavedValue};
use crate::workspace::{MOST_CHILDREN, Workspace};

/// Every list that a record may hold. A task may name a child, so children come first.
pub(super) const LISTS: [&str; 8] =
    ["children", "duties", "supervises", "conferences", "reductions", "oversight", "tasks", "allocations"];

/// Where a record of a list stood before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Match {
    /// Its position before; nothing where it is new.
    pub before: Option<usize>,
    /// True where nothing in it changed.
    pub same: bool,
}

/// Finds each record of a list in the list as it was before.
pub(super) fn matches<T: PartialEq>(before: &[T], after: &[T], name: impl Fn(&T) -> &str) -> Vec<Match> {
    let mut index: Option<Index> = None;
    let mut expected = 0;
    let mut all = Vec::with_capacity(after.len());
    for own in after {
        // Most stand behind the one that they stood behind.
        let found = if before.get(expected).is_some_and(|other| name(other) == name(own)) {
            Some(expected)
        } else {
            let index = index.get_or_insert_with(|| Index::of(before.iter().map(&name).collect()));
            index.position(name(own))
        };
        if let Some(found) = found {
            expected = found + 1;
        }
        let same = found.and_then(|found| before.get(found)).is_some_and(|other| other == own);
        all.push(Match { before: found, same });
    }
    all
}

/// Where every record of a state stood in another, compared once for all that asks for it.
#[derive(Clone, Default)]
pub(super) struct Compared {
    pub practitioners: Vec<Match>,
    pub cases: Vec<Match>,
    pub texts: Vec<Match>,
    /// True where nothing changed.
    pub same: bool,
}

impl Compared {
    pub fn of(before: &Kept, after: &Kept) -> Self {
        let workspaces = Self::of_workspaces(&before.workspace, &after.workspace);
        let texts = matches(&before.texts, &after.texts, |own| own.name.as_str());
        let same = workspaces.same && is_same(before.texts.len(), &texts);
        Self { texts, same, ..workspaces }
    }

    fn of_workspaces(before: &Workspace, after: &Workspace) -> Self {
        let practitioners = matches(&before.practitioners, &after.practitioners, |own| own.id.as_str());
        let cases = matches(&before.cases, &after.cases, |own| own.id.as_str());
        let same = is_same(before.practitioners.len(), &practitioners) && is_same(before.cases.len(), &cases);
        Self { practitioners, cases, texts: Vec::new(), same }
    }
}

/// True where a list is as it was.
fn is_same(before: usize, matched: &[Match]) -> bool {
    before == matched.len() && matched.iter().enumerate().all(|(at, own)| own.same && own.before == Some(at))
}

/// Which records stay where they are while the others move: the most that are in the order of before.
pub(super) fn stays(matched: &[Match]) -> Vec<bool> {
    if matched.is_sorted_by(|one, other| one.before.is_some() && one.before < other.before) {
        // Nearly always: nothing is new in between, and nothing has moved.
        return matched.iter().map(|own| own.before.is_some()).collect();
    }
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut previous = vec![usize::MAX; matched.len()];
    for (at, own) in matched.iter().enumerate() {
        let Some(before) = own.before else { continue };
        let length = ends.partition_point(|(_, end)| *end < before);
        if let (Some(previous), Some((end, _))) =
            (previous.get_mut(at), length.checked_sub(1).and_then(|one| ends.get(one)))
        {
            *previous = *end;
        }
        match ends.get_mut(length) {
            Some(end) => *end = (at, before),
            None => ends.push((at, before)),
        }
    }
    let mut stays = vec![false; matched.len()];
    let mut at = ends.last().map_or(usize::MAX, |(at, _)| *at);
    while let Some(own) = stays.get_mut(at) {
        *own = true;
        at = previous.get(at).copied().unwrap_or(usize::MAX);
    }
    stays
}

/// The steps that bring a list into a new order: which record of `after` goes where. New ones go in, others
/// move; those that will go are still there, as are those that stay.
fn arrange(before: usize, matched: &[Match]) -> Vec<(usize, usize, bool)> {
    let stays = stays(matched);
    if stays.iter().all(|own| *own) {
        return Vec::new();
    }
    // The list as it is after each step: positions before, new ones as ones beyond.
    let mut list: Vec<usize> = (0..before).collect();
    let mut steps = Vec::new();
    let mut cursor = 0;
    for (at, (own, stays)) in matched.iter().zip(&stays).enumerate() {
        let name = own.before.unwrap_or(before + at);
        let position = |list: &[usize], from: usize| {
            list.iter().skip(from).position(|other| *other == name).map(|found| found + from)
        };
        if *stays {
            cursor = position(&list, cursor).map_or(cursor, |found| found + 1);
            continue;
        }
        if own.before.is_some()
            && let Some(found) = position(&list, 0)
        {
            list.remove(found);
            cursor -= usize::from(found < cursor);
        }
        steps.push((at, cursor, own.before.is_some()));
        list.insert(cursor.min(list.len()), name);
        cursor += 1;
    }
    steps
}

/// The changes that make `after` of `before`, in the order in which they can be done.
#[must_use]
pub fn difference(before: &Workspace, after: &Workspace) -> Vec<Change> {
    compared_difference(before, after, &Compared::of_workspaces(before, after))
}

/// The same, where they have been compared already.
pub(super) fn compared_difference(before: &Workspace, after: &Workspace, compared: &Compared) -> Vec<Change> {
    let mut changes = Vec::new();
    let Compared { practitioners, cases, .. } = compared;
    // Whoever may be named must be there first, and nobody goes who is still named.
    let mut later = Vec::new();
    for (at, to, moves) in arrange(before.practitioners.len(), practitioners) {
        let Some(own) = after.practitioners.get(at) else { continue };
        let subject = Subject::practitioner(&own.id);
        if moves {
            changes.push(Change::Move { subject, at: to });
            continue;
        }
        let mut own = own.clone();
        if let Some(manager) = own.line_manager.take() {
            let (subject, value) = (subject.clone(), manager.as_str().to_owned());
            later.push(Change::Set { subject, fact: "line_manager".to_owned(), value });
        }
        changes.push(Change::Insert { subject, at: to, record: SavedRecord::of(&own) });
    }
    changes.append(&mut later);
    for (own, matched) in after.practitioners.iter().zip(practitioners) {
        let old = matched.before.filter(|_| !matched.same).and_then(|old| before.practitioners.get(old));
        if let Some(old) = old {
            of_record(&Subject::practitioner(&own.id), &SavedRecord::of(old), &SavedRecord::of(own), &mut changes);
        }
    }
    for (at, to, moves) in arrange(before.cases.len(), cases) {
        let Some(own) = after.cases.get(at) else { continue };
        let subject = Subject::case(&own.id);
        changes.push(if moves {
            Change::Move { subject, at: to }
        } else {
            Change::Insert { subject, at: to, record: SavedRecord::of(own) }
        });
    }
    let mut trial: Option<Workspace> = None;
    for (at, (own, matched)) in after.cases.iter().zip(cases).enumerate() {
        let old = matched.before.filter(|_| !matched.same).and_then(|old| before.cases.get(old));
        let Some(old) = old else { continue };
        let mut steps = Vec::new();
        of_record(&Subject::case(&own.id), &SavedRecord::of(old), &SavedRecord::of(own), &mut steps);
        if may_be_refused(&steps) {
            let trial = trial.get_or_insert_with(|| everybody(before, after));
            trial.cases = vec![old.clone()];
            let done = steps.iter().all(|step| apply(trial, step).is_ok());
            if !done || trial.cases.first() != Some(own) {
                // There is no order in which each step for itself is allowed: the case goes and comes back.
                let subject = Subject::case(&own.id);
                steps = vec![
                    Change::Remove { subject: subject.clone() },
                    Change::Insert { subject, at, record: SavedRecord::of(own) },
                ];
                later.append(&mut steps);
            }
        }
        changes.append(&mut steps);
    }
    for id in gone(before.cases.iter().map(|own| &own.id), cases) {
        changes.push(Change::Remove { subject: Subject::case(id) });
    }
    // Every case that goes has gone, so the positions are those of after.
    changes.append(&mut later);
    let gone: Vec<&Id> = gone(before.practitioners.iter().map(|own| &own.id), practitioners).collect();
    for own in &before.practitioners {
        // Two who go may be each other's managers.
        if gone.contains(&&own.id) && own.line_manager.as_ref().is_some_and(|manager| gone.contains(&manager)) {
            let subject = Subject::practitioner(&own.id);
            changes.push(Change::Set { subject, fact: "line_manager".to_owned(), value: String::new() });
        }
    }
    changes.extend(gone.iter().map(|id| Change::Remove { subject: Subject::practitioner(id) }));
    changes
}

/// Whether the steps within one case could be refused in their order although what they lead to is sound.
fn may_be_refused(steps: &[Change]) -> bool {
    steps.len() > 1
        && steps.iter().any(|step| match step {
            Change::Set { subject, fact, .. } => {
                let list = subject.within.as_ref().map(|within| within.list.as_str());
                matches!((list, fact.as_str()), (Some("allocations"), "practitioner") | (Some("tasks"), "child"))
            }
            Change::Insert { .. } | Change::Remove { .. } | Change::Move { .. } => true,
            Change::Together { .. } => false,
        })
}

/// Everybody who is named before or after, with nothing but their ids.
fn everybody(before: &Workspace, after: &Workspace) -> Workspace {
    let mut all: Vec<Practitioner> = after.practitioners.iter().map(|own| Record::empty(own.id.clone())).collect();
    for own in &before.practitioners {
        if after.practitioner(&own.id).is_none() {
            all.push(Record::empty(own.id.clone()));
        }
    }
    Workspace { practitioners: all, cases: Vec::new() }
}

/// Those of before that nothing was matched with.
fn gone<'i>(before: impl ExactSizeIterator<Item = &'i Id>, matched: &[Match]) -> impl Iterator<Item = &'i Id> {
    let mut remains = vec![false; before.len()];
    for own in matched {
        if let Some(remains) = own.before.and_then(|before| remains.get_mut(before)) {
            *remains = true;
        }
    }
    before.zip(remains).filter(|(_, remains)| !remains).map(|(id, _)| id)
}

/// The changes within one record: of its facts, its inputs and its lists.
fn of_record(subject: &Subject, before: &SavedRecord, after: &SavedRecord, changes: &mut Vec<Change>) {
    of_facts(subject, before, after, changes);
    let mut removals = Vec::new();
    for name in LISTS {
        let (old, new) = (list(before, name), list(after, name));
        let matched = matches(old, new, |own| own.text("id").unwrap_or_default());
        let of = |record: &SavedRecord| {
            let id = Id::new(record.text("id").unwrap_or_default()).unwrap_or_default();
            subject.clone().list(name, &id)
        };
        // Children who go are still named by tasks that go or change: they go last, where there is room.
        let last = name == "children" && old.len() + new.len() <= MOST_CHILDREN;
        let mut steps = Vec::new();
        let remains = |at: usize| matched.iter().any(|own| own.before == Some(at));
        for (at, record) in old.iter().enumerate() {
            if !remains(at) {
                let own = Change::Remove { subject: of(record) };
                if last { removals.push(own) } else { steps.push(own) }
            }
        }
        // Positions as they are once what goes has gone, or is still there.
        let there = if last { old.len() } else { (0..old.len()).filter(|at| remains(*at)).count() };
        let shifted: Vec<Match> = if last {
            matched.clone()
        } else {
            let shift = |at: usize| (0..at).filter(|at| remains(*at)).count();
            matched.iter().map(|own| Match { before: own.before.map(shift), same: own.same }).collect()
        };
        for (at, to, moves) in arrange(there, &shifted) {
            let Some(record) = new.get(at) else { continue };
            let subject = of(record);
            steps.push(if moves {
                Change::Move { subject, at: to }
            } else {
                Change::Insert { subject, at: to, record: record.clone() }
            });
        }
        for (record, matched) in new.iter().zip(&matched) {
            if let Some(old) = matched.before.filter(|_| !matched.same).and_then(|at| old.get(at)) {
                of_facts(&of(record), old, record, &mut steps);
            }
        }
        changes.append(&mut steps);
    }
    changes.append(&mut removals);
}

/// A list of a saved record.
pub(super) fn list<'r>(record: &'r SavedRecord, name: &str) -> &'r [SavedRecord] {
    let found = record.values.iter().find_map(|(own, value)| match value {
        SavedValue::List(list) if own == name => Some(list.as_slice()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// The facts and inputs of a saved record as names and texts. An input's value stands before who gave it.
pub(super) fn facts(record: &SavedRecord) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, value) in &record.values {
        match value {
            SavedValue::Text(_) | SavedValue::Number(_) if name == "id" => {}
            SavedValue::Text(text) | SavedValue::Number(text) => all.push((name.clone(), text.clone())),
            SavedValue::List(_) => {}
            SavedValue::Inputs(inputs) => of_inputs(inputs, &mut all),
        }
    }
    all
}

fn of_inputs(inputs: &Inputs, all: &mut Vec<(String, String)>) {
    for (scheme, own) in inputs {
        for (input, Given { value, by, on }) in own {
            let name = |part| InputName::written(scheme.as_str(), input.as_str(), part);
            all.push((name(InputPart::Value), value.clone()));
            for (part, text) in [(InputPart::By, by.write()), (InputPart::On, on.write())] {
                if !text.is_empty() {
                    all.push((name(part), text));
                }
            }
        }
    }
}

/// The text of a fact among facts; empty where it was not given.
pub(super) fn fact<'f>(facts: &'f [(String, String)], name: &str) -> &'f str {
    facts.iter().find(|(own, _)| own == name).map_or("", |(_, text)| text)
}

fn of_facts(subject: &Subject, before: &SavedRecord, after: &SavedRecord, changes: &mut Vec<Change>) {
    let (old, new) = (facts(before), facts(after));
    let mut set = |fact: &str, value: &str| {
        changes.push(Change::Set { subject: subject.clone(), fact: fact.to_owned(), value: value.to_owned() });
    };
    for (name, _) in &old {
        // Who gave a value, and when, goes with the value.
        let with_value = InputName::read(name)
            .is_some_and(|own| own.part != InputPart::Value && fact(&new, &own.part(InputPart::Value)).is_empty());
        if fact(&new, name).is_empty() && !with_value {
            set(name, "");
        }
    }
    for (name, value) in &new {
        if fact(&old, name) != value {
            set(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_that_a_record_may_hold_is_compared_and_children_come_before_tasks() {
        let own = Practitioner::lists().iter().chain(crate::facts::Case::lists());
        for name in own.clone() {
            assert!(LISTS.contains(name), "{name}");
        }
        assert_eq!(own.count(), LISTS.len());
        let place = |name| LISTS.iter().position(|own| *own == name);
        assert!(place("children") < place("tasks"));
    }

    #[test]
    fn a_new_order_is_told_by_as_few_moves_as_there_can_be() {
        let before: Vec<String> = "01234567".chars().map(String::from).collect();
        for (after, steps) in [("01234567", 0), ("70123456", 1), ("12345670", 1), ("02138467", 2), ("76543210", 7)] {
            let after: Vec<String> = after.chars().map(String::from).collect();
            let matched = matches(&before, &after, String::as_str);
            assert_eq!(arrange(before.len(), &matched).len(), steps, "{after:?}");
        }
    }
}
