// The pages as people use them: entering families, reading why they count what they count, keeping,
// downloading, opening, undoing and deleting what was entered.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, downloadBy, screenshot } from "./harness.mjs";
import {
  add, addTask, begin, child, counts, fill, fillShort, go, hasFocus, heading, label, saved, stored, storedWith, storing, tabTo, unfold,
} from "./steps.mjs";

const SECTION_47 = "Section 47 enquiry with an initial child protection conference (ICPC)";

// --- Entering and reading -----------------------------------------------------------------------

browserTest(
  "four siblings and a section 47 enquiry with a conference are entered by keyboard alone, and read 21 with its clause",
  {},
  async ({ page }) => {
    await tabTo(page, page.getByRole("link", { name: "Enter my caseload" }));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Whose caseload is it?" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1", "the focus goes to the heading");
    await tabTo(page, label(page, "Label"));
    await page.keyboard.type("AB");
    await tabTo(page, label(page, "What does the team do?"));
    await page.keyboard.type("District");
    await page.keyboard.press("Tab");
    await tabTo(page, page.getByRole("button", { name: "Continue" }));
    await page.keyboard.press("Enter");

    await page.getByRole("heading", { level: 1, name: "Caseload of AB" }).waitFor();
    await tabTo(page, label(page, "Under assessment"));
    await page.keyboard.type("4");
    await tabTo(page, page.getByRole("button", { name: "Add and open" }));
    await page.keyboard.press("Enter");

    await page.getByRole("heading", { level: 1, name: "Family 1" }).waitFor();
    await tabTo(page, label(page, "Add a task"));
    await page.keyboard.type("Section 47 enquiry with");
    await page.keyboard.press("Enter");
    await counts(page, 21);
    await hasFocus(label(page, "Started"), "the focus goes into the new task");

    const line = page.locator(".fairload-entry").first();
    await tabTo(page, line.locator("summary"));
    await page.keyboard.press("Enter");
    assert.match(await line.innerText(), /15/);
    assert.match(await line.innerText(), /Where in the source\s.*S47 with an ICPC/s);
    assert.match(await line.innerText(), /The rule/);
    assert.match(await line.innerText(), /NOTTS-9/);
  },
);

browserTest("W2: the same family with a regular interpreter counts 22", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 4, plan: "Under assessment only" });
  await counts(page, 12);
  await addTask(page, SECTION_47);
  await counts(page, 21);
  await unfold(page, "Circumstances of the family");
  await page.getByRole("group", { name: "Family 1: Circumstances of the family" }).getByLabel("Interpreter used regularly").check();
  await counts(page, 22);
});

browserTest("W6: four children on protection plans, stable and seen together, count 11", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 4, plan: "Child protection plan", unstable: "No" });
  await unfold(page, /^The family/);
  await page.getByRole("group", { name: /seen in one visit/ }).getByLabel("Yes").check();
  await counts(page, 11);
  assert.equal(await page.getByText(/Could be/).count(), 0, "everything that counts is known");
});

browserTest("W9: one unstable and complex looked-after child, 130 minutes away outside the area, counts 9", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 1, plan: "Looked after", unstable: "Yes" });
  const own = child(page, "Child 1");
  await unfold(own, "More about this child");
  await own.getByLabel("Complex for being looked after").check();
  await unfold(own, "Journey to the child");
  await own.getByLabel("Where the child is placed").selectOption({ label: "Outside the area" });
  await own.getByLabel("Minutes each way to the child").fill("130");
  await page.keyboard.press("Tab");
  await counts(page, 9);
});

browserTest("W13: one child on a protection plan and two looked-after siblings count 10", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 3, plan: "Looked after", unstable: "No" });
  await label(child(page, "Child 1"), "Plan").selectOption({ label: "Child protection plan" });
  for (const [name, place] of [["Child 2", "Carer A"], ["Child 3", "Carer B"]]) {
    await unfold(child(page, name), "Looked after");
    await label(child(page, name), "Placement label").fill(place);
  }
  await counts(page, 10);
});

