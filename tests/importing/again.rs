//! What is said and asked before an import, so that nothing goes wrong silently: children without a worker or a plan, the
//! same list for several months, workers under another name, lookups that broke, numbers that are alike.

use super::session::{fields, give, imported, press, setting, take, words};
use fairload::facts::When;
use fairload::facts::record::Record;
use fairload::importing::screen::Part;
use fairload::importing::session::{Session, Setting};
use fairload::workspace::everything::Everything;

const HEAD: &str = "Child ID,Worker,Team,Status\r\n";

fn list(head: &str, lines: &[&str]) -> String {
    lines.iter().fold(head.to_owned(), |all, line| format!("{all}{line}\r\n"))
}

/// A session that has read a table, beyond the meaning of its columns.
fn at_preview(own: Everything, name: &str, text: &str) -> Session {
    let mut session = Session::new(setting(""), own);
    take(&mut session, &[(name, text)]);
    press(&mut session, "mapped");
    let _ = session.orders();
    session
}

/// What comes of importing a table as it stands, with answers.
fn all_of(own: Everything, text: &str, answers: &[(&str, &str)]) -> Everything {
    let mut session = at_preview(own, "list.csv", text);
    for (id, value) in answers {
        give(&mut session, id, value);
    }
    press(&mut session, "import");
    let said = words(&session.screen());
    let orders = session.orders();
    assert!(!orders.is_empty(), "{said}");
    orders
        .into_iter()
        .find_map(|order| match order {
            fairload::importing::screen::Order::Workspace { text, .. } => Some(Everything::read(&text).unwrap()),
            _ => None,
        })
        .unwrap()
}

fn holders(own: &Everything) -> Vec<String> {
    let workspace = &own.workspace;
    let name = |case: &fairload::facts::Case| {
        let ids = case.allocations.iter().filter_map(|own| own.practitioner.as_ref());
        ids.filter_map(|id| workspace.practitioner(id)).map(|own| own.label.as_str().to_owned()).collect::<Vec<_>>()
    };
    workspace.cases.iter().map(|case| name(case).join("+")).collect()
}

fn plans(own: &Everything) -> Vec<String> {
    own.workspace.cases.iter().map(|case| case.children[0].text("plan").unwrap()).collect()
}

const FIRST: [&str; 6] = [
    "101,Sarah Hill,North,CIN",
    "102,Sarah Hill,North,CIN",
    "103,Sarah Hill,North,CP",
    "104,Priya Patel,South,CP",
    "105,Priya Patel,South,LAC",
    "106,Priya Patel,South,LAC",
];

fn first() -> Everything {
    all_of(Everything::default(), &list(HEAD, &FIRST), &[])
}

#[test]
fn children_without_a_worker_or_a_plan_are_counted_in_plain_sight_and_asked_about_where_they_are_most() {
    let text = list(HEAD, &["1,,North,", "2,,North,CIN", "3,,,", "4,Sarah Hill,North,"]);
    let mut session = at_preview(Everything::default(), "list.csv", &text);
    let said = words(&session.screen());
    for line in ["3 of 4 children have no worker", "3 of 4 children have no plan", "1 of 4 children has no team"] {
        assert!(said.contains(line), "{line}: {said}");
    }
    press(&mut session, "import");
    assert!(session.orders().is_empty());
    let screen = session.screen();
    assert!(matches!(&screen.parts[0], Part::Errors(errors) if errors.len() == 2), "{}", words(&screen));
    give(&mut session, "whose", "nobody");
    give(&mut session, "gaps", "yes");
    press(&mut session, "import");
    assert_eq!(holders(&imported(&mut session).0), ["", "", "", "SH"]);
    // A few are said and not asked.
    let few = list(HEAD, &["1,Sarah Hill,North,CIN", "2,,North,CIN", "3,Sarah Hill,North,CP"]);
    let mut session = at_preview(Everything::default(), "list.csv", &few);
    assert!(words(&session.screen()).contains("1 of 3 children has no worker"));
    press(&mut session, "import");
    assert_eq!(imported(&mut session).0.workspace.cases.len(), 3);
}

