//! A screen as elements, in JSON: what the page puts into the document.
//!
//! The worker draws, because what draws is loaded with the readers and not on a first visit. The page knows only
//! elements (`web::drawn`): a text is a JSON text; an element is a list of its tag, its attributes, and what is in
//! it. A `select` has its choices in it, each a list of value and words.
//!
//! What the reader does is heard by the ids: of a button, a field, the first of a group of radio buttons.

use super::screen::{Field, FieldKind, Inline, Order, Part, Screen};
use crate::json::{Object, list, quoted};

/// Attributes by name. An empty one is left out, but for a value, which may be empty.
type Attributes<'a> = &'a [(&'a str, &'a str)];

/// What the worker says to the page: the number of the page's own message that it knows last, the page that it is
/// for (as its address has it), what is shown there, and what to do besides.
#[must_use]
pub fn answer(of: u64, on: &str, screen: &Screen, orders: &[Order]) -> String {
    let wrong = screen.parts.iter().any(|part| matches!(part, Part::Errors(_)));
    let orders: Vec<String> = orders.iter().map(Order::write).collect();
    Object::new()
        .number("of", of)
        .text("on", on)
        .json("screen", &drawn(screen))
        .text("focus", &screen.focus)
        .json("wrong", if wrong { "true" } else { "false" })
        .json("orders", &list(&orders))
        .end()
}

/// The parts of a screen as elements, in a list. Each has a key, so that it stays the same element of the document
/// while others come and go: the focus and what is unfolded stay.
#[must_use]
pub fn drawn(screen: &Screen) -> String {
    list(&parts(&screen.parts, ""))
}

/// What has no id is known by what kind of part it is, and which of that kind under its heading: another part that
/// comes or goes above leaves it the same element, and in its place. (An element that is moved loses the focus.)
fn parts(all: &[Part], within: &str) -> Vec<String> {
    let mut section = "";
    let mut kinds: Vec<(&str, &str)> = Vec::new();
    let mut drawn = Vec::with_capacity(all.len());
    for part in all {
        if let Part::Heading(id, ..) = part {
            section = id;
        }
        let key = if let Some(id) = key_of(part) {
            format!("{within}-{id}")
        } else {
            let kind = (section, kind_of(part));
            kinds.push(kind);
            let count = kinds.iter().filter(|own| **own == kind).count();
            format!("{within}{section}.{}.{count}", kind.1)
        };
        drawn.push(of_part(part, &key));
    }
    drawn
}

/// What kind of part it is, of those that have no id.
const fn kind_of(part: &Part) -> &'static str {
    match part {
        Part::Text(_) => "text",
        Part::Note(_) => "note",
        Part::List(_) => "list",
        Part::Inset(_) => "inset",
        Part::Table(..) => "table",
        // Not by the first of them, which may be the one that goes.
        Part::Buttons(_) => "buttons",
        _ => "part",
    }
}

/// What a part is known by, where it has an id.
fn key_of(part: &Part) -> Option<&str> {
    match part {
        Part::Heading(id, ..) | Part::Fold(id, ..) => Some(id.as_str()),
        Part::Field(field) => Some(field.id.as_str()),
        Part::Errors(_) => Some("errors"),
        Part::Progress(..) => Some("progress"),
        _ => None,
    }
    .filter(|id| !id.is_empty())
}

fn of_part(part: &Part, key: &str) -> String {
    let simple =
        |tag: &str, class: &str, words: &str| element(tag, &[("key", key), ("class", class)], &[quoted(words)]);
    match part {
        Part::Heading(id, level, words) => {
            let (tag, class) = if *level < 3 { ("h2", "govuk-heading-m") } else { ("h3", "govuk-heading-s") };
            element(tag, &[("key", key), ("class", class), ("id", id), ("tabindex", "-1")], &[quoted(words)])
        }
        Part::Text(words) => simple("p", "govuk-body", words),
        Part::Note(words) => simple("p", "govuk-body-s fairload-quiet", words),
        Part::List(points) => {
            let points: Vec<String> = points.iter().map(|words| element("li", &[], &[quoted(words)])).collect();
            element("ul", &[("key", key), ("class", "govuk-list govuk-list--bullet")], &points)
        }
        Part::Inset(words) => simple("div", "govuk-inset-text", words),
        Part::Errors(all) => errors(all, key),
        Part::Table(caption, columns, rows) => table(caption, columns, rows, key),
        Part::Fold(id, words, under) => {
            let summary = element("span", &[("class", "govuk-details__summary-text")], &[quoted(words)]);
            let summary = element("summary", &[("class", "govuk-details__summary")], &[summary]);
            let under = element("div", &[("class", "govuk-details__text")], &parts(under, &format!("{id}-")));
            element("details", &[("key", key), ("class", "govuk-details"), ("id", id)], &[summary, under])
        }
        Part::Field(field) => of_field(field, key),
        Part::Buttons(fields) => {
            let buttons: Vec<String> = fields.iter().map(|field| of_field(field, &field.id)).collect();
            element("div", &[("key", key), ("class", "govuk-button-group")], &buttons)
        }
        Part::Progress(words, done, of) => progress(words, *done, *of, key),
    }
}

