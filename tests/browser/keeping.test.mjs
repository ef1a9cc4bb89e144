// What the page says of where it keeps what is entered, of the room there is, and of what has gone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { browserTest, checkAccessibility, checkReflow } from "./harness.mjs";
import { add, begin, fill, go, holdDatabase, label, saved, storedWith } from "./steps.mjs";

/** Has the browser's storage say that it holds so many bytes of so many. */
const saying = (usage, quota) => (page) => page.addInitScript((estimate) => {
  navigator.storage.estimate = async () => estimate;
}, { usage, quota });

browserTest("what room there is and how safe it is stands on the page for copies", { before: saying(2_500_000, 100_000_000) }, async ({ page }) => {
  await begin(page);
  await go(page, "#/data", "Save and open");
  await page.getByText(/It is kept twice in this browser/).waitFor();
  await page.getByText(/there is enough. The database uses 2.5 MB of the 100 MB/).waitFor();
  await page.getByText(/In a private window/).waitFor();
  assert.equal(await page.getByLabel("Room:").evaluate((meter) => meter.value), 2);
  await checkAccessibility(page);
});

browserTest("from 80 % on the page warns while there is still room to act", { before: saying(80_000_000, 100_000_000), viewport: { width: 320, height: 900 } }, async ({ page }) => {
  const warning = page.getByText(/storage is 80 % full\. Before it is full, download a copy/);
  await warning.waitFor();
  await checkAccessibility(page);
  await checkReflow(page);
  await page.getByRole("link", { name: "Download, and see what takes room" }).click();
  await page.getByText(/nearly full: download a copy, and delete closed cases/).waitFor();
});

browserTest("below 80 % nothing is said of room", { before: saying(79_900_000, 100_000_000) }, async ({ page }) => {
  await begin(page);
  await saved(page);
  assert.equal(await page.getByText(/% full/).count(), 0);
});

browserTest("the browser is asked once to keep what is there, when the first case is", {
  before: (page) => page.addInitScript(() => {
    navigator.storage.persist = async () => {
      localStorage.setItem("asked", String(Number(localStorage.getItem("asked") ?? 0) + 1));
      return true;
    };
    navigator.storage.persisted = async () => localStorage.getItem("asked") !== null;
  }),
}, async ({ page }) => {
  const asked = () => page.evaluate(() => localStorage.getItem("asked"));
  await begin(page);
  await saved(page);
  assert.equal(await asked(), null, "a name and a role alone are soon entered again");
  await add(page, { name: "Family Q", children: 1, plan: "Child in need", unstable: "No" });
  await page.waitForFunction(() => localStorage.getItem("asked"));
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await saved(page);
  await go(page, "#/data", "Save and open");
  await page.getByText(/The browser has promised not to tidy this away/).waitFor();
  assert.equal(await asked(), "1");
});

browserTest("where the browser has not promised, it can be asked", {
  before: (page) => page.addInitScript(() => {
    let promised = false;
    navigator.storage.persist = async () => { promised = true; return true; };
    navigator.storage.persisted = async () => promised;
  }),
}, async ({ page }) => {
  await go(page, "#/data", "Save and open");
  await page.getByRole("button", { name: "Ask the browser to keep it" }).click();
  await page.getByText(/The browser has promised/).waitFor();
});

browserTest("whoever was here before and finds nothing is told so, until something is there again", {
  expected: [/^a request once the page was ready: .*empty$/],
}, async ({ page, context, address }) => {
  await begin(page);
  await storedWith(page, '"AB"');
  await page.evaluate(async () => {
    // As a browser does that tidies up: settings stay, the rest goes.
    Object.keys(localStorage).filter((name) => name.includes(":store/")).forEach((name) => localStorage.removeItem(name));
  });
  await page.goto("about:blank");
  const other = await context.newPage();
  await other.route("**/empty", (route) => route.fulfill({ contentType: "text/html", body: "<title>empty</title>" }));
  await other.goto(`${address}empty`);
  await other.evaluate(() => new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase("fairload:/:store");
    request.onsuccess = done;
    request.onerror = failed;
  }));
  await other.close();
  await page.goto(address);
  await page.getByText(/You have used Fairload in this browser before \(since .*\), and now there is nothing/).waitFor();
  await page.getByRole("link", { name: "Open your last copy" }).waitFor();
  await checkAccessibility(page);
  await begin(page);
  await page.getByText(/You have used Fairload in this browser before/).waitFor({ state: "detached" });
});

