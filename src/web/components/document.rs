//! Draws documents: the one place where their blocks become elements.

use crate::comparison::{Reading, Step};
use crate::points::Points;
use crate::web::address::Address;
use crate::web::document::{
    Bar, Bars, Block, Column, Document, Facing, Inline, Pick, Row, Scale, Sorted, Stack, Stacks, Table, Text,
};
use crate::web::state::Action;
use yew::prelude::*;

/// What links that do something are given; nothing where a document has none.
type Act<'a> = Option<&'a Callback<Action>>;

/// A document as elements.
pub fn draw(document: &Document) -> Html {
    blocks(&document.blocks, None)
}

/// A document with links to somebody's cases.
pub fn draw_with(document: &Document, act: &Callback<Action>) -> Html {
    blocks(&document.blocks, Some(act))
}

fn blocks(all: &[Block], act: Act<'_>) -> Html {
    all.iter().map(|own| block(own, act)).collect()
}

fn block(own: &Block, act: Act<'_>) -> Html {
    let inlines = |all: &[Inline]| inlines(all, act);
    let blocks = |all: &[Block]| blocks(all, act);
    match own {
        Block::Heading(words) => html! { <h2 class="govuk-heading-m">{ words.clone() }</h2> },
        Block::Place(id, words) => html! { <h2 class="govuk-heading-m" id={*id} tabindex="-1">{ words.clone() }</h2> },
        Block::Subheading(words) => html! { <h3 class="govuk-heading-s">{ words.clone() }</h3> },
        Block::Paragraph(words) => html! { <p class="govuk-body">{ inlines(words) }</p> },
        Block::Note(words) => html! { <p class="govuk-body-s fairload-quiet">{ inlines(words) }</p> },
        Block::List(points) => html! {
            <ul class="govuk-list govuk-list--bullet">
                { for points.iter().map(|words| html! { <li>{ inlines(words) }</li> }) }
            </ul>
        },
        Block::Terms(terms) => html! {
            <dl class="fairload-terms">
                { for terms.iter().map(|(term, words)| html! { <div><dt>{ term.clone() }</dt><dd>{ inlines(words) }</dd></div> }) }
            </dl>
        },
        Block::Table(own) => table(own, act, false),
        Block::Stacked(own) => table(own, act, true),
        Block::Fold { summary, blocks: under } => html! {
            <details class="govuk-details">
                <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ inlines(summary) }</span></summary>
                <div class="govuk-details__text">{ blocks(under) }</div>
            </details>
        },
        Block::Card { title, blocks: inside } => html! {
            <div class="fairload-card">
                <h3 class="govuk-heading-s">{ title.clone() }</h3>
                { blocks(inside) }
            </div>
        },
        Block::Inset(inside) => html! { <div class="govuk-inset-text">{ blocks(inside) }</div> },
        Block::Bars(own) => bars(own),
        Block::Facing(own) => html! {
            <div class="fairload-facing">{ for own.iter().map(|own| facing(own, act)) }</div>
        },
        Block::Scale(own) => scale(own),
        Block::Stacks(own) => stacks(own),
    }
}

fn inlines(all: &[Inline], act: Act<'_>) -> Html {
    all.iter().map(|own| inline(own, act)).collect()
}

fn inline(own: &Inline, act: Act<'_>) -> Html {
    match own {
        Inline::Text(words) => html! { words.clone() },
        Inline::Strong(words) => html! { <strong>{ words.clone() }</strong> },
        Inline::Quiet(words) => html! { <span class="fairload-quiet">{ words.clone() }</span> },
        // A space first, for readers who hear the page or copy from it.
        Inline::Below(words) => html! { <>{ " " }<span class="fairload-below">{ words.clone() }</span></> },
        Inline::Small(own) => html! { <>{ " " }<span class="fairload-below">{ inlines(own, act) }</span></> },
        Inline::Unseen(words) => unseen(words),
        Inline::Struck(words) => html! { <s>{ words.clone() }</s> },
        Inline::Link(address, words) => html! { <a class="govuk-link" href={address.link()}>{ words.clone() }</a> },
        Inline::LinkOf(address, words, of) => html! {
            <a class="govuk-link" href={address.link()}>{ words.clone() }{ unseen(of) }</a>
        },
        Inline::Caseload(whose, words, of) => {
            let (act, whose) = (act.cloned(), whose.clone());
            let onclick = Callback::from(move |_: MouseEvent| {
                if let Some(act) = &act {
                    act.emit(Action::Show(whose.clone()));
                }
            });
            html! { <a class="govuk-link" href={Address::Caseload.link()} {onclick}>{ words.clone() }{ unseen(of) }</a> }
        }
        Inline::Pick(own) => pick(own),
        Inline::Reading(own, words) => reading_tag(*own, words.clone()),
        Inline::Error(words) => not_allowed(words.clone()),
    }
}

