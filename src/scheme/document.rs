//! From a scheme document's text to a scheme: metadata, readings, definitions, conditions,
//! capacity, bands and examples. The stages are read in `steps`.

use super::alternatives::Alternatives;
use super::checks;
use super::condition::{Condition, Range, Slot, TaskKinds};
use super::input::{Input, Level};
use super::json;
use super::named_fact::{self, Domain, NamedFact, Source, choice_code, task_bit};
use super::node::{Faults, Node, as_points};
use super::{CountedIn, Example, Follows, Parameter, Reading, Reads, Scheme, TableNote};
use crate::facts::fault::Fault;
use crate::facts::practitioner::DutyKind;
use crate::facts::value::{Code, shortened};
use crate::facts::{Id, Listed, Month, TaskKind};
use crate::points::Points;
use crate::workspace::Workspace;
use std::cell::{Cell, RefCell};

/// The most conditions that the definitions of a scheme may come to, written out where they are named.
const MOST_PARTS: usize = 20_000;

/// The largest scheme file that is read, in bytes.
const MOST_BYTES: usize = 2_000_000;

/// Reads a document; every fault has its place.
pub(super) fn read(text: &str) -> Result<Scheme, Vec<Fault>> {
    if text.len() > MOST_BYTES {
        return Err(vec![Fault::new("the file is over 2 MB; a scheme file has some hundred kB at most")]);
    }
    let value = json::read(text.trim_start_matches('\u{feff}'))
        .map_err(|error| vec![Fault::new(format!("the file is not JSON as a scheme has it: {error}"))])?;
    let faults = Faults::default();
    let root = Node { value: &value, place: String::new(), faults: &faults };
    checks::lengths(&root);
    // What is too long to be a scheme is not read further: that could take minutes.
    let scheme = if faults.is_empty() { Some(Reader::new(&root).scheme(&root)) } else { None };
    drop(root);
    match (scheme, faults.into_all()) {
        (Some(scheme), faults) if faults.is_empty() => Ok(scheme),
        (_, faults) => Err(faults),
    }
}

/// What the parts of a document refer to: its parameters and definitions, and the facts read so far.
pub(super) struct Reader {
    readings: Vec<Reading>,
    inputs: Vec<Input>,
    definitions: RefCell<Vec<(String, Condition)>>,
    reads: RefCell<Reads>,
    /// How many conditions the definitions came to so far, written out where they are named.
    parts: Cell<usize>,
    /// Names of inputs, and of stages, that are in the document and could not be read: whoever names
    /// one of them has no fault of its own.
    unread_inputs: Vec<String>,
    pub(super) unread_steps: RefCell<Vec<String>>,
}

impl Reader {
    fn new(root: &Node<'_>) -> Self {
        let readings: Vec<Reading> = root.items("readings").iter().map(reading).collect();
        for (position, reading) in readings.iter().enumerate() {
            if readings.iter().take(position).any(|other| other.id == reading.id) {
                root.faults
                    .note(&format!("readings[{position}].id"), format!("\u{201c}{}\u{201d} stands twice", reading.id));
            }
            let Some(parameter) = &reading.parameter else { continue };
            let mut earlier = readings.iter().take(position).filter_map(|other| other.parameter.as_ref());
            let options = || parameter.options.iter().map(|(id, _)| id);
            let twice = options().enumerate().any(|(place, id)| options().take(place).any(|other| other == id));
            if twice || earlier.any(|other| other.id == parameter.id) {
                let place = format!("readings[{position}].parameter");
                root.faults.note(&place, "the ids of parameters, and of the options of each, must differ");
            }
        }
        let mut reader = Self {
            readings,
            inputs: Vec::new(),
            definitions: RefCell::default(),
            reads: RefCell::default(),
            parts: Cell::new(0),
            unread_inputs: Vec::new(),
            unread_steps: RefCell::default(),
        };
        for node in root.items("inputs") {
            if let Some(input) = reader.input(&node) {
                if reader.inputs.iter().any(|other| other.id == input.id) {
                    node.fault(format!("the input \u{201c}{}\u{201d} stands twice", shortened(&input.id)));
                }
                reader.inputs.push(input);
            } else {
                reader.unread_inputs.push(node.name());
            }
        }
        reader
    }

