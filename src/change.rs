//! Every edit is a value: what can be done to a workspace, its inverse and its words.
//!
//! One function, [`apply`], does every change. It either does the whole of it and returns the
//! change that takes it back, with words for both the undo list and the journal, or it does
//! nothing and says why.

mod overlap;
pub mod sense;

pub use overlap::at_odds;

use crate::facts::fault::Fault;
use crate::facts::inputs::{InputName, InputPart};
use crate::facts::record::{AnyRecord, Definition, Items, Record};
use crate::facts::value::{Id, Kind, UNKNOWN_TEXT};
use crate::facts::{Case, Practitioner};
use crate::words::said_of;
use crate::workspace::saved::SavedRecord;
use crate::workspace::{Workspace, check_case, ids};

/// The two kinds of record that stand by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// A practitioner.
    Practitioner,
    /// A case.
    Case,
}

/// A record in a list of a practitioner or case, such as one child of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// The name of the list, such as `children`.
    pub list: String,
    /// The id of the record in it.
    pub id: String,
}

/// What a change is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// A practitioner or a case.
    pub root: Root,
    /// Its id.
    pub id: String,
    /// The record in one of its lists, where the change is to that.
    pub within: Option<Within>,
}

impl Subject {
    /// A practitioner.
    #[must_use]
    pub fn practitioner(id: &Id) -> Self {
        Self { root: Root::Practitioner, id: id.as_str().to_owned(), within: None }
    }

    /// A case.
    #[must_use]
    pub fn case(id: &Id) -> Self {
        Self { root: Root::Case, id: id.as_str().to_owned(), within: None }
    }

    /// A record in a list of this practitioner or case.
    #[must_use]
    pub fn list(mut self, list: &str, id: &Id) -> Self {
        self.within = Some(Within { list: list.to_owned(), id: id.as_str().to_owned() });
        self
    }
}

/// One edit of a workspace.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Gives a fact a value; empty text takes the value away.
    Set {
        /// The record.
        subject: Subject,
        /// The name of the fact. An input of a scheme is one of practitioners, cases, children and
        /// tasks: `input:northern-ireland:risk`, with `:by` for who gave it and `:on` for when.
        fact: String,
        /// The value as text.
        value: String,
    },
    /// Puts a new record in: a practitioner, a case, or (with `within`) one in a list of them.
    Insert {
        /// Which record it will be.
        subject: Subject,
        /// Where in its list; beyond the end is the end.
        at: usize,
        /// The record with all that it holds.
        record: SavedRecord,
    },
    /// Takes a record out, with all that it holds.
    Remove {
        /// The record.
        subject: Subject,
    },
    /// Puts a record at another place of its list.
    Move {
        /// The record.
        subject: Subject,
        /// Where it will stand once it has been taken out; beyond the end is the end.
        at: usize,
    },
    /// Several changes that are one to the user.
    Together {
        /// What they do, in words.
        words: String,
        /// The changes, in order.
        changes: Vec<Change>,
    },
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The change that takes it back.
    pub inverse: Change,
    /// What was done, in words.
    pub words: String,
}

/// Does a change to a workspace.
///
/// # Errors
/// When it names something that is not there, gives a value that is not one, or would leave a
/// reference to nothing. The workspace is as it was before then.
pub fn apply(workspace: &mut Workspace, change: &Change) -> Result<Done, Fault> {
    match change {
        Change::Together { words, changes } => together(workspace, words, changes),
        Change::Set { subject, fact, value } => set(workspace, subject, fact, value),
        Change::Insert { subject, at, record } => insert(workspace, subject, *at, record),
        Change::Remove { subject } => remove(workspace, subject),
        Change::Move { subject, at } => move_to(workspace, subject, *at),
    }
}

fn together(workspace: &mut Workspace, words: &str, changes: &[Change]) -> Result<Done, Fault> {
    let mut inverses = Vec::with_capacity(changes.len());
    for change in changes {
        match apply(workspace, change) {
            Ok(done) => inverses.push(done.inverse),
            Err(fault) => {
                // Taking back what was just done cannot fail: it was all there a moment ago.
                for inverse in inverses.iter().rev() {
                    let _ = apply(workspace, inverse);
                }
                return Err(fault);
            }
        }
    }
    inverses.reverse();
    Ok(Done { inverse: Change::Together { words: words.to_owned(), changes: inverses }, words: words.to_owned() })
}

