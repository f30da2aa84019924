import { z } from "zod";
import { parseInput } from "@/lib/validation/parse";

export const PAGE_LIMIT_MAX = 100;
const PAGE_LIMIT_DEFAULT = 50;

/** The two parameters of every list: where it goes on, and how much of it. */
export const pageParameters = z.strictObject({
  cursor: z
    .string()
    .regex(/^[0-9A-Za-z_-]{1,80}$/, "must be the next_cursor of the page before")
    .optional()
    .meta({ description: "The `next_cursor` of the page before." }),
  limit: z.coerce
    .number()
    .int("must be a whole number")
    .min(1)
    .max(PAGE_LIMIT_MAX)
    .default(PAGE_LIMIT_DEFAULT)
    .meta({ description: "How many a page has at most." }),
});

/** Reads a request's query by a schema. Throws invalid, naming the parameter that is wrong, unknown or given twice. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  const entries = [...new URL(request.url).searchParams];
  const grouped = new Map<string, string | string[]>();
  for (const [name, value] of entries) {
    const before = grouped.get(name);
    grouped.set(name, before === undefined ? value : [before, value].flat());
  }
  return parseInput(schema, Object.fromEntries(grouped));
}

/** The page that a request asks for. */
export function pageQuery(request: Request): z.output<typeof pageParameters> {
  return readQuery(request, pageParameters);
}
