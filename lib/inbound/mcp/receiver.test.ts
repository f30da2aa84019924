import { Webhook as SvixWebhook } from "svix";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/inbound/mcp/[connectionId]/route";
import { disconnectMcpServer } from "@/lib/connections/mcp/disconnect";
import { endMcpOverlap, rotateMcpSecret } from "@/lib/connections/mcp/rotate-secret";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { flushRefusals } from "@/lib/inbound/receiver/refusals";
import { newSigningSecret } from "@/lib/signing/secret";
import { MINUTE_MS } from "@/lib/time";
import {
  post,
  postBearer,
  postSigned,
  serveRoute,
  storedOf,
  type TestServer,
  tenantWithServer,
} from "./testing/harness";

let route: Awaited<ReturnType<typeof serveRoute>>;
let server: TestServer;
const PING = { jsonrpc: "2.0", id: 1, method: "ping" };
const CHANGED = { jsonrpc: "2.0", method: "notifications/tools/list_changed" };

beforeAll(async () => {
  route = await serveRoute();
  server = await tenantWithServer();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => route.close());

describe("who may send", () => {
  it("takes what the standardwebhooks and the svix packages sign, and the secret for a bearer token", async () => {
    expect((await postSigned(route.url, server, PING)).status).toBe(200);
    const [id, at, text] = [newId("request"), new Date(), JSON.stringify(PING)];
    const svix = new SvixWebhook(server.secret).sign(id, at, text);
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": `v1a,YXN5bW1ldHJpYw== ${svix}`,
    };
    expect((await post(route.url, server.id, text, headers)).status).toBe(200);
    expect((await postBearer(route.url, server, PING)).status).toBe(200);
    expect((await postBearer(route.url, server, PING, { origin: "http://localhost:3000" })).status).toBe(200);
  });

  it("refuses a changed body, an old or early time, another secret, half a signature and none, and stores nothing", async () => {
    const own = await tenantWithServer();
    const wrong = newSigningSecret();
    const ago = (ms: number) => new Date(Date.now() - ms);
    const answers = await Promise.all([
      postSigned(route.url, own, CHANGED, { signedText: JSON.stringify({ ...CHANGED, params: {} }) }),
      postSigned(route.url, own, CHANGED, { at: ago(6 * MINUTE_MS) }),
      postSigned(route.url, own, CHANGED, { at: ago(-6 * MINUTE_MS) }),
      postSigned(route.url, own, CHANGED, { secret: wrong }),
      postSigned(route.url, own, CHANGED, { secret: wrong, headers: { authorization: `Bearer ${own.secret}` } }),
      postBearer(route.url, own, CHANGED, { authorization: `Bearer ${wrong}` }),
      postBearer(route.url, own, CHANGED, { authorization: `Basic ${own.secret}` }),
      postBearer(route.url, server, CHANGED, { authorization: `Bearer ${own.secret}` }),
      post(route.url, own.id, CHANGED, { "webhook-id": "msg_1", "webhook-signature": "v1,AAAA" }),
      post(route.url, own.id, CHANGED),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
      expect(await answer.text()).not.toContain(own.secret);
    }
    expect(await storedOf(own.id)).toEqual([]);
    await flushRefusals();
    const [refusal] = await db.inboundRefusal.findMany({ where: { provider: "mcp", connectionId: own.id } });
    expect(refusal?.count).toBe(9);
  });

  it("takes both secrets while a rotation overlaps, and the new one alone after it", async () => {
    const own = await tenantWithServer();
    const { secret } = await rotateMcpSecret(own.ctx, own.id, { overlapSeconds: 3_600 });
    const statuses = async () =>
      Promise.all(
        [
          postSigned(route.url, own, PING, { secret }),
          postSigned(route.url, own, PING),
          postBearer(route.url, own, PING),
          postBearer(route.url, { ...own, secret }, PING),
        ].map(async (sent) => (await sent).status),
      );
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    await endMcpOverlap(own.ctx, own.id);
    expect(await statuses()).toEqual([200, 401, 401, 200]);
    const { secret: last } = await rotateMcpSecret(own.ctx, own.id, { overlapSeconds: 0 });
    expect((await postSigned(route.url, own, PING, { secret })).status).toBe(401);
    expect((await postSigned(route.url, own, PING, { secret: last })).status).toBe(200);
  });

  it("answers alike for an id that is unknown, malformed or disconnected", async () => {
    const own = await tenantWithServer();
    await disconnectMcpServer(own.ctx, own.id);
    const ids = [own.id, newId("connection"), "con_1", "..%2f..", "%00", `${server.id}x`];
    const bodies = await Promise.all(
      ids.map(async (id) => {
        const answer = await post(route.url, id, PING, { authorization: `Bearer ${own.secret}` });
        const { request_id: _, ...problem } = (await answer.json()) as Record<string, unknown>;
        return { status: answer.status, ...problem };
      }),
    );
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]?.status).toBe(404);
  });
});

