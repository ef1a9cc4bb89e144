//! Lists as teams keep them by hand: numbers that are no child's, lines and legends among the rows, sheets of what is
//! over, a row for each family.

use super::{at, of, sheet};
use fairload::importing::dropping::drop_unneeded;
use fairload::importing::found::Found;
use fairload::importing::mapping::Mappings;
use fairload::importing::table::Sheet;

/// Children by the initials of who holds them, in the order of the rows.
fn held(found: &Found) -> Vec<&str> {
    let of = |own: usize| found.practitioners[own].initials.as_str();
    found.children.iter().map(|child| child.practitioner.map_or("-", of)).collect()
}

fn found(text: &str) -> Found {
    of(text).found(&at())
}

/// The same with what nobody may keep dropped first, as files are read.
fn dropped(text: &str) -> Found {
    let mut own = sheet(text);
    drop_unneeded(&mut own, at().today);
    Mappings::of(vec![own], "").found(&at())
}

fn named(name: &str, text: &str) -> Sheet {
    Sheet { name: name.to_owned(), ..sheet(text) }
}

fn plainly(found: &Found) -> String {
    found.plainly.join("; ")
}

#[test]
fn the_number_of_a_person_is_the_childs_beside_the_number_of_a_case_whichever_stands_first() {
    for heads in ["Case ID|Person ID", "Case Ref|Child Ref", "Case No|LCS ID", "Reference|Client ID", "ID|Mosaic ID"] {
        let own = found(&format!("{heads}|Plan|SW\nF1|101|CIN|AB\nF1|102|CIN|AB\nF2|103|CP|CD"));
        assert_eq!(own.children.len(), 3, "{heads}");
        let (one, other) = heads.split_once('|').unwrap();
        let own = found(&format!("{other}|{one}|Plan|SW\n101|F1|CIN|AB\n102|F1|CIN|AB\n103|F2|CP|CD"));
        assert_eq!(own.children.len(), 3, "{other} {one}");
    }
}

#[test]
fn a_number_that_children_of_other_ages_share_is_that_of_their_family() {
    for heading in ["Case ID", "Case Number", "ID", "Ref", "Child No"] {
        let own = found(&format!(
            "{heading}|Age|Plan|SW\nF1|11|CIN|AB\nF1|8|CIN|AB\nF2|14|CP|AB\nF3|16|CP|CD\nF3|3|CP|CD\nF4|5|LAC|CD"
        ));
        assert_eq!(own.children.len(), 6, "{heading}");
        let family = |at: usize| own.children[at].family.clone();
        assert!(family(0).is_some() && family(0) == family(1) && family(3) == family(4), "{heading}");
        assert_ne!(family(0), family(3), "{heading}");
        let said = own.problems.iter().any(|own| own.column == heading && own.words.contains("brothers and sisters"));
        assert!(said, "{heading}: {:?}", own.problems);
    }
}

#[test]
fn a_number_that_begins_anew_for_each_worker_is_no_number_of_a_child() {
    for heading in ["Child No", "ID", "Case No", "No", "Ref"] {
        let own = found(&format!("{heading}|Plan|SW\n1|CIN|AB\n2|CIN|AB\n3|CP|AB\n1|CP|CD\n2|LAC|CD\n1|LAC|EF"));
        assert_eq!(held(&own), ["AB", "AB", "AB", "CD", "CD", "EF"], "{heading}");
        assert!(own.children.iter().all(|own| own.family.is_none()), "{heading}");
    }
    // A child with two rows below one another has no run of numbers.
    let own = found("Child No|Plan|SW\n71|CIN|AB\n71|CP|AB\n72|CP|AB\n73|CIN|AB");
    assert_eq!(own.children.len(), 3);
}

#[test]
fn sheets_that_each_count_their_rows_from_1_have_no_numbers_and_none_is_left_out() {
    for heading in ["No", "ID", "Child No", "#"] {
        let of = |name: &str, rows: &str| named(name, &format!("{heading}|Plan|Age\n{rows}"));
        let sheets = vec![
            of("Harriet Oakden", "1|CIN|4\n2|CIN|7\n3|CP|9"),
            of("Dev Banerjee", "1|CP|3\n2|CP|12"),
            of("Ines Duarte", "1|LAC|15"),
        ];
        let own = Mappings::of(sheets, "").found(&at());
        assert_eq!(held(&own), ["HO", "HO", "HO", "DB", "DB", "ID"], "{heading}");
    }
}

#[test]
fn rows_with_one_number_that_may_be_a_familys_are_counted_where_nothing_tells() {
    let own = found("ID|Plan|SW\nF1|CIN|AB\nF1|CIN|AB\nF2|CP|CD");
    assert_eq!(own.children.len(), 2);
    assert!(plainly(&own).contains("1 number under \u{201c}ID\u{201d} stands in several rows"), "{}", plainly(&own));
    // Of a person it is nothing to be said.
    let own = found("Person ID|Plan|SW\n11|CIN|AB\n11|CIN|AB\n12|CP|CD");
    assert_eq!(plainly(&own), "");
}

