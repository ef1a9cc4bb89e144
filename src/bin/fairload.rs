//! The native command line: a thin shell around the same core as the page.

use clap::Parser;
use fairload::command_line::{Command, run};
use std::io::Write;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Scores children's social workers' caseloads under published weighting schemes.
#[derive(Parser)]
#[command(name = "fairload", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    let outcome = run(&arguments.command, seconds, &mut std::io::stdin().lock());
    // A reader that has gone away (a closed pipe) is no fault of ours and leaves nobody to tell.
    match outcome {
        Ok(text) => {
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            let _ = std::io::stderr().lock().write_all(problem.as_bytes());
            ExitCode::FAILURE
        }
    }
}
