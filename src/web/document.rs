//! A page that says something, and takes in no more than a choice, as a value: what it says is worked out and tested
//! without a browser, drawn in one place (`components::document`), and the same on screen and on paper.

use super::address::Address;
use super::state::Shown;
use crate::comparison::Reading;
use crate::points::Points;
use std::borrow::Cow;

/// Text that is either part of the program or was put together.
pub type Text = Cow<'static, str>;

/// A page, or a part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it is made of, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a document that stands by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of the second level.
    Heading(Text),
    /// A heading of the second level that a link leads to, by its id.
    Place(&'static str, Text),
    /// A heading of the third level.
    Subheading(Text),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A paragraph in smaller type, for what most readers need not read.
    Note(Vec<Inline>),
    /// Points of a list.
    List(Vec<Vec<Inline>>),
    /// Terms and what is said of each.
    Terms(Vec<(Text, Vec<Inline>)>),
    /// A table.
    Table(Table),
    /// A table whose rows become blocks where the screen is narrow, each cell with the head of its column.
    Stacked(Table),
    /// What is folded under a line of its own.
    Fold {
        /// The line.
        summary: Vec<Inline>,
        /// What is under it.
        blocks: Vec<Block>,
    },
    /// A box with a heading of the third level.
    Card {
        /// The heading.
        title: Text,
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// What is set apart, because the rest must be read with it.
    Inset(Vec<Block>),
    /// Bars, with the same figures in a table behind them.
    Bars(Bars),
    /// Columns that say the same of several things: beside each other where there is room, row by row in
    /// line, else one below the other.
    Facing(Vec<Facing>),
    /// Figures on a line, with the same in a table behind it.
    Scale(Scale),
    /// Bars made up of parts, each with the names of its parts, and the figures in a table behind them.
    Stacks(Stacks),
}

/// Words within a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain words.
    Text(Text),
    /// Words that matter more.
    Strong(Text),
    /// Words that matter less.
    Quiet(Text),
    /// Words that matter less, on a line of their own.
    Below(Text),
    /// Several of these on a line of their own, in smaller type.
    Small(Vec<Inline>),
    /// Words for readers who hear the page.
    Unseen(Text),
    /// Points that do not count.
    Struck(Text),
    /// A link to a page.
    Link(Address, Text),
    /// A link to a page, with words after it for readers who hear the page: whose it is.
    LinkOf(Address, Text, Text),
    /// A link to the cases of somebody, or to those that nobody holds, with words after it in the same way.
    Caseload(Shown, Text, Text),
    /// One of several to choose from.
    Pick(Pick),
    /// How a score stands to what its scheme calls normal, as far as that is known, with the words for it.
    Reading(Reading, Text),
    /// What a scheme does not allow.
    Error(Text),
}

/// One of several to choose from, of which a page has one set.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// What is chosen by it.
    pub value: String,
    /// What it is called.
    pub words: String,
    /// True where it is the one that is chosen.
    pub checked: bool,
    /// Takes the value.
    pub choose: yew::Callback<String>,
}

/// A table. Every row has a head and as many cells as there are columns after the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows, for readers who hear the page.
    pub caption: Text,
    /// The columns, that of the heads first.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The last row, of sums.
    pub sums: Option<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its head.
    pub words: Text,
    /// True for figures, which stand to the right.
    pub numeric: bool,
    /// Where the table is when it is sorted by this column.
    pub sort: Option<(Address, Sorted)>,
}

/// How a column is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorted {
    /// Not by this column.
    #[default]
    No,
    /// The least first.
    Up,
    /// The most first.
    Down,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What tells it from others, when rows change places.
    pub key: String,
    /// Its head.
    pub head: Vec<Inline>,
    /// Its cells.
    pub cells: Vec<Vec<Inline>>,
}

/// Bars beside each other, in percent of what is normal for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// What they show.
    pub caption: Text,
    /// One for each.
    pub bars: Vec<Bar>,
}

/// A bar of a chart. Figures are in percent of the top of what is normal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Whose or what it is.
    pub words: Text,
    /// Its length.
    pub percent: i64,
    /// The least and the most that it could be.
    pub range: (i64, i64),
    /// Where what is normal begins, where the scheme says so.
    pub floor: Option<i64>,
    /// The same in the figures of the scheme, for the table behind.
    pub figure: Text,
    /// How it stands to what is normal.
    pub reading: Reading,
}

/// One of several things that stand beside each other. All of them have the same terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facing {
    /// What it is.
    pub title: Vec<Inline>,
    /// Terms and what is said of each.
    pub terms: Vec<(Text, Vec<Inline>)>,
}

/// Bars made up of parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stacks {
    /// What they show.
    pub caption: Text,
    /// What the parts are called in the table behind.
    pub of: Text,
    /// One for each.
    pub stacks: Vec<Stack>,
}

/// A bar made up of parts, as long as the whole chart is wide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// Whose or what it is.
    pub words: Text,
    /// What it comes to.
    pub figure: Text,
    /// Its parts.
    pub parts: Vec<StackPart>,
}

/// A part of a bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StackPart {
    /// What it is.
    pub words: Text,
    /// Its part of the bar in thousandths; nothing for what takes away.
    pub thousandths: i64,
    /// The same in the figures of the scheme.
    pub figure: Text,
}

/// A caseload among figures that others reported, on a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// What it shows.
    pub caption: Text,
    /// What the figures count.
    pub of: Text,
    /// The caseload.
    pub own: Points,
    /// The lowest and the highest figure.
    pub range: Option<(Points, Points)>,
    /// Figures that were reported as unmanageable, with true where the caseload has reached one.
    pub marks: Vec<(Points, bool)>,
}

impl Document {
    /// A document of these blocks.
    #[must_use]
    pub fn of(blocks: Vec<Block>) -> Self {
        Self { blocks }
    }
}

/// A paragraph of plain words.
#[must_use]
pub fn paragraph(words: impl Into<Text>) -> Block {
    Block::Paragraph(vec![Inline::Text(words.into())])
}

/// Plain words.
#[must_use]
pub fn text(words: impl Into<Text>) -> Inline {
    Inline::Text(words.into())
}

/// A link to a page.
#[must_use]
pub fn link(address: Address, words: impl Into<Text>) -> Inline {
    Inline::Link(address, words.into())
}

/// A cell or a line of one thing.
#[must_use]
pub fn only(words: impl Into<Text>) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}
