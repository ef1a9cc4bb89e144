//! One practitioner: role, team, hours, the lists that schemes read, and what happens where they leave or are away.

mod going;

pub use going::GOING;

use crate::absence::{ending, presence};
use crate::change::sense::against_the_rest;
use crate::change::{Change, Subject, free_id};
use crate::facts::record::{AnyRecord, Record};
use crate::facts::{Definition, Id, Kind, Practitioner};
use crate::scoring::inputs_of_practitioner;
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::fields::{Drawing, FieldProps, Options, draw};
use crate::web::components::group::Group;
use crate::web::components::inputs;
use crate::web::components::score_panel::score_panel;
use crate::web::components::text::{heading, link, named_heading, paragraph, quiet_button, second_button, title};
use crate::web::pages::missing::missing_record;
use crate::web::remembered::use_remembered;
use crate::web::session::{Session, use_score};
use crate::web::state::{Action, Refused, Shown, field_id};
use crate::web::{dates, needs, words};
use crate::workspace::saved::SavedRecord;
use std::rc::Rc;
use yew::prelude::*;

/// What the page is given.
pub struct PractitionerProps {
    /// What every page is given.
    pub session: Session,
    /// The practitioner.
    pub id: Id,
}

/// One practitioner.
#[hook]
pub fn use_practitioner_page(props: &PractitionerProps) -> Html {
    let session = &props.session;
    let score = use_score(session, Some(&props.id));
    let about = use_remembered(going::Going::default);
    let update = use_force_update();
    let workspace = session.workspace();
    let Some(own) = workspace.practitioner(&props.id) else {
        return missing_record(session, &Subject::practitioner(&props.id));
    };
    let desk = session.desk();
    let subject = Subject::practitioner(&own.id);
    let drawing = Drawing { subject: &subject, refused: &desk.refused, give: &session.give };
    let name = words::practitioner(own);
    let managers = managers(&workspace.practitioners, &own.id);
    let teams = teams(&workspace.practitioners);
    let field = |definition: &'static Definition| {
        let field = with_sense(session, drawing.field(own, definition));
        match definition.id {
            "team" => FieldProps { told: elsewhere(&workspace.practitioners, own), ..field.with_options(&teams) },
            "line_manager" => field.with_options(&managers),
            "limits" => FieldProps { unknown: "Not chosen: by the scheme".into(), ..field },
            "build_up" => FieldProps { unknown: "Not chosen: as each scheme says".into(), ..field },
            "personal_capacity_counted_in" => FieldProps { unknown: "Not chosen: children".into(), ..field },
            "personal_capacity_scheme" => {
                let options = in_points(session, own);
                FieldProps { kind: Kind::Reference, ..field.with_options(&options) }
            }
            _ => field,
        }
    };
    let (absence, others): (Vec<&'static Definition>, Vec<_>) = Practitioner::catalogue()
        .iter()
        .filter(|definition| needs::practitioner(own, definition.id))
        .partition(|definition| definition.group == "Absence");
    let (first, rest): (Vec<&'static Definition>, Vec<_>) =
        others.into_iter().partition(|definition| definition.group == "Practitioner" || is_asked(own, definition.id));
    let remove = {
        let (act, subject) = (session.act.clone(), subject.clone());
        Callback::from(move |_: MouseEvent| act.emit(Action::Do(Change::Remove { subject: subject.clone() })))
    };
    let inputs = session.scheme.as_ref().map_or_else(Html::default, |scheme| {
        let asked = inputs_of_practitioner(scheme, own, session.state.month);
        inputs::fold(&scheme.name, &name, &inputs::fields_of(&drawing, scheme, own, &asked))
    });
    let held = workspace.cases.iter().filter(|case| case.allocation_of(&own.id).is_some()).count();
    let show = {
        let (act, id) = (session.act.clone(), own.id.clone());
        Callback::from(move |_: MouseEvent| act.emit(Action::Show(Shown::Practitioner(id.clone()))))
    };
    let show_too = show.clone();
    html! {
        <>
            <a class="govuk-back-link" href={Address::Caseload.link()} onclick={show}>{ "Caseload" }</a>
            { title(name.clone()) }
            { presently(session, own, &name) }
            <div class="fairload-columns">
                <div class="fairload-columns__main">
                    <>{ for first.iter().map(|definition| draw(field(definition))) }</>
                    { duties(session, own) }
                    { heading("More about this practitioner") }
                    { inputs }
                    <>{ for rest.chunk_by(|one, next| one.group == next.group).filter_map(|group| {
                        let title = group.first()?.group;
                        let given = words::given(own, group);
                        let fields = group.iter().map(|definition| field(definition)).collect::<Vec<_>>();
                        Some(html! { <Group key={title} {title} whose={name.clone()} {given} {fields} /> })
                    }) }</>
                    { list(session, own, "People supervised", &List::of("supervises", "s", "Add people supervised", &own.supervises)) }
                    { list(session, own, "Conferences chaired", &List::of("conferences", "c", "Add a month", &own.conferences)) }
                    { list(session, own, REDUCTIONS, &List::of("reductions", "r", "Add a reduction", &own.reductions)) }
                    { going::going(props, own, &about, &update, absence.iter().map(|definition| draw(field(definition))).collect()) }
                    if held == 0 {
                        <p class="fairload-remove">
                            { second_button("Remove this practitioner", remove) }
                        </p>
                    } else {
                        <p class="govuk-body-s fairload-remove">
                            { format!("{name} holds {}. To remove {name}, ", words::count(held, "case", "cases")) }
                            <a class="govuk-link" href={Address::Caseload.link()} onclick={show_too}>{ format!("go to the caseload of {name}") }</a>
                            { ", select all cases, and allocate them to somebody else. Cases that are shared are given on, or left, on their own page." }
                        </p>
                    }
                </div>
                <div class="fairload-columns__side fairload-beside">
                    if let (Some(score), Some(scheme)) = (score, &session.scheme) {
                        { score_panel(&score, scheme, html! { <>
                            <p class="govuk-body">{ link(&Address::Score(own.id.clone()), "Why, line by line") }{ ", " }{ link(&Address::SideBySide(own.id.clone()), "under every scheme") }</p>
                        </> }) }
                    }
                </div>
            </div>
        </>
    }
}

/// What the list of dated reductions is called.
const REDUCTIONS: &str = "Agreed reductions";

/// Where they are, if not here, and what ends soon.
fn presently(session: &Session, own: &Practitioner, name: &str) -> Html {
    let month = session.state.month;
    let here = presence(own, month).map(|words| format!("{name} {words}."));
    let said: Vec<String> = here.into_iter().chain(ending(own, month)).collect();
    if said.is_empty() {
        return Html::default();
    }
    html! { <div class="govuk-inset-text">{ for said.into_iter().map(paragraph) }</div> }
}

/// A field whose value makes no sense beside the rest says so, also where a file brought it.
fn with_sense(session: &Session, mut field: FieldProps) -> FieldProps {
    let said = matches!(field.fact.as_str(), "until" | "away_until" | "amount") && field.refused.is_none();
    let wrong =
        said.then(|| against_the_rest(session.workspace(), &field.subject, &field.fact, &field.value)).flatten();
    if let Some(message) = wrong {
        let typed = dates::shown(field.kind, &field.value);
        field.refused = Some(Refused { field: field.id(), typed, message });
    }
    field
}

/// The schemes whose points a personal capacity may be counted in, by their names.
fn in_points(session: &Session, own: &Practitioner) -> Options {
    let mut schemes: Vec<(AttrValue, AttrValue)> = vec![("".into(), "Not chosen".into())];
    let now = own.personal_capacity_scheme.as_str();
    for scheme in session.schemes.all().iter().filter(|own| own.counted_in.is_points()) {
        let id = AttrValue::from(scheme.inputs_under.clone());
        if schemes.iter().all(|(known, _)| *known != id) {
            schemes.push((id, scheme.name.clone().into()));
        }
    }
    if schemes.iter().all(|(known, _)| known.as_str() != now) {
        schemes.push((now.to_owned().into(), format!("{now} (not here)").into()));
    }
    Rc::new(schemes)
}

/// Says where somebody of the same label stands in another team: one person stands in one.
pub fn elsewhere(practitioners: &[Practitioner], own: &Practitioner) -> Html {
    let label = own.label.as_str().trim();
    let team = |own: &Practitioner| own.team.as_str().trim().to_owned();
    let same = |other: &&Practitioner| {
        let theirs = team(other);
        other.id != own.id
            && !theirs.is_empty()
            && other.label.as_str().trim().eq_ignore_ascii_case(label)
            && !theirs.eq_ignore_ascii_case(&team(own))
    };
    let Some(other) = practitioners.iter().find(same).filter(|_| !label.is_empty()) else { return Html::default() };
    html! {
        <>
            { format!("{label} is in {} already. One person stands in one team: ", team(other)) }
            { link(&Address::Practitioner(other.id.clone(), Some(field_id(&Subject::practitioner(&other.id), "team"))), "change the team there") }
            { ", or go on where this is another person." }
        </>
    }
}

/// Facts of other groups that this role makes as important as the first ones.
fn is_asked(own: &Practitioner, fact: &str) -> bool {
    use crate::facts::practitioner::Role;
    match own.role {
        Some(Role::NewlyQualified) => matches!(fact, "started_on" | "on_programme"),
        Some(Role::Trainee) => fact == "attending_university",
        _ => false,
    }
}

fn managers(practitioners: &[Practitioner], own: &Id) -> Options {
    let none = (AttrValue::Static(""), AttrValue::Static("Not given"));
    let others = practitioners.iter().filter(|other| other.id != *own);
    let others = others
        .map(|other| (AttrValue::from(other.id.as_str().to_owned()), AttrValue::from(words::practitioner(other))));
    Rc::new(std::iter::once(none).chain(others).collect())
}

/// The names of teams that were used already, to be chosen again.
#[must_use]
pub fn teams(practitioners: &[Practitioner]) -> Options {
    let mut teams: Vec<(AttrValue, AttrValue)> = Vec::new();
    for own in practitioners {
        let team = AttrValue::from(own.team.as_str().to_owned());
        if !team.is_empty() && teams.iter().all(|(known, _)| *known != team) {
            teams.push((team.clone(), team));
        }
    }
    Rc::new(teams)
}

/// Duties beside the cases: the one list that most practitioners need.
fn duties(session: &Session, own: &Practitioner) -> Html {
    html! {
        <section aria-labelledby="duties">
            { named_heading("duties", "Duties beside the cases") }
            { entries(session, &own.id, &List::of("duties", "d", "Add a duty", &own.duties)) }
        </section>
    }
}

/// A list of records of one kind. Seen without naming the kind, so that drawing it is compiled once.
struct List<'r> {
    name: &'static str,
    /// What ids in it begin with.
    prefix: &'static str,
    /// The words of the button for one more.
    add: &'static str,
    catalogue: &'static [Definition],
    records: Vec<&'r dyn AnyRecord>,
}

