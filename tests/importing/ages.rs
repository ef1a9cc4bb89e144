//! Which day ages are of that are counted from dates of birth.

use fairload::facts::record::Record;
use fairload::facts::{Month, When};
use fairload::importing::dropping::day_of_ages;
use fairload::importing::screen::PROTOCOL;
use fairload::importing::worker::Worker;
use fairload::workspace::everything::Everything;
use serde_json::{Value, json};

/// A child who is seven on 14 July 2026, and one whose age alone is given.
const BORN: &str = "Child Unique ID,Date of Birth,CIN Start Date,Case status,Allocated Team,Allocated Worker\r\n\
                    100002,14/07/2019,01/03/2026,c) Child in need plan,North,Jane Smith\r\n";
const AGED: &str = "Child Unique ID,Age of Child (Years),CIN Start Date,Case status,Allocated Team,Allocated Worker\r\n\
                    100002,7,01/03/2026,c) Child in need plan,North,Jane Smith\r\n";

/// What the page says of itself: each time something else, with a number of its own.
fn page(today: &str, month: &str) -> Value {
    let (own, of) = (Everything::default().write(), format!("{today}{month}").bytes().map(u64::from).sum::<u64>());
    json!({"protocol": PROTOCOL, "of": of, "open": "import", "today": today, "month": month, "chosen": "", "own": own})
}

fn start(today: &str, month: &str) -> Worker {
    let first = json!({"page": page(today, month), "chance": "0f", "memory": ""});
    Worker::start(&first.to_string()).unwrap_or_else(|words| panic!("{words}")).0
}

fn tell(worker: &mut Worker, today: &str, month: &str) -> String {
    worker.hear(&json!({"page": page(today, month)}).to_string())
}

fn read(worker: &mut Worker, text: &str) -> String {
    worker.read("List 6.csv", text.as_bytes(), (1, 1), &mut |_| {});
    worker.taken()
}

/// The age of the only child in what pressing Import orders; nothing where nothing is ordered.
fn imported(worker: &mut Worker) -> Option<String> {
    let answer: Value = serde_json::from_str(&worker.hear(r#"{"did": {"id": "import", "value": ""}}"#)).unwrap();
    let orders = answer["orders"].as_array().unwrap();
    let text = orders.iter().find_map(|order| order["workspace"].as_str())?;
    let own = Everything::read(text).unwrap();
    own.workspace.cases[0].children[0].text("age")
}

#[test]
fn ages_are_of_the_last_day_of_a_month_that_is_over_and_of_today_in_any_other() {
    let of =
        |today: &str, month: &str| day_of_ages(When::read(today).unwrap(), Month::read(month).unwrap()).to_string();
    assert_eq!(of("2026-11-22", "2026-11"), "2026-11-22");
    assert_eq!(of("2026-11-22", "2026-10"), "2026-10-31");
    assert_eq!(of("2028-11-22", "2028-02"), "2028-02-29");
    assert_eq!(of("2026-11-22", "2027-02"), "2026-11-22");
}

#[test]
fn a_child_has_the_age_of_the_month_that_is_shown_and_the_preview_says_of_which_day() {
    let mut worker = start("2026-11-22", "2026-11");
    let said = read(&mut worker, BORN);
    assert!(said.contains("dates of birth are read as ages on 22 November 2026"), "{said}");
    assert_eq!(imported(&mut worker), Some("7".to_owned()));
    let mut worker = start("2026-11-22", "2026-06");
    let said = read(&mut worker, BORN);
    assert!(said.contains("dates of birth are read as ages on 30 June 2026"), "{said}");
    assert_eq!(imported(&mut worker), Some("6".to_owned()));
}

#[test]
fn what_was_read_for_one_month_is_not_imported_into_another_and_it_is_said_what_to_do() {
    let mut worker = start("2026-11-22", "2026-11");
    let _ = read(&mut worker, BORN);
    let said = tell(&mut worker, "2026-11-22", "2026-06");
    assert!(said.contains("Choose the files again to import into June 2026"), "{said}");
    assert!(said.contains("ages on 22 November 2026") && said.contains("Or show November 2026 again"), "{said}");
    assert!(!said.contains("Import 1 child"), "{said}");
    assert_eq!(imported(&mut worker), None);
    // Either way out: the month as it was, or the files once more.
    let said = tell(&mut worker, "2026-11-22", "2026-11");
    assert!(said.contains("Import 1 child") && !said.contains("Choose the files again"), "{said}");
    let _ = tell(&mut worker, "2026-11-22", "2026-06");
    let said = read(&mut worker, BORN);
    assert!(said.contains("Import 1 child") && !said.contains("Choose the files again"), "{said}");
    assert_eq!(imported(&mut worker), Some("6".to_owned()));
}

#[test]
fn files_without_dates_of_birth_go_into_any_month_as_they_were_read() {
    let mut worker = start("2026-11-22", "2026-11");
    let _ = read(&mut worker, AGED);
    let said = tell(&mut worker, "2026-11-22", "2026-06");
    assert!(!said.contains("Choose the files again"), "{said}");
    assert_eq!(imported(&mut worker), Some("7".to_owned()));
}

#[test]
fn a_page_that_stays_open_over_midnight_goes_on_with_what_it_has_read() {
    let mut worker = start("2026-11-22", "2026-11");
    let _ = read(&mut worker, BORN);
    for (today, month) in [("2026-11-23", "2026-11"), ("2026-12-01", "2026-11")] {
        let said = tell(&mut worker, today, month);
        assert!(said.contains("Import 1 child") && said.contains("22 November 2026"), "{said}");
    }
    let said = tell(&mut worker, "2026-12-01", "2026-12");
    assert!(said.contains("Choose the files again"), "{said}");
}
