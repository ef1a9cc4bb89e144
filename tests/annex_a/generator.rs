//! Makes the councils' standard workbook for a service of any size, in every layout that was seen and with every
//! oddity, and knows what it must be read as. Seeded: the same seed makes the same files.
//!
//! What is expected is written down story by story, apart from the reader: nothing here asks the reader what a row
//! means.
#![allow(dead_code, clippy::struct_excessive_bools, clippy::too_many_lines)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub use crate::chance::Chance;
use fairload::facts::{Month, When};
use fairload::importing::code::Key;
use fairload::importing::dropping;
use fairload::importing::found::At;
use fairload::importing::lists::{LISTS, What};
use fairload::importing::people;
use fairload::importing::table::{Cell, Row, Sheet};
use rust_xlsxwriter::{Format, Workbook};
use std::collections::BTreeMap;

/// The day on which everything is read.
pub const TODAY: &str = "2026-11-21";
/// The same, in days since the start of 1970.
pub const TODAY_NUMBER: i32 = 20_778;

/// When and with which key everything is read.
pub fn at() -> At {
    At { today: When::read(TODAY).unwrap(), month: Month::read("2026-11").unwrap(), key: Key::of_chance(7) }
}

/// How the lists are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Sheets `Front_Sheet`, `FAQ_and_changes`, `Guidance`, `Codes_used`, `List_1` to `List_11`; row 1 a title, row 2
    /// the headings.
    Template,
    /// The same, with `List 3` among them.
    TemplateWithBlank,
    /// `List 1` to `List 11`, headings in row 1.
    Blank,
    /// `List_1` to `List_11`, headings in row 1.
    Underline,
    /// Sheets with names, headings in row 1.
    Named,
    /// Sheets with names, a title in row 1, headings in row 2.
    NamedWithTitles,
    /// A file of text for each list, in order; their names say nothing.
    TextInOrder,
    /// A file of text for each list, such as `annexa_list_6_cin.csv`.
    TextNamed,
    /// A workbook for each list, whose one sheet is called `Sheet1`.
    Workbooks,
}

impl Layout {
    pub const ALL: [Self; 9] = [
        Self::Template,
        Self::TemplateWithBlank,
        Self::Blank,
        Self::Underline,
        Self::Named,
        Self::NamedWithTitles,
        Self::TextInOrder,
        Self::TextNamed,
        Self::Workbooks,
    ];

    pub const fn is_text(self) -> bool {
        matches!(self, Self::TextInOrder | Self::TextNamed)
    }
}

/// How codes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Codes {
    /// `a) Looked after child`
    #[default]
    Brackets,
    /// `a - Looked after child`
    Dash,
    /// `a: Looked after child`
    Colon,
    /// `a`
    LetterAlone,
    /// `Looked after child`
    WordsAlone,
}

/// How days are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// Cells that the file says are days.
    #[default]
    Cells,
    /// Serial numbers.
    Serials,
    /// `21/11/2026`
    British,
    /// `2026-11-21 00:00:00`
    Stamps,
    /// `21-Nov-2026`
    Named,
}

/// What a file has that makes it hard to read; each can be switched on by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Oddities {
    pub codes: Codes,
    pub days: Days,
    /// Headings in other words, capitals, apostrophes, with blanks at the end and a bracket too many.
    pub headings: bool,
    /// Columns that the template does not have, and the columns in another order.
    pub columns: bool,
    /// Names of workers turned round, in capitals, with blanks that do not break, brackets and direction marks.
    pub names: bool,
    /// `#N/A`, blanks, `Unallocated` and `Duty` where nobody works with the child.
    pub nobody: bool,
    /// Ages with fractions; unborn children with -1; no dates of birth.
    pub ages: bool,
    /// Numbers of children as floats on some lists, with noughts before them on others.
    pub numbers: bool,
    /// Numbers of children with letters and noughts before them on Lists 8 and 9 alone.
    pub letters: bool,
    /// Older rows of the same child before and after the one that counts.
    pub twice: bool,
    /// Closed cases among the open ones.
    pub closed: bool,
    /// List 6 in two sheets.
    pub split: bool,
    /// Codes that no list has, and days that do not exist.
    pub slips: bool,
    /// Headings that stand again among the rows, blank rows, a row of totals at the end.
    pub clutter: bool,
    /// Ends that lie ahead.
    pub ahead: bool,
}

impl Oddities {
    /// Each by itself, with its name.
    pub fn each() -> Vec<(String, Self)> {
        let plain = Self::default;
        let mut all: Vec<(String, Self)> = vec![("none".into(), plain())];
        for codes in [Codes::Dash, Codes::Colon, Codes::LetterAlone, Codes::WordsAlone] {
            all.push((format!("{codes:?}"), Self { codes, ..plain() }));
        }
        for days in [Days::Serials, Days::British, Days::Stamps, Days::Named] {
            all.push((format!("{days:?}"), Self { days, ..plain() }));
        }
        all.push(("headings".into(), Self { headings: true, ..plain() }));
        all.push(("columns".into(), Self { columns: true, ..plain() }));
        all.push(("names".into(), Self { names: true, ..plain() }));
        all.push(("nobody".into(), Self { nobody: true, ..plain() }));
        all.push(("ages".into(), Self { ages: true, ..plain() }));
        all.push(("numbers".into(), Self { numbers: true, ..plain() }));
        all.push(("letters".into(), Self { letters: true, ..plain() }));
        all.push(("twice".into(), Self { twice: true, ..plain() }));
        all.push(("closed".into(), Self { closed: true, ..plain() }));
        all.push(("split".into(), Self { split: true, ..plain() }));
        all.push(("slips".into(), Self { slips: true, ..plain() }));
        all.push(("clutter".into(), Self { clutter: true, ..plain() }));
        all.push(("ahead".into(), Self { ahead: true, ..plain() }));
        all
    }

