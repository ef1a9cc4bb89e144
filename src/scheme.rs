//! The scheme document: rules, weights, places in the source, readings, capacity and bands.
//!
//! A scheme is one JSON file. The engine knows mechanisms, never a council. The stages run in the
//! order of the file and a stage reads only earlier ones: make units, award (select one, select at
//! most so many, each), adjust (cap, replace, share), list what is not weighed, note what there is to
//! say; then what goes by the practitioner's whole caseload (per full so many), capacity and bands.
//! docs/schemes.md has the format in words.

pub(crate) mod alternatives;
mod award;
mod benchmark;
mod capacity;
mod checks;
pub mod condition;
mod declared;
pub mod difference;
mod document;
pub mod edit;
pub mod examples;
pub mod input;
mod json;
pub mod named_fact;
mod node;
mod rules;
pub mod sheet;
mod steps;
pub mod tree;
pub mod unnamed;

pub(crate) use steps::percent_of;

use crate::facts::fault::Fault;
use crate::facts::practitioner::Role;
use crate::points::Points;
use alternatives::Alternatives;
use condition::{Condition, DutyKinds, Range, Slot, TaskKinds};
use input::Input;
use named_fact::{NamedFact, Source};

/// A scheme, read and checked.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its id in files and addresses.
    pub id: String,
    /// The id under which workspaces keep what was given for its inputs: that of its file. Versions of one
    /// scheme share it, and so what was given for one of them, where the page tells them apart by `id`.
    pub inputs_under: String,
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
    /// Who it is for, in words, where it says so.
    pub scope: Option<String>,
    /// What to say to practitioners whom the scheme leaves out, or is not written for.
    pub scope_notes: Vec<TableNote>,
    /// How we read what the source leaves open.
    pub readings: Vec<Reading>,
    /// What it asks for itself: what only a manager can say.
    pub inputs: Vec<Input>,
    /// The stages, in order.
    pub steps: Vec<Step>,
    /// What the scheme calls normal: the first row that fits the practitioner.
    pub capacity: Option<CapacityTable>,
    /// The bands that a total falls in, from the lowest.
    pub bands: Vec<Band>,
    /// What the total counts, for one and for several: points, children, cases.
    pub counted_in: CountedIn,
    /// Figures that others reported, to see a caseload beside them.
    pub benchmark: Option<Benchmark>,
    /// Why a kind of task gives nothing where no rule took it.
    pub unread_tasks: Vec<(TaskKinds, String)>,
    /// The source's own worked examples; they are recomputed whenever the scheme is read.
    pub examples: Vec<Example>,
    /// The facts that its conditions read.
    pub reads: Reads,
    /// Where among them the facts are that follow from others of the case.
    pub(crate) follows: Follows,
    /// The answers that make a difference, for every fact that it reads.
    pub(crate) alternatives: Alternatives,
}

/// Where the facts are that follow from other facts of the same case, so that an answer to one of
/// those changes them too. Each by its place among the facts that the scheme reads.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Follows {
    /// The plan of a child.
    pub(crate) plan: Option<usize>,
    /// Minutes of the journey: of a child, of the case.
    pub(crate) minutes: Option<(usize, usize)>,
    /// Whether the journey is outside the area: of a child, of the case.
    pub(crate) outside: Option<(usize, usize)>,
    /// Whether a child shares its placement.
    pub(crate) shares: Option<usize>,
    /// How many share it.
    pub(crate) siblings: Option<usize>,
    /// How many children are placed with the household.
    pub(crate) placed: Option<usize>,
}

impl Follows {
    /// The places, among the facts that a scheme reads.
    pub(crate) fn of(reads: &Reads) -> Self {
        let child = |source: Source| reads.child.iter().position(|fact| fact.source == source);
        let case = |source: Source| reads.case.iter().position(|fact| fact.source == source);
        Self {
            plan: reads.child.iter().position(|fact| fact.name == "plan"),
            minutes: child(Source::JourneyMinutes).zip(case(Source::JourneyMinutes)),
            outside: child(Source::JourneyOutside).zip(case(Source::JourneyOutside)),
            shares: child(Source::SharesPlacement),
            siblings: child(Source::SiblingsInPlacement),
            placed: case(Source::Placed),
        }
    }

    /// True where any fact but the plan follows from others.
    pub(crate) fn any(self) -> bool {
        self.minutes.is_some() || self.outside.is_some() || self.placements()
    }

