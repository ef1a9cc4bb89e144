//! What is dropped while reading, and what stays.

use super::support::{on, rows, sheet};
use fairload::facts::When;
use fairload::importing::dropping::drop_unneeded;
use fairload::importing::table::{Cell, Row, Sheet};

fn csv(text: &str) -> Vec<String> {
    rows(&sheet(text.as_bytes()))
}

/// The age that a date of birth becomes on a day.
fn age(birth: &str, day: &str) -> Cell {
    let row = |number, text: &str| Row { number, cells: vec![Cell::Text("1".to_owned()), Cell::Text(text.to_owned())] };
    let mut own = Sheet { rows: vec![row(1, "Date of Birth"), row(2, birth)], ..Sheet::default() };
    drop_unneeded(&mut own, When::read(day).unwrap());
    own.rows.remove(1).cells.remove(1)
}

fn number(age: i32) -> Cell {
    Cell::Number(age.to_string())
}

#[test]
fn a_list_of_the_councils_loses_gender_ethnicity_and_postcode_and_keeps_the_rest() {
    assert_eq!(
        csv("List 8: Children in care,,,,,,,,\n\
             Child Unique ID,Gender ,Ethnicity,Date of Birth,Age of Child (Years),Placement postcode,LA of Placement,Allocated Team,Allocated Worker\n\
             12345,F,White British,01/06/2015,11,AB1 2CD,Barsetshire,North,Ann O'Neill\n\
             12346,M,,,,,,,\n"),
        [
            "1: 'List 8: Children in care'",
            "2: 'Child Unique ID' | 'Gender ' | 'Ethnicity' | 'Date of Birth' | 'Age of Child (Years)' | 'Placement postcode' | 'LA of Placement' | 'Allocated Team' | 'Allocated Worker'",
            "3: '12345' | ~ | ~ | 11 | '11' | ~ | 'Barsetshire' | 'North' | 'Ann O'Neill'",
            "4: '12346' | ~"
        ]
    );
}

#[test]
fn of_all_columns_of_annex_a_four_lose_what_is_in_them() {
    let mut lost = std::collections::BTreeSet::new();
    for column in fairload::importing::lists::LISTS.iter().flat_map(|list| list.columns) {
        for heading in [column.heading].iter().chain(column.others) {
            let own = csv(&format!("Child Unique ID,\"{heading}\",Allocated Team\n7,something,North\n"));
            if own[1] != "2: '7' | 'something' | 'North'" {
                lost.insert(column.heading);
            }
        }
    }
    assert_eq!(lost.into_iter().collect::<Vec<_>>(), ["Date of Birth", "Ethnicity", "Gender", "Placement postcode"]);
}

#[test]
fn every_heading_of_what_nobody_may_keep_is_known_and_no_heading_of_what_is_needed() {
    for heading in [
        "Gender",
        "SEX",
        "Sex at birth",
        "Gender identity",
        "Ethnicity",
        "Ethnic Origin",
        "Ethnic group (2021)",
        "Religion",
        "Nationality",
        "Country of birth",
        "Postcode",
        "Post Code",
        "Home postcode",
        "Placement postcode",
        "Name",
        "Full name",
        "Surname",
        "Forename(s)",
        "First name",
        "Last Name",
        "Child Name",
        "Name of child",
        "Child\u{2019}s name",
        "Young person's name",
        "Mother's name",
        "Carer name",
        "Service user name",
        "Known as",
        "Address",
        "Home address",
        "Address line 1",
        "Placement address",
        "NHS number",
        "NHS No.",
        "UPN",
        "Unique Pupil Number",
        "Telephone",
        "Mobile number",
        "Phone",
        "Email",
        "E-mail address",
        "Sexual orientation",
        "Home Office number",
    ] {
        let own = csv(&format!("Child Id,{heading},Team\n7,something,North\n"));
        assert_eq!(own[1], "2: '7' | ~ | 'North'", "{heading}");
    }
    for heading in [
        "Child Unique ID",
        "Age",
        "Age of Child (Years)",
        "Allocated Worker",
        "Worker name",
        "Social worker name",
        "Name of social worker",
        "Worker surname",
        "Team name",
        "Allocated Team",
        "Manager's name",
        "Worker email",
        "Legal status",
        "Case status",
        "Does the Child have a Disability",
        "LA of Placement",
        "URN of Placement",
        "Placement Type",
        "Placement Provider",
        "Family identifier",
        "Reason for closure",
        "Interpreter",
        "Sextant",
        "Named person scheme",
        "Addressed",
        "Birth order",
        "Unborn",
        "UASC",
        "Date of referral",
        "Number of siblings",
        "Initials",
        "Children's team name",
        "Missing episodes",
        "Home visits",
        "Accommodation",
        "Key worker forename",
    ] {
        let own = csv(&format!("Child Id,{heading},Team\n7,something,North\n"));
        assert_eq!(own[1], "2: '7' | 'something' | 'North'", "{heading}");
    }
}

