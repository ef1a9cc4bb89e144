//! Saving: the newest state, as soon as the save before it is complete, and what other tabs saved meanwhile.

use super::indexed::Indexed;
use super::local::Local;
use super::wait::{pause, turn};
use crate::store::{Conflict, Keeper, Kept, Refusal};
use crate::web::{browser, storage};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// How long after a refused save the next one is tried, in milliseconds, if nothing is entered before.
const AGAIN: i32 = 5_000;
/// How long a save may take before the page says that it waits, in milliseconds.
const PATIENCE: i32 = 8_000;
/// How long deleting waits for a save that is under way before it looks again, in milliseconds.
const MOMENT: i32 = 5;
/// What a tab that has deleted everything tells the others.
const DELETED: &str = "deleted";

/// What the page is told.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The last state is stored; why there is no second copy of it, where there is none.
    Saved(Option<Refusal>),
    /// It is not stored.
    Refused(Refusal),
    /// Other tabs have saved.
    Others(Box<Others>),
    /// Another tab has deleted everything on this device.
    Deleted,
}

/// What other tabs saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Others {
    /// What this tab had that the others did not know: what it saved last, or had been told.
    pub base: Kept,
    /// The same with what the others changed.
    pub theirs: Kept,
    /// Its generation.
    pub generation: u64,
    /// What was done there, in words, the last of it; empty where nobody knows.
    pub words: String,
    /// Where two tabs gave different values.
    pub conflicts: Vec<Conflict>,
}

/// Whoever is told.
type Hear = Rc<dyn Fn(News)>;

/// A state that is to be saved.
struct Wanted {
    kept: Kept,
    words: String,
}

/// Saves one state after another. What is entered while a save is under way is in the next one.
pub struct Saver {
    keeper: Keeper<Indexed, Local>,
    tab: u64,
    channel: Option<BroadcastChannel>,
    waiting: RefCell<Option<Wanted>>,
    /// What this page and the store both knew last.
    known: RefCell<Kept>,
    /// Another tab has saved, and it was not looked at yet.
    called: Cell<bool>,
    busy: Cell<bool>,
    /// How many saves have come to an end, well or not.
    ended: Cell<u32>,
    /// The generation of others that the page was told of last.
    told: Cell<u64>,
    /// How many of the conflicts that the page found the keeper knows of.
    noted: Cell<usize>,
    /// Another tab has deleted everything, and nothing was entered here since.
    deleted: Cell<bool>,
    hear: RefCell<Option<Hear>>,
}

impl std::fmt::Debug for Saver {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Saver").field("tab", &self.tab).finish_non_exhaustive()
    }
}

impl Saver {
    /// A saver over a keeper that has loaded this state. Tabs hear of each other under this name.
    #[must_use]
    pub fn new(keeper: Keeper<Indexed, Local>, loaded: Kept, name: &str, tab: u64) -> Rc<Self> {
        let saver = Rc::new(Self {
            keeper,
            tab,
            channel: BroadcastChannel::new(name).ok(),
            waiting: RefCell::default(),
            known: RefCell::new(loaded),
            called: Cell::default(),
            busy: Cell::default(),
            ended: Cell::default(),
            told: Cell::default(),
            noted: Cell::default(),
            deleted: Cell::default(),
            hear: RefCell::default(),
        });
        saver.listen();
        saver
    }

    /// Whom to tell how it goes. Whatever came before that is told then.
    pub fn tell(self: &Rc<Self>, hear: impl Fn(News) + 'static) {
        self.hear.replace(Some(Rc::new(hear)));
        self.look();
    }

    /// Saves a state which was made after the page was told of this generation of others. One that is older than
    /// that lacks what they did: it is dropped, because the page is about to come with the two together. `found`:
    /// every conflict that the page has found when it took over what others saved, from the first on.
    pub fn save(self: &Rc<Self>, kept: Kept, words: String, told: u64, found: &[Conflict]) {
        let noted = self.noted.replace(found.len());
        self.keeper.note_conflicts(found.get(noted..).unwrap_or_default());
        if told < self.told.get() {
            return;
        }
        browser::mark_saved(None);
        self.waiting.replace(Some(Wanted { kept, words }));
        self.work();
        self.watch();
    }

    /// Says so where nothing comes of a save. It goes on waiting, and what it comes to is said as always: whoever gave
    /// up a save that is complete after all would not know what is stored.
    fn watch(self: &Rc<Self>) {
        let (saver, ended) = (Rc::clone(self), self.ended.get());
        browser::after(PATIENCE, move || {
            if saver.ended.get() == ended && saver.is_waiting() {
                saver.say(News::Refused(Refusal::Silent));
            }
        });
    }

    /// Looks whether other tabs have saved.
    pub fn look(self: &Rc<Self>) {
        self.called.set(true);
        self.work();
    }

    /// True while something is not stored.
    pub fn is_waiting(&self) -> bool {
        self.busy.get() || self.waiting.borrow().is_some()
    }

    /// After everything was deleted by somebody else: what is on the page is stored again from now on.
    pub fn begin_again(self: &Rc<Self>) {
        self.keeper.begin_again();
        self.work();
    }

