// Copies of a workspace: ids that do not meet, and what is downloaded, opened and put together.
import assert from "node:assert/strict";
import { browserTest } from "./harness.mjs";
import { add, begin, stored, storedWith } from "./steps.mjs";

browserTest("what two people enter for themselves has different ids", {}, async ({ page, address, context }) => {
  const enter = async (place) => {
    await begin(place);
    await add(place, { children: 1, plan: "Child in need" });
    await place.evaluate(() => { window.dispatchEvent(new Event("pagehide")); });
    return JSON.parse(await storedWith(place, "Family 1"));
  };
  const one = await enter(page);
  // The other one has another browser, and so an empty storage.
  const other = await context.browser().newContext();
  try {
    const place = await other.newPage();
    await place.goto(address);
    await place.waitForSelector("html[data-ready=yes]");
    const two = await enter(place);
    for (const list of ["practitioners", "cases"]) {
      const ids = [one, two].map((own) => own[list].map((record) => record.id));
      assert.match(ids[0][0], /^[pf]1-[0-9a-z]{6}$/);
      assert.notEqual(ids[0][0], ids[1][0]);
    }
    assert.equal(one.cases[0].allocations[0].practitioner, one.practitioners[0].id);
  } finally {
    await other.close();
  }
  assert.match(await stored(page), /f1-/);
});
