//! What the scores of everybody ask, put together by fact.

use crate::change::{Root, Subject, catalogue};
use crate::facts::case::Allocation;
use crate::facts::inputs::InputName;
use crate::facts::record::{Definition, Record};
use crate::facts::{Case, Id, Month, Practitioner};
use crate::index::Index;
use crate::points::{Points, sort_short};
use crate::questions::{fact, subject};
use crate::scheme::input::Input;
use crate::scheme::{CountedIn, Scheme};
use crate::scoring::{Alike, Question};
use crate::workspace::{Workspace, ids};
use std::cmp::Reverse;

/// What kind of record a fact is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A case.
    Case,
    /// A child of a case.
    Child,
    /// A task of a case.
    Task,
    /// A practitioner's part in a case.
    Part,
    /// A practitioner.
    Practitioner,
}

impl Level {
    /// What kind of record a change is to.
    #[must_use]
    pub fn of(subject: &Subject) -> Self {
        match (subject.root, subject.within.as_ref().map(|within| within.list.as_str())) {
            (Root::Practitioner, _) => Self::Practitioner,
            (Root::Case, Some("children")) => Self::Child,
            (Root::Case, Some("tasks")) => Self::Task,
            (Root::Case, Some("allocations")) => Self::Part,
            (Root::Case, _) => Self::Case,
        }
    }

    /// Its name in the ids of fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Child => "child",
            Self::Task => "task",
            Self::Part => "part",
            Self::Practitioner => "practitioner",
        }
    }

    /// One of them in words, and several.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Case => ("case", "cases"),
            Self::Child => ("child", "children"),
            Self::Task => ("task", "tasks"),
            Self::Part => ("share of a case", "shares of cases"),
            Self::Practitioner => ("practitioner", "practitioners"),
        }
    }
}

/// A record that misses a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The record.
    pub subject: Subject,
    /// The place of its case in the workspace; nothing for a practitioner.
    pub case: Option<usize>,
    /// The place in the workspace of the practitioner, or of who holds the case first; nothing where nobody does.
    pub practitioner: Option<usize>,
    /// The most points that the answer could move, under whichever scheme it moves most.
    pub could_move: Points,
}

/// A fact that scores miss.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it is called in the ids of fields, unlike every other one.
    pub id: String,
    /// What kind of record it is one of.
    pub level: Level,
    /// Its name, as a change has it.
    pub name: String,
    /// Its words.
    pub label: String,
    /// The same where another fact has the same words: with what it is one of.
    pub title: String,
    /// What it means.
    pub help: String,
    /// How it is declared, where it is a fact of the catalogue.
    pub definition: Option<&'static Definition>,
    /// How the scheme declares it, where it is an input of one.
    pub input: Option<Input>,
    /// True where a scheme leaves it to the manager.
    pub discretion: bool,
    /// True where it decides which range some scheme calls normal.
    pub decides: bool,
    /// The most points that the answers could move in all: for each record under the scheme where it moves most.
    pub could_move: Points,
    /// The same under each scheme, in the order of the schemes.
    pub by_scheme: Vec<Points>,
    /// The records that miss it, the one that could move most first.
    pub rows: Vec<Row>,
}

/// What the scores miss.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The names of the schemes that were scored with.
    pub schemes: Vec<String>,
    /// What each of them counts, in the same order.
    pub counted_in: Vec<CountedIn>,
    /// What is missing: facts before what is left to the manager, and each the worst first.
    pub facts: Vec<Fact>,
    /// How many scores there are: of every practitioner under every scheme.
    pub scores: usize,
    /// How many of them have a range.
    pub ranges: usize,
    /// How many open cases nobody holds.
    pub unallocated: usize,
    /// How many records of each level there are that could miss something, in the order of [`Level`].
    pub counts: [usize; 5],
}

/// One question, by places, so that two hundred thousand of them take little.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    fact: usize,
    of_practitioner: bool,
    root: usize,
    /// The place in the list, from 1; nought for the record itself.
    within: usize,
    scheme: usize,
    could_move: Points,
}

/// What a fact is told apart by, and what the questions say of it.
struct Named<'s> {
    level: Level,
    name: String,
    scheme: &'s Scheme,
    /// The name in the scheme, of an input.
    asked: String,
    words: String,
    discretion: bool,
    decides: bool,
}

