//! Any other table than the councils' standard workbook: guessed, shown, changed, read, remembered.
// A test that panics has failed, and says where.
#![cfg(feature = "sheets")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "mapping/believed.rs"]
mod believed;
#[path = "mapping/unseen.rs"]
mod unseen;

use fairload::facts::record::Record;
use fairload::facts::{Case, Child, Id, Month, Practitioner, Task, When};
use fairload::importing::code::Key;
use fairload::importing::found::{At, Found, FoundChild};
use fairload::importing::mapping::Mappings;
use fairload::importing::mapping::targets::{Of, Rows, Target};
use fairload::importing::screen::{Event, Field, Inline, Part};
use fairload::importing::table::{Cell, Row, Sheet};
use fairload::importing::templates;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

fn at() -> At {
    At {
        today: When::read("2026-11-21").unwrap(),
        month: Month::read("2026-11").unwrap(),
        key: Key::of_chance(0x0123_4567_89ab_cdef),
    }
}

/// A cell as a CSV reader makes it: text, or nothing.
fn cell(text: &str) -> Cell {
    match text {
        "" => Cell::Empty,
        "DROPPED" => Cell::Dropped,
        text if text.starts_with('#') && text.ends_with(['!', 'A', '?']) => Cell::Error(text.to_owned()),
        text if text.bytes().all(|own| own.is_ascii_digit() || own == b'.') => Cell::Number(text.to_owned()),
        text => Cell::Text(text.to_owned()),
    }
}

/// A sheet of rows, with `|` between cells; rows are numbered from 1, and empty ones are not there.
fn sheet(text: &str) -> Sheet {
    let rows = text
        .lines()
        .zip(1..)
        .map(|(line, number)| Row { number, cells: line.split('|').map(|own| cell(own.trim())).collect() });
    let rows = rows.filter(|row| row.cells.iter().any(|cell| *cell != Cell::Empty)).collect();
    Sheet { file: "caseload.csv".to_owned(), rows, ..Sheet::default() }
}

fn of(text: &str) -> Mappings {
    Mappings::of(vec![sheet(text)], "")
}

fn read(text: &str) -> Found {
    let mappings = of(text);
    assert_eq!(mappings.errors(), []);
    mappings.found(&at())
}

fn hear(mappings: &mut Mappings, id: &str, value: &str) {
    assert!(mappings.hear(&Event { id: id.to_owned(), value: value.to_owned() }), "{id}");
}

fn fact<'a>(child: &'a FoundChild, name: &str) -> Option<&'a str> {
    child.facts.iter().chain(&child.case_facts).find(|own| own.0 == name).map(|own| own.1.as_str())
}

fn problems(found: &Found) -> Vec<String> {
    found.problems.iter().map(|own| format!("{} {}: {}", own.place.row, own.column, own.words)).collect()
}

/// Every part with those that are folded, flat.
fn flat(parts: &[Part]) -> Vec<&Part> {
    parts
        .iter()
        .flat_map(|part| match part {
            Part::Fold(_, _, inner) => [vec![part], flat(inner)].concat(),
            part => vec![part],
        })
        .collect()
}

fn fields(parts: &[Part]) -> Vec<Field> {
    let mut fields = Vec::new();
    for part in flat(parts) {
        match part {
            Part::Field(field) => fields.push(field.clone()),
            Part::Buttons(all) => fields.extend(all.iter().cloned()),
            Part::Table(_, _, rows) => {
                for inline in rows.iter().flatten().flatten() {
                    if let Inline::Field(field) = inline {
                        fields.push(field.clone());
                    }
                }
            }
            _ => {}
        }
    }
    fields
}

fn field(mappings: &Mappings, id: &str) -> Field {
    let all = fields(&mappings.parts());
    all.iter().find(|own| own.id == id).cloned().unwrap_or_else(|| panic!("no field {id}"))
}

/// All the words of the screen, without the choices of fields.
fn words(parts: &[Part]) -> String {
    let mut words = String::new();
    for part in flat(parts) {
        match part {
            Part::Heading(_, _, text)
            | Part::Text(text)
            | Part::Note(text)
            | Part::Inset(text)
            | Part::Fold(_, text, _)
            | Part::Progress(text, ..) => writeln!(words, "{text}").unwrap(),
            Part::List(all) => words += &all.join("\n"),
            Part::Errors(all) => writeln!(words, "{all:?}").unwrap(),
            Part::Table(caption, columns, rows) => {
                writeln!(words, "{caption}\n{columns:?}").unwrap();
                for row in rows {
                    let cells = row.iter().map(|cell| {
                        let inline = cell.iter().map(|own| match own {
                            Inline::Text(text)
                            | Inline::Strong(text)
                            | Inline::Quiet(text)
                            | Inline::Link(_, text, _) => text.clone(),
                            Inline::Field(field) => format!("[{}]", field.value),
                        });
                        inline.collect::<Vec<_>>().join(" ")
                    });
                    writeln!(words, "{}", cells.collect::<Vec<_>>().join(" | ")).unwrap();
                }
            }
            Part::Field(_) | Part::Buttons(_) => {}
        }
    }
    words
}

// --- A table as a council has it -----------------------------------------------------------------

const TABLE: &str = "Caseload of the North team
As at | 1 November 2026

Case No. | Child's DOB | SW | Team | CIN/CP/LAC | Travel time (mins) | Interpreter | Notes | Ethnicity
1001 | 7 | Smith, Jane | North | CIN | 45 mins | Y | likes football | DROPPED
1002 | 15 | Jane Smith | North | LAC | 1h30 | N | | DROPPED
1003 | 3 | Tom Brown | North | CP/LAC | | | | DROPPED
1004 | 30 | Unallocated | North | Amber | far | perhaps | | DROPPED";

#[test]
fn a_table_as_councils_have_it_is_read_without_a_question() {
    let found = read(TABLE);
    assert_eq!(found.children.len(), 4);
    assert!(found.whole);
    let [first, second, third, fourth] = found.children.as_slice() else { panic!() };
    assert_eq!(fact(first, "age"), Some("7"));
    assert_eq!(fact(first, "plan"), Some("child_in_need"));
    assert_eq!(fact(first, "minutes_each_way"), Some("45"));
    assert_eq!(fact(first, "interpreter"), Some("yes"));
    assert_eq!((fact(second, "plan"), fact(second, "minutes_each_way")), (Some("looked_after"), Some("90")));
    assert_eq!(fact(second, "interpreter"), Some("no"));
    assert_eq!(fact(third, "plan"), Some("child_protection_and_looked_after"));
    // What is left open is not known, not zero.
    assert_eq!((fact(third, "interpreter"), fact(third, "minutes_each_way")), (Some("unknown"), Some("")));
    assert_eq!(
        (fact(fourth, "plan"), fact(fourth, "age"), fact(fourth, "minutes_each_way")),
        (Some(""), Some(""), Some(""))
    );
    assert_eq!(fact(first, "disability"), None, "no column, nothing said");

    let people: Vec<_> = found.practitioners.iter().map(|own| (own.initials.as_str(), own.team.as_str())).collect();
    assert_eq!(people, [("JS", "North"), ("TB", "North")]);
    let holders: Vec<_> = found.children.iter().map(|own| own.practitioner).collect();
    assert_eq!(holders, [Some(0), Some(0), Some(1), None]);

    let source = &found.sources[0];
    assert_eq!((source.read_as.as_str(), source.rows, source.used), ("a table of children", 4, 4));
    assert_eq!(source.columns_dropped, ["Ethnicity"]);
    assert_eq!(source.columns_left, ["Notes"]);
    assert_eq!(
        problems(&found),
        [
            "8 Child's DOB: \u{201c}30\u{201d} is no age from 0 to 25: not read",
            "8 CIN/CP/LAC: \u{201c}Amber\u{201d} was given no meaning: left open",
            "8 Travel time (mins): \u{201c}far\u{201d} is no number of minutes: not read",
            "8 Interpreter: \u{201c}perhaps\u{201d} was given no meaning: left open",
        ]
    );
}

#[test]
fn the_number_of_a_child_becomes_a_code_and_stands_nowhere_else() {
    let mappings = of(TABLE);
    let found = mappings.found(&at());
    assert!(found.children.iter().all(|child| child.code.0.len() == 16));
    assert_eq!(found.children[0].code, fairload::importing::people::child_code(&at().key, "1001.0").unwrap());
    for number in ["1001", "1002", "1003", "1004"] {
        assert!(!format!("{found:?}").contains(number), "found has {number}");
        assert!(!words(&mappings.parts()).contains(number), "the screen has {number}");
        assert!(!format!("{:?}", fields(&mappings.parts())).contains(number), "a field has {number}");
        assert!(!mappings.remember().contains(number), "the memory has {number}");
    }
    assert!(!words(&mappings.parts()).contains("football"), "what is not read is not shown");
}

#[test]
fn the_screen_shows_the_first_rows_as_they_will_be_read() {
    let words = words(&of(TABLE).parts());
    for line in [
        "5 | (number, kept as a code) | 7 | JS | North | Child in need | 45 | Yes | not read | dropped",
        "6 | (number, kept as a code) | 15 | JS | North | Looked after | 90 | No | not read | dropped",
        "7 | (number, kept as a code) | 3 | TB | North | Child protection plan and looked after | \u{2013} | Not known | not read | dropped",
        "8 | (number, kept as a code) | not read | \u{2013} | North | left open | not read | left open | not read | dropped",
        "becomes | Child number, kept as a code | Age | Worker | Team | Plan | Minutes each way | Interpreter used regularly | not read | dropped",
        "7 of 9 columns are read. 1 was dropped while the file was read",
        "Amber | CIN/CP/LAC | 1 | []",
    ] {
        assert!(words.contains(line), "{line}\n{words}");
    }
}

#[test]
fn a_word_that_was_not_understood_is_asked_and_the_answer_is_read_and_remembered() {
    let text = format!("{TABLE}\n1005 | 4 | Tom Brown | North | Amber | | | | DROPPED");
    let mut mappings = of(&text);
    let asked = field(&mappings, "map-0-word-4-0");
    assert_eq!(asked.value, "");
    assert!(asked.choices.iter().any(|own| own.0 == "child_in_need"));
    hear(&mut mappings, "map-0-word-4-0", "child_in_need");
    let found = mappings.found(&at());
    assert_eq!(fact(&found.children[3], "plan"), Some("child_in_need"));
    let again = Mappings::of(vec![sheet(&text)], &mappings.remember());
    assert_eq!(again.found(&at()), found);
}

