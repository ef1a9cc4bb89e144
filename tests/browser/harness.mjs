// What every browser test stands on: Chromium with a fresh profile, the built files on a server of their
// own, and a watch that fails the test for what must never happen, whatever the test itself is about:
// an error or a warning in the console, a violation of the policy, a request once the page is ready,
// a request to another origin at any time.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { DIST, serve } from "../../script/serve.mjs";
import { chromiumPath, FLAGS } from "./chromium.mjs";

export { DIST };

const RESULTS = fileURLToPath(new URL("../../test-results/", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// One browser for the file, because starting it takes a second; each test has a profile of its own in it.
let shared = null;

async function browser() {
  shared ??= chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  return shared;
}

after(async () => {
  if (shared) await (await shared).close();
});

/** A context for one test, and what gives it back. */
async function newContext({ storage, ...options }) {
  if (storage !== "blocked") {
    const context = await (await browser()).newContext(options);
    return { context, end: () => context.close() };
  }
  // As a council's policy blocks it: a setting of the profile, there before the browser starts.
  const profile = mkdtempSync(join(tmpdir(), "fairload-profile-"));
  mkdirSync(join(profile, "Default"));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), args: FLAGS, ...options });
  return {
    context,
    end: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

// What the import loads when it is first wanted: its script and its program, each by a name that changes with its
// content. The one exception from "no request once the page is ready", for tests that say so.
const IMPORTING = /\/(importing-[0-9a-f]{16}\.js|sheets-[0-9a-f]{16}\.wasm)$/;

const isNetwork = (address) => /^(https?|wss?|ftp):/.test(address);

/**
 * One browser test. `name` is a sentence. `options`:
 *   path        where the files are served, "/" by default
 *   headers     added to every answer of the server
 *   expected    patterns of console messages that this test is about, and that do not fail it
 *   before      called with the page before it is opened: routes, scripts, stored values
 *   readiness   "ready" (default): the body runs once the program has rendered; "none": at once
 *   importing   true: the two files of the import may be loaded once the page is ready, each once
 *   storage     "blocked": the profile forbids the page to store anything
 *   anything else is an option of Playwright's browser context (viewport, colorScheme, javaScriptEnabled)
 * The body gets `page`, `address`, `context`.
 */
export function browserTest(name, options, body) {
  test(name, { timeout: 120_000 }, async () => {
    const surprises = await problemsIn(options, body);
    assert.deepEqual(surprises, [], "what must never happen in the page");
  });
}

/** Runs `body` on the page as browserTest does, and gives back what the watch saw. */
export async function problemsIn(options, body) {
  const { path = "/", headers = {}, expected = [], before, readiness = "ready", importing = false, ...contextOptions } = options;
  const { server, address } = await serve({ path, headers });
  const origin = new URL(address).origin;
  const { context, end } = await newContext({ viewport: { width: 1280, height: 900 }, ...contextOptions });
  const problems = [];
  const allowed = new Set();
  let ready = false;
  try {
    context.on("request", (request) => {
      const asked = new URL(request.url());
      if (!isNetwork(asked.href)) return;
      if (asked.origin !== origin) {
        problems.push(`a request to another origin: ${asked.href}`);
      } else if (request.isNavigationRequest() && asked.href.split("#")[0] === address) {
        // Opened or reloaded: the page is to become ready anew. With a query it would carry something.
        ready = false;
        allowed.clear();
      } else if (importing && IMPORTING.test(asked.href) && !allowed.has(asked.href)) {
        allowed.add(asked.href);
      } else if (ready) {
        problems.push(`a request once the page was ready: ${asked.href}`);
      }
    });
    context.on("weberror", (error) => problems.push(`an uncaught error: ${error.error().stack ?? error.error()}`));
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) problems.push(`a console ${message.type()}: ${message.text()}`);
    });
    await context.exposeBinding("fairloadIsReady", () => { ready = true; });

    const page = context.pages()[0] ?? (await context.newPage());
    page.on("websocket", (socket) => problems.push(`a web socket: ${socket.url()}`));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`);
      });
      window.addEventListener("fairload-ready", () => {
        window.readyAt ??= performance.now();
        window.fairloadIsReady();
      });
    });
    if (before) await before(page, { address, context });
    await page.goto(address);
    if (readiness === "ready") await page.waitForSelector("html[data-ready=yes]");

    await body({ page, address, context });

    if (readiness === "ready" && !page.isClosed()) {
      // By the page's own clock as well: news of its being ready arrives here a moment later.
      const late = await page.evaluate(() => performance.getEntriesByType("resource")
        .filter((entry) => entry.startTime > (window.readyAt ?? Infinity) && /^(https?|wss?):/.test(entry.name))
        .map((entry) => entry.name));
      late.filter((asked) => !(importing && IMPORTING.test(asked))).forEach((asked) => problems.push(`a request once the page was ready: ${asked}`));
    }
  } catch (error) {
    // What went wrong in the page usually explains why the test did.
    if (problems.length > 0) error.message += `\n\nThe page also had:\n  ${problems.join("\n  ")}`;
    throw error;
  } finally {
    await end();
    server.closeAllConnections();
    server.close();
  }
  return [...new Set(problems)].filter((problem) => !expected.some((pattern) => pattern.test(problem)));
}

/** Fails with each rule of WCAG 2.2 AA (and axe's good practice) that the page breaks, and where. */
export async function checkAccessibility(page, { disable = [] } = {}) {
  // As text to evaluate: the page's policy refuses a script that is put into it.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (rules) => {
    const result = await window.axe.run(document, {
      rules,
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    });
    return result.violations.map((rule) => `${rule.id}: ${rule.help}\n${rule.nodes
      .map((node) => `    ${node.target.join(" ")}: ${node.failureSummary?.replaceAll("\n", " ")}`).join("\n")}`);
  }, Object.fromEntries(disable.map((rule) => [rule, { enabled: false }])));
  assert.deepEqual(violations, [], "accessibility");
}

/** Fails when the page is wider than the screen: at 320 pixels that is 400 % zoom (WCAG 1.4.10). */
export async function checkReflow(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `the page is ${wide} pixels wider than the screen`);
}

/** Keeps a picture of the whole page in test-results/, for people to look at. */
export async function screenshot(page, name) {
  mkdirSync(RESULTS, { recursive: true });
  await page.screenshot({ path: join(RESULTS, `${name}.png`), fullPage: true });
}

/** What a click on the button downloads: the file's name and its text. */
export async function downloadBy(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button, exact: true }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}
