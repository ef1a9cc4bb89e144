//! The scheme document: rules, weights, places in the source, readings, capacity and bands.
//!
//! A scheme is one JSON file. The engine knows mechanisms, never a council. The stages run in the
//! order of the file and a stage reads only earlier ones: award (select one, select at most so
//! many, each), adjust (cap, share), list what is not weighed; then capacity and bands.
//! docs/schemes.md has the format in words.

pub mod condition;
mod document;
pub mod named_fact;
mod node;
mod steps;

pub(crate) use steps::percent_of;

use crate::facts::fault::Fault;
use crate::points::Points;
use condition::{Condition, DutyKinds, Range, Slot, TaskKinds};
use named_fact::NamedFact;

/// A scheme, read and checked.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its id in files and addresses.
    pub id: String,
    /// Its short name, such as NOTTS.
    pub abbreviation: String,
    /// Its name on the page.
    pub name: String,
    /// The title of the document that it comes from.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The version of this scheme file.
    pub version: String,
    /// What it is, in a few sentences of our own.
    pub about: String,
    /// How we read what the source leaves open.
    pub readings: Vec<Reading>,
    /// The stages, in order.
    pub steps: Vec<Step>,
    /// What the scheme calls normal: the first row that fits the practitioner.
    pub capacity: Option<CapacityTable>,
    /// The bands that a total falls in, from the lowest.
    pub bands: Vec<Band>,
    /// Why a kind of task gives nothing where no rule took it.
    pub unread_tasks: Vec<(TaskKinds, String)>,
    /// The source's own worked examples; they are recomputed whenever the scheme is read.
    pub examples: Vec<Example>,
    /// The facts that its conditions read.
    pub reads: Reads,
}

/// The facts that a scheme reads, by level; a [`Slot`] is a place in one of these lists.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    /// Of a child.
    pub child: Vec<NamedFact>,
    /// Of a case.
    pub case: Vec<NamedFact>,
    /// Of a practitioner.
    pub practitioner: Vec<NamedFact>,
}

/// How we read what a source leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its id, such as NOTTS-7.
    pub id: String,
    /// The place in the source that it is about.
    pub place: String,
    /// What we do and why.
    pub words: String,
    /// What a council may set otherwise, where there is a choice.
    pub parameter: Option<Parameter>,
}

/// A choice that a council may make otherwise in its own copy of the scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its id in the file.
    pub id: String,
    /// What is being chosen.
    pub label: String,
    /// The id of the option that is in force.
    pub chosen: String,
    /// The options, id and words.
    pub options: Vec<(String, String)>,
}

/// One stage.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id in the file.
    pub id: String,
    /// Its name, as the source has it.
    pub name: String,
    /// Its place in the source.
    pub place: String,
    /// What it does.
    pub mechanism: Mechanism,
    /// The ids of the readings that touch all of it.
    pub readings: Vec<String>,
}

/// What a stage does.
#[derive(Clone, Debug)]
pub enum Mechanism {
    /// Each child gets one row of the table that the practitioner reads.
    SelectOne(SelectOne),
    /// Of the rules that hold, so many with the most points count.
    SelectAtMost(SelectAtMost),
    /// Every rule that holds counts.
    Each {
        /// What it goes by.
        unit: Unit,
        /// The rules.
        rules: Vec<Rule>,
    },
    /// What a group has of some stages is held at a most.
    Cap {
        /// The places of the stages that are held.
        of: Vec<usize>,
        /// When it applies.
        when: Condition,
        /// The most.
        most: Points,
        /// The rule in words.
        words: String,
    },
    /// A practitioner's part of what the case has of some stages.
    Share {
        /// The places of the stages that are shared.
        of: Vec<usize>,
        /// The rule in words.
        words: String,
        /// The part by way of co-working.
        shares: Shares,
    },
    /// What is listed with no points, and why.
    Unweighted {
        /// The rules.
        rules: Vec<Rule>,
    },
}

/// What a stage goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The practitioner.
    Practitioner,
    /// A group of children that an earlier stage made.
    Group,
    /// A case that others hold and in which this practitioner does a task.
    CaseOfOthers,
}

