//! Everybody under every scheme: who has room, who is over, and by which reading.

use crate::absence::missing;
use crate::comparison::{
    DEPENDS, Held, Reading, Standing, Step, TeamRow, TeamTable, held, held_together, mark, not_allowed_in_words,
    standing_in_words, waiting,
};
use crate::facts::record::text as fact;
use crate::facts::value::Listed;
use crate::facts::{Id, Practitioner};
use crate::scheme::Scheme;
use crate::web::address::{Address, Sort};
use crate::web::browser;
use crate::web::components::choose::{
    Choose, beside_field, beside_on_paper, other_schemes, scheme_field, search_field,
};
use crate::web::components::document::{draw, draw_with};
use crate::web::components::text::{IMPORT, link as link_to, paragraph, second_button, title};
use crate::web::document::{Bar, Bars, Block, Column, Document, Inline, Row, Sorted, Table, link, only, text};
use crate::web::pages::importing::title_of;
use crate::web::remembered::{Remembered, use_remembered};
use crate::web::session::{Session, Shared};
use crate::web::standings::{Filter, Row as Under};
use crate::web::state::{Shown, sentence};
use crate::web::words;
use std::cell::Cell;
use std::cmp::Ordering;
use std::rc::Rc;
use yew::prelude::*;

/// How long a slice of work may hold the page up, in milliseconds.
const SLICE: f64 = 8.0;
/// How long the table waits for more before it is drawn again, in milliseconds.
const PAUSE: f64 = 300.0;
/// So many children are scored at once: nobody sees that it takes time.
const AT_ONCE: usize = 150;

/// What the page is given.
pub struct TeamProps {
    /// What every page is given.
    pub session: Session,
    /// What the table is sorted by.
    pub sort: Option<Sort>,
}

/// A practitioner as a row.
struct Person<'w> {
    own: &'w Practitioner,
    name: String,
    role: &'static str,
    team: String,
    /// Hours a week in hundredths.
    hours: Option<i32>,
    held: Held,
    under: Option<Under>,
    /// That they are away or have left.
    away: Option<&'static str>,
}

impl Person<'_> {
    /// What marks a manager, a student or a reviewer, whose room is no free capacity.
    fn mark(&self) -> Option<&'static str> {
        self.own.role.and_then(mark)
    }

    fn as_row(&self, schemes: &[Shared<Scheme>]) -> TeamRow<'_> {
        TeamRow {
            name: &self.name,
            role: self.role,
            mark: self.mark().unwrap_or_default(),
            team: &self.team,
            hours: self.hours.and_then(|_| fact(self.own, "hours_per_week")).unwrap_or_default(),
            held: self.held,
            standings: schemes.iter().map(|own| self.standing(&own.id)).collect(),
        }
    }

    fn standing(&self, scheme: &str) -> Option<&Standing> {
        self.under.as_ref()?.iter().find(|(id, _)| id == scheme).map(|(_, own)| own)
    }
}

/// So many rows are listed at first: more would hold up every sort and every letter of a search.
const ROWS: usize = 40;