impl Gathered {
    /// Scores everybody under these schemes in a month, and puts together what is asked.
    #[must_use]
    pub fn of(workspace: &Workspace, schemes: &[Scheme], month: Month) -> Self {
        let mut gathering =
            Gathering { workspace, index: ids(&workspace.cases), named: Vec::new(), entries: Vec::new() };
        let open: Vec<&Case> = workspace.cases.iter().filter(|case| case.is_open(month)).collect();
        let unallocated = unallocated(&open);
        let caseloads = caseloads(workspace, &open);
        let mut own = Self {
            schemes: schemes.iter().map(|own| own.name.clone()).collect(),
            counted_in: schemes.iter().map(|own| own.counted_in.clone()).collect(),
            unallocated: unallocated.cases.len(),
            counts: [
                open.len(),
                open.iter().map(|case| case.children.len()).sum(),
                open.iter().map(|case| case.tasks.iter().filter(|task| task.in_progress(month)).count()).sum(),
                open.iter().map(|case| case.allocations.len()).sum(),
                workspace.practitioners.len(),
            ],
            ..Self::default()
        };
        for (place, scheme) in schemes.iter().enumerate() {
            let mut alike = Alike::of(scheme, month);
            for ((practitioner, holder), caseload) in workspace.practitioners.iter().enumerate().zip(&caseloads) {
                let Some(score) = alike.score(caseload, &holder.id) else { continue };
                own.scores += 1;
                own.ranges += usize::from(score.least != score.most);
                for question in &score.questions {
                    gathering.note(question, Some((practitioner, holder)), place, scheme);
                }
            }
            for holder in &unallocated.practitioners {
                let score = alike.score(&unallocated, &holder.id);
                for question in score.iter().flat_map(|score| &score.questions) {
                    gathering.note(question, None, place, scheme);
                }
            }
        }
        own.facts = gathering.facts(schemes.len());
        own
    }
}

/// Each practitioner alone with the open cases that name them, so that nobody's score goes through everybody's.
fn caseloads(workspace: &Workspace, open: &[&Case]) -> Vec<Workspace> {
    let alone = |own: &Practitioner| Workspace { practitioners: vec![own.clone()], cases: Vec::new() };
    let mut own: Vec<Workspace> = workspace.practitioners.iter().map(alone).collect();
    let places = ids(&workspace.practitioners);
    for case in open {
        let holders = case.allocations.iter().filter_map(|own| own.practitioner.as_ref());
        let others = case.tasks.iter().filter_map(|task| task.done_by.as_ref());
        let mut named: Vec<usize> = holders.chain(others).filter_map(|id| places.position(id.as_str())).collect();
        named.sort_unstable();
        named.dedup();
        for place in named {
            if let Some(own) = own.get_mut(place) {
                own.cases.push((*case).clone());
            }
        }
    }
    own
}

/// The cases that nobody holds, held by a social worker who does nothing else: so much of a score can be made of
/// them.
fn unallocated(open: &[&Case]) -> Workspace {
    let waiting: Vec<&Case> = open.iter().copied().filter(|case| case.allocations.is_empty()).collect();
    let mut holder = Practitioner::empty(Id::new("nobody").unwrap_or_default());
    for (fact, value) in [("role", "social_worker"), ("hours_per_week", "37"), ("qualified_since", "2000-01")] {
        // These are facts of every practitioner.
        let _ = holder.set(fact, value);
    }
    let held = waiting.into_iter().map(|case| {
        let mut case = case.clone();
        let mut allocation = Allocation::empty(Id::new("a1").unwrap_or_default());
        allocation.practitioner = Some(holder.id.clone());
        case.allocations.push(allocation);
        case
    });
    let cases: Vec<Case> = held.collect();
    Workspace { practitioners: if cases.is_empty() { Vec::new() } else { vec![holder] }, cases }
}

struct Gathering<'w> {
    workspace: &'w Workspace,
    index: Index<'w>,
    named: Vec<Named<'w>>,
    entries: Vec<Entry>,
}

