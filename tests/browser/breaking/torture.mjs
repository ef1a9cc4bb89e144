// The same as the tests do, as often as one likes: script/torture browser
//   --kills N       kills at random moments of saving: small saves (40 of 100), files of 4,000 children (40 of 100), and
//                   after an hour of editing by a clock that is moved (20 of 100)
//   --cuts N        crashes of the tab and reloads, small and large
//   --tabs N        so many tabs, each with --edits N edits at once
//   --remnants      what is left in the browser's files after everything was deleted
//   --seed N        another seed, another run; the same seed, the same moments
// Prints counts and every fault with its seed. Ends with 1 where there was one.
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "../../../script/serve.mjs";
import { chromiumPath, FLAGS } from "../chromium.mjs";
import { storing } from "../steps.mjs";
import { chance } from "./chance.mjs";
import { LARGE } from "./driver.mjs";
import { cutOff } from "./kills.mjs";
import { remnants } from "./remnants.mjs";
import { editInTabs, workspaceOf } from "./tabs.mjs";

const text = { type: "string" };
const { values } = parseArgs({
  options: { kills: text, cuts: text, tabs: text, edits: { ...text, default: "200" }, seed: { ...text, default: "1" }, remnants: { type: "boolean" } },
});
const seed = Number(values.seed);
let faults = 0;

async function rounds(name, options) {
  const started = Date.now();
  // In parts, each with a seed of its own, so that what failed can be done again in a minute.
  const all = { rounds: 0, saves: 0, newer: 0, unsaved: 0, faults: [] };
  for (let part = 0; all.rounds + all.faults.length < options.rounds; part += 1) {
    const counts = await cutOff({ ...options, seed: options.seed + part, rounds: Math.min(50, options.rounds - all.rounds) });
    for (const count of ["rounds", "saves", "newer", "unsaved"]) all[count] += counts[count];
    counts.faults.forEach((fault) => console.log(`  FAULT ${name}: ${fault}`));
    all.faults.push(...counts.faults);
  }
  faults += all.faults.length;
  console.log(
    `${name}: ${all.rounds} rounds from seed ${options.seed}, ${all.saves} saves, ${all.newer} times newer than the last report, `
    + `${all.unsaved} times something not saved yet was not there; ${all.faults.length} faults; ${Math.round((Date.now() - started) / 1000)} s`,
  );
}

if (values.kills) {
  const kills = Number(values.kills);
  await rounds("killed, small saves", { seed, rounds: Math.ceil(kills * 0.4) });
  await rounds("killed, saves of 4,000 children", { seed: seed + 1_000, rounds: Math.ceil(kills * 0.4), families: LARGE, within: 400 });
  await rounds("killed after an hour of editing", { seed: seed + 2_000, rounds: Math.ceil(kills * 0.2), hour: true });
}
if (values.cuts) {
  const cuts = ["crash", "reload"];
  await rounds("tab crashed or loaded anew, small saves", { seed: seed + 3_000, rounds: Math.ceil(Number(values.cuts) / 2), cuts });
  await rounds("tab crashed or loaded anew, saves of 4,000 children", { seed: seed + 4_000, rounds: Math.ceil(Number(values.cuts) / 2), cuts, families: LARGE, within: 300 });
}
if (values.tabs) {
  const [tabs, edits, started] = [Number(values.tabs), Number(values.edits), Date.now()];
  const { server, address } = await serve();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  try {
    const context = await browser.newContext();
    const pages = [];
    for (let tab = 0; tab < tabs; tab += 1) {
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      if (tab === 0) await storing(workspaceOf(tabs))(page);
      await page.goto(address);
      await page.waitForSelector("html[data-ready=yes]");
      pages.push(page);
    }
    const late = await editInTabs(pages, { edits, seed, chanceText: `${chance}` });
    console.log(`${tabs} tabs, ${edits} edits each, seed ${seed}: none lost, all tabs the same; the last was shown in all after ${late.toFixed(0)} ms; ${Math.round((Date.now() - started) / 1000)} s`);
  } catch (error) {
    faults += 1;
    console.log(`  FAULT ${tabs} tabs, ${edits} edits each, seed ${seed}: ${error.message}`);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
if (values.remnants) {
  for (const [when, found] of Object.entries(await remnants())) {
    const where = Object.entries(found.where).map(([place, number]) => `${place} ${number}`).join(", ");
    console.log(`${when}: ${found.words} of ${found.of} words${where ? ` (${where})` : ""}`);
  }
}
process.exit(faults === 0 ? 0 : 1);
