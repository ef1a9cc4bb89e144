// What people do on the pages, step by step, for the tests that tell how it went.
import assert from "node:assert/strict";

export const heading = (page) => page.locator("h1").innerText();
export const label = (page, name) => page.getByLabel(name, { exact: true });

/** Goes to a page of the program by its address, and waits for its heading. */
export async function go(page, address, expected) {
  await page.evaluate((hash) => { location.hash = hash; }, address);
  await page.getByRole("heading", { level: 1, name: expected }).waitFor();
}

/** From the first page to an empty caseload. */
export async function begin(page, { team = "District (child in need and child protection together)" } = {}) {
  await page.getByRole("link", { name: "Enter my caseload" }).click();
  await label(page, "Label").fill("AB");
  await label(page, "Role").selectOption({ label: "Social worker" });
  await label(page, "What does the team do?").selectOption({ label: team });
  await label(page, "Hours a week").fill("37");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: "Caseload of AB" }).waitFor();
}

/** The plans that the short form has a box for, for most teams. */
const BOXES = {
  "Child in need": "Child in need", "Child protection plan": "Child protection", "Looked after": "Looked after",
  "Under assessment only": "Under assessment",
};

/** Fills in the short form for a case. */
export async function fillShort(page, { name = "", children, plan, unstable = "Not known" }) {
  const form = page.locator("form.fairload-add");
  const rest = form.locator("details");
  const unfolded = async () => { if (!(await rest.evaluate((fold) => fold.open))) await rest.locator("summary").click(); };
  const box = form.getByLabel(BOXES[plan] ?? "no box of its own", { exact: true });
  if ((await box.count()) > 0) {
    await box.fill(String(children));
  } else if (plan) {
    await unfolded();
    await form.getByLabel("Another plan", { exact: true }).selectOption({ label: plan });
    await form.getByLabel("How many children on it").fill(String(children));
  }
  await form.getByRole("group", { name: "Is the situation unstable?" }).getByLabel(unstable, { exact: true }).check();
  if (name) {
    await unfolded();
    await form.getByLabel("Label", { exact: true }).fill(name);
  }
}

/** Adds a case and opens it. */
export async function add(page, family) {
  await fillShort(page, family);
  await page.getByRole("button", { name: "Add and open" }).click();
  await page.getByRole("heading", { level: 2, name: "Tasks in progress" }).waitFor();
}

/** Opens a fold of the case, or of a card. */
export async function unfold(place, title) {
  await place.locator("summary", { hasText: title }).click();
}

export async function addTask(page, kind) {
  const before = await page.getByRole("group", { name: kind, exact: true }).count();
  await label(page, "Add a task").fill(kind);
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: kind, exact: true }).nth(before).waitFor();
}

export const child = (page, name) => page.getByRole("group", { name, exact: true });

/** Waits until the case counts so much. */
export const counts = (page, points) => page.getByText(`This family: ${points} ${points === 1 ? "point" : "points"}`, { exact: true }).waitFor();

