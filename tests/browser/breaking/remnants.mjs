// What a profile's files have of a text that was deleted: searched for as bytes, as the browser may have written them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../../../script/serve.mjs";
import { newProfile, start } from "../profile.mjs";
import { go, saved } from "../steps.mjs";
import { opened } from "./driver.mjs";
import { everything } from "./storages.mjs";

/** So many words that nobody else writes. */
const words = (number) => Array.from({ length: number }, (_, at) => `Zaun${((at + 7) * 7_919).toString(36)}koenig${((at + 3) * 104_729).toString(36)}`);

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((own) => own.isFile()).map((own) => join(own.parentPath, own.name));
}

/** How many of the words are in the files, by the folder of the profile. */
function remnantsIn(profile, planted) {
  const forms = planted.map((word) => [Buffer.from(word, "latin1"), Buffer.from(word, "utf16le")]);
  const there = new Map();
  const seen = new Set();
  for (const file of files(profile.folder)) {
    let bytes;
    try {
      bytes = readFileSync(file);
    } catch {
      // Gone meanwhile.
      continue;
    }
    forms.forEach((own, at) => {
      if (!own.some((form) => bytes.includes(form))) return;
      seen.add(at);
      const place = file.slice(profile.folder.length + 1).split("/").slice(0, 2).join("/");
      there.set(place, (there.get(place) ?? new Set()).add(at));
    });
  }
  return { words: seen.size, of: planted.length, where: Object.fromEntries([...there].map(([place, own]) => [place, own.size])) };
}

/** Enters words, deletes everything, and looks at the files: at once, closed, started again, and after the browser has cleared the site's data. */
export async function remnants({ families = 60 } = {}) {
  const planted = words(families);
  const text = JSON.stringify({
    fairload: "workspace", version: 2, practitioners: [],
    cases: planted.map((label, at) => ({ id: `f${at}`, label })),
  });
  const { server, address } = await serve();
  const profile = newProfile();
  const found = {};
  let browser = await start(profile);
  const note = (when) => { found[when] = remnantsIn(profile, planted); };
  try {
    await opened(browser.page, address);
    await browser.page.evaluate((value) => { localStorage.setItem(`fairload:${location.pathname.replace(/[^/]*$/, "")}:workspace`, value); }, text);
    await browser.page.reload();
    await browser.page.waitForSelector("html[data-ready=yes]");
    await saved(browser.page);
    await browser.close();
    note("stored, closed");
    browser = await start(profile);
    await opened(browser.page, address);
    await go(browser.page, "#/data/delete", "Delete everything on this device");
    await browser.page.getByRole("button", { name: "Delete everything" }).click();
    await browser.page.getByRole("heading", { level: 1, name: /was deleted/ }).waitFor();
    await saved(browser.page);
    const asked = JSON.stringify(await everything(browser.page));
    found["by the browser's interfaces"] = { words: planted.filter((word) => asked.includes(word)).length, of: planted.length, where: {} };
    note("deleted, at once");
    await browser.close();
    note("deleted, closed");
    for (const time of ["once", "twice", "three times"]) {
      browser = await start(profile);
      await opened(browser.page, address);
      await saved(browser.page);
      await browser.close();
      note(`started again ${time}, closed`);
    }
    browser = await start(profile);
    await opened(browser.page, address);
    const session = await browser.context.newCDPSession(browser.page);
    await session.send("Storage.clearDataForOrigin", { origin: new URL(address).origin, storageTypes: "all" });
    await browser.close();
    note("site data cleared by the browser, closed");
    return found;
  } finally {
    await browser.kill();
    profile.end();
    server.closeAllConnections();
    server.close();
  }
}
