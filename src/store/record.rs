//! The stored texts: of a record, of the head, of a journal entry; and what a whole set of them is.

use super::difference::{Compared, Match, stays};
use super::{Conflict, HEAD, Kept, Refusal, Text, written};
use crate::change::Change;
use crate::facts::{Case, Practitioner};
use crate::workspace::saved::SavedRecord;
use crate::workspace::{FORMAT_VERSION, Workspace, bring_up};
use std::rc::Rc;
use xxhash_rust::xxh64::xxh64;

/// The format of the store that this program writes.
pub const STORE_FORMAT: u32 = 1;

/// How far apart the places of neighbours are at first: room for 32 records put in one by one between two.
const STEP: u64 = 1 << 32;

/// What the keys of the three kinds of record begin with.
pub(super) const KINDS: [&str; 3] = ["practitioner/", "case/", "text/"];

/// What the names of texts begin with that cannot be used and must not be lost.
pub(super) const ASIDE: &str = "aside/";

/// The key under which the head of a second copy is kept that was put together with this one.
pub(super) const JOINED: &str = "joined";

/// The key in the durable storage under which stand the ids of stores that were deleted, the last first. The plain
/// storage may not know of it after a kill: its copy of one of them is not read.
pub(super) const GONE: &str = "deleted";

/// How many of them are kept. A copy that comes back is seconds old.
const MOST_GONE: usize = 8;

/// The ids in the text under [`GONE`].
pub(super) fn gone(text: &str) -> Vec<u64> {
    text.split(' ').filter_map(|id| u64::from_str_radix(id, 16).ok()).collect()
}

/// The same as a text, with another one.
pub(super) fn also_gone(id: u64, mut others: Vec<u64>) -> String {
    others.retain(|own| *own != id);
    others.insert(0, id);
    let ids: Vec<String> = others.iter().take(MOST_GONE).map(|own| format!("{own:016x}")).collect();
    ids.join(" ")
}

/// The id of the store that comes after one that was deleted: the same in every tab.
pub(super) fn id_after(id: u64) -> u64 {
    seal(GONE, &format!("{id:016x}")).0
}

/// A text behind its checksum, which covers the key as well: a text under another's key is noticed.
pub(super) fn seal(key: &str, rest: &str) -> (u64, String) {
    let sum = xxh64(rest.as_bytes(), xxh64(key.as_bytes(), 0));
    (sum, format!("{sum:016x} {rest}"))
}

/// The checksum of a sealed text and what stands behind it; nothing where they do not agree.
pub(super) fn unseal<'t>(key: &str, text: &'t str) -> Option<(u64, &'t str)> {
    let rest = text.get(17..)?;
    let sum = xxh64(rest.as_bytes(), xxh64(key.as_bytes(), 0));
    // As text, so that a capital letter is noticed too.
    (text.get(..17)? == format!("{sum:016x} ")).then_some((sum, rest))
}

/// The head: what speaks for all the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The id of the store.
    pub id: u64,
    /// The generation of the last save.
    pub generation: u64,
    /// How many records there are.
    pub number: u64,
    /// The wrapping sum of their checksums.
    pub total: u64,
}

impl Head {
    pub fn write(&self) -> String {
        let Self { id, generation, number, total } = self;
        seal(HEAD, &format!("{STORE_FORMAT} {id:016x} {generation} {number} {total:016x}")).1
    }

    /// Reads a head; nothing where it is damaged.
    ///
    /// # Errors
    /// When it is of a newer format: the number of the format stands first in every format.
    pub fn read(text: &str) -> Result<Option<Self>, Refusal> {
        let Some((_, rest)) = unseal(HEAD, text) else { return Ok(None) };
        let mut words = rest.split(' ');
        match words.next().and_then(|word| word.parse::<u32>().ok()) {
            Some(STORE_FORMAT) => {}
            Some(format) if format > STORE_FORMAT => return Err(Refusal::Newer(format)),
            _ => return Ok(None),
        }
        let mut number = |radix| words.next().and_then(|word| u64::from_str_radix(word, radix).ok());
        let head = (number(16), number(10), number(10), number(16));
        let (Some(id), Some(generation), Some(number), Some(total)) = head else { return Ok(None) };
        Ok(Some(Self { id, generation, number, total }))
    }
}

/// One save in the journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its generation: one more than that of the save before it.
    pub generation: u64,
    /// What was done, in words.
    pub words: String,
    /// The tab that saved.
    pub tab: u64,
    /// When, in milliseconds since 1970.
    pub time: u64,
    /// What changed in the workspace since the generation before.
    pub changes: Vec<Change>,
    /// The names of the texts that changed.
    pub texts: Vec<String>,
    /// What another tab had set otherwise.
    pub conflicts: Vec<Conflict>,
    /// The keys of the records that were written or removed. Nothing where all were written, and the
    /// changes do not lead here from the generation before.
    pub keys: Option<Vec<String>>,
}

