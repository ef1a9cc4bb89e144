//! A whole import, from the bytes of files to the workspace.

use fairload::change::IdMark;
use fairload::facts::record::Record;
use fairload::facts::{Month, When};
use fairload::importing::screen::{Event, Field, Inline, Order, Part, Screen};
use fairload::importing::session::{Session, Setting};
use fairload::sheets::read;
use fairload::workspace::everything::Everything;
use std::rc::Rc;

const TODAY: &str = "2026-11-22";

/// Lists 6, 7 and 8 as a council's CSV files: a child in need, one on a plan, one looked after who is on a plan too,
/// and one whose case is closed.
const FILES: [(&str, &str); 3] = [
    (
        "List 6.csv",
        "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,CIN Start Date,Primary Need Code,Date Child Was Last Seen,CIN Closure Date,Reason for Closure,Case status,Allocated Team,Allocated Worker\r\n\
         100001,a) Female,a) WBRI,03/02/2015,11,b) No,01/09/2026,N1,10/11/2026,,,c) Child in need plan,North,Jane Smith\r\n\
         100002,b) Male,a) WBRI,14/07/2019,7,a) Yes,01/03/2026,N1,10/11/2026,,,b) Child Protection plan,North,Jane Smith\r\n\
         100003,a) Female,b) WIRI,30/11/2012,13,b) No,01/03/2024,N1,10/11/2026,,,a) Looked after child,Through Care,\"Khan, Ali\"\r\n\
         100004,b) Male,a) WBRI,01/01/2010,16,b) No,01/03/2024,N1,10/02/2026,15/06/2026,RC1,e) Closed episode,North,Jane Smith\r\n",
    ),
    (
        "List 7.csv",
        "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,Child Protection Plan Start Date,Initial Category of Abuse,Latest Category of Abuse,Date of the Last Statutory Visit,Was the Child Seen Alone?,Date of latest review conference,Child Protection Plan End Date,Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N),Number of Previous Child Protection Plans,Allocated Team,Allocated Worker\r\n\
         100002,b) Male,a) WBRI,14/07/2019,7,a) Yes,20/08/2026,NEG,NEG,01/11/2026,a) Yes,,,b) No,0,North,Jane Smith\r\n\
         100003,a) Female,b) WIRI,30/11/2012,13,b) No,20/08/2026,NEG,NEG,01/11/2026,a) Yes,,,b) No,0,Through Care,\"Khan, Ali\"\r\n",
    ),
    (
        "List 8.csv",
        "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N),Does the Child have a Disability,Date Started to be Looked After,Child's Category of Need,Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N),Start date of current legal status,Child's Legal Status,Date of Latest Statutory Review,Date of Last Social Work Visit,What is the permanence plan for this child?,Date of Last IRO Visit / Contact to the Child,Date of Last Health Assessment,Date of Last Dental Check,Number of Placements in the Last 12 months,Date Ceased to be Looked After ,Reason Ceased to be Looked After,Start Date of Most Recent Placement,Placement Type,Placement Provider,Placement postcode,URN of Placement,Placement Location,LA of Placement,Number of Episodes the Child has been \u{2018}Missing\u{2019} from their Placement in the last 12 months,Number of Episodes the Child has been \u{2018}Absent\u{2019} from their Placement in the last 12 months,Was the child offered a Return Interview after their last missing episode (Y/N)?,Did the child accept a Return Interview after their last missing episode (Y/N)?,Allocated Team,Allocated Worker\r\n\
         100003,a) Female,b) WIRI,30/11/2012,13,b) No,b) No,05/05/2025,N1,b) No,05/05/2025,C2,01/10/2026,10/11/2026,P1,,,,1,,,05/05/2025,U6,PR1,ZZ9 9ZZ,,b) Out,,0,0,,,Through Care,\"Khan, Ali\"\r\n",
    ),
];

