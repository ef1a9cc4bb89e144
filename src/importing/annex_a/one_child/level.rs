//! How far a child has come: whether it is here still, its age, and the plan that it is worked with under.

use super::who::at_level;
use super::{ORDER, Picture, Reader};
use crate::facts::When;
use crate::importing::ages::{self, Years};
use crate::importing::annex_a::codes::{self, Category, Status, YesNo};
use crate::importing::annex_a::{Entry, Standing, before, has_come, note_end, standing};
use crate::importing::days;
use crate::importing::found::At;
use crate::importing::lists::What;

/// How many days an enquiry without an end is read as open. A conference is due within 15 working days of the
/// strategy discussion; what has no end after three months was not ended in the system.
const ENQUIRY_DAYS: i32 = 92;

/// How many days an enquiry about a child who is on a plan already is read as open: it leads to no initial
/// conference, so that nothing on the list says that it is over. 15 working days.
const ENQUIRY_ON_PLAN_DAYS: i32 = 21;

impl Reader<'_> {
    /// Whether the child has a case that lasts, one that ends in the month, or none; what has none is counted.
    pub(super) fn level(&mut self, picture: &Picture<'_>) -> Option<Standing> {
        let rows = [picture.assessment, picture.enquiry, picture.need, picture.plan, picture.care, picture.leaver];
        let level = rows.iter().flatten().map(|own| own.standing).max();
        if let Some(level) = level.filter(|level| *level != Standing::Over) {
            return Some(level);
        }
        let reason = if picture.need.is_some_and(|need| need.entry.text(What::End).is_empty()) {
            "closed, with no closing date".to_owned()
        } else if picture.need.is_some() || picture.plan.is_some() || picture.care.is_some() {
            before(self.at.month)
        } else if picture.assessment.is_some() || picture.enquiry.is_some() {
            "assessment or enquiry finished, and on no list of open cases".to_owned()
        } else if picture.leaver.is_some() {
            "care leavers of whom List 9 says that they have died".to_owned()
        } else {
            "on the adoption list, and on no list of open cases".to_owned()
        };
        self.notes.leave_out(reason);
        None
    }

    /// The age in whole years; 0 for an unborn child.
    pub(super) fn age(&mut self, picture: &Picture<'_>) -> Option<u8> {
        for list in ORDER {
            let Some(own) = picture.of(list) else { continue };
            for what in [What::Birth, What::Age] {
                let text = own.entry.text(what);
                if text.is_empty() {
                    continue;
                }
                match ages::years(&text, Some(self.at.today)) {
                    Some(Years::Unborn) => {
                        let words = "The child is not born yet: the age is read as 0".to_owned();
                        self.notes.say(own.entry.place(), own.entry.heading(what), words);
                        return Some(0);
                    }
                    Some(Years::Whole(age @ 0..=25)) => return u8::try_from(age).ok(),
                    // A date of birth is not shown in any message, and what was dropped is an age by now.
                    _ if what == What::Birth => {}
                    None if days::read(own.entry.cell(what)).day().is_some() => {
                        let words = "A day stands where an age should: it is not used".to_owned();
                        self.notes.say(own.entry.place(), own.entry.heading(what), words);
                    }
                    _ => self.notes.unread(&own.entry, what, "is no age from 0 to 25: it is not used"),
                }
            }
        }
        None
    }

    /// The plan, as the catalogue has it; empty where it is not known.
    pub(super) fn plan(&mut self, picture: &Picture<'_>, level: Standing, age: Option<u8>) -> &'static str {
        let need = at_level(picture.need, level);
        let (mut care, mut plan) = (at_level(picture.care, level).is_some(), at_level(picture.plan, level).is_some());
        for own in [picture.need, picture.plan, picture.care]
            .into_iter()
            .flatten()
            .filter(|own| own.standing == Standing::Open)
        {
            note_end(&own.entry, self.at, &mut self.notes);
        }
        if let Some(need) = need {
            // The status counts where the list that would say more has no row for the child.
            if picture.status == Some(Status::LookedAfter) && picture.care.is_none() {
                care = true;
                self.alone(&need.entry, 8, "read as looked after");
            }
            if picture.status == Some(Status::ChildProtection) && picture.plan.is_none() {
                plan = true;
                self.alone(&need.entry, 7, "read as on a child protection plan");
            }
        } else if let Some(need) = picture.need
            && (care || plan)
            && need.standing == Standing::Over
        {
            let words = "List 6 says that the case is closed, another list that it is open: it is read as open";
            self.notes.say(need.entry.place(), need.entry.heading(What::End), words.to_owned());
        }
        let leaver = at_level(picture.leaver, level);
        if care && leaver.is_some() && age.is_some_and(|age| age >= 18) {
            if let Some(own) = picture.care {
                let words = "The child is 18 or over, and still looked after on List 8: List 9 is followed";
                self.notes.say(own.entry.place(), own.entry.heading(What::End), words.to_owned());
            }
            care = false;
        }
        if care && plan {
            return "child_protection_and_looked_after";
        }
        if care {
            if leaver.is_some() && matches!(age, Some(16 | 17)) {
                return "care_leaver_eligible";
            }
            return self.permanence(picture).unwrap_or("looked_after");
        }
        if plan {
            return "child_protection";
        }
        if let Some(leaver) = leaver {
            return self.category(&leaver.entry);
        }
        match need {
            Some(need) => self.need_plan(&need.entry, picture),
            None => "under_assessment",
        }
    }

    /// Notes that List 6 tells of care or a plan, and the list that would say more does not have the child.
    fn alone(&mut self, need: &Entry<'_>, other: u8, done: &str) {
        if self.lists.contains(&other) {
            let words = format!("The child is not on List {other}: {done} by the case status alone");
            self.notes.say(need.place(), need.heading(What::Status), words);
        }
    }

    fn need_plan(&mut self, need: &Entry<'_>, picture: &Picture<'_>) -> &'static str {
        match picture.status {
            Some(Status::Assessment) => "under_assessment",
            Some(Status::ChildInNeed) => "child_in_need",
            // In the month of its closing a child in need and one under assessment are the same to every scheme
            // (readings ). Of a case that closes later the status says nothing any more.
            Some(Status::Closed) if need_ends(need, self.at) => "child_in_need",
            Some(Status::Closed) => "",
            Some(Status::LookedAfter | Status::ChildProtection) => {
                let words =
                    "The list of such children says that this has ended: read as a child in need, whose case is open";
                self.notes.say(need.place(), need.heading(What::Status), words.to_owned());
                "child_in_need"
            }
            None => {
                let text = need.text(What::Status);
                if need.has(What::Status) {
                    if text.is_empty() {
                        let words = "There is no case status: the plan is not known".to_owned();
                        self.notes.say(need.place(), need.heading(What::Status), words);
                    } else {
                        self.notes.unread(need, What::Status, "is none of the codes: the plan is not known");
                    }
                }
                ""
            }
        }
    }

    fn category(&mut self, leaver: &Entry<'_>) -> &'static str {
        let text = leaver.text(What::Category);
        match codes::chosen(&codes::CATEGORIES, &text) {
            Some(Category::Relevant) => "care_leaver_relevant",
            Some(Category::FormerRelevant) => "care_leaver_former_relevant",
            Some(Category::Eligible) => "care_leaver_eligible",
            Some(Category::Qualifying) => {
                let words = "No scheme knows a qualifying care leaver: the plan is left open".to_owned();
                self.notes.say(leaver.place(), leaver.heading(What::Category), words);
                ""
            }
            None => {
                if text.is_empty() && leaver.has(What::Category) {
                    let words = "There is no category: the plan is not known".to_owned();
                    self.notes.say(leaver.place(), leaver.heading(What::Category), words);
                } else if !text.is_empty() {
                    self.notes.unread(leaver, What::Category, "is none of the codes: the plan is not known");
                }
                ""
            }
        }
    }
}

