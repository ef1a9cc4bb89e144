// Entering: a family by keyboard alone within a budget of keys, many cases at once, copies, practitioners.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, screenshot } from "./harness.mjs";
import { add, addTask, begin, child, counts, fillShort, go, hasFocus, label, storedWith, storing, tabTo, type, unfold } from "./steps.mjs";

/**
 * The time that a practised person takes, by the keystroke-level model: 0.28 seconds a key, 1.35 for each
 * decision. People are timed elsewhere; this holds the number of keys, and so what a change of the form costs.
 */
const SECONDS_A_KEY = 0.28;
const SECONDS_A_DECISION = 1.35;

/** Presses keys one by one, each as one press; gives back how many. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
  return keys.length;
}

const list = (page) => page.locator("table.fairload-cases");
const select = (page, name) => page.getByLabel(`Select ${name}`, { exact: true });
const bulk = (page) => page.locator(".fairload-bulk");

/** Does something to the cases that are selected. */
async function apply(page, what) {
  const list = bulk(page).getByRole("combobox");
  // Practitioners stand with their role, team and load.
  const labels = await list.locator("option").allInnerTexts();
  await list.selectOption({ index: labels.findIndex((own) => own === what || own.startsWith(`${what}, `)) });
  await bulk(page).getByRole("button", { name: /^Apply to/ }).click();
}

const PEOPLE = [
  { id: "p1", label: "A", team_type: "district", team: "North", full_time_hours: 36 },
  { id: "p2", label: "B", team_type: "district" },
];
const held = (number, children, also = {}) => ({
  id: `f${number}`, label: `Family ${number}`, allocations: [{ id: "a1", practitioner: "p1" }],
  children: children.map((plan, place) => ({ id: `c${place + 1}`, plan })), ...also,
});
const waits = (number, since) => ({ id: `f${number}`, label: `Family ${number}`, unallocated_since: since, children: [{ id: "c1", plan: "child_in_need", unstable: "no" }] });
const workspace = (cases) => ({ before: storing(JSON.stringify({ fairload: "workspace", version: 2, practitioners: PEOPLE, cases })) });

// --- A family in a few keys ---------------------------------------------------------------------

browserTest("a typical family is entered in 6 keys from the heading of the caseload, and the next in 6", {}, async ({ page }) => {
  await begin(page);
  // The focus is on the heading, as it is for whoever comes to the page.
  await hasFocus(page.locator("h1"));
  let keys = await press(page, "Tab", "Enter");
  await hasFocus(page.getByLabel("Child in need", { exact: true }), "the button leads to the first box");
  // Two children on child protection plans, stable.
  keys += await press(page, "Tab", "2", "s", "Enter");
  await page.getByText("Added Family 1: 2 child protection.", { exact: true }).waitFor();
  assert.ok(keys <= 6, `${keys} keys`);
  await hasFocus(page.getByLabel("Child in need", { exact: true }), "the next family begins at once");

  // Four siblings: two on child protection plans, two in need, all stable.
  keys = await press(page, "2", "s", "Tab", "2", "s", "Enter");
  await page.getByText("Added Family 2: 4 (2 child in need, 2 child protection).", { exact: true }).waitFor();
  assert.ok(keys <= 6, `${keys} keys`);

  // The same by boxes and radios alone, without knowing the letters.
  keys = await press(page, "2", "Tab", "2", "Tab", "Tab", "Tab", "ArrowUp", "Enter");
  await page.getByText("Added Family 3: 4 (2 child in need, 2 child protection).", { exact: true }).waitFor();
  assert.ok(keys <= 8, `${keys} keys`);
  const seconds = keys * SECONDS_A_KEY + 3 * SECONDS_A_DECISION;
  assert.ok(seconds < 20, `${seconds} seconds by the model`);
  const stored = await storedWith(page, "Family 3");
  assert.equal(stored.match(/"unstable": "no"/g).length, 10, "all of the three families are stable");
});

