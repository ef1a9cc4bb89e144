//! The published schemes, one file each, as the program carries them.

use crate::scheme::Kind;

/// A published scheme: its id and the text of its document.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// The scheme's id.
    pub id: &'static str,
    /// Its name on the page, so that it can be offered without reading its document.
    pub name: &'static str,
    /// What kind of scheme it is.
    pub kind: Kind,
    /// The text of its document.
    pub text: &'static str,
}

/// Every published scheme, in the order in which they are shown.
#[must_use]
pub fn published() -> &'static [Published] {
    &[
        Published {
            id: "nottinghamshire",
            name: "Nottinghamshire",
            kind: Kind::Points,
            text: include_str!("schemes/nottinghamshire.json"),
        },
        Published {
            id: "northern-ireland",
            name: "Northern Ireland",
            kind: Kind::Points,
            text: include_str!("schemes/northern-ireland.json"),
        },
        Published { id: "swindon", name: "Swindon", kind: Kind::Points, text: include_str!("schemes/swindon.json") },
        Published {
            id: "windsor-and-maidenhead",
            name: "Windsor and Maidenhead",
            kind: Kind::Points,
            text: include_str!("schemes/windsor-and-maidenhead.json"),
        },
        Published {
            id: "warrington",
            name: "Warrington",
            kind: Kind::Points,
            text: include_str!("schemes/warrington.json"),
        },
        Published { id: "plymouth", name: "Plymouth", kind: Kind::Counts, text: include_str!("schemes/plymouth.json") },
        Published {
            id: "west-sussex",
            name: "West Sussex",
            kind: Kind::Counts,
            text: include_str!("schemes/west-sussex.json"),
        },
        Published { id: "rochdale", name: "Rochdale", kind: Kind::Counts, text: include_str!("schemes/rochdale.json") },
        Published {
            id: "windsor-and-maidenhead-counts",
            name: "Windsor and Maidenhead, cases",
            kind: Kind::Counts,
            text: include_str!("schemes/windsor-and-maidenhead-counts.json"),
        },
        Published {
            id: "adcs-survey",
            name: "Survey of 2016",
            kind: Kind::Reported,
            text: include_str!("schemes/adcs-survey.json"),
        },
        Published {
            id: "hampshire",
            name: "Hampshire",
            kind: Kind::Counts,
            text: include_str!("schemes/hampshire.json"),
        },
    ]
}
