// How long people wait for the page after each thing they do, on a slow device: a whole service of 4,000
// children is stored and the processor runs at a quarter of its speed. What a browser calls interaction to
// next paint is measured by the browser itself. Times are printed; they fail only beyond three times
// their budget, best of three, because the machines are small, shared and noisy.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { storingService } from "./service.mjs";
import { choose, label } from "./steps.mjs";

/** Milliseconds from a key or a click to the next paint, for 98 of 100. */
const BUDGET = 100;

/** Starts to note what the browser says of every interaction. */
const watch = (page) => page.evaluate(() => {
  window.interactions = new Map();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.interactionId) continue;
      const known = window.interactions.get(entry.interactionId) ?? { milliseconds: 0, what: "" };
      if (entry.duration > known.milliseconds) {
        const target = entry.target;
        window.interactions.set(entry.interactionId, { milliseconds: entry.duration, what: `${entry.name} on ${target?.id || target?.className || target?.nodeName}` });
      }
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
});

/** Waits until the page has painted, and nothing is left to be done. */
const settled = (page) => page.evaluate(() => new Promise((done) => {
  requestAnimationFrame(() => requestIdleCallback(() => done(), { timeout: 2_000 }));
}));

const noted = (page) => page.evaluate(() => [...window.interactions.values()]);

/** Everything that people do again and again. What takes under 16 ms is not noted, and counts as 16. */
async function work(page) {
  let done = 0;
  const did = async (what) => {
    await what;
    done += 1;
    await settled(page);
  };
  await page.evaluate(() => { location.hash = "#/case/measured"; });
  await page.getByText("This family: 2 points", { exact: true }).waitFor();
  // Typing.
  const name = page.getByLabel("Label", { exact: true }).first();
  await did(name.click());
  for (const letter of "Family of the measured") await did(page.keyboard.press(letter === " " ? "Space" : letter));
  // Answers that move the score.
  for (const answer of ["Yes", "No", "Yes", "No"]) {
    await did(page.getByRole("group", { name: "Is the situation unstable?" }).getByLabel(answer, { exact: true }).click());
  }
  // Opening explanations.
  await page.evaluate(() => { location.hash = "#/caseload"; });
  await page.getByRole("link", { name: "Why, line by line" }).waitFor();
  await did(page.getByRole("link", { name: "Why, line by line" }).click());
  const lines = page.locator(".fairload-entry__summary");
  await lines.first().waitFor();
  for (let line = 0; line < 5; line += 1) await did(lines.nth(line).click());
  // Another scheme, chosen as a reader would.
  await page.evaluate(() => { location.hash = "#/caseload"; });
  await label(page, "Scheme").waitFor();
  for (const scheme of ["Swindon", "Warrington", "Northern Ireland", "Nottinghamshire"]) await did(choose(page, scheme));
  // The team: sorted, searched and filtered, once everybody is worked out.
  await page.evaluate(() => { location.hash = "#/team"; });
  await page.getByText(/all worked out/).waitFor({ timeout: 60_000 });
  await settled(page);
  for (const column of ["Children", "Swindon", "Practitioner"]) {
    await did(page.getByRole("columnheader", { name: column }).getByRole("link").click());
    await page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]').waitFor();
  }
  const search = page.getByLabel("Search by name, role or team");
  await did(search.click());
  for (const letter of "worker 1") await did(page.keyboard.press(letter === " " ? "Space" : letter));
  for (let letter = 0; letter < 8; letter += 1) await did(page.keyboard.press("Backspace"));
  return done;
}

browserTest("on a device of a quarter of the speed, people hardly wait for the page", { before: storingService }, async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  const rounds = [];
  for (let round = 0; round < 3; round += 1) {
    await watch(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const done = await work(page);
    await settled(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    const slow = (await noted(page)).sort((one, other) => other.milliseconds - one.milliseconds);
    const place = Math.floor(done * 0.02);
    rounds.push({ milliseconds: slow[place]?.milliseconds ?? 16, slow: slow.slice(0, 4), done });
    await page.evaluate(() => { location.hash = "#/case/measured"; });
    await page.getByLabel("Label", { exact: true }).first().fill("Measured");
    await settled(page);
  }
  for (const { milliseconds, slow, done } of rounds) {
    console.log(`    ${done} interactions, 98 of 100 within ${milliseconds} ms; the slowest: ${slow.map((own) => `${own.what} ${own.milliseconds}`).join(", ")}`);
  }
  const best = Math.min(...rounds.map((own) => own.milliseconds));
  console.log(`    interaction to next paint, 98 of 100: ${best} ms, best of three; budget ${BUDGET} ms`);
  assert.ok(best <= 3 * BUDGET, `${best} ms: over three times the budget of ${BUDGET} ms`);
});
