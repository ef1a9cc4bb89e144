// Several tabs of one browser: what is entered in each is there in all, what they set differently is shown, and a
// tab does not take back what another one has done since.
import assert from "node:assert/strict";
import { chance } from "./breaking/chance.mjs";
import { editInTabs, workspaceOf } from "./breaking/tabs.mjs";
import { withoutDatabase } from "./breaking/storages.mjs";
import { browserTest, checkAccessibility } from "./harness.mjs";
import { fill, go, hasFocus, label, saved, stored, storedWith, storing } from "./steps.mjs";

// Another tab is another opening of the page.
const expected = [/^a request once the page was ready/];

async function another(context, address, hash = "") {
  const page = await context.newPage();
  await page.goto(`${address}${hash}`);
  await page.waitForSelector("html[data-ready=yes]");
  return page;
}

for (const [tabs, edits] of [[2, 40], [5, 24]]) {
  browserTest(
    `${tabs} tabs in which ${edits} edits each are made at once have every one of them`,
    { before: storing(workspaceOf(tabs)), expected },
    async ({ page, context, address }) => {
      const pages = [page];
      while (pages.length < tabs) pages.push(await another(context, address));
      const late = await editInTabs(pages, { edits, seed: tabs, chanceText: `${chance}` });
      console.log(`    the last edit was shown in ${tabs} tabs after ${late.toFixed(0)} ms; budget 1000 ms`);
      assert.ok(late <= 3_000, `${late} ms`);
    },
  );
}

// Local storage has no transactions, and each tab reads a copy of its own: they take turns.
const plainly = (workspace) => async (page, { context }) => {
  await context.addInitScript(withoutDatabase.missing);
  await storing(workspace)(page);
};

for (const [tabs, edits] of [[2, 60], [3, 30]]) {
  browserTest(
    `${tabs} tabs without a database, in which ${edits} edits each are made at once, have every one of them`,
    { before: plainly(workspaceOf(tabs)), expected },
    async ({ page, context, address }) => {
      const pages = [page];
      while (pages.length < tabs) pages.push(await another(context, address));
      const late = await editInTabs(pages, { edits, seed: 20 + tabs, chanceText: `${chance}` });
      console.log(`    the last edit was shown in ${tabs} tabs after ${late.toFixed(0)} ms; budget 3000 ms`);
      await page.reload();
      await page.waitForSelector("html[data-ready=yes]");
      await go(page, "#/case/shared", "the end");
      assert.doesNotMatch(await page.locator("body").innerText(), /damaged|Missing:/);
    },
  );
}

const two = JSON.stringify({
  fairload: "workspace", version: 2, practitioners: [],
  cases: [{ id: "f1", label: "As it was", children: [{ id: "c1" }] }, { id: "f2", label: "Another" }],
});

const differing = (page) => page.getByRole("region", { name: "Different values from two tabs" });

browserTest(
  "what two tabs give for one field at once is shown in both, and either value can be taken in either",
  { before: storing(two), expected },
  async ({ page, context, address }) => {
    await go(page, "#/case/f1", "As it was");
    const other = await another(context, address, "#/case/f1");
    // At once: the other tab does not hear of the first one's save before it makes its own.
    await page.evaluate(() => {
      const { postMessage } = BroadcastChannel.prototype;
      BroadcastChannel.prototype.postMessage = () => {};
      window.speakAgain = () => { BroadcastChannel.prototype.postMessage = postMessage; };
    });
    await label(page, "Label").first().fill("Here");
    await storedWith(page, "Here");
    await saved(page);
    await page.evaluate(() => window.speakAgain());
    assert.equal(await label(other, "Label").first().inputValue(), "As it was");
    await label(other, "Label").first().fill("There");
    for (const tab of [page, other]) await differing(tab).getByText("“There” was saved last and stands; another tab had “Here”").waitFor();
    await checkAccessibility(page);
    assert.equal(await label(page, "Label").first().inputValue(), "There", "both tabs show what stands");
    assert.match(await stored(page), /"There"/);
    await differing(other).getByRole("button", { name: "Use “Here”" }).click();
    await differing(other).waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 1, name: "Here" }).waitFor();
    await storedWith(page, "Here");
    await differing(page).getByRole("button", { name: "Keep “There”" }).waitFor();
  },
);

