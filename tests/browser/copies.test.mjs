// Copies of a workspace: ids that do not meet, what is downloaded, opened and put together, when a copy is
// asked for, and which closed cases are offered for deletion.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, downloadBy } from "./harness.mjs";
import { add, begin, go, hasFocus, keptSchemes, label, stored, storedWith, storing, type } from "./steps.mjs";

const person = (id, name, more = {}) => ({ id, label: name, role: "social_worker", team_type: "district", ...more });
const family = (id, name, holder, more = {}) => ({
  id, label: name, allocations: [{ id: "a1", practitioner: holder }], children: [{ id: "c1", plan: "child_in_need" }], ...more,
});
const workspace = (practitioners, cases) => JSON.stringify({ fairload: "workspace", version: 5, practitioners, cases });
const file = (name, text) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

const MINE = workspace([person("p1-aaaaaa", "TM"), person("p2-aaaaaa", "AB")], [family("f1-aaaaaa", "Oak", "p2-aaaaaa", { minutes_each_way: 20 })]);
const AB = workspace(
  [person("p1-bbbbbb", "ab", { hours_per_week: 30 })],
  [family("f1-aaaaaa", "Oak", "p1-bbbbbb", { minutes_each_way: 40, locality: "North" }), family("f2-bbbbbb", "Elm", "p1-bbbbbb")],
);
const CD = workspace([person("p1-cccccc", "CD")], [family("f1-cccccc", "Family 1", "p1-cccccc"), family("f2-cccccc", "Family 2", "p1-cccccc")]);

const open = async (page, ...files) => {
  await go(page, "#/data", "Save and open");
  await label(page, "A file that Fairload downloaded, ending in .json, or several").setInputFiles(files);
};
const group = (page, name) => page.getByRole("group", { name });
const settle = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("fairload:/:settings") ?? "{}"));
/** What is stored, once it is as wanted. */
async function until(page, wanted) {
  for (let asked = 0; asked < 200; asked += 1) {
    const own = JSON.parse((await stored(page)) ?? "null");
    if (own && wanted(own)) return own;
    await page.evaluate(() => new Promise((painted) => { requestAnimationFrame(painted); }));
  }
  return assert.fail("what is stored never became so");
}
const has = async (page, text) => JSON.parse(await storedWith(page, text));

browserTest("what two people enter for themselves has different ids", {}, async ({ page, address, context }) => {
  const enter = async (place) => {
    await begin(place);
    await add(place, { children: 1, plan: "Child in need" });
    await place.evaluate(() => { window.dispatchEvent(new Event("pagehide")); });
    return JSON.parse(await storedWith(place, "Family 1"));
  };
  const one = await enter(page);
  // The other one has another browser, and so an empty storage.
  const other = await context.browser().newContext();
  try {
    const place = await other.newPage();
    await place.goto(address);
    await place.waitForSelector("html[data-ready=yes]");
    const two = await enter(place);
    for (const list of ["practitioners", "cases"]) {
      const ids = [one, two].map((own) => own[list].map((record) => record.id));
      assert.match(ids[0][0], /^[pf]1-[0-9a-z]{6}$/);
      assert.notEqual(ids[0][0], ids[1][0]);
    }
    assert.equal(one.cases[0].allocations[0].practitioner, one.practitioners[0].id);
  } finally {
    await other.close();
  }
  assert.match(await stored(page), /f1-/);
});

browserTest("an emptied browser leads to the last copy", {}, async ({ page }) => {
  await page.getByText("Used Fairload here before?").waitFor();
  await page.getByRole("link", { name: "Open your last copy" }).click();
  await page.getByRole("heading", { level: 1, name: "Save and open" }).waitFor();
  await label(page, "A file that Fairload downloaded, ending in .json, or several").setInputFiles(file("fairload-workspace-2026-11.json", MINE));
  await page.getByText("Opened fairload-workspace-2026-11.json: 2 practitioners, 1 case, 1 child.").waitFor();
  await go(page, "#/", "How heavy is this caseload, and why?");
  await page.getByText("In this browser: 2 practitioners, 1 case, 1 child.").waitFor();
  assert.equal(await page.getByText("Used Fairload here before?").count(), 0);
});

