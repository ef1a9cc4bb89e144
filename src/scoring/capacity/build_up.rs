//! How a newly qualified practitioner's caseload builds up: the figures of a row by months in post, what a scheme
//! says of the first year, and what a manager chose in place of it.

use super::{Asked, ask_for, row_for};
use crate::facts::Practitioner;
use crate::facts::practitioner::{BuildUp, Role};
use crate::facts::value::{Answer, Code, Listed, NO};
use crate::points::{Points, Ratio};
use crate::scheme::condition::Truth;
use crate::scheme::named_fact::Source;
use crate::scheme::{BuildsUp, CapacityPart, CapacityRow, CapacityTable, Normal};
use crate::scoring::context::Context;
use crate::scoring::types::{Note, Question, Score, common_divisor};
use crate::scoring::view::PractitionerView;

/// Months of the first year.
const YEAR: i32 = 12;

/// Where the survey of 2016 names its patterns.
const SURVEY: &str = "ADCS survey 2016, 8.6 Additional information";

/// What is normal for one practitioner, from a row.
#[derive(Default)]
pub(super) struct ForOne {
    pub(super) least: Option<Points>,
    pub(super) most: Points,
    /// True where the figures are for the hours worked, whatever the table says.
    pub(super) by_hours: bool,
    /// The part of the figures that holds now.
    pub(super) part: Option<Ratio>,
    pub(super) who: Option<String>,
    pub(super) clause: Option<String>,
    pub(super) why: Option<String>,
    pub(super) readings: Vec<String>,
}

/// What a row says is normal, with what holds in the first year; nothing where it has no number.
pub(super) fn normal(
    asked: &Asked<'_>,
    table: &CapacityTable,
    part: &CapacityPart,
    row: &CapacityRow,
    score: &mut Score,
) -> Option<ForOne> {
    let chosen = chosen(asked, score);
    let less = match chosen {
        Some(BuildUp::TenPercentLess) => Some((90, "10 % less than after the first year")),
        Some(BuildUp::TwentyPercentLess) => Some((80, "20 % less than after the first year")),
        _ => None,
    };
    if let Some((percent, who)) = less {
        let experienced = as_experienced(asked);
        let row = row_for(asked, part, &experienced, score)?;
        let own = of_row(asked, row, score)?;
        return Some(ForOne {
            part: Ratio::of(percent, 100),
            who: Some(who.to_owned()),
            clause: Some(SURVEY.to_owned()),
            why: Some("Chosen by the manager for the first year, in place of the scheme\u{2019}s figure.".to_owned()),
            ..own
        });
    }
    if chosen == Some(BuildUp::StraightLine) {
        return straight_line(asked, table, part, row, score);
    }
    let own = of_row(asked, row, score)?;
    let Some(builds_up) = builds_up(asked, table, row) else { return Some(own) };
    let months = months_in_post(asked, score);
    Some(ForOne {
        part: part_at(builds_up, months),
        who: Some(match months {
            Some(months) => format!("{}, month {months} in post", row.name),
            None => row.name.clone(),
        }),
        clause: Some(builds_up.place.clone()),
        why: Some(builds_up.words.clone()),
        readings: builds_up.readings.clone(),
        ..own
    })
}

/// What a scheme says of the first year, where it is for this practitioner and a row that has a range.
fn builds_up<'s>(asked: &Asked<'_>, table: &'s CapacityTable, row: &CapacityRow) -> Option<&'s BuildsUp> {
    let own = table.builds_up.as_ref().filter(|_| matches!(row.normal, Normal::Range { .. }))?;
    (Context::of_practitioner(asked.view).truth(&own.when) == Truth::Yes).then_some(own)
}

/// The part of a row's figures that holds in a month; in the last where the month is not known.
fn part_at(builds_up: &BuildsUp, months: Option<i32>) -> Option<Ratio> {
    let figures: Vec<(i32, Points)> =
        builds_up.percent.iter().map(|(month, percent)| (*month, Points::whole(*percent))).collect();
    let percent = on_path(&figures, months)?;
    Ratio::of(percent.in_ten_thousandths(), Points::whole(100).in_ten_thousandths())
}