    fn scheme(mut self, root: &Node<'_>) -> Scheme {
        root.only(&[
            "$schema",
            "fairload",
            "format",
            "id",
            "abbreviation",
            "name",
            "version",
            "title",
            "publisher",
            "about",
            "scope",
            "step",
            "readings",
            "inputs",
            "definitions",
            "steps",
            "unread_tasks",
            "capacity",
            "bands",
            "counted_in",
            "benchmark",
            "examples",
        ]);
        if root.value.get("fairload").and_then(serde_json::Value::as_str) != Some("scheme") {
            root.fault("must say \"fairload\": \"scheme\"");
        }
        if let Some(format) = root.must("format").filter(|format| format.value.as_i64() != Some(1)) {
            format.fault("this Fairload reads format 1");
        }
        let id = root.text_of("id");
        if !id.is_empty() && Id::new(&id).is_err() {
            root.faults.note("id", "must be 1 to 40 letters, digits, hyphens, underscores or full stops");
        }
        for definition in root.items("definitions") {
            definition.only(&["id", "words", "readings", "when"]);
            let name = definition.text_of("id");
            let _ = definition.text_of("words");
            self.readings_of(&definition);
            let when = self.condition_of(&definition, "when");
            if self.definitions.borrow().iter().any(|(other, _)| *other == name) {
                definition.fault(format!("\u{201c}{}\u{201d} is defined twice", shortened(&name)));
            }
            self.definitions.borrow_mut().push((name, when));
        }
        for node in root.items("inputs").iter().filter(|node| node.part("when").is_some()) {
            let when = self.condition_of(node, "when");
            let name = node.name();
            if let Some(input) = self.inputs.iter_mut().find(|input| input.id == name) {
                asked_at(node, input, &when);
                input.when = when;
            }
        }
        checks::circles_of_definitions(root);
        let (scope, scope_notes) = root.part("scope").map_or_else(Default::default, |part| self.scope(&part));
        let steps = self.steps(root);
        checks::loops(root);
        checks::rules(root);
        checks::claims(root, &steps);
        let unread_tasks = root.part("unread_tasks").map_or_else(Vec::new, |part| {
            part.entries()
                .into_iter()
                .filter_map(|(kind, words)| Some((task_kind(&words, kind)?, words.text()?.to_owned())))
                .collect()
        });
        let capacity = root.part("capacity").map(|part| self.capacity(&part, &steps));
        let bands = self.bands(root, capacity.as_ref());
        let benchmark = root.part("benchmark").map(|part| self.benchmark(&part));
        if let Some(step) = root.must("step").and_then(|part| part.points()) {
            checks::off_step(root, step);
        }
        let examples = root.items("examples").iter().filter_map(example).collect();
        let reads = self.reads.into_inner();
        let mut scheme = Scheme {
            inputs_under: id.clone(),
            id,
            abbreviation: root.text_of("abbreviation"),
            name: root.text_of("name"),
            title: root.text_of("title"),
            publisher: root.text_of("publisher"),
            version: root.text_of("version"),
            about: root.text_of("about"),
            scope,
            scope_notes,
            steps,
            capacity,
            bands,
            counted_in: root.part("counted_in").map(|part| counted_in(&part)).unwrap_or_default(),
            benchmark,
            unread_tasks,
            examples,
            readings: self.readings,
            inputs: self.inputs,
            follows: Follows::of(&reads),
            reads,
            alternatives: Alternatives::default(),
        };
        scheme.rank_rules();
        scheme.alternatives = Alternatives::of(&scheme);
        scheme
    }