    /// All at once.
    pub fn all(codes: Codes, days: Days) -> Self {
        Self {
            codes,
            days,
            headings: true,
            columns: true,
            names: true,
            nobody: true,
            ages: true,
            numbers: true,
            letters: true,
            twice: true,
            closed: true,
            split: true,
            slips: true,
            clutter: true,
            ahead: true,
        }
    }
}

/// A cell as it goes into a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    Empty,
    Text(String),
    Number(f64),
    Day(i32),
}

impl Raw {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// One table: the file and the sheet it stands in, and its rows.
#[derive(Clone, Debug)]
pub struct Table {
    pub file: String,
    pub sheet: String,
    pub rows: Vec<Vec<Raw>>,
}

/// A child as it must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    pub facts: BTreeMap<String, String>,
    pub closing_in: Option<String>,
    /// Kind and start.
    pub tasks: Vec<(String, String)>,
    /// The worker's name as it is compared; nothing for nobody.
    pub worker: Option<String>,
    pub team: String,
    /// How many lists tell of the child.
    pub lists: usize,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Made {
    pub tables: Vec<Table>,
    pub layout: Layout,
    /// By the code of the child's number.
    pub children: BTreeMap<String, Expected>,
    /// By the code of the name: the team that most of the practitioner's children name.
    pub practitioners: BTreeMap<String, String>,
    /// How many children are left out.
    pub left_out: usize,
    /// Numbers of children as they stand in the files, and dates of birth: nothing of it may be in any message.
    pub secrets: Vec<String>,
}

/// What a child's story is: which lists tell of the child, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Story {
    InNeed,
    Assessed,
    AssessedOnListFourAlone,
    EnquiryWithoutDecision,
    EnquiryWithConferenceToCome,
    EnquiryOver,
    Protected,
    PlanEndedStillInNeed,
    LookedAfter,
    LookedAfterOnListEightAlone,
    LookedAfterAndProtected,
    NewlyLookedAfter,
    AsylumSeeker,
    PoliceProtection,
    ShortBreaks,
    BeforeThePlacementOrder,
    FamilyFinding,
    MatchFound,
    PlacedForAdoption,
    Eligible,
    Relevant,
    FormerRelevant,
    Qualifying,
    ClosedBefore,
    ClosedThisMonth,
    CareEndedBefore,
    PlanEndedThisMonth,
    AdoptedOnListTenAlone,
}

/// The stories of open cases, the frequent ones several times.
const OPEN: [Story; 32] = {
    use Story::*;
    [
        InNeed,
        InNeed,
        InNeed,
        InNeed,
        InNeed,
        InNeed,
        Assessed,
        Assessed,
        Assessed,
        AssessedOnListFourAlone,
        EnquiryWithoutDecision,
        EnquiryWithConferenceToCome,
        EnquiryOver,
        Protected,
        Protected,
        Protected,
        PlanEndedStillInNeed,
        LookedAfter,
        LookedAfter,
        LookedAfter,
        LookedAfterOnListEightAlone,
        LookedAfterAndProtected,
        NewlyLookedAfter,
        AsylumSeeker,
        PoliceProtection,
        ShortBreaks,
        BeforeThePlacementOrder,
        FamilyFinding,
        MatchFound,
        PlacedForAdoption,
        Eligible,
        Relevant,
    ]
};

/// The rest of the open ones.
const LEAVERS: [Story; 2] = [Story::FormerRelevant, Story::Qualifying];

const CLOSED: [Story; 5] = [
    Story::ClosedBefore,
    Story::ClosedThisMonth,
    Story::CareEndedBefore,
    Story::PlanEndedThisMonth,
    Story::AdoptedOnListTenAlone,
];

const FIRST: [&str; 30] = [
    "Aisha",
    "Ben",
    "Carys",
    "Dev",
    "Ellen",
    "Farah",
    "Grace",
    "Hugh",
    "Imran",
    "Jane",
    "Kofi",
    "Lena",
    "Maya",
    "Nia",
    "Owen",
    "Priya",
    "Quentin",
    "Rosa",
    "Sam",
    "Tara",
    "Uma",
    "Vera",
    "Will",
    "Xenia",
    "Yusuf",
    "Zo\u{eb}",
    "Anne-Marie",
    "Bridget",
    "Callum",
    "Dawn",
];
const LAST: [&str; 30] = [
    "Adeyemi",
    "Brown",
    "Clarke",
    "Davies",
    "Evans",
    "Fernandes",
    "Green",
    "Hughes",
    "Iqbal",
    "Jones",
    "Khan",
    "Lewis",
    "Morgan",
    "Nowak",
    "O\u{2019}Brien",
    "Patel",
    "Quinn",
    "Roberts",
    "Smith",
    "Taylor",
    "Usman",
    "Vaughan",
    "Williams",
    "Xu",
    "Young",
    "Zielinska",
    "Smith-Jones",
    "de Souza",
    "Begum",
    "Carter",
];
const TEAMS: [&str; 8] = [
    "Assessment Team 1",
    "Assessment Team 2",
    "CIN North",
    "CIN South",
    "Protection and Court",
    "Children in Care",
    "Leaving Care",
    "Children\u{2019}s Disability",
];

