//! Tables and their mappings become what was found.

use super::named::Is;
use super::targets::{LEAVE_ROW, Of, Rows, Target};
use super::values::{self, Said};
use super::words::{self, same_word, together};
use super::{Column, Mapping, Mappings, doubts, is_marked_by_day, layout};
use crate::facts::value::shortened;
use crate::facts::{Kind, Listed, Month, Plan, TaskKind, When};
use crate::importing::code::{Coded, Key};
use crate::importing::dropping::full_name;
use crate::importing::found::{At, Found, FoundChild, FoundPractitioner, FoundTask, Place, Problem, Source};
use crate::importing::heading::{plain, tidy};
use crate::importing::imported::{CASE, HOLDER};
use crate::importing::numbers::{self, Numbers, Ways};
use crate::importing::table::{Cell, Row};
use crate::importing::{days, month_first, people, turned};
use crate::words::counted;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The most problems that are listed one by one.
const MOST_PROBLEMS: usize = 5_000;

/// How many rows with lines of text are named.
const MOST_LINES: usize = 20;

/// The longest label, team or name that is kept.
const LONGEST: usize = 60;

/// The most children of one family number that are joined.
const MOST_OF_FAMILY: usize = 8;

/// How many months a task may last before it is asked about.
const LONG_AGO: i32 = 6;

/// The national full-time week in hundredths of an hour, where the table has no other.
const FULL_TIME: i32 = 3_700;

/// What the tables say. Without `at` codes are left out and nothing is left out for being closed: enough to
/// show what cannot be read.
pub fn found(mappings: &Mappings, at: Option<&At>) -> Found {
    let mut reading = Reading::new(at);
    let numbers: Vec<Numbers> = mappings.tables.iter().map(numbers_of).collect();
    for ((source, table), settled) in mappings.tables.iter().enumerate().zip(numbers::settle(&numbers)) {
        reading.is_bare = settled.is_bare;
        reading.table(source, table);
        if !settled.words.is_empty() {
            let row = table.sheet.rows.get(table.place.first).map_or(1, |row| row.number);
            reading.problem(&Place { source, row }, "", settled.words, false);
        }
    }
    reading.end(mappings.whole)
}

/// The numbers of the children of a table.
fn numbers_of(table: &Mapping) -> Numbers {
    let column = table.columns.iter().find(|column| column.target == Target::Id);
    let Some(column) = column.filter(|_| table.rows == Some(Rows::Children)) else { return Numbers::default() };
    let rows = table.data().filter(|row| table.is_no_data(row).is_none());
    let number = |row: &Row| people::same_number(&Cell::of(row, column.named.at).text()).map(|same| (same, None));
    Numbers(rows.filter_map(number).collect())
}

/// What a cell says, with what the reader should know of it.
#[derive(Default)]
struct Cellful {
    text: String,
    problem: String,
}

/// Reading as far as it has come.
struct Reading<'a> {
    at: Option<&'a At>,
    today: Option<When>,
    found: Found,
    /// Children by their number, which is held here alone and goes with this.
    children: HashMap<String, usize>,
    /// Practitioners by their name.
    people: HashMap<String, usize>,
    /// For each practitioner the teams of their rows, with how many.
    teams: Vec<BTreeMap<String, usize>>,
    left_out: BTreeMap<String, usize>,
    problems: usize,
    /// True where the letters before the numbers of this table are left out.
    is_bare: bool,
    /// Who holds the case of a child (by place) only where nobody else does, with the team of that row.
    stand_ins: Vec<(usize, String, String, Place)>,
    /// Families that are called by words, as by a surname.
    worded: BTreeMap<Coded, Vec<usize>>,
    /// Numbers of this table of which some are written with noughts before them and some without.
    doubtful: HashSet<String>,
    /// What rows of one child have otherwise, with the children.
    odds: BTreeMap<String, BTreeSet<usize>>,
}

impl<'a> Reading<'a> {
    fn new(at: Option<&'a At>) -> Self {
        Self {
            at,
            today: at.map(|at| at.today),
            found: Found::default(),
            children: HashMap::new(),
            people: HashMap::new(),
            teams: Vec::new(),
            left_out: BTreeMap::new(),
            problems: 0,
            is_bare: false,
            stand_ins: Vec::new(),
            worded: BTreeMap::new(),
            doubtful: HashSet::new(),
            odds: BTreeMap::new(),
        }
    }

