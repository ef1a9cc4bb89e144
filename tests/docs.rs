//! What the documents show is so.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fairload::scheme::Scheme;
use fairload::workspace::Workspace;

/// The first block of a document that begins with a fence of this kind, or is indented under a heading.
fn block<'d>(document: &'d str, opening: &str, closing: &str) -> &'d str {
    let start = document.find(opening).expect("the document shows it") + opening.len();
    let rest = &document[start..];
    &rest[..rest.find(closing).expect("it ends")]
}

#[test]
fn every_scheme_of_the_guide_is_read_and_its_examples_recompute() {
    let guide = include_str!("../docs/schemes.md");
    let shown: Vec<&str> =
        guide.split("```json\n").skip(1).map(|rest| rest.split("```").next().expect("the block ends")).collect();
    assert_eq!(shown.len(), 3, "the smallest scheme, the one that is made from nothing, and one that counts");
    for text in shown {
        let scheme = Scheme::read(text).unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(scheme.examples.len(), 1, "{}", scheme.name);
    }
}

#[test]
fn the_file_that_the_format_shows_is_read() {
    let text = block(
        include_str!("../docs/format.md"),
        "reads it. It\nis JSON in UTF-8, of at most 20 MB.\n\n",
        "\n- Every record",
    );
    let workspace = Workspace::read(text).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(workspace.cases.len(), 1);
}
