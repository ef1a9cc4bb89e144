//! Workbooks of Excel.

use super::support::{Book, book, on, packed, read, refusal, rows, sheet, sheets, short};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

#[test]
fn a_workbook_is_read_as_excel_shows_it() {
    let mut book = Workbook::new();
    let sheet_1 = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet_1.set_name("List 6").unwrap();
    sheet_1.write_string(1, 0, "Child Unique ID").unwrap();
    sheet_1.write_number(2, 0, 12345.0).unwrap();
    sheet_1.write_datetime_with_format(2, 1, ExcelDateTime::from_ymd(2026, 11, 21).unwrap(), &day).unwrap();
    sheet_1.write_boolean(2, 2, true).unwrap();
    sheet_1.write_number(2, 4, 7.5).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let own = sheet(&bytes);
    assert_eq!(own.name, "List 6");
    assert_eq!(own.file, "a file");
    assert_eq!(rows(&own), ["2: 'Child Unique ID'", "3: 12345 | [2026-11-21] | true |  | 7.5"]);
}
