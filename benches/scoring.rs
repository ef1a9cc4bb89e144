//! How long it takes to score a whole service, on the host and in a browser.
//!
//! `cargo bench --bench scoring` prints the times on the host; `-- --service` prints the service as
//! a workspace file. Built for wasm32, the same code is called by the browser tests.
// A measurement may stop at what cannot be.
#![allow(clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod service;

use fairload::facts::Month;
use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::{score, totals as totals_of};
use fairload::workspace::Workspace;

fn schemes() -> Vec<Scheme> {
    let read = |own: &fairload::schemes::Published| Scheme::read(own.text).expect("the published schemes are sound");
    published().iter().map(read).collect()
}

fn month() -> Month {
    Month::read("2026-11").expect("it is a month")
}

/// Everybody's total under every scheme.
fn totals(schemes: &[Scheme], workspace: &Workspace) -> Points {
    schemes.iter().flat_map(|scheme| totals_of(scheme, workspace, month())).sum()
}

/// Everybody's full explanation, with bounds and questions, under every scheme; the lines counted.
fn explanations(schemes: &[Scheme], workspace: &Workspace) -> usize {
    let of = |scheme| workspace.practitioners.iter().filter_map(move |own| score(scheme, workspace, &own.id, month()));
    schemes.iter().flat_map(of).map(|score| score.lines.len()).sum()
}

/// One practitioner's full explanation under every scheme; the lines counted.
fn one_explanation(schemes: &[Scheme], workspace: &Workspace) -> usize {
    let id = &workspace.practitioners[0].id;
    schemes.iter().filter_map(|scheme| score(scheme, workspace, id, month())).map(|score| score.lines.len()).sum()
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let workspace = service::workspace();
    if std::env::args().any(|argument| argument == "--service") {
        println!("{}", workspace.write());
        return;
    }
    let schemes = schemes();
    let best = |name: &str, run: &dyn Fn() -> usize| {
        let times = (0..5).map(|_| {
            let start = std::time::Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        });
        println!("{name}: {:.2} ms, best of 5", times.min().unwrap_or_default().as_secs_f64() * 1000.0);
    };
    let children = service::CHILDREN;
    best(&format!("{children} children, totals"), &|| usize::from(totals(&schemes, &workspace) > Points::ZERO));
    best(&format!("{children} children, explained"), &|| explanations(&schemes, &workspace));
    best("one practitioner, explained", &|| one_explanation(&schemes, &workspace));
    let text = workspace.write();
    best(&format!("reading {} kB", text.len() / 1000), &|| Workspace::read(&text).map_or(0, |read| read.cases.len()));
    best("writing it", &|| workspace.write().len());
    best("reading the schemes", &|| self::schemes().len());
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// What the browser tests call.
#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{Points, Workspace, explanations, one_explanation, schemes, service, totals};
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The service as a workspace file.
    #[wasm_bindgen]
    pub fn service_text() -> String {
        service::workspace().write()
    }

    /// Milliseconds, best of five, by name.
    #[wasm_bindgen]
    pub fn measure() -> js_sys::Object {
        let workspace = service::workspace();
        let schemes = schemes();
        let text = workspace.write();
        let times = js_sys::Object::new();
        let best = |name: &str, run: &dyn Fn() -> usize| {
            let clock = web_sys::window().and_then(|window| window.performance()).expect("a browser has a clock");
            let time = (0..5).map(|_| {
                let start = clock.now();
                std::hint::black_box(run());
                clock.now() - start
            });
            let best = time.fold(f64::INFINITY, f64::min);
            let _ = js_sys::Reflect::set(&times, &name.into(), &best.into());
        };
        best("totals", &|| usize::from(totals(&schemes, &workspace) > Points::ZERO));
        best("explained", &|| explanations(&schemes, &workspace));
        best("one practitioner explained", &|| one_explanation(&schemes, &workspace));
        best("reading the workspace", &|| Workspace::read(&text).map_or(0, |read| read.cases.len()));
        best("writing the workspace", &|| workspace.write().len());
        best("reading the schemes", &|| self::schemes().len());
        times
    }
}
