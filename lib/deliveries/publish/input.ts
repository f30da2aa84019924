import { clockNow } from "@/lib/clock";
import { type Context, seesWorkspace } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import { workroomOf } from "@/lib/destinations/match";
import { AppError, type FieldError } from "@/lib/errors";
import { parseEventData } from "@/lib/events/catalogue";
import { PAYLOAD_BYTES_MAX } from "@/lib/events/envelope";
import { idPattern, newId } from "@/lib/ids";

export const PUBLISH_EVENTS_MAX = 100;

/** An event as its publisher gives it. `id` is the caller's own (`evt_…`), which makes a repeat harmless. */
export type PublishInput = {
  type: string;
  workspaceId: string;
  data: unknown;
  timestamp?: Date | undefined;
  id?: string | undefined;
};

/** An event that passed its schema, ready to be stored. `data` is the exact text that will be sent. */
export type PreparedEvent = {
  id: string;
  ownId: boolean;
  type: string;
  workspaceId: string;
  workroomId: string | undefined;
  data: string;
  timestamp: Date;
};

/**
 * Holds what is to be published to the catalogue, the tenant and the limits; nothing is stored when one of it fails.
 * `pathOf` names the caller's own path of the n-th event, as in `events[3].`. Throws invalid, forbidden or too_large.
 */
export async function prepareEvents(
  ctx: Context,
  inputs: readonly PublishInput[],
  pathOf: (index: number) => string,
): Promise<PreparedEvent[]> {
  if (inputs.length === 0 || inputs.length > PUBLISH_EVENTS_MAX) {
    const message = `Send 1 to ${PUBLISH_EVENTS_MAX} events at once.`;
    throw new AppError("invalid", message, { errors: [{ path: "events", message }] });
  }
  const errors: FieldError[] = [];
  const now = new Date(clockNow());
  const prepared = inputs.map((input, index) => prepareOne(input, pathOf(index), now, errors));
  refuseTwins(inputs, pathOf, errors);
  if (errors.length > 0) throw new AppError("invalid", firstOf(errors), { errors });
  await requireWorkspaces(ctx, inputs, pathOf);
  return prepared.filter((event) => event !== undefined);
}

function prepareOne(input: PublishInput, path: string, now: Date, errors: FieldError[]): PreparedEvent | undefined {
  if (input.id !== undefined && !OWN_ID.test(input.id)) {
    errors.push({ path: `${path}id`, message: "An event id of your own is evt_ and 8 to 64 letters, digits, - or _." });
  }
  const parsed = parseEventData(input.type, input.data);
  if (!parsed.ok) {
    for (const error of parsed.errors) errors.push({ path: path + error.path, message: error.message });
    return undefined;
  }
  const data = JSON.stringify(parsed.data);
  const bytes = Buffer.byteLength(data) + ENVELOPE_BYTES;
  if (bytes > PAYLOAD_BYTES_MAX) {
    const message = `An event is at most ${PAYLOAD_BYTES_MAX / 1024} KiB of JSON; this one has ${Math.ceil(bytes / 1024)} KiB.`;
    throw new AppError("too_large", message, { errors: [{ path: `${path}data`, message }] });
  }
  return {
    id: input.id ?? newId("event"),
    ownId: input.id !== undefined,
    type: input.type,
    workspaceId: input.workspaceId,
    workroomId: workroomOf(parsed.data),
    data,
    timestamp: input.timestamp ?? now,
  };
}

const OWN_ID = /^evt_[0-9A-Za-z_-]{8,64}$/;

// What the envelope adds around `data`: names, ids and time, measured with the longest ids and type.
const ENVELOPE_BYTES = 360;

// Two events of one request with one id cannot both be "the first".
function refuseTwins(inputs: readonly PublishInput[], pathOf: (index: number) => string, errors: FieldError[]): void {
  const seen = new Set<string>();
  inputs.forEach(({ id }, index) => {
    if (id === undefined) return;
    if (seen.has(id))
      errors.push({ path: `${pathOf(index)}id`, message: `The id ${id} is used twice in this request.` });
    seen.add(id);
  });
}

async function requireWorkspaces(
  ctx: Context,
  inputs: readonly PublishInput[],
  pathOf: (index: number) => string,
): Promise<void> {
  const wanted = [...new Set(inputs.map((input) => input.workspaceId))];
  const own = wanted.filter((id) => WORKSPACE_ID.test(id));
  const { rows } = await sqlPool().query<{ id: string }>(
    "SELECT id FROM workspaces WHERE organization_id = $1 AND id = ANY($2::text[])",
    [ctx.organizationId, own],
  );
  const known = new Set(rows.map((row) => row.id));
  inputs.forEach(({ workspaceId }, index) => {
    if (known.has(workspaceId) && seesWorkspace(ctx, workspaceId)) return;
    const path = `${pathOf(index)}workspace_id`;
    // A workspace that the key may not see reads the same as one that does not exist.
    const message = "This is not a workspace that you can publish to. GET /api/v1/workspaces lists those you can.";
    throw new AppError("forbidden", message, { errors: [{ path, message }] });
  });
}

const WORKSPACE_ID = idPattern("workspace");

function firstOf(errors: readonly FieldError[]): string {
  const [first] = errors;
  if (!first) return "The event is invalid.";
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return `${first.path}: ${first.message}${more}`;
}
