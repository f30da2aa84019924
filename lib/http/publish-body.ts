import { z } from "zod";
import { PUBLISH_EVENTS_MAX } from "@/lib/deliveries/publish/input";
import type { PublishInput } from "@/lib/deliveries/publish/publish";
import { AppError } from "@/lib/errors";
import { DAY_MS } from "@/lib/time";
import { fieldErrors, firstInWords } from "@/lib/validation/field-errors";

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
const singleBody = z
  .strictObject({
    type: z.string().meta({ description: "A type of the catalogue.", examples: ["workroom.completed"] }),
    workspace_id: z.string().meta({ description: "Where it happened." }),
    organization_id: z.string().optional().meta({
      description: "Not looked at: it lets an event be published as it was read. The key tells the organization.",
    }),
    data: z.unknown().meta({ description: "What happened, as the type's schema has it. At most 256 KiB." }),
    timestamp: timestamp.optional().meta({ description: "When it happened; now, unless told." }),
    id: z
      .string()
      .optional()
      .meta({ description: "An id of your own: evt_ and 8 to 64 letters, digits, - or _. A repeat changes nothing." }),
  })
  .meta({ id: "EventInput" });
const batchBody = z
  .strictObject({ events: z.array(singleBody).min(1).max(PUBLISH_EVENTS_MAX) })
  .meta({ id: "EventBatch" });

/** `POST /api/v1/events`. */
export const publishBody = z.union([singleBody, batchBody]);

export type PublishBody = { inputs: PublishInput[]; pathOf: (index: number) => string };

/** One event, or `{ "events": […] }`, as the verb takes them; `pathOf` leads its errors back to the caller's paths. Throws `invalid`. */
export function parsePublishBody(body: unknown): PublishBody {
  const isBatch = typeof body === "object" && body !== null && "events" in body;
  const parsed = isBatch ? batchBody.safeParse(body) : singleBody.safeParse(body);
  if (!parsed.success) throw invalid(parsed.error);
  const events = "events" in parsed.data ? parsed.data.events : [parsed.data];
  return {
    inputs: events.map(({ workspace_id: workspaceId, organization_id: _, ...event }) => ({ ...event, workspaceId })),
    pathOf: isBatch ? (index) => `events[${index}].` : () => "",
  };
}

function invalid(error: z.ZodError): AppError {
  const errors = fieldErrors(error);
  return new AppError("invalid", firstInWords(errors), { errors });
}