    /// Who the scheme is for, and what to say to whom it leaves out.
    fn scope(&self, node: &Node<'_>) -> (Option<String>, Vec<TableNote>) {
        node.only(&["words", "notes"]);
        let reading = |note: &Node<'_>| {
            note.only(&["when", "words", "readings"]);
            TableNote {
                when: self.of_practitioner(note),
                words: note.text_of("words"),
                readings: self.readings_of(note),
            }
        };
        (Some(node.text_of("words")), node.items("notes").iter().map(reading).collect())
    }

    /// The ids of readings that a part names; each must be one of the document's.
    pub(super) fn readings_of(&self, node: &Node<'_>) -> Vec<String> {
        let ids = node.texts("readings");
        for id in &ids {
            if self.readings.iter().all(|reading| reading.id != *id) {
                node.fault(format!("the reading \u{201c}{}\u{201d} is not in the file", shortened(id)));
            }
        }
        ids
    }

    fn parameter(&self, node: &Node<'_>, id: &str) -> Option<&Parameter> {
        let parameter = self.readings.iter().filter_map(|reading| reading.parameter.as_ref()).find(|own| own.id == id);
        if parameter.is_none() && !id.is_empty() {
            node.fault(format!("there is no parameter \u{201c}{}\u{201d}", shortened(id)));
        }
        parameter
    }

    /// What a value comes to under the parameters in force. Where it says `{"parameter": …, "weights":
    /// {…}}` it is read for every option, so that none is a trap for who chooses it later.
    pub(super) fn under<T>(&self, node: &Node<'_>, read: impl Fn(&Node<'_>) -> Option<T>) -> Option<T> {
        let Some(weights) = node.part("weights") else { return read(node) };
        node.only(&["parameter", "weights"]);
        let parameter = self.parameter(node, &node.text_of("parameter"));
        let mut chosen = None;
        for (name, option) in weights.entries() {
            let own = read(&option);
            if parameter.is_some_and(|own| own.chosen == name) {
                chosen = own;
            }
            if let Some(parameter) = parameter.filter(|own| own.options.iter().all(|(option, _)| option != name)) {
                option.fault(format!("\u{201c}{}\u{201d} is no option of {}", shortened(name), parameter.id));
            }
        }
        for (option, _) in parameter.iter().flat_map(|own| &own.options) {
            weights.must(option);
        }
        chosen
    }

    /// The points of a part, under the parameters in force.
    pub(super) fn points_of(&self, node: &Node<'_>, name: &str) -> Option<Points> {
        self.under(&node.must(name)?, as_points)
    }

    /// The points of a part that may be absent.
    pub(super) fn optional_points(&self, node: &Node<'_>, name: &str) -> Option<Points> {
        self.under(&node.part(name)?, as_points)
    }

    /// A bound in the parts that the fact is counted in: 1 for whole numbers, 100 for hundredths.
    fn number_of(&self, node: &Node<'_>, name: &str, parts: i64) -> Option<Code> {
        self.under(&node.part(name)?, |bound| {
            if parts == 1 {
                return bound.whole();
            }
            let one = Points::whole(1).in_ten_thousandths() / parts;
            let amount = bound.points()?;
            if !amount.is_multiple_of(Points::ten_thousandths(one)) {
                bound.fault("must have at most two decimal places");
            }
            Code::try_from(amount.in_ten_thousandths() / one).ok()
        })
    }

    /// The condition of a part that must be there.
    pub(super) fn condition_of(&self, node: &Node<'_>, name: &str) -> Condition {
        node.must(name).map_or(Condition::Fixed(false), |part| self.condition(&part).settled())
    }

    fn condition(&self, node: &Node<'_>) -> Condition {
        let several =
            |name: &str| node.part(name).map(|part| part.all().iter().map(|own| self.condition(own)).collect());
        if let Some(parts) = several("all") {
            node.only(&["all"]);
            return Condition::All(parts);
        }
        if let Some(parts) = several("any") {
            node.only(&["any"]);
            if parts.is_empty() {
                node.fault("any must name a condition: none would never hold");
            }
            return Condition::Any(parts);
        }
        if let Some(part) = node.part("not") {
            node.only(&["not"]);
            return Condition::Not(Box::new(self.condition(&part)));
        }
        if node.part("defined").is_some() {
            node.only(&["defined"]);
            let name = node.text_of("defined");
            let definitions = self.definitions.borrow();
            let found = definitions.iter().find(|(own, _)| *own == name).map(|(_, when)| when);
            // A definition stands in full wherever it is named, so definitions of definitions could
            // fill the memory: what they come to is counted.
            let parts = self.parts.get().saturating_add(found.map_or(0, Condition::size));
            self.parts.set(parts);
            if parts > MOST_PARTS {
                node.fault(format!("the definitions come to more than {MOST_PARTS} conditions, written out"));
                return Condition::Fixed(false);
            }
            return found.cloned().unwrap_or_else(|| {
                if !name.is_empty() {
                    node.fault(format!("\u{201c}{}\u{201d} is not defined above", shortened(&name)));
                }
                Condition::Fixed(false)
            });
        }
        if node.part("parameter").is_some() {
            return Condition::Fixed(self.parameter_is(node).unwrap_or(false));
        }
        if node.part("task").is_some() {
            node.only(&["task", "at_least"]);
            let kinds = task_kinds(node, "task");
            let at_least = node.part("at_least").and_then(|own| own.whole_from(1, 1_000)).unwrap_or(1);
            return Condition::Task { kinds, at_least: usize::try_from(at_least).unwrap_or(1) };
        }
        if node.part("duty").is_some() {
            node.only(&["duty"]);
            return Condition::Duty { kinds: duty_kinds(node, "duty") };
        }
        if node.part("fact").is_some() || node.part("input").is_some() {
            let asked =
                self.slot_of(node).and_then(|(slot, fact)| self.asked_of(node, slot, &fact, &["fact", "input"]));
            return asked.unwrap_or(Condition::Fixed(false));
        }
        node.fault("must be one of: all, any, not, fact, input, task, duty, defined, parameter");
        Condition::Fixed(false)
    }

    /// True where a parameter has the option that a part names.
    pub(super) fn parameter_is(&self, node: &Node<'_>) -> Option<bool> {
        node.only(&["parameter", "is"]);
        let parameter = self.parameter(node, &node.text_of("parameter"))?;
        let option = node.text_of("is");
        if !option.is_empty() && parameter.options.iter().all(|(own, _)| *own != option) {
            node.fault(format!("\u{201c}{}\u{201d} is no option of {}", shortened(&option), parameter.id));
        }
        Some(parameter.chosen == option)
    }

    /// What a part asks of a fact: one of some choices, or a number within bounds.
    pub(super) fn asked_of(&self, node: &Node<'_>, slot: Slot, fact: &NamedFact, beside: &[&str]) -> Option<Condition> {
        if let Domain::Number { parts, .. } = fact.domain {
            return Some(Condition::Within { slot, range: self.range(node, beside, parts)? });
        }
        node.only(&[beside, &["is"]].concat());
        let wanted = node.must("is")?;
        let names = if wanted.value.is_array() { wanted.all() } else { vec![node.must("is")?] };
        if names.is_empty() {
            wanted.fault("must name a value");
        }
        let mut choices = 0_u64;
        for name in names {
            let Some(text) = name.text() else { continue };
            match choice_code(fact, &self.inputs, text) {
                Some(code) => choices |= 1_u64.checked_shl(code).unwrap_or(0),
                None => name.fault(format!(
                    "\u{201c}{}\u{201d} is no value of {}; its values are: {}",
                    shortened(text),
                    fact.name,
                    named_fact::choices(fact, &self.inputs).join(", ")
                )),
            }
        }
        Some(Condition::Is { slot, choices })
    }

    /// The range that a part gives by `from` or `above`, and `to` or `below`.
    pub(super) fn range(&self, node: &Node<'_>, beside: &[&str], parts: i64) -> Option<Range> {
        node.only(&[beside, &["from", "above", "to", "below"]].concat());
        for (one, other) in [("from", "above"), ("to", "below")] {
            if node.part(one).is_some() && node.part(other).is_some() {
                node.fault(format!("must not give both {one} and {other}"));
            }
        }
        let beyond = |name: &str, by: Code| self.number_of(node, name, parts).map(|bound| bound + by);
        let least = self.number_of(node, "from", parts).or_else(|| beyond("above", 1));
        let most = self.number_of(node, "to", parts).or_else(|| beyond("below", -1));
        if ["from", "above", "to", "below"].iter().all(|name| node.part(name).is_none()) {
            node.fault("must give a bound: from, above, to or below");
        } else if least.zip(most).is_some_and(|(least, most)| least > most) {
            node.fault("no number lies between these bounds");
        }
        if least.is_none() && most.is_none() {
            return None;
        }
        Some(Range { least: least.unwrap_or(Code::MIN + 1), most: most.unwrap_or(Code::MAX) })
    }

    /// The fact that a part names, and its place among those that the scheme reads.
    pub(super) fn slot_of(&self, node: &Node<'_>) -> Option<(Slot, NamedFact)> {
        if node.part("input").is_some() {
            if node.part("fact").is_some() {
                node.fault("must not give both fact and input");
            }
            return self.input_slot(node, &node.text_of("input"));
        }
        let name = node.text_of("fact");
        if name.is_empty() {
            return None;
        }
        let mut reads = self.reads.borrow_mut();
        let found = if name == "unit.children" {
            let domain = Domain::Number { least: 0, most: 30, parts: 1 };
            let label = "Children".to_owned();
            let fact =
                NamedFact { name: name.clone(), label, source: Source::Stored(0), domain, otherwise: 0, open: false };
            Some((Slot::UnitChildren, fact))
        } else if let Some(name) = name.strip_prefix("case.") {
            named_fact::of_case(name).map(|fact| (Slot::Case(place(&mut reads.case, &fact)), fact))
        } else if let Some(name) = name.strip_prefix("practitioner.") {
            named_fact::of_practitioner(name)
                .map(|fact| (Slot::Practitioner(place(&mut reads.practitioner, &fact)), fact))
        } else {
            match (named_fact::of_child(&name), named_fact::of_case(&name)) {
                (Some(own), Some(family)) => {
                    let slot =
                        Slot::Either { child: place(&mut reads.child, &own), case: place(&mut reads.case, &family) };
                    Some((slot, own))
                }
                (Some(own), None) => Some((Slot::Child(place(&mut reads.child, &own)), own)),
                (None, _) => None,
            }
        };
        if found.is_none() {
            node.fault(named_fact::not_asked(&name).unwrap_or_else(|| {
                let near = node.near(&name, named_fact::names().iter().map(String::as_str));
                format!("there is no fact \u{201c}{}\u{201d}{near}", shortened(&name))
            }));
        }
        found
    }

    /// The number that a part names, and how many parts one whole of it is counted in.
    pub(super) fn number_slot(&self, node: &Node<'_>) -> (Option<Slot>, i64) {
        match self.slot_of(node) {
            Some((slot, NamedFact { domain: Domain::Number { parts, .. }, .. })) => (Some(slot), parts),
            Some((_, fact)) => {
                node.fault(format!("must name a number, and {} is none", fact.name));
                (None, 1)
            }
            None => (None, 1),
        }
    }

    /// The input with this id, and its place among the facts that the scheme reads.
    pub(super) fn input_slot(&self, node: &Node<'_>, id: &str) -> Option<(Slot, NamedFact)> {
        let Some((position, input)) = self.inputs.iter().enumerate().find(|(_, input)| input.id == id) else {
            if !id.is_empty() && self.unread_inputs.iter().all(|own| own != id) {
                let near = node.near(id, self.inputs.iter().map(|input| input.id.as_str()));
                node.fault(format!("there is no input \u{201c}{}\u{201d}{near}", shortened(id)));
            }
            return None;
        };
        let fact = named_fact::of_input(position, input);
        let mut reads = self.reads.borrow_mut();
        let slot = match input.levels.as_slice() {
            [Level::Practitioner] => Slot::Practitioner(place(&mut reads.practitioner, &fact)),
            [Level::Case] => Slot::Case(place(&mut reads.case, &fact)),
            [Level::Child] => Slot::Child(place(&mut reads.child, &fact)),
            [Level::Task] => Slot::Task(place(&mut reads.task, &fact)),
            _ => Slot::OfUnit { child: place(&mut reads.child, &fact), case: place(&mut reads.case, &fact) },
        };
        Some((slot, fact))
    }
}

