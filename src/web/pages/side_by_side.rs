//! One practitioner, or one case, under every scheme.

use crate::change::Subject;
use crate::comparison::{
    CaseCompared, Cell, Part, Reading, Standing, Step, Use, agreement, band_in_words, compare_case,
    not_allowed_in_words, parted_over, share_of_normal, standing_in_words,
};
use crate::facts::value::Listed;
use crate::facts::{Case, Id};
use crate::points::Points;
use crate::scheme::{Kind, Scheme};
use crate::scoring::{Capacity, Line, Score, score};
use crate::web::address::Address;
use crate::web::components::choose::{beside_field, beside_on_paper, other_schemes};
use crate::web::components::document::{draw, draw_with};
use crate::web::components::lines::lines;
use crate::web::components::text::{back_link, heading, title};
use crate::web::document::{
    Bar, Bars, Block, Column, Document, Facing, Inline, Row, Stack, StackPart, Stacks, Table, Text, link, only, text,
};
use crate::web::pages::missing::missing_record;
use crate::web::pages::team::{bar_of, depends, stands};
use crate::web::remembered::use_remembered;
use crate::web::session::{Session, Shared};
use crate::web::standings::Beside;
use crate::web::state::{Shown, sentence};
use crate::web::{reported, words};
use crate::words::part;
use crate::workspace::Workspace;
use std::rc::Rc;
use yew::prelude::*;

/// A score with the scheme that gave it.
type Scored = (Shared<Scheme>, Score);

/// What the page is given.
pub struct SideBySideProps {
    /// What every page is given.
    pub session: Session,
    /// The practitioner, or the case.
    pub id: Id,
}

/// The scores of a practitioner under some schemes.
fn scored(session: &Session, id: &Id, schemes: Vec<Shared<Scheme>>) -> Vec<Scored> {
    let of = |scheme: Shared<Scheme>| {
        let score = score(&scheme, session.workspace(), id, session.state.month)?;
        Some((scheme, score))
    };
    schemes.into_iter().filter_map(of).collect()
}

/// A practitioner under every scheme.
#[hook]
pub fn use_side_by_side_page(props: &SideBySideProps) -> Html {
    let session = &props.session;
    let workspace = Shared(Rc::clone(&session.desk().workspace));
    let update = use_force_update();
    let others = session.standings.others.get();
    let on = (workspace, session.state.month, session.scheme.clone(), session.schemes.clone(), others);
    let every = use_memo(on, |_| scored(session, &props.id, session.in_view(others, Beside::All).0));
    let in_view = session.beside();
    let all: Vec<Scored> = every.iter().filter(|(own, _)| in_view.contains(own)).cloned().collect();
    // Five schemes have up to a thousand lines: each list is drawn when it is first opened.
    let opened = use_remembered(Vec::<String>::new);
    let workspace = session.workspace();
    let Some(own) = workspace.practitioner(&props.id) else {
        return missing_record(session, &Subject::practitioner(&props.id));
    };
    html! {
        <>
            { back_link(&Address::Team(None), "Team") }
            { title(format!("{} under every scheme", words::practitioner(own))) }
            { beside_on_paper(&schemes(&every)) }
            { other_schemes(session, &update, false) }
            <div class="fairload-wide">{ draw_with(&Document::of(at_a_glance(session, &props.id, &every)), &session.act) }</div>
            { beside_field(session, &update, "Schemes in detail") }
            <div class="fairload-wide">{ draw_with(&Document::of(of_practitioner(&all, workspace)), &session.act) }</div>
            { heading("Line by line") }
            // A list of its own: when it grows, what stands above it stays what it is, and keeps the focus.
            <>{ for all.iter().map(|(scheme, score)| {
                let open = opened.contains(&scheme.id);
                let onclick = {
                    let (opened, id) = (opened.clone(), scheme.id.clone());
                    Callback::from(move |_: MouseEvent| {
                        let mut next = (*opened.latest()).clone();
                        next.push(id.clone());
                        opened.set(next);
                    })
                };
                let count = score.lines.iter().filter(|line| line.counted).count();
                html! {
                    <details class="govuk-details" key={scheme.id.clone()}>
                        <summary class="govuk-details__summary" onclick={(!open).then_some(onclick)}>
                            <span class="govuk-details__summary-text">
                                { format!("{}: {}, {}", scheme.name, words::total(scheme, score.total), words::count(count, "line", "lines")) }
                            </span>
                        </summary>
                        <div class="govuk-details__text">if open { { by_case(score, scheme, workspace) } }</div>
                    </details>
                }
            }) }</>
        </>
    }
}

