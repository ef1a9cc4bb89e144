//! What two forms of one record say differently, and the changes that make one of them.

use super::likeness::{apart_id, is_marked, normal};
use super::{Difference, Key, Merge, Placed};
use crate::change::{Change, Subject, catalogue, in_words, label, name};
use crate::copies::is_private;
use crate::facts::inputs::{Given, InputName, InputPart, Inputs};
use crate::facts::record::AnyRecord;
use crate::facts::value::{Id, Kind, UNKNOWN_TEXT, Value};
use crate::workspace::saved::{SavedRecord, SavedValue};

/// How entries of a list are found in the other form of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pairing {
    /// By their ids: both forms come from one record.
    ById,
    /// By what they say: the two were entered apart.
    ByContent,
}

/// A record of a file, with the ids of practitioners and cases as they are here, and without private notes
/// unless they are wanted.
pub fn translated(own: &dyn AnyRecord, all: &[Vec<Placed>; 2], private_notes: bool) -> SavedRecord {
    let mut record = SavedRecord::of(own);
    translate(&mut record, "", all, private_notes);
    record
}

fn translate(record: &mut SavedRecord, list: &str, all: &[Vec<Placed>; 2], private_notes: bool) {
    let [practitioners, cases] = all;
    record.values.retain(|(name, _)| private_notes || !is_private(list, name));
    for (name, value) in &mut record.values {
        match value {
            SavedValue::List(records) => {
                for record in records {
                    translate(record, name, all, private_notes);
                }
            }
            SavedValue::Text(id) => {
                let placed = match name.as_str() {
                    "practitioner" | "done_by" | "line_manager" | "reviewing_officer" | "conference_adviser"
                    | "returns_to" => practitioners,
                    "case" => cases,
                    _ => continue,
                };
                if let Some(placed) = placed.iter().find(|own| own.theirs.as_str() == id) {
                    placed.id.as_str().clone_into(id);
                }
            }
            SavedValue::Number(_) | SavedValue::Inputs(_) => {}
        }
    }
}

/// How much a value says: nothing, what is ordinarily so, or something of its own.
fn known(kind: Kind, value: &str) -> u8 {
    match value {
        UNKNOWN_TEXT => 0,
        "" if matches!(kind, Kind::Mark | Kind::Ordinary(_)) => 1,
        "" => 0,
        _ => 2,
    }
}

fn entries<'r>(record: &'r SavedRecord, list: &str) -> &'r [SavedRecord] {
    let found = record.values.iter().find_map(|(name, value)| match value {
        SavedValue::List(records) if name == list => Some(records.as_slice()),
        _ => None,
    });
    found.unwrap_or_default()
}

fn inputs(record: &SavedRecord) -> Option<&Inputs> {
    record.values.iter().find_map(|(_, value)| match value {
        SavedValue::Inputs(inputs) => Some(inputs),
        _ => None,
    })
}

fn id_of(record: &SavedRecord) -> &str {
    record.text("id").unwrap_or("")
}

/// All but the ids is the same.
fn say_the_same(one: &SavedRecord, other: &SavedRecord) -> bool {
    let without = |record: &SavedRecord| record.values.iter().filter(|(name, _)| name != "id").count();
    without(one) == without(other)
        && one
            .values
            .iter()
            .all(|(name, value)| name == "id" || other.values.iter().any(|(own, other)| own == name && other == value))
}

/// Both say something of a fact, and not the same.
fn clash(one: &SavedRecord, other: &SavedRecord, fact: &str) -> bool {
    matches!((one.text(fact), other.text(fact)), (Some(one), Some(other)) if normal(one) != normal(other))
}

