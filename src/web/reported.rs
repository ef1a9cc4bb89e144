//! Where a caseload stands among figures that others reported. They are never a limit, and nothing here says that a
//! caseload is more than it may be.

use super::document::{Block, Inline, Scale, only};
use crate::scheme::Scheme;
use crate::scoring::{Score, Standing};
use crate::words::{among_in_full, counted, unmanageable};

/// What there is to say of a caseload among reported figures; nothing under a scheme that has none.
#[must_use]
pub fn blocks(score: &Score, scheme: &Scheme) -> Vec<Block> {
    let mut blocks = score.benchmark.as_ref().map_or_else(Vec::new, in_short);
    blocks.extend(more(score, scheme));
    blocks
}

/// What is said beside the sentences: the figures on a line, what else was reported, and by whom.
#[must_use]
pub fn more(score: &Score, scheme: &Scheme) -> Vec<Block> {
    let Some((own, from)) = score.benchmark.as_ref().zip(scheme.benchmark.as_ref()) else { return Vec::new() };
    let mut blocks = vec![Block::Scale(Scale {
        caption: "This caseload, the range that was reported, and what was reported as unmanageable (short lines)"
            .into(),
        of: "Children".into(),
        own: own.count,
        range: own.range,
        marks: own.unmanageable.clone(),
    })];
    if !own.notes.is_empty() {
        blocks.push(Block::Paragraph(only("Reported beside the figures:")));
        blocks.push(Block::List(own.notes.iter().map(|note| only(note.clone())).collect()));
    }
    blocks.push(Block::Note(only(format!("{} ({})", from.words, own.clause))));
    blocks
}

/// The same in sentences.
#[must_use]
pub fn in_short(own: &Standing) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(vec![Inline::Strong(format!("{}.", among_in_full(own)).into())])];
    blocks.extend(unmanageable(own).map(|words| Block::Paragraph(only(words))));
    if own.left_out > 0 {
        let children = counted(own.left_out, "child is", "children are");
        let words = format!("{children} of an area that is left out beside the others, and not counted here.");
        blocks.push(Block::Paragraph(only(words)));
    }
    blocks
}
