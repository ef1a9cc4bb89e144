//! What the command line can do. The output is data first: each format renders the same scores.

mod facts;
mod json;
mod service;
mod team;
mod text;

use crate::facts::fault::Fault;
use crate::facts::{Id, Month};
use crate::scheme::unnamed::unnamed;
use crate::scheme::{Example, Scheme};
use crate::schemes::published;
use crate::scoring::{Score, score};
use crate::workspace::{MOST_BYTES, Workspace};
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};
use team::Team;

/// The longest line of a list that is wrapped, in letters.
const LONGEST_LINE: usize = 100;

/// How scores are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: points as decimal text.
    Json,
}

/// How a team is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum TeamFormat {
    /// For people.
    #[default]
    Text,
    /// For spreadsheets: a row for each practitioner.
    Csv,
    /// For programs: amounts as decimal text.
    Json,
}

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Score every practitioner of a workspace file.
    Score {
        /// A workspace file as the page downloads it, or - for standard input.
        file: PathBuf,
        /// The month to score for, such as 2026-11; this month where it is left out.
        #[arg(long)]
        month: Option<String>,
        /// A scheme by its id or short name, or a scheme file; every published one where it is left out.
        #[arg(long = "scheme", value_name = "ID")]
        schemes: Vec<String>,
        /// How to write the scores.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Show everybody of a workspace file side by side: what they hold, and how they stand under every scheme.
    Team {
        /// A workspace file as the page downloads it, or - for standard input.
        file: PathBuf,
        /// The month, such as 2026-11; this month where it is left out.
        #[arg(long)]
        month: Option<String>,
        /// A scheme by its id or short name, or a scheme file; every published one where it is left out.
        #[arg(long = "scheme", value_name = "ID")]
        schemes: Vec<String>,
        /// How to write it.
        #[arg(long, value_enum, default_value_t)]
        format: TeamFormat,
    },
    /// Sum up the teams of a workspace file: what they hold, how it is spread, of what it is made, what managers
    /// answer for.
    Service {
        /// A workspace file as the page downloads it, or - for standard input.
        file: PathBuf,
        /// The month to sum up, such as 2026-11; this month where it is left out.
        #[arg(long)]
        month: Option<String>,
        /// A scheme by its id or short name, or a scheme file; every published one where it is left out.
        #[arg(long = "scheme", value_name = "ID")]
        schemes: Vec<String>,
        /// How to write the sums.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print an invented team as a workspace file.
    Demo,
    /// Check a scheme file: every fault with its place, and the examples that recompute.
    CheckScheme {
        /// The scheme file, or - for standard input.
        file: PathBuf,
    },
    /// List the published schemes.
    Schemes,
    /// List every fact by its name, with its words and values: what workspace and scheme files may say.
    Facts,
}

/// Does a command and returns what to print.
///
/// `now` is in seconds since the start of 1970; `input` is what `-` reads.
///
/// # Errors
/// A message for the user: what, where, what to do.
pub fn run(command: &Command, now: i64, input: &mut dyn Read) -> Result<String, String> {
    match command {
        Command::Score { file, month, schemes, format } => {
            let month = month_of(month.as_deref(), now)?;
            let workspace = opened(file, input)?;
            let schemes = chosen(schemes)?;
            let scores = scores(&schemes, &workspace, month);
            Ok(match format {
                Format::Json => json::render(&scores),
                Format::Text => text::render(&scores, &workspace),
            })
        }
        Command::Team { file, month, schemes, format } => {
            let month = month_of(month.as_deref(), now)?;
            let workspace = opened(file, input)?;
            let schemes = chosen(schemes)?;
            let team = Team { schemes: &schemes, workspace: &workspace, month };
            Ok(match format {
                TeamFormat::Text => team.text(),
                TeamFormat::Csv => team.comma_separated(),
                TeamFormat::Json => team.json(),
            })
        }
        Command::Service { file, month, schemes, format } => {
            let (workspace, month) = (opened(file, input)?, month_of(month.as_deref(), now)?);
            Ok(service::render(&chosen(schemes)?, &workspace, month, *format))
        }
        Command::Demo => {
            let month = Month::at_unix_seconds(now).ok_or("the clock is off\n")?;
            Ok(crate::demo::workspace(month).write() + "\n")
        }
        Command::CheckScheme { file } => {
            let scheme = Scheme::read(&read_text(file, input)?).map_err(|faults| listed(file, &faults))?;
            let count = scheme.examples.len();
            let counted = crate::words::counted;
            let mut text = format!(
                "{} ({}, version {}): {}, {}. {count} of {count} examples recompute.\n",
                scheme.name,
                scheme.id,
                scheme.version,
                counted(scheme.rules().count(), "rule", "rules"),
                counted(scheme.readings.len(), "reading", "readings")
            );
            let left = unnamed(&scheme);
            if !left.is_empty() {
                text.push_str("Named nowhere in the file; see that each is meant to be left out:\n");
            }
            for own in left {
                let values = own.values.join(", ");
                let _ = match own.fact.as_str() {
                    "task" => writeln!(text, "  task, {} kinds:{}", own.values.len(), wrapped(&values)),
                    fact => writeln!(text, "  {fact}: {values}"),
                };
            }
            let proves = |example: &Example| example.band.is_some() || example.limit.is_some();
            if scheme.capacity.is_some() && !scheme.examples.iter().any(proves) {
                text.push_str(
                    "no example checks band or limit: an example without them proves nothing about capacity\n",
                );
            }
            Ok(text)
        }
        Command::Facts => Ok(facts::render()),
        Command::Schemes => {
            let mut text = String::new();
            for own in published() {
                let scheme = Scheme::read(own.text).map_err(|faults| listed(Path::new(own.id), &faults))?;
                let _ =
                    writeln!(text, "{}  {}  {}, {}", scheme.id, scheme.abbreviation, scheme.title, scheme.publisher);
            }
            Ok(text)
        }
    }
}

/// The month that was asked for, else this one.
fn month_of(month: Option<&str>, now: i64) -> Result<Month, String> {
    match month {
        Some(text) => Month::read(text).map_err(|fault| format!("--month: {fault}\n")),
        None => Month::at_unix_seconds(now).ok_or_else(|| "the clock is off: give the month with --month\n".to_owned()),
    }
}

/// The workspace in a file.
fn opened(file: &Path, input: &mut dyn Read) -> Result<Workspace, String> {
    Workspace::read(&read_text(file, input)?).map_err(|faults| listed(file, &faults))
}

/// Words in lines of their own, each indented and at most as long as a screen is wide.
fn wrapped(words: &str) -> String {
    let mut text = String::new();
    let mut length = LONGEST_LINE;
    for word in words.split(' ') {
        if length + 1 + word.len() > LONGEST_LINE {
            text.push_str("\n   ");
            length = 3;
        }
        text.push(' ');
        text.push_str(word);
        length += 1 + word.len();
    }
    text
}

fn scores<'s>(schemes: &'s [Scheme], workspace: &Workspace, month: Month) -> Vec<(&'s Scheme, Score)> {
    let of = |id: &Id| {
        schemes.iter().filter_map(move |scheme| Some((scheme, score(scheme, workspace, id, month)?))).collect()
    };
    workspace.practitioners.iter().flat_map(|own| -> Vec<_> { of(&own.id) }).collect()
}