browserTest("what was typed wrong in the short form is named, kept, and led to", {}, async ({ page }) => {
  await begin(page);
  await page.getByRole("button", { name: "Add case" }).click();
  const summary = page.locator("#new-errors");
  await hasFocus(summary);
  assert.match(await page.title(), /^Error: Caseload/);
  assert.match(await summary.innerText(), /Enter how many children there are/);
  await page.getByLabel("Child protection", { exact: true }).fill("two");
  await page.keyboard.press("Enter");
  await hasFocus(summary);
  const box = page.getByLabel("Child protection", { exact: true });
  assert.equal(await box.inputValue(), "two");
  assert.equal(await box.getAttribute("aria-invalid"), "true");
  await checkAccessibility(page);
  await summary.getByRole("link").click();
  await hasFocus(box);
  await box.fill("2u");
  await page.keyboard.press("Enter");
  await page.getByText("Added Family 1: 2 child protection.").waitFor();
  assert.equal(await page.title(), "Caseload - Fairload");
});

browserTest("ages, a label and a plan without a box are there for whoever asks, and carers need no children", {}, async ({ page }) => {
  await begin(page);
  await fillShort(page, { name: "Elm", plan: "Privately fostered", children: "1" });
  await page.getByLabel("Child in need", { exact: true }).fill("1");
  await page.getByLabel("Ages, such as 4, 7").fill("4 15");
  await page.getByRole("button", { name: "Add and open" }).click();
  await page.getByRole("heading", { level: 1, name: "Elm" }).waitFor();
  assert.equal(await child(page, "Child 2").getByLabel("Age", { exact: true }).inputValue(), "15");
  assert.equal(await label(child(page, "Child 2"), "Plan").inputValue(), "privately_fostered");
  await go(page, "#/caseload", "Caseload of AB");
  await page.locator("summary", { hasText: "Another plan" }).click();
  await page.getByLabel("What kind of case is it?").selectOption({ label: "Foster carer household, approved" });
  await page.getByRole("button", { name: "Add case" }).click();
  await list(page).getByText("Foster carer household, approved").waitFor();
});

// --- The list -----------------------------------------------------------------------------------

const FOURTEEN = Array.from({ length: 14 }, (_, place) => held(place + 1, Array(place % 4 + 1).fill(place % 2 ? "child_protection" : "child_in_need")));
const MANY = workspace(FOURTEEN);

browserTest("a search that finds nothing says who holds the case that is called so", workspace([...FOURTEEN, waits(148, "2026-01")]), async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  await page.getByLabel("Find a case by its label or plan").fill("family 148");
  await page.getByText("0 of 14 cases. Family 148 is held by nobody.").waitFor();
  await page.getByRole("link", { name: "Family 148" }).click();
  await page.getByRole("heading", { level: 1, name: "Family 148" }).waitFor();
});

browserTest("a long list is searched and sorted, and says so", MANY, async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  const labels = () => list(page).locator("tbody th").allInnerTexts();
  await page.getByLabel("Find a case by its label or plan").fill("protection");
  await page.getByText("7 of 14 cases").waitFor();
  assert.ok((await labels()).every((name) => Number(name.replace("Family ", "")) % 2 === 0));
  await page.getByLabel("Find a case by its label or plan").fill("");
  await page.getByRole("button", { name: "Points" }).click();
  const head = page.getByRole("columnheader", { name: "Points" });
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  const points = (await list(page).locator("tbody td:last-child").allInnerTexts()).map((text) => Number.parseFloat(text));
  assert.deepEqual(points, [...points].sort((one, two) => two - one));
  await page.getByRole("button", { name: "Case", exact: true }).click();
  assert.deepEqual((await labels()).slice(8, 11), ["Family 9", "Family 10", "Family 11"]);
  assert.equal(await page.getByRole("columnheader", { name: "Case", exact: true }).getAttribute("aria-sort"), "ascending");
});

// --- Many at once -------------------------------------------------------------------------------

const FOUR = [held(1, ["child_in_need"]), held(2, ["child_protection", "child_protection"]), held(3, []), held(4, ["looked_after"], { allocations: [{ id: "a1", practitioner: "p1" }, { id: "a2", practitioner: "p2" }] })];

