// The import: a second program in a worker, which comes with its first use. What it may load and reach, what
// happens when it does not come, is stopped or breaks, and the flows of people who use it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { browserTest, checkAccessibility, checkReflow, screenshot } from "./harness.mjs";
import { go, hasFocus, saved, stored, storedWith, tabTo } from "./steps.mjs";
import { csv, LISTS, workbook } from "./workbook.mjs";

const importing = { importing: true };
const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const files = (page) => page.locator("input[type=file]");
const open = async (page) => {
  await go(page, "#/import", "Import from a spreadsheet");
  await files(page).waitFor();
};

/** Waits for the message that stands in place of what was shown. */
const problem = async (page, title) => {
  const summary = page.locator("#importing .govuk-error-summary", { hasText: title });
  await summary.waitFor();
  await hasFocus(page.locator("#errors"), "the focus goes to what went wrong");
  return summary.innerText();
};

/** A CSV of so many cells, all of them small. */
const many = (cells) => `${"a,".repeat(19)}a\n${`${"1,".repeat(19)}1\n`.repeat(cells / 20)}`;

// --- What is loaded, and what can be reached -----------------------------------------------------

browserTest("the import loads two files with its first use, and nothing with its second", importing, async ({ page }) => {
  const asked = [];
  page.context().on("request", (request) => { if (request.url().startsWith("http")) asked.push(new URL(request.url()).pathname); });
  assert.equal(page.workers().length, 0, "nothing is started before it is wanted");
  await open(page);
  assert.equal(page.workers().length, 1);
  assert.equal(asked.length, 2, asked.join(" "));
  await go(page, "#/data", "Save and open");
  await open(page);
  assert.equal(page.workers().length, 1, "it goes on");
  assert.equal(asked.length, 2, asked.join(" "));
});

browserTest(
  "from inside the worker no other origin can be reached",
  // Chromium tells of requests that the policy then refuses: what has arrived is what the other server says.
  { ...importing, expected: [/^a console (error|warning): /, /^a request to another origin: http:\/\/127\.0\.0\.1:\d+\/[a-z-]+(\.m?js)?$/] },
  async ({ page }) => {
    const seen = [];
    const other = createServer((request, answer) => {
      seen.push(request.url);
      answer.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" }).end("1");
    });
    other.on("upgrade", (request, socket) => { seen.push(request.url); socket.destroy(); });
    await new Promise((listening) => { other.listen(0, "127.0.0.1", listening); });
    const origin = `http://127.0.0.1:${other.address().port}`;
    await open(page);
    const refused = await page.workers()[0].evaluate(async (there) => {
      const heard = (target, good, bad) => new Promise((settled) => {
        target[`on${good}`] = () => settled("reached");
        target[`on${bad}`] = () => settled("refused");
      });
      const ways = {
        fetch: () => fetch(`${there}/fetch`).then(() => "reached"),
        "fetch without an answer": () => fetch(`${there}/no-cors`, { mode: "no-cors" }).then(() => "reached"),
        "fetch that goes on": () => fetch(`${there}/keepalive`, { method: "POST", body: "x", keepalive: true }).then(() => "reached"),
        XMLHttpRequest: () => {
          const request = new XMLHttpRequest();
          request.open("GET", `${there}/xhr`);
          const answer = heard(request, "load", "error");
          request.send();
          return answer;
        },
        WebSocket: () => heard(new WebSocket(`${there.replace("http", "ws")}/socket`), "open", "error"),
        EventSource: () => heard(new EventSource(`${there}/events`), "open", "error"),
        importScripts: () => { importScripts(`${there}/script.js`); return "reached"; },
        import: () => import(`${there}/module.mjs`).then(() => "reached"),
        Worker: () => heard(new Worker(`${there}/worker.js`), "message", "error"),
        WebTransport: () => new WebTransport(there.replace("http", "https")).ready.then(() => "reached"),
      };
      const told = {};
      for (const [name, way] of Object.entries(ways)) {
        try {
          told[name] = await Promise.race([way(), new Promise((settled) => { setTimeout(() => settled("no answer"), 5_000); })]);
        } catch {
          told[name] = "refused";
        }
      }
      return told;
    }, origin);
    other.closeAllConnections();
    other.close();
    assert.deepEqual(new Set(Object.values(refused)), new Set(["refused"]), JSON.stringify(refused));
    assert.deepEqual(seen, [], "nothing has arrived there");
  },
);