/// A straight line from none at the start to the figure that the scheme has at month 12, on its own way there; where
/// it has none for who is newly qualified, to that of a worker after the first year.
fn straight_line(
    asked: &Asked<'_>,
    table: &CapacityTable,
    part: &CapacityPart,
    row: &CapacityRow,
    score: &mut Score,
) -> Option<ForOne> {
    let months = months_in_post(asked, score).map_or(YEAR, |months| months.min(YEAR));
    let experienced;
    let mut row = row;
    if matches!(row.normal, Normal::NoNumber(_)) {
        experienced = as_experienced(asked);
        row = row_for(asked, part, &experienced, score)?;
    }
    let own = match &row.normal {
        Normal::Path(path) => ForOne { most: on_path(path, Some(YEAR))?, ..ForOne::default() },
        _ => of_row(asked, row, score)?,
    };
    let end = builds_up(asked, table, row).and_then(|own| part_at(own, Some(YEAR))).unwrap_or(Ratio::ONE);
    Some(ForOne {
        part: Ratio::of(i64::from(months) * end.numerator, i64::from(YEAR) * end.denominator),
        who: Some(format!("month {months} of a straight line to the figure at month {YEAR}")),
        clause: Some("Chosen by the manager".to_owned()),
        why: Some("A straight line from none at the start to the scheme\u{2019}s figure at month 12.".to_owned()),
        ..own
    })
}

/// The figures of a row.
fn of_row(asked: &Asked<'_>, row: &CapacityRow, score: &mut Score) -> Option<ForOne> {
    let practitioner = asked.view.practitioner;
    Some(match &row.normal {
        Normal::Range { least, most } => ForOne { least: *least, most: *most, ..ForOne::default() },
        Normal::AnHourAWeek { least, most } => {
            let week = i64::from(practitioner.full_time_week());
            let full = |points: Points| points.share(week, 100);
            ForOne { least: least.map(full), most: full(*most), by_hours: true, ..ForOne::default() }
        }
        Normal::Path(path) => {
            let months = months_in_post(asked, score);
            let who = months.map(|months| format!("{}, month {months} in post", row.name));
            ForOne { most: on_path(path, months)?, who, ..ForOne::default() }
        }
        Normal::OfTeamMean { percent, otherwise } => {
            if let Some(mean) = team_mean(asked) {
                let who = Some(format!("{}, {percent} % of the mean of the team", row.name));
                ForOne { most: mean.percent(*percent), who, ..ForOne::default() }
            } else {
                let words = "Nobody else in the team holds cases after the first year, so there is no mean: the \
                             scheme\u{2019}s own figure is used.";
                score.notes.push(Note::of_practitioner(words.to_owned()));
                ForOne { most: *otherwise, ..ForOne::default() }
            }
        }
        Normal::NoNumber(words) => {
            score.no_number = Some(words.clone());
            return None;
        }
    })
}

/// Whole months in post; asks where nobody said when it began.
fn months_in_post(asked: &Asked<'_>, score: &mut Score) -> Option<i32> {
    let months = asked.view.practitioner.started_on.map(|start| asked.month.since(start.month()).max(0));
    if months.is_none() {
        ask_for(Question::of("started_on", "Employment or ASYE began"), score);
    }
    months
}

/// The figure of a month on straight lines from figure to figure, to the nearest ten-thousandth; the last after
/// the last month, and where the month is not known.
fn on_path(path: &[(i32, Points)], month: Option<i32>) -> Option<Points> {
    let (last_month, last) = *path.last()?;
    let Some(month) = month.filter(|month| *month < last_month) else { return Some(last) };
    let (mut from, mut before) = *path.first()?;
    for (to, most) in path {
        if month <= *to {
            let (done, whole) = (i64::from(month - from), i64::from(*to - from));
            return Some(if whole <= 0 { *most } else { before + (*most - before).share(done.max(0), whole) });
        }
        (from, before) = (*to, *most);
    }
    Some(last)
}

/// What was chosen for a newly qualified practitioner until the first twelve months are over, or on the programme still. Asks what
/// that turns on.
fn chosen(asked: &Asked<'_>, score: &mut Score) -> Option<BuildUp> {
    let own = asked.view.practitioner;
    let chosen = own.build_up.filter(|chosen| *chosen != BuildUp::AsTheScheme)?;
    let Some(role) = own.role else {
        ask_for(Question::of("role", "Role"), score);
        return None;
    };
    if role != Role::NewlyQualified {
        return None;
    }
    let Some(start) = own.started_on else {
        ask_for(Question::of("started_on", "Employment or ASYE began"), score);
        return Some(chosen);
    };
    // Who begins only later is not past the first year.
    if asked.month < start.month() || start.first_months_reach(YEAR, asked.month) {
        return Some(chosen);
    }
    if own.on_programme == Answer::Unknown {
        ask_for(Question::of("on_programme", "Still on the ASYE programme?"), score);
    }
    (own.on_programme == Answer::Yes).then_some(chosen)
}

/// The same practitioner as a social worker after the first year.
fn as_experienced<'f>(asked: &Asked<'f>) -> PractitionerView<'f> {
    let mut view = asked.view.clone();
    for (fact, code) in asked.scheme.reads.practitioner.iter().zip(&mut view.codes) {
        *code = match fact.source {
            Source::InFirstYear => NO,
            Source::MonthsQualified | Source::MonthsInPost => YEAR + 1,
            Source::Stored(_) if fact.name == "role" => Code::try_from(Role::SocialWorker.position()).unwrap_or(*code),
            _ => *code,
        };
    }
    view
}

