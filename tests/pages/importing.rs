//! The pages of the import: what the worker draws, as the page shows it.

use super::{empty, html};
use fairload::web::address::Address;
use fairload::web::storage::Stored;

#[tokio::test]
async fn the_import_says_that_it_is_loading_until_its_program_is_there() {
    let page = empty(Address::Import).await;
    assert!(page.contains("# Import from a spreadsheet\nThis part is loading."), "{page}");
    let page = empty(Address::StillMissing).await;
    assert!(page.contains("# What the schemes still miss\nThis part is loading."), "{page}");
    assert!(html(Address::Import, Stored::Nothing, false).await.contains("role=\"status\""));
}

#[cfg(feature = "sheets")]
mod drawn {
    use crate::read_out;
    use fairload::importing::drawing::drawn;
    use fairload::importing::screen::{Field, FieldKind, Inline, Part, Screen};
    use fairload::web::drawn::draw_text;
    use yew::prelude::*;

    #[derive(Properties, PartialEq)]
    struct TextProps {
        text: String,
    }

    #[component]
    fn Drawn(props: &TextProps) -> Html {
        draw_text(&props.text)
    }

    async fn html_of(screen: &Screen) -> String {
        let text = drawn(screen);
        yew::ServerRenderer::<Drawn>::with_props(move || TextProps { text }).hydratable(false).render().await
    }

    fn field(id: &str, kind: FieldKind, label: &str) -> Field {
        Field { id: id.to_owned(), kind, label: label.to_owned(), ..Field::default() }
    }

    fn choices(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect()
    }

    /// One of every part, every kind of field, and everything that can be in a cell.
    fn everything() -> Screen {
        let words = |text: &str| text.to_owned();
        let kinds = choices(&[("", "Leave it out"), ("plan", "Plan")]);
        let select = Field {
            choices: kinds.clone(),
            value: words("plan"),
            hint: words("Which fact it is."),
            error: words("Say which fact \u{201c}Status\u{201d} is"),
            ..field("column-3", FieldKind::Select, "Status")
        };
        let in_table =
            Field { hidden_label: true, choices: kinds.clone(), ..field("column-4", FieldKind::Select, "Team") };
        let tick = Field { hidden_label: true, value: words("yes"), ..field("take-1", FieldKind::Box, "Take row 2") };
        let radios = Field { choices: kinds, value: words(""), ..field("gone", FieldKind::Radios, "Who is gone?") };
        let named = Field { value: words("names"), ..field("label", FieldKind::Line, "What to call it") };
        let boxed = Field { hint: words("Else they become initials."), ..field("names", FieldKind::Box, "Keep names") };
        let files = Field { value: words(".xlsx,.csv"), ..field("files", FieldKind::Files, "Files") };
        let cell = |own: Inline| vec![own];
        Screen {
            parts: vec![
                Part::Errors(vec![
                    (words("Say which fact it is"), words("column-3")),
                    (words("No rows"), String::new()),
                ]),
                Part::Heading(words("choose"), 2, words("Choose files")),
                Part::Heading(words("columns"), 3, words("Columns")),
                Part::Text(words("A paragraph <with> \"signs\" & more.")),
                Part::Note(words("A note.")),
                Part::List(vec![words("One"), words("Two")]),
                Part::Inset(words("Nothing changes until you say so.")),
                Part::Table(
                    words("The first rows"),
                    vec![(words("Child"), false), (words("Points"), true), (words("Team"), false)],
                    vec![vec![
                        vec![Inline::Strong(words("12")), Inline::Text(words(" and ")), Inline::Quiet(words("quiet"))],
                        cell(Inline::Link(words("/case/f1"), words("Family 1"), words(" of AB"))),
                        vec![Inline::Field(in_table), Inline::Field(tick)],
                    ]],
                ),
                Part::Fold(words("left-out"), words("What was left out"), vec![Part::Text(words("Nothing."))]),
                Part::Field(select),
                Part::Field(radios),
                Part::Field(named),
                Part::Field(boxed),
                Part::Field(field("paste", FieldKind::Area, "Paste here")),
                Part::Field(files),
                Part::Progress(words("Reading team.xlsx"), 1, 3),
                Part::Progress(words("Putting it together"), 0, 0),
                Part::Buttons(vec![
                    field("go", FieldKind::Button, "Import"),
                    Field { hint: words(" to the columns"), ..field("back", FieldKind::Secondary, "Back") },
                    field("forget", FieldKind::Warning, "Forget"),
                ]),
            ],
            focus: String::new(),
        }
    }

    #[tokio::test]
    async fn every_part_of_a_screen_is_drawn_in_the_elements_of_the_other_pages() {
        insta::assert_snapshot!("every_part", html_of(&everything()).await.replace("><", ">\n<"));
    }

    #[tokio::test]
    async fn every_part_of_a_screen_is_read_out() {
        insta::assert_snapshot!("every_part_read_out", read_out(&html_of(&everything()).await));
    }

    #[tokio::test]
    async fn what_is_no_element_is_not_drawn_and_nothing_that_runs_gets_through() {
        let shown = |text: &'static str| async move {
            yew::ServerRenderer::<Drawn>::with_props(move || TextProps { text: text.to_owned() })
                .hydratable(false)
                .render()
                .await
        };
        assert_eq!(shown("no JSON").await, "");
        assert_eq!(shown(r#"[12, {}, ["p"], ["p", {}, "a", 3]]"#).await, "<p>a</p>");
        assert_eq!(
            shown(r#"[["p", {"onclick": "x()", "style": "color: red", "class": "a"}]]"#).await,
            "<p class=\"a\"></p>"
        );
        assert_eq!(shown(r#"["<script>x()</script>"]"#).await, "&lt;script&gt;x()&lt;/script&gt;");
    }
}
