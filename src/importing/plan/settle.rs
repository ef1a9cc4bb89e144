//! One record beside what a file says of it: what the file changed, what a person changed, what both did.

use crate::change::in_words;
use crate::facts::record::{AnyRecord, set, text};
use crate::facts::value::{Kind, UNKNOWN_TEXT};
use crate::importing::imported::Imported;
use std::collections::BTreeMap;

/// Where the file and a person have each changed one fact, and differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Tells it from every other, while the files and the workspace stay as they are.
    pub key: String,
    /// Whom or what it is about: "Child 12 in Family 3".
    pub about: String,
    /// The label of the fact.
    pub fact: String,
    /// What is here, in words.
    pub here: String,
    /// What the file says, in words.
    pub file: String,
    /// What the reader chose: true for what the file says. Nothing: not answered yet.
    pub takes_file: Option<bool>,
}

/// What came of putting records beside the file, gathered.
#[derive(Debug, Default)]
pub struct Settled {
    /// What the file changed, in words: "Plan: Child in need → Child protection plan".
    pub changed: Vec<String>,
    /// What a person changed and the file still has as before, in words. It stays.
    pub kept: Vec<String>,
    /// What has to be asked.
    pub conflicts: Vec<Conflict>,
}

/// What is known of a record that is being settled.
pub struct About<'a> {
    /// What the file said last time, and is to say this time.
    pub imported: &'a mut Imported,
    /// What is put before the names of facts in it: `case.` for facts of a case.
    pub prefix: &'a str,
    /// What it is called.
    pub called: &'a str,
    /// True where the record is new here: everything is taken, and nothing is a change.
    pub new: bool,
    /// The reader's answers by the keys of conflicts.
    pub answers: &'a BTreeMap<String, bool>,
}

/// Gives a record what the file says of it, fact by fact.
///
/// A fact that stands as the file said it last time takes what the file says now. One that a person has changed stays
/// where the file says the same as last time or nothing, and is asked about where the file has changed too.
pub fn settle(record: &mut dyn AnyRecord, facts: &[(String, String)], about: &mut About, into: &mut Settled) {
    for (fact, value) in facts {
        let Some(definition) = record.definitions().iter().find(|own| own.id == fact) else { continue };
        let here = text(record, fact).unwrap_or_default();
        // As it would stand here; what cannot stand here was a problem of reading, and is none of this.
        if set(record, fact, value).is_err() {
            continue;
        }
        let file = text(record, fact).unwrap_or_default();
        let name = format!("{}{fact}", about.prefix);
        let before = about.imported.said(&name).map(str::to_owned);
        // What the file has nothing of, and no file ever said, need not be noted, whatever is here: that may have come of
        // who else is in the case, or of this import itself, and the same file again is to change nothing.
        let idle = !about.new && before.is_none() && says_nothing(definition.kind, &file);
        if !idle {
            about.imported.say(&name, &file);
        }
        if about.new || here == file {
            continue;
        }
        let words = |value: &str| in_words(definition.kind, value);
        let line = || format!("{}: {} \u{2192} {}", definition.label, words(&here), words(&file));
        let untouched = match &before {
            Some(before) => *before == here,
            // An ordinary state may be what somebody said: not knowing takes it away from nobody.
            None => is_untold(&here) && !(file == UNKNOWN_TEXT && matches!(definition.kind, Kind::Ordinary(_))),
        };
        if untouched {
            into.changed.push(line());
            continue;
        }
        let stays = before.as_ref() == Some(&file) || says_nothing(definition.kind, &file);
        if stays {
            let _ = set(record, fact, &here);
            into.kept.push(format!("{}: {}", definition.label, words(&here)));
            continue;
        }
        let key = format!("{}/{name}", about.imported.code.0);
        let takes_file = about.answers.get(&key).copied();
        if takes_file == Some(true) {
            into.changed.push(line());
        } else {
            let _ = set(record, fact, &here);
        }
        into.conflicts.push(Conflict {
            key,
            about: about.called.to_owned(),
            fact: definition.label.to_owned(),
            here: words(&here),
            file: words(&file),
            takes_file,
        });
    }
}

/// Whether nobody has said anything here: a mark that is not set is one that nobody has looked at.
fn is_untold(here: &str) -> bool {
    here.is_empty() || here == UNKNOWN_TEXT
}