/// List 9: with List 6 it is everybody, so that who is in neither has gone.
const LEAVERS: (&str, &str) = (
    "List 9.csv",
    "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,Allocated Team,Allocated Worker,Eligibility Category,LA In Touch ,Type of Accommodation,Suitability of Accommodation,Activity Status\r\n\
     100009,a) Female,a) WBRI,30/11/2006,19,b) No,Through Care,\"Khan, Ali\",b) Former relevant child,a) Yes,B,a) Suitable,F2\r\n",
);

pub fn setting(memory: &str) -> Setting {
    Setting {
        today: When::read(TODAY).unwrap(),
        month: Month::read("2026-11").unwrap(),
        mark: IdMark::NONE,
        chance: 11,
        memory: memory.to_owned(),
        chosen: None,
    }
}

pub fn take(session: &mut Session, files: &[(&str, &str)]) {
    let (mut sheets, mut refused) = (Vec::new(), Vec::new());
    for (name, text) in files {
        match read(name, text.as_bytes(), When::read(TODAY).unwrap(), &mut |_| {}) {
            Ok(mut own) => sheets.append(&mut own),
            Err(why) => refused.push(((*name).to_owned(), why)),
        }
    }
    session.take(sheets, refused);
}

pub fn press(session: &mut Session, id: &str) {
    give(session, id, "");
}

pub fn give(session: &mut Session, id: &str, value: &str) {
    assert!(fields(&session.screen()).iter().any(|field| field.id == id), "there is no field {id}");
    session.hear(&Event { id: id.to_owned(), value: value.to_owned() });
}

/// Every field of a screen.
pub fn fields(screen: &Screen) -> Vec<Field> {
    fn of(parts: &[Part], all: &mut Vec<Field>) {
        for part in parts {
            match part {
                Part::Field(field) => all.push(field.clone()),
                Part::Buttons(fields) => all.extend(fields.iter().cloned()),
                Part::Fold(_, _, parts) => of(parts, all),
                Part::Table(_, _, rows) => {
                    for inline in rows.iter().flatten().flatten() {
                        if let Inline::Field(field) = inline {
                            all.push(field.clone());
                        }
                    }
                }
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    of(&screen.parts, &mut all);
    all
}

/// All words of a screen, in reading order.
pub fn words(screen: &Screen) -> String {
    format!("{:?}", screen.parts)
}

/// The workspace that an import was put in place with, and what the page was to remember.
pub fn imported(session: &mut Session) -> (Everything, String) {
    let (mut own, mut memory) = (None, String::new());
    for order in session.orders() {
        match order {
            Order::Workspace { text, .. } => own = Some(Everything::read(&text).unwrap()),
            Order::Remember(text) => memory = text,
            other => panic!("{other:?}"),
        }
    }
    (own.expect("a workspace"), memory)
}

#[test]
fn a_councils_lists_become_a_caseload_in_one_step_and_nothing_before_it() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &FILES);
    let screen = session.screen();
    assert!(session.orders().is_empty(), "nothing is done before the reader says so");
    assert!(words(&screen).contains("3 children are new here"), "{}", words(&screen));
    for gone in ["WBRI", "ZZ9", "2015", "100001", "Female"] {
        assert!(!words(&screen).contains(gone), "{gone}");
    }
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    let plans: Vec<Option<String>> = own.workspace.cases.iter().map(|case| case.children[0].text("plan")).collect();
    let plans: Vec<&str> = plans.iter().flatten().map(String::as_str).collect();
    assert_eq!(plans, ["child_in_need", "child_protection", "child_protection_and_looked_after"]);
    let labels: Vec<&str> = own.workspace.practitioners.iter().map(|own| own.label.as_str()).collect();
    assert_eq!(labels, ["JS", "AK"]);
    assert_eq!(own.workspace.cases[2].children[0].text("area").as_deref(), Some("outside"));
    let text = own.write();
    for gone in ["WBRI", "ZZ9", "2015-02", "100001", "Female", "Smith", "Khan"] {
        assert!(!text.contains(gone), "{gone} is kept");
    }
    assert!(words(&session.screen()).contains("Imported 3 children"));
    press(&mut session, "again");
    assert!(fields(&session.screen()).iter().any(|field| field.id == "files"), "other files can be chosen");
}

#[test]
fn the_same_lists_next_month_know_the_same_children_and_keep_what_was_added() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &FILES);
    press(&mut session, "import");
    let (mut own, memory) = imported(&mut session);
    let mut workspace = (*own.workspace).clone();
    workspace.cases[0].set("minutes_each_way", "50").unwrap();
    own.workspace = Rc::new(workspace);
    // Another day, another session, another chance.
    let mut next = Session::new(Setting { chance: 12, ..setting(&memory) }, own.clone());
    let text =
        FILES[0].1.replace("c) Child in need plan,North,Jane Smith", "c) Child in need plan,North,\"Khan, Ali\"");
    take(&mut next, &[("List 6.csv", &text), FILES[1], FILES[2]]);
    let screen = next.screen();
    assert!(words(&screen).contains("2 children are here already and as in the files"), "{}", words(&screen));
    assert!(words(&screen).contains("Held by: JS"), "{}", words(&screen));
    press(&mut next, "import");
    let (own, _) = imported(&mut next);
    assert_eq!(own.workspace.cases.len(), 3);
    assert_eq!(own.workspace.cases[0].text("minutes_each_way").as_deref(), Some("50"));
}

