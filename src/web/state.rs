//! What the page holds and everything that can be done to it: one pure function from a state and an
//! action to the next state. Nothing here touches the browser.

use crate::change::sense::against_the_rest;
use crate::change::{Change, IdMark, Subject, apply, at_odds, name};
use crate::facts::{Id, Month};
pub use crate::questions::field_id;
use crate::store::{Conflict, Recovered, difference, rebase};
use crate::web::own_schemes::{OwnSchemes, SchemesChange};
use crate::web::store::{Others, kept, schemes};
use crate::words::said_of;
use crate::workspace::Workspace;
use crate::workspace::everything::Everything;
use std::borrow::Cow;
use std::rc::Rc;

pub use crate::words::sentence;

/// How many steps can be taken back.
const MOST_STEPS: usize = 100;

/// Everything that the page holds.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The month that is scored.
    pub month: Month,
    /// What ids that are made in this load of the page have in them.
    pub mark: IdMark,
    /// The user's own workspace and schemes, which are what is saved.
    pub own: Rc<Desk>,
    /// The demo, while it is looked at. It is never saved.
    pub demo: Option<Rc<Desk>>,
    /// The generation of what other tabs saved that was taken over last.
    pub told: u64,
    /// Where two tabs gave different values, until the reader has settled it.
    pub conflicts: Vec<Conflict>,
    /// Every conflict that this tab found itself, for the journal: other tabs hear of it there.
    pub found: Vec<Conflict>,
    /// What the store found when it was read, where there is something to tell of it.
    pub recovered: Option<Rc<Recovered>>,
    /// True once the reader has seen that.
    pub seen: bool,
}

/// A workspace and a council's own schemes, with what was done to them: one list, in the order in which it was
/// done, because the reader knows one "Undo".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The workspace.
    pub workspace: Rc<Workspace>,
    /// A council's own schemes, and which scheme is its main one.
    pub schemes: Rc<OwnSchemes>,
    /// The id of the scheme that was chosen to score with. Choosing is no step.
    pub chosen: Option<String>,
    /// Whose cases are shown.
    pub shown: Shown,
    /// What can be taken back, the last of it at the end.
    pub undo: Vec<Rc<Step>>,
    /// What was taken back and can be done again, the next of it at the end.
    pub redo: Vec<Rc<Step>>,
    /// What was typed and could not be taken.
    pub refused: Vec<Refused>,
    /// Those of them that made no sense beside the rest of their records: each is taken once that is changed.
    pub waiting: Vec<Given>,
    /// What was done last, in words; empty once the reader has gone on to another page.
    pub said: String,
}

/// Whose cases the caseload page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// The first practitioner's.
    #[default]
    First,
    /// This practitioner's.
    Practitioner(Id),
    /// Those that nobody holds.
    Unallocated,
}

/// One step of the undo list: how to take it back, and what it did.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    back: Back,
    /// What it did.
    pub words: String,
    /// The field that was typed in, so that further typing there is the same step.
    typed: Option<String>,
    /// What another tab has done since to the same, in its words: then this cannot be taken back any more.
    since: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Back {
    /// By a change of the workspace.
    Change(Change),
    /// By putting back what was there.
    Put(Before),
}

/// What was there: of the workspace, of the own schemes, or of both.
#[derive(Clone, Debug, Default, PartialEq)]
struct Before {
    workspace: Option<Rc<Workspace>>,
    schemes: Option<Rc<OwnSchemes>>,
}

/// What was given for a field and could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The field's id in the document; empty where it is about no field.
    pub field: String,
    /// What was typed, so that it is kept.
    pub typed: String,
    /// What is wrong with it.
    pub message: String,
}

/// A value given in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The record.
    pub subject: Subject,
    /// The fact.
    pub fact: Cow<'static, str>,
    /// What was typed.
    pub typed: String,
    /// The same as it would be stored.
    pub value: String,
    /// True while it is being typed: the next letter is no step of its own.
    pub typing: bool,
    /// What to say where it cannot be taken, in place of the fact's own words.
    pub wanted: Option<String>,
    /// What its scheme says of it, where it is an input of one.
    pub input: Option<GivenInput>,
}

