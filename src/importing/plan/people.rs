//! Practitioners of the files beside those who are here, and what their teams do.

use super::alike::APART;
use super::namesakes::{ALSO, Heirs};
use super::settle::{About, Settled, settle};
use super::{NO_TEAM, Planning, Twin, label_of};
use crate::facts::Practitioner;
use crate::facts::record::Record;
use crate::facts::value::Id;
use crate::importing::code::Key;
use crate::importing::found::{Found, FoundPractitioner};
use crate::importing::heading::tidy;
use crate::importing::imported::Imported;
use crate::importing::people::same_name;
use crate::importing::turned;
use crate::workspace::Workspace;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a team does by the words of its name, the first that fits; the more particular come first.
const KINDS: [(&str, &str); 44] = [
    ("personal adviser", "leaving_care"),
    ("leaving care", "leaving_care"),
    ("care leaver", "leaving_care"),
    ("aftercare", "leaving_care"),
    ("16+", "leaving_care"),
    ("18+", "leaving_care"),
    ("connected", "fostering_connected"),
    ("kinship", "fostering_connected"),
    ("fostering", "fostering"),
    ("adoption", "adoption"),
    ("permanence", "permanence"),
    ("through care", "looked_after"),
    ("throughcare", "looked_after"),
    ("looked after", "looked_after"),
    ("children in care", "looked_after"),
    ("cared for", "looked_after"),
    ("corporate parent", "looked_after"),
    ("lac", "looked_after"),
    ("cic", "looked_after"),
    ("cla", "looked_after"),
    ("disab", "disability"),
    ("cwd", "disability"),
    ("send", "disability"),
    ("youth offending", "youth_offending"),
    ("youth justice", "youth_offending"),
    ("exploitation", "exploitation"),
    ("cse", "exploitation"),
    ("mash", "screening"),
    ("front door", "screening"),
    ("screening", "screening"),
    ("early help", "early_help"),
    ("early years", "early_years"),
    ("gateway", "gateway"),
    ("family intervention", "family_intervention"),
    ("reviewing", "reviewing"),
    ("iro", "reviewing"),
    ("first response", "first_response"),
    ("assessment", "duty_and_assessment"),
    ("duty", "duty_and_assessment"),
    ("court", "court"),
    ("child protection", "child_protection_and_proceedings"),
    ("children in need", "first_response"),
    ("child in need", "first_response"),
    ("cin", "first_response"),
];

/// The code of what a team does, by its name; empty where its name does not say.
#[must_use]
pub fn guess(team: &str) -> &'static str {
    let name = tidy(team);
    let words: Vec<&str> = name.split(|own: char| !own.is_alphanumeric() && own != '+').collect();
    // Short names are whole words: "lac" is no part of "place".
    let fits = |part: &str| if part.len() <= 4 { words.contains(&part) } else { name.contains(part) };
    KINDS.iter().find(|(part, _)| fits(part)).map_or("", |(_, kind)| kind)
}

/// What some practitioners are called, together; "nobody" where there is none.
#[must_use]
pub fn called(workspace: &Workspace, ids: &[Id]) -> String {
    let names: Vec<&str> = ids.iter().filter_map(|id| workspace.practitioner(id)).map(label_of).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(" and ") }
}

/// Whether a label is the name that the files have, in whatever form.
fn is_name_of(label: &str, found: &FoundPractitioner) -> bool {
    !found.name.is_empty() && same_name(label) == same_name(&shortened(&found.name))
}

/// Whether the files call somebody by initials alone, who is then shown by them either way.
fn goes_by_initials(found: &FoundPractitioner) -> bool {
    same_name(&found.name) == same_name(base(&found.initials))
}

/// A label as it is compared.
pub(super) fn plain(label: &str) -> String {
    label.split_whitespace().collect::<Vec<&str>>().join(" ").to_lowercase()
}

