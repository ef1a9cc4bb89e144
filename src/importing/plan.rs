//! What was found, put beside the workspace: what would be new, changed and gone, and what has to be asked.
//!
//! Nothing here changes the workspace that it is given; a plan has the workspace as it would be.

pub mod people;
pub mod settle;
mod unsaid;

use super::code::{Coded, Key};
use super::found::{Found, FoundChild, FoundTask, Ground, Place};
use super::imported::{CASE, HOLDER, Imported, TASKS, TEAM};
use crate::change::IdMark;
use crate::facts::case::Allocation;
use crate::facts::record::{Record, set};
use crate::facts::value::{Id, Value};
use crate::facts::{Case, Child, Month, Practitioner, Task};
use crate::words::counted;
use crate::workspace::{MOST_CHILDREN, MOST_TASKS, Workspace};
use settle::{About, Conflict, Settled, settle};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use xxhash_rust::xxh64::xxh64;

/// What is called so where no team is named.
pub const NO_TEAM: &str = "No team named";

/// What the reader chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Practitioners keep their names; else they have initials.
    pub keep_names: bool,
    /// Teams that are not imported.
    pub left_teams: BTreeSet<String>,
    /// What teams do: the code of a team type, or nothing.
    pub team_types: BTreeMap<String, String>,
    /// Circumstances that no list has (an interpreter, MAPPA) are taken as not there, in place of not known.
    pub plain_circumstances: bool,
    /// A case is taken as its worker's alone, in place of not known.
    pub held_alone: bool,
    /// Cases of children who are not in the files any more: true closes them in the month.
    pub close_gone: Option<bool>,
    /// Families that were entered by hand for people whom the files name: true takes them out.
    pub replace_by_hand: Option<bool>,
    /// Conflicts by their keys: true for what the file says.
    pub answers: BTreeMap<String, bool>,
    /// Practitioners of the files, by code, who are somebody here already (a place in [`Twin::candidates`]), or are not
    /// (nothing).
    pub same: BTreeMap<String, Option<Id>>,
}

/// A practitioner of the files who may be one who is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The code in the files.
    pub code: String,
    /// What the files call the practitioner, as it would be shown here, and the team.
    pub called: String,
    /// Who it may be: the id, and what they are called here.
    pub candidates: Vec<(Id, String)>,
    /// What the reader chose; nothing: not answered yet.
    pub answer: Option<Option<Id>>,
}

/// A team of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// Its name; [`NO_TEAM`] where there is none.
    pub name: String,
    /// How many practitioners of it the files name.
    pub practitioners: usize,
    /// How many children it has in the files.
    pub children: usize,
    /// True where it is imported.
    pub included: bool,
    /// The code of what it does; empty where that is not known.
    pub kind: String,
}

/// A known child for whom something is otherwise than last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// What the child is called here.
    pub called: String,
    /// The case.
    pub case: Id,
    /// What changed, in words.
    pub what: Vec<String>,
    /// What a person had given and stays although the file has it otherwise, in words.
    pub kept: Vec<String>,
}

/// A child who is here and not in the files any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// What the child is called here.
    pub called: String,
    /// The case.
    pub case: Id,
    /// The plan that the child is under here, in words.
    pub plan: String,
    /// Who holds the case.
    pub holder: String,
}

/// Where a child of the files is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found1 {
    /// What the child is called here.
    pub child: String,
    /// What the case is called.
    pub case: String,
    /// Who holds it, as shown here; empty for nobody.
    pub holder: String,
    /// Where the child stands in the files.
    pub places: Vec<Place>,
}

/// What importing would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The workspace as it would be.
    pub workspace: Workspace,
    /// What was done, in words, for the list of steps.
    pub words: String,
    /// The teams of the files, in the order of their names.
    pub teams: Vec<Team>,
    /// How many practitioners would be new.
    pub new_practitioners: usize,
    /// How many are here already.
    pub known_practitioners: usize,
    /// How many children would be new.
    pub new_children: usize,
    /// How many are here and as the files have them.
    pub same_children: usize,
    /// Those who are here and change.
    pub changed: Vec<Changed>,
    /// Those who are here and not in the files any more.
    pub gone: Vec<Gone>,
    /// How many children of the files are of teams that are left out.
    pub left_children: usize,
    /// What both a person and the file changed.
    pub conflicts: Vec<Conflict>,
    /// Practitioners who may be here already.
    pub twins: Vec<Twin>,
    /// What families that were entered by hand are called, where the files name who holds them.
    pub by_hand: Vec<(String, Id)>,
    /// Practitioners who are here and change: what they are called, and what changes.
    pub changed_practitioners: Vec<(String, Vec<String>)>,
    /// What was decided in putting the files together, in words.
    pub notes: Vec<String>,
    /// Where each child of the files is here.
    pub children: Vec<Found1>,
}

