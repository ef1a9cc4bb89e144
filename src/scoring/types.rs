//! What a score is made of.

use crate::facts::Month;
use crate::facts::value::Id;
use crate::points::{Points, Ratio};

/// One line of a score: what, which rule, how many points, why, and where the source says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The id of the stage that gives it; empty where no stage does.
    pub stage: String,
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
    /// The task that it is for, where it is for one and the rule goes task by task.
    pub task: Option<Id>,
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
    /// True where the answer decides which range the scheme calls normal.
    pub decides_capacity: bool,
    /// True where the scheme leaves it to the manager, and the answer is points that a manager gives.
    pub discretion: bool,
}

/// Something to say beside a score that is no line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The case that it is about; nothing for the practitioner.
    pub case: Option<Id>,
    /// The child that it is about, where it is about one.
    pub child: Option<Id>,
    /// What there is to say.
    pub words: String,
    /// The ids of the readings that it rests on.
    pub readings: Vec<String>,
    /// True where the source does not allow it.
    pub error: bool,
}

impl Note {
    /// A note of the practitioner.
    pub(super) const fn of_practitioner(words: String) -> Self {
        Self { case: None, child: None, words, readings: Vec::new(), error: false }
    }
}

/// What the scheme calls normal for this practitioner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// What is measured; empty for the total.
    pub name: String,
    /// What the practitioner has of it.
    pub points: Points,
    /// True where that is the score's total: then the least and the most of the total, and other totals, can be held
    /// against the range too.
    pub of_total: bool,
    /// The lowest points of the normal range, full time, where the scheme gives one.
    pub least: Option<Points>,
    /// The highest points of the normal range, full time.
    pub most: Points,
    /// The part of full time that the practitioner works, less what was agreed in hours or percent.
    pub whole_time_equivalent: Ratio,
    /// Points by which an agreed reduction lowers the range.
    pub less: Points,
    /// Who it is for, in words, where the scheme has several.
    pub who: String,
    /// Its place in the source.
    pub clause: String,
    /// What it rests on, in words.
    pub why: String,
    /// True where the manager set it in place of the scheme's.
    pub by_manager: bool,
    /// The last month in which it holds, where it is a limit of the manager that ends.
    pub until: Option<Month>,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
}

/// Where a caseload stands among figures that others reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What was counted: children.
    pub count: Points,
    /// The role that the figures are for.
    pub who: String,
    /// The area, or the areas of a mixed caseload, in words.
    pub area: String,
    /// Where the figures stand in the source.
    pub clause: String,
    /// The lowest and the highest figure; nothing where none was reported.
    pub range: Option<(Points, Points)>,
    /// The figures that were reported as unmanageable, with true where the caseload has reached one.
    pub unmanageable: Vec<(Points, bool)>,
    /// What else was reported.
    pub notes: Vec<String>,
    /// Children of other areas who are left out of the mix.
    pub left_out: usize,
}

