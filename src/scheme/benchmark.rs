//! Figures that others reported, to see a caseload beside them.

use super::capacity::not_negative;
use super::document::Reader;
use super::node::Node;
use super::{Benchmark, BenchmarkArea, BenchmarkRow};
use crate::facts::value::shortened;
use crate::points::{Points, sort_short};

/// Points above zero.
fn above_zero(node: &Node<'_>) -> Option<Points> {
    let points = not_negative(node)?;
    if points == Points::ZERO {
        node.fault("must be above zero");
    }
    Some(points)
}

impl Reader {
    pub(super) fn benchmark(&self, node: &Node<'_>) -> Benchmark {
        node.only(&["place", "words", "readings", "areas", "rows"]);
        let areas: Vec<BenchmarkArea> = node.some_items("areas").iter().map(|area| self.area(area)).collect();
        for (place, area) in areas.iter().enumerate() {
            if areas.iter().take(place).any(|other| other.id == area.id) {
                node.fault(format!("the area \u{201c}{}\u{201d} stands twice", shortened(&area.id)));
            }
        }
        let mut rows: Vec<BenchmarkRow> = Vec::new();
        for item in node.some_items("rows") {
            rows.push(self.benchmark_row(&item, &areas));
        }
        Benchmark {
            place: node.text_of("place"),
            words: node.text_of("words"),
            readings: self.readings_of(node),
            areas,
            rows,
        }
    }

    fn area(&self, node: &Node<'_>) -> BenchmarkArea {
        node.only(&["id", "name", "when", "alone"]);
        BenchmarkArea {
            id: node.text_of("id"),
            name: node.text_of("name"),
            when: self.condition_of(node, "when"),
            alone: node.flag("alone"),
        }
    }

    fn benchmark_row(&self, node: &Node<'_>, areas: &[BenchmarkArea]) -> BenchmarkRow {
        node.only(&["name", "place", "when", "areas", "lowest", "highest", "unmanageable", "notes"]);
        let mut places: Vec<usize> = Vec::new();
        for item in node.some_items("areas") {
            let Some(id) = item.text() else { continue };
            match areas.iter().position(|area| area.id == id) {
                Some(place) if places.contains(&place) => {
                    item.fault(format!("the area \u{201c}{}\u{201d} stands twice", shortened(id)));
                }
                Some(place) => places.push(place),
                None => item.fault(format!("there is no area \u{201c}{}\u{201d}", shortened(id))),
            }
        }
        sort_short(&mut places, |place| *place);
        let figure = |name: &str| node.part(name).and_then(|part| self.under(&part, not_negative));
        let (lowest, highest) = (figure("lowest"), figure("highest"));
        if node.part("lowest").is_some() != node.part("highest").is_some()
            || lowest.zip(highest).is_some_and(|(lowest, highest)| lowest > highest)
        {
            node.fault("must give lowest and highest, in this order, or neither");
        }
        BenchmarkRow {
            name: node.text_of("name"),
            place: node.text_of("place"),
            when: self.of_practitioner(node),
            areas: places,
            lowest,
            highest,
            unmanageable: node.items("unmanageable").iter().filter_map(above_zero).collect(),
            notes: node.texts("notes"),
        }
    }
}
