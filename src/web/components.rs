//! Parts that pages are made of.

pub mod case_points;
pub mod choose;
pub mod document;
pub mod errors;
pub mod fields;
pub mod frame;
pub mod group;
pub mod inputs;
pub mod lines;
pub mod reminder;
pub mod score_panel;
pub mod text;
pub mod unknown;
