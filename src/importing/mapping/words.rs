//! What a word of a closed list most likely means: its code, its words, or what the field says for it.

mod area;
mod denied;
mod facts;
mod plans;
mod several;
mod written;

use super::targets::{Of, Target};
use crate::facts::Kind;
use crate::importing::heading::{plain, tidy};
use area::of_area;
pub use denied::{denies, is_over};
use denied::{of_heading, of_marked};
use facts::{OTHERS, YES_NO};
use plans::{OPEN, PLAN, ROLES};
pub use several::together;
use several::{of_first_part, of_several};
use written::forms;

/// Codes, each with its words, with `|` between.
type Words = &'static [(&'static str, &'static str)];

/// A word as it is compared.
#[must_use]
pub fn same_word(text: &str) -> String {
    // A coloured sign before a word is for the eye; alone it may be a tick.
    let bare = text.trim_start().trim_start_matches(|own: char| !own.is_ascii() && !own.is_alphanumeric());
    let tidy = tidy(if bare.starts_with(char::is_whitespace) { bare } else { text });
    if tidy.is_empty() { plain(text).to_lowercase() } else { tidy }
}

fn look_up(table: &[(&str, &str)], word: &str) -> Option<String> {
    let (code, _) = table.iter().find(|(_, words)| words.split('|').any(|own| own == word))?;
    Some((*code).to_owned())
}

