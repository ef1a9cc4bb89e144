//! Workspaces in which every fact is known that some scheme asks for, and what may be taken away
//! from one again: so that every answer can be written into the facts themselves.

use fairload::change::{Change, Subject, apply, text};
use fairload::facts::inputs::{InputName, InputPart};
use fairload::facts::practitioner::{ConferencesChaired, Role, Supervised};
use fairload::facts::record::{Definition, Record};
use fairload::facts::value::{Id, Kind, UNKNOWN_TEXT};
use fairload::facts::{Allocation, Case, Child, Duty, Practitioner, Task};
use fairload::scheme::Scheme;
use fairload::scheme::input::{Input, InputKind, Level};
use fairload::workspace::Workspace;

/// Facts of a child, a case, a task, an allocation, a practitioner or a duty that are asked for when
/// they are left out, with what is entered in their place. Other facts are asked for only when they
/// are said to be not known, or have a condition of their own in [`wanted`].
const LEFT_OUT: [(&str, &str); 21] = [
    ("age", "7"),
    ("plan", "looked_after"),
    ("unstable", "no"),
    ("leaver_placement", "community"),
    ("private_fostering_since", "2026-09"),
    ("asylum_since", "2026-08"),
    ("last_move", "planned"),
    ("moved_in", "2026-09"),
    ("placed_since", "2026-09"),
    ("siblings_known", "yes"),
    ("seen_together", "yes"),
    ("placed_full_time", "2"),
    ("placed_part_time", "1"),
    ("start", "2026-10-10"),
    ("review", "2026-12-10"),
    ("role", "social_worker"),
    ("on_programme", "no"),
    ("attending_university", "no"),
    ("started_on", "2026-02"),
    ("qualified_since", "2025-11"),
    ("amount", "4"),
];

/// Facts that have a meaning when they are left out: a first year without a start has just begun,
/// beside children who are placed full time there are none part time, and what is said of a move or
/// of asylum holds though nobody says since when.
const READ_AS: [&str; 5] = ["started_on", "placed_part_time", "last_move", "moved_in", "asylum_since"];

/// A record of the workspace, by what it is.
#[derive(Clone)]
pub struct Place {
    /// The record.
    pub subject: Subject,
    catalogue: &'static [Definition],
    level: Option<Level>,
}

/// A fact that was taken away, with the answers that there are to it.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The record.
    pub subject: Subject,
    /// The fact's name.
    pub fact: String,
    /// What may be answered.
    pub answers: Vec<String>,
}

/// Every record on which something may be unknown.
pub fn places(workspace: &Workspace) -> Vec<Place> {
    let mut places = Vec::new();
    for own in &workspace.practitioners {
        let subject = Subject::practitioner(&own.id);
        for duty in &own.duties {
            let subject = subject.clone().list("duties", &duty.id);
            places.push(Place { subject, catalogue: Duty::catalogue(), level: None });
        }
        places.push(Place { subject, catalogue: Practitioner::catalogue(), level: Some(Level::Practitioner) });
    }
    for case in &workspace.cases {
        let subject = Subject::case(&case.id);
        let within = |list: &str, id| subject.clone().list(list, id);
        for child in &case.children {
            let subject = within("children", &child.id);
            places.push(Place { subject, catalogue: Child::catalogue(), level: Some(Level::Child) });
        }
        for task in &case.tasks {
            let subject = within("tasks", &task.id);
            places.push(Place { subject, catalogue: Task::catalogue(), level: Some(Level::Task) });
        }
        for own in &case.allocations {
            places.push(Place {
                subject: within("allocations", &own.id),
                catalogue: Allocation::catalogue(),
                level: None,
            });
        }
        places.push(Place { subject, catalogue: Case::catalogue(), level: Some(Level::Case) });
    }
    places
}

/// Gives a fact a value; false where it takes none such.
pub fn set(workspace: &mut Workspace, subject: &Subject, fact: &str, value: &str) -> bool {
    let change = Change::Set { subject: subject.clone(), fact: fact.to_owned(), value: value.to_owned() };
    apply(workspace, &change).is_ok()
}

fn said(workspace: &Workspace, subject: &Subject, fact: &str) -> String {
    text(workspace, subject, fact).unwrap_or_default()
}