/// What a scheme says of a value that was given for one of its inputs. The workspace knows no schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenInput {
    /// What the input is called.
    pub label: String,
    /// The value in words.
    pub said: String,
    /// Why it cannot be taken, where it cannot.
    pub fault: Option<String>,
    /// The facts that say when a value was given and by whom, for a value that is one. A new value was given
    /// today, and not by whoever gave the old one.
    pub dated: Option<[String; 2]>,
    /// Today, by the clock of the device.
    pub today: String,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A value was given in a field.
    Give(Given),
    /// A change that is no single field's.
    Do(Change),
    /// A change of the own schemes.
    Schemes(SchemesChange),
    /// The scheme with this id is scored with.
    Choose(String),
    /// Take the last step back.
    Undo,
    /// Do what was taken back.
    Redo,
    /// Take back or do again until so many steps are done.
    To(usize),
    /// Put a whole workspace and own schemes in place of what is there: in one step, which is in these words.
    Open(Rc<Workspace>, Rc<OwnSchemes>, String),
    /// Show this demo.
    LookAtDemo(Rc<Workspace>),
    /// Put the demo away.
    LeaveDemo,
    /// Show these cases.
    Show(Shown),
    /// Score this month.
    Month(Month),
    /// The reader has gone to another page.
    Moved,
    /// Other tabs of this browser have saved.
    Elsewhere(Rc<Others>),
    /// Where two tabs gave different values, the one at this place is settled: true where the other value is to
    /// stand.
    Settle(usize, bool),
    /// What was unusual when the store was read has been seen.
    Seen,
    /// Everything on this device was deleted.
    Forget,
}

/// The change that sets what another tab had given, where it is the value of a fact.
#[must_use]
pub fn other_value(conflict: &Conflict) -> Option<Change> {
    let subject = conflict.subject.clone().filter(|_| !conflict.fact.is_empty())?;
    Some(Change::Set { subject, fact: conflict.fact.clone(), value: conflict.theirs.clone() })
}

impl Refused {
    /// A refusal that is about no single field.
    fn whole(message: &str) -> Self {
        Self { field: String::new(), typed: String::new(), message: sentence(message) }
    }
}

impl Step {
    /// What was there of the own schemes, where the step changed them.
    fn schemes_before(&self) -> Option<&Rc<OwnSchemes>> {
        match &self.back {
            Back::Put(before) => before.schemes.as_ref(),
            Back::Change(_) => None,
        }
    }

    /// True where it changed the own schemes and left the workspace as it was.
    fn is_of_schemes_alone(&self) -> bool {
        matches!(&self.back, Back::Put(Before { workspace: None, .. }))
    }
}

impl State {
    /// The state to begin with.
    #[must_use]
    pub fn new(month: Month, own: Desk) -> Self {
        let (own, demo) = (Rc::new(own), None);
        Self {
            month,
            mark: IdMark::NONE,
            own,
            demo,
            told: 0,
            conflicts: Vec::new(),
            found: Vec::new(),
            recovered: None,
            seen: false,
        }
    }

    /// What the reader works on: the demo while it is looked at, else their own.
    #[must_use]
    pub fn desk(&self) -> &Rc<Desk> {
        self.demo.as_ref().unwrap_or(&self.own)
    }

    /// The state after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            // The demo has schemes of its own: they begin as a copy of the user's, and go with it.
            Action::LookAtDemo(workspace) => next.demo = Some(Rc::new(next.own.schemes_with(workspace))),
            Action::LeaveDemo => next.demo = None,
            Action::Month(month) => next.month = month,
            // The user's own, whatever this tab shows.
            Action::Elsewhere(others) => {
                let found = Rc::make_mut(&mut next.own).elsewhere(&others);
                next.told = others.generation;
                next.found.extend_from_slice(&found);
                for conflict in found.into_iter().chain(others.conflicts.iter().cloned()) {
                    // The newest of a fact stands for those before it.
                    next.conflicts.retain(|own| own.what != conflict.what);
                    next.conflicts.push(conflict);
                }
            }
            Action::Settle(at, theirs) if at < next.conflicts.len() => {
                let conflict = next.conflicts.remove(at);
                if let (true, Some(change)) = (theirs, other_value(&conflict)) {
                    Rc::make_mut(&mut next.own).take(Action::Do(change));
                }
            }
            Action::Settle(..) => {}
            Action::Seen => next.seen = true,
            Action::Forget => {
                next.own = Rc::new(Desk::default());
                next.demo = None;
                next.conflicts.clear();
                next.found.clear();
                next.recovered = None;
            }
            action => {
                let desk = next.demo.as_mut().unwrap_or(&mut next.own);
                Rc::make_mut(desk).take(action);
            }
        }
        next
    }
}

