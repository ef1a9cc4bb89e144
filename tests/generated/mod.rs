//! Workspaces of any facts at all, drawn from the catalogue: what a person could enter, however
//! unlikely. Used by the tests of laws that hold for every caseload.

pub mod known;

use fairload::facts::record::Record;
use fairload::facts::value::{Id, Kind, UNKNOWN_TEXT};
use fairload::facts::{Allocation, Case, Child, Duty, Practitioner, Task};
use fairload::workspace::Workspace;
use proptest::prelude::*;

/// The month that everything is scored for; generated months lie around it.
pub const MONTH: &str = "2026-11";

/// The text of some value of a kind, or of none.
fn value(kind: Kind, with_unknown: bool) -> BoxedStrategy<String> {
    let text = |choices: Vec<&'static str>| prop::sample::select(choices).prop_map(str::to_owned).boxed();
    let unknown = if with_unknown { vec![UNKNOWN_TEXT] } else { Vec::new() };
    match kind {
        Kind::Mark => text([vec!["", "", "", "yes"], unknown].concat()),
        Kind::Answer => text(if with_unknown { vec!["", "yes", "no"] } else { vec!["yes", "no", "no"] }),
        Kind::OneOf(choices) => {
            let codes = choices.iter().map(|choice| choice.code).collect();
            text([codes, if with_unknown { vec![""] } else { Vec::new() }].concat())
        }
        Kind::Ordinary(choices) => {
            text([choices.iter().map(|choice| choice.code).collect(), vec!["", ""], unknown].concat())
        }
        Kind::Whole { least, most } => (least..=most.min(300)).prop_map(|number| number.to_string()).boxed(),
        Kind::Decimal { least, most } => {
            (least..=most.min(4_000)).prop_map(|number| format!("{}.{:02}", number / 100, number % 100)).boxed()
        }
        Kind::Month => text(vec!["", "", "2026-07", "2026-08", "2026-10", "2026-11", "2026-12"]),
        Kind::When => text(vec!["", "2025-11", "2025-10-31", "2026-10", "2026-11-30", "2026-12-01"]),
        Kind::Text { .. } => text(vec!["", "A", "Family 7"]),
        Kind::Reference => text(vec![""]),
    }
}

/// A record with some facts given and the others left out.
fn record<R: Record + std::fmt::Debug + 'static>(id: String, with_unknown: bool) -> BoxedStrategy<R> {
    let facts: Vec<BoxedStrategy<(&'static str, String)>> = R::catalogue()
        .iter()
        .map(|definition| value(definition.kind, with_unknown).prop_map(|text| (definition.id, text)).boxed())
        .collect();
    (facts, prop::collection::vec(prop::bool::weighted(0.3), R::catalogue().len()))
        .prop_map(move |(facts, given)| {
            let mut record = R::empty(Id::new(&id).unwrap());
            for ((fact, text), given) in facts.into_iter().zip(given) {
                if given {
                    record.set(fact, &text).unwrap();
                }
            }
            record
        })
        .boxed()
}

fn child(place: usize, with_unknown: bool) -> BoxedStrategy<Child> {
    let plan = Child::catalogue().iter().find(|definition| definition.id == "plan").unwrap();
    (record::<Child>(format!("c{place}"), with_unknown), value(plan.kind, false), 0..20_u8)
        .prop_map(move |(mut child, plan, missing)| {
            let known = missing > 0 || !with_unknown;
            child.set("plan", if known { &plan } else { "" }).unwrap();
            if !with_unknown && child.text("unstable").is_some_and(|text| text.is_empty()) {
                child.set("unstable", "no").unwrap();
            }
            child
        })
        .boxed()
}

/// A case that practitioner 1 holds, alone or with practitioner 2.
pub fn case(id: String, children: usize, with_unknown: bool) -> BoxedStrategy<Case> {
    let list: Vec<_> = (1..=children).map(|place| child(place, with_unknown)).collect();
    let tasks = prop::collection::vec((record::<Task>("t".to_owned(), false), 0..=children, 0..4_usize), 0..4);
    (
        record::<Case>(id, with_unknown),
        list,
        tasks,
        prop::option::weighted(0.3, record::<Allocation>("a2".to_owned(), false)),
    )
        .prop_map(|(mut case, children, tasks, second)| {
            case.children = children;
            for (place, (mut task, about, by)) in tasks.into_iter().enumerate() {
                task.id = Id::new(&format!("t{place}")).unwrap();
                task.child = about.checked_sub(1).map(|child| case.children[child].id.clone());
                task.done_by = (1..=2).contains(&by).then(|| Id::new(&format!("p{by}")).unwrap());
                case.tasks.push(task);
            }
            let mut lead = Allocation::empty(Id::new("a1").unwrap());
            lead.set("practitioner", "p1").unwrap();
            case.allocations.push(lead);
            if let Some(mut second) = second {
                second.set("practitioner", "p2").unwrap();
                case.allocations.push(second);
            }
            case
        })
        .boxed()
}

fn practitioner(id: &str, with_unknown: bool) -> BoxedStrategy<Practitioner> {
    let duties = prop::collection::vec(record::<Duty>("d".to_owned(), with_unknown), 0..4);
    (record::<Practitioner>(id.to_owned(), with_unknown), duties)
        .prop_map(move |(mut own, duties)| {
            for (place, mut duty) in duties.into_iter().enumerate() {
                duty.id = Id::new(&format!("d{place}")).unwrap();
                if !with_unknown && duty.amount.is_none() {
                    duty.set("amount", "2.5").unwrap();
                }
                own.duties.push(duty);
            }
            own
        })
        .boxed()
}

/// A workspace of two practitioners and a few cases of up to four children.
pub fn workspace(with_unknown: bool) -> BoxedStrategy<Workspace> {
    let cases = prop::collection::vec(0..=4_usize, 0..4).prop_flat_map(move |sizes| {
        let cases: Vec<_> =
            sizes.into_iter().enumerate().map(|(place, size)| case(format!("f{place}"), size, with_unknown)).collect();
        cases
    });
    (practitioner("p1", with_unknown), practitioner("p2", with_unknown), cases)
        .prop_map(|(first, second, cases)| Workspace { practitioners: vec![first, second], cases })
        .boxed()
}