browserTest("several files are previewed, a faulty one with its place, and nothing changes before the reader says so", { before: storing(MINE) }, async ({ page }) => {
  await open(page, file("fairload-workspace-2026-10.json", AB), file("CD.json", CD), file("bad.json", '{"fairload": "workspace", "version": 2, "cases": [{"children": [{"age": 200}]}]}'));
  await hasFocus(page.locator("#opened"));
  await page.getByText("fairload-workspace-2026-10.json (of October 2026): ab; 1 practitioner, 2 cases, 2 children.").waitFor();
  await page.getByText("CD.json: CD; 1 practitioner, 2 cases, 2 children.").waitFor();
  await page.getByRole("heading", { name: "bad.json was not opened" }).waitFor();
  await page.getByText("Something in this file is not as Fairload writes it. Nothing was changed.").waitFor();
  await page.locator("summary", { hasText: "Details" }).click();
  await page.getByText(/cases\[0\]\.children\[0\]\.age: .*from 0 to 25/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Replace what is here" }).count(), 0, "several cannot take the place of one");
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Merge into what is here" }).click();
  await page.getByText("Added: 2 practitioners, 3 cases").waitFor();
  await page.getByRole("button", { name: "Cancel: change nothing" }).click();
  await page.getByText("Nothing was changed.").waitFor();
  assert.equal(JSON.parse(await stored(page)).cases.length, 1);
});

browserTest("merging asks what may be one, shows what differs, and is one step to undo", { before: storing(MINE) }, async ({ page }) => {
  await open(page, file("AB.json", AB), file("CD.json", CD));
  await page.getByRole("button", { name: "Merge into what is here" }).click();
  await page.getByRole("heading", { name: "Are these the same? 1" }).waitFor();
  const question = group(page, "In AB.json: ab, Social worker, 2 cases. Here: AB, Social worker, 1 case.");
  // Nothing is joined or kept apart before it is answered.
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await hasFocus(page.locator("#merging-errors"));
  await page.getByRole("link", { name: "Say whether ab is the same" }).click();
  await hasFocus(question.getByLabel("The same: joined into one"));
  await checkAccessibility(page);
  await question.getByLabel("The same: joined into one").check();
  await page.getByText("Added: 1 practitioner, 3 cases").waitFor();
  await page.getByText("Changed: 1 practitioner, 1 case").waitFor();
  await page.getByText("Only here, and staying as they are: 1 practitioner, 0 cases").waitFor();
  await page.getByText("1 case says something else on each side: which is right?").waitFor();
  const minutes = group(page, "Oak, held by AB: Minutes each way");
  assert.ok(!await minutes.getByLabel("20 (here)").isChecked() && !await minutes.getByLabel("40 (AB.json)").isChecked());
  assert.ok(await group(page, "Oak, held by AB: Locality").getByLabel("North (AB.json)").isChecked());
  await minutes.getByLabel("40 (AB.json)").check();
  assert.equal(await group(page, "AB: Label").count(), 0, "capitals alone are no difference");
  await page.locator("summary", { hasText: "What is added" }).click();
  await page.getByText("Family 1 (CD.json)").waitFor();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await page.getByText("Merged 2 files: 1 practitioner and 3 cases added, 2 changed. Undo takes it back until the page is closed or reloaded.").waitFor();
  await hasFocus(page.locator("#opened"));
  const merged = await has(page, "Elm");
  assert.deepEqual(merged.practitioners.map((own) => own.label), ["TM", "AB", "CD"]);
  assert.equal(merged.practitioners[1].hours_per_week, 30);
  assert.deepEqual(merged.cases.map((own) => [own.label, own.allocations[0].practitioner]), [
    ["Oak", "p2-aaaaaa"], ["Elm", "p2-aaaaaa"], ["Family 1", "p1-cccccc"], ["Family 2", "p1-cccccc"],
  ]);
  assert.equal(merged.cases[0].minutes_each_way, 40);
  // Once more: only what may be one is asked, and then there is nothing to do.
  await open(page, file("CD.json", CD));
  await page.getByRole("button", { name: "Merge into what is here" }).click();
  await page.getByText("Nothing would change: what is in these files is here already.").waitFor();
  await page.getByRole("button", { name: /^Undo Merged 2 files/ }).click();
  assert.deepEqual(await until(page, (own) => own.cases.length === 1), JSON.parse(MINE));
});

browserTest("several files are put together in an empty browser in words of their own", {}, async ({ page }) => {
  const theirs = workspace([person("p1-bbbbbb", "ab")], [family("f1-aaaaaa", "Oak", "p1-bbbbbb", { locality: "North" })]);
  await open(page, file("MINE.json", MINE), file("AB.json", theirs), file("again.json", MINE));
  await page.getByRole("button", { name: "Put these files together" }).click();
  await page.getByRole("heading", { name: "What comes of it" }).waitFor();
  await page.getByText("In several files, and put together: 0 practitioners, 1 case").waitFor();
  await page.getByText(/^In several files, and the same: /).waitFor();
  assert.equal(await page.getByText(/already|staying as they are/).count(), 0, "nothing was here");
  // Who holds the same case and is called the same is the same person.
  assert.equal(await page.getByRole("heading", { name: /Are these the same/ }).count(), 0);
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Put together", exact: true }).click();
  const merged = await has(page, "North");
  assert.deepEqual([merged.practitioners.length, merged.cases.length], [2, 1]);
});

browserTest("a case that differs in one fact waits for an answer, and one press takes the merge back", { before: storing(MINE) }, async ({ page }) => {
  await open(page, file("later.json", MINE.replace('"minutes_each_way":20', '"minutes_each_way":40')));
  await page.getByRole("button", { name: "Merge into what is here" }).click();
  await page.getByText("1 case says something else here and in the file: which is right?").waitFor();
  assert.equal(await page.getByText("Nothing would change").count(), 0);
  await page.getByText("The same already: 2 practitioners, 0 cases").waitFor();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await hasFocus(page.locator("#merging-errors"));
  await page.getByRole("link", { name: "Say which is right: Minutes each way, Oak, held by AB" }).click();
  await hasFocus(group(page, "Oak, held by AB: Minutes each way").getByLabel("40 (later.json)"));
  await checkAccessibility(page);
  await checkReflow(page);
  await page.getByRole("button", { name: "Take the file\u2019s for all" }).click();
  await page.getByText("Changed: 0 practitioners, 1 case").waitFor();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await until(page, (own) => own.cases[0].minutes_each_way === 40);
  await page.locator("#opened").getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByText("It was taken back: all is as it was before.").waitFor();
  await until(page, (own) => own.cases[0].minutes_each_way === 20);
});

browserTest("an empty file is never put in place of what is here, and a wrong one is put aside by the next", { before: storing(MINE) }, async ({ page }) => {
  await open(page, file("empty.json", workspace([], [])));
  await page.getByText("empty.json holds nothing, so there is nothing to open.").waitFor();
  assert.equal(await page.getByRole("button", { name: /Replace|Merge/ }).count(), 0);
  await open(page, file("cut.json", MINE.slice(0, -20)));
  await page.getByText("The file is cut off: it ends in the middle. Nothing was changed.").waitFor();
  await open(page, file("note.json", "Dear all"));
  await page.getByText("This is not a file that Fairload wrote. Nothing was changed.").waitFor();
  assert.equal(await page.getByText("cut.json").count(), 0);
  await checkAccessibility(page);
});

browserTest("a file takes the place of what is here, and one step brings it back", { before: storing(MINE) }, async ({ page }) => {
  await open(page, file("CD.json", CD));
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await page.getByText("Opened CD.json: 1 practitioner, 2 cases, 2 children.").waitFor();
  await storedWith(page, "Family 2");
  await page.getByRole("button", { name: "Undo Opened CD.json" }).click();
  await storedWith(page, "Oak");
});

browserTest("a copy for somebody else has no private notes, and a merge takes none unless it is asked to", {
  before: storing(workspace([person("p1-aaaaaa", "AB", { reductions: [{ id: "r1", kind: "phased_return", unit: "percent", amount: 20, note: "After an operation" }],
    personal_capacity: 14, personal_capacity_reason: "In treatment", oversight: [{ id: "o1", kind: "deviation_agreed", reason: "Agreed with TM" }] })], [])),
}, async ({ page }) => {
  await go(page, "#/data", "Save and open");
  await page.getByText("2 private notes are in it: why a load is reduced, or a personal capacity set.", { exact: false }).waitFor();
  const own = await downloadBy(page, "Download a copy for myself");
  const other = await downloadBy(page, "Download a copy for somebody else");
  assert.match(own.text, /After an operation.*In treatment|In treatment.*After an operation/s);
  assert.doesNotMatch(other.text, /operation|phased|treatment/);
  // What was decided goes along, and that is said.
  await page.getByText("with the record of oversight and its reasons, in every copy", { exact: false }).waitFor();
  assert.match(other.text, /Agreed with TM/);
  assert.match(other.name, /^fairload-workspace-\d{4}-\d{2}-without-notes\.json$/);
  assert.equal(JSON.parse(other.text).practitioners[0].reductions[0].amount, 20);
  await open(page, file("mine.json", own.text.replace("r1", "r9").replace("p1-aaaaaa", "p9-aaaaaa").replace('"AB"', '"XY"')));
  await page.getByRole("button", { name: "Merge into what is here" }).click();
  await page.getByLabel("Take private notes over as well: only where these files are your own").check();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await page.getByText("Merged mine.json: 1 practitioner added.", { exact: false }).waitFor();
  assert.equal((await has(page, "XY")).practitioners[1].reductions[0].note, "After an operation");
});

const day = (text) => new Date(`${text}T12:00:00`);

/** The page as it is opened on a day with what was noted before. */
const on = (date, settings) => async (page) => {
  await page.clock.setFixedTime(day(date));
  await storing(MINE)(page);
  await page.addInitScript((value) => {
    if (!localStorage.getItem("fairload:/:settings")) localStorage.setItem("fairload:/:settings", value);
  }, JSON.stringify(settings));
};

browserTest("a copy that is over a week old is asked for on the first page and the caseload, and is one press away", {
  before: on("2026-11-22", { begun: "2026-09-01", copied: "2026-11-10", edited: true }),
}, async ({ page }) => {
  await page.getByText("Your last copy is of 10/11/2026. What is in this browser alone can be lost.").waitFor();
  await checkAccessibility(page);
  await go(page, "#/caseload", "Caseload of TM");
  await page.getByText("Your last copy is of 10/11/2026.", { exact: false }).waitFor();
  await go(page, "#/team", "Team");
  assert.equal(await page.getByText("Your last copy").count(), 0);
  await go(page, "#/caseload", "Caseload of TM");
  const copy = await downloadBy(page, "Download a copy now");
  assert.deepEqual(JSON.parse(copy.text), JSON.parse(MINE));
  await page.getByText("Your last copy").waitFor({ state: "detached" });
  assert.equal((await settle(page)).copied, "2026-11-22");
  await go(page, "#/data", "Save and open");
  await page.getByText("Last copy from this browser: 22/11/2026.", { exact: false }).waitFor();
});

browserTest("a reminder is put off for a week, and an edit after a copy brings it back in time", {
  before: on("2026-11-22", { begun: "2026-11-01" }),
}, async ({ page }) => {
  await page.getByText("There is no copy yet.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Remind me in a week" }).click();
  await page.getByText("There is no copy yet.", { exact: false }).waitFor({ state: "detached" });
  const again = async (date) => {
    await page.clock.setFixedTime(day(date));
    await page.reload();
    await page.waitForSelector("html[data-ready=yes]");
    await go(page, "#/caseload", "Caseload of TM");
  };
  await again("2026-11-28");
  assert.equal(await page.getByText("There is no copy yet.").count(), 0);
  await again("2026-11-29");
  await downloadBy(page, "Download a copy now");
  await again("2026-12-20");
  assert.equal(await page.getByText("Your last copy").count(), 0, "nothing was edited since");
  await go(page, "#/practitioner/p1-aaaaaa", "TM");
  await type(label(page, "Hours a week"), "30");
  await storedWith(page, "30");
  await go(page, "#/caseload", "Caseload of TM");
  await page.getByText("Your last copy is of 29/11/2026.", { exact: false }).waitFor();
});

