// The browser's storages as something else has left them: full, missing, refusing, or damaged.

/** Leaves so many units of local storage, by filling the rest with something that is not ours. */
export const leaveUnits = (page, units) => page.evaluate((left) => {
  localStorage.removeItem("filler");
  let text = "";
  for (let step = 2 ** 23; step >= 1; step /= 2) {
    try {
      localStorage.setItem("filler", text + "x".repeat(step));
      text += "x".repeat(step);
    } catch {
      // Too much: half of it.
    }
  }
  localStorage.setItem("filler", text.slice(0, text.length - left));
}, units);

export const makeLocalRoom = (page) => page.evaluate(() => localStorage.removeItem("filler"));

/** Gives the page's origin so many bytes in all. Nothing gives back what the machine has. */
export async function overrideQuota(context, page, address, bytes) {
  const session = await context.newCDPSession(page);
  const { origin } = new URL(address);
  const set = (quotaSize) => session.send("Storage.overrideQuotaForOrigin", { origin, ...(quotaSize === undefined ? {} : { quotaSize }) });
  await set(bytes);
  return set;
}

/** Before anything of the page runs: a browser without IndexedDB, one whose database never answers, or one that says no. */
export const withoutDatabase = {
  missing: () => { delete Object.getPrototypeOf(window).indexedDB; delete window.indexedDB; },
  silent: () => { IDBFactory.prototype.open = () => new EventTarget(); },
  refusing: () => {
    IDBFactory.prototype.open = () => {
      const request = new EventTarget();
      queueMicrotask(() => {
        request.error = new DOMException("Internal error opening backing store for indexedDB.open.", "UnknownError");
        request.readyState = "done";
        const event = new Event("error");
        request.onerror?.(event);
        request.dispatchEvent(event);
      });
      return request;
    };
  },
  throwing: () => { IDBFactory.prototype.open = () => { throw new DOMException("The user denied permission to access the database.", "SecurityError"); }; },
};

/** Before anything of the page runs: local storage may not be asked for, as some policies have it. */
export const withoutLocalStorage = () => {
  Object.defineProperty(window, "localStorage", { get() { throw new DOMException("Access is denied for this document.", "SecurityError"); } });
};

/**
 * In the page: reads or writes both copies as they are. `change` gets what a copy has, by name, and gives back what it
 * is to have.
 */
async function changeStored({ where, changeText, argument }) {
  const change = (0, eval)(`(${changeText})`);
  const place = `fairload:${location.pathname.replace(/[^/]*$/, "")}:store`;
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  if (where.includes("database")) {
    const database = await answer(indexedDB.open(place));
    try {
      const transaction = database.transaction(["records", "journal"], "readwrite");
      const [records, journal] = [transaction.objectStore("records"), transaction.objectStore("journal")];
      const keys = await answer(records.getAllKeys());
      const texts = await answer(records.getAll());
      const entries = await answer(journal.getAllKeys());
      const before = Object.fromEntries(keys.map((key, at) => [key, texts[at]]));
      const after = change({ ...before }, argument, "database");
      for (const key of keys) if (!(key in after)) records.delete(key);
      for (const [key, text] of Object.entries(after)) if (text !== before[key]) records.put(text, key);
      if (after.journal === null) {
        records.delete("journal");
        entries.forEach((key) => journal.delete(key));
      }
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }
  if (where.includes("local")) {
    const prefix = `${place}/`;
    const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    // By the key of the record: `r/case/f1@7` is `case/f1`.
    const keyOf = (name) => name.slice(prefix.length).replace(/^r\/(.*)@\d+$/s, "$1");
    const before = Object.fromEntries(names.map((name) => [keyOf(name), localStorage.getItem(name)]));
    const after = change({ ...before }, argument, "local");
    for (const name of names) {
      if (!(keyOf(name) in after)) localStorage.removeItem(name);
      else localStorage.setItem(name, after[keyOf(name)]);
    }
  }
}

/** `where`: "database", "local", or both of them. */
export const damage = (page, where, change, argument = null) => page.evaluate(
  `(${changeStored})(${JSON.stringify({ where: [where].flat(), changeText: `${change}`, argument })})`,
);

/** What is in the storage of the page, all of it, as one text to compare. */
export const everything = (page) => page.evaluate(async () => {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const found = { local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie, databases: {}, caches: {}, files: [] };
  // The page has a database of that name made and deleted at each start: it is on its way at most.
  for (const { name } of (await indexedDB.databases()).filter((own) => !own.name.endsWith(":sweep"))) {
    const database = await answer(indexedDB.open(name));
    const stores = [...database.objectStoreNames];
    found.databases[name] = {};
    for (const store of stores) {
      const own = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([answer(own.getAllKeys()), answer(own.getAll())]);
      found.databases[name][store] = keys.map((key, at) => [key, values[at]]);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found.caches[name] = await Promise.all((await cache.keys()).map(async (request) => [request.url, await (await cache.match(request)).text()]));
  }
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
      else found.files.push([`${path}${name}`, await (await handle.getFile()).text()]);
    }
  };
  await walk(await navigator.storage.getDirectory(), "/");
  return found;
});
