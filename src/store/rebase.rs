//! Our changes done on top of what another tab saved meanwhile: every record, and in it every fact, as
//! whoever changed it has it.

use super::difference::{LISTS, fact, facts, list, matches, stays};
use super::{Kept, Text};
use crate::change::{IdMark, Root, Subject, free_id, label, name};
use crate::facts::inputs::{InputName, InputPart, Inputs};
use crate::facts::record::Record;
use crate::facts::value::Id;
use crate::facts::{Case, Practitioner};
use crate::index::Index;
use crate::workspace::saved::{SavedRecord, SavedValue};
use crate::workspace::{Workspace, check_case, ids};
use std::rc::Rc;

/// Something that two tabs set to different values. Ours, the later save, stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What it is about, in words: the fact and the record.
    pub what: String,
    /// What was saved later, and stands: the text of the fact, or words where it is about a whole record.
    pub ours: String,
    /// What was saved before.
    pub theirs: String,
    /// The record; nothing where it is about a text of the store.
    pub subject: Option<Subject>,
    /// The name of the fact, so that `Change::Set` can set the other value; empty where it is about the
    /// whole record; the name of the text where it is about one.
    pub fact: String,
}

/// What became of two sides' changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rebased {
    /// Both sides' changes.
    pub kept: Kept,
    /// Where they were at odds.
    pub conflicts: Vec<Conflict>,
}

/// What is said of a record that one side removed.
const REMOVED: &str = "removed";
/// What is said of a record that one side still uses.
const USED: &str = "still used";
/// What is said of a record that one side changed.
const CHANGED: &str = "changed";

/// Does what changed from `base` to `ours` on top of `theirs`. What comes of it is sound where the three are:
/// nothing in it refers to nothing.
#[must_use]
pub fn rebase(base: &Kept, ours: &Kept, theirs: &Kept) -> Rebased {
    let mut conflicts = Vec::new();
    if *ours == *base {
        return Rebased { kept: theirs.clone(), conflicts };
    }
    if *theirs == *base {
        return Rebased { kept: ours.clone(), conflicts };
    }
    let texts = of_texts(&base.texts, &ours.texts, &theirs.texts, &mut conflicts);
    let workspace = of_workspaces(&base.workspace, &ours.workspace, &theirs.workspace, &mut conflicts);
    for conflict in &mut conflicts {
        if let Some(subject) = &conflict.subject {
            let record = name(&workspace, subject);
            conflict.what = match conflict.fact.as_str() {
                "" => record,
                fact => format!("{} of {record}", label(subject, fact)),
            };
        }
    }
    Rebased { kept: Kept { workspace: Rc::new(workspace), texts }, conflicts }
}

fn of_texts(base: &[Text], ours: &[Text], theirs: &[Text], conflicts: &mut Vec<Conflict>) -> Vec<Text> {
    let told = |own: Option<&Text>| own.map_or_else(|| REMOVED.to_owned(), |own| own.text.to_string());
    merged(
        base,
        ours,
        theirs,
        |own| &own.name,
        |before, mine, other| {
            let name = &mine.or(other).or(before)?.name;
            // A removal yields to a change.
            let stands = mine.or(other).cloned();
            let (what, fact) = (format!("The text \u{201c}{name}\u{201d}"), name.clone());
            conflicts.push(Conflict { what, ours: told(mine), theirs: told(other), subject: None, fact });
            stands
        },
    )
}

