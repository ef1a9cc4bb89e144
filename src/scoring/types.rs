//! What a score is made of.

use crate::facts::Month;
use crate::facts::value::Id;
use crate::points::{Points, Ratio};

/// One line of a score: what, which rule, how many points, why, and where the source says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The rule's id in the scheme document.
    pub rule: String,
    /// The rule's name, as the source has it.
    pub name: String,
    /// The points that it adds (or takes away); zero where it does not count.
    pub points: Points,
    /// The least that it could be, whatever the facts that are not known turn out to be.
    pub least: Points,
    /// The most that it could be.
    pub most: Points,
    /// The case that it is about; nothing for the practitioner.
    pub case: Option<Id>,
    /// The child that it is about, where it is about one.
    pub child: Option<Id>,
    /// Why: the facts that led to it, or the reason that it does not count.
    pub why: String,
    /// Its place in the source: heading, table, row, column.
    pub clause: String,
    /// True when its points are part of the total. False for what the scheme was told of and
    /// gives nothing for.
    pub counted: bool,
    /// What it would have been where it was left out for a limit.
    pub forgone: Option<Points>,
    /// The rule in plain words of our own.
    pub rule_in_words: String,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
}

/// A fact that a rule needs and nobody gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The case that it is about; nothing for the practitioner.
    pub case: Option<Id>,
    /// The child that it is about, where it is about one.
    pub child: Option<Id>,
    /// The name of the fact.
    pub fact: String,
    /// The question in words.
    pub words: String,
    /// How many points the answer could move the total by, at most.
    pub could_move: Points,
}

/// Something to say beside a score that is no line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The case that it is about; nothing for the practitioner.
    pub case: Option<Id>,
    /// What there is to say.
    pub words: String,
    /// The ids of the readings that it rests on.
    pub readings: Vec<String>,
}

/// What the scheme calls normal for this practitioner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// The lowest points of the normal range, full time, where the scheme gives one.
    pub least: Option<Points>,
    /// The highest points of the normal range, full time.
    pub most: Points,
    /// The part of full time that the practitioner works.
    pub whole_time_equivalent: Ratio,
    /// Its place in the source.
    pub clause: String,
    /// What it rests on, in words.
    pub why: String,
}

/// What one case adds to a score. Its least and most are not sums over lines: children of a family
/// take places from each other, so their lines cannot all be at their most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePart {
    /// The case.
    pub case: Id,
    /// The sum of its lines that count.
    pub points: Points,
    /// The least that it could be, whatever the facts that are not known turn out to be.
    pub least: Points,
    /// The most that it could be.
    pub most: Points,
}

/// A practitioner's score under one scheme in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The scheme's id.
    pub scheme: String,
    /// The practitioner's id.
    pub practitioner: Id,
    /// The month that it is for.
    pub month: Month,
    /// Every line, those that do not count among them: the practitioner's first, then case by case.
    pub lines: Vec<Line>,
    /// What each case adds, in the order of the lines.
    pub cases: Vec<CasePart>,
    /// The sum of the lines that count.
    pub total: Points,
    /// The least that the total could be, whatever the facts that are not known turn out to be.
    pub least: Points,
    /// The most that it could be.
    pub most: Points,
    /// What the scheme calls normal, where it says so for this practitioner.
    pub capacity: Option<Capacity>,
    /// The band that the total falls in, in the scheme's words.
    pub band: Option<String>,
    /// The bands of the least and of the most, where they differ from each other.
    pub band_range: Option<(String, String)>,
    /// Facts that are missing, the one that could move most first.
    pub questions: Vec<Question>,
    /// Things to say beside the score.
    pub notes: Vec<Note>,
    /// How many children are in the cases that were scored.
    pub children: usize,
    /// How many of the cases are families or carer households.
    pub families: usize,
}

impl Capacity {
    /// The highest points of the normal range for this practitioner's hours: exact where four
    /// decimal places are enough, else to the nearest.
    #[must_use]
    pub fn limit(&self) -> Points {
        self.most.share(self.whole_time_equivalent.numerator, self.whole_time_equivalent.denominator)
    }

    /// The load as a ratio in text, `total/limit`; in whole numbers where the limit has no exact
    /// decimal text.
    #[must_use]
    pub fn load(&self, total: Points) -> String {
        let Ratio { numerator, denominator } = self.whole_time_equivalent;
        let limit = self.limit();
        let exact = self.most.times(numerator) == limit.times(denominator);
        if exact {
            format!("{total}/{limit}")
        } else {
            // In lowest terms: both sides are whole ten-thousandths, whose common factor falls away.
            let above = i128::from(total.in_ten_thousandths()) * i128::from(denominator);
            let below = i128::from(self.most.in_ten_thousandths()) * i128::from(numerator);
            let common = common_divisor(above, below).max(1);
            format!("{}/{}", above / common, below / common)
        }
    }

    /// The load in whole percent, rounded half up, to be shown.
    #[must_use]
    pub fn load_percent(&self, total: Points) -> i64 {
        let Ratio { numerator, denominator } = self.whole_time_equivalent;
        let above = i128::from(total.in_ten_thousandths()) * i128::from(denominator) * 100;
        let below = i128::from(self.most.in_ten_thousandths()) * i128::from(numerator);
        if below == 0 {
            return 0;
        }
        i64::try_from((above * 2 + below).div_euclid(below * 2)).unwrap_or(0)
    }
}

/// The greatest common divisor, by Euclid.
fn common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
