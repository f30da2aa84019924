import { z } from "zod";
import { authorize, type Context } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { ulidFloor } from "@/lib/ids";
import { requireWorkspace } from "@/lib/organizations/require-workspace";
import { DAY_MS } from "@/lib/time";
import { connectionScope } from "../find";
import { MESSAGES_COUNTED_MAX } from "./schema";

/** A linked number as the page shows it. Times are ISO 8601. */
export type WhatsappNumber = {
  id: string;
  name: string;
  phoneNumberId: string;
  displayNumber: string | null;
  linkedAt: string;
  lastMessageAt: string | null;
  /** In the last 24 hours, up to `MESSAGES_COUNTED_MAX`. */
  messagesToday: number;
};

/** A workspace's numbers, and what Meta is to be told. `configured` is false while the operator's variables are unset. */
export type WhatsappNumbers = { configured: boolean; callbackUrl: string; numbers: WhatsappNumber[] };

/** The WhatsApp numbers of a workspace, the oldest first. Throws forbidden or not_found. */
export async function listWhatsappNumbers(ctx: Context, workspaceId: string): Promise<WhatsappNumbers> {
  authorize(ctx, "webhooks:read");
  await requireWorkspace(ctx, workspaceId);
  const rows = await db.connection.findMany({
    where: { AND: [connectionScope(ctx), { workspaceId, provider: "whatsapp" }] },
    orderBy: { id: "asc" },
    select: { id: true, name: true, accountId: true, config: true, createdAt: true },
  });
  const traffic = await trafficOf(rows.map(({ id }) => id));
  return {
    configured: env().WHATSAPP_APP_SECRET !== undefined && env().WHATSAPP_VERIFY_TOKEN !== undefined,
    callbackUrl: new URL("/api/inbound/whatsapp", env().APP_URL).href,
    numbers: rows.map(({ id, name, accountId, config, createdAt }) => ({
      id,
      name,
      phoneNumberId: accountId ?? "",
      displayNumber: shown.parse(config).displayNumber ?? null,
      linkedAt: createdAt.toISOString(),
      lastMessageAt: traffic.get(id)?.lastAt?.toISOString() ?? null,
      messagesToday: traffic.get(id)?.count ?? 0,
    })),
  };
}

const shown = z.object({ displayNumber: z.string().optional() }).catch({});

type Traffic = { id: string; lastAt: Date | null; count: number };

async function trafficOf(ids: readonly string[]): Promise<Map<string, Traffic>> {
  if (ids.length === 0) return new Map();
  const since = `inb_${ulidFloor(Date.now() - DAY_MS)}`;
  const { rows } = await sqlPool().query<Traffic>(TRAFFIC, [ids, since, MESSAGES_COUNTED_MAX]);
  return new Map(rows.map((row) => [row.id, row]));
}

const TRAFFIC = `
  SELECT c.id,
    (SELECT received_at FROM inbound_events e WHERE e.connection_id = c.id AND e.type LIKE 'message.%'
     ORDER BY e.id DESC LIMIT 1) AS "lastAt",
    (SELECT count(*)::int FROM (SELECT 1 FROM inbound_events e WHERE e.connection_id = c.id AND e.id >= $2
      AND e.type LIKE 'message.%' LIMIT $3) AS counted) AS count
  FROM unnest($1::text[]) AS c(id)`;
