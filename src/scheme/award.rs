//! What a rule of a scheme document gives.

use super::condition::{Condition, Slot};
use super::document::{Reader, duty_kinds, task_kind};
use super::named_fact::Domain;
use super::node::Node;
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
            "bands" => self.bands(&part),
            "table" => self.table_award(&part),
            "input" => self.input_award(&award),
            "tasks" => self.task_award(&part).map(Award::Tasks),
            "per_hour" => self.per_hour(&part),
            "per_count" => {
                part.only(&["points", "duties", "most"]);
                let most = part.must("most")?.points()?;
                if most < Points::whole(1) {
                    part.fault("most must be 1 or more");
                }
                Some(Award::PerCount {
                    points: self.points_of(&part, "points")?,
                    duties: duty_kinds(&part, "duties"),
                    most,
                })
            }
            _ => self.per_duty(&part),
        }
    }

    fn bands(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["fact", "input", "rows"]);
        let (slot, fact) = self.slot_of(node)?;
        let Domain::Number { parts, .. } = fact.domain else {
            node.fault("bands need a fact that is a number");
            return None;
        };
        let rows: Vec<BandRow> = node.items("rows").iter().filter_map(|row| self.band_row(row, parts)).collect();
        for (place, row) in rows.iter().enumerate() {
            let overlaps =
                |other: &&BandRow| row.range.least <= other.range.most && other.range.least <= row.range.most;
            if let Some(other) = rows.iter().take(place).find(overlaps) {
                node.fault(format!(
                    "\u{201c}{}\u{201d} and \u{201c}{}\u{201d} claim the same number",
                    other.name, row.name
                ));
            }
        }
        Some(Award::Bands { slot, rows })
    }

    fn band_row(&self, node: &Node<'_>, parts: i64) -> Option<BandRow> {
        let range = self.range(node, &["name", "points"], parts)?;
        Some(BandRow { name: node.text_of("name"), range, points: self.points_of(node, "points")? })
    }

    fn table_award(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["rows", "columns", "points"]);
        let rows = self.axis(&node.must("rows")?)?;
        let columns = self.axis(&node.must("columns")?)?;
        let lines = node.must("points")?;
        let points: Vec<Vec<Points>> = lines
            .all()
            .iter()
            .map(|line| {
                let cells = line.all();
                if cells.len() != columns.cells.len() {
                    line.fault(format!("must have {} weights, one for each column", columns.cells.len()));
                }
                cells.into_iter().filter_map(|cell| self.chosen(cell)?.points()).collect()
            })
            .collect();
        if points.len() != rows.cells.len() {
            lines.fault(format!("must have {} lists, one for each row", rows.cells.len()));
        }
        Some(Award::Table(Box::new(WeightTable { rows, columns, points })))
    }

    fn axis(&self, node: &Node<'_>) -> Option<Axis> {
        node.only(&["fact", "input", "cells"]);
        let (slot, fact) = self.slot_of(node)?;
        let cell = |cell: &Node<'_>| Some((cell.text_of("name"), self.asked_of(cell, slot, &fact, &["name"])?));
        let cells: Vec<(String, Condition)> = node.items("cells").iter().filter_map(cell).collect();
        if cells.is_empty() {
            node.fault("cells must not be empty");
        }
        Some(Axis { slot, cells })
    }

    fn input_award(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["input", "times", "divided_by", "nearest"]);
        let (slot, fact) = self.slot_of(node)?;
        if !matches!(fact.domain, Domain::Number { .. }) {
            node.fault("points need an input that is a number");
            return None;
        }
        let times = if node.part("times").is_some() { self.points_of(node, "times")? } else { Points::whole(1) };
        Some(Award::Input { slot, times, divided_by: divisor(node, "divided_by"), nearest: nearest(node) })
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
        let kinds = kinds_of(node, "kinds");
        if kinds == 0 {
            node.fault("kinds must name a kind of task");
        }
        let limited = if node.part("limited").is_some() { kinds_of(node, "limited") } else { kinds };
        if limited & !kinds != 0 {
            node.fault("limited names a kind that is not among kinds");
        }
        let mut limit = None;
        for name in ["within_days", "within_months", "weeks_before_review"] {
            let Some(part) = node.part(name) else { continue };
            if limit.is_some() {
                node.fault("must give one of: within_days, within_months, weeks_before_review");
            }
            let number = self.chosen(part)?;
            let whole = number.whole().filter(|own| (1..=1_000).contains(own));
            if whole.is_none() {
                number.fault("must be a whole number from 1 to 1000");
            }
            limit = whole.map(|own| match name {
                "within_days" => Limit::Days(own),
                "within_months" => Limit::Months(own),
                _ => Limit::WeeksBeforeReview(own),
            });
        }
        let times = match node.optional_text("times_input") {
            Some(id) => self.task_input(node, &id),
            None => None,
        };
        Some(TaskAward {
            kinds,
            points: self.points_of(node, "points")?,
            count: match self.text_or(node, "count", &["once", "subject", "kind", "each_kind", "each"]).as_deref() {
                Some("subject") => Count::Subject,
                Some("kind") => Count::Kind,
                Some("each_kind") => Count::EachKind,
                Some("each") => Count::Each,
                _ => Count::Once,
            },
            family_on_each: self.text_or(node, "family", &["first", "each"]).as_deref() == Some("each"),
            limit,
            limited,
            times,
            agreement: node.optional_text("agreement"),
        })
    }

    /// A text that may be absent, or set by a parameter; one of those allowed.
    fn text_or(&self, node: &Node<'_>, name: &str, allowed: &[&str]) -> Option<String> {
        let part = self.chosen(node.part(name)?)?;
        let text = part.text()?;
        if !allowed.contains(&text) {
            part.fault(format!("must be one of: {}", allowed.join(", ")));
        }
        Some(text.to_owned())
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
        let whole_hours = match node.part("whole_hours") {
            Some(part) => self.parameter_is(&part)?,
            None => false,
        };
        let most_hours = match node.part("most_hours") {
            Some(part) => self.chosen(part).filter(|own| own.value.as_str() != Some("")).and_then(|own| own.points()),
            None => None,
        };
        Some(Award::PerHour {
            points: self.points_of(node, "points")?,
            hours: divisor(node, "hours"),
            nearest: nearest(node),
            duties: duty_kinds(node, "duties"),
            whole_hours,
            most_hours,
            table_ends_at: node.part("table_ends_at").and_then(|own| own.points()),
        })
    }

    fn per_duty(&self, node: &Node<'_>) -> Option<Award> {
        node.only(&["points", "duties", "rows", "less_days"]);
        let rows = if node.part("rows").is_some() {
            let row = |row: &Node<'_>| {
                row.only(&["name", "above", "to", "points"]);
                let days = |name: &str| row.part(name).and_then(|part| self.chosen(part)).and_then(|own| own.points());
                let points = self.points_of(row, "points")?;
                Some(DayRow { name: row.text_of("name"), above: days("above"), up_to: days("to"), points })
            };
            node.items("rows").iter().filter_map(row).collect()
        } else {
            let points = self.points_of(node, "points")?;
            vec![DayRow { name: String::new(), above: None, up_to: None, points }]
        };
        let less_days = match node.part("less_days") {
            Some(part) => self.chosen(part)?.points()?,
            None => Points::ZERO,
        };
        Some(Award::PerDuty { duties: duty_kinds(node, "duties"), rows, less_days })
    }
}

/// The kinds of task that a part lists, as a set.
fn kinds_of(node: &Node<'_>, name: &str) -> u128 {
    node.items(name).iter().filter_map(|own| task_kind(own, own.text()?)).fold(0, |all, own| all | own)
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
