//! Files of every kind that councils have, and of every kind that goes wrong: each is read exactly, or refused
//! with the reason and what to do.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// Files are written piece by piece.
#![allow(clippy::format_collect, clippy::format_push_string)]
#![cfg(feature = "sheets")]

#[path = "sheets/binary_workbooks.rs"]
mod binary_workbooks;
#[path = "support/chance.rs"]
mod chance;
#[path = "sheets/dropped.rs"]
mod dropped;
#[path = "annex_a/generator.rs"]
mod generator;
#[path = "sheets/journeys.rs"]
mod journeys;
#[path = "sheets/measured.rs"]
mod measured;
#[path = "sheets/mutations.rs"]
mod mutations;
#[path = "sheets/old_workbooks.rs"]
mod old_workbooks;
#[path = "sheets/open_documents.rs"]
mod open_documents;
#[path = "sheets/sample.rs"]
mod sample;
#[path = "sheets/support.rs"]
mod support;
#[path = "sheets/tables.rs"]
mod tables;
#[path = "sheets/text.rs"]
mod text;
#[path = "sheets/whatever_headings.rs"]
mod whatever_headings;
#[path = "sheets/workbooks.rs"]
mod workbooks;
