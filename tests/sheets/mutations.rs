//! Damaged spreadsheets, made from good ones by a seed, and what must hold of each, whether it is read or
//! refused. Used by `script/torture` and, as a sample, by the tests.

use super::generator::Chance;
use super::tables::Kind;
use super::{binary_workbooks, old_workbooks, open_documents, support};
use fairload::importing::table::{Cell, Sheet};
use fairload::sheets::{self, limits};
use support::{Book, packed};

/// Good files of a kind: each as its parts, of which there is one where it is not packed.
pub struct Corpus {
    kind: Kind,
    good: Vec<Vec<(String, Vec<u8>)>>,
}

/// What is put into files: what readers trip over.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xe9",
    b"\xc3",
    b"sep=;\n",
    b"=\"",
    b"\xe2\x80\xae",
    b"#N/A",
    b"9999999999999999999999",
    b"-1",
    b"1e308",
    b"-0.0",
    b"NaN",
    b"<",
    b">",
    b"&",
    b"&amp;",
    b"&x;",
    b"&#0;",
    b"&#x110000;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"-->",
    b"<!DOCTYPE a [<!ENTITY x \"y\">]>",
    b"</c>",
    b"<c>",
    b"<v>",
    b"</row>",
    b"<row r=\"",
    b"</sheetData>",
    b"<sheetData>",
    b"r=\"XFD1048576\"",
    b" r=\"A0\"",
    b" r=\"A4294967297\"",
    b" r=\"ZZZZZZZZZZ1\"",
    b" t=\"s\"",
    b" t=\"e\"",
    b" t=\"b\"",
    b" t=\"d\"",
    b" s=\"99999\"",
    b" s=\"1\"",
    b"4294967295",
    b"18446744073709551616",
    b" uniqueCount=\"99999999\"",
    b"<dimension ref=\"D9:A1\"/>",
    b"<dimension ref=\"A1:XFD1048576\"/>",
    b" table:number-columns-repeated=\"4294967295\"",
    b" table:number-rows-repeated=\"4294967295\"",
    b"</table:table>",
    b"</table:table-row>",
    b"<table:table-row>",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"\x3c\0\0\0",
    b"\x0a\0\0\0",
    b"PK\x05\x06",
    b"PK\x01\x02",
];

impl Corpus {
    /// Good files of a kind.
    pub fn new(kind: Kind) -> Self {
        let one = |bytes: Vec<u8>| vec![(String::new(), bytes)];
        let good = match kind {
            Kind::Csv => texts().into_iter().map(one).collect(),
            Kind::Xlsx => workbooks(),
            Kind::Xls => vec![one(old_workbooks::one_of_everything())],
            Kind::Xlsb => vec![binary_workbooks::one_of_everything()],
            Kind::Ods => {
                let content = open_documents::content(&format!(
                    "<table:table table:name=\"A\">{}</table:table>",
                    open_documents::ROWS
                ));
                vec![vec![
                    ("mimetype".to_owned(), open_documents::KIND.to_vec()),
                    ("content.xml".to_owned(), content.into_bytes()),
                    ("META-INF/manifest.xml".to_owned(), open_documents::MANIFEST.to_vec()),
                ]]
            }
        };
        Self { kind, good }
    }

    /// A damaged file, and what was done to it.
    pub fn damaged(&self, seed: u64, number: u64) -> (Vec<u8>, Vec<&'static str>) {
        let mut numbers = Chance::of_file(seed, number);
        let mut parts = self.good[numbers.below(self.good.len())].clone();
        let mut what = Vec::new();
        // One in eight packed files is damaged as it lies there; its check sums tell.
        let whole = parts.len() == 1 || numbers.below(8) == 0;
        let mut bytes = Vec::new();
        if whole {
            bytes = if parts.len() == 1 { parts.remove(0).1 } else { pack(&parts) };
        }
        for _ in 0..=numbers.below(4) {
            let target = if whole {
                &mut bytes
            } else if parts.is_empty() {
                break;
            } else {
                let at = numbers.below(parts.len());
                match numbers.below(40) {
                    0 => {
                        parts.remove(at);
                        what.push("without a part");
                        continue;
                    }
                    1 => {
                        let other = parts[numbers.below(parts.len())].1.clone();
                        parts[at].1 = other;
                        what.push("a part for another");
                        continue;
                    }
                    _ => &mut parts[at].1,
                }
            };
            what.push(damage(target, &mut numbers));
        }
        (if whole { bytes } else { pack(&parts) }, what)
    }

