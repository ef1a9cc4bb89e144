//! Merging: several people's workspace files put into one's own, as one [`Change`].
//!
//! Nothing is changed here. [`plan`] says what would be added and changed, what two files say differently and
//! what may be one record under two ids; with the reader's answers it says so again, until they are content.
//!
//! - A record with the same id is the same record, unless it is plainly another one: then it is kept apart,
//!   under an id that is worked out from its own, so that merging the file again finds it there.
//! - Records that look alike under different ids are asked about, and are two until somebody says otherwise.
//! - What one side knows and the other does not is taken; where both know, one's own stays unless the reader
//!   takes the other. What is not known never takes the place of what is.

mod likeness;
mod records;

use crate::change::{Change, Root, Subject, apply, name};
use crate::facts::fault::Fault;
use crate::facts::record::AnyRecord;
use crate::facts::value::{Id, Kind};
use crate::points::sort_short;
use crate::words::counted;
use crate::workspace::everything::{Everything, SchemeText};
use crate::workspace::saved::{LONGEST_LIST, SavedRecord};
use crate::workspace::{MOST_BYTES, Workspace};
use likeness::{Likeness, Sketch, apart_id, is_marked, likeness, may_be_joined, twins};
use records::Pairing;
use std::rc::Rc;

/// A workspace file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub workspace: Rc<Workspace>,
    /// The id of its main scheme.
    pub our_scheme: Option<String>,
    /// The own schemes in it. Whoever keeps such adds them: here they change nothing.
    pub schemes: Vec<SchemeText>,
    /// Files are merged in an order of their own, so that it is no matter in which they were chosen.
    order: u32,
}

impl File {
    /// Reads a workspace file.
    ///
    /// # Errors
    /// Every fault of it with its place.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<Fault>> {
        let Everything { workspace, our_scheme, schemes } = Everything::read(text)?;
        Ok(Self { name: name.to_owned(), workspace, our_scheme, schemes, order: likeness::hash(text) })
    }
}

/// What an answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The file, by its place among those that are merged.
    pub file: usize,
    /// For a question the record as the file has it; for a difference one's own.
    pub subject: Subject,
    /// The fact that differs; empty for a question.
    pub fact: String,
}

/// What the reader has answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    given: Vec<(Key, bool)>,
    /// Whether the private notes of reductions are taken over: only where the files are one's own.
    pub private_notes: bool,
}

impl Answers {
    /// The answer to a question (true: they are the same) or a difference (true: theirs is taken).
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<bool> {
        self.given.iter().find(|(own, _)| own == key).map(|(_, answer)| *answer)
    }

    /// Gives an answer, in place of an earlier one.
    pub fn give(&mut self, key: Key, answer: bool) {
        self.given.retain(|(own, _)| *own != key);
        self.given.push((key, answer));
    }
}

/// What becomes of one record of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It is here already and nothing changes.
    Same,
    /// It is added.
    Added,
    /// It is here, and something of it changes.
    Changed,
    /// It is here, the file says something else of it, and it stays as it is.
    Differs,
    /// It is added under another id, because another record has its own.
    Apart,
}

/// One record of a file, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The file, by its place.
    pub file: usize,
    /// A practitioner or a case.
    pub root: Root,
    /// Its id in the file.
    pub theirs: Id,
    /// Its id afterwards.
    pub id: Id,
    /// What becomes of it.
    pub what: What,
    /// What it is called.
    pub called: String,
}

/// Two records that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What an answer names.
    pub key: Key,
    /// The file's, in words.
    pub theirs: String,
    /// One's own, in words.
    pub ours: String,
    /// The file that one's own came from, by its place, where it was not here.
    pub side: Option<usize>,
    /// What was answered; two records until then.
    pub answer: Option<bool>,
}

/// A fact that one's own record and the file's have differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What an answer names.
    pub key: Key,
    /// The practitioner or case, the part of it, and who holds it, in words.
    pub of: String,
    /// The fact in words.
    pub fact: String,
    /// What kind of fact it is.
    pub kind: Kind,
    /// One's own, in words.
    pub ours: String,
    /// The file's, in words.
    pub theirs: String,
    /// The file that one's own came from, by its place, where it was not here.
    pub side: Option<usize>,
    /// True where the file's is taken.
    pub take: bool,
    /// True where both know, so that only the reader can say which is right.
    pub both: bool,
    /// False while that is not answered: until then one's own stays.
    pub answered: bool,
}

