import { afterEach, describe, expect, it } from "vitest";
import { createAddressPolicy } from "@/lib/net/address";
import { type McpServerOptions, startMcpServer } from "@/lib/testing/mcp-server";
import { type SinkAnswer, startSink } from "@/lib/testing/sink";
import { probeServer } from "./probe";

const policy = createAddressPolicy({ allowCidrs: "", allowLoopback: true });
const TIMEOUT_MS = 2_000;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function server(options: McpServerOptions = {}) {
  const started = await startMcpServer(options);
  closers.push(started.close);
  return started;
}

/** What is said of a server that answers so, whose address reads HOST. */
async function saidOf(answer: SinkAnswer, bearerToken?: string, timeoutMs = TIMEOUT_MS): Promise<string> {
  const sink = await startSink();
  closers.push(sink.close);
  sink.answer(answer);
  const ping = await probeServer({ url: `${sink.url}/mcp`, bearerToken }, { policy, timeoutMs });
  expect(sink.requests.map(({ method }) => method)).not.toContain("GET");
  if (ping.ok) throw new Error("This should have failed.");
  return ping.message.replaceAll(new URL(sink.url).host, "HOST");
}

const json = (body: unknown, status = 200): SinkAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

describe("a server of the official SDK", () => {
  it.each([
    { json: true, sessions: false },
    { json: true, sessions: true },
    { json: false, sessions: false },
    { json: false, sessions: true },
  ])("says who it is: %o", async (options) => {
    const { url, seen, openSessions } = await server({ ...options, name: "Asset library", version: "3.1.4" });
    const ping = await probeServer({ url }, { policy });
    expect(ping).toMatchObject({ ok: true, name: "Asset library", version: "3.1.4", protocolVersion: "2025-11-25" });
    expect(ping.ok && ping.durationMs).toBeLessThan(2_000);
    const asked = ["POST initialize", "POST notifications/initialized", "POST ping"];
    expect(seen).toEqual(options.sessions ? [...asked, "DELETE"] : asked);
    expect(openSessions()).toBe(0);
  });

  it("gets its token, and is told apart when that is missing or wrong", async () => {
    const { url } = await server({ token: "t0p-s3cret-token", name: "I know t0p-s3cret-token" });
    const known = await probeServer({ url, bearerToken: "t0p-s3cret-token" }, { policy });
    expect(known).toMatchObject({ ok: true, name: "I know ••••oken" });
    for (const bearerToken of [undefined, "another-token-of-some-length"]) {
      const ping = await probeServer({ url, bearerToken }, { policy });
      expect(ping).toMatchObject({ ok: false, message: expect.stringContaining("401: it asks for a token") });
    }
  });

  it("cannot tell a page of text in the place of its name", async () => {
    const { url } = await server({ name: `<img src=x>\n${"x".repeat(5_000)}`, version: "1\u0000\u202e" });
    const ping = await probeServer({ url }, { policy });
    expect(ping.ok && ping.name).toMatch(/^<img src=x> x+…$/);
    expect(ping.ok && ping.name).toHaveLength(200);
    expect(ping.ok && ping.version).toBe("1");
  });
});

describe("a server of revision 2026-07-28", () => {
  const discovered = {
    jsonrpc: "2.0",
    id: 1,
    result: {
      supportedVersions: ["2026-07-28"],
      capabilities: {},
      resultType: "complete",
      _meta: { "io.modelcontextprotocol/serverInfo": { name: "Modern", version: "2.0" } },
    },
  };
  const unsupported = { code: -32022, message: "Unsupported protocol version: 2025-11-25" };

  it.each([
    ["as JSON", json(discovered)],
    [
      "as a stream",
      {
        headers: { "content-type": "text/event-stream" },
        body: `event: message\ndata: ${JSON.stringify(discovered)}\n\n`,
      },
    ],
  ])("is discovered where it refuses the greeting, %s", async (_, second) => {
    const sink = await startSink();
    closers.push(sink.close);
    sink.answer(json({ jsonrpc: "2.0", id: 0, error: unsupported }, 400), second);
    const ping = await probeServer({ url: sink.url, bearerToken: "a-token" }, { policy });
    expect(ping).toMatchObject({ ok: true, name: "Modern", version: "2.0", protocolVersion: "2026-07-28" });
    expect(sink.requests[1]?.headers).toMatchObject({
      authorization: "Bearer a-token",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "server/discover",
    });
  });

  it("is told by its refusal when it says no more", async () => {
    expect(await saidOf(json({ jsonrpc: "2.0", id: 0, error: unsupported }, 400))).toBe(
      "HOST answered 400 with an error: Unsupported protocol version: 2025-11-25",
    );
  });
});

describe("what is no answer", () => {
  it.each<[string, SinkAnswer, string]>([
    ["a page", { headers: { "content-type": "text/html" }, body: "<html>" }, "not as an MCP server does"],
    ["broken JSON", { headers: { "content-type": "application/json" }, body: "{" }, "not as an MCP server does"],
    ["other JSON", json({ hello: "world" }), "not as an MCP server does"],
    ["a result of another kind", json({ jsonrpc: "2.0", id: 0, result: {} }), "not as an MCP server does"],
    ["an error", json({ jsonrpc: "2.0", id: 0, error: { code: -32603, message: "no\ndatabase" } }), "no database"],
    ["nothing here", { status: 404, body: "<html>" }, "404: there is nothing at this path"],
    ["another transport", { status: 405 }, "Streamable HTTP"],
    ["forbidden", { status: 403 }, "403: it asks for a token"],
    ["an outage", { status: 503 }, "503. Try again later."],
    ["too much", json({ text: "x".repeat(300 * 1024) }), "more than 256 KiB"],
    ["a lost connection", (_, response) => void response.destroy(), "closed the connection"],
  ])("is a sentence: %s", async (_, answer, sentence) => {
    expect(await saidOf(answer)).toContain(sentence);
  });

  it("follows no redirect, of its own origin or another, and says where it leads", async () => {
    const elsewhere = await server();
    for (const location of ["/mcp/", elsewhere.url]) {
      const said = await saidOf({ status: 308, headers: { location } }, "a-token-of-some-length");
      expect(said).toContain(`308, a redirect to ${location}. Redirects are not followed`);
    }
    expect(elsewhere.seen).toEqual([]);
  });

  it("waits no longer than its time: for an answer, for the rest of one, for one that never comes of a stream", async () => {
    const stream = { headers: { "content-type": "text/event-stream" }, body: "id: 1\ndata:\n\n" };
    const began = performance.now();
    const said = await Promise.all([
      saidOf(() => undefined, undefined, 400),
      saidOf((_, response) => void response.writeHead(200).write("{"), undefined, 400),
      saidOf(stream, undefined, 400),
      saidOf({ status: 202 }, undefined, 400),
    ]);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(said[0]).toMatch(/did not answer in full within (3\d\d|400) ms/);
    expect(said[1]).toMatch(/did not answer in full within (3\d\d|400) ms/);
    expect(said[2]).toBe("HOST took the question and did not answer it in time.");
    expect(said[3]).toBe("HOST took the question and did not answer it in time.");
  });

  it("reaches no address that the policy refuses, and says no more than of one that does not answer", async () => {
    const { url, seen } = await server();
    const closed = createAddressPolicy({ allowCidrs: "", allowLoopback: false });
    const ping = await probeServer({ url }, { policy: closed });
    expect(ping).toMatchObject({ ok: false, message: expect.stringContaining("could not be reached") });
    expect(seen).toEqual([]);
  });
});