/// The records of both sides: of each, what whoever changed it made of it. `both` is asked where both sides
/// changed it, each otherwise.
fn merged<T: PartialEq + Clone>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    name: impl Fn(&T) -> &str,
    mut both: impl FnMut(Option<&T>, Option<&T>, Option<&T>) -> Option<T>,
) -> Vec<T> {
    let index = |list| Index::of(<[T]>::iter(list).map(&name).collect());
    let (before, mine, other) = (index(base), index(ours), index(theirs));
    // The order is theirs, but ours where we put records that both know in another order.
    let moved = stays(&matches(base, ours, &name))
        .iter()
        .zip(ours)
        .any(|(stays, own)| !stays && before.position(name(own)).is_some());
    let (first, second) = if moved { (ours, theirs) } else { (theirs, ours) };
    let mut order: Vec<&str> = first.iter().map(&name).collect();
    let in_first = if moved { &mine } else { &other };
    let mut at = 0;
    for own in second {
        let own = name(own);
        if in_first.position(own).is_some() {
            at = order
                .iter()
                .skip(at)
                .chain(order.iter().take(at))
                .position(|other| *other == own)
                .map_or(at, |found| (found + at) % order.len() + 1);
            continue;
        }
        // Behind what the first has new at this place.
        while order.get(at).is_some_and(|next| before.position(next).is_none()) {
            at += 1;
        }
        order.insert(at.min(order.len()), own);
        at += 1;
    }
    let mut all = Vec::with_capacity(order.len());
    for own in order {
        let find = |index: &Index, list: &[T]| index.position(own).filter(|at| *at < list.len());
        let b = find(&before, base).and_then(|at| base.get(at));
        let o = find(&mine, ours).and_then(|at| ours.get(at));
        let t = find(&other, theirs).and_then(|at| theirs.get(at));
        let kept = if o == b {
            t.cloned()
        } else if t == b || o == t {
            o.cloned()
        } else {
            both(b, o, t)
        };
        all.extend(kept);
    }
    all
}

fn of_workspaces(base: &Workspace, ours: &Workspace, theirs: &Workspace, conflicts: &mut Vec<Conflict>) -> Workspace {
    let ours = with_own_ids(base, ours, theirs);
    let practitioners = merged(
        &base.practitioners,
        &ours.practitioners,
        &theirs.practitioners,
        |own| own.id.as_str(),
        |before, mine, other| of_both(Root::Practitioner, before, mine, other, conflicts),
    );
    let mut beside: Vec<Case> = Vec::new();
    let cases = merged(
        &base.cases,
        &ours.cases,
        &theirs.cases,
        |own| own.id.as_str(),
        |before, mine, other| {
            let case = of_both(Root::Case, before, mine, other, conflicts)?;
            if fits(&case) {
                return Some(case);
            }
            // Both sides put in so many children or tasks that one case cannot hold them: each stays whole.
            let taken = |id: &Id| [base, &ours, theirs].iter().any(|own| own.case(id).is_some());
            let mut copy = mine?.clone();
            copy.id = free_id(&format!("f{}-", beside.len() + 1), IdMark::NONE, taken);
            conflicts.push(record_conflict(&Subject::case(&copy.id), "too much for one case: beside it", CHANGED));
            beside.push(copy);
            other.cloned()
        },
    );
    let mut workspace = Workspace { practitioners, cases };
    workspace.cases.append(&mut beside);
    put_back_who_is_named(&mut workspace, [theirs, &ours, base], conflicts);
    workspace
}

/// Ours, where what is new in it has ids that nothing new of theirs has. What is the same in both is one.
fn with_own_ids<'w>(base: &Workspace, ours: &'w Workspace, theirs: &Workspace) -> std::borrow::Cow<'w, Workspace> {
    let mut own = std::borrow::Cow::Borrowed(ours);
    for new in ours.practitioners.iter().filter(|own| base.practitioner(&own.id).is_none()) {
        if theirs.practitioner(&new.id).is_none_or(|other| other == new) {
            continue;
        }
        let workspace = own.to_mut();
        let taken = |id: &Id| [base, ours, theirs, workspace].iter().any(|all| all.practitioner(id).is_some());
        let id = free_like(&new.id, taken);
        rename_practitioner(workspace, &new.id, &id);
    }
    for new in ours.cases.iter().filter(|own| base.case(&own.id).is_none()) {
        let Some(other) = theirs.case(&new.id) else { continue };
        let workspace = own.to_mut();
        let taken = |id: &Id| [base, ours, theirs, workspace].iter().any(|all| all.case(id).is_some());
        let id = free_like(&new.id, taken);
        if let Some(own) = workspace.cases.iter_mut().find(|own| own.id == new.id).filter(|own| *own != other) {
            own.id = id;
        }
    }
    own
}

/// A free id that begins like another.
fn free_like(id: &Id, taken: impl Fn(&Id) -> bool) -> Id {
    let prefix: String = id.as_str().trim_end_matches(|own: char| own.is_ascii_digit()).chars().take(28).collect();
    free_id(if prefix.is_empty() { "r" } else { &prefix }, IdMark::NONE, taken)
}

