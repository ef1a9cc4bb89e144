// Count policies and reported figures beside points schemes, on the built page.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, downloadBy, screenshot } from "./harness.mjs";
import { go, label, storing } from "./steps.mjs";

const children = (count, plan) => Array.from({ length: count }, () => ({ plan }));
const held = (who, count, name, own) => Array.from({ length: count }, (_, place) => ({
  id: `${who}-${name}${place}`, label: `${name} ${place + 1}`, allocations: [{ practitioner: who }], ...own,
}));

/** A part-time worker, connected persons, a student, somebody with a limit of the manager, and a manager. */
const TEAM = JSON.stringify({
  fairload: "workspace", version: 5,
  practitioners: [
    { id: "p1", label: "AB", role: "social_worker", team_type: "district", hours_per_week: 37, full_time_hours: 37 },
    { id: "p2", label: "CD", role: "supervising_social_worker", team_type: "fostering_connected" },
    { id: "p3", label: "EF", role: "student_first_placement", team_type: "district" },
    { id: "p4", label: "GH", role: "social_worker", team_type: "district", personal_capacity: 10, personal_capacity_until: "2099-03", personal_capacity_reason: "Phased return" },
  ],
  cases: [
    ...held("p1", 6, "Family", { children: children(2, "child_in_need") }), ...held("p1", 4, "Plan", { children: children(3, "child_protection") }),
    ...held("p2", 10, "Household", { kind: "foster_household_not_approved" }), ...held("p2", 5, "Assessment", { kind: "carer_assessment_connected_person" }),
    ...held("p3", 1, "Pupil", { children: children(1, "child_in_need") }), ...held("p4", 3, "Group", { children: children(4, "child_in_need") }),
  ],
});

const under = async (page, scheme) => { await label(page, "Scheme").selectOption({ label: scheme }); await page.getByRole("heading", { level: 2, name: new RegExp(`^${scheme}, `) }).waitFor(); };

for (const width of [1280, 360]) {
  for (const colorScheme of ["light", "dark"]) {
    browserTest(`scores by counts, parts, reported figures and a limit of the manager, at ${width}, ${colorScheme}`, { viewport: { width, height: 900 }, colorScheme, before: storing(TEAM) }, async ({ page }) => {
      const seen = async (name) => { await checkAccessibility(page); await checkReflow(page); await screenshot(page, `counts-${name}-${width}-${colorScheme}`); };
      await go(page, "#/score/p1", /^Score of AB/);
      await under(page, "Survey of 2016");
      await page.getByText("24 children: between 17, the lowest figure reported, and 25, the highest").waitFor();
      await page.getByText("It has reached 17 and 24, which were reported as unmanageable").waitFor();
      assert.doesNotMatch(await page.locator("main").innerText(), /\bover\b/i, "there is no verdict");
      await page.getByText("The figures", { exact: true }).click();
      await page.getByRole("row", { name: "Reported as unmanageable 25 not reached" }).waitFor();
      await seen("survey");
      await under(page, "Hampshire");
      await page.getByText(/^Hampshire sets no number/).waitFor();

      await go(page, "#/score/p2", /^Score of CD/);
      await under(page, "Rochdale");
      await page.getByText("Fostering households: 10 of 9, over by 1", { exact: true }).waitFor();
      await page.getByText("Assessments of carers: 5 of 4 to 5, within", { exact: true }).waitFor();
      await seen("parts");

      await go(page, "#/score/p4", /^Score of GH/);
      await page.getByText("Personal capacity in children: 12 of 10, over by 2, until March 2099").waitFor();
      assert.doesNotMatch(await page.locator("main").innerText(), /Phased/, "the reason is the manager's");

      await go(page, "#/score/p3", /^Score of EF/);
      await under(page, "West Sussex");
      await page.getByText(/^Error: A student holds this case/).first().waitFor();
      await seen("error");
    });

    browserTest(`schemes stand side by side by their kind, at ${width}, ${colorScheme}`, { viewport: { width, height: 900 }, colorScheme, before: storing(TEAM) }, async ({ page }) => {
      await go(page, "#/side-by-side/p1", /under every scheme$/);
      for (const kind of ["Points schemes", "Counts of children and cases", "Reported figures"]) {
        await page.getByRole("heading", { level: 3, name: kind }).waitFor();
      }
      assert.equal(await page.locator(".fairload-facing__one").count(), 5, "those like the chosen one");
      await checkAccessibility(page);
      await checkReflow(page);
      await screenshot(page, `counts-side-${width}-${colorScheme}`);
      await label(page, "Schemes in detail").selectOption({ label: "All (11)" });
      await page.waitForFunction(() => document.querySelectorAll(".fairload-facing__one").length === 11);
      await checkAccessibility(page);
      await checkReflow(page);
      await go(page, "#/team", /^Team, /);
      // What was chosen on one page holds on all.
      assert.equal(await label(page, "Schemes in the table").inputValue(), "all");
      await label(page, "Schemes in the table").selectOption({ label: "Counts of children and cases (5)" });
      await page.getByText("1 case that the scheme does not allow").first().waitFor();
      await page.getByText("Fostering households: 10 of 9, over by 1").waitFor();
      await page.getByText(/all worked out/).waitFor();
      await checkAccessibility(page);
      await checkReflow(page);
      await screenshot(page, `counts-team-${width}-${colorScheme}`);
      const { text } = await downloadBy(page, "Download as CSV");
      assert.match(text, /Plymouth: children,Plymouth: least/);
      assert.match(text, /fostering households: 10 of 9, over by 1; assessments of carers: 5 of 4 to 5, within/);
    });
  }
}