impl Entry {
    pub(super) fn write(&self) -> String {
        seal(&format!("journal/{}", self.generation), &written::write(self)).1
    }

    /// Reads the entry of a generation; nothing where it is damaged.
    pub(super) fn read(generation: u64, text: &str) -> Option<Self> {
        let (_, rest) = unseal(&format!("journal/{generation}"), text)?;
        written::read(rest).filter(|entry| entry.generation == generation)
    }
}

/// The entries of the generations above `from` up to `to`, in order; nothing where one is not there or is
/// damaged.
pub(super) fn contiguous(journal: &[(u64, String)], from: u64, to: u64) -> Option<Vec<Entry>> {
    let wanted = to.checked_sub(from)?;
    if wanted > journal.len() as u64 {
        return None;
    }
    let entry = |generation| {
        let (_, text) = journal.iter().find(|(own, _)| *own == generation)?;
        Entry::read(generation, text)
    };
    let mut entries = Vec::new();
    for generation in from + 1..=to {
        entries.push(entry(generation)?);
    }
    Some(entries)
}

/// The keys of the records that were touched above the generation `known`, from the head and the journal
/// entries above it. Nothing where all records must be read, because the entries do not reach back so far or
/// cannot be read.
#[must_use]
pub fn touched(head: Option<&str>, journal: &[(u64, String)], known: u64) -> Option<Vec<String>> {
    let Some(head) = head else { return Some(Vec::new()) };
    let head = Head::read(head).ok().flatten()?;
    let mut keys: Vec<String> = Vec::new();
    for entry in contiguous(journal, known, head.generation)? {
        for key in entry.keys? {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    Some(keys)
}

/// What is known of the stored text of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stored {
    pub generation: u64,
    pub place: u64,
    pub sum: u64,
}

/// A whole state as it is stored: for every practitioner, case and text, in order, what is known of its
/// stored text.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub kept: Kept,
    pub stored: [Vec<Stored>; 3],
    pub head: Head,
}

impl State {
    /// The keys of all records with what is known of them, in the order of `stored`.
    pub fn records(&self) -> Vec<(String, Stored)> {
        let mut all = Vec::new();
        for (kind, list) in self.stored.iter().enumerate() {
            for (at, stored) in list.iter().enumerate() {
                all.push((key_of(&self.kept, kind, at), *stored));
            }
        }
        all
    }
}

/// The id of a record, or the name of a text.
fn name_of(kept: &Kept, kind: usize, at: usize) -> &str {
    let name = match kind {
        0 => kept.workspace.practitioners.get(at).map(|own| own.id.as_str()),
        1 => kept.workspace.cases.get(at).map(|own| own.id.as_str()),
        _ => kept.texts.get(at).map(|own| own.name.as_str()),
    };
    name.unwrap_or_default()
}

fn key_of(kept: &Kept, kind: usize, at: usize) -> String {
    format!("{}{}", KINDS.get(kind).copied().unwrap_or_default(), name_of(kept, kind, at))
}

/// What a record says, as JSON; a text as it is.
fn body_of(kept: &Kept, kind: usize, at: usize) -> String {
    let saved = match kind {
        0 => kept.workspace.practitioners.get(at).map(|own| SavedRecord::of(own)),
        1 => kept.workspace.cases.get(at).map(|own| SavedRecord::of(own)),
        _ => return kept.texts.get(at).map(|own| own.text.to_string()).unwrap_or_default(),
    };
    saved.and_then(|saved| serde_json::to_string(&saved).ok()).unwrap_or_default()
}

/// What stands before the body of a record. Its text ends with a line of its own.
pub(super) struct Header<'t> {
    pub stored: Stored,
    pub format: u32,
    pub body: &'t str,
}

/// Reads what a stored text says of itself; nothing where it is damaged.
pub(super) fn header<'t>(key: &str, text: &'t str) -> Option<Header<'t>> {
    let (sum, rest) = unseal(key, text)?;
    let (line, body) = rest.split_once('\n')?;
    let mut words = line.split(' ');
    let mut number = || words.next().and_then(|word| word.parse::<u64>().ok());
    let (generation, place, format) = (number()?, number()?, u32::try_from(number()?).ok()?);
    Some(Header { stored: Stored { generation, place, sum }, format, body })
}

/// The text of a record that was removed in a generation: format 0, and nothing behind the header.
pub(super) fn tombstone(key: &str, generation: u64) -> String {
    seal(key, &format!("{generation} 0 0\n")).1
}

