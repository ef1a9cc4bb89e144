// A small static server for dist/, on this machine alone: for script/server and the browser tests.
// It does what a council's web server does with static files, and nothing else.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const DIST = fileURLToPath(new URL("../dist", import.meta.url));

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Serves `folder` below `path`. `headers` are added to every answer. Port 0 takes a free one.
 * Resolves to the server and its address once it listens.
 */
export async function serve({ folder = DIST, path = "/", port = 0, headers = {} } = {}) {
  const server = createServer(async (request, answer) => {
    const refuse = (status, text) => answer.writeHead(status, { "content-type": "text/plain" }).end(`${text}\n`);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Only GET");
    let asked;
    try {
      asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      return refuse(400, "Not an address");
    }
    if (!asked.startsWith(path)) return refuse(404, "Not here");
    const within = asked.slice(path.length);
    const file = normalize(join(folder, within === "" || within.endsWith("/") ? `${within}index.html` : within));
    if (!file.startsWith(folder + sep) || asked.includes("\0")) return refuse(404, "Not here");
    try {
      const content = await readFile(file);
      answer.writeHead(200, {
        "cache-control": "no-cache",
        "content-length": content.length,
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "x-content-type-options": "nosniff",
        ...headers,
      });
      return answer.end(request.method === "HEAD" ? undefined : content);
    } catch {
      return refuse(404, "Not here");
    }
  });
  await new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", listening);
  });
  return { server, address: `http://127.0.0.1:${server.address().port}${path}` };
}

/** Opens the page in the reader's browser, where there is one to open it in. */
function open(address) {
  const screen = process.platform === "darwin" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.env.CI || !screen) return;
  const opener = process.platform === "darwin" ? "open" : "xdg-open";
  // Without a browser the address in the terminal has to do.
  spawn(opener, [address], { stdio: "ignore", detached: true }).on("error", () => {}).unref();
}

// Run by hand: `node script/serve.mjs [--open] [PORT]`. A port that is taken is replaced by a free one.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "8080";
  if (!/^\d{1,5}$/.test(wanted) || Number(wanted) > 65535) {
    console.error(`serve: "${wanted}" is not a port (0 to 65535).`);
    process.exit(1);
  }
  const { address } = await serve({ port: Number(wanted) }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    return serve();
  });
  console.log(`Fairload is at ${address}`);
  console.log("Press Ctrl+C to stop.");
  if (process.argv.includes("--open")) open(address);
}
