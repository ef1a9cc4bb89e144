//! The stages of a scheme document.

use super::condition::{Condition, Range};
use super::document::Reader;
use super::named_fact::Domain;
use super::node::Node;
use super::{
    Award, Cap, Each, Grouping, Joint, Kinds, Mechanism, Per, Reach, Rule, SelectAtMost, SelectOne, ShareRule, Shares,
    Step, Table, TableNote, Times, Unit, UnitKind, UnitOf, Units,
};
use crate::facts::value::shortened;
use crate::points::Points;

/// Every mechanism, by its name in files.
const MECHANISMS: [&str; 10] =
    ["units", "select_one", "select_at_most", "each", "cap", "replace", "share", "per_full", "unweighted", "notes"];

/// What rules of a stage are made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RuleKind {
    /// Rows with a first and an other child.
    Row,
    /// Rules that give points.
    Points,
    /// Rules that list what is not weighed.
    Nothing,
}

impl Reader {
    /// The stages of the document.
    pub(super) fn steps(&self, root: &Node<'_>) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let mut rules: Vec<String> = Vec::new();
        let Some(list) = root.must("steps") else { return steps };
        for node in list.all() {
            let Some(mechanism) = self.mechanism(&node, &steps) else { continue };
            let step = Step {
                id: node.text_of("id"),
                name: node.text_of("name"),
                place: node.optional_text("place").unwrap_or_default(),
                mechanism,
                readings: self.readings_of(&node),
            };
            if steps.iter().any(|other| other.id == step.id) {
                node.fault(format!("the stage \u{201c}{}\u{201d} stands twice", shortened(&step.id)));
            }
            for (rule, has_place) in rules_of(&step) {
                if rules.contains(&rule.id) {
                    node.fault(format!("the rule \u{201c}{}\u{201d} stands twice", shortened(&rule.id)));
                }
                rules.push(rule.id.clone());
                if !has_place && rule.place.is_none() {
                    node.fault(format!("the rule \u{201c}{}\u{201d} has no place in the source", shortened(&rule.id)));
                }
            }
            steps.push(step);
        }
        steps
    }

    fn mechanism(&self, node: &Node<'_>, earlier: &[Step]) -> Option<Mechanism> {
        let known = |more: &[&str]| node.only(&[&["id", "mechanism", "name", "place", "readings"], more].concat());
        let mechanism = node.text_of("mechanism");
        match mechanism.as_str() {
            "select_one" => {
                known(&["unit", "group", "limit", "none", "tables"]);
                self.select_one(node).map(Mechanism::SelectOne)
            }
            "select_at_most" => {
                known(&["unit", "of", "most", "per", "without_group", "limit", "rules"]);
                self.select_at_most(node, earlier).map(Mechanism::SelectAtMost)
            }
            "units" => {
                known(&["none", "kinds"]);
                Some(Mechanism::Units(self.units(node)))
            }
            "each" => {
                known(&["unit", "of", "kinds", "times", "rules"]);
                self.each(node, earlier).map(Mechanism::Each)
            }
            "cap" => {
                known(&["unit", "of", "kinds", "when", "most", "least", "reached", "apart", "words"]);
                self.cap(node, earlier).map(Mechanism::Cap)
            }
            "replace" => {
                known(&["unit", "of", "kinds", "when", "words"]);
                unit(node, &[Unit::Unit])?;
                let of = earlier_steps(node, earlier);
                let when = self.condition_of(node, "when");
                let kinds = kinds_of(node, units_of(earlier, &of));
                let of_children_only = when.asks_a_child();
                Some(Mechanism::Replace { of, kinds, when, of_children_only, words: node.text_of("words") })
            }
            "share" => {
                known(&["of", "words", "shares"]);
                let shares = self.shares(&node.must("shares")?)?;
                Some(Mechanism::Share { of: earlier_steps(node, earlier), words: node.text_of("words"), shares })
            }
            "per_full" => {
                known(&["of", "full", "points", "words"]);
                let full = self.points_of(node, "full")?;
                if full <= Points::ZERO {
                    node.fault("full must be above zero");
                }
                Some(Mechanism::PerFull {
                    of: earlier_steps(node, earlier),
                    full,
                    points: self.points_of(node, "points")?,
                    words: node.text_of("words"),
                })
            }
            "unweighted" => {
                known(&["rules"]);
                Some(Mechanism::Unweighted { rules: self.rules(node, "rules", RuleKind::Nothing, None) })
            }
            "notes" => {
                known(&["rules"]);
                Some(Mechanism::Notes { rules: self.rules(node, "rules", RuleKind::Nothing, None) })
            }
            other => {
                node.fault(format!(
                    "there is no mechanism \u{201c}{}\u{201d}; there are: {}",
                    shortened(other),
                    MECHANISMS.join(", ")
                ));
                None
            }
        }
    }

