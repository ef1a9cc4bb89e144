//! What is a value by itself and makes no sense beside the rest of its record: an end before its start, a reduction by
//! more than there is.
//!
//! Forms refuse it beside its field. A file that says so is read all the same, and the score tells what it makes of it.

use super::{Subject, text};
use crate::dates::shown;
use crate::facts::record::Record;
use crate::facts::{Id, Kind, Month};
use crate::points::Points;
use crate::workspace::Workspace;

/// First and last months that belong together.
const SPANS: [(&str, &str); 2] = [("from", "until"), ("away_from", "away_until")];

/// Why a value of a fact makes no sense beside what else is given, and what to do; nothing where it does.
#[must_use]
pub fn against_the_rest(workspace: &Workspace, subject: &Subject, fact: &str, value: &str) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    let of = |other: &str| {
        let own = if other == fact { Some(value.to_owned()) } else { text(workspace, subject, other) };
        own.filter(|text| !text.is_empty())
    };
    let month = |own: &str| of(own).filter(|text| Month::read(text).is_ok());
    for (first, last) in SPANS {
        if fact != first && fact != last {
            continue;
        }
        // Months are stored so that their texts have their order. What is no month is refused as that, elsewhere.
        if let Some((from, until)) = month(first).zip(month(last)).filter(|(from, until)| until < from) {
            let [from, until] = [from, until].map(|month| shown(Kind::Month, &month));
            return Some(if fact == last {
                format!("The last month, {until}, is before the first, {from}. Give a later one, or change the first")
            } else {
                format!("The first month, {from}, is after the last, {until}. Give an earlier one, or change the last")
            });
        }
    }
    let of_reductions = subject.within.as_ref().is_some_and(|within| within.list == "reductions");
    if !of_reductions || !matches!(fact, "unit" | "amount") {
        return None;
    }
    let (unit, amount) = of("unit").zip(of("amount"))?;
    let number = Points::read(&amount).ok()?;
    match unit.as_str() {
        "percent" if number > Points::whole(100) => {
            Some(format!("{amount} percent is more than there is. 100 percent takes off everything: give 100 or less"))
        }
        "hours" => {
            let own = workspace.practitioner(&Id::new(&subject.id).ok()?)?;
            let week = Points::ten_thousandths(i64::from(own.contracted_week()) * 100);
            (number > week).then(|| {
                let said = if own.text("hours_per_week").is_some_and(|text| !text.is_empty()) { "" } else { " of full time" };
                format!("{amount} hours are more than the week has: {week}{said}. Give {week} or fewer, or change the hours a week")
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        Workspace::read(
            r#"{"fairload": "workspace", "version": 5, "practitioners": [
              {"id": "p1", "hours_per_week": 18.5, "away_from": "2026-11",
               "reductions": [{"id": "r1", "unit": "percent", "amount": 30, "from": "2026-11", "until": "2027-01"},
                              {"id": "r2", "unit": "hours", "amount": 5}, {"id": "r3", "unit": "points", "amount": 5}]},
              {"id": "p2", "reductions": [{"id": "r1", "unit": "hours", "amount": 5}]}]}"#,
        )
        .unwrap()
    }

    fn said(who: &str, list: &str, fact: &str, value: &str) -> String {
        let own = Subject::practitioner(&Id::new(who).unwrap());
        let subject = if list.is_empty() { own } else { own.list("reductions", &Id::new(list).unwrap()) };
        against_the_rest(&workspace(), &subject, fact, value).unwrap_or_default()
    }

    #[test]
    fn an_end_before_its_start_is_refused_from_both_sides() {
        assert!(
            said("p1", "r1", "until", "2026-10").starts_with("The last month, 10/2026, is before the first, 11/2026")
        );
        assert_eq!(said("p1", "r1", "until", "2026-11"), "", "one month alone is a span");
        assert!(
            said("p1", "r1", "from", "2027-02").starts_with("The first month, 02/2027, is after the last, 01/2027")
        );
        assert_eq!(said("p1", "r1", "from", "2027-01"), "");
        assert!(said("p1", "", "away_until", "2026-10").contains("is before the first"));
        assert_eq!(said("p2", "", "away_until", "2026-10"), "", "an end alone may be any month");
        assert_eq!(said("p1", "r1", "from", ""), "");
        for no_month in ["11/12/2026", "2026-13", "0"] {
            assert_eq!(said("p1", "r1", "until", no_month), "", "{no_month} is refused as no month, not as too early");
        }
    }

    #[test]
    fn no_more_is_taken_off_than_there_is() {
        assert!(said("p1", "r1", "amount", "130").starts_with("130 percent is more than there is"));
        assert_eq!(said("p1", "r1", "amount", "100"), "");
        assert!(said("p1", "r2", "amount", "18.51").contains("more than the week has: 18.5."));
        assert_eq!(said("p1", "r2", "amount", "18.5"), "");
        assert!(said("p2", "r1", "amount", "37.01").contains("37 of full time"));
        assert_eq!(said("p1", "r3", "amount", "500"), "", "points have no such end");
        // Also where the amount was there first.
        assert!(said("p1", "r1", "unit", "hours").contains("more than the week has"));
    }
}