/// What a scheme does not allow, as an error in words.
pub fn not_allowed(words: Text) -> Html {
    html! { <span class="govuk-error-message">{ "Error: " }{ words }</span> }
}

fn pick(own: &Pick) -> Html {
    let id = format!("pick-{}", own.value);
    let value = own.value.clone();
    let onchange = own.choose.reform(move |_: Event| value.clone());
    html! {
        <>
            <input type="radio" name="pick" class="fairload-tick" id={id.clone()} checked={own.checked} {onchange} />
            { " " }<label for={id}>{ own.words.clone() }</label>
        </>
    }
}

fn unseen(words: &Text) -> Html {
    if words.is_empty() {
        return Html::default();
    }
    html! { <span class="govuk-visually-hidden">{ words.clone() }</span> }
}

/// How a score stands to what is normal: in words, with a shape of its own. What is not sure has the shapes of both
/// ends, or a question mark.
fn reading_tag(own: Reading, words: Text) -> Html {
    let shape = |step: Step| match step {
        Step::Room => "\u{25bd}",
        Step::Within => "\u{25cf}",
        Step::Over => "\u{25b2}",
        Step::NotSaid => "\u{2013}",
    };
    let class = match (own.is_sure(), own.least) {
        (true, Step::Over) => "fairload-step fairload-step--over",
        (true, _) => "fairload-step",
        _ => "fairload-step fairload-step--open",
    };
    html! {
        <span {class}>
            <span aria-hidden="true">
                { shape(own.least) }
                if own.so_far { { "?" } } else if own.least != own.most { { "\u{2026}" }{ shape(own.most) } }
                { "\u{a0}" }
            </span>
            { words }
        </span>
    }
}

fn facing(own: &Facing, act: Act<'_>) -> Html {
    html! {
        <section class="fairload-facing__one">
            <h3 class="govuk-heading-s">{ inlines(&own.title, act) }</h3>
            <dl>
                { for own.terms.iter().map(|(term, words)| html! {
                    <div><dt>{ term.clone() }</dt><dd>{ inlines(words, act) }</dd></div>
                }) }
            </dl>
        </section>
    }
}

fn table(own: &Table, act: Act<'_>, stacked: bool) -> Html {
    let inlines = |all: &[Inline]| inlines(all, act);
    let numeric = |place: usize| own.columns.get(place).is_some_and(|column| column.numeric);
    let label = |place: usize| own.columns.get(place).filter(|_| stacked).map(|column| column.words.clone());
    let row = |row: &Row| {
        html! {
            <tr class="govuk-table__row" key={row.key.clone()}>
                <th scope="row" class="govuk-table__header">{ inlines(&row.head) }</th>
                { for row.cells.iter().enumerate().map(|(place, cell)| html! {
                    <td class={classes!("govuk-table__cell", numeric(place + 1).then_some("govuk-table__cell--numeric"))} data-label={label(place + 1)}>{ boxed(inlines(cell), stacked) }</td>
                }) }
            </tr>
        }
    };
    html! {
        <div class={classes!("fairload-scroll", stacked.then_some("fairload-stacked"))} role="region" aria-label={own.caption.clone()} tabindex="0">
            <table class="govuk-table fairload-table--dense">
                <caption class="govuk-visually-hidden">{ own.caption.clone() }</caption>
                <thead class="govuk-table__head"><tr class="govuk-table__row">{ for own.columns.iter().map(head) }</tr></thead>
                <tbody class="govuk-table__body">{ for own.rows.iter().map(row) }</tbody>
                if let Some(sums) = &own.sums {
                    <tfoot>{ row(sums) }</tfoot>
                }
            </table>
        </div>
    }
}

/// What is in a cell as one block, beside which the head of its column can stand.
fn boxed(inside: Html, stacked: bool) -> Html {
    if stacked {
        html! { <span>{ inside }</span> }
    } else {
        inside
    }
}

fn head(own: &Column) -> Html {
    let class = classes!("govuk-table__header", own.numeric.then_some("govuk-table__header--numeric"));
    let Some((address, sorted)) = &own.sort else {
        return html! { <th scope="col" {class}>{ own.words.clone() }</th> };
    };
    let (order, arrow) = match sorted {
        Sorted::No => ("none", ""),
        Sorted::Up => ("ascending", " \u{2191}"),
        Sorted::Down => ("descending", " \u{2193}"),
    };
    html! {
        <th scope="col" {class} aria-sort={order}>
            <a class="govuk-link" href={address.link()}>{ own.words.clone() }<span aria-hidden="true">{ arrow }</span></a>
        </th>
    }
}

