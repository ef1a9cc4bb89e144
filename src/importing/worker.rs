//! What the worker does with what the page sends it: texts in, texts out. `src/bin/sheets.rs` is the shell around
//! it, which knows the browser.
//!
//! The page sends three kinds of messages, each of which is answered with a screen ([`drawing::answer`]): what it
//! works on, at the start and whenever that changes; what the reader did; files.

use super::drawing;
use super::dropping::day_of_ages;
use super::screen::{Event, Field, FieldKind, Order, PROTOCOL, Part, Screen};
use super::session::{Session, Setting};
use super::table::Sheet;
use crate::change::IdMark;
use crate::facts::{Month, When};
use crate::json::Json;
use crate::sheets::{Refused, read};

use crate::workspace::everything::Everything;

/// The most bytes of a file that is read at all.
pub const MOST_BYTES: u64 = 10_000_000;

/// After so many cells it is said again how far a file was read.
const STEP: u64 = 20_000;

/// The page on which it is shown what the schemes still miss, as its address has it. It has a session of its own,
/// so that looking at it takes nothing away from an import that is under way.
const MISSING: &str = "missing";

/// The page of the import itself.
const IMPORT: &str = "import";

/// The id of the button that stops the reading of files. The page itself hears it, because the worker is busy.
const STOP: &str = "stop";

/// What the worker knows.
pub struct Worker {
    import: Session,
    /// What the schemes still miss, once it was looked at.
    missing: Option<Session>,
    /// True while that is the page that is open.
    is_missing_open: bool,
    /// True where that page's session has ordered something of the page last.
    has_missing_ordered: bool,
    /// True where that was not done, until the reader does something.
    was_not_done: bool,
    /// What a session starts with.
    setting: Setting,
    /// What the page works on, as it said last.
    own: Everything,
    /// The number of what the page said of itself last.
    of: u64,
    /// What was read of the files that are being taken, and what was refused.
    sheets: Vec<Sheet>,
    refused: Vec<(String, Refused)>,
}

/// What the page says of itself.
struct Page {
    of: u64,
    today: When,
    month: Month,
    chosen: Option<String>,
    own: Everything,
    /// Which of the two pages is open.
    open: String,
}

impl Page {
    /// Reads it; what to do where it cannot be read.
    fn read(mut own: Json) -> Result<Self, String> {
        let reload = || "Reload this page: a part of it is newer than another one.".to_owned();
        if own.number("protocol") != Some(PROTOCOL) {
            return Err(reload());
        }
        let text = own.text("own").ok_or_else(reload)?;
        let own_work = Everything::read(&text).map_err(|faults| {
            let why = faults.first().map(ToString::to_string).unwrap_or_default();
            format!("What you have entered could not be handed over to this part: {why}.")
        })?;
        let mut text = |name| own.text(name).unwrap_or_default();
        let (today, month, chosen, open) = (text("today"), text("month"), text("chosen"), text("open"));
        Ok(Self {
            of: own.number("of").ok_or_else(reload)?,
            today: When::read(&today).map_err(|_| reload())?,
            month: Month::read(&month).map_err(|_| reload())?,
            chosen: Some(chosen).filter(|id| !id.is_empty()),
            own: own_work,
            open,
        })
    }
}

impl Worker {
    /// Starts with the first message, and the answer to it.
    ///
    /// # Errors
    /// An answer that says what is wrong and what to do.
    pub fn start(message: &str) -> Result<(Self, String), String> {
        Self::started(message).map_err(|words| wrong(&words))
    }

    fn started(message: &str) -> Result<(Self, String), String> {
        let mut message = Json::read(message).unwrap_or_default();
        let page = Page::read(message.part("page"))?;
        let chance = number_of(&mut message, "chance").ok_or("This browser did not draw a number by chance.")?;
        let setting = Setting {
            today: page.today,
            month: page.month,
            // Ids that are made here, and those that the page or another tab makes, have different marks.
            mark: IdMark::of(u32::try_from(chance % u64::from(IdMark::COUNT)).unwrap_or_default()),
            chance: number_of(&mut message, "key").unwrap_or(chance),
            memory: message.text("memory").unwrap_or_default(),
            chosen: page.chosen.clone(),
        };
        let mut worker = Self {
            import: Session::new(setting.clone(), page.own.clone()),
            missing: None,
            is_missing_open: false,
            has_missing_ordered: false,
            was_not_done: false,
            setting,
            own: Everything::default(),
            of: 0,
            sheets: Vec::new(),
            refused: Vec::new(),
        };
        worker.tell(page);
        let answer = worker.answer();
        Ok((worker, answer))
    }