impl Plan {
    /// How many questions the reader has not answered.
    #[must_use]
    pub fn unanswered(&self, choices: &Choices) -> usize {
        let conflicts = self.conflicts.iter().filter(|own| own.takes_file.is_none()).count();
        let twins = self.twins.iter().filter(|own| own.answer.is_none()).count();
        let gone = !self.gone.is_empty() && choices.close_gone.is_none();
        let by_hand = !self.by_hand.is_empty() && choices.replace_by_hand.is_none();
        conflicts + twins + usize::from(gone) + usize::from(by_hand)
    }

    /// How many children would be put in or changed.
    #[must_use]
    pub fn imported(&self) -> usize {
        self.new_children + self.changed.len() + self.same_children
    }
}

/// The key that codes of this workspace are under: the one that most of them have, or a new one.
#[must_use]
pub fn key_of(workspace: &Workspace, chance: u64) -> Key {
    let mut salts: BTreeMap<String, usize> = BTreeMap::new();
    let children = workspace.cases.iter().flat_map(|case| &case.children).map(|own| own.imported.as_str());
    let practitioners = workspace.practitioners.iter().map(|own| own.imported.as_str());
    for imported in children.chain(practitioners).filter_map(Imported::read) {
        *salts.entry(imported.salt).or_default() += 1;
    }
    let most = salts.into_iter().max_by_key(|(_, count)| *count);
    most.and_then(|(salt, _)| Key::of_salt(&salt)).unwrap_or_else(|| Key::of_chance(chance))
}

/// The salts of codes in this workspace that are under another key: those of somebody whose copy was merged.
#[must_use]
pub fn other_salts(workspace: &Workspace, key: &Key) -> BTreeSet<String> {
    let children = workspace.cases.iter().flat_map(|case| &case.children).map(|own| own.imported.as_str());
    let practitioners = workspace.practitioners.iter().map(|own| own.imported.as_str());
    let salts = children.chain(practitioners).filter_map(Imported::read).map(|own| own.salt);
    salts.filter(|salt| salt != key.salt()).collect()
}

/// Codes under other keys that are of a child or practitioner of the files, and the code of the same under the key of
/// this import. The first are written as what was imported keeps them: `salt.code`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases(HashMap<String, String>);

impl Aliases {
    /// Notes those of the same files read under another key: the same children and practitioners, in the same order.
    pub fn note(&mut self, found: &Found, key: &Key, other: &Found) {
        let mut note = |own: &str, other: &str| {
            if !own.is_empty() && !other.is_empty() {
                self.0.insert(format!("{}.{other}", key.salt()), own.to_owned());
            }
        };
        for (own, other) in found.children.iter().zip(&other.children) {
            note(&own.code.0, &other.code.0);
        }
        for (own, other) in found.practitioners.iter().zip(&other.practitioners) {
            note(&own.code.0, &other.code.0);
        }
    }

    /// The code under the key of this import; nothing where it is not known.
    fn code(&self, imported: &Imported, key: &Key) -> Option<String> {
        if imported.salt == key.salt() {
            return Some(imported.code.0.clone());
        }
        self.0.get(&format!("{}.{}", imported.salt, imported.code.0)).cloned()
    }
}

/// Puts what was found beside a workspace, for a month. New ids have the mark of the page's load.
#[must_use]
pub fn plan(own: &Workspace, found: &Found, key: &Key, choices: &Choices, month: Month, mark: IdMark) -> Plan {
    plan_with(own, found, (key, &Aliases::default()), choices, month, mark)
}

/// The same where codes of the workspace are under several keys.
#[must_use]
pub fn plan_with(
    own: &Workspace,
    found: &Found,
    keys: (&Key, &Aliases),
    choices: &Choices,
    month: Month,
    mark: IdMark,
) -> Plan {
    let mut planning = Planning::new(own, found, keys, choices, month, mark);
    planning.teams();
    planning.practitioners();
    planning.children();
    planning.gone();
    planning.by_hand();
    planning.finish()
}