browserTest("nobody is reminded in the first week, nor in the demo", {
  before: on("2026-11-22", { begun: "2026-11-15", edited: true }),
}, async ({ page }) => {
  assert.equal(await page.locator(".fairload-reminder").count(), 0);
  await page.clock.setFixedTime(day("2026-11-30"));
  await page.reload();
  await page.locator(".fairload-reminder").waitFor();
  await page.getByRole("button", { name: "Look at a demo team" }).click();
  await page.getByRole("heading", { level: 1, name: /^Caseload of/ }).waitFor();
  assert.equal(await page.locator(".fairload-reminder").count(), 0);
});

browserTest("deleting everything deletes what was noted about copies, and nothing is noted after it", {
  before: on("2026-11-22", { begun: "2026-11-01", copied: "2026-11-02", edited: true }),
}, async ({ page }) => {
  await go(page, "#/data/delete", "Delete everything on this device");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  await go(page, "#/", "How heavy is this caseload, and why?");
  assert.deepEqual(await settle(page), {});
});

const CLOSED = workspace([person("p1-aaaaaa", "TM")], [
  family("f1-aaaaaa", "Oak", "p1-aaaaaa", { closing_in: "2025-10" }), family("f2-aaaaaa", "Elm", "p1-aaaaaa", { transferring_in: "2024-01" }),
  family("f3-aaaaaa", "Ash", "p1-aaaaaa", { closing_in: "2025-11" }), family("f4-aaaaaa", "Fir", "p1-aaaaaa"),
  { id: "f5-aaaaaa", label: "Yew" },
]);

