//! The stages of a scheme document.

use super::condition::{Condition, Range, Slot};
use super::document::Reader;
use super::named_fact::Domain;
use super::node::Node;
use super::rules::{Going, RuleKind, kinds_of, note_unanswered, per};
use super::{
    Cap, Each, Grouping, Joint, Kinds, Mechanism, Per, SelectAtMost, SelectOne, ShareRule, Shares, Step, Table,
    TableNote, Times, Unit, UnitKind, UnitOf, Units,
};
use crate::facts::value::shortened;
use crate::points::Points;

/// Every mechanism, by its name in files.
const MECHANISMS: [&str; 10] =
    ["units", "select_one", "select_at_most", "each", "cap", "replace", "share", "per_full", "unweighted", "notes"];

/// The most kinds of unit of one stage: each is a bit of a set.
const MOST_KINDS: usize = 64;

/// In place of a stage that makes units, where that could not be read.
const UNREAD: usize = usize::MAX;

/// What a stage gives its points to: what can be held, replaced, shared or counted by a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    /// The practitioner.
    Practitioner,
    /// Groups of children.
    Groups,
    /// Units that this stage made.
    Units(usize),
    /// The case.
    Case,
    /// The case, as a part of what others gave it; or a case of others.
    Beside,
    /// Nothing: it gives no points.
    Nothing,
}

impl Reader {
    /// The stages of the document.
    pub(super) fn steps(&self, root: &Node<'_>) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let Some(list) = root.must("steps") else { return steps };
        for node in list.all() {
            let id = node.text_of("id");
            let name = node.text_of("name");
            let readings = self.readings_of(&node);
            let place = node.optional_text("place").unwrap_or_default();
            if steps.iter().any(|other| other.id == id) {
                node.fault(format!("the stage \u{201c}{}\u{201d} stands twice", shortened(&id)));
            }
            let Some(mechanism) = self.mechanism(&node, &steps) else {
                self.unread_steps.borrow_mut().push(id);
                continue;
            };
            if matches!(mechanism, Mechanism::SelectOne(_))
                && steps.iter().any(|other| matches!(other.mechanism, Mechanism::SelectOne(_)))
            {
                node.fault("one stage alone may make groups of children");
            }
            steps.push(Step { id, name, place, mechanism, readings });
        }
        steps
    }

    fn mechanism(&self, node: &Node<'_>, earlier: &[Step]) -> Option<Mechanism> {
        let known = |more: &[&str]| node.only(&[&["id", "mechanism", "name", "place", "readings"], more].concat());
        match node.word("mechanism", &MECHANISMS)? {
            "units" => {
                known(&["none", "kinds"]);
                Some(Mechanism::Units(self.units(node)))
            }
            "select_one" => {
                known(&["unit", "group", "limit", "none", "tables"]);
                self.select_one(node).map(Mechanism::SelectOne)
            }
            "select_at_most" => {
                known(&["unit", "of", "most", "per", "without_group", "limit", "rules"]);
                self.select_at_most(node, earlier).map(Mechanism::SelectAtMost)
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
                let unit = unit(node, &[Unit::Unit, Unit::Case]);
                let by_case = unit == Some(Unit::Case);
                let of = self.adjusted(node, earlier, |layer| {
                    matches!(layer, Layer::Units(_)) || (by_case && matches!(layer, Layer::Groups | Layer::Case))
                });
                let when = self.condition_of(node, "when");
                note_unanswered(node, &when, if by_case { RuleKind::Case } else { RuleKind::Unit });
                if by_case && when.asks_a_child() {
                    node.faults.note(&format!("{}.when", node.place), "must ask of the case, not of a child");
                }
                let going = if by_case { Going::Without } else { self.going(node, earlier, &of) };
                let kinds = kinds_of(node, going);
                if when != Condition::Fixed(false) && !matches!(going, Going::Unread) {
                    note_left_out(node, earlier, &of, kinds);
                }
                let of_children_only = when.asks_a_child();
                let words = node.text_of("words");
                Some(Mechanism::Replace { unit: unit?, of, kinds, when, of_children_only, words })
            }
            "share" => {
                known(&["of", "words", "shares"]);
                let of = self
                    .adjusted(node, earlier, |layer| matches!(layer, Layer::Groups | Layer::Units(_) | Layer::Case));
                note_left_out(node, earlier, &of, Kinds::MAX);
                let words = node.text_of("words");
                let shares = self.shares(&node.must("shares")?)?;
                Some(Mechanism::Share { of, words, shares })
            }
            "per_full" => {
                known(&["of", "full", "points", "words"]);
                let of = self.adjusted(node, earlier, |layer| layer != Layer::Nothing);
                for place in of.iter().filter_map(|place| earlier.get(*place)) {
                    if matches!(place.mechanism, Mechanism::PerFull { .. }) {
                        node.fault("of must not name a stage that counts full lots itself");
                    }
                }
                note_left_out(node, earlier, &of, Kinds::MAX);
                let (full, points, words) =
                    (self.points_of(node, "full"), self.points_of(node, "points"), node.text_of("words"));
                if full.is_some_and(|full| full <= Points::ZERO) {
                    node.fault("full must be above zero");
                }
                Some(Mechanism::PerFull { of, full: full?, points: points?, words })
            }
            "unweighted" => {
                known(&["rules"]);
                Some(Mechanism::Unweighted { rules: self.rules(node, "rules", RuleKind::Listed, Going::Without) })
            }
            _ => {
                known(&["rules"]);
                Some(Mechanism::Notes { rules: self.rules(node, "rules", RuleKind::Listed, Going::Without) })
            }
        }
    }

