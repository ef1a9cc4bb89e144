// Who leaves, is away and is back, and the teams of a service: on the built page.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, downloadBy } from "./harness.mjs";
import { go, hasFocus, label, storedWith, storing, type, unfold } from "./steps.mjs";

const OWN = JSON.stringify({
  fairload: "workspace", version: 5,
  practitioners: [
    { id: "p1", label: "AB", role: "social_worker", team: "North" },
    { id: "p2", label: "CD", role: "social_worker", team: "North", line_manager: "p1" },
    { id: "p3", label: "EF", role: "social_worker", team: "South" },
  ],
  cases: [
    { id: "f1", label: "Family 1", allocations: [{ practitioner: "p1" }], children: [{ plan: "child_protection" }] },
    { id: "f2", label: "Family 2", allocations: [{ practitioner: "p1" }], children: [{ plan: "looked_after" }] },
    { id: "f3", label: "Family 3", allocations: [{ practitioner: "p2" }], children: [{ plan: "child_in_need" }] },
  ],
});
const before = storing(OWN);

const undo = async (page, words) => {
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await page.getByText(`Undone: ${words}`).first().waitFor();
};

browserTest("who is away hands every case on in one step, is back with those that are ticked, and undo takes each back", { before }, async ({ page }) => {
  await go(page, "#/practitioner/p1", "AB");
  await unfold(page, "Leaving and absence");
  await label(page, "AB is away for a time").check();
  await type(label(page, "First month away"), "11/2026");
  await label(page, "All to").focus();
  await page.locator("#going-all option[value=p2]", { hasText: /^CD, social worker, North, load \d+/ }).waitFor({ state: "attached" });
  await label(page, "All to").selectOption("p2");
  await label(page, "Family 2: 1 looked after").selectOption({ label: "Nobody" });
  await page.getByText("Is the line manager of: CD").waitFor();
  await page.getByRole("button", { name: "AB is away, and 2 cases go as above" }).click();
  const done = page.locator("#going-done");
  await hasFocus(done);
  assert.match(await done.innerText(), /AB is away: 1 case given to others, 1 to nobody/);
  await page.getByText("AB is away from November 2026, no end is set.").waitFor();
  assert.match(await storedWith(page, '"returns_to": "p1"'), /"unallocated_since"/);

  await label(page, "AB is back").check();
  await label(page, "Family 1: 1 child protection, held by CD").uncheck();
  await page.getByRole("button", { name: "AB is back and takes 1 case" }).click();
  await hasFocus(done);
  assert.match(await done.innerText(), /AB is back and holds 1 case again/);
  await done.getByRole("button", { name: "Undo this" }).click();
  await page.getByText("AB is away from November 2026, no end is set.").waitFor();
});

browserTest("months that cannot be are said beside their fields, and nothing that was chosen is lost", { before }, async ({ page }) => {
  await go(page, "#/practitioner/p1", "AB");
  await unfold(page, "Leaving and absence");
  await label(page, "AB is away for a time").check();
  await label(page, "Family 1: 1 child protection").selectOption({ index: 1 });
  await type(label(page, "Last month away"), "13/2026");
  await page.getByText(/Enter a month from 1950 to 2199/).first().waitFor();
  assert.equal(await label(page, "Last month away").inputValue(), "13/2026");
  await type(label(page, "Last month away"), "1/2020");
  await page.getByRole("button", { name: /^AB is away, and 2 cases/ }).click();
  await hasFocus(page.locator("#going-errors"));
  await page.locator(".govuk-error-message", { hasText: "The last month away is before the first" }).waitFor();
  assert.equal(await label(page, "Last month away").inputValue(), "01/2020");
  assert.notEqual(await label(page, "Family 1: 1 child protection").inputValue(), "");
  await checkAccessibility(page);
  // A reduction by more than there is stays as it was typed, and is taken once the rest makes sense of it.
  await unfold(page, "Agreed reductions");
  await page.getByRole("button", { name: "Add a reduction" }).click();
  const entry = page.getByRole("group", { name: "Agreed reduction 1" });
  await entry.getByLabel("Counted in").selectOption({ label: "Percent" });
  await type(entry.getByLabel("How much"), "130");
  await entry.getByText("130 percent is more than there is").waitFor();
  assert.equal(await entry.getByLabel("How much").inputValue(), "130");
  await type(entry.getByLabel("How much"), "-5");
  await entry.locator(".govuk-error-message").waitFor();
  assert.equal(await entry.getByLabel("How much").inputValue(), "-5");
  await type(entry.getByLabel("How much"), "30");
  await entry.locator(".govuk-error-message").waitFor({ state: "detached" });
});

browserTest("somebody who stands in another team already is told of while the label is typed, and may go on", { before }, async ({ page }) => {
  await go(page, "#/new-practitioner", "Add a practitioner");
  await label(page, "Label").fill("AB");
  await page.getByText("AB is in North already. One person stands in one team").waitFor();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: "Caseload of AB" }).waitFor();
});

browserTest("a team is put in a service and has no number in one step each, and the averages are handed over", { before }, async ({ page }) => {
  await go(page, "#/team", /^Team/);
  await page.getByRole("link", { name: "Teams and averages" }).click();
  await page.getByRole("heading", { level: 1, name: /^Service/ }).waitFor();
  await checkAccessibility(page);
  await label(page, "Team").selectOption({ label: "North" });
  await label(page, "Service that it belongs to").fill("Children");
  await page.getByRole("button", { name: "Put the team in this service" }).click();
  await page.getByRole("heading", { level: 2, name: "Children" }).waitFor();
  await undo(page, "North belongs to Children");
  await page.getByRole("heading", { level: 2, name: "Teams" }).waitFor();
  await label(page, "Team").selectOption({ label: "North" });
  await page.getByRole("button", { name: "No number for this team" }).click();
  await page.getByText("The load of this team has no number").waitFor();
  await undo(page, "North: no number: the manager judges");
  await page.getByText("The load of this team is limited as each scheme says").waitFor();
  const { name, text } = await downloadBy(page, "Download averages as CSV");
  assert.match(name, /^fairload-averages-\d{4}-\d\d\.csv$/);
  assert.match(text, /North/);
  assert.ok(!text.includes("AB"), "no practitioner is named");
});

for (const width of [768, 320]) {
  browserTest(`the page of the teams and of who leaves fit ${width} pixels`, { before, viewport: { width, height: 900 }, colorScheme: "dark" }, async ({ page }) => {
    await go(page, "#/service", /^Service/);
    await checkReflow(page);
    await checkAccessibility(page);
    await go(page, "#/practitioner/p1/going", "AB");
    await label(page, "AB leaves").check();
    await checkReflow(page);
    await checkAccessibility(page);
  });
}
