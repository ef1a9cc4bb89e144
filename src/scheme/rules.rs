//! The rules of a stage.

use super::condition::{Condition, Slot};
use super::document::Reader;
use super::node::Node;
use super::{Award, Kinds, Per, Reach, Rule, Unit, Units};
use crate::facts::value::shortened;

/// Whom the rules of a stage are asked of, and so what they are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleKind {
    /// Rows of a table, asked of each child.
    Row,
    /// Items of a group of children.
    Item,
    /// Of the practitioner.
    Own,
    /// Of a unit.
    Unit,
    /// Of the case.
    Case,
    /// Of a case that others hold.
    Others,
    /// What is listed, or noted, of the case or its children.
    Listed,
    /// Of nobody, since the stage does not say: what they say is read all the same.
    Unread,
}

impl RuleKind {
    /// What rules of a stage that goes by a unit are asked of.
    pub(super) fn of(unit: Option<Unit>) -> Self {
        match unit {
            Some(Unit::Practitioner) => Self::Own,
            Some(Unit::Group) => Self::Item,
            Some(Unit::Unit) => Self::Unit,
            Some(Unit::Case) => Self::Case,
            Some(Unit::CaseOfOthers) => Self::Others,
            _ => Self::Unread,
        }
    }

    /// The names that such a rule may have, beside those that all have.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Row => &["first", "other", "instead"],
            Self::Item => &["points", "award", "reach", "for_completer", "per"],
            Self::Own => &["points", "award", "note_wanted"],
            Self::Unit => &["points", "award", "kinds", "per"],
            Self::Case | Self::Others => &["points", "award"],
            Self::Listed => &["error"],
            Self::Unread => &["points", "award", "kinds", "per", "reach", "for_completer", "note_wanted"],
        }
    }

    /// Why nobody who is asked could answer for a fact; nothing where somebody can.
    fn refuses(self, slot: Slot, of_award: bool) -> Option<&'static str> {
        match slot {
            _ if self == Self::Unread => None,
            Slot::Task(_) => Some("an input of a task is read by times_input alone"),
            Slot::UnitChildren if self != Self::Unit => Some("unit.children is for what goes by units"),
            Slot::Practitioner(_) | Slot::UnitChildren => None,
            _ if self == Self::Own => Some("must ask of the practitioner alone"),
            Slot::Child(_) if self == Self::Others || (self == Self::Case && of_award) => {
                Some("asks a child, and the case is asked here")
            }
            _ => None,
        }
    }
}

/// The units that a part goes by.
#[derive(Clone, Copy)]
pub(super) enum Going<'s> {
    /// These.
    By(&'s Units),
    /// None.
    Without,
    /// Those of a stage that could not be read.
    Unread,
}

impl Reader {
    pub(super) fn rules(&self, node: &Node<'_>, list: &str, kind: RuleKind, going: Going<'_>) -> Vec<Rule> {
        let of_stage = kinds_of(node, going);
        node.some_items(list).iter().filter_map(|rule| self.rule(rule, kind, going, of_stage)).collect()
    }

    fn rule(&self, node: &Node<'_>, kind: RuleKind, going: Going<'_>, of_stage: Kinds) -> Option<Rule> {
        node.only(&[&["id", "name", "place", "words", "readings", "when"], kind.names()].concat());
        let award = match kind {
            RuleKind::Row => self
                .points_of(node, "first")
                .zip(self.points_of(node, "other"))
                .map(|(first, other)| Award::FirstAndOther { first, other }),
            RuleKind::Listed => Some(Award::Nothing),
            _ => self.award(node),
        };
        // Tasks, inputs, duties and numbers say by themselves whether there is something to count.
        let when = match node.part("award") {
            Some(_) if node.part("when").is_none() => Condition::Fixed(true),
            _ => self.condition_of(node, "when"),
        };
        let for_completer = node.part("for_completer").and_then(|part| self.parameter_is(&part));
        let often = match node.part("per") {
            Some(part) if kind == RuleKind::Item => per(&part),
            Some(part) if kind == RuleKind::Unit => {
                let often = |own: &Node<'_>| {
                    Some(match own.one_of(&["unit", "case", "child"])? {
                        "case" => Some(Per::Case),
                        "child" => Some(Per::Child),
                        _ => None,
                    })
                };
                self.under(&part, often).flatten()
            }
            _ => None,
        };
        let reach = match node.part("reach").and_then(|part| part.one_of(&["own", "child_or_family"])) {
            Some("child_or_family") => Reach::ChildOrFamily,
            _ => Reach::Own,
        };
        let of_children_only = when.asks_a_child()
            || award.as_ref().is_some_and(|award| award.slots().iter().any(|slot| matches!(slot, Slot::Child(_))));
        let award = award?;
        let rule = Rule {
            of_children_only,
            tasks_needed: match &award {
                Award::Tasks(own) => Some(own.kinds),
                _ => when.tasks_needed(),
            },
            id: node.text_of("id"),
            rank: 0,
            name: node.text_of("name"),
            place: node.optional_text("place"),
            words: node.text_of("words"),
            readings: self.readings_of(node),
            when,
            instead: node.flag("instead"),
            reach,
            for_completer: for_completer.unwrap_or(false),
            per: often,
            note_wanted: node.optional_text("note_wanted"),
            error: node.flag("error"),
            kinds: of_stage & kinds_of(node, going),
            award,
        };
        fits(node, &rule, kind);
        Some(rule)
    }
}

