// A council's own scheme: readings as switches, a version that is changed, files that are opened and refused.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { browserTest, checkAccessibility, checkReflow, downloadBy, screenshot } from "./harness.mjs";
import { add, begin, child, counts, fill, go, hasFocus, keptSchemes, label, leaving, records, saved } from "./steps.mjs";

const SWINDON = readFileSync(fileURLToPath(new URL("../../src/schemes/swindon.json", import.meta.url)), "utf8");
const SMALL = (weight) => JSON.stringify({
  fairload: "scheme", format: 1, id: "smallest", abbreviation: "SMALL", name: "Smallest", version: "1",
  title: "A scheme to begin from", publisher: "Nobody", about: "Two points for each child.", step: "1",
  steps: [
    { id: "rows", mechanism: "units", name: "Rows", place: "Page 1", none: "no row fits",
      kinds: [{ id: "child", name: "Child", for: "child", when: { all: [] } }] },
    { id: "points", mechanism: "each", unit: "unit", of: "rows", name: "Points", place: "Page 1",
      rules: [{ id: "child", name: "<b>Child</b>", when: { all: [] }, points: weight, words: "Two for each." }] },
  ],
});

const demo = async (page) => {
  await page.getByRole("button", { name: "Look at a demo team" }).click();
  await page.getByRole("heading", { level: 1, name: /^Caseload of/ }).waitFor();
};
const total = (page) => page.locator(".fairload-score__total").first().innerText();
const demoSchemes = (page) => page.evaluate(() => JSON.parse(sessionStorage.getItem(`fairload:${location.pathname}:demo`)));
const open = (page, name, text) => page.locator("#scheme-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const steps = (page) => page.locator(".fairload-steps");
const unfoldAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));

/** From the scheme's page to a version of it, open for changes. */
async function makeVersion(page, id, name) {
  await go(page, `#/schemes/${id}`, /./);
  await page.getByText("Make a version of our own").click();
  await label(page, "What to call it").fill(name);
  await page.getByRole("button", { name: "Make the version" }).click();
  await page.getByRole("heading", { level: 1, name: `Change ${name}` }).waitFor();
}