/// Bars against what is normal. The figures are in the table behind, so readers who hear the page skip
/// the drawing.
fn bars(own: &Bars) -> Html {
    const WIDE: i64 = 100;
    const HIGH: i64 = 8;
    let most = own.bars.iter().flat_map(|bar| [bar.percent, bar.range.1, 125]).max().unwrap_or(125);
    let place = |percent: i64| (percent.max(0) * WIDE / most).to_string();
    html! {
        <figure class="fairload-chart">
            <figcaption class="govuk-body">{ own.caption.clone() }</figcaption>
            { for own.bars.iter().map(|bar| html! {
                <div class="fairload-chart__row" aria-hidden="true">
                    <span class="fairload-chart__words">{ bar.words.clone() }</span>
                    <svg class="fairload-bar" viewBox={format!("0 0 {WIDE} {HIGH}")} preserveAspectRatio="none" focusable="false">
                        <rect class="fairload-bar__track" x="0" y="0" width={place(most)} height="8" />
                        if let Some(floor) = bar.floor {
                            <rect class="fairload-bar__normal" x={place(floor)} y="0" width={place(100 - floor)} height="8" />
                        }
                        <rect class="fairload-bar__range" x="0" y="0" width={place(bar.range.1)} height="8" />
                        <rect class="fairload-bar__fill" x="0" y="0" width={place(bar.percent)} height="8" />
                        <line class="fairload-bar__limit" x1={place(100)} x2={place(100)} y1="0" y2="8" />
                    </svg>
                    <span class="fairload-chart__figure"><strong>{ span(bar).unwrap_or_else(|| percent(bar.percent)) }</strong>{ format!(", {}", bar.figure) }</span>
                </div>
            }) }
            <details class="govuk-details">
                <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "The figures" }</span></summary>
                <div class="govuk-details__text">{ table(&behind(own), None, false) }</div>
            </details>
        </figure>
    }
}

fn percent(own: i64) -> String {
    format!("{own}\u{a0}%")
}

/// From where to where a bar could reach; nothing where that is one.
fn span(own: &Bar) -> Option<String> {
    (own.range.0 != own.range.1).then(|| format!("{} to {}", own.range.0, percent(own.range.1)))
}

/// The table behind bars.
fn behind(own: &Bars) -> Table {
    let column = |words: &'static str, numeric| Column { words: words.into(), numeric, sort: None };
    let row = |bar: &Bar| {
        let text = |words: String| vec![Inline::Text(words.into())];
        Row {
            key: bar.words.to_string(),
            head: vec![Inline::Text(bar.words.clone())],
            cells: vec![
                vec![Inline::Text(bar.figure.clone())],
                text(percent(bar.percent)),
                text(span(bar).unwrap_or_default()),
                text(bar.reading.in_full()),
            ],
        }
    };
    Table {
        caption: own.caption.clone(),
        columns: vec![
            column("Name", false),
            column("Counts", true),
            column("Of the top of what is normal", true),
            column("Could be", true),
            column("How it stands", false),
        ],
        rows: own.bars.iter().map(row).collect(),
        sums: None,
    }
}

/// Figures on a line. They are in the table behind, so readers who hear the page skip the drawing.
fn scale(own: &Scale) -> Html {
    let figures =
        || own.marks.iter().map(|(figure, _)| *figure).chain([own.own]).chain(own.range.map(|(_, most)| most));
    let most = figures().max().unwrap_or(Points::ZERO).max(Points::whole(1));
    // In percent of the width with one decimal place, so that a word at an end has room.
    let place = |figure: Points| {
        let thousandths = 50 + figure.share(900, most.in_ten_thousandths()).in_ten_thousandths();
        format!("{}.{}%", thousandths / 10, thousandths % 10)
    };
    let word = |figure: Points, y: &'static str, class: &'static str| {
        html! { <text {class} x={place(figure)} {y} text-anchor="middle">{ figure.to_string() }</text> }
    };
    let line = |figure: Points, class: &'static str, y1: &'static str, y2: &'static str| {
        html! { <line {class} x1={place(figure)} x2={place(figure)} {y1} {y2} /> }
    };
    html! {
        <figure class="fairload-chart">
            <figcaption class="govuk-body">{ own.caption.clone() }</figcaption>
            <svg class="fairload-scale" aria-hidden="true" focusable="false">
                <line class="fairload-scale__line" x1={place(Points::ZERO)} x2={place(most)} y1="36" y2="36" />
                if let Some((lowest, highest)) = own.range {
                    <line class="fairload-scale__range" x1={place(lowest)} x2={place(highest)} y1="36" y2="36" />
                    { word(lowest, "60", "fairload-scale__word") }
                    { word(highest, "60", "fairload-scale__word") }
                }
                { for own.marks.iter().map(|(figure, _)| line(*figure, "fairload-scale__mark", "28", "44")) }
                { line(own.own, "fairload-scale__own", "22", "50") }
                { word(own.own, "16", "fairload-scale__word fairload-scale__word--own") }
            </svg>
            <details class="govuk-details">
                <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "The figures" }</span></summary>
                <div class="govuk-details__text">{ table(&behind_scale(own), None, false) }</div>
            </details>
        </figure>
    }
}

