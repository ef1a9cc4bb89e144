//! The teams of a service beside each other: what they hold, how it is spread, of what it is made, what managers
//! answer for, and the averages that are published.

use crate::absence::presence;
use crate::change::Change;
use crate::comparison::waiting;
use crate::facts::fault::Fault;
use crate::facts::{Month, Practitioner};
use crate::points::Points;
use crate::scheme::Scheme;
use crate::service::setting::{has_no_number, limited, to_service};
use crate::service::{ManagerFigure, Spread, Team, averages, joined, manager_figures, teams};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::choose::{Choose, scheme_field};
use crate::web::components::document::{draw, draw_with};
use crate::web::components::errors::Errors;
use crate::web::components::fields::error;
use crate::web::components::text::{back_link, link, named_heading, paragraph, second_button, title};
use crate::web::document::{Block, Column, Document, Inline, Row, Table, link as link_in, only, text};
use crate::web::pages::team::use_slices;
use crate::web::remembered::{Remembered, use_remembered};
use crate::web::session::{Session, Shared};
use crate::web::state::{Action, Refused, Shown, sentence};
use crate::web::words;
use crate::workspace::Workspace;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the reader is about to say of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Saying {
    /// The place of the team in the list.
    team: usize,
    /// The service, as it is typed; nothing before anything was.
    service: Option<String>,
    /// What could not be taken.
    refused: Vec<Refused>,
}

/// The teams of one service.
struct Group {
    /// The service; "Teams" where no team is in one.
    head: String,
    teams: Vec<Team>,
    /// All of them as one, where there are several.
    together: Option<Team>,
}

impl Group {
    fn of(all: &[Team], workspace: &Workspace, month: Month) -> Vec<Self> {
        let several = all.iter().any(|own| !own.service.is_empty());
        let one = |teams: &[Team]| {
            let named = teams.first().map(|own| own.service.clone()).unwrap_or_default();
            let head = match (named.is_empty(), several) {
                (false, _) => named,
                (true, true) => "In no service".to_owned(),
                (true, false) => "Teams".to_owned(),
            };
            let together = (teams.len() > 1).then(|| joined(teams, workspace, month));
            Self { head, teams: teams.to_vec(), together }
        };
        all.chunk_by(|one, next| one.service == next.service).map(one).collect()
    }
}

/// The id of the field that takes a service.
const SERVICE: &str = "team-service";
/// The id of what says that it could not be taken.
const ERRORS: &str = "team-errors";

