// What is stored, damaged on purpose: the newest good state loads, what is missing is named, the damaged text can be
// downloaded, and a kill after that loses nothing more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../../script/serve.mjs";
import { opened } from "./breaking/driver.mjs";
import { damage, everything } from "./breaking/storages.mjs";
import { browserTest, checkAccessibility, downloadBy } from "./harness.mjs";
import { newProfile, start } from "./profile.mjs";
import { go, label, saved, stored, storedWith, storing } from "./steps.mjs";

const WORKSPACE = JSON.stringify({
  fairload: "workspace", version: 2,
  practitioners: [{ id: "p1", label: "AB", role: "social_worker" }],
  cases: [1, 2, 3, 4].map((at) => ({ id: `f${at}`, label: `Family ${at}`, allocations: [{ practitioner: "p1" }], children: [{ id: "c1", plan: "child_in_need" }] })),
});

const found = (page) => page.getByRole("region", { name: "What was found in the storage" });

async function again(page) {
  // Nothing of the page is left to write over what was damaged.
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
}

/** What is done to the texts of a copy; each in the page. */
const DAMAGES = {
  "a bit is flipped in one record": (texts) => {
    const text = texts["case/f2"];
    const at = text.indexOf("Family 2") + 3;
    return { ...texts, "case/f2": text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1) };
  },
  "a record is gone": (texts) => {
    delete texts["case/f2"];
    return texts;
  },
  "two records are put for each other": (texts) => ({ ...texts, "case/f2": texts["case/f3"], "case/f3": texts["case/f2"] }),
  "the head is gone": (texts) => {
    delete texts.head;
    return texts;
  },
  "the journal is gone": (texts) => ({ ...texts, journal: null }),
};

for (const [what, change] of Object.entries(DAMAGES)) {
  for (const where of what === "the journal is gone" ? ["database"] : ["database", "local"]) {
    browserTest(`where ${what} in the ${where === "local" ? "second copy" : "database"}, nothing is missing`, { before: storing(WORKSPACE) }, async ({ page }) => {
      await saved(page);
      await go(page, "#/case/f1", "Family 1");
      await label(page, "Label").first().fill("The newest");
      const before = await storedWith(page, "The newest");
      // What earlier versions stored would come again by the test's own script.
      await damage(page, where, change);
      await again(page);
      await page.getByRole("heading", { level: 1, name: "The newest" }).waitFor();
      assert.equal(await stored(page), before);
      const text = await page.locator("body").innerText();
      assert.doesNotMatch(text, /Missing:/);
      if (where === "database" && what !== "the journal is gone") {
        assert.match(text, /second copy/);
        await checkAccessibility(page);
        // What was damaged is mended by now.
        await again(page);
        await page.getByRole("heading", { level: 1, name: "The newest" }).waitFor();
        assert.equal(await stored(page), before);
      }
    });
  }

  if (what === "the journal is gone") continue;
  browserTest(`where ${what} in both copies, the rest is there, and what is missing is named and handed over`, { before: storing(WORKSPACE) }, async ({ page }) => {
    await saved(page);
    const before = JSON.parse(await stored(page));
    await damage(page, ["database", "local"], change);
    await again(page);
    const there = JSON.parse(await stored(page));
    const lost = { "a bit is flipped in one record": ["f2"], "a record is gone": ["f2"], "two records are put for each other": ["f2", "f3"], "the head is gone": [] }[what];
    assert.deepEqual(there.cases, before.cases.filter((own) => !lost.includes(own.id)));
    assert.deepEqual(there.practitioners, before.practitioners);
    await found(page).waitFor();
    const said = await found(page).innerText();
    assert.match(said, /damaged/);
    for (const id of lost) assert.match(said, new RegExp(`case/${id}: |1 more of which nothing is left`));
    await checkAccessibility(page);
    if (!/gone/.test(what)) {
      const texts = JSON.parse((await downloadBy(page, "Download what cannot be read")).text);
      assert.ok(Object.keys(texts).some((name) => name.startsWith("aside/case/f2@")), Object.keys(texts).join());
    }
    // It goes on, and what was put aside stays.
    await go(page, "#/case/f1", "Family 1");
    await label(page, "Label").first().fill("Goes on");
    await storedWith(page, "Goes on");
    await again(page);
    await page.getByRole("heading", { level: 1, name: "Goes on" }).waitFor();
    assert.doesNotMatch(await page.locator("body").innerText(), /Missing:/, "told once");
    if (!/gone/.test(what)) {
      await go(page, "#/data", "Save and open");
      await page.getByRole("button", { name: "Download what cannot be read" }).first().waitFor();
    }
  });
}