fn schemes(all: &[Scored]) -> Vec<Shared<Scheme>> {
    all.iter().map(|(scheme, _)| scheme.clone()).collect()
}

/// The lines of a score, those that do not count among them, under the case that each is about.
fn by_case(score: &Score, scheme: &Scheme, workspace: &Workspace) -> Html {
    let runs = score.lines.chunk_by(|one, next| one.case == next.case);
    html! {
        <>{ for runs.map(|run| {
            let id = run.first().and_then(|line| line.case.as_ref());
            let case = id.and_then(|id| workspace.case(id));
            let name = case.map_or_else(|| "The practitioner and all cases together".to_owned(), words::headed);
            let points: Points = run.iter().map(|line| line.points).sum();
            html! {
                <>
                    <h3 class="govuk-heading-s">{ format!("{name}: {}", words::total(scheme, points)) }</h3>
                    { lines(run.iter(), scheme, case) }
                </>
            }
        }) }</>
    }
}

/// The first thing that a worker wants to know: where every scheme has them, kind by kind, in a line each.
fn at_a_glance(session: &Session, id: &Id, all: &[Scored]) -> Vec<Block> {
    let standings: Vec<Standing> = all.iter().map(|(_, score)| Standing::of(score)).collect();
    let both = || all.iter().zip(&standings).map(|((scheme, score), standing)| (&**scheme, score, standing));
    let mut blocks = vec![about(session, id, all)];
    // Figures that others reported are no limit, so they have no say in who is over.
    let limits = both().filter(|(scheme, _, _)| scheme.benchmark.is_none());
    let readings: Vec<(&str, Reading)> =
        limits.map(|(scheme, _, standing)| (scheme.name.as_str(), standing.reading)).collect();
    let over = |so: &dyn Fn(Reading) -> bool| readings.iter().any(|(_, own)| so(*own));
    let first = match readings.len() > 1 && over(&|own| own.least != Step::NotSaid) {
        true if !over(&|own| own.may_be(Step::Over)) => "Over under none of them. ",
        true if !over(&|own| own.is(Step::Over)) => "Over for certain under none of them. ",
        _ => "",
    };
    if !readings.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Strong(format!("{first}{}", agreement(&readings)).into())]));
    }
    let column = |words: &'static str, numeric| Column { words: words.into(), numeric, sort: None };
    blocks.push(Block::Heading("At a glance".into()));
    for kind in Kind::ALL {
        let rows: Vec<Row> = both().filter(|(scheme, _, _)| scheme.kind() == kind).map(glance).collect();
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::Subheading(kind.words().into()));
        blocks.push(Block::Stacked(Table {
            caption: kind.words().into(),
            columns: vec![column("Scheme", false), column("Counts", false), column("How that stands", false)],
            rows,
            sums: None,
        }));
    }
    loads(all, &standings, &mut blocks);
    blocks
}

/// A scheme in a line.
fn glance((scheme, score, standing): (&Scheme, &Score, &Standing)) -> Row {
    let mut stands = stands(standing, scheme, None);
    // What it counts has a column of its own.
    let total = words::total(scheme, score.total);
    stands.retain(|own| !matches!(own, Inline::Below(words) if words.starts_with(&total)));
    let range = words::range(score.least, score.most).map(|range| Inline::Below(range.into()));
    Row {
        key: scheme.id.clone(),
        head: vec![link(Address::Scheme(scheme.id.clone()), scheme.name.clone())],
        cells: vec![std::iter::once(text(total)).chain(range).collect(), stands],
    }
}

