//! What a column of a table can become.

use crate::facts::record::{Record, definition};
use crate::facts::{Case, Child, Definition, Kind, Listed, Plan, Practitioner, TaskKind};

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Each row is a child.
    Children,
    /// Each row is a practitioner.
    Practitioners,
}

/// The records whose facts a column can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The child of the row.
    Child,
    /// The case of that child.
    Case,
    /// The practitioner of the row.
    Practitioner,
}

/// What a column becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing: it is left out.
    Leave,
    /// The child's number, of which a keyed code is kept.
    Id,
    /// A number that the children of one family have in common; a keyed code of it is kept.
    Family,
    /// Who works with the child; in a table of practitioners, who the row is about.
    Worker,
    /// Who else works with the child.
    CoWorker,
    /// What the worker of the row is to the child, where a child has a row for each of several.
    Role,
    /// The team.
    Team,
    /// A fact, by its name in the catalogue.
    Fact(Of, &'static str),
    /// Whether the case is open: rows that are closed are left out.
    Open,
    /// The plan of the children whose cell is marked: one column for each plan.
    Marked(Plan),
    /// A task in progress: the day on which it began, or a mark.
    Task(TaskKind),
    /// Hours a week, as a part of full time: `0.8`.
    FullTime,
}

/// Plans for which tables have columns of their own, to be marked.
const MARKED: [Plan; 6] = [
    Plan::UnderAssessment,
    Plan::EarlyHelp,
    Plan::ChildInNeed,
    Plan::ChildProtection,
    Plan::LookedAfter,
    Plan::CareLeaverFormerRelevant,
];

/// Facts that no column becomes: what an import writes itself, ids of this workspace, and what a target of its own
/// stands for.
const NOT_OFFERED: [(Of, &str); 5] = [
    (Of::Child, "imported"),
    (Of::Practitioner, "imported"),
    (Of::Practitioner, "label"),
    (Of::Practitioner, "team"),
    (Of::Practitioner, "line_manager"),
];

impl Of {
    /// The catalogue of these records.
    #[must_use]
    pub fn catalogue(self) -> &'static [Definition] {
        match self {
            Self::Child => Child::catalogue(),
            Self::Case => Case::catalogue(),
            Self::Practitioner => Practitioner::catalogue(),
        }
    }

    /// The definition of a fact of these records.
    #[must_use]
    pub fn definition(self, fact: &str) -> Option<&'static Definition> {
        match self {
            Self::Child => definition::<Child>(fact),
            Self::Case => definition::<Case>(fact),
            Self::Practitioner => definition::<Practitioner>(fact),
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Case => "case",
            Self::Practitioner => "practitioner",
        }
    }

    fn facts(self) -> impl Iterator<Item = Target> {
        self.catalogue()
            .iter()
            .filter(move |own| !NOT_OFFERED.contains(&(self, own.id)))
            .map(move |own| Target::Fact(self, own.id))
    }
}

impl Rows {
    /// Everything that a column of such a table can become, in the order in which it is offered.
    #[must_use]
    pub fn targets(self) -> Vec<Target> {
        let mut targets = vec![Target::Leave];
        match self {
            Self::Children => {
                targets.extend([
                    Target::Id,
                    Target::Worker,
                    Target::CoWorker,
                    Target::Role,
                    Target::Team,
                    Target::Family,
                ]);
                targets.extend(Of::Child.facts());
                targets.push(Target::Open);
                targets.extend(MARKED.map(Target::Marked));
                targets.extend(Of::Case.facts());
                targets.extend(TaskKind::groups().flat_map(|(_, kinds)| kinds).map(Target::Task));
            }
            Self::Practitioners => {
                targets.extend([Target::Worker, Target::Team, Target::FullTime]);
                targets.extend(Of::Practitioner.facts());
            }
        }
        targets
    }

    /// As choices and memory name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Children => "children",
            Self::Practitioners => "practitioners",
        }
    }

    /// The target with this code, where such a table has it.
    #[must_use]
    pub fn target(self, code: &str) -> Option<Target> {
        self.targets().into_iter().find(|target| target.code() == code)
    }
}