    /// Whether a damaged file was read.
    ///
    /// # Errors
    /// With what does not hold of what was read, or of the refusal.
    pub fn judge(&self, bytes: &[u8]) -> Result<bool, String> {
        let read = support::read("damaged", bytes);
        // What is pasted goes the same way, but for the first look at it.
        if self.kind == Kind::Csv
            && bytes.len().is_multiple_of(4)
            && let Ok(text) = std::str::from_utf8(bytes)
            && let Ok(own) = sheets::pasted(text, support::on())
        {
            own.iter().try_for_each(check)?;
        }
        match read {
            Ok(own) => own.iter().try_for_each(check).map(|()| true),
            Err(refused) if refused.what.ends_with('.') && refused.todo.ends_with('.') => Ok(false),
            Err(refused) => Err(format!("refused without words: {refused:?}")),
        }
    }
}

/// A packed file of these parts.
pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    packed(&parts)
}

/// What holds of every sheet that is read.
fn check(sheet: &Sheet) -> Result<(), String> {
    let mut before = 0;
    for row in &sheet.rows {
        let number = row.number;
        if number <= before || number > limits::ROWS {
            return Err(format!("row {number} stands after row {before}"));
        }
        before = number;
        if row.cells.len() > 16_384 || matches!(row.cells.last(), None | Some(Cell::Empty)) {
            return Err(format!("row {number} has {} cells", row.cells.len()));
        }
        for cell in &row.cells {
            let holds = match cell {
                Cell::Text(text) => {
                    !cell.is_blank()
                        && !text.chars().any(|own| own.is_control() || ('\u{202a}'..='\u{202e}').contains(&own))
                }
                Cell::Number(text) => text.parse::<f64>().is_ok_and(f64::is_finite),
                Cell::Day(_) => cell.text().len() == 10,
                Cell::Error(text) => !text.is_empty(),
                Cell::Empty | Cell::Truth(_) | Cell::Dropped => true,
            };
            if !holds {
                return Err(format!("row {number} has {cell:?}"));
            }
        }
    }
    Ok(())
}

/// Damages bytes in one of many ways, the same for the same seed.
pub fn damage_by(bytes: &mut Vec<u8>, seed: u64) -> &'static str {
    damage(bytes, &mut Chance::of_file(seed, 0))
}

/// Damages bytes in one of many ways.
fn damage(bytes: &mut Vec<u8>, numbers: &mut Chance) -> &'static str {
    let at = numbers.below(bytes.len() + 1);
    let length = numbers.below(24).min(bytes.len() - at.min(bytes.len()));
    match numbers.below(10) {
        0 | 1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << numbers.below(8);
            }
            "a bit turned"
        }
        2 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = u8::try_from(numbers.below(256)).unwrap();
            }
            "a byte changed"
        }
        3 => {
            bytes.drain(at..at + length);
            "a piece taken out"
        }
        4 => {
            let piece = bytes[at..at + length].to_vec();
            let to = numbers.below(bytes.len() + 1);
            bytes.splice(to..to, piece);
            "a piece repeated"
        }
        5 => {
            bytes.truncate(at);
            "cut short"
        }
        6 => {
            // A number made another.
            let digits = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|by| at + by);
            if let Some(from) = digits {
                let to = bytes[from..].iter().position(|own| !own.is_ascii_digit()).map_or(bytes.len(), |by| from + by);
                let extremes: [&[u8]; 7] = [b"0", b"-1", b"1048577", b"4294967296", b"99999999999999999999", b"", b"7"];
                let other = extremes[numbers.below(extremes.len())];
                bytes.splice(from..to, other.iter().copied());
            }
            "a number changed"
        }
        7 => {
            let times = numbers.below(200);
            let piece = bytes[at..at + length].repeat(times);
            bytes.splice(at..at, piece);
            "a piece repeated many times"
        }
        _ => {
            let piece = PIECES[numbers.below(PIECES.len())];
            let to = (at + if numbers.below(2) == 0 { 0 } else { length }).min(bytes.len());
            bytes.splice(at..to, piece.iter().copied());
            "something put in"
        }
    }
}

