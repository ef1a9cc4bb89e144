//! Tables as councils have them, damaged by a seed as people and programs damage them: odd values, columns in another
//! order, headings in other words, rows twice, tables put together. Most of them are still tables when they are
//! written as files, so that they come as far as the import.

use super::generator::{self, Chance, Layout, Oddities, Raw, Table};
use super::{binary_workbooks, old_workbooks, open_documents, support};
use support::Book;

/// The kinds of file that tables are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Separated text.
    Csv,
    /// Workbooks.
    Xlsx,
    /// Binary workbooks.
    Xlsb,
    /// Old workbooks.
    Xls,
    /// Spreadsheets of `LibreOffice`.
    Ods,
}

/// Good tables.
pub struct Tables {
    sets: Vec<Vec<Table>>,
    headings: Vec<String>,
    cells: Vec<Raw>,
}

/// Tables of a council's own, with `|` between cells.
const OWN: &[&str] = &[
    "Caseload of the North team\nAs at | 1 November 2026\n\nCase No. | Child's DOB | SW | Team | CIN/CP/LAC | Travel time (mins) | Interpreter | Notes | Ethnicity\n1001 | 7 | Smith, Jane | North | CIN | 45 mins | Y | likes football | WBRI\n1002 | 15 | Jane Smith | North | LAC | 1h30 | N | | ABAN\n1003 | 3 | Tom Brown | North | CP/LAC | | | | WBRI\n1004 | 30 | Unallocated | North | Amber | far | perhaps | |",
    "Child ID,Family number,Worker,Co-worker,Team,Child,Age,Plan,Disability,Court stage,Where,Date allocated,Closing\n5001,F1,A. Khan,,South,C1,4,Child protection,yes,PLO,in the area,01/10/2026,\n5002,F1,A. Khan,B. Lee,South,C2,6,Child protection,no,,20 miles,01/10/2026,\n5003,F2,B. Lee,,South,C3,,Looked after,unknown,Care proceedings,out of area,12/2025,30/11/2026\n5004,F3,,,South,C4,17,Care leaver,no,,,,",
    "Name;CP;LAC;CIN;EH;Worker;S47;Assessment;FTE\n9;X;;;;JB;;;\n10;;X;;;JB;;;\n11;;;X;;KM;;03/11/2026;\n12;X;X;;;KM;12/11/2026;;\n13;;;;X;LO;;;",
    "Social worker | Team | Role | Hours | Full time hours | Qualified | Started | ASYE | Team type\nJane Smith | North | Social worker | 37 | 37 | 09/2020 | 01/02/2021 | no | Assessment\nAli Khan | North | Senior social worker | 18.5 | 37 | 2012 | | no |\nTom Brown | South | Newly qualified | 37 | 37 | 07/2026 | 01/09/2026 | yes | Court\n | South | | | | | | |",
    "Practitioner\tFTE\tTeam\nJS\t1\tNorth\nAK\t0.5\tNorth\nTB\t0,8\tSouth",
    "ID | Status | Allocated to | Sibling group | Needs interpreter? | UASC | Homeless | MAPPA | Overnight | Area\n77 | CP - neglect | Priya Patel (SW) | S1 | Yes | No | No | No | no | Borough\n78 | CP - emotional | Priya Patel | S1 | Yes | No | No | No | no | Borough\n79 | CiN | Owen Quinn | S2 | No | Yes | Yes | No | yes | Outside\n80 | S20 | Owen Quinn | | No | No | No | Yes | | Outside",
    "1001 | Jane Smith | CP | 7\n1002 | Jane Smith | CIN | 12\n1003 | Tom Brown | LAC | 3",
    "Id\n1\n2\n3",
];

