//! The second copy, record by record, in a storage that writes one name at a time and may forget the last of
//! what was written: the new version of a record goes under a name with its generation, then the head says
//! which generation holds, then the older version goes. Each start of such a row of writes is whole.

use super::record::{ASIDE, Head, Plan, State, header, tombstone};
use super::{HEAD, Plain, Refusal};
use crate::index::Index;

/// What the names of records begin with.
const RECORD: &str = "r/";

/// The head as it was when this storage became the store, because the durable one did not open. Nothing
/// that it speaks of is removed until the two are put together.
pub(super) const BASE: &str = "base";

/// Says that everything is being deleted: what else is there is not read.
pub(super) const DELETED: &str = "deleted";

/// The head that the durable storage is thought to have, where everything was deleted while that did not open: it is
/// deleted there once it does. This one stays behind.
pub const TO_DELETE: &str = "to-delete";

/// The name of the version of a record of a generation.
fn name(key: &str, generation: u64) -> String {
    format!("{RECORD}{key}@{generation}")
}

/// The key and the generation in a name.
fn split(name: &str) -> Option<(&str, u64)> {
    let (key, generation) = name.strip_prefix(RECORD)?.rsplit_once('@')?;
    Some((key, generation.parse().ok()?))
}

/// Whether a name is one of the store's own.
fn is_ours(name: &str) -> bool {
    name.starts_with(RECORD) || name.starts_with(ASIDE) || [HEAD, BASE, DELETED].contains(&name)
}

/// Everything of the store that a plain storage holds.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read(plain: &dyn Plain) -> Result<Vec<(String, String)>, Refusal> {
    let mut all = Vec::new();
    for name in plain.names()? {
        if is_ours(&name)
            && let Some(text) = plain.read(&name)?
        {
            all.push((name, text));
        }
    }
    Ok(all)
}

/// The second copy as it was read.
#[derive(Default)]
pub(super) struct Copy {
    pub head: Option<String>,
    pub base: Option<String>,
    /// Keys, generations and texts of all versions.
    pub versions: Vec<(String, u64, String)>,
    pub aside: Vec<(String, String)>,
}

impl Copy {
    pub fn of(entries: Vec<(String, String)>) -> Self {
        let mut copy = Self::default();
        if entries.iter().any(|(name, _)| name == DELETED) {
            return copy;
        }
        for (name, text) in entries {
            match name.as_str() {
                HEAD => copy.head = Some(text),
                BASE => copy.base = Some(text),
                _ if name.starts_with(ASIDE) => copy.aside.push((name, text)),
                _ => copy.versions.extend(split(&name).map(|(key, generation)| (key.to_owned(), generation, text))),
            }
        }
        copy
    }

    /// The records as they were in a generation: of each, the newest version that is not newer.
    pub fn at(&self, generation: u64) -> Vec<(String, String)> {
        let index = Index::of(self.versions.iter().map(|(key, ..)| key.as_str()).collect());
        let mut newest: Vec<Option<&(String, u64, String)>> = vec![None; self.versions.len()];
        for version in self.versions.iter().filter(|(_, own, _)| *own <= generation) {
            if let Some(place) = index.position(&version.0).and_then(|at| newest.get_mut(at))
                && place.is_none_or(|other| other.1 < version.1)
            {
                *place = Some(version);
            }
        }
        let mut all = Vec::new();
        for (key, own, text) in newest.into_iter().flatten() {
            match header(key, text) {
                Some(header) if header.stored.generation == *own && header.format == 0 => {}
                // A version under another's name is no version.
                Some(header) if header.stored.generation != *own => all.push((key.clone(), String::new())),
                _ => all.push((key.clone(), text.clone())),
            }
        }
        all
    }
}

/// Writes a save into a copy that holds the generation before it. Gives back whether nothing is left that
/// is of no use any more.
///
/// # Errors
/// When the storage refuses before the save holds.
pub(super) fn step(plain: &dyn Plain, save: &Plan) -> Result<bool, Refusal> {
    let generation = save.state.head.generation;
    for (key, text) in &save.put {
        plain.write(&name(key, generation), text)?;
    }
    for key in &save.remove {
        plain.write(&name(key, generation), &tombstone(key, generation))?;
    }
    plain.write(HEAD, &save.state.head.write())?;
    let mut clean = true;
    for (key, old) in &save.replaced {
        clean &= plain.remove(&name(key, *old)).is_ok();
    }
    for key in &save.remove {
        clean = clean && plain.remove(&name(key, generation)).is_ok();
    }
    Ok(clean)
}

