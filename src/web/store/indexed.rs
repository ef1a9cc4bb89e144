//! `IndexedDB`, where the whole state is: a commit is there as a whole or not at all, also after the browser
//! was killed, and commits of several tabs wait for each other.

use super::wait::within;
use crate::store::{Batch, Durable, HEAD, Raw, Refusal, Seen, touched};
use crate::web::storage::{self, words};
use idb::{DatabaseEvent, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, Transaction, TransactionResult};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbTransaction};

/// The records and the head, by their keys.
const RECORDS: &str = "records";
/// The journal, by generation.
const JOURNAL: &str = "journal";
/// The version of this layout of object stores. What is in them has a version of its own.
const LAYOUT: u32 = 1;
/// How long the browser may take to open the database and read what is in it, in milliseconds. A broken profile
/// never answers.
const PATIENCE: i32 = 8_000;
/// The same where it never answered the last time, either in time or afterwards.
const LESS_PATIENCE: i32 = 2_000;

/// The database of this page, open, or why it is not.
pub struct Indexed {
    name: String,
    database: RefCell<Result<IdbDatabase, Refusal>>,
    /// What was read when it was opened, for the first who asks.
    first: RefCell<Option<Raw>>,
}

impl Indexed {
    /// Opens the database, and makes it where there is none yet. Where another tab wants to delete it, or a newer
    /// version of this page to change its layout, this one lets go. One that does not open refuses everything.
    pub async fn open(name: String) -> Self {
        wasm_bindgen_futures::spawn_local(begin_new_log(format!("{name}:sweep")));
        let (database, first) = opened(&name).await.map_or_else(|why| (Err(why), None), |(own, raw)| (Ok(own), raw));
        Self { name, database: RefCell::new(database), first: RefCell::new(first) }
    }

    /// A transaction, also where the browser has closed the database meanwhile: because its data were cleared, or for
    /// another tab. What it opens then may be empty, which is the store's to notice.
    async fn begin(&self, writes: bool) -> Result<Transaction, Refusal> {
        match self.transaction(writes) {
            Err(Refusal::Closed(_)) => {
                let again = opened(&self.name).await;
                drop(self.database.replace(again.map(|(own, _)| own)));
                self.transaction(writes)
            }
            begun => begun,
        }
    }

    fn transaction(&self, writes: bool) -> Result<Transaction, Refusal> {
        transaction(&self.database.borrow().clone()?, writes)
    }
}

/// A transaction on both stores. It is complete once it is on the disk, and not merely on its way there
/// ("strict"): a power cut is as likely as a crash.
fn transaction(database: &IdbDatabase, writes: bool) -> Result<Transaction, Refusal> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"durability".into(), &"strict".into());
    let stores: Array = [RECORDS, JOURNAL].into_iter().map(JsValue::from_str).collect();
    let mode = if writes { "readwrite" } else { "readonly" };
    let method = Reflect::get(database, &"transaction".into()).map_err(|error| closed(&error))?;
    let method: Function = method.dyn_into().map_err(|error| closed(&error))?;
    let begun = method.call3(database, &stores, &mode.into(), &options).map_err(|error| closed(&error))?;
    Ok(begun.unchecked_into::<IdbTransaction>().into())
}

/// Has Chromium begin a new file for what is written from now on: it does when a database is deleted, here one of
/// this name with nothing in it. Where the browser was killed while it was writing, the file ends in the middle of
/// an entry. Chromium reads it well enough and goes on writing behind that; but the next time it takes the file for
/// damaged, and drops every database of this address: docs/reliability.md. What fails here is of no consequence.
async fn begin_new_log(name: String) {
    let Ok(factory) = Factory::new() else { return };
    let Ok(mut request) = factory.open(&name, Some(LAYOUT)) else { return };
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(RECORDS, ObjectStoreParams::new());
        }
    });
    if let Ok(database) = request.await {
        database.close();
    }
    if let Ok(request) = factory.delete(&name) {
        let _ = request.await;
    }
}