/// What there is to say of a practitioner under several schemes.
fn of_practitioner(all: &[Scored], workspace: &Workspace) -> Vec<Block> {
    let both = || all.iter().map(|(scheme, score)| (&**scheme, score));
    let mut blocks = vec![Block::Heading("Scheme by scheme".into())];
    blocks.push(Block::Facing(both().map(|(scheme, score)| facing(scheme, score, &Standing::of(score))).collect()));
    blocks.push(Block::Note(only("Points and counts of two schemes cannot be compared; what each calls normal for this worker can. A scheme that gives only a top never says room. Points inform judgement and do not replace it.")));
    for (scheme, score) in both() {
        let reported = reported::blocks(score, scheme);
        if !reported.is_empty() {
            blocks.push(Block::Subheading(scheme.name.clone().into()));
            blocks.extend(reported);
        }
    }
    scope(all, &mut blocks);
    made_of(all, &mut blocks);
    blocks.push(Block::Heading("Case by case".into()));
    blocks.extend(parting(all, workspace));
    blocks.push(Block::Stacked(cases(all, workspace)));
    blocks.push(Block::Note(only(
        "In percent: of the top of what the scheme calls normal for this worker, where it gives one range.",
    )));
    blocks
}

/// Who it is, and what they hold.
fn about(session: &Session, id: &Id, all: &[Scored]) -> Block {
    let own = session.workspace().practitioner(id);
    let role = own.and_then(|own| own.role).map(|role| role.words().to_owned());
    let team = own.map(|own| own.team.as_str().to_owned()).filter(|team| !team.is_empty());
    let holds = all.first().map(|(_, score)| words::children_in_families(score));
    let parts = [Some(session.state.month.words()), role, team, holds].into_iter().flatten();
    let words = format!("{}. ", parts.collect::<Vec<_>>().join(", "));
    Block::Paragraph(vec![
        text(words),
        Inline::Caseload(Shown::Practitioner(id.clone()), "Caseload".into(), "".into()),
        text(", "),
        link(Address::Practitioner(id.clone(), None), "role, hours and duties"),
        text(", "),
        link(Address::Score(id.clone()), "the score to print"),
    ])
}

fn facing(scheme: &Scheme, score: &Score, standing: &Standing) -> Facing {
    let mut points = vec![Inline::Strong(words::total(scheme, score.total).into())];
    if let Some(range) = words::range(score.least, score.most) {
        points.push(Inline::Below(range.into()));
    }
    points.push(Inline::Below(format!("for {}", words::children_in_families(score)).into()));
    let mut reading = vec![Inline::Reading(standing.reading, standing_in_words(standing).into())];
    reading.extend(depends(standing.reading));
    reading.extend(not_allowed_in_words(standing).map(|words| Inline::Error(words.into())));
    let band = band_in_words(score).map_or_else(|| only("not said"), |band| only(sentence(&band)));
    let load = standing.load_in_words().map_or_else(|| only("not said"), only);
    Facing {
        title: only(scheme.name.clone()),
        terms: vec![
            ("Counts".into(), points),
            ("How that stands".into(), reading),
            ("In the scheme\u{2019}s words".into(), band),
            ("Load".into(), load),
            ("Normal for this worker".into(), normal(score)),
            (
                "The scheme".into(),
                vec![Inline::LinkOf(
                    Address::Scheme(scheme.id.clone()),
                    "its rules".into(),
                    format!(" of {}", scheme.name).into(),
                )],
            ),
        ],
    }
}

