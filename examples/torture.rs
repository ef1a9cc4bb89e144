//! Reads and scores files damaged by a seed, in child processes, so that a crash or a hang of one of them
//! is seen and named: `script/torture --seed N --count N`.
//!
//! The parent gives each child a part of the numbers. A child says the number that it begins and, when it
//! is through, what became of it. Where a child dies, or says nothing for too long, the number that it was
//! at is told and another child goes on after it. `--show N` prints what number N of the seed is, and
//! judges it here.
//!
//! `script/torture csv`, `xlsx`, `xlsb`, `xls` or `ods` does the same to spreadsheets, which are read or refused, and
//! imported twice into an empty workspace and into one that has an earlier import (with the feature `sheets`).
// A harness that meets what it does not expect should stop there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../tests/support/chance.rs"]
mod chance;
#[path = "../tests/mutations/mod.rs"]
mod mutations;
#[cfg(feature = "sheets")]
#[allow(clippy::format_collect, clippy::format_push_string)]
#[path = "torture/spreadsheets.rs"]
mod spreadsheets;

use mutations::{Corpus, Outcome};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long one file may take before it is taken for a hang.
const LIMIT: Duration = Duration::from_mins(1);

/// What to do.
struct Wanted {
    /// The kind of spreadsheet that is damaged; empty for workspaces and schemes.
    kind: String,
    seed: u64,
    count: u64,
    jobs: u64,
    /// The numbers of a child.
    part: Option<(u64, u64)>,
    show: Option<u64>,
}

fn wanted() -> Wanted {
    let mut wanted = Wanted { kind: String::new(), seed: 1, count: 10_000, jobs: 4, part: None, show: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let mut number = || -> u64 {
            let text = arguments.next().unwrap_or_default();
            text.replace(['_', ','], "")
                .parse()
                .unwrap_or_else(|_| panic!("{name} wants a number, not \u{201c}{text}\u{201d}"))
        };
        match name.as_str() {
            "--seed" => wanted.seed = number(),
            "--count" => wanted.count = number(),
            "--jobs" => wanted.jobs = number().max(1),
            "--show" => wanted.show = Some(number()),
            "csv" | "xlsx" | "xlsb" | "xls" | "ods" => wanted.kind = name,
            "--part" => wanted.part = Some((number(), number())),
            _ => panic!(
                "there is no \u{201c}{name}\u{201d}; there are: csv xlsx xlsb xls ods --seed N --count N --jobs N --show N"
            ),
        }
    }
    wanted
}

fn main() -> ExitCode {
    let wanted = wanted();
    if let Some(number) = wanted.show {
        return if wanted.kind.is_empty() {
            show(wanted.seed, number)
        } else {
            show_spreadsheet(&wanted.kind, wanted.seed, number)
        };
    }
    match wanted.part {
        Some((from, to)) => {
            if wanted.kind.is_empty() {
                work(wanted.seed, from, to);
            } else {
                work_on_spreadsheets(&wanted.kind, wanted.seed, from, to);
            }
            ExitCode::SUCCESS
        }
        None => oversee(&wanted),
    }
}