// --- When it does not come, is stopped, or breaks ------------------------------------------------

browserTest(
  "when its program does not arrive, the page says so, and it can be tried again",
  { ...importing, expected: [/Failed to load resource/, /^a request once the page was ready: .*\/sheets-/] },
  async ({ page, context }) => {
    await context.route(/\/sheets-/, (route) => route.abort());
    await go(page, "#/import", "Import from a spreadsheet");
    const said = await problem(page, "This part could not be loaded");
    assert.match(said, /What you have entered is as it was\./);
    assert.match(await page.title(), /^Error: /);
    await checkAccessibility(page);
    await context.unroute(/\/sheets-/);
    await page.getByRole("button", { name: "Start again" }).click();
    await files(page).waitFor();
    assert.doesNotMatch(await page.title(), /^Error: /);
  },
);

browserTest(
  "when its script does not arrive, the page says so",
  { ...importing, expected: [/Failed to load resource/] },
  async ({ page, context }) => {
    await context.route(/\/importing-/, (route) => route.abort());
    await go(page, "#/import", "Import from a spreadsheet");
    await page.getByText("This part could not be loaded. Check that you are connected").waitFor();
  },
);

for (const [what, policy] of [["a worker", "worker-src 'none'"], ["the name of its policy", "trusted-types other"]]) {
  browserTest(
    `where a council's own policy blocks ${what}, the page says what it needs, and lives on`,
    { ...importing, headers: { "content-security-policy": policy }, expected: [/^a console error: /] },
    async ({ page }) => {
      await go(page, "#/import", "Import from a spreadsheet");
      assert.match(await problem(page, "This part cannot run in this browser"), /its worker-src needs blob:/);
      await go(page, "#/data", "Save and open");
    },
  );
}

browserTest("what asks for more memory than it may have is refused, and the page lives on", importing, async ({ page }) => {
  await open(page);
  const [worker] = page.workers();
  const ended = new Promise((settled) => { worker.on("close", settled); });
  await files(page).setInputFiles(Array.from({ length: 16 }, (_, place) => file(`part-${place}.csv`, many(990_000))));
  const said = await problem(page, "Refused: nothing was changed");
  assert.match(said, /Something in “part-\d+\.csv” could not be read/);
  await ended;
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Start again" }).click();
  await files(page).waitFor();
  assert.equal(page.workers().length, 1);
  await go(page, "#/data", "Save and open");
});

browserTest("a worker that says nothing for a minute while it has something to do is ended", importing, async ({ page }) => {
  await page.clock.install();
  await open(page);
  const [worker] = page.workers();
  await worker.evaluate(() => { setTimeout(() => { for (;;); }); });
  await files(page).setInputFiles([file("a.csv", "a\n1\n")]);
  await page.clock.fastForward(61_000);
  assert.match(await problem(page, "Refused: nothing was changed"), /What you have entered is as it was/);
  await page.getByRole("button", { name: "Start again" }).click();
  await files(page).waitFor();
});

browserTest("reading is stopped while it goes on, and begins anew", importing, async ({ page }) => {
  await open(page);
  await files(page).setInputFiles(Array.from({ length: 4 }, (_, place) => file(`part-${place}.csv`, many(900_000))));
  const stop = page.getByRole("button", { name: "Stop reading" });
  await stop.waitFor();
  const [worker] = page.workers();
  const ended = new Promise((settled) => { worker.on("close", settled); });
  await stop.click();
  await files(page).waitFor();
  assert.equal(await stop.count(), 0);
  await hasFocus(page.locator("h1, #importing h2").first(), "the button is gone, and its focus goes to the heading");
  await ended;
  assert.equal(page.workers().length, 1, "another one has begun");
});