#[test]
fn a_column_is_changed_and_two_columns_for_one_thing_are_an_error_beside_the_field() {
    let mut mappings = of(TABLE);
    hear(&mut mappings, "map-0-column-7", "child.label");
    assert_eq!(mappings.errors(), []);
    // Two words and nothing else could be a name.
    assert_eq!(mappings.found(&at()).children[0].label, "LF");
    hear(&mut mappings, "map-0-column-7", "worker");
    let errors = mappings.errors();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].1, "map-0-column-7");
    assert!(
        errors[0].0.contains("\u{201c}SW\u{201d} and \u{201c}Notes\u{201d} cannot both be \u{201c}Worker\u{201d}"),
        "{}",
        errors[0].0
    );
    assert_eq!(field(&mappings, "map-0-column-7").error, errors[0].0);
    hear(&mut mappings, "map-0-column-7", "");
    assert_eq!(mappings.errors(), []);
}

#[test]
fn what_is_no_choice_changes_nothing_and_what_is_of_somebody_else_is_not_heard() {
    let mut mappings = of(TABLE);
    let before = mappings.clone();
    for (id, value) in [
        ("map-0-column-7", "no_such"),
        ("map-0-column-7", "practitioner.role"),
        ("map-0-column-99", "id"),
        ("map-9-column-1", "id"),
        ("map-0-word-4-0", "no_such"),
        ("map-0-word-4-99", "child_in_need"),
        ("map-0-headings", "99"),
        ("map-0-headings", "x"),
        ("map-0-blank-6", "yes"),
        ("map-0-page", "12"),
        ("map-0-page", "1"),
        ("map-0-page", "x"),
        ("map-0", ""),
        ("map", ""),
    ] {
        hear(&mut mappings, id, value);
        assert_eq!(mappings, before, "{id} {value}");
    }
    assert!(!mappings.hear(&Event { id: "mapped".to_owned(), value: String::new() }));
    assert_eq!(mappings, before);
}

// --- Rows ------------------------------------------------------------------------------------------

#[test]
fn a_second_row_of_a_child_fills_what_the_first_leaves_open_and_what_differs_is_a_problem() {
    let found = read(
        "Case no | Age | Status | Worker | Disability | Locality
        1001 | 7 | LAC | Jane Smith | |
        1001 | | CP | Jane Smith | yes | East
        1001.0 | 8 | CIN | Tom Brown | no | East",
    );
    assert_eq!(found.children.len(), 1);
    let child = &found.children[0];
    assert_eq!(fact(child, "plan"), Some("child_protection_and_looked_after"));
    assert_eq!(
        (fact(child, "age"), fact(child, "disability"), fact(child, "locality")),
        (Some("7"), Some("yes"), Some("East"))
    );
    assert_eq!(child.places.len(), 3);
    assert_eq!(
        problems(&found),
        [
            "4 : the child of row 2 again: Child in need here, Child protection plan and looked after there, read as Child protection plan and looked after",
            "4 : the child of row 2 again, with another \u{201c}Age\u{201d}: 8 here, 7 there, which is kept",
            "4 : the child of row 2 again, with another \u{201c}Disabled child\u{201d}: no here, yes there, which is kept",
            "4 : the child of row 2 again, with another \u{201c}Worker\u{201d}: TB here, JS there, which is kept",
        ]
    );
}

#[test]
fn rows_without_a_number_are_children_of_their_own_and_that_is_said() {
    let found = read("Case no | Age | Plan\n1 | 4 | CIN\n | 5 | CIN\n | 5 | CIN");
    assert_eq!(found.children.len(), 3);
    assert_eq!(found.children.iter().filter(|child| child.code.0.is_empty()).count(), 2);
    assert_eq!(found.problems.len(), 2);
    let found = read("Age | Plan\n4 | CIN\n5 | CIN");
    assert_eq!((found.children.len(), found.problems.len(), found.whole), (2, 1, false));
    assert!(found.problems[0].words.starts_with("no column has the number"));
}

#[test]
fn what_closed_before_the_month_and_what_is_no_child_is_left_out_with_its_reason() {
    let found = read(
        "Case no | Age | Status | Closed
        1 | 4 | CIN | 31/10/2026
        2 | 4 | CIN | 01/11/2026
        3 | 4 | CIN |
        4 | 4 | Closed |
        Case no | Age | Status | Closed
        Total | 4 | |",
    );
    assert_eq!(found.children.len(), 2);
    assert_eq!(fact(&found.children[0], "closing_in"), Some("2026-11"));
    let left: Vec<_> = found.left_out.iter().map(|(why, times)| format!("{why} {times}")).collect();
    assert_eq!(
        left,
        [
            "closed before November 2026 1",
            "headings that come again 1",
            "rows of totals 1",
            "\u{201c}Closed\u{201d} under \u{201c}Status\u{201d} 1"
        ]
    );
}

#[test]
fn columns_that_are_ticked_for_a_plan_come_together() {
    let found = read(
        "Case no | CIN | CP | LAC | Interpreter
        1 | x | | | x
        2 | | 12/03/2026 | 1 |
        3 | 0 | | Y |
        4 | | | |",
    );
    let plans: Vec<_> = found.children.iter().map(|child| fact(child, "plan").unwrap()).collect();
    assert_eq!(plans, ["child_in_need", "child_protection_and_looked_after", "looked_after", ""]);
    // A column of ticks and nothing else says no where it is empty; the reader can say otherwise.
    assert_eq!(fact(&found.children[1], "interpreter"), Some("no"));
    let mut mappings = of("Case no | Interpreter\n1 | yes\n2 |");
    assert_eq!(fact(&mappings.found(&at()).children[1], "interpreter"), Some("unknown"));
    hear(&mut mappings, "map-0-blank-1", "no");
    assert_eq!(fact(&mappings.found(&at()).children[1], "interpreter"), Some("no"));
}

#[test]
fn a_day_under_an_open_task_is_its_beginning() {
    let found = read("Case no | Open assessment since | S47\n1 | 03/11/2026 | no\n2 | yes | 2026-11-05\n3 | | soon");
    let tasks: Vec<_> = found.children.iter().map(|child| child.tasks.clone()).collect();
    assert_eq!(tasks[0].len(), 1);
    assert_eq!((tasks[0][0].kind.as_str(), tasks[0][0].facts[0].1.as_str()), ("single_assessment", "2026-11-03"));
    assert_eq!((tasks[1].len(), tasks[1][0].facts.len()), (2, 0));
    assert_eq!(tasks[1][1].kind, "section_47");
    assert!(tasks[2].is_empty());
    assert_eq!(problems(&found), ["4 S47: \u{201c}soon\u{201d} is no day: not read"]);
}

#[test]
fn a_second_worker_and_families_are_read() {
    let found = read(
        "Child ID | Household ID | Allocated worker | Personal adviser
        1 | F7 | Jane Smith | Ann Lee
        2 | f7 | Jane Smith | Jane Smith
        3 | F8 | #N/A | TBC",
    );
    assert_eq!(found.children[0].family, found.children[1].family);
    assert_ne!(found.children[0].family, found.children[2].family);
    assert_eq!((found.children[0].practitioner, found.children[0].co_worker), (Some(0), Some(1)));
    assert_eq!((found.children[1].practitioner, found.children[1].co_worker), (Some(0), None));
    assert_eq!((found.children[2].practitioner, found.children[2].co_worker), (None, None));
    // Alone, the adviser is who works with the young person.
    let found = read("Child ID | PA | Age\n1 | Ann Lee | 19");
    assert_eq!(found.children[0].practitioner, Some(0));
}

#[test]
fn a_label_for_a_placement_says_nothing_of_the_carer() {
    let found =
        read("Case no | Placement ID | Age\n1 | Mr and Mrs Hill | 4\n2 | mr and mrs hill | 5\n3 | 17 High St | 6");
    let placements: Vec<_> = found.children.iter().map(|child| fact(child, "placement").unwrap()).collect();
    assert_eq!(placements[0], placements[1]);
    assert_ne!(placements[0], placements[2]);
    assert!(!format!("{found:?}").contains("Hill"));
}

// --- Practitioners -----------------------------------------------------------------------------------

#[test]
fn a_table_of_practitioners_is_told_by_its_headings() {
    let found = read(
        "Worker | Team | Job title | FTE | ASYE start
        Jane Smith | North | NQSW | 0.8 | 01/09/2026
        Brown, Tom | South | Team Manager | 1 |
         | South | Social worker | 1 |
        Ann Lee | South | Wizard | 37 | soon",
    );
    assert_eq!(found.children.len(), 0);
    assert!(!found.whole);
    assert_eq!(found.sources[0].read_as, "a table of practitioners");
    let own = |place: usize, name: &str| {
        found.practitioners[place].facts.iter().find(|own| own.0 == name).map(|own| own.1.clone()).unwrap()
    };
    assert_eq!(
        (own(0, "role"), own(0, "hours_per_week"), own(0, "started_on")),
        ("newly_qualified".into(), "29.6".into(), "2026-09-01".into())
    );
    assert_eq!(
        (own(1, "role"), own(1, "hours_per_week"), own(1, "started_on")),
        ("team_manager".into(), "37".into(), String::new())
    );
    assert_eq!((own(2, "role"), own(2, "hours_per_week")), (String::new(), String::new()));
    assert_eq!(found.practitioners.len(), 3);
    assert_eq!(found.problems.iter().filter(|own| own.left_out).count(), 1);
    assert_eq!(found.problems.len(), 4);
}

#[test]
fn a_table_of_practitioners_needs_to_say_who_they_are() {
    let mut mappings = of("Notes | Hours | Role\nx | 37 | SW");
    assert_eq!(mappings.errors()[0].1, "map-0-rows");
    assert!(mappings.errors()[0].0.contains("names or initials"));
    hear(&mut mappings, "map-0-column-0", "worker");
    assert_eq!(mappings.errors(), []);
    let dropped = of("Name | Hours | Role\nDROPPED | 37 | SW");
    assert!(dropped.errors()[0].0.contains("head it Worker"), "{:?}", dropped.errors());
}