/// What the qualified social workers of the same team who hold cases after their first year hold on average, full
/// time. Who has no role entered is read as one.
struct TeamMean {
    children: i128,
    /// Their whole-time equivalents, above and below the line.
    whole: (i128, i128),
}

/// The sum of whole-time equivalents is exact as long as its denominator is no finer than this, which three different
/// full-time weeks never are; beyond, it is to the nearest trillionth, which no limit in ten-thousandths shows.
const FINEST: i128 = 1_000_000_000_000;

impl TeamMean {
    fn add(&mut self, children: usize, Ratio { numerator, denominator }: Ratio) {
        self.children += i128::try_from(children).unwrap_or(0);
        let (own, below) = (i128::from(numerator), i128::from(denominator));
        let (above, below) = (self.whole.0 * below + own * self.whole.1, self.whole.1 * below);
        let common = common_divisor(above, below).max(1);
        self.whole = (above / common, below / common);
        if self.whole.1 > FINEST {
            self.whole = ((self.whole.0 * FINEST + self.whole.1 / 2) / self.whole.1, FINEST);
        }
    }

    /// So many percent of the mean for one full-time worker, to the nearest ten-thousandth.
    fn percent(&self, percent: i32) -> Points {
        let above = i128::from(percent) * self.children * self.whole.1;
        let below = 100 * self.whole.0;
        let scale = i128::from(Points::whole(1).in_ten_thousandths());
        let amount = if below == 0 { 0 } else { (2 * above * scale + below) / (2 * below) };
        Points::ten_thousandths(i64::try_from(amount).unwrap_or(i64::MAX))
    }
}

fn team_mean(asked: &Asked<'_>) -> Option<TeamMean> {
    let own = asked.view.practitioner;
    if own.team.as_str().is_empty() {
        return None;
    }
    let counts = |other: &&Practitioner| {
        other.id != own.id
            && other.team == own.team
            && matches!(
                other.role,
                None | Some(
                    Role::SocialWorker
                        | Role::SeniorPractitioner
                        | Role::HigherSpecialist
                        | Role::SupervisingSocialWorker
                )
            )
            && other.left_in.is_none_or(|left| left >= asked.month)
    };
    let mut mean = TeamMean { children: 0, whole: (0, 1) };
    for other in asked.workspace.practitioners.iter().filter(counts) {
        let held = asked.workspace.cases.iter().filter(|case| case.allocation_of(&other.id).is_some());
        let held: usize = held.filter(|case| case.is_open(asked.month)).map(|case| case.children.len()).sum();
        if held > 0 {
            mean.add(held, other.whole_time_equivalent());
        }
    }
    (mean.children > 0).then_some(mean)
}

/// A limit in children that was chosen for the first year.
pub(super) struct InChildren {
    pub(super) least: Option<Points>,
    pub(super) most: Points,
    pub(super) who: &'static str,
    pub(super) clause: &'static str,
}

/// The limit in children that the manager chose for a newly qualified practitioner, where it counts children.
pub(super) fn in_children(asked: &Asked<'_>, score: &mut Score) -> Option<InChildren> {
    let chosen = chosen(asked, score)?;
    let whole = Points::whole;
    match chosen {
        BuildUp::EightThenTwelve => {
            let later = months_in_post(asked, score).is_none_or(|months| months >= 6);
            let (least, most) = if later { (10, 12) } else { (8, 10) };
            let who = if later { "6 to 12 months in post" } else { "under 6 months in post" };
            Some(InChildren { least: Some(whole(least)), most: whole(most), who, clause: SURVEY })
        }
        BuildUp::SixThenTen => {
            // Six by week six, which is in the second month; then a straight line to ten at month six.
            let months = months_in_post(asked, score);
            let most = on_path(&[(0, whole(6)), (1, whole(6)), (6, whole(10))], months)?;
            Some(InChildren { least: None, most, who: "6 by week six, rising to 10 by month six", clause: SURVEY })
        }
        BuildUp::TenPercentLessThanTeam => {
            let mean = team_mean(asked).or_else(|| {
                let words = "Nobody else in the team holds cases after the first year, so there is no mean to be \
                             10 % under: the scheme\u{2019}s own limit holds.";
                score.notes.push(Note::of_practitioner(words.to_owned()));
                None
            })?;
            Some(InChildren {
                least: None,
                most: mean.percent(90),
                who: "10 % less than the mean of the team",
                clause: SURVEY,
            })
        }
        _ => None,
    }
}