    fn units(&self, node: &Node<'_>) -> Units {
        let mut listed = node.some_items("kinds");
        if listed.len() > MOST_KINDS {
            node.fault(format!("kinds may be {MOST_KINDS} at most"));
            listed.truncate(MOST_KINDS);
        }
        let kinds: Vec<UnitKind> = listed.iter().map(|kind| self.unit_kind(kind)).collect();
        for (place, kind) in kinds.iter().enumerate() {
            if kinds.iter().take(place).any(|other| other.id == kind.id) {
                node.fault(format!("the kind \u{201c}{}\u{201d} stands twice", shortened(&kind.id)));
            }
        }
        Units { kinds, none: node.text_of("none") }
    }

    fn unit_kind(&self, node: &Node<'_>) -> UnitKind {
        node.only(&["id", "name", "for", "number", "when", "place", "words", "readings"]);
        let when = self.condition_of(node, "when");
        note_unanswered(node, &when, RuleKind::Listed);
        let named = node.word("for", &["child", "children", "case", "each"]);
        let of = match named {
            Some("children") => UnitOf::Children,
            Some("case") => UnitOf::Case,
            Some("each") => self.number_of_units(node).map_or(UnitOf::Case, UnitOf::Each),
            _ => UnitOf::Child,
        };
        if matches!(named, Some("case" | "each")) && when.asks_a_child() {
            node.faults.note(&format!("{}.when", node.place), "must ask of the case, not of a child");
        }
        if let Some(part) = node.part("number").filter(|_| named.is_some_and(|named| named != "each")) {
            part.fault("is for units that are each of a number");
        }
        let _ = (node.optional_text("place"), node.optional_text("words"));
        UnitKind { id: node.text_of("id"), name: node.text_of("name"), of, when, readings: self.readings_of(node) }
    }

    /// The number of a case that says how many units it makes.
    fn number_of_units(&self, node: &Node<'_>) -> Option<Slot> {
        let number = node.must("number")?;
        let name = number.text()?.to_owned();
        let named = serde_json::json!({ "fact": name });
        let asked = Node { value: &named, place: number.place.clone(), faults: number.faults };
        let (slot, fact) = self.slot_of(&asked)?;
        let of_case = matches!(slot, Slot::Case(_));
        if !of_case || !matches!(fact.domain, Domain::Number { parts: 1, .. }) {
            number.fault("must be a whole number of the case");
            return None;
        }
        Some(slot)
    }

    fn each(&self, node: &Node<'_>, earlier: &[Step]) -> Option<Each> {
        let unit = unit(node, &[Unit::Practitioner, Unit::Unit, Unit::Case, Unit::CaseOfOthers]);
        let (of, going) = match unit {
            Some(Unit::Unit) => self.made_by(node, earlier),
            Some(_) => {
                for part in ["of", "kinds", "times"].iter().filter_map(|name| node.part(name)) {
                    part.fault("is for rules that go by units");
                }
                (Some(0), Going::Unread)
            }
            None => (None, Going::Unread),
        };
        let rules = self.rules(node, "rules", RuleKind::of(unit), going);
        let times = node.part("times").and_then(|part| self.times(&part, going));
        Some(Each { unit: unit?, of: of.unwrap_or(UNREAD), rules, times })
    }

