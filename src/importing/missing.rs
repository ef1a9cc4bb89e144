//! What the schemes still miss, worst first by how many points it could move, with quick ways to give it.

mod called;
mod gathered;
mod giving;
mod value;

pub(super) use called::{case as case_called, child as child_called, holders, is_empty, place};
pub use gathered::{Fact, Gathered, Level, Row};

use super::families::Families;
use super::screen::{Event, Field, FieldKind, Inline, Part};
use crate::change::{Change, IdMark};
use crate::facts::Month;
use crate::points::Points;
use crate::scheme::Scheme;
use crate::schemes::published;
use crate::words::counted;
use crate::workspace::Workspace;
use crate::workspace::everything::Everything;
use giving::Giving;
use std::rc::Rc;

/// The answers that a fact takes from a list: texts and words; none where it is typed, or given elsewhere.
#[must_use]
pub fn choices(fact: &Fact) -> Vec<(String, String)> {
    match value::takes(fact) {
        value::Takes::OneOf(choices) => choices,
        _ => Vec::new(),
    }
}

/// The id of the choice of a scheme; the empty value stands for all.
pub const SCHEME: &str = "missing-scheme";

/// What came of an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// Something else is shown.
    Shown,
    /// This is to be done to the workspace, as one step.
    Change(Change),
}

/// What the schemes still miss.
#[derive(Debug)]
pub struct Missing {
    workspace: Rc<Workspace>,
    month: Month,
    gathered: Gathered,
    families: Families,
    /// The schemes that can be chosen: id and name.
    offered: Vec<(String, String)>,
    /// The id of the one that was; empty for all.
    chosen: String,
    /// The fact that is being given.
    giving: Option<Giving>,
    /// What is done with, in words: that something is missing nowhere any more.
    given: String,
    focus: String,
}

/// The schemes of a workspace file: its own and the published ones, the main one first; the chosen one alone, where
/// one is and is there.
fn schemes(everything: &Everything, chosen: Option<&str>) -> Vec<Scheme> {
    let own = everything.schemes.iter().map(|own| (own.id.as_str(), &*own.text));
    let mut texts: Vec<(&str, &str)> = own.chain(published().iter().map(|own| (own.id, own.text))).collect();
    if let Some(place) = texts.iter().position(|(id, _)| Some(*id) == everything.our_scheme.as_deref()) {
        let main = texts.remove(place);
        texts.insert(0, main);
    }
    let read = |(id, text): (&str, &str)| {
        // A scheme that cannot be read is told of where schemes are.
        let mut scheme = Scheme::read_only(text).ok()?;
        id.clone_into(&mut scheme.id);
        Some(scheme)
    };
    let one = chosen.and_then(|chosen| texts.iter().copied().find(|(id, _)| *id == chosen)).and_then(read);
    one.map_or_else(|| texts.into_iter().filter_map(read).collect(), |one| vec![one])
}

impl Missing {
    /// Scores everybody, and what nobody holds, under the chosen scheme or under all, and gathers what is asked.
    #[must_use]
    pub fn of(everything: &Everything, month: Month, chosen: Option<&str>) -> Self {
        let workspace = Rc::clone(&everything.workspace);
        let gathered = Gathered::of(&workspace, &schemes(everything, chosen), month);
        let families = Families::of(&workspace, month);
        let offered = schemes(everything, None).into_iter().map(|own| (own.id, own.name)).collect();
        let chosen = chosen.unwrap_or_default().to_owned();
        let (giving, given, focus) = (None, String::new(), String::new());
        Self { workspace, month, gathered, families, offered, chosen, giving, given, focus }
    }

    /// The same as before the workspace changed, as far as it is still there: what is open, chosen and ticked.
    #[must_use]
    pub fn after(mut self, before: Self) -> Self {
        if self.families.is_empty() && !before.families.is_empty() {
            self.say("Nothing is left to ask about siblings".to_owned());
        }
        self.families = self.families.after(before.families);
        if let Some(giving) = before.giving {
            let of = |gathered: &Gathered| gathered.facts.iter().position(|fact| giving.is_of(fact));
            let label = |place: usize| before.gathered.facts.get(place).map(|fact| fact.label.clone());
            if let Some(fact) = of(&self.gathered).and_then(|place| self.gathered.facts.get(place)) {
                let rows = |gathered: &Gathered| {
                    of(gathered).and_then(|place| gathered.facts.get(place)).map_or(0, |fact| fact.rows.len())
                };
                let (left, set) = (fact.rows.len(), rows(&before.gathered).saturating_sub(fact.rows.len()));
                let (one, several) = fact.level.words();
                let said = (set > 0).then(|| {
                    let (set, left) = (counted(set, one, several), counted(left, one, several));
                    format!("\u{201c}{}\u{201d} was given for {set}, and is still missing for {left}", fact.label)
                });
                if said.is_some() {
                    "give".clone_into(&mut self.focus);
                }
                self.giving = Some(giving.after(fact, &self.workspace, said.unwrap_or_default()));
            } else {
                // What had the focus is not here any more.
                let label = of(&before.gathered).and_then(label).unwrap_or_default();
                self.say(format!("\u{201c}{label}\u{201d} is missing nowhere any more"));
            }
        }
        self
    }

