//! All rows of one child, put together.

use super::codes::{self, Category, Status, YesNo};
use super::grounds::Kind;
use super::sheets::Known;
use super::{Entry, Making, Notes, Standing, before, has_come, note_end, past_day, rows, standing};
use crate::facts::When;
use crate::importing::ages::{self, Years};
use crate::importing::code::Coded;
use crate::importing::days;
use crate::importing::found::{At, FoundTask, Place};
use crate::importing::lists::What;
use crate::importing::people::{self, Workers};

/// How many days after a child became looked after the first review may be still to come: it is due within 20
/// working days, so that after three months without one the list is not up to date.
const FIRST_REVIEW_DAYS: i32 = 92;

/// How many days an enquiry without an end is read as open. A conference is due within 15 working days of the
/// strategy discussion; what has no end after three months was not ended in the system.
const ENQUIRY_DAYS: i32 = 92;

/// How many days an enquiry about a child who is on a plan already is read as open: it leads to no initial
/// conference, so that nothing on the list says that it is over. 15 working days.
const ENQUIRY_ON_PLAN_DAYS: i32 = 21;

/// For how many months after the start of care an unaccompanied asylum seeker counts as newly come.
const ASYLUM_MONTHS: i32 = 3;

/// Lists in the order in which they are asked who works with the child, and for what several lists say.
const ORDER: [u8; 7] = [8, 7, 6, 9, 4, 5, 10];

/// Reads one child after the other.
pub struct Reader<'a> {
    at: &'a At,
    /// Which lists are there with rows.
    lists: Vec<u8>,
    children: Vec<Making>,
    notes: Notes,
    used: Vec<Place>,
}

/// What was read.
pub struct Read {
    /// The children, those that were left out not among them.
    pub children: Vec<Making>,
    /// What was noted.
    pub notes: Notes,
    /// The rows that were used.
    pub used: Vec<Place>,
}

/// The row of a list that counts for the child.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    entry: Entry<'a>,
    standing: Standing,
}

/// What each list says of a child.
#[derive(Clone, Copy, Default)]
struct Picture<'a> {
    assessment: Option<Chosen<'a>>,
    enquiry: Option<Chosen<'a>>,
    need: Option<Chosen<'a>>,
    plan: Option<Chosen<'a>>,
    care: Option<Chosen<'a>>,
    leaver: Option<Chosen<'a>>,
    adoption: Option<Chosen<'a>>,
    /// What List 6 calls the case.
    status: Option<Status>,
}

impl<'a> Picture<'a> {
    fn of(&self, list: u8) -> Option<Chosen<'a>> {
        match list {
            4 => self.assessment,
            5 => self.enquiry,
            6 => self.need,
            7 => self.plan,
            8 => self.care,
            9 => self.leaver,
            _ => self.adoption,
        }
    }
}

