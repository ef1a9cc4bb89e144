// What enters something into the page without end, from within it: number after number, each reported when it is
// entered and again when the page calls it saved, so that whoever kills the browser knows what must be there.
import assert from "node:assert/strict";
import { go, saved, stored } from "../steps.mjs";
import { until } from "./in-page.mjs";

/** A workspace of so many families, of which every one carries the number: what is there is all of one number. */
export function numbered(number, families, children = 2) {
  const kinds = ["child_in_need", "child_protection", "looked_after"];
  return JSON.stringify({
    fairload: "workspace",
    version: 2,
    practitioners: Array.from({ length: 1 + Math.floor(families / 40) }, (_, at) => ({ id: `p${at}`, label: `${number}`, role: "social_worker" })),
    cases: Array.from({ length: families }, (_, at) => ({
      id: `f${at}`,
      label: `${number}`,
      allocations: at % 3 === 0 ? [] : [{ id: "a1", practitioner: `p${Math.floor(at / 40)}` }],
      children: Array.from({ length: children }, (_, place) => ({
        // Some come and some go with every number.
        id: `c${place + (number % 2)}`, label: `Child ${place} of the family that has the place ${at}`, plan: kinds[(at + number) % 3], unstable: "no",
      })),
    })),
  });
}

/** 1 MB of 4,000 children. */
export const LARGE = 2_000;
export const SMALL = 6;

/**
 * In the page: enters numbers above `from` until `upTo` of them are entered, or for ever. `way`:
 *   typed    into the label of one family, as it is typed: one record in each save
 *   opened   as a file of `families` in place of what is there: all its records in each save
 * Each number is entered once the page has noticed the one before, and not when it is saved: saves follow each
 * other, and what is entered meanwhile is in the next.
 */
async function enter({ from, upTo, way, families, pauses, numberedText, untilText }) {
  const numbered = (0, eval)(`(${numberedText})`);
  const root = document.documentElement;
  const until = (0, eval)(`(${untilText})`);

  // What the page says of saving, in order: emptied, it has noticed the last number; filled, that one is saved.
  let entered = from;
  let noticed = from;
  let wake = () => {};
  new MutationObserver((changes) => {
    changes.forEach(({ oldValue }, at) => {
      const value = changes[at + 1] ? changes[at + 1].oldValue : root.dataset.saved;
      if (!value) noticed = entered;
      else if (noticed > from) window.fairloadSaid({ saved: noticed, generation: Number(value), before: oldValue });
    });
    wake();
  }).observe(root, { attributeFilter: ["data-saved"], attributeOldValue: true });
  const hasNoticed = () => new Promise((resolve) => {
    wake = () => { if (noticed === entered) resolve(); };
    wake();
  });
  const pause = (milliseconds) => new Promise((resolve) => {
    if (milliseconds < 1) {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    } else {
      setTimeout(resolve, milliseconds);
    }
  });

  const ways = {
    async typed(number) {
      const address = "#/case/f0";
      if (location.hash !== address) location.hash = address;
      const field = await until(() => document.getElementById("case-f0-label"));
      return () => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, `${number}`);
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      };
    },
    async opened(number) {
      if (location.hash !== "#/data") location.hash = "#/data";
      const input = await until(() => document.getElementById("file"));
      const files = new DataTransfer();
      files.items.add(new File([numbered(number, families)], `${number}.json`, { type: "application/json" }));
      const choose = () => {
        input.files = files.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      };
      if (window.fairloadIsEmpty) {
        window.fairloadIsEmpty = false;
        return choose;
      }
      choose();
      const replace = await until(() => document.querySelector("#opened")?.textContent.includes(`${number}.json: `)
        && [...document.querySelectorAll("#opened button")].find((own) => own.textContent.startsWith("Replace")));
      return () => replace.click();
    },
  };
  for (let number = from + 1; number <= upTo; number += 1) {
    const press = await ways[way](number);
    entered = number;
    window.fairloadSaid({ entered: number });
    press();
    await hasNoticed();
    await pause(pauses[number % pauses.length]);
  }
  await until(() => root.dataset.saved);
}

/** Has the page report to `hear` what it enters and what it calls saved. */
export const listenTo = (context, hear) => context.exposeBinding("fairloadSaid", (_, said) => { hear(said); });

/** Starts to enter; what is reported comes by `listenTo`. Ends with the page, if that ends before. */
export const entering = (page, { from, upTo = from + 100_000, way, families = SMALL, pauses = [0] }) => page.evaluate(
  `(${enter})(${JSON.stringify({ from, upTo, way, families, pauses, numberedText: `${numbered}`, untilText: `${until}` })})`,
);

/** Opens the page and waits until it is ready, and until what it found is stored. */
export async function opened(page, address) {
  await page.goto(address);
  await page.waitForSelector("html[data-ready=yes]");
}

/**
 * The numbers that are there after a start: of the field that is typed in, and of all else. Fails where they are no
 * whole, where the page does not show them, or where it says something of damage.
 */
export async function numbersThere(page) {
  const workspace = JSON.parse(await stored(page));
  if (workspace === null) {
    assert.ok((await page.locator("h1").innerText()).length > 0, "the page is not blank");
    return { typed: 0, opened: 0, troubles: await troubles(page) };
  }
  const [first, ...others] = workspace.cases;
  await go(page, "#/case/f0", first.label);
  const numbers = new Set([...others, ...workspace.practitioners].map((own) => own.label));
  assert.equal(numbers.size, 1, `a mixture of the numbers ${[...numbers]}`);
  const [opened] = [...numbers].map(Number);
  const wanted = JSON.parse(numbered(opened, workspace.cases.length, first.children.length));
  wanted.cases[0].label = first.label;
  assert.deepEqual(children(workspace), children(wanted), "a mixture within the families");
  return { typed: Number(first.label), opened, troubles: await troubles(page) };
}

const children = (workspace) => workspace.cases.map((own) => [own.id, ...own.children.map((child) => [child.id, child.label, child.plan])]);

/** What the page says of damage, of the second copy, of a save that failed, or of having stopped. */
export const troubles = (page) => page.locator(".fairload-trouble, [aria-label='What was found in the storage'], html[data-stopped] main").allInnerTexts();