    fn key(&self) -> Option<&'a Key> {
        self.at.map(|at| &at.key)
    }

    fn problem(&mut self, place: &Place, column: &str, words: String, left_out: bool) {
        self.problems += 1;
        if self.problems <= MOST_PROBLEMS {
            self.found.problems.push(Problem { place: place.clone(), column: column.to_owned(), words, left_out });
        }
    }

    fn leave_out(&mut self, why: String) {
        *self.left_out.entry(why).or_default() += 1;
    }

    /// True for a day more than half a year ago.
    fn is_long_ago(&self, start: &str) -> bool {
        let (Ok(start), Some(today)) = (When::read(start), self.today) else { return false };
        today.month().since(start.month()) > LONG_AGO
    }

    fn table(&mut self, source: usize, table: &Mapping) {
        let named = |keep: &dyn Fn(&Column) -> bool| -> Vec<String> {
            table.columns.iter().filter(|column| keep(column)).map(|column| column.named.shown.clone()).collect()
        };
        let rows = table.under().count();
        let mut own = Source {
            file: table.sheet.file.clone(),
            sheet: table.sheet.name.clone(),
            rows,
            columns_dropped: named(&|column| column.dropped),
            ..Source::default()
        };
        let Some(kind) = table.rows else {
            let why = if rows == 0 { "it has no rows" } else { "it was left out" };
            let why = if table.why_not.is_empty() { why.to_owned() } else { lower(table.why_not) };
            own.why_not = why;
            own.columns_left = named(&|column| !column.dropped);
            self.found.sources.push(own);
            return;
        };
        let read_as = match kind {
            Rows::Children => "a table of children",
            Rows::Practitioners => "a table of practitioners",
        };
        read_as.clone_into(&mut own.read_as);
        own.columns_read = named(&|column| column.target != Target::Leave);
        own.columns_left = named(&|column| column.target == Target::Leave && !column.dropped);
        if table.beyond > 0 {
            own.columns_left.push(format!("{} more beyond the first {}", table.beyond, super::headings::MOST_COLUMNS));
        }
        self.found.sources.push(own);
        let numbered = table.columns.iter().any(|column| column.target == Target::Id);
        if kind == Rows::Children && !numbered && rows > 0 {
            let row = table.sheet.rows.get(table.place.first).map_or(1, |row| row.number);
            let words = "no column has the number of the child: each row is a child of its own, and none of them can be known again next time";
            self.problem(&Place { source, row }, "", words.to_owned(), false);
        }
        for column in table.columns.iter().filter(|own| !own.doubt.is_empty() && own.target == Target::Leave) {
            let row = table.sheet.rows.get(table.place.first).map_or(1, |row| row.number);
            self.problem(&Place { source, row }, &column.named.shown, column.doubt.to_owned(), false);
        }
        for column in table.columns.iter().filter(|column| column.month_first) {
            let changes = |row: &&Row| {
                let cell = Cell::of(row, column.named.at);
                column.as_read(cell) != cell
            };
            if let Some(row) = table.data().find(changes) {
                let place = Place { source, row: row.number };
                self.problem(&place, &column.named.shown, month_first::WORDS.to_owned(), false);
            }
        }
        self.look_at_numbers(table);
        let lines = table.under().filter(|own| table.layout.odd.get(&own.0) == Some(&layout::LINE));
        let lines: Vec<u32> = lines.map(|own| own.1.number).collect();
        if let Some(row) = lines.first() {
            let rows: Vec<String> = lines.iter().take(MOST_LINES).map(u32::to_string).collect();
            let more = if lines.len() > MOST_LINES { " and more" } else { "" };
            let words = format!(
                "a text stands alone in the row, and is no number of a child like the others: taken for a line about the list, and left out (rows {}{more})",
                rows.join(", ")
            );
            self.problem(&Place { source, row: *row }, "", words, false);
        }
        let open = self.open_rows(table);
        for (nth, row) in table.under() {
            let place = Place { source, row: row.number };
            if let Some(why) = table.layout.odd.get(&nth).copied().or_else(|| table.is_no_data(row)) {
                self.leave_out(why.to_owned());
                continue;
            }
            if open.get(&nth) == Some(&false) {
                self.leave_out(
                    "rows that ended, of children of whom another row did not end or ended later".to_owned(),
                );
                continue;
            }
            let used = match kind {
                Rows::Children => self.child(&place, table, row, numbered),
                Rows::Practitioners => self.practitioner(&place, table, row),
            };
            if used && let Some(own) = self.found.sources.get_mut(source) {
                own.used += 1;
            }
        }
    }

    /// Of children of whom several rows tell, and some of these have ended: for each row whether it is the one that
    /// holds, or one of those. A worker who has handed over has a row that ended, beside the open one of the next.
    fn open_rows(&self, table: &Mapping) -> BTreeMap<usize, bool> {
        let column = |target: Target| table.columns.iter().find(|column| column.target == target);
        let (Some(id), Some(end)) = (column(Target::Id), column(Target::Fact(Of::Case, "closing_in"))) else {
            return BTreeMap::new();
        };
        let is_over = |row: &Row| {
            column(Target::Open).is_some_and(|own| own.closed(Cell::of(row, own.named.at)).text == LEAVE_ROW)
        };
        // An open row is later than any day; what is no day tells nothing.
        let mut rows: Vec<(usize, String, String)> = Vec::new();
        for (nth, row) in table.under().filter(|own| !table.layout.odd.contains_key(&own.0) && !is_over(own.1)) {
            let Some(number) = self.number(&Cell::of(row, id.named.at).text()) else { continue };
            let cell = end.as_read(Cell::of(row, end.named.at));
            let until = match days::read(cell) {
                _ if values::is_nothing(cell) => "open".to_owned(),
                days::Reading::Day(day) => day.to_string(),
                _ => continue,
            };
            rows.push((nth, number, until));
        }
        let mut last: HashMap<&str, &str> = HashMap::new();
        for (_, number, until) in &rows {
            let own = last.entry(number).or_insert(until);
            if *own < until.as_str() {
                *own = until;
            }
        }
        rows.iter().map(|(nth, number, until)| (*nth, last.get(number.as_str()) == Some(&until.as_str()))).collect()
    }

    /// The number of a child as it is compared within this table; nothing where there is none.
    fn number(&self, text: &str) -> Option<String> {
        let same = people::same_number(text)?;
        if self.is_bare {
            return Some(numbers::bare(&same).to_owned());
        }
        Some(numbers::as_written(text, same, &self.doubtful))
    }

    /// Looks for numbers that differ only by noughts before them: they stay apart, as nothing tells that they are one.
    fn look_at_numbers(&mut self, table: &Mapping) {
        self.doubtful.clear();
        let column = table.columns.iter().find(|column| column.target == Target::Id);
        let Some(column) = column.filter(|_| table.rows == Some(Rows::Children) && !self.is_bare) else { return };
        let mut ways = Ways::default();
        for row in table.data() {
            ways.note(&Cell::of(row, column.named.at).text());
        }
        self.found.plainly.extend(ways.words());
        self.doubtful = ways.noughts;
    }

    /// Reads the row of a child. False where it was left out.
    fn child(&mut self, place: &Place, table: &Mapping, row: &Row, numbered: bool) -> bool {
        let mut line = Line::default();
        for column in &table.columns {
            let problem = line.take(self, column, column.as_read(Cell::of(row, column.named.at)));
            if !problem.is_empty() {
                line.problems.push((column.named.shown.clone(), problem));
            }
        }
        line.by_name(table);
        let stand_in = line.by_role();
        if line.plans {
            line.child.facts.push(("plan".to_owned(), line.plan.map_or("", Listed::text).to_owned()));
        }
        if let Some(why) = line.left_out.or_else(|| self.gone(&line.child)) {
            self.leave_out(why);
            return false;
        }
        let is_said = line.problems.iter().any(|own| own.1 == people::SHORTENED);
        if numbered && line.id.is_none() && !is_said {
            let words = "no number: read as a child of its own, who cannot be known again next time";
            self.problem(place, "", words.to_owned(), false);
        }
        for (column, words) in line.problems {
            self.problem(place, &column, words, false);
        }
        let mut child = line.child;
        child.practitioner = line.worker.map(|name| self.person(&name, place, &child.team, 1));
        let other = line.co_worker.or(line.second).map(|name| self.person(&name, place, "", 0));
        child.co_worker = other.filter(|own| Some(*own) != child.practitioner);
        child.places.push(place.clone());
        child.untold.extend(untold(table));
        let place_of = line.id.as_ref().and_then(|id| self.children.get(id)).copied();
        let place_of = place_of.unwrap_or(self.found.children.len());
        if let Some((name, team)) = stand_in {
            self.stand_ins.push((place_of, name, team, place.clone()));
        }
        if let Some(family) = child.family.as_ref().filter(|_| line.worded) {
            self.worded.entry(family.clone()).or_default().push(place_of);
        }
        match line.id {
            Some(id) => {
                if let Some(first) = self.children.get(&id) {
                    self.join(*first, child);
                } else {
                    child.code = self.key().and_then(|key| people::child_code(key, &id)).unwrap_or_default();
                    self.children.insert(id, self.found.children.len());
                    self.found.children.push(child);
                }
            }
            None => self.found.children.push(child),
        }
        true
    }

    /// Why a child is not there any more in the month; nothing where it is.
    fn gone(&self, child: &FoundChild) -> Option<String> {
        let month = self.at?.month;
        [("closing_in", "closed"), ("transferring_in", "transferred")].into_iter().find_map(|(fact, words)| {
            let (_, text) = child.case_facts.iter().find(|own| own.0 == fact)?;
            let last = Month::read(text).ok()?;
            (last < month).then(|| format!("{words} before {}", month.words()))
        })
    }

    /// A second row of a child: it fills what the first leaves open.
    fn join(&mut self, first: usize, more: FoundChild) {
        let Some(place) = more.places.first().cloned() else { return };
        let sources: Vec<String> = self.found.sources.iter().map(|own| own.sheet.clone()).collect();
        let names: Vec<String> = self.found.practitioners.iter().map(|own| own.initials.clone()).collect();
        let called = |own: usize| names.get(own).cloned().unwrap_or_default();
        let Some(child) = self.found.children.get_mut(first) else { return };
        let before = child.places.first().cloned().unwrap_or_default();
        let at = if before.source == place.source {
            format!("row {}", before.row)
        } else {
            let sheet = sources.get(before.source).filter(|own| !own.is_empty());
            sheet.map_or_else(
                || format!("row {} of the first table", before.row),
                |own| format!("row {} of {own}", before.row),
            )
        };
        let mut odds: Vec<(String, String, String)> = Vec::new();
        let mut settled: Option<String> = None;
        for (of, own, more) in
            [(Of::Child, &mut child.facts, more.facts), (Of::Case, &mut child.case_facts, more.case_facts)]
        {
            for (fact, text) in more {
                let Some(definition) = of.definition(&fact) else { continue };
                match own.iter_mut().find(|own| own.0 == fact) {
                    None => own.push((fact, text)),
                    Some((_, old)) if is_open(old) => *old = text,
                    Some((_, old)) if is_open(&text) || *old == text => {}
                    Some((_, old)) => {
                        let both = Plan::with_code(old).zip(Plan::with_code(&text)).filter(|_| fact == "plan");
                        match both.and_then(|(one, other)| together(one, other)) {
                            Some(both) => {
                                if both.text() == *old || both.text() == text {
                                    let words = |text: &str| in_words(definition.kind, text);
                                    settled = Some(format!(
                                        "the child of {at} again: {} here, {} there, read as {}",
                                        words(&text),
                                        words(old),
                                        both.words()
                                    ));
                                }
                                both.text().clone_into(old);
                            }
                            None => odds.push((
                                definition.label.to_owned(),
                                in_words(definition.kind, &text),
                                in_words(definition.kind, old),
                            )),
                        }
                    }
                }
            }
        }
        child.untold.retain(|own| more.untold.contains(own));
        if child.label.is_empty() {
            child.label = more.label;
        } else if !more.label.is_empty() && more.label != child.label {
            odds.push(("Label".to_owned(), more.label, child.label.clone()));
        }
        if child.team.is_empty() {
            child.team = more.team;
        }
        for (what, own, other) in [
            ("Worker", &mut child.practitioner, more.practitioner),
            ("Co-worker", &mut child.co_worker, more.co_worker),
        ] {
            match (*own, other) {
                (None, other) => *own = other,
                (Some(one), Some(other)) if one != other => odds.push((what.to_owned(), called(other), called(one))),
                _ => {}
            }
        }
        match (&child.family, more.family) {
            (None, family) => child.family = family,
            (Some(one), Some(other)) if *one != other => {
                odds.push(("Family number".to_owned(), "another one".to_owned(), "the first".to_owned()));
            }
            _ => {}
        }
        for task in more.tasks {
            match child
                .tasks
                .iter_mut()
                .find(|own| own.kind == task.kind && (own.facts == task.facts || own.facts.is_empty()))
            {
                Some(own) if own.facts.is_empty() => own.facts = task.facts,
                Some(_) => {}
                None => child.tasks.push(task),
            }
        }
        child.places.push(place.clone());
        if let Some(words) = settled {
            self.odds.entry("Plan".to_owned()).or_default().insert(first);
            self.problem(&place, "", words, false);
        }
        for (what, here, there) in odds {
            self.odds.entry(what.clone()).or_default().insert(first);
            let words = format!(
                "the child of {at} again, with another \u{201c}{what}\u{201d}: {here} here, {there} there, which is kept"
            );
            self.problem(&place, "", words, false);
        }
    }

    /// Reads the row of a practitioner. False where it was left out.
    fn practitioner(&mut self, place: &Place, table: &Mapping, row: &Row) -> bool {
        let (mut name, mut is_vacant) = (None, false);
        let mut team = String::new();
        let mut facts: Vec<(String, String)> = Vec::new();
        let mut part: Option<(&str, &Cell)> = None;
        for column in &table.columns {
            let cell = column.as_read(Cell::of(row, column.named.at));
            match column.target {
                Target::Worker => {
                    name = name_of(cell);
                    is_vacant = name.is_none() && !cell.is_blank();
                }
                Target::Team => team = team_of(cell),
                Target::FullTime => part = Some((&column.named.shown, cell)),
                Target::Fact(Of::Practitioner, fact) => {
                    let said = self.fact(column, cell);
                    facts.push((fact.to_owned(), said.text));
                    if !said.problem.is_empty() {
                        self.problem(place, &column.named.shown, said.problem, false);
                    }
                }
                _ => {}
            }
        }
        let Some(name) = name else {
            let words = if is_vacant {
                "a post that nobody has: the row is left out"
            } else {
                "no name or initials: the row is left out"
            };
            self.problem(place, "", words.to_owned(), true);
            return false;
        };
        if let Some((heading, cell)) = part {
            let of = |fact: &str| facts.iter().find(|own| own.0 == fact).map(|own| own.1.as_str()).unwrap_or_default();
            let full = crate::points::Points::read(of("full_time_hours")).ok();
            let full = full.and_then(|full| i32::try_from(full.in_ten_thousandths() / 100).ok()).unwrap_or(FULL_TIME);
            // Hours that are said are surer than a part of full time.
            if of("hours_per_week").is_empty() {
                let said = open(values::part_of_full_time(cell, full));
                facts.retain(|own| own.0 != "hours_per_week");
                facts.push(("hours_per_week".to_owned(), said.text));
                if !said.problem.is_empty() {
                    self.problem(place, heading, said.problem, false);
                }
            }
        }
        let own = self.person(&name, place, &team, 1_000_000);
        let mut odds: Vec<(String, String, String)> = Vec::new();
        if let Some(own) = self.found.practitioners.get_mut(own) {
            for (fact, text) in facts {
                match own.facts.iter_mut().find(|old| old.0 == fact) {
                    None => own.facts.push((fact, text)),
                    Some((_, old)) if is_open(old) => *old = text,
                    Some((_, old)) if is_open(&text) || *old == text => {}
                    Some((_, old)) => {
                        if let Some(definition) = Of::Practitioner.definition(&fact) {
                            odds.push((
                                definition.label.to_owned(),
                                in_words(definition.kind, &text),
                                in_words(definition.kind, old),
                            ));
                        }
                    }
                }
            }
        }
        for (what, here, there) in odds {
            let words = format!(
                "a practitioner who stands further up, with another \u{201c}{what}\u{201d}: {here} here, {there} there, which is kept"
            );
            self.problem(place, "", words, false);
        }
        true
    }

    /// The practitioner of this name, who is new where nobody has it; the team counts so many times.
    fn person(&mut self, name: &str, place: &Place, team: &str, times: usize) -> usize {
        let next = self.found.practitioners.len();
        let own = *self.people.entry(people::same_name(name)).or_insert(next);
        if own == next {
            let name: String = plain(name).chars().take(LONGEST).collect();
            let code = self.key().map(|key| people::practitioner_code(key, &name)).unwrap_or_default();
            let initials = people::initials(&name);
            self.found.practitioners.push(FoundPractitioner {
                code,
                name,
                initials,
                place: place.clone(),
                ..FoundPractitioner::default()
            });
            self.teams.push(BTreeMap::new());
        }
        if let Some(teams) = self.teams.get_mut(own).filter(|_| !team.is_empty()) {
            *teams.entry(team.to_owned()).or_default() += times;
        }
        own
    }

    /// The text of a fact.
    fn fact(&self, column: &Column, cell: &Cell) -> Cellful {
        let (Target::Fact(_, fact), Some(definition)) = (column.target, column.target.definition()) else {
            return Cellful::default();
        };
        if column.target.closed().is_some() {
            return column.closed(cell);
        }
        if let Cell::Error(shown) = cell {
            return Cellful { text: String::new(), problem: error(shown) };
        }
        let mut said = open(values::read(fact, definition.kind, cell, self.at.map(At::day_of_ages)));
        if fact == "placement" && doubts::is_kind_of_placement(&said.text) {
            let shown = shortened(&plain(&cell.text()));
            let problem = format!("\u{201c}{shown}\u{201d} is a kind of placement: no placement is shared by it");
            return Cellful { text: String::new(), problem };
        }
        if fact == "placement" && !said.text.is_empty() {
            said.text = self.placement(&said.text);
        }
        said
    }

    /// A label for a placement that says nothing of it: the file may have a carer's name or an address there.
    fn placement(&self, text: &str) -> String {
        let code = self.key().map(|key| key.code("placement", &tidy(text)).0).unwrap_or_default();
        format!("Placement {}", code.get(..8).unwrap_or("with a code"))
    }

    /// Who stands in holds the case of a child whom nobody else holds.
    fn hold_by_stand_ins(&mut self) {
        for (at, name, team, place) in std::mem::take(&mut self.stand_ins) {
            let is_free = |child: &FoundChild| child.practitioner.is_none();
            if !self.found.children.get(at).is_some_and(is_free) {
                continue;
            }
            let own = self.person(&name, &place, &team, 1);
            if let Some(child) = self.found.children.get_mut(at) {
                child.practitioner = Some(own);
                child.co_worker = child.co_worker.filter(|other| *other != own);
                if child.team.is_empty() {
                    child.team = team;
                }
            }
        }
    }

    /// Strangers have the same surname: children whose family is called by words are joined only where one worker and
    /// one team have all of them.
    fn part_strangers(&mut self) {
        for own in std::mem::take(&mut self.worded).into_values() {
            let of = |at: &usize| self.found.children.get(*at);
            let mut told = own.iter().filter_map(of).map(|child| (child.practitioner, &child.team));
            let first = told.next();
            if told.all(|other| Some(other) == first && other.0.is_some()) {
                continue;
            }
            let place = own.first().and_then(of).and_then(|child| child.places.first().cloned()).unwrap_or_default();
            for at in &own {
                if let Some(child) = self.found.children.get_mut(*at) {
                    child.family = None;
                }
            }
            let words = "the same family here and in rows of other workers or teams: a name is shared by strangers, so they are not joined. Join brothers and sisters after the import";
            self.problem(&place, "", words.to_owned(), false);
        }
    }

    /// A family number of more rows than a family has children is none: it joins nobody.
    fn part_crowds(&mut self) {
        let mut families: BTreeMap<Coded, Vec<usize>> = BTreeMap::new();
        for (at, child) in self.found.children.iter().enumerate() {
            if let Some(family) = &child.family {
                families.entry(family.clone()).or_default().push(at);
            }
        }
        for own in families.into_values().filter(|own| own.len() > MOST_OF_FAMILY) {
            let mut first = None;
            for at in &own {
                let Some(child) = self.found.children.get_mut(*at) else { continue };
                child.family = None;
                first = first.or_else(|| child.places.first().cloned());
            }
            let words = format!(
                "the same family number stands in {} rows, which is more than a family: they are not joined",
                own.len()
            );
            self.problem(&first.unwrap_or_default(), "", words, false);
        }
    }

    /// Names that stand the other way round too are one person's.
    fn join_turned(&mut self) {
        let mut cases = vec![0_usize; self.found.practitioners.len()];
        for own in self.found.children.iter().filter_map(|own| own.practitioner) {
            if let Some(count) = cases.get_mut(own) {
                *count += 1;
            }
        }
        let turned = turned::join(&mut self.found.practitioners, &cases);
        for child in &mut self.found.children {
            let now = |own: Option<usize>| own.and_then(|at| turned.now.get(at).copied());
            child.practitioner = now(child.practitioner);
            child.co_worker = now(child.co_worker).filter(|own| Some(*own) != child.practitioner);
        }
        for own in turned.problems {
            self.problem(&own.place, "", own.words, false);
        }
    }

    /// Says of how many children several rows are at odds: what was kept is only one of two.
    fn say_odds(&mut self) {
        if self.odds.is_empty() {
            return;
        }
        let of = |(what, children): (&String, &BTreeSet<usize>)| {
            format!("{what} of {}", counted(children.len(), "child", "children"))
        };
        let all: Vec<String> = self.odds.iter().map(of).collect();
        let is_doubtful = ["Age", "Label"].iter().any(|what| self.odds.contains_key(*what));
        let strangers = if is_doubtful { ". One number may be on two children" } else { "" };
        self.found.plainly.push(format!(
            "Rows with the same number differ: {}. What was kept is said below, row by row{strangers}",
            all.join(", ")
        ));
    }

    fn end(mut self, whole: bool) -> Found {
        self.hold_by_stand_ins();
        self.part_strangers();
        self.part_crowds();
        self.say_odds();
        if let Some(more) = self.problems.checked_sub(MOST_PROBLEMS).filter(|more| *more > 0) {
            let words = format!("and {more} more like these, which are not listed");
            self.found.problems.push(Problem { words, ..Problem::default() });
        }
        let mut problems = Vec::new();
        for (own, teams) in self.found.practitioners.iter_mut().zip(&self.teams) {
            let mut best: Option<(&String, usize)> = None;
            for (team, times) in teams {
                if best.is_none_or(|(_, most)| most < *times) {
                    best = Some((team, *times));
                }
            }
            if let Some((team, _)) = best {
                own.team.clone_from(team);
            }
            if let Some((other, _)) = teams.iter().find(|(team, _)| **team != own.team) {
                let words = format!(
                    "{} is named in {} and in {other}{}: read as one person, in the first",
                    people::initials(&own.name),
                    own.team,
                    if teams.len() > 2 { " and more" } else { "" },
                );
                problems.push(Problem { place: own.place.clone(), words, ..Problem::default() });
            }
        }
        self.found.problems.append(&mut problems);
        self.join_turned();
        let mut initials = people::Initials::default();
        let mut held: HashMap<String, usize> = HashMap::new();
        for own in self.found.children.iter().filter_map(|own| self.found.practitioners.get(own.practitioner?)) {
            *held.entry(own.code.0.clone()).or_default() += 1;
        }
        // Who has most cases has the initials without a number; of as many, by the alphabet, in whatever order rows come.
        let mut by_name: Vec<&mut FoundPractitioner> = self.found.practitioners.iter_mut().collect();
        by_name.sort_by_cached_key(|own| {
            let cases = held.get(&own.code.0).copied().unwrap_or_default();
            (usize::MAX - cases, people::same_name(&own.name))
        });
        for own in by_name {
            own.initials = initials.free(&own.name);
        }
        self.found.left_out = self.left_out.into_iter().collect();
        self.found.whole = whole && !self.children.is_empty();
        self.found
    }
}

