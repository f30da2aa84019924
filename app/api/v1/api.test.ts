import { beforeAll, describe, expect, it } from "vitest";
import { createBridge } from "@/lib/bridges/create";
import type { ApiScope } from "@/lib/context";
import { db } from "@/lib/db/client";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import { apiLimiter } from "@/lib/http/rate-limit";
import { createApiKey, revokeApiKey } from "@/lib/keys/api-keys";
import { createWorkspaceSecret } from "@/lib/secrets/signing-secrets";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { GET as nothing } from "./[...path]/route";
import { GET as getEventTypes } from "./event-types/route";
import { POST as postEvents } from "./events/route";
import { GET as getWorkspaces } from "./workspaces/route";

type Answer = { status: number; headers: Headers; text: string; json: ReturnType<typeof JSON.parse> };
type Sent = { key?: string; headers?: Record<string, string>; body?: unknown; raw?: BodyInit };

let tenant: Tenant;
let key: string;
const data = catalogue["workroom.completed"].example.data;

async function keyFor(of: Tenant, scopes: ApiScope[] = ["events:write"], workspaceIds: string[] = []) {
  return (await createApiKey(of.ctx, { name: "Test key", scopes, workspaceIds })).key;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : undefined };
}

async function publish({ key: with_ = key, headers = {}, body, raw }: Sent): Promise<Answer> {
  const request = new Request("http://localhost:3000/api/v1/events", {
    method: "POST",
    headers: { authorization: `Bearer ${with_}`, "content-type": "application/json", ...headers },
    body: raw ?? JSON.stringify(body),
  });
  return read(await postEvents(request));
}

async function get(handler: (request: Request) => Promise<Response>, with_: string | null = key): Promise<Answer> {
  const headers: Record<string, string> = with_ === null ? {} : { authorization: `Bearer ${with_}` };
  return read(await handler(new Request("http://localhost:3000/api/v1/x", { headers })));
}

const event = (more = {}) => ({ type: "workroom.completed", workspace_id: tenant.workspaceId, data, ...more });
const stored = () => db.event.count({ where: { organizationId: tenant.organizationId } });

function expectProblem(answer: Answer, status: number): void {
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(Object.keys(answer.json).sort()).toEqual(["detail", "errors", "request_id", "status", "title", "type"]);
  expect(answer.json.status).toBe(status);
  expect(answer.headers.get("x-request-id")).toBe(answer.json.request_id);
  expect(answer.text).not.toContain(key.slice(10));
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d+/);
}

beforeAll(async () => {
  tenant = await createTenant();
  key = await keyFor(tenant);
  const { organizationId, workspaceId } = tenant;
  await createWorkspaceSecret({ organizationId, workspaceId });
  for (const eventTypes of [["workroom.completed"], ["*"], ["credits.low"]]) {
    const url = "http://127.0.0.1:9999/hook";
    await createBridge(tenant.ctx, {
      name: `For ${eventTypes}`,
      format: "generic_json",
      url,
      config: {},
      eventTypes,
      workspaceId,
    });
  }
});

