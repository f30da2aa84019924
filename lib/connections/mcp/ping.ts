import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { deliveryPolicy } from "@/lib/net/send";
import { findConnection } from "../find";
import { noteOwnPing } from "./note";
import { probeServer } from "./probe";
import type { McpPing } from "./schema";
import { openServer } from "./stored";

/** Asks a server who it is, now, and keeps the outcome for its page. Throws forbidden or not_found. */
export async function pingMcpServer(ctx: Context, id: string): Promise<McpPing> {
  authorize(ctx, "organization:manage");
  const row = await findConnection(ctx, id, ["mcp"]);
  const ping = await probeServer(openServer(row), { policy: deliveryPolicy() });
  await noteOwnPing(row, ping);
  const changes = { outcome: ping.ok ? "answered" : "failed" };
  await audit(ctx, { action: "connection.pinged", targetId: id, targetLabel: row.name, changes });
  return ping;
}
