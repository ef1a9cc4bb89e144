//! How long it takes to score a whole service, on the host and in a browser: the same list of measurements.
//!
//! `cargo bench --bench scoring` measures on the host, with criterion; a word after `--` picks the
//! measurements whose names have it. `-- --service` prints the service as a workspace file. Built for
//! wasm32, the browser tests call the same list.
// A measurement may stop at what cannot be.
#![allow(clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod service;

use fairload::facts::Month;
use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::schemes::{Published, published};
use fairload::scoring::{Prepared, score, totals};
use fairload::workspace::Workspace;
use std::cell::RefCell;

/// The least that a scheme could be.
const EIGHT_RULES: &str = include_str!("eight_rules.json");

/// The measurement of it, over 4,000 cases.
const EIGHT: &str = "eight rules, 4000 prepared cases";

/// Something that is measured: its name, and what is run.
struct Measurement {
    name: String,
    run: Box<dyn Fn() -> usize>,
}

fn month() -> Month {
    Month::read("2026-11").expect("it is a month")
}

fn scheme(own: &Published) -> Scheme {
    Scheme::read(own.text).expect("the published schemes are sound")
}

/// Everything that is measured. Names without a scheme are of all published schemes together.
fn measurements() -> Vec<Measurement> {
    // Kept until the end, so that every measurement can read them.
    let workspace: &'static Workspace = Box::leak(Box::new(service::workspace()));
    let schemes: &'static [Scheme] = published().iter().map(scheme).collect::<Vec<_>>().leak();
    let text: &'static str = workspace.write().leak();
    let first = &workspace.practitioners[0].id;
    let mut list: Vec<Measurement> = Vec::new();
    let mut add = |name: &str, run: Box<dyn Fn() -> usize>| list.push(Measurement { name: name.to_owned(), run });
    let sum =
        |scheme: &Scheme| usize::from(totals(scheme, workspace, month()).into_iter().sum::<Points>() > Points::ZERO);
    let lines = |scheme: &Scheme, own| score(scheme, workspace, own, month()).map_or(0, |score| score.lines.len());
    let everybody =
        move |scheme: &Scheme| workspace.practitioners.iter().map(|own| lines(scheme, &own.id)).sum::<usize>();
    add("totals", Box::new(move || schemes.iter().map(sum).sum()));
    for own in schemes {
        add(&format!("totals, {}", own.id), Box::new(move || sum(own)));
    }
    add("one practitioner explained", Box::new(move || schemes.iter().map(|scheme| lines(scheme, first)).sum()));
    for own in schemes {
        add(&format!("one practitioner explained, {}", own.id), Box::new(move || lines(own, first)));
    }
    add("everybody explained", Box::new(move || schemes.iter().map(everybody).sum()));
    let eight: &'static Scheme = Box::leak(Box::new(Scheme::read(EIGHT_RULES).expect("the file is sound")));
    let cases: &'static Workspace = Box::leak(Box::new(service::cases_of_one_child()));
    let prepared = RefCell::new(Prepared::of(eight, cases, month()));
    add(
        EIGHT,
        Box::new(move || usize::from(prepared.borrow_mut().totals().iter().copied().sum::<Points>() > Points::ZERO)),
    );
    add("reading the workspace", Box::new(move || Workspace::read(text).map_or(0, |read| read.cases.len())));
    add("writing the workspace", Box::new(move || workspace.write().len()));
    add("reading the schemes", Box::new(|| published().iter().map(|own| scheme(own).steps.len()).sum()));
    list
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    if std::env::args().any(|argument| argument == "--service") {
        println!("{}", service::workspace().write());
        return;
    }
    let mut criterion = criterion::Criterion::default().configure_from_args();
    for own in measurements() {
        criterion.bench_function(&own.name, |bencher| bencher.iter(|| (own.run)()));
    }
    criterion.final_summary();
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// What the browser tests call.
#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{measurements, service};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The service as a workspace file.
    #[wasm_bindgen]
    pub fn service_text() -> String {
        service::workspace().write()
    }

    /// Milliseconds, best of five, by name.
    #[wasm_bindgen]
    pub fn measure() -> js_sys::Object {
        let times = js_sys::Object::new();
        let clock = web_sys::window().and_then(|window| window.performance()).expect("a browser has a clock");
        for own in measurements() {
            let time = (0..5).map(|_| {
                let start = clock.now();
                std::hint::black_box((own.run)());
                clock.now() - start
            });
            let best = time.fold(f64::INFINITY, f64::min);
            let _ = js_sys::Reflect::set(&times, &own.name.into(), &best.into());
        }
        times
    }
}
