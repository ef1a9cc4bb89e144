//! What a scheme calls normal, and its words for more and less.

use super::condition::Condition;
use super::document::Reader;
use super::node::Node;
use super::{Band, BandEnd, CapacityPart, CapacityRow, CapacityTable, LoadOf, Step};
use crate::points::Points;

impl Reader {
    pub(super) fn capacity(&self, node: &Node<'_>, steps: &[Step]) -> CapacityTable {
        node.only(&["place", "words", "readings", "rows", "pro_rata", "reductions", "parts", "load"]);
        let pro_rata = node.optional_text("pro_rata");
        if pro_rata.as_deref().is_some_and(|by| by != "hours") {
            node.fault("pro_rata must be \"hours\" or left out");
        }
        let reductions = node.optional_text("reductions");
        if reductions.as_deref().is_some_and(|by| by != "lower") {
            node.fault("reductions must be \"lower\" or left out");
        }
        let load = match node.optional_text("load").as_deref() {
            Some("sum") => LoadOf::Sum,
            None | Some("fullest") => LoadOf::Fullest,
            Some(_) => {
                node.fault("load must be \"fullest\" or \"sum\"");
                LoadOf::Fullest
            }
        };
        let parts: Vec<CapacityPart> = if node.part("parts").is_some() {
            if node.part("rows").is_some() {
                node.fault("must not give both rows and parts");
            }
            node.items("parts").iter().map(|part| self.part(part, steps)).collect()
        } else {
            vec![CapacityPart { id: String::new(), name: String::new(), of: None, rows: self.capacity_rows(node) }]
        };
        if parts.is_empty() {
            node.fault("parts must not be empty");
        }
        CapacityTable {
            place: node.text_of("place"),
            words: node.text_of("words"),
            readings: self.readings_of(node),
            pro_rata: pro_rata.is_some(),
            reductions: reductions.is_some(),
            parts,
            load,
        }
    }

    fn part(&self, node: &Node<'_>, steps: &[Step]) -> CapacityPart {
        node.only(&["id", "name", "of", "rows"]);
        CapacityPart {
            id: node.text_of("id"),
            name: node.text_of("name"),
            of: Some(super::steps::earlier_steps(node, steps)),
            rows: self.capacity_rows(node),
        }
    }

    fn capacity_rows(&self, node: &Node<'_>) -> Vec<CapacityRow> {
        node.must("rows");
        node.items("rows").iter().filter_map(|row| self.capacity_row(row)).collect()
    }

    fn capacity_row(&self, node: &Node<'_>) -> Option<CapacityRow> {
        node.only(&["id", "name", "place", "when", "least", "most", "hours_a_week"]);
        let when = node.part("when").map_or(Condition::Fixed(true), |_| self.condition_of(node, "when"));
        if !when.asks_only_a_practitioner() {
            node.fault("when must ask of the practitioner alone");
        }
        let least = if node.part("least").is_some() { Some(self.points_of(node, "least")?) } else { None };
        let for_an_hour_a_week = node.part("hours_a_week").is_some();
        if for_an_hour_a_week && node.part("most").is_some() {
            node.fault("must not give both most and hours_a_week");
        }
        let most = self.points_of(node, if for_an_hour_a_week { "hours_a_week" } else { "most" })?;
        if most <= Points::ZERO || least.is_some_and(|least| least > most) {
            node.fault("most must be above zero and not under least");
        }
        Some(CapacityRow {
            name: node.optional_text("name").unwrap_or_default(),
            place: node.optional_text("place"),
            when,
            least,
            most,
            for_an_hour_a_week,
        })
    }

    pub(super) fn band(&self, node: &Node<'_>) -> Option<Band> {
        node.only(&["id", "name", "place", "words", "up_to", "below", "when"]);
        let applies = node.part("when").is_none_or(|part| self.parameter_is(&part).unwrap_or(true));
        if node.part("up_to").is_some() && node.part("below").is_some() {
            node.fault("must not give both up_to and below");
        }
        let says = |name: &str, word: &str| node.part(name).is_some_and(|part| part.value.as_str() == Some(word));
        let end = if says("up_to", "most") {
            BandEnd::UpToMost
        } else if says("below", "least") {
            BandEnd::BelowLeast
        } else if node.part("up_to").is_some() {
            BandEnd::UpTo(self.points_of(node, "up_to")?)
        } else if node.part("below").is_some() {
            BandEnd::Below(self.points_of(node, "below")?)
        } else {
            BandEnd::Open
        };
        let band = Band {
            id: node.text_of("id"),
            name: node.text_of("name"),
            place: node.text_of("place"),
            words: node.text_of("words"),
            end,
        };
        applies.then_some(band)
    }
}

/// Bands run upwards and the last one has no end, so that every total falls in one of them.
pub(super) fn check_bands(root: &Node<'_>, bands: &[Band]) {
    let note = |message: String| root.faults.note("bands", message);
    for pair in bands.windows(2) {
        let [one, next] = pair else { continue };
        let rises = match (one.end, next.end) {
            (BandEnd::Open, _) | (BandEnd::UpToMost, BandEnd::BelowLeast) => false,
            (BandEnd::UpTo(one) | BandEnd::Below(one), BandEnd::UpTo(next) | BandEnd::Below(next)) => one < next,
            (one, next) => one != next,
        };
        if !rises {
            note(format!("\u{201c}{}\u{201d} must end before \u{201c}{}\u{201d}", one.name, next.name));
        }
    }
    if bands.last().is_some_and(|last| last.end != BandEnd::Open) {
        note("the last band must have no end".to_owned());
    }
}
