// The import: a second program in a worker, which comes with its first use. What it may load and reach, what
// happens when it does not come, is stopped or breaks, and the flows of people who use it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { browserTest, checkAccessibility, checkReflow, screenshot } from "./harness.mjs";
import { go, hasFocus, heading, saved, tabTo } from "./steps.mjs";

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
  await ended;
  assert.equal(page.workers().length, 1, "another one has begun");
});
