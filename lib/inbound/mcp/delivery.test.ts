import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disconnectMcpServer } from "@/lib/connections/mcp/disconnect";
import { getMcpServer } from "@/lib/connections/mcp/list";
import { newId } from "@/lib/ids";
import {
  handled,
  postSigned,
  published,
  serveRoute,
  storedOf,
  type TestServer,
  tenantWithServer,
} from "./testing/harness";

let route: Awaited<ReturnType<typeof serveRoute>>;

beforeAll(async () => {
  route = await serveRoute();
});
afterAll(() => route.close());

const event = (rest: object = {}) => ({
  eventId: newId("request"),
  name: "asset.added",
  timestamp: "2026-11-23T12:00:00.000Z",
  data: { asset: "logo.svg" },
  ...rest,
});

/** As the Events extension sends one: the webhook-id is the event's id. */
const deliver = (to: TestServer, body: ReturnType<typeof event>) =>
  postSigned(route.url, to, body, { id: body.eventId });

describe("the Events extension", () => {
  it("echoes the challenge, on a repeat too", async () => {
    const own = await tenantWithServer();
    const body = { type: "verification", challenge: "ch_<b>1</b>" };
    for (let i = 0; i < 2; i++) {
      const answer = await postSigned(route.url, own, body, { id: "msg_verification_1" });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("application/json");
      expect(await answer.json()).toEqual({ challenge: body.challenge });
    }
    expect(await handled(own.id)).toHaveLength(1);
    expect((await getMcpServer(own.ctx, own.id)).verifiedAt).toBeDefined();
  });

  it("stores an event once, however often it comes, and publishes it under its name", async () => {
    const own = await tenantWithServer();
    const body = event();
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(own, body)));
    const outcomes = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { outcome: string }).outcome),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(outcomes.filter((outcome) => outcome === "handled")).toHaveLength(1);
    const [row, ...more] = await handled(own.id);
    expect(more).toEqual([]);
    expect(row?.occurredAt).toEqual(new Date(body.timestamp));
    const events = await published(own.organizationId);
    expect(events.map(({ data }) => [data.change, data.details])).toEqual([["asset.added", '{"asset":"logo.svg"}']]);
  });

  it("keeps the servers of two tenants apart, even when their events' ids are the same", async () => {
    const [first, second] = [await tenantWithServer(), await tenantWithServer()];
    const body = event();
    for (const own of [first, second]) expect((await deliver(own, body)).status).toBe(200);
    await handled(first.id);
    await handled(second.id);
    expect(await published(first.organizationId)).toHaveLength(1);
    expect(await published(second.organizationId)).toHaveLength(1);
  });

  it("keeps the subscription's id, bounds what is told, and cannot be upset by what a text holds", async () => {
    const own = await tenantWithServer();
    const body = event({ data: { text: `\u0000\ud800${"é🙂".repeat(3_000)}` } });
    const sent = { id: body.eventId, headers: { "x-mcp-subscription-id": "sub_1" } };
    expect((await postSigned(route.url, own, body, sent)).status).toBe(200);
    const [row] = await handled(own.id);
    expect(row?.status).toBe("handled");
    expect(JSON.parse(row?.payload ?? "")).toMatchObject({ subscriptionId: "sub_1" });
    const [change] = await published(own.organizationId);
    expect(String(change?.data.details)).toHaveLength(2_000);
    expect(String(change?.data.details).isWellFormed()).toBe(true);
  });

  it.each([
    ["another webhook-id than its eventId", event(), "msg_other"],
    ["no eventId", { ...event(), eventId: undefined }, "msg_1"],
    ["a time that is none", event({ timestamp: "yesterday" }), undefined],
    ["a time before all times", event({ timestamp: "0000-01-01T00:00:00Z" }), undefined],
    ["a name that cannot be stored", event({ name: "a\u0000b" }), undefined],
    ["a name without end", event({ name: "x".repeat(201) }), undefined],
    ["a challenge that is no text", { type: "verification", challenge: 7 }, "msg_2"],
    ["nothing at all", {}, "msg_3"],
  ])("refuses what has %s", async (_, body, id) => {
    const own = await tenantWithServer();
    const eventId = "eventId" in body ? String(body.eventId) : undefined;
    const answer = await postSigned(route.url, own, body, { id: id ?? eventId ?? "msg_4" });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await storedOf(own.id)).toEqual([]);
  });

  it("shows a gap and an ended subscription, until the server has found the endpoint again", async () => {
    const own = await tenantWithServer();
    const at = (ms: number) => ({ at: new Date(Date.now() + ms) });
    await postSigned(route.url, own, { type: "gap", cursor: "c1" }, at(-3_000));
    const error = { code: "unauthorized", message: "The token\nhas <b>expired</b>." };
    await postSigned(route.url, own, { type: "terminated", error }, at(-2_000));
    await postSigned(route.url, own, { type: "heartbeat" });
    const rows = await handled(own.id);
    expect(rows.map(({ type, status }) => [type, status])).toEqual([
      ["gap", "handled"],
      ["terminated", "handled"],
      ["control/heartbeat", "ignored"],
    ]);
    const shown = await getMcpServer(own.ctx, own.id);
    expect(shown.gapAt).toBeDefined();
    expect(shown.trouble?.reason).toBe("The token has <b>expired</b>.");
    await postSigned(route.url, own, { type: "verification", challenge: "c" }, at(0));
    await handled(own.id);
    expect((await getMcpServer(own.ctx, own.id)).trouble).toBeNull();
    // It was sent before and comes late.
    await postSigned(route.url, own, { type: "terminated" }, at(-2_000));
    await handled(own.id);
    expect((await getMcpServer(own.ctx, own.id)).trouble).toBeNull();
  });

  it("publishes nothing for a server that was disconnected meanwhile", async () => {
    const own = await tenantWithServer();
    await deliver(own, event());
    await disconnectMcpServer(own.ctx, own.id);
    expect((await handled(own.id))[0]).toMatchObject({ status: "ignored" });
    expect(await published(own.organizationId)).toEqual([]);
  });
});
