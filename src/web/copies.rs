//! When copies were made in this browser, and making one.

use super::browser;
use super::session::{Session, Shared};
use super::state::Desk;
use super::storage::{self, Settings};
use crate::copies::{Copied, KeptMonths, file_name, is_due, without_private_notes};
use crate::facts::Month;
use crate::web::remembered::use_remembered;
use std::rc::Rc;
use yew::prelude::*;

/// When copies were made, as every page is given it.
#[derive(Clone, Debug, PartialEq)]
pub struct CopiesHandle {
    settings: Rc<Settings>,
    /// Today: `2026-11-21`; empty until the page has looked.
    today: Rc<str>,
    note: Callback<Noted>,
}

/// What the reader did about copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// They downloaded a full copy.
    Copied,
    /// They want to be reminded in a week.
    PutOff,
    /// They said for how many months closed cases are kept.
    Period(Option<KeptMonths>),
}

/// Whom a copy is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// For whoever made it: with everything.
    OnesOwn,
    /// For somebody else: without private notes.
    SomebodyElses,
}

impl CopiesHandle {
    /// The day of the last copy, as stored.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.settings.copied.as_deref()
    }

    /// For how many months closed cases are kept, where it was said.
    #[must_use]
    pub fn period(&self) -> Option<KeptMonths> {
        self.settings.kept_months.and_then(KeptMonths::of)
    }

    /// The present month by the clock of the device, whichever month is scored.
    #[must_use]
    pub fn this_month(&self) -> Option<Month> {
        Month::read(self.today.get(..7)?).ok()
    }

    /// Notes what the reader did.
    pub fn note(&self, noted: Noted) {
        self.note.emit(noted);
    }
}

/// Whether the reader is to be reminded of a copy now: of their own work, never of the demo, and not where a
/// graver message asks for a copy already.
#[must_use]
pub fn is_reminded(session: &Session) -> bool {
    let settings = &session.copies.settings;
    let copied = Copied {
        begun: settings.begun.as_deref(),
        last: settings.copied.as_deref(),
        edited: settings.edited,
        put_off: settings.put_off.as_deref(),
    };
    session.state.demo.is_none()
        && session.state.own.is_anything()
        && session.keeping.is_kept()
        && is_due(copied, &session.copies.today)
}

/// Hands the user's own workspace and schemes over as a file, and notes a copy that has everything.
#[must_use]
pub fn download(session: &Session, whose: Whose) -> Callback<MouseEvent> {
    let session = session.clone();
    Callback::from(move |_: MouseEvent| {
        let mut own = session.state.own.everything();
        let name = file_name(session.state.month);
        match whose {
            Whose::OnesOwn => {
                browser::download(&name, &own.write());
                session.copies.note(Noted::Copied);
            }
            Whose::SomebodyElses => {
                let name = name.replace(".json", "-without-notes.json");
                own.workspace = Rc::new(without_private_notes(&own.workspace));
                browser::download(&name, &own.write());
            }
        }
    })
}

/// Keeps when something of one's own was edited since the last copy, and was copied. Where there is nothing, nothing is
/// noted: everything may just have been deleted. Since when something is kept here is the store's to note.
#[hook]
pub fn use_copies(own: &Desk) -> CopiesHandle {
    let known = use_remembered(|| (Settings::default(), String::new()));
    let first = use_mut_ref(|| true);
    {
        let known = known.clone();
        let anything = own.is_anything();
        let own = (Shared(Rc::clone(&own.workspace)), Shared(Rc::clone(&own.schemes)));
        use_effect_with(own, move |_| {
            let edited = !first.replace(false);
            let (now, today) = (storage::settings(), browser::today());
            if anything && edited && !now.edited {
                // Where the browser refuses, it is said of the workspace itself.
                let _ = storage::choose(|settings| settings.edited = true);
            }
            known.set_other((storage::settings(), today));
        });
    }
    let note = {
        let known = known.clone();
        use_callback((), move |noted: Noted, ()| {
            let today = browser::today();
            let _ = storage::choose(|settings| match noted {
                Noted::Copied => {
                    settings.copied = Some(today.clone());
                    settings.edited = false;
                    settings.put_off = None;
                }
                Noted::PutOff => settings.put_off = Some(today.clone()),
                Noted::Period(months) => settings.kept_months = months.map(KeptMonths::number),
            });
            known.set_other((storage::settings(), today));
        })
    };
    let (settings, today) = (*known).clone();
    CopiesHandle { settings: Rc::new(settings), today: today.into(), note }
}
