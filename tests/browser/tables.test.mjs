// Any table of children: columns and words are guessed, changed, remembered; a person goes from the file to the
// caseload by mouse and by keyboard.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow } from "./harness.mjs";
import { go, hasFocus, saved } from "./steps.mjs";

const importing = { importing: true };
const TABLE = [
  "Case No.,Child's DOB,SW,Team,CIN/CP/LAC,Interpreter,Notes,Ethnicity",
  "73911,02/03/2015,Jane Smith,North,CIN,Y,likes football,WBRI",
  "73912,02/03/2011,\"Smith, Jane\",North,LAC,N,,WBRI",
  "73913,02/03/2019,Tom Brown,North,Amber,N,,WBRI",
  // A word is remembered that stands in two rows or more.
  "73914,02/03/2018,Tom Brown,North,Amber,N,,WBRI",
].join("\r\n");

const open = async (page) => {
  await go(page, "#/import", "Import from a spreadsheet");
  await page.locator("input[type=file]").setInputFiles([{ name: "team.csv", mimeType: "text/csv", buffer: Buffer.from(TABLE) }]);
  await page.locator("#map-0-rows").waitFor();
};

browserTest("a table is read, a word is given its meaning, and the children are there", importing, async ({ page }) => {
  await open(page);
  const shown = await page.locator("#importing").innerText();
  for (const secret of ["73911", "football", "WBRI", "2015"]) assert.ok(!shown.includes(secret), secret);
  await checkAccessibility(page);
  const amber = page.getByLabel(/What .Amber. under/);
  await amber.selectOption("child_in_need");
  await page.locator("#mapped").click();
  await page.getByRole("button", { name: "Import 4 children" }).waitFor();
  // Back to the columns, where the answer still stands, and on again.
  await page.locator("#back").click();
  assert.equal(await amber.inputValue(), "child_in_need");
  await page.locator("#mapped").click();
  await page.getByRole("button", { name: "Import 4 children" }).click();
  await page.getByText("Undo takes all of it back").waitFor();
  await go(page, "#/caseload", "Caseload");
  await page.getByText("Child in need").first().waitFor();
  await saved(page);
  // Next month the page is opened anew, and the word is known.
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await open(page);
  await page.getByText("words were understood").waitFor();
  assert.equal(await page.locator("#map-0-asked").count(), 0);
});

browserTest("two columns for one thing are said beside the field, which keeps the focus, by keyboard", importing, async ({ page }) => {
  await open(page);
  const notes = page.locator("#map-0-column-6");
  await notes.focus();
  // The worker stands second among what can be chosen: after the number of the child.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.getByText("cannot both be").first().waitFor();
  await hasFocus(notes, "the list is still under the finger");
  await page.locator("#mapped").focus();
  await page.keyboard.press("Enter");
  await hasFocus(page.locator("#errors"), "the focus goes to what went wrong");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await hasFocus(notes, "the summary leads to the field");
  await checkReflow(page);
});

browserTest("a column that is changed by a key keeps the focus when something is wrong with it, also where it is folded", importing, async ({ page }) => {
  await go(page, "#/import", "Import from a spreadsheet");
  const text = "Child ID,Worker,Age,Status\r\n1,Ann Bell,4,CIN\r\n2,Carl Dunn,5,CPP\r\n";
  await page.locator("input[type=file]").setInputFiles([{ name: "ours.csv", mimeType: "text/csv", buffer: Buffer.from(text) }]);
  const age = page.locator("#map-0-column-2");
  await age.waitFor({ state: "attached" });
  await page.locator("summary", { hasText: "Change what a column is" }).click();
  // The number of the child is there already: two columns cannot both be that.
  await age.selectOption("id");
  await page.locator("#mapped").click();
  const errors = page.locator("#errors");
  await hasFocus(errors, "the focus goes to what went wrong");
  await age.focus();
  // What is wrong goes from above the fields, and comes back.
  for (const [key, value, wrong] of [["c", "co_worker", 0], ["c", "child.label", 0], ["Home", "", 0], ["ArrowDown", "id", 1], ["ArrowUp", "", 0]]) {
    await page.keyboard.press(key);
    await errors.waitFor({ state: wrong ? "visible" : "detached" });
    await page.waitForFunction((own) => document.getElementById("map-0-column-2").value === own, value);
    await hasFocus(age, `the list is still under the finger after ${key}`);
  }
});