    /// Takes what the page says of itself.
    fn tell(&mut self, page: Page) {
        self.is_missing_open = page.open == MISSING;
        // The same work on another page, or on the same page again: an order of it may just be on its way.
        if std::mem::replace(&mut self.of, page.of) == page.of && self.setting.today == page.today {
            return;
        }
        self.import.tell(page.own.clone(), page.month, page.today);
        let same_scheme = self.setting.chosen == page.chosen;
        self.setting = Setting { today: page.today, month: page.month, chosen: page.chosen, ..self.setting.clone() };
        self.own = page.own;
        match &mut self.missing {
            Some(missing) if same_scheme => missing.tell(self.own.clone(), self.setting.month, self.setting.today),
            missing => *missing = None,
        }
    }

    /// The session whose page is open.
    fn session(&mut self) -> &mut Session {
        if !self.is_missing_open {
            return &mut self.import;
        }
        self.missing.get_or_insert_with(|| {
            let mut session = Session::new(self.setting.clone(), self.own.clone());
            session.hear(&Event { id: MISSING.to_owned(), value: String::new() });
            session
        })
    }

    fn answer(&mut self) -> String {
        self.answer_with("")
    }

    /// The same, with the focus where this session has none to give.
    fn answer_with(&mut self, focus: &str) -> String {
        let session = self.session();
        let (orders, mut screen) = (session.orders(), session.screen());
        if self.was_not_done && self.has_missing_ordered == self.is_missing_open {
            let words = "What you did last was not done, because what you have entered changed at that very moment, \
                         on another page or in another tab. Nothing was changed here. Do it again.";
            screen.parts.insert(0, Part::Errors(vec![(words.to_owned(), String::new())]));
        }
        if screen.focus.is_empty() {
            focus.clone_into(&mut screen.focus);
        }
        if self.is_missing_open {
            under_the_title(&mut screen);
        }
        if orders.iter().any(|order| matches!(order, Order::Workspace { .. } | Order::Change(_))) {
            self.has_missing_ordered = self.is_missing_open;
        }
        drawing::answer(self.of, self.on(), &screen, &orders)
    }

    /// Which page is open.
    const fn on(&self) -> &'static str {
        if self.is_missing_open { MISSING } else { IMPORT }
    }

    /// What the page has sent: of itself, what the reader did, or that an order was not done.
    pub fn hear(&mut self, message: &str) -> String {
        let mut message = Json::read(message).unwrap_or_default();
        if let Some(chance) = number_of(&mut message, "key") {
            self.setting.chance = chance;
            self.import.key_by(chance);
        }
        match (message.part("page"), Event::read(message.part("did"))) {
            (Json::Nothing, Some(event)) => {
                self.was_not_done = false;
                self.session().hear(&event);
            }
            (Json::Nothing, None) => return self.not_done(),
            (page, _) => match Page::read(page) {
                Ok(page) => self.tell(page),
                Err(words) => return wrong(&words),
            },
        }
        self.answer()
    }

    /// An order was not done, because the page worked on something else by then, as where another tab had saved at
    /// that very moment. The session that gave it believes that it was, so it begins anew, and it is said why, also
    /// where that page has been left meanwhile and is only opened again later.
    fn not_done(&mut self) -> String {
        if self.has_missing_ordered {
            self.missing = None;
        } else {
            self.import = Session::new(self.setting.clone(), self.own.clone());
        }
        self.was_not_done = true;
        self.answer_with("errors")
    }

    /// Reads a file. `say` is handed what is to be shown meanwhile, and `place` says which of how many files it is.
    pub fn read(&mut self, name: &str, bytes: &[u8], place: (u64, u64), say: &mut dyn FnMut(&str)) {
        let mut said = 0;
        let mut progress = |cells: u64| {
            if cells >= said + STEP {
                said = cells;
                say(&reading(self.of, name, place, cells));
            }
        };
        match read(name, bytes, day_of_ages(self.setting.today, self.setting.month), &mut progress) {
            Ok(sheets) => self.sheets.extend(sheets),
            Err(refused) => self.refused.push((name.to_owned(), refused)),
        }
    }

    /// Refuses a file that is larger than [`MOST_BYTES`], without reading it.
    pub fn refuse(&mut self, name: &str) {
        let what = format!("The file is larger than {} MB.", MOST_BYTES / 1_000_000);
        let todo =
            "Save only the sheets that are needed as a file of their own, or as CSV, and choose that.".to_owned();
        self.refused.push((name.to_owned(), Refused { what, todo }));
    }

    /// Every file was read or refused: what came of it.
    pub fn taken(&mut self) -> String {
        self.is_missing_open = false;
        self.was_not_done = false;
        self.import.take(std::mem::take(&mut self.sheets), std::mem::take(&mut self.refused));
        self.answer()
    }

    /// What is shown while a file is read.
    #[must_use]
    pub fn reading(&self, name: &str, place: (u64, u64)) -> String {
        reading(self.of, name, place, 0)
    }
}