describe("what is refused", () => {
  it("takes no requests of other sites' pages, no other media type, and no method but POST", async () => {
    for (const origin of ["https://evil.example", "null", "http://localhost:3001"]) {
      expect((await postBearer(route.url, server, PING, { origin })).status, origin).toBe(403);
    }
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const answer = await postBearer(route.url, server, PING, { "content-type": type });
      expect(answer.status, type).toBe(415);
      expect(await answer.json()).toMatchObject({ jsonrpc: "2.0", id: null, error: { code: -32600 } });
    }
    for (const method of ["GET", "DELETE", "PUT", "PATCH"]) {
      const answer = await fetch(`${route.url}/${server.id}`, { method });
      expect([answer.status, answer.headers.get("allow")], method).toEqual([405, "OPTIONS, POST"]);
    }
  });

  it("refuses a body that is too large before all of it is there", async () => {
    const whole = await postBearer(route.url, server, { ...CHANGED, params: { text: "x".repeat(256 * 1024) } });
    expect(whole.status).toBe(413);
    // The sender may see its connection end instead of the answer: it was still sending.
    const large = await postBearer(route.url, server, "x".repeat(10 * 1024 * 1024)).catch(() => undefined);
    expect(large?.status ?? 413).toBe(413);
  });

  it.each([
    ["no JSON", '{"jsonrpc": ', -32700],
    ["nothing", "", -32700],
    ["a batch", JSON.stringify([PING, PING]), -32600],
    ["an empty batch", "[]", -32600],
    ["no object", "null", -32600],
    [
      "deep nesting",
      `{"jsonrpc":"2.0","method":"ping","params":${'{"a":'.repeat(20_000)}1${"}".repeat(20_001)}`,
      -32600,
    ],
    ["another version", '{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600],
    ["no version", '{"id":1,"method":"ping"}', -32600],
    ["an id that is null", '{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600],
    ["an id that is a fraction", '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600],
    ["parameters by position", '{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}', -32600],
    ["no method", '{"jsonrpc":"2.0","id":1}', -32600],
  ])("answers an error for %s", async (_, body, code) => {
    const answer = await postBearer(route.url, await tenantWithServer(), body);
    expect(answer.status).toBe(400);
    const told = (await answer.json()) as { id: unknown; error: { code: number; message: string } };
    expect(told).toMatchObject({ jsonrpc: "2.0", error: { code } });
    expect(told.id).toBe(/"id":1[,}]/.test(body) && !body.startsWith("[") ? 1 : null);
    if (body.startsWith("[")) expect(told.error.message).toContain("2025-06-18");
  });

  it("answers an error for what is no UTF-8", async () => {
    const answer = await postBearer(route.url, await tenantWithServer(), Buffer.from([0x22, 0xff, 0x22]));
    expect([answer.status, await answer.json()]).toMatchObject([400, { id: null, error: { code: -32700 } }]);
  });

  it("takes sixty a minute of each connection and says when to come again", async () => {
    const [busy, calm] = [await tenantWithServer(), await tenantWithServer()];
    const send = (to: TestServer, token = to.secret) =>
      POST(
        new Request(`http://localhost:3000/api/inbound/mcp/${to.id}`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body: JSON.stringify(PING),
        }),
        { params: Promise.resolve({ connectionId: to.id }) },
      );
    // One a second is given back, by a clock that stands still here; sockets would stand still with it.
    vi.spyOn(performance, "now").mockReturnValue(performance.now());
    for (let i = 0; i < 3; i++) expect((await send(busy, calm.secret)).status).toBe(401);
    for (let i = 0; i < 60; i++) expect((await send(busy)).status).toBe(200);
    const refused = await send(busy);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await refused.json()).toMatchObject({ detail: "More than 60 requests in 60 seconds. Wait 1 s." });
    expect((await send(calm)).status).toBe(200);
  });
});
