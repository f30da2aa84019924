import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Context, ROLE_PERMISSIONS } from "@/lib/context";
import { db } from "@/lib/db/client";
import * as publishing from "@/lib/deliveries/publish/publish";
import { newId } from "@/lib/ids";
import { sweepPending } from "@/lib/outbox/pending-events";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { changeAccount } from "./account";
import { readCredits } from "./credits";
import { appendEntry, BALANCE_MAX } from "./ledger";
import { setThreshold } from "./threshold";
import { recordUsage } from "./usage";

let tenant: Tenant;
beforeEach(async () => {
  vi.restoreAllMocks();
  tenant = await createTenant();
});

function give(amount: number, source = newId("request")) {
  const entry = { amount, reason: "top_up" as const, source, occurredAt: new Date() };
  return changeAccount(tenant.organizationId, (change) => appendEntry(change, entry));
}
const use = (amount: number, more = {}, ctx: Context = tenant.ctx) =>
  recordUsage(ctx, { workspace_id: tenant.workspaceId, amount, ...more });

async function published() {
  const events = await db.event.findMany({
    where: { organizationId: tenant.organizationId },
    orderBy: { createdAt: "asc" },
  });
  return events.map(({ type, data }) => [type, JSON.parse(data).balance]);
}

describe("the ledger", () => {
  it("is exact while many changes, repeats among them, come at once", async () => {
    const { organizationId } = tenant;
    const gifts = Array.from({ length: 30 }, (_, n) => give(7, `gift:${n % 15}`));
    const uses = Array.from({ length: 30 }, (_, n) => use(3, { id: `use-${n % 15}` }));
    await Promise.all([...gifts, ...uses]);
    const entries = await db.creditEntry.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
    expect(entries).toHaveLength(30);
    let balance = 0;
    for (const { amount, balanceAfter } of entries) {
      balance += amount;
      expect(balanceAfter).toBe(balance);
    }
    expect(await readCredits(tenant.ctx)).toMatchObject({ balance: 60 });
  });

  it("refuses what would not fit, and stays as it was", async () => {
    await give(BALANCE_MAX);
    await expect(give(1)).rejects.toMatchObject({ code: "conflict" });
    expect(await readCredits(tenant.ctx)).toMatchObject({ balance: BALANCE_MAX });
  });
});

describe("usage", () => {
  it("is taken in full, below zero too, and answers with what is left", async () => {
    await give(10);
    const first = await use(12, { id: "a", description: "A draft", metadata: { agent: "Ada" } });
    expect(first).toMatchObject({ amount: 12, balance: -2, description: "A draft", metadata: { agent: "Ada" } });
    expect(await use(12, { id: "a" })).toEqual(first);
    await expect(use(13, { id: "a" })).rejects.toMatchObject({ code: "conflict" });
    expect(await readCredits(tenant.ctx)).toMatchObject({ balance: -2 });
  });

  it("without an id of one's own is taken each time", async () => {
    await use(1);
    expect(await use(1)).toMatchObject({ balance: -2 });
  });

  it.each([0, -1, 1.5, "3", 1e12, null])("refuses %o credits", async (amount) => {
    await expect(use(amount as number)).rejects.toMatchObject({ code: "invalid" });
  });

  it("is only of workspaces that one sees, and asks for the scope", async () => {
    const [narrow, other] = [newId("workspace"), await createTenant()];
    const { organizationId } = tenant;
    await db.workspace.create({ data: { id: narrow, organizationId, name: "Narrow" } });
    const restricted = { ...tenant.ctx, workspaces: [narrow] };
    await expect(use(1, {}, restricted)).rejects.toMatchObject({ code: "forbidden" });
    await expect(use(1, { workspace_id: other.workspaceId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await use(1, { workspace_id: narrow }, restricted)).toMatchObject({ workspace_id: narrow });
    const reader = { ...tenant.ctx, permissions: ROLE_PERMISSIONS.member };
    await expect(use(1, {}, reader)).rejects.toMatchObject({ code: "forbidden" });
    await expect(readCredits(reader)).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.creditEntry.count({ where: { organizationId } })).toBe(1);
  });
});

describe("warnings", () => {
  it("come once a period: below the threshold, and at zero", async () => {
    await setThreshold(tenant.ctx, { threshold: "50" });
    await give(100);
    await use(50);
    expect(await published()).toEqual([]);
    await use(1);
    await use(1);
    await give(1_000);
    await use(1_000);
    expect(await published()).toEqual([["credits.low", 49]]);
    await use(48);
    await use(1);
    expect(await published()).toEqual([
      ["credits.low", 49],
      ["credits.exhausted", 0],
    ]);
  });

  it("come again in the next period", async () => {
    const { organizationId } = tenant;
    const plan = { subscriptionStatus: "active", periodEnd: new Date("2026-12-01T00:00:00Z") };
    await setThreshold(tenant.ctx, { threshold: "50" });
    await db.billingAccount.update({ where: { organizationId }, data: plan });
    await give(60);
    await use(20);
    await db.billingAccount.update({
      where: { organizationId },
      data: { periodEnd: new Date("2027-01-01T00:00:00Z") },
    });
    await give(60);
    await use(60);
    const events = await db.event.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
    expect(events.map(({ data }) => JSON.parse(data))).toEqual([
      { balance: 40, threshold: 50, period_end: "2026-12-01T00:00:00.000Z" },
      { balance: 40, threshold: 50, period_end: "2027-01-01T00:00:00.000Z" },
    ]);
  });

  it("are one each when thirty take at once", async () => {
    await setThreshold(tenant.ctx, { threshold: "40" });
    await give(50);
    await Promise.all(Array.from({ length: 30 }, () => use(2)));
    expect((await published()).map(([type]) => type)).toEqual(["credits.low", "credits.exhausted"]);
  });

  it("are published by the repeat when the first was cut off right after its commit", async () => {
    vi.spyOn(publishing, "publishEvent").mockRejectedValueOnce(new Error("killed"));
    await expect(use(5, { id: "cut" })).rejects.toThrow("killed");
    expect(await published()).toEqual([]);
    expect(await use(5, { id: "cut" })).toMatchObject({ balance: -5 });
    expect(await published()).toEqual([["credits.exhausted", -5]]);
    expect(await db.pendingEvent.count({ where: { organizationId: tenant.organizationId } })).toBe(0);
  });

  it("are published by the sweeper when nobody repeats", async () => {
    vi.spyOn(publishing, "publishEvent").mockRejectedValueOnce(new Error("killed"));
    await expect(use(5)).rejects.toThrow("killed");
    await sweepPending(new Date(Date.now() + 60_000));
    await sweepPending(new Date(Date.now() + 60_000));
    expect(await published()).toEqual([["credits.exhausted", -5]]);
  });
});

it("has a threshold that admins set, and that is in the audit log", async () => {
  const { organizationId, ctx } = tenant;
  const member = { ...ctx, permissions: ROLE_PERMISSIONS.member };
  await expect(setThreshold(member, { threshold: "5" })).rejects.toMatchObject({ code: "forbidden" });
  for (const threshold of ["x", "-1", "1.5"]) {
    await expect(setThreshold(ctx, { threshold })).rejects.toMatchObject({ code: "invalid" });
  }
  await setThreshold(ctx, { threshold: "200" });
  await setThreshold(ctx, { threshold: "" });
  expect(await readCredits(ctx)).toMatchObject({ threshold: null, plan: null });
  const entries = await db.auditEntry.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
  expect(entries.map(({ changes }) => changes)).toEqual([
    { threshold: { before: null, after: 200 } },
    { threshold: { before: 200, after: null } },
  ]);
});