browserTest("another option of a reading makes a version of our own, and the score moves and moves back", {}, async ({ page }) => {
  await demo(page);
  await label(page, "Scheme").selectOption({ label: "Swindon" });
  await page.locator(".fairload-score__label", { hasText: "Swindon, " }).waitFor();
  const published = await total(page);
  await go(page, "#/schemes/swindon", "Swindon");
  await label(page, "The addition for large families").waitFor();
  await label(page, "Travel, pre-proceedings and a family’s assessment").selectOption({ label: "count once for the family" });
  await page.getByRole("heading", { level: 1, name: "Swindon (ours)" }).waitFor();
  await page.getByText("0 figures and 1 reading differ from the published one.").waitFor();
  await hasFocus(label(page, "Travel, pre-proceedings and a family’s assessment"), "the switch keeps the focus");
  assert.equal(await steps(page).count(), 1, "there is one line that takes back");
  await steps(page).getByText("Made Swindon (ours): Travel, pre-proceedings and a family’s assessment count once for the family").waitFor();
  // Both things that it did are said, and the other scheme can be had again.
  await page.getByText("Swindon (ours) is now our scheme. Published Swindon is unchanged.", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Make Swindon our scheme instead" }).click();
  await page.getByText("is now our scheme", { exact: false }).first().waitFor({ state: "detached" });
  await hasFocus(label(page, "Travel, pre-proceedings and a family’s assessment"), "the reading keeps the focus");
  await page.getByRole("button", { name: "Make it our scheme" }).click();
  await page.getByText("Our scheme", { exact: true }).waitFor();
  await label(page, "A single assessment and a section 47 enquiry at once").selectOption({ label: "are 10 each" });
  await page.getByText("0 figures and 2 readings differ from the published one.").waitFor();
  await page.getByRole("button", { name: "Back to the published reading SWIN-2" }).click();
  await page.getByText("0 figures and 1 reading differ from the published one.").waitFor();

  await go(page, "#/caseload", /^Caseload of/);
  await page.locator(".fairload-score__label", { hasText: "Swindon (ours), " }).waitFor();
  assert.deepEqual((await label(page, "Scheme").locator("option").allInnerTexts()).slice(0, 2), ["Swindon (ours)", "Nottinghamshire"]);
  const ours = await total(page);
  assert.notEqual(ours, published);

  await go(page, "#/schemes/swindon-2", "Swindon (ours)");
  await page.getByRole("button", { name: "Back to the published reading SWIN-3" }).click();
  await page.getByText("Nothing but its name differs from the published one.").waitFor();
  await go(page, "#/caseload", /^Caseload of/);
  await page.locator(".fairload-score__label", { hasText: "Swindon (ours), " }).waitFor();
  assert.equal(await total(page), published);
  // The published scheme is what it was.
  await go(page, "#/schemes/swindon", "Swindon");
  assert.equal(await label(page, "Travel, pre-proceedings and a family’s assessment").inputValue(), "each_row");
});

browserTest("a version is changed: a faulty weight is refused at its field, a right one moves the score", {}, async ({ page }) => {
  await demo(page);
  await makeVersion(page, "swindon", "Northport");
  await page.getByText("The file’s 4 worked examples come out right.").waitFor();
  await page.locator("summary", { hasText: "Basic weight" }).click();
  const weight = label(page, "LAC or CP each child");
  await weight.fill("10.5");
  await page.getByText("Enter points in steps of 1, such as 2. 10 still counts.").waitFor();
  assert.equal(await weight.inputValue(), "10.5", "what was typed is kept");
  assert.equal(await weight.getAttribute("aria-invalid"), "true");
  await weight.fill("20");
  await page.getByText("still counts").waitFor({ state: "detached" });
  const differing = page.locator(".fairload-differences li", { hasText: "LAC or CP each child" });
  await differing.getByText("Published: 10").waitFor();
  await differing.getByText("Ours: 20").waitFor();

  // The examples say so, and take the new figures over.
  await page.getByRole("button", { name: "Take the new figures over" }).click();
  await page.getByText("The file’s 4 worked examples come out right.").waitFor();

  // The score moves, and the whole file keeps its layout.
  await go(page, "#/caseload", /^Caseload of/);
  await label(page, "Scheme").selectOption({ label: "Swindon" });
  await page.locator(".fairload-score__label", { hasText: "Swindon, " }).waitFor();
  const published = await total(page);
  await label(page, "Scheme").selectOption({ label: "Northport" });
  await page.locator(".fairload-score__label", { hasText: "Northport, " }).waitFor();
  assert.notEqual(await total(page), published);

  // A changed weight is counted, and what differs is a link away.
  await go(page, "#/schemes/swindon-2", "Northport");
  await page.getByText("1 figure and 0 readings differ from the published one.").waitFor();
  await page.getByRole("link", { name: "See what differs" }).click();
  await hasFocus(page.getByRole("heading", { name: "What differs from the published Swindon" }));

  await leaving(page);
  const before = await demoSchemes(page);
  assert.equal(before.schemes[0].file.split("\n").length, SWINDON.split("\n").length);
  assert.equal(await keptSchemes(page), null, "what is made in the demo is not one's own");
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await go(page, "#/schemes/swindon-2/change", "Change Northport");
  await page.locator("summary", { hasText: "Basic weight" }).click();
  assert.equal(await label(page, "LAC or CP each child").inputValue(), "20", "it is there after a reload");
  await leaving(page);
  assert.deepEqual(await demoSchemes(page), before);

  await differing.getByRole("button", { name: "Put back" }).click();
  await differing.waitFor({ state: "detached" });
  await steps(page).getByRole("button", { name: /^Undo Put back/ }).click();
  await differing.waitFor();
  await page.getByRole("button", { name: "Put everything back but the name" }).click();
  await differing.waitFor({ state: "detached" });
});

browserTest("changes of schemes and of cases are one list, taken back and done again from every page", {}, async ({ page }) => {
  await begin(page);
  await add(page, { name: "Hill", children: 2, plan: "Child in need", unstable: "No" });
  await counts(page, 3);
  const hill = await page.evaluate(() => location.hash);
  await makeVersion(page, "swindon", "Northport");
  await page.locator("summary", { hasText: "Basic weight" }).click();
  await label(page, "LAC or CP each child").fill("20");
  const weight = "Northport, Basic weight, LAC or CP each child: 20";
  const differing = page.locator(".fairload-differences li", { hasText: "LAC or CP each child" });
  await differing.waitFor();
  // What could not be taken goes with the step that is taken back.
  await label(page, "LAC or CP each child").fill("20.5");
  await page.getByText("20 still counts").waitFor();
  await steps(page).getByRole("button", { name: /^Undo/ }).click();
  await page.getByText("still counts").waitFor({ state: "detached" });
  assert.equal(await label(page, "LAC or CP each child").inputValue(), "10");
  await steps(page).getByRole("button", { name: /^Redo/ }).click();
  await label(page, "LAC or CP each child").fill("20");
  await page.getByText("still counts").waitFor({ state: "detached" });
  const kept = async () => JSON.parse((await keptSchemes(page)).own[0].text).steps[1].rules.map((rule) => rule.points);
  const changed = await kept();

  // Another page, a fact of a case, and both are taken back from a third.
  await go(page, hill, "Hill");
  await label(child(page, "Child 1"), "Plan").selectOption({ label: "Child protection plan" });
  await counts(page, 7);
  await go(page, "#/caseload", "Caseload of AB");
  await page.getByRole("button", { name: /^Undo Plan of/ }).waitFor();
  await page.locator("h1").focus();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: `Undo ${weight}`, exact: true }).waitFor();
  assert.match(await steps(page).getByRole("status").innerText(), /^Undone: Plan of/);
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: `Redo ${weight}`, exact: true }).waitFor();
  assert.equal(await steps(page).getByRole("status").innerText(), `Undone: ${weight}`);
  assert.notDeepEqual(await kept(), changed, "what is stored follows");
  await page.keyboard.press("Control+y");
  await page.getByRole("button", { name: `Undo ${weight}`, exact: true }).waitFor();
  assert.deepEqual(await kept(), changed);
  await page.keyboard.press("Control+y");
  await page.getByRole("button", { name: /^Undo Plan of/ }).waitFor();

  // The list has both, and leads to a point between them.
  await page.getByRole("link", { name: "All steps" }).click();
  await page.getByRole("heading", { level: 1, name: "What was done" }).waitFor();
  const done = page.locator(".fairload-changes:not(.fairload-changes--back) li > span");
  const words = await done.allInnerTexts();
  assert.match(words[0], /^Plan of/);
  assert.deepEqual(words.slice(1, 3), [weight, "Made the scheme Northport"]);
  await screenshot(page, "what-was-done-of-both");
  await checkAccessibility(page);
  await page.getByRole("button", { name: `Take back to here ${weight}` }).click();
  await page.getByRole("heading", { level: 2, name: "Taken back" }).waitFor();
  assert.deepEqual(await done.allInnerTexts(), words.slice(2));
  assert.equal(await steps(page).getByRole("status").innerText(), "Undone: 2 steps");
  await go(page, hill, "Hill");
  await counts(page, 3);
  await go(page, "#/schemes/swindon-2/change", "Change Northport");
  assert.equal(await differing.count(), 0);

  // A scheme that goes while its page is shown: the page says so, and it comes back.
  await page.locator("h1").focus();
  await page.keyboard.press("Control+z");
  await page.getByText("It went when “Made the scheme Northport” was taken back.").waitFor();
  await hasFocus(page.getByRole("heading", { level: 1, name: "This scheme is not here" }));
  assert.equal(await page.title(), "Not here - Fairload");
  assert.equal(await keptSchemes(page), null);
  await screenshot(page, "scheme-taken-back");
  await checkAccessibility(page);
  await page.keyboard.press("Control+y");
  await hasFocus(page.getByRole("heading", { level: 1, name: "Change Northport" }));
  await page.keyboard.press("Control+y");
  await differing.waitFor();
  assert.deepEqual(await kept(), changed);
  // A step of the other kind drops what could be done again of both.
  await go(page, "#/schemes", "Schemes");
  await page.getByRole("button", { name: "Make it our scheme Warrington" }).click();
  await page.getByText("Our scheme is Warrington").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Redo/ }).count(), 0);
});