/// A plan in the making.
struct Planning<'a> {
    found: &'a Found,
    key: &'a Key,
    aliases: &'a Aliases,
    choices: &'a Choices,
    month: Month,
    mark: IdMark,
    /// As it will be.
    to: Workspace,
    /// True where an earlier import is in the workspace.
    again: bool,
    /// The practitioner here of each one found; nothing for those of a team that is left out.
    people: Vec<Option<Id>>,
    /// Codes of practitioners by their ids here.
    codes: HashMap<Id, String>,
    /// The ids of practitioners who were here already and are named by the files.
    named: HashSet<Id>,
    /// Where each known child stands: case and child.
    known: HashMap<String, (usize, usize)>,
    /// The case of each family of the files.
    families: HashMap<String, usize>,
    /// The ids that are taken, of practitioners and of cases.
    taken: HashSet<String>,
    /// Where looking for a free id begins.
    next_id: u32,
    /// The number of the next child that has no label.
    next_child: usize,
    /// The number of the next family that has no label.
    next_family: usize,
    /// Cases that are new.
    new_cases: Vec<usize>,
    /// The children of the files in each case: their places in the files' list.
    found_in: BTreeMap<usize, Vec<usize>>,
    /// Who is to hold each case that is new or has moved, by the children of the files.
    holders: BTreeMap<usize, Vec<usize>>,
    plan: Plan,
}

impl<'a> Planning<'a> {
    fn new(
        own: &Workspace,
        found: &'a Found,
        (key, aliases): (&'a Key, &'a Aliases),
        choices: &'a Choices,
        month: Month,
        mark: IdMark,
    ) -> Self {
        let mut known = HashMap::new();
        for (at, case) in own.cases.iter().enumerate() {
            for (place, child) in case.children.iter().enumerate() {
                if let Some(code) = Imported::read(child.imported.as_str()).and_then(|own| aliases.code(&own, key)) {
                    // The first of two alike: a copy of a case is another one.
                    known.entry(code).or_insert((at, place));
                }
            }
        }
        let next = |noun: &str| {
            let labels = own.cases.iter().flat_map(|case| {
                std::iter::once(case.label.as_str()).chain(case.children.iter().map(|child| child.label.as_str()))
            });
            let numbers = labels.filter_map(|label| label.strip_prefix(noun)?.trim().parse::<usize>().ok());
            numbers.max().unwrap_or_default().saturating_add(1)
        };
        let (next_child, next_family) = (next("Child "), next("Family "));
        let ids = own.cases.iter().map(|case| case.id.as_str());
        let taken = ids.chain(own.practitioners.iter().map(|own| own.id.as_str())).map(str::to_owned).collect();
        Self {
            found,
            key,
            aliases,
            choices,
            month,
            mark,
            to: own.clone(),
            again: !known.is_empty(),
            people: Vec::new(),
            codes: HashMap::new(),
            named: HashSet::new(),
            known,
            families: HashMap::new(),
            taken,
            next_id: 1,
            next_child,
            next_family,
            new_cases: Vec::new(),
            found_in: BTreeMap::new(),
            holders: BTreeMap::new(),
            plan: Plan::default(),
        }
    }

    /// The id that a code leads to, so that two tabs that import the same files at one moment make the same records
    /// and not two of each; a free one where there is no code, or the id is taken.
    fn id_of(&mut self, prefix: &str, code: &Coded) -> Id {
        match coded_id(prefix, &code.0) {
            Some(id) if self.taken.insert(id.as_str().to_owned()) => id,
            _ => self.free_id(prefix),
        }
    }

    fn free_id(&mut self, prefix: &str) -> Id {
        loop {
            let text = format!("{prefix}{}{}", self.next_id, self.mark);
            self.next_id += 1;
            if self.taken.insert(text.clone()) {
                return Id::new(&text).unwrap_or_default();
            }
        }
    }

    fn is_included(&self, team: &str) -> bool {
        !self.choices.left_teams.contains(team)
    }

