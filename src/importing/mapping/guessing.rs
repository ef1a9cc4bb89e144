//! Guessing what a sheet is: what its rows are, what each column means, and whether anything is left to ask.

use super::guesses::{Guesses, Sure};
use super::headings::Named;
use super::known::{Both, is_known, told};
use super::layout::Layout;
use super::memory::Memory;
use super::targets::{Rows, Target};
use super::words::same_word;
use super::{Column, Mapping, doubts, guesses, headings, is_marked_by_day, named, targets, values, whose, words};
use crate::importing::month_first;
use crate::importing::table::{Cell, Sheet};
use std::collections::BTreeMap;

impl Mapping {
    pub(super) fn of(sheet: Sheet, memory: &Memory, both: &Both, alone: bool) -> Self {
        let place = headings::find(&sheet, &|heading| is_known(heading, memory, both));
        let mut own = Self {
            sheet,
            rows: None,
            place,
            columns: Vec::new(),
            beyond: 0,
            page: 0,
            settled: false,
            why_not: "",
            sheet_is: named::Is::Nothing,
            layout: Layout::default(),
            fill: None,
        };
        own.name_columns();
        own.rows = own.guess_rows(memory, both, alone);
        own.guess_columns(memory, both);
        own
    }

    /// Names the columns anew, after the place of the headings has changed.
    pub(super) fn name_columns(&mut self) {
        let heads = self.place.below().checked_sub(1).filter(|_| self.place.count > 0);
        let heads = heads.and_then(|at| self.sheet.rows.get(at)).map_or(&[][..], |row| &row.cells);
        let is_of_groups = |cell: &Cell| matches!(told(&cell.text()), Some(Target::Worker | Target::Team));
        let fillable: Vec<usize> =
            heads.iter().enumerate().filter(|own| is_of_groups(own.1)).map(|own| own.0).collect();
        self.lay_out(&fillable);
        let (named, beyond) = headings::columns(&self.sheet, self.place);
        self.beyond = beyond;
        self.page = 0;
        let data = || self.under().filter(|own| !self.layout.odd.contains_key(&own.0)).map(|own| own.1);
        let column = |named: Named| {
            let (mut blanks, mut dropped, mut rows) = (0, 0, 0);
            for row in data() {
                let cell = Cell::of(row, named.at);
                rows += 1;
                blanks += usize::from(cell.is_blank());
                dropped += usize::from(*cell == Cell::Dropped);
            }
            let dropped = dropped > 0 && blanks == rows;
            let month_first = month_first::is_so(data().map(|row| Cell::of(row, named.at)));
            Column {
                month_first,
                named,
                target: Target::Leave,
                sure: None,
                dropped,
                words: Vec::new(),
                blanks,
                blank: String::new(),
                doubt: "",
            }
        };
        self.columns = named.into_iter().map(column).collect();
    }

    /// Looks anew at how the rows hang together; the columns with these places name workers and teams.
    fn lay_out(&mut self, fillable: &[usize]) {
        std::mem::take(&mut self.layout).undo(&mut self.sheet);
        self.layout = Layout::of(&mut self.sheet, self.place, fillable, self.fill);
    }

    /// The same, for the columns that are workers and teams now.
    pub(super) fn lay_out_again(&mut self) {
        let is_of_groups = |column: &&Column| matches!(column.target, Target::Worker | Target::Team);
        let fillable: Vec<usize> = self.columns.iter().filter(is_of_groups).map(|own| own.named.at).collect();
        self.lay_out(&fillable);
    }

    /// What the rows are, by which kind of table has more of the headings.
    fn guess_rows(&self, memory: &Memory, both: &Both, alone: bool) -> Option<Rows> {
        if self.sheet.rows.len() <= self.place.below() {
            return None;
        }
        let told = |rows: Rows| {
            let by_heading = |column: &&Column| {
                let target = memory
                    .heading(rows, &column.named.key)
                    .or_else(|| column.guess(both.of(rows)).filter(|own| own.1 >= Sure::Likely).map(|own| own.0));
                target.is_some_and(|target| !matches!(target, Target::Leave | Target::Worker | Target::Team))
            };
            self.columns.iter().filter(by_heading).count()
        };
        let (children, practitioners) = (told(Rows::Children), told(Rows::Practitioners));
        let names_somebody = || {
            let worker =
                |column: &Column| matches!(column.guess(&both.practitioners), Some((Target::Worker | Target::Team, _)));
            self.columns.iter().any(worker)
        };
        match (children, practitioners) {
            (0, 0) if self.place.count > 0 && names_somebody() => Some(Rows::Practitioners),
            (0, 0) => alone.then_some(Rows::Children),
            _ if practitioners > children => Some(Rows::Practitioners),
            _ => Some(Rows::Children),
        }
    }