browserTest("what is not known makes a range, and its question leads to the field", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 1, plan: "Child protection plan" });
  await counts(page, 5);
  await page.getByText("Could be 5 to 10", { exact: true }).waitFor();
  await page.getByRole("link", { name: "The whole score" }).click();
  await page.getByRole("heading", { level: 1, name: /^Score of AB/ }).waitFor();
  await page.locator("section", { hasText: "What is not known" }).getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: "Family 1" }).waitFor();
  const group = page.getByRole("group", { name: "Is the situation unstable?" });
  await hasFocus(group.getByLabel("Yes"));
  await group.getByLabel("Yes").check();
  await counts(page, 10);
});

browserTest("a mark can be said to be not known", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 1, plan: "Child in need", unstable: "No" });
  await unfold(page, "Circumstances of the family");
  const group = page.getByRole("group", { name: "Family 1: Circumstances of the family" });
  await group.getByRole("button", { name: "Some of these are not known" }).click();
  await group.getByLabel("Interpreter used regularly").selectOption({ label: "Not known" });
  await page.getByText("Could be 2 to 3", { exact: true }).waitFor();
});

browserTest("two who share a case each have their part, and one is removed again", {}, async ({ page }) => {
  await begin(page);
  await page.getByRole("link", { name: "Add a practitioner" }).click();
  await page.getByRole("heading", { level: 1, name: "Add a practitioner" }).waitFor();
  await label(page, "Label").fill("CD");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: "Caseload of CD" }).waitFor();
  await add(page, { children: 1, plan: "Child protection plan", unstable: "Yes" });
  await counts(page, 10);
  const coWorker = label(page, "Add a co-worker, or hand it over");
  await coWorker.selectOption(await coWorker.locator("option", { hasText: /^AB, / }).getAttribute("value"));
  await page.getByRole("button", { name: "Add as co-worker" }).click();
  await page.locator(".fairload-score", { hasText: "for AB" }).getByText("This family: 5 points").waitFor();
  await page.locator(".fairload-score", { hasText: "for CD" }).getByText("This family: 5 points").waitFor();
  await page.getByRole("button", { name: "Remove AB from this case" }).click();
  await counts(page, 10);
});

browserTest("the focus and what is unfolded stay while the form around them changes", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 2, plan: "Child in need", unstable: "No" });
  const plan = label(child(page, "Child 1"), "Plan");
  await unfold(child(page, "Child 2"), "More about this child");
  await plan.focus();
  await page.keyboard.type("Looked");
  await counts(page, 5);
  await hasFocus(plan, "still in the list");
  await child(page, "Child 1").locator("summary", { hasText: "Looked after" }).waitFor();
  await page.getByRole("button", { name: "Add another child" }).click();
  await child(page, "Child 3").waitFor();
  assert.deepEqual(await page.locator(".fairload-child").evaluateAll((cards) => cards.map((card) => card.querySelectorAll("details[open]").length)), [0, 1, 0]);
});

// --- Mistakes -----------------------------------------------------------------------------------

browserTest("a value that cannot be is named, kept as typed, and changes nothing", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 1, plan: "Child in need", unstable: "No" });
  const age = label(page, "Age");
  await age.fill("99");
  await page.keyboard.press("Tab");
  const summary = page.getByRole("alert");
  assert.match(await summary.innerText(), /“99” must be a whole number from 0 to 25/);
  assert.equal(await age.inputValue(), "99");
  assert.equal(await age.getAttribute("aria-invalid"), "true");
  await checkAccessibility(page);
  await summary.getByRole("link").click();
  await hasFocus(age);
  assert.match(page.url(), /#\/case\//, "the page is still the same");
  assert.ok(!(await storedWith(page, "child_in_need")).includes("99"));
  await age.fill("9");
  await page.keyboard.press("Tab");
  await summary.waitFor({ state: "detached" });
});

browserTest("a month may be typed as people write it", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 1, plan: "Child in need", unstable: "No" });
  await unfold(page, "Kind of case and dates");
  await label(page, "Allocated in").fill("Nov 2025");
  await page.keyboard.press("Tab");
  assert.equal(await label(page, "Allocated in").inputValue(), "11/2025");
  await label(page, "Allocated in").fill("soon");
  await page.keyboard.press("Tab");
  assert.match(await page.getByRole("alert").innerText(), /Enter a month/);
});

