//! Months and days: everything is scored for a month.
//!
//! Where a source counts in days and only months are known, schemes.md's "Time" rule applies; the
//! civil-day arithmetic here is the little of it that is needed, so that no date library (15 to
//! 64 kB of the page) has to be loaded.

use super::fault::Fault;
use super::value::{Kind, Value, shortened};
use std::fmt;

/// The least and the most year that a month may have.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2199;

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month of a year, both counted as people do.
    #[must_use]
    pub fn of(year: i32, month: i32) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self(year * 12 + month - 1))
    }

    /// The month in which a number of seconds since the start of 1970 (UTC) lies.
    #[must_use]
    pub fn at_unix_seconds(seconds: i64) -> Option<Self> {
        let (year, month, _) = civil(i32::try_from(seconds.div_euclid(86_400)).ok()?);
        Self::of(year, month)
    }

    /// Reads `2026-11`.
    ///
    /// # Errors
    /// When the text is no month from 1950 to 2199.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let month = match text.as_bytes() {
            [_, _, _, _, b'-', _, _] => digits(text, 0, 4).zip(digits(text, 5, 7)),
            _ => None,
        };
        month.and_then(|(year, month)| Self::of(year, month)).ok_or_else(|| {
            Fault::new(format!(
                "\u{201c}{}\u{201d} must be a month from 1950-01 to 2199-12, such as 2026-11",
                shortened(text)
            ))
        })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0 / 12
    }

    /// The month of the year, from 1.
    #[must_use]
    pub const fn of_year(self) -> i32 {
        self.0 % 12 + 1
    }

    /// Whole months from `earlier` to this one; negative where it is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The month so many months on (or back).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months).clamp(YEARS.start() * 12, YEARS.end() * 12 + 11))
    }

    /// The month in words: "November 2026".
    #[must_use]
    pub fn words(self) -> String {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let name = usize::try_from(self.of_year() - 1).ok().and_then(|place| NAMES.get(place));
        format!("{} {}", name.unwrap_or(&""), self.year())
    }

    /// The last day of the month.
    #[must_use]
    pub fn last(self) -> When {
        When::Day(self.last_day())
    }

    fn first_day(self) -> i32 {
        days_from_civil(self.year(), self.of_year(), 1)
    }

    fn last_day(self) -> i32 {
        // Not by `plus`, which stops at the last month that can be written.
        let next = self.0 + 1;
        days_from_civil(next / 12, next % 12 + 1, 1) - 1
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.of_year())
    }
}

impl Value for Option<Month> {
    const KIND: Kind = Kind::Month;
    fn read(text: &str) -> Result<Self, Fault> {
        if text.is_empty() { Ok(None) } else { Month::read(text).map(Some) }
    }
    fn write(&self) -> String {
        self.map(|month| month.to_string()).unwrap_or_default()
    }
    fn code(&self) -> super::value::Code {
        self.map_or(super::value::UNKNOWN, |month| month.0)
    }
}

/// A day, or a month where the day is not known. Days stand before months: this is an order for lists,
/// not one of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// A day, as its number of days since the start of 1970.
    Day(i32),
    /// Some day of a month.
    Month(Month),
}

impl When {
    /// Reads `2026-11-21` or `2026-11`.
    ///
    /// # Errors
    /// When the text is neither a day that exists nor a month.
    pub fn read(text: &str) -> Result<Self, Fault> {
        if text.len() == 7 {
            return Month::read(text).map(Self::Month);
        }
        let day = match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => {
                Month::read(text.get(..7).unwrap_or_default()).ok().zip(digits(text, 8, 10))
            }
            _ => None,
        };
        let Some((month, day)) = day else {
            return Err(Fault::new(format!(
                "\u{201c}{}\u{201d} must be a day such as 2026-11-21 or a month such as 2026-11",
                shortened(text)
            )));
        };
        let days = month.last_day() - month.first_day() + 1;
        if !(1..=days).contains(&day) {
            return Err(Fault::new(format!("There is no day {day} in {}: it has {days} days", month.words())));
        }
        Ok(Self::Day(month.first_day() + day - 1))
    }

    /// The month in which it lies.
    #[must_use]
    pub fn month(self) -> Month {
        match self {
            Self::Month(month) => month,
            Self::Day(day) => {
                let (year, month, _) = civil(day);
                Month(year * 12 + month - 1)
            }
        }
    }

    /// In words: "21 November 2026", or "November 2026" where the day is not known.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Month(month) => month.words(),
            Self::Day(day) => format!("{} {}", civil(day).2, self.month().words()),
        }
    }

    /// True when it lies in the month or before it.
    #[must_use]
    pub fn begun_by(self, month: Month) -> bool {
        self.month() <= month
    }

    /// True when it lies in the month or after it.
    #[must_use]
    pub fn not_over_before(self, month: Month) -> bool {
        self.month() >= month
    }

    /// True when the month holds a day of the `months` full months that begin here ("the first 12
    /// months"). A month without a day is read as its first.
    #[must_use]
    pub fn first_months_reach(self, months: i32, month: Month) -> bool {
        let start = self.month();
        let from_first = match self {
            Self::Month(_) => true,
            Self::Day(day) => day == start.first_day(),
        };
        let last = if from_first { months - 1 } else { months };
        (0..=last).contains(&month.since(start))
    }
}