    /// True where it matters which children share a placement.
    pub(crate) fn placements(self) -> bool {
        self.shares.is_some() || self.siblings.is_some()
    }
}

/// What kind of scheme it is, so that like stands beside like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It weighs cases in points.
    Points,
    /// It counts children, families or cases.
    Counts,
    /// It has no limit of its own, only figures that others reported.
    Reported,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Points, Self::Counts, Self::Reported];

    /// What schemes of the kind are called.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Points => "Points schemes",
            Self::Counts => "Counts of children and cases",
            Self::Reported => "Reported figures",
        }
    }
}

impl Scheme {
    /// What kind of scheme it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        if self.benchmark.is_some() {
            Kind::Reported
        } else if self.counted_in.is_points() {
            Kind::Points
        } else {
            Kind::Counts
        }
    }
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
    /// Inputs of a task.
    pub task: Vec<NamedFact>,
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
    /// What a case is counted by: children, families, households.
    Units(Units),
    /// Every rule that holds counts.
    Each(Each),
    /// What some stages gave is held between a least and a most.
    Cap(Cap),
    /// What a unit has of some stages is taken away.
    Replace {
        /// What it is taken from: each unit, or the case.
        unit: Unit,
        /// The places of the stages whose points are taken away.
        of: Vec<usize>,
        /// The kinds of unit that it is for.
        kinds: Kinds,
        /// When it applies to a unit.
        when: Condition,
        /// True where a family is not asked, only its children.
        of_children_only: bool,
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
    /// Points for every full so many points of some stages, over all cases of the practitioner.
    PerFull {
        /// The places of the stages that are counted.
        of: Vec<usize>,
        /// How many points are a full lot.
        full: Points,
        /// What a full lot gives.
        points: Points,
        /// The rule in words.
        words: String,
    },
    /// What is listed with no points, and why.
    Unweighted {
        /// The rules.
        rules: Vec<Rule>,
    },
    /// What there is to say beside the points.
    Notes {
        /// The rules; their words are the notes.
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
    /// A unit that an earlier stage made.
    Unit,
    /// Each rule in each unit.
    Rule,
    /// All the units together.
    Units,
    /// The case.
    Case,
    /// A case that others hold and in which this practitioner does a task.
    CaseOfOthers,
}

impl Unit {
    /// Every unit, with its name in files.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Practitioner, "practitioner"),
        (Self::Group, "group"),
        (Self::Unit, "unit"),
        (Self::Rule, "rule"),
        (Self::Units, "units"),
        (Self::Case, "case"),
        (Self::CaseOfOthers, "case_of_others"),
    ];
}

/// Kinds of unit as a set: bit `n` is the kind at place `n` of its stage.
pub type Kinds = u64;

/// What a case is counted by. The first kind that fits a child takes it.
#[derive(Clone, Debug)]
pub struct Units {
    /// The kinds of unit, in the order in which they are tried.
    pub kinds: Vec<UnitKind>,
    /// What to say of a child that is in no unit.
    pub none: String,
}

/// One kind of unit.
#[derive(Clone, Debug)]
pub struct UnitKind {
    /// Its id in the file.
    pub id: String,
    /// Its name, as the source has it.
    pub name: String,
    /// What makes one.
    pub of: UnitOf,
    /// What is so of what it takes.
    pub when: Condition,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
}

/// What makes a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitOf {
    /// Each child that fits.
    Child,
    /// All children that fit, together.
    Children,
    /// The case, with every child not yet taken.
    Case,
    /// The case, so many times as a number of it says.
    Each(Slot),
}

/// Every rule that holds counts.
#[derive(Clone, Debug)]
pub struct Each {
    /// What it goes by.
    pub unit: Unit,
    /// The stage that made the units, where it goes by them.
    pub of: usize,
    /// The rules.
    pub rules: Vec<Rule>,
    /// What its points are multiplied by.
    pub times: Option<Times>,
}

/// How many times points count, by the band that a number falls in.
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    /// The kinds of unit whose points are multiplied.
    pub kinds: Kinds,
    /// The number.
    pub slot: Slot,
    /// How many times, by range.
    pub rows: Vec<(Range, i64)>,
}