browserTest("cases are selected by keyboard and allocated in one step, which one undo takes back", workspace(FOUR), async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  await tabTo(page, select(page, "Family 1"));
  await page.keyboard.press("Space");
  await tabTo(page, select(page, "Family 2"));
  await page.keyboard.press("Space");
  await page.getByText("2 cases selected", { exact: true }).waitFor();
  await tabTo(page, bulk(page).getByRole("combobox"));
  await page.keyboard.type("B");
  await tabTo(page, bulk(page).getByRole("button", { name: "Apply to 2 cases" }));
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Family 2", exact: true }).waitFor({ state: "detached" });
  const done = page.locator("#bulk-done");
  await hasFocus(done, "what was done is read out");
  assert.match(await done.innerText(), /^Allocated 2 cases to B\. Undo\s+this$/);
  await page.getByRole("button", { name: "Undo Allocated 2 cases to B" }).click();
  await page.getByRole("link", { name: "Family 2", exact: true }).waitFor();
});

browserTest("what cannot be done to a case is said with its reason, and nothing is changed", workspace(FOUR), async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  await page.getByLabel("Select all cases shown").check();
  await page.getByText("4 cases selected").waitFor();
  await apply(page, "Choose what to do");
  await hasFocus(page.locator("#bulk-errors"));
  await apply(page, "B");
  await page.locator("#bulk-errors", { hasText: "Several practitioners share Family 4" }).waitFor();
  assert.match(await page.title(), /^Error: /);
  await checkAccessibility(page);
  assert.equal(await page.getByRole("button", { name: /^Undo/ }).count(), 0);
  await bulk(page).getByRole("button", { name: "Select none" }).click();
  await bulk(page).waitFor({ state: "detached" });
  await hasFocus(page.getByLabel("Select all cases shown"));
  assert.equal(await select(page, "Family 1").isChecked(), false);
});

browserTest("cases close, are stable, and are removed together, each in one step", workspace(FOUR), async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  const these = async (...names) => { for (const name of names) await select(page, name).check(); };
  await these("Family 1", "Family 3");
  await apply(page, "Close");
  assert.equal(await list(page).getByText("closing this month").count(), 2);
  await these("Family 1", "Family 3");
  await apply(page, "Keep open: neither");
  await list(page).getByText("closing this month").first().waitFor({ state: "detached" });
  await these("Family 1", "Family 2");
  await apply(page, "Are stable");
  assert.equal((await storedWith(page, '"unstable": "no"')).match(/"unstable": "no"/g).length, 3);
  await these("Family 1", "Family 2");
  await apply(page, "Remove");
  await page.getByRole("button", { name: "Undo Removed 2 cases" }).click();
  await page.getByRole("link", { name: "Family 1", exact: true }).waitFor();
});

browserTest("two cases become one family with the children of both, and come apart again", workspace(FOUR), async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  await select(page, "Family 1").check();
  await select(page, "Family 2").check();
  await apply(page, "Are one family: join them");
  await list(page).getByText("(1 child in need, 2 child protection)").waitFor();
  assert.equal(await page.getByRole("link", { name: "Family 2", exact: true }).count(), 0);
  await page.getByRole("button", { name: "Undo Joined Family 2 to Family 1" }).click();
  await page.getByRole("link", { name: "Family 2", exact: true }).waitFor();
});

browserTest("cases that nobody holds say how long they wait, the longest first, and are allocated from there", {
  before: async (page) => {
    await page.clock.setFixedTime(new Date("2026-11-20T12:00:00"));
    await workspace([waits(1, "2026-11"), waits(2, "2026-08"), waits(3, "2026-10")]).before(page);
  },
}, async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  await label(page, "Whose cases").selectOption({ label: "Nobody’s (3 unallocated)" });
  await page.getByRole("heading", { level: 1, name: "Cases that nobody holds" }).waitFor();
  assert.deepEqual(await list(page).locator("tbody td:last-child").allInnerTexts(), ["3 months, since August 2026", "1 month, since October 2026", "Since this month"]);
  await select(page, "Family 2").check();
  await apply(page, "A");
  await page.getByRole("link", { name: "Family 2", exact: true }).waitFor({ state: "detached" });
  await label(page, "Whose cases").selectOption({ label: "A" });
  await page.getByRole("link", { name: "Family 2", exact: true }).waitFor();
});

