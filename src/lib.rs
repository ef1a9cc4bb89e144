//! Fairload scores children's social workers' caseloads under published weighting schemes.
//!
//! A caseload is described once, in plain [`facts`]; every [`scheme`] is a document that reads
//! those facts; [`scoring`] explains each point with its place in the source.
//!
//! ```
//! use fairload::facts::{Id, Month};
//! use fairload::scheme::Scheme;
//! use fairload::workspace::Workspace;
//!
//! // Nottinghamshire's own example: four siblings, a section 47 enquiry with a conference.
//! let workspace = Workspace::read(
//!     r#"{"fairload": "workspace", "version": 5,
//!         "practitioners": [{"id": "p1", "role": "social_worker", "team_type": "district"}],
//!         "cases": [{"id": "f1", "allocations": [{"practitioner": "p1"}],
//!             "children": [{"plan": "under_assessment"}, {"plan": "under_assessment"},
//!                          {"plan": "under_assessment"}, {"plan": "under_assessment"}],
//!             "tasks": [{"kind": "section_47_with_conference"}]}]}"#,
//! ).map_err(|faults| faults[0].to_string())?;
//! let text = fairload::schemes::published()[0].text;
//! let scheme = Scheme::read(text).map_err(|faults| faults[0].to_string())?;
//! let score = fairload::scoring::score(&scheme, &workspace, &Id::new("p1")?, Month::read("2026-11")?)
//!     .ok_or("no such practitioner")?;
//!
//! assert_eq!(score.total.to_string(), "21");
//! let points: Vec<String> = score.lines.iter().map(|line| line.points.to_string()).collect();
//! assert_eq!(points, ["15", "2", "2", "2"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Map
//! - [`points`]: exact points.
//! - [`facts`]: practitioners, cases, children, tasks, months, from one catalogue.
//! - [`scheme`]: the scheme document; [`schemes`]: the published ones.
//! - [`scoring`]: the walk, its explanation, its bounds.
//! - [`questions`]: where the answer to a question of a score is entered. [`dates`]: as people type them.
//! - [`comparison`]: several schemes or people side by side.
//! - [`change`]: every edit, its inverse and its words; [`bulk`]: those of many cases at once.
//! - [`workspace`]: what is saved, with a council's own schemes in the same file. [`store`]: how it is kept, record
//!   by record, in two storages.
//! - [`merging`]: several people's files put together; [`copies`]: what a copy holds, when to make one, and
//!   which closed cases are kept no longer.
//! - [`importing`]: a council's own files become a caseload. `sheets` (feature `sheets`): the readers of spreadsheets.
//! - [`demo`]: an invented team.
//! - `web` (feature `page`): the only place that may name yew, gloo or web-sys.
//! - `command_line` (feature `cli`): the native shell.

pub mod absence;
pub mod bulk;
pub mod change;
#[cfg(feature = "cli")]
pub mod command_line;
pub mod comparison;
pub mod copies;
pub mod dates;
pub mod demo;
pub mod facts;
pub mod importing;
mod index;
mod json;
pub mod merging;
pub mod points;
pub mod questions;
pub mod scheme;
pub mod schemes;
pub mod scoring;
pub mod service;
#[cfg(feature = "sheets")]
pub mod sheets;
pub mod store;
#[cfg(feature = "page")]
pub mod web;
pub mod words;
pub mod workspace;
