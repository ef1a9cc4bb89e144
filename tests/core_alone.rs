//! The core builds alone: no crate of the browser comes in unless the page is asked for.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::process::Command;

fn crates(features: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--no-default-features"])
        .args(features.iter().flat_map(|feature| ["--features", feature]))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).unwrap();
    names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

const BROWSER: [&str; 6] = ["yew", "gloo-storage", "gloo-events", "web-sys", "js-sys", "wasm-bindgen"];

#[test]
fn the_core_brings_in_no_browser_crate() {
    let own = crates(&[]);
    assert!(own.iter().any(|name| name == "serde_json"), "the list is not the one of this package: {own:?}");
    for name in BROWSER {
        assert!(!own.iter().any(|own| own == name), "{name} comes in with the core");
    }
}

#[test]
fn the_command_line_brings_in_no_browser_crate() {
    let own = crates(&["cli"]);
    assert!(own.iter().any(|name| name == "clap"));
    for name in BROWSER {
        assert!(!own.iter().any(|own| own == name), "{name} comes in with the command line");
    }
}

#[test]
fn the_readers_of_spreadsheets_bring_in_no_browser_crate() {
    let own = crates(&["sheets"]);
    assert!(own.iter().any(|name| name == "calamine"));
    for name in BROWSER {
        assert!(!own.iter().any(|own| own == name), "{name} comes in with the readers");
    }
}

#[test]
fn the_page_brings_in_no_reader_of_spreadsheets() {
    let own = crates(&["page"]);
    for name in ["calamine", "csv", "encoding_rs", "zip"] {
        assert!(!own.iter().any(|own| own == name), "{name} comes in with the page");
    }
}

#[test]
fn the_page_is_what_brings_the_browser_in() {
    let own = crates(&["page"]);
    assert!(own.iter().any(|name| name == "yew"), "this test could not fail otherwise");
}

#[test]
fn default_features_are_empty() {
    let manifest = include_str!("../Cargo.toml");
    assert!(manifest.lines().any(|line| line.trim() == "default = []"));
}