/// Makes the files of a service of `size` children.
pub fn make(seed: u64, size: usize, layout: Layout, odd: &Oddities) -> Made {
    Maker::new(seed, size, layout, odd).make()
}

/// Rows of one list, by what a column is for; other columns are filled by chance.
type Line = Vec<(What, Raw)>;

struct Maker<'a> {
    chance: Chance,
    size: usize,
    layout: Layout,
    odd: &'a Oddities,
    key: Key,
    lines: Vec<Vec<Line>>,
    workers: Vec<(String, usize)>,
    made: Made,
}

/// A child while its rows are made.
struct Young {
    number: usize,
    age: i32,
    born: i32,
    worker: Option<usize>,
    team: usize,
    expected: Expected,
    disability: usize,
}

impl<'a> Maker<'a> {
    fn new(seed: u64, size: usize, layout: Layout, odd: &'a Oddities) -> Self {
        let made = Made {
            tables: Vec::new(),
            layout,
            children: BTreeMap::new(),
            practitioners: BTreeMap::new(),
            left_out: 0,
            secrets: Vec::new(),
        };
        let count = (size / 14).clamp(1, FIRST.len() * LAST.len());
        let workers = (0..count)
            .map(|at| (format!("{} {}", FIRST[at % 30], LAST[(at / 30 + at * 7) % 30]), at % TEAMS.len()))
            .collect();
        Self {
            chance: Chance::of(seed),
            size,
            layout,
            odd,
            key: at().key,
            lines: vec![Vec::new(); LISTS.len()],
            workers,
            made,
        }
    }

    fn make(mut self) -> Made {
        for at in 0..self.size {
            let story = match at % 34 {
                own @ 0..32 => OPEN[own],
                own => LEAVERS[own - 32],
            };
            self.child(at, story);
        }
        if self.odd.closed {
            for at in 0..self.size / 4 {
                self.child(self.size + at, CLOSED[at % CLOSED.len()]);
            }
        }
        self.others();
        self.tables();
        self.teams();
        self.made
    }

    /// Rows of Lists 1, 2, 3 and 11, of which no caseload is made.
    fn others(&mut self) {
        for list in [1, 2, 3] {
            for at in 0..self.size.min(40) {
                let line =
                    vec![(What::Child, Raw::Number(as_f64(500_000 + at))), (What::Worker, Raw::text("Somebody Else"))];
                self.lines[list - 1].push(line);
            }
        }
        self.lines[10].push(Vec::new());
    }

