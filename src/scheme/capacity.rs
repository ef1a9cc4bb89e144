//! What a scheme calls normal, and its words for more and less.

use super::condition::Condition;
use super::document::Reader;
use super::node::Node;
use super::steps::{gives, note_left_out};
use super::{
    Band, BandEnd, BuildsUp, CapacityPart, CapacityRow, CapacityTable, Kinds, LoadOf, Measure, Normal, Reviewer, Step,
};
use crate::facts::Listed;
use crate::facts::practitioner::Role;
use crate::facts::value::shortened;
use crate::points::{NotPoints, Points};
use serde_json::Value;

impl Reader {
    pub(super) fn capacity(&self, node: &Node<'_>, steps: &[Step]) -> CapacityTable {
        node.only(&["place", "words", "readings", "rows", "pro_rata", "reductions", "parts", "load", "builds_up"]);
        let says = |name: &str, word: &str| node.part(name).is_some_and(|part| part.one_of(&[word]).is_some());
        let (pro_rata, reductions) = (says("pro_rata", "hours"), says("reductions", "lower"));
        let load = node.part("load").and_then(|part| {
            self.under(&part, |own| match own.one_of(&["fullest", "sum"])? {
                "sum" => Some(LoadOf::Sum),
                _ => Some(LoadOf::Fullest),
            })
        });
        let parts: Vec<CapacityPart> = if node.part("parts").is_some() {
            if node.part("rows").is_some() {
                node.fault("must not give both rows and parts");
            }
            node.some_items("parts").iter().map(|part| self.part(part, steps)).collect()
        } else {
            if let Some(part) = node.part("load") {
                part.fault("is for several parts");
            }
            vec![CapacityPart {
                id: String::new(),
                name: String::new(),
                measure: Measure::Total,
                rows: self.capacity_rows(node),
            }]
        };
        for (place, part) in parts.iter().enumerate() {
            if parts.iter().take(place).any(|other| other.id == part.id) {
                node.fault(format!("the part \u{201c}{}\u{201d} stands twice", shortened(&part.id)));
            }
        }
        CapacityTable {
            place: node.text_of("place"),
            words: node.text_of("words"),
            readings: self.readings_of(node),
            pro_rata,
            reductions,
            parts,
            load: load.unwrap_or(LoadOf::Fullest),
            builds_up: node.part("builds_up").map(|part| self.builds_up(&part)),
        }
    }

    fn builds_up(&self, node: &Node<'_>) -> BuildsUp {
        node.only(&["when", "place", "words", "readings", "percent"]);
        let percent = self.figures(node, "percent", "percent", |own| {
            let percent = own.whole_from(0, 200)?;
            Some(percent)
        });
        BuildsUp {
            when: self.of_practitioner(node),
            place: node.text_of("place"),
            words: node.text_of("words"),
            readings: self.readings_of(node),
            percent,
        }
    }