/// The row of a child as far as it is read.
#[derive(Default)]
struct Line {
    child: FoundChild,
    id: Option<String>,
    worker: Option<String>,
    co_worker: Option<String>,
    /// The second worker of one cell.
    second: Option<String>,
    plan: Option<Plan>,
    /// True where some column tells of plans.
    plans: bool,
    /// What the worker of the row is to the child, where a column says it.
    role: Option<String>,
    /// True where the family is called by words.
    worded: bool,
    /// Why the row is left out, where it is.
    left_out: Option<String>,
    problems: Vec<(String, String)>,
}

impl Line {
    /// Takes what a cell says; what the reader should know of it, or nothing.
    fn take(&mut self, reading: &Reading<'_>, column: &Column, cell: &Cell) -> String {
        match column.target {
            Target::Leave | Target::FullTime | Target::Fact(Of::Practitioner, _) => {}
            Target::Open if cell.is_blank() => {}
            Target::Open => {
                let said = column.closed(cell);
                if said.text == LEAVE_ROW {
                    let word = shortened(&plain(&cell.text()));
                    self.left_out =
                        Some(format!("\u{201c}{word}\u{201d} under \u{201c}{}\u{201d}", column.named.shown));
                }
                return said.problem;
            }
            Target::Id => {
                let text = cell.text();
                if full_name(&text) {
                    return "a name is no number of a child, and is not kept: read as a child of its own".to_owned();
                }
                self.id = reading.number(&text);
                if people::is_shortened(&text) {
                    return people::SHORTENED.to_owned();
                }
            }
            Target::Family => {
                self.child.family = reading.key().and_then(|key| people::family_code(key, &cell.text()));
                self.worded = doubts::is_word(&cell.text());
            }
            Target::Worker => {
                if let Cell::Error(shown) = cell {
                    self.holds_error(cell);
                    return error(shown);
                }
                let workers = people::workers(&cell.text());
                let is_doubtful = workers.is_doubtful;
                let mut names = workers.names.into_iter();
                self.worker = names.next();
                if let Some(second) = names.next() {
                    let more = if names.next().is_some() { "more than two workers" } else { "two workers" };
                    self.second = Some(second);
                    return format!(
                        "{more} in one cell: the first is read as the worker, the second as the co-worker where no other is named"
                    );
                }
                if people::has_left(&cell.text()) {
                    return "the cell says that the worker has left: nobody is read as the worker".to_owned();
                }
                if is_doubtful {
                    return format!("the cell {}", people::MAY_BE_TWO);
                }
            }
            Target::CoWorker => {
                self.co_worker = name_of(cell);
                self.holds_error(cell);
            }
            Target::Role => {
                let said = column.closed(cell);
                self.role = Some(said.text).filter(|_| !cell.is_blank());
                return said.problem;
            }
            Target::Team => self.child.team = team_of(cell),
            Target::Fact(Of::Child, "label") => {
                let said = open(values::label(&cell.text(), LONGEST));
                self.child.label = said.text;
                return said.problem;
            }
            Target::Marked(plan) => {
                let said = column.closed(cell);
                if matches!(cell, Cell::Error(_)) {
                    self.child.untold.push("plan".to_owned());
                }
                let problem = if said.text == "yes" { self.planned(plan) } else { String::new() };
                self.plans = true;
                return if problem.is_empty() { said.problem } else { problem };
            }
            Target::Task(kind) => match values::task(cell) {
                Ok(None) => {}
                Ok(Some(start)) if reading.is_long_ago(&start) => {
                    let shown = shortened(&plain(&cell.text()));
                    return format!("\u{201c}{shown}\u{201d} began long ago: is it still open? It is not taken");
                }
                Ok(Some(start)) => {
                    let facts = if start.is_empty() { Vec::new() } else { vec![("start".to_owned(), start)] };
                    self.child.tasks.push(FoundTask { kind: kind.text().to_owned(), facts });
                }
                Err(why) => return why,
            },
            Target::Fact(of, fact) => {
                if matches!(cell, Cell::Error(_)) {
                    let of_case = if of == Of::Case { CASE } else { "" };
                    self.child.untold.push(format!("{of_case}{fact}"));
                }
                return self.fact(of, fact, reading.fact(column, cell), column, cell);
            }
        }
        String::new()
    }