/// Everybody under every scheme.
#[hook]
pub fn use_team_page(props: &TeamProps) -> Html {
    let session = &props.session;
    let workspace = session.workspace();
    let filter = use_remembered(|| session.standings.filter.borrow().clone());
    {
        let (standings, now) = (session.standings.clone(), (*filter).clone());
        use_effect_with(now, move |now| *standings.filter.borrow_mut() = now.clone());
    }
    let bars = use_remembered(|| false);
    let everybody = use_remembered(|| false);
    let update = use_force_update();
    let first = workspace.cases.iter().map(|case| case.children.len()).sum::<usize>() <= AT_ONCE;
    let beside = session.standings.beside.get();
    let (few, _) = session.in_view(false, beside);
    // A table that is sorted by a scheme shows it.
    let by_other = props.sort.as_ref().is_some_and(|sort| {
        few.iter().all(|own| own.id != sort.by) && session.schemes.ids().contains(&sort.by.as_str())
    });
    let (mut columns, folded) = session.in_view(by_other || session.standings.others.get(), beside);
    if let Some(sort) = props.sort.as_ref().filter(|sort| columns.iter().all(|own| own.id != sort.by)) {
        columns.extend(session.schemes.by_id(&sort.by));
    }
    session.standings.begin(session, &columns);
    let done =
        session.standings.count() >= workspace.practitioners.len() || first && session.standings.go_on(&|| false);
    use_slices(session, &columns, done);
    if workspace.practitioners.is_empty() {
        return nobody(session);
    }
    let month = session.state.month;
    let Some(main) = columns.first() else { return Html::default() };
    let all = people(session);
    let shown = found(&all, &filter, main, props.sort.as_ref());
    let who: Vec<&Id> = shown.iter().map(|own| &own.own.id).collect();
    let sums = held_together(workspace, month, &who);
    let rows = if *everybody { shown.len() } else { shown.len().min(ROWS) };
    let mut table = table(shown.get(..rows).unwrap_or(&shown), &columns, props.sort.as_ref(), sums);
    if folded > 0 && columns.len() == 1 {
        table.caption = format!("Everybody under {}", main.name).into();
    }
    let ordered = order_field(&table.columns, props.sort.as_ref());
    let counted = words::count(all.len(), "person", "people");
    let how_many =
        if shown.len() == all.len() { counted.clone() } else { format!("{} of {counted} shown", shown.len()) };
    let opened = {
        let bars = bars.clone();
        Callback::from(move |_: MouseEvent| bars.set(true))
    };
    html! {
        <>
            { title(format!("Team, {}", month.words())) }
            { beside_on_paper(&columns) }
            { draw(&Document::of(vec![Block::Inset(vec![Block::Paragraph(vec![
                text("Points inform judgement and do not replace it. They are never a ruler for piling on work: read them with the children, the families and the person, and talk first."),
            ])])])) }
            { draw_with(&Document::of(unheld(session).into_iter().collect()), &session.act) }
            { controls(session, &update, &filter, main, (&all, ordered)) }
            <p class="govuk-body-s" role="status">
                { how_many }
                if done { { ", all worked out." } } else { { "." } }
            </p>
            if !done {
                <p class="govuk-body-s fairload-quiet">{ format!("Working it out: {} of {counted}.", session.standings.count()) }</p>
            }
            if shown.iter().any(|own| columns.iter().any(|scheme| own.standing(&scheme.id).is_some_and(|own| !own.reading.is_sure()))) {
                <p class="govuk-body">{ OPEN }</p>
            }
            { other_schemes(session, &update, by_other) }
            <div class={classes!("fairload-wide", "fairload-team", (columns.len() > 2).then_some("fairload-team--many"))}>{ draw_with(&Document::of(vec![Block::Stacked(table)]), &session.act) }</div>
            if rows < shown.len() {
                <p class="govuk-body">{ format!("The first {rows} of {} are listed; the sums are of all.", shown.len()) }</p>
                { second_button(format!("List all {}", shown.len()), { let everybody = everybody.clone(); Callback::from(move |_: MouseEvent| everybody.set(true)) }) }
            }
            { draw_with(&Document::of(below(props.sort.is_some())), &session.act) }
            // Not before everybody is worked out: nobody is missed in a file that looks whole.
            if done {
                { second_button("Download as CSV", download(session, &filter, props.sort.as_ref(), &columns)) }
            }
            <details class="govuk-details">
                <summary class="govuk-details__summary" onclick={opened}>
                    <span class="govuk-details__summary-text">{ format!("Loads under {} as bars", main.name) }</span>
                </summary>
                <div class="govuk-details__text">
                    if *bars { { draw(&Document::of(load_bars(&shown, main))) } }
                </div>
            </details>
        </>
    }
}

/// Those whom the filter lets through, in the order of the table.
fn found<'p, 'w>(all: &'p [Person<'w>], filter: &Filter, main: &Scheme, sort: Option<&Sort>) -> Vec<&'p Person<'w>> {
    let mut wanted = filter.clone();
    // The filter outlives the page: of a team that is no more it must not hide everybody.
    if !all.iter().any(|own| own.team == wanted.team) {
        wanted.team.clear();
    }
    let mut found: Vec<&Person<'_>> = all.iter().filter(|own| is_shown(own, &wanted, &main.id)).collect();
    if let Some(sort) = sort {
        sort_by(&mut found, &|one, other| order(sort, one, other));
    }
    found
}