/// How far something has come. What is said aloud are the words alone, which change with what is being done and
/// not with every step of it.
fn progress(words: &str, done: u64, of: u64, key: &str) -> String {
    let (done, most) = (done.to_string(), of.to_string());
    // Without a value the bar says that it is not known how long it takes.
    let known: &[_] = if of == 0 { &[] } else { &[("value", &*done), ("max", &*most)] };
    let attributes: Vec<_> =
        [("class", "fairload-progress"), ("aria-label", words)].iter().chain(known).copied().collect();
    element(
        "div",
        &[("key", key)],
        &[
            element("p", &[("class", "govuk-body"), ("role", "status")], &[quoted(words)]),
            element("progress", &attributes, &[]),
        ],
    )
}

fn errors(all: &[(String, String)], key: &str) -> String {
    let item = |(words, id): &(String, String)| {
        let words = quoted(words);
        // The page leads the focus there; its address stays what it is.
        let inside = if id.is_empty() { words } else { element("a", &[("href", &format!("#{id}"))], &[words]) };
        element("li", &[], &[inside])
    };
    let items: Vec<String> = all.iter().map(item).collect();
    let items = element("ul", &[("class", "govuk-list govuk-error-summary__list")], &items);
    let body = element("div", &[("class", "govuk-error-summary__body")], &[items]);
    let title = element("h2", &[("class", "govuk-error-summary__title")], &[quoted("There is a problem")]);
    let alert = element("div", &[("role", "alert")], &[title, body]);
    element("div", &[("key", key), ("class", "govuk-error-summary"), ("id", "errors"), ("tabindex", "-1")], &[alert])
}

/// A table. It scrolls within itself, and on a narrow screen its rows are blocks.
fn table(caption: &str, columns: &[(String, bool)], rows: &[Vec<Vec<Inline>>], key: &str) -> String {
    let is_number = |place: usize| columns.get(place).is_some_and(|(_, number)| *number);
    let heads: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(place, (words, number))| {
            // The first says whose row it is, even where that is a number.
            let class = if *number && place > 0 {
                "govuk-table__header govuk-table__header--numeric"
            } else {
                "govuk-table__header"
            };
            // A heading that says nothing is none.
            let (tag, scope) = if words.is_empty() { ("td", "") } else { ("th", "col") };
            element(tag, &[("scope", scope), ("class", class)], &[quoted(words)])
        })
        .collect();
    let cell = |(place, own): (usize, &Vec<Inline>)| {
        let inside: Vec<String> = own.iter().map(inline).collect();
        if place == 0 {
            return element("th", &[("scope", "row"), ("class", "govuk-table__header")], &inside);
        }
        let class = if is_number(place) { "govuk-table__cell govuk-table__cell--numeric" } else { "govuk-table__cell" };
        let label = columns.get(place).map_or("", |(words, _)| words);
        // One block, beside which the head of the column can stand.
        let block = element(if own.iter().any(is_field) { "div" } else { "span" }, &[], &inside);
        element("td", &[("class", class), ("data-label", label)], &[block])
    };
    let row = |(place, own): (usize, &Vec<Vec<Inline>>)| {
        let cells: Vec<String> = own.iter().enumerate().map(cell).collect();
        // What can be done in a row is of that row alone: when rows above it go, it stays what it was.
        let field =
            own.iter().flatten().find_map(|own| if let Inline::Field(field) = own { Some(field) } else { None });
        let key = field.map_or_else(|| place.to_string(), |field| format!("-{}", field.id));
        element("tr", &[("key", &key), ("class", "govuk-table__row")], &cells)
    };
    let rows: Vec<String> = rows.iter().enumerate().map(row).collect();
    let head = element("tr", &[("class", "govuk-table__row")], &heads);
    let inside = [
        element("caption", &[("class", "govuk-visually-hidden")], &[quoted(caption)]),
        element("thead", &[("class", "govuk-table__head")], &[head]),
        element("tbody", &[("class", "govuk-table__body")], &rows),
    ];
    let table = element("table", &[("class", "govuk-table fairload-table--dense")], &inside);
    let around = [
        ("key", key),
        ("class", "fairload-scroll fairload-stacked"),
        ("role", "region"),
        ("aria-label", caption),
        ("tabindex", "0"),
    ];
    element("div", &around, &[table])
}

