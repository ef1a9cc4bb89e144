//! An import from beginning to end: what is shown, what is heard, what the page is to do.
//!
//! The worker holds one of these. It is pure: the same calls give the same screens.

mod choosing;
mod memory;
mod preview;
mod report;
mod wanted;

use super::annex_a;
use super::code::Key;
use super::found::{At, Found};
use super::mapping::Mappings;
use super::missing::{Heard, Missing, SCHEME};
use super::months::{self, Months};
use super::plan::people::keeps_names;
use super::plan::{Aliases, Choices, NO_TEAM, Plan, key_of, other_salts, plan_with};
use super::screen::{Event, Order, Part, Screen};
use super::staff;
use super::table::Sheet;
use super::templates::templates;
use crate::change::IdMark;
use crate::facts::{Month, When};
use crate::sheets::{Refused, pasted};
use crate::workspace::Workspace;
use crate::workspace::everything::Everything;
use memory::Memory;
use report::Report;
use std::collections::BTreeSet;
use std::rc::Rc;

/// The most children of one import: the largest councils have fewer, and all that is made of them has to fit into the
/// memory of the worker.
const MOST_CHILDREN: usize = 15_000;

/// What does not come from files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The day, by the clock of the device.
    pub today: When,
    /// The month that the page shows.
    pub month: Month,
    /// What ids that are made in this load of the page have in them.
    pub mark: IdMark,
    /// 64 bits of chance, for the key of a workspace that has none.
    pub chance: u64,
    /// What was to be remembered last time; anything else is read as nothing.
    pub memory: String,
    /// The id of the scheme that is scored with; nothing: all of them.
    pub chosen: Option<String>,
}

/// Where an import is.
#[derive(Debug)]
enum Stage {
    /// Files are wanted.
    Choosing,
    /// One list is there for several months: which is wanted.
    Months(Box<Months>),
    /// Columns of a table are given a meaning.
    Mapping(Box<Mappings>),
    /// What would be done is shown.
    Preview(Box<Preview>),
    /// It was done.
    Done(Box<Report>),
    /// What the schemes still miss, apart from an import.
    Missing,
}

/// What was found, and what would become of it.
#[derive(Debug)]
struct Preview {
    found: Found,
    /// Codes of the workspace that are under other keys.
    aliases: Aliases,
    plan: Plan,
    /// The table that it came from, where it is not the standard workbook: the reader may go back to it.
    mappings: Option<Box<Mappings>>,
}

/// An import.
#[derive(Debug)]
pub struct Session {
    setting: Setting,
    own: Everything,
    key: Key,
    memory: Memory,
    stage: Stage,
    /// The sheets of all files so far.
    sheets: Vec<Sheet>,
    /// Files that could not be read, and why.
    refused: Vec<(String, Refused)>,
    choices: Choices,
    /// Columns of the standard workbook that were not found, as the reader said them.
    told: Vec<annex_a::Told>,
    /// What was pasted, as long as it was not read.
    pasted: String,
    /// What was said before the sheets were read, and has to be seen with them.
    plainly: Vec<String>,
    /// The reader went on before everything was answered.
    missed: bool,
    /// The workspace before what was imported last: the reader may go back to it.
    before: Rc<Workspace>,
    /// What the schemes still miss, once it is shown.
    missing: Option<Box<Missing>>,
    orders: Vec<Order>,
    focus: String,
}

impl Session {
    /// An import into a workspace.
    #[must_use]
    pub fn new(setting: Setting, own: Everything) -> Self {
        let key = key_of(&own.workspace, setting.chance);
        let memory = Memory::read(&setting.memory);
        Self {
            setting,
            own,
            key,
            memory,
            stage: Stage::Choosing,
            sheets: Vec::new(),
            refused: Vec::new(),
            choices: Choices::default(),
            told: Vec::new(),
            pasted: String::new(),
            plainly: Vec::new(),
            missed: false,
            before: Rc::default(),
            missing: None,
            orders: Vec::new(),
            focus: String::new(),
        }
    }

