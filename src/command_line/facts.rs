//! Every name that a workspace or scheme file may use, with its words: the catalogue as a document.

use crate::facts::practitioner::{ConferencesChaired, Duty, DutyKind, Reduction, Supervised};
use crate::facts::record::Record;
use crate::facts::value::{Choice, Kind, Listed};
use crate::facts::{Allocation, Case, Child, Practitioner, Task, TaskKind};
use std::fmt::Write;

/// The document, in Markdown.
pub(super) fn render() -> String {
    let mut text = String::from(
        "# Every fact, by name\n\n\
        The names that workspace files and scheme files use, printed by `fairload facts`. A fact stands in a\n\
        record of its kind; a scheme names a child's fact alone (`plan`), a case's as `case.order` and a\n\
        practitioner's as `practitioner.role`. [schemes.md](schemes.md) has the facts that follow from these.\n\
        Every record may have an `id`; one that is left out is given. Conditions cannot compare months, days,\n\
        texts and ids, but may ask for what follows from them.\n",
    );
    record::<Practitioner>(&mut text, "A practitioner", "`practitioners`");
    record::<Duty>(&mut text, "A duty of a practitioner", "`duties` of a practitioner");
    record::<Reduction>(&mut text, "A dated reduction of a practitioner", "`reductions` of a practitioner");
    record::<Supervised>(&mut text, "People whom a practitioner supervises", "`supervises` of a practitioner");
    record::<ConferencesChaired>(&mut text, "Conferences chaired", "`conferences` of a practitioner");
    record::<Case>(&mut text, "A case", "`cases`");
    record::<Allocation>(&mut text, "Who holds a case", "`allocations` of a case");
    record::<Child>(&mut text, "A child", "`children` of a case");
    record::<Task>(&mut text, "A task in progress", "`tasks` of a case");
    list(&mut text, "Kinds of task", TaskKind::CHOICES);
    list(&mut text, "Kinds of duty", DutyKind::CHOICES);
    text.push_str("\nDuties are in hours of the month, unless their words name a count or days.\n");
    text
}

/// A table of the facts of a kind of record.
fn record<R: Record>(text: &mut String, title: &str, place: &str) {
    let _ = write!(text, "\n## {title}\n\nIn {place}.\n\n| name | what it is | values |\n|---|---|---|\n");
    // Every record has an id; these are named by it elsewhere.
    let named_by = match title {
        "A practitioner" => {
            "`practitioner` of an allocation, `done_by` of a task, `line_manager`, `reviewing_officer`, `conference_adviser` and `returns_to`"
        }
        "A child" => "`child` of a task",
        _ => "",
    };
    if !named_by.is_empty() {
        let _ = writeln!(text, "| `id` | Named by {named_by}. | 1 to 40 letters, digits, `-`, `_` or `.` |");
    }
    for definition in R::catalogue() {
        let help = definition.help.replace('|', "/");
        let values = match definition.id {
            "child" => "the `id` of a child of the case".to_owned(),
            "practitioner" | "line_manager" | "done_by" | "reviewing_officer" | "conference_adviser" | "returns_to" => {
                "the `id` of a practitioner".to_owned()
            }
            _ => values(definition.kind),
        };
        let _ = writeln!(text, "| `{}` | {}: {help} | {values} |", definition.id, definition.label);
    }
}

/// What a fact may be, in words.
fn values(kind: Kind) -> String {
    let choices = |choices: &[Choice]| {
        let one = |choice: &Choice| format!("`{}` ({})", choice.code, choice.words);
        choices.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    match kind {
        // Kinds of task and duty have tables of their own.
        Kind::OneOf(own) if own == TaskKind::CHOICES || own == DutyKind::CHOICES => "see the table below".to_owned(),
        Kind::Mark => "`yes`, `no`, `unknown`; left out: no".to_owned(),
        Kind::Answer => "`yes`, `no`; left out: not known".to_owned(),
        Kind::OneOf(own) => format!("{}; left out: not known", choices(own)),
        Kind::Ordinary(own) => format!("{}, `unknown`; left out: the first", choices(own)),
        Kind::Whole { least, most } => format!("a whole number from {least} to {most}"),
        Kind::Decimal { least, most } => {
            format!("a number from {} to {}, two decimals at most", hundredths(least), hundredths(most))
        }
        Kind::Month => "a month, `2026-11`".to_owned(),
        Kind::When => "a day, `2026-11-21`, or a month, `2026-11`".to_owned(),
        Kind::Text { longest } => format!("text of up to {longest} characters"),
        Kind::Reference => "the `id` of another record".to_owned(),
    }
}

fn hundredths(number: i32) -> String {
    crate::scheme::input::exact(number).to_string()
}

fn list(text: &mut String, title: &str, choices: &[Choice]) {
    let _ = write!(text, "\n## {title}\n\n| code | words |\n|---|---|\n");
    for choice in choices {
        let _ = writeln!(text, "| `{}` | {} |", choice.code, choice.words);
    }
}
