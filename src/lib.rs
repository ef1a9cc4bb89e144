//! Fairload scores children's social workers' caseloads under published weighting schemes.

pub mod change;
pub mod facts;
pub mod points;
pub mod scheme;
pub mod schemes;
pub mod scoring;
pub mod workspace;

#[cfg(feature = "page")]
pub mod web;
