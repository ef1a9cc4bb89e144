// Where the page and the worker of the import meet. The start script loads this when the import is first wanted,
// and hands it what the page says. The worker has the readers of spreadsheets (src/bin/sheets.rs); it is started
// from a Blob, because only such a worker is under the page's own policy: no other origin can be reached from it.
// docs/decisions/importing-in-a-worker.md. Written by hand for whoever audits the page.
//
// `WASM` (the address of the program) and `glue` (what wasm-bindgen wrote for it) are put in by script/importing.

const PREFIX = `fairload:${location.pathname.replace(/[^/]*$/, "")}:`;
// What was chosen for headings and words, for the next time. "Delete everything" deletes it with all the others.
const MEMORY = `${PREFIX}importing`;
// What codes of a workspace without any are keyed with, the same in every tab: two that import the same files at one
// moment then make the same records, and not two of each. It goes with "Delete everything" too.
const KEY = `${MEMORY}-key`;
// How long what one tab writes to local storage takes at the most until another one reads it, in milliseconds.
const SEEN = 200;
// A worker that says nothing for so long while it has something to do is stuck, in milliseconds.
const PATIENCE = 60_000;
// What takes longer than this is shown to be working, in milliseconds.
const SOON = 400;

// --- In the worker: its text goes into the Blob -------------------------------------------------

function work(program) {
  // One message after the other, also while files are being read.
  let before = Promise.resolve();
  const say = (text) => postMessage({ text });

  async function hear({ module, start, message, files }) {
    if (module) {
      program.initSync({ module });
      postMessage({ done: program.start(start) });
    } else if (message !== undefined) {
      postMessage({ done: program.hear(message) });
    } else {
      let last = 0;
      // Not chatty: what is shown changes some times a second.
      const progress = (text) => {
        if (Date.now() - last < 250) return;
        last = Date.now();
        say(text);
      };
      for (const [place, file] of files.entries()) {
        postMessage({ reading: file.name });
        say(program.reading(file.name, place + 1, files.length));
        if (file.size > program.most_bytes()) program.refuse(file.name);
        else program.read(file.name, new Uint8Array(await file.arrayBuffer()), place + 1, files.length, progress);
      }
      postMessage({ done: program.taken() });
    }
  }

  onmessage = ({ data }) => {
    before = before.then(() => hear(data)).catch((error) => {
      // What a program is like after a trap nobody knows: it ends here.
      postMessage({ stopped: `${error?.name ?? "Error"}: ${error?.message ?? error}` });
      close();
    });
  };
}

// --- On the page --------------------------------------------------------------------------------

let worker = null;
// The program, compiled once.
let compiled = null;
// What the page said of itself last, with which a new worker starts.
let page = "";
// How many messages the worker has not answered yet.
let waiting = 0;
// The file that is being read.
let reading = "";
// What is shown, without its focus and orders.
let shown = null;
// Which page that is of.
let place = "";
// True while a button was pressed and not answered: what it does is under way.
let doing = false;
let held = null;
let pressed = false;
const timers = { stuck: 0, soon: 0 };

/** Hears what the page says: what it works on, or (nothing) that it could not do what it was told. */
export async function tell(text) {
  if (text === "") return post({ message: "{}" });
  page = text;
  [, place] = /"open":"([a-z]*)"/.exec(text);
  if (shown?.on === place && waiting > 0) {
    // While files are read there is no answer for a while.
    show(JSON.stringify(shown));
  }
  if (!worker) return start();
  const key = await sharedKey();
  post({ message: `{"page":${page},"key":"${key}"}` });
}

async function start() {
  stop();
  const key = await sharedKey();
  try {
    compiled ??= await load();
  } catch (error) {
    fail("This part could not be loaded", [
      "What you have entered is as it was.",
      "Check that you are connected, then try again. If it stays like this, reload the page: it may have been renewed since you opened it.",
      "If that does not help either, tell whoever looks after this page: one of its files is missing or blocked.",
    ], error);
    return;
  }
  // Meanwhile it may have been started by another press.
  if (worker) return;
  try {
    const source = `(${work})((() => {\n${glue}\nreturn wasm_bindgen;\n})());`;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    worker = new Worker(trusted(address));
    const own = worker;
    worker.onmessage = ({ data }) => { if (own === worker) hear(data); };
    worker.onerror = (event) => {
      event.preventDefault();
      if (own !== worker) return;
      if (shown) broken(event.message ?? "");
      else blocked(event.message ?? "the worker did not start");
    };
    // The worker has read it by its first answer.
    worker.revoke = () => URL.revokeObjectURL(address);
  } catch (error) {
    blocked(error);
    return;
  }
  const memory = JSON.stringify(remembered(MEMORY));
  post({ module: compiled, start: `{"page":${page},"chance":"${chance()}","key":"${key}","memory":${memory}}` });
}