#[test]
fn names_of_practitioners_stay_in_a_table_of_practitioners() {
    let own = csv("Name,Email,Team,Hours per week,Grade\nAnn Brown,a@b.example,North,37,Senior\n");
    assert_eq!(own[1], "2: 'Ann Brown' | ~ | 'North' | '37' | 'Senior'");
    let own = csv("Name,Team,Legal status\nAnn Brown,North,C2\n");
    assert_eq!(own[1], "2: ~ | 'North' | 'C2'");
    let own = csv("Surname,First name,Role,FTE\nBrown,Ann,Social worker,1\n");
    // Both halves of the name are one.
    assert_eq!(own[1], "2: 'Ann Brown' |  | 'Social worker' | '1'");
}

#[test]
fn a_table_that_could_be_of_children_loses_its_names_and_one_with_a_team_alone_does_not() {
    assert_eq!(csv("Name,Team\nAnn Brown,North\n")[1], "2: 'Ann Brown' | 'North'");
    for headings in ["Name,Worker,Team", "Name,Status,Team", "Name,Allocated to,Team", "Name,Age,Role"] {
        assert!(csv(&format!("{headings}\nAnn Brown,x,North\n"))[1].starts_with("2: ~ | 'x'"), "{headings}");
    }
}

#[test]
fn nothing_that_the_templates_ask_for_is_dropped() {
    for (name, text) in fairload::importing::templates::templates() {
        let columns = csv(&text)[0].matches('|').count();
        let own = csv(&format!("{text}{}x\n", "x,".repeat(columns)));
        assert_eq!(own[1].matches("'x'").count(), columns + 1, "{name}: {}", own[1]);
    }
}

#[test]
fn dates_of_birth_become_ages_however_they_are_written() {
    for text in [
        "01/06/2015",
        "1/6/15",
        "2015-06-01",
        "01-Jun-2015",
        "1 June 2015",
        "42156",
        "01.06.2015",
        "2015-06-01 00:00:00",
    ] {
        assert_eq!(age(text, "2026-11-21"), number(11), "{text}");
    }
    for cell in [Cell::Number("42156".to_owned()), Cell::Day(When::read("2015-06-01").unwrap())] {
        let row = |number, cell| Row { number, cells: vec![Cell::Text("1".to_owned()), cell] };
        let mut own = Sheet { rows: vec![row(1, Cell::Text("DOB".to_owned())), row(2, cell)], ..Sheet::default() };
        drop_unneeded(&mut own, on());
        assert_eq!(own.rows[1].cells[1], number(11));
    }
}

#[test]
fn an_age_is_in_whole_years_and_minus_one_before_birth() {
    for (birth, day, years) in [
        ("21/11/2015", "2026-11-21", 11),
        ("22/11/2015", "2026-11-21", 10),
        ("21/11/2026", "2026-11-21", 0),
        ("22/11/2026", "2026-11-21", -1),
        ("01/05/2027", "2026-11-21", -1),
        ("01/05/2029", "2026-11-21", -1),
        ("29/02/2012", "2026-02-28", 13),
        ("29/02/2012", "2026-03-01", 14),
        ("29/02/2012", "2028-02-29", 16),
    ] {
        assert_eq!(age(birth, day), number(years), "{birth} on {day}");
    }
}

