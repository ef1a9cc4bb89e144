//! What a rule of a scheme document gives.

use super::condition::{Condition, Slot};
use super::document::{Reader, duty_kinds, task_kinds};
use super::named_fact::Domain;
use super::node::{Node, as_points};
use super::{Award, Axis, BandRow, Count, DayRow, Limit, TaskAward, WeightTable};
use crate::points::Points;

/// Every kind of award, by its name in files.
const KINDS: [&str; 7] = ["bands", "table", "input", "tasks", "per_hour", "per_count", "per_duty"];

impl Reader {
    /// What a rule gives: its `points`, or its `award`.
    pub(super) fn award(&self, node: &Node<'_>) -> Option<Award> {
        let Some(award) = node.part("award") else {
            return self.points_of(node, "points").map(Award::Points);
        };
        let named: Vec<&str> = KINDS.into_iter().filter(|kind| award.part(kind).is_some()).collect();
        let [kind] = named.as_slice() else {
            award.fault(format!("must give one of: {}", KINDS.join(", ")));
            return None;
        };
        if node.part("points").is_some() {
            node.fault("must not give both points and award");
        }
        if *kind != "input" {
            award.only(&[kind]);
        }
        let part = award.part(kind)?;
        match *kind {
            "bands" => self.bands_award(&part),
            "table" => self.table_award(&part),
            "input" => self.input_award(&award),
            "tasks" => self.task_award(&part).map(Award::Tasks),
            "per_hour" => self.per_hour(&part),
            "per_count" => self.per_count(&part),
            _ => self.per_duty(&part),
        }
    }

    fn bands_award(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["fact", "input", "rows"]);
        let (slot, parts) = self.number_slot(node);
        let rows: Vec<BandRow> = node.some_items("rows").iter().filter_map(|row| self.band_row(row, parts)).collect();
        for (place, row) in rows.iter().enumerate() {
            if let Some(other) = rows.iter().take(place).find(|other| row.range.meets(other.range)) {
                node.fault(claimed_by(&other.name, &row.name, "number"));
            }
        }
        Some(Award::Bands { slot: slot?, rows })
    }

    fn band_row(&self, node: &Node<'_>, parts: i64) -> Option<BandRow> {
        let range = self.range(node, &["name", "points"], parts);
        let (name, points) = (node.text_of("name"), self.points_of(node, "points"));
        Some(BandRow { name, range: range?, points: points? })
    }

    fn table_award(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["rows", "columns", "points"]);
        let sides = ["rows", "columns"].map(|name| node.must(name));
        let [down, along] = sides.each_ref().map(|side| side.as_ref().map_or(0, |side| side.items("cells").len()));
        let [rows, columns] = sides.map(|side| side.and_then(|side| self.axis(&side)));
        let lines = node.must("points")?;
        let mut points: Vec<Vec<Points>> = Vec::new();
        for line in lines.all() {
            let cells = line.all();
            if cells.len() != along && along > 0 {
                line.fault(format!("must have {along} weights, one for each column"));
            }
            points.push(cells.iter().filter_map(|cell| self.under(cell, as_points)).collect());
        }
        if points.len() != down && down > 0 {
            lines.fault(format!("must have {down} lists, one for each row"));
        }
        Some(Award::Table(Box::new(WeightTable { rows: rows?, columns: columns?, points })))
    }

    fn axis(&self, node: &Node<'_>) -> Option<Axis> {
        node.only(&["fact", "input", "cells"]);
        let cells = node.some_items("cells");
        let names: Vec<String> = cells.iter().map(|cell| cell.text_of("name")).collect();
        let (slot, fact) = self.slot_of(node)?;
        let asked = |cell: &Node<'_>| self.asked_of(cell, slot, &fact, &["name"]);
        let both = names.into_iter().zip(&cells).filter_map(|(name, cell)| Some((name, asked(cell)?)));
        let cells: Vec<(String, Condition)> = both.collect();
        for (place, (name, when)) in cells.iter().enumerate() {
            if let Some((other, _)) = cells.iter().take(place).find(|(_, other)| overlap(when, other)) {
                node.fault(claimed_by(other, name, "value"));
            }
        }
        Some(Axis { slot, cells })
    }

    fn input_award(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["input", "times", "divided_by", "nearest"]);
        let (slot, _) = self.number_slot(node);
        let times = match node.part("times") {
            Some(part) => self.under(&part, as_points),
            None => Some(Points::whole(1)),
        };
        let (divided_by, nearest) = (divisor(node, "divided_by"), nearest(node));
        Some(Award::Input { slot: slot?, times: times?, divided_by, nearest })
    }

    fn task_award(&self, node: &Node<'_>) -> Option<TaskAward> {
        node.only(&[
            "kinds",
            "points",
            "count",
            "family",
            "within_days",
            "within_months",
            "weeks_before_review",
            "limited",
            "times_input",
            "agreement",
        ]);
        let kinds = task_kinds(node, "kinds");
        let limited = if node.part("limited").is_some() { task_kinds(node, "limited") } else { kinds };
        if limited & !kinds != 0 {
            node.fault("limited names a kind that is not among kinds");
        }
        let count = node.part("count").and_then(|part| {
            self.under(&part, |own| match own.one_of(&["once", "subject", "kind", "each_kind", "each"])? {
                "subject" => Some(Count::Subject),
                "kind" => Some(Count::Kind),
                "each_kind" => Some(Count::EachKind),
                "each" => Some(Count::Each),
                _ => Some(Count::Once),
            })
        });
        let family = node
            .part("family")
            .and_then(|part| self.under(&part, |own| own.one_of(&["first", "each"]).map(|text| text == "each")));
        let limit = self.limit(node);
        let times = node.optional_text("times_input").and_then(|id| self.task_input(node, &id));
        Some(TaskAward {
            kinds,
            points: self.points_of(node, "points")?,
            count: count.unwrap_or(Count::Once),
            family_on_each: family.unwrap_or(false),
            limit,
            limited,
            times,
            agreement: node.optional_text("agreement"),
        })
    }

    /// Until when tasks count.
    fn limit(&self, node: &Node<'_>) -> Option<Limit> {
        let given = ["within_days", "within_months", "weeks_before_review"].map(|name| node.part(name));
        match given.iter().flatten().count() {
            0 => {
                if let Some(part) = node.part("limited") {
                    part.fault("needs a limit: within_days, within_months or weeks_before_review");
                }
            }
            1 => {}
            _ => node.fault("must give one of: within_days, within_months, weeks_before_review"),
        }
        let [days, months, weeks] = given.map(|part| self.under(&part?, |number| number.whole_from(1, 1_000)));
        days.map(Limit::Days).or(months.map(Limit::Months)).or(weeks.map(Limit::WeeksBeforeReview))
    }

    fn task_input(&self, node: &Node<'_>, id: &str) -> Option<Slot> {
        let found = self.input_slot(node, id)?;
        if !matches!(found.0, Slot::Task(_)) || !matches!(found.1.domain, Domain::Number { .. }) {
            node.fault("times_input must be a number input of a task");
            return None;
        }
        Some(found.0)
    }

    fn per_hour(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["points", "hours", "nearest", "duties", "whole_hours", "most_hours", "table_ends_at"]);
        let whole_hours = node.part("whole_hours").and_then(|part| self.parameter_is(&part)).unwrap_or(false);
        // Empty for no limit.
        let most = |own: &Node<'_>| if own.value.as_str() == Some("") { None } else { own.points() };
        let most_hours = node.part("most_hours").and_then(|part| self.under(&part, most));
        let (hours, nearest) = (divisor(node, "hours"), nearest(node));
        let duties = duty_kinds(node, "duties");
        let table_ends_at = self.optional_points(node, "table_ends_at");
        let points = self.points_of(node, "points")?;
        Some(Award::PerHour { points, hours, nearest, duties, whole_hours, most_hours, table_ends_at })
    }

    fn per_count(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["points", "duties", "most"]);
        let (points, most) = (self.points_of(node, "points"), self.points_of(node, "most"));
        if most.is_some_and(|most| most < Points::whole(1)) {
            node.fault("most must be 1 or more");
        }
        let duties = duty_kinds(node, "duties");
        Some(Award::PerCount { points: points?, duties, most: most? })
    }

    fn per_duty(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["points", "duties", "rows", "less_days"]);
        let rows: Vec<DayRow> = if node.part("rows").is_some() {
            if node.part("points").is_some() {
                node.fault("must not give both points and rows");
            }
            node.some_items("rows").iter().filter_map(|row| self.day_row(row)).collect()
        } else {
            let points = self.points_of(node, "points");
            points.map(|points| DayRow { name: String::new(), above: None, up_to: None, points }).into_iter().collect()
        };
        for (place, row) in rows.iter().enumerate() {
            if let Some(other) = rows.iter().take(place).find(|other| row.meets(other)) {
                node.fault(claimed_by(&other.name, &row.name, "days"));
            }
        }
        let less_days = match node.part("less_days") {
            Some(part) => self.under(&part, as_points),
            None => Some(Points::ZERO),
        };
        Some(Award::PerDuty { duties: duty_kinds(node, "duties"), rows, less_days: less_days? })
    }

    fn day_row(&self, node: &Node<'_>) -> Option<DayRow> {
        node.only(&["name", "above", "to", "points"]);
        let (above, up_to) = (self.optional_points(node, "above"), self.optional_points(node, "to"));
        let (name, points) = (node.text_of("name"), self.points_of(node, "points"));
        Some(DayRow { name, above, up_to, points: points? })
    }
}

