//! Cases as data: how a file of `tests/cases` is read, filled in, scored and compared.
//!
//! A file says what it is `about`, and may give `practitioners` for all its checks. A check has a
//! `name`, the `arithmetic` of its figures worked by hand from the source, `cases` as a workspace
//! file has them, and what to `expect`. Left out, and filled in here:
//!
//! - `month`: November 2026. `practitioner`: `p1`. `practitioners`: one social worker `p1`, full
//!   time, in a district team. `parameters`: the readings as the scheme has them chosen.
//! - a case's `id`: `f1`, `f2` and so on; its `allocations`: the practitioner of the check.
//! - a child's `unstable`: no (say `unknown` where it is not known). `count` stands for so many
//!   children alike; children are `c1`, `c2` and so on.
//!
//! `capacity_least` and `capacity_most` are for the practitioner's own hours; `questions` are those that
//! could move the total, `capacity_questions` those that decide which range is normal. `parts` are all
//! that the capacity has for the practitioner, the one named by `fullest` first to be filled. `errors` left
//! out: nothing beside the score is an error. `benchmark` is where the caseload stands among figures of others.
//!
//! Of what to expect, `least` and `most` left out are the total: nothing is unknown, and no
//! question is asked. `lines` left out are not compared; where they are given, no other line may
//! count. A line with 0 points that says neither way may count or not.

use fairload::facts::{Id, Month};
use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::scoring::{self, Capacity, Line, Score};
use fairload::workspace::Workspace;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One file of checks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: String,
    practitioners: Option<Value>,
    checks: Vec<Check>,
}

/// One check: a described caseload and the figures that a person worked out for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What is checked, as a sentence.
    pub name: String,
    arithmetic: String,
    month: Option<String>,
    practitioner: Option<String>,
    /// Readings put otherwise than the scheme has them.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    practitioners: Option<Value>,
    #[serde(default)]
    cases: Vec<Value>,
    expect: Expected,
}

/// What is expected of a score.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    total: Option<String>,
    least: Option<String>,
    most: Option<String>,
    band: Option<String>,
    band_range: Option<(String, String)>,
    load: Option<String>,
    capacity_least: Option<String>,
    capacity_most: Option<String>,
    #[serde(default)]
    no_capacity: bool,
    parts: Option<Vec<ExpectedPart>>,
    fullest: Option<String>,
    no_number: Option<String>,
    /// True where it must not be said that there is no number, as what is asked may bring one.
    #[serde(default)]
    may_have_a_number: bool,
    #[serde(default)]
    errors: Vec<ExpectedError>,
    benchmark: Option<ExpectedStanding>,
    children: Option<usize>,
    families: Option<usize>,
    lines: Option<Vec<ExpectedLine>>,
    questions: Option<Vec<String>>,
    capacity_questions: Option<Vec<String>>,
    #[serde(default)]
    noted: Vec<String>,
    #[serde(default)]
    not_noted: Vec<String>,
    #[serde(default)]
    notes_say: Vec<String>,
    #[serde(default)]
    notes_do_not_say: Vec<String>,
}

/// What is expected of a line: only what is given is compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedLine {
    rule: Option<String>,
    case: Option<String>,
    child: Option<String>,
    points: Option<String>,
    counted: Option<bool>,
    forgone: Option<String>,
    least: Option<String>,
    most: Option<String>,
    says: Option<String>,
}

/// A part of a capacity: what the practitioner has of it, and what is normal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedPart {
    name: String,
    points: String,
    least: Option<String>,
    limit: String,
}

impl ExpectedPart {
    fn is(&self, own: &Capacity) -> bool {
        self.name == own.name
            && self.points == own.points.to_string()
            && self.limit == own.limit().to_string()
            && self.least == own.floor().map(|least| least.to_string())
    }
}

/// What a source does not allow, beside a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedError {
    case: Option<String>,
    says: String,
}

/// Where a caseload stands among figures that others reported.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedStanding {
    count: String,
    who: String,
    area: String,
    range: Option<(String, String)>,
    /// Figures reported as unmanageable that the caseload has reached, and those that it has not.
    #[serde(default)]
    reached: Vec<String>,
    #[serde(default)]
    not_reached: Vec<String>,
    #[serde(default)]
    left_out: usize,
}

impl ExpectedLine {
    /// Whether it must count: as it says, else where it has points.
    fn counted(&self) -> Option<bool> {
        let without = self.points.as_deref() == Some("0");
        self.counted.or(if without { None } else { Some(true) })
    }

