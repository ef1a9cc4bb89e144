//! Loads, saves, and takes in what other tabs saved.

use super::difference::{Compared, compared_difference};
use super::mirror::{self, Copy};
use super::record::{
    ASIDE, Found, GONE, Head, JOINED, KINDS, Plan, State, also_gone, contiguous, gone, id_after, plan,
};
use super::recover::{Loaded, find};
use super::{
    Batch, Conflict, Durable, Entry, HEAD, Kept, MOST_ENTRIES, Old, Plain, Raw, Recovered, Refusal, Seen, rebase,
    touched,
};
use crate::index::Index;
use std::cell::RefCell;

/// A save that is complete.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The generation that is stored now.
    pub generation: u64,
    /// What other tabs had saved meanwhile, where they had: its `kept` has both sides' changes. What was
    /// edited on the page since `save` was called is `rebase(&before, &mine, &kept)`, where `before` is what
    /// `save` was given.
    pub others: Option<Caught>,
    /// What they had set otherwise: what was just saved stands.
    pub conflicts: Vec<Conflict>,
    /// Why the second copy does not hold this, where it does not.
    pub mirror: Option<Refusal>,
}

/// What other tabs saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Caught {
    /// What this tab knew to be stored before: what the page has edited since is
    /// `rebase(&before, &mine, &kept)`.
    pub before: Kept,
    /// The state now.
    pub kept: Kept,
    /// Its generation.
    pub generation: u64,
    /// The saves of the others, in order: their words, changes and conflicts. Empty where the journal cannot
    /// say it.
    pub entries: Vec<Entry>,
}

/// Keeps one person's state in a durable storage, with a second copy in a plain one. One call at a time: the
/// next only when the one before has resolved.
pub struct Keeper<D, P> {
    durable: D,
    plain: P,
    new_id: u64,
    known: RefCell<Known>,
    /// What the page found to be at odds, for the next entry.
    at_odds: RefCell<Vec<Conflict>>,
}

/// What a keeper knows to be stored.
#[derive(Clone, Default)]
struct Known {
    /// False until something was loaded.
    loaded: bool,
    state: State,
    /// The head as it stands in the storage that is written to.
    head: Option<String>,
    /// True where the next save must write every record.
    all: bool,
    /// The keys that are there then.
    there: Vec<String>,
    /// What the next save puts aside.
    aside: Vec<(String, String)>,
    /// The highest generation that was ever given.
    top: u64,
    /// The head of the second copy, where that is known to hold exactly its records.
    mirror: Option<String>,
    /// The head of a second copy that was put together with the state.
    joined: Option<String>,
    /// The head of a second copy that was the store of a tab without the durable storage, and was dealt with.
    settled: Option<String>,
    /// Where the plain storage is the store: the head that the durable one is thought to have, or empty.
    base: Option<String>,
    /// What was known before the last save, where the plain storage is the store.
    previous: Option<Kept>,
    /// A save that was refused when it may have been written already.
    tried: Option<State>,
}

impl Known {
    fn of(loaded: Loaded) -> (Self, Recovered) {
        let Loaded { recovered, state, head, all, there, aside, top, mirrored, joined, settled, base, forgotten: _ } =
            loaded;
        let mirror = mirrored.then(|| head.clone()).flatten();
        (
            Self {
                loaded: true,
                state,
                head,
                all,
                there,
                aside,
                top,
                mirror,
                joined,
                settled,
                base,
                previous: None,
                tried: None,
            },
            recovered,
        )
    }
}

/// What another tab left, and what both sides began from.
struct Theirs {
    state: State,
    base: Kept,
    entries: Vec<Entry>,
}

