// A team, one practitioner and one case under every scheme: from the demo, by keyboard where it matters.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, downloadBy, screenshot } from "./harness.mjs";
import { go, hasFocus, heading, label, storing, tabTo } from "./steps.mjs";

const PAGES = [
  ["team", "#/team", /^Team, /],
  ["practitioner", "#/side-by-side/p1", /under every scheme$/],
  ["case", "#/side-by-side/case/f2", /^Family 2 under every scheme$/],
];

async function demo(page) {
  await page.getByRole("button", { name: "Look at a demo team" }).click();
  await page.getByRole("heading", { level: 1, name: /^Caseload of/ }).waitFor();
}

const worked = (page) => page.getByText(/all worked out/).waitFor();
const rows = (page) => page.locator(".fairload-team tbody tr");
const names = (page) => page.locator(".fairload-team tbody th > a").allInnerTexts();

browserTest("a team is sorted by keyboard, searched, and leads to a practitioner, a line's place in the source, and a case", {}, async ({ page }) => {
  await demo(page);
  await page.getByRole("link", { name: "Team", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /^Team, / }).waitFor();
  await worked(page);
  const entered = await names(page);
  assert.ok(entered.length > 5);

  // The most loaded first, then the least: the focus stays in the head.
  const head = page.getByRole("columnheader", { name: /^Nottinghamshire/ });
  await tabTo(page, head.getByRole("link"));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#/team/by/nottinghamshire/down");
  await page.locator('th[aria-sort="descending"]').waitFor();
  await hasFocus(head.getByRole("link"));
  const down = await names(page);
  assert.notDeepEqual(down, entered);
  assert.match(await rows(page).first().innerText(), /over/);
  await page.keyboard.press("Enter");
  await page.locator('th[aria-sort="ascending"]').waitFor();
  const up = await names(page);
  assert.deepEqual([...up].sort(), [...entered].sort(), "nobody is lost");

  // Back and forward keep the order; the address holds nothing else.
  await page.goBack();
  await page.locator('th[aria-sort="descending"]').waitFor();
  assert.deepEqual(await names(page), down);
  await page.goForward();
  await page.locator('th[aria-sort="ascending"]').waitFor();
  assert.deepEqual(await names(page), up);

  await label(page, "Search by name, role or team").fill("PART TIME");
  await page.getByText(/^1 of \d+ people shown/).waitFor();
  assert.deepEqual(await names(page), ["C (part time)"]);
  assert.doesNotMatch(page.url(), /part/i, "what is searched for is in no address");

  await page.getByRole("link", { name: "C (part time)", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "C (part time) under every scheme" }).waitFor();
  assert.equal(await page.locator(".fairload-facing__one").count(), 5);
  await page.getByText(/ of ten say | says /).first().waitFor();

  // A scheme's lines are drawn when they are asked for, and each opens to its place in the source.
  const fold = page.locator("details", { has: page.getByText(/^Swindon: .* lines$/) });
  assert.equal(await page.locator(".fairload-entry").count(), 0);
  await tabTo(page, fold.locator("> summary"));
  await page.keyboard.press("Enter");
  const line = fold.locator(".fairload-entry").first();
  await line.locator("summary").click();
  await line.getByText("Where in the source").waitFor();

  await page.getByRole("link", { name: "Family 22", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Family 22 under every scheme" }).waitFor();
  await page.getByRole("columnheader", { name: "Warrington" }).first().waitFor();
  await page.getByText("What each scheme does with what was entered", { exact: true }).click();
  await page.getByText("counts", { exact: true }).first().waitFor();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "C (part time) under every scheme" }).waitFor();
});

