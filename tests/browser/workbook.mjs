// Spreadsheets for the tests of the import, made from rows of cells: as CSV, and as a workbook in a zip file whose
// parts are stored as they are.
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum >>> 0;
});
const checksum = (bytes) => (bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/** A zip file of these parts (name and text), none of them compressed. */
export function zip(parts) {
  const [local, central] = [[], []];
  let at = 0;
  for (const [name, text] of parts) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(checksum(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00"), common, rest, path);
    local.push(Buffer.from("PK\x03\x04"), common, path, bytes);
    at += 4 + 26 + path.length + bytes.length;
  }
  const index = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, index, end]);
}

const escaped = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook: sheets by their names, each a list of rows of cells. Numbers are numbers, the rest is text. */
export function workbook(sheets) {
  const names = Object.keys(sheets);
  const cell = (own) => (typeof own === "number" ? `<c><v>${own}</v></c>` : `<c t="inlineStr"><is><t>${escaped(own)}</t></is></c>`);
  const sheet = (rows) => `${HEAD}<worksheet ${SPREADSHEET}><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`;
  const part = (type, name) => `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  return zip([
    ["[Content_Types].xml", `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("sheet.main", "/xl/workbook.xml")}${names.map((_, at) => part("worksheet", `/xl/worksheets/sheet${at + 1}.xml`)).join("")}</Types>`],
    ["_rels/.rels", `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${HEAD}<workbook ${SPREADSHEET} xmlns:r="${RELATIONS}"><sheets>${names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, at) => `<Relationship Id="r${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join("")}</Relationships>`],
    ...Object.values(sheets).map((rows, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheet(rows)]),
  ]);
}

/** The same rows as a file of comma-separated values. */
export const csv = (rows) => Buffer.from(`\ufeff${rows.map((row) => row.map((own) => (/[",\n]/.test(own) ? `"${String(own).replaceAll('"', '""')}"` : own)).join(",")).join("\r\n")}\r\n`);

/** Lists 6, 7 and 8 of Annex A, with one child on each, one on two of them, and one whose plan has ended. */
export const LISTS = {
  "List 6": [
    ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Does the Child have a Disability", "CIN Start Date", "CIN Closure Date", "Case Status", "Allocated Team", "Allocated Worker"],
    ["700001", "Female", "White British", "01/02/2015", "a) Yes", "03/03/2026", "", "c) Child in need plan", "North", "Ann Bell"],
    ["700002", "Male", "White British", "05/06/2018", "b) No", "03/03/2026", "", "b) Child protection plan", "North", "Carl Dunn"],
  ],
  "List 7": [
    ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Does the Child have a Disability", "Child Protection Plan Start Date", "Child Protection Plan End Date", "Allocated Team", "Allocated Worker"],
    ["700002", "Male", "White British", "05/06/2018", "b) No", "03/04/2026", "", "North", "Carl Dunn"],
    ["700003", "Female", "White British", "05/06/2012", "b) No", "03/01/2026", "01/06/2026", "North", "Carl Dunn"],
  ],
  "List 8": [
    ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Does the Child have a Disability", "Date Started to be Looked After", "Date Ceased to be Looked After", "Child's Legal Status", "Placement Type", "Placement Location", "Placement Postcode", "Allocated Team", "Allocated Worker"],
    ["700004", "Male", "Any other White background", "05/06/2011", "b) No", "03/04/2025", "", "C2", "U4", "b) Out", "AB1 2CD", "South", "Eve Fox"],
  ],
};
