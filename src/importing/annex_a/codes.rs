//! The codes of the lists, in the order of the template's sheet `Codes_used`, however a file writes them: `a) Looked
//! after child`, `a - Looked after child`, `a`, `Looked after child`.

use crate::importing::heading::loose;

/// One code: its letter (empty where the list has none), its words (the first as the template has them), what it means.
pub type Code<T> = (&'static str, &'static [&'static str], T);

/// What a code says of a case (List 6, `Case status`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// a) Looked after child
    LookedAfter,
    /// b) Child Protection plan
    ChildProtection,
    /// c) Child in need plan
    ChildInNeed,
    /// d) Open assessment
    Assessment,
    /// e) Closed episode
    Closed,
}

/// `Case status`.
pub const STATUSES: [Code<Status>; 5] = [
    (
        "a",
        &[
            "looked after child",
            "looked after",
            "child looked after",
            "children looked after",
            "lac",
            "cla",
            "child in care",
            "cic",
        ],
        Status::LookedAfter,
    ),
    ("b", &["child protection plan", "child protection", "cp plan", "cp", "cpp"], Status::ChildProtection),
    ("c", &["child in need plan", "child in need", "cin plan", "cin", "chin"], Status::ChildInNeed),
    ("d", &["open assessment", "assessment", "under assessment"], Status::Assessment),
    ("e", &["closed episode", "closed", "closed case", "case closed"], Status::Closed),
];

/// Yes, no, or said to be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YesNo {
    /// a) Yes
    Yes,
    /// b) No
    No,
    /// c) Unknown
    Unknown,
}

/// The codes of every question with yes and no.
pub const YES_OR_NO: [Code<YesNo>; 3] = [
    ("a", &["yes", "y", "true", "1"], YesNo::Yes),
    ("b", &["no", "n", "false", "0", "none"], YesNo::No),
    ("c", &["unknown", "u", "not known", "not stated", "not recorded", "n k", "nk", "n a", "na"], YesNo::Unknown),
];

/// `Eligibility Category`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// a) Relevant child
    Relevant,
    /// b) Former relevant child
    FormerRelevant,
    /// c) Qualifying care leaver
    Qualifying,
    /// Off the list of 2019: a child of 16 or 17 who is still looked after.
    Eligible,
}

/// `Eligibility Category`.
pub const CATEGORIES: [Code<Category>; 4] = [
    ("a", &["relevant child", "relevant", "relevant young person"], Category::Relevant),
    ("b", &["former relevant child", "former relevant", "former relevant young person"], Category::FormerRelevant),
    (
        "c",
        &["qualifying care leaver", "qualifying", "qualifying child", "qualifying young person"],
        Category::Qualifying,
    ),
    ("", &["eligible child", "eligible", "eligible young person"], Category::Eligible),
];

/// `Placement Location`: true for outside.
pub const LOCATIONS: [Code<bool>; 2] = [
    (
        "a",
        &[
            "in",
            "in la",
            "inside",
            "in area",
            "in borough",
            "in county",
            "in authority",
            "inside la",
            "inside la boundary",
        ],
        false,
    ),
    (
        "b",
        &[
            "out",
            "out of la",
            "outside",
            "out of area",
            "out of borough",
            "out of county",
            "out of authority",
            "outside la",
            "outside la boundary",
        ],
        true,
    ),
];

/// `Child's Legal Status`, by the codes of the statutory return.
pub const LEGAL_STATUSES: [(&str, &[&str]); 13] = [
    ("c1", &["ico", "interim care order"]),
    ("c2", &["fco", "full care order"]),
    ("d1", &["freeing order", "freeing order granted"]),
    ("e1", &["placement order", "placement order granted"]),
    ("v2", &["single period under s20", "single period of accommodation under section 20", "section 20", "s20"]),
    (
        "l1",
        &[
            "police protection la accommodation",
            "police protection",
            "under police protection and in local authority accommodation",
        ],
    ),
    ("l2", &["epo", "emergency protection order"]),
    ("l3", &["child assessment order la accommodation", "child assessment order"]),
    ("j1", &["remanded to la or youth detention", "on remand"]),
    ("j2", &["la accommodation under pace", "pace"]),
    ("j3", &["youth rehabilitation order"]),
    ("v3", &["short term breaks, episodes recorded"]),
    ("v4", &["short term breaks, agreements recorded"]),
];

