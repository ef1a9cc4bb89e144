//! Headings, names and words as files have them, made comparable.
//!
//! The same heading stands in files with straight and curly apostrophes, blanks that do not break, a blank at
//! its end, a bracket too many. Nothing here decides what a heading means.

/// Characters that nobody sees and that could make a text look like another: controls, zero widths, soft
/// hyphens, marks and overrides of direction.
#[must_use]
pub fn is_unseen(character: char) -> bool {
    (character.is_control() && !character.is_whitespace())
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The text on one line as a person sees it: nothing unseen, one blank for each run of blanks (those that do
/// not break among them), none at the ends. Letters stay as they are.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut wants_blank = false;
    for own in text.chars() {
        if own.is_whitespace() {
            wants_blank = !plain.is_empty();
        } else if !is_unseen(own) {
            if wants_blank {
                plain.push(' ');
                wants_blank = false;
            }
            plain.push(own);
        }
    }
    plain
}

/// The text to compare by: plain, in lower case, with straight apostrophes and dashes, underlines as blanks,
/// without brackets, question marks and stars, and without punctuation at the ends. `Date Ceased to be Looked
/// After ` and `date_ceased_to_be_looked_after` are the same; so are `(Y/N)?`, `(Y/N))` and `Y/N`. The sign of
/// a number stays.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut same = String::with_capacity(text.len());
    for own in text.chars() {
        match own {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '`' => same.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' => same.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => same.push('-'),
            '_' | '(' | ')' | '[' | ']' | '{' | '}' | '?' | '*' => same.push(' '),
            _ if own.is_ascii() => same.push(own.to_ascii_lowercase()),
            _ => same.extend(own.to_lowercase()),
        }
    }
    let plain = plain(&same);
    let ended = plain.trim_end_matches(is_loose);
    let begun = ended.trim_start_matches(is_loose);
    // The sign of a number stays: an age of -1 is that of an unborn child.
    let signed = begun.len() < ended.len() && begun.starts_with(|own: char| own.is_ascii_digit());
    let sign = ended.len() - begun.len();
    let from = if signed && ended.get(..sign).is_some_and(|before| before.ends_with('-')) { sign - 1 } else { sign };
    ended.get(from..).unwrap_or(begun).to_owned()
}

/// The text to compare headings and codes of a known list by: plain letters and figures in lower case, one blank for
/// whatever stands between words, nothing for apostrophes, question marks and letters that were damaged on the way
/// (`Child\u{2019}s`, `Child?s`, `Child\u{e2}\u{20ac}\u{2122}s` and `Childs` are the same). Too loose for names.
#[must_use]
pub fn loose(text: &str) -> String {
    let mut loose = String::with_capacity(text.len());
    let mut wants_blank = false;
    for own in text.chars() {
        if own.is_ascii_alphanumeric() {
            if wants_blank && !loose.is_empty() {
                loose.push(' ');
            }
            wants_blank = false;
            loose.push(own.to_ascii_lowercase());
        } else {
            let joins = matches!(own, '\'' | '?' | '`') || !(own.is_ascii() || own.is_whitespace() || is_dash(own));
            wants_blank |= !joins;
        }
    }
    loose
}

const fn is_dash(own: char) -> bool {
    matches!(own, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Punctuation that says nothing at the ends of a heading.
fn is_loose(own: char) -> bool {
    own == ' '
        || matches!(
            own,
            '.' | ',' | ';' | ':' | '!' | '\'' | '"' | '/' | '\\' | '-' | '|' | '=' | '~' | '^' | '\u{2026}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_heading_is_the_same_however_it_is_typed() {
        for (one, other) in [
            ("Date Ceased to be Looked After ", "Date Ceased to be Looked After"),
            ("Child\u{2019}s Legal Status", "Child's  legal status"),
            ("Age of Child (Years)", "age of child years"),
            ("within the Last 12 Months (Y/N)", "within the Last 12 Months (Y/N))"),
            ("LA In\u{a0}Touch ", "\u{feff}LA in touch"),
            ("Referral NFA?", "Referral NFA"),
            ("Child_Unique_ID", "Child Unique ID"),
            ("\u{2018}Missing\u{2019}", "'missing'"),
            ("Case\nstatus:", "case status"),
            ("Cared\u{2013}for", "cared-for"),
        ] {
            assert_eq!(tidy(one), tidy(other));
        }
    }

    #[test]
    fn headings_of_a_known_list_are_the_same_when_letters_were_damaged() {
        for text in [
            "Child\u{2019}s Legal Status",
            "Child's legal  status:",
            "Child?s Legal Status",
            "Child\u{e2}\u{20ac}\u{2122}s Legal Status",
            "Childs_Legal_Status",
            "child\u{fffd}s legal\u{a0}status",
        ] {
            assert_eq!(loose(text), "childs legal status", "{text}");
        }
        assert_eq!(loose("a\u{2013}Looked after child"), "a looked after child");
        assert_eq!(loose("a) \u{e2}\u{20ac}\u{201c} In"), "a in");
        assert_eq!(loose("?!"), "");
    }

    #[test]
    fn the_sign_of_a_number_stays() {
        assert_eq!(tidy("-1"), "-1");
        assert_eq!(tidy(" \u{2212}0.5 "), "-0.5");
        assert_eq!(tidy("- a dash"), "a dash");
        assert_eq!(tidy("18+"), "18+");
        assert_eq!(tidy("--"), "");
        assert_eq!(tidy(""), "");
    }

    #[test]
    fn a_name_loses_what_nobody_sees_and_keeps_its_letters() {
        assert_eq!(plain(" Jane\u{a0}\u{a0}Smith\u{202e}\u{200b}\t "), "Jane Smith");
        assert_eq!(plain("Zo\u{eb} O\u{2019}Brien"), "Zo\u{eb} O\u{2019}Brien");
        assert_eq!(plain("\u{202e}\u{200f}"), "");
    }
}
