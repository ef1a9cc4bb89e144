//! What is loaded at the start, whatever became of the stored texts.

use super::mirror::Copy;
use super::record::{
    ASIDE, Found, GONE, Head, JOINED, KINDS, State, contiguous, gone, header, id_after, is_sound, seal, unseal,
};
use super::{Entry, HEAD, Kept, Raw, Refusal, Text, rebase};
use crate::change::{Change, Root, Subject, apply};
use crate::facts::value::Id;
use crate::index::Index;
use crate::workspace::Workspace;
use std::rc::Rc;

/// What earlier versions of the page stored, as found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Old {
    /// The text of a workspace file, as it stood under one name.
    pub workspace: Option<String>,
    /// Other texts, already under the names that they have in the store.
    pub texts: Vec<Text>,
}

/// Where what was loaded comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// Nothing was stored.
    #[default]
    Nothing,
    /// The usual place: whole.
    Usual,
    /// The second copy, because the usual place is older, damaged or does not open.
    Mirror,
    /// The second copy and the journal entries since.
    Journal,
    /// What could still be read of both: something is missing.
    Salvaged,
    /// What an earlier version of the page stored.
    OldFormat,
}

/// A record that is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its key, such as `case/f7`.
    pub key: String,
    /// Why, and what the journal last says of it.
    pub why: String,
}

/// What was loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovered {
    /// The newest good state.
    pub kept: Kept,
    /// Its generation; 0 where nothing was stored.
    pub generation: u64,
    /// Where it comes from.
    pub from: From,
    /// What could not be had.
    pub missing: Vec<Missing>,
    /// Texts that cannot be used, under names that say what they were: to be downloaded. Those that were
    /// put aside earlier are among them.
    pub damaged: Vec<(String, String)>,
    /// What the reader should be told, in sentences; nothing where all is as usual.
    pub said: Vec<String>,
    /// What is wrong with the durable storage, where it does not open: the plain one is the store then.
    pub durable: Option<Refusal>,
    /// What is wrong with the plain storage, where it cannot be read: there is no second copy then.
    pub mirror: Option<Refusal>,
}

/// What was found, as a keeper needs it.
#[derive(Default)]
pub(super) struct Loaded {
    pub recovered: Recovered,
    /// What is known to be stored in the place that is written to: a save writes what differs from it.
    pub state: State,
    /// The head in that place, as it was found.
    pub head: Option<String>,
    /// True where the next save must write every record.
    pub all: bool,
    /// The keys that are there, for such a save to remove.
    pub there: Vec<String>,
    /// Texts that the next save puts aside.
    pub aside: Vec<(String, String)>,
    /// The highest generation that was ever given.
    pub top: u64,
    /// True where the second copy holds the same.
    pub mirrored: bool,
    /// The head of a second copy that was put together with the state.
    pub joined: Option<String>,
    /// The head of a second copy that was the store for a while: what it has is dealt with by what is loaded.
    pub settled: Option<String>,
    /// In a plain storage that is the store: the head that the durable one is thought to have, or empty.
    pub base: Option<String>,
    /// True where the plain storage has what was deleted: a kill has taken from it that it was.
    pub forgotten: bool,
}

/// One of the two copies.
struct Side {
    text: Option<String>,
    head: Option<Head>,
    records: Vec<(String, String)>,
}

impl Side {
    fn of(text: Option<String>, records: impl FnOnce(u64) -> Vec<(String, String)>) -> Result<Self, Refusal> {
        let head = match &text {
            Some(text) => Head::read(text)?,
            None => None,
        };
        // Without a head the newest of everything is the best there is.
        let records = records(head.as_ref().map_or(u64::MAX, |head| head.generation));
        Ok(Self { text, head, records })
    }

    fn is_empty(&self) -> bool {
        // Generation 0 is written before the first save.
        let unwritten = self.text.is_none() || self.head.as_ref().is_some_and(|head| head.generation == 0);
        unwritten && self.records.is_empty()
    }

    fn found(&self) -> Result<Found, Refusal> {
        let mut found = Found::default();
        self.records.iter().try_for_each(|(key, text)| found.take(key, text))?;
        Ok(found)
    }

    /// The state, where this copy is whole, and whether it was written in an earlier format.
    fn whole(&self) -> Result<Option<(State, bool)>, Refusal> {
        let found = self.found()?;
        let old_format = found.old_format;
        Ok(self.head.as_ref().and_then(|head| found.whole(head)).map(|state| (state, old_format)))
    }