/// True where the case closes in the month.
fn need_ends(need: &Entry<'_>, at: &At) -> bool {
    standing(need, at) == Standing::Ending
}

/// Whether an enquiry lasts. It is over with its conference, with the decision that none is needed, and where it
/// began so long ago that it must be over. What ended is not a case by itself.
pub(super) fn enquiry_standing(entry: &Entry<'_>, at: &At, on_plan_since: Option<When>) -> Standing {
    let ended = match days::read(entry.cell(What::End)) {
        days::Reading::Day(conference) => has_come(conference, at.today),
        _ => false,
    };
    let unnecessary = codes::chosen(&codes::YES_OR_NO, &entry.text(What::Unnecessary)) == Some(YesNo::Yes);
    if ended || unnecessary {
        return Standing::Over;
    }
    let Some(start) = days::read(entry.cell(What::Start)).day().filter(|start| has_come(*start, at.today)) else {
        return Standing::Over;
    };
    // A plan that began since then came of the conference.
    if on_plan_since.is_some_and(|since| is_after(since, start)) {
        return Standing::Over;
    }
    let on_plan = on_plan_since.is_some();
    let days = if on_plan { ENQUIRY_ON_PLAN_DAYS } else { ENQUIRY_DAYS };
    let lasts = match (start, at.today) {
        (When::Day(start), When::Day(today)) => today - start < days,
        (start, _) => start.first_days_reach(days, at.month),
    };
    if lasts { Standing::Open } else { Standing::Over }
}

/// True where one day is later than another, as far as both are known.
pub(super) fn is_after(one: When, other: When) -> bool {
    match (one, other) {
        (When::Day(one), When::Day(other)) => one > other,
        (one, other) => one.month() > other.month(),
    }
}