    /// The stage whose units this one goes by.
    fn made_by<'s>(&self, node: &Node<'_>, earlier: &'s [Step]) -> (Option<usize>, Going<'s>) {
        let of = node.must("of").and_then(|part| self.earlier_step(&part, earlier));
        let Some(step) = of.and_then(|place| earlier.get(place)) else { return (of, Going::Unread) };
        let made = units_in(step);
        if made.is_none() {
            node.fault("of must name a stage that makes units");
        }
        (of.filter(|_| made.is_some()), made.map_or(Going::Unread, Going::By))
    }

    fn times(&self, node: &Node<'_>, going: Going<'_>) -> Option<Times> {
        node.only(&["kinds", "fact", "input", "rows"]);
        let kinds = kinds_of(node, going);
        let (slot, parts) = self.number_slot(node);
        let of_none = |slot| !matches!(slot, Slot::UnitChildren | Slot::Case(_) | Slot::Practitioner(_));
        if slot.is_some_and(of_none) {
            node.fault("times need a number of the unit, of the case or of the practitioner");
        }
        let row = |row: &Node<'_>| -> Option<(Range, i64)> {
            let range = self.range(row, &["times"], parts);
            let times = self.under(&row.must("times")?, |own| own.whole_from(0, 100));
            Some((range?, i64::from(times?)))
        };
        let rows: Vec<(Range, i64)> = node.some_items("rows").iter().filter_map(row).collect();
        note_overlaps(node, &rows.iter().map(|(range, _)| *range).collect::<Vec<_>>());
        Some(Times { kinds, slot: slot?, rows })
    }

    fn cap(&self, node: &Node<'_>, earlier: &[Step]) -> Option<Cap> {
        let held = [Unit::Group, Unit::Unit, Unit::Rule, Unit::Units, Unit::Case, Unit::Practitioner];
        let unit = unit(node, &held);
        let by_units = matches!(unit, Some(Unit::Unit | Unit::Rule | Unit::Units));
        let of = self.adjusted(node, earlier, |layer| match unit {
            Some(Unit::Practitioner) => layer == Layer::Practitioner,
            Some(Unit::Group) => layer == Layer::Groups,
            Some(Unit::Case) => matches!(layer, Layer::Groups | Layer::Units(_) | Layer::Case),
            Some(_) => matches!(layer, Layer::Units(_)),
            None => layer != Layer::Nothing,
        });
        let when = node.part("when").map_or(Condition::Fixed(true), |_| self.condition_of(node, "when"));
        let (most, least) = (self.optional_points(node, "most"), self.optional_points(node, "least"));
        if node.part("most").is_none() && node.part("least").is_none() {
            node.fault("must give most, least or both");
        }
        if most.zip(least).is_some_and(|(most, least)| most < least) || most.is_some_and(|most| most < Points::ZERO) {
            node.fault("most must not be below zero, nor below least");
        }
        match unit {
            Some(Unit::Practitioner) => note_unanswered(node, &when, RuleKind::Own),
            Some(Unit::Group | Unit::Case) => {
                note_unanswered(node, &when, RuleKind::Case);
                if when.asks_a_child() {
                    node.faults.note(&format!("{}.when", node.place), "must ask of the case, not of a child");
                }
            }
            Some(_) => note_unanswered(node, &when, RuleKind::Unit),
            None => {}
        }
        if let Some(part) = node.part("apart").filter(|_| unit.is_some_and(|unit| unit != Unit::Units)) {
            part.fault("is for units together");
        }
        if let Some(part) = node.part("reached").filter(|_| node.part("most").is_none()) {
            part.fault("is said where the most is reached, and there is none");
        }
        let going = if by_units || unit.is_none() { self.going(node, earlier, &of) } else { Going::Without };
        let kinds = kinds_of(node, going);
        // What holds each rule looks at what rules gave, and so at no earlier stage that holds.
        let unread = matches!(going, Going::Unread);
        if when != Condition::Fixed(false) && unit != Some(Unit::Rule) && !unread {
            note_left_out(node, earlier, &of, kinds);
        }
        Some(Cap {
            unit: unit?,
            kinds,
            of,
            of_children_only: when.asks_a_child(),
            when,
            most,
            least,
            reached: node.optional_text("reached"),
            apart_by_placement: node.part("apart").is_some_and(|part| part.one_of(&["placement"]).is_some()),
            words: node.text_of("words"),
        })
    }

    fn select_one(&self, node: &Node<'_>) -> Option<SelectOne> {
        node.word("unit", &["child"]);
        let group = node.must("group").and_then(|part| {
            self.under(&part, |own| match own.one_of(&["rule", "household"])? {
                "rule" => Some(Grouping::Rule),
                _ => Some(Grouping::Household),
            })
        });
        let limit = node.text_of("limit");
        let without = node.text_of("none");
        let tables: Vec<Table> = node.some_items("tables").iter().map(|table| self.table(table)).collect();
        for (place, table) in tables.iter().enumerate() {
            if tables.iter().take(place).any(|other| other.id == table.id) {
                node.fault(format!("the table \u{201c}{}\u{201d} stands twice", shortened(&table.id)));
            }
        }
        Some(SelectOne { group: group?, limit, none: without, tables })
    }

    fn table(&self, node: &Node<'_>) -> Table {
        node.only(&["id", "title", "place", "when", "columns", "note", "rows"]);
        let columns = node.must("columns");
        if let Some(columns) = &columns {
            columns.only(&["first_child", "other_children"]);
        }
        let column = |name: &str| columns.as_ref().map(|columns| columns.text_of(name)).unwrap_or_default();
        Table {
            id: node.text_of("id"),
            title: node.text_of("title"),
            place: node.text_of("place"),
            when: self.of_practitioner(node),
            first_column: column("first_child"),
            other_column: column("other_children"),
            note: node.part("note").map(|note| {
                note.only(&["when", "words", "readings"]);
                TableNote {
                    when: self.of_practitioner(&note),
                    words: note.text_of("words"),
                    readings: self.readings_of(&note),
                }
            }),
            rows: self.rules(node, "rows", RuleKind::Row, Going::Without),
        }
    }

    /// A condition that is asked of the practitioner alone.
    pub(super) fn of_practitioner(&self, node: &Node<'_>) -> Condition {
        let when = self.condition_of(node, "when");
        note_unanswered(node, &when, RuleKind::Own);
        when
    }

    fn select_at_most(&self, node: &Node<'_>, earlier: &[Step]) -> Option<SelectAtMost> {
        let unit = unit(node, &[Unit::Practitioner, Unit::Group]);
        match unit {
            Some(Unit::Group) => {
                let of = node.must("of").and_then(|part| self.earlier_step(&part, earlier));
                let step = of.and_then(|place| earlier.get(place));
                if step.is_some_and(|step| !matches!(step.mechanism, Mechanism::SelectOne(_))) {
                    node.fault("of must name a stage that makes groups");
                }
            }
            Some(_) => {
                for part in ["of", "per", "without_group"].iter().filter_map(|name| node.part(name)) {
                    part.fault("is for items of groups");
                }
            }
            None => {}
        }
        let in_group = |name: &str| node.part(name).filter(|_| unit == Some(Unit::Group));
        let per = in_group("per").and_then(|part| self.under(&part, per));
        let without_group = in_group("without_group").and_then(|part| {
            self.under(&part, |own| own.one_of(&["counted", "not_counted"]).map(|own| own == "counted"))
        });
        let most = node.must("most").and_then(|part| usize::try_from(part.whole_from(1, 1_000)?).ok());
        let limit = node.text_of("limit");
        let rules = self.rules(node, "rules", RuleKind::of(unit), Going::Without);
        Some(SelectAtMost {
            unit: unit?,
            most: most?,
            per: per.unwrap_or(Per::Household),
            without_group: without_group.unwrap_or(false),
            limit,
            rules,
        })
    }

    fn shares(&self, node: &Node<'_>) -> Option<Shares> {
        node.only(&["both_in_most_tasks", "lead_and_reduced", "divided_by_shares", "joint_with_learner"]);
        let both = |name: &str| {
            let part = node.must(name)?;
            part.only(&["lead", "co_worker"]);
            let of = |name: &str| share_rule(&part.must(name)?);
            let (lead, co_worker) = (of("lead"), of("co_worker"));
            Some((lead?, co_worker?))
        };
        let both_in_most_tasks = both("both_in_most_tasks");
        let lead_and_reduced = both("lead_and_reduced");
        let divided_by_shares = both("divided_by_shares");
        let learner = node.must("joint_with_learner")?;
        let joint_with_learner = if let Some(bulk) = learner.part("bulk") {
            learner.only(&["bulk"]);
            let lead = self.under(&bulk, |own| own.one_of(&["lead", "co_worker"]).map(|own| own == "lead"));
            lead.map(|lead| Joint::ByBulk { lead })
        } else {
            both("joint_with_learner").map(|(lead, co_worker)| Joint::Parts(lead, co_worker))
        };
        Some(Shares {
            both_in_most_tasks: both_in_most_tasks?,
            lead_and_reduced: lead_and_reduced?,
            divided_by_shares: divided_by_shares?,
            joint_with_learner: joint_with_learner?,
        })
    }

    /// The place of the earlier stage that a part names; nothing, and a fault, where there is none.
    fn earlier_step(&self, node: &Node<'_>, earlier: &[Step]) -> Option<usize> {
        let name = node.text()?;
        let place = earlier.iter().position(|step| step.id == name);
        if place.is_none() && !self.is_unread(name) {
            node.fault(format!("there is no earlier stage \u{201c}{}\u{201d}", shortened(name)));
        }
        place
    }

    /// True of a stage that stands earlier and could not be read: what is wrong there is told there.
    fn is_unread(&self, name: &str) -> bool {
        self.unread_steps.borrow().iter().any(|own| own == name)
    }

    /// The places of the stages that a part takes from; what gives nothing, or gives it elsewhere than
    /// this stage looks, is a fault.
    pub(super) fn taken_from(
        &self,
        node: &Node<'_>,
        earlier: &[Step],
        mut takes: impl FnMut(usize) -> Option<&'static str>,
    ) -> Vec<usize> {
        let mut places = Vec::new();
        for item in node.some_items("of") {
            let Some(place) = self.earlier_step(&item, earlier) else { continue };
            if places.contains(&place) {
                item.fault("is named twice");
            }
            match takes(place) {
                Some(why) => item.fault(why),
                None => places.push(place),
            }
        }
        places
    }

    /// The places of the stages that this one adjusts, all of them of one layer that it can adjust.
    fn adjusted(&self, node: &Node<'_>, earlier: &[Step], fits: impl Fn(Layer) -> bool) -> Vec<usize> {
        let mut units: Option<usize> = None;
        self.taken_from(node, earlier, |place| {
            let layer = layer(earlier, place);
            if let Layer::Units(own) = layer
                && own != UNREAD
                && *units.get_or_insert(own) != own
            {
                return Some("goes by other units than the stages before it in this list");
            }
            match layer {
                Layer::Nothing => Some("gives no points"),
                own if fits(own) => None,
                _ => Some("does not give its points where this stage looks for them: see unit"),
            }
        })
    }

    /// The units that some stages go by.
    fn going<'s>(&self, node: &Node<'_>, earlier: &'s [Step], of: &[usize]) -> Going<'s> {
        let stages = || {
            of.iter().filter_map(|place| match layer(earlier, *place) {
                Layer::Units(stage) => Some(stage),
                _ => None,
            })
        };
        match stages().find_map(|stage| earlier.get(stage).and_then(units_in)) {
            Some(found) => Going::By(found),
            // What is wrong with `of` is told there.
            None if of.is_empty() || stages().next().is_some() => Going::Unread,
            None if node.texts("of").iter().any(|name| self.is_unread(name)) => Going::Unread,
            None => Going::Without,
        }
    }
}