browserTest("every step can be undone and done again", {}, async ({ page }) => {
  await begin(page);
  await add(page, { children: 2, plan: "Child in need", unstable: "No" });
  await counts(page, 3);
  const plan = label(child(page, "Child 1"), "Plan");
  await plan.selectOption({ label: "Child protection plan" });
  await counts(page, 7);
  await page.getByRole("button", { name: /^Undo Plan of/ }).click();
  await counts(page, 3);
  assert.equal(await plan.inputValue(), "child_in_need", "the list shows it too");
  await page.getByRole("button", { name: /^Redo Plan of/ }).click();
  await counts(page, 7);

  await page.getByRole("button", { name: "Add another child" }).click();
  assert.equal(await label(child(page, "Child 3"), "Plan").inputValue(), "child_in_need", "like the one before");
  await page.getByRole("button", { name: "Remove this case" }).click();
  await page.getByText("No cases yet.").waitFor();
  await page.getByRole("button", { name: /^Undo Removed/ }).click();
  await page.getByRole("link", { name: "Family 1" }).waitFor();
  assert.match(await page.locator("tfoot").innerText(), /3 children/);
});

// --- Addresses ----------------------------------------------------------------------------------

browserTest("back and forward, titles and the focus follow the page", {}, async ({ page }) => {
  await begin(page);
  assert.equal(await page.title(), "Caseload - Fairload");
  await page.getByRole("link", { name: "Save and open" }).click();
  await page.getByRole("heading", { level: 1, name: "Save and open" }).waitFor();
  assert.equal(await page.title(), "Save and open - Fairload");
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Caseload of AB" }).waitFor();
  await page.goForward();
  await page.getByRole("heading", { level: 1, name: "Save and open" }).waitFor();
  await page.evaluate(() => { location.hash = "#/nowhere"; });
  await page.getByRole("heading", { level: 1, name: "This page is not here" }).waitFor();
  await page.evaluate(() => { location.hash = "#/case/nothing"; });
  await page.getByRole("heading", { level: 1, name: "This case is not here" }).waitFor();
});

browserTest("a page whose practitioner was undone says with which step they went, and Undo never becomes Redo", {}, async ({ page }) => {
  await begin(page);
  await page.getByRole("link", { name: "Role, hours and duties" }).click();
  await page.getByRole("heading", { level: 1, name: "AB" }).waitFor();
  const undo = page.getByRole("button", { name: /^Undo/ });
  const { x, y } = await undo.last().boundingBox();
  while ((await undo.count()) > 0) await undo.click();
  await hasFocus(page.getByRole("heading", { level: 1, name: "This practitioner is not here" }));
  await page.getByText(/^It went when \u201cAdded AB\u201d was taken back\. To do that again: What was done$/).waitFor();
  await page.getByRole("link", { name: "Go to the team" }).waitFor();
  // A second press at the same place does nothing.
  assert.equal(await page.evaluate(([left, top]) => document.elementFromPoint(left, top)?.closest("a, button"), [x + 4, y + 8]), null);
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Redo Added AB" }).click();
  await page.getByRole("heading", { level: 1, name: "AB" }).waitFor();
});

