//! Numbers of children and names of workers: what is the same in two files gets the same code, whichever way
//! the files were read, and a name becomes initials.

mod written;

use super::code::{Coded, Key};
use super::heading::{plain, tidy};
use std::collections::{BTreeMap, BTreeSet};

/// The code of a child's number. `12345`, `12345.0`, ` 0012345 ` and `12345 ` are one child. Nothing where there is
/// no number.
#[must_use]
pub fn child_code(key: &Key, number: &str) -> Option<Coded> {
    let same = same_number(number)?;
    Some(key.code("child", &same))
}

/// The code of a family's number, in the same way.
#[must_use]
pub fn family_code(key: &Key, number: &str) -> Option<Coded> {
    let same = same_number(number)?;
    Some(key.code("family", &same))
}

/// The code of a worker's name. `Jane Smith`, `SMITH, Jane` and `Jane Smith (ASYE)` are one worker.
#[must_use]
pub fn practitioner_code(key: &Key, name: &str) -> Coded {
    key.code("practitioner", &same_name(name))
}

/// What stands for a number where there is none.
const NO_NUMBER: &str = "0|?|x|n/a|na|n/k|nk|#n/a|nil|none|no|null|blank|tbc|tba|to be confirmed|unborn|unborn baby|\
     unborn child|baby|unknown|not known|not recorded|not yet known|not allocated|no number|no id|no family|not applicable|pending|\
     awaiting|new";

/// True for a number that a program has shortened (`1.00001E+11`): many numbers look like it.
#[must_use]
pub fn is_shortened(number: &str) -> bool {
    let tidy = tidy(number);
    let figures = |own: &str| !own.is_empty() && own.bytes().all(|own| own.is_ascii_digit());
    tidy.split_once("e+").is_some_and(|(before, after)| {
        let (whole, part) = before.split_once('.').unwrap_or((before, "0"));
        figures(whole) && figures(part) && figures(after)
    })
}

/// What is said of a number that a program has shortened.
pub const SHORTENED: &str =
    "Excel has shortened this number: format the column as a number and save again. Read as a child of its own";

/// A number as it is compared: nothing for words that stand for none; without blanks and case, without the noughts that a program puts before or after it.
#[must_use]
pub fn same_number(number: &str) -> Option<String> {
    let tidy = tidy(number);
    if NO_NUMBER.split('|').any(|own| own == tidy) || is_shortened(&tidy) {
        return None;
    }
    let mut same: String = tidy.chars().filter(|own| !own.is_whitespace()).collect();
    if let Some((whole, part)) = same.split_once('.')
        && !whole.is_empty()
        && part.bytes().all(|own| own == b'0')
        && whole.bytes().all(|own| own.is_ascii_digit())
    {
        same = String::from(whole);
    }
    if same.bytes().all(|own| own.is_ascii_digit()) {
        let bare = same.trim_start_matches('0');
        same = String::from(bare);
    }
    (!same.is_empty()).then_some(same)
}

/// A number as it is compared, but for the noughts that stand before it.
#[must_use]
pub fn with_noughts(number: &str) -> String {
    let same: String = tidy(number).chars().filter(|own| !own.is_whitespace()).collect();
    same.split_once('.')
        .filter(|(whole, part)| !whole.is_empty() && part.bytes().all(|own| own == b'0'))
        .map(|(whole, _)| whole.to_owned())
        .unwrap_or(same)
}

/// A name as it is compared: first names first, in lower case, without titles and what stands in brackets.
#[must_use]
pub fn same_name(name: &str) -> String {
    let words: Vec<String> = words_of(name).iter().map(|word| tidy(word)).filter(|word| !word.is_empty()).collect();
    let same = without_marks(&words.join(" "));
    if same.is_empty() { tidy(name) } else { same }
}

/// Titles that are no part of a name.
const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof"];

