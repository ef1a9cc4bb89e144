//! Damaged files on their whole way: read, taken by the worker as the page hands them over, recognised as a council's
//! lists or mapped as any other table, shown, asked about, imported into an empty workspace and into one that has an
//! earlier import, and imported once more. Used by `script/torture` and, as a sample, by the tests.

use super::generator::Chance;
use super::mutations::{self, Corpus};
use super::tables::{self, Kind, Tables};
use fairload::change::{Change, apply};
use fairload::facts::record::Record;
use fairload::facts::{Case, Child, Id, Month, Practitioner};
use fairload::importing::imported::Imported;
use fairload::importing::screen::PROTOCOL;
use fairload::importing::worker::Worker;
use fairload::points::Points;
use fairload::scheme::Scheme;
use fairload::schemes::published;
use fairload::scoring::score;
use fairload::store::change_of;
use fairload::workspace::everything::{Everything, SchemeText};
use fairload::workspace::{MOST_CHILDREN, Workspace};
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

const TODAY: &str = "2026-11-22";
const MONTH: &str = "2026-11";

/// Files to be damaged, and workspaces that have imported the good ones.
pub struct Journeys {
    kind: Kind,
    corpus: Corpus,
    tables: Tables,
    schemes: Vec<Scheme>,
    /// By the set of tables and how it was imported.
    earlier: Vec<[OnceCell<Everything>; 3]>,
}

/// A damaged set of files.
pub struct Damaged {
    /// Their names and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// What was done to them.
    pub what: Vec<&'static str>,
    /// Which set of good tables they are of.
    of: usize,
    seed: u64,
    number: u64,
}

/// How far a damaged set of files came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// No file was read.
    Refused,
    /// What columns mean was asked and not answered so that it could go on.
    Mapping,
    /// There was nothing to import.
    Preview,
    /// It was imported, as the lists that councils keep.
    ImportedLists,
    /// It was imported, as another table.
    ImportedTable,
}

impl Reached {
    /// In one word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Mapping => "mapping",
            Self::Preview => "preview",
            Self::ImportedLists => "imported-as-lists",
            Self::ImportedTable => "imported-as-table",
        }
    }
}

fn told<T>(what: impl Into<String>) -> Result<T, String> {
    Err(what.into())
}

impl Journeys {
    /// Journeys of files of a kind.
    pub fn new(kind: Kind) -> Self {
        let tables = Tables::new();
        let earlier = (0..tables.len()).map(|_| Default::default()).collect();
        let schemes = published().iter().map(|own| Scheme::read(own.text).unwrap()).collect();
        Self { kind, corpus: Corpus::new(kind), tables, schemes, earlier }
    }

    /// A damaged set of files.
    pub fn damaged(&self, seed: u64, number: u64) -> Damaged {
        let mut chance = chance(seed, number, 0);
        // Some are damaged as bytes alone, as readers have to stand it.
        if chance.one_in(6) {
            let (bytes, what) = self.corpus.damaged(seed, number);
            return Damaged { files: vec![("damaged".to_owned(), bytes)], what, of: 0, seed, number };
        }
        let mut what = Vec::new();
        let (tables, of) = self.tables.damaged(&mut chance, &mut what);
        let mut files = tables::written(&tables, self.kind, &mut chance);
        if chance.one_in(5) && !files.is_empty() {
            let at = chance.below(files.len());
            let parts = &mut files[at].1;
            let part = chance.below(parts.len());
            for _ in 0..=chance.below(3) {
                what.push(mutations::damage_by(&mut parts[part].1, chance.next()));
            }
        }
        let packed = |(name, mut parts): (String, Vec<(String, Vec<u8>)>)| {
            let bytes = if parts.len() == 1 { parts.remove(0).1 } else { mutations::pack(&parts) };
            (name, bytes)
        };
        Damaged { files: files.into_iter().map(packed).collect(), what, of, seed, number }
    }

    /// How far a damaged set of files came.
    ///
    /// # Errors
    /// With what does not hold of what was read, shown or imported.
    pub fn judge(&self, damaged: &Damaged) -> Result<Reached, String> {
        let mut chance = chance(damaged.seed, damaged.number, 1);
        if chance.one_in(3) {
            damaged.files.iter().try_for_each(|(_, bytes)| self.corpus.judge(bytes).map(drop))?;
        }
        // Into an empty workspace, and into one that has an earlier import, by turns.
        if chance.one_in(2) {
            return self.journey(&damaged.files, &Everything::default(), &mut chance);
        }
        let how = chance.below(3);
        let earlier = self.earlier[damaged.of][how].get_or_init(|| self.earlier(damaged.of, how));
        self.journey(&damaged.files, earlier, &mut chance).map_err(|fault| format!("after an earlier import: {fault}"))
    }