    /// Whether the checksums alone say that this copy is whole.
    fn agrees(&self) -> bool {
        let Some(head) = &self.head else { return false };
        let (mut number, mut total) = (0, 0_u64);
        for (key, text) in &self.records {
            let Some(header) = header(key, text) else { return false };
            number += 1;
            total = total.wrapping_add(header.stored.sum);
        }
        (number, total) == (head.number, head.total)
    }

    fn text_of(&self, key: &str) -> Option<&str> {
        self.records.iter().find(|(own, _)| own == key).map(|(_, text)| text.as_str())
    }
}

/// The newest good state of what was found. Writes nothing.
///
/// # Errors
/// [`Refusal::Newer`] where a newer program has written, and why the durable storage cannot be read where
/// the plain one cannot either.
pub fn recover(
    durable: Result<Raw, Refusal>,
    plain: Result<Vec<(String, String)>, Refusal>,
    old: &Old,
) -> Result<Recovered, Refusal> {
    find(durable, plain, old, 0).map(|found| found.recovered)
}

/// The same, as a keeper needs it.
pub(super) fn find(
    durable: Result<Raw, Refusal>,
    plain: Result<Vec<(String, String)>, Refusal>,
    old: &Old,
    new_id: u64,
) -> Result<Loaded, Refusal> {
    let mut loaded = Loaded::default();
    let raw = match durable {
        Err(Refusal::Newer(format)) => return Err(Refusal::Newer(format)),
        Err(refusal) if plain.is_err() => return Err(refusal),
        Err(refusal) => {
            loaded.recovered.durable = Some(refusal);
            Raw::default()
        }
        Ok(raw) => raw,
    };
    let mut copy = match plain {
        Ok(entries) => Copy::of(entries),
        Err(refusal) => {
            loaded.recovered.mirror = Some(refusal);
            Copy::default()
        }
    };
    let mut text = None;
    let mut joined = None;
    let mut records = Vec::new();
    let mut deleted = Vec::new();
    for (key, own) in raw.records {
        match key.as_str() {
            HEAD => text = Some(own),
            GONE => deleted = gone(&own),
            JOINED => joined = Some(own),
            _ if key.starts_with(ASIDE) => loaded.recovered.damaged.push((key, own)),
            _ => records.push((key, own)),
        }
    }
    let usual = Side::of(text, |_| records)?;
    let mut mirror = Side::of(copy.head.clone(), |generation| copy.at(generation))?;
    // Without a head it may be of any store: it counts where there is nothing else, unless something was deleted.
    let is_gone = match &mirror.head {
        Some(head) => deleted.contains(&head.id),
        None => !deleted.is_empty() && usual.is_empty() && !copy.versions.is_empty(),
    };
    if is_gone {
        loaded.forgotten = true;
        copy = Copy::default();
        mirror = Side::of(None, |_| Vec::new())?;
    }
    for own in &copy.aside {
        if !loaded.recovered.damaged.contains(own) {
            loaded.recovered.damaged.push(own.clone());
        }
    }
    loaded.settled = copy.base.as_ref().and(copy.head.clone());
    loaded.there = usual.records.iter().map(|(key, _)| key.clone()).collect();
    loaded.top = highest(&usual, &raw.journal, &mirror, &copy);
    loaded.head.clone_from(&usual.text);

    if let Some((state, old_format)) = usual.whole()? {
        loaded.recovered.kept = state.kept.clone();
        loaded.recovered.from = From::Usual;
        loaded.all = old_format;
        loaded.mirrored = mirror.text == usual.text && mirror.agrees() && copy.base.is_none();
        let clean = copy.versions.len() == mirror.records.len();
        loaded.state = state;
        if !loaded.mirrored && (mirror.text.is_none() || mirror.text != joined) {
            with_mirror(&mut loaded, &usual, &mirror, &copy)?;
        }
        // What was left by a save that came to no end must go before the next head.
        loaded.mirrored &= clean;
        damaged_entries(&mut loaded, &raw.journal);
    } else if usual.is_empty() && raw.journal.is_empty() {
        from_mirror_alone(&mut loaded, &mirror, &copy, old)?;
    } else {
        from_both(&mut loaded, &usual, &mirror, &copy, &raw.journal)?;
    }
    if loaded.state.head.id == 0 {
        loaded.state.head.id =
            [&usual, &mirror].iter().find_map(|own| own.head.as_ref()).map_or(new_id, |head| head.id);
        while deleted.contains(&loaded.state.head.id) {
            loaded.state.head.id = id_after(loaded.state.head.id);
        }
    }
    loaded.recovered.generation = loaded.top;
    loaded.recovered.damaged.extend(loaded.aside.iter().cloned());
    Ok(loaded)
}

