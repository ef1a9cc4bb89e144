//! All rows of one child, put together.

mod facts;
mod level;
mod who;

use super::codes::{self, Status};
use super::sheets::Known;
use super::{Entry, Making, Notes, Standing, rows, standing};
use crate::facts::When;
use crate::importing::code::Coded;
use crate::importing::days;
use crate::importing::found::{At, Place};
use crate::importing::lists::What;
use level::enquiry_standing;

/// Lists in the order in which they are asked who works with the child, and for what several lists say.
const ORDER: [u8; 7] = [8, 7, 6, 9, 4, 5, 10];

/// The later of the days on which what a row tells of began, and the placement in it.
fn began(entry: &Entry<'_>) -> Option<When> {
    [What::Start, What::PlacementStart].iter().filter_map(|what| days::read(entry.cell(*what)).day()).max()
}

/// Reads one child after the other.
pub struct Reader<'a> {
    at: &'a At,
    /// Which lists are there with rows.
    lists: Vec<u8>,
    children: Vec<Making>,
    notes: Notes,
    used: Vec<Place>,
}

/// What was read.
pub struct Read {
    /// The children, those that were left out not among them.
    pub children: Vec<Making>,
    /// What was noted.
    pub notes: Notes,
    /// The rows that were used.
    pub used: Vec<Place>,
}

/// The row of a list that counts for the child.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    entry: Entry<'a>,
    standing: Standing,
}

/// What each list says of a child.
#[derive(Clone, Copy, Default)]
struct Picture<'a> {
    assessment: Option<Chosen<'a>>,
    enquiry: Option<Chosen<'a>>,
    need: Option<Chosen<'a>>,
    plan: Option<Chosen<'a>>,
    care: Option<Chosen<'a>>,
    leaver: Option<Chosen<'a>>,
    adoption: Option<Chosen<'a>>,
    /// What List 6 calls the case.
    status: Option<Status>,
}

impl<'a> Picture<'a> {
    fn of(&self, list: u8) -> Option<Chosen<'a>> {
        match list {
            4 => self.assessment,
            5 => self.enquiry,
            6 => self.need,
            7 => self.plan,
            8 => self.care,
            9 => self.leaver,
            _ => self.adoption,
        }
    }
}