    /// An error in the column of who works with a child takes nobody away.
    fn holds_error(&mut self, cell: &Cell) {
        if matches!(cell, Cell::Error(_)) {
            self.child.untold.push(HOLDER.to_owned());
        }
    }

    fn fact(&mut self, of: Of, fact: &str, said: Cellful, column: &Column, cell: &Cell) -> String {
        match (of, fact) {
            _ if said.text == LEAVE_ROW => {
                let word = shortened(&plain(&cell.text()));
                self.left_out = Some(format!("\u{201c}{word}\u{201d} under \u{201c}{}\u{201d}", column.named.shown));
            }
            // A closing column whose words are yes and no tells no month.
            (Of::Case, "closing_in") if values::is_yes(cell) && is_of_the_past(&column.named.shown) => {
                self.left_out = Some(format!("closed, as \u{201c}{}\u{201d} says", column.named.shown));
            }
            (Of::Child, "plan") => {
                self.plans = true;
                if let Some(problem) =
                    Plan::with_code(&said.text).map(|own| self.planned(own)).filter(|own| !own.is_empty())
                {
                    return problem;
                }
            }
            // A case without a label gets one.
            (Of::Case, "label") if said.text.is_empty() => {}
            (Of::Case, _) => self.child.case_facts.push((fact.to_owned(), said.text)),
            _ => self.child.facts.push((fact.to_owned(), said.text)),
        }
        said.problem
    }