    fn child(&mut self, at: usize, story: Story) {
        use Story::*;
        let odd = self.odd;
        let adult = matches!(story, Eligible | Relevant | FormerRelevant | Qualifying);
        let mut age = match story {
            Eligible | Relevant => 16 + as_i32(self.chance.below(2)),
            FormerRelevant | Qualifying => 18 + as_i32(self.chance.below(4)),
            AsylumSeeker => 15,
            _ => as_i32(self.chance.below(16)),
        };
        let mut born = day_number(2026 - age, 1 + as_i32(self.chance.below(10)), 1 + as_i32(self.chance.below(28)));
        let mut expected = Expected::default();
        if odd.ages && !adult && self.chance.one_in(9) {
            age = -1;
            born = TODAY_NUMBER + 60;
        }
        let worker =
            if odd.nobody && self.chance.one_in(8) { None } else { Some(self.chance.below(self.workers.len())) };
        let team = worker.map_or_else(|| self.chance.below(TEAMS.len()), |worker| self.workers[worker].1);
        expected.facts.insert("age".into(), age.max(0).to_string());
        expected.worker = worker.map(|worker| people::same_name(&self.workers[worker].0));
        TEAMS[team].clone_into(&mut expected.team);
        let disability = self.chance.below(3);
        expected.facts.insert("disability".into(), ["yes", "no", "unknown"][disability].into());
        let mut own = Young { number: 10_000 + at * 7, age, born, worker, team, expected, disability };
        self.made.secrets.push(own.number.to_string());
        self.made.secrets.push(When::Day(born).to_string());
        self.made.secrets.push(british(born));
        let mut keep = true;
        let plan = match story {
            InNeed => self.in_need(&mut own, "c"),
            Assessed => {
                self.assessment(&mut own);
                self.in_need(&mut own, "d");
                "under_assessment"
            }
            AssessedOnListFourAlone => {
                self.assessment(&mut own);
                "under_assessment"
            }
            EnquiryWithoutDecision => {
                self.enquiry(&mut own, None, 10, Some("section_47"));
                self.in_need(&mut own, "d");
                "under_assessment"
            }
            EnquiryWithConferenceToCome => {
                self.enquiry(&mut own, Some("b"), 12, Some("section_47_with_conference"));
                self.in_need(&mut own, "c")
            }
            EnquiryOver => {
                self.enquiry(&mut own, Some("a"), 30, None);
                self.in_need(&mut own, "c")
            }
            Protected => {
                self.in_need(&mut own, "b");
                self.protection(&mut own, None);
                "child_protection"
            }
            PlanEndedStillInNeed => {
                self.protection(&mut own, Some(40));
                self.in_need(&mut own, "c")
            }
            LookedAfter | ShortBreaks | PoliceProtection | AsylumSeeker | NewlyLookedAfter => {
                self.in_need(&mut own, "a");
                self.care(&mut own, story);
                "looked_after"
            }
            LookedAfterOnListEightAlone => {
                self.care(&mut own, story);
                "looked_after"
            }
            LookedAfterAndProtected => {
                self.in_need(&mut own, "a");
                self.protection(&mut own, None);
                self.care(&mut own, story);
                "child_protection_and_looked_after"
            }
            BeforeThePlacementOrder | FamilyFinding | MatchFound | PlacedForAdoption => {
                self.in_need(&mut own, "a");
                self.care(&mut own, story);
                self.adoption(&mut own, story)
            }
            Eligible => {
                self.in_need(&mut own, "a");
                self.care(&mut own, story);
                self.leaver(&mut own, "a");
                "care_leaver_eligible"
            }
            Relevant => {
                self.leaver(&mut own, "a");
                "care_leaver_relevant"
            }
            FormerRelevant => {
                self.leaver(&mut own, "b");
                "care_leaver_former_relevant"
            }
            Qualifying => {
                self.leaver(&mut own, "c");
                ""
            }
            ClosedBefore => {
                keep = false;
                self.closed(&mut own, 70)
            }
            ClosedThisMonth => {
                own.expected.closing_in = Some("2026-11".into());
                self.closed(&mut own, 9)
            }
            CareEndedBefore => {
                keep = false;
                self.closed(&mut own, 60);
                self.care_ended(&mut own, 60);
                "looked_after"
            }
            PlanEndedThisMonth => {
                own.expected.closing_in = Some("2026-11".into());
                self.closed(&mut own, 5);
                self.protection(&mut own, Some(5));
                "child_protection"
            }
            AdoptedOnListTenAlone => {
                keep = false;
                self.adopted(&mut own);
                ""
            }
        };
        own.expected.facts.insert("plan".into(), plan.into());
        if keep {
            let code = people::child_code(&self.key, &own.number.to_string()).unwrap();
            let before = self.made.children.insert(code.0, own.expected);
            assert!(before.is_none());
        } else {
            self.made.left_out += 1;
        }
    }

    /// What every list has of a child.
    fn begin(&mut self, own: &mut Young, list: usize) -> Line {
        own.expected.lists += 1;
        let number = as_f64(own.number);
        let id = match (self.odd.numbers, list % 3) {
            _ if self.odd.letters && matches!(list, 8 | 9) => Raw::text(format!("P{:07}", own.number)),
            (true, 0) => Raw::text(format!("{}.0", own.number)),
            (true, 1) => Raw::text(format!("00{}", own.number)),
            _ => Raw::Number(number),
        };
        let mut line = vec![(What::Child, id)];
        let age = if own.age < 0 {
            Raw::Number(-1.0)
        } else if self.odd.ages {
            Raw::Number(f64::from(own.age) + 0.25 * f64::from(as_i32(self.chance.below(4))))
        } else {
            Raw::Number(f64::from(own.age))
        };
        line.push((What::Age, age));
        if !self.odd.ages {
            let born = self.day_at(own.born);
            line.push((What::Birth, born));
        }
        line.push((
            What::Disability,
            self.code(["a", "b", "c"][own.disability], ["Yes", "No", "Unknown"][own.disability]),
        ));
        let worker = match own.worker {
            Some(worker) => {
                let name = self.workers[worker].0.clone();
                self.name(&name)
            }
            None => [
                Raw::Empty,
                Raw::text("#N/A"),
                Raw::text("Unallocated"),
                Raw::text("DUTY worker"),
                Raw::text("TBC"),
                Raw::text(TEAMS[own.team]),
            ][self.chance.below(6)]
            .clone(),
        };
        line.push((What::Worker, worker));
        let team = TEAMS[own.team];
        line.push((What::Team, if self.odd.names { Raw::text(team.replace(' ', "\u{a0}")) } else { Raw::text(team) }));
        line
    }

    fn name(&mut self, name: &str) -> Raw {
        if !self.odd.names {
            return Raw::text(name);
        }
        let (first, last) = name.split_once(' ').unwrap();
        Raw::text(match self.chance.below(7) {
            0 => format!("{last}, {first}"),
            1 => format!("{}, {first}", last.to_uppercase()),
            2 => format!("{name} (ASYE)"),
            3 => name.replace(' ', "\u{a0}"),
            4 => format!("{name}\u{202e}"),
            5 => format!("  {}  ", name.to_uppercase()),
            _ => name.to_owned(),
        })
    }