browserTest("closed cases are offered for deletion once the council's period is over, and never without the reader", {
  before: async (page) => { await page.clock.setFixedTime(day("2026-11-22")); await storing(CLOSED)(page); },
}, async ({ page }) => {
  await go(page, "#/data", "Save and open");
  const period = label(page, "Months that closed cases are kept");
  assert.equal(await period.inputValue(), "");
  assert.equal(await page.getByText("Closed more than").count(), 0);
  await type(period, "two years");
  await page.getByText(/must be a whole number from 1 to 1200/).waitFor();
  assert.equal(await period.inputValue(), "two years");
  await type(period, "12");
  const list = group(page, "Closed more than 12 months ago: 2 cases");
  await list.getByLabel("Oak: 1 child in need, last open in October 2025").check();
  await list.getByLabel("Elm: 1 child in need, last open in January 2024").waitFor();
  await page.getByRole("link", { name: /^Yew/ }).waitFor();
  await page.getByText("Copies that were downloaded keep what they hold.", { exact: false }).waitFor();
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Delete 1 closed case" }).click();
  await page.getByText("Deleted 1 closed case.", { exact: false }).waitFor();
  await hasFocus(page.locator("#closed"));
  await until(page, (own) => own.cases.length === 4);
  await page.getByRole("button", { name: "Undo Deleted 1 closed case kept too long" }).click();
  await until(page, (own) => own.cases.length === 5);
  await page.getByRole("button", { name: "Tick all 2" }).click();
  await page.getByRole("button", { name: "Delete 2 closed cases" }).click();
  await page.getByText("No case here closed more than 12 months ago.").waitFor();
  await until(page, (own) => own.cases.length === 3);
  // The period is kept for the next time.
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await page.getByText("No case here closed more than 12 months ago.").waitFor();
  await type(label(page, "Months that closed cases are kept"), "");
  await page.getByText("No case here closed").waitFor({ state: "detached" });
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 768, 320]) {
    browserTest(`the pages about copies keep to WCAG 2.2 AA at ${width} pixels, ${colorScheme}`, {
      viewport: { width, height: 900 }, colorScheme,
      before: async (page) => {
        await on("2026-11-22", { begun: "2026-09-01", edited: true, kept_months: 12 })(page);
      },
    }, async ({ page }) => {
      const check = async () => { await checkAccessibility(page); await checkReflow(page); };
      await page.locator(".fairload-reminder").waitFor();
      await check();
      await open(page, file("AB.json", AB), file("CD.json", CD), file("bad.json", "no"));
      await page.getByText("CD.json: CD;").waitFor();
      await check();
      await page.getByRole("button", { name: "Merge into what is here" }).click();
      await page.getByRole("heading", { name: "Are these the same? 1" }).waitFor();
      await page.getByRole("button", { name: "Merge", exact: true }).click();
      await hasFocus(page.locator("#merging-errors"));
      await check();
    });
  }
}