/// What a scheme calls normal for the practitioner, or why it has no number.
fn normal(score: &Score) -> Vec<Inline> {
    let range = |own: &Capacity| match own.floor() {
        Some(floor) => format!("{} to {}", words::rounded(floor), words::rounded(own.limit())),
        None if own.most == Points::ZERO => "none are to be held".to_owned(),
        None => format!("up to {}", words::rounded(own.limit())),
    };
    let who = |own: &Capacity| if own.who.is_empty() { None } else { Some(Inline::Below(own.who.clone().into())) };
    match (&score.capacity, score.parts.as_slice()) {
        (None, _) => only(score.no_number.clone().unwrap_or_else(|| "not said".to_owned())),
        (Some(own), []) if own.name.is_empty() => std::iter::once(text(range(own))).chain(who(own)).collect(),
        (Some(own), []) => {
            let until = own.until.map(|until| Inline::Below(format!("until {}", until.words()).into()));
            std::iter::once(text(sentence(&part(own)))).chain(who(own)).chain(until).collect()
        }
        (Some(fullest), parts) => {
            let each = |own: &Capacity| {
                let fullest = if own == fullest { " (the fullest)" } else { "" };
                Inline::Below(format!("{}{fullest}", sentence(&part(own))).into())
            };
            std::iter::once(text(words::count(parts.len(), "part", "parts"))).chain(parts.iter().map(each)).collect()
        }
    }
}

/// What schemes say to whom they were not written for, and of their own limits.
fn scope(all: &[Scored], blocks: &mut Vec<Block>) {
    let own = all.iter().flat_map(|(scheme, score)| {
        let notes = score.notes.iter().filter(|note| note.case.is_none());
        notes.map(|note| vec![Inline::Strong(format!("{}: ", scheme.name).into()), text(note.words.clone())])
    });
    let own: Vec<Vec<Inline>> = own.collect();
    if !own.is_empty() {
        blocks.push(Block::Subheading("Before you compare".into()));
        blocks.push(Block::List(own));
    }
}

/// The loads as bars.
fn loads(all: &[Scored], standings: &[Standing], blocks: &mut Vec<Block>) {
    let both = all.iter().zip(standings);
    let bars: Vec<Bar> =
        both.filter_map(|((scheme, _), standing)| bar_of(scheme.name.clone(), scheme, standing)).collect();
    if bars.is_empty() {
        return;
    }
    blocks.push(Block::Heading("Load under each scheme".into()));
    let caption =
        "In percent of the top of what the scheme calls normal, which the line marks; lighter: what it could be";
    blocks.push(Block::Bars(Bars { caption: caption.into(), bars }));
}

/// What each score is made of, by the columns of the scheme.
fn made_of(all: &[Scored], blocks: &mut Vec<Block>) {
    let stack = |(scheme, score): &Scored| {
        // What takes away has no place in a bar: the others are parts of what they come to together.
        let whole: Points = score.columns.iter().map(|own| own.points.max(Points::ZERO)).sum();
        let part = |own: &crate::scoring::Column| {
            let thousandths = own.points.max(Points::ZERO).share(1_000, whole.in_ten_thousandths().max(1));
            StackPart {
                words: own.name.clone().into(),
                thousandths: thousandths.in_ten_thousandths(),
                figure: words::figure(own.points).into(),
            }
        };
        Stack {
            words: scheme.name.clone().into(),
            figure: words::total(scheme, score.total).into(),
            parts: score.columns.iter().map(part).collect(),
        }
    };
    let stacks: Vec<Stack> = all.iter().filter(|(_, score)| !score.columns.is_empty()).map(stack).collect();
    if stacks.is_empty() {
        return;
    }
    blocks.push(Block::Heading("What each score is made of".into()));
    let caption = "Each bar is a whole score; its parts are the columns of the scheme\u{2019}s own sheet";
    blocks.push(Block::Stacks(Stacks { caption: caption.into(), of: "Column".into(), stacks }));
}