    fn teams(&mut self) {
        let mut teams: BTreeMap<&str, Team> = BTreeMap::new();
        let name = |team: &'a str| if team.is_empty() { NO_TEAM } else { team };
        for own in &self.found.practitioners {
            teams.entry(name(&own.team)).or_default().practitioners += 1;
        }
        for own in &self.found.children {
            teams.entry(team_of(self.found, own)).or_default().children += 1;
        }
        for (name, mut team) in teams {
            team.included = self.is_included(name);
            team.kind = self.choices.team_types.get(name).cloned().unwrap_or_else(|| people::guess(name).to_owned());
            name.clone_into(&mut team.name);
            self.plan.teams.push(team);
        }
    }

    fn children(&mut self) {
        for (place, child) in self.found.children.iter().enumerate() {
            let team = team_of(self.found, child);
            if !self.is_included(team) {
                self.plan.left_children += 1;
                continue;
            }
            // Without a number nobody is known again, not even within one file.
            let known = self.known.get(&child.code.0).copied().filter(|_| !child.code.0.is_empty());
            let case = match known {
                Some((case, place)) => {
                    self.known_child(child, case, place, team);
                    case
                }
                None => self.new_child(child, team),
            };
            self.found_in.entry(case).or_default().push(place);
        }
        for (case, moved) in std::mem::take(&mut self.holders) {
            // Whoever works with a child of the case, also with one who did not move.
            let of_case = self.found_in.get(&case).into_iter().flatten();
            let all = of_case.filter_map(|place| self.found.children.get(*place)).flat_map(workers);
            let holders: Vec<usize> = all.chain(moved).collect();
            self.hold(case, &holders);
        }
        self.leaving();
        let (circumstances, sharing) = (!self.choices.plain_circumstances, !self.choices.held_alone);
        for case in &self.new_cases {
            if let Some(case) = self.to.cases.get_mut(*case) {
                unsaid::leave_open(case, circumstances, sharing);
            }
        }
    }

    /// Families of which a child leaves in the month: the case closes where all of them do; else it is said, and the
    /// child is taken out next time, when the files have no more of it.
    fn leaving(&mut self) {
        for (case, places) in &self.found_in {
            let children: Vec<&FoundChild> =
                places.iter().filter_map(|place| self.found.children.get(*place)).collect();
            let Some(case) = self.to.cases.get_mut(*case) else { continue };
            if case.children.len() < 2 {
                continue;
            }
            for fact in ["closing_in", "transferring_in"] {
                let of = |child: &&FoundChild| {
                    child
                        .case_facts
                        .iter()
                        .find(|(own, value)| own == fact && !value.is_empty())
                        .map(|own| own.1.clone())
                };
                let months: Vec<String> = children.iter().filter_map(of).collect();
                let Some(last) = months.iter().max() else { continue };
                let leaves = if fact == "closing_in" { "closes" } else { "goes to another team" };
                if months.len() == case.children.len() {
                    let _ = case.set(fact, last);
                } else {
                    let count = counted(months.len(), "child", "children");
                    self.plan.notes.push(format!(
                        "Of {} the files say for {count} of {} that the case {leaves}: it stays open for the others.",
                        case.label.as_str(),
                        case.children.len()
                    ));
                }
            }
        }
    }

    /// Notes in what the import said what it says now beside facts: who holds, the team, tasks, grounds. What the files
    /// have no column for stays as it was said last.
    fn said(&self, imported: &mut Imported, child: &FoundChild, team: &str) {
        let tells = |what: &str| !child.untold.iter().any(|own| own == what);
        if tells(HOLDER) || imported.said(HOLDER).is_none() {
            imported.say(HOLDER, &self.holder_text(child));
        }
        if tells(HOLDER) || team != NO_TEAM {
            imported.say(TEAM, if team == NO_TEAM { "" } else { team });
        }
        let before = imported.said(TASKS).unwrap_or_default().to_owned();
        let stay = before.split('+').filter(|own| own.split_once('@').is_some_and(|(kind, _)| !tells(kind)));
        let tasks = tasks_text(&child.tasks);
        let all: Vec<&str> = stay.chain(Some(tasks.as_str()).filter(|own| !own.is_empty())).collect();
        imported.say(TASKS, &all.join("+"));
        if !child.grounds.is_empty() {
            let digits = |own: &Ground| format!("{:08x}", xxh64(own.shared.as_bytes(), 0) >> 32);
            imported.grounds = child.grounds.iter().map(|own| (own.kind.clone(), digits(own))).collect();
        }
    }

