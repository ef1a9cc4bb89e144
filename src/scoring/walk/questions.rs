//! Everything that a walk of a case may ask, and of what: for the facts that are not known.

use super::groups::{asked_of, table_for};
use super::tasks::{Dated, dated};
use crate::facts::TaskKind;
use crate::facts::value::{Code, UNKNOWN};
use crate::scheme::condition::{Condition, Slot, Truth};
use crate::scheme::named_fact::task_bit;
use crate::scheme::{Award, Kinds, Mechanism, Rule, Scheme, TaskAward, Unit, UnitOf, Units};
use crate::scoring::context::{About, Context, UnitAsked};

/// What a walk asks.
#[derive(Clone, Copy)]
pub(in crate::scoring) enum Asked<'s> {
    /// Whether a condition holds.
    Condition(&'s Condition),
    /// What a fact says.
    Fact(Slot),
    /// When tasks began, or what is to be reviewed, for an award.
    Tasks(&'s TaskAward),
}

/// The units that a child, or the case, may be counted in, by kind.
pub(in crate::scoring) struct Possible {
    /// For each child, the kinds that it may be of.
    pub(in crate::scoring) of_child: Vec<Kinds>,
    /// For each child, the one kind that it is of for certain.
    pub(in crate::scoring) certain: Vec<Kinds>,
    /// The kinds that the case itself may be of.
    pub(in crate::scoring) of_case: Kinds,
    /// The kinds that the case itself is of for certain.
    pub(in crate::scoring) certain_of_case: Kinds,
}

fn bit(kind: usize) -> Kinds {
    u32::try_from(kind).ok().and_then(|kind| 1_u64.checked_shl(kind)).unwrap_or(0)
}

/// The units that there may be, whatever is not known.
pub(in crate::scoring) fn possible_units(units: &Units, context: &Context<'_>) -> Possible {
    let count = context.case.map_or(0, |case| case.children.len());
    let mut possible = Possible { of_child: vec![0; count], certain: vec![0; count], of_case: 0, certain_of_case: 0 };
    let mut settled = vec![false; count];
    let mut case_settled = false;
    for (kind, own) in units.kinds.iter().enumerate() {
        match own.of {
            UnitOf::Child | UnitOf::Children => {
                for child in 0..count {
                    if settled.get(child) == Some(&true) {
                        continue;
                    }
                    let truth = context.about(About::ChildWithFamily(child)).truth(&own.when);
                    if let Some(kinds) = possible.of_child.get_mut(child).filter(|_| truth != Truth::No) {
                        let first = *kinds == 0;
                        *kinds |= bit(kind);
                        if truth == Truth::Yes {
                            if let Some(settled) = settled.get_mut(child) {
                                *settled = true;
                            }
                            if let Some(certain) = possible.certain.get_mut(child).filter(|_| first) {
                                *certain = bit(kind);
                            }
                        }
                    }
                }
            }
            UnitOf::Case | UnitOf::Each(_) => {
                let truth = context.truth(&own.when);
                if truth == Truth::No || case_settled {
                    continue;
                }
                if truth == Truth::Yes {
                    if possible.of_case == 0 {
                        possible.certain_of_case |= bit(kind);
                    }
                    case_settled = true;
                }
                possible.of_case |= bit(kind);
                if own.of == UnitOf::Case {
                    // It takes the children who are left.
                    for child in 0..count {
                        if settled.get(child) == Some(&false)
                            && let Some(kinds) = possible.of_child.get_mut(child)
                        {
                            let first = *kinds == 0;
                            *kinds |= bit(kind);
                            if truth == Truth::Yes {
                                settled.iter_mut().skip(child).take(1).for_each(|own| *own = true);
                                if let Some(certain) = possible.certain.get_mut(child).filter(|_| first) {
                                    *certain = bit(kind);
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    possible
}

/// The kinds that are one child each.
pub(in crate::scoring) fn child_kinds(units: &Units) -> Kinds {
    let kinds = units.kinds.iter().enumerate().filter(|(_, kind)| kind.of == UnitOf::Child);
    kinds.fold(0, |all, (place, _)| all | bit(place))
}

/// The units that a stage made.
pub(in crate::scoring) fn units_of(scheme: &Scheme, stage: usize) -> Option<&Units> {
    match &scheme.steps.get(stage)?.mechanism {
        Mechanism::Units(units) => Some(units),
        _ => None,
    }
}

/// Shows what a walk of a case may ask, with what it is asked about.
pub(in crate::scoring) fn each_question<'s>(
    scheme: &'s Scheme,
    context: &Context<'_>,
    see: &mut dyn FnMut(&Context<'_>, Asked<'s>),
) {
    let count = context.case.map_or(0, |case| case.children.len());
    // The units that there may be, by the stage that makes them: many stages go by the same.
    let mut known: Vec<(usize, Possible)> = Vec::new();
    for (step, own) in scheme.steps.iter().enumerate() {
        if let Mechanism::Units(units) = &own.mechanism {
            known.push((step, possible_units(units, context)));
        }
        let made = |stage: Option<usize>| {
            let stage = stage?;
            let possible = known.iter().find(|(own, _)| *own == stage).map(|(_, possible)| possible);
            units_of(scheme, stage).zip(possible)
        };
        match &own.mechanism {
            Mechanism::SelectOne(select) => {
                let rows = table_for(select, context).map_or(&[][..], |table| &table.rows);
                for child in 0..count {
                    let at = context.about(About::ChildWithFamily(child));
                    for rule in rows {
                        ask(&at, rule, see);
                    }
                }
            }
            Mechanism::SelectAtMost(select) if select.unit == Unit::Group => {
                for rule in &select.rules {
                    for child in 0..count {
                        ask(&context.about(asked_of(rule, child)), rule, see);
                    }
                    if !rule.of_children_only {
                        ask(&context.about(About::Family), rule, see);
                    }
                }
            }
            Mechanism::Units(units) => {
                for kind in &units.kinds {
                    match kind.of {
                        UnitOf::Child | UnitOf::Children => (0..count).for_each(|child| {
                            see(&context.about(About::ChildWithFamily(child)), Asked::Condition(&kind.when));
                        }),
                        UnitOf::Case => see(context, Asked::Condition(&kind.when)),
                        UnitOf::Each(slot) => {
                            see(context, Asked::Condition(&kind.when));
                            if context.truth(&kind.when) != Truth::No {
                                see(context, Asked::Fact(slot));
                            }
                        }
                    }
                }
            }
            Mechanism::Each(each) if each.unit == Unit::Case => {
                for rule in &each.rules {
                    if !rule.of_children_only {
                        ask(&context.about(About::Case), rule, see);
                    }
                    for child in 0..count {
                        ask(&context.about(About::ChildWithFamily(child)), rule, see);
                    }
                }
            }
            Mechanism::Each(each) if each.unit == Unit::Unit => {
                let Some((units, possible)) = made(Some(each.of)) else { continue };
                for rule in &each.rules {
                    of_units(units, possible, context, rule.kinds, rule.of_children_only, &mut |at| {
                        ask(at, rule, see);
                    });
                }
                // How many children are in a unit is known where it is known who they are.
                if let Some(times) = each.times.as_ref().filter(|times| times.slot != Slot::UnitChildren) {
                    see(context, Asked::Fact(times.slot));
                }
            }
            Mechanism::Cap(cap) => match cap.unit {
                Unit::Unit | Unit::Rule | Unit::Units => {
                    // Most caps hold always: there is nothing to ask.
                    if cap.when == Condition::Fixed(true) {
                        continue;
                    }
                    let stage = cap.of.iter().find_map(|place| goes_by(scheme, *place));
                    let Some((units, possible)) = made(stage) else { continue };
                    of_units(units, possible, context, cap.kinds, cap.of_children_only, &mut |at| {
                        see(at, Asked::Condition(&cap.when));
                    });
                }
                Unit::Group => see(context, Asked::Condition(&cap.when)),
                Unit::Case => see(&context.about(About::Case), Asked::Condition(&cap.when)),
                _ => {}
            },
            Mechanism::Replace { unit: Unit::Case, when, .. } => {
                see(&context.about(About::Case), Asked::Condition(when));
            }
            Mechanism::Replace { of, kinds, when, of_children_only, .. } => {
                let stage = of.iter().find_map(|place| goes_by(scheme, *place));
                let Some((units, possible)) = made(stage) else { continue };
                of_units(units, possible, context, *kinds, *of_children_only, &mut |at| {
                    see(at, Asked::Condition(when));
                });
            }
            _ => {}
        }
    }
}

/// The stage whose units a stage of rules goes by.
pub(in crate::scoring) fn goes_by(scheme: &Scheme, stage: usize) -> Option<usize> {
    match &scheme.steps.get(stage)?.mechanism {
        Mechanism::Each(each) if each.unit == Unit::Unit => Some(each.of),
        _ => None,
    }
}

/// Asks of every unit of some kinds that there may be, however many children it may have.
pub(in crate::scoring) fn of_units(
    units: &Units,
    possible: &Possible,
    context: &Context<'_>,
    kinds: Kinds,
    of_children_only: bool,
    ask: &mut dyn FnMut(&Context<'_>),
) {
    let alone = child_kinds(units);
    for (child, own) in possible.of_child.iter().enumerate() {
        if own & kinds & alone != 0 {
            let unit = UnitAsked { is_child: true, children: 1 };
            ask(&context.of_unit(unit).about(About::ChildWithFamily(child)));
        }
    }
    let together = possible.of_child.iter().fold(possible.of_case, |all, own| all | own) & kinds & !alone;
    for kind in (0..units.kinds.len()).filter(|kind| together & bit(*kind) != 0) {
        let may = possible.of_child.iter().filter(|own| **own & bit(kind) != 0).count();
        let sure = possible.certain.iter().filter(|own| **own & bit(kind) != 0).count();
        for children in sure..=may {
            let unit = UnitAsked { is_child: false, children: Code::try_from(children).unwrap_or(0) };
            let at = context.of_unit(unit);
            if !of_children_only {
                ask(&at.about(About::Family));
            }
            for child in 0..possible.of_child.len() {
                if possible.of_child.get(child).is_some_and(|own| own & bit(kind) != 0) {
                    ask(&at.about(About::ChildWithFamily(child)));
                }
            }
        }
    }
}

/// What a rule asks: its condition, and what its award goes by.
fn ask<'s>(at: &Context<'_>, rule: &'s Rule, see: &mut dyn FnMut(&Context<'_>, Asked<'s>)) {
    if !at.may_hold(rule) {
        return;
    }
    see(at, Asked::Condition(&rule.when));
    if at.truth(&rule.when) == Truth::No {
        return;
    }
    match &rule.award {
        Award::Bands { slot, .. } | Award::Input { slot, .. } => see(at, Asked::Fact(*slot)),
        Award::Table(table) => {
            see(at, Asked::Fact(table.rows.slot));
            see(at, Asked::Fact(table.columns.slot));
        }
        Award::Tasks(award) => see(at, Asked::Tasks(award)),
        _ => {}
    }
}

/// What is not known of the tasks that an award may count.
#[derive(Clone, Copy)]
pub(in crate::scoring) enum OpenTask {
    /// The date that a task goes by, by the place of the task.
    Date(usize),
    /// An input of a task: the place of the task, and that of the input.
    Input(usize, usize),
    /// The plan of a child, on which it turns whether an assessment is taken as read (reading X-3).
    Plan(usize),
}

/// Shows what is not known of the tasks that an award may count where it is asked.
pub(in crate::scoring) fn open_tasks(award: &TaskAward, at: &Context<'_>, see: &mut dyn FnMut(OpenTask)) {
    let Some(case) = at.case else { return };
    let about = |task: Option<usize>| at.about == About::Case || task.is_none() || task == at.child();
    for (place, task) in case.tasks.iter().enumerate().filter(|(_, task)| task.kind & award.kinds != 0) {
        if !about(task.child) {
            continue;
        }
        if dated(award, task, case) == Dated::NotKnown {
            see(OpenTask::Date(place));
        }
        if let Some(Slot::Task(slot)) = award.times
            && task.codes.get(slot) == Some(&UNKNOWN)
        {
            see(OpenTask::Input(place, slot));
        }
    }
    if award.kinds & task_bit(TaskKind::SingleAssessment) != 0 {
        for child in (0..case.children.len()).filter(|child| about(Some(*child))) {
            if at.assumed_assessment_of(child) == Truth::Unknown {
                see(OpenTask::Plan(child));
            }
        }
    }
}
