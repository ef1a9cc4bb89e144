//! A whole service: 200 practitioners and 4,000 children, the same every time.

use fairload::facts::record::Record;
use fairload::facts::value::{Id, Listed};
use fairload::facts::{Allocation, Case, Child, Plan, Practitioner, Task, TaskKind};
use fairload::workspace::Workspace;

/// How many practitioners hold cases.
pub const PRACTITIONERS: usize = 200;
/// How many children there are.
pub const CHILDREN: usize = 4_000;
/// How many cases of one child there are.
pub const CASES_OF_ONE_CHILD: usize = 4_000;

/// Numbers that look like chance and are the same every time (Knuth's MMIX generator).
struct Chance(u64);

impl Chance {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    /// True so many times in a hundred.
    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

fn id(letter: char, number: usize) -> Id {
    Id::new(&format!("{letter}{number}")).expect("a letter and a number are an id")
}

fn set<R: Record>(record: &mut R, fact: &str, value: &str) {
    record.set(fact, value).expect("the value is one of the fact's");
}

/// The service. One child in fifty has something that is not known.
pub fn workspace() -> Workspace {
    let mut chance = Chance(2026);
    let teams = ["district", "duty_and_assessment", "looked_after", "court", "permanence", "disability"];
    let practitioners = (0..PRACTITIONERS).map(|number| {
        let mut own = Practitioner::empty(id('p', number));
        set(&mut own, "label", &format!("Worker {number}"));
        set(&mut own, "team_type", teams[number % teams.len()]);
        set(&mut own, "role", if number % 7 == 0 { "newly_qualified" } else { "social_worker" });
        set(&mut own, "hours_per_week", if number % 5 == 0 { "22.2" } else { "37" });
        own
    });
    let mut workspace = Workspace { practitioners: practitioners.collect(), cases: Vec::new() };
    let mut left = CHILDREN;
    while left > 0 {
        let size = (1 + chance.below(4)).min(left);
        left -= size;
        let number = workspace.cases.len();
        workspace.cases.push(case(number, size, &mut chance));
    }
    workspace
}

/// Many cases of one child each, for 200 practitioners.
pub fn cases_of_one_child() -> Workspace {
    let mut chance = Chance(8);
    let practitioners = (0..PRACTITIONERS).map(|number| Practitioner::empty(id('p', number))).collect();
    Workspace { practitioners, cases: (0..CASES_OF_ONE_CHILD).map(|number| case(number, 1, &mut chance)).collect() }
}

fn case(number: usize, size: usize, chance: &mut Chance) -> Case {
    let mut case = Case::empty(id('f', number));
    set(&mut case, "label", &format!("Family {number}"));
    for (fact, percent) in [("interpreter", 10), ("adult_of_concern", 8), ("mappa_meeting", 2)] {
        if chance.percent(percent) {
            set(&mut case, fact, "yes");
        }
    }
    if chance.percent(15) {
        set(&mut case, "minutes_each_way", &chance.below(180).to_string());
    }
    if chance.percent(20) {
        set(&mut case, "court_stage", ["initial", "assessments_complete", "final_hearing"][chance.below(3)]);
    }
    for place in 0..size {
        let mut child = Child::empty(id('c', place));
        set(&mut child, "age", &chance.below(18).to_string());
        set(&mut child, "plan", Plan::ALL[chance.below(Plan::ALL.len())].text());
        if !chance.percent(2) {
            set(&mut child, "unstable", if chance.percent(20) { "yes" } else { "no" });
        }
        case.children.push(child);
    }
    for place in 0..chance.below(3) {
        let mut task = Task::empty(id('t', place));
        set(&mut task, "kind", TaskKind::ALL[chance.below(TaskKind::ALL.len())].text());
        case.tasks.push(task);
    }
    let mut lead = Allocation::empty(id('a', 1));
    set(&mut lead, "practitioner", &format!("p{}", number % PRACTITIONERS));
    case.allocations.push(lead);
    if chance.percent(10) {
        let mut second = Allocation::empty(id('a', 2));
        set(&mut second, "practitioner", &format!("p{}", (number + 1) % PRACTITIONERS));
        set(&mut second, "part", "co_worker");
        case.allocations.push(second);
        set(&mut case, "co_working", "both_in_most_tasks");
    }
    case
}
