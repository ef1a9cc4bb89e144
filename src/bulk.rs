//! What is done to many cases at once, each as one [`Change`] with its words: one step to undo.
//!
//! Nothing here changes a workspace. Where the cases do not allow what is asked (a case that two
//! practitioners share has no single holder to take it from), the reason is returned instead.

use crate::change::{Change, IdMark, Subject, free_id, in_words, name};
use crate::facts::case::{Allocation, Part};
use crate::facts::fault::Fault;
use crate::facts::record::{AnyRecord, Record, text};
use crate::facts::value::{Answer, Stated, UNKNOWN_TEXT, Value};
use crate::facts::{Case, Child, Id, Month, Task};
use crate::words::counted;
use crate::workspace::saved::SavedRecord;
use crate::workspace::{MOST_CHILDREN, MOST_TASKS, Workspace, ids};

/// What is done to the cases that were selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bulk {
    /// This practitioner holds them from the month on, alone.
    Allocate(Id),
    /// They close in the month.
    Close,
    /// They go to another team in the month.
    Transfer,
    /// They neither close nor go.
    KeepOpen,
    /// Their children are stable, unstable, or not known to be either.
    Stable(Answer),
    /// They are one family: their children and tasks come together in the first of them.
    OneFamily,
    /// They are taken out.
    Remove,
}

/// The change that does something to these cases in a month; `mark` goes into the ids that it makes.
///
/// # Errors
/// When there is nothing to do it to, or some case does not allow it: the reason, with the case.
pub fn change(workspace: &Workspace, cases: &[Id], what: &Bulk, month: Month, mark: IdMark) -> Result<Change, Fault> {
    let cases: Vec<&Case> = workspace.cases.iter().filter(|case| cases.contains(&case.id)).collect();
    if cases.is_empty() {
        return Err(Fault::new("select at least one case first"));
    }
    match what {
        Bulk::Allocate(to) => allocate(workspace, &cases, to, month, mark),
        Bulk::Close => leave(workspace, &cases, "closing_in", "Closed", month),
        Bulk::Transfer => leave(workspace, &cases, "transferring_in", "Transferred", month),
        Bulk::KeepOpen => keep_open(workspace, &cases),
        Bulk::Stable(answer) => stable(workspace, &cases, *answer),
        Bulk::OneFamily => one_family(workspace, &cases, mark),
        Bulk::Remove => {
            let changes = cases.iter().map(|case| Change::Remove { subject: Subject::case(&case.id) }).collect();
            Ok(together(format!("Removed {}", these(workspace, &cases)), changes))
        }
    }
}

pub(crate) const fn together(words: String, changes: Vec<Change>) -> Change {
    Change::Together { words, changes }
}

pub(crate) fn set(subject: &Subject, fact: &str, value: impl Into<String>) -> Change {
    Change::Set { subject: subject.clone(), fact: fact.to_owned(), value: value.into() }
}

fn called(workspace: &Workspace, case: &Case) -> String {
    name(workspace, &Subject::case(&case.id))
}

/// "Family 7", or "4 cases".
fn these(workspace: &Workspace, cases: &[&Case]) -> String {
    match cases {
        [one] => called(workspace, one),
        several => counted(several.len(), "case", "cases"),
    }
}

fn allocate(workspace: &Workspace, cases: &[&Case], to: &Id, month: Month, mark: IdMark) -> Result<Change, Fault> {
    let holder = name(workspace, &Subject::practitioner(to));
    let mut changes = Vec::new();
    let mut moved: Vec<&Case> = Vec::new();
    for case in cases {
        let subject = Subject::case(&case.id);
        match case.allocations.as_slice() {
            [] => changes.push(held_by(case, to, Stated::default(), mark)),
            [own] if own.practitioner.as_ref() == Some(to) => continue,
            [own] => {
                changes.push(set(&subject.clone().list("allocations", &own.id), "practitioner", to.as_str()));
                // Somebody held it until now: how long it waited before is over for good.
                if case.unallocated_since.is_some() {
                    changes.push(set(&subject, "unallocated_since", ""));
                }
            }
            _ => {
                return Err(Fault::new(format!(
                    "several practitioners share {}: say on its own page who holds it, or leave it out",
                    called(workspace, case)
                )));
            }
        }
        changes.push(set(&subject, "allocated_on", month.to_string()));
        moved.push(case);
    }
    if moved.is_empty() {
        return Err(Fault::new(format!("{holder} holds {} already", these(workspace, cases))));
    }
    Ok(together(format!("Allocated {} to {holder}", these(workspace, &moved)), changes))
}

