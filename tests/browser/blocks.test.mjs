// The look of every block that the page is made of, on its own: contrast, width, print, forced colours.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browserTest, checkAccessibility, checkReflow, DIST, screenshot } from "./harness.mjs";

const stylesheet = readFileSync(join(DIST, "index.html"), "utf8").match(/href="(\.\/[^"]+\.css)"/)[1];
const blocks = readFileSync(new URL("blocks.html", import.meta.url), "utf8").replaceAll("{{stylesheet}}", stylesheet);

// In the page's place, so that its built style sheet is found.
const before = (page, { address }) => page.route(address, (route) => route.fulfill({ contentType: "text/html", body: blocks }));

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 768, 320]) {
    browserTest(
      `every block is accessible and fits ${width} pixels in ${colorScheme}`,
      { readiness: "none", before, colorScheme, viewport: { width, height: 900 } },
      async ({ page }) => {
        await screenshot(page, `blocks-${width}-${colorScheme}`);
        await checkAccessibility(page);
        await checkReflow(page);
      },
    );
  }
}

browserTest(
  "what is under the pointer or has the focus keeps its contrast in dark",
  { readiness: "none", before, colorScheme: "dark" },
  async ({ page }) => {
    for (const target of [".govuk-error-summary__list a", ".govuk-button--secondary", ".govuk-button--warning", ".govuk-table a", ".fairload-link-button"]) {
      await page.locator(target).first().hover();
      await checkAccessibility(page);
      await page.locator(target).first().focus();
      await checkAccessibility(page);
    }
  },
);

browserTest(
  "a printed page is black on white, open, and without what can only be pressed",
  { readiness: "none", before, colorScheme: "dark" },
  async ({ page }) => {
    await page.emulateMedia({ media: "print" });
    const style = (selector, property) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], property);
    assert.equal(await style("body", "backgroundColor"), "rgb(255, 255, 255)");
    assert.match(await style("h1", "color"), /^rgb\((0, 0, 0|11, 12, 12)\)$/);
    assert.ok(await page.getByText("Table of case types").isVisible(), "what is folded is printed");
    for (const gone of [".govuk-skip-link", ".fairload-toolbar", ".govuk-back-link", ".fairload-header__navigation", "form .govuk-button"]) {
      assert.ok(!(await page.locator(gone).isVisible()), `${gone} is not printed`);
    }
    await screenshot(page, "blocks-print");
  },
);

browserTest(
  "in forced colours the bars and lines can still be told apart",
  { readiness: "none", before, forcedColors: "active" },
  async ({ page }) => {
    const fill = (part) => page.locator(`.fairload-bar__${part}`).evaluate((element) => getComputedStyle(element).fill);
    const [track, range, value] = [await fill("track"), await fill("range"), await fill("fill")];
    assert.equal(new Set([track, range, value]).size, 3, `${track}, ${range}, ${value}`);
    await screenshot(page, "blocks-forced-colours");
  },
);
