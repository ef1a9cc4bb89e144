// Rounds of: enter, be cut off at a moment that the seed says, start again, and see what is there.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../../../script/serve.mjs";
import { newProfile, start } from "../profile.mjs";
import { saved } from "../steps.mjs";
import { chance } from "./chance.mjs";
import { entering, listenTo, numbersThere, opened, SMALL } from "./driver.mjs";

/** What the page said, and who waits for it. */
class Told {
  constructor() {
    this.entered = 0;
    this.saved = 0;
    this.events = 0;
    this.waiting = null;
  }

  hear(said) {
    if (said.entered) this.entered = Math.max(this.entered, said.entered);
    if (said.saved) this.saved = Math.max(this.saved, said.saved);
    this.events += 1;
    if (this.waiting && this.events >= this.waiting.at) this.waiting.done();
  }

  /** Waits for so many more reports. */
  more(number) {
    return new Promise((done) => { this.waiting = { at: this.events + number, done }; });
  }
}

/** A moment later, of the seed's choosing: this is what is tried, and nothing is waited for. */
const moment = (milliseconds) => (milliseconds < 1 ? Promise.resolve() : new Promise((over) => { setTimeout(over, milliseconds); }));

const CUTS = {
  /** Every process of the browser ends at once. */
  async kill(place) {
    await place.browser.kill();
    place.browser = null;
  },
  /** The tab dies, the browser lives. */
  async crash(place) {
    const { page } = place;
    const crashed = page.waitForEvent("crash");
    const session = await place.browser.context.newCDPSession(page);
    session.send("Page.crash").catch(() => {});
    await crashed;
    place.page = await place.browser.context.newPage();
    await page.close();
  },
  async reload(place) {
    await place.page.reload();
  },
};

/**
 * `rounds` rounds by the seed. `families`: how large a save is. `cuts`: how it is cut off. `within`: up to how many
 * milliseconds after the report that the seed chose. `hour`: an hour of editing goes by before each cut, by a clock
 * that is moved. Resolves to counts: how many saves there were, after how many rounds the state was newer than the
 * last one that was reported as saved (the browser ended in between), in how many something was not saved yet; and
 * the faults in words, each with its round.
 */
export async function cutOff({ seed, rounds, families = SMALL, cuts = ["kill"], within = 25, hour = false, report = () => {} }) {
  const draw = chance(seed);
  const { server, address } = await serve();
  const counts = { rounds: 0, saves: 0, unsaved: 0, newer: 0, faults: [] };
  let profile = newProfile();
  let place = { browser: null, page: null };
  let before = { typed: 0, opened: 0 };
  let told = new Told();
  let way = "opened";
  const open = async () => {
    if (!place.browser) {
      place.browser = await start(profile);
      place.page = place.browser.page;
      await listenTo(place.browser.context, (said) => told.hear(said));
    }
    if (hour) await place.page.clock.install();
    await opened(place.page, address);
  };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const what = `seed ${seed}, round ${round}`;
      try {
        await open();
        await saved(place.page);
        const there = await numbersThere(place.page);
        assert.deepEqual(there.troubles, [], "nothing was damaged");
        const least = Math.max(told.saved, before.typed);
        assert.ok(there.typed >= least, `${there.typed} is there, and ${least} was saved`);
        // A report that was on its way when the page was left may not have come.
        const most = Math.max(told.entered, before.typed) + 1;
        assert.ok(there.typed <= most, `${there.typed} is there, and ${told.entered} was entered last`);
        const others = way === "opened" && there.typed > before.typed ? there.typed : before.opened;
        assert.equal(there.opened, others, "a mixture of two saves");
        counts.saves += there.typed - before.typed;
        if (there.typed > told.saved) counts.newer += 1;
        if (there.typed < told.entered) counts.unsaved += 1;
        before = there;
      } catch (error) {
        counts.faults.push(`${what}: ${error.message}`);
        report(counts);
        // What was lost once is not told again for every round after it.
        if (place.browser) await place.browser.kill();
        profile.end();
        profile = newProfile();
        place = { browser: null, page: null };
        before = { typed: 0, opened: 0 };
        told = new Told();
        continue;
      }
      if (round === rounds) break;
      told = new Told();
      const empty = before.typed === 0;
      way = empty || families > SMALL ? "opened" : draw.among(["typed", "opened"]);
      if (empty) await place.page.evaluate(() => { window.fairloadIsEmpty = true; });
      const pauses = Array.from({ length: 7 }, () => draw.among([0, 0, 0, 1, 3, 8]));
      const now = told.more(1 + draw.whole(families > SMALL ? 4 : 12));
      const cut = draw.among(cuts);
      const later = draw.whole(2) * draw.whole(within);
      if (hour) await anHour(place.page, before.typed, told);
      const work = entering(place.page, { from: Math.max(before.typed, told.entered), way, families, pauses: hour ? [0] : pauses }).catch((error) => error);
      await Promise.race([now, work.then((error) => { throw error; })]);
      await moment(later);
      await CUTS[cut](place);
      await work;
      counts.rounds += 1;
      report(counts);
    }
    return counts;
  } finally {
    if (place.browser) await place.browser.kill();
    profile.end();
    server.closeAllConnections();
    server.close();
  }
}

/** Sixty edits, a minute apart by the page's clock. */
async function anHour(page, from, told) {
  if (from === 0) return;
  for (let minute = 1; minute <= 60; minute += 1) {
    await entering(page, { from: Math.max(from, told.entered), upTo: Math.max(from, told.entered) + 1, way: "typed" });
    await page.clock.fastForward(60_000);
  }
}

/** The database's files of a profile, gone: what is left is the second copy. */
export function withoutDatabase(profile) {
  rmSync(join(profile.folder, "Default", "IndexedDB"), { recursive: true, force: true });
}

/**
 * Enters something, closes the browser, takes its database away, and starts it again; and the same with a kill.
 * Resolves to what was saved before the first, and what was there after each.
 */
export async function secondCopyAlone({ seed }) {
  const draw = chance(seed);
  const { server, address } = await serve();
  const profile = newProfile();
  let browser = null;
  let told = new Told();
  const begin = async () => {
    browser = await start(profile);
    await listenTo(browser.context, (said) => told.hear(said));
    await opened(browser.page, address);
    await saved(browser.page);
    return numbersThere(browser.page);
  };
  try {
    await begin();
    await browser.page.evaluate(() => { window.fairloadIsEmpty = true; });
    await entering(browser.page, { from: 0, upTo: 5, way: "opened" });
    const lastSaved = 5 + draw.whole(10);
    await entering(browser.page, { from: 5, upTo: lastSaved, way: "typed" });
    await browser.close();
    withoutDatabase(profile);
    const closed = { there: await begin() };
    told = new Told();
    const now = told.more(20);
    const work = entering(browser.page, { from: lastSaved, way: "typed", pauses: [1] }).catch(() => {});
    await now;
    await browser.kill();
    await work;
    withoutDatabase(profile);
    const killed = { there: await begin(), entered: told.entered };
    return { saved: lastSaved, closed, killed };
  } finally {
    if (browser) await browser.kill();
    profile.end();
    server.closeAllConnections();
    server.close();
  }
}
