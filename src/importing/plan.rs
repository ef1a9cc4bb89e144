//! What was found, put beside the workspace: what would be new, changed and gone, and what has to be asked.
//!
//! Nothing here changes the workspace that it is given; a plan has the workspace as it would be.

mod alike;
mod children;
pub mod doubts;
mod families;
mod gone;
mod holding;
mod keys;
mod namesakes;
pub mod people;
pub mod settle;
mod tasks;
mod teams;
mod unsaid;

pub use keys::{Aliases, key_of, other_salts};

use super::code::{Coded, Key};
use super::found::{Found, Place};
use super::imported::Imported;
use crate::change::IdMark;
use crate::facts::value::Id;
use crate::facts::{Month, Practitioner};
use crate::words::counted;
use crate::workspace::Workspace;
use alike::Alike;
use doubts::{Gaps, Lost};
use settle::Conflict;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    /// Whose the children without a worker are: the id of a practitioner, [`doubts::NOBODY`] or [`doubts::NEW`].
    pub whose: String,
    /// What many children have no more, by what it is: true keeps it as it was. Under `gaps`: true imports children
    /// without what most of them lack.
    pub keeps: BTreeMap<String, bool>,
    /// Practitioners of the files, by code, who are somebody here already (a place in [`Twin::candidates`]), or are not
    /// (nothing).
    pub same: BTreeMap<String, Option<Id>>,
}

impl Choices {
    /// True where children may be imported without what most of them lack.
    #[must_use]
    pub fn takes_gaps(&self) -> bool {
        self.keeps.get("gaps") == Some(&true)
    }
}

/// A practitioner of the files who may be one who is here, or another one of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The code in the files.
    pub code: String,
    /// What the files call the practitioner, as it would be shown here, and the team.
    pub called: String,
    /// Who it may be: the id, and what they are called, with where they are.
    pub candidates: Vec<(Id, String)>,
    /// Why it may be so, where it is not the label.
    pub why: String,
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
    /// What the files do not say of the children.
    pub gaps: Gaps,
    /// What children had last time and have no more.
    pub lost: Vec<Lost>,
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
        let lost = self.lost.iter().filter(|own| own.keeps.is_none()).count();
        let whose = self.gaps.asks_whose() && choices.whose.is_empty();
        let gaps = self.gaps.asks() && !choices.takes_gaps();
        conflicts + twins + lost + [gone, by_hand, whose, gaps].into_iter().filter(|own| *own).count()
    }

    /// How many children would be put in or changed.
    #[must_use]
    pub fn imported(&self) -> usize {
        self.new_children + self.changed.len() + self.same_children
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
    let joined: Found;
    let mut planning = Planning::new(own, found, keys, choices, month, mark);
    if let Some(found) = planning.look_for_alike() {
        joined = found;
        planning.found = &joined;
    }
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
    /// Codes of practitioners that were others when files were imported last.
    renamed: HashMap<String, String>,
    /// Workers who are one person, or are not although they may look so.
    alike: Alike,
    /// Where each child of the files is now: its place there, the case, the child in it, and whether it is new here.
    stands: Vec<(usize, usize, usize, bool)>,
    /// Cases that are new, in their order.
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
            renamed: HashMap::new(),
            alike: Alike::default(),
            stands: Vec::new(),
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

/// An id of 14 digits of a code, of the form that ids with a mark have; nothing where there is no code.
fn coded_id(prefix: &str, code: &str) -> Option<Id> {
    Id::new(&format!("{prefix}{}-{}", code.get(..8)?, code.get(8..14)?)).ok()
}

/// What a practitioner is called who has no label.
#[must_use]
pub fn label_of(own: &Practitioner) -> &str {
    if own.label.as_str().is_empty() { "A practitioner without a label" } else { own.label.as_str() }
}
