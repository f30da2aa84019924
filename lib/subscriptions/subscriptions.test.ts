import pLimit from "p-limit";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { publishEvent } from "@/lib/deliveries/publish/publish";
import { newId } from "@/lib/ids";
import { newSigningSecret } from "@/lib/signing/secret";
import { attemptNow } from "@/lib/testing/attempt-now";
import { BREAKER_REASON, openBreaker } from "@/lib/testing/breaker";
import { exampleInput } from "@/lib/testing/bridge";
import { type Sink, startSink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createSubscription } from "./create";
import { getSubscription, listSubscriptions } from "./get";
import { pauseSubscription, resumeSubscription } from "./pause";
import { probeSubscription } from "./probe";
import { removeSubscription } from "./remove";
import { endSubscriptionOverlap, rotateSubscriptionSecret } from "./rotate-secret";
import { updateSubscription } from "./update";

let sink: Sink;
let tenant: Tenant;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.clear();
  tenant = await createTenant();
});

const input = (more: object = {}) => ({ url: `${sink.url}/hook`, events: ["workroom.completed"], ...more });

async function deliverAll(): Promise<void> {
  const rows = await db.delivery.findMany({ where: { organizationId: tenant.organizationId, status: "pending" } });
  await attemptNow(...rows.map((row) => row.id));
}

/** The errors of a refusal, as path → message. */
async function refusal(work: Promise<unknown>): Promise<Record<string, string>> {
  const error = await work.then(
    () => Promise.reject(new Error("It was accepted.")),
    (reason) => reason,
  );
  expect(error).toMatchObject({ code: "invalid" });
  return Object.fromEntries(error.errors.map((each: { path: string; message: string }) => [each.path, each.message]));
}

