//! The pages, one module each.

pub mod about;
pub mod case;
pub mod caseload;
pub mod changes;
pub mod data;
pub mod help;
pub mod importing;
pub mod library;
pub mod missing;
pub mod new_practitioner;
pub mod practitioner;
pub mod scheme_change;
pub mod score;
pub mod service;
pub mod side_by_side;
pub mod start;
pub mod team;