browserTest("a team is narrowed by reading and by team, led by another scheme, and leads to a caseload", {}, async ({ page }) => {
  await demo(page);
  await go(page, "#/team", /^Team, /);
  await worked(page);
  const all = (await names(page)).length;
  await label(page, "How they stand under Nottinghamshire").selectOption({ label: "Over for certain" });
  await page.getByText(/ of \d+ people shown/).waitFor();
  assert.ok(await rows(page).count() > 0);
  for (const row of await rows(page).all()) assert.match(await row.locator("td").nth(5).innerText(), /^▲.over by [0-9]/);
  await label(page, "How they stand under Nottinghamshire").selectOption({ label: "Over, or could be" });
  for (const row of await rows(page).all()) assert.match(await row.locator("td").nth(5).innerText(), /▲.(\w+ to )?over\b/);
  await label(page, "Scheme first").selectOption({ label: "Swindon" });
  await label(page, "How they stand under Swindon").waitFor();
  assert.match(await page.locator(".fairload-team thead th").nth(6).innerText(), /Swindon/);
  await label(page, "How they stand under Swindon").selectOption({ label: "Everybody" });
  await label(page, "Team").selectOption({ label: "North district" });
  await page.getByText(/ of \d+ people shown/).waitFor();
  assert.ok((await names(page)).length < all);

  await page.locator("summary", { hasText: "as bars" }).click();
  await page.locator(".fairload-chart__row").first().waitFor();

  const name = (await names(page))[1];
  await page.getByRole("link", { name: `caseload of ${name}`, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: `Caseload of ${name}` }).waitFor();
  await page.goBack();
  await worked(page);
  await page.getByRole("link", { name: "Cases that nobody holds" }).click();
  await page.getByRole("heading", { level: 1, name: "Cases that nobody holds" }).waitFor();
});

/** A service of 200 people and 4,000 children. */
function service() {
  const people = Array.from({ length: 200 }, (_, place) => ({ id: `p${place}`, label: `W${place}`, role: "social_worker", team_type: "district", hours_per_week: "37", full_time_hours: "37" }));
  const plans = ["child_in_need", "child_protection", "looked_after", "under_assessment"];
  const cases = Array.from({ length: 2_000 }, (_, place) => ({
    id: `f${place}`, label: `Family ${place}`, allocations: [{ practitioner: `p${place % 200}` }],
    children: [0, 1].map((child) => ({ plan: plans[(place + child) % 4], unstable: place % 3 ? "no" : "yes" })),
    tasks: place % 5 ? [] : [{ kind: "single_assessment" }],
  }));
  return JSON.stringify({ fairload: "workspace", version: 2, practitioners: people, cases });
}

browserTest("a council that has a scheme of its own sees that one, and the others when it asks", {}, async ({ page }) => {
  await demo(page);
  await go(page, "#/schemes", "Schemes");
  await page.getByRole("button", { name: "Make it our scheme Warrington" }).click();
  await go(page, "#/team", /^Team, /);
  await worked(page);
  const head = (name) => page.getByRole("columnheader", { name }).first();
  const others = (expanded) => page.getByRole("button", { name: "Other schemes (10)", expanded });
  assert.equal(await head(/^Warrington/).count(), 1);
  assert.equal(await page.getByRole("columnheader", { name: /^Swindon/ }).count(), 0);
  await others(false).click();
  await head(/^Swindon/).waitFor();
  // What was opened on one page is open on the next, and folded there it is folded here.
  await go(page, "#/side-by-side/p1", /under every scheme$/);
  await others(true).waitFor();
  assert.equal(await page.locator(".fairload-facing__one").count(), 5);
  await tabTo(page, others(true));
  await page.keyboard.press("Enter");
  await others(false).waitFor();
  assert.equal(await page.locator(".fairload-facing__one").count(), 1);
  await hasFocus(others(false));
  await checkAccessibility(page);
  await go(page, "#/side-by-side/case/f2", "Family 2 under every scheme");
  assert.equal(await page.getByRole("columnheader", { name: /^Swindon/ }).count(), 0);
  await others(false).click();
  await head(/^Swindon/).waitFor();
  await others(true).click();
  await go(page, "#/team", /^Team, /);
  await worked(page);
  await others(false).waitFor();
  await checkAccessibility(page);
  // Choosers have the main one first, and the others in a group.
  assert.deepEqual(await page.locator("#scheme optgroup").evaluateAll((groups) => groups.map((own) => own.label)), ["Other published schemes"]);
  assert.equal(await page.locator("#scheme > option").innerText(), "Warrington");
  // A scheme that is chosen for now stands beside the main one.
  await label(page, "Scheme first").selectOption({ label: "Swindon" });
  await head(/^Swindon/).waitFor();
  await head(/^Warrington/).waitFor();
  await page.getByRole("button", { name: "Other schemes (9)" }).waitFor();
});