    fn code(&self, letter: &str, words: &str) -> Raw {
        let colon =
            if words.starts_with(|own: char| own.is_ascii_uppercase()) && words.contains(": ") { " - " } else { ": " };
        Raw::text(match self.odd.codes {
            Codes::Brackets => format!("{letter}) {words}"),
            Codes::Dash => format!("{letter} - {words}"),
            Codes::Colon => format!("{letter}{colon}{words}"),
            Codes::LetterAlone => letter.to_owned(),
            Codes::WordsAlone => words.to_owned(),
        })
    }

    /// A code of the statutory return.
    fn statutory(&self, code: &str, words: &str) -> Raw {
        Raw::text(match self.odd.codes {
            Codes::Brackets | Codes::Colon => format!("{code}: {words}"),
            Codes::Dash => format!("{code} - {words}"),
            Codes::LetterAlone => code.to_lowercase(),
            Codes::WordsAlone => words.to_owned(),
        })
    }

    fn day(&mut self, days_ago: i32) -> Raw {
        self.day_at(TODAY_NUMBER - days_ago)
    }

    fn day_at(&mut self, day: i32) -> Raw {
        match self.odd.days {
            Days::Cells => Raw::Day(day),
            Days::Serials => Raw::Number(f64::from(day + 25_569)),
            Days::British => Raw::text(british(day)),
            Days::Stamps => Raw::text(format!("{} 00:00:00", When::Day(day))),
            Days::Named => {
                let text = When::Day(day).to_string();
                let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
                let month: usize = text[5..7].parse().unwrap();
                Raw::text(format!("{}-{}-{}", &text[8..], names[month - 1], &text[..4]))
            }
        }
    }

    fn end_ahead(&mut self) -> Raw {
        if self.odd.ahead && self.chance.one_in(5) { self.day(-100) } else { Raw::Empty }
    }

    fn status(&self, letter: &str) -> Raw {
        let words = match letter {
            "a" => "Looked after child",
            "b" => "Child Protection plan",
            "c" => "Child in need plan",
            "d" => "Open assessment",
            _ => "Closed episode",
        };
        self.code(letter, words)
    }