#[test]
fn children_and_practitioners_of_several_sheets_come_together() {
    let children = sheet(
        "Case no | Worker | Team | Status\n1 | Jane Smith | North | CIN\n2 | Jane Smith | South | CP\n3 | Jane Smith | South | CP",
    );
    let practitioners = Sheet {
        name: "Staff".to_owned(),
        ..sheet("Worker | Hours | Role\nSmith, Jane | 30 | SW\nTom Brown | 37 | SW")
    };
    let notes = Sheet { name: "Read me".to_owned(), ..sheet("This is a list") };
    let empty = Sheet::default();
    let mappings = Mappings::of(vec![children, practitioners, notes, empty], "");
    assert_eq!(mappings.errors(), []);
    let found = mappings.found(&at());
    assert_eq!((found.children.len(), found.practitioners.len()), (3, 2));
    assert_eq!(found.practitioners[0].team, "South");
    assert_eq!(found.practitioners[0].facts[0], ("hours_per_week".to_owned(), "30".to_owned()));
    let why: Vec<_> = found.sources.iter().map(|own| own.why_not.as_str()).collect();
    assert_eq!(why, ["", "", "it has no headings of a caseload", "it has no rows"]);
}

#[test]
fn sheets_that_are_no_caseload_start_as_left_out_with_the_reason_and_are_taken_in_by_one_press() {
    let named = |name: &str, text: &str| Sheet { name: name.to_owned(), ..sheet(text) };
    let pivot = "Row Labels|Count of Case No|Status\nAnn Bell|12|CIN\nGrand Total|12|CIN";
    let totals = "Worker|CIN|CP|LAC|Total\nAnn Bell|3|4|5|12\nTom Brown|1|2|3|6";
    let sheets = || {
        vec![
            named("Cases", "Case No|Worker|Age|Status\n1|Ann Bell|4|CIN\n2|Tom Brown|5|CP"),
            named("Pivot", pivot),
            named("Totals", totals),
            named("Notes", "This report is run on Mondays"),
            named("New", "Case No|Worker|Age|Status\n3|Ann Bell|4|CIN"),
        ]
    };
    let mut mappings = Mappings::of(sheets(), "");
    assert_eq!(mappings.errors(), []);
    let found = mappings.found(&at());
    assert_eq!(found.children.len(), 3);
    let why: Vec<_> = found.sources.iter().map(|own| !own.why_not.is_empty()).collect();
    assert_eq!(why, [false, true, true, true, false]);
    let shown = words(&mappings.parts());
    assert!(shown.contains("pivot table") && shown.contains("It counts children"), "{shown}");
    // One press takes a sheet in; what is wrong with it names it.
    hear(&mut mappings, "map-1-take", "");
    assert_eq!(field(&mappings, "map-1-rows").value, "children");
    hear(&mut mappings, "map-4-column-0", "worker");
    assert!(mappings.errors().iter().any(|own| own.0.starts_with("New, caseload.csv: ")), "{:?}", mappings.errors());
    // One press leaves all others out.
    hear(&mut mappings, "map-0-only", "");
    assert_eq!(mappings.errors(), []);
    assert_eq!(mappings.found(&at()).children.len(), 2);
    assert!(!fields(&mappings.parts()).iter().any(|own| own.id == "map-0-only"));
}

#[test]
fn tables_without_numbers_are_read_where_no_table_has_them() {
    let named = |name: &str| Sheet { name: name.to_owned(), ..sheet("Worker|Age|Status\nAnn Bell|4|CIN") };
    assert_eq!(Mappings::of(vec![named("CIN"), named("CP")], "").found(&at()).children.len(), 2);
}

#[test]
fn two_columns_with_one_heading_are_remembered_each_as_its_own() {
    let text =
        "Case No|Worker|Age|Status|Date|Date\n1|Ann|4|CIN|03/02/2026|01/12/2026\n2|Tom|4|CP|03/02/2026|01/12/2026";
    let mut mappings = of(text);
    hear(&mut mappings, "map-0-column-5", "case.closing_in");
    let again = Mappings::of(vec![sheet(text)], &mappings.remember());
    assert_eq!(field(&again, "map-0-column-4").value, "");
    assert_eq!(field(&again, "map-0-column-5").value, "case.closing_in");
    hear(&mut mappings, "map-0-column-4", "case.allocated_on");
    let again = Mappings::of(vec![sheet(text)], &mappings.remember());
    assert_eq!(field(&again, "map-0-column-4").value, "case.allocated_on");
    assert_eq!(again.found(&at()), mappings.found(&at()));
    // The first of two that is guessed can be left out, and the second be it.
    let text = "Case No|Worker|Worker|Age|Status\n1|Ann Bell|Tom Brown|4|CIN\n2|Ann Bell|Tom Brown|4|CP";
    let mut mappings = of(text);
    hear(&mut mappings, "map-0-column-1", "");
    hear(&mut mappings, "map-0-column-2", "worker");
    let again = Mappings::of(vec![sheet(text)], &mappings.remember());
    assert_eq!(
        (field(&again, "map-0-column-1").value, field(&again, "map-0-column-2").value),
        (String::new(), "worker".to_owned())
    );
}

#[test]
fn a_year_alone_is_no_month_and_it_is_said_what_to_do() {
    let found = read("Case No|Worker|Age|Status|Closing in\n1|Ann|4|CIN|2027\n2|Ann|4|CIN|12/2026");
    assert!(
        problems(&found).iter().any(|own| own.contains("a year alone") && own.contains("11/2027")),
        "{:?}",
        problems(&found)
    );
}

#[test]
fn what_was_said_of_a_heading_is_not_believed_where_the_values_are_others() {
    let text = |values: [&str; 2]| {
        format!("Case No|Worker|Age|Status|Transfer date\n1|Ann|4|CIN|{}\n2|Ann|4|CP|{}", values[0], values[1])
    };
    let mut mappings = of(&text(["01/12/2026", "01/01/2027"]));
    hear(&mut mappings, "map-0-column-4", "case.transferring_in");
    let memory = mappings.remember();
    let of = |values: [&str; 2]| Mappings::of(vec![sheet(&text(values))], &memory);
    assert_eq!(field(&of(["03/12/2026", "TBC"]), "map-0-column-4").value, "case.transferring_in");
    assert_eq!(field(&of(["to the North team", "from LAC"]), "map-0-column-4").value, "");
}

// --- Headings ------------------------------------------------------------------------------------------

#[test]
fn the_row_of_headings_can_be_changed_and_there_may_be_none() {
    let mut mappings = of("1001 | 7 | CIN\n1002 | 9 | CIN");
    assert_eq!(field(&mappings, "map-0-headings").value, "none");
    assert!(!mappings.errors().is_empty(), "nothing is known of the columns");
    hear(&mut mappings, "map-0-column-0", "id");
    hear(&mut mappings, "map-0-column-2", "child.plan");
    assert_eq!(mappings.errors(), []);
    assert_eq!(mappings.found(&at()).children.len(), 2);
    hear(&mut mappings, "map-0-headings", "0");
    hear(&mut mappings, "map-0-column-0", "id");
    assert_eq!(mappings.found(&at()).children.len(), 1);
}

#[test]
fn two_rows_of_headings_are_read_as_one() {
    let found = read("Child | | Worker | | Status\nID | Age | Name | Team |\n1 | 4 | Jane Smith | North | CIN");
    assert_eq!(fact(&found.children[0], "age"), Some("4"));
    assert_eq!(fact(&found.children[0], "plan"), Some("child_in_need"));
    assert_eq!(found.practitioners[0].team, "North");
    assert_eq!(found.sources[0].columns_read, ["Child: ID", "Child: Age", "Worker: Name", "Worker: Team", "Status"]);
}

#[test]
fn of_16384_columns_the_first_200_are_offered_and_twelve_shown_at_once() {
    let wide = |columns: usize| {
        let heads: Vec<String> =
            (0..columns).map(|at| if at == 0 { "Case no".into() } else { format!("Column x{at}") }).collect();
        let row = vec!["1"; columns].join("|");
        of(&format!("{}\n{row}", heads.join("|")))
    };
    let mut mappings = wide(16_384);
    let count = |mappings: &Mappings| {
        fields(&mappings.parts()).iter().filter(|own| own.id.starts_with("map-0-column-")).count()
    };
    assert_eq!(count(&mappings), 12);
    assert!(words(&mappings.parts()).contains("16184 more are left out"));
    assert_eq!(field(&mappings, "map-0-page").choices.len(), 17);
    hear(&mut mappings, "map-0-page", "192");
    assert_eq!(count(&mappings), 8);
    assert!(words(&mappings.parts()).contains("columns 193 to 200 of 200"));
    hear(&mut mappings, "map-0-page", "180");
    assert_eq!(count(&mappings), 12);
    // An error on another page is in view all the same.
    hear(&mut mappings, "map-0-column-180", "id");
    assert_eq!(mappings.errors()[0].1, "map-0-column-180");
    hear(&mut mappings, "map-0-page", "0");
    assert_eq!(field(&mappings, "map-0-column-180").value, "id");
    assert!(!words(&wide(200).parts()).contains("left out"));
    assert!(words(&wide(201).parts()).contains("1 more is left out"));
}

#[test]
fn sixty_words_of_a_column_are_asked_and_the_rest_are_read_where_they_are_understood() {
    let table = |count: usize| {
        let rows = (0..count).map(|row| format!("{row} | Word {row}\n")).collect::<Vec<_>>().concat();
        format!("Case no | Plan\n{rows}900 | CIN\n901 | Word 0\n902 | CIN\n")
    };
    let asked = |mappings: &Mappings| fields(&mappings.parts()).iter().filter(|own| own.id.contains("-word-")).count();
    assert_eq!(asked(&of(&table(59))), 60);
    let many = of(&table(80));
    assert_eq!(asked(&many), 60);
    assert!(words(&many.parts()).contains("The 60 most frequent words of a column are asked about"));
    let found = many.found(&at());
    // The last word is one of those that are not asked about: its row has a problem.
    assert!(problems(&found).iter().any(|own| own.contains("81 Plan: \u{201c}Word 79\u{201d}")));
    assert_eq!(fact(found.children.last().unwrap(), "plan"), Some("child_in_need"));
}