// --- What people do -----------------------------------------------------------------------------

const set = () => Object.entries(LISTS).map(([name, rows]) => ({ name: `${name}.csv`, mimeType: "text/csv", buffer: csv(rows) }));
const book = (lists = LISTS) => ({ name: "annex-a.xlsx", mimeType: "application/zip", buffer: workbook(lists) });
const preview = (page) => page.getByRole("heading", { level: 2, name: "What would change" }).waitFor();
const children = async (page) => (JSON.parse((await stored(page)) ?? '{"cases": []}').cases).flatMap((own) => own.children);

// What is only heard is set apart by a blank.
const GIVE_COURT_STAGE = /^Give it\s*: Court stage/;

/** axe and the width of the page, in light and dark, at three widths. */
async function checkScreen(page, name) {
  for (const [width, colorScheme] of [[1280, "light"], [768, "dark"], [320, "light"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await checkAccessibility(page);
    await checkReflow(page);
    await screenshot(page, `importing-${name}-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

browserTest("a set of lists becomes a caseload in one step, which is taken back and done again", importing, async ({ page }) => {
  await page.getByRole("link", { name: "import a spreadsheet" }).click();
  await files(page).waitFor();
  await checkScreen(page, "choosing");
  await files(page).setInputFiles(set());
  await preview(page);
  await hasFocus(page.locator("#opened"), "the focus goes to the heading of what came");
  assert.match(await page.locator("#importing").innerText(), /3 children are new here/);
  assert.deepEqual(await children(page), [], "nothing has been changed yet");
  await checkScreen(page, "preview");
  await page.getByRole("button", { name: "Import 3 children" }).click();
  await page.getByText("Undo takes all of it back").waitFor();
  await hasFocus(page.locator("#done"), "the focus goes to what was done");
  const text = await storedWith(page, '"plan": "looked_after"');
  assert.equal((await children(page)).length, 3);
  assert.doesNotMatch(text, /70000|Ann Bell|Carl|Eve Fox|White|AB1|2015-02|05\/06/, "numbers, names, postcodes and dates of birth are kept nowhere");
  await checkScreen(page, "done");

  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.waitForFunction(() => document.documentElement.dataset.saved);
  await page.getByRole("button", { name: /^Redo|^Do again/ }).waitFor();
  assert.deepEqual(await children(page), []);
  await page.getByRole("button", { name: /^Redo|^Do again/ }).click();
  await storedWith(page, '"plan": "looked_after"');
  assert.equal((await children(page)).length, 3);
});

browserTest("the same children are known again next month, also in a workbook, and who changed is shown", importing, async ({ page }) => {
  await open(page);
  await files(page).setInputFiles(set());
  await preview(page);
  await page.getByRole("button", { name: "Import 3 children" }).click();
  await page.getByText("Undo takes all of it back").waitFor();
  await storedWith(page, '"plan": "looked_after"');
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await open(page);
  const changed = structuredClone(LISTS);
  changed["List 6"][1][7] = "b) Child protection plan";
  changed["List 7"].push(["700001", "Female", "White British", "01/02/2015", "a) Yes", "03/10/2026", "", "North", "Ann Bell"]);
  await files(page).setInputFiles([book(changed)]);
  await preview(page);
  const said = await page.locator("#importing").innerText();
  assert.match(said, /2 children are here already and as in the files/);
  assert.match(said, /1 child is here already and not quite as in the files/);
});

browserTest("any other table is mapped, imported by keyboard alone, and its columns are known the next time", importing, async ({ page }) => {
  const rows = [["Case number", "Worker", "How old", "Kind"], ["1", "Ann Bell", "4", "CIN"], ["2", "Carl Dunn", "5", "CPP"]];
  const table = { name: "ours.csv", mimeType: "text/csv", buffer: csv(rows) };
  await open(page);
  await tabTo(page, files(page));
  await files(page).setInputFiles([table]);
  await page.getByRole("heading", { level: 2, name: "What the columns are" }).first().waitFor();
  await checkScreen(page, "mapping");
  await tabTo(page, page.getByLabel("What “How old” is"));
  await page.keyboard.type("Child: Age");
  await page.keyboard.press("Tab");
  await tabTo(page, page.getByLabel("What “Kind” is"));
  await page.keyboard.type("Child: Plan");
  await page.keyboard.press("Tab");
  await tabTo(page, page.getByRole("button", { name: "Go on: see what would change" }));
  await page.keyboard.press("Enter");
  await preview(page);
  await tabTo(page, page.getByRole("button", { name: /^Import 2 children/ }));
  await page.keyboard.press("Enter");
  await page.getByText("Undo takes all of it back").waitFor();
  await storedWith(page, '"plan": "child_protection"');

  // In this browser, under the page's own name; and it goes with everything else.
  const remembered = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(":importing")).length);
  assert.equal(await remembered(), 1);
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await open(page);
  await files(page).setInputFiles([table]);
  await page.getByRole("heading", { level: 2, name: "What the columns are" }).first().waitFor();
  assert.equal(await page.getByLabel("What “How old” is").evaluate((field) => field.selectedOptions[0].text), "Child: Age");
});

browserTest("what is pasted is read; a template is downloaded; refused files say why", importing, async ({ page }) => {
  await open(page);
  await page.locator("summary", { hasText: "Paste from Excel instead" }).click();
  await page.getByLabel("The cells, with the row of headings").fill("Child ID\tAge\tStatus\n1\t4\tCIN\n");
  await page.getByRole("button", { name: "Read what was pasted" }).click();
  await page.getByRole("heading", { level: 2, name: "What the columns are" }).first().waitFor();
  await page.getByRole("button", { name: "Choose other files" }).click();
  await files(page).waitFor();

  await page.locator("summary", { hasText: "Templates to fill in" }).click();
  const button = page.getByRole("button", { name: /^Download .*\.csv$/ }).first();
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  assert.match(download.suggestedFilename(), /\.csv$/);

  const large = file("large.csv", many(6_000_000));
  const program = { name: "tool.xlsx", mimeType: "x", buffer: Buffer.from("MZ\x90\x00\x03\x00\x00\x00") };
  const broken = { name: "half.xlsx", mimeType: "x", buffer: book().buffer.subarray(0, 900) };
  await files(page).setInputFiles([large, program, broken]);
  await page.locator("#errors").waitFor();
  const said = await page.locator("#errors").innerText();
  assert.match(said, /large\.csv: The file is larger than 10 MB\./);
  assert.match(said, /tool\.xlsx: This is a program/);
  assert.match(said, /half\.xlsx: /);
  await checkScreen(page, "refused");
});

browserTest("what the schemes still miss is worked out there too, and given for many at once in one step", importing, async ({ page }) => {
  await go(page, "#/missing", "What the schemes still miss");
  await page.locator("#importing p").first().waitFor();
  await checkScreen(page, "missing-nothing");
  await open(page);
  await files(page).setInputFiles(set());
  await preview(page);
  // Looking there takes nothing away from what is under way.
  await go(page, "#/missing", "What the schemes still miss");
  await go(page, "#/import", "Import from a spreadsheet");
  await preview(page);
  await page.getByRole("button", { name: "Import 3 children" }).click();
  await page.getByText("Undo takes all of it back").waitFor();
  await go(page, "#/missing", "What the schemes still miss");
  await page.getByRole("button", { name: GIVE_COURT_STAGE }).click();
  await hasFocus(page.locator("#give"), "the focus goes to where it is given");
  // Right below the row that was pressed, with its first field in view.
  const close = page.getByRole("button", { name: /^Close\s*: Court stage/ });
  const top = async (locator) => (await locator.boundingBox()).y;
  assert.ok(await top(page.locator("#give")) - await top(close) < 200, "it opens where it was pressed");
  assert.ok(await top(page.getByLabel("Court stage", { exact: true })) < 900, "its first field is in view");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await hasFocus(page.getByRole("button", { name: GIVE_COURT_STAGE }), "the way back leads to the row");
  await page.keyboard.press("Enter");
  await hasFocus(page.locator("#give"));
  await checkScreen(page, "missing");
  await page.getByLabel("Court stage", { exact: true }).selectOption({ label: "None" });
  await page.getByRole("button", { name: "Set for 3 cases" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: GIVE_COURT_STAGE }).waitFor({ state: "detached" });
  await hasFocus(page.locator("#given"), "the focus goes to what was given");
  // None is what stands where nothing is kept.
  const unknown = async () => JSON.parse(await stored(page)).cases.filter((own) => own.court_stage === "unknown").length;
  assert.equal(await unknown(), 0);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("button", { name: GIVE_COURT_STAGE }).waitFor();
  assert.equal(await unknown(), 3, "it was one step");
});

browserTest("another tab's change is planned with, and an import from before it is not done", importing, async ({ page, context, address }) => {
  await open(page);
  await files(page).setInputFiles(set());
  await preview(page);
  const other = await context.newPage();
  await other.goto(`${address}#/new-practitioner`);
  await other.waitForSelector("html[data-ready=yes]");
  await other.getByLabel("Label", { exact: true }).fill("ZZ");
  await other.getByRole("button", { name: "Continue" }).click();
  await saved(other);
  await page.bringToFront();
  await page.getByRole("button", { name: "Import 3 children" }).click();
  await page.getByText("Undo takes all of it back").waitFor();
  const text = await storedWith(page, '"plan": "looked_after"');
  assert.match(text, /"ZZ"/, "what the other tab did is there");
});

/** Another tab with the preview of the same lists open, which hears of no other tab. */
async function deafTab(context, address) {
  const page = await context.newPage();
  await page.addInitScript(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  await page.goto(address);
  await page.waitForSelector("html[data-ready=yes]");
  await open(page);
  return page;
}

browserTest("the first import in two tabs at the same moment has every child once", importing, async ({ page, context, address }) => {
  await page.evaluate(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  const other = await deafTab(context, address);
  await open(page);
  for (const own of [page, other]) {
    await files(own).setInputFiles(set());
    await preview(own);
  }
  // Neither knows of the other: both say that all are new.
  await Promise.all([page, other].map((own) => own.evaluate(() => document.getElementById("import").click())));
  for (const own of [page, other]) {
    await own.getByText("Undo takes all of it back").waitFor();
    await saved(own);
  }
  const ids = (await children(page)).map((own) => own.imported);
  assert.equal(ids.length, 3, ids.join(" "));
  const { practitioners } = JSON.parse(await stored(page));
  assert.equal(new Set(practitioners.map((own) => own.imported)).size, practitioners.length);
});

browserTest("what one tab has imported is here already for the preview that another tab has open", importing, async ({ page, context, address }) => {
  const other = await context.newPage();
  await other.goto(address);
  await other.waitForSelector("html[data-ready=yes]");
  for (const own of [page, other]) {
    await open(own);
    await files(own).setInputFiles(set());
    await preview(own);
  }
  await page.getByRole("button", { name: "Import 3 children" }).click();
  await page.getByText("Undo takes all of it back").waitFor();
  await saved(page);
  await other.getByText("3 children are here already and as in the files").waitFor();
  await other.getByRole("button", { name: "Import 3 children" }).click();
  await other.getByText("Undo takes all of it back").waitFor();
  assert.equal((await children(other)).length, 3);
});

browserTest("who goes to another page while an import is under way has it finished there", importing, async ({ page }) => {
  for (const [away, title] of [["#/data", "Save and open"], ["#/missing", "What the schemes still miss"]]) {
    await open(page);
    await files(page).setInputFiles(set());
    await preview(page);
    await page.evaluate((hash) => {
      document.getElementById("import").click();
      location.hash = hash;
    }, away);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByRole("button", { name: "Undo Imported 3 children" }).waitFor();
    assert.equal((await children(page)).length, 3);
    await go(page, "#/import", "Import from a spreadsheet");
    await page.getByText("Undo takes all of it back").waitFor();
    await hasFocus(page.locator("h1"), "the focus is where the page begins");
    await page.getByRole("button", { name: /^Undo/ }).click();
    await files(page).waitFor();
    assert.deepEqual(await children(page), []);
  }
});

browserTest("an import from which one went away, and what was entered there meanwhile, never undo each other", importing, async ({ page }) => {
  await open(page);
  await files(page).setInputFiles(set());
  await preview(page);
  const [worker] = page.workers();
  // So slow that something is entered before it answers.
  await worker.evaluate(() => {
    const hear = onmessage;
    onmessage = (event) => { setTimeout(() => hear(event), event.data.message?.includes('"import"') ? 3_000 : 0); };
  });
  await page.locator("#import").click();
  await go(page, "#/new-practitioner", "Whose caseload is it?");
  await page.getByLabel("Label", { exact: true }).fill("ZZ");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { level: 1, name: "Caseload of ZZ" }).waitFor();
  await go(page, "#/import", "Import from a spreadsheet");
  await page.getByText("What you did last was not done").waitFor();
  assert.match(await stored(page), /"ZZ"/);
  assert.deepEqual(await children(page), []);
});

browserTest("closing the tab while an import is under way asks, and before and after it does not", importing, async ({ page }) => {
  await open(page);
  await files(page).setInputFiles(set());
  await preview(page);
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.equal(await asks(), false, "nothing is under way");
  const during = await page.evaluate(() => {
    document.getElementById("import").click();
    return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  });
  assert.equal(during, true, "it is under way");
  await page.getByText("Undo takes all of it back").waitFor();
  await saved(page);
  assert.equal(await asks(), false, "it is done and saved");
});

browserTest("a suggestion that is put aside by keyboard leaves the focus where the keys go on", importing, async ({ page }) => {
  const lists = structuredClone(LISTS);
  const plan = (id, day, worker) => [id, "Male", "White British", "05/06/2018", "b) No", day, "", "North", worker];
  lists["List 7"].push(plan("700011", "03/05/2026", "Ann Bell"), plan("700012", "03/05/2026", "Ann Bell"));
  lists["List 7"].push(plan("700013", "04/05/2026", "Carl Dunn"), plan("700014", "04/05/2026", "Carl Dunn"));
  await open(page);
  await files(page).setInputFiles([book(lists)]);
  await preview(page);
  await page.locator("#import").click();
  await page.getByText("Undo takes all of it back").waitFor();
  await go(page, "#/missing", "What the schemes still miss");
  await page.locator("#families summary").click();
  for (const left of ["1 group of children may be", "nothing"]) {
    const tick = page.locator("#families input[type=checkbox]").first();
    await tick.focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Not a family (1 group)" }).waitFor();
    await hasFocus(tick, "the box is still under the finger");
    await page.locator("#family-not").focus();
    await page.keyboard.press("Enter");
    if (left === "nothing") await page.locator("#families").waitFor({ state: "detached" });
    else await page.getByText(left).waitFor();
    const focused = () => document.activeElement !== document.body;
    assert.ok(await page.waitForFunction(focused).then(() => page.evaluate(focused)), left);
    if (left !== "nothing") await hasFocus(page.locator("#family-not"), "the button is still there");
  }
  await hasFocus(page.locator("#importing :is(h2, h3)").first().or(page.locator("h1")), "what is gone leaves the focus to a heading");
});
