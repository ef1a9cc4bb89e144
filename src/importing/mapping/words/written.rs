//! How a word may be written: with a code or the letter of a list before it, in brackets, in capitals.

use super::denied::is_denied;

/// The ways in which a word is looked up: as it is, without the letter or number of a list before it (`a) Looked
/// after child`), without what follows a code (`C1 - Interim care order`). What says that something is not so, or
/// is over (`No CP plan`, `Ex-LAC`, `CP ended`), is looked up as it stands alone.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let listed = word.split_once([' ', '-', ':', '.']).filter(|own| is_list_letter(own.0) || is_code(own.0));
    let rest = listed.map(|own| own.1.trim_start_matches([' ', '-', ':', '.'])).filter(|rest| !rest.is_empty());
    // What follows a code is about the code: `C2 - ended` is no closed case.
    let is_of_list = |first: &str| is_list_letter(first) || first.bytes().all(|own| own.is_ascii_digit());
    let denied = is_denied(word);
    if let Some(rest) = rest.filter(|_| !denied || listed.is_some_and(|own| is_of_list(own.0))) {
        forms.push(rest.to_owned());
    }
    if denied || rest.is_some_and(is_denied) {
        return forms;
    }
    if let Some((first, _)) = listed.filter(|own| own.0.len() == 2) {
        forms.push(first.to_owned());
    }
    let spaced = word.split([' ', '-', '/']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if !spaced.is_empty() && spaced != word {
        forms.push(spaced);
    }
    forms
}

/// The letter of a list: the sign after it may have been tidied away. `N` and `Y` are no and yes.
fn is_list_letter(first: &str) -> bool {
    matches!(first.as_bytes(), [b'a'..=b'l'])
}

/// A number of a list, or a code of the statutory return such as `c2`.
fn is_code(first: &str) -> bool {
    first.len() <= 2
        && first != "0"
        && first.bytes().all(|own| own.is_ascii_alphanumeric())
        && first.bytes().any(|own| own.is_ascii_digit())
}
