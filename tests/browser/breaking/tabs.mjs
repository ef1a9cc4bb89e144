// Several tabs that edit at the same time: what each of them entered last in a field is in the end state of all.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { go, saved } from "../steps.mjs";
import { until } from "./in-page.mjs";

/** How many families each tab has for itself; every one has three names to be edited: its own and two children's. */
const OWN = 12;

/** What the tabs begin with. */
export const workspaceOf = (tabs) => JSON.stringify({
  fairload: "workspace",
  version: 2,
  practitioners: [{ id: "p1", label: "AB", role: "social_worker" }],
  cases: ["shared", ...Array.from({ length: tabs * OWN }, (_, at) => `t${Math.floor(at / OWN)}f${at % OWN}`)].map((id) => ({
    id, label: id, allocations: [{ practitioner: "p1" }], children: ["c1", "c2"].map((child) => ({ id: child, label: child, plan: "child_in_need" })),
  })),
});

/**
 * In the page: so many edits of the tab's own families, and now and then of the one that all share. Resolves to what
 * was given last, by field.
 */
async function edit({ tab, edits, seed, own, chanceText, untilText }) {
  const draw = (0, eval)(`(${chanceText})`)(seed);
  const root = document.documentElement;
  const until = (0, eval)(`(${untilText})`);
  const last = {};
  for (let number = 0; number < edits; number += 1) {
    const shared = draw.whole(10) === 0;
    const family = shared ? "shared" : `t${tab}f${draw.whole(own)}`;
    const id = `case-${family}-${draw.among(["", "children-c1-", "children-c2-"])}label`;
    if (location.hash !== `#/case/${family}`) location.hash = `#/case/${family}`;
    const field = await until(() => document.getElementById(id));
    const value = `t${tab}e${number}`;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, value);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    if (!shared) last[id] = value;
    const wait = draw.among([0, 0, 0, 1, 5, 20]);
    await new Promise((resolve) => {
      if (wait > 0) return setTimeout(resolve, wait);
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    });
  }
  await until(() => root.dataset.saved);
  return last;
}

/** What the tab holds: what it would hand over as a copy. */
async function held(page) {
  await go(page, "#/data", "Save and open");
  const copy = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download a copy", exact: true }).click();
  const { practitioners, cases } = JSON.parse(readFileSync(await (await copy).path(), "utf8"));
  return { practitioners, cases };
}

/** Every tab makes so many edits at the same time. Resolves to how long the last one took to be shown in all, in milliseconds. */
export async function editInTabs(pages, { edits, seed, chanceText }) {
  const given = await Promise.all(pages.map((page, tab) => page.evaluate(
    `(${edit})(${JSON.stringify({ tab, edits, seed: seed * 100 + tab, own: OWN, chanceText, untilText: `${until}` })})`,
  )));
  // The last edit of all, and when each of the others shows it.
  const [first, ...others] = pages;
  await Promise.all(pages.map(async (page) => {
    await page.evaluate(() => { location.hash = "#/case/shared"; });
    await page.locator("#case-shared-label").waitFor();
  }));
  const shown = others.map((page) => page.evaluate(() => new Promise((resolve) => {
    const look = () => document.querySelector("h1")?.textContent === "the end" && resolve(performance.timeOrigin + performance.now());
    new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    look();
  })));
  const typed = await first.evaluate(() => {
    const field = document.getElementById("case-shared-label");
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "the end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return performance.timeOrigin + performance.now();
  });
  const late = Math.max(...(await Promise.all(shown)).map((at) => at - typed));
  await Promise.all(pages.map(saved));
  const all = await Promise.all(pages.map(held));
  for (const other of all.slice(1)) assert.deepEqual(other, all[0], "every tab has the same");
  const lost = [];
  for (const [field, value] of given.flatMap(Object.entries)) {
    const [, family, child] = /^case-(\w+?)-(?:children-(c\d)-)?label$/.exec(field);
    const record = all[0].cases.find((own) => own.id === family);
    const there = child ? record.children.find((own) => own.id === child).label : record.label;
    if (there !== value) lost.push(`${field} is ${there} and not ${value}`);
  }
  assert.deepEqual(lost, [], `with seed ${seed}`);
  return late;
}
