//! The schemes that the page can score with. A document takes some milliseconds to read, so each is read
//! when it is first wanted, and kept.

use super::session::Shared;
use crate::scheme::Scheme;
use crate::schemes::{Published, published};
use std::cell::RefCell;
use std::rc::Rc;

/// The schemes that were read so far, by id.
#[derive(Default)]
pub struct Schemes {
    read: RefCell<Vec<Read>>,
}

/// A scheme by its id; none where it could not be read, which tests rule out.
type Read = (&'static str, Option<Shared<Scheme>>);

impl Schemes {
    /// Every scheme that could be read, in the order in which they are shown.
    #[must_use]
    pub fn all(&self) -> Vec<Shared<Scheme>> {
        published().iter().filter_map(|own| self.of(own)).collect()
    }

    /// The scheme with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Shared<Scheme>> {
        published().iter().find(|own| own.id == id).and_then(|own| self.of(own))
    }

    /// The name of the scheme with this id.
    #[must_use]
    pub fn name(&self, id: &str) -> String {
        published().iter().find(|own| own.id == id).map_or_else(|| "Not here".to_owned(), |own| own.name.to_owned())
    }

    /// A published scheme.
    pub fn of(&self, own: &Published) -> Option<Shared<Scheme>> {
        let known = self.read.borrow().iter().find(|(id, _)| *id == own.id).map(|(_, scheme)| scheme.clone());
        known.unwrap_or_else(|| {
            let scheme = Scheme::read(own.text).ok().map(|scheme| Shared(Rc::new(scheme)));
            self.read.borrow_mut().push((own.id, scheme.clone()));
            scheme
        })
    }
}

/// The scheme with this id; the first one where there is none, as when a later version has put it away.
#[must_use]
pub fn chosen(id: Option<&str>) -> Option<&'static Published> {
    let own = id.and_then(|id| published().iter().find(|own| own.id == id));
    own.or_else(|| published().first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_that_is_not_known_falls_back_to_the_first() {
        let id = |id| chosen(id).map(|own| own.id);
        assert_eq!(id(Some("swindon")), Some("swindon"));
        assert_eq!(id(Some("atlantis")), Some("nottinghamshire"));
        assert_eq!(id(None), Some("nottinghamshire"));
    }

    #[test]
    fn every_scheme_is_read_once_and_is_called_what_it_is_offered_as() {
        let schemes = Schemes::default();
        for own in published() {
            let (first, again) = (schemes.of(own).unwrap(), schemes.of(own).unwrap());
            assert!(first == again, "{}", own.id);
            assert_eq!((first.id.as_str(), first.name.as_str()), (own.id, own.name));
        }
    }
}