impl Merge<'_> {
    /// The changes that bring what a file says of a record into one's own.
    pub fn record(
        &mut self,
        file: usize,
        subject: &Subject,
        ours: &SavedRecord,
        theirs: &SavedRecord,
        pairing: Pairing,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        self.facts(file, subject, ours, theirs, &mut changes);
        let mut children = Vec::new();
        for (list, value) in &theirs.values {
            if let SavedValue::List(records) = value {
                let mut records = records.clone();
                if list == "tasks" {
                    for task in &mut records {
                        let child = task.text("child").unwrap_or("");
                        if let Some((_, id)) = children.iter().find(|(own, _): &&(String, String)| own == child) {
                            *task = task.clone().with_text("child", id);
                        }
                    }
                }
                let pairs = self.list(file, subject, (list, entries(ours, list)), &records, pairing, &mut changes);
                if list == "children" {
                    children = pairs;
                }
            }
        }
        changes
    }

    /// One list of a record; gives back the ids that the file's entries have here.
    fn list(
        &mut self,
        file: usize,
        subject: &Subject,
        (list, ours): (&str, &[SavedRecord]),
        theirs: &[SavedRecord],
        pairing: Pairing,
        changes: &mut Vec<Change>,
    ) -> Vec<(String, String)> {
        let trusted = Id::new(&subject.id).is_ok_and(|id| is_marked(&id));
        // Their place among the file's, and one's own entry.
        let mut pairs: Vec<(usize, &SavedRecord)> = Vec::new();
        let mut pair = |test: &dyn Fn(&SavedRecord, &SavedRecord) -> bool| {
            for (place, own) in theirs.iter().enumerate() {
                let free = |other: &&SavedRecord| pairs.iter().all(|(_, taken)| !std::ptr::eq(*taken, *other));
                if pairs.iter().all(|(taken, _)| *taken != place)
                    && let Some(other) = ours.iter().filter(free).find(|other| test(other, own))
                {
                    pairs.push((place, other));
                }
            }
        };
        let same_id = |one: &SavedRecord, other: &SavedRecord| id_of(one) == id_of(other);
        let another = |one: &SavedRecord, other: &SavedRecord| {
            let marked = trusted || Id::new(id_of(one)).is_ok_and(|id| is_marked(&id));
            !marked && (clash(one, other, "label") || list != "allocations" && clash(one, other, "kind"))
        };
        if list == "allocations" {
            pair(&|one, other| one.text("practitioner") == other.text("practitioner"));
        } else if pairing == Pairing::ById {
            pair(&|one, other| same_id(one, other) && !another(one, other));
        }
        pair(&say_the_same);
        if list == "allocations" {
            // Of two records that were joined, whoever holds either holds the one; a part that names nobody is
            // whoever's is left. Of one record with one holder each, the case has gone from one to the other: the
            // reader says where it is.
            let nobody = |own: &SavedRecord| own.text("practitioner").is_none();
            let alone = ours.len() == 1 && theirs.len() == 1;
            let moved = pairing == Pairing::ById;
            pair(&|one, other| nobody(one) || nobody(other) || moved && (alone || same_id(one, other)));
        } else if pairing == Pairing::ByContent {
            let as_many = ours.len() == theirs.len();
            pair(&|one, other| {
                one.text("label").is_some() && !clash(one, other, "label") && other.text("label").is_some()
            });
            pair(&|one, other| match list {
                "children" => as_many && !clash(one, other, "label"),
                "tasks" => ["kind", "child", "start"].iter().all(|fact| one.text(fact) == other.text(fact)),
                _ => false,
            });
        }
        let mut ids: Vec<(String, String)> = Vec::with_capacity(theirs.len());
        for (place, own) in theirs.iter().enumerate() {
            let before = id_of(own);
            let mut found = pairs.iter().find(|(taken, _)| *taken == place).map(|(_, other)| *other);
            let mut id = before.to_owned();
            // Its id is another's: the one that is worked out from it, where it may be already.
            while found.is_none()
                && (ours.iter().any(|other| id_of(other) == id) || ids.iter().any(|(_, taken)| *taken == id))
            {
                let said = own.text("label").or_else(|| own.text("kind")).unwrap_or("");
                id = Id::new(&id).map_or_else(|_| String::new(), |id| apart_id(&id, said).as_str().to_owned());
                found = ours.iter().find(|other| {
                    id_of(other) == id
                        && !another(other, own)
                        && pairs.iter().all(|(_, taken)| !std::ptr::eq(*taken, *other))
                });
            }
            if let Some(other) = found {
                id_of(other).clone_into(&mut id);
                if let Ok(own_id) = Id::new(&id) {
                    self.facts(file, &subject.clone().list(list, &own_id), other, own, changes);
                }
            } else if let Ok(own_id) = Id::new(&id) {
                let record = own.clone().with_text("id", &id);
                changes.push(Change::Insert { subject: subject.clone().list(list, &own_id), at: usize::MAX, record });
            }
            ids.push((before.to_owned(), id));
        }
        ids
    }

    /// The facts and inputs of a record that one's own has too.
    fn facts(
        &mut self,
        file: usize,
        subject: &Subject,
        ours: &SavedRecord,
        theirs: &SavedRecord,
        changes: &mut Vec<Change>,
    ) {
        let list = subject.within.as_ref().map_or("", |within| within.list.as_str());
        for definition in catalogue(subject) {
            if is_private(list, definition.id) && !self.answers.private_notes {
                continue;
            }
            let of = |record: &SavedRecord| record.text(definition.id).unwrap_or_default().to_owned();
            self.fact(file, subject, (definition.id, definition.kind), &of(ours), &of(theirs), changes);
        }
        let none = Inputs::new();
        let own = inputs(ours).unwrap_or(&none);
        for (scheme, given) in inputs(theirs).unwrap_or(&none) {
            for (input, more) in given {
                let here = own.get(scheme).and_then(|own| own.get(input));
                self.input(file, subject, (scheme.as_str(), input.as_str()), here, more, changes);
            }
        }
    }

    fn input(
        &mut self,
        file: usize,
        subject: &Subject,
        (scheme, input): (&str, &str),
        ours: Option<&Given>,
        theirs: &Given,
        changes: &mut Vec<Change>,
    ) {
        let none = Given::default();
        let ours = ours.unwrap_or(&none);
        let named = |part| InputName::written(scheme, input, part);
        let text = Kind::Text { longest: 0 };
        let parts = [
            (InputPart::By, text, ours.by.write(), theirs.by.write()),
            (InputPart::On, Kind::When, ours.on.write(), theirs.on.write()),
        ];
        if ours.value == theirs.value {
            for (part, kind, ours, theirs) in parts {
                self.fact(file, subject, (&named(part), kind), &ours, &theirs, changes);
            }
        } else if self.fact(file, subject, (&named(InputPart::Value), text), &ours.value, &theirs.value, changes) {
            // Who gave a value, and when, goes with it.
            for (part, _, _, value) in parts {
                changes.push(Change::Set { subject: subject.clone(), fact: named(part), value });
            }
        }
    }

    /// One fact; true where the file's is taken.
    fn fact(
        &mut self,
        file: usize,
        subject: &Subject,
        (fact, kind): (&str, Kind),
        ours: &str,
        theirs: &str,
        changes: &mut Vec<Change>,
    ) -> bool {
        let (own, more) = (known(kind, ours), known(kind, theirs));
        // A file that does not know is no difference, nor are capitals and spaces.
        let as_written = || matches!(kind, Kind::Text { .. }) && normal(ours) == normal(theirs);
        if ours == theirs || more == 0 || as_written() {
            return false;
        }
        let key = Key { file, subject: subject.clone(), fact: fact.to_owned() };
        let answer = self.answers.get(&key);
        let (both, take) = (own == more, answer.unwrap_or(more > own));
        let said = |value: &str| match (kind, Id::new(value)) {
            (Kind::Reference, Ok(id)) => self.referred(subject, fact, &id),
            _ => in_words(kind, value),
        };
        let (mut of, words) = (name(&self.working, subject), label(subject, fact));
        let holders = Id::new(&subject.id).map_or_else(|_| Vec::new(), |id| self.holders(subject.root, &id));
        if !holders.is_empty() {
            of += ", held by ";
            of += &holders.join(" and ");
        }
        let (answered, side) = (!both || answer.is_some(), self.side(subject, fact));
        let difference = Difference {
            key,
            of,
            fact: words,
            kind,
            ours: said(ours),
            theirs: said(theirs),
            side,
            take,
            both,
            answered,
        };
        self.plan.differences.push(difference);
        if take {
            changes.push(Change::Set { subject: subject.clone(), fact: fact.to_owned(), value: theirs.to_owned() });
        }
        take
    }

    /// What a fact refers to, in words.
    fn referred(&self, subject: &Subject, fact: &str, id: &Id) -> String {
        match (fact, Id::new(&subject.id)) {
            ("case", _) => name(&self.working, &Subject::case(id)),
            ("child", Ok(case)) => name(&self.working, &Subject::case(&case).list("children", id)),
            _ => name(&self.working, &Subject::practitioner(id)),
        }
    }
}
