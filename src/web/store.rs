//! The store in the browser: `IndexedDB`, the second copy in local storage, saving, and other tabs.

mod indexed;
mod kept;
mod local;
mod room;
mod saver;
mod wait;

pub use indexed::Indexed;
pub use kept::{kept, schemes};
pub use local::Local;
pub use room::{NEARLY_FULL, Room, ask_to_keep, room};
pub use saver::{News, Others, Saver};
