//! What is said of a whole team, in one step: the service that it belongs to, and how its load is limited.

use super::Team;
use crate::bulk::{set, together};
use crate::change::{Change, Subject};
use crate::facts::fault::Fault;
use crate::facts::practitioner::Limits;
use crate::facts::value::{Listed, Text, Value};
use crate::workspace::Workspace;

fn each(workspace: &Workspace, team: &Team, fact: &str, value: &str) -> Vec<Change> {
    let people = team.people.iter().filter_map(|place| workspace.practitioners.get(*place));
    people.map(|own| set(&Subject::practitioner(&own.id), fact, value)).collect()
}

fn called(team: &Team) -> &str {
    if team.name.is_empty() { "those in no team" } else { &team.name }
}

/// Puts a team in a service; in none where the name is empty.
///
/// # Errors
/// Where the name is too long, or has signs that no name has.
pub fn to_service(workspace: &Workspace, team: &Team, service: &str) -> Result<Change, Fault> {
    let service = Text::<60>::read(service.trim())?;
    let words = if service.as_str().is_empty() {
        format!("{} belongs to no service", called(team))
    } else {
        format!("{} belongs to {}", called(team), service.as_str())
    };
    Ok(together(words, each(workspace, team, "service", service.as_str())))
}

/// Says of a team that it has no number, or that schemes limit its load. Whoever joins it later is asked for by
/// themselves.
#[must_use]
pub fn limited(workspace: &Workspace, team: &Team, no_number: bool) -> Change {
    let value = if no_number { Limits::NoNumber.text() } else { "" };
    let what = if no_number { "no number: the manager judges" } else { "limits as schemes have them" };
    together(format!("{}: {what}", called(team)), each(workspace, team, "limits", value))
}

/// Whether everybody of a team has no number.
#[must_use]
pub fn has_no_number(workspace: &Workspace, team: &Team) -> bool {
    let mut people = team.people.iter().filter_map(|place| workspace.practitioners.get(*place));
    people.all(|own| own.limits == Some(Limits::NoNumber))
}
