// The watch of the harness itself: what it promises to notice, it notices. Without this, a watch that
// looks at nothing would pass every test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsIn } from "./harness.mjs";

const notices = (name, pattern, misbehave) => test(`the watch notices ${name}`, { timeout: 120_000 }, async () => {
  const problems = await problemsIn({}, async ({ page }) => { await page.evaluate(misbehave); });
  assert.ok(problems.some((problem) => pattern.test(problem)), `${pattern} in ${JSON.stringify(problems)}`);
});

notices("a request to the page's own origin once it is ready", /^a request once the page was ready: .*\/later\.json/, async () => {
  await fetch("./later.json");
});

notices("that the policy keeps the page from another origin", /policy violated: connect-src http:\/\/localhost:9/, async () => {
  await fetch("http://localhost:9/collect").catch(() => {});
});

notices("an image from another origin", /policy violated: img-src http:\/\/localhost:9/, async () => {
  const image = new Image();
  await new Promise((settled) => {
    image.onerror = settled;
    image.src = "http://localhost:9/pixel.gif";
  });
});

notices("an inline style", /policy violated: style-src-attr inline/, () => {
  document.body.setAttribute("style", "color: red");
});

notices("text that is made into markup", /policy violated: require-trusted-types-for|an uncaught error|TrustedHTML/, () => {
  try {
    document.body.innerHTML = "<b>bold</b>";
  } catch {
    // Refused, as it should be.
  }
});

notices("an error in the console", /^a console error: oh no/, () => console.error("oh no"));

notices("a warning in the console", /^a console warning: hm/, () => console.warn("hm"));

notices("an error that nobody caught", /^an uncaught error: .*not caught/s, async () => {
  setTimeout(() => { throw new Error("not caught"); });
  await new Promise((settled) => setTimeout(settled));
});

// A policy does not stop the page from being left for another address: that alone is up to the watch.
test("the watch notices that the page is left for another origin", { timeout: 120_000 }, async () => {
  const problems = await problemsIn({ readiness: "none", expected: [/^a console/] }, async ({ page }) => {
    await page.waitForSelector("html[data-ready=yes]");
    await Promise.all([
      page.waitForRequest(/localhost:9/),
      page.evaluate(() => { location.href = "http://localhost:9/collect?everything"; }),
    ]);
  });
  assert.deepEqual(problems, ["a request to another origin: http://localhost:9/collect?everything"]);
});

test("the watch notices that the page asks for itself with a query", { timeout: 120_000 }, async () => {
  const problems = await problemsIn({ readiness: "none" }, async ({ page }) => {
    await page.waitForSelector("html[data-ready=yes]");
    await Promise.all([page.waitForRequest(/\?everything/), page.evaluate(() => { location.search = "everything"; })]);
    await page.waitForSelector("html[data-ready=yes]");
  });
  assert.match(problems.join("\n"), /^a request once the page was ready: .*\/\?everything/);
});
