// The page starts, and when it cannot, or stops, the start script alone says what to do and hands over
// what is stored.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { records, saved } from "./steps.mjs";
import { browserTest, checkAccessibility, checkReflow, DIST, downloadBy, screenshot } from "./harness.mjs";

// Not a workspace that the program would read: the start script hands over the text, whatever it is.
const WORKSPACE = '{"saved": "Zoë’s family – 7", "half": ';

// One that it reads, as earlier versions stored it.
const FAMILY = '{"fairload": "workspace", "version": 3, "practitioners": [], "cases": [{"id": "f1", "label": "Zoë’s family – 7"}]}';

/** Puts values under this page's keys (and one of a neighbour's) before anything of the page runs. */
const storing = (values) => (page) => page.addInitScript((stored) => {
  const place = `fairload:${location.pathname.replace(/[^/]*$/, "")}:`;
  // Once: a reload must find what the page left.
  if (sessionStorage.getItem("stored")) return;
  sessionStorage.setItem("stored", "yes");
  localStorage.setItem("neighbour", "not ours");
  localStorage.setItem("fairload:/another/place/:workspace", "not ours either");
  for (const [key, value] of Object.entries(stored)) localStorage.setItem(place + key, value);
}, values);

const all = (...steps) => async (...given) => {
  for (const step of steps) await step(...given);
};

const stopProgram = (page) => page.evaluate(() => {
  window.dispatchEvent(new CustomEvent("fairload-stopped", { detail: "panicked at src/scoring.rs:1:1" }));
});

const title = (page) => page.locator("h1").innerText();

browserTest("the page becomes ready without an error and asks nobody else for anything", {}, async ({ page }) => {
  assert.match(await page.title(), /Fairload/);
  assert.equal(await page.locator("h1").count(), 1);
});

browserTest("the page becomes ready below a path of the council's own", { path: "/tools/fairload/" }, async ({ page }) => {
  assert.equal(await page.locator("h1").count(), 1);
});

browserTest("the page uses no font, image or script that it does not bring", {}, async ({ page }) => {
  const kinds = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname.replace(/.*\./, "")));
  assert.deepEqual([...new Set(kinds)].sort(), ["css", "js", "wasm"]);
  assert.match(await page.locator("h1").evaluate((heading) => getComputedStyle(heading).fontFamily), /^arial, helvetica/i);
});

browserTest("without JavaScript the page says what it needs", { javaScriptEnabled: false, readiness: "none" }, async ({ page }) => {
  assert.match(await page.locator("noscript").innerText(), /needs JavaScript/);
});

browserTest(
  "when the policy blocks WebAssembly, the start script says what to do and hands over what is stored",
  {
    headers: { "content-security-policy": "script-src 'self'" },
    readiness: "none",
    before: storing({ workspace: WORKSPACE }),
    expected: [/policy violated: script-src wasm-eval/, /Refused to compile or instantiate WebAssembly|violates the following Content Security Policy directive/],
  },
  async ({ page }) => {
    await page.waitForSelector("html[data-stopped=blocked]");
    assert.equal(await title(page), "Fairload cannot start in this browser");
    assert.match(await page.locator("main").innerText(), /Ask your IT team to allow WebAssembly/);
    assert.match(await page.locator("main").innerText(), /'wasm-unsafe-eval'/);
    assert.deepEqual(await downloadBy(page, "Download what is stored"), { name: "fairload-workspace.json", text: WORKSPACE });
    await checkAccessibility(page);
    await screenshot(page, "start-blocked");
  },
);

browserTest(
  "where the browser has no WebAssembly at all, the start script says what to do",
  { readiness: "none", before: (page) => page.addInitScript(() => { delete window.WebAssembly; }) },
  async ({ page }) => {
    await page.waitForSelector("html[data-stopped=blocked]");
    assert.match(await page.locator("main").innerText(), /another browser/);
  },
);