    fn units(&self, node: &Node<'_>) -> Units {
        let kinds: Vec<UnitKind> = node.items("kinds").iter().filter_map(|kind| self.unit_kind(kind)).collect();
        if kinds.is_empty() || kinds.len() > 64 {
            node.fault("kinds must be 1 to 64 kinds of unit");
        }
        for (place, kind) in kinds.iter().enumerate() {
            if kinds.iter().take(place).any(|other| other.id == kind.id) {
                node.fault(format!("the kind \u{201c}{}\u{201d} stands twice", shortened(&kind.id)));
            }
        }
        Units { kinds, none: node.text_of("none") }
    }

    fn unit_kind(&self, node: &Node<'_>) -> Option<UnitKind> {
        node.only(&["id", "name", "for", "number", "when", "place", "words", "readings"]);
        let when = self.condition_of(node, "when");
        let of_case = when.asks_a_child();
        let of = match node.text_of("for").as_str() {
            "child" => UnitOf::Child,
            "children" => UnitOf::Children,
            "case" if !of_case => UnitOf::Case,
            "each" if !of_case => UnitOf::Each(self.number_of_units(node)?),
            "case" | "each" => {
                node.fault("when must ask of the case, not of a child");
                return None;
            }
            _ => {
                node.fault("for must be one of: child, children, case, each");
                return None;
            }
        };
        Some(UnitKind {
            id: node.text_of("id"),
            name: node.text_of("name"),
            of,
            when,
            readings: self.readings_of(node),
        })
    }

    /// The number of a case that says how many units it makes.
    fn number_of_units(&self, node: &Node<'_>) -> Option<super::condition::Slot> {
        let number = node.must("number")?;
        let name = number.text()?.to_owned();
        let named = serde_json::json!({ "fact": name });
        let asked = Node { value: &named, place: number.place.clone(), faults: number.faults };
        let (slot, fact) = self.slot_of(&asked)?;
        let of_case = matches!(slot, super::condition::Slot::Case(_));
        if !of_case || !matches!(fact.domain, Domain::Number { parts: 1, .. }) {
            number.fault("must be a whole number of the case");
            return None;
        }
        Some(slot)
    }

    fn each(&self, node: &Node<'_>, earlier: &[Step]) -> Option<Each> {
        let unit = unit(node, &[Unit::Practitioner, Unit::Unit, Unit::Case, Unit::CaseOfOthers])?;
        let (of, units) = if unit == Unit::Unit {
            let of = one_of_earlier(node, earlier)?;
            let units = earlier.get(of).and_then(units_in);
            if units.is_none() {
                node.fault("of must name a stage that makes units");
            }
            (of, units)
        } else {
            for name in ["of", "kinds", "times"] {
                if let Some(part) = node.part(name) {
                    part.fault("is for rules that go by units");
                }
            }
            (0, None)
        };
        let rules = self.rules(node, "rules", RuleKind::Points, units);
        if unit == Unit::Practitioner {
            asked_of_practitioner(node, &rules);
        }
        let misplaced = |rule: &&Rule| match rule.award {
            Award::Tasks(_) => !matches!(unit, Unit::Unit | Unit::Case),
            Award::PerCount { .. } | Award::PerDuty { .. } | Award::PerHour { .. } => unit != Unit::Practitioner,
            Award::Points(_) | Award::Bands { .. } | Award::Table(_) | Award::Input { .. } => false,
            Award::FirstAndOther { .. } | Award::Nothing => true,
        };
        for rule in rules.iter().filter(misplaced) {
            node.fault(format!("the award of \u{201c}{}\u{201d} is not for this unit", shortened(&rule.id)));
        }
        let times = match node.part("times") {
            Some(part) => Some(self.times(&part, units)?),
            None => None,
        };
        Some(Each { unit, of, rules, times })
    }