    /// A workspace into which the good tables were imported, and on which somebody has worked since.
    fn earlier(&self, of: usize, how: usize) -> Everything {
        let mut tables = self.tables.good(of);
        for own in &mut tables {
            own.rows.truncate(16);
        }
        let mut chance = Chance::of(u64::try_from(of * 3 + how).unwrap());
        let csv = tables::written(&tables, Kind::Csv, &mut Chance::of(6));
        let files: Vec<(String, Vec<u8>)> = csv.into_iter().map(|(name, mut own)| (name, own.remove(0).1)).collect();
        let import = |key: &str| {
            let mut page = Page::open(&Everything::default(), "", key).unwrap();
            page.give(&files).unwrap();
            page.go_through(&mut Chance::of(5), 0).unwrap();
            page.own
        };
        let own = import("0b");
        let mut workspace = (*own.workspace).clone();
        if how == 2 {
            // As two people's copies put together: every other case is of another key.
            let other = import("0c");
            workspace.cases.retain(|_| chance.one_in(2));
            let more =
                other.workspace.cases.iter().filter(|case| !workspace.cases.iter().any(|own| own.label == case.label));
            let more: Vec<Case> = more.cloned().collect();
            workspace.cases.extend(more);
            workspace.practitioners.extend(other.workspace.practitioners.iter().cloned());
        }
        if how > 0 {
            worked_on(&mut workspace, &mut chance);
        }
        let schemes = vec![SchemeText { id: "ours".to_owned(), from: None, text: "{}".into() }];
        let own = Everything { workspace: Rc::new(workspace), our_scheme: Some("ours".to_owned()), schemes };
        Everything::read(&own.write()).unwrap_or_else(|faults| panic!("an earlier import: {faults:?}"))
    }

    /// Imports the files, and imports them once more.
    fn journey(
        &self,
        files: &[(String, Vec<u8>)],
        before: &Everything,
        chance: &mut Chance,
    ) -> Result<Reached, String> {
        let mut page = Page::open(before, "", "0d")?;
        page.give(files)?;
        let pokes = if chance.one_in(4) { 1 + chance.below(4) } else { 0 };
        let reached = page.go_through(chance, pokes)?;
        if !matches!(reached, Reached::ImportedLists | Reached::ImportedTable) {
            return Ok(reached);
        }
        page.kept(before)?;
        if chance.one_in(8) {
            scored(&self.schemes, &page.own.workspace, chance)?;
        }
        // Every scheme is scored for it.
        if chance.one_in(40) {
            page.look_at_what_is_missing(chance)?;
        }
        // What was given to a column or a word by hand is not all remembered: what stands in one row may be about
        // somebody.
        if page.is_meaning_given || !chance.one_in(4) {
            return Ok(reached);
        }
        let after = page.own.clone();
        // What was said of a heading in one table goes for it in another next time: only without it is everything
        // taken as before.
        let mut memory: Value = serde_json::from_str(&page.memory).map_err(|_| "the memory is no JSON")?;
        let is_remembered = chance.one_in(4);
        if !is_remembered {
            memory["mappings"] = json!("");
        }
        let mut again = Page::open(&after, &memory.to_string(), "0e")?;
        again.give(files)?;
        again.calm = !is_remembered;
        again.go_through(chance, 0).map_err(|fault| format!("again: {fault}"))?;
        again.kept(&after).map_err(|fault| format!("again: {fault}"))?;
        // Where children have left a family, the next import may note of the one that remains that its case is open.
        if !is_remembered && !page.closes {
            same(&after, &again.own)?;
        }
        Ok(reached)
    }
}