/// What some stages gave is held between a least and a most.
#[derive(Clone, Debug)]
pub struct Cap {
    /// What is held: a group, a unit, a rule in a unit, units together, the case or the practitioner.
    pub unit: Unit,
    /// The places of the stages that are held.
    pub of: Vec<usize>,
    /// The kinds of unit that are held.
    pub kinds: Kinds,
    /// When it applies.
    pub when: Condition,
    /// True where a family is not asked, only its children.
    pub of_children_only: bool,
    /// The most; no limit where there is none.
    pub most: Option<Points>,
    /// The least.
    pub least: Option<Points>,
    /// What to say where the most is reached.
    pub reached: Option<String>,
    /// True where units together are held apart for each placement.
    pub apart_by_placement: bool,
    /// The rule in words.
    pub words: String,
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
    /// Once in the case, for the first unit for which it holds.
    Case,
    /// Once for each child of the unit for whom it holds.
    Child,
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
#[allow(clippy::struct_excessive_bools, reason = "each is a mark of its own in the file")]
pub struct Rule {
    /// Its id, unique in the scheme.
    pub id: String,
    /// Its place among the rules of the scheme by which it is told from others quickly.
    pub(crate) rank: usize,
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
    /// The kinds of task of which one must be in progress for it to hold; nothing where none must.
    pub(crate) tasks_needed: Option<TaskKinds>,
    /// The kinds of unit that it is for, where it goes by units.
    pub kinds: Kinds,
    /// Whose tasks it reads where it is asked of a child.
    pub reach: Reach,
    /// True where a task that somebody else does is left out.
    pub for_completer: bool,
    /// How often it counts, where that is not as its stage says.
    pub per: Option<Per>,
    /// What to ask where a duty that it counts has no note.
    pub note_wanted: Option<String>,
    /// True where what it notes is an error: the source does not allow it.
    pub error: bool,
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
    /// By the cell of a table over two facts.
    Table(Box<WeightTable>),
    /// What an input says.
    Input {
        /// The input.
        slot: Slot,
        /// What it is multiplied by; below nought where it takes away.
        times: Points,
        /// What it is divided by.
        divided_by: i64,
        /// What the result is rounded to the nearest of.
        nearest: Option<Points>,
    },
    /// By tasks in progress.
    Tasks(TaskAward),
    /// By hours of duties in the month.
    PerHour {
        /// For one lot of hours.
        points: Points,
        /// How many hours are a lot.
        hours: i64,
        /// What the result is rounded to the nearest of.
        nearest: Option<Points>,
        /// The duties.
        duties: DutyKinds,
        /// True where parts of an hour do not count.
        whole_hours: bool,
        /// The most hours that count.
        most_hours: Option<Points>,
        /// The last hour of the source's table; beyond it a note is made.
        table_ends_at: Option<Points>,
    },
    /// For each of a count of duties in the month.
    PerCount {
        /// For one.
        points: Points,
        /// The duties.
        duties: DutyKinds,
        /// The most that can be.
        most: Points,
    },
    /// For every duty of these kinds.
    PerDuty {
        /// The duties.
        duties: DutyKinds,
        /// What a duty gives by its days in the month.
        rows: Vec<DayRow>,
        /// Days that are taken off first; a duty with none left gives nothing.
        less_days: Points,
    },
    /// Nothing: the rule lists what is not weighed.
    Nothing,
}

impl Award {
    /// The kinds of duty that it counts by hours, numbers or days.
    #[must_use]
    pub const fn duties(&self) -> DutyKinds {
        match self {
            Self::PerHour { duties, .. } | Self::PerCount { duties, .. } | Self::PerDuty { duties, .. } => *duties,
            _ => 0,
        }
    }

    /// The facts that say how much it gives; those of tasks are asked of each task.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        match self {
            Self::Bands { slot, .. } | Self::Input { slot, .. } => vec![*slot],
            Self::Table(table) => vec![table.rows.slot, table.columns.slot],
            _ => Vec::new(),
        }
    }

    /// The kinds of task that it counts.
    #[must_use]
    pub const fn tasks(&self) -> TaskKinds {
        match self {
            Self::Tasks(award) => award.kinds,
            _ => 0,
        }
    }
}

/// Points for tasks in progress.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskAward {
    /// The kinds of task.
    pub kinds: TaskKinds,
    /// For one.
    pub points: Points,
    /// How often it counts.
    pub count: Count,
    /// True where a task of the family counts on each unit, false where it counts once.
    pub family_on_each: bool,
    /// Until when it counts.
    pub limit: Option<Limit>,
    /// The kinds to which the limit applies.
    pub limited: TaskKinds,
    /// An input of the task that multiplies the points.
    pub times: Option<Slot>,
    /// What to say of a task that counts and that the manager is not said to have agreed to.
    pub agreement: Option<String>,
}