    /// Says what is done with, and leads there.
    fn say(&mut self, words: String) {
        self.given = words;
        "given".clone_into(&mut self.focus);
    }

    /// What was gathered.
    #[must_use]
    pub const fn gathered(&self) -> &Gathered {
        &self.gathered
    }

    /// The id of the part that is to have the focus after what was heard last; empty: it stays where it is.
    pub fn focus(&mut self) -> String {
        std::mem::take(&mut self.focus)
    }

    /// Does what the reader did; nothing where it was for something else.
    pub fn hear(&mut self, event: &Event, mark: IdMark) -> Option<Heard> {
        if let Some(heard) = self.families.hear(event, mark) {
            if !self.families.error().is_empty() {
                "errors".clone_into(&mut self.focus);
            }
            return Some(heard);
        }
        if let Some(id) = event.id.strip_prefix("give-it-") {
            let fact = self.gathered.facts.iter().find(|fact| fact.id == id)?;
            self.given.clear();
            if self.giving.as_ref().is_some_and(|giving| giving.is_of(fact)) {
                self.giving = None;
            } else {
                self.giving = Some(Giving::of(fact));
                "give".clone_into(&mut self.focus);
            }
            return Some(Heard::Shown);
        }
        let giving = self.giving.as_mut()?;
        let fact = self.gathered.facts.iter().find(|fact| giving.is_of(fact))?;
        if event.id == "give-close" {
            self.focus = format!("give-it-{}", fact.id);
            self.giving = None;
            return Some(Heard::Shown);
        }
        let heard = giving.hear(event, fact, &self.workspace, self.month)?;
        if giving.is_refused() {
            "errors".clone_into(&mut self.focus);
        }
        Some(heard)
    }

