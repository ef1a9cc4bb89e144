//! What the name of a sheet is: a workbook may have a sheet for each worker, each team or each plan.

use super::Mapping;
use super::targets::{LEAVE_ROW, Of, Rows, Target};
use super::words::{self, same_word};
use crate::importing::people;

/// What the name of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Nothing that is read.
    Nothing,
    /// Who works with its children.
    Worker,
    /// The team of its children.
    Team,
    /// The plan of its children.
    Plan,
}

impl Is {
    /// Each with its code and what it is called.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Nothing, "nothing", "Nothing that is read"),
        (Self::Worker, "worker", "The worker of its children"),
        (Self::Team, "team", "The team of its children"),
        (Self::Plan, "plan", "The plan of its children"),
    ];

    /// What a code stands for.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|own| own.1 == code).map(|own| own.0)
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|own| own.0 == self).map_or("", |own| own.1)
    }
}

/// Words of names of sheets that are nobody's name.
const NO_NAMES: &str = "sheet|data|team|caseload|caseloads|case|cases|list|summary|all|archive|archived|closed|open|new|\
     current|previous|old|transfers|transfer|transferred|waiting|allocated|unallocated|allocation|allocations|children|\
     child|young|people|staff|workers|worker|notes|total|totals|pivot|report|export|main|master|copy|final|draft|table|\
     duty|court|assessment|assessments|assess|adoption|fostering|leaving|care|north|south|east|west|central|january|\
     february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|\
     oct|nov|dec|week|month|year|today|this|in|of|the|and|for|safeguarding|protection|need|locality|service|plan|plans|\
     spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|visits|reviews|siblings|families|family|info|\
     results|query|results|front|cover|contents|lookup|lookups|codes|guidance|help|disability|mash|plo|legal|next|last|\
     complex|tasks|joint|other|misc|referrals|contacts|early|s47|uasc|lcs|mosaic|eclipse|hub|pod|group|district|area";

impl Mapping {
    /// The name of the sheet, or of its file without the ending where the sheet has none.
    pub(super) fn sheet_name(&self) -> &str {
        let stem = self.sheet.file.rsplit_once('.').map_or("", |own| own.0);
        if self.sheet.name.is_empty() { stem } else { &self.sheet.name }
    }

    /// The code of the plan that the name of the sheet says; nothing where it says none, or that it is over.
    pub(super) fn plan_of_name(&self) -> Option<String> {
        let plan = Target::Fact(Of::Child, "plan");
        let code = words::guess(plan, "", &same_word(self.sheet_name()))?;
        (code != LEAVE_ROW && code != "unknown").then_some(code)
    }

    /// The worker that the name of the sheet is, where that was said.
    pub(super) fn worker_of_name(&self) -> Option<String> {
        let named = || people::workers(self.sheet_name()).names.into_iter().next();
        if self.sheet_is == Is::Worker { named() } else { None }
    }

    /// True where something tells of it beside the name of the sheet.
    pub(super) fn has_column(&self, of: Is) -> bool {
        self.columns.iter().any(|column| match of {
            Is::Nothing => false,
            Is::Worker => column.target == Target::Worker,
            Is::Team => column.target == Target::Team,
            Is::Plan => matches!(column.target, Target::Marked(_) | Target::Fact(Of::Child, "plan")),
        })
    }
}

/// Guesses what the names of the sheets are, where no column says it: the plan of each; and the worker, where several
/// sheets have names like those of people and no sheet has a column of workers.
pub fn guess(tables: &mut [Mapping]) {
    let no_workers = !tables.iter().any(|own| own.rows.is_some() && own.has_column(Is::Worker));
    let can = |own: &Mapping| own.rows == Some(Rows::Children);
    let people = tables.iter().filter(|own| can(own) && is_like_a_person(own.sheet_name())).count();
    let by_worker = no_workers && people >= 2 && people * 2 >= tables.iter().filter(|own| can(own)).count();
    let several = tables.iter().filter(|own| !own.sheet.rows.is_empty()).count() > 1;
    for own in tables.iter_mut().filter(|own| own.rows == Some(Rows::Children)) {
        if by_worker && is_like_a_person(own.sheet_name()) {
            own.sheet_is = Is::Worker;
            own.settled = false;
        } else if several && !own.has_column(Is::Plan) && own.plan_of_name().is_some() {
            own.sheet_is = Is::Plan;
            own.settled = false;
        }
    }
}

/// True for one to three words that begin with a capital and are nobody's plan, team or month.
fn is_like_a_person(name: &str) -> bool {
    let parts: Vec<&str> = name.split([' ', ',', '.']).filter(|own| !own.is_empty()).collect();
    let is_word = |own: &&str| {
        let lower = own.to_ascii_lowercase();
        own.starts_with(char::is_uppercase)
            && own.chars().all(|own| own.is_alphabetic() || matches!(own, '-' | '\'' | '\u{2019}'))
            && !NO_NAMES.split('|').any(|word| word == lower)
    };
    (1..=3).contains(&parts.len())
        && parts.iter().all(is_word)
        && words::guess(Target::Fact(Of::Child, "plan"), "", &same_word(name)).is_none()
        && !people::is_no_worker(name)
}