    fn times(&self, node: &Node<'_>, units: Option<&Units>) -> Option<Times> {
        node.only(&["kinds", "fact", "input", "rows"]);
        let (slot, fact) = self.slot_of(node)?;
        let Domain::Number { parts, .. } = fact.domain else {
            node.fault("times need a fact that is a number");
            return None;
        };
        let row = |row: &Node<'_>| -> Option<(Range, i64)> {
            let range = self.range(row, &["times"], parts)?;
            Some((range, i64::from(self.chosen(row.must("times")?)?.whole()?)))
        };
        Some(Times { kinds: kinds_of(node, units), slot, rows: node.items("rows").iter().filter_map(row).collect() })
    }

    fn cap(&self, node: &Node<'_>, earlier: &[Step]) -> Option<Cap> {
        let held = [Unit::Group, Unit::Unit, Unit::Rule, Unit::Units, Unit::Case, Unit::Practitioner];
        let unit = unit(node, &held)?;
        let when = node.part("when").map_or(Condition::Fixed(true), |_| self.condition_of(node, "when"));
        let of = earlier_steps(node, earlier);
        let bound = |name: &str| if node.part(name).is_some() { self.points_of(node, name) } else { None };
        let (most, least) = (bound("most"), bound("least"));
        if most.is_none() && least.is_none() {
            node.fault("must give most, least or both");
        }
        if most.zip(least).is_some_and(|(most, least)| most < least) || most.is_some_and(|most| most < Points::ZERO) {
            node.fault("most must not be below zero, nor below least");
        }
        let by_units = matches!(unit, Unit::Unit | Unit::Rule | Unit::Units);
        if by_units && units_of(earlier, &of).is_none() {
            node.fault("of must name stages that go by units");
        }
        let asks_only = when.asks_only_a_practitioner();
        if (unit == Unit::Practitioner && !asks_only) || (unit == Unit::Case && when.asks_a_child()) {
            node.fault("when asks what this unit cannot answer");
        }
        Some(Cap {
            unit,
            kinds: kinds_of(node, units_of(earlier, &of)),
            of,
            of_children_only: when.asks_a_child(),
            when,
            most,
            least,
            reached: node.optional_text("reached"),
            apart_by_placement: match node.part("apart") {
                Some(part) => one_of(&part, &["placement"]).is_some(),
                None => false,
            },
            words: node.text_of("words"),
        })
    }

    fn select_one(&self, node: &Node<'_>) -> Option<SelectOne> {
        let group = match self.chosen(node.must("group")?)?.text()? {
            "rule" => Grouping::Rule,
            "household" => Grouping::Household,
            _ => {
                node.fault("group must be \"rule\" or \"household\"");
                return None;
            }
        };
        Some(SelectOne {
            group,
            limit: node.text_of("limit"),
            none: node.text_of("none"),
            tables: node.items("tables").iter().map(|table| self.table(table)).collect(),
        })
    }

    fn table(&self, node: &Node<'_>) -> Table {
        node.only(&["id", "title", "place", "when", "columns", "note", "rows"]);
        let column = |name: &str| node.must("columns").map(|columns| columns.text_of(name)).unwrap_or_default();
        Table {
            id: node.text_of("id"),
            title: node.text_of("title"),
            place: node.text_of("place"),
            when: self.of_practitioner(node),
            first_column: column("first_child"),
            other_column: column("other_children"),
            note: node.part("note").map(|note| TableNote {
                when: self.condition_of(&note, "when"),
                words: note.text_of("words"),
                readings: self.readings_of(&note),
            }),
            rows: self.rules(node, "rows", RuleKind::Row, None),
        }
    }

    /// A condition that is asked of the practitioner alone.
    pub(super) fn of_practitioner(&self, node: &Node<'_>) -> Condition {
        let when = self.condition_of(node, "when");
        if !when.asks_only_a_practitioner() {
            node.fault("when must ask of the practitioner alone");
        }
        when
    }

    fn select_at_most(&self, node: &Node<'_>, earlier: &[Step]) -> Option<SelectAtMost> {
        let unit = unit(node, &[Unit::Practitioner, Unit::Group])?;
        if unit == Unit::Group {
            let of = one_of_earlier(node, earlier).and_then(|place| earlier.get(place));
            if of.is_some_and(|step| !matches!(step.mechanism, Mechanism::SelectOne(_))) {
                node.fault("of must name a stage that makes groups");
            }
        }
        let per = match node.part("per") {
            Some(part) => per(&self.chosen(part)?)?,
            None => Per::Household,
        };
        let without_group = match node.part("without_group") {
            Some(part) => one_of(&self.chosen(part)?, &["counted", "not_counted"])? == "counted",
            None => false,
        };
        let rules = self.rules(node, "rules", RuleKind::Points, None);
        if unit == Unit::Practitioner {
            asked_of_practitioner(node, &rules);
        }
        let most = node.must("most")?.whole().filter(|most| *most > 0);
        if most.is_none() {
            node.fault("most must be a whole number above zero");
        }
        Some(SelectAtMost {
            unit,
            most: usize::try_from(most.unwrap_or(1)).unwrap_or(1),
            per,
            without_group,
            limit: node.text_of("limit"),
            rules,
        })
    }

    fn rules(&self, node: &Node<'_>, list: &str, kind: RuleKind, units: Option<&Units>) -> Vec<Rule> {
        if node.part(list).is_none() {
            node.fault(format!("\u{201c}{list}\u{201d} is missing"));
        }
        let of_stage = kinds_of(node, units);
        node.items(list).iter().filter_map(|rule| self.rule(rule, kind, units, of_stage)).collect()
    }

    fn rule(&self, node: &Node<'_>, kind: RuleKind, units: Option<&Units>, of_stage: Kinds) -> Option<Rule> {
        let own: &[&str] = match kind {
            RuleKind::Row => &["first", "other", "instead"],
            RuleKind::Points if units.is_some() => &["points", "award", "kinds", "per"],
            RuleKind::Points => &["points", "award", "reach", "for_completer", "per", "note_wanted"],
            RuleKind::Nothing => &[],
        };
        node.only(&[&["id", "name", "place", "words", "readings", "when"], own].concat());
        let award = match kind {
            RuleKind::Row => {
                Award::FirstAndOther { first: self.points_of(node, "first")?, other: self.points_of(node, "other")? }
            }
            RuleKind::Points => self.award(node)?,
            RuleKind::Nothing => Award::Nothing,
        };
        let for_completer = match node.part("for_completer") {
            Some(part) => self.parameter_is(&part)?,
            None => false,
        };
        // Tasks, inputs and duties say by themselves whether there is something to count.
        let says_itself = !matches!(award, Award::Points(_) | Award::FirstAndOther { .. } | Award::Nothing);
        let when = if node.part("when").is_none() && says_itself {
            Condition::Fixed(true)
        } else {
            self.condition_of(node, "when")
        };
        let per = match node.part("per") {
            Some(part) if units.is_some() => {
                (one_of(&self.chosen(part)?, &["unit", "case"])? == "case").then_some(Per::Case)
            }
            Some(part) => Some(per(&part)?),
            None => None,
        };
        Some(Rule {
            of_children_only: when.asks_a_child(),
            id: node.text_of("id"),
            name: node.text_of("name"),
            place: node.optional_text("place"),
            words: node.text_of("words"),
            readings: self.readings_of(node),
            when,
            award,
            instead: flag(node, "instead"),
            reach: match node.part("reach") {
                Some(part) if one_of(&part, &["own", "child_or_family"])? == "child_or_family" => Reach::ChildOrFamily,
                _ => Reach::Own,
            },
            for_completer,
            per,
            note_wanted: node.optional_text("note_wanted"),
            kinds: of_stage & kinds_of(node, units),
        })
    }

    fn shares(&self, node: &Node<'_>) -> Option<Shares> {
        node.only(&["both_in_most_tasks", "lead_and_reduced", "divided_by_shares", "joint_with_learner"]);
        let both = |name: &str| {
            let part = node.must(name)?;
            part.only(&["lead", "co_worker"]);
            Some((share_rule(&part.must("lead")?)?, share_rule(&part.must("co_worker")?)?))
        };
        let learner = node.must("joint_with_learner")?;
        let joint_with_learner = if learner.part("bulk").is_some() {
            learner.only(&["bulk"]);
            let bulk = self.chosen(learner.must("bulk")?)?;
            Joint::ByBulk { lead: one_of(&bulk, &["lead", "co_worker"])? == "lead" }
        } else {
            let (lead, co_worker) = both("joint_with_learner")?;
            Joint::Parts(lead, co_worker)
        };
        Some(Shares {
            both_in_most_tasks: both("both_in_most_tasks")?,
            lead_and_reduced: both("lead_and_reduced")?,
            divided_by_shares: both("divided_by_shares")?,
            joint_with_learner,
        })
    }
}