impl<'a> Reader<'a> {
    pub fn new(at: &'a At, known: &[Result<Known<'_>, String>], notes: Notes) -> Self {
        let with_rows = known.iter().flatten().filter(|known| known.rows().next().is_some());
        let lists = with_rows.map(|known| known.list.number).collect();
        Self { at, lists, children: Vec::new(), notes, used: Vec::new() }
    }

    pub fn done(self) -> Read {
        Read { children: self.children, notes: self.notes, used: self.used }
    }

    /// Reads a child from all of its rows.
    pub fn child(&mut self, code: &Coded, entries: &[Entry<'_>]) {
        let picture = self.picture(entries);
        let Some(level) = self.level(&picture) else { return };
        let age = self.age(&picture);
        let plan = self.plan(&picture, level, age);
        let mut making = Making::default();
        making.child.code = code.clone();
        let facts = &mut making.child.facts;
        let mut give = |name: &str, text: String| facts.push((name.to_owned(), text));
        if ORDER
            .iter()
            .any(|list| picture.of(*list).is_some_and(|own| own.entry.has(What::Age) || own.entry.has(What::Birth)))
        {
            give("age", age.map(|age| age.to_string()).unwrap_or_default());
        }
        give("plan", plan.to_owned());
        if let Some(disability) = self.disability(&picture) {
            give("disability", disability.to_owned());
        }
        if let Some(care) = picture.care.filter(|care| care.standing == level) {
            self.care(&care.entry, &mut give);
        }
        if let Some(leaver) = picture.leaver
            && codes::is_homeless(&leaver.entry.text(What::Accommodation))
            && matches!(age, Some(16 | 17))
        {
            give("homeless", "yes".to_owned());
        }
        if level == Standing::Ending {
            making.child.case_facts.push(("closing_in".to_owned(), self.at.month.to_string()));
        }
        self.tasks(&picture, &mut making);
        self.worker(&picture, level, &mut making);
        self.shared(&picture, level, &mut making);
        for list in 4..=10 {
            if let Some(own) = picture.of(list) {
                making.child.places.push(own.entry.place());
            }
        }
        self.used.extend(making.child.places.iter().cloned());
        self.children.push(making);
    }

    /// What each list says, by the row that counts.
    fn picture<'b>(&mut self, entries: &[Entry<'b>]) -> Picture<'b> {
        let of = |list: u8| entries.iter().copied().filter(move |entry| entry.list() == list);
        let at = self.at;
        let by_end = |entry: Entry<'b>| Chosen { entry, standing: standing(&entry, at) };
        let mut picture = Picture {
            assessment: latest(of(4).map(by_end)),
            need: self.one(of(6).map(by_end)),
            plan: self.one(of(7).map(by_end)),
            care: self.one(of(8).map(by_end)),
            leaver: self.one(of(9).map(|entry| Chosen {
                entry,
                standing: if codes::has_died(&entry.text(What::Touch)) { Standing::Over } else { Standing::Open },
            })),
            adoption: self.one(of(10).map(|entry| Chosen { entry, standing: Standing::Open })),
            ..Picture::default()
        };
        let on_plan = picture
            .plan
            .filter(|plan| plan.standing != Standing::Over)
            .and_then(|plan| days::read(plan.entry.cell(What::Start)).day());
        picture.enquiry = latest(of(5).map(|entry| Chosen { entry, standing: enquiry_standing(&entry, at, on_plan) }));
        if let Some(need) = picture.need.as_mut() {
            let text = need.entry.text(What::Status);
            picture.status = codes::chosen(&codes::STATUSES, &text);
            // Closed, whether or not the day is there. A day after the month counts before the status: the case was open in it.
            let dated = days::read(need.entry.cell(What::End)).day().is_some();
            if picture.status == Some(Status::Closed) && need.standing == Standing::Open && !dated {
                need.standing = Standing::Over;
            }
        }
        picture
    }

    /// The row that counts of a list that should have one for each child: the open one, else the one that ends in
    /// the month, else the first.
    fn one<'b>(&mut self, rows_of: impl Iterator<Item = Chosen<'b>>) -> Option<Chosen<'b>> {
        let mut best: Option<Chosen<'b>> = None;
        let mut count = 0;
        for own in rows_of {
            count += 1;
            if best.is_none_or(|best| own.standing > best.standing) {
                best = Some(own);
            }
        }
        let best = best?;
        if count > 1 {
            let which = if best.standing == Standing::Open { "the open one (the first such)" } else { "the first" };
            self.notes.say(
                best.entry.place(),
                String::new(),
                format!("The child has {} on {}: {which} is used", rows(count), best.entry.known.list.words()),
            );
        }
        Some(best)
    }

    /// Whether the child has a case that lasts, one that ends in the month, or none; what has none is counted.
    fn level(&mut self, picture: &Picture<'_>) -> Option<Standing> {
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
    fn age(&mut self, picture: &Picture<'_>) -> Option<u8> {
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
    fn plan(&mut self, picture: &Picture<'_>, level: Standing, age: Option<u8>) -> &'static str {
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

    /// How far permanence has come for a child who is looked after; nothing where adoption is not planned.
    fn permanence(&mut self, picture: &Picture<'_>) -> Option<&'static str> {
        let care = picture.care.map(|own| own.entry);
        let placement =
            care.and_then(|care| codes::statutory(&codes::PLACEMENT_TYPES, &care.text(What::PlacementType)));
        let placed = matches!(placement, Some("a3" | "a4" | "a5" | "a6"));
        let legal = care.and_then(|care| codes::statutory(&codes::LEGAL_STATUSES, &care.text(What::LegalStatus)));
        let ordered = matches!(legal, Some("e1" | "d1"));
        let Some(adoption) = picture.adoption.map(|own| own.entry) else {
            if placed {
                return Some("permanence_placed");
            }
            if let Some(care) = care.filter(|_| ordered) {
                let words = "There is a placement order, and the child is not on List 10: how far family finding has come is not known, read as looked after";
                self.notes.say(care.place(), care.heading(What::LegalStatus), words.to_owned());
            }
            return None;
        };
        let mut day = |what: What| past_day(&adoption, what, self.at, &mut self.notes);
        let (decision, order, matched) = (day(What::Decision), day(What::PlacementOrder), day(What::Match));
        let (placed_on, adopted, reversed) = (day(What::Placed), day(What::AdoptionOrder), day(What::Reversed));
        if reversed.is_some() || adopted.is_some() {
            return None;
        }
        if placed || placed_on.is_some() {
            Some("permanence_placed")
        } else if matched.is_some() {
            Some("permanence_match_found")
        } else if ordered || order.is_some() {
            Some("permanence_family_finding")
        } else {
            decision.map(|_| "permanence_pre_placement_order")
        }
    }

    /// Whether the child is disabled; nothing where no list has a column for it.
    fn disability(&mut self, picture: &Picture<'_>) -> Option<&'static str> {
        let mut said: Option<YesNo> = None;
        let mut has_column = false;
        for own in ORDER.iter().filter_map(|list| picture.of(*list)) {
            has_column |= own.entry.has(What::Disability);
            let text = own.entry.text(What::Disability);
            match codes::chosen(&codes::YES_OR_NO, &text) {
                Some(YesNo::Unknown) => {}
                Some(answer) if said.is_some_and(|said| said != answer) => {
                    let words = "The lists differ in whether the child has a disability: it is not known".to_owned();
                    self.notes.say(own.entry.place(), own.entry.heading(What::Disability), words);
                    return Some("unknown");
                }
                Some(answer) => said = Some(answer),
                None if text.is_empty() => {}
                None => self.notes.unread(&own.entry, What::Disability, "is neither yes nor no: it is not used"),
            }
        }
        let answer = match said {
            Some(YesNo::Yes) => "yes",
            Some(YesNo::No) => "no",
            _ => "unknown",
        };
        has_column.then_some(answer)
    }

    /// Facts of a child who is looked after, from List 8.
    fn care(&mut self, care: &Entry<'_>, give: &mut dyn FnMut(&str, String)) {
        let started = past_day(care, What::Start, self.at, &mut self.notes);
        if care.has(What::Review) {
            give("newly_accommodated", self.newly(care, started).to_owned());
        }
        let type_text = care.text(What::PlacementType);
        let placement = codes::statutory(&codes::PLACEMENT_TYPES, &type_text);
        if care.has(What::PlacementType) {
            if placement.is_none() && !type_text.is_empty() {
                self.notes.unread(care, What::PlacementType, "is none of the codes: it is not used");
            }
            give("permanent_placement", permanent(placement).to_owned());
            give("regulation_24", connected_person(placement).to_owned());
        }
        let legal_text = care.text(What::LegalStatus);
        let legal = codes::statutory(&codes::LEGAL_STATUSES, &legal_text);
        if care.has(What::LegalStatus) {
            if legal.is_none() && !legal_text.is_empty() {
                self.notes.unread(care, What::LegalStatus, "is none of the codes: it is not used");
            }
            give(
                "short_breaks",
                legal
                    .map_or("unknown", |legal| if matches!(legal, "v3" | "v4") { "unknown" } else { "none" })
                    .to_owned(),
            );
        }
        if let Some(placed) = past_day(care, What::PlacementStart, self.at, &mut self.notes) {
            give("placed_since", placed.month().to_string());
            // Not the first placement of this time in care: the child has moved. Whether that was planned is nowhere.
            if started.is_some_and(|started| is_after(placed, started)) {
                give("moved_in", placed.month().to_string());
            }
        }
        if care.has(What::Location) {
            let text = care.text(What::Location);
            let outside = codes::chosen(&codes::LOCATIONS, &text);
            if outside.is_none() && !text.is_empty() {
                self.notes.unread(care, What::Location, "is neither in nor out: it is not used");
            }
            give("area", outside.map_or("unknown", |outside| if outside { "outside" } else { "in_area" }).to_owned());
        }
        if care.has(What::Asylum) {
            self.asylum(care, started, give);
        }
        if care.has(What::LegalStatus) {
            give(
                "police_protection",
                legal.map_or("unknown", |legal| if legal == "l1" { "yes" } else { "no" }).to_owned(),
            );
        }
    }

    fn newly(&mut self, care: &Entry<'_>, started: Option<When>) -> &'static str {
        let reviewed = past_day(care, What::Review, self.at, &mut self.notes);
        match (reviewed, started) {
            (Some(reviewed), Some(started)) if is_after(started, reviewed) => {}
            (Some(_), _) => return "no",
            (None, None) => return "unknown",
            (None, Some(_)) => {}
        }
        if started.is_some_and(|started| started.first_days_reach(FIRST_REVIEW_DAYS, self.at.month)) {
            return "yes";
        }
        let words = "There is no review since the child became looked after, more than three months ago: whether the first review was held is not known";
        self.notes.say(care.place(), care.heading(What::Review), words.to_owned());
        "unknown"
    }

    fn asylum(&mut self, care: &Entry<'_>, started: Option<When>, give: &mut dyn FnMut(&str, String)) {
        let text = care.text(What::Asylum);
        let asylum = codes::chosen(&codes::YES_OR_NO, &text);
        if asylum.is_none() && !text.is_empty() {
            self.notes.unread(care, What::Asylum, "is neither yes nor no: it is not used");
        }
        let since = started.map(When::month);
        match (asylum, since) {
            (Some(YesNo::Yes), Some(since)) if self.at.month.since(since) <= ASYLUM_MONTHS => {
                give("asylum_seeker", "yes".to_owned());
                give("asylum_since", since.to_string());
            }
            // The fact is for the first three months alone.
            (Some(YesNo::No), _) | (Some(YesNo::Yes), Some(_)) => give("asylum_seeker", "no".to_owned()),
            _ => give("asylum_seeker", "unknown".to_owned()),
        }
    }

    /// Assessments and enquiries in progress.
    fn tasks(&mut self, picture: &Picture<'_>, making: &mut Making) {
        let mut task = |kind: &str, own: &Chosen<'_>, notes: &mut Notes| {
            let start =
                past_day(&own.entry, What::Start, self.at, notes).map(|start| ("start".to_owned(), start.to_string()));
            making.child.tasks.push(FoundTask { kind: kind.to_owned(), facts: start.into_iter().collect() });
        };
        if let Some(own) = picture.assessment.filter(|own| own.standing == Standing::Open) {
            note_end(&own.entry, self.at, &mut self.notes);
            task("single_assessment", &own, &mut self.notes);
        }
        if let Some(own) = picture.enquiry.filter(|own| own.standing == Standing::Open) {
            let unnecessary = codes::chosen(&codes::YES_OR_NO, &own.entry.text(What::Unnecessary));
            let on_plan = picture.plan.is_some_and(|plan| plan.standing == Standing::Open);
            let conference =
                days::read(own.entry.cell(What::End)).day().is_some() || (unnecessary == Some(YesNo::No) && !on_plan);
            task(if conference { "section_47_with_conference" } else { "section_47" }, &own, &mut self.notes);
        }
    }

    /// Who works with the child, and in which team: as the first list says that names somebody.
    fn worker(&mut self, picture: &Picture<'_>, level: Standing, making: &mut Making) {
        let rows: Vec<Chosen<'_>> =
            ORDER.iter().take(6).filter_map(|list| picture.of(*list)).filter(|own| own.standing == level).collect();
        let mut first: Option<Entry<'_>> = None;
        for own in &rows {
            let team = team_of(&own.entry);
            let workers = super::workers::named(&own.entry, &team);
            if making.child.team.is_empty() && !team.is_empty() && first.is_none() {
                making.child.team.clone_from(&team);
            }
            let is_same = |one: &str, other: &str| people::same_name(one) == people::same_name(other);
            let Some(name) = workers.names.first() else { continue };
            let Some(entry) = first else {
                if !team.is_empty() {
                    making.child.team.clone_from(&team);
                }
                making.worker.clone_from(name);
                making.co_worker = workers.names.get(1).cloned().unwrap_or_default();
                making.worker_place = own.entry.place();
                first = Some(own.entry);
                self.several(&own.entry, &workers);
                continue;
            };
            // Another list may name the second beside the same worker, or the second alone.
            if is_same(name, &making.worker) {
                if let Some(second) = workers.names.get(1).filter(|_| making.co_worker.is_empty()) {
                    making.co_worker.clone_from(second);
                    self.several(&own.entry, &workers);
                }
            } else if !is_same(name, &making.co_worker) {
                let words = format!(
                    "List {} names another worker ({}) than List {} ({}): List {} is followed",
                    own.entry.list(),
                    people::initials(name),
                    entry.list(),
                    people::initials(&making.worker),
                    entry.list(),
                );
                self.notes.say(own.entry.place(), own.entry.heading(What::Worker), words);
            }
        }
    }

    /// Notes a cell that names several workers, or may.
    fn several(&mut self, entry: &Entry<'_>, workers: &Workers) {
        let words = match workers.names.as_slice() {
            [first, second, more @ ..] => format!(
                "{} workers in one cell: {} is read as the worker, {} as the co-worker{}",
                if more.is_empty() { "Two" } else { "More than two" },
                people::initials(first),
                people::initials(second),
                if more.is_empty() { "" } else { ", the others are not read" },
            ),
            _ if workers.is_doubtful => format!("The cell {}", people::MAY_BE_TWO),
            _ => return,
        };
        self.notes.say(entry.place(), entry.heading(What::Worker), words);
    }

    /// What may be shared with siblings.
    fn shared(&mut self, picture: &Picture<'_>, level: Standing, making: &mut Making) {
        let begun = |own: Option<Chosen<'_>>| begun_on(at_level(own, level)?);
        if let Some(day) = begun(picture.plan) {
            making.shared.push((Kind::PlanStart, day));
        }
        if let Some(care) = picture.care
            && let Some(day) = begun(picture.care)
            && let Some(legal) = codes::statutory(&codes::LEGAL_STATUSES, &care.entry.text(What::LegalStatus))
        {
            making.shared.push((Kind::CareStart, format!("{day} {legal}")));
        }
        if let Some(need) = picture.need
            && let Some(day) = begun(picture.need)
        {
            let code = codes::need(&need.entry.text(What::Need));
            if !code.is_empty() {
                making.shared.push((Kind::NeedStart, format!("{day} {code}")));
            }
        }
        if let Some(day) = begun(picture.assessment) {
            making.shared.push((Kind::AssessmentStart, day));
        }
        if let Some(adoption) = picture.adoption
            && let Some(family) = people::family_code(&self.at.key, &adoption.entry.text(What::AdoptiveFamily))
        {
            making.shared.push((Kind::AdoptiveFamily, family.0));
        }
    }
}

/// True where the case closes in the month.
fn need_ends(need: &Entry<'_>, at: &At) -> bool {
    standing(need, at) == Standing::Ending
}

/// The row, where what it tells of stands so.
fn at_level(own: Option<Chosen<'_>>, level: Standing) -> Option<Chosen<'_>> {
    own.filter(|own| own.standing == level)
}

/// The day on which what a row tells of began; nothing where no day is known.
fn begun_on(own: Chosen<'_>) -> Option<String> {
    match days::read(own.entry.cell(What::Start)) {
        days::Reading::Day(day @ When::Day(_)) => Some(day.to_string()),
        _ => None,
    }
}

/// The team of a row; empty where none is named.
fn team_of(entry: &Entry<'_>) -> String {
    super::workers::team(&entry.text(What::Team))
}

/// The row of a list with several rows for each child that counts: of those that last, the one that began last.
fn latest<'b>(rows: impl Iterator<Item = Chosen<'b>>) -> Option<Chosen<'b>> {
    let start = |own: &Chosen<'b>| {
        days::read(own.entry.cell(What::Start)).day().map_or_else(String::new, |day| day.to_string())
    };
    let mut best: Option<Chosen<'b>> = None;
    for own in rows {
        if best.is_none_or(|best| (own.standing, start(&own)) > (best.standing, start(&best))) {
            best = Some(own);
        }
    }
    best
}

/// Whether an enquiry lasts. It is over with its conference, with the decision that none is needed, and where it
/// began so long ago that it must be over. What ended is not a case by itself.
fn enquiry_standing(entry: &Entry<'_>, at: &At, on_plan_since: Option<When>) -> Standing {
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
fn is_after(one: When, other: When) -> bool {
    match (one, other) {
        (When::Day(one), When::Day(other)) => one > other,
        (one, other) => one.month() > other.month(),
    }
}

/// Whether a type of placement is the permanent one: long-term fostering and placements for adoption are, foster
/// placements that the code calls not long-term are not; the others leave it open.
fn permanent(placement: Option<&str>) -> &'static str {
    match placement {
        Some("u1" | "u4" | "a3" | "a4" | "a5" | "a6") => "yes",
        Some("u3" | "u6") => "no",
        _ => "unknown",
    }
}

/// Whether a type of placement may be with a connected person who is not approved yet: open for relatives and friends,
/// for temporary and for other placements, no for the rest.
fn connected_person(placement: Option<&str>) -> &'static str {
    match placement {
        None | Some("u2" | "u3" | "z1" | "t0" | "t1" | "t2" | "t3" | "t4") => "unknown",
        Some(_) => "no",
    }
}