impl<'w> Gathering<'w> {
    /// Notes a question of a practitioner's score; of nobody's, where nobody holds the case.
    fn note(&mut self, question: &Question, of: Option<(usize, &Practitioner)>, scheme_at: usize, scheme: &'w Scheme) {
        let workspace = self.workspace;
        let root = question.case.as_ref().and_then(|id| self.index.position(id.as_str()));
        let case = root.and_then(|root| workspace.cases.get(root));
        let nobody = Id::default();
        let subject = subject(question, of.map_or(&nobody, |(_, own)| &own.id), scheme, case);
        let level = Level::of(&subject);
        let name = fact(question, scheme);
        let same = |own: &Named<'_>| own.level == level && own.name == name;
        let known = self.named.iter().position(same);
        let fact_at = known.unwrap_or_else(|| {
            self.named.push(Named {
                level,
                name: name.clone(),
                scheme,
                asked: question.fact.clone(),
                words: question.words.clone(),
                discretion: question.discretion,
                decides: false,
            });
            self.named.len() - 1
        });
        if let Some(own) = self.named.get_mut(fact_at) {
            own.decides |= question.decides_capacity;
        }
        let mut entry = Entry {
            fact: fact_at,
            of_practitioner: level == Level::Practitioner,
            root: 0,
            within: 0,
            scheme: scheme_at,
            could_move: question.could_move,
        };
        let Some((root, case)) = root.zip(case) else {
            // What only a practitioner can answer is not asked of nobody.
            if let Some((practitioner, _)) = of.filter(|_| level == Level::Practitioner) {
                self.entries.push(Entry { root: practitioner, ..entry });
            }
            return;
        };
        entry.root = root;
        let Some(within) = &subject.within else {
            self.entries.push(entry);
            return;
        };
        let place = |position: Option<usize>| position.map(|place| place + 1);
        let id = |own: &Id| own.as_str() == within.id;
        let found = match level {
            Level::Child => place(case.children.iter().position(|own| id(&own.id))),
            Level::Part => place(case.allocations.iter().position(|own| id(&own.id))),
            Level::Task => place(case.tasks.iter().position(|own| id(&own.id))),
            Level::Case | Level::Practitioner => None,
        };
        let Some(found) = found else { return };
        self.entries.push(Entry { within: found, ..entry });
        // One question stands for all tasks that are alike.
        if level == Level::Task
            && let Some(first) = case.tasks.get(found - 1)
        {
            let missing = |task: &&crate::facts::Task| task.text(&name).is_some_and(|text| text.is_empty());
            let alike = case.tasks.iter().enumerate().skip(found);
            let alike = alike.filter(|(_, task)| task.kind == first.kind && task.child == first.child);
            for (other, _) in alike.filter(|(_, task)| missing(task)) {
                self.entries.push(Entry { within: other + 1, could_move: Points::ZERO, ..entry });
            }
        }
    }

    /// The facts with their rows.
    fn facts(mut self, schemes: usize) -> Vec<Fact> {
        self.entries.sort_unstable();
        let holders = ids(&self.workspace.practitioners);
        let mut facts: Vec<Fact> = self.named.iter().map(|own| described(own, schemes)).collect();
        for of_row in self.entries.chunk_by(|one, other| {
            (one.fact, one.of_practitioner, one.root, one.within)
                == (other.fact, other.of_practitioner, other.root, other.within)
        }) {
            let Some((first, fact)) = of_row.first().and_then(|first| Some((first, facts.get_mut(first.fact)?))) else {
                continue;
            };
            let mut could_move = Points::ZERO;
            for of_scheme in of_row.chunk_by(|one, other| one.scheme == other.scheme) {
                // Two who share a case both have its points.
                let sum: Points = of_scheme.iter().map(|own| own.could_move).sum();
                could_move = could_move.max(sum);
                if let Some(own) = of_scheme.first().and_then(|own| fact.by_scheme.get_mut(own.scheme)) {
                    *own += sum;
                }
            }
            fact.could_move += could_move;
            if let Some(row) = row(self.workspace, &holders, fact.level, first, could_move) {
                fact.rows.push(row);
            }
        }
        facts.retain(|fact| !fact.rows.is_empty());
        for fact in &mut facts {
            fact.rows.sort_by_key(|row| Reverse(row.could_move));
        }
        facts.sort_by(|one, other| {
            let order = |own: &Fact| (own.discretion, Reverse(own.could_move), Reverse(own.rows.len()));
            order(one).cmp(&order(other)).then_with(|| (one.level, &one.name).cmp(&(other.level, &other.name)))
        });
        name_apart(&mut facts);
        let labels: Vec<String> = facts.iter().map(|fact| fact.label.clone()).collect();
        for fact in &mut facts {
            if labels.iter().filter(|own| **own == fact.label).count() > 1 {
                fact.title = format!("{} ({})", fact.label, fact.level.words().1);
            }
        }
        facts
    }
}