fn place(list: &mut Vec<NamedFact>, fact: &NamedFact) -> usize {
    list.iter().position(|own| own == fact).unwrap_or_else(|| {
        list.push(fact.clone());
        list.len() - 1
    })
}

/// The kind of task with this code, as a set.
fn task_kind(node: &Node<'_>, code: &str) -> Option<u128> {
    let kind = TaskKind::with_code(code);
    if kind.is_none() {
        let near = node.near(code, TaskKind::CHOICES.iter().map(|choice| choice.code));
        node.fault(format!("there is no kind of task \u{201c}{}\u{201d}{near}", shortened(code)));
    }
    kind.map(task_bit)
}

/// The kinds of task that a part lists, as a set.
pub(super) fn task_kinds(node: &Node<'_>, name: &str) -> TaskKinds {
    node.some_items(name).iter().filter_map(|own| task_kind(own, own.text()?)).fold(0, |all, own| all | own)
}

/// The kinds of duty that a part lists.
pub(super) fn duty_kinds(node: &Node<'_>, name: &str) -> u64 {
    let mut kinds = 0;
    for item in node.some_items(name) {
        let Some(code) = item.text() else { continue };
        if let Some(kind) = DutyKind::with_code(code) {
            kinds |= u32::try_from(kind.position()).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0);
        } else {
            let near = item.near(code, DutyKind::CHOICES.iter().map(|choice| choice.code));
            item.fault(format!("there is no kind of duty \u{201c}{}\u{201d}{near}", shortened(code)));
        }
    }
    kinds
}

