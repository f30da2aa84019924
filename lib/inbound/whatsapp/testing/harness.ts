import { POST } from "@/app/api/inbound/whatsapp/route";
import { linkWhatsappNumber } from "@/lib/connections/whatsapp/link";
import { db } from "@/lib/db/client";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import type { InboundEvent } from "@/prisma/generated/client";
import { processInbound } from "../../process";
import { newNumber, signatureOf } from "./samples";

/** A tenant with a linked number of its own. */
export async function tenantWithNumber(): Promise<Tenant & { number: string; connectionId: string }> {
  const tenant = await createTenant();
  const number = newNumber();
  const input = { name: "Support", phoneNumberId: number, displayNumber: "+1 555 078 3881" };
  const { id } = await linkWhatsappNumber(tenant.ctx, tenant.workspaceId, input);
  return { ...tenant, number, connectionId: id };
}

/** Posts to the route as Meta does. Headers replace the right ones; an undefined one is left out. */
export async function post(
  body: unknown,
  headers: Record<string, string | undefined> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const rawBody = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const sent = { "content-type": "application/json", "x-hub-signature-256": signatureOf(rawBody), ...headers };
  const answer = await POST(
    new Request("http://localhost:3000/api/inbound/whatsapp", {
      method: "POST",
      headers: Object.entries(sent).filter((header): header is [string, string] => header[1] !== undefined),
      body: new Uint8Array(rawBody),
    }),
  );
  return { status: answer.status, body: await answer.json() };
}

/** What is stored of a number, oldest first. */
export function storedOf(number: string): Promise<InboundEvent[]> {
  return db.inboundEvent.findMany({ where: { provider: "whatsapp", subject: number }, orderBy: { id: "asc" } });
}

/** Runs the handlers of all that came for a number, and answers with what it came to. */
export async function handled(number: string): Promise<InboundEvent[]> {
  const rows = await storedOf(number);
  await processInbound(rows.map(({ id }) => id));
  return storedOf(number);
}

/** The events published in an organization, without those of the link itself, oldest first. */
export async function published(organizationId: string) {
  const rows = await db.event.findMany({
    where: { organizationId, type: "integration.message_received" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }));
}
