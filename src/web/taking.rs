//! Who may take a case: what is said of each in a list to choose from, and how their loads come to be known.

use super::browser;
use super::session::{Session, Shared};
use super::words;
use crate::absence::{may_take, missing};
use crate::comparison::{Effect, Trial, mark, order_of};
use crate::facts::value::Listed;
use crate::facts::{Id, Month, Practitioner};
use crate::points::sort_short;
use crate::scheme::Scheme;
use crate::workspace::Workspace;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::prelude::*;

/// So many milliseconds at a time are spent on scoring: the list stays usable meanwhile.
const SLICE: f64 = 12.0;

/// Those whom `may` lets through, by their ids, each with role, team and, where it is known, the load under the
/// chosen scheme. Who has left is not among them; who is away comes last, and it is said.
pub fn offered(session: &Session, may: &dyn Fn(&Practitioner) -> bool) -> Vec<(AttrValue, AttrValue)> {
    let known = session.standings.is_of(session, session.scheme.as_slice());
    let load = |place: usize| {
        let scheme = session.scheme.as_ref().filter(|_| known)?;
        let row = session.standings.at(place)?;
        row.iter().find(|(id, _)| *id == scheme.id)?.1.load_in_words()
    };
    let month = session.state.month;
    let mut all: Vec<(AttrValue, AttrValue)> = Vec::new();
    for last in [false, true] {
        for (place, own) in session.workspace().practitioners.iter().enumerate() {
            let away = missing(own, month);
            if away.is_some() == last && may_take(own, month) && may(own) {
                let mut said = described(own, load(place));
                said.extend(away.into_iter().flat_map(|away| [", ", away]));
                all.push((own.id.as_str().to_owned().into(), said.into()));
            }
        }
    }
    all
}

/// "B, social worker, North district, load 75 %", as far as it is known.
fn described(own: &Practitioner, load: Option<String>) -> String {
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
    let load = load.map_or_else(String::new, |own| format!("load {own}"));
    for part in [lower(role), team, load] {
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
        if !all_known(&session, session.scheme.as_slice()) {
            score_all(session.clone(), session.scheme.as_slice(), update.clone());
        }
    })
}

/// Whether it is known how everybody stands under these schemes.
#[must_use]
pub fn all_known(session: &Session, schemes: &[Shared<Scheme>]) -> bool {
    session.standings.is_of(session, schemes) && session.standings.count() >= session.workspace().practitioners.len()
}

/// Works out how everybody stands under these schemes, in slices, and draws what asked for it again at the end.
pub fn score_all(session: Session, schemes: &[Shared<Scheme>], update: UseForceUpdateHandle) {
    session.standings.begin(&session, schemes);
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

/// What a case would do to everybody who does not hold it, as far as it was worked out.
#[derive(Default)]
pub struct Candidates {
    /// What it is of; nothing before anything was worked out.
    of: Option<Of>,
    /// Those with room first.
    pub rows: Vec<(Id, Effect)>,
}

/// What candidates are of.
type Of = (Shared<Workspace>, Month, Shared<Scheme>);

impl Candidates {
    /// Whether they are of what the page shows now: while somebody types, those of a moment ago stay in view.
    #[must_use]
    pub fn is_of(&self, session: &Session) -> bool {
        self.of == of(session)
    }
}

fn of(session: &Session) -> Option<Of> {
    let workspace = Shared(Rc::clone(&session.desk().workspace));
    session.scheme.clone().map(|scheme| (workspace, session.state.month, scheme))
}

/// So many milliseconds pass after an edit before everybody is worked out anew: typing is not held up.
const PAUSE: i32 = 400;

/// Works out what a case would do to everybody who does not hold it, while `open`: in slices, and anew once the
/// workspace, the month or the scheme is another one.
#[hook]
pub fn use_candidates(session: &Session, case: &Id, open: bool) -> Rc<RefCell<Candidates>> {
    let known = use_mut_ref(Candidates::default);
    let update = use_force_update();
    let on = (of(session).filter(|_| open), case.clone());
    let found = Rc::clone(&known);
    use_effect_with(on, move |(of, case)| {
        let going = Rc::new(Cell::new(true));
        if let Some(of) = of.clone().filter(|of| found.borrow().of.as_ref() != Some(of)) {
            let (going, case) = (Rc::clone(&going), case.clone());
            let wait = if found.borrow().of.is_some() { PAUSE } else { 0 };
            browser::after(wait, move || {
                if let Some(trial) = Trial::of(of.2.clone(), &of.0, &case, of.1).filter(|_| going.get()) {
                    Tried { of, trial, at: 0, rows: Vec::new(), going, known: found, update }.go_on();
                }
            });
        }
        move || going.set(false)
    });
    known
}

/// A case that is being tried on everybody.
struct Tried {
    of: Of,
    trial: Trial<Shared<Scheme>>,
    at: usize,
    rows: Vec<(Id, Effect)>,
    going: Rc<Cell<bool>>,
    known: Rc<RefCell<Candidates>>,
    update: UseForceUpdateHandle,
}

impl Tried {
    fn go_on(mut self) {
        if !self.going.get() {
            return;
        }
        let begun = browser::now();
        while let Some(own) = self.of.0.practitioners.get(self.at) {
            self.at += 1;
            if !may_take(own, self.of.1) {
                continue;
            }
            if let Some(effect) = self.trial.effect(&own.id) {
                self.rows.push((own.id.clone(), effect));
            }
            if browser::now() - begun >= SLICE {
                browser::after(0, move || self.go_on());
                return;
            }
        }
        let Self { of, mut rows, known, update, .. } = self;
        let marked = |id: &Id| of.0.practitioner(id).and_then(|own| own.role).and_then(mark).is_some();
        let away = |id: &Id| of.0.practitioner(id).is_some_and(|own| missing(own, of.1).is_some());
        sort_short(&mut rows, |(id, effect)| (away(id), order_of(effect, marked(id))));
        known.replace(Candidates { of: Some(of), rows });
        update.force_update();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Id;
    use crate::facts::record::Record;

    fn told(facts: &[(&str, &str)], load: Option<&str>) -> String {
        let mut own = Practitioner::empty(Id::new("p1").unwrap());
        for (fact, value) in facts {
            own.set(fact, value).unwrap();
        }
        described(&own, load.map(str::to_owned))
    }

    #[test]
    fn whoever_may_take_a_case_stands_with_role_team_and_load() {
        let (label, role) = (("label", "B"), ("role", "social_worker"));
        assert_eq!(
            told(&[label, role, ("team", "North district"), ("team_type", "district")], Some("75\u{a0}%")),
            "B, social worker, North district, load 75\u{a0}%"
        );
        assert_eq!(told(&[label, ("team_type", "district")], None), "B, district");
        assert_eq!(told(&[label], Some("0 to 140\u{a0}%")), "B, load 0 to 140\u{a0}%");
        assert_eq!(told(&[role, ("team", "North")], None), "Social worker, North");
        assert_eq!(told(&[], None), "A practitioner");
    }
}
