//! A list of staff that was chosen together with the councils' standard workbook.

use super::code::Coded;
use super::found::{At, Found, FoundPractitioner};
use super::mapping::Mappings;
use super::people;
use super::table::Sheet;

/// Reads the sheets that are none of the lists and that say who works here, and puts that beside what was found.
pub fn add(found: &mut Found, sheets: &[Sheet], memory: &str, at: &At) {
    for (place, sheet) in sheets.iter().enumerate() {
        let is_open = found.sources.get(place).is_some_and(|own| own.read_as.is_empty() && own.rows > 0);
        let Some(own) = is_open.then(|| Mappings::of_staff(sheet, memory)).flatten() else { continue };
        let more = own.found(at);
        if let (Some(source), Some(read)) = (found.sources.get_mut(place), more.sources.into_iter().next()) {
            *source = read;
        }
        found.problems.extend(more.problems.into_iter().map(|mut own| {
            own.place.source = place;
            own
        }));
        for (words, count) in more.left_out {
            match found.left_out.iter_mut().find(|own| own.0 == words) {
                Some(own) => own.1 += count,
                None => found.left_out.push((words, count)),
            }
        }
        for mut own in more.practitioners {
            own.place.source = place;
            join(&mut found.practitioners, own);
        }
    }
}

/// Adds what a list of staff says of somebody: it knows their team and hours, the lists know their cases.
fn join(all: &mut Vec<FoundPractitioner>, own: FoundPractitioner) {
    fn codes(own: &FoundPractitioner) -> Vec<&Coded> {
        own.also.iter().chain([&own.code]).collect()
    }
    let is_same = |other: &FoundPractitioner| codes(other).iter().any(|code| codes(&own).contains(code));
    let Some(there) = all.iter_mut().position(|other| is_same(other)) else {
        let initials = people::own_initials(&own.name, |text| all.iter().any(|other| other.initials == text));
        all.push(FoundPractitioner { initials, ..own });
        return;
    };
    let Some(there) = all.get_mut(there) else { return };
    if !own.team.is_empty() {
        there.team = own.team;
    }
    for fact in own.facts {
        if !there.facts.iter().any(|other| other.0 == fact.0) {
            there.facts.push(fact);
        }
    }
}