#[test]
fn who_is_gone_has_to_be_decided_before_anything_is_done() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[FILES[0], FILES[1], FILES[2], LEAVERS]);
    press(&mut session, "import");
    let (own, memory) = imported(&mut session);
    let mut next = Session::new(setting(&memory), own);
    let fewer: String = FILES[0]
        .1
        .lines()
        .filter(|line| !line.starts_with("100001"))
        .fold(String::new(), |all, line| all + line + "\r\n");
    take(&mut next, &[("List 6.csv", &fewer), FILES[1], FILES[2], LEAVERS]);
    press(&mut next, "import");
    assert!(next.orders().is_empty());
    let screen = next.screen();
    assert_eq!(screen.focus, "errors");
    assert!(
        matches!(&screen.parts[0], Part::Errors(errors) if errors[0].0.contains("not in the files any more")),
        "{}",
        words(&screen)
    );
    give(&mut next, "gone", "close");
    press(&mut next, "import");
    let (own, _) = imported(&mut next);
    assert_eq!(own.workspace.cases[0].text("closing_in").as_deref(), Some("2026-11"));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_go_on() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[("photo.xlsx", "%PDF-1.7\n%\u{e2}\u{e3}\r\n"), FILES[0]]);
    let screen = session.screen();
    assert!(
        matches!(&screen.parts[0], Part::Errors(errors) if errors[0].0.starts_with("photo.xlsx: ")),
        "{}",
        words(&screen)
    );
    assert!(words(&screen).contains("children are new here"));
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[("photo.xlsx", "%PDF-1.7\n%\u{e2}\u{e3}\r\n")]);
    assert!(fields(&session.screen()).iter().any(|field| field.id == "files"), "the files can be chosen anew");
}

#[test]
fn another_month_on_the_page_reads_the_files_anew_and_a_change_there_is_planned_with() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &FILES);
    // In June the closed child is a case that closes in it.
    session.tell(Everything::default(), Month::read("2026-06").unwrap(), When::read(TODAY).unwrap());
    assert!(words(&session.screen()).contains("4 children are new here"), "{}", words(&session.screen()));
    session.tell(Everything::default(), Month::read("2026-11").unwrap(), When::read(TODAY).unwrap());
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    // Another tab has imported meanwhile, under another key.
    let mut again = Session::new(Setting { chance: 12, ..setting("") }, Everything::default());
    take(&mut again, &FILES);
    assert!(words(&again.screen()).contains("3 children are new here"));
    again.tell(own, Month::read("2026-11").unwrap(), When::read(TODAY).unwrap());
    assert!(words(&again.screen()).contains("3 children are here already"), "{}", words(&again.screen()));
}