/** Tab until the element has the focus: what cannot be reached this way fails here. */
export async function tabTo(page, locator) {
  for (let pressed = 0; pressed < 150; pressed += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${locator} cannot be reached by Tab`);
}

/** Waits until the page says that everything that was entered is stored. */
export const saved = (page) => page.waitForFunction(() => document.documentElement.dataset.saved);

/** In the page: what is in the store, as text by key; nothing where there is no store. */
async function readStore() {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const name = `fairload:${location.pathname.replace(/[^/]*$/, "")}:store`;
  if (!(await indexedDB.databases()).some((own) => own.name === name)) return {};
  const database = await answer(indexedDB.open(name));
  try {
    const records = database.transaction("records").objectStore("records");
    const [keys, texts] = await Promise.all([answer(records.getAllKeys()), answer(records.getAll())]);
    return Object.fromEntries(keys.map((key, place) => [key, texts[place]]));
  } finally {
    database.close();
  }
}

/** What is in the store by key: the sealed texts, as docs/format.md has them. */
export const records = (page) => page.evaluate(`(${readStore})()`);

/** The workspace that is stored, as a file of it would be; nothing where nothing is. */
export async function stored(page) {
  await saved(page);
  return workspaceOf(await records(page));
}

function workspaceOf(texts) {
  const list = (kind) => Object.entries(texts).filter(([key]) => key.startsWith(kind)).map(([, text]) => {
    const [, place, body] = /^[0-9a-f]{16} \d+ (\d+) \d+\n(.*)$/s.exec(text);
    return { place: BigInt(place), record: JSON.parse(body) };
  }).sort((one, other) => (one.place < other.place ? -1 : 1)).map(({ record }) => record);
  const [practitioners, cases] = [list("practitioner/"), list("case/")];
  return practitioners.length + cases.length === 0 ? null : JSON.stringify({ fairload: "workspace", version: 5, practitioners, cases }, null, 2);
}

/** The own schemes that are stored, and which scheme is ours. */
export async function keptSchemes(page) {
  await saved(page);
  const texts = Object.entries(await records(page)).filter(([key]) => key.startsWith("text/"));
  const read = texts.map(([key, text]) => {
    const [, place, body] = /^[0-9a-f]{16} \d+ (\d+) \d+\n(.*)$/s.exec(text);
    return { name: key.slice("text/".length), place: BigInt(place), body };
  }).sort((one, other) => (one.place < other.place ? -1 : 1));
  const own = read.filter(({ name }) => name.startsWith("scheme/")).map(({ name, body }) => {
    const [from, ...text] = body.split("\n");
    return { id: name.slice("scheme/".length), from: from || null, text: text.join("\n") };
  });
  return read.length === 0 ? null : { main: read.find(({ name }) => name === "main")?.body ?? null, own };
}

/** The workspace that is stored, once it has this text in it. */
export async function storedWith(page, text) {
  await page.waitForFunction(
    `(${readStore})().then((texts) => Object.values(texts).some((own) => own.includes(${JSON.stringify(text.replaceAll('": "', '":"'))})))`,
  );
  return stored(page);
}

/**
 * Has the page's database refuse every new text for want of room, as a full one does; what this gives back takes
 * that away again. The browser itself asks how much room there is only from time to time: tests/browser/full.test.mjs
 * fills a real one.
 */
export async function fill(page) {
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => { throw new DOMException("The quota has been exceeded.", "QuotaExceededError"); };
    window.makeRoom = () => { IDBObjectStore.prototype.put = put; };
  });
  return () => page.evaluate(() => window.makeRoom());
}

/** Tells the page that it is being left: the demo is kept for a reload then. */
export const leaving = (page) => page.evaluate(() => { window.dispatchEvent(new Event("pagehide")); });

/** Puts a text where earlier versions of the page had the workspace before anything of the page runs, once. */
export const storing = (text) => (page) => page.addInitScript((value) => {
  if (sessionStorage.getItem("stored")) return;
  sessionStorage.setItem("stored", "yes");
  localStorage.setItem(`fairload:${location.pathname.replace(/[^/]*$/, "")}:workspace`, value);
}, text);

/** Chooses a scheme where the month is chosen. */
export async function choose(page, scheme) {
  await label(page, "Scheme").selectOption({ label: scheme });
  await page.locator(".fairload-score__label", { hasText: `${scheme}, ` }).waitFor();
}

/** Types a value and leaves the field, as one does. */
export async function type(field, value) {
  await field.fill(value);
  await field.press("Tab");
}

/** Waits until the element has the focus: it is moved a moment after the page has changed. */
export async function hasFocus(locator, why = "the focus is there") {
  const focused = locator.and(locator.page().locator(":focus"));
  await focused.waitFor({ state: "attached", timeout: 2_000 }).catch(() => assert.fail(why));
}

/** Has the database wait from now on: a transaction goes on and on, until `window.letGo` is set. */
export const holdDatabase = (page) => page.evaluate(() => new Promise((begun) => {
  const asked = indexedDB.open(`fairload:${location.pathname.replace(/[^/]*$/, "")}:store`);
  asked.onsuccess = () => {
    const records = asked.result.transaction(["records", "journal"], "readwrite").objectStore("records");
    const goOn = () => {
      if (window.letGo) return asked.result.close();
      records.get("nothing").onsuccess = goOn;
    };
    records.get("nothing").onsuccess = () => { begun(); goOn(); };
  };
}));