/// What a stage of the scheme, a column of its sheet, has of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The stage's id.
    pub stage: String,
    /// Its name, as the source has it.
    pub name: String,
    /// The sum of its lines that count.
    pub points: Points,
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
    /// What the scheme calls normal, where it says so for this practitioner: of several parts, the fullest.
    pub capacity: Option<Capacity>,
    /// What would be normal by other answers to what is not known of the practitioner, where the total is measured.
    pub also: Vec<Capacity>,
    /// The parts of the capacity, where the scheme has several.
    pub parts: Vec<Capacity>,
    /// Why there is no number to stand beside, where the source or the manager has none.
    pub no_number: Option<String>,
    /// Where the caseload stands among figures that others reported, where the scheme has such.
    pub benchmark: Option<Standing>,
    /// The load, exactly: what is measured over the top of the normal range; of several parts the
    /// fullest, or their sum, as the scheme has it.
    pub load: Option<Ratio>,
    /// What each stage has of the total, in the scheme's order: how the score is made up.
    pub columns: Vec<Column>,
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
    /// The highest points of the normal range for this practitioner: exact where four decimal places
    /// are enough, else to the nearest; nought where nothing is left of it.
    #[must_use]
    pub fn limit(&self) -> Points {
        (self.of(self.most) - self.less).max(Points::ZERO)
    }

    /// The lowest points of the normal range for this practitioner.
    #[must_use]
    pub fn floor(&self) -> Option<Points> {
        self.least.map(|least| (self.of(least) - self.less).max(Points::ZERO))
    }

    /// True where the other range has the same ends for the practitioner.
    pub(super) fn is_the_same_range(&self, other: &Self) -> bool {
        (self.floor(), self.limit(), self.less) == (other.floor(), other.limit(), other.less)
    }

    fn of(&self, points: Points) -> Points {
        points.share(self.whole_time_equivalent.numerator, self.whole_time_equivalent.denominator)
    }

    /// How points stand to an amount of the range, exactly.
    #[must_use]
    pub fn compare(&self, points: Points, amount: Points) -> std::cmp::Ordering {
        self.whole_time_equivalent.compare(points + self.less, amount)
    }

    /// How points stand to a part of the top of the range, in percent, exactly.
    #[must_use]
    pub fn compare_part(&self, points: Points, percent: Points) -> std::cmp::Ordering {
        let Ratio { numerator, denominator } = self.whole_time_equivalent;
        let whole = |points: Points| i128::from(points.in_ten_thousandths());
        let top = whole(self.most) * i128::from(numerator) - whole(self.less) * i128::from(denominator);
        let points = whole(points) * i128::from(denominator);
        (points * whole(Points::whole(100))).cmp(&(top * whole(percent)))
    }

    /// Points over the top of the range: above and below the line, in whole numbers.
    fn over(&self, points: Points) -> (i128, i128) {
        let Ratio { numerator, denominator } = self.whole_time_equivalent;
        let whole = |points: Points| i128::from(points.in_ten_thousandths());
        let below = whole(self.most) * i128::from(numerator) - whole(self.less) * i128::from(denominator);
        (whole(points) * i128::from(denominator), below.max(0))
    }

    /// The load as a ratio, in lowest terms; nothing where nothing is left of the range.
    #[must_use]
    pub fn ratio(&self, points: Points) -> Option<Ratio> {
        let (above, below) = self.over(points);
        let common = common_divisor(above, below).max(1);
        Ratio::of(i64::try_from(above / common).ok()?, i64::try_from(below / common).ok()?)
    }

    /// The load as a ratio in text, `total/limit`; in whole numbers where the limit has no exact
    /// decimal text.
    #[must_use]
    pub fn load(&self, total: Points) -> String {
        let Ratio { numerator, denominator } = self.whole_time_equivalent;
        let limit = self.limit();
        let exact = self.most.times(numerator) == (limit + self.less).times(denominator) || limit == Points::ZERO;
        if exact {
            format!("{total}/{limit}")
        } else {
            // In lowest terms: both sides are whole ten-thousandths, whose common factor falls away.
            let (above, below) = self.over(total);
            let common = common_divisor(above, below).max(1);
            format!("{}/{}", above / common, below / common)
        }
    }

    /// The load in whole percent, rounded half up, to be shown; nothing where nothing is left of the range.
    #[must_use]
    pub fn load_percent(&self, total: Points) -> Option<i64> {
        let (above, below) = self.over(total);
        percent(above, below)
    }
}

/// A ratio in whole percent, rounded half up.
fn percent(above: i128, below: i128) -> Option<i64> {
    if below == 0 {
        return None;
    }
    i64::try_from((above * 200 + below).div_euclid(below * 2)).ok()
}

/// The sum of two ratios, in lowest terms.
pub(super) fn sum_of_ratios(one: Ratio, other: Ratio) -> Option<Ratio> {
    let wide = i128::from;
    let above = wide(one.numerator) * wide(other.denominator) + wide(other.numerator) * wide(one.denominator);
    let below = wide(one.denominator) * wide(other.denominator);
    let common = common_divisor(above, below).max(1);
    Ratio::of(i64::try_from(above / common).ok()?, i64::try_from(below / common).ok()?)
}

/// The load of a score in whole percent, rounded half up.
#[must_use]
pub fn percent_of_load(load: Ratio) -> Option<i64> {
    percent(i128::from(load.numerator), i128::from(load.denominator))
}

/// The greatest common divisor, by Euclid.
pub(super) fn common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