/// What stands in cells that nobody expected there.
const ODD: &[&str] = &[
    "",
    " ",
    "\u{a0}",
    "\u{200b}",
    "0",
    "-1",
    "00012",
    "1",
    "12.0",
    "12.5",
    "1e3",
    "1E400",
    "-0",
    "NaN",
    "inf",
    "9007199254740993",
    "99999999999999999999",
    "0x1F",
    "1,234",
    "1.234,5",
    "£5",
    "50%",
    "½",
    "١٢",
    "#N/A",
    "#REF!",
    "#SPILL!",
    "N/A",
    "n/a",
    "-",
    "--",
    "?",
    "unknown",
    "Unknown",
    "not known",
    "none",
    "null",
    "TBC",
    "yes",
    "Yes",
    "Y",
    "no",
    "No",
    "N",
    "X",
    "x",
    "\u{2713}",
    "true",
    "FALSE",
    "01/06/2015",
    "1/6/15",
    "06/31/2015",
    "31/02/2024",
    "29/02/2023",
    "2016-02-29",
    "2016-02-29T00:00:00",
    "0000-00-00",
    "9999-12-31",
    "01/01/1900",
    "00/00/0000",
    "42156",
    "2958466",
    "Jan-26",
    "June 2026",
    "2026",
    "12:30",
    "1h30",
    "90 mins",
    "=1+1",
    "+44",
    "@x",
    "-2+3",
    "'text",
    "\"",
    "\"\"",
    "a\"b",
    "a,b",
    "a;b",
    "a|b",
    "a=b",
    "a+b@c",
    "plan=looked_after|age=3",
    "a\tb",
    "a\nb",
    "a\r\nb",
    "\u{0}",
    "\u{7}",
    "\u{202e}evil",
    "\u{feff}x",
    "e\u{301}\u{301}\u{301}",
    "\u{1f476}\u{1f3fd}",
    "\u{dfff0}",
    "Zo\u{eb}",
    "O\u{2019}Neill",
    "O'Neill",
    "SMITH, Jane",
    "Smith,  jane ",
    "Jane Smith (ASYE)",
    "Smith / Khan",
    "Smith & Khan",
    "Jane Smith; Ali Khan",
    "Unallocated",
    "Duty",
    "Vacant post",
    "North",
    "North ",
    "NORTH",
    "No team named",
    "Team",
    "Child 1",
    "Child 2",
    "Child 18446744073709551615",
    "Child 99999999999999999999999",
    "Family 1",
    "Family 2",
    "JS",
    "JS 2",
    "a)",
    "a) Looked after child",
    "b) Child Protection plan",
    "c) Child in need plan",
    "d) Open assessment",
    "e) Closed episode",
    "CP",
    "LAC",
    "CIN",
    "CP/LAC",
    "CLA",
    "EH",
    "Care leaver",
    "z",
    "<b>",
    "&amp;",
    "</script>",
    "{}",
    "[1]",
    "Total",
    "Total: 4",
    "Grand total",
    "Child Unique ID",
    "Allocated Worker",
    "List 6",
];

/// Headings in words that files have and good tables here do not.
const HEADINGS: &[&str] = &[
    "",
    " ",
    "Id",
    "ID ",
    "Child ID",
    "Child Unique ID",
    "child unique id",
    "CHILD UNIQUE ID",
    "Child\nUnique\nID",
    "Person ID",
    "Client ID",
    "NHS number",
    "UPN",
    "Name",
    "First name",
    "Surname",
    "DOB",
    "Date of Birth",
    "Age",
    "Age (years)",
    "Gender",
    "Ethnicity",
    "Postcode",
    "Worker",
    "Allocated Worker",
    "Social worker",
    "SW",
    "Team",
    "Allocated Team",
    "Status",
    "Plan",
    "Case status",
    "CP",
    "LAC",
    "CIN",
    "Family",
    "Family ID",
    "Sibling group",
    "Notes",
    "Comments",
    "Column1",
    "Unnamed: 0",
    "1",
    "2026",
    "Date",
    "Start date",
    "End date",
    "Closed",
    "FTE",
    "Hours",
    "Hours per week",
    "Role",
    "Qualified",
    "Interpreter",
    "Disability",
    "Court",
    "Travel time",
    "Area",
    "\u{202e}DI",
    "a|b",
    "map-0-rows",
    "<th>",
    "Child Protection Plan Start Date",
    "Date Started to be Looked After",
    "Placement Type",
    "Placement Provider",
    "Child's Legal Status",
    "Eligibility Category",
    "Age of Child (Years)",
];

fn own(text: &str) -> Table {
    let by = if text.contains('|') {
        '|'
    } else if text.contains('\t') {
        '\t'
    } else if text.contains(';') {
        ';'
    } else {
        ','
    };
    let cell = |text: &str| {
        let text = text.trim();
        match text.parse::<f64>() {
            _ if text.is_empty() => Raw::Empty,
            Ok(number) if !text.starts_with('0') => Raw::Number(number),
            _ => Raw::Text(text.to_owned()),
        }
    };
    let rows = text.lines().map(|line| line.split(by).map(cell).collect()).collect();
    Table { file: "caseload".to_owned(), sheet: "Sheet1".to_owned(), rows }
}