#[test]
fn fifty_problems_are_listed_and_how_many_more_there_are() {
    let table = |count: usize| {
        let rows = (0..count).map(|row| format!("{} | old\n", row + 100)).collect::<Vec<_>>().concat();
        format!("Case no | Age\n{rows}99 | 4\n")
    };
    assert!(!words(&of(&table(50)).parts()).contains("more"));
    assert!(words(&of(&table(51)).parts()).contains("and 1 more"));
    assert_eq!(of(&table(51)).found(&at()).problems.len(), 51);
}

#[test]
fn a_heading_under_which_nothing_fits_is_not_believed() {
    let words = words(
        &of("Case no | Orders | Assessment | Status\n1 | first | Outcome A | CIN\n2 | second | Outcome B | CIN")
            .parts(),
    );
    assert!(words.contains("becomes | Child number, kept as a code | not read | not read | Plan"), "{words}");
}

#[test]
fn a_day_of_birth_under_a_heading_that_says_nothing_becomes_an_age_where_the_reader_says_so() {
    let mut own = sheet("Case no | Born\n1 | x\n");
    own.rows[1].cells[1] = Cell::Day(When::read("2016-11-22").unwrap());
    let mut mappings = Mappings::of(vec![own], "");
    assert!(!words(&mappings.parts()).contains("2016"));
    hear(&mut mappings, "map-0-column-1", "child.age");
    assert!(!words(&mappings.parts()).contains("2016"));
    let found = mappings.found(&at());
    assert_eq!(fact(&found.children[0], "age"), Some("9"));
    assert!(!format!("{found:?}").contains("2016"));
}

#[test]
fn a_table_in_which_nothing_is_understood_waits_for_an_answer() {
    let mappings = of("Blue | Red\nx | y\nz | w");
    assert_eq!(mappings.errors()[0].1, "map-0-rows");
    for nothing in [Vec::new(), vec![Sheet::default()]] {
        let mappings = Mappings::of(nothing, "");
        assert_eq!(mappings.errors().len(), 1);
        assert_eq!(mappings.found(&at()).children, []);
        let _ = mappings.parts();
    }
    assert_eq!(of("Case no | Age").errors()[0].1, "map-0-rows");
}

#[test]
fn pasted_rows_are_not_taken_for_everybody_and_a_file_is() {
    let pasted = Sheet { file: String::new(), ..sheet("Case no | Age\n1 | 4") };
    let mut mappings = Mappings::of(vec![pasted], "");
    assert!(!mappings.found(&at()).whole);
    assert_eq!(field(&mappings, "map-whole").value, "no");
    hear(&mut mappings, "map-whole", "yes");
    assert!(mappings.found(&at()).whole);
}

#[test]
fn workers_of_the_same_initials_are_numbered_by_the_alphabet() {
    let found = read("Case no | Worker\n1 | John Shaw\n2 | Jane Smith");
    let initials: Vec<_> = found.practitioners.iter().map(|own| own.initials.as_str()).collect();
    assert_eq!(initials, ["JS 2", "JS"]);
}

// --- Rows as they really come -----------------------------------------------------------------------

fn left_out(found: &Found) -> Vec<(&str, usize)> {
    found.left_out.iter().map(|own| (own.0.as_str(), own.1)).collect()
}

/// For each child its worker's initials and plan.
fn held(found: &Found) -> Vec<String> {
    let one = |child: &FoundChild| {
        let worker = child.practitioner.map_or("-", |own| found.practitioners[own].initials.as_str());
        format!("{worker} {}", fact(child, "plan").unwrap_or("-"))
    };
    found.children.iter().map(one).collect()
}

#[test]
fn a_worker_who_has_handed_over_holds_nothing_and_the_child_does_not_close_whichever_row_comes_first() {
    let ended = "2|Jo Old|CP|01/02/2024|03/11/2026";
    let open = "2|Sarah Wells|CP|03/11/2026|";
    for rows in [[ended, open], [open, ended]] {
        let found = read(&format!("Child ID|Worker|Status|Start Date|End Date\n{}", rows.join("\n")));
        assert_eq!(held(&found), ["SW child_protection"]);
        assert_eq!(found.practitioners.len(), 1);
        assert!(fact(&found.children[0], "closing_in").is_none_or(str::is_empty), "{:?}", found.children[0]);
        assert_eq!(left_out(&found)[0].1, 1);
    }
    // Of rows that have all ended the last one holds, and the child closes.
    let found = read("Child ID|Worker|End Date\n2|Jo Old|03/11/2026\n2|Sarah Wells|20/11/2026\n2|Ann Bell|02/09/2026");
    assert_eq!(held(&found), ["SW -"]);
    assert_eq!(fact(&found.children[0], "closing_in"), Some("2026-11"));
}

#[test]
fn headings_of_ends_as_councils_write_them_close_what_is_over() {
    for heading in [
        "Case Closed Date",
        "Involvement End Date",
        "Plan End Date",
        "Episode End Date",
        "Allocation End",
        "CLASS_END_DATE",
        "Relationship End Date",
        "Completed On",
        "Referral End Date",
        "Date Ceased",
        "End Date",
    ] {
        let found = read(&format!(
            "Child ID|Worker|Status|{heading}\n1|Ann Bell|CIN|\n2|Ann Bell|CIN|01/08/2026\n3|Ann Bell|CP|20/11/2026\n4|Ann Bell|CP|31/12/2026"
        ));
        assert_eq!(found.children.len(), 3, "{heading}");
        let ends: Vec<_> = found.children.iter().map(|own| fact(own, "closing_in").unwrap_or_default()).collect();
        assert_eq!(ends, ["", "2026-11", "2026-12"], "{heading}");
        assert_eq!(left_out(&found), [("closed before November 2026", 1)], "{heading}");
    }
}

#[test]
fn a_status_of_open_and_closed_beside_the_plan_leaves_out_what_is_closed() {
    let table = "Child ID|Worker|Case Status|Plan|Case Closed Date\n1|Ann Bell|Open|CIN|\n2|Ann Bell|Closed|CIN|\n\
        3|Ann Bell|Open|CIN|01/08/2026\n4|Ann Bell|Ended|CP|\n5|Ann Bell|Inactive|CIN|\n6|Ann Bell|Active|CP|\n\
        7|Ann Bell|Re-opened|CIN|\n8|Ann Bell|Pending closure|CIN|";
    let found = read(table);
    assert_eq!(held(&found), ["AB child_in_need", "AB child_protection", "AB child_in_need", "AB child_in_need"]);
    assert_eq!(left_out(&found).iter().map(|own| own.1).sum::<usize>(), 4);
    // The plan stands under another heading, and a word that may be either is asked.
    let mut mappings = of(
        "Client No.|Key Worker|Case Status|Case Category\n1|Ann Bell|Open|CIN\n2|Ann Bell|Open|CP\n3|Ann Bell|Transferred out|CP",
    );
    assert_eq!(field(&mappings, "map-0-column-2").value, "open");
    assert_eq!(field(&mappings, "map-0-column-3").value, "child.plan");
    assert_eq!(field(&mappings, "map-0-word-2-1").value, "");
    hear(&mut mappings, "map-0-word-2-1", "leave-out");
    assert_eq!(mappings.found(&at()).children.len(), 2);
    // A status of plans with closed ones among them stays the plan.
    let found = read("Child ID|Worker|Status\n1|Ann Bell|CIN\n2|Ann Bell|Closed\n3|Ann Bell|CP");
    assert_eq!(held(&found), ["AB child_in_need", "AB child_protection"]);
}

#[test]
fn lines_of_text_under_a_table_are_no_children() {
    let table = "OFFICIAL - SENSITIVE\nPrinted by: Jo Bell on 22/11/2026\n\nChild ID|Worker|Team|Status\n\
        100234|Ann Bell|North|CIN\n100235|Ann Bell|North|CP\n100236|Tom Brown|North|CP\n100237|||\n\n\
        18 records\nTotal children: 18\n* children in red are subject to PLO\nKey: CIN = child in need\n\
        OFFICIAL - SENSITIVE\nPage 1 of 1\nEnd of report\nThanks\nJo\nCount|18\nPrinted by:|Jo Bell";
    let found = read(table);
    assert_eq!(found.children.len(), 4, "{:?}", left_out(&found));
    assert_eq!(left_out(&found).iter().map(|own| own.1).sum::<usize>(), 11, "{:?}", left_out(&found));
    assert!(
        problems(&found).iter().any(|own| own.starts_with("10 : a text stands alone")
            && own.ends_with("(rows 10, 12, 13, 14, 15, 16, 17, 18, 20)")),
        "{:?}",
        problems(&found)
    );
    assert_eq!(found.sources[0].used, 4);
    // A report with sums beside the numbers is no pivot table.
    let sums = read(
        "Child ID|Team|Worker|Case Type|Count of Child ID\n1001|N|Ann Bell|CIN|1\n1002|N|Ann Bell|CIN|1\nGrand Total||||2",
    );
    assert_eq!(sums.children.len(), 2);
    let filters = "Data as at 22/11/2026\n\nChild ID|Team|Worker|Case Type|Days Open|Count\n1001|N|Ann Bell|CIN|3|1\n\
        1002|N|Ann Bell|CIN|4|1\nTotal||||7|2\n\n\nApplied filters: Team is not (Blank) Case Type is CP";
    assert_eq!(read(filters).children.len(), 2);
}