    /// Has codes of a workspace that has none under a key of these 64 bits, from when it is told of the workspace next.
    pub const fn key_by(&mut self, chance: u64) {
        self.setting.chance = chance;
    }

    /// Tells that the workspace, the month or the day is another one on the page now.
    pub fn tell(&mut self, own: Everything, month: Month, today: When) {
        let own_before = std::mem::replace(&mut self.own, own);
        // Codes under another key, as after an import in another tab, would make every child a second one.
        let key = key_of(&self.own.workspace, self.setting.chance);
        let again = (month, today) != (self.setting.month, self.setting.today)
            || key != self.key
            || other_salts(&self.own.workspace, &key) != other_salts(&own_before.workspace, &key);
        (self.setting.month, self.setting.today) = (month, today);
        self.key = key;
        match &mut self.stage {
            Stage::Preview(_) if again => self.find(),
            Stage::Preview(_) => self.plan_again(),
            // It was taken back: there is nothing to report of. What changed nothing leaves all as it was before, too.
            Stage::Done(_) if self.own.workspace == self.before && own_before.workspace != self.before => {
                self.focus.clear();
                self.clear();
            }
            Stage::Done(_) | Stage::Missing => {
                self.focus.clear();
                self.look_for_missing();
            }
            Stage::Choosing | Stage::Months(_) | Stage::Mapping(_) => {}
        }
    }

    /// Takes what was read from files, and files that could not be read. They come beside those before, unless an import
    /// was finished meanwhile; a file of the same name comes in its place.
    pub fn take(&mut self, sheets: Vec<Sheet>, refused: Vec<(String, Refused)>) {
        if matches!(self.stage, Stage::Done(_) | Stage::Missing) {
            self.clear();
        }
        match std::mem::replace(&mut self.stage, Stage::Choosing) {
            Stage::Mapping(mappings) => self.sheets = mappings.into_sheets(),
            Stage::Preview(preview) => {
                if let Some(mappings) = preview.mappings {
                    self.sheets = mappings.into_sheets();
                }
            }
            _ => {}
        }
        self.sheets.retain(|own| !sheets.iter().any(|new| new.file == own.file));
        self.refused.retain(|(own, _)| !sheets.iter().any(|new| new.file == *own));
        self.sheets.extend(sheets);
        self.refused = refused;
        self.plainly.clear();
        self.missed = false;
        let months = Months::of(&self.sheets, &annex_a::lists_of(&self.sheets));
        self.told.clear();
        // Where nothing was read, what is wrong is all there is.
        if self.sheets.is_empty() { "errors" } else { "opened" }.clone_into(&mut self.focus);
        if months.is_empty() {
            self.go_on();
        } else {
            self.stage = Stage::Months(Box::new(months));
        }
    }

    /// Takes what the reader said of lists for several months.
    fn hear_months(&mut self, event: &Event) {
        let Stage::Months(months) = &mut self.stage else { return };
        if event.id != months::GO_ON {
            months.hear(event);
            return;
        }
        if !months.errors().is_empty() {
            self.missed = true;
            "errors".clone_into(&mut self.focus);
            return;
        }
        let (left, notes) = months.left();
        self.plainly = notes.into_iter().map(|own| own.1).collect();
        let mut at = 0;
        self.sheets.retain(|_| {
            at += 1;
            !left.contains(&(at - 1))
        });
        self.missed = false;
        "opened".clone_into(&mut self.focus);
        self.go_on();
    }