/// The words of a name, first names first, without titles and what stands in brackets.
fn words_of(name: &str) -> Vec<String> {
    let mut outside = String::new();
    let mut depth = 0_usize;
    for own in plain(&written::written(name).name).chars() {
        match own {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(own),
            _ => {}
        }
    }
    let outside = without_role(&outside);
    let outside = match outside.split_once(',') {
        Some((before, after)) if is_role(after) => before,
        _ => outside,
    };
    let turned = match outside.split_once(',') {
        Some((last, first)) => format!("{first} {last}"),
        None => outside.to_owned(),
    };
    let words = turned.split([' ', ',', '.']).filter(|word| !word.is_empty());
    let mut words: Vec<String> =
        words.filter(|word| !TITLES.contains(&tidy(word).as_str())).map(str::to_owned).collect();
    // A payroll number beside a name is no part of it; "Worker 12" has no other.
    let is_number = |word: &String| word.len() >= 4 && word.bytes().all(|own| own.is_ascii_digit());
    if words.iter().filter(|word| !is_number(word)).count() >= 2 {
        words.retain(|word| !is_number(word));
    }
    words.truncate(written::length(&words));
    if !outside.contains(',') && is_last_name_first(&words) {
        words.rotate_left(1);
    }
    words
}

/// What stands before a dash with blanks around it (`Jane Smith - Social Worker`), or after it where a number stands
/// before it (`12345 - Jane Smith`).
fn without_role(name: &str) -> &str {
    let dashes = [" - ", " \u{2013} ", " \u{2014} "];
    let Some((before, after)) = dashes.iter().find_map(|dash| name.split_once(dash)) else { return name };
    if before.chars().any(char::is_alphabetic) { before } else { after }
}

/// True for `Smith J` and `SMITH Jane`, which have no comma.
fn is_last_name_first(words: &[String]) -> bool {
    let [first, others @ ..] = words else { return false };
    let letters = first.chars().filter(|own| own.is_alphabetic()).count();
    let is_capitals = |word: &String| word.chars().all(|own| !own.is_lowercase());
    let by_letter = matches!(others, [one] if one.chars().count() == 1 && one.chars().all(char::is_alphabetic));
    let by_capitals = is_capitals(first) && !others.is_empty() && !others.iter().any(is_capitals);
    letters >= 3 && (by_letter || by_capitals)
}

/// The initials of a name: `Jane Smith` and `Smith, Jane` are `JS`. What is short capitals already, or has figures, stays.
#[must_use]
pub fn initials(name: &str) -> String {
    let words = words_of(name);
    let short =
        |word: &str| word.chars().count() <= 4 && word.chars().all(|own| own.is_uppercase() || own.is_ascii_digit());
    if let [one] = words.as_slice()
        && short(one)
    {
        return one.clone();
    }
    let mut initials = String::new();
    for word in &words {
        if word.chars().any(|own| own.is_ascii_digit()) {
            initials.extend(word.chars().filter(|own| own.is_alphanumeric()).take(8));
        } else if let Some(first) = word.chars().find(|own| own.is_alphabetic()) {
            initials.extend(first.to_uppercase());
        }
    }
    let initials: String = initials.chars().take(12).collect();
    if initials.is_empty() { "?".to_owned() } else { initials }
}

/// Initials that nobody in the list has yet: `JS`, then `JS 2`.
#[must_use]
pub fn own_initials<'a>(name: &str, taken: impl Fn(&str) -> bool + 'a) -> String {
    let initials = initials(name);
    if !taken(&initials) {
        return initials;
    }
    (2..100_000).map(|number| format!("{initials} {number}")).find(|own| !taken(own)).unwrap_or(initials)
}

/// Gives initials of which no two are the same: `JS`, then `JS 2`. For many names.
#[derive(Debug, Default)]
pub struct Initials {
    taken: BTreeSet<String>,
    times: BTreeMap<String, usize>,
}

impl Initials {
    /// Initials of the name that nobody has yet.
    pub fn free(&mut self, name: &str) -> String {
        let initials = initials(name);
        let times = self.times.entry(initials.clone()).or_default();
        loop {
            *times += 1;
            let own = if *times == 1 { initials.clone() } else { format!("{initials} {times}") };
            if self.taken.insert(own.clone()) {
                return own;
            }
        }
    }
}

/// What stands for a worker where there is none.
const NOBODY: [&str; 29] = [
    "n/a",
    "#n/a",
    "na",
    "none",
    "nil",
    "no",
    "nobody",
    "no one",
    "no worker",
    "not allocated",
    "unallocated",
    "un-allocated",
    "not yet allocated",
    "to be allocated",
    "awaiting allocation",
    "pending allocation",
    "pending",
    "waiting",
    "waiting list",
    "vacant",
    "vacancy",
    "tbc",
    "tba",
    "unknown",
    "not known",
    "not recorded",
    "no allocated worker",
    "null",
    "blank",
];