#[test]
fn names_of_workers_above_their_rows_are_the_workers_of_these_rows() {
    let plain = "CIN North - caseloads as at 20/11/26\n\nChild ID|Initials|Age|Plan|Notes\nAnn Bell\n1001|XY|4|CIN|a\n\
        1002|XZ|5|CP|b\nTotal|2\n\nTom Brown (0.8 FTE)\n1003|YY|4|CIN|a\nTotal|1";
    let prefixed =
        "Child ID|Initials|Age|Plan\nWorker: Ann Bell\n1001|XY|4|CIN\n1002|XZ|5|CP\nWorker: Tom Brown\n1003|YY|4|CIN";
    let headed = "Ann Bell\nChild ID|Initials|Age|Plan\n1001|XY|4|CIN\n1002|XZ|5|CP\n\nTom Brown\nChild ID|Initials|Age|Plan\n1003|YY|4|CIN";
    let own_column = "Worker|Child ID|Age|Plan\nAnn Bell\n|1001|4|CIN\n|1002|5|CP\nTom Brown\n|1003|4|CIN";
    for table in [plain, prefixed, headed, own_column] {
        let found = read(table);
        assert_eq!(held(&found), ["AB child_in_need", "AB child_protection", "TB child_in_need"], "{table}");
    }
    // Above them their teams.
    let found = read(
        "Child ID|Age|Plan\nNorth Team\nAnn Bell\n1001|4|CIN\nTom Brown\n1002|5|CP\nSouth Team\nJo Webb\n1003|4|CIN\n1004|4|CIN",
    );
    assert_eq!(held(&found), ["AB child_in_need", "TB child_protection", "JW child_in_need", "JW child_in_need"]);
    let teams: Vec<_> = found.children.iter().map(|own| own.team.as_str()).collect();
    assert_eq!(teams, ["North Team", "North Team", "South Team", "South Team"]);
    // What may be anything is asked, as a column.
    let mut mappings = of("Child ID|Age|Plan|Notes\nSarah\n1001|4|CIN|x\n1002|5|CP|x\nTom\n1003|4|CIN|x");
    assert_eq!(field(&mappings, "map-0-column-4").value, "");
    assert!(words(&mappings.parts()).contains("2 lines that stand alone above other rows"));
    hear(&mut mappings, "map-0-column-4", "worker");
    assert_eq!(held(&mappings.found(&at())), ["S child_in_need", "S child_protection", "T child_in_need"]);
    // Another row of headings, and back: nothing is left over.
    let before = mappings.clone();
    hear(&mut mappings, "map-0-headings", "none");
    hear(&mut mappings, "map-0-headings", "0");
    hear(&mut mappings, "map-0-column-4", "worker");
    assert_eq!(mappings.found(&at()), before.found(&at()));
}

#[test]
fn a_child_of_whom_nothing_but_the_number_is_known_is_a_child() {
    let found = read("Child ID|Worker|Team|Status\n1001|Ann Bell|N|CIN\n1002\n1003|Ann Bell|N|CP\n\n1004");
    assert_eq!(found.children.len(), 4);
    let found = read("Child ref|Worker|Team|Status\nAB|Ann Bell|N|CIN\nCD\nEF|Ann Bell|N|CP");
    assert_eq!(found.children.len(), 3);
}

#[test]
fn a_table_that_counts_is_no_list_of_children() {
    for table in [
        "Worker|Team|CIN|CP|LAC|Care leavers|Total cases\nAnn Bell|N|12|5|0|0|17\nTom Brown|N|6|3|1|0|10",
        "|Ann Bell|Tom Brown|Total\nCIN|12|6|27\nCP|5|3|12\nLAC|0|2|4\nTotal|17|11|43",
        "Worker|FTE|CIN|CP|LAC|Total\nAnn Bell|1|12|5|0|17\nTom Brown|0.6|6|3|2|11\nTotal|1.6|18|8|2|28",
        "Count of Child ID|Column Labels|||\nRow Labels|CIN|CP|LAC|Grand Total\nNorth|8|3||11\nAnn Bell|4|2||6",
    ] {
        let mappings = of(table);
        let errors = mappings.errors();
        assert_eq!(errors.len(), 1, "{table}");
        assert!(errors[0].0.contains("one row for each child"), "{errors:?}");
        assert_eq!(mappings.found(&at()).children.len(), 0);
    }
    // Ticks are no counts.
    let found = read("Worker|Age|CIN|CP\nAnn Bell|4|1|0\nAnn Bell|5|0|1");
    assert_eq!(held(&found), ["AB child_in_need", "AB child_protection"]);
    // A total is nobody, also where the name alone is read.
    let found = read("Worker|Number of cases\nAnn Bell|12\nTotal|12");
    assert_eq!((found.practitioners.len(), found.children.len()), (1, 0));
}

#[test]
fn tables_below_one_another_are_read_each_by_its_own_headings() {
    let mappings = of("CIN\nChild ID|Worker|Team\n1001|Ann Bell|North\n1002|Tom Brown|North\n\nChild Protection\n\
        Child ID|Team|Worker\n1003|South|Jo Webb\n\nLAC\nChild ID|Worker|Team\n1004|Jo Webb|South");
    let found = mappings.found(&at());
    let expected = ["AB child_in_need", "TB child_in_need", "JW child_protection", "JW looked_after"];
    assert_eq!(held(&found), expected, "{:?}", left_out(&found));
    assert_eq!(found.practitioners.len(), 3);
    let teams: Vec<_> = found.children.iter().map(|own| own.team.as_str()).collect();
    assert_eq!(teams, ["North", "North", "South", "South"]);
    assert_eq!(mappings.errors(), []);
}

#[test]
fn totals_of_groups_are_no_children_and_no_teams() {
    let found = read(
        "|Team||Worker|Child ID|Status\n|North||Ann Bell|1001|CIN\n|||Ann Bell|1002|CP\n|||Total for Ann Bell|2\n|North Total|||2\n\
        Page 1 of 2\n|Team||Worker|Child ID|Status\n|South||Tom Brown|1003|CIN\n|||Tom Brown|1004|CP\n|||Total for Tom Brown|2\n|South Total|||2\n|Grand Total|||4",
    );
    assert_eq!(held(&found), ["AB child_in_need", "AB child_protection", "TB child_in_need", "TB child_protection"]);
    let teams: BTreeSet<_> = found.children.iter().map(|own| own.team.as_str()).collect();
    assert_eq!(teams, BTreeSet::from(["North", "South"]), "{:?}", left_out(&found));
    // The word of a heading that comes again is not asked about.
    let mappings = of("Child ID|Worker|Status\n1|Ann Bell|CIN\nChild ID|Worker|Status\n2|Ann Bell|CP");
    assert!(!words(&mappings.parts()).contains("Words that were not understood"));
}

#[test]
fn a_worker_written_once_for_several_rows_is_the_worker_of_them_all_and_that_can_be_turned_off() {
    let table = "Team|Worker|Child ID|Status\nNorth|Ann Bell|1001|CIN\n||1002|CP\n|Tom Brown|1003|CIN\n||1004|CP\n\
        South|Jo Webb|1005|CIN\n||1006|CIN\n||1007|CIN";
    let found = read(table);
    assert_eq!(held(&found)[1], "AB child_protection");
    assert_eq!(found.children.iter().filter(|own| own.practitioner.is_none()).count(), 0);
    assert!(found.children[3].team == "North" && found.children[6].team == "South");
    let mut mappings = of(table);
    let own = field(&mappings, "map-0-fill");
    assert!(own.value == "yes" && own.hint.starts_with("9 empty cells"), "{own:?}");
    hear(&mut mappings, "map-0-fill", "no");
    assert_eq!(mappings.found(&at()).children.iter().filter(|own| own.practitioner.is_none()).count(), 4);
    // Children of nobody among those of others stay so.
    let found = read("Child ID|Worker|Status\n1|Ann Bell|CIN\n2|Ann Bell|CP\n3||CIN\n4|Tom Brown|CIN\n5||CP");
    assert_eq!(found.children.iter().filter(|own| own.practitioner.is_none()).count(), 2);
}

#[test]
fn hidden_sheets_and_sheets_of_what_is_over_start_as_left_out_and_are_taken_in_by_one_press() {
    let named = |name: &str, hidden: bool, id: &str| Sheet {
        name: name.to_owned(),
        hidden,
        ..sheet(&format!("Child ID|Worker|Status\n{id}|Ann Bell|CIN"))
    };
    let mut mappings = Mappings::of(
        vec![named("Current", false, "1"), named("Old data", true, "2"), named("Archive - closed", false, "3")],
        "",
    );
    let found = mappings.found(&at());
    assert_eq!(found.children.len(), 1);
    let why: Vec<_> = found.sources.iter().map(|own| own.why_not.as_str()).collect();
    assert_eq!(why, ["", "it is hidden in the file", "its name says that what is in it is over"]);
    hear(&mut mappings, "map-1-take", "");
    assert_eq!(mappings.found(&at()).children.len(), 2);
    // Where nothing else is there it is read.
    assert_eq!(Mappings::of(vec![named("Closed", true, "2")], "").found(&at()).children.len(), 1);
}

#[test]
fn a_table_of_one_column_is_no_caseload() {
    let errors = of("Child ID\nWorker\nTeam\n100234\nSarah Wells\nNorth\n100235\nSarah Wells").errors();
    assert!(errors[0].0.contains("one column alone"), "{errors:?}");
}

#[test]
fn headings_in_row_31_are_found_and_can_be_chosen() {
    let mut text = String::new();
    for nth in 0..30 {
        writeln!(text, "Line {nth} of the notes").unwrap();
    }
    text += "Child ID|Worker|Status\n1001|Ann Bell|CIN";
    let mappings = of(&text);
    let own = field(&mappings, "map-0-headings");
    assert_eq!(own.value, "30");
    assert!(own.choices.iter().any(|choice| choice.0 == "30" && choice.1.starts_with("Row 31")));
    assert_eq!(mappings.found(&at()).children.len(), 1);
}

#[test]
fn what_is_no_caseload_and_what_has_no_rows_is_said_in_so_many_words() {
    let errors = of("Cost centre|Budget\nabc|def").errors();
    assert!(errors[0].0.starts_with("This does not look like a caseload"), "{errors:?}");
    let errors = of("Child ID|Worker|Status").errors();
    assert!(errors[0].0.starts_with("There are no rows under the headings"), "{errors:?}");
}

// --- Templates ---------------------------------------------------------------------------------------

/// What can stand in a column of a template, each with the text of the fact that it is.
fn values(target: Target) -> Vec<(String, String)> {
    match (target, target.closed()) {
        (_, Some(closed)) => closed
            .iter()
            .flat_map(|(code, words)| {
                [((*code).to_owned(), (*code).to_owned()), ((*words).to_owned(), (*code).to_owned())]
            })
            .collect(),
        (Target::Task(_), _) => vec![("2026-11-03".to_owned(), "2026-11-03".to_owned())],
        _ => Vec::new(),
    }
}