browserTest("what was done to many cases is said in view with Undo, also at the end of a long list and of the last case", { ...MANY, viewport: { width: 1280, height: 600 } }, async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  const done = page.locator("#bulk-done");
  const inView = () => done.evaluate((own) => { const place = own.getBoundingClientRect(); return place.top >= 0 && place.bottom <= innerHeight; });
  await select(page, "Family 14").check();
  await apply(page, "Close");
  await hasFocus(done);
  assert.ok(await inView());
  assert.match(await done.innerText(), /^Closed Family 14 in /);
  await checkAccessibility(page);
  await done.getByRole("button", { name: "Undo this" }).click();
  await done.waitFor({ state: "detached" });
  await hasFocus(page.locator("#cases"));
  await page.getByLabel("Select all cases shown").check();
  await apply(page, "B");
  await page.getByText("No cases yet.").waitFor();
  await hasFocus(done);
  assert.ok(await inView());
  assert.match(await done.innerText(), /^Allocated 14 cases to B\./);
});

browserTest("nobody is given a case until somebody is chosen, and what it does to them is said", {
  before: async (page) => {
    await page.clock.setFixedTime(new Date("2026-11-20T12:00:00"));
    await workspace([waits(1, "2026-11"), waits(2, "2026-08"), held(3, ["child_protection"])]).before(page);
  },
}, async ({ page }) => {
  await go(page, "#/case/f2", "Family 2");
  const taker = label(page, "Who takes it");
  assert.equal(await taker.locator("option:checked").innerText(), "Choose a practitioner");
  await taker.focus();
  // Role, team and load: A is in the team North and has a case already.
  await page.waitForFunction(() => /^A, North, load \d+ to \d+\u00a0%$/.test(document.querySelector("#taker option[value=p1]")?.textContent ?? ""));
  // Nothing is held, and a role that is not known may bring points of its own.
  assert.match(await taker.locator("option[value=p2]").textContent(), /^B, district, load 0 to \d+\u00a0%$/);
  assert.equal(await page.getByRole("button", { name: /^Undo/ }).count(), 0, "nothing was done so far");
  const allocate = page.getByRole("button", { name: "Allocate", exact: true });
  await allocate.click();
  await hasFocus(page.locator("#taker-errors"), "nobody is chosen, and so nobody is given it");
  await page.getByRole("link", { name: "Choose who takes it" }).click();
  await hasFocus(taker);
  // Keys go from one to the next, and give it to nobody.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  assert.equal(await taker.inputValue(), "p1");
  await page.getByRole("link", { name: "Choose who takes it" }).waitFor({ state: "detached" });
  await page.getByText("Nobody: this case is unallocated.").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Undo/ }).count(), 0, "nothing was done so far");
  await tabTo(page, allocate);
  await page.keyboard.press("Enter");
  const notice = page.locator("#given");
  await notice.waitFor();
  assert.match(await notice.innerText(), /^Family 2 is held by A\. Under [A-Z][a-z ]+: [\d.]+ before, [\d.]+ with it \(\d+\u00a0% → \d+\u00a0%\)(; until everything is known, [\d.]+ to [\d.]+ before, [\d.]+ to [\d.]+ with it)?, under every scheme\. Undo\s+this$/);
  assert.equal(await notice.getByRole("link").getAttribute("href"), "#/side-by-side/p1");
  await hasFocus(notice);
  await checkAccessibility(page);
  assert.equal(await page.getByText("Unallocated since").count(), 0, "it waits no longer");
  // Taken back where it was given, and given again.
  await notice.getByRole("button", { name: "Undo this" }).click();
  await notice.waitFor({ state: "detached" });
  await hasFocus(taker);
  await taker.selectOption("p1");
  await allocate.click();
  await notice.waitFor();
  // A co-worker is chosen in the same way, and the case can be handed over whole.
  const other = label(page, "Add a co-worker, or hand it over");
  assert.equal(await other.locator("option:checked").innerText(), "Choose a practitioner");
  await other.selectOption("p2");
  await page.getByRole("button", { name: "Hand it over" }).click();
  await page.getByText(/^Allocated Family 2 to B\./).waitFor();
  await page.getByText("Held by B", { exact: true }).waitFor();
  assert.equal(await page.getByText("Held by A", { exact: true }).count(), 0);
  await notice.getByRole("button", { name: "Undo this" }).click();
  await page.getByText("Held by A", { exact: true }).waitFor();
  // Taken away again, it waits as long as it did.
  await page.getByRole("button", { name: "Remove A from this case" }).click();
  await hasFocus(taker);
  await go(page, "#/caseload", "Caseload of A");
  await label(page, "Whose cases").selectOption({ label: "Nobody’s (2 unallocated)" });
  await page.getByText("3 months, since August 2026").waitFor();
  assert.match(await list(page).locator("tbody tr").first().innerText(), /Family 2/);
  // One step back, and it is held again; one more, and it never was.
  await page.getByRole("button", { name: "Undo A no longer holds Family 2" }).click();
  await page.getByRole("button", { name: "Undo Family 2 is held by A" }).click();
  await page.getByText("3 months, since August 2026").waitFor();
});