/// Opens the database and reads what is in it, unless the browser takes too long to answer: also one that opens may
/// never read. What it answers later is not used any more: the page works on the second copy then, and the next start
/// puts together what each of them has. But it is noted, and the next start waits as long as the first. What refuses
/// to be read is not given; whoever asks for it again hears why.
async fn opened(name: &str) -> Result<(IdbDatabase, Option<Raw>), Refusal> {
    let name = name.to_owned();
    let patience = if storage::is_silent() { LESS_PATIENCE } else { PATIENCE };
    let opened = within(patience, async move {
        let answer = match open_database(&name).await {
            Ok(database) => {
                let raw = match transaction(&database, false) {
                    Ok(transaction) => raw(&transaction).await.ok(),
                    Err(_) => None,
                };
                Ok((database, raw))
            }
            Err(refusal) => Err(refusal),
        };
        storage::note_silent(false);
        answer
    });
    opened.await.unwrap_or_else(|| {
        storage::note_silent(true);
        Err(Refusal::Blocked("the browser does not answer".to_owned()))
    })
}

async fn open_database(name: &str) -> Result<IdbDatabase, Refusal> {
    let blocked = |error: idb::Error| Refusal::Blocked(reason(error));
    let mut request = Factory::new().and_then(|factory| factory.open(name, Some(LAYOUT))).map_err(blocked)?;
    request.on_upgrade_needed(|event| {
        // What fails here fails the opening, which says so.
        if let Ok(database) = event.database() {
            for store in [RECORDS, JOURNAL] {
                let _ = database.create_object_store(store, ObjectStoreParams::new());
            }
        }
    });
    let mut database = request.await.map_err(blocked)?;
    database.on_version_change(|event| {
        if let Some(database) = event.target().and_then(|target| target.dyn_into::<IdbDatabase>().ok()) {
            database.close();
        }
    });
    database.forget_callbacks();
    Ok(database.into())
}

impl Durable for Indexed {
    async fn load(&self) -> Result<Raw, Refusal> {
        match self.first.take() {
            Some(raw) => Ok(raw),
            None => raw(&self.begin(false).await?).await,
        }
    }

    async fn commit(&self, known: u64, decide: &mut dyn FnMut(Seen) -> Result<Batch, Refusal>) -> Result<(), Refusal> {
        let transaction = self.begin(true).await?;
        let seen = seen(&transaction, known).await?;
        let batch = decide(seen).and_then(|batch| {
            put(&transaction, &batch)?;
            Ok(batch)
        });
        match batch {
            Ok(batch) if batch == Batch::default() => Ok(()),
            Ok(_) => complete(transaction).await,
            Err(refusal) => {
                // It may have ended by itself; either way nothing of it is kept.
                let _ = transaction.abort();
                Err(refusal)
            }
        }
    }

    async fn newer(&self, known: u64) -> Result<Seen, Refusal> {
        let transaction = self.begin(false).await?;
        seen(&transaction, known).await
    }

    async fn clear(&self, leave: Option<(String, String)>) -> Result<(), Refusal> {
        let transaction = self.begin(true).await?;
        for name in [RECORDS, JOURNAL] {
            store(&transaction, name)?.clear().map_err(refused)?;
        }
        put(&transaction, &Batch { put: leave.into_iter().collect(), ..Batch::default() })?;
        complete(transaction).await
    }
}

/// Everything, read within a transaction.
async fn raw(transaction: &Transaction) -> Result<Raw, Refusal> {
    let (records, journal) = (store(transaction, RECORDS)?, store(transaction, JOURNAL)?);
    let journal = entries(&journal, None).await?;
    Ok(Raw { records: all(&records).await?, journal })
}

/// What is newer than a generation, read within a transaction.
async fn seen(transaction: &Transaction, known: u64) -> Result<Seen, Refusal> {
    let (records, journal) = (store(transaction, RECORDS)?, store(transaction, JOURNAL)?);
    let head = text_of(records.get(JsValue::from_str(HEAD)).map_err(refused)?.await.map_err(refused)?);
    let range = KeyRange::lower_bound(&number(known), Some(true)).map_err(refused)?;
    let journal = entries(&journal, Some(range.into())).await?;
    let records = match touched(head.as_deref(), &journal, known) {
        None => all(&records).await?,
        Some(keys) => {
            let mut found = Vec::with_capacity(keys.len());
            for key in keys {
                let request = records.get(JsValue::from_str(&key)).map_err(refused)?;
                found.extend(text_of(request.await.map_err(refused)?).map(|text| (key, text)));
            }
            found
        }
    };
    Ok(Seen { head, journal, records })
}