    fn is(&self, line: &Line) -> bool {
        let text = |expected: &Option<String>, own: Option<String>| expected.is_none() || *expected == own;
        let says = |part: &String| format!("{} {}", line.name, line.why).to_lowercase().contains(&part.to_lowercase());
        text(&self.rule, Some(line.rule.clone()))
            && text(&self.case, line.case.as_ref().map(ToString::to_string))
            && text(&self.child, line.child.as_ref().map(ToString::to_string))
            && text(&self.points, Some(line.points.to_string()))
            && text(&self.forgone, line.forgone.map(|points| points.to_string()))
            && text(&self.least, Some(line.least.to_string()))
            && text(&self.most, Some(line.most.to_string()))
            && self.counted().is_none_or(|counted| counted == line.counted)
            && self.says.as_ref().is_none_or(says)
    }
}

/// Reads every file of a folder of `tests/cases`, in the order of their names.
pub fn checks_of(folder: &str) -> Vec<Check> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut checks = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file: File = serde_json::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        checks.extend(file.checks.into_iter().map(|check| Check {
            name: format!("{name}: {}", check.name),
            practitioners: check.practitioners.or_else(|| file.practitioners.clone()),
            ..check
        }));
    }
    checks
}

impl Check {
    fn practitioner(&self) -> Id {
        Id::new(self.practitioner.as_deref().unwrap_or("p1")).unwrap()
    }

    fn month(&self) -> Month {
        Month::read(self.month.as_deref().unwrap_or("2026-11")).unwrap()
    }

    /// The workspace that the check describes, filled in.
    pub fn workspace(&self) -> Workspace {
        let usual = || json!([{"id": "p1", "role": "social_worker", "team_type": "district"}]);
        let cases: Vec<Value> = self.cases.iter().enumerate().map(|(place, case)| self.filled(place, case)).collect();
        let workspace = json!({
            "fairload": "workspace",
            "version": 1,
            "practitioners": self.practitioners.clone().unwrap_or_else(usual),
            "cases": cases,
        });
        Workspace::read(&workspace.to_string()).unwrap_or_else(|faults| panic!("{}: {faults:?}", self.name))
    }

    fn filled(&self, place: usize, case: &Value) -> Value {
        let mut case = case.as_object().unwrap().clone();
        or_else(&mut case, "id", || json!(format!("f{}", place + 1)));
        or_else(&mut case, "allocations", || json!([{"practitioner": self.practitioner().as_str()}]));
        let mut children = Vec::new();
        for child in case.get("children").and_then(Value::as_array).into_iter().flatten() {
            let mut child = child.as_object().unwrap().clone();
            let count = child.remove("count").and_then(|count| count.as_u64()).unwrap_or(1);
            or_else(&mut child, "unstable", || json!("no"));
            children.extend((0..count).map(|_| Value::Object(child.clone())));
        }
        case.insert("children".to_owned(), Value::Array(children));
        Value::Object(case)
    }

    /// The score of its workspace under a scheme.
    pub fn score_of(&self, scheme: &Scheme, workspace: &Workspace) -> Score {
        scoring::score(scheme, workspace, &self.practitioner(), self.month())
            .unwrap_or_else(|| panic!("{}: no such practitioner", self.name))
    }

    /// The total of its workspace by the walk that only sums.
    pub fn total_of(&self, scheme: &Scheme, workspace: &Workspace) -> Points {
        scoring::total(scheme, workspace, &self.practitioner(), self.month()).unwrap()
    }

    /// Every way in which a score is not what the check expects, in words.
    pub fn faults_of(&self, score: &Score) -> Vec<String> {
        let mut faults = Vec::new();
        self.compare_figures(score, &mut faults);
        self.compare_questions_and_notes(score, &mut faults);
        self.compare_lines(score, &mut faults);
        if !faults.is_empty() {
            faults.insert(0, format!("{} ({})", self.name, self.arithmetic));
            faults.extend(score.lines.iter().map(|line| format!("      line {}", brief(line))));
            faults.extend(score.questions.iter().map(|question| format!("      question {}", question.fact)));
        }
        faults
    }