fn chance(seed: u64, number: u64, stream: u64) -> Chance {
    let mut own = Chance::of(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    Chance::of(own.next() ^ stream)
}

/// Somebody has worked on what was imported: facts given and changed, cases put together, some entered by hand.
fn worked_on(workspace: &mut Workspace, chance: &mut Chance) {
    for case in &mut workspace.cases {
        if chance.one_in(3) {
            let _ = case.set("minutes_each_way", "45");
            let _ = case.set("label", &format!("Family of {}", case.label.as_str()));
        }
        if chance.one_in(4) {
            let _ = case.set("court_stage", "pre_proceedings");
        }
        if chance.one_in(9) {
            let _ = case.set("closing_in", ["2026-11", "2026-05", "2027-01"][chance.below(3)]);
        }
        if chance.one_in(6) {
            case.allocations.clear();
        }
        for child in &mut case.children {
            if chance.one_in(4) {
                let _ = child.set("plan", ["looked_after", "child_protection", ""][chance.below(3)]);
            }
            if chance.one_in(4) {
                let _ = child.set("age", ["3", "17", ""][chance.below(3)]);
            }
            if chance.one_in(5) {
                let _ = child.set("interpreter", "yes");
            }
        }
    }
    for practitioner in &mut workspace.practitioners {
        if chance.one_in(3) {
            let _ = practitioner.set("label", ["JS", "Jane Smith", "A person"][chance.below(3)]);
        }
        if chance.one_in(3) {
            let _ = practitioner.set("hours_per_week", "30");
        }
    }
    // Brothers and sisters.
    if workspace.cases.len() > 2
        && chance.one_in(2)
        && workspace.cases[0].children.len() + workspace.cases[1].children.len() <= MOST_CHILDREN
    {
        let other = workspace.cases.remove(1);
        let first = &mut workspace.cases[0];
        for child in other.children {
            if !first.children.iter().any(|own| own.id == child.id) {
                first.children.push(child);
            }
        }
    }
    let mut somebody = Practitioner::empty(Id::new("p900").unwrap());
    let _ = somebody.set("label", "Jane Smith");
    let _ = somebody.set("team", "North");
    workspace.practitioners.push(somebody);
    let mut case = Case::empty(Id::new("f900").unwrap());
    let _ = case.set("label", "By hand");
    let mut child = Child::empty(Id::new("c1").unwrap());
    let _ = child.set("label", "Child 7");
    case.children.push(child);
    let mut allocation = fairload::facts::case::Allocation::empty(Id::new("a1").unwrap());
    allocation.practitioner = Some(workspace.practitioners[chance.below(workspace.practitioners.len())].id.clone());
    case.allocations.push(allocation);
    workspace.cases.push(case);
}

/// What can be done on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Control {
    Button(String),
    Select(String, String, Vec<String>),
    /// The name of the group, the value of this one, whether it is the chosen one.
    Radio(String, String, bool),
    Box(String),
    Line(String),
}

/// What is shown, as the page gets it.
#[derive(Default)]
struct Shown {
    ids: HashSet<String>,
    controls: Vec<Control>,
    /// The ids that something refers to.
    referred: Vec<String>,
    /// The ids that errors lead to.
    wrong: Vec<String>,
    is_wrong: bool,
}

impl Shown {
    fn walk(&mut self, element: &Value, within_errors: bool) -> Result<(), String> {
        let Value::Array(parts) = element else {
            return if element.is_string() { Ok(()) } else { told(format!("no element: {element}")) };
        };
        let [Value::String(tag), Value::Object(attributes), inside @ ..] = parts.as_slice() else {
            return told(format!("no element: {element}"));
        };
        let attribute = |name: &str| attributes.get(name).and_then(Value::as_str).unwrap_or_default();
        let id = attribute("id");
        if !id.is_empty() && !self.ids.insert(id.to_owned()) {
            return told(format!("the id {id} is there twice"));
        }
        self.referred.extend(["for"].map(attribute).iter().filter(|own| !own.is_empty()).map(|own| (*own).to_owned()));
        self.referred.extend(attribute("aria-describedby").split(' ').filter(|own| !own.is_empty()).map(str::to_owned));
        let errors = within_errors || id == "errors";
        if let Some(to) = attribute("href").strip_prefix('#')
            && !to.starts_with('/')
        {
            self.referred.push(to.to_owned());
            if errors {
                self.wrong.push(to.to_owned());
            }
        }
        self.control(tag, id, &attribute, inside)?;
        if tag == "select" {
            return Ok(());
        }
        let mut keys = HashSet::new();
        for own in inside {
            if let Some(key) = own.get(1).and_then(|own| own.get("key")).and_then(Value::as_str)
                && !keys.insert(key)
            {
                return told(format!("the key {key} is there twice"));
            }
            self.walk(own, errors)?;
        }
        Ok(())
    }

