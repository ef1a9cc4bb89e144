//! The schemes that the page can score with. A document takes some milliseconds to read, so each is read
//! when it is first wanted, and kept.

use super::own_schemes::OwnSchemes;
use super::session::Shared;
use crate::scheme::{Kind, Scheme};
use crate::schemes::{Published, published};
use std::cell::RefCell;
use std::rc::Rc;

/// The published schemes that were read so far, and a council's own.
#[derive(Default)]
pub struct Schemes {
    /// Shared by every state of the own schemes: what was read once stays read.
    read: Rc<RefCell<Vec<Read>>>,
    /// A council's own schemes, and which scheme is its main one.
    pub own: Rc<OwnSchemes>,
}

/// A scheme by its id; none where it could not be read, which tests rule out.
type Read = (&'static str, Option<Shared<Scheme>>);

impl Schemes {
    /// The same with these own schemes.
    #[must_use]
    pub fn with(&self, own: Rc<OwnSchemes>) -> Self {
        Self { read: Rc::clone(&self.read), own }
    }

    /// Every scheme that could be read, in the order in which they are shown: the main one, the own ones,
    /// the published ones.
    #[must_use]
    pub fn all(&self) -> Vec<Shared<Scheme>> {
        self.ids().into_iter().filter_map(|id| self.by_id(id)).collect()
    }

    /// The ids of all schemes, in that order; those that cannot be read among them.
    #[must_use]
    pub fn ids(&self) -> Vec<&str> {
        let own = self.own.own.iter().map(|own| own.id.as_str());
        let mut ids: Vec<&str> = own.chain(published().iter().map(|own| own.id)).collect();
        if let Some(place) = ids.iter().position(|id| Some(*id) == self.own.main.as_deref()) {
            let main = ids.remove(place);
            ids.insert(0, main);
        }
        ids
    }

    /// True where the council has said which scheme is its own: the others then stand folded.
    #[must_use]
    pub fn has_main(&self) -> bool {
        self.own.main.is_some()
    }

    /// What a chooser offers: ids and names, the main scheme first. No published scheme is read for it.
    #[must_use]
    pub fn offered(&self) -> Vec<(String, String)> {
        let can_score = |id: &&str| self.own.by_id(id).is_none_or(|own| own.scheme().is_some());
        self.ids().into_iter().filter(can_score).map(|id| (id.to_owned(), self.name(id))).collect()
    }

    /// The scheme with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Shared<Scheme>> {
        let own = || self.own.by_id(id).and_then(|own| own.scheme().cloned());
        published().iter().find(|own| own.id == id).map_or_else(own, |own| self.of(own))
    }

    /// What kind of scheme the one with this id is. No published scheme is read for it.
    #[must_use]
    pub fn kind(&self, id: &str) -> Kind {
        let own = || self.own.by_id(id).and_then(|own| own.scheme().map(|own| own.kind()));
        published().iter().find(|own| own.id == id).map(|own| own.kind).or_else(own).unwrap_or(Kind::Points)
    }

    /// The text of the file of the scheme with this id.
    #[must_use]
    pub fn text(&self, id: &str) -> Option<&str> {
        let own = || self.own.by_id(id).map(|own| &*own.text);
        published().iter().find(|own| own.id == id).map_or_else(own, |own| Some(own.text))
    }

    /// The published scheme that the scheme with this id is a version of.
    #[must_use]
    pub fn published_of(&self, id: &str) -> Option<&'static Published> {
        let from = self.own.by_id(id)?.from.as_deref();
        published().iter().find(|own| Some(own.id) == from)
    }

    /// The name of the scheme with this id.
    #[must_use]
    pub fn name(&self, id: &str) -> String {
        let own = || self.own.by_id(id).map_or_else(|| "Not here".to_owned(), |own| own.name());
        published().iter().find(|own| own.id == id).map_or_else(own, |own| own.name.to_owned())
    }

    /// A published scheme.
    #[must_use]
    pub fn of(&self, own: &Published) -> Option<Shared<Scheme>> {
        let known = self.read.borrow().iter().find(|(id, _)| *id == own.id).map(|(_, scheme)| scheme.clone());
        known.unwrap_or_else(|| {
            let scheme = Scheme::read(own.text).ok().map(|scheme| Shared(Rc::new(scheme)));
            self.read.borrow_mut().push((own.id, scheme.clone()));
            scheme
        })
    }

    /// The scheme to score with where this one was chosen. Where it is gone, as when an own version was
    /// taken back: the published one that it was a version of; else the main one, else the first.
    #[must_use]
    pub fn chosen(&self, id: Option<&str>) -> Option<Shared<Scheme>> {
        let version_of = |id: &str| {
            let is_of = |own: &&Published| id.strip_prefix(own.id).is_some_and(|rest| rest.starts_with('-'));
            published().iter().find(is_of).map(|own| own.id)
        };
        let candidates = [id, id.and_then(version_of), self.own.main.as_deref(), published().first().map(|own| own.id)];
        candidates.into_iter().flatten().find_map(|id| self.by_id(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_that_is_not_known_falls_back_to_what_it_came_from_the_main_one_or_the_first() {
        let schemes = Schemes::default();
        let id = |schemes: &Schemes, id| schemes.chosen(id).map(|own| own.id.clone()).unwrap();
        assert_eq!(id(&schemes, Some("swindon")), "swindon");
        assert_eq!(id(&schemes, Some("swindon-2")), "swindon");
        assert_eq!(id(&schemes, Some("atlantis")), "nottinghamshire");
        assert_eq!(id(&schemes, None), "nottinghamshire");
        let own = OwnSchemes { main: Some("warrington".to_owned()), own: Vec::new() };
        let ours = schemes.with(Rc::new(own));
        assert_eq!(id(&ours, None), "warrington");
        assert_eq!(ours.ids().first(), Some(&"warrington"));
        assert_eq!(ours.all().len(), published().len());
    }

    #[test]
    fn every_scheme_is_read_once_and_is_called_what_it_is_offered_as() {
        let schemes = Schemes::default();
        for own in published() {
            let (first, again) = (schemes.of(own).unwrap(), schemes.of(own).unwrap());
            assert!(first == again, "{}", own.id);
            assert_eq!((first.id.as_str(), first.name.as_str(), first.kind()), (own.id, own.name, own.kind));
        }
    }
}
