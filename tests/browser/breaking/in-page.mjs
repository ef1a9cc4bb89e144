// What scripts that run within the page share: handed over as text.

/** Resolves to what `found` gives, once it gives something; it is asked again whenever anything in the document changes. */
export const until = (found) => new Promise((resolve) => {
  const now = found();
  if (now) {
    resolve(now);
    return;
  }
  const watch = new MutationObserver(() => {
    const then = found();
    if (!then) return;
    watch.disconnect();
    resolve(then);
  });
  watch.observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
});