/// The teams of a service.
#[hook]
pub fn use_service_page(session: &Session) -> Html {
    let workspace = session.workspace();
    let saying = use_remembered(Saying::default);
    let month = session.state.month;
    session.standings.begin(session, session.scheme.as_slice());
    let done = session.standings.count() >= workspace.practitioners.len() || session.standings.go_on(&|| true);
    use_slices(session, session.scheme.as_slice(), done);
    let of = (Shared(Rc::clone(&session.desk().workspace)), month);
    let all = use_memo(of.clone(), |(workspace, month)| teams(workspace, *month));
    let groups = use_memo(of, |(workspace, month)| Group::of(&all, &workspace.0, *month));
    if all.is_empty() {
        return html! {
            <>
                { title(format!("Service, {}", month.words())) }
                { paragraph("Here the teams of a service stand beside each other: what each holds, how it is spread over its people, and the averages for publication. Nobody is entered yet.") }
                <a class="govuk-button" href={Address::NewPractitioner.link()}>{ "Add a practitioner" }</a>
                <p class="govuk-body">{ "Or " }{ link(&Address::Import, "import a council\u{2019}s own files") }{ "." }</p>
            </>
        };
    }
    let main = session.scheme.clone();
    let points = |place: usize| {
        let row = session.standings.at(place)?;
        let id = main.as_ref().map(|own| own.id.as_str())?;
        row.iter().find(|(own, _)| own == id).map(|(_, standing)| standing.total)
    };
    let known = |team: &Team| team.spread(&points);
    let mut blocks = vec![Block::Inset(vec![Block::Paragraph(vec![text(
        "A mean says nothing of one person: read it with the lowest and the highest, and with what the cases are.",
    )])])];
    blocks.extend(unheld(session));
    blocks.extend(away(workspace, &all, month));
    for group in groups.iter() {
        blocks.push(Block::Heading(group.head.clone().into()));
        blocks.push(Block::Subheading("What teams hold".into()));
        blocks.push(Block::Stacked(held_table(group)));
        if let Some(scheme) = &main {
            blocks.push(Block::Subheading(format!("Under {}", scheme.name).into()));
            blocks.push(Block::Stacked(points_table(group, scheme, &known)));
        }
        blocks.push(Block::Subheading("Of what the cases are".into()));
        blocks.push(Block::Stacked(made_of(group)));
    }
    blocks.push(Block::Note(vec![text(
        "Average: children for each full-time equivalent who holds cases. What two of a team share counts once for the team, and for each of the two. A child on a protection plan who is looked after too is in both columns.",
    )]));
    let figures = manager_figures(workspace, month, &points);
    if let (Some(scheme), false) = (&main, figures.is_empty()) {
        blocks.push(Block::Heading("What managers answer for".into()));
        blocks.push(Block::Stacked(managers(session, &figures, scheme, done)));
        blocks.push(Block::Note(vec![text(
            "The sum of the scores of everybody below who manages nobody, as Swindon adds them up for each assistant team manager, and for the team manager the sum of these. Who is managed by whom is said on each practitioner\u{2019}s page.",
        )]));
    }
    html! {
        <>
            { back_link(&Address::Team(None), "Team") }
            { title(format!("Service, {}", month.words())) }
            <div class="fairload-toolbar">{ scheme_field(session, "Scheme") }</div>
            if !done {
                <p class="govuk-body-s fairload-quiet" role="status">{ format!("Working out points: {} of {}.", session.standings.count(), words::count(workspace.practitioners.len(), "person", "people")) }</p>
            }
            <div class="fairload-wide">{ draw_with(&Document::of(blocks), &session.act) }</div>
            { publication(session, &all) }
            { of_team(session, &all, &saying) }
        </>
    }
}

fn column(words: &'static str, numeric: bool) -> Column {
    Column { words: words.into(), numeric, sort: None }
}

fn team_head(team: &Team) -> Vec<Inline> {
    only(if team.name.is_empty() { "No team".to_owned() } else { team.name.clone() })
}

/// "4.67, median 4, 1 to 9": the mean first, as most look for it.
fn spread(own: Option<Spread>) -> Vec<Inline> {
    let Some(own) = own else { return only("nobody holds a case") };
    vec![
        text(format!("mean {}, median {}", words::figure(own.mean()), words::figure(own.median))),
        Inline::Below(format!("{} to {}", words::figure(own.least), words::figure(own.most)).into()),
    ]
}

/// A row for each team of a service, and one for all of them where there are several.
fn rows(group: &Group, cells: &dyn Fn(&Team) -> Vec<Vec<Inline>>) -> (Vec<Row>, Option<Row>) {
    let row = |team: &Team, head| Row { key: team.name.clone(), head, cells: cells(team) };
    let teams = group.teams.iter().map(|team| row(team, team_head(team))).collect();
    let together = group.together.as_ref().map(|team| {
        let mut head = only("Together");
        if group.teams.iter().map(|own| own.held.families).sum::<usize>() > team.held.families {
            head.push(Inline::Quiet(" (shared families count once)".into()));
        }
        row(team, head)
    });
    (teams, together)
}

/// What teams hold, and how it is spread over those who hold cases.
fn held_table(group: &Group) -> Table {
    let (rows, sums) = rows(group, &|team| {
        vec![
            only(format!("{} of {}", team.holders.len(), team.people.len())),
            only(words::figure(team.full_time)),
            only(team.held.children.to_string()),
            only(team.held.families.to_string()),
            only(team.average().map_or_else(|| "none".to_owned(), words::figure)),
            spread(team.children),
            spread(team.families),
        ]
    });
    Table {
        caption: format!("What teams hold: {}", group.head).into(),
        columns: vec![
            column("Team", false),
            column("Hold cases", true),
            column("Full-time equivalents", true),
            column("Children", true),
            column("Families", true),
            column("Average", true),
            column("Children by person", false),
            column("Families by person", false),
        ],
        rows,
        sums,
    }
}