browserTest("200 people with 4,000 children are worked out while the page stays usable, and once", { before: storing(service()) }, async ({ page }) => {
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => { window.longest = Math.max(window.longest, performance.now() - last); last = performance.now(); }, 1);
  });
  const begun = Date.now();
  await go(page, "#/team", /^Team, /);
  assert.equal(await rows(page).count(), 40, "the first are there at once");
  await worked(page);
  const took = Date.now() - begun;
  const longest = await page.evaluate(() => window.longest);
  console.log(`200 people, 4,000 children, five schemes: ${took} ms, the page held up for ${Math.round(longest)} ms at most`);
  assert.ok(took < 30_000, `${took} ms`);

  // Sorting, searching and coming back score nobody again.
  await page.getByRole("columnheader", { name: /^Swindon/ }).getByRole("link").click();
  await page.locator('th[aria-sort="descending"]').waitFor();
  assert.equal(await page.getByText(/^Working it out/).count(), 0);
  await label(page, "Search by name, role or team").fill("W19");
  await page.getByText("11 of 200 people shown").waitFor();
  await label(page, "Search by name, role or team").fill("");
  await page.getByText("The first 40 of 200 are listed; the sums are of all.").waitFor();
  await page.getByRole("button", { name: "List all 200" }).click();
  await page.getByText("The first 40 of 200 are listed").waitFor({ state: "detached" });
  assert.equal(await rows(page).count(), 200);
  await go(page, "#/help", /./);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: /^Team, / }).waitFor();
  assert.equal(await page.getByText(/^Working it out/).count(), 0);
  assert.equal(await heading(page), await page.locator("h1").innerText());
});

/** A service as it stands after an import: every child a case, the facts that files have no place for not known, and no role, hours or team type of anybody. */
function imported() {
  const ofCase = ["co_working", "order", "court_stage", "area", "interpreter", "adult_of_concern", "allegation_against_professional", "mappa_meeting", "complex_communication", "complex_family", "overnight_stay", "court_complex"];
  const ofChild = ["complex_child_protection", "complex_looked_after", "permanent_placement", "regulation_24"];
  const unknown = (facts) => Object.fromEntries(facts.map((fact) => [fact, "unknown"]));
  const plans = ["child_in_need", "child_in_need", "child_protection", "looked_after", "under_assessment"];
  const practitioners = Array.from({ length: 200 }, (_, place) => ({ id: `p${place}`, label: `W${place}`, team: `Team ${place % 10}` }));
  const cases = Array.from({ length: 4_000 }, (_, place) => ({
    id: `f${place}`, label: `Child ${place}`, ...unknown(ofCase), allocations: [{ practitioner: `p${place % 200}` }],
    children: [{ id: "c1", label: `Child ${place}`, age: (place * 7) % 18, plan: plans[(place * 13) % 5], ...unknown(ofChild) }],
  }));
  return JSON.stringify({ fairload: "workspace", version: 5, practitioners, cases });
}

/** How long 200 imported people with 4,000 children may take under all schemes, and one task of it, in milliseconds. */
const BUDGET = { all: 2_500, task: 100 };

