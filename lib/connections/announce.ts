import { systemContext } from "@/lib/context";
import { publishEvent } from "@/lib/deliveries/publish/publish";
import { newId } from "@/lib/ids";
import type { Connection } from "@/prisma/generated/client";

type Announced = Pick<Connection, "id" | "organizationId" | "workspaceId" | "provider" | "name">;

/** Publishes that a connection was made. Call it after the transaction that made it. */
export async function announceConnected(connection: Announced): Promise<void> {
  await announce(connection, "integration.connected", {});
}

/** Publishes that a connection has ended, with the reason in plain words. */
export async function announceDisconnected(connection: Announced, reason: string): Promise<void> {
  await announce(connection, "integration.disconnected", { reason });
}

async function announce(connection: Announced, type: string, more: { reason?: string }): Promise<void> {
  const { id, organizationId, workspaceId, provider, name } = connection;
  const data = { provider, connection: { id, name }, ...more };
  await publishEvent(systemContext(organizationId, "Connections"), { id: newId("event"), type, workspaceId, data });
}