fn columns(first: &'static str, all: &[Scored], numeric: bool) -> Vec<Column> {
    let of = |words: Text, numeric| Column { words, numeric, sort: None };
    let schemes = all.iter().map(|(scheme, _)| of(scheme.name.clone().into(), numeric));
    std::iter::once(of(first.into(), false)).chain(schemes).collect()
}

/// Points in a cell, with their range.
fn cell(points: Points, least: Points, most: Points) -> Vec<Inline> {
    let range = words::range(least, most).map(|range| Inline::Below(range.into()));
    std::iter::once(text(words::figure(points))).chain(range).collect()
}

/// Over which cases the schemes part most, in a sentence; nothing where they do not part by much.
fn parting(all: &[Scored], workspace: &Workspace) -> Option<Block> {
    let scores: Vec<(&str, &Score)> = all.iter().map(|(scheme, score)| (scheme.name.as_str(), score)).collect();
    let parted = parted_over(&scores);
    let name = |id: &Id| workspace.case(id).map_or_else(|| id.as_str().to_owned(), words::case);
    let (first, rest) = parted.split_first()?;
    let rest: Vec<String> = rest.iter().take(2).map(|own| name(&own.case)).collect();
    let then = if rest.is_empty() { String::new() } else { format!(", then over {}", rest.join(" and ")) };
    Some(Block::Paragraph(only(format!(
        "The schemes part most over {}: {}\u{a0}% of what is normal under {}, {}\u{a0}% under {}{then}.",
        name(&first.case),
        first.most.1,
        first.most.0,
        first.least.1,
        first.least.0
    ))))
}

/// What every case counts under every scheme.
fn cases(all: &[Scored], workspace: &Workspace) -> Table {
    let mut ids: Vec<&Id> = Vec::new();
    for part in all.iter().flat_map(|(_, score)| &score.cases) {
        if !ids.contains(&&part.case) {
            ids.push(&part.case);
        }
    }
    let of_case = |id: &&Id| {
        let case = workspace.case(id);
        let cells = all.iter().map(|(_, score)| {
            words::case_part(score, id).map_or_else(
                || only("\u{2013}"),
                |own| {
                    let mut cell = cell(own.points, own.least, own.most);
                    if let Some(percent) = share_of_normal(score, own.points) {
                        cell.insert(1, Inline::Quiet(format!(" ({percent}\u{a0}%)").into()));
                    }
                    cell
                },
            )
        });
        let name = case.map_or_else(|| id.as_str().to_owned(), words::case);
        let plans = case.map_or_else(String::new, |case| {
            words::headed(case).split_once(": ").map_or_else(String::new, |(_, rest)| rest.to_owned())
        });
        Row {
            key: id.as_str().to_owned(),
            head: vec![link(Address::CaseSideBySide((*id).clone()), name), Inline::Below(plans.into())],
            cells: cells.collect(),
        }
    };
    let beside = |key: &str, words: &'static str, of: &dyn Fn(&Scored) -> Points| {
        let points: Vec<Points> = all.iter().map(of).collect();
        let row = || Row {
            key: format!("beside {key}"),
            head: only(words),
            cells: points.iter().map(|own| only(words::figure(*own))).collect(),
        };
        points.iter().any(|own| *own != Points::ZERO).then(row)
    };
    let own = beside("own", "Beside the cases", &|(scheme, score)| words::own_points(score, scheme));
    let together = beside("all", "For all cases together", &|(scheme, score)| {
        words::of_all_cases(score, scheme).map(|line| line.points).sum()
    });
    let total = |(_, score): &Scored| vec![Inline::Strong(words::figure(score.total).into())];
    Table {
        caption: "What each case counts under each scheme".into(),
        columns: columns("Case", all, true),
        rows: ids.iter().map(of_case).chain(own).chain(together).collect(),
        sums: Some(Row { key: String::new(), head: only("Together"), cells: all.iter().map(total).collect() }),
    }
}