impl When {
    /// True when the month holds one of the first `days` days that begin here. Where only the month is
    /// known, the days reach from it into as many months as they must: 35 or 40 days are that month
    /// and the next.
    #[must_use]
    pub fn first_days_reach(self, days: i32, month: Month) -> bool {
        match self {
            Self::Day(day) => day <= month.last_day() && day + days > month.first_day(),
            Self::Month(start) => start <= month && month <= start.plus((days - 1) / 30),
        }
    }

    /// True when the month holds one of the `days` days before this one, or this day itself.
    /// Where only the month is known, it is that month.
    #[must_use]
    pub fn last_days_reach(self, days: i32, month: Month) -> bool {
        match self {
            Self::Day(day) => day >= month.first_day() && day - days <= month.last_day(),
            Self::Month(own) => own == month,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(formatter),
            Self::Day(day) => {
                let (year, month, day) = civil(*day);
                write!(formatter, "{year:04}-{month:02}-{day:02}")
            }
        }
    }
}

impl Value for Option<When> {
    const KIND: Kind = Kind::When;
    fn read(text: &str) -> Result<Self, Fault> {
        if text.is_empty() { Ok(None) } else { When::read(text).map(Some) }
    }
    fn write(&self) -> String {
        self.map(|when| when.to_string()).unwrap_or_default()
    }
}

fn digits(text: &str, from: usize, to: usize) -> Option<i32> {
    let part = text.get(from..to)?;
    if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse().ok() } else { None }
}

/// Days since the start of 1970 of a day of the Gregorian calendar (Howard Hinnant's algorithm).
const fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a number of days since the start of 1970.
const fn civil(days: i32) -> (i32, i32, i32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(text: &str) -> Month {
        Month::read(text).unwrap()
    }

    #[test]
    fn a_day_that_its_month_has_not_is_refused_with_how_many_days_it_has() {
        for (text, said) in [
            ("2026-02-31", "There is no day 31 in February 2026: it has 28 days"),
            ("2028-02-30", "There is no day 30 in February 2028: it has 29 days"),
            ("2026-04-00", "There is no day 0 in April 2026: it has 30 days"),
        ] {
            assert_eq!(When::read(text).unwrap_err().message, said);
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-32",
            "2026-1-1",
            "26-01-01",
            "2026-01-00",
            "+026-01-01",
            "2026/01/01",
        ] {
            assert!(When::read(text).is_err(), "{text}");
        }
        assert!(When::read("2028-02-29").is_ok());
    }

    #[test]
    fn the_first_twelve_months_from_a_first_day_are_twelve_calendar_months() {
        let start = When::read("2026-01-01").unwrap();
        assert!(start.first_months_reach(12, month("2026-12")));
        assert!(!start.first_months_reach(12, month("2027-01")));
    }

    #[test]
    fn the_first_twelve_months_from_a_later_day_reach_into_the_thirteenth() {
        let start = When::read("2026-01-15").unwrap();
        assert!(start.first_months_reach(12, month("2027-01")));
        assert!(!start.first_months_reach(12, month("2027-02")));
        assert!(!start.first_months_reach(12, month("2025-12")));
    }

    #[test]
    fn the_last_month_has_all_of_its_days() {
        assert!(When::read("2199-12-31").is_ok());
        assert!(When::read("2199-12-32").is_err());
    }

    #[test]
    fn the_clock_gives_the_month() {
        assert_eq!(Month::at_unix_seconds(0), Some(month("1970-01")));
        // 2024-02-29 23:59:59 UTC = 1 709 251 199 s; a second later it is March.
        assert_eq!(Month::at_unix_seconds(1_709_251_199), Some(month("2024-02")));
        assert_eq!(Month::at_unix_seconds(1_709_251_200), Some(month("2024-03")));
    }

    proptest! {
        #[test]
        fn a_day_written_reads_back_as_the_same_day(day in -7305_i32..84_000) {
            let when = When::Day(day);
            prop_assert_eq!(When::read(&when.to_string()), Ok(when));
        }

        #[test]
        fn the_months_of_following_days_never_go_back(day in -7305_i32..84_000) {
            let step = When::Day(day + 1).month().since(When::Day(day).month());
            prop_assert!(step == 0 || step == 1);
        }
    }
}