/// How often tasks count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// One figure, however many there are.
    Once,
    /// One figure; in a unit of one child one for its own and one for its family's.
    Subject,
    /// One for each kind; in a unit of one child apart for its own and its family's.
    Kind,
    /// One for each kind and each child, or family, that it is about.
    EachKind,
    /// One for every task.
    Each,
}

/// Until when a task counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many days from its start.
    Days(i32),
    /// So many calendar months from its start.
    Months(i32),
    /// So many weeks before its review.
    WeeksBeforeReview(i32),
}

/// What a duty gives by its days in the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRow {
    /// The name of the row.
    pub name: String,
    /// More days than this.
    pub above: Option<Points>,
    /// Not more days than this.
    pub up_to: Option<Points>,
    /// What it gives.
    pub points: Points,
}

/// A table of weights over two facts.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightTable {
    /// The fact down the side, with its rows.
    pub rows: Axis,
    /// The fact along the top, with its columns.
    pub columns: Axis,
    /// The points, row by row.
    pub points: Vec<Vec<Points>>,
}

/// One side of a table of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The fact.
    pub slot: Slot,
    /// Names and conditions of its cells; the first that holds.
    pub cells: Vec<(String, Condition)>,
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
    /// Where the work is with a trainee, newly qualified worker or student.
    pub joint_with_learner: Joint,
}

/// How points are shared with a trainee, newly qualified worker or student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Whoever does the bulk gets all; where nobody said who does, true where the lead is taken to.
    ByBulk {
        /// True where the lead is taken to do the bulk.
        lead: bool,
    },
    /// Each gets a part: lead, co-worker.
    Parts(ShareRule, ShareRule),
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
    /// By whether the share that was entered, which is asked for, is so much or more.
    ByShare {
        /// The share from which the part is larger, in percent.
        from: i32,
        /// The part from there on, in percent.
        percent: i32,
        /// The part under it, in percent.
        under: i32,
    },
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
    /// True where a practitioner's dated reductions lower it.
    pub reductions: bool,
    /// The parts, of which most schemes have one.
    pub parts: Vec<CapacityPart>,
    /// How the loads of several parts make one.
    pub load: LoadOf,
    /// How those who are new build up to it.
    pub builds_up: Option<BuildsUp>,
}

/// How the loads of several parts make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadOf {
    /// The fullest part is the load.
    Fullest,
    /// The parts add up.
    Sum,
}

/// One part of a capacity: what is measured, and the rows of which the first that fits applies.
#[derive(Clone, Debug)]
pub struct CapacityPart {
    /// Its id in the file; empty where the whole total is measured.
    pub id: String,
    /// Its name; empty where the whole total is measured.
    pub name: String,
    /// What is measured.
    pub measure: Measure,
    /// The rows.
    pub rows: Vec<CapacityRow>,
}

/// What a part of a capacity measures.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// The total.
    Total,
    /// What some stages gave, by their places.
    Stages(Vec<usize>),
    /// Conferences chaired a week, averaged over the twelve months that end with the one scored.
    ConferencesAWeek,
    /// Full-time equivalents of people supervised, in these roles.
    Supervised(Vec<Role>),
    /// The children for whom this is so, in open cases that the practitioner reviews.
    Reviewed(Condition, Reviewer),
}

/// As what a case names whoever reviews its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewer {
    /// As the one or the other.
    Either,
    /// As the independent reviewing officer.
    Officer,
    /// As the child protection adviser, or chair.
    Adviser,
}

/// One row of a capacity table.
#[derive(Clone, Debug)]
pub struct CapacityRow {
    /// Who it is for, in words; empty where there is one row for all.
    pub name: String,
    /// Its place in the source, where that is not the table's.
    pub place: Option<String>,
    /// Who it is for.
    pub when: Condition,
    /// What is so of some child in a case that the practitioner holds; nothing where it does not turn on that.
    pub any_child: Option<Condition>,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
    /// What the row says is normal.
    pub normal: Normal,
}