    /// Takes what the name of the sheet says, where the row says nothing of it.
    fn by_name(&mut self, table: &Mapping) {
        match table.sheet_is {
            Is::Worker => self.worker = self.worker.take().or_else(|| table.worker_of_name()),
            Is::Team if self.child.team.is_empty() => {
                self.child.team = team_of(&Cell::Text(table.sheet_name().to_owned()));
            }
            Is::Nothing | Is::Team => {}
            Is::Plan => {
                self.plans = true;
                self.plan = self.plan.or_else(|| Plan::with_code(&table.plan_of_name()?));
            }
        }
    }

    /// What becomes of the worker of a row by what a column says that they are to the child; who holds the case only
    /// where nobody else does, with the team. Days of the row are those of that worker.
    fn by_role(&mut self) -> Option<(String, String)> {
        let role = self.role.take().filter(|own| own != "holder")?;
        let team = std::mem::take(&mut self.child.team);
        self.child
            .case_facts
            .retain(|(fact, _)| !matches!(fact.as_str(), "allocated_on" | "closing_in" | "transferring_in"));
        self.second = None;
        let worker = self.worker.take();
        match role.as_str() {
            "other" => None,
            "co_worker" => {
                self.co_worker = self.co_worker.take().or(worker);
                None
            }
            _ => worker.map(|name| (name, team)),
        }
    }

