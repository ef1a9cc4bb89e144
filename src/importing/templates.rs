//! Empty tables to fill in: what most schemes read, with headings that are recognised without a question.

use super::mapping::targets::{Of, Rows, Target};

/// The columns of the template for children. `docs/importing-tables.md` says what can stand in each.
#[must_use]
pub fn children() -> Vec<Target> {
    let child = |fact| Target::Fact(Of::Child, fact);
    let case = |fact| Target::Fact(Of::Case, fact);
    vec![
        Target::Id,
        Target::Family,
        Target::Worker,
        Target::CoWorker,
        Target::Team,
        child("label"),
        child("age"),
        child("plan"),
        child("unstable"),
        child("disability"),
        child("complex_child_protection"),
        child("complex_looked_after"),
        child("newly_accommodated"),
        child("permanent_placement"),
        child("regulation_24"),
        child("short_breaks"),
        child("safety_concern"),
        case("allocated_on"),
        case("closing_in"),
        case("transferring_in"),
        case("order"),
        case("seen_together"),
        case("area"),
        case("minutes_each_way"),
        case("overnight_stay"),
        case("court_stage"),
        case("court_kind"),
        case("court_complex"),
        child("interpreter"),
        child("adult_of_concern"),
        child("allegation_against_professional"),
        child("mappa_meeting"),
        child("complex_communication"),
        child("asylum_seeker"),
        child("complex_family"),
        child("homeless"),
        child("adoption_breakdown"),
        child("police_protection"),
        Target::Task(crate::facts::TaskKind::SingleAssessment),
        Target::Task(crate::facts::TaskKind::SectionFortySeven),
    ]
}

/// The columns of the template for practitioners.
#[must_use]
pub fn practitioners() -> Vec<Target> {
    let own = |fact| Target::Fact(Of::Practitioner, fact);
    vec![
        Target::Worker,
        Target::Team,
        own("team_type"),
        own("role"),
        own("hours_per_week"),
        own("full_time_hours"),
        own("qualified_since"),
        own("started_on"),
        own("on_programme"),
        own("attending_university"),
        own("personal_capacity"),
    ]
}

/// The templates: the name of each file and its text, which Excel reads as UTF-8.
#[must_use]
pub fn templates() -> Vec<(String, String)> {
    [(Rows::Children, children()), (Rows::Practitioners, practitioners())]
        .into_iter()
        .map(|(rows, targets)| {
            let headings: Vec<String> = targets.into_iter().map(|target| quoted(&target.heading())).collect();
            (format!("fairload-{}.csv", rows.code()), format!("\u{feff}{}\r\n", headings.join(",")))
        })
        .collect()
}

/// A cell of a CSV file.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
