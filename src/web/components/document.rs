//! Draws documents: the one place where their blocks become elements.

use crate::comparison::Step;
use crate::web::document::{Bars, Block, Column, Document, Inline, Row, Sorted, Table};
use yew::prelude::*;

/// A document as elements.
pub fn draw(document: &Document) -> Html {
    blocks(&document.blocks)
}

fn blocks(all: &[Block]) -> Html {
    all.iter().map(block).collect()
}

fn block(own: &Block) -> Html {
    match own {
        Block::Heading(words) => html! { <h2 class="govuk-heading-m">{ words.clone() }</h2> },
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
        Block::Table(own) => table(own),
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
    }
}

fn inlines(all: &[Inline]) -> Html {
    all.iter().map(inline).collect()
}

fn inline(own: &Inline) -> Html {
    match own {
        Inline::Text(words) => html! { words.clone() },
        Inline::Strong(words) => html! { <strong>{ words.clone() }</strong> },
        Inline::Quiet(words) => html! { <span class="fairload-quiet">{ words.clone() }</span> },
        Inline::Unseen(words) => html! { <span class="govuk-visually-hidden">{ words.clone() }</span> },
        Inline::Struck(words) => html! { <s>{ words.clone() }</s> },
        Inline::Link(address, words) => html! { <a class="govuk-link" href={address.link()}>{ words.clone() }</a> },
        Inline::Step(step, words) => step_tag(*step, words.clone()),
    }
}

/// How a score stands to what is normal: in words, with a shape of its own beside the colour.
fn step_tag(step: Step, words: std::borrow::Cow<'static, str>) -> Html {
    let (class, shape) = match step {
        Step::Room => ("fairload-step fairload-step--room", "\u{25bd}"),
        Step::Within => ("fairload-step fairload-step--within", "\u{25cf}"),
        Step::Over => ("fairload-step fairload-step--over", "\u{25b2}"),
        Step::NotSaid => ("fairload-step", "\u{2013}"),
    };
    html! { <span {class}><span aria-hidden="true">{ shape }{ " " }</span>{ words }</span> }
}

fn table(own: &Table) -> Html {
    let numeric = |place: usize| own.columns.get(place).is_some_and(|column| column.numeric);
    let row = |row: &Row| {
        html! {
            <tr class="govuk-table__row" key={row.key.clone()}>
                <th scope="row" class="govuk-table__header">{ inlines(&row.head) }</th>
                { for row.cells.iter().enumerate().map(|(place, cell)| html! {
                    <td class={classes!("govuk-table__cell", numeric(place + 1).then_some("govuk-table__cell--numeric"))}>{ inlines(cell) }</td>
                }) }
            </tr>
        }
    };
    html! {
        <div class="fairload-scroll" role="region" aria-label={own.caption.clone()} tabindex="0">
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
                    <span class="fairload-chart__figure">{ bar.figure.clone() }</span>
                </div>
            }) }
            <details class="govuk-details">
                <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "The figures" }</span></summary>
                <div class="govuk-details__text">{ table(&behind(own)) }</div>
            </details>
        </figure>
    }
}

/// The table behind bars.
fn behind(own: &Bars) -> Table {
    let column = |words: &'static str, numeric| Column { words: words.into(), numeric, sort: None };
    let percent = |percent: i64| format!("{percent}\u{a0}%");
    let row = |bar: &crate::web::document::Bar| {
        let text = |words: String| vec![Inline::Text(words.into())];
        let range = if bar.range.0 == bar.range.1 {
            String::new()
        } else {
            format!("{} to {}", percent(bar.range.0), percent(bar.range.1))
        };
        Row {
            key: bar.words.to_string(),
            head: vec![Inline::Text(bar.words.clone())],
            cells: vec![
                vec![Inline::Text(bar.figure.clone())],
                text(percent(bar.percent)),
                text(range),
                vec![Inline::Text(bar.step.words().into())],
            ],
        }
    };
    Table {
        caption: own.caption.clone(),
        columns: vec![
            column("", false),
            column("Points", true),
            column("Of the top of what is normal", true),
            column("Could be", true),
            column("Reading", false),
        ],
        rows: own.bars.iter().map(row).collect(),
        sums: None,
    }
}
