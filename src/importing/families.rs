//! Which children may be one family: suggested where there is ground, joined only when somebody says so.
//!
//! What an import noted of each child says what it shares with others (`imported`: `grounds=kind:hash`), so families
//! can be suggested at any time from the workspace alone. That a case is not a family with another is kept as the
//! answer that it is: all children of its household are in it.

use super::annex_a;
use super::imported::Imported;
use super::missing::{Heard, case_called, child_called, holders, is_empty, place};
use super::screen::{Event, Field, FieldKind, Inline, Part};
use crate::bulk::{self, Bulk};
use crate::change::{Change, IdMark, Subject, apply};
use crate::facts::case::CaseKind;
use crate::facts::value::{Answer, Listed, Value};
use crate::facts::{Case, Child, Id, Month};
use crate::words::counted;
use crate::workspace::Workspace;
use std::rc::Rc;

/// A household of more children than these is not suggested: what so many share is no sign of a family.
const MOST: usize = 8;

/// How many groups or rows are shown at once, and how many more at a press.
const SHOWN: usize = 20;

/// Cases whose children may be one family.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is known by while the workspace changes: the ids of its cases.
    key: String,
    /// The cases, in the order of the workspace.
    pub cases: Vec<Id>,
    /// Why, in words.
    pub grounds: Vec<String>,
    /// Why they cannot be joined as they stand; empty where they can.
    pub against: String,
}

/// Which children may be one family.
#[derive(Debug)]
pub struct Families {
    workspace: Rc<Workspace>,
    month: Month,
    groups: Vec<Group>,
    /// Imported cases of one child that share nothing with others and of which nobody said whether there are siblings.
    alone: Vec<usize>,
    ticked: Vec<String>,
    shown: usize,
    /// The team whose children are only children here: `=` and its name; `-` for none; empty for all.
    team: String,
    only: Vec<String>,
    only_shown: usize,
    error: String,
}

/// What a child is known to share with others.
fn grounds(child: &Child) -> Vec<(String, String)> {
    Imported::read(child.imported.as_str()).map(|own| own.grounds).unwrap_or_default()
}

/// A kind of ground in words.
#[must_use]
pub fn ground_in_words(kind: &str) -> String {
    let words = annex_a::ground_in_words(kind);
    words.map_or_else(|| format!("the same in the file: {}", kind.replace(['_', '-'], " ")), str::to_owned)
}

/// Cases in which children may be joined with others: open families of which nobody said that all children are in
/// them.
fn may_grow(case: &Case, month: Month) -> bool {
    case.is_open(month) && case.kind.is(CaseKind::Family) && case.siblings_known != Answer::Yes
}

/// What is shared, and which cases share it, by place.
type Sharing = ((String, String), Vec<usize>);

/// The cases that share a ground, two at least and of no more than [`MOST`] children.
fn sharing(workspace: &Workspace, month: Month) -> Vec<Sharing> {
    let mut all: Vec<((String, String), usize)> = Vec::new();
    for (place, case) in workspace.cases.iter().enumerate().filter(|(_, case)| may_grow(case, month)) {
        all.extend(case.children.iter().flat_map(grounds).map(|ground| (ground, place)));
    }
    all.sort();
    all.dedup();
    let mut found: Vec<Sharing> = Vec::new();
    for own in all.chunk_by(|one, other| one.0 == other.0) {
        let cases: Vec<usize> = own.iter().map(|(_, place)| *place).collect();
        let first = own.first().filter(|_| cases.len() > 1 && children(workspace, &cases) <= MOST);
        if let Some((ground, _)) = first {
            found.push((ground.clone(), cases));
        }
    }
    found
}

fn children(workspace: &Workspace, cases: &[usize]) -> usize {
    cases.iter().filter_map(|place| workspace.cases.get(*place)).map(|case| case.children.len()).sum()
}