    /// Takes a plan beside what other columns say; what is wrong, where they are at odds.
    fn planned(&mut self, plan: Plan) -> String {
        let Some(both) = self.plan.map_or(Some(plan), |own| together(own, plan)) else {
            let first = self.plan.map_or("", Listed::words);
            return format!("{} here, and {first} in a column before it, which is kept", plan.words());
        };
        self.plan = Some(both);
        String::new()
    }
}

/// A sentence as it stands within another.
fn lower(words: &str) -> String {
    let (first, rest) = words.split_at_checked(1).unwrap_or(("", words));
    format!("{}{rest}", first.to_ascii_lowercase())
}

/// True for headings of what has happened: `Closed`, not `Closing`.
fn is_of_the_past(heading: &str) -> bool {
    tidy(heading).split([' ', '/', '-']).any(|own| matches!(own, "closed" | "ended"))
}

impl Mapping {
    /// Why a row is no row of data: it repeats the headings, or adds up.
    pub(super) fn is_no_data(&self, row: &Row) -> Option<&'static str> {
        let read = || self.columns.iter().filter(|column| column.target != Target::Leave);
        let filled = || read().filter(|column| !Cell::of(row, column.named.at).is_blank());
        if filled().next().is_none() {
            return Some("rows in which nothing stands that is read");
        }
        let is_heading = |column: &Column| {
            column.named.forms.iter().any(|form| tidy(form) == tidy(&Cell::of(row, column.named.at).text()))
        };
        if self.place.count > 0 && filled().all(is_heading) {
            return Some(layout::AGAIN);
        }
        let is_total = layout::adds_up(row) && filled().take(4).count() < 4 && read().count() > 1;
        (is_total || layout::is_bare_total(row)).then_some(layout::TOTAL)
    }
}

