//! The store in the browser: IndexedDB, the second copy in local storage, saving, and other tabs.

mod indexed;
mod kept;
mod local;
mod saver;
mod wait;

pub use indexed::Indexed;
pub use kept::{kept, schemes};
pub use local::Local;
pub use saver::{News, Others, Saver};