browserTest("the link that skips to the content leaves the page where it is", {}, async ({ page }) => {
  await begin(page);
  const address = page.url();
  await page.getByRole("link", { name: "Skip to main content" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(page.url(), address);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "main-content");
});

// --- The demo -----------------------------------------------------------------------------------

browserTest("the demo says that it is one, is never saved, and has a way out", {}, async ({ page }) => {
  await begin(page);
  await add(page, { name: "Mine", children: 1, plan: "Child in need", unstable: "No" });
  const before = await storedWith(page, "Mine");
  await page.getByRole("link", { name: "Fairload" }).click();
  await page.getByRole("button", { name: "Look at a demo team" }).click();
  await page.getByText("Demo team, invented.").waitFor();
  await page.getByRole("link", { name: "Family 2", exact: true }).click();
  await page.getByRole("button", { name: "Add another child" }).click();
  await saved(page);
  assert.equal(await stored(page), before);
  await page.getByRole("button", { name: "Leave the demo" }).click();
  await page.getByRole("link", { name: "Go to my caseload" }).click();
  await page.getByRole("link", { name: "Mine" }).waitFor();
  assert.equal(await stored(page), before);
});

browserTest("the first page offers a demo team to whoever has nothing yet", {}, async ({ page }) => {
  await page.getByRole("button", { name: "Look at a demo team" }).click();
  await page.getByRole("heading", { level: 1, name: /^Caseload of/ }).waitFor();
  assert.equal(await stored(page), null);
  await label(page, "Whose cases").selectOption({ label: "C (part time)" });
  await page.getByRole("heading", { level: 1, name: "Caseload of C (part time)" }).waitFor();
  assert.match(await page.locator(".fairload-score").innerText(), /Could be/);
});

// --- Keeping ------------------------------------------------------------------------------------

browserTest("what was entered and saved is there again after a reload", {}, async ({ page }) => {
  await begin(page);
  await add(page, { name: "Family of two", children: 2, plan: "Child in need", unstable: "No" });
  await label(page, "Label").first().fill("Family Z");
  await saved(page);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await page.getByRole("heading", { level: 1, name: "Family Z" }).waitFor();
  await counts(page, 3);
});

browserTest(
  "two tabs show the same, so that neither overwrites what the other saved",
  { expected: [/^a request once the page was ready/] },
  async ({ page, context, address }) => {
    await begin(page);
    await storedWith(page, '"AB"');
    const other = await context.newPage();
    await other.goto(`${address}#/caseload`);
    await other.waitForSelector("html[data-ready=yes]");
    await fillShort(other, { name: "From the other tab" });
    await other.getByRole("button", { name: "Add case" }).click();
    await page.getByRole("link", { name: "From the other tab" }).waitFor();
    await fillShort(page, { name: "From this tab" });
    await page.getByRole("button", { name: "Add case" }).click();
    await other.getByRole("link", { name: "From this tab" }).waitFor();
    assert.match(await storedWith(page, "From this tab"), /From the other tab/);
    await page.getByRole("button", { name: /^Undo Added From this tab/ }).click();
    await other.getByRole("link", { name: "From this tab" }).waitFor({ state: "detached" });
    assert.match(await stored(other), /From the other tab/);
  },
);

/** A workspace of one practitioner with 20 of so many cases, large enough that reading it takes a while. */
const service = (cases) => JSON.stringify({
  fairload: "workspace", version: 1,
  practitioners: [{ id: "p1", label: "AB", role: "social_worker" }],
  cases: Array.from({ length: cases }, (_, place) => ({
    id: `f${place}`, label: `Family ${place}`, allocations: place < 20 ? [{ id: "a1", practitioner: "p1" }] : [],
    children: ["c1", "c2", "c3"].map((id) => ({ id, plan: "child_in_need", unstable: "no" })),
  })),
});

browserTest(
  "what is typed in one tab is whole, however long another one takes to follow",
  { expected: [/^a request once the page was ready/], before: storing(service(1500)) },
  async ({ page, context, address }) => {
    const other = await context.newPage();
    await other.goto(`${address}#/caseload`);
    await other.waitForSelector("html[data-ready=yes]");
    await go(page, "#/case/f0", "Family 0");
    const typed = "abcdefghijklmnopqrstuvwxyz0123456789";
    await label(page, "Label").first().fill("");
    await label(page, "Label").first().pressSequentially(typed, { delay: 60 });
    await storedWith(page, typed);
    await other.getByRole("link", { name: typed }).waitFor();
    await saved(other);
    assert.equal(await label(page, "Label").first().inputValue(), typed);
    assert.match(await stored(page), new RegExp(`"${typed}"`));
  },
);

browserTest(
  "what a tab could not save stays in it, whatever another one saves",
  { expected: [/^a request once the page was ready/], before: storing(service(2)) },
  async ({ page, context, address }) => {
    const other = await context.newPage();
    await other.goto(`${address}#/case/f1`);
    await other.waitForSelector("html[data-ready=yes]");
    await go(page, "#/case/f0", "Family 0");
    const makeRoom = await fill(page);
    await label(page, "Label").first().fill("An hour of work");
    await page.getByText("The last change is not saved").waitFor();
    await makeRoom();
    await label(other, "Label").first().fill("Meanwhile");
    await storedWith(other, "Meanwhile");
    // Saving is tried again by itself, on top of what the other tab has saved meanwhile.
    await page.getByText("The last change is not saved").waitFor({ state: "detached" });
    const both = await storedWith(page, "An hour of work");
    assert.match(both, /"Meanwhile"/);
    assert.equal(await label(page, "Label").first().inputValue(), "An hour of work");
  },
);

browserTest("what is downloaded is what is stored, and opens as the same", {}, async ({ page }) => {
  await begin(page);
  await add(page, { name: "Zoë’s family – 7", children: 3, plan: "Child protection plan", unstable: "Yes" });
  const text = await storedWith(page, "Zoë");
  await go(page, "#/data", "Save and open");
  const file = await downloadBy(page, "Download a copy");
  assert.match(file.name, /^fairload-workspace-\d{4}-\d{2}\.json$/);
  assert.equal(file.text, text);

  await go(page, "#/data/delete", "Delete everything on this device");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  await go(page, "#/data", "Save and open");
  await page.getByLabel(/A file that Fairload downloaded/).setInputFiles({ name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
  await page.getByText(`Opened ${file.name}: 1 practitioner, 1 case, 3 children.`).waitFor();
  assert.equal(await storedWith(page, "Zoë"), text);
});

browserTest("a file asks before it replaces what is here, and that can be undone", {}, async ({ page }) => {
  await begin(page);
  await go(page, "#/data", "Save and open");
  const other = JSON.stringify({ fairload: "workspace", version: 1, practitioners: [{ id: "p9", label: "Other" }] });
  const choose = () => page.getByLabel(/A file that Fairload downloaded/).setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from(other) });
  await choose();
  await page.getByText("other.json: Other; 1 practitioner, 0 cases, 0 children.").waitFor();
  await page.getByRole("button", { name: "Cancel: change nothing" }).click();
  await choose();
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await page.getByText("Opened other.json").first().waitFor();
  await storedWith(page, "Other");
  await page.getByRole("button", { name: /^Undo Opened/ }).click();
  assert.match(await storedWith(page, '"AB"'), /"AB"/);
});

for (const [what, text, message] of [
  ["is cut off", '{"fairload": "workspace", "version": 1, "cases": [{"id": "f1"', /ends too early/],
  ["is of a newer version", '{"fairload": "workspace", "version": 99}', /newer Fairload/],
  ["has a fault within", '{"fairload": "workspace", "version": 1, "cases": [{"id": "f1", "children": [{"age": 200}]}]}', /cases\[0\]\.children\[0\]\.age: .*from 0 to 25/],
  ["is something else", "PK\u0003\u0004\u0000", /not JSON/],
]) {
  browserTest(`a file that ${what} is refused with its fault, and nothing changes`, {}, async ({ page }) => {
    await begin(page);
    const before = await storedWith(page, '"AB"');
    await go(page, "#/data", "Save and open");
    await page.getByLabel(/A file that Fairload downloaded/).setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.getByText("bad.json was not opened").waitFor();
    await page.locator("#opened summary", { hasText: "Details" }).click();
    assert.match(await page.locator("main").innerText(), message);
    await checkAccessibility(page);
    assert.equal(await stored(page), before);
  });
}

browserTest("where storage is blocked, it says so and work goes on, with a download", { storage: "blocked" }, async ({ page }) => {
  await page.getByText("Nothing is being saved", { exact: true }).waitFor();
  await begin(page);
  await add(page, { name: "Family Q", children: 1, plan: "Child in need", unstable: "No" });
  await counts(page, 2);
  await checkAccessibility(page);
  const file = await downloadBy(page, "Download a copy");
  assert.match(file.text, /Family Q/);
});

browserTest("a full storage is a message that stays, with a download, until a save goes well", {}, async ({ page }) => {
  await begin(page);
  await storedWith(page, '"AB"');
  const makeRoom = await fill(page);
  await add(page, { name: "Family Q", children: 1, plan: "Child in need", unstable: "No" });
  await page.getByText("The last change is not saved", { exact: true }).waitFor();
  assert.match(await page.locator(".fairload-trouble").innerText(), /no room left.*free some room/s);
  await checkAccessibility(page);
  assert.match((await downloadBy(page, "Download a copy")).text, /Family Q/);
  await makeRoom();
  await label(page, "Age").fill("7");
  await page.keyboard.press("Tab");
  await page.locator(".fairload-trouble").waitFor({ state: "detached" });
  assert.match(await stored(page), /Family Q/);
});

const UNREADABLE = '{"fairload": "workspace", "version": 1, "cases": [{"id": "Zoë"}]}';

browserTest(
  "what an earlier version stored and nobody can read is named, handed over, and never lost",
  { before: storing(UNREADABLE) },
  async ({ page }) => {
    await page.getByText(/What an earlier version of this page stored cannot be read: cases\[0\]\.id/).waitFor();
    await checkAccessibility(page);
    const handedOver = async () => Object.values(JSON.parse((await downloadBy(page, "Download what cannot be read")).text));
    assert.deepEqual(await handedOver(), [UNREADABLE]);
    await page.getByRole("button", { name: "I have seen this" }).click();
    await begin(page);
    await storedWith(page, '"AB"');
    await page.reload();
    await page.waitForSelector("html[data-ready=yes]");
    await go(page, "#/data", "Save and open");
    assert.deepEqual(await handedOver(), [UNREADABLE]);
  },
);

browserTest("deleting everything takes what is ours and nothing of a neighbour's", { path: "/tools/fairload/" }, async ({ page }) => {
  await begin(page);
  await storedWith(page, '"AB"');
  await page.evaluate(() => {
    localStorage.setItem("fairload:/tools/fairload/:unreadable", "an old one");
    localStorage.setItem("fairload:/another/:workspace", "a neighbour's");
  });
  await page.getByRole("link", { name: "Delete everything on this device" }).click();
  await page.getByRole("heading", { level: 1, name: "Delete everything on this device" }).waitFor();
  assert.match(await page.locator("main").innerText(), /a browser may keep deleted text in its own files/);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  await saved(page);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["fairload:/another/:workspace"]);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["fairload:/another/:workspace"]);
});

