// One scheme after another: choosing it, what it asks for itself, and worked cases entered as people would.
import assert from "node:assert/strict";
import { browserTest, checkAccessibility, checkReflow, screenshot } from "./harness.mjs";
import {
  add, addTask, begin, child, choose, counts, go, hasFocus, label, stored, storedWith, storing, tabTo, type, unfold,
} from "./steps.mjs";

const TODAY = new Date("2026-11-20T10:00:00");
/** The clock of the device, so that what a scheme asks for is dated the same every time. */
const before = (page) => page.clock.setFixedTime(TODAY);

/** A team whose cases have something in them for every scheme, one refused value among it. */
const TEAM = JSON.stringify({
  fairload: "workspace", version: 2,
  practitioners: [{ id: "p1", label: "AB", role: "senior_practitioner", team_type: "district", hours_per_week: 30 }],
  cases: [
    {
      id: "f1", label: "Family 1", allocations: [{ id: "a1", practitioner: "p1" }], court_stage: "initial",
      children: [
        { id: "c1", label: "First", plan: "looked_after", unstable: "no" }, { id: "c2", label: "Second", plan: "child_protection", unstable: "yes" },
      ],
      tasks: [{ id: "t1", kind: "single_assessment", child: "c1" }, { id: "t2", kind: "direct_work" }],
      inputs: { "northern-ireland": { court_risk: { value: "2.5", by: "TM", on: "2026-11-03" }, court_travel: "0.3" } },
    },
    { id: "f2", label: "Family 2", allocations: [{ id: "a1", practitioner: "p1" }], children: ["c1", "c2", "c3", "c4"].map((id) => ({ id, plan: "child_in_need" })) },
  ],
});
const NI = "Northern Ireland";
const FOLD = `${NI}: for the manager`;
const CHILD_IN_NEED = "Child in need";

const settings = (page) => page.evaluate(() => localStorage.getItem("fairload:/:settings"));
/** The address of a page about the practitioner who was entered: an id is never the same twice. */
const of = async (page, what) => `#/${what}/${JSON.parse(await storedWith(page, "\"AB\"")).practitioners[0].id}`;
const undo = (page, what) => page.getByRole("button", { name: new RegExp(`^Undo ${what}`) }).click();

/** A family of children in need under Northern Ireland's scheme, opened where the manager's points are. */
async function familyInNeed(page) {
  await begin(page);
  await choose(page, NI);
  await add(page, { children: 2, plan: CHILD_IN_NEED, unstable: "No" });
  await unfold(page, FOLD);
}

// --- Choosing -----------------------------------------------------------------------------------

browserTest("every page follows the scheme that is chosen, and the choice is there after a reload", { before }, async ({ page }) => {
  await begin(page);
  assert.equal(await label(page, "Scheme").inputValue(), "nottinghamshire");
  assert.equal(JSON.parse((await settings(page)) ?? "{}").scheme, undefined, "nothing was chosen yet");
  assert.deepEqual(await label(page, "Scheme").locator("option").allInnerTexts(), [
    "Nottinghamshire", NI, "Swindon", "Windsor and Maidenhead", "Warrington",
    "Plymouth", "West Sussex", "Rochdale", "Windsor and Maidenhead, cases", "Hampshire", "Survey of 2016",
  ]);
  await add(page, { children: 5, plan: CHILD_IN_NEED, unstable: "No" });
  await counts(page, 6);
  for (const [scheme, points] of [["Swindon", 20], ["Windsor and Maidenhead", 10], ["Warrington", 3]]) {
    await go(page, "#/caseload", "Caseload of AB");
    await choose(page, scheme);
    await page.getByRole("link", { name: "Family 1" }).click();
    await page.locator(".fairload-score__label", { hasText: `${scheme}, November 2026` }).waitFor();
    await counts(page, points);
    await go(page, await of(page, "score"), /^Score of AB/);
    assert.match(await page.locator(".fairload-score__label").innerText(), new RegExp(scheme));
    await go(page, await of(page, "practitioner"), "AB");
    assert.match(await page.locator(".fairload-score__label").innerText(), new RegExp(scheme));
  }
  assert.equal(JSON.parse(await settings(page)).scheme, "warrington");
  await page.reload();
  await page.waitForSelector("html[data-ready=yes]");
  await page.locator(".fairload-score__label", { hasText: "Warrington" }).waitFor();
});