browserTest("what a case would do to each is seen before it is given: those with room first; managers, students and reviewers last", {
  before: async (page) => {
    await page.clock.setFixedTime(new Date("2026-11-20T12:00:00"));
    const practitioners = [
      { id: "m", label: "M", role: "team_manager", team_type: "district" },
      { id: "s", label: "S", role: "student_final_placement", team_type: "district" },
      { id: "r", label: "R", role: "independent_reviewing_officer", team_type: "district" },
      ...PEOPLE.map((own) => ({ role: "social_worker", ...own })),
    ];
    await storing(JSON.stringify({ fairload: "workspace", version: 2, practitioners, cases: [waits(2, "2026-08"), held(3, ["child_protection"])] }))(page);
  },
}, async ({ page }) => {
  await go(page, "#/case/f2", "Family 2");
  const table = page.getByRole("table", { name: /^What it would do to each under Nottinghamshire$/ });
  await table.waitFor();
  const rows = page.locator(".fairload-taking tbody tr");
  const heads = await table.locator("tbody th").allInnerTexts();
  assert.deepEqual(heads.map((head) => head.trim()[0]).slice(0, 2), ["B", "A"], "the one with less first");
  assert.deepEqual(heads.slice(2).map((head) => /\((\w+)\)/.exec(head)?.[1]).sort(), ["manager", "reviewer", "student"]);
  assert.match(await rows.first().innerText(), /0 children in 0 families.*room.*0\s%.*room.*\+[\d.]+ points/s);
  assert.equal(await page.getByRole("button", { name: /^Undo/ }).count(), 0, "nothing was done");
  // Chosen in the table, it is chosen in the list: a key goes to the next, and gives it to nobody.
  await table.getByLabel("B", { exact: true }).check();
  assert.equal(await label(page, "Who takes it").inputValue(), "p2");
  await page.keyboard.press("ArrowDown");
  assert.equal(await label(page, "Who takes it").inputValue(), "p1");
  await page.getByText("Nobody: this case is unallocated.").waitFor();
  // Under another scheme, and while the case itself changes.
  await label(page, "Scheme").selectOption({ label: "Swindon" });
  await page.getByRole("table", { name: "What it would do to each under Swindon" }).waitFor();
  await page.locator(".fairload-taking [role=status]", { hasText: "5 people." }).waitFor();
  const before = await rows.first().innerText();
  await page.getByRole("button", { name: "Add another child" }).click();
  await label(child(page, "Child 2"), "Plan").selectOption({ label: "Child protection plan" });
  await page.waitForFunction((was) => document.querySelector(".fairload-taking tbody tr").innerText !== was, before);
  await checkAccessibility(page);
  // The table ends with the button as well: a long one leads away from the other.
  await page.getByRole("button", { name: "Allocate to A", exact: true }).click();
  await page.getByText(/^Family 2 is held by A\./).waitFor();
  await page.getByText("What it would do to each of them").click();
  await page.getByRole("table", { name: "What it would do to each under Swindon, as a co-worker" }).waitFor();
  assert.equal(await rows.count(), 4, "who holds it is not among them");
});

