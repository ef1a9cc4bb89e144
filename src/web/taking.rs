//! Who may take a case: what is said of each in a list to choose from, and how their loads come to be known.

use super::browser;
use super::session::Session;
use super::words;
use crate::facts::Practitioner;
use crate::facts::value::Listed;
use yew::prelude::*;

/// So many milliseconds at a time are spent on scoring: the list stays usable meanwhile.
const SLICE: f64 = 12.0;

/// Those whom `may` lets through, by their ids, each with role, team and, where it is known, the load under the
/// chosen scheme.
pub fn offered(session: &Session, may: &dyn Fn(&Practitioner) -> bool) -> Vec<(AttrValue, AttrValue)> {
    let known = session.standings.is_of(session);
    let percent = |place: usize| {
        let scheme = session.scheme.as_ref().filter(|_| known)?;
        let row = session.standings.at(place)?;
        row.iter().find(|(id, _)| *id == scheme.id)?.1.percent()
    };
    let all = session.workspace().practitioners.iter().enumerate().filter(|(_, own)| may(own));
    all.map(|(place, own)| (own.id.as_str().to_owned().into(), described(own, percent(place)).into())).collect()
}

/// "B, social worker, North district, 75 %", as far as it is known.
fn described(own: &Practitioner, percent: Option<i64>) -> String {
    let mut said = words::practitioner(own);
    // Whoever has no label is called by the role already.
    let role = own.role.filter(|_| !own.label.as_str().trim().is_empty()).map_or("", Listed::words);
    let team = own.team.as_str().trim();
    // What kind of team it is stands in brackets, which is more than a list has room for.
    let kind = own.team_type.map_or("", Listed::words).split(" (").next().unwrap_or_default();
    let lower = |words: &str| {
        let abbreviation = words.chars().nth(1).is_some_and(|letter| letter.is_ascii_uppercase());
        let first = words.get(..1).filter(|_| !abbreviation).map(str::to_ascii_lowercase);
        first.map_or_else(|| words.to_owned(), |first| first + words.get(1..).unwrap_or_default())
    };
    let team = if team.is_empty() { lower(kind) } else { team.to_owned() };
    let percent = percent.map_or_else(String::new, |own| format!("{own}\u{a0}%").replace('-', "\u{2212}"));
    for part in [lower(role), team, percent] {
        if !part.is_empty() {
            said.push_str(", ");
            said.push_str(&part);
        }
    }
    said
}

/// Works the loads out once the focus comes to a list to choose from, and draws it again with them.
#[must_use]
pub fn scoring(session: &Session, update: &UseForceUpdateHandle) -> Callback<FocusEvent> {
    let (session, update) = (session.clone(), update.clone());
    Callback::from(move |_: FocusEvent| {
        if !all_known(&session) {
            score_all(session.clone(), update.clone());
        }
    })
}

/// Whether it is known how everybody stands under every scheme.
#[must_use]
pub fn all_known(session: &Session) -> bool {
    session.standings.is_of(session) && session.standings.count() >= session.workspace().practitioners.len()
}

/// Works out how everybody stands, in slices, and draws what asked for it again at the end.
pub fn score_all(session: Session, update: UseForceUpdateHandle) {
    session.standings.begin(&session);
    slice(session, update);
}

fn slice(session: Session, update: UseForceUpdateHandle) {
    let begun = browser::now();
    if session.standings.go_on(&|| browser::now() - begun >= SLICE) {
        update.force_update();
    } else {
        browser::after(0, move || slice(session, update));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Id;
    use crate::facts::record::Record;

    fn told(facts: &[(&str, &str)], percent: Option<i64>) -> String {
        let mut own = Practitioner::empty(Id::new("p1").unwrap());
        for (fact, value) in facts {
            own.set(fact, value).unwrap();
        }
        described(&own, percent)
    }

    #[test]
    fn whoever_may_take_a_case_stands_with_role_team_and_load() {
        let (label, role) = (("label", "B"), ("role", "social_worker"));
        assert_eq!(
            told(&[label, role, ("team", "North district"), ("team_type", "district")], Some(75)),
            "B, social worker, North district, 75\u{a0}%"
        );
        assert_eq!(told(&[label, ("team_type", "district")], None), "B, district");
        assert_eq!(told(&[label], Some(0)), "B, 0\u{a0}%");
        assert_eq!(told(&[role, ("team", "North")], None), "Social worker, North");
        assert_eq!(told(&[], None), "A practitioner");
    }
}
