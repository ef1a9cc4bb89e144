//! The stages of a scheme document.

use super::condition::Condition;
use super::document::{Reader, duty_kinds};
use super::named_fact::Domain;
use super::node::Node;
use super::{
    Award, BandRow, Grouping, Mechanism, Per, Reach, Rule, SelectAtMost, SelectOne, ShareRule, Shares, Step, Table,
    TableNote, Unit,
};
use crate::facts::value::shortened;
use crate::points::Points;

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
                self.select_at_most(node).map(Mechanism::SelectAtMost)
            }
            "each" => {
                known(&["unit", "rules"]);
                let unit = unit(node, &[Unit::Practitioner, Unit::CaseOfOthers])?;
                let rules = self.rules(node, "rules", RuleKind::Points);
                if unit == Unit::Practitioner {
                    asked_of_practitioner(node, &rules);
                }
                Some(Mechanism::Each { unit, rules })
            }
            "cap" => {
                known(&["unit", "of", "when", "most", "words"]);
                let when = node.part("when").map_or(Condition::Fixed(true), |_| self.condition_of(node, "when"));
                let of = earlier_steps(node, earlier);
                let most = self.points_of(node, "most")?;
                if most < Points::ZERO {
                    node.fault("most must not be below zero");
                }
                Some(Mechanism::Cap { of, when, most, words: node.text_of("words") })
            }
            "share" => {
                known(&["of", "words", "shares"]);
                let shares = self.shares(&node.must("shares")?)?;
                Some(Mechanism::Share { of: earlier_steps(node, earlier), words: node.text_of("words"), shares })
            }
            "unweighted" => {
                known(&["rules"]);
                Some(Mechanism::Unweighted { rules: self.rules(node, "rules", RuleKind::Nothing) })
            }
            other => {
                node.fault(format!(
                    "there is no mechanism \u{201c}{}\u{201d}; there are: select_one, select_at_most, each, cap, share, unweighted",
                    shortened(other)
                ));
                None
            }
        }
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
            rows: self.rules(node, "rows", RuleKind::Row),
        }
    }

    /// A condition that is asked of the practitioner alone.
    fn of_practitioner(&self, node: &Node<'_>) -> Condition {
        let when = self.condition_of(node, "when");
        if !when.asks_only_a_practitioner() {
            node.fault("when must ask of the practitioner alone");
        }
        when
    }

    fn select_at_most(&self, node: &Node<'_>) -> Option<SelectAtMost> {
        let unit = unit(node, &[Unit::Practitioner, Unit::Group])?;
        let per = match node.part("per") {
            Some(part) => per(&self.chosen(part)?)?,
            None => Per::Household,
        };
        let without_group = match node.part("without_group") {
            Some(part) => one_of(&self.chosen(part)?, &["counted", "not_counted"])? == "counted",
            None => false,
        };
        let rules = self.rules(node, "rules", RuleKind::Points);
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

    fn rules(&self, node: &Node<'_>, list: &str, kind: RuleKind) -> Vec<Rule> {
        if node.part(list).is_none() {
            node.fault(format!("\u{201c}{list}\u{201d} is missing"));
        }
        node.items(list).iter().filter_map(|rule| self.rule(rule, kind)).collect()
    }

    fn rule(&self, node: &Node<'_>, kind: RuleKind) -> Option<Rule> {
        let own: &[&str] = match kind {
            RuleKind::Row => &["first", "other", "instead"],
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
        let when = self.condition_of(node, "when");
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
            per: match node.part("per") {
                Some(part) => Some(per(&part)?),
                None => None,
            },
            note_wanted: node.optional_text("note_wanted"),
        })
    }

    fn award(&self, node: &Node<'_>) -> Option<Award> {
        let Some(award) = node.part("award") else {
            return self.points_of(node, "points").map(Award::Points);
        };
        award.only(&["bands", "per_hour"]);
        if node.part("points").is_some() || (award.part("bands").is_some() && award.part("per_hour").is_some()) {
            node.fault("must give one of: points, bands, per_hour");
        }
        if let Some(bands) = award.part("bands") {
            bands.only(&["fact", "rows"]);
            let (slot, fact) = self.slot_of(&bands)?;
            let Domain::Number { parts, .. } = fact.domain else {
                bands.fault("bands need a fact that is a number");
                return None;
            };
            let rows = bands.items("rows").iter().filter_map(|row| self.band_row(row, parts)).collect();
            return Some(Award::Bands { slot, rows });
        }
        let Some(hours) = award.part("per_hour") else {
            award.fault("must be one of: bands, per_hour");
            return None;
        };
        hours.only(&["points", "duties", "whole_hours", "most_hours", "table_ends_at"]);
        let whole_hours = match hours.part("whole_hours") {
            Some(part) => self.parameter_is(&part)?,
            None => false,
        };
        let most_hours = match hours.part("most_hours") {
            Some(part) => self.chosen(part).filter(|own| own.value.as_str() != Some("")).and_then(|own| own.points()),
            None => None,
        };
        Some(Award::PerHour {
            points: self.points_of(&hours, "points")?,
            duties: duty_kinds(&hours, "duties"),
            whole_hours,
            most_hours,
            table_ends_at: hours.part("table_ends_at").and_then(|own| own.points()),
        })
    }

    fn band_row(&self, node: &Node<'_>, parts: i64) -> Option<BandRow> {
        let range = self.range(node, &["name", "points"], parts)?;
        Some(BandRow { name: node.text_of("name"), range, points: self.points_of(node, "points")? })
    }

    fn shares(&self, node: &Node<'_>) -> Option<Shares> {
        node.only(&["both_in_most_tasks", "lead_and_reduced", "divided_by_shares", "joint_with_learner"]);
        let both = |name: &str| {
            let part = node.must(name)?;
            part.only(&["lead", "co_worker"]);
            Some((share_rule(&part.must("lead")?)?, share_rule(&part.must("co_worker")?)?))
        };
        let learner = node.must("joint_with_learner")?;
        learner.only(&["bulk"]);
        let bulk = self.chosen(learner.must("bulk")?)?;
        Some(Shares {
            both_in_most_tasks: both("both_in_most_tasks")?,
            lead_and_reduced: both("lead_and_reduced")?,
            divided_by_shares: both("divided_by_shares")?,
            lead_does_the_bulk: one_of(&bulk, &["lead", "co_worker"])? == "lead",
        })
    }
}