    fn in_need(&mut self, own: &mut Young, letter: &str) -> &'static str {
        let mut line = self.begin(own, 6);
        let ago = 20 + as_i32(self.chance.below(900));
        let start = self.day(ago);
        line.push((What::Start, start));
        line.push((What::Need, Raw::text("N1 - Abuse or neglect")));
        line.push((What::Status, self.status(letter)));
        let end = self.end_ahead();
        line.push((What::End, end));
        self.push(6, line);
        "child_in_need"
    }

    fn closed(&mut self, own: &mut Young, ago: i32) -> &'static str {
        let mut line = self.begin(own, 6);
        let start = self.day(ago + 200);
        line.push((What::Start, start));
        line.push((What::Status, self.status("e")));
        let end = self.day(ago);
        line.push((What::End, end));
        self.push(6, line);
        "child_in_need"
    }

    fn assessment(&mut self, own: &mut Young) {
        if self.odd.twice {
            // An assessment of the spring that was finished.
            let mut line = self.begin(own, 4);
            own.expected.lists -= 1;
            let (start, end) = (self.day(180), self.day(150));
            line.push((What::Start, start));
            line.push((What::End, end));
            self.push(4, line);
        }
        let mut line = self.begin(own, 4);
        let ago = 1 + as_i32(self.chance.below(60));
        let start = self.day(ago);
        line.push((What::Start, start));
        let end = self.end_ahead();
        line.push((What::End, end));
        own.expected.tasks.push(("single_assessment".into(), When::Day(TODAY_NUMBER - ago).to_string()));
        self.push(4, line);
    }

    fn enquiry(&mut self, own: &mut Young, unnecessary: Option<&str>, ago: i32, task: Option<&str>) {
        let mut line = self.begin(own, 5);
        let start = self.day(ago);
        line.push((What::Start, start));
        if let Some(letter) = unnecessary {
            line.push((What::Unnecessary, self.code(letter, if letter == "a" { "Yes" } else { "No" })));
        }
        if let Some(task) = task {
            own.expected.tasks.push((task.into(), When::Day(TODAY_NUMBER - ago).to_string()));
        }
        self.push(5, line);
    }

    fn protection(&mut self, own: &mut Young, ended: Option<i32>) {
        if self.odd.twice && ended.is_none() {
            // An earlier plan, which ended, above the one that lasts.
            let mut line = self.begin(own, 7);
            own.expected.lists -= 1;
            let (start, end) = (self.day(900), self.day(500));
            line.push((What::Start, start));
            line.push((What::End, end));
            self.push(7, line);
        }
        let mut line = self.begin(own, 7);
        let ago = ended.unwrap_or(0) + 30 + as_i32(self.chance.below(300));
        let start = self.day(ago);
        line.push((What::Start, start));
        let end = match ended {
            Some(ago) => self.day(ago),
            None => self.end_ahead(),
        };
        line.push((What::End, end));
        self.push(7, line);
    }

    fn care(&mut self, own: &mut Young, story: Story) {
        use Story::*;
        let mut line = self.begin(own, 8);
        let new = matches!(story, NewlyLookedAfter | AsylumSeeker | PoliceProtection);
        let ago = if new { 12 } else { 400 + as_i32(self.chance.below(900)) };
        let start = self.day(ago);
        line.push((What::Start, start));
        let review = match story {
            _ if new => Raw::Empty,
            _ => self.day(50),
        };
        line.push((What::Review, review));
        let (legal, legal_words) = match story {
            PoliceProtection => ("L1", "Police protection LA accommodation"),
            ShortBreaks => ("V4", "Short term breaks, agreements recorded"),
            FamilyFinding | MatchFound | PlacedForAdoption => ("E1", "Placement order"),
            NewlyLookedAfter => ("C1", "ICO"),
            AsylumSeeker => ("V2", "Single period under S20"),
            _ => ("C2", "FCO"),
        };
        line.push((What::LegalStatus, self.statutory(legal, legal_words)));
        let (mut placement, words) = match story {
            PlacedForAdoption => ("A6", "Placed for adoption - order - not foster"),
            _ => *[
                ("U1", "Foster placement - relatives - long term"),
                ("U3", "Foster placement - relative - not FFA"),
                ("U4", "Foster placement - long term"),
                ("U6", "Foster placement - not FFA"),
                ("K2", "Children\u{2019}s Homes"),
                ("P1", "Placed with parents"),
            ]
            .get(self.chance.below(6))
            .unwrap(),
        };
        let slip = self.odd.slips && story == LookedAfter && self.chance.one_in(3);
        if slip {
            placement = "";
            line.push((What::PlacementType, Raw::text("Q9: Nobody knows")));
        } else {
            line.push((What::PlacementType, self.statutory(placement, words)));
        }
        let moved = if new { 12 } else { 100 + as_i32(self.chance.below(250)) };
        if slip {
            line.push((What::PlacementStart, Raw::text("31/02/2026")));
        } else {
            let placed = self.day(moved);
            line.push((What::PlacementStart, placed));
            let month = When::Day(TODAY_NUMBER - moved).month().to_string();
            if !new {
                own.expected.facts.insert("moved_in".into(), month.clone());
            }
            own.expected.facts.insert("placed_since".into(), month);
        }
        let outside = self.chance.one_in(4);
        line.push((What::Location, if outside { self.code("b", "Out") } else { self.code("a", "In") }));
        let asylum = story == AsylumSeeker;
        line.push((What::Asylum, if asylum { self.code("a", "Yes") } else { self.code("b", "No") }));
        let end = self.end_ahead();
        line.push((What::End, end));
        let permanent = match placement {
            "U1" | "U4" | "A6" => "yes",
            "U3" | "U6" => "no",
            _ => "unknown",
        };
        let connected = match placement {
            "U3" | "" => "unknown",
            _ => "no",
        };
        let mut expect = |name: &str, text: &str| {
            own.expected.facts.insert(name.into(), text.into());
        };
        expect("permanent_placement", permanent);
        expect("regulation_24", connected);
        expect("newly_accommodated", if new { "yes" } else { "no" });
        expect("short_breaks", if story == ShortBreaks { "unknown" } else { "none" });
        expect("area", if outside { "outside" } else { "in_area" });
        expect("police_protection", if story == PoliceProtection { "yes" } else { "no" });
        expect("asylum_seeker", if asylum { "yes" } else { "no" });
        if asylum {
            expect("asylum_since", "2026-11");
        }
        self.push(8, line);
    }

    fn care_ended(&mut self, own: &mut Young, ago: i32) {
        let mut line = self.begin(own, 8);
        let (start, end) = (self.day(ago + 300), self.day(ago));
        line.push((What::Start, start));
        line.push((What::End, end));
        self.push(8, line);
    }

    fn leaver(&mut self, own: &mut Young, letter: &str) {
        let mut line = self.begin(own, 9);
        let words = match letter {
            "a" => "Relevant child",
            "b" => "Former relevant child",
            _ => "Qualifying care leaver",
        };
        line.push((What::Category, self.code(letter, words)));
        line.push((What::Accommodation, Raw::text("U: Independent living")));
        self.push(9, line);
    }

    fn adoption(&mut self, own: &mut Young, story: Story) -> &'static str {
        let mut line = self.begin(own, 10);
        let days: &[(What, i32)] = match story {
            Story::BeforeThePlacementOrder => &[(What::Decision, 100)],
            Story::FamilyFinding => &[(What::Decision, 200), (What::PlacementOrder, 90)],
            Story::MatchFound => &[(What::Decision, 200), (What::PlacementOrder, 90), (What::Match, 20)],
            _ => &[(What::Decision, 200), (What::PlacementOrder, 90), (What::Match, 40), (What::Placed, 9)],
        };
        for (what, ago) in days {
            let day = self.day(*ago);
            line.push((*what, day));
        }
        self.push(10, line);
        match story {
            Story::BeforeThePlacementOrder => "permanence_pre_placement_order",
            Story::FamilyFinding => "permanence_family_finding",
            Story::MatchFound => "permanence_match_found",
            _ => "permanence_placed",
        }
    }

    fn adopted(&mut self, own: &mut Young) {
        let mut line = self.begin(own, 10);
        let day = self.day(90);
        line.push((What::AdoptionOrder, day));
        self.push(10, line);
    }

    fn push(&mut self, list: usize, line: Line) {
        self.lines[list - 1].push(line);
    }

    /// The tables of the lists, laid out.
    fn tables(&mut self) {
        let layout = self.layout;
        if matches!(layout, Layout::Template | Layout::TemplateWithBlank) {
            for (name, text) in [
                ("Front_Sheet", "Annex A - Child level data"),
                ("FAQ_and_changes", "List"),
                ("Guidance", "Update: August 2019"),
                ("Codes_used", "Gender"),
            ] {
                let rows = vec![
                    vec![Raw::text(text)],
                    vec![Raw::text("Child Unique ID"), Raw::text("Unique Identity number")],
                ];
                self.made.tables.push(Table { file: "annex-a.xlsx".into(), sheet: name.into(), rows });
            }
        }
        for (place, number) in LISTS.iter().map(|list| list.number).enumerate() {
            let lines = std::mem::take(&mut self.lines[place]);
            if self.odd.split && number == 6 && lines.len() > 3 {
                let (first, second) = lines.split_at(lines.len() / 2);
                self.table(place, first, "");
                self.table(place, second, " (2)");
            } else {
                self.table(place, &lines, "");
            }
        }
    }

    fn table(&mut self, place: usize, lines: &[Line], more: &str) {
        let list = &LISTS[place];
        let mut columns: Vec<(String, Option<What>)> = list
            .columns
            .iter()
            .map(|column| (self.heading(column.heading, column.others), Some(column.what)))
            .collect();
        // The template of 2019 has no adviser.
        if !self.odd.columns {
            columns.retain(|(_, what)| *what != Some(What::Adviser));
        }
        if self.odd.columns {
            columns.reverse();
            columns.insert(1, ("Locality of the child".into(), None));
            columns.push(("Comments".into(), None));
        }
        let title = matches!(self.layout, Layout::Template | Layout::TemplateWithBlank | Layout::NamedWithTitles);
        let mut rows: Vec<Vec<Raw>> = Vec::new();
        if title {
            rows.push(vec![Raw::text(format!("List {}: {}", list.number, list.title))]);
        }
        let header: Vec<Raw> = columns.iter().map(|(heading, _)| Raw::text(heading.clone())).collect();
        rows.push(header.clone());
        for (at, line) in lines.iter().enumerate() {
            if self.odd.clutter && at == 5 {
                rows.push(Vec::new());
                rows.push(header.clone());
            }
            let mut row = Vec::new();
            for (heading, what) in &columns {
                let given = what.and_then(|what| line.iter().find(|(own, _)| *own == what).map(|(_, raw)| raw.clone()));
                row.push(given.unwrap_or_else(|| self.filler(heading, *what)));
            }
            rows.push(row);
        }
        if self.odd.clutter {
            rows.push(Vec::new());
            // What stands in the first column of all but the turned round tables is where the number would be.
            let mut total = vec![Raw::Empty; columns.len()];
            if let Some(last) = total.last_mut() {
                *last = Raw::text(format!("Total: {}", lines.len()));
            }
            let child = columns.iter().position(|(_, what)| *what == Some(What::Child));
            if child != Some(columns.len() - 1) {
                rows.push(total);
            }
        }
        let number = list.number;
        let named = [
            "Contacts",
            "Early Help",
            "Referrals",
            "Assessments",
            "Sec47 and ICPC",
            "Children in Need",
            "Child Protection",
            "Children in Care",
            "Care Leavers",
            "Adoption",
            "Adopters",
        ][place];
        let (file, sheet) = match self.layout {
            Layout::TemplateWithBlank if number == 3 => ("annex-a.xlsx".into(), format!("List {number}")),
            Layout::Template | Layout::TemplateWithBlank | Layout::Underline => {
                ("annex-a.xlsx".into(), format!("List_{number}{more}"))
            }
            Layout::Blank => ("annex-a.xlsx".into(), format!("List {number}{more}")),
            Layout::Named | Layout::NamedWithTitles => ("annex-a.xlsx".into(), format!("{named}{more}")),
            Layout::TextInOrder => (format!("{number:02}{}.csv", more.trim()), String::new()),
            Layout::TextNamed => (
                format!("annexa_list_{number}_{}{}.csv", named.to_lowercase().replace(' ', "_"), more.trim()),
                String::new(),
            ),
            Layout::Workbooks => (format!("Annex A List {number}{more}.xlsx"), "Sheet1".into()),
        };
        self.made.tables.push(Table { file, sheet, rows });
    }

    fn heading(&mut self, heading: &str, others: &[&str]) -> String {
        if !self.odd.headings {
            return heading.to_owned();
        }
        match self.chance.below(5) {
            0 => format!("{heading} "),
            1 => heading.replace('\'', "\u{2019}").replace('\u{2018}', "'"),
            2 => heading.to_uppercase(),
            3 => others.first().map_or_else(|| format!("{heading})"), |other| (*other).to_owned()),
            _ => heading.replace(' ', "\u{a0}"),
        }
    }

    /// What stands in a column that the story says nothing of.
    fn filler(&mut self, heading: &str, what: Option<What>) -> Raw {
        match what {
            Some(What::Dropped) => Raw::text(["M", "WBRI", "LA1 1AA", "F"][self.chance.below(4)]),
            Some(What::Left) | None if heading.to_lowercase().contains("date") => self.day(30),
            Some(What::Left) | None => Raw::text(["a) Yes", "b) No", "2", ""][self.chance.below(4)]),
            _ => Raw::Empty,
        }
    }

    /// The team of each practitioner: every child of theirs names the same.
    fn teams(&mut self) {
        for (name, team) in &self.workers {
            let same = people::same_name(name);
            if self.made.children.values().any(|child| child.worker.as_deref() == Some(&same)) {
                let code = people::practitioner_code(&self.key, name);
                self.made.practitioners.insert(code.0, TEAMS[*team].to_owned());
            }
        }
    }
}