/// The highest generation that anything good speaks of.
fn highest(usual: &Side, journal: &[(u64, String)], mirror: &Side, copy: &Copy) -> u64 {
    let mut top = 0;
    for side in [usual, mirror] {
        top = top.max(side.head.as_ref().map_or(0, |head| head.generation));
        for (key, text) in &side.records {
            top = top.max(header(key, text).map_or(0, |header| header.stored.generation));
        }
    }
    for (key, _, text) in &copy.versions {
        top = top.max(header(key, text).map_or(0, |header| header.stored.generation));
    }
    for (generation, text) in journal {
        if *generation > top && Entry::read(*generation, text).is_some() {
            top = *generation;
        }
    }
    top
}

fn say(loaded: &mut Loaded, words: &str) {
    loaded.recovered.said.push(words.to_owned());
}

/// Notes a text that cannot be used, to be put aside under a name of its own.
fn put_aside(loaded: &mut Loaded, key: &str, text: &str) {
    let (sum, _) = seal(key, text);
    let own = (format!("{ASIDE}{key}@{sum:016x}"), text.to_owned());
    if !loaded.aside.contains(&own) && !loaded.recovered.damaged.contains(&own) {
        loaded.aside.push(own);
    }
}

/// Journal entries that cannot be read. They are history: the state does not need them.
fn damaged_entries(loaded: &mut Loaded, journal: &[(u64, String)]) {
    let bad = journal.iter().filter(|(generation, text)| unseal(&format!("journal/{generation}"), text).is_none());
    let mut number = 0;
    for (generation, text) in bad {
        number += 1;
        put_aside(loaded, &format!("journal/{generation}"), text);
    }
    if number > 0 {
        say(loaded, "An entry of the list of past changes is damaged. What you entered is whole.");
    }
}

/// The usual place is whole, and the second copy has something else.
fn with_mirror(loaded: &mut Loaded, usual: &Side, mirror: &Side, copy: &Copy) -> Result<(), Refusal> {
    if copy.versions.iter().any(|(key, _, text)| header(key, text).is_none())
        || (mirror.text.is_some() && mirror.head.is_none())
    {
        say(loaded, "The second copy in this browser was damaged. The next save writes it anew; nothing is missing.");
    }
    let (Some(head), Some((other, _))) = (&usual.head, mirror.whole()?) else { return Ok(()) };
    let newer = match &copy.base {
        // The durable storage did not open for a while, and has not changed since.
        Some(base) if Some(base) == usual.text.as_ref() => Some(other.kept),
        Some(base) => {
            let before = match Head::read(base)? {
                None if base.is_empty() => Some(Kept::default()),
                None => None,
                Some(head) => {
                    let before = Side { text: None, records: copy.at(head.generation), head: Some(head) };
                    before.whole()?.map(|(state, _)| state.kept)
                }
            };
            if before.is_none() {
                aside_workspace(loaded, &other);
            }
            before.map(|before| rebase(&before, &other.kept, &loaded.recovered.kept).kept)
        }
        None if other.head.id != head.id => {
            if other.kept != loaded.recovered.kept {
                aside_workspace(loaded, &other);
            }
            None
        }
        None => (other.head.generation > head.generation).then_some(other.kept),
    };
    if let Some(newer) = newer {
        say(
            loaded,
            "What was saved last was in the second copy only, because the browser\u{2019}s database did not open or had \
             not kept it. It has been taken from there.",
        );
        loaded.recovered.from = From::Mirror;
        loaded.recovered.kept = newer;
        loaded.joined.clone_from(&mirror.text);
    }
    Ok(())
}

fn aside_workspace(loaded: &mut Loaded, other: &State) {
    say(
        loaded,
        "The second copy in this browser belongs to something else. It has been put aside, and you can download it.",
    );
    put_aside(loaded, "workspace.json", &other.kept.workspace.write());
    for own in &other.kept.texts {
        put_aside(loaded, &own.name, &own.text);
    }
}