/// The rules of a stage, each with whether its stage or table gives it a place.
fn rules_of(step: &Step) -> Vec<(&Rule, bool)> {
    let placed = !step.place.is_empty();
    match &step.mechanism {
        Mechanism::SelectOne(select) => select
            .tables
            .iter()
            .flat_map(|table| table.rows.iter().map(|rule| (rule, !table.place.is_empty())))
            .collect(),
        Mechanism::SelectAtMost(select) => select.rules.iter().map(|rule| (rule, placed)).collect(),
        Mechanism::Each { rules, .. } | Mechanism::Unweighted { rules } => {
            rules.iter().map(|rule| (rule, placed)).collect()
        }
        Mechanism::Cap { .. } | Mechanism::Share { .. } => Vec::new(),
    }
}

/// The unit of a stage: one of those that its mechanism can go by.
fn unit(node: &Node<'_>, allowed: &[Unit]) -> Option<Unit> {
    let name = |unit: Unit| match unit {
        Unit::Practitioner => "practitioner",
        Unit::Group => "group",
        Unit::CaseOfOthers => "case_of_others",
    };
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
    for (name, rule) in kinds {
        if let Some(part) = node.part(name) {
            node.only(&[name]);
            let percent = part.whole().filter(|percent| (0..=100).contains(percent));
            if percent.is_none() {
                part.fault("must lie between 0 and 100");
            }
            return percent.map(rule);
        }
    }
    node.fault("must be one of: percent, entered_or, entered_or_asked");
    None
}

/// The places of the stages that this one adjusts: a stage reads only earlier ones.
fn earlier_steps(node: &Node<'_>, earlier: &[Step]) -> Vec<usize> {
    let Some(of) = node.must("of") else { return Vec::new() };
    of.all()
        .iter()
        .filter_map(|item| {
            let name = item.text()?;
            let place = earlier.iter().position(|step| step.id == name);
            if place.is_none() {
                item.fault(format!("there is no earlier stage \u{201c}{}\u{201d}", shortened(name)));
            }
            place
        })
        .collect()
}

/// The exact points of some percent of an amount.
#[must_use]
pub(crate) fn percent_of(amount: Points, percent: i32) -> Points {
    amount.share(i64::from(percent), 100)
}
