import { EmptyResultSchema, JSONRPCErrorSchema, JSONRPCResultResponseSchema } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getMcpServer } from "@/lib/connections/mcp/list";
import {
  handled,
  postBearer,
  postSigned,
  published,
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
afterAll(() => route.close());

describe("JSON-RPC", () => {
  it.each([1, 0, -7, "a text", "0"])("answers a ping with the id %j, and notes it", async (id) => {
    const own = await tenantWithServer();
    const before = new Date().toISOString();
    const answer = await postSigned(route.url, own, { ...PING, id, params: { _meta: { progressToken: 1 } } });
    expect(answer.status).toBe(200);
    const response = JSONRPCResultResponseSchema.parse(await answer.json());
    expect(response.id).toBe(id);
    EmptyResultSchema.parse(response.result);
    const { lastPingAt } = await getMcpServer(own.ctx, own.id);
    expect(String(lastPingAt) >= before).toBe(true);
    expect(await storedOf(own.id)).toEqual([]);
  });

  it("knows no other request, and takes responses to nothing", async () => {
    const answer = await postSigned(route.url, server, { jsonrpc: "2.0", id: "x", method: "tools/call", params: {} });
    expect(answer.status).toBe(200);
    expect(JSONRPCErrorSchema.parse(await answer.json())).toMatchObject({ id: "x", error: { code: -32601 } });
    for (const body of [
      { jsonrpc: "2.0", id: 1, result: {} },
      { jsonrpc: "2.0", id: 1, error: { code: -32603, message: "no" } },
    ]) {
      const taken = await postSigned(route.url, server, body);
      expect([taken.status, await taken.text()]).toEqual([202, ""]);
    }
  });

  it("publishes what has changed, with what the server tells of it", async () => {
    const own = await tenantWithServer();
    const told = [
      { method: "notifications/tools/list_changed", params: { _meta: { a: 1 } } },
      { method: "notifications/prompts/list_changed" },
      { method: "notifications/resources/list_changed", params: { added: 2 } },
      { method: "notifications/resources/updated", params: { uri: "file:///logo.svg" } },
    ];
    for (const message of told) {
      const answer = await postSigned(route.url, own, { jsonrpc: "2.0", ...message });
      expect([answer.status, await answer.text()]).toEqual([202, ""]);
    }
    const rows = await handled(own.id);
    const byId = new Map((await published(own.organizationId)).map((each) => [each.id, each]));
    expect(byId.size).toBe(told.length);
    const events = rows.map(({ eventId }) => byId.get(eventId ?? ""));
    expect(events.map((each) => [each?.data.change, each?.data.details])).toEqual([
      ["tools/list_changed", null],
      ["prompts/list_changed", null],
      ["resources/list_changed", '{"added":2}'],
      ["resources/updated", "file:///logo.svg"],
    ]);
    expect(events[0]?.data).toMatchObject({ provider: "mcp", connection: { id: own.id, name: "Asset library" } });
  });

  it("stores other notifications and says why nothing comes of them", async () => {
    const own = await tenantWithServer();
    for (const method of ["notifications/progress", "ping", "terminated"]) {
      expect((await postBearer(route.url, own, { jsonrpc: "2.0", method, params: {} })).status).toBe(202);
    }
    expect((await handled(own.id)).map(({ type, status, reason }) => [type, status, reason])).toEqual([
      ["notifications/progress", "ignored", "Nothing here acts on notifications/progress."],
      ["rpc/ping", "ignored", "Nothing here acts on rpc/ping."],
      ["rpc/terminated", "ignored", "Nothing here acts on rpc/terminated."],
    ]);
  });

  it("takes a signed repeat for one, and each request of a bearer for its own unless it is named", async () => {
    const own = await tenantWithServer();
    await postSigned(route.url, own, CHANGED, { id: "msg_1" });
    await postSigned(route.url, own, CHANGED, { id: "msg_1" });
    await postBearer(route.url, own, CHANGED);
    await postBearer(route.url, own, CHANGED);
    await postBearer(route.url, own, CHANGED, { "idempotency-key": "key-1" });
    await postBearer(route.url, own, CHANGED, { "idempotency-key": "key-1" });
    expect((await postBearer(route.url, own, CHANGED, { "idempotency-key": "x".repeat(256) })).status).toBe(400);
    expect(await storedOf(own.id)).toHaveLength(4);
    await handled(own.id);
    expect(await published(own.organizationId)).toHaveLength(4);
  });
});