for (const where of [["database"], ["local"], ["database", "local"]]) {
  browserTest(`what a newer Fairload has stored (${where.join(" and ")}) is refused by name, and nothing is written`, { before: storing(WORKSPACE), expected: [] }, async ({ page }) => {
    await saved(page);
    // A head as a later version may write it: its checksum holds, its format is 7.
    await damage(page, where, (texts, head) => ({ ...texts, head }), newer());
    const before = await everything(page);
    await again(page);
    await page.getByRole("heading", { level: 1, name: /newer Fairload/ }).waitFor();
    await checkAccessibility(page);
    await page.evaluate(() => { location.hash = "#/caseload"; });
    await page.getByRole("heading", { level: 1, name: /newer Fairload/ }).waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
    assert.deepEqual(await everything(page), before);
  });
}

/** XXH64, for a text that a later version might have written; docs/format.md says what of. */
function xxh64(bytes, seed) {
  const [p1, p2, p3, p4, p5] = [11400714785074694791n, 14029467366897019727n, 1609587929392839161n, 9650029242287828579n, 2870177450012600261n];
  const mask = (1n << 64n) - 1n;
  const turn = (number, by) => ((number << by) | (number >> (64n - by))) & mask;
  const round = (sum, lane) => (turn((sum + lane * p2) & mask, 31n) * p1) & mask;
  const read = (at, size) => bytes.subarray(at, at + size).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let [at, sum] = [0, (seed + p5) & mask];
  if (bytes.length >= 32) {
    const sums = [seed + p1 + p2, seed + p2, seed, seed - p1].map((own) => own & mask);
    for (; at + 32 <= bytes.length; at += 32) sums.forEach((own, lane) => { sums[lane] = round(own, read(at + lane * 8, 8)); });
    sum = (turn(sums[0], 1n) + turn(sums[1], 7n) + turn(sums[2], 12n) + turn(sums[3], 18n)) & mask;
    for (const own of sums) sum = ((sum ^ round(0n, own)) * p1 + p4) & mask;
  }
  sum = (sum + BigInt(bytes.length)) & mask;
  for (; at + 8 <= bytes.length; at += 8) sum = (turn(sum ^ round(0n, read(at, 8)), 27n) * p1 + p4) & mask;
  if (at + 4 <= bytes.length) {
    sum = (turn(sum ^ ((read(at, 4) * p1) & mask), 23n) * p2 + p3) & mask;
    at += 4;
  }
  for (; at < bytes.length; at += 1) sum = (turn(sum ^ ((BigInt(bytes[at]) * p5) & mask), 11n) * p1) & mask;
  sum = ((sum ^ (sum >> 33n)) * p2) & mask;
  sum = ((sum ^ (sum >> 29n)) * p3) & mask;
  return sum ^ (sum >> 32n);
}

const sealed = (key, rest) => `${xxh64(Buffer.from(rest), xxh64(Buffer.from(key), 0n)).toString(16).padStart(16, "0")} ${rest}`;
const newer = () => sealed("head", "7 0123456789abcdef 12 a later way to say the rest");

test("a browser that is killed after it loaded what was damaged loses nothing more", { timeout: 120_000 }, async () => {
  const { server, address } = await serve();
  const profile = newProfile();
  let browser = null;
  const begin = async () => {
    browser = await start(profile);
    await opened(browser.page, address);
    await saved(browser.page);
    return browser.page;
  };
  try {
    let page = await begin();
    await page.evaluate((text) => { localStorage.setItem(`fairload:${location.pathname.replace(/[^/]*$/, "")}:workspace`, text); }, WORKSPACE);
    await page.reload();
    await page.waitForSelector("html[data-ready=yes]");
    await saved(page);
    const before = JSON.parse(await stored(page));
    assert.equal(before.cases.length, 4);
    await damage(page, ["database", "local"], DAMAGES["a bit is flipped in one record"]);
    // Closed, so that local storage has the damage too.
    await browser.close();
    page = await begin();
    await found(page).waitFor();
    await browser.kill();
    page = await begin();
    const there = JSON.parse(await stored(page));
    assert.deepEqual(there.cases, before.cases.filter((own) => own.id !== "f2"));
    await go(page, "#/data", "Save and open");
    await page.getByRole("button", { name: "Download what cannot be read" }).first().waitFor();
  } finally {
    if (browser) await browser.kill();
    profile.end();
    server.closeAllConnections();
    server.close();
  }
});
