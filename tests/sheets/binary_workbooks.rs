//! Binary workbooks of Excel (`.xlsb`), made by hand record by record.

use super::support::{packed, refusal, rows, sheet};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 128 {
        vec![u8::try_from(kind).unwrap()]
    } else {
        vec![u8::try_from(kind & 0x7f).unwrap() | 0x80, u8::try_from(kind >> 7).unwrap()]
    };
    assert!(data.len() < 128);
    bytes.push(u8::try_from(data.len()).unwrap());
    bytes.extend_from_slice(data);
    bytes
}

fn wide(text: &str) -> Vec<u8> {
    let letters: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(letters.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(letters.iter().flat_map(|own| own.to_le_bytes()));
    bytes
}

fn cell(column: u32, value: &[u8]) -> Vec<u8> {
    [column.to_le_bytes().as_slice(), &[0; 4], value].concat()
}

fn workbook() -> Vec<u8> {
    let book = [
        record(0x0083, &[]),
        record(0x0099, &[0; 8]),
        record(0x008f, &[]),
        record(0x009c, &[[0; 4].to_vec(), 1_u32.to_le_bytes().to_vec(), wide("rId1"), wide("List 6")].concat()),
        record(0x0090, &[]),
        record(0x0084, &[]),
    ]
    .concat();
    let own = [
        record(0x0081, &[]),
        record(0x0093, &[0; 23]),
        record(0x0094, &[0; 16]),
        record(0x0091, &[]),
        record(0x0000, &[[1, 0, 0, 0].as_slice(), &[0; 20]].concat()),
        record(0x0006, &cell(0, &wide("Child Unique ID"))),
        record(0x0005, &cell(1, &12345.0_f64.to_le_bytes())),
        record(0x0004, &cell(2, &[1])),
        record(0x0003, &cell(3, &[0x2a])),
        record(0x0092, &[]),
        record(0x0082, &[]),
    ]
    .concat();
    let relations = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/worksheets/sheet1.bin", &own),
    ])
}

#[test]
fn a_binary_workbook_is_read_as_excel_shows_it() {
    let own = sheet(&workbook());
    assert_eq!(own.name, "List 6");
    assert_eq!(rows(&own), ["2: 'Child Unique ID' | 12345 | true | !#N/A"]);
}

#[test]
fn a_binary_workbook_without_its_parts_is_refused() {
    let refused = refusal(&packed(&[("xl/workbook.bin", &[])]));
    assert!(refused.contains("missing") || refused.contains("damaged"), "{refused}");
}