describe("a subscription", () => {
  it("that is active stays as it is when it is made active, its receiver down included; a paused one starts afresh", async () => {
    const { id } = await createSubscription(tenant.ctx, input());
    await openBreaker(id);
    await updateSubscription(tenant.ctx, id, { active: true });
    expect(await db.destination.findUnique({ where: { id } })).toMatchObject({ breakerReason: BREAKER_REASON });
    await updateSubscription(tenant.ctx, id, { active: false });
    await updateSubscription(tenant.ctx, id, { active: true });
    const fresh = { breakerReason: null, breakerOpenedAt: null, lastVerdict: null, pausedAt: null };
    expect(await db.destination.findUnique({ where: { id } })).toMatchObject(fresh);
  });

  it("receives the envelope, signed with its own secret", async () => {
    const { id, secret } = await createSubscription(tenant.ctx, input({ metadata: { team: "orders" } }));
    const { id: eventId } = await publishEvent(tenant.ctx, exampleInput(tenant));
    await deliverAll();
    const { text, headers } = await sink.waitFor();
    expect(new Webhook(secret).verify(text, headers)).toMatchObject({
      id: eventId,
      type: "workroom.completed",
      organization_id: tenant.organizationId,
      workspace_id: tenant.workspaceId,
      data: exampleInput(tenant).data,
    });
    const shown = await getSubscription(tenant.ctx, { id });
    expect(shown).toMatchObject({ status: "active", metadata: { team: "orders" }, events: ["workroom.completed"] });
    expect(JSON.stringify(shown)).not.toContain(secret);
  });

  it("hears only of what its filters admit, for all types or for one", async () => {
    const { data } = exampleInput(tenant);
    const room = (data.workroom as { id: string }).id;
    await createSubscription(tenant.ctx, input({ filter: { workroom_ids: ["wr_other"] } }));
    await createSubscription(
      tenant.ctx,
      input({ events: [{ type: "workroom.completed", filter: { workroom_ids: ["wr_other"] } }] }),
    );
    await createSubscription(
      tenant.ctx,
      input({ filter: { workroom_ids: [room], workspace_ids: [tenant.workspaceId] } }),
    );
    expect(await publishEvent(tenant.ctx, exampleInput(tenant))).toMatchObject({ deliveries: 1 });
  });

  it("is refused with every field that is wrong", async () => {
    const errors = await refusal(
      createSubscription(tenant.ctx, {
        url: "http://10.0.0.1/hook",
        events: ["workroom.complete", "deliverable.approved", { type: "workroom.complete" }],
        filter: { workspace_ids: [newId("workspace")] },
        secret: "whsec_c2hvcnQ=",
      }),
    );
    expect(errors["events[0]"]).toMatch(/Did you mean workroom\.completed\?.*credits\.low/);
    expect(errors["events[1]"]).toContain("not stable");
    expect(errors["events[2].type"]).toContain("twice");
    expect(Object.keys(errors)).toEqual(expect.arrayContaining(["url", "filter.workspace_ids[0]", "secret"]));
    expect(await refusal(createSubscription(tenant.ctx, { ...input(), events: [] }))).toHaveProperty("events");
    expect(await refusal(createSubscription(tenant.ctx, { ...input(), colour: "red" }))).toHaveProperty("colour");
  });

  it("is one of fifty at most, however many are made at once", async () => {
    // No more at once than a busy machine has connections for in time.
    const atOnce = pLimit(12);
    const made = await Promise.allSettled(
      Array.from({ length: 54 }, () => atOnce(() => createSubscription(tenant.ctx, input()))),
    );
    expect(made.filter((each) => each.status === "fulfilled")).toHaveLength(50);
    const first = await listSubscriptions(tenant.ctx, { limit: 30 });
    const rest = await listSubscriptions(tenant.ctx, { limit: 30, cursor: first.next_cursor ?? "" });
    expect(new Set([...first.data, ...rest.data].map((each) => each.id)).size).toBe(50);
    expect(rest.next_cursor).toBeNull();
  });

  it("keeps what a change leaves out, and clears what it sets to null", async () => {
    const { id } = await createSubscription(
      tenant.ctx,
      input({ description: "Order desk", rate_limit_per_second: 5, filter: { workroom_ids: ["wr_1"] } }),
    );
    const changed = await updateSubscription(tenant.ctx, id, { events: ["credits.low"], rate_limit_per_second: null });
    expect(changed).toMatchObject({
      events: ["credits.low"],
      description: "Order desk",
      rate_limit_per_second: null,
      filter: { workroom_ids: ["wr_1"] },
    });
    expect(await updateSubscription(tenant.ctx, id, { filter: null, active: false })).toMatchObject({
      filter: null,
      status: "paused",
    });
  });

  it("shows an open breaker and a wish for patience, which a fresh start ends", async () => {
    const { id } = await createSubscription(tenant.ctx, input());
    expect(await getSubscription(tenant.ctx, { id })).toMatchObject({ circuit_breaker: null, held_until: null });
    await openBreaker(id, { probeInMs: 24_000 });
    const until = new Date(Date.now() + 60_000);
    await db.destination.update({ where: { id }, data: { heldUntil: until } });
    const { data } = await listSubscriptions(tenant.ctx, { limit: 1 });
    const { breakerOpenedAt, breakerProbeAt } = await db.destination.findUniqueOrThrow({ where: { id } });
    expect(data[0]).toMatchObject({
      status: "active",
      circuit_breaker: {
        opened_at: breakerOpenedAt?.toISOString(),
        reason: BREAKER_REASON,
        next_probe_at: breakerProbeAt?.toISOString(),
      },
      held_until: until.toISOString(),
    });
    await db.destination.update({ where: { id }, data: { heldUntil: new Date(Date.now() - 60_000) } });
    expect(await getSubscription(tenant.ctx, { id })).toMatchObject({ held_until: null });
    await pauseSubscription(tenant.ctx, { id });
    const active = await updateSubscription(tenant.ctx, id, { active: true });
    expect(active).toMatchObject({ circuit_breaker: null, held_until: null });
  });

  it("rests while paused, goes on when resumed, and is gone when deleted", async () => {
    const { id } = await createSubscription(tenant.ctx, input());
    await pauseSubscription(tenant.ctx, { id });
    expect(await publishEvent(tenant.ctx, exampleInput(tenant))).toMatchObject({ deliveries: 0 });
    expect(await resumeSubscription(tenant.ctx, { id })).toMatchObject({ status: "active" });
    expect(await publishEvent(tenant.ctx, exampleInput(tenant))).toMatchObject({ deliveries: 1 });
    await removeSubscription(tenant.ctx, { id });
    await deliverAll();
    expect(sink.requests).toHaveLength(0);
    await expect(getSubscription(tenant.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("rotates so that a receiver that knows either secret accepts every delivery", async () => {
    const { id, secret: old } = await createSubscription(tenant.ctx, input());
    const own = newSigningSecret();
    const rotated = await rotateSubscriptionSecret(tenant.ctx, id, { secret: own });
    expect(rotated.secret).toBe(own);
    expect(Date.parse(rotated.previous_secret_expires_at ?? "")).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    await publishEvent(tenant.ctx, exampleInput(tenant));
    await deliverAll();
    const during = await sink.waitFor();
    for (const secret of [own, old]) expect(new Webhook(secret).verify(during.text, during.headers)).toBeTruthy();
    expect(during.headers).toHaveProperty("x-atelyaos-signature-previous");
    sink.clear();
    await endSubscriptionOverlap(tenant.ctx, { id });
    await publishEvent(tenant.ctx, exampleInput(tenant));
    await deliverAll();
    const after = await sink.waitFor();
    expect(new Webhook(own).verify(after.text, after.headers)).toBeTruthy();
    expect(() => new Webhook(old).verify(after.text, after.headers)).toThrow();
    expect(after.headers).not.toHaveProperty("x-atelyaos-signature-previous");
  });
});

describe("whose subscription it is", () => {
  const verbs = {
    get: (ctx: Context, id: string) => getSubscription(ctx, { id }),
    update: (ctx: Context, id: string) => updateSubscription(ctx, id, { description: "mine" }),
    probe: (ctx: Context, id: string) => probeSubscription(ctx, { id }),
    pause: (ctx: Context, id: string) => pauseSubscription(ctx, { id }),
    resume: (ctx: Context, id: string) => resumeSubscription(ctx, { id }),
    rotate: (ctx: Context, id: string) => rotateSubscriptionSecret(ctx, id, {}),
    endOverlap: (ctx: Context, id: string) => endSubscriptionOverlap(ctx, { id }),
    remove: (ctx: Context, id: string) => removeSubscription(ctx, { id }),
  };

  it.each(Object.entries(verbs))("%s: another organization's id reads as not found", async (_, verb) => {
    const { id } = await createSubscription(tenant.ctx, input());
    const other = await createTenant();
    await expect(verb(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("a key restricted to workspaces makes and sees only subscriptions of those", async () => {
    const everything = await createSubscription(tenant.ctx, input());
    const key: Context = { ...tenant.ctx, workspaces: [tenant.workspaceId] };
    const own = await createSubscription(key, input());
    expect(own.filter).toEqual({ workspace_ids: [tenant.workspaceId] });
    expect((await listSubscriptions(key, { limit: 50 })).data.map((each) => each.id)).toEqual([own.id]);
    await expect(getSubscription(key, { id: everything.id })).rejects.toMatchObject({ code: "not_found" });
  });
});