/// True where a worker's cell says that there is nobody.
#[must_use]
pub fn is_nobody(name: &str) -> bool {
    let tidy = tidy(name);
    tidy.is_empty() || NOBODY.contains(&tidy.as_str())
}

/// Words of a worker's cell that name a desk and nobody: as the first or last word.
const DESKS: [&str; 14] = [
    "duty",
    "team",
    "tray",
    "inbox",
    "desk",
    "hub",
    "service",
    "pool",
    "queue",
    "rota",
    "unallocated",
    "allocation",
    "vacant",
    "vacancy",
];

/// Names of people end in some of these words too; they are a desk only at the beginning.
const NAMES_TOO: [&str; 3] = ["duty", "pool", "desk"];

/// Words that say, wherever they stand, that nobody is there.
const GONE: [&str; 5] = ["do not use", "awaiting", "not allocated", "left la", "left authority"];

/// Words of teams: with one of them before it, `CIN North Duty` is a desk and nobody's name.
const OF_TEAMS: [&str; 16] = [
    "cin",
    "cp",
    "lac",
    "cla",
    "cic",
    "mash",
    "north",
    "south",
    "east",
    "west",
    "central",
    "assessment",
    "safeguarding",
    "referral",
    "court",
    "locality",
];

/// What stands for a worker who is still to come, or for anybody at all.
const ANYBODY: [&str; 9] =
    ["x", "xx", "xxx", "new sw", "new worker", "new social worker", "new starter", "manager", "allocated to manager"];

/// True where a worker's cell says that the worker has left: `LEFT - Jane Smith`, `Jane Smith (left 30/10)`.
#[must_use]
pub fn has_left(name: &str) -> bool {
    let own = plain(name).to_ascii_lowercase().replace(['\u{2013}', '\u{2014}'], "-");
    ["left -", "left:", "leaver -", "leaver:"].iter().any(|begin| own.starts_with(begin))
        || ["(left", "[left", "(leaver", "- left", "(has left"]
            .iter()
            .any(|sign| own.split_once(sign).is_some_and(|(_, after)| !after.starts_with(char::is_alphanumeric)))
}

/// True where a worker's cell names a desk, a post that nobody has or somebody who has left: no worker.
#[must_use]
pub fn is_no_worker(name: &str) -> bool {
    let tidy = tidy(name);
    let words: Vec<&str> = tidy.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect();
    let spaced = format!(" {} ", words.join(" "));
    is_nobody(name)
        || words.first().is_some_and(|word| DESKS.contains(word))
        || words.last().is_some_and(|word| DESKS.contains(word) && !NAMES_TOO.contains(word))
        || (words.last().is_some_and(|word| NAMES_TOO.contains(word))
            && words.iter().any(|word| OF_TEAMS.contains(word)))
        || GONE.iter().any(|gone| spaced.contains(&format!(" {gone} ")))
        || ANYBODY.contains(&tidy.as_str())
        || is_role(name)
        || has_left(name)
        || !tidy.chars().any(char::is_alphanumeric)
        || tidy.bytes().all(|own| own == b'0')
}

/// The workers of one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workers {
    /// Their names as they stand there, each once; desks and roles are left out.
    pub names: Vec<String>,
    /// True where one name may be several people's (`Smith/Jones`), and was read as one person's.
    pub is_doubtful: bool,
}

