// The start script: starts the program, and when that fails or the program stops, says so in words and
// hands over what is stored. It must work when nothing else does, so it needs no WebAssembly, no library
// and no request, and it is written by hand for whoever audits the page.
"use strict";

(() => {
  // Every key of this page begins with its place, because other pages may share the origin and its storage.
  const PREFIX = `fairload:${location.pathname.replace(/[^/]*$/, "")}:`;
  const WORKSPACE = `${PREFIX}workspace`;

  let stopped = false;

  // --- What is stored -------------------------------------------------------------------------

  // Reading `localStorage` can itself throw, where a policy or a setting blocks storage.
  function readStorage() {
    try {
      const storage = window.localStorage;
      const others = {};
      let workspace = null;
      for (let index = 0; index < storage.length; index += 1) {
        const key = storage.key(index);
        if (key === WORKSPACE) {
          workspace = storage.getItem(key);
        } else if (key !== null && key.startsWith(PREFIX)) {
          others[key.slice(PREFIX.length)] = storage.getItem(key);
        }
      }
      return { blocked: null, workspace, others };
    } catch (error) {
      return { blocked: describe(error), workspace: null, others: {} };
    }
  }

  function deleteStored() {
    const storage = window.localStorage;
    const ours = [];
    for (let index = 0; index < storage.length; index += 1) {
      const key = storage.key(index);
      if (key !== null && key.startsWith(PREFIX)) ours.push(key);
    }
    ours.forEach((key) => storage.removeItem(key));
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
    const stored = readStorage();
    const names = Object.keys(stored.others);
    if (stored.blocked !== null) {
      part.append(
        paragraph("This browser does not let this page store or read anything, so there is nothing to download here."),
        paragraph("If you saved a file earlier, it is in your downloads folder."),
      );
      return part;
    }
    if (stored.workspace === null && names.length === 0) {
      part.append(paragraph("Nothing: no caseload has been stored here yet. If you saved a file earlier, it is in your downloads folder."));
      return part;
    }

    const buttons = element("div", "govuk-button-group");
    const othersText = () => `${JSON.stringify(stored.others, null, 2)}\n`;
    if (stored.workspace !== null) {
      part.append(paragraph("Your workspace is still here. The file can be opened in Fairload again, in this browser or another."));
      buttons.append(button("Download what is stored", "", () => download("fairload-workspace.json", stored.workspace)));
      // A button of its own: browsers stop the second download of one click.
      if (names.length > 0) {
        buttons.append(button("Download the other settings", "govuk-button--secondary", () => download("fairload-other.json", othersText())));
      }
    } else {
      part.append(paragraph("There is no workspace, only settings of this page."));
      buttons.append(button("Download what is stored", "", () => download("fairload-other.json", othersText())));
    }
    part.append(buttons, deletePart());
    return part;
  }

  // When what is stored is itself the cause, a reload brings this message back every time.
  function deletePart() {
    const answer = element("div", "");
    answer.setAttribute("role", "status");
    const ask = button("Delete what is stored", "govuk-button--warning", () => {
      const sure = button("Yes, delete it from this browser", "govuk-button--warning", () => {
        try {
          deleteStored();
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

  async function start() {
    const refusal = await webAssemblyRuns();
    if (refusal !== null) {
      stop("blocked", refusal);
      return;
    }
    const program = document.querySelector('meta[name="fairload-program"]');
    const address = (name) => new URL(name, document.baseURI).href;
    try {
      const { default: init } = await import(address(program.dataset.module));
      const answer = await fetch(address(program.dataset.wasm));
      if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
      await init({ module_or_path: answer });
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
