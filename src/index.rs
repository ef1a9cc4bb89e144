//! Where a name stands in a list.

use xxhash_rust::xxh64::xxh64;

/// Positions by name: a small table of our own, so that no map of the library comes into the page for it.
pub(crate) struct Index<'n> {
    names: Vec<&'n str>,
    slots: Vec<usize>,
}

impl<'n> Index<'n> {
    /// The positions of these names.
    pub fn of(names: Vec<&'n str>) -> Self {
        let mut index = Self { slots: vec![usize::MAX; (names.len() * 2).next_power_of_two()], names };
        for at in 0..index.names.len() {
            let slot = index.slot(index.names.get(at).copied().unwrap_or_default());
            if let Some(own) = index.slots.get_mut(slot).filter(|own| **own == usize::MAX) {
                *own = at;
            }
        }
        index
    }

    /// The slot of a name, or the free one where it would be. At least half of them are free.
    fn slot(&self, name: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = usize::try_from(xxh64(name.as_bytes(), 0) & 0xffff_ffff).unwrap_or_default() & mask;
        while let Some(at) = self.slots.get(slot)
            && *at != usize::MAX
            && self.names.get(*at) != Some(&name)
        {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The position of the first one with this name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.slots.get(self.slot(name)).copied().filter(|at| *at != usize::MAX)
    }

    /// Whether the name is there.
    pub fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }
}