/// What a row of a capacity says is normal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Normal {
    /// From the least, where there is one, to the most, full time.
    Range {
        /// The lowest points of the normal range.
        least: Option<Points>,
        /// The highest points of it. Nought: none are held.
        most: Points,
    },
    /// So much for one contracted hour a week.
    AnHourAWeek {
        /// The lowest points of the normal range, for an hour a week.
        least: Option<Points>,
        /// The highest.
        most: Points,
    },
    /// By whole months in post: a straight line from each figure to the next, then the last.
    Path(Vec<(i32, Points)>),
    /// So many percent of what colleagues of the same team hold on average; the figure where nobody else does.
    OfTeamMean {
        /// How many percent.
        percent: i32,
        /// The most where there is no mean.
        otherwise: Points,
    },
    /// The source has no figure; it says why, or what instead.
    NoNumber(String),
}

/// How far a part of the practitioners have come to what is normal, by whole months in post.
#[derive(Clone, Debug)]
pub struct BuildsUp {
    /// Who it is for.
    pub when: Condition,
    /// Its place in the source.
    pub place: String,
    /// What it rests on, in words.
    pub words: String,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
    /// Months in post and percent, a straight line from each to the next, then the last.
    pub percent: Vec<(i32, i32)>,
}

/// What a total counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedIn {
    /// For one: point.
    pub one: String,
    /// For several: points.
    pub many: String,
}

impl Default for CountedIn {
    fn default() -> Self {
        Self { one: "point".to_owned(), many: "points".to_owned() }
    }
}

impl CountedIn {
    /// True where the total counts points.
    #[must_use]
    pub fn is_points(&self) -> bool {
        self.one == "point"
    }

    /// The word for an amount: child for one, children for any other.
    #[must_use]
    pub fn word(&self, amount: Points) -> &str {
        if amount == Points::whole(1) { &self.one } else { &self.many }
    }

    /// An amount with what it counts: `14 children`.
    #[must_use]
    pub fn with(&self, amount: Points) -> String {
        format!("{amount} {}", self.word(amount))
    }
}

/// Figures that others reported, by role and by what a caseload is made of. Never a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// Its place in the source.
    pub place: String,
    /// What it rests on, in words.
    pub words: String,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
    /// The areas that a caseload may be made of.
    pub areas: Vec<BenchmarkArea>,
    /// The rows, in the order of the source.
    pub rows: Vec<BenchmarkRow>,
}

/// An area that a caseload may be made of.
#[derive(Clone, Debug, PartialEq)]
pub struct BenchmarkArea {
    /// Its id in the file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The children who belong to it.
    pub when: Condition,
    /// True where it is left out beside other areas.
    pub alone: bool,
}

/// What was reported for one role and one area or mix of areas.
#[derive(Clone, Debug, PartialEq)]
pub struct BenchmarkRow {
    /// Who it is for, in words.
    pub name: String,
    /// Its place in the source.
    pub place: String,
    /// Who it is for.
    pub when: Condition,
    /// The places of the areas that the caseload has, all of them.
    pub areas: Vec<usize>,
    /// The lowest figure that was reported; nothing where none was.
    pub lowest: Option<Points>,
    /// The highest.
    pub highest: Option<Points>,
    /// The figures that were reported as unmanageable, from the lowest.
    pub unmanageable: Vec<Points>,
    /// What else was said.
    pub notes: Vec<String>,
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
    /// True where the figure of its end is percent of the top of the practitioner's own normal range,
    /// of several parts of the load; else it is points, full time, of several parts loads.
    pub percent: bool,
}

/// Where a band ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandEnd {
    /// With these points, or percent.
    UpTo(Points),
    /// Before these points, or percent.
    Below(Points),
    /// With the highest points of the capacity row.
    UpToMost,
    /// Before the lowest points of the capacity row.
    BelowLeast,
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
    /// The band that it falls in, where the example says so.
    pub band: Option<String>,
    /// The top of the normal range for this practitioner, where the example says so.
    pub limit: Option<Points>,
    /// Its place in the document, for a fault.
    pub at: String,
}