#[test]
fn a_list_of_ones_own_without_a_worker_is_asked_whose_it_is() {
    let text = list("Child ID,Status\r\n", &["1,CIN", "2,CP"]);
    let own = all_of(Everything::default(), &text, &[("whose", "new")]);
    assert_eq!(holders(&own), ["Practitioner 1", "Practitioner 1"]);
    let sarah = first();
    let id = sarah.workspace.practitioners[0].id.as_str().to_owned();
    let text = list("Child ID,Status\r\n", &["1,CIN"]);
    let own = all_of(sarah, &text, &[("whose", &id), ("gone", "leave")]);
    assert_eq!(holders(&own)[6], "SH");
    // And it stays so next month.
    let again = all_of(own, &text, &[("gone", "leave")]);
    assert_eq!(holders(&again)[6], "SH");
}

#[test]
fn a_hidden_sheet_of_the_same_children_is_no_month_to_choose() {
    let sheet = |hidden: bool| {
        let text = list(HEAD, &FIRST[..5]);
        let mut sheets =
            fairload::sheets::read("Caseload.csv", text.as_bytes(), When::read("2026-11-20").unwrap(), &mut |_| {})
                .unwrap();
        let mut sheet = sheets.remove(0);
        sheet.hidden = hidden;
        sheet
    };
    for (hidden, asked) in [([false, true, true], false), ([false, false, true], true), ([true, true, true], true)] {
        let mut session = Session::new(setting(""), Everything::default());
        session.take(hidden.map(sheet).to_vec(), Vec::new());
        assert_eq!(words(&session.screen()).contains("Which month?"), asked, "{hidden:?}");
    }
}

#[test]
fn of_one_list_for_several_months_the_newest_is_chosen_and_it_is_asked() {
    let october = list(HEAD, &FIRST[..5]);
    let november = list(
        HEAD,
        &["101,Tom Brown,North,CIN", "102,Tom Brown,North,CIN", "103,Tom Brown,North,CP", "107,Tom Brown,North,CP"],
    );
    for (october_name, november_name, is_told) in
        [("Caseload Oct 2026.csv", "Caseload Nov 2026.csv", true), ("Caseload.csv", "Caseload new.csv", false)]
    {
        let mut session = Session::new(setting(""), Everything::default());
        take(&mut session, &[(october_name, &october), (november_name, &november)]);
        assert!(words(&session.screen()).contains("Which month?"), "{}", words(&session.screen()));
        press(&mut session, "months-go");
        if !is_told {
            assert!(matches!(&session.screen().parts[0], Part::Errors(_)));
            give(&mut session, "month-0", "1");
            press(&mut session, "months-go");
        }
        press(&mut session, "mapped");
        let said = words(&session.screen());
        assert!(said.contains(&format!("{november_name} is read, and not {october_name}")), "{said}");
        press(&mut session, "import");
        assert_eq!(holders(&imported(&mut session).0), ["TB", "TB", "TB", "TB"]);
    }
    // Lists of other children, or with other columns, are no months of one list.
    let others = list(HEAD, &["201,Tom Brown,North,CIN", "202,Tom Brown,North,CIN", "103,Tom Brown,North,CP"]);
    let more = list("Child ID,Minutes each way,Disability\r\n", &["101,10,Y", "102,10,N", "103,20,N"]);
    for text in [others, more] {
        let mut session = Session::new(setting(""), Everything::default());
        take(&mut session, &[("Oct.csv", &october), ("Nov.csv", &text)]);
        assert!(!words(&session.screen()).contains("Which month?"));
    }
}