/// Whether practitioners of an earlier import, whom these files name again, are shown by their names here.
#[must_use]
pub fn keeps_names(own: &Workspace, found: &Found, key: &Key) -> bool {
    let by_code: HashMap<String, &Practitioner> = own
        .practitioners
        .iter()
        // Of two who have one code the first is known again.
        .rev()
        .filter_map(|own| Some((Imported::read(own.imported.as_str()).filter(|own| own.salt == key.salt())?, own)))
        // A name that a person has given one of them says nothing of the others.
        .filter(|(imported, own)| imported.said("label") == Some(own.label.as_str()))
        .map(|(imported, own)| (imported.code.0, own))
        .collect();
    let is_named = |found: &FoundPractitioner| {
        !goes_by_initials(found) && by_code.get(&found.code.0).is_some_and(|own| is_name_of(own.label.as_str(), found))
    };
    found.practitioners.iter().any(is_named)
}

impl Planning<'_> {
    /// Who works with a child of the files.
    pub(super) fn working(&self) -> HashSet<usize> {
        self.found.children.iter().flat_map(super::holding::workers).collect()
    }

    /// Who stands beside closed children alone is nobody that this caseload needs.
    pub(super) fn is_wanted(&self, place: usize, found: &FoundPractitioner, working: &HashSet<usize>) -> bool {
        working.contains(&place) || !found.facts.is_empty() || self.found.children.is_empty()
    }

    /// Finds or makes each practitioner of the files.
    pub(super) fn practitioners(&mut self) {
        let by_code = self.by_code();
        for own in &self.to.practitioners {
            let code =
                Imported::read(own.imported.as_str()).and_then(|imported| self.aliases.code(&imported, self.key));
            self.codes.extend(code.map(|code| (own.id.clone(), code)));
        }
        let heirs = Heirs::of(self);
        let working = self.working();
        let mut labels: HashSet<String> = self.to.practitioners.iter().map(|own| plain(own.label.as_str())).collect();
        for (place, found) in self.found.practitioners.iter().enumerate() {
            let team = if found.team.is_empty() { NO_TEAM } else { &found.team };
            if !self.is_wanted(place, found, &working) || !self.is_included(team) {
                self.people.push(None);
                continue;
            }
            let by_name = || turned::codes(found).find_map(|code| by_code.get(&code.0).copied());
            let known = by_name().or_else(|| self.twin(place, found, &heirs));
            let id = match known {
                Some(at) => self.known_practitioner(found, at, &mut labels),
                None => self.new_practitioner(found, &mut labels),
            };
            self.codes.insert(id.clone(), found.code.0.clone());
            self.people.push(Some(id));
        }
    }

    /// Somebody who is here by another way and may be this one: the place, where the reader said so or where label and
    /// team are the same. Notes the question.
    fn twin(&mut self, place: usize, found: &FoundPractitioner, heirs: &Heirs) -> Option<usize> {
        // One question about one person.
        if self.alike.asked.contains(&found.code.0) {
            return None;
        }
        let wanted = [plain(&found.name), plain(base(&found.initials))];
        let candidates: Vec<(usize, &Practitioner)> = self
            .to
            .practitioners
            .iter()
            .enumerate()
            .filter(|(_, own)| !self.codes.contains_key(&own.id))
            .filter(|(_, own)| !own.label.as_str().is_empty() && wanted.contains(&plain(own.label.as_str())))
            .collect();
        let mut why = String::new();
        let mut candidates = candidates;
        if candidates.is_empty() {
            (candidates, why) = heirs.candidates(self, place, found);
        }
        if candidates.is_empty() {
            return None;
        }
        let same_team = |own: &Practitioner| !found.team.is_empty() && plain(own.team.as_str()) == plain(&found.team);
        let preset = match candidates.as_slice() {
            // Initials alone may be anybody's.
            [(_, one)] if why.is_empty() && same_team(one) && is_name_of(one.label.as_str(), found) => {
                Some(Some(one.id.clone()))
            }
            _ => None,
        };
        let answer = self.choices.same.get(&found.code.0).cloned().or(preset);
        let shown = if self.choices.keep_names { &found.name } else { &found.initials };
        let with_team =
            |label: &str, team: &str| if team.is_empty() { label.to_owned() } else { format!("{label}, {team}") };
        let named = candidates
            .iter()
            .map(|(_, own)| (own.id.clone(), format!("{}, who is here", with_team(label_of(own), own.team.as_str()))));
        let twin = Twin {
            code: found.code.0.clone(),
            called: with_team(shown, &found.team),
            candidates: named.collect(),
            why,
            answer: answer.clone(),
        };
        let id = answer.flatten();
        let at = id.and_then(|id| candidates.iter().find(|(_, own)| own.id == id)).map(|(at, _)| *at);
        self.plan.twins.push(twin);
        at
    }

    fn known_practitioner(&mut self, found: &FoundPractitioner, at: usize, labels: &mut HashSet<String>) -> Id {
        self.plan.known_practitioners += 1;
        let kind = self.kind_of(found);
        let Some(own) = self.to.practitioners.get(at) else { return Id::default() };
        let fresh = Imported { salt: self.key.salt().to_owned(), code: found.code.clone(), ..Imported::default() };
        let mut imported = Imported::read(own.imported.as_str())
            .filter(|own| self.aliases.code(own, self.key).is_some())
            .unwrap_or(fresh);
        let mut also = self.codes_said(&imported, ALSO);
        let apart = self.codes_said(&imported, APART);
        let was_salt = std::mem::replace(&mut imported.salt, self.key.salt().to_owned());
        // Whoever was known by another name is known by both: lists of the same month may have either.
        let before = std::mem::replace(&mut imported.code, found.code.clone());
        let is_renamed = before != found.code && !turned::codes(found).any(|code| *code == before);
        if is_renamed && imported.salt == was_salt {
            also.insert(0, before.0.clone());
            self.renamed.insert(before.0, found.code.0.clone());
        }
        self.note_alike(&mut imported, also, apart);
        let Some(own) = self.to.practitioners.get_mut(at) else { return Id::default() };
        // A label that a person gave stays. One of an import follows what the reader wants of names.
        let label = own.label.as_str().to_owned();
        if imported.said("label") == Some(&label) {
            let same_initials = plain(base(&label)) == plain(base(&found.initials));
            // Initials are less than a name.
            let says_less = is_bare(&found.name) && !is_bare(base(&label));
            if self.choices.keep_names && !says_less {
                let _ = own.set("label", &shortened(&found.name));
            } else if !self.choices.keep_names
                && !goes_by_initials(found)
                && (is_name_of(&label, found) || (is_renamed && !same_initials))
            {
                let _ = own.set("label", &free(&found.initials, labels));
            }
            imported.say("label", own.label.as_str());
        }
        let called = label_of(own).to_owned();
        let mut into = Settled::default();
        let mut about =
            About { imported: &mut imported, prefix: "", called: &called, new: false, answers: &self.choices.answers };
        let facts = facts_of(found);
        settle(own, &facts, &mut about, &mut into);
        if own.team_type.is_none() && !kind.is_empty() {
            let _ = own.set("team_type", &kind);
        }
        let _ = own.set("imported", &imported.write());
        let id = own.id.clone();
        self.named.insert(id.clone());
        self.plan.conflicts.append(&mut into.conflicts);
        if !into.changed.is_empty() {
            self.plan.changed_practitioners.push((called, into.changed));
        }
        id
    }

    fn new_practitioner(&mut self, found: &FoundPractitioner, labels: &mut HashSet<String>) -> Id {
        self.plan.new_practitioners += 1;
        let id = self.id_of("p", &found.code);
        let mut own = Practitioner::empty(id.clone());
        let wanted = if self.choices.keep_names { shortened(&found.name) } else { found.initials.clone() };
        let label = free(&wanted, labels);
        let _ = own.set("label", &label);
        if label != base(&label) {
            // Said while the names are still there: afterwards nobody could tell.
            self.plan.notes.push(format!("{} is shown as {label}: somebody else has the same initials.", found.name));
        }
        let mut imported =
            Imported { salt: self.key.salt().to_owned(), code: found.code.clone(), ..Imported::default() };
        imported.say("label", &label);
        self.note_alike(&mut imported, Vec::new(), Vec::new());
        let answers = BTreeMap::new();
        let mut about = About { imported: &mut imported, prefix: "", called: &label, new: true, answers: &answers };
        settle(&mut own, &facts_of(found), &mut about, &mut Settled::default());
        if own.team_type.is_none() {
            let _ = own.set("team_type", &self.kind_of(found));
        }
        let _ = own.set("imported", &imported.write());
        self.to.practitioners.push(own);
        id
    }

    /// What the practitioner's team does: as the reader said, else by its name.
    fn kind_of(&self, found: &FoundPractitioner) -> String {
        let team = if found.team.is_empty() { NO_TEAM } else { &found.team };
        self.choices.team_types.get(team).cloned().unwrap_or_else(|| guess(team).to_owned())
    }
}