#[test]
fn a_template_filled_with_every_value_of_every_closed_list_reads_back_exactly() {
    for (rows, targets) in [(Rows::Children, templates::children()), (Rows::Practitioners, templates::practitioners())]
    {
        let heads: Vec<String> = targets.iter().map(|own| own.heading()).collect();
        let most = targets.iter().map(|own| values(*own).len()).max().unwrap();
        let mut lines = vec![heads.join("|")];
        for row in 0..most {
            let cells = targets.iter().map(|target| match target {
                Target::Id => format!("{}", 1000 + row),
                Target::Worker => format!("Worker {row}"),
                target => values(*target).get(row).map(|own| own.0.clone()).unwrap_or_default(),
            });
            lines.push(cells.collect::<Vec<_>>().join("|"));
        }
        let mappings = of(&lines.join("\n"));
        assert_eq!(mappings.errors(), []);
        let asked =
            fields(&mappings.parts()).into_iter().filter(|own| own.id.contains("-word-") && own.value.is_empty());
        assert_eq!(asked.map(|own| own.label).collect::<Vec<_>>(), Vec::<String>::new(), "nothing is asked");
        let folded = mappings.parts().iter().any(|part| matches!(part, Part::Fold(id, ..) if id == "map-0-change"));
        assert!(folded, "nothing is in doubt");
        let found = mappings.found(&at());
        assert_eq!(found.problems, []);
        for target in targets {
            for (row, (typed, code)) in values(target).into_iter().enumerate() {
                if code == "leave-out" {
                    continue;
                }
                // Rows that were left out on purpose are not counted.
                let named = format!("Worker {row}");
                let who = found.practitioners.iter().position(|own| own.name == named);
                let text = match target {
                    Target::Task(kind) => {
                        let child = found.children.iter().find(|child| child.practitioner == who).unwrap();
                        let task =
                            child.tasks.iter().find(|own| own.kind == fairload::facts::Listed::text(kind)).unwrap();
                        task.facts[0].1.clone()
                    }
                    Target::Fact(of, name) => {
                        let facts = match of {
                            Of::Practitioner => &found.practitioners[who.unwrap()].facts,
                            Of::Case => {
                                &found.children.iter().find(|child| child.practitioner == who).unwrap().case_facts
                            }
                            Of::Child => &found.children.iter().find(|child| child.practitioner == who).unwrap().facts,
                        };
                        facts.iter().find(|own| own.0 == name).unwrap().1.clone()
                    }
                    _ => continue,
                };
                let open = code == "unknown" && text.is_empty();
                assert!(text == code || open, "{rows:?} {} {typed}: {text}", target.code());
            }
        }
    }
}

#[test]
fn templates_are_for_excel_and_have_headings_alone() {
    let all = templates::templates();
    let names: Vec<_> = all.iter().map(|own| own.0.as_str()).collect();
    assert_eq!(names, ["fairload-children.csv", "fairload-practitioners.csv"]);
    for (_, text) in all {
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n") && text.lines().count() == 1);
    }
}

// --- From the bytes of a file ------------------------------------------------------------------------

fn of_bytes(name: &str, bytes: &[u8]) -> Mappings {
    let sheets = fairload::sheets::read(name, bytes, at().today, &mut |_| {}).unwrap_or_else(|why| panic!("{why:?}"));
    assert!(!fairload::importing::annex_a::recognised(&sheets));
    Mappings::of(sheets, "")
}

#[test]
fn a_template_filled_in_excel_is_read_from_its_bytes() {
    let all = templates::templates();
    let row = "1001,F1,Jane Smith,,North,AB,7,Looked after,no,,,,Yes,,,Under section 17,,Nov-26,,,None,,In the area,45,,None,,,Yes,,,,,,,,,,03/11/2026,";
    let mappings = of_bytes(&all[0].0, format!("{}{row}\r\n", all[0].1).as_bytes());
    assert_eq!(mappings.errors(), []);
    let found = mappings.found(&at());
    assert_eq!(found.problems, []);
    let child = &found.children[0];
    assert_eq!(
        (child.label.as_str(), fact(child, "age"), fact(child, "plan")),
        ("AB", Some("7"), Some("looked_after"))
    );
    assert_eq!((fact(child, "allocated_on"), fact(child, "area")), (Some("2026-11"), Some("in_area")));
    assert_eq!(child.tasks[0].facts[0].1, "2026-11-03");
    let mappings =
        of_bytes(&all[1].0, format!("{}Jane Smith,North,Court,Social worker,30,37,,,,,\r\n", all[1].1).as_bytes());
    let found = mappings.found(&at());
    assert_eq!((found.problems.len(), found.practitioners.len()), (0, 1));
    assert!(found.practitioners[0].facts.contains(&("team_type".to_owned(), "court".to_owned())));
    // As it is downloaded, there is nothing in it yet.
    assert_eq!(of_bytes(&all[0].0, all[0].1.as_bytes()).errors()[0].1, "map-0-rows");
}

