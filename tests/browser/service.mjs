// A whole service of 4,000 children in the browser's storage, for the tests that measure.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where script/measurement has put what it built. */
export const MEASUREMENT = join(process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url)), "measurement");

/** Stores a whole service, and a family of one child in need, before anything of the page runs. */
export async function storingService(page) {
  const { initSync, service_text } = await import(join(MEASUREMENT, "scoring.js"));
  initSync({ module: readFileSync(join(MEASUREMENT, "scoring_bg.wasm")) });
  const service = JSON.parse(service_text());
  const [{ id: practitioner }] = service.practitioners;
  const children = [{ id: "c1", plan: "child_in_need", unstable: "no" }];
  service.cases.unshift({ id: "measured", label: "Measured", allocations: [{ practitioner }], children });
  await page.addInitScript((text) => {
    localStorage.setItem(`fairload:${location.pathname.replace(/[^/]*$/, "")}:workspace`, text);
  }, JSON.stringify(service));
}
