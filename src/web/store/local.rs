//! Local storage: the second copy, and the only one where `IndexedDB` will not open.
//!
//! gloo-storage panics where storage is not allowed, so everything here probes first. Every name begins with
//! the place of the page, because other pages may share the origin: for the same reason nothing here clears or
//! lists the whole storage.

use crate::store::{Plain, Refusal};
use crate::web::storage;
use gloo_storage::{LocalStorage, Storage};

/// The names of the store in local storage, apart from those of settings.
const STORE: &str = "store/";

/// Local storage, as the store sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Local;

impl Plain for Local {
    fn names(&self) -> Result<Vec<String>, Refusal> {
        let prefix = storage::key(STORE);
        let names = storage::names().map_err(Refusal::Blocked)?;
        Ok(names.iter().filter_map(|name| name.strip_prefix(&prefix)).map(str::to_owned).collect())
    }

    fn read(&self, name: &str) -> Result<Option<String>, Refusal> {
        storage::allowed().map_err(Refusal::Blocked)?;
        LocalStorage::raw().get_item(&key(name)).map_err(|error| Refusal::Failed(storage::words(&error)))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), Refusal> {
        storage::allowed().map_err(Refusal::Blocked)?;
        // The only refusal of a storage that is allowed is that it has no room.
        LocalStorage::raw().set_item(&key(name), text).map_err(|error| Refusal::Full(storage::words(&error)))
    }

    fn remove(&self, name: &str) -> Result<(), Refusal> {
        storage::allowed().map_err(Refusal::Blocked)?;
        LocalStorage::raw().remove_item(&key(name)).map_err(|error| Refusal::Failed(storage::words(&error)))
    }
}

fn key(name: &str) -> String {
    storage::key(&format!("{STORE}{name}"))
}