impl Scheme {
    /// Reads a scheme document, and recomputes its examples.
    ///
    /// # Errors
    /// Every fault of the document with its place. Nothing of a faulty document is kept.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let scheme = Self::read_only(text)?;
        let faults = crate::scoring::recompute_examples(&scheme);
        if faults.is_empty() { Ok(scheme) } else { Err(faults) }
    }

    /// Reads a scheme document and leaves its examples alone: a council that changes a weight has a
    /// scheme whose examples must be looked at again, and which can be scored with all the same.
    ///
    /// # Errors
    /// Every fault of the document with its place. Nothing of a faulty document is kept.
    pub fn read_only(text: &str) -> Result<Self, Vec<Fault>> {
        document::read(text)
    }

    /// The reading with this id.
    #[must_use]
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id == id)
    }

    /// Every rule of the scheme, in the order of the file.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.steps.iter().flat_map(Step::rules)
    }

    /// Gives every rule its rank.
    pub(crate) fn rank_rules(&mut self) {
        for (rank, rule) in self.steps.iter_mut().flat_map(Step::rules_mut).enumerate() {
            rule.rank = rank;
        }
    }

    /// The input with this id.
    #[must_use]
    pub fn input(&self, id: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.id == id)
    }

    /// Shows every condition of the scheme on a fact.
    pub(crate) fn each_condition(&self, see: &mut impl FnMut(&Condition)) {
        for rule in self.rules() {
            rule.when.each(see);
            match &rule.award {
                Award::Bands { slot, rows } => {
                    for row in rows {
                        see(&Condition::Within { slot: *slot, range: row.range });
                    }
                }
                Award::Table(table) => {
                    for (_, cell) in table.rows.cells.iter().chain(&table.columns.cells) {
                        cell.each(see);
                    }
                }
                _ => {}
            }
        }
        for step in &self.steps {
            match &step.mechanism {
                Mechanism::SelectOne(select) => select.tables.iter().for_each(|table| table.when.each(see)),
                Mechanism::Units(units) => units.kinds.iter().for_each(|kind| kind.when.each(see)),
                Mechanism::Cap(cap) => cap.when.each(see),
                Mechanism::Replace { when, .. } => when.each(see),
                Mechanism::Each(Each { times: Some(times), .. }) => {
                    for (range, _) in &times.rows {
                        see(&Condition::Within { slot: times.slot, range: *range });
                    }
                }
                _ => {}
            }
        }
        for part in self.capacity.iter().flat_map(|table| &table.parts) {
            part.rows.iter().for_each(|row| row.when.each(see));
            part.rows.iter().filter_map(|row| row.any_child.as_ref()).for_each(|own| own.each(see));
            if let Measure::Reviewed(of, _) = &part.measure {
                of.each(see);
            }
        }
        if let Some(builds_up) = self.capacity.iter().find_map(|table| table.builds_up.as_ref()) {
            builds_up.when.each(see);
        }
        if let Some(benchmark) = &self.benchmark {
            benchmark.areas.iter().for_each(|area| area.when.each(see));
            benchmark.rows.iter().for_each(|row| row.when.each(see));
        }
    }

    /// The facts whose number itself is points, or makes units: their ends count, not only the ranges
    /// that conditions tell apart.
    pub(crate) fn measured(&self) -> Vec<Slot> {
        let of_rules = self.rules().filter_map(|rule| match &rule.award {
            Award::Input { slot, .. } => Some(*slot),
            Award::Tasks(award) => award.times,
            _ => None,
        });
        let of_units = self.steps.iter().flat_map(|step| match &step.mechanism {
            Mechanism::Units(units) => units.kinds.as_slice(),
            _ => &[],
        });
        let of_units = of_units.filter_map(|kind| match kind.of {
            UnitOf::Each(slot) => Some(slot),
            _ => None,
        });
        of_rules.chain(of_units).collect()
    }
}

impl Step {
    /// The rules of the stage.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let (tables, rules): (&[Table], &[Rule]) = match &self.mechanism {
            Mechanism::SelectOne(select) => (&select.tables, &[]),
            Mechanism::SelectAtMost(select) => (&[], &select.rules),
            Mechanism::Each(each) => (&[], &each.rules),
            Mechanism::Unweighted { rules } | Mechanism::Notes { rules } => (&[], rules),
            _ => (&[], &[]),
        };
        tables.iter().flat_map(|table| &table.rows).chain(rules)
    }

    fn rules_mut(&mut self) -> impl Iterator<Item = &mut Rule> {
        let (tables, rules): (&mut [Table], &mut [Rule]) = match &mut self.mechanism {
            Mechanism::SelectOne(select) => (&mut select.tables, &mut []),
            Mechanism::SelectAtMost(select) => (&mut [], &mut select.rules),
            Mechanism::Each(each) => (&mut [], &mut each.rules),
            Mechanism::Unweighted { rules } | Mechanism::Notes { rules } => (&mut [], rules),
            _ => (&mut [], &mut []),
        };
        tables.iter_mut().flat_map(|table| &mut table.rows).chain(rules)
    }
}
