//! Everybody under every scheme: who has room, who is over, and by which reading.

use crate::web::address::{Address, Sort};
use crate::web::components::document::draw;
use crate::web::components::text::title;
use crate::web::document::{Block, Column, Document, Row, Sorted, Table, link, only};
use crate::web::session::Session;
use crate::web::words;
use yew::prelude::*;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct TeamProps {
    /// What every page is given.
    pub session: Session,
    /// What the table is sorted by.
    pub sort: Option<Sort>,
}

/// Everybody under every scheme.
#[component]
pub fn TeamPage(props: &TeamProps) -> Html {
    let workspace = props.session.workspace();
    let column = |words: &'static str| Column {
        words: words.into(),
        numeric: false,
        sort: Some((Address::Team(props.sort.clone()), Sorted::No)),
    };
    let rows = workspace.practitioners.iter().map(|own| Row {
        key: own.id.as_str().to_owned(),
        head: vec![link(Address::SideBySide(own.id.clone()), words::practitioner(own))],
        cells: vec![only(own.team.as_str().to_owned())],
    });
    let table = Table {
        caption: "Team".into(),
        columns: vec![column("Practitioner"), column("Team")],
        rows: rows.collect(),
        sums: None,
    };
    html! { <>{ title("Team") }{ draw(&Document::of(vec![Block::Table(table)])) }</> }
}
