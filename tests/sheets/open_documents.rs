//! Spreadsheets of `LibreOffice`.

use super::support::{packed, read, refusal, rows, sheet, sheets};

/// What such a file says that it is.
pub const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// The list of its parts.
pub const MANIFEST: &[u8] = br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;

/// Its content with these tables.
pub fn content(tables: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:automatic-styles/><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    )
}

fn file(tables: &str) -> Vec<u8> {
    packed(&[("mimetype", KIND), ("content.xml", content(tables).as_bytes()), ("META-INF/manifest.xml", MANIFEST)])
}

/// A spreadsheet of one table with these rows.
fn table(rows: &str) -> Vec<u8> {
    file(&format!(r#"<table:table table:name="Sheet1">{rows}</table:table>"#))
}

/// One of every kind of cell, for the tests of damage too.
pub const ROWS: &str = r#"<table:table-column table:number-columns-repeated="3"/>
<table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>Child <text:span>Unique</text:span> ID</text:p></table:table-cell><table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>A&amp;B</text:p><text:p>next<text:s text:c="2"/>line</text:p><office:annotation><text:p>A note</text:p></office:annotation></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="12345"><text:p>12,345.00</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-11-21"><text:p>21/11/26</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-11-21T12:00:00"/><table:table-cell/><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:formula="of:=[.A4]*2" office:value-type="float" office:value="24690"><text:p>24690</text:p></table:table-cell><table:covered-table-cell office:value-type="string"><text:p>covered</text:p></table:covered-table-cell><table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.75"><text:p>75%</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT12H30M00S"><text:p>12:30:00</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;

#[test]
fn a_spreadsheet_is_read_as_libre_office_shows_it() {
    let own = sheet(&table(ROWS));
    assert_eq!(own.name, "Sheet1");
    assert_eq!(
        rows(&own),
        [
            "1: 'Child Unique ID' | 'A&B\u{2028}next  line' | 'A&B\u{2028}next  line'",
            "4: 12345 | [2026-11-21] | [2026-11-21] |  | true",
            "5: 12345 | [2026-11-21] | [2026-11-21] |  | true",
            "6: 24690 |  | !#N/A | 0.75 | '12:30:00'"
        ]
    );
}

#[test]
fn a_table_whose_style_hides_it_is_known_as_hidden() {
    let style = r#"<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>"#;
    let row = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
    let tables = format!(
        r#"<table:table table:name="A" table:style-name="ta1">{row}</table:table><table:table table:name="B" table:style-name="ta2">{row}</table:table>"#
    );
    let content = content(&tables)
        .replace("<office:automatic-styles/>", &format!("<office:automatic-styles>{style}</office:automatic-styles>"));
    let own = sheets(&packed(&[("mimetype", KIND), ("content.xml", content.as_bytes())]));
    assert_eq!(own.iter().map(|own| own.hidden).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_template_and_a_file_without_its_kind_are_read_too() {
    let tables = content(
        r#"<table:table table:name="A"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>"#,
    );
    let template: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet-template";
    assert_eq!(rows(&sheet(&packed(&[("mimetype", template), ("content.xml", tables.as_bytes())]))), ["1: 1"]);
    assert_eq!(rows(&sheet(&packed(&[("content.xml", tables.as_bytes())]))), ["1: 1"]);
}

#[test]
fn tables_that_are_no_sheets_are_passed_over() {
    let cell = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
    let shape = format!(
        r#"<table:shapes><draw:frame><table:table table:name="In a shape">{cell}</table:table></draw:frame></table:shapes>"#
    );
    let changes = format!(
        r#"<table:tracked-changes><table:deletion><table:table table:name="Deleted">{cell}</table:table></table:deletion></table:tracked-changes>"#
    );
    let own = sheets(&file(&format!(
        r#"{changes}<table:table table:name="A">{shape}{cell}</table:table><table:table table:name="B"/>"#
    )));
    assert_eq!(own.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(rows(&own[0]), ["1: 1"]);
}

#[test]
fn a_spreadsheet_under_a_password_is_refused() {
    let manifest = br#"<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>"#;
    let refused = refusal(&packed(&[
        ("mimetype", KIND),
        ("content.xml", b"\x01\x02\x03 nothing to read"),
        ("META-INF/manifest.xml", manifest),
    ]));
    assert_eq!(refused, "This file is protected by a password.");
}

#[test]
fn other_open_documents_are_refused_by_name() {
    for (kind, what) in [
        ("application/vnd.oasis.opendocument.text", "a document of a word processor"),
        ("application/vnd.oasis.opendocument.presentation", "an OpenDocument file of another kind"),
    ] {
        assert!(refusal(&packed(&[("mimetype", kind.as_bytes()), ("content.xml", b"<a/>")])).contains(what));
    }
    let text = content("").replace("office:spreadsheet", "office:text");
    assert!(refusal(&packed(&[("mimetype", KIND), ("content.xml", text.as_bytes())])).contains("of another kind"));
    assert!(refusal(&packed(&[("mimetype", KIND)])).contains("missing"));
}

#[test]
fn a_table_without_its_end_is_refused_and_not_waited_for() {
    let whole = content(&format!(r#"<table:table table:name="A">{ROWS}</table:table>"#));
    for at in (0..whole.len()).step_by(13) {
        let cut = packed(&[("mimetype", KIND), ("content.xml", &whole.as_bytes()[..at])]);
        assert!(read("cut.ods", &cut).is_err(), "cut at {at}");
    }
}

#[test]
fn rows_and_cells_that_are_repeated_count_each_time() {
    let repeated = |rows: u32, columns: u32| {
        table(&format!(
            r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/></table:table-row>"#
        ))
    };
    assert_eq!(sheet(&repeated(1_000, 1_000)).rows.len(), 1_000);
    assert!(refusal(&repeated(1_000, 1_001)).contains("million cells"));
    assert!(
        refusal(&repeated(u32::MAX, u32::MAX)).contains("beyond the last")
            || refusal(&repeated(u32::MAX, 1)).contains("million")
    );
    // Where nothing is repeated, nothing is counted.
    let empty = r#"<table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295"/></table:table-row><table:table-row table:number-rows-repeated="4294967295"/>"#;
    assert!(refusal(&table(empty)).contains("nothing in this file"));
}

#[test]
fn entities_of_the_file_itself_are_left_out() {
    let text = content(r#"<table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>a&b;c&#233;&#x41;&amp;</text:p></table:table-cell></table:table-row></table:table>"#)
        .replace("<office:document-content", "<!DOCTYPE x [<!ENTITY b \"many\">]><office:document-content");
    assert_eq!(rows(&sheet(&packed(&[("mimetype", KIND), ("content.xml", text.as_bytes())]))), ["1: 'acéA&'"]);
}