/// The rules of a stage, each with whether its stage or table gives it a place.
fn rules_of(step: &Step) -> Vec<(&Rule, bool)> {
    match &step.mechanism {
        Mechanism::SelectOne(select) => select
            .tables
            .iter()
            .flat_map(|table| table.rows.iter().map(|rule| (rule, !table.place.is_empty())))
            .collect(),
        _ => step.rules().map(|rule| (rule, !step.place.is_empty())).collect(),
    }
}

/// The units that a stage makes.
fn units_in(step: &Step) -> Option<&Units> {
    match &step.mechanism {
        Mechanism::Units(units) => Some(units),
        _ => None,
    }
}

/// The units that the first of some stages goes by.
fn units_of<'s>(earlier: &'s [Step], of: &[usize]) -> Option<&'s Units> {
    of.iter().find_map(|place| match &earlier.get(*place)?.mechanism {
        Mechanism::Each(each) if each.unit == Unit::Unit => earlier.get(each.of).and_then(units_in),
        _ => None,
    })
}

/// The kinds of unit that a part names, as a set; all of them where it names none.
fn kinds_of(node: &Node<'_>, units: Option<&Units>) -> Kinds {
    let Some(part) = node.part("kinds") else { return Kinds::MAX };
    let Some(units) = units else {
        part.fault("is for what goes by units");
        return Kinds::MAX;
    };
    part.all().iter().fold(0, |kinds, name| {
        let Some(text) = name.text() else { return kinds };
        let position = units.kinds.iter().position(|kind| kind.id == text);
        if position.is_none() {
            name.fault(format!("there is no kind of unit \u{201c}{}\u{201d}", shortened(text)));
        }
        let bit = position.and_then(|place| 1_u64.checked_shl(u32::try_from(place).ok()?));
        kinds | bit.unwrap_or(0)
    })
}