const chance = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// Where nothing can be remembered: then each tab has its own.
const ownKey = chance();

/** The key that all tabs have; drawn by the first that asks, while the others wait. */
function sharedKey() {
  const known = remembered(KEY);
  if (known) return known;
  const draw = () => {
    remember(KEY, remembered(KEY) || chance());
    return remembered(KEY) || ownKey;
  };
  if (!navigator.locks) return draw();
  return new Promise((settled) => {
    navigator.locks.request(KEY, () => {
      settled(draw());
      return new Promise((over) => { setTimeout(over, SEEN); });
    });
  });
}

async function load() {
  const answer = await fetch(new URL(WASM, import.meta.url), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer());
}

// The one policy that the document allows, and all that it lets through: an address of our own making.
let policy = null;
let made = null;
function trusted(address) {
  if (!globalThis.trustedTypes) return address;
  made = address;
  policy ??= globalThis.trustedTypes.createPolicy("fairload", {
    createScriptURL: (asked) => {
      if (asked !== made) throw new TypeError("not a worker of this page");
      return asked;
    },
  });
  return policy.createScriptURL(address);
}

function post(message) {
  if (!worker) return;
  waiting += 1;
  worker.postMessage(message);
  watch();
}

function watch() {
  clearTimeout(timers.stuck);
  clearTimeout(timers.soon);
  if (waiting === 0) return busy(false);
  timers.stuck = setTimeout(() => broken(`no word for ${PATIENCE / 1000} seconds`), PATIENCE);
  timers.soon = setTimeout(() => busy(true), SOON);
}

function busy(yes) {
  const place = document.getElementById("importing");
  if (yes) place?.setAttribute("aria-busy", "true");
  else place?.removeAttribute("aria-busy");
}

function stop() {
  worker?.terminate();
  worker?.revoke();
  worker = null;
  [waiting, reading, shown, doing] = [0, "", null, false];
  watch();
}

function hear({ text, done, reading: name, stopped }) {
  if (stopped !== undefined) return broken(stopped);
  if (name !== undefined) reading = name;
  if (done !== undefined) {
    worker.revoke();
    waiting -= 1;
    reading = "";
  }
  watch();
  if (text || done) take(text ?? done);
  // What it ordered is the page's from here: it asks by itself until that is saved.
  if (waiting === 0) doing = false;
}

/** Keeps what is shown, and carries out what is for this side; the page does the rest. */
function take(text) {
  const answer = JSON.parse(text);
  for (const order of answer.orders) {
    if (order.remember !== undefined) remember(MEMORY, order.remember);
    else if (order.download !== undefined) download(order.name, order.download);
  }
  shown = { of: answer.of, on: answer.on, screen: answer.screen, wrong: answer.wrong };
  show(text);
  const page = answer.orders.find((order) => order.go !== undefined);
  if (page) location.hash = page.go;
}

function show(text) {
  // What moves under a button that is being pressed would not be pressed.
  if (pressed) held = text;
  else draw(text);
}

/**
 * Has the page draw it. Where what had the focus is gone by then, its namesake has it, or the heading that it stood
 * under, or that of the page: never nothing, from where the keys lead nowhere.
 */
function draw(text) {
  const had = document.activeElement;
  const above = had?.closest("#importing") ? headings().filter((own) => had.compareDocumentPosition(own) & Node.DOCUMENT_POSITION_PRECEDING) : null;
  const ids = above && [had.id, ...above.reverse().map((own) => own.id)].filter(Boolean);
  window.dispatchEvent(new CustomEvent("fairload-imported", { detail: text }));
  if (!ids) return;
  // The page draws in its next free moment.
  setTimeout(() => {
    if (document.activeElement !== document.body || !document.getElementById("importing")) return;
    const found = ids.map((id) => document.getElementById(id)).find((own) => own?.checkVisibility?.() ?? own);
    (found ?? document.querySelector("h1"))?.focus();
  });
}