/// The workers whom one cell names.
///
/// Names are parted by a line break, `;`, `/`, `&`, `+` and the word "and", but for what stands in brackets. What stands
/// between is somebody where it is a whole name: two words or more (`Jane Smith`, `Smith, J`), or initials where all of
/// them are. A desk (`Duty`) or a role (`Agency`) beside a name is nobody. Where one of them is no whole name
/// (`Smith/Jones`, which may be a team) it is one person, which is doubtful; but a name that a line break alone parts
/// (`Jane`, below it `Smith`) was only broken. A comma parts nobody: `Smith, Jane` is one person. Where a whole name
/// stands on both sides of it (`Jane Smith, Tom Brown`) that is doubtful too.
#[must_use]
pub fn workers(text: &str) -> Workers {
    let written = written::written(text);
    let text = written.name.as_str();
    let whole = plain(text);
    let (parts, by_sign) = parted(text);
    let is_person = |part: &&String| !is_no_worker(part) && !is_role(part);
    let people: Vec<&String> = parts.iter().filter(is_person).collect();
    // A desk stands for the whole cell, but for a whole name beside it.
    if is_no_worker(&whole) && (parts.len() < 2 || people.is_empty() || !people.iter().all(|own| is_whole_name(own))) {
        return Workers::default();
    }
    let are_names = match people.as_slice() {
        [] => false,
        [one] => (parts.len() > 1 || by_sign) && letters(one) >= 2,
        _ => people.iter().all(|own| is_whole_name(own)) || people.iter().all(|own| is_short(own)),
    };
    if !are_names {
        let is_doubtful = written.is_cut || (by_sign && people.len() > 1) || has_two_whole_names(&whole);
        return Workers { names: vec![whole], is_doubtful };
    }
    let mut names: Vec<String> = Vec::new();
    for own in people {
        if !names.iter().any(|other| same_name(other) == same_name(own)) {
            names.push(own.clone());
        }
    }
    let is_doubtful = written.is_cut || names.iter().any(|own| has_two_whole_names(own));
    Workers { names, is_doubtful }
}

/// What is said of a name that may be several people's.
pub const MAY_BE_TWO: &str =
    "may name two workers: read as one. Write whole names with a stroke between them, as in Jane Smith / Tom Brown";

/// The parts of a worker's cell between line breaks and the signs that part names, and whether there are such signs.
fn parted(text: &str) -> (Vec<String>, bool) {
    let (mut parts, mut own, mut by_sign, mut depth) = (Vec::new(), String::new(), false, 0_usize);
    for line in text.split(['\n', '\r', '\u{b}', '\u{2028}']) {
        for word in line.split(char::is_whitespace) {
            if depth == 0 && word.eq_ignore_ascii_case("and") {
                by_sign = true;
                parts.push(std::mem::take(&mut own));
                continue;
            }
            own.push(' ');
            for letter in word.chars() {
                match letter {
                    '(' | '[' | '<' => depth += 1,
                    ')' | ']' | '>' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if depth == 0 && matches!(letter, '/' | '&' | ';' | '+') {
                    by_sign = true;
                    parts.push(std::mem::take(&mut own));
                } else {
                    own.push(letter);
                }
            }
        }
        if depth == 0 {
            parts.push(std::mem::take(&mut own));
        } else {
            own.push(' ');
        }
    }
    parts.push(own);
    let parts: Vec<String> = parts.iter().map(|own| plain(own)).filter(|own| letters(own) > 0).collect();
    (parts, by_sign)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|own| own.is_alphabetic()).count()
}

/// True for a name of two words or more, of which one is more than a letter.
fn is_whole_name(name: &str) -> bool {
    let words = words_of(name);
    words.iter().filter(|word| letters(word) > 0).count() >= 2 && words.iter().any(|word| letters(word) >= 2)
}

/// True for initials that stand alone: `JS`.
fn is_short(name: &str) -> bool {
    (2..=4).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}

/// True where a whole name stands before a comma and another after it.
fn has_two_whole_names(name: &str) -> bool {
    name.split_once(',').is_some_and(|(before, after)| {
        [before, after].iter().all(|own| is_whole_name(own) && !is_role(own) && !is_no_worker(own))
    })
}

/// Words for what a worker is, which may stand after a comma or a stroke.
const ROLES: &str = "agency|agency sw|agency social worker|agency worker|locum|locum social worker|asye|nqsw|student|\
     student social worker|social worker|senior social worker|advanced social worker|senior practitioner|\
     advanced practitioner|practice manager|team manager|assistant team manager|family support worker|\
     personal adviser|personal advisor|support worker|newly qualified|temp|temporary|part time|full time|sw/pa";

fn is_role(text: &str) -> bool {
    let tidy = tidy(text);
    ROLES.split('|').any(|own| own == tidy)
}

