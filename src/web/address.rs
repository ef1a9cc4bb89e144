//! Addresses of the pages: what stands after the `#`. A small router of our own, because the usual
//! one would be a seventh of the whole download.

use crate::facts::Id;
use std::fmt;

/// A page, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// The first page.
    Start,
    /// A form for a new practitioner.
    NewPractitioner,
    /// A practitioner's cases and points.
    Caseload,
    /// One practitioner, to be edited, with the field that the reader was sent to.
    Practitioner(Id, Option<String>),
    /// One case, to be edited, with the field that the reader was sent to.
    Case(Id, Option<String>),
    /// A practitioner's score, line by line.
    Score(Id),
    /// Everybody under every scheme, sorted by a column: nothing for the order of entry.
    Team(Option<Sort>),
    /// The teams of a service.
    Service,
    /// A practitioner under every scheme.
    SideBySide(Id),
    /// A case under every scheme.
    CaseSideBySide(Id),
    /// The schemes that there are.
    Schemes,
    /// One scheme: its rules, weights, places and readings.
    Scheme(String),
    /// A council's own scheme, to be changed.
    SchemeChange(String),
    /// What was done, to be taken back.
    Changes,
    /// How to use the page.
    Help,
    /// How to prove that nothing leaves the device: a place in the help.
    Proof,
    /// What the words mean.
    Glossary,
    /// Files of a council's own, which become a caseload.
    Import,
    /// What the schemes still miss to be sure.
    StillMissing,
    /// Downloading and opening.
    Data,
    /// Deleting everything on this device.
    Delete,
    /// What this is, privacy, the schemes.
    About,
    /// No page of ours.
    Unknown(String),
}

/// What a table is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's id.
    pub by: String,
    /// True where the most comes first.
    pub down: bool,
}

impl Address {
    /// The address that stands after the `#`, or nothing where it only points into the page.
    #[must_use]
    pub fn read(hash: &str) -> Option<Self> {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        if hash.is_empty() {
            return Some(Self::Start);
        }
        let path = hash.strip_prefix('/')?;
        let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
        let known = match parts.as_slice() {
            [""] => Some(Self::Start),
            ["new-practitioner"] => Some(Self::NewPractitioner),
            ["caseload"] => Some(Self::Caseload),
            ["practitioner", id] => Id::new(id).ok().map(|id| Self::Practitioner(id, None)),
            ["practitioner", id, field] => Id::new(id).ok().map(|id| Self::Practitioner(id, Some((*field).to_owned()))),
            ["case", id] => Id::new(id).ok().map(|id| Self::Case(id, None)),
            ["case", id, field] => Id::new(id).ok().map(|id| Self::Case(id, Some((*field).to_owned()))),
            ["score", id] => Id::new(id).ok().map(Self::Score),
            ["team"] => Some(Self::Team(None)),
            ["team", "by", by] => Some(Self::Team(Some(Sort { by: (*by).to_owned(), down: false }))),
            ["team", "by", by, "down"] => Some(Self::Team(Some(Sort { by: (*by).to_owned(), down: true }))),
            ["service"] => Some(Self::Service),
            ["side-by-side", id] => Id::new(id).ok().map(Self::SideBySide),
            ["side-by-side", "case", id] => Id::new(id).ok().map(Self::CaseSideBySide),
            ["schemes"] => Some(Self::Schemes),
            ["schemes", id] => Id::new(id).ok().map(|id| Self::Scheme(id.as_str().to_owned())),
            ["schemes", id, "change"] => Id::new(id).ok().map(|id| Self::SchemeChange(id.as_str().to_owned())),
            ["changes"] => Some(Self::Changes),
            ["help"] => Some(Self::Help),
            ["help", "proof"] => Some(Self::Proof),
            ["help", "glossary"] => Some(Self::Glossary),
            ["import"] => Some(Self::Import),
            ["missing"] => Some(Self::StillMissing),
            ["data"] => Some(Self::Data),
            ["data", "delete"] => Some(Self::Delete),
            ["about"] => Some(Self::About),
            _ => None,
        };
        Some(known.unwrap_or_else(|| Self::Unknown(path.to_owned())))
    }

