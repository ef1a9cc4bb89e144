// "Delete everything on this device": afterwards no interface of the browser returns any of it. What remains of it in
// the browser's files is measured by `script/torture browser --remnants`; the words on the page must not promise more.
import assert from "node:assert/strict";
import { everything } from "./breaking/storages.mjs";
import { browserTest, checkAccessibility, checkReflow } from "./harness.mjs";
import { add, begin, fill, go, holdDatabase, label, records, saved, storedWith, storing } from "./steps.mjs";

const PLANTED = "Zaunkönig-4711";

const OURS = /fairload:\/:/;

browserTest(
  "after deleting everything, no interface of the browser returns any of it, also after a reload",
  { before: storing(`{"fairload": "workspace", "version": 1, "cases": [{"id": "f1", "label": "${PLANTED} from before"}]}`), expected: [/^a request once the page was ready/] },
  async ({ page, context, address }) => {
    await saved(page);
    await go(page, "#/new-practitioner", /practitioner|Whose/);
    await label(page, "Label").fill(PLANTED);
    await page.getByRole("button", { name: "Continue" }).click();
    await add(page, { name: PLANTED, children: 1, plan: "Child in need" });
    await storedWith(page, PLANTED);
    // A scheme of one's own, a choice, the demo, and another tab.
    await page.evaluate(() => { location.hash = "#/schemes/swindon/change"; });
    await page.getByRole("heading", { level: 1, name: /Swindon/ }).waitFor();
    const other = await context.newPage();
    await other.goto(address);
    await other.waitForSelector("html[data-ready=yes]");
    await other.getByRole("button", { name: "Look at a demo team" }).or(other.getByRole("link", { name: "Go to my caseload" })).first().waitFor();
    assert.match(JSON.stringify(await everything(page)), new RegExp(PLANTED), "it is found where it is");

    await go(page, "#/data/delete", "Delete everything on this device");
    assert.match(await page.locator("main").innerText(), /a browser may keep deleted text in its own files for a long time/);
    await page.getByRole("button", { name: "Delete everything" }).click();
    await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
    await saved(page);
    for (const tab of [page, other]) {
      const left = JSON.stringify(await everything(tab));
      assert.doesNotMatch(left, new RegExp(PLANTED));
      const { local, session, cookies, databases, caches, files } = JSON.parse(left);
      assert.deepEqual(Object.keys(local).filter((name) => OURS.test(name)), []);
      assert.deepEqual(Object.keys(session).filter((name) => OURS.test(name)), []);
      for (const [name, stores] of Object.entries(databases)) {
        // Which store it was, so that a local storage that a crash brings back is not read: a number drawn by chance.
        const left = Object.values(stores).flat();
        assert.match(left.join(), /^deleted,[0-9a-f]{16}$/, name);
      }
      assert.deepEqual([cookies, caches, files], ["", {}, []]);
    }
    assert.deepEqual(await context.cookies(), []);
    await page.reload();
    await page.waitForSelector("html[data-ready=yes]");
    assert.doesNotMatch(JSON.stringify(await everything(page)), new RegExp(PLANTED));
    assert.doesNotMatch(await page.locator("body").innerText(), new RegExp(PLANTED));
    // What the other tab still shows is nothing, and it does not come back.
    assert.doesNotMatch(await other.locator("body").innerText(), new RegExp(PLANTED));
  },
);

browserTest("deleting everything also works where the storage is full, and where a save was refused", {}, async ({ page }) => {
  await begin(page);
  await storedWith(page, '"AB"');
  const makeRoom = await fill(page);
  await add(page, { name: PLANTED, children: 1, plan: "Child in need" });
  await page.getByText("The last change is not saved").waitFor();
  await page.evaluate(() => {
    let text = "x".repeat(2 ** 22);
    for (let at = 0; text.length > 0; at += 1) {
      try {
        localStorage.setItem(`filler${at}`, text);
      } catch {
        text = text.slice(0, text.length / 2);
      }
    }
  });
  await go(page, "#/data/delete", "Delete everything on this device");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  await makeRoom();
  await saved(page);
  assert.deepEqual(Object.keys(await records(page)).filter((key) => key !== "deleted"), []);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("fairload"))), []);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  assert.doesNotMatch(await page.locator("body").innerText(), new RegExp(`${PLANTED}|AB`));
});

browserTest("where there is no database, everything is deleted from local storage all the same", {
  before: (page) => page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined })),
}, async ({ page }) => {
  await begin(page);
  await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.includes(":store/r/")));
  await go(page, "#/data/delete", "Delete everything on this device");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  // What is entered after that is stored there, without a reload.
  await page.getByRole("link", { name: "Start anew" }).click();
  await begin(page);
  await add(page, { name: PLANTED, children: 1, plan: "Child in need" });
  await saved(page);
  assert.equal(await page.locator(".fairload-trouble").count(), 0);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await page.getByRole("heading", { level: 1, name: PLANTED }).waitFor();
});

browserTest("a database that does not answer is said within seconds, and everything is deleted as soon as it does", {}, async ({ page }) => {
  await begin(page);
  await add(page, { name: PLANTED, children: 1, plan: "Child in need" });
  await saved(page);
  await go(page, "#/data/delete", "Delete everything on this device");
  await page.clock.install();
  await holdDatabase(page);
  const press = page.getByRole("button", { name: "Delete everything" });
  await press.click();
  const alert = page.getByRole("alert").filter({ hasText: "does not answer" });
  await page.clock.fastForward(4_000);
  assert.equal(await alert.count(), 0, "it is waited for at first");
  await page.clock.fastForward(2_000);
  await alert.getByText(/Leave this page open: everything is deleted as soon as the database answers/).waitFor();
  await checkAccessibility(page);
  await checkReflow(page);
  // Pressed again, it still waits.
  await press.click();
  await page.evaluate(() => { window.letGo = true; });
  await page.clock.fastForward(1_000);
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  assert.deepEqual(Object.keys(await records(page)).filter((key) => key !== "deleted"), []);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("fairload"))), []);
});