fn put(transaction: &Transaction, batch: &Batch) -> Result<(), Refusal> {
    let (records, journal) = (store(transaction, RECORDS)?, store(transaction, JOURNAL)?);
    for (key, text) in &batch.put {
        records.put(&text.into(), Some(&key.into())).map_err(refused)?;
    }
    for key in &batch.remove {
        records.delete(JsValue::from_str(key)).map_err(refused)?;
    }
    if batch.drop_journal_before > 0 {
        let older = KeyRange::upper_bound(&number(batch.drop_journal_before), Some(true)).map_err(refused)?;
        journal.delete(older).map_err(refused)?;
    }
    if let Some((generation, text)) = &batch.journal {
        journal.put(&text.into(), Some(&number(*generation))).map_err(refused)?;
    }
    Ok(())
}

/// Waits until a transaction is complete. One that ends otherwise says why by itself.
async fn complete(transaction: Transaction) -> Result<(), Refusal> {
    let inner: IdbTransaction = transaction.into();
    match Transaction::from(inner.clone()).await {
        Ok(TransactionResult::Committed) => Ok(()),
        Ok(TransactionResult::Aborted) | Err(_) => {
            Err(inner.error().map_or_else(|| Refusal::Failed("the browser gave up".to_owned()), |error| of(&error)))
        }
    }
}

fn store(transaction: &Transaction, name: &str) -> Result<ObjectStore, Refusal> {
    transaction.object_store(name).map_err(refused)
}

async fn all(store: &ObjectStore) -> Result<Vec<(String, String)>, Refusal> {
    let (keys, texts) = both(store, None).await?;
    // What is not text is not ours, and is not read for ours.
    Ok(keys.into_iter().zip(texts).filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect())
}

async fn entries(store: &ObjectStore, range: Option<Query>) -> Result<Vec<(u64, String)>, Refusal> {
    let (keys, texts) = both(store, range).await?;
    let pairs = keys.into_iter().zip(texts);
    Ok(pairs.filter_map(|(key, text)| Some((generation(key.as_f64()?)?, text.as_string()?))).collect())
}

async fn both(store: &ObjectStore, range: Option<Query>) -> Result<(Vec<JsValue>, Vec<JsValue>), Refusal> {
    let keys = store.get_all_keys(range.clone(), None).map_err(refused)?;
    let texts = store.get_all(range, None).map_err(refused)?;
    // In the order in which they were asked for: the second is answered after the first.
    Ok((keys.await.map_err(refused)?, texts.await.map_err(refused)?))
}

fn text_of(value: Option<JsValue>) -> Option<String> {
    value.and_then(|value| value.as_string())
}

/// A generation as `IndexedDB` counts: exact, because nobody saves 9 quadrillion times.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn number(generation: u64) -> JsValue {
    JsValue::from_f64(generation as f64)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a generation")]
fn generation(number: f64) -> Option<u64> {
    (0.0..=9e15).contains(&number).then_some(number as u64)
}

fn refused(error: idb::Error) -> Refusal {
    let full = matches!(&error, idb::Error::UpdateFailed(why) if why.dyn_ref::<DomException>().is_some_and(is_full));
    let reason = reason(error);
    if full { Refusal::Full(reason) } else { Refusal::Failed(reason) }
}

/// Whether there was no room.
fn is_full(error: &DomException) -> bool {
    error.name() == "QuotaExceededError"
}

/// A database that begins no transaction has been closed: by the browser, or for another tab.
fn closed(error: &JsValue) -> Refusal {
    Refusal::Closed(words(error))
}

fn of(error: &DomException) -> Refusal {
    if is_full(error) { Refusal::Full(error.message()) } else { Refusal::Failed(error.message()) }
}

/// What the browser says, without the words that the library puts around it: those would come with the page.
fn reason(error: idb::Error) -> String {
    use idb::Error::{
        DeleteFailed, DomException, GetAllFailed, GetFailed, IndexedDbNotFound, IndexedDbOpenFailed,
        ObjectStoreNotFound, TransactionOpenFailed, UpdateFailed,
    };
    match error {
        DomException(error) => error.message(),
        IndexedDbOpenFailed(error)
        | IndexedDbNotFound(error)
        | TransactionOpenFailed(error)
        | ObjectStoreNotFound(error)
        | GetFailed(error)
        | GetAllFailed(error)
        | UpdateFailed(error)
        | DeleteFailed(error) => words(&error),
        _ => "the browser refused".to_owned(),
    }
}
