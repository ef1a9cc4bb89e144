// Chromium on a profile of its own that outlives it: started, killed as a power cut or the task manager kills
// it, and started again on what is on the disk.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumPath, FLAGS } from "./chromium.mjs";

/** A profile that can be started again and again. `end` throws it away. */
export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), "fairload-killed-"));
  return { folder, end: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }) };
}

/** Starts Chromium on a profile. `kill` ends every process of it at once, with no chance to tidy up. */
export async function start(profile) {
  const announced = join(profile.folder, "DevToolsActivePort");
  rmSync(announced, { force: true });
  // A group of its own: the renderers and the service that stores go with the browser.
  const program = spawn(
    chromiumPath(),
    ["--headless=new", ...FLAGS, "--remote-debugging-port=0", `--user-data-dir=${profile.folder}`, "about:blank"],
    { detached: true, stdio: "ignore" },
  );
  const ended = once(program, "exit");
  const port = await portIn(profile.folder, announced, ended);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0];
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    async kill() {
      try {
        process.kill(-program.pid, "SIGKILL");
      } catch {
        // It has ended already.
      }
      await ended;
      await browser.close().catch(() => {});
    },
    /** Ends it as a person does who closes the window. */
    async close() {
      await browser.newBrowserCDPSession().then((session) => session.send("Browser.close")).catch(() => {});
      await ended;
    },
  };
}

/** The port that Chromium wrote down, once it has. */
async function portIn(folder, announced, ended) {
  const read = () => (existsSync(announced) ? readFileSync(announced, "utf8").split("\n")[0] : "");
  const stop = new AbortController();
  const gone = ended.then(() => { throw new Error("Chromium ended before it could be reached"); });
  const there = (async () => {
    for await (const _ of changes(folder, stop.signal)) {
      const port = read();
      if (port) return port;
    }
    throw new Error("nothing more was written");
  })();
  try {
    return read() || (await Promise.race([there, gone]));
  } finally {
    stop.abort();
    there.catch(() => {});
    gone.catch(() => {});
  }
}

async function* changes(folder, signal) {
  const queue = [];
  let wake = () => {};
  const watcher = watch(folder, { signal }, () => {
    queue.push(true);
    wake();
  });
  watcher.on("error", () => {});
  yield true;
  while (!signal.aborted) {
    while (queue.length > 0) yield queue.shift();
    await new Promise((next) => { wake = next; });
  }
}
