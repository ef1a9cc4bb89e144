//! Exact points: whole ten-thousandths, never binary floating point.
//!
//! A published scheme gives halves (Nottinghamshire), quarters (Northern Ireland) or whole points;
//! shares of them by whole percents need four decimal places at most. A result finer than that is
//! rounded once, half away from zero, and only where [`Points::share`] says so.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// Ten-thousandths in one point.
const SCALE: i64 = 10_000;

/// The most points that text may give: far above any caseload, far below overflow.
const MOST: i64 = 1_000_000 * SCALE;

/// An exact number of points, in ten-thousandths.
///
/// Addition and subtraction hold at the ends of the range in place of overflowing; no sum of
/// bounded facts comes near them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i64);

/// Why a text is not a number of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPoints {
    /// The text is not a plain decimal such as `7.5` or `-2`.
    NotADecimal,
    /// The text has more than four decimal places.
    TooFine,
    /// The number is beyond a million either way.
    TooLarge,
}

impl fmt::Display for NotPoints {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotADecimal => "must be a number such as 7.5",
            Self::TooFine => "must have at most four decimal places",
            Self::TooLarge => "must lie between -1000000 and 1000000",
        })
    }
}

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// A whole number of points.
    #[must_use]
    pub const fn whole(points: i32) -> Self {
        Self(points as i64 * SCALE)
    }

    /// Points from ten-thousandths.
    #[must_use]
    pub const fn ten_thousandths(amount: i64) -> Self {
        Self(amount)
    }

    /// This amount in ten-thousandths.
    #[must_use]
    pub const fn in_ten_thousandths(self) -> i64 {
        self.0
    }

    /// Reads a plain decimal such as `7.5`, exactly.
    ///
    /// # Errors
    /// When the text is no decimal, finer than four places, or beyond a million.
    pub fn read(text: &str) -> Result<Self, NotPoints> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
            return Err(NotPoints::NotADecimal);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 4 {
            return Err(NotPoints::TooFine);
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 7 {
            return Err(NotPoints::TooLarge);
        }
        let mut amount = 0_i64;
        for digit in whole.bytes().chain(format!("{fraction:0<4}").bytes()) {
            amount = amount * 10 + i64::from(digit - b'0');
        }
        if amount > MOST {
            return Err(NotPoints::TooLarge);
        }
        Ok(Self(if negative { -amount } else { amount }))
    }

    /// `numerator / denominator` of these points, rounded half away from zero to a ten-thousandth.
    /// A zero denominator gives none.
    #[must_use]
    pub fn share(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        let product = i128::from(self.0) * i128::from(numerator);
        let divisor = i128::from(denominator);
        let half = divisor.abs() / 2;
        let towards = if (product < 0) == (divisor < 0) { half } else { -half };
        Self(i64::try_from((product + if divisor < 0 { -towards } else { towards }) / divisor).unwrap_or(0))
    }

    /// These points a number of times.
    #[must_use]
    pub const fn times(self, count: i64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// True when the amount is a whole number of `step`s.
    #[must_use]
    pub const fn is_multiple_of(self, step: Self) -> bool {
        step.0 != 0 && self.0 % step.0 == 0
    }
}

impl fmt::Display for Points {
    /// The shortest decimal text that is exactly this amount.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.0.unsigned_abs();
        let (whole, fraction) = (amount / SCALE.unsigned_abs(), amount % SCALE.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        let text = if fraction == 0 {
            format!("{sign}{whole}")
        } else {
            let decimals = format!("{fraction:04}");
            format!("{sign}{whole}.{}", decimals.trim_end_matches('0'))
        };
        formatter.pad(&text)
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}

/// An exact positive ratio, for capacities pro rata to hours and for loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// Above the line.
    pub numerator: i64,
    /// Below the line, never zero.
    pub denominator: i64,
}

impl Ratio {
    /// One whole.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// A ratio, or nothing where the denominator is not positive.
    #[must_use]
    pub const fn of(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator > 0 { Some(Self { numerator, denominator }) } else { None }
    }

    /// The sign of `points - amount * self`, exactly: how a total stands to a limit pro rata.
    #[must_use]
    pub fn compare(self, points: Points, amount: Points) -> std::cmp::Ordering {
        let left = i128::from(points.0) * i128::from(self.denominator);
        let right = i128::from(amount.0) * i128::from(self.numerator);
        left.cmp(&right)
    }
}

/// Sorts by a key, leaving equals in their order. By insertion: what is sorted here is short, and each use
/// of the library's sorts would be another five kilobytes of the page.
pub(crate) fn sort_short<T, K: PartialOrd>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && list.get(at - 1).map(&key) > list.get(at).map(&key) {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tenth_and_two_tenths_print_as_three_tenths() {
        let sum = Points::read("0.1").unwrap() + Points::read("0.2").unwrap();
        assert_eq!(sum.to_string(), "0.3");
    }

    #[test]
    fn text_that_is_no_plain_decimal_is_refused() {
        for text in ["", "-", ".5", "5.", "1e3", "NaN", "1,5", " 1", "+1", "--1", "1.2.3", "∞"] {
            assert_eq!(Points::read(text), Err(NotPoints::NotADecimal), "{text}");
        }
        assert_eq!(Points::read("0.00001"), Err(NotPoints::TooFine));
        assert_eq!(Points::read("1000000.0001"), Err(NotPoints::TooLarge));
        assert_eq!(Points::read("99999999999999999999"), Err(NotPoints::TooLarge));
    }

    #[test]
    fn shares_round_half_away_from_zero() {
        // 0.0001 × 50 % = 0.00005, up to 0.0001; and the same downwards.
        assert_eq!(Points(1).share(50, 100), Points(1));
        assert_eq!(Points(-1).share(50, 100), Points(-1));
        assert_eq!(Points::whole(10).share(1, 3).to_string(), "3.3333");
        assert_eq!(Points::whole(1).share(1, 0), Points::ZERO);
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_the_identity(amount in -MOST..=MOST) {
            prop_assert_eq!(Points::read(&Points(amount).to_string()), Ok(Points(amount)));
        }

        #[test]
        fn half_and_its_rest_make_the_whole(amount in -MOST..=MOST) {
            let half = Points(amount).share(50, 100);
            prop_assert_eq!(half + (Points(amount) - half), Points(amount));
        }
    }
}
