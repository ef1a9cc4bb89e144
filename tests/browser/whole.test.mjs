// What holds for all pages together: each is accessible in every look, is found by its address, says where
// one is, and prints as a document; and the whole way through them can be gone without a mouse.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, screenshot } from "./harness.mjs";
import { begin, fillShort, go, hasFocus, label, saved, stored, storedWith, tabTo } from "./steps.mjs";

const DEMO = { name: "Look at a demo team" };

/** Every address that there is, with the heading and the title of its page in the demo. */
const PAGES = [
  ["#/", /^How heavy/, /^Fairload$/],
  ["#/new-practitioner", /Add a practitioner|Whose caseload/, /^New practitioner/],
  ["#/caseload", /^Caseload/, /^Caseload/],
  ["#/practitioner/p4", "D (ASYE)", /^D \(ASYE\)/],
  ["#/case/f2", "Family 2", /^Family 2/],
  ["#/score/p1", /^Score of A \(senior\)/, /^Score of A \(senior\), \w+ \d{4}/],
  ["#/team", /./, /^Team/],
  ["#/team/by/swindon/down", /./, /^Team/],
  ["#/side-by-side/p1", /./, /^A \(senior\) under every scheme/],
  ["#/side-by-side/case/f2", /./, /^Family 2 under every scheme/],
  ["#/schemes", /./, /^Schemes/],
  ["#/schemes/swindon", /./, /^Swindon/],
  ["#/schemes/swindon/change", /./, /^Change Swindon/],
  ["#/changes", "What was done", /^What was done/],
  ["#/help", "Help", /^Help/],
  ["#/help/glossary", "What the words mean", /^What the words mean/],
  ["#/data", "Save and open", /^Save and open/],
  ["#/data/delete", "Delete everything on this device", /^Delete everything/],
  ["#/about", "About and privacy", /^About and privacy/],
  ["#/nowhere", "This page is not here", /^Page not found/],
];

/** Goes to a page by its address, and waits for its title and heading. */
async function visit(page, [address, expected, title]) {
  // Once the address has changed, the page is drawn before the next frame.
  await page.evaluate(async (hash) => {
    if (location.hash !== hash) {
      const changed = new Promise((done) => { window.addEventListener("hashchange", done, { once: true }); });
      location.hash = hash;
      await changed;
    }
    await new Promise((painted) => { requestAnimationFrame(painted); });
  }, address);
  await page.waitForFunction((pattern) => new RegExp(pattern).test(document.title), title.source);
  await page.getByRole("heading", { level: 1, name: expected }).waitFor();
}

const unfoldAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));

async function enterDemo(page) {
  await page.getByRole("button", DEMO).click();
  await page.getByRole("heading", { level: 1, name: /^Caseload of/ }).waitFor();
}

// --- Looks --------------------------------------------------------------------------------------

for (const [look, options] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active", colorScheme: "dark" },
})) {
  browserTest(`every page is accessible in ${look}, empty and with the demo, and fits 1280, 768 and 320 pixels`, options, async ({ page }) => {
    const wrong = [];
    const check = async (where, of) => {
      try {
        await of(page);
      } catch (error) {
        wrong.push(`${where}: ${error.message}`);
      }
    };
    const all = async (whose) => {
      for (const one of PAGES) {
        const expected = whose === "empty" ? /./ : one[1];
        const title = whose === "empty" ? /./ : one[2];
        await page.setViewportSize({ width: 1280, height: 900 });
        await visit(page, [one[0], expected, title]);
        if (whose === "demo") await unfoldAll(page);
        for (const width of [1280, 768, 320]) {
          await page.setViewportSize({ width, height: 900 });
          const where = `${one[0]} ${whose} ${width}`;
          await check(where, checkReflow);
          await check(where, checkAccessibility);
          if (look !== "forced colours" && whose === "demo") await screenshot(page, `whole${one[0].replaceAll(/[#/]+/g, "-")}-${width}-${look}`);
        }
      }
    };
    await all("empty");
    await page.setViewportSize({ width: 1280, height: 900 });
    await go(page, "#/", /^How heavy/);
    await enterDemo(page);
    await all("demo");
    assert.deepEqual(wrong, [], "looks");
  });
}

// --- Addresses ----------------------------------------------------------------------------------