/// Why a save does not go on as it began.
enum Stop {
    /// What is stored does not follow from what is known: everything must be read again.
    Stale,
    Refused(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What a save makes.
struct Made {
    plan: Plan,
    others: Option<Vec<Entry>>,
    conflicts: Vec<Conflict>,
}

/// What is to be saved, and by whom.
struct Order<'o> {
    kept: &'o Kept,
    /// What it differs in from what is known to be stored.
    compared: Compared,
    words: &'o str,
    tab: u64,
    now: u64,
    /// What was found to be at odds before.
    at_odds: Vec<Conflict>,
}

fn is_record(key: &str) -> bool {
    key != HEAD && key != JOINED && key != GONE && !key.starts_with(ASIDE)
}

/// What another tab saved since, where one did.
fn taken(known: &Known, seen: &Seen) -> Result<Option<Theirs>, Stop> {
    if seen.head == known.head {
        return Ok(None);
    }
    let Some(text) = &seen.head else { return Err(Refusal::Emptied.into()) };
    if let Some(tried) = known.tried.as_ref().filter(|tried| tried.head.write() == *text) {
        // Our own save, which was there although it was refused.
        return Ok(Some(Theirs { state: tried.clone(), base: tried.kept.clone(), entries: Vec::new() }));
    }
    let head = Head::read(text)?.ok_or(Stop::Stale)?;
    let mut found = Found::default();
    // A head of the same generation that is another's says nothing of ours.
    if head.generation > known.state.head.generation
        && let Some(keys) = touched(Some(text), &seen.journal, known.state.head.generation)
    {
        found.take_state(&known.state, &keys);
    }
    for (key, text) in seen.records.iter().filter(|(key, _)| is_record(key)) {
        found.take(key, text)?;
    }
    let entries = contiguous(&seen.journal, known.state.head.generation, head.generation).unwrap_or_default();
    let state = found.whole(&head).ok_or(Stop::Stale)?;
    // Where two tabs of a plain storage gave the same generation, what is there does not follow from ours.
    let before = known.previous.as_ref().filter(|_| head.generation <= known.state.head.generation);
    let base = before.unwrap_or(&known.state.kept).clone();
    Ok(Some(Theirs { state, base, entries }))
}

/// What a save writes, once it is known what is stored.
fn decided(known: &Known, order: &Order, seen: &Seen) -> Result<(Batch, Made), Stop> {
    let theirs = taken(known, seen)?;
    let (kept, compared, conflicts, prior, others, all) = match theirs {
        None => (order.kept.clone(), order.compared.clone(), Vec::new(), known.state.clone(), None, known.all),
        Some(Theirs { state, base, entries }) => {
            let rebased = rebase(&base, order.kept, &state.kept);
            let compared = Compared::of(&state.kept, &rebased.kept);
            let own = known.tried.as_ref().is_some_and(|tried| tried.head == state.head);
            (rebased.kept, compared, rebased.conflicts, state, (!own).then_some(entries), false)
        }
    };
    if compared.same && !all {
        let plan = Plan { state: prior, ..Plan::default() };
        return Ok((Batch::default(), Made { plan, others, conflicts }));
    }
    let generation = prior.head.generation.max(known.top) + 1;
    let id = prior.head.id;
    let plan = plan(&prior, &kept, &compared, id, generation, all);
    let keys: Vec<String> = plan.put.iter().map(|(key, _)| key).chain(&plan.remove).cloned().collect();
    let of_text = |key: &String| key.strip_prefix(KINDS.last()?).map(str::to_owned);
    let entry = Entry {
        generation,
        words: order.words.to_owned(),
        tab: order.tab,
        time: order.now,
        changes: compared_difference(&prior.kept.workspace, &kept.workspace, &compared),
        texts: keys.iter().filter_map(of_text).collect(),
        conflicts: order.at_odds.iter().chain(&conflicts).cloned().collect(),
        keys: (!all).then_some(keys),
    };
    let mut batch = Batch {
        put: plan.put.clone(),
        remove: plan.remove.clone(),
        journal: Some((generation, entry.write())),
        drop_journal_before: (generation + 1).saturating_sub(MOST_ENTRIES),
    };
    if all {
        let written = Index::of(plan.put.iter().map(|(key, _)| key.as_str()).collect());
        batch.remove.extend(known.there.iter().filter(|key| written.position(key).is_none()).cloned());
    }
    batch.put.extend(known.aside.iter().cloned());
    batch.put.extend(known.joined.iter().map(|own| (JOINED.to_owned(), own.clone())));
    batch.put.push((HEAD.to_owned(), plan.state.head.write()));
    Ok((batch, Made { plan, others, conflicts }))
}

impl<D: Durable, P: Plain> Keeper<D, P> {
    /// A keeper over two storages, of which either may refuse. `new_id`, a random number, is the id of the
    /// store if there is none yet.
    #[must_use]
    pub fn new(durable: D, plain: P, new_id: u64) -> Self {
        Self { durable, plain, new_id, known: RefCell::default(), at_odds: RefCell::default() }
    }