/// What merging would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The whole of it as one change; nothing where nothing would change.
    pub change: Option<Change>,
    /// Every record of every file.
    pub outcomes: Vec<Outcome>,
    /// What may be one record.
    pub questions: Vec<Question>,
    /// What is said differently.
    pub differences: Vec<Difference>,
    /// Cases that more people hold than before, each with all of them.
    pub shared: Vec<String>,
    /// How large a file of the practitioners and cases would be, in bytes; nothing where nothing would change.
    bytes: usize,
}

impl Plan {
    /// The same plan, where a workspace file can hold what comes of it together with own schemes of these texts.
    ///
    /// # Errors
    /// When it would be larger than such a file may be, and so a copy of it could not be opened again.
    pub fn with_schemes<'s>(self, texts: impl Iterator<Item = &'s str>) -> Result<Self, Fault> {
        // In a file a quotation mark and the end of a line are two letters each: at most twice as many.
        let schemes: usize = texts.map(|text| text.len() * 2).sum();
        if self.bytes + schemes > MOST_BYTES {
            return Err(Fault::new("together they are larger than a workspace file may be"));
        }
        Ok(self)
    }

    /// How many records of a kind something becomes of.
    #[must_use]
    pub fn count(&self, root: Root, of: &[What]) -> usize {
        self.outcomes.iter().filter(|own| own.root == root && of.contains(&own.what)).count()
    }

    /// The practitioners or cases of which only the reader can say which is right, and how many facts that is.
    #[must_use]
    pub fn unanswered(&self, root: Root) -> (usize, usize) {
        let of = self.differences.iter().filter(|own| !own.answered && own.key.subject.root == root);
        let mut ids: Vec<&str> = Vec::new();
        let facts = of.map(|own| own.key.subject.id.as_str()).filter(|id| {
            if !ids.contains(id) {
                ids.push(id);
            }
            true
        });
        let facts = facts.count();
        (ids.len(), facts)
    }
}

/// What merging these files into one's own workspace would do, with the answers that were given.
///
/// # Errors
/// When together they are more than a workspace may hold.
pub fn plan(own: &Workspace, files: &[File], answers: &Answers) -> Result<Plan, Fault> {
    let mut merge =
        Merge { own, working: own.clone(), changes: Vec::new(), from: Vec::new(), answers, plan: Plan::default() };
    for place in in_order(files) {
        if let Some(file) = files.get(place) {
            merge.file(place, &file.workspace)?;
        }
    }
    let Merge { working, changes, mut plan, .. } = merge;
    for (count, what) in [(working.practitioners.len(), "practitioners"), (working.cases.len(), "cases")] {
        if count > LONGEST_LIST {
            let message = format!("together they have {count} {what}; a workspace has {LONGEST_LIST} at most");
            return Err(Fault::new(message));
        }
    }
    if !changes.is_empty() {
        // All of it counts, so all of it is written: a third of the time that the rest takes.
        plan.bytes = working.write().len();
        plan.change = Some(Change::Together { words: words(files, &plan, None), changes });
    }
    plan.with_schemes(std::iter::empty())
}

/// The places of files in the order in which they are merged.
#[must_use]
pub fn in_order(files: &[File]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    sort_short(&mut order, |place| files.get(*place).map(|file| file.order));
    order
}

/// "Merged 3 files: 1 practitioner and 12 cases added, 2 changed", and what else was done.
#[must_use]
pub fn words(files: &[File], plan: &Plan, also: Option<String>) -> String {
    let of = match files {
        [file] => file.name.clone(),
        several => counted(several.len(), "file", "files"),
    };
    let added = [What::Added, What::Apart];
    let of_root = |root, one, several| match plan.count(root, &added) {
        0 => None,
        count => Some(counted(count, one, several)),
    };
    let practitioners = of_root(Root::Practitioner, "practitioner", "practitioners");
    let cases = of_root(Root::Case, "case", "cases");
    let counted = match (practitioners, cases) {
        (Some(practitioners), Some(cases)) => Some(format!("{practitioners} and {cases} added")),
        (one, other) => one.or(other).map(|counted| format!("{counted} added")),
    };
    // What an earlier file of these brought was not here before.
    let came = |own: &Outcome| plan.outcomes.iter().any(|other| added.contains(&other.what) && other.id == own.id);
    let changed = plan.outcomes.iter().filter(|own| own.what == What::Changed && !came(own)).count();
    let changed = (changed > 0).then(|| format!("{changed} changed"));
    let parts: Vec<String> = counted.into_iter().chain(changed).chain(also).collect();
    format!("Merged {of}: {}", parts.join(", "))
}