    fn control<'v>(
        &mut self,
        tag: &str,
        id: &str,
        attribute: &dyn Fn(&str) -> &'v str,
        inside: &'v [Value],
    ) -> Result<(), String> {
        let own = || id.to_owned();
        match (tag, attribute("type")) {
            ("button", _) => self.controls.push(Control::Button(own())),
            ("select", _) => {
                let choices: Vec<String> =
                    inside.iter().filter_map(|own| own.get(0)?.as_str()).map(str::to_owned).collect();
                if !choices.iter().any(|own| own == attribute("value")) {
                    return told(format!("{id} has {:?}, which is none of its choices", attribute("value")));
                }
                self.controls.push(Control::Select(own(), attribute("value").to_owned(), choices));
            }
            ("input", "radio") => self.controls.push(Control::Radio(
                attribute("name").to_owned(),
                attribute("value").to_owned(),
                attribute("checked") == "yes",
            )),
            ("input", "checkbox") => self.controls.push(Control::Box(own())),
            ("input", "text") | ("textarea", _) => self.controls.push(Control::Line(own())),
            _ => {}
        }
        Ok(())
    }

    fn has(&self, button: &str) -> bool {
        self.controls.contains(&Control::Button(button.to_owned()))
    }
}

/// What the page does with the worker.
#[allow(clippy::struct_excessive_bools)]
struct Page {
    worker: Worker,
    own: Everything,
    memory: String,
    of: u64,
    shown: Shown,
    /// What changed was ordered since the last time.
    ordered: Vec<Order>,
    /// Everything is answered so that what is there stays.
    calm: bool,
    is_table: bool,
    /// Something was done on the screen where columns get a meaning.
    is_meaning_given: bool,
    /// What was said last.
    said: String,
    /// What was chosen that takes away what was there.
    closes: bool,
    replaces: bool,
}

enum Order {
    Workspace(String),
    Change(String),
}

impl Page {
    fn message(own: &Everything, of: u64) -> Value {
        json!({"protocol": PROTOCOL, "of": of, "open": "import", "today": TODAY, "month": MONTH, "chosen": "",
            "own": own.write()})
    }

    fn open(own: &Everything, memory: &str, key: &str) -> Result<Self, String> {
        let message = json!({"page": Self::message(own, 1), "chance": key, "memory": memory});
        let (worker, answer) = Worker::start(&message.to_string())?;
        let mut page = Self {
            worker,
            own: own.clone(),
            memory: memory.to_owned(),
            of: 1,
            shown: Shown::default(),
            ordered: Vec::new(),
            calm: false,
            is_table: false,
            is_meaning_given: false,
            said: String::new(),
            closes: false,
            replaces: false,
        };
        page.see(&answer)?;
        Ok(page)
    }

    /// Hands files over.
    fn give(&mut self, files: &[(String, Vec<u8>)]) -> Result<(), String> {
        let count = u64::try_from(files.len()).unwrap();
        for (place, (name, bytes)) in (1..).zip(files) {
            self.worker.read(name, bytes, (place, count), &mut |_| {});
        }
        let answer = self.worker.taken();
        self.see(&answer)
    }

    /// Looks at an answer.
    fn see(&mut self, answer: &str) -> Result<(), String> {
        let said = answer.to_owned();
        let answer: Value = serde_json::from_str(answer).map_err(|error| format!("an answer is no JSON: {error}"))?;
        if answer["of"].as_u64() != Some(self.of) {
            return told(format!("an answer is of {}", answer["of"]));
        }
        let mut shown = Shown { is_wrong: answer["wrong"] == json!(true), ..Shown::default() };
        let parts = answer["screen"].as_array().ok_or("an answer has no screen")?;
        if parts.is_empty() {
            return told("nothing is shown");
        }
        let mut keys = HashSet::new();
        for part in parts {
            if let Some(key) = part.get(1).and_then(|own| own.get("key")).and_then(Value::as_str)
                && !keys.insert(key)
            {
                return told(format!("the key {key} is there twice"));
            }
            shown.walk(part, false)?;
        }
        let focus = answer["focus"].as_str().unwrap_or_default();
        for id in shown.referred.iter().map(String::as_str).chain(Some(focus)) {
            if !id.is_empty() && !shown.ids.contains(id) {
                return told(format!("nothing has the id {id}"));
            }
        }
        self.shown = shown;
        self.said = said;
        for order in answer["orders"].as_array().ok_or("an answer has no orders")? {
            let text = |name: &str| order[name].as_str().map(str::to_owned);
            if let Some(own) = text("workspace") {
                if order["words"].as_str().is_none_or(str::is_empty) {
                    return told("a step has no words");
                }
                self.ordered.push(Order::Workspace(own));
            } else if let Some(own) = text("change") {
                self.ordered.push(Order::Change(own));
            } else if let Some(own) = text("remember") {
                self.memory = own;
            } else if order.get("download").is_none() && order.get("go").is_none() {
                return told(format!("no order: {order}"));
            }
        }
        Ok(())
    }

