//! Simulated storages, whole and faulty, and what the tests of the store share.

use fairload::change::{Change, Root, Subject, apply};
use fairload::store::{Batch, Durable, HEAD, Keeper, Kept, Old, Plain, Raw, Refusal, Seen, Text, touched};
use fairload::workspace::Workspace;
use fairload::workspace::saved::{SavedRecord, SavedValue};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// How many times the small sample of a run in continuous integration.
pub fn times() -> u32 {
    std::env::var("STORE_TIMES").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// A row of numbers that is the same for a seed on every machine (`SplitMix64`).
pub struct Draw(pub u64);

impl Draw {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut own = self.0;
        own = (own ^ (own >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        own = (own ^ (own >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((own ^ (own >> 31)) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// Runs a future to its end: what it waits for in these tests is always about to be ready.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(own) = future.as_mut().poll(&mut context) {
            return own;
        }
    }
}

/// Runs a future for a while, and says whether it came to its end.
pub fn run_a_while<T>(future: Pin<&mut impl Future<Output = T>>) -> Option<T> {
    let mut future = future;
    let mut context = Context::from_waker(Waker::noop());
    (0..100).find_map(|_| match future.as_mut().poll(&mut context) {
        Poll::Ready(own) => Some(own),
        Poll::Pending => None,
    })
}

/// Waits once, so that others can go on meanwhile.
struct Once(bool);

impl Future for Once {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// What goes wrong, and when: calls are counted over both storages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trouble {
    /// The call that fails.
    pub at: usize,
    /// Whether all calls after it fail too.
    pub from_then_on: bool,
    /// Whether a commit that fails was written all the same.
    pub written: bool,
}

#[derive(Default)]
pub struct Faults {
    pub calls: Cell<usize>,
    pub trouble: Cell<Option<Trouble>>,
}

impl Faults {
    fn next(&self) -> Option<Trouble> {
        let call = self.calls.get();
        self.calls.set(call + 1);
        self.trouble.get().filter(|own| own.at == call || (own.from_then_on && own.at < call))
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Disk {
    pub records: BTreeMap<String, String>,
    pub journal: BTreeMap<u64, String>,
}

impl Disk {
    pub fn raw(&self) -> Raw {
        Raw {
            records: self.records.iter().map(|(key, text)| (key.clone(), text.clone())).collect(),
            journal: self.journal.iter().map(|(generation, text)| (*generation, text.clone())).collect(),
        }
    }

    fn size(&self) -> usize {
        let records: usize = self.records.iter().map(|(key, text)| key.len() + text.len()).sum();
        records + self.journal.values().map(String::len).sum::<usize>()
    }
}

#[derive(Clone)]
pub struct Database {
    pub disk: Rc<RefCell<Disk>>,
    pub faults: Rc<Faults>,
    /// Whether it opens at all.
    pub opens: Rc<Cell<bool>>,
    /// Whether it answers nothing, for as long as that is so.
    pub hangs: Rc<Cell<bool>>,
    pub room: Rc<Cell<usize>>,
    /// Keys and entries written by all commits.
    pub written: Rc<Cell<usize>>,
}

impl Database {
    fn fault(&self) -> Result<Option<Trouble>, Refusal> {
        if !self.opens.get() {
            return Err(Refusal::Blocked("it does not open".to_owned()));
        }
        match self.faults.next() {
            Some(trouble) if !trouble.written => Err(Refusal::Failed("on purpose".to_owned())),
            other => Ok(other),
        }
    }

    async fn answers(&self) {
        Once(false).await;
        while self.hangs.get() {
            Once(false).await;
        }
    }

    fn seen(&self, known: u64) -> Seen {
        let disk = self.disk.borrow();
        let head = disk.records.get(HEAD).cloned();
        let journal: Vec<(u64, String)> =
            disk.journal.range(known + 1..).map(|(own, text)| (*own, text.clone())).collect();
        let records = match touched(head.as_deref(), &journal, known) {
            Some(keys) => keys.iter().filter_map(|key| Some((key.clone(), disk.records.get(key)?.clone()))).collect(),
            None => disk.raw().records,
        };
        Seen { head, journal, records }
    }
}

impl Durable for Database {
    async fn load(&self) -> Result<Raw, Refusal> {
        self.answers().await;
        match self.fault()? {
            Some(_) => Err(Refusal::Failed("on purpose".to_owned())),
            None => Ok(self.disk.borrow().raw()),
        }
    }

    async fn commit(&self, known: u64, decide: &mut dyn FnMut(Seen) -> Result<Batch, Refusal>) -> Result<(), Refusal> {
        Once(false).await;
        let fault = self.fault()?;
        let batch = decide(self.seen(known))?;
        if batch == Batch::default() {
            return Ok(());
        }
        let mut after = self.disk.borrow().clone();
        for key in &batch.remove {
            after.records.remove(key);
        }
        self.written
            .set(self.written.get() + batch.put.len() + batch.remove.len() + usize::from(batch.journal.is_some()));
        after.records.extend(batch.put);
        after.journal.extend(batch.journal);
        after.journal = after.journal.split_off(&batch.drop_journal_before);
        if after.size() > self.room.get() {
            return Err(Refusal::Full("no room".to_owned()));
        }
        self.disk.replace(after);
        Once(false).await;
        if fault.is_some() { Err(Refusal::Failed("on purpose, after all was written".to_owned())) } else { Ok(()) }
    }

    async fn newer(&self, known: u64) -> Result<Seen, Refusal> {
        Once(false).await;
        match self.fault()? {
            Some(_) => Err(Refusal::Failed("on purpose".to_owned())),
            None => Ok(self.seen(known)),
        }
    }

    async fn clear(&self, leave: Option<(String, String)>) -> Result<(), Refusal> {
        self.answers().await;
        self.fault()?;
        self.disk.replace(Disk { records: leave.into_iter().collect(), journal: BTreeMap::new() });
        Ok(())
    }
}

/// One thing that was done to a plain storage.
#[derive(Clone, Debug)]
pub enum Write {
    Put(String, String),
    Remove(String),
}

#[derive(Clone)]
pub struct Local {
    pub names: Rc<RefCell<BTreeMap<String, String>>>,
    pub log: Rc<RefCell<Vec<Write>>>,
    pub faults: Rc<Faults>,
    pub room: Rc<Cell<usize>>,
}

impl Local {
    fn fault(&self) -> Result<(), Refusal> {
        self.faults.next().map_or(Ok(()), |_| Err(Refusal::Failed("on purpose".to_owned())))
    }

    pub fn all(&self) -> Vec<(String, String)> {
        self.names.borrow().iter().map(|(name, text)| (name.clone(), text.clone())).collect()
    }

    /// What the disk has where only so many of the writes have reached it.
    pub fn after(log: &[Write]) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        for own in log.iter().cloned() {
            match own {
                Write::Put(name, text) => drop(names.insert(name, text)),
                Write::Remove(name) => drop(names.remove(&name)),
            }
        }
        names
    }
}

impl Plain for Local {
    fn names(&self) -> Result<Vec<String>, Refusal> {
        self.fault()?;
        Ok(self.names.borrow().keys().cloned().collect())
    }
    fn read(&self, name: &str) -> Result<Option<String>, Refusal> {
        self.fault()?;
        Ok(self.names.borrow().get(name).cloned())
    }
    fn write(&self, name: &str, text: &str) -> Result<(), Refusal> {
        self.fault()?;
        let mut names = self.names.borrow_mut();
        let others: usize =
            names.iter().filter(|(own, _)| *own != name).map(|(own, text)| own.len() + text.len()).sum();
        if others + name.len() + text.len() > self.room.get() {
            return Err(Refusal::Full("no room".to_owned()));
        }
        names.insert(name.to_owned(), text.to_owned());
        self.log.borrow_mut().push(Write::Put(name.to_owned(), text.to_owned()));
        Ok(())
    }
    fn remove(&self, name: &str) -> Result<(), Refusal> {
        self.fault()?;
        self.names.borrow_mut().remove(name);
        self.log.borrow_mut().push(Write::Remove(name.to_owned()));
        Ok(())
    }
}

/// One browser: its two storages.
#[derive(Clone)]
pub struct Browser {
    pub durable: Database,
    pub plain: Local,
    pub faults: Rc<Faults>,
}

impl Browser {
    pub fn new() -> Self {
        let faults = Rc::new(Faults::default());
        let room = || Rc::new(Cell::new(usize::MAX));
        Self {
            durable: Database {
                disk: Rc::default(),
                faults: Rc::clone(&faults),
                opens: Rc::new(Cell::new(true)),
                hangs: Rc::default(),
                room: room(),
                written: Rc::default(),
            },
            plain: Local { names: Rc::default(), log: Rc::default(), faults: Rc::clone(&faults), room: room() },
            faults,
        }
    }

    pub fn tab(&self) -> Keeper<Database, Local> {
        Keeper::new(self.durable.clone(), self.plain.clone(), 7)
    }

    /// What a page that starts now would load.
    pub fn loads(&self) -> Result<fairload::store::Recovered, Refusal> {
        run(self.tab().load(&Old::default()))
    }

    /// A browser of its own with the same in it.
    pub fn copy(&self) -> Self {
        let other = Self::new();
        other.durable.disk.replace(self.durable.disk.borrow().clone());
        other.durable.opens.set(self.durable.opens.get());
        other.plain.names.replace(self.plain.names.borrow().clone());
        other
    }
}

pub fn text(name: &str, text: &str) -> Text {
    Text { name: name.to_owned(), text: Rc::from(text) }
}

/// A team of some practitioners and cases, with a scheme of its own.
pub fn team(practitioners: usize, cases: usize) -> Kept {
    let mut workspace = Workspace::default();
    for number in 1..=practitioners {
        insert(&mut workspace, Root::Practitioner, &format!("p{number}"), "");
    }
    for number in 1..=cases {
        insert(&mut workspace, Root::Case, &format!("f{number}"), &format!("p{}", number % practitioners.max(1) + 1));
    }
    Kept {
        workspace: Rc::new(workspace),
        texts: vec![text("main", "scheme-a"), text("scheme/scheme-a", "{\"name\": \"A\"}")],
    }
}

pub fn insert(workspace: &mut Workspace, root: Root, id: &str, holder: &str) {
    let own = |facts: &[(&str, &str)]| SavedRecord {
        values: facts.iter().map(|(name, text)| ((*name).to_owned(), SavedValue::Text((*text).to_owned()))).collect(),
    };
    let mut record = own(&[("id", id), ("label", id)]);
    if root == Root::Case {
        let children =
            (1..=3).map(|number| own(&[("id", &format!("c{number}")), ("plan", "child_protection")])).collect();
        record.values.push(("children".to_owned(), SavedValue::List(children)));
        if !holder.is_empty() {
            let held = vec![own(&[("id", "a1"), ("practitioner", holder)])];
            record.values.push(("allocations".to_owned(), SavedValue::List(held)));
        }
    }
    let subject = Subject { root, id: id.to_owned(), within: None };
    let at = if root == Root::Case { workspace.cases.len() } else { workspace.practitioners.len() };
    apply(workspace, &Change::Insert { subject, at, record }).unwrap();
}

/// An edit of whatever there is: every number gives another state.
pub fn edited(kept: &Kept, number: usize, draw: &mut Draw) -> Kept {
    let mut next = kept.clone();
    let workspace = Rc::make_mut(&mut next.workspace);
    let set = |workspace: &mut Workspace, place: usize, label: &str| {
        let subject = Subject::case(&workspace.cases[place].id);
        apply(workspace, &Change::Set { subject, fact: "label".to_owned(), value: label.to_owned() }).unwrap();
    };
    match draw.below(10) {
        0 => insert(workspace, Root::Practitioner, &format!("q{number}"), ""),
        1 | 2 => insert(workspace, Root::Case, &format!("g{number}"), ""),
        3 if workspace.cases.len() > 2 => {
            let place = draw.below(workspace.cases.len());
            let subject = Subject::case(&workspace.cases[place].id);
            apply(workspace, &Change::Remove { subject }).unwrap();
            insert(workspace, Root::Case, &format!("h{number}"), "");
        }
        4 => {
            next.texts.retain(|own| own.name != "main");
            next.texts.push(text("main", &format!("scheme-{number}")));
        }
        5 if workspace.cases.len() > 1 => {
            let (from, to) = (draw.below(workspace.cases.len()), draw.below(workspace.cases.len()));
            let subject = Subject::case(&workspace.cases[from].id);
            apply(workspace, &Change::Move { subject, at: to }).unwrap();
            set(workspace, to, &format!("Moved {number}"));
        }
        _ if workspace.cases.is_empty() => insert(workspace, Root::Case, &format!("g{number}"), ""),
        _ => {
            let place = draw.below(workspace.cases.len());
            set(workspace, place, &format!("Family {number}"));
        }
    }
    next
}