const fn is_field(own: &Inline) -> bool {
    matches!(own, Inline::Field(_))
}

fn inline(own: &Inline) -> String {
    match own {
        Inline::Text(words) => quoted(words),
        Inline::Strong(words) => element("strong", &[], &[quoted(words)]),
        Inline::Quiet(words) => element("span", &[("class", "fairload-quiet")], &[quoted(words)]),
        Inline::Link(to, words, after) => {
            let mut inside = vec![quoted(words)];
            if !after.is_empty() {
                inside.push(unseen(after));
            }
            element("a", &[("class", "govuk-link"), ("href", &format!("#{to}"))], &inside)
        }
        // In a row it reads as a link: a button of the usual size for each would be what is seen of the table.
        Inline::Field(field) if field.kind == FieldKind::Secondary => button("fairload-link-button", field, ""),
        Inline::Field(field) => of_field(field, ""),
    }
}

fn unseen(words: &str) -> String {
    element("span", &[("class", "govuk-visually-hidden")], &[quoted(words)])
}

fn of_field(field: &Field, key: &str) -> String {
    match field.kind {
        FieldKind::Button => button("govuk-button", field, key),
        FieldKind::Secondary => button("govuk-button govuk-button--secondary", field, key),
        FieldKind::Warning => button("govuk-button govuk-button--warning", field, key),
        FieldKind::Radios => radios(field, key),
        FieldKind::Box => tick_box(field, key),
        FieldKind::Select | FieldKind::Line | FieldKind::Area | FieldKind::Files => labelled(field, key),
    }
}

fn button(class: &str, field: &Field, key: &str) -> String {
    let attributes = [("key", key), ("type", "button"), ("class", class), ("id", &*field.id)];
    // What it is about, where that stands beside it for those who see it.
    let about = (!field.hint.is_empty()).then(|| unseen(&field.hint));
    element("button", &attributes, &std::iter::once(quoted(&field.label)).chain(about).collect::<Vec<_>>())
}

/// The ids of what describes a field.
fn described_by(field: &Field) -> String {
    let hint = (!field.hint.is_empty()).then(|| format!("{}-hint", field.id));
    let error = (!field.error.is_empty()).then(|| format!("{}-error", field.id));
    hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
}

fn hint_and_error(field: &Field, class: &str, into: &mut Vec<String>) {
    if !field.hint.is_empty() {
        into.push(element("div", &[("id", &format!("{}-hint", field.id)), ("class", class)], &[quoted(&field.hint)]));
    }
    if !field.error.is_empty() {
        let inside = [unseen("Error: "), quoted(&field.error)];
        into.push(element("p", &[("id", &format!("{}-error", field.id)), ("class", "govuk-error-message")], &inside));
    }
}

fn group(field: &Field, key: &str, inside: &[String]) -> String {
    let class = if field.error.is_empty() { "govuk-form-group" } else { "govuk-form-group govuk-form-group--error" };
    element("div", &[("key", key), ("class", class)], inside)
}

