//! What importing shows and hears, as values: the page draws a [`Screen`] and sends back [`Event`]s.
//!
//! Importing runs in a worker of its own, with the readers of spreadsheets, and is not part of what a first
//! visit loads. The page knows nothing of it but these parts, so they are few and plain. Both travel as JSON: a
//! screen as the elements that it is drawn with (`drawing`), an order and an event as they are here.

#[cfg(any(feature = "page", feature = "sheets"))]
use crate::json::Json;
#[cfg(feature = "sheets")]
use crate::json::Object;

/// What page and worker have to agree on. Both come from one build, so they are at odds only where one of them was
/// kept by a cache.
pub const PROTOCOL: u64 = 1;

/// What is shown now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Its parts, in reading order.
    pub parts: Vec<Part>,
    /// The id of the part that is to have the focus now: after a press that leads to another screen. Empty: the
    /// focus stays where it is.
    pub focus: String,
}

/// One part of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading of the second (2) or third (3) level, which can have the focus by its id.
    Heading(String, u8, String),
    /// A paragraph.
    Text(String),
    /// A paragraph in smaller type.
    Note(String),
    /// Points of a list.
    List(Vec<String>),
    /// What is set apart, because the rest must be read with it.
    Inset(String),
    /// What went wrong: what to read first, each with the id of the field that it is about, or with none.
    Errors(Vec<(String, String)>),
    /// A table: what it shows, the columns (true for figures), the rows.
    Table(String, Vec<(String, bool)>, Vec<Vec<Vec<Inline>>>),
    /// Folded under a line. The id keeps it open while the screen changes.
    Fold(String, String, Vec<Part>),
    /// One field or button by itself.
    Field(Field),
    /// Buttons in one row.
    Buttons(Vec<Field>),
    /// How far something has come: in words, done, of how many.
    Progress(String, u64, u64),
}

/// What stands in a cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words that matter more.
    Strong(String),
    /// Words that matter less.
    Quiet(String),
    /// A link to a page: what stands after `#`, the words, and words after them for readers who hear the page.
    Link(String, String, String),
    /// A field.
    Field(Field),
}

/// Something that the reader can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Its id: letters, digits and hyphens, unique on the screen.
    pub id: String,
    /// What it looks like.
    pub kind: FieldKind,
    /// Its label, or the words of a button.
    pub label: String,
    /// True where the label is for readers who hear the page alone (in a table whose column says it).
    pub hidden_label: bool,
    /// A hint under the label; empty for none. Of a button: what it is about, for readers who hear the page alone.
    pub hint: String,
    /// What is wrong with what was given; empty for nothing.
    pub error: String,
    /// What was given: the value of the choice, the text, `yes` or `no` of a box.
    pub value: String,
    /// What can be chosen: value and words.
    pub choices: Vec<(String, String)>,
}

/// What a field looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// A green button.
    #[default]
    Button,
    /// A grey button.
    Secondary,
    /// A red button, for what takes away.
    Warning,
    /// A drop-down list.
    Select,
    /// Radio buttons.
    Radios,
    /// A box to tick.
    Box,
    /// One line of text.
    Line,
    /// Several lines of text, to paste into.
    Area,
    /// Files to choose: several, with these endings in `value` (`.xlsx,.csv`).
    Files,
}

/// What the reader did: which field, and what it has now (nothing for a button).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The field's id.
    pub id: String,
    /// What it has now: the value of the choice, the text, `yes` or `no` of a box.
    pub value: String,
}

/// What the page is to do besides showing a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Put this workspace in place of what is there, as one step with these words. It was made from the workspace
    /// that the page sent last.
    Workspace {
        /// What is done, in words.
        words: String,
        /// The text of a workspace file.
        text: String,
    },
    /// Do this change (as the journal has it), as one step.
    Change(String),
    /// Keep this for the next time, in this browser: what was chosen for headings and words. No data of a case.
    Remember(String),
    /// Hand this file to the reader: name, text.
    Download(String, String),
    /// Go to this page: what stands after `#`.
    Go(String),
}

#[cfg(feature = "sheets")]
impl Event {
    /// An event as the page writes it; nothing where it is none.
    pub(crate) fn read(mut own: Json) -> Option<Self> {
        Some(Self { id: own.text("id")?, value: own.text("value")? })
    }
}

impl Order {
    /// The order as JSON.
    #[cfg(feature = "sheets")]
    #[must_use]
    pub fn write(&self) -> String {
        let mut to = Object::new();
        match self {
            Self::Workspace { words, text } => to.text("workspace", text).text("words", words),
            Self::Change(text) => to.text("change", text),
            Self::Remember(text) => to.text("remember", text),
            Self::Download(name, text) => to.text("download", text).text("name", name),
            Self::Go(to_page) => to.text("go", to_page),
        }
        .end()
    }

    /// An order that the page itself carries out: of a workspace or a change. The others are carried out where the
    /// page and the worker meet (`src/web/importing.js`).
    #[cfg(feature = "page")]
    pub(crate) fn read(mut own: Json) -> Option<Self> {
        if let Some(text) = own.text("workspace") {
            return Some(Self::Workspace { words: own.text("words")?, text });
        }
        own.text("change").map(Self::Change)
    }
}

#[cfg(all(test, feature = "page", feature = "sheets"))]
mod tests {
    use super::*;

    #[test]
    fn what_the_worker_orders_of_the_page_reads_back() {
        let awkward = "\u{201c}Opened\u{201d}\n\"{}\" \u{1f642}".to_owned();
        for order in [
            Order::Workspace { words: awkward.clone(), text: awkward.clone() },
            Order::Workspace { words: String::new(), text: String::new() },
            Order::Change(awkward),
        ] {
            assert_eq!(Order::read(Json::read(&order.write()).unwrap()), Some(order));
        }
        for order in [Order::Remember(String::new()), Order::Go("/team".to_owned())] {
            assert_eq!(Order::read(Json::read(&order.write()).unwrap()), None);
        }
    }

    #[test]
    fn an_event_is_an_id_and_a_value() {
        let read = |text: &str| Event::read(Json::read(text).unwrap());
        let event = Event { id: "month".to_owned(), value: "2026-11".to_owned() };
        assert_eq!(read(r#"{"id": "month", "value": "2026-11"}"#), Some(event));
        assert_eq!(read(r#"{"id": "month"}"#), None);
        assert_eq!(read(r#"["month"]"#), None);
    }
}
