//! The worked examples of a scheme, recomputed one by one, and what takes the new figures over where a
//! council has changed a weight.

use super::Scheme;
use super::edit::{Edit, quoted};
use super::tree::Place;
use crate::points::Points;
use crate::scoring::{Capacity, score};

/// A worked example and what the rules of the file make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recomputed {
    /// Its name.
    pub name: String,
    /// The total that the file gives, and by the rules.
    pub total: (Points, Points),
    /// What else differs, in words.
    pub beside: Vec<String>,
    /// What takes the figures by the rules over into the file; none where they agree.
    pub edits: Vec<Edit>,
}

impl Recomputed {
    /// True where the file and its rules agree.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.edits.is_empty() && self.beside.is_empty()
    }
}

/// Every example of a scheme, recomputed.
#[must_use]
pub fn recomputed(scheme: &Scheme) -> Vec<Recomputed> {
    let list = Place::default().name("examples");
    let one = |(number, example): (usize, &super::Example)| {
        let place = list.item(number);
        let mut own = Recomputed {
            name: example.name.clone(),
            total: (example.total, example.total),
            beside: Vec::new(),
            edits: Vec::new(),
        };
        let Some(score) = score(scheme, &example.workspace, &example.practitioner, example.month) else {
            own.beside.push("It names a practitioner whom it does not describe.".to_owned());
            return own;
        };
        own.total.1 = score.total;
        let mut take = |name: &str, value: String| own.edits.push(Edit { place: place.name(name), value });
        if score.total != example.total {
            take("total", quoted(&score.total.to_string()));
        }
        if let Some(band) = example.band.as_ref().filter(|band| score.band.as_ref() != Some(band)) {
            let now = score.band.as_deref().unwrap_or("none");
            own.beside.push(format!("Its band was \u{201c}{band}\u{201d} and is \u{201c}{now}\u{201d}."));
            if let Some(now) = &score.band {
                take("band", quoted(now));
            }
        }
        let limit = score.capacity.as_ref().map(Capacity::limit);
        if let Some(wanted) = example.limit.filter(|wanted| limit != Some(*wanted)) {
            let now = limit.map_or_else(|| "none".to_owned(), |own| own.to_string());
            own.beside.push(format!("Its limit was {wanted} and is {now}."));
            if let Some(now) = limit {
                take("limit", quoted(&now.to_string()));
            }
        }
        own
    };
    scheme.examples.iter().enumerate().map(one).collect()
}