browserTest("every page has a title of its own, and the focus goes to its heading, forward and back", {}, async ({ page }) => {
  await enterDemo(page);
  const titles = new Set();
  for (const one of PAGES.slice(1)) {
    await visit(page, one);
    titles.add(await page.title());
    await hasFocus(page.locator("h1"), `the heading of ${one[0]} has the focus`);
    assert.equal(await page.evaluate(() => window.scrollY), 0, one[0]);
  }
  // The order of a table is no other page.
  assert.equal(titles.size, PAGES.length - 2);
  for (const one of PAGES.slice(1, -1).reverse()) {
    await page.goBack();
    await page.waitForFunction((pattern) => new RegExp(pattern).test(document.title), one[2].source);
    assert.equal(await page.evaluate(() => location.hash), one[0]);
    await hasFocus(page.locator("h1"), `back at ${one[0]}`);
  }
  await page.goForward();
  await page.waitForFunction(() => location.hash === "#/caseload");
  await hasFocus(page.locator("h1"));
});

browserTest("an address opens its page at once, and a place in the page is none", {}, async ({ page, address }) => {
  for (const [hash, expected] of [["#/help/glossary", "What the words mean"], ["#/score/none", /not here/i], ["#/team", /./]]) {
    await page.goto("about:blank");
    await page.goto(`${address}${hash}`);
    await page.waitForSelector("html[data-ready=yes]");
    await page.getByRole("heading", { level: 1, name: expected }).waitFor();
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await hasFocus(page.locator("main"), "the skip link leads to the page");
  assert.equal(await page.evaluate(() => location.hash), "#/team");
});

// --- The demo -----------------------------------------------------------------------------------

browserTest("the demo is a store of its own: it outlives a reload with its changes, and never mixes with one's own", {}, async ({ page }) => {
  await begin(page);
  const own = await storedWith(page, '"AB"');
  await go(page, "#/", /^How heavy/);
  await enterDemo(page);
  await go(page, "#/case/f2", "Family 2");
  await label(page, "Label").first().fill("Changed in the demo");
  await page.getByRole("heading", { level: 1, name: "Changed in the demo" }).waitFor();
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await page.getByRole("heading", { level: 1, name: "Changed in the demo" }).waitFor();
  assert.ok(await page.getByText("Demo team, invented.").isVisible());
  await saved(page);
  assert.equal(await stored(page), own);

  await page.getByRole("button", { name: "Leave the demo" }).click();
  await page.getByRole("heading", { level: 1, name: /^How heavy/ }).waitFor();
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  assert.equal(await page.getByText("Demo team, invented.").count(), 0);
  assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("fairload")).length), 0);
  await page.getByText("In this browser: 1 practitioner").waitFor();
  await enterDemo(page);
  await go(page, "#/case/f2", "Family 2");

  // Deleting everything takes the demo with it.
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await go(page, "#/data/delete", "Delete everything on this device");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  await saved(page);
  assert.deepEqual(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]), []);
});

// --- Taking back --------------------------------------------------------------------------------

const said = (page) => page.locator(".fairload-steps [role=status]").innerText();

browserTest("what was done is listed on a page, and several steps are taken back and done again at once", {}, async ({ page }) => {
  await go(page, "#/changes", "What was done");
  await page.getByText("Nothing yet, since this page was opened.").waitFor();
  await go(page, "#/", /^How heavy/);
  await begin(page);
  for (const name of ["One", "Two", "Three"]) {
    await fillShort(page, { name, children: 1, plan: "Child in need", unstable: "No" });
    await page.getByRole("button", { name: "Add case" }).click();
    await page.getByRole("link", { name }).first().waitFor();
  }
  await go(page, "#/changes", "What was done");
  const done = page.locator(".fairload-changes:not(.fairload-changes--back) li");
  const words = await done.locator("span").first().innerText();
  assert.match(words, /Added Three/);
  const number = await done.count();
  await checkAccessibility(page);
  await page.getByRole("button", { name: /^Take back to here\sAdded Two/ }).click();
  await page.getByRole("heading", { level: 2, name: "Taken back" }).waitFor();
  assert.equal(await done.count(), number - 2);
  assert.equal(await said(page), "Undone: 2 steps");
  await hasFocus(page.getByRole("heading", { level: 2, name: "Taken back" }));
  await checkAccessibility(page);
  await page.getByRole("button", { name: /^Do again up to here\sAdded Three/ }).click();
  await page.getByRole("heading", { level: 2, name: "Taken back" }).waitFor({ state: "detached" });
  assert.equal(await done.count(), number);
});

browserTest("Ctrl and Z takes back from every page, and is a text field's own in one", {}, async ({ page }) => {
  await enterDemo(page);
  await go(page, "#/case/f2", "Family 2");
  await label(page, "Label").first().fill("Renamed");
  await page.getByRole("heading", { level: 1, name: "Renamed" }).waitFor();
  await page.keyboard.press("Control+z");
  assert.equal(await page.locator(".fairload-steps").getByText("Redo").count(), 0, "in a text field, the field's own");
  for (const one of PAGES) {
    // By its heading: its name is different while it is renamed.
    await visit(page, [one[0], /./, /./]);
    await page.locator("h1").focus();
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: /^Redo Label of/ }).waitFor();
    assert.match(await said(page), /^Undone: Label/, one[0]);
    await page.keyboard.press("Control+y");
    await page.getByRole("button", { name: /^Redo/ }).waitFor({ state: "detached" });
    assert.match(await said(page), /^Done again: Label/, one[0]);
  }
});