/// Puts what overlaps together, as long as it is no more than [`MOST`] children. A case is in one group.
fn groups(workspace: &Workspace, month: Month, sharing: Vec<Sharing>) -> Vec<Group> {
    let mut found: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
    for ((kind, _), cases) in sharing {
        let touches = |own: &Vec<usize>| own.iter().any(|place| cases.contains(place));
        let mut all = cases.clone();
        all.extend(found.iter().filter(|(own, _)| touches(own)).flat_map(|(own, _)| own));
        all.sort_unstable();
        all.dedup();
        if children(workspace, &all) > MOST {
            // Those that are in no group yet may be one by themselves.
            let rest: Vec<usize> =
                cases.iter().copied().filter(|place| !found.iter().any(|(own, _)| own.contains(place))).collect();
            if rest.len() > 1 {
                found.push((rest, vec![kind]));
            }
            continue;
        }
        let mut kinds = vec![kind];
        found.retain(|(own, more)| {
            let joined = touches(own);
            if joined {
                kinds.extend(more.iter().cloned());
            }
            !joined
        });
        kinds.sort();
        kinds.dedup();
        found.push((all, kinds));
    }
    found.sort();
    let group = |(cases, kinds): (Vec<usize>, Vec<String>)| {
        let cases: Vec<Id> =
            cases.into_iter().filter_map(|place| workspace.cases.get(place)).map(|case| case.id.clone()).collect();
        let ids: Vec<&str> = cases.iter().map(Id::as_str).collect();
        let key = format!("{:08x}", xxhash_rust::xxh64::xxh64(ids.join(" ").as_bytes(), 0) >> 32);
        let tried = bulk::change(workspace, &cases, &Bulk::OneFamily, month, IdMark::NONE);
        let against = tried.err().map(|fault| fault.message).unwrap_or_default();
        let grounds = kinds.iter().map(|kind| ground_in_words(kind)).collect();
        Group { key, cases, grounds, against }
    };
    found.into_iter().map(group).collect()
}

impl Families {
    /// What a workspace suggests in a month.
    #[must_use]
    pub fn of(workspace: &Rc<Workspace>, month: Month) -> Self {
        let groups = groups(workspace, month, sharing(workspace, month));
        let suggested: Vec<&str> = groups.iter().flat_map(|own| &own.cases).map(Id::as_str).collect();
        let suggested = crate::index::Index::of(suggested);
        let is_alone = |case: &Case| {
            may_grow(case, month)
                && case.siblings_known == Answer::Unknown
                && matches!(case.children.as_slice(), [one] if !is_empty(one, "imported"))
                && !suggested.has(case.id.as_str())
        };
        let alone = workspace.cases.iter().enumerate().filter(|(_, case)| is_alone(case));
        Self {
            alone: alone.map(|(place, _)| place).collect(),
            workspace: Rc::clone(workspace),
            month,
            groups,
            ticked: Vec::new(),
            shown: SHOWN,
            team: String::new(),
            only: Vec::new(),
            only_shown: SHOWN,
            error: String::new(),
        }
    }

    /// The same as before the workspace changed, as far as it is still there.
    #[must_use]
    pub fn after(mut self, before: Self) -> Self {
        self.ticked = before.ticked;
        self.ticked.retain(|own| self.groups.iter().any(|group| group.key == *own));
        self.only = before.only;
        let here: Vec<String> = self.alone().map(digits).collect();
        self.only.retain(|own| here.contains(own));
        (self.shown, self.only_shown, self.team) = (before.shown, before.only_shown, before.team);
        if self.left().is_empty() {
            // Nobody of the team that was chosen is asked about any more: what is left is of others.
            self.team.clear();
        }
        self
    }