/// A case under every scheme.
#[hook]
pub fn use_case_side_by_side_page(props: &SideBySideProps) -> Html {
    let (session, id) = (&props.session, &props.id);
    let update = use_force_update();
    let workspace = session.workspace();
    let Some(own) = workspace.case(id) else { return missing_record(session, &Subject::case(id)) };
    let mut holders: Vec<&Id> = Vec::new();
    for holder in own.allocations.iter().filter_map(|own| own.practitioner.as_ref()) {
        if workspace.practitioner(holder).is_some() && !holders.contains(&holder) {
            holders.push(holder);
        }
    }
    let month = session.state.month;
    let mut blocks = vec![Block::Paragraph(vec![
        text(format!(
            "{}, {}. ",
            sentence(&words::headed(own).split_once(": ").map_or_else(String::new, |(_, rest)| rest.to_owned())),
            month.words()
        )),
        link(Address::Case(id.clone(), None), "Open the case"),
    ])];
    if holders.is_empty() {
        blocks.push(Block::Paragraph(only("Nobody holds this case, so no scheme can say what it counts: points depend on whose case it is, their role and their team. Say who holds it, if only to try.")));
        blocks.push(Block::Paragraph(vec![link(Address::Case(id.clone(), None), "Say who holds it")]));
    } else if !own.is_open(month) {
        blocks.push(Block::Paragraph(only(format!("It is not open in {}, so no scheme counts it.", month.words()))));
    } else {
        for holder in &holders {
            of_holder(session, own, holder, holders.len() > 1, &mut blocks);
        }
    }
    html! {
        <>
            if let [first, ..] = holders.as_slice() {
                { back_link(&Address::SideBySide((*first).clone()), "Under every scheme") }
            } else {
                { back_link(&Address::Caseload, "Caseload") }
            }
            { title(format!("{} under every scheme", words::case(own))) }
            { beside_on_paper(&session.beside()) }
            { other_schemes(session, &update, false) }
            { beside_field(session, &update, "Schemes in the table") }
            <div class="fairload-wide">{ draw(&Document::of(blocks)) }</div>
        </>
    }
}

/// What a case counts for one who holds it.
fn of_holder(session: &Session, own: &Case, holder: &Id, named: bool, blocks: &mut Vec<Block>) {
    let all = scored(session, holder, session.beside());
    let pairs: Vec<(&Scheme, &Score)> = all.iter().map(|(scheme, score)| (&**scheme, score)).collect();
    let compared = compare_case(own, session.state.month, &pairs);
    let name = session.workspace().practitioner(holder).map_or_else(String::new, words::practitioner);
    let caption = format!("What each scheme counts, as held by {name}");
    if named {
        blocks.push(Block::Heading(format!("As held by {name}").into()));
    } else {
        blocks.push(Block::Paragraph(vec![
            text("As held by "),
            link(Address::SideBySide(holder.clone()), name),
            text("."),
        ]));
    }
    let row = |(part, cells): &(Part, Vec<Cell<'_>>)| Row {
        key: format!("{part:?}"),
        head: part_name(part, own),
        cells: cells.iter().map(|cell| of_part(cell, part)).collect(),
    };
    let sum = |sum: &Option<(Points, Points, Points)>| match sum {
        Some((points, least, most)) => {
            let range = words::range(*least, *most).map(|range| Inline::Below(range.into()));
            std::iter::once(Inline::Strong(words::figure(*points).into())).chain(range).collect()
        }
        None => only("\u{2013}"),
    };
    blocks.push(Block::Stacked(Table {
        caption: caption.into(),
        columns: columns("Of the case", &all, false),
        rows: compared.parts.iter().map(row).collect(),
        sums: Some(Row { key: String::new(), head: only("The case"), cells: compared.sums.iter().map(sum).collect() }),
    }));
    read(&compared, &all, blocks);
}