browserTest("200 people of an import are worked out within the budget, and nobody is said to have room who could be over", { before: storing(imported()) }, async ({ page }) => {
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    if (round) {
      await page.evaluate(() => { location.hash = "#/help"; });
      await page.reload();
      await page.waitForSelector("html[data-ready=yes]");
    }
    await page.evaluate(() => {
      window.longest = 0;
      new PerformanceObserver((list) => { for (const own of list.getEntries()) window.longest = Math.max(window.longest, own.duration); }).observe({ type: "longtask" });
    });
    const begun = Date.now();
    await go(page, "#/team", /^Team, /);
    await worked(page);
    times.push({ all: Date.now() - begun, task: await page.evaluate(() => window.longest) });
  }
  for (const [what, budget] of Object.entries(BUDGET)) {
    const best = Math.min(...times.map((own) => own[what]));
    console.log(`    200 imported people with 4,000 children, ${what}: ${best} ms, best of five (${times.map((own) => own[what]).join(", ")}); budget ${budget} ms`);
    assert.ok(best <= 3 * budget, `${best} ms is over three times the budget of ${budget} ms`);
  }
  const first = rows(page).first().locator("td").nth(5);
  assert.match(await first.innerText(), /▽…▲\sroom\sto\sover,\sload\s\d+\sto\s\d+\s%/);
  await page.getByText(/as in “room to over”, it may turn out to be either .* depending on what is not known/).waitFor();
  const reading = label(page, "How they stand under Nottinghamshire");
  for (const [words, found] of [["Over for certain", 0], ["Room for certain", 0], ["Over, or could be", 200], ["Room, or could be", 200], ["Depends on what is not known", 200]]) {
    await reading.selectOption({ label: words });
    await page.getByText(found === 200 ? /^200 people, all worked out/ : /^0 of 200 people shown/).waitFor();
  }
});

for (const width of [1000, 768, 320]) {
  browserTest(`a team is a block for each person at ${width}, sorted by a list, and nothing is scrolled sideways`, { viewport: { width, height: 900 } }, async ({ page }) => {
    await demo(page);
    await go(page, "#/team", /^Team, /);
    await worked(page);
    const inside = await page.locator(".fairload-team .fairload-scroll").evaluate((own) => own.scrollWidth - own.clientWidth);
    assert.equal(inside, 0, "every scheme is in view");
    const first = rows(page).first();
    assert.match(await first.innerText(), /over|within|room/);
    const box = await first.locator("td").last().boundingBox();
    assert.ok(box.x + box.width <= width, "the last scheme as well");
    const order = label(page, "Order");
    await order.focus();
    await order.selectOption({ label: "Warrington, most first" });
    await page.waitForFunction(() => location.hash === "#/team/by/warrington/down");
    await hasFocus(order);
    const loads = async () => (await rows(page).locator("td[data-label=Warrington]").allInnerTexts()).map((text) => Number(/(\d+)\s%/.exec(text)?.[1] ?? -1));
    const down = await loads();
    assert.deepEqual(down, [...down].sort((one, other) => other - one));
    await order.selectOption({ label: "As entered" });
    await page.waitForFunction(() => location.hash === "#/team");
    assert.equal(await order.inputValue(), "");
    await checkAccessibility(page);
    await checkReflow(page);
  });
}

browserTest("on paper a team is a table on every screen", { viewport: { width: 320, height: 800 } }, async ({ page }) => {
  await demo(page);
  await go(page, "#/team", /^Team, /);
  await worked(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await rows(page).first().evaluate((row) => getComputedStyle(row).display), "table-row");
  assert.ok(await page.getByRole("columnheader", { name: /^Warrington/ }).isVisible());
  assert.ok(!(await page.getByLabel("Order", { exact: true }).isVisible()));
});

