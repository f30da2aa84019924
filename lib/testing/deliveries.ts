import { db, sqlPool } from "@/lib/db/client";
import type { DeliveryStatus } from "@/lib/deliveries/log/filter-schema";
import { newId, ulidFloor } from "@/lib/ids";
import type { Tenant } from "./tenant";

const BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let idCount = 0;

/** A delivery's id as it would have been made at a moment (Unix milliseconds). Later calls sort later within one moment. */
export function deliveryIdAt(time: number): string {
  let rest = idCount++;
  let tail = "";
  for (let i = 0; i < 16; i++) {
    tail = BASE32[rest % 32] + tail;
    rest = Math.floor(rest / 32);
  }
  return `dlv_${ulidFloor(time).slice(0, 10)}${tail}`;
}

/** A bridge's row as the log reads it; nothing can be sent to it. */
export async function destinationRow(
  tenant: Tenant,
  name = "Ops",
  rest: { workspaceId?: string } = {},
): Promise<string> {
  const { id } = await db.destination.create({
    data: {
      id: newId("bridge"),
      organizationId: tenant.organizationId,
      workspaceId: rest.workspaceId ?? tenant.workspaceId,
      kind: "bridge",
      name,
      format: "generic_json",
      urlSealed: "sealed",
      urlOrigin: "https://example.com",
      urlMasked: "https://example.com/",
      eventTypes: ["*"],
    },
    select: { id: true },
  });
  return id;
}

export type DeliveryRow = {
  id?: string;
  destinationId: string;
  workspaceId?: string;
  eventId?: string;
  eventType?: string;
  status?: DeliveryStatus;
  origin?: string;
  resendOfId?: string;
  /** Unix milliseconds. */
  at?: number;
};

const INSERT = `
  INSERT INTO deliveries (id, organization_id, workspace_id, destination_id, event_id, event_type, origin, status,
    attempt_count, due_at, resend_of_id, created_at, ended_at)
  SELECT i.id, $1, i."workspaceId", i."destinationId", i."eventId", i."eventType", i.origin, i.status, 1,
    CASE WHEN i.status IN ('pending', 'retrying') THEN i.at END, i."resendOfId", i.at,
    CASE WHEN i.status NOT IN ('pending', 'retrying') THEN i.at END
  FROM json_to_recordset($2::json) AS i(id text, "workspaceId" text, "destinationId" text, "eventId" text,
    "eventType" text, origin text, status text, "resendOfId" text, at timestamptz)`;

/** Stores deliveries as they stand, in one statement, and answers with their ids in the same order. */
export async function deliveryRows(tenant: Tenant, rows: readonly DeliveryRow[]): Promise<string[]> {
  const full = rows.map(({ at = Date.now(), ...row }) => ({
    id: deliveryIdAt(at),
    workspaceId: tenant.workspaceId,
    eventId: newId("event"),
    eventType: "workroom.completed",
    origin: "event",
    status: "delivered",
    resendOfId: null,
    ...row,
    at: new Date(at).toISOString(),
  }));
  await sqlPool().query(INSERT, [tenant.organizationId, JSON.stringify(full)]);
  return full.map((row) => row.id);
}