    /// Notes where the page found its own edits at odds with what it was told of other tabs, by [`rebase`]: the
    /// next save has it in its journal entry, so that they hear of it too.
    pub fn note_conflicts(&self, conflicts: &[Conflict]) {
        self.at_odds.borrow_mut().extend_from_slice(conflicts);
    }

    /// Whether the plain storage is the store, because the durable one did not open. It has no transactions: of
    /// several tabs, one at a time may save.
    pub fn is_plain(&self) -> bool {
        self.known.borrow().base.is_some()
    }

    /// Reads what is stored. Where the durable storage refuses to load, the plain one is the store until the
    /// next load. What was recovered from damage is written by the next save, even of an unchanged state.
    ///
    /// # Errors
    /// [`Refusal::Newer`], and what both storages refuse with where neither can be read.
    pub async fn load(&self, old: &Old) -> Result<Recovered, Refusal> {
        let raw = self.load_durable().await;
        let plain = mirror::read(&self.plain);
        if plain.as_ref().is_ok_and(|all| all.iter().any(|(name, _)| name == mirror::DELETED)) {
            // The rest of what was being deleted. What cannot be removed is not read.
            let _ = mirror::clear(&self.plain);
        }
        let found = find(raw, plain, old, self.new_id)?;
        if found.forgotten {
            let _ = mirror::clear(&self.plain);
        }
        let (known, recovered) = Known::of(found);
        self.known.replace(known);
        Ok(recovered)
    }

    /// What the durable storage holds, once that is deleted which was to be while it did not open. Where it has changed
    /// since, somebody has gone on with it.
    async fn load_durable(&self) -> Result<Raw, Refusal> {
        let raw = self.durable.load().await?;
        let Ok(Some(head)) = self.plain.read(mirror::TO_DELETE) else { return Ok(raw) };
        if raw.records.iter().any(|(key, text)| key == HEAD && *text == head) {
            let mark = Head::read(&head)?.map(|head| (GONE.to_owned(), also_gone(head.id, Vec::new())));
            self.durable.clear(mark).await?;
            let _ = self.plain.remove(mirror::TO_DELETE);
            return self.durable.load().await;
        }
        let _ = self.plain.remove(mirror::TO_DELETE);
        Ok(raw)
    }