#[test]
fn a_worker_with_all_the_children_of_somebody_who_is_named_no_more_is_asked_about() {
    let text = list(
        HEAD,
        &[
            FIRST[0],
            FIRST[1],
            FIRST[2],
            "104,Priya Shah,South,CP",
            "105,Priya Shah,South,LAC",
            "106,Priya Shah,South,LAC",
        ],
    );
    let mut session = at_preview(first(), "list.csv", &text);
    let said = words(&session.screen());
    assert!(said.contains("All 3 children of PP are with PS now"), "{said}");
    press(&mut session, "import");
    assert!(session.orders().is_empty());
    let id = first().workspace.practitioners[1].id.as_str().to_owned();
    give(&mut session, "twin-0", &id);
    assert!(!words(&session.screen()).contains("Held by"), "{}", words(&session.screen()));
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    assert_eq!(holders(&own), ["SH", "SH", "SH", "PS", "PS", "PS"]);
    assert_eq!(own.workspace.practitioners.len(), 2);
    // Either name is known from then on.
    for text in [text, list(HEAD, &FIRST)] {
        let next = all_of(own.clone(), &text, &[]);
        assert_eq!(next.workspace.practitioners.len(), 2);
    }
    // Somebody who takes over is another person.
    let two = all_of(
        first(),
        &list(
            HEAD,
            &[
                FIRST[0],
                FIRST[1],
                FIRST[2],
                "104,Tom Brown,South,CP",
                "105,Tom Brown,South,LAC",
                "106,Tom Brown,South,LAC",
            ],
        ),
        &[("twin-0", "other")],
    );
    assert_eq!((two.workspace.practitioners.len(), holders(&two)[3].as_str()), (3, "TB"));
}

#[test]
fn a_staff_list_by_name_and_children_by_initials_are_asked_to_be_of_one_person() {
    let staff = "Worker,Team,FTE,Role\r\nSarah Hill,North,0.5,Social Worker\r\nPriya Patel,South,1,Social Worker\r\n";
    let mut session = Session::new(setting(""), Everything::default());
    take(&mut session, &[("staff.csv", staff)]);
    press(&mut session, "mapped");
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    let ids: Vec<String> = own.workspace.practitioners.iter().map(|own| own.id.as_str().to_owned()).collect();
    let text = list(HEAD, &["101,SH,North,CIN", "104,PP,South,CP"]);
    let own = all_of(own, &text, &[("twin-0", &ids[0]), ("twin-1", &ids[1])]);
    assert_eq!((own.workspace.practitioners.len(), holders(&own)), (2, vec!["SH".to_owned(), "PP".to_owned()]));
    assert!(own.workspace.practitioners[0].text("hours_per_week").is_some_and(|hours| !hours.is_empty()));
    // Next month by name: the same people, without a question.
    let own = all_of(own, &list(HEAD, &["101,Sarah Hill,North,CIN", "104,Priya Patel,South,CP"]), &[]);
    assert_eq!(own.workspace.practitioners.len(), 2);
    // The other way round.
    let own = all_of(Everything::default(), &text, &[]);
    let id = own.workspace.practitioners[0].id.as_str().to_owned();
    let own = all_of(own, &list(HEAD, &["101,Sarah Hill,North,CIN", "104,PP,South,CP"]), &[("twin-0", &id)]);
    assert_eq!(own.workspace.practitioners.len(), 2);
}

#[test]
fn workers_whose_names_are_the_same_as_far_as_they_are_kept_are_one() {
    let long = "long ".repeat(12);
    let text = format!("Worker,FTE,Team\r\n{long} Ann,1,North\r\n{long} Bob,0.5,North\r\nSarah Hill,1,North\r\n");
    let once = all_of(Everything::default(), &text, &[]);
    assert_eq!(once.workspace.practitioners.len(), 2);
    assert_eq!(all_of(once.clone(), &text, &[]), once);
}

#[test]
fn a_lookup_that_broke_takes_nobodys_worker_or_plan_away() {
    let broken = list(HEAD, &["101,#N/A,North,#REF!", FIRST[1], FIRST[2], FIRST[3], FIRST[4], FIRST[5]]);
    let mut session = at_preview(first(), "list.csv", &broken);
    assert!(
        words(&session.screen()).contains("6 children are here already and as in the files"),
        "{}",
        words(&session.screen())
    );
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    assert_eq!((holders(&own), plans(&own)), (holders(&first()), plans(&first())));
    // A column that is blank for many is asked about, and kept until it is answered.
    let blank = list(HEAD, &["101,,North,", "102,,North,", "103,,North,", FIRST[3], FIRST[4], FIRST[5]]);
    let mut session = at_preview(first(), "list.csv", &blank);
    assert!(words(&session.screen()).contains("3 of 6 children had a worker here and have none in the files"));
    press(&mut session, "import");
    assert!(session.orders().is_empty());
    give(&mut session, "lost-holder", "keep");
    give(&mut session, "lost-plan", "keep");
    press(&mut session, "import");
    let (own, _) = imported(&mut session);
    assert_eq!((holders(&own), plans(&own)), (holders(&first()), plans(&first())));
    let taken = all_of(first(), &blank, &[("lost-holder", "take"), ("lost-plan", "take")]);
    assert_eq!(holders(&taken)[..3], ["", "", ""]);
    assert_eq!(plans(&taken)[..3], ["", "", ""]);
}

