//! What people and cases are called on these screens, and where they are on the page.

use super::gathered::Level;
use crate::change::Subject;
use crate::facts::record::AnyRecord;
use crate::facts::value::Listed;
use crate::facts::{Case, Child, Practitioner};
use crate::importing::screen::Inline;
use crate::questions::field_id;
use crate::workspace::Workspace;

fn or(label: &str, otherwise: impl FnOnce() -> String) -> String {
    let label = label.trim();
    if label.is_empty() { otherwise() } else { label.to_owned() }
}

/// What a practitioner is called.
#[must_use]
pub fn practitioner(own: &Practitioner) -> String {
    or(own.label.as_str(), || own.role.map_or("A practitioner", Listed::words).to_owned())
}

/// What a case is called.
#[must_use]
pub fn case(own: &Case) -> String {
    or(own.label.as_str(), || "A case without a label".to_owned())
}

/// What a child is called, by its place in the case where it has no label.
#[must_use]
pub fn child(own: &Child, place: usize) -> String {
    or(own.label.as_str(), || format!("Child {}", place + 1))
}

/// Who holds a case, in words.
#[must_use]
pub fn holders(workspace: &Workspace, own: &Case) -> String {
    let names = own.allocations.iter().filter_map(|own| own.practitioner.as_ref());
    let names: Vec<String> = names.filter_map(|id| workspace.practitioner(id)).map(practitioner).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(" and ") }
}

/// The page of a case, with the field that takes a fact of some record of it.
#[must_use]
pub fn place(subject: &Subject, fact: &str) -> String {
    let page = match subject.root {
        crate::change::Root::Case => "case",
        crate::change::Root::Practitioner => "practitioner",
    };
    let field = if fact.is_empty() { String::new() } else { format!("/{}", field_id(subject, fact)) };
    format!("/{page}/{}{field}", subject.id)
}

/// A record that misses something: a link to where it is given, and what it is of.
#[must_use]
pub fn record(workspace: &Workspace, subject: &Subject, level: Level, at: Option<usize>, fact: &str) -> Vec<Inline> {
    let link = |words: String| Inline::Link(place(subject, fact), words, String::new());
    let Some(own) = at.and_then(|at| workspace.cases.get(at)) else {
        let own = workspace.practitioners.iter().find(|own| own.id.as_str() == subject.id);
        return vec![link(own.map_or_else(|| "A practitioner".to_owned(), practitioner))];
    };
    let outer = case(own);
    let within = subject.within.as_ref().map_or("", |within| within.id.as_str());
    let inner = match level {
        Level::Child => {
            let found = own.children.iter().enumerate().find(|(_, child)| child.id.as_str() == within);
            found.map(|(place, own)| child(own, place))
        }
        Level::Task => {
            let found = own.tasks.iter().find(|task| task.id.as_str() == within);
            found.map(|task| task.kind.map_or("A task", Listed::words).to_owned())
        }
        Level::Case | Level::Part | Level::Practitioner => None,
    };
    match inner {
        // A child who is a case of its own is called as that.
        Some(inner) if inner != outer => vec![link(inner), Inline::Quiet(format!(", {outer}"))],
        _ => vec![link(outer)],
    }
}

/// The words of a cell.
#[must_use]
pub fn in_words(cell: &[Inline]) -> String {
    let words = cell.iter().map(|own| match own {
        Inline::Text(words) | Inline::Strong(words) | Inline::Quiet(words) | Inline::Link(_, words, _) => {
            words.as_str()
        }
        Inline::Field(_) => "",
    });
    words.collect()
}

/// The links of a cell, where what they lead to stands beside them already.
#[must_use]
pub fn opened(cell: Vec<Inline>) -> Vec<Inline> {
    let words = in_words(&cell);
    let link = |own: Inline| match own {
        Inline::Link(to, ..) => Some(Inline::Link(to, "Open".to_owned(), format!(" {words}"))),
        _ => None,
    };
    cell.into_iter().filter_map(link).collect()
}

/// Eight hexadecimal digits that stand for a record in the id of a field.
#[must_use]
pub fn digits(subject: &Subject) -> String {
    format!("{:08x}", xxhash_rust::xxh64::xxh64(field_id(subject, "").as_bytes(), 0) >> 32)
}

/// True where nothing was given for a fact of a record.
#[must_use]
pub fn is_empty(record: &dyn AnyRecord, fact: &str) -> bool {
    crate::facts::record::text(record, fact).is_none_or(|text| text.is_empty())
}