fn set(workspace: &mut Workspace, subject: &Subject, fact: &str, value: &str) -> Result<Done, Fault> {
    let old = text(workspace, subject, fact).ok_or_else(|| gone(subject))?;
    let input = InputName::read(fact);
    if input.is_some() && !takes_inputs(subject) {
        return Err(Fault::new("nothing is asked here by a scheme").within(fact));
    }
    let lost = if value.is_empty() { lost_with(workspace, subject, input) } else { Vec::new() };
    write(workspace, subject, fact, value)?;
    if let Err(fault) = references_hold(workspace, subject) {
        // The old value was there, so it reads back.
        let _ = write(workspace, subject, fact, &old);
        return Err(fault);
    }
    let words = said_of(&label(subject, fact), &name(workspace, subject), &said(subject, fact, value));
    let mut inverse = Change::Set { subject: subject.clone(), fact: fact.to_owned(), value: old };
    if !lost.is_empty() {
        let changes = std::iter::once(inverse).chain(lost).collect();
        inverse = Change::Together { words: words.clone(), changes };
    }
    Ok(Done { inverse, words })
}

/// What is taken away with the value of an input: who gave it, and when. As changes that put it back.
fn lost_with(workspace: &Workspace, subject: &Subject, input: Option<InputName>) -> Vec<Change> {
    let Some(input) = input.filter(|input| input.part == InputPart::Value) else { return Vec::new() };
    let parts = [InputPart::By, InputPart::On].into_iter().filter_map(|part| {
        let fact = input.part(part);
        let value = text(workspace, subject, &fact).filter(|text| !text.is_empty())?;
        Some(Change::Set { subject: subject.clone(), fact, value })
    });
    parts.collect()
}

/// Whether schemes may ask for something of their own here.
fn takes_inputs(subject: &Subject) -> bool {
    let list = subject.within.as_ref().map(|within| within.list.as_str());
    matches!((subject.root, list), (_, None) | (Root::Case, Some("children" | "tasks")))
}

fn insert(workspace: &mut Workspace, subject: &Subject, at: usize, record: &SavedRecord) -> Result<Done, Fault> {
    let id = subject.within.as_ref().map_or(&subject.id, |within| &within.id);
    if record.text("id") != Some(id) {
        return Err(Fault::new("the record must have the id that the change names"));
    }
    list_mut(workspace, subject).ok_or_else(|| gone(subject))?.insert(at, record)?;
    if let Err(fault) = references_hold(workspace, subject) {
        take(workspace, subject);
        return Err(fault);
    }
    let words = format!("Added {}", name(workspace, subject));
    Ok(Done { inverse: Change::Remove { subject: subject.clone() }, words })
}

fn remove(workspace: &mut Workspace, subject: &Subject) -> Result<Done, Fault> {
    let words = format!("Removed {}", name(workspace, subject));
    let (at, record) = take(workspace, subject).ok_or_else(|| gone(subject))?;
    if let Err(fault) = nothing_refers_to(workspace, subject) {
        // Its place is free and its id is not taken, so it goes back.
        if let Some(list) = list_mut(workspace, subject) {
            let _ = list.insert(at, &record);
        }
        return Err(fault);
    }
    Ok(Done { inverse: Change::Insert { subject: subject.clone(), at, record }, words })
}

fn move_to(workspace: &mut Workspace, subject: &Subject, at: usize) -> Result<Done, Fault> {
    let words = format!("Moved {}", name(workspace, subject));
    let (before, record) = take(workspace, subject).ok_or_else(|| gone(subject))?;
    // It was there a moment ago, so it goes in again.
    list_mut(workspace, subject).ok_or_else(|| gone(subject))?.insert(at, &record)?;
    Ok(Done { inverse: Change::Move { subject: subject.clone(), at: before }, words })
}

fn gone(subject: &Subject) -> Fault {
    let id = subject.within.as_ref().map_or(&subject.id, |within| &within.id);
    Fault::new(format!("\u{201c}{}\u{201d} is no longer here", crate::facts::value::shortened(id)))
}