/// A number by chance of the browser, which has it in 16 hexadecimal digits.
fn number_of(message: &mut Json, name: &str) -> Option<u64> {
    u64::from_str_radix(&message.text(name)?, 16).ok()
}

fn reading(of: u64, name: &str, (place, count): (u64, u64), cells: u64) -> String {
    let words = if count > 1 { format!("Reading {name}, file {place} of {count}") } else { format!("Reading {name}") };
    let stop =
        Field { id: STOP.to_owned(), kind: FieldKind::Secondary, label: "Stop reading".to_owned(), ..Field::default() };
    let far = if cells == 0 { String::new() } else { format!("{} cells so far.", with_commas(cells)) };
    // A bar of one file alone would stay at its beginning until the end.
    let (done, most) = if count > 1 { (place.saturating_sub(1), count) } else { (0, 0) };
    let parts = vec![Part::Progress(words, done, most), Part::Note(far), Part::Buttons(vec![stop])];
    drawing::answer(of, IMPORT, &Screen { parts, focus: String::new() }, &[])
}

/// A screen whose own heading is the title of the page already: what stands below it goes up a level.
fn under_the_title(screen: &mut Screen) {
    if matches!(screen.parts.first(), Some(Part::Heading(_, 2, _))) {
        screen.parts.remove(0);
    }
    for part in &mut screen.parts {
        if let Part::Heading(_, level, _) = part {
            *level = 2;
        }
    }
}

fn with_commas(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// The answer where there can be no session.
fn wrong(words: &str) -> String {
    let parts = vec![Part::Errors(vec![(words.to_owned(), String::new())])];
    drawing::answer(0, "", &Screen { parts, focus: "errors".to_owned() }, &[] as &[Order])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Object;

    fn page(open: &str, protocol: u64) -> String {
        let mut own = Object::new();
        own.number("protocol", protocol).number("of", 3).text("open", open).text("today", "2026-11-22");
        own.text("month", "2026-11").text("chosen", "").text("own", &Everything::default().write()).end()
    }

    fn first(page: &str, chance: &str) -> String {
        Object::new().json("page", page).text("chance", chance).text("memory", "").end()
    }

    #[test]
    fn every_message_is_answered_with_a_screen_and_the_number_of_what_the_page_said_last() {
        let (mut worker, answer) =
            Worker::start(&first(&page("import", PROTOCOL), "0f")).map_err(|words| panic!("{words}")).unwrap();
        let shown = |answer: &str| {
            let mut answer = Json::read(answer).unwrap();
            assert_eq!(answer.number("of"), Some(3));
            matches!(answer.part("screen"), Json::List(parts) if !parts.is_empty())
        };
        assert!(shown(&answer));
        assert!(shown(&worker.hear(r#"{"did": {"id": "nothing-has-this", "value": ""}}"#)));
        assert!(shown(&worker.hear(&format!("{{\"page\": {}}}", page("missing", PROTOCOL)))));
        worker.refuse("all of it.xlsx");
        worker.read("short.csv", b"\"", (1, 1), &mut |_| {});
        assert!(shown(&worker.taken()));
        let said = worker.hear("{}");
        assert!(shown(&said) && said.contains("was not done"), "{said}");
    }

    #[test]
    fn a_page_of_another_build_is_told_to_reload() {
        for message in [first(&page("import", PROTOCOL + 1), "0f"), String::new(), "{}".to_owned()] {
            let words = Worker::start(&message).err().unwrap();
            assert!(words.contains("Reload this page"), "{words}");
        }
        assert!(Worker::start(&first(&page("import", PROTOCOL), "")).is_err());
    }

    #[test]
    fn how_far_a_file_was_read_is_said_in_figures_that_can_be_read() {
        assert_eq!([0, 999, 20_000, 1_234_567].map(with_commas), ["0", "999", "20,000", "1,234,567"]);
        let said = reading(1, "team.xlsx", (2, 3), 40_000);
        assert!(said.contains("Reading team.xlsx, file 2 of 3") && said.contains("40,000 cells so far."), "{said}");
    }
}