browserTest(
  "of what two tabs without a database give for one field in the same moment, both show the one that stands, and the other is offered",
  { before: plainly(two), expected },
  async ({ page, context, address }) => {
    await go(page, "#/case/f1", "As it was");
    const tabs = [page, await another(context, address, "#/case/f1")];
    let offered = 0;
    for (let round = 0; round < 12; round += 1) {
      const given = ["Here", "There"].map((where) => `${where} ${round}`);
      const at = Date.now() + 100;
      const seen = await Promise.all(tabs.map((tab, place) => tab.evaluate(({ value, at }) => new Promise((done) => {
        setTimeout(() => {
          const field = document.getElementById("case-f1-label");
          const before = field.value;
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, value);
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
          done(before);
        }, at - Date.now());
      }), { value: given[place], at })));
      // Whoever was so late as to have the other's value before them has replaced that.
      let stands = given.findIndex((value, place) => seen[place] === given[1 - place]);
      if (stands < 0) {
        offered += 1;
        stands = await Promise.any(tabs.flatMap((tab) => given.map(async (value, place) => {
          await differing(tab).getByText(`“${value}” was saved last and stands; another tab had “${given[1 - place]}”`).waitFor();
          return place;
        })));
      }
      await Promise.all(tabs.map((tab) => tab.getByRole("heading", { level: 1, name: given[stands], exact: true }).waitFor()));
      await Promise.all(tabs.map(saved));
    }
    assert.ok(offered > 0, "some were given in the same moment, or this shows nothing");
  },
);

browserTest(
  "what a tab could not save before another one gave the same field is shown in both as well",
  { before: storing(two), expected },
  async ({ page, context, address }) => {
    await go(page, "#/case/f1", "As it was");
    const other = await another(context, address, "#/case/f1");
    const makeRoom = await fill(other);
    await label(other, "Label").first().fill("There");
    await other.getByText("The last change is not saved").waitFor();
    await label(page, "Label").first().fill("Here");
    await differing(other).getByText("“There” was saved last and stands; another tab had “Here”").waitFor();
    await makeRoom();
    await storedWith(other, "There");
    await differing(page).getByText("“There” was saved last and stands; another tab had “Here”").waitFor();
    await differing(page).getByRole("button", { name: "Use “Here”" }).click();
    await other.getByRole("heading", { level: 1, name: "Here" }).waitFor();
  },
);

browserTest("a step that another tab has changed since is not taken back, and the page says why", { before: storing(two), expected }, async ({ page, context, address }) => {
  await go(page, "#/case/f1", "As it was");
  const other = await another(context, address, "#/case/f1");
  await label(page, "Label").first().fill("Mine");
  await other.getByRole("heading", { level: 1, name: "Mine" }).waitFor();
  await label(other, "Label").first().fill("Theirs");
  await page.getByRole("heading", { level: 1, name: "Theirs" }).waitFor();
  await page.locator("h1").focus();
  await page.keyboard.press("Control+z");
  await page.getByRole("alert").getByText(/“Label of .*” was not undone: another tab of this browser has changed the same since \(Label of .*Theirs\)/).waitFor();
  await checkAccessibility(page);
  assert.equal(await label(page, "Label").first().inputValue(), "Theirs");
  // What it did elsewhere is its own to take back.
  await go(page, "#/case/f2", "Another");
  await label(page, "Label").first().fill("Renamed");
  await storedWith(other, "Renamed");
  await page.getByRole("heading", { level: 1, name: "Renamed" }).waitFor();
  await page.locator("h1").focus();
  await hasFocus(page.locator("h1"));
  await page.keyboard.press("Control+z");
  await page.getByRole("heading", { level: 1, name: "Another" }).waitFor();
  assert.doesNotMatch(await storedWith(other, "Theirs"), /Renamed/);
});