/// The list that a subject stands in.
fn list<'w>(workspace: &'w Workspace, subject: &Subject) -> Option<&'w dyn Items> {
    let id = Id::new(&subject.id).ok()?;
    match (&subject.within, subject.root) {
        (None, Root::Practitioner) => Some(&workspace.practitioners),
        (None, Root::Case) => Some(&workspace.cases),
        (Some(within), Root::Practitioner) => workspace.practitioner(&id)?.list(&within.list),
        (Some(within), Root::Case) => workspace.case(&id)?.list(&within.list),
    }
}

fn list_mut<'w>(workspace: &'w mut Workspace, subject: &Subject) -> Option<&'w mut dyn Items> {
    let id = Id::new(&subject.id).ok()?;
    match (&subject.within, subject.root) {
        (None, Root::Practitioner) => Some(&mut workspace.practitioners),
        (None, Root::Case) => Some(&mut workspace.cases),
        (Some(within), Root::Practitioner) => {
            workspace.practitioners.iter_mut().find(|own| own.id == id)?.list_mut(&within.list)
        }
        (Some(within), Root::Case) => workspace.cases.iter_mut().find(|own| own.id == id)?.list_mut(&within.list),
    }
}

/// The id of the record itself, in its own list.
fn own_id(subject: &Subject) -> Option<Id> {
    Id::new(subject.within.as_ref().map_or(&subject.id, |within| &within.id)).ok()
}

/// The text of a fact of a subject.
#[must_use]
pub fn text(workspace: &Workspace, subject: &Subject, fact: &str) -> Option<String> {
    list(workspace, subject)?.text(&own_id(subject)?, fact)
}

fn write(workspace: &mut Workspace, subject: &Subject, fact: &str, value: &str) -> Result<(), Fault> {
    let id = own_id(subject).ok_or_else(|| gone(subject))?;
    let list = list_mut(workspace, subject).ok_or_else(|| gone(subject))?;
    let position = list.position(&id).ok_or_else(|| gone(subject))?;
    list.set(position, fact, value).map_err(|fault| fault.within(fact))
}

fn take(workspace: &mut Workspace, subject: &Subject) -> Option<(usize, SavedRecord)> {
    let id = own_id(subject)?;
    let list = list_mut(workspace, subject)?;
    let at = list.position(&id)?;
    list.remove(at).map(|record| (at, record))
}

/// What the subject refers to must be there.
fn references_hold(workspace: &Workspace, subject: &Subject) -> Result<(), Fault> {
    let known = ids(&workspace.practitioners);
    let id = Id::new(&subject.id)?;
    let fault = match subject.root {
        Root::Case => workspace.case(&id).and_then(|case| check_case(case, &known).into_iter().next()),
        Root::Practitioner => workspace
            .practitioner(&id)
            .and_then(|own| own.line_manager.as_ref())
            .filter(|manager| !known.has(manager.as_str()))
            .map(|_| Fault::new("names a practitioner who is not here").within("line_manager")),
    };
    fault.map_or(Ok(()), Err)
}

/// Nothing may refer to what has just been taken out.
fn nothing_refers_to(workspace: &Workspace, subject: &Subject) -> Result<(), Fault> {
    if subject.root == Root::Case {
        return references_hold(workspace, subject);
    }
    if subject.within.is_some() {
        return Ok(());
    }
    let places = named_in(workspace, &Id::new(&subject.id)?);
    match places.as_slice() {
        [] => Ok(()),
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
            Err(Fault::new(format!(
                "this practitioner is still named elsewhere: {first}{more}. Name somebody else there first"
            )))
        }
    }
}

/// Where a practitioner is named, in words.
fn named_in(workspace: &Workspace, id: &Id) -> Vec<String> {
    let mut places = Vec::new();
    for other in workspace.practitioners.iter().filter(|other| other.line_manager.as_ref() == Some(id)) {
        places.push(format!("line manager of {}", name(workspace, &Subject::practitioner(&other.id))));
    }
    for case in &workspace.cases {
        let called = || name(workspace, &Subject::case(&case.id));
        if case.allocation_of(id).is_some() {
            places.push(format!("holds {}", called()));
        }
        if case.tasks.iter().any(|task| task.done_by.as_ref() == Some(id)) {
            places.push(format!("does a task in {}", called()));
        }
        if case.reviewers().any(|own| own == id) {
            places.push(format!("reviews {}", called()));
        }
        if case.returns_to.as_ref() == Some(id) {
            places.push(format!("takes {} back after an absence", called()));
        }
    }
    places
}