#[test]
fn a_family_above_its_children_is_no_team() {
    let own = found(
        "Child ID|Plan|Worker|Age\nFennimore family\n101|CIN|AB|4\n102|CIN|AB|5\nZeldin family\n103|CP|CD|6\n\
         12 Foo Street\n104|CP|CD|6",
    );
    assert_eq!(held(&own), ["AB", "AB", "CD", "CD"]);
    assert!(own.children.iter().all(|own| own.team.is_empty()), "{:?}", own.children);
    // A team that works with families is one.
    let own = found(
        "Child ID|Plan|Worker|Age\nFamily Support Team\n101|CIN|AB|4\n102|CIN|AB|5\nChildren and Families\n103|CP|CD|6",
    );
    assert_eq!(own.children[0].team, "Family Support Team");
}

#[test]
fn a_legend_and_counts_below_the_table_are_no_children() {
    let table = "Child ID|Plan|Worker|Team\n101|CIN|Ann Bell|North\n102|CP|Ann Bell|North\n103|LAC|Jo Reed|South\n";
    for below in [
        "\nRed|Child Protection\nAmber|Child in Need\nBlue|Looked After",
        "\n\nCIN|Child in Need\nCP|Child Protection\nLAC|Looked after",
        "\nn=3\nCount: 3\nRAG: green",
    ] {
        assert_eq!(found(&format!("{table}{below}")).children.len(), 3, "{below}");
    }
    // A child of whom little is known stands right below the others.
    assert_eq!(found(&format!("{table}104|CIN")).children.len(), 4);
}

#[test]
fn a_row_of_dashes_is_no_child() {
    assert_eq!(found("ID|Plan|Worker\n---|---|---\n101|CIN|AB\n102|CP|AB").children.len(), 2);
}

#[test]
fn totals_and_teams_whose_names_were_dropped_are_no_children_of_the_worker_above() {
    let own = dropped(
        "Child ID|Name|Plan|DOB|\nHarriet Oakden\n701001|Ava Fennimore|CIN|04/03/2015\n701002|Leo Fennimore|CIN|19/07/2017\n\
         Harriet Oakden Total||||2\nDev Banerjee\n701010|Noah Zeldin|CP|28/01/2010\n701011|Iris Zeldin|CP|13/09/2013\n\
         Dev Banerjee Total||||2",
    );
    assert_eq!(held(&own), ["HO", "HO", "DB", "DB"]);
    let own = dropped(
        "Child ID|Name|Plan|DOB\nHILLSIDE CIN\nHarriet Oakden\n701001|Ava Fennimore|CIN|04/03/2015\n\
         701002|Leo Fennimore|CIN|19/07/2017\nRIVERSIDE SAFEGUARDING\nDev Banerjee\n701010|Noah Zeldin|CP|28/01/2010\n\
         701011|Iris Zeldin|CP|13/09/2013",
    );
    assert_eq!(held(&own), ["HO", "HO", "DB", "DB"]);
    let teams: Vec<&str> = own.children.iter().map(|own| own.team.as_str()).collect();
    assert_eq!(teams, ["HILLSIDE CIN", "HILLSIDE CIN", "RIVERSIDE SAFEGUARDING", "RIVERSIDE SAFEGUARDING"]);
}

#[test]
fn sheets_of_children_who_went_elsewhere_are_left_out_beside_the_open_ones() {
    let table = |name: &str, id: &str| named(name, &format!("Child ID|Plan|Worker\n{id}|CIN|Ann Bell"));
    for name in ["Transferred out", "NFA", "Transfers out", "Stepped down", "Discharged"] {
        let own = Mappings::of(vec![table("Open", "101"), table(name, "102")], "").found(&at());
        assert_eq!(own.children.len(), 1, "{name}");
    }
    for name in ["Transferred in", "Waiting list"] {
        let own = Mappings::of(vec![table("Open", "101"), table(name, "102")], "").found(&at());
        assert_eq!(own.children.len(), 2, "{name}");
    }
}

#[test]
fn a_row_for_each_family_is_said_with_how_many_children_it_has() {
    for (text, words) in [
        ("Case ref|Number of children|Worker|Plan\nF1|2|AB|CIN\nF2|3|AB|CP\nF3|1|CD|CIN", "adds up to 6"),
        ("Case ref|No. of Children|Worker|Plan\nF1|2|AB|CIN\nF2|1|AB|CP", "adds up to 3"),
        (
            "Family ID|Child IDs|Worker|Plan\nF1|701001, 701002|AB|CIN\nF2|701003|AB|CP\nF3|701010, 701011|CD|CIN",
            "several children in one cell",
        ),
        (
            "Family ref|SW|Plan|Child 1 ID|Child 2 ID\nF1|AB|CIN|701001|701002\nF2|AB|CP|701003|",
            "columns for several children",
        ),
        ("Case ref|Worker|CIN|CP\nF1|AB|2|\nF2|CD|1|1\nF3|CD||3", "numbers of children"),
    ] {
        let own = found(text);
        assert!(plainly(&own).contains(words), "{words}: {}", plainly(&own));
    }
    assert_eq!(plainly(&found("Child ID|Worker|CIN|CP\n11|AB|1|0\n12|CD|0|1")), "");
}