// --- One case -----------------------------------------------------------------------------------

browserTest("a case is copied with its children and tasks, the copy opens, and one undo takes it back", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 2, plan: "Child in need", unstable: "No" });
  await addTask(page, "Core assessment");
  await page.getByRole("button", { name: "Copy this case" }).click();
  await page.getByRole("heading", { level: 1, name: "Family 2" }).waitFor();
  await page.getByRole("group", { name: "Core assessment", exact: true }).waitFor();
  await child(page, "Child 2").waitFor();
  await page.getByRole("button", { name: "Undo Copied Family 1" }).click();
  await page.getByRole("heading", { level: 1, name: "This case is not here" }).waitFor();
  await page.getByRole("link", { name: "Go to the caseload" }).click();
  await page.getByRole("heading", { level: 1, name: "Caseload of AB" }).waitFor();
});

browserTest("a kind of task is found by part of its name, its days are typed short, and each child gets one", { before: (page) => page.clock.setFixedTime(new Date("2026-11-20T12:00:00")) }, async ({ page }) => {
  await begin(page);
  await add(page, { children: 2, plan: "Child in need", unstable: "No" });
  const find = label(page, "Add a task");
  await find.fill("s47");
  await page.getByText("3 kinds found").waitFor();
  await find.fill("nothing like it");
  await page.keyboard.press("Enter");
  assert.equal(await find.getAttribute("aria-invalid"), "true");
  await page.getByText(/No kind of task has these words/).waitFor();
  await checkAccessibility(page);
  await find.fill("life st");
  await page.getByText("1 kind found: press Enter to add it").waitFor();
  await page.keyboard.press("Enter");
  const task = page.getByRole("group", { name: "Life story or direct work", exact: true });
  const started = task.getByLabel("Started", { exact: true });
  await hasFocus(started);
  await page.keyboard.type("3 Nov");
  await page.keyboard.press("Tab");
  assert.equal(await started.inputValue(), "03/11/2026");
  await type(task.getByLabel("Ends", { exact: true }), "today");
  assert.equal(await task.getByLabel("Ends", { exact: true }).inputValue(), "20/11/2026");
  await task.getByRole("button", { name: /^One for each child/ }).click();
  await task.nth(1).waitFor();
  assert.deepEqual(await task.getByLabel("About", { exact: true }).evaluateAll((lists) => lists.map((own) => own.value)), ["c1", "c2"]);
  // By browsing, for whoever does not know the name.
  await page.locator("summary", { hasText: "All kinds of task" }).click();
  await page.getByRole("button", { name: "Court statement", exact: true }).click();
  await page.getByRole("group", { name: "Court statement", exact: true }).waitFor();
});

browserTest("a new value of an input is of today, and of nobody who gave the old one", { before: (page) => page.clock.setFixedTime(new Date("2026-11-20T12:00:00")) }, async ({ page }) => {
  await begin(page);
  await label(page, "Scheme").selectOption({ label: "Northern Ireland" });
  await add(page, { children: 1, plan: "Child in need", unstable: "No" });
  await unfold(page, "Northern Ireland: for the manager");
  await type(label(page, "Points for risk"), "2");
  await page.locator("summary", { hasText: "Given on 20/11/2026" }).click();
  await label(page, "Given by").fill("TM");
  await type(label(page, "Given on"), "3/11");
  await page.locator("summary", { hasText: "Given on 03/11/2026 by TM" }).waitFor();
  await type(label(page, "Points for risk"), "3");
  await page.locator("summary", { hasText: /^Given on 20\/11\/2026: / }).waitFor();
  assert.equal(await label(page, "Given by").inputValue(), "");
  await page.getByRole("button", { name: /^Undo Points for risk/ }).click();
  await page.locator("summary", { hasText: "Given on 03/11/2026 by TM" }).waitFor();
});