#[test]
fn what_is_no_date_of_birth_becomes_an_error_and_its_text_is_gone() {
    for text in ["36/13/2024", "not known", "Ann Brown", "31/02/2015", "01/01/1066", "01/01/1895"] {
        assert!(matches!(age(text, "2026-11-21"), Cell::Error(error) if error == "#DATE"), "{text}");
    }
    assert_eq!(age("", "2026-11-21"), Cell::Empty);
    assert_eq!(csv("Id,DOB\n1,#N/A\n")[1], "2: '1' | !#N/A");
}

#[test]
fn a_second_table_in_a_sheet_has_headings_of_its_own() {
    let many: String = (0..60).map(|at| format!("{at},F,North\n")).collect();
    let own = csv(&format!("Child Id,Gender,Team\n{many}\nChild Id,Team,Gender\n1,South,M\n"));
    assert_eq!(own[60], "61: '59' | ~ | 'North'");
    assert_eq!(own[61..], ["63: 'Child Id' | 'Team' | 'Gender'", "64: '1' | 'South' | ~"]);
}

#[test]
fn words_in_the_rows_of_children_are_no_headings() {
    let own = csv("Child Id,Gender,Contact source,Team\n1,F,by email,North\n2,M,Telephone,South\n3,F,Postcode,East\n");
    assert_eq!(own[1..3], ["2: '1' | ~ | 'by email' | 'North'", "3: '2' | ~ | 'Telephone' | 'South'"]);
}

#[test]
fn a_title_that_speaks_of_gender_is_no_heading() {
    let own = csv("Children by gender and ethnicity,,\nChild Id,Legal status,Team\n1,C2,North\n");
    assert_eq!(own[2], "3: '1' | 'C2' | 'North'");
}

#[test]
fn lines_above_the_headings_spoil_nothing() {
    let own = csv("Contact,email the data team,\nPrinted,21/11/2026,\nChild Id,Sex,Team\n1,F,North\n");
    assert_eq!(own[2..], ["3: 'Child Id' | 'Sex' | 'Team'", "4: '1' | ~ | 'North'"]);
}

#[test]
fn a_word_in_a_row_of_cases_empties_no_column_where_the_headings_drop_nothing() {
    for word in ["Faith", "Born into Care", "by email", "Mother", "Street", "Race"] {
        let own = csv(&format!(
            "Case No,Worker,Team,Age,Status\n1,Ann,North,4,CIN\n2,{word},North,3,CP\n3,Carl,East,9,LAC\n"
        ));
        assert_eq!(own[3], "4: '3' | 'Carl' | 'East' | '9' | 'LAC'", "{word}");
    }
    let own = csv("Case No,Worker,Team,Age,Status\n1,Ann,North,EDD 12/03/2027,CP\n2,Carl,East,9,LAC\n");
    assert_eq!(own[2], "3: '2' | 'Carl' | 'East' | '9' | 'LAC'");
}

#[test]
fn what_a_report_says_of_its_filters_is_no_row_of_headings() {
    let own = csv(
        "Filters,Ethnicity: All,Gender: All,Team: North,\nMosaic ID,First name,Last name,Ethnic origin,Home postcode\n1,Emma,Brown,White,ZZ1 9QQ\n",
    );
    assert_eq!(own[2], "3: '1' | ~ | ~ | ~ | ~");
}

#[test]
fn names_below_a_banner_of_known_words_are_dropped_all_the_same() {
    let text = "Child,Worker,Plan,,\r\nSurname,Forename,Ref,Social worker,Status\r\nBrown,Tom,12,Jane Smith,CIN\r\n";
    let sheets = fairload::sheets::read(
        "team.csv",
        text.as_bytes(),
        fairload::facts::When::read("2026-11-22").unwrap(),
        &mut |_| {},
    )
    .unwrap();
    let shown = format!("{sheets:?}");
    assert!(!shown.contains("Brown") && !shown.contains("Tom"), "{shown}");
    assert!(shown.contains("Jane Smith"), "{shown}");
}