pub(crate) fn held_by(case: &Case, to: &Id, part: Stated<Part>, mark: IdMark) -> Change {
    let id = free_id("a", mark, |id| case.allocations.iter().any(|own| own.id == *id));
    let mut allocation = Allocation::empty(id.clone());
    allocation.practitioner = Some(to.clone());
    allocation.part = part;
    let subject = Subject::case(&case.id).list("allocations", &id);
    Change::Insert { subject, at: case.allocations.len(), record: SavedRecord::of(&allocation) }
}

/// Gives a case to one more practitioner. A first holder leads, from the month on; a second co-works. How they share
/// it is not said for them: until somebody does, the points have a range. Since when the case waited stays in its record, unread, so that it is
/// there again should the allocation be taken back.
#[must_use]
pub fn hold(workspace: &Workspace, case: &Case, to: &Id, month: Month, mark: IdMark) -> Change {
    let subject = Subject::case(&case.id);
    let holder = name(workspace, &Subject::practitioner(to));
    let changes = if case.allocations.is_empty() {
        vec![held_by(case, to, Stated::default(), mark), set(&subject, "allocated_on", month.to_string())]
    } else {
        vec![held_by(case, to, Stated::As(Part::CoWorker), mark)]
    };
    together(format!("{} is held by {holder}", called(workspace, case)), changes)
}

/// Takes a case from one of those who hold it. Who is left alone with it no longer shares it. A case that
/// nobody is left with waits: since it did before, where it was only allocated in this month, else since this
/// month.
#[must_use]
pub fn let_go(workspace: &Workspace, case: &Case, allocation: &Allocation, month: Month) -> Change {
    let changes = without(case, allocation, month);
    let holder = allocation.practitioner.as_ref().map(|id| name(workspace, &Subject::practitioner(id)));
    let holder = holder.unwrap_or_else(|| "A practitioner".to_owned());
    together(format!("{holder} no longer holds {}", called(workspace, case)), changes)
}

/// What takes a case from one of those who hold it.
pub(crate) fn without(case: &Case, allocation: &Allocation, month: Month) -> Vec<Change> {
    let subject = Subject::case(&case.id);
    let mut changes = vec![Change::Remove { subject: subject.clone().list("allocations", &allocation.id) }];
    match case.allocations.len() {
        0 | 1 => {
            if case.allocated_on.is_none_or(|on| on < month) {
                changes.push(set(&subject, "unallocated_since", month.to_string()));
            }
            if case.allocated_on.is_some() {
                changes.push(set(&subject, "allocated_on", ""));
            }
        }
        2 => {
            changes.extend(["co_working", "bulk"].map(|fact| set(&subject, fact, "")));
            for left in case.allocations.iter().filter(|own| own.id != allocation.id) {
                let left = subject.clone().list("allocations", &left.id);
                changes.extend(["part", "share"].map(|fact| set(&left, fact, "")));
            }
        }
        _ => {}
    }
    changes
}

fn leave(workspace: &Workspace, cases: &[&Case], fact: &str, verb: &str, month: Month) -> Result<Change, Fault> {
    // Closing again what closed a year ago would open it for that year.
    if let Some(case) = cases.iter().find(|case| !case.is_open(month)) {
        let case = called(workspace, case);
        return Err(Fault::new(format!("{case} is not open in {}: leave it out", month.words())));
    }
    let changes = cases.iter().map(|case| set(&Subject::case(&case.id), fact, month.to_string())).collect();
    Ok(together(format!("{verb} {} in {}", these(workspace, cases), month.words()), changes))
}

fn keep_open(workspace: &Workspace, cases: &[&Case]) -> Result<Change, Fault> {
    let mut changes = Vec::new();
    for case in cases {
        for (fact, given) in [("closing_in", case.closing_in), ("transferring_in", case.transferring_in)] {
            if given.is_some() {
                changes.push(set(&Subject::case(&case.id), fact, ""));
            }
        }
    }
    if changes.is_empty() {
        return Err(Fault::new("none of these cases is closing or transferring"));
    }
    Ok(together(format!("Kept {} open", these(workspace, cases)), changes))
}

fn stable(workspace: &Workspace, cases: &[&Case], answer: Answer) -> Result<Change, Fault> {
    let mut changes = Vec::new();
    for case in cases {
        for child in &case.children {
            let subject = Subject::case(&case.id).list("children", &child.id);
            changes.push(set(&subject, "unstable", answer.write()));
        }
    }
    if changes.is_empty() {
        return Err(Fault::new("no child is entered in these cases"));
    }
    let said = match answer {
        Answer::Yes => "unstable",
        Answer::No => "stable",
        Answer::Unknown => "not known to be stable or not",
    };
    Ok(together(format!("Children of {}: {said}", these(workspace, cases)), changes))
}

