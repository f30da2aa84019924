import { z } from "zod";
import type { PublishInput } from "@/lib/deliveries/publish";
import { AppError } from "@/lib/errors";
import { fieldErrors } from "@/lib/events/field-errors";
import { DAY_MS } from "@/lib/time";

/** Bytes of a whole request that publishes, of up to 100 events. */
export const PUBLISH_BODY_BYTES_MAX = 5 * 1024 * 1024;

const EARLIEST = new Date("2000-01-01T00:00:00Z");

const timestamp = z.iso
  .datetime({ offset: true, error: "must be a time with its zone, such as 2026-11-23T12:00:00.000Z" })
  .transform((text) => new Date(text))
  .refine(
    (date) => date >= EARLIEST && date.getTime() <= Date.now() + DAY_MS,
    "must lie between the year 2000 and tomorrow",
  );

/** An event as the API's caller writes it. `data` is checked against its type by the verb. */
const eventBody = z.object({
  type: z.string(),
  workspace_id: z.string(),
  data: z.unknown(),
  timestamp: timestamp.optional(),
  id: z.string().optional(),
});

const singleBody = eventBody;
const batchBody = z.object({ events: z.array(eventBody) });

export type PublishBody = { inputs: PublishInput[]; pathOf: (index: number) => string };

/** One event, or `{ "events": […] }`, as the verb takes them; `pathOf` leads its errors back to the caller's paths. Throws `invalid`. */
export function parsePublishBody(body: unknown): PublishBody {
  const isBatch = typeof body === "object" && body !== null && "events" in body;
  const parsed = isBatch ? batchBody.safeParse(body) : singleBody.safeParse(body);
  if (!parsed.success) throw invalid(parsed.error);
  const events = "events" in parsed.data ? parsed.data.events : [parsed.data];
  return {
    inputs: events.map(({ workspace_id: workspaceId, ...event }) => ({ ...event, workspaceId })),
    pathOf: isBatch ? (index) => `events[${index}].` : () => "",
  };
}

function invalid(error: z.ZodError): AppError {
  const errors = fieldErrors(error);
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  const where = first?.path ? `${first.path} ` : "The body ";
  return new AppError("invalid", `${where}${first?.message ?? "is invalid"}${more}`, { errors });
}