#[test]
fn headings_of_systems_that_name_a_worker_or_a_child_are_known() {
    for worker in ["Responsible professional", "Responsible User", "Case Allocated Worker", "SW1", "Worker 1", "Lead"] {
        let own = found(&format!("Person ID|Plan|{worker}\n11|CIN|Ann Bell\n12|CP|Jo Reed"));
        assert_eq!(held(&own), ["AB", "JR"], "{worker}");
    }
    let own = found("DimChild[ChildID]|DimWorker[Worker Name]|FactCase[Case Type]\n11|Ann Bell|CIN\n12|Jo Reed|CP");
    assert_eq!(held(&own), ["AB", "JR"]);
    let own = found("tblChild_ChildRef|tblWorker_WorkerName|IsCIN|IsCP\n11|Ann Bell|-1|0\n12|Jo Reed|0|-1");
    assert_eq!(held(&own), ["AB", "JR"]);
    assert!(own.children.iter().all(|own| own.facts.iter().any(|fact| fact.0 == "plan" && !fact.1.is_empty())));
    let own = found("SOSCARE No|Key Worker|Team\n11|Ann Bell|Gateway\n12|Jo Reed|FIT");
    assert_eq!(held(&own), ["AB", "JR"]);
    let own = found("Child ID|SW|On CP plan?|CIN plan?\n11|Ann Bell|Y|N\n12|Jo Reed|N/A|Y");
    assert!(own.children.iter().all(|own| own.facts.iter().any(|fact| fact.0 == "plan" && !fact.1.is_empty())));
}

#[test]
fn a_list_of_staff_under_name_is_read_also_where_it_has_a_status() {
    let own = dropped(
        "Name|Job title|FTE|Contracted hours|Team|Status\nHarriet Oakden|Social Worker|1.0|37|Hillside CIN|In post\n\
         Dev Banerjee|Senior Social Worker|0.6|22.2|Riverside|On leave",
    );
    let initials: Vec<&str> = own.practitioners.iter().map(|own| own.initials.as_str()).collect();
    assert_eq!((initials, own.children.len()), (vec!["HO", "DB"], 0));
    // The names of children beside one such heading are still dropped.
    let own = dropped("Name|Child ID|Status|Hours\nAva Fennimore|701001|CIN|3\nLeo Fennimore|701002|CP|4");
    assert!(own.practitioners.is_empty());
}

#[test]
fn a_count_behind_the_name_above_rows_and_a_sign_before_a_plan_are_for_the_eye() {
    let own = found(
        "Child ID|Plan|Age\nHarriet Oakden \u{2013} 2 cases\n701001|\u{1f7e0} CIN|4\n701002|\u{1f534} CP|5\nDev Banerjee - 1 case\n\
         701003|\u{1f535} LAC|6",
    );
    assert_eq!(held(&own), ["HO", "HO", "DB"]);
    let plans: Vec<&str> = own
        .children
        .iter()
        .filter_map(|own| own.facts.iter().find(|fact| fact.0 == "plan").map(|fact| fact.1.as_str()))
        .collect();
    assert_eq!(plans, ["child_in_need", "child_protection", "looked_after"]);
}

#[test]
fn a_postcode_is_kept_under_no_heading() {
    let own = dropped("Child ID|Plan|Worker|Team\n701001|CIN|Ann Bell|ZZ9 7QX\n701002|CP|Jo Reed|ZZ9 8QX");
    assert!(own.children.len() == 2 && own.children.iter().all(|own| own.team.is_empty()));
    assert!(own.practitioners.iter().all(|own| own.team.is_empty()));
}

#[test]
fn a_surname_with_a_plan_behind_it_above_rows_is_no_team_and_is_kept_nowhere() {
    let own = found(
        "Child ID|Plan|Worker|Age\nFennimore CIN\n101|CIN|AB|4\n102|CIN|AB|5\nZeldin - CP\n103|CP|CD|6\n\
         Quarrie children\n104|CP|CD|6\n105|CP|CD|9",
    );
    assert_eq!(held(&own), ["AB", "AB", "CD", "CD", "CD"]);
    assert!(!format!("{:?}", (&own.children, &own.practitioners)).contains("Fennimore"));
    // Teams of several workers, and names that only teams have.
    for lines in [["Hillside CIN", "Riverside Safeguarding"], ["CIN North", "Safeguarding South"], ["Team 1", "Team 2"]]
    {
        let workers = if lines[0] == "Hillside CIN" { ["AB", "EF"] } else { ["AB", "AB"] };
        let own = found(&format!(
            "Child ID|Plan|Worker|Age\n{}\n101|CIN|{}|4\n102|CIN|{}|5\n{}\n103|CP|CD|6\n104|CP|GH|7",
            lines[0], workers[0], workers[1], lines[1]
        ));
        let teams: Vec<&str> = own.children.iter().map(|own| own.team.as_str()).collect();
        assert_eq!(teams, [lines[0], lines[0], lines[1], lines[1]]);
    }
}