/// Notes what a rule asks of whom it is not asked, and an award that nobody here could get: neither
/// would ever count.
fn fits(node: &Node<'_>, rule: &Rule, kind: RuleKind) {
    let tell = |part: &str, why: &str| node.faults.note(&format!("{}.{part}", node.place), why);
    note_unanswered(node, &rule.when, kind);
    for slot in rule.award.slots() {
        if let Some(why) = kind.refuses(slot, true) {
            tell("award", why);
        }
    }
    let is_tasks = matches!(rule.award, Award::Tasks(_));
    let counts_duties = matches!(rule.award, Award::PerCount { .. } | Award::PerDuty { .. } | Award::PerHour { .. });
    let misplaced = match kind {
        RuleKind::Own => is_tasks,
        RuleKind::Item | RuleKind::Others => is_tasks || counts_duties,
        RuleKind::Unit | RuleKind::Case => counts_duties,
        RuleKind::Row | RuleKind::Listed | RuleKind::Unread => false,
    };
    if misplaced {
        tell("award", &format!("the award of \u{201c}{}\u{201d} is not for this unit", shortened(&rule.id)));
    }
    if is_tasks && kind == RuleKind::Case && rule.of_children_only {
        tell("when", "asks a child, and the tasks of the whole case are counted here");
    }
    if is_tasks && rule.per.is_some() {
        tell("per", "cannot stand beside tasks: say in the award, by count and family, how often a task counts");
    }
}

/// Notes what a condition asks of whom it is not asked.
pub(super) fn note_unanswered(node: &Node<'_>, when: &Condition, kind: RuleKind) {
    let place = format!("{}.when", node.place);
    if kind == RuleKind::Own && !when.asks_only_a_practitioner() {
        node.faults.note(&place, "must ask of the practitioner alone");
        return;
    }
    when.each(&mut |condition| {
        if let Condition::Is { slot, .. } | Condition::Within { slot, .. } = condition
            && let Some(why) = kind.refuses(*slot, false)
        {
            node.faults.note(&place, why);
        }
    });
}

/// The kinds of unit that a part names, as a set; all of them where it names none.
pub(super) fn kinds_of(node: &Node<'_>, going: Going<'_>) -> Kinds {
    let Some(part) = node.part("kinds") else { return Kinds::MAX };
    let units = match going {
        Going::By(units) => units,
        Going::Unread => return Kinds::MAX,
        Going::Without => {
            part.fault("is for what goes by units");
            return Kinds::MAX;
        }
    };
    node.some_items("kinds").iter().fold(0, |kinds, name| {
        let Some(text) = name.text() else { return kinds };
        let position = units.kinds.iter().position(|kind| kind.id == text);
        if position.is_none() {
            name.fault(format!("there is no kind of unit \u{201c}{}\u{201d}", shortened(text)));
        }
        let bit = position.and_then(|place| 1_u64.checked_shl(u32::try_from(place).ok()?));
        kinds | bit.unwrap_or(0)
    })
}

/// How often a rule counts in a household.
pub(super) fn per(node: &Node<'_>) -> Option<Per> {
    match node.one_of(&["household", "group", "each_group"])? {
        "group" => Some(Per::Group),
        "each_group" => Some(Per::EachGroup),
        _ => Some(Per::Household),
    }
}