impl Tables {
    /// Good tables: councils' lists in every layout, some with every oddity, templates that were filled in, and others.
    pub fn new() -> Self {
        let mut sets: Vec<Vec<Table>> = Vec::new();
        for (seed, layout) in (1..).zip(Layout::ALL) {
            for odd in [
                Oddities { closed: true, ..Oddities::default() },
                Oddities::all(generator::Codes::Dash, generator::Days::British),
            ] {
                sets.push(generator::make(seed, 34, layout, &odd).tables);
            }
        }
        for _ in 0..3 {
            sets.extend(OWN.iter().map(|text| vec![own(text)]));
        }
        // Children and those who work with them in one workbook.
        sets.push(vec![own(OWN[0]), Table { sheet: "People".to_owned(), ..own(OWN[3]) }]);
        sets.extend(filled_in(true));
        sets.extend(filled_in(false));
        let mut headings: Vec<String> = HEADINGS.iter().map(|own| (*own).to_owned()).collect();
        let mut cells: Vec<Raw> = ODD.iter().map(|own| Raw::Text((*own).to_owned())).collect();
        cells.extend([0.0, -1.0, 0.5, 12.0, 1e300, 1e-300, 42156.0, 46347.5, -3.0].map(Raw::Number));
        cells.extend([0, -25_567, 20_778, 16_587, 2_932_896].map(Raw::Day));
        for row in sets.iter().flatten().flat_map(|table| table.rows.iter().take(4)) {
            for cell in row {
                if let Raw::Text(text) = cell
                    && text.len() < 80
                    && !headings.contains(text)
                {
                    headings.push(text.clone());
                }
            }
        }
        Self { sets, headings, cells }
    }

    /// The good tables of one place, with few rows of each: what an earlier import was of.
    pub fn good(&self, place: usize) -> Vec<Table> {
        self.sets[place % self.sets.len()].clone()
    }

    /// How many sets of good tables there are.
    pub const fn len(&self) -> usize {
        self.sets.len()
    }

    /// A damaged set, and which one it was made of.
    pub fn damaged(&self, chance: &mut Chance, what: &mut Vec<&'static str>) -> (Vec<Table>, usize) {
        let place = chance.below(self.sets.len());
        let mut tables = self.sets[place].clone();
        // A few lists of the set, and few rows of each, so that many can be tried.
        if tables.len() > 3 {
            let keep = [5, 6, 7, 8, 3, 4, 9, 0];
            let wanted = 1 + chance.below(2);
            let mut at = 0;
            tables.retain(|_| {
                at += 1;
                keep.iter().take(wanted).any(|own| own + 1 == at) || chance.one_in(24)
            });
        }
        for table in &mut tables {
            let most = 4 + chance.below(4);
            while table.rows.len() > most {
                let at = 3 + chance.below(table.rows.len() - 3);
                table.rows.remove(at);
            }
        }
        tables.retain(|own| !own.rows.is_empty());
        for _ in 0..chance.below(7) {
            what.push(self.damage(&mut tables, chance));
        }
        (tables, place)
    }

    fn cell(&self, chance: &mut Chance) -> Raw {
        match chance.below(40) {
            0 => Raw::Text("long ".repeat(1 + chance.below(300))),
            1 => Raw::Number(f64::from(u32::try_from(chance.below(100_000)).unwrap())),
            2 => Raw::Day(i32::try_from(chance.below(30_000)).unwrap()),
            _ => self.cells[chance.below(self.cells.len())].clone(),
        }
    }