/// Notes stages that hold or take away what is taken from here, and are not named beside it: what they
/// took away would be counted again.
pub(super) fn note_left_out(node: &Node<'_>, earlier: &[Step], of: &[usize], kinds: Kinds) {
    for (place, step) in earlier.iter().enumerate() {
        let (held, own) = match &step.mechanism {
            Mechanism::Cap(cap) if cap.when != Condition::Fixed(false) => (&cap.of, cap.kinds),
            Mechanism::Replace { of, kinds, when, .. } if *when != Condition::Fixed(false) => (of, *kinds),
            _ => continue,
        };
        let taken = held.iter().find(|held| of.contains(held)).and_then(|held| earlier.get(*held));
        if let Some(taken) = taken.filter(|_| own & kinds != 0 && !of.contains(&place)) {
            node.faults.note(
                &format!("{}.of", node.place),
                format!(
                    "names \u{201c}{}\u{201d} and leaves out \u{201c}{}\u{201d}, which takes from it: name it too",
                    shortened(&taken.id),
                    shortened(&step.id)
                ),
            );
        }
    }
}

/// Whether a stage gives points, and to what.
pub(super) fn gives(earlier: &[Step], place: usize) -> Option<&'static str> {
    (layer(earlier, place) == Layer::Nothing).then_some("gives no points")
}

