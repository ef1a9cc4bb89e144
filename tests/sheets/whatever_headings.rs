//! What nobody may keep goes whichever row the headings stand in, however they are spelled, and where there are none.

use super::support::{on, rows, sheet};
use fairload::importing::dropping::drop_unneeded;
use fairload::importing::table::Sheet;

fn csv(text: &str) -> Vec<String> {
    rows(&sheet(text.as_bytes()))
}

/// True where nothing of the child who stands in the tables below is left.
fn is_gone(lines: &[String]) -> bool {
    let all = lines.join("\n");
    !["Brown", "Emma", "BROWN", "2015", "White British", "ZZ1 9QQ", "943 476"].iter().any(|own| all.contains(own))
}

#[test]
fn headings_are_found_in_whichever_row_they_stand() {
    for above in [0, 3, 14, 24, 45] {
        for (title, filler) in [("Report of the month,,,,,,", ""), ("Ran by,a person,for the team,,,,", ",")] {
            let lines: String = (0..above)
                .map(|at| if at == 0 { format!("{title}\n") } else { format!("{filler}line {at}\n") })
                .collect();
            let own = csv(&format!(
                "{lines}Ref,Kid,Surname,Birth Date,Ethnic origin,Home postcode,Zone\n77,x,Brown,01/06/2015,White British,ZZ1 9QQ,Red\n78,y,Green,02/06/2015,White British,ZZ1 9QQ,Red\n"
            ));
            let last = &own[own.len() - 2..];
            assert!(last[0].contains("'77' | 'x' | ~ | 11 | ~ | ~ | 'Red'"), "{above} {title}: {last:?}");
        }
    }
}

#[test]
fn two_rows_of_headings_with_merged_cells_are_one() {
    let own = csv(
        "Child name,,Child,,Worker,,\nFirst,Last,Date of birth,Number,Name,Team,Plan\nEmma,Brown,01/06/2015,77,Jane Smith,North,CIN\n",
    );
    assert_eq!(own[2], "3: ~ | ~ | 11 | '77' | 'Jane Smith' | 'North' | 'CIN'");
    let own = csv(
        "Child,,,Social worker,\nName,Birth,Ethnic group,Name,Team\nEmma Brown,01/06/2015,White British,Jane Smith,North\n",
    );
    assert_eq!(own[2], "3: ~ | 11 | ~ | 'Jane Smith' | 'North'");
    // Merged downwards: what stands beside it is none of its own.
    let own = csv("Date of birth,,Worker\n,Plan,\n01/06/2015,CIN,Jane Smith\n");
    assert_eq!(own[2], "3: 11 | 'CIN' | 'Jane Smith'");
}

#[test]
fn a_heading_that_comes_again_on_each_page_stays_a_heading() {
    let page = "Ref,Kid's birthday,Zone,Outcome\n77,01/06/2015,Red,x\n78,02/07/2016,Red,y\n";
    let own = csv(&format!("{page}{page}{page}"));
    assert_eq!(own[3], "4: 'Ref' | 'Kid's birthday' | 'Zone' | 'Outcome'");
    assert_eq!(own[8], "9: '78' | 10 | 'Red' | 'y'");
}

#[test]
fn dates_of_birth_are_known_however_their_heading_is_written() {
    for heading in [
        "D.O.B",
        "D.O.B.",
        "DoB",
        "DOB",
        "D/O/B",
        "Birth Date",
        "BIRTH DATE",
        "Birth",
        "Child's Date of Birth",
        "Date of birth (dd/mm/yyyy)",
        "\"Date\nof\nbirth\"",
        "DATE OF BIRTH [UK]",
        "date_of_birth",
        "DateOfBirth",
        "Birth-date",
        "Born on",
        "DOB / EDD",
        "Kid DOB",
    ] {
        let own = csv(&format!("Ref,{heading},Zone\n77,01/06/2015,Red\n78,Not born yet,Red\n79,EDD 03/04/2027,Red\n"));
        assert!(own[1].ends_with(": '77' | 11 | 'Red'"), "{heading}: {own:?}");
        assert!(own[2].ends_with("'78' | -1 | 'Red'") && own[3].ends_with("'79' | -1 | 'Red'"), "{heading}: {own:?}");
    }
    // An age that stands there is an age.
    assert_eq!(csv("Ref,Age / DoB,Zone\n77,7,Red\n")[1], "2: '77' | 7 | 'Red'");
}

