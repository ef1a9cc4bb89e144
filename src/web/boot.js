// The start script: starts the program, and when that fails or the program stops, says so in words and
// hands over what is stored. It must work when nothing else does, so it needs no WebAssembly, no library
// and no request, and it is written by hand for whoever audits the page.
"use strict";

(() => {
  // Every name of this page begins with its place, because other pages may share the origin and its storage.
  const PREFIX = `fairload:${location.pathname.replace(/[^/]*$/, "")}:`;
  const DATABASE = `${PREFIX}store`;

  let stopped = false;

  // --- What is stored: docs/format.md says how ------------------------------------------------

  /** Everything of this page in both storages, and the workspace in it as a file, where there is one. */
  async function readStored() {
    const [indexed, local] = [await readDatabase(), readLocal()];
    const stored = { ...indexed, ...local };
    const { deleted: _, ...records } = indexed.records ?? {};
    const whole = Object.keys(records).length > 0 ? records : secondCopy(local.local ?? {});
    return {
      blocked: indexed.refused && local.refused ? local.refused : null,
      workspace: workspaceOf(whole) ?? local.local?.workspace ?? null,
      stored,
      empty: Object.keys(records).length + Object.keys(local.local ?? {}).length === 0,
    };
  }

  // Reading `localStorage` can itself throw, where a policy or a setting blocks storage.
  function readLocal() {
    try {
      return { local: Object.fromEntries(ourNames().map((name) => [name.slice(PREFIX.length), localStorage.getItem(name)])) };
    } catch (error) {
      return { refused: describe(error) };
    }
  }

  function ourNames() {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index)).filter((name) => name?.startsWith(PREFIX));
  }

  // The records and the journal; nothing where there is no database, which is not made by asking for it.
  async function readDatabase() {
    let database = null;
    try {
      database = await answer(indexedDB.open(DATABASE), { upgradeneeded: (event) => event.target.transaction.abort() });
      const found = {};
      const transaction = database.transaction(["records", "journal"]);
      for (const name of ["records", "journal"]) {
        const store = transaction.objectStore(name);
        const [keys, values] = [await answer(store.getAllKeys()), await answer(store.getAll())];
        found[name] = Object.fromEntries(keys.map((key, place) => [key, values[place]]));
      }
      return found;
    } catch (error) {
      return error?.name === "AbortError" ? {} : { refused: describe(error) };
    } finally {
      database?.close();
    }
  }

  function answer(request, also = {}) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = (event) => {
        event.preventDefault();
        reject(request.error);
      };
      request.onblocked = () => reject(new Error("another tab of this page holds the database"));
      for (const [name, heard] of Object.entries(also)) request[`on${name}`] = heard;
    });
  }

  // The newest text of each record in local storage, by its key.
  function secondCopy(local) {
    const newest = {};
    for (const [name, text] of Object.entries(local)) {
      const [, key, generation] = /^store\/r\/(.*)@(\d+)$/s.exec(name) ?? [];
      if (key && Number(generation) >= (newest[key]?.generation ?? 0)) newest[key] = { generation: Number(generation), text };
    }
    return Object.fromEntries(Object.entries(newest).map(([key, { text }]) => [key, text]));
  }

  // A workspace file of the records, which the program can open again. Not checked: a damaged record is better
  // than none, and the program says what it cannot read.
  function workspaceOf(records) {
    const lists = { practitioner: [], case: [], text: [] };
    let version = 0;
    for (const [key, text] of Object.entries(records)) {
      const [, place, format, body] = /^[0-9a-f]{16} \d+ (\d+) (\d+)\n(.*)$/s.exec(text) ?? [];
      const [, kind, name] = /^(\w+)\/(.*)$/s.exec(key) ?? [];
      if (!lists[kind] || !body) continue;
      version = Math.max(version, Number(format));
      lists[kind].push({ place: BigInt(place), name, body });
    }
    if (version === 0) return null;
    const written = (list) => list.sort((one, other) => (one.place < other.place ? -1 : 1)).map(({ body }) => body).join(",\n");
    const parts = [`{"fairload": "workspace", "version": ${version}`, `"practitioners": [${written(lists.practitioner)}]`, `"cases": [${written(lists.case)}]`];
    const main = lists.text.find(({ name }) => name === "main");
    if (main) parts.push(`"our_scheme": ${JSON.stringify(main.body)}`);
    const schemes = lists.text.flatMap(schemeOf);
    if (schemes.length > 0) parts.push(`"schemes": [${written(schemes)}]`);
    return `${parts.join(",\n")}}\n`;
  }

  // An own scheme is a text whose first line is the published scheme that it is a version of.
  function schemeOf({ place, name, body }) {
    const [, id] = /^scheme\/(.*)$/s.exec(name) ?? [];
    const [, from, file] = /^(.*?)\n(.*)$/s.exec(body) ?? [];
    return id === undefined || file === undefined ? [] : [{ place, body: JSON.stringify({ id, from, file }) }];
  }

  async function deleteStored() {
    ourNames().forEach((name) => localStorage.removeItem(name));
    try {
      // Emptied and not deleted: that would wait for every tab that has it open, this one among them.
      const database = await answer(indexedDB.open(DATABASE), { upgradeneeded: (event) => event.target.transaction.abort() });
      const stores = [...database.objectStoreNames];
      const transaction = database.transaction(stores, "readwrite");
      const records = transaction.objectStore("records");
      const [head, gone] = [await answer(records.get("head")), await answer(records.get("deleted"))];
      await Promise.all(stores.map((name) => answer(transaction.objectStore(name).clear())));
      // Which store it was: local storage may come back after a crash, and is not read then.
      const [, id] = /^[0-9a-f]{16} \d+ ([0-9a-f]{16}) /.exec(head) ?? [];
      if (id || gone) await answer(records.put([id, gone].filter(Boolean).join(" "), "deleted"));
      database.close();
    } catch (error) {
      if (error?.name !== "AbortError") await answer(indexedDB.deleteDatabase(DATABASE));
    }
  }

  function download(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // The address stays valid: the browser may still be reading from it, and the page is at its end anyway.
  }

  // Where local storage is the store, tabs write in turns. What one writes reaches the others a moment later: so long
  // it keeps its turn. Gives what ends it.
  window.fairloadTurn = (channel) => new Promise((given, refused) => {
    navigator.locks.request(DATABASE, () => new Promise((release) => {
      given(() => setTimeout(() => {
        release();
        channel.postMessage(undefined);
      }, 200));
    })).catch(refused);
  });

  // --- The message ----------------------------------------------------------------------------

  const AGAIN = "Reload the page.";
  const OTHER = "Open it in another browser: Edge, Chrome, Firefox or Safari of the last two years.";
  const BLOCKED =
    "Ask your IT team to allow WebAssembly for this address. If your council sets a content security policy, "
    + "its script-src needs 'wasm-unsafe-eval'.";
  const FILES =
    "If it stays, tell whoever looks after this page: one of its files is missing or blocked. "
    + "The server must hand out files ending in .js and .wasm (as application/wasm).";

  const MESSAGES = {
    blocked: {
      title: "Fairload cannot start in this browser",
      what: "The part that works out the scores is WebAssembly, and this browser does not run it here.",
      todo: [OTHER, BLOCKED, AGAIN],
    },
    missing: {
      title: "Fairload could not be loaded",
      what: "A part of this page did not arrive.",
      todo: ["Check that you are connected, then reload the page.", FILES],
    },
    stopped: {
      title: "Fairload has stopped",
      what: "Something went wrong inside the page, and it cannot go on. This is a fault in Fairload, not something you did.",
      todo: [
        "Download what is stored, so that you have a copy.",
        "Reload the page. What was stored is still there; the change you were making may be missing.",
        OTHER,
      ],
    },
  };

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function button(text, style, pressed) {
    const made = element("button", `govuk-button ${style}`.trim(), text);
    made.type = "button";
    made.addEventListener("click", pressed);
    return made;
  }

  function paragraph(text) {
    return element("p", "govuk-body", text);
  }

  function storedPart() {
    const part = element("section", "fairload-stopped__stored", element("h2", "govuk-heading-m", "What is stored in this browser"));
    readStored().then(
      (found) => part.append(...toldOf(found)),
      (error) => part.append(paragraph(`It could not be read: ${describe(error)}`)),
    );
    return part;
  }

  function downloadEverything(stored) {
    download("fairload-everything-stored.json", `${JSON.stringify(stored, null, 2)}\n`);
  }

  function toldOf({ blocked, workspace, stored, empty }) {
    if (blocked !== null) {
      return [
        paragraph("This browser does not let this page store or read anything, so there is nothing to download here."),
        paragraph("If you saved a file earlier, it is in your downloads folder."),
      ];
    }
    if (empty) {
      return [paragraph("Nothing: no caseload has been stored here yet. If you saved a file earlier, it is in your downloads folder.")];
    }
    const buttons = element("div", "govuk-button-group");
    if (workspace !== null) {
      buttons.append(button("Download what is stored", "", () => download("fairload-workspace.json", workspace)));
    }
    // A button of its own: browsers stop the second download of one click.
    buttons.append(button("Download everything as it is stored", workspace === null ? "" : "govuk-button--secondary", () => downloadEverything(stored)));
    return [
      paragraph(workspace === null
        ? "There is no workspace, only settings of this page."
        : "Your workspace and schemes are still here. The file can be opened in Fairload again, in this browser or another."),
      buttons,
      deletePart(),
    ];
  }

  // When what is stored is itself the cause, a reload brings this message back every time.
  function deletePart() {
    const answer = element("div", "");
    answer.setAttribute("role", "status");
    const ask = button("Delete what is stored", "govuk-button--warning", () => {
      const sure = button("Yes, delete it from this browser", "govuk-button--warning", async () => {
        try {
          await deleteStored();
          answer.replaceChildren(paragraph("Deleted. Reload the page to start with an empty one."));
        } catch (error) {
          answer.replaceChildren(paragraph(`The browser did not delete it: ${describe(error)}`));
        }
      });
      answer.replaceChildren(paragraph("This cannot be undone. Download it first."), sure);
      sure.focus();
    });
    answer.append(ask);
    return element(
      "details", "govuk-details",
      element("summary", "govuk-details__summary", element("span", "govuk-details__summary-text", "If this message comes back every time")),
      element(
        "div", "govuk-details__text",
        paragraph("Then what is stored here may be the cause. Download it, keep the file, and delete it from this browser."),
        answer,
      ),
    );
  }

  function stop(kind, why) {
    // The first reason is the cause; what follows it is the echo.
    if (stopped) return;
    stopped = true;

    const message = MESSAGES[kind];
    const heading = element("h1", "govuk-heading-l", message.title);
    heading.tabIndex = -1;

    const main = element(
      "main", "govuk-main-wrapper",
      heading,
      paragraph(message.what),
      element("h2", "govuk-heading-m", "What to do"),
      element("ul", "govuk-list govuk-list--bullet", ...message.todo.map((text) => element("li", "", text))),
      button("Reload the page", "govuk-button--secondary", () => location.reload()),
      storedPart(),
    );
    main.id = "main-content";
    if (why) {
      main.append(element(
        "details", "govuk-details",
        element("summary", "govuk-details__summary", element("span", "govuk-details__summary-text", "Details for whoever looks into this")),
        element(
          "div", "govuk-details__text",
          paragraph("Nothing has been sent anywhere. Read this before you pass it on."),
          element("pre", "fairload-stopped__why", why),
        ),
      ));
    }

    const body = element(
      "body", "govuk-template__body govuk-frontend-supported",
      element("header", "fairload-header", element("div", "fairload-header__container govuk-width-container", element("span", "fairload-header__name", "Fairload"))),
      element("div", "govuk-width-container", main),
    );
    // A new body, not new content: the stopped program listens on the old one.
    document.documentElement.replaceChild(body, document.body);
    document.documentElement.removeAttribute("data-ready");
    document.documentElement.dataset.stopped = kind;
    document.title = `${message.title} - Fairload`;
    heading.focus();
  }

  function describe(error) {
    return error instanceof Error || error instanceof DOMException ? `${error.name}: ${error.message}` : String(error);
  }

  // --- Starting and watching ------------------------------------------------------------------

  window.addEventListener("fairload-ready", () => {
    if (!stopped) document.documentElement.dataset.ready = "yes";
  });
  window.addEventListener("fairload-stopped", (event) => stop("stopped", String(event.detail || "")));

  // The program asks for it where it does not open what is stored.
  window.addEventListener("fairload-hand-over", () => readStored().then(({ stored }) => downloadEverything(stored)));

  // A trap without a panic: out of memory, or a stack that ran over. Other errors are not the program's:
  // extensions and the browser's own notices arrive here too.
  function watch(error) {
    if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) stop("stopped", describe(error));
  }
  window.addEventListener("error", (event) => watch(event.error));
  window.addEventListener("unhandledrejection", (event) => watch(event.reason));

  // The smallest module there is. Where a policy forbids WebAssembly, this is where it says so.
  async function webAssemblyRuns() {
    try {
      await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
      return null;
    } catch (error) {
      return describe(error);
    }
  }

  // The program runs and shows nothing yet: the browser's database, which usually answers at once, has not.
  function sayWhatIsWaitedFor() {
    const starting = document.querySelector(".fairload-starting");
    if (!starting) return;
    starting.textContent =
      "Fairload is waiting for this browser’s database. If that does not answer within eight seconds, the page opens "
      + "with its second copy. If this comes back each time, close every window of the browser.";
  }

  const program = document.querySelector('meta[name="fairload-program"]');
  const address = (name) => new URL(name, document.baseURI).href;

  // The import comes when the program first says something to it, with a script of its own.
  let importing = null;
  window.addEventListener("fairload-import", async ({ detail }) => {
    try {
      importing ??= import(address(program.dataset.importing));
      await (await importing).tell(detail);
    } catch (error) {
      importing = null;
      const screen = [["p", { class: "govuk-body", role: "alert" }, `This part could not be loaded. Check that you are connected, then reload the page. ${FILES} (${describe(error)})`]];
      window.dispatchEvent(new CustomEvent("fairload-imported", { detail: JSON.stringify({ screen }) }));
    }
  });

  async function start() {
    const refusal = await webAssemblyRuns();
    if (refusal !== null) {
      stop("blocked", refusal);
      return;
    }
    try {
      const { default: init } = await import(address(program.dataset.module));
      const answer = await fetch(address(program.dataset.wasm));
      if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
      await init({ module_or_path: answer });
      setTimeout(sayWhatIsWaitedFor, 1000);
    } catch (error) {
      // A program that announced its own stop has said more than this error does.
      if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) {
        stop("stopped", describe(error));
      } else {
        stop("missing", describe(error));
      }
    }
  }

  start();
})();
