import { beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { processInbound } from "@/lib/inbound/process";
import { processAgain } from "@/lib/inbound/process-again";
import { countRefusal, flushRefusals } from "@/lib/inbound/receiver/refusals";
import { refusedInADay } from "@/lib/inbound/refused";
import { revealInbound } from "@/lib/inbound/reveal";
import { handled, post, published, tenantWithNumber } from "@/lib/inbound/whatsapp/testing/harness";
import { APP_SECRET, messageBody } from "@/lib/inbound/whatsapp/testing/samples";
import { bridgeTo, createSigningTenant } from "@/lib/testing/bridge";
import { createPerson } from "@/lib/testing/people";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import type { Prisma } from "@/prisma/generated/client";
import { INBOUND_OUTCOMES } from "./filter-schema";
import { getInbound } from "./get";
import { readInboundPage } from "./list";

vi.stubEnv("WHATSAPP_APP_SECRET", APP_SECRET);
vi.stubEnv("WHATSAPP_VERIFY_TOKEN", "a token");

async function came(
  { organizationId, workspaceId }: Tenant,
  rest: Partial<Prisma.InboundEventCreateInput> = {},
): Promise<string> {
  const id = newId("inbound");
  await db.inboundEvent.create({
    data: {
      id,
      provider: "whatsapp",
      externalId: id,
      type: "message.text",
      organizationId,
      workspaceId,
      payload: '{"text":{"body":"hi"}}',
      status: "handled",
      dueAt: null,
      occurredAt: new Date(),
      ...rest,
    },
  });
  return id;
}

const read = ({ ctx, workspaceId }: Pick<Tenant, "ctx" | "workspaceId">, filters = {}, page = {}) =>
  readInboundPage(ctx, { workspaceId, filters, page });

describe("the list", () => {
  it("is newest first, in pages, of the workspace and of the organization as a whole alone", async () => {
    const tenant = await createTenant();
    const stranger = await createTenant();
    const other = await db.workspace.create({
      data: { id: newId("workspace"), organizationId: tenant.organizationId, name: "Other" },
    });
    const own: string[] = [];
    for (let i = 0; i < 60; i++)
      own.push(await came(tenant, i % 3 === 0 ? { workspaceId: null, provider: "stripe" } : {}));
    await came(tenant, { workspaceId: other.id });
    await came(stranger);
    await came(stranger, { organizationId: null, workspaceId: null });
    const first = await read(tenant);
    const second = await read(tenant, {}, { cursor: first.next_cursor ?? "" });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(own.reverse());
    expect(second.next_cursor).toBeNull();
    expect((await read(tenant, {}, { after: own[4] })).newer).toBe(4);
    expect((await read({ ...tenant, workspaceId: stranger.workspaceId })).data.map(({ provider }) => provider)).toEqual(
      Array(20).fill("stripe"),
    );
    const limited = { ctx: { ...tenant.ctx, workspaces: [other.id] }, workspaceId: other.id };
    expect((await read(limited)).data).toHaveLength(1);
    const watched = await read(stranger, {}, { watch: own.slice(0, 3) });
    expect(watched.watched).toEqual([]);
  });

  it("tells apart what waits, what is tried again, and what has ended, and filters by it", async () => {
    const tenant = await createTenant();
    const lease = new Date(Date.now() + 60_000);
    const rows: Record<(typeof INBOUND_OUTCOMES)[number], object> = {
      received: { status: "received", attemptCount: 1, leasedUntil: lease },
      handled: { status: "handled" },
      ignored: { status: "ignored", reason: "Nothing here acts on it." },
      parked: { status: "parked" },
      retrying: { status: "received", attemptCount: 2, leasedUntil: lease },
      failed: { status: "failed" },
    };
    for (const rest of Object.values(rows)) await came(tenant, rest);
    await came(tenant, { status: "received", attemptCount: 1, provider: "mcp" });
    const all = await read(tenant);
    expect(all.data.map(({ outcome }) => outcome)).toEqual(["retrying", ...[...INBOUND_OUTCOMES].reverse()]);
    for (const outcome of INBOUND_OUTCOMES) {
      const found = await read(tenant, { outcome });
      expect(
        found.data.map((item) => item.outcome),
        outcome,
      ).toEqual(outcome === "retrying" ? [outcome, outcome] : [outcome]);
    }
    expect((await read(tenant, { provider: "mcp" })).data).toHaveLength(1);
    expect((await read(tenant, { provider: "mcp", outcome: "handled" })).data).toEqual([]);
  });

  it("names the event that it led to, and how many deliveries that made", async () => {
    const { number, ...tenant } = await tenantWithNumber();
    await post(messageBody(number, "text", { text: { body: "to nobody" } }));
    await handled(number);
    const [first] = (await read(tenant)).data;
    expect(first).toMatchObject({
      outcome: "handled",
      connectionName: "Support",
      published: { type: "integration.message_received", deliveries: 0 },
    });
  });
});

describe("one of them", () => {
  let tenant: Awaited<ReturnType<typeof createSigningTenant>>;
  let id: string;

  beforeAll(async () => {
    tenant = await createSigningTenant();
    id = await came(tenant, { payload: '{"message":{"from":"4915123456789","text":{"body":"hi there"}}}' });
  });

  it("shows its payload with personal data masked; admins see it whole, and that is recorded", async () => {
    const detail = await getInbound(tenant.ctx, id);
    expect(JSON.parse(detail.payload)).toEqual({ message: { from: "••••", text: { body: "••••" } } });
    expect(JSON.parse(await revealInbound(tenant.ctx, id))).toEqual({
      message: { from: "4915123456789", text: { body: "hi there" } },
    });
    const entries = await db.auditEntry.findMany({ where: { targetId: id } });
    expect(entries.map(({ action }) => action)).toEqual(["inbound.revealed"]);
  });

  it("is handled again by admins, does nothing twice, and not while it is under way", async () => {
    const { number, ...own } = await tenantWithNumber();
    await bridgeTo(own, "https://example.com/hook");
    await post(messageBody(number, "text", { text: { body: "once" } }));
    const [row] = await handled(number);
    const before = await getInbound(own.ctx, row?.id ?? "");
    expect(before.deliveries).toMatchObject([{ destinationName: "Test bridge" }]);
    await processAgain(own.ctx, before.id);
    await expect(processAgain(own.ctx, before.id)).rejects.toMatchObject({ code: "conflict" });
    await processInbound([before.id]);
    const after = await getInbound(own.ctx, before.id);
    expect(after).toMatchObject({ outcome: "handled", published: before.published, deliveries: before.deliveries });
    expect(await published(own.organizationId)).toHaveLength(1);
  });

  it("is not there for another organization or workspace; members read it masked and change nothing", async () => {
    const stranger = await createTenant();
    const elsewhere = { ...tenant.ctx, workspaces: [newId("workspace")] };
    for (const ctx of [stranger.ctx, elsewhere]) {
      await expect(getInbound(ctx, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(revealInbound(ctx, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(processAgain(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
    const { ctx: member } = await createPerson(tenant.organizationId, "member");
    expect((await getInbound(member, id)).payload).not.toContain("hi there");
    await expect(revealInbound(member, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(processAgain(member, id)).rejects.toMatchObject({ code: "forbidden" });
  });
});

it("counts for admins what was refused, of their own connections and of what all share", async () => {
  const first = await tenantWithNumber();
  const second = await createTenant();
  countRefusal("mcp", first.connectionId);
  countRefusal("stripe", "");
  countRefusal("stripe", "", new Date(Date.now() - 25 * 3_600_000));
  await flushRefusals();
  expect(await refusedInADay(first.ctx)).toEqual([
    { provider: "mcp", count: 1 },
    { provider: "stripe", count: 1 },
  ]);
  expect(await refusedInADay(second.ctx)).toEqual([{ provider: "stripe", count: 1 }]);
  const { ctx: member } = await createPerson(first.organizationId, "member");
  expect(await refusedInADay(member)).toEqual([]);
});