/// The code that a word most likely means where the column with this heading becomes the target; the word is one
/// of [`same_word`].
#[must_use]
pub fn guess(target: Target, heading: &str, word: &str) -> Option<String> {
    let closed = target.closed()?;
    let forms = forms(word);
    let own = |form: &String| {
        closed.iter().find(|(code, words)| tidy(code) == *form || tidy(words) == *form).map(|own| own.0.to_owned())
    };
    if let Some(code) = forms.iter().find_map(own) {
        return Some(code);
    }
    let unknown = |form: &String| look_up(&YES_NO[2..], form);
    match (target, target.definition().map(|own| own.kind)) {
        (Target::Role, _) => look_up(ROLES, word),
        (Target::Open, _) => {
            look_up(OPEN, word).or_else(|| forms.iter().find_map(|form| look_up(OPEN, form).or_else(|| unknown(form))))
        }
        (Target::Marked(plan), _) => {
            forms.iter().find_map(|form| look_up(&YES_NO[..2], form)).or_else(|| of_marked(plan, &forms, word))
        }
        (Target::Fact(_, fact), Some(Kind::Mark | Kind::Answer)) => {
            forms.iter().find_map(|form| look_up(&YES_NO, form)).or_else(|| match fact {
                "disability" => look_up(&[("no", "no disability|no known disability|not disabled|none known")], word),
                _ => of_heading(heading, word),
            })
        }
        (Target::Fact(Of::Child, "plan"), _) => forms
            .iter()
            .find_map(|form| look_up(PLAN, form))
            .or_else(|| of_several(word))
            .or_else(|| forms.iter().find_map(|form| of_first_part(form)))
            .or_else(|| forms.iter().find_map(unknown)),
        (Target::Fact(of, fact), _) => {
            let table = OTHERS.iter().find(|own| own.0 == of && own.1 == fact).map_or(&[][..], |own| own.2);
            forms
                .iter()
                .find_map(|form| look_up(table, form))
                .or_else(|| if fact == "area" { of_area(heading, word) } else { None })
                .or_else(|| forms.iter().find_map(unknown))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Plan;
    use crate::importing::mapping::targets::LEAVE_ROW;

    const PLAN_OF_CHILD: Target = Target::Fact(Of::Child, "plan");

    fn plan(word: &str) -> Option<String> {
        guess(PLAN_OF_CHILD, "Status", &same_word(word))
    }

    #[test]
    fn every_code_of_a_table_is_one_of_its_fact() {
        let mut tables: Vec<(Target, &[(&str, &str)])> = vec![(PLAN_OF_CHILD, PLAN)];
        tables.extend(OTHERS.iter().map(|own| (Target::Fact(own.0, own.1), own.2)));
        for (target, table) in tables {
            let closed = target.closed().unwrap();
            for (code, words) in table {
                assert!(closed.iter().any(|own| own.0 == *code), "{code}");
                for word in words.split('|') {
                    assert_eq!(same_word(word), word);
                    let codes: Vec<_> = table.iter().filter(|own| own.1.split('|').any(|own| own == word)).collect();
                    assert_eq!(codes.len(), 1, "{word}");
                    // A word is never taken for another choice's own words.
                    assert_eq!(guess(target, "", word).as_deref(), Some(*code), "{word}");
                }
            }
        }
        for (code, words) in YES_NO {
            for word in words.split('|') {
                assert_eq!(
                    guess(Target::Fact(Of::Child, "interpreter"), "", &same_word(word)).as_deref(),
                    Some(code),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn plans_are_understood_in_the_words_of_the_field() {
        for (word, code) in [
            ("LAC", "looked_after"),
            ("CLA", "looked_after"),
            ("CIC", "looked_after"),
            ("Looked After", "looked_after"),
            ("a) Looked after child", "looked_after"),
            ("a - Looked after child", "looked_after"),
            ("C2 - Full care order", "looked_after"),
            ("CP", "child_protection"),
            ("CPP", "child_protection"),
            ("b) Child Protection plan", "child_protection"),
            ("CIN", "child_in_need"),
            ("Care leaver", "care_leaver_former_relevant"),
            ("CP/LAC", "child_protection_and_looked_after"),
            ("LAC & CP", "child_protection_and_looked_after"),
            ("CLA and CPP", "child_protection_and_looked_after"),
            ("CIN / CP", "child_protection"),
            ("e) Closed episode", LEAVE_ROW),
            ("child_in_need", "child_in_need"),
        ] {
            assert_eq!(plan(word).as_deref(), Some(code), "{word}");
        }
        for word in ["", "Amber", "CP/Amber", "/", "a)"] {
            assert_eq!(plan(word), None, "{word}");
        }
    }

    #[test]
    fn what_is_not_so_or_is_over_is_never_taken_for_the_thing() {
        for word in [
            "No CP plan",
            "Ex-LAC",
            "EX LAC",
            "No LAC",
            "EX-CP",
            "No care order",
            "Not CP",
            "No s17",
            "N LAC",
            "Previously LAC",
            "Former LAC",
            "CP ended",
            "CP - closed",
            "C2 - ended",
            "a) CP ended",
            "EH closed",
            "CP (ended)",
            "No NFA",
            "Non-LAC",
            "CP/LAC ended",
        ] {
            assert_eq!(plan(word), None, "{word}");
        }
        let case = |fact, word: &str| guess(Target::Fact(Of::Case, fact), "", &same_word(word));
        assert_eq!(case("court_stage", "No PLO"), None);
        assert_eq!(case("order", "No SO"), None);
        assert_eq!(guess(Target::Fact(Of::Child, "disability"), "", &same_word("No yes")), None);
        assert_eq!(guess(Target::Fact(Of::Child, "disability"), "", &same_word("b) No")).as_deref(), Some("no"));
        assert_eq!(case("order", "No order").as_deref(), Some("none"));
        assert_eq!(plan("Former relevant child").as_deref(), Some("care_leaver_former_relevant"));
        assert_eq!(plan("Case closed").as_deref(), Some(LEAVE_ROW));
        assert_eq!(plan("1. Closed").as_deref(), Some(LEAVE_ROW));
    }

    #[test]
    fn in_a_column_of_its_own_a_plan_is_yes_and_what_is_not_so_or_over_is_no() {
        let marked = |plan, word: &str| guess(Target::Marked(plan), "", &same_word(word));
        for word in ["Looked after", "LAC", "CLA", "Child in care", "yes"] {
            assert_eq!(marked(Plan::LookedAfter, word).as_deref(), Some("yes"), "{word}");
        }
        for word in [
            "Not looked after",
            "Not LAC",
            "Non-LAC",
            "Ex-LAC",
            "Not currently looked after",
            "No longer LAC",
            "LAC ended",
            "No",
        ] {
            assert_eq!(marked(Plan::LookedAfter, word).as_deref(), Some("no"), "{word}");
        }
        for word in ["No CP", "No CP plan", "Not on a CP plan", "Not subject to a child protection plan", "CP (ended)"]
        {
            assert_eq!(marked(Plan::ChildProtection, word).as_deref(), Some("no"), "{word}");
        }
        // Of something else nothing is said here.
        for word in ["No CP", "CIN", "Not in school", "Former relevant child"] {
            assert_eq!(marked(Plan::LookedAfter, word), None, "{word}");
        }
        let fact =
            |heading: &str, word: &str| guess(Target::Fact(Of::Child, "asylum_seeker"), heading, &same_word(word));
        assert_eq!(fact("UASC", "UASC").as_deref(), Some("yes"));
        assert_eq!(fact("UASC (Y/N)?", "Not UASC").as_deref(), Some("no"));
        assert_eq!(fact("UASC", "Non-UASC").as_deref(), Some("no"));
        assert_eq!(fact("UASC", "Former UASC"), None);
        assert_eq!(fact("", "Not UASC"), None);
    }

    #[test]
    fn yes_means_what_the_heading_asks() {
        let area = |heading: &str, word: &str| guess(Target::Fact(Of::Case, "area"), heading, &same_word(word));
        assert_eq!(area("Out of area?", "Y").as_deref(), Some("outside"));
        assert_eq!(area("Out of area?", "N").as_deref(), Some("in_area"));
        assert_eq!(area("In borough", "yes").as_deref(), Some("in_area"));
        assert_eq!(area("In/out of area", "yes"), None);
        assert_eq!(area("In/out of area", "Out").as_deref(), Some("outside"));
    }
}
