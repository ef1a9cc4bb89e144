//! Names of workers as programs and people write them: an address for a name, the number of a list behind it, the day of a
//! handover after it. What is no part of the name goes before anybody is known by it.

use crate::importing::heading::plain;

/// A name without what is no part of it, and whether somebody else may be meant by what was cut off.
pub struct Written {
    /// The name.
    pub name: String,
    /// True where another name may stand after it, as in `Jane Smith \u{2192} Tom Brown`.
    pub is_cut: bool,
}

/// Signs between whoever has a case and whoever will have it.
const THEN: [&str; 5] = ["\u{2192}", "->", "=>", "\u{2794}", "\u{27a1}"];

/// Words after a name that say until when or for whom.
const AFTER: &str = "until|till|from|since|wef|w.e.f|cover|covering|transferring|leaving|starting|handover|to";

/// What is written without what is no part of a name. A line break stays.
pub fn written(text: &str) -> Written {
    let (text, is_cut) = match THEN.iter().filter_map(|sign| text.find(sign)).min() {
        Some(at) if text.get(..at).is_some_and(|own| own.chars().any(char::is_alphabetic)) => {
            (text.get(..at).unwrap_or_default(), true)
        }
        _ => (text, false),
    };
    let text = without_list_number(text);
    let text = without_days(&text);
    let text =
        ["c/o ", "C/O ", "c/o: "].iter().find_map(|begin| text.trim_start().strip_prefix(begin)).unwrap_or(&text);
    Written { name: name_of_address(text).unwrap_or_else(|| text.to_owned()), is_cut }
}

/// `Jane Smith;#12`, as lists of a shared site have it, without the number.
fn without_list_number(text: &str) -> String {
    let mut parts = text.split(";#");
    let mut own = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|own: char| own.is_ascii_digit());
        if rest.len() == part.len() || !rest.is_empty() {
            own.push_str("; ");
        }
        own.push_str(rest);
    }
    own
}

/// Without days such as `23/10` and `01/12/2026`.
fn without_days(text: &str) -> String {
    let is_day = |word: &str| {
        let bare = word.trim_matches(|own: char| matches!(own, '(' | ')' | '[' | ']' | ',' | ';'));
        let mut parts = bare.split('/');
        let is_part = |own: &str| (1..=4).contains(&own.len()) && own.bytes().all(|own| own.is_ascii_digit());
        bare.contains('/') && parts.all(is_part)
    };
    if !text.contains('/') {
        return text.to_owned();
    }
    let mut own = String::new();
    for (nth, word) in text.split(' ').enumerate() {
        if nth > 0 {
            own.push(' ');
        }
        // Brackets around a day stay, so that what is in them stays apart.
        own.extend(word.chars().filter(|sign| !is_day(word) || "()[]".contains(*sign)));
    }
    own
}

/// The name that an address has: `jane.smith@council.gov.uk` is Jane Smith.
fn name_of_address(text: &str) -> Option<String> {
    let text = text.trim();
    let (before, after) = text.split_once('@')?;
    if text.contains(char::is_whitespace) || !after.contains('.') {
        return None;
    }
    // Signed-on users have what signed them on before a bar.
    let own = before.rsplit('|').next().unwrap_or(before);
    let own = own.rsplit(':').next().unwrap_or(own);
    let words = own.split(['.', '_']).filter(|word| !word.is_empty() && !word.bytes().all(|own| own.is_ascii_digit()));
    let words: Vec<String> = words
        .map(|word| {
            let word = word.trim_end_matches(|own: char| own.is_ascii_digit());
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        })
        .collect();
    let own = plain(&words.join(" "));
    (!own.is_empty()).then_some(own)
}

/// How many of the words of a name are the name: what says until when, or what the person is, stands after them.
pub fn length(words: &[String]) -> usize {
    let is_after = |word: &String| AFTER.split('|').any(|own| own == word);
    let length = words.iter().skip(1).position(is_after).map_or(words.len(), |at| at + 1);
    let is_role = |word: &String| {
        matches!(word.as_str(), "SW" | "SSW" | "ASYE" | "NQSW" | "PA" | "FSW" | "PSW" | "CSW" | "ATM" | "TM" | "AP")
    };
    match words.get(..length) {
        Some([_, _, .., last]) if is_role(last) => length - 1,
        _ => length,
    }
}