    /// Does what the reader did.
    pub fn hear(&mut self, event: &Event) {
        self.focus.clear();
        match event.id.as_str() {
            "missing" => {
                self.clear();
                self.stage = Stage::Missing;
                self.look_for_missing();
                return;
            }
            "again" => {
                self.clear();
                "choosing".clone_into(&mut self.focus);
                return;
            }
            "paste" => {
                self.pasted.clone_from(&event.value);
                return;
            }
            "read-paste" => {
                self.read_pasted();
                return;
            }
            _ => {}
        }
        if let Some(place) = event.id.strip_prefix("template-").and_then(|place| place.parse::<usize>().ok()) {
            if let Some((name, text)) = templates().into_iter().nth(place) {
                self.orders.push(Order::Download(name, text));
            }
            return;
        }
        match &mut self.stage {
            Stage::Choosing => {}
            Stage::Months(_) => self.hear_months(event),
            Stage::Mapping(mappings) => {
                if event.id == "mapped" {
                    self.mapped();
                } else {
                    mappings.hear(event);
                }
            }
            Stage::Preview(_) => self.hear_preview(event),
            Stage::Done(_) | Stage::Missing => self.hear_missing(event),
        }
    }

    /// What is shown now.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let mut parts = self.refused_parts();
        match &self.stage {
            Stage::Months(months) => {
                parts.extend(months.parts(self.missed));
                parts.push(choosing::go_on(months::GO_ON));
            }
            Stage::Choosing => parts.extend(choosing::parts(&self.pasted, !self.own.workspace.is_empty())),
            Stage::Mapping(mappings) => {
                let errors = if self.missed { mappings.errors() } else { Vec::new() };
                parts.extend(choosing::mapping(mappings, errors));
            }
            Stage::Preview(preview) => parts.extend(preview::parts(
                if preview.mappings.is_none() { wanted::parts(&self.sheets, &self.told) } else { Vec::new() },
                &preview.found,
                &preview.plan,
                &self.choices,
                preview::Around {
                    month: self.setting.month,
                    aged_on: self.aged_on().unwrap_or_else(|| self.at().day_of_ages()),
                    of_another_month: self.is_of_another_month(),
                    missed: self.missed,
                    mapped: preview.mappings.is_some(),
                },
            )),
            Stage::Done(report) => {
                parts.extend(report.parts());
                parts.extend(self.missing_parts());
            }
            Stage::Missing => parts.extend(self.missing_parts()),
        }
        choosing::together(&mut parts);
        Screen { parts, focus: self.focus.clone() }
    }

    /// What the page is to do, taken out.
    pub fn orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    fn missing_parts(&self) -> Vec<Part> {
        self.missing.as_ref().map(|own| own.parts()).unwrap_or_default()
    }

    fn refused_parts(&self) -> Vec<Part> {
        choosing::refused(&self.refused, self.all_sheets().next().is_some())
    }

    fn at(&self) -> At {
        At { today: self.setting.today, month: self.setting.month, key: self.key.clone() }
    }

    /// The sheets, also while columns of theirs are given a meaning.
    fn all_sheets(&self) -> impl Iterator<Item = &Sheet> {
        let mappings = match &self.stage {
            Stage::Mapping(mappings) => Some(mappings),
            Stage::Preview(preview) => preview.mappings.as_ref(),
            _ => None,
        };
        self.sheets.iter().chain(mappings.into_iter().flat_map(|own| own.sheets()))
    }

    /// The day at which ages were counted while reading; nothing where there were no dates of birth.
    fn aged_on(&self) -> Option<When> {
        self.all_sheets().filter_map(|sheet| sheet.aged_on).max()
    }

    /// True where ages were counted for another month than the one that is shown now: dates of birth are not there any
    /// more to count them again.
    fn is_of_another_month(&self) -> bool {
        let month = self.at().day_of_ages().month();
        self.all_sheets().filter_map(|sheet| sheet.aged_on).any(|day| day.month() != month)
    }

    fn clear(&mut self) {
        self.stage = Stage::Choosing;
        self.sheets.clear();
        self.refused.clear();
        self.choices = Choices::default();
        self.told.clear();
        self.pasted.clear();
        self.plainly.clear();
        self.missed = false;
        self.missing = None;
        self.key = key_of(&self.own.workspace, self.setting.chance);
    }

    fn read_pasted(&mut self) {
        match pasted(&self.pasted, self.at().day_of_ages()) {
            Ok(sheets) => {
                self.pasted.clear();
                self.take(sheets, Vec::new());
            }
            Err(why) => self.take(Vec::new(), vec![("What was pasted".to_owned(), why)]),
        }
    }

    /// On from the sheets that are there: to the preview, or to the meaning of columns.
    fn go_on(&mut self) {
        if self.sheets.is_empty() {
            self.stage = Stage::Choosing;
        } else if annex_a::recognised(&self.sheets) {
            self.sheets = annex_a::apart(std::mem::take(&mut self.sheets));
            wanted::recall(&self.sheets, &self.memory.columns, &mut self.told);
            self.find();
        } else {
            // A file may fill most of the memory that there is: it is not held twice.
            let mappings = Mappings::of(std::mem::take(&mut self.sheets), &self.memory.mappings);
            self.stage = Stage::Mapping(Box::new(mappings));
            self.missed = false;
        }
    }

    /// The reader has said what columns mean.
    fn mapped(&mut self) {
        let Stage::Mapping(mappings) = &self.stage else { return };
        if !mappings.errors().is_empty() {
            self.missed = true;
            "errors".clone_into(&mut self.focus);
            return;
        }
        self.memory.mappings = mappings.remember();
        self.orders.push(Order::Remember(self.memory.write()));
        "opened".clone_into(&mut self.focus);
        self.missed = false;
        self.find();
    }

    /// Finds anew what the files say.
    fn find(&mut self) {
        let at = self.at();
        let mappings = match std::mem::replace(&mut self.stage, Stage::Choosing) {
            Stage::Mapping(mappings) => Some(mappings),
            Stage::Preview(preview) => preview.mappings,
            _ => None,
        };
        let read = |at: &At| {
            if let Some(mappings) = &mappings {
                return mappings.found(at);
            }
            let mut found = annex_a::read_as_told(&self.sheets, &self.told, at);
            staff::add(&mut found, &self.sheets, &self.memory.mappings, at);
            found
        };
        let mut found = read(&at);
        found.plainly.extend(self.plainly.iter().cloned());
        let of_mappings = mappings.iter().flat_map(|own| own.sheets());
        found.plainly.extend(self.sheets.iter().chain(of_mappings).flat_map(|sheet| &sheet.notes).cloned());
        if found.children.len() > MOST_CHILDREN {
            self.refuse(found.children.len());
            return;
        }
        let mut aliases = Aliases::default();
        for salt in other_salts(&self.own.workspace, &self.key) {
            if let Some(key) = Key::of_salt(&salt) {
                aliases.note(&found, &key, &read(&At { key: key.clone(), ..at.clone() }));
            }
        }
        if self.choices == Choices::default() {
            // As it was done last time: names that are kept here are not lost without a word.
            self.choices.keep_names = keeps_names(&self.own.workspace, &found, &self.key);
            self.choices.team_types.clone_from(&self.memory.teams);
            let names = found.practitioners.iter().map(|own| own.team.as_str());
            let teams = names.chain(found.children.iter().map(|own| own.team.as_str()));
            let teams: BTreeSet<&str> = teams.map(|team| if team.is_empty() { NO_TEAM } else { team }).collect();
            let left = self.memory.left.iter().filter(|team| teams.contains(team.as_str()));
            self.choices.left_teams = left.cloned().collect();
        }
        self.stage = Stage::Preview(Box::new(Preview { found, aliases, plan: Plan::default(), mappings }));
        self.plan_again();
    }

    /// Refuses what has more children than can be held: before anything of it is planned.
    fn refuse(&mut self, children: usize) {
        self.clear();
        let what = format!(
            "They have {children} children who are open, and {MOST_CHILDREN} is the most that is imported at once."
        );
        let todo = "Leave out closed cases, or save some of the teams as a file of their own, and choose that.";
        self.refused = vec![("The files".to_owned(), Refused { what, todo: todo.to_owned() })];
        "errors".clone_into(&mut self.focus);
    }

    fn plan_again(&mut self) {
        if let Stage::Preview(preview) = &mut self.stage {
            let (month, mark) = (self.setting.month, self.setting.mark);
            let keys = (&self.key, &preview.aliases);
            preview.plan = plan_with(&self.own.workspace, &preview.found, keys, &self.choices, month, mark);
        }
    }

    fn hear_preview(&mut self, event: &Event) {
        if wanted::hear(event, &self.sheets, &mut self.told) {
            wanted::remember(&self.sheets, &self.told, &mut self.memory.columns);
            self.orders.push(Order::Remember(self.memory.write()));
            self.find();
            return;
        }
        let Stage::Preview(preview) = &mut self.stage else { return };
        match event.id.as_str() {
            "back" => {
                if let Some(mappings) = preview.mappings.take() {
                    self.stage = Stage::Mapping(mappings);
                    "opened".clone_into(&mut self.focus);
                }
            }
            "import" => self.import(),
            "read-hidden" => {
                for sheet in &mut self.sheets {
                    sheet.hidden = false;
                }
                wanted::recall(&self.sheets, &self.memory.columns, &mut self.told);
                self.find();
            }
            _ => {
                if preview::hear(event, &preview.plan, &mut self.choices) {
                    self.plan_again();
                }
            }
        }
    }

    fn import(&mut self) {
        let is_of_another_month = self.is_of_another_month();
        let Stage::Preview(preview) = &mut self.stage else { return };
        if is_of_another_month || preview.plan.unanswered(&self.choices) > 0 || preview::is_empty(&preview.plan) {
            self.missed = true;
            "errors".clone_into(&mut self.focus);
            return;
        }
        let planned = std::mem::take(&mut preview.plan);
        let report = Report::of(&preview.found, &planned, &self.choices);
        let workspace = Rc::new(planned.workspace);
        let next = Everything { workspace, ..self.own.clone() };
        self.orders.push(Order::Workspace { words: planned.words, text: next.write() });
        self.memory.teams.extend(self.choices.team_types.clone());
        let teams: BTreeSet<String> = planned.teams.iter().map(|team| team.name.clone()).collect();
        self.memory.left.retain(|team| !teams.contains(team));
        self.memory.left.extend(self.choices.left_teams.clone());
        self.orders.push(Order::Remember(self.memory.write()));
        self.before = std::mem::replace(&mut self.own, next).workspace;
        self.stage = Stage::Done(Box::new(report));
        self.missed = false;
        // Ids are wanted no longer.
        self.sheets.clear();
        self.refused.clear();
        "done".clone_into(&mut self.focus);
        // The page does it and tells of the workspace: what is missing is looked for then.
        self.missing = None;
    }

    fn look_for_missing(&mut self) {
        let (own, month) = (&self.own, self.setting.month);
        let next = Missing::of(own, month, self.setting.chosen.as_deref());
        let mut next = match self.missing.take() {
            Some(before) => next.after(*before),
            None => next,
        };
        self.lead_to(next.focus());
        self.missing = Some(Box::new(next));
    }

    /// Gives the focus to a part, where there is one that is to have it.
    fn lead_to(&mut self, part: String) {
        if !part.is_empty() {
            self.focus = part;
        }
    }

    fn hear_missing(&mut self, event: &Event) {
        if let Stage::Done(report) = &self.stage
            && event.id == "where"
        {
            self.orders.push(report.places());
            return;
        }
        if event.id == SCHEME {
            self.setting.chosen = Some(event.value.clone()).filter(|id| !id.is_empty());
            self.look_for_missing();
            return;
        }
        let Some(missing) = &mut self.missing else { return };
        let heard = missing.hear(event, self.setting.mark);
        let focus = missing.focus();
        self.lead_to(focus);
        if let Some(Heard::Change(change)) = heard {
            self.orders.push(Order::Change(crate::store::change_text(&change)));
        }
    }
}
