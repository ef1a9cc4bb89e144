//! Whether a condition holds, for a child, a family or a practitioner.

use super::view::{CaseView, DoneBy, PractitionerView, under_assessment};
use crate::facts::TaskKind;
use crate::facts::value::{Code, UNKNOWN};
use crate::scheme::Rule;
use crate::scheme::condition::{Condition, Slot, TaskKinds, Truth};
use crate::scheme::named_fact::task_bit;

/// What a condition is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The practitioner alone.
    Practitioner,
    /// The family as a whole.
    Family,
    /// The case with everything in it: the family's facts, and every task.
    Case,
    /// One child, by its own tasks.
    Child(usize),
    /// One child, by its own tasks and its family's.
    ChildWithFamily(usize),
}

/// Which tasks count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Every task of the case.
    Anyones,
    /// Not those that somebody else does.
    NotOthers,
    /// Only those that this practitioner is named for.
    Own,
}

/// Everything that a condition can be asked of.
#[derive(Clone, Copy)]
pub(super) struct Context<'v> {
    pub(super) practitioner: &'v PractitionerView<'v>,
    pub(super) case: Option<&'v CaseView<'v>>,
    pub(super) about: About,
    /// The codes of the child that is asked about.
    pub(super) of_child: Option<&'v [Code]>,
    pub(super) whose: Whose,
    /// The unit that is asked about, where it is one.
    pub(super) unit: Option<UnitAsked>,
    /// The task that is asked about, by place.
    pub(super) task: Option<usize>,
}

/// What a condition can ask of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnitAsked {
    /// True for a unit of one child, whose own inputs are read.
    pub(super) is_child: bool,
    /// How many children are in it.
    pub(super) children: Code,
}

impl<'v> Context<'v> {
    /// Asks of a practitioner alone.
    pub(super) fn of_practitioner(practitioner: &'v PractitionerView<'v>) -> Self {
        Self {
            practitioner,
            case: None,
            about: About::Practitioner,
            of_child: None,
            whose: Whose::Anyones,
            unit: None,
            task: None,
        }
    }

    /// Asks of a family that the practitioner works with.
    pub(super) fn of_family(practitioner: &'v PractitionerView<'v>, case: &'v CaseView<'v>) -> Self {
        let own = Self::of_practitioner(practitioner);
        Self { case: Some(case), about: About::Family, ..own }
    }

    /// Asks of a unit.
    pub(super) fn of_unit(self, unit: UnitAsked) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// Asks of a task.
    pub(super) fn of_task(self, task: usize) -> Self {
        Self { task: Some(task), ..self }
    }

    pub(super) fn about(self, about: About) -> Self {
        let of_child = match about {
            About::Child(child) | About::ChildWithFamily(child) => {
                self.case.and_then(|case| case.children.get(child)).map(|child| child.codes.as_slice())
            }
            About::Practitioner | About::Family | About::Case => None,
        };
        Self { about, of_child, ..self }
    }

    pub(super) fn whose(self, whose: Whose) -> Self {
        Self { whose, ..self }
    }

    pub(super) fn child(&self) -> Option<usize> {
        match self.about {
            About::Child(child) | About::ChildWithFamily(child) => Some(child),
            About::Practitioner | About::Family | About::Case => None,
        }
    }

    /// The code of a fact; nothing where the question does not arise.
    #[inline]
    pub(super) fn code(&self, slot: Slot) -> Option<Code> {
        let (of_child, place) = match slot {
            Slot::Child(place) => (true, place),
            Slot::Case(place) => (false, place),
            Slot::Either { child, .. } if self.of_child.is_some() => (true, child),
            Slot::OfUnit { child, .. } if self.unit.is_some_and(|unit| unit.is_child) => (true, child),
            Slot::Either { case, .. } | Slot::OfUnit { case, .. } => (false, case),
            Slot::Practitioner(place) => return self.practitioner.codes.get(place).copied(),
            Slot::Task(place) => return self.case?.tasks.get(self.task?)?.codes.get(place).copied(),
            Slot::UnitChildren => return self.unit.map(|unit| unit.children),
        };
        let codes = if of_child { self.of_child? } else { &self.case?.family };
        codes.get(place).copied()
    }

    /// Whether a condition holds, or turns on what is not known.
    pub(super) fn truth(&self, condition: &Condition) -> Truth {
        self.truth_here(condition)
    }