const headings = () => [...document.querySelectorAll("#importing :is(h2, h3)[id]")];

function blocked(why) {
  stop();
  fail("This part cannot run in this browser", [
    "What you have entered is as it was.",
    "Open the page in another browser: Edge, Chrome, Firefox or Safari of the last two years.",
    "If your council sets a content security policy of its own, ask your IT team: its worker-src needs blob:, and its trusted-types needs fairload.",
  ], why);
}

function broken(why) {
  const file = reading;
  stop();
  fail("Refused: nothing was changed", [
    file
      ? `Something in “${file}” could not be read: it is damaged, too large, or not what its name says. It was put away before it could do any harm.`
      : "What was read takes more memory than this part may have, and it was stopped.",
    "What you have entered is as it was.",
    "Open the file in a spreadsheet program, save only the rows, columns and sheets that are needed as a new file, and choose that. 15,000 open children is the most at once.",
  ], why);
}

/** Shows a message of this side, in the elements that the page draws (src/importing/drawing.rs). */
function fail(title, words, why) {
  const paragraph = (text, key) => ["p", { class: "govuk-body", key }, text];
  const details = ["details", { class: "govuk-details", key: "why" },
    ["summary", { class: "govuk-details__summary" }, ["span", { class: "govuk-details__summary-text" }, "Details for whoever looks into this"]],
    ["div", { class: "govuk-details__text" }, paragraph("Nothing has been sent anywhere."), paragraph(String(why))],
  ];
  const screen = [
    ["div", { class: "govuk-error-summary", id: "errors", tabindex: "-1", key: "errors" },
      ["div", { role: "alert" },
        ["h2", { class: "govuk-error-summary__title" }, title],
        ["div", { class: "govuk-error-summary__body" }, ...words.map((text) => paragraph(text, text))],
      ],
    ],
    ["button", { type: "button", class: "govuk-button", id: "start-again", key: "start-again" }, "Start again"],
    details,
  ];
  held = null;
  draw(JSON.stringify({ screen, focus: "errors", wrong: true }));
}

function remembered(what) {
  try {
    return localStorage.getItem(what) ?? "";
  } catch {
    return "";
  }
}

function remember(what, text) {
  try {
    localStorage.setItem(what, text);
  } catch {
    // Then it has to be chosen again the next time.
  }
}

function download(name, text) {
  const type = name.endsWith(".csv") ? "text/csv" : "text/plain";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The browser may still be reading from it.
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE);
}

// --- What the reader does: heard here, by the ids of what the worker has drawn -------------------

const within = (event, what) => (event.target instanceof Element ? event.target.closest(`#importing ${what}`) : null);

document.addEventListener("click", (event) => {
  const button = within(event, "button[id]");
  if (button?.id === "start-again" || button?.id === "stop") start();
  else if (button) {
    doing = true;
    did(button.id, "");
  }
  // What is wrong leads to its field, and the address stays.
  const link = within(event, "a[href^='#']:not([href^='#/'])");
  if (!link) return;
  event.preventDefault();
  const field = document.getElementById(link.getAttribute("href").slice(1));
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field?.focus();
});

document.addEventListener("change", (event) => {
  const field = within(event, "input, select, textarea");
  if (!field) return;
  if (field.type === "file") {
    const files = [...field.files];
    // So that the same file can be chosen again once it was put right.
    field.value = "";
    if (files.length > 0) post({ files });
  } else if (field.type === "checkbox") {
    did(field.id, field.checked ? "yes" : "no");
  } else {
    did(field.type === "radio" ? field.name : field.id, field.value);
  }
});

for (const [kind, down] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) {
  document.addEventListener(kind, (event) => {
    pressed = down && within(event, "button") !== null;
    // After the click, which comes next.
    if (!pressed) setTimeout(release);
  }, { capture: true });
}

function release() {
  const text = held;
  held = null;
  if (text !== null && !pressed) show(text);
}

function did(id, value) {
  post({ message: JSON.stringify({ did: { id, value } }) });
}

// Who closes the tab while something is under way is asked: it would be lost. On another page of the same tab it
// is finished.
addEventListener("beforeunload", (event) => { if (doing && worker) event.preventDefault(); });
