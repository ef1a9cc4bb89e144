//! Files become a caseload: what was found is put beside the workspace, and a whole import from the files to the
//! workspace, as the worker does it.
#![cfg(feature = "sheets")]
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/chance.rs"]
mod chance;

mod importing {
    mod again;
    mod ages;
    mod plan;
    mod session;
    mod whole;
}