    /// The screen.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::Heading("still-missing".to_owned(), 2, "What the schemes still miss".to_owned())];
        if self.workspace.is_empty() {
            parts.push(Part::Text(
                "There is no caseload here yet. Once there is, this says which facts the schemes miss, worst first \
                 by how many points they could move, and takes each for many cases at once."
                    .to_owned(),
            ));
            return parts;
        }
        let errors = self.errors();
        if !errors.is_empty() {
            parts.push(Part::Errors(errors));
        }
        if !self.given.is_empty() {
            parts.push(Part::Heading("given".to_owned(), 3, self.given.clone()));
        }
        if self.offered.len() > 1 {
            let all = (String::new(), "All schemes".to_owned());
            parts.push(Part::Field(Field {
                id: SCHEME.to_owned(),
                kind: FieldKind::Select,
                label: "Missing for".to_owned(),
                value: self.chosen.clone(),
                choices: std::iter::once(all).chain(self.offered.iter().cloned()).collect(),
                ..Field::default()
            }));
        }
        let of = &self.gathered;
        if of.facts.is_empty() {
            parts.push(Part::Text(format!("Nothing is missing under {}.", self.under())));
            parts.extend(self.families.parts());
            return parts;
        }
        parts.push(Part::Text(self.in_short()));
        if of.unallocated > 0 {
            let (cases, them) = match of.unallocated {
                1 => ("1 case that nobody holds is".to_owned(), "it"),
                several => (format!("{several} cases that nobody holds are"), "them"),
            };
            parts.push(Part::Note(format!("{cases} looked at as if a full-time social worker held {them}.")));
        }
        parts.extend(self.families.parts());
        let (to_manager, facts): (Vec<&Fact>, Vec<&Fact>) = of.facts.iter().partition(|fact| fact.discretion);
        if !facts.is_empty() {
            self.listed(&mut parts, "Facts that are missing, worst first", "What else is missing", &facts);
        }
        if !to_manager.is_empty() {
            let heading = "What schemes leave to the manager";
            parts.push(Part::Heading("left-to-manager".to_owned(), 3, heading.to_owned()));
            let rest = "What else is left to the manager";
            self.listed(&mut parts, "Points that a manager gives, worst first", rest, &to_manager);
        }
        parts
    }

    /// What is wrong with what was given, each with the id of its field.
    fn errors(&self) -> Vec<(String, String)> {
        let giving = self.giving.as_ref().map(|own| (own.error().to_owned(), "give-value".to_owned()));
        let families = (self.families.error().to_owned(), String::new());
        giving.into_iter().chain([families]).filter(|(words, _)| !words.is_empty()).collect()
    }

    /// The schemes in words: "Swindon", "any of the 5 schemes".
    fn under(&self) -> String {
        match self.gathered.schemes.as_slice() {
            [one] => one.clone(),
            several => format!("any of the {} schemes", several.len()),
        }
    }

    fn in_short(&self) -> String {
        let Gathered { schemes, scores, ranges, facts, .. } = &self.gathered;
        let of = match schemes.as_slice() {
            [one] => format!("under {one}"),
            several => {
                let people = counted(self.workspace.practitioners.len(), "practitioner", "practitioners");
                format!("({people} under {} schemes)", several.len())
            }
        };
        let have = match (*ranges, *scores) {
            (_, 0) => "Nobody is here to score yet".to_owned(),
            (ranges, scores) if ranges == scores && scores > 1 => format!("All {scores} scores {of} have a range"),
            (ranges, scores) => {
                let verb = if ranges == 1 { "has" } else { "have" };
                format!("{ranges} of {} {of} {verb} a range", counted(scores, "score", "scores"))
            }
        };
        let missing = counted(facts.len(), "thing is", "things are");
        let by = if schemes.len() > 1 { ", each under the scheme where they move most" } else { "" };
        format!(
            "{have}; {missing} missing. A total takes what is missing as not so until somebody gives it. The figures \
             say how far the answers could move totals in all{by}."
        )
    }

    fn table(&self, caption: &str, facts: &[&Fact]) -> Part {
        let columns = [("What is missing", false), ("Missing for", false), ("Could move", true), ("Answer", false)];
        let rows = facts.iter().map(|fact| {
            let open = self.giving.as_ref().is_some_and(|giving| giving.is_of(fact));
            let button = Field {
                id: format!("give-it-{}", fact.id),
                kind: FieldKind::Secondary,
                label: if open { "Close" } else { "Give\u{a0}it" }.to_owned(),
                hint: format!(": {}", fact.title),
                ..Field::default()
            };
            vec![
                vec![Inline::Strong(fact.title.clone())],
                self.missing_for(fact),
                self.could_move(fact),
                vec![Inline::Field(button)],
            ]
        });
        let columns = columns.map(|(words, figures)| (words.to_owned(), figures)).to_vec();
        Part::Table(caption.to_owned(), columns, rows.collect())
    }

    /// "312 of 400 cases, held by 12 practitioners".
    fn missing_for(&self, fact: &Fact) -> Vec<Inline> {
        let of = self.gathered.counts.get(fact.level as usize).copied().unwrap_or(0).max(fact.rows.len());
        let (one, several) = fact.level.words();
        let mut cell = vec![Inline::Text(format!("{} of {}", fact.rows.len(), counted(of, one, several)))];
        if fact.level != Level::Practitioner {
            let mut held: Vec<usize> = fact.rows.iter().filter_map(|row| row.practitioner).collect();
            held.sort_unstable();
            held.dedup();
            let by = counted(held.len(), "practitioner", "practitioners");
            cell.push(Inline::Quiet(if held.is_empty() { ", held by nobody".to_owned() } else { format!(", {by}") }));
        }
        cell
    }

    fn could_move(&self, fact: &Fact) -> Vec<Inline> {
        let decides = "decides which range is normal";
        if fact.could_move == Points::ZERO {
            return vec![Inline::Text(decides.to_owned())];
        }
        // Where schemes count different things, the sum is of no one kind.
        let counted = || self.gathered.counted_in.iter().zip(&fact.by_scheme).filter(|(_, own)| **own != Points::ZERO);
        let of_one = counted().next().map(|(own, _)| own).filter(|one| counted().all(|(own, _)| own == *one));
        let most = of_one.map_or_else(|| fact.could_move.to_string(), |own| own.with(fact.could_move));
        let mut cell = vec![Inline::Text(format!("up to {most}"))];
        if self.gathered.schemes.len() > 1 {
            let named = self.gathered.schemes.iter().zip(&self.gathered.counted_in).zip(&fact.by_scheme);
            let own: Vec<String> = named
                .filter(|(_, own)| **own != Points::ZERO)
                .map(|((name, counted), own)| {
                    if counted.is_points() { format!("{name} {own}") } else { format!("{name} {}", counted.with(*own)) }
                })
                .collect();
            cell.push(Inline::Quiet(format!(" {}", own.join(", "))));
        }
        if fact.decides {
            cell.push(Inline::Quiet(format!("; {decides}")));
        }
        cell
    }

    /// Facts as a table. The part in which one of them is given stands right below its row, where it was asked for, and
    /// the rest of the table below that.
    fn listed(&self, parts: &mut Vec<Part>, caption: &str, rest: &str, facts: &[&Fact]) {
        let open = self.giving.as_ref().and_then(|own| Some((own, facts.iter().position(|fact| own.is_of(fact))?)));
        let Some((giving, at)) = open else {
            parts.push(self.table(caption, facts));
            return;
        };
        let (above, below) = facts.split_at_checked(at + 1).unwrap_or((facts, &[]));
        parts.push(self.table(caption, above));
        if let Some(fact) = above.last() {
            parts.extend(giving.parts(fact, &self.workspace));
        }
        if !below.is_empty() {
            parts.push(Part::Heading("give-rest".to_owned(), 3, rest.to_owned()));
            parts.push(self.table(&format!("{caption}: the rest"), below));
        }
    }
}
