//! Figures that others reported, to see a caseload beside them.

use super::document::Reader;
use super::node::{Node, as_points};
use super::{Benchmark, BenchmarkArea, BenchmarkRow};
use crate::facts::value::shortened;

impl Reader {
    pub(super) fn benchmark(&self, node: &Node<'_>) -> Benchmark {
        node.only(&["place", "words", "readings", "areas", "rows"]);
        let areas: Vec<BenchmarkArea> = node.some_items("areas").iter().map(|area| self.area(area)).collect();
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
                Some(place) => places.push(place),
                None => item.fault(format!("there is no area \u{201c}{}\u{201d}", shortened(id))),
            }
        }
        places.sort_unstable();
        let (lowest, highest) = (self.optional_points(node, "lowest"), self.optional_points(node, "highest"));
        if lowest.is_some() != highest.is_some()
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
            unmanageable: node.items("unmanageable").iter().filter_map(as_points).collect(),
            notes: node.texts("notes"),
        }
    }
}