#[test]
fn children_without_numbers_are_said_to_be_added_to_those_who_are_here() {
    let text = list("Worker,Team,Status\r\n", &["Sarah Hill,North,CIN", "Sarah Hill,North,CP"]);
    let own = all_of(Everything::default(), &text, &[]);
    let mut session = at_preview(own, "list.csv", &text);
    let said = words(&session.screen());
    assert!(
        said.contains("All 2 children have no number, so that none of them can be known again. 2 children are here"),
        "{said}"
    );
    press(&mut session, "import");
    assert!(session.orders().is_empty());
    // Numbers that are written in another way.
    let other = list(HEAD, &["X-101,Sarah Hill,North,CIN", "X-102,Sarah Hill,North,CIN"]);
    let said = words(&at_preview(first(), "list.csv", &other).screen());
    assert!(
        said.contains("None of the children of the files is known here, and 6 children came from an earlier import"),
        "{said}"
    );
}

#[test]
fn numbers_that_differ_by_noughts_stay_apart_in_one_list_and_it_is_said() {
    let text = list(
        HEAD,
        &[
            "00012,Sarah Hill,North,CIN",
            "12,Sarah Hill,North,CP",
            "AB-1,Sarah Hill,North,CIN",
            "ab-1,Sarah Hill,North,CIN",
            "77,Sarah Hill,North,CIN",
        ],
    );
    let said = words(&at_preview(Everything::default(), "list.csv", &text).screen());
    assert!(said.contains("1 number stands in rows of one list with noughts before them and without"), "{said}");
    assert!(said.contains("1 number is written both in capitals and in small letters"), "{said}");
    let own = all_of(Everything::default(), &text, &[]);
    assert_eq!(own.workspace.cases.len(), 4);
    let again = all_of(own.clone(), &text, &[]);
    assert_eq!(again, own);
}

#[test]
fn what_rows_of_one_child_say_otherwise_is_in_plain_sight() {
    let text = list(
        "Child ID,Age,Worker,Team,Status\r\n",
        &["1,4,Sarah Hill,North,CIN", "1,14,Sarah Hill,North,CP", "2,3,Sarah Hill,North,CIN"],
    );
    let said = words(&at_preview(Everything::default(), "list.csv", &text).screen());
    assert!(said.contains("Rows with the same number differ: Age of 1 child, Plan of 1 child"), "{said}");
    assert!(said.contains("One number may be on two children"), "{said}");
    let family = list(
        "Child ID,Family ID,Worker,Team,Status,Minutes each way\r\n",
        &["1,F1,Sarah Hill,North,CIN,10", "2,F1,Sarah Hill,North,CIN,50"],
    );
    let said = words(&at_preview(Everything::default(), "list.csv", &family).screen());
    assert!(said.contains("of one family are not alike: 10 for one child, 50 for Child 2"), "{said}");
}

#[test]
fn a_worker_of_two_teams_is_said_and_the_plain_initials_are_of_who_has_most_children() {
    let text = list(
        HEAD,
        &[
            "1,Ann Hill,North,CIN",
            "2,Sue Hall,North,CIN",
            "3,Sue Hill,North,CIN",
            "4,Sue Hill,North,CIN",
            "5,Sue Hill,South,CIN",
        ],
    );
    let mut session = at_preview(Everything::default(), "list.csv", &text);
    let said = words(&session.screen());
    assert!(said.contains("SH is named in North and in South: read as one person, in the first"), "{said}");
    press(&mut session, "import");
    assert_eq!(holders(&imported(&mut session).0), ["AH", "SH 2", "SH", "SH", "SH"]);
}

