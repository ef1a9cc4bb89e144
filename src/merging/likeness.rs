//! Whether two records are one: by id, by what they are called, and by what is in them.

use crate::change::{IdMark, Root, Subject, name};
use crate::facts::Case;
use crate::facts::record::{AnyRecord, AnyValue};
use crate::facts::value::{Id, Value};
use crate::words::counted;
use crate::workspace::Workspace;

/// What of a record is compared to tell whether it is another.
pub struct Sketch {
    /// Its id.
    pub id: Id,
    /// Its label, case and spaces aside.
    pub label: String,
    /// The role of a practitioner; the facts of each child of a case.
    parts: Vec<String>,
    /// The labels of a case's children.
    names: Vec<String>,
    /// The labels of those who hold a case, in an order of their own.
    holders: Vec<String>,
}

/// How two records with one id stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// They are one.
    Same,
    /// They may be one.
    Doubtful,
    /// They are two.
    Different,
}

impl Sketch {
    /// Every record of a kind.
    pub fn all(root: Root, workspace: &Workspace) -> Vec<Self> {
        match root {
            Root::Practitioner => {
                let of = |own: &crate::facts::Practitioner| Self {
                    id: own.id.clone(),
                    label: normal(own.label.as_str()),
                    parts: vec![own.role.write()],
                    names: Vec::new(),
                    holders: Vec::new(),
                };
                workspace.practitioners.iter().map(of).collect()
            }
            Root::Case => workspace.cases.iter().map(|own| Self::of_case(workspace, own)).collect(),
        }
    }

    fn of_case(workspace: &Workspace, case: &Case) -> Self {
        let mut parts: Vec<String> = case.children.iter().map(|child| facts(child)).collect();
        crate::points::sort_short(&mut parts, Clone::clone);
        let holders = case.allocations.iter().filter_map(|own| workspace.practitioner(own.practitioner.as_ref()?));
        let mut holders: Vec<String> = holders.map(|own| normal(own.label.as_str())).collect();
        crate::points::sort_short(&mut holders, Clone::clone);
        let names = case.children.iter().map(|child| normal(child.label.as_str()));
        Self {
            id: case.id.clone(),
            label: normal(case.label.as_str()),
            parts,
            names: names.filter(|name| !name.is_empty()).collect(),
            holders,
        }
    }

    /// Some child of one is a child of the other, as far as can be seen.
    fn shares_children(&self, other: &Self) -> bool {
        let known = |part: &&String| !part.is_empty();
        self.parts.iter().filter(known).any(|part| other.parts.contains(part))
            || self.names.iter().any(|name| other.names.contains(name))
    }