browserTest("a team is downloaded for a spreadsheet, as the table shows it, and the demo says that it is one", {}, async ({ page }) => {
  await demo(page);
  await go(page, "#/team/by/name/down", /^Team, /);
  await worked(page);
  await label(page, "Team").selectOption({ label: "North district" });
  const shown = await names(page);
  const file = await downloadBy(page, "Download as CSV");
  assert.match(file.name, /^fairload-demo-team-\d{4}-\d\d\.csv$/);
  assert.equal(file.text.codePointAt(0), 0xfeff, "Excel reads it as UTF-8 by this mark");
  const lines = file.text.slice(1).trimEnd().split("\r\n");
  assert.ok(lines[0].startsWith("Demo,Practitioner,Role,Manager or student,Team,Hours a week,Month,Children,Families,Nottinghamshire: points,"));
  assert.deepEqual(lines.slice(1).map((line) => line.split(",")[2]), shown, "those who are shown, in their order");
  assert.ok(lines.slice(1).every((line) => line.startsWith('"Demo, invented",')));
  assert.match(file.text, /,manager,North district,/);
});

browserTest("managers, students and reviewers are marked where a scheme says that they have room", {}, async ({ page }) => {
  await demo(page);
  await go(page, "#/team", /^Team, /);
  await worked(page);
  await label(page, "How they stand under Nottinghamshire").selectOption({ label: "Room for certain" });
  await page.getByText(/ of \d+ people shown/).waitFor();
  let marked = 0;
  for (const row of await rows(page).all()) {
    const [role, standing] = [await row.locator("td").first().innerText(), await row.locator("td").nth(5).innerText()];
    const expected = /manager/i.test(role) ? "(manager)" : /^Student/.test(role) ? "(student)" : /reviewing officer|protection adviser/.test(role) ? "(reviewer)" : "";
    assert.equal(/\((manager|student|reviewer)\)/.exec(standing)?.[0] ?? "", expected, role);
    if (expected) marked += 1;
  }
  assert.ok(marked > 0);
});

browserTest("a case is tried on 200 people while the page takes what is typed", { before: storing(service()) }, async ({ page }) => {
  await go(page, "#/case/f7", "Family 7");
  await page.getByText("What it would do to each of them").click();
  const said = page.locator(".fairload-taking [role=status]");
  const begun = Date.now();
  await said.filter({ hasText: "The first 12 of 199." }).waitFor();
  const took = Date.now() - begun;
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => { window.longest = Math.max(window.longest, performance.now() - last); last = performance.now(); }, 1);
  });
  const name = label(page, "Label").first();
  await name.focus();
  await name.press("End");
  await page.keyboard.type(" and more of it");
  await page.keyboard.press("Tab");
  await said.filter({ hasText: "anew" }).waitFor();
  await said.filter({ hasText: "The first 12 of 199." }).waitFor();
  const longest = await page.evaluate(() => window.longest);
  console.log(`200 people tried in ${took} ms; typing and trying anew held the page up for ${Math.round(longest)} ms at most`);
  assert.ok(took < 15_000, `${took} ms`);
  const find = page.locator("#find-taker");
  await find.fill("W19");
  await said.filter({ hasText: "11 people." }).waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 768, 320]) {
    browserTest(`what stands side by side is accessible and reflows at ${width}, ${colorScheme}`, { colorScheme, viewport: { width, height: 800 } }, async ({ page }) => {
      await demo(page);
      for (const [name, address, title] of PAGES) {
        await go(page, address, title);
        if (name === "team") await worked(page);
        await checkAccessibility(page);
        await checkReflow(page);
        await screenshot(page, `${name}-side-by-side-${width}-${colorScheme}`);
      }
    });
  }
}

browserTest("what stands side by side is accessible in forced colours, with everything unfolded", { forcedColors: "active" }, async ({ page }) => {
  await demo(page);
  for (const [name, address, title] of PAGES) {
    await go(page, address, title);
    if (name === "team") await worked(page);
    for (const summary of await page.locator("main details > summary").all()) {
      if (await summary.isVisible()) await summary.click();
    }
    await checkAccessibility(page);
    await checkReflow(page);
  }
});