browserTest("a service of 4,000 children is put together within a second", { before: storing(MINE) }, async ({ page }) => {
  const team = (mark, other) => workspace(
    Array.from({ length: 100 }, (_, place) => person(`p${place}-${mark}`, `${mark}${place}`)),
    Array.from({ length: 500 }, (_, place) => family(`f${place}-${mark}`, `Family ${place}`, `p${place % 100}-${mark}`, {
      children: [1, 2, 3, 4].map((child) => ({ id: `c${child}`, plan: "child_in_need", age: (place + child + other) % 18 })),
    })),
  );
  await open(page, file("one.json", team("111111", 0)), file("two.json", team("222222", 7)));
  await page.getByText("two.json: ", { exact: false }).waitFor();
  const timed = (name, text) => page.evaluate(async ([button, wanted]) => {
    const begun = performance.now();
    [...document.querySelectorAll("button")].find((own) => own.textContent === button).click();
    while (!document.body.textContent.includes(wanted) && performance.now() - begun < 20_000) await new Promise((next) => { setTimeout(next, 0); });
    return performance.now() - begun;
  }, [name, text]);
  const planned = await timed("Merge into what is here", "Added: 200 practitioners, 1000 cases");
  const merged = await timed("Merge", "Merged 2 files: 200 practitioners and 1000 cases added.");
  console.log(`4,000 children: planned in ${Math.round(planned)} ms, merged in ${Math.round(merged)} ms`);
  assert.ok(planned < 1000, `planned in ${planned} ms`);
  assert.ok(merged < 1000, `merged in ${merged} ms`);
});