#[test]
fn what_is_pasted_from_excel_is_read_and_what_nobody_may_keep_is_dropped() {
    let text = "Case no\tName\tDOB\tEthnicity\tWorker name\tStatus\r\n\
                1001\tAda Hill\t22/11/2016\tWBRI\tJane Smith\tCIN\r\n\
                1002\tBo Hill\tsoon\tWBRI\tJane Smith\tCP\r\n";
    let mappings = Mappings::of(fairload::sheets::pasted(text, at().today).unwrap(), "");
    assert_eq!(mappings.errors(), []);
    let found = mappings.found(&at());
    assert_eq!(fact(&found.children[0], "age"), Some("9"));
    assert_eq!(fact(&found.children[1], "age"), Some(""));
    assert_eq!(found.practitioners[0].initials, "JS");
    assert_eq!(found.sources[0].columns_dropped, ["Name", "Ethnicity"]);
    assert!(!found.whole);
    assert_eq!(problems(&found), ["3 DOB: no date that can be read: left open"]);
    let shown = format!("{found:?}{}{}", words(&mappings.parts()), mappings.remember());
    for secret in ["Hill", "2016", "WBRI", "1001", "soon"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}

#[test]
fn the_document_has_every_column_of_the_templates() {
    let document = include_str!("../docs/importing-tables.md");
    for target in templates::children().into_iter().chain(templates::practitioners()) {
        assert!(document.contains(&format!("| `{}` |", target.heading())), "{}", target.heading());
    }
}

// --- Laws --------------------------------------------------------------------------------------------

fn any_heading() -> impl Strategy<Value = String> {
    let known: Vec<String> = [Rows::Children, Rows::Practitioners]
        .iter()
        .flat_map(|rows| rows.targets())
        .map(Target::heading)
        .chain(["Case no", "Status", "SW", "DOB", "LAC", "FTE", "Legal status", "Total", ""].map(str::to_owned))
        .collect();
    prop_oneof![4 => prop::sample::select(known), 1 => "\\PC{0,12}"]
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let words = [
        "CIN",
        "yes",
        "x",
        "LAC/CP",
        "45 mins",
        "0.8",
        "Closed",
        "North",
        "Jane Smith",
        "12/03/2026",
        "unknown",
        "Total",
    ];
    prop_oneof![
        3 => Just(Cell::Empty),
        6 => prop::sample::select(words.to_vec()).prop_map(|own| Cell::Text(own.to_owned())),
        2 => "\\PC{0,16}".prop_map(Cell::Text),
        3 => (0_u32..60_000).prop_map(|own| Cell::Number(own.to_string())),
        1 => "-?[0-9]{1,3}\\.[0-9]{1,6}".prop_map(Cell::Number),
        1 => (-20_000_i32..40_000).prop_map(|own| Cell::Day(When::Day(own))),
        1 => any::<bool>().prop_map(Cell::Truth),
        1 => Just(Cell::Error("#N/A".to_owned())),
        1 => Just(Cell::Dropped),
    ]
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    (1_usize..14).prop_flat_map(|columns| {
        let heads = prop::collection::vec(any_heading().prop_map(Cell::Text), columns);
        let rows = prop::collection::vec(prop::collection::vec(any_cell(), 0..=columns), 0..12);
        (heads, rows, 0_u32..4, "(Sheet)?", any::<bool>()).prop_map(|(heads, mut rows, gap, name, headed)| {
            if headed {
                rows.insert(0, heads);
            }
            let rows = rows.into_iter().zip(1 + gap..).map(|(cells, number)| Row { number, cells }).collect();
            Sheet { file: "a.csv".to_owned(), name, rows, ..Sheet::default() }
        })
    })
}

/// Every text reads as the fact that it is said to be.
fn readable(found: &Found) -> Result<(), TestCaseError> {
    let id = || Id::new("x").unwrap();
    for child in &found.children {
        let (mut own, mut case) = (Child::empty(id()), Case::empty(id()));
        prop_assert!(own.set("label", &child.label).is_ok());
        for (fact, text) in &child.facts {
            prop_assert!(own.set(fact, text).is_ok(), "{fact} {text:?}");
        }
        for (fact, text) in &child.case_facts {
            prop_assert!(case.set(fact, text).is_ok(), "{fact} {text:?}");
        }
        for task in &child.tasks {
            let mut own = Task::empty(id());
            prop_assert!(own.set("kind", &task.kind).is_ok());
            for (fact, text) in &task.facts {
                prop_assert!(own.set(fact, text).is_ok(), "{fact} {text:?}");
            }
        }
        for who in [child.practitioner, child.co_worker].into_iter().flatten() {
            prop_assert!(who < found.practitioners.len());
        }
        prop_assert!(child.practitioner.is_none() || child.practitioner != child.co_worker);
    }
    let mut initials = BTreeSet::new();
    for practitioner in &found.practitioners {
        let mut own = Practitioner::empty(id());
        prop_assert!(own.set("label", &practitioner.name).is_ok());
        prop_assert!(own.set("label", &practitioner.initials).is_ok());
        prop_assert!(own.set("team", &practitioner.team).is_ok());
        prop_assert!(initials.insert(&practitioner.initials));
        for (fact, text) in &practitioner.facts {
            prop_assert!(own.set(fact, text).is_ok(), "{fact} {text:?}");
        }
    }
    Ok(())
}

fn well(mappings: &Mappings, rows: usize) -> Result<(), TestCaseError> {
    let found = mappings.found(&at());
    prop_assert!(found.children.len() <= rows);
    readable(&found)?;
    let codes: Vec<_> = found.children.iter().map(|own| &own.code.0).filter(|own| !own.is_empty()).collect();
    prop_assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    let left: usize = found.left_out.iter().map(|own| own.1).sum();
    let without = found.problems.iter().filter(|own| own.left_out).count();
    let read: usize = found.sources.iter().filter(|own| own.why_not.is_empty()).map(|own| own.rows).sum();
    let used: usize = found.sources.iter().map(|own| own.used).sum();
    prop_assert_eq!(read, used + left + without, "every row is used, or it is said why not");
    let mut ids = BTreeSet::new();
    for field in fields(&mappings.parts()) {
        prop_assert!(field.id.bytes().all(|own| own.is_ascii_alphanumeric() || own == b'-'), "{}", field.id);
        prop_assert!(!field.label.is_empty());
        let select = !field.choices.is_empty();
        prop_assert!(!select || field.choices.iter().any(|own| own.0 == field.value), "{} {}", field.id, field.value);
        prop_assert!(ids.insert(field.id));
    }
    for (_, id) in mappings.errors() {
        prop_assert!(ids.contains(&id) || (id.is_empty() && rows == 0), "an error leads to its field: {id}");
    }
    Ok(())
}

#[test]
fn what_says_that_it_is_not_so_or_is_over_is_asked() {
    let mut text = "Case No|Worker|Age|Status|Disability|Court".to_owned();
    for (number, word) in
        ["No CP plan", "EX-CP", "Ex-LAC", "CP ended", "CP - closed", "No care order"].iter().enumerate()
    {
        write!(text, "\n{}|Ann Bell|4|{word}|no yes|No PLO", number + 1).unwrap();
    }
    text.push_str("\n7|Ann Bell|4|CIN|Yes|PLO");
    let mappings = of(&text);
    // What ended has to be answered before it goes on; the rest is asked.
    assert_eq!(mappings.errors().len(), 2, "{:?}", mappings.errors());
    let found = mappings.found(&at());
    assert_eq!(found.children.len(), 7);
    for child in &found.children[..6] {
        assert_eq!(fact(child, "plan"), Some(""), "{child:?}");
        assert!(!matches!(fact(child, "disability"), Some("yes" | "no")), "{child:?}");
        assert!(fact(child, "court_stage").is_none_or(|own| own.is_empty() || own == "unknown"), "{child:?}");
    }
}

#[test]
fn a_column_of_denied_words_alone_is_read_as_no_or_asked_and_never_left_out() {
    for (heading, word) in [("LAC", "Not looked after"), ("CP", "No CP"), ("Child protection", "Not on a CP plan")] {
        let text = format!("Case No|Worker|Age|{heading}\n1|Ann Bell|4|{word}\n2|Ann Bell|5|{word}");
        let mappings = of(&text);
        let found = mappings.found(&at());
        assert!(found.sources[0].columns_read.contains(&heading.to_owned()), "{heading}: {:?}", found.sources);
        assert_eq!(fact(&found.children[0], "plan"), Some(""), "{heading}");
        assert!(problems(&found).is_empty(), "{:?}", problems(&found));
    }
    for word in ["Not looked after", "No CP"] {
        let text = format!("Case No|Worker|Age|Status\n1|Ann Bell|4|{word}\n2|Ann Bell|5|{word}");
        let found = read(&text);
        assert!(found.sources[0].columns_read.contains(&"Status".to_owned()), "{:?}", found.sources);
        assert!(problems(&found).iter().any(|own| own.contains(word)), "{:?}", problems(&found));
    }
    let found = read("Case No|Worker|Age|Status|UASC\n1|Ann Bell|4|CIN|Not UASC\n2|Ann Bell|5|CIN|Not UASC");
    assert_eq!(fact(&found.children[0], "asylum_seeker"), Some("no"));
}

#[test]
fn a_word_for_no_number_is_no_number_of_a_child() {
    let words = ["TBC", "TBC", "Unborn", "Unborn", "N/A", "unknown", "none", "0", "-", "?", "pending", "not known"];
    let mut text = "Case No|Worker|Age|Status".to_owned();
    for word in words {
        write!(text, "\n{word}|Ann Bell|4|CIN").unwrap();
    }
    let found = read(&text);
    assert_eq!(found.children.len(), words.len());
    assert!(found.children.iter().all(|own| own.code.0.is_empty()));
    assert_eq!(problems(&found).iter().filter(|own| own.contains("no number")).count(), words.len());
}

#[test]
fn a_number_that_excel_has_shortened_is_no_number() {
    let found = read("Case No|Worker|Age|Status\n1.00001E+11|Ann|4|CIN\n1.00001E+11|Ann|5|CIN");
    assert_eq!(found.children.len(), 2);
    assert!(found.children.iter().all(|own| own.code.0.is_empty()));
    assert_eq!(problems(&found).iter().filter(|own| own.contains("Excel has shortened this number")).count(), 2);
}

#[test]
fn a_word_for_no_family_is_no_family() {
    let mut text = "Case No|Worker|Age|Status|Family ID".to_owned();
    for (number, word) in ["N/A", "None", "0", "Unknown", "-"].iter().enumerate() {
        write!(text, "\n10{number}|Ann|4|CIN|{word}").unwrap();
    }
    assert!(read(&text).children.iter().all(|own| own.family.is_none()));
}

#[test]
fn a_family_number_of_more_than_8_rows_joins_nobody() {
    let rows = |count: usize| {
        (0..count).fold("Case No|Worker|Age|Status|Family ID".to_owned(), |mut text, number| {
            write!(text, "\n10{number}|Ann|4|CIN|F1").unwrap();
            text
        })
    };
    assert!(read(&rows(8)).children.iter().all(|own| own.family.is_some()));
    let found = read(&rows(9));
    assert!(found.children.iter().all(|own| own.family.is_none()));
    let said: Vec<String> = problems(&found).into_iter().filter(|own| own.contains("9 rows")).collect();
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn of_words_only_short_ones_of_several_rows_are_remembered() {
    let text = "Case No|Worker|Age|Status\n1|Ann|4|Amber\n2|Ann|4|Amber\n3|Ann|4|CIN - Emmaline Brownlow dob 3/4/15\n4|Ann|4|Emmaline\n5|Ann|4|CIN - Emmaline Brownlow dob 3/4/15\n6|Ann|4|CIN\n7|Ann|4|CIN\n8|Ann|4|CIN";
    let mut mappings = of(text);
    for place in 1..4 {
        hear(&mut mappings, &format!("map-0-word-3-{place}"), "child_in_need");
    }
    let memory = mappings.remember().to_lowercase();
    assert!(memory.contains("amber"), "{memory}");
    assert!(!memory.contains("emmaline") && !memory.contains("3/4/15"), "{memory}");
}

#[test]
fn initials_that_are_names_are_left_out_until_the_reader_says_so() {
    for (heading, value, label) in [
        ("Child's initials", "Emmaline Brownlow", ""),
        ("Initials", "Emmaline", ""),
        ("Initials", "Em Bo", ""),
        ("Initials", "EB", "EB"),
        ("Initials", "E B", "E B"),
    ] {
        let text = format!("Case No|{heading}|Worker|Age|Status\n1|{value}|Ann Bell|4|CIN\n2||Ann Bell|4|CIN");
        let mut mappings = of(&text);
        assert_eq!(mappings.found(&at()).children[0].label, label, "{heading} {value}");
        hear(&mut mappings, "map-0-column-1", "child.label");
        let kept = if value.contains(' ') {
            value.split(' ').filter_map(|own| own.get(..1)).collect()
        } else {
            value.to_owned()
        };
        let kept = if value == "E B" { value.to_owned() } else { kept };
        assert_eq!(mappings.found(&at()).children[0].label, kept);
        let again = Mappings::of(vec![sheet(&text)], &mappings.remember());
        assert_eq!(again.found(&at()).children[0].label, label, "{heading} {value}");
    }
}

#[test]
fn a_full_name_is_neither_a_label_nor_a_number_whatever_the_reader_says() {
    let mut mappings = of("Case no|Blue|Worker|Age|Status\n1|Emmaline Brownlow|Ann|4|CIN\n2|Tom Brownlow|Ann|4|CIN");
    hear(&mut mappings, "map-0-column-1", "child.label");
    let found = mappings.found(&at());
    assert_eq!(found.children[0].label, "EB");
    assert!(problems(&found).iter().any(|own| own.contains("initials are kept")), "{:?}", problems(&found));
    assert!(!words(&mappings.parts()).contains("Emmaline"));
    hear(&mut mappings, "map-0-column-0", "");
    hear(&mut mappings, "map-0-column-1", "id");
    let found = mappings.found(&at());
    assert!(found.children.iter().all(|own| own.code.0.is_empty()));
    assert!(!format!("{found:?}{:?}", mappings.parts()).contains("Emmaline"));
}

#[test]
fn nothing_of_the_rows_above_the_headings_or_of_rows_that_could_be_cases_is_shown_or_remembered() {
    let mappings = of("Emmaline Brownlow|CIN\nTom Brownlow|LAC\nCase no|Age|Status\n1|4|CIN\n2|5|CP");
    assert!(!format!("{:?}", mappings.parts()).contains("Emmaline"));
    let mut mappings = of("Emmaline Brownlow|Alpha\nTom Brownlow|Beta");
    hear(&mut mappings, "map-0-column-1", "team");
    assert!(!mappings.remember().contains("emmaline"), "{}", mappings.remember());
}

#[test]
fn a_desk_in_a_table_is_nobody() {
    let words = ["Vacant post", "Unallocated - North", "Duty Team", "Awaiting SW", "ZZZ Do Not Use", "Left LA"];
    let mut text = "Case No|Worker|Team|Age|Status".to_owned();
    for (number, word) in words.iter().enumerate() {
        write!(text, "\n10{number}|{word}|North|4|CIN").unwrap();
    }
    let found = read(&text);
    assert_eq!(found.practitioners, []);
    assert_eq!(found.children.len(), words.len());
}

#[test]
fn two_workers_in_one_cell_are_worker_and_co_worker() {
    for cell in
        ["Smith, J / Khan, A", "J Smith & A Khan", "J Smith; A Khan", "J Smith\u{1}A Khan", "J Smith and A Khan"]
    {
        let mut sheet = sheet(&format!("Case No|Worker|Age|Status\n1|{cell}|4|CIN"));
        sheet.rows[1].cells[1] = Cell::Text(cell.replace('\u{1}', "\n"));
        let found = Mappings::of(vec![sheet], "").found(&at());
        let child = &found.children[0];
        let of = |own: Option<usize>| own.map(|own| found.practitioners[own].initials.clone());
        assert_eq!(
            (of(child.practitioner).as_deref(), of(child.co_worker).as_deref()),
            (Some("JS"), Some("AK")),
            "{cell}"
        );
        assert!(problems(&found).iter().any(|own| own.contains("two workers")), "{cell}");
    }
    let found = read(
        "Case No|Worker|Age|Status\n1|Jane Smith, Agency|4|CIN\n2|Jane Smith|4|CIN\n3|Zo\u{eb} Bell|4|CIN\n4|Zoe\u{308} Bell|4|CIN",
    );
    assert_eq!(found.practitioners.len(), 2, "{:?}", found.practitioners);
}

#[test]
fn names_in_two_columns_are_one_name_in_tables_of_children_and_of_practitioners() {
    let children = "Case No,Child forename,Child surname,SW First Name,SW Last Name,Age,Status\n1,Zog,Zig,Jane,Smith,4,CIN\n2,Zog,Zig,Tom,Brown,5,CP";
    let staff = "First Name,Surname,Job Title,FTE\nJane,Smith,Social Worker,0.8\nTom,Brown,Social Worker,1";
    for (text, count) in [(children, 2), (staff, 0)] {
        let mappings = of_bytes("team.csv", text.as_bytes());
        assert_eq!(mappings.errors(), []);
        let found = mappings.found(&at());
        let names: Vec<&str> = found.practitioners.iter().map(|own| own.name.as_str()).collect();
        assert_eq!((names, found.children.len()), (vec!["Jane Smith", "Tom Brown"], count));
        assert!(words(&mappings.parts()).contains("are read together, as one name"));
        assert!(!format!("{found:?}").contains("Zog"));
    }
}

#[test]
fn a_name_the_other_way_round_is_the_same_worker_of_a_team_and_that_is_said() {
    let text = |team: &str| {
        format!(
            "Case No|Worker|Team|Age|Status\n1|Jane Smith|North|4|CIN\n2|Smith Jane / Al Bo|{team}|4|CIN\n3|Al Bo / Smith Jane|North|5|CIN"
        )
    };
    let found = read(&text("North"));
    let names: Vec<&str> = found.practitioners.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["Jane Smith", "Al Bo"]);
    let who: Vec<_> = found.children.iter().map(|own| (own.practitioner, own.co_worker)).collect();
    assert_eq!(who, [(Some(0), None), (Some(0), Some(1)), (Some(1), Some(0))]);
    assert!(problems(&found).iter().any(|own| own.contains("read as one person, JS")), "{:?}", problems(&found));
    let found = read(&text("South"));
    assert_eq!(found.practitioners.len(), 3);
    assert!(problems(&found).iter().any(|own| own.contains("read as two people")), "{:?}", problems(&found));
}

#[test]
fn numbers_with_letters_before_them_in_one_table_alone_are_the_same_children() {
    let one = sheet(
        "Case No|Worker|Age|Status\n123|Ann Bell|4|CIN\n124|Ann Bell|5|CIN\n125|Ann Bell|6|CIN\n126|Ann Bell|6|CIN",
    );
    let with = |numbers: &str| {
        let mut other = sheet(&format!("Case No|Legal Status|Travel time (mins)\n{numbers}"));
        other.name = "Second".to_owned();
        let found = Mappings::of(vec![one.clone(), other], "").found(&at());
        (found.children.len(), problems(&found).join("; "))
    };
    let (children, said) = with("P00123|C2|20\nP00124|C2|30\nP00125|C2|30");
    assert_eq!(children, 4);
    assert!(said.contains("All 3 numbers of children here begin with \u{201c}P\u{201d}: it is left out"), "{said}");
    let (children, said) = with("P00123|C2|20\nP00124|C2|30\nP00125|C2|30\n999|C2|30");
    assert_eq!(children, 8);
    assert!(said.contains("3 of the 4 numbers of children here are on no other list as they stand"), "{said}");
}

#[test]
fn a_child_whose_closing_column_says_yes_is_left_out_and_counted() {
    let found = read("Case No|Worker|Age|Status|Closed\n1|Ann Bell|4|CIN|No\n2|Ann Bell|5|CIN|Yes");
    assert_eq!(found.children.len(), 1);
    assert_eq!(found.left_out.iter().map(|own| own.1).sum::<usize>(), 1, "{:?}", found.left_out);
    let found = read("Case No|Worker|Age|Status|Closed\n1|Ann Bell|4|CIN|Y\n2|Ann Bell|5|CIN|Yes");
    assert_eq!(found.children.len(), 0);
}

#[test]
fn a_transfer_date_is_not_taken_for_a_transfer_to_come() {
    let found =
        read("Case No|Worker|Age|Status|Transfer date\n1|Ann|4|CIN|03/02/2025\n2|Ann|5|CIN|03/03/2026\n3|Ann|5|CIN|");
    assert_eq!(found.children.len(), 3);
}

#[test]
fn a_task_that_began_long_ago_is_asked_about_and_not_taken() {
    let found = read("Case No|Worker|Age|Status|S47\n1|Ann|4|CIN|03/02/2019\n2|Ann|4|CIN|03/11/2026");
    assert_eq!(found.children[0].tasks, []);
    assert_eq!(found.children[1].tasks.len(), 1);
    assert!(problems(&found).iter().any(|own| own.contains("long ago")), "{:?}", problems(&found));
}

#[test]
fn days_of_an_american_column_that_could_be_either_way_round_are_not_read() {
    let found = read(
        "Case No|Worker|Age|Status|Date closed\n1|Ann|4|CIN|12/21/2026\n2|Ann|4|CIN|10/05/2026\n3|Ann|4|CIN|11/11/2026\n4|Ann|4|CIN|",
    );
    assert_eq!(found.children.len(), 4);
    assert_eq!(fact(&found.children[1], "closing_in").unwrap_or_default(), "");
    assert_eq!(fact(&found.children[2], "closing_in"), Some("2026-11"));
    assert_eq!(problems(&found).iter().filter(|own| own.contains("month first")).count(), 1, "{:?}", problems(&found));
}

proptest! {
    #[test]
    fn any_tables_are_read_and_shown_whatever_is_chosen(
        sheets in prop::collection::vec(any_sheet(), 0..3),
        presses in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..6),
    ) {
        let rows = sheets.iter().map(|own| own.rows.len()).sum();
        let mut mappings = Mappings::of(sheets, "");
        well(&mappings, rows)?;
        for (which, value) in presses {
            let fields = fields(&mappings.parts());
            if fields.is_empty() {
                break;
            }
            let field = which.get(&fields);
            let value = if field.choices.is_empty() { String::new() } else { value.get(&field.choices).0.clone() };
            let heard = mappings.hear(&Event { id: field.id.clone(), value });
            prop_assert!(heard);
            well(&mappings, rows)?;
        }
    }

    #[test]
    fn what_is_remembered_makes_the_same_of_the_same_tables(
        heads in prop::collection::vec(any_heading(), 2..8),
        rows in prop::collection::vec(prop::collection::vec(any_cell(), 8), 1..8),
        presses in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..6),
    ) {
        // With a heading that is its own, so that the row of headings is found.
        let heads = ["Child number".to_owned(), "Co-worker".to_owned(), "Family number".to_owned()].into_iter().chain(heads);
        let mut seen = BTreeSet::new();
        let heads = heads.zip(1..).map(|(head, at)| {
            let is_new = seen.insert(fairload::importing::heading::tidy(&head));
            Cell::Text(if is_new { head } else { format!("zz{at}") })
        });
        let mut all = vec![Row { number: 1, cells: heads.collect() }];
        all.extend(rows.into_iter().zip(2..).map(|(cells, number)| Row { number, cells }));
        let own = Sheet { file: "a.csv".to_owned(), rows: all, ..Sheet::default() };
        let mut mappings = Mappings::of(vec![own.clone()], "");
        for (which, value) in presses {
            let fields: Vec<Field> = fields(&mappings.parts())
                .into_iter()
                // Words of one row are not remembered.
                .filter(|own| own.id.contains("-column-"))
                .collect();
            if fields.is_empty() {
                break;
            }
            let field = which.get(&fields);
            let value = value.get(&field.choices).0.clone();
            // A column without a heading has nothing to be remembered by.
            mappings.hear(&Event { id: field.id.clone(), value });
        }
        let initials = own.rows[0].cells.iter().any(|own| own.text().to_lowercase().contains("initials"));
        // What was said of values that cannot be read is not believed again.
        let unread = problems(&mappings.found(&at())).iter().any(|own| own.contains("not read") || own.contains("is a year"));
        let unread = unread || !mappings.found(&at()).left_out.is_empty();
        if !initials && !unread && mappings.errors().is_empty() && !fields(&mappings.parts()).iter().any(|own| own.label.contains("Column ")) {
            let text = mappings.remember();
            let again = Mappings::of(vec![own], &text);
            prop_assert_eq!(again.found(&at()), mappings.found(&at()));
            prop_assert_eq!(again.remember(), text);
        }
    }

    #[test]
    fn memory_of_anybody_changes_nothing_that_cannot_be(memory in "\\PC{0,60}|fairload-columns 1\n(heading\tchildren\tcase no\t(id|worker|child.age|x)\n|word\tchild.plan\tcin\t(looked_after|x|)\n){0,4}") {
        let mappings = Mappings::of(vec![sheet(TABLE)], &memory);
        well(&mappings, 7)?;
    }
}
