//! Yes and no under a heading that says which way it is asked.

use super::facts::YES_NO;
use super::look_up;
use crate::importing::heading::tidy;

/// Yes and no under a heading that says which way it is asked: `Out of area?`.
pub(super) fn of_area(heading: &str, word: &str) -> Option<String> {
    let yes = look_up(&YES_NO[..2], word)? == "yes";
    let heading = tidy(heading);
    let asks = |words: &[&str]| words.iter().any(|word| heading.split([' ', '/', '-']).any(|own| own == *word));
    let (out, within) = (asks(&["out", "outside", "ooa", "oob", "ooc"]), asks(&["in", "inside", "within"]));
    match (out, within) {
        (true, false) => Some(if yes { "outside" } else { "in_area" }.to_owned()),
        (false, true) => Some(if yes { "in_area" } else { "outside" }.to_owned()),
        _ => None,
    }
}