    /// True where nothing is suggested or asked.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.alone.is_empty()
    }

    /// What is wrong with what was asked last; empty for nothing.
    #[must_use]
    pub fn error(&self) -> &str {
        &self.error
    }

    /// The groups that are suggested.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    fn alone(&self) -> impl Iterator<Item = &Case> {
        self.alone.iter().filter_map(|place| self.workspace.cases.get(*place))
    }

    /// The team of who holds a case.
    fn team_of(&self, case: &Case) -> &str {
        let holder = case.allocations.first().and_then(|own| own.practitioner.as_ref());
        let holder = holder.and_then(|id| self.workspace.practitioner(id));
        holder.map_or("", |own| own.team.as_str().trim())
    }

    /// The only children of the chosen team.
    fn left(&self) -> Vec<&Case> {
        let is = |case: &&Case| match self.team.strip_prefix('=') {
            Some(team) => self.team_of(case) == team,
            None => self.team.is_empty() || self.team_of(case).is_empty(),
        };
        self.alone().filter(is).collect()
    }

    /// Those of them that were ticked; all where none was.
    fn chosen(&self) -> Vec<&Case> {
        let left = self.left();
        let ticked: Vec<&Case> = left.iter().copied().filter(|case| self.only.contains(&digits(case))).collect();
        if ticked.is_empty() { left } else { ticked }
    }

    fn ticked(&self) -> Vec<&Group> {
        self.groups.iter().filter(|group| self.ticked.contains(&group.key)).collect()
    }

    /// Does what the reader did; nothing where it was for something else.
    pub fn hear(&mut self, event: &Event, mark: IdMark) -> Option<Heard> {
        let yes = event.value == "yes";
        let toggle = |list: &mut Vec<String>, own: &str| {
            list.retain(|known| known != own);
            if yes {
                list.push(own.to_owned());
            }
        };
        let done = match event.id.as_str() {
            "family-join" => Some(self.join(mark)),
            "family-not" => Some(self.not_a_family()),
            "family-only" => Some(self.only_children()),
            "family-all" => {
                let shown = self.groups.iter().take(self.shown).filter(|group| group.against.is_empty());
                self.ticked = shown.map(|group| group.key.clone()).collect();
                None
            }
            "family-more" => {
                self.shown = self.shown.saturating_add(SHOWN);
                None
            }
            "family-only-more" => {
                self.only_shown = self.only_shown.saturating_add(SHOWN);
                None
            }
            "family-team" => {
                self.team.clone_from(&event.value);
                self.only_shown = SHOWN;
                None
            }
            id => {
                if let Some(digits) = id.strip_prefix("family-child-") {
                    toggle(&mut self.only, digits);
                } else {
                    toggle(&mut self.ticked, id.strip_prefix("family-group-")?);
                }
                None
            }
        };
        self.error.clear();
        Some(match done {
            None => Heard::Shown,
            Some(Ok(change)) => Heard::Change(change),
            Some(Err(error)) => {
                self.error = error;
                Heard::Shown
            }
        })
    }

    /// Joins the groups that were ticked.
    fn join(&self, mark: IdMark) -> Result<Change, String> {
        let ticked = self.ticked();
        if ticked.is_empty() {
            return Err("Tick the groups that are one family first".to_owned());
        }
        // One after the other, so that each finds its place in what the ones before have left.
        let mut after = (*self.workspace).clone();
        let mut changes = Vec::with_capacity(ticked.len());
        for group in &ticked {
            let change = bulk::change(&after, &group.cases, &Bulk::OneFamily, self.month, mark);
            let done = change.and_then(|change| apply(&mut after, &change).map(|_| change));
            changes.push(done.map_err(|fault| sentence(&fault.message))?);
        }
        if let [one] = changes.as_slice() {
            return Ok(one.clone());
        }
        let cases = counted(ticked.iter().map(|group| group.cases.len()).sum(), "case", "cases");
        let words = format!("Joined {cases} to {}", counted(ticked.len(), "family", "families"));
        Ok(Change::Together { words, changes })
    }

    /// Says of every case of the groups that were ticked that all children of its household are in it.
    fn not_a_family(&self) -> Result<Change, String> {
        let ticked = self.ticked();
        if ticked.is_empty() {
            return Err("Tick the groups that are not a family first".to_owned());
        }
        let cases: Vec<&Id> = ticked.iter().flat_map(|group| &group.cases).collect();
        let words = match ticked.as_slice() {
            [one] => format!("Not one family: {}", self.called(&one.cases)),
            several => format!("Not one family: {} groups of children", several.len()),
        };
        Ok(Change::Together { words, changes: cases.into_iter().map(all_here).collect() })
    }

    /// Says of the only children that no other child of their household is here.
    fn only_children(&self) -> Result<Change, String> {
        let chosen = self.chosen();
        let whom = match chosen.as_slice() {
            [] => return Err("Nobody is left with this choice: choose another team".to_owned()),
            [one] => case_called(one),
            several => counted(several.len(), "child", "children"),
        };
        let words = format!("Only child of the household here: {whom}");
        Ok(Change::Together { words, changes: chosen.into_iter().map(|case| all_here(&case.id)).collect() })
    }

    fn called(&self, cases: &[Id]) -> String {
        let names = cases.iter().filter_map(|id| self.workspace.case(id)).map(case_called);
        names.collect::<Vec<_>>().join(", ")
    }

    /// The parts of the screen; none where there is nothing to say.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        if !self.groups.is_empty() {
            let groups = counted(self.groups.len(), "group of children", "groups of children");
            parts.push(Part::Fold("families".to_owned(), format!("{groups} may be one family each"), self.suggested()));
        }
        if !self.alone.is_empty() {
            let children = counted(self.alone.len(), "child shares", "children share");
            parts.push(Part::Fold(
                "only-children".to_owned(),
                format!("{children} nothing with others in the files"),
                self.only_parts(),
            ));
        }
        parts
    }

    fn suggested(&self) -> Vec<Part> {
        let columns = ["Together", "Children", "Why", "Practitioner"].map(|words| (words.to_owned(), false)).to_vec();
        let rows = self.groups.iter().take(self.shown).map(|group| self.row(group));
        let ticked = self.ticked();
        let joins = ticked.iter().all(|group| group.against.is_empty());
        let mut buttons = Vec::new();
        let of = match ticked.len() {
            0 => String::new(),
            number => format!(" ({})", counted(number, "group", "groups")),
        };
        if joins {
            buttons.push(button("family-join", &format!("They are one family{of}"), FieldKind::Button));
        }
        buttons.push(button("family-not", &format!("Not a family{of}"), FieldKind::Secondary));
        buttons.push(button("family-all", "Tick all that can be joined", FieldKind::Secondary));
        let mut parts = vec![
            Part::Text(
                "Each child is a case of its own until somebody says who belongs together. Tick the groups that you \
                 know, then say what they are."
                    .to_owned(),
            ),
            Part::Table("Children who may be siblings".to_owned(), columns, rows.collect()),
        ];
        if !joins {
            parts.push(Part::Note(
                "A ticked group cannot be joined as it stands: the reason stands beside it.".to_owned(),
            ));
        }
        parts.push(Part::Buttons(buttons));
        if self.groups.len() > self.shown {
            let more = (self.groups.len() - self.shown).min(SHOWN);
            parts.push(Part::Buttons(vec![button("family-more", &format!("Show {more} more"), FieldKind::Secondary)]));
        }
        parts
    }

    fn row(&self, group: &Group) -> Vec<Vec<Inline>> {
        let cases: Vec<&Case> = group.cases.iter().filter_map(|id| self.workspace.case(id)).collect();
        let mut who = Vec::new();
        let mut held: Vec<String> = Vec::new();
        for case in &cases {
            for (at, child) in case.children.iter().enumerate() {
                if !who.is_empty() {
                    who.push(Inline::Text("; ".to_owned()));
                }
                who.extend(described(case, child, at));
            }
            let holder = holders(&self.workspace, case);
            if !held.contains(&holder) {
                held.push(holder);
            }
        }
        let mut why = vec![Inline::Text(sentence(&group.grounds.join("; ")))];
        if !group.against.is_empty() {
            why.push(Inline::Strong(format!(" Not joined yet: {}.", group.against)));
        }
        let tick = Field {
            id: format!("family-group-{}", group.key),
            kind: FieldKind::Box,
            label: self.called(&group.cases),
            value: if self.ticked.contains(&group.key) { "yes" } else { "no" }.to_owned(),
            ..Field::default()
        };
        vec![vec![Inline::Field(tick)], who, why, vec![Inline::Text(held.join("; "))]]
    }

    fn only_parts(&self) -> Vec<Part> {
        let left = self.left();
        let chosen = self.chosen().len();
        let mut parts = vec![Part::Text(
            "Nothing in the files points to siblings here. Where you know that they are the only children of their \
             households here, say so: then nobody is asked again."
                .to_owned(),
        )];
        let mut teams: Vec<(String, usize)> = Vec::new();
        for case in self.alone() {
            let team = self.team_of(case);
            match teams.iter_mut().find(|(own, _)| own == team) {
                Some((_, count)) => *count += 1,
                None => teams.push((team.to_owned(), 1)),
            }
        }
        if teams.len() > 1 || !self.team.is_empty() {
            crate::points::sort_short(&mut teams, Clone::clone);
            let mut choices = vec![(String::new(), "Every team".to_owned())];
            choices.extend(teams.into_iter().map(|(team, count)| match team.as_str() {
                "" => ("-".to_owned(), format!("No team ({count})")),
                team => (format!("={team}"), format!("{team} ({count})")),
            }));
            parts.push(Part::Field(Field {
                id: "family-team".to_owned(),
                kind: FieldKind::Select,
                label: "Team".to_owned(),
                value: self.team.clone(),
                choices,
                ..Field::default()
            }));
        }
        if left.is_empty() {
            parts.push(Part::Text("Nobody is left with this choice.".to_owned()));
            return parts;
        }
        let words = format!("Each is the only child here: set for {}", counted(chosen, "child", "children"));
        parts.push(Part::Buttons(vec![button("family-only", &words, FieldKind::Button)]));
        parts.push(Part::Note(format!(
            "For some of them alone, tick these. Nothing ticked: it is set for all {}.",
            counted(left.len(), "child", "children")
        )));
        let columns = ["Only child", "Child", "Practitioner"].map(|words| (words.to_owned(), false)).to_vec();
        let rows = left.iter().take(self.only_shown).map(|case| {
            let tick = Field {
                id: format!("family-child-{}", digits(case)),
                kind: FieldKind::Box,
                label: case_called(case),
                value: if self.only.contains(&digits(case)) { "yes" } else { "no" }.to_owned(),
                ..Field::default()
            };
            let child = case.children.iter().enumerate().flat_map(|(at, child)| described(case, child, at));
            vec![vec![Inline::Field(tick)], child.collect(), vec![Inline::Text(holders(&self.workspace, case))]]
        });
        parts.push(Part::Table("Children who share nothing with others".to_owned(), columns, rows.collect()));
        if left.len() > self.only_shown {
            let more = (left.len() - self.only_shown).min(SHOWN);
            let more = button("family-only-more", &format!("Show {more} more"), FieldKind::Secondary);
            parts.push(Part::Buttons(vec![more]));
        }
        parts
    }
}

/// A child with a link to its case, its age and plan.
fn described(case: &Case, child: &Child, at: usize) -> Vec<Inline> {
    let age = child.age.map(|age| counted(usize::try_from(age.number()).unwrap_or(0), "year", "years"));
    let plan = child.plan.map(|plan| plan.words().to_owned());
    let about: Vec<String> = age.into_iter().chain(plan).collect();
    let mut words = vec![Inline::Link(place(&Subject::case(&case.id), ""), child_called(child, at), String::new())];
    if !about.is_empty() {
        words.push(Inline::Quiet(format!(", {}", about.join(", "))));
    }
    words
}

/// All children of the household are in this case.
fn all_here(case: &Id) -> Change {
    Change::Set { subject: Subject::case(case), fact: "siblings_known".to_owned(), value: Answer::Yes.write() }
}

/// Eight hexadecimal digits that stand for a case in the id of a field.
fn digits(case: &Case) -> String {
    format!("{:08x}", xxhash_rust::xxh64::xxh64(case.id.as_str().as_bytes(), 0) >> 32)
}

fn button(id: &str, label: &str, kind: FieldKind) -> Field {
    Field { id: id.to_owned(), kind, label: label.to_owned(), ..Field::default() }
}

fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}