describe("POST /api/v1/events", () => {
  it("answers 202 with the id, the type and how many destinations it reaches, once all of it is stored", async () => {
    const answer = await publish({ body: event({ timestamp: "2026-11-23T12:00:00+02:00" }) });
    expect(answer.status).toBe(202);
    const [published] = answer.json.data;
    expect(published).toEqual({ id: expect.stringMatching(/^evt_/), type: "workroom.completed", deliveries: 2 });
    const row = await db.event.findFirstOrThrow({ where: { id: published.id } });
    expect(row).toMatchObject({ organizationId: tenant.organizationId, workspaceId: tenant.workspaceId });
    expect(row.timestamp.toISOString()).toBe("2026-11-23T10:00:00.000Z");
    expect(JSON.parse(row.data)).toEqual(data);
    expect(await db.delivery.count({ where: { eventId: published.id } })).toBe(2);
    expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
    expect(Number(answer.headers.get("ratelimit-remaining"))).toBeGreaterThan(0);
    expect(answer.headers.get("ratelimit-limit")).toBe("600");
  });

  it("takes up to 100 at once, in order, all or none", async () => {
    const types = ["credits.low", "workroom.completed", "agent.updated"] as const;
    const events = types.map((type) => event({ type, data: catalogue[type].example.data }));
    const answer = await publish({ body: { events } });
    expect(answer.json.data.map((each: { type: string; deliveries: number }) => [each.type, each.deliveries])).toEqual([
      ["credits.low", 2],
      ["workroom.completed", 2],
      ["agent.updated", 1],
    ]);
    expect((await publish({ body: { events: Array.from({ length: 100 }, () => event()) } })).json.data).toHaveLength(
      100,
    );
    const before = await stored();
    for (const count of [0, 101]) {
      expectProblem(await publish({ body: { events: Array.from({ length: count }, () => event()) } }), 422);
    }
    expectProblem(await publish({ body: { events: [event(), event({ data: {} })] } }), 422);
    expect(await stored()).toBe(before);
  });

  it("names every field that fails its schema by the caller's own path", async () => {
    const wrong = { ...data, workroom: { ...(data.workroom as object), id: 7 } };
    const paths = (answer: Answer) => answer.json.errors.map((error: { path: string }) => error.path);
    const single = await publish({ body: event({ data: wrong }) });
    expectProblem(single, 422);
    expect(paths(single)).toEqual(["data.workroom.id"]);
    const batch = await publish({ body: { events: [event(), event(), event(), event({ data: wrong })] } });
    expectProblem(batch, 422);
    expect(paths(batch)).toEqual(["events[3].data.workroom.id"]);
    const cases: [unknown, string[]][] = [
      [{}, ["type", "workspace_id", "data"]],
      [event({ type: "workroom.unheard_of" }), ["type"]],
      [event({ type: "__proto__" }), ["type"]],
      [event({ timestamp: "yesterday" }), ["timestamp"]],
      [event({ timestamp: "2026-11-23T12:00:00" }), ["timestamp"]],
      [event({ timestamp: "0001-01-01T00:00:00Z" }), ["timestamp"]],
      [event({ timestamp: "9999-01-01T00:00:00Z" }), ["timestamp"]],
      [event({ id: "mine" }), ["id"]],
      [event({ data: null }), ["data"]],
      [{ events: [event(), { ...event(), workspace_id: undefined }] }, ["events[1].workspace_id"]],
      [{ events: "all" }, ["events"]],
      [{ events: [event(), null] }, ["events[1]"]],
    ];
    for (const [body, expected] of cases) {
      const answer = await publish({ body });
      expectProblem(answer, 422);
      expect(paths(answer), JSON.stringify(body)).toEqual(expected);
    }
    for (const body of [[], "text", 7, null]) expectProblem(await publish({ body }), 422);
  });

  it("answers a repeat as the first time, by Idempotency-Key or by the caller's own id", async () => {
    const headers = { "idempotency-key": "5b0c9a9e-8e0f-4b7e-9a43-f5a2c8f8a001" };
    const first = await publish({ headers, body: event() });
    const before = await stored();
    const repeat = await publish({ headers, body: event() });
    expect([repeat.status, repeat.json]).toEqual([202, first.json]);
    expectProblem(
      await publish({ headers, body: event({ type: "credits.low", data: catalogue["credits.low"].example.data }) }),
      409,
    );
    const own = { id: "evt_order-4711_completed" };
    const mine = await publish({ body: event(own) });
    expect(mine.json.data[0]).toMatchObject({ ...own, deliveries: 2 });
    expect((await publish({ body: event(own) })).json).toEqual(mine.json);
    expectProblem(await publish({ body: event({ ...own, data: { ...data, credits_used: 1 } }) }), 409);
    expect(await stored()).toBe(before + 1);
    const together = await Promise.all(
      Array.from({ length: 8 }, () => publish({ headers: { "idempotency-key": "at-once" }, body: event() })),
    );
    expect(new Set(together.map((answer) => `${answer.status} ${JSON.stringify(answer.json)}`)).size).toBe(1);
    expect(await stored()).toBe(before + 2);
    for (const bad of ["", "a b", "é", "x".repeat(256)]) {
      expectProblem(await publish({ headers: { "idempotency-key": bad }, body: event() }), 400);
    }
  });

  it("keeps idempotency keys and ids of one organization from another's", async () => {
    const stranger = await createTenant();
    const strangersKey = await keyFor(stranger);
    const headers = { "idempotency-key": "shared" };
    const id = "evt_shared-between-two";
    const theirs = await publish({
      key: strangersKey,
      headers,
      body: event({ workspace_id: stranger.workspaceId, id }),
    });
    expect(theirs.status).toBe(202);
    const ours = await publish({ headers, body: event() });
    expect(ours.json.data[0].id).not.toBe(theirs.json.data[0].id);
    // Nothing tells that somebody else has this id.
    const same = await publish({ body: event({ id }) });
    expect([same.status, same.json.data[0].id]).toEqual([202, id]);
  });

  it("tells malformed from too large", async () => {
    const broken = await publish({ raw: `{"type": "workroom.completed",\n "data": secret}` });
    expectProblem(broken, 400);
    expect(broken.json.detail).toContain("line 2, column 10");
    expect(broken.text).not.toContain("secret");
    expectProblem(await publish({ raw: "" }), 400);
    expectProblem(await publish({ headers: { "content-type": "text/plain" }, body: event() }), 400);
    const big = { ...data, workroom: { ...(data.workroom as object), name: "x".repeat(257 * 1024) } };
    const before = await stored();
    const single = await publish({ body: event({ data: big }) });
    expectProblem(single, 413);
    expect(single.json.errors[0].path).toBe("data");
    const batch = await publish({ body: { events: [event(), event({ data: big })] } });
    expectProblem(batch, 413);
    expect(batch.json.errors[0].path).toBe("events[1].data");
    expectProblem(await publish({ raw: `{"type":"${"x".repeat(5 * 1024 * 1024)}"}` }), 413);
    expect(await stored()).toBe(before);
  });

  it("tells a bad key from a lacking scope from a foreign workspace", async () => {
    const unknown = await publish({ key: `atl_${"a".repeat(36)}`, body: event() });
    expectProblem(unknown, 401);
    expect(unknown.headers.get("www-authenticate")).toBe("Bearer");
    expectProblem(await publish({ headers: { authorization: "" }, body: event() }), 401);
    const revoked = await createApiKey(tenant.ctx, { name: "Gone", scopes: ["events:write"] });
    await revokeApiKey(tenant.ctx, { id: revoked.id });
    expectProblem(await publish({ key: revoked.key, body: event() }), 401);
    const reader = await publish({ key: await keyFor(tenant, ["webhooks:read", "webhooks:write"]), body: event() });
    expectProblem(reader, 403);
    expect(reader.json.detail).toContain("events:write");
    const stranger = await createTenant();
    const other = await db.workspace.create({
      data: { id: `ws_${"0".repeat(26)}`, organizationId: tenant.organizationId, name: "Other" },
    });
    const narrow = await keyFor(tenant, ["events:write"], [tenant.workspaceId]);
    expect((await publish({ key: narrow, body: event() })).status).toBe(202);
    const refusals = [
      await publish({ body: event({ workspace_id: stranger.workspaceId }) }),
      await publish({ body: event({ workspace_id: `ws_${"1".repeat(26)}` }) }),
      await publish({ key: narrow, body: event({ workspace_id: other.id }) }),
    ];
    for (const refusal of refusals) {
      expectProblem(refusal, 403);
      expect(refusal.json.detail).toBe(refusals[0]?.json.detail);
      expect(refusal.json.errors[0].path).toBe("workspace_id");
    }
  });

  it("answers 429 with Retry-After to a key that asks too often, and to no other", async () => {
    const busy = await createApiKey(tenant.ctx, { name: "Busy", scopes: ["events:write"] });
    while (apiLimiter().take(busy.id).retryAfterSeconds === 0);
    const answers = await Promise.all(Array.from({ length: 100 }, () => get(nothing, busy.key)));
    const limited = answers.filter((answer) => answer.status === 429);
    expect(limited.length).toBeGreaterThan(0);
    const [first] = limited;
    if (first) expectProblem(first, 429);
    expect(Number(first?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(first?.headers.get("ratelimit-remaining")).toBe("0");
    expect((await get(getEventTypes)).status).toBe(200);
  });
});

describe("GET /api/v1/workspaces", () => {
  it("lists what the key may see", async () => {
    const all = await get(getWorkspaces, await keyFor(tenant, ["webhooks:read"]));
    expect(all.json.next_cursor).toBeNull();
    expect(all.json.data).toContainEqual({ id: tenant.workspaceId, name: "Default" });
    expect(all.json.data).toHaveLength(await db.workspace.count({ where: { organizationId: tenant.organizationId } }));
    const narrow = await get(getWorkspaces, await keyFor(tenant, ["events:write"], [tenant.workspaceId]));
    expect(narrow.json.data).toEqual([{ id: tenant.workspaceId, name: "Default" }]);
    expectProblem(await get(getWorkspaces, null), 401);
  });
});

describe("GET /api/v1/event-types", () => {
  it("lists the catalogue, whose every example may be published as it stands", async () => {
    const { json } = await get(getEventTypes);
    expect(json.data.map((entry: { type: string }) => entry.type)).toEqual(EVENT_TYPES);
    for (const entry of json.data) {
      expect(Object.keys(entry)).toEqual(["type", "description", "stable", "schema", "example"]);
      expect(entry.schema.type).toBe("object");
      expect(Object.keys(entry.example).sort()).toEqual([
        "data",
        "id",
        "organization_id",
        "timestamp",
        "type",
        "workspace_id",
      ]);
      const { id: _, ...example } = entry.example;
      const answer = await publish({ body: { ...example, workspace_id: tenant.workspaceId } });
      expect(answer.status, entry.type).toBe(202);
    }
  });
});

it("answers whatever is no route with a problem, to keys alone", async () => {
  expectProblem(await get(nothing), 404);
  expectProblem(await get(nothing, null), 401);
});