/// One row for each child; children of a household with the same row form a group.
#[derive(Clone, Debug)]
pub struct SelectOne {
    /// How children form groups.
    pub group: Grouping,
    /// What to say of a row that fits and has fewer points than another.
    pub limit: String,
    /// What to say of a child for whom there is no row.
    pub none: String,
    /// The tables, of which the practitioner reads the first that is for them.
    pub tables: Vec<Table>,
}

/// How the children of a household form groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// A group for each row, with a first child of its own.
    Rule,
    /// One group with one first child.
    Household,
}

/// A table of rows for some practitioners.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its id in the file.
    pub id: String,
    /// Its title, as the source has it.
    pub title: String,
    /// Its place in the source.
    pub place: String,
    /// Who reads it.
    pub when: Condition,
    /// The heading of the column for the first child.
    pub first_column: String,
    /// The heading of the column for each other child.
    pub other_column: String,
    /// Something to say to some who read it.
    pub note: Option<TableNote>,
    /// Its rows, in the source's order.
    pub rows: Vec<Rule>,
}

/// Something to say to some practitioners who read a table.
#[derive(Clone, Debug)]
pub struct TableNote {
    /// Who it is for.
    pub when: Condition,
    /// What to say.
    pub words: String,
    /// The ids of the readings that it rests on.
    pub readings: Vec<String>,
}

/// At most so many of the rules that hold, the highest first.
#[derive(Clone, Debug)]
pub struct SelectAtMost {
    /// What it goes by.
    pub unit: Unit,
    /// How many count.
    pub most: usize,
    /// How often one rule counts in a household, unless the rule says otherwise.
    pub per: Per,
    /// True where items of a household without a group count all the same.
    pub without_group: bool,
    /// What to say of one that is over the limit.
    pub limit: String,
    /// The rules, in the source's order.
    pub rules: Vec<Rule>,
}

/// How often a rule counts in a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Once.
    Household,
    /// Once for each group whose own children it is about; the family's with the first group.
    Group,
    /// Once for each group, the family's too.
    EachGroup,
}

/// Whose tasks a rule reads where it is asked of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The child's own.
    Own,
    /// The child's own and its family's.
    ChildOrFamily,
}

/// One rule: when it holds, what it gives, and where the source says so.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id, unique in the scheme.
    pub id: String,
    /// The name of its row, as the source has it.
    pub name: String,
    /// Its place in the source, where that is not its stage's.
    pub place: Option<String>,
    /// The rule in plain words of our own.
    pub words: String,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
    /// When it holds.
    pub when: Condition,
    /// What it gives.
    pub award: Award,
    /// True where it takes the place of every other row.
    pub instead: bool,
    /// True where it asks what only a child can answer: it is never asked of a family.
    pub of_children_only: bool,
    /// Whose tasks it reads where it is asked of a child.
    pub reach: Reach,
    /// True where a task that somebody else does is left out.
    pub for_completer: bool,
    /// How often it counts, where that is not as its stage says.
    pub per: Option<Per>,
    /// What to ask where a duty that it counts has no note.
    pub note_wanted: Option<String>,
}

/// What a rule gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Award {
    /// So many points.
    Points(Points),
    /// So many for the first child of a group, and so many for each other one.
    FirstAndOther {
        /// For the first.
        first: Points,
        /// For each other one.
        other: Points,
    },
    /// By the band that a number falls in.
    Bands {
        /// The number.
        slot: Slot,
        /// The bands.
        rows: Vec<BandRow>,
    },
    /// By hours of duties in the month.
    PerHour {
        /// For one hour.
        points: Points,
        /// The duties.
        duties: DutyKinds,
        /// True where parts of an hour do not count.
        whole_hours: bool,
        /// The most hours that count.
        most_hours: Option<Points>,
        /// The last hour of the source's table; beyond it a note is made.
        table_ends_at: Option<Points>,
    },
    /// Nothing: the rule lists what is not weighed.
    Nothing,
}

/// One band of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct BandRow {
    /// The name of the row, as the source has it.
    pub name: String,
    /// The numbers that it takes in.
    pub range: Range,
    /// What it gives.
    pub points: Points,
}