// --- Own schemes ------------------------------------------------------------------------------

const SMALL = (points) => `${JSON.stringify({
  fairload: "scheme", format: 1, id: "smallest", abbreviation: "SMALL", name: `Smallest ${points}`, version: "1",
  title: "A scheme to begin from", publisher: "Nobody", about: "Points for each child.", step: "1",
  steps: [
    { id: "rows", mechanism: "units", name: "Rows", place: "Page 1", none: "no row fits",
      kinds: [{ id: "child", name: "Child", for: "child", when: { all: [] } }] },
    { id: "points", mechanism: "each", unit: "unit", of: "rows", name: "Points", place: "Page 1",
      rules: [{ id: "child", name: "Child", when: { all: [] }, points, words: "For each." }] },
  ],
}, null, 1)}\r\n`;
const NO_SCHEME = "{\n \"weight\": 0.50,\n no JSON  \"\n";

/** Puts own schemes where earlier versions of the page had them, beside a workspace where there is one. */
const storingSchemes = (main, own, text = null) => (page) => page.addInitScript(([schemes, workspace]) => {
  if (sessionStorage.getItem("stored")) return;
  sessionStorage.setItem("stored", "yes");
  const put = (name, value) => localStorage.setItem(`fairload:${location.pathname.replace(/[^/]*$/, "")}:${name}`, value);
  put("schemes", schemes);
  if (workspace !== null) put("workspace", workspace);
}, [JSON.stringify({ fairload: "schemes", version: 1, main, own }), text]);