fn as_f64(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

fn as_i32(number: usize) -> i32 {
    i32::try_from(number).unwrap()
}

/// `21/11/2026`
pub fn british(day: i32) -> String {
    let text = When::Day(day).to_string();
    format!("{}/{}/{}", &text[8..], &text[5..7], &text[..4])
}

fn day_number(year: i32, month: i32, day: i32) -> i32 {
    match When::read(&format!("{year:04}-{month:02}-{day:02}")).unwrap() {
        When::Day(day) => day,
        When::Month(_) => panic!("a day has a day"),
    }
}

impl Made {
    /// The sheets as a reader of files gives them, with what must be dropped dropped.
    pub fn sheets(&self) -> Vec<Sheet> {
        self.tables
            .iter()
            .map(|table| {
                let rows = table.rows.iter().enumerate().filter(|(_, row)| row.iter().any(|raw| *raw != Raw::Empty));
                let rows = rows.map(|(at, row)| Row {
                    number: u32::try_from(at + 1).unwrap(),
                    cells: row.iter().map(cell).collect(),
                });
                let mut sheet = Sheet {
                    file: table.file.clone(),
                    name: table.sheet.clone(),
                    rows: rows.collect(),
                    ..Sheet::default()
                };
                dropping::drop_unneeded(&mut sheet, at().today);
                sheet
            })
            .collect()
    }

    /// The files: name and bytes. Files of text are in UTF-8 with a byte-order mark and in Windows-1252 by turns.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        if self.layout.is_text() {
            return self
                .tables
                .iter()
                .enumerate()
                .map(|(at, table)| (table.file.clone(), text_file(table, at % 2 == 0)))
                .collect();
        }
        let mut names: Vec<&str> = Vec::new();
        for table in &self.tables {
            if !names.contains(&table.file.as_str()) {
                names.push(&table.file);
            }
        }
        names
            .iter()
            .map(|name| ((*name).to_owned(), workbook(self.tables.iter().filter(|table| table.file == **name))))
            .collect()
    }
}