/// The record of a question.
fn row(workspace: &Workspace, holders: &Index<'_>, level: Level, entry: &Entry, could_move: Points) -> Option<Row> {
    if entry.of_practitioner {
        let own = workspace.practitioners.get(entry.root)?;
        let subject = Subject::practitioner(&own.id);
        return Some(Row { subject, case: None, practitioner: Some(entry.root), could_move });
    }
    let case = workspace.cases.get(entry.root)?;
    let at = entry.within.checked_sub(1);
    let root = Subject::case(&case.id);
    let subject = match (level, at) {
        (Level::Child, Some(at)) => root.list("children", &case.children.get(at)?.id),
        (Level::Task, Some(at)) => root.list("tasks", &case.tasks.get(at)?.id),
        (Level::Part, Some(at)) => root.list("allocations", &case.allocations.get(at)?.id),
        _ => root,
    };
    let held = at.filter(|_| level == Level::Part).unwrap_or(0);
    let holder = case.allocations.get(held).and_then(|own| own.practitioner.as_ref());
    let practitioner = holder.and_then(|id| holders.position(id.as_str()));
    Some(Row { subject, case: Some(entry.root), practitioner, could_move })
}

/// A fact in words, without rows.
fn described(own: &Named<'_>, schemes: usize) -> Fact {
    let id = Id::default();
    let subject = match own.level {
        Level::Practitioner => Subject::practitioner(&id),
        Level::Case => Subject::case(&id),
        Level::Child => Subject::case(&id).list("children", &id),
        Level::Task => Subject::case(&id).list("tasks", &id),
        Level::Part => Subject::case(&id).list("allocations", &id),
    };
    let input = own.asked.strip_prefix("input:").and_then(|id| own.scheme.input(id)).cloned();
    let definition = catalogue(&subject).iter().find(|definition| definition.id == own.name);
    let (label, help) = match (&input, definition) {
        (Some(input), _) => (input.label.clone(), input.help.clone()),
        (None, Some(definition)) => (definition.label.to_owned(), definition.help.to_owned()),
        (None, None) => (own.words.clone(), String::new()),
    };
    let label = match own.level {
        Level::Task if input.is_none() => format!("{label} (of a task)"),
        _ => label,
    };
    Fact {
        id: String::new(),
        level: own.level,
        name: own.name.clone(),
        title: label.clone(),
        label,
        help,
        definition,
        input,
        discretion: own.discretion || InputName::read(&own.name).is_some(),
        decides: own.decides,
        could_move: Points::ZERO,
        by_scheme: vec![Points::ZERO; schemes],
        rows: Vec::new(),
    }
}

/// Gives each fact an id of letters, digits and hyphens that no other has.
fn name_apart(facts: &mut [Fact]) {
    let mut taken: Vec<String> = Vec::with_capacity(facts.len());
    // By name, so that the id of a fact does not turn on what it could move.
    let mut order: Vec<usize> = (0..facts.len()).collect();
    sort_short(&mut order, |place| facts.get(*place).map(|own| (own.level, own.name.clone())));
    for place in order {
        let Some(fact) = facts.get_mut(place) else { continue };
        let clean = |own: char| if own.is_ascii_alphanumeric() { own } else { '-' };
        let name: String = fact.name.chars().map(clean).collect();
        let wanted = format!("{}-{name}", fact.level.id());
        let mut id = wanted.clone();
        let mut number = 1;
        while taken.contains(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        taken.push(id.clone());
        fact.id = id;
    }
}
