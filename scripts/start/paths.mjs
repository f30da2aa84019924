import { join, resolve } from "node:path";

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** A path inside the project. */
export function inProject(...parts) {
  return join(ROOT, ...parts);
}