    /// Saves a state: writes what changed since the last save or catching up, and puts it together with what
    /// other tabs saved since. An unchanged state writes nothing. `words` say what was done, `now` is in
    /// milliseconds since 1970.
    ///
    /// # Errors
    /// When it is not saved; the next save tries again.
    pub async fn save(&self, kept: &Kept, words: &str, tab: u64, now: u64) -> Result<Saved, Refusal> {
        let mut own = kept.clone();
        let mut conflicts = Vec::new();
        let mut read_again = false;
        for _ in 0..3 {
            let known = self.known.borrow().clone();
            if !known.loaded {
                break;
            }
            let compared = Compared::of(&known.state.kept, &own);
            let at_odds = self.at_odds.borrow().iter().chain(&conflicts).cloned().collect();
            let order = Order { kept: &own, compared, words, tab, now, at_odds };
            if order.compared.same && !known.all && known.tried.is_none() && !read_again {
                let generation = known.state.head.generation;
                self.at_odds.take();
                return Ok(Saved { generation, others: None, conflicts, mirror: None });
            }
            let made = if known.base.is_some() {
                self.commit_plain(&known, &order)
            } else {
                self.commit_durable(&known, &order).await
            };
            match made {
                Ok(mut made) => {
                    self.at_odds.take();
                    let mirror = self.note(known.clone(), &made).await;
                    made.conflicts.append(&mut conflicts);
                    let state = &made.plan.state;
                    let generation = state.head.generation;
                    let entries = if read_again { Some(Vec::new()) } else { made.others };
                    let others = entries.map(|entries| Caught {
                        before: kept.clone(),
                        kept: state.kept.clone(),
                        generation,
                        entries,
                    });
                    return Ok(Saved { generation, others, conflicts: made.conflicts, mirror });
                }
                Err(Stop::Refused(refusal)) => return Err(refusal),
                Err(Stop::Stale) => {
                    let recovered = self.load(&Old::default()).await?;
                    // What another tab of a plain storage wrote at the same time may lack our last save.
                    let base = known.previous.as_ref().unwrap_or(&known.state.kept);
                    let rebased = rebase(base, &own, &recovered.kept);
                    own = rebased.kept;
                    conflicts.extend(rebased.conflicts);
                    read_again = true;
                }
            }
        }
        Err(Refusal::Failed("what is stored changes while it is being read".to_owned()))
    }

    async fn commit_durable(&self, known: &Known, order: &Order<'_>) -> Result<Made, Stop> {
        let mut made = None;
        let mut stale = false;
        let mut decide = |seen: Seen| match decided(known, order, &seen) {
            Ok((batch, own)) => {
                made = Some(own);
                Ok(batch)
            }
            Err(Stop::Refused(refusal)) => Err(refusal),
            Err(Stop::Stale) => {
                stale = true;
                Err(Refusal::Failed(String::new()))
            }
        };
        let result = self.durable.commit(known.state.head.generation, &mut decide).await;
        match (result, made) {
            _ if stale => Err(Stop::Stale),
            (Ok(()), Some(made)) => Ok(made),
            (Ok(()), None) => Err(Refusal::Failed("the storage did nothing".to_owned()).into()),
            (Err(refusal), made) => {
                // It may have been written all the same.
                if let (Some(made), Ok(mut known)) = (made, self.known.try_borrow_mut()) {
                    known.tried = Some(made.plan.state);
                }
                Err(refusal.into())
            }
        }
    }

    /// What a plain storage that is the store holds now.
    fn seen_in_plain(&self, known: &Known) -> Result<Seen, Refusal> {
        let head = self.plain.read(HEAD)?;
        let mut seen = Seen { head, ..Seen::default() };
        if seen.head != known.head
            && let Some(text) = &seen.head
        {
            let generation = Head::read(text)?.map_or(u64::MAX, |head| head.generation);
            seen.records = Copy::of(mirror::read(&self.plain)?).at(generation);
        }
        Ok(seen)
    }

    fn commit_plain(&self, known: &Known, order: &Order) -> Result<Made, Stop> {
        let seen = self.seen_in_plain(known)?;
        let (batch, made) = decided(known, order, &seen)?;
        if batch == Batch::default() {
            return Ok(made);
        }
        let plain = &self.plain;
        let written = (|| {
            let base = if let Some(base) = plain.read(mirror::BASE)? {
                base
            } else {
                // The first save, or another tab has put both together: what is there is what it began from.
                let base = seen.head.as_deref().or(known.base.as_deref()).unwrap_or_default();
                plain.write(mirror::BASE, base)?;
                base.to_owned()
            };
            let protected = Head::read(&base)?.map_or(0, |head| head.generation);
            known.aside.iter().try_for_each(|(name, text)| plain.write(name, text))?;
            if protected == 0 && known.mirror.is_some() && known.mirror == known.head && made.others.is_none() {
                mirror::step(plain, &made.plan)
            } else {
                let mut texts = made.plan.put.clone();
                if mirror::lacks(plain, &made.plan.state, &texts)? {
                    texts.clear();
                }
                mirror::bring_up(plain, &made.plan.state, &texts, Some(protected))
            }
        })();
        match written {
            Ok(clean) => {
                self.known.borrow_mut().mirror = clean.then(|| made.plan.state.head.write());
                Ok(made)
            }
            Err(refusal) => {
                mirror::take_back(plain, made.plan.state.head.generation);
                self.known.borrow_mut().mirror = None;
                Err(refusal.into())
            }
        }
    }