fn part_name(part: &Part, case: &Case) -> Vec<Inline> {
    match part {
        Part::Child(id) => {
            let plan = case.children.iter().find(|own| own.id == *id).and_then(|own| own.plan);
            let plan = plan.map_or("plan not known", Listed::words);
            vec![text(words::child_of(case, id)), Inline::Below(plan.into())]
        }
        Part::Task(id) => {
            let task = case.tasks.iter().find(|own| own.id == *id);
            let kind = task.and_then(|own| own.kind).map_or("A task", Listed::words);
            let child = task.and_then(|own| own.child.as_ref()).map(|id| words::child_of(case, id));
            std::iter::once(text(kind)).chain(child.map(|child| Inline::Below(format!("for {child}").into()))).collect()
        }
        Part::Family => only("The family as a whole"),
        Part::Court => only("Court"),
        Part::Travel => only("Travel"),
        Part::Adjusted => only("Held at a limit, shared or taken away"),
    }
}

fn of_part(cell: &Cell<'_>, part: &Part) -> Vec<Inline> {
    if cell.is_empty() {
        return match (cell.with_others, part) {
            (true, Part::Child(_)) => vec![Inline::Quiet("with the family".into())],
            (true, _) => vec![Inline::Quiet("in a row above".into())],
            (false, _) => vec![Inline::Unseen("nothing".into()), Inline::Quiet("\u{2013}".into())],
        };
    }
    let mut words: Vec<Inline> = Vec::new();
    if !cell.counted.is_empty() {
        words.push(Inline::Strong(words::figure(cell.points()).into()));
    }
    let several = cell.counted.len() > 1;
    let same = |one: &&Line, next: &&Line| {
        (&one.name, one.points, one.least, one.most) == (&next.name, next.points, next.least, next.most)
    };
    for run in cell.counted.chunk_by(same) {
        let Some(line) = run.first() else { continue };
        let times = if run.len() > 1 { format!("{} times ", run.len()) } else { String::new() };
        let points = if several { format!("{times}{} ", words::figure(line.points)) } else { String::new() };
        let range = words::range(line.least, line.most).map_or_else(String::new, |range| format!(", {range}"));
        words.push(Inline::Below(format!("{points}{}{range}", line.name).into()));
    }
    for line in &cell.left_out {
        words.push(Inline::Below(left_out(line).into()));
    }
    words
}

fn left_out(line: &Line) -> String {
    match words::range(line.least, line.most) {
        Some(range) => format!("Open: {}, {range}", line.name),
        None => format!("Not counted: {}: {}", line.name, line.why),
    }
}

/// What was entered, and what each scheme does with it.
fn read(compared: &CaseCompared<'_>, all: &[Scored], blocks: &mut Vec<Block>) {
    if compared.entered.is_empty() {
        return;
    }
    let nobody = |most: Use| -> Vec<&str> {
        let by = compared.entered.iter().filter(|(_, by)| by.iter().copied().max() == Some(most));
        by.map(|(label, _)| label.trim_end_matches('?')).collect()
    };
    for (most, words) in [
        (Use::Ignored, "Entered, and read by no scheme here"),
        (Use::Named, "Entered, and counted by no scheme here, though some name it"),
    ] {
        let facts = nobody(most);
        if !facts.is_empty() {
            blocks.push(Block::Paragraph(only(format!("{words}: {}.", facts.join("; ")))));
        }
    }
    let cell = |used: &Use| match used {
        Use::Counted => only("counts"),
        Use::Named => only("names it, counts nothing"),
        Use::Ignored => vec![Inline::Quiet("\u{2013}".into()), Inline::Unseen(" does not read it".into())],
    };
    let row = |(label, by): &(String, Vec<Use>)| Row {
        key: label.clone(),
        head: only(label.clone()),
        cells: by.iter().map(cell).collect(),
    };
    blocks.push(Block::Fold {
        summary: only("What each scheme does with what was entered"),
        blocks: vec![Block::Stacked(Table {
            caption: "What was entered for the case and its children, and what each scheme does with it".into(),
            columns: columns("What was entered", all, false),
            rows: compared.entered.iter().map(row).collect(),
            sums: None,
        })],
    });
}