#[test]
fn the_list_of_where_each_child_stands_has_rows_and_no_numbers_of_children() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &FILES);
    press(&mut session, "import");
    let _ = session.orders();
    press(&mut session, "where");
    let orders = session.orders();
    let [Order::Download(name, text)] = orders.as_slice() else { panic!("{orders:?}") };
    assert_eq!(name, "fairload-where-each-child-stands.csv");
    assert!(text.contains("Child 1,Child 1,JS,") && text.contains("List 6.csv row 2"), "{text}");
    assert!(!text.contains("100001") && !text.contains("Smith"), "{text}");
}

#[test]
fn names_that_are_kept_and_teams_that_were_left_out_stay_so_next_month() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &FILES);
    give(&mut session, "names", "yes");
    let place = fields(&session.screen()).iter().find(|field| field.label == "North").unwrap().id.clone();
    give(&mut session, &place, "no");
    press(&mut session, "import");
    let (own, memory) = imported(&mut session);
    let labels: Vec<&str> = own.workspace.practitioners.iter().map(|own| own.label.as_str()).collect();
    assert_eq!(labels, ["Khan, Ali"]);
    let mut next = Session::new(setting(&memory), own.clone());
    take(&mut next, &FILES);
    let all = fields(&next.screen());
    let value = |of: &dyn Fn(&Field) -> bool| all.iter().find(|field| of(field)).unwrap().value.clone();
    assert_eq!(value(&|field| field.id == "names"), "yes");
    assert_eq!(value(&|field| field.label == "North"), "no");
    press(&mut next, "import");
    assert_eq!(imported(&mut next).0, own);
}

#[test]
fn doubts_that_are_alike_stand_in_one_row_with_the_rows_that_they_are_of() {
    let ahead = FILES[1]
        .1
        .replace(",a) Yes,,,b) No,0,North", ",a) Yes,,01/03/2027,b) No,0,North")
        .replace(",a) Yes,,,b) No,0,Through", ",a) Yes,,01/03/2027,b) No,0,Through");
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[FILES[0], ("List 7.csv", &ahead), FILES[2]]);
    let said = words(&session.screen());
    assert!(said.contains("List 7.csv, rows 2 and 3"), "{said}");
}

#[test]
fn children_of_a_merged_copy_whose_codes_are_under_another_key_are_known_and_have_one_key_from_then_on() {
    let import = |chance: u64, files: &[(&str, &str)]| {
        let mut session = Session::new(Setting { chance, ..setting("") }, Everything::default());
        take(&mut session, files);
        press(&mut session, "import");
        imported(&mut session).0
    };
    // Two people, two keys: one has Lists 6 and 7, the other the care leavers.
    let (one, other) = (import(21, &FILES), import(22, &[LEAVERS]));
    let mut workspace = (*one.workspace).clone();
    // As merging puts them together, with ids of their own.
    for practitioner in &other.workspace.practitioners {
        let mut own = practitioner.clone();
        own.id = fairload::facts::Id::new("other").unwrap();
        workspace.practitioners.push(own);
    }
    for case in &other.workspace.cases {
        let mut own = case.clone();
        own.id = fairload::facts::Id::new("leaver").unwrap();
        own.allocations[0].practitioner = Some(fairload::facts::Id::new("other").unwrap());
        workspace.cases.push(own);
    }
    let merged = Everything { workspace: Rc::new(workspace), ..Everything::default() };
    let mut session = Session::new(Setting { chance: 23, ..setting("") }, merged);
    take(&mut session, &[FILES[0], FILES[1], FILES[2], LEAVERS]);
    let said = words(&session.screen());
    assert!(!said.contains("new here"), "{said}");
    assert!(said.contains("4 children are here already and as in the files"), "{said}");
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    assert_eq!(own.workspace.cases.len(), 4);
    let salts: std::collections::BTreeSet<String> = own
        .workspace
        .cases
        .iter()
        .flat_map(|case| &case.children)
        .map(|child| child.imported.as_str().split('.').next().unwrap().to_owned())
        .collect();
    assert_eq!(salts.len(), 1);
}