// --- One family ------------------------------------------------------------------------------

fn one_family(workspace: &Workspace, cases: &[&Case], mark: IdMark) -> Result<Change, Fault> {
    let [first, others @ ..] = cases else { return Err(Fault::new("select at least one case first")) };
    if others.is_empty() {
        return Err(Fault::new("select the other cases of the family as well"));
    }
    let mut joined = (*first).clone();
    // It was called after its only child, as an import does.
    if let [child] = first.children.as_slice()
        && child.label == first.label
        && !first.label.as_str().is_empty()
    {
        joined.set("label", &next_label(workspace))?;
    }
    let mut changes = Vec::new();
    for other in others {
        join(workspace, &mut joined, first, other, mark)?;
        changes.push(Change::Remove { subject: Subject::case(&other.id) });
    }
    for (list, count, most) in
        [("children", joined.children.len(), MOST_CHILDREN), ("tasks", joined.tasks.len(), MOST_TASKS)]
    {
        if count > most {
            return Err(Fault::new(format!("together they have {count} {list}; a case has {most} at most")));
        }
    }
    // The first of them is the first in the workspace too, so its place is free again when it comes back.
    let at = workspace.cases.iter().position(|case| case.id == first.id).unwrap_or(usize::MAX);
    let subject = Subject::case(&first.id);
    changes.push(Change::Remove { subject: subject.clone() });
    changes.push(Change::Insert { subject, at, record: SavedRecord::of(&joined) });
    let names: Vec<String> = others.iter().map(|case| called(workspace, case)).collect();
    let to = called(workspace, first);
    let now = if joined.label == first.label { String::new() } else { format!(", now {}", joined.label.as_str()) };
    Ok(together(format!("Joined {} to {to}{now}", names.join(", ")), changes))
}

/// Puts what another case says into a joined one. Its label goes: one family has one. What one of them gives takes the
/// place of what is said to be not known of the other.
fn join(workspace: &Workspace, joined: &mut Case, first: &Case, other: &Case, mark: IdMark) -> Result<(), Fault> {
    let differ = |what: &str, one: &str, two: &str| {
        Fault::new(format!(
            "{} and {} say different things, so they were not joined: {what}: {one}, and {two}. Make them the same first",
            called(workspace, first),
            called(workspace, other)
        ))
    };
    if joined.kind != other.kind {
        let said = |case: &Case| case.kind.or_ordinary().map_or("", crate::facts::value::Listed::words);
        return Err(differ("what kind of case it is", said(joined), said(other)));
    }
    for definition in Case::catalogue().iter().filter(|definition| definition.id != "label") {
        // Not read while somebody holds it, so nothing against joining.
        if definition.id == "unallocated_since" && !joined.allocations.is_empty() {
            continue;
        }
        let of = |case: &Case| text(case, definition.id).unwrap_or_default();
        let (own, more) = (of(joined), of(other));
        let given = !own.is_empty() && own != UNKNOWN_TEXT;
        if !given && !more.is_empty() {
            // What is known of one of them is known of the family; what nobody has said stays not known.
            if own.is_empty() || more != UNKNOWN_TEXT {
                joined.set(definition.id, &more)?;
            }
        } else if definition.id == "siblings_known" && !more.is_empty() {
            // Where one of them had siblings elsewhere, they may have others too.
            if more == "no" {
                joined.set(definition.id, &more)?;
            }
        } else if !more.is_empty() && more != UNKNOWN_TEXT && own != more {
            let said = |value: &str| in_words(definition.kind, value);
            return Err(differ(definition.label, &said(&own), &said(&more)));
        }
    }
    if holders(joined) != holders(other) {
        return Err(differ("who holds it", &held(workspace, joined), &held(workspace, other)));
    }
    for (scheme, given) in &other.inputs {
        for (input, value) in given {
            match joined.inputs.get(scheme).and_then(|own| own.get(input)) {
                Some(own) if own != value => {
                    return Err(differ(&format!("\u{201c}{input}\u{201d} of {scheme}"), &own.value, &value.value));
                }
                _ => joined.inputs.give(scheme.clone(), input.clone(), value.clone()),
            }
        }
    }
    let mut moved: Vec<(Id, Id)> = Vec::new();
    for child in &other.children {
        let id = free_id("c", mark, |id| joined.children.iter().any(|own| own.id == *id));
        moved.push((child.id.clone(), id.clone()));
        joined.children.push(Child { id, ..child.clone() });
    }
    for task in &other.tasks {
        let id = free_id("t", mark, |id| joined.tasks.iter().any(|own| own.id == *id));
        let about = task.child.as_ref().and_then(|child| moved.iter().find(|(old, _)| old == child));
        joined.tasks.push(Task { id, child: about.map(|(_, new)| new.clone()), ..task.clone() });
    }
    Ok(())
}