    #[allow(clippy::too_many_lines)]
    fn damage(&self, tables: &mut [Table], chance: &mut Chance) -> &'static str {
        if tables.is_empty() {
            return "nothing";
        }
        let which = chance.below(tables.len());
        let count = tables.len();
        let rows = tables[which].rows.len();
        let widest = tables[which].rows.iter().map(Vec::len).max().unwrap_or_default();
        if rows == 0 || widest == 0 {
            tables[which].rows.push(vec![self.cell(chance)]);
            return "a cell";
        }
        let (row, column) = (chance.below(rows), chance.below(widest));
        // The row of headings, where there is one.
        let head = tables[which].rows.iter().position(|own| own.len() * 2 > widest).unwrap_or_default();
        let kind = chance.below(34);
        let other = chance.below(count);
        let other_rows = tables[other].rows.clone();
        let table = &mut tables[which].rows;
        let put = |row: &mut Vec<Raw>, at: usize, cell: Raw| {
            if row.len() <= at {
                row.resize(at + 1, Raw::Empty);
            }
            row[at] = cell;
        };
        match kind {
            0..6 => {
                let cell = self.cell(chance);
                put(&mut table[row], column, cell);
                "an odd value"
            }
            6 | 7 => {
                let cell = table[chance.below(rows)].get(column).cloned().unwrap_or(Raw::Empty);
                put(&mut table[row], column, cell);
                "a value of another row"
            }
            8 => {
                let cell = table[chance.below(rows)].get(chance.below(widest)).cloned().unwrap_or(Raw::Empty);
                put(&mut table[row], column, cell);
                "a value of another column"
            }
            9 => {
                let cell = self.cell(chance);
                table.iter_mut().skip(head + 1).for_each(|own| put(own, column, cell.clone()));
                "one value in a whole column"
            }
            10 => {
                for own in table.iter_mut().skip(head + 1) {
                    let cell = self.cell(chance);
                    put(own, column, cell);
                }
                "odd values in a whole column"
            }
            11 | 12 => {
                let to = chance.below(widest);
                for own in table.iter_mut().filter(|own| own.len() > column.max(to)) {
                    own.swap(column, to);
                }
                "two columns swapped"
            }
            13 => {
                table.iter_mut().filter(|own| own.len() > column).for_each(|own| drop(own.remove(column)));
                "without a column"
            }
            14 => {
                let to = chance.below(widest + 1);
                for own in table.iter_mut() {
                    let cell = own.get(column).cloned().unwrap_or(Raw::Empty);
                    let to = to.min(own.len());
                    own.insert(to, cell);
                }
                "a column twice"
            }
            15..18 => {
                let text = self.headings[chance.below(self.headings.len())].clone();
                put(&mut table[head], column, Raw::Text(text));
                "another heading"
            }
            18 => {
                if let Some(Raw::Text(text)) = table[head].get_mut(column) {
                    *text = match chance.below(5) {
                        0 => text.to_uppercase(),
                        1 => text.replace(' ', "  "),
                        2 => text.chars().rev().collect(),
                        3 => text.chars().skip(1).collect(),
                        _ => format!("{text} \u{200f}*"),
                    };
                }
                "a heading written otherwise"
            }
            19 | 20 => {
                let own = table[row].clone();
                let to = chance.below(rows + 1);
                table.insert(to, own);
                "a row twice"
            }
            21 => {
                table.remove(row);
                "without a row"
            }
            22 => {
                table.swap(row, chance.below(rows));
                "two rows swapped"
            }
            23 => {
                let own = table[row].clone();
                let times = 1 + chance.below(40);
                table.splice(row..row, std::iter::repeat_n(own, times));
                "a row many times"
            }
            24 => {
                let cell = self.cell(chance);
                let to = chance.below(widest).min(table[row].len());
                table[row].insert(to, cell);
                "a row moved to the right"
            }
            25 => {
                table[row].truncate(column);
                "a row cut short"
            }
            26 => {
                let more = chance.below(30);
                table[row].extend((0..more).map(|_| self.cell(chance)));
                "a row too long"
            }
            27 => {
                let own = table[head].clone();
                let to = chance.below(rows + 1);
                table.insert(to, own);
                "the headings again"
            }
            28 => {
                table.remove(head);
                "without its headings"
            }
            29 => {
                table.insert(row, if chance.one_in(2) { Vec::new() } else { vec![self.cell(chance)] });
                "a row of a word or nothing"
            }
            30 => {
                table.extend(other_rows);
                "another table below"
            }
            31 => {
                for (own, more) in table.iter_mut().zip(other_rows) {
                    own.extend(more);
                }
                "another table beside"
            }
            32 => {
                if rows * widest < 400 {
                    let cell = |at: usize, from: usize| table[from].get(at).cloned().unwrap_or(Raw::Empty);
                    *table = (0..widest).map(|at| (0..rows).map(|from| cell(at, from)).collect()).collect::<Vec<_>>();
                }
                "turned round"
            }
            _ => {
                let names =
                    ["", "Sheet1", "List 6", "List_7", "List 8", "6", "Guidance", "Children", "\u{202e}", "a/b"];
                let name = names[chance.below(names.len())].to_owned();
                if chance.one_in(2) {
                    tables[which].sheet = name;
                } else {
                    tables[which].file = format!("{name}.csv");
                }
                "another name"
            }
        }
    }
}

