// What the page called saved is there after the browser was killed, the tab crashed, or the page was loaded anew, at
// random moments of saving: that state or a later one, never a mixture, never a word of damage.
// `script/torture browser` does the same as often as one likes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cutOff, deletedAndKilled, secondCopyAlone, writeCutShort } from "./breaking/kills.mjs";
import { LARGE } from "./breaking/driver.mjs";

const cutTest = (name, options) => test(name, { timeout: 300_000 }, async (context) => {
  const counts = await cutOff(options);
  context.diagnostic(`${counts.rounds} rounds with seed ${options.seed}: ${counts.saves} saves`);
  assert.deepEqual(counts.faults, []);
  assert.equal(counts.rounds, options.rounds);
  assert.ok(counts.saves > 0, "something was saved, or this shows nothing");
});

cutTest("what was saved is there after the browser was killed at 40 moments of saving", { seed: 1, rounds: 40 });
cutTest("a file of 4,000 children is opened as a whole or not at all, whenever the browser is killed", { seed: 2, rounds: 8, families: LARGE, within: 400 });
cutTest("what was saved is there after the tab crashed, or the page was loaded anew, at 16 moments of saving", { seed: 3, rounds: 16, cuts: ["crash", "reload"] });
cutTest("a file of 4,000 children is opened as a whole or not at all, whenever the tab crashes", { seed: 4, rounds: 4, families: LARGE, cuts: ["crash", "reload"], within: 300 });

test("the second copy is taken over where the browser has lost its database, and the page says so", { timeout: 120_000 }, async () => {
  const { saved, closed, killed } = await secondCopyAlone({ seed: 5 });
  // A browser that was closed has written its local storage; one that was killed keeps some whole state of before.
  assert.equal(closed.there.typed, saved);
  assert.match(closed.there.troubles.join(), /database was empty\. Everything has been taken from the second copy/);
  assert.ok(killed.there.typed >= saved && killed.there.typed <= killed.entered, `${killed.there.typed} of ${saved} to ${killed.entered}`);
  assert.match(killed.there.troubles.join(), /database was empty\. Everything has been taken from the second copy/);
});

test("what the page called deleted does not come back after the browser was killed, and a kill on the way leaves all or nothing", { timeout: 120_000 }, async () => {
  const counts = await deletedAndKilled({ seed: 6, rounds: 8 });
  assert.deepEqual(counts.faults, []);
  assert.equal(counts.all + counts.nothing, 8);
});

// Chromium goes on writing behind an entry that a kill has cut short, and the next time drops the whole database.
test("a kill in the middle of a write costs nothing of what is saved after the next start", { timeout: 120_000 }, async () => {
  const { first, second, saved } = await writeCutShort();
  assert.ok(first.typed >= 5, "but for the entry that was cut short");
  assert.deepEqual(second, { typed: saved, opened: 1, troubles: [] });
});