impl Desk {
    /// The same schemes and the same choice with this workspace, of which nothing was done yet.
    fn schemes_with(&self, workspace: Rc<Workspace>) -> Self {
        Self { workspace, schemes: Rc::clone(&self.schemes), chosen: self.chosen.clone(), ..Self::default() }
    }

    /// The practitioner whose cases are shown, where it is a practitioner's.
    #[must_use]
    pub fn shown_practitioner(&self) -> Option<&Id> {
        let first = || self.workspace.practitioners.first().map(|own| &own.id);
        match &self.shown {
            Shown::First => first(),
            Shown::Practitioner(id) => self.workspace.practitioner(id).map(|own| &own.id).or_else(first),
            Shown::Unallocated => None,
        }
    }

    /// What was given for this field and could not be taken.
    #[must_use]
    pub fn refused(&self, field: &str) -> Option<&Refused> {
        self.refused.iter().find(|refused| refused.field == field)
    }

    /// What is said aloud of what was done last. A change of the workspace is not: fields say what they hold. Nor
    /// is typing, letter by letter.
    #[must_use]
    pub fn announced(&self) -> &str {
        let turned = self.said.starts_with("Undone") || self.said.starts_with("Done again");
        let of_schemes = |last: &Rc<Step>| last.is_of_schemes_alone() && last.typed.is_none();
        if turned || self.undo.last().is_some_and(of_schemes) { &self.said } else { "" }
    }

    /// What the last change of the own schemes made of the main scheme, where it made a version of a published
    /// scheme the main one: the words of that step, what to say of it, and the id of the scheme that was the main
    /// one before; where none was, of the published one.
    #[must_use]
    pub fn became_main(&self) -> Option<(&str, String, String)> {
        let last = self.undo.iter().rev().find(|step| step.schemes_before().is_some())?;
        let (told, other) = self.schemes.became_main(last.schemes_before()?)?;
        Some((&last.words, told, other))
    }

    /// With which step the own scheme of this id went, in its words, and whether that step was taken back: done
    /// again, or taken back, it brings the scheme back.
    #[must_use]
    pub fn went_with(&self, id: &str) -> Option<(&str, bool)> {
        self.last_that(&|step| step.schemes_before().is_some_and(|own| own.by_id(id).is_some()))
    }

    /// With which step this practitioner or case went, in its words, and whether that step was taken back.
    #[must_use]
    pub fn record_went_with(&self, subject: &Subject) -> Option<(&str, bool)> {
        let back = Change::Remove { subject: subject.clone() };
        self.last_that(&|step| match &step.back {
            // Of what is not here, the nearest step that is about it is the one that put it in or took it out.
            Back::Change(change) => at_odds(change, &back),
            Back::Put(before) => {
                before.workspace.as_ref().is_some_and(|own| crate::change::text(own, subject, "label").is_some())
            }
        })
    }

    /// The nearest step of which something is so, among those that were taken back and then those that were done.
    fn last_that(&self, so: &dyn Fn(&Step) -> bool) -> Option<(&str, bool)> {
        let of = |steps: &[Rc<Step>]| steps.iter().rposition(|step| so(step));
        let taken_back = of(&self.redo).and_then(|place| self.redo.get(place)).map(|step| (step.words.as_str(), true));
        taken_back.or_else(|| Some((self.undo.get(of(&self.undo)?)?.words.as_str(), false)))
    }

    /// True where there is something of one's own: practitioners, cases or schemes.
    #[must_use]
    pub fn is_anything(&self) -> bool {
        !(self.workspace.is_empty() && self.schemes.own.is_empty())
    }

    /// What a copy of it holds: everything.
    #[must_use]
    pub fn everything(&self) -> Everything {
        Everything {
            workspace: Rc::clone(&self.workspace),
            our_scheme: self.schemes.main.clone(),
            schemes: self.schemes.texts(),
        }
    }

    fn take(&mut self, action: Action) {
        match action {
            Action::Give(given) => self.give(given),
            Action::Do(change) => self.change(&change),
            Action::Schemes(change) => self.change_schemes(change),
            Action::Choose(id) => self.chosen = Some(id),
            Action::Undo => self.back(true),
            Action::Redo => self.back(false),
            Action::To(steps) => self.to(steps),
            Action::Open(workspace, schemes, words) => {
                self.refused.clear();
                let schemes = (schemes != self.schemes).then_some(schemes);
                // What only adds schemes leaves the workspace to other tabs.
                let workspace = (schemes.is_none() || workspace != self.workspace).then_some(workspace);
                let back = Back::Put(self.put(Before { workspace, schemes }));
                self.done(Step { back, words, typed: None, since: None });
            }
            Action::Show(shown) => self.shown = shown,
            Action::Moved => {
                self.refused.clear();
                self.said.clear();
            }
            // These are the whole state's, and were seen to there.
            Action::LookAtDemo(_)
            | Action::LeaveDemo
            | Action::Month(_)
            | Action::Elsewhere(_)
            | Action::Settle(..)
            | Action::Seen
            | Action::Forget => {}
        }
    }

