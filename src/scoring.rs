//! Scoring: a scheme, a caseload and a month give an explanation; the total is the sum of its lines.

mod types;

pub use types::{Capacity, Line, Note, Question, Score};
