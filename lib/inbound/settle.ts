import { sqlPool } from "@/lib/db/client";
import { groupCommit } from "@/lib/db/group-commit";
import type { InboundEvent } from "@/prisma/generated/client";
import type { HandlerResult } from "./receiver/define-receiver";

type Settled = { id: string; result: HandlerResult };

// One writer that waits for company: nobody waits for it, and a burst costs few commits.
const write = groupCommit<Settled, null>(record, { itemsMax: 200, writersMax: 1, gatherMs: () => 10 });

/** Records what handling came to. Resolves once it is committed. */
export async function settle({ id }: Pick<InboundEvent, "id">, result: HandlerResult): Promise<void> {
  await write([{ id, result }]);
}

async function record(settled: readonly Settled[]): Promise<null[]> {
  await sqlPool().query(RECORD, [JSON.stringify(settled.map(toRow))]);
  return settled.map(() => null);
}

function toRow({ id, result }: Settled) {
  const isHandled = result.status === "handled";
  return {
    id,
    status: result.status,
    reason: isHandled ? result.note : result.reason,
    eventId: isHandled ? result.eventId : undefined,
    ...result.tenant,
  };
}

// What a result does not name stays as it was, but for the reason. Rows are locked in the order of their ids, as everywhere.
const RECORD = `
  WITH settled AS (
    SELECT * FROM json_to_recordset($1::json) AS s(id text, status text, reason text, "eventId" text,
      "organizationId" text, "workspaceId" text, "connectionId" text)
  ), locked AS (
    SELECT id FROM inbound_events WHERE id IN (SELECT id FROM settled) ORDER BY id FOR UPDATE
  )
  UPDATE inbound_events AS e SET status = s.status, reason = s.reason, due_at = NULL, leased_until = NULL,
    processed_at = now(), event_id = coalesce(s."eventId", e.event_id),
    organization_id = coalesce(s."organizationId", e.organization_id),
    workspace_id = coalesce(s."workspaceId", e.workspace_id),
    connection_id = coalesce(s."connectionId", e.connection_id)
  FROM settled s JOIN locked USING (id)
  WHERE e.id = s.id`;