fn rename_practitioner(workspace: &mut Workspace, from: &Id, to: &Id) {
    let rename = |id: &mut Option<Id>| {
        if id.as_ref() == Some(from) {
            *id = Some(to.clone());
        }
    };
    for own in &mut workspace.practitioners {
        if own.id == *from {
            own.id = to.clone();
        }
        rename(&mut own.line_manager);
    }
    for case in &mut workspace.cases {
        for own in &mut case.allocations {
            rename(&mut own.practitioner);
        }
        for own in &mut case.tasks {
            rename(&mut own.done_by);
        }
        case.named_mut().into_iter().for_each(&rename);
    }
}

/// Whether a case keeps its bounds, whoever it names.
fn fits(case: &Case) -> bool {
    let mut named: Vec<Practitioner> = Vec::new();
    for own in case.allocations.iter().filter_map(|own| own.practitioner.as_ref()) {
        named.push(Practitioner::empty(own.clone()));
    }
    for own in case.tasks.iter().filter_map(|own| own.done_by.as_ref()) {
        named.push(Practitioner::empty(own.clone()));
    }
    named.extend(case.named().map(|(_, own)| Practitioner::empty(own.clone())));
    check_case(case, &ids(&named)).is_empty()
}

fn subject_of(root: Root, id: &Id) -> Subject {
    if root == Root::Case { Subject::case(id) } else { Subject::practitioner(id) }
}

fn record_conflict(subject: &Subject, ours: &str, theirs: &str) -> Conflict {
    Conflict {
        what: String::new(),
        ours: ours.to_owned(),
        theirs: theirs.to_owned(),
        subject: Some(subject.clone()),
        fact: String::new(),
    }
}

/// A record that both sides changed, each otherwise. What one removed and the other changed stays.
fn of_both<R: Record>(
    root: Root,
    before: Option<&R>,
    mine: Option<&R>,
    other: Option<&R>,
    conflicts: &mut Vec<Conflict>,
) -> Option<R> {
    let subject = subject_of(root, mine.or(other)?.id());
    match (mine, other) {
        (Some(mine), Some(other)) => {
            let before = before.map(|own| SavedRecord::of(own)).unwrap_or_default();
            let merged = of_records(&subject, &before, &SavedRecord::of(mine), &SavedRecord::of(other), conflicts);
            // Each fact is one that a record of its kind has, so it reads; otherwise ours stands.
            Some(merged.read().unwrap_or_else(|_| mine.clone()))
        }
        (Some(mine), None) => {
            conflicts.push(record_conflict(&subject, CHANGED, REMOVED));
            Some(mine.clone())
        }
        (None, other) => {
            conflicts.push(record_conflict(&subject, REMOVED, CHANGED));
            other.cloned()
        }
    }
}

/// Two sides' saved records put together, fact by fact and list by list.
fn of_records(
    subject: &Subject,
    before: &SavedRecord,
    mine: &SavedRecord,
    other: &SavedRecord,
    conflicts: &mut Vec<Conflict>,
) -> SavedRecord {
    let id = mine.text("id").unwrap_or_default().to_owned();
    let mut all = SavedRecord { values: vec![("id".to_owned(), SavedValue::Text(id))] };
    of_facts(subject, [before, mine, other], &mut all, conflicts);
    if subject.within.is_some() {
        return all;
    }
    let mine = &with_own_ids_within(before, mine, other);
    let mut lists: Vec<(String, SavedValue)> = Vec::new();
    for name in LISTS {
        let own_subject = |record: &SavedRecord| {
            let id = Id::new(record.text("id").unwrap_or_default()).unwrap_or_default();
            subject.clone().list(name, &id)
        };
        let mut records = merged(
            list(before, name),
            list(mine, name),
            list(other, name),
            |own| own.text("id").unwrap_or_default(),
            |before, mine, other| {
                let subject = own_subject(mine.or(other)?);
                let (Some(own), Some(others)) = (mine, other) else {
                    let (ours, theirs) = if mine.is_some() { (CHANGED, REMOVED) } else { (REMOVED, CHANGED) };
                    conflicts.push(record_conflict(&subject, ours, theirs));
                    return mine.or(other).cloned();
                };
                Some(of_records(&subject, before.unwrap_or(&SavedRecord::default()), own, others, conflicts))
            },
        );
        if name == "allocations" {
            records = each_holder_once(subject, list(before, name), list(mine, name), records, conflicts);
        }
        if name == "tasks" {
            put_back_children(subject, &records, [other, mine, before], &mut lists, conflicts);
        }
        if !records.is_empty() {
            lists.push((name.to_owned(), SavedValue::List(records)));
        }
    }
    all.values.append(&mut lists);
    all
}

