//! What a line of text says: the name of somebody or of a team, a plan, or something about the list.

use super::filled::{has_figure, there};
use crate::importing::heading::{plain, tidy};
use crate::importing::mapping::targets::{LEAVE_ROW, Of, Target};
use crate::importing::mapping::{told, words};
use crate::importing::table::Row;

/// The longest line that may name somebody or something.
const LONGEST: usize = 80;

/// What begins lines that are about the list, and name nobody.
const NOTES: &str = "page|printed|report|run by|run on|run date|as at|as of|key|note|notes|official|source|applied filter|\
                     applied filters|data as|created|generated|produced|extracted|exported|end of|confidential|\
                     restricted|internal|filter|filters|parameters|refreshed|version|copyright|disclaimer|legend";

/// Words that teams have in their names, and people have not.
const OF_TEAMS: &str = "team|teams|north|south|east|west|central|service|services|duty|locality|hub|pod|unit|area|cin|cp|\
                        lac|cla|cic|assessment|safeguarding|leaving|looked|children|childrens|children's|court|\
                        fostering|adoption|support|protection|care|through|disability|cwd|mash|front";

fn is_one_of(words: &str, own: &str) -> bool {
    words.split('|').any(|word| word == own)
}

/// A line about the list itself.
pub(super) fn is_note(text: &str) -> bool {
    let own = tidy(text);
    let begins =
        |word: &str| own.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()));
    own.chars().count() > LONGEST || text.contains(['\n', '\u{2028}']) || NOTES.split('|').any(begins)
}

/// What a line says before its colon, and the rest: `Worker: Ann Bell`.
pub(super) fn prefixed(row: &Row) -> Option<(Target, String)> {
    let mut cells = there(row).map(|own| plain(&own.1.text()));
    let (first, second) = (cells.next()?, cells.next());
    let (heading, rest) = match second {
        None => {
            let (heading, rest) = first.split_once(':')?;
            (heading.to_owned(), plain(rest))
        }
        Some(second) => (first.trim_end().strip_suffix(':')?.to_owned(), second),
    };
    let target = told(&heading)?;
    let is_for_groups = matches!(target, Target::Worker | Target::Team | Target::Fact(Of::Child, "plan"));
    (is_for_groups && !rest.is_empty()).then_some((target, rest))
}

/// The name that a line has, without what is said of it: `Ann Bell (0.8 FTE)`, `Ann Bell - 12`.
pub(super) fn name_of(text: &str) -> String {
    let text = plain(text);
    let bare = text.split(['(', '[']).next().unwrap_or_default();
    // `Ann Bell - 12 cases`.
    let is_count = |own: &(&str, &str)| own.1.trim_start().starts_with(|sign: char| sign.is_ascii_digit());
    let dashes = [" - ", " \u{2013} ", " \u{2014} ", ": "];
    let bare = dashes.iter().find_map(|dash| bare.split_once(dash).filter(is_count)).map_or(bare, |own| own.0);
    let is_end = |own: char| " -:,\u{2013}\u{2014}.".contains(own);
    let bare = bare.trim_end_matches(is_end);
    let before = bare.trim_end_matches(|own: char| own.is_ascii_digit());
    // The number of a team is its name, where no dash parts it: `Team 2`.
    let is_own = before.len() < bare.len() && !before.trim_end().ends_with(is_end) && of_team(bare);
    let bare = if is_own { bare } else { before.trim_end_matches(is_end) };
    if bare.is_empty() { text } else { bare.to_owned() }
}

/// The plan that a text is a word for.
pub(super) fn plan_of(text: &str) -> Option<String> {
    words::guess(Target::Fact(Of::Child, "plan"), "", &words::same_word(text))
        .filter(|own| own != "unknown" && own != LEAVE_ROW)
}

/// True for a name with a word that teams have, or a code such as `T3`: a family above its children is none, nor is an
/// address.
pub(super) fn of_team(name: &str) -> bool {
    let own = tidy(name);
    let is_code = |word: &str| has_figure(word) && word.starts_with(char::is_alphabetic) && word.len() <= 5;
    !own.ends_with(" family")
        && !own.starts_with("family of ")
        && own.split([' ', '-', '/', '&']).any(|word| is_one_of(OF_TEAMS, word) || is_code(word))
}

/// Words that only teams have.
const OF_TEAMS_ALONE: &str = "team|teams|service|services|hub|pod|unit|duty|mash|district|locality|families";

/// What a family may have behind its name.
const OF_CASES: &str =
    "cin|cp|lac|cla|cic|children|childrens|children's|assessment|court|care|protection|adoption|disability";

/// True for the name of a team that is no family's with a plan behind it: `Smith CIN`, `Smith children`.
pub(super) fn surely_of_team(name: &str) -> bool {
    let own = tidy(name);
    let words = || own.split([' ', '-', '/', '&']).filter(|word| !word.is_empty());
    let of_teams = || words().filter(|word| is_one_of(OF_TEAMS, word));
    of_team(name)
        && (words().any(|word| is_one_of(OF_TEAMS_ALONE, word))
            || words().any(has_figure)
            || (of_teams().count() > 1 && of_teams().any(|word| !is_one_of(OF_CASES, word)))
            || of_teams().count() == words().count())
}