    fn compare_figures(&self, score: &Score, faults: &mut Vec<String>) {
        let expect = &self.expect;
        let mut same = |what: &str, expected: Option<&String>, own: Option<String>| {
            if let Some(expected) = expected.filter(|expected| Some(*expected) != own.as_ref()) {
                faults.push(format!("   {what}: expected {expected}, is {}", own.unwrap_or_default()));
            }
        };
        let points = |points: Points| Some(points.to_string());
        same("total", expect.total.as_ref(), points(score.total));
        same("least", expect.least.as_ref().or(expect.total.as_ref()), points(score.least));
        same("most", expect.most.as_ref().or(expect.total.as_ref()), points(score.most));
        same("band", expect.band.as_ref(), score.band.clone());
        let capacity = score.capacity.as_ref();
        same("load", expect.load.as_ref(), capacity.map(|capacity| capacity.load(capacity.points)));
        same("the fullest part", expect.fullest.as_ref(), capacity.map(|capacity| capacity.name.clone()));
        same("capacity's least", expect.capacity_least.as_ref(), capacity.and_then(Capacity::floor).and_then(points));
        same("capacity's most", expect.capacity_most.as_ref(), capacity.and_then(|own| points(own.limit())));
        if expect.no_capacity && score.capacity.is_some() {
            faults.push("   a range is called normal for whom the scheme has none".to_owned());
        }
        self.compare_parts(score, faults);
        self.compare_standing(score, faults);
        let mut same = |what: &str, expected: Option<&String>, own: Option<String>| {
            if let Some(expected) = expected.filter(|expected| Some(*expected) != own.as_ref()) {
                faults.push(format!("   {what}: expected {expected}, is {}", own.unwrap_or_default()));
            }
        };
        same("children", expect.children.map(|n| n.to_string()).as_ref(), Some(score.children.to_string()));
        same("families", expect.families.map(|n| n.to_string()).as_ref(), Some(score.families.to_string()));
        let alone = score.band.clone().map(|band| (band.clone(), band));
        if expect.band_range.is_some() && expect.band_range != score.band_range.clone().or(alone) {
            faults.push(format!("   bands: expected {:?}, are {:?}", expect.band_range, score.band_range));
        }
        let sum: Points = score.lines.iter().filter(|line| line.counted).map(|line| line.points).sum();
        if sum != score.total {
            faults.push(format!("   the lines that count add up to {sum}, the total is {}", score.total));
        }
        if score.least > score.total || score.total > score.most {
            faults.push(format!("   the total {} is not from {} to {}", score.total, score.least, score.most));
        }
    }

    fn compare_parts(&self, score: &Score, faults: &mut Vec<String>) {
        let expect = &self.expect;
        if let Some(expected) = &expect.parts {
            // Where there is one part alone, it is the capacity.
            let alone: Vec<Capacity> = score.capacity.iter().cloned().collect();
            let own = if score.parts.is_empty() { &alone } else { &score.parts };
            let same = own.len() == expected.len() && expected.iter().zip(own).all(|(part, own)| part.is(own));
            if !same {
                let least = |own: &Capacity| own.floor().map(|least| format!("{least} to ")).unwrap_or_default();
                let brief = |own: &Capacity| format!("{} {} of {}{}", own.name, own.points, least(own), own.limit());
                faults.push(format!("   parts are {:?}", own.iter().map(brief).collect::<Vec<_>>()));
            }
        }
        match (&expect.no_number, &score.no_number) {
            (Some(part), Some(words)) if !words.contains(part.as_str()) => {
                faults.push(format!(
                    "   why there is no number: \u{201c}{words}\u{201d} does not say \u{201c}{part}\u{201d}"
                ));
            }
            (Some(part), None) => faults.push(format!("   it does not say why there is no number: {part}")),
            (None, Some(words))
                if expect.may_have_a_number || expect.capacity_most.is_some() || expect.parts.is_some() =>
            {
                faults.push(format!("   there is a number, and it says why there is none: {words}"));
            }
            _ => {}
        }
        let errors: Vec<_> = score.notes.iter().filter(|note| note.error).collect();
        let told = |wanted: &ExpectedError| {
            let case = |own: &Option<Id>| own.as_ref().map(ToString::to_string);
            errors.iter().any(|own| case(&own.case) == wanted.case && own.words.contains(wanted.says.as_str()))
        };
        for wanted in expect.errors.iter().filter(|wanted| !told(wanted)) {
            faults.push(format!("   no error {wanted:?}"));
        }
        if errors.len() != expect.errors.len() {
            faults.push(format!("   {} errors, expected {}: {errors:?}", errors.len(), expect.errors.len()));
        }
    }

    fn compare_standing(&self, score: &Score, faults: &mut Vec<String>) {
        let Some(expected) = &self.expect.benchmark else { return };
        let Some(own) = &score.benchmark else {
            faults.push(format!("   it stands nowhere: {:?}", score.no_number));
            return;
        };
        let of = |reached: bool| -> Vec<String> {
            let figures = own.unmanageable.iter().filter(|(_, own)| *own == reached);
            figures.map(|(figure, _)| figure.to_string()).collect()
        };
        let told = (
            (own.count.to_string(), own.who.clone(), own.area.clone()),
            own.range.map(|(lowest, highest)| (lowest.to_string(), highest.to_string())),
            (of(true), of(false), own.left_out),
        );
        let wanted = (
            (expected.count.clone(), expected.who.clone(), expected.area.clone()),
            expected.range.clone(),
            (expected.reached.clone(), expected.not_reached.clone(), expected.left_out),
        );
        if told != wanted {
            faults.push(format!("   it stands {told:?}, expected {wanted:?}"));
        }
    }