/// The team and whatever else the files say.
fn facts_of(found: &FoundPractitioner) -> Vec<(String, String)> {
    let team = (!found.team.is_empty()).then(|| ("team".to_owned(), shortened(&found.team)));
    team.into_iter().chain(found.facts.iter().filter(|(fact, _)| fact != "label").cloned()).collect()
}

/// As many letters as a label or a team's name may have.
fn shortened(name: &str) -> String {
    name.chars().take(60).collect::<String>().trim().to_owned()
}

/// Initials without the number that tells them from another's.
pub(super) fn base(initials: &str) -> &str {
    initials.split_once(' ').filter(|(_, number)| number.parse::<u32>().is_ok()).map_or(initials, |(base, _)| base)
}

/// True for initials alone.
pub(super) fn is_bare(name: &str) -> bool {
    let name = name.trim();
    (2..=4).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}

/// A label that nobody else has: with a number behind it where it must be.
fn free(wanted: &str, labels: &mut HashSet<String>) -> String {
    let wanted = if wanted.is_empty() { "Practitioner" } else { wanted };
    if labels.insert(plain(wanted)) {
        return wanted.to_owned();
    }
    let base = base(wanted);
    // One more number than there are labels: one of them is free.
    let found =
        (2..=labels.len() + 2).map(|number| format!("{base} {number}")).find(|label| !labels.contains(&plain(label)));
    let label = found.unwrap_or_else(|| wanted.to_owned());
    labels.insert(plain(&label));
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::practitioner::TeamType;
    use crate::facts::value::Value;

    #[test]
    fn what_a_team_does_is_guessed_by_its_name() {
        for (team, kind) in [
            ("Leaving Care Team 2", "leaving_care"),
            ("CLA North", "looked_after"),
            ("Placement support", ""),
            ("Assessment  East", "duty_and_assessment"),
            ("Children with Disabilities", "disability"),
            ("Fostering – Connected Persons", "fostering_connected"),
            ("CIN 3", "first_response"),
            ("Safeguarding 3", ""),
        ] {
            assert_eq!(guess(team), kind, "{team}");
        }
    }

    #[test]
    fn every_guess_is_a_kind_of_team() {
        for (_, kind) in KINDS {
            assert!(Option::<TeamType>::read(kind).unwrap().is_some(), "{kind}");
        }
    }

    #[test]
    fn a_label_that_is_taken_has_a_number() {
        let mut labels = HashSet::from(["ab".to_owned(), "ab 2".to_owned()]);
        assert_eq!(free("AB", &mut labels), "AB 3");
        assert_eq!(free("AB 2", &mut labels), "AB 4");
        assert_eq!(free("CD", &mut labels), "CD");
        assert_eq!(free("", &mut labels), "Practitioner");
    }
}