    fn hear(&mut self, id: &str, value: &str) -> Result<(), String> {
        if id == "gone" {
            self.closes = value == "close";
        }
        if id == "by-hand" {
            self.replaces = value == "replace";
        }
        let answer = self.worker.hear(&json!({"did": {"id": id, "value": value}}).to_string());
        self.see(&answer).map_err(|fault| format!("after {id}={value:?}: {fault}"))
    }

    /// Uses a control in some way.
    fn poke(&mut self, control: &Control, chance: &mut Chance) -> Result<(), String> {
        self.is_meaning_given |= self.shown.has("mapped");
        match control {
            Control::Button(id) => self.hear(id, ""),
            Control::Select(id, _, choices) => {
                let value = choices[chance.below(choices.len())].clone();
                self.hear(id, &value)
            }
            Control::Radio(name, value, _) => self.hear(name, value),
            Control::Box(id) => self.hear(id, if chance.one_in(2) { "yes" } else { "no" }),
            Control::Line(id) => {
                let values = ["", "x", "1001|a\n2|b", "\u{202e}", "12", "Child\tPlan\n1\tCP"];
                self.hear(id, values[chance.below(values.len())])
            }
        }
    }

    /// Goes as far as it goes: means columns, answers what is asked, imports. Before that it does this and that.
    fn go_through(&mut self, chance: &mut Chance, pokes: usize) -> Result<Reached, String> {
        let mut left = pokes;
        let mut tries = 0;
        loop {
            if self.ordered.iter().any(|_| true) {
                return self.take_orders();
            }
            let (mapped, import) = (self.shown.has("mapped"), self.shown.has("import"));
            self.is_table |= mapped;
            if !mapped && !import {
                return Ok(if self.shown.has("read-paste") { Reached::Refused } else { Reached::Preview });
            }
            if left > 0 {
                left -= 1;
                let leads_away = |own: &Control| matches!(own, Control::Button(id) if ["again", "mapped", "import", "back", "read-paste"].contains(&id.as_str()));
                let controls: Vec<Control> =
                    self.shown.controls.iter().filter(|own| !leads_away(own)).cloned().collect();
                if !controls.is_empty() {
                    let control = controls[chance.below(controls.len())].clone();
                    self.poke(&control, chance)?;
                }
                continue;
            }
            if import {
                self.answer_all(chance)?;
            }
            self.hear(if mapped { "mapped" } else { "import" }, "")?;
            if !self.ordered.is_empty() || !self.shown.is_wrong {
                continue;
            }
            tries += 1;
            if tries > 8 {
                return Ok(if mapped { Reached::Mapping } else { Reached::Preview });
            }
            // What is wrong is given otherwise.
            let wrong = self.shown.wrong.clone();
            let of = |own: &Control| match own {
                Control::Select(id, ..) | Control::Radio(id, ..) | Control::Line(id) | Control::Box(id) => {
                    wrong.contains(id)
                }
                Control::Button(_) => false,
            };
            let controls: Vec<Control> = self.shown.controls.iter().filter(|own| of(own)).cloned().collect();
            if controls.is_empty() {
                return Ok(if mapped { Reached::Mapping } else { Reached::Preview });
            }
            let control = controls[chance.below(controls.len())].clone();
            self.poke(&control, chance)?;
        }
    }

