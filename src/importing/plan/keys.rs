//! The keys that codes in a workspace are under.

use crate::importing::code::Key;
use crate::importing::found::Found;
use crate::importing::imported::Imported;
use crate::importing::turned;
use crate::workspace::Workspace;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The key that codes of this workspace are under: the one that most of them have, or a new one.
#[must_use]
pub fn key_of(workspace: &Workspace, chance: u64) -> Key {
    let mut salts: BTreeMap<String, usize> = BTreeMap::new();
    let children = workspace.cases.iter().flat_map(|case| &case.children).map(|own| own.imported.as_str());
    let practitioners = workspace.practitioners.iter().map(|own| own.imported.as_str());
    for imported in children.chain(practitioners).filter_map(Imported::read) {
        *salts.entry(imported.salt).or_default() += 1;
    }
    let most = salts.into_iter().max_by_key(|(_, count)| *count);
    most.and_then(|(salt, _)| Key::of_salt(&salt)).unwrap_or_else(|| Key::of_chance(chance))
}

/// The salts of codes in this workspace that are under another key: those of somebody whose copy was merged.
#[must_use]
pub fn other_salts(workspace: &Workspace, key: &Key) -> BTreeSet<String> {
    let children = workspace.cases.iter().flat_map(|case| &case.children).map(|own| own.imported.as_str());
    let practitioners = workspace.practitioners.iter().map(|own| own.imported.as_str());
    let salts = children.chain(practitioners).filter_map(Imported::read).map(|own| own.salt);
    salts.filter(|salt| salt != key.salt()).collect()
}

/// Codes under other keys that are of a child or practitioner of the files, and the code of the same under the key of
/// this import. The first are written as what was imported keeps them: `salt.code`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases(pub(super) HashMap<String, String>);

impl Aliases {
    /// Notes those of the same files read under another key: the same children and practitioners, in the same order.
    pub fn note(&mut self, found: &Found, key: &Key, other: &Found) {
        let mut note = |own: &str, other: &str| {
            if !own.is_empty() && !other.is_empty() {
                self.0.insert(format!("{}.{other}", key.salt()), own.to_owned());
            }
        };
        for (own, other) in found.children.iter().zip(&other.children) {
            note(&own.code.0, &other.code.0);
        }
        for (own, other) in found.practitioners.iter().zip(&other.practitioners) {
            // Whichever way the name was written then, it is the code of now.
            for other in turned::codes(other) {
                note(&own.code.0, &other.0);
            }
        }
    }

    /// The code under the key of this import; nothing where it is not known.
    pub(super) fn code(&self, imported: &Imported, key: &Key) -> Option<String> {
        if imported.salt == key.salt() {
            return Some(imported.code.0.clone());
        }
        self.0.get(&format!("{}.{}", imported.salt, imported.code.0)).cloned()
    }
}