for (const [what, pattern, message] of [
  ["the program", /_bg\.wasm$/, /Failed to load resource/],
  ["its loader", /\/page-[^/]*\.js$/, /Failed to load resource/],
]) {
  browserTest(
    `when ${what} does not arrive, the start script says so and hands over what is stored`,
    {
      readiness: "none",
      before: all(storing({ workspace: WORKSPACE }), (page) => page.route(pattern, (route) => route.abort())),
      expected: [message],
    },
    async ({ page }) => {
      await page.waitForSelector("html[data-stopped=missing]");
      assert.equal(await title(page), "Fairload could not be loaded");
      assert.equal((await downloadBy(page, "Download what is stored")).text, WORKSPACE);
    },
  );
}

browserTest(
  "when the server refuses the program, the start script names the file and the answer",
  {
    readiness: "none",
    before: (page) => page.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404, body: "no such type here" })),
    expected: [/status of 404/, /integrity/],
  },
  async ({ page }) => {
    await page.waitForSelector("html[data-stopped=missing]");
    await page.getByText("Details for whoever looks into this").click();
    assert.match(await page.locator("pre").innerText(), /_bg\.wasm answered 404/);
  },
);

browserTest(
  "when the program stops, the start script says so, hands over what is stored and reloads",
  { before: storing({ workspace: FAMILY, settings: "{}" }) },
  async ({ page }) => {
    await saved(page);
    await stopProgram(page);
    assert.equal(await title(page), "Fairload has stopped");
    assert.equal(await page.title(), "Fairload has stopped - Fairload");
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.ready), undefined);
    await page.getByText("Details for whoever looks into this").click();
    assert.equal(await page.locator("pre").innerText(), "panicked at src/scoring.rs:1:1");

    const { name, text } = await downloadBy(page, "Download what is stored");
    assert.equal(name, "fairload-workspace.json");
    assert.deepEqual(JSON.parse(text), { ...JSON.parse(FAMILY), version: 5 }, "what the program has stored of it opens again");
    const everything = await downloadBy(page, "Download everything as it is stored");
    assert.equal(everything.name, "fairload-everything-stored.json");
    const { records, journal, local } = JSON.parse(everything.text);
    assert.match(records["case/f1"], /"Zoë’s family – 7"/);
    assert.ok(records.head && journal[1] && JSON.parse(local.settings).begun && local["store/r/case/f1@1"]);
    await checkAccessibility(page);

    await page.getByRole("button", { name: "Reload the page" }).click();
    await page.waitForSelector("html[data-ready=yes]");
  },
);

browserTest("only the first reason for stopping is told", {}, async ({ page }) => {
  await stopProgram(page);
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("fairload-stopped", { detail: "an echo" })));
  assert.equal(await page.locator("pre").textContent(), "panicked at src/scoring.rs:1:1");
});

for (const kind of ["error", "unhandledrejection"]) {
  browserTest(`a trap that arrives as ${kind} stops the page, another script's error does not`, {}, async ({ page }) => {
    const dispatch = (trap) => page.evaluate(([type, isTrap]) => {
      const error = isTrap ? new WebAssembly.RuntimeError("unreachable") : new Error("an extension's");
      const event = new Event(type);
      event.error = error;
      event.reason = error;
      window.dispatchEvent(event);
    }, [kind, trap]);
    await dispatch(false);
    assert.equal(await page.locator("html[data-stopped]").count(), 0);
    await dispatch(true);
    assert.equal(await page.locator("html[data-stopped=stopped]").count(), 1);
    assert.match(await page.locator("pre").textContent(), /unreachable/);
  });
}

browserTest(
  "a program that traps is stopped, whoever called it",
  { expected: [/^an uncaught error: RuntimeError: unreachable/] },
  async ({ page }) => {
    await page.evaluate(async () => {
      // One function, which does what a panicking program ends in: (func (export "f") unreachable)
      const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
      addEventListener("tap", () => instance.exports.f());
      dispatchEvent(new Event("tap"));
    });
    await page.waitForSelector("html[data-stopped=stopped]");
    assert.match(await page.locator("pre").textContent(), /RuntimeError: unreachable/);
  },
);

