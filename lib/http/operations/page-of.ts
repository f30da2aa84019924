import { z } from "zod";

/** The schema of a list's answer. `id` names it in the document. */
export function pageOf<Item extends z.ZodType>(id: string, item: Item) {
  return z
    .object({
      data: z.array(item),
      next_cursor: z
        .string()
        .nullable()
        .meta({ description: "Give it as `cursor` for the next page; null on the last." }),
    })
    .meta({ id });
}

/** The schema of a list that always comes whole. */
export function listOf<Item extends z.ZodType>(id: string, item: Item) {
  return z.object({ data: z.array(item), next_cursor: z.null() }).meta({ id });
}