    /// What a link to the page has as its target.
    #[must_use]
    pub fn link(&self) -> String {
        format!("#{self}")
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => formatter.write_str("/"),
            Self::NewPractitioner => formatter.write_str("/new-practitioner"),
            Self::Caseload => formatter.write_str("/caseload"),
            Self::Practitioner(id, None) => write!(formatter, "/practitioner/{id}"),
            Self::Practitioner(id, Some(field)) => write!(formatter, "/practitioner/{id}/{field}"),
            Self::Case(id, None) => write!(formatter, "/case/{id}"),
            Self::Case(id, Some(field)) => write!(formatter, "/case/{id}/{field}"),
            Self::Score(id) => write!(formatter, "/score/{id}"),
            Self::Team(None) => formatter.write_str("/team"),
            Self::Team(Some(sort)) => write!(formatter, "/team/by/{}{}", sort.by, if sort.down { "/down" } else { "" }),
            Self::Service => formatter.write_str("/service"),
            Self::SideBySide(id) => write!(formatter, "/side-by-side/{id}"),
            Self::CaseSideBySide(id) => write!(formatter, "/side-by-side/case/{id}"),
            Self::Schemes => formatter.write_str("/schemes"),
            Self::Scheme(id) => write!(formatter, "/schemes/{id}"),
            Self::SchemeChange(id) => write!(formatter, "/schemes/{id}/change"),
            Self::Changes => formatter.write_str("/changes"),
            Self::Help => formatter.write_str("/help"),
            Self::Proof => formatter.write_str("/help/proof"),
            Self::Glossary => formatter.write_str("/help/glossary"),
            Self::Import => formatter.write_str("/import"),
            Self::StillMissing => formatter.write_str("/missing"),
            Self::Data => formatter.write_str("/data"),
            Self::Delete => formatter.write_str("/data/delete"),
            Self::About => formatter.write_str("/about"),
            Self::Unknown(path) => write!(formatter, "/{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_reads_back_as_itself() {
        let id = || Id::new("p-1.a").unwrap();
        for address in [
            Address::Start,
            Address::NewPractitioner,
            Address::Caseload,
            Address::Practitioner(id(), None),
            Address::Practitioner(id(), Some("practitioner-p-role".to_owned())),
            Address::Case(id(), None),
            Address::Case(id(), Some("case-k-children-c1-plan".to_owned())),
            Address::Score(id()),
            Address::Team(None),
            Address::Team(Some(Sort { by: "name".to_owned(), down: false })),
            Address::Team(Some(Sort { by: "swindon".to_owned(), down: true })),
            Address::Service,
            Address::SideBySide(id()),
            Address::CaseSideBySide(id()),
            Address::Schemes,
            Address::Scheme("swindon".to_owned()),
            Address::SchemeChange("our-own".to_owned()),
            Address::Changes,
            Address::Help,
            Address::Proof,
            Address::Glossary,
            Address::Import,
            Address::StillMissing,
            Address::Data,
            Address::Delete,
            Address::About,
            Address::Unknown("nowhere/at/all".to_owned()),
        ] {
            assert_eq!(Address::read(&address.link()), Some(address));
        }
    }

    #[test]
    fn no_hash_is_the_first_page_and_a_place_in_the_page_is_no_address() {
        assert_eq!(Address::read(""), Some(Address::Start));
        assert_eq!(Address::read("#"), Some(Address::Start));
        assert_eq!(Address::read("#main-content"), None);
    }

    #[test]
    fn an_id_that_cannot_be_is_an_unknown_page() {
        assert_eq!(Address::read("#/case/a%20b"), Some(Address::Unknown("case/a%20b".to_owned())));
    }
}