browserTest("a stopped page with nothing stored says that there is nothing", {}, async ({ page }) => {
  // Whatever the program itself has stored by now is not what this test is about.
  await page.evaluate(() => localStorage.clear());
  await stopProgram(page);
  await page.getByText(/no caseload has been stored here yet/).waitFor();
  assert.equal(await page.getByRole("button", { name: /Download/ }).count(), 0);
});

browserTest(
  "what is stored can be deleted from the message, after asking, and nobody else's",
  { path: "/tools/fairload/", before: storing({ workspace: FAMILY, settings: "{}" }) },
  async ({ page }) => {
    await saved(page);
    await stopProgram(page);
    await page.getByText("If this message comes back every time").click();
    await page.getByRole("button", { name: "Delete what is stored" }).click();
    const keys = () => page.evaluate(() => Object.keys(localStorage).sort());
    assert.ok((await keys()).includes("fairload:/tools/fairload/:store/head"), "asking deletes nothing");
    assert.ok("case/f1" in await records(page), "asking deletes nothing");
    await page.getByRole("button", { name: "Yes, delete it from this browser" }).click();
    await page.getByText("Deleted. Reload the page").waitFor();
    assert.deepEqual(await keys(), ["fairload:/another/place/:workspace", "neighbour"]);
    assert.deepEqual(Object.keys(await records(page)), ["deleted"], "which store it was, and nothing else");
  },
);

browserTest("where storage is blocked, there is a page and not a blank one", { storage: "blocked" }, async ({ page }) => {
  const refused = await page.evaluate(() => {
    try {
      window.localStorage.length;
      return "allowed";
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(refused, "SecurityError", "the profile blocks storage, or this test shows nothing");
  assert.equal(await page.locator("h1").count(), 1);
});

browserTest(
  "where storage is blocked, a stopped page says that there is nothing to download",
  { storage: "blocked" },
  async ({ page }) => {
    await stopProgram(page);
    await page.getByText(/does not let this page store or read anything/).waitFor();
    assert.equal(await page.getByRole("button", { name: /Download/ }).count(), 0);
    await checkAccessibility(page);
  },
);

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 768, 320]) {
    browserTest(
      `the message of a stopped page is accessible and fits ${width} pixels in ${colorScheme}`,
      { colorScheme, viewport: { width, height: 900 }, before: storing({ workspace: WORKSPACE, journal: "[1]" }) },
      async ({ page }) => {
        await screenshot(page, `page-${width}-${colorScheme}`);
        await checkAccessibility(page);
        await checkReflow(page);
        await stopProgram(page);
        await page.getByText("If this message comes back every time").click();
        await page.getByText("Details for whoever looks into this").click();
        await screenshot(page, `stopped-${width}-${colorScheme}`);
        await checkAccessibility(page);
        await checkReflow(page);
      },
    );
  }
}

test("the built files name no folder of the machine that built them", () => {
  const folders = [homedir(), fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "")];
  const files = readdirSync(DIST, { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name);
  assert.ok(files.some((name) => name.endsWith(".wasm")));
  for (const name of files) {
    const content = readFileSync(join(DIST, name), "latin1");
    for (const folder of folders) assert.ok(!content.includes(`${folder}/`), `${name} names ${folder}`);
  }
});

browserTest("an address that changes while what is stored is read is followed", {
  before: (page) => page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    // After the program has read the address, and before it listens.
    IDBFactory.prototype.open = function opened(...all) {
      if (!location.hash) location.hash = "#/help/glossary";
      return open.apply(this, all);
    };
  }),
}, async ({ page }) => {
  await page.getByRole("heading", { level: 1, name: "What the words mean" }).waitFor();
});