impl Column {
    /// The code of a closed list that a cell says.
    fn closed(&self, cell: &Cell) -> Cellful {
        let open = || self.open_text().to_owned();
        if let Cell::Error(shown) = cell {
            return Cellful { text: open(), problem: error(shown) };
        }
        if cell.is_blank() {
            let text = if self.target.asks_for_blanks() { self.blank.clone() } else { open() };
            return Cellful { text, problem: String::new() };
        }
        if is_marked_by_day(self.target, cell) {
            return Cellful { text: "yes".to_owned(), problem: String::new() };
        }
        let text = cell.text();
        let same = same_word(&text);
        let choice = match self.words.iter().find(|word| word.same == same) {
            Some(word) => word.choice.clone(),
            None => words::guess(self.target, &self.named.shown, &same).unwrap_or_default(),
        };
        match choice.as_str() {
            "" => {
                let problem = format!("\u{201c}{}\u{201d} was given no meaning: left open", shortened(&plain(&text)));
                Cellful { text: open(), problem }
            }
            "unknown" => Cellful { text: open(), problem: String::new() },
            _ => Cellful { text: choice, problem: String::new() },
        }
    }

    /// What stands for "not known": the word, where the kind of fact has it.
    pub(super) fn open_text(&self) -> &'static str {
        match self.target.definition().map(|own| own.kind) {
            Some(Kind::Mark | Kind::Ordinary(_)) => "unknown",
            _ => "",
        }
    }
}

