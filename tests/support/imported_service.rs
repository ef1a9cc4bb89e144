//! A service as it stands after a first import of a council's files: every child a case of its own, and much of
//! what schemes ask for not in the files.

use fairload::facts::record::Record;
use fairload::facts::{Allocation, Case, Child, Id, Practitioner, Task};
use fairload::workspace::Workspace;

/// Facts of a case that the files have no place for.
pub const NOT_KNOWN_OF_CASE: [&str; 12] = [
    "co_working",
    "order",
    "court_stage",
    "area",
    "interpreter",
    "adult_of_concern",
    "allegation_against_professional",
    "mappa_meeting",
    "complex_communication",
    "complex_family",
    "overnight_stay",
    "court_complex",
];

/// Facts of a child that the files have no place for.
pub const NOT_KNOWN_OF_CHILD: [&str; 4] =
    ["complex_child_protection", "complex_looked_after", "permanent_placement", "regulation_24"];

fn id(letter: char, number: usize) -> Id {
    Id::new(&format!("{letter}{number}")).unwrap()
}

/// So many practitioners in ten teams, and so many children; one in fifty is held by nobody. The same every time.
pub fn workspace(practitioners: usize, children: usize) -> Workspace {
    let mut seed = 7_u64;
    let mut below = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % limit
    };
    let mut own = Workspace::default();
    for number in 0..practitioners {
        let mut practitioner = Practitioner::empty(id('p', number));
        practitioner.set("label", &format!("W{number}")).unwrap();
        practitioner.set("team", &format!("Team {}", number % 10)).unwrap();
        own.practitioners.push(practitioner);
    }
    for number in 0..children {
        let mut case = Case::empty(id('f', number));
        case.set("label", &format!("Child {number}")).unwrap();
        for fact in NOT_KNOWN_OF_CASE {
            case.set(fact, "unknown").unwrap();
        }
        let mut child = Child::empty(id('c', 1));
        child.set("label", &format!("Child {number}")).unwrap();
        child.set("age", &below(18).to_string()).unwrap();
        let (plan, leaver) = match below(100) {
            0..45 => ("child_in_need", false),
            45..60 => ("child_protection", false),
            60..78 => ("looked_after", false),
            78..80 => ("child_protection_and_looked_after", false),
            80..92 => ("under_assessment", false),
            _ => ("care_leaver_former_relevant", true),
        };
        child.set("plan", plan).unwrap();
        if leaver {
            child.set("age", &(18 + below(4)).to_string()).unwrap();
        }
        for fact in NOT_KNOWN_OF_CHILD {
            child.set(fact, "unknown").unwrap();
        }
        if below(20) == 0 {
            child.set("disability", "yes").unwrap();
        }
        if plan == "looked_after" {
            child.set("placed_since", &format!("202{}-0{}", 2 + below(4), 1 + below(9))).unwrap();
            if below(3) == 0 {
                child.set("area", "outside").unwrap();
            }
        }
        case.children.push(child);
        if plan == "under_assessment" || below(15) == 0 {
            let mut task = Task::empty(id('t', 1));
            task.set("kind", if below(4) == 0 { "section_47" } else { "single_assessment" }).unwrap();
            task.set("start", &format!("2026-{:02}-{:02}", 9 + below(2), 1 + below(28))).unwrap();
            task.child = Some(id('c', 1));
            case.tasks.push(task);
        }
        if number % 50 != 0 && practitioners > 0 {
            let mut lead = Allocation::empty(id('a', 1));
            lead.practitioner = Some(id('p', number % practitioners));
            case.allocations.push(lead);
        }
        own.cases.push(case);
    }
    own
}