/// Letters with a mark and the mark as signs of their own become the letter alone: both ways of writing are one.
fn without_marks(text: &str) -> String {
    const MARKED: [(char, &str); 11] = [
        ('a', "\u{e0}\u{e1}\u{e2}\u{e3}\u{e4}\u{e5}\u{101}\u{103}\u{105}"),
        ('c', "\u{e7}\u{107}\u{10d}"),
        ('e', "\u{e8}\u{e9}\u{ea}\u{eb}\u{113}\u{117}\u{119}\u{11b}"),
        ('g', "\u{11f}\u{121}"),
        ('i', "\u{ec}\u{ed}\u{ee}\u{ef}\u{12b}"),
        ('n', "\u{f1}\u{144}\u{148}"),
        ('o', "\u{f2}\u{f3}\u{f4}\u{f5}\u{f6}\u{14d}\u{151}"),
        ('s', "\u{15b}\u{15f}\u{161}\u{219}"),
        ('u', "\u{f9}\u{fa}\u{fb}\u{fc}\u{16b}\u{16f}\u{171}"),
        ('y', "\u{fd}\u{ff}\u{177}"),
        ('z', "\u{17a}\u{17c}\u{17e}"),
    ];
    let bare = |own: char| MARKED.iter().find(|(_, marked)| marked.contains(own)).map_or(own, |found| found.0);
    text.chars().filter(|own| !('\u{300}'..='\u{36f}').contains(own)).map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_is_one_however_a_program_writes_the_name() {
        for text in [
            "jane.smith@council.gov.uk",
            "JANE.SMITH@council.gov.uk",
            "Jane_Smith2@council.gov.uk",
            "i:0#.f|membership|jane.smith@council.gov.uk",
            "Jane Smith <jane.smith@council.gov.uk>",
            "Jane Smith;#12",
            "Jane Smith SW",
            "Jane Smith 23/10",
            "Jane Smith until 30/11",
            "Jane Smith (from 01/12/2026)",
            "Jane Smith to take over",
            "Jane Smith /",
            "c/o Jane Smith",
            "Jane Smith \u{2192} Tom Brown (from 1/12)",
            "Jane Smith -> TB",
        ] {
            let own = workers(text);
            assert_eq!(own.names.len(), 1, "{text}");
            assert_eq!(same_name(&own.names[0]), "jane smith", "{text}");
            assert_eq!(initials(&own.names[0]), "JS", "{text}");
            assert_eq!(
                own.is_doubtful,
                text.contains('>') && !text.contains('<') || text.contains('\u{2192}'),
                "{text}"
            );
        }
        assert_eq!(workers("Jane Smith;#12;#Tom Brown;#14").names, ["Jane Smith", "Tom Brown"]);
        assert_eq!(same_name("jane.smith@council.gov.uk"), "jane smith");
        // Names that only look like it.
        for (text, same) in
            [("Minh To", "minh to"), ("To Nguyen", "to nguyen"), ("A From", "a from"), ("Jo PA", "jo pa")]
        {
            assert_eq!(same_name(text), same);
        }
        assert_eq!(initials("@home"), "H");
    }

    #[test]
    fn a_number_is_the_same_however_a_program_shows_it() {
        for text in ["12345", "12345.0", "0012345", " 12345 ", "12345.00", "12\u{a0}345"] {
            assert_eq!(same_number(text).as_deref(), Some("12345"), "{text}");
        }
        assert_eq!(same_number("AB-12 3"), same_number("ab-123"));
        assert_ne!(same_number("12345.5"), same_number("12345"));
        assert_eq!(same_number(" \u{200b}"), None);
        for text in
            ["TBC", "Unborn", "N/A", "unknown", "None", "not known", "0", "000", "-", "?", "pending", "1.00001E+11"]
        {
            assert_eq!(same_number(text), None, "{text}");
        }
        assert!(same_number("12e4").is_some() && same_number("N12").is_some());
    }

    #[test]
    fn a_worker_is_the_same_however_the_name_is_written() {
        for name in
            ["Jane Smith", "SMITH, Jane", "jane  smith", "Ms Jane Smith", "Jane\u{a0}Smith (ASYE)", "Smith,Jane"]
        {
            assert_eq!(same_name(name), "jane smith", "{name}");
        }
        for name in [
            "SMITH Jane",
            "Jane Smith - Agency",
            "Jane Smith \u{2013} Social Worker",
            "12345 - Jane Smith",
            "Jane Smith 1042",
            "JANE SMITH (Agency)",
        ] {
            assert_eq!(same_name(name), "jane smith", "{name}");
        }
        assert_eq!(same_name("Smith J"), "j smith");
        assert_eq!(same_name("DJ Smith"), "dj smith");
        assert_eq!(same_name("Worker 1042"), "worker 1042");
        assert_ne!(same_name("Jane Smyth"), "jane smith");
        assert_eq!(same_name("(Duty)"), "duty");
    }

    #[test]
    fn names_become_initials() {
        for (name, initials) in [
            ("Jane Smith", "JS"),
            ("Smith, Jane", "JS"),
            ("Smith J", "JS"),
            ("SMITH Jane", "JS"),
            ("JANE SMITH (Agency)", "JS"),
            ("Jane Smith-Jones", "JS"),
            ("104233 Jane Smith", "JS"),
            ("Mrs Jane Anne O\u{2019}Brien", "JAO"),
            ("Zo\u{eb} \u{c9}tienne", "Z\u{c9}"),
            ("JS", "JS"),
            ("JS2", "JS2"),
            ("Worker 12", "W12"),
            ("jane", "J"),
            ("(Duty)", "?"),
        ] {
            assert_eq!(super::initials(name), initials, "{name}");
        }
        assert_eq!(own_initials("Jane Smith", |own| own == "JS" || own == "JS 2"), "JS 3");
        let mut all = Initials::default();
        assert_eq!(["Jane Smith", "John Shaw", "JS", "Al Bo"].map(|name| all.free(name)), ["JS", "JS 2", "JS 3", "AB"]);
        assert!(is_nobody("#N/A") && is_nobody(" Un-allocated ") && is_nobody("") && !is_nobody("Nora"));
    }

    #[test]
    fn two_names_in_one_cell_are_two_workers_and_what_may_be_one_is_one() {
        let names = |text: &str| {
            let own = workers(text);
            (own.names.join(" | "), own.is_doubtful)
        };
        for text in [
            "Jane Smith / Tom Brown",
            "Jane Smith/Tom Brown",
            "Jane Smith; Tom Brown",
            "Jane Smith & Tom Brown",
            "Jane Smith + Tom Brown",
            "Jane Smith and Tom Brown",
            "Jane\u{a0}Smith AND\u{a0}Tom Brown",
            "Jane Smith\nTom Brown",
            "Jane Smith\r\nTom Brown\r\n",
            "Jane Smith / Duty / Tom Brown / Jane Smith",
        ] {
            assert_eq!(names(text), ("Jane Smith | Tom Brown".to_owned(), false), "{text}");
        }
        assert_eq!(names("Smith, Jane\nBrown, Tom"), ("Smith, Jane | Brown, Tom".to_owned(), false));
        assert_eq!(names("Smith J / Khan A"), ("Smith J | Khan A".to_owned(), false));
        assert_eq!(names("JS/AK"), ("JS | AK".to_owned(), false));
        assert_eq!(names("Al Bo / Cy Do / Ed Fu").0, "Al Bo | Cy Do | Ed Fu");
        for text in [
            "Smith, Jane",
            "Jane Smith - Agency",
            "Jane Smith (ASYE/NQSW)",
            "Jane Smith (ASYE and agency)",
            "Jane O\u{2019}Brien",
            "Jane Smith-Jones",
            "Jane Anderson",
            "Jane Smith, Agency",
            "DJ Smith",
            "1042",
        ] {
            assert_eq!(names(text), (text.to_owned(), false), "{text}");
        }
        // A name that was only broken, and one beside what it is.
        assert_eq!(names("Jane\nSmith"), ("Jane Smith".to_owned(), false));
        assert_eq!(names("Smith,\nJane"), ("Smith, Jane".to_owned(), false));
        for text in [
            "Jane Smith\nSocial Worker",
            "Jane Smith / Agency",
            "Duty & Jane Smith",
            "Jane Smith / North Team",
            "Jane Smith\n(ASYE)",
        ] {
            let bare = same_name(&workers(text).names.join(" | "));
            assert_eq!((bare.as_str(), workers(text).is_doubtful), ("jane smith", false), "{text}");
        }
        for text in ["Smith/Jones", "Jane & Tom", "Jane Smith / Tom", "Protection and Court", "Jane Smith, Tom Brown"] {
            assert_eq!(names(text), (text.to_owned(), true), "{text}");
        }
        assert_eq!(names("Duty / Unallocated"), (String::new(), false));
    }
}