#[test]
fn an_import_that_was_taken_back_is_not_reported_any_more() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &FILES);
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    session.tell(own, Month::read("2026-11").unwrap(), When::read(TODAY).unwrap());
    assert!(words(&session.screen()).contains("Imported 3 children"));
    session.tell(Everything::default(), Month::read("2026-11").unwrap(), When::read(TODAY).unwrap());
    assert!(fields(&session.screen()).iter().any(|field| field.id == "files"), "{}", words(&session.screen()));
}

#[test]
fn an_import_that_changes_nothing_is_reported_like_any_other() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &FILES);
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    let mut again = Session::new(setting(""), own.clone());
    take(&mut again, &FILES);
    press(&mut again, "import");
    assert_eq!(imported(&mut again).0, own);
    again.tell(own, Month::read("2026-11").unwrap(), When::read(TODAY).unwrap());
    assert!(words(&again.screen()).contains("Imported 3 children"), "{}", words(&again.screen()));
}

#[test]
fn who_stands_in_the_files_by_initials_alone_is_no_reason_to_keep_the_names_of_the_others() {
    let files = [("caseload.csv", "Child ID,Plan,Worker\n1001,CP,JS\n1002,CIN,Ali Khan\n")];
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &files);
    press(&mut session, "mapped");
    press(&mut session, "import");
    let (own, memory) = imported(&mut session);
    let mut next = Session::new(setting(&memory), own.clone());
    take(&mut next, &files);
    press(&mut next, "mapped");
    assert_eq!(fields(&next.screen()).iter().find(|field| field.id == "names").unwrap().value, "no");
    press(&mut next, "import");
    assert_eq!(imported(&mut next).0, own);
}

#[test]
fn a_name_that_a_person_gave_one_practitioner_is_no_reason_to_keep_the_names_of_the_others() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &FILES);
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    let mut workspace = (*own.workspace).clone();
    workspace
        .practitioners
        .iter_mut()
        .find(|own| own.label.as_str() == "JS")
        .unwrap()
        .set("label", "Jane Smith")
        .unwrap();
    let mut next = Session::new(setting(""), Everything { workspace: Rc::new(workspace), ..own });
    take(&mut next, &FILES);
    assert_eq!(fields(&next.screen()).iter().find(|field| field.id == "names").unwrap().value, "no");
    press(&mut next, "import");
    let labels: Vec<String> =
        imported(&mut next).0.workspace.practitioners.iter().map(|own| own.label.as_str().to_owned()).collect();
    assert_eq!(labels, ["Jane Smith", "AK"]);
}

#[test]
fn what_was_refused_has_the_focus_where_there_is_nothing_else() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[("photo.xlsx", "%PDF-1.7\n")]);
    assert_eq!(session.screen().focus, "errors");
    take(&mut session, &FILES);
    assert_eq!(session.screen().focus, "opened");
    let mut session = Session::new(setting(""), Everything::default());
    press(&mut session, "read-paste");
    assert_eq!(session.screen().focus, "errors");
}

#[test]
fn children_whom_nobody_works_with_stay_left_out_where_they_were_left_out_last_time() {
    let files = [("caseload.csv", "Child ID,Plan,Worker,Team\n1001,CP,Jo Bell,North\n1002,CIN,,\n")];
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &files);
    press(&mut session, "mapped");
    let nobody = |session: &Session| {
        let all = fields(&session.screen());
        all.iter().find(|field| field.label == "No team named").unwrap().clone()
    };
    let id = nobody(&session).id;
    give(&mut session, &id, "no");
    press(&mut session, "import");
    let (own, memory) = imported(&mut session);
    assert_eq!(own.workspace.cases.len(), 1);
    let mut next = Session::new(setting(&memory), own);
    take(&mut next, &files);
    press(&mut next, "mapped");
    assert_eq!(nobody(&next).value, "no");
}

