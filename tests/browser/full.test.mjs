// A storage without room, or without a database, or without a second copy: nothing that was saved is lost, what is
// entered stays on the page, the page says what to do, and saving goes on by itself when it can.
import assert from "node:assert/strict";
import { LARGE, numbered, SMALL } from "./breaking/driver.mjs";
import { leaveUnits, makeLocalRoom, overrideQuota, withoutDatabase, withoutLocalStorage } from "./breaking/storages.mjs";
import { browserTest, checkAccessibility, downloadBy } from "./harness.mjs";
import { add, begin, go, label, records, saved, stored, storedWith, storing } from "./steps.mjs";

const trouble = (page) => page.locator(".fairload-trouble");
const reload = async (page) => {
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
};

/** Opens a file in place of what is there. */
async function open(page, number, families) {
  await go(page, "#/data", "Save and open");
  await page.locator("#file").setInputFiles({ name: `${number}.json`, mimeType: "application/json", buffer: Buffer.from(numbered(number, families)) });
  await page.getByRole("button", { name: "Replace what is here" }).click();
}

/** Names in local storage that are the store's, without what they begin with. */
const secondCopy = (page) => page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes(":store/")).map((name) => name.replace(/^.*?:store\//, "")));

// The quota counts for the address. Chromium asks how much is left before the first commit, and remembers it for a while.
let quota = null;
browserTest(
  "a browser whose quota is used up keeps what was saved, and saves the rest when there is room",
  {
    before: async (page, { context, address }) => {
      quota = await overrideQuota(context, page, address, 200_000);
      await storing(numbered(1, SMALL))(page);
    },
  },
  async ({ page }) => {
    await saved(page);
    const before = await stored(page);
    await open(page, 2, LARGE);
    await trouble(page).getByText("The last change is not saved").waitFor();
    assert.match(await trouble(page).innerText(), /no room left.*What was saved before is still there.*Download a copy now.*free some room/s);
    await checkAccessibility(page);
    // The change is on the page, and goes into a file.
    await go(page, "#/case/f0", "2");
    assert.equal(JSON.parse((await downloadBy(page, "Download a copy")).text).cases.length, LARGE);
    const inDatabase = Object.keys(await records(page)).filter((key) => key.startsWith("case/"));
    assert.equal(inDatabase.length, JSON.parse(before).cases.length, "what was saved before is untouched");
    await quota();
    await trouble(page).waitFor({ state: "detached", timeout: 90_000 });
    assert.equal(JSON.parse(await stored(page)).cases.length, LARGE);
    await reload(page);
    await page.getByRole("heading", { level: 1, name: "2" }).waitFor();
  },
);

for (const units of [0, 1, 100, 10_000]) {
  browserTest(`with ${units} units left in local storage everything is saved, and the page says that there is no second copy`, { before: storing(numbered(1, SMALL)) }, async ({ page }) => {
    await saved(page);
    await leaveUnits(page, units);
    await go(page, "#/case/f0", "1");
    // More than fits.
    for (let number = 0; number < 12; number += 1) {
      await label(page, "Label").first().fill(`Family ${number} ${"x".repeat(60)}`);
      await storedWith(page, `Family ${number} `);
    }
    await open(page, 3, units === 10_000 ? 60 : SMALL);
    await storedWith(page, '"label":"3"');
    await saved(page);
    assert.equal(await trouble(page).count(), 0, "what is saved is no trouble");
    await page.getByText("There is no second copy of the last change beside it").waitFor();
    await reload(page);
    await go(page, "#/case/f0", "3");
    assert.doesNotMatch(await page.locator("body").innerText(), /damaged|Missing:/);
    // Room again: the next save brings the second copy up.
    await makeLocalRoom(page);
    await label(page, "Label").first().fill("After");
    await storedWith(page, "After");
    await go(page, "#/data", "Save and open");
    await page.getByText("It is kept twice in this browser").waitFor();
    const { head } = await records(page);
    await page.waitForFunction((head) => localStorage.getItem(Object.keys(localStorage).find((name) => name.endsWith(":store/head"))) === head, head);
  });

  browserTest(`without a database and with ${units} units left in local storage, nothing that was saved is lost`, { before: async (page) => {
    await page.addInitScript(withoutDatabase.missing);
    await storing(numbered(1, SMALL))(page);
  } }, async ({ page }) => {
    await saved(page);
    await leaveUnits(page, units);
    await go(page, "#/case/f0", "1");
    await label(page, "Label").first().fill(`Family ${"x".repeat(60)}`);
    await open(page, 3, 60);
    await trouble(page).getByText("The last change is not saved").waitFor();
    assert.match(await trouble(page).innerText(), /no room left.*Download a copy now/s);
    await go(page, "#/case/f0", "3");
    assert.equal(JSON.parse((await downloadBy(page, "Download a copy")).text).cases.length, 60);
    // A second tab sees the last whole state.
    const other = await page.context().newPage();
    await other.addInitScript(withoutDatabase.missing);
    await other.goto(page.url());
    await other.waitForSelector("html[data-ready=yes]");
    await other.evaluate(() => { location.hash = "#/case/f0"; });
    await other.getByRole("heading", { level: 1, name: /^(1|Family x+)$/ }).waitFor();
    assert.doesNotMatch(await other.locator("body").innerText(), /damaged|Missing:/);
    await other.close();
    await makeLocalRoom(page);
    await trouble(page).waitFor({ state: "detached" });
    await saved(page);
    await reload(page);
    await go(page, "#/case/f59", "3");
  });
}

for (const [how, script] of Object.entries(withoutDatabase)) {
  browserTest(`where the database is ${how}, local storage is the store: the page says so, and it outlives a reload`, { before: (page) => page.addInitScript(script) }, async ({ page }) => {
    await page.getByText(/The browser’s database does not open \(.+\)\. What you see is the second copy, and what you enter is kept there alone/).waitFor();
    await page.getByText("Saved in this browser only, in its simpler storage.").waitFor();
    await checkAccessibility(page);
    await begin(page);
    await add(page, { name: "Family Q", children: 1, plan: "Child in need" });
    await page.waitForFunction(() => document.documentElement.dataset.saved);
    assert.ok((await secondCopy(page)).includes("head"));
    await reload(page);
    await page.getByRole("heading", { level: 1, name: "Family Q" }).waitFor();
    await label(page, "Label").first().fill("Family R");
    await page.waitForFunction(() => document.documentElement.dataset.saved);
    await reload(page);
    await page.getByRole("heading", { level: 1, name: "Family R" }).waitFor();
  });
}

browserTest(
  "where local storage is blocked and the database is not, everything is saved there, and the page says that there is no second copy",
  { before: (page) => page.addInitScript(withoutLocalStorage) },
  async ({ page }) => {
    await begin(page);
    await add(page, { name: "Family Q", children: 1, plan: "Child in need" });
    await storedWith(page, "Family Q");
    assert.equal(await trouble(page).count(), 0);
    await go(page, "#/data", "Save and open");
    await page.getByText("There is no second copy of the last change beside it").waitFor();
    await go(page, "#/caseload", "Caseload of AB");
    await reload(page);
    await page.getByRole("link", { name: "Family Q" }).waitFor();
  },
);

// What the browser does about the page's own database is said in local storage, under a name that is not the page's.
const asTold = () => {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) {
    const told = localStorage.getItem("database");
    if (told === "silent") return new EventTarget();
    const request = open.call(this, name, version);
    if (told !== "late" || name.endsWith(":sweep")) return request;
    let heard = null;
    Object.defineProperty(request, "onsuccess", { set(next) { heard = next; }, get: () => heard });
    request.addEventListener("success", (event) => setTimeout(() => heard?.call(request, event), 4_000));
    return request;
  };
};

browserTest(
  "a database that does not answer is waited for with a word, the next time not as long, and as long as ever once it has answered",
  { before: (page) => page.addInitScript(asTold) },
  async ({ page }) => {
    const isSilent = () => page.evaluate(() => localStorage.getItem("fairload:/:silent") !== null);
    const says = (database) => page.evaluate((told) => localStorage.setItem("database", told), database);
    const starts = async () => {
      await page.reload({ waitUntil: "commit" });
      await page.getByRole("status").getByText(/Fairload is waiting for this browser’s database.*within eight seconds, the page opens with its second copy/).waitFor();
      assert.equal(await page.locator("html[data-ready=yes]").count(), 0);
      await page.waitForSelector("html[data-ready=yes]");
      return page.evaluate(() => window.readyAt);
    };
    await begin(page);
    await storedWith(page, '"AB"');
    assert.equal(await isSilent(), false);
    await says("silent");
    assert.ok(await starts() >= 8_000, "a database that has always answered is waited for");
    await page.getByRole("heading", { level: 1, name: "Caseload of AB" }).waitFor();
    assert.ok(await isSilent());
    const again = await starts();
    assert.ok(again >= 2_000 && again < 7_500, `${again} ms`);
    await add(page, { name: "Family Q", children: 1, plan: "Child in need" });
    await saved(page);
    // Slow, and not gone: what it answers too late is noted for the next start, and nothing is written over it.
    await says("late");
    const late = await starts();
    assert.ok(late >= 2_000 && late < 7_500, `${late} ms`);
    await page.getByRole("heading", { level: 1, name: "Family Q" }).waitFor();
    await page.waitForFunction(() => localStorage.getItem("fairload:/:silent") === null);
    await label(page, "Label").first().fill("Family R");
    await saved(page);
    assert.doesNotMatch(JSON.stringify(await records(page)), /Family/, "the database is left as it was");
    // With all its patience, the page gets what the slow database has, and puts both together.
    assert.ok(await starts() >= 4_000);
    await page.getByText(/What was saved last was in the second copy only/).waitFor();
    await page.getByRole("heading", { level: 1, name: "Family R" }).waitFor();
    assert.match(await storedWith(page, "Family R"), /"AB"/);
    await says("silent");
    assert.ok(await starts() >= 8_000, "once it has answered, it is waited for again");
  },
);

/** Writes in the database without an end, as another program's page would: nobody else can read it until it is released. */
const hold = (page) => page.evaluate(async () => {
  const { name } = (await indexedDB.databases()).find((own) => own.name.endsWith(":store"));
  const database = await new Promise((resolve) => { indexedDB.open(name).onsuccess = (event) => resolve(event.target.result); });
  const records = database.transaction(["records", "journal"], "readwrite").objectStore("records");
  await new Promise((begun) => {
    const goOn = () => {
      begun();
      if (window.released) database.close();
      else records.get("head").onsuccess = goOn;
    };
    records.get("head").onsuccess = goOn;
  });
});

browserTest(
  "a database that opens and does not let itself be read is not waited for any longer, and nothing newer in it is written over",
  { expected: [/^a request once the page was ready: .*\/held$/] },
  async ({ page, context, address }) => {
    const local = () => page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.includes(":store/")));
    const copied = async () => {
      const { head } = await records(page);
      await page.waitForFunction((head) => localStorage.getItem(Object.keys(localStorage).find((name) => name.endsWith(":store/head"))) === head, head);
    };
    await begin(page);
    await storedWith(page, '"AB"');
    await copied();
    const older = await local();
    await add(page, { name: "Family N", children: 1, plan: "Child in need" });
    await storedWith(page, "Family N");
    await copied();
    await go(page, "#/caseload", "Caseload of AB");
    // The second copy is behind, as it is after a kill.
    await page.evaluate((older) => {
      Object.keys(localStorage).filter((name) => name.includes(":store/")).forEach((name) => localStorage.removeItem(name));
      older.forEach(([name, text]) => localStorage.setItem(name, text));
    }, older);
    const other = await context.newPage();
    await context.route("**/held", (route) => route.fulfill({ body: "" }));
    await other.goto(`${address}held`);
    await hold(other);
    const starts = async (says = false) => {
      await page.reload({ waitUntil: "commit" });
      // Two seconds may be over before the word is seen.
      if (says) await page.getByRole("status").getByText(/Fairload is waiting for this browser’s database/).waitFor();
      await page.waitForSelector("html[data-ready=yes]");
      return page.evaluate(() => window.readyAt);
    };
    const first = await starts(true);
    assert.ok(first >= 8_000 && first < 14_000, `${first} ms`);
    await page.getByText(/The browser’s database does not open \(the browser does not answer\)/).waitFor();
    const again = await starts();
    assert.ok(again >= 2_000 && again < 7_500, `${again} ms`);
    await add(page, { name: "Family Q", children: 1, plan: "Child in need" });
    await saved(page);
    await other.evaluate(() => { window.released = true; });
    // The answer comes late: it is noted, and nothing else is done with it.
    await page.waitForFunction(() => localStorage.getItem("fairload:/:silent") === null);
    const left = JSON.stringify(await records(page));
    assert.match(left, /Family N/);
    assert.doesNotMatch(left, /Family Q/);
    await reload(page);
    await page.getByText(/What was saved last was in the second copy only/).waitFor();
    assert.match(await storedWith(page, "Family Q"), /Family N/);
  },
);