#[test]
fn headings_run_together_in_capitals_or_with_units_are_known() {
    for heading in [
        "PostCode",
        "HomePostcode",
        "POSTCODE (home)",
        "EthnicOrigin",
        "FirstName",
        "SURNAME\u{a0}",
        "NHSNumber",
        "\"Child\nName\"",
    ] {
        assert_eq!(
            csv(&format!("Ref,{heading},Zone\n77,something,Red\n")).last().unwrap(),
            &format!("{}: '77' | ~ | 'Red'", 2),
            "{heading}"
        );
    }
}

#[test]
fn a_column_of_childrens_full_names_is_emptied_whatever_it_is_called() {
    for heading in
        ["Child", "Client", "Service user", "Person", "Young person", "YP", "Children", "Kid", "Who", "Case", ""]
    {
        let own = csv(&format!(
            "Ref,{heading},Worker,Plan\n77,Emma Brown,Jane Smith,CIN\n78,\"BROWN, Tom\",Jane Smith,CP\n79,Zo\u{eb} O'Neill-Brown,Jane Smith,CP\n"
        ));
        assert!(is_gone(&own), "{heading}: {own:?}");
        assert_eq!(own[1], "2: '77' | ~ | 'Jane Smith' | 'CIN'", "{heading}");
    }
    // What is no name stays, and the number beside a name too.
    let own = csv("Client,Worker\n1001,Jane Smith\n\"Brown, Emma (10234)\",Jane Smith\nE1002,Jane Smith\n");
    assert_eq!(own[1..], ["2: '1001' | 'Jane Smith'", "3: '10234' | 'Jane Smith'", "4: 'E1002' | 'Jane Smith'"]);
    // An age beside the name is no number of a child, and of two numbers nothing says which.
    let own =
        csv("Client,Worker\n1001,Jane Smith\n\"Brown, Emma (12)\",Jane Smith\n\"Brown, Emma (101/202)\",Jane Smith\n");
    assert_eq!(own[2..], ["3: ~ | 'Jane Smith'", "4: ~ | 'Jane Smith'"]);
}

#[test]
fn a_name_alone_above_rows_under_the_numbers_of_children_stays_and_one_below_them_goes() {
    let own = csv("Case No,Plan,Age\nAnn Bell,,\n77,CIN,4\n78,CP,5\nBob Hill,,\n79,LAC,6\nEmma Brown,,\n");
    assert_eq!((own[1].as_str(), own[4].as_str()), ("2: 'Ann Bell'", "5: 'Bob Hill'"));
    assert!(is_gone(&own), "{own:?}");
    // Where a column is of the children's names, it is a child.
    assert!(is_gone(&csv("Child name,Plan,Age\nEmma Brown,,\n77,CIN,4\n78,CP,5\n")));
}

#[test]
fn a_form_has_what_it_says_of_a_child_beside_its_headings() {
    let own = csv("Name,Emma Brown\nDate of birth,01/06/2015\nHome postcode,ZZ1 9QQ\nTeam,North\nPlan,CIN\n");
    assert!(is_gone(&own), "{own:?}");
    assert!(own.join("\n").contains("'North'"), "{own:?}");
}

#[test]
fn days_of_which_one_is_no_birth_of_a_child_are_none() {
    let column = |days: &[&str]| {
        let lines: String = days.iter().zip(71..).map(|(own, number)| format!("{number},{own},Red\n")).collect();
        csv(&format!("Ref,Info,Zone\n{lines}"))[1].clone()
    };
    let births = ["01/06/2015", "03/02/2011", "09/09/2020"];
    assert_eq!(column(&[births.as_slice(), &["05/05/2018"]].concat()), "2: '71' | 11 | 'Red'");
    assert_eq!(column(&[births.as_slice(), &["05/05/1950"]].concat()), "2: '71' | '01/06/2015' | 'Red'");
    assert_eq!(column(&[births.as_slice(), &["not known"]].concat()), "2: '71' | 11 | 'Red'");
}