    /// Guesses every column and its words, and whether anything is left to ask.
    pub(super) fn guess_columns(&mut self, memory: &Memory, both: &Both) {
        let Some(rows) = self.rows else {
            self.settled = false;
            return;
        };
        let guesses = both.of(rows);
        // A column that is empty yields to another of the same meaning, such as lines above the rows.
        let all = self.data().count();
        let mut taken: BTreeMap<String, ((bool, Sure, bool), usize)> = BTreeMap::new();
        let mut targets: Vec<(Target, Option<Sure>)> = Vec::new();
        let mut doubts: Vec<&'static str> = Vec::new();
        for (place, column) in self.columns.iter().enumerate() {
            let said = memory.heading(rows, &column.named.key).map(|target| (target, Sure::Said));
            let role = || self.is_of_roles(rows, column).then_some((Target::Role, Sure::Likely));
            let guess = if column.dropped { None } else { said.or_else(role).or_else(|| column.guess(guesses)) };
            let guess = guess.map(|(target, sure)| (self.open_or_closed(column, target, sure), sure));
            let first = guess;
            let guess = guess.filter(|(target, sure)| self.fits(column, *target, *sure, guesses));
            // `ID` alone may be that of a case too.
            let guess = guess.map(|(target, sure)| {
                let is_bare = target == Target::Id && sure == Sure::Exact && whose::is_bare(&column.named.shown);
                (target, if is_bare { Sure::Likely } else { sure })
            });
            let is_guessed = |own: &(Target, Sure)| own.0 == Target::Id && own.1 < Sure::Exact;
            let whose = guess.filter(is_guessed).map(|_| whose::of(self, column, guesses));
            let guess = guess.map(|(target, sure)| (whose.map_or(target, |own| own.0), sure));
            doubts.push(match whose {
                Some((_, doubt)) => doubt,
                None if guess.is_none() => doubts::of(column, rows, first),
                None => "",
            });
            targets.push(guess.map_or((Target::Leave, None), |(target, sure)| (target, Some(sure))));
            if let Some((target, sure)) = guess.filter(|own| own.0 != Target::Leave) {
                // `Person ID` is surer than `Case ID`, which may be that of a family.
                let rank = (column.blanks < all, sure, !whose::is_bare(&column.named.shown));
                let first = taken.entry(target.code()).or_insert((rank, place));
                if first.0 < rank {
                    *first = (rank, place);
                }
            }
        }
        for (place, (target, sure)) in targets.iter_mut().enumerate() {
            if *target != Target::Leave && taken.get(&target.code()).is_some_and(|own| own.1 != place) {
                (*target, *sure) = (Target::Leave, None);
            }
        }
        // Who works with a care leaver is the personal adviser, where nobody else is named.
        let worker = targets.iter().any(|own| own.0 == Target::Worker);
        for own in targets.iter_mut().filter(|own| own.0 == Target::CoWorker && own.1 == Some(Sure::Likely)) {
            if !worker {
                own.0 = Target::Worker;
            }
        }
        for ((place, (target, sure)), doubt) in targets.into_iter().enumerate().zip(doubts) {
            if let Some(column) = self.columns.get_mut(place) {
                column.sure = sure;
                column.doubt = doubt;
            }
            self.set_target(place, target, memory);
        }
        let key = match rows {
            Rows::Children => Target::Id,
            Rows::Practitioners => Target::Worker,
        };
        let has = |target: Target| self.columns.iter().any(|column| column.target == target);
        let plan = Target::Fact(targets::Of::Child, "plan");
        let planned = rows == Rows::Practitioners
            || has(plan)
            || self.columns.iter().any(|column| matches!(column.target, Target::Marked(_)));
        let understood =
            self.columns.iter().all(|column| column.words.iter().all(|word| !word.asked) && column.doubt.is_empty());
        self.settled = has(key) && has(Target::Worker) && planned && understood;
    }