    fn new_child(&mut self, found: &FoundChild, team: &str) -> usize {
        self.plan.new_children += 1;
        let at = match found.family.as_ref().and_then(|family| self.families.get(&family.0).copied()) {
            Some(at) if self.to.cases.get(at).is_some_and(|case| case.children.len() < MOST_CHILDREN) => at,
            _ => {
                let id = self.id_of("f", found.family.as_ref().unwrap_or(&found.code));
                let mut case = Case::empty(id);
                if found.family.is_some() {
                    // The file says which children are one family.
                    let _ = case.set("siblings_known", "yes");
                }
                self.to.cases.push(case);
                self.new_cases.push(self.to.cases.len() - 1);
                self.to.cases.len() - 1
            }
        };
        if let Some(family) = &found.family {
            self.families.insert(family.0.clone(), at);
        }
        let number = self.next_child;
        let label = if found.label.is_empty() {
            self.next_child += 1;
            format!("Child {number}")
        } else {
            found.label.clone()
        };
        let mut imported =
            Imported { salt: self.key.salt().to_owned(), code: found.code.clone(), ..Imported::default() };
        let answers = &self.choices.answers;
        let mark = self.mark;
        let mut into = Settled::default();
        if let Some(case) = self.to.cases.get_mut(at) {
            let taken = |id: &Id| case.children.iter().any(|own| own.id == *id);
            let id = coded_id("c", &found.code.0)
                .filter(|id| !taken(id))
                .unwrap_or_else(|| crate::change::free_id("c", mark, taken));
            let mut child = Child::empty(id.clone());
            let _ = child.set("label", &label);
            let mut about = About { imported: &mut imported, prefix: "", called: &label, new: true, answers };
            settle(&mut child, &found.facts, &mut about, &mut into);
            about.prefix = CASE;
            about.new = case.children.is_empty();
            let case_facts = without_leaving(&found.case_facts, found.family.is_some() || !case.children.is_empty());
            settle(case, &case_facts, &mut about, &mut into);
            if case.label.as_str().is_empty() {
                let _ = case.set("label", &label);
            } else if let [first] = case.children.as_slice()
                && first.label == case.label
            {
                // It was called after its only child.
                let _ = case.set("label", &format!("Family {}", self.next_family));
                self.next_family += 1;
            }
            case.children.push(child);
            for task in &found.tasks {
                add_task(case, task, &id, mark);
            }
        }
        self.said(&mut imported, found, team);
        if let Some(case) = self.to.cases.get_mut(at)
            && let Some(child) = case.children.last_mut()
            && !found.code.0.is_empty()
        {
            let _ = child.set("imported", &imported.write());
        }
        self.holders.entry(at).or_default().extend(workers(found));
        self.note(at, found, &label);
        at
    }

    fn known_child(&mut self, found: &FoundChild, at: usize, place: usize, team: &str) {
        if let Some(family) = &found.family {
            self.families.entry(family.0.clone()).or_insert(at);
        }
        let month = self.month;
        let mark = self.mark;
        let Some(case) = self.to.cases.get_mut(at) else { return };
        let Some(child) = case.children.get_mut(place) else { return };
        let Some(mut imported) = Imported::read(child.imported.as_str()) else { return };
        let of_another_key = imported.salt != self.key.salt();
        let before_salt = imported.salt.clone();
        self.key.salt().clone_into(&mut imported.salt);
        imported.code.clone_from(&found.code);
        let called =
            if child.label.as_str().is_empty() { "A child".to_owned() } else { child.label.as_str().to_owned() };
        let case_called = case.label.as_str();
        let about_words = if case_called.is_empty() || case_called == called {
            called.clone()
        } else {
            format!("{called} in {case_called}")
        };
        let mut into = Settled::default();
        let answers = &self.choices.answers;
        let before_holder = imported.said(HOLDER).map(str::to_owned);
        let tasks_before = imported.said(TASKS).unwrap_or_default().to_owned();
        let mut about = About { imported: &mut imported, prefix: "", called: &about_words, new: false, answers };
        settle(child, &found.facts, &mut about, &mut into);
        let id = child.id.clone();
        about.prefix = CASE;
        let case_facts = without_leaving(&found.case_facts, found.family.is_some() || case.children.len() > 1);
        settle(case, &case_facts, &mut about, &mut into);
        let told: Vec<&str> = tasks_before
            .split('+')
            .filter(|own| own.split_once('@').is_some_and(|(kind, _)| !found.untold.iter().any(|own| own == kind)))
            .collect();
        tasks(case, &id, &told.join("+"), &found.tasks, month, mark, &mut into);
        reopen(case, &mut imported, &about_words, month, answers, &mut into);
        self.said(&mut imported, found, team);
        let case_id = self.to.cases.get_mut(at).map(|case| {
            if let Some(child) = case.children.get_mut(place) {
                let _ = child.set("imported", &imported.write());
            }
            case.id.clone()
        });
        // Only what the file says otherwise than last time is a reason to move a case.
        let before = before_holder.unwrap_or_default();
        let before = if of_another_key { self.translated(&before_salt, &before) } else { before };
        let tells = !found.untold.iter().any(|own| own == HOLDER);
        if tells && before != self.holder_text(found) {
            self.moved(at, &before, found, &about_words, &mut into);
        }
        let case = case_id.unwrap_or_default();
        self.plan.conflicts.append(&mut into.conflicts);
        if into.changed.is_empty() && into.kept.is_empty() {
            self.plan.same_children += 1;
        } else {
            self.plan.changed.push(Changed { called: about_words, case, what: into.changed, kept: into.kept });
        }
        self.note(at, found, &called);
    }