/// The templates for children and practitioners, filled in: where a column has a list, words of it; else what its
/// heading asks for.
fn filled_in(plain: bool) -> Vec<Vec<Table>> {
    let mut chance = Chance::of(if plain { 3 } else { 4 });
    let mut sets = Vec::new();
    for (name, text) in fairload::importing::templates::templates() {
        let heads: Vec<&str> = text.trim_start_matches('\u{feff}').trim_end().split(',').collect();
        let mut rows = vec![heads.iter().map(|own| Raw::Text(own.trim_matches('"').to_owned())).collect::<Vec<_>>()];
        for (at, number) in (0..6).enumerate() {
            let row = heads.iter().enumerate().map(|(column, heading)| {
                let heading = heading.to_lowercase();
                match () {
                    () if column == 0 && name.contains("child") => Raw::Number(f64::from(7_000 + number)),
                    () if !plain && chance.one_in(3) => Raw::Empty,
                    () if heading.contains("worker") || heading.contains("practitioner") => {
                        Raw::Text(format!("{} Worker", ["Ann", "Bob", "Cat", "Dan", "Eve", "Flo"][at]))
                    }
                    () if heading.contains("team") => Raw::Text("North".to_owned()),
                    () if heading.contains("family") => Raw::Number(f64::from(number / 2)),
                    () if heading.contains("age") => Raw::Number(f64::from(number * 3)),
                    () if heading.contains("month") || heading.contains("date") || heading.contains("since") => {
                        Raw::Day(20_700 + number)
                    }
                    () if heading.contains("hours") => Raw::Number(37.0 - f64::from(number)),
                    () if heading.contains("minutes") => Raw::Number(f64::from(15 * number)),
                    () if heading.contains("plan") => Raw::Text(
                        ["Child in need", "Child protection", "Looked after", "Early help", "CP", "LAC"][at].to_owned(),
                    ),
                    () => Raw::Text(["yes", "no", "unknown", "yes", "", "no"][chance.below(6)].to_owned()),
                }
            });
            rows.push(row.collect());
        }
        sets.push(vec![Table { file: name, sheet: "Sheet1".to_owned(), rows }]);
    }
    sets
}

/// The name of a file and its parts, of which there is one without a name where it is not packed.
pub type Parts = (String, Vec<(String, Vec<u8>)>);

/// The tables as files of a kind.
pub fn written(tables: &[Table], kind: Kind, chance: &mut Chance) -> Vec<Parts> {
    let ending = match kind {
        Kind::Csv => {
            let style = chance.below(24);
            return tables
                .iter()
                .map(|own| (named(&own.file, "csv"), vec![(String::new(), text(own, style))]))
                .collect();
        }
        Kind::Xlsx => "xlsx",
        Kind::Xlsb => "xlsb",
        Kind::Xls => "xls",
        Kind::Ods => "ods",
    };
    // Lists that were files of their own are sheets of one workbook by turns.
    let together = chance.one_in(2);
    let mut files: Vec<(String, Vec<&Table>)> = Vec::new();
    for table in tables {
        let name = named(if together { &tables[0].file } else { &table.file }, ending);
        match files.iter_mut().find(|(own, _)| *own == name) {
            Some((_, all)) => all.push(table),
            None => files.push((name, vec![table])),
        }
    }
    let from_1904 = chance.one_in(12);
    let mut parts = |tables: &[&Table]| match kind {
        Kind::Xlsx => workbook(tables, from_1904),
        Kind::Xlsb => binary_workbooks::parts(tables, chance),
        Kind::Xls => vec![(String::new(), old_workbooks::of_tables(tables))],
        _ => open_document(tables),
    };
    files.iter().map(|(name, tables)| (name.clone(), parts(tables))).collect()
}

fn named(file: &str, ending: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    format!("{stem}.{ending}")
}

