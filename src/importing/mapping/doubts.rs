//! Columns whose headings say one thing and whose values another: surnames under "Family", kinds of placement under
//! "Placement", numbers of cases under "Capacity". They start as left out, and it is said why.

use super::guesses::{Guesses, Sure, is_of_limit};
use super::targets::{Of, Rows, Target};
use super::{Column, Mapping};
use crate::importing::heading::tidy;
use crate::importing::people;
use crate::importing::table::Cell;
use std::collections::BTreeMap;

/// What is said of a family column that is not believed.
const FAMILY: &str = "does not say which children are one family: its words may be surnames, which strangers share, or \
     numbers of other children. Nobody is joined by it. If it does say so, choose \u{201c}Number of the family\u{201d} for it";

/// What is said of a placement column that is not believed.
const PLACEMENT: &str = "has kinds of placement, which many children share, and not placements: it is not read. If it names \
     each placement, choose \u{201c}Placement label\u{201d} for it";

/// What is said of a limit that may be one of cases.
const LIMIT: &str = "may be a number of children: a limit here is in points of a scheme, so it is not read. If it has \
     points, choose \u{201c}Personal capacity\u{201d} for it";

const PLACED: Target = Target::Fact(Of::Child, "placement");

/// What is said of a column that is left out although its heading means something; empty for nothing. `first` is what
/// its heading means.
pub fn of(column: &Column, rows: Rows, first: Option<(Target, Sure)>) -> &'static str {
    match first.map(|own| own.0) {
        _ if column.dropped => "",
        Some(Target::Family) => FAMILY,
        Some(PLACED) => PLACEMENT,
        None if rows == Rows::Practitioners && column.named.forms.iter().any(|form| is_of_limit(form)) => LIMIT,
        _ => "",
    }
}

/// True where the values of a column can be what its heading says, as far as that is looked at here.
pub fn can_be(table: &Mapping, column: &Column, target: Target, sure: Sure, guesses: &Guesses) -> bool {
    let filled = || {
        let cells = table.data().map(|row| (row, Cell::of(row, column.named.at)));
        cells.filter(|own| people::same_number(&own.1.text()).is_some())
    };
    match target {
        Target::Family => can_be_families(table, column, guesses),
        PLACED => {
            let kinds = filled().filter(|own| is_kind_of_placement(&own.1.text())).count();
            kinds * 2 <= filled().count()
        }
        // A count of rows is no number of a child.
        Target::Id if sure == Sure::Perhaps => {
            let counts = filled().zip(1..).all(|(own, number): (_, usize)| own.1.text().trim() == number.to_string());
            !counts || filled().count() < 3
        }
        _ => true,
    }
}

/// True where the values can be families: they have figures and are no numbers of the children themselves; or, where
/// they are words, most that come again have one worker.
fn can_be_families(table: &Mapping, column: &Column, guesses: &Guesses) -> bool {
    let place = |wanted: Target| {
        let mut all = table.columns.iter().filter(|own| own.guess(guesses).is_some_and(|guess| guess.0 == wanted));
        all.next().map(|own| own.named.at)
    };
    let values =
        || table.data().filter_map(|row| Some((row, people::same_number(&Cell::of(row, column.named.at).text())?)));
    let all = values().count();
    if let Some(id) = place(Target::Id) {
        let mut ids: Vec<String> =
            table.data().filter_map(|row| people::same_number(&Cell::of(row, id).text())).collect();
        ids.sort();
        let of_others = values().filter(|(row, value)| {
            people::same_number(&Cell::of(row, id).text()).as_ref() != Some(value) && ids.binary_search(value).is_ok()
        });
        if of_others.count() * 2 > all {
            return false;
        }
    }
    let words = values().filter(|(_, value)| is_word(value)).count();
    if words * 2 <= all {
        return true;
    }
    let Some(worker) = place(Target::Worker) else { return false };
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (row, value) in values() {
        families.entry(value).or_default().push(tidy(&Cell::of(row, worker).text()));
    }
    let shared = || families.values().filter(|own| own.len() > 1);
    let of_one = |own: &&Vec<String>| own.iter().all(|worker| !worker.is_empty() && own.first() == Some(worker));
    shared().count() > 0 && shared().filter(of_one).count() * 3 >= shared().count() * 2
}

/// True for a family that is called by words, as by a surname, and not by a number.
pub fn is_word(family: &str) -> bool {
    !family.bytes().any(|own| own.is_ascii_digit())
}

/// Words of kinds of placement.
const KINDS: &str = "foster|fostering|fostered|carer|carers|care|ifa|in|house|inhouse|agency|external|internal|residential|\
     home|homes|children's|childrens|children|child|school|unit|kinship|connected|person|persons|family|friends|and|or|\
     relative|relatives|parent|parents|own|placed|with|for|adoption|adopter|adopters|prospective|semi|independent|\
     independently|supported|accommodation|lodgings|living|hostel|secure|mother|baby|hospital|prison|custody|yoi|\
     temporary|emergency|short|long|term|respite|remand|staying|put|reg|regulation|24|mainstream|specialist|provision|\
     lac|cla|provider|la|local|authority|not|the|a|of|at|other|placement|placements|approved|la's|private|sector|\
     voluntary|organisation|grandparent|grandparents|grandmother|aunt|uncle|birth|early|permanence|concurrent|flat|\
     tenancy|b&b|bed|breakfast|unregulated|solo|leaving|carers'|none|n|secure unit|sgo|special|guardian|guardianship|\
     under|to|fta|ffa|council|borough|county|out|outside|inside|area|ofsted|registered|medical|nursing|\
     p1|p2|p3|k1|k2|h5|r1|r2|r3|r5|s1|t0|t1|t2|t3|t4|u1|u2|u3|u4|u5|u6|a3|a4|a5|a6|z1";

/// True for a kind of placement (`IFA foster`), which says nothing of where a child is.
#[must_use]
pub fn is_kind_of_placement(text: &str) -> bool {
    let tidy = tidy(text);
    let mut parts = tidy.split([' ', '-', '/', ',', '.', ':', ';']).filter(|own| !own.is_empty()).peekable();
    let has_letters = tidy.chars().any(char::is_alphabetic);
    has_letters && parts.peek().is_some() && parts.all(|own| KINDS.split('|').any(|kind| kind == own))
}
