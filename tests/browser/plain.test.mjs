// What stays still while one types, where links lead, and what is said of what did not count or was changed.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, screenshot } from "./harness.mjs";
import { go, hasFocus, label, storedWith, storing } from "./steps.mjs";

const PEOPLE = [
  { id: "p1", label: "A", role: "social_worker", team_type: "district" },
  { id: "p2", label: "B", role: "social_worker", team_type: "district" },
];
const shared = {
  id: "f1", label: "Family 1", co_working: "both_in_most_tasks",
  allocations: [{ id: "a1", practitioner: "p1", part: "lead" }, { id: "a2", practitioner: "p2", part: "co_worker" }],
  children: [{ id: "c1", plan: "child_protection", unstable: "no", age: 7 }],
};
const apart = {
  id: "f2", label: "Family 2", allocations: [{ id: "a1", practitioner: "p2" }], area: "outside", minutes_each_way: 70,
  children: [{ id: "c1", plan: "child_protection", unstable: "no" }, { id: "c2", plan: "child_protection", unstable: "no" }],
};
const workspace = (cases, practitioners = PEOPLE) => ({ before: storing(JSON.stringify({ fairload: "workspace", version: 2, practitioners, cases })) });

/** Where everything stands that can be used. */
const places = (page) => page.locator("main").evaluate((main) =>
  [...main.querySelectorAll("input, select, button, summary, a")].filter((own) => own.offsetParent).map((own) => {
    const box = own.getBoundingClientRect();
    return [own.id || own.textContent.trim(), Math.round(box.x), Math.round(box.y + window.scrollY)];
  }));

browserTest("nothing comes up or moves while the numbers of a new case are typed", workspace([apart]), async ({ page }) => {
  await go(page, "#/caseload", /^Caseload of/);
  const before = await places(page);
  for (const name of ["Child in need", "Child protection", "Looked after", "Under assessment"]) {
    await page.locator("form.fairload-add").getByLabel(name, { exact: true }).fill("2");
    assert.deepEqual(await places(page), before, `a number beside “${name}” moves nothing`);
  }
  await label(page, "Newly accommodated").check();
  assert.deepEqual(await places(page), before);
  // For nobody it is not dropped without a word.
  for (const name of ["Looked after"]) await page.locator("form.fairload-add").getByLabel(name, { exact: true }).fill("");
  await page.getByRole("button", { name: "Add case", exact: true }).click();
  await page.getByRole("link", { name: /^Newly accommodated is for looked-after children/ }).click();
  await hasFocus(label(page, "Newly accommodated"), "the message leads to the tick");
});

browserTest("the start of the first year is asked of the newly qualified, at the end of the first form, where it moves nothing", {}, async ({ page }) => {
  await page.getByRole("link", { name: "Enter my caseload" }).click();
  await label(page, "Role").waitFor();
  const began = label(page, "Employment or ASYE began");
  assert.equal(await began.count(), 0);
  const fields = async () => (await places(page)).filter(([id]) => id.startsWith("practitioner-") && !id.endsWith("started_on"));
  const before = await fields();
  await label(page, "Role").selectOption({ label: "Newly qualified (ASYE)" });
  await began.waitFor();
  assert.deepEqual(await fields(), before, "no other field moves");
  await began.fill("9/2026");
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: /^Caseload of/ }).waitFor();
  await storedWith(page, "2026-09");
});

browserTest("the link to the proof leads to its heading, and so does its address", {}, async ({ page, address }) => {
  const proof = page.getByRole("heading", { level: 2, name: "Proving that nothing leaves the device" });
  await page.getByRole("link", { name: "Prove that nothing leaves the device" }).click();
  await hasFocus(proof, "the heading of the proof has the focus");
  assert.equal(await page.evaluate(() => location.hash), "#/help/proof");
  const inView = () => proof.evaluate((own) => { const box = own.getBoundingClientRect(); return box.top >= 0 && box.bottom <= window.innerHeight; });
  assert.ok(await inView(), "it is in view");
  assert.equal(await page.getByRole("link", { name: "Help", exact: true }).getAttribute("aria-current"), "page");
  await page.goto("about:blank");
  await page.goto(`${address}#/help/proof`);
  await hasFocus(proof, "opened at once");
  assert.ok(await inView());
  await page.getByRole("link", { name: "Help", exact: true }).click();
  await hasFocus(page.locator("h1"), "help itself begins at its top");
});