/// The facts that records of a subject's kind have, in the order of forms; none where there is no such list.
#[must_use]
pub fn catalogue(subject: &Subject) -> &'static [Definition] {
    use crate::facts::case::Allocation;
    use crate::facts::practitioner::{ConferencesChaired, Reduction, Supervised};
    let list = subject.within.as_ref().map(|within| within.list.as_str());
    match (subject.root, list) {
        (Root::Practitioner, None) => Practitioner::catalogue(),
        (Root::Case, None) => Case::catalogue(),
        (Root::Case, Some("children")) => crate::facts::Child::catalogue(),
        (Root::Case, Some("tasks")) => crate::facts::Task::catalogue(),
        (Root::Case, Some("allocations")) => Allocation::catalogue(),
        (Root::Practitioner, Some("duties")) => crate::facts::Duty::catalogue(),
        (Root::Practitioner, Some("reductions")) => Reduction::catalogue(),
        (Root::Practitioner, Some("supervises")) => Supervised::catalogue(),
        (Root::Practitioner, Some("conferences")) => ConferencesChaired::catalogue(),
        (Root::Practitioner, Some("oversight")) => crate::facts::oversight::Oversight::catalogue(),
        _ => &[],
    }
}

fn fact_definition(subject: &Subject, fact: &str) -> Option<&'static Definition> {
    catalogue(subject).iter().find(|definition| definition.id == fact)
}

/// What a fact of a subject is called.
#[must_use]
pub fn label(subject: &Subject, fact: &str) -> String {
    match (fact_definition(subject, fact), InputName::read(fact)) {
        (Some(definition), _) => definition.label.to_owned(),
        (None, Some(input)) => input_label(&input),
        (None, None) => fact.to_owned(),
    }
}

/// An input by its id: what it is called the scheme says, and no scheme is known here.
fn input_label(input: &InputName) -> String {
    let words = input.input.as_str().replace(['_', '-'], " ");
    match input.part {
        InputPart::Value => format!("Input \u{201c}{words}\u{201d}"),
        InputPart::By => format!("Who gave \u{201c}{words}\u{201d}"),
        InputPart::On => format!("When \u{201c}{words}\u{201d} was given"),
    }
}

/// A value in words.
fn said(subject: &Subject, fact: &str, value: &str) -> String {
    in_words(fact_definition(subject, fact).map_or(Kind::Text { longest: 0 }, |definition| definition.kind), value)
}

/// The text of a value as people say it.
#[must_use]
pub fn in_words(kind: Kind, value: &str) -> String {
    match (kind, value) {
        (Kind::Mark, "") => "no".to_owned(),
        (Kind::Answer, "") => "not known".to_owned(),
        (Kind::OneOf(choices) | Kind::Ordinary(choices), value) if !value.is_empty() && value != UNKNOWN_TEXT => {
            choices.iter().find(|choice| choice.code == value).map_or(value, |choice| choice.words).to_owned()
        }
        (Kind::Ordinary(choices), "") => choices.first().map_or("", |choice| choice.words).to_owned(),
        (_, "") => "not given".to_owned(),
        (_, UNKNOWN_TEXT) => "not known".to_owned(),
        (_, value) => value.to_owned(),
    }
}

/// What a subject is called on the page.
#[must_use]
pub fn name(workspace: &Workspace, subject: &Subject) -> String {
    let root = Subject { root: subject.root, id: subject.id.clone(), within: None };
    let called = |subject: &Subject, otherwise: &str| {
        text(workspace, subject, "label").filter(|label| !label.is_empty()).unwrap_or_else(|| otherwise.to_owned())
    };
    let outer = called(
        &root,
        match subject.root {
            Root::Practitioner => "a practitioner",
            Root::Case => "a case",
        },
    );
    let Some(within) = &subject.within else { return outer };
    let inner = match within.list.as_str() {
        "children" => {
            let place = own_id(subject).and_then(|id| list(workspace, subject)?.position(&id));
            child_name(&text(workspace, subject, "label").unwrap_or_default(), place.unwrap_or_default())
        }
        "tasks" => task_name(workspace, subject),
        "allocations" => "the allocation".to_owned(),
        "duties" => "a duty".to_owned(),
        "reductions" => "an agreed reduction".to_owned(),
        _ => "an entry".to_owned(),
    };
    // A case that is called after its only child.
    if inner == outer { outer } else { format!("{inner} in {outer}") }
}