/// Where a record of a file belongs.
struct Placed {
    theirs: Id,
    id: Id,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// One's own has its id, or the one that it was kept apart under.
    Found,
    /// The reader said that it is one's own with another id.
    Joined,
    /// It is not here.
    New,
    /// It is not here, and its id is taken.
    Apart,
}

struct Merge<'a> {
    /// What was here before any file.
    own: &'a Workspace,
    working: Workspace,
    changes: Vec<Change>,
    /// With which change every file begins.
    from: Vec<(usize, usize)>,
    answers: &'a Answers,
    plan: Plan,
}

impl Merge<'_> {
    fn file(&mut self, file: usize, theirs: &Workspace) -> Result<(), Fault> {
        self.from.push((self.changes.len(), file));
        let mut all = [Vec::new(), Vec::new()];
        for (place, root) in [Root::Practitioner, Root::Case].into_iter().enumerate() {
            let placed = self.place(file, root, theirs, &all);
            if let Some(own) = all.get_mut(place) {
                *own = placed;
            }
        }
        // Where no id changes, what is equal is the same without a closer look.
        let plain = all.iter().flatten().all(|own| own.theirs == own.id);
        let mut managers = Vec::new();
        // Whoever is named must be there first: those who are new, then their managers, then the others.
        for found in [false, true] {
            for (own, placed) in theirs.practitioners.iter().zip(all.first().into_iter().flatten()) {
                if matches!(placed.how, How::Found | How::Joined) == found {
                    let same = plain && self.working.practitioner(&placed.id) == Some(own);
                    self.root(file, placed, Root::Practitioner, own, same, &all, &mut managers)?;
                }
            }
            for change in std::mem::take(&mut managers) {
                self.act(change)?;
            }
        }
        for (own, placed) in theirs.cases.iter().zip(all.get(1).into_iter().flatten()) {
            let same = plain && self.working.case(&placed.id) == Some(own);
            self.root(file, placed, Root::Case, own, same, &all, &mut Vec::new())?;
        }
        Ok(())
    }

    /// Where every record of a kind belongs.
    fn place(&mut self, file: usize, root: Root, theirs: &Workspace, all: &[Vec<Placed>; 2]) -> Vec<Placed> {
        let (ours, own) = (Sketch::all(root, &self.working), Sketch::all(root, theirs));
        let mut placed: Vec<Placed> = Vec::with_capacity(own.len());
        for sketch in &own {
            let one = self.place_one(file, root, &ours, &own, sketch, theirs, &placed, all);
            placed.push(one);
        }
        placed
    }

    /// Whether a file says of a record just what is said of one here, with practitioners by the ids that they have
    /// here; private notes count where they are taken, what the two are called where they have one id.
    fn says_the_same(&self, root: Root, here: &Id, workspace: &Workspace, theirs: &Id, all: &[Vec<Placed>; 2]) -> bool {
        let of = |workspace: &Workspace, id: &Id, all: &[Vec<Placed>; 2]| {
            let own: &dyn AnyRecord = match root {
                Root::Practitioner => workspace.practitioner(id)?,
                Root::Case => workspace.case(id)?,
            };
            let mut record = records::translated(own, all, self.answers.private_notes);
            // Where managers belong is not known yet.
            record.take("line_manager");
            if here != theirs {
                record.take("id");
                record.take("label");
            }
            Some(record)
        };
        of(&self.working, here, &[Vec::new(), Vec::new()]) == of(workspace, theirs, all)
    }

    #[expect(clippy::too_many_arguments, reason = "what one record is compared with, each once")]
    fn place_one(
        &mut self,
        file: usize,
        root: Root,
        ours: &[Sketch],
        theirs: &[Sketch],
        own: &Sketch,
        workspace: &Workspace,
        before: &[Placed],
        all: &[Vec<Placed>; 2],
    ) -> Placed {
        let placed = |id: &Id, how| Placed { theirs: own.id.clone(), id: id.clone(), how };
        // A record that the file has under its own id too is no twin of another one in it.
        let free = |other: &&Sketch| {
            theirs.iter().all(|own| own.id != other.id) && before.iter().all(|own| own.id != other.id)
        };
        // It was joined before: whoever holds it in the file does so here, or holds here what they do in the file.
        let is_joined = |other: &&Sketch| match root {
            Root::Practitioner => self.holds(&other.id, workspace, &own.id, all),
            Root::Case => self.is_held(&other.id, workspace, &own.id, all),
        };
        // Looked for where it is needed: most records of a file are here under their own id.
        let joined = || ours.iter().filter(|other| may_be_joined(root, other, own)).filter(free).find(is_joined);
        let Some(same) = ours.iter().find(|other| other.id == own.id) else {
            if let Some(other) = joined() {
                return placed(&other.id, How::Joined);
            }
            let twin = ours.iter().filter(|other| twins(root, other, own)).find(free);
            return match twin {
                Some(twin) if self.ask(file, root, own, twin, workspace) => placed(&twin.id, How::Joined),
                _ => placed(&own.id, How::New),
            };
        };
        let mut like = likeness(root, same, own);
        let equal = self.says_the_same(root, &own.id, workspace, &own.id, all);
        if equal {
            like = Likeness::Same;
        }
        // Another file of the same merge may have made one's own look like it after it was kept apart.
        let first = apart_id(&own.id, &own.label);
        let is_apart = |here: &Id| {
            ours.iter().any(|other| other.id == *here) && self.says_the_same(root, here, workspace, &own.id, all)
        };
        if !equal && theirs.iter().all(|other| other.id != first) && is_apart(&first) {
            return placed(&first, How::Found);
        }
        if like == Likeness::Same {
            return placed(&own.id, How::Found);
        }
        // Under which id it was kept apart, or would be.
        let mut id = own.id.clone();
        let found = (0..100).find_map(|_| {
            id = apart_id(&id, &own.label);
            let there = ours.iter().find(|other| other.id == id);
            let free = theirs.iter().all(|other| other.id != id);
            match there {
                Some(there) if likeness(root, there, own) == Likeness::Same => Some(How::Found),
                None if free => Some(How::Apart),
                _ => None,
            }
        });
        if found == Some(How::Found) {
            return placed(&id, How::Found);
        }
        // Another file of the same merge may have brought this id after it was joined.
        if let Some(other) = joined() {
            return placed(&other.id, How::Joined);
        }
        if like == Likeness::Doubtful && self.ask(file, root, own, same, workspace) {
            return placed(&own.id, How::Found);
        }
        placed(&id, How::Apart)
    }

    /// Whether somebody here holds a case that one of the same name holds in a file, and the two are said to be the
    /// same otherwise too.
    fn holds(&self, here: &Id, workspace: &Workspace, theirs: &Id, all: &[Vec<Placed>; 2]) -> bool {
        let held = |own: &crate::facts::Case| {
            let here = self.working.case(&own.id).and_then(|own| own.allocation_of(here));
            is_marked(&own.id) && here.is_some() && own.allocation_of(theirs).is_some()
        };
        workspace.cases.iter().any(held) && self.says_the_same(Root::Practitioner, here, workspace, theirs, all)
    }

    /// Whether one who holds a case of a file held this one here before: what another file brings now was joined
    /// with nothing yet.
    fn is_held(&self, here: &Id, workspace: &Workspace, theirs: &Id, all: &[Vec<Placed>; 2]) -> bool {
        let (Some(here), Some(theirs)) = (self.own.case(here), workspace.case(theirs)) else { return false };
        let [practitioners, _] = all;
        let holders = theirs.allocations.iter().filter_map(|own| own.practitioner.as_ref());
        // Somebody who was only now said to be the same is not known to have been here before.
        let known = |own: &&Placed| own.how == How::Found;
        holders
            .filter_map(|id| practitioners.iter().filter(known).find(|own| own.theirs == *id))
            .any(|own| here.allocation_of(&own.id).is_some())
    }

    /// Asks whether two records are one; they are two until somebody says so.
    fn ask(&mut self, file: usize, root: Root, own: &Sketch, other: &Sketch, theirs: &Workspace) -> bool {
        let key = Key { file, subject: subject(root, &own.id), fact: String::new() };
        let answer = self.answers.get(&key);
        let (theirs, ours) = (likeness::described(root, theirs, own), likeness::described(root, &self.working, other));
        let side = self.side(&subject(root, &other.id), "");
        self.plan.questions.push(Question { key, theirs, ours, side, answer });
        answer == Some(true)
    }

    /// Puts one practitioner or case of a file in its place.
    #[expect(clippy::too_many_arguments, reason = "one record, where it belongs, and what its file has")]
    fn root(
        &mut self,
        file: usize,
        placed: &Placed,
        root: Root,
        own: &dyn AnyRecord,
        same: bool,
        all: &[Vec<Placed>; 2],
        managers: &mut Vec<Change>,
    ) -> Result<(), Fault> {
        if same {
            self.outcome(file, root, placed, What::Same);
            return Ok(());
        }
        let record = records::translated(own, all, self.answers.private_notes);
        let mut apart = placed.how == How::Apart;
        let mut id = placed.id.clone();
        let mut pairing = if placed.how == How::Joined { Pairing::ByContent } else { Pairing::ById };
        let before_holders = self.holders(root, &id);
        while let Some(ours) = self.here(root, &id).filter(|_| matches!(placed.how, How::Found | How::Joined)) {
            let before = self.plan.differences.len();
            let changes = self.record(file, &subject(root, &id), &ours, &record, pairing);
            let differs = self.plan.differences.get(before..).unwrap_or_default().iter().any(|own| own.both);
            let what = match (changes.is_empty(), differs) {
                (false, _) => What::Changed,
                (true, true) => What::Differs,
                (true, false) => What::Same,
            };
            if self.act(Change::Together { words: String::new(), changes }).is_ok() {
                let placed = Placed { theirs: placed.theirs.clone(), id, how: placed.how };
                self.outcome(file, root, &placed, what);
                let now = self.holders(root, &placed.id);
                if now.len() > before_holders.len() && !before_holders.is_empty() {
                    let called = name(&self.working, &subject(root, &placed.id));
                    self.plan.shared.push(format!("{called}: {}", now.join(" and ")));
                }
                return Ok(());
            }
            // More children or tasks than a case may have: it stays beside one's own.
            self.plan.differences.truncate(before);
            (apart, pairing) = (true, Pairing::ById);
            id = apart_id(&id, "");
        }
        let mut record = record.with_text("id", id.as_str());
        let own_subject = subject(root, &id);
        if let Some(manager) = record.take("line_manager") {
            managers.push(Change::Set {
                subject: own_subject.clone(),
                fact: "line_manager".to_owned(),
                value: manager,
            });
        }
        self.act(Change::Insert { subject: own_subject, at: usize::MAX, record })?;
        let placed = Placed { theirs: placed.theirs.clone(), id, how: placed.how };
        self.outcome(file, root, &placed, if apart { What::Apart } else { What::Added });
        Ok(())
    }

    /// One's own record with this id.
    fn here(&self, root: Root, id: &Id) -> Option<SavedRecord> {
        match root {
            Root::Practitioner => self.working.practitioner(id).map(|own| SavedRecord::of(own)),
            Root::Case => self.working.case(id).map(|own| SavedRecord::of(own)),
        }
    }

    /// The file that a record, or a fact of it, came from; nothing where it was here before.
    fn side(&self, of: &Subject, fact: &str) -> Option<usize> {
        let put = |change: &Change| match change {
            Change::Set { subject, fact: own, .. } => subject == of && own == fact,
            Change::Insert { subject, .. } => {
                subject.root == of.root
                    && subject.id == of.id
                    && (subject.within.is_none() || subject.within == of.within)
            }
            _ => false,
        };
        let place = self.changes.iter().rposition(put)?;
        self.from.iter().rfind(|(start, _)| *start <= place).map(|(_, file)| *file)
    }

    /// What those are called who hold a case.
    fn holders(&self, root: Root, id: &Id) -> Vec<String> {
        match (root, self.working.case(id)) {
            (Root::Case, Some(case)) => likeness::holders(&self.working, case),
            _ => Vec::new(),
        }
    }

    fn act(&mut self, change: Change) -> Result<(), Fault> {
        apply(&mut self.working, &change)?;
        match change {
            Change::Together { changes, .. } => self.changes.extend(changes),
            one => self.changes.push(one),
        }
        Ok(())
    }

    fn outcome(&mut self, file: usize, root: Root, placed: &Placed, what: What) {
        let called = name(&self.working, &subject(root, &placed.id));
        let (theirs, id) = (placed.theirs.clone(), placed.id.clone());
        self.plan.outcomes.push(Outcome { file, root, theirs, id, what, called });
    }
}

fn subject(root: Root, id: &Id) -> Subject {
    match root {
        Root::Practitioner => Subject::practitioner(id),
        Root::Case => Subject::case(id),
    }
}
