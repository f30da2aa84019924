import { z } from "zod";
import { parseJson } from "@/lib/formats/judge";

/** The first revision without initialize and ping. Source: modelcontextprotocol.io, specification 2026-07-28. */
const REVISION = "2026-07-28";

const META = "io.modelcontextprotocol";

const discovery = z.object({
  result: z.object({
    supportedVersions: z.array(z.string()).min(1),
    _meta: z.object({ [`${META}/serverInfo`]: z.object({ name: z.string(), version: z.string() }) }),
  }),
});

export type Discovered = { name: string; version: string; protocolVersion: string; durationMs: number };

/**
 * Asks a server who it is in the way of revision 2026-07-28, which the client library does not speak. Undefined when what
 * came is no answer to that. Throws what `fetch` does.
 */
export async function discover(
  url: URL,
  how: {
    fetch: (url: URL, init: RequestInit) => Promise<Response>;
    headers: Record<string, string>;
    client: { name: string; version: string };
  },
): Promise<Discovered | undefined> {
  const began = performance.now();
  const answer = await how.fetch(url, {
    method: "POST",
    headers: {
      ...how.headers,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": REVISION,
      "mcp-method": "server/discover",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "server/discover", params: { _meta: envelope(how.client) } }),
  });
  const parsed = discovery.safeParse(parseJson(message(answer.headers, await answer.text())));
  if (!parsed.success) return undefined;
  const { supportedVersions, _meta: meta } = parsed.data.result;
  const server = meta[`${META}/serverInfo`];
  const protocolVersion = supportedVersions.includes(REVISION) ? REVISION : (supportedVersions[0] ?? "");
  return server && { ...server, protocolVersion, durationMs: performance.now() - began };
}

function envelope(client: { name: string; version: string }) {
  return {
    [`${META}/protocolVersion`]: REVISION,
    [`${META}/clientInfo`]: client,
    [`${META}/clientCapabilities`]: {},
  };
}

// An answer may come as a stream of one event.
function message(headers: Headers, body: string): string {
  if (!headers.get("content-type")?.startsWith("text/event-stream")) return body;
  const lines = body.split(/\r\n|\r|\n/).filter((line) => line.startsWith("data:"));
  return lines.map((line) => line.slice("data:".length).trimStart()).join("\n");
}