impl<'a> Reader<'a> {
    pub fn new(at: &'a At, known: &[Result<Known<'_>, String>], notes: Notes) -> Self {
        let with_rows = known.iter().flatten().filter(|known| known.rows().next().is_some());
        let lists = with_rows.map(|known| known.list.number).collect();
        Self { at, lists, children: Vec::new(), notes, used: Vec::new() }
    }

    pub fn done(self) -> Read {
        Read { children: self.children, notes: self.notes, used: self.used }
    }

    /// Reads a child from all of its rows.
    pub fn child(&mut self, code: &Coded, entries: &[Entry<'_>]) {
        let picture = self.picture(entries);
        let Some(level) = self.level(&picture) else { return };
        let age = self.age(&picture);
        let plan = self.plan(&picture, level, age);
        let mut making = Making::default();
        making.child.code = code.clone();
        let facts = &mut making.child.facts;
        let mut give = |name: &str, text: String| facts.push((name.to_owned(), text));
        if ORDER
            .iter()
            .any(|list| picture.of(*list).is_some_and(|own| own.entry.has(What::Age) || own.entry.has(What::Birth)))
        {
            give("age", age.map(|age| age.to_string()).unwrap_or_default());
        }
        give("plan", plan.to_owned());
        if let Some(disability) = self.disability(&picture) {
            give("disability", disability.to_owned());
        }
        if let Some(care) = picture.care.filter(|care| care.standing == level) {
            self.care(&care.entry, &mut give);
        }
        if let Some(leaver) = picture.leaver
            && codes::is_homeless(&leaver.entry.text(What::Accommodation))
            && matches!(age, Some(16 | 17))
        {
            give("homeless", "yes".to_owned());
        }
        if level == Standing::Ending {
            making.child.case_facts.push(("closing_in".to_owned(), self.at.month.to_string()));
        }
        self.tasks(&picture, &mut making);
        self.worker(&picture, level, &mut making);
        self.shared(&picture, level, &mut making);
        for list in 4..=10 {
            if let Some(own) = picture.of(list) {
                making.child.places.push(own.entry.place());
            }
        }
        self.used.extend(making.child.places.iter().cloned());
        self.children.push(making);
    }

    /// What each list says, by the row that counts.
    fn picture<'b>(&mut self, entries: &[Entry<'b>]) -> Picture<'b> {
        let of = |list: u8| entries.iter().copied().filter(move |entry| entry.list() == list);
        let at = self.at;
        let by_end = |entry: Entry<'b>| Chosen { entry, standing: standing(&entry, at) };
        let mut picture = Picture {
            assessment: latest(of(4).map(by_end)),
            need: self.one(of(6).map(by_end)),
            plan: self.one(of(7).map(by_end)),
            care: self.one(of(8).map(by_end)),
            leaver: self.one(of(9).map(|entry| Chosen {
                entry,
                standing: if codes::has_died(&entry.text(What::Touch)) { Standing::Over } else { Standing::Open },
            })),
            adoption: self.one(of(10).map(|entry| Chosen { entry, standing: Standing::Open })),
            ..Picture::default()
        };
        let on_plan = picture
            .plan
            .filter(|plan| plan.standing != Standing::Over)
            .and_then(|plan| days::read(plan.entry.cell(What::Start)).day());
        picture.enquiry = latest(of(5).map(|entry| Chosen { entry, standing: enquiry_standing(&entry, at, on_plan) }));
        if let Some(need) = picture.need.as_mut() {
            let text = need.entry.text(What::Status);
            picture.status = codes::chosen(&codes::STATUSES, &text);
            // Closed, whether or not the day is there. A day after the month counts before the status: the case was open in it.
            let dated = days::read(need.entry.cell(What::End)).day().is_some();
            if picture.status == Some(Status::Closed) && need.standing == Standing::Open && !dated {
                need.standing = Standing::Over;
            }
        }
        picture
    }

    /// The row that counts of a list that should have one for each child: the open one, else the one that ends in
    /// the month; of several such the one that began last, where days tell, else the first.
    fn one<'b>(&mut self, rows_of: impl Iterator<Item = Chosen<'b>>) -> Option<Chosen<'b>> {
        let mut best: Option<Chosen<'b>> = None;
        let (mut count, mut by_day) = (0, false);
        for own in rows_of {
            count += 1;
            let rank = |own: &Chosen<'_>| (own.standing, began(&own.entry));
            if best.is_none_or(|best| rank(&own) > rank(&best)) {
                by_day |= best.is_some_and(|best| best.standing == own.standing);
                best = Some(own);
            }
        }
        let best = best?;
        if count > 1 {
            let which = match (best.standing, by_day) {
                (_, true) => "the one that began last",
                (Standing::Open, false) => "the open one (the first such)",
                _ => "the first",
            };
            self.notes.say(
                best.entry.place(),
                String::new(),
                format!("The child has {} on {}: {which} is used", rows(count), best.entry.known.list.words()),
            );
        }
        Some(best)
    }
}

/// The row of a list with several rows for each child that counts: of those that last, the one that began last.
fn latest<'b>(rows: impl Iterator<Item = Chosen<'b>>) -> Option<Chosen<'b>> {
    let start = |own: &Chosen<'b>| {
        days::read(own.entry.cell(What::Start)).day().map_or_else(String::new, |day| day.to_string())
    };
    let mut best: Option<Chosen<'b>> = None;
    for own in rows {
        if best.is_none_or(|best| (own.standing, start(&own)) > (best.standing, start(&best))) {
            best = Some(own);
        }
    }
    best
}