browserTest("where the browser ends before anything was saved, the next start does not say that something is gone", {}, async ({ page }) => {
  await fill(page);
  await begin(page);
  await page.getByText("The last change is not saved").waitFor();
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await page.getByRole("link", { name: "Enter my caseload" }).waitFor();
  assert.equal(await page.getByText(/You have used Fairload in this browser before/).count(), 0);
  // With the first save it is noted.
  const begun = () => page.evaluate(() => JSON.parse(localStorage.getItem("fairload:/:settings") ?? "{}").begun);
  assert.equal(await begun(), undefined);
  await begin(page);
  await storedWith(page, '"AB"');
  await saved(page);
  assert.match(await begun(), /^\d{4}-\d\d-\d\d$/);
});

browserTest("what is cleared while the page is open stays on the page, and is stored again when the reader says so", {
  expected: [/^a request once the page was ready: .*empty$/],
}, async ({ page, context, address }) => {
  await begin(page);
  await storedWith(page, '"AB"');
  const other = await context.newPage();
  await other.route("**/empty", (route) => route.fulfill({ contentType: "text/html", body: "<title>empty</title>" }));
  await other.goto(`${address}empty`);
  await other.evaluate(() => new Promise((done, failed) => {
    localStorage.clear();
    const request = indexedDB.deleteDatabase("fairload:/:store");
    request.onsuccess = done;
    request.onerror = failed;
  }));
  await add(page, { name: "Family Q", children: 1, plan: "Child in need", unstable: "No" });
  await page.getByText("What was stored here is gone").waitFor();
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Store it here again" }).click();
  await page.getByText("What was stored here is gone").waitFor({ state: "detached" });
  assert.match(await storedWith(page, "Family Q"), /"AB"/);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await page.getByRole("heading", { level: 1, name: "Family Q" }).waitFor();
});

browserTest("a page that has something unsaved asks before it is closed, and one that has nothing does not", {}, async ({ page }) => {
  await begin(page);
  await saved(page);
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    return dialog.dismiss();
  });
  const makeRoom = await fill(page);
  await add(page, { name: "Family Q", children: 1, plan: "Child in need", unstable: "No" });
  await label(page, "Label").first().press("End");
  const [dialog] = await Promise.all([page.waitForEvent("dialog"), page.close({ runBeforeUnload: true })]);
  assert.equal(dialog.type(), "beforeunload");
  await makeRoom();
  assert.match(await storedWith(page, "Family Q"), /"AB"/);
  await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
  assert.deepEqual(asked, ["beforeunload"]);
});

browserTest("a database that stops answering is said, with a copy to download, until what was entered is saved", {}, async ({ page }) => {
  await begin(page);
  await saved(page);
  await page.clock.install();
  await holdDatabase(page);
  await add(page, { name: "Family Q", children: 1, plan: "Child in need", unstable: "No" });
  const trouble = page.getByRole("region", { name: "Important" });
  await page.clock.fastForward(7_000);
  assert.equal(await trouble.count(), 0, "it is waited for at first");
  await page.clock.fastForward(2_000);
  await trouble.getByText("The browser’s storage does not answer").waitFor();
  await page.getByText("Nothing is being saved.").waitFor();
  await page.evaluate(() => { document.activeElement.blur(); });
  await checkAccessibility(page);
  await checkReflow(page);
  // On every page, also once more was entered.
  await label(page, "Label").first().fill("Family R");
  await go(page, "#/caseload", "Caseload of AB");
  const [download] = await Promise.all([page.waitForEvent("download"), trouble.getByRole("button", { name: "Download a copy" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /"Family R"/, "the copy has what is not saved");
  await page.evaluate(() => { window.letGo = true; });
  await trouble.waitFor({ state: "detached" });
  assert.match(await storedWith(page, "Family R"), /"AB"/);
  await page.getByText("Saved in this browser only.").waitFor();
});