/// Prints a damaged file, and judges it.
fn show(seed: u64, number: u64) -> ExitCode {
    let corpus = Corpus::new();
    let damaged = corpus.damaged(seed, number);
    println!("{}", damaged.what.join(", "));
    for (name, text) in ["scheme", "workspace"].into_iter().zip(damaged.texts(&corpus)) {
        let file = std::env::temp_dir().join(format!("torture-{seed}-{number}-{name}.json"));
        std::fs::write(&file, text).expect("a file can be written");
        println!("{name}: {}", file.display());
    }
    let started = Instant::now();
    let judged = corpus.judge(&damaged);
    println!("{judged:?} in {:?}", started.elapsed());
    if judged.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a child does: one number after the other, each said before and after.
fn work(seed: u64, from: u64, to: u64) {
    let corpus = Corpus::new();
    let mut out = std::io::stdout().lock();
    for number in from..to {
        writeln!(out, "begin {number}").and_then(|()| out.flush()).expect("the parent listens");
        let damaged = corpus.damaged(seed, number);
        let started = Instant::now();
        let line = match corpus.judge(&damaged) {
            Ok(Outcome { scheme, workspace, scored }) => {
                let said = |read: Option<bool>| read.map_or("-", |read| if read { "read" } else { "refused" });
                format!("end {number} {} {} {scored} {}", said(scheme), said(workspace), started.elapsed().as_micros())
            }
            Err(what) => format!("fault {number} {} ({})", what.replace('\n', " "), damaged.what.join(", ")),
        };
        writeln!(out, "{line}").expect("the parent listens");
    }
}

#[cfg(not(feature = "sheets"))]
fn show_spreadsheet(_: &str, _: u64, _: u64) -> ExitCode {
    panic!("spreadsheets want --features sheets")
}

#[cfg(not(feature = "sheets"))]
fn work_on_spreadsheets(_: &str, _: u64, _: u64, _: u64) {
    panic!("spreadsheets want --features sheets")
}

/// Writes damaged spreadsheets to files, and judges them.
#[cfg(feature = "sheets")]
fn show_spreadsheet(kind: &str, seed: u64, number: u64) -> ExitCode {
    let journeys = spreadsheets::journeys(kind);
    let damaged = journeys.damaged(seed, number);
    println!("{}", damaged.what.join(", "));
    for (place, (name, bytes)) in damaged.files.iter().enumerate() {
        let file = std::env::temp_dir().join(format!("torture-{seed}-{number}-{place}.{kind}"));
        std::fs::write(&file, bytes).expect("a file can be written");
        println!("{name}: {}", file.display());
    }
    let started = Instant::now();
    let judged = journeys.judge(&damaged);
    println!("{judged:?} in {:?}", started.elapsed());
    if judged.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a child does with spreadsheets.
#[cfg(feature = "sheets")]
fn work_on_spreadsheets(kind: &str, seed: u64, from: u64, to: u64) {
    let journeys = spreadsheets::journeys(kind);
    let mut out = std::io::stdout().lock();
    for number in from..to {
        writeln!(out, "begin {number}").and_then(|()| out.flush()).expect("the parent listens");
        let damaged = journeys.damaged(seed, number);
        let started = Instant::now();
        let line = match journeys.judge(&damaged) {
            Ok(reached) => {
                let reached = reached.word();
                let said = if reached == "refused" { "refused" } else { "read" };
                format!("end {number} {reached} {said} 0 {}", started.elapsed().as_micros())
            }
            Err(fault) => format!("fault {number} {} ({})", fault.replace('\n', " "), damaged.what.join(", ")),
        };
        writeln!(out, "{line}").expect("the parent listens");
    }
}

/// A child at work.
struct Worker {
    kind: String,
    child: Child,
    lines: Receiver<String>,
    /// The number that it is at, or comes to next.
    at: u64,
    to: u64,
    busy: bool,
    since: Instant,
}

impl Worker {
    fn begin(kind: &str, seed: u64, from: u64, to: u64) -> Self {
        let program = std::env::current_exe().expect("this program is somewhere");
        let mut child = Command::new(program)
            .args((!kind.is_empty()).then_some(kind))
            .args(["--seed", &seed.to_string(), "--part", &from.to_string(), &to.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("a child can be started");
        let out = child.stdout.take().expect("its output was asked for");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Self { kind: kind.to_owned(), child, lines, at: from, to, busy: false, since: Instant::now() }
    }
}

/// What was seen so far.
#[derive(Default)]
struct Seen {
    files: u64,
    schemes: (u64, u64),
    workspaces: (u64, u64),
    scored: u64,
    /// How far spreadsheets came.
    reached: BTreeMap<String, u64>,
    faults: Vec<String>,
    crashes: Vec<u64>,
    hangs: Vec<u64>,
    /// The slowest, in microseconds, with their numbers.
    slowest: Vec<(u64, u64)>,
}

impl Seen {
    fn end(&mut self, parts: &[&str]) {
        let [number, scheme, workspace, scored, micros] = parts else { panic!("a child said {parts:?}") };
        let count = |said: &str, of: &mut (u64, u64)| match said {
            "read" => of.0 += 1,
            "refused" => of.1 += 1,
            _ => {}
        };
        self.files += 1;
        count(scheme, &mut self.schemes);
        *self.reached.entry((*scheme).to_owned()).or_default() += 1;
        count(workspace, &mut self.workspaces);
        self.scored += scored.parse::<u64>().unwrap();
        self.slowest.push((micros.parse().unwrap(), number.parse().unwrap()));
        if self.slowest.len() > 1_000 {
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        self.slowest.sort_unstable_by(|one, other| other.cmp(one));
        self.slowest.truncate(5);
    }
}

/// Listens to a child for a while; false when it is through or gone.
fn listen(worker: &mut Worker, told: &mut Seen, seed: u64) -> bool {
    loop {
        match worker.lines.recv_timeout(Duration::from_millis(20)) {
            Ok(line) => {
                worker.since = Instant::now();
                let parts: Vec<&str> = line.split(' ').collect();
                match parts.as_slice() {
                    ["begin", number] => (worker.at, worker.busy) = (number.parse().unwrap(), true),
                    ["end", rest @ ..] => {
                        told.end(rest);
                        (worker.at, worker.busy) = (worker.at + 1, false);
                    }
                    ["fault", ..] => {
                        println!("{line}");
                        told.faults.push(line);
                        told.files += 1;
                        (worker.at, worker.busy) = (worker.at + 1, false);
                    }
                    _ => panic!("a child said: {line}"),
                }
            }
            Err(RecvTimeoutError::Timeout) if worker.since.elapsed() < LIMIT => return true,
            Err(RecvTimeoutError::Timeout) => {
                println!("hang: number {} of seed {seed} takes more than {LIMIT:?}", worker.at);
                let _ = worker.child.kill();
                let _ = worker.child.wait();
                told.hangs.push(worker.at);
                *worker = Worker::begin(&worker.kind, seed, worker.at + 1, worker.to);
                return true;
            }
            Err(RecvTimeoutError::Disconnected) => {
                let status = worker.child.wait();
                if !worker.busy && worker.at >= worker.to {
                    return false;
                }
                println!("crash: number {} of seed {seed}: {status:?}", worker.at);
                told.crashes.push(worker.at);
                *worker = Worker::begin(&worker.kind, seed, worker.at + 1, worker.to);
                return true;
            }
        }
    }
}

/// What the parent does.
fn oversee(wanted: &Wanted) -> ExitCode {
    let started = Instant::now();
    let (seed, count) = (wanted.seed, wanted.count);
    let part = count.div_ceil(wanted.jobs);
    let mut workers: Vec<Worker> = (0..wanted.jobs)
        .map(|job| (job * part, ((job + 1) * part).min(count)))
        .filter(|(from, to)| from < to)
        .map(|(from, to)| Worker::begin(&wanted.kind, seed, from, to))
        .collect();
    let mut all = Seen::default();
    let mut last = Instant::now();
    while !workers.is_empty() {
        workers.retain_mut(|worker| listen(worker, &mut all, seed));
        if last.elapsed() > Duration::from_secs(30) {
            last = Instant::now();
            println!(
                "{} of {count} after {:.0} s; {} faults, {} crashes, {} hangs",
                all.files,
                started.elapsed().as_secs_f64(),
                all.faults.len(),
                all.crashes.len(),
                all.hangs.len()
            );
        }
    }
    all.shorten();
    let Seen { files, schemes, workspaces, scored, reached, faults, crashes, hangs, slowest } = all;
    println!("seed {seed}: {files} of {count} inputs in {:.0} s", started.elapsed().as_secs_f64());
    if wanted.kind.is_empty() {
        println!("scheme files: {} read, {} refused", schemes.0, schemes.1);
        println!("workspace files: {} read, {} refused", workspaces.0, workspaces.1);
        println!("{scored} practitioners scored");
    } else {
        println!("{} files: {} read, {} refused", wanted.kind, workspaces.0, workspaces.1);
        let came = |at: &str| reached.get(at).copied().unwrap_or_default();
        let (lists, tables) = (came("imported-as-lists"), came("imported-as-table"));
        println!(
            "{} came as far as the import and were imported: {lists} as Annex A, {tables} as another table",
            lists + tables
        );
        println!("{} had nothing to import, {} no meaning for their columns", came("preview"), came("mapping"));
    }
    let slow: Vec<String> =
        slowest.iter().map(|(micros, number)| format!("{} ms (number {number})", micros / 1_000)).collect();
    println!("slowest: {}", slow.join(", "));
    println!("faults {}, crashes {crashes:?}, hangs {hangs:?}", faults.len());
    if faults.is_empty() && crashes.is_empty() && hangs.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