fn texts() -> Vec<Vec<u8>> {
    let list = "Child Unique ID,Gender,Ethnicity,Date of Birth,Case status,Allocated Team,Allocated Worker\r\n\
                10001,F,WBRI,01/06/2015,b) Child Protection plan,North,Ann O\u{2019}Neill\r\n\
                10002,M,\"ABAN\",2016-02-29,\"c) Child in need plan, open\",\"South \"\"B\"\"\",Zo\u{eb}\r\n\
                10003,,,42156,,#N/A,\"Smith,\r\nJohn\"\r\n";
    let semicolons = list.replace(',', ";");
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(list.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    vec![
        list.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", semicolons.as_bytes()].concat(),
        format!("sep=;\n{semicolons}").into_bytes(),
        list.replace(',', "\t").replace("\r\n", "\n").into_bytes(),
        encoding_rs::WINDOWS_1252.encode(list).0.into_owned(),
        little,
        format!("List 6: Children in Need,,,\n,,,\n{list}\n\n{list}").into_bytes(),
        b"Id\n1\n2\n3\n".to_vec(),
    ]
}

fn workbooks() -> Vec<Vec<(String, Vec<u8>)>> {
    let strings = r#"<sst count="4" uniqueCount="4"><si><t>Child Unique ID</t></si><si><t xml:space="preserve">Date of Birth </t></si><si><r><t>Allocated </t></r><r><rPr><b/></rPr><t>Worker</t></r></si><si><t>Ann &amp; Zo&#235;_x000D_</t></si></sst>"#;
    let formats = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="1"><font><b/><sz val="11"/><color rgb="FFFF0000"/></font></fonts><fills count="1"><fill><patternFill patternType="solid"><fgColor theme="1"/></patternFill></fill></fills><borders count="1"><border><left style="thin"><color indexed="8"/></left></border></borders><cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164"><alignment horizontal="center"/></xf></cellXfs></styleSheet>"#;
    let list = r#"<dimension ref="A1:E5"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="1" max="3" width="12.7109375"/></cols><sheetData><row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>Gender</t></is></c></row><row r="2"><c r="A2"><v>12345.0</v></c><c r="B2" s="1"><v>42156</v></c><c r="C2" t="s"><v>3</v></c><c r="D2" t="str"><f>A1&amp;"x"</f><v>F</v></c></row><row r="3" hidden="1"><c r="A3"><f t="shared" ref="A3:A4" si="0">A2+1</f><v>12346</v></c><c r="B3" s="2"><v>42156.5</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3" t="b"><v>1</v></c></row><row r="4"><c r="A4"><f t="shared" si="0"/><v>12347</v></c><c r="E4" t="d"><v>2026-11-21T00:00:00</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A5:E5"/></mergeCells>"#;
    let other = r#"<sheetData><row><c><v>1</v></c><c t="n"><v>2.5E-3</v></c></row><row/><row><c r="C3"><v>-7</v></c></row></sheetData>"#;
    vec![
        Book {
            properties: "date1904=\"0\"",
            sheets: vec![("List_6", list), ("Other", other)],
            strings,
            formats,
            ..Book::default()
        }
        .parts(),
        Book { properties: "date1904=\"1\"", sheets: vec![("A", list)], strings, formats, ..Book::default() }.parts(),
        Book { sheets: vec![("A", other)], ..Book::default() }.parts(),
    ]
}