fn layer(earlier: &[Step], place: usize) -> Layer {
    let Some(step) = earlier.get(place) else { return Layer::Nothing };
    let of_first = |of: &[usize]| of.first().map_or(Layer::Units(UNREAD), |first| layer(earlier, *first));
    match &step.mechanism {
        Mechanism::SelectAtMost(select) if select.unit == Unit::Practitioner => Layer::Practitioner,
        Mechanism::SelectOne(_) | Mechanism::SelectAtMost(_) => Layer::Groups,
        Mechanism::Each(each) => match each.unit {
            Unit::Practitioner => Layer::Practitioner,
            Unit::Unit => Layer::Units(each.of),
            Unit::Case => Layer::Case,
            _ => Layer::Beside,
        },
        Mechanism::Cap(cap) => match cap.unit {
            Unit::Practitioner => Layer::Practitioner,
            Unit::Group => Layer::Groups,
            Unit::Case => Layer::Case,
            _ => of_first(&cap.of),
        },
        Mechanism::Replace { unit: Unit::Case, .. } => Layer::Case,
        Mechanism::Replace { of, .. } => of_first(of),
        Mechanism::Share { .. } | Mechanism::PerFull { .. } => Layer::Beside,
        Mechanism::Units(_) | Mechanism::Unweighted { .. } | Mechanism::Notes { .. } => Layer::Nothing,
    }
}