/// The points of teams under one scheme.
fn points_table(group: &Group, scheme: &Scheme, known: &dyn Fn(&Team) -> Option<Spread>) -> Table {
    let (rows, sums) = rows(group, &|team| {
        let own = known(team);
        let sum = match own {
            Some(own) => only(scheme.counted_in.with(own.sum)),
            None if team.holders.is_empty() => only("none"),
            None => only("\u{2026}"),
        };
        let by = if own.is_none() && !team.holders.is_empty() { only("\u{2026}") } else { spread(own) };
        vec![sum, by]
    });
    Table {
        caption: format!("Under {}: {}", scheme.name, group.head).into(),
        columns: vec![column("Team", false), column("Sum", true), column("By person", false)],
        rows,
        sums,
    }
}

/// Of what the cases of teams are.
fn made_of(group: &Group) -> Table {
    let (rows, sums) = rows(group, &|team| {
        let own = &team.concentration;
        let part = |count: usize| match own.percent(count) {
            Some(percent) if count > 0 => only(format!("{count}, {percent}\u{a0}%")),
            Some(_) => only("0"),
            None => only("none"),
        };
        vec![part(own.child_protection), part(own.looked_after), part(own.outside), part(own.plan_not_known)]
    });
    Table {
        caption: format!("Of what the cases are: {}", group.head).into(),
        columns: vec![
            column("Team", false),
            column("On protection plans", true),
            column("Looked after", true),
            column("Outside the area", true),
            column("Plan not known", true),
        ],
        rows,
        sums,
    }
}

/// The cases that nobody holds.
fn unheld(session: &Session) -> Option<Block> {
    let (count, since) = waiting(session.workspace(), session.state.month);
    let since = since.map_or_else(String::new, |since| format!(", the longest waiting since {}", since.words()));
    (count > 0).then(|| {
        Block::Paragraph(vec![
            Inline::Caseload(Shown::Unallocated, "Cases that nobody holds".into(), "".into()),
            text(format!(": {count}{since}.")),
        ])
    })
}

/// Those who are away or have left and hold cases all the same.
fn away(workspace: &Workspace, all: &[Team], month: Month) -> Option<Block> {
    let people: Vec<&Practitioner> =
        all.iter().flat_map(|team| &team.away).filter_map(|place| workspace.practitioners.get(*place)).collect();
    let one = |own: &&Practitioner| {
        vec![
            link_in(Address::Practitioner(own.id.clone(), None), words::practitioner(own)),
            text(format!(" {}, and holds cases.", presence(own, month).unwrap_or_default())),
        ]
    };
    (!people.is_empty()).then(|| Block::List(people.iter().map(one).collect()))
}

fn managers(session: &Session, figures: &[ManagerFigure], scheme: &Scheme, done: bool) -> Table {
    let practitioners = &session.workspace().practitioners;
    let row = |own: &ManagerFigure| {
        let manager = practitioners.get(own.manager)?;
        let figure = |amount: Option<Points>| match amount {
            Some(amount) if done => only(scheme.counted_in.with(amount)),
            Some(_) => only("\u{2026}"),
            None => only("none"),
        };
        Some(Row {
            key: manager.id.as_str().to_owned(),
            head: vec![link_in(Address::Practitioner(manager.id.clone(), None), words::practitioner(manager))],
            cells: vec![
                only(own.workers.len().to_string()),
                only(own.assistants.len().to_string()),
                figure(Some(own.sum)),
                figure(own.mean_per_worker()),
                figure(own.mean_per_assistant()),
            ],
        })
    };
    Table {
        caption: format!("What managers answer for under {}", scheme.name).into(),
        columns: vec![
            column("Manager", false),
            column("Workers below", true),
            column("Assistant managers", true),
            column("Sum", true),
            column("Mean for each worker", true),
            column("Mean for each assistant", true),
        ],
        rows: figures.iter().filter_map(row).collect(),
        sums: None,
    }
}

/// The averages by team, without anybody's name, to be published or handed on.
fn publication(session: &Session, all: &[Team]) -> Html {
    let download = {
        let (month, demo, all) = (session.state.month, session.state.demo.is_some(), all.to_vec());
        Callback::from(move |_: MouseEvent| {
            let name = format!("fairload-{}averages-{month}.csv", if demo { "demo-" } else { "" });
            browser::download_as(&name, "text/csv", &averages(month, demo, &all));
        })
    };
    html! {
        <section aria-labelledby="publication" class="fairload-no-paper">
            { named_heading("publication", "Averages for publication") }
            { draw(&Document::of(vec![Block::Paragraph(vec![text("Children for each full-time equivalent who holds cases, by team, with the median and the spread: what inspection data and published figures ask for. The file has no name of a practitioner in it. A team of one or two people shows theirs all the same: leave it out, or join it with another, before it is published.")])])) }
            { second_button("Download averages as CSV", download) }
        </section>
    }
}