// --- Words --------------------------------------------------------------------------------------

browserTest("a word is found in the glossary as one types", {}, async ({ page }) => {
  await go(page, "#/help/glossary", "What the words mean");
  const terms = page.locator("dt");
  const all = await terms.count();
  await label(page, "Find a word").fill("icpc");
  await page.waitForFunction((number) => document.querySelectorAll("dt").length < number, all);
  assert.equal(await terms.first().innerText(), "ICPC");
  await label(page, "Find a word").fill("nothing like this");
  await page.getByText("No word like it.").waitFor();
  await checkAccessibility(page);
  await label(page, "Find a word").fill("");
  await page.waitForFunction((number) => document.querySelectorAll("dt").length === number, all);
});

// --- Paper --------------------------------------------------------------------------------------

browserTest("every page prints as a document that names scheme, version, month, the demo and the day", {}, async ({ page }) => {
  await enterDemo(page);
  for (const one of PAGES) {
    await visit(page, one);
    await page.emulateMedia({ media: "screen" });
    assert.equal(await page.locator(".fairload-print-head").first().isVisible(), false, one[0]);
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const head = await page.locator(".fairload-print-head").first().innerText();
    const [, own] = one[0].match(/^#\/schemes\/(\w)/) ?? [];
    // A page about a scheme names that one.
    assert.match(head, own ? /^SWIN, / : /^NOTTS, /, one[0]);
    assert.match(head, /\(scheme file 1\)\. \w+ \d{4}\. Demo: invented\. Printed on \d\d\/\d\d\/\d{4}/, one[0]);
    // The heads of sorted columns are words on paper.
    const pressed = page.locator(":not(th) > button:visible, header nav:visible, .govuk-back-link:visible");
    assert.equal(await pressed.count(), 0, `${one[0]}: ${await pressed.allInnerTexts()}`);
  }
});

browserTest("a private note, and why a load is reduced, stay off paper", {}, async ({ page }) => {
  await enterDemo(page);
  await go(page, "#/practitioner/p7", "G");
  await unfoldAll(page);
  const kept = page.locator("[id*='-reductions-']:is([id$='-note'], [id$='-kind'])");
  assert.ok((await kept.count()) >= 2);
  await page.emulateMedia({ media: "print" });
  for (const one of await kept.all()) assert.equal(await one.isVisible(), false);
  assert.ok(await page.locator("[id*='-reductions-'][id$='-amount']").first().isVisible(), "how much is no secret");
});

// --- Without a mouse ----------------------------------------------------------------------------

browserTest("the whole way is gone by keyboard: entering, a clause, team, side by side, undo, a copy", {}, async ({ page }) => {
  const press = async (role, name, key = "Enter") => {
    await tabTo(page, page.getByRole(role, { name }).first());
    await page.keyboard.press(key);
  };
  const at = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
  await press("link", "Enter my caseload");
  await at("Whose caseload is it?");
  await tabTo(page, label(page, "Label"));
  await page.keyboard.type("AB");
  await tabTo(page, label(page, "What does the team do?"));
  await page.keyboard.type("District");
  await press("button", "Continue");
  await at("Caseload of AB");
  for (const [name, children, plan] of [["Family 1", "2", "Child protection"], ["Family 2", "1", "Looked after"]]) {
    await tabTo(page, label(page, plan));
    await page.keyboard.type(children);
    await press("button", "Add case");
    await page.getByRole("link", { name }).first().waitFor();
  }
  await press("link", /line by line/);
  await at(/^Score of AB/);
  const line = page.locator(".fairload-entry").first();
  await tabTo(page, line.locator("summary"));
  await page.keyboard.press("Enter");
  assert.match(await line.innerText(), /Where in the source/);
  await press("link", "Team");
  await page.waitForFunction(() => document.title.startsWith("Team"));
  await press("link", "AB");
  await page.waitForFunction(() => document.title.includes("under every scheme"));
  await hasFocus(page.locator("h1"));
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: /^Redo Added Family 2/ }).waitFor();
  await press("link", "All steps");
  await at("What was done");
  await press("button", /^Do again\sAdded Family 2/);
  await page.getByRole("button", { name: /^Redo/ }).waitFor({ state: "detached" });
  await press("link", "Save and open");
  await at("Save and open");
  await tabTo(page, page.getByRole("button", { name: "Download a copy", exact: true }));
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.match(download.suggestedFilename(), /^fairload-workspace/);
});