/// The schemes that were asked for: published ones by id or short name, others by their file.
fn chosen(names: &[String]) -> Result<Vec<Scheme>, String> {
    let open = |id: &str, text: &str| Scheme::read(text).map_err(|faults| listed(Path::new(id), &faults));
    let all: Vec<Scheme> = published().iter().map(|own| open(own.id, own.text)).collect::<Result<_, _>>()?;
    if names.is_empty() {
        return Ok(all);
    }
    let mut schemes: Vec<Scheme> = Vec::new();
    let mut sources: Vec<String> = Vec::new();
    for name in names {
        let known =
            all.iter().find(|own| own.id.eq_ignore_ascii_case(name) || own.abbreviation.eq_ignore_ascii_case(name));
        let (scheme, source) = match known {
            Some(known) => {
                let text = published().iter().find(|own| own.id == known.id).map_or("", |own| own.text);
                (known.clone(), text.to_owned())
            }
            None if Path::new(name).is_file() => {
                let text = read_text(Path::new(name), &mut std::io::empty())?;
                (open(name, &text)?, text)
            }
            None => {
                let ids: Vec<&str> = all.iter().map(|own| own.id.as_str()).collect();
                return Err(format!(
                    "--scheme: there is no scheme \u{201c}{name}\u{201d}; there are: {}\n",
                    ids.join(", ")
                ));
            }
        };
        match schemes.iter().position(|own| own.id == scheme.id) {
            None => schemes.push(scheme),
            Some(place) if sources.get(place) == Some(&source) => continue,
            Some(_) => {
                return Err(format!(
                    "--scheme: two schemes have the id \u{201c}{}\u{201d}; give a copy that was changed an id of its own\n",
                    scheme.id
                ));
            }
        }
        sources.push(source);
    }
    Ok(schemes)
}

/// The text of a file, or of standard input for `-`; never more than a workspace may have.
fn read_text(file: &Path, input: &mut dyn Read) -> Result<String, String> {
    let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let outcome = if file == Path::new("-") {
        input.take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|open| open.take(limit).read_to_end(&mut bytes))
    };
    outcome.map_err(|error| format!("{}: cannot be read: {error}\n", file.display()))?;
    String::from_utf8(bytes).map_err(|_| format!("{}: is not text in UTF-8\n", file.display()))
}

fn listed(file: &Path, faults: &[Fault]) -> String {
    let mut text = String::new();
    for fault in faults {
        let _ = writeln!(text, "{}: {fault}", file.display());
    }
    let _ = writeln!(
        text,
        "{}: {}; nothing was read",
        file.display(),
        crate::words::counted(faults.len(), "fault", "faults")
    );
    text
}