/// Takes back what [`step`] or [`bring_up`] wrote of a generation that does not hold.
pub(super) fn take_back(plain: &dyn Plain, generation: u64) {
    for own in plain.names().unwrap_or_default() {
        if split(&own).is_some_and(|(_, other)| other == generation) {
            let _ = plain.remove(&own);
        }
    }
}

/// True where [`bring_up`] needs a text that is not among those given.
///
/// # Errors
/// When the storage cannot be read.
pub(super) fn lacks(plain: &dyn Plain, state: &State, texts: &[(String, String)]) -> Result<bool, Refusal> {
    let names = plain.names()?;
    let there = Index::of(names.iter().map(String::as_str).collect());
    let given = Index::of(texts.iter().map(|(key, _)| key.as_str()).collect());
    let mut records = state.records().into_iter();
    Ok(records.any(|(key, stored)| {
        there.position(&name(&key, stored.generation)).is_none() && given.position(&key).is_none()
    }))
}

/// Makes a copy of a state from whatever is there: writes what lacks, then the head, and removes what is of
/// no use any more. What `base` speaks of stays. Gives back whether nothing else is left.
///
/// # Errors
/// When the storage refuses before the state holds.
pub(super) fn bring_up(
    plain: &dyn Plain,
    state: &State,
    texts: &[(String, String)],
    base: Option<u64>,
) -> Result<bool, Refusal> {
    let names = plain.names()?;
    let held = plain.read(HEAD)?.and_then(|text| Head::read(&text).ok().flatten()).map(|head| head.generation);
    let records = state.records();
    let wanted: Vec<String> = records.iter().map(|(key, stored)| name(key, stored.generation)).collect();
    let index = Index::of(wanted.iter().map(String::as_str).collect());
    let keys = Index::of(records.iter().map(|(key, _)| key.as_str()).collect());
    let given = Index::of(texts.iter().map(|(key, _)| key.as_str()).collect());
    if names.iter().all(|own| own != HEAD && split(own).is_none()) {
        // What is written before the first head would otherwise look like what is left of a damaged copy.
        plain.write(HEAD, &Head { id: state.head.id, ..Head::default() }.write())?;
    }
    let mut there = vec![false; wanted.len()];
    let mut others: Vec<(&str, u64, &str)> = Vec::new();
    for own in &names {
        if let Some(place) = index.position(own).and_then(|at| there.get_mut(at)) {
            *place = true;
        } else if let Some((key, generation)) = split(own) {
            // What was written for a generation that never held would hold with the next head.
            if held.is_some_and(|held| generation > held) {
                plain.remove(own)?;
            } else {
                others.push((key, generation, own));
            }
        }
    }
    for ((key, _), (own, there)) in records.iter().zip(wanted.iter().zip(there)) {
        match given.position(key).and_then(|at| texts.get(at)) {
            Some((_, text)) => plain.write(own, text)?,
            None if there => {}
            None => return Err(Refusal::Failed("a record is not there to be copied".to_owned())),
        }
    }
    let generation = state.head.generation;
    let mut gone: Vec<&str> = Vec::new();
    for (key, ..) in &others {
        if keys.position(key).is_none() && !gone.contains(key) {
            plain.write(&name(key, generation), &tombstone(key, generation))?;
            gone.push(key);
        }
    }
    plain.write(HEAD, &state.head.write())?;
    let mut clean = true;
    let kept = |generation: u64| base.is_some_and(|base| generation <= base);
    for (_, own, name) in &others {
        clean &= kept(*own) || (*own == generation && base.is_some()) || plain.remove(name).is_ok();
    }
    for key in gone {
        if !others.iter().any(|(own, generation, _)| *own == key && kept(*generation)) {
            clean = clean && plain.remove(&name(key, generation)).is_ok();
        }
    }
    if base.is_none() && names.iter().any(|own| own == BASE) {
        clean &= plain.remove(BASE).is_ok();
    }
    Ok(clean)
}

/// Removes everything of the store: first it is said that all of it goes, so that no part of it comes back
/// if only some of it is gone.
///
/// # Errors
/// When the storage refuses; the next call goes on.
pub(super) fn clear(plain: &dyn Plain) -> Result<(), Refusal> {
    let names = plain.names()?;
    if names.iter().all(|own| !is_ours(own)) {
        return Ok(());
    }
    // A full storage takes no new name: then the head, which goes first, must say it.
    if plain.write(DELETED, "1").is_err() {
        plain.remove(HEAD)?;
        plain.write(DELETED, "1")?;
    }
    for own in names.iter().filter(|own| is_ours(own) && *own != DELETED) {
        plain.remove(own)?;
    }
    plain.remove(DELETED)
}