/// A practitioner's part of a case, by way of co-working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// Where both are in most tasks: lead, co-worker.
    pub both_in_most_tasks: (ShareRule, ShareRule),
    /// Where a lead has a much reduced second.
    pub lead_and_reduced: (ShareRule, ShareRule),
    /// Where tasks are divided by shares.
    pub divided_by_shares: (ShareRule, ShareRule),
    /// Where the work is with a trainee, newly qualified worker or student, and nobody said who
    /// does the bulk: true where the lead is taken to.
    pub lead_does_the_bulk: bool,
}

/// What part of the points a practitioner gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareRule {
    /// So many percent.
    Percent(i32),
    /// The share that was entered, or so many percent.
    EnteredOr(i32),
    /// The share that was entered; where none was it is asked for, and so many percent stand in.
    EnteredOrAsked(i32),
}

/// What a scheme calls normal.
#[derive(Clone, Debug)]
pub struct CapacityTable {
    /// Its place in the source.
    pub place: String,
    /// What it rests on, in words.
    pub words: String,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
    /// True where it goes by the hours worked.
    pub pro_rata: bool,
    /// The rows: the first that fits is the practitioner's.
    pub rows: Vec<CapacityRow>,
}

/// One row of a capacity table.
#[derive(Clone, Debug)]
pub struct CapacityRow {
    /// Who it is for.
    pub when: Condition,
    /// The lowest points of the normal range.
    pub least: Option<Points>,
    /// The highest points of it.
    pub most: Points,
}

/// A band of totals, full time.
#[derive(Clone, Debug)]
pub struct Band {
    /// Its id in the file.
    pub id: String,
    /// Its name, in the scheme's words.
    pub name: String,
    /// Its place in the source.
    pub place: String,
    /// What the scheme says of it.
    pub words: String,
    /// Where it ends.
    pub end: BandEnd,
}

/// Where a band ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandEnd {
    /// With these points.
    UpTo(Points),
    /// Before these points.
    Below(Points),
    /// Nowhere.
    Open,
}

/// A worked example that the scheme file carries.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// The workspace that it describes.
    pub workspace: crate::workspace::Workspace,
    /// The practitioner whose score it is.
    pub practitioner: crate::facts::Id,
    /// The month.
    pub month: crate::facts::Month,
    /// The total that the source gives.
    pub total: Points,
    /// Its place in the document, for a fault.
    pub at: String,
}

impl Scheme {
    /// Reads a scheme document, and recomputes its examples.
    ///
    /// # Errors
    /// Every fault of the document with its place. Nothing of a faulty document is kept.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let scheme = document::read(text)?;
        let faults = crate::scoring::recompute_examples(&scheme);
        if faults.is_empty() { Ok(scheme) } else { Err(faults) }
    }

    /// The reading with this id.
    #[must_use]
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id == id)
    }

    /// Every rule of the scheme, in the order of the file.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.steps.iter().flat_map(|step| -> Vec<&Rule> {
            match &step.mechanism {
                Mechanism::SelectOne(select) => select.tables.iter().flat_map(|table| &table.rows).collect(),
                Mechanism::SelectAtMost(select) => select.rules.iter().collect(),
                Mechanism::Each { rules, .. } | Mechanism::Unweighted { rules } => rules.iter().collect(),
                Mechanism::Cap { .. } | Mechanism::Share { .. } => Vec::new(),
            }
        })
    }

    /// Shows every condition of the scheme on a fact.
    pub(crate) fn each_condition(&self, see: &mut impl FnMut(&Condition)) {
        for rule in self.rules() {
            rule.when.each(see);
            if let Award::Bands { slot, rows } = &rule.award {
                for row in rows {
                    see(&Condition::Within { slot: *slot, range: row.range });
                }
            }
        }
        for step in &self.steps {
            match &step.mechanism {
                Mechanism::SelectOne(select) => {
                    for table in &select.tables {
                        table.when.each(see);
                    }
                }
                Mechanism::Cap { when, .. } => when.each(see),
                _ => {}
            }
        }
    }
}