/// The inputs that schemes ask for of a record and that are open while nobody has given them.
fn inputs(schemes: &[Scheme], level: Option<Level>) -> impl Iterator<Item = (String, &Input)> {
    schemes.iter().flat_map(move |scheme| {
        let open = scheme
            .inputs
            .iter()
            .filter(move |input| input.open && level.is_some_and(|own| input.levels.contains(&own)));
        open.map(|input| (InputName::written(&scheme.id, &input.id, InputPart::Value), input))
    })
}

fn ends(input: &Input) -> Vec<String> {
    match input.kind {
        InputKind::YesNo => ["yes", "no"].map(str::to_owned).to_vec(),
        InputKind::OneOf => input.choices.iter().map(|(id, _)| id.clone()).collect(),
        InputKind::Number { least, most, step, .. } => [least, least + step, most]
            .map(|hundredths| format!("{}.{:02}", hundredths / 100, hundredths % 100))
            .to_vec(),
    }
}

/// Whether a fact that was left out is wanted only because of what else is said of the record.
fn wanted(workspace: &Workspace, subject: &Subject, fact: &str) -> bool {
    match fact {
        "minutes_each_way" => ["outside", UNKNOWN_TEXT].contains(&said(workspace, subject, "area").as_str()),
        // A child in the area with no journey of its own has its family's.
        "area" => {
            let of_child = subject.within.as_ref().is_some_and(|within| within.list == "children");
            !of_child || !said(workspace, subject, "minutes_each_way").is_empty()
        }
        // Beside a co-worker a holder is the lead, whatever is said.
        "part" => {
            let case = workspace.cases.iter().find(|case| case.id.as_str() == subject.id);
            let mut all = case.into_iter().flat_map(|case| &case.allocations);
            !all.any(|other| other.text("part").is_some_and(|part| part == "co_worker"))
        }
        // That a worker is newly qualified says so by itself.
        "qualified_since" => said(workspace, subject, "role") != "newly_qualified",
        // What one share leaves is the other's; and other ways of sharing have a share of their own.
        "share" => {
            let case = Subject { within: None, ..subject.clone() };
            said(workspace, subject, "practitioner") == "p1"
                && said(workspace, &case, "co_working") == "divided_by_shares"
        }
        _ => true,
    }
}

/// Gives every fact that some scheme asks for; numbers of inputs as they were drawn.
pub fn settle(workspace: &mut Workspace, schemes: &[Scheme], drawn: &[usize]) {
    let mut drawn = drawn.iter().copied().cycle();
    for place in places(workspace) {
        for definition in place.catalogue {
            if said(workspace, &place.subject, definition.id) == UNKNOWN_TEXT {
                set(workspace, &place.subject, definition.id, "");
            }
        }
        for definition in place.catalogue {
            let fact = definition.id;
            let asked = fact == "share" || wanted(workspace, &place.subject, fact);
            if !asked || !said(workspace, &place.subject, fact).is_empty() {
                continue;
            }
            let own_label = format!("own {}", place.subject.within.as_ref().map_or("", |within| &within.id));
            let value = match fact {
                "minutes_each_way" => Some("45"),
                "share" => Some("30"),
                "placement" => Some(own_label.as_str()),
                "part" | "bulk" | "co_working" | "kind" => None,
                _ => LEFT_OUT.iter().find(|(own, _)| *own == fact).map(|(_, value)| *value),
            };
            if let Some(value) = value {
                set(workspace, &place.subject, fact, value);
            }
        }
        for (fact, input) in inputs(schemes, place.level) {
            let ends = ends(input);
            let value = &ends[drawn.next().unwrap_or(0) % ends.len()];
            set(workspace, &place.subject, &fact, value);
        }
    }
    // What is asked of those alone who chair conferences or manage others.
    for own in &mut workspace.practitioners {
        if own.role == Some(Role::ChildProtectionAdviser) && own.conferences.is_empty() {
            let mut chaired = ConferencesChaired::empty(Id::new("k1").unwrap());
            chaired.set("month", "2026-11").unwrap();
            chaired.set("number", "20").unwrap();
            own.conferences.push(chaired);
        }
        if own.role == Some(Role::TeamManager) && own.supervises.is_empty() {
            let mut supervised = Supervised::empty(Id::new("s1").unwrap());
            supervised.set("role", "social_worker").unwrap();
            supervised.set("full_time_equivalents", "5").unwrap();
            own.supervises.push(supervised);
        }
    }
    for case in workspace.cases.clone() {
        for own in case.allocations.iter().skip(1) {
            set(workspace, &Subject::case(&case.id).list("allocations", &own.id), "share", "");
        }
        let said_how = case.text("co_working").is_some_and(|text| !["", "not_said"].contains(&text.as_str()));
        if case.allocations.len() > 1 && !said_how {
            set(workspace, &Subject::case(&case.id), "co_working", "both_in_most_tasks");
        }
    }
}

