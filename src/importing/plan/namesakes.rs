//! Practitioners of the files who are here under another name: by initials before and by name now, or the other way
//! round; or with another surname and the same children. Neither is certain: both are asked.

use super::Planning;
use super::people::{base, is_bare, plain};
use crate::facts::Practitioner;
use crate::importing::found::FoundPractitioner;
use crate::importing::imported::{HOLDER, Imported};
use crate::importing::{people, turned};
use std::collections::{HashMap, HashSet};

/// What was said under this name are other codes by which a practitioner is known: `code+code`.
pub const ALSO: &str = "also";

/// How many children two practitioners must have in common.
const FEWEST: usize = 2;

/// Who may be somebody else here.
#[derive(Debug, Default)]
pub(super) struct Heirs {
    /// Codes that the files name.
    named: HashSet<String>,
    /// For each practitioner of the files: the code of who held most of their children, how many these are, and how many
    /// of the files that one held.
    before: HashMap<usize, (String, usize, usize)>,
}

impl Heirs {
    /// Looks at who held the children of the files when they were imported last.
    pub(super) fn of(planning: &Planning<'_>) -> Self {
        let found = planning.found;
        let named = found.practitioners.iter().flat_map(|own| turned::codes(own).map(|code| code.0.clone())).collect();
        let mut held: HashMap<String, usize> = HashMap::new();
        let mut pairs: HashMap<(usize, String), usize> = HashMap::new();
        for child in &found.children {
            let Some((case, at)) = planning.known.get(&child.code.0).filter(|_| !child.code.0.is_empty()) else {
                continue;
            };
            let here = planning.to.cases.get(*case).and_then(|case| case.children.get(*at));
            let Some(imported) = here.and_then(|own| Imported::read(own.imported.as_str())) else { continue };
            let Some(code) = imported.said(HOLDER).and_then(|own| own.split('+').next()).filter(|own| !own.is_empty())
            else {
                continue;
            };
            *held.entry(code.to_owned()).or_default() += 1;
            if let Some(now) = child.practitioner {
                *pairs.entry((now, code.to_owned())).or_default() += 1;
            }
        }
        let mut before: HashMap<usize, (String, usize, usize)> = HashMap::new();
        for ((now, code), count) in pairs {
            let all = held.get(&code).copied().unwrap_or_default();
            let is_more = before.get(&now).is_none_or(|own| (own.1, &own.0) < (count, &code));
            if count >= FEWEST && count * 2 > all && is_more {
                before.insert(now, (code, count, all));
            }
        }
        Self { named, before }
    }

    /// Who a practitioner of the files, whom nobody here is by name, may be; and why.
    pub(super) fn candidates<'p>(
        &self,
        planning: &'p Planning<'_>,
        place: usize,
        found: &FoundPractitioner,
    ) -> (Vec<(usize, &'p Practitioner)>, String) {
        let unnamed = |own: &Practitioner| planning.codes.get(&own.id).is_some_and(|code| !self.named.contains(code));
        let all = || planning.to.practitioners.iter().enumerate().filter(|(_, own)| unnamed(own));
        let wanted = plain(base(&found.initials));
        let is_initials = is_bare(&found.name);
        let may_be = |own: &Practitioner| {
            let label = own.label.as_str();
            let by_label = plain(base(label)) == wanted || plain(&people::initials(label)) == wanted;
            // What stands here was read from initials alone.
            let was_initials =
                planning.codes.get(&own.id) == Some(&people::practitioner_code(planning.key, &wanted.to_uppercase()).0);
            by_label && is_initials != was_initials
        };
        let candidates: Vec<(usize, &Practitioner)> = all().filter(|(_, own)| may_be(own)).collect();
        if !candidates.is_empty() {
            let why = if is_initials {
                "The files have initials alone, and these are those of somebody who was imported by name."
            } else {
                "The files have a name, and its initials are those of somebody who was imported by initials alone."
            };
            return (candidates, why.to_owned());
        }
        let Some((code, count, of)) = self.before.get(&place) else { return (Vec::new(), String::new()) };
        let candidates: Vec<(usize, &Practitioner)> =
            all().filter(|(_, own)| planning.codes.get(&own.id) == Some(code)).collect();
        let (whom, how_many) = match candidates.first() {
            Some((_, own)) => {
                (super::label_of(own), if count == of { format!("All {count}") } else { format!("{count} of {of}") })
            }
            None => return (Vec::new(), String::new()),
        };
        let why = format!(
            "{how_many} children of {whom} are with {} now, and the files do not name {whom} any more: a new surname, or somebody who took over?",
            found.initials
        );
        (candidates, why)
    }
}