/// Whether the file says nothing. An ordinary state is written as nothing, and is something that the file says.
fn says_nothing(kind: Kind, file: &str) -> bool {
    file == UNKNOWN_TEXT || file.is_empty() && !matches!(kind, Kind::Mark | Kind::Ordinary(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::record::Record;
    use crate::facts::{Case, Child, Id};
    use crate::importing::code::Coded;

    /// What becomes of one fact: what the file said last time (nothing: it said nothing of it), what is here, what it
    /// says now, what the reader answered. Gives what is here then, and how many changes, kept ones and conflicts.
    fn one(fact: &str, before: Option<&str>, here: &str, file: &str, answer: Option<bool>) -> (String, [usize; 3]) {
        let mut child = Child::empty(Id::new("c1").unwrap());
        child.set(fact, here).unwrap();
        let mut imported = Imported { code: Coded("1".to_owned()), ..Imported::default() };
        if let Some(before) = before {
            imported.say(fact, before);
        }
        let answers = answer.map(|answer| (format!("1/{fact}"), answer)).into_iter().collect();
        let mut about = About { imported: &mut imported, prefix: "", called: "Child 1", new: false, answers: &answers };
        let mut into = Settled::default();
        settle(&mut child, &[(fact.to_owned(), file.to_owned())], &mut about, &mut into);
        let said = if file == "no" { "" } else { file };
        assert_eq!(imported.said(fact), Some(said), "what the file says now is known next time");
        (child.text(fact).unwrap(), [into.changed.len(), into.kept.len(), into.conflicts.len()])
    }

    #[test]
    fn what_stands_as_the_file_said_takes_what_it_says_now() {
        let (cin, cp) = ("child_in_need", "child_protection");
        assert_eq!(one("plan", Some(cin), cin, cp, None), (cp.to_owned(), [1, 0, 0]));
        assert_eq!(one("plan", Some(cin), cin, cin, None), (cin.to_owned(), [0, 0, 0]));
        assert_eq!(one("plan", Some(cin), cin, "", None), (String::new(), [1, 0, 0]));
        assert_eq!(one("disability", Some("yes"), "yes", "no", None), (String::new(), [1, 0, 0]));
    }

    #[test]
    fn what_nobody_has_said_is_taken_from_the_file() {
        assert_eq!(one("plan", None, "", "child_protection", None), ("child_protection".to_owned(), [1, 0, 0]));
        assert_eq!(one("disability", None, "unknown", "yes", None), ("yes".to_owned(), [1, 0, 0]));
    }

    #[test]
    fn what_a_person_changed_stays_where_the_file_says_the_same_as_before_or_nothing() {
        let (cin, cp) = ("child_in_need", "child_protection");
        assert_eq!(one("plan", Some(cin), cp, cin, None), (cp.to_owned(), [0, 1, 0]));
        assert_eq!(one("plan", Some(cin), cp, "", None), (cp.to_owned(), [0, 1, 0]));
        assert_eq!(one("disability", Some("unknown"), "yes", "unknown", None), ("yes".to_owned(), [0, 1, 0]));
    }

    #[test]
    fn what_both_changed_is_asked_and_stays_until_somebody_says() {
        let (cin, cp, lac) = ("child_in_need", "child_protection", "looked_after");
        assert_eq!(one("plan", Some(cin), cp, lac, None), (cp.to_owned(), [0, 0, 1]));
        assert_eq!(one("plan", Some(cin), cp, lac, Some(false)), (cp.to_owned(), [0, 0, 1]));
        assert_eq!(one("plan", Some(cin), cp, lac, Some(true)), (lac.to_owned(), [1, 0, 1]));
        // A file that says of a fact for the first time, and otherwise than a person.
        assert_eq!(one("plan", None, cp, lac, None), (cp.to_owned(), [0, 0, 1]));
        assert_eq!(one("disability", None, "yes", "no", None), ("yes".to_owned(), [0, 0, 1]));
    }

    #[test]
    fn what_no_file_ever_had_anything_of_is_not_noted_whatever_is_here() {
        for here in ["", "7"] {
            let mut child = Child::empty(Id::new("c1").unwrap());
            child.set("age", here).unwrap();
            let mut imported = Imported { code: Coded("1".to_owned()), ..Imported::default() };
            let answers = BTreeMap::new();
            let mut about = About { imported: &mut imported, prefix: "", called: "A", new: false, answers: &answers };
            settle(&mut child, &[("age".to_owned(), String::new())], &mut about, &mut Settled::default());
            assert_eq!((imported.said("age"), child.text("age").as_deref()), (None, Some(here)));
        }
    }

    #[test]
    fn what_both_changed_alike_is_no_question() {
        assert_eq!(one("plan", Some("child_in_need"), "looked_after", "looked_after", None).1, [0, 0, 0]);
    }

    #[test]
    fn a_file_that_does_not_know_takes_no_ordinary_state_away_that_no_file_said() {
        for (here, file, now) in [("", "unknown", ""), ("unknown", "unknown", "unknown"), ("unknown", "", "")] {
            let mut case = Case::empty(Id::new("f1").unwrap());
            case.set("order", here).unwrap();
            let mut imported = Imported { code: Coded("1".to_owned()), ..Imported::default() };
            let answers = BTreeMap::new();
            let mut about = About { imported: &mut imported, prefix: "", called: "A", new: false, answers: &answers };
            settle(&mut case, &[("order".to_owned(), file.to_owned())], &mut about, &mut Settled::default());
            assert_eq!(case.text("order").as_deref(), Some(now), "{here:?} {file:?}");
        }
    }
}
