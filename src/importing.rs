//! A council's own files become a caseload.
//!
//! Readers (`sheets`, which brings in the libraries) make `table::Sheet`s of files; `found::Found` is what
//! they say of children and practitioners; `plan` puts that beside the workspace; [`screen`] is what is shown and
//! heard meanwhile. Nothing changes until the reader of the page says so, and then in one step.
//!
//! What nobody needs is dropped while it is read, and numbers of children are kept as keyed codes alone.
//!
//! The page draws screens and knows nothing else of this: the rest comes with the feature `sheets`.

#[cfg(feature = "sheets")]
pub mod ages;
#[cfg(feature = "sheets")]
pub mod annex_a;
#[cfg(feature = "sheets")]
pub mod code;
#[cfg(feature = "sheets")]
pub mod days;
#[cfg(feature = "sheets")]
pub mod drawing;
#[cfg(feature = "sheets")]
pub mod dropping;
#[cfg(feature = "sheets")]
pub mod families;
#[cfg(feature = "sheets")]
pub mod found;
#[cfg(feature = "sheets")]
pub mod heading;
#[cfg(feature = "sheets")]
pub mod imported;
#[cfg(feature = "sheets")]
pub mod lists;
#[cfg(feature = "sheets")]
pub mod mapping;
#[cfg(feature = "sheets")]
pub mod missing;
#[cfg(feature = "sheets")]
pub mod month_first;
#[cfg(feature = "sheets")]
pub mod months;
#[cfg(feature = "sheets")]
pub mod numbers;
#[cfg(feature = "sheets")]
pub mod people;
#[cfg(feature = "sheets")]
pub mod plan;
pub mod screen;
#[cfg(feature = "sheets")]
pub mod session;
#[cfg(feature = "sheets")]
mod staff;
#[cfg(feature = "sheets")]
pub mod table;
#[cfg(feature = "sheets")]
pub mod templates;
#[cfg(feature = "sheets")]
pub mod turned;
#[cfg(feature = "sheets")]
pub mod two_columns;
#[cfg(feature = "sheets")]
pub mod worker;
