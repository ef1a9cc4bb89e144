//! Scores as text for people.

use crate::comparison::{Standing, band_in_words, standing_in_words};
use crate::facts::Id;
use crate::points::Points;
use crate::scheme::Scheme;
use crate::scoring::{Line, Score};
use crate::words::{among_in_full, counted, part, range, reach, sentence, unmanageable};
use crate::workspace::Workspace;
use std::fmt::Write;

/// The text of the scores.
pub(super) fn render(scores: &[(&Scheme, Score)], workspace: &Workspace) -> String {
    let mut text = String::new();
    for (scheme, score) in scores {
        one(&mut text, scheme, score, workspace);
    }
    if scores.is_empty() {
        text.push_str("There is no practitioner in this file.\n");
    }
    text
}

fn one(text: &mut String, scheme: &Scheme, score: &Score, workspace: &Workspace) {
    let label = workspace.practitioner(&score.practitioner).map_or("", |own| own.label.as_str());
    let name = if label.is_empty() { score.practitioner.as_str() } else { label };
    let _ = writeln!(text, "{name} \u{b7} {} \u{b7} {}", scheme.name, score.month.words());
    let _ = write!(text, "  {}{}", scheme.counted_in.with(score.total), range(score));
    if let Some(band) = band_in_words(score) {
        let _ = write!(text, " \u{b7} {band}");
    }
    if let Some(capacity) = &score.capacity {
        let of = if capacity.name.is_empty() { String::new() } else { format!(" of {}", capacity.name) };
        let _ = write!(text, " \u{b7} load{of} {}", capacity.load(capacity.points));
        if let Some(load) = Standing::of(score).load_in_words() {
            let _ = write!(text, " ({})", load.replace('\u{a0}', " "));
        }
        if score.parts.is_empty() {
            let words =
                if capacity.name.is_empty() { standing_in_words(&Standing::of(score)) } else { reach(capacity) };
            let _ = write!(text, ", {words}");
        }
    }
    let children = counted(score.children, "child", "children");
    let _ = writeln!(text, " \u{b7} {children} in {}", counted(score.families, "family", "families"));
    for own in &score.parts {
        let fullest = if score.capacity.as_ref() == Some(own) { " (the fullest)" } else { "" };
        let _ = writeln!(text, "  {}{fullest}", sentence(&part(own)));
    }
    if let Some(why) = &score.no_number {
        let _ = writeln!(text, "  No number: {why}");
    }
    if let Some(own) = &score.benchmark {
        let _ = writeln!(text, "  {}.", among_in_full(own));
        for words in unmanageable(own).iter().chain(&own.notes) {
            let _ = writeln!(text, "  {words}");
        }
        if own.left_out > 0 {
            let children = counted(own.left_out, "child is", "children are");
            let _ = writeln!(text, "  {children} of an area that is left out beside the others.");
        }
    }
    for line in score.lines.iter().filter(|line| line.counted) {
        row(text, &line.points.to_string(), line, workspace);
    }
    let left_out: Vec<&Line> = score.lines.iter().filter(|line| !line.counted).collect();
    if !left_out.is_empty() {
        text.push_str("  Not counted:\n");
        for line in left_out {
            row(text, "-", line, workspace);
        }
    }
    for question in &score.questions {
        let place = place(question.case.as_ref(), question.child.as_ref(), workspace);
        let could_move = scheme.counted_in.with(question.could_move);
        let moves = match (question.could_move == Points::ZERO, question.decides_capacity) {
            (true, _) => "decides which range is normal".to_owned(),
            (false, true) => format!("up to {could_move}, and decides which range is normal"),
            (false, false) => format!("up to {could_move}"),
        };
        let _ = writeln!(text, "  Not known: {place}{} ({moves})", question.words);
    }
    for note in &score.notes {
        let what = if note.error { "Not allowed" } else { "Note" };
        let _ = writeln!(text, "  {what}: {}{}", place(note.case.as_ref(), note.child.as_ref(), workspace), note.words);
    }
    text.push('\n');
}

fn row(text: &mut String, points: &str, line: &Line, workspace: &Workspace) {
    let place = place(line.case.as_ref(), line.child.as_ref(), workspace);
    let _ = writeln!(text, "  {points:>8}  {place}{}: {}", line.name, line.why);
    let _ = writeln!(text, "            {}", line.clause);
}

/// The case and child that something is about, as the workspace calls them.
fn place(case: Option<&Id>, child: Option<&Id>, workspace: &Workspace) -> String {
    let Some(id) = case else { return String::new() };
    let own = workspace.case(id);
    let called = |label: Option<&str>, id: &Id| match label {
        Some(label) if !label.is_empty() => label.to_owned(),
        _ => id.to_string(),
    };
    let case = called(own.map(|own| own.label.as_str()), id);
    let Some(id) = child else { return format!("{case}: ") };
    let label = own.and_then(|own| own.children.iter().find(|child| child.id == *id)).map(|child| child.label.as_str());
    format!("{case}, {}: ", called(label, id))
}