/// Records that were read, whether or not they are a whole.
#[derive(Default)]
pub(super) struct Found {
    practitioners: Vec<(Stored, Practitioner)>,
    cases: Vec<(Stored, Case)>,
    texts: Vec<(Stored, Text)>,
    /// The keys and texts of those that cannot be read.
    pub bad: Vec<(String, String)>,
    /// True where one was written in an earlier format.
    pub old_format: bool,
}

impl Found {
    /// Takes in one stored text.
    ///
    /// # Errors
    /// When a newer program wrote it.
    pub fn take(&mut self, key: &str, text: &str) -> Result<(), Refusal> {
        let read = match header(key, text) {
            Some(header) if header.format > FORMAT_VERSION => return Err(Refusal::Newer(header.format)),
            Some(header) => self.take_good(key, &header),
            None => None,
        };
        if read.is_none() {
            self.bad.push((key.to_owned(), text.to_owned()));
        }
        Ok(())
    }

    fn take_good(&mut self, key: &str, header: &Header) -> Option<()> {
        let (kind, name) = split_key(key)?;
        if kind == 2 {
            self.texts.push((header.stored, Text { name: name.to_owned(), text: Rc::from(header.body) }));
            return Some(());
        }
        let mut saved = [serde_json::from_str::<SavedRecord>(header.body).ok()?];
        self.old_format |= header.format < FORMAT_VERSION;
        let mut faults = Vec::new();
        if kind == 1 {
            bring_up(header.format, &mut saved, &mut faults);
        }
        let [saved] = saved;
        if !faults.is_empty() || saved.text("id") != Some(name) {
            return None;
        }
        if kind == 0 {
            self.practitioners.push((header.stored, saved.read().ok()?));
        } else {
            self.cases.push((header.stored, saved.read().ok()?));
        }
        Some(())
    }

    /// Takes in what a state has, but for some keys.
    pub fn take_state(&mut self, state: &State, without: &[String]) {
        let dropped = |kind: usize, name: &str| {
            let prefix = KINDS.get(kind).copied().unwrap_or_default();
            without.iter().any(|key| key.strip_prefix(prefix) == Some(name))
        };
        let [practitioners, cases, texts] = &state.stored;
        let workspace = &state.kept.workspace;
        for (own, stored) in workspace.practitioners.iter().zip(practitioners) {
            if !dropped(0, own.id.as_str()) {
                self.practitioners.push((*stored, own.clone()));
            }
        }
        for (own, stored) in workspace.cases.iter().zip(cases) {
            if !dropped(1, own.id.as_str()) {
                self.cases.push((*stored, own.clone()));
            }
        }
        for (own, stored) in state.kept.texts.iter().zip(texts) {
            if !dropped(2, &own.name) {
                self.texts.push((*stored, own.clone()));
            }
        }
    }

    /// The state that these records are, in order; whether it is a whole is another question.
    pub fn state(self, head: Head) -> State {
        let (first, practitioners) = in_order(self.practitioners);
        let (second, cases) = in_order(self.cases);
        let (third, texts) = in_order(self.texts);
        let workspace = Workspace { practitioners, cases };
        State { kept: Kept { workspace: Rc::new(workspace), texts }, stored: [first, second, third], head }
    }

    /// The state, where it is exactly what the head speaks of, and nothing in it refers to nothing.
    pub fn whole(self, head: &Head) -> Option<State> {
        if !self.bad.is_empty() {
            return None;
        }
        let state = self.state(head.clone());
        (sums(&state.stored) == (head.number, head.total) && is_sound(&state.kept)).then_some(state)
    }
}

/// Whether nothing refers to nothing.
pub(super) fn is_sound(kept: &Kept) -> bool {
    let mut faults = Vec::new();
    kept.workspace.check(&mut faults);
    faults.is_empty()
}

/// The kind of record that a key names, and its id or name.
pub(super) fn split_key(key: &str) -> Option<(usize, &str)> {
    KINDS.iter().enumerate().find_map(|(kind, prefix)| Some((kind, key.strip_prefix(prefix)?)))
}

/// The number of records and the wrapping sum of their checksums.
fn sums(stored: &[Vec<Stored>; 3]) -> (u64, u64) {
    let (mut number, mut total) = (0, 0_u64);
    for own in stored.iter().flatten() {
        number += 1;
        total = total.wrapping_add(own.sum);
    }
    (number, total)
}

