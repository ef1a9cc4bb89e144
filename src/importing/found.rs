//! What was read from files, whichever way: children, who works with them, and what could not be read.
//!
//! Both ways of reading end here (the councils' standard workbook and any other table), and everything after
//! works on this alone: putting it beside the workspace, asking, reporting.

use super::code::{Coded, Key};
use super::dropping::day_of_ages;
use crate::facts::{Month, When};

/// What reading needs to know beside the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The day on which it is read.
    pub today: When,
    /// The month that is shown: what closed before it is left out.
    pub month: Month,
    /// What codes are keyed with.
    pub key: Key,
}

impl At {
    /// The day at which ages are counted that were not counted while reading.
    #[must_use]
    pub fn day_of_ages(&self) -> When {
        day_of_ages(self.today, self.month)
    }
}

/// Where something stands in what was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which of [`Found::sources`].
    pub source: usize,
    /// The number of the row, as the reader's own program shows it.
    pub row: u32,
}

/// One sheet or file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The name of the file.
    pub file: String,
    /// The name of the sheet, where there are several.
    pub sheet: String,
    /// What it was read as, in words: "List 7: Child protection", "a table of children"; empty where it was
    /// not read at all.
    pub read_as: String,
    /// Why it was not read, where it was not.
    pub why_not: String,
    /// How many rows with something in them it has under its headings.
    pub rows: usize,
    /// How many of these were used.
    pub used: usize,
    /// The headings of the columns that were read.
    pub columns_read: Vec<String>,
    /// The headings of the columns that were dropped while reading, because nothing here may keep them.
    pub columns_dropped: Vec<String>,
    /// The headings of the columns that nothing here reads.
    pub columns_left: Vec<String>,
}

/// A practitioner whom the files name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundPractitioner {
    /// The keyed code of the name, by which the practitioner is known again.
    pub code: Coded,
    /// Codes of other ways to write the name that were read as the same person.
    pub also: Vec<Coded>,
    /// The name as the file has it, tidied. It is kept only where the reader wants it.
    pub name: String,
    /// Initials, made different from everybody else's: "AB", "AB 2".
    pub initials: String,
    /// The team that most of the practitioner's rows name; empty where none does.
    pub team: String,
    /// Other facts, by the name in the catalogue of practitioners, with their text.
    pub facts: Vec<(String, String)>,
    /// Where the practitioner is named first.
    pub place: Place,
}

/// A task that a file tells of (an assessment or enquiry in progress).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundTask {
    /// The code of its kind, such as `single_assessment`.
    pub kind: String,
    /// Facts of the task, by the name in its catalogue, with their text: `start`.
    pub facts: Vec<(String, String)>,
}

/// A child whom the files tell of, with all that they say, put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundChild {
    /// The keyed code of the id, by which the child is known again; the id itself is gone by now. Empty where the
    /// file has no number for the child: nothing knows it again, and two such children are two.
    pub code: Coded,
    /// What the file calls the child where the reader chose a column for it; empty: a number is made up.
    pub label: String,
    /// Facts of the child, by the name in the catalogue of children, with their text. A fact that the files
    /// have a place for and leave open is there with the text `unknown`, or with an empty one where its kind
    /// has no such word.
    pub facts: Vec<(String, String)>,
    /// Facts of the case, in the same way.
    pub case_facts: Vec<(String, String)>,
    /// Tasks in progress.
    pub tasks: Vec<FoundTask>,
    /// Which of [`Found::practitioners`] works with the child; nobody: unallocated.
    pub practitioner: Option<usize>,
    /// Which of them works with the child beside that one, where the file says so.
    pub co_worker: Option<usize>,
    /// The team that the row names, also where nobody is named.
    pub team: String,
    /// The keyed code of the family, where the file has a column that says which children are one family.
    pub family: Option<Coded>,
    /// What else suggests that children are siblings, each a sentence that ends in the same words for both:
    /// "the same child protection plan start date and worker". Two children with one in common may be one family.
    pub grounds: Vec<Ground>,
    /// What the files have no column for, so that they say nothing of it: `holder`, or the code of a kind of task. What
    /// is here stays then.
    pub untold: Vec<String>,
    /// Where the child stands, one place for each list that tells of it.
    pub places: Vec<Place>,
}

/// One reason to think that children are siblings.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ground {
    /// A short code of the reason, the same from month to month, such as `plan_start`.
    pub kind: String,
    /// In words, such as "child protection plans that began on the same day, same worker".
    pub words: String,
    /// What they share, so that it can be compared; never shown.
    pub shared: String,
}

/// Something that could not be read, or was read in a way that the reader should know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// The heading of the column; empty where it is about the row.
    pub column: String,
    /// What is wrong, in words, with what was done: "“36/13/2024” is no day: the age is not known".
    pub words: String,
    /// True where the row was left out for it.
    pub left_out: bool,
}

/// Everything that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The sheets and files, those that were not read among them.
    pub sources: Vec<Source>,
    /// Practitioners, in the order of their first row.
    pub practitioners: Vec<FoundPractitioner>,
    /// Children, in the order of their first row.
    pub children: Vec<FoundChild>,
    /// What could not be read as it stands.
    pub problems: Vec<Problem>,
    /// What was left out on purpose, in words, with how often: ("closed before this month", 212).
    pub left_out: Vec<(String, usize)>,
    /// What has to be seen before anything is imported, in sentences without a full stop.
    pub plainly: Vec<String>,
    /// True where the files are all of a council's or team's children, so that who is not in them any more has
    /// gone. A list of newly allocated children alone is not.
    pub whole: bool,
}