/// What is said of a whole team at once.
fn of_team(session: &Session, all: &[Team], saying: &Remembered<Saying>) -> Html {
    let Some(team) = all.get(saying.team).or_else(|| all.first()) else { return Html::default() };
    let workspace = session.workspace();
    let offered: Vec<(AttrValue, AttrValue)> = all
        .iter()
        .enumerate()
        .map(|(place, own)| {
            let name = if own.name.is_empty() { "No team" } else { &own.name };
            let service = if own.service.is_empty() { String::new() } else { format!(", {}", own.service) };
            (AttrValue::from(place.to_string()), AttrValue::from(format!("{name}{service}")))
        })
        .collect();
    let choose = {
        let saying = saying.clone();
        Callback::from(move |value: String| {
            saying.set(Saying { team: value.parse().unwrap_or(0), ..Saying::default() });
        })
    };
    let typed = saying.service.clone().unwrap_or_else(|| team.service.clone());
    let oninput = {
        let saying = saying.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            saying.set(Saying { service: Some(typed), refused: Vec::new(), ..(*saying.latest()).clone() });
        })
    };
    let onsubmit = {
        let (act, saying, change) = (session.act.clone(), saying.clone(), to_service(workspace, team, &typed));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match &change {
                Ok(change) => {
                    act.emit(Action::Do(change.clone()));
                    // The team stands elsewhere in the list now.
                    saying.set(Saying::default());
                }
                Err(Fault { message, .. }) => {
                    let message = sentence(message);
                    let refused = vec![Refused { field: SERVICE.to_owned(), typed: String::new(), message }];
                    saying.set(Saying { refused, ..(*saying.latest()).clone() });
                    browser::after(0, || browser::focus(ERRORS));
                }
            }
        })
    };
    let unlimited = has_no_number(workspace, team);
    let change: Change = limited(workspace, team, !unlimited);
    let limit = {
        let act = session.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Do(change.clone())))
    };
    // Teams stand by service.
    let mut services: Vec<&str> = all.iter().map(|own| own.service.as_str()).filter(|own| !own.is_empty()).collect();
    services.dedup();
    let refused = saying.refused.first();
    html! {
        <section aria-labelledby="of-team" class="fairload-no-paper">
            { named_heading("of-team", "Change a whole team") }
            <Errors id={ERRORS} refused={saying.refused.clone()} />
            <form {onsubmit} novalidate=true>
                <div class="govuk-form-group">
                    <label class="govuk-label" for="which-team">{ "Team" }</label>
                    <Choose id="which-team" value={saying.team.min(all.len() - 1).to_string()} {offered} {choose} />
                </div>
                <div class={classes!("govuk-form-group", refused.is_some().then_some("govuk-form-group--error"))}>
                    <label class="govuk-label" for={SERVICE}>{ "Service that it belongs to" }</label>
                    { error(SERVICE, refused) }
                    <input id={SERVICE} class={classes!("govuk-input", "govuk-input--width-20", refused.is_some().then_some("govuk-input--error"))} type="text" autocomplete="off" list="services"
                        value={typed} {oninput} aria-invalid={refused.is_some().then_some("true")}
                        aria-describedby={refused.is_some().then_some("team-service-error")} />
                    <datalist id="services">{ for services.iter().map(|own| html! { <option value={(*own).to_owned()} /> }) }</datalist>
                </div>
                <button type="submit" class="govuk-button govuk-button--secondary">{ "Put the team in this service" }</button>
            </form>
            { paragraph(if unlimited {
                "The load of this team has no number: the manager judges, as in Hampshire."
            } else {
                "The load of this team is limited as each scheme says. No number is a choice too: the manager judges, as in Hampshire."
            }) }
            { second_button(if unlimited { "Limit the team as schemes say" } else { "No number for this team" }, limit) }
        </section>
    }
}