    /// Who worked with a child, as said under another key, by codes of this one.
    fn translated(&self, salt: &str, before: &str) -> String {
        let codes =
            before.split('+').map(|code| self.aliases.0.get(&format!("{salt}.{code}")).map_or(code, String::as_str));
        codes.collect::<Vec<&str>>().join("+")
    }

    /// Who works with a child, as what an import said keeps it: `code`, or `code+code`.
    fn holder_text(&self, child: &FoundChild) -> String {
        let codes = workers(child).filter_map(|at| self.found.practitioners.get(at)).map(|own| own.code.0.as_str());
        codes.collect::<Vec<&str>>().join("+")
    }

    /// A known child's case that the file gives to somebody else than last time.
    fn moved(&mut self, at: usize, before: &str, found: &FoundChild, called: &str, into: &mut Settled) {
        let to: Vec<Id> = workers(found).filter_map(|own| self.people.get(own).cloned().flatten()).collect();
        let Some(case) = self.to.cases.get(at) else { return };
        let here: Vec<Id> = case.allocations.iter().filter_map(|own| own.practitioner.clone()).collect();
        if here == to {
            return;
        }
        let (was, is) = (people::called(&self.to, &here), people::called(&self.to, &to));
        let codes = here.iter().map(|id| self.codes.get(id).map_or("", String::as_str));
        let as_before = codes.collect::<Vec<&str>>().join("+") == before;
        let line = format!("Held by: {was} \u{2192} {is}");
        if as_before {
            into.changed.push(line);
        } else {
            let key = format!("{}/{HOLDER}", case.id);
            let takes_file = self.choices.answers.get(&key).copied();
            if !into.conflicts.iter().chain(&self.plan.conflicts).any(|own| own.key == key) {
                into.conflicts.push(Conflict {
                    key,
                    about: called.to_owned(),
                    fact: "Who holds the case".to_owned(),
                    here: was,
                    file: is,
                    takes_file,
                });
            }
            if takes_file != Some(true) {
                return;
            }
            into.changed.push(line);
        }
        self.holders.entry(at).or_default().extend(workers(found));
    }