const OURS = [{ id: "smallest", from: null, text: SMALL("3") }, { id: "odd", from: "swindon", text: NO_SCHEME }];
const figure = (page) => page.locator(".fairload-score__total").first().innerText();

async function deleteAll(page) {
  await go(page, "#/data/delete", "Delete everything on this device");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
}

browserTest("a copy brings own schemes back to the letter after everything was deleted, and scores as before", {
  before: storingSchemes("smallest", OURS, CD),
}, async ({ page }) => {
  await go(page, "#/caseload", "Caseload of CD");
  const before = [await figure(page), await keptSchemes(page)];
  assert.match(before[0], /^6/);
  await go(page, "#/data", "Save and open");
  await page.getByText("In it: 1 practitioner, 2 cases, 2 children, 2 own schemes.", { exact: false }).waitFor();
  const copy = await downloadBy(page, "Download a copy");
  assert.equal(JSON.parse(copy.text).schemes[1].file, NO_SCHEME);
  await deleteAll(page);
  assert.equal(await keptSchemes(page), null);
  await open(page, file(copy.name, copy.text));
  await page.getByText("Opened", { exact: false }).filter({ hasText: "2 own schemes. The scheme odd cannot be read: it is kept as it is" }).waitFor();
  await storedWith(page, "Family 2");
  await go(page, "#/caseload", "Caseload of CD");
  assert.deepEqual([await figure(page), await keptSchemes(page)], before);
  assert.deepEqual(JSON.parse(await stored(page)), JSON.parse(CD));
  // One step back, and all of it again.
  await page.getByRole("button", { name: /^Undo Opened/ }).click();
  await page.getByRole("button", { name: /^Redo Opened/ }).click();
  await storedWith(page, "Family 2");
  assert.deepEqual(await keptSchemes(page), before[1]);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await go(page, "#/caseload", "Caseload of CD");
  assert.equal(await figure(page), before[0]);
});

browserTest("merging adds own schemes that are not here, keeps another of the same id beside, and is one step", {
  before: storingSchemes(null, [{ id: "smallest", from: null, text: SMALL("2") }, OURS[1]], CD),
}, async ({ page }) => {
  const theirs = { ...JSON.parse(CD), our_scheme: "smallest", schemes: [...OURS, { id: "new", from: null, text: SMALL("5") }].map(({ text, ...own }) => ({ ...own, file: text })) };
  await open(page, file("team.json", JSON.stringify(theirs)));
  await page.getByText("team.json: CD; 1 practitioner, 2 cases, 2 children, 3 own schemes: Smallest 3; odd; Smallest 5. Our scheme in it: Smallest 3. The scheme odd cannot be read: it is kept as it is, and Schemes says what is wrong.").waitFor();
  await page.getByText("Here are 1 practitioner, 2 cases, 2 children, 2 own schemes. Replacing puts the file in place of all of it.", { exact: false }).waitFor();
  await checkReflow(page);
  await page.getByRole("button", { name: "Merge into what is here" }).click();
  await page.getByText("Added: the scheme Smallest 3 (team.json), beside Smallest 2, which has its id here and stays as it is").waitFor();
  await page.getByText("Added: the scheme Smallest 5 (team.json)", { exact: true }).waitFor();
  await page.getByText("Our scheme, which is not chosen here, becomes Smallest 3 (team.json)").waitFor();
  await checkAccessibility(page);
  await checkReflow(page);
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await page.getByText("Merged team.json: 2 schemes added. Undo takes it back until the page is closed or reloaded.").waitFor();
  const { main, own } = await keptSchemes(page);
  assert.deepEqual([main, own.map(({ id }) => id)], ["smallest-2", ["smallest", "odd", "smallest-2", "new"]]);
  assert.deepEqual(own.map(({ text }) => text), [SMALL("2"), NO_SCHEME, SMALL("3"), SMALL("5")]);
  await open(page, file("team.json", JSON.stringify(theirs)));
  await page.getByRole("button", { name: "Merge into what is here" }).click();
  await page.getByText("Nothing would change: what is in these files is here already.").waitFor();
  await page.getByRole("button", { name: "Undo Merged team.json: 2 schemes added" }).click();
  assert.deepEqual((await keptSchemes(page)).own.map(({ id }) => id), ["smallest", "odd"]);
});