impl<'r> List<'r> {
    fn of<R: Record>(name: &'static str, prefix: &'static str, add: &'static str, records: &'r [R]) -> Self {
        let mut all: Vec<&dyn AnyRecord> = Vec::with_capacity(records.len());
        for record in records {
            all.push(record);
        }
        Self { name, prefix, add, catalogue: R::catalogue(), records: all }
    }
}

/// A list that few need, folded.
fn list(session: &Session, own: &Practitioner, title: &'static str, list: &List<'_>) -> Html {
    html! {
        <details class="govuk-details fairload-group">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{ title }</span>
                if !list.records.is_empty() {
                    <span class="fairload-group__given">{ words::count(list.records.len(), "entry", "entries") }</span>
                }
            </summary>
            <div class="govuk-details__text">{ entries(session, &own.id, list) }</div>
        </details>
    }
}

/// The entries of a list and a button for one more.
#[inline(never)]
fn entries(session: &Session, own: &Id, list: &List<'_>) -> Html {
    let of = |id: &Id| Subject::practitioner(own).list(list.name, id);
    let id = free_id(list.prefix, session.state.mark, |id| list.records.iter().any(|record| record.id() == id));
    let new = {
        let (act, subject) = (session.act.clone(), of(&id));
        let first = list.catalogue.first().map(|definition| field_id(&subject, definition.id)).unwrap_or_default();
        let change = Change::Insert { subject, at: list.records.len(), record: SavedRecord::with(&id, &[]) };
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Do(change.clone()));
            let first = first.clone();
            browser::after(0, move || {
                browser::focus(&first);
            });
        })
    };
    html! {
        <>
            <>{ for list.records.iter().enumerate().map(|(place, record)| {
                let subject = of(record.id());
                let drawing = Drawing { subject: &subject, refused: &session.desk().refused, give: &session.give };
                let remove = {
                    let (act, change) = (session.act.clone(), Change::Remove { subject: subject.clone() });
                    Callback::from(move |_: MouseEvent| act.emit(Action::Do(change.clone())))
                };
                let first = list.catalogue.iter().take(1).collect::<Vec<_>>();
                let name = words::given(*record, &first);
                let name = match (name.is_empty(), list.name) {
                    (false, _) => name,
                    // Why it was agreed is nobody else's.
                    (true, "reductions") => format!("Agreed reduction {}", place + 1),
                    (true, _) => format!("Entry {}", place + 1),
                };
                html! {
                    <fieldset class="govuk-fieldset fairload-card" key={record.id().as_str()}>
                        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{ &name }</legend>
                        <div class="fairload-fields">
                            { for list.catalogue.iter().map(|definition| draw(with_sense(session, drawing.field(*record, definition)))) }
                        </div>
                        { quiet_button("fairload-link-button", "Remove", format!(" {name}"), remove) }
                    </fieldset>
                }
            }) }</>
            { second_button(list.add, new) }
        </>
    }
}