    /// True where what stands in the column could be this. A heading alone tells little where nothing in the column
    /// can be read as what it says.
    fn fits(&self, column: &Column, target: Target, sure: Sure, guesses: &Guesses) -> bool {
        let is_looked_at = sure < Sure::Exact || (sure == Sure::Exact && target == Target::Family);
        if is_looked_at && !doubts::can_be(self, column, target, sure, guesses) {
            return false;
        }
        let filled_all = || self.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank());
        // Initials that are names: not taken without a word of the reader, whatever was said of another file.
        if target == Target::Fact(targets::Of::Child, "label")
            && same_word(&column.named.shown).split(' ').any(|own| own == "initials")
            && filled_all().any(|cell| is_name(&cell.text()))
        {
            return false;
        }
        // What was said of another file is believed where this one has such values; words of closed lists can be new.
        let is_said = sure == Sure::Said && target.closed().is_none();
        if (sure >= Sure::Exact && !is_said) || target == Target::Leave {
            return true;
        }
        let filled = || self.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank()).take(100);
        let all = filled().count();
        let readable = match target {
            Target::Id if sure == Sure::Perhaps => {
                let different: std::collections::BTreeSet<String> = filled().map(Cell::text).collect();
                different.len()
            }
            Target::Fact(_, fact) => match target.definition().map(|own| own.kind) {
                Some(_) if target.closed().is_some() => {
                    // What is not so is about the thing: `No CP` under `Status` is asked, and not left out.
                    filled().filter(|cell| understands(column, target, cell) || words::denies(&cell.text())).count()
                }
                Some(_)
                    if fact == "closing_in"
                        && filled().all(|cell| values::is_yes(cell) || values::is_nothing(cell)) =>
                {
                    all
                }
                Some(kind) => filled()
                    .filter(|cell| !matches!(values::read(fact, kind, cell, None), values::Said::Unread(_)))
                    .count(),
                None => 0,
            },
            Target::Marked(_) => filled().filter(|cell| understands(column, target, cell)).count(),
            Target::Task(_) => filled().filter(|cell| values::task(cell).is_ok()).count(),
            Target::FullTime => filled()
                .filter(|cell| !matches!(values::part_of_full_time(cell, 3_700), values::Said::Unread(_)))
                .count(),
            _ => all,
        };
        let enough = if sure == Sure::Perhaps || is_said { readable * 2 >= all } else { readable > 0 };
        all == 0 || enough
    }

    /// True where the column says what the worker of each row is to the child, by its heading and its words.
    fn is_of_roles(&self, rows: Rows, column: &Column) -> bool {
        rows == Rows::Children && column.named.forms.iter().any(|form| guesses::is_of_role(form)) && {
            let filled = || self.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank());
            let known = filled().take(100).filter(|cell| understands(column, Target::Role, cell)).count();
            known > 0 && known * 2 >= filled().take(100).count()
        }
    }

    /// What a column of the plan is: where it says open and closed and names no plan, it tells which cases are open.
    fn open_or_closed(&self, column: &Column, target: Target, sure: Sure) -> Target {
        let plan = Target::Fact(targets::Of::Child, "plan");
        if target != plan {
            return target;
        }
        let (mut open, mut understood, mut all) = (0, 0, 0);
        for cell in self.data().map(|row| Cell::of(row, column.named.at)).filter(|cell| !cell.is_blank()) {
            let word = same_word(&cell.text());
            let own = words::guess(Target::Open, "", &word);
            let is_open = own.as_deref() == Some("yes");
            if !is_open
                && words::guess(plan, "", &word).is_some_and(|own| own != targets::LEAVE_ROW && own != "unknown")
            {
                return target;
            }
            open += usize::from(is_open);
            understood += usize::from(own.is_some());
            all += 1;
        }
        let least = if sure == Sure::Said { all } else { all / 2 };
        if open > 0 && understood >= least.max(1) { Target::Open } else { target }
    }
}

impl Column {
    /// What its heading most likely means.
    pub(super) fn guess(&self, guesses: &Guesses) -> Option<(Target, Sure)> {
        self.named.forms.iter().find_map(|form| guesses.guess(form))
    }
}

/// True for what is longer than initials: a word of more than five letters, or two of more than one.
fn is_name(text: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|own| own.is_alphabetic()).count();
    let words = || text.split(|own: char| !own.is_alphabetic()).map(letters);
    words().any(|own| own > 5) || words().filter(|own| *own > 1).count() > 1
}

/// True where a cell is a word that is understood where its column becomes the target.
fn understands(column: &Column, target: Target, cell: &Cell) -> bool {
    is_marked_by_day(target, cell) || words::guess(target, &column.named.shown, &same_word(&cell.text())).is_some()
}