// --- Practitioners ------------------------------------------------------------------------------

browserTest("several colleagues are entered in a row, with the team of the one before", {}, async ({ page }) => {
  await page.getByRole("link", { name: "Enter my caseload" }).click();
  await page.getByRole("heading", { level: 1, name: "Whose caseload is it?" }).waitFor();
  await label(page, "Label").fill("A");
  await label(page, "Team").fill("North");
  await label(page, "Full-time hours a week").fill("36");
  await page.getByRole("button", { name: "Add another" }).click();
  await page.getByText("Added A.", { exact: true }).waitFor();
  await hasFocus(label(page, "Label"));
  assert.equal(await label(page, "Label").inputValue(), "");
  assert.equal(await label(page, "Team").inputValue(), "North");
  assert.equal(await label(page, "Full-time hours a week").inputValue(), "36");
  await page.keyboard.type("B");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: "Caseload of B" }).waitFor();
  assert.deepEqual(await label(page, "Whose cases").locator("option").allInnerTexts(), ["A", "B", "Nobody’s (0 unallocated)"]);
});

browserTest("whoever holds cases is removed once they are allocated to somebody else", workspace(FOUR.slice(0, 2)), async ({ page }) => {
  await go(page, "#/practitioner/p1", "A");
  await page.getByRole("link", { name: "go to the caseload of A" }).click();
  await page.getByRole("heading", { level: 1, name: "Caseload of A" }).waitFor();
  await page.getByLabel("Select all cases shown").check();
  await apply(page, "B");
  await page.getByText("No cases yet.").waitFor();
  await go(page, "#/practitioner/p1", "A");
  await page.getByRole("button", { name: "Remove this practitioner" }).click();
  await page.getByRole("button", { name: "Undo Removed A" }).waitFor();
});

browserTest("a caseload and a case lead to the same under every scheme", workspace(FOUR), async ({ page }) => {
  await go(page, "#/caseload", "Caseload of A");
  assert.equal(await page.getByRole("link", { name: "Under every scheme" }).getAttribute("href"), "#/side-by-side/p1");
  await go(page, "#/case/f1", "Family 1");
  assert.equal(await page.getByRole("link", { name: "This case under every scheme" }).getAttribute("href"), "#/side-by-side/case/f1");
});

// --- Looks --------------------------------------------------------------------------------------

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 768, 320]) {
    browserTest(
      `entering is accessible and fits ${width} pixels in ${colorScheme}`,
      {
        before: async (page) => {
          await page.clock.setFixedTime(new Date("2026-12-20T12:00:00"));
          await workspace([...FOURTEEN, waits(15, "2026-09")]).before(page);
        },
        colorScheme,
        viewport: { width, height: 900 },
      },
      async ({ page }) => {
        const look = async (name) => {
          await screenshot(page, `entering-${name}-${width}-${colorScheme}`);
          await checkAccessibility(page);
          await checkReflow(page);
        };
        await go(page, "#/caseload", "Caseload of A");
        await select(page, "Family 1").check();
        await select(page, "Family 2").check();
        await page.getByText("2 cases selected").waitFor();
        await page.locator("summary", { hasText: "Another plan" }).click();
        await page.getByLabel("Looked after", { exact: true }).fill("1");
        await look("caseload");
        await label(page, "Whose cases").selectOption({ label: "Nobody’s (1 unallocated)" });
        await page.getByText("3 months, since September 2026").waitFor();
        await look("waiting");
        await go(page, "#/case/f2", "Family 2");
        await label(page, "Add a task").fill("report");
        await page.getByText(/kinds found/).waitFor();
        await page.locator("summary", { hasText: "All kinds of task" }).click();
        await look("case");
        await go(page, "#/new-practitioner", "Add a practitioner");
        await look("practitioner");
      },
    );
  }
}
