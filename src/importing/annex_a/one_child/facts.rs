//! What else is said of a child: permanence, disability, the placement, whether it is newly looked after or came alone.

use super::level::is_after;
use super::{ORDER, Picture, Reader};
use crate::facts::When;
use crate::importing::annex_a::codes::{self, YesNo};
use crate::importing::annex_a::{Entry, past_day};
use crate::importing::lists::What;

/// How many days after a child became looked after the first review may be still to come: it is due within 20
/// working days, so that after three months without one the list is not up to date.
const FIRST_REVIEW_DAYS: i32 = 92;

/// For how many months after the start of care an unaccompanied asylum seeker counts as newly come.
const ASYLUM_MONTHS: i32 = 3;

impl Reader<'_> {
    /// How far permanence has come for a child who is looked after; nothing where adoption is not planned.
    pub(super) fn permanence(&mut self, picture: &Picture<'_>) -> Option<&'static str> {
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
    pub(super) fn disability(&mut self, picture: &Picture<'_>) -> Option<&'static str> {
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
    pub(super) fn care(&mut self, care: &Entry<'_>, give: &mut dyn FnMut(&str, String)) {
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
