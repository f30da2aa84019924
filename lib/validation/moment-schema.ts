import { z } from "zod";

/** A moment in a query or a body: ISO 8601 with its zone. */
export function momentInput(description: string) {
  return z.iso
    .datetime({ offset: true, error: "must be a time with its zone, such as 2026-11-23T12:00:00Z" })
    .transform((text) => new Date(text))
    .meta({ description });
}