#[test]
fn what_is_wrong_with_one_file_and_with_the_columns_of_another_is_said_in_one_place() {
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[("photo.xlsx", "%PDF-1.7\n"), ("a.csv", "Colour\n\nred\n"), ("b.csv", "Shape\n\nround\n")]);
    press(&mut session, "mapped");
    let parts = session.screen().parts;
    let all: Vec<&Part> = parts.iter().filter(|part| matches!(part, Part::Errors(_))).collect();
    let [Part::Errors(errors)] = all.as_slice() else { panic!("{all:?}") };
    assert!(errors.len() > 1 && errors[0].0.starts_with("photo.xlsx"), "{errors:?}");
}

#[test]
fn a_list_of_staff_chosen_with_the_lists_is_read_beside_them() {
    let staff = (
        "Staff.csv",
        "Name,Job title,FTE,Team\r\n\"Smith, Jane\",Social Worker,0.5,North\r\nTom Ash,Social Worker,1,North\r\n",
    );
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[FILES[0], FILES[1], FILES[2], staff]);
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    let people = &own.workspace.practitioners;
    assert_eq!(people.len(), 3);
    let hours: Vec<_> = people.iter().map(|own| own.text("hours_per_week").unwrap_or_default()).collect();
    assert_eq!(hours.iter().filter(|own| *own == "18.5").count(), 1, "{hours:?}");
}

#[test]
fn a_column_that_was_not_found_can_be_told_in_the_preview() {
    let text = FILES[0].1.replace("Allocated Worker", "Desk holder 2");
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[("List 6.csv", &text)]);
    assert!(words(&session.screen()).contains("Columns that were not found"));
    let field = fields(&session.screen()).into_iter().find(|own| own.id == "wanted-0").unwrap();
    let (value, _) = field.choices.iter().find(|own| own.1 == "Desk holder 2").unwrap().clone();
    give(&mut session, "wanted-0", &value);
    let now = fields(&session.screen()).into_iter().find(|own| own.id == "wanted-0").unwrap();
    assert_eq!(now.value, value);
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    assert_eq!(own.workspace.practitioners.len(), 2);
}

#[test]
fn what_was_said_of_a_column_that_was_not_found_goes_for_the_next_file() {
    // Two sheets of one list, with two columns of one heading that says nothing.
    let head = FILES[0].1.replace("Allocated Worker", "Desk").replace("Allocated Team", "Desk");
    let files = [("List 6 North.csv", head.as_str()), ("List 6 South.csv", &head.replace("10000", "20000"))];
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &files);
    let wanted = |session: &Session| -> Vec<String> {
        let all = fields(&session.screen()).into_iter();
        all.filter(|own| own.id.starts_with("wanted-")).map(|own| own.value).collect()
    };
    assert_eq!(wanted(&session), ["none"; 4]);
    give(&mut session, "wanted-0", "13");
    give(&mut session, "wanted-1", "12");
    // A column is one thing alone.
    give(&mut session, "wanted-2", "12");
    give(&mut session, "wanted-3", "12");
    give(&mut session, "wanted-2", "13");
    give(&mut session, "wanted-3", "none");
    let said = ["13", "12", "13", "none"];
    assert_eq!(wanted(&session), said);
    press(&mut session, "import");
    let (own, memory) = imported(&mut session);
    assert_eq!(own.workspace.practitioners.len(), 2);
    assert!(!memory.contains("Desk"), "no heading is kept: {memory}");

    let mut next = Session::new(setting(&memory), own.clone());
    take(&mut next, &files);
    assert_eq!(wanted(&next), said);
    press(&mut next, "import");
    assert_eq!(imported(&mut next).0.workspace.cases, own.workspace.cases);

    // In another order, one more, and one with another heading.
    let more = [
        ("List 6 West.csv", head.replace("10000", "30000").replace(",Desk,Desk", ",Desk,Worktop")),
        ("List 6 North.csv", head.clone()),
        ("List 6 South.csv", files[1].1.to_owned()),
    ];
    let mut next = Session::new(setting(&memory), own);
    take(&mut next, &more.each_ref().map(|own| (own.0, own.1.as_str())));
    assert_eq!(wanted(&next), ["none", "12", "13", "none", "13", "12"]);
}