for (const [what, text] of [["a scheme that is not here", '{"scheme": "atlantis"}'], ["no text of ours", "{"], ["something else", '{"scheme": 7}']]) {
  browserTest(
    `settings that name ${what} fall back to the first scheme`,
    { before: (page) => page.addInitScript((value) => localStorage.setItem("fairload:/:settings", value), text) },
    async ({ page }) => {
      await begin(page);
      assert.equal(await label(page, "Scheme").inputValue(), "nottinghamshire");
    },
  );
}

browserTest("where storage is blocked, a scheme can be chosen all the same", { storage: "blocked" }, async ({ page }) => {
  await begin(page);
  await choose(page, "Swindon");
  await add(page, { children: 1, plan: CHILD_IN_NEED, unstable: "No" });
  await counts(page, 10);
  await page.getByText("Nothing is being saved", { exact: true }).waitFor();
});

browserTest("the scheme is chosen by keyboard, and deleting everything takes the choice too", { before }, async ({ page }) => {
  await begin(page);
  await storedWith(page, '"AB"');
  await tabTo(page, label(page, "Scheme"));
  await page.keyboard.type("Warr");
  await page.locator(".fairload-score__label", { hasText: "Warrington" }).waitFor();
  await page.waitForFunction(() => (localStorage.getItem("fairload:/:settings") ?? "").includes("warrington"));
  await go(page, "#/data/delete", "Delete everything on this device");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await go(page, "#/", /How heavy/);
  await begin(page);
  assert.equal(await label(page, "Scheme").inputValue(), "nottinghamshire");
});

// --- What a scheme asks for itself --------------------------------------------------------------

browserTest("P9: risk 2.5, complexity 1.25 and travel 0.5 on a family of children in need count 5.25; 9 is held and flagged", { before }, async ({ page }) => {
  await familyInNeed(page);
  await counts(page, 1);
  await type(label(page, "Points for risk"), "2.5");
  await type(label(page, "Points for complexity"), "1.25");
  await type(label(page, "Points for travel"), "0.5");
  await counts(page, 5.25);
  assert.match(await storedWith(page, '"travel"'), /"risk": \{\s*"value": "2.5",\s*"on": "2026-11-20"\s*\}/);
  await type(label(page, "Points for risk"), "9");
  await counts(page, 9);
  await go(page, await of(page, "score"), /^Score of AB/);
  assert.match(await page.locator("section", { hasText: "Notes" }).innerText(), /exceptional/i);
  assert.match(await page.locator("main").innerText(), /−2\.75/);
});

browserTest("P11: 0.3 is refused with the reason, kept as typed, and changes nothing", { before }, async ({ page }) => {
  await familyInNeed(page);
  const risk = label(page, "Points for risk");
  await type(risk, "2.5");
  await counts(page, 3.5);
  await type(risk, "0.3");
  const summary = page.getByRole("alert");
  assert.match(await summary.innerText(), /“0\.3” is refused: the scheme counts in quarters/);
  assert.equal(await risk.inputValue(), "0.3");
  assert.equal(await risk.getAttribute("aria-invalid"), "true");
  await counts(page, 3.5);
  await checkAccessibility(page);
  await summary.getByRole("link").click();
  await hasFocus(risk);
  assert.ok(!(await stored(page)).includes("0.3"));
  for (const [typed, why] of [["11", /between 0 and 10/], ["much", /must be a number/]]) {
    await type(risk, typed);
    assert.match(await summary.innerText(), why);
  }
  await type(risk, "3");
  await summary.waitFor({ state: "detached" });
  await counts(page, 4);
});

