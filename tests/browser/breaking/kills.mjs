// Rounds of: enter, be cut off at a moment that the seed says, start again, and see what is there.
import assert from "node:assert/strict";
import { cpSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
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
      let there = null;
      try {
        await open();
        await saved(place.page);
        there = await numbersThere(place.page);
        const least = Math.max(told.saved, before.typed);
        // Before the first save there is nothing, and a page that was used before says that.
        if (least > 0) assert.deepEqual(there.troubles, [], "nothing was damaged");
        assert.ok(there.typed >= least, `${there.typed} is there, and ${least} was saved`);
        // Reports that were on their way when the page was left may not have come.
        const most = Math.max(told.entered, before.typed) + 3;
        assert.ok(there.typed <= most, `${there.typed} is there, and ${told.entered} was entered last`);
        const others = way === "opened" && there.typed > before.typed ? there.typed : before.opened;
        assert.equal(there.opened, others, "a mixture of two saves");
        counts.saves += there.typed - before.typed;
        if (there.typed > told.saved) counts.newer += 1;
        if (there.typed < told.entered) counts.unsaved += 1;
        before = there;
      } catch (error) {
        counts.faults.push(`${what}: ${error.message} ${there ? there.troubles : ""}`);
        report(counts);
        // What was lost once is not told again for every round after it.
        if (place.browser) await place.browser.kill();
        if (process.env.KEEP_PROFILE) cpSync(profile.folder, `${process.env.KEEP_PROFILE}-${seed}-${round}`, { recursive: true });
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
      way = empty || families > SMALL ? "opened" : draw.among(hour ? ["typed"] : ["typed", "opened"]);
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

/** One profile with what it is told, begun and ended with the browser again and again. */
async function lives(body) {
  const { server, address } = await serve();
  const place = { profile: newProfile(), browser: null, told: new Told() };
  /** Starts the browser on what is there. Resolves to the numbers in it. */
  place.begin = async () => {
    place.browser = await start(place.profile);
    await listenTo(place.browser.context, (said) => place.told.hear(said));
    await opened(place.browser.page, address);
    await saved(place.browser.page);
    return numbersThere(place.browser.page);
  };
  /** The same for the first time: the next file is opened, and replaces nothing. */
  place.beginEmpty = async () => {
    await place.begin();
    await place.browser.page.evaluate(() => { window.fairloadIsEmpty = true; });
  };
  try {
    return await body(place);
  } finally {
    if (place.browser) await place.browser.kill();
    place.profile.end();
    server.closeAllConnections();
    server.close();
  }
}

/**
 * Enters something, closes the browser, takes its database away, and starts it again; and the same with a kill.
 * Resolves to what was saved before the first, and what was there after each.
 */
export async function secondCopyAlone({ seed }) {
  const draw = chance(seed);
  return lives(async (place) => {
    await place.beginEmpty();
    await entering(place.browser.page, { from: 0, upTo: 5, way: "opened" });
    const lastSaved = 5 + draw.whole(10);
    await entering(place.browser.page, { from: 5, upTo: lastSaved, way: "typed" });
    await place.browser.close();
    withoutDatabase(place.profile);
    const closed = { there: await place.begin() };
    place.told = new Told();
    const now = place.told.more(20);
    const work = entering(place.browser.page, { from: lastSaved, way: "typed", pauses: [1] }).catch(() => {});
    await now;
    await place.browser.kill();
    await work;
    withoutDatabase(place.profile);
    const killed = { there: await place.begin(), entered: place.told.entered };
    return { saved: lastSaved, closed, killed };
  });
}

/**
 * Rounds of: everything is deleted, and the browser is killed at a random moment on the way or just after the page has
 * said that it is done. Resolves to how often all was there then and how often nothing, with the faults in words.
 */
export async function deletedAndKilled({ seed, rounds }) {
  const draw = chance(seed);
  const { server, address } = await serve();
  const profile = newProfile();
  const counts = { all: 0, nothing: 0, faults: [] };
  let browser = null;
  let done = false;
  const begin = async () => {
    browser = await start(profile);
    await listenTo(browser.context, (said) => { done ||= Boolean(said.deleted); });
    await opened(browser.page, address);
    await saved(browser.page);
  };
  try {
    await begin();
    for (let round = 0; round < rounds; round += 1) {
      const there = await numbersThere(browser.page);
      if (there.typed === 0) {
        await browser.page.evaluate(() => { window.fairloadIsEmpty = true; });
        await entering(browser.page, { from: round, upTo: round + 1, way: "opened" });
        // Closed, so that local storage has it too.
        await browser.close();
        await begin();
      }
      done = false;
      const waits = draw.whole(3) > 0;
      const later = waits ? 0 : draw.whole(30);
      const gone = browser.page.evaluate((wait) => new Promise((clicked) => {
        location.hash = "#/data/delete";
        let pressed = false;
        new MutationObserver(() => {
          const button = document.querySelector("button.govuk-button--warning");
          if (button && !pressed) {
            pressed = true;
            button.click();
            if (!wait) clicked();
          }
          if (/was deleted/.test(document.querySelector("h1")?.textContent)) {
            window.fairloadSaid({ deleted: true });
            clicked();
          }
        }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
      }), waits);
      await gone;
      await moment(later);
      await browser.kill();
      await begin();
      const left = await numbersThere(browser.page);
      counts[left.typed === 0 ? "nothing" : "all"] += 1;
      const what = `seed ${seed}, round ${round}`;
      if (done && left.typed !== 0) counts.faults.push(`${what}: deleted, and there again: ${left.troubles}`);
      if (left.troubles.some((said) => /damaged|missing/i.test(said))) counts.faults.push(`${what}: ${left.troubles}`);
    }
    return counts;
  } finally {
    if (browser) await browser.kill();
    profile.end();
    server.closeAllConnections();
    server.close();
  }
}

/**
 * What a kill in the middle of a write leaves, made by hand: the last entry in the file that Chromium appends to is
 * cut short. Then it is started, written to, closed, and started again. Resolves to what was there after each start,
 * and what was saved last.
 */
export async function writeCutShort() {
  return lives(async (place) => {
    await place.beginEmpty();
    await entering(place.browser.page, { from: 0, upTo: 1, way: "opened" });
    await entering(place.browser.page, { from: 1, upTo: 6, way: "typed" });
    await place.browser.kill();
    const folder = join(place.profile.folder, "Default", "IndexedDB");
    const [database] = readdirSync(folder).filter((name) => name.endsWith(".leveldb"));
    const [log] = readdirSync(join(folder, database)).filter((name) => name.endsWith(".log")).sort().reverse();
    const file = join(folder, database, log);
    truncateSync(file, statSync(file).size - 37);
    const first = await place.begin();
    await entering(place.browser.page, { from: 6, upTo: 12, way: "typed" });
    await place.browser.close();
    const second = await place.begin();
    return { first, second, saved: 12 };
  });
}