    /// Answers every question of the preview that has no answer.
    fn answer_all(&mut self, chance: &mut Chance) -> Result<(), String> {
        for _ in 0..200 {
            let mut groups: BTreeMap<&str, (bool, Vec<&str>)> = BTreeMap::new();
            for control in &self.shown.controls {
                if let Control::Radio(name, value, checked) = control {
                    let group = groups.entry(name).or_default();
                    group.0 |= checked;
                    group.1.push(value);
                }
            }
            let open = groups.iter().find(|(_, (is_answered, _))| !is_answered);
            let twin = self.shown.controls.iter().find_map(|own| match own {
                Control::Select(id, value, choices) if id.starts_with("twin-") && value.is_empty() => {
                    Some((id.clone(), choices.clone()))
                }
                _ => None,
            });
            let (id, value) = match (open, twin) {
                (Some((name, (_, values))), _) => {
                    // Children without a number may be those who were entered by hand. What many have lost is asked as
                    // long as the files have it not.
                    if self.calm && !["gone", "by-hand", "lost-plan", "lost-holder"].contains(name) {
                        return told(format!("is asked {name}: {}", self.about(name)));
                    }
                    let stays = values.iter().position(|own| !["close", "replace", "file"].contains(own));
                    let at = if self.calm { stays.unwrap_or_default() } else { chance.below(values.len()) };
                    ((*name).to_owned(), values[at].to_owned())
                }
                (None, Some((id, choices))) => {
                    if self.calm {
                        return told(format!("is asked {id}: {}", self.about(&id)));
                    }
                    let others: Vec<&String> = choices.iter().filter(|own| !own.is_empty()).collect();
                    (id, others[chance.below(others.len())].clone())
                }
                (None, None) => return Ok(()),
            };
            self.hear(&id, &value)?;
        }
        told("what is asked is never answered")
    }

    /// What is said around a control.
    fn about(&self, id: &str) -> String {
        let at = self.said.find(&format!("\"{id}\"")).unwrap_or_default();
        let piece: String = self.said[..at].chars().rev().take(400).collect();
        piece.chars().rev().collect::<String>() + &self.said[at..].chars().take(500).collect::<String>()
    }

    /// Carries out what was ordered, and tells the worker.
    fn take_orders(&mut self) -> Result<Reached, String> {
        for order in std::mem::take(&mut self.ordered) {
            match order {
                Order::Workspace(text) => {
                    let own = Everything::read(&text)
                        .map_err(|faults| format!("what is ordered is no workspace: {:?}", &faults[..1]))?;
                    if own.write() != text {
                        return told("what is ordered is another workspace when it is read and written");
                    }
                    self.own = own;
                }
                Order::Change(text) => {
                    let change: Change = change_of(&text).ok_or("what is ordered is no change")?;
                    let mut workspace = (*self.own.workspace).clone();
                    let before = workspace.clone();
                    let done =
                        apply(&mut workspace, &change).map_err(|fault| format!("a change: {}", fault.message))?;
                    let mut back = workspace.clone();
                    apply(&mut back, &done.inverse).map_err(|fault| format!("taken back: {}", fault.message))?;
                    if back != before {
                        return told("a change is not taken back");
                    }
                    self.own.workspace = Rc::new(workspace);
                    if Everything::read(&self.own.write()).as_ref() != Ok(&self.own) {
                        return told("a change makes a workspace that is another when it is written and read");
                    }
                }
            }
        }
        Ok(if self.is_table { Reached::ImportedTable } else { Reached::ImportedLists })
    }

    /// The page tells what it works on now.
    fn tell(&mut self) -> Result<(), String> {
        self.of += 1;
        let answer = self.worker.hear(&json!({"page": Self::message(&self.own, self.of)}).to_string());
        self.see(&answer).map_err(|fault| format!("when it is done: {fault}"))
    }

    fn look_at_what_is_missing(&mut self, chance: &mut Chance) -> Result<(), String> {
        self.tell()?;
        for _ in 0..4 {
            let controls: Vec<Control> = self.shown.controls.clone();
            if controls.is_empty() {
                return Ok(());
            }
            let control = controls[chance.below(controls.len())].clone();
            if control == Control::Button("again".to_owned()) {
                continue;
            }
            self.poke(&control, chance)?;
            if !self.ordered.is_empty() {
                self.take_orders()?;
                self.tell()?;
            }
        }
        Ok(())
    }