browserTest("an input is undone and done again like any edit, with who gave it and when", { before }, async ({ page }) => {
  await familyInNeed(page);
  const risk = label(page, "Points for risk");
  await type(risk, "2.5");
  await counts(page, 3.5);
  await page.locator("summary", { hasText: "Given on 20/11/2026" }).click();
  assert.equal(await label(page, "Given on").inputValue(), "20/11/2026");
  await label(page, "Given by").fill("TM");
  await page.locator("summary", { hasText: "Given on 20/11/2026 by TM" }).waitFor();
  await type(label(page, "Given on"), "3/11/2026");
  assert.match(await storedWith(page, "2026-11-03"), /"by": "TM"/);
  await type(label(page, "Given on"), "soon");
  assert.match(await page.getByRole("alert").innerText(), /Enter a day or a month/);
  await type(label(page, "Given on"), "3/11/2026");
  // Taken away with its value, and back with it.
  await type(risk, "");
  await counts(page, 1);
  assert.equal(await label(page, "Given by").count(), 0);
  await undo(page, "Points for risk of Family 1: not given");
  await counts(page, 3.5);
  await page.locator("summary", { hasText: "Given on 03/11/2026 by TM" }).waitFor();
  await page.getByRole("button", { name: /^Redo Points for risk of Family 1: not given/ }).click();
  await counts(page, 1);
});