// --- Looks --------------------------------------------------------------------------------------

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 768, 320]) {
    browserTest(
      `every page is accessible and fits ${width} pixels in ${colorScheme}`,
      { colorScheme, viewport: { width, height: 900 } },
      async ({ page }) => {
        const look = async (name) => {
          await screenshot(page, `${name}-${width}-${colorScheme}`);
          await checkAccessibility(page);
          await checkReflow(page);
        };
        const open = () => page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
        await look("start");
        await page.getByRole("button", { name: "Look at a demo team" }).click();
        await page.getByRole("heading", { level: 1, name: /^Caseload of/ }).waitFor();
        await look("caseload");
        await go(page, "#/case/f2", "Family 2");
        await look("case");
        await open();
        await look("case-open");
        await go(page, "#/score/p3", /^Score of/);
        await look("score");
        await open();
        await look("score-open");
        await go(page, "#/practitioner/p4", "D (ASYE)");
        await look("practitioner");
        await go(page, "#/data", "Save and open");
        await look("data");
        await go(page, "#/data/delete", "Delete everything on this device");
        await look("delete");
        await go(page, "#/about", "About and privacy");
        await look("about");
        await go(page, "#/new-practitioner", "Add a practitioner");
        await look("new-practitioner");
        await go(page, "#/nowhere", "This page is not here");
        await look("missing");
      },
    );
  }
}

browserTest("a score prints as a document that names its scheme and month", {}, async ({ page }) => {
  await page.getByRole("button", { name: "Look at a demo team" }).click();
  await go(page, "#/score/p1", /^Score of A \(senior\), \w+ \d{4}$/);
  const pdf = await page.pdf({ format: "A4", tagged: true });
  // Some thirty lines: what a person takes into supervision. It was forty sheets once.
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(sheets >= 1 && sheets <= 6, `the score is ${sheets} sheets`);
  await page.emulateMedia({ media: "print" });
  assert.match(await page.locator("main").innerText(), /Nottinghamshire County Council/);
  assert.equal(await page.getByText("Leave the demo").isVisible(), false);
  assert.equal(await page.getByText("Demo: invented.").isVisible(), true);
  // What is folded is opened on paper.
  assert.ok(await page.locator(".fairload-entry__reasons").first().evaluate((reasons) => reasons.getBoundingClientRect().height > 0));
});