fn cell(raw: &Raw) -> Cell {
    match raw {
        Raw::Empty => Cell::Empty,
        Raw::Text(text) if text.is_empty() => Cell::Empty,
        Raw::Text(text) => Cell::Text(text.clone()),
        Raw::Number(number) => Cell::Number(number.to_string()),
        Raw::Day(day) => Cell::Day(When::Day(*day)),
    }
}

fn workbook<'a>(tables: impl Iterator<Item = &'a Table>) -> Vec<u8> {
    let mut book = Workbook::new();
    let day_format = Format::new().set_num_format("dd/mm/yyyy");
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(&table.sheet).unwrap();
        for (row, cells) in table.rows.iter().enumerate() {
            let row = u32::try_from(row).unwrap();
            for (column, raw) in cells.iter().enumerate() {
                let column = u16::try_from(column).unwrap();
                match raw {
                    Raw::Empty => {}
                    Raw::Text(text) => {
                        sheet.write_string(row, column, text).unwrap();
                    }
                    Raw::Number(number) => {
                        sheet.write_number(row, column, *number).unwrap();
                    }
                    Raw::Day(day) => {
                        sheet.write_number_with_format(row, column, f64::from(day + 25_569), &day_format).unwrap();
                    }
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A file of text. Windows-1252 has no direction marks: these are left out there.
fn text_file(table: &Table, utf8: bool) -> Vec<u8> {
    let mut text = String::new();
    for row in &table.rows {
        let cells: Vec<String> = row
            .iter()
            .map(|raw| match raw {
                Raw::Empty => String::new(),
                Raw::Text(text) if text.contains([',', '"', '\n']) => format!("\"{}\"", text.replace('"', "\"\"")),
                Raw::Text(text) => text.clone(),
                Raw::Number(number) => number.to_string(),
                Raw::Day(day) => british(*day),
            })
            .collect();
        text += &cells.join(",");
        text += "\r\n";
    }
    if utf8 {
        let mut bytes = vec![0xef, 0xbb, 0xbf];
        bytes.extend(text.into_bytes());
        return bytes;
    }
    text.chars()
        .filter(|own| *own != '\u{202e}')
        .map(|own| match own {
            '\u{2018}' => 0x91,
            '\u{2019}' => 0x92,
            '\u{2013}' => 0x96,
            own => u8::try_from(u32::from(own)).unwrap(),
        })
        .collect()
}