#[test]
fn groups_of_headings_stand_right_above_them() {
    let table = "Name,Team,Number,Plan\nJane Smith,North,77,CIN\nJane Smith,North,78,CP\n";
    assert_eq!(csv(&format!("Worker,,Child,\n{table}"))[2], "3: 'Jane Smith' | 'North' | '77' | 'CIN'");
    // A row further up may be of another table: a name under no group is the child's.
    assert_eq!(csv(&format!("Worker,,Child,\n,,,\n{table}"))[2], "4: ~ | 'North' | '77' | 'CIN'");
}

#[test]
fn full_names_as_labels_become_initials() {
    let own = csv(
        "Ref,Label,Initials,Worker\n77,Emma Brown,\"Brown, Emma\",Jane Smith\n78,Family 7,EB,Jane Smith\n79,North Team,E B,Jane\n",
    );
    assert_eq!(
        own[1..],
        [
            "2: '77' | 'EB' | 'EB' | 'Jane Smith'",
            "3: '78' | 'Family 7' | 'EB' | 'Jane Smith'",
            "4: '79' | 'North Team' | 'E B' | 'Jane'"
        ]
    );
}

#[test]
fn a_table_without_headings_keeps_nothing_of_a_child_either() {
    let row = |number: u32, name: &str| {
        format!(
            "{number},{name},{}/06/2015,White British,ZZ1 9QQ,F,943 476 5919,e@brown.example,Jane Smith,CIN\n",
            number % 20 + 1
        )
    };
    let own = csv(&[row(71, "Emma Brown"), row(72, "Tom Brown"), row(73, "Ann Brown"), row(74, "Ben Brown")].concat());
    assert!(is_gone(&own), "{own:?}");
    assert_eq!(own[0], "1: '71' | ~ | 11 | ~ | ~ | ~ | ~ | ~ | 'Jane Smith' | 'CIN'");
}

#[test]
fn columns_are_known_by_their_values_where_the_heading_says_nothing() {
    for (values, left) in [
        (["01/06/2015", "03/02/2011", "09/09/2020"], "11"),
        (["ZZ1 9QQ", "AB12 3CD", "E1 6AN"], "~"),
        (["9434765919", "9434765870", "4010232137"], "~"),
        (["a@b.example", "c.d@e.example", "x@y.example"], "~"),
        (["White British", "Asian - Pakistani", "Black African"], "~"),
        (["WBRI", "APKN", "BAFR"], "~"),
        (["H801200001001", "h801200001002", "A80120000100B"], "~"),
        (["Male", "Female", "Female"], "~"),
        (["Emma Brown", "Tom Green", "Ann White"], "~"),
    ] {
        for heading in ["Blue", "", "Info", "Col 7"] {
            let lines: String = values.iter().zip(71..).map(|(own, number)| format!("{number},{own},Red\n")).collect();
            let own = csv(&format!("Ref,{heading},Zone\n{lines}"));
            assert_eq!(own[1], format!("2: '71' | {left} | 'Red'"), "{heading} {values:?}");
        }
    }
}

#[test]
fn values_under_a_heading_that_tells_what_they_are_stay() {
    for (heading, values) in [
        ("Start date", ["01/06/2015", "03/02/2011", "09/09/2020"]),
        ("Allocated", ["01/06/2025", "03/02/2021", "09/09/2020"]),
        ("Placed since", ["01/06/2015", "03/02/2011", "09/09/2020"]),
        ("Worker", ["Emma Brown", "Tom Green", "Ann White"]),
        ("Allocated to", ["Emma Brown", "Tom Green", "Ann White"]),
        ("Worker email", ["a@b.example", "c.d@e.example", "x@y.example"]),
        ("Case No", ["9434765919", "9434765870", "4010232137"]),
        ("Status", ["Child Protection", "Looked After", "Care Leaver"]),
        ("Order", ["Care Order", "Supervision Order", "Placement Order"]),
        ("Team", ["Castle Hill", "Abbey Wood", "Queens Park"]),
        ("", ["04/10/2026", "12/11/2026", "01/09/2025"]),
        ("Info", ["Child Protection", "Looked After", "Care Leaver"]),
        ("Info", ["9434765918", "9434765871", "4010232138"]),
    ] {
        let lines: String = values.iter().zip(71..).map(|(own, number)| format!("{number},{own},Red\n")).collect();
        let own = csv(&format!("Child Id,{heading},Zone\n{lines}"));
        assert_eq!(own[1], format!("2: '71' | '{}' | 'Red'", values[0]), "{heading}");
    }
}