    fn compare_questions_and_notes(&self, score: &Score, faults: &mut Vec<String>) {
        let expect = &self.expect;
        let moving = score.questions.iter().filter(|question| question.could_move > Points::ZERO);
        let asked: BTreeSet<&str> = moving.map(|question| question.fact.as_str()).collect();
        if let Some(expected) = &expect.capacity_questions {
            let deciding = score.questions.iter().filter(|question| question.decides_capacity);
            let asked: BTreeSet<&str> = deciding.map(|question| question.fact.as_str()).collect();
            if asked != expected.iter().map(String::as_str).collect() {
                faults.push(format!("   questions of the capacity: expected {expected:?}, are {asked:?}"));
            }
        }
        let expected: BTreeSet<&str> = expect.questions.iter().flatten().map(String::as_str).collect();
        if asked != expected {
            faults.push(format!("   questions: expected {expected:?}, are {asked:?}"));
        }
        if !score.questions.is_sorted_by(|one, other| one.could_move >= other.could_move) {
            faults.push("   the question that could move most is not the first".to_owned());
        }
        let noted = |reading: &String| score.notes.iter().any(|note| note.readings.contains(reading));
        let says = |part: &String| score.notes.iter().any(|note| note.words.contains(part.as_str()));
        for reading in expect.noted.iter().filter(|reading| !noted(reading)) {
            faults.push(format!("   no note rests on {reading}"));
        }
        for reading in expect.not_noted.iter().filter(|reading| noted(reading)) {
            faults.push(format!("   a note rests on {reading}"));
        }
        for part in expect.notes_say.iter().filter(|part| !says(part)) {
            faults.push(format!("   no note says “{part}”"));
        }
        for part in expect.notes_do_not_say.iter().filter(|part| says(part)) {
            faults.push(format!("   a note says “{part}”"));
        }
    }

    fn compare_lines(&self, score: &Score, faults: &mut Vec<String>) {
        let Some(expected) = &self.expect.lines else { return };
        let mut left: Vec<&Line> = score.lines.iter().collect();
        // Those that name a child first, so that one that does not takes none of theirs.
        let (named, others): (Vec<_>, Vec<_>) = expected.iter().partition(|wanted| wanted.child.is_some());
        for wanted in named.into_iter().chain(others) {
            match left.iter().position(|line| wanted.is(line)) {
                Some(place) => {
                    left.remove(place);
                }
                None => faults.push(format!("   no line {}", wanted.brief())),
            }
        }
        for line in left.into_iter().filter(|line| line.counted && line.points != Points::ZERO) {
            faults.push(format!("   a line that was not expected: {}", brief(line)));
        }
    }
}

impl ExpectedLine {
    fn brief(&self) -> String {
        let parts = [&self.case, &self.child, &self.rule, &self.points, &self.forgone, &self.says];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        format!("{} (counted: {:?})", parts.join(" "), self.counted())
    }
}

/// A line in short, for a failure.
fn brief(line: &Line) -> String {
    let id = |id: &Option<Id>| id.as_ref().map(ToString::to_string).unwrap_or_default();
    let forgone = line.forgone.map(|points| format!(", {points} forgone")).unwrap_or_default();
    let counted = if line.counted { "" } else { ", not counted" };
    format!("{} {} {} {}{counted}{forgone}: {}", id(&line.case), id(&line.child), line.rule, line.points, line.why)
}

fn or_else(record: &mut Map<String, Value>, name: &str, value: impl FnOnce() -> Value) {
    if !record.contains_key(name) {
        record.insert(name.to_owned(), value());
    }
}

/// A scheme's document with some readings put otherwise, and without its own examples.
pub fn with_parameters(document: &Value, parameters: &BTreeMap<String, String>) -> Value {
    let mut document = document.clone();
    document["examples"] = json!([]);
    for (parameter, chosen) in parameters {
        let readings = document["readings"].as_array_mut().unwrap();
        let reading = readings.iter_mut().find(|reading| reading["parameter"]["id"] == *parameter);
        let reading = reading.unwrap_or_else(|| panic!("no reading has the parameter {parameter}"));
        let options = reading["parameter"]["options"].as_array().unwrap();
        assert!(options.iter().any(|option| option["id"] == *chosen), "{parameter} has no position {chosen}");
        reading["parameter"]["chosen"] = json!(chosen);
    }
    document
}
