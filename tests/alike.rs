//! Bounds that are worked out once for all cases that look alike: every score is the score.
// A test that panics has failed, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod generated;
#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "support/imported_service.rs"]
mod imported_service;

use fairload::comparison::Standing;
use fairload::facts::{Id, Month};
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::{Alike, score};
use fairload::workspace::Workspace;
use generated::MONTH;
use proptest::prelude::*;
use std::sync::LazyLock;

static SCHEMES: LazyLock<Vec<Scheme>> =
    LazyLock::new(|| published().iter().map(|own| Scheme::read(own.text).unwrap()).collect());

fn agree(workspace: &Workspace) {
    let month = Month::read(MONTH).unwrap();
    for scheme in SCHEMES.iter() {
        let mut alike = Alike::of(scheme, month);
        for own in &workspace.practitioners {
            // Twice: what is known by then changes nothing.
            for _ in 0..2 {
                let (shared, alone) = (alike.score(workspace, &own.id), score(scheme, workspace, &own.id, month));
                assert_eq!(shared, alone, "{}", scheme.id);
                let standing = |own: Option<fairload::scoring::Score>| own.map(|own| Standing::of(&own));
                assert_eq!(standing(shared), standing(alone), "{}", scheme.id);
            }
        }
        assert_eq!(alike.score(workspace, &Id::new("nobody").unwrap()), None);
    }
}

#[test]
fn a_service_after_an_import_is_scored_as_it_is_one_by_one() {
    agree(&imported_service::workspace(6, 90));
}

#[test]
fn the_demo_is_scored_as_it_is_one_by_one() {
    let mut own = fairload::demo::workspace(Month::read(MONTH).unwrap());
    agree(&own);
    // The same with roles not known, which opens every case.
    own.practitioners.iter_mut().take(5).for_each(|own| own.role = None);
    agree(&own);
}

/// A workspace in which cases come in pairs that nearly look alike.
fn pairs() -> impl Strategy<Value = Workspace> {
    (generated::workspace(true), any::<prop::sample::Index>(), 0..26_i32).prop_map(|(mut own, place, age)| {
        let copies: Vec<_> = own.cases.iter().cloned().enumerate().collect();
        for (number, mut copy) in copies {
            copy.id = Id::new(&format!("copy{number}")).unwrap();
            if !copy.children.is_empty() {
                let count = copy.children.len();
                copy.children[place.index(count)].age = fairload::facts::child::Age::of(age);
            }
            own.cases.push(copy);
        }
        own
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_caseload_is_scored_as_it_is_one_by_one(workspace in pairs()) {
        agree(&workspace);
    }
}
