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
  await form.getByRole("group", { name: "Are they stable?" }).getByLabel({ Yes: "Unstable", No: "Stable" }[unstable] ?? unstable, { exact: true }).check();
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

export const stored = (page) => page.evaluate(() => localStorage.getItem(`fairload:${location.pathname.replace(/[^/]*$/, "")}:workspace`));

/** What is stored, once the last edit has reached the storage. */
export async function storedWith(page, text) {
  await page.waitForFunction((wanted) => Object.values(localStorage).some((value) => value.includes(wanted)), text);
  return stored(page);
}

/** Tells the page that it is being left, so that what waits to be saved is saved now. */
export const leaving = (page) => page.evaluate(() => { window.dispatchEvent(new Event("pagehide")); });

/** Puts a text under the workspace's key before anything of the page runs, once. */
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