    /// Notes that a save holds, and brings the second copy up to it. Gives back why that could not be.
    async fn note(&self, known: Known, made: &Made) -> Option<Refusal> {
        let state = &made.plan.state;
        let head = state.head.write();
        let plain = known.base.is_some();
        let mirror = self.known.borrow().mirror.clone();
        let next = Known {
            loaded: true,
            state: state.clone(),
            top: known.top.max(state.head.generation),
            head: Some(head.clone()),
            mirror,
            settled: known.settled,
            base: known.base,
            previous: plain.then_some(known.state.kept),
            ..Known::default()
        };
        self.known.replace(next);
        if plain {
            return None;
        }
        let mirrored = self.mirrored(known.mirror, known.head, made).await;
        let (mirror, refusal) = match mirrored {
            Ok(clean) => (clean.then_some(head), None),
            Err(refusal) => (None, Some(refusal)),
        };
        self.known.borrow_mut().mirror = mirror;
        refusal
    }

    /// Brings the second copy up to a save. Gives back whether nothing else is left there.
    async fn mirrored(&self, mirror: Option<String>, before: Option<String>, made: &Made) -> Result<bool, Refusal> {
        let plain = &self.plain;
        let state = &made.plan.state;
        let is_as_known = mirror.is_some() && mirror == before && made.others.is_none() && plain.read(HEAD)? == mirror;
        if is_as_known && !made.plan.put.is_empty() | !made.plan.remove.is_empty() {
            return mirror::step(plain, &made.plan);
        }
        let head = plain.read(HEAD)?;
        if plain.read(mirror::BASE)?.is_some() && head != self.known.borrow().settled {
            // A tab for which the durable storage did not open saves there: it is put together at the next load.
            return Err(Refusal::Failed("another tab keeps its own there".to_owned()));
        }
        if head
            .and_then(|text| Head::read(&text).ok().flatten())
            .is_some_and(|own| own.id == state.head.id && own.generation > state.head.generation)
        {
            // Another tab has saved since, and has brought the copy further.
            return Ok(false);
        }
        let mut texts = made.plan.put.clone();
        if mirror::lacks(plain, state, &texts)? {
            let Raw { records, .. } = self.durable.load().await?;
            texts = records;
        }
        mirror::bring_up(plain, state, &texts, None)
    }

    /// What other tabs saved since the last save or catching up; nothing where they did not.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn catch_up(&self) -> Result<Option<Caught>, Refusal> {
        let known = self.known.borrow().clone();
        if !known.loaded {
            return Ok(None);
        }
        let seen = if known.base.is_some() {
            self.seen_in_plain(&known)?
        } else {
            self.durable.newer(known.state.head.generation).await?
        };
        let before = known.state.kept.clone();
        match taken(&known, &seen) {
            Ok(None) => Ok(None),
            Ok(Some(Theirs { state, base, entries })) => {
                let generation = state.head.generation;
                let kept = if base == before { state.kept.clone() } else { rebase(&base, &before, &state.kept).kept };
                let next = Known {
                    loaded: true,
                    top: known.top.max(generation),
                    state,
                    head: seen.head,
                    settled: known.settled,
                    base: known.base,
                    ..Known::default()
                };
                self.known.replace(next);
                Ok(Some(Caught { before, kept, generation, entries }))
            }
            Err(Stop::Refused(refusal)) => Err(refusal),
            Err(Stop::Stale) => {
                let Recovered { mut kept, generation, .. } = self.load(&Old::default()).await?;
                if let Some(base) = &known.previous {
                    kept = rebase(base, &before, &kept).kept;
                }
                Ok(Some(Caught { before, kept, generation, entries: Vec::new() }))
            }
        }
    }