browserTest("a scheme is downloaded, removed, brought back, and opened again", {}, async ({ page }) => {
  await makeVersion(page, "swindon", "Northport");
  await label(page, "Short name").fill("NORTH");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download Northport" }).click()]);
  assert.equal(download.suggestedFilename(), `northport-${await page.evaluate(() => new Date().toISOString().slice(0, 7))}.json`);
  const text = readFileSync(await download.path(), "utf8");
  assert.equal(JSON.parse(text).abbreviation, "NORTH");
  assert.equal(JSON.parse(text).id, "swindon", "what was entered for Swindon's inputs is found");

  await page.getByRole("button", { name: "Remove Northport" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Remove Northport" }).click();
  await page.getByRole("button", { name: "Yes, remove it" }).click();
  await page.getByRole("heading", { level: 1, name: "Schemes" }).waitFor();
  assert.equal(await page.getByRole("heading", { level: 2, name: "Northport" }).count(), 0);
  assert.equal(await keptSchemes(page), null);
  await steps(page).getByRole("button", { name: "Undo Removed the scheme Northport" }).click();
  await page.getByRole("heading", { level: 2, name: "Northport" }).waitFor();
  await steps(page).getByRole("button", { name: "Redo Removed the scheme Northport" }).click();
  await page.getByRole("heading", { level: 2, name: "Northport" }).waitFor({ state: "detached" });

  await open(page, "northport.json", text);
  await page.getByText("Opened northport.json:").waitFor();
  await page.getByRole("heading", { level: 2, name: "Northport" }).waitFor();
  assert.equal((await keptSchemes(page)).own[0].text, text);
});

browserTest("a faulty file is refused with every place, and what was there stays", {}, async ({ page }) => {
  await go(page, "#/schemes", "Schemes");
  await open(page, "smallest.json", SMALL("2"));
  await page.getByRole("heading", { level: 2, name: "Smallest" }).waitFor();
  const before = await keptSchemes(page);
  await open(page, "faulty.json", SMALL("2.5").replace('"in_need"', '"x"').replace('"none":"no row fits",', ""));
  await page.getByRole("heading", { level: 3, name: "faulty.json was not opened" }).waitFor();
  const told = await page.locator("#scheme-opened").innerText();
  assert.match(told, /steps\[0\]: “none” is missing/);
  assert.match(told, /steps\[1\]\.rules\[0\]\.points: 2\.5 is no whole number of steps of 1/);
  await open(page, "notes.json", "shopping");
  await page.getByRole("heading", { level: 3, name: "notes.json was not opened" }).waitFor();
  await open(page, "large.json", " ".repeat(2_000_001));
  await page.getByText("The file is larger than 2 MB, so it is no scheme file.").waitFor();
  assert.deepEqual(await keptSchemes(page), before);

  // Text of a file is text.
  await go(page, "#/schemes/smallest", "Smallest");
  await page.getByRole("heading", { level: 3, name: "<b>Child</b>" }).waitFor();
  // As text: checked, refused, mended.
  await go(page, "#/schemes/smallest/change", "Change Smallest");
  await page.getByText("Change the file as text").click();
  await label(page, "The file, as JSON").fill(SMALL("x"));
  await page.getByRole("button", { name: "Check and take over" }).click();
  await page.getByText("steps[1].rules[0].points: “x”").waitFor();
  assert.deepEqual(await keptSchemes(page), before);
  await label(page, "The file, as JSON").fill(SMALL("3"));
  await page.getByRole("button", { name: "Check and take over" }).click();
  await page.getByText("No fault. The text was taken over.").waitFor();
  assert.equal((await keptSchemes(page)).own[0].text, SMALL("3"));
});

browserTest("a scheme made, chosen and made the main one in the demo is the demo's, and one's own come back untouched", {}, async ({ page, context, address }) => {
  await begin(page);
  await go(page, "#/schemes", "Schemes");
  await page.getByRole("button", { name: "Make it our scheme Warrington" }).click();
  await page.getByText("Our scheme is Warrington").waitFor();
  await saved(page);
  const own = await records(page);
  const untouched = async () => assert.deepEqual(await records(page), own);

  await go(page, "#/", /^How heavy/);
  await demo(page);
  await page.locator(".fairload-score__label", { hasText: "Warrington, " }).waitFor();
  await go(page, "#/schemes/swindon", "Swindon");
  await page.getByText("A scheme made, changed or chosen here goes when you leave it").waitFor();
  await label(page, "The addition for large families").selectOption({ label: "is not given" });
  await page.getByRole("heading", { level: 1, name: "Swindon (ours)" }).waitFor();
  await page.getByRole("button", { name: "Make Warrington our scheme instead" }).waitFor();
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await page.getByRole("heading", { level: 1, name: "Swindon (ours)" }).waitFor();
  await go(page, "#/caseload", /^Caseload of/);
  await page.locator(".fairload-score__label", { hasText: "Swindon (ours), " }).waitFor();
  await untouched();

  // What another tab does to one's own does not come into the demo, nor the other way.
  const other = await context.newPage();
  await other.goto(`${address}#/schemes`);
  await other.waitForSelector("html[data-ready=yes]");
  await other.getByText("Our scheme is Warrington").waitFor();
  await open(other, "smallest.json", SMALL("2"));
  await other.getByRole("heading", { level: 2, name: "Smallest" }).waitFor();
  await go(page, "#/schemes", "Schemes");
  await page.getByText("Our scheme is Swindon (ours)").waitFor();
  assert.equal(await page.getByRole("heading", { level: 2, name: "Smallest" }).count(), 0);
  await other.close();

  await page.getByRole("button", { name: "Leave the demo" }).click();
  await page.getByRole("heading", { level: 1, name: /^How heavy/ }).waitFor();
  await go(page, "#/caseload", "Caseload of AB");
  await page.locator(".fairload-score__label", { hasText: "Warrington, " }).waitFor();
  await go(page, "#/schemes", "Schemes");
  await page.getByText("Our scheme is Warrington").waitFor();
  assert.equal(await page.getByRole("heading", { level: 2, name: "Swindon (ours)" }).count(), 0);
  await page.getByRole("heading", { level: 2, name: "Smallest" }).waitFor();
  const kept = await keptSchemes(page);
  assert.deepEqual([kept.main, kept.own.length], ["warrington", 1]);

  // A fresh demo begins from one's own again.
  await go(page, "#/", /^How heavy/);
  await demo(page);
  await go(page, "#/schemes", "Schemes");
  await page.getByText("Our scheme is Warrington").waitFor();
  assert.equal(await page.getByRole("heading", { level: 2, name: "Swindon (ours)" }).count(), 0);
});

browserTest("a reading with a choice is found from the list at the top", {}, async ({ page }) => {
  await go(page, "#/schemes/nottinghamshire", "Nottinghamshire");
  await page.locator("summary", { hasText: "18 readings with a choice" }).click();
  const list = page.getByRole("navigation", { name: "Readings with a choice" });
  assert.equal(await list.getByRole("link").count(), 18);
  const last = list.getByRole("link").last();
  const reading = (await last.innerText()).match(/\((NOTTS-\d+)\)$/)[1];
  await last.click();
  await hasFocus(page.locator(`#reading-${reading}`));
  assert.equal(await page.evaluate(() => location.hash), "#/schemes/nottinghamshire");
});

browserTest("rules are found as one types", {}, async ({ page }) => {
  await go(page, "#/schemes/swindon", "Swindon");
  await label(page, "Find a rule").fill("court");
  await page.getByRole("heading", { level: 3, name: "LAC or CP each child" }).waitFor({ state: "detached" });
  assert.ok(await page.getByRole("heading", { level: 3 }).count() > 0);
  await label(page, "Find a rule").fill("zebra");
  await page.getByText("No rule has these words.").waitFor();
});

browserTest("what another tab does to the schemes is followed, and deleting everything deletes them", {}, async ({ page, context, address }) => {
  await go(page, "#/schemes", "Schemes");
  const other = await context.newPage();
  await other.goto(`${address}#/schemes`);
  await other.waitForSelector("html[data-ready=yes]");
  await open(other, "smallest.json", SMALL("2"));
  await page.getByRole("heading", { level: 2, name: "Smallest" }).waitFor();
  await page.getByRole("button", { name: "Make it our scheme Warrington" }).click();
  await other.getByText("Our scheme is Warrington").waitFor();
  const kept = await keptSchemes(page);
  assert.deepEqual([kept.main, kept.own.length], ["warrington", 1]);
  // It is taken back where it was done, and not by the tab that follows.
  await page.getByRole("button", { name: "Undo Made Warrington our scheme" }).waitFor();
  assert.equal(await other.getByRole("button", { name: /^Undo Made/ }).count(), 0);
  await go(page, "#/", /^How heavy/);
  await begin(page);
  await go(other, "#/caseload", "Caseload of AB");
  await go(other, "#/schemes", "Schemes");
  await go(page, "#/data/delete", /^Delete everything/);
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  assert.equal(await page.getByRole("button", { name: /^(Undo|Redo)/ }).count(), 0);
  // The other tab has nothing left of it either, and writes nothing back.
  await other.getByRole("heading", { level: 2, name: "Smallest" }).waitFor({ state: "detached" });
  await go(other, "#/caseload", /^Caseload$/);
  await saved(other);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await other.close();
});

browserTest("schemes that an earlier version of the page stored and nobody can read stay, and are handed over", {
  before: (page) => page.addInitScript(() => {
    if (sessionStorage.getItem("stored")) return;
    sessionStorage.setItem("stored", "yes");
    localStorage.setItem(`fairload:${location.pathname}:schemes`, "from a later version");
  }),
}, async ({ page }) => {
  await go(page, "#/schemes", "Schemes");
  await open(page, "smallest.json", SMALL("2"));
  await page.getByRole("heading", { level: 2, name: "Smallest" }).waitFor();
  assert.equal((await keptSchemes(page)).own.length, 1);
  await go(page, "#/data", "Save and open");
  const { text } = await downloadBy(page, "Download what cannot be read");
  assert.deepEqual(JSON.parse(text), { schemes: "from a later version" });
});

browserTest("where the browser has no room for a scheme, that is said and the scheme stays on the page", {
}, async ({ page }) => {
  await go(page, "#/schemes", "Schemes");
  await fill(page);
  await open(page, "smallest.json", SMALL("2"));
  await page.getByRole("heading", { level: 2, name: "Your schemes are not being saved" }).waitFor();
  await page.getByRole("heading", { level: 2, name: "Smallest" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download Smallest" }).click()]);
  assert.equal(readFileSync(await download.path(), "utf8"), SMALL("2"));
});

browserTest("an own version stands beside the published one for a team and side by side", {}, async ({ page }) => {
  await demo(page);
  await makeVersion(page, "swindon", "Northport");
  await go(page, "#/team", /./);
  await page.getByText("Northport").filter({ visible: true }).first().waitFor();
  await go(page, "#/side-by-side/p1", /./);
  await page.getByText("Northport").filter({ visible: true }).first().waitFor();
  await checkAccessibility(page);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 768, 320]) {
    browserTest(`schemes are accessible and fit ${width} pixels in ${colorScheme}`, { colorScheme, viewport: { width, height: 900 } }, async ({ page }) => {
      const look = async (name) => {
        await screenshot(page, `${name}-${width}-${colorScheme}`);
        await checkAccessibility(page);
        await checkReflow(page);
      };
      await go(page, "#/schemes/swindon", "Swindon");
      await label(page, "The addition for large families").selectOption({ label: "is not given" });
      await page.getByRole("heading", { level: 1, name: "Swindon (ours)" }).waitFor();
      await look("scheme");
      await go(page, "#/schemes", "Schemes");
      await open(page, "faulty.json", "{}");
      await page.getByText("faulty.json was not opened").waitFor();
      await look("schemes");
      await go(page, "#/schemes/nottinghamshire", "Nottinghamshire");
      await unfoldAll(page);
      await look("scheme-published");
      await go(page, "#/schemes/swindon-2/change", "Change Swindon (ours)");
      await page.locator("summary", { hasText: "Basic weight" }).click();
      await label(page, "LAC or CP each child").fill("10.5");
      await page.getByText("10 still counts").waitFor();
      await look("scheme-change");
      await unfoldAll(page);
      await look("scheme-change-open");
    });
  }
}