fn reading(node: &Node<'_>) -> Reading {
    node.only(&["id", "place", "words", "parameter"]);
    let parameter = node.part("parameter").map(|part| {
        part.only(&["id", "label", "chosen", "options"]);
        let parameter = Parameter {
            id: part.text_of("id"),
            label: part.text_of("label"),
            chosen: part.text_of("chosen"),
            options: part.items("options").iter().map(|own| (own.text_of("id"), own.text_of("words"))).collect(),
        };
        if !parameter.chosen.is_empty() && parameter.options.iter().all(|(id, _)| *id != parameter.chosen) {
            part.fault(format!("\u{201c}{}\u{201d} is none of the options", shortened(&parameter.chosen)));
        }
        parameter
    });
    Reading { id: node.text_of("id"), place: node.text_of("place"), words: node.text_of("words"), parameter }
}

fn counted_in(node: &Node<'_>) -> CountedIn {
    node.only(&["one", "many"]);
    CountedIn { one: node.text_of("one"), many: node.text_of("many") }
}

fn example(node: &Node<'_>) -> Option<Example> {
    node.only(&["name", "place", "month", "practitioner", "total", "band", "limit", "workspace"]);
    let _ = node.text_of("place");
    let name = node.text_of("name");
    let told = |part: &Node<'_>, fault: Fault| part.fault(fault.message);
    let practitioner =
        node.must("practitioner").and_then(|part| Id::new(part.text()?).map_err(|fault| told(&part, fault)).ok());
    let month = node.must("month").and_then(|part| Month::read(part.text()?).map_err(|fault| told(&part, fault)).ok());
    let total = node.must("total").and_then(|part| part.points());
    let workspace = node.must("workspace").and_then(|part| match Workspace::read(&part.value.to_string()) {
        Ok(read) => Some(read),
        Err(faults) => {
            for fault in faults {
                let fault = fault.within(&part.place);
                part.faults.note(&fault.place, fault.message);
            }
            None
        }
    });
    Some(Example {
        name,
        workspace: workspace?,
        practitioner: practitioner?,
        month: month?,
        total: total?,
        band: node.optional_text("band"),
        limit: node.part("limit").and_then(|part| part.points()),
        at: node.place.clone(),
    })
}

/// Notes a question that arises where nobody could answer it: of a worker's input by a child's fact.
fn asked_at(node: &Node<'_>, input: &Input, when: &Condition) {
    let fits = match input.levels.as_slice() {
        [Level::Practitioner] => when.asks_only_a_practitioner(),
        [Level::Case | Level::Task] => !when.asks_a_child(),
        _ => true,
    };
    if !fits {
        node.faults.note(&format!("{}.when", node.place), "asks what what the input is given for cannot answer");
    }
}