#[test]
fn no_column_of_annex_a_loses_days_or_names_that_it_is_for() {
    let mut lost = std::collections::BTreeSet::new();
    for column in fairload::importing::lists::LISTS.iter().flat_map(|list| list.columns) {
        for heading in [column.heading].iter().chain(column.others) {
            for values in [["01/06/2015", "03/02/2011", "09/09/2020"], ["Emma Brown", "Tom Green", "Ann White"]] {
                let own = csv(&format!(
                    "Child Unique ID,\"{heading}\",Allocated Team\n7,{},N\n8,{},N\n9,{},N\n",
                    values[0], values[1], values[2]
                ));
                if own[1] != format!("2: '7' | '{}' | 'N'", values[0]) {
                    lost.insert(column.heading);
                }
            }
        }
    }
    assert_eq!(
        lost.into_iter().collect::<Vec<_>>(),
        ["Child Unique ID", "Date of Birth", "Ethnicity", "Family identifier", "Gender", "Placement postcode"]
    );
}

#[test]
fn what_was_known_by_its_values_alone_is_said() {
    let own = sheet(b"Ref,Blue,Zone\n71,Emma Brown,Red\n72,Tom Green,Red\n73,Ann White,Red\n");
    let said = own.notes.join("\n");
    assert!(said.contains("\u{201c}Blue\u{201d}") && said.contains("names"), "{said}");
    assert!(!said.contains("Emma"), "{said}");
    let own = sheet(b"71,01/06/2015,CIN\n72,03/07/2012,CP\n");
    assert!(own.notes.join("\n").contains("Column B"), "{:?}", own.notes);
}

#[test]
fn a_column_of_dates_of_birth_that_are_written_month_first_is_read_so_and_that_is_said() {
    let of = |dates: &[&str]| {
        let lines: String = dates.iter().map(|own| format!("7,{own}\n")).collect();
        let own = sheet(format!("Ref,DOB\n{lines}").as_bytes());
        (
            rows(&own)[1..].iter().map(|own| own.rsplit(' ').next().unwrap().to_owned()).collect::<Vec<_>>(),
            own.notes.join(" "),
        )
    };
    // 5 December 2015 and 12 May 2015 are on both sides of a birthday.
    let (ages, notes) = of(&["12/31/2015", "12/05/2015", "05/12/2015"]);
    assert_eq!(ages, ["10", "10", "11"]);
    assert!(notes.contains("month first") && notes.contains("DOB"), "{notes}");
    // One that only day first can be: none is turned round.
    let (ages, notes) = of(&["12/31/2015", "12/05/2015", "31/12/2015"]);
    assert_eq!(ages, ["!#DATE", "11", "10"]);
    assert_eq!(notes, "");
    let (ages, notes) = of(&["12/05/2015", "05/12/2015"]);
    assert_eq!((ages[0].as_str(), notes.as_str()), ("11", ""));
}

#[test]
fn days_that_excel_took_day_first_are_turned_where_their_column_is_month_first() {
    use fairload::facts::When;
    use fairload::importing::table::{Cell, Row};
    let row = |number, cell| Row { number, cells: vec![Cell::Text("7".to_owned()), cell] };
    let text = |own: &str| Cell::Text(own.to_owned());
    let mut own = Sheet {
        // Excel in Britain took 12/05/2015 of an American file for 12 May.
        rows: vec![
            row(1, text("DOB")),
            row(2, text("12/31/2015")),
            row(3, Cell::Day(When::read("2015-05-12").unwrap())),
        ],
        ..Sheet::default()
    };
    drop_unneeded(&mut own, on());
    assert_eq!(own.rows[2].cells[1], Cell::Number("10".to_owned()));
}