/// Notes ranges that claim the same number: the first would take it from the other.
fn note_overlaps(node: &Node<'_>, ranges: &[Range]) {
    for (place, range) in ranges.iter().enumerate() {
        if ranges.iter().take(place).any(|other| range.meets(*other)) {
            node.fault(format!("row {} claims a number that a row before it claims", place + 1));
        }
    }
}

/// The units that a stage makes.
fn units_in(step: &Step) -> Option<&Units> {
    match &step.mechanism {
        Mechanism::Units(units) => Some(units),
        _ => None,
    }
}

/// The unit of a stage: one of those that its mechanism can go by.
fn unit(node: &Node<'_>, allowed: &[Unit]) -> Option<Unit> {
    let name = |unit: Unit| Unit::ALL.into_iter().find(|(own, _)| *own == unit).map_or("", |(_, name)| name);
    let wanted = node.word("unit", &allowed.iter().map(|own| name(*own)).collect::<Vec<_>>())?;
    allowed.iter().copied().find(|own| name(*own) == wanted)
}

fn share_rule(node: &Node<'_>) -> Option<ShareRule> {
    type Make = fn(i32) -> ShareRule;
    let kinds: [(&str, Make); 3] = [
        ("percent", ShareRule::Percent),
        ("entered_or", ShareRule::EnteredOr),
        ("entered_or_asked", ShareRule::EnteredOrAsked),
    ];
    let percent_of = |node: &Node<'_>, name: &str| node.must(name)?.whole_from(0, 100);
    for (name, rule) in kinds {
        if node.part(name).is_some() {
            node.only(&[name]);
            return percent_of(node, name).map(rule);
        }
    }
    if let Some(part) = node.part("by_share") {
        node.only(&["by_share"]);
        part.only(&["from", "percent", "under"]);
        let (from, percent) = (percent_of(&part, "from"), percent_of(&part, "percent"));
        let under = percent_of(&part, "under");
        return Some(ShareRule::ByShare { from: from?, percent: percent?, under: under? });
    }
    node.fault("must be one of: percent, entered_or, entered_or_asked, by_share");
    None
}

/// The exact points of some percent of an amount.
#[must_use]
pub(crate) fn percent_of(amount: Points, percent: i32) -> Points {
    amount.share(i64::from(percent), 100)
}