/// What can be taken away from a workspace that is known, so that some scheme may have to ask for it.
pub fn may_be_missing(workspace: &Workspace, schemes: &[Scheme]) -> Vec<Missing> {
    let mut missing = Vec::new();
    for place in places(workspace) {
        for definition in place.catalogue {
            let (subject, fact) = (&place.subject, definition.id);
            let unknown = matches!(definition.kind, Kind::Mark | Kind::Ordinary(_));
            let asked = LEFT_OUT.iter().any(|(own, _)| *own == fact)
                || ["placement", "share", "minutes_each_way"].contains(&fact);
            if !(unknown || asked) || !wanted(workspace, subject, fact) || READ_AS.contains(&fact) {
                continue;
            }
            let answers = answers(workspace, subject, definition);
            missing.push(Missing { subject: subject.clone(), fact: fact.to_owned(), answers });
        }
        for (fact, input) in inputs(schemes, place.level) {
            missing.push(Missing { subject: place.subject.clone(), fact, answers: ends(input) });
        }
    }
    missing
}

/// Every answer to a fact, or of a number those at both sides of every threshold.
fn answers(workspace: &Workspace, subject: &Subject, definition: &Definition) -> Vec<String> {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    match (definition.id, definition.kind) {
        (_, Kind::Mark | Kind::Answer) => owned(&["yes", "no"]),
        (_, Kind::OneOf(choices) | Kind::Ordinary(choices)) => {
            choices.iter().map(|choice| choice.code.to_owned()).collect()
        }
        ("minutes_each_way", _) => owned(&["0", "29", "30", "31", "60", "61", "89", "90", "120", "121", "1440"]),
        ("age", _) => owned(&["0", "4", "5", "12", "17", "25"]),
        ("share", _) => owned(&["0", "49", "50", "100"]),
        ("placed_full_time" | "placed_part_time", _) => owned(&["0", "1", "2", "20"]),
        // Days come in parts, and some scheme gives less for half of one.
        ("amount", _) if said(workspace, subject, "kind") == "preparation_group" => owned(&["0.25", "2", "31"]),
        ("amount", _) if counted(&said(workspace, subject, "kind")) => owned(&["1", "2", "31"]),
        ("amount", _) => owned(&["0", "3", "7.5", "300"]),
        ("start", _) => owned(&["2026-11", "2026-09-23", "2026-09-22", "2026-09", "2026-08", "2020-01"]),
        ("review", _) => owned(&["2026-11", "2026-12-28", "2026-12-29", "2020-01"]),
        ("qualified_since", _) => owned(&["2026-11", "2025-12", "2025-11", "2025-10", "2020-01"]),
        // Not the month scored: a child is newly placed only where that is said.
        ("placed_since", _) => owned(&["2026-09", "2026-08", "2020-01"]),
        ("placement", _) => {
            let children = workspace.cases.iter().flat_map(|case| &case.children);
            let mut labels: Vec<String> = children.map(|child| child.placement.as_str().to_owned()).collect();
            labels.extend(["new 1", "new 2", "new 3"].map(str::to_owned));
            labels.retain(|label| !label.is_empty());
            labels.sort();
            labels.dedup();
            labels
        }
        (_, Kind::Month) => owned(&["2026-11", "2026-09", "2026-08", "2026-07", "2020-01"]),
        (fact, kind) => panic!("no answers to {fact}: {kind:?}"),
    }
}

/// Whether a duty is counted and not entered in hours.
fn counted(kind: &str) -> bool {
    ["information_session", "preparation_group", "recorded_interview"].contains(&kind)
}

/// Takes a fact away.
pub fn take_away(workspace: &mut Workspace, missing: &Missing) -> bool {
    let definition = places(workspace)
        .into_iter()
        .find(|place| place.subject == missing.subject)
        .and_then(|place| place.catalogue.iter().find(|definition| definition.id == missing.fact));
    let unknown = definition.is_some_and(|own| matches!(own.kind, Kind::Mark | Kind::Ordinary(_)));
    set(workspace, &missing.subject, &missing.fact, if unknown { UNKNOWN_TEXT } else { "" })
}