impl DayRow {
    /// True where some days fall in both rows.
    fn meets(&self, other: &Self) -> bool {
        let begins_within =
            |one: &Self, other: &Self| one.above.zip(other.up_to).is_none_or(|(above, end)| above < end);
        begins_within(self, other) && begins_within(other, self)
    }
}

/// True where two conditions on one fact can hold of the same value.
fn overlap(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        (Condition::Is { choices, .. }, Condition::Is { choices: others, .. }) => choices & others != 0,
        (Condition::Within { range, .. }, Condition::Within { range: other, .. }) => range.meets(*other),
        _ => false,
    }
}

/// That the first of two would take from the other what both claim.
fn claimed_by(one: &str, other: &str, what: &str) -> String {
    format!("\u{201c}{one}\u{201d} and \u{201c}{other}\u{201d} claim the same {what}")
}

/// A whole number above nought that something is divided by; 1 where it is absent.
fn divisor(node: &Node<'_>, name: &str) -> i64 {
    let Some(part) = node.part(name) else { return 1 };
    let whole = part.points().filter(|own| *own >= Points::whole(1) && own.is_multiple_of(Points::whole(1)));
    if whole.is_none() {
        part.fault("must be a whole number of 1 or more");
    }
    whole.map_or(1, |own| own.in_ten_thousandths() / Points::whole(1).in_ten_thousandths())
}

/// What a result is rounded to the nearest of.
fn nearest(node: &Node<'_>) -> Option<Points> {
    let part = node.part("nearest")?;
    let step = part.points().filter(|step| *step > Points::ZERO);
    if step.is_none() {
        part.fault("must be above zero");
    }
    step
}