    /// The same, answered where it is asked: for the few places that ask it of every rule of every case. Most
    /// conditions ask for one fact, and a call is dearer than the answer.
    #[expect(clippy::inline_always, reason = "the compiler takes it for too large, and it is a third of the time")]
    #[inline(always)]
    pub(super) fn truth_here(&self, condition: &Condition) -> Truth {
        let slot = match condition {
            Condition::Is { slot, .. } | Condition::Within { slot, .. } => *slot,
            Condition::Fixed(holds) => return Truth::of(*holds),
            other => return self.truth_of_parts(other),
        };
        let Some(code) = self.code(slot) else { return Truth::No };
        if code == UNKNOWN {
            return Truth::Unknown;
        }
        Truth::of(match condition {
            Condition::Is { choices, .. } => {
                u32::try_from(code).ok().and_then(|place| choices.checked_shr(place)).unwrap_or(0) & 1 == 1
            }
            Condition::Within { range, .. } => range.holds(code),
            _ => false,
        })
    }

    /// The same of a condition that does not ask for one fact. Never inlined, so that the other is small.
    #[inline(never)]
    fn truth_of_parts(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(parts) => {
                let mut truth = Truth::Yes;
                for part in parts {
                    match self.truth(part) {
                        Truth::No => return Truth::No,
                        Truth::Unknown => truth = Truth::Unknown,
                        Truth::Yes => {}
                    }
                }
                truth
            }
            Condition::Any(parts) => {
                let mut truth = Truth::No;
                for part in parts {
                    match self.truth(part) {
                        Truth::Yes => return Truth::Yes,
                        Truth::Unknown => truth = Truth::Unknown,
                        Truth::No => {}
                    }
                }
                truth
            }
            Condition::Not(part) => match self.truth(part) {
                Truth::Yes => Truth::No,
                Truth::No => Truth::Yes,
                Truth::Unknown => Truth::Unknown,
            },
            Condition::Task { kinds, at_least } => self.tasks(*kinds, *at_least),
            Condition::Duty { kinds } => Truth::of(self.practitioner.duties.iter().any(|duty| duty.kind & kinds != 0)),
            Condition::Is { .. } | Condition::Within { .. } | Condition::Fixed(_) => self.truth(condition),
        }
    }

    /// False where a rule needs tasks of which the case has none: then nobody needs to be asked.
    pub(super) fn may_hold(&self, rule: &Rule) -> bool {
        rule.tasks_needed.is_none_or(|kinds| self.case.is_some_and(|case| case.kinds & kinds != 0))
    }

    /// True where a condition holds for certain.
    pub(super) fn holds(&self, condition: &Condition) -> bool {
        self.truth(condition) == Truth::Yes
    }

    fn tasks(&self, kinds: TaskKinds, at_least: usize) -> Truth {
        let Some(case) = self.case else { return Truth::No };
        // Asked of a family for several, the tasks of its children are among them.
        let of_all = at_least > 1;
        let counts = case
            .tasks
            .iter()
            .filter(|task| task.kind & kinds != 0)
            .filter(|task| match self.whose {
                Whose::Anyones => true,
                Whose::NotOthers => task.by != DoneBy::Other,
                Whose::Own => task.by == DoneBy::This,
            })
            .filter(|task| match self.about {
                About::Practitioner | About::Case => true,
                About::Family => of_all || task.child.is_none(),
                About::Child(child) => task.child == Some(child),
                About::ChildWithFamily(child) => task.child.is_none_or(|own| own == child),
            })
            .count();
        if counts >= at_least {
            return Truth::Yes;
        }
        if at_least == 1 && kinds & task_bit(TaskKind::SingleAssessment) != 0 {
            self.assumed_assessment()
        } else {
            Truth::No
        }
    }

    /// Reading X-3: under assessment only, with no assessment entered, is a single assessment.
    fn assumed_assessment(&self) -> Truth {
        self.child().map_or(Truth::No, |child| self.assumed_assessment_of(child))
    }

    /// The same of one child.
    pub(super) fn assumed_assessment_of(&self, child: usize) -> Truth {
        let Some(case) = self.case else { return Truth::No };
        let child = case.children.get(child).filter(|child| child.assessment_if_under_assessment);
        let Some(child) = child else { return Truth::No };
        match case.follows.plan.and_then(|slot| child.codes.get(slot)).copied().unwrap_or(child.plan) {
            UNKNOWN => Truth::Unknown,
            plan => Truth::of(plan == under_assessment()),
        }
    }

    /// Shows every fact on which it turns whether a condition holds.
    pub(super) fn open_facts(&self, condition: &Condition, see: &mut dyn FnMut(Slot)) {
        if self.truth(condition) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.open_facts(part, see)),
            Condition::Not(part) => self.open_facts(part, see),
            Condition::Is { slot, .. } | Condition::Within { slot, .. } => see(*slot),
            Condition::Task { .. } => {
                if let Some(plan) = self.case.and_then(|case| case.follows.plan) {
                    see(Slot::Child(plan));
                }
            }
            Condition::Fixed(_) | Condition::Duty { .. } => {}
        }
    }
}