browserTest("a file takes the place of cases and schemes in one step, and one without schemes leaves them", {
  before: storingSchemes("smallest", OURS, MINE),
}, async ({ page }) => {
  await open(page, file("AB.json", AB));
  await page.getByText("Replacing puts the file in place of it; your own schemes stay, because the file has none.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await storedWith(page, "Elm");
  assert.equal((await keptSchemes(page)).own.length, 2);
  const theirs = { ...JSON.parse(CD), our_scheme: "new", schemes: [{ id: "new", file: SMALL("5") }] };
  await open(page, file("CD.json", JSON.stringify(theirs)));
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await page.getByText("Opened CD.json: 1 practitioner, 2 cases, 2 children, 1 own scheme.").waitFor();
  await storedWith(page, "Family 2");
  assert.deepEqual(await keptSchemes(page), { main: "new", own: [{ id: "new", from: null, text: SMALL("5") }] });
  await go(page, "#/caseload", "Caseload of CD");
  assert.match(await figure(page), /^10/);
  await page.getByRole("button", { name: "Undo Opened CD.json" }).click();
  await storedWith(page, "Elm");
  const { main, own } = await keptSchemes(page);
  assert.deepEqual([main, own.map(({ id }) => id)], ["smallest", ["smallest", "odd"]]);
});

browserTest("a copy is asked for where only schemes are one's own, and once they were edited", {
  before: async (page) => {
    await page.clock.setFixedTime(day("2026-11-22"));
    await storingSchemes(null, OURS.slice(0, 1))(page);
    await page.addInitScript(() => {
      if (!localStorage.getItem("fairload:/:settings")) localStorage.setItem("fairload:/:settings", '{"begun":"2026-09-01","copied":"2026-11-10"}');
    });
  },
}, async ({ page }) => {
  await page.getByText("In this browser: 0 practitioners, 0 cases, 0 children, 1 own scheme.").waitFor();
  assert.equal(await page.locator(".fairload-reminder").count(), 0, "nothing was edited since");
  await go(page, "#/schemes", "Schemes");
  await page.locator("#scheme-file").setInputFiles(file("new.json", SMALL("5")));
  await page.getByRole("heading", { level: 2, name: "Smallest 5" }).waitFor();
  await go(page, "#/", "How heavy is this caseload, and why?");
  await page.getByText("Your last copy is of 10/11/2026.", { exact: false }).waitFor();
  const copy = JSON.parse((await downloadBy(page, "Download a copy now")).text);
  assert.deepEqual([copy.cases, copy.schemes.map((own) => own.file)], [[], [SMALL("3"), SMALL("5")]]);
  await page.locator(".fairload-reminder").waitFor({ state: "detached" });
});

browserTest("what the start script hands over holds the own schemes, and opens again", {
  before: storingSchemes("smallest", OURS, CD),
}, async ({ page, context, address }) => {
  const before = await keptSchemes(page);
  await page.evaluate(() => { window.dispatchEvent(new CustomEvent("fairload-stopped", { detail: "stopped" })); });
  const { text } = await downloadBy(page, "Download what is stored");
  assert.equal(JSON.parse(text).our_scheme, "smallest");
  const other = await context.browser().newContext();
  try {
    const place = await other.newPage();
    await place.goto(address);
    await place.waitForSelector("html[data-ready=yes]");
    await open(place, file("fairload-workspace.json", text));
    await storedWith(place, "Family 2");
    assert.deepEqual(await keptSchemes(place), before);
  } finally {
    await other.close();
  }
});