    /// The label is more than the number that the page gives by itself.
    fn has_own_label(&self) -> bool {
        let number = self.label.strip_prefix("family ").unwrap_or(&self.label);
        !self.label.is_empty() && !number.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// A child's facts as one text; the label is none of them.
fn facts(record: &dyn AnyRecord) -> String {
    let mut all = String::new();
    for (place, definition) in record.definitions().iter().enumerate() {
        let text = record.value(place).map(AnyValue::text).unwrap_or_default();
        if definition.id != "label" && !text.is_empty() {
            for part in [definition.id, "=", &text, ";"] {
                all.push_str(part);
            }
        }
    }
    all
}

/// A label without what people write differently: capitals and spaces.
pub fn normal(label: &str) -> String {
    let mut normal = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(&word.to_ascii_lowercase());
    }
    normal
}

/// True for an id with the mark of a page's load, which no two records have by chance.
pub fn is_marked(id: &Id) -> bool {
    let mark = id.as_str().rsplit_once('-').map_or("", |(_, mark)| mark);
    mark.len() == 6 && mark.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}

/// Two texts were given and are not the same.
fn clash(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && one != other
}

fn roles_clash(one: &Sketch, other: &Sketch) -> bool {
    one.parts.iter().zip(&other.parts).any(|(one, other)| clash(one, other))
}

/// How one's own record and a file's stand to each other that have one id. An id without a mark says little:
/// every file without marks has a first family.
pub fn likeness(root: Root, ours: &Sketch, theirs: &Sketch) -> Likeness {
    let marked = is_marked(&ours.id);
    let same_label = ours.label == theirs.label;
    match root {
        Root::Practitioner => {
            let (labels, roles) = (clash(&ours.label, &theirs.label), roles_clash(ours, theirs));
            match (labels, roles) {
                (true, true) => Likeness::Different,
                _ if marked => Likeness::Same,
                (true, false) => Likeness::Different,
                (false, false) if same_label && !ours.label.is_empty() => Likeness::Same,
                _ => Likeness::Doubtful,
            }
        }
        Root::Case => {
            // A file without children has none that could say that it is another family.
            let common = ours.shares_children(theirs) || marked && theirs.parts.is_empty();
            let elsewhere = !ours.holders.is_empty()
                && !theirs.holders.is_empty()
                && ours.holders.iter().all(|own| !theirs.holders.contains(own));
            match (clash(&ours.label, &theirs.label), common) {
                (true, false) => Likeness::Different,
                _ if marked => Likeness::Same,
                (false, true) if same_label && !elsewhere => Likeness::Same,
                _ => Likeness::Doubtful,
            }
        }
    }
}

/// Whether two records with different ids may be one. A number that the page gave a family by itself says
/// nothing alone: everybody has a first family.
pub fn twins(root: Root, ours: &Sketch, theirs: &Sketch) -> bool {
    let same_label = ours.label == theirs.label && !ours.label.is_empty();
    match root {
        Root::Practitioner => same_label && !roles_clash(ours, theirs),
        Root::Case => {
            // Whoever holds the file's holds this one too; others may, since the two were joined before.
            let held = !theirs.holders.is_empty() && theirs.holders.iter().all(|own| ours.holders.contains(own));
            let children = ours.parts == theirs.parts && ours.parts.iter().any(|part| !part.is_empty());
            same_label && (ours.has_own_label() || held || children) || children && held
        }
    }
}

/// Whether a record here may be one of a file that was joined to it earlier, going by its label and, where the page
/// gave a case that by itself, its children.
pub fn may_be_joined(root: Root, ours: &Sketch, theirs: &Sketch) -> bool {
    match root {
        Root::Practitioner => twins(root, ours, theirs),
        Root::Case => {
            ours.label == theirs.label
                && !ours.label.is_empty()
                && (ours.has_own_label() || ours.shares_children(theirs))
        }
    }
}

/// What those are called who hold a case.
pub fn holders(workspace: &Workspace, case: &Case) -> Vec<String> {
    let ids = case.allocations.iter().filter_map(|own| own.practitioner.as_ref());
    ids.map(|id| name(workspace, &Subject::practitioner(id))).collect()
}

/// The id under which a record is kept apart, worked out from its own and what it is called.
pub fn apart_id(id: &Id, label: &str) -> Id {
    let mark = IdMark::of(hash(&format!("{id} {label}")));
    let kept: String = id.as_str().chars().take(33).collect();
    Id::new(&format!("{kept}{mark}")).unwrap_or_default()
}

/// The 32-bit FNV-1a hash of a text: the same everywhere and for ever.
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A practitioner or case in a few words, to tell it from another.
pub fn described(root: Root, workspace: &Workspace, own: &Sketch) -> String {
    let of = |id: &Id| name(workspace, &Subject::practitioner(id));
    match root {
        Root::Practitioner => {
            let role = workspace.practitioner(&own.id).and_then(|own| own.role);
            let held = workspace.cases.iter().filter(|case| case.allocation_of(&own.id).is_some()).count();
            let role = role.map_or("role not given", crate::facts::value::Listed::words);
            format!("{}, {role}, {}", of(&own.id), counted(held, "case", "cases"))
        }
        Root::Case => {
            let Some(case) = workspace.case(&own.id) else { return String::new() };
            let plan = |child: &crate::facts::Child| child.plan.map(crate::facts::value::Listed::words);
            let mut said: Vec<String> =
                vec![name(workspace, &Subject::case(&own.id)), counted(case.children.len(), "child", "children")];
            for words in case.children.iter().filter_map(plan) {
                if said.iter().all(|own| own != words) {
                    said.push(words.to_owned());
                }
            }
            let holders = holders(workspace, case);
            let held = if holders.is_empty() { "nobody".to_owned() } else { holders.join(" and ") };
            said.push(format!("held by {held}"));
            said.join(", ")
        }
    }
}