/// Hands over what the table shows, all rows of it, as a file for a spreadsheet.
fn download(
    session: &Session,
    filter: &Filter,
    sort: Option<&Sort>,
    schemes: &[Shared<Scheme>],
) -> Callback<MouseEvent> {
    let (session, filter, sort, schemes) = (session.clone(), filter.clone(), sort.cloned(), schemes.to_vec());
    Callback::from(move |_: MouseEvent| {
        let (month, demo) = (session.state.month, session.state.demo.is_some());
        let Some(main) = schemes.first() else { return };
        let all = people(&session);
        let shown = found(&all, &filter, main, sort.as_ref());
        let table = TeamTable {
            month,
            demo,
            schemes: schemes.iter().map(|own| &**own).collect(),
            rows: shown.iter().map(|own| own.as_row(&schemes)).collect(),
        };
        let name = format!("fairload-{}team-{month}.csv", if demo { "demo-" } else { "" });
        browser::download_as(&name, "text/csv", &table.comma_separated());
    })
}

/// Works on while the page is shown, in slices, and draws it again from time to time.
#[hook]
pub(super) fn use_slices(session: &Session, columns: &[Shared<Scheme>], done: bool) {
    let update = use_force_update();
    let on = (Shared(Rc::clone(&session.desk().workspace)), session.state.month, columns.to_vec(), done);
    let session = session.clone();
    use_effect_with(on, move |(.., done)| {
        let going = Rc::new(Cell::new(!done));
        if !done {
            next_slice(session, Rc::clone(&going), update, browser::now());
        }
        move || going.set(false)
    });
}

fn next_slice(session: Session, going: Rc<Cell<bool>>, update: UseForceUpdateHandle, drawn: f64) {
    browser::after(0, move || {
        if !going.get() {
            return;
        }
        let begun = browser::now();
        let done = session.standings.go_on(&|| browser::now() - begun >= SLICE);
        let draw = done || begun - drawn >= PAUSE;
        if draw {
            update.force_update();
        }
        if !done {
            next_slice(session, going, update, if draw { browser::now() } else { drawn });
        }
    });
}

/// What is shown before anybody was entered.
fn nobody(session: &Session) -> Html {
    html! {
        <>
            { title(format!("Team, {}", session.state.month.words())) }
            { paragraph("Here everybody stands beside each other under every scheme: who has room, who is over what a scheme calls normal, and where the schemes part. Nobody is entered yet.") }
            <a class="govuk-button" href={Address::NewPractitioner.link()}>{ "Add a practitioner" }</a>
            <p class="govuk-body">
                { "Or " }{ link_to(&Address::Import, IMPORT) }{ ", " }
                { link_to(&Address::Data, "open a workspace file") }{ ", or " }
                { link_to(&Address::Start, "look at a demo team") }{ "." }
            </p>
        </>
    }
}

fn people(session: &Session) -> Vec<Person<'_>> {
    let workspace = session.workspace();
    let held = held(workspace, session.state.month);
    let each = workspace.practitioners.iter().enumerate().map(|(place, own)| Person {
        own,
        name: words::practitioner(own),
        role: own.role.map_or("role not said", Listed::words),
        team: team_of(own),
        hours: own.hours_per_week.map(crate::facts::practitioner::WeekHours::hundredths),
        held: held.get(place).copied().unwrap_or_default(),
        under: session.standings.at(place),
        away: missing(own, session.state.month),
    });
    // Who left before and holds nothing is of the months before.
    each.filter(|own| own.away != Some("left") || own.held.families > 0).collect()
}

/// The team by its name, else by what it does.
fn team_of(own: &Practitioner) -> String {
    let name = own.team.as_str().trim();
    if name.is_empty() { own.team_type.map_or("", Listed::words).to_owned() } else { name.to_owned() }
}

/// Who is shown: who has what is searched for in name, role or team.
fn is_shown(own: &Person<'_>, filter: &Filter, main: &str) -> bool {
    let wanted = filter.search.trim();
    let found = || [own.name.as_str(), own.role, &own.team].into_iter().any(|words| has(words, wanted));
    let reading = own.standing(main).map(|own| own.reading);
    let surely = |step: Step| reading.is_some_and(|own| own.is(step));
    let may_be = |step: Step| reading.is_some_and(|own| own.may_be(step));
    (wanted.is_empty() || found())
        && (filter.team.is_empty() || filter.team == own.team)
        && match filter.reading.as_str() {
            "over" => surely(Step::Over),
            "could-be-over" => may_be(Step::Over),
            "within" => surely(Step::Within),
            "room" => surely(Step::Room),
            "could-be-room" => may_be(Step::Room),
            "open" => reading.is_some_and(|own| !own.is_sure()),
            "not-said" => reading.is_some_and(|own| own.least == Step::NotSaid),
            _ => true,
        }
}