    /// Nothing that was there is lost, and nobody is there twice.
    fn kept(&self, before: &Everything) -> Result<(), String> {
        let (own, after) = (&before.workspace, &self.own.workspace);
        if before.schemes != self.own.schemes || before.our_scheme != self.own.our_scheme {
            return told("the schemes are others");
        }
        for practitioner in &own.practitioners {
            if after.practitioner(&practitioner.id).is_none() {
                return told(format!("the practitioner {} is lost", practitioner.id));
            }
        }
        for case in &own.cases {
            let by_hand = !case.children.is_empty() && case.children.iter().all(|own| own.imported.as_str().is_empty());
            let Some(now) = after.case(&case.id) else {
                if by_hand && self.replaces {
                    continue;
                }
                return told(format!("the case {} is lost", case.id));
            };
            if by_hand && now != case {
                return told(format!("the case {} was entered by hand, and is another", case.id));
            }
            for child in &case.children {
                let has_left = self.closes && case.children.len() > 1;
                if !has_left && !now.children.iter().any(|own| own.id == child.id) {
                    return told(format!("a child of the case {} is lost", case.id));
                }
            }
            for task in &case.tasks {
                if !now.tasks.iter().any(|own| own.id == task.id) && !self.closes {
                    return told(format!("a task of the case {} is lost", case.id));
                }
            }
        }
        let twice = |workspace: &Workspace| {
            let mut seen = BTreeSet::new();
            let children = workspace.cases.iter().flat_map(|case| &case.children);
            let codes = children.filter_map(|own| Imported::read(own.imported.as_str()));
            codes.filter(|own| !seen.insert((own.salt.clone(), own.code.0.clone()))).count()
        };
        if twice(after) > twice(own) {
            return told("a child is there twice");
        }
        Ok(())
    }
}

/// The same files once more change nothing, but for children who have no number: nobody knows these again.
fn same(before: &Everything, after: &Everything) -> Result<(), String> {
    for case in &before.workspace.cases {
        let now = after.workspace.case(&case.id);
        // They come to their family again where the file says which it is.
        let come = |own: &&Child| own.imported.as_str().is_empty() && !case.children.iter().any(|old| old.id == own.id);
        if now.is_some_and(|now| now.children.iter().find(come).is_some()) {
            continue;
        }
        if now != Some(case) {
            return told(format!("the same files again change the case {}: {}", case.id, between(case, now)));
        }
    }
    for practitioner in &before.workspace.practitioners {
        let now = after.workspace.practitioner(&practitioner.id);
        if now != Some(practitioner) {
            return told(format!("the same files again change a practitioner: {practitioner:?} {now:?}"));
        }
    }
    if after.workspace.practitioners.len() > before.workspace.practitioners.len() {
        // Whoever is said to have the children without a number has no code either.
        let is_new =
            |own: &&Practitioner| before.workspace.practitioner(&own.id).is_none() && !own.imported.as_str().is_empty();
        if let Some(new) = after.workspace.practitioners.iter().find(is_new) {
            return told(format!("the same files again bring a practitioner: {new:?}"));
        }
    }
    for case in after.workspace.cases.iter().filter(|own| before.workspace.case(&own.id).is_none()) {
        if case.children.iter().any(|own| !own.imported.as_str().is_empty()) {
            return told(format!("the same files again bring a child whom they know: {}", case.id));
        }
    }
    Ok(())
}

/// Where two cases differ.
fn between(case: &Case, now: Option<&Case>) -> String {
    let Some(now) = now else { return "gone".to_owned() };
    let (one, other) = (format!("{case:?}"), format!("{now:?}"));
    let at = one.bytes().zip(other.bytes()).take_while(|(own, other)| own == other).count();
    let from = at.saturating_sub(60);
    let piece = |text: &str| text.chars().skip(from).take(160).collect::<String>();
    format!("{} | {}", piece(&one), piece(&other))
}

/// A total is the sum of its lines.
fn scored(schemes: &[Scheme], workspace: &Workspace, chance: &mut Chance) -> Result<(), String> {
    if workspace.practitioners.is_empty() {
        return Ok(());
    }
    let scheme = &schemes[chance.below(schemes.len())];
    let practitioner = &workspace.practitioners[chance.below(workspace.practitioners.len())];
    let month = Month::read(MONTH).unwrap();
    let own = score(scheme, workspace, &practitioner.id, month).ok_or("nobody to score")?;
    let of_lines: Points = own.lines.iter().filter(|line| line.counted).map(|line| line.points).sum();
    if own.total != of_lines || own.least > own.total || own.total > own.most {
        return told(format!("{}: {}, from {} to {}; lines {of_lines}", scheme.id, own.total, own.least, own.most));
    }
    Ok(())
}