impl Target {
    /// As choices and memory name it: `id`, `child.plan`, `task.section_47`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Leave => String::new(),
            Self::Id => "id".to_owned(),
            Self::Family => "family".to_owned(),
            Self::Worker => "worker".to_owned(),
            Self::CoWorker => "co_worker".to_owned(),
            Self::Role => "role".to_owned(),
            Self::Team => "team".to_owned(),
            Self::Open => "open".to_owned(),
            Self::Fact(of, fact) => format!("{}.{fact}", of.code()),
            Self::Marked(plan) => format!("marked.{}", plan.text()),
            Self::Task(kind) => format!("task.{}", kind.text()),
            Self::FullTime => "full_time".to_owned(),
        }
    }

    /// The fact that it is, where it is one.
    #[must_use]
    pub fn definition(self) -> Option<&'static Definition> {
        match self {
            Self::Fact(of, fact) => of.definition(fact),
            _ => None,
        }
    }

    /// The heading that stands for it alone: templates have it, and it is recognised without a question.
    #[must_use]
    pub fn heading(self) -> String {
        match self {
            Self::Leave => String::new(),
            Self::Id => "Child number".to_owned(),
            Self::Family => "Family number".to_owned(),
            Self::Worker => "Worker".to_owned(),
            Self::CoWorker => "Co-worker".to_owned(),
            Self::Role => "What the worker is to the child".to_owned(),
            Self::Team => "Team".to_owned(),
            Self::Open => "Open or closed".to_owned(),
            Self::Fact(of, fact) => {
                let label = self.definition().map_or(fact, |own| own.label);
                let first = match of {
                    // What a child can have too is of the child where nothing else is said.
                    Of::Case if Of::Child.catalogue().iter().any(|own| own.label == label) => "Family: ",
                    Of::Practitioner if matches!(fact, "personal_capacity_reason" | "personal_capacity_until") => {
                        "Personal capacity: "
                    }
                    _ => "",
                };
                format!("{first}{label}")
            }
            Self::Marked(plan) => format!("Marked where: {}", plan.words()),
            Self::Task(kind) => format!("{}: since", kind.words()),
            Self::FullTime => "Full-time equivalent (FTE)".to_owned(),
        }
    }

    /// Its words among the choices: the group that it belongs to, and what it is.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Leave => "Leave this column out".to_owned(),
            Self::Id => "Number of the child (a code of it is kept)".to_owned(),
            Self::Family => "Number of the family: the same for brothers and sisters (a code of it is kept)".to_owned(),
            Self::Open => "Whether the case is open (closed ones are left out)".to_owned(),
            Self::Marked(plan) => format!("Plan, where marked: {}", plan.words()),
            Self::Task(kind) => format!("Task in progress since: {}", kind.words()),
            Self::Fact(..) => self.definition().map_or_else(String::new, |own| format!("{}: {}", own.group, own.label)),
            Self::Worker | Self::CoWorker | Self::Role | Self::Team | Self::FullTime => self.heading(),
        }
    }

    /// Its words in a sentence or a table: without the group.
    #[must_use]
    pub fn short(self) -> String {
        match self {
            Self::Leave => "left out".to_owned(),
            Self::Marked(plan) => format!("Plan, where marked: {}", plan.words()),
            Self::Task(kind) => format!("Task since: {}", kind.words()),
            _ => self.heading(),
        }
    }

    /// The closed list that its cells are words of: code and words; none where they are no such words.
    #[must_use]
    pub fn closed(self) -> Option<Vec<(&'static str, &'static str)>> {
        const YES_NO: [(&str, &str); 2] = [("yes", "Yes"), ("no", "No")];
        const UNKNOWN: (&str, &str) = ("unknown", "Not known");
        match (self, self.definition().map(|own| own.kind)) {
            (Self::Marked(_), _) => Some(YES_NO.to_vec()),
            (Self::Role, _) => Some(ROLES.to_vec()),
            (Self::Open, _) => Some(vec![("yes", "Open"), (LEAVE_ROW, "Closed: leave these children out"), UNKNOWN]),
            (_, Some(Kind::Mark | Kind::Answer)) => Some([&YES_NO[..], &[UNKNOWN]].concat()),
            (_, Some(Kind::OneOf(choices) | Kind::Ordinary(choices))) => {
                let mut all: Vec<_> = choices.iter().map(|choice| (choice.code, choice.words)).collect();
                all.push(UNKNOWN);
                // A table of children often has closed cases among the others, and says so where the plan stands.
                if self == Self::Fact(Of::Child, "plan") {
                    all.push((LEAVE_ROW, "Leave these children out"));
                }
                Some(all)
            }
            _ => None,
        }
    }

    /// True where what an empty cell means is asked: a fact that has an ordinary state.
    #[must_use]
    pub fn asks_for_blanks(self) -> bool {
        matches!(self.definition().map(|own| own.kind), Some(Kind::Mark))
    }
}

/// What the worker of a row can be to the child.
const ROLES: [(&str, &str); 4] = [
    ("holder", "Holds the case"),
    ("co_worker", "Works beside the holder"),
    ("instead", "Holds it only where nobody else does"),
    ("other", "Neither: this worker is not read"),
];

/// The choice for a word that says that the row is left out.
pub const LEAVE_ROW: &str = "leave-out";