    /// Puts this in place of what is there, and gives back what was.
    fn put(&mut self, next: Before) -> Before {
        Before {
            workspace: next.workspace.map(|own| std::mem::replace(&mut self.workspace, own)),
            schemes: next.schemes.map(|own| std::mem::replace(&mut self.schemes, own)),
        }
    }

    /// Takes over what other tabs saved, under what was done here and is not saved yet; and marks the steps that
    /// cannot be taken back any more, because they would take back what was done there. Gives back where the two
    /// were at odds.
    fn elsewhere(&mut self, others: &Others) -> Vec<Conflict> {
        let rebased = rebase(&others.base, &kept(&self.workspace, &self.schemes), &others.theirs);
        let theirs = difference(&others.base.workspace, &others.theirs.workspace);
        let schemes_too = others.base.texts != others.theirs.texts;
        let touched = |step: &Step| match &step.back {
            Back::Change(change) => theirs.iter().any(|other| at_odds(change, other)),
            Back::Put(before) => {
                before.workspace.is_some() && !theirs.is_empty() || before.schemes.is_some() && schemes_too
            }
        };
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            if touched(step) {
                Rc::make_mut(step).since = Some(others.words.clone());
            }
        }
        if schemes_too {
            self.schemes = Rc::new(schemes(&rebased.kept));
        }
        self.workspace = rebased.kept.workspace;
        rebased.conflicts
    }

    fn change_schemes(&mut self, change: SchemesChange) {
        self.refused.retain(|refused| !refused.field.is_empty());
        let (next, words, typed) = self.schemes.after(change);
        if next != *self.schemes {
            let back = Back::Put(self.put(Before { workspace: None, schemes: Some(Rc::new(next)) }));
            self.done(Step { back, words, typed, since: None });
        }
    }

    fn give(&mut self, given: Given) {
        let field = field_id(&given.subject, &given.fact);
        let now = crate::change::text(&self.workspace, &given.subject, &given.fact);
        if now.as_deref() == Some(given.value.as_str()) {
            self.refused.retain(|refused| refused.field != field);
            return;
        }
        self.refused.retain(|refused| refused.field != field);
        self.waiting.retain(|own| field_id(&own.subject, &own.fact) != field);
        if let Some(message) = against_the_rest(&self.workspace, &given.subject, &given.fact, &given.value) {
            self.refused.push(Refused { field, typed: given.typed.clone(), message });
            self.waiting.push(given);
            return;
        }
        let Given { subject, fact, typed, value, typing, wanted, input } = given;
        let set = |fact: String, value| Change::Set { subject: subject.clone(), fact, value };
        let change = match input {
            Some(GivenInput { fault: Some(message), .. }) => {
                self.refused.push(Refused { field, typed, message });
                return;
            }
            Some(GivenInput { label, said, dated, today, .. }) => {
                let words = said_of(&label, &name(&self.workspace, &subject), &said);
                let mut changes = vec![set(fact.into_owned(), value)];
                if let Some([on, by]) = dated {
                    changes.push(set(on, today));
                    changes.push(set(by, String::new()));
                }
                Change::Together { words, changes }
            }
            None => set(fact.into_owned(), value),
        };
        match apply(Rc::make_mut(&mut self.workspace), &change) {
            Ok(done) => {
                let typed = typing.then_some(field);
                self.done(Step { back: Back::Change(done.inverse), words: done.words, typed, since: None });
                self.give_again(&subject);
            }
            Err(fault) => {
                let message = wanted.unwrap_or_else(|| sentence(&fault.message));
                self.refused.push(Refused { field, typed, message });
            }
        }
    }

    /// What waits in this record may make sense by now.
    fn give_again(&mut self, subject: &Subject) {
        let (again, waiting) = std::mem::take(&mut self.waiting).into_iter().partition(|own| own.subject == *subject);
        self.waiting = waiting;
        for given in again {
            // A field that was cleared or left meanwhile has nothing to give.
            if self.refused(&field_id(&given.subject, &given.fact)).is_some() {
                self.give(given);
            }
        }
    }

    fn change(&mut self, change: &Change) {
        self.refused.retain(|refused| !refused.field.is_empty());
        match apply(Rc::make_mut(&mut self.workspace), change) {
            Ok(done) => {
                self.done(Step { back: Back::Change(done.inverse), words: done.words, typed: None, since: None });
            }
            Err(fault) => self.refused.push(Refused::whole(&fault.message)),
        }
    }

    fn done(&mut self, step: Step) {
        self.said.clone_from(&step.words);
        let goes_on = |last: &Rc<Step>| last.typed == step.typed && last.since.is_none();
        let same = step.typed.is_some() && self.undo.last().is_some_and(goes_on);
        if same && let Some(last) = self.undo.pop() {
            // Further typing: the older way back leads to before the first letter.
            self.undo.push(Rc::new(Step { back: last.back.clone(), ..step }));
        } else {
            self.undo.push(Rc::new(step));
        }
        if self.undo.len() > MOST_STEPS {
            self.undo.remove(0);
        }
        self.redo.clear();
    }

    fn to(&mut self, steps: usize) {
        let (from, undo) = (self.undo.len(), steps < self.undo.len());
        let most = self.undo.len() + self.redo.len();
        // Each of them takes a step off its list, also where it cannot be taken back.
        while if undo { self.undo.len() > steps } else { self.undo.len() < steps.min(most) && !self.redo.is_empty() } {
            self.back(undo);
        }
        let number = from.abs_diff(self.undo.len());
        if number > 1 && self.refused.is_empty() {
            self.said = format!("{}: {number} steps", if undo { "Undone" } else { "Done again" });
        }
    }

    fn back(&mut self, undo: bool) {
        let step = if undo { self.undo.pop() } else { self.redo.pop() };
        let Some(step) = step else { return };
        if let Some(since) = &step.since {
            let (what, words) = (if undo { "undone" } else { "done again" }, &step.words);
            let since = if since.is_empty() { String::new() } else { format!(" ({since})") };
            let message = format!(
                "\u{201c}{words}\u{201d} was not {what}: another tab of this browser has changed the same since{since}. \
                 Change it here if it is not right."
            );
            return self.not_turned(undo, message);
        }
        let way = match &step.back {
            Back::Put(before) => Ok(Back::Put(self.put(before.clone()))),
            Back::Change(change) => {
                apply(Rc::make_mut(&mut self.workspace), change).map(|done| Back::Change(done.inverse))
            }
        };
        match way {
            Ok(back) => {
                self.refused.clear();
                self.said = format!("{}: {}", if undo { "Undone" } else { "Done again" }, step.words);
                let turned = Rc::new(Step { back, words: step.words.clone(), typed: None, since: None });
                if undo { self.redo.push(turned) } else { self.undo.push(turned) }
            }
            Err(fault) => self.not_turned(undo, sentence(&fault.message)),
        }
    }

    /// Says why a step could not be turned. It is off its list, so that those before it are not held up: what the
    /// button does now is another step, and that is said before it is pressed again.
    fn not_turned(&mut self, undo: bool, message: String) {
        let (button, next) = if undo { ("Undo", self.undo.last()) } else { ("Redo", self.redo.last()) };
        let message = match next {
            Some(next) => format!("{message} \u{201c}{button}\u{201d} is now for another step: {}.", next.words),
            None => message,
        };
        self.refused.push(Refused::whole(&message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::saved::SavedRecord;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn start() -> State {
        State::new(Month::read("2026-11").unwrap(), Desk::default())
    }

    fn add(name: &str) -> Action {
        let subject = Subject::practitioner(&id(name));
        Action::Do(Change::Insert { subject, at: 0, record: SavedRecord::with(&id(name), &[]) })
    }

    fn given(fact: &'static str, value: &str, typing: bool) -> Given {
        let (subject, fact) = (Subject::practitioner(&id("p1")), fact.into());
        let (typed, value) = (value.to_owned(), value.to_owned());
        Given { subject, fact, typed, value, typing, wanted: None, input: None }
    }

    fn give(fact: &'static str, value: &str, typing: bool) -> Action {
        Action::Give(given(fact, value, typing))
    }

    const POINTS: &str = "input:northern-ireland:exceptional";

    fn give_input(value: &str, fault: Option<&str>) -> Action {
        let input = GivenInput {
            label: "Points for exceptional cases".to_owned(),
            said: value.to_owned(),
            fault: fault.map(str::to_owned),
            dated: (!value.is_empty()).then(|| [":on", ":by"].map(|part| format!("{POINTS}{part}"))),
            today: "2026-11-20".to_owned(),
        };
        Action::Give(Given { input: Some(input), ..given(POINTS, value, false) })
    }

    fn hours(state: &State) -> String {
        crate::change::text(&state.desk().workspace, &Subject::practitioner(&id("p1")), "hours_per_week").unwrap()
    }

    #[test]
    fn undoing_and_redoing_goes_back_and_forth() {
        let one = start().after(add("p1"));
        let two = one.after(give("hours_per_week", "30", false));
        let undone = two.after(Action::Undo);
        assert_eq!(undone.desk().workspace, one.desk().workspace);
        assert_eq!(undone.desk().said, "Undone: Hours a week of a practitioner: 30");
        let redone = undone.after(Action::Redo);
        assert_eq!(redone.desk().workspace, two.desk().workspace);
        assert_eq!(redone.after(Action::Undo).after(Action::Undo).desk().workspace, start().desk().workspace);
    }

    #[test]
    fn a_question_and_a_tick_read_as_sentences_in_the_list_of_steps() {
        let said = |label: &str, name: &str, value: &str| crate::words::said_of(label, name, value);
        assert_eq!(
            said("Is the situation unstable?", "Child 1 in Family 1", "yes"),
            "Child 1 in Family 1: is the situation unstable? Yes"
        );
        assert_eq!(said("Interpreter used regularly", "a case", "no"), "A case: interpreter used regularly, no");
        assert_eq!(said("MAPPA meeting", "oak", "yes"), "oak: MAPPA meeting, yes");
        assert_eq!(said("Hours a week", "AB", "30"), "Hours a week of AB: 30");
    }

    #[test]
    fn a_practitioner_who_is_not_here_any_more_leads_to_the_step_that_it_went_with() {
        let own = Subject::practitioner(&id("p1"));
        let one = start().after(add("p1")).after(give("label", "AB", false));
        assert_eq!(one.after(add("p2")).desk().record_went_with(&Subject::practitioner(&id("p9"))), None);
        let undone = one.after(Action::Undo).after(Action::Undo);
        assert_eq!(undone.desk().record_went_with(&own), Some(("Added a practitioner", true)));
        let removed = one.after(Action::Do(Change::Remove { subject: own.clone() })).after(add("p2"));
        assert_eq!(removed.desk().record_went_with(&own), Some(("Removed AB", false)));
        let opened = one.after(Action::Open(Rc::default(), Rc::default(), "Opened other.json".to_owned()));
        assert_eq!(opened.desk().record_went_with(&own), Some(("Opened other.json", false)));
    }

    #[test]
    fn several_steps_are_taken_back_and_done_again_at_once() {
        let one = start().after(add("p1"));
        let three = one.after(give("hours_per_week", "30", false)).after(give("label", "AB", false));
        let back = three.after(Action::To(1));
        assert_eq!(back.desk().workspace, one.desk().workspace);
        assert_eq!((back.desk().undo.len(), back.desk().redo.len()), (1, 2));
        assert_eq!(back.desk().said, "Undone: 2 steps");
        let again = back.after(Action::To(9));
        assert_eq!(again.desk().workspace, three.desk().workspace);
        assert_eq!(again.desk().said, "Done again: 2 steps");
        assert_eq!(again.after(Action::To(2)).desk().said, "Undone: Label of AB: AB");
        assert_eq!(again.after(Action::To(3)), again);
        assert!(again.after(Action::To(0)).desk().workspace.is_empty());
    }

    #[test]
    fn nothing_to_undo_changes_nothing() {
        assert_eq!(start().after(Action::Undo).after(Action::Redo), start());
    }

    #[test]
    fn a_value_that_is_refused_is_kept_as_typed_and_changes_nothing() {
        let one = start().after(add("p1"));
        let two = one.after(give("hours_per_week", "many", false));
        assert_eq!(two.desk().workspace, one.desk().workspace);
        assert_eq!(two.desk().undo, one.desk().undo);
        let refused = two.desk().refused("practitioner-p1-hours_per_week").unwrap();
        assert_eq!(refused.typed, "many");
        assert!(refused.message.contains("from 0.25 to 60"), "{}", refused.message);
        let three = two.after(give("hours_per_week", "37", false));
        assert!(three.desk().refused.is_empty());
    }

    #[test]
    fn giving_the_old_value_again_takes_the_message_away_and_is_no_step() {
        let one = start().after(add("p1")).after(give("hours_per_week", "x", false));
        let two = one.after(give("hours_per_week", "", false));
        assert!(two.desk().refused.is_empty());
        assert_eq!(two.desk().undo.len(), 1);
    }

    #[test]
    fn an_input_of_a_scheme_is_dated_and_is_one_step_in_the_words_of_the_scheme() {
        let text = |state: &State, fact: &str| {
            crate::change::text(&state.desk().workspace, &Subject::practitioner(&id("p1")), fact).unwrap()
        };
        let one = start().after(add("p1"));
        let two = one.after(give_input("2.5", None));
        assert_eq!(two.desk().said, "Points for exceptional cases of a practitioner: 2.5");
        assert_eq!(
            (text(&two, POINTS), text(&two, &format!("{POINTS}:on"))),
            ("2.5".to_owned(), "2026-11-20".to_owned())
        );
        assert_eq!(two.after(Action::Undo).desk().workspace, one.desk().workspace);
        assert_eq!(two.after(give_input("", None)).desk().workspace, one.desk().workspace);
    }

    #[test]
    fn a_new_value_of_an_input_is_of_today_and_of_nobody_who_gave_the_old_one() {
        let part = |state: &State, part: &str| {
            let fact = format!("{POINTS}{part}");
            crate::change::text(&state.desk().workspace, &Subject::practitioner(&id("p1")), &fact).unwrap()
        };
        let set = |part: &str, value: &str| {
            let subject = Subject::practitioner(&id("p1"));
            Action::Do(Change::Set { subject, fact: format!("{POINTS}{part}"), value: value.to_owned() })
        };
        let given = start().after(add("p1")).after(set("", "1")).after(set(":by", "TM")).after(set(":on", "2026-01"));
        let again = given.after(give_input("2.5", None));
        assert_eq!((part(&again, ":by"), part(&again, ":on")), (String::new(), "2026-11-20".to_owned()));
        assert_eq!(again.after(Action::Undo).desk().workspace, given.desk().workspace);
    }

    #[test]
    fn a_value_that_its_scheme_does_not_take_changes_nothing_and_is_kept_as_typed() {
        let one = start().after(add("p1")).after(give_input("2.5", None));
        let two = one.after(give_input("0.3", Some("counted in quarters")));
        assert_eq!(two.desk().workspace, one.desk().workspace);
        assert_eq!(two.desk().undo, one.desk().undo);
        let refused = two.desk().refused(&format!("practitioner-p1-{POINTS}")).unwrap();
        assert_eq!((refused.typed.as_str(), refused.message.as_str()), ("0.3", "counted in quarters"));
    }

    #[test]
    fn typing_a_word_is_one_step() {
        let typed = start().after(add("p1")).after(give("label", "A", true)).after(give("label", "AB", true));
        assert_eq!(typed.desk().undo.len(), 2);
        let undone = typed.after(Action::Undo);
        let text = crate::change::text(&undone.desk().workspace, &Subject::practitioner(&id("p1")), "label");
        assert_eq!(text.as_deref(), Some(""));
    }

    #[test]
    fn an_edit_after_undoing_drops_what_could_be_redone() {
        let state = start().after(add("p1")).after(give("hours_per_week", "30", false)).after(Action::Undo);
        let state = state.after(give("hours_per_week", "20", false)).after(Action::Redo);
        assert_eq!(hours(&state), "20");
    }

    #[test]
    fn a_hundred_steps_are_kept() {
        let mut state = start().after(add("p1"));
        for number in 0..150 {
            state = state.after(give("hours_per_week", &(number % 50 + 1).to_string(), false));
        }
        assert_eq!(state.desk().undo.len(), 100);
    }

    #[test]
    fn opening_a_file_can_be_taken_back() {
        let one = start().after(add("p1"));
        let opened = one.after(Action::Open(Rc::default(), Rc::default(), "Opened a file".to_owned()));
        assert!(opened.desk().workspace.is_empty());
        assert_eq!(opened.after(Action::Undo).desk().workspace, one.desk().workspace);
    }

    fn others(base: &State, theirs: &State, generation: u64) -> Action {
        let kept = |state: &State| kept(&state.own.workspace, &state.own.schemes);
        let (base, theirs, words) = (kept(base), kept(theirs), theirs.own.said.clone());
        Action::Elsewhere(Rc::new(Others { base, theirs, generation, words, conflicts: Vec::new() }))
    }

    #[test]
    fn what_another_tab_saved_is_taken_over_under_what_is_not_saved_here_yet() {
        let base = start().after(add("p1"));
        let theirs = base.after(give("label", "AB", false));
        let ours = base.after(give("hours_per_week", "30", false));
        let both = ours.after(others(&base, &theirs, 7));
        assert_eq!((hours(&both).as_str(), both.told), ("30", 7));
        assert_eq!(both.own.workspace.practitioners[0].label.as_str(), "AB");
        assert!(both.conflicts.is_empty());
        // What was done here can still be taken back, and what was done there stays.
        let back = both.after(Action::Undo);
        assert_eq!((hours(&back).as_str(), back.own.workspace.practitioners[0].label.as_str()), ("", "AB"));
    }

    #[test]
    fn taking_back_is_refused_with_the_reason_where_another_tab_has_changed_the_same_since() {
        let one = start().after(add("p1")).after(give("label", "AB", false)).after(give("hours_per_week", "30", false));
        let theirs = one.after(give("hours_per_week", "22", false));
        let both = one.after(others(&one, &theirs, 3));
        assert_eq!(hours(&both), "22");
        let refused = both.after(Action::Undo);
        assert_eq!(hours(&refused), "22");
        let message = &refused.own.refused[0].message;
        assert!(
            message.contains("was not undone: another tab")
                && message.contains("Hours a week of AB: 22")
                && message.ends_with("\u{201c}Undo\u{201d} is now for another step: Label of AB: AB."),
            "{message}"
        );
        // The step before it is of something else, and is taken back; the one before that put in what they changed.
        let before = refused.after(Action::Undo);
        assert_eq!(before.own.workspace.practitioners[0].label.as_str(), "");
        assert_eq!(before.after(Action::Undo).own.workspace.practitioners.len(), 1);
    }

    #[test]
    fn a_whole_file_is_not_taken_back_over_what_another_tab_did_since() {
        let one = start().after(add("p1"));
        let (workspace, schemes) = (Rc::clone(&one.own.workspace), Rc::clone(&one.own.schemes));
        let opened = one.after(Action::Open(workspace, schemes, "Opened a file".to_owned()));
        let both = opened.after(others(&opened, &opened.after(give("label", "AB", false)), 3));
        assert_eq!(both.after(Action::Undo).own.workspace.practitioners[0].label.as_str(), "AB");
    }

    #[test]
    fn two_values_for_one_fact_are_shown_until_one_is_settled_on() {
        let base = start().after(add("p1"));
        let ours = base.after(give("hours_per_week", "30", false));
        let both = ours.after(others(&base, &base.after(give("hours_per_week", "22", false)), 3));
        assert_eq!((hours(&both).as_str(), both.conflicts.len()), ("30", 1));
        assert_eq!((both.conflicts[0].ours.as_str(), both.conflicts[0].theirs.as_str()), ("30", "22"));
        assert!(both.after(Action::Settle(0, false)).conflicts.is_empty());
        let theirs = both.after(Action::Settle(0, true));
        assert_eq!((hours(&theirs).as_str(), theirs.conflicts.len()), ("22", 0));
        assert_eq!(hours(&theirs.after(Action::Undo)), "30");
    }

    #[test]
    fn what_makes_no_sense_beside_the_rest_waits_until_it_does() {
        let one = start().after(add("p1"));
        let one = one.after(give("away_from", "2026-11", false));
        let refused = one.after(give("away_until", "2026-10", false));
        assert_eq!(refused.own.workspace.practitioners[0].away_until, None);
        assert_eq!((refused.own.refused.len(), refused.own.refused[0].typed.as_str()), (1, "2026-10"));
        assert!(refused.own.refused[0].message.contains("is before the first, 11/2026"));
        // The first month is put right, and the last one is taken as it was typed.
        let right = refused.after(give("away_from", "2026-09", false));
        assert_eq!(right.own.refused, Vec::new());
        assert_eq!(right.own.workspace.practitioners[0].away_until, Some(Month::read("2026-10").unwrap()));
        // Undo takes one after the other back, and what was left is not given later.
        let undone = refused.after(Action::Undo).after(give("away_from", "2026-09", false));
        assert_eq!(undone.own.workspace.practitioners[0].away_until, None);
    }

    #[test]
    fn what_is_done_to_the_demo_does_not_touch_the_users_own() {
        let one = start().after(add("p1"));
        let demo = one.after(Action::LookAtDemo(Rc::new(Workspace::default()))).after(add("p2"));
        assert_eq!(demo.own, one.own);
        assert_eq!(demo.desk().workspace.practitioners.len(), 1);
        let left = demo.after(Action::LeaveDemo);
        assert_eq!(left, one);
    }
}