fn text(table: &Table, style: usize) -> Vec<u8> {
    let by = [",", ",", ",", ";", "\t", "|"][style % 6];
    let end = if style.is_multiple_of(2) { "\r\n" } else { "\n" };
    let mut text = String::new();
    for row in &table.rows {
        let cells = row.iter().map(|raw| {
            let cell = match raw {
                Raw::Empty => String::new(),
                Raw::Text(text) => text.clone(),
                Raw::Number(number) => number.to_string(),
                Raw::Day(day) => generator::british(*day),
            };
            let quoted = cell.contains(['"', '\n', '\r']) || cell.contains(by);
            if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
        });
        text += &cells.collect::<Vec<_>>().join(by);
        text += end;
    }
    match style / 6 {
        0 => text.into_bytes(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        _ => [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
    }
}

/// A text as it stands in XML; what cannot stand there is left out.
fn escaped(text: &str) -> String {
    let mut all = String::new();
    for own in text.chars() {
        match own {
            '<' => all += "&lt;",
            '>' => all += "&gt;",
            '&' => all += "&amp;",
            '"' => all += "&quot;",
            own if own < ' ' && !matches!(own, '\t' | '\n' | '\r') => {}
            own => all.push(own),
        }
    }
    all
}

/// The letters of a column.
fn letters(mut column: usize) -> String {
    let mut all = String::new();
    column += 1;
    while column > 0 {
        column -= 1;
        all.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap()));
        column /= 26;
    }
    all
}

const FORMATS: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

fn workbook(tables: &[&Table], from_1904: bool) -> Vec<(String, Vec<u8>)> {
    let mut strings: Vec<String> = Vec::new();
    let mut sheets: Vec<(String, String)> = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        let mut data = String::from("<sheetData>");
        for (row, cells) in table.rows.iter().enumerate() {
            data += &format!(r#"<row r="{}">"#, row + 1);
            for (column, raw) in cells.iter().enumerate() {
                let at = format!("{}{}", letters(column), row + 1);
                data += &match raw {
                    Raw::Empty => String::new(),
                    Raw::Number(number) => format!(r#"<c r="{at}"><v>{number}</v></c>"#),
                    Raw::Day(day) => {
                        let serial = i64::from(*day) + if from_1904 { 24_107 } else { 25_569 };
                        format!(r#"<c r="{at}" s="1"><v>{serial}</v></c>"#)
                    }
                    Raw::Text(text) if (row + column) % 3 == 0 => {
                        format!(
                            r#"<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                            escaped(text)
                        )
                    }
                    Raw::Text(text) => {
                        strings.push(format!(r#"<si><t xml:space="preserve">{}</t></si>"#, escaped(text)));
                        format!(r#"<c r="{at}" t="s"><v>{}</v></c>"#, strings.len() - 1)
                    }
                };
            }
            data += "</row>";
        }
        let name = if table.sheet.is_empty() { format!("Sheet{}", place + 1) } else { escaped(&table.sheet) };
        sheets.push((name, data + "</sheetData>"));
    }
    let strings = format!(
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{0}" uniqueCount="{0}">{1}</sst>"#,
        strings.len(),
        strings.concat()
    );
    Book {
        properties: if from_1904 { r#"date1904="1""# } else { "" },
        sheets: sheets.iter().map(|(name, data)| (name.as_str(), data.as_str())).collect(),
        strings: &strings,
        formats: FORMATS,
        ..Book::default()
    }
    .parts()
}

fn open_document(tables: &[&Table]) -> Vec<(String, Vec<u8>)> {
    let mut all = String::new();
    for table in tables {
        all += &format!(r#"<table:table table:name="{}">"#, escaped(&table.sheet));
        for row in &table.rows {
            all += "<table:table-row>";
            for raw in row {
                all += &match raw {
                    Raw::Empty => "<table:table-cell/>".to_owned(),
                    Raw::Number(number) => {
                        format!(r#"<table:table-cell office:value-type="float" office:value="{number}"/>"#)
                    }
                    Raw::Day(day) => format!(
                        r#"<table:table-cell office:value-type="date" office:date-value="{}"/>"#,
                        fairload::facts::When::Day(*day)
                    ),
                    Raw::Text(text) => format!(
                        r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
                        escaped(text)
                    ),
                };
            }
            all += "</table:table-row>";
        }
        all += "</table:table>";
    }
    vec![
        ("mimetype".to_owned(), open_documents::KIND.to_vec()),
        ("content.xml".to_owned(), open_documents::content(&all).into_bytes()),
        ("META-INF/manifest.xml".to_owned(), open_documents::MANIFEST.to_vec()),
    ]
}