    /// The saves that the journal still tells of, oldest first. Those that are damaged are left out.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn journal(&self) -> Result<Vec<Entry>, Refusal> {
        let Raw { journal, .. } = self.durable.load().await?;
        let mut entries: Vec<Entry> =
            journal.iter().filter_map(|(generation, text)| Entry::read(*generation, text)).collect();
        crate::points::sort_short(&mut entries, |entry| entry.generation);
        Ok(entries)
    }

    /// After [`Refusal::Emptied`]: the next save writes everything, as a new store.
    pub fn begin_again(&self) {
        let known = &mut *self.known.borrow_mut();
        known.head = None;
        known.all = true;
        known.mirror = None;
        known.tried = None;
        known.there.clear();
        known.state.head.id = id_after(known.state.head.id);
    }

    /// Deletes everything of ours in both storages.
    ///
    /// # Errors
    /// When a storage refuses; what is left of the store is still whole, or gone.
    pub async fn delete_everything(&self) -> Result<(), Refusal> {
        let base = self.known.borrow().base.clone();
        if let Some(head) = base.as_ref().filter(|head| !head.is_empty()) {
            // Where local storage is full there is room as soon as the rest has gone.
            if self.plain.write(mirror::TO_DELETE, head).is_err() {
                let _ = mirror::clear(&self.plain);
                let _ = self.plain.write(mirror::TO_DELETE, head);
            }
        }
        let plain = mirror::clear(&self.plain);
        self.known.borrow_mut().mirror = None;
        if self.known.borrow().base.is_some() {
            self.begin_again();
        }
        match plain {
            // What may not be asked for returns nothing.
            Ok(()) | Err(Refusal::Blocked(_)) => {}
            Err(refusal) => return Err(refusal),
        }
        // A durable storage may not answer until the page is closed: then it is deleted at the next start.
        let left = base.is_none().then(|| self.known.borrow().head.clone()).flatten();
        let is_marked = left.is_some_and(|head| self.plain.write(mirror::TO_DELETE, &head).is_ok());
        let cleared = self.clear_durable().await;
        if is_marked {
            let _ = self.plain.remove(mirror::TO_DELETE);
        }
        let id = cleared?;
        let mut state = State::default();
        state.head.id = id_after(id);
        // The store stays where it is until the next load: a durable storage that did not open takes nothing now.
        let base = base.map(|_| String::new());
        self.known.replace(Known { loaded: true, state, base, ..Known::default() });
        Ok(())
    }

    /// Empties the durable storage, but for which store it was; gives its id.
    async fn clear_durable(&self) -> Result<u64, Refusal> {
        // Local storage reaches the disk seconds later: what comes back there after a kill is known by its id.
        let (id, stored) = {
            let known = self.known.borrow();
            (known.state.head.id, known.head.is_some() || known.state.head.generation > 0)
        };
        let Raw { records, .. } = self.durable.load().await.unwrap_or_default();
        let text = |key: &str| records.iter().find(|(own, _)| own == key).map(|(_, text)| text.as_str());
        let mut left = text(GONE).unwrap_or_default().to_owned();
        let head = text(HEAD).and_then(|text| Head::read(text).ok().flatten());
        for id in head.map(|head| head.id).into_iter().chain(stored.then_some(id)) {
            left = also_gone(id, gone(&left));
        }
        let mark = (!left.is_empty()).then(|| (GONE.to_owned(), left));
        if self.durable.clear(mark).await.is_err() {
            // A full storage takes not even that; one that never opened holds nothing.
            match self.durable.clear(None).await {
                Ok(()) | Err(Refusal::Blocked(_)) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(id)
    }
}