#[test]
fn more_children_than_can_be_held_are_refused_before_anything() {
    let lines: Vec<String> =
        (1..=20_000).map(|number| format!("{number},Worker {},Team {},CIN", number % 900, number % 60)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let session = at_preview(Everything::default(), "list.csv", &list(HEAD, &lines));
    let said = words(&session.screen());
    assert!(said.contains("They have 20000 children who are open, and 15000 is the most"), "{said}");
    assert!(fields(&session.screen()).iter().any(|field| field.id == "files"));
    let started = std::time::Instant::now();
    let own = all_of(Everything::default(), &list(HEAD, &lines[..15_000]), &[]);
    assert_eq!(own.workspace.cases.len(), 15_000);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    println!("15,000 children: {:?}, {peak}", started.elapsed());
}

#[test]
fn dates_of_birth_that_were_written_month_first_are_read_so() {
    let lines =
        ["1,12/05/2020,Sarah Hill,North,CIN", "2,09/14/2017,Sarah Hill,North,CIN", "3,01/30/2012,Sarah Hill,North,CP"];
    let own = all_of(Everything::default(), &list("Child ID,DOB,Worker,Team,Status\r\n", &lines), &[]);
    let ages: Vec<String> = own.workspace.cases.iter().map(|case| case.children[0].text("age").unwrap()).collect();
    assert_eq!(ages, ["5", "9", "14"]);
}

#[test]
fn lists_that_are_not_among_the_files_are_named() {
    let mut session = Session::new(Setting { chance: 12, ..setting("") }, Everything::default());
    let six = "Child Unique ID,CIN Start Date,Primary Need Code,CIN Closure Date,Case status,Allocated Team,Allocated Worker\r\n100001,01/09/2026,N1,,c) Child in need plan,North,Jane Smith\r\n";
    take(&mut session, &[("List 6.csv", six)]);
    let said = words(&session.screen());
    assert!(said.contains("Not among the files, or without a row: List 4"), "{said}");
    assert!(said.contains("List 9"), "{said}");
}

#[test]
fn the_same_file_twice_notes_nothing_else_of_a_case_that_it_gave_to_another_worker() {
    // The month in which the case went to somebody else comes of the first of these imports, and no file has it.
    let head = "Child ID,Worker,Team,Status,Date allocated\r\n";
    let lines =
        ["101,Priya Patel,North,CIN,", "102,Sarah Hill,North,CIN,01/10/2026", "103,Sarah Hill,North,CP,01/10/2026"];
    let text = list(head, &lines);
    let once = all_of(first(), &text, &[("gone", "leave")]);
    assert!(once.workspace.cases[0].allocated_on.is_some());
    assert_eq!(all_of(once.clone(), &text, &[("gone", "leave")]), once);
}

const WHITFIELDS: [&str; 6] = [
    "101,Sarah Whitfield,North,CIN",
    "102,\"Whitfield, Sarah\",North,CIN",
    "103,WHITFIELD Sarah,North,CP",
    "104,S Whitfield,North,CP",
    "105,Whitfield,North,LAC",
    "106,Tom Ash,North,LAC",
];

/// What is asked about workers: the label, the hint, and what each can be chosen as.
fn asked(session: &Session) -> Vec<(String, Vec<(String, String)>)> {
    let all = fields(&session.screen()).into_iter().filter(|own| own.id.starts_with("twin-"));
    all.map(|own| (own.label, own.choices)).collect()
}

/// The same table with the answers to what is asked of workers: the second choice or the last.
fn with_whitfields(own: Everything, lines: &[&str], is_same: bool) -> Everything {
    let text = list(HEAD, lines);
    let session = at_preview(own.clone(), "list.csv", &text);
    let answers: Vec<(String, String)> = asked(&session)
        .iter()
        .enumerate()
        .map(|(at, (_, choices))| {
            (format!("twin-{at}"), if is_same { &choices[1] } else { choices.last().unwrap() }.0.clone())
        })
        .chain(words(&session.screen()).contains("\"gone\"").then(|| ("gone".to_owned(), "leave".to_owned())))
        .collect();
    let answers: Vec<(&str, &str)> = answers.iter().map(|(id, value)| (id.as_str(), value.as_str())).collect();
    all_of(own, &text, &answers)
}

#[test]
fn a_worker_who_is_written_in_a_shorter_way_too_is_asked_about_and_joined_with_nobody_before() {
    let mut session = at_preview(Everything::default(), "list.csv", &list(HEAD, &WHITFIELDS));
    let questions = asked(&session);
    assert_eq!(questions.len(), 2, "{questions:?}");
    for ((label, choices), name) in questions.iter().zip(["S Whitfield", "Whitfield"]) {
        assert_eq!(*label, format!("{name}, North of the files is"));
        let words: Vec<&str> = choices.iter().map(|own| own.1.as_str()).collect();
        assert_eq!(words, ["Choose", "The same as Sarah Whitfield, North, whom the files name too", "Somebody else"]);
    }
    press(&mut session, "import");
    assert!(session.orders().is_empty());
    // One: known by either name from then on, and without a question.
    let one = with_whitfields(Everything::default(), &WHITFIELDS, true);
    assert_eq!(holders(&one), ["SW", "SW", "SW", "SW", "SW", "TA"]);
    assert_eq!(one.workspace.practitioners.len(), 2);
    assert!(!one.write().contains("hitfield"), "no name is kept");
    let again = all_of(one.clone(), &list(HEAD, &WHITFIELDS), &[]);
    assert_eq!(again, one);
    let short = ["101,S Whitfield,North,CIN", WHITFIELDS[5]];
    let short = all_of(one.clone(), &list(HEAD, &short), &[("gone", "leave")]);
    assert_eq!((holders(&short), short.workspace.practitioners.len()), (holders(&one), 2));
    let long = all_of(short, &list(HEAD, &WHITFIELDS), &[]);
    assert_eq!((holders(&long), long.workspace.practitioners.len()), (holders(&one), 2));
    // Two: that is remembered too.
    let two = with_whitfields(Everything::default(), &WHITFIELDS, false);
    assert_eq!(two.workspace.practitioners.len(), 4);
    assert_eq!(all_of(two.clone(), &list(HEAD, &WHITFIELDS), &[]), two);
}

#[test]
fn workers_who_are_here_as_two_can_be_said_to_be_one_and_nobody_is_lost() {
    let two = with_whitfields(Everything::default(), &WHITFIELDS[..3], true);
    let two = all_of(two, &list(HEAD, &WHITFIELDS[3..4]), &[("gone", "leave")]);
    assert_eq!(holders(&two), ["SW", "SW", "SW", "SW 2"]);
    let lines = WHITFIELDS[..4].to_vec();
    let one = with_whitfields(two, &lines, true);
    assert_eq!(holders(&one), ["SW", "SW", "SW", "SW"]);
    assert_eq!(one.workspace.practitioners.len(), 2, "who holds nothing any more is still there");
    assert_eq!(all_of(one.clone(), &list(HEAD, &lines), &[]), one);
}

#[test]
fn a_shorter_name_that_may_be_several_peoples_or_nobodys_is_not_asked_about() {
    for lines in [
        ["1,Sarah Whitfield,North,CIN", "2,Steve Whitfield,North,CIN", "3,S Whitfield,North,CIN"],
        ["1,Sarah Whitfield,North,CIN", "2,T Whitfield,North,CIN", "3,Whitfield,North,CIN"],
        ["1,Sarah Whitfield,North,CIN", "2,T Whitfield,North,CIN", "3,Sarah,North,CIN"],
        ["1,Sarah Whitfield,North,CIN", "2,Sarah Field,North,CIN", "3,SW,North,CIN"],
    ] {
        let session = at_preview(Everything::default(), "list.csv", &list(HEAD, &lines));
        assert!(asked(&session).is_empty(), "{lines:?}");
    }
    // One and the same team, or another one: it is asked all the same.
    let lines = ["1,Sarah Whitfield,North,CIN", "2,S Whitfield,South,CIN", "3,Tom Ash,South,CIN"];
    assert_eq!(asked(&at_preview(Everything::default(), "list.csv", &list(HEAD, &lines))).len(), 1);
}