fn in_order<T>(list: Vec<(Stored, T)>) -> (Vec<Stored>, Vec<T>) {
    let places: Vec<u64> = list.iter().map(|(stored, _)| stored.place).collect();
    let mut list: Vec<Option<(Stored, T)>> = list.into_iter().map(Some).collect();
    let (mut stored, mut items) = (Vec::with_capacity(list.len()), Vec::with_capacity(list.len()));
    for at in order(&places) {
        if let Some((own, item)) = list.get_mut(at).and_then(Option::take) {
            stored.push(own);
            items.push(item);
        }
    }
    (stored, items)
}

/// The positions of the places in their order: a merge sort of our own, because the library's would come into
/// the page once more.
fn order(places: &[u64]) -> Vec<usize> {
    let mut now: Vec<usize> = (0..places.len()).collect();
    let place = |at: &usize| places.get(*at).copied().unwrap_or_default();
    if places.is_sorted() {
        return now;
    }
    let mut width = 1;
    while width < places.len() {
        let mut next = Vec::with_capacity(places.len());
        for run in now.chunks(width * 2) {
            let (left, right) = run.split_at(width.min(run.len()));
            let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
            loop {
                let from_right = match (left.peek(), right.peek()) {
                    (Some(one), Some(other)) => place(other) < place(one),
                    (one, None) => {
                        if one.is_none() {
                            break;
                        }
                        false
                    }
                    (None, Some(_)) => true,
                };
                next.extend(if from_right { right.next() } else { left.next() });
            }
        }
        now = next;
        width *= 2;
    }
    now
}

/// What is to be written for a state to be stored after another.
#[derive(Default)]
pub(super) struct Plan {
    pub put: Vec<(String, String)>,
    pub remove: Vec<String>,
    /// The keys of those that were there before, with the generations in which they were written.
    pub replaced: Vec<(String, u64)>,
    pub state: State,
}

/// Plans the writing of `next`, as compared with `prior`, which is what is stored. Where `all`, every record is
/// written.
pub(super) fn plan(prior: &State, next: &Kept, compared: &Compared, id: u64, generation: u64, all: bool) -> Plan {
    let mut plan = Plan::default();
    let matched = [&compared.practitioners, &compared.cases, &compared.texts];
    for (kind, (matched, stored)) in matched.into_iter().zip(&prior.stored).enumerate() {
        let places = places(matched, stored);
        let mut remains = vec![false; stored.len()];
        let mut list = Vec::with_capacity(matched.len());
        for (at, (own, place)) in matched.iter().zip(places).enumerate() {
            let known = own.before.and_then(|before| stored.get(before));
            if let Some(remains) = own.before.and_then(|before| remains.get_mut(before)) {
                *remains = true;
            }
            if let Some(known) = known.filter(|known| own.same && known.place == place && !all) {
                list.push(*known);
                continue;
            }
            let key = key_of(next, kind, at);
            let (sum, text) =
                seal(&key, &format!("{generation} {place} {FORMAT_VERSION}\n{}", body_of(next, kind, at)));
            if let Some(known) = known {
                plan.replaced.push((key.clone(), known.generation));
            }
            plan.put.push((key, text));
            list.push(Stored { generation, place, sum });
        }
        for (at, (remains, known)) in remains.iter().zip(stored).enumerate() {
            if !remains {
                let key = key_of(&prior.kept, kind, at);
                plan.replaced.push((key.clone(), known.generation));
                plan.remove.push(key);
            }
        }
        if let Some(own) = plan.state.stored.get_mut(kind) {
            *own = list;
        }
    }
    let (number, total) = sums(&plan.state.stored);
    plan.state.head = Head { id, generation, number, total };
    plan.state.kept = next.clone();
    plan
}

/// The place of each record of a list: its own where it stays between the same neighbours, one between its
/// neighbours' where it is new or has moved, and new ones for all where there is no room.
fn places(matched: &[Match], stored: &[Stored]) -> Vec<u64> {
    let stay = stays(matched);
    let fixed = |at: usize| -> Option<u64> {
        let own = matched.get(at).filter(|_| stay.get(at) == Some(&true))?;
        stored.get(own.before?).map(|stored| stored.place)
    };
    let mut places = Vec::with_capacity(matched.len());
    let mut last = 0;
    let mut at = 0;
    while at < matched.len() {
        if let Some(place) = fixed(at) {
            places.push(place);
            last = place;
            at += 1;
            continue;
        }
        let next = (at..matched.len()).find_map(|next| Some((next, fixed(next)?)));
        let (end, step) = match next {
            Some((next, place)) => (next, place.saturating_sub(last) / (next - at + 1) as u64),
            None => (matched.len(), STEP),
        };
        if step == 0 || last.checked_add(step.saturating_mul((end - at) as u64)).is_none() {
            return (1..=matched.len() as u64).map(|number| number * STEP).collect();
        }
        while at < end {
            last += step;
            places.push(last);
            at += 1;
        }
    }
    places
}