/// Everything is to be written by the next save, as it was recovered.
fn rewrite(loaded: &mut Loaded, kept: Kept, id: u64, from: From) {
    loaded.all = true;
    let head = Head { id, generation: loaded.top, ..Head::default() };
    loaded.state = State { kept: kept.clone(), head, ..State::default() };
    loaded.recovered.kept = kept;
    loaded.recovered.from = from;
}

/// The durable storage is empty, or does not open.
fn from_mirror_alone(loaded: &mut Loaded, mirror: &Side, copy: &Copy, old: &Old) -> Result<(), Refusal> {
    let closed = loaded.recovered.durable.is_some();
    if closed {
        let why = loaded.recovered.durable.as_ref().map(ToString::to_string).unwrap_or_default();
        say(
            loaded,
            &format!(
                "The browser\u{2019}s database does not open ({why}). What you see is the second copy, and what you enter is kept there alone."
            ),
        );
        loaded.there = mirror.records.iter().map(|(key, _)| key.clone()).collect();
        loaded.head.clone_from(&mirror.text);
        loaded.base = copy.base.clone().or_else(|| mirror.text.clone()).or_else(|| Some(String::new()));
    }
    if mirror.is_empty() {
        from_old(loaded, old);
        return Ok(());
    }
    let Some((state, old_format)) = mirror.whole()? else {
        bad_texts(loaded, mirror, copy)?;
        return salvage(loaded, &[mirror], &[]);
    };
    if closed {
        loaded.recovered.kept = state.kept.clone();
        loaded.recovered.from = From::Mirror;
        loaded.all = old_format;
        loaded.state = state;
    } else {
        say(loaded, "The browser\u{2019}s database was empty. Everything has been taken from the second copy.");
        let id = state.head.id;
        rewrite(loaded, state.kept, id, From::Mirror);
    }
    Ok(())
}

/// There is no store yet.
fn from_old(loaded: &mut Loaded, old: &Old) {
    let mut kept = Kept { texts: old.texts.clone(), ..Kept::default() };
    if let Some(text) = &old.workspace {
        match Workspace::read(text) {
            Ok(workspace) => kept.workspace = Rc::new(workspace),
            Err(faults) => {
                let why = faults.first().map(ToString::to_string).unwrap_or_default();
                say(loaded, &format!("What an earlier version of this page stored cannot be read: {why}"));
                put_aside(loaded, "workspace.json", text);
            }
        }
    }
    if old.workspace.is_some() || !old.texts.is_empty() {
        rewrite(loaded, kept, 0, From::OldFormat);
    }
}

/// Notes the texts of a copy that cannot be read.
fn bad_texts(loaded: &mut Loaded, side: &Side, copy: &Copy) -> Result<(), Refusal> {
    if let Some(text) = side.text.as_ref().filter(|_| side.head.is_none()) {
        put_aside(loaded, HEAD, text);
    }
    for (key, text) in side.found()?.bad {
        put_aside(loaded, &key, &text);
    }
    for (key, _, text) in &copy.versions {
        if header(key, text).is_none() {
            put_aside(loaded, key, text);
        }
    }
    Ok(())
}