/// What a child is called, by its place in the case where it has no label.
#[must_use]
pub fn child_name(label: &str, place: usize) -> String {
    let label = label.trim();
    if label.is_empty() { format!("Child {}", place + 1) } else { label.to_owned() }
}

fn task_name(workspace: &Workspace, subject: &Subject) -> String {
    match text(workspace, subject, "kind") {
        Some(kind) if !kind.is_empty() => said(subject, "kind", &kind),
        _ => "a task".to_owned(),
    }
}

/// The change that removes a child together with the tasks that are about it.
#[must_use]
pub fn remove_child(case: &Case, child: &Id) -> Change {
    let subject = Subject::case(&case.id);
    let mut changes: Vec<Change> = case
        .tasks
        .iter()
        .filter(|task| task.child.as_ref() == Some(child))
        .map(|task| Change::Remove { subject: subject.clone().list("tasks", &task.id) })
        .collect();
    changes.push(Change::Remove { subject: subject.list("children", child) });
    let own = case.children.iter().enumerate().find(|(_, own)| own.id == *child);
    let label = own.map_or_else(String::new, |(place, own)| child_name(own.label.as_str(), place));
    let outer = if case.label.as_str().is_empty() { "a case" } else { case.label.as_str() };
    Change::Together { words: format!("Removed {label} in {outer}"), changes }
}

/// The mark of one load of the page, in the ids that are made there: two tabs, devices or people that each
/// enter a seventh family make two different ids, so that their files can be merged.
///
/// It comes in from outside, where there is chance. The mark of nothing is left out: ids are `f1`, `f2` then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdMark(Option<u32>);

impl IdMark {
    /// How many marks there are: six letters and digits each.
    pub const COUNT: u32 = 36_u32.pow(6);

    /// No mark: ids are `f1`, `f2`.
    pub const NONE: Self = Self(None);

    /// The mark of a number that was drawn by chance; only its remainder by [`IdMark::COUNT`] is read.
    #[must_use]
    pub const fn of(number: u32) -> Self {
        Self(Some(number % Self::COUNT))
    }
}

/// A hyphen and six letters and digits, or nothing.
impl std::fmt::Display for IdMark {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(number) = self.0 else { return Ok(()) };
        to.write_str("-")?;
        (0..6).rev().try_for_each(|place| {
            let digit = number / 36_u32.pow(place) % 36;
            std::fmt::Write::write_char(to, char::from_digit(digit, 36).unwrap_or('0'))
        })
    }
}

