// Annex A as a set of CSV files of an invented service, and what it must become: for tests that choose files.
//
//   const { files, expected } = annexA(4000);
//   await page.getByLabel("Choose files").setInputFiles(files);
//
// Every layout and oddity is tried on the host (tests/annex_a.rs); this one is plain. The same seed makes the same
// files. `node tests/browser/annex-a.mjs 4000 DIRECTORY` writes them to try by hand.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const COMMON = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Does the Child have a Disability"];
const WHO = ["Allocated Team", "Allocated Worker"];
const LISTS = {
  4: [...COMMON, "Continuous Assessment Start Date", "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation", "Was the child assessed as requiring LA children’s social care support", ...WHO],
  6: [...COMMON, "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure", "Case status", ...WHO],
  7: [...COMMON, "Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse", "Child Protection Plan End Date", ...WHO],
  8: [...COMMON, "Date Started to be Looked After", "Child's Legal Status", "Date of Latest Statutory Review", "Date Ceased to be Looked After ", "Start Date of Most Recent Placement", "Placement Type", "Placement postcode", "Placement Location", ...WHO],
  9: [...COMMON, ...WHO, "Eligibility Category", "LA In Touch ", "Type of Accommodation"],
};
const NAMES = { 4: "assessments", 6: "children_in_need", 7: "child_protection", 8: "children_in_care", 9: "care_leavers" };
const FIRST = ["Aisha", "Ben", "Carys", "Dev", "Ellen", "Farah", "Grace", "Hugh", "Imran", "Jane", "Kofi", "Lena", "Maya", "Nia", "Owen", "Priya", "Rosa", "Sam", "Tara", "Zoë"];
const LAST = ["Adeyemi", "Brown", "Clarke", "Davies", "Evans", "Green", "Hughes", "Iqbal", "Jones", "Khan", "Lewis", "Morgan", "Nowak", "O’Brien", "Patel", "Roberts", "Smith", "Taylor", "Vaughan", "Young"];
const TEAMS = ["Assessment Team", "CIN North", "CIN South", "Protection and Court", "Children in Care", "Leaving Care"];
const PLANS = ["child_in_need", "child_in_need", "child_in_need", "under_assessment", "child_protection", "looked_after", "child_protection_and_looked_after", "care_leaver_relevant", "care_leaver_former_relevant", "unallocated", "closed"];
const STATUS = { child_in_need: "c) Child in need plan", under_assessment: "d) Open assessment", child_protection: "b) Child Protection plan", looked_after: "a) Looked after child", child_protection_and_looked_after: "a) Looked after child", unallocated: "c) Child in need plan", closed: "e) Closed episode" };

/**
 * Files for a service of `size` children, of whom some are closed already. `today` is the day on which the page
 * reads them. `expected`: how many children, practitioners and children without one there must be, how many are
 * left out, and how many there are under each plan.
 */
export function annexA(size, { seed = 1, today = new Date() } = {}) {
  let state = seed;
  const below = (most) => {
    // A generator of the linear kind with 48 bits, in BigInt so that it is the same everywhere.
    state = Number((BigInt(state) * 25214903917n + 11n) & 0xffff_ffff_ffffn);
    return Math.floor((state / 2 ** 48) * most);
  };
  const day = (ago) => {
    const then = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) - ago * 86_400_000);
    return [then.getUTCDate(), then.getUTCMonth() + 1, then.getUTCFullYear()].map((part) => String(part).padStart(2, "0")).join("/");
  };
  const rows = Object.fromEntries(Object.keys(LISTS).map((list) => [list, []]));
  const workers = Math.min(Math.max(1, Math.floor(size / 14)), FIRST.length * LAST.length);
  const expected = { children: 0, practitioners: 0, unallocated: 0, leftOut: 0, plans: {} };
  const seen = new Set();
  for (let at = 0; at < size; at += 1) {
    const story = PLANS[at % PLANS.length];
    const leaver = story.startsWith("care_leaver");
    const age = story === "care_leaver_relevant" ? 17 : leaver ? 19 : below(16);
    const worker = below(workers);
    const child = {
      "Child Unique ID": 20_000 + at * 3,
      Gender: ["a) Male", "b) Female"][below(2)],
      Ethnicity: "a) WBRI",
      "Date of Birth": `${String(1 + below(28)).padStart(2, "0")}/01/${today.getFullYear() - age - (today.getMonth() === 0 ? 1 : 0)}`,
      "Age of Child (Years)": age,
      "Does the Child have a Disability": ["a) Yes", "b) No"][below(2)],
      "Allocated Team": TEAMS[worker % TEAMS.length],
      "Allocated Worker": story === "unallocated" ? "Unallocated" : `${LAST[Math.floor(worker / FIRST.length)]}, ${FIRST[worker % FIRST.length]}`,
    };
    const put = (list, more) => rows[list].push({ ...child, ...more });
    if (!leaver) {
      put(6, { "CIN Start Date": day(200 + below(600)), "Primary Need Code": "N1 - Abuse or neglect", "CIN Closure Date": story === "closed" ? day(70) : "", "Case status": STATUS[story] });
    }
    if (story === "under_assessment") put(4, { "Continuous Assessment Start Date": day(5 + below(30)) });
    if (story.startsWith("child_protection")) put(7, { "Child Protection Plan Start Date": day(60 + below(200)) });
    if (story.endsWith("looked_after")) {
      put(8, { "Date Started to be Looked After": day(400 + below(900)), "Child's Legal Status": "C2: FCO", "Date of Latest Statutory Review": day(40), "Start Date of Most Recent Placement": day(120), "Placement Type": "d) U4: Foster placement - long term", "Placement postcode": "LA1 1AA", "Placement Location": ["a) In", "b) Out"][below(2)] });
    }
    if (leaver) put(9, { "Eligibility Category": story === "care_leaver_relevant" ? "a) Relevant child" : "b) Former relevant child", "LA In Touch ": "a) Yes", "Type of Accommodation": "U: Independent living" });
    if (story === "closed") {
      expected.leftOut += 1;
      continue;
    }
    const plan = story === "unallocated" ? "child_in_need" : story;
    expected.children += 1;
    expected.plans[plan] = (expected.plans[plan] ?? 0) + 1;
    if (story === "unallocated") expected.unallocated += 1;
    else seen.add(child["Allocated Worker"]);
  }
  expected.practitioners = seen.size;
  const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const files = Object.entries(LISTS).map(([list, columns]) => {
    const lines = [columns, ...rows[list].map((row) => columns.map((column) => row[column] ?? ""))];
    const text = lines.map((cells) => cells.map((cell) => quoted(String(cell))).join(",")).join("\r\n");
    return { name: `annexa_list_${list}_${NAMES[list]}.csv`, mimeType: "text/csv", buffer: Buffer.from(`\ufeff${text}\r\n`) };
  });
  return { files, expected };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [size = "400", directory = "."] = process.argv.slice(2);
  const { files, expected } = annexA(Number(size));
  mkdirSync(directory, { recursive: true });
  for (const { name, buffer } of files) writeFileSync(join(directory, name), buffer);
  console.log(JSON.stringify(expected));
}