/// The usual place is damaged.
fn from_both(
    loaded: &mut Loaded,
    usual: &Side,
    mirror: &Side,
    copy: &Copy,
    journal: &[(u64, String)],
) -> Result<(), Refusal> {
    damaged_entries(loaded, journal);
    bad_texts(loaded, usual, &Copy::default())?;
    if let Some(head) = &usual.head
        && let Some(state) = mended(usual, head, mirror)?
    {
        say(
            loaded,
            "A part of what was stored was damaged. It has been taken from the second copy; nothing is missing.",
        );
        rewrite(loaded, state.kept, head.id, From::Mirror);
        return Ok(());
    }
    let top = loaded.top;
    let Some((state, _)) = mirror.whole()? else {
        bad_texts(loaded, mirror, copy)?;
        return salvage(loaded, &[usual, mirror], journal);
    };
    let head = state.head.clone();
    if head.generation >= top {
        say(loaded, "What was stored was damaged. Everything has been taken from the second copy; nothing is missing.");
        rewrite(loaded, state.kept, head.id, From::Mirror);
        return Ok(());
    }
    // The newest generation that the records or the head speak of must be reached, and nothing beyond.
    if let Some(kept) =
        replayed(&state.kept, usual, contiguous(journal, head.generation, top), &mut loaded.recovered.missing)
    {
        say(
            loaded,
            "What was stored was damaged. Everything has been made again from the second copy and the list of changes since.",
        );
        rewrite(loaded, kept, head.id, From::Journal);
        return Ok(());
    }
    say(
        loaded,
        &format!(
            "What was stored was damaged. What you see is the second copy, which is {} saves older; what changed since \
             can be downloaded as it was found.",
            top - head.generation
        ),
    );
    let mut last: Vec<Missing> = Vec::new();
    for (generation, text) in journal.iter().filter(|(own, _)| *own > head.generation) {
        if let Some(entry) = Entry::read(*generation, text) {
            for key in entry.keys.unwrap_or_default() {
                last.retain(|own| own.key != key);
                last.push(Missing {
                    key,
                    why: format!("the last changes of it are not in the second copy: {}", entry.words),
                });
            }
        }
    }
    for (key, text) in &usual.records {
        if mirror.text_of(key) != Some(text) {
            put_aside(loaded, key, text);
            if last.iter().all(|own| own.key != *key) {
                let why = "the last changes of it are not in the second copy".to_owned();
                last.push(Missing { key: key.clone(), why });
            }
        }
    }
    loaded.recovered.missing.append(&mut last);
    rewrite(loaded, state.kept, head.id, From::Mirror);
    Ok(())
}

/// The usual place with what is damaged or missing there as the second copy has it, where that makes exactly
/// what the head speaks of.
fn mended(usual: &Side, head: &Head, mirror: &Side) -> Result<Option<State>, Refusal> {
    for with_missing in [false, true] {
        let mut found = usual.found()?;
        let bad = std::mem::take(&mut found.bad);
        for (key, text) in &mirror.records {
            let is_bad = bad.iter().any(|(own, _)| own == key);
            if is_bad || (with_missing && usual.text_of(key).is_none()) {
                found.take(key, text)?;
            }
        }
        // What stays bad makes the number differ.
        if let Some(state) = found.whole(head) {
            return Ok(Some(state));
        }
    }
    Ok(None)
}