/// The unit of a stage: one of those that its mechanism can go by.
fn unit(node: &Node<'_>, allowed: &[Unit]) -> Option<Unit> {
    let name = |unit: Unit| Unit::ALL.into_iter().find(|(own, _)| *own == unit).map_or("", |(_, name)| name);
    let wanted = node.text_of("unit");
    let unit = allowed.iter().copied().find(|own| name(*own) == wanted);
    if unit.is_none() {
        let names: Vec<_> = allowed.iter().map(|own| name(*own)).collect();
        node.fault(format!("unit must be one of: {}", names.join(", ")));
    }
    unit
}

/// Notes a rule that asks a practitioner what only a child or a case can answer: it would never hold.
fn asked_of_practitioner(node: &Node<'_>, rules: &[Rule]) {
    for rule in rules.iter().filter(|rule| !rule.when.asks_only_a_practitioner()) {
        node.fault(format!("the rule \u{201c}{}\u{201d} must ask of the practitioner alone", shortened(&rule.id)));
    }
}

/// Notes a text that is none of those allowed.
fn one_of(node: &Node<'_>, allowed: &[&str]) -> Option<String> {
    let text = node.text()?;
    if !allowed.contains(&text) {
        node.fault(format!("must be one of: {}", allowed.join(", ")));
        return None;
    }
    Some(text.to_owned())
}