browserTest("what a scheme does not read is said beside the points, sharing among it", workspace([shared]), async ({ page }) => {
  await go(page, "#/case/f1", "Family 1");
  // Each holder has a panel of the points.
  const panel = page.locator("section.fairload-score").first();
  const said = () => panel.locator("summary", { hasText: "How the work is shared" });
  await go(page, "#/caseload", /^Caseload of/);
  await label(page, "Scheme").selectOption({ label: "Swindon" });
  await go(page, "#/case/f1", "Family 1");
  await panel.getByText("What did not count").click();
  await said().click();
  await panel.getByText("Swindon gives this worker the full points of a case that is shared in this way").first().waitFor();
  await panel.getByText("Application guide, Column C", { exact: true }).waitFor();
  await panel.locator("summary", { hasText: "Entered, and not read by Swindon" }).waitFor();
  await go(page, "#/score/p1", /^Score of A/);
  await page.locator("summary", { hasText: /^What did not count/ }).click();
  await page.locator("summary", { hasText: "How the work is shared" }).waitFor();
  await checkAccessibility(page);
  await go(page, "#/caseload", /^Caseload of/);
  await label(page, "Scheme").selectOption({ label: "Nottinghamshire" });
  await go(page, "#/case/f1", "Family 1");
  await panel.locator(".fairload-score__label", { hasText: "Nottinghamshire" }).waitFor();
  assert.equal(await said().count(), 0, "where the points are halved, a line that counts says so");
});

browserTest("a range that rests on the manager says so, and figures that do not add up do too", workspace([apart]), async ({ page }) => {
  await go(page, "#/caseload", /^Caseload of/);
  await label(page, "Scheme").selectOption({ label: "Northern Ireland" });
  await go(page, "#/score/p2", /^Score of B/);
  await page.getByText(/until everything is known: most of that is points left to the manager/).waitFor();
  await page.locator("summary", { hasText: /^Left to the manager \(\d+\): most of the range rests on these/ }).waitFor();
  await page.getByText("they do not add up to the range", { exact: false }).waitFor();
  await screenshot(page, "rests-on-the-manager");
});

browserTest("the page of a version says what it changes for the team, worked out when it is asked for", workspace([apart]), async ({ page }) => {
  await go(page, "#/schemes/swindon", "Swindon");
  await label(page, "Travel, pre-proceedings and a family’s assessment").selectOption({ label: "count once for the family" });
  await page.getByRole("heading", { level: 1, name: "Swindon (ours)" }).waitFor();
  const fold = page.locator("details", { hasText: "What this changes for your team" }).last();
  await fold.locator("summary").click();
  await fold.getByText(/1 of 2 people has other points, or stands otherwise/).waitFor();
  const row = fold.locator("tbody tr");
  assert.equal(await row.count(), 1);
  assert.match(await row.innerText(), /^B/);
  await checkAccessibility(page);
  await checkReflow(page);
  await screenshot(page, "what-a-version-changes");
  // Put back as published, it changes nothing, and says so without being asked again.
  await page.getByRole("button", { name: /^Back to the published reading/ }).click();
  await fold.getByText(/^Nothing: in .* everybody has the same points as under published Swindon/).waitFor();
  await go(page, "#/schemes/warrington", "Warrington");
  assert.equal(await page.getByText("What this changes for your team").count(), 0, "a published scheme changes nothing");
});

const MANY = Array.from({ length: 200 }, (_, place) => ({ id: `p${place}`, label: `Worker ${place}`, role: "social_worker", team_type: "district" }));
const THEIRS = MANY.flatMap(({ id }, person) => Array.from({ length: 12 }, (_, place) => ({
  ...apart, id: `f${person}-${place}`, label: `Family ${person}-${place}`, allocations: [{ id: "a1", practitioner: id }],
})));

browserTest("two hundred practitioners do not hold the page up while that is worked out", workspace(THEIRS, MANY), async ({ page }) => {
  await go(page, "#/schemes/swindon", "Swindon");
  await label(page, "Travel, pre-proceedings and a family’s assessment").selectOption({ label: "count once for the family" });
  await page.getByRole("heading", { level: 1, name: "Swindon (ours)" }).waitFor();
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => { for (const own of list.getEntries()) window.longest = Math.max(window.longest, own.duration); }).observe({ type: "longtask" });
  });
  const fold = page.locator("details", { hasText: "What this changes for your team" }).last();
  const begun = Date.now();
  await fold.locator("summary").click();
  await fold.getByText(/200 of 200 people have other points/).waitFor({ timeout: 60_000 });
  const longest = await page.evaluate(() => window.longest);
  console.log(`    200 practitioners with 12 families each: ${Date.now() - begun} ms, the longest task ${longest} ms`);
  assert.ok(longest < 400, `a task of ${longest} ms holds the page up`);
});