/// The table behind figures on a line.
fn behind_scale(own: &Scale) -> Table {
    let column = |words: Text, numeric| Column { words, numeric, sort: None };
    let mut rows: Vec<Row> = Vec::new();
    let mut row = |words: &'static str, figure: Points, said: &'static str| {
        let cells = [figure.to_string().into(), Text::Borrowed(said)].map(|words| vec![Inline::Text(words)]).to_vec();
        rows.push(Row { key: rows.len().to_string(), head: vec![Inline::Text(words.into())], cells });
    };
    row("This caseload", own.own, "");
    if let Some((lowest, highest)) = own.range {
        row("Lowest reported", lowest, if own.own < lowest { "this caseload is below it" } else { "" });
        row("Highest reported", highest, if own.own > highest { "this caseload is above it" } else { "" });
    }
    for (figure, reached) in &own.marks {
        row("Reported as unmanageable", *figure, if *reached { "reached" } else { "not reached" });
    }
    Table {
        caption: own.caption.clone(),
        columns: vec![
            column("Figure".into(), false),
            column(own.of.clone(), true),
            column("This caseload".into(), false),
        ],
        rows,
        sums: None,
    }
}

/// The letter of a part, by which its name is found without its colour.
fn letter(place: usize) -> String {
    let letter = u8::try_from(place).ok().and_then(|place| b'A'.checked_add(place)).filter(u8::is_ascii_uppercase);
    letter.map_or_else(|| "+".to_owned(), |letter| char::from(letter).to_string())
}

/// Bars made up of parts: each part has a letter, which its name below has too.
fn stacks(own: &Stacks) -> Html {
    html! {
        <figure class="fairload-chart">
            <figcaption class="govuk-body">{ own.caption.clone() }</figcaption>
            { for own.stacks.iter().map(|own| html! {
                <div class="fairload-stack" aria-hidden="true">
                    <span class="fairload-stack__words">{ format!("{}: {}", own.words, own.figure) }</span>
                    { stack(own) }
                    <ul class="fairload-stack__parts">
                        { for own.parts.iter().enumerate().map(|(place, part)| html! {
                            <li><strong>{ letter(place) }</strong>{ format!(" {} {}", part.words, part.figure) }</li>
                        }) }
                    </ul>
                </div>
            }) }
            <details class="govuk-details">
                <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "The figures" }</span></summary>
                <div class="govuk-details__text">{ table(&behind_stacks(own), None, false) }</div>
            </details>
        </figure>
    }
}

fn stack(own: &Stack) -> Html {
    // In percent with one decimal place: the drawing is as wide as its column, its letters never stretch.
    let place = |thousandths: i64| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let mut at = 0;
    html! {
        <svg class="fairload-stack__bar" focusable="false">
            { for own.parts.iter().enumerate().map(|(number, part)| {
                let (from, wide) = (at, part.thousandths.max(0));
                at += wide;
                html! {
                    <>
                        <rect class={format!("fairload-stack__part fairload-stack__part--{}", number % 4)} x={place(from)} y="0" width={place(wide)} height="100%" />
                        // Narrower than its letter, a part has none.
                        if wide >= 40 {
                            <text class={format!("fairload-stack__letter fairload-stack__letter--{}", number % 4)} x={place(from + wide / 2)} y="50%" dy="0.35em" text-anchor="middle">{ letter(number) }</text>
                        }
                    </>
                }
            }) }
        </svg>
    }
}

/// The table behind bars made up of parts.
fn behind_stacks(own: &Stacks) -> Table {
    let column = |words: &crate::web::document::Text, numeric| Column { words: words.clone(), numeric, sort: None };
    let rows = own.stacks.iter().enumerate().flat_map(|(number, stack)| {
        stack.parts.iter().enumerate().map(move |(place, part)| Row {
            key: format!("{number}-{place}"),
            head: vec![Inline::Text(stack.words.clone())],
            cells: vec![vec![Inline::Text(part.words.clone())], vec![Inline::Text(part.figure.clone())]],
        })
    });
    Table {
        caption: own.caption.clone(),
        columns: vec![column(&"Scheme".into(), false), column(&own.of, false), column(&"Counts".into(), true)],
        rows: rows.collect(),
        sums: None,
    }
}