    /// Figures by whole months in post, in the order of the months.
    fn figures<T>(
        &self,
        node: &Node<'_>,
        list: &str,
        figure: &str,
        read: impl Fn(&Node<'_>) -> Option<T>,
    ) -> Vec<(i32, T)> {
        let mut figures: Vec<(i32, T)> = Vec::new();
        for item in node.some_items(list) {
            item.only(&["month", figure]);
            let month = item.must("month").and_then(|part| part.whole_from(0, 120));
            let own = item.must(figure).and_then(|part| self.under(&part, &read));
            let Some((month, own)) = month.zip(own) else { continue };
            if figures.last().is_some_and(|(before, _)| *before >= month) {
                item.fault("the months must rise");
            }
            figures.push((month, own));
        }
        figures
    }

    fn part(&self, node: &Node<'_>, steps: &[Step]) -> CapacityPart {
        node.only(&["id", "name", "of", "measure", "rows"]);
        let measure = if let Some(part) = node.part("measure") {
            if node.part("of").is_some() {
                node.fault("must not give both of and measure");
            }
            self.measure(&part)
        } else {
            let of = self.taken_from(node, steps, |place| gives(steps, place));
            note_left_out(node, steps, &of, Kinds::MAX);
            Measure::Stages(of)
        };
        CapacityPart { id: node.text_of("id"), name: node.text_of("name"), measure, rows: self.capacity_rows(node) }
    }

    /// What a part of a capacity measures beside what stages give.
    fn measure(&self, node: &Node<'_>) -> Measure {
        if node.value.is_string() {
            let _ = node.one_of(&["conferences_a_week"]);
            return Measure::ConferencesAWeek;
        }
        node.only(&["supervised", "reviewed", "as"]);
        if node.part("reviewed").is_some() && node.part("supervised").is_some() {
            node.fault("must not give both supervised and reviewed");
        }
        if node.part("as").is_some() && node.part("reviewed").is_none() {
            node.fault("must not give as without reviewed");
        }
        if node.part("reviewed").is_some() {
            let reviewer =
                match node.part("as").and_then(|own| own.one_of(&["reviewing_officer", "conference_adviser"])) {
                    Some("reviewing_officer") => Reviewer::Officer,
                    Some(_) => Reviewer::Adviser,
                    None => Reviewer::Either,
                };
            return Measure::Reviewed(self.condition_of(node, "reviewed"), reviewer);
        }
        Measure::Supervised(node.some_items("supervised").iter().filter_map(role).collect())
    }

    fn capacity_rows(&self, node: &Node<'_>) -> Vec<CapacityRow> {
        let rows = node.some_items("rows");
        for row in rows
            .iter()
            .rev()
            .skip(1)
            .filter(|row| row.value.is_object() && row.part("when").is_none() && row.part("any_child").is_none())
        {
            row.fault("has no when, so no row below it is ever read");
        }
        rows.iter().filter_map(|row| self.capacity_row(row)).collect()
    }

    fn capacity_row(&self, node: &Node<'_>) -> Option<CapacityRow> {
        const NORMAL: [&str; 5] = ["most", "hours_a_week", "path", "percent_of_team_mean", "no_number"];
        node.only(
            &[&["id", "name", "place", "when", "any_child", "readings", "least", "otherwise"], NORMAL.as_slice()]
                .concat(),
        );
        let when = node.part("when").map_or(Condition::Fixed(true), |_| self.of_practitioner(node));
        let least = self.optional_points(node, "least");
        let given: Vec<&str> = NORMAL.into_iter().filter(|name| node.part(name).is_some()).collect();
        if given.len() > 1 {
            node.fault(format!("must not give both {}", given.join(" and ")));
        }
        let named = given.first().copied().unwrap_or("most");
        for (part, of) in [("least", ["most", "hours_a_week"].as_slice()), ("otherwise", &["percent_of_team_mean"])] {
            if let Some(part) = node.part(part).filter(|_| !of.contains(&named)) {
                part.fault(format!("is for {}", of.join(" and ")));
            }
        }
        let normal = match named {
            "path" => Some(Normal::Path(self.figures(node, "path", "most", not_negative))),
            "percent_of_team_mean" => {
                let percent = node.must(named).and_then(|part| self.under(&part, |own| own.whole_from(1, 200)));
                let otherwise = self.points_of(node, "otherwise");
                if otherwise.is_some_and(|points| points <= Points::ZERO) {
                    node.fault("otherwise must be above zero");
                }
                percent.zip(otherwise).map(|(percent, otherwise)| Normal::OfTeamMean { percent, otherwise })
            }
            "no_number" => Some(Normal::NoNumber(node.text_of(named))),
            _ => {
                let most = self.points_of(node, named);
                let none_held = named == "most" && most == Some(Points::ZERO) && least.is_none();
                if most.is_some_and(|most| most <= Points::ZERO || least.is_some_and(|least| least > most))
                    && !none_held
                {
                    node.fault("most must be above zero and not under least");
                }
                most.map(|most| match named {
                    "hours_a_week" => Normal::AnHourAWeek { least, most },
                    _ => Normal::Range { least, most },
                })
            }
        };
        let _ = node.optional_text("id");
        Some(CapacityRow {
            name: node.optional_text("name").unwrap_or_default(),
            place: node.optional_text("place"),
            when,
            any_child: node.part("any_child").map(|_| self.condition_of(node, "any_child")),
            readings: self.readings_of(node),
            normal: normal?,
        })
    }

    /// The bands of the document, those that a parameter leaves out left out.
    pub(super) fn bands(&self, root: &Node<'_>, capacity: Option<&CapacityTable>) -> Vec<Band> {
        let bands: Vec<(String, Band)> = root.items("bands").iter().filter_map(|band| self.band(band)).collect();
        match capacity {
            Some(capacity) => note_parts_read_as_points(root, &bands, capacity),
            None if !bands.is_empty() => root.faults.note("bands", "need a capacity: a total is in a band of it"),
            None => {}
        }
        note_order(root, &bands);
        bands.into_iter().map(|(_, band)| band).collect()
    }

    fn band(&self, node: &Node<'_>) -> Option<(String, Band)> {
        node.only(&["id", "name", "place", "words", "up_to", "below", "when"]);
        let applies = node.part("when").is_none_or(|part| self.parameter_is(&part).unwrap_or(true));
        if node.part("up_to").is_some() && node.part("below").is_some() {
            node.fault("must not give both up_to and below");
        }
        let end = if let Some(part) = node.part("up_to") {
            self.under(&part, |own| end(own, ("most", BandEnd::UpToMost), BandEnd::UpTo))
        } else if let Some(part) = node.part("below") {
            self.under(&part, |own| end(own, ("least", BandEnd::BelowLeast), BandEnd::Below))
        } else {
            Some((BandEnd::Open, false))
        };
        let (id, name) = (node.text_of("id"), node.text_of("name"));
        let (place, words) = (node.text_of("place"), node.text_of("words"));
        let (end, percent) = end?;
        let band = Band { id, name, place, words, end, percent };
        applies.then(|| (node.place.clone(), band))
    }
}

/// Points that are not below zero.
pub(super) fn not_negative(node: &Node<'_>) -> Option<Points> {
    let points = node.points()?;
    if points < Points::ZERO {
        node.fault("must not be below zero");
        return None;
    }
    Some(points)
}

/// The role with a code.
fn role(node: &Node<'_>) -> Option<Role> {
    let code = node.text()?;
    let role = Role::with_code(code);
    if role.is_none() {
        let near = node.near(code, Role::CHOICES.iter().map(|choice| choice.code));
        node.fault(format!("there is no role \u{201c}{}\u{201d}{near}", shortened(code)));
    }
    role
}

/// Where a band ends: at the row's own end, by its word, or at a figure, which may be percent.
fn end(node: &Node<'_>, (word, own): (&str, BandEnd), at: fn(Points) -> BandEnd) -> Option<(BandEnd, bool)> {
    let text = match node.value {
        Value::String(text) if text == word => return Some((own, false)),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let percent = text.strip_suffix('%');
    let why = match Points::read(percent.unwrap_or(&text)) {
        Ok(figure) if percent.is_none() || figure > Points::ZERO => return Some((at(figure), percent.is_some())),
        Ok(_) => "must be above zero".to_owned(),
        Err(NotPoints::NotADecimal) => {
            format!("must be a number of points, a percentage such as \"80%\", or \"{word}\"")
        }
        Err(error) => error.to_string(),
    };
    node.fault(format!("\u{201c}{}\u{201d} {why}", shortened(&text)));
    None
}

/// The figure that a band ends with; the top of the row is all of it.
fn figure(band: &Band) -> Option<(Points, bool)> {
    match band.end {
        BandEnd::UpTo(end) | BandEnd::Below(end) => Some((end, band.percent)),
        BandEnd::UpToMost => Some((Points::whole(100), true)),
        BandEnd::BelowLeast | BandEnd::Open => None,
    }
}

/// Notes ends such as 0.8 that can only be meant as part of the range, and would be read as points: under
/// one point, or under two where nothing but the last band follows, with each row at four times that or more.
fn note_parts_read_as_points(root: &Node<'_>, bands: &[(String, Band)], capacity: &CapacityTable) {
    let [part] = capacity.parts.as_slice() else { return };
    let points = |band: &Band| figure(band).and_then(|(end, percent)| (!percent).then_some(end));
    let ends = bands.iter().rev().skip(1).map(|(_, band)| points(band));
    let highest = ends.clone().next().flatten();
    let limit = if highest.is_some_and(|end| end < Points::whole(2)) { 2 } else { 1 };
    for (place, band) in bands {
        let Some(end) = points(band).filter(|end| *end > Points::ZERO && *end < Points::whole(limit)) else { continue };
        let far_above = |row: &CapacityRow| match row.normal {
            Normal::Range { most, .. } => most == Points::ZERO || most >= end.times(4),
            _ => true,
        };
        if part.rows.iter().all(far_above) {
            let name = &band.name;
            root.faults.note(
                place,
                format!(
                    "\u{201c}{name}\u{201d} ends at {end}, in points; for a part of the normal range write \"{}%\"",
                    end.times(100)
                ),
            );
        }
    }
}

/// Bands run upwards and the last one has no end, so that every total falls in one of them.
fn note_order(root: &Node<'_>, bands: &[(String, Band)]) {
    for pair in bands.windows(2) {
        let [(place, one), (_, next)] = pair else { continue };
        let rises = match (figure(one), figure(next)) {
            (Some((one, true)), Some((next, true))) | (Some((one, false)), Some((next, false))) => one < next,
            _ => match (one.end, next.end) {
                (BandEnd::Open, _) | (BandEnd::UpToMost, BandEnd::BelowLeast) => false,
                (one, next) => one != next,
            },
        };
        if !rises {
            let message = format!("\u{201c}{}\u{201d} must end before \u{201c}{}\u{201d}", one.name, next.name);
            root.faults.note(place, message);
        }
    }
    for (position, (place, band)) in bands.iter().enumerate() {
        if bands.iter().take(position).any(|(_, other)| other.id == band.id) {
            root.faults.note(place, format!("the band \u{201c}{}\u{201d} stands twice", shortened(&band.id)));
        }
    }
    if let Some((place, last)) = bands.last()
        && last.end != BandEnd::Open
    {
        root.faults.note(place, format!("the last band, \u{201c}{}\u{201d}, must have no end", last.name));
    }
}
