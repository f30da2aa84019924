import { createHash } from "node:crypto";

/** The event id of what a source brought about: the same on every repeat. */
export function eventIdOf(...source: readonly string[]): string {
  return `evt_${createHash("sha256").update(source.join("\n")).digest("hex").slice(0, 40)}`;
}