/// Whether some words have others in them, in capitals or not.
pub(in crate::web) fn has(words: &str, wanted: &str) -> bool {
    words.as_bytes().windows(wanted.len().max(1)).any(|part| part.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// By insertion: the library's sorts would be another five kilobytes of the page. Equals keep their order.
fn sort_by(list: &mut [&Person<'_>], order: &dyn Fn(&Person<'_>, &Person<'_>) -> Ordering) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0
            && list.get(at - 1).zip(list.get(at)).is_some_and(|(one, next)| order(one, next) == Ordering::Greater)
        {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// The order of two people in a sorted table. What is not known comes last, whichever way it is sorted.
fn order(sort: &Sort, one: &Person<'_>, other: &Person<'_>) -> Ordering {
    let way = |order: Ordering| if sort.down { order.reverse() } else { order };
    let words = |one: &str, other: &str| {
        one.is_empty().cmp(&other.is_empty()).then_with(|| way(crate::words::by_name(one, other)))
    };
    match sort.by.as_str() {
        "name" => words(&one.name, &other.name),
        "role" => words(one.role, other.role),
        "team" => words(&one.team, &other.team),
        "hours" => one.hours.is_none().cmp(&other.hours.is_none()).then_with(|| way(one.hours.cmp(&other.hours))),
        "children" => way(one.held.children.cmp(&other.held.children)),
        "families" => way(one.held.families.cmp(&other.held.families)),
        scheme => match (one.standing(scheme), other.standing(scheme)) {
            (Some(one), Some(other)) => {
                one.load.is_none().cmp(&other.load.is_none()).then_with(|| way(one.by_reading(other)))
            }
            (one, other) => one.is_none().cmp(&other.is_none()),
        },
    }
}

fn table(shown: &[&Person<'_>], schemes: &[Shared<Scheme>], sort: Option<&Sort>, sums: Held) -> Table {
    let column = |id: &str, words: String, numeric: bool, least_first: bool| {
        let sorted = sort
            .filter(|sort| sort.by == id)
            .map_or(Sorted::No, |sort| if sort.down { Sorted::Down } else { Sorted::Up });
        // The next press turns it round; the first begins with what is mostly looked for.
        let down = match sorted {
            Sorted::No => !least_first,
            Sorted::Up => true,
            Sorted::Down => false,
        };
        let to = Address::Team(Some(Sort { by: id.to_owned(), down }));
        Column { words: words.into(), numeric, sort: Some((to, sorted)) }
    };
    let mut columns = vec![
        column("name", "Practitioner".to_owned(), false, true),
        column("role", "Role".to_owned(), false, true),
        column("team", "Team".to_owned(), false, true),
        column("hours", "Hours".to_owned(), true, false),
        column("children", "Children".to_owned(), true, false),
        column("families", "Families".to_owned(), true, false),
    ];
    columns.extend(schemes.iter().map(|own| column(&own.id, own.name.clone(), false, false)));
    let row = |own: &&Person<'_>| {
        let id = &own.own.id;
        let whose = || format!(" of {}", own.name).into();
        let mut cells = vec![
            only(own.role),
            only(own.team.clone()),
            only(own.hours.and_then(|_| fact(own.own, "hours_per_week")).unwrap_or_default()),
            only(own.held.children.to_string()),
            only(own.held.families.to_string()),
        ];
        cells.extend(schemes.iter().map(|scheme| {
            own.standing(&scheme.id)
                .map_or_else(|| only("\u{2026}"), |standing| stands(standing, scheme, own.mark().or(own.away)))
        }));
        let mut head = vec![
            link(Address::SideBySide(id.clone()), own.name.clone()),
            Inline::Small(vec![
                Inline::Caseload(Shown::Practitioner(id.clone()), "caseload".into(), whose()),
                text(", "),
                Inline::LinkOf(Address::Practitioner(id.clone(), None), "facts".into(), whose()),
            ]),
        ];
        if let Some(away) = own.away {
            head.insert(1, Inline::Quiet(format!(" ({away})").into()));
        }
        Row { key: id.as_str().to_owned(), head, cells }
    };
    let blank = |count: usize| std::iter::repeat_with(Vec::new).take(count);
    // A family that two hold is one family.
    let once = shown.iter().map(|own| own.held.families).sum::<usize>() > sums.families;
    let mut together = only("Together");
    if once {
        together.push(Inline::Quiet(" (shared families count once)".into()));
    }
    let sums = [sums.children, sums.families].map(|sum| vec![Inline::Strong(sum.to_string().into())]);
    let cells: Vec<Vec<Inline>> = blank(3).chain(sums).chain(blank(schemes.len())).collect();
    Table {
        caption: "Everybody under every scheme".into(),
        columns,
        rows: shown.iter().map(row).collect(),
        sums: (shown.len() > 1).then(|| Row { key: String::new(), head: together, cells }),
    }
}

/// The order where the screen is narrow, and the table has no heads to press: by each column both ways.
fn order_field(columns: &[Column], sort: Option<&Sort>) -> Html {
    let mut offered: Vec<(AttrValue, AttrValue)> = vec![("".into(), "As entered".into())];
    for column in columns {
        let Some((Address::Team(Some(by)), _)) = &column.sort else { continue };
        let ways = match by.by.as_str() {
            "name" | "role" | "team" => [(false, "A to Z"), (true, "Z to A")],
            _ => [(true, "most first"), (false, "least first")],
        };
        offered.extend(ways.map(|(down, way)| {
            let sort = Sort { by: by.by.clone(), down };
            (value_of(&sort).into(), format!("{}, {way}", column.words).into())
        }));
    }
    let choose = Callback::from(|value: String| {
        let sort = (!value.is_empty()).then(|| match value.strip_suffix(DOWN) {
            Some(by) => Sort { by: by.to_owned(), down: true },
            None => Sort { by: value, down: false },
        });
        browser::go(&Address::Team(sort));
    });
    html! {
        <div class="govuk-form-group fairload-order">
            <label class="govuk-label" for="order">{ "Order" }</label>
            <Choose id="order" value={sort.map_or_else(String::new, value_of)} {offered} {choose} />
        </div>
    }
}

/// What the value of an order ends with that has the most first.
const DOWN: &str = "/down";

fn value_of(sort: &Sort) -> String {
    format!("{}{}", sort.by, if sort.down { DOWN } else { "" })
}

/// A standing in a cell: the reading as far as it is known, the load, the total and its range, and what is measured
/// beside it. Whoever is marked as a manager, a student or a reviewer is so beside what seems to be left, which is no free
/// capacity.
pub(in crate::web) fn stands(own: &Standing, scheme: &Scheme, mark: Option<&'static str>) -> Vec<Inline> {
    let mut cell = vec![Inline::Reading(own.reading, standing_in_words(own).into())];
    if let Some(mark) = mark.filter(|_| matches!(own.reading.least, Step::Room | Step::Within)) {
        cell.push(Inline::Quiet(format!(" ({mark})").into()));
    }
    if let Some(load) = own.load_in_words() {
        cell.push(text(format!(", load {load}")));
    }
    let range = if own.least == own.most {
        String::new()
    } else {
        format!(" ({} to {})", words::figure(own.least), words::figure(own.most))
    };
    cell.push(Inline::Below(format!("{}{range}", words::total(scheme, own.total)).into()));
    cell.extend(own.parts.iter().map(|part| Inline::Below(sentence(part).into())));
    cell.extend(not_allowed_in_words(own).map(|words| Inline::Error(words.into())));
    cell
}

/// What a reading from one step to another means, where a table has such readings in its cells.
pub(in crate::web) const OPEN: &str = "Where two are said, as in \u{201c}room to over\u{201d}, it may turn out to be either or anything between, depending on what is not known.";

/// What a reading that is not sure depends on, to stand below it.
pub(super) fn depends(own: Reading) -> Option<Inline> {
    (!own.is_sure()).then(|| Inline::Below(DEPENDS.into()))
}

/// Who is shown, and under which scheme.
fn controls(
    session: &Session,
    update: &UseForceUpdateHandle,
    filter: &Remembered<Filter>,
    main: &Scheme,
    (all, ordered): (&[Person<'_>], Html),
) -> Html {
    let set = |put: fn(&mut Filter, String)| {
        let filter = filter.clone();
        Callback::from(move |value: String| {
            let mut next = (*filter.latest()).clone();
            put(&mut next, value);
            filter.set(next);
        })
    };
    let mut teams: Vec<(AttrValue, AttrValue)> = vec![("".into(), "All teams".into())];
    for own in all.iter().filter(|own| !own.team.is_empty()) {
        let own: AttrValue = own.team.clone().into();
        if !teams.iter().any(|(team, _)| *team == own) {
            let at = teams.partition_point(|(team, _)| crate::words::by_name(team, &own).is_lt());
            teams.insert(at, (own.clone(), own));
        }
    }
    let readings = [
        ("", "Everybody"),
        ("over", "Over for certain"),
        ("could-be-over", "Over, or could be"),
        ("within", "Within for certain"),
        ("room", "Room for certain"),
        ("could-be-room", "Room, or could be"),
        ("open", "Depends on what is not known"),
        ("not-said", "Not said"),
    ];
    let field = |id: &'static str, label: String, value: AttrValue, offered: Vec<(AttrValue, AttrValue)>, choose| {
        html! {
            <div class="govuk-form-group">
                <label class="govuk-label" for={id}>{ label }</label>
                <Choose {id} {value} {offered} {choose} />
            </div>
        }
    };
    html! {
        <div class="fairload-toolbar">
            { scheme_field(session, "Scheme first") }
            { search_field("search", &filter.search, &set(|filter, value| filter.search = value)) }
            if teams.len() > 2 {
                { field("team", "Team".to_owned(), filter.team.clone().into(), teams, set(|filter, value| filter.team = value)) }
            }
            // A benchmark says of nobody that they are over or have room.
            if main.benchmark.is_none() || !filter.reading.is_empty() {
                { field("reading", format!("How they stand under {}", main.name), filter.reading.clone().into(),
                    readings.map(|(code, words)| (code.into(), words.into())).to_vec(), set(|filter, value| filter.reading = value)) }
            }
            { ordered }
            { beside_field(session, update, "Schemes in the table") }
            { link_to(&Address::NewPractitioner, "Add a practitioner") }
            { link_to(&Address::Service, "Teams and averages") }
            { link_to(&Address::StillMissing, title_of(&Address::StillMissing)) }
            { link_to(&Address::Import, title_of(&Address::Import)) }
        </div>
    }
}

/// The cases that nobody holds: what a manager comes for first.
fn unheld(session: &Session) -> Option<Block> {
    let (count, since) = waiting(session.workspace(), session.state.month);
    let since = since.map_or_else(String::new, |since| format!(", the longest waiting since {}", since.words()));
    let words = vec![
        Inline::Caseload(Shown::Unallocated, "Cases that nobody holds".into(), "".into()),
        text(format!(": {count}{since}.")),
    ];
    (count > 0).then_some(Block::Paragraph(words))
}

/// What stands below the table.
fn below(sorted: bool) -> Vec<Block> {
    let mut note = vec![text(
        "Room, within and over say how the points stand to what the scheme itself calls normal for this worker\u{2019}s role and hours: under that range, in it, or above its top. The load is in percent of the top, and in brackets is what the points could be until everything is known. Sorted by a scheme, how people stand comes first, and then the most that the load could be. Points of two schemes cannot be compared. A scheme that gives only a top never says room.",
    )];
    if sorted {
        note.push(text(" "));
        note.push(link(Address::Team(None), "Back to the order of entry"));
        note.push(text("."));
    }
    vec![Block::Note(note)]
}

/// The loads of those who are shown, as bars.
fn load_bars(shown: &[&Person<'_>], main: &Scheme) -> Vec<Block> {
    let bar = |own: &&Person<'_>| {
        let standing = own.standing(&main.id)?;
        bar_of(own.name.clone(), main, standing)
    };
    let bars: Vec<Bar> = shown.iter().filter_map(bar).collect();
    let without = shown.len() - bars.len();
    let mut blocks = Vec::new();
    if !bars.is_empty() {
        let caption = format!("Load under {} in percent of the top of what is normal, which the line marks", main.name);
        blocks.push(Block::Bars(Bars { caption: caption.into(), bars }));
    }
    if without > 0 {
        let words = words::count(without, "person has", "people have");
        blocks.push(Block::Note(vec![text(format!(
            "{words} no bar: the scheme says nothing of what is normal for them."
        ))]));
    }
    blocks
}

/// A standing as a bar; nothing where the scheme does not say what is normal.
pub(super) fn bar_of(name: String, scheme: &Scheme, own: &Standing) -> Option<Bar> {
    let percent = own.percent()?;
    Some(Bar {
        words: name.into(),
        percent,
        range: own.ends.unwrap_or((percent, percent)),
        floor: own.floor,
        figure: words::total(scheme, own.total).into(),
        reading: own.reading,
    })
}