    /// Gives a case to whom the files name. Where children of one case have different workers, the first is the lead
    /// and the others co-work, and it is said.
    fn hold(&mut self, at: usize, holders: &[usize]) {
        let is_new = self.new_cases.contains(&at);
        let mut ids: Vec<Id> = Vec::new();
        for holder in holders {
            if let Some(id) = self.people.get(*holder).cloned().flatten()
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        let month = self.month;
        let Some(case) = self.to.cases.get_mut(at) else { return };
        case.allocations.clear();
        for (place, id) in ids.iter().enumerate() {
            let taken = |own: &Id| case.allocations.iter().any(|other| other.id == *own);
            let code = self.codes.get(id).map_or("", String::as_str);
            let own = coded_id("a", code).filter(|own| !taken(own));
            let mut allocation =
                Allocation::empty(own.unwrap_or_else(|| crate::change::free_id("a", self.mark, taken)));
            allocation.practitioner = Some(id.clone());
            if place > 0 {
                let _ = allocation.set("part", "co_worker");
            }
            case.allocations.push(allocation);
        }
        if !is_new {
            // It went to somebody else since the last import.
            let (allocated, since) = if ids.is_empty() { (None, Some(month)) } else { (Some(month), None) };
            case.allocated_on = allocated;
            case.unallocated_since = since;
            let _ = case.set("co_working", if ids.len() > 1 { "not_said" } else { "unknown" });
            let _ = case.set("bulk", "");
        }
        if ids.len() > 1 {
            let who = people::called(&self.to, &ids);
            let label = self.to.cases.get(at).map(|case| case.label.as_str().to_owned()).unwrap_or_default();
            self.plan.notes.push(format!(
                "The files name {who} for {label}: the first is the lead, and how they share the work is asked."
            ));
        }
    }

    fn note(&mut self, at: usize, found: &FoundChild, child: &str) {
        let case = self.to.cases.get(at).map(|case| case.label.as_str().to_owned()).unwrap_or_default();
        let holder = found.practitioner.and_then(|own| self.people.get(own).cloned().flatten());
        let holder = holder.map(|id| people::called(&self.to, &[id])).unwrap_or_default();
        self.plan.children.push(Found1 { child: child.to_owned(), case, holder, places: found.places.clone() });
    }

    /// Children who are here from an earlier import and not in the files any more.
    fn gone(&mut self) {
        if !self.found.whole {
            return;
        }
        let there: HashSet<&str> = self.found.children.iter().map(|own| own.code.0.as_str()).collect();
        let close = self.choices.close_gone == Some(true);
        let mut emptied: Vec<usize> = Vec::new();
        let people: HashMap<Id, String> =
            self.to.practitioners.iter().map(|own| (own.id.clone(), label_of(own).to_owned())).collect();
        for (at, case) in self.to.cases.iter_mut().enumerate().filter(|(_, case)| case.is_open(self.month)) {
            let leaving = case.is_leaving(self.month);
            let mut out: Vec<Id> = Vec::new();
            for child in &case.children {
                let Some(imported) = Imported::read(child.imported.as_str()) else { continue };
                let team = imported.said(TEAM).filter(|team| !team.is_empty()).unwrap_or(NO_TEAM);
                let counts = imported.salt == self.key.salt()
                    && !there.contains(imported.code.0.as_str())
                    && !self.choices.left_teams.contains(team)
                    && !leaving;
                if counts {
                    let label = child.label.as_str();
                    let label = if label.is_empty() { "A child" } else { label };
                    let holders: Vec<&str> = case
                        .allocations
                        .iter()
                        .filter_map(|own| people.get(own.practitioner.as_ref()?).map(String::as_str))
                        .collect();
                    self.plan.gone.push(Gone {
                        called: label.to_owned(),
                        case: case.id.clone(),
                        plan: child.plan.map_or("not known", crate::facts::Listed::words).to_owned(),
                        holder: if holders.is_empty() { "nobody".to_owned() } else { holders.join(" and ") },
                    });
                    out.push(child.id.clone());
                }
            }
            if !close || out.is_empty() {
                continue;
            }
            if out.len() == case.children.len() {
                emptied.push(at);
            } else {
                case.tasks.retain(|task| task.child.as_ref().is_none_or(|child| !out.contains(child)));
                case.children.retain(|child| !out.contains(&child.id));
            }
        }
        for at in emptied {
            let Some(case) = self.to.cases.get_mut(at) else { continue };
            case.closing_in = Some(self.month);
            for child in &mut case.children {
                if let Some(mut imported) = Imported::read(child.imported.as_str()) {
                    imported.say(GONE, &self.month.to_string());
                    let _ = child.set("imported", &imported.write());
                }
            }
        }
    }

    /// Families that somebody entered by hand for people whom the files name too: they may be the same children.
    fn by_hand(&mut self) {
        if self.again {
            return;
        }
        let named = &self.named;
        let held = |case: &Case| {
            case.allocations.iter().any(|own| own.practitioner.as_ref().is_some_and(|id| named.contains(id)))
        };
        let is_by_hand = |case: &Case| {
            !case.children.is_empty() && case.children.iter().all(|child| child.imported.as_str().is_empty())
        };
        let month = self.month;
        let double = |case: &Case| case.is_open(month) && is_by_hand(case) && held(case);
        for case in self.to.cases.iter().filter(|case| double(case)) {
            let label = case.label.as_str();
            let label = if label.is_empty() { "A case without a label" } else { label };
            self.plan.by_hand.push((label.to_owned(), case.id.clone()));
        }
        if self.choices.replace_by_hand == Some(true) {
            self.to.cases.retain(|case| !double(case));
        }
    }

    fn finish(mut self) -> Plan {
        let mut words = format!("Imported {}", counted(self.plan.imported(), "child", "children"));
        let practitioners = self.plan.new_practitioners + self.plan.known_practitioners;
        if self.plan.imported() == 0 && practitioners > 0 {
            words = format!("Imported {}", counted(practitioners, "practitioner", "practitioners"));
        }
        self.plan.words = words;
        self.plan.workspace = self.to;
        self.plan
    }
}

/// What an import notes of a child whom the files no longer had, and whose case it closed: the month.
const GONE: &str = "gone";

/// The team that a child of the files is counted under: the practitioner's, else its own.
fn team_of<'f>(found: &'f Found, child: &'f FoundChild) -> &'f str {
    let practitioner = child.practitioner.and_then(|at| found.practitioners.get(at));
    let teams = [practitioner.map_or("", |own| own.team.as_str()), child.team.as_str()];
    teams.into_iter().find(|team| !team.is_empty()).unwrap_or(NO_TEAM)
}

/// Facts of the case without when it closes or goes, where it is not one child's alone: one child who leaves does not
/// close the others' case.
fn without_leaving(facts: &[(String, String)], shared: bool) -> Vec<(String, String)> {
    let stays = |fact: &str| !(shared && matches!(fact, "closing_in" | "transferring_in"));
    facts.iter().filter(|(fact, _)| stays(fact)).cloned().collect()
}

/// An id of 14 digits of a code, of the form that ids with a mark have; nothing where there is no code.
fn coded_id(prefix: &str, code: &str) -> Option<Id> {
    Id::new(&format!("{prefix}{}-{}", code.get(..8)?, code.get(8..14)?)).ok()
}

/// Who works with a child of the files, the first of them before the other.
fn workers(child: &FoundChild) -> impl Iterator<Item = usize> {
    child.practitioner.into_iter().chain(child.co_worker)
}

/// Tasks as what an import said keeps them: `single_assessment@2026-10-03`.
fn tasks_text(tasks: &[FoundTask]) -> String {
    let texts = tasks.iter().map(|task| format!("{}@{}", task.kind, start_of(task)));
    texts.collect::<Vec<String>>().join("+")
}

fn start_of(task: &FoundTask) -> &str {
    task.facts.iter().find(|(fact, _)| fact == "start").map_or("", |(_, value)| value.as_str())
}

fn add_task(case: &mut Case, found: &FoundTask, child: &Id, mark: IdMark) {
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
fn tasks(
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

/// A case that is closed here and that the file has as open.
fn reopen(
    case: &mut Case,
    imported: &mut Imported,
    called: &str,
    month: Month,
    answers: &BTreeMap<String, bool>,
    into: &mut Settled,
) {
    let was_gone = imported.said.iter().position(|(name, _)| name == GONE);
    let by_import = was_gone.map(|at| imported.said.remove(at)).is_some();
    if by_import && case.closing_in.is_some() {
        case.closing_in = None;
        into.changed.push("Open again: the files have the child again".to_owned());
        return;
    }
    if case.is_open(month) {
        return;
    }
    let key = format!("{}/open", imported.code.0);
    let takes_file = answers.get(&key).copied();
    if takes_file == Some(true) {
        case.closing_in = None;
        case.transferring_in = None;
        into.changed.push("Open again".to_owned());
    }
    let closed =
        case.closing_in.or(case.transferring_in).map_or_else(String::new, |month| format!("in {}", month.words()));
    into.conflicts.push(Conflict {
        key,
        about: called.to_owned(),
        fact: "Open or closed".to_owned(),
        here: format!("closed or transferred {closed}").trim_end().to_owned(),
        file: "open".to_owned(),
        takes_file,
    });
}

/// What a practitioner is called who has no label.
#[must_use]
pub fn label_of(own: &Practitioner) -> &str {
    if own.label.as_str().is_empty() { "A practitioner without a label" } else { own.label.as_str() }
}