/// A field with its label above it.
fn labelled(field: &Field, key: &str) -> String {
    let wrong = !field.error.is_empty();
    let (described, invalid) = (described_by(field), if wrong { "true" } else { "" });
    let class = if field.hidden_label { "govuk-label govuk-visually-hidden" } else { "govuk-label" };
    let mut inside = vec![element("label", &[("class", class), ("for", &field.id)], &[quoted(&field.label)])];
    hint_and_error(field, "govuk-hint", &mut inside);
    let shown = |class: &'static str, wrong_class: &'static str| if wrong { wrong_class } else { class };
    let common = [("id", &*field.id), ("aria-describedby", &*described), ("aria-invalid", invalid)];
    // An empty value is left to the field: what is being typed there must stay when the rest is drawn anew.
    let typed: &[_] = if field.value.is_empty() { &[] } else { &[("value", &*field.value)] };
    let all = |own: Attributes<'_>| {
        common.iter().chain(own).copied().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
    };
    let attributes: Vec<(String, String)>;
    let tag = match field.kind {
        FieldKind::Select => {
            attributes = all(&[("value", &field.value)]);
            "select"
        }
        FieldKind::Area => {
            let class = shown("govuk-textarea", "govuk-textarea govuk-textarea--error");
            let own = [("class", class), ("rows", "6"), ("spellcheck", "false"), ("autocomplete", "off")];
            attributes = all(&own.iter().chain(typed).copied().collect::<Vec<_>>());
            "textarea"
        }
        FieldKind::Files => {
            let class = shown("govuk-file-upload", "govuk-file-upload govuk-file-upload--error");
            attributes = all(&[("class", class), ("type", "file"), ("accept", &field.value), ("multiple", "multiple")]);
            "input"
        }
        _ => {
            let class = shown("govuk-input", "govuk-input govuk-input--error");
            let own = [("class", class), ("type", "text"), ("autocomplete", "off"), ("spellcheck", "false")];
            attributes = all(&own.iter().chain(typed).copied().collect::<Vec<_>>());
            "input"
        }
    };
    let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, text)| (&**name, &**text)).collect();
    let choices = field.choices.iter().filter(|_| field.kind == FieldKind::Select);
    let choices: Vec<String> = choices.map(|(value, words)| list(&[quoted(value), quoted(words)])).collect();
    inside.push(element(tag, &attributes, &choices));
    group(field, key, &inside)
}

/// Radio buttons. The first has the field's own id: what is wrong leads to it.
fn radios(field: &Field, key: &str) -> String {
    let class = if field.hidden_label {
        "govuk-fieldset__legend govuk-visually-hidden"
    } else {
        "govuk-fieldset__legend govuk-fieldset__legend--s"
    };
    let mut inside = vec![element("legend", &[("class", class)], &[quoted(&field.label)])];
    hint_and_error(field, "govuk-hint", &mut inside);
    let item = |(place, (value, words)): (usize, &(String, String))| {
        let id = if place == 0 { field.id.clone() } else { format!("{}-{value}", field.id) };
        let checked = if *value == field.value { "yes" } else { "no" };
        let attributes = [
            ("class", "govuk-radios__input"),
            ("type", "radio"),
            ("id", &*id),
            ("name", &*field.id),
            ("value", &**value),
            ("checked", checked),
        ];
        let label = [("class", "govuk-label govuk-radios__label"), ("for", &*id)];
        let both = [element("input", &attributes, &[]), element("label", &label, &[quoted(words)])];
        element("div", &[("key", &*id), ("class", "govuk-radios__item")], &both)
    };
    let items: Vec<String> = field.choices.iter().enumerate().map(item).collect();
    inside.push(element("div", &[("class", "govuk-radios govuk-radios--small")], &items));
    let described = described_by(field);
    let set = [("class", "govuk-fieldset"), ("aria-describedby", &*described)];
    group(field, key, &[element("fieldset", &set, &inside)])
}

fn tick_box(field: &Field, key: &str) -> String {
    let described = described_by(field);
    let attributes = [
        ("class", "govuk-checkboxes__input"),
        ("type", "checkbox"),
        ("id", &*field.id),
        ("checked", if field.value == "yes" { "yes" } else { "no" }),
        ("aria-describedby", &*described),
    ];
    // The label draws the box, so it is its words alone that can be hidden.
    let words = if field.hidden_label { unseen(&field.label) } else { quoted(&field.label) };
    let label = [("class", "govuk-label govuk-checkboxes__label"), ("for", &*field.id)];
    let mut inside = vec![element("input", &attributes, &[]), element("label", &label, &[words])];
    hint_and_error(field, "govuk-hint govuk-checkboxes__hint", &mut inside);
    let item = element("div", &[("class", "govuk-checkboxes__item")], &inside);
    group(field, key, &[element("div", &[("class", "govuk-checkboxes govuk-checkboxes--small")], &[item])])
}

/// An element. What is in it is JSON already.
fn element(tag: &str, attributes: Attributes<'_>, inside: &[String]) -> String {
    let mut all = Object::new();
    for (name, text) in attributes {
        if !text.is_empty() || *name == "value" {
            all.text(name, text);
        }
    }
    let mut parts = vec![quoted(tag), all.end()];
    parts.extend_from_slice(inside);
    list(&parts)
}