/// An older state with the journal entries since. Texts are not in the journal: those that changed are taken
/// from the usual place.
fn replayed(from: &Kept, usual: &Side, entries: Option<Vec<Entry>>, missing: &mut Vec<Missing>) -> Option<Kept> {
    let mut kept = from.clone();
    let mut names: Vec<String> = Vec::new();
    for entry in entries? {
        entry.keys?;
        for change in &entry.changes {
            apply(Rc::make_mut(&mut kept.workspace), change).ok()?;
        }
        for name in entry.texts {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let mut without = Vec::new();
    for name in names {
        let key = format!("{}{name}", KINDS.last().copied().unwrap_or_default());
        let at = kept.texts.iter().position(|own| own.name == name);
        match usual.text_of(&key) {
            Some(text) => match (header(&key, text), at.and_then(|at| kept.texts.get_mut(at))) {
                (Some(header), Some(own)) => own.text = Rc::from(header.body),
                (Some(header), None) => kept.texts.push(Text { name, text: Rc::from(header.body) }),
                (None, own) => {
                    let why = if own.is_some() { "damaged; an older text of it is used" } else { "damaged" };
                    without.push(Missing { key, why: why.to_owned() });
                }
            },
            None => {
                if let Some(at) = at {
                    kept.texts.remove(at);
                }
            }
        }
    }
    let number = kept.workspace.practitioners.len() + kept.workspace.cases.len() + kept.texts.len();
    let counted = without.iter().filter(|own| kept.texts.iter().all(|text| !own.key.ends_with(&text.name))).count();
    if usual.head.as_ref().is_some_and(|head| head.number != (number + counted) as u64) || !is_sound(&kept) {
        return None;
    }
    missing.append(&mut without);
    Some(kept)
}

/// Everything that can be read, of each record the newest text.
fn salvage(loaded: &mut Loaded, sides: &[&Side], journal: &[(u64, String)]) -> Result<(), Refusal> {
    say(
        loaded,
        "What was stored was damaged, and so was the second copy. What could be read is here; what is missing is named.",
    );
    let mut chosen: Vec<(&str, &str, u64)> = Vec::new();
    let mut lost: Vec<&str> = Vec::new();
    for (key, text) in sides.iter().flat_map(|side| &side.records) {
        let mut own = Found::default();
        own.take(key, text)?;
        let generation = header(key, text).filter(|_| own.bad.is_empty()).map(|header| header.stored.generation);
        match (generation, chosen.iter_mut().find(|(other, ..)| other == key)) {
            (Some(generation), Some(other)) if generation > other.2 => *other = (key, text, generation),
            (Some(generation), None) => chosen.push((key, text, generation)),
            (Some(_), Some(_)) => {}
            (None, _) => lost.push(key),
        }
    }
    let mut found = Found::default();
    for (key, text, _) in &chosen {
        found.take(key, text)?;
    }
    let mut newest_words: Vec<(String, String, u64)> = Vec::new();
    for (generation, text) in journal {
        let Some(entry) = Entry::read(*generation, text) else { continue };
        for key in entry.keys.iter().flatten() {
            newest_words.retain(|(own, _, other)| own != key || other > generation);
            if newest_words.iter().all(|(own, ..)| own != key) {
                let removed = entry
                    .changes
                    .iter()
                    .any(|change| matches!(change, Change::Remove { subject } if is_key(subject, key)));
                let gone =
                    removed || (key.starts_with("text/") && entry.texts.iter().any(|own| key.ends_with(own.as_str())));
                newest_words.push((key.clone(), if gone { String::new() } else { entry.words.clone() }, *generation));
            }
        }
    }
    let words = |key: &str| newest_words.iter().find(|(own, ..)| own == key).map_or("", |(_, words, _)| words.as_str());
    let mut missing: Vec<Missing> = Vec::new();
    let mut miss = |key: &str, why: &str| {
        if missing.iter().any(|own| own.key == key) || chosen.iter().any(|(own, ..)| *own == key) {
            return;
        }
        let why = if words(key).is_empty() { why.to_owned() } else { format!("{why}; last: {}", words(key)) };
        missing.push(Missing { key: key.to_owned(), why });
    };
    for key in lost {
        miss(key, "damaged");
    }
    for (key, words, _) in &newest_words {
        if !words.is_empty() {
            miss(key, "not there any more");
        }
    }
    let state = found.state(Head::default());
    let mut kept = state.kept;
    let there = (kept.workspace.practitioners.len() + kept.workspace.cases.len() + kept.texts.len()) as u64;
    let newest = sides.iter().filter_map(|side| side.head.as_ref()).map(|head| (head.generation, head.number)).max();
    if let Some((_, number)) = newest
        && number > there + missing.len() as u64
    {
        let more = number - there - missing.len() as u64;
        missing.push(Missing { key: String::new(), why: format!("{more} more of which nothing is left") });
    }
    loaded.recovered.missing = missing;
    let taken_out = without_loose_ends(Rc::make_mut(&mut kept.workspace));
    if taken_out > 0 {
        say(loaded, &format!("{taken_out} times a record named somebody who is missing; the name has been taken out."));
    }
    let id = sides.iter().find_map(|side| side.head.as_ref()).map_or(0, |head| head.id);
    rewrite(loaded, kept, id, From::Salvaged);
    Ok(())
}

fn is_key(subject: &Subject, key: &str) -> bool {
    let prefix = if subject.root == Root::Case { "case/" } else { "practitioner/" };
    subject.within.is_none() && key.strip_prefix(prefix) == Some(subject.id.as_str())
}

/// Takes out every name of somebody who is not there. Gives back how many there were.
fn without_loose_ends(workspace: &mut Workspace) -> usize {
    let known: Vec<Id> = workspace.practitioners.iter().map(|own| own.id.clone()).collect();
    let index = Index::of(known.iter().map(Id::as_str).collect());
    let mut number = 0;
    let mut clear = |id: &mut Option<Id>| {
        if id.as_ref().is_some_and(|id| index.position(id.as_str()).is_none()) {
            *id = None;
            number += 1;
        }
    };
    for own in &mut workspace.practitioners {
        clear(&mut own.line_manager);
    }
    for case in &mut workspace.cases {
        case.tasks.iter_mut().for_each(|own| clear(&mut own.done_by));
        case.named_mut().into_iter().for_each(&mut clear);
        case.allocations.iter_mut().for_each(|own| clear(&mut own.practitioner));
        case.allocations.retain(|own| own.practitioner.is_some());
    }
    number
}