/// Who holds a case and how, in an order of its own. Inputs are of no allocation.
fn holders(case: &Case) -> Vec<(String, String, String)> {
    let of = |own: &Allocation, fact| text(own, fact).unwrap_or_default();
    let all = case.allocations.iter().map(|own| (of(own, "practitioner"), of(own, "part"), of(own, "share")));
    let mut all: Vec<(String, String, String)> = all.collect();
    crate::points::sort_short(&mut all, Clone::clone);
    all
}

fn held(workspace: &Workspace, case: &Case) -> String {
    let names = case.allocations.iter().filter_map(|own| own.practitioner.as_ref());
    let names: Vec<String> = names.map(|id| name(workspace, &Subject::practitioner(id))).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(" and ") }
}

// --- Copies ----------------------------------------------------------------------------------

/// A copy of a case with its children and tasks, and its id. The labels of the children stay behind, as they
/// are those of other people, and so does what a manager gave: that was given for one case.
///
/// # Errors
/// Never for a case that is there; an id that cannot be is refused.
pub fn copy(workspace: &Workspace, case: &Case, mark: IdMark) -> Result<(Id, Change), Fault> {
    let taken = ids(&workspace.cases);
    let id = free_id("f", mark, |id| taken.has(id.as_str()));
    let mut copied = Case { id: id.clone(), ..case.clone() };
    copied.inputs_mut().clear();
    // A copy that somebody holds never waited.
    if !copied.allocations.is_empty() {
        copied.unallocated_since = None;
    }
    for child in &mut copied.children {
        child.set("label", "")?;
        child.inputs_mut().clear();
    }
    for task in &mut copied.tasks {
        task.inputs_mut().clear();
    }
    copied.set("label", &free_label(workspace))?;
    let at = workspace.cases.iter().position(|own| own.id == case.id).map_or(usize::MAX, |at| at + 1);
    let insert = Change::Insert { subject: Subject::case(&id), at, record: SavedRecord::of(&copied) };
    let words = format!("Copied {}", called(workspace, case));
    Ok((id, together(words, vec![insert])))
}

/// "Family 7", one more than the highest such label that a case has.
fn next_label(workspace: &Workspace) -> String {
    let number = |case: &Case| case.label.as_str().strip_prefix("Family ")?.trim().parse::<u32>().ok();
    let highest = workspace.cases.iter().filter_map(number).max().unwrap_or(0);
    format!("Family {}", u64::from(highest) + 1)
}

/// "Family 7", the first such label that no case has.
#[must_use]
pub fn free_label(workspace: &Workspace) -> String {
    // One more number than there are cases: one of them is free.
    let first = workspace.cases.len() + 1;
    let named = (first..=first * 2)
        .map(|number| format!("Family {number}"))
        .find(|label| workspace.cases.iter().all(|case| case.label.as_str() != label));
    named.unwrap_or_default()
}

/// The same task for each child of its case: it stays with its own child (with the first, where it was the
/// family's), and every other child gets one that has none of its kind. Nothing where all have one.
#[must_use]
pub fn for_each_child(workspace: &Workspace, case: &Case, task: &Id, mark: IdMark) -> Option<Change> {
    let task = case.tasks.iter().find(|own| own.id == *task)?;
    let subject = Subject::case(&case.id);
    let first = task.child.as_ref().or_else(|| case.children.first().map(|child| &child.id))?;
    let mut changes = Vec::new();
    if task.child.is_none() {
        changes.push(set(&subject.clone().list("tasks", &task.id), "child", first.as_str()));
    }
    let mut taken: Vec<Id> = case.tasks.iter().map(|own| own.id.clone()).collect();
    for child in case.children.iter().filter(|child| child.id != *first) {
        if case.tasks.iter().any(|own| own.kind == task.kind && own.child.as_ref() == Some(&child.id)) {
            continue;
        }
        let id = free_id("t", mark, |id| taken.contains(id));
        taken.push(id.clone());
        let mut copied = Task { id: id.clone(), child: Some(child.id.clone()), ..task.clone() };
        copied.inputs_mut().clear();
        let record = SavedRecord::of(&copied);
        changes.push(Change::Insert { subject: subject.clone().list("tasks", &id), at: usize::MAX, record });
    }
    let kind = task.kind.map_or("A task", crate::facts::value::Listed::words);
    let words = format!("{kind} for each child of {}", called(workspace, case));
    (!changes.is_empty()).then(|| together(words, changes))
}