/// `Placement Type`, by the codes of the statutory return.
pub const PLACEMENT_TYPES: [(&str, &[&str]); 27] = [
    ("u1", &["foster placement - relatives - long term"]),
    ("u2", &["foster placement - relative - ffa"]),
    ("u3", &["foster placement - relative - not ffa"]),
    ("u4", &["foster placement - long term"]),
    ("u5", &["foster placement - ffa"]),
    ("u6", &["foster placement - not ffa"]),
    ("a3", &["placed for adoption - consent - current foster"]),
    ("a4", &["placed for adoption - consent - not foster"]),
    ("a5", &["placed for adoption - order - foster"]),
    ("a6", &["placed for adoption - order - not foster"]),
    ("p1", &["placed with parents"]),
    ("p2", &["independent living"]),
    ("p3", &["residential employment"]),
    ("h5", &["residential accommodation"]),
    ("k1", &["secure children's homes", "secure children's home"]),
    ("k2", &["children's homes", "children's home"]),
    ("r1", &["residential care home"]),
    ("r2", &["nhs/health trust"]),
    ("r3", &["family centre or mother and baby unit"]),
    ("r5", &["young offender institution"]),
    ("s1", &["residential school"]),
    ("z1", &["other placements", "other placement"]),
    ("t0", &["temporary placement"]),
    ("t1", &["temporary placement - hospital"]),
    ("t2", &["temporary placement - holiday"]),
    ("t3", &["temporary placement - carer holiday"]),
    ("t4", &["temporary placement - seven days or less"]),
];

/// What one of the codes with letters means; nothing for what is off the list. Words count before the letter.
#[must_use]
pub fn chosen<T: Copy>(codes: &[Code<T>], text: &str) -> Option<T> {
    let text = loose(text);
    if text.is_empty() {
        return None;
    }
    let (letter, rest) = without_letter(&text);
    let by_words = |wanted: &str| codes.iter().find(|(_, words, _)| words.contains(&wanted));
    // "a" alone is a letter, and so is the "y" of yes a word: words first.
    let found = by_words(&text)
        .or_else(|| if rest.is_empty() { codes.iter().find(|(own, _, _)| *own == letter) } else { by_words(rest) });
    found.or_else(|| begun(codes, rest)).map(|(_, _, means)| *means)
}

/// The code whose words the text begins with, the longest: "child protection plan (neglect)".
fn begun<'a, T>(codes: &'a [Code<T>], text: &str) -> Option<&'a Code<T>> {
    let begins = |word: &&&str| word.len() > 3 && text.strip_prefix(**word).is_some_and(|after| after.starts_with(' '));
    let longest = |(_, words, _): &Code<T>| words.iter().filter(begins).map(|word| word.len()).max();
    let mut best: Option<(usize, &Code<T>)> = None;
    for code in codes {
        if let Some(length) = longest(code)
            && best.is_none_or(|(own, _)| length > own)
        {
            best = Some((length, code));
        }
    }
    best.map(|(_, code)| code)
}

/// The letter that a code begins with, and what stands after it: `a looked after child`, `a - yes`, `a:yes`, `a`.
/// Without a letter the whole text is what stands after it.
fn without_letter(text: &str) -> (&str, &str) {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letter, after) = text.split_at_checked(letters).unwrap_or((text, ""));
    let prefix = letters == 1 || letter == "zz";
    match after.chars().next() {
        None if prefix => (letter, ""),
        Some(' ') if prefix => (letter, after.trim_start()),
        _ => ("", text),
    }
}