/// The first id `prefix1`, `prefix2`, … that is not taken, with the mark of the page's load.
#[must_use]
pub fn free_id(prefix: &str, mark: IdMark, taken: impl Fn(&Id) -> bool) -> Id {
    let named = |number: u32| Id::new(&format!("{prefix}{number}{mark}")).ok().filter(|id| !taken(id));
    (1_u32..).find_map(named).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"fairload": "workspace", "version": 2, "practitioners": [{"id": "p1"}], "cases": [{"id": "f7",
        "label": "Family 7", "children": [{"id": "c1"}], "tasks": [{"id": "t1"}],
        "allocations": [{"id": "a1", "practitioner": "p1"}]}]}"#;

    fn start() -> Workspace {
        Workspace::read(TEXT).unwrap()
    }

    fn family() -> Subject {
        Subject::case(&Id::new("f7").unwrap())
    }

    fn set(subject: &Subject, fact: &str, value: &str) -> Change {
        Change::Set { subject: subject.clone(), fact: fact.to_owned(), value: value.to_owned() }
    }

    const RISK: &str = "input:northern-ireland:court_risk";

    #[test]
    fn a_new_id_is_the_first_free_number_with_the_mark_of_the_page_load() {
        let taken = |id: &Id| matches!(id.as_str(), "f1" | "f1-00000z" | "f2-00000z");
        assert_eq!(free_id("f", IdMark::NONE, taken).as_str(), "f2");
        assert_eq!(free_id("f", IdMark::of(35), taken).as_str(), "f3-00000z");
        assert_eq!(free_id("f", IdMark::of(IdMark::COUNT - 1), taken).as_str(), "f1-zzzzzz");
        assert_eq!(IdMark::of(IdMark::COUNT + 35), IdMark::of(35));
    }

    #[test]
    fn an_input_is_given_said_and_taken_back_like_any_fact() {
        let mut workspace = start();
        let done = apply(&mut workspace, &set(&family(), RISK, "2.5")).unwrap();
        assert_eq!(done.words, "Input \u{201c}court risk\u{201d} of Family 7: 2.5");
        assert_eq!(text(&workspace, &family(), RISK).as_deref(), Some("2.5"));
        apply(&mut workspace, &done.inverse).unwrap();
        assert_eq!(workspace, start());
    }

    #[test]
    fn a_value_that_is_taken_away_takes_who_gave_it_and_when_and_all_come_back() {
        let mut workspace = start();
        for (fact, value) in [("", "2.5"), (":by", "AB"), (":on", "2026-11-20")] {
            apply(&mut workspace, &set(&family(), &format!("{RISK}{fact}"), value)).unwrap();
        }
        let given = workspace.clone();
        let done = apply(&mut workspace, &set(&family(), RISK, "")).unwrap();
        assert_eq!(done.words, "Input \u{201c}court risk\u{201d} of Family 7: not given");
        assert_eq!(workspace, start());
        let again = apply(&mut workspace, &done.inverse).unwrap();
        assert_eq!(workspace, given);
        apply(&mut workspace, &again.inverse).unwrap();
        assert_eq!(workspace, start());
    }

    #[test]
    fn who_gave_what_nobody_gave_is_refused() {
        let mut workspace = start();
        assert!(apply(&mut workspace, &set(&family(), &format!("{RISK}:by"), "AB")).is_err());
        assert!(apply(&mut workspace, &set(&family(), &format!("{RISK}:on"), "2026-11-20")).is_err());
        assert!(apply(&mut workspace, &set(&family(), &format!("{RISK}:by"), "")).is_ok());
        assert_eq!(workspace, start());
    }

    #[test]
    fn inputs_are_given_for_practitioners_cases_children_and_tasks_alone() {
        let id = |text| Id::new(text).unwrap();
        let mut workspace = start();
        for subject in [
            Subject::practitioner(&id("p1")),
            family(),
            family().list("children", &id("c1")),
            family().list("tasks", &id("t1")),
        ] {
            let done = apply(&mut workspace, &set(&subject, RISK, "1")).unwrap();
            apply(&mut workspace, &done.inverse).unwrap();
        }
        assert!(apply(&mut workspace, &set(&family().list("allocations", &id("a1")), RISK, "1")).is_err());
        assert_eq!(workspace, start());
    }

    #[test]
    fn a_practitioner_who_is_named_elsewhere_is_not_removed_and_the_place_is_said() {
        let own = Subject::practitioner(&Id::new("p1").unwrap());
        let mut workspace = start();
        let done = apply(&mut workspace, &set(&family().list("tasks", &Id::new("t1").unwrap()), "done_by", "p1"));
        assert!(done.is_ok());
        let fault = apply(&mut workspace, &Change::Remove { subject: own }).unwrap_err();
        assert!(fault.message.contains("holds Family 7, and 1 more"), "{}", fault.message);
        assert_eq!(workspace.practitioners.len(), 1);
    }

    #[test]
    fn a_value_that_could_not_be_saved_is_refused() {
        let mut workspace = start();
        for value in ["two\nlines", &"9".repeat(61)] {
            assert!(apply(&mut workspace, &set(&family(), RISK, value)).is_err(), "{value:?}");
        }
        for name in ["input:a", "input:a:b:c", "input:a:b:by:on", "input::b", "input:a b:c"] {
            assert!(apply(&mut workspace, &set(&family(), name, "1")).is_err(), "{name}");
        }
        assert_eq!(workspace, start());
    }
}
