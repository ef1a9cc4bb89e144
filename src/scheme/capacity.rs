//! What a scheme calls normal, and its words for more and less.

use super::condition::Condition;
use super::document::Reader;
use super::node::Node;
use super::steps::{gives, note_left_out};
use super::{Band, BandEnd, CapacityPart, CapacityRow, CapacityTable, Kinds, LoadOf, Step};
use crate::facts::value::shortened;
use crate::points::Points;

impl Reader {
    pub(super) fn capacity(&self, node: &Node<'_>, steps: &[Step]) -> CapacityTable {
        node.only(&["place", "words", "readings", "rows", "pro_rata", "reductions", "parts", "load"]);
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
            vec![CapacityPart { id: String::new(), name: String::new(), of: None, rows: self.capacity_rows(node) }]
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
        }
    }

    fn part(&self, node: &Node<'_>, steps: &[Step]) -> CapacityPart {
        node.only(&["id", "name", "of", "rows"]);
        let of = self.taken_from(node, steps, |place| gives(steps, place));
        note_left_out(node, steps, &of, Kinds::MAX);
        CapacityPart {
            id: node.text_of("id"),
            name: node.text_of("name"),
            of: Some(of),
            rows: self.capacity_rows(node),
        }
    }

    fn capacity_rows(&self, node: &Node<'_>) -> Vec<CapacityRow> {
        let rows = node.some_items("rows");
        for row in rows.iter().rev().skip(1).filter(|row| row.value.is_object() && row.part("when").is_none()) {
            row.fault("has no when, so no row below it is ever read");
        }
        rows.iter().filter_map(|row| self.capacity_row(row)).collect()
    }

    fn capacity_row(&self, node: &Node<'_>) -> Option<CapacityRow> {
        node.only(&["id", "name", "place", "when", "least", "most", "hours_a_week"]);
        let when = node.part("when").map_or(Condition::Fixed(true), |_| self.of_practitioner(node));
        let least = self.optional_points(node, "least");
        let for_an_hour_a_week = node.part("hours_a_week").is_some();
        let most = self.points_of(node, if for_an_hour_a_week { "hours_a_week" } else { "most" });
        if for_an_hour_a_week && node.part("most").is_some() {
            node.fault("must not give both most and hours_a_week");
        } else if most.is_some_and(|most| most <= Points::ZERO || least.is_some_and(|least| least > most)) {
            node.fault("most must be above zero and not under least");
        }
        let _ = node.optional_text("id");
        Some(CapacityRow {
            name: node.optional_text("name").unwrap_or_default(),
            place: node.optional_text("place"),
            when,
            least,
            most: most?,
            for_an_hour_a_week,
        })
    }

    /// The bands of the document, those that a parameter leaves out left out.
    pub(super) fn bands(&self, root: &Node<'_>) -> Vec<Band> {
        let bands: Vec<(String, Band)> = root.items("bands").iter().filter_map(|band| self.band(band)).collect();
        if root.part("capacity").is_none() && !bands.is_empty() {
            root.faults.note("bands", "need a capacity: a total is in a band of it");
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
        let says = |name: &str, word: &str| node.part(name).is_some_and(|part| part.value.as_str() == Some(word));
        let end = if says("up_to", "most") {
            Some(BandEnd::UpToMost)
        } else if says("below", "least") {
            Some(BandEnd::BelowLeast)
        } else if node.part("up_to").is_some() {
            self.points_of(node, "up_to").map(BandEnd::UpTo)
        } else if node.part("below").is_some() {
            self.points_of(node, "below").map(BandEnd::Below)
        } else {
            Some(BandEnd::Open)
        };
        let (id, name) = (node.text_of("id"), node.text_of("name"));
        let (place, words) = (node.text_of("place"), node.text_of("words"));
        let band = Band { id, name, place, words, end: end? };
        applies.then(|| (node.place.clone(), band))
    }
}

/// Bands run upwards and the last one has no end, so that every total falls in one of them.
fn note_order(root: &Node<'_>, bands: &[(String, Band)]) {
    for pair in bands.windows(2) {
        let [(place, one), (_, next)] = pair else { continue };
        let rises = match (one.end, next.end) {
            (BandEnd::Open, _) | (BandEnd::UpToMost, BandEnd::BelowLeast) => false,
            (BandEnd::UpTo(one) | BandEnd::Below(one), BandEnd::UpTo(next) | BandEnd::Below(next)) => one < next,
            (one, next) => one != next,
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
