//! Conditions: what a rule needs to be so, in facts of the catalogue.

use crate::facts::value::Code;

/// Which fact a condition reads, by its place among the facts that the scheme reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// A fact of a child; not so for a family.
    Child(usize),
    /// A fact of the case.
    Case(usize),
    /// A fact of the practitioner.
    Practitioner(usize),
    /// A fact that a child or its family may have: the child's where a child is asked about.
    Either {
        /// The place among the facts of a child.
        child: usize,
        /// The place among the facts of the case.
        case: usize,
    },
    /// An input that a child or a case may have: the child's where a unit of one child is asked
    /// about, the case's for every other unit.
    OfUnit {
        /// The place among the facts of a child.
        child: usize,
        /// The place among the facts of the case.
        case: usize,
    },
    /// An input of a task.
    Task(usize),
    /// How many children are in the unit.
    UnitChildren,
}

/// Numbers from one bound to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least number.
    pub least: Code,
    /// The most.
    pub most: Code,
}

impl Range {
    /// True when the number lies within.
    #[must_use]
    pub const fn holds(self, number: Code) -> bool {
        number >= self.least && number <= self.most
    }

    /// True when some number lies within both.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.least <= other.most && other.least <= self.most
    }
}

/// Task kinds as a set: bit `n` is the kind at place `n` of the catalogue.
pub type TaskKinds = u128;

/// Duty kinds as a set: bit `n` is the kind at place `n` of the catalogue.
pub type DutyKinds = u64;

/// What must be so.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Every one of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// Always or never: what a parameter decides.
    Fixed(bool),
    /// The fact is one of these choices: bit `n` is the choice at place `n`; for yes/no, bit 1 is yes.
    Is {
        /// The fact.
        slot: Slot,
        /// The choices.
        choices: u64,
    },
    /// The number lies within a range.
    Within {
        /// The fact.
        slot: Slot,
        /// The range.
        range: Range,
    },
    /// So many tasks of these kinds are in progress.
    Task {
        /// The kinds.
        kinds: TaskKinds,
        /// How many are needed.
        at_least: usize,
    },
    /// A duty of these kinds is held.
    Duty {
        /// The kinds.
        kinds: DutyKinds,
    },
}

/// How certain it is that a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It turns on a fact that is not known.
    Unknown,
}

impl Truth {
    /// Certain one way or the other.
    #[must_use]
    pub const fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

impl Condition {
    /// The kinds of task that it asks for, leaving out those it asks not to be there.
    #[must_use]
    pub fn tasks(&self) -> TaskKinds {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().fold(0, |kinds, part| kinds | part.tasks()),
            Self::Task { kinds, .. } => *kinds,
            _ => 0,
        }
    }

    /// The kinds of task of which one at least must be in progress for it to hold; nothing where it may
    /// hold without.
    #[must_use]
    pub fn tasks_needed(&self) -> Option<TaskKinds> {
        match self {
            Self::All(parts) => parts.iter().find_map(Self::tasks_needed),
            Self::Any(parts) => parts.iter().try_fold(0, |kinds, part| Some(kinds | part.tasks_needed()?)),
            Self::Task { kinds, .. } => Some(*kinds),
            _ => None,
        }
    }

    /// The kinds of duty that it asks for.
    #[must_use]
    pub fn duties(&self) -> DutyKinds {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().fold(0, |kinds, part| kinds | part.duties()),
            Self::Duty { kinds } => *kinds,
            _ => 0,
        }
    }

    /// True where it asks something that only a child can answer, so that asking a family is idle.
    #[must_use]
    pub fn asks_a_child(&self) -> bool {
        let mut asks = false;
        self.each(&mut |condition| {
            if let Self::Is { slot: Slot::Child(_), .. } | Self::Within { slot: Slot::Child(_), .. } = condition {
                asks = true;
            }
        });
        asks
    }

    /// How many parts it has, itself among them.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::size).sum::<usize>(),
            Self::Not(part) => 1 + part.size(),
            _ => 1,
        }
    }

    /// True where a practitioner alone can answer it.
    #[must_use]
    pub fn asks_only_a_practitioner(&self) -> bool {
        let mut only = true;
        self.each(&mut |condition| {
            only &= match condition {
                Self::Is { slot, .. } | Self::Within { slot, .. } => matches!(slot, Slot::Practitioner(_)),
                Self::Task { .. } => false,
                _ => true,
            };
        });
        only
    }

    /// Shows every condition on a fact to `see`.
    pub fn each(&self, see: &mut dyn FnMut(&Condition)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(see)),
            Self::Not(part) => part.each(see),
            _ => see(self),
        }
    }

    /// What it comes to when the parameters are settled: fixed parts folded away, parts of parts and
    /// questions about one fact put together, the shortest asked first. It holds of the same facts.
    #[must_use]
    pub fn settled(self) -> Self {
        match self {
            Self::All(parts) => {
                let parts = flat(parts, |part| match part {
                    Self::All(inner) => Ok(inner),
                    other => Err(other),
                });
                let parts: Vec<_> = parts.into_iter().filter(|part| *part != Self::Fixed(true)).collect();
                if parts.contains(&Self::Fixed(false)) {
                    Self::Fixed(false)
                } else {
                    one_or(joined(parts, |one, other| one & other), Self::All, true)
                }
            }
            Self::Any(parts) => {
                let parts = flat(parts, |part| match part {
                    Self::Any(inner) => Ok(inner),
                    other => Err(other),
                });
                let parts: Vec<_> = parts.into_iter().filter(|part| *part != Self::Fixed(false)).collect();
                if parts.contains(&Self::Fixed(true)) {
                    Self::Fixed(true)
                } else {
                    one_or(joined(parts, |one, other| one | other), Self::Any, false)
                }
            }
            Self::Not(part) => match part.settled() {
                Self::Fixed(holds) => Self::Fixed(!holds),
                Self::Not(inner) => *inner,
                other => Self::Not(Box::new(other)),
            },
            other => other,
        }
    }
}

/// The parts, settled, with the parts of those that are of the same kind in their place.
fn flat(parts: Vec<Condition>, inner: fn(Condition) -> Result<Vec<Condition>, Condition>) -> Vec<Condition> {
    let mut all = Vec::with_capacity(parts.len());
    for part in parts {
        match inner(part.settled()) {
            Ok(parts) => all.extend(parts),
            Err(part) => all.push(part),
        }
    }
    all
}

/// The parts with those that ask about the same choice put together, the shortest first.
fn joined(parts: Vec<Condition>, join: fn(u64, u64) -> u64) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::with_capacity(parts.len());
    for part in parts {
        if let Condition::Is { slot, choices } = part {
            let same = all.iter_mut().find_map(|own| match own {
                Condition::Is { slot: other, choices } if *other == slot => Some(choices),
                _ => None,
            });
            if let Some(own) = same {
                *own = join(*own, choices);
                continue;
            }
        }
        all.push(part);
    }
    crate::points::sort_short(&mut all, Condition::size);
    all
}

fn one_or(mut parts: Vec<Condition>, several: fn(Vec<Condition>) -> Condition, none: bool) -> Condition {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            several(parts)
        }
        (_, None) => Condition::Fixed(none),
    }
}