/// A part that is true or false, and false where it is absent.
fn flag(node: &Node<'_>, name: &str) -> bool {
    let Some(part) = node.part(name) else { return false };
    part.value.as_bool().unwrap_or_else(|| {
        part.fault("must be true or false");
        false
    })
}

fn per(node: &Node<'_>) -> Option<Per> {
    match node.text()? {
        "household" => Some(Per::Household),
        "group" => Some(Per::Group),
        "each_group" => Some(Per::EachGroup),
        _ => {
            node.fault("must be \"household\", \"group\" or \"each_group\"");
            None
        }
    }
}

fn share_rule(node: &Node<'_>) -> Option<ShareRule> {
    type Make = fn(i32) -> ShareRule;
    let kinds: [(&str, Make); 3] = [
        ("percent", ShareRule::Percent),
        ("entered_or", ShareRule::EnteredOr),
        ("entered_or_asked", ShareRule::EnteredOrAsked),
    ];
    let percent_of = |node: &Node<'_>, name: &str| {
        let part = node.must(name)?;
        let percent = part.whole().filter(|percent| (0..=100).contains(percent));
        if percent.is_none() {
            part.fault("must lie between 0 and 100");
        }
        percent
    };
    for (name, rule) in kinds {
        if node.part(name).is_some() {
            node.only(&[name]);
            return percent_of(node, name).map(rule);
        }
    }
    if let Some(part) = node.part("by_share") {
        node.only(&["by_share"]);
        part.only(&["from", "percent", "under"]);
        let (from, percent) = (percent_of(&part, "from")?, percent_of(&part, "percent")?);
        return Some(ShareRule::ByShare { from, percent, under: percent_of(&part, "under")? });
    }
    node.fault("must be one of: percent, entered_or, entered_or_asked, by_share");
    None
}

/// The place of the one earlier stage that `of` names.
fn one_of_earlier(node: &Node<'_>, earlier: &[Step]) -> Option<usize> {
    let of = node.must("of")?;
    earlier_step(&of, earlier)
}

fn earlier_step(node: &Node<'_>, earlier: &[Step]) -> Option<usize> {
    let name = node.text()?;
    let place = earlier.iter().position(|step| step.id == name);
    if place.is_none() {
        node.fault(format!("there is no earlier stage \u{201c}{}\u{201d}", shortened(name)));
    }
    place
}

/// The places of the stages that this one adjusts: a stage reads only earlier ones.
pub(super) fn earlier_steps(node: &Node<'_>, earlier: &[Step]) -> Vec<usize> {
    let Some(of) = node.must("of") else { return Vec::new() };
    of.all().iter().filter_map(|item| earlier_step(item, earlier)).collect()
}

/// The exact points of some percent of an amount.
#[must_use]
pub(crate) fn percent_of(amount: Points, percent: i32) -> Points {
    amount.share(i64::from(percent), 100)
}