/// The facts of two sides. An input goes as one where either side took its value away: who gave it says
/// nothing without it.
fn of_facts(
    subject: &Subject,
    [before, mine, other]: [&SavedRecord; 3],
    all: &mut SavedRecord,
    conflicts: &mut Vec<Conflict>,
) {
    let (b, o, t) = (facts(before), facts(mine), facts(other));
    let mut inputs = Inputs::new();
    let mut done: Vec<&str> = Vec::new();
    for (name, _) in o.iter().chain(&t).chain(&b) {
        if done.contains(&name.as_str()) {
            continue;
        }
        done.push(name);
        let input = InputName::read(name);
        let of_value = |part: &InputName| part.part(InputPart::Value);
        let (own, others, old) = (fact(&o, name), fact(&t, name), fact(&b, name));
        let value = match &input {
            // What stands for the value decides for who gave it.
            Some(input) if fact(&o, &of_value(input)).is_empty() || fact(&t, &of_value(input)).is_empty() => {
                let value = of_value(input);
                let parts = [InputPart::Value, InputPart::By, InputPart::On].map(|part| input.part(part));
                let same = |one: &[(String, String)], two: &[(String, String)]| {
                    parts.iter().all(|part| fact(one, part) == fact(two, part))
                };
                let (unchanged, both) = (same(&o, &b), !same(&t, &b) && !same(&o, &b) && !same(&o, &t));
                if both && input.part == InputPart::Value {
                    note(subject, &value, own, others, conflicts);
                }
                if unchanged { others } else { own }
            }
            _ if own == old => others,
            _ if others == old || own == others => own,
            _ => {
                note(subject, name, own, others, conflicts);
                own
            }
        };
        match input {
            // The value comes before who gave it on either side; what is refused says nothing.
            Some(input) => {
                let _ = input.set(&mut inputs, value);
            }
            None if value.is_empty() => {}
            None => all.values.push((name.clone(), SavedValue::Text(value.to_owned()))),
        }
    }
    if !inputs.is_empty() {
        all.values.push(("inputs".to_owned(), SavedValue::Inputs(inputs)));
    }
}

fn note(subject: &Subject, fact: &str, ours: &str, theirs: &str, conflicts: &mut Vec<Conflict>) {
    conflicts.push(Conflict { fact: fact.to_owned(), ..record_conflict(subject, ours, theirs) });
}

/// Ours, where what is new in its lists has ids that nothing new of theirs has.
fn with_own_ids_within(before: &SavedRecord, mine: &SavedRecord, other: &SavedRecord) -> SavedRecord {
    let mut own = mine.clone();
    let mut children: Vec<(String, String)> = Vec::new();
    for (name, value) in &mut own.values {
        let SavedValue::List(records) = value else { continue };
        let has = |list: &[SavedRecord], id: &str| list.iter().any(|own| own.text("id") == Some(id));
        for at in 0..records.len() {
            let Some(record) = records.get(at) else { continue };
            let id = record.text("id").unwrap_or_default().to_owned();
            let same = list(other, name).iter().any(|other| other == record);
            if same || has(list(before, name), &id) || !has(list(other, name), &id) {
                continue;
            }
            let taken =
                |id: &Id| [list(before, name), list(other, name), records].iter().any(|all| has(all, id.as_str()));
            let free = free_like(&Id::new(&id).unwrap_or_default(), taken);
            if let Some(record) = records.get_mut(at) {
                set_text(record, "id", free.as_str());
            }
            if name == "children" {
                children.push((id, free.as_str().to_owned()));
            }
        }
    }
    for (name, value) in &mut own.values {
        let SavedValue::List(records) = value else { continue };
        for record in records.iter_mut().filter(|_| name == "tasks") {
            let child = record.text("child").unwrap_or_default().to_owned();
            if let Some((_, to)) = children.iter().find(|(from, _)| *from == child) {
                set_text(record, "child", to);
            }
        }
    }
    own
}

fn set_text(record: &mut SavedRecord, name: &str, text: &str) {
    if let Some((_, value)) = record.values.iter_mut().find(|(own, _)| own == name) {
        *value = SavedValue::Text(text.to_owned());
    }
}

