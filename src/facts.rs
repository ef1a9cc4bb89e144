//! The facts: one description of a caseload that every scheme can read.
//!
//! A caseload is described once, in plain facts about children, families, carers and
//! practitioners. Every scheme reads those same facts, which is what makes a comparison honest.

pub mod case;
pub mod child;
pub mod fault;
pub mod inputs;
pub mod month;
pub mod oversight;
pub mod practitioner;
pub mod record;
pub mod task;
pub mod value;

pub use case::{Allocation, Case};
pub use child::{Child, Plan};
pub use fault::Fault;
pub use month::{Month, When};
pub use practitioner::{Duty, Practitioner};
pub use record::{Definition, Record};
pub use task::{Task, TaskKind};
pub use value::{Code, Id, Kind, Listed, Mark, Value};
