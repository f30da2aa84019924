import { expect, it, vi } from "vitest";
import { audit } from "@/lib/audit/audit";
import { listAuditLog } from "@/lib/audit/audit-log";
import type { Context } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createTenant } from "@/lib/testing/tenant";
import { DAY_MS, MINUTE_MS } from "@/lib/time";
import { purgeRequests } from "./purge-requests";
import { noteRequest, writeRequests } from "./request-log";

async function keyOf(): Promise<Context> {
  const { ctx } = await createTenant();
  return { ...ctx, actor: { type: "api_key", id: newId("apiKey"), label: "Backend (atl_AbCd12…)" } };
}

const told = async (ctx: Context) =>
  (await listAuditLog(ctx, { show: "requests" })).entries.map(({ targetLabel, changes }) => [targetLabel, changes]);

it("counts what a key asks for, by operation and status, beside what it changes", async () => {
  const ctx = await keyOf();
  await audit(ctx, { action: "subscription.created" });
  for (const status of [200, 200, 403]) noteRequest(ctx, { operation: "listWebhooks", status });
  await writeRequests();
  noteRequest(ctx, { operation: "listWebhooks", status: 200 });
  await writeRequests();
  expect(await told(ctx)).toEqual([
    ["listWebhooks", { status: 403, requests: 1 }],
    ["listWebhooks", { status: 200, requests: 3 }],
  ]);
  const { entries } = await listAuditLog(ctx);
  expect(entries.map(({ action }) => action)).toEqual(["subscription.created"]);
  const [request] = (await listAuditLog(ctx, { show: "requests" })).entries;
  expect(request).toMatchObject({ actorType: "api_key", actorLabel: "Backend (atl_AbCd12…)" });
  expect(await told(await keyOf())).toEqual([]);
});

it("begins another entry after a minute", async () => {
  const ctx = await keyOf();
  noteRequest(ctx, { operation: "getEvent", status: 200 });
  await writeRequests();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + MINUTE_MS + 1 });
  noteRequest(ctx, { operation: "getEvent", status: 200 });
  vi.useRealTimers();
  await writeRequests();
  const once = ["getEvent", { status: 200, requests: 1 }];
  expect(await told(ctx)).toEqual([once, once]);
});

it("loses none while the database is away", async () => {
  const ctx = await keyOf();
  noteRequest(ctx, { operation: "getEvent", status: 200 });
  const away = vi.spyOn(sqlPool(), "query").mockRejectedValueOnce(new Error("away") as never);
  await writeRequests();
  away.mockRestore();
  expect(await told(ctx)).toEqual([]);
  await writeRequests();
  expect(await told(ctx)).toEqual([["getEvent", { status: 200, requests: 1 }]]);
});

it("is forgotten after 30 days, unlike changes", async () => {
  const ctx = await keyOf();
  await audit(ctx, { action: "subscription.created" });
  noteRequest(ctx, { operation: "getEvent", status: 200 });
  await writeRequests();
  const { organizationId } = ctx;
  await db.auditEntry.updateMany({
    where: { organizationId },
    data: { createdAt: new Date(Date.now() - 31 * DAY_MS) },
  });
  noteRequest(ctx, { operation: "listEvents", status: 200 });
  await writeRequests();
  await purgeRequests();
  expect(await told(ctx)).toEqual([["listEvents", { status: 200, requests: 1 }]]);
  expect((await listAuditLog(ctx)).entries).toHaveLength(1);
});
