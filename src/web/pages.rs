//! The pages, one module each.

pub mod about;
pub mod case;
pub mod caseload;
pub mod data;
pub mod missing;
pub mod new_practitioner;
pub mod practitioner;
pub mod score;
pub mod start;