/// Which of the statutory return's codes a text is: `C1: ICO`, `a) C1`, `c1`, `Interim care order`. Nothing for what
/// is off the list.
#[must_use]
pub fn statutory(codes: &[(&'static str, &'static [&'static str])], text: &str) -> Option<&'static str> {
    let text = loose(text);
    let named = text.split(' ').take(2).find_map(|token| codes.iter().find(|(code, _)| *code == token));
    let (_, rest) = without_letter(&text);
    let is_one = |words: &[&str]| words.iter().map(|word| loose(word)).any(|word| word == text || word == rest);
    let by_words = || codes.iter().find(|(_, words)| is_one(words));
    named.or_else(by_words).map(|(code, _)| *code)
}

/// The primary need (List 6), as a short text to compare by: `n1`; its words where it is no such code.
#[must_use]
pub fn need(text: &str) -> String {
    let tidy = loose(text);
    let code = tidy
        .split(|own: char| !own.is_ascii_alphanumeric())
        .find(|token| matches!(token.as_bytes(), [b'n', digit, ..] if digit.is_ascii_digit()));
    code.map_or_else(|| tidy.clone(), |code| code.get(..2).unwrap_or(code).to_owned())
}

/// True for `c) Died` (List 9, `LA In Touch`).
#[must_use]
pub fn has_died(text: &str) -> bool {
    let text = loose(text);
    let (letter, rest) = without_letter(&text);
    rest == "died" || rest == "deceased" || (letter == "c" && rest.is_empty())
}

/// True for the code of accommodation `S: No fixed abode / homeless` (List 9).
#[must_use]
pub fn is_homeless(text: &str) -> bool {
    let tidy = loose(text);
    let (letter, rest) = without_letter(&tidy);
    letter == "s" || rest.starts_with("no fixed abode") || rest == "homeless" || rest == "nfa"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_with_its_letter_without_it_and_by_its_letter_alone() {
        for text in [
            "a) Looked after child",
            "a)Looked after child",
            "a - Looked after child",
            "a \u{2013} Looked after child",
            "a: Looked after child",
            "A) LOOKED AFTER CHILD ",
            "Looked after child",
            "a",
            "A)",
            "LAC",
            "b) Looked after child",
        ] {
            assert_eq!(chosen(&STATUSES, text), Some(Status::LookedAfter), "{text}");
        }
        assert_eq!(chosen(&STATUSES, "b) Child Protection plan (neglect)"), Some(Status::ChildProtection));
        assert_eq!(chosen(&STATUSES, "d) Open assessment"), Some(Status::Assessment));
        for text in ["", "f) Something else", "f", "Private fostering", "?", "a) Something else"] {
            assert_eq!(chosen(&STATUSES, text), None, "{text}");
        }
    }

    #[test]
    fn words_stand_here_as_they_are_compared() {
        fn same<T>(codes: &[Code<T>]) {
            for word in codes.iter().flat_map(|(_, words, _)| words.iter()) {
                assert_eq!(loose(word), **word);
            }
        }
        same(&STATUSES);
        same(&YES_OR_NO);
        same(&CATEGORIES);
        same(&LOCATIONS);
    }

    #[test]
    fn yes_and_no_are_read_in_their_ways() {
        for (text, means) in [
            ("a) Yes", YesNo::Yes),
            ("Y", YesNo::Yes),
            ("yes", YesNo::Yes),
            ("b", YesNo::No),
            ("N", YesNo::No),
            ("0", YesNo::No),
            ("c) Unknown", YesNo::Unknown),
            ("Not known", YesNo::Unknown),
        ] {
            assert_eq!(chosen(&YES_OR_NO, text), Some(means), "{text}");
        }
        assert_eq!(chosen(&YES_OR_NO, "perhaps"), None);
    }

    #[test]
    fn a_former_relevant_child_is_no_relevant_child() {
        assert_eq!(chosen(&CATEGORIES, "b) Former relevant child"), Some(Category::FormerRelevant));
        assert_eq!(chosen(&CATEGORIES, "Relevant"), Some(Category::Relevant));
        assert_eq!(chosen(&CATEGORIES, "c"), Some(Category::Qualifying));
    }

    #[test]
    fn codes_of_the_statutory_return_are_read_wherever_they_stand() {
        for text in ["C1: ICO", "a) C1: ICO", "c1", "C1 - Interim care order", "Interim care order", "ICO"] {
            assert_eq!(statutory(&LEGAL_STATUSES, text), Some("c1"), "{text}");
        }
        assert_eq!(statutory(&PLACEMENT_TYPES, "zz) T4: Temporary placement - seven days or less"), Some("t4"));
        assert_eq!(statutory(&PLACEMENT_TYPES, "Placed with parents"), Some("p1"));
        assert_eq!(statutory(&PLACEMENT_TYPES, "Children\u{2019}s Homes"), Some("k2"));
        assert_eq!(statutory(&LEGAL_STATUSES, "X9"), None);
        assert_eq!(statutory(&LEGAL_STATUSES, ""), None);
        assert_eq!((need("N1 - Abuse or neglect"), need("N1A")), ("n1".to_owned(), "n1".to_owned()));
        assert!(has_died("c) Died") && has_died("Died") && has_died("c") && !has_died("a) Yes") && !has_died(""));
        assert!(
            is_homeless("S: No fixed abode / homeless")
                && is_homeless("No fixed abode")
                && !is_homeless("U: Independent living")
        );
    }
}
