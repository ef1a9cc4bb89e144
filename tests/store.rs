//! The store: its laws, and everything broken on purpose.
//!
//! Samples are small; `STORE_TIMES=100 cargo nextest run --test store` takes a hundred times as many.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "store/damage.rs"]
mod damage;
#[path = "store/faults.rs"]
mod faults;
#[allow(dead_code, reason = "other tests use the rest of it")]
mod generated;
#[path = "store/laws.rs"]
mod laws;
#[path = "store/support.rs"]
mod support;
#[path = "store/tabs.rs"]
mod tabs;