/// What is said of an error value. What stood where a day should is none of the program's own, and goes nowhere.
fn error(shown: &str) -> String {
    match shown {
        "#DATE" => "no date that can be read: left open".to_owned(),
        _ if shown.starts_with('#') => {
            format!(
                "{} is an error in the file: left open; of a child who is here already it stays as it is",
                shortened(shown)
            )
        }
        _ => "an error in the file: left open".to_owned(),
    }
}

fn open(said: Said) -> Cellful {
    match said {
        Said::Nothing => Cellful::default(),
        Said::Text(text) => Cellful { text, problem: String::new() },
        Said::Nearly(text, problem) => Cellful { text, problem },
        Said::Unread(problem) => Cellful { text: String::new(), problem },
    }
}

fn is_open(text: &str) -> bool {
    matches!(text, "" | "unknown")
}

/// A value as people read it.
fn in_words(kind: Kind, text: &str) -> String {
    crate::change::in_words(kind, text)
}

/// The name of a worker; nothing where there is nobody.
pub(super) fn name_of(cell: &Cell) -> Option<String> {
    people::workers(&cell.text()).names.into_iter().next()
}

/// The name of a team; empty where there is none.
pub(super) fn team_of(cell: &Cell) -> String {
    let name = plain(&cell.text());
    if people::is_nobody(&name) { String::new() } else { name.chars().take(LONGEST).collect() }
}

/// What a table has no column for: who works with the child, and kinds of task.
fn untold(table: &Mapping) -> Vec<String> {
    let has = |of: &dyn Fn(&Target) -> bool| table.columns.iter().any(|column| of(&column.target));
    let mut untold = Vec::new();
    if !has(&|target| matches!(target, Target::Worker)) && table.sheet_is != Is::Worker {
        untold.push(HOLDER.to_owned());
    }
    let kinds = TaskKind::ALL.iter().filter(|kind| !has(&|target| matches!(target, Target::Task(own) if own == *kind)));
    untold.extend(kinds.map(|kind| kind.text().to_owned()));
    untold
}
