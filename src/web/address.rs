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
    /// Downloading and opening.
    Data,
    /// Deleting everything on this device.
    Delete,
    /// What this is, privacy, the schemes.
    About,
    /// No page of ours.
    Unknown(String),
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