/// Where both sides gave a case to the same practitioner, there is one allocation: ours, with what only
/// theirs says.
fn each_holder_once(
    subject: &Subject,
    before: &[SavedRecord],
    mine: &[SavedRecord],
    records: Vec<SavedRecord>,
    conflicts: &mut Vec<Conflict>,
) -> Vec<SavedRecord> {
    let ours = |record: &SavedRecord| {
        let of = |list: &[SavedRecord]| list.iter().find(|own| own.text("id") == record.text("id")).cloned();
        let (new, old) = (of(mine), of(before));
        new.is_some_and(|new| old.is_none_or(|old| old.text("practitioner") != new.text("practitioner")))
    };
    let mut all: Vec<SavedRecord> = Vec::new();
    for record in records {
        let holder = record.text("practitioner").map(str::to_owned);
        let Some(other) = all.iter_mut().find(|own| own.text("practitioner").map(str::to_owned) == holder) else {
            all.push(record);
            continue;
        };
        let (first, second) = if ours(&record) { (&record, &*other) } else { (&*other, &record) };
        let id = other.text("id").unwrap_or_default().to_owned();
        let own = subject.clone().list("allocations", &Id::new(&id).unwrap_or_default());
        let mut joined = SavedRecord { values: vec![("id".to_owned(), SavedValue::Text(id))] };
        of_facts(&own, [&SavedRecord::default(), first, second], &mut joined, conflicts);
        // What one says and the other does not is no conflict.
        *other = joined;
    }
    all
}

/// A child whom a task names is there.
fn put_back_children(
    subject: &Subject,
    tasks: &[SavedRecord],
    from: [&SavedRecord; 3],
    lists: &mut Vec<(String, SavedValue)>,
    conflicts: &mut Vec<Conflict>,
) {
    if tasks.iter().any(|task| task.text("child").is_some()) && lists.iter().all(|(name, _)| name != "children") {
        lists.push(("children".to_owned(), SavedValue::List(Vec::new())));
    }
    let Some((_, SavedValue::List(children))) = lists.iter_mut().find(|(name, _)| name == "children") else { return };
    for child in tasks.iter().filter_map(|task| task.text("child")) {
        let is = |own: &&SavedRecord| own.text("id") == Some(child);
        if children.iter().any(|own| is(&own)) {
            continue;
        }
        if let Some(own) = from.iter().find_map(|record| list(record, "children").iter().find(is)) {
            children.push(own.clone());
            let own = subject.clone().list("children", &Id::new(child).unwrap_or_default());
            conflicts.push(used_again(&own, list(from[1], "children").iter().any(|own| is(&own))));
        }
    }
}

/// What is said of a record that one side removed while the other named it.
fn used_again(subject: &Subject, ours_has: bool) -> Conflict {
    let (ours, theirs) = if ours_has { (USED, REMOVED) } else { (REMOVED, USED) };
    record_conflict(subject, ours, theirs)
}

/// A practitioner who is named is there.
fn put_back_who_is_named(workspace: &mut Workspace, from: [&Workspace; 3], conflicts: &mut Vec<Conflict>) {
    let mut wanted: Vec<Id> = Vec::new();
    let known = ids(&workspace.practitioners);
    let mut want = |id: Option<&Id>| {
        if let Some(id) = id.filter(|id| !known.has(id.as_str()) && !wanted.contains(id)) {
            wanted.push(id.clone());
        }
    };
    for case in &workspace.cases {
        case.allocations.iter().for_each(|own| want(own.practitioner.as_ref()));
        case.tasks.iter().for_each(|own| want(own.done_by.as_ref()));
        case.named().for_each(|(_, own)| want(Some(own)));
    }
    workspace.practitioners.iter().for_each(|own| want(own.line_manager.as_ref()));
    // Whoever comes back may have a manager who must come back too.
    while let Some(id) = wanted.pop() {
        if workspace.practitioner(&id).is_some() {
            continue;
        }
        let Some(own) = from.iter().find_map(|all| all.practitioner(&id)) else { continue };
        wanted.extend(own.line_manager.clone());
        conflicts.push(used_again(&Subject::practitioner(&id), from[1].practitioner(&id).is_some()));
        workspace.practitioners.push(own.clone());
    }
}