    /// Deletes everything that the store has, here and in the other tabs.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn delete_everything(&self) -> Result<(), Refusal> {
        // A save that is under way has to end first.
        while self.busy.replace(true) {
            pause(MOMENT).await;
        }
        self.waiting.replace(None);
        let deleted = self.keeper.delete_everything().await;
        self.busy.set(false);
        deleted?;
        self.known.replace(Kept::default());
        self.post(&JsValue::from_str(DELETED));
        Ok(())
    }

    fn work(self: &Rc<Self>) {
        // Nobody hears of it yet: what other tabs did would be lost on the page.
        if self.hear.borrow().is_none() || self.busy.replace(true) {
            return;
        }
        let saver = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let again = saver.work_off().await;
            saver.busy.set(false);
            if again {
                browser::after(AGAIN, move || saver.work());
            }
        });
    }

    /// Works off what is to be done; true where something is left, because it was refused.
    async fn work_off(&self) -> bool {
        loop {
            if self.called.replace(false) {
                self.catch_up().await;
            }
            // Local storage has no transactions: two tabs that write there take turns.
            let _turn = if self.keeper.is_plain() && self.waiting.borrow().is_some() {
                turn(self.channel.as_ref()).await
            } else {
                None
            };
            let Some(wanted) = self.waiting.take() else {
                if self.called.get() {
                    continue;
                }
                return false;
            };
            if self.deleted.get() {
                if wanted.kept.is_empty() {
                    browser::mark_saved(Some(0));
                    continue;
                }
                self.keeper.begin_again();
                self.deleted.set(false);
            }
            let outcome = self.keeper.save(&wanted.kept, &wanted.words, self.tab, browser::date()).await;
            self.ended.set(self.ended.get().wrapping_add(1));
            match outcome {
                Ok(saved) => {
                    self.post(&JsValue::UNDEFINED);
                    match saved.others {
                        Some(caught) => {
                            let mut conflicts: Vec<Conflict> =
                                caught.entries.iter().flat_map(|entry| entry.conflicts.clone()).collect();
                            conflicts.extend(saved.conflicts);
                            self.others(
                                wanted.kept,
                                caught.kept,
                                caught.generation,
                                last_words(&caught.entries),
                                conflicts,
                            );
                        }
                        None => drop(self.known.replace(wanted.kept)),
                    }
                    note_begun(&self.known.borrow());
                    if self.waiting.borrow().is_none() {
                        browser::mark_saved(Some(saved.generation));
                    }
                    self.say(News::Saved(saved.mirror));
                }
                Err(refusal) => {
                    // What was entered since has it too.
                    self.waiting.borrow_mut().get_or_insert(wanted);
                    let again = !matches!(refusal, Refusal::Newer(_) | Refusal::Emptied);
                    self.say(News::Refused(refusal));
                    return again;
                }
            }
        }
    }

    async fn catch_up(&self) {
        match self.keeper.catch_up().await {
            Ok(None) => {}
            Ok(Some(caught)) => {
                let base = self.known.borrow().clone();
                let conflicts = caught.entries.iter().flat_map(|entry| entry.conflicts.clone()).collect();
                self.others(base, caught.kept, caught.generation, last_words(&caught.entries), conflicts);
            }
            // There was nothing here that could be gone: somebody has deleted everything, on purpose.
            Err(Refusal::Emptied) if self.known.borrow().is_empty() => self.deleted.set(true),
            Err(refusal) => self.say(News::Refused(refusal)),
        }
    }

    fn others(&self, base: Kept, theirs: Kept, generation: u64, words: String, conflicts: Vec<Conflict>) {
        self.known.replace(theirs.clone());
        self.told.set(generation);
        // What waits was made before the page knew of this; it comes again with both.
        self.waiting.replace(None);
        self.say(News::Others(Box::new(Others { base, theirs, generation, words, conflicts })));
    }

    fn say(&self, news: News) {
        let hear = self.hear.borrow().clone();
        if let Some(hear) = hear {
            hear(news);
        }
    }

    fn post(&self, message: &JsValue) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(message);
        }
    }

    /// Hears of other tabs for as long as the page lives.
    fn listen(self: &Rc<Self>) {
        let Some(channel) = &self.channel else { return };
        let saver = Rc::clone(self);
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_string().as_deref() == Some(DELETED) {
                saver.waiting.replace(None);
                saver.known.replace(Kept::default());
                saver.deleted.set(true);
                saver.say(News::Deleted);
            } else {
                saver.look();
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
    }
}

/// Notes the first day on which something was stored, and not a moment before it is: what ends before that has
/// nothing to miss.
fn note_begun(stored: &Kept) {
    if !stored.is_empty() && storage::settings().begun.is_none() {
        // Where the browser refuses, there is no second copy either, and that is said.
        let _ = storage::choose(|settings| settings.begun = Some(browser::today()));
    }
}

fn last_words(entries: &[crate::store::Entry]) -> String {
    entries.last().map(|entry| entry.words.clone()).unwrap_or_default()
}