browserTest("what the manager gives is entered by keyboard alone, and a question leads to its field", { before }, async ({ page }) => {
  await begin(page);
  await choose(page, NI);
  await add(page, { children: 1, plan: CHILD_IN_NEED, unstable: "No" });
  const fold = page.locator("summary", { hasText: FOLD });
  await tabTo(page, fold);
  await page.keyboard.press("Enter");
  await tabTo(page, label(page, "Points for complexity"));
  await page.keyboard.type("1.5");
  await page.keyboard.press("Tab");
  await counts(page, 2.5);
  await fold.focus();
  await page.keyboard.press("Enter");
  assert.equal(await label(page, "Points for travel").isVisible(), false);
  await go(page, await of(page, "score"), /^Score of AB/);
  await page.locator("summary", { hasText: /^Left to the manager \(/ }).click();
  await page.getByRole("link", { name: "Family 1: Points for travel" }).click();
  await page.getByRole("heading", { level: 1, name: "Family 1" }).waitFor();
  await hasFocus(label(page, "Points for travel"));
});

browserTest("points of a child who counts alone are asked of the child, and of nobody else", { before }, async ({ page }) => {
  await begin(page, { team: "Looked after (through-care, cared-for children)" });
  await choose(page, NI);
  await add(page, { children: 2, plan: "Looked after", unstable: "No" });
  await unfold(child(page, "Child 2"), FOLD);
  await type(child(page, "Child 2").getByLabel("Points for travel", { exact: true }), "1");
  await counts(page, 5);
  assert.equal(await label(page, "Points for travel").count(), 2, "each child, and not the case");
  await undo(page, "Points for travel of Child 2 in Family 1: 1");
  await counts(page, 4);
});

browserTest("a choice and a yes or no that a scheme asks for are lists and radios", { before }, async ({ page }) => {
  await begin(page);
  await choose(page, "Swindon");
  await add(page, { children: 5, plan: CHILD_IN_NEED, unstable: "No" });
  await counts(page, 20);
  await page.getByText("Could be 10 to 20", { exact: true }).waitFor();
  await unfold(page, "Swindon: for the manager");
  const large = page.getByRole("group", { name: "Is the addition for a large family given?" });
  assert.ok(await large.getByLabel("Not given").isChecked());
  await large.getByLabel("No", { exact: true }).check();
  await counts(page, 10);
  await go(page, "#/caseload", "Caseload of AB");
  await choose(page, NI);
  await page.getByRole("link", { name: "Family 1" }).click();
  await unfold(page, FOLD);
  const category = label(page, "Category");
  assert.equal(await category.inputValue(), "");
  await category.selectOption({ label: "iv Fostering, supervising" });
  await page.getByRole("button", { name: /^Undo Category of Family 1: iv Fostering, supervising/ }).waitFor();
});

browserTest("points for the worker are asked on the worker's page", { before }, async ({ page }) => {
  await begin(page);
  await choose(page, NI);
  await go(page, await of(page, "practitioner"), "AB");
  await unfold(page, FOLD);
  await type(label(page, "Points for exceptional cases"), "2.25");
  await page.locator(".fairload-score__total", { hasText: "2.25" }).waitFor();
});

browserTest(
  "a value that a file brings and the scheme does not take is kept, said to be wrong, and not counted",
  {
    before: storing(JSON.stringify({
      fairload: "workspace", version: 1, practitioners: [{ id: "p1", label: "AB", team_type: "gateway" }],
      cases: [{ id: "f1", label: "Family 1", allocations: [{ id: "a1", practitioner: "p1" }], assessment_hours: 14.1, children: [{ id: "c1", plan: "under_assessment" }] }],
    })),
  },
  async ({ page }) => {
    await go(page, "#/caseload", "Caseload of AB");
    await choose(page, NI);
    await page.getByRole("link", { name: "Family 1" }).click();
    await unfold(page, FOLD);
    const hours = label(page, "Hours on the assessment this month");
    assert.equal(await hours.inputValue(), "14.1");
    assert.equal(await hours.getAttribute("aria-invalid"), "true");
    await type(hours, "14");
    await counts(page, 4.75);
    assert.equal(await hours.getAttribute("aria-invalid"), null);
  },
);

// --- Reading a score ----------------------------------------------------------------------------

browserTest("a score says how it is made up, what is left to the manager, and for whom the scheme is", { before: async (page) => { await before(page); await storing(TEAM)(page); } }, async ({ page }) => {
  await go(page, "#/caseload", "Caseload of AB");
  await choose(page, "Swindon");
  await go(page, "#/score/p1", /^Score of AB/);
  const table = page.getByRole("table", { name: "How the points are made up" });
  assert.match(await table.innerText(), /Basic weight\s+40\s+52\s%/);
  assert.match(await page.locator("main").innerText(), /For: Social workers of the children’s teams/);
  await page.locator("section", { hasText: "What is not known" }).getByRole("link", { name: /Family 1: Life story or direct work: when did it start/ }).click();
  await page.getByRole("heading", { level: 1, name: "Family 1" }).waitFor();
  const started = page.getByRole("group", { name: "Life story or direct work", exact: true }).getByLabel("Started", { exact: true });
  await hasFocus(started, "the field of that task");

  await go(page, "#/caseload", "Caseload of AB");
  await choose(page, NI);
  await go(page, "#/score/p1", /^Score of AB/);
  const manager = page.locator("summary", { hasText: /^Left to the manager \(\d+\)/ });
  assert.equal(await page.getByRole("link", { name: "Family 2: Points for risk" }).isVisible(), false);
  await manager.click();
  await page.getByRole("link", { name: "Family 2: Points for risk" }).click();
  await page.getByRole("heading", { level: 1, name: "Family 2" }).waitFor();
  await hasFocus(label(page, "Points for risk"));
});

browserTest("a question that moves no points says what it decides", { before }, async ({ page }) => {
  await begin(page);
  await choose(page, NI);
  await go(page, await of(page, "score"), /^Score of AB/);
  assert.match(await page.locator("section", { hasText: "What is not known" }).innerText(), /Qualified since Decides which range is normal\./);
  await page.getByRole("link", { name: "Qualified since" }).click();
  await page.getByRole("heading", { level: 1, name: "AB" }).waitFor();
  await hasFocus(label(page, "Qualified since"));
});

browserTest("a score under another scheme prints as a document", { before: async (page) => { await before(page); await storing(TEAM)(page); } }, async ({ page }) => {
  await go(page, "#/caseload", "Caseload of AB");
  await choose(page, NI);
  await go(page, "#/score/p1", /^Score of AB/);
  await page.emulateMedia({ media: "print" });
  const words = await page.locator("main").innerText();
  assert.match(words, /How the points are made up/);
  assert.match(words, /Family 2: Points for risk/, "what is folded is opened on paper");
  const pdf = await page.pdf({ format: "A4", tagged: true });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(sheets >= 1 && sheets <= 6, `the score is ${sheets} sheets`);
});

// --- Worked cases -------------------------------------------------------------------------------

/** A worked case: entered under its scheme, it counts so much. */
function worked(name, { scheme, team, family, points, also = async () => {} }) {
  browserTest(`${name} counts ${points}`, { before }, async ({ page }) => {
    await begin(page, team ? { team } : {});
    await choose(page, scheme);
    await add(page, { unstable: "No", ...family });
    await also(page);
    await counts(page, points);
  });
}

/** The month in which something happens to the case. */
const dated = (fact) => async (page) => {
  await unfold(page, "Kind of case and dates");
  await type(label(page, fact), "11/2026");
};

const atCourt = async (page, stage) => {
  await unfold(page, /^Court/);
  await label(page, "Court stage").selectOption({ label: stage });
};

const GATEWAY = { scheme: NI, team: "Gateway", family: { children: 1, plan: "Under assessment only" } };
const hours = (number) => async (page) => {
  await unfold(page, FOLD);
  await type(label(page, "Hours on the assessment this month"), number);
};
worked("NI, P10: 14 hours of a gateway team", { ...GATEWAY, points: 4.75, also: hours("14") });
worked("NI, P10: 40 hours of a gateway team, held at the most,", { ...GATEWAY, points: 10, also: hours("40") });

const SWINDON = "Swindon";
worked("SWIN, W4: five children in need", { scheme: SWINDON, family: { children: 5, plan: CHILD_IN_NEED }, points: 20 });
worked("SWIN, W6: four children on protection plans, living and seen together,", {
  scheme: SWINDON,
  family: { children: 4, plan: "Child protection plan" },
  points: 54,
  also: async (page) => {
    await unfold(page, /^The family/);
    await page.getByRole("group", { name: /seen in one visit/ }).getByLabel("Yes").check();
  },
});
worked("SWIN, W9: a looked-after child, unstable and complex, 130 minutes away outside the area,", {
  scheme: SWINDON,
  family: { children: 1, plan: "Looked after", unstable: "Yes" },
  points: 30,
  also: async (page) => {
    const own = child(page, "Child 1");
    await unfold(own, "More about this child");
    await own.getByLabel("Complex for being looked after").check();
    await unfold(own, "Journey to the child");
    await own.getByLabel("Where the child is placed").selectOption({ label: "Outside the area" });
    await type(own.getByLabel("Minutes each way to the child"), "130");
  },
});

const WINDSOR = "Windsor and Maidenhead";
worked("RBWM, W24: three children on protection plans and a parenting assessment for the family", {
  scheme: WINDSOR,
  family: { children: 3, plan: "Child protection plan" },
  points: 48,
  also: (page) => addTask(page, "Parenting (capacity) assessment"),
});
worked("RBWM, W26: a looked-after child in particularly complex proceedings, assessments complete,", {
  scheme: WINDSOR,
  family: { children: 1, plan: "Looked after" },
  points: 19,
  also: async (page) => {
    await atCourt(page, "Assessments complete: towards the issues resolution hearing (IRH)");
    await label(page, "Particularly complex").check();
  },
});

const WARRINGTON = "Warrington";
worked("WARR, W31: four children in need, direct work with two, transferring this month,", {
  scheme: WARRINGTON,
  family: { children: 4, plan: CHILD_IN_NEED },
  points: 8,
  also: async (page) => {
    for (const about of ["Child 1", "Child 2"]) {
      await addTask(page, "Life story or direct work");
      await page.getByLabel("About", { exact: true }).last().selectOption({ label: about });
    }
    await dated("Transferring in")(page);
  },
});
worked("WARR, W12: three children in need, closing this month,", {
  scheme: WARRINGTON, family: { children: 3, plan: CHILD_IN_NEED }, points: 2, also: dated("Closing in"),
});
worked("WARR, W5: seven children in need, unstable, allocated this month,", {
  scheme: WARRINGTON, family: { children: 7, plan: CHILD_IN_NEED, unstable: "Yes" }, points: 7, also: dated("Allocated in"),
});

// --- Looks --------------------------------------------------------------------------------------

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 768, 320]) {
    browserTest(
      `the pages under other schemes are accessible and fit ${width} pixels in ${colorScheme}`,
      {
        colorScheme,
        viewport: { width, height: 900 },
        before: async (page) => { await before(page); await storing(TEAM)(page); },
      },
      async ({ page }) => {
        for (const scheme of [NI, "Swindon"]) {
          await go(page, "#/caseload", "Caseload of AB");
          await choose(page, scheme);
          for (const [address, heading, name] of [
            ["#/caseload", "Caseload of AB", "caseload"], ["#/case/f1", "Family 1", "case"],
            ["#/score/p1", /^Score of AB/, "score"], ["#/practitioner/p1", "AB", "practitioner"],
          ]) {
            await go(page, address, heading);
            await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
            await screenshot(page, `${scheme}-${name}-${width}-${colorScheme}`.replaceAll(" ", "-"));
            await checkAccessibility(page);
            await checkReflow(page);
          }
        }
      },
    );
  }
}
